#pragma once
#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/definedness.hpp>
#include <dlncert/calculus/symmetric_matrix.hpp>
#include <dlncert/statement/expression.hpp>
#include <string>
#include <vector>

namespace dlncert {

/// A spectral energy E(σ) = φ(Σ ψ(σ_i)) with its derivatives, exact [P Definition 1.1]. Nothing is assumed
/// about convexity or monotony here.
class SpectralEnergy {
  public:
    /// Expressions in the variable x. @throws Unsupported for expressions that have no derivative.
    SpectralEnergy(Expression phi, Expression psi);
    /// (1/p) Σ σ_i^p.
    static SpectralEnergy schatten(const Rational& p);

    /// @throws InputError where φ or ψ is not certainly defined, Unsupported for functions that balls lack.
    [[nodiscard]] Ball value(const std::vector<Ball>& sigma) const;
    /// ∂²E/∂σ_i∂σ_j = φ'(s) ψ''(σ_i) δ_ij + φ''(s) ψ'(σ_i) ψ'(σ_j), s = Σ ψ(σ_i).
    /// @throws InputError where they are not certainly twice differentiable, Unsupported as above.
    [[nodiscard]] SymmetricMatrix<Ball> hessian(const std::vector<Ball>& sigma) const;
    /// The eigenvalues of that matrix at σ·1 in dimension `width` [P Lemma 6.6], with φ', φ'' at dψ(σ).
    struct DiagonalCurvature {
        Ball on_ones;        ///< e₀ = φ'ψ'' + dφ''ψ'², on the all-ones direction
        Ball on_complement;  ///< e₁ = φ'ψ''
    };
    [[nodiscard]] DiagonalCurvature diagonal_curvature(const Ball& sigma, long width) const;
    /// ψ', ψ'' at σ and φ', φ'' at dψ(σ). @throws InputError, Unsupported as hessian.
    struct Jet {
        Ball phi1, phi2, psi1, psi2;
    };
    [[nodiscard]] Jet jet(const Ball& sigma, long width) const;

    /// In the variable x.
    [[nodiscard]] const Expression& phi() const { return phi_; }
    [[nodiscard]] const Expression& psi() const { return psi_; }

  private:
    [[nodiscard]] Ball sum(const std::vector<Ball>& sigma) const;

    Expression phi_, psi_, phi1_, phi2_, psi1_, psi2_;
};

/// The range of an expression in x over a ball, and what is known of it there.
/// @throws Unsupported for functions that balls lack.
[[nodiscard]] Decorated<Ball> evaluate(const Expression& f, const Ball& x);

}  // namespace dlncert
