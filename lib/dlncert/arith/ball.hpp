#pragma once
#include <algorithm>
#include <concepts>
#include <dlncert/arith/arb.hpp>
#include <dlncert/arith/endpoint.hpp>
#include <dlncert/arith/mixed.hpp>

namespace dlncert {

/// A midpoint-radius interval of any precision: RAII over Arb's arb_t, the precision stored in the value. The
/// result of an operation has the larger precision of its operands, so that exact constants cost nothing.
///
/// There are no half-infinite balls: an enclosure that is unbounded on one side becomes the whole line, and
/// so does anything Arb calls indeterminate; predicates stay one-sided. The radius has 30 bits, so a wide
/// ball is up to 2^−29 of its width too wide; where a result is known to be nonnegative the ball is kept so.
/// The empty set is a flag of its own. Two operands are two sets even if they are one object: x*x is not x²,
/// write sqr(x).
///
/// As sets, operations are those of IEEE 1788 (see Interval). No rounding scope is needed, and none disturbs.
class Ball : public MixedArithmetic<Ball> {
  public:
    static constexpr long min_precision = 2;
    static constexpr long max_precision = 100'000'000;

    /// Exactly 0, of the smallest precision.
    Ball() = default;
    static Ball empty(long precision);
    static Ball entire(long precision);
    static Ball from(const Rational& value, long precision);
    static Ball from(const Rational& lower, const Rational& upper, long precision);
    static Ball from(const Endpoint& lower, const Endpoint& upper, long precision);
    static Ball from(long value, long precision);
    /// Exactly these Arb values: the ball is copied, made entire if it is not finite.
    static Ball from_arb(const arb_t value, long precision);
    template <std::floating_point F>
    static Ball from(F, long) = delete;

    [[nodiscard]] long precision() const { return precision_; }
    /// The same set, of another precision; rounded outward to it.
    [[nodiscard]] Ball with_precision(long precision) const;
    [[nodiscard]] arb_srcptr arb() const { return value_.get(); }

    friend Ball operator-(const Ball& a);
    friend Ball operator+(const Ball& a, const Ball& b);
    friend Ball operator-(const Ball& a, const Ball& b);
    friend Ball operator*(const Ball& a, const Ball& b);
    friend Ball operator/(const Ball& a, const Ball& b);
    friend Ball sqr(const Ball& a);
    friend Ball inv(const Ball& a);
    friend Ball abs(const Ball& a);
    friend Ball hull(const Ball& a, const Ball& b);
    friend Ball intersection(const Ball& a, const Ball& b);
    friend Ball min(const Ball& a, const Ball& b);
    friend Ball max(const Ball& a, const Ball& b);

    friend Ball sqrt(const Ball& a);
    friend Ball exp(const Ball& a);
    friend Ball log(const Ball& a);
    friend Ball expm1(const Ball& a);
    friend Ball log1p(const Ball& a);
    friend Ball sinh(const Ball& a);
    friend Ball cosh(const Ball& a);
    friend Ball tanh(const Ball& a);
    // Functions that only balls have.
    friend Ball sin(const Ball& a);
    friend Ball cos(const Ball& a);
    friend Ball tan(const Ball& a);
    friend Ball asin(const Ball& a);
    friend Ball acos(const Ball& a);
    friend Ball atan(const Ball& a);
    friend Ball asinh(const Ball& a);
    friend Ball acosh(const Ball& a);
    friend Ball atanh(const Ball& a);
    /// As for Interval.
    friend Ball pow(const Ball& a, long n);
    friend Ball pow(const Ball& a, const Rational& q);

    // One-sided predicates: true means proved for every point of a nonempty ball, false means nothing.
    friend bool certainly_positive(const Ball& a) { return !a.empty_ && arb_is_positive(a.arb()) != 0; }
    friend bool certainly_nonnegative(const Ball& a) { return !a.empty_ && arb_is_nonnegative(a.arb()) != 0; }
    friend bool certainly_negative(const Ball& a) { return !a.empty_ && arb_is_negative(a.arb()) != 0; }
    friend bool certainly_nonpositive(const Ball& a) { return !a.empty_ && arb_is_nonpositive(a.arb()) != 0; }
    friend bool certainly_nonzero(const Ball& a) { return !a.empty_ && arb_is_nonzero(a.arb()) != 0; }
    friend bool certainly_less(const Ball& a, const Ball& b) {
        return !a.empty_ && !b.empty_ && arb_lt(a.arb(), b.arb()) != 0;
    }
    friend bool certainly_less_equal(const Ball& a, const Ball& b) {
        return !a.empty_ && !b.empty_ && arb_le(a.arb(), b.arb()) != 0;
    }

    // Facts about the set itself.
    friend bool is_empty(const Ball& a) { return a.empty_; }
    friend bool is_bounded(const Ball& a) { return !a.empty_ && arb_is_finite(a.arb()) != 0; }
    friend bool is_entire(const Ball& a) { return !a.empty_ && arb_is_finite(a.arb()) == 0; }
    friend bool is_point(const Ball& a) { return !a.empty_ && arb_is_exact(a.arb()) != 0; }
    friend bool contains(const Ball& a, const Rational& q);
    friend bool contains_zero(const Ball& a) { return !a.empty_ && arb_contains_zero(a.arb()) != 0; }
    friend bool subset(const Ball& inner, const Ball& outer) {
        return inner.empty_ || (!outer.empty_ && arb_contains(outer.arb(), inner.arb()) != 0);
    }
    /// The inner one lies in the topological interior of the outer one.
    friend bool interior(const Ball& inner, const Ball& outer) {
        return inner.empty_ || is_entire(outer) ||
               (!outer.empty_ && arb_contains_interior(outer.arb(), inner.arb()) != 0);
    }
    friend bool disjoint(const Ball& a, const Ball& b) {
        return a.empty_ || b.empty_ || arb_overlaps(a.arb(), b.arb()) == 0;
    }
    friend bool identical(const Ball& a, const Ball& b) {
        return a.empty_ == b.empty_ && (a.empty_ || arb_equal(a.arb(), b.arb()) != 0);
    }

    /// Exact ends (outward where 2^±detail::max_endpoint_exponent is passed); of the empty set +∞ and −∞.
    friend Endpoint lower(const Ball& a);
    friend Endpoint upper(const Ball& a);
    /// sup |x| and inf |x| over a nonempty ball (−∞ and +∞ for the empty set).
    friend Endpoint magnitude(const Ball& a);
    friend Endpoint mignitude(const Ball& a);
    /// The exact middle as a point; 0 for the whole line.
    friend Ball midpoint(const Ball& a);
    /// An upper bound of the diameter (0 for the empty set).
    friend Endpoint width(const Ball& a);

  private:
    struct Unset {};
    Ball(Unset, long precision);
    /// Whatever Arb left becomes a ball of the invariant: finite, or the whole line.
    Ball& normalize();
    static void check(long precision);

    template <class Function>
    friend Ball apply(const Ball& a, const Function& f);
    template <class Function>
    friend Ball combine(const Ball& a, const Ball& b, const Function& f);

    detail::Arb value_;
    long precision_ = min_precision;
    bool empty_ = false;
};

}  // namespace dlncert
