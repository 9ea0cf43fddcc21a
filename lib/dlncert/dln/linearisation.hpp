#pragma once
#include <dlncert/calculus/symmetric_matrix.hpp>
#include <dlncert/dln/equilibrium.hpp>
#include <vector>

namespace dlncert {

/// A square matrix of rationals by rows.
using RationalMatrix = std::vector<std::vector<Rational>>;

/// An orthogonal matrix with rational entries, none of them 0 or ±1 in general: a product of plane rotations
/// by Pythagorean triples.
[[nodiscard]] RationalMatrix rational_rotation(std::size_t d);

/// The second derivative at W = σQ of the entropy as a function of d×d matrices, times σ²: exact, of size d².
/// Entry (ad + b, ed + f) belongs to the directions with a one in row a, column b and in row e, column f.
///
/// It is computed from the operator A_N, not from singular values: A_N has the eigenvalues λ_il for all i, l,
/// so
///     S(W) = ¼ log det A_N(W) − (c/2) log |det W| + const,
/// A_N(W) the mean over j of P_j ⊗ R_j, P_j = (WWᵀ)^{(N−j)/N}, R_j = (WᵀW)^{(j−1)/N} (for ν = 0 the integral
/// over exponents 1 − s and s). With W = σ(Q + tZ), WWᵀ = σ²(1 + tX₁ + t²X₂), X₁ = QZᵀ + ZQᵀ, X₂ = ZZᵀ, and
/// powers of 1 + X are binomial series. So the factor of t² is a rational polynomial in the entries.
/// @throws InputError unless Q is orthogonal and 0 ≤ ν ≤ 1/2.
[[nodiscard]] SymmetricMatrix<Rational> entropy_curvature(const Rational& nu, const RationalMatrix& Q);

/// The linearisation at σQ of Ẇ = −A_N(∇F(W)) [P Corollaries 1.5, 1.6], a symmetric matrix of size d²:
/// −n σ^{2c} D²F(σQ), as ∇F vanishes there and A_N(σQ) is n σ^{2c} times the identity, n = N for `sum`, 1 for
/// `mean`. D²E from tr ψ((WᵀW)^{1/2}) in the same way. The model must be a point.
/// @throws InputError, Unsupported as rates_at and entropy_curvature.
[[nodiscard]] SymmetricMatrix<Ball> matrix_linearisation(const SpectralEnergy& energy,
                                                         const EquilibriumModel& model, Metric metric,
                                                         const RationalMatrix& Q, const Ball& sigma);

}  // namespace dlncert
