#pragma once
#include <dlncert/checker/real.hpp>

namespace dlncert::checker {

using boost::numeric::hull;
using boost::numeric::intersect;

/// What is known of a real function on a box. The four flags speak of every point of the box and are false
/// when in doubt.
template <int P>
struct Enclosure {
    Interval<P> range;  ///< contains the value at every point of the box where the function is defined
    bool lower_strict = false;   ///< every such value is > range.lower(); always true of an infinite end
    bool upper_strict = false;   ///< every such value is < range.upper()
    bool defined = true;         ///< the function is defined at every point of the box
    bool differentiable = true;  ///< and continuously differentiable there
};

/// No point of the box has a value.
template <int P>
[[nodiscard]] Enclosure<P> nowhere() {
    return {Interval<P>::empty(), true, true, false, false};
}

/// A constant, or a variable ranging over a closed interval.
template <int P>
[[nodiscard]] Enclosure<P> constant(const Interval<P>& range) {
    return {range, range.lower().is_infinite(), range.upper().is_infinite(), true, true};
}

template <int P>
[[nodiscard]] bool is_positive(const Enclosure<P>& x) {
    return x.range.lower().sign() > 0 || (x.range.lower().sign() == 0 && x.lower_strict);
}
template <int P>
[[nodiscard]] bool is_negative(const Enclosure<P>& x) {
    return x.range.upper().sign() < 0 || (x.range.upper().sign() == 0 && x.upper_strict);
}
template <int P>
[[nodiscard]] bool is_nonzero(const Enclosure<P>& x) {
    return is_positive(x) || is_negative(x);
}

// Building blocks of the functions: what may be said of flags.
template <int P>
[[nodiscard]] bool empty(const Enclosure<P>& x) {
    return boost::numeric::empty(x.range);
}

/// x with another range and strictness; values are real numbers, so an infinite end is never attained.
template <int P>
[[nodiscard]] Enclosure<P> with(const Enclosure<P>& x, const Interval<P>& range, bool lower_strict,
                                bool upper_strict) {
    return {range, lower_strict || range.lower().is_infinite(), upper_strict || range.upper().is_infinite(),
            x.defined, x.differentiable};
}

template <int P>
Enclosure<P> operator-(const Enclosure<P>& x) {
    return with(x, -x.range, x.upper_strict, x.lower_strict);
}

template <int P>
[[nodiscard]] Interval<P> half_line(int lower) {
    return {Float<P>(lower), Float<P>::infinity(1)};
}

/// Adds the knowledge that every value is > c (which also mends a lower end that rounding took to c or
/// below).
template <int P>
[[nodiscard]] Enclosure<P> above(const Enclosure<P>& y, int c) {
    if (empty(y) || y.range.lower() > Float<P>(c)) return y;
    return with(y, boost::numeric::intersect(y.range, half_line<P>(c)), true, y.upper_strict);
}
template <int P>
[[nodiscard]] Enclosure<P> below(const Enclosure<P>& y, int c) {
    return -above(-y, -c);
}

/// x cut down to a domain with ends in ℝ ∪ {±∞}, which belong to it if `closed`; elsewhere the function is
/// undefined. Differentiability is claimed inside only.
template <int P>
[[nodiscard]] Enclosure<P> restrict(const Enclosure<P>& x, const Interval<P>& domain, bool closed) {
    const Float<P>&a = domain.lower(), &b = domain.upper();
    const Interval<P> range = boost::numeric::intersect(x.range, domain);
    if (boost::numeric::empty(range) || (!closed && (range.upper() == a || range.lower() == b)))
        return nowhere<P>();
    const bool inside = (x.range.lower() > a || (x.range.lower() == a && x.lower_strict)) &&
                        (x.range.upper() < b || (x.range.upper() == b && x.upper_strict));
    Enclosure<P> result = with(x, range, x.range.lower() < a ? !closed : x.lower_strict,
                               x.range.upper() > b ? !closed : x.upper_strict);
    result.defined = x.defined && (inside || (closed && boost::numeric::subset(x.range, domain)));
    result.differentiable = x.differentiable && inside;
    return result;
}

/// f(x) for a strictly increasing f that MPFR rounds correctly: x > a implies f(x) > f(a), so ends keep
/// strictness.
template <int P, class Function>
Enclosure<P> increasing(const Enclosure<P>& x, Function f) {
    if (empty(x)) return nowhere<P>();
    return with(x, image(f, x.range.lower(), x.range.upper()), x.lower_strict, x.upper_strict);
}

/// The same for a strictly decreasing f.
template <int P, class Function>
Enclosure<P> decreasing(const Enclosure<P>& x, Function f) {
    if (empty(x)) return nowhere<P>();
    return with(x, image(f, x.range.upper(), x.range.lower()), x.upper_strict, x.lower_strict);
}

/// Whether every value of x·y is > lower, a rounded-down lower bound of the products over the two ranges.
template <int P>
bool product_above(const Enclosure<P>& x, const Enclosure<P>& y, const Float<P>& lower) {
    if (lower.sign() == 0) return is_nonzero(x) && is_nonzero(y);  // xy ≥ 0, and ≠ 0
    if (lower.sign() > 0)  // |x||y| is least at the ends next to 0 and nowhere else
        return x.range.lower().sign() > 0 ? x.lower_strict || y.lower_strict
                                          : x.upper_strict || y.upper_strict;
    // A negative product is least, among x < 0 < y, at (lower, upper) only; among y < 0 < x at (upper, lower)
    // only.
    const bool x_negative = x.range.lower().sign() < 0 && y.range.upper().sign() > 0;
    const bool y_negative = x.range.upper().sign() > 0 && y.range.lower().sign() < 0;
    return (!x_negative || x.lower_strict || y.upper_strict) &&
           (!y_negative || x.upper_strict || y.lower_strict);
}

/// `range` contains the products of the values of x and y: their enclosure, with flags.
template <int P>
Enclosure<P> product(const Enclosure<P>& x, const Enclosure<P>& y, const Interval<P>& range) {
    const Enclosure<P> flags{range, false, false, x.defined && y.defined,
                             x.differentiable && y.differentiable};
    return with(flags, range, product_above(x, y, range.lower()), product_above(-x, y, -range.upper()));
}

/// The points kπ + shift·π/2 that may lie in a range: critical points of cos (shift 0) and sin (1), poles of
/// tan (1).
template <int P>
struct CriticalPoints {
    bool many = true;
    long first = 1, last = 0;  ///< k = first..last may lie inside, no other
};
template <int P>
CriticalPoints<P> critical_points(const Interval<P>& x, int shift) {
    constexpr int W = P + 64;
    if (!x.lower().magnitude_below(40) || !x.upper().magnitude_below(40)) return {};
    const Interval<W> turns =
        Interval<W>(x) / enclosed<W>(mpfr_const_pi) - Interval<W>(shift) / Interval<W>(2);
    const Float<W> first =
        rounded<W>(MPFR_RNDU, mpfr_rint, turns.lower().get());  // ceiling, |turns| < 2^41: exact
    const Float<W> last = rounded<W>(MPFR_RNDD, mpfr_rint, turns.upper().get());  // floor
    const long k = mpfr_get_si(first.get(), MPFR_RNDN), n = mpfr_get_si(last.get(), MPFR_RNDN);
    return {n > k, k, n};
}

/// sin (shift 1) and cos (0): the value is (−1)^k at the k-th critical point, and monotone between two.
template <int P, class Function>
Enclosure<P> wave(const Enclosure<P>& x, Function f, int shift) {
    if (empty(x)) return nowhere<P>();
    const Float<P>&a = x.range.lower(), &b = x.range.upper();
    const bool reducible = a.magnitude_below(4096) && b.magnitude_below(4096);
    const CriticalPoints<P> critical =
        a == b ? CriticalPoints<P>{.many = false} : critical_points(x.range, shift);
    if (!reducible || critical.many) return with(x, Interval<P>(-1, 1), false, false);
    Interval<P> range = enclosed<P>(f, a.get());
    if (a != b) range = hull(range, enclosed<P>(f, b.get()));
    if (critical.first == critical.last) range = hull(range, Float<P>(critical.first % 2 == 0 ? 1 : -1));
    return with(x, range, false, false);
}

template <int P>
Enclosure<P> abs(const Enclosure<P>& x) {
    if (empty(x)) return nowhere<P>();
    if (x.range.lower().sign() >= 0 || x.range.upper().sign() <= 0) {
        Enclosure<P> result = x.range.lower().sign() >= 0 ? x : -x;
        result.differentiable = x.differentiable && is_nonzero(x);
        return result;
    }
    const Float<P> left = -x.range.lower(), &right = x.range.upper();
    const bool left_strict = left < right || x.lower_strict, right_strict = right < left || x.upper_strict;
    Enclosure<P> result =
        with(x, {Float<P>(0), left < right ? right : left}, false, left_strict && right_strict);
    result.differentiable = false;
    return result;
}

/// x^y for the four pairs of ends, x ≥ 0: for fixed y monotone in x, for fixed x monotone in y, so the
/// extremes over a rectangle are at its corners; at 0 and ∞ MPFR returns the limits (0^0 = ∞^0 = 1 being
/// those for x → 0, ∞ at y = 0).
template <int P, int W>
Interval<P> power_corners(const Interval<P>& x, const Interval<W>& y) {
    Interval<P> result = Interval<P>::empty();
    for (const Float<P>* a : {&x.lower(), &x.upper()})
        for (const Float<W>* q : {&y.lower(), &y.upper()}) {
            const Float<P> base = a->sign() == 0 ? Float<P>(0) : *a;  // not −0
            result = hull(result, enclosed<P>(mpfr_pow, base.get(), q->get()));
        }
    return result;
}

/// x^q for x ≥ 0 and a rational q = m/n: monotone, and so are x^m and the n-th root of it.
template <int P>
Interval<P> rational_power(const Interval<P>& x, const Rational& q) {
    constexpr int most = 64;
    if (abs(numerator(q)) > most || denominator(q) > most) return power_corners(x, enclose<P + 64>(q));
    const auto m = numerator(q).convert_to<long>();
    const auto n = denominator(q).convert_to<unsigned long>();
    const auto at = [m, n](const Float<P>& end, mpfr_rnd_t direction) {
        const Float<P> base = end.sign() == 0 ? Float<P>(0) : end;  // not −0
        const auto power = rounded<P + 64>(direction, mpfr_pow_si, base.get(), m);
        return rounded<P>(direction, mpfr_rootn_ui, power.get(), n);
    };
    const bool growing = q > 0;
    return {at(growing ? x.lower() : x.upper(), MPFR_RNDD), at(growing ? x.upper() : x.lower(), MPFR_RNDU)};
}

/// x^n for an integer n: monotone on x ≥ 0, even or odd.
template <int P>
Enclosure<P> integer_power(const Enclosure<P>& x, const Integer& n) {
    if (empty(x)) return nowhere<P>();
    if (n == 0) return with(x, Interval<P>(1), false, false);
    const auto f = [&n](mpfr_ptr result, mpfr_srcptr a, mpfr_rnd_t direction) {
        const bool pole = n < 0 && mpfr_zero_p(a) != 0;  // the limit from the right, for ±0
        if (pole) mpfr_set_inf(result, 1);
        return pole ? 0 : mpfr_pow_z(result, a, n.backend().data(), direction);
    };
    if (n > 0 && n % 2 != 0) return increasing(x, f);
    if (n % 2 == 0) {  // |x|^n
        Enclosure<P> result =
            n > 0 ? increasing(abs(x), f) : decreasing(restrict(abs(x), half_line<P>(0), false), f);
        result.differentiable = x.differentiable && (n > 0 || is_nonzero(x));
        return result;
    }
    if (x.range.lower().sign() >= 0) return decreasing(restrict(x, half_line<P>(0), false), f);
    if (x.range.upper().sign() <= 0) return -integer_power(-x, n);
    return constant<P>(Interval<P>(1)) / integer_power(x, Integer(-n));  // 0 is inside: undefined there
}

template <int P>
Enclosure<P> pi() {
    return {enclosed<P>(mpfr_const_pi), true, true, true, true};  // irrational: strictly between
}

template <int P>
Enclosure<P> operator+(const Enclosure<P>& x, const Enclosure<P>& y) {
    // x > a and y ≥ b give x + y > a + b.
    const Enclosure<P> flags{x.range, false, false, x.defined && y.defined,
                             x.differentiable && y.differentiable};
    return with(flags, x.range + y.range, x.lower_strict || y.lower_strict, x.upper_strict || y.upper_strict);
}

template <int P>
Enclosure<P> operator-(const Enclosure<P>& x, const Enclosure<P>& y) {
    return x + -y;
}

template <int P>
Enclosure<P> operator*(const Enclosure<P>& x, const Enclosure<P>& y) {
    if (empty(x) || empty(y)) return nowhere<P>();
    return product(x, y, x.range * y.range);
}

template <int P>
Enclosure<P> operator/(const Enclosure<P>& x, const Enclosure<P>& y) {
    // Over the pairs with y ≠ 0. Boost is loose if x ≤ 0, y ≥ 0 and both contain 0.
    const Interval<P> range = x.range.upper().sign() <= 0 ? -(-x.range / y.range) : x.range / y.range;
    if (boost::numeric::empty(range)) return nowhere<P>();
    const bool zero_below = y.range.lower().sign() == 0, zero_above = y.range.upper().sign() == 0;
    // 1/y over the points with y ≠ 0; its range only gives signs, and decreasing order swaps the ends on
    // either side of 0
    const Enclosure<P> reciprocal{Interval<P>(1) / y.range, y.upper_strict || zero_above,
                                  y.lower_strict || zero_below, y.defined && is_nonzero(y),
                                  y.differentiable && is_nonzero(y)};
    return product(x, reciprocal, range);
}

template <int P>
Enclosure<P> min(const Enclosure<P>& x, const Enclosure<P>& y) {
    if (empty(x) || empty(y)) return nowhere<P>();
    const Float<P>&a = x.range.lower(), &b = y.range.lower(), &c = x.range.upper(), &d = y.range.upper();
    Enclosure<P> result{{a < b ? a : b, c < d ? c : d}, false, false, x.defined && y.defined, false};
    result.lower_strict =
        (a > b || x.lower_strict) && (b > a || y.lower_strict);  // both are > the smaller end
    result.upper_strict = (c <= d && x.upper_strict) || (d <= c && y.upper_strict);
    if (c < b || d < a)
        result.differentiable = x.differentiable && y.differentiable;  // one is always the smaller
    return result;
}

template <int P>
Enclosure<P> max(const Enclosure<P>& x, const Enclosure<P>& y) {
    return -min(-x, -y);
}

/// x^q as Op::pow means it for a rational constant q: x ≥ 0 (x > 0 if q < 0) unless q is an integer.
template <int P>
Enclosure<P> power(const Enclosure<P>& x, const Rational& exponent) {
    if (denominator(exponent) == 1) return integer_power(x, numerator(exponent));
    const bool growing = exponent > 0;
    const Enclosure<P> base = restrict(x, half_line<P>(0), growing);
    if (empty(base)) return nowhere<P>();
    const Interval<P> range = rational_power(base.range, exponent);
    const Enclosure<P> result = growing ? with(base, range, base.lower_strict, base.upper_strict)
                                        : with(base, range, base.upper_strict, base.lower_strict);
    return is_positive(base) ? above(result, 0) : result;
}

/// exp(y log x) for x > 0. Elsewhere x^y may have a value, where that of y is an integer or x = 0 (Op::pow):
/// then nothing is said of any value.
template <int P>
Enclosure<P> power(const Enclosure<P>& x, const Enclosure<P>& y) {
    if (!empty(x) && !empty(y) && !is_positive(x)) return {Interval<P>::whole(), true, true, false, false};
    const Enclosure<P> base = restrict(x, half_line<P>(0), false);
    if (empty(base) || empty(y)) return nowhere<P>();
    const Enclosure<P> flags{x.range, false, false, base.defined && y.defined,
                             base.differentiable && y.differentiable};
    return above(with(flags, power_corners(base.range, y.range), false, false), 0);
}

template <int P>
Enclosure<P> sqrt(const Enclosure<P>& x) {
    return increasing(restrict(x, half_line<P>(0), true), mpfr_sqrt);
}
template <int P>
Enclosure<P> exp(const Enclosure<P>& x) {
    return above(increasing(x, mpfr_exp), 0);
}
template <int P>
Enclosure<P> log(const Enclosure<P>& x) {
    return increasing(restrict(x, half_line<P>(0), false), mpfr_log);
}
template <int P>
Enclosure<P> sin(const Enclosure<P>& x) {
    return wave(x, mpfr_sin, 1);
}
template <int P>
Enclosure<P> cos(const Enclosure<P>& x) {
    return wave(x, mpfr_cos, 0);
}
template <int P>
Enclosure<P> tan(const Enclosure<P>& x) {
    if (empty(x)) return nowhere<P>();
    const Float<P>&a = x.range.lower(), &b = x.range.upper();
    // The poles π/2 + kπ are irrational: none is a point; between two ends there is none if none may lie
    // there.
    const CriticalPoints<P> poles = a == b ? CriticalPoints<P>{.many = false} : critical_points(x.range, 1);
    if (!poles.many && poles.first > poles.last && a.magnitude_below(4096)) return increasing(x, mpfr_tan);
    Enclosure<P> result = with(x, Interval<P>::whole(), true, true);
    result.defined = result.differentiable = false;
    return result;
}
template <int P>
Enclosure<P> sinh(const Enclosure<P>& x) {
    return increasing(x, mpfr_sinh);
}
template <int P>
Enclosure<P> cosh(const Enclosure<P>& x) {
    Enclosure<P> result = increasing(abs(x), mpfr_cosh);  // even, increasing in |x|
    result.differentiable = x.differentiable;
    return result;
}

}  // namespace dlncert::checker
