#pragma once
// The checker's numbers: P-bit MPFR numbers held in place, and Boost intervals over them.
//
// Why not boost::multiprecision's own static MPFR number: its precision counts decimal digits, so that 53,
// 64, 128, … bits cannot be asked for, and its operators round to nearest. Float<P> below has exactly P bits
// and no arithmetic: every operation on an endpoint is an MPFR call with the direction written beside it.
#include <mpfr.h>

#include <array>
#include <boost/numeric/interval/arith.hpp>
#include <boost/numeric/interval/interval.hpp>
#include <boost/numeric/interval/policies.hpp>
#include <boost/numeric/interval/utility.hpp>
#include <compare>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational.hpp>
#include <string>

namespace dlncert::checker {

/// An extended real ±m·2^e with a P-bit significand, or ±inf; never NaN where this room uses it.
template <int P>
class Float {
  public:
    Float() { mpfr_custom_init_set(value_, MPFR_ZERO_KIND, 0, P, limbs_.data()); }
    Float(int small) : Float() {  // NOLINT: exact, P > 32
        if (small != 0) mpfr_set_si(value_, small, MPFR_RNDN);
    }
    Float(const Float& other) { *this = other; }
    Float& operator=(const Float& other) {  // of the same precision: all but where the significand lies
        *value_ = *other.value_;
        limbs_ = other.limbs_;
        mpfr_custom_move(value_, limbs_.data());
        return *this;
    }
    ~Float() = default;

    [[nodiscard]] mpfr_ptr get() { return value_; }
    [[nodiscard]] mpfr_srcptr get() const { return value_; }

    static Float infinity(int sign) {
        Float result;
        mpfr_set_inf(result.value_, sign);
        return result;
    }
    [[nodiscard]] bool is_infinite() const { return mpfr_inf_p(value_) != 0; }
    [[nodiscard]] int sign() const { return mpfr_sgn(value_); }
    /// True if |x| < 2^limit: arguments of sin and cos beyond are not reduced modulo 2π.
    [[nodiscard]] bool magnitude_below(long limit) const {
        return sign() == 0 || (!is_infinite() && mpfr_get_exp(value_) <= limit);
    }

    friend Float operator-(const Float& x) {  // exact
        Float result;
        mpfr_neg(result.value_, x.value_, MPFR_RNDN);
        return result;
    }
    friend bool operator==(const Float& x, const Float& y) { return mpfr_equal_p(x.value_, y.value_) != 0; }
    friend bool operator!=(const Float& x, const Float& y) { return !(x == y); }
    friend bool operator<(const Float& x, const Float& y) { return mpfr_less_p(x.value_, y.value_) != 0; }
    friend bool operator>(const Float& x, const Float& y) { return y < x; }
    friend bool operator<=(const Float& x, const Float& y) {
        return mpfr_lessequal_p(x.value_, y.value_) != 0;
    }
    friend bool operator>=(const Float& x, const Float& y) { return y <= x; }

