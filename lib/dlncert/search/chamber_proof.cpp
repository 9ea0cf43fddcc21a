#include <dlncert/search/chamber_proof.hpp>
#include <dlncert/search/core_inequalities.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

json leaf() {
    return {{"step", "subdivide"}, {"tree", "n64"}};
}

/// A factor with its sign, times another one.
json product(const std::string& e, const std::string& g) {
    return {{"step", "factor"}, {"factor", e}, {"rest", g}, {"factor_proof", leaf()}, {"rest_proof", leaf()}};
}

/// det Hess P(1, e^−u) = e^{2u} Δ/4.
json below_one_half(const DepthRange& depth) {
    const StripProof strip{.depth = depth, .scale = "exp(2*u)/4", .at_zero = "1/4"};
    return {{"step", "pair-definite"}, {"determinant", strip.determinant()}, {"origin", leaf()}};
}

json one_half() {
    return {{"step", "pair-rank-one"}, {"kappa", "1/(2*(1 + r)^2)"}, {"positive", leaf()}};
}

/// The covariant blocks are ½ [[k − ν(c + m), −k e^u], [−k e^u, (k − ν(c − m)) e^{2u}]]: −νc along (1, r) at
/// r = 1.
json covariant_indefinite(const DepthRange& depth) {
    return {{"step", "pair-indefinite"},
            {"radial", product(depth.text(), "1 - " + depth.text())},
            {"last", StripProof{.depth = depth, .scale = "exp(2*u)/2", .at_zero = "1/2"}.smallest()},
            {"mixed", StripProof{.depth = depth, .scale = "exp(u)/2", .at_zero = "1/2"}.mixed()}};
}

/// At ν = 0 they are (k/2) (1, −e^u)ᵀ(1, −e^u).
json covariant_semidefinite() {
    const DepthRange infinite{.lower = 0, .upper = 0};
    return {{"step", "pair-semidefinite"},
            {"determinant", {{"step", "zero"}}},
            {"first", StripProof{.depth = infinite, .scale = "1/2", .at_zero = "1/2"}.mixed()},
            {"second", StripProof{.depth = infinite, .scale = "exp(2*u)/2", .at_zero = "1/2"}.mixed()}};
}

/// The least width of the claim.
Integer least_width(const Claim& claim) {
    const Expression& width = claim.chambers.at(0).width;
    if (const auto value = rational_value(width)) return numerator(*value);
    for (const IntegerDomain& n : claim.integers)
        if (width == Expression::variable(n.name)) return n.lower;
    throw Unsupported("the width of the chamber is no integer");
}

/// In the least width, at this ν; which is no parameter if it is the only one.
json counterexample(const Claim& claim, const DepthRange& depth, const std::string& nu, const json& proof) {
    const json point = depth.is_point() ? json::object() : json{{"nu", nu}};
    return {{"step", "witness"},
            {"width", static_cast<long>(least_width(claim))},
            {"point", point},
            {"proof", proof}};
}

void collect_depths(const Expression& e, std::set<Rational>& found) {
    if (const auto value = rational_value(e)) {
        if (*value >= 0 && *value <= Rational(1, 2)) found.insert(*value);
        return;
    }
    for (const Expression& part : e.args()) collect_depths(part, found);
}

}  // namespace

std::set<Rational> possible_depths(const Expression& e) {
    std::set<Rational> found;
    collect_depths(e, found);
    return found;
}

json chamber_proof(const DepthRange& depth) {
    const bool reaches_one_half = depth.upper == Rational(1, 2) && !depth.upper_open;
    if (!reaches_one_half) return below_one_half(depth);
    if (depth.is_point()) return one_half();
    DepthRange below = depth;
    below.upper_open = true;
    return {{"step", "peel-domain"},
            {"variable", "nu"},
            {"end", "upper"},
            {"at_end", one_half()},
            {"inside", below_one_half(below)}};
}

std::vector<json> chamber_proofs(const Claim& claim, const DepthRange& depth) {
    const bool covariant = std::get<MatrixStatement>(claim.conclusion).metric.has_value();
    if (claim.disproved && !claim.exceptions.empty()) return {};
    if (claim.disproved)
        return {covariant ? counterexample(claim, depth, "0", covariant_semidefinite())
                          : counterexample(claim, depth, "1/2", one_half())};
    if (!covariant) return {chamber_proof(depth)};
    return {depth.is_point() && depth.lower == 0 ? covariant_semidefinite() : covariant_indefinite(depth)};
}

}  // namespace dlncert
