#include "energy_claims.hpp"

#include <dlncert/statement/claim.hpp>

namespace dlncert::command {
namespace {

constexpr const char* positive = "s in (0, inf)";

std::string text(const Rational& x) {
    return dlncert::to_string(x);
}

std::string compare(const std::string& left, bool less, const Rational& level) {
    return left + (less ? " < " : " > ") + text(level);
}

}  // namespace

EnergyClaims::EnergyClaims(const Expression& phi, const Expression& psi, long width)
    : definitions_("let phi(x) = " + dlncert::to_string(phi) + "\nlet psi(x) = " + dlncert::to_string(psi) +
                   "\nlet slope(x) = psi'(x)\nlet R(x) = x*phi'(" + std::to_string(width) +
                   "*psi(x))*slope(x)\n"),
      defined_("abs(psi(s)) >= 0 and abs(phi(" + std::to_string(width) + "*psi(s))) >= 0"),
      phi_nondecreasing_("phi'(" + std::to_string(width) + "*psi(s)) >= 0") {}

std::string EnergyClaims::claim(const std::string& name, const std::string& description,
                                const std::string& domain, const std::string& conclusion) const {
    return "claim " + name + "\n\"" + description + "\"\n" + (domain.empty() ? "" : "for " + domain + "\n") +
           definitions_ + "prove " + conclusion + "\n";
}

std::string EnergyClaims::energy_defined() const {
    return claim("energy-defined", "psi and phi have values", positive, defined_);
}

std::string EnergyClaims::phi_nondecreasing() const {
    return claim("phi-nondecreasing", "phi is non-decreasing on the sums of psi", positive,
                 phi_nondecreasing_);
}

std::string EnergyClaims::psi_convex(bool strict) const {
    return claim(strict ? "psi-strictly-convex" : "psi-convex", "psi is convex", positive,
                 strict ? "slope'(s) > 0" : "slope'(s) >= 0");
}

std::string EnergyClaims::balance_increases() const {
    return claim("balance-increases", "the scalar balance R increases strictly", positive, "R'(s) > 0");
}

std::string EnergyClaims::balance_crosses_once(const Rational& level, const Rational& s) const {
    return claim("balance-crosses-once",
                 "the scalar balance R increases strictly from where it is below its level",
                 "u in (0, " + text(s) + "], v in [" + text(s) + ", inf)",
                 compare("R(u)", true, level) + " and R'(v) > 0");
}

std::string EnergyClaims::balance_stays(const Rational& level, bool above, const Rational& end,
                                        bool outer) const {
    return claim("balance-stays", "the scalar balance R does not meet its level",
                 outer ? "s in [" + text(end) + ", inf)" : "s in (0, " + text(end) + "]",
                 compare("R(s)", !above, level));
}

std::string EnergyClaims::balance_never_meets(const Rational& level, bool above) const {
    return claim("no-equilibrium",
                 "the scalar balance R does not meet its level: no equilibrium on the diagonal", positive,
                 compare("R(s)", !above, level));
}

std::string EnergyClaims::several_equilibria(const Rational& level, const std::vector<Rational>& points,
                                             bool above_first) const {
    std::string conclusion;
    for (const Rational& point : points) {
        conclusion +=
            (conclusion.empty() ? "" : " and ") + compare("R(" + text(point) + ")", !above_first, level);
        above_first = !above_first;
    }
    return claim("several-equilibria", "the scalar balance R passes its level more than once", "",
                 conclusion);
}

std::string EnergyClaims::unique_equilibrium(const ExactInterval& level, const Rational& lower,
                                             const Rational& upper, bool everywhere, bool strict) const {
    const std::string a = text(lower);
    return claim(
        "unique-equilibrium", "phi non-decreasing, psi convex, and one crossing of the scalar balance R",
        everywhere ? positive : std::string(positive) + ", u in (0, " + a + "], v in [" + a + ", inf)",
        defined_ + "\n  and " + phi_nondecreasing_ + " and slope'(s) " + (strict ? ">" : ">=") + " 0 and " +
            (everywhere ? "R'(s) > 0" : compare("R(u)", true, level.lower) + " and R'(v) > 0") + "\n  and " +
            compare("R(" + a + ")", true, level.lower) + " and " +
            compare("R(" + text(upper) + ")", false, level.upper));
}

}  // namespace dlncert::command
