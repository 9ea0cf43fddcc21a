#include <algorithm>
#include <dlncert/calculus/definiteness.hpp>
#include <dlncert/calculus/lapack.hpp>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/calculus/spectrum_by.hpp>
#include <numeric>

// All eigenvalues from one approximate eigenbasis X, which nobody believes. For every A of the set and B =
// XᵀAX, C = XᵀX = I + F (XᵀGX for the generalised problem), ‖F‖ ≤ φ < 1:
//
// 1. X is invertible (C is positive definite; so is G), and by Ostrowski's theorem λ_k(B) = θ_k λ_k(A) with
// θ_k
//    between the extreme eigenvalues of C, so in [1 − φ, 1 + φ]; for the pencil apply it to G^{1/2}X and
//    G^{−1/2}AG^{−1/2}. λ_k is the k-th smallest throughout.
// 2. Let r_i ≥ Σ_{j≠i} |b_ij|. B − diag(b_ii − r_i) has a nonnegative diagonal that dominates its rows, so it
// is
//    positive semidefinite, and by the minimax principle λ_k(B) is at least the k-th smallest of the b_ii −
//    r_i; in the same way at most the k-th smallest of the b_ii + r_i. Clusters need no care: this orders and
//    counts.
// 3. The error of computing B, and what the entries' radii Δ contribute, enter r_i as row sums, and the row
// sums
//    of |X|ᵀ K |X| are |X|ᵀ (K (|X| 1)): three products with a vector.
// 4. Weyl: the radii move no eigenvalue of A by more than ‖Δ‖ ≤ max_i Σ_j Δ_ij. For dense radii this is
// better
//    than 3 by a factor of up to √n, for graded ones worse; both are used.

