#include <algorithm>
#include <array>
#include <bit>
#include <dlncert/calculus/definiteness.hpp>
#include <dlncert/calculus/tiles.hpp>
#include <vector>

// One floating-point Cholesky factorisation proves positive definiteness (after S. M. Rump, Verification of
// positive definiteness, BIT 46, 2006). Derivation, v = 2^−52 the unit of any rounding mode, γ_k = kv/(1 −
// kv):
//
// Let B be a symmetric matrix of doubles for which the algorithm ran to its end with L. Entry by entry it
// computes s = b_ij − Σ_{k<j} l_ik l_jk in some order, perhaps fused, then l_ij = fl(s · fl(1/l_jj)) or l_ii
// = fl(√s). Divide the rounded sum by the factors (1 + δ) that b_ij picked up. With m = j − 1 products there
// are m additions. A product that joins b_ij's path after q additions of its own and p of b_ij's keeps 1 + q
// + p factors; these q + 1 products and the p that joined b_ij before are different, so 1 + q + p ≤ m. The
// left side s keeps at most m, and l_ij or l_ii² two more. No term has more than m + 2 ≤ n + 1 factors (m ≤ n
// − 1), each (1 + δ)^±1, so with E := B − L Lᵀ
//     |E_ij| ≤ γ_{n+1} Σ_k |l_ik l_jk| + ε ≤ γ_{n+1} ‖l_i‖ ‖l_j‖ + ε,      ‖l_i‖² ≤ (b_ii + ε)/(1 − γ_{n+1})
// (l_i the rows of L; the second from the first at i = j). ε is for underflow: each of the m products, and
// s · fl(1/l_jj) times l_jj, may be off by tiny = 2^−1074 more, and rounding errors after that at most double
// it: ε ≤ 2 (n + max l_jj) tiny ≤ 2 (n + 1 + max b_jj) tiny: what is subtracted from b_jj is a sum of
// squares, and rounding is monotone, so s ≤ b_jj and l_jj ≤ (1 + v)√b_jj ≤ 1 + b_jj. 1/l_jj cannot underflow,
// nor anything overflow unnoticed (∞ or NaN in a row makes its pivot not positive), while b_jj ≤ 2^500.
//
// For x ≠ 0, with Cauchy–Schwarz in the form (Σ_i w_i |x_i|)² ≤ n Σ w_i² x_i²,
//     xᵀBx ≥ ‖Lᵀx‖² − γ (Σ ‖l_i‖ |x_i|)² − ε (Σ |x_i|)² ≥ ‖Lᵀx‖² − Σ_i e_i x_i²,
//     e_i = n γ/(1 − γ) (b_ii + ε) + n ε ≤ κ b_ii + 2nε,    κ = n (n + 2) v:
// γ_{n+1}/(1 − γ_{n+1}) = (n + 1)v/(1 − 2(n + 1)v) ≤ (n + 2)v if 2(n + 1)(n + 2)v ≤ 1, that is for n ≤ 2^25,
// and then nγ/(1 − γ) ≤ n. ‖Lᵀx‖ > 0, as the diagonal of L is positive.
//
// Let A be any matrix of the interval matrix, |a_ij − b_ij| ≤ Δ_ij for i ≠ j. For any weights t_i > 0
//     2 |x_i x_j| ≤ (t_j/t_i) x_i² + (t_i/t_j) x_j²,   so   xᵀAx ≥ xᵀBx + Σ_i (a_ii − b_ii − ρ_i) x_i²,
//     ρ_i = Σ_{j≠i} Δ_ij t_j/t_i.
// Hence A is positive definite if a_ii ≥ b_ii + ρ_i + κ b_ii + 2nε for every i: b_ii is the lower bound of
// a_ii minus the rest, rounded down. The weights t_i ≈ 1/√a_ii, powers of two, make the test invariant under
// scaling of rows and columns, up to factors of two and underflow.

