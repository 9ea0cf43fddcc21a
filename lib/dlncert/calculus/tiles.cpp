#include <immintrin.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <dlncert/calculus/tiles.hpp>

namespace dlncert::detail {
namespace {

// One body for three widths of vector. A tile is computed `columns` columns at a time, as many as the
// accumulators in registers allow.
#define DLNCERT_TILE_KERNEL(suffix, features, vector, width, columns, load, store, spread, zero,             \
                            add_product, minus_product, times)                                               \
    __attribute__((target(features))) void product_##suffix(const double* a, const double* b, std::size_t k, \
                                                            double* tile) {                                  \
        constexpr std::size_t parts = tile_rows / (width);                                                   \
        for (std::size_t first = 0; first < tile_columns; first += (columns)) {                              \
            vector sum[columns][parts];                                                                      \
            _Pragma("GCC unroll 24") for (std::size_t j = 0; j < (columns); ++j)                             \
                _Pragma("GCC unroll 4") for (std::size_t r = 0; r < parts; ++r) sum[j][r] = zero();          \
            const double* x = a;                                                                             \
            const double* y = b + first;                                                                     \
            for (std::size_t i = 0; i < k; ++i, x += tile_rows, y += tile_columns) {                         \
                vector rows[parts];                                                                          \
                _Pragma("GCC unroll 4") for (std::size_t r = 0; r < parts; ++r) rows[r] =                    \
                    load(x + r * (width));                                                                   \
                _Pragma("GCC unroll 24") for (std::size_t j = 0; j < (columns); ++j) {                       \
                    const vector entry = spread(y[j]);                                                       \
                    _Pragma("GCC unroll 4") for (std::size_t r = 0; r < parts; ++r) sum[j][r] =              \
                        add_product(rows[r], entry, sum[j][r]);                                              \
                }                                                                                            \
            }                                                                                                \
            _Pragma("GCC unroll 24") for (std::size_t j = 0; j < (columns); ++j)                             \
                _Pragma("GCC unroll 4") for (std::size_t r = 0; r < parts; ++r)                              \
                    store(tile + (first + j) * tile_rows + r * (width), sum[j][r]);                          \
        }                                                                                                    \
    }                                                                                                        \
    __attribute__((target(features))) void solve_##suffix(double* tile, const double* l,                     \
                                                          const double* inverse) {                           \
        for (std::size_t r = 0; r < tile_rows; r += (width))                                                 \
            for (std::size_t i = 0; i < tile_columns; ++i) {                                                 \
                double* pivot = tile + i * tile_rows + r;                                                    \
                const vector x = times(load(pivot), spread(inverse[i]));                                     \
                store(pivot, x);                                                                             \
                for (std::size_t j = i + 1; j < tile_columns; ++j) {                                         \
                    double* target = tile + j * tile_rows + r;                                               \
                    store(target, minus_product(x, spread(l[i * tile_columns + j]), load(target)));          \
                }                                                                                            \
            }                                                                                                \
    }

#define DLNCERT_ADD_PRODUCT(x, y, s) _mm_add_pd(s, _mm_mul_pd(x, y))
#define DLNCERT_MINUS_PRODUCT(x, y, s) _mm_sub_pd(s, _mm_mul_pd(x, y))

DLNCERT_TILE_KERNEL(avx512, "avx512f", __m512d, 8, 24, _mm512_loadu_pd, _mm512_storeu_pd, _mm512_set1_pd,
                    _mm512_setzero_pd, _mm512_fmadd_pd, _mm512_fnmadd_pd, _mm512_mul_pd)
DLNCERT_TILE_KERNEL(avx2, "avx2,fma", __m256d, 4, 6, _mm256_loadu_pd, _mm256_storeu_pd, _mm256_set1_pd,
                    _mm256_setzero_pd, _mm256_fmadd_pd, _mm256_fnmadd_pd, _mm256_mul_pd)
DLNCERT_TILE_KERNEL(sse2, "sse2", __m128d, 2, 2, _mm_loadu_pd, _mm_storeu_pd, _mm_set1_pd, _mm_setzero_pd,
                    DLNCERT_ADD_PRODUCT, DLNCERT_MINUS_PRODUCT, _mm_mul_pd)
#undef DLNCERT_TILE_KERNEL
#undef DLNCERT_ADD_PRODUCT
#undef DLNCERT_MINUS_PRODUCT

bool has_avx512() {
    return __builtin_cpu_supports("avx512f") != 0;
}
bool has_avx2() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0;
}
bool always() {
    return true;
}

double root(double x) {
    return _mm_cvtsd_f64(_mm_sqrt_sd(_mm_setzero_pd(), _mm_set_sd(x)));
}

std::size_t groups_of(std::size_t size, std::size_t group) {
    return (size + group - 1) / group;
}

/// Rows of a matrix side by side, `group` of them, entry by entry; those that do not exist are 0.
std::vector<double> interleaved(const DenseMatrix& matrix, std::size_t group) {
    const std::size_t count = groups_of(matrix.rows, group), k = matrix.columns;
    std::vector<double> result(count * group * k);
    for (std::size_t i = 0; i < matrix.rows; ++i) {
        double* target = result.data() + (i / group) * group * k + i % group;
        for (std::size_t j = 0; j < k; ++j) target[j * group] = matrix(i, j);
    }
    return result;
}

}  // namespace

