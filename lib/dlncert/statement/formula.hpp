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

/// `f` with `by` for the real variable `name`: at each point, the value of f where the variable is what `by`
/// is there. Unlike `substitute`, this keeps the domain of definition where an exponent turns into a
/// constant: at y = 2, x^y is still exp(y log x), undefined for x <= 0, while x^2 is not.
/// @throws Unsupported if the variable stands in an exponent under a sum or product that is not written out.
[[nodiscard]] Expression insert(const Expression& f, const std::string& name, const Expression& by);

}  // namespace dlncert
