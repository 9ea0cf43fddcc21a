#include <array>
#include <cmath>
#include <dlncert/search/chamber_proof.hpp>
#include <dlncert/search/core_inequalities.hpp>
#include <dlncert/search/known_proofs.hpp>
#include <dlncert/search/pair_forms.hpp>
#include <dlncert/search/plain_function.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/formula.hpp>
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

/// The entropy's Hessian over the chamber: the rules for pair sums.
std::vector<json> hessian(const Claim& claim) {
    if (!std::holds_alternative<MatrixStatement>(claim.conclusion)) return {};
    if (claim.reals.size() != 1 || claim.reals[0].name != "nu") return {};
    const auto depth = depth_range(claim.reals[0].range);
    if (!depth) return {};
    return chamber_proofs(claim, *depth);
}

/// Whether f seems to be the function of ν, u and the scaled pair block that `value` computes.
bool seems_to_be(const Expression& f, double (*value)(double nu, double u, const SampledBlock&)) {
    try {
        PlainFunction sampled({f}, {"nu", "u"});
        for (const auto& [nu, u] : {std::pair{0.2, 1.3}, {0.45, 0.6}, {0.07, 3.1}}) {
            const double expected = value(nu, u, sample_block(nu, u));
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

/// A function of ν and u, and the derivation of its sign.
struct Derivation {
    double (*value)(double nu, double u, const SampledBlock& p);
    json (StripProof::*proof)() const;
};

constexpr std::array derivations{
    Derivation{[](double, double, const SampledBlock& p) { return p.a * p.b - p.k * p.k; },
               &StripProof::determinant},
    Derivation{[](double nu, double, const SampledBlock& p) { return gap(nu, p); }, &StripProof::gap},
    Derivation{[](double, double, const SampledBlock& p) { return p.k; }, &StripProof::mixed},
    Derivation{[](double, double, const SampledBlock& p) { return p.b; }, &StripProof::decrease},
    Derivation{[](double nu, double u, const SampledBlock& p) {
                   return (1 - nu) * (std::tanh(u / 2) - 1) + gap(nu, p);
               },
               &StripProof::comparison},
    Derivation{[](double nu, double, const SampledBlock& p) { return p.k - nu * gap(nu, p); },
               &StripProof::smallest},
};

/// An equation as an identity, an inequality by one of the derivations.
std::optional<json> exact(const Comparison& comparison, const StripProof& strip) {
    if (comparison.relation == Relation::equal) return json{{"step", "identity"}};
    for (const auto& [value, proof] : derivations)
        if (seems_to_be(difference(comparison), value)) return (strip.*proof)();
    return std::nullopt;
}

std::optional<json> exact(const Formula& formula, const StripProof& strip) {
    if (formula.kind == Formula::Kind::comparison) return exact(formula.comparison, strip);
    if (formula.kind != Formula::Kind::all) return std::nullopt;
    json parts = json::array();
    for (const Formula& part : formula.parts) {
        auto proof = exact(part, strip);
        if (!proof) return std::nullopt;
        parts.push_back(std::move(*proof));
    }
    return json{{"step", "all"}, {"parts", std::move(parts)}};
}

/// Inequalities in ν within [0, 1/2] and u >= 0 or u > 0.
std::vector<json> strip_inequalities(const Claim& claim) {
    const auto* formula = std::get_if<Formula>(&claim.conclusion);
    if (formula == nullptr || !claim.integers.empty() || !claim.chambers.empty() || !claim.hypotheses.empty())
        return {};
    if (claim.reals.size() != 2 || claim.reals[0].name != "nu" || claim.reals[1].name != "u") return {};
    const auto depth = depth_range(claim.reals[0].range);
    const End& least = claim.reals[1].range.lower;
    if (!depth || least.infinite || rational_value(least.value) != Rational(0)) return {};
    if (depth->lower < 0 || depth->upper > Rational(1, 2)) return {};
    const auto proof = exact(*formula, StripProof{.depth = *depth, .closed = !least.open});
    return proof ? std::vector{*proof} : std::vector<json>{};
}

constexpr std::array proofs{
    KnownProof{"exact", hessian},
    KnownProof{"exact", strip_inequalities},
};

}  // namespace

std::span<const KnownProof> known_proofs() {
    return proofs;
}

}  // namespace dlncert
