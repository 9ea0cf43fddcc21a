#include <array>
#include <cmath>
#include <dlncert/search/chamber_proof.hpp>
#include <dlncert/search/core_inequalities.hpp>
#include <dlncert/search/integer_depths.hpp>
#include <dlncert/search/known_proofs.hpp>
#include <dlncert/search/pair_forms.hpp>
#include <dlncert/search/plain_function.hpp>
#include <dlncert/search/strip_charts.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/pair_sum.hpp>
#include <functional>
#include <optional>

namespace dlncert {
namespace {

using nlohmann::json;

/// A range with rational ends, as depths are given.
std::optional<DepthRange> depth_range(const Range& range) {
    if (range.lower.infinite || range.upper.infinite) return std::nullopt;
    const auto lower = rational_value(range.lower.value);
    const auto upper = rational_value(range.upper.value);
    if (!lower || !upper) return std::nullopt;
    return DepthRange{*lower, *upper, range.lower.open, range.upper.open};
}

/// Whether the rules for pair sums neither prove it nor its contrary.
bool is_beyond_pair_sums(MatrixPredicate predicate) {
    using enum MatrixPredicate;
    return predicate == pair_blocks || predicate == eigenvalue || predicate == inertia ||
           predicate == loewner_at_least;
}

/// The entropy's Hessian over the chamber: the rules for pair sums.
std::vector<json> hessian(const Claim& claim) {
    const auto* matrix = std::get_if<MatrixStatement>(&claim.conclusion);
    if (!matrix || is_beyond_pair_sums(matrix->predicate)) return {};
    const auto is_rational = [](const Range& r) {
        return (r.lower.infinite || rational_value(r.lower.value)) &&
               (r.upper.infinite || rational_value(r.upper.value));
    };
    for (const ChamberDomain& chamber : claim.chambers)
        if (!std::ranges::all_of(chamber.box, is_rational)) return {};  // the rules for pair sums need that
    if (claim.reals.empty() && !claim.disproved) {
        if (!pair_body(matrix->function, matrix->variable, "x", "y")) return {};
        std::vector<json> result;
        for (const Rational& nu : possible_depths(matrix->function))
            std::ranges::move(chamber_proofs(claim, {.lower = nu, .upper = nu}), std::back_inserter(result));
        return result;
    }
    if (claim.reals.size() != 1 || claim.reals[0].name != "nu") return {};
    const auto depth = depth_range(claim.reals[0].range);
    if (!depth) return {};
    return chamber_proofs(claim, *depth);
}

/// A positive factor of a function of u, with its value at 0.
struct Factor {
    const char *text, *at_zero;
    double (*value)(double u);
};
/// Scaled by 1, or as the pair rules have it: unscaled blocks, and the difference of the slopes.
constexpr std::array factors{Factor{"1", "1", [](double) { return 1.0; }},
                             Factor{"1/2", "1/2", [](double) { return 0.5; }},
                             Factor{"exp(2*u)/2", "1/2", [](double u) { return std::exp(2 * u) / 2; }},
                             Factor{"(1 + exp(u))/2", "1", [](double u) { return (1 + std::exp(u)) / 2; }}};

/// Whether f seems to be the function of ν, u and the scaled pair block that `value` computes, times the
/// factor.
bool seems_to_be(const Expression& f, double (*value)(double nu, double u, const SampledBlock&),
                 const Factor& factor) {
    try {
        PlainFunction sampled({f}, {"nu", "u"});
        for (const auto& [nu, u] : {std::pair{0.2, 1.3}, {0.45, 0.6}, {0.07, 3.1}}) {
            const double expected = factor.value(u) * value(nu, u, sample_block(nu, u));
            const double found = sampled(std::array{nu, u})[0];
            if (!(std::abs(found - expected) <= 1e-6 * (1 + std::abs(expected)))) return false;
        }
        return true;
    } catch (const InputError&) {  // something that has no value in doubles
        return false;
    }
}

/// What the block says of δ = c − m = (2c − a + b)/2.
double gap(double nu, const SampledBlock& p) {
    return 1 - nu - (p.a - p.b) / 2;
}

/// A function of ν and u, and the proofs of its sign, by their ways.
struct CoreInequality {
    double (*value)(double nu, double u, const SampledBlock& p);
    json (StripProof::*exact)() const;
    json (*charts)() = nullptr;
    json (*integers)(long N, bool closed) = nullptr;
};

constexpr std::array core_inequalities{
    CoreInequality{[](double, double, const SampledBlock& p) { return p.a * p.b - p.k * p.k; },
                   &StripProof::determinant, determinant_by_charts, determinant_by_integers},
    CoreInequality{[](double nu, double, const SampledBlock& p) { return gap(nu, p); }, &StripProof::gap},
    CoreInequality{[](double nu, double, const SampledBlock& p) { return 1 - nu - gap(nu, p); },
                   &StripProof::force},
    CoreInequality{[](double, double, const SampledBlock& p) { return p.k; }, &StripProof::mixed},
    CoreInequality{[](double, double, const SampledBlock& p) { return p.b; }, &StripProof::decrease,
                   decrease_by_charts, decrease_by_integers},
    CoreInequality{[](double, double, const SampledBlock& p) { return p.a; }, &StripProof::decrease_above},
    CoreInequality{[](double nu, double u, const SampledBlock& p) {
                       return (1 - nu) * (std::tanh(u / 2) - 1) + gap(nu, p);
                   },
                   &StripProof::comparison, comparison_by_charts, comparison_by_integers},
    CoreInequality{[](double nu, double, const SampledBlock& p) { return p.k - nu * gap(nu, p); },
                   &StripProof::smallest, smallest_by_charts, smallest_by_integers},
};

/// The inequality that f > 0 seems to be, and the factor that it has.
struct Recognised {
    const CoreInequality& core;
    const Factor& factor;
    [[nodiscard]] bool is_plain() const { return &factor == factors.data(); }
};
std::optional<Recognised> recognised(const Expression& f) {
    for (const Factor& factor : factors)
        for (const CoreInequality& one : core_inequalities)
            if (seems_to_be(f, one.value, factor)) return Recognised{one, factor};
    return std::nullopt;
}

using ProofOf = std::function<json(const Recognised&)>;

/// Equations as identities, inequalities by `proof`, which may be null.
std::optional<json> proof_of(const Formula& formula, const ProofOf& proof) {
    if (formula.kind == Formula::Kind::any) return std::nullopt;
    if (formula.kind == Formula::Kind::comparison) {
        if (formula.comparison.relation == Relation::equal) return json{{"step", "identity"}};
        const auto core = recognised(difference(formula.comparison));
        json step = core ? proof(*core) : json();
        return step.is_null() ? std::nullopt : std::optional(std::move(step));
    }
    json parts = json::array();
    for (const Formula& part : formula.parts) {
        auto step = proof_of(part, proof);
        if (!step) return std::nullopt;
        parts.push_back(std::move(*step));
    }
    return json{{"step", "all"}, {"parts", std::move(parts)}};
}

bool begins_at_zero(const RealDomain& u) {
    const End& least = u.range.lower;
    return u.name == "u" && !least.infinite && rational_value(least.value) == Rational(0);
}

/// A formula in ν within [0, 1/2] and u >= 0 or u > 0.
std::vector<json> on_strip(const Claim& claim,
                           const std::function<json(const Recognised&, const StripProof&)>& prove) {
    const auto* formula = std::get_if<Formula>(&claim.conclusion);
    if (formula == nullptr || claim.disproved || !claim.integers.empty() || !claim.chambers.empty() ||
        !claim.hypotheses.empty())
        return {};
    if (claim.reals.size() != 2 || claim.reals[0].name != "nu" || !begins_at_zero(claim.reals[1])) return {};
    const auto depth = depth_range(claim.reals[0].range);
    if (!depth || depth->lower < 0 || depth->upper > Rational(1, 2)) return {};
    const StripProof strip{.depth = *depth, .closed = !claim.reals[1].range.lower.open};
    const auto proof = proof_of(*formula, [&](const Recognised& core) { return prove(core, strip); });
    return proof ? std::vector{*proof} : std::vector<json>{};
}

std::vector<json> by_derivation(const Claim& claim) {
    return on_strip(claim, [](const Recognised& found, StripProof strip) {
        strip.scale = found.factor.text;
        strip.at_zero = found.factor.at_zero;
        return (strip.*found.core.exact)();
    });
}

/// From ν = 0 to 1/2.
std::vector<json> by_charts(const Claim& claim) {
    return on_strip(claim, [](const Recognised& found, const StripProof& strip) {
        const bool whole = strip.depth.lower == 0 && strip.depth.upper == Rational(1, 2);
        return whole && found.is_plain() && found.core.charts ? found.core.charts() : json();
    });
}

/// For N in a finite range and u: one list of integers for each N.
std::vector<json> by_integers(const Claim& claim) {
    const auto* formula = std::get_if<Formula>(&claim.conclusion);
    if (formula == nullptr || claim.disproved || claim.integers.size() != 1 || claim.reals.size() != 1 ||
        !claim.chambers.empty() || !claim.hypotheses.empty() || !begins_at_zero(claim.reals[0]))
        return {};
    const IntegerDomain& depth = claim.integers[0];
    if (!depth.upper || depth.lower < 3 || *depth.upper > 64) return {};
    const bool closed = !claim.reals[0].range.lower.open;
    const Expression inverse = 1 / Expression::variable("nu");
    const Formula in_nu =
        map_sides(*formula, [&](const Expression& e) { return substitute(e, depth.name, inverse); });
    json each = json::array();
    for (Integer N = depth.lower; N <= *depth.upper; ++N) {
        const auto proof = proof_of(in_nu, [&](const Recognised& found) {
            const auto integers = found.is_plain() ? found.core.integers : nullptr;
            return integers ? integers(static_cast<long>(N), closed) : json();
        });
        if (!proof) return {};
        each.push_back(*proof);
    }
    return {json{{"step", "integers"}, {"variable", depth.name}, {"each", std::move(each)}}};
}

constexpr std::array proofs{
    KnownProof{"exact", hessian},
    KnownProof{"exact", by_derivation},
    KnownProof{"integers", by_integers},
    KnownProof{"interval", by_charts},
};

}  // namespace

std::span<const KnownProof> known_proofs() {
    return proofs;
}

}  // namespace dlncert