namespace dlncert {
namespace detail {

void require_rows(std::size_t size) {
    if (size == 0) throw InputError("the matrix has no rows; give at least one");
}

namespace {

/// Entries as midpoints and radii, all by rows.
struct Midradius {
    DenseMatrix middle, radius;
    bool exact = true;  ///< all radii are 0
};

Midradius midradius(const SymmetricMatrix<Interval>& a) {
    Midradius result{DenseMatrix(a.size(), a.size()), DenseMatrix(a.size(), a.size())};
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            const Interval& entry = a(i, j);
            if (is_empty(entry)) throw InputError("an entry of the matrix is empty");
            const double lo = entry.lo(), hi = entry.hi();
            const double middle = lo == hi ? lo : 0.5 * lo + 0.5 * hi;
            const double radius = std::max(add_up(hi, -middle), add_up(middle, -lo));
            result.middle(i, j) = result.middle(j, i) = middle;
            result.radius(i, j) = result.radius(j, i) = radius;
            result.exact = result.exact && radius == 0;
        }
    return result;
}

double magnitude(double x) {
    return x < 0 ? -x : x;
}

/// The smallest number known to be at least |x − y|.
double distance_up(double x, double y) {
    return std::max(add_up(x, -y), add_up(y, -x));
}

/// XᵀAX for the rows of `x`: the computed diagonal, and bounds of each row's other entries and errors.
struct Congruence {
    std::vector<double> diagonal;
    std::vector<double> others;    ///< ≥ Σ_{j≠i} |computed b_ij|
    std::vector<double> rounding;  ///< ≥ Σ_j |computed b_ij − exact b_ij| for the midpoints
    std::vector<double> radii;     ///< ≥ what the radii add to that
};

/// |X|ᵀ (K (|X| 1)), rounded up, for K = factor·|middle| + radius; `x` has the columns of X as rows.
std::vector<double> row_sums(const DenseMatrix& x, const DenseMatrix& k, double factor) {
    const std::size_t n = x.rows;
    std::vector<double> sums(n), product(n), result(n);
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t i = 0; i < n; ++i) sums[i] = add_up(sums[i], magnitude(x(j, i)));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            product[i] = add_up(product[i], mul_up(magnitude(k(i, j)), sums[j]));
        product[i] = mul_up(factor, product[i]);
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            result[i] = add_up(result[i], mul_up(magnitude(x(i, j)), product[j]));
    return result;
}

/// Two products of n terms each: W = fl(MX), B = fl(XᵀW). |W − MX| ≤ γ|M||X| + 2n·tiny and |B − XᵀW| ≤
/// γ|X|ᵀ|W| + 2n·tiny, so |B − XᵀMX| ≤ (2γ + γ²)|X|ᵀ|M||X| + 4n·tiny (|X|ᵀ1 + 1). With v = unit and n ≤ 2^25,
/// γ = nv/(1 − nv) ≤ (n + 1)v and γ² ≤ 2v: 2γ + γ² ≤ (2n + 4)v.
Congruence congruence(const DenseMatrix& x, const Midradius& a) {
    const std::size_t n = x.rows;
    const DenseMatrix b = row_products(x, row_products(x, a.middle));
    Congruence result{{},
                      std::vector<double>(n),
                      row_sums(x, a.middle, static_cast<double>(2 * n + 4) * unit),
                      a.exact ? std::vector<double>(n) : row_sums(x, a.radius, 1)};
    const double underflow = static_cast<double>(4 * n * n) * tiny;
    for (std::size_t i = 0; i < n; ++i) {
        result.diagonal.push_back(b(i, i));
        double size = 1;
        for (std::size_t j = 0; j < n; ++j) {
            size = add_up(size, magnitude(x(i, j)));
            if (j != i) result.others[i] = add_up(result.others[i], magnitude(b(i, j)));
        }
        result.rounding[i] = add_up(result.rounding[i], mul_up(underflow, size));
    }
    return result;
}

/// ≥ ‖XᵀGX − I‖, by rows.
double defect(const DenseMatrix& x, const Midradius& g) {
    const Congruence c = congruence(x, g);
    double result = 0;
    for (std::size_t i = 0; i < x.rows; ++i) {
        const double row =
            add_up(add_up(distance_up(c.diagonal[i], 1), c.others[i]), add_up(c.rounding[i], c.radii[i]));
        if (!(row <= result)) result = row;  // also where it is NaN
    }
    return result;
}

/// ≥ ‖XᵀX − I‖: one product, error (n + 1)v |X|ᵀ|X| + 2n·tiny by entry.
double defect(const DenseMatrix& x) {
    const std::size_t n = x.rows;
    const DenseMatrix c = row_products(x, x);
    std::vector<double> sums(n);
    for (std::size_t j = 0; j < n; ++j)
        for (std::size_t i = 0; i < n; ++i) sums[i] = add_up(sums[i], magnitude(x(j, i)));
    double result = 0;
    for (std::size_t i = 0; i < n; ++i) {
        double row = distance_up(c(i, i), 1), error = 0;
        for (std::size_t j = 0; j < n; ++j) {
            if (j != i) row = add_up(row, magnitude(c(i, j)));
            error = add_up(error, mul_up(magnitude(x(i, j)), sums[j]));
        }
        const auto size = static_cast<double>(n);
        row = add_up(row, add_up(mul_up((size + 1) * unit, error), 2 * size * size * tiny));
        if (!(row <= result)) result = row;
    }
    return result;
}

bool finite(double x) {
    return x - x == 0;
}

/// Point 2: enclosures of the sorted eigenvalues of B.
std::vector<Interval> by_dominance(const Congruence& b, bool with_radii) {
    std::vector<double> lower, upper;
    for (std::size_t i = 0; i < b.diagonal.size(); ++i) {
        double radius = add_up(b.others[i], b.rounding[i]);
        if (with_radii) radius = add_up(radius, b.radii[i]);
        lower.push_back(-add_up(radius, -b.diagonal[i]));
        upper.push_back(add_up(b.diagonal[i], radius));
        if (!finite(lower.back()) || !finite(upper.back())) return {};
    }
    std::sort(lower.begin(), lower.end());
    std::sort(upper.begin(), upper.end());
    std::vector<Interval> result;
    for (std::size_t k = 0; k < lower.size(); ++k) result.emplace_back(lower[k], upper[k]);
    return result;
}

double greatest_row_sum(const DenseMatrix& radius) {
    double result = 0;
    for (std::size_t i = 0; i < radius.rows; ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < radius.columns; ++j) sum = add_up(sum, radius(i, j));
        if (!(sum <= result)) result = sum;
    }
    return result;
}

Spectrum<Interval> unknown(std::size_t n) {
    return {std::vector<Interval>(n, Interval::entire()), {}, {}, Interval(0, 1)};
}

