#include <flint/fmpq_mat.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <dlncert/search/gram.hpp>
#include <dlncert/search/semidefinite.hpp>
#include <map>

namespace dlncert {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;
using Terms = std::vector<std::pair<Powers, Rational>>;

/// What the entry Q(row, column) = Q(column, row) of a block contributes to f, modulo the ideal.
struct Unknown {
    std::size_t block, row, column;
    Terms terms;
};

std::vector<Unknown> unknowns_of(const std::vector<GramBlock>& blocks,
                                 const std::vector<RationalPolynomial>& ideal) {
    std::vector<Unknown> result;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const auto& basis = blocks[b].basis;
        for (std::size_t i = 0; i < basis.size(); ++i)
            for (std::size_t j = i; j < basis.size(); ++j) {
                const RationalPolynomial product =
                    Rational(i == j ? 1 : 2) * (basis[i] * basis[j] * blocks[b].multiplier);
                result.push_back({b, i, j, divide(product, ideal).remainder.terms()});
            }
    }
    return result;
}

/// The coefficients of f by monomial, and which unknowns contribute to each.
struct Coefficients {
    std::map<Powers, Rational> wanted;
    std::map<Powers, std::vector<std::pair<std::size_t, Rational>>> entries;  ///< (unknown, coefficient)

    Coefficients(const RationalPolynomial& f, const std::vector<Unknown>& unknowns) {
        for (const auto& [powers, coefficient] : f.terms()) {
            wanted[powers] = coefficient;
            entries[powers];
        }
        for (std::size_t u = 0; u < unknowns.size(); ++u)
            for (const auto& [powers, coefficient] : unknowns[u].terms) {
                entries[powers].emplace_back(u, coefficient);
                wanted.try_emplace(powers, 0);
            }
    }
};

/// Basis elements are removed while there is a monomial that f lacks and only diagonal entries, with
/// coefficients of one sign, contribute to: they are >= 0 with sum 0, hence 0, and their rows with them.
/// True if any was.
bool remove_unused(const RationalPolynomial& f, std::vector<GramBlock>& blocks,
                   const std::vector<Unknown>& unknowns) {
    const Coefficients coefficients(f, unknowns);
    std::vector<std::vector<bool>> used;
    for (const auto& block : blocks) used.emplace_back(block.basis.size(), true);
    const auto remains = [&](const Unknown& u) { return used[u.block][u.row] && used[u.block][u.column]; };
    bool removed_any = false;
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& [powers, entries] : coefficients.entries) {
            if (coefficients.wanted.at(powers) != 0) continue;
            int sign = 0;
            bool all_diagonal = true;
            std::vector<const Unknown*> diagonal;
            for (const auto& [index, coefficient] : entries) {
                const Unknown& u = unknowns[index];
                if (!remains(u)) continue;
                const int own = coefficient < 0 ? -1 : 1;
                all_diagonal = all_diagonal && u.row == u.column && (sign == 0 || sign == own);
                sign = own;
                diagonal.push_back(&u);
            }
            if (!all_diagonal || diagonal.empty()) continue;
            for (const Unknown* u : diagonal) used[u->block][u->row] = false;
            changed = removed_any = true;
        }
    }
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        std::vector<RationalPolynomial> kept;
        for (std::size_t i = 0; i < used[b].size(); ++i)
            if (used[b][i]) kept.push_back(blocks[b].basis[i]);
        blocks[b].basis = std::move(kept);
    }
    return removed_any;
}

/// The equations in reduced row echelon form: pivot unknown + Σ coefficient · free unknown = right.
struct Equation {
    std::size_t pivot;
    std::vector<std::pair<std::size_t, Rational>> rest;
    Rational right;
};

class RationalMatrix {
  public:
    RationalMatrix(std::size_t rows, std::size_t columns) {
        fmpq_mat_init(raw_, static_cast<slong>(rows), static_cast<slong>(columns));
    }
    RationalMatrix(const RationalMatrix&) = delete;
    RationalMatrix& operator=(const RationalMatrix&) = delete;
    ~RationalMatrix() { fmpq_mat_clear(raw_); }
    void set(std::size_t i, std::size_t j, const Rational& value) {
        fmpq_set(fmpq_mat_entry(raw_, static_cast<slong>(i), static_cast<slong>(j)),
                 detail::Fmpq(value).get());
    }
    [[nodiscard]] Rational get(std::size_t i, std::size_t j) const {
        Rational result;
        fmpq_get_mpq(result.backend().data(),
                     fmpq_mat_entry(raw_, static_cast<slong>(i), static_cast<slong>(j)));
        return result;
    }
    [[nodiscard]] bool is_zero(std::size_t i, std::size_t j) const {
        return fmpq_is_zero(fmpq_mat_entry(raw_, static_cast<slong>(i), static_cast<slong>(j))) != 0;
    }
    std::size_t reduce() { return static_cast<std::size_t>(fmpq_mat_rref(raw_, raw_)); }

