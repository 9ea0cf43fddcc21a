#include <algorithm>
#include <chrono>
#include <cmath>
#include <dlncert/search/convexity.hpp>
#include <dlncert/search/homogeneity.hpp>
#include <dlncert/search/landscape.hpp>
#include <dlncert/search/pass.hpp>
#include <dlncert/search/polynomial.hpp>
#include <dlncert/search/precise.hpp>
#include <dlncert/search/squares.hpp>
#include <dlncert/search/strategy.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/identity.hpp>
#include <dlncert/statement/postorder.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

Expression zero() {
    return Expression(0);
}

Comparison as_comparison(const SearchGoal& goal) {
    return {goal.function, goal.strict ? Relation::greater : Relation::greater_equal, zero()};
}

Formula as_formula(const SearchGoal& goal) {
    return {.kind = Formula::Kind::comparison, .comparison = as_comparison(goal), .parts = {}};
}

json step(const char* rule) {
    return {{"step", rule}};
}

json tree_step(std::string tree, std::vector<json> parts) {
    json result = {{"step", "subdivide"}, {"tree", std::move(tree)}};
    if (!parts.empty()) result["parts"] = std::move(parts);
    return result;
}

std::string key_of(const SearchGoal& goal, const SearchDomain& domain) {
    std::string key = to_string(goal.function) + (goal.strict ? " > 0" : " >= 0");
    for (std::size_t i = 0; i < domain.names.size(); ++i) {
        const Side& side = domain.box[i];
        key += ", " + domain.names[i] + " from " + (side.lower_infinite ? "-inf" : to_string(side.lower)) +
               " to " + (side.upper_infinite ? "inf" : to_string(side.upper));
    }
    return key;
}

SearchDomain without_hypotheses(SearchDomain domain) {
    domain.hypotheses.clear();
    return domain;
}

/// The derivative, or nothing where the language has none.
std::optional<Expression> slope(const Expression& f, const std::string& name) {
    try {
        return derivative(f, Expression::variable(name));
    } catch (const Unsupported&) {
        return std::nullopt;
    }
}

/// The sign that a function seems to have on a domain: 1, −1, or 0 if it changes or is undefined somewhere.
int seeming_sign(const Expression& f, const SearchDomain& domain) {
    try {
        Landscape landscape(as_formula({f, true}), without_hypotheses(domain));
        return landscape.seeming_sign();
    } catch (const InputError&) {
        return 0;
    }
}

bool is_bounded(const SearchBox& box) {
    return std::none_of(box.begin(), box.end(),
                        [](const Side& s) { return s.lower_infinite || s.upper_infinite; });
}

bool has_interior_end(const Side& side, const Rational& x) {
    return (side.lower_infinite || x > side.lower) && (side.upper_infinite || x < side.upper);
}

/// The corners of the box, as far as it has few and they are finite: where a function may be singular.
std::vector<std::vector<Rational>> corners(const SearchBox& box) {
    std::vector<std::vector<Rational>> result{{}};
    for (const Side& side : box) {
        std::vector<std::vector<Rational>> longer;
        for (const auto& corner : result)
            for (const bool upper : {false, true}) {
                if (upper ? side.upper_infinite : side.lower_infinite) continue;
                longer.push_back(corner);
                longer.back().push_back(upper ? side.upper : side.lower);
            }
        result = std::move(longer);
    }
    return box.size() <= 3 ? result : std::vector<std::vector<Rational>>{};
}

Effort reduced(const Effort& effort) {
    return {effort.depth - 1, std::min<std::size_t>(effort.leaves, 100), false, effort.tails};
}

/// As hard as before, one reduction deeper.
Effort deeper(const Effort& effort) {
    return {effort.depth - 1, effort.leaves, effort.thorough, effort.tails};
}

/// e with equation = c·(v − e), c a nonzero rational.
std::optional<Expression> solved_for(const Expression& equation, const std::string& name) {
    const Expression v = Expression::variable(name);
    const auto ring = std::make_shared<const Ring>(indeterminates_of({v, equation}));
    const auto quotient = to_rational_function(equation, ring);
    if (!quotient || !quotient->denominator.constant()) return std::nullopt;
    const auto coefficient = quotient->numerator.derivative(0).constant();
    if (!coefficient || *coefficient == 0) return std::nullopt;
    const auto& atoms = ring->indeterminates();
    for (std::size_t i = 1; i < atoms.size(); ++i)
        if (free_variables(atoms[i]).contains(name)) return std::nullopt;
    Powers linear(ring->size(), 0);
    linear[0] = 1;
    return to_expression(RationalPolynomial(ring, linear) - Rational(1 / *coefficient) * quotient->numerator);
}

