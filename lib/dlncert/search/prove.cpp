#include <algorithm>
#include <chrono>
#include <cmath>
#include <dlncert/search/counts.hpp>
#include <dlncert/search/known_proofs.hpp>
#include <dlncert/search/landscape.hpp>
#include <dlncert/search/pass.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/search/squares.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/unfold.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

/// More values of an integer parameter than these are not proved one by one.
constexpr long most_single_values = 200;

/// A range with rational ends.
Side side_of(const Range& range) {
    Side side;
    side.lower_infinite = range.lower.infinite;
    side.upper_infinite = range.upper.infinite;
    side.lower_open = range.lower.open || range.lower.infinite;
    side.upper_open = range.upper.open || range.upper.infinite;
    if (!side.lower_infinite) side.lower = rational_value(range.lower.value).value();
    if (!side.upper_infinite) side.upper = rational_value(range.upper.value).value();
    return side;
}

bool is_point(const Side& side) {
    return !side.lower_infinite && !side.upper_infinite && side.lower == side.upper;
}

/// Conjunctions among the hypotheses taken apart.
void assume(std::vector<Formula>& hypotheses, const Formula& formula) {
    if (formula.kind == Formula::Kind::all)
        for (const Formula& part : formula.parts) assume(hypotheses, part);
    else
        hypotheses.push_back(formula);
}

Formula expanded(const Formula& formula) {
    return map_sides(formula, [](const Expression& side) { return expand(side); });
}

}  // namespace

SearchDomain domain_of(const Claim& claim, Formula& conclusion, std::map<std::string, Rational>& single) {
    SearchDomain domain;
    conclusion = expanded(conclusion);
    for (const Formula& hypothesis : claim.hypotheses) assume(domain.hypotheses, expanded(hypothesis));
    for (const RealDomain& variable : claim.reals) {
        const Side side = side_of(variable.range);
        if (is_point(side)) {
            single[variable.name] = side.lower;
            conclusion = substitute(conclusion, variable.name, side.lower);
            for (Formula& hypothesis : domain.hypotheses)
                hypothesis = substitute(hypothesis, variable.name, side.lower);
        } else {
            domain.names.push_back(variable.name);
            domain.box.push_back(side);
        }
    }
    return domain;
}

namespace {

bool has_equation(const Formula& formula) {
    if (formula.kind == Formula::Kind::comparison) return formula.comparison.relation == Relation::equal;
    return std::any_of(formula.parts.begin(), formula.parts.end(), has_equation);
}

}  // namespace

bool seems_vacuous(const Claim& claim) try {
    if (claim.hypotheses.empty() || !claim.integers.empty() ||
        std::any_of(claim.hypotheses.begin(), claim.hypotheses.end(), has_equation))
        return false;
    Formula anything = comparison(1, Relation::greater, 0);
    std::map<std::string, Rational> single;
    const SearchDomain domain = domain_of(with_rational_ends(unfolded(claim)), anything, single);
    constexpr std::size_t samples = 4000;
    return Landscape(anything, domain).low_points(samples, 1, [] { return false; }).empty();
} catch (const InputError&) {  // a hypothesis that has no value in doubles
    return false;
}