  private:
    fmpq_mat_t raw_;
};

/// None if the equations contradict each other.
std::optional<std::vector<Equation>> equations_of(const RationalPolynomial& f,
                                                  const std::vector<Unknown>& unknowns) {
    const Coefficients coefficients(f, unknowns);
    const std::size_t columns = unknowns.size();
    RationalMatrix M(coefficients.entries.size(), columns + 1);
    std::size_t row = 0;
    for (const auto& [powers, entries] : coefficients.entries) {
        for (const auto& [u, coefficient] : entries) M.set(row, u, coefficient);
        M.set(row++, columns, coefficients.wanted.at(powers));
    }
    const std::size_t rank = M.reduce();
    std::vector<Equation> result;
    for (std::size_t i = 0, j = 0; i < rank; ++i) {
        while (M.is_zero(i, j)) ++j;
        if (j == columns) return std::nullopt;
        Equation equation{j, {}, M.get(i, columns)};
        for (std::size_t k = j + 1; k < columns; ++k)
            if (!M.is_zero(i, k)) equation.rest.emplace_back(k, M.get(i, k));
        result.push_back(std::move(equation));
    }
    return result;
}

double to_double(const Rational& value) {
    return value.convert_to<double>();
}

SemidefiniteProblem approximate(const std::vector<Equation>& equations, const std::vector<Unknown>& unknowns,
                                const std::vector<GramBlock>& blocks, double scale) {
    SemidefiniteProblem problem;
    for (const auto& block : blocks) problem.sizes.push_back(static_cast<Eigen::Index>(block.basis.size()));
    problem.right.resize(static_cast<Eigen::Index>(equations.size()));
    const auto entry = [&](std::size_t u, double coefficient) {
        return SemidefiniteEntry{unknowns[u].block, static_cast<Eigen::Index>(unknowns[u].row),
                                 static_cast<Eigen::Index>(unknowns[u].column), coefficient};
    };
    for (std::size_t k = 0; k < equations.size(); ++k) {
        std::vector<SemidefiniteEntry> entries = {entry(equations[k].pivot, 1)};
        for (const auto& [u, coefficient] : equations[k].rest)
            entries.push_back(entry(u, to_double(coefficient)));
        problem.equations.push_back(std::move(entries));
        problem.right(static_cast<Eigen::Index>(k)) = to_double(equations[k].right) / scale;
    }
    return problem;
}

// ---- rounding

using RationalRows = std::vector<std::vector<Rational>>;

/// The free unknowns rounded to multiples of 1/denominator, the others by the equations.
std::vector<RationalRows> rounded(const std::vector<Equation>& equations,
                                  const std::vector<Unknown>& unknowns, const std::vector<GramBlock>& blocks,
                                  const SemidefiniteSolution& near, double scale,
                                  const Integer& denominator) {
    std::vector<Rational> value(unknowns.size());
    for (std::size_t u = 0; u < unknowns.size(); ++u) {
        const auto& Q = near.matrix[unknowns[u].block];
        const double x = scale * Q(static_cast<Eigen::Index>(unknowns[u].row),
                                   static_cast<Eigen::Index>(unknowns[u].column));
        const double multiple = std::nearbyint(x * denominator.convert_to<double>());
        value[u] = Rational(Integer(multiple), denominator);
    }
    for (const Equation& e : equations) {
        value[e.pivot] = e.right;
        for (const auto& [u, coefficient] : e.rest) value[e.pivot] -= coefficient * value[u];
    }
    std::vector<RationalRows> matrices;
    for (const auto& block : blocks)
        matrices.emplace_back(block.basis.size(), std::vector<Rational>(block.basis.size()));
    for (std::size_t u = 0; u < unknowns.size(); ++u) {
        auto& Q = matrices[unknowns[u].block];
        Q[unknowns[u].row][unknowns[u].column] = Q[unknowns[u].column][unknowns[u].row] = value[u];
    }
    return matrices;
}