/// The domain without v = e, hypothesis k used up; that e lies in v's range becomes part of the hypotheses.
SearchDomain eliminated(const SearchDomain& domain, std::size_t v, const Expression& e, std::size_t k) {
    SearchDomain result = domain.without(v);
    result.hypotheses.erase(result.hypotheses.begin() + static_cast<std::ptrdiff_t>(k));
    for (Formula& hypothesis : result.hypotheses) hypothesis = substitute(hypothesis, domain.names[v], e);
    const Side& side = domain.box[v];
    const auto add = [&](Relation relation, const Rational& end) {
        result.hypotheses.push_back(
            {.kind = Formula::Kind::comparison, .comparison = {e, relation, end}, .parts = {}});
    };
    if (!side.lower_infinite) add(side.lower_open ? Relation::greater : Relation::greater_equal, side.lower);
    if (!side.upper_infinite) add(side.upper_open ? Relation::less : Relation::less_equal, side.upper);
    return result;
}

/// base^exponent, nothing for exponent 0.
Expression power_of(const Expression& base, unsigned long exponent) {
    return exponent == 1 ? base : pow(base, Expression(static_cast<long>(exponent)));
}

/// Factors of f whose signs are known, turned positive, and the others.
struct Signed {
    std::vector<Expression> known, others;
    bool negative = false;  ///< the sign of f against that of their product
};

Signed by_sign(const Factorisation& factors, bool strict, const SearchDomain& domain) {
    Signed result;
    result.negative = factors.constant < 0;
    for (const auto& [base, exponent] : factors.factors) {
        const Expression b = to_expression(base);
        const int sign = seeming_sign(b, domain);
        const bool even = exponent % 2 == 0;
        if (sign < 0 && !even) result.negative = !result.negative;
        if (sign != 0 || (even && !strict))
            result.known.push_back(power_of(sign < 0 ? -b : b, exponent));
        else
            result.others.push_back(power_of(b, exponent));
    }
    return result;
}

Expression product_of(const std::vector<Expression>& factors) {
    Expression result(1);
    for (const Expression& factor : factors) result = result * factor;
    return result;
}

}  // namespace

Rational parameter_of(const Side& side, const Rational& x) {
    if (side.upper_infinite) return (x - side.lower) / (1 + x - side.lower);
    if (side.lower_infinite) return 1 / (1 + side.upper - x);
    return (x - side.lower) / (side.upper - side.lower);
}

std::optional<Elimination> find_elimination(const SearchDomain& domain) {
    for (std::size_t k = 0; k < domain.hypotheses.size(); ++k) {
        const Formula& hypothesis = domain.hypotheses[k];
        if (hypothesis.kind != Formula::Kind::comparison || hypothesis.comparison.relation != Relation::equal)
            continue;
        const Expression equation = hypothesis.comparison.left - hypothesis.comparison.right;
        for (std::size_t v = domain.names.size(); v-- > 0;)
            if (auto by = solved_for(equation, domain.names[v]))
                return Elimination{v, *by, eliminated(domain, v, *by, k), k};
    }
    return std::nullopt;
}

bool vanishes_at(const Expression& f, const std::vector<std::string>& names,
                 const std::vector<Rational>& point) {
    Expression value = f;
    for (std::size_t i = 0; i < names.size(); ++i) value = substitute(value, names[i], point[i]);
    if (const auto exact = rational_value(value)) return *exact == 0;
    try {
        return is_identically_zero(value);
    } catch (const InputError&) {  // too large a normal form
        return false;
    }
}

Strategist::Step Strategist::constant_sign(const SearchGoal& goal) {
    try {
        const Program program(goal.function, {});
        for (const int precision : {64, 128, 256, 512, 1024, 2048}) {
            Pass<Precise> pass(program, precision);
            if (pass({}).lo() > 0) return tree_step("n" + std::to_string(precision), {});
        }
    } catch (const InputError&) {  // something that has no enclosure
    }
    return std::nullopt;
}

