#include "formula_oracle.hpp"

#include <array>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <chrono>
#include <dlncert/checker/check.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/statement/extremum.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/unfold.hpp>
#include <statement/double_value.hpp>

namespace dlncert::test {
namespace {

namespace bmp = boost::multiprecision;
using Real = bmp::number<bmp::cpp_bin_float<50>, bmp::et_off>;

enum class Truth : std::uint8_t { no, yes, unknown };

/// Values within rounding of each other decide nothing, and neither does one that is not a number: quotients
/// with a removable singularity are undefined for plain numbers where the language defines them.
Truth truth(const Comparison& comparison, const PointOf<Real>& at) {
    const Real left = value_of(comparison.left, at);
    const Real right = value_of(comparison.right, at);
    if (!bmp::isfinite(left) || !bmp::isfinite(right)) return Truth::unknown;
    const Real difference = left - right;
    if (abs(difference) < 1e-15 * (abs(left) + abs(right) + 1e-10)) return Truth::unknown;
    const auto is = [](bool holds) { return holds ? Truth::yes : Truth::no; };
    switch (comparison.relation) {
        case Relation::less:
        case Relation::less_equal:
            return is(difference < 0);
        case Relation::greater:
        case Relation::greater_equal:
            return is(difference > 0);
        case Relation::equal:
            break;
    }
    return Truth::no;
}

Truth truth(const Formula& formula, const PointOf<Real>& at) {
    if (formula.kind == Formula::Kind::comparison) return truth(formula.comparison, at);
    const Truth deciding = formula.kind == Formula::Kind::all ? Truth::no : Truth::yes;
    Truth result = formula.kind == Formula::Kind::all ? Truth::yes : Truth::no;
    for (const Formula& part : formula.parts) {
        const Truth one = truth(part, at);
        if (one == deciding) return deciding;
        if (one == Truth::unknown) result = Truth::unknown;
    }
    return result;
}

class FormulaSampler {
  public:
    FormulaSampler(const Claim& claim, std::mt19937_64& random) : claim_(claim), random_(random) {}

    std::optional<std::string> point() {
        PointOf<Real> at;
        for (const IntegerDomain& n : claim_.integers) at[n.name] = integer(n);
        for (const RealDomain& x : claim_.reals) at[x.name] = real(x.range);
        for (const Formula& h : claim_.hypotheses)
            if (truth(h, at) != Truth::yes) return std::nullopt;
        if (truth(std::get<Formula>(claim_.conclusion), at) != Truth::no) return std::nullopt;
        std::string text = "false at";
        for (const auto& [name, value] : at) text += " " + name + " = " + value.str(12);
        return text;
    }

  private:
    double uniform(double a, double b) { return std::uniform_real_distribution<double>(a, b)(random_); }

    Real integer(const IntegerDomain& n) {
        const Integer most = n.upper ? *n.upper : n.lower + 10;
        const Integer offset = Integer(random_()) % (std::max<Integer>(most - n.lower, 0) + 1);
        return Real(Integer(n.lower + offset).str());
    }

    /// Near an end as often as inside; unbounded ranges on a logarithmic scale.
    Real real(const Range& range) {
        const Real far = exp(Real(uniform(-5, 5)));
        if (range.lower.infinite && range.upper.infinite) return random_() % 2 ? far : -far;
        if (range.lower.infinite) return value_of(range.upper.value, PointOf<Real>{}) - far;
        const Real low = value_of(range.lower.value, PointOf<Real>{});
        if (range.upper.infinite) return low + far;
        const Real high = value_of(range.upper.value, PointOf<Real>{});
        const Real inside = uniform(0, 1);
        return low + std::array{Real(1e-6), Real(1 - 1e-6), inside, inside}.at(random_() % 4) * (high - low);
    }

    const Claim& claim_;
    std::mt19937_64& random_;
};

std::optional<std::string> sampled(const Claim& claim, std::mt19937_64& random, int points) {
    FormulaSampler sampler(claim, random);
    for (int i = 0; i < points; ++i)
        if (auto found = sampler.point()) return found;
    return std::nullopt;
}

/// What the statement says of the laws with the weights q, 1 − q at two points of the range.
Claim for_two_atoms(const Claim& claim) {
    const auto& mean = std::get<MeanStatement>(claim.conclusion);
    const Expression a = Expression::variable("first_atom"), b = Expression::variable("second_atom"),
                     q = Expression::variable("share");
    Expression expectation = 0;
    for (unsigned atoms = 0; atoms < 1U << mean.variables.size(); ++atoms) {
        Expression weight = 1, value = mean.function;
        for (std::size_t k = 0; k < mean.variables.size(); ++k) {
            const bool first = (atoms >> k) % 2 == 0;
            weight = weight * (first ? q : 1 - q);
            value = substitute(value, mean.variables[k], first ? a : b);
        }
        expectation = expectation + weight * value;
    }
    Claim result = claim;
    result.reals.push_back({"first_atom", mean.range});
    result.reals.push_back({"second_atom", mean.range});
    result.reals.push_back(
        {"share", {.lower = {.value = Rational(1, 10)}, .upper = {.value = Rational(9, 10)}}});
    const bool below = mean.relation == Relation::less || mean.relation == Relation::less_equal;
    result.conclusion = comparison(expectation, below ? Relation::less_equal : Relation::greater_equal,
                                   substitute(mean.at_mean, mean.mean, q * a + (1 - q) * b));
    return result;
}

}  // namespace

std::optional<std::string> evidence_by_search(const Claim& claim, std::mt19937_64& random, int points) {
    if (const auto* extrema = std::get_if<ExtremumStatement>(&claim.conclusion)) {
        for (const Extremum& extremum : *extrema)
            if (auto found = evidence_by_search(outer_bound(unfolded(claim), extremum), random, points))
                return found;
        return std::nullopt;
    }
    if (std::holds_alternative<MeanStatement>(claim.conclusion))
        return evidence_by_search(for_two_atoms(claim), random, points);
    if (std::holds_alternative<Formula>(claim.conclusion) && claim.chambers.empty() && !claim.disproved)
        if (auto found = sampled(claim, random, points)) return found;
    ProofSearch search;
    const auto begin = std::chrono::steady_clock::now();
    search.stop = [&] { return std::chrono::steady_clock::now() - begin > std::chrono::milliseconds(100); };
    std::optional<std::string> negation;
    search.accept = [&](const Claim& proved, const nlohmann::json& step) {
        Claim opposite = proved;
        opposite.disproved = claim.disproved;
        const bool about_the_claim = opposite == claim;  // and not about a premise of a rule
        if (about_the_claim && proved.disproved == claim.disproved) return true;  // nothing against it
        const auto certificate = make_certificate(to_string(proved), "", step, nlohmann::json::object());
        try {
            (void)checker::check(certificate);
            if (about_the_claim) negation = "its negation is proved by " + step.dump();
        } catch (const Rejected&) {
            return false;
        }
        return true;
    };
    (void)search(claim);
    return negation;
}

}  // namespace dlncert::test
