#pragma once
#include <dlncert/dln/depth.hpp>
#include <dlncert/special/langevin.hpp>

namespace dlncert {

/// What one pair σ_i ≥ σ_j contributes, u = log σ_i − log σ_j ≥ 0 (mathematics.md §§1–2). Nothing here
/// divides by σ_i − σ_j: all are analytic in u, also at 0.
///
/// How they vary over 0 ≤ ν ≤ 1/2, u ≥ 0 (a box is then enclosed by the values at two corners):
///   m     increases in u (∂m/∂u = k > 0) and decreases in ν ((wL(w))' ≥ 0)
///   δ     = c − m = 1 − L(u) − ν(1 − L(νu)) decreases in u, and in ν since (w(1 − L(w)))' ≥ 0, which is
///         (1 − e^{−2w})/2 ≤ w
///   c + m increases in u, decreases in ν
///   k     = ν²/sinh² νu − 1/sinh² u decreases in ν (w/sinh w does), and in u because u² k is a difference of
///   values of
///         w²/sinh² w at νu and u and w³ cosh w/sinh³ w decreases, that is 3 L(w) ≥ tanh w: the Taylor
///         coefficients of 2t + t cosh t − 3 sinh t are (2n − 2)/(2n + 1)! ≥ 0 for n ≥ 1, 0 for n = 0
template <ModelReal T>
struct PairSlopes {
    T larger;   ///< c + m(u) > 0, in ∂S/∂ log σ_i
    T smaller;  ///< δ = c − m(u) > 0, in ∂S/∂ log σ_j
};

/// The scaled 2×2 blocks B(ν,u) of the Euclidean Hessian and their Riemannian kin. How the entries vary:
///   k − c − m    decreases in u; increases in ν: its derivative is ≥ 1 − 2νL'(νu) > 0, as L' ≤ 1/3
///   k − δ        increases in ν: −∂(δ − k)/∂ν = (B(p)/u)(2H(u − p) + 2 − 4HB) ≥ 0 with p = 2νu, HB = −B' ≤
///   1/2 k − ν(c + m) decreases in u and in ν: with w = νu, ν(c + m) is concave in ν, as w² coth w is convex,
///   and its
///                slope at ν = 1/2 is (w − tanh w)/(2 sinh² w) ≥ 0
template <class Value>
struct PairCurvatures {
    Value coupling;            ///< k > 0
    Value larger;              ///< k − (c + m) < 0
    Value smaller;             ///< k − δ < 0  (I2)
    Value riemannian_larger;   ///< k − ν(c + m)
    Value riemannian_smaller;  ///< k − νδ ≥ 0  (I4)
};

/// p/(e^p − 1) for p ≥ 0: convex and decreasing from 1, with slope −1/2 at 0, so 1 − p/2 ≤ B(p) ≤ 1.
template <ModelReal T>
[[nodiscard]] T bernoulli(const T& p) {
    if (certainly_positive(p)) return p / expm1(p);
    return hull(1 - p / 2, T::from(1L, p.precision()));
}

namespace detail {

/// The exponential chart keeps the relative accuracy at large u that L'(u) − ν²L'(νu) and c − m would lose,
/// and is faster. Towards u = 0 it loses 2 log2(1/u) bits, cheap where precision is free to choose. Both are
/// valid for every u > 0, so the choice costs digits only.
template <ModelReal T>
[[nodiscard]] bool use_chart(const T& u) {
    return certainly_less_equal(T::from(u.precision() > 53 ? Rational(1, 8) : Rational(2), u.precision()), u);
}

/// mathematics.md §3, the chart: with p = 2νu, B = p/(e^p − 1) and R = 2/(e^{2u} − 1)
///     δ = B/u − R,   k = B(B + p)/u² − R(R + 2).
template <ModelReal T>
struct Chart {
    T inverse, p, b, r;
    Chart(const DepthPoint<T>& depth, const T& u)
        : inverse(inv(u)), p(2 * depth.nu * u), b(bernoulli(p)), r(2 / expm1(2 * u)) {}
};

}  // namespace detail

/// At one depth, for a thin enclosure u of one gap. `equal` says that the gap is exactly 0.
template <ModelReal T>
[[nodiscard]] PairSlopes<T> pair_slopes(const DepthPoint<T>& depth, const T& u, bool equal) {
    if (equal) return {depth.c, depth.c};
    if (detail::use_chart(u)) {
        const detail::Chart<T> chart(depth, u);
        const T delta = chart.b * chart.inverse - chart.r;
        return {2 * depth.c - delta, delta};
    }
    const T m = langevin(u) - depth.nu * langevin(depth.nu * u);
    return {depth.c + m, depth.c - m};
}

template <ModelReal T>
[[nodiscard]] PairCurvatures<T> pair_curvatures(const DepthPoint<T>& depth, const T& u, bool equal) {
    const long precision = u.precision();
    if (equal) {
        const Rational& nu = depth.exact;
        const Rational c = 1 - nu, k = (1 - nu * nu) / 3;
        const auto exact = [precision](const Rational& q) { return T::from(q, precision); };
        return {exact(k), exact(k - c), exact(k - c), exact(k - nu * c), exact(k - nu * c)};
    }
    if (detail::use_chart(u)) {
        const detail::Chart<T> chart(depth, u);
        const T &p = chart.p, &r = chart.r;
        const T b = chart.b * chart.inverse, b_u2 = b * chart.inverse;  // B/u and B/u²
        const T delta = b - r;
        const T k = b_u2 * (chart.b + p) - r * (r + 2);
        const T plus = 2 * depth.c - delta;
        // k − δ and k − νδ with the terms that cancel taken together (u − p = θu, νu = p/2).
        return {k, k - plus, -(b_u2 * (depth.theta * u - chart.b) + r * (r + 1)), k - depth.nu * plus,
                b_u2 * (chart.b + p / 2) - r * (r + 2 - depth.nu)};
    }
    const T w = depth.nu * u;
    const T m = langevin(u) - depth.nu * langevin(w);
    const T k = langevin1(u) - sqr(depth.nu) * langevin1(w);
    const T plus = depth.c + m, delta = depth.c - m;
    return {k, k - plus, k - delta, k - depth.nu * plus, k - depth.nu * delta};
}

/// The gaps of one pair: thin enclosures of the least and the greatest u.
template <ModelReal T>
struct GapRange {
    T lower, upper;
    bool lower_is_zero = false, upper_is_zero = false;
    bool is_point = false;
};

/// Over an interval of depths and of gaps: by corners, see PairCurvatures.
template <ModelReal T>
[[nodiscard]] PairCurvatures<VerifiedRange<T>> pair_curvatures(const DepthInterval<T>& depth,
                                                               const GapRange<T>& u) {
    const auto at = [&](const DepthPoint<T>& nu, bool far) {
        return far ? pair_curvatures(nu, u.upper, u.upper_is_zero)
                   : pair_curvatures(nu, u.lower, u.lower_is_zero);
    };
    const PairCurvatures<T> first = at(depth.lower, false);
    if (u.is_point && depth.is_point())
        return {first.coupling, first.larger, first.smaller, first.riemannian_larger,
                first.riemannian_smaller};
    const PairCurvatures<T> last = at(depth.upper, true);
    const PairCurvatures<T> low_far = u.is_point ? first : at(depth.lower, true);
    const PairCurvatures<T> high_near = u.is_point ? last : at(depth.upper, false);
    const VerifiedRange<T> coupling(last.coupling, first.coupling);
    const VerifiedRange<T> delta(pair_slopes(depth.upper, u.upper, u.upper_is_zero).smaller,
                                 pair_slopes(depth.lower, u.lower, u.lower_is_zero).smaller);
    // k − δ increases in ν, but need not be monotone in u: only k and δ are, each. Where that leaves the sign
    // open, I1 and E2 say k − δ ≤ −δ²/(2c); and I4 says k − νδ ≥ 0 (mathematics.md §3).
    const VerifiedRange<T> smaller =
        u.is_point ? VerifiedRange<T>(first.smaller, last.smaller)
                   : VerifiedRange<T>(
                         low_far.coupling - delta.upper(),
                         min(high_near.coupling - delta.lower(), -sqr(delta.lower()) / (2 * depth.lower.c)));
    const VerifiedRange<T> with_nu = coupling - times_positive(delta, depth.nu());
    return {
        coupling, VerifiedRange<T>(low_far.larger, high_near.larger), smaller,
        VerifiedRange<T>(last.riemannian_larger, first.riemannian_larger),
        VerifiedRange<T>(max(with_nu.lower(), T::from(0L, with_nu.lower().precision())), with_nu.upper())};
}

}  // namespace dlncert
