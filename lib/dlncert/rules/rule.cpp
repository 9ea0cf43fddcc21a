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
    // Every function of the language (statement/expression.hpp) is real-analytic in the interior of its domain, abs(f), min(f, g)
    // and max(f, g) where f /= 0 and f /= g; there, and only there, the evaluator says `differentiable` of a box whose every point
    // has its arguments in an open set of that kind. A composition of analytic functions is analytic.
    Rule{"analytic", "G is analytic at every point of a domain, from enclosures on the leaves of a tree (as in subdivide, n and o)"
         " that show each operation in it to be applied in the interior of its domain; for a sum over pairs, of G = P(x, y) for all"
         " x, y > 0. It continues E, from the identity E = G, or q = e^(G/k) where E = k log q.",
         "The operations are analytic there, so is their composition, and a finite sum of analytic functions. Where q has a"
         " logarithm, k log q = G."},
    Rule{"pair-blocks", "F = sum over i<j of P(s_i, s_j) has at every point of the chamber, in every width, the Hessian sum over i<j"
         " of the 2x2 blocks [[a, b], [b, c]](s_i, s_j) embedded in the rows and columns i and j: from P analytic for x, y > 0 and"
         " the identities P_xx = a, P_xy = b, P_yy = c. With a metric, P_xx - Gamma(x) P_x = a and P_yy - Gamma(y) P_y = c. [P,"
         " Lemmas 4.2, 5.1]",
         "The Hessian is linear, and that of P(s_i, s_j) has these entries and no others. The metric changes the diagonal entry i by"
         " -Gamma(s_i) dF/ds_i, and dF/ds_i is the sum of P_x or P_y over the pairs that contain i."},
    // Jensen: if the law is a point mass, there is nothing but the first identity to show. Else m lies inside the range. Each term is
    // concave, of one variable by its second derivative, of two by its Hessian for x >= y and, being symmetric, for x <= y: the
    // second derivative along a line is <= 0 on both sides of the diagonal, and the first continuous. So f = sum w_k e_k is concave
    // and differentiable, lies below its tangent plane T at (m, ..., m), f <= T has a mean in [-inf, inf), and by independence the mean
    // of T is T(m, ..., m) = f(m, ..., m) = F(m). If the mean of T - f >= 0 is 0, then f = T almost everywhere, by continuity at all
    // points whose coordinates belong to the support of the law. It has points a < m < b; f = T at (a, ..., a) and (b, ..., b), f <= T
    // between, and by concavity f >= T: so F(t) = f(t, ..., t) is affine on [a, b], against F'' < 0.
    Rule{"jensen", "For independent variables of one law of mean m on a range, the mean of f is <= F(m): from f = sum of w_k e_k with"
         " w_k > 0, f(m, ..., m) = F(m), and for each k e_k'' <= 0 in the only variable of e_k, or e_k(x, y) = e_k(y, x) and, for x >="
         " y > 0, a negative semidefinite Hessian of e_k. It is < F(m) but for a point mass, if besides F'' < 0 on the range. For >="
         " and > the same with -f and -F. [P, 8.3]",
         "f lies below its tangent plane at (m, ..., m), whose mean is its value there (Jensen). Equality needs f to be affine along the"
         " diagonal between two points of the law's support."},
    // Uniqueness: h(x, y) = P_x(x, y) is homogeneous of degree -1, dF/ds_i = phi'(T) psi'(s_i) - w sum over k /= i of h(s_i, s_k) with
    // T = sum of psi(s_k) = d psi(s) for some s between s_d and s_1. h(., y) decreases strictly: h_x(x, y) = P_xx(x, y) < 0 for x >= y,
    // and = P_yy(y, x) < 0 for x <= y. h(x, y) <= h(y, x) = P_y(x, y) for x > y. Where the gradient vanishes and s_i > s_j, subtract:
    // phi'(T) (psi'(s_i) - psi'(s_j)) >= 0 equals w times the sum over k /= i, j of h(s_i, s_k) - h(s_j, s_k), which is < 0 unless d =
    // 2, plus h(s_i, s_j) - h(s_j, s_i) <= 0. Width: d >= 3. Comparison: the last difference is < 0. Energy: sum of s_i times the i-th
    // equation gives phi'(T) sum s_i psi'(s_i) = w d(d-1) h(1, 1) > 0, so phi'(T) > 0, and psi' increases strictly. So all s_i are
    // equal to some s, and the gradient vanishes if and only if R(s) = s phi'(d psi(s)) psi'(s) = w (d-1) h(1, 1).
    // With `at`: f = R/s does not decrease where it is positive, since psi', and then phi'(d psi), do not; so R increases strictly where
    // it is positive, is at most s f(a) for s <= a and at least s f(a) for s >= a, and takes every positive value exactly once. And F is
    // convex: phi(sum psi) is, phi being nondecreasing and convex on the interval d psi((0, inf)), and -w sum P is.
    Rule{"unique-equilibrium", "F(s) = phi(sum of psi(s_i)) - w sum over i<j of P(s_i, s_j) has exactly one critical point in the"
         " chamber, and there s_1 = ... = s_d: from P analytic for x, y > 0 and symmetric, x P_x + y P_y constant; P_xx, P_yy < 0 and"
         " P_x <= P_y at (1, e^-u) for u >= 0; w > 0 and P_x(1, 1) > 0; phi'(d psi(s)) >= 0 and psi''(s) >= 0 for s > 0; and either R(s)"
         " = s phi'(d psi(s)) psi'(s) = w (d-1) P_x(1, 1) for exactly one s, or phi''(d psi(s)) >= 0 and R(a) > 0 for some a > 0."
         " One of these is strict: d >= 3 (width), P_x < P_y for u > 0 (comparison), psi'' > 0 (energy). With phi'' >= 0, and P's sum"
         " concave on the chamber, it is the minimum. [P, Theorem 1.2]",
         "Subtract two equations of stationarity: singular values that differ contradict the monotony of P_x and the comparison. On"
         " the diagonal the scalar balance decides. A critical point of a convex function is its minimum."},
    Rule{"witness (of roots)", "A statement about roots is false for some parameters, from a rational point at which the hypotheses hold and"
         " 'exclude' shows that there is no zero, or zeros on both sides of a cut of an unknown's range that there are two.",
         "No zero, or two, are not exactly one."},
    Rule{"subdivide", "f > 0 (or >= 0) where hypotheses hold in a box, by a pre-order tree of splits: `v@q` cuts the range of v at"
         " its parameter q and both closed halves follow; a leaf encloses f on its box, `n` naturally, `m` by the mean value"
         " form, `x` by monotonicity in some variables and the mean value form in the others, `tk` by Taylor's formula of order k"
         " in the one variable, at the precision that follows; `o` shows that a hypothesis is true nowhere on the box; `#` leaves it"
         " to the next of the parts. On a bounded closed box on which f is C1: a leaf `d` shows, as x does, that"
         " f > 0 (or >= 0) at those of its points where f is least on the whole box, or that f falls from all of them towards others of"
         " the whole box, along a variable in which its derivative has a sign; a tree with such leaves uses no hypothesis.",
         "The closed halves of a box cover it. A leaf's enclosure contains every value of f on its box; m and x demand that"
         " f be differentiable on the box, tk that f, ..., f^(k-1) be, as the mean value theorem and Taylor's do. With leaves d: f is"
         " least at some point of the whole box, which lies in the box of a leaf, and f falls from it along no variable."},
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
    // Each ray from 0 through the box, all of whose vectors are positive, enters it at the lower end of a range: x = t y, t >= 1, for
    // the least y that still lies in it. Linear hypotheses hold at y, too. t^p c >= c, as p and c have the same sign or one is 0.
    Rule{"homogeneous", "f - c > 0 (or >= 0) on a box of positive numbers, with hypotheses between linear forms without constants, from"
         " f(t x) = t^p f(x) identically, p c >= 0, and the same on each face of the box where one range is its positive lower end; or"
         " from p c <= 0 and the same on the faces at finite upper ends. These ends belong to their ranges, and f is defined on the"
         " box. Likewise a symmetric matrix has as many eigenvalues above c (below -c) as it has on the faces: from a_ij(t x) = t^p a_ij(x)."
         " A Hessian is that of a function that is C^1 with its gradient.",
         "Each x of the box is t y with y on such a face and t >= 1 (from upper ends: t <= 1). So f(x) = t^p f(y) > t^p c >= c. An"
         " eigenvalue (that of -A) scales like f."},
    Rule{"rewrite", "At every point of a box at which hypotheses hold a symmetric matrix A has as many eigenvalues above c (below c) as the"
         " same is proved of a matrix B, from the identities b_ij = a_ij. A is defined there; a Hessian is that of a function that is"
         " C^1 with its gradient.", "Where both are defined, A = B."},
    Rule{"congruence", "A symmetric matrix A has at least n eigenvalues above c (below c) at every point of a box at which hypotheses hold: by"
         " n vectors x1, ..., xn and a tree of splits, each leaf of which encloses A, by n or x as in"
         " subdivide, or for m the entries of B below by their mean value form, and shows that B = X^T (A - c I) X (its negative) has"
         " b_ii > sum of |b_ij| over j /= i in every row; leaves o as in subdivide, and #"
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
    // D^3 F(s)[z, z, w] is the sum over i<j of w_i (z_i, z_j) Hess P_x(s_i, s_j) (z_i, z_j) + w_j (z_i, z_j) Hess P_y(s_i, s_j) (z_i, z_j).
    // The box is tightened: its upper ends decrease, so the infinite ones come first; let h be the greatest finite one. For s in
    // the box and the chamber let s'_i = h_i where h_i is finite, and max(s_i, h) elsewhere: s <= s', and s' lies in the chamber and
    // in the new box, whose other ranges are [max(l_i, h), inf) after tightening. Lower ends: s'_i = l_i where l_i > 0, min(s_i, l)
    // elsewhere, l being the least positive one. The segment from s to s' consists of vectors with positive entries.
    // The entropy, 0 < nu < 1/2: log(x^2 - y^2) - log(x^(2 nu) - y^(2 nu)) = log(x + y) + the integral over t > 0 of rho(t) log(x + ty)
    // + a constant, rho(t) = (2 nu/pi) t^(2 nu - 1) sin(2 pi nu)/(t^(4 nu) - 2 t^(2 nu) cos(2 pi nu) + 1) >= 0, by the jump of the
    // logarithm at x = -ty; and (v.z)^2 (v.w) >= 0 for w >= 0 and v = (1, t). nu = 0 and 1/2 are limits. Without integrals:
    // proofs/coq/theory/Loewner.v. With k and m of u = log(x/y): 2 x^2 P_xx = k - (1 - nu) - m >= -2 (1 - nu) and 2 y^2 P_yy =
    // k - (1 - nu) + m < 0, since k > 0 and |m| < 1 - nu - k (I2).
    // Without m of them: what is left of s', s'_(m+1), ..., s'_d or s'_1, ..., s'_(d-m), lies in the chamber of that width, and in
    // what is left of the new box, whose ranges are those of the tightened one. It belongs to a pair with each of the m.
    Rule{"pair-monotone", "F(s) = sum over i<j of P(s_i, s_j) has a Hessian that increases with every singular value: from P"
         " analytic for x, y > 0, its third derivatives, and P_x, P_y convex there (these are >= 0, and P_xxx P_xyy >= P_xxy^2, P_xxy"
         " P_yyy >= P_xyy^2); or from P being w times the summand of the entropy, w >= 0 (1 without a weight), 0 <= nu <= 1/2, of"
         " which that is true [X-3]. So bounds of its eigenvalues from above (below) on a box intersected with the chamber follow"
         " from the same on the box in which every finite upper end (positive lower end) replaces its range; a range of an"
         " eigenvalue from its two ends. And without m singular values: a bound of the k-th eigenvalue from above from that of the"
         " k-th, k <= d - m, for the last d - m of them alone, if P_yy <= 0, as it is for the entropy; for the entropy, a bound"
         " from below from that of the (k - m)-th, k > m, of F(s) + w m (1 - nu) sum of log s_i for the first d - m of them alone.",
         "For z fixed, z.Hess F(s).z has a derivative >= 0 along the segment from s to a point s' >= s of the smaller box. So Hess"
         " F(s) <= Hess F(s'), and the k-th eigenvalue of the one is at most that of the other (Courant and Fischer). In the rows and"
         " columns of the others Hess F(s') is the Hessian of their F and a diagonal: sums of P_yy(s_i, s_j) <= 0 over the m first"
         " i, or of P_xx(s_i, s_j) >= -w (1 - nu)/s_i^2 over the m last j. The k-th eigenvalue of that block is at least the k-th of"
         " the whole, and at most the (k + m)-th (Cauchy)."},
    Rule{"pair-antitone", "F(s) = phi(sum of psi(s_i)) - w sum over i<j of P(s_i, s_j) has a Hessian that decreases with every"
         " singular value: from w >= 0, phi(t) = c t + phi(0), psi analytic and c psi''' <= 0 between the ends of the box, and of P what"
         " pair-monotone asks for [X-3]. So bounds of its eigenvalues from above (below) on a box intersected with the chamber"
         " follow from the same on the box in which every positive lower end (finite upper end) replaces its range; a range of"
         " an eigenvalue from its two ends.",
         "Hess F is diag(c psi''(s_i)) less w times the Hessian of the sum over pairs. Along the segment between a point of the box and one"
         " of the smaller box, whose entries stay between the ends of the box, the first falls and the second increases"
         " (pair-monotone)."},
    Rule{"convex-energy", "F(s) = phi(sum of psi(s_i)) - w T(s) has a Hessian with no eigenvalue below a (none that is not above a): from"
         " phi(t) = c t + phi(0), psi analytic and c psi'' >= a (> a) between the ends of the chamber's box, w >= 0, and T a sum"
         " over pairs with a negative semidefinite Hessian, such as a multiple >= 0 of the entropy, 0 <= nu <= 1/2, for"
         " which that is known [P, Theorem 1.9]; in widths of at least 2, and of k for the k-th eigenvalue.",
         "Hess F = diag(c psi''(s_i)) - w Hess T >= diag(c psi''(s_i)), and the k-th eigenvalue of the one is at least that of the"
         " other (Courant and Fischer), which is one of the c psi''(s_i)."},
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
