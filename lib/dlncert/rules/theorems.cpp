#include <algorithm>
#include <dlncert/rules/pair_blocks.hpp>
#include <dlncert/rules/theorems.hpp>
#include <dlncert/statement/domain_checks.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/metric.hpp>
#include <dlncert/statement/pair_sum.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/spectral_form.hpp>
#include <functional>

namespace dlncert {
namespace {

using Reals = std::vector<RealDomain>;

Expression variable(const char* name) {
    return Expression::variable(name);
}

/// [0, ∞) or (0, ∞)
RealDomain upward(const char* name, bool open = true) {
    return {name,
            {.lower = {.value = 0, .open = open}, .upper = {.value = {}, .infinite = true, .open = true}}};
}

Formula equal(const Expression& a, const Expression& b) {
    return comparison(a, Relation::equal, b);
}
/// It has a value.
Formula defined(const Expression& e) {
    return equal(e, e);
}
Formula positive(const Expression& e, bool strict = true) {
    return comparison(e, strict ? Relation::greater : Relation::greater_equal, 0);
}
Formula all(std::vector<Formula> parts) {
    return joined(Formula::Kind::all, std::move(parts));
}

/// Whether the name occurs in what the claim concludes.
bool concludes_about(Claim claim, const std::string& name) {
    bool occurs = false;
    map_conclusion(claim, [&](const Expression& e) {
        occurs = occurs || free_variables(e).contains(name);
        return e;
    });
    return occurs;
}

/// The theorem's parameters, integers as real numbers.
Reals parameters(const Claim& theorem) {
    Reals result = theorem.reals;
    for (const IntegerDomain& n : theorem.integers)
        result.push_back(
            {n.name,
             {.lower = {.value = Rational(n.lower)},
              .upper = {.value = Rational(n.upper.value_or(0)), .infinite = !n.upper, .open = !n.upper}}});
    return result;
}

std::vector<std::string> parameter_names(const Claim& theorem) {
    std::vector<std::string> names;
    for (const RealDomain& p : parameters(theorem)) names.push_back(p.name);
    return names;
}

/// The conclusion for the values of these variables and of those parameters of the theorem that occur in it.
Claim about(const Claim& theorem, const Reals& variables, Conclusion conclusion) {
    Claim claim;
    claim.conclusion = std::move(conclusion);
    for (const RealDomain& p : parameters(theorem))
        if (concludes_about(claim, p.name)) claim.reals.push_back(p);
    claim.reals.insert(claim.reals.end(), variables.begin(), variables.end());
    return claim;
}

/// P(y, x)
Expression exchanged(const Expression& body, const std::string& x, const std::string& y) {
    return instantiate(body, {{x, Expression::variable(y)}, {y, Expression::variable(x)}}, {});
}

const Reals& quadrant() {
    static const Reals result{upward(PairBlocks::x), upward(PairBlocks::y)};
    return result;
}

/// The sum over pairs has a negative semidefinite Hessian in the chamber.
Claim concave(Claim theorem, const ChamberDomain& chamber, const Expression& pairs) {
    MatrixStatement statement;
    statement.function = pairs;
    statement.variable = chamber.name;
    statement.predicate = MatrixPredicate::negative_semidefinite;
    Claim claim = std::move(theorem);
    claim.conclusion = std::move(statement);
    claim.chambers = {chamber};
    claim.hypotheses.clear();
    claim.exceptions.clear();
    std::erase_if(claim.reals, [&](const RealDomain& p) { return !concludes_about(claim, p.name); });
    std::erase_if(claim.integers, [&](const IntegerDomain& n) {
        return !(chamber.width == Expression::variable(n.name)) && !concludes_about(claim, n.name);
    });
    return claim;
}

}  // namespace

void require_free_names(const Claim& claim, std::string_view letters) {
    for (const RealDomain& p : parameters(claim))
        if (p.name.size() == 1 && letters.find(p.name[0]) != std::string_view::npos)
            throw Unsupported("the rule needs the name '" + p.name + "' for itself");
}

Claim analytic_premise(const Claim& theorem) {
    auto statement = std::get<AnalyticStatement>(theorem.conclusion);
    if (theorem.chambers.empty()) {
        Claim claim;
        claim.reals = parameters(theorem);
        claim.hypotheses = theorem.hypotheses;
        claim.conclusion = statement;
        return claim;
    }
    require_free_names(theorem);
    const std::string& sigma = theorem.chambers[0].name;
    statement.function = pair_blocks(statement.function, sigma).body;
    if (statement.continued) statement.continued = pair_blocks(*statement.continued, sigma).body;
    return about(theorem, quadrant(), statement);
}

namespace {

std::vector<Claim> block_premises(const Claim& theorem) {
    require_free_names(theorem);
    const auto& statement = std::get<MatrixStatement>(theorem.conclusion);
    const Expression x = variable(PairBlocks::x);
    const Expression y = variable(PairBlocks::y);
    const Expression body = pair_blocks(statement.function, statement.variable).body;
    const auto entry = [&](std::size_t k) {
        return pair_blocks(statement.blocks.at(k), statement.variable).body;
    };
    const auto second = [&](const Expression& at) {
        const Expression slope = derivative(body, at);
        const Expression plain = derivative(slope, at);
        if (!statement.metric) return plain;
        // not folded: undefined where the metric is 0, whatever the slope is
        return plain -
               Expression::node(Op::mul, {christoffel(*statement.metric, statement.variable, at), slope});
    };
    return {about(theorem, quadrant(), AnalyticStatement{.function = body, .continued = {}}),
            about(theorem, quadrant(),
                  all({equal(second(x), entry(0)), equal(derivative(derivative(body, x), y), entry(1)),
                       equal(second(y), entry(2))}))};
}

/// A statement that bounds eigenvalues from one side only.
struct OneSided {
    MatrixStatement statement;
    bool from_above;
};

/// Those of which the statement is the conjunction; none if it is no such conjunction.
std::vector<OneSided> one_sided(const MatrixStatement& s) {
    using enum MatrixPredicate;
    const auto is = [&](auto... predicates) { return ((s.predicate == predicates) || ...); };
    if (is(negative_definite, loewner_at_most) || (is(negative_semidefinite) && !s.rank)) return {{s, true}};
    if (is(positive_definite, positive_semidefinite, loewner_at_least)) return {{s, false}};
    std::vector<OneSided> result;
    const End none{.value = {}, .infinite = true, .open = true};
    for (const bool above : {true, false}) {
        if (!is(eigenvalue) || (above ? s.range.upper : s.range.lower).infinite) continue;
        result.push_back({s, above});
        Range& range = result.back().statement.range;
        (above ? range.lower : range.upper) = none;
    }
    return result;
}

/// The box, consistent with the chamber's order.
Box tightened(const std::vector<Range>& box) {
    Box sides;
    for (const Range& range : box) sides.push_back(rational_side(range));
    return tighten(sides);
}

/// Of the chamber's box: finite upper ends (positive lower ends) in the place of their ranges. The other
/// ranges follow from the chamber's order.
std::vector<Range> corner(const std::vector<Range>& box, bool upper) {
    Box sides = tightened(box);
    for (Side& s : sides) {
        const Rational end = upper ? s.upper : s.lower;
        if (upper ? !s.upper_infinite : end > 0) s = {.lower = end, .upper = end};
    }
    std::vector<Range> result;
    for (const Side& s : sides) result.push_back(range_of(s));
    return result;
}

}  // namespace

Expression third_derivative(const Expression& body, std::size_t times_in_y) {
    Expression e = body;
    for (std::size_t k = 0; k < 3; ++k)
        e = derivative(e, variable(k < 3 - times_in_y ? PairBlocks::x : PairBlocks::y));
    return e;
}

namespace {

/// P analytic, its third derivatives, and that P_x and P_y are convex.
std::vector<Claim> convex_slopes(const Claim& theorem, const Expression& body,
                                 const std::vector<Expression>& third) {
    std::vector<Formula> derivatives, convex;
    for (std::size_t k = 0; k < 4; ++k) {
        derivatives.push_back(equal(third_derivative(body, k), third[k]));
        convex.push_back(positive(third[k], false));
    }
    for (const std::size_t k : {1, 2})
        convex.push_back(positive(third[k - 1] * third[k + 1] - pow(third[k], 2), false));
    return {about(theorem, quadrant(), AnalyticStatement{.function = body, .continued = {}}),
            about(theorem, quadrant(), all(derivatives)), about(theorem, quadrant(), all(convex))};
}

/// A multiple of the entropy, as a step names it: 1 where it does not say which.
struct EntropyMultiple {
    EntropyMultiple(const Claim& theorem, const Step& step)
        : nu(step.expression("nu", parameter_names(theorem))) {
        if (step.has("weight")) weight = step.expression("weight", parameter_names(theorem));
    }
    Expression nu;
    std::optional<Expression> weight;
    [[nodiscard]] Expression times(const Expression& e) const { return weight ? *weight * e : e; }
};

/// P is that multiple's summand, of a weight >= 0, 0 <= nu <= 1/2.
std::vector<Claim> summand_of_entropy(const Claim& theorem, const Expression& body,
                                      const EntropyMultiple& S) {
    const Expression a = apply(Op::log, variable(PairBlocks::x)), b = apply(Op::log, variable(PairBlocks::y));
    const Expression summand =
        ((1 - S.nu) * (a + b) + apply(Op::log_sinhc, a - b) - apply(Op::log_sinhc, S.nu * (a - b))) / 2;
    std::vector<Formula> signs{positive(S.nu, false), positive(Rational(1, 2) - S.nu, false)};
    if (S.weight) signs.push_back(positive(*S.weight, false));
    return {about(theorem, quadrant(), equal(body, S.times(summand))),
            about(theorem, {}, all(std::move(signs)))};
}

/// That the sum over pairs of `body` has a Hessian that increases, as the step says.
std::vector<Claim> increasing_premises(const Claim& theorem, const Expression& body, const Step& step) {
    if (step.has("nu")) {
        step.only({"nu", "weight", "without", "premises"});
        return summand_of_entropy(theorem, body, {theorem, step});
    }
    step.only({"third", "without", "premises"});
    auto names = parameter_names(theorem);
    names.insert(names.end(), {PairBlocks::x, PairBlocks::y});
    const auto third = step.expressions("third", names);  // one more time in y each
    if (third.size() != 4) step.reject("it has not four third derivatives");
    return convex_slopes(theorem, body, third);
}

/// The same of the k-th eigenvalue without m singular values: from above, the first ones, which only lower
/// it; from below, the last ones, of the (k − m)-th, with the most by which they lower it.
void leave_out(Claim& claim, long m, bool from_above, const Step& step) {
    auto& statement = std::get<MatrixStatement>(claim.conclusion);
    ChamberDomain& chamber = claim.chambers[0];
    const long left = static_cast<long>(chamber.box.size()) - m;
    if (!from_above) statement.which -= m;
    if (statement.predicate != MatrixPredicate::eigenvalue || statement.which < 1 || statement.which > left)
        step.reject("the others do not bound the eigenvalue on this side");
    const auto first = chamber.box.begin() + (from_above ? 0 : left);
    chamber.box.erase(first, first + m);
    chamber.width = left;
    if (from_above) return;
    if (!step.has("nu")) step.reject("a bound from below needs the summand of the entropy");
    const EntropyMultiple S(claim, step);
    for (long i = 1; i <= left; ++i) {
        const Expression s = Expression::element(chamber.name, i);
        statement.function = statement.function + S.times(m * (1 - S.nu) * apply(Op::log, s));
    }
}

/// That w >= 0, φ is affine, φ(t) = ct + φ(0), and between the ends of the chamber's box ψ is analytic, and
/// what is said of cψ''.
std::vector<Claim> energy_premises(const Claim& theorem, const SpectralForm& F, const Step& step,
                                   const std::function<Formula(const Expression& second)>& says) {
    const Expression s = variable(SpectralForm::s), t = variable(SpectralForm::t);
    const Expression slope = derivative(F.phi, t);
    if (free_variables(slope).contains(SpectralForm::t)) step.reject("phi is not affine");
    const RealDomain line{SpectralForm::t, range_of({.lower_infinite = true, .upper_infinite = true})};
    RealDomain between = upward(SpectralForm::s);
    if (const Box sides = tightened(theorem.chambers[0].box); !sides.empty())
        between.range = range_of({.lower = sides.back().lower,
                                  .upper = sides.front().upper,
                                  .upper_infinite = sides.front().upper_infinite,
                                  .lower_open = sides.back().lower <= 0});
    return {about(theorem, {}, positive(F.weight, false)),
            about(theorem, {line}, equal(F.phi, slope * t + substitute(F.phi, SpectralForm::t, 0))),
            about(theorem, {between}, AnalyticStatement{.function = F.psi, .continued = {}}),
            about(theorem, {between}, says(slope * derivative(derivative(F.psi, s), s)))};
}

/// The statement's parts that bound eigenvalues from one side, of a Hessian over a box.
std::vector<OneSided> bounds_over_box(const Claim& theorem, const Step& step) {
    require_free_names(theorem);
    const auto& statement = std::get<MatrixStatement>(theorem.conclusion);
    const auto& chambers = theorem.chambers;
    if (chambers.size() != 1 || chambers[0].name != statement.variable || chambers[0].box.empty() ||
        statement.metric || !theorem.hypotheses.empty())
        step.reject("it needs a Hessian, without a metric or hypotheses, over a box of one chamber");
    auto parts = one_sided(statement);
    if (parts.empty()) step.reject("the statement is not a bound of eigenvalues");
    return parts;
}

Claim at_corner(const Claim& theorem, const MatrixStatement& part, bool upper) {
    Claim claim = theorem;
    claim.conclusion = part;
    claim.chambers[0].box = corner(theorem.chambers[0].box, upper);
    return claim;
}

std::vector<Claim> monotone_premises(const Claim& theorem, const Step& step) {
    const auto parts = bounds_over_box(theorem, step);
    const auto& statement = std::get<MatrixStatement>(theorem.conclusion);
    const Expression body = pair_blocks(statement.function, statement.variable).body;
    auto premises = increasing_premises(theorem, body, step);
    const long most = static_cast<long>(theorem.chambers[0].box.size()) - 1;
    const long without = step.has("without") ? step.integer("without", 1, most) : 0;
    if (without > 0 && !step.has("nu")) {
        const Expression y = variable(PairBlocks::y);
        premises.push_back(about(theorem, quadrant(), positive(-derivative(derivative(body, y), y), false)));
    }
    for (const auto& [part, from_above] : parts) {
        premises.push_back(at_corner(theorem, part, from_above));
        if (without > 0) leave_out(premises.back(), without, from_above, step);
    }
    return premises;
}

std::vector<Claim> antitone_premises(const Claim& theorem, const Step& step) {
    if (step.has("without")) step.reject("it leaves no singular values out");
    const auto parts = bounds_over_box(theorem, step);
    const auto& statement = std::get<MatrixStatement>(theorem.conclusion);
    const SpectralForm F = spectral_form(statement.function, theorem.chambers[0]);
    auto premises = increasing_premises(theorem, pair_blocks(F.pairs, statement.variable).body, step);
    const auto falls = [](const Expression& second) {
        return positive(-derivative(second, variable(SpectralForm::s)), false);
    };
    for (Claim& claim : energy_premises(theorem, F, step, falls)) premises.push_back(std::move(claim));
    for (const auto& [part, from_above] : parts) premises.push_back(at_corner(theorem, part, !from_above));
    return premises;
}

/// The least width of the chamber.
Integer least_width(const Claim& theorem, const Expression& width) {
    if (const auto value = rational_value(width)) return numerator(*value);
    for (const IntegerDomain& n : theorem.integers)
        if (width == Expression::variable(n.name)) return n.lower;
    throw Unsupported("the width of the chamber is no integer");
}

/// The bound from below that the statement is, of cψ''.
Formula above_bound(const MatrixStatement& statement, const Expression& second) {
    if (statement.predicate == MatrixPredicate::eigenvalue)
        return positive(second - statement.range.lower.value, statement.range.lower.open);
    return positive(second - statement.bound, statement.predicate == MatrixPredicate::positive_definite);
}

std::vector<Claim> convex_energy_premises(const Claim& theorem, const Step& step) {
    require_free_names(theorem);
    const auto& statement = std::get<MatrixStatement>(theorem.conclusion);
    const auto parts = one_sided(statement);
    if (theorem.chambers.size() != 1 || theorem.chambers[0].name != statement.variable || statement.metric ||
        parts.size() != 1 || parts[0].from_above)
        step.reject("it bounds the eigenvalues of a Hessian, without a metric, over one chamber from below");
    if (least_width(theorem, theorem.chambers[0].width) < std::max(2L, statement.which))
        step.reject("the width may be less than 2, or than the number of the eigenvalue");
    const SpectralForm F = spectral_form(statement.function, theorem.chambers[0]);
    std::vector<Claim> premises;
    if (step.has("nu")) {
        step.only({"nu", "weight", "premises"});
        premises =
            summand_of_entropy(theorem, pair_blocks(F.pairs, statement.variable).body, {theorem, step});
    } else {
        step.only({"premises"});
        premises = {concave(theorem, theorem.chambers[0], F.pairs)};
    }
    const auto says = [&](const Expression& second) { return above_bound(statement, second); };
    for (Claim& claim : energy_premises(theorem, F, step, says)) premises.push_back(std::move(claim));
    return premises;
}

/// The term, times the sign, is concave in the variables of the statement.
std::vector<Claim> concave_term(const Claim& theorem, const MeanStatement& mean, const Expression& term,
                                int sign) {
    Reals inside;
    for (const std::string& name : mean.variables)
        if (free_variables(term).contains(name)) inside.push_back({name, mean.range});
    if (inside.size() < 2) {
        const Expression v = Expression::variable(inside.empty() ? mean.mean : inside[0].name);
        const Expression slope = derivative(term, v);
        return {about(theorem, inside,
                      all({defined(term), defined(slope), positive(-sign * derivative(slope, v), false)}))};
    }
    const auto& [lower, infinite, open] = mean.range.lower;
    const auto least = infinite ? std::nullopt : rational_value(lower);
    if (inside.size() > 2 || !least || *least < 0 || (*least == 0 && !open))
        throw Unsupported("a term of more than two variables, or of two that are not positive");
    const std::string &x = inside[0].name, &y = inside[1].name;
    std::set<std::string> taken = free_variables(term);
    for (const RealDomain& p : parameters(theorem)) taken.insert(p.name);
    const ChamberDomain chamber{.name = fresh_name("sigma", taken), .width = 2, .box = {}};
    const std::string i = fresh_name("i", taken), j = fresh_name("j", taken);
    const auto element = [&](const std::string& index) {
        return Expression::element(chamber.name, Expression::variable(index));
    };
    const Expression body = instantiate(term, {{x, element(i)}, {y, element(j)}}, {});
    return {about(theorem, inside, equal(term, exchanged(term, x, y))),
            concave(theorem, chamber, Expression::binder(Op::pair_sum, {i, j}, {sign < 0 ? -body : body}))};
}

std::vector<Claim> mean_premises(const Claim& theorem, const Step& step) {
    step.only({"terms", "weights", "premises"});
    const auto& mean = std::get<MeanStatement>(theorem.conclusion);
    const bool strict = mean.relation == Relation::less || mean.relation == Relation::greater;
    const bool below = mean.relation == Relation::less || mean.relation == Relation::less_equal;
    const Expression m = Expression::variable(mean.mean);
    Reals variables;
    std::map<std::string, Expression> at_mean;
    auto names = parameter_names(theorem);
    const auto weights = step.expressions("weights", names);  // constants: free of the variables
    for (const std::string& name : mean.variables) {
        names.push_back(name);
        variables.push_back({name, mean.range});
        at_mean.emplace(name, m);
    }
    const auto terms = step.expressions("terms", names);
    if (terms.size() != weights.size()) step.reject("it has not one weight for each term");
    Expression sum = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) sum = sum + weights[i] * terms[i];
    std::vector<Formula> diagonal{equal(instantiate(mean.function, at_mean, {}), mean.at_mean)};
    if (strict) {
        const Expression slope = derivative(mean.at_mean, m);
        diagonal.push_back(defined(slope));
        diagonal.push_back(positive((below ? -1 : 1) * derivative(slope, m)));
    }
    std::vector<Claim> premises{about(theorem, variables, equal(mean.function, sum)),
                                about(theorem, {{mean.mean, mean.range}}, all(diagonal))};
    for (std::size_t i = 0; i < terms.size(); ++i) {
        premises.push_back(about(theorem, {}, positive(weights[i])));
        for (Claim& one : concave_term(theorem, mean, terms[i], below ? 1 : -1))
            premises.push_back(std::move(one));
    }
    return premises;
}

std::vector<Claim> equilibrium_premises(const Claim& theorem, const Step& step) {
    step.only({"strictness", "at", "premises"});
    require_free_names(theorem);
    const auto& statement = std::get<EquilibriumStatement>(theorem.conclusion);
    const SpectralForm F = spectral_form(statement.function, statement.chamber);
    const PairBlocks P = pair_blocks(F.pairs, statement.chamber.name);
    const std::string strictness = step.text("strictness");
    if (strictness != "width" && strictness != "comparison" && strictness != "energy")
        step.reject("its strictness is none of width, comparison, energy");
    if (least_width(theorem, statement.chamber.width) < (strictness == "width" ? 3 : 2))
        step.reject("at this width it needs strictness of the comparison or of the energy");
    const auto at = step.has("at") ? std::optional(step.rational("at")) : std::nullopt;
    if (at && *at <= 0) step.reject("its point is not positive");
    if (statement.minimum && !at) step.reject("a minimum needs a convex energy");
    const bool comparison_strict = strictness == "comparison";
    const auto at_ratio = [](const Expression& e) {
        return substitute(e, PairBlocks::ratio, apply(Op::exp, -variable("u")));
    };
    const Expression s = variable(SpectralForm::s);
    const Expression t = variable(SpectralForm::t);
    const Expression force = substitute(P.slope_x, PairBlocks::ratio, 1);
    const auto on_diagonal = [&](const Expression& e) {
        return substitute(e, SpectralForm::t, statement.chamber.width * F.psi);
    };
    const Expression phi_slope = derivative(F.phi, t);
    const Expression psi_slope = derivative(F.psi, s);
    const Expression balance = s * on_diagonal(phi_slope) * psi_slope;
    std::vector<Formula> energy{defined(F.psi), defined(psi_slope), defined(on_diagonal(F.phi)),
                                positive(on_diagonal(phi_slope), false),
                                positive(derivative(psi_slope, s), strictness == "energy")};
    if (at) energy.push_back(positive(on_diagonal(derivative(phi_slope, t)), false));
    const Expression level = F.weight * (statement.chamber.width - 1) * force;
    Conclusion crossing =
        RootStatement{.unknowns = {upward(SpectralForm::s)}, .equations = equal(balance, level)};
    if (at) crossing = positive(substitute(balance, SpectralForm::s, *at));
    std::vector<Claim> premises{
        about(theorem, quadrant(), AnalyticStatement{.function = P.body, .continued = {}}),
        about(theorem, quadrant(),
              all({equal(P.body, exchanged(P.body, PairBlocks::x, PairBlocks::y)), equal(P.euler_x, 0),
                   equal(P.euler_y, 0)})),
        about(theorem, {upward("u", false)}, all({positive(at_ratio(-P.xx)), positive(at_ratio(-P.yy))})),
        about(theorem, {upward("u", comparison_strict)},
              positive(at_ratio(P.slope_y - P.slope_x), comparison_strict)),
        about(theorem, {}, all({positive(F.weight), positive(force)})),
        about(theorem, {upward(SpectralForm::s)}, all(energy)),
        about(theorem, {}, crossing)};
    if (statement.minimum) premises.push_back(concave(theorem, statement.chamber, F.pairs));
    return premises;
}

std::vector<Claim> asked_for(const Claim& theorem, const Step& step) {
    if (std::holds_alternative<MeanStatement>(theorem.conclusion)) {
        step.expect("jensen");
        return mean_premises(theorem, step);
    }
    if (std::holds_alternative<EquilibriumStatement>(theorem.conclusion)) {
        step.expect("unique-equilibrium");
        return equilibrium_premises(theorem, step);
    }
    if (step.rule() == "pair-monotone") return monotone_premises(theorem, step);
    if (step.rule() == "pair-antitone") return antitone_premises(theorem, step);
    if (step.rule() == "convex-energy") return convex_energy_premises(theorem, step);
    step.expect("pair-blocks");
    step.only({"premises"});
    return block_premises(theorem);
}

}  // namespace

std::vector<Claim> premises_of(const Claim& theorem, const Step& step) {
    auto premises = asked_for(theorem, step);
    std::uint64_t size = 0;
    for (const Claim& claim : premises) size += operations_in(claim);
    if (size > max_claim_size) step.reject("what it asks for has too many operations");
    return premises;
}

}  // namespace dlncert
