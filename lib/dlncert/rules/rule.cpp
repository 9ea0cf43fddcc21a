#include <array>
#include <dlncert/rules/rule.hpp>

namespace dlncert {
namespace {

// clang-format off
constexpr std::array rules{
    Rule{"subdivide",
         "f > 0 (or >= 0) on a box, by a pre-order tree of splits: `v@q` cuts the range of v at the affine parameter q"
         " and both closed halves follow; a leaf encloses f on its box, `n` naturally, `m` by the mean value form, `x`"
         " by monotonicity, at the precision that follows the letter.",
         "The closed halves of a box cover it. A leaf's enclosure contains every value of f on its box; m and x demand"
         " that f be defined and differentiable on the box, as the mean value theorem does."},
    Rule{"peel",
         "f > 0 on a box, from f > 0 on the face v = end and on the box with that end of v left out.",
         "The face and the rest cover the box."},
    Rule{"factor",
         "f > 0 (or >= 0) on a box where f is defined, from the identity f = e·g, e > 0 and g > 0 (or >= 0) there.",
         "A product of positive numbers is positive."},
    Rule{"zero",
         "f >= 0 on a box where f is defined, from the identity f = 0.",
         "0 >= 0."},
    Rule{"monotone",
         "f > 0 on a box that leaves out the lower end v0 of v, from f >= 0 on v = v0 and df/dv > 0 on the box; f is "
         "differentiable on the box with v0.",
         "f(v) - f(v0) = (v - v0) f'(xi) > 0 for some v0 < xi < v by the mean value theorem."},
    Rule{"pair-majorant",
         "F(s) = sum over i<j of P(s_i, s_j) has Hessian <= -mu·I on the chamber intersected with a box with finite "
         "upper ends h and lower ends l: from x P_x + y P_y constant in x and y; for each pair, decompositions "
         "-r^g·Hess P(1, r) = kappa [[tau, 1], [1, 1/tau]] + diag(p, q), tau > 0, with constants kappa >= kappa0 >= 0,"
         " p >= p0, q >= q0 for all ratios r = s_j/s_i that occur (kappa0 = 0 unless tau is constant); and a "
         "factorisation (factor-matrix) that shows sum over pairs embed(w_ij Y_ij - v_ij Z_ij) >= mu·I, with w_ij = "
         "h_i^(g-2) h_j^(-g), v_ij = l_i^(g-2) l_j^(-g), Y_ij = kappa0 [[tau, 1], [1, 1/tau]] + diag(max(p0, 0), "
         "max(q0, 0)), Z_ij = diag(max(-p0, 0), max(-q0, 0)).",
         "Differentiating P(sx, sy) = P(x, y) + const·log s twice, Hess P(x, y) = x^-2 Hess P(1, y/x) = x^(g-2) y^(-g)"
         " r^g Hess P(1, r) with r = y/x in (0, 1]. [[tau, 1], [1, 1/tau]] is positive semidefinite for tau > 0, so "
         "-r^g Hess P(1, r) >= Y - Z with Y, Z >= 0, and w_ij <= s_i^(g-2) s_j^(-g) <= v_ij for 0 <= g <= 2. Sum over "
         "the pairs."},
    Rule{"factor-matrix",
         "A >= 0 for a symmetric matrix known through floors: T = sum of floors of 2^k D A D, D = diag(2^s_i), and an "
         "integer lower triangular L such that R = 2^k T - L L^T has R_ii - sum of |R_ij| over j /= i at least 2^k (d "
         "- 1).",
         "2^k D A D = T + E with 0 <= E_ij < 1 off the diagonal and E_ii >= 0, so E >= -(d - 1) I by Gershgorin; and "
         "2^k T - 2^k (d - 1) I = L L^T + (R - 2^k (d - 1) I) is a sum of positive semidefinite matrices."},
    Rule{"pair-definite",
         "F(s) = sum over i<j of P(s_i, s_j) has a negative definite Hessian at every point of the chamber, in every "
         "dimension: from x P_x + y P_y constant in x and y, P smooth for x, y > 0, det Hess P(1, e^-u) > 0 for all u >= 0, and P_xx(1, 1) < "
         "0. [P, Lemmas 4.2, 4.4, 4.5]",
         "By homogeneity Hess P(x, y) = x^-2 Hess P(1, y/x), and y/x = e^-u with u >= 0 in the chamber. The "
         "determinant is that of a definite matrix for all u, whose sign cannot change along the connected set u >= 0 "
         "without a zero of the determinant; at u = 0 it is negative. A sum of embedded negative definite pair blocks "
         "over all pairs is negative definite: each coordinate occurs in some pair."},
    Rule{"pair-rank-one",
         "If Hess P(1, r) = -kappa(r)·[[1, 1], [1, 1]] with kappa > 0 for 0 < r <= 1, and x P_x + y P_y is constant in"
         " x and y, then F(s) = sum over i<j of P(s_i, s_j) has at every point of the chamber a Hessian that is "
         "negative semidefinite of rank one with kernel (1, -1) for d = 2, and negative definite for d >= 3. [P, "
         "Theorem 1.9, N = 2]",
         "The quadratic form is - sum of b_ij (z_i + z_j)^2 with b_ij > 0. It vanishes iff z_i = -z_j for all pairs; "
         "with three indices z_i = -z_j = z_k = -z_i, so z = 0."},
    Rule{"split",
         "A statement about the Hessian on a domain, from the same on the two closed halves into which the range of "
         "one parameter or singular value is cut.",
         "The halves cover the domain; the smaller modulus holds on both."},
    Rule{"peel-domain",
         "A statement about the Hessian on a domain, from the same at one end of a parameter's range and on the rest.",
         "The end and the rest cover the domain."},
};
// clang-format on

}  // namespace

std::span<const Rule> all_rules() {
    return rules;
}

}  // namespace dlncert
