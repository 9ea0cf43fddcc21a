#pragma once
#include <dlncert/statement/rational.hpp>
#include <map>
#include <optional>
#include <string>

namespace dlncert::command {

/// The summand ½ log λ(x, y) of the entropy, for x >= y > 0, and its derivatives, as texts in the language of
/// claims whose enclosures stay sharp where y/x tends to 0; for a depth N, or infinite depth.
///
/// For N, with r = y/x and p_k = 2k/N, k < N: λ = x^(2c) W/N, W = Σ r^(p_k) [Q Lemma 2.4]. With the mean A
/// and the variance V of p_k under the weights r^(p_k): A = c − m, V = k in the notation of mathematics.md
/// §2, so that 2c − A = c + m. Over W² all of them are sums of powers of r, whose coefficients are collected
/// here. For ν = 0, u = log(x/y): m = L(u), k = L'(u), and far from u = 0, with E(v) = (e^v − 1)/v, 1/u −
/// 2r²/(1 − r²) = 1 − L, 1/u² − 4r²/(1 − r²)² = L', e^v/v = E(v) + 1/v.
class PairTexts {
  public:
    /// What the derivatives in y are multiples of: 1/y² and the like, for y bounded below, or 1/x² times
    /// something that grows as y/x tends to 0. At infinite depth both are for y < x, apart from `near`, which
    /// is as `smaller`.
    enum class Scale { near, smaller, larger };

    /// No depth: infinite depth. `x`, `y`: texts.
    PairTexts(std::optional<long> depth, std::string x, std::string y);

    [[nodiscard]] std::string value() const;
    /// At infinite depth, u > 0.
    [[nodiscard]] std::string slope_x_far() const;
    [[nodiscard]] std::string slope_y_far() const;
    [[nodiscard]] std::string slope_x() const;
    [[nodiscard]] std::string slope_y(Scale scale) const;
    /// As slope_x: c less something positive, or with L.
    [[nodiscard]] std::string bounded_slope_y() const;
    [[nodiscard]] std::string hessian_xx() const;
    [[nodiscard]] std::string hessian_xy(Scale scale) const;
    [[nodiscard]] std::string hessian_yy(Scale scale) const;
    /// With the covariant derivative of the metric σ^(2ν − 2).
    [[nodiscard]] std::string covariant_xx() const;
    [[nodiscard]] std::string covariant_yy(Scale scale) const;
    /// hessian_xx · hessian_yy − hessian_xy²: the determinant, for two singular values.
    [[nodiscard]] std::string determinant(Scale scale) const;

    /// For a depth N: ∂^(i + j) of the summand, i times in x and j times in y, i + j >= 1, and of the
    /// determinant, as Σ a_n r^(2n/N) over a product of x, y and W. All a_n have the sign (−1)^(i + j + 1),
    /// (−1)^(i + j): so it is seen from the text for all x, y > 0, in whichever order. (Σ log λ_ij is the
    /// mean of log(v·σ) over vectors v >= 0, since ∂λ/λ is a Stieltjes function of x/y; for N <= 24 the
    /// coefficients were computed.)
    [[nodiscard]] std::string derivative(int i, int j) const;
    [[nodiscard]] std::string determinant_derivative(int i, int j) const;
    /// f_(k−1) f_(k+1) − f_k² for the third derivatives f_k, k times in y; k = 1 or 2. In the same way,
    /// without a negative coefficient (N <= 24).
    [[nodiscard]] std::string third_minor(int k) const;

  private:
    using Coefficients = std::map<long, Rational>;  ///< of r^(2n/N)
    /// Σ a_n r^(2n/N) / (x^in_x y^in_y W^in_w).
    struct Fraction {
        Coefficients sum;
        long in_x = 0, in_y = 0, in_w = 0;
    };
    [[nodiscard]] Fraction fraction(int i, int j) const;
    [[nodiscard]] Fraction differentiated(const Fraction& f, bool by_x) const;
    [[nodiscard]] Fraction product(const Fraction& f, const Fraction& g, const Rational& factor) const;
    [[nodiscard]] Fraction minor(const Fraction& f, const Fraction& g, const Fraction& h) const;
    [[nodiscard]] std::string text(const Fraction& f) const;
    /// Σ_{k,l} f(p_k, p_l) r^(p_k + p_l).
    template <class F>
    [[nodiscard]] Coefficients over_pairs(F f) const;
    /// Σ coefficient r^(2n/N + shift) / W^power.
    [[nodiscard]] std::string quotient(const Coefficients& sum, const Rational& shift, int power) const;
    [[nodiscard]] Coefficients a_minus_v() const;
    [[nodiscard]] Coefficients a_plus_v() const;
    [[nodiscard]] Coefficients v() const;
    [[nodiscard]] std::string over_yy(const Coefficients& sum, int sign, Scale scale) const;
    [[nodiscard]] Rational exponent(long k) const { return Rational(2 * k, *depth_); }

    std::optional<long> depth_;
    std::string x_, y_, r_;
    // at infinite depth
    std::string u_, l_, l1_, square_;  ///< u, L(u), L'(u), 1 − r²
};

}  // namespace dlncert::command
