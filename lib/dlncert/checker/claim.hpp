#pragma once
#include <dlncert/checker/domain.hpp>
#include <dlncert/statement/claim.hpp>

namespace dlncert::checker {

/// The value of a constant that the format wants rational.
[[nodiscard]] Rational exact(const Expression& constant, const Step& step);

/// The claim with rational ends of all ranges of real variables. Rejects the step if the ends are not shown
/// to be defined and in order.
[[nodiscard]] Claim straightened(const Claim& claim, const Step& step);

/// The claim's real variables but those of a single value that `single`, given name and value, says to have
/// replaced by it.
using SingleValue = std::function<bool(const std::string& name, const Rational& value)>;
[[nodiscard]] Domain real_domain(const Claim& claim, const SingleValue& single);

/// Accepts iff the step proves the formula on the domain.
void check_formula(const Formula& formula, const Domain& domain, const Step& step);

/// Accepts iff the step proves that for all parameters the equations have a root in the ranges of the
/// unknowns (exactly one, if it is to be unique). The ends of the ranges are rational.
void check_roots(const RootStatement& roots, const Formula& equations, const Domain& parameters,
                 const Step& step);

/// Accepts iff the step proves the contrary, without parameters: that there is no root, or, if one is to be
/// unique, that there are two.
void check_other_roots(const RootStatement& roots, const Formula& equations, const Step& step);

/// Accepts iff the step proves (or refutes, for a claim that disproves) the formula, or the statement about
/// roots, of a claim over real and integer variables. @throws Rejected
void check_formula_claim(const Claim& claim, const Step& step);

/// Accepts iff the step proves that the function of real variables is analytic, and continues the other one.
/// @throws Rejected
void check_analytic(const Claim& claim, const Step& step);

/// Accepts iff the step proves the statement about a matrix of fixed size by numbers of eigenvalues (rule
/// congruence). @throws Rejected
void check_matrix_claim(const Claim& claim, const Step& step);

}  // namespace dlncert::checker
