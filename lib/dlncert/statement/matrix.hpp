#pragma once
#include <dlncert/statement/claim.hpp>

namespace dlncert {

/// The place of the entry (i, j), from 0 on, in the lower triangle of a symmetric matrix by rows.
[[nodiscard]] std::size_t triangle_index(std::size_t i, std::size_t j);

/// The number of rows of the symmetric matrix whose lower triangle this is.
[[nodiscard]] std::size_t matrix_size(const std::vector<Expression>& triangle);

/// At least `count` eigenvalues of a symmetric matrix are above (or below) `shift`.
struct EigenvalueCount {
    Expression shift;
    std::size_t count = 0;
    bool above = true;
};

/// Counts from which the statement about its `entries` follows, each of them at every point; a conjunction.
///   negative (positive) definite: all d below (above) 0;  <= c: all below c;  >= c: all above c
///   indefinite: one above and one below 0;  inertia p q, p + q = d: p above and q below 0
///   eigenvalue k in a range: d - k + 1 above its lower end, k below its upper end
/// The counts are strict, so they may fail where a weak statement holds. None, if no counts imply it.
[[nodiscard]] std::vector<EigenvalueCount> sufficient_counts(const MatrixStatement& statement);

}  // namespace dlncert