namespace {

Formula at_value(const Formula& formula, const std::string& name, const Rational& value) {
    return map_sides(formula, [&](const Expression& side) { return expand(substitute(side, name, value)); });
}

SearchDomain at_value(SearchDomain domain, const std::string& name, const Rational& value) {
    for (Formula& hypothesis : domain.hypotheses) hypothesis = at_value(hypothesis, name, value);
    return domain;
}

bool is_undefined_at(const Expression& f, const std::vector<std::string>& names,
                     const std::vector<Rational>& point) {
    const Program program(f, names);
    const UpwardRounding scope;
    Pass<Estimate> pass(program, 53);
    std::vector<Estimate> at;
    for (const Rational& x : point) at.push_back(Estimate(Interval::from(x).lo(), Interval::from(x).hi()));
    const Estimate value = pass(at);
    return !pass.status().defined && std::isnan(value.lo());
}

/// An expression's exact value at a point.
std::optional<Rational> value_at(const Expression& f, const std::map<std::string, Rational>& point) {
    Expression value = f;
    for (const auto& [name, x] : point) value = substitute(value, name, x);
    return rational_value(value);
}

/// Its sides have exact values at the point that make it true: no witness against it.
bool is_exactly_true(const Formula& formula, const std::map<std::string, Rational>& point) {
    const auto is_true = [&](const Formula& part) { return is_exactly_true(part, point); };
    switch (formula.kind) {
        case Formula::Kind::all:
            return std::ranges::all_of(formula.parts, is_true);
        case Formula::Kind::any:
            return std::ranges::any_of(formula.parts, is_true);
        case Formula::Kind::comparison:
            break;
    }
    const Comparison& comparison = formula.comparison;
    const auto value = value_at(difference(comparison), point);
    if (!value) return false;
    switch (comparison.relation) {
        case Relation::equal:
            return *value == 0;
        case Relation::less:
        case Relation::greater:
            return *value > 0;
        case Relation::less_equal:
        case Relation::greater_equal:
            return *value >= 0;
    }
    return false;
}

bool has_only_equations(const Formula& formula) {
    if (formula.kind == Formula::Kind::comparison) return formula.comparison.relation == Relation::equal;
    return std::all_of(formula.parts.begin(), formula.parts.end(), has_only_equations);
}

/// Some comparison of the formula has a side that is undefined at the point; in a disjunction, each has.
bool is_undefined_at(const Formula& formula, const std::vector<std::string>& names,
                     const std::vector<Rational>& point) {
    const auto undefined = [&](const Formula& part) { return is_undefined_at(part, names, point); };
    switch (formula.kind) {
        case Formula::Kind::comparison:
            return is_undefined_at(formula.comparison.left, names, point) ||
                   is_undefined_at(formula.comparison.right, names, point);
        case Formula::Kind::all:
            return std::any_of(formula.parts.begin(), formula.parts.end(), undefined);
        case Formula::Kind::any:
            return std::all_of(formula.parts.begin(), formula.parts.end(), undefined);
    }
    return false;
}

}  // namespace

// ---- known proofs

namespace {

/// The width and the parameters of a witness against a statement about a Hessian.
std::map<std::string, Rational> counterexample(const Claim& claim, const json& proof) {
    std::map<std::string, Rational> result;
    for (const auto& [name, value] : proof.at("point").items())
        result[name] = parse_rational(value.get<std::string>());
    const Expression& width = claim.chambers.front().width;
    if (width.op() == Op::variable) result[width.name()] = Rational(proof.at("width").get<long>());
    return result;
}

}  // namespace

/// Of the claim, or of its negation.
bool ProofSearch::known(const Claim& claim) {
    for (const KnownProof& proof : known_proofs()) {
        if (way && *way != proof.way) continue;
        for (const json& step : proof.candidates(claim))
            if (accept(claim, step)) {
                if (claim.disproved && std::holds_alternative<MatrixStatement>(claim.conclusion))
                    result_.witness = counterexample(claim, step);
                return true;
            }
    }
    return false;
}

// ---- statements about a matrix

/// By counts of eigenvalues, over a domain of fixed width.
bool ProofSearch::count_eigenvalues(const Claim& given, std::size_t leaves) {
    if (!std::holds_alternative<MatrixStatement>(given.conclusion)) return false;
    result_.advice =
        "a statement about a matrix is proved over boxes of fixed width by enclosing its eigenvalues, which "
        "needs "
        "slack in them; about a Hessian over the whole chamber by the rules for pair sums";
    const bool fixed = std::ranges::all_of(given.chambers, [](const ChamberDomain& chamber) {
        return rational_value(chamber.width).has_value();
    });
    if (!fixed || !given.integers.empty() || !given.exceptions.empty() || given.disproved) return false;
    Claim claim = with_rational_ends(unfolded(given));
    MatrixStatement statement = std::get<MatrixStatement>(claim.conclusion);
    claim.conclusion = Formula{};
    Formula none;
    const SearchDomain domain = domain_of(claim, none, single_);
    // as in the checker, parameters of a single value are replaced by it, what is differentiated in is not
    std::map<std::string, Rational> parameters, values;
    for (const auto& value : single_) {
        const bool is_parameter = std::ranges::count(given.reals, value.first, &RealDomain::name) > 0 &&
                                  std::ranges::count(statement.coordinates, value.first) == 0;
        (is_parameter ? parameters : values).insert(value);
    }
    statement = map_expressions(std::move(statement), [&](const Expression& e) {
        Expression at = expand(e);
        for (const auto& [name, value] : parameters) at = substitute(at, name, value);
        return at;
    });
    const CountSearch found = find_counts(statement, domain, values, leaves, stop);
    result_.boxes += found.boxes;
    if (found.step && accept(given, *found.step)) return true;
    if (!found.hardest.empty()) result_.advice += "; here it got stuck on " + found.hardest;
    return false;
}

