#pragma once
#include <dlncert/statement/expression.hpp>

namespace dlncert {

/// True if `f` vanishes identically, where the variables `positive` are so, decided over ℚ[symbols,
/// e^{polynomials in symbols}] after clearing denominators. False means only that this normal form did not
/// show it.
///
/// What is used, each valid wherever both sides are defined: the exponential forms of sinh, cosh, tanh,
/// expm1, (e^x − 1)/x and L, L', L'' (the last three away from their removable singularity); e^{log v} = v;
/// the rational values of sin, cos, tan at rational multiples of π and of their inverses; log of a rational
/// by prime factors; e^{log_sinhc(x)} = (e^x − e^{−x})/(2x), log_sinhc(−x) = log_sinhc(x); v^q = e^{q log v}
/// for a variable v that is positive, or under a logarithm or a non-integer power; log (c e^P) = log c + P and
/// (c e^P)^q = e^{q (log c + P)} for rational c > 0; log (e^P B) = P + log B and (e^P B)^q = e^{q P} B^q for
/// the factor e^P that the terms of a sum e^P B have in common; e^{q log n} = n^k e^{(q − k) log n}; |E|² = E²
/// where E needs no denominator. Every other subterm is an atom, equal to another when its arguments have the
/// same normal form.
///
/// Soundness, at every single point where f is defined: take the atoms' values as independent variables
/// beside the others, but |E| as the continuous function of those in E that it is, and logarithms of integers
/// as the constants that they are. The numerator that cancelled is the zero polynomial, so f = 0 unless a
/// cleared denominator vanishes. The divisors that f itself has do not vanish at the point, since f is
/// defined there. Others are brought in by the forms of (e^x − 1)/x, sin x/x, L, L', L'' and e^{n
/// log_sinhc(x)} only, which are analytic: they are used where x is free of atoms, or has none but logarithms
/// of integers and, sorted by functions of the variables, a coefficient that is a single nonzero number; they
/// are nonzero elements of the ring, hence nonzero analytic functions (exponentials of distinct polynomials
/// are linearly independent over rational functions; without variables, over the rationals, by Lindemann and
/// Weierstrass; π is transcendental, and a sum that has both π and exponentials counts as an atom here). So
/// they vanish on a set without interior only, and f, with its atoms again as independent variables
/// continuous near the point (v^q at v = 0, where it is defined for q > 0 only, as a limit from v > 0), is 0
/// there as well.
///
/// @throws Unsupported if the normal form grows beyond the limits below, and for sums and products that are
/// not written out.
[[nodiscard]] bool is_identically_zero(const Expression& f, const std::vector<std::string>& positive = {});

/// The rational that `f` is wherever it is defined, if the same normal form shows one.
[[nodiscard]] std::optional<Rational> identical_constant(const Expression& f);

/// True if f(t x) = t^degree f(x) identically in t > 0 and the variables x > 0, by the same normal form.
[[nodiscard]] bool is_homogeneous(const Expression& f, const Rational& degree,
                                  const std::vector<std::string>& variables);

/// An expression with the normal form of f, functions other than exp, log and powers being atoms: a sum of
/// products, their common factor in front. Enclosures of it are often much closer. None where the form is not
/// supported. That the two are equal is for is_identically_zero to say.
[[nodiscard]] std::optional<Expression> collected(const Expression& f);

inline constexpr std::size_t max_normal_form_terms = 20'000;
inline constexpr long max_normal_form_power = 1'000;

}  // namespace dlncert
