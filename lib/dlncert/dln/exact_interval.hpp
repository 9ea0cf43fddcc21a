#pragma once
#include <dlncert/statement/rational.hpp>

namespace dlncert {

/// A closed interval with exact rational ends, lower ≤ upper: what a user types before any rounding.
struct ExactInterval {
    Rational lower, upper;

    ExactInterval() = default;
    ExactInterval(Rational point)
        : lower(point), upper(std::move(point)) {}  // NOLINT: a point is an interval
    ExactInterval(Rational lo, Rational hi) : lower(std::move(lo)), upper(std::move(hi)) {}

    [[nodiscard]] bool is_point() const { return lower == upper; }
    friend bool operator==(const ExactInterval&, const ExactInterval&) = default;
};

}  // namespace dlncert
