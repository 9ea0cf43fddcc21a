#pragma once
#include <dlncert/dln/energy.hpp>
#include <dlncert/dln/exact_interval.hpp>
#include <dlncert/dln/metric_convention.hpp>
#include <dlncert/dln/verified_range.hpp>
#include <functional>
#include <optional>
#include <vector>

namespace dlncert {

/// Which free energies F = E − S/β are meant: every reciprocal depth and every β of the intervals.
struct EquilibriumModel {
    ExactInterval nu;    ///< within [0, 1/2]
    long width = 2;      ///< d ≥ 2
    ExactInterval beta;  ///< β > 0

    /// σ·1 is an equilibrium if and only if R(σ) = κ/β, κ = (d − 1)(1 − ν)/2: the range of κ/β.
    [[nodiscard]] ExactInterval level() const;
    [[nodiscard]] bool is_point() const { return nu.is_point() && beta.is_point(); }
};

/// Linear rates of the gradient flow at σ·1 [P Theorem 1.3]: its linearisation is diagonal with eigenvalue μ₀
/// on the all-ones direction and μ₁ on its complement. On matrices [P Corollaries 1.5, 1.6] there is besides
/// the eigenvalue 0 on the tangent of the orbit.
struct Rates {
    VerifiedRange<Ball> scaling;  ///< μ₀, multiplicity 1
    VerifiedRange<Ball> shape;    ///< μ₁, multiplicity d − 1; on matrices d(d + 1)/2 − 1
};

/// The equilibrium σ★ of the Schatten energy (1/p) Σ σ_i^p, p ≥ 1 rational: σ★^p = κ/β [P (1.23)]. Its exact
/// range, up to the precision, if intervals are given.
[[nodiscard]] VerifiedRange<Ball> schatten_equilibrium(const Rational& p, const EquilibriumModel& model,
                                                       long precision);

/// Its rates: with t = κ/β = σ★^p and s₀, s₁ of mathematics.md §2,
///     e₀ − s₀/β = p t^{1−2/p},   e₁ − s₁/β = (p − 1 + w) t^{1−2/p},   w = (2 − ν)/3 − (1 + ν)/(3(d − 1)),
/// so μ₀ = −N p t^{1−2ν/p} and μ₁ = −N (p − 1 + w) t^{1−2ν/p}; `mean` has no N.
/// @throws Unsupported for `sum` where ν = 0.
[[nodiscard]] Rates schatten_rates(const Rational& p, const EquilibriumModel& model, Metric metric,
                                   long precision);

/// The constrained dual [P (1.28)–(1.32)]: the maximum of S subject to Σ σ_i^p = C.
struct ConstrainedDual {
    VerifiedRange<Ball> sigma;  ///< σ^p = C/d
    ExactInterval multiplier;   ///< λ = κd/C of (1/p)(Σ σ_i^p − C)
};
[[nodiscard]] ConstrainedDual constrained_dual(const Rational& p, const ExactInterval& nu, long width,
                                               const Rational& constraint, long precision);

/// The left-hand side of the scalar balance R(s) = κ/β [P Lemma 6.3] for E = φ(Σ ψ(σ_i)):
///     R(s) = s φ'(dψ(s)) ψ'(s),   s > 0.
class ScalarBalance {
  public:
    ScalarBalance(const SpectralEnergy& energy, long width);

    /// In the variable s.
    [[nodiscard]] const Expression& expression() const { return value_; }
    [[nodiscard]] const Expression& derivative() const { return slope_; }
    /// The range over a ball of s, and what is known of R there. @throws Unsupported as dlncert::evaluate.
    [[nodiscard]] Decorated<Ball> value(const Ball& s) const { return evaluate(value_, s); }
    [[nodiscard]] Decorated<Ball> slope(const Ball& s) const { return evaluate(slope_, s); }

  private:
    Expression value_, slope_;
};

/// Where R crosses a level: R − level has different signs at the two ends.
struct Crossing {
    Rational lower, upper;
    bool upward = true;  ///< R(lower) < level < R(upper), both shown
};

/// A crossing in some [2^k, 2^{k+1}], found by the signs of R − level at powers of two, of which the first
/// that are tried lie near 1; nothing if there is none where R can be evaluated. Whether R has further
/// solutions is another matter.
[[nodiscard]] std::optional<Crossing> find_crossing(const ScalarBalance& balance, const Rational& level);

/// All solutions of R(s) = level in [lower, upper], 0 < lower, in increasing order, each in an interval of
/// its own on which R is strictly monotone. Nothing if that is not decided within `most_boxes` boxes, as at a
/// solution at which the derivative vanishes, or at a corner of R; then `stuck` is a place where it is not.
[[nodiscard]] std::optional<std::vector<Crossing>> find_crossings(const ScalarBalance& balance,
                                                                  const Rational& level, Rational lower,
                                                                  Rational upper,
                                                                  std::size_t most_boxes = 20'000,
                                                                  Rational* stuck = nullptr);

/// An enclosure of a solution s within the crossing, of relative width about 2^−precision if the evaluation
/// of R allows it; of the only one, where there is one only. By interval Newton, or bisection where the
/// derivative may vanish.
[[nodiscard]] Ball solve_crossing(const ScalarBalance& balance, const Rational& level,
                                  const Crossing& crossing, long precision);

/// Rates at an equilibrium σ·1 that the ball contains: with e₁ = φ'ψ'', e₀ = e₁ + dφ''ψ'² at dψ(σ),
///     μ₀ = −N σ^{2−2ν} (e₀ + t/σ²),   μ₁ = −N σ^{2−2ν} (e₁ + w t/σ²),   t = κ/β, w as in schatten_rates;
/// `mean` has no N. @throws InputError where the energy is not twice differentiable, Unsupported for `sum`
/// where ν = 0.
[[nodiscard]] Rates rates_at(const SpectralEnergy& energy, const EquilibriumModel& model, Metric metric,
                             const Ball& sigma);

/// Rates for every value of the model's intervals. Each part of them has its own range of σ, from `sigma`; t
/// is κ/β and R(σ) at once.
[[nodiscard]] Rates rates_over(const SpectralEnergy& energy, const EquilibriumModel& model, Metric metric,
                               const std::function<VerifiedRange<Ball>(const EquilibriumModel&)>& sigma);

}  // namespace dlncert