namespace dlncert {
namespace {

using detail::add_up;
using detail::mul_up;
using detail::tiny;
using detail::unit;

constexpr double greatest_diagonal = 0x1p500;
constexpr std::size_t greatest_size = std::size_t{1} << 25;

/// 2^e with 2e the exponent of x > 0, rounded: within a factor 2 of √x. Bit arithmetic: the exponent is
/// halved.
double power_near_root(double x) {
    constexpr std::uint64_t bias = 1023;
    const std::uint64_t exponent = std::bit_cast<std::uint64_t>(x) >> 52;
    return std::bit_cast<double>(((exponent + bias) / 2) << 52);
}

/// The matrix B of the derivation: lower triangle by rows.
class ShiftedMidpoint {
  public:
    ShiftedMidpoint(const SymmetricMatrix<Interval>& a, double* packed, double* weight, double* radius)
        : n_(a.size()), packed_(packed), weight_(weight), radius_(radius) {
        valid_ = n_ <= greatest_size && weigh(a);
        if (!valid_) return;
        add_radii(a);
        shift(a);
    }
    [[nodiscard]] bool valid() const { return valid_; }

  private:
    static const Interval* row(const SymmetricMatrix<Interval>& a, std::size_t i) {
        return a.entries().data() + i * (i + 1) / 2;
    }

    bool weigh(const SymmetricMatrix<Interval>& a) {
        for (std::size_t i = 0; i < n_; ++i) {
            const double least = row(a, i)[i].lo();
            if (!(least > 0) || least > greatest_diagonal) return false;
            greatest_ = std::max(greatest_, least);
            weight_[i] = 1 / power_near_root(least);  // exact: a power of two between 2^−250 and 2^512
            radius_[i] = 0;
        }
        return true;
    }

    /// Midpoints of the entries off the diagonal, and Σ_j Δ_ij t_j rounded up.
    void add_radii(const SymmetricMatrix<Interval>& a) {
        for (std::size_t i = 0; i < n_; ++i) {
            const Interval* entries = row(a, i);
            double* target = packed_ + i * (i + 1) / 2;
            double own = 0;
            for (std::size_t j = 0; j < i; ++j) {
                const __m128d ends = entries[j].packed();  // (−lo, hi)
                const double middle =
                    0.5 * (_mm_cvtsd_f64(_mm_unpackhi_pd(ends, ends)) - _mm_cvtsd_f64(ends));
                target[j] = middle;
                // An end that is not finite makes the radius ∞ or NaN, and so the shift.
                const __m128d both = add_up(ends, _mm_set_pd(-middle, middle));
                const double radius = _mm_cvtsd_f64(_mm_max_sd(_mm_unpackhi_pd(both, both), both));
                own = add_up(own, mul_up(radius, weight_[j]));
                radius_[j] = add_up(radius_[j], mul_up(radius, weight_[i]));
            }
            radius_[i] = add_up(radius_[i], own);
        }
    }

    void shift(const SymmetricMatrix<Interval>& a) {
        const auto n = static_cast<double>(n_);
        const double kappa = n * (n + 2) * unit;  // exact
        const double underflow = mul_up(mul_up(4 * n, add_up(n + 1, greatest_)), tiny);
        for (std::size_t i = 0; i < n_; ++i) {
            const double least = row(a, i)[i].lo();
            const double spread = mul_up(radius_[i], 1 / weight_[i]);
            const double rest = add_up(add_up(spread, mul_up(kappa, least)), underflow);
            packed_[i * (i + 1) / 2 + i] = -add_up(rest, -least);
        }
    }

