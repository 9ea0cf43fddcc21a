#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <cmath>
#include <dlncert/search/semidefinite.hpp>
#include <limits>

namespace dlncert {
namespace {

template <class Real>
using MatrixOf = Eigen::Matrix<Real, Eigen::Dynamic, Eigen::Dynamic>;
template <class Real>
using BlocksOf = std::vector<MatrixOf<Real>>;

/// The longest step α <= 1 along D that keeps the positive definite X so, shortened a little.
template <class Real>
Real step_length(const BlocksOf<Real>& X, const BlocksOf<Real>& D) {
    using Matrix = MatrixOf<Real>;
    Real alpha = 1;
    for (std::size_t i = 0; i < X.size(); ++i) {
        if (X[i].size() == 0) continue;
        const Eigen::LLT<Matrix> cholesky(X[i]);
        if (cholesky.info() != Eigen::Success) return 0;
        const Matrix half = cholesky.matrixL().solve(D[i]);
        const Matrix relative = cholesky.matrixL().solve(half.transpose());
        const Real least =
            Eigen::SelfAdjointEigenSolver<Matrix>(relative, Eigen::EigenvaluesOnly).eigenvalues()(0);
        if (!std::isfinite(least)) return 0;
        if (least < 0) alpha = std::min(alpha, Real(-0.95) / least);
    }
    return alpha;
}

/// min ⟨C, X⟩, ⟨A_k, X⟩ = b_k, X ⪰ 0, and its dual max bᵀy, Σ y_k A_k + Z = C, Z ⪰ 0, where the last block is
/// s >= 0 with X[i] = (X of the problem) + (s − 1)I and C = s: the margin is 1 − s.
template <class Real>
class InteriorPoint {
    using Matrix = MatrixOf<Real>;
    using Vector = Eigen::Matrix<Real, Eigen::Dynamic, 1>;
    using Blocks = BlocksOf<Real>;

  public:
    explicit InteriorPoint(const SemidefiniteProblem& problem) {
        for (const auto n : problem.sizes) sizes_.push_back(n);
        sizes_.push_back(1);
        for (const auto n : sizes_) order_ += static_cast<Real>(n);
        const auto m = static_cast<Eigen::Index>(problem.equations.size());
        b_ = problem.right.cast<Real>();
        for (Eigen::Index k = 0; k < m; ++k) add_equation(k, problem.equations[static_cast<std::size_t>(k)]);
        start();
    }

    SemidefiniteSolution operator()(const std::function<bool()>& stop) {
        constexpr int most_iterations = 80;
        for (int i = 0; i < most_iterations && !stop(); ++i)
            if (converged() || !iterate()) break;
        SemidefiniteSolution solution;
        const std::size_t s = sizes_.size() - 1;
        const Real shift = X_[s](0, 0) - 1;
        const bool feasible = primal_residual().norm() <= 1e-6 * (1 + b_.norm());
        solution.margin = feasible ? static_cast<double>(-shift) : -1;
        for (std::size_t i = 0; i < s; ++i) {
            solution.matrix.push_back((X_[i] - shift * identity(i)).template cast<double>());
            solution.exposes.push_back(Z_[i].template cast<double>());
        }
        return solution;
    }

  private:
    template <class F>
    static Blocks blockwise(std::size_t count, const F& f) {
        Blocks result(count);
        for (std::size_t i = 0; i < count; ++i) result[i] = f(i);
        return result;
    }
    static Real inner(const Blocks& A, const Blocks& B) {
        Real sum = 0;
        for (std::size_t i = 0; i < A.size(); ++i) sum += A[i].cwiseProduct(B[i]).sum();
        return sum;
    }

