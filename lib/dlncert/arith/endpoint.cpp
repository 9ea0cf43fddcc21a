#include <bit>
#include <cmath>
#include <cstdint>
#include <dlncert/arith/endpoint.hpp>
#include <dlncert/statement/error.hpp>
#include <limits>

namespace dlncert {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double round_directed(const Endpoint& end, bool upward) {
    if (!end.is_finite()) return end.is_infinity() ? infinity : -infinity;
    const Rational& value = end.value();
    if (value == 0) return 0.0;
    Integer p = abs(numerator(value));
    Integer q = denominator(value);
    // With shift = 66 − (bits p − bits q) the quotient has 66 or 67 bits.
    const long bits_p = static_cast<long>(msb(p)) + 1, bits_q = static_cast<long>(msb(q)) + 1;
    const long shift = 66 - (bits_p - bits_q);
    if (shift >= 0)
        p <<= static_cast<unsigned long>(shift);
    else
        q <<= static_cast<unsigned long>(-shift);
    Integer quotient, remainder;
    boost::multiprecision::divide_qr(p, q, quotient, remainder);
    const long bits = static_cast<long>(msb(quotient)) + 1;
    const Integer top = quotient >> static_cast<unsigned long>(bits - 64);
    const bool more = remainder != 0 || (top << static_cast<unsigned long>(bits - 64)) != quotient;
    return detail::assemble_double(value < 0, static_cast<std::uint64_t>(top), more, bits - shift, upward);
}

}  // namespace

const Rational& Endpoint::value() const {
    if (!is_finite()) throw InputError("the end of the enclosure is infinite, it has no rational value");
    return value_;
}

std::string to_string(const Endpoint& end) {
    if (end.is_finite()) return to_string(end.value());
    return end.is_infinity() ? "inf" : "-inf";
}

Endpoint to_endpoint(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    const bool negative = (bits >> 63) != 0;
    const auto biased = static_cast<long>((bits >> 52) & 0x7ff);
    std::uint64_t mantissa = bits & 0xf'ffff'ffff'ffffU;
    if (biased == 0x7ff) {
        if (mantissa != 0) throw InputError("NaN is not a number: give a finite or infinite value");
        return negative ? Endpoint::minus_infinity() : Endpoint::infinity();
    }
    if (biased != 0) mantissa |= std::uint64_t{1} << 52;
    const Rational magnitude = Rational(Integer(mantissa)) * power_of_two((biased == 0 ? 1 : biased) - 1075);
    return negative ? Rational(-magnitude) : magnitude;
}

double round_down(const Endpoint& value) {
    return round_directed(value, false);
}

double round_up(const Endpoint& value) {
    return round_directed(value, true);
}

namespace detail {

double assemble_double(bool negative, std::uint64_t top, bool more, long exponent, bool upward) {
    const bool away = upward != negative;  // away from zero
    std::uint64_t bits = 0;
    if (exponent > 1024) {
        bits = away ? 0x7ff0'0000'0000'0000U : 0x7fef'ffff'ffff'ffffU;
    } else if (exponent <= -1074) {  // 0 < magnitude < 2^−1074, or equal to it
        // exponent = −1073 is the first with a bit that a subnormal can keep, exponent ≤ −1074 keeps none
        bits = away ? 1 : 0;
    } else {
        // magnitude in [2^(exponent−1), 2^exponent): 53 bits if normal, down to the place 2^−1074 otherwise
        const long keep = exponent >= -1021 ? 53 : exponent + 1074;
        std::uint64_t mantissa = top >> (64 - keep);
        more = more || (top << keep) != 0;
        if (more && away) ++mantissa;  // a carry runs into the exponent field, as it should
        bits = exponent >= -1021 ? (static_cast<std::uint64_t>(exponent + 1022) << 52) +
                                       (mantissa - (std::uint64_t{1} << 52))
                                 : mantissa;
    }
    if (negative) bits |= std::uint64_t{1} << 63;
    return std::bit_cast<double>(bits);
}

}  // namespace detail
}  // namespace dlncert
