#include <algorithm>
#include <cmath>
#include <dlncert/calculus/ball_matrix.hpp>
#include <dlncert/calculus/lapack.hpp>
#include <limits>
#include <numeric>
#include <vector>

// LAPACK's eigenvectors, improved to any precision. The step for separated eigenvalues is that of Ogita and
// Aishima (Iterative refinement for symmetric eigenvalue decomposition, JJIAM 35, 2018): with S = XᵀAX, C =
// XᵀGX and d_i = s_ii/c_ii, X(I + E) has S diagonal and C = I to first order if
//     e_ij = (s_ij − d_j c_ij)/(d_j − d_i) = −c_ij/2 + (s_ij − (d_i + d_j)/2 c_ij)/(d_j − d_i).
// Within a cluster, whose gaps are not larger than what is left of S off the diagonal, only C is corrected,
// e_ij = (δ_ij − c_ij)/2, and then the cluster's own block of S, shifted by d and scaled to its spread, goes
// to LAPACK: each such rotation resolves 15 further digits of it. Nested clusters are a matter of more steps.
// Nothing here is proved, or needs to be.

namespace dlncert::detail {
namespace {

constexpr slong nothing = std::numeric_limits<slong>::min() / 4;

/// x < 2^exponent in absolute value.
slong exponent_of(const arf_t x) {
    if (arf_is_zero(x)) return nothing;
    if (!arf_is_finite(x)) return -nothing;
    return arf_abs_bound_lt_2exp_si(x);
}

slong greatest_exponent(const BallMatrix& a) {
    slong result = nothing;
    for (slong i = 0; i < a.rows(); ++i)
        for (slong j = 0; j < a.columns(); ++j) result = std::max(result, exponent_of(a.mid(i, j)));
    return result;
}

/// The midpoints times 2^−exponent as doubles.
DenseMatrix scaled_doubles(const BallMatrix& a, slong exponent) {
    DenseMatrix result(static_cast<std::size_t>(a.rows()), static_cast<std::size_t>(a.columns()));
    Arf scaled;
    for (slong i = 0; i < a.rows(); ++i)
        for (slong j = 0; j < a.columns(); ++j) {
            arf_mul_2exp_si(scaled.get(), a.mid(i, j), -exponent);
            const bool vanishes = arf_cmpabs_2exp_si(scaled.get(), -1000) < 0;
            result(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) =
                vanishes ? 0.0 : arf_get_d(scaled.get(), ARF_RND_NEAR);
        }
    return result;
}

class Refinement {
  public:
    Refinement(const BallMatrix& a, const BallMatrix* g, slong precision, BallMatrix& x)
        : a_(a), g_(g), precision_(precision), n_(a.rows()), slack_(2 * FLINT_BIT_COUNT(n_) + 4), x_(x) {}

    void run() {
        // A turn by ε costs an ε² of C, which then is squared from step to step: so long may nothing seem to
        // improve.
        const slong patience = 4 + static_cast<slong>(FLINT_BIT_COUNT(precision_));
        slong best = -nothing;
        for (slong idle = 0; idle < patience;) {
            measure();
            const slong now = std::max(coupling_ - size_, loss_);
            if (now <= slack_ - precision_) return;
            idle = now < best - 2 ? 0 : idle + 1;
            best = std::min(best, now);
            step();
        }
    }

  private:
    using Cluster = std::vector<slong>;

    [[nodiscard]] BallMatrix times(const BallMatrix& a, const BallMatrix& b) const {
        return approximate_product(a, b, precision_);
    }

