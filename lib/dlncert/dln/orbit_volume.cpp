#include <dlncert/dln/orbit_volume.hpp>

namespace dlncert {
namespace {

/// scale · atan(1/n), off by less than the number of terms: each of the alternating terms is truncated.
Integer arc_cotangent(long n, const Integer& scale, long& error) {
    Integer power = scale / n, sum = power;
    long terms = 1;
    for (long k = 3; power != 0; k += 2, ++terms) {
        power /= n * n;
        sum += terms % 2 == 0 ? Integer(power / k) : Integer(-(power / k));
    }
    error = 2 * terms + 2;  // truncations of `power` and of `power / k`, and the tail
    return sum;
}

}  // namespace

ExactInterval enclose_pi(long bits) {
    if (bits < 1) bits = 1;
    // Machin: π = 16 atan(1/5) − 4 atan(1/239). The error is below 40 terms' truncations per 64 bits.
    long guard = 16;
    for (long n = bits; n > 0; n /= 2) ++guard;
    const Integer scale = Integer(1) << static_cast<unsigned long>(bits + guard);
    long error5 = 0, error239 = 0;
    const Integer centre = 16 * arc_cotangent(5, scale, error5) - 4 * arc_cotangent(239, scale, error239);
    const Integer error = 16 * Integer(error5) + 4 * Integer(error239);
    return {Rational(Integer(centre - error), scale), Rational(Integer(centre + error), scale)};
}

}  // namespace dlncert
