#include "rates_claim.hpp"

#include <dlncert/statement/claim.hpp>

#include "output.hpp"

namespace dlncert::command {
namespace {

constexpr long guard_digits = 8;  ///< of σ★ beyond those of the rates

std::string text(const Rational& x) {
    return dlncert::to_string(x);
}

/// An energy's expression in x, in the variable s.
std::string in_s(const Expression& f) {
    return dlncert::to_string(substitute(f, "x", Expression::variable("s")));
}

/// 10^−digits
Rational unit(long digits) {
    return {Integer(1), boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits))};
}

/// A precision of the checker's, in bits.
int checker_precision(long digits) {
    int precision = 64;
    while (precision < 2048 && static_cast<double>(precision) < 3.33 * static_cast<double>(digits + 20) + 40)
        precision *= 2;
    return precision;
}

/// The range and `margin` more on both sides, rounded outward.
CertifiedRates::Decimals around(const Ball& x, const Rational& margin, long digits) {
    return {decimal_below(Rational(lower(x).value() - margin), digits),
            decimal_above(Rational(upper(x).value() + margin), digits)};
}

std::string between(const std::string& expression, const CertifiedRates::Decimals& range) {
    return range.lower + " <= " + expression + " <= " + range.upper;
}

}  // namespace

nlohmann::json proof_by_evaluation(std::size_t comparisons, long digits) {
    const std::string leaf = "n" + std::to_string(checker_precision(digits));
    const nlohmann::json part = {{"step", "subdivide"}, {"tree", leaf}};
    if (comparisons == 1) return part;
    return {{"step", "all"}, {"parts", std::vector<nlohmann::json>(comparisons, part)}};
}

CertifiedRates::Decimals decimals_around(const Ball& sigma, long digits) {
    return around(sigma, magnitude(sigma).value() * unit(digits), digits + 2);
}

std::optional<CertifiedRates> certified_rates(const dlncert::SpectralEnergy& energy,
                                              const EquilibriumModel& model, Metric metric,
                                              const std::function<Ball(long precision)>& equilibrium,
                                              long digits) {
    const long precision = checker_precision(digits) + 64;
    CertifiedRates result;
    result.sigma = decimals_around(equilibrium(precision), digits + guard_digits);
    const Rates rates = rates_at(
        energy, model, metric,
        Ball::from(parse_rational(result.sigma.lower), parse_rational(result.sigma.upper), precision));
    const Ball scaling = rates.scaling.enclosure(), shape = rates.shape.enclosure();
    if (!certainly_nonzero(scaling) || !is_bounded(scaling) || !is_bounded(shape)) return std::nullopt;
    result.attracts = certainly_negative(scaling);
    const Rational margin = std::max(magnitude(scaling).value(), magnitude(shape).value()) * unit(digits + 2);
    result.scaling = around(scaling, margin, digits + 4);
    result.shape = around(shape, margin, digits + 4);
    return result;
}

Certificate rates_certificate(const dlncert::SpectralEnergy& energy, const EquilibriumModel& model,
                              Metric metric, const CertifiedRates& rates, long digits) {
    const std::string d = std::to_string(model.width), others = std::to_string(model.width - 1);
    const std::string speed = metric == Metric::sum ? text(Rational(1 / model.nu.lower)) : "1";
    const std::string claim =
        "claim rates\n\"the equilibrium x*1 of E - S/beta, and the eigenvalues of the linearised gradient "
        "flow there, in the metric " +
        std::string(metric == Metric::sum ? "sum" : "mean") + "\"\nfor x in [" + rates.sigma.lower + ", " +
        rates.sigma.upper + "]\nlet nu = " + text(model.nu.lower) + "\nlet beta = " + text(model.beta.lower) +
        "\nlet phi(s) = " + in_s(energy.phi()) + "\nlet psi(s) = " + in_s(energy.psi()) +
        "\nlet phi1(s) = phi'(s)\nlet psi1(s) = psi'(s)\nlet pull(a, b) = diff(pair(nu, a, b), a)\n"
        "let stress(s) = phi1(" +
        d + "*psi(s))\nlet stiffness(s) = phi1'(" + d +
        "*psi(s))*psi1(s)^2\n"
        "let force(s) = stress(s)*psi1(s) - " +
        others +
        "*pull(s, s)/beta\n"
        "let pull_own(a, b) = diff(pull(a, b), a)\nlet pull_other(a, b) = diff(pull(a, b), b)\n"
        "let own(s) = -" +
        speed + "*s^(2 - 2*nu)*(stress(s)*psi1'(s) + stiffness(s) - " + others +
        "*pull_own(s, s)/beta)\nlet other(s) = -" + speed +
        "*s^(2 - 2*nu)*(stiffness(s) - pull_other(s, s)/beta)\nprove force(" + rates.sigma.lower + ")" +
        (rates.attracts ? " < 0" : " > 0") + " and force(" + rates.sigma.upper + ")" +
        (rates.attracts ? " > 0" : " < 0") + "\n  and " +
        between("own(x) + " + others + "*other(x)", rates.scaling) + "\n  and " +
        between("own(x) - other(x)", rates.shape) + "\n  and abs(psi(x)) >= 0 and abs(phi(" + d +
        "*psi(x))) >= 0\n";
    return make_certificate(claim, std::string(shipped_prelude()), proof_by_evaluation(8, digits),
                            nlohmann::json::object());
}

}  // namespace dlncert::command