const std::vector<TileKernel>& tile_kernels() {
    static const std::vector<TileKernel> kernels{{"avx512", has_avx512, product_avx512, solve_avx512},
                                                 {"avx2", has_avx2, product_avx2, solve_avx2},
                                                 {"sse2", always, product_sse2, solve_sse2}};
    return kernels;
}

const TileKernel& tile_kernel() {
    static const TileKernel& fastest =
        *std::find_if(tile_kernels().begin(), tile_kernels().end(),
                      [](const TileKernel& kernel) { return kernel.available(); });
    return fastest;
}

DenseMatrix row_products(const DenseMatrix& a, const DenseMatrix& b, const TileKernel& kernel) {
    const std::size_t k = a.columns;
    const std::vector<double> left = interleaved(a, tile_rows), right = interleaved(b, tile_columns);
    DenseMatrix result(a.rows, b.rows);
    std::array<double, tile_size> tile;
    for (std::size_t j = 0; j < b.rows; j += tile_columns)
        for (std::size_t i = 0; i < a.rows; i += tile_rows) {
            kernel.product(left.data() + i * k, right.data() + j * k, k, tile.data());
            for (std::size_t r = 0; r < std::min(tile_rows, a.rows - i); ++r)
                for (std::size_t c = 0; c < std::min(tile_columns, b.rows - j); ++c)
                    result(i + r, j + c) = tile[c * tile_rows + r];
        }
    return result;
}

// Columns in blocks of 24. Within a block, the rows in groups of eight: the products with all columns before
// it, then the forward substitution with the block's own triangle.
FloatingCholesky::FloatingCholesky(std::size_t n, const double* packed, const TileKernel& kernel)
    : n_(n), groups_(groups_of(n, tile_rows)), factor_(groups_ * tile_rows * n) {
    std::vector<double> block(n * tile_columns);
    std::array<double, tile_size> tile, sum;
    std::array<double, tile_columns * tile_columns> l{};
    std::array<double, tile_columns> inverse{};
    const auto load_reduced = [&](std::size_t group, std::size_t first) {
        load(packed, group, first, tile.data());
        kernel.product(factor_.data() + group * tile_rows * n_, block.data(), first, sum.data());
        for (std::size_t t = 0; t < tile_size; ++t) tile[t] -= sum[t];
    };
    for (std::size_t first = 0; first < n_; first += tile_columns) {
        const std::size_t last = std::min(first + tile_columns, n_);
        for (std::size_t i = first; i < last; ++i)
            for (std::size_t k = 0; k < first; ++k) block[k * tile_columns + i - first] = (*this)(i, k);
        const std::size_t own = first / tile_rows, below = std::min(groups_, own + tile_columns / tile_rows);
        for (std::size_t group = own; group < below; ++group) {
            load_reduced(group, first);
            store(group, first, tile.data());
        }
        if (!factor_diagonal(first, l.data(), inverse.data())) return;
        for (std::size_t group = below; group < groups_; ++group) {
            load_reduced(group, first);
            kernel.solve(tile.data(), l.data(), inverse.data());
            store(group, first, tile.data());
        }
        rank_ = last;
    }
    completed_ = true;
}

void FloatingCholesky::load(const double* packed, std::size_t group, std::size_t first, double* tile) const {
    std::fill_n(tile, tile_size, 0.0);
    for (std::size_t r = 0; r < tile_rows; ++r) {
        const std::size_t i = group * tile_rows + r;
        if (i >= n_) return;
        const double* row = packed + i * (i + 1) / 2 + first;
        const std::size_t count = std::min(tile_columns, i + 1 - std::min(i + 1, first));
        for (std::size_t c = 0; c < count; ++c) tile[c * tile_rows + r] = row[c];
    }
}

void FloatingCholesky::store(std::size_t group, std::size_t first, const double* tile) {
    const std::size_t columns = std::min(tile_columns, n_ - first);
    std::copy_n(tile, columns * tile_rows, factor_.data() + group * tile_rows * n_ + first * tile_rows);
}

/// The triangle of a block whose reduced entries are stored; l[24k + j] = L(j, k) and the inverse pivots.
bool FloatingCholesky::factor_diagonal(std::size_t first, double* l, double* inverse) {
    const std::size_t size = std::min(tile_columns, n_ - first);
    const auto entry = [&](std::size_t i, std::size_t j) -> double& {
        return factor_[((first + i) / tile_rows) * tile_rows * n_ + (first + j) * tile_rows +
                       (first + i) % tile_rows];
    };
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            double s = entry(i, j);
            for (std::size_t k = 0; k < j; ++k) s -= l[k * tile_columns + i] * l[k * tile_columns + j];
            entry(i, j) = l[j * tile_columns + i] = s * inverse[j];
        }
        double s = entry(i, i);
        for (std::size_t k = 0; k < i; ++k) s -= l[k * tile_columns + i] * l[k * tile_columns + i];
        if (!(s > 0)) return false;
        rank_ = first + i + 1;
        entry(i, i) = l[i * tile_columns + i] = root(s);
        inverse[i] = 1 / root(s);
    }
    return true;
}

}  // namespace dlncert::detail
