#include <dlncert/checker/chamber.hpp>
#include <dlncert/checker/check.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expression.hpp>

namespace dlncert::checker {
namespace {

Rational exact(const Expression& constant, const Step& step) {
    const auto value = rational_value(constant);
    if (!value) step.reject("format 0 knows rational constants only, not " + to_string(constant));
    return *value;
}

Side side_of(const Range& range, const Step& step) {
    Side side{.lower = 0, .upper = 0};
    side.lower_infinite = range.lower.infinite;
    side.upper_infinite = range.upper.infinite;
    side.lower_open = range.lower.open || range.lower.infinite;
    side.upper_open = range.upper.open || range.upper.infinite;
    if (!side.lower_infinite) side.lower = exact(range.lower.value, step);
    if (!side.upper_infinite) side.upper = exact(range.upper.value, step);
    const bool bounded = !side.lower_infinite && !side.upper_infinite;
    if (bounded &&
        (side.lower > side.upper || (side.lower == side.upper && (side.lower_open || side.upper_open))))
        throw InputError("the claim has an empty range");
    return side;
}

/// The claim's real variables; those with a single value are replaced by it in `functions`.
Domain real_domain(const Claim& claim, std::vector<Expression*> functions, const Step& step) {
    Domain domain;
    for (const RealDomain& variable : claim.reals) {
        const Side side = side_of(variable.range, step);
        if (!side.lower_infinite && !side.upper_infinite && side.lower == side.upper) {
            for (Expression* f : functions) *f = substitute(*f, variable.name, side.lower);
        } else {
            domain.add(variable.name, side);
        }
    }
    return domain;
}

// ---- claims about real functions

/// Both sides of a comparison are defined by the goal left − right, as a difference is.
Goal goal_of(const Comparison& c, const Step& step) {
    if (c.relation == Relation::equal) step.reject("format 0 does not prove equations");
    const bool greater = c.relation == Relation::greater || c.relation == Relation::greater_equal;
    const bool strict = c.relation == Relation::greater || c.relation == Relation::less;
    return {Expression::node(Op::sub, greater ? std::vector{c.left, c.right} : std::vector{c.right, c.left}),
            strict ? Sign::positive : Sign::nonnegative};
}

void check_formula(const Claim& claim, const Formula& formula, const Step& step) {
    if (formula.kind == Formula::Kind::any) step.reject("format 0 does not prove disjunctions");
    if (formula.kind == Formula::Kind::all) {
        if (step.rule() != "all") step.reject("a conjunction is proved by the step 'all'");
        step.only({"parts"});
        const auto parts = step.children("parts");
        if (parts.size() != formula.parts.size())
            step.reject("it has not one part for each part of the conjunction");
        for (std::size_t i = 0; i < parts.size(); ++i) check_formula(claim, formula.parts[i], parts[i]);
        return;
    }
    Goal goal = goal_of(formula.comparison, step);
    const Domain domain = real_domain(claim, {&goal.function}, step);
    check_goal(goal, domain, step);
}

// ---- claims about a Hessian over the chamber

Conjunction conjunction_of(const Exception& exception, const Step& step) {
    Conjunction result;
    for (const Comparison& comparison : exception) {
        if (comparison.relation != Relation::equal || comparison.left.op() != Op::variable)
            step.reject("format 0 knows exceptions of the form: except d = 2 and nu = 1/2");
        result.emplace_back(comparison.left.name(), exact(comparison.right, step));
    }
    return result;
}

ChamberProblem problem_of(const Claim& claim, const MatrixStatement& statement, const Step& step) {
    if (claim.chambers.size() != 1 || claim.chambers[0].name != statement.variable)
        throw InputError("a statement about a Hessian needs exactly one chamber, that of its variable");
    const ChamberDomain& chamber = claim.chambers[0];
    ChamberProblem problem;
    problem.function = statement.function;
    problem.vector = statement.variable;
    problem.parameters = real_domain(claim, {&problem.function}, step);
    if (const auto width = rational_value(chamber.width)) {
        if (denominator(*width) != 1) throw InputError("the chamber's width is not an integer");
        problem.least_width = numerator(*width);
        problem.most_width = numerator(*width);
    } else {
        for (const IntegerDomain& integer : claim.integers)
            if (chamber.width == Expression::variable(integer.name)) {
                problem.width_name = integer.name;
                problem.least_width = integer.lower;
                problem.most_width = integer.upper;
            }
    }
    for (const Exception& exception : claim.exceptions)
        problem.exceptions.push_back(conjunction_of(exception, step));
    if (problem.least_width < 2) throw InputError("the chamber's width is not an integer of at least 2");
    for (const Range& range : chamber.box) {
        Side side = side_of(range, step);
        if (side.lower_infinite || side.lower < 0)
            throw InputError("singular values are positive: a box begins at 0 or above");
        if (side.lower == 0) side.lower_open = true;
        problem.sides.push_back(side);
    }
    raise_least_width(problem);
    if (!problem.sides.empty()) {
        if (!problem.most_width || *problem.most_width != problem.sides.size() ||
            problem.least_width != *problem.most_width)
            throw InputError("the box has not one interval for each singular value");
        problem.sides = tighten(problem.sides);
    }
    return problem;
}

bool follows(const HessianFact& fact, const MatrixStatement& statement, const ChamberProblem& problem,
             const Step& step) {
    if (statement.predicate == MatrixPredicate::negative_definite) return fact.negative_definite;
    if (statement.predicate == MatrixPredicate::loewner_at_most)
        return -fact.modulus <= exact(statement.bound, step);
    if (statement.predicate != MatrixPredicate::negative_semidefinite) return false;
    if (!statement.rank) return fact.modulus >= 0;
    const bool single_width = problem.most_width && problem.least_width == *problem.most_width;
    const bool full_rank = fact.negative_definite && single_width && problem.least_width == *statement.rank;
    return full_rank || (fact.rank_one_semidefinite && *statement.rank == 1);
}

void check_matrix(const Claim& claim, const MatrixStatement& statement, const Step& step) {
    const ChamberProblem problem = problem_of(claim, statement, step);
    const HessianFact fact = check_hessian(problem, step);
    if (!follows(fact, statement, problem, step))
        step.reject("what the steps prove is not what the claim says");
}

}  // namespace

Accepted check(const Certificate& certificate) {
    if (certificate.format != certificate_format)
        throw Rejected("its format is " + std::to_string(certificate.format) +
                       ", and this program reads format " + std::to_string(certificate_format));
    Accepted accepted{.claim = parse_claim(certificate.claim_text, certificate.prelude), .digest = {}};
    accepted.digest = digest(accepted.claim);
    accepted.prelude_is_shipped = certificate.prelude == shipped_prelude();
    if (certificate.claim_digest != accepted.digest)
        throw Rejected("claim: its digest is not that of the claim's text");
    if (certificate.proof_digest != computed_proof_digest(certificate))
        throw Rejected("proof: its digest is not that of the claim and the steps");
    const Step root(certificate.proof, "proof");
    const Claim& claim = accepted.claim;
    if (claim.disproved) root.reject("format 0 does not refute");
    if (!claim.hypotheses.empty()) root.reject("format 0 does not use hypotheses");
    if (const auto* formula = std::get_if<Formula>(&claim.conclusion)) {
        if (!claim.exceptions.empty())
            root.reject("format 0 uses exceptions in statements about a Hessian only");
        if (!claim.integers.empty() || !claim.chambers.empty())
            root.reject("format 0 proves inequalities over real variables only");
        check_formula(claim, *formula, root);
    } else {
        check_matrix(claim, std::get<MatrixStatement>(claim.conclusion), root);
    }
    return accepted;
}

}  // namespace dlncert::checker
