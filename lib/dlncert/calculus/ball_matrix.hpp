#pragma once
// Owner of Arb's dense matrices, and the little that is needed of them.
#include <dlncert/arith/arb.hpp>
#if __has_include(<flint/arb_mat.h>)
#include <flint/arb_mat.h>
#else
#include <arb_mat.h>
#endif

namespace dlncert::detail {

class BallMatrix {
  public:
    BallMatrix(slong rows, slong columns) { arb_mat_init(raw_, rows, columns); }
    BallMatrix(const BallMatrix& other) : BallMatrix(other.rows(), other.columns()) {
        arb_mat_set(raw_, other.raw_);
    }
    BallMatrix(BallMatrix&& other) noexcept : BallMatrix(0, 0) { arb_mat_swap(raw_, other.raw_); }
    BallMatrix& operator=(const BallMatrix&) = delete;
    BallMatrix& operator=(BallMatrix&& other) noexcept {
        arb_mat_swap(raw_, other.raw_);
        return *this;
    }
    ~BallMatrix() { arb_mat_clear(raw_); }

    [[nodiscard]] slong rows() const { return arb_mat_nrows(raw_); }
    [[nodiscard]] slong columns() const { return arb_mat_ncols(raw_); }
    [[nodiscard]] arb_mat_struct* get() { return raw_; }
    [[nodiscard]] const arb_mat_struct* get() const { return raw_; }
    [[nodiscard]] arb_ptr operator()(slong i, slong j) { return arb_mat_entry(raw_, i, j); }
    [[nodiscard]] arb_srcptr operator()(slong i, slong j) const { return arb_mat_entry(raw_, i, j); }
    /// Midpoints, which is all that approximate computations look at.
    [[nodiscard]] arf_ptr mid(slong i, slong j) { return arb_midref((*this)(i, j)); }
    [[nodiscard]] arf_srcptr mid(slong i, slong j) const { return arb_midref((*this)(i, j)); }

    [[nodiscard]] BallMatrix transposed() const {
        BallMatrix result(columns(), rows());
        arb_mat_transpose(result.raw_, raw_);
        return result;
    }

  private:
    arb_mat_t raw_;
};

/// The enclosure of a product; and an approximation of one, by midpoints.
[[nodiscard]] inline BallMatrix product(const BallMatrix& a, const BallMatrix& b, slong precision) {
    BallMatrix result(a.rows(), b.columns());
    arb_mat_mul(result.get(), a.get(), b.get(), precision);
    return result;
}
[[nodiscard]] inline BallMatrix approximate_product(const BallMatrix& a, const BallMatrix& b,
                                                    slong precision) {
    BallMatrix result(a.rows(), b.columns());
    arb_mat_approx_mul(result.get(), a.get(), b.get(), precision);
    return result;
}

/// Approximate eigenvectors of a symmetric matrix, or of the pencil (a, g), to about `precision` bits: the
/// columns of the result. Believed by nobody. False if no approximation was found.
[[nodiscard]] bool approximate_eigenvectors(const BallMatrix& a, const BallMatrix* g, slong precision,
                                            BallMatrix& x);

}  // namespace dlncert::detail
