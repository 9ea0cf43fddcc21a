#pragma once
#include <dlncert/dln/entropy.hpp>

namespace dlncert {

/// The eigenvalues λ_il of A_N, a mean of the σ's of degree 2 − 2ν: for `mean`
/// (1/N) Σ_{j=1..N} σ_i^{2(N−j)/N} σ_l^{2(j−1)/N} = e^{c(a_i + a_l) + g(u) − g(νu)} [Q Lemma 2.4], for `sum`
/// N times that. The metric has the eigenvalues 1/λ_il. They increase in both σ's, so over exact ν two
/// corners give the range.
/// @throws Unsupported for `sum` where ν = 0.
template <ModelReal T>
[[nodiscard]] SymmetricMatrix<VerifiedRange<T>> metric_eigenvalues(Metric metric,
                                                                   const DepthInterval<T>& depth,
                                                                   const LogBox<T>& box) {
    const VerifiedRange<T> factor =
        metric == Metric::sum ? depth.n() : VerifiedRange<T>(T::from(1L, box.precision()));
    const auto logarithm = [&](const LogPoint<T>& point, std::size_t i, std::size_t l) {
        const VerifiedRange<T> radial = times_positive(VerifiedRange<T>(point.a(i) + point.a(l)), depth.c());
        return point.equal(i, l) ? radial : radial + detail::log_mean_excess(depth, point.gap(i, l));
    };
    SymmetricMatrix<VerifiedRange<T>> eigenvalues(box.width(), factor);
    for (std::size_t i = 0; i < box.width(); ++i)
        for (std::size_t l = i; l < box.width(); ++l) {
            VerifiedRange<T> value = logarithm(box.lower(), i, l);
            if (!box.is_point()) value = detail::between(value, logarithm(box.upper(), i, l));
            eigenvalues(i, l) =
                times_positive(value.map_increasing([](const T& x) { return exp(x); }), factor);
        }
    return eigenvalues;
}

/// With respect to what a volume density is taken (mathematics.md §7).
enum class Reference : std::uint8_t {
    matrix,  ///< Lebesgue measure dW
    svd,     ///< dΣ dU dV, dU = Π_{i<j} (UᵀdU)_ij: a further factor Π_{i<j} (σ_i² − σ_j²)
};

namespace detail {

/// log(σ_i² − σ_j²), the difference taken exactly.
template <ModelReal T>
[[nodiscard]] VerifiedRange<T> log_square_gap(const LogBox<T>& box, std::size_t i, std::size_t j) {
    const auto logarithm = [&](const Rational& x, const Rational& y) {
        return log(T::from(Rational(x * x - y * y), box.precision()));
    };
    if (box.lower().sigma(i) <= box.upper().sigma(j))
        throw Unsupported(
            "the volume density with respect to dSigma dU dV vanishes, and its logarithm is undefined, "
            "where singular values " +
            std::to_string(i + 1) + " and " + std::to_string(j + 1) +
            " coincide; take it with respect to dW, or separate them");
    const T least = logarithm(box.lower().sigma(i), box.upper().sigma(j));
    if (box.is_point()) return least;
    return {least, logarithm(box.upper().sigma(i), box.lower().sigma(j))};
}

}  // namespace detail

/// log of the Riemannian volume density √det g [Q Thm 1.1]: with respect to dW it is −Σ_{i<l} log λ_il − c Σ
/// a_i = −2S − c Σ a_i for `mean`, and (d²/2) log N less for `sum`.
/// @throws Unsupported for `sum` where ν = 0, and for Reference::svd where two singular values may coincide:
/// the density is 0 there.
template <ModelReal T>
[[nodiscard]] VerifiedRange<T> log_volume_density(Metric metric, Reference reference,
                                                  const DepthInterval<T>& depth, const LogBox<T>& box) {
    const std::size_t d = box.width();
    const long precision = box.precision();
    const auto cost = [&](const LogPoint<T>& point) {  // increases in every σ_i, as S and a_i do
        T radial = T::from(0L, precision);
        for (std::size_t i = 0; i < d; ++i) radial += point.a(i);
        return detail::entropy_at(depth, point).map_increasing([](const T& x) { return 2 * x; }) +
               times_positive(VerifiedRange<T>(radial), depth.c());
    };
    VerifiedRange<T> result =
        -(box.is_point() ? cost(box.lower()) : detail::between(cost(box.lower()), cost(box.upper())));
    if (metric == Metric::sum)
        result += -depth.n().map_increasing(
            [&](const T& x) { return T::from(Rational(static_cast<long>(d * d), 2), precision) * log(x); });
    if (reference == Reference::matrix) return result;
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = i + 1; j < d; ++j) result += detail::log_square_gap(box, i, j);
    return result;
}

}  // namespace dlncert
