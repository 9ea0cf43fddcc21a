#pragma once
#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/arith/verified_real.hpp>
#include <dlncert/calculus/symmetric_matrix.hpp>
#include <vector>

namespace dlncert {

/// What is known of the eigenvalues and eigenvectors of a set of symmetric matrices.
template <VerifiedReal T>
struct Spectrum {
    /// values[k] contains the k-th smallest eigenvalue, counted with multiplicity, of every matrix of the
    /// set: neither order nor number is in doubt where enclosures overlap.
    std::vector<T> values;
    /// Exact numbers: column k of the approximate eigenvectors is vectors[k]; it belongs to approximate[k],
    /// and approximate increases. Empty if none were found; then every value is the whole line.
    std::vector<std::vector<T>> vectors;
    std::vector<T> approximate;
    /// Contains XᵀX's (or XᵀGX's) distance from the unit matrix in the spectral norm, and is below 1.
    T defect;
};

/// All eigenvalues of every real symmetric matrix within the enclosures. The width beyond what the entries'
/// widths cause is of the order of the rounding error of the norm, whatever the gaps: equal and nearly equal
/// eigenvalues cost nothing. Call the interval version inside an UpwardRounding scope.
/// @throws InputError for a matrix without rows or with an empty entry.
[[nodiscard]] Spectrum<Interval> spectrum(const SymmetricMatrix<Interval>& a);
[[nodiscard]] Spectrum<Ball> spectrum(const SymmetricMatrix<Ball>& a);

/// The generalised problem A x = λ G x, for every A and G within the enclosures. That the values are bounded
/// shows that every G is positive definite.
/// @throws InputError if the sizes differ, and as above.
[[nodiscard]] Spectrum<Interval> spectrum(const SymmetricMatrix<Interval>& a,
                                          const SymmetricMatrix<Interval>& g);
[[nodiscard]] Spectrum<Ball> spectrum(const SymmetricMatrix<Ball>& a, const SymmetricMatrix<Ball>& g);

/// Eigenvalues that were not separated from each other but from all others, and their invariant subspace.
template <VerifiedReal T>
struct InvariantSubspace {
    std::size_t first = 0, count = 0;  ///< the eigenvalues values[first], …, values[first + count − 1]
    T values;                          ///< contains all of them
    /// The largest sine of an angle between the span of vectors[first], … and the subspace that belongs to
    /// these eigenvalues is at most the upper end; beyond 1 it says nothing.
    T sine;
};

/// The finest partition of the spectrum of A into separated clusters. `s` is spectrum(a).
template <VerifiedReal T>
[[nodiscard]] std::vector<InvariantSubspace<T>> invariant_subspaces(const SymmetricMatrix<T>& a,
                                                                    const Spectrum<T>& s);

/// How many eigenvalues are positive, how many negative, for every matrix of the set; and how many were not
/// decided. The three sum to the size.
struct Inertia {
    std::size_t positive = 0, negative = 0, undecided = 0;
    friend bool operator==(const Inertia&, const Inertia&) = default;
};

/// By Sylvester's law, of the matrix scaled to entries near 1: so rows and columns may be of any size.
/// @throws InputError as spectrum.
[[nodiscard]] Inertia inertia(const SymmetricMatrix<Interval>& a);
[[nodiscard]] Inertia inertia(const SymmetricMatrix<Ball>& a);

/// An enclosure of the determinant of every matrix of the set: the product of the pivots, where all are
/// certainly not 0; otherwise that of the eigenvalues.
template <VerifiedReal T>
[[nodiscard]] T determinant(const SymmetricMatrix<T>& a);

extern template std::vector<InvariantSubspace<Interval>> invariant_subspaces(const SymmetricMatrix<Interval>&,
                                                                             const Spectrum<Interval>&);
extern template std::vector<InvariantSubspace<Ball>> invariant_subspaces(const SymmetricMatrix<Ball>&,
                                                                         const Spectrum<Ball>&);
extern template Interval determinant(const SymmetricMatrix<Interval>&);
extern template Ball determinant(const SymmetricMatrix<Ball>&);

}  // namespace dlncert