// ---- counterexamples

/// A point where the formula is false: the claim's disproof. `claim` has rational ends.
bool ProofSearch::refute(const Claim& claim, std::size_t samples) {
    Formula conclusion = std::get<Formula>(claim.conclusion);
    const SearchDomain domain = domain_of(claim, conclusion, single_);
    if (claim.integers.empty()) return refute_at(claim, domain, conclusion, single_, samples);
    // the least values of each integer parameter, all combinations
    std::map<std::string, Rational> values = single_;
    const long count = claim.integers.size() == 1 ? 64 : claim.integers.size() == 2 ? 8 : 3;
    const std::function<bool(std::size_t, const Formula&, const SearchDomain&)> each =
        [&](std::size_t i, const Formula& formula, const SearchDomain& where) {
            if (i == claim.integers.size()) return refute_at(claim, where, formula, values, samples);
            const IntegerDomain& integer = claim.integers[i];
            for (long k = 0; k < count && !stop(); ++k) {
                const Rational value(integer.lower + k);
                if (integer.upper && value > Rational(*integer.upper)) break;
                values[integer.name] = value;
                if (each(i + 1, at_value(formula, integer.name, value), at_value(where, integer.name, value)))
                    return true;
            }
            return false;
        };
    return each(0, conclusion, domain);
}

bool ProofSearch::refute_at(const Claim& claim, const SearchDomain& domain, const Formula& conclusion,
                            std::map<std::string, Rational> parameters, std::size_t samples) {
    const auto elimination = find_elimination(domain);
    if (elimination) {
        const auto& [v, by, rest, hypothesis] = *elimination;
        (void)hypothesis;
        eliminated_.emplace_back(domain.names[v], by);
        const bool found = refute_at(claim, rest, substitute(conclusion, domain.names[v], by),
                                     std::move(parameters), samples);
        eliminated_.pop_back();
        return found;
    }
    Claim disproof = *given_;
    disproof.disproved = true;
    const auto is_witness = [&](const std::vector<Rational>& point) {
        std::map<std::string, Rational> witness = parameters;
        for (std::size_t i = 0; i < point.size(); ++i) witness[domain.names[i]] = point[i];
        if (is_exactly_true(conclusion, witness)) return false;
        for (auto e = eliminated_.rbegin(); e != eliminated_.rend(); ++e) {
            const auto value = value_at(e->second, witness);
            if (!value) return false;
            witness[e->first] = *value;
        }
        json at = json::object();
        for (const auto& [name, value] : witness) at[name] = to_string(value);
        if (!accept(disproof, {{"step", "witness"}, {"point", std::move(at)}})) return false;
        result_.witness = std::move(witness);
        return true;
    };
    Landscape landscape(conclusion, domain);
    for (const LowPoint& low :
         landscape.low_points(claim.integers.empty() ? samples : samples / 10, 8, stop)) {
        if (!(low.margin <= 1e-9)) break;
        const double tolerance = std::max(1e-9, -2 * low.margin);
        const auto promising = [&](const std::vector<Rational>& point) {
            std::vector<double> x;
            for (const Rational& value : point) x.push_back(static_cast<double>(value));
            return landscape.margin(x) <= (low.margin < -1e-9 ? 0.0 : tolerance) && is_witness(point);
        };
        if (landscape.rational_point(low, promising)) return true;
    }
    if (const auto low = landscape.undefined_point())
        if (const auto point = landscape.rational_point(
                *low, [&](const auto& p) { return is_undefined_at(conclusion, domain.names, p); })) {
            result_.witness = std::move(parameters);
            for (std::size_t i = 0; i < point->size(); ++i) result_.witness[domain.names[i]] = (*point)[i];
            result_.verdict = SearchResult::Verdict::undefined;
        }
    return false;
}

