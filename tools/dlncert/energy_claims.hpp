#pragma once
#include <dlncert/dln/exact_interval.hpp>
#include <dlncert/statement/expression.hpp>
#include <optional>
#include <string>
#include <vector>

#include "model.hpp"

namespace dlncert::command {

/// The hypotheses on an energy φ(Σ ψ(σ_i)) under which F = E − S/β has the one equilibrium σ★·1 in the
/// chamber of width d (mathematics.md §4), as claims in plain formulas. Sums of d values of ψ on (0, ∞) are
/// d·ψ(s) for some s > 0 if ψ is continuous (a mean of values of ψ is a value of ψ), so φ need be looked at
/// on d·ψ(s) only. R(s) = s φ'(dψ(s)) ψ'(s) is the scalar balance, whose level is κ/β.
class EnergyClaims {
  public:
    /// Expressions in x.
    EnergyClaims(const Expression& phi, const Expression& psi, long width);
    /// For every width d = first, …, last (no last: every d ≥ first), and the reals in between.
    EnergyClaims(const Expression& phi, const Expression& psi, long first, std::optional<long> last);

    /// ψ(s) and φ(dψ(s)) have a value for every s > 0 (a comparison holds only where its sides have one). The
    /// expressions of derivatives, of which the other claims speak, may be defined where the energy is not.
    [[nodiscard]] std::string energy_defined() const;
    /// φ'(dψ(s)) ≥ 0 for s > 0.
    [[nodiscard]] std::string phi_nondecreasing() const;
    /// ψ''(s) ≥ 0 for s > 0; with `strict`, > 0.
    [[nodiscard]] std::string psi_convex(bool strict = false) const;
    /// R'(s) > 0 for s > 0.
    [[nodiscard]] std::string balance_increases() const;
    /// R < level on (0, s] and R' > 0 on [s, ∞): on the diagonal at most one equilibrium for this level and
    /// every greater one.
    [[nodiscard]] std::string balance_crosses_once(const Rational& level, const Rational& s) const;
    /// R(s) < level, or > level if `above`, for all s in (0, end] or, if `outer`, in [end, ∞).
    [[nodiscard]] std::string balance_stays(const Rational& level, bool above, const Rational& end,
                                            bool outer) const;
    /// The same for all s > 0.
    [[nodiscard]] std::string balance_never_meets(const Rational& level, bool above) const;
    /// The signs of R − level alternate between the points, three or more: there is a solution between any
    /// two neighbours, so several.
    [[nodiscard]] std::string several_equilibria(const Rational& level, const std::vector<Rational>& points,
                                                 bool above_first) const;
    /// All in one, so that one certificate carries it: the energy defined, φ non-decreasing, ψ convex
    /// (strictly where `strict`), and R takes each level ≥ `level` once at most. With `everywhere` R' > 0 on
    /// (0, ∞) is claimed, otherwise as in balance_crosses_once at s.
    [[nodiscard]] std::string at_most_one_equilibrium(const Rational& level, const Rational& s,
                                                      bool everywhere, bool strict) const;
    /// That claim with two conclusions more: R is below the levels of the interval at `lower`, above them at
    /// `upper` (decimals). So there is one equilibrium, and it lies in between.
    [[nodiscard]] static std::string with_ends(const std::string& claim, const ExactInterval& level,
                                               const std::string& lower, const std::string& upper);
    /// For every reciprocal depth and temperature of the ranges there is exactly one s > 0 with R(s) = κ/β.
    [[nodiscard]] std::string balance_solved_once(const Depth& depth, const ExactInterval& beta,
                                                  long width) const;

    /// φ and ψ convex (ψ strictly where `strict`), φ non-decreasing, R(at) > 0. Then f = φ'(dψ)ψ' is
    /// non-decreasing where it is positive, as ψ then increases and φ' does not decrease; so R(s) = s f(s)
    /// increases strictly where it is positive, is ≥ s f(at) beyond `at` and ≤ s f(at) before: it takes every
    /// value > 0 exactly once, and F has one equilibrium on the diagonal for every β > 0.
    [[nodiscard]] std::string convex_energy(const Rational& at, bool strict) const;
    /// A claim of convex_energy or unique_equilibrium, preceded by the inequalities I2 and I3 of the entropy
    /// at every depth of the range, I3 strictly where `strict`. By the lemma of uniqueness (proofs/README.md)
    /// F then has no other equilibrium in the chamber, whatever the width for which the energy's part is
    /// stated.
    [[nodiscard]] static std::string with_core_inequalities(const std::string& energy_claim,
                                                            const Depth& depth, bool strict);
    /// The theorem for which the checker has a rule (unique-equilibrium): for every width, depth and
    /// temperature (no `beta`: every one) the free energy has exactly one critical point in the chamber, and
    /// it lies on the diagonal. With `minimum`, the free energy is least there.
    [[nodiscard]] static std::string equilibrium_in_chamber(const Expression& phi, const Expression& psi,
                                                            const Width& width, const Depth& depth,
                                                            const std::optional<ExactInterval>& beta,
                                                            bool minimum);
    /// S scales: Σ σ_i ∂S/∂σ_i = d(d − 1)(1 − ν)/2, pair by pair. So at x·1, S being symmetric, x ∂S/∂σ_i is
    /// (d − 1)(1 − ν)/2, which is λ x^p where d x^p = C and λ = d(d − 1)(1 − ν)/(2C); x lies between two
    /// decimals.
    [[nodiscard]] static std::string constrained_dual(const Depth& depth, long width, const Rational& p,
                                                      const Rational& constraint, const std::string& lower,
                                                      const std::string& upper);
    /// At N = d = 2 with ψ(x) = x: the forces balance at every point with σ₁ + σ₂ = 1/(2β).
    [[nodiscard]] static std::string continuum();

  private:
    EnergyClaims(const Expression& phi, const Expression& psi, const std::string& width, std::string domain);
    [[nodiscard]] std::string claim(const std::string& name, const std::string& description,
                                    const std::string& domain, const std::string& conclusion) const;

    std::string domain_;  ///< of the width, where it is a variable
    std::string definitions_, defined_, phi_nondecreasing_, phi_convex_;
};

}  // namespace dlncert::command
