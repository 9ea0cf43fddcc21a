#pragma once
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/expression.hpp>

namespace dlncert {

/// An exact change of a variable v: the monotone function `by` of a new variable maps `range` onto the values
/// of v.
struct Change {
    Expression by;
    Side range;
};

// Each takes the new variable and the values of v. @throws InputError if they do not allow it.

/// v = e^w: positive values, ends 0 (open), 1 or infinite.
[[nodiscard]] Change exponential_change(const Expression& w, const Side& side);
/// v = log w: ends −∞, 0 or ∞.
[[nodiscard]] Change logarithm_change(const Expression& w, const Side& side);
/// v = 1/w, decreasing: values of one sign; an end 0 (open) and an infinite one become each other.
[[nodiscard]] Change reciprocal_change(const Expression& w, const Side& side);
/// v = w^k, w >= 0, k >= 2: values >= 0, ends that are k-th powers of rationals or infinite.
[[nodiscard]] Change power_change(const Expression& w, const Side& side, unsigned k);

}  // namespace dlncert