    /// S, C, d, and how far they are from diagonal and from 1.
    void measure() {
        const BallMatrix transposed = x_.transposed();
        s_ = times(transposed, times(a_, x_));
        c_ = times(transposed, g_ ? times(*g_, x_) : x_);
        d_.assign(static_cast<std::size_t>(n_), Arf());
        for (slong i = 0; i < n_; ++i) arf_div(d(i), s_.mid(i, i), c_.mid(i, i), precision_, ARF_RND_NEAR);
        order_.resize(static_cast<std::size_t>(n_));
        std::iota(order_.begin(), order_.end(), slong{0});
        std::sort(order_.begin(), order_.end(), [&](slong i, slong j) { return arf_cmp(d(i), d(j)) < 0; });
        size_ = coupling_ = loss_ = nothing;
        Arf term;
        for (slong i = 0; i < n_; ++i) {
            size_ = std::max(size_, exponent_of(d(i)));
            arf_sub_ui(term.get(), c_.mid(i, i), 1, precision_, ARF_RND_NEAR);
            loss_ = std::max(loss_, exponent_of(term.get()));
            for (slong j = 0; j < i; ++j) {
                coupling(term.get(), i, j);
                coupling_ = std::max(coupling_, exponent_of(term.get()));
                loss_ = std::max(loss_, exponent_of(c_.mid(i, j)));
            }
        }
    }

    /// Consecutive values that are not clearly further apart than the coupling.
    [[nodiscard]] std::vector<Cluster> clusters() {
        const slong limit = coupling_ + 3 + static_cast<slong>(FLINT_BIT_COUNT(n_));
        std::vector<Cluster> result;
        Arf gap;
        for (slong k = 0; k < n_; ++k) {
            const slong i = order_[static_cast<std::size_t>(k)];
            bool separate = k == 0;
            if (!separate) {
                arf_sub(gap.get(), d(i), d(order_[static_cast<std::size_t>(k - 1)]), precision_,
                        ARF_RND_NEAR);
                separate = arf_cmp_2exp_si(gap.get(), std::max(limit, slong{-(1L << 40)})) > 0;
            }
            if (separate) result.emplace_back();
            result.back().push_back(i);
        }
        return result;
    }

    void step() {
        const std::vector<Cluster> groups = clusters();
        std::vector<std::size_t> group_of(static_cast<std::size_t>(n_));
        for (std::size_t g = 0; g < groups.size(); ++g)
            for (const slong i : groups[g]) group_of[static_cast<std::size_t>(i)] = g;
        BallMatrix e(n_, n_);
        for (slong i = 0; i < n_; ++i)
            for (slong j = 0; j < n_; ++j)
                correction(e.mid(i, j), i, j,
                           group_of[static_cast<std::size_t>(i)] == group_of[static_cast<std::size_t>(j)]);
        const BallMatrix change = times(x_, e);
        for (slong i = 0; i < n_; ++i)
            for (slong j = 0; j < n_; ++j)
                arf_add(x_.mid(i, j), x_.mid(i, j), change.mid(i, j), precision_, ARF_RND_NEAR);
        for (const Cluster& cluster : groups)
            if (cluster.size() > 1) rotate(cluster);
    }

    /// s_ij − (d_i + d_j)/2 c_ij: what would be left off the diagonal if C were 1.
    void coupling(arf_t result, slong i, slong j) {
        arf_add(result, d(i), d(j), precision_, ARF_RND_NEAR);
        arf_mul_2exp_si(result, result, -1);
        arf_mul(result, result, c_.mid(i, j), precision_, ARF_RND_NEAR);
        arf_sub(result, s_.mid(i, j), result, precision_, ARF_RND_NEAR);
    }
    /// Rounding errors look like this: not to be amplified by small gaps.
    [[nodiscard]] bool is_noise(const arf_t x) const {
        return exponent_of(x) <= size_ + slack_ - 2 - precision_;
    }

    /// e_ij in two parts: the symmetric one mends C, the antisymmetric one turns.
    void correction(arf_t e, slong i, slong j, bool together) {
        arf_sub_ui(e, c_.mid(i, j), i == j ? 1 : 0, precision_, ARF_RND_NEAR);
        arf_mul_2exp_si(e, e, -1);
        arf_neg(e, e);
        Arf turn, gap;
        coupling(turn.get(), i, j);
        if (together || is_noise(turn.get())) return;
        arf_sub(gap.get(), d(j), d(i), precision_, ARF_RND_NEAR);
        arf_div(turn.get(), turn.get(), gap.get(), precision_, ARF_RND_NEAR);
        arf_add(e, e, turn.get(), precision_, ARF_RND_NEAR);
    }