  private:
    static_assert(P > 32);
    std::array<mp_limb_t, (P + GMP_NUMB_BITS - 1) / GMP_NUMB_BITS> limbs_{};
    mpfr_t value_;
};

/// x = f(args…) rounded in the direction; should MPFR answer NaN (0·∞), the bound that is always true.
template <int P, class Function, class... Args>
[[nodiscard]] Float<P> rounded(mpfr_rnd_t direction, Function f, const Args&... args) {
    Float<P> result;
    f(result.get(), args..., direction);
    if (mpfr_nan_p(result.get())) mpfr_set_inf(result.get(), direction == MPFR_RNDD ? -1 : 1);
    return result;
}

/// Boost.Interval's rounding policy: no state, no mode; each endpoint is rounded by its own MPFR call.
template <int P>
struct Rounding {
    using F = Float<P>;
    using unprotected_rounding = Rounding;
    static void init() {}
    static F add_down(const F& x, const F& y) { return rounded<P>(MPFR_RNDD, mpfr_add, x.get(), y.get()); }
    static F add_up(const F& x, const F& y) { return rounded<P>(MPFR_RNDU, mpfr_add, x.get(), y.get()); }
    static F sub_down(const F& x, const F& y) { return rounded<P>(MPFR_RNDD, mpfr_sub, x.get(), y.get()); }
    static F sub_up(const F& x, const F& y) { return rounded<P>(MPFR_RNDU, mpfr_sub, x.get(), y.get()); }
    static F mul_down(const F& x, const F& y) { return rounded<P>(MPFR_RNDD, mpfr_mul, x.get(), y.get()); }
    static F mul_up(const F& x, const F& y) { return rounded<P>(MPFR_RNDU, mpfr_mul, x.get(), y.get()); }
    static F div_down(const F& x, const F& y) { return rounded<P>(MPFR_RNDD, mpfr_div, x.get(), y.get()); }
    static F div_up(const F& x, const F& y) { return rounded<P>(MPFR_RNDU, mpfr_div, x.get(), y.get()); }
    template <int Q>
    static F conv_down(const Float<Q>& x) {
        return rounded<P>(MPFR_RNDD, mpfr_set, x.get());
    }
    template <int Q>
    static F conv_up(const Float<Q>& x) {
        return rounded<P>(MPFR_RNDU, mpfr_set, x.get());
    }
    static F conv_down(int x) { return F(x); }
    static F conv_up(int x) { return F(x); }
};

/// Boost.Interval's checking policy: unbounded ends are allowed, the empty set is [+inf, −inf], NaN does not
/// occur.
template <int P>
struct Checking {
    using F = Float<P>;
    static F pos_inf() { return F::infinity(1); }
    static F neg_inf() { return F::infinity(-1); }
    static F nan() { return F::infinity(1); }
    static bool is_nan(const F&) { return false; }
    template <int Q>
    static bool is_nan(const Float<Q>&) {
        return false;
    }
    static bool is_nan(int) { return false; }
    static F empty_lower() { return F::infinity(1); }
    static F empty_upper() { return F::infinity(-1); }
    static bool is_empty(const F& lower, const F& upper) { return !(lower <= upper); }
};

/// A closed set of reals [lower, upper], an infinite end meaning unbounded, or empty. + − · / return a
/// superset of the results over all pairs of points (of the pairs with non-zero divisor).
template <int P>
using Interval =
    boost::numeric::interval<Float<P>, boost::numeric::interval_lib::policies<Rounding<P>, Checking<P>>>;

/// The smallest P-bit interval that contains f(args…), from one evaluation: f is correctly rounded and
/// returns 0 if the result is exact, as MPFR's functions do; the least number above a value that is none
/// itself is the one next to the greatest number below it. All reals should MPFR answer NaN.
template <int P, class Function, class... Args>
[[nodiscard]] Interval<P> enclosed(Function f, const Args&... args) {
    Float<P> lower;
    const int inexact = f(lower.get(), args..., MPFR_RNDD);
    if (mpfr_nan_p(lower.get())) return Interval<P>::whole();
    Float<P> upper = lower;
    if (inexact != 0) mpfr_nextabove(upper.get());
    return {lower, upper};
}

/// From f(a) to f(b) >= f(a), rounded outward: the range of a monotone function, or its value at a = b.
template <int P, class Function>
[[nodiscard]] Interval<P> image(Function f, const Float<P>& a, const Float<P>& b) {
    if (a == b) return enclosed<P>(f, a.get());
    return {rounded<P>(MPFR_RNDD, f, a.get()), rounded<P>(MPFR_RNDU, f, b.get())};
}

/// The smallest P-bit interval that contains the rational.
template <int P>
[[nodiscard]] Interval<P> enclose(const Rational& value) {
    return enclosed<P>(mpfr_set_q, value.backend().data());
}

/// Calls f.operator()<P>() for the precision P of the ladder.
template <int P = 64, class F>
auto at_precision(int precision, F f) {
    if (precision == P) return f.template operator()<P>();
    if constexpr (P < 2048) return at_precision<2 * P>(precision, f);
    throw InputError("precision " + std::to_string(precision) +
                     " is not one of 64, 128, 256, 512, 1024, 2048");
}

}  // namespace dlncert::checker
