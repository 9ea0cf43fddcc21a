#pragma once
#include <dlncert/statement/expression.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dlncert {

/// One end of an interval: a constant expression (such as pi/2), or infinite. An infinite end is always open.
struct End {
    Expression value;
    bool infinite = false;
    bool open = false;
    friend bool operator==(const End&, const End&) = default;
};

struct Range {
    End lower, upper;
    friend bool operator==(const Range&, const Range&) = default;
};

/// `x in [0, 1)`: a real variable.
struct RealDomain {
    std::string name;
    Range range;
    friend bool operator==(const RealDomain&, const RealDomain&) = default;
};

/// `N in 2..50` or `d in 2..inf`: an integer parameter.
struct IntegerDomain {
    std::string name;
    Integer lower;
    std::optional<Integer> upper;  ///< none: unbounded
    friend bool operator==(const IntegerDomain&, const IntegerDomain&) = default;
};

/// `sigma in chamber(3)`, `sigma in chamber(d)`, or `sigma in chamber(2) & [1,2] [1/10,1]`: σ₁ ≥ … ≥ σ_d > 0,
/// intersected with a box, one interval per singular value. A closed lower end 0 means the same as an open
/// one.
struct ChamberDomain {
    std::string name;
    Expression width;        ///< an integer constant, or a variable named by an IntegerDomain
    std::vector<Range> box;  ///< empty: the whole chamber
    friend bool operator==(const ChamberDomain&, const ChamberDomain&) = default;
};

enum class Relation : std::uint8_t { less, less_equal, greater, greater_equal, equal };

