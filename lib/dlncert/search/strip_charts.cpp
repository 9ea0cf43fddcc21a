#include <dlncert/search/strip_charts.hpp>
#include <dlncert/search/subdivision.hpp>
#include <dlncert/statement/claim.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

// With w = νu, p = 2w, q = expm1_over_x: Γ = (wL)', Λ = (wL)'', H = (1 + L(w))/2, B = 1/q(p), G = B/u =
// 2ν/(e^p − 1), R = 2/(e^{2u} − 1), X = e^{−2u}; ∂m/∂ν = −Γ, ∂k/∂ν = −νΛ. For larger u, δ = G − R, k = G² e^p
// − 1/sinh² u, G e^p = (1 + pH)/u, Γ = 1 − 2HB, ∂G/∂ν = −2uGH.
const std::string m = "(langevin(u) - nu*langevin(nu*u))";
const std::string k = "(langevin'(u) - nu^2*langevin'(nu*u))";
const std::string Gamma = "(langevin(nu*u) + nu*u*langevin'(nu*u))";
const std::string Lambda = "(2*langevin'(nu*u) + nu*u*langevin''(nu*u))";
const std::string H = "((1 + langevin(nu*u))/2)";
const std::string B = "exp(-nu*u - log_sinhc(nu*u))";  // which, unlike 1/q(p), is good at p = inf
const std::string G = "1/(u*expm1_over_x(2*nu*u))";

json leaf(const std::string& tree = "n64") {
    return {{"step", "subdivide"}, {"tree", tree}};
}

json factor(const std::string& e, const std::string& g, const json& g_proof) {
    return {
        {"step", "factor"}, {"factor", e}, {"rest", g}, {"factor_proof", leaf()}, {"rest_proof", g_proof}};
}

json sum(const std::vector<std::string>& terms, const std::vector<json>& proofs) {
    return {{"step", "sum"}, {"terms", terms}, {"strict", 0}, {"proofs", proofs}};
}

struct Ranges {
    SearchBox box;  // of nu and u
    std::vector<std::string> names{"nu", "u"};
};

Ranges depths_by(const Rational& lower, const std::optional<Rational>& upper) {
    return {.box = {{.lower = 0, .upper = Rational(1, 2)},
                    {.lower = lower, .upper = upper.value_or(0), .upper_infinite = !upper}}};
}

/// The tree that shows f > 0; the empty one, which the checker refuses, if there is none of moderate size.
std::string tree(const std::string& f, const Ranges& ranges) {
    const Subdivision found = subdivide({.function = parse_expression(f),
                                         .strict = true,
                                         .names = ranges.names,
                                         .box = ranges.box,
                                         .hypotheses = {}},
                                        {.most_leaves = 500, .precisely = false, .threads = 1});
    return found.proved ? found.tree : "";
}

json subdivided(const std::string& f, const Ranges& ranges) {
    return leaf(tree(f, ranges));
}

/// The same for unbounded u, with ν <= 1/4 and ν >= 1/4 apart: a search that sees the whole range cuts u for
/// ever.
json subdivided_by_halves(const std::string& f, const Rational& u) {
    Ranges low = depths_by(u, {});
    Ranges high = low;
    low.box[0].upper = high.box[0].lower = Rational(1, 4);
    return leaf("nu@1/2 " + tree(f, low) + " " + tree(f, high));
}

/// From ν = 1/2 down: the value there, and −∂f/∂ν on u <= 2 and on u >= 2.
json from_one_half(const json& at_end, const std::string& tree, const json& near, const json& far) {
    return {{"step", "monotone"},
            {"variable", "nu"},
            {"end", "upper"},
            {"at_end", at_end},
            {"derivative", {{"step", "subdivide"}, {"tree", tree}, {"parts", {near, far}}}}};
}

const json zero = {{"step", "zero"}};

}  // namespace

