#include <dlncert/search/core_inequalities.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

json leaf() {
    return {{"step", "subdivide"}, {"tree", "n64"}};
}

json zero() {
    return {{"step", "zero"}};
}

json factor(const std::string& e, const std::string& g, const json& g_proof, const json& e_proof = leaf()) {
    return {
        {"step", "factor"}, {"factor", e}, {"rest", g}, {"factor_proof", e_proof}, {"rest_proof", g_proof}};
}

/// f > 0 (or >= 0) for u > 0 from its value at u = 0 and the sign of f'.
json increasing(const json& derivative, const json& at_zero = zero()) {
    return {{"step", "monotone"},
            {"variable", "u"},
            {"end", "lower"},
            {"at_end", at_zero},
            {"derivative", derivative}};
}

json peel(const std::string& variable, const json& at_end, const json& inside) {
    return {
        {"step", "peel"}, {"variable", variable}, {"end", "lower"}, {"at_end", at_end}, {"inside", inside}};
}

/// The texts of what depends on nu.
struct Names {
    std::string nu;
    std::string c = "(1 - " + nu + ")";
    std::string theta = "(1 - 2*" + nu + ")";
    std::string s_nu = "sinh(" + nu + "*u)";
    std::string m = "(langevin(u) - " + nu + "*langevin(" + nu + "*u))";
    std::string k = "(langevin'(u) - " + nu + "^2*langevin'(" + nu + "*u))";
    std::string determinant = c + "^2 - 2*" + c + "*" + k + " - " + m + "^2";
};

}  // namespace

json StripProof::on_strip(const json& at_equal_values, const json& infinite_depth,
                          const json& positive_depth) const {
    json apart;
    if (depth.lower > 0 || depth.lower_open)
        apart = positive_depth;
    else if (depth.is_point())
        apart = infinite_depth;
    else
        apart = peel("nu", infinite_depth, positive_depth);
    return closed ? peel("u", at_equal_values, apart) : apart;
}

/// E1: Δ s² s_ν² = T with s = sinh u, s_ν = sinh νu, θ = 1 − 2ν; T' = 2cν cosh u [θ sinh u − sinh θu], [·]' =
/// 2θ sinh cu sinh νu. At ν = 0, Δ s² u² = u² − 3s² + 2u s cosh u, whose derivative is 4 cosh u (u cosh u −
/// s), (u cosh u − s)' = u s. Δ(ν, 0) = c² θ/3.
json StripProof::determinant() const {
    const Names n{.nu = depth.text()};
    const std::string T = n.nu + "*" + n.c + "*" + n.theta + "*sinh(u)^2 + " + n.c + "*" + n.s_nu + "^2 - " +
                          n.nu + "*sinh(" + n.c + "*u)^2";
    const json bracket = increasing(factor("2*" + n.theta, "sinh(" + n.c + "*u)*" + n.s_nu, leaf()));
    const json slope =
        factor("2*" + n.c + "*" + n.nu + "*cosh(u)", n.theta + "*sinh(u) - sinh(" + n.theta + "*u)", bracket);
    const json at_infinity = factor(
        scale + "/(sinh(u)^2*u^2)", "u^2 - 3*sinh(u)^2 + 2*u*sinh(u)*cosh(u)",
        increasing(factor("4*cosh(u)", "u*cosh(u) - sinh(u)", increasing(factor("1", "u*sinh(u)", leaf())))));
    return on_strip(factor(at_zero + "*" + n.c + "^2/3", "1 - 2*" + n.nu, leaf()), at_infinity,
                    factor(scale + "/(sinh(u)^2*" + n.s_nu + "^2)", T, increasing(slope)));
}