struct Comparison {
    Expression left;
    Relation relation = Relation::greater;
    Expression right;
    friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// Conjunctions and disjunctions of comparisons; a chain a < b <= c is the conjunction of its links.
struct Formula {
    enum class Kind : std::uint8_t { comparison, all, any } kind = Kind::comparison;
    Comparison comparison;       ///< for Kind::comparison
    std::vector<Formula> parts;  ///< for Kind::all and Kind::any
    friend bool operator==(const Formula&, const Formula&) = default;
};

/// What can be said of a symmetric matrix function: the closed list.
enum class MatrixPredicate : std::uint8_t {
    negative_definite,      ///< `negative-definite`
    negative_semidefinite,  ///< `negative-semidefinite`, with `rank r`: of rank exactly r at every point
    loewner_at_most,        ///< `<= bound * identity`
    positive_semidefinite,  ///< `positive-semidefinite`
    indefinite,             ///< `indefinite`
    positive_definite,      ///< `positive-definite`
    loewner_at_least,       ///< `>= bound * identity`
    inertia,                ///< `inertia p q`: exactly p eigenvalues are positive, q negative, all others 0
    eigenvalue,             ///< `eigenvalue k in [a, b]`: the k-th smallest, counted with multiplicity
    pair_blocks,            ///< `= sum(i < j, [[a, b], [b, c]])`: the sum of embedded blocks
};

/// `hessian(f, sigma) negative-definite` and the like, and `hessian(f, sigma, g(sigma[i])) indefinite`; the
/// matrix may also be `hessian(f, x, y)` in real variables, or `matrix [[a, b], [b, c]]`.
struct MatrixStatement {
    Expression function;   ///< f, whose Hessian is meant
    std::string variable;  ///< in the elements of this array
    /// The covariant Hessian for the diagonal metric g_ii = g(sigma[i]): ∂_i∂_j f − δ_ij g'/(2g) ∂_i f. g is
    /// an expression in a variable of the name `variable`, which stands for sigma[i].
    std::optional<Expression> metric;
    std::vector<std::string> coordinates;  ///< or in these real variables
    std::vector<Expression> entries;       ///< of a matrix itself: its lower triangle by rows
    /// What must be defined and continuously differentiable for the entries to be those of a Hessian: where
    /// `unfolded` has derived them.
    std::vector<Expression> smooth;
    MatrixPredicate predicate = MatrixPredicate::negative_definite;
    Expression bound;                 ///< for loewner_at_most and loewner_at_least: a constant
    std::optional<long> rank;         ///< for negative_semidefinite
    long positive = 0, negative = 0;  ///< for inertia
    long which = 0;                   ///< for eigenvalue: k, from 1 on
    Range range;                      ///< and where it lies
    /// For pair_blocks: sum(i < j, a), sum(i < j, b), sum(i < j, c), the sums of the entries.
    std::vector<Expression> blocks;
    friend bool operator==(const MatrixStatement&, const MatrixStatement&) = default;
};

/// A bound of an extremum: a constant expression, −∞ or ∞.
struct ExtremumEnd {
    Expression value;
    int infinity = 0;  ///< −1 or 1 for −∞ or ∞, where there is no value
    friend bool operator==(const ExtremumEnd&, const ExtremumEnd&) = default;
};

/// `min E in [a, b]`: E is defined at the points of the domain at which the hypotheses hold, and the infimum
/// of its values there, in [−∞, ∞], lies in [a, b]; `max E in [a, b]` likewise the supremum. `= c` is `in [c,
/// c]`.
struct Extremum {
    bool maximum = false;
    Expression function;
    ExtremumEnd lower, upper;
    friend bool operator==(const Extremum&, const Extremum&) = default;
};

/// `min E in [a, b] and max F in [c, d]`: all of them hold.
using ExtremumStatement = std::vector<Extremum>;

/// `exists unique x in [0, 1], y in (0, inf): E = F and G = 0`: in the unknowns' ranges there is exactly one
/// point (without `unique`: at least one) at which both sides of each equation are defined and equal. The
/// claim's variables are parameters: the statement is made for each value of them.
struct RootStatement {
    std::vector<RealDomain> unknowns;
    Formula equations;  ///< one, or the conjunction of several: as many as there are unknowns
    bool unique = true;
    friend bool operator==(const RootStatement&, const RootStatement&) = default;
};

/// `analytic G`: at each point of the domain at which the hypotheses hold, G is real-analytic as a function
/// of all real variables and singular values in some neighbourhood of the point; `analytic G continues E`:
/// and equal to E at all points of the domain at which E is defined.
struct AnalyticStatement {
    Expression function;
    std::optional<Expression> continued;
    friend bool operator==(const AnalyticStatement&, const AnalyticStatement&) = default;
};

/// `independent x, y in (0, inf) of mean m: mean E < F`: for every probability measure on the range with a
/// finite mean m, and independent x, y, … distributed by it, the expectation of E exists (in [−∞, ∞) for <
/// and
/// <=, in (−∞, ∞] for > and >=) and is at most (at least) F; if the relation is strict, it is so unless the
/// measure is a point mass.
struct MeanStatement {
    std::vector<std::string> variables;
    Range range;
    std::string mean;
    Expression function;  ///< E
    Relation relation = Relation::less_equal;
    Expression at_mean;  ///< F, without the variables
    friend bool operator==(const MeanStatement&, const MeanStatement&) = default;
};

/// `exists unique sigma in chamber(d): gradient(F, sigma) = 0, diagonal, minimum`: F has partial derivatives
/// at every point of the chamber, and at exactly one of them they are all 0. `diagonal`: there σ₁ = … = σ_d;
/// `minimum`: there F has its least value in the chamber.
struct EquilibriumStatement {
    ChamberDomain chamber;
    Expression function;
    bool diagonal = false, minimum = false;
    friend bool operator==(const EquilibriumStatement&, const EquilibriumStatement&) = default;
};

using Conclusion = std::variant<Formula, MatrixStatement, ExtremumStatement, RootStatement, AnalyticStatement,
                                MeanStatement, EquilibriumStatement>;

/// `except d = 2 and nu = 1/2`: parameters' values at which the statement is not made.
using Exception = std::vector<Comparison>;

/// A statement: at all points of the domain (integers, reals, chambers) at which every hypothesis holds, the
/// conclusion holds. A comparison holds where both sides are defined and it is true of them; a conjunction
/// where all parts hold, a disjunction where one does. Definitions are inlined.
struct Claim {
    std::string name;
    std::string description;
    std::vector<IntegerDomain> integers;
    std::vector<RealDomain> reals;
    std::vector<ChamberDomain> chambers;
    std::vector<Formula> hypotheses;
    Conclusion conclusion;
    std::vector<Exception> exceptions;
    /// `disprove F`: there is a point of the domain at which the hypotheses hold, the sides of F's
    /// comparisons are defined, and F is false; `disprove exists …`: one at which the hypotheses hold and
    /// the number of roots is another. Not with a matrix, and without exceptions.
    bool disproved = false;

