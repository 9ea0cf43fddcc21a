#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expression_parser.hpp>
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

MatrixStatement map_expressions(MatrixStatement statement,
                                const std::function<Expression(const Expression&)>& f) {
    statement.function = f(statement.function);
    if (statement.metric) statement.metric = f(*statement.metric);
    for (Expression& e : statement.entries) e = f(e);
    for (Expression& e : statement.smooth) e = f(e);
    for (Expression& e : statement.blocks) e = f(e);
    return statement;
}

Claim map_expressions(Claim claim, const std::function<Expression(const Expression&)>& f) {
    for (Formula& hypothesis : claim.hypotheses) hypothesis = map_sides(hypothesis, f);
    map_conclusion(claim, f);
    return claim;
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

Formula comparison(const Expression& left, Relation relation, const Expression& right) {
    return {.comparison = {.left = left, .relation = relation, .right = right}, .parts = {}};
}

Formula joined(Formula::Kind kind, std::vector<Formula> parts) {
    if (parts.size() == 1) return std::move(parts[0]);
    Formula result{.kind = kind, .comparison = {}, .parts = {}};
    for (auto& part : parts) {
        if (part.kind == kind)
            result.parts.insert(result.parts.end(), part.parts.begin(), part.parts.end());
        else
            result.parts.push_back(std::move(part));
    }
    return result;
}

Formula& formula_of(Claim& claim) {
    if (auto* roots = std::get_if<RootStatement>(&claim.conclusion)) return roots->equations;
    if (auto* formula = std::get_if<Formula>(&claim.conclusion)) return *formula;
    throw InputError("a statement about something else than numbers is no formula");
}

void map_conclusion(Claim& claim, const std::function<Expression(const Expression&)>& f) {
    if (auto* matrix = std::get_if<MatrixStatement>(&claim.conclusion)) {
        *matrix = map_expressions(*matrix, f);
    } else if (auto* extrema = std::get_if<ExtremumStatement>(&claim.conclusion)) {
        for (Extremum& extremum : *extrema) extremum.function = f(extremum.function);
    } else if (auto* analytic = std::get_if<AnalyticStatement>(&claim.conclusion)) {
        analytic->function = f(analytic->function);
        if (analytic->continued) analytic->continued = f(*analytic->continued);
    } else if (auto* mean = std::get_if<MeanStatement>(&claim.conclusion)) {
        mean->function = f(mean->function);
        mean->at_mean = f(mean->at_mean);
    } else if (auto* equilibrium = std::get_if<EquilibriumStatement>(&claim.conclusion)) {
        equilibrium->function = f(equilibrium->function);
    } else {
        formula_of(claim) = map_sides(formula_of(claim), f);
    }
}

std::vector<Expression> differences(const Formula& formula) {
    if (formula.kind == Formula::Kind::comparison) return {difference(formula.comparison)};
    std::vector<Expression> result;
    for (const Formula& part : formula.parts)
        for (Expression& one : differences(part)) result.push_back(std::move(one));
    return result;
}

/// A linear form without a constant, which is defined everywhere.
static bool is_linear(const Expression& e) {
    if (e.is_rational()) return e.is(0);
    if (e.op() == Op::mul && e.arg(0).is_rational()) return is_linear(e.arg(1));
    const bool sum = e.op() == Op::neg || e.op() == Op::add || e.op() == Op::sub;
    return e.op() == Op::variable || (sum && std::ranges::all_of(e.args(), is_linear));
}

bool is_conic(const Formula& formula) {
    const auto is_form = [](const Expression& e) {  // a term may stand in it many times over
        return e.tree_size() <= max_expression_size && is_linear(e);
    };
    if (formula.kind == Formula::Kind::comparison)
        return is_form(formula.comparison.left) && is_form(formula.comparison.right);
    return std::ranges::all_of(formula.parts, is_conic);
}

bool in_exponent(const Expression& e, const std::string& variable) {
    if (!free_variables(e).contains(variable)) return false;
    if (e.op() == Op::pow && free_variables(e.arg(1)).contains(variable)) return true;
    return std::ranges::any_of(e.args(), [&](const Expression& arg) { return in_exponent(arg, variable); });
}

}  // namespace dlncert
