#pragma once
#include <dlncert/certificate/step.hpp>
#include <dlncert/statement/claim.hpp>

namespace dlncert {

// The rules that join claims to a theorem: what is to be proved, as claims. Each is about all values of those
// of the theorem's parameters that occur in it, integers being taken for real numbers, and leaves hypotheses
// and exceptions out, so that it says more than is needed; the last ones of pair-monotone and
// pair-antitone are the theorem itself over a smaller box. Proofs: rules/rule.cpp.
// @throws Unsupported for a function of another form, and for parameters with the names r, s, t, u, x, y.

/// The rules for sums over pairs and for theorems have variables of their own. A parameter of such a name,
/// an integer too, and even one that does not occur in the statement, would be taken for the variable.
/// @throws Unsupported if one has a letter of these for its name.
void require_free_names(const Claim& claim, std::string_view letters = "rstuxy");

/// Rule analytic: the statement over real variables, for positive x and y about the summand of a sum over
/// pairs.
[[nodiscard]] Claim analytic_premise(const Claim& claim);

/// ∂³P/∂x^(3−k)∂y^k of the summand of a sum over pairs, for k = `times_in_y`.
[[nodiscard]] Expression third_derivative(const Expression& body, std::size_t times_in_y);

/// What the step's rule (pair-blocks, pair-monotone, pair-antitone, convex-energy, jensen, unique-equilibrium)
/// asks for, given what else the step holds: terms and weights, where strictness comes from, whether the
/// energy is convex. @throws Rejected if it cannot conclude what the theorem says, and if that is larger than a
/// claim may be.
[[nodiscard]] std::vector<Claim> premises_of(const Claim& theorem, const Step& step);

}  // namespace dlncert
