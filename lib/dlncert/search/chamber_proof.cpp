#include <dlncert/search/chamber_proof.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

json leaf() {
    return {{"step", "subdivide"}, {"tree", "n64"}};
}

json factor(const std::string& e, const std::string& g, const json& g_proof, const json& e_proof = leaf()) {
    return {{"step", "factor"},
            {"factor", e},
            {"rest", g},
            {"factor_proof", e_proof},
            {"rest_proof", g_proof}};
}

/// f > 0 for u > 0 from f = 0 at u = 0 and f' > 0.
json increasing_from_zero(const json& derivative) {
    return {
        {"step", "monotone"}, {"variable", "u"}, {"end", "lower"}, {"at_end", {{"step", "zero"}}}, {"derivative", derivative}};
}

json peel(const std::string& variable, const json& at_end, const json& inside) {
    return {
        {"step", "peel"}, {"variable", variable}, {"end", "lower"}, {"at_end", at_end}, {"inside", inside}};
}

/// scale · Δ > 0 for u > 0 and 0 < ν < 1/2, by E1: with θ = 1 − 2ν, Δ s² s_ν² = T,
/// T' = 2cν cosh u [θ sinh u − sinh θu], [·]' = 2θ sinh cu sinh νu.
json positive_depth(const std::string& nu, const std::string& scale) {
    const std::string c = "(1 - " + nu + ")";
    const std::string theta = "(1 - 2*" + nu + ")";
    const std::string s_nu = "sinh(" + nu + "*u)";
    const std::string T =
        nu + "*" + c + "*" + theta + "*sinh(u)^2 + " + c + "*" + s_nu + "^2 - " + nu + "*sinh(" + c + "*u)^2";
    const json bracket = increasing_from_zero(factor("2*" + theta, "sinh(" + c + "*u)*" + s_nu, leaf()));
    const json derivative =
        factor("2*" + c + "*" + nu + "*cosh(u)", theta + "*sinh(u) - sinh(" + theta + "*u)", bracket);
    return factor(scale + "/(sinh(u)^2*" + s_nu + "^2)", T, increasing_from_zero(derivative));
}

/// The same at ν = 0: Δ s² u² = u² − 3s² + 2u s cosh u, whose derivative is 4 cosh u (u cosh u − s), (u cosh
/// u − s)' = u s.
json infinite_depth(const std::string& scale) {
    const json bracket = increasing_from_zero(factor("1", "u*sinh(u)", leaf()));
    const json derivative = factor("4*cosh(u)", "u*cosh(u) - sinh(u)", bracket);
    return factor(scale + "/(sinh(u)^2*u^2)", "u^2 - 3*sinh(u)^2 + 2*u*sinh(u)*cosh(u)",
                  increasing_from_zero(derivative));
}

/// scale · Δ(ν, 0) = scale · (1 − ν)² (1 − 2ν)/3.
json at_equal_values(const std::string& nu, const std::string& scale) {
    return factor(scale + "*(1 - " + nu + ")^2/3", "1 - 2*" + nu, leaf());
}

/// scale · Δ > 0 for u >= 0 and a range of ν below 1/2; at u = 0 the scale is `scale_at_zero`.
json determinant(const DepthRange& depth, const std::string& scale, const std::string& scale_at_zero) {
    const std::string nu = depth.text();
    json apart;
    if (depth.lower > 0 || depth.lower_open) {
        apart = positive_depth(nu, scale);
    } else if (depth.is_point()) {
        apart = infinite_depth(scale);
    } else {
        apart = peel("nu", infinite_depth(scale), positive_depth(nu, scale));
    }
    return peel("u", at_equal_values(nu, scale_at_zero), apart);
}

/// det Hess P(1, e^−u) = e^{2u} Δ/4.
json below_one_half(const DepthRange& depth) {
    return {{"step", "pair-definite"},
            {"determinant", determinant(depth, "exp(2*u)/4", "1/4")},
            {"origin", leaf()}};
}

json one_half() {
    return {{"step", "pair-rank-one"}, {"kappa", "1/(2*(1 + r)^2)"}, {"positive", leaf()}};
}

}  // namespace

json determinant_proof() {
    return determinant({.lower = 0, .upper = Rational(1, 2), .upper_open = true}, "1", "1");
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

}  // namespace dlncert
