#pragma once
#include <dlncert/checker/real.hpp>

namespace dlncert::checker {

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
[[nodiscard]] Enclosure<P> pi();
template <int P>
[[nodiscard]] Enclosure<P> euler();

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

// Arithmetic.
template <int P>
[[nodiscard]] Enclosure<P> operator-(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> operator+(const Enclosure<P>& x, const Enclosure<P>& y);
template <int P>
[[nodiscard]] Enclosure<P> operator-(const Enclosure<P>& x, const Enclosure<P>& y);
template <int P>
[[nodiscard]] Enclosure<P> operator*(const Enclosure<P>& x, const Enclosure<P>& y);
template <int P>
[[nodiscard]] Enclosure<P> operator/(const Enclosure<P>& x, const Enclosure<P>& y);
/// x^q as Op::pow means it for a rational constant q.
template <int P>
[[nodiscard]] Enclosure<P> power(const Enclosure<P>& x, const Rational& exponent);
/// exp(y log x), x > 0.
template <int P>
[[nodiscard]] Enclosure<P> power(const Enclosure<P>& x, const Enclosure<P>& y);
template <int P>
[[nodiscard]] Enclosure<P> abs(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> min(const Enclosure<P>& x, const Enclosure<P>& y);
template <int P>
[[nodiscard]] Enclosure<P> max(const Enclosure<P>& x, const Enclosure<P>& y);

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

// Elementary functions, in the order of Op.
template <int P>
[[nodiscard]] Enclosure<P> sqrt(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> exp(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> log(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> expm1(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> log1p(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> sin(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> cos(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> tan(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> asin(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> acos(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> atan(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> sinh(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> cosh(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> tanh(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> asinh(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> acosh(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> atanh(const Enclosure<P>& x);

// Functions with a removable singularity, and those of their derivatives that gradients need.
/// g(u) = log(sinh u / u).
template <int P>
[[nodiscard]] Enclosure<P> log_sinhc(const Enclosure<P>& u);
/// L^(order)(u), L(u) = coth u − 1/u, order ≤ 3.
inline constexpr int max_langevin_order = 3;
template <int P>
[[nodiscard]] Enclosure<P> langevin(const Enclosure<P>& u, int order);
/// sin x / x, and its derivative.
template <int P>
[[nodiscard]] Enclosure<P> sinc(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> sinc_derivative(const Enclosure<P>& x);
/// E(x) = (e^x − 1)/x = ∫₀¹ e^{tx} dt, and its derivative.
template <int P>
[[nodiscard]] Enclosure<P> expm1_over_x(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> expm1_over_x_derivative(const Enclosure<P>& x);
/// log(1 + x)/x = ∫₀¹ dt/(1 + tx), and its derivative.
template <int P>
[[nodiscard]] Enclosure<P> log1p_over_x(const Enclosure<P>& x);
template <int P>
[[nodiscard]] Enclosure<P> log1p_over_x_derivative(const Enclosure<P>& x);
/// (log a − log b)/(a − b), and its partial derivative in a. All four here are symmetric under a ↔ b in the
/// value.
template <int P>
[[nodiscard]] Enclosure<P> divided_log(const Enclosure<P>& a, const Enclosure<P>& b);
template <int P>
[[nodiscard]] Enclosure<P> divided_log_derivative(const Enclosure<P>& a, const Enclosure<P>& b);
/// (e^a − e^b)/(a − b), and its partial derivative in a.
template <int P>
[[nodiscard]] Enclosure<P> divided_exp(const Enclosure<P>& a, const Enclosure<P>& b);
template <int P>
[[nodiscard]] Enclosure<P> divided_exp_derivative(const Enclosure<P>& a, const Enclosure<P>& b);
/// (a^p − b^p)/(a − b).
template <int P>
[[nodiscard]] Enclosure<P> divided_pow(const Enclosure<P>& a, const Enclosure<P>& b, const Enclosure<P>& p);

}  // namespace dlncert::checker
