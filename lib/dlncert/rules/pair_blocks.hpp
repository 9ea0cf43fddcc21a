#pragma once
#include <dlncert/statement/expression.hpp>
#include <string>

namespace dlncert {

/// What the pair rules need of F(σ) = Σ_{i<j} P(σ_i, σ_j), derived from F by exact differentiation; for a
/// metric with xΓ(x) = γ constant, of the covariant Hessian, the sum over pairs of the embedded blocks
/// [[P_xx − Γ(x) P_x, P_xy], [P_xy, P_yy − Γ(y) P_y]] [P, Lemma 5.1].
struct PairBlocks {
    Expression body;  ///< P(x, y) in the variables named below
    /// ∂_x and ∂_y of x P_x + y P_y: both vanish identically iff P(sx, sy) = P(x, y) + const · log s.
    Expression euler_x, euler_y;
    Expression gamma, gamma_excess;  ///< Γ(1), and xΓ(x) − Γ(1), which has to vanish; without a metric 0
    /// P_xx − γ P_x, P_xy, P_yy − γ P_y/y at (1, r), expressions in r and the parameters.
    Expression xx, xy, yy;

    Expression slope_x, slope_y;  ///< P_x and P_y at (1, r)

    static constexpr const char* x = "x";
    static constexpr const char* y = "y";
    static constexpr const char* ratio = "r";
};

/// `metric` as in MatrixStatement. @throws Unsupported if F is no sum over pairs, or uses the names x, y or r
/// for something else.
[[nodiscard]] PairBlocks pair_blocks(const Expression& F, const std::string& vector,
                                     const std::optional<Expression>& metric = std::nullopt);

}  // namespace dlncert