// ---- proofs

Strategist ProofSearch::strategist() {
    SubdivisionOptions options;
    options.stop = stop;
    options.threads = threads;
    options.progress = progress;
    return Strategist(options, state);
}

ProofSearch::Step ProofSearch::prove(const Formula& formula, const SearchDomain& domain,
                                     std::vector<IntegerDomain> integers) {
    if (!integers.empty()) return prove_integers(formula, domain, std::move(integers));
    if (roots_) return prove_roots(formula, domain);
    if (formula.kind == Formula::Kind::comparison) return prove_comparison(formula.comparison, domain);
    if (formula.kind == Formula::Kind::any) return prove_any(formula, domain);
    json parts = json::array();
    for (const Formula& part : formula.parts) {
        Step proof = prove(part, domain, {});
        if (!proof) return std::nullopt;
        parts.push_back(std::move(*proof));
    }
    return json{{"step", "all"}, {"parts", std::move(parts)}};
}

/// Single values from the least one on; the rest, if it is infinite or long, as real numbers.
ProofSearch::Step ProofSearch::prove_integers(const Formula& formula, const SearchDomain& domain,
                                              std::vector<IntegerDomain> integers) {
    const IntegerDomain integer = integers.front();
    integers.erase(integers.begin());
    const bool short_range = integer.upper && *integer.upper - integer.lower < 100;
    json each = json::array();
    for (Integer value = integer.lower; each.size() <= most_single_values && !stop(); ++value) {
        const bool finished = integer.upper && value > *integer.upper;
        const bool power_of_two_done = std::has_single_bit(each.size()) || each.empty();
        const bool few_left = integer.upper && *integer.upper - value < 32;
        json result = {{"step", "integers"}, {"variable", integer.name}, {"each", each}};
        if (finished) return result;
        if (power_of_two_done && !few_left && (each.empty() || !short_range)) {
            SearchDomain relaxed = domain;
            relaxed.names.push_back(integer.name);
            relaxed.box.push_back({.lower = Rational(value),
                                   .upper = integer.upper ? Rational(*integer.upper) : Rational(0),
                                   .upper_infinite = !integer.upper,
                                   .upper_open = !integer.upper});
            if (Step rest = prove_relaxed(formula, relaxed, integers)) {
                result["rest"] = std::move(*rest);
                return result;
            }
        }
        Step proof = prove(at_value(formula, integer.name, Rational(value)),
                           at_value(domain, integer.name, Rational(value)), integers);
        if (!proof) return std::nullopt;
        each.push_back(std::move(*proof));
    }
    result_.advice = "the values of " + integer.name + " beyond the first " +
                     std::to_string(most_single_values) + " were not proved together";
    return std::nullopt;
}

/// With the integer as a real number; within a few seconds, because single values are the alternative.
ProofSearch::Step ProofSearch::prove_relaxed(const Formula& formula, const SearchDomain& domain,
                                             const std::vector<IntegerDomain>& integers) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(2);
    const auto outer = stop;
    stop = [&] { return outer() || std::chrono::steady_clock::now() > end; };
    Step result;
    try {
        result = prove(formula, domain, integers);
    } catch (const Unsupported&) {  // a sum up to N has no meaning for real N
    }
    stop = outer;
    return result;
}

ProofSearch::Step ProofSearch::prove_any(const Formula& formula, const SearchDomain& domain) {
    for (std::size_t k = 0; k < formula.parts.size() && !stop(); ++k) {
        SearchDomain narrowed = domain;
        for (std::size_t other = 0; other < formula.parts.size(); ++other)
            if (other != k) assume(narrowed.hypotheses, negation(formula.parts[other]));
        if (Step proof = prove(formula.parts[k], narrowed, {}))
            return json{{"step", "any"}, {"part", k}, {"proof", std::move(*proof)}};
    }
    return std::nullopt;
}