/// δ s s_ν e^{(1+ν)u} = (ν(e^{2u} − 1) − (e^{2νu} − 1))/2, whose derivative is 2ν e^{(1+ν)u} sinh cu; at ν =
/// 0, δ u (e^{2u} − 1) = e^{2u} − 1 − 2u. δ(ν, 0) = c.
json StripProof::gap() const {
    const Names n{.nu = depth.text()};
    const std::string nu1 = "(1 + " + n.nu + ")";
    const json slope = factor("4*" + n.nu + "*exp(" + nu1 + "*u)", "sinh(" + n.c + "*u)", leaf());
    return on_strip(factor(at_zero, "1 - " + n.nu, leaf()),
                    factor(scale + "/(2*u*sinh(u)*exp(u))", "exp(2*u) - 1 - 2*u",
                           increasing(factor("4*exp(u)", "sinh(u)", leaf()))),
                    factor(scale + "/(2*sinh(u)*" + n.s_nu + "*exp(" + nu1 + "*u))",
                           n.nu + "*(exp(2*u) - 1) - (exp(2*" + n.nu + "*u) - 1)", increasing(slope)));
}

/// k s² s_ν² = (ν s + s_ν)(ν s − s_ν), (ν s − s_ν)' = 2ν sinh((1+ν)u/2) sinh(cu/2); at ν = 0, k s² u² = (s +
/// u)(s − u), (s − u)' = 2 sinh²(u/2). k(ν, 0) = (1 − ν²)/3.
json StripProof::mixed() const {
    const Names n{.nu = depth.text()};
    const json slope = factor("2*" + n.nu + "*sinh((1 + " + n.nu + ")*u/2)", "sinh(" + n.c + "*u/2)", leaf());
    return on_strip(factor(at_zero + "/3", "1 - " + n.nu + "^2", leaf()),
                    factor(scale + "*(sinh(u) + u)/(sinh(u)^2*u^2)", "sinh(u) - u",
                           increasing(factor("2", "sinh(u/2)^2", leaf()))),
                    factor(scale + "*(" + n.nu + "*sinh(u) + " + n.s_nu + ")/(sinh(u)^2*" + n.s_nu + "^2)",
                           n.nu + "*sinh(u) - " + n.s_nu, increasing(slope)));
}

/// E2: 2c(c − k − m) = Δ + δ².
json StripProof::decrease() const {
    const Names n{.nu = depth.text()};
    const std::string delta = "(" + n.c + " - " + n.m + ")";
    StripProof part = *this;
    part.scale = part.at_zero = "1";
    const json terms = {{"step", "sum"},
                        {"terms", {n.determinant, delta + "^2"}},
                        {"strict", 1},
                        {"proofs", {part.determinant(), factor(delta, delta, part.gap(), part.gap())}}};
    return factor(scale + "/(2*" + n.c + ")", n.determinant + " + " + delta + "^2", terms);
}

/// m = 0 at u = 0, and m' = k.
json StripProof::force() const {
    const Names n{.nu = depth.text()};
    StripProof slope = *this;
    slope.closed = false;
    slope.scale = "1";
    const json rise = increasing(slope.mixed());
    return scale == "1" ? rise : factor(scale, n.m, rise);
}

/// (c − k − m) + 2m
json StripProof::decrease_above() const {
    const Names n{.nu = depth.text()};
    StripProof twice = *this;
    twice.scale = twice.at_zero = "2*" + scale;
    return {{"step", "sum"},
            {"terms", {scale + "*(" + n.c + " - " + n.k + " - " + n.m + ")", "2*" + scale + "*" + n.m}},
            {"strict", 0},
            {"proofs", {decrease(), twice.force()}}};
}

/// E3: (c tanh(u/2) − m) s s_ν = ν sinh cu − c sinh νu, whose derivative is 2νc sinh(u/2) sinh(θu/2); at ν =
/// 0, (tanh(u/2) − L(u)) u s = s − u.
json StripProof::comparison() const {
    const Names n{.nu = depth.text()};
    const json slope = factor("2*" + n.nu + "*" + n.c + "*sinh(u/2)", "sinh(" + n.theta + "*u/2)", leaf());
    return on_strip(
        zero(), factor(scale + "/(u*sinh(u))", "sinh(u) - u", increasing(factor("2", "sinh(u/2)^2", leaf()))),
        factor(scale + "/(sinh(u)*" + n.s_nu + ")", n.nu + "*sinh(" + n.c + "*u) - " + n.c + "*" + n.s_nu,
               increasing(slope)));
}

