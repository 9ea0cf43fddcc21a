#include <dlncert/statement/pair_sum.hpp>

namespace dlncert {
namespace {

struct Target {
    const std::string& array;
    Expression x, y;
};

std::optional<Expression> body_of(const Expression& sum, const Target& target) {
    const Expression i = Expression::variable(sum.indices()[0]);
    const Expression j = Expression::variable(sum.indices()[1]);
    const Expression body = substitute(sum.arg(0), [&](const Expression& leaf) -> const Expression* {
        if (leaf.op() != Op::element || leaf.name() != target.array) return nullptr;
        return leaf.arg(0) == i ? &target.x : leaf.arg(0) == j ? &target.y : nullptr;
    });
    const auto left = free_variables(body);
    if (left.contains(i.name()) || left.contains(j.name()) || left.contains(target.array))
        return std::nullopt;
    return body;
}

std::optional<Expression> combination(const Expression& f, const Target& target) {
    const auto part = [&](std::size_t k) { return combination(f.arg(k), target); };
    if (f.op() == Op::pair_sum) return body_of(f, target);
    if (f.op() == Op::neg) {
        const auto body = part(0);
        return body ? std::optional(-*body) : std::nullopt;
    }
    if (f.op() == Op::add || f.op() == Op::sub) {
        const auto left = part(0);
        const auto right = left ? part(1) : std::nullopt;
        if (!right) return std::nullopt;
        return f.op() == Op::add ? *left + *right : *left - *right;
    }
    if (f.op() != Op::mul && f.op() != Op::div) return std::nullopt;
    const auto right_factor = rational_value(f.arg(1));
    if (right_factor && *right_factor != 0) {
        const auto body = part(0);
        const Rational factor = f.op() == Op::mul ? *right_factor : Rational(1 / *right_factor);
        return body ? std::optional(factor * *body) : std::nullopt;
    }
    const auto left_factor = f.op() == Op::mul ? rational_value(f.arg(0)) : std::nullopt;
    const auto body = left_factor && *left_factor != 0 ? part(1) : std::nullopt;
    return body ? std::optional(*left_factor * *body) : std::nullopt;
}

}  // namespace

std::optional<Expression> pair_body(const Expression& f, const std::string& array, const std::string& x,
                                    const std::string& y) {
    const auto names = free_variables(f);
    if (x == y || names.contains(x) || names.contains(y)) return std::nullopt;
    return combination(f, {array, Expression::variable(x), Expression::variable(y)});
}

}  // namespace dlncert
