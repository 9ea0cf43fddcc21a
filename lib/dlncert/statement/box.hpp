#pragma once
#include <dlncert/statement/rational.hpp>
#include <string>
#include <vector>

namespace dlncert {

/// The values one variable takes: between two exact rationals. An infinite end is open whatever its flag
/// says.
struct Side {
    Rational lower = 0, upper = 0;
    bool lower_infinite = false, upper_infinite = false, lower_open = false, upper_open = false;

    [[nodiscard]] bool contains(const Rational& x) const {
        return (lower_infinite || x > lower || (x == lower && !lower_open)) &&
               (upper_infinite || x < upper || (x == upper && !upper_open));
    }
    /// Whether all values of a range that is not empty are among these.
    [[nodiscard]] bool contains(const Side& inner) const {
        return (lower_infinite ||
                (!inner.lower_infinite &&
                 (inner.lower > lower || (inner.lower == lower && (inner.lower_open || !lower_open))))) &&
               (upper_infinite ||
                (!inner.upper_infinite &&
                 (inner.upper < upper || (inner.upper == upper && (inner.upper_open || !upper_open)))));
    }
    [[nodiscard]] bool is_bounded() const { return !lower_infinite && !upper_infinite; }
    friend bool operator==(const Side&, const Side&) = default;
};
using Box = std::vector<Side>;

/// Side by side.
[[nodiscard]] bool contains(const Box& outer, const Box& inner);

/// The value at the parameter q, 0 < q < 1, of a range: a + q(b − a) for [a, b], a + q/(1 − q) for [a, ∞),
/// b − (1 − q)/q for (−∞, b], (2q − 1)/(2q(1 − q)) for the whole line. This is where the token v@q cuts.
[[nodiscard]] Rational value_at(const Side& side, const Rational& q);

/// Both closed halves of a range cut there; ends that were open stay open.
[[nodiscard]] std::pair<Side, Side> cut(const Side& side, const Rational& q);

/// Reads where a token v@q cuts: a rational strictly between 0 and 1. @throws InputError
[[nodiscard]] Rational parse_cut(std::string_view text);

/// A box of singular values made consistent with σ₁ ≥ … ≥ σ_d: upper ends capped from the left, lower ends
/// raised from the right. The domain box ∩ chamber is the same. @throws InputError if it is empty.
[[nodiscard]] Box tighten(Box sides);

/// "x in [0, 1), y in (2, inf)".
[[nodiscard]] std::string describe(const Box& box, const std::vector<std::string>& names);

}  // namespace dlncert
