#pragma once
// Tight images of intervals under functions that Arb computes at points.
#include <dlncert/arith/arb.hpp>
#include <dlncert/arith/interval.hpp>
#include <limits>

namespace dlncert::detail {

/// Doubles that enclose a real number.
struct DoublePair {
    double down, up;
};

constexpr DoublePair exactly(double value) {
    return {value, value};
}

/// The doubles around f(x), where f computes with Arb at a given precision. 64 bits decide the rounding of
/// nearly all values; where they do not, 128 and 256 are tried before a bound that is one double too wide is
/// taken.
template <class Function>
DoublePair around(const Function& f, double x) {
    Arb point, image;
    Arf low, high;
    arf_set_d(point.mid(), x);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    DoublePair result{-infinity, infinity};
    for (const slong precision : {64, 128, 256, 1024, 4096}) {
        f(image.get(), point.get(), precision);
        if (!arb_is_finite(image.get())) continue;
        arb_get_lbound_arf(low.get(), image.get(), 2 * precision);
        arb_get_ubound_arf(high.get(), image.get(), 2 * precision);
        result = {round_double(low.get(), false), round_double(high.get(), true)};
        if (round_double(low.get(), true) == result.up && round_double(high.get(), false) == result.down)
            break;
    }
    return result;
}

template <class At>
Interval increasing(const Interval& a, const At& at) {
    if (is_empty(a)) return a;
    const double lo = a.lo(), hi = a.hi();
    const DoublePair first = at(lo);
    return Interval::from_packed(_mm_set_pd(lo == hi ? first.up : at(hi).up, -first.down));
}

template <class At>
Interval decreasing(const Interval& a, const At& at) {
    if (is_empty(a)) return a;
    const double lo = a.lo(), hi = a.hi();
    const DoublePair first = at(hi);
    return Interval::from_packed(_mm_set_pd(lo == hi ? first.up : at(lo).up, -first.down));
}

}  // namespace dlncert::detail
