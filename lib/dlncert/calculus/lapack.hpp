#pragma once
#include <dlncert/calculus/tiles.hpp>
#include <vector>

namespace dlncert::detail {

/// What LAPACK says, believed by nobody: approximate eigenvalues in increasing order, and eigenvectors as the
/// rows of a matrix.
struct ApproximateEigensystem {
    std::vector<double> values;
    DenseMatrix vectors;
};

/// Of the symmetric matrix a, or of the pencil (a, g) if g is given (its vectors then have xᵀgx = 1). Nothing
/// if an entry is not finite or LAPACK gives up. Works in any rounding mode: it sets the usual one for
/// LAPACK. From the first call on the process's OpenBLAS has one thread.
[[nodiscard]] bool approximate_eigensystem(const DenseMatrix& a, const DenseMatrix* g,
                                           ApproximateEigensystem& result);

}  // namespace dlncert::detail
