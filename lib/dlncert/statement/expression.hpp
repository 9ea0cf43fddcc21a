#pragma once
#include <cstdint>
#include <dlncert/statement/rational.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace dlncert {

/// What stands at a node of an expression. Each is a real function, or undefined outside its natural domain.
enum class Op : std::uint8_t {
    // leaves
    rational,  ///< value()
    pi,
    euler,     ///< e = exp(1)
    variable,  ///< name()
    element,   ///< name()[arg 0], such as sigma[1] or, under a binder, sigma[i]
    // arithmetic
    neg,
    add,
    sub,
    mul,
    div,  ///< undefined where the divisor is 0
    /// x^y. Where the value of y is an integer n: the product of n factors x (1 for n = 0, so 0^0 = 1), or
    /// for n < 0 the reciprocal of x^−n, x ≠ 0. Where it is no integer: exp(y log x) for x > 0, and 0^y = 0
    /// for y > 0; so (−8)^(1/3) is undefined. What evaluates powers may know less: unless y is a
    /// rational_value, it may take x^y for undefined at x ≤ 0, but must not conclude anything from that
    /// (such as that a hypothesis fails).
    pow,
    abs,
    min,
    max,
    sqrt,
    // elementary functions
    exp,
    log,
    expm1,
    log1p,
    sin,
    cos,
    tan,
    asin,
    acos,
    atan,
    sinh,
    cosh,
    tanh,
    asinh,
    acosh,
    atanh,
    // functions with a removable singularity, analytic there
    log_sinhc,     ///< g(u) = log(sinh u / u), mathematics.md §1
    langevin,      ///< L^(order)(u), L(u) = coth u − 1/u = g'(u); order() ≥ 0 derivatives
    sinc,          ///< s^(order)(x), s(x) = sin x / x
    expm1_over_x,  ///< (e^x − 1)/x
    log1p_over_x,  ///< log(1 + x)/x
    divided_log,   ///< (log a − log b)/(a − b), a, b > 0
    divided_exp,   ///< (e^a − e^b)/(a − b)
    divided_pow,   ///< (a^p − b^p)/(a − b), a, b > 0; arguments a, b, p
    // binders: the body may use element(x, i) with the bound index
    sum,       ///< Σ_{i=lower..upper} body; indices() = {i}, args = {lower, upper, body}
    product,   ///< Π likewise
    pair_sum,  ///< Σ_{i<j} body over 1 ≤ i < j ≤ width; indices() = {i, j}, args = {body}
};

/// An immutable expression of the language of claims; cheap to copy, shared subterms stay shared.
/// Equality is structural. No arithmetic on reals happens here: constants are exact.
class Expression {
  public:
    Expression() : Expression(Rational(0)) {}
    Expression(Rational value);  // NOLINT: a rational is an expression
    Expression(long value) : Expression(Rational(value)) {}
    Expression(int value) : Expression(Rational(value)) {}

    static Expression variable(std::string name);
    static Expression element(std::string name, Expression index);
    /// The node as written, nothing simplified: what a parser builds. Arity is checked by assertion.
    static Expression node(Op op, std::vector<Expression> args, int order = 0);
    static Expression binder(Op op, std::vector<std::string> indices, std::vector<Expression> args);

    [[nodiscard]] Op op() const { return node_->op; }
    [[nodiscard]] const Rational& value() const { return node_->value; }
    [[nodiscard]] const std::string& name() const { return node_->name; }
    [[nodiscard]] int order() const { return node_->order; }
    [[nodiscard]] const std::vector<std::string>& indices() const { return node_->indices; }
    [[nodiscard]] std::span<const Expression> args() const { return node_->args; }
    [[nodiscard]] const Expression& arg(std::size_t i) const { return node_->args[i]; }
    [[nodiscard]] std::size_t hash() const { return node_->hash; }
    /// Nodes of the expression written out as a tree: shared subterms counted as often as they occur,
    /// rationals once more for every 64 bits; saturating. With depth(), its height, this bounds what
    /// recursion over an expression and printing it cost; what reads untrusted text bounds both.
    [[nodiscard]] std::uint32_t tree_size() const { return node_->tree_size; }
    [[nodiscard]] std::uint32_t depth() const { return node_->depth; }
    /// How many binders stand inside one another.
    [[nodiscard]] std::uint32_t binder_depth() const { return node_->binder_depth; }
    /// Identity of the shared node: equal pointers mean equal expressions, not conversely.
    [[nodiscard]] const void* identity() const { return node_.get(); }

