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

std::string text(const ExactInterval& x, bool open_below = false, bool open_above = false) {
    return (open_below ? "(" : "[") + text(x.lower) + ", " + text(x.upper) + (open_above ? ")" : "]");
}

std::string text(const Depth& depth) {
    return text(depth.nu, depth.open_below, depth.open_above);
}

}  // namespace

EnergyClaims::EnergyClaims(const Expression& phi, const Expression& psi, const std::string& width,
                           std::string domain)
    : domain_(std::move(domain)),
      definitions_("let phi(x) = " + dlncert::to_string(phi) + "\nlet psi(x) = " + dlncert::to_string(psi) +
                   "\nlet slope(x) = psi'(x)\nlet R(x) = x*phi'(" + width + "*psi(x))*slope(x)\n"),
      defined_("abs(psi(s)) >= 0 and abs(phi(" + width + "*psi(s))) >= 0"),
      phi_nondecreasing_("phi'(" + width + "*psi(s)) >= 0"),
      phi_convex_("force'(" + width + "*psi(s)) >= 0") {}

EnergyClaims::EnergyClaims(const Expression& phi, const Expression& psi, long width)
    : EnergyClaims(phi, psi, std::to_string(width), "") {}

EnergyClaims::EnergyClaims(const Expression& phi, const Expression& psi, long first, std::optional<long> last)
    : EnergyClaims(phi, psi, first == last ? std::to_string(first) : "d",
                   first == last ? ""
                                 : ", d in [" + std::to_string(first) + ", " +
                                       (last ? std::to_string(*last) + "]" : "inf)")) {}

std::string EnergyClaims::claim(const std::string& name, const std::string& description,
                                const std::string& domain, const std::string& conclusion) const {
    return "claim " + name + "\n\"" + description + "\"\n" +
           (domain.empty() ? "" : "for " + domain + domain_ + "\n") + definitions_ + "prove " + conclusion +
           "\n";
}

std::string EnergyClaims::convex_energy(const Rational& at, bool strict) const {
    EnergyClaims own = *this;
    own.definitions_ += "let force(x) = phi'(x)\n";
    return own.claim("convex-energy",
                     "phi convex and non-decreasing, psi convex, R positive somewhere: an equilibrium on the "
                     "diagonal for every beta",
                     positive,
                     defined_ + "\n  and " + phi_nondecreasing_ + " and " + phi_convex_ + " and slope'(s) " +
                         (strict ? ">" : ">=") + " 0 and R(" + text(at) + ") > 0");
}

std::string EnergyClaims::with_core_inequalities(const std::string& energy_claim, const Depth& depth,
                                                 bool strict) {
    // The variables and definitions of the entropy go before those of the energy, and so do the conclusions.
    const auto domain = energy_claim.find("\nfor ") + 5, conclusion = energy_claim.find("\nprove ") + 1;
    const bool single = depth.nu.is_point();
    const std::string range = text(depth);
    return "claim unique-equilibrium-in-the-chamber\n\"two inequalities for the entropy, and the hypotheses "
           "on the "
           "energy: there is no equilibrium in the chamber but the one on the diagonal\"\nfor " +
           (single ? "" : "nu in " + range + ", ") + (strict ? "u in (0, inf), " : "u in [0, inf), ") +
           energy_claim.substr(domain, conclusion - domain) +
           (single ? "let nu = " + text(depth.nu.lower) + "\n" : "") +
           "let c = 1 - nu\nlet m = langevin(u) - nu*langevin(nu*u)\nlet k = langevin'(u) - "
           "nu^2*langevin'(nu*u)\n"
           "prove c - k - m > 0 and c*tanh(u/2) - m " +
           (strict ? ">" : ">=") + " 0\n  and " + energy_claim.substr(conclusion + 6);
}

std::string EnergyClaims::constrained_dual(const Depth& depth, long width, const Rational& p,
                                           const Rational& constraint, const std::string& lower,
                                           const std::string& upper) {
    const ExactInterval& nu = depth.nu;
    const std::string d = std::to_string(width), power = "^(" + text(p) + ")", c = text(constraint);
    return "claim constrained-dual\n\"S scales with the exponent d (d - 1) (1 - nu)/2; so x*1 with d x^p = C "
           "is stationary for S where sum sigma_i^p = C, with the multiplier d (d - 1) (1 - nu)/(2 "
           "C)\"\nfor " +
           (nu.is_point() ? "" : "nu in [" + text(nu.lower) + ", " + text(nu.upper) + "], ") +
           "x, y in (0, inf)\n" + (nu.is_point() ? "let nu = " + text(nu.lower) + "\n" : "") +
           "prove x*diff(pair(nu, x, y), x) + y*diff(pair(nu, x, y), y) = 1 - nu\n  and " + d + "*" + lower +
           power + " < " + c + " and " + d + "*" + upper + power + " > " + c + "\n";
}