Strategist::Step Strategist::prove(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort) {
    if (effort.depth <= 0 || options_.stop()) return std::nullopt;
    const bool tried = !whole_ && stuck_;
    if (!whole_) {
        whole_ = goal.function;
        whole_names_ = domain.names;
    }
    if (Step found = by_vanishing(goal, domain)) return found;
    Effort quick = effort;
    quick.leaves = std::min<std::size_t>(effort.leaves, 200);
    if (!tried)
        if (Step found = by_subdivision(goal, domain, quick)) return found;
    if (domain.names.empty()) return constant_sign(goal);
    if (Step found = by_elimination(goal, domain, effort)) return found;
    if (Step found = by_factors(goal, domain, effort)) return found;
    if (Step found = by_exponentials(goal, domain, effort)) return found;
    if (Step found = by_absolute_value(goal, domain, effort)) return found;
    if (Step found = by_root_substitution(goal, domain, effort)) return found;
    if (effort.thorough)
        if (Step found = by_squares(goal, domain)) return found;
    if (effort.thorough)
        if (Step found = by_homogeneity(goal, domain, effort)) return found;
    if (Step found = by_monotony(goal, domain, effort)) return found;
    if (effort.thorough)
        if (Step found = by_zeros(goal, domain, effort)) return found;
    if (effort.tails && (effort.thorough || (domain.names.size() == 1 && effort.depth >= 11)))
        if (Step found = by_tails(goal, domain, effort)) return found;
    if (!effort.thorough) return std::nullopt;
    return by_large_subdivision(goal, domain, effort);
}

Subdivision Strategist::subdivided(const SearchGoal& goal, const SearchDomain& domain,
                                   const SubdivisionOptions& options) {
    Subdivision found;
    try {
        found = subdivide({goal.function, goal.strict, domain.names, domain.box, domain.hypotheses}, options);
    } catch (const InputError&) {  // something that has no enclosure, or a damaged state to be resumed
        if (!options.resume.empty()) throw;
        return found;
    }
    boxes_ += found.boxes;
    const bool whole = goal.function == *whole_ && domain.names == whole_names_;
    if (!found.proved && whole && (!stuck_ || found.leaves > stuck_->leaves)) stuck_ = found;
    return found;
}

Strategist::Step Strategist::by_subdivision(const SearchGoal& goal, const SearchDomain& domain,
                                            const Effort& effort) {
    SubdivisionOptions options = options_;
    options.most_leaves = effort.leaves;
    options.progress = nullptr;
    options.precisely = false;  // near a zero that would cost much, and show nothing
    Subdivision found = subdivided(goal, domain, options);
    if (!found.proved) return std::nullopt;
    return tree_step(std::move(found.tree), std::move(found.parts));
}

/// The one that may take long: it is resumed where an earlier run stopped.
Strategist::Step Strategist::by_large_subdivision(const SearchGoal& goal, const SearchDomain& domain,
                                                  const Effort& effort) {
    SubdivisionOptions options = options_;
    options.most_leaves = effort.leaves;
    std::string& state = state_[key_of(goal, domain)];
    options.resume = state;
    Subdivision found = subdivided(goal, domain, options);
    state = found.tree;
    if (!found.proved) return std::nullopt;
    return tree_step(std::move(found.tree), std::move(found.parts));
}

Strategist::Step Strategist::by_vanishing(const SearchGoal& goal, const SearchDomain& domain) {
    if (goal.strict || !(domain.names.empty() || seeming_sign(goal.function, domain) == 0))
        return std::nullopt;
    try {
        if (is_identically_zero(goal.function)) return step("zero");
    } catch (const InputError&) {  // too large a normal form
    }
    return std::nullopt;
}

// ---- monotony: the mean value theorem in one variable

Strategist::Step Strategist::by_monotony(const SearchGoal& goal, const SearchDomain& domain,
                                         const Effort& effort) {
    for (std::size_t v = 0; v < domain.names.size(); ++v) {
        const Side& side = domain.box[v];
        const auto derivative_v = slope(goal.function, domain.names[v]);
        if (!derivative_v) continue;
        const int sign = seeming_sign(*derivative_v, domain);
        if (sign == 0 || (sign > 0 ? side.lower_infinite : side.upper_infinite)) continue;
        if (Step found = monotone_from(goal, domain, effort, v, sign > 0)) return found;
    }
    return std::nullopt;
}

