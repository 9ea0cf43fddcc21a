#include <dlncert/search/chamber_proof.hpp>
#include <dlncert/search/prove.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

constexpr std::size_t most_leaves = 200'000;

/// The depth range of a claim whose only real variable is nu.
std::optional<DepthRange> depth_range(const Claim& claim) {
    if (claim.reals.size() != 1 || claim.reals[0].name != "nu") return std::nullopt;
    const Range& range = claim.reals[0].range;
    if (range.lower.infinite || range.upper.infinite) return std::nullopt;
    const auto lower = rational_value(range.lower.value);
    const auto upper = rational_value(range.upper.value);
    if (!lower || !upper) return std::nullopt;
    return DepthRange{*lower, *upper, range.lower.open, range.upper.open};
}

/// The ranges nu in …, u in … of a claim in these two variables, or u alone (then nu does not occur).
bool is_about_nu_and_u(const Claim& claim) {
    return claim.reals.size() == 2 && claim.reals[0].name == "nu" && claim.reals[1].name == "u";
}

}  // namespace

bool ProofSearch::about_hessian(const Claim& claim) {
    const auto depth = depth_range(claim);
    if (depth && accept(chamber_proof(*depth))) return true;
    advice =
        "a statement about a Hessian is proved over the whole chamber by the rules for pair sums; over boxes "
        "with a modulus "
        "by 'dlncert certify concavity --box'";
    return false;
}

bool ProofSearch::about_functions(const Claim& claim) {
    const auto& formula = std::get<Formula>(claim.conclusion);
    const bool conjunction = formula.kind == Formula::Kind::all;
    if (formula.kind == Formula::Kind::any) {
        advice = "disjunctions are not proved yet";
        return false;
    }
    std::vector<Formula> parts = conjunction ? formula.parts : std::vector<Formula>{formula};
    json steps = json::array();
    for (const Formula& part : parts) {
        if (part.kind != Formula::Kind::comparison) {
            advice = "nested formulas are not proved yet";
            return false;
        }
        const bool weak = part.comparison.relation == Relation::greater_equal ||
                          part.comparison.relation == Relation::less_equal;
        if (!conjunction && weak && accept({{"step", "zero"}})) return true;
        if (!conjunction && is_about_nu_and_u(claim) && accept(determinant_proof())) return true;
        auto tree = find_subdivision(part.comparison, claim, most_leaves, stop, advice);
        if (!tree) return false;
        steps.push_back({{"step", "subdivide"}, {"tree", std::move(*tree)}});
    }
    if (!conjunction) return accept(steps[0]);
    return accept({{"step", "all"}, {"parts", std::move(steps)}});
}

bool ProofSearch::operator()(const Claim& claim) {
    return std::holds_alternative<Formula>(claim.conclusion) ? about_functions(claim) : about_hessian(claim);
}

}  // namespace dlncert
