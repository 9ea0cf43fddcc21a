#pragma once
#include <dlncert/calculus/ball_matrix.hpp>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/calculus/tiles.hpp>

namespace dlncert::detail {

/// @throws InputError if there are none.
void require_rows(std::size_t size);

/// The spectrum as shown by a given basis X, whoever found it: any X gives a valid answer, a good one a sharp
/// answer. The rows of the dense matrix, and the columns of the other, are the basis. It must be finite, and
/// as large as the matrix.
[[nodiscard]] Spectrum<Interval> spectrum_by(const SymmetricMatrix<Interval>& a, const DenseMatrix& x);
[[nodiscard]] Spectrum<Interval> spectrum_by(const SymmetricMatrix<Interval>& a,
                                             const SymmetricMatrix<Interval>& g, const DenseMatrix& x);
[[nodiscard]] Spectrum<Ball> spectrum_by(const SymmetricMatrix<Ball>& a, const BallMatrix& x);

}  // namespace dlncert::detail
