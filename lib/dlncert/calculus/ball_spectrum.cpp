#include <algorithm>
#include <dlncert/calculus/ball_matrix.hpp>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/calculus/spectrum_by.hpp>
#include <numeric>

// The four points of spectrum.cpp in ball arithmetic. Midpoints and radii are kept apart here too: the
// products are those of exact midpoints, in which rounding errors alone are enclosed.

namespace dlncert {
namespace detail {

namespace {

class Mag {
  public:
    Mag() { mag_init(raw_); }
    Mag(const Mag& other) : Mag() { mag_set(raw_, other.raw_); }
    Mag& operator=(const Mag& other) {
        mag_set(raw_, other.raw_);
        return *this;
    }
    ~Mag() { mag_clear(raw_); }
    [[nodiscard]] mag_ptr get() { return raw_; }
    [[nodiscard]] mag_srcptr get() const { return raw_; }

  private:
    mag_t raw_;
};
using Mags = std::vector<Mag>;

struct Midradius {
    BallMatrix middle;
    std::vector<Mags> radius;
    bool exact = true;
    bool bounded = true;

    explicit Midradius(const SymmetricMatrix<Ball>& a)
        : middle(static_cast<slong>(a.size()), static_cast<slong>(a.size())),
          radius(a.size(), Mags(a.size())) {
        for (std::size_t i = 0; i < a.size(); ++i)
            for (std::size_t j = 0; j < a.size(); ++j) {
                const Ball& entry = a(i, j);
                if (is_empty(entry)) throw InputError("an entry of the matrix is empty");
                bounded = bounded && is_bounded(entry);
                exact = exact && is_point(entry);
                arf_set(middle.mid(static_cast<slong>(i), static_cast<slong>(j)), arb_midref(entry.arb()));
                mag_set(radius[i][j].get(), arb_radref(entry.arb()));
            }
    }
};

/// Σ_j |row i of Δ|_j times vector_j, and so on: all rounded up by mag.
Mags times(const std::vector<Mags>& matrix, const Mags& vector) {
    Mags result(matrix.size());
    for (std::size_t i = 0; i < matrix.size(); ++i)
        for (std::size_t j = 0; j < vector.size(); ++j)
            mag_addmul(result[i].get(), matrix[i][j].get(), vector[j].get());
    return result;
}

/// Point 3 for the radii: |X|ᵀ (Δ (|X| 1)).
Mags congruence_radii(const BallMatrix& x, const Midradius& a) {
    const std::size_t n = a.radius.size();
    if (a.exact) return Mags(n);
    std::vector<Mags> size(n, Mags(n)), transposed = size;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            arf_get_mag(size[i][j].get(), x.mid(static_cast<slong>(i), static_cast<slong>(j)));
            transposed[j][i] = size[i][j];
        }
    Mag one;
    mag_one(one.get());
    return times(transposed, times(a.radius, times(size, Mags(n, one))));
}

/// Σ_{j≠i} |b_ij|, rounded up.
Mags others(const BallMatrix& b) {
    Mags result(static_cast<std::size_t>(b.rows()));
    Mag size;
    for (slong i = 0; i < b.rows(); ++i)
        for (slong j = 0; j < b.columns(); ++j)
            if (j != i) {
                arb_get_mag(size.get(), b(i, j));
                mag_ptr sum = result[static_cast<std::size_t>(i)].get();
                mag_add(sum, sum, size.get());
            }
    return result;
}

/// ≥ ‖C − I‖.
Mag distance_from_unit(BallMatrix c, const Mags& radii) {
    Mag result, row;
    const Mags off = others(c);
    for (slong i = 0; i < c.rows(); ++i) {
        arb_sub_ui(c(i, i), c(i, i), 1, 2 * MAG_BITS);
        arb_get_mag(row.get(), c(i, i));
        mag_add(row.get(), row.get(), off[static_cast<std::size_t>(i)].get());
        mag_add(row.get(), row.get(), radii[static_cast<std::size_t>(i)].get());
        mag_max(result.get(), result.get(), row.get());
    }
    return result;
}

/// Point 2: sorted enclosures of the eigenvalues of B, whose rows sum to `radii` more. Empty if unbounded.
std::vector<Ball> by_dominance(const BallMatrix& b, const Mags& radii, slong precision) {
    const auto n = static_cast<std::size_t>(b.rows());
    std::vector<Arf> lower(n), upper(n);
    const Mags off = others(b);
    for (std::size_t i = 0; i < n; ++i) {
        Arb row;
        arb_set(row.get(), b(static_cast<slong>(i), static_cast<slong>(i)));
        arb_add_error_mag(row.get(), off[i].get());
        arb_add_error_mag(row.get(), radii[i].get());
        if (!arb_is_finite(row.get())) return {};
        arb_get_lbound_arf(lower[i].get(), row.get(), precision);
        arb_get_ubound_arf(upper[i].get(), row.get(), precision);
    }
    const auto less = [](const Arf& x, const Arf& y) { return arf_cmp(x.get(), y.get()) < 0; };
    std::sort(lower.begin(), lower.end(), less);
    std::sort(upper.begin(), upper.end(), less);
    std::vector<Ball> result;
    for (std::size_t k = 0; k < n; ++k) {
        Arb value;
        arb_set_interval_arf(value.get(), lower[k].get(), upper[k].get(), precision);
        result.push_back(Ball::from_arb(value.get(), precision));
    }
    return result;
}

Mag greatest_row_sum(const Midradius& a) {
    Mag one, result;
    mag_one(one.get());
    for (const Mag& row : times(a.radius, Mags(a.radius.size(), one)))
        mag_max(result.get(), result.get(), row.get());
    return result;
}

Ball within(const Mag& radius, slong middle, slong precision) {
    Arb value;
    arb_set_si(value.get(), middle);
    arb_add_error_mag(value.get(), radius.get());
    return Ball::from_arb(value.get(), precision);
}

/// The columns of X and their values in increasing order.
void keep_vectors(const BallMatrix& x, const BallMatrix& b, slong precision, Spectrum<Ball>& result) {
    std::vector<slong> order(static_cast<std::size_t>(x.columns()));
    std::iota(order.begin(), order.end(), slong{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](slong i, slong j) { return arf_cmp(b.mid(i, i), b.mid(j, j)) < 0; });
    const auto point = [&](arf_srcptr value) {
        Arb exact;
        arf_set(exact.mid(), value);
        return Ball::from_arb(exact.get(), precision);
    };
    for (const slong i : order) {
        result.approximate.push_back(point(b.mid(i, i)));
        std::vector<Ball>& column = result.vectors.emplace_back();
        for (slong k = 0; k < x.rows(); ++k) column.push_back(point(x.mid(k, i)));
    }
}

Spectrum<Ball> unknown(slong n, slong precision) {
    return {std::vector<Ball>(static_cast<std::size_t>(n), Ball::entire(precision)),
            {},
            {},
            Ball::from(Rational(0), Rational(1), precision)};
}

/// `asked` is the precision of the result, to which the loss in sums of n terms is added meanwhile.
slong working_precision(slong n, slong asked) {
    return std::min<slong>(asked + 2 * FLINT_BIT_COUNT(n) + 10, Ball::max_precision);
}

Spectrum<Ball> enclose(const Midradius& a, const Midradius* g, slong asked, const BallMatrix& x) {
    const slong n = a.middle.rows(), precision = working_precision(n, asked);
    const BallMatrix transposed = x.transposed();
    const Mag phi =
        distance_from_unit(product(transposed, g ? product(g->middle, x, precision) : x, precision),
                           g ? congruence_radii(x, *g) : Mags(static_cast<std::size_t>(n)));
    if (mag_cmp_2exp_si(phi.get(), 0) >= 0) return unknown(n, asked);
    const BallMatrix b = product(transposed, product(a.middle, x, precision), precision);
    const Ball theta = within(phi, 1, precision);
    std::vector<Ball> values = by_dominance(b, congruence_radii(x, a), precision);
    if (values.empty()) return unknown(n, asked);
    for (Ball& value : values) value = value / theta;
    if (!g && !a.exact) {
        const std::vector<Ball> middle = by_dominance(b, Mags(static_cast<std::size_t>(n)), precision);
        const Ball shift = within(greatest_row_sum(a), 0, precision);
        for (std::size_t k = 0; k < middle.size(); ++k)
            values[k] = intersection(values[k], middle[k] / theta + shift);
    }
    for (Ball& value : values) value = value.with_precision(asked);
    Spectrum<Ball> result{std::move(values), {}, {}, abs(within(phi, 0, precision))};
    keep_vectors(x, b, precision, result);
    return result;
}

Spectrum<Ball> enclose(const Midradius& a, const Midradius* g, slong asked) {
    const slong n = a.middle.rows();
    BallMatrix x(n, n);
    if (!a.bounded || (g && !g->bounded) ||
        !approximate_eigenvectors(a.middle, g ? &g->middle : nullptr, working_precision(n, asked), x))
        return unknown(n, asked);
    return enclose(a, g, asked, x);
}

long precision_of(const SymmetricMatrix<Ball>& a) {
    long result = Ball::min_precision;
    for (const Ball& entry : a.entries()) result = std::max(result, entry.precision());
    return result;
}

}  // namespace

Spectrum<Ball> spectrum_by(const SymmetricMatrix<Ball>& a, const BallMatrix& x) {
    return enclose(Midradius(a), nullptr, precision_of(a), x);
}

}  // namespace detail

Spectrum<Ball> spectrum(const SymmetricMatrix<Ball>& a) {
    detail::require_rows(a.size());
    return detail::enclose(detail::Midradius(a), nullptr, detail::precision_of(a));
}

Spectrum<Ball> spectrum(const SymmetricMatrix<Ball>& a, const SymmetricMatrix<Ball>& g) {
    detail::require_rows(a.size());
    if (a.size() != g.size()) throw InputError("the two matrices of a pencil must have the same size");
    const detail::Midradius metric(g);
    return detail::enclose(detail::Midradius(a), &metric,
                           std::max(detail::precision_of(a), detail::precision_of(g)));
}

}  // namespace dlncert
