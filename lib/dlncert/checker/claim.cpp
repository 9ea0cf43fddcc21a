#include <algorithm>
#include <dlncert/checker/claim.hpp>
#include <dlncert/checker/constant.hpp>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/unfold.hpp>

namespace dlncert::checker {

Rational exact(const Expression& constant, const Step& step) {
    const auto value = rational_value(constant);
    if (!value) step.reject("a rational constant is needed here, not " + in_brief(constant));
    return *value;
}

Claim straightened(const Claim& claim, const Step& step) {
    for (const Expression& width : irrational_widths(claim))
        if (examine(width).sign != 1)
            step.reject("the ends of a range are not shown to be in order: " + in_brief(width) + " > 0");
    return with_rational_ends(claim);
}

Domain real_domain(const Claim& claim, const SingleValue& single) {
    Domain domain;
    for (const RealDomain& variable : claim.reals) {
        const Side side = rational_side(variable.range);
        const bool one_value = !side.lower_infinite && !side.upper_infinite && side.lower == side.upper;
        if (!one_value || !single(variable.name, side.lower)) domain.add(variable.name, side);
    }
    return domain;
}

namespace {

/// Where a formula is claimed: integer parameters not yet treated, real variables, hypotheses. `roots`: what
/// is claimed of the formula, if that is not its truth.
struct Problem {
    std::vector<IntegerDomain> integers;
    Domain domain;
    const RootStatement* roots = nullptr;
};

/// With the integer in place of the parameter, and the sums over ranges that become numbers written out.
Formula at_integer(const Formula& formula, const std::string& name, const Integer& value) {
    return map_sides(formula,
                     [&](const Expression& e) { return expand(substitute(e, name, Rational(value))); });
}

void check_formula(const Formula& formula, const Problem& problem, const Step& step);

void check_all(const Formula& formula, const Problem& problem, const Step& step) {
    if (step.rule() != "all") step.reject("a conjunction is proved by the step 'all'");
    step.only({"parts"});
    const auto parts = step.children("parts", formula.parts.size(), "part for each part of the conjunction");
    for (std::size_t i = 0; i < parts.size(); ++i) check_formula(formula.parts[i], problem, parts[i]);
}

void check_any(const Formula& formula, const Problem& problem, const Step& step) {
    if (step.rule() != "any") step.reject("a disjunction is proved by the step 'any'");
    step.only({"part", "proof"});
    const auto last = static_cast<long>(formula.parts.size()) - 1;
    const auto part = static_cast<std::size_t>(step.integer("part", 0, last));
    Problem others_fail = problem;
    for (std::size_t i = 0; i < formula.parts.size(); ++i)
        if (i != part) others_fail.domain.assume(formula.parts[i], true);
    check_formula(formula.parts[part], others_fail, step.child("proof"));
}

/// Each of the first values of an integer parameter, and the rest as a real variable.
void check_integers(const Formula& formula, const Problem& problem, const Step& step) {
    step.only({"variable", "each", "rest"});
    const std::string name = step.text("variable");
    const auto& integers = problem.integers;
    const auto found = std::find_if(integers.begin(), integers.end(),
                                    [&](const IntegerDomain& n) { return n.name == name; });
    if (found == integers.end()) step.reject("no integer is named '" + name + "' here");
    const auto each = step.children("each");
    const Integer next = found->lower + each.size();
    if (found->upper && next > *found->upper + 1) step.reject("'each' goes beyond the range of the integer");
    const bool all = found->upper && next == *found->upper + 1;
    if (all == step.has("rest"))
        step.reject(all ? "there is no rest" : "'each' ends before the range of the integer does");
    Problem fewer = problem;
    fewer.integers.erase(fewer.integers.begin() + (found - integers.begin()));
    for (std::size_t i = 0; i < each.size(); ++i) {
        const Integer value = found->lower + i;
        Problem at = fewer;
        for (Hypothesis& h : at.domain.hypotheses) h.formula = at_integer(h.formula, name, value);
        check_formula(at_integer(formula, name, value), at, each[i]);
    }
    if (all) return;
    if (found->upper && next == *found->upper) step.reject("the last value belongs to 'each'");
    const Rational upper = found->upper ? Rational(*found->upper) : Rational(0);
    fewer.domain.add(name, {.lower = next, .upper = upper, .upper_infinite = !found->upper});
    check_formula(formula, fewer, step.child("rest"));
}

void check_comparison(const Comparison& comparison, const Problem& problem, const Step& step) {
    if (comparison.relation != Relation::equal)
        return check_goal({difference(comparison), sign_of(comparison.relation)}, problem.domain, step);
    if (step.rule() != "identity") step.reject("an equation is proved by the step 'identity'");
    step.only({"tree"});
    check_defined({comparison.left, comparison.right}, problem.domain, step);
    check_identity(comparison.left, comparison.right, "the equation", step);
}

void check_formula(const Formula& formula, const Problem& problem, const Step& step) try {
    if (step.rule() == "integers") return check_integers(formula, problem, step);
    if ((problem.roots || formula.kind == Formula::Kind::comparison) && !problem.integers.empty())
        step.reject("the integer '" + problem.integers[0].name + "' needs the step 'integers'");
    if (problem.roots) return check_roots(*problem.roots, formula, problem.domain, step);
    if (formula.kind == Formula::Kind::all) return check_all(formula, problem, step);
    if (formula.kind == Formula::Kind::any) return check_any(formula, problem, step);
    check_comparison(formula.comparison, problem, step);
} catch (const InputError& error) {
    step.reject(error.what());
}

// ---- refutation

enum class Verdict : std::uint8_t { no, yes, unknown };

/// The truth of a formula without variables. If `defined` is given, it becomes false unless each comparison's
/// sides are shown to be defined.
Verdict verdict(const Formula& formula, bool* defined = nullptr) {
    if (formula.kind == Formula::Kind::comparison) {
        const Relation relation = formula.comparison.relation;
        const Constant constant = examine(difference(formula.comparison));
        if (defined && !constant.defined) *defined = false;
        if (!constant.sign) return Verdict::unknown;
        const bool zero = *constant.sign == 0;
        const bool weak = relation != Relation::equal && sign_of(relation) == Sign::nonnegative;
        const bool holds = relation == Relation::equal ? zero : *constant.sign > 0 || (weak && zero);
        return holds ? Verdict::yes : Verdict::no;
    }
    const bool all = formula.kind == Formula::Kind::all;
    const Verdict deciding = all ? Verdict::no : Verdict::yes;
    Verdict result = all ? Verdict::yes : Verdict::no;
    for (const Formula& part : formula.parts) {
        const Verdict one = verdict(part, defined);
        if (one == deciding) result = deciding;
        if (one == Verdict::unknown && result != deciding) result = Verdict::unknown;
    }
    return result;
}

/// The claim's formulas at the step's point, which lies in the domain.
void insert_point(const Claim& claim, const std::vector<Formula*>& formulas, const Step& step) {
    std::vector<std::string> names;
    for (const IntegerDomain& n : claim.integers) names.push_back(n.name);
    for (const RealDomain& v : claim.reals) names.push_back(v.name);
    const auto point = step.point("point", names);
    for (const IntegerDomain& n : claim.integers) {
        const Rational& x = point.at(n.name);
        if (denominator(x) != 1 || x < n.lower || (n.upper && x > *n.upper))
            step.reject("'" + n.name + "' = " + to_string(x) + " is not in its range");
        for (Formula* f : formulas) *f = at_integer(*f, n.name, numerator(x));
    }
    for (const RealDomain& v : claim.reals) {
        const Rational& x = point.at(v.name);
        if (!rational_side(v.range).contains(x))
            step.reject("'" + v.name + "' = " + to_string(x) + " is not in its range");
        for (Formula* f : formulas)
            *f = map_sides(*f, [&](const Expression& e) { return substitute(e, v.name, x); });
    }
}

void check_witness(Claim claim, const Step& step) {
    if (step.rule() != "witness") step.reject("a refutation is the step 'witness'");
    const auto* roots = std::get_if<RootStatement>(&claim.conclusion);
    if (!roots) step.only({"point"});
    Formula& conclusion = formula_of(claim);
    std::vector<Formula*> formulas{&conclusion};
    for (Formula& h : claim.hypotheses) formulas.push_back(&h);
    insert_point(claim, formulas, step);
    for (const Formula& h : claim.hypotheses)
        if (verdict(h) != Verdict::yes) step.reject("a hypothesis is not shown to hold at the point");
    if (roots) return check_other_roots(*roots, conclusion, step);
    bool defined = true;
    const Verdict at_point = verdict(conclusion, &defined);
    if (!defined) step.reject("the formula is not shown to be defined at the point");
    if (at_point != Verdict::no) step.reject("the formula is not shown to be false at the point");
}

/// Whether the claim is about derivatives in a variable, of its own or one that stands for a singular value.
bool has_derivatives_in(const Claim& claim, const std::string& name) {
    const auto* matrix = std::get_if<MatrixStatement>(&claim.conclusion);
    if (!matrix) return std::holds_alternative<AnalyticStatement>(claim.conclusion);
    return std::ranges::count(claim.reals, name, &RealDomain::name) == 0 ||
           std::ranges::count(matrix->coordinates, name) > 0;
}

/// The claim over real variables with rational ends, its sums written out, and where it is made. A variable
/// of a single value is replaced by it, unless there are derivatives in it.
std::pair<Claim, Domain> plain_claim(const Claim& given, const Step& step) {
    if (!given.exceptions.empty()) step.reject("exceptions belong to statements about a Hessian");
    const Claim all = straightened(unfolded(given), step);
    Claim claim = map_expressions(all, [](const Expression& e) { return expand(e); });
    Domain domain;
    const SingleValue insert = [&](const std::string& name, const Rational& value) {
        if (has_derivatives_in(given, name)) return false;
        claim = map_expressions(claim, [&](const Expression& e) { return substitute(e, name, value); });
        return true;
    };
    if (!claim.disproved) domain = real_domain(all, insert);
    for (const Formula& h : claim.hypotheses) domain.assume(h);
    return {std::move(claim), std::move(domain)};
}

}  // namespace

void check_matrix_claim(const Claim& given, const Step& step) try {
    if (given.disproved || !given.integers.empty())
        step.reject("counts of eigenvalues neither refute a claim nor treat integer parameters");
    const auto [claim, domain] = plain_claim(given, step);
    const auto& statement = std::get<MatrixStatement>(claim.conclusion);
    const auto counts = sufficient_counts(statement);
    if (counts.empty()) step.reject("no numbers of eigenvalues above or below a constant imply the claim");
    if (counts.size() == 1) return check_count(statement, counts[0], domain, step);
    step.expect("all");
    step.only({"parts"});
    const auto parts = step.children("parts", counts.size(), "part for each number of eigenvalues");
    for (std::size_t i = 0; i < parts.size(); ++i) check_count(statement, counts[i], domain, parts[i]);
} catch (const InputError& error) {  // what cannot be evaluated, such as an order of L beyond 3
    step.reject(error.what());
}

void check_analytic(const Claim& given, const Step& step) {
    step.expect("analytic");
    step.only({"tree"});
    const auto [claim, domain] = plain_claim(given, step);
    const auto& [function, continued] = std::get<AnalyticStatement>(claim.conclusion);
    check_defined({function}, domain, step, true);
    if (!continued) return;
    // k log q = G where q = e^(G/k)
    const bool multiple =
        continued->op() == Op::mul && continued->arg(0).is_rational() && !continued->arg(0).is(0);
    const Expression k = multiple ? continued->arg(0) : 1, log = multiple ? continued->arg(1) : *continued;
    if (log.op() == Op::log)
        return check_identity(log.arg(0), apply(Op::exp, function / k), "the continuation", step);
    check_identity(*continued, function, "the continuation", step);
}

void check_formula(const Formula& formula, const Domain& domain, const Step& step) {
    check_formula(formula, Problem{{}, domain}, step);
}

void check_formula_claim(const Claim& given, const Step& step) {
    for (const IntegerDomain& n : given.integers)
        if (n.upper && n.lower > *n.upper) throw InputError("the claim has an empty range");
    auto [claim, domain] = plain_claim(given, step);
    if (claim.disproved) return check_witness(std::move(claim), step);
    const auto* roots = std::get_if<RootStatement>(&claim.conclusion);
    check_formula(formula_of(claim), Problem{claim.integers, std::move(domain), roots}, step);
}

}  // namespace dlncert::checker