/// The columns of X and their values in increasing order.
void keep_vectors(const DenseMatrix& x, const std::vector<double>& values, Spectrum<Interval>& result) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t i, std::size_t j) { return values[i] < values[j]; });
    for (const std::size_t i : order) {
        result.approximate.emplace_back(values[i]);
        std::vector<Interval>& column = result.vectors.emplace_back();
        column.reserve(x.columns);
        for (std::size_t k = 0; k < x.columns; ++k) column.emplace_back(x(i, k));
    }
}

Spectrum<Interval> enclose(const Midradius& a, const Midradius* g, const DenseMatrix& x) {
    const std::size_t n = a.middle.rows;
    const double phi = g ? defect(x, *g) : defect(x);
    if (!(phi < 1)) return unknown(n);
    const Congruence b = congruence(x, a);
    std::vector<Interval> values = by_dominance(b, true);
    if (values.empty()) return unknown(n);
    const Interval theta(-add_up(phi, -1), add_up(1, phi));
    for (Interval& value : values) value = value / theta;
    if (!g && !a.exact) {
        const std::vector<Interval> middle = by_dominance(b, false);
        const double shift = greatest_row_sum(a.radius);
        for (std::size_t k = 0; k < n; ++k)
            values[k] = intersection(values[k], middle[k] / theta + Interval(-shift, shift));
    }
    Spectrum<Interval> result{std::move(values), {}, {}, Interval(0, phi)};
    keep_vectors(x, b.diagonal, result);
    return result;
}

Spectrum<Interval> enclose(const Midradius& a, const Midradius* g) {
    ApproximateEigensystem found;
    if (!approximate_eigensystem(a.middle, g ? &g->middle : nullptr, found)) return unknown(a.middle.rows);
    return enclose(a, g, found.vectors);
}

}  // namespace

Spectrum<Interval> spectrum_by(const SymmetricMatrix<Interval>& a, const DenseMatrix& x) {
    require_upward();
    return enclose(midradius(a), nullptr, x);
}

Spectrum<Interval> spectrum_by(const SymmetricMatrix<Interval>& a, const SymmetricMatrix<Interval>& g,
                               const DenseMatrix& x) {
    require_upward();
    const Midradius metric = midradius(g);
    return enclose(midradius(a), &metric, x);
}

}  // namespace detail

Spectrum<Interval> spectrum(const SymmetricMatrix<Interval>& a) {
    detail::require_rows(a.size());
    detail::require_upward();
    return detail::enclose(detail::midradius(a), nullptr);
}

Spectrum<Interval> spectrum(const SymmetricMatrix<Interval>& a, const SymmetricMatrix<Interval>& g) {
    detail::require_rows(a.size());
    detail::require_upward();
    if (a.size() != g.size()) throw InputError("the two matrices of a pencil must have the same size");
    const detail::Midradius metric = detail::midradius(g);
    return detail::enclose(detail::midradius(a), &metric);
}

namespace {

/// Interval arithmetic is sound inside a rounding scope alone; balls need none.
void require_scope(const Interval&) {
    detail::require_upward();
}
void require_scope(const Ball&) {}

}  // namespace

// Let d_j and x_j belong to the cluster K, R = (A x_j − d_j x_j)_j, and let v_i be the exact orthonormal
// eigenvectors outside K. v_iᵀ(A x_j − d_j x_j) = (λ_i − d_j) v_iᵀx_j, so the matrix Z = (v_iᵀ x_j) has ‖Z‖_F
// ≤ ‖R‖_F/δ with δ = min |λ_i − d_j|. A unit vector Yc of the span of the x_j has ‖c‖ ≤ 1/√(1 − φ), as
// λ_min(YᵀY) ≥ 1 − φ, and the sine of its angle with the exact subspace is ‖Zc‖.
template <VerifiedReal T>
std::vector<InvariantSubspace<T>> invariant_subspaces(const SymmetricMatrix<T>& a, const Spectrum<T>& s) {
    const std::size_t n = a.size();
    detail::require_rows(n);
    require_scope(a(0, 0));
    const long precision = a(0, 0).precision();
    const T zero = T::from(0L, precision);
    std::vector<T> residual;  // squares
    for (std::size_t j = 0; j < s.vectors.size(); ++j) {
        T square = zero;
        for (std::size_t i = 0; i < n; ++i) {
            T entry = -(s.approximate[j] * s.vectors[j][i]);
            for (std::size_t k = 0; k < n; ++k) entry += a(i, k) * s.vectors[j][k];
            square += sqr(entry);
        }
        residual.push_back(square);
    }
    const auto sine = [&](std::size_t first, std::size_t end) {
        if (end - first == n) return zero;
        if (residual.empty()) return T::entire(precision);
        T sum = zero, gap = T::entire(precision);
        const auto narrow = [&](const T& distance) { gap = is_entire(gap) ? distance : min(gap, distance); };
        for (std::size_t j = first; j < end; ++j) {
            sum += residual[j];
            if (first > 0) narrow(s.approximate[j] - s.values[first - 1]);
            if (end < n) narrow(s.values[end] - s.approximate[j]);
        }
        if (!certainly_positive(gap)) return T::entire(precision);
        return sqrt(sum) / (gap * sqrt(1 - s.defect));
    };
    std::vector<InvariantSubspace<T>> result;
    for (std::size_t first = 0, end = 0; first < n; first = end) {
        T all = s.values[first];
        for (end = first + 1; end < n && !certainly_less(s.values[end - 1], s.values[end]); ++end)
            all = hull(all, s.values[end]);
        result.push_back({first, end - first, all, sine(first, end)});
    }
    return result;
}

