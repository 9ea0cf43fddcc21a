#include <algorithm>
#include <dlncert/statement/matrix.hpp>

namespace dlncert {

std::size_t triangle_index(std::size_t i, std::size_t j) {
    return i < j ? triangle_index(j, i) : i * (i + 1) / 2 + j;
}

std::size_t matrix_size(const std::vector<Expression>& triangle) {
    std::size_t d = 0;
    while (d * (d + 1) / 2 < triangle.size()) ++d;
    return d;
}

std::vector<EigenvalueCount> sufficient_counts(const MatrixStatement& m) {
    const std::size_t d = matrix_size(m.entries);
    const auto p = static_cast<std::size_t>(m.positive);
    const auto q = static_cast<std::size_t>(m.negative);
    const auto k = static_cast<std::size_t>(m.which);
    std::vector<EigenvalueCount> counts;
    switch (m.predicate) {
        case MatrixPredicate::negative_definite:
            return {{0, d, false}};
        case MatrixPredicate::positive_definite:
        case MatrixPredicate::positive_semidefinite:
            return {{0, d, true}};
        case MatrixPredicate::loewner_at_most:
            return {{m.bound, d, false}};
        case MatrixPredicate::loewner_at_least:
            return {{m.bound, d, true}};
        case MatrixPredicate::indefinite:
            return {{0, 1, true}, {0, 1, false}};
        case MatrixPredicate::negative_semidefinite:
            if (!m.rank || static_cast<std::size_t>(*m.rank) == d) return {{0, d, false}};
            return {};
        case MatrixPredicate::inertia:
            if (m.positive < 0 || m.negative < 0 || p + q != d) return {};
            if (p > 0) counts.push_back({0, p, true});
            if (q > 0) counts.push_back({0, q, false});
            return counts;
        case MatrixPredicate::eigenvalue:
            if (m.which < 1 || k > d) return {};
            if (!m.range.lower.infinite) counts.push_back({m.range.lower.value, d - k + 1, true});
            if (!m.range.upper.infinite) counts.push_back({m.range.upper.value, k, false});
            return counts;
        case MatrixPredicate::pair_blocks:
            return {};
    }
    return {};
}

}  // namespace dlncert