std::string EnergyClaims::continuum() {
    return "claim continuum-of-equilibria\n\"N = d = 2, E = sigma1 + sigma2: where beta = 1/(2 (x + y)) both "
           "derivatives "
           "of E - S/beta vanish, so sigma1 + sigma2 = 1/(2 beta) suffices\"\nfor x, y in (0, inf)\n"
           "let summand(x, y) = 1/2*(1/2*(log(x) + log(y)) + log_sinhc(log(x) - log(y)) - "
           "log_sinhc(1/2*(log(x) "
           "- "
           "log(y))))\n"
           "prove 1 = 2*(x + y)*diff(summand(x, y), x) and 1 = 2*(x + y)*diff(summand(x, y), y)\n";
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
                 "a in (0, " + text(s) + "], b in [" + text(s) + ", inf)",
                 compare("R(a)", true, level) + " and R'(b) > 0");
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

std::string EnergyClaims::at_most_one_equilibrium(const Rational& level, const Rational& s, bool everywhere,
                                                  bool strict) const {
    const std::string a = text(s);
    return claim(
        "unique-equilibrium", "phi non-decreasing, psi convex, and one crossing of the scalar balance R",
        everywhere ? positive : std::string(positive) + ", a in (0, " + a + "], b in [" + a + ", inf)",
        defined_ + "\n  and " + phi_nondecreasing_ + " and slope'(s) " + (strict ? ">" : ">=") + " 0 and " +
            (everywhere ? "R'(s) > 0" : compare("R(a)", true, level) + " and R'(b) > 0"));
}

std::string EnergyClaims::with_ends(const std::string& claim, const ExactInterval& level,
                                    const std::string& lower, const std::string& upper) {
    return claim + "  and " + compare("R(" + lower + ")", true, level.lower) + " and " +
           compare("R(" + upper + ")", false, level.upper) + "\n";
}

std::string EnergyClaims::balance_solved_once(const Depth& depth, const ExactInterval& beta,
                                              long width) const {
    std::string domain, values;
    const auto parameter = [&](const std::string& name, const ExactInterval& x, const std::string& range) {
        if (x.is_point())
            values += "let " + name + " = " + text(x.lower) + "\n";
        else
            domain += (domain.empty() ? "for " : ", ") + name + " in " + range;
    };
    parameter("nu", depth.nu, text(depth));
    parameter("beta", beta, text(beta));
    if (!domain.empty()) domain += "\n";
    return "claim equilibrium\n\"exactly one equilibrium on the diagonal\"\n" + domain + definitions_ +
           values + "prove exists unique s in (0, inf): R(s) = " + std::to_string(width - 1) +
           "*(1 - nu)/(2*beta)\n";
}

std::string EnergyClaims::equilibrium_in_chamber(const Expression& phi, const Expression& psi,
                                                 const Width& width, const Depth& depth,
                                                 const std::optional<ExactInterval>& beta, bool minimum) {
    const std::string first = std::to_string(width.first), d = width.is_single() ? first : "d";
    const std::string widths =
        width.is_single()
            ? ""
            : "d in " + first + ".." + (width.last ? std::to_string(*width.last) : "inf") + ", ";
    return "theorem unique-equilibrium\n\"Theorem 1.2: one critical point of the free energy in the whole "
           "chamber, and its singular values are equal\"\nfor " +
           widths + "nu in " + text(depth) + ", beta in " + (beta ? text(*beta) : "(0, inf)") +
           "\nlet phi(x) = " + dlncert::to_string(phi) + "\nlet psi(x) = " + dlncert::to_string(psi) +
           "\nprove exists unique sigma in chamber(" + d + "):\n  gradient(phi(sum(i in 1.." + d +
           ", psi(sigma[i]))) - S(nu, sigma)/beta, sigma) = 0, diagonal" + (minimum ? ", minimum" : "") +
           "\n";
}

}  // namespace dlncert::command
