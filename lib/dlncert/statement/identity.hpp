#pragma once
#include <dlncert/statement/expression.hpp>

namespace dlncert {

/// True if `f` vanishes identically, decided over ℚ[symbols, e^{polynomials in symbols}] after clearing
/// denominators. False means only that this normal form did not show it.
///
/// What is used, each valid wherever both sides are defined: the exponential forms of sinh, cosh, tanh,
/// expm1, (e^x − 1)/x and L, L', L'' (the last three away from their removable singularity); e^{log v} = v
/// and v^q = e^{q log v} for a variable v under a logarithm or a non-integer power; log e^P = P. Every other
/// subterm is an atom, equal to another when its arguments have the same normal form.
///
/// Soundness, at every single point where f is defined: take the atoms' values as independent variables
/// beside the others. As a function of all of them f is continuous on its domain, which has no isolated
/// parts: what is used of it is analytic (v^q at v = 0 is a limit from v > 0). The numerator that cancelled
/// is the zero polynomial, so f = 0 wherever no cleared denominator vanishes. Each cleared denominator is a
/// nonzero element of the ring and free of atoms, hence a nonzero analytic function (exponentials of distinct
/// polynomials are linearly independent over rational functions; without variables, over the rationals, by
/// Lindemann and Weierstrass), so it vanishes on a set without interior only, and f is 0 on the rest by
/// continuity. Reciprocals of expressions with atoms are atoms themselves.
///
/// @throws Unsupported if the normal form grows beyond the limits below, and for sums and products that are
/// not written out.
[[nodiscard]] bool is_identically_zero(const Expression& f);

/// The rational that `f` is wherever it is defined, if the same normal form shows one.
[[nodiscard]] std::optional<Rational> identical_constant(const Expression& f);

/// Σ coefficient · Π variable^power, powers > 0.
using Polynomial = std::map<std::map<std::string, long>, Rational>;
/// The polynomial that `f` is wherever it is defined, if the same normal form is one. Not for variables under
/// a logarithm or a power that is no integer: those count as exponentials.
[[nodiscard]] std::optional<Polynomial> polynomial_form(const Expression& f);

inline constexpr std::size_t max_normal_form_terms = 20'000;
inline constexpr long max_normal_form_power = 1'000;

}  // namespace dlncert
