#pragma once
#include <dlncert/statement/claim.hpp>

namespace dlncert {

/// The formula with both sides of each of its comparisons replaced by `f` of them.
[[nodiscard]] Formula map_sides(const Formula& formula,
                                const std::function<Expression(const Expression&)>& f);

/// The names that occur free in the formula.
[[nodiscard]] std::set<std::string> free_variables(const Formula& formula);

/// What a comparison says is positive or nonnegative: the larger side less the smaller one; left − right for
/// an equation. As written, nothing simplified: defined exactly where both sides are.
[[nodiscard]] Expression difference(const Comparison& comparison);

/// Whether the variable occurs in the exponent of a power.
[[nodiscard]] bool in_exponent(const Expression& e, const std::string& variable);

}  // namespace dlncert
