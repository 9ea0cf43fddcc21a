#include <algorithm>
#include <dlncert/statement/expression.hpp>

namespace dlncert {
namespace {

std::size_t combine(std::size_t seed, std::size_t value) {
    return seed ^ (value + 0x9e3779b97f4a7c15ULL + (seed << 6U) + (seed >> 2U));
}

std::size_t hash_of(const Rational& value) {
    return std::hash<std::string>{}(value.str());
}

bool is_integer(const Rational& value) {
    return boost::multiprecision::denominator(value) == 1;
}

std::size_t bits(const Rational& value) {
    return mpz_sizeinbase(mpq_numref(value.backend().data()), 2) +
           mpz_sizeinbase(mpq_denref(value.backend().data()), 2);
}

/// Both are rational, and small enough that folding cannot be used to build a number too large to handle.
bool foldable(const Expression& x, const Expression& y) {
    return x.is_rational() && y.is_rational() && bits(x.value()) + bits(y.value()) <= max_folded_bits;
}

/// x^n for an integer n; none if undefined or too large.
std::optional<Rational> integer_power(const Rational& x, const Rational& exponent) {
    if (!is_integer(exponent)) return std::nullopt;
    if (exponent == 0) return Rational(1);
    if (x == 0) return exponent > 0 ? std::optional<Rational>(0) : std::nullopt;
    if (abs(exponent) > max_folded_bits) return std::nullopt;
    const auto n = static_cast<unsigned>(abs(numerator(exponent)));
    if (n * static_cast<std::uint64_t>(bits(x)) > max_folded_bits) return std::nullopt;
    const Rational power(boost::multiprecision::pow(numerator(x), n),
                         boost::multiprecision::pow(denominator(x), n));
    return exponent < 0 ? Rational(1 / power) : power;
}

}  // namespace

Expression::Expression(Node node) {
    std::size_t hash = combine(static_cast<std::size_t>(node.op), static_cast<std::size_t>(node.order));
    if (node.op == Op::rational) hash = combine(hash, hash_of(node.value));
    hash = combine(hash, std::hash<std::string>{}(node.name));
    for (const auto& index : node.indices) hash = combine(hash, std::hash<std::string>{}(index));
    for (const auto& arg : node.args) hash = combine(hash, arg.hash());
    node.hash = hash;
    std::uint64_t size = 1 + (node.op == Op::rational ? bits(node.value) / 64 : 0);
    for (const auto& arg : node.args) {
        size += arg.tree_size();
        node.depth = std::max(node.depth, arg.depth() + 1);
        node.binder_depth = std::max(node.binder_depth, arg.binder_depth() + (node.indices.empty() ? 0 : 1));
    }
    node.tree_size = static_cast<std::uint32_t>(std::min<std::uint64_t>(size, UINT32_MAX));
    node_ = std::make_shared<const Node>(std::move(node));
}

Expression::Expression(Rational value)
    : Expression(Node{.op = Op::rational, .value = std::move(value), .name = {}, .indices = {}, .args = {}}) {
}

Expression Expression::variable(std::string name) {
    return Expression(
        Node{.op = Op::variable, .value = {}, .name = std::move(name), .indices = {}, .args = {}});
}

Expression Expression::element(std::string name, Expression index) {
    return Expression(Node{
        .op = Op::element, .value = {}, .name = std::move(name), .indices = {}, .args = {std::move(index)}});
}

Expression Expression::node(Op op, std::vector<Expression> args, int order) {
    return Expression(
        Node{.op = op, .value = {}, .name = {}, .order = order, .indices = {}, .args = std::move(args)});
}

Expression Expression::binder(Op op, std::vector<std::string> indices, std::vector<Expression> args) {
    return Expression(
        Node{.op = op, .value = {}, .name = {}, .indices = std::move(indices), .args = std::move(args)});
}

bool operator==(const Expression& a, const Expression& b) {
    if (a.node_ == b.node_) return true;
    return a.hash() == b.hash() && a.op() == b.op() && a.order() == b.order() && a.name() == b.name() &&
           a.value() == b.value() && a.indices() == b.indices() && a.node_->args == b.node_->args;
}

Expression operator-(const Expression& x) {
    if (x.is_rational()) return Rational(-x.value());
    if (x.op() == Op::neg) return x.arg(0);
    return Expression::node(Op::neg, {x});
}

Expression operator+(const Expression& x, const Expression& y) {
    if (foldable(x, y)) return Rational(x.value() + y.value());
    if (x.is(0)) return y;
    if (y.is(0)) return x;
    if (y.op() == Op::neg) return x - y.arg(0);
    return Expression::node(Op::add, {x, y});
}

Expression operator-(const Expression& x, const Expression& y) {
    if (foldable(x, y)) return Rational(x.value() - y.value());
    if (x.is(0)) return -y;
    if (y.is(0)) return x;
    if (y.op() == Op::neg) return x + y.arg(0);
    return Expression::node(Op::sub, {x, y});
}

Expression operator*(const Expression& x, const Expression& y) {
    if (foldable(x, y)) return Rational(x.value() * y.value());
    if (x.is(0) || y.is(0)) return 0;
    if (x.is(1)) return y;
    if (y.is(1)) return x;
    if (x.is(-1)) return -y;
    if (y.is(-1)) return -x;
    return Expression::node(Op::mul, {x, y});
}

Expression operator/(const Expression& x, const Expression& y) {
    if (foldable(x, y) && !y.is(0)) return Rational(x.value() / y.value());
    if (x.is(0) && !y.is(0)) return 0;
    if (y.is(1)) return x;
    return Expression::node(Op::div, {x, y});
}

Expression pow(const Expression& x, const Expression& y) {
    if (y.is(1)) return x;
    if (y.is(0)) return 1;
    if (x.is_rational() && y.is_rational() && abs(y.value()) <= 64)
        if (auto power = integer_power(x.value(), y.value())) return *power;
    return Expression::node(Op::pow, {x, y});
}

Expression apply(Op function, const Expression& x, int order) {
    return Expression::node(function, {x}, order);
}

std::optional<Rational> rational_value(const Expression& e) {
    if (e.is_rational()) return e.value();
    if (e.op() < Op::neg || e.op() > Op::pow) return std::nullopt;
    const auto x = rational_value(e.arg(0));
    if (!x) return std::nullopt;
    if (e.op() == Op::neg) return Rational(-*x);
    const auto y = rational_value(e.arg(1));
    if (!y || bits(*x) + bits(*y) > max_folded_bits) return std::nullopt;
    switch (e.op()) {
        case Op::add:
            return Rational(*x + *y);
        case Op::sub:
            return Rational(*x - *y);
        case Op::mul:
            return Rational(*x * *y);
        case Op::div:
            return *y == 0 ? std::nullopt : std::optional<Rational>(*x / *y);
        default:
            return integer_power(*x, *y);
    }
}

}  // namespace dlncert