    /// Equality of what is said: name and description do not count.
    friend bool operator==(const Claim& a, const Claim& b) {
        return a.integers == b.integers && a.reals == b.reals && a.chambers == b.chambers &&
               a.hypotheses == b.hypotheses && a.conclusion == b.conclusion && a.exceptions == b.exceptions &&
               a.disproved == b.disproved;
    }
};

/// The language. White space is free; # begins a comment. Names are of ASCII letters, digits and _; of other
/// signs only ≤ ≥ − · × ÷ π ∞ are known, as spellings of <= >= - * * / pi inf.
///
///   claim       [claim NAME | theorem NAME] ["description"]
///               { for x, y in DOMAIN, z in DOMAIN, … | let f = EXPR | let f(x, y) = EXPR | where FORMULA }
///               prove CONCLUSION [except p = VALUE and q = VALUE or …] | disprove FORMULA or ROOTS
///   DOMAIN      [a, b] with ( or ) at an open end, constants like pi/2, -inf or inf | 2..50 | 2..inf
///               | chamber(3) | chamber(d) | chamber(2) & [1, 2] [1/10, 1], largest first
///   CONCLUSION  FORMULA | MATRIX PREDICATE | EXTREMUM and EXTREMUM and … | ROOTS | ANALYTIC | MEAN |
///   EQUILIBRIUM MATRIX      hessian(EXPR, sigma) | hessian(EXPR, sigma, EXPR in sigma[i]) | hessian(EXPR, x,
///   y)
///               | matrix [[EXPR, EXPR], [EXPR, EXPR]], symmetric
///   EXTREMUM    min EXPR in [a, b] | max EXPR in [a, b] | min EXPR = c, with -inf and inf for a, b, c
///   ROOTS       exists [unique] x, y in [a, b], z in (0, inf), …: EXPR = EXPR and EXPR = EXPR and …
///   ANALYTIC    analytic EXPR [continues EXPR]
///   MEAN        independent x, y in (0, inf) of mean m: mean EXPR < EXPR, or with <= > >=
///   EQUILIBRIUM exists unique sigma in chamber(d): gradient(EXPR, sigma) = 0 [, diagonal] [, minimum]
///   PREDICATE   negative-definite | negative-semidefinite [rank r] | positive-definite
///               | positive-semidefinite | indefinite | <= c * identity | >= c * identity | inertia p q
///               | eigenvalue k in [a, b] | = sum(i < j, [[EXPR, EXPR], [EXPR, EXPR]])
///   FORMULA     chains a < b <= c of < <= > >= =, joined by `and`, then `or`, with parentheses
///   EXPR        + −, then * /, then unary −, then ^: -x^2 = -(x^2), x^-2, a^b^c = a^(b^c);
///               2, 0.1, 1e-30; pi, e; x; sigma[2]; f(x), f'(x) (one argument); diff(EXPR, x or sigma[1]);
///               gradient(EXPR, x, y or sigma)[i]; hessian(EXPR, x, y or sigma)[i, j], or with a metric
///               hessian(EXPR, sigma, EXPR in sigma[i])[i, j];
///               sum(i in 1..5, EXPR), product(i in 1..5, EXPR); sum(i < j, EXPR): the chamber's pairs;
///               the functions by the names of Op
///
/// Definitions are inserted where they are used, each name meaning what it meant where it was defined; an
/// index of a sum hides a name outside. Definitions do not call themselves. A fraction of two literals is a
/// rational. For readers of claims: proofs/claims/README.md.

/// Reads a claim; `prelude` is a file of definitions read before it (empty: none).
/// @throws InputError with line, column, the offending text under a caret, and what would be accepted.
[[nodiscard]] Claim parse_claim(std::string_view text, std::string_view prelude = {});

/// What is to be found: the claim, its extrema all in [−∞, ∞], and how wide the answers may be.
struct Question {
    Claim claim;
    Rational tolerance;
};

/// True for a text that asks instead of claiming: it has the word `find` or a `?`.
/// @throws InputError for characters that begin no word of the language.
[[nodiscard]] bool is_question(std::string_view text);

/// Reads a claim with a question for its conclusion: `find min EXPR and max EXPR and … to 1e-8`, or the same
/// as `prove min EXPR = ? and max EXPR = ? and … to 1e-8`.
[[nodiscard]] Question parse_question(std::string_view text, std::string_view prelude = {});

/// Reads one expression; free names must be among `variables` (all names are accepted if it is null).
[[nodiscard]] Expression parse_expression(std::string_view text,
                                          const std::vector<std::string>* variables = nullptr);

/// Text that parse_expression / parse_claim reads back to the same AST.
[[nodiscard]] std::string to_string(const Expression& expression);

/// For messages: the same of an expression that is no larger than a page, else how large it is. The terms of
/// what a proof makes may stand in it more often than can be written.
[[nodiscard]] std::string in_brief(const Expression& expression);
[[nodiscard]] std::string to_string(const Claim& claim);

/// The claim in a form that a short program can write as well: one line for each variable, hypothesis,
/// conclusion and exception; expressions in prefix form `(op arg …)`; variables numbered by declaration (N0,
/// … integers, R0, … reals, S0, … chambers), indices of binders by depth (#0, …), definitions inserted; a > b
/// written as b < a; quotients and negatives of rational constants computed. The order of declarations, and
/// of the parts of conjunctions and disjunctions, is as written; conjoined hypotheses count one by one.
[[nodiscard]] std::string canonical_form(const Claim& claim);

/// SHA-256, in hexadecimal, of the canonical form: independent of spelling, spaces, the claim's name and
/// description, how definitions are arranged, and the names of bound variables (domains' variables and
/// binders' indices).
[[nodiscard]] std::string digest(const Claim& claim);

/// SHA-256 of bytes, in hexadecimal.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The prelude that ships: proofs/claims/prelude.claim, embedded when the library is built.
[[nodiscard]] std::string_view shipped_prelude();

}  // namespace dlncert
