#include <cassert>
#include <dlncert/statement/expression.hpp>
#include <unordered_map>

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

}  // namespace

Expression::Expression(Node node) {
    std::size_t hash = combine(static_cast<std::size_t>(node.op), static_cast<std::size_t>(node.order));
    if (node.op == Op::rational) hash = combine(hash, hash_of(node.value));
    hash = combine(hash, std::hash<std::string>{}(node.name));
    for (const auto& index : node.indices) hash = combine(hash, std::hash<std::string>{}(index));
    for (const auto& arg : node.args) hash = combine(hash, arg.hash());
    node.hash = hash;
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
    if (x.is_rational() && y.is_rational()) return Rational(x.value() + y.value());
    if (x.is(0)) return y;
    if (y.is(0)) return x;
    if (y.op() == Op::neg) return x - y.arg(0);
    return Expression::node(Op::add, {x, y});
}

Expression operator-(const Expression& x, const Expression& y) {
    if (x.is_rational() && y.is_rational()) return Rational(x.value() - y.value());
    if (x.is(0)) return -y;
    if (y.is(0)) return x;
    if (y.op() == Op::neg) return x + y.arg(0);
    return Expression::node(Op::sub, {x, y});
}

Expression operator*(const Expression& x, const Expression& y) {
    if (x.is_rational() && y.is_rational()) return Rational(x.value() * y.value());
    if (x.is(0) || y.is(0)) return 0;
    if (x.is(1)) return y;
    if (y.is(1)) return x;
    if (x.is(-1)) return -y;
    if (y.is(-1)) return -x;
    return Expression::node(Op::mul, {x, y});
}

Expression operator/(const Expression& x, const Expression& y) {
    if (x.is_rational() && y.is_rational() && !y.is(0)) return Rational(x.value() / y.value());
    if (x.is(0) && !y.is(0)) return 0;
    if (y.is(1)) return x;
    return Expression::node(Op::div, {x, y});
}

Expression pow(const Expression& x, const Expression& y) {
    if (y.is(1)) return x;
    if (y.is(0)) return 1;
    if (x.is_rational() && y.is_rational() && is_integer(y.value()) && !x.is(0) && abs(y.value()) <= 64) {
        const auto n = static_cast<long>(numerator(y.value()));
        Rational result = 1;
        for (long i = 0; i < (n < 0 ? -n : n); ++i) result *= x.value();
        return n < 0 ? Rational(1 / result) : result;
    }
    return Expression::node(Op::pow, {x, y});
}

Expression apply(Op function, const Expression& x, int order) {
    return Expression::node(function, {x}, order);
}

namespace {

/// Memoised on node identity, so that shared subterms are rewritten once; a binder that shadows gets a memo
/// of its own.
class Substitution {
  public:
    explicit Substitution(const LeafReplacement& replacement) : replacement_(replacement) {}

    Expression operator()(const Expression& e) {
        if (const auto found = done_.find(e.identity()); found != done_.end()) return found->second;
        Expression result = rewrite(e);
        kept_.push_back(e);
        done_.emplace(e.identity(), result);
        return result;
    }

  private:
    Expression rewrite(const Expression& e) {
        if (e.op() == Op::variable || e.op() == Op::element)
            if (const Expression* by = replacement_(e)) return *by;
        if (e.args().empty()) return e;
        if (!e.indices().empty()) return rewrite_binder(e);
        std::vector<Expression> args;
        for (const auto& arg : e.args()) args.push_back((*this)(arg));
        if (e.op() == Op::element) return Expression::element(e.name(), args[0]);
        return Expression::node(e.op(), std::move(args), e.order());
    }

    Expression rewrite_binder(const Expression& e) {
        const LeafReplacement shadowed = [&](const Expression& leaf) -> const Expression* {
            if (leaf.op() == Op::variable)
                for (const auto& index : e.indices())
                    if (leaf.name() == index) return nullptr;
            return replacement_(leaf);
        };
        Substitution inner(shadowed);
        std::vector<Expression> args;
        for (const auto& arg : e.args()) args.push_back(inner(arg));
        return Expression::binder(e.op(), e.indices(), std::move(args));
    }

    const LeafReplacement& replacement_;
    std::unordered_map<const void*, Expression> done_;
    std::vector<Expression> kept_;  // keeps the keys' nodes alive, so that no address is reused
};

}  // namespace

Expression substitute(const Expression& where, const LeafReplacement& replacement) {
    return Substitution(replacement)(where);
}

Expression substitute(const Expression& where, const std::string& variable, const Expression& by) {
    return substitute(where, [&](const Expression& leaf) -> const Expression* {
        return leaf.op() == Op::variable && leaf.name() == variable ? &by : nullptr;
    });
}

}  // namespace dlncert