    [[nodiscard]] bool is_rational() const { return op() == Op::rational; }
    [[nodiscard]] bool is(const Rational& v) const { return is_rational() && value() == v; }

    friend bool operator==(const Expression& a, const Expression& b);

  private:
    struct Node {
        Op op = Op::rational;
        Rational value;
        std::string name;
        int order = 0;
        std::vector<std::string> indices;
        std::vector<Expression> args;
        std::size_t hash = 0;
        std::uint32_t tree_size = 1;
        std::uint32_t depth = 1;
        std::uint32_t binder_depth = 0;
    };
    explicit Expression(Node node);
    std::shared_ptr<const Node> node_;
};

// Building expressions in code. These fold rational constants (of moderate size) and drop 0 + x, 1 · x, x^1
// and 0 · x. The last one can enlarge the domain of definition, so a parser uses Expression::node, and
// derivatives, whose definedness follows from that of the differentiated function, use these.
[[nodiscard]] Expression operator-(const Expression& x);
[[nodiscard]] Expression operator+(const Expression& x, const Expression& y);
[[nodiscard]] Expression operator-(const Expression& x, const Expression& y);
[[nodiscard]] Expression operator*(const Expression& x, const Expression& y);
[[nodiscard]] Expression operator/(const Expression& x, const Expression& y);
[[nodiscard]] Expression pow(const Expression& x, const Expression& y);
[[nodiscard]] Expression apply(Op function, const Expression& x, int order = 0);

/// Derivatives of langevin and sinc beyond this order are unsupported.
inline constexpr int max_order = 32;

/// `where` with every free occurrence of a leaf for which `replacement` returns a value replaced. Bound
/// indices shadow, and are renamed where they would capture a variable of the replacement.
using LeafReplacement = std::function<const Expression*(const Expression& leaf)>;
[[nodiscard]] Expression substitute(const Expression& where, const LeafReplacement& replacement);
[[nodiscard]] Expression substitute(const Expression& where, const std::string& variable,
                                    const Expression& by);

/// The body of a function with its formal parameters replaced all at once: variables by expressions, arrays
/// (x in x[i]) by the names of arrays.
[[nodiscard]] Expression instantiate(const Expression& body, const std::map<std::string, Expression>& values,
                                     const std::map<std::string, std::string>& arrays);

/// The names that occur free, of variables and of arrays (sigma in sigma[1]).
[[nodiscard]] std::set<std::string> free_variables(const Expression& e);

/// `like`, or the first of like_1, like_2, … that is not to be avoided.
[[nodiscard]] std::string fresh_name(const std::string& like, const std::set<std::string>& avoid);

/// The exact value, if the expression is built of rationals by + − × ÷ and integer powers, is defined, and no
/// intermediate number exceeds `max_folded_bits`.
[[nodiscard]] std::optional<Rational> rational_value(const Expression& e);
inline constexpr std::size_t max_folded_bits = 1U << 17U;

/// ∂f/∂v, exact and simplified only by the folding above; v is a variable or an element with a constant
/// index. Where it and f are defined, f is differentiable and this is its derivative (on one side, if f is
/// defined on one side only, as x^(3/2) at 0). It is defined wherever all parts of f are differentiable,
/// except that min and max need arguments that differ.
/// @throws Unsupported for an index or a range that depends on v, and for v = sigma[k] under a binder that
/// `expand` has not resolved.
[[nodiscard]] Expression derivative(const Expression& f, const Expression& v);

}  // namespace dlncert

template <>
struct std::hash<dlncert::Expression> {
    std::size_t operator()(const dlncert::Expression& e) const { return e.hash(); }
};
