#include <array>
#include <dlncert/rules/rule.hpp>

namespace dlncert {
namespace {

// clang-format off
constexpr std::array rules{
    Rule{"all", "A conjunction, from each of its parts.", "By definition."},
    Rule{"any", "A disjunction, from one part under the further hypotheses that the others are not true.",
         "Where another part is true there is nothing to prove."},
    Rule{"integers", "A statement for all integers N >= a (and N <= b), from those at N = a, ..., a + k - 1 and, unless they"
         " are all, the statement for all real N >= a + k (and N <= b).",
         "Every integer of the range is among the first k or a real number of the rest."},
    Rule{"identity", "l = r on a domain where both are defined, from l - r having normal form 0.",
         "The normal form is 0 only if l - r is 0 wherever it is defined (statement/identity.hpp)."},
    Rule{"witness", "A formula is false somewhere in the domain, from a rational point in it at which the hypotheses hold and"
         " the formula's sides are defined and their signs make it false.",
         "Signs of constants: by exact arithmetic, by enclosures, or 0 by the normal form of a constant that is defined."},
    Rule{"extrema", "Statements about extrema, each from its step 'extremum'.", "By definition."},
    Rule{"extremum", "The infimum of E over a domain lies in [a, b], from E >= a (or, for a = -inf, from E = E), and from a point of"
         " the domain with E <= b, or for all t >= 1 a point on a curve in the domain with E <= b + 1/t, or E <= -t or -log t for b = -inf;"
         " nothing for b = inf. A supremum likewise.",
         "The infimum is the greatest lower bound, and at most any value of E, so that b + 1/t, -t or -log t bounds it for each t >= 1."},
    Rule{"witness (of roots)", "A statement about roots is false for some parameters, from a rational point at which the hypotheses hold and"
         " 'exclude' shows that there is no zero, or zeros on both sides of a cut of an unknown's range that there are two.",
         "No zero, or two, are not exactly one."},
    Rule{"subdivide", "f > 0 (or >= 0) where hypotheses hold in a box, by a pre-order tree of splits: `v@q` cuts the range of v at"
         " its parameter q and both closed halves follow; a leaf encloses f on its box, `n` naturally, `m` by the mean value"
         " form, `x` by monotonicity, `tk` by Taylor's formula of order k in the one variable, at the precision that"
         " follows; `o` shows that a hypothesis is true nowhere on the box; `#` leaves it to the next of the parts.",
         "The closed halves of a box cover it. A leaf's enclosure contains every value of f on its box; m and x demand that"
         " f be differentiable on the box, tk that f, ..., f^(k-1) be, as the mean value theorem and Taylor's do."},
    Rule{"peel", "f > 0 (or >= 0) on a box, from the same on the face v = end and on the box with that end of v left out.",
         "The face and the rest cover the box."},
    Rule{"factor", "f > 0 (or >= 0) on a domain where f is defined, from the identity f = e*g, e > 0 and g > 0 (both >= 0) there.",
         "A product of positive (nonnegative) numbers is positive (nonnegative)."},
    Rule{"sum", "f >= 0 (or > 0) on a domain where f is defined, from the identity f = e1 + ... + en and ei >= 0 (one of them > 0).",
         "A sum of nonnegative numbers is nonnegative, and positive if one of them is."},
    Rule{"zero", "f >= 0 on a domain where f is defined, from the identity f = 0.", "0 >= 0."},
    Rule{"monotone", "f > 0 (or >= 0) on a box, from the sign of f at the finite end v0 of v and that of df/dv (of -df/dv for an"
         " upper end) on the box without v0; f is differentiable on the box with v0. For f > 0, f is > 0 at v0 if the box"
         " contains it, and else the derivative is > 0.",
         "f(v) - f(v0) = (v - v0) f'(xi) for some xi between v0 and v by the mean value theorem."},
    Rule{"convex", "f > 0 (or >= 0) on a box, from a positive definite Hessian on it and on its ends through p, and a lower bound"
         " > 0 (>= 0; or 0 if p is not in the box) of f(p) + grad f(p).(x - p) over x in the box.",
         "A function of positive definite Hessian on a convex set lies above its tangent plane at p, strictly but at p."},
    Rule{"substitute", "f > 0 (or >= 0) for v in a range, from the same with v = e^w, log w, 1/w or w^k for all w in the range that"
         " this maps onto that of v; likewise in the hypotheses.", "Every v of the range is the image of some w."},
    Rule{"scale", "f > 0 (or >= 0) for x > 0 and y in a range of nonnegative numbers (or all), from the same with x*y for y and all"
         " y >= 0 (> 0 if the range leaves 0 out; or all).", "y = x*(y/x), and y/x is nonnegative (positive, real) as y is."},
    Rule{"drop", "f > 0 (or >= 0), from the same without a variable that occurs neither in f nor in the hypotheses.",
         "Neither depends on it."},
    Rule{"hypothesis", "f > 0 (or >= 0) where f is defined, from a hypothesis l > r (or l >= r) and the identity f = l - r; or f >= 0 from a"
         " hypothesis l = r and the identity f = q*(l - r), q being defined.", "Where l = r, q*(l - r) is 0."},
    Rule{"eliminate", "f > 0 (or >= 0), from the same with e for z, where a hypothesis l = r says z = e: l - r = c*(z - e) identically for"
         " a rational c /= 0, and e is defined. The ends of z become hypotheses e >= lower, e <= upper.",
         "At a point where l = r, z = e; so e has the values of z, and the functions of z theirs."},
    Rule{"congruence", "A symmetric matrix A has at least n eigenvalues above c (below c) at every point of a box at which hypotheses hold: by"
         " n vectors x1, ..., xn and a tree of splits, each leaf of which encloses A, by n, m or x as in"
         " subdivide, and shows that B = X^T (A - c I) X (its negative) has b_ii > sum of |b_ij| over j /= i in every row; leaves o as in subdivide, and #"
         " for the next of the parts, with vectors of its own. A Hessian is that of a function that is C^1 with its gradient.",
         "For z /= 0, by 2|zi zj| <= zi^2 + zj^2, z^T B z >= sum of zi^2 (b_ii - sum of |b_ij|) > 0. So X z /= 0, and A - c I is"
         " positive on an n-dimensional subspace: it has at least n positive eigenvalues (Courant and Fischer)."},
    // Krawczyk: fix the parameters; c is the centre and r the radii of X, t runs through [-r, r], A(x) = I - Y F'(x). Since
    // c - Y F(c) + A(x) t stays inside X for every t, each row has sum over j of |A_ij(x)| r_j < r_i, and by compactness of X at
    // most q r_i with q < 1: in the norm max |z_i|/r_i, every matrix whose rows are rows of A at points of X has norm <= q. So
    // Y F'(x) = I - A(x), hence Y, is invertible, and g(x) = x - Y F(x), for which g(x) - g(y) = A(x - y) with the rows of A
    // taken at points between by the mean value theorem, is a contraction that maps X into X (y = c): it has exactly one fixed
    // point in X, and the fixed points of g are the zeros of F.
    Rule{"krawczyk", "For all parameters F has exactly one zero in the ranges of the unknowns, from a box X = [lower, upper] inside"
         " them on which F is C1, lower < c - Y F(c) + (I - Y F'(x)) t < upper for all x in X, |t| <= r, c and r being centre and"
         " radii of X; and 'exclude' for the zeros outside X (not needed if the zero is not claimed to be the only one).",
         "x - Y F(x) maps X into itself, is a contraction in the norm max |z_i|/r_i, and Y is invertible."},
    Rule{"exclude", "All zeros of F in the ranges lie in X (without X: there are none), by a tree whose leaves lie in X (`k`) or"
         " show, as those of `subdivide` do, that one of the components of F or Y F is not 0 at any point of the leaf at which"
         " it is defined.", "At a zero of F all components of F and Y F are defined and 0. The leaves cover the ranges."},
    Rule{"root", "F has a zero in the ranges, from a rational point in them at which F is defined and identically 0.", "It is one."},
    Rule{"unique-root", "For all parameters f has a zero in the range of the one unknown x, from f or -f defined there, <= 0 at one"
         " point of the range and >= 0 at another; exactly one, if besides its slope is > 0 at all x but the finitely many 'except'.",
         "What is defined is continuous, so the intermediate value theorem applies; and then f increases strictly."},
    // In what follows, with a metric g_ii = g(s_i) such that x g'(x)/(2 g(x)) = c is constant, Hess F stands for the covariant
    // Hessian, Hess P for [[P_xx - c P_x/x, P_xy], [P_xy, P_yy - c P_y/y]]: F's is the sum of the embedded ones [P, Lemma 5.1], and
    // P_x(x, y) = P_x(1, y/x)/x and the like for P_y make them as homogeneous as the plain ones.
    Rule{"pair-majorant", "F(s) = sum over i<j of P(s_i, s_j) has Hessian <= -mu·I on the chamber intersected with a box with"
         " finite upper ends h and lower ends l: from x P_x + y P_y constant in x and y; for each pair, decompositions -r^g·Hess"
         " P(1, r) = kappa [[tau, 1], [1, 1/tau]] + diag(p, q), tau > 0, with constants kappa >= kappa0 >= 0, p >= p0, q >= q0 for"
         " all ratios r = s_j/s_i that occur (kappa0 = 0 unless tau is constant); and a factorisation (factor-matrix) that shows"
         " sum over pairs embed(w_ij Y_ij - v_ij Z_ij) >= mu·I, with w_ij = h_i^(g-2) h_j^(-g), v_ij = l_i^(g-2) l_j^(-g), Y_ij ="
         " kappa0 [[tau, 1], [1, 1/tau]] + diag(max(p0, 0), max(q0, 0)), Z_ij = diag(max(-p0, 0), max(-q0, 0)).",
         "Differentiating P(sx, sy) = P(x, y) + const·log s twice, Hess P(x, y) = x^-2 Hess P(1, y/x) = x^(g-2) y^(-g) r^g Hess"
         " P(1, r) with r = y/x in (0, 1]. [[tau, 1], [1, 1/tau]] is positive semidefinite for tau > 0, so -r^g Hess P(1, r) >= Y"
         " - Z with Y, Z >= 0, and w_ij <= s_i^(g-2) s_j^(-g) <= v_ij for 0 <= g <= 2. Sum over the pairs."},
    Rule{"factor-matrix", "A >= 0 for a symmetric matrix known through floors: T = sum of floors of 2^k D A D, D = diag(2^s_i),"
         " and an integer lower triangular L such that R = 2^k T - L L^T has R_ii - sum of |R_ij| over j /= i at least 2^k (d -"
         " 1).",
         "2^k D A D = T + E with 0 <= E_ij < 1 off the diagonal and E_ii >= 0, so E >= -(d - 1) I by Gershgorin; and 2^k T - 2^k"
         " (d - 1) I = L L^T + (R - 2^k (d - 1) I) is a sum of positive semidefinite matrices."},
    Rule{"pair-definite", "F(s) = sum over i<j of P(s_i, s_j) has a negative definite Hessian at every point of the chamber, in"
         " every dimension: from x P_x + y P_y constant in x and y, P smooth for x, y > 0, det Hess P(1, e^-u) > 0 for all u >= 0,"
         " and P_xx(1, 1) < 0. [P, Lemmas 4.2, 4.4, 4.5]",
         "By homogeneity Hess P(x, y) = x^-2 Hess P(1, y/x), and y/x = e^-u with u >= 0 in the chamber. The determinant is that of"
         " a definite matrix for all u, whose sign cannot change along the connected set u >= 0 without a zero of the determinant;"
         " at u = 0 it is negative. A sum of embedded negative definite pair blocks over all pairs is negative definite: each"
         " coordinate occurs in some pair."},
    Rule{"pair-semidefinite", "F(s) = sum over i<j of P(s_i, s_j) has a positive semidefinite Hessian at every point of the"
         " chamber, in every dimension: from x P_x + y P_y constant, and P_xx, P_yy and det Hess P >= 0 at (1, e^-u) for all u >="
         " 0.",
         "Hess P(x, y) = x^-2 Hess P(1, y/x) is positive semidefinite for all pairs, and so is the sum of the embedded blocks."},
    Rule{"pair-indefinite", "F(s) = sum over i<j of P(s_i, s_j) has an indefinite Hessian at every point of the chamber, in every"
         " dimension d >= 2: from x P_x + y P_y constant, P_xx + 2 P_xy + P_yy < 0 at (1, 1), and P_yy >= 0 and P_xy < 0 at (1,"
         " e^-u) for all u >= 0. [X-2]",
         "Differentiating P(sx, sy) = P(x, y) + K log s twice in s, x^2 P_xx + 2xy P_xy + y^2 P_yy is the same at all (x, y) (with"
         " a metric too: x P_x + y P_y = K), so s.Hess F.s = d(d-1)/2 times its value at (1, 1) < 0. Let H = Hess F; by"
         " homogeneity H_dd, the sum of P_yy(s_i, s_d) over i<d, is >= 0 and H_id = P_xy(s_i, s_d) < 0, so for w = e_d - t(e_1 +"
         " ... + e_(d-1)) w.H.w = H_dd + 2t sum |H_id| + O(t^2) > 0 for small t > 0."},
    Rule{"pair-rank-one", "If Hess P(1, r) = -kappa(r)·[[1, 1], [1, 1]] with kappa > 0 for 0 < r <= 1, and x P_x + y P_y is"
         " constant in x and y, then F(s) = sum over i<j of P(s_i, s_j) has at every point of the chamber a Hessian that is"
         " negative semidefinite of rank one with kernel (1, -1) for d = 2, and negative definite for d >= 3. [P, Theorem 1.9, N ="
         " 2]",
         "The quadratic form is - sum of b_ij (z_i + z_j)^2 with b_ij > 0. It vanishes iff z_i = -z_j for all pairs; with three"
         " indices z_i = -z_j = z_k = -z_i, so z = 0."},
    Rule{"split", "A statement about the Hessian on a domain, from the same on the two closed halves into which the range of one"
         " parameter or singular value is cut.", "The halves cover the domain; the smaller modulus holds on both."},
    Rule{"witness (of a Hessian)", "A statement about the Hessian fails at some point of the domain, from a width and values of"
         " the parameters in it and a proof of a statement that contradicts it there.",
         "The chamber is not empty, and at each of its points both would hold. A matrix of two or more rows that is indefinite is"
         " neither positive nor negative semidefinite; one that is semidefinite is not indefinite, one of rank one is not"
         " definite, a positive semidefinite one is not negative definite."},
    Rule{"peel-domain", "A statement about the Hessian on a domain, from the same at one end of a parameter's range and on the"
         " rest.", "The end and the rest cover the domain."},
};
// clang-format on

}  // namespace

std::span<const Rule> all_rules() {
    return rules;
}

}  // namespace dlncert
