#include "coq_expression.hpp"

#include <algorithm>
#include <array>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <string_view>

namespace dlncert::command {
namespace {

[[noreturn]] void unsupported(const Expression& e) {
    throw Unsupported("the export to Coq does not know '" + to_string(e) +
                      "': it takes + - * / ^, abs, sqrt, exp, log and what is made of them, sin, cos, tan, "
                      "atan, the Langevin "
                      "function and its derivatives");
}

Expression call(Op op, const Expression& x) {
    return Expression::node(op, {x});
}
Expression plus(const Expression& x, const Expression& y) {
    return Expression::node(Op::add, {x, y});
}
Expression minus(const Expression& x, const Expression& y) {
    return Expression::node(Op::sub, {x, y});
}
Expression times(const Expression& x, const Expression& y) {
    return Expression::node(Op::mul, {x, y});
}
Expression over(const Expression& x, const Expression& y) {
    return Expression::node(Op::div, {x, y});
}
Expression power(const Expression& x, long n) {
    return Expression::node(Op::pow, {x, n});
}

/// The third derivative of L where u ≠ 0, by differentiating coth u − 1/u.
Expression langevin_third(const Expression& u) {
    const Expression s = call(Op::sinh, u);
    const Expression c = call(Op::cosh, u);
    return minus(over(6, power(u, 4)), over(plus(times(4, power(c, 2)), 2), power(s, 4)));
}

Expression difference_quotient(const Expression& fa, const Expression& fb, const Expression& e) {
    return over(minus(fa, fb), minus(e.arg(0), e.arg(1)));
}

/// The exponent of a power with an integer exponent of moderate size.
std::optional<long> integer_exponent(const Expression& e) {
    const auto value = rational_value(e.arg(1));
    if (!value || denominator(*value) != 1 || abs(numerator(*value)) > 1000) return std::nullopt;
    return static_cast<long>(numerator(*value));
}

/// n for the power with exponent n/2, n odd.
std::optional<long> twice_exponent(const Expression& e) {
    const auto value = rational_value(e.arg(1));
    if (!value || denominator(*value) != 2 || abs(numerator(*value)) > 1000) return std::nullopt;
    return static_cast<long>(numerator(*value));
}

/// The node in operations that both ways of writing know; itself if it is one of those.
Expression spelt_out(const Expression& e) {
    const auto args = e.args();
    switch (e.op()) {
        case Op::euler:
            return call(Op::exp, 1);
        case Op::pow:
            if (const auto n = twice_exponent(e)) {
                const Expression root = call(Op::sqrt, args[0]);
                return *n == 1 ? root : power(root, *n);
            }
            return e;
        case Op::expm1:
            return minus(call(Op::exp, args[0]), 1);
        case Op::log1p:
            return call(Op::log, plus(1, args[0]));
        case Op::asinh:
            return call(Op::log, plus(args[0], call(Op::sqrt, plus(power(args[0], 2), 1))));
        case Op::acosh:
            return call(Op::log, plus(args[0], call(Op::sqrt, minus(power(args[0], 2), 1))));
        case Op::atanh:
            return over(call(Op::log, over(plus(1, args[0]), minus(1, args[0]))), 2);
        case Op::sinc:
            if (e.order() != 0) unsupported(e);
            return over(call(Op::sin, args[0]), args[0]);
        case Op::log1p_over_x:
            return over(call(Op::log, plus(1, args[0])), args[0]);
        case Op::langevin:
            if (e.order() > 3)
                throw Unsupported("the export to Coq knows the Langevin function up to its third derivative");
            return e.order() == 3 ? langevin_third(args[0]) : e;
        case Op::divided_log:
            return difference_quotient(call(Op::log, args[0]), call(Op::log, args[1]), e);
        case Op::divided_exp:
            return difference_quotient(call(Op::exp, args[0]), call(Op::exp, args[1]), e);
        case Op::divided_pow:
            return difference_quotient(Expression::node(Op::pow, {args[0], args[2]}),
                                       Expression::node(Op::pow, {args[1], args[2]}), e);
        default:
            return e;
    }
}

/// A function of DlnCert.checker.Specials: its name there and over the reals.
struct Special {
    const char* constructor;
    const char* function;
};

std::optional<Special> special(const Expression& e) {
    static constexpr std::array langevin{Special{"Langevin", "langevin"}, Special{"Langevin'", "langevin'"},
                                         Special{"Langevin''", "langevin''"}};
    if (e.op() == Op::log_sinhc) return Special{"Log_sinhc", "g"};
    if (e.op() == Op::expm1_over_x) return Special{"Expm1_over_x", "expm1_over_x"};
    if (e.op() == Op::langevin) return langevin.at(static_cast<std::size_t>(e.order()));
    return std::nullopt;
}

// ---- real terms

/// How tightly the outermost operation binds in Coq: an argument of a function 0, a power 30, … a sum 50.
struct Term {
    std::string text;
    int level = 0;
    [[nodiscard]] std::string at(int most) const { return level <= most ? text : "(" + text + ")"; }
};

Term real_term(const Expression& written);

Term infix(const Expression& e, const char* sign, int level) {
    return {real_term(e.arg(0)).at(level) + sign + real_term(e.arg(1)).at(level - 1), level};
}

Term applied(const char* function, const Expression& argument) {
    return {std::string(function) + " " + real_term(argument).at(9), 10};
}

Term rational_term(const Rational& value) {
    const std::string text = to_string(value);
    const auto slash = text.find('/');
    if (slash == std::string::npos) return {text, value < 0 ? 35 : 0};
    return {text.substr(0, slash) + " / " + text.substr(slash + 1), 40};
}

Term power_term(const Expression& e) {
    if (const auto n = integer_exponent(e)) {
        const std::string term = real_term(e.arg(0)).at(29) + " ^ " + std::to_string(std::abs(*n));
        return *n < 0 ? Term{"/ " + term, 35} : Term{term, 30};
    }
    return {"Rpower " + real_term(e.arg(0)).at(9) + " " + real_term(e.arg(1)).at(9), 10};
}

const char* real_function(Op op) {
    switch (op) {
        case Op::abs:
            return "Rabs";
        case Op::sqrt:
            return "sqrt";
        case Op::exp:
            return "exp";
        case Op::log:
            return "ln";
        case Op::sin:
            return "sin";
        case Op::cos:
            return "cos";
        case Op::tan:
            return "tan";
        case Op::atan:
            return "atan";
        case Op::sinh:
            return "sinh";
        case Op::cosh:
            return "cosh";
        case Op::tanh:
            return "tanh";
        default:
            return nullptr;
    }
}

Term real_term(const Expression& written) {
    const Expression e = spelt_out(written);
    switch (e.op()) {
        case Op::rational:
            return rational_term(e.value());
        case Op::pi:
            return {"PI", 0};
        case Op::variable:
            return {coq_name(e.name()), 0};
        case Op::neg:
            return {"- " + real_term(e.arg(0)).at(30), 35};
        case Op::add:
            return infix(e, " + ", 50);
        case Op::sub:
            return infix(e, " - ", 50);
        case Op::mul:
            return infix(e, " * ", 40);
        case Op::div:
            return infix(e, " / ", 40);
        case Op::pow:
            return power_term(e);
        default:
            if (const char* function = real_function(e.op())) return applied(function, e.arg(0));
            if (const auto found = special(e)) return applied(found->function, e.arg(0));
            unsupported(written);
    }
}

// ---- terms of type func

/// A term of type `expr`, and whether it is constant, with its numbers still inside.
struct Piece {
    std::string text;
    bool constant = false;
};

std::string unary(const std::string& op, const std::string& argument) {
    return "(Eunary " + op + " " + argument + ")";
}

std::string binary(const char* op, const std::string& left, const std::string& right) {
    return std::string("(Ebinary ") + op + " " + left + " " + right + ")";
}

std::string integer_syntax(const Integer& value) {
    return "(Econst (Int (" + value.str() + ")))";
}

std::string rational_syntax(const Rational& value) {
    if (denominator(value) == 1) return integer_syntax(numerator(value));
    return binary("Div", integer_syntax(numerator(value)), integer_syntax(denominator(value)));
}

const char* syntax_constructor(Op op) {
    switch (op) {
        case Op::neg:
            return "Neg";
        case Op::abs:
            return "Abs";
        case Op::sqrt:
            return "Sqrt";
        case Op::exp:
            return "Exp";
        case Op::log:
            return "Ln";
        case Op::sin:
            return "Sin";
        case Op::cos:
            return "Cos";
        case Op::tan:
            return "Tan";
        case Op::atan:
            return "Atan";
        case Op::add:
            return "Add";
        case Op::sub:
            return "Sub";
        case Op::mul:
            return "Mul";
        case Op::div:
            return "Div";
        default:
            return nullptr;
    }
}

/// Variables are numbered: those of the claim, then the constants, then the values of special functions.
/// The number of constants is known after a first pass.
class Writer {
  public:
    explicit Writer(const std::vector<std::string>& variables) : variables_(&variables) {}