/// F1; −∂Δ/∂ν/G = 2θ + 4c + 4Hcuθ − 2B/u − 4(2c+1)HB + 4X(1 + X)/(1 − X)²/G + 4uHR.
json determinant_by_charts() {
    const std::string F = "1 - nu - " + k + " - (1 - nu)*nu*" + Lambda + " - " + m + "*" + Gamma;
    const std::string W = "2*(1 - 2*nu) + 4*(1 - nu) + 4*" + H + "*(1 - nu)*u*(1 - 2*nu) - 2*" + B +
                          "/u - 4*(3 - 2*nu)*" + H + "*" + B;
    const std::string squares = "4*exp(-2*u)*(1 + exp(-2*u))/(1 - exp(-2*u))^2";
    const std::string q = "u*expm1_over_x(2*nu*u)";
    const std::string rest = H + "*2*exp(-2*u)/(1 - exp(-2*u))";
    const std::vector<std::string> terms{W, squares + "*" + q, "4*u*" + rest};
    const json far =
        sum(terms, {subdivided_by_halves(W, 2), factor(squares, q, leaf()), factor("4*u", rest, leaf())});
    return from_one_half(zero, "u@2/3 # #", factor("2", F, subdivided(F, depths_by(0, 2))),
                         factor(G, terms[0] + " + " + terms[1] + " + " + terms[2], far));
}

/// F2; −∂(c − k − m)/∂ν/G = 2Huθ + 2 − 4HB. At ν = 1/2 the value is Y²/(1 + Y)², Y = e^{−u}.
json decrease_by_charts() {
    const std::string F = "1 - nu*" + Lambda + " - " + Gamma;
    const std::string far = "2*" + H + "*u*(1 - 2*nu) + 2 - 4*" + H + "*" + B;
    return from_one_half(factor("exp(-2*u)/(1 + exp(-u))^2", "1", leaf()), "u@2/3 # #",
                         factor("1", F, subdivided(F, depths_by(0, 2))),
                         factor(G, far, subdivided_by_halves(far, 2)));
}

/// tanh(u/2) − Γ from u = 0, by its derivative in u; and tanh(u/2) − 1 + 2BH = 2B [H − e^{p−u} q(−p)/(1 +
/// e^{−u})].
json comparison_by_charts() {
    const std::string F = "(1 - tanh(u/2)^2)/2 - nu*" + Lambda;
    const std::string far = H + " - exp((2*nu - 1)*u)*expm1_over_x(-2*nu*u)/(1 + exp(-u))";
    const json near = {{"step", "monotone"},
                       {"variable", "u"},
                       {"end", "lower"},
                       {"at_end", zero},
                       {"derivative", factor("1", F, subdivided(F, depths_by(0, Rational(3, 2))))}};
    return from_one_half(zero, "u@3/5 # #", near,
                         factor("2*" + B, far, subdivided_by_halves(far, Rational(3, 2))));
}

/// F4; −∂(k − νδ)/∂ν/G = (4HB + pH − 3/2) + (1/2 − R/G), R/G = e^{(2ν−1)u} q(−p) u/sinh u; the first term
/// depends on w = νu alone. At ν = 1/2 the value is (t − t²)/4, t = tanh(u/2).
json smallest_by_charts() {
    const std::string F = "nu*" + Lambda + " + (1 - nu - " + m + ") - nu*(1 - " + Gamma + ")";
    const std::string first = "4*" + H + "*" + B + " + 2*nu*u*" + H + " - 3/2";
    const std::string second = "1/2 - exp((2*nu - 1)*u)*expm1_over_x(-2*nu*u)*exp(-log_sinhc(u))";
    const std::string of_w = "2*(1 + langevin(nu))/expm1_over_x(2*nu) + nu*(1 + langevin(nu)) - 3/2";
    const Ranges w{.box = {{.lower = 0, .upper_infinite = true}}, .names = {"nu"}};
    const json in_w =
        factor("1", of_w, {{"step", "drop"}, {"variable", "u"}, {"proof", subdivided(of_w, w)}});
    const json first_proof = {
        {"step", "substitute"},
        {"variable", "u"},
        {"by", "reciprocal"},
        {"proof", {{"step", "scale"}, {"variable", "nu"}, {"base", "u"}, {"proof", in_w}}}};
    return from_one_half(factor("tanh(u/2)/4", "1 - tanh(u/2)", leaf()), "u@2/3 # #",
                         factor("1", F, subdivided(F, depths_by(0, 2))),
                         factor(G, first + " + " + second,
                                sum({first, second}, {first_proof, subdivided_by_halves(second, 2)})));
}

}  // namespace dlncert
