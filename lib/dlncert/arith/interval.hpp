#pragma once
#include <concepts>
#include <cstdint>
#include <dlncert/arith/endpoint.hpp>
#include <dlncert/arith/mixed.hpp>
#include <dlncert/arith/rounding.hpp>
#include <limits>

namespace dlncert {

/// A closed interval of reals with double ends, possibly unbounded, possibly empty: the fast VerifiedReal.
///
/// Representation: the pair (−lo, hi), so that rounding up is rounding outward for both and one mode serves
/// all. Invariant: −lo and hi are either both NaN (the empty set, which so propagates for free), or not NaN
/// with lo ≤ hi, lo < ∞, hi > −∞. No operation makes a NaN from nonempty intervals, and no accessor shows
/// one: the ends of the empty set are lo = +∞, hi = −∞.
///
/// Arithmetic belongs inside an UpwardRounding scope (checked in debug builds, and by the elementary
/// functions in all builds). Construction, ends, predicates and set operations work anywhere.
///
/// As sets, operations are those of IEEE 1788: the image of the part of the arguments where the operation is
/// defined; certain predicates are false on the empty set.
class Interval : public MixedArithmetic<Interval> {
  public:
    /// [0, 0].
    Interval() : ends_(_mm_setzero_pd()) {}
    /// Exactly this double: Interval(0.1) does not contain 1/10.
    explicit Interval(double point) : Interval(point, point) {}
    /// @throws InputError if the ends are no interval: NaN, lo > hi, lo = ∞ or hi = −∞.
    Interval(double lo, double hi) : ends_(_mm_set_pd(hi, -lo)) {
        if (!(lo <= hi) || lo == infinity || hi == -infinity) reject(lo, hi);
    }

    static Interval empty(long = 53) {
        return Interval(_mm_set1_pd(std::numeric_limits<double>::quiet_NaN()));
    }
    static Interval entire(long = 53) { return Interval(_mm_set1_pd(infinity)); }
    /// Tight enclosures of exact numbers. The precision is always 53.
    static Interval from(const Rational& value, long precision = 53);
    static Interval from(const Rational& lower, const Rational& upper, long precision = 53);
    static Interval from(const Endpoint& lower, const Endpoint& upper, long precision = 53);
    static Interval from(long value, long precision = 53) {
        constexpr long exact = 1L << 53;
        if (value < -exact || value > exact) return from(Rational(value), precision);
        const auto end = static_cast<double>(value);
        return Interval(_mm_set_pd(end, -end));
    }
    template <std::floating_point F>
    static Interval from(F, long) = delete;

    /// Not checked: the caller knows that (−lo, hi) satisfies the invariant.
    static Interval from_packed(__m128d negative_lo_hi) { return Interval(negative_lo_hi); }
    [[nodiscard]] __m128d packed() const { return ends_; }

    [[nodiscard]] double lo() const { return -_mm_cvtsd_f64(without_nan(ends_)); }
    [[nodiscard]] double hi() const { return _mm_cvtsd_f64(without_nan(_mm_unpackhi_pd(ends_, ends_))); }
    static constexpr long precision() { return 53; }

    friend Interval operator-(const Interval& a) { return Interval(swapped(a.ends_)); }
    friend Interval operator+(const Interval& a, const Interval& b) {
        return Interval(detail::add_up(a.ends_, b.ends_));
    }
    friend Interval operator-(const Interval& a, const Interval& b) {
        return Interval(detail::add_up(a.ends_, swapped(b.ends_)));
    }
    friend Interval operator*(const Interval& a, const Interval& b) {
        // Only an infinite end can meet a zero as 0·∞. (max gives its second operand if either is NaN; if b
        // is empty so is the fast product, and if only a is, both ways give the empty set.)
        const __m128d larger = _mm_max_pd(a.ends_, b.ends_);
        if (_mm_movemask_pd(_mm_cmpeq_pd(larger, _mm_set1_pd(infinity))) != 0)
            return multiply_unbounded(a, b);
        // Both ends are the largest of four products, rounded up: the end x of a times b is (x·(−lo b), x·hi
        // b), or with the opposite of b's reversed ends for the other order.
        const __m128d opposite = _mm_xor_pd(swapped(b.ends_), _mm_set1_pd(-0.0));
        const __m128d lo = _mm_xor_pd(_mm_unpacklo_pd(a.ends_, a.ends_), _mm_set1_pd(-0.0));
        const __m128d hi = _mm_unpackhi_pd(a.ends_, a.ends_);
        return Interval(_mm_max_pd(_mm_max_pd(detail::mul_up(lo, b.ends_), detail::mul_up(lo, opposite)),
                                   _mm_max_pd(detail::mul_up(hi, b.ends_), detail::mul_up(hi, opposite))));
    }
    friend Interval operator/(const Interval& a, const Interval& b) {
        const double b_lo = -_mm_cvtsd_f64(b.ends_);
        const double b_hi = _mm_cvtsd_f64(_mm_unpackhi_pd(b.ends_, b.ends_));
        if (b_lo > 0) return divide_by_positive(a.ends_, b_lo, b_hi);
        if (b_hi < 0) return divide_by_positive(swapped(a.ends_), -b_hi, -b_lo);
        return divide_by_zero(a, b);
    }

