#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <dlncert/special/langevin_double.hpp>
#include <dlncert/special/langevin_point.hpp>

namespace dlncert::detail {
namespace {

// ---- u < 3: fixed-point interval arithmetic on 64-bit integers, independent of the rounding mode.

__extension__ typedef unsigned __int128 Wide;
constexpr int fraction_bits = 60;
constexpr std::uint64_t one = std::uint64_t{1} << fraction_bits;

/// A number in [lo, hi]·2^−60; all numbers here are in [0, 16).
struct Fixed {
    std::uint64_t lo, hi;
};

Fixed operator+(Fixed a, Fixed b) {
    return {a.lo + b.lo, a.hi + b.hi};
}

/// For a ≥ b.
Fixed operator-(Fixed a, Fixed b) {
    return {a.lo - b.hi, a.hi - b.lo};
}

Fixed operator*(Fixed a, Fixed b) {
    return {static_cast<std::uint64_t>((Wide{a.lo} * b.lo) >> fraction_bits),
            static_cast<std::uint64_t>((Wide{a.hi} * b.hi) >> fraction_bits) + 1};
}

Fixed operator/(Fixed a, std::uint64_t n) {
    return {a.lo / n, a.hi / n + 1};
}

/// 1/a for a ≥ 1.
Fixed inverse(Fixed a) {
    constexpr Wide numerator = Wide{1} << (2 * fraction_bits);
    return {static_cast<std::uint64_t>(numerator / a.hi), static_cast<std::uint64_t>(numerator / a.lo) + 1};
}

/// ⌊2^64·p/q⌋ for p < q: the ratio of two coefficients.
constexpr std::uint64_t ratio(std::uint64_t p, std::uint64_t q) {
    return static_cast<std::uint64_t>((Wide{p} << 64) / q);
}

constexpr int terms = 16;
using Ratios = std::array<std::uint64_t, terms>;

constexpr Ratios ratios(std::uint64_t (*f)(std::uint64_t n)) {
    Ratios result{};
    for (std::uint64_t n = 0; n < terms; ++n) result[n] = f(n);
    return result;
}

// The series of langevin_point.cpp by the ratios of their consecutive coefficients:
//   6·S1 = Σ 6 z^n/(2n+3)!         3·T = Σ 6(n+1) z^n/(2n+3)!         60·W = Σ 120(n+1) z^n/(2n+5)!
constexpr Ratios s1_ratios = ratios([](std::uint64_t n) { return ratio(1, (2 * n + 4) * (2 * n + 5)); });
constexpr Ratios t_ratios = ratios([](std::uint64_t n) { return ratio(1, (2 * n + 2) * (2 * n + 5)); });
constexpr Ratios w_ratios =
    ratios([](std::uint64_t n) { return ratio(n + 2, (n + 1) * (2 * n + 6) * (2 * n + 7)); });

/// 1 + z r_0 (1 + z r_1 (1 + …)), r the ratios, which decrease; z < 9, so z r_n < 1/2 from n = 2 on (9/70 and
/// less).
Fixed series(Fixed z, const Ratios& r) {
    const auto scaled = [&z](std::uint64_t q) {  // z·(q + [0, 1])·2^−64, and z·2^−64 < 1 unit
        return Fixed{static_cast<std::uint64_t>((Wide{z.lo} * q) >> 64),
                     static_cast<std::uint64_t>((Wide{z.hi} * q) >> 64) + 2};
    };
    // For z < 1 the ninth term is below 2^−60: the loop starts where terms begin to count.
    int n = z.hi < one ? 9 : terms - 1;
    // With t = z r_n the rest 1 + t + … is at most 1/(1 − t) ≤ 1 + 2t, as t ≤ 1/2 and later ratios are
    // smaller.
    Fixed sum{one, one + 2 * scaled(r[static_cast<std::size_t>(n)]).hi};
    while (n-- > 0) sum = Fixed{one, one} + scaled(r[static_cast<std::size_t>(n)]) * sum;
    return sum;
}

/// u = mantissa·2^exponent exactly, mantissa < 2^53.
struct Parts {
    std::uint64_t mantissa;
    long exponent;
};

Parts parts(double u) {
    const auto bits = std::bit_cast<std::uint64_t>(u);
    const auto biased = static_cast<long>((bits >> 52) & 0x7ff);  // also of −0
    const std::uint64_t fraction = bits & 0xf'ffff'ffff'ffffU;
    return biased == 0 ? Parts{fraction, -1074} : Parts{fraction | (std::uint64_t{1} << 52), biased - 1075};
}

/// u², u < 3.
Fixed square(Parts u) {
    const Wide exact = Wide{u.mantissa} * u.mantissa;
    const long shift = -(2 * u.exponent + fraction_bits);  // ≥ 40, since u.exponent ≤ −51
    if (shift >= 106) return {0, 1};
    const auto floor = static_cast<std::uint64_t>(exact >> shift);
    return {floor, floor + 1};
}

/// The double next to value·2^exponent.
double to_double(Wide value, long exponent, bool upward) {
    if (value == 0) return 0.0;
    const auto high = static_cast<std::uint64_t>(value >> 64);
    const int zeros =
        high != 0 ? std::countl_zero(high) : 64 + std::countl_zero(static_cast<std::uint64_t>(value));
    value <<= zeros;
    return assemble_double(false, static_cast<std::uint64_t>(value >> 64),
                           static_cast<std::uint64_t>(value) != 0, exponent + 128 - zeros, upward);
}

/// factor·(the number), an outward pair of doubles.
DoublePair times(Fixed number, Wide factor, long exponent) {
    return {to_double(factor * number.lo, exponent - fraction_bits, false),
            to_double(factor * number.hi, exponent - fraction_bits, true)};
}

bool is_small(double u) {
    return u < 3;
}

/// sinh u / u = 1 + z·S1 = 1 + (z/6)·(6·S1).
Fixed sinhc(Fixed z, Fixed six_s1) {
    return Fixed{one, one} + z / 6 * six_s1;
}

// ---- u ≥ 3: interval arithmetic in doubles, where nothing cancels any more.

/// e^(−2u) on a point.
Interval decay(const Interval& u) {
    return exp(-2 * u);
}

DoublePair pair(const Interval& a) {
    return {a.lo(), a.hi()};
}

/// The quick enclosure if it is narrow: 8 ulp, or one step of the subnormal numbers; the tightest one
/// otherwise. So the promise does not depend on an analysis of rounding errors. (Doubles of one sign are
/// ordered as their bits.)
template <class Function>
DoublePair checked(const DoublePair& quick, const Function& exact, double u) {
    const auto steps =
        std::abs(std::bit_cast<std::int64_t>(quick.up) - std::bit_cast<std::int64_t>(quick.down));
    const bool normal =
        std::min(std::fabs(quick.down), std::fabs(quick.up)) >= std::numeric_limits<double>::min();
    if (std::signbit(quick.down) == std::signbit(quick.up) && steps <= (normal ? 8 : 1)) return quick;
    return around([&exact](arb_t y, const arb_t x, slong p) { exact(y, arb_midref(x), p); }, u);
}

/// Σ_{n≥0} w^n/(2n+1) = atanh(√w)/√w for 0 ≤ w < 0.3.
Fixed atanh_series(Fixed w) {
    // The rest of the series from n on, divided by w^n, is at most Σ w^k/(2n+1) ≤ 2/(2n+1). It is multiplied
    // by w^n: by less than 2^−58 with n = 8 if w < 13/2048, and with n = 34 if w < 0.3.
    int n = w.hi < 13 * (one >> 11) ? 8 : 34;
    Fixed sum{0, 2 * one / static_cast<std::uint64_t>(2 * n + 1) + 1};
    while (n-- > 0) sum = Fixed{one, one} / static_cast<std::uint64_t>(2 * n + 1) + w * sum;
    return sum;
}

/// log(1 − X) for 0 ≤ X < 1/6: −X − X²/2 − … − X⁵/5 − Σ_{k≥6} X^k/k, where the last sum is at most X⁶/(6(1 −
/// X)) ≤ X⁶/5.
Interval log_complement(const Interval& x) {
    const Interval fifth = inv(Interval(5.0)), tail = x * Interval(0.0, fifth.hi());
    return -x *
           (1 + x * (Interval(0.5) + x * (inv(Interval(3.0)) + x * (Interval(0.25) + x * (fifth + tail)))));
}

}  // namespace

DoublePair log_sinhc_near(double u) {
    if (u == 0) return {0, 0};
    if (is_small(u)) {
        // g = log S = 2 atanh q, q = (S − 1)/(S + 1) = z·S1/(S + 1) < 0.54; g = u²·2·(q/z)·(1 + q²/3 + q⁴/5 +
        // …).
        const Parts p = parts(u);
        const Fixed z = square(p), six_s1 = series(z, s1_ratios), s1 = six_s1 / 6, s = sinhc(z, six_s1);
        const Fixed q_over_z = s1 * inverse(s + Fixed{one, one}), q = z * q_over_z;
        const Fixed g_over_z = q_over_z * atanh_series(q * q);
        // u² is rounded to 64 bits, so that the product has at most 128.
        const Wide square = Wide{p.mantissa} * p.mantissa;
        const long exponent = 2 * p.exponent + 42 + 1 - fraction_bits;
        const double down = to_double((square >> 42) * g_over_z.lo, exponent, false);
        const double up = to_double(((square >> 42) + 1) * g_over_z.hi, exponent, true);
        return checked({down, up}, log_sinhc_at, u);
    }
    // g = u − log 2u + log1p(−X)
    const Interval x(u);
    return checked(pair((x - log(2 * x)) + log_complement(decay(x))), log_sinhc_at, u);
}

DoublePair langevin_near(double u) {
    if (u == 0) return {0, 0};
    if (is_small(u)) {
        // L = u·T/S
        const Parts p = parts(u);
        const Fixed z = square(p), s = sinhc(z, series(z, s1_ratios));
        return checked(times(series(z, t_ratios) / 3 * inverse(s), p.mantissa, p.exponent), langevin_at, u);
    }
    // L = (1 − 1/u) + 2X/(1 − X)
    const Interval x(u), e = decay(x);
    return checked(pair((1 - inv(x)) + 2 * e / (1 - e)), langevin_at, u);
}

DoublePair langevin1_near(double u) {
    if (is_small(u)) {
        // L' = S1·(S + 1)/S²
        const Fixed z = square(parts(u)), six_s1 = series(z, s1_ratios), s = sinhc(z, six_s1), i = inverse(s);
        return checked(times(six_s1 / 6 * (s + Fixed{one, one}) * i * i, 1, 0), langevin1_at, u);
    }
    // L' = 1/u² − 4X/(1 − X)²
    const Interval x(u), e = decay(x);
    return checked(pair(inv(sqr(x)) - 4 * e / sqr(1 - e)), langevin1_at, u);
}

DoublePair langevin2_near(double u) {
    if (u == 0) return {0, 0};
    if (is_small(u)) {
        // −L'' = 2u·(3 S1² + z S1³ − W)/S³, with 3 S1² = (6·S1)·(S1/2)
        const Parts p = parts(u);
        const Fixed z = square(p), six_s1 = series(z, s1_ratios), s1 = six_s1 / 6,
                    i = inverse(sinhc(z, six_s1));
        const Fixed positive = six_s1 * s1 / 2 + z * s1 * s1 * s1;
        const Fixed n = (positive - series(z, w_ratios) / 60) * i * i * i;
        const DoublePair size = times(n, p.mantissa, p.exponent + 1);
        return checked({-size.up, -size.down}, langevin2_at, u);
    }
    // L'' = 8X(1 + X)/(1 − X)³ − 2/u³
    const Interval x(u), e = decay(x), r = 1 - e;
    return checked(pair(8 * e * (1 + e) / (sqr(r) * r) - 2 / (sqr(x) * x)), langevin2_at, u);
}

}  // namespace dlncert::detail