    void add_equation(Eigen::Index k, std::vector<SemidefiniteEntry> entries) {
        double trace = 0;
        double norm = 0;
        for (const auto& e : entries) {
            if (e.row == e.column) trace += e.coefficient;
            norm += e.coefficient * e.coefficient;
        }
        entries.push_back({sizes_.size() - 1, 0, 0, -trace});
        b_(k) -= trace;
        const double scale = 1 / std::sqrt(norm + trace * trace);
        for (auto& e : entries) e.coefficient *= scale;
        b_(k) *= scale;
        A_.push_back(std::move(entries));
    }

    void start() {
        const Real xi = 10 * (1 + b_.cwiseAbs().maxCoeff()) * std::sqrt(order_);
        X_ = blockwise(sizes_.size(), [&](std::size_t i) { return Matrix(xi * identity(i)); });
        Z_ = blockwise(sizes_.size(), [&](std::size_t i) { return Matrix(10 * identity(i)); });
        y_ = Vector::Zero(b_.size());
    }

    Matrix identity(std::size_t i) const { return Matrix::Identity(sizes_[i], sizes_[i]); }
    Matrix zero(std::size_t i) const { return Matrix::Zero(sizes_[i], sizes_[i]); }

    /// ⟨A_k, M⟩ for a matrix that need not be symmetric: its symmetric part counts.
    Real apply(std::size_t k, const Blocks& M) const {
        Real sum = 0;
        for (const auto& e : A_[k])
            sum += e.coefficient * Real(0.5) * (M[e.block](e.row, e.column) + M[e.block](e.column, e.row));
        return sum;
    }
    Vector apply(const Blocks& M) const {
        Vector result(b_.size());
        for (std::size_t k = 0; k < A_.size(); ++k) result(static_cast<Eigen::Index>(k)) = apply(k, M);
        return result;
    }
    /// Σ y_k A_k
    Blocks adjoint(const Vector& y) const {
        Blocks result = blockwise(sizes_.size(), [&](std::size_t i) { return zero(i); });
        for (std::size_t k = 0; k < A_.size(); ++k)
            for (const auto& e : A_[k]) {
                const Real value = Real(0.5) * e.coefficient * y(static_cast<Eigen::Index>(k));
                result[e.block](e.row, e.column) += value;
                result[e.block](e.column, e.row) += value;
            }
        return result;
    }

    Real mu() const { return inner(X_, Z_) / order_; }
    Vector primal_residual() const { return b_ - apply(X_); }
    Blocks dual_residual() const {
        const Blocks sum = adjoint(y_);
        return blockwise(sizes_.size(), [&](std::size_t i) {
            Matrix C = Matrix::Zero(sizes_[i], sizes_[i]);
            if (i + 1 == sizes_.size()) C(0, 0) = 1;
            return Matrix(C - sum[i] - Z_[i]);
        });
    }
    bool converged() const {
        const Blocks R = dual_residual();
        constexpr Real tiny = 500 * std::numeric_limits<Real>::epsilon();
        return mu() < tiny && primal_residual().norm() < 100 * tiny * (1 + b_.norm()) &&
               std::sqrt(inner(R, R)) < 100 * tiny;
    }

    /// O_kl = ⟨A_k, X A_l Z⁻¹⟩
    Matrix schur_complement(const Blocks& Z_inverse) const {
        Matrix O(b_.size(), b_.size());
        for (std::size_t l = 0; l < A_.size(); ++l) {
            Blocks product = blockwise(sizes_.size(), [](std::size_t) { return Matrix(); });
            for (const auto& e : A_[l]) {
                auto& T = product[e.block];
                if (T.size() == 0) T = Matrix::Zero(sizes_[e.block], sizes_[e.block]);
                T.row(e.row) += Real(0.5) * e.coefficient * Z_inverse[e.block].row(e.column);
                T.row(e.column) += Real(0.5) * e.coefficient * Z_inverse[e.block].row(e.row);
            }
            for (std::size_t i = 0; i < product.size(); ++i)
                if (product[i].size() != 0) product[i] = (X_[i] * product[i]).eval();
            for (std::size_t k = 0; k < A_.size(); ++k) {
                Real sum = 0;
                for (const auto& e : A_[k]) {
                    const auto& W = product[e.block];
                    if (W.size() != 0)
                        sum += e.coefficient * Real(0.5) * (W(e.row, e.column) + W(e.column, e.row));
                }
                O(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(l)) = sum;
            }
        }
        return Real(0.5) * (O + O.transpose());
    }

