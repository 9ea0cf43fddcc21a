#include <dlncert/checker/chamber.hpp>
#include <dlncert/checker/check.hpp>
#include <dlncert/checker/claim.hpp>
#include <dlncert/rules/theorems.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expression.hpp>
#include <dlncert/statement/extremum.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/unfold.hpp>

namespace dlncert::checker {
namespace {

// ---- claims about a Hessian over the chamber

Conjunction conjunction_of(const Exception& exception, const Step& step) {
    Conjunction result;
    for (const Comparison& comparison : exception) {
        if (comparison.relation != Relation::equal || comparison.left.op() != Op::variable)
            step.reject("exceptions have the form: except d = 2 and nu = 1/2");
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
    problem.metric = statement.metric;
    problem.vector = statement.variable;
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
        Side side = rational_side(range);
        if (side.lower_infinite || side.lower < 0)
            throw InputError("singular values are positive: a box begins at 0 or above");
        if (side.lower == 0) side.lower_open = true;
        problem.sides.push_back(side);
    }
    problem.parameters = real_domain(claim, [&](const std::string& name, const Rational& value) {
        problem = at_value(problem, name, value);
        return true;
    });
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
    const bool negative_semidefinite = fact.modulus && *fact.modulus >= 0;
    const bool single_width = problem.most_width && problem.least_width == *problem.most_width;
    switch (statement.predicate) {
        case MatrixPredicate::negative_definite:
            return fact.negative_definite;
        case MatrixPredicate::negative_semidefinite:
            if (!statement.rank) return negative_semidefinite;
            return (fact.negative_definite && single_width && problem.least_width == *statement.rank) ||
                   (fact.rank_one_semidefinite && *statement.rank == 1);
        case MatrixPredicate::loewner_at_most:
            return fact.modulus && -*fact.modulus <= exact(statement.bound, step);
        case MatrixPredicate::positive_semidefinite:
            return fact.positive_semidefinite;
        case MatrixPredicate::indefinite:
            return fact.indefinite;
        default:  // what is shown by counts of eigenvalues only, or by pair blocks
            return false;
    }
}

/// Whether no matrix of a width of at least 2 of which the fact holds is as the predicate says.
bool contradicts(const HessianFact& fact, MatrixPredicate predicate) {
    const bool negative = fact.modulus && *fact.modulus >= 0;
    if (predicate == MatrixPredicate::indefinite) return fact.positive_semidefinite || negative;
    // a matrix with eigenvalues of both signs may have any inertia but these, and eigenvalues anywhere
    if (fact.indefinite)
        return predicate == MatrixPredicate::positive_definite ||
               predicate == MatrixPredicate::positive_semidefinite ||
               predicate == MatrixPredicate::negative_definite ||
               predicate == MatrixPredicate::negative_semidefinite;
    if (predicate == MatrixPredicate::negative_definite)
        return fact.positive_semidefinite || fact.rank_one_semidefinite;
    return predicate == MatrixPredicate::positive_semidefinite &&
           (fact.negative_definite || fact.rank_one_semidefinite);
}

/// The width and the parameters at which the step says the predicate fails, at every point of the chamber.
void check_counterexample(const ChamberProblem& problem, MatrixPredicate predicate, const Step& step) {
    if (step.rule() != "witness") step.reject("a refutation is the step 'witness'");
    step.only({"width", "point", "proof"});
    ChamberProblem at = problem;
    const Integer width = step.integer("width", 2, 100'000);
    if (width < problem.least_width || (problem.most_width && width > *problem.most_width))
        step.reject("the width is not in its range");
    at.least_width = width;
    at.most_width = width;
    at.parameters = {};
    for (const auto& [name, value] : step.point("point", problem.parameters.names)) {
        if (!problem.parameters.box[problem.parameters.index(name, step)].contains(value))
            step.reject("'" + name + "' = " + to_string(value) + " is not in its range");
        at = at_value(at, name, value);
    }
    if (!contradicts(check_hessian(at, step.child("proof")), predicate))
        step.reject("what the steps prove does not contradict the claim");
}

void check_matrix(const Claim& claim, const Step& step) {
    require_free_names(claim, "rtuxy");
    const auto& statement = std::get<MatrixStatement>(claim.conclusion);
    const ChamberProblem problem = problem_of(claim, statement, step);
    if (claim.disproved) return check_counterexample(problem, statement.predicate, step);
    const HessianFact fact = check_hessian(problem, step);
    if (!follows(fact, statement, problem, step))
        step.reject("what the steps prove is not what the claim says");
}

// ---- claims about extrema

/// If E >= a everywhere, and E <= b at a point, or E <= b + 1/t (E <= -t, E <= -log t) at a point for each
/// t >= 1, then the infimum of E lies in [a, b] (is -inf).
void check_extremum(const Claim& claim, const Extremum& extremum, const Step& step) {
    step.expect("extremum");
    check_formula_claim(outer_bound(claim, extremum), step.child("bound"));
    if (!has_inner_bound(extremum)) return step.only({"bound"});
    if (step.has("point")) {
        step.only({"bound", "point"});
        const ExtremumEnd& end = extremum.maximum ? extremum.lower : extremum.upper;
        if (end.infinity != 0) step.reject("no point has an infinite value");
        return check_formula_claim(attained(claim, extremum), step.child("point"));
    }
    step.only({"bound", "curve", "proof", "rate"});
    if (step.has("rate") && step.text("rate") != "log") step.reject("its rate is not log");
    const auto curve = step.expressions("curve", {curve_parameter});
    if (!claim.integers.empty() || curve.size() != claim.reals.size())
        step.reject("its curve has not one function for each variable, all of them real");
    check_formula_claim(approached(claim, extremum, curve, step.has("rate")), step.child("proof"));
}

void check_extrema(const Claim& claim, const Step& step) {
    const auto& extrema = std::get<ExtremumStatement>(claim.conclusion);
    if (claim.disproved) step.reject("statements about extrema are not refuted");
    step.expect("extrema");
    step.only({"parts"});
    const auto parts = step.children("parts", extrema.size(), "part for each extremum");
    for (std::size_t i = 0; i < parts.size(); ++i) check_extremum(claim, extrema[i], parts[i]);
}

// ---- theorems, from their premises

void check_claim(const Claim& claim, const Step& step);

void check_theorem(const Claim& theorem, const Step& step) {
    if (theorem.disproved) step.reject("theorems are not refuted");
    if (std::holds_alternative<AnalyticStatement>(theorem.conclusion))
        return check_analytic(analytic_premise(theorem), step);
    const auto premises = premises_of(theorem, step);
    const auto proofs = step.children("premises", premises.size(), "proof for each premise");
    for (std::size_t i = 0; i < proofs.size(); ++i) check_claim(premises[i], proofs[i]);
}

void check_claim(const Claim& claim, const Step& step) {
    const auto* matrix = std::get_if<MatrixStatement>(&claim.conclusion);
    if (std::holds_alternative<ExtremumStatement>(claim.conclusion))
        return check_extrema(unfolded(claim), step);
    if (std::holds_alternative<Formula>(claim.conclusion) ||
        std::holds_alternative<RootStatement>(claim.conclusion))
        return check_formula_claim(claim, step);
    if (!matrix || matrix->predicate == MatrixPredicate::pair_blocks) return check_theorem(claim, step);
    if (matrix->variable.empty() || step.rule() == "congruence" || step.rule() == "rewrite" ||
        step.rule() == "homogeneous" || step.rule() == "all")
        return check_matrix_claim(claim, step);
    if (step.rule() == "pair-monotone" || step.rule() == "pair-antitone" || step.rule() == "convex-energy")
        return check_theorem(claim, step);
    if (!claim.hypotheses.empty()) step.reject("statements about a Hessian have no hypotheses");
    check_matrix(straightened(claim, step), step);
}

}  // namespace

Accepted check(const Certificate& certificate, const LeafObserver& observer) {
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
    const Step root(certificate.proof, "proof", observer ? &observer : nullptr);
    try {
        check_claim(accepted.claim, root);
    } catch (const Unsupported& error) {
        root.reject(error.what());
    }
    return accepted;
}

}  // namespace dlncert::checker
