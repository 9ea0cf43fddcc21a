#include <dlncert/arith/ball.hpp>
#include <dlncert/statement/error.hpp>
#include <limits>

namespace dlncert {

using detail::Arb;
using detail::Arf;

/// f(result, operands…, precision) on nonempty balls; the empty set gives the empty set.
template <class Function>
Ball apply(const Ball& a, const Function& f) {
    if (a.empty_) return a;
    Ball result(Ball::Unset{}, a.precision_);
    f(result.value_, a.value_.get(), a.precision_);
    return std::move(result.normalize());
}

template <class Function>
Ball combine(const Ball& a, const Ball& b, const Function& f) {
    const long precision = std::max(a.precision_, b.precision_);
    if (a.empty_ || b.empty_) return Ball::empty(precision);
    Ball result(Ball::Unset{}, precision);
    // Arb takes equal pointers for equal values; a shallow copy is another pointer to the same limbs.
    const arb_struct other = *b.arb();
    f(result.value_, a.arb(), &other, precision);
    return std::move(result.normalize());
}

namespace {

using Unary = void (*)(arb_t, const arb_t, slong);

/// A set given by its ends, each of which is a ball: the smallest ball around both.
void set_hull(Arb& result, const Arb& low, const Arb& high, slong precision) {
    arb_union(result.get(), low.get(), high.get(), precision);
}

void exact_end(Arb& result, arb_srcptr x, slong precision, bool upward) {
    if (upward)
        arb_get_ubound_arf(result.mid(), x, precision);
    else
        arb_get_lbound_arf(result.mid(), x, precision);
}

/// Arb's own error propagation is good for thin balls; the range of a monotone function over a wide one is
/// the hull of its values at the ends.
bool is_thin(arb_srcptr x) {
    return mag_is_zero(arb_radref(x)) || arb_rel_accuracy_bits(x) > 30;
}

/// The ends are rounded outward to this precision; the radius has no more bits that matter.
slong end_precision(slong precision) {
    return precision + 30;
}

template <class Function>
void monotone(Arb& result, arb_srcptr x, slong precision, const Function& f) {
    if (!arb_is_finite(x)) {
        arb_indeterminate(result.get());
    } else if (is_thin(x)) {
        f(result.get(), x, precision);
    } else {
        Arb end, low, high;
        exact_end(end, x, end_precision(precision), false);
        f(low.get(), end.get(), precision);
        exact_end(end, x, end_precision(precision), true);
        f(high.get(), end.get(), precision);
        set_hull(result, low, high, precision);
    }
}

/// x ∩ [0, ∞), nonempty.
Arb nonnegative_part(arb_srcptr x) {
    Arb result;
    arb_nonnegative_part(result.get(), x);
    return result;
}

/// |x| as a ball that does not reach below 0.
Arb absolute(arb_srcptr x) {
    Arb result;
    arb_abs(result.get(), x);
    if (!arb_is_nonnegative(result.get())) arb_nonnegative_part(result.get(), result.get());
    return result;
}

void keep_nonnegative(Arb& result) {
    if (arb_is_finite(result.get()) && !arb_is_nonnegative(result.get()))
        arb_nonnegative_part(result.get(), result.get());
}

Ball monotone(const Ball& a, Unary f) {
    return apply(a, [f](Arb& result, arb_srcptr x, slong precision) { monotone(result, x, precision, f); });
}

void power(arb_t result, const arb_t x, unsigned long n, slong precision) {
    // A product of n factors loses at most about log2 n bits.
    const slong working = precision + 4 + static_cast<slong>(FLINT_BIT_COUNT(n));
    arb_pow_ui(result, x, n, working);
    arb_set_round(result, result, precision);
}

/// The radius, exactly if that is possible, rounded up if not; value ≥ 0.
void set_upper(mag_t radius, const Rational& value) {
    if (is_dyadic(value) && numerator(value) < (1 << MAG_BITS)) {
        mag_set_ui(radius, static_cast<ulong>(numerator(value)));
        mag_mul_2exp_si(radius, radius, -static_cast<slong>(msb(denominator(value))));
    } else {
        Arb ball;
        detail::set_rational(ball.get(), value, 2 * MAG_BITS);
        arb_get_mag(radius, ball.get());
    }
}

bool is_zero(arb_srcptr x) {
    return arb_is_zero(x) != 0;
}

}  // namespace

void Ball::check(long precision) {
    if (precision < min_precision || precision > max_precision)
        throw InputError("the precision " + std::to_string(precision) + " is not between " +
                         std::to_string(min_precision) + " and " + std::to_string(max_precision) + " bits");
}

Ball::Ball(Unset, long precision) : precision_(precision) {
    check(precision);
}

Ball& Ball::normalize() {
    if (!arb_is_finite(value_.get())) arb_zero_pm_inf(value_.get());
    return *this;
}

Ball Ball::empty(long precision) {
    Ball result(Unset{}, precision);
    result.empty_ = true;
    return result;
}

Ball Ball::entire(long precision) {
    Ball result(Unset{}, precision);
    arb_zero_pm_inf(result.value_.get());
    return result;
}

Ball Ball::from(const Rational& value, long precision) {
    Ball result(Unset{}, precision);
    detail::set_rational(result.value_.get(), value, precision);
    return std::move(result.normalize());
}

Ball Ball::from(const Rational& lower, const Rational& upper, long precision) {
    if (lower > upper)
        throw InputError("[" + to_string(lower) + ", " + to_string(upper) +
                         "] is not an interval: give the smaller end first");
    if (lower == upper) return from(lower, precision);
    Ball result(Unset{}, precision);
    mag_t radius;
    mag_init(radius);
    set_upper(radius, (upper - lower) / 2);
    detail::set_rational(result.value_.get(), (lower + upper) / 2, precision);
    arb_add_error_mag(result.value_.get(), radius);
    mag_clear(radius);
    if (lower >= 0) keep_nonnegative(result.value_);
    if (upper <= 0) {
        arb_neg(result.value_.get(), result.value_.get());
        keep_nonnegative(result.value_);
        arb_neg(result.value_.get(), result.value_.get());
    }
    return std::move(result.normalize());
}

Ball Ball::from(const Endpoint& lower, const Endpoint& upper, long precision) {
    if (lower > upper) return empty(precision);
    if (!lower.is_finite() || !upper.is_finite()) return entire(precision);
    return from(lower.value(), upper.value(), precision);
}

Ball Ball::from(long value, long precision) {
    Ball result(Unset{}, precision);
    arb_set_si(result.value_.get(), value);
    arb_set_round(result.value_.get(), result.value_.get(), precision);
    return result;
}

Ball Ball::from_arb(const arb_t value, long precision) {
    Ball result(Unset{}, precision);
    arb_set(result.value_.get(), value);
    return std::move(result.normalize());
}

Ball Ball::with_precision(long precision) const {
    Ball result(Unset{}, precision);
    result.empty_ = empty_;
    arb_set_round(result.value_.get(), value_.get(), precision);
    return std::move(result.normalize());
}

Ball operator-(const Ball& a) {
    return apply(a, [](Arb& r, arb_srcptr x, slong) { arb_neg(r.get(), x); });
}

Ball operator+(const Ball& a, const Ball& b) {
    return combine(a, b, [](Arb& r, arb_srcptr x, arb_srcptr y, slong p) { arb_add(r.get(), x, y, p); });
}

Ball operator-(const Ball& a, const Ball& b) {
    return combine(a, b, [](Arb& r, arb_srcptr x, arb_srcptr y, slong p) { arb_sub(r.get(), x, y, p); });
}

Ball operator*(const Ball& a, const Ball& b) {
    return combine(a, b, [](Arb& r, arb_srcptr x, arb_srcptr y, slong p) {
        if (is_zero(x) || is_zero(y)) return;  // also 0 times the whole line
        arb_mul(r.get(), x, y, p);
    });
}

Ball operator/(const Ball& a, const Ball& b) {
    const long precision = std::max(a.precision_, b.precision_);
    if (!b.empty_ && is_zero(b.arb())) return Ball::empty(precision);
    return combine(a, b, [](Arb& r, arb_srcptr x, arb_srcptr y, slong p) {
        if (is_zero(x)) return;
        arb_div(r.get(), x, y, p);
    });
}

Ball sqr(const Ball& a) {
    return apply(a, [](Arb& r, arb_srcptr x, slong p) {
        if (is_thin(x)) {
            arb_sqr(r.get(), x, p);
        } else {
            const Arb size = absolute(x);
            monotone(r, size.get(), p, arb_sqr);
            keep_nonnegative(r);
        }
    });
}

Ball inv(const Ball& a) {
    return Ball::from(1, a.precision()) / a;
}

Ball abs(const Ball& a) {
    return apply(a, [](Arb& r, arb_srcptr x, slong) {
        if (arb_is_finite(x))
            r = absolute(x);
        else
            arb_indeterminate(r.get());
    });
}

Ball hull(const Ball& a, const Ball& b) {
    const long precision = std::max(a.precision_, b.precision_);
    if (a.empty_) return b.with_precision(precision);
    if (b.empty_) return a.with_precision(precision);
    const bool nonnegative = certainly_nonnegative(a) && certainly_nonnegative(b);
    return combine(a, b, [nonnegative](Arb& r, arb_srcptr x, arb_srcptr y, slong p) {
        arb_union(r.get(), x, y, p);
        if (nonnegative) keep_nonnegative(r);
    });
}

Ball intersection(const Ball& a, const Ball& b) {
    const long precision = std::max(a.precision_, b.precision_);
    if (disjoint(a, b)) return Ball::empty(precision);
    if (is_entire(a)) return b.with_precision(precision);
    if (is_entire(b)) return a.with_precision(precision);
    const bool nonnegative = certainly_nonnegative(a) || certainly_nonnegative(b);
    return combine(a, b, [nonnegative](Arb& r, arb_srcptr x, arb_srcptr y, slong p) {
        if (!arb_intersection(r.get(), x, y, p)) arb_set(r.get(), x);  // cannot be: they overlap
        if (nonnegative) keep_nonnegative(r);
    });
}

Ball min(const Ball& a, const Ball& b) {
    return combine(a, b, [](Arb& r, arb_srcptr x, arb_srcptr y, slong p) { arb_min(r.get(), x, y, p); });
}

Ball max(const Ball& a, const Ball& b) {
    return combine(a, b, [](Arb& r, arb_srcptr x, arb_srcptr y, slong p) { arb_max(r.get(), x, y, p); });
}

Ball sqrt(const Ball& a) {
    if (certainly_negative(a)) return Ball::empty(a.precision());
    return apply(a, [](Arb& r, arb_srcptr x, slong p) {
        if (!arb_is_finite(x)) return arb_indeterminate(r.get());
        const Arb domain = nonnegative_part(x);
        monotone(r, domain.get(), p, arb_sqrt);
        keep_nonnegative(r);
    });
}

Ball exp(const Ball& a) {
    return apply(a, [](Arb& r, arb_srcptr x, slong p) {
        monotone(r, x, p, arb_exp);
        keep_nonnegative(r);
    });
}

Ball log(const Ball& a) {
    if (certainly_nonpositive(a)) return Ball::empty(a.precision());
    return monotone(a, arb_log);  // unbounded, and indeterminate for Arb, if 0 is inside
}

Ball expm1(const Ball& a) {
    return monotone(a, arb_expm1);
}

Ball log1p(const Ball& a) {
    if (certainly_nonpositive(a + 1)) return Ball::empty(a.precision());
    return monotone(a, arb_log1p);
}

Ball sinh(const Ball& a) {
    return monotone(a, arb_sinh);
}

Ball cosh(const Ball& a) {
    return apply(a, [](Arb& r, arb_srcptr x, slong p) {
        if (!arb_is_finite(x)) return arb_indeterminate(r.get());
        const Arb size = absolute(x);
        monotone(r, size.get(), p, arb_cosh);
        keep_nonnegative(r);
    });
}

Ball tanh(const Ball& a) {
    if (is_entire(a)) return Ball::from(Rational(-1), Rational(1), a.precision());
    return monotone(a, arb_tanh);
}

Ball sin(const Ball& a) {
    if (is_entire(a)) return Ball::from(Rational(-1), Rational(1), a.precision());
    return apply(a, [](Arb& r, arb_srcptr x, slong p) { arb_sin(r.get(), x, p); });
}

Ball cos(const Ball& a) {
    if (is_entire(a)) return Ball::from(Rational(-1), Rational(1), a.precision());
    return apply(a, [](Arb& r, arb_srcptr x, slong p) { arb_cos(r.get(), x, p); });
}

Ball tan(const Ball& a) {
    return apply(a, [](Arb& r, arb_srcptr x, slong p) { arb_tan(r.get(), x, p); });
}

// Where the argument is not shown to lie in the domain, Arb's answer is indeterminate: the whole line.
Ball asin(const Ball& a) {
    return monotone(a, arb_asin);
}

Ball acos(const Ball& a) {
    return monotone(a, arb_acos);
}

Ball atan(const Ball& a) {
    return monotone(a, arb_atan);
}

Ball asinh(const Ball& a) {
    return monotone(a, arb_asinh);
}

Ball acosh(const Ball& a) {
    return monotone(a, arb_acosh);
}

Ball atanh(const Ball& a) {
    return monotone(a, arb_atanh);
}

Ball pow(const Ball& a, long n) {
    if (n == 0) return is_empty(a) ? a : Ball::from(1, a.precision());
    if (n < 0) {
        if (n == std::numeric_limits<long>::min()) throw Unsupported("the exponent -2^63 is too large");
        return inv(pow(a.with_precision(a.precision() + 4), -n)).with_precision(a.precision());
    }
    const auto exponent = static_cast<unsigned long>(n);
    const auto f = [exponent](arb_t y, const arb_t x, slong p) { power(y, x, exponent, p); };
    return apply(a, [f, n](Arb& r, arb_srcptr x, slong p) {
        if (!arb_is_finite(x)) return arb_indeterminate(r.get());
        if (n % 2 == 0) {
            const Arb size = absolute(x);
            monotone(r, size.get(), p, f);
            keep_nonnegative(r);
        } else {
            monotone(r, x, p, f);
        }
    });
}

Ball pow(const Ball& a, const Rational& q) {
    if (denominator(q) == 1) {
        const Integer n = numerator(q);
        if (n >= std::numeric_limits<long>::min() && n <= std::numeric_limits<long>::max())
            return pow(a, static_cast<long>(n));
        throw Unsupported("the exponent " + to_string(q) + " is beyond 2^63");
    }
    if (certainly_negative(a) || (q < 0 && certainly_nonpositive(a))) return Ball::empty(a.precision());
    if (q < 0) {
        const Rational positive = -q;
        return inv(pow(a.with_precision(a.precision() + 4), positive)).with_precision(a.precision());
    }
    const detail::Fmpq exponent(q);
    return apply(a, [&exponent](Arb& r, arb_srcptr x, slong precision) {
        if (!arb_is_finite(x)) return arb_indeterminate(r.get());
        const Arb domain = nonnegative_part(x);
        monotone(r, domain.get(), precision, [&exponent](arb_t y, const arb_t t, slong p) {
            if (arb_is_zero(t))
                arb_zero(y);
            else
                arb_pow_fmpq(y, t, exponent.get(), p + 8);
        });
        keep_nonnegative(r);
    });
}

bool contains(const Ball& a, const Rational& q) {
    if (a.empty_) return false;
    const detail::Fmpq exact(q);
    return arb_contains_fmpq(a.arb(), exact.get()) != 0;
}

namespace {

Endpoint exact_end(const Ball& a, bool upward) {
    if (is_empty(a)) return upward ? Endpoint::minus_infinity() : Endpoint::infinity();
    if (is_entire(a)) return upward ? Endpoint::infinity() : Endpoint::minus_infinity();
    // mid ± rad exactly, where that has a reasonable number of bits; otherwise outward at a generous
    // precision.
    const bool modest = arf_cmpabs_2exp_si(arb_midref(a.arb()), detail::max_endpoint_exponent) < 0 &&
                        mag_cmp_2exp_si(arb_radref(a.arb()), detail::max_endpoint_exponent) < 0 &&
                        (mag_is_zero(arb_radref(a.arb())) ||
                         mag_cmp_2exp_si(arb_radref(a.arb()), -detail::max_endpoint_exponent) > 0);
    Arb end;
    exact_end(end, a.arb(), modest ? ARF_PREC_EXACT : a.precision() + 64, upward);
    return detail::to_endpoint(end.mid(), upward);
}

}  // namespace

Endpoint lower(const Ball& a) {
    return exact_end(a, false);
}

Endpoint upper(const Ball& a) {
    return exact_end(a, true);
}

Endpoint magnitude(const Ball& a) {
    return is_empty(a) ? Endpoint::minus_infinity() : std::max(upper(a), -lower(a));
}

Endpoint mignitude(const Ball& a) {
    if (is_empty(a)) return Endpoint::infinity();
    return std::max({lower(a), -upper(a), Endpoint(Rational(0))});
}

Ball midpoint(const Ball& a) {
    if (is_empty(a)) return a;
    Arb middle;
    arf_set(middle.mid(), arb_midref(a.arb()));
    return Ball::from_arb(middle.get(), a.precision());
}

Endpoint width(const Ball& a) {
    if (is_empty(a)) return Rational(0);
    if (is_entire(a)) return Endpoint::infinity();
    Arf diameter;
    arf_set_mag(diameter.get(), arb_radref(a.arb()));
    arf_mul_2exp_si(diameter.get(), diameter.get(), 1);
    return detail::to_endpoint(diameter.get(), true);
}

}  // namespace dlncert