    struct Direction {
        Blocks X, Z;
        Vector y;
    };

    /// Newton's step for XZ = target·I, less `correction`, on the equations of both problems.
    Direction direction(const Eigen::LDLT<Matrix>& O, const Blocks& Z_inverse, const Blocks& R, Real target,
                        const Blocks& correction) const {
        const std::size_t count = sizes_.size();
        const Blocks rest = blockwise(count, [&](std::size_t i) {
            return Matrix((X_[i] * R[i] + correction[i] - target * identity(i)) * Z_inverse[i]);
        });
        Direction d;
        d.y = O.solve(b_ + apply(rest));
        const Blocks sum = adjoint(d.y);
        d.Z = blockwise(count, [&](std::size_t i) { return Matrix(R[i] - sum[i]); });
        d.X = blockwise(count, [&](std::size_t i) {
            const Matrix D = (target * identity(i) - X_[i] * d.Z[i] - correction[i]) * Z_inverse[i] - X_[i];
            return Matrix(Real(0.5) * (D + D.transpose()));
        });
        return d;
    }

    /// One step; false where rounding errors allow no further one.
    bool iterate() {
        const std::size_t count = sizes_.size();
        const Blocks Z_inverse = blockwise(count, [&](std::size_t i) {
            if (Z_[i].size() == 0) return Z_[i];
            return Matrix(Eigen::LLT<Matrix>(Z_[i]).solve(identity(i)));
        });
        const Blocks R = dual_residual();
        const Eigen::LDLT<Matrix> O(schur_complement(Z_inverse));
        if (O.info() != Eigen::Success) return false;
        const Blocks none = blockwise(count, [&](std::size_t i) { return zero(i); });
        const Direction predictor = direction(O, Z_inverse, R, 0, none);
        const Real a = step_length(X_, predictor.X);
        const Real c = step_length(Z_, predictor.Z);
        Real reached = 0;
        for (std::size_t i = 0; i < count; ++i)
            reached += (X_[i] + a * predictor.X[i]).cwiseProduct(Z_[i] + c * predictor.Z[i]).sum();
        const Real ratio = std::clamp<Real>(reached / order_ / mu(), 0, 1);
        const Real sigma = std::max<Real>(ratio * ratio * ratio, std::min(a, c) < 0.1 ? 0.5 : 1e-3);
        const Blocks second =
            blockwise(count, [&](std::size_t i) { return Matrix(predictor.X[i] * predictor.Z[i]); });
        const Direction d = direction(O, Z_inverse, R, sigma * mu(), second);
        const Real primal = step_length(X_, d.X);
        const Real dual = step_length(Z_, d.Z);
        if (!(std::min(primal, dual) > 1e-4) || !d.y.allFinite()) return false;
        for (std::size_t i = 0; i < count; ++i) {
            X_[i] += primal * d.X[i];
            Z_[i] += dual * d.Z[i];
        }
        y_ += dual * d.y;
        return true;
    }

    std::vector<Eigen::Index> sizes_;
    Real order_ = 0;
    std::vector<std::vector<SemidefiniteEntry>> A_;
    Vector b_, y_;
    Blocks X_, Z_;
};

}  // namespace

SemidefiniteSolution solve(const SemidefiniteProblem& problem, const std::function<bool()>& stop) {
    // zeros of high order leave few digits: long double, where it costs little
    constexpr std::size_t moderate = 150;
    return problem.equations.size() <= moderate ? InteriorPoint<long double>(problem)(stop)
                                                : InteriorPoint<double>(problem)(stop);
}

}  // namespace dlncert