/// Q = Σ_k pivot_k l_k l_kᵀ with pivots > 0, l_k(k) = 1 and l_k(i) = 0 for i < k; false if Q is not positive
/// semidefinite, or not definite where it has to be.
bool add_squares(RationalRows Q, std::size_t b, const GramBlock& block, bool definite,
                 std::vector<WeightedSquare>& squares) {
    const std::size_t n = Q.size();
    for (std::size_t k = 0; k < n; ++k) {
        const Rational pivot = Q[k][k];
        if (pivot < 0 || (definite && pivot == 0)) return false;
        RationalPolynomial root(block.multiplier.ring());
        for (std::size_t j = k; j < n; ++j) {
            if (Q[k][j] == 0) continue;
            if (pivot == 0) return false;
            root = root + Rational(Q[k][j] / pivot) * block.basis[j];
        }
        if (pivot == 0) continue;
        for (std::size_t i = k + 1; i < n; ++i) {
            if (Q[i][k] == 0) continue;
            const Rational factor = Q[i][k] / pivot;
            for (std::size_t j = k + 1; j < n; ++j) Q[i][j] -= factor * Q[k][j];
        }
        squares.push_back({b, pivot, std::move(root)});
    }
    return true;
}

bool seems_semidefinite(const RationalRows& Q) {
    const auto n = static_cast<Eigen::Index>(Q.size());
    MatrixXd M(n, n);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < n; ++j)
            M(i, j) = to_double(Q[static_cast<std::size_t>(i)][static_cast<std::size_t>(j)]);
    if (n == 0) return true;
    const double least = Eigen::SelfAdjointEigenSolver<MatrixXd>(M, Eigen::EigenvaluesOnly).eigenvalues()(0);
    return least >= -1e-12 * (1 + M.cwiseAbs().maxCoeff());
}

std::optional<std::vector<WeightedSquare>> squares_of(const std::vector<RationalRows>& matrices,
                                                      const std::vector<GramBlock>& blocks, bool definite) {
    for (const auto& Q : matrices)
        if (!seems_semidefinite(Q)) return std::nullopt;
    std::vector<WeightedSquare> squares;
    for (std::size_t b = 0; b < blocks.size(); ++b)
        if (!add_squares(matrices[b], b, blocks[b], definite, squares)) return std::nullopt;
    return squares;
}

// ---- faces

using SparseRows = std::vector<std::vector<std::pair<std::size_t, Rational>>>;

