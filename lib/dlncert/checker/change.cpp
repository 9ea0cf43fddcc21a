// Rules that change, remove or eliminate a variable, in the function and in the hypotheses.
#include <algorithm>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>
#include <dlncert/statement/change.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/identity.hpp>

namespace dlncert::checker {
namespace {

Change read_change(const Expression& w, const Side& side, const Step& step) {
    const std::string by = step.text("by");
    if (by == "power") return power_change(w, side, static_cast<unsigned>(step.integer("exponent", 2, 64)));
    if (step.has("exponent")) step.reject("only powers have an exponent");
    if (by == "exp") return exponential_change(w, side);
    if (by == "log") return logarithm_change(w, side);
    if (by == "reciprocal") return reciprocal_change(w, side);
    step.reject("its member 'by' is none of exp, log, reciprocal, power");
}

/// The goal with `by` for the variable in the function and the hypotheses.
void check_replaced(const Goal& goal, Domain domain, const std::string& variable, const Expression& by,
                    const Step& proof) {
    check_goal({substitute(goal.function, variable, by), goal.sign}, domain.with(variable, by), proof);
}

}  // namespace

void check_substitute(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"variable", "by", "exponent", "proof"});
    const std::size_t v = domain.index(step.text("variable"), step);
    const Change change = read_change(Expression::variable(domain.names[v]), domain.box[v], step);
    Domain changed = domain;
    changed.box[v] = change.range;
    check_replaced(goal, changed, domain.names[v], change.by, step.child("proof"));
}

void check_scale(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"variable", "base", "proof"});
    const std::size_t y = domain.index(step.text("variable"), step);
    const std::size_t x = domain.index(step.text("base"), step);
    const Side& base = domain.box[x];
    const Side& side = domain.box[y];
    if (x == y || base.lower_infinite || base.lower < 0 || (base.lower == 0 && !base.lower_open))
        step.reject("the base is not positive");
    if (side.lower_infinite ? !side.upper_infinite : side.lower < 0)
        step.reject("the range of the variable is neither the whole line nor nonnegative");
    Domain scaled = domain;
    if (!side.lower_infinite)
        scaled.box[y] = {
            .lower = 0, .upper = 0, .upper_infinite = true, .lower_open = side.lower > 0 || side.lower_open};
    check_replaced(goal, scaled, domain.names[y],
                   Expression::variable(domain.names[x]) * Expression::variable(domain.names[y]),
                   step.child("proof"));
}

void check_drop(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"variable", "proof"});
    const std::size_t v = domain.index(step.text("variable"), step);
    const std::string& name = domain.names[v];
    bool occurs = free_variables(goal.function).contains(name);
    for (const Hypothesis& h : domain.hypotheses) occurs = occurs || free_variables(h.formula).contains(name);
    if (occurs) step.reject("'" + name + "' occurs in the function or in a hypothesis");
    check_goal(goal, domain.without(v), step.child("proof"));
}

namespace {

/// That l − r is identically c (z − e) for a rational c /= 0.
void check_linear(const Expression& l_minus_r, const Expression& z, const Expression& e, const Step& step) {
    const auto c = identical_constant(derivative(l_minus_r, z));
    if (!c || *c == 0)
        step.reject("the hypothesis is not linear in '" + z.name() + "' with a rational factor");
    check_identity(l_minus_r, Expression(*c) * (z - e), "the hypothesis solved for '" + z.name() + "'", step);
}

}  // namespace

void check_eliminate(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"variable", "by", "hypothesis", "proof", "tree"});
    const std::size_t v = domain.index(step.text("variable"), step);
    const std::string& name = domain.names[v];
    const auto last = static_cast<long>(domain.hypotheses.size()) - 1;
    const auto k = static_cast<std::ptrdiff_t>(step.integer("hypothesis", 0, last));
    const Hypothesis& h = domain.hypotheses[static_cast<std::size_t>(k)];
    if (h.negated || h.formula.kind != Formula::Kind::comparison ||
        h.formula.comparison.relation != Relation::equal)
        step.reject("the hypothesis is no equation");
    const Expression e = step.expression("by", domain.without(v).names);
    // where e is defined, l − r = c (z − e) is 0 only if z = e
    check_defined({e}, domain, step);
    check_linear(difference(h.formula.comparison), Expression::variable(name), e, step);
    Domain rest = domain;
    rest.hypotheses.erase(rest.hypotheses.begin() + k);
    rest = rest.with(name, e).without(v);
    const Side& range = domain.box[v];
    if (!range.lower_infinite)
        rest.assume(
            comparison(e, range.lower_open ? Relation::greater : Relation::greater_equal, range.lower));
    if (!range.upper_infinite)
        rest.assume(comparison(e, range.upper_open ? Relation::less : Relation::less_equal, range.upper));
    check_goal({substitute(goal.function, name, e), goal.sign}, rest, step.child("proof"));
}

}  // namespace dlncert::checker
