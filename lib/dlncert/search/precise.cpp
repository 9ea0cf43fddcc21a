#include <dlncert/search/precise.hpp>
#include <dlncert/special/langevin_point.hpp>

namespace dlncert {
namespace {

using detail::Arb;

/// Products and quotients of ends, where 0·∞ is 0 and x/±∞ is 0.
void multiply(PreciseEnd& result, const PreciseEnd& a, const PreciseEnd& b, long precision,
              arf_rnd_t direction) {
    if (arf_is_zero(a.get()) || arf_is_zero(b.get()))
        arf_zero(result.get());
    else
        arf_mul(result.get(), a.get(), b.get(), precision, direction);
}

void least(PreciseEnd& best, const PreciseEnd& other) {
    if (other < best) best = other;
}
void greatest(PreciseEnd& best, const PreciseEnd& other) {
    if (other > best) best = other;
}

/// The value at an infinite x, if the function has a limit there that is not what Arb says.
std::optional<double> limit(PointFunction f, int n, bool positive) {
    using enum PointFunction;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    switch (f) {
        case exp:
            return positive ? infinity : 0;
        case expm1:
            return positive ? infinity : -1;
        case tanh:
        case langevin:
            return positive ? 1 : -1;
        case langevin1:
            return 0;
        case cosh:
        case log_sinhc:
            return infinity;
        case power:
            return positive || n % 2 == 0 ? infinity : -infinity;
        case atan:
            return std::nullopt;
        case sin:
        case cos:
        case tan:
            return std::nullopt;
        default:
            return positive ? infinity : -infinity;
    }
}

void evaluate(arb_t y, PointFunction f, int n, const arf_t x, long p) {
    using enum PointFunction;
    Arb argument;
    arf_set(argument.mid(), x);
    arb_srcptr t = argument.get();
    switch (f) {
        case sqrt:
            return arb_sqrt(y, t, p);
        case exp:
            return arb_exp(y, t, p);
        case log:
            return arb_log(y, t, p);
        case expm1:
            return arb_expm1(y, t, p);
        case log1p:
            return arb_log1p(y, t, p);
        case sin:
            return arb_sin(y, t, p);
        case cos:
            return arb_cos(y, t, p);
        case tan:
            return arb_tan(y, t, p);
        case asin:
            return arb_asin(y, t, p);
        case acos:
            return arb_acos(y, t, p);
        case atan:
            return arb_atan(y, t, p);
        case sinh:
            return arb_sinh(y, t, p);
        case cosh:
            return arb_cosh(y, t, p);
        case tanh:
            return arb_tanh(y, t, p);
        case asinh:
            return arb_asinh(y, t, p);
        case acosh:
            return arb_acosh(y, t, p);
        case atanh:
            return arb_atanh(y, t, p);
        case power:
            return arb_pow_ui(y, t, static_cast<ulong>(n), p);
        default:
            break;
    }
    arf_abs(argument.mid(), x);
    if (f == log_sinhc) detail::log_sinhc_at(y, argument.mid(), p);
    if (f == langevin) detail::langevin_at(y, argument.mid(), p);
    if (f == langevin1) detail::langevin1_at(y, argument.mid(), p);
    if (f == langevin && arf_sgn(x) < 0) arb_neg(y, y);
}

bool is_huge(arf_srcptr x) {
    return arf_cmpabs_2exp_si(x, 40) > 0;
}

}  // namespace

Precise Precise::around(const arb_t value, long precision) {
    Precise result(precision);
    if (!arb_is_finite(value))
        return ends(-std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity(),
                    precision);
    arb_get_lbound_arf(result.lo_.get(), value, precision);
    arb_get_ubound_arf(result.hi_.get(), value, precision);
    return result;
}

Precise Precise::from(const Rational& value, long precision) {
    Arb ball;
    detail::set_rational(ball.get(), value, precision);
    return around(ball.get(), precision);
}

Precise Precise::ends(double lo, double hi, long precision) {
    return Precise(PreciseEnd(lo), PreciseEnd(hi), precision);
}

Precise Precise::pi(long precision) {
    Arb ball;
    arb_const_pi(ball.get(), precision);
    return around(ball.get(), precision);
}

Precise Precise::nothing(long precision) {
    Precise result(precision);
    arf_nan(result.lo_.get());
    arf_nan(result.hi_.get());
    return result;
}

Estimate Precise::estimate() const {
    return {detail::round_double(lo_.get(), false), detail::round_double(hi_.get(), true)};
}

Precise operator-(const Precise& a) {
    Precise result(a.precision_);
    arf_neg(result.lo_.get(), a.hi_.get());
    arf_neg(result.hi_.get(), a.lo_.get());
    return result;
}

Precise operator+(const Precise& a, const Precise& b) {
    Precise result(std::max(a.precision_, b.precision_));
    arf_add(result.lo_.get(), a.lo_.get(), b.lo_.get(), result.precision_, ARF_RND_FLOOR);
    arf_add(result.hi_.get(), a.hi_.get(), b.hi_.get(), result.precision_, ARF_RND_CEIL);
    return result;
}

Precise Precise::product(const Precise& a, const Precise& b, long precision) {
    if (a.is_nothing() || b.is_nothing()) return Precise::nothing(precision);
    Precise result(precision);
    PreciseEnd product;
    bool first = true;
    for (const PreciseEnd* x : {&a.lo_, &a.hi_})
        for (const PreciseEnd* y : {&b.lo_, &b.hi_}) {
            multiply(product, *x, *y, precision, ARF_RND_FLOOR);
            first ? void(result.lo_ = product) : least(result.lo_, product);
            multiply(product, *x, *y, precision, ARF_RND_CEIL);
            first ? void(result.hi_ = product) : greatest(result.hi_, product);
            first = false;
        }
    return result;
}

Precise operator*(const Precise& a, const Precise& b) {
    return Precise::product(a, b, std::max(a.precision_, b.precision_));
}

/// By the reciprocal of b, one-sided where 0 is an end of b.
Precise operator/(const Precise& a, const Precise& b) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const long precision = std::max(a.precision_, b.precision_);
    if (a.is_nothing() || b.is_nothing() || (b.lo_ == 0 && b.hi_ == 0)) return Precise::nothing(precision);
    if (b.lo_ < 0 && b.hi_ > 0) return Precise::ends(-infinity, infinity, precision);
    Precise inverse = Precise::ends(-infinity, infinity, precision + 32);
    const PreciseEnd one(1);
    const auto invert = [&](PreciseEnd& result, const PreciseEnd& x, arf_rnd_t direction) {
        if (arf_is_inf(x.get()))
            arf_zero(result.get());
        else
            arf_div(result.get(), one.get(), x.get(), precision + 32, direction);
    };
    if (!(b.hi_ == 0)) invert(inverse.lo_, b.hi_, ARF_RND_FLOOR);
    if (!(b.lo_ == 0)) invert(inverse.hi_, b.lo_, ARF_RND_CEIL);
    return Precise::product(a, inverse, precision);
}

