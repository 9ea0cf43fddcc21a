#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/identity.hpp>
#include <map>

namespace dlncert::checker {

void check_identity(const Expression& left, const Expression& right, const std::string& what,
                    const Step& step) try {
    if (!is_identically_zero(left - right))
        step.reject(what + " is no identity: " + in_brief(left) + " against " + in_brief(right));
} catch (const InputError& error) {  // a normal form that is too large
    step.reject(what + ": " + error.what());
}

namespace {

void check_subdivide(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"tree", "parts"});
    check_subdivision({goal}, domain, step.text("tree"), step);
}

void check_peel(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"variable", "end", "at_end", "inside"});
    const RangeEnd end = read_closed_end(step, domain);
    const std::string& v = domain.names[end.variable];
    check_goal({substitute(goal.function, v, end.value), goal.sign},
               domain.with(v, end.value).without(end.variable), step.child("at_end"));
    check_goal(goal, with_end(domain, end, true), step.child("inside"));
}

void check_factor(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"factor", "rest", "factor_proof", "rest_proof", "tree"});
    const Expression e = step.expression("factor", domain.names);
    const Expression g = step.expression("rest", domain.names);
    check_defined({goal.function}, domain, step);
    check_identity(goal.function, e * g, "the factorisation", step);
    check_goal({e, goal.sign}, domain, step.child("factor_proof"));
    check_goal({g, goal.sign}, domain, step.child("rest_proof"));
}

void check_sum(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"terms", "proofs", "strict", "tree"});
    const auto terms = step.expressions("terms", domain.names);
    const auto proofs = step.children("proofs");
    if (terms.empty() || terms.size() > 500 || proofs.size() != terms.size())
        step.reject("it has not one proof for each term, or more than 500");
    const auto last = static_cast<long>(terms.size()) - 1;
    const long strict = step.has("strict") ? step.integer("strict", 0, last) : -1;
    if (goal.sign == Sign::positive && strict < 0) step.reject("no term is positive: it has no 'strict'");
    check_defined({goal.function}, domain, step);
    Expression sum = 0;
    for (const Expression& term : terms) sum = sum + term;
    check_identity(goal.function, sum, "the sum", step);
    for (std::size_t i = 0; i < terms.size(); ++i)
        check_goal({terms[i], static_cast<long>(i) == strict ? Sign::positive : Sign::nonnegative}, domain,
                   proofs[i]);
}

void check_zero(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"tree"});
    if (goal.sign != Sign::nonnegative) step.reject("0 is not positive");
    check_defined({goal.function}, domain, step);
    check_identity(goal.function, 0, "the vanishing of the function", step);
}

void check_monotone(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"variable", "end", "at_end", "derivative", "tree"});
    const RangeEnd end = read_end(step, domain);
    const std::string& v = domain.names[end.variable];
    const Domain box = domain.without_hypotheses();  // the segment to the end may leave them
    check_defined({goal.function}, with_end(box, end, false), step, true);
    // strictness comes from the end if the box contains it, and else from the slope
    const Sign at_end = end.closed ? goal.sign : Sign::nonnegative;
    const Sign slope = end.closed ? Sign::nonnegative : goal.sign;
    check_goal({substitute(goal.function, v, end.value), at_end}, box.without(end.variable),
               step.child("at_end"));
    const Expression df = derivative(goal.function, Expression::variable(v));
    check_goal({end.lower ? df : -df, slope}, with_end(box, end, true), step.child("derivative"));
}

/// f is, wherever it is defined, what the hypothesis says is positive or nonnegative; or a multiple of what
/// it says is 0, the multiplier being defined.
void check_hypothesis(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"index", "multiplier", "tree"});
    const auto last = static_cast<long>(domain.hypotheses.size()) - 1;
    const Hypothesis& h = domain.hypotheses[static_cast<std::size_t>(step.integer("index", 0, last))];
    if (h.negated || h.formula.kind != Formula::Kind::comparison)
        step.reject("the hypothesis is no comparison");
    const Relation relation = h.formula.comparison.relation;
    Expression known = difference(h.formula.comparison);
    std::vector<Expression> defined{goal.function};
    Sign sign = Sign::nonnegative;
    if (relation != Relation::equal) sign = sign_of(relation);
    if (step.has("multiplier")) {
        if (relation != Relation::equal) step.reject("only an equation has a multiplier");
        defined.push_back(step.expression("multiplier", domain.names));
        known = defined[1] * known;
    }
    if (goal.sign == Sign::positive && sign != Sign::positive) step.reject("the hypothesis is not strict");
    check_defined(defined, domain, step);
    check_identity(goal.function, known, "the hypothesis", step);
}

}  // namespace

void check_goal(const Goal& goal, const Domain& domain, const Step& step) {
    using Check = void (*)(const Goal&, const Domain&, const Step&);
    static const std::map<std::string, Check> checks{{"subdivide", check_subdivide},
                                                     {"peel", check_peel},
                                                     {"factor", check_factor},
                                                     {"sum", check_sum},
                                                     {"zero", check_zero},
                                                     {"monotone", check_monotone},
                                                     {"convex", check_convex},
                                                     {"substitute", check_substitute},
                                                     {"scale", check_scale},
                                                     {"drop", check_drop},
                                                     {"hypothesis", check_hypothesis},
                                                     {"eliminate", check_eliminate},
                                                     {"homogeneous", check_homogeneous}};
    const auto check = checks.find(step.rule());
    if (check == checks.end()) step.reject("'" + step.rule() + "' is no rule for the sign of a function");
    try {
        check->second(goal, domain, step);
    } catch (const InputError& error) {
        step.reject(error.what());
    }
}

}  // namespace dlncert::checker
