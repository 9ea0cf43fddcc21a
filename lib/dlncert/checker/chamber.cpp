#include <algorithm>
#include <dlncert/checker/chamber.hpp>
#include <dlncert/checker/factor.hpp>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>
#include <dlncert/rules/pair_blocks.hpp>
#include <dlncert/statement/error.hpp>
#include <functional>

namespace dlncert::checker {

void raise_least_width(ChamberProblem& problem) {
    const auto least = [&] { return Conjunction{{problem.width_name, Rational(problem.least_width)}}; };
    while (std::erase(problem.exceptions, least()) > 0) ++problem.least_width;
}

namespace {

Side between(const Rational& lower, const Rational& upper, bool lower_open) {
    return {.lower = lower, .upper = upper, .lower_open = lower_open};
}

/// (0, ∞)
Side positive_reals() {
    return {.lower = 0, .upper = 0, .upper_infinite = true, .lower_open = true, .upper_open = true};
}

/// P's blocks, with the hypotheses common to the pair rules: P is smooth on x, y > 0, x P_x + y P_y is
/// constant there, and so is x Γ(x), if there is a metric.
PairBlocks checked_blocks(const ChamberProblem& problem, const Step& step) {
    const PairBlocks blocks = pair_blocks(problem.function, problem.vector, problem.metric);
    Domain quadrant = problem.parameters;
    quadrant.add(PairBlocks::x, positive_reals());
    quadrant.add(PairBlocks::y, positive_reals());
    // each primitive is smooth wherever the evaluator says differentiable, so P is smooth and not only C^1
    for (const Values& v :
         Evaluator({blocks.body, blocks.gamma_excess}, quadrant.names).natural(quadrant.box, 64))
        if (!v.defined || !v.differentiable)
            step.reject("the summand or the metric is not shown to be smooth for all positive arguments");
    // with e^x for x > 0
    const Expression power = apply(Op::exp, Expression::variable(PairBlocks::x));
    check_identity(substitute(blocks.gamma_excess, PairBlocks::x, power), 0,
                   "x g'(x)/(2 g(x)) independent of x", step);
    check_identity(blocks.euler_x, 0, "x P_x + y P_y independent of x", step);
    check_identity(blocks.euler_y, 0, "x P_x + y P_y independent of y", step);
    return blocks;
}

// ---- pair-definite, pair-semidefinite, pair-indefinite, pair-rank-one

/// That f has the sign for every ratio r = e^−u, u >= 0, and all parameters; by the step's member.
void check_at_all_ratios(const Expression& f, Sign sign, const ChamberProblem& problem, const Step& step,
                         const char* member) {
    Domain domain = problem.parameters;
    domain.add("u", {.lower = 0, .upper = 0, .upper_infinite = true, .upper_open = true});
    const Expression r = apply(Op::exp, -Expression::variable("u"));
    check_goal({substitute(f, PairBlocks::ratio, r), sign}, domain, step.child(member));
}

HessianFact check_pair_definite(const ChamberProblem& problem, const Step& step) {
    step.only({"determinant", "origin"});
    const PairBlocks blocks = checked_blocks(problem, step);
    check_at_all_ratios(blocks.xx * blocks.yy - pow(blocks.xy, 2), Sign::positive, problem, step,
                        "determinant");
    check_goal({-substitute(blocks.xx, PairBlocks::ratio, 1), Sign::positive}, problem.parameters,
               step.child("origin"));
    return {.modulus = 0, .negative_definite = true};
}

HessianFact check_pair_semidefinite(const ChamberProblem& problem, const Step& step) {
    step.only({"determinant", "first", "second"});
    const PairBlocks blocks = checked_blocks(problem, step);
    const Expression determinant = blocks.xx * blocks.yy - pow(blocks.xy, 2);
    check_at_all_ratios(determinant, Sign::nonnegative, problem, step, "determinant");
    check_at_all_ratios(blocks.xx, Sign::nonnegative, problem, step, "first");
    check_at_all_ratios(blocks.yy, Sign::nonnegative, problem, step, "second");
    return {.modulus = {}, .positive_semidefinite = true};
}

HessianFact check_pair_indefinite(const ChamberProblem& problem, const Step& step) {
    step.only({"radial", "last", "mixed"});
    const PairBlocks blocks = checked_blocks(problem, step);
    const Expression radial = substitute(blocks.xx + 2 * blocks.xy + blocks.yy, PairBlocks::ratio, 1);
    check_goal({-radial, Sign::positive}, problem.parameters, step.child("radial"));
    check_at_all_ratios(blocks.yy, Sign::nonnegative, problem, step, "last");
    check_at_all_ratios(-blocks.xy, Sign::positive, problem, step, "mixed");
    return {.modulus = {}, .indefinite = true};
}

HessianFact check_pair_rank_one(const ChamberProblem& problem, const Step& step) {
    step.only({"kappa", "positive"});
    const PairBlocks blocks = checked_blocks(problem, step);
    Domain domain = problem.parameters;
    domain.add(PairBlocks::ratio, between(0, 1, true));
    const Expression kappa = step.expression("kappa", domain.names);
    for (const Expression* entry : {&blocks.xx, &blocks.xy, &blocks.yy})
        check_identity(*entry, -kappa, "an entry of the pair block", step);
    check_goal({kappa, Sign::positive}, domain, step.child("positive"));
    const bool definite = problem.least_width >= 3;
    const bool plane = problem.least_width == 2 && problem.most_width && *problem.most_width == 2;
    return {.modulus = 0, .negative_definite = definite, .rank_one_semidefinite = plane};
}

// ---- pair-majorant

/// A way to write −r^gauge Hess P(1, r) as kappa [[tau, 1], [1, 1/tau]] + diag(p, q), with a free constant t.
struct Form {
    long gauge = 0;
    Expression tau, kappa, p, q;
};

/// −r^gauge Hess P(1, r) ⪰ kappa [[tau, 1], [1, 1/tau]] + diag(p, q), constant, for r in a range; kappa >= 0.
struct Piece {
    Rational lower, upper;
    long gauge = 0;
    Rational tau, kappa, p, q;
};

Form read_form(const Step& step, const PairBlocks& blocks, const Domain& parameters) {
    step.expect("form");
    step.only({"gauge", "tau", "kappa", "p", "q"});
    std::vector<std::string> names = parameters.names;
    names.emplace_back(PairBlocks::ratio);
    names.emplace_back("t");
    Form form{.gauge = step.integer("gauge", 0, 2),
              .tau = step.expression("tau", names),
              .kappa = step.expression("kappa", names),
              .p = step.expression("p", names),
              .q = step.expression("q", names)};
    // x^t, for which the identities take x > 0, would be defined for x < 0 once t is a constant.
    for (const Expression* e : {&form.tau, &form.kappa, &form.p, &form.q})
        if (in_exponent(*e, "t")) step.reject("the constant t stands in an exponent");
    const Expression r = Expression::variable(PairBlocks::ratio);
    const Expression weight = -pow(r, form.gauge);
    check_identity(form.kappa * form.tau + form.p, weight * blocks.xx, "the form's entry (1,1)", step);
    check_identity(form.kappa, weight * blocks.xy, "the form's entry (1,2)", step);
    check_identity(form.kappa / form.tau + form.q, weight * blocks.yy, "the form's entry (2,2)", step);
    return form;
}

/// One part of a piece: on [from, `upto`] its form's kappa, p, q are bounded as the piece says. Returns
/// `upto`.
Rational check_part(const Step& step, const Piece& piece, const Rational& from,
                    const std::vector<Form>& forms, const Domain& parameters) {
    step.expect("part");
    step.only({"form", "t", "upto", "tree"});
    const Form& form =
        forms[static_cast<std::size_t>(step.integer("form", 0, static_cast<long>(forms.size()) - 1))];
    const Rational t = step.rational("t");
    const Rational upto = step.rational("upto");
    if (form.gauge != piece.gauge) step.reject("its form has another gauge than the piece");
    if (t <= 0) step.reject("t is not positive");
    if (upto < from || upto == 0 || upto > piece.upper)
        step.reject("its range is empty or leaves the piece's range");
    const auto with_t = [&](const Expression& e) { return substitute(e, "t", t); };
    if (piece.kappa != 0 && rational_value(with_t(form.tau)) != piece.tau)
        step.reject("where kappa's bound is not 0, tau must be the piece's constant");
    Domain domain = parameters;
    domain.add(PairBlocks::ratio, between(from, upto, from == 0));
    check_subdivision({{with_t(form.kappa) - piece.kappa, Sign::nonnegative},
                       {with_t(form.p) - piece.p, Sign::nonnegative},
                       {with_t(form.q) - piece.q, Sign::nonnegative},
                       {with_t(form.tau), Sign::positive}},
                      domain, step.text("tree"), step);
    return upto;
}

/// The range of a piece and its bounds, proved part by part.
Piece check_piece(const Step& step, const std::vector<Form>& forms, const Domain& parameters) {
    step.expect("piece");
    step.only({"gauge", "range", "tau", "bounds", "parts"});
    const auto range = step.rationals("range");
    const auto bounds = step.rationals("bounds");
    if (range.size() != 2 || range[0] < 0 || range[0] > range[1] || range[1] > 1 || range[1] == 0)
        step.reject("its range is not [lower, upper] with 0 <= lower <= upper <= 1");
    if (bounds.size() != 3 || bounds[0] < 0) step.reject("its bounds are not three numbers, the first >= 0");
    const Piece piece{.lower = range[0],
                      .upper = range[1],
                      .gauge = step.integer("gauge", 0, 2),
                      .tau = step.rational("tau"),
                      .kappa = bounds[0],
                      .p = bounds[1],
                      .q = bounds[2]};
    if (piece.tau <= 0) step.reject("tau is not positive");
    Rational covered = piece.lower;
    const auto parts = step.children("parts");
    if (parts.empty()) step.reject("it has no parts");
    for (const Step& part : parts) covered = check_part(part, piece, covered, forms, parameters);
    if (covered != piece.upper) step.reject("its parts do not reach the end of its range");
    return piece;
}

/// A dyadic mantissa · 2^exponent next to a number.
struct Dyadic {
    Integer mantissa;
    long exponent = 0;
};

/// Dyadics <= 1/upper and >= 1/lower, to 62 bits; none for lower = 0.
struct Reciprocals {
    Dyadic least;
    std::optional<Dyadic> most;
};

Reciprocals reciprocals(const Side& side) {
    const auto bits = [](const Integer& n) { return static_cast<long>(msb(n)); };
    const auto below = [&](const Rational& x, long sign) {  // floor(sign/x · 2^shift)
        const long shift = 62 + bits(numerator(x)) - bits(denominator(x));
        return Dyadic{scaled_floor(sign, shift, Rational(1 / x)), -shift};
    };
    Reciprocals result{.least = below(side.upper, 1), .most = {}};
    if (side.lower > 0) {
        result.most = below(side.lower, -1);
        result.most->mantissa = -result.most->mantissa;
    }
    return result;
}

Dyadic product(const Dyadic& a, const Dyadic& b) {
    return {a.mantissa * b.mantissa, a.exponent + b.exponent};
}

/// h_i^{gauge − 2} h_j^{−gauge} from 1/h_i and 1/h_j.
Dyadic weight(long gauge, const Dyadic& i, const Dyadic& j) {
    return product(gauge == 2 ? j : i, gauge == 0 ? i : j);
}

/// Adds a lower bound of w embed(Y) for every w = σ_i^{gauge−2} σ_j^{−gauge}: kappa's part and the parts p, q
/// >= 0, which are positive semidefinite, with the least weight; negative p or q with the largest.
void add_pair(FixedPointMatrix& A, std::size_t i, std::size_t j, const Piece& piece,
              const std::vector<Reciprocals>& r, const Step& step) {
    const Dyadic least = weight(piece.gauge, r[i].least, r[j].least);
    const auto add = [&](std::size_t row, std::size_t column, const Rational& value) {
        if (value == 0) return;
        A.add(row, column, least.mantissa, least.exponent, value);
    };
    const auto add_diagonal = [&](std::size_t row, const Rational& value) {
        if (value >= 0) return add(row, row, value);
        if (!r[i].most || !r[j].most)
            step.reject("a negative bound needs singular values bounded away from 0");
        const Dyadic most = weight(piece.gauge, *r[i].most, *r[j].most);
        A.add(row, row, most.mantissa, most.exponent, value);
    };
    add(i, i, Rational(piece.kappa * piece.tau));
    add(i, j, piece.kappa);
    add(j, j, Rational(piece.kappa / piece.tau));
    add_diagonal(i, piece.p);
    add_diagonal(j, piece.q);
}

/// The ratios σ_j/σ_i that occur for i < j lie in the piece's range: σ_j/σ_i ∈ [l_j/h_i, min(1, h_j/l_i)].
bool covers(const Piece& piece, const Side& i, const Side& j) {
    const bool above = piece.upper == 1 || (i.lower > 0 && j.upper <= piece.upper * i.lower);
    return above && piece.lower * i.upper <= j.lower;
}

HessianFact check_pair_majorant(const ChamberProblem& problem, const Step& step) {
    step.only({"forms", "pieces", "pairs", "factor"});
    const PairBlocks blocks = checked_blocks(problem, step);
    const std::size_t d = problem.sides.size();
    if (d == 0) step.reject("the rule needs a box");
    for (const Side& side : problem.sides)
        if (side.upper_infinite) step.reject("the rule needs finite upper ends");
    std::vector<Form> forms;
    for (const Step& form : step.children("forms"))
        forms.push_back(read_form(form, blocks, problem.parameters));
    std::vector<Piece> pieces;
    for (const Step& piece : step.children("pieces"))
        pieces.push_back(check_piece(piece, forms, problem.parameters));
    if (pieces.empty()) step.reject("it has no pieces");
    const auto pairs = step.integers("pairs", 0, static_cast<long>(pieces.size()) - 1);
    if (pairs.size() != d * (d - 1) / 2) step.reject("it does not name one piece for each pair i < j");

    const Step factor = step.child("factor");
    factor.expect("factor-matrix");
    factor.only({"modulus", "bits", "scale", "entries"});
    const Rational modulus = factor.rational("modulus");
    const auto scale = factor.integers("scale", -100'000, 100'000);
    if (scale.size() != d) factor.reject("its scale has not one entry for each singular value");
    FixedPointMatrix A(scale, factor.integer("bits", 1, max_factor_bits), factor);
    std::vector<Reciprocals> r;
    for (const Side& side : problem.sides) r.push_back(reciprocals(side));
    std::size_t pair = 0;
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = i + 1; j < d; ++j, ++pair) {
            const Piece& piece = pieces[static_cast<std::size_t>(pairs[pair])];
            if (!covers(piece, problem.sides[i], problem.sides[j]))
                step.reject("the piece of the pair (" + std::to_string(i + 1) + ", " + std::to_string(j + 1) +
                            ") does not cover its ratios");
            add_pair(A, i, j, piece, r, step);
        }
    for (std::size_t i = 0; i < d; ++i) A.add(i, i, 1, 0, Rational(-modulus));
    A.check_positive_semidefinite(factor.integers("entries", -max_factor_entry, max_factor_entry));
    return {.modulus = modulus, .negative_definite = modulus > 0};
}

// ---- split, peel-domain

/// What holds on both parts.
HessianFact both(const HessianFact& a, const HessianFact& b) {
    return {.modulus = a.modulus < b.modulus ? a.modulus : b.modulus,  // none is less than all others
            .negative_definite = a.negative_definite && b.negative_definite,
            .rank_one_semidefinite = a.rank_one_semidefinite && b.rank_one_semidefinite,
            .positive_semidefinite = a.positive_semidefinite && b.positive_semidefinite,
            .indefinite = a.indefinite && b.indefinite};
}

HessianFact check_split(const ChamberProblem& problem, const Step& step) {
    step.only({"variable", "index", "at", "low", "high"});
    ChamberProblem low = problem;
    ChamberProblem high = problem;
    const Rational at = parse_cut(step.text("at"));
    const std::string name = step.text("variable");
    if (name == problem.vector) {
        if (problem.sides.empty()) step.reject("there is no box to split");
        const auto i =
            static_cast<std::size_t>(step.integer("index", 1, static_cast<long>(problem.sides.size())) - 1);
        std::tie(low.sides[i], high.sides[i]) = cut(problem.sides[i], at);
        low.sides = tighten(low.sides);
        high.sides = tighten(high.sides);
    } else {
        const std::size_t i = problem.parameters.index(name, step);
        std::tie(low.parameters.box[i], high.parameters.box[i]) = cut(problem.parameters.box[i], at);
    }
    const HessianFact below = check_hessian(low, step.child("low"));
    return both(below, check_hessian(high, step.child("high")));
}

/// The exceptions where a parameter has a value: those that name another value do not apply there, and the
/// conjunct of those that name this one holds.
void specialise_exceptions(ChamberProblem& problem, const std::string& name, const Rational& value) {
    std::vector<Conjunction> remaining;
    for (Conjunction exception : problem.exceptions) {
        const auto differs = [&](const auto& c) { return c.first == name && c.second != value; };
        if (std::any_of(exception.begin(), exception.end(), differs)) continue;
        std::erase_if(exception, [&](const auto& c) { return c.first == name; });
        remaining.push_back(std::move(exception));
    }
    problem.exceptions = std::move(remaining);
    raise_least_width(problem);
}

}  // namespace