namespace {

/// b + a ν
struct Linear {
    int constant = 0, slope = 0;
    friend Linear operator-(const Linear& x, const Linear& y) {
        return {x.constant - y.constant, x.slope - y.slope};
    }
    [[nodiscard]] std::string text(const std::string& nu) const {
        const std::string term = "*" + nu + ")";
        return "(" + std::to_string(constant) +
               (slope < 0 ? " - " + std::to_string(-slope) : " + " + std::to_string(slope)) + term;
    }
};

/// coefficient · e^{2 exponent u}
struct Exponential {
    Linear exponent;
    std::string coefficient;
};
using ExponentialSum = std::vector<Exponential>;

std::string text(const ExponentialSum& sum, const std::string& nu) {
    std::string result;
    for (const auto& [exponent, coefficient] : sum)
        result += (result.empty() ? "" : " + ") + coefficient + "*exp(2*" + exponent.text(nu) + "*u)";
    return result;
}

/// That the sum is >= 0 for u >= 0: where its last exponent is 0, from its value at u = 0 and its derivative,
/// whose smallest exponent is then divided out; for two terms, from the signs of both.
json descartes(ExponentialSum sum, const std::string& nu, const std::vector<std::string>& values_at_zero) {
    if (sum.size() == 2)
        return {{"step", "sum"},
                {"terms", {text({sum[0]}, nu), text({sum[1]}, nu)}},
                {"strict", 0},
                {"proofs", {leaf(), leaf()}}};
    sum.pop_back();
    const Linear least = sum.back().exponent;
    ExponentialSum rest;
    for (const auto& [exponent, coefficient] : sum)
        rest.push_back({exponent - least, "2*" + exponent.text(nu) + "*" + coefficient});
    const std::string& value = values_at_zero.front();
    const json at_zero = value == "0" ? zero() : factor("1", value, leaf());
    return increasing(factor("exp(2*" + least.text(nu) + "*u)", text(rest, nu),
                             descartes(rest, nu, {values_at_zero.begin() + 1, values_at_zero.end()})),
                      at_zero);
}

}  // namespace

/// E4, with Descartes' rule for exponential sums as a chain of derivatives. At ν = 0 it is k > 0. The value
/// at u = 0 is c θ/3.
json StripProof::smallest() const {
    const Names n{.nu = depth.text()};
    const std::string square = n.nu + "^2";
    const ExponentialSum sum{{{2, 1}, square},
                             {{2, 0}, square},
                             {{1, 2}, "(" + n.nu + " - 2)"},
                             {{1, 1}, "2*" + n.c + "*(2 + " + n.nu + ")"},
                             {{1, 0}, "(" + n.nu + " - 2*" + square + " - 2)"},
                             {{0, 2}, "(0 - " + n.nu + ")"},
                             {{0, 1}, "(" + square + " + 2*" + n.nu + ")"},
                             {{0, 0}, "(" + square + " - " + n.nu + ")"}};
    const std::string fourth = "64*" + n.nu + "^2*" + n.c + "*" + n.theta;
    const std::string fifth = "64*" + n.nu + "^2*(3 - " + n.nu + ")*(2 - " + n.nu + ")*" + n.c;
    StripProof infinite = *this;
    infinite.depth = {.lower = 0, .upper = 0};
    infinite.closed = false;
    return on_strip(factor(at_zero + "*" + n.c + "/3", "1 - 2*" + n.nu, leaf()), infinite.mixed(),
                    factor(scale + "/(8*sinh(u)^2*" + n.s_nu + "^2*exp(2*(1 + " + n.nu + ")*u))",
                           text(sum, n.nu), descartes(sum, n.nu, {"0", "0", "0", "0", fourth, fifth})));
}

}  // namespace dlncert