Precise abs(const Precise& a) {
    if (a.lo_ >= 0 || a.is_nothing()) return a;
    if (a.hi_ <= 0) return -a;
    Precise result = -a;
    greatest(result.hi_, a.hi_);
    arf_zero(result.lo_.get());
    return result;
}

Precise sqr(const Precise& a) {
    const Precise size = abs(a);
    return size * size;
}

Precise min(const Precise& a, const Precise& b) {
    if (a.is_nothing() || b.is_nothing()) return Precise::nothing(a.precision_);
    Precise result = a;
    least(result.lo_, b.lo_);
    least(result.hi_, b.hi_);
    return result;
}

Precise hull(const Precise& a, const Precise& b) {
    if (a.is_nothing()) return b;
    if (b.is_nothing()) return a;
    Precise result = a;
    least(result.lo_, b.lo_);
    greatest(result.hi_, b.hi_);
    return result;
}

Precise intersection(const Precise& a, const Precise& b) {
    if (a.is_nothing() || b.is_nothing()) return Precise::nothing(a.precision_);
    Precise result = a;
    greatest(result.lo_, b.lo_);
    least(result.hi_, b.hi_);
    return result.lo_ > result.hi_ ? Precise::nothing(a.precision_) : result;
}

Precise midpoint_of(const Precise& a) {
    Precise result(a.precision_);
    arf_add(result.lo_.get(), a.lo_.get(), a.hi_.get(), a.precision_, ARF_RND_DOWN);
    arf_mul_2exp_si(result.lo_.get(), result.lo_.get(), -1);
    result.hi_ = result.lo_;
    return result;
}

