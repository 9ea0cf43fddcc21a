#include <dlncert/search/goal.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/formula.hpp>

namespace dlncert {
namespace {

Formula negation_of(const Comparison& c) {
    switch (c.relation) {
        case Relation::less:
            return comparison(c.left, Relation::greater_equal, c.right);
        case Relation::less_equal:
            return comparison(c.left, Relation::greater, c.right);
        case Relation::greater:
            return comparison(c.left, Relation::less_equal, c.right);
        case Relation::greater_equal:
            return comparison(c.left, Relation::less, c.right);
        case Relation::equal:
            break;
    }
    return {.kind = Formula::Kind::any,
            .comparison = {},
            .parts = {comparison(c.left, Relation::less, c.right),
                      comparison(c.left, Relation::greater, c.right)}};
}

}  // namespace

SearchDomain SearchDomain::with(std::size_t variable, const Side& side) const {
    SearchDomain result = *this;
    result.box[variable] = side;
    return result;
}

SearchDomain SearchDomain::without(std::size_t variable) const {
    SearchDomain result = *this;
    result.names.erase(result.names.begin() + static_cast<std::ptrdiff_t>(variable));
    result.box.erase(result.box.begin() + static_cast<std::ptrdiff_t>(variable));
    return result;
}

SearchDomain SearchDomain::at(std::size_t variable, const Rational& value) const {
    SearchDomain result = without(variable);
    for (Formula& hypothesis : result.hypotheses) hypothesis = substitute(hypothesis, names[variable], value);
    return result;
}

Formula substitute(const Formula& where, const std::string& variable, const Expression& by) {
    return map_sides(where, [&](const Expression& side) { return substitute(side, variable, by); });
}

SearchGoal goal_of(const Comparison& c) {
    if (c.relation == Relation::equal) throw Unsupported("an equation is no inequality");
    return {difference(c), c.relation == Relation::greater || c.relation == Relation::less};
}

Formula negation(const Formula& formula) {
    if (formula.kind == Formula::Kind::comparison) return negation_of(formula.comparison);
    Formula result = formula;
    result.kind = formula.kind == Formula::Kind::all ? Formula::Kind::any : Formula::Kind::all;
    for (Formula& part : result.parts) part = negation(part);
    return result;
}

}  // namespace dlncert