Strategist::Step Strategist::monotone_from(const SearchGoal& goal, const SearchDomain& domain,
                                           const Effort& effort, std::size_t v, bool lower) {
    const Side& side = domain.box[v];
    const std::string& name = domain.names[v];
    const auto derivative_v = slope(goal.function, name);
    if (!derivative_v) return std::nullopt;
    const bool contains_end = lower ? !side.lower_open : !side.upper_open;
    const SearchDomain face = without_hypotheses(domain).without(v);
    const Expression at_end_value = substitute(goal.function, name, lower ? side.lower : side.upper);
    // f > 0 from f(v0) > 0 and f' >= 0, or, where v0 is left out, from f(v0) >= 0 and f' > 0
    bool strict_end = goal.strict;
    const Effort inner = reduced(effort);
    Step at_end = prove({at_end_value, strict_end}, face, inner);
    if (!at_end && goal.strict && !contains_end) {
        strict_end = false;
        at_end = prove({at_end_value, false}, face, inner);
    }
    if (!at_end) return std::nullopt;
    Side open = side;
    (lower ? open.lower_open : open.upper_open) = true;
    const SearchGoal rising{lower ? *derivative_v : -*derivative_v, goal.strict && !strict_end};
    Step derivative_proof = prove(rising, without_hypotheses(domain).with(v, open), inner);
    if (!derivative_proof) return std::nullopt;
    json result = step("monotone");
    result["variable"] = name;
    result["end"] = lower ? "lower" : "upper";
    result["at_end"] = std::move(*at_end);
    result["derivative"] = std::move(*derivative_proof);
    return result;
}

// ---- sums of squares

/// For rational functions of the variables, within a few seconds: where it succeeds it is quick.
Strategist::Step Strategist::by_squares(const SearchGoal& goal, const SearchDomain& domain) {
    if (!is_rational_function(goal.function)) return std::nullopt;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    const auto stop = [&] { return options_.stop() || std::chrono::steady_clock::now() > end; };
    return find_squares(goal.function, goal.strict, domain.names, domain.box, domain.hypotheses, stop);
}

// ---- zeros

/// Subdivision that stops at the zeros of f: a box around one is proved by a step of its own.
Strategist::Step Strategist::by_zeros(const SearchGoal& goal, const SearchDomain& domain,
                                      const Effort& effort) {
    SearchDomain closed = domain;
    for (Side& side : closed.box) side.lower_open = side.upper_open = false;
    std::vector<std::vector<Rational>> zeros;
    try {
        Landscape landscape(as_formula({goal.function, false}), closed);
        const auto low_points = landscape.low_points(effort.thorough ? 2000 : 200, 16, options_.stop);
        double scale = 1;
        for (const LowPoint& low : low_points)
            if (std::isfinite(low.margin)) scale = std::max(scale, std::abs(low.margin));
        const auto is_zero = [&](const std::vector<Rational>& point) {
            std::vector<double> x;
            for (const Rational& coordinate : point) x.push_back(coordinate.convert_to<double>());
            const double value = std::abs(landscape.margin(x));  // NaN, ∞: where only exact values tell
            const bool far = std::isfinite(value) && value > 1e-6 * scale;
            return !far && vanishes_at(goal.function, domain.names, point);
        };
        for (const LowPoint& low : low_points)
            if (auto zero = landscape.rational_point(low, is_zero))
                if (std::find(zeros.begin(), zeros.end(), *zero) == zeros.end()) zeros.push_back(*zero);
    } catch (const InputError&) {
        return std::nullopt;
    }
    SubdivisionOptions options = options_;
    options.most_leaves = 2'000;
    options.precisely = false;
    options.special = zeros;
    for (auto& corner : corners(domain.box)) options.special.push_back(std::move(corner));
    if (options.special.empty()) return std::nullopt;
    options.local = [&](const SearchBox& box) -> Step {
        SearchDomain here = domain;
        here.box = box;
        for (const auto& zero : zeros) {
            const bool inside = [&] {
                for (std::size_t i = 0; i < box.size(); ++i)
                    if ((!box[i].lower_infinite && zero[i] < box[i].lower) ||
                        (!box[i].upper_infinite && zero[i] > box[i].upper))
                        return false;
                return true;
            }();
            if (!inside) continue;
            if (Step found = near_zero(goal, here, zero, reduced(effort))) return found;
        }
        return prove(goal, here, reduced(effort));
    };
    Subdivision found = subdivided(goal, domain, options);
    if (found.proved) return tree_step(std::move(found.tree), std::move(found.parts));
    return std::nullopt;
}