ChamberProblem at_value(ChamberProblem problem, const std::string& name, const Rational& value) {
    problem.function = substitute(problem.function, name, value);
    if (problem.metric) problem.metric = substitute(*problem.metric, name, value);
    specialise_exceptions(problem, name, value);
    return problem;
}

namespace {

HessianFact check_peel_domain(const ChamberProblem& problem, const Step& step) {
    step.only({"variable", "end", "at_end", "inside"});
    const RangeEnd end = read_closed_end(step, problem.parameters);
    const std::string& name = problem.parameters.names[end.variable];
    ChamberProblem at_end = at_value(problem, name, end.value);
    at_end.parameters = problem.parameters.without(end.variable);
    ChamberProblem inside = problem;
    inside.parameters = with_end(problem.parameters, end, true);
    const HessianFact there = check_hessian(at_end, step.child("at_end"));
    return both(there, check_hessian(inside, step.child("inside")));
}

}  // namespace

HessianFact check_hessian(const ChamberProblem& problem, const Step& step) {
    const std::string rule = step.rule();
    try {
        if (rule == "pair-definite") return check_pair_definite(problem, step);
        if (rule == "pair-semidefinite") return check_pair_semidefinite(problem, step);
        if (rule == "pair-indefinite") return check_pair_indefinite(problem, step);
        if (rule == "pair-rank-one") return check_pair_rank_one(problem, step);
        if (rule == "pair-majorant") return check_pair_majorant(problem, step);
        if (rule == "split") return check_split(problem, step);
        if (rule == "peel-domain") return check_peel_domain(problem, step);
    } catch (const InputError& error) {
        step.reject(error.what());
    }
    step.reject("'" + rule + "' is no rule for a Hessian");
}

}  // namespace dlncert::checker