ProofSearch::Step ProofSearch::prove_comparison(const Comparison& comparison, const SearchDomain& domain) {
    if (comparison.relation == Relation::equal) return json{{"step", "identity"}};
    SearchGoal goal = goal_of(comparison);
    Strategist strategy = strategist();
    if (quick_) strategy.skip_quick_subdivision(std::move(*std::exchange(quick_, std::nullopt)));
    Step proof = strategy.prove(goal, domain, {.depth = 13, .leaves = most_leaves, .thorough = true});
    result_.boxes += strategy.boxes();
    if (!proof && strategy.stuck() && !strategy.stuck()->hardest.empty())
        result_.hardest = HardestBox{goal.function, domain.names, strategy.stuck()->hardest};
    close_ = !proof && strategy.stuck() && strategy.stuck()->margin > -1e-9;
    return proof;
}

/// Of a single inequality: a few boxes, or small sums of squares.
ProofSearch::Step ProofSearch::prove_quickly(const Formula& formula, const SearchDomain& domain,
                                             const Claim& claim) {
    if (formula.kind != Formula::Kind::comparison || formula.comparison.relation == Relation::equal ||
        !claim.integers.empty() || domain.names.empty())
        return std::nullopt;
    const SearchGoal goal = goal_of(formula.comparison);
    SubdivisionOptions options;
    options.stop = stop;
    options.threads = threads;
    options.most_leaves = 200;
    options.precisely = false;
    try {
        Subdivision found =
            subdivide({goal.function, goal.strict, domain.names, domain.box, domain.hypotheses}, options);
        result_.boxes += found.boxes;
        if (found.proved) return json{{"step", "subdivide"}, {"tree", std::move(found.tree)}};
        quick_ = std::move(found);
        if (!is_rational_function(goal.function)) return std::nullopt;
        return find_squares(goal.function, goal.strict, domain.names, domain.box, domain.hypotheses, stop,
                            true);
    } catch (const InputError&) {  // something that has no enclosure: the whole search says what
        return std::nullopt;
    }
}

namespace {

std::string advice_for(bool close, bool stopped) {
    if (stopped)
        return "the budget ended; a larger --budget, or --resume with the same -o, goes on from here";
    if (close)
        return "the two sides come close there: is it an equality? then state it with >= or <=, or split the "
               "domain at that point";
    return "split the domain, or state a simpler inequality that implies this one";
}

}  // namespace

// ---- roots

RootSearch ProofSearch::root_search() {
    RootSearch search;
    search.stop = stop;
    search.prove_formula = [this](const Formula& formula, const SearchDomain& domain) {
        return prove(formula, domain, {});
    };
    return search;
}

ProofSearch::Step ProofSearch::prove_roots(const Formula& equations, const SearchDomain& domain) {
    const RootStatement roots = *std::exchange(roots_, std::nullopt);  // what it asks for are formulas
    RootSearch search = root_search();
    Step proof = search.prove(roots, equations, domain);
    result_.boxes += search.boxes();
    if (!proof && search.hardest())
        result_.hardest = HardestBox{differences(equations)[0], domain.names, *search.hardest()};
    roots_ = roots;
    return proof;
}

/// At the middle of the parameters' box, and at other points with simple coordinates.
bool ProofSearch::refute_roots(const Claim& disproof, Formula equations, const SearchDomain& domain) {
    const RootStatement roots = *roots_;
    for (const Rational& q :
         {Rational(1, 2), Rational(1, 4), Rational(3, 4), Rational(1, 16), Rational(15, 16)}) {
        std::map<std::string, Rational> point = single_;
        Formula at = equations;
        for (std::size_t i = 0; i < domain.names.size(); ++i) {
            const Rational value = value_at(domain.box[i], q);
            point[domain.names[i]] = value;
            at = substitute(at, domain.names[i], value);
        }
        for (const IntegerDomain& n : disproof.integers) {
            point[n.name] = n.lower;
            at = at_value(at, n.name, n.lower);
        }
        RootSearch search = root_search();
        Step witness = stop() ? std::nullopt : search.refute(roots, at);
        result_.boxes += search.boxes();
        if (witness) {
            (*witness)["step"] = "witness";
            (*witness)["point"] = json::object();
            for (const auto& [name, value] : point) (*witness)["point"][name] = to_string(value);
            result_.witness = std::move(point);
            if (accept(disproof, *witness)) return true;
            result_.witness.clear();
        }
        if (domain.names.empty()) break;
    }
    return false;
}