    std::size_t n_;
    double *packed_, *weight_, *radius_;
    double greatest_ = 0;
    bool valid_ = false;
};

/// In place; the analysis above holds for it as it does for detail::FloatingCholesky.
bool small_cholesky_completes(std::size_t n, double* packed, double* inverse) {
    for (std::size_t i = 0; i < n; ++i) {
        double* row = packed + i * (i + 1) / 2;
        double pivot = row[i];
        const double* other = packed;
        for (std::size_t j = 0; j < i; other += ++j) {
            double s = row[j];
            for (std::size_t k = 0; k < j; ++k) s -= row[k] * other[k];
            row[j] = s * inverse[j];
            pivot -= row[j] * row[j];
        }
        if (!(pivot > 0)) return false;
        const double root = _mm_cvtsd_f64(_mm_sqrt_sd(_mm_setzero_pd(), _mm_set_sd(pivot)));
        inverse[i] = 1 / root;
    }
    return true;
}

constexpr std::size_t small = 12;

bool small_is_definite(const SymmetricMatrix<Interval>& a) {
    std::array<double, small*(small + 1) / 2> packed;
    std::array<double, small> weight, radius;
    const ShiftedMidpoint shifted(a, packed.data(), weight.data(), radius.data());
    return shifted.valid() && small_cholesky_completes(a.size(), packed.data(), weight.data());
}

/// A vector at which the form of the factorised matrix has the pivot that was not positive as its value:
/// x = (−y, 1, 0), Lᵀ y = (the row of that pivot).
std::vector<double> direction_of_failure(const detail::FloatingCholesky& factor, std::size_t n) {
    const std::size_t rank = factor.rank();
    std::vector<double> x(n, 0.0);
    x[rank] = 1;
    for (std::size_t i = rank; i-- > 0;) {
        double s = -factor(rank, i);
        for (std::size_t k = i + 1; k < rank; ++k) s -= factor(k, i) * x[k];
        x[i] = s / factor(i, i);
    }
    return x;
}

/// xᵀAx ≤ 0 for every A of the set: then none is positive definite (x ≠ 0).
bool nonpositive_at(const SymmetricMatrix<Interval>& a, const std::vector<double>& x) {
    if (!std::all_of(x.begin(), x.end(), [](double entry) { return entry - entry == 0; })) return false;
    Interval form;
    const Interval* entry = a.entries().data();
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Interval own(x[i]);
        Interval row;
        for (std::size_t j = 0; j < i; ++j) row += *entry++ * Interval(x[j]);
        form += own * (row + row) + sqr(own) * *entry++;
    }
    return certainly_nonpositive(form);
}

Definiteness large_definiteness(const SymmetricMatrix<Interval>& a) {
    std::vector<double> packed(a.entries().size()), weight(a.size()), radius(a.size());
    const ShiftedMidpoint shifted(a, packed.data(), weight.data(), radius.data());
    if (!shifted.valid()) return Definiteness::not_shown;
    const detail::FloatingCholesky factor(a.size(), packed.data());
    if (factor.completed()) return Definiteness::definite;
    return nonpositive_at(a, direction_of_failure(factor, a.size())) ? Definiteness::not_definite
                                                                     : Definiteness::not_shown;
}

template <class T>
void require_rows(const SymmetricMatrix<T>& matrix) {
    if (matrix.size() == 0) throw InputError("the matrix has no rows; give at least one");
}

}  // namespace

Definiteness positive_definiteness(const SymmetricMatrix<Interval>& matrix) {
    require_rows(matrix);
    detail::require_upward();
    if (matrix.size() <= small) {
        if (small_is_definite(matrix)) return Definiteness::definite;
    } else {
        const Definiteness answer = large_definiteness(matrix);
        if (answer != Definiteness::not_shown) return answer;
    }
    return definiteness_by_ldlt(matrix);
}

Definiteness positive_definiteness(const SymmetricMatrix<Ball>& matrix) {
    require_rows(matrix);
    return definiteness_by_ldlt(matrix);
}

Definiteness positive_definiteness(const std::function<SymmetricMatrix<Ball>(long)>& matrix_at,
                                   long precision, long most) {
    for (; precision <= most; precision *= 2) {
        const Definiteness answer = positive_definiteness(matrix_at(precision));
        if (answer != Definiteness::not_shown) return answer;
    }
    return Definiteness::not_shown;
}

}  // namespace dlncert
