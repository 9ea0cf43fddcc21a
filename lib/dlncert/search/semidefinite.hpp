#pragma once
#include <Eigen/Core>
#include <functional>
#include <vector>

namespace dlncert {

/// coefficient · X[block](row, column), row <= column: each entry of a symmetric matrix counts once.
struct SemidefiniteEntry {
    std::size_t block;
    Eigen::Index row, column;
    double coefficient;
};

/// Σ entries = right, one for each equation; the equations are linearly independent.
struct SemidefiniteProblem {
    std::vector<Eigen::Index> sizes;  ///< of the symmetric blocks X[0], X[1], …
    std::vector<std::vector<SemidefiniteEntry>> equations;
    Eigen::VectorXd right;
};

/// What interior point iteration ends with: approximations, with no error bound.
struct SemidefiniteSolution {
    double margin = -1;                   ///< the largest t <= 1 with a solution X ⪰ tI
    std::vector<Eigen::MatrixXd> matrix;  ///< such an X
    std::vector<Eigen::MatrixXd> exposes;  ///< Z ⪰ 0, tr Z <= 1, ⟨Z, X⟩ = const over all solutions X; where
                                           ///< the margin is 0, every X ⪰ 0 satisfies ZX = 0
};

/// Primal-dual path following in the direction of Helmberg, Kojima and Monteiro with Mehrotra's corrector
/// (Helmberg, Rendl, Vanderbei, Wolkowicz, SIAM J. Optim. 6, 1996; Borchers' CSDP, 1999).
[[nodiscard]] SemidefiniteSolution solve(const SemidefiniteProblem& problem,
                                         const std::function<bool()>& stop);

}  // namespace dlncert