    void rotate(const Cluster& cluster) {
        const auto m = static_cast<slong>(cluster.size());
        const auto at = [&](slong k) { return cluster[static_cast<std::size_t>(k)]; };
        BallMatrix block(m, m);
        bool coupled = false;
        for (slong k = 0; k < m; ++k)
            for (slong l = 0; l < m; ++l) {
                arf_ptr entry = block.mid(k, l);
                arf_mul(entry, d(at(0)), c_.mid(at(k), at(l)), precision_, ARF_RND_NEAR);
                arf_sub(entry, s_.mid(at(k), at(l)), entry, precision_, ARF_RND_NEAR);
                coupled = coupled || (k != l && !is_noise(entry));
            }
        if (!coupled) return;
        ApproximateEigensystem found;
        if (!approximate_eigensystem(scaled_doubles(block, greatest_exponent(block)), nullptr, found)) return;
        BallMatrix q(m, m), columns(n_, m);
        for (slong k = 0; k < m; ++k)
            for (slong l = 0; l < m; ++l)
                arf_set_d(q.mid(k, l),
                          found.vectors(static_cast<std::size_t>(l), static_cast<std::size_t>(k)));
        orthonormalize(q);
        for (slong i = 0; i < n_; ++i)
            for (slong k = 0; k < m; ++k) arf_set(columns.mid(i, k), x_.mid(i, at(k)));
        const BallMatrix rotated = times(columns, q);
        for (slong i = 0; i < n_; ++i)
            for (slong k = 0; k < m; ++k) arf_set(x_.mid(i, at(k)), rotated.mid(i, k));
    }

    /// Q ← Q(3 − QᵀQ)/2, which squares the defect, from that of doubles on.
    void orthonormalize(BallMatrix& q) const {
        for (slong bits = 45; bits < precision_; bits *= 2) {
            BallMatrix factor = times(q.transposed(), q);
            for (slong k = 0; k < q.rows(); ++k)
                for (slong l = 0; l < q.rows(); ++l) {
                    arf_sub_ui(factor.mid(k, l), factor.mid(k, l), k == l ? 3 : 0, precision_, ARF_RND_NEAR);
                    arf_mul_2exp_si(factor.mid(k, l), factor.mid(k, l), -1);
                    arf_neg(factor.mid(k, l), factor.mid(k, l));
                }
            q = times(q, factor);
        }
    }

    [[nodiscard]] arf_ptr d(slong i) { return d_[static_cast<std::size_t>(i)].get(); }

    const BallMatrix& a_;
    const BallMatrix* g_;
    slong precision_, n_, slack_;
    BallMatrix& x_;
    BallMatrix s_{0, 0}, c_{0, 0};
    std::vector<Arf> d_;
    std::vector<slong> order_;
    slong size_ = 0;      ///< exponent of the largest |d_i|
    slong coupling_ = 0;  ///< and of what is left off the diagonal
    slong loss_ = 0;      ///< and of C − 1
};

}  // namespace

bool approximate_eigenvectors(const BallMatrix& a, const BallMatrix* g, slong precision, BallMatrix& x) {
    const slong n = a.rows();
    const auto exponent = [](const BallMatrix& matrix) {
        const slong greatest = greatest_exponent(matrix);
        return greatest == nothing ? 0 : greatest + (greatest & 1);  // even
    };
    const slong metric_exponent = g ? exponent(*g) : 0;
    DenseMatrix metric;
    if (g) metric = scaled_doubles(*g, metric_exponent);
    ApproximateEigensystem found;
    if (!approximate_eigensystem(scaled_doubles(a, exponent(a)), g ? &metric : nullptr, found)) return false;
    for (slong i = 0; i < n; ++i)
        for (slong j = 0; j < n; ++j) {
            arf_set_d(x.mid(i, j), found.vectors(static_cast<std::size_t>(j), static_cast<std::size_t>(i)));
            arf_mul_2exp_si(x.mid(i, j), x.mid(i, j), -metric_exponent / 2);
        }
    Refinement(a, g, precision, x).run();
    return true;
}

}  // namespace dlncert::detail