    friend Interval sqr(const Interval& a) {
        const __m128d negative = _mm_xor_pd(a.ends_, _mm_set1_pd(-0.0));  // (lo, −hi)
        const double a_lo = _mm_cvtsd_f64(negative);
        const double a_hi = _mm_cvtsd_f64(_mm_unpackhi_pd(a.ends_, a.ends_));
        if (a_lo > 0)  // (−lo·lo, hi·hi)
            return Interval(detail::mul_up(a.ends_, _mm_set_pd(a_hi, a_lo)));
        if (a_hi < 0)  // (−hi·hi, lo·lo)
            return Interval(detail::mul_up(_mm_set_pd(a_lo, -a_hi), _mm_set_pd(a_lo, a_hi)));
        const __m128d larger = _mm_max_sd(a.ends_, _mm_unpackhi_pd(a.ends_, a.ends_));
        const __m128d square = detail::mul_up(larger, larger);  // NaN, and so empty, if a is
        return a.is_empty() ? a : Interval(_mm_unpacklo_pd(_mm_setzero_pd(), square));
    }
    friend Interval inv(const Interval& a) { return Interval(_mm_set_pd(1.0, -1.0)) / a; }
    friend Interval abs(const Interval& a) {
        if (a.is_empty() || a.lo() >= 0) return a;
        if (a.hi() <= 0) return -a;
        return Interval(_mm_unpacklo_pd(_mm_setzero_pd(), _mm_max_sd(a.ends_, swapped(a.ends_))));
    }

    /// The smallest interval that contains both.
    friend Interval hull(const Interval& a, const Interval& b) {
        if (a.is_empty()) return b;
        if (b.is_empty()) return a;
        return Interval(_mm_max_pd(a.ends_, b.ends_));
    }
    friend Interval intersection(const Interval& a, const Interval& b) {
        const double lo = a.lo() > b.lo() ? a.lo() : b.lo();
        const double hi = a.hi() < b.hi() ? a.hi() : b.hi();
        return lo <= hi ? Interval(_mm_set_pd(hi, -lo)) : empty();
    }
    friend Interval min(const Interval& a, const Interval& b) {
        if (a.is_empty() || b.is_empty()) return empty();
        return Interval(_mm_set_pd(a.hi() < b.hi() ? a.hi() : b.hi(), -(a.lo() < b.lo() ? a.lo() : b.lo())));
    }
    friend Interval max(const Interval& a, const Interval& b) {
        if (a.is_empty() || b.is_empty()) return empty();
        return Interval(_mm_set_pd(a.hi() > b.hi() ? a.hi() : b.hi(), -(a.lo() > b.lo() ? a.lo() : b.lo())));
    }

    // One-sided predicates: true means proved for every point of a nonempty interval, false means nothing.
    friend bool certainly_positive(const Interval& a) { return a.raw_lo() > 0; }
    friend bool certainly_nonnegative(const Interval& a) { return a.raw_lo() >= 0; }
    friend bool certainly_negative(const Interval& a) { return a.raw_hi() < 0; }
    friend bool certainly_nonpositive(const Interval& a) { return a.raw_hi() <= 0; }
    friend bool certainly_nonzero(const Interval& a) { return a.raw_lo() > 0 || a.raw_hi() < 0; }
    friend bool certainly_less(const Interval& a, const Interval& b) { return a.raw_hi() < b.raw_lo(); }
    friend bool certainly_less_equal(const Interval& a, const Interval& b) {
        return a.raw_hi() <= b.raw_lo();
    }

