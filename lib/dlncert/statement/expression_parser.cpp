#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/expression_parser.hpp>
#include <dlncert/statement/functions.hpp>
#include <dlncert/statement/metric.hpp>

namespace dlncert {
namespace {

const std::string a_term = "a number, a name, a function like exp(x), or (";

struct Nesting {
    explicit Nesting(std::uint32_t& depth) : depth_(++depth) {}
    ~Nesting() { --depth_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;

  private:
    std::uint32_t& depth_;
};

}  // namespace

ExpressionParser::Operand ExpressionParser::binary(int weakest) {
    Operand left = unary();
    for (;;) {
        const bool sum = cursor_.at("+") || cursor_.at("-");
        const bool product = cursor_.at("*") || cursor_.at("/");
        if (!(product || (sum && weakest == 1)) || cursor_.at("identity", 1)) return left;
        const Token sign = cursor_.take();
        const Operand right = sum ? binary(2) : unary();
        left = combine(sign, left, right);
    }
}

ExpressionParser::Operand ExpressionParser::combine(const Token& sign, const Operand& left,
                                                    const Operand& right) {
    const auto symbol = cursor_.text(sign);
    if (symbol == "/" && left.literal && right.literal && right.value.value() >= 0) {
        if (right.value.is(0))
            cursor_.fail(sign, "a fraction with denominator zero", "a denominator other than zero");
        return {.value = left.value / right.value};
    }
    const Op op = symbol == "+" ? Op::add : symbol == "-" ? Op::sub : symbol == "*" ? Op::mul : Op::div;
    return {.value = checked(sign, Expression::node(op, {left.value, right.value}))};
}

ExpressionParser::Operand ExpressionParser::unary() {
    const Nesting guard(nesting_);
    if (nesting_ > max_expression_depth)
        cursor_.fail(cursor_.peek(),
                     "more than " + std::to_string(max_expression_depth) + " nested operations",
                     "a shallower expression; name its parts by let");
    if (!cursor_.at("-")) return power();
    const Token sign = cursor_.take();
    if (cursor_.at(Token::Kind::number) && !cursor_.at("^", 1)) return number(true);
    return {.value = checked(sign, Expression::node(Op::neg, {unary().value}))};
}

ExpressionParser::Operand ExpressionParser::power() {
    Operand base = primary();
    if (!cursor_.at("^")) return base;
    const Token sign = cursor_.take();
    const Operand exponent = unary();
    return {.value = checked(sign, Expression::node(Op::pow, {base.value, exponent.value}))};
}

ExpressionParser::Operand ExpressionParser::primary() {
    if (cursor_.at(Token::Kind::number)) return number(false);
    if (cursor_.at(Token::Kind::name)) return {.value = name()};
    if (!cursor_.at("(")) cursor_.unexpected(a_term);
    const Token open = cursor_.take();
    if (open.encloses_formula)
        cursor_.fail(open, "a comparison inside these parentheses, where a number is meant",
                     "an expression in parentheses");
    Expression inner = expression();
    cursor_.expect(")", "an operation + - * / ^, or ) to close the parenthesis");
    return {.value = std::move(inner)};
}

ExpressionParser::Operand ExpressionParser::number(bool negative) {
    const Token token = cursor_.take();
    charge(token, 1);
    try {
        const Rational value = parse_rational(cursor_.text(token));
        return {.value = negative ? Rational(-value) : value, .literal = true};
    } catch (const InputError& error) {
        const std::string what = error.what();
        cursor_.fail(token, what.substr(0, what.find(';')),
                     "an integer, a decimal or a fraction, like 2, 0.1, 1e-30 or 1/3");
    }
}

Expression ExpressionParser::name() {
    const Token token = cursor_.take();
    const std::string spelling(cursor_.text(token));
    if (cursor_.at("(")) return call(token, spelling);
    if (token.primes > 0)
        cursor_.fail(token, "a derivative without argument",
                     "the argument in parentheses, like langevin'(u)");
    if (cursor_.at("[")) return element(token, spelling);
    return plain_name(token, spelling);
}

Expression ExpressionParser::plain_name(const Token& token, const std::string& spelling) {
    charge(token, 1);
    if (const auto* index = scope_.index(spelling)) return Expression::variable(index->inner_name);
    if (auto* parameter = scope_.parameter(spelling)) {
        if (parameter->kind == Scope::Kind::array)
            cursor_.fail(token, "'" + spelling + "' is used as an array above", spelling + "[1]");
        parameter->kind = Scope::Kind::real;
        return Expression::variable(parameter->inner_name());
    }
    if (const auto found = scope_.variables.find(spelling); found != scope_.variables.end()) {
        if (found->second.kind == Scope::Kind::array)
            cursor_.fail(token, "'" + spelling + "' is an array, where a number is meant", spelling + "[1]");
        return Expression::variable(spelling);
    }
    if (const auto found = scope_.definitions.find(spelling); found != scope_.definitions.end()) {
        if (found->second.is_function)
            cursor_.fail(token, "the function '" + spelling + "' without its arguments", spelling + "(…)");
        return found->second.body;
    }
    if (spelling == "pi") return Expression::node(Op::pi, {});
    if (spelling == "e") return Expression::node(Op::euler, {});
    if (spelling == "inf")
        cursor_.fail(token, "'inf' is no number", "inf as an end of a domain, like [0, inf) or 2..inf");
    if (const auto* function = named_function(spelling))
        cursor_.fail(token, "the function '" + spelling + "' without its arguments",
                     std::string(function->signature));
    if (std::ranges::find(reserved_words(), spelling) != reserved_words().end())
        cursor_.fail(token, "unexpected '" + spelling + "'", a_term);
    if (!scope_.every_name) unknown(token, "name");
    return Expression::variable(spelling);
}

/// The array's name in the AST.
std::string ExpressionParser::array_name(const Token& token, const std::string& spelling) {
    if (scope_.index(spelling))
        cursor_.fail(token, "'" + spelling + "' is an index, not an array", spelling + " without [ ]");
    if (auto* parameter = scope_.parameter(spelling)) {
        if (parameter->kind == Scope::Kind::real)
            cursor_.fail(token, "'" + spelling + "' is used as a number above", spelling + " without [ ]");
        parameter->kind = Scope::Kind::array;
        return parameter->inner_name();
    }
    const auto found = scope_.variables.find(spelling);
    if (found != scope_.variables.end()) {
        if (found->second.kind == Scope::Kind::real || found->second.kind == Scope::Kind::integer)
            cursor_.fail(token, "'" + spelling + "' is a number, not an array", spelling + " without [ ]");
    } else if (scope_.definitions.contains(spelling)) {
        cursor_.fail(token, "'" + spelling + "' is not an array", spelling + " without [ ]");
    } else if (!scope_.every_name) {
        unknown(token, "array");
    }
    return spelling;
}

Expression ExpressionParser::element(const Token& token, const std::string& spelling) {
    const std::string array = array_name(token, spelling);
    cursor_.take();
    const Expression which = index(spelling, width(array));
    cursor_.expect("]", "]");
    return checked(token, Expression::element(array, which));
}

/// How many elements the array has; 0 if that is not known.
long ExpressionParser::width(const std::string& array) const {
    const auto variable = scope_.variables.find(array);
    return variable == scope_.variables.end() ? 0 : variable->second.width.value_or(0);
}

/// An index from 1 to `most` (0: to any number) of what is spelt `indexed`.
Expression ExpressionParser::index(const std::string& indexed, long most) {
    const Token first = cursor_.peek();
    const Expression result = expression();
    charge(first, result.tree_size());
    const auto value = rational_value(result);
    if (value && (denominator(*value) != 1 || *value < 1 || (most > 0 && *value > most)))
        cursor_.fail_since(first, "there is no " + indexed + "[" + shortened(to_string(*value)) + "]",
                           most > 0 ? "an index from 1 to " + std::to_string(most) : "an index 1, 2, …");
    return result;
}

Expression ExpressionParser::call(const Token& token, const std::string& spelling) {
    const auto defined = scope_.definitions.find(spelling);
    if (defined != scope_.definitions.end() && !scope_.variables.contains(spelling) &&
        !scope_.parameter(spelling)) {
        if (defined->second.is_function) return defined_call(token, defined->second);
        cursor_.fail(token, "'" + spelling + "' is no function",
                     "an operation between '" + spelling + "' and '(', like *");
    }
    if (const auto* function = named_function(spelling)) return named_call(token, *function);
    if (token.primes == 0) {
        if (spelling == "sum") return cursor_.at("<", 2) ? pair_sum(token) : sum_or_product(token, Op::sum);
        if (spelling == "product") return sum_or_product(token, Op::product);
        if (spelling == "diff") return diff(token);
        if (spelling == "gradient") return component(token, 1);
        if (spelling == "hessian") return component(token, 2);
    }
    if (scope_.variables.contains(spelling) || scope_.parameter(spelling) || scope_.index(spelling))
        cursor_.fail(token, "'" + spelling + "' is no function",
                     "an operation between '" + spelling + "' and '(', like *");
    unknown(token, "function");
}

void ExpressionParser::check_count(const Token& token, std::size_t found, std::size_t wanted,
                                   const std::string& signature) {
    if (found == wanted) return;
    cursor_.fail_since(token,
                       std::to_string(found) + (found == 1 ? " argument" : " arguments") + " instead of " +
                           std::to_string(wanted),
                       signature);
}

/// f'(x) is the derivative of f at x.
Expression ExpressionParser::named_call(const Token& token, const NamedFunction& function) {
    std::vector<Expression> args;
    cursor_.take();
    do args.push_back(expression());
    while (cursor_.accept(","));
    cursor_.expect(")", "an operation, a comma or ) to close the parenthesis");
    check_count(token, args.size(), function.arity, std::string(function.signature));
    if (token.primes == 0) return checked(token, Expression::node(function.op, std::move(args)));
    if (function.op == Op::langevin || function.op == Op::sinc)
        return checked(token, Expression::node(function.op, std::move(args), token.primes));
    if (function.arity != 1) cursor_.fail(token, "a prime on a function of several variables", "diff(f, x)");
    Expression f = apply(function.op, Expression::variable("#"));
    for (int k = 0; k < token.primes; ++k) f = differentiated(token, f, Expression::variable("#"));
    charge(token, f.tree_size());
    return checked(token, instantiate(f, {{"#", args[0]}}, {}));
}

/// The next argument is the bare name of an array.
bool ExpressionParser::at_array_argument() {
    if (!cursor_.at(Token::Kind::name) || !(cursor_.at(",", 1) || cursor_.at(")", 1))) return false;
    const std::string spelling(cursor_.text(cursor_.peek()));
    if (const auto* parameter = scope_.parameter(spelling)) return parameter->kind != Scope::Kind::real;
    const auto found = scope_.variables.find(spelling);
    if (found != scope_.variables.end())
        return found->second.kind == Scope::Kind::array || found->second.kind == Scope::Kind::any;
    return scope_.every_name;
}

/// The argument for a parameter: an expression, or the name of an array.
void ExpressionParser::argument(const Scope::Parameter& parameter, const std::string& signature,
                                Arguments& arguments) {
    const Token first = cursor_.peek();
    if (parameter.kind != Scope::Kind::array) {
        arguments.values.insert_or_assign(parameter.inner_name(), expression());
        return;
    }
    if (!at_array_argument())
        cursor_.fail(first, "the argument '" + parameter.name + "' of " + signature + " is an array",
                     "the name of an array");
    cursor_.take();
    arguments.arrays[parameter.inner_name()] = array_name(first, std::string(cursor_.text(first)));
}

Expression ExpressionParser::defined_call(const Token& token, const Scope::Definition& function) {
    const auto& parameters = function.parameters;
    const std::string signature = std::string(cursor_.text(token)) + function.signature();
    Arguments arguments;
    std::size_t count = 0;
    cursor_.take();
    do {
        if (count < parameters.size())
            argument(parameters[count], signature, arguments);
        else
            (void)expression();
        ++count;
    } while (cursor_.accept(","));
    cursor_.expect(")", "an operation, a comma or ) to close the parenthesis");
    check_count(token, count, parameters.size(), signature);
    if (token.primes > 0 && (count != 1 || !arguments.arrays.empty()))
        cursor_.fail(token, "a prime on a function of several variables", "diff(f, x)");
    Expression body = function.body;
    for (int k = 0; k < token.primes; ++k)
        body = differentiated(token, body, Expression::variable(parameters[0].inner_name()));
    charge(token, body.tree_size());
    return checked(token, instantiate(body, arguments.values, arguments.arrays));
}

std::string ExpressionParser::fixed_meaning_excluded(const std::string& what) {
    const Token token = cursor_.peek();
    const std::string spelling(cursor_.text(token));
    if (token.kind != Token::Kind::name || token.primes > 0 || spelling.find('-') != std::string::npos)
        cursor_.unexpected("a name for " + what);
    if (named_function(spelling) || std::ranges::find(reserved_words(), spelling) != reserved_words().end())
        cursor_.fail(token, "'" + spelling + "' has a fixed meaning in the language",
                     "another name for " + what);
    cursor_.take();
    return spelling;
}

std::string ExpressionParser::new_name(const std::string& what) {
    const Token token = cursor_.peek();
    std::string spelling = fixed_meaning_excluded(what);
    if (scope_.definitions.contains(spelling) || scope_.variables.contains(spelling))
        cursor_.fail(token, "'" + spelling + "' is defined already", "another name for " + what);
    return spelling;
}

Scope::Index ExpressionParser::new_index() {
    const std::string name = fixed_meaning_excluded("the index");
    return {name, name + "#" + std::to_string(++index_count_)};
}

Expression ExpressionParser::sum_or_product(const Token& token, Op op) {
    const std::string accepted =
        op == Op::sum ? "sum(i in 1..5, term) or sum(i < j, term)" : "product(i in 1..5, factor)";
    cursor_.take();
    const Scope::Index index = new_index();
    cursor_.expect("in", accepted);
    const Expression lower = expression();
    cursor_.expect("..", accepted);
    if (cursor_.at("inf"))
        cursor_.fail(cursor_.peek(), "an infinite range",
                     "a finite range; only theorems' parameters go to inf");
    const Expression upper = expression();
    cursor_.expect(",", accepted);
    return binder(token, op, {index}, {lower, upper});
}

/// `(i < j,`
std::vector<Scope::Index> ExpressionParser::pair_indices() {
    cursor_.expect("(", "sum(i < j, term)");
    const Scope::Index i = new_index();
    cursor_.expect("<", "sum(i < j, term)");
    const Token second = cursor_.peek();
    const Scope::Index j = new_index();
    if (i.name == j.name) cursor_.fail(second, "the same index twice", "two indices, like sum(i < j, term)");
    cursor_.expect(",", "sum(" + i.name + " < " + j.name + ", term)");
    return {i, j};
}

Expression ExpressionParser::pair_sum(const Token& token) {
    return binder(token, Op::pair_sum, pair_indices(), {});
}

std::vector<Expression> ExpressionParser::pair_blocks() {
    const std::string accepted = "sum(i < j, [[a, b], [b, c]]), a symmetric block for each pair";
    const Token token = cursor_.peek();
    cursor_.expect("sum", accepted);
    const auto indices = pair_indices();
    scope_.indices.insert(scope_.indices.end(), indices.begin(), indices.end());
    std::vector<Expression> entries;
    for (const char* before : {"[", ",", "[", ","}) {
        const bool begins_row = *before == '[';
        if (begins_row) cursor_.expect(entries.empty() ? "[" : ",", accepted);
        cursor_.expect(before, accepted);
        entries.push_back(expression());
        if (!begins_row) cursor_.expect("]", accepted);
    }
    cursor_.expect("]", accepted);
    scope_.indices.resize(scope_.indices.size() - indices.size());
    cursor_.expect(")", "an operation or )");
    if (!(entries[1] == entries[2])) cursor_.fail_since(token, "a block that is not symmetric", accepted);
    entries.erase(entries.begin() + 2);
    for (Expression& entry : entries) entry = bound(token, Op::pair_sum, indices, {}, entry);
    return entries;
}

/// Reads the body and the closing parenthesis.
Expression ExpressionParser::binder(const Token& token, Op op, const std::vector<Scope::Index>& indices,
                                    std::vector<Expression> args) {
    scope_.indices.insert(scope_.indices.end(), indices.begin(), indices.end());
    const Expression body = expression();
    scope_.indices.resize(scope_.indices.size() - indices.size());
    cursor_.expect(")", "an operation or )");
    return bound(token, op, indices, std::move(args), body);
}

/// The indices get their names, or similar ones if an inserted definition has brought a variable of such a
/// name into the body.
Expression ExpressionParser::bound(const Token& token, Op op, const std::vector<Scope::Index>& indices,
                                   std::vector<Expression> args, const Expression& body) {
    charge(token, body.tree_size());
    std::set<std::string> avoid = free_variables(body);
    std::vector<std::string> names;
    std::map<std::string, Expression> renaming;
    for (const auto& index : indices) {
        names.push_back(fresh_name(index.name, avoid));
        avoid.insert(names.back());
        renaming.emplace(index.inner_name, Expression::variable(names.back()));
    }
    args.push_back(instantiate(body, renaming, {}));
    return checked(token, Expression::binder(op, std::move(names), std::move(args)));
}

/// A variable, or an element like sigma[1], that a derivative is taken in.
Expression ExpressionParser::coordinate(const std::string& accepted) {
    const Token first = cursor_.peek();
    const bool bare = cursor_.at(Token::Kind::name);
    const Expression variable = expression();
    const std::string spelling(bare ? cursor_.text(first) : "");
    const bool number =
        variable.op() == Op::variable && !scope_.index(spelling) &&
        (scope_.variables.contains(spelling) || scope_.parameter(spelling) || scope_.every_name);
    if (!bare || !(number || (variable.op() == Op::element && rational_value(variable.arg(0)))))
        cursor_.fail_since(first, "the derivative is not in a variable", accepted);
    return variable;
}

Expression ExpressionParser::diff(const Token& token) {
    const std::string accepted = "diff(f, x) with a variable x, or an element like sigma[1]";
    cursor_.take();
    const Expression f = expression();
    cursor_.expect(",", accepted);
    const Expression variable = coordinate(accepted);
    cursor_.expect(")", ")");
    return differentiated(token, f, variable);
}

/// The array whose elements f is differentiated in, if the next word is one. Where the kinds of names are not
/// declared, f says: a name that stands in it as a number is none.
std::optional<std::string> ExpressionParser::array_coordinates(const Expression& f) {
    if (!at_array_argument()) return std::nullopt;
    const Token token = cursor_.peek();
    const std::string spelling(cursor_.text(token));
    const auto declared = scope_.variables.find(spelling);
    const auto* parameter = scope_.parameter(spelling);
    const bool known_array =
        parameter ? parameter->kind == Scope::Kind::array
                  : declared != scope_.variables.end() && declared->second.kind == Scope::Kind::array;
    if (!known_array && !cursor_.at(")", 1)) return std::nullopt;
    bool is_number = false;
    if (!parameter && (declared == scope_.variables.end() || declared->second.kind == Scope::Kind::any))
        (void)substitute(f, [&](const Expression& leaf) -> const Expression* {
            is_number = is_number || (leaf.op() == Op::variable && leaf.name() == spelling);
            return nullptr;
        });
    if (is_number) return std::nullopt;
    cursor_.take();
    return array_name(token, spelling);
}

Expression ExpressionParser::metric(const std::string& array) {
    const Token first = cursor_.peek();
    const Scope::Index i{"i", "i#" + std::to_string(++index_count_)};
    scope_.indices.push_back(i);
    const Expression written = expression();
    scope_.indices.pop_back();
    const Expression entry = Expression::element(array, Expression::variable(i.inner_name));
    const Expression one = Expression::variable(array);
    bool other_element = false;
    Expression g = substitute(written, [&](const Expression& leaf) -> const Expression* {
        other_element = other_element || (leaf.op() == Op::element && leaf != entry);
        return leaf == entry ? &one : nullptr;
    });
    const auto names = free_variables(g);
    if (other_element || names.contains(i.inner_name) || names.contains(i.name))
        cursor_.fail_since(first, "the metric's entry (i, i) uses more than its own element of the array",
                           "an expression in sigma[i] and parameters, like sigma[i]^(2*nu - 2)");
    (void)differentiated(first, g, one);
    return g;
}

/// `gradient(f, x, y)[2]`, `hessian(f, sigma)[1, 2]`: derivatives in the variables of the list, or in the
/// elements of the array, with these numbers; `hessian(f, sigma, g(sigma[i]))[1, 1]`: the covariant one.
Expression ExpressionParser::component(const Token& token, int order) {
    const std::string accepted =
        order == 1
            ? "gradient(f, x, y)[1] or gradient(f, sigma)[1]"
            : "hessian(f, x, y)[1, 2] or hessian(f, sigma)[1, 2]; a statement about the whole matrix is the "
              "conclusion alone: prove hessian(f, sigma) negative-definite";
    cursor_.take();
    Expression result = expression();
    cursor_.expect(",", accepted);
    const auto array = array_coordinates(result);
    const bool covariant = array && order == 2 && cursor_.accept(",");
    const Expression g = covariant ? metric(*array) : 0;
    std::vector<Expression> list;
    while (!array && (list.empty() || cursor_.accept(","))) list.push_back(coordinate(accepted));
    const long most = array ? width(*array) : static_cast<long>(list.size());
    cursor_.expect(")", ")");
    cursor_.expect("[", accepted);
    Expression before;
    for (int k = 0; k < order; ++k) {
        if (k > 0) cursor_.expect(",", accepted);
        const Token first = cursor_.peek();
        const auto number = rational_value(index(std::string(cursor_.text(token)) + "(…)", most));
        if (!number) cursor_.fail_since(first, "the number of a component is not a constant", accepted);
        const Expression variable = array ? Expression::element(*array, *number)
                                          : list[static_cast<std::size_t>(numerator(*number)) - 1];
        const Expression slope = result;
        result = differentiated(token, slope, variable);
        if (covariant && k == 1 && variable == before)
            result =
                checked(token, result - Expression::node(Op::mul, {christoffel(g, *array, variable), slope}));
        before = variable;
    }
    cursor_.expect("]", "]");
    return result;
}

/// Sums over pairs are written out if the derivative is in an element of an array of known width.
Expression ExpressionParser::differentiated(const Token& token, const Expression& f,
                                            const Expression& variable) {
    charge(token, 4ULL * f.tree_size());
    try {
        const auto array = scope_.variables.find(variable.name());
        const bool element = variable.op() == Op::element && array != scope_.variables.end();
        const Expression written_out = element ? expand(f, array->second.width) : f;
        return checked(token, derivative(written_out, variable));
    } catch (const Unsupported& error) {
        cursor_.unsupported_since(token, error.what(),
                                  "the derivative of a differentiable function in a variable");
    }
}

void ExpressionParser::parameter() {
    const Token token = cursor_.peek();
    const std::string name = fixed_meaning_excluded("the argument, like let f(x, y) = x + y");
    if (scope_.parameter(name)) cursor_.fail(token, "two arguments of the same name", "another name");
    scope_.parameters.push_back({.name = name});
}

void ExpressionParser::definition() {
    const std::string defined = new_name("the definition");
    Scope::Definition result{.parameters = {}, .is_function = cursor_.accept("("), .body = {}};
    if (result.is_function) {
        do parameter();
        while (cursor_.accept(","));
        cursor_.expect(")", "a comma or )");
    }
    cursor_.expect("=", "= and an expression");
    result.body = expression();
    result.parameters = std::exchange(scope_.parameters, {});
    scope_.definitions.emplace(defined, std::move(result));
}

void ExpressionParser::unknown(const Token& token, const std::string& what) const {
    const auto near = near_spellings(cursor_.text(token), scope_.names());
    std::vector<std::string> known;
    for (const auto& [name, variable] : scope_.variables) known.push_back(name);
    for (const auto& one : scope_.parameters) known.push_back(one.name);
    for (const auto& index : scope_.indices) known.push_back(index.name);
    if (known.size() > 10) known.resize(10);
    const std::string accepted =
        !near.empty()   ? "did you mean " + alternatives(near) + "?"
        : known.empty() ? "a name that is declared (for … in …) or defined (let … = …) before"
                        : "a name that is declared or defined before, like " + alternatives(known);
    cursor_.fail(token, "unknown " + what + " " + cursor_.quoted(token), accepted);
}

void ExpressionParser::charge(const Token& token, std::uint64_t nodes) {
    work_ += nodes;
    if (work_ > max_parser_work)
        cursor_.fail(token, "the text is too large when its definitions are inserted", "a smaller claim");
}

Expression ExpressionParser::checked(const Token& token, Expression e) {
    charge(token, 1);
    const auto refuse = [&](const std::string& what) { cursor_.fail(token, what, "a smaller expression"); };
    if (e.depth() > max_expression_depth)
        refuse("more than " + std::to_string(max_expression_depth) + " nested operations");
    if (e.binder_depth() > max_binder_depth)
        refuse("more than " + std::to_string(max_binder_depth) + " nested sums or products");
    if (e.tree_size() > max_expression_size)
        refuse("an expression of more than " + std::to_string(max_expression_size) +
               " operations when its definitions are inserted");
    return e;
}

}  // namespace dlncert
