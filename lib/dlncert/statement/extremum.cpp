#include <dlncert/statement/extremum.hpp>
#include <dlncert/statement/formula.hpp>

namespace dlncert {
namespace {

/// a for a minimum, b for a maximum; the inner end is the other one.
const ExtremumEnd& outer_end(const Extremum& extremum) {
    return extremum.maximum ? extremum.upper : extremum.lower;
}
const ExtremumEnd& inner_end(const Extremum& extremum) {
    return extremum.maximum ? extremum.lower : extremum.upper;
}

/// What the values come as close to as one likes at t → ∞, and the relation to it.
Formula closeness(const Extremum& extremum, const Expression& value, bool slowly) {
    const Expression t = Expression::variable(curve_parameter);
    const ExtremumEnd& end = inner_end(extremum);
    const Expression large = slowly ? apply(Op::log, t) : t;
    const Expression distance = end.infinity != 0 ? large : Expression(1) / t;
    const Expression from = end.infinity != 0 ? Expression(0) : end.value;
    // −t below 0 for −∞ and b + 1/t above b for a minimum
    const bool above = extremum.maximum == (end.infinity != 0);
    return comparison(value, extremum.maximum ? Relation::greater_equal : Relation::less_equal,
                      Expression::node(above ? Op::add : Op::sub, {from, distance}));
}

}  // namespace

Claim outer_bound(const Claim& claim, const Extremum& extremum) {
    Claim result = claim;
    const ExtremumEnd& end = outer_end(extremum);
    const Relation relation = extremum.maximum ? Relation::less_equal : Relation::greater_equal;
    result.conclusion = end.infinity != 0 ? comparison(extremum.function, Relation::equal, extremum.function)
                                          : comparison(extremum.function, relation, end.value);
    return result;
}

bool has_inner_bound(const Extremum& extremum) {
    return inner_end(extremum).infinity != (extremum.maximum ? -1 : 1);
}

Claim attained(const Claim& claim, const Extremum& extremum) {
    Claim result = claim;
    result.disproved = true;
    result.conclusion = comparison(extremum.function, extremum.maximum ? Relation::less : Relation::greater,
                                   inner_end(extremum).value);
    return result;
}

Claim approached(const Claim& claim, const Extremum& extremum, const std::vector<Expression>& curve,
                 bool slowly) {
    std::map<std::string, Expression> point;
    std::vector<Formula> parts;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const auto& [name, range] = claim.reals[i];
        point.emplace(name, curve[i]);
        const auto& [a, b] = range;
        if (!a.infinite)
            parts.push_back(
                comparison(curve[i], a.open ? Relation::greater : Relation::greater_equal, a.value));
        if (!b.infinite)
            parts.push_back(comparison(curve[i], b.open ? Relation::less : Relation::less_equal, b.value));
    }
    const auto on_curve = [&](const Expression& e) { return instantiate(e, point, {}); };
    for (const Formula& hypothesis : claim.hypotheses) parts.push_back(map_sides(hypothesis, on_curve));
    parts.push_back(closeness(extremum, on_curve(extremum.function), slowly));
    Claim result;
    result.reals = {
        {curve_parameter, {.lower = {.value = 1}, .upper = {.value = {}, .infinite = true, .open = true}}}};
    result.conclusion = joined(Formula::Kind::all, std::move(parts));
    return result;
}

}  // namespace dlncert