    std::string write(const Expression& e) {
        (void)variable(piece(e));
        constant_count_ = constants_.size();
        specials_.clear();
        const std::string main = variable(piece(e));
        return "(Func [" + joined(constants_) + "] [" + joined(specials_) + "] " + main + ")";
    }

  private:
    Piece piece(const Expression& written);
    Piece power(const Expression& e);
    Piece hyperbolic(Op op, const Piece& x);
    [[nodiscard]] Piece claim_variable(const Expression& e) const;

    Piece apply(const std::string& op, const Piece& x) { return {unary(op, x.text), x.constant}; }
    Piece apply(const char* op, const Piece& x, const Piece& y) {
        if (x.constant && y.constant) return {binary(op, x.text, y.text), true};
        return {binary(op, variable(x), variable(y)), false};
    }

    /// A constant inside what is not constant becomes a variable.
    std::string variable(const Piece& x) {
        return x.constant ? number(variables_->size() + place(constants_, x.text)) : x.text;
    }
    static std::string number(std::size_t i) { return "(Evar " + std::to_string(i) + ")"; }
    static std::size_t place(std::vector<std::string>& list, const std::string& text) {
        const auto found = std::find(list.begin(), list.end(), text);
        if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
        list.push_back(text);
        return list.size() - 1;
    }
    static std::string joined(const std::vector<std::string>& list) {
        std::string result;
        for (const std::string& item : list) result += (result.empty() ? "" : "; ") + item;
        return result;
    }

