#pragma once
// Floating-point products in tiles, at the speed of the machine, with a known arithmetic: every entry is a
// sum of products in some order, with or without fused operations, and nothing else. So the bounds below hold
// for it in every rounding mode, whatever processor runs it; no library has to be trusted.
#include <cstddef>
#include <vector>

namespace dlncert::detail {

/// The largest relative error of one operation on doubles, in any rounding mode, and the largest absolute one
/// where a product, quotient or fused operation underflows: fl(x) = x(1 + δ) + ε with |δ| ≤ unit, |ε| ≤ tiny
/// (sums and square roots have ε = 0).
inline constexpr double unit = 0x1p-52;
inline constexpr double tiny = 0x1p-1074;

inline constexpr std::size_t tile_rows = 8;
inline constexpr std::size_t tile_columns = 24;
inline constexpr std::size_t tile_size = tile_rows * tile_columns;

/// The two loops that take the time, written for one kind of processor.
struct TileKernel {
    const char* name;
    bool (*available)();
    /// tile[8j + r] = Σ_{i<k} a[8i + r] · b[24i + j]
    void (*product)(const double* a, const double* b, std::size_t k, double* tile);
    /// Forward substitution in eight rows at once: tile[j] = (tile[j] − Σ_{i<j} tile[i] · l[24i + j]) ·
    /// inverse[j]
    void (*solve)(double* tile, const double* l, const double* inverse);
};

/// All of them, the most general one last. The fastest that this processor has.
[[nodiscard]] const std::vector<TileKernel>& tile_kernels();
[[nodiscard]] const TileKernel& tile_kernel();

/// A dense matrix of doubles by rows.
struct DenseMatrix {
    std::size_t rows = 0, columns = 0;
    std::vector<double> entries;

    DenseMatrix() = default;
    DenseMatrix(std::size_t m, std::size_t n) : rows(m), columns(n), entries(m * n) {}
    [[nodiscard]] double operator()(std::size_t i, std::size_t j) const { return entries[i * columns + j]; }
    [[nodiscard]] double& operator()(std::size_t i, std::size_t j) { return entries[i * columns + j]; }
    [[nodiscard]] double* row(std::size_t i) { return entries.data() + i * columns; }
    [[nodiscard]] const double* row(std::size_t i) const { return entries.data() + i * columns; }
};

/// fl(A Bᵀ): entry (i, j) is row i of a times row j of b, k terms. Its error is at most
/// γ_k Σ|a||b| + k(1 + γ_k) · tiny, γ_k = k·unit/(1 − k·unit).
[[nodiscard]] DenseMatrix row_products(const DenseMatrix& a, const DenseMatrix& b,
                                       const TileKernel& kernel = tile_kernel());

/// The floating-point Cholesky factor of a symmetric matrix, its lower triangle packed by rows.
class FloatingCholesky {
  public:
    explicit FloatingCholesky(std::size_t n, const double* packed, const TileKernel& kernel = tile_kernel());

    /// It ran to its end: every pivot was positive.
    [[nodiscard]] bool completed() const { return completed_; }
    /// Rows of the factor that exist, all n if completed.
    [[nodiscard]] std::size_t rank() const { return rank_; }
    /// Entry i ≥ j of the factor, j < rank().
    [[nodiscard]] double operator()(std::size_t i, std::size_t j) const {
        return factor_[(i / tile_rows) * tile_rows * n_ + j * tile_rows + i % tile_rows];
    }

  private:
    void load(const double* packed, std::size_t group, std::size_t first, double* tile) const;
    [[nodiscard]] bool factor_diagonal(std::size_t first, double* l, double* inverse);
    void store(std::size_t group, std::size_t first, const double* tile);

    std::size_t n_, groups_;
    bool completed_ = false;
    std::size_t rank_ = 0;
    std::vector<double> factor_;  ///< groups of eight rows, each by columns
};

}  // namespace dlncert::detail