SearchResult ProofSearch::about_roots(const Claim& given, const Claim& negation) {
    using enum SearchResult::Verdict;
    Claim claim = with_rational_ends(unfolded(given));
    roots_ = std::get<RootStatement>(claim.conclusion);
    Formula equations = formula_of(claim);
    const SearchDomain domain = domain_of(claim, equations, single_);
    const Claim& statement = given.disproved ? negation : given;
    const Claim& disproof = given.disproved ? given : negation;
    const bool plain = claim.integers.empty();
    if (plain && refute_roots(disproof, equations, domain)) {
        result_.verdict = given.disproved ? proved : refuted;
        return result_;
    }
    if (const Step proof = prove(equations, domain, claim.integers); proof && accept(statement, *proof))
        result_.verdict = given.disproved ? refuted : proved;
    else if (!plain && refute_roots(disproof, equations, domain))
        result_.verdict = given.disproved ? proved : refuted;
    else
        result_.advice =
            stop() ? "the budget ended; try a larger --budget"
                   : "a root at which the derivative is singular, or at an end of its range, is not "
                     "proved; narrow the ranges of the unknowns, or split the parameters'";
    return result_;
}

SearchResult ProofSearch::operator()(const Claim& given) {
    using enum SearchResult::Verdict;
    result_ = {};
    given_ = &given;
    single_ = {};
    roots_.reset();
    quick_.reset();
    if (known(given)) {
        result_.verdict = proved;
        return result_;
    }
    Claim negation = given;
    negation.disproved = !given.disproved;
    if (known(negation)) {
        result_.verdict = refuted;
        return result_;
    }
    if (std::holds_alternative<RootStatement>(given.conclusion)) return about_roots(given, negation);
    if (std::holds_alternative<ExtremumStatement>(given.conclusion)) {
        prove_extrema(given);
        return result_;
    }
    const auto* matrix = std::get_if<MatrixStatement>(&given.conclusion);
    if (!std::holds_alternative<Formula>(given.conclusion) &&
        (!matrix || matrix->predicate == MatrixPredicate::pair_blocks)) {
        if (prove_theorem(given)) result_.verdict = proved;
        return result_;
    }
    if (matrix) {
        constexpr std::size_t few = 200;  // leaves: less than it takes to see that an energy is of no use
        const bool by_enclosures = !way || *way == "interval";
        if (by_enclosures && ((has_energy(given) && count_eigenvalues(given, std::min(few, most_leaves))) ||
                              prove_at_corners(given) || count_eigenvalues(given, most_leaves)))
            result_.verdict = proved;
        return result_;
    }
    const Claim claim = with_rational_ends(unfolded(given));
    Formula conclusion = std::get<Formula>(claim.conclusion);
    const SearchDomain domain = domain_of(claim, conclusion, single_);
    const Claim& statement = given.disproved ? negation : given;
    const auto shown = [&] {
        const Step proof = prove(conclusion, domain, claim.integers);
        if (!proof || !accept(statement, *proof)) return false;
        result_.verdict = given.disproved ? refuted : proved;
        return true;
    };
    // an identity is quickly shown; to look for a point where it fails takes a lot of precision
    if (has_only_equations(conclusion) && shown()) return result_;
    if (way && *way != "interval") {
        result_.advice = "no proof of this claim by the way '" + *way + "' is known";
        return result_;
    }
    const auto refuted_by = [&](std::size_t samples) {
        if (!refute(claim, samples)) return false;
        result_.verdict = given.disproved ? proved : refuted;
        return true;
    };
    // so few boxes cost less than a look around
    if (const Step proof = prove_quickly(conclusion, domain, claim); proof && accept(statement, *proof)) {
        result_.verdict = given.disproved ? refuted : proved;
        return result_;
    }
    if (refuted_by(2'000)) return result_;
    if (result_.verdict == undefined) return result_;
    if (!has_only_equations(conclusion) && shown()) return result_;
    if (!stop() && refuted_by(200'000)) return result_;
    if (result_.advice.empty()) result_.advice = advice_for(close_, stop());
    return result_;
}

}  // namespace dlncert
