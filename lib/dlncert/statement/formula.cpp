#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/postorder.hpp>

namespace dlncert {

Formula map_sides(const Formula& formula, const std::function<Expression(const Expression&)>& f) {
    Formula result = formula;
    if (formula.kind == Formula::Kind::comparison) {
        result.comparison.left = f(formula.comparison.left);
        result.comparison.right = f(formula.comparison.right);
    }
    for (auto& part : result.parts) part = map_sides(part, f);
    return result;
}

std::set<std::string> free_variables(const Formula& formula) {
    if (formula.kind == Formula::Kind::comparison) return free_variables(difference(formula.comparison));
    std::set<std::string> names;
    for (const auto& part : formula.parts) names.merge(free_variables(part));
    return names;
}

Expression difference(const Comparison& c) {
    const bool upward = c.relation == Relation::less || c.relation == Relation::less_equal;
    return Expression::node(Op::sub, upward ? std::vector{c.right, c.left} : std::vector{c.left, c.right});
}

bool in_exponent(const Expression& e, const std::string& variable) {
    if (!free_variables(e).contains(variable)) return false;
    if (e.op() == Op::pow && free_variables(e.arg(1)).contains(variable)) return true;
    return std::ranges::any_of(e.args(), [&](const Expression& arg) { return in_exponent(arg, variable); });
}

Expression insert(const Expression& f, const std::string& name, const Expression& by) {
    Postorder done;
    const auto rewrite = [&](const Expression& e) {
        if (e.op() == Op::variable && e.name() == name) return by;
        if (e.args().empty()) return e;
        if (!e.indices().empty()) {
            if (in_exponent(e, name))
                throw Unsupported("the exponents of a sum that is not written out depend on '" + name + "'");
            return substitute(e, name, by);
        }
        std::vector<Expression> args;
        for (const auto& arg : e.args()) args.push_back(done(arg, [](const auto& known) { return known; }));
        if (e.op() == Op::element) return Expression::element(e.name(), args[0]);
        const bool constant_now =
            e.op() == Op::pow && free_variables(args[1]).empty() && !free_variables(e.arg(1)).empty();
        const auto base = constant_now ? rational_value(args[0]) : std::nullopt;
        if (!constant_now || (base && *base > 0)) return Expression::node(e.op(), std::move(args), e.order());
        return apply(Op::exp, Expression::node(Op::mul, {args[1], apply(Op::log, args[0])}));
    };
    return done(f, rewrite);
}

}  // namespace dlncert
