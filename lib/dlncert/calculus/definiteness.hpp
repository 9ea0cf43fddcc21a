#pragma once
#include <cstdint>
#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/arith/verified_real.hpp>
#include <dlncert/calculus/symmetric_matrix.hpp>
#include <functional>

namespace dlncert {

/// What is known of a set of symmetric matrices.
enum class Definiteness : std::uint8_t {
    definite,      ///< every matrix of the set is positive (negative) definite
    not_shown,     ///< nothing
    not_definite,  ///< no matrix of the set is
};

/// Is every real symmetric matrix within the enclosures positive definite? The interval matrix is tried with
/// one floating-point Cholesky factorisation and its proved error bound, then with LDLᵀ in interval
/// arithmetic. Call inside an UpwardRounding scope. Empty and unbounded entries give `not_shown`.
/// @throws InputError for a matrix without rows.
[[nodiscard]] Definiteness positive_definiteness(const SymmetricMatrix<Interval>& matrix);

/// The same by LDLᵀ in ball arithmetic at the precision of the entries.
[[nodiscard]] Definiteness positive_definiteness(const SymmetricMatrix<Ball>& matrix);

/// Is −A positive definite for every A of the set?
template <VerifiedReal T>
[[nodiscard]] Definiteness negative_definiteness(const SymmetricMatrix<T>& matrix) {
    return positive_definiteness(-matrix);
}

/// The last resort: a matrix that can be had at any precision, tried from `precision` bits upward by doubling
/// until an answer comes or the precision exceeds `most`.
[[nodiscard]] Definiteness positive_definiteness(
    const std::function<SymmetricMatrix<Ball>(long precision)>& matrix_at, long precision, long most);

/// LDLᵀ by enclosures, without pivoting. For every A of the set the k-th enclosure contains the k-th pivot of
/// A (a Schur complement, as long as those before are certainly not 0), and A is positive definite if and
/// only if all its pivots are positive. So all pivots certainly positive shows `definite`; a certainly
/// nonpositive one after certainly positive ones shows `not_definite`.
template <VerifiedReal T>
[[nodiscard]] Definiteness definiteness_by_ldlt(SymmetricMatrix<T> a) {
    const std::size_t n = a.size();
    for (std::size_t k = 0; k < n; ++k) {
        if (certainly_nonpositive(a(k, k))) return Definiteness::not_definite;
        if (!certainly_positive(a(k, k))) return Definiteness::not_shown;
        const T inverse = inv(a(k, k));
        for (std::size_t i = k + 1; i < n; ++i) {
            const T factor = a(i, k) * inverse;
            for (std::size_t j = k + 1; j < i; ++j) a(i, j) -= factor * a(j, k);
            a(i, i) -= sqr(a(i, k)) * inverse;
        }
    }
    return Definiteness::definite;
}

}  // namespace dlncert