Precise centre_of(const Precise& x, const Precise& slope) {
    const Estimate range = slope.estimate();
    const double share = -range.lo() / (range.hi() - range.lo());
    if (!(share >= 0 && share <= 1)) return midpoint_of(x);
    Precise result = x.lower() + (x.upper() - x.lower()) * Precise::ends(share, share, x.precision());
    result.hi_ = result.lo_;
    return result;
}

Precise Precise::at(PointFunction f, int n, const PreciseEnd& x) const {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (x.is_nan()) return nothing(precision_);
    if (arf_is_inf(x.get())) {
        if (const auto value = limit(f, n, arf_sgn(x.get()) > 0)) return ends(*value, *value, precision_);
        return ends(-infinity, infinity, precision_);
    }
    if (f == PointFunction::log && arf_is_zero(x.get())) return ends(-infinity, -infinity, precision_);
    if ((f == PointFunction::log1p || f == PointFunction::atanh) && x == -1)
        return ends(-infinity, -infinity, precision_);
    if (f == PointFunction::atanh && x == 1) return ends(infinity, infinity, precision_);
    const bool exponential = f == PointFunction::exp || f == PointFunction::expm1 ||
                             f == PointFunction::sinh || f == PointFunction::cosh;
    if (exponential && is_huge(x.get())) {
        const bool positive = arf_sgn(x.get()) > 0;
        if (f == PointFunction::exp && !positive) return ends(0, 1e-300, precision_);
        if (f == PointFunction::expm1 && !positive) return ends(-1, -0.99, precision_);
        return positive || f == PointFunction::cosh ? ends(1e300, infinity, precision_)
                                                    : ends(-infinity, -1e300, precision_);
    }
    Arb value;
    evaluate(value.get(), f, n, x.get(), precision_ + 32);
    return around(value.get(), precision_);
}

Precise Precise::power(const Rational& q) const {
    const auto corner = [&](const PreciseEnd& x) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        if (x <= 0) return q > 0 ? ends(0, 0, precision_) : ends(infinity, infinity, precision_);
        if (arf_is_inf(x.get())) return q > 0 ? ends(infinity, infinity, precision_) : ends(0, 0, precision_);
        Arb base, value;
        arf_set(base.mid(), x.get());
        arb_pow_fmpq(value.get(), base.get(), detail::Fmpq(q).get(), precision_ + 32);
        return around(value.get(), precision_);
    };
    const Precise first = corner(lo_);
    const Precise last = corner(hi_);
    return q > 0 ? span(first, last) : span(last, first);
}

Precise Precise::point_power(const Precise& x, const Precise& y) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (arf_is_inf(x.lo_.get()) || arf_is_inf(y.lo_.get()) || x.lo_ <= 0)
        return ends(0, infinity, x.precision_);
    Arb base, exponent, value;
    arf_set(base.mid(), x.lo_.get());
    arf_set(exponent.mid(), y.lo_.get());
    arb_pow(value.get(), base.get(), exponent.get(), x.precision_ + 32);
    return around(value.get(), x.precision_);
}

CriticalPoints Precise::critical(int shift) const {
    if (lo_ == hi_) return {.many = false};
    return estimate().critical(shift);
}

}  // namespace dlncert
