#pragma once
#include <dlncert/statement/claim.hpp>

namespace dlncert {

/// The formula with both sides of each of its comparisons replaced by `f` of them.
[[nodiscard]] Formula map_sides(const Formula& formula,
                                const std::function<Expression(const Expression&)>& f);

/// The statement with each expression in which variables may occur replaced by `f` of it.
[[nodiscard]] MatrixStatement map_expressions(MatrixStatement statement,
                                              const std::function<Expression(const Expression&)>& f);

/// The claim with each expression of its hypotheses and its conclusion in which variables may occur replaced.
[[nodiscard]] Claim map_expressions(Claim claim, const std::function<Expression(const Expression&)>& f);

/// The names that occur free in the formula.
[[nodiscard]] std::set<std::string> free_variables(const Formula& formula);

/// What a comparison says is positive or nonnegative: the larger side less the smaller one; left − right for
/// an equation. As written, nothing simplified: defined exactly where both sides are.
[[nodiscard]] Expression difference(const Comparison& comparison);

/// `left` relation `right`, as a formula.
[[nodiscard]] Formula comparison(const Expression& left, Relation relation, const Expression& right);

/// `parts` joined, without a formula of the same kind directly inside; a single part is itself.
[[nodiscard]] Formula joined(Formula::Kind kind, std::vector<Formula> parts);

/// The formula that a claim's conclusion is, or the equations of a statement about roots.
/// @throws InputError for a statement about a matrix or an extremum.
[[nodiscard]] Formula& formula_of(Claim& claim);

/// Replaces each expression of a claim's conclusion by `f` of it.
void map_conclusion(Claim& claim, const std::function<Expression(const Expression&)>& f);

/// The differences of all comparisons in the formula, in the order in which they are written.
[[nodiscard]] std::vector<Expression> differences(const Formula& formula);

/// Whether all comparisons in the formula are between linear forms without constants: it holds at t x, t > 0,
/// where it holds at x.
[[nodiscard]] bool is_conic(const Formula& formula);

/// Whether the variable occurs in the exponent of a power.
[[nodiscard]] bool in_exponent(const Expression& e, const std::string& variable);

}  // namespace dlncert