/// On a box that contains the zero: convexity; or monotony from the zero in each variable in turn.
Strategist::Step Strategist::near_zero(const SearchGoal& goal, const SearchDomain& domain,
                                       const std::vector<Rational>& zero, const Effort& effort) {
    if (Step found = by_convexity(goal, domain, zero)) return found;
    for (std::size_t v = 0; v < domain.names.size(); ++v) {
        const Side& side = domain.box[v];
        if (!has_interior_end(side, zero[v])) {
            const bool lower = !side.lower_infinite && zero[v] == side.lower;
            if (Step found = monotone_from(goal, domain, effort, v, lower)) return found;
            continue;
        }
        if (side.lower_infinite && side.upper_infinite) continue;
        const Rational q = parameter_of(side, zero[v]);
        const auto [left, right] = cut(side, q);
        Step below = monotone_from(goal, domain.with(v, left), effort, v, false);
        if (!below) continue;
        Step above = monotone_from(goal, domain.with(v, right), effort, v, true);
        if (above)
            return tree_step(domain.names[v] + "@" + to_string(q) + " # #",
                             {std::move(*below), std::move(*above)});
    }
    return std::nullopt;
}

/// f lies above its tangent plane at a critical point.
Strategist::Step Strategist::by_convexity(const SearchGoal& goal, const SearchDomain& domain,
                                          const std::vector<Rational>& point) {
    if (goal.strict) return std::nullopt;
    for (const std::string& name : domain.names) {
        const auto g = slope(goal.function, name);
        if (!g || !vanishes_at(*g, domain.names, point)) return std::nullopt;
    }
    const auto tree = convexity_tree(goal.function, domain, 16);
    if (!tree) return std::nullopt;
    json at = json::object();
    for (std::size_t i = 0; i < domain.names.size(); ++i) at[domain.names[i]] = to_string(point[i]);
    return json{{"step", "convex"}, {"point", std::move(at)}, {"precision", 64}, {"hessian", *tree}};
}

// ---- factors

/// f = e·g over ℚ[variables, other subterms], e the factors with a sign on the domain.
Strategist::Step Strategist::by_factors(const SearchGoal& goal, const SearchDomain& domain,
                                        const Effort& effort) {
    const auto ring = std::make_shared<const Ring>(indeterminates_of({goal.function}));
    const auto quotient = to_rational_function(goal.function, ring);
    if (!quotient || quotient->numerator.is_zero()) return std::nullopt;
    const auto top = factorise(quotient->numerator);
    const auto bottom = factorise(quotient->denominator);
    if (!top || !bottom) return std::nullopt;
    const Signed numerator = by_sign(*top, goal.strict, domain);
    const Signed denominator = by_sign(*bottom, true, domain);
    if (!denominator.others.empty()) return std::nullopt;
    std::vector<Expression> known = numerator.known;
    std::vector<Expression> others = numerator.others;
    if (others.empty() && known.empty()) return std::nullopt;
    if (others.empty()) {  // all have signs: one after the other
        others.push_back(known.back());
        known.pop_back();
    }
    const bool simpler = product_of(others).tree_size() < goal.function.tree_size();
    if (known.empty() && denominator.known.empty() && !simpler) return std::nullopt;
    const Rational size = abs(Rational(top->constant / bottom->constant));
    const Expression e = Expression(size) * product_of(known) / product_of(denominator.known);
    const bool negative = numerator.negative != denominator.negative;
    const Expression g = negative ? -product_of(others) : product_of(others);
    return factored(e, g, goal, domain, effort);
}

/// The goal as e · g, both with its sign.
Strategist::Step Strategist::factored(const Expression& e, const Expression& g, const SearchGoal& goal,
                                      const SearchDomain& domain, const Effort& effort) {
    Step factor_proof = prove({e, goal.strict}, domain, reduced(effort));
    if (!factor_proof) return std::nullopt;
    Step rest_proof = prove({g, goal.strict}, domain, deeper(effort));
    if (!rest_proof) return std::nullopt;
    json result = step("factor");
    result["factor"] = to_string(e);
    result["rest"] = to_string(g);
    result["factor_proof"] = std::move(*factor_proof);
    result["rest_proof"] = std::move(*rest_proof);
    return result;
}

