#pragma once
#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/arith/verified_real.hpp>
#include <dlncert/calculus/symmetric_matrix.hpp>
#include <sampling.hpp>
#include <vector>

namespace dlncert::test {

using ExactMatrix = SymmetricMatrix<Rational>;

template <VerifiedReal T>
SymmetricMatrix<T> enclosed(const ExactMatrix& matrix, long precision = 53) {
    SymmetricMatrix<T> result(matrix.size(), T::from(0L, precision));
    for (std::size_t i = 0; i < matrix.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = T::from(matrix(i, j), precision);
    return result;
}

/// H D H with the reflection H = I − 2vvᵀ/vᵀv of a vector of small integers, repeated: an exact rational
/// matrix with the eigenvalues D.
inline ExactMatrix with_eigenvalues(Engine& engine, const std::vector<Rational>& eigenvalues,
                                    int reflections) {
    const std::size_t n = eigenvalues.size();
    ExactMatrix a(n, Rational(0));
    for (std::size_t i = 0; i < n; ++i) a(i, i) = eigenvalues[i];
    for (; reflections > 0; --reflections) {
        std::vector<Rational> v(n), w(n);
        Rational square = 0;
        for (Rational& x : v) {
            x = static_cast<long>(engine() % 7) - 3;
            square += x * x;
        }
        if (square == 0) continue;
        // A − v wᵀ − w vᵀ, w = 2(Av)/s − 2 v (vᵀAv)/s²
        Rational form = 0;
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) w[i] += a(i, j) * v[j];
            form += v[i] * w[i];
        }
        for (std::size_t i = 0; i < n; ++i) w[i] = 2 * w[i] / square - 2 * v[i] * form / (square * square);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j) a(i, j) -= v[i] * w[j] + w[i] * v[j];
    }
    return a;
}

/// 1/(i + j + 1): positive definite, of condition e^3.5n.
inline ExactMatrix hilbert(std::size_t n) {
    ExactMatrix a(n, Rational(0));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) a(i, j) = Rational(1, static_cast<long>(i + j + 1));
    return a;
}

/// Exactly: all pivots positive.
inline bool exactly_positive_definite(ExactMatrix a) {
    for (std::size_t k = 0; k < a.size(); ++k) {
        if (a(k, k) <= 0) return false;
        for (std::size_t i = k + 1; i < a.size(); ++i)
            for (std::size_t j = k + 1; j <= i; ++j) a(i, j) -= a(i, k) * a(j, k) / a(k, k);
    }
    return true;
}

/// Random entries in [−1, 1], multiples of 2^−30.
inline Rational random_entry(Engine& engine) {
    constexpr long scale = 1L << 30;
    return Rational(std::uniform_int_distribution<long>(-scale, scale)(engine), scale);
}

inline ExactMatrix random_matrix(Engine& engine, std::size_t n) {
    ExactMatrix a(n, Rational(0));
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) a(i, j) = random_entry(engine);
    return a;
}

}  // namespace dlncert::test
