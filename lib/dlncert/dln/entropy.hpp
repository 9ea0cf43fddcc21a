#pragma once
#include <dlncert/calculus/symmetric_matrix.hpp>
#include <dlncert/dln/metric_convention.hpp>
#include <dlncert/dln/orbit_volume.hpp>
#include <dlncert/dln/point.hpp>

namespace dlncert {

namespace detail {

/// g(u) − g(νu) for a thin u ≥ 0. In the chart, with B(p) + p = p/(1 − e^{−p}),
///     sinh u/u · νu/sinh νu = e^{cu} · (1 − e^{−2u})/(2u) · (B(p) + p).
template <ModelReal T>
[[nodiscard]] T log_mean_excess_at(const DepthPoint<T>& depth, const T& u) {
    if (!use_chart(u)) return log_sinhc(u) - log_sinhc(depth.nu * u);
    const T p = 2 * depth.nu * u, twice = 2 * u;
    return depth.c * u + log(-expm1(-twice) / twice * (bernoulli(p) + p));
}

/// log λ_ij − c(a_i + a_j) = g(u) − g(νu), which decreases in ν.
template <ModelReal T>
[[nodiscard]] VerifiedRange<T> log_mean_excess(const DepthInterval<T>& depth, const T& u) {
    const T greatest = log_mean_excess_at(depth.lower, u);
    if (depth.is_point()) return greatest;
    return {log_mean_excess_at(depth.upper, u), greatest};
}

/// ½ Σ_{i<j} [g(u_ij) − g(ν u_ij)] + (c/2)(d − 1) Σ a_i at a point.
template <ModelReal T>
[[nodiscard]] VerifiedRange<T> entropy_at(const DepthInterval<T>& depth, const LogPoint<T>& point) {
    const std::size_t d = point.width();
    T radial = T::from(0L, point.precision());
    VerifiedRange<T> pairs = radial;
    for (std::size_t i = 0; i < d; ++i) {
        radial += point.a(i);
        for (std::size_t j = i + 1; j < d; ++j)
            if (!point.equal(i, j)) pairs += log_mean_excess(depth, point.gap(i, j));
    }
    const VerifiedRange<T> sum =
        times_positive(VerifiedRange<T>(radial * static_cast<long>(d - 1)), depth.c()) + pairs;
    return sum.map_increasing([](const T& x) { return x / 2; });
}

/// What increases from the least point of a box to its greatest.
template <ModelReal T>
[[nodiscard]] VerifiedRange<T> between(const VerifiedRange<T>& least, const VerifiedRange<T>& greatest) {
    return {least.lower(), greatest.upper()};
}

}  // namespace detail

/// The renormalised entropy S(σ) = ½ Σ_{i<j} log λ_ij of mathematics.md §2 [P (1.2), (1.14)] over a box of
/// the chamber. S increases in every σ_i (c + m > 0), so over exact ν the two corners give its range.
template <ModelReal T>
[[nodiscard]] VerifiedRange<T> entropy(const DepthInterval<T>& depth, const LogBox<T>& box) {
    const VerifiedRange<T> least = detail::entropy_at(depth, box.lower());
    return box.is_point() ? least : detail::between(least, detail::entropy_at(depth, box.upper()));
}

/// Decides exactly that S = 0 where that is a fact about rationals: for N = 2, S = ½ log Π_{i<j} (σ_i +
/// σ_j)/2. Otherwise, and where S ≠ 0, the answer is false. No precision would show such a zero.
[[nodiscard]] bool entropy_vanishes(const Rational& nu, const std::vector<Rational>& sigma);

/// What the Boltzmann entropy has beyond S: (N − 1) log c_d + (d(d − 1)/4) log N.
/// @throws Unsupported for ν = 0, where it is infinite.
template <ModelReal T>
[[nodiscard]] VerifiedRange<T> boltzmann_constant(const DepthInterval<T>& depth, std::size_t width,
                                                  long precision) {
    if (depth.lower.exact == 0)
        throw Unsupported(
            "the Boltzmann entropy is infinite at infinite depth (nu = 0); ask for the renormalised "
            "entropy, which differs from it by a constant where both exist");
    const auto d = static_cast<long>(width);
    const T volume = log_orthogonal_volume<T>(d, precision);
    const VerifiedRange<T> n = depth.n();
    const VerifiedRange<T> excess = n.map_increasing([](const T& x) { return x - 1; });
    return times_positive(VerifiedRange<T>(volume), excess) + n.map_increasing([&](const T& x) {
        return T::from(Rational(d * (d - 1), 4), precision) * log(x);
    });
}

namespace detail {

template <ModelReal T>
[[nodiscard]] std::vector<T> log_gradient_at(const DepthPoint<T>& depth, const LogPoint<T>& point) {
    const std::size_t d = point.width();
    std::vector<T> slope(d, T::from(0L, point.precision()));
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = i + 1; j < d; ++j) {
            const PairSlopes<T> pair = pair_slopes(depth, point.gap(i, j), point.equal(i, j));
            slope[i] += pair.larger;
            slope[j] += pair.smaller;
        }
    for (T& x : slope) x = x / 2;
    return slope;
}

template <ModelReal T>
[[nodiscard]] std::vector<T> gradient_at(const DepthPoint<T>& depth, const LogPoint<T>& point) {
    std::vector<T> gradient = log_gradient_at(depth, point);
    for (std::size_t i = 0; i < gradient.size(); ++i)
        gradient[i] = gradient[i] / T::from(point.sigma(i), point.precision());
    return gradient;
}

}  // namespace detail