namespace {

/// With cosh u, sinh u, tanh u as rational functions of exp u.
Expression in_exponentials(const Expression& f) {
    Postorder rewrite;
    const auto at = [&](const Expression& e) {
        if (e.args().empty() || !e.indices().empty()) return e;
        std::vector<Expression> args;
        bool same = true;
        for (const Expression& arg : e.args()) {
            args.push_back(rewrite(arg, [](const Expression& x) { return x; }));
            same = same && args.back() == arg;
        }
        const Expression E = apply(Op::exp, args[0]), square = pow(E, 2);
        if (e.op() == Op::cosh) return (square + 1) / (2 * E);
        if (e.op() == Op::sinh) return (square - 1) / (2 * E);
        if (e.op() == Op::tanh) return (square - 1) / (square + 1);
        return same ? e : Expression::node(e.op(), std::move(args), e.order());
    };
    return rewrite(f, at);
}

}  // namespace

/// As by_factors, where cosh u and sinh u are not independent: cosh² − sinh² = 1.
Strategist::Step Strategist::by_exponentials(const SearchGoal& goal, const SearchDomain& domain,
                                             const Effort& effort) {
    const Expression written = in_exponentials(goal.function);
    if (written == goal.function) return std::nullopt;
    const auto quotient =
        to_rational_function(written, std::make_shared<const Ring>(indeterminates_of({written})));
    if (!quotient || quotient->numerator.is_zero()) return std::nullopt;
    const auto top = factorise(quotient->numerator);
    if (top && top->factors.empty() && top->constant > 0)
        return factored(Expression(top->constant) / to_expression(quotient->denominator), 1, goal, domain,
                        effort);
    return by_factors({written, goal.strict}, domain, effort);
}

// ---- absolute values

/// (A + B|E|)/D = (A² − B²E²)/(D(A − B|E|)), where the denominator has a sign: so c − |E| >= 0 becomes
/// c² − E² >= 0.
Strategist::Step Strategist::by_absolute_value(const SearchGoal& goal, const SearchDomain& domain,
                                               const Effort& effort) {
    const auto ring = std::make_shared<const Ring>(indeterminates_of({goal.function}));
    const auto& atoms = ring->indeterminates();
    const auto found =
        std::find_if(atoms.begin(), atoms.end(), [](const Expression& e) { return e.op() == Op::abs; });
    if (found == atoms.end()) return std::nullopt;
    const auto quotient = to_rational_function(goal.function, ring);
    if (!quotient) return std::nullopt;
    const auto i = static_cast<std::size_t>(found - atoms.begin());
    const RationalPolynomial zero(ring);
    const RationalPolynomial b = quotient->numerator.derivative(i);
    if (!b.derivative(i).is_zero() || !quotient->denominator.derivative(i).is_zero()) return std::nullopt;
    const Expression A = to_expression(quotient->numerator.substituted(i, zero));
    const Expression B = to_expression(b);
    const Expression divisor = to_expression(quotient->denominator) * (A - B * *found);
    const int sign = seeming_sign(divisor, domain);
    if (sign == 0) return std::nullopt;
    const Expression e = Expression(sign) / divisor;
    const Expression inside = found->arg(0);
    const Expression g = Expression(sign) * (pow(A, Expression(2)) - pow(B * inside, Expression(2)));
    return factored(e, g, goal, domain, effort);
}

// ---- equations among the hypotheses

/// A hypothesis l = r that is linear in a variable v, with a constant coefficient, gives v.
Strategist::Step Strategist::by_elimination(const SearchGoal& goal, const SearchDomain& domain,
                                            const Effort& effort) {
    const auto found = find_elimination(domain);
    if (!found) return std::nullopt;
    const std::string& name = domain.names[found->variable];
    Step proof = prove({substitute(goal.function, name, found->by), goal.strict}, found->rest, effort);
    if (!proof) return std::nullopt;
    return json{{"step", "eliminate"},
                {"variable", name},
                {"by", to_string(found->by)},
                {"hypothesis", found->hypothesis},
                {"proof", std::move(*proof)}};
}

// ---- unbounded ranges

