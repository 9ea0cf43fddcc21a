#pragma once
#include <dlncert/arith/endpoint.hpp>
#include <dlncert/arith/verified_real.hpp>
#include <string>

namespace dlncert {

/// Decimal strings lo ≤ lower and hi ≥ upper, read back exactly by parse_rational ("-inf" and "inf" where
/// infinite): so the text encloses the enclosure. For {"lo": …, "hi": …} in JSON.
struct DecimalEnclosure {
    std::string lo, hi;
};

/// The ends of an enclosure as decimals of at most `digits` significant digits, rounded outward; exact where
/// they fit. All arithmetic is on exact rationals, so no rounding mode enters.
/// @throws InputError unless 1 ≤ digits ≤ 1,000,000.
[[nodiscard]] DecimalEnclosure to_decimal(const Endpoint& lower, const Endpoint& upper, long digits);

/// The enclosure for a human: "0.70710678118654752440 ± 1.2e-21". The true value differs from the shown
/// decimal by at most the radius (rounded up), and the radius by no more than one unit of the last shown
/// place, so the shown digits are correct to within one in the last; at most `digits` of them. A value known
/// exactly is shown without radius if it fits ("0", "0.5"). Without any correct digit: "0 ± 3"; unbounded:
/// "[2, inf]"; "empty".
[[nodiscard]] std::string to_text(const Endpoint& lower, const Endpoint& upper, long digits);

/// How many significant digits to_text can show of the enclosure: 0 if none, at most `limit` (and `limit` if
/// exact).
[[nodiscard]] long correct_digits(const Endpoint& lower, const Endpoint& upper, long limit);

template <VerifiedReal T>
[[nodiscard]] DecimalEnclosure to_decimal(const T& x, long digits) {
    return to_decimal(lower(x), upper(x), digits);
}

template <VerifiedReal T>
[[nodiscard]] std::string to_text(const T& x, long digits) {
    return to_text(lower(x), upper(x), digits);
}

template <VerifiedReal T>
[[nodiscard]] long correct_digits(const T& x, long limit) {
    return correct_digits(lower(x), upper(x), limit);
}

}  // namespace dlncert
