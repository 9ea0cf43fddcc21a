#pragma once
#include <cstdint>
#include <dlncert/statement/rational.hpp>
#include <functional>
#include <memory>
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
    pow,  ///< x^y: y an integer constant: any x (x ≠ 0 if y < 0; x^0 = 1); y another constant: x ≥ 0 (x > 0
          ///< if y < 0);
    ///< otherwise exp(y log x), x > 0
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
    sinc,          ///< sin x / x
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
    };
    explicit Expression(Node node);
    std::shared_ptr<const Node> node_;
};

// Building expressions in code. These fold rational constants and drop 0 + x, 1 · x, x^1 and 0 · x. The last
// one can enlarge the domain of definition, so a parser uses Expression::node, and derivatives, whose
// definedness follows from that of the differentiated function, use these.
[[nodiscard]] Expression operator-(const Expression& x);
[[nodiscard]] Expression operator+(const Expression& x, const Expression& y);
[[nodiscard]] Expression operator-(const Expression& x, const Expression& y);
[[nodiscard]] Expression operator*(const Expression& x, const Expression& y);
[[nodiscard]] Expression operator/(const Expression& x, const Expression& y);
[[nodiscard]] Expression pow(const Expression& x, const Expression& y);
[[nodiscard]] Expression apply(Op function, const Expression& x, int order = 0);

/// `where` with every free occurrence of a leaf for which `replacement` returns a value replaced. Bound
/// indices shadow.
using LeafReplacement = std::function<const Expression*(const Expression& leaf)>;
[[nodiscard]] Expression substitute(const Expression& where, const LeafReplacement& replacement);
[[nodiscard]] Expression substitute(const Expression& where, const std::string& variable,
                                    const Expression& by);

/// ∂f/∂v, exact and simplified only by the folding above; v is a variable or an element with a constant
/// index. Valid wherever f is defined and differentiable. @throws Unsupported for abs, min, max and binders
/// over symbolic ranges.
[[nodiscard]] Expression derivative(const Expression& f, const Expression& v);

}  // namespace dlncert

template <>
struct std::hash<dlncert::Expression> {
    std::size_t operator()(const dlncert::Expression& e) const { return e.hash(); }
};