/// v >= M, or v <= −M, for some M apart from the rest.
Strategist::Step Strategist::by_tails(const SearchGoal& goal, const SearchDomain& domain,
                                      const Effort& effort) {
    if (is_bounded(domain.box)) return std::nullopt;
    for (std::size_t v = 0; v < domain.names.size(); ++v) {
        const Side& side = domain.box[v];
        if (!side.lower_infinite && !side.upper_infinite) continue;
        if (side.lower_infinite && side.upper_infinite) {  // both half-lines
            const auto [left, right] = cut(side, Rational(1, 2));
            Step first = prove(goal, domain.with(v, left), deeper(effort));
            if (!first) return std::nullopt;
            Step second = prove(goal, domain.with(v, right), deeper(effort));
            if (!second) return std::nullopt;
            return tree_step(domain.names[v] + "@1/2 # #", {std::move(*first), std::move(*second)});
        }
        for (const int bits : {1, 2, 3, 5, 8}) {
            if (!effort.thorough && bits != 3) continue;  // inside another reduction: one attempt
            const Rational share = 1 - power_of_two(-bits);
            const Rational q = side.upper_infinite ? share : Rational(1 - share);
            auto [left, right] = cut(side, q);
            const Side& far = side.upper_infinite ? right : left;
            const Side& near = side.upper_infinite ? left : right;
            Effort far_effort = reduced(effort);
            far_effort.tails = false;
            Step tail = by_tail(goal, domain.with(v, far), v, far_effort);
            if (!tail) continue;
            Step rest = prove(goal, domain.with(v, near), deeper(effort));
            if (!rest) return std::nullopt;
            std::vector<json> parts{std::move(*rest), std::move(*tail)};
            if (!side.upper_infinite) std::swap(parts[0], parts[1]);
            return tree_step(domain.names[v] + "@" + to_string(q) + " # #", std::move(parts));
        }
    }
    return std::nullopt;
}

/// A half-line beyond 0: by the ways for any domain, or after v := 1/v.
Strategist::Step Strategist::by_tail(const SearchGoal& goal, const SearchDomain& domain, std::size_t v,
                                     const Effort& effort) {
    if (Step found = prove(goal, domain, effort)) return found;
    const Side& side = domain.box[v];
    const bool beyond_zero = side.upper_infinite ? side.lower > 0 : side.upper < 0;
    if (!beyond_zero) return std::nullopt;
    Side inverse;
    if (side.upper_infinite)
        inverse = {.lower = 0, .upper = 1 / side.lower, .lower_open = true, .upper_open = side.lower_open};
    else
        inverse = {.lower = 1 / side.upper, .upper = 0, .lower_open = side.upper_open, .upper_open = true};
    const Expression by = Expression(1) / Expression::variable(domain.names[v]);
    return substituted(goal, domain, v, inverse, by, "reciprocal", {}, effort);
}

Strategist::Step Strategist::substituted(const SearchGoal& goal, const SearchDomain& domain, std::size_t v,
                                         const Side& side, const Expression& by, const char* kind,
                                         std::optional<long> exponent, const Effort& effort) {
    SearchDomain inner = domain.with(v, side);
    for (Formula& hypothesis : inner.hypotheses) hypothesis = substitute(hypothesis, domain.names[v], by);
    Step proof = prove({substitute(goal.function, domain.names[v], by), goal.strict}, inner, reduced(effort));
    if (!proof) return std::nullopt;
    json result = step("substitute");
    result["variable"] = domain.names[v];
    result["by"] = kind;
    if (exponent) result["exponent"] = *exponent;
    result["proof"] = std::move(*proof);
    return result;
}

// ---- homogeneous functions: f(x, xy, …) = x^k f(1, y, …)

namespace {

/// The k with f(λx) = λ^k f(x), as far as samples tell.
std::optional<long> seeming_degree(const Expression& f, const std::vector<std::string>& names) {
    PlainFunction value({f}, names);
    std::optional<long> degree;
    for (const double first : {0.3, 1.7}) {
        std::vector<double> x;
        for (std::size_t i = 0; i < names.size(); ++i)
            x.push_back(first + 0.37 * static_cast<double>(i * i + i));
        const double one = value(x)[0];
        for (double& coordinate : x) coordinate *= 2;
        const double k = std::log2(value(x)[0] / one);
        if (!(std::abs(k - std::round(k)) < 1e-9) || (degree && *degree != std::lround(k)))
            return std::nullopt;
        degree = std::lround(k);
    }
    return degree;
}

}  // namespace

