#include <algorithm>
#include <dlncert/arith/interval_image.hpp>
#include <dlncert/special/langevin.hpp>
#include <dlncert/special/langevin_double.hpp>
#include <dlncert/special/langevin_point.hpp>
#include <limits>

namespace dlncert {
namespace {

using detail::Arb;
using detail::Arf;
using detail::DoublePair;
using detail::exactly;

using PointFunction = void (*)(arb_t, const arf_t, slong);
using DoubleFunction = DoublePair (*)(double);

constexpr double infinity = std::numeric_limits<double>::infinity();

// ---- Interval. At a double u ≥ 0, ∞ included; values at ∞ are limits.

DoublePair at(DoubleFunction f, double u, double limit) {
    return u == infinity ? exactly(limit) : f(u);
}

DoublePair negated(const DoublePair& pair) {
    return {-pair.up, -pair.down};
}

DoublePair odd_at(DoubleFunction f, double u, double limit) {
    return u < 0 ? negated(at(f, -u, limit)) : at(f, u, limit);
}

/// L'' on [lo, hi], 0 ≤ lo.
Interval langevin2_nonnegative(double lo, double hi) {
    const auto value = [](double u) { return at(detail::langevin2_near, u, 0); };
    const DoublePair first = value(lo), last = lo == hi ? first : value(hi);
    double down = std::min(first.down, last.down);
    const auto& minimum = detail::langevin2_minimum(64);
    Arf end;
    arf_set_d(end.get(), hi);
    if (lo != hi && arf_cmp(end.get(), minimum.before.get()) >= 0) {
        arf_set_d(end.get(), lo);
        if (arf_cmp(end.get(), minimum.after.get()) <= 0) {
            arb_get_lbound_arf(end.get(), minimum.value.get(), 128);
            down = detail::round_double(end.get(), false);
        }
    }
    return Interval(down, std::max(first.up, last.up));
}

// ---- Ball. The ends of a ball, rounded outward to a few more bits than it has; where a function needs |u|.

struct Ends {
    Arf lo, hi;
};

Ends ends(const Ball& u) {
    Ends result;
    arb_get_lbound_arf(result.lo.get(), u.arb(), u.precision() + 30);
    arb_get_ubound_arf(result.hi.get(), u.arb(), u.precision() + 30);
    return result;
}

/// The ends of |u|.
Ends absolute_ends(const Ball& u) {
    Ends result = ends(u);
    if (arf_sgn(result.lo.get()) >= 0) return result;
    arf_neg(result.lo.get(), result.lo.get());
    if (arf_sgn(result.hi.get()) <= 0) {
        std::swap(result.lo, result.hi);
        arf_abs(result.lo.get(), result.lo.get());
    } else {
        if (arf_cmp(result.lo.get(), result.hi.get()) > 0) std::swap(result.lo, result.hi);
        arf_zero(result.lo.get());
    }
    return result;
}

Arb point(PointFunction f, const Arf& u, slong precision) {
    Arb result;
    if (arf_sgn(u.get()) >= 0) {
        f(result.get(), u.get(), precision);
    } else {
        Arf size;
        arf_neg(size.get(), u.get());
        f(result.get(), size.get(), precision);
        arb_neg(result.get(), result.get());
    }
    return result;
}

/// The hull of the values at two points; exactly one value if they are one.
Arb image(PointFunction f, const Ends& u, slong precision) {
    const slong working = precision + 8;
    Arb low = point(f, u.lo, working);
    if (arf_equal(u.lo.get(), u.hi.get())) {
        arb_set_round(low.get(), low.get(), precision);
        return low;
    }
    const Arb high = point(f, u.hi, working);
    arb_union(low.get(), low.get(), high.get(), precision);
    return low;
}

Ball nonnegative(Arb value, slong precision) {
    if (!arb_is_nonnegative(value.get())) arb_nonnegative_part(value.get(), value.get());
    return Ball::from_arb(value.get(), precision);
}

/// [−bound, bound] for an upper bound of the bound.
Ball symmetric(const Arb& bound, slong precision) {
    Arb result;
    arb_get_mag(result.rad(), bound.get());
    return Ball::from_arb(result.get(), precision);
}

/// L'' on [lo, hi], 0 ≤ lo.
Arb langevin2_nonnegative(const Ends& u, slong precision) {
    Arb result = image(detail::langevin2_at, u, precision);
    if (arf_equal(u.lo.get(), u.hi.get())) return result;
    const auto& minimum = detail::langevin2_minimum(precision);
    if (arf_cmp(u.hi.get(), minimum.before.get()) >= 0 && arf_cmp(u.lo.get(), minimum.after.get()) <= 0)
        arb_union(result.get(), result.get(), minimum.value.get(), precision);
    return result;
}

}  // namespace

Interval log_sinhc(const Interval& u) {
    detail::require_upward();
    if (is_empty(u)) return u;
    const Interval size = abs(u);
    const DoublePair first = at(detail::log_sinhc_near, size.lo(), infinity);
    const DoublePair last = is_point(size) ? first : at(detail::log_sinhc_near, size.hi(), infinity);
    return Interval(first.down, last.up);
}

Interval langevin(const Interval& u) {
    detail::require_upward();
    if (is_empty(u)) return u;
    const DoublePair first = odd_at(detail::langevin_near, u.lo(), 1);
    const DoublePair last = is_point(u) ? first : odd_at(detail::langevin_near, u.hi(), 1);
    return Interval(first.down, last.up);
}

Interval langevin1(const Interval& u) {
    detail::require_upward();
    if (is_empty(u)) return u;
    const Interval size = abs(u);
    const DoublePair first = at(detail::langevin1_near, size.lo(), 0);
    const DoublePair last = is_point(size) ? first : at(detail::langevin1_near, size.hi(), 0);
    return Interval(last.down, first.up);
}

Interval langevin2(const Interval& u) {
    detail::require_upward();
    if (is_empty(u)) return u;
    if (u.lo() >= 0) return langevin2_nonnegative(u.lo(), u.hi());
    if (u.hi() <= 0) return -langevin2_nonnegative(-u.hi(), -u.lo());
    return hull(langevin2_nonnegative(0, u.hi()), -langevin2_nonnegative(0, -u.lo()));
}

Ball log_sinhc(const Ball& u) {
    if (!is_bounded(u)) return u;
    return nonnegative(image(detail::log_sinhc_at, absolute_ends(u), u.precision()), u.precision());
}

Ball langevin(const Ball& u) {
    if (is_empty(u)) return u;
    if (is_entire(u)) return Ball::from(Rational(-1), Rational(1), u.precision());
    return Ball::from_arb(image(detail::langevin_at, ends(u), u.precision()).get(), u.precision());
}

Ball langevin1(const Ball& u) {
    if (is_empty(u)) return u;
    if (is_entire(u)) return Ball::from(Rational(0), Rational(1, 3), u.precision());
    return nonnegative(image(detail::langevin1_at, absolute_ends(u), u.precision()), u.precision());
}

Ball langevin2(const Ball& u) {
    if (is_empty(u)) return u;
    const slong precision = u.precision();
    if (is_entire(u)) return symmetric(detail::langevin2_minimum(precision).value, precision);
    Ends all = ends(u);
    if (arf_sgn(all.lo.get()) >= 0)
        return Ball::from_arb(langevin2_nonnegative(all, precision).get(), precision);
    if (arf_sgn(all.hi.get()) <= 0)
        return -Ball::from_arb(langevin2_nonnegative(absolute_ends(u), precision).get(), precision);
    Ends right, left;
    right.hi = all.hi;
    arf_neg(left.hi.get(), all.lo.get());
    Arb result = langevin2_nonnegative(left, precision);
    arb_neg(result.get(), result.get());
    arb_union(result.get(), result.get(), langevin2_nonnegative(right, precision).get(), precision);
    return Ball::from_arb(result.get(), precision);
}

}  // namespace dlncert