    // Facts about the set itself.
    friend bool is_empty(const Interval& a) { return a.is_empty(); }
    friend bool is_bounded(const Interval& a) { return a.raw_lo() > -infinity && a.raw_hi() < infinity; }
    friend bool is_entire(const Interval& a) { return a.raw_lo() == -infinity && a.raw_hi() == infinity; }
    friend bool is_point(const Interval& a) { return a.raw_lo() == a.raw_hi(); }
    friend bool contains(const Interval& a, const Rational& q);
    friend bool contains_zero(const Interval& a) { return a.raw_lo() <= 0 && a.raw_hi() >= 0; }
    friend bool subset(const Interval& inner, const Interval& outer) {
        return inner.is_empty() || (outer.raw_lo() <= inner.raw_lo() && inner.raw_hi() <= outer.raw_hi());
    }
    /// The inner one lies in the topological interior of the outer one (in ℝ: [1, ∞] is interior to [0, ∞]).
    friend bool interior(const Interval& inner, const Interval& outer) {
        const double l = outer.raw_lo(), h = outer.raw_hi();
        return inner.is_empty() || ((l < inner.raw_lo() || l == -infinity) &&
                                    (inner.raw_hi() < h || h == infinity) && !outer.is_empty());
    }
    friend bool disjoint(const Interval& a, const Interval& b) {
        return a.is_empty() || b.is_empty() || a.raw_hi() < b.raw_lo() || b.raw_hi() < a.raw_lo();
    }
    friend bool identical(const Interval& a, const Interval& b) {
        return (a.is_empty() && b.is_empty()) || (a.raw_lo() == b.raw_lo() && a.raw_hi() == b.raw_hi());
    }

    // Exact ends; those of the empty set are +∞ and −∞.
    friend Endpoint lower(const Interval& a) { return to_endpoint(a.lo()); }
    friend Endpoint upper(const Interval& a) { return to_endpoint(a.hi()); }
    /// sup |x| and inf |x| over a nonempty interval (−∞ and +∞ for the empty set).
    friend Endpoint magnitude(const Interval& a) { return upper(abs(a)); }
    friend Endpoint mignitude(const Interval& a) { return lower(abs(a)); }

    /// The exact middle of a bounded interval as a point interval, or a double close to it within the
    /// interval; for unbounded ones some point of it. Works anywhere, decides nothing but where to look.
    friend Interval midpoint(const Interval& a);
    /// An upper bound of hi − lo (0 for the empty set).
    friend Endpoint width(const Interval& a);

    friend Interval sqrt(const Interval& a);
    friend Interval exp(const Interval& a);
    friend Interval log(const Interval& a);
    friend Interval expm1(const Interval& a);
    friend Interval log1p(const Interval& a);
    friend Interval sinh(const Interval& a);
    friend Interval cosh(const Interval& a);
    friend Interval tanh(const Interval& a);
    /// x^n; for n < 0 where x ≠ 0; x^0 = 1 also at 0.
    friend Interval pow(const Interval& a, long n);
    /// x^q for x > 0, and at x = 0 if q > 0; integers q as pow(x, long), so also for x < 0.
    friend Interval pow(const Interval& a, const Rational& q);

  private:
    static constexpr double infinity = std::numeric_limits<double>::infinity();

    explicit Interval(__m128d ends) : ends_(ends) {}
    [[noreturn]] static void reject(double lo, double hi);

    static __m128d swapped(__m128d v) { return _mm_shuffle_pd(v, v, 1); }
    /// maxsd gives its second operand if one is NaN.
    static __m128d without_nan(__m128d v) { return _mm_max_sd(v, _mm_set_sd(-infinity)); }
    [[nodiscard]] double raw_lo() const { return -_mm_cvtsd_f64(ends_); }
    [[nodiscard]] double raw_hi() const { return _mm_cvtsd_f64(_mm_unpackhi_pd(ends_, ends_)); }
    [[nodiscard]] bool is_empty() const {
        const double end = raw_hi();
        return end != end;  // (compilers disagree about _mm_ucomineq_sd of NaN)
    }

    /// a = (−lo, hi) over [b_lo, b_hi], 0 < b_lo: an end that is positive in this form is divided by b_lo,
    /// one that is not by b_hi; so ∞/∞ does not occur. The empty a stays NaN.
    static Interval divide_by_positive(__m128d a, double b_lo, double b_hi) {
        const __m128d positive = _mm_cmpgt_pd(a, _mm_setzero_pd());
        const __m128d divisor =
            _mm_or_pd(_mm_and_pd(positive, _mm_set1_pd(b_lo)), _mm_andnot_pd(positive, _mm_set1_pd(b_hi)));
        return Interval(detail::div_up(a, divisor));
    }
    static Interval divide_by_zero(const Interval& a, const Interval& b);
    static Interval multiply_unbounded(const Interval& a, const Interval& b);

    __m128d ends_;
};

}  // namespace dlncert