Strategist::Step Strategist::by_homogeneity(const SearchGoal& goal, const SearchDomain& domain,
                                            const Effort& effort) {
    const bool cone = std::all_of(domain.box.begin(), domain.box.end(), [](const Side& s) {
        return s.upper_infinite && !s.lower_infinite && s.lower == 0;
    });
    if (!cone)
        return dlncert::by_homogeneity(
            goal, domain, [&](const SearchGoal& rest, const SearchDomain& face, const RayEnd&) {
                return prove(rest, face, deeper(effort));
            });
    if (domain.names.size() < 2 || !domain.hypotheses.empty()) return std::nullopt;
    const auto degree = seeming_degree(goal.function, domain.names);
    if (!degree) return std::nullopt;
    const Effort inner = deeper(effort);
    const std::string& x = domain.names[0];
    const SearchDomain face = domain.without(0);
    Step at_zero;
    if (!domain.box[0].lower_open) {
        at_zero = prove({substitute(goal.function, x, zero()), goal.strict}, face, inner);
        if (!at_zero) return std::nullopt;
    }
    const Expression rest = substitute(goal.function, x, Expression(1));
    Step proof = prove({rest, goal.strict}, face, inner);
    if (!proof) return std::nullopt;
    json result = step("factor");
    result["factor"] = to_string(pow(Expression::variable(x), Expression(*degree)));
    result["rest"] = to_string(rest);
    result["factor_proof"] = tree_step("n64", {});
    result["rest_proof"] = {{"step", "drop"}, {"variable", x}, {"proof", std::move(*proof)}};
    for (std::size_t i = domain.names.size(); i-- > 1;)
        result = {
            {"step", "scale"}, {"variable", domain.names[i]}, {"base", x}, {"proof", std::move(result)}};
    if (at_zero)
        result = {{"step", "peel"},
                  {"variable", x},
                  {"end", "lower"},
                  {"at_end", *at_zero},
                  {"inside", std::move(result)}};
    return result;
}

// ---- roots: x = t^k makes x^(p/q) and sqrt(x) polynomials

namespace {

/// The least common denominator of the exponents that `name` has in f: 2 for sqrt(x), 6 with x^(1/3) as well.
long root_order(const Expression& f, const std::string& name) {
    Integer order = 1;
    if (f.op() == Op::sqrt && f.arg(0) == Expression::variable(name)) order = 2;
    if (f.op() == Op::pow && f.arg(0) == Expression::variable(name))
        if (const auto exponent = rational_value(f.arg(1))) order = denominator(*exponent);
    for (const Expression& arg : f.args()) order = lcm(order, Integer(root_order(arg, name)));
    return order <= 24 ? static_cast<long>(order) : 1;
}

std::optional<Rational> exact_root(const Rational& x, long k) {
    const auto root = [k](const Integer& n) -> std::optional<Integer> {
        Integer r = 0;
        mpz_root(r.backend().data(), n.backend().data(), static_cast<unsigned long>(k));
        return pow(r, static_cast<unsigned>(k)) == n ? std::optional(r) : std::nullopt;
    };
    const auto top = root(numerator(x));
    const auto bottom = root(denominator(x));
    if (!top || !bottom) return std::nullopt;
    return Rational(*top, *bottom);
}

}  // namespace

Strategist::Step Strategist::by_root_substitution(const SearchGoal& goal, const SearchDomain& domain,
                                                  const Effort& effort) {
    for (std::size_t v = 0; v < domain.names.size(); ++v) {
        const Side& side = domain.box[v];
        const long order = root_order(goal.function, domain.names[v]);
        if (order == 1 || side.lower_infinite || side.lower < 0) continue;
        const auto lower = exact_root(side.lower, order);
        const auto upper = side.upper_infinite ? Rational(0) : exact_root(side.upper, order);
        if (!lower || !upper) continue;
        Side root = side;
        root.lower = *lower;
        root.upper = *upper;
        const Expression by = pow(Expression::variable(domain.names[v]), Expression(order));
        return substituted(goal, domain, v, root, by, "power", order, effort);
    }
    return std::nullopt;
}

}  // namespace dlncert
