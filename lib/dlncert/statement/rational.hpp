#pragma once
#include <boost/multiprecision/gmp.hpp>
#include <string>
#include <string_view>

namespace dlncert {

/// Exact integers and rationals: what a user types stays exact until an enclosure of known precision is asked
/// for. Expression templates are off, so that `auto` and template code see plain values.
using Integer = boost::multiprecision::number<boost::multiprecision::gmp_int, boost::multiprecision::et_off>;
using Rational =
    boost::multiprecision::number<boost::multiprecision::gmp_rational, boost::multiprecision::et_off>;

/// Reads an integer ("-3"), decimal ("0.1", "1e-30", "2.5E+3") or fraction of such ("1/3", "0.5/1e3")
/// exactly.
/// @throws InputError for anything else, a zero denominator, or more than `max_digits` digits or exponent.
[[nodiscard]] Rational parse_rational(std::string_view text);

/// The canonical spelling: "p" or "p/q" in lowest terms, q > 1. parse_rational reads it back to the same
/// value.
[[nodiscard]] std::string to_string(const Rational& value);

/// Limits of the reader: "1e1000000000" is a typing error, not a number to allocate.
inline constexpr long max_number_digits = 20'000;
inline constexpr long max_number_exponent = 100'000;

/// 2^exponent, exactly.
[[nodiscard]] Rational power_of_two(long exponent);

/// True if the value is m·2^e for integers m, e.
[[nodiscard]] bool is_dyadic(const Rational& value);

/// The greatest multiple of grid > 0 up to x, and the least from x on.
[[nodiscard]] Rational floor_to(const Rational& x, const Rational& grid);
[[nodiscard]] Rational ceiling_to(const Rational& x, const Rational& grid);

}  // namespace dlncert
