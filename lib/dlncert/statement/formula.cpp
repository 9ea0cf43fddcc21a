#include <algorithm>
#include <dlncert/statement/formula.hpp>

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

}  // namespace dlncert
