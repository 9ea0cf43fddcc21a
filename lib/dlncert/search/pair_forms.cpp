#include <cmath>
#include <dlncert/search/pair_forms.hpp>

namespace dlncert {
namespace {

/// L and L' in double precision, to about ten digits.
double sampled_langevin(double u) {
    if (u < 0.1) return u / 3 - u * u * u / 45 + 2 * std::pow(u, 5) / 945;
    return 1 / std::tanh(u) - 1 / u;
}

double sampled_langevin1(double u) {
    if (u < 0.1) return 1.0 / 3 - u * u / 15 + 2 * std::pow(u, 4) / 189;
    const double s = std::sinh(u);
    return 1 / (u * u) - 1 / (s * s);
}

/// 2v/(e^{2vu} − 1), 1/u for v = 0; and 4v² e^{2vu}/(e^{2vu} − 1)², 1/u² for v = 0.
double tail(double v, double u) {
    return v == 0 ? 1 / u : 2 * v / std::expm1(2 * v * u);
}
double tail_square(double v, double u) {
    return v == 0 ? 1 / (u * u) : -4 * v * v / (std::expm1(2 * v * u) * std::expm1(-2 * v * u));
}

std::string power(const std::string& exponent) {
    return exponent == "0" ? "1" : "r^(" + exponent + ")";
}

}  // namespace

SampledBlock sample_block(double nu, double u) {
    const double c = 1 - nu;
    if (u > 1) {  // δ = c − m and k by the chart of mathematics.md §3, where L-forms cancel
        const double delta = tail(nu, u) - tail(1, u);
        const double k = tail_square(nu, u) - tail_square(1, u);
        return {.a = 2 * c - delta - k, .k = k, .b = delta - k};
    }
    const double m = sampled_langevin(u) - nu * sampled_langevin(nu * u);
    const double k = sampled_langevin1(u) - nu * nu * sampled_langevin1(nu * u);
    return {.a = c + m - k, .k = k, .b = c - m - k};
}

PairForm near_form(const std::string& nu, long gauge, const Rational& slope) {
    const std::string u = "(-log(r))";
    const std::string c = "(1 - " + nu + ")";
    const std::string m = "(langevin(" + u + ") - " + nu + "*langevin(" + nu + "*" + u + "))";
    const std::string k = "(langevin'(" + u + ") - " + nu + "^2*langevin'(" + nu + "*" + u + "))";
    const std::string g = std::to_string(gauge);
    const std::string g1 = std::to_string(gauge - 1);
    const std::string g2 = std::to_string(gauge - 2);
    const std::string s1 = to_string(Rational(slope - 1));
    return {.gauge = gauge,
            .slope = slope.convert_to<double>(),
            .tau = "t*" + power(to_string(slope)),
            .kappa = power(g1) + "*" + k + "/2",
            .p = power(g) + "*(" + c + " + " + m + " - " + k + "*(1 + t*" + power(s1) + "))/2",
            .q = power(g2) + "*(" + c + " - " + m + " - " + k + "*(1 + " + power("-(" + s1 + ")") + "/t))/2"};
}

PairForm far_form(const std::string& nu, long gauge, const std::string& slope, double slope_value) {
    // with x = r^{2ν}: δ = x d, k = x e
    const std::string x = "r^(2*" + nu + ")";
    const std::string y = "r^(2 - 2*" + nu + ")";
    const std::string d = "(2*" + nu + "/(1 - " + x + ") - 2*" + y + "/(1 - r^2))";
    const std::string e = "(4*" + nu + "^2/(1 - " + x + ")^2 - 4*" + y + "/(1 - r^2)^2)";
    const std::string g = std::to_string(gauge);
    return {
        .gauge = gauge,
        .slope = slope_value,
        .tau = slope == "0" ? "t" : "t*" + power(slope),
        .kappa = "r^(" + g + " - 1 + 2*" + nu + ")*" + e + "/2",
        .p = power(g) + "*(2 - 2*" + nu + " - " + x + "*" + d + " - " + e + "*(" + x + " + t*r^(2*" + nu +
             " + (" + slope + ") - 1)))/2",
        .q = "r^(" + g + " - 2 + 2*" + nu + ")*(" + d + " - " + e + "*(1 + r^(1 - (" + slope + "))/t))/2"};
}

PairForm infinite_depth_tail_form() {
    // W = e^{2u}/u; then r^−2 δ = W (1 − 2/(W (1 − r²))) and r^−2 k = W (1/u − 4/(W (1 − r²)²))
    const std::string u = "(-log(r))";
    const std::string W = "(2*expm1_over_x(2*" + u + ") + 1/" + u + ")";
    return {
        .gauge = 0,
        .slope = 1,
        .tau = "t*r",
        .kappa = "langevin'(" + u + ")/(2*r)",
        .p = "(1 + langevin(" + u + ") - langevin'(" + u + ")*(1 + t))/2",
        .q = W + "*(1 - 2/(" + W + "*(1 - r^2)) - (1/" + u + " - 4/(" + W + "*(1 - r^2)^2))*(1 + 1/t))/2"};
}

PairForm rank_one_form(long gauge) {
    return {.gauge = gauge,
            .slope = 0,
            .fixed_tau = true,
            .tau = "1",
            .kappa = power(std::to_string(gauge)) + "/(2*(1 + r)^2)",
            .p = "0",
            .q = "0"};
}

}  // namespace dlncert