/// The annihilator of a rational subspace near the span of the columns of V: rows eᵢ − Σ_j R(i, j) e_j over
/// the coordinates i that are no pivots. None if the span is not near one with small denominators.
std::optional<SparseRows> annihilator(MatrixXd V) {
    const Eigen::Index n = V.rows();
    const Eigen::Index rank = V.cols();
    std::vector<Eigen::Index> pivots;
    for (Eigen::Index c = 0; c < rank; ++c) {  // Gauss-Jordan by columns, the largest entry as pivot
        Eigen::Index row = 0;
        Eigen::Index column = 0;
        V.rightCols(rank - c).cwiseAbs().maxCoeff(&row, &column);
        V.col(c).swap(V.col(c + column));
        V.col(c) /= V(row, c);
        for (Eigen::Index d = 0; d < rank; ++d)
            if (d != c) V.col(d) -= V(row, d) * V.col(c).eval();
        pivots.push_back(row);
    }
    SparseRows rows;
    constexpr double tolerance = 1e-4;
    for (Eigen::Index i = 0; i < n; ++i) {
        if (std::find(pivots.begin(), pivots.end(), i) != pivots.end()) continue;
        std::vector<std::pair<std::size_t, Rational>> row = {{static_cast<std::size_t>(i), 1}};
        for (Eigen::Index c = 0; c < rank; ++c) {
            const Rational value = simplest_near(V(i, c), tolerance * (1 + std::abs(V(i, c))));
            // intervals of this width contain by chance a denominator of about tolerance^(−1/2)
            if (denominator(value) > 30) return std::nullopt;
            if (value != 0)
                row.emplace_back(static_cast<std::size_t>(pivots[static_cast<std::size_t>(c)]), -value);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The annihilator of the eigenvectors of Z with large eigenvalues. Where the line lies is not clear when the
/// dual solution is not the only one: the span of too few of them can be rational, too, and leaves a face
/// that the next round restricts further.
std::optional<SparseRows> face_of(const MatrixXd& Z, double largest) {
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(Z);
    Eigen::Index tried = 0;
    for (const double threshold : {1e-3, 1e-2, 1e-1, 1e-4, 1e-5}) {
        const auto large = (eigen.eigenvalues().array() > threshold * largest).count();
        if (large == 0 || large == tried) continue;
        if (auto rows = annihilator(eigen.eigenvectors().rightCols(large))) return rows;
        tried = large;
    }
    return std::nullopt;
}

void restrict_to(const SparseRows& rows, GramBlock& block) {
    std::vector<RationalPolynomial> basis;
    for (const auto& row : rows) {
        RationalPolynomial element(block.multiplier.ring());
        for (const auto& [i, coefficient] : row) element = element + coefficient * block.basis[i];
        basis.push_back(std::move(element));
    }
    block.basis = std::move(basis);
}

/// Every term multiplier·bᵀQb of f is 0 where f is: Qb = 0 there, unless the multiplier is 0.
void restrict_to_zeros(const std::vector<std::vector<Rational>>& zeros, GramBlock& block) {
    const std::size_t n = block.basis.size();
    if (n == 0 || zeros.empty()) return;
    RationalMatrix M(zeros.size(), n);
    for (std::size_t k = 0; k < zeros.size(); ++k)
        if (block.multiplier.at(zeros[k]) != 0)
            for (std::size_t i = 0; i < n; ++i) M.set(k, i, block.basis[i].at(zeros[k]));
    const std::size_t rank = M.reduce();
    std::vector<std::size_t> pivots;
    for (std::size_t k = 0, i = 0; k < rank; ++k) {
        while (M.is_zero(k, i)) ++i;
        pivots.push_back(i);
    }
    SparseRows rows;
    for (std::size_t i = 0; i < n; ++i) {
        if (std::find(pivots.begin(), pivots.end(), i) != pivots.end()) continue;
        rows.push_back({{i, 1}});
        for (std::size_t k = 0; k < rank; ++k)
            if (!M.is_zero(k, i)) rows.back().emplace_back(pivots[k], -M.get(k, i));
    }
    if (rank > 0) restrict_to(rows, block);
}

/// The blocks restricted to the face that the dual solution exposes; false if it shows none.
bool restrict_to_face(const SemidefiniteSolution& solution, std::vector<GramBlock>& blocks) {
    double largest = 0;
    for (const auto& Z : solution.exposes)
        if (Z.rows() > 0) largest = std::max(largest, Z.diagonal().maxCoeff());
    bool restricted = false;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        if (blocks[b].basis.empty()) continue;
        const auto rows = face_of(solution.exposes[b], largest);
        if (!rows) continue;
        restrict_to(*rows, blocks[b]);
        restricted = true;
    }
    return restricted;
}

double largest_right(const std::vector<Equation>& equations) {
    double result = 0;
    for (const auto& e : equations) result = std::max(result, std::abs(to_double(e.right)));
    return result;
}

}  // namespace

Rational simplest_near(double x, double tolerance) {
    // Stern and Brocot by continued fractions: the first convergent or semiconvergent inside
    if (x < 0) return -simplest_near(-x, tolerance);
    const Rational lower(std::max(0.0, x - tolerance));
    const Rational upper(x + tolerance);
    if (lower == 0) return 0;
    const std::function<Rational(const Rational&, const Rational&)> between = [&](const Rational& a,
                                                                                  const Rational& b) {
        const Integer floor = numerator(a) / denominator(a);
        if (denominator(a) == 1) return Rational(floor);
        if (Rational(floor + 1) <= b) return Rational(floor + 1);
        return Rational(floor + 1 / between(1 / (b - floor), 1 / (a - floor)));
    };
    return between(lower, upper);
}

std::optional<std::vector<WeightedSquare>> find_gram(const RationalPolynomial& f,
                                                     std::vector<GramBlock> blocks,
                                                     const std::vector<RationalPolynomial>& ideal,
                                                     const std::vector<std::vector<Rational>>& zeros,
                                                     bool definite, const std::function<bool()>& stop) {
    const RationalPolynomial target = divide(f, ideal).remainder;
    if (target.is_zero()) return std::vector<WeightedSquare>{};
    remove_unused(target, blocks, unknowns_of(blocks, ideal));
    for (auto& block : blocks) restrict_to_zeros(zeros, block);
    constexpr int most_faces = 8;
    for (int face = 0; face < most_faces && !stop(); ++face) {
        std::vector<Unknown> unknowns = unknowns_of(blocks, ideal);
        if (remove_unused(target, blocks, unknowns)) unknowns = unknowns_of(blocks, ideal);
        if (unknowns.empty()) return std::nullopt;
        const auto equations = equations_of(target, unknowns);
        if (!equations || stop()) return std::nullopt;
        const double scale = largest_right(*equations);
        const auto solution = solve(approximate(*equations, unknowns, blocks, scale), stop);
        constexpr double negligible = 1e-5;
        if (!(solution.margin > -negligible)) return std::nullopt;
        for (const long denominator : {1L, 2L, 3L, 4L, 6L, 8L, 12L, 24L, 60L, 1L << 7, 1L << 10, 1L << 14,
                                       1L << 20, 1L << 26, 1L << 32}) {
            if (denominator > 60 && solution.margin * scale * static_cast<double>(denominator) < 1e-3)
                continue;
            const auto matrices = rounded(*equations, unknowns, blocks, solution, scale, denominator);
            if (auto squares = squares_of(matrices, blocks, definite)) return squares;
        }
        if (solution.margin > negligible || !restrict_to_face(solution, blocks)) return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace dlncert