    const std::vector<std::string>* variables_;
    std::vector<std::string> constants_;
    std::vector<std::string> specials_;
    std::size_t constant_count_ = 0;
};

Piece Writer::power(const Expression& e) {
    const Piece base = piece(e.arg(0));
    if (const auto n = integer_exponent(e)) return apply("(PowerInt (" + std::to_string(*n) + "))", base);
    return apply("Exp", apply("Mul", piece(e.arg(1)), apply("Ln", base)));
}

/// sinh, cosh and tanh as the standard library defines them.
Piece Writer::hyperbolic(Op op, const Piece& x) {
    if (op == Op::tanh) return apply("Div", hyperbolic(Op::sinh, x), hyperbolic(Op::cosh, x));
    const Piece up = apply("Exp", x);
    const Piece down = apply("Exp", apply("Neg", x));
    return apply("Div", apply(op == Op::sinh ? "Sub" : "Add", up, down), {integer_syntax(2), true});
}

Piece Writer::claim_variable(const Expression& e) const {
    const auto found = std::find(variables_->begin(), variables_->end(), e.name());
    if (found == variables_->end()) unsupported(e);
    return {number(static_cast<std::size_t>(found - variables_->begin())), false};
}

Piece Writer::piece(const Expression& written) {
    const Expression e = spelt_out(written);
    switch (e.op()) {
        case Op::rational:
            return {rational_syntax(e.value()), true};
        case Op::pi:
            return {"(Econst Pi)", true};
        case Op::variable:
            return claim_variable(e);
        case Op::pow:
            return power(e);
        case Op::sinh:
        case Op::cosh:
        case Op::tanh:
            return hyperbolic(e.op(), piece(e.arg(0)));
        default:
            break;
    }
    if (const auto found = special(e)) {
        const std::string pair =
            std::string("(") + found->constructor + ", " + variable(piece(e.arg(0))) + ")";
        return {number(variables_->size() + constant_count_ + place(specials_, pair)), false};
    }
    const char* constructor = syntax_constructor(e.op());
    if (!constructor) unsupported(written);
    const Piece first = piece(e.arg(0));
    if (e.args().size() == 1) return apply(constructor, first);
    return apply(constructor, first, piece(e.arg(1)));
}

/// Trees larger than this are not written out.
constexpr std::uint32_t max_written_size = 20'000;

const Expression& bounded(const Expression& e) {
    if (e.tree_size() > max_written_size)
        throw Unsupported("an expression of the claim is too large to be written out in Coq");
    return e;
}

}  // namespace

std::string coq_name(const std::string& name) {
    static constexpr std::array<std::string_view, 65> taken{
        "as",          "at",     "cofix",    "else",  "end",      "exists",     "exists2", "fix",
        "for",         "forall", "fun",      "if",    "IF",       "in",         "let",     "match",
        "mod",         "return", "Set",      "Prop",  "SProp",    "Type",       "then",    "using",
        "where",       "with",   "by",       "R",     "PI",       "exp",        "ln",      "sin",
        "cos",         "tan",    "atan",     "sinh",  "cosh",     "tanh",       "sqrt",    "Rabs",
        "Rpower",      "claim",  "holds",    "eval",  "expr",     "Evar",       "Econst",  "Eunary",
        "Ebinary",     "Range",  "rational", "range", "Rational", "Some",       "None",    "Positive",
        "Nonnegative", "decode", "Func",     "g",     "langevin", "is_integer", "E",       "identity",
        "leaf"};
    const bool clashes = std::find(taken.begin(), taken.end(), name) != taken.end() ||
                         name.starts_with("step_") || name.ends_with('_');
    return clashes ? name + "_" : name;
}

std::string coq_real(const Expression& e) {
    return real_term(bounded(e)).text;
}

std::string coq_syntax(const Expression& e, const std::vector<std::string>& variables) {
    return Writer(variables).write(bounded(e));
}

std::string coq_rational(const Rational& value) {
    return rational_term(value).text;
}

}  // namespace dlncert::command