/// ∂S/∂σ_i over a box of the chamber [P Lemma 3.1]. Every entry decreases in every σ_j, since all entries of
/// the Hessian are negative (k > 0, k − c − m < 0, and k − δ < 0 by I2), and in ν; so two corners give the
/// range.
template <ModelReal T>
[[nodiscard]] std::vector<VerifiedRange<T>> gradient(const DepthInterval<T>& depth, const LogBox<T>& box) {
    const std::vector<T> greatest = detail::gradient_at(depth.lower, box.lower());
    if (box.is_point() && depth.is_point()) return {greatest.begin(), greatest.end()};
    const std::vector<T> least = detail::gradient_at(depth.upper, box.upper());
    std::vector<VerifiedRange<T>> result;
    for (std::size_t i = 0; i < greatest.size(); ++i) result.emplace_back(least[i], greatest[i]);
    return result;
}

/// Which Hessian: of S as a function of σ, or the covariant one of the metric, which is the same for both of
/// its conventions.
enum class Geometry : std::uint8_t { euclidean, riemannian };

/// σ_i σ_j H_ij over a box of the chamber: the sum over pairs of the scaled blocks of mathematics.md §2.
template <ModelReal T>
[[nodiscard]] SymmetricMatrix<VerifiedRange<T>> scaled_hessian(Geometry geometry,
                                                               const DepthInterval<T>& depth,
                                                               const LogBox<T>& box) {
    const std::size_t d = box.width();
    const auto halve = [](const T& x) { return x / 2; };
    SymmetricMatrix<VerifiedRange<T>> hessian(d, T::from(0L, box.precision()));
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = i + 1; j < d; ++j) {
            const PairCurvatures<VerifiedRange<T>> pair = pair_curvatures(depth, box.gap(i, j));
            const bool euclidean = geometry == Geometry::euclidean;
            hessian(i, j) = -pair.coupling.map_increasing(halve);
            hessian(i, i) += euclidean ? pair.larger : pair.riemannian_larger;
            hessian(j, j) += euclidean ? pair.smaller : pair.riemannian_smaller;
        }
    for (std::size_t i = 0; i < d; ++i) hessian(i, i) = hessian(i, i).map_increasing(halve);
    return hessian;
}

namespace detail {

/// diag(scale) · matrix · diag(scale), scale > 0.
template <ModelReal T>
[[nodiscard]] SymmetricMatrix<VerifiedRange<T>> scaled_by(SymmetricMatrix<VerifiedRange<T>> matrix,
                                                          const std::vector<VerifiedRange<T>>& scale) {
    for (std::size_t i = 0; i < matrix.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            matrix(i, j) = times_positive(matrix(i, j), times_positive(scale[i], scale[j]));
    return matrix;
}

/// σ^{−ν} over the box: the exponent is bilinear, so its extremes are at corners.
template <ModelReal T>
[[nodiscard]] VerifiedRange<T> inverse_power(const DepthInterval<T>& depth, const T& least, const T& greatest,
                                             bool point) {
    if (point && depth.is_point()) return exp(-depth.lower.nu * least);
    const T a = depth.lower.nu * least, b = depth.upper.nu * least;
    const T c = depth.lower.nu * greatest, d = depth.upper.nu * greatest;
    return {exp(-max(max(a, b), max(c, d))), exp(-min(min(a, b), min(c, d)))};
}

}  // namespace detail

/// In the coordinates σ: ∂²S/∂σ_i∂σ_j [P Lemma 4.2], or the covariant ∇²S + diag((1 − ν)/σ_i · ∂S/∂σ_i)
/// [P Lemma 5.1], a bilinear form, for which both conventions of the metric agree.
template <ModelReal T>
[[nodiscard]] SymmetricMatrix<VerifiedRange<T>> hessian(Geometry geometry, const DepthInterval<T>& depth,
                                                        const LogBox<T>& box) {
    std::vector<VerifiedRange<T>> inverse;
    for (std::size_t i = 0; i < box.width(); ++i) {
        const T greatest = T::from(Rational(1 / box.lower().sigma(i)), box.precision());
        if (box.is_point())
            inverse.emplace_back(greatest);
        else
            inverse.emplace_back(T::from(Rational(1 / box.upper().sigma(i)), box.precision()), greatest);
    }
    return detail::scaled_by(scaled_hessian(geometry, depth, box), inverse);
}

/// The Riemannian Hessian in flat coordinates, where it is the ordinary Hessian ∂²S/∂y_i∂y_j: its eigenvalues
/// are those with respect to the metric. dσ_i/dy_i = √N σ_i^c (`sum`) or σ_i^c (`mean`).
/// @throws Unsupported for `sum` where ν = 0.
template <ModelReal T>
[[nodiscard]] SymmetricMatrix<VerifiedRange<T>> flat_hessian(Metric metric, const DepthInterval<T>& depth,
                                                             const LogBox<T>& box) {
    std::vector<VerifiedRange<T>> scale;  // σ^c / σ = σ^{−ν}
    for (std::size_t i = 0; i < box.width(); ++i)
        scale.push_back(detail::inverse_power(depth, box.lower().a(i), box.upper().a(i), box.is_point()));
    SymmetricMatrix<VerifiedRange<T>> result =
        detail::scaled_by(scaled_hessian(Geometry::riemannian, depth, box), scale);
    if (metric == Metric::mean) return result;
    const VerifiedRange<T> n = depth.n();
    for (std::size_t i = 0; i < result.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = times_positive(result(i, j), n);
    return result;
}

}  // namespace dlncert
