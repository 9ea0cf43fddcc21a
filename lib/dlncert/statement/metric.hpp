#pragma once
#include <dlncert/statement/expression.hpp>

namespace dlncert {

/// Γ^i_ii = g'(σ_i)/(2 g(σ_i)) at σ_i = `at`, the only Christoffel symbols of the diagonal metric g_ii =
/// g(σ_i) [P, (5.5)]. g is an expression in the variable that bears the name of the array, as
/// MatrixStatement::metric has it. A constant factor of g does not matter.
/// @throws Unsupported where g has no derivative.
[[nodiscard]] Expression christoffel(const Expression& g, const std::string& array, const Expression& at);

}  // namespace dlncert
