#pragma once
#include <dlncert/search/polynomial.hpp>
#include <functional>
#include <optional>
#include <vector>

namespace dlncert {

/// The polynomials multiplier · bᵀQb, b the vector `basis`, Q a positive semidefinite matrix.
struct GramBlock {
    RationalPolynomial multiplier;
    std::vector<RationalPolynomial> basis;
};

/// weight · root² · (multiplier of blocks[block]), weight > 0.
struct WeightedSquare {
    std::size_t block;
    Rational weight;
    RationalPolynomial root;
};

/// Squares whose sum is f modulo the ideal's polynomials, exactly; none if none were found. With `definite`,
/// every Q is positive definite on what is left of its basis, and so the last square of a block is that of
/// the last basis element alone if some solution allows it. `zeros`: points where f is 0 and no multiplier is
/// negative, as far as they are known.
///
/// Method: the matrices Q are the solutions of linear equations (comparison of coefficients) in the cone of
/// semidefinite matrices. Basis elements that no solution uses are removed: those whose square alone yields
/// a monomial that f lacks (for monomials this is Reznick's Newton polytope, Duke Math. J. 45, 1978, by its
/// vertices; Löfberg, IEEE Trans. Automat. Control 54, 2009). The solution farthest from the cone's boundary
/// is approximated by interior points, its free entries are rounded, the others follow by the equations
/// (Peyrl, Parrilo, Theoret. Comput. Sci. 409, 2008), and an exact LDLᵀ decides. Where every solution lies
/// on the boundary, because f has real zeros, those that are known, and the dual solution, show the face: its
/// kernel is rounded to a rational subspace and the basis restricted to it (Borwein, Wolkowicz, J. Austral.
/// Math. Soc. 30, 1981). The identity holds by construction; that roundings were lucky needs no proof.
[[nodiscard]] std::optional<std::vector<WeightedSquare>> find_gram(
    const RationalPolynomial& f, std::vector<GramBlock> blocks, const std::vector<RationalPolynomial>& ideal,
    const std::vector<std::vector<Rational>>& zeros, bool definite, const std::function<bool()>& stop);

/// The rational with the smallest denominator in [x − tolerance, x + tolerance].
[[nodiscard]] Rational simplest_near(double x, double tolerance);

}  // namespace dlncert