namespace {

/// Rough: the exponent of √|x|, 0 if that says nothing.
long half_exponent(const Endpoint& x) {
    if (!x.is_finite() || x.sign() == 0) return 0;
    return (static_cast<long>(msb(boost::multiprecision::abs(numerator(x.value())))) -
            static_cast<long>(msb(denominator(x.value())))) /
           2;
}

/// SAS with powers of two on the diagonal of S, so that the diagonal is near 1: the same inertia.
template <class T>
SymmetricMatrix<T> balanced(SymmetricMatrix<T> a) {
    std::vector<T> scale;
    for (std::size_t i = 0; i < a.size(); ++i)
        scale.push_back(
            T::from(Rational(power_of_two(-half_exponent(magnitude(a(i, i))))), a(i, i).precision()));
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) a(i, j) = a(i, j) * (scale[i] * scale[j]);
    return a;
}

template <class T>
Inertia inertia_of(const SymmetricMatrix<T>& a) {
    detail::require_rows(a.size());
    require_scope(a(0, 0));
    const SymmetricMatrix<T> scaled = balanced(a);
    Inertia result;
    for (const T& value : spectrum(scaled).values) {
        result.positive += certainly_positive(value);
        result.negative += certainly_negative(value);
    }
    result.undecided = a.size() - result.positive - result.negative;
    if (result.undecided == 0) return result;
    if (result.negative == 0 && positive_definiteness(scaled) == Definiteness::definite)
        return {a.size(), 0, 0};
    if (result.positive == 0 && negative_definiteness(scaled) == Definiteness::definite)
        return {0, a.size(), 0};
    return result;
}

}  // namespace

Inertia inertia(const SymmetricMatrix<Interval>& a) {
    return inertia_of(a);
}
Inertia inertia(const SymmetricMatrix<Ball>& a) {
    return inertia_of(a);
}

template <VerifiedReal T>
T determinant(const SymmetricMatrix<T>& a) {
    detail::require_rows(a.size());
    require_scope(a(0, 0));
    T product = T::from(1L, a(0, 0).precision());
    SymmetricMatrix<T> reduced = a;
    for (std::size_t k = 0; k < a.size(); ++k) {
        const T pivot = reduced(k, k);
        product *= pivot;
        if (k + 1 == a.size()) return product;
        if (!certainly_nonzero(pivot)) break;
        for (std::size_t i = k + 1; i < a.size(); ++i) {
            const T factor = reduced(i, k) / pivot;
            for (std::size_t j = k + 1; j < i; ++j) reduced(i, j) -= factor * reduced(j, k);
            reduced(i, i) -= sqr(reduced(i, k)) / pivot;
        }
    }
    product = T::from(1L, a(0, 0).precision());
    for (const T& value : spectrum(a).values) product *= value;
    return product;
}

template std::vector<InvariantSubspace<Interval>> invariant_subspaces(const SymmetricMatrix<Interval>&,
                                                                      const Spectrum<Interval>&);
template std::vector<InvariantSubspace<Ball>> invariant_subspaces(const SymmetricMatrix<Ball>&,
                                                                  const Spectrum<Ball>&);
template Interval determinant(const SymmetricMatrix<Interval>&);
template Ball determinant(const SymmetricMatrix<Ball>&);

}  // namespace dlncert
