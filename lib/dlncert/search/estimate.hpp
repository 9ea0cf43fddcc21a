#pragma once
#include <algorithm>
#include <cmath>
#include <dlncert/arith/interval.hpp>
#include <dlncert/search/point_function.hpp>

namespace dlncert {

/// The points kπ + shift·π/2 that may lie in an interval: those with k = first..last, or one cannot say.
/// Critical points of cos (shift 0) and sin (1), poles of tan (1).
struct CriticalPoints {
    bool many = true;
    double first = 1, last = 0;
};

/// The interval that the search computes with: Interval's arithmetic, but transcendental functions from libm,
/// widened by an error bound that is generous and not proved. It cannot be converted into a VerifiedReal:
/// what it shows is a hint to the checker, and a lie costs a leaf, not a theorem. Inside an UpwardRounding
/// scope.
///
/// No set (undefined everywhere, or given up) is a pair of NaN, so that every comparison with it is false.
class Estimate {
  public:
    Estimate() = default;
    explicit Estimate(double point) : ends_(Interval::from_packed(_mm_set_pd(point, -point))) {}
    Estimate(double lo, double hi) : ends_(Interval::from_packed(_mm_set_pd(hi, -lo))) {}
    static Estimate from(const Rational& value, long) { return Estimate(Interval::from(value)); }
    /// Exactly these ends, possibly infinite.
    static Estimate ends(double lo, double hi, long = 53) { return {lo, hi}; }
    static Estimate pi(long) { return {0x1.921fb54442d18p1, 0x1.921fb54442d19p1}; }
    static Estimate nothing(long = 53) { return Estimate(Interval::empty()); }

    /// NaN if there is nothing.
    [[nodiscard]] double lo() const { return -_mm_cvtsd_f64(ends_.packed()); }
    [[nodiscard]] double hi() const { return _mm_cvtsd_f64(_mm_unpackhi_pd(ends_.packed(), ends_.packed())); }
    static constexpr long precision() { return 53; }
    [[nodiscard]] Estimate lower() const { return Estimate(lo()); }
    [[nodiscard]] Estimate upper() const { return Estimate(hi()); }

    friend Estimate operator-(const Estimate& a) { return Estimate(-a.ends_); }
    friend Estimate operator+(const Estimate& a, const Estimate& b) { return Estimate(a.ends_ + b.ends_); }
    friend Estimate operator-(const Estimate& a, const Estimate& b) { return Estimate(a.ends_ - b.ends_); }
    friend Estimate operator*(const Estimate& a, const Estimate& b) { return Estimate(a.ends_ * b.ends_); }
    friend Estimate operator/(const Estimate& a, const Estimate& b) { return Estimate(a.ends_ / b.ends_); }
    friend Estimate sqr(const Estimate& a) { return Estimate(sqr(a.ends_)); }
    friend Estimate abs(const Estimate& a) { return Estimate(abs(a.ends_)); }
    friend Estimate min(const Estimate& a, const Estimate& b) { return Estimate(min(a.ends_, b.ends_)); }
    friend Estimate max(const Estimate& a, const Estimate& b) { return Estimate(max(a.ends_, b.ends_)); }
    friend Estimate hull(const Estimate& a, const Estimate& b) { return Estimate(hull(a.ends_, b.ends_)); }
    friend Estimate intersection(const Estimate& a, const Estimate& b) {
        return Estimate(intersection(a.ends_, b.ends_));
    }
    /// A point of a bounded one, near its middle.
    friend Estimate midpoint_of(const Estimate& a) { return Estimate(0.5 * a.lo() + 0.5 * a.hi()); }
    /// A point of a bounded one, near where the centred form with this slope is greatest (Baumann): at the
    /// share -a/(b - a) for a slope in [a, b], a < 0 < b.
    friend Estimate centre_of(const Estimate& x, const Estimate& slope) {
        const double share = -slope.lo() / (slope.hi() - slope.lo());
        if (!(share >= 0 && share <= 1)) return midpoint_of(x);
        return Estimate(std::clamp(x.lo() + share * (x.hi() - x.lo()), x.lo(), x.hi()));
    }
    /// From the lower end of one to the upper end of the other.
    friend Estimate span(const Estimate& a, const Estimate& b) {
        return Estimate(Interval::from_packed(_mm_move_sd(b.ends_.packed(), a.ends_.packed())));
    }

    /// The image under an increasing function (decreasing: of the interval turned around).
    template <PointFunction F>
    [[nodiscard]] Estimate increasing(int n = 0) const {
        const Approximation first = value<F>(lo(), n);
        return around(first, lo() == hi() ? first : value<F>(hi(), n));
    }
    template <PointFunction F>
    [[nodiscard]] Estimate decreasing(int n = 0) const {
        const Approximation first = value<F>(hi(), n);
        return around(first, lo() == hi() ? first : value<F>(lo(), n));
    }
    /// x^q for x >= 0, q no integer.
    [[nodiscard]] Estimate power(const Rational& q) const;
    /// Of points x > 0 (or 0 or infinite, as a limit) and y.
    [[nodiscard]] static Estimate point_power(const Estimate& x, const Estimate& y);
    /// Every value is below 2^exponent (or nothing).
    [[nodiscard]] bool is_below(long exponent) const {
        return !(hi() >= std::ldexp(1.0, static_cast<int>(exponent)));
    }
    /// The points kπ + shift·π/2 that it may contain.
    [[nodiscard]] CriticalPoints critical(int shift) const;

  private:
    explicit Estimate(const Interval& ends) : ends_(ends) {}
    static Estimate around(const Approximation& low, const Approximation& high) {
        // −lo and hi are rounded up; a value that overflowed is only known to be large.
        constexpr double largest = std::numeric_limits<double>::max();
        const double bottom = low.value > largest ? largest : low.value;
        const double top = high.value < -largest ? -largest : high.value;
        return Estimate(Interval::from_packed(
            detail::add_up(_mm_set_pd(top, -bottom), _mm_set_pd(high.error, low.error))));
    }
    Interval ends_;
};

}  // namespace dlncert
