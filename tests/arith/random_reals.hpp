#pragma once
// Random doubles, intervals and rationals, biased to what breaks arithmetic: exact, special, subnormal, huge,
// wide, unbounded and nearly degenerate values.
#include <bit>
#include <cmath>
#include <cstdint>
#include <dlncert/arith/interval.hpp>
#include <iterator>
#include <limits>

#include "sampling.hpp"

namespace dlncert::test {

inline constexpr double infinity = std::numeric_limits<double>::infinity();

inline std::uint64_t below(Engine& engine, std::uint64_t n) {
    return engine() % n;
}

/// Steps of the representation, over 0 too; stays finite.
inline double step(double x, long ulps) {
    for (; ulps > 0; --ulps) x = std::nextafter(x, infinity);
    for (; ulps < 0; ++ulps) x = std::nextafter(x, -infinity);
    return std::isinf(x) ? std::copysign(std::numeric_limits<double>::max(), x) : x;
}

/// ±m·2^e with a random mantissa of a random length.
inline double with_exponent(Engine& engine, long exponent) {
    const auto bits = below(engine, 53);
    const double mantissa =
        1 + static_cast<double>(engine() >> 12 >> bits) * std::ldexp(1.0, static_cast<int>(bits) - 52);
    return std::ldexp(engine() % 2 == 0 ? mantissa : -mantissa, static_cast<int>(exponent));
}

inline double random_double(Engine& engine) {
    static constexpr double special[] = {0,        0x1p-1074, 0x1p-1022, 0x1.fffffffffffffp-1023,
                                         0x1p-53,  0.5,       1,         2,
                                         3,        10,        0x1p53,    0x1.fffffffffffffp1023,
                                         0x1p1023, 709.78,    710,       711,
                                         744.44,   745.13,    746,       0x1p512,
                                         0x1p-512, 37,        50,        1e300};
    const auto sign = [&engine](double x) { return engine() % 2 == 0 ? x : -x; };
    switch (below(engine, 16)) {
        case 0:
            return sign(special[below(engine, std::size(special))]);
        case 1:
            return step(sign(special[below(engine, std::size(special))]),
                        static_cast<long>(below(engine, 7)) - 3);
        case 2:
            return static_cast<double>(static_cast<long>(below(engine, 2001)) - 1000) / 8;
        case 3:  // any finite double
            for (;;)
                if (const auto x = std::bit_cast<double>(static_cast<std::uint64_t>(engine()));
                    std::isfinite(x))
                    return x;
        case 4:  // subnormal
            return sign(std::bit_cast<double>(engine() >> (12 + below(engine, 52))));
        case 5:
            return with_exponent(engine, 1000 + static_cast<long>(below(engine, 24)));
        case 6:
        case 7:
            return with_exponent(engine, static_cast<long>(below(engine, 200)) - 150);
        default:
            return with_exponent(engine, static_cast<long>(below(engine, 16)) - 6);
    }
}

/// Nonempty.
inline Interval random_interval(Engine& engine) {
    double x = random_double(engine), y = x;
    switch (below(engine, 8)) {
        case 0:
        case 1:
        case 2:
            break;
        case 3:
            y = step(x, static_cast<long>(below(engine, 4)));
            break;
        case 4:
            y = x + std::fabs(x) * std::ldexp(1.0, -static_cast<int>(below(engine, 60)));
            break;
        case 5:
            y = -x * static_cast<double>(below(engine, 3));
            break;
        default:
            y = random_double(engine);
    }
    if (x > y) std::swap(x, y);
    if (!(x > -infinity)) x = -std::numeric_limits<double>::max();
    if (!(y < infinity)) y = std::numeric_limits<double>::max();
    if (below(engine, 32) == 0) x = -infinity;
    if (below(engine, 32) == 0) y = infinity;
    return Interval(x, y);
}

/// A double of the interval.
inline double random_point(Engine& engine, const Interval& a) {
    const auto finite = [](double x) {
        return std::isinf(x) ? std::copysign(std::numeric_limits<double>::max(), x) : x;
    };
    double x = 0;
    switch (below(engine, 5)) {
        case 0:
            x = a.lo();
            break;
        case 1:
            x = a.hi();
            break;
        case 2:
            x = random_double(engine);
            break;
        case 3:
            x = step(finite(a.lo()), 1);
            break;
        default:
            const double t = static_cast<double>(below(engine, 1025)) / 1024;
            x = finite(a.lo()) * (1 - t) + finite(a.hi()) * t;
    }
    x = finite(x);
    if (x < a.lo()) x = finite(a.lo());
    if (x > a.hi()) x = finite(a.hi());
    return x;
}

inline Rational random_rational(Engine& engine) {
    const long bits = static_cast<long>(below(engine, 40)) + 1;
    const auto part = [&engine, bits] { return static_cast<long>(engine() >> (64 - bits)); };
    Rational q(part(), part() + 1);
    if (below(engine, 8) == 0) q *= power_of_two(static_cast<long>(below(engine, 600)) - 300);
    return engine() % 2 == 0 ? q : Rational(-q);
}

}  // namespace dlncert::test
