#include <dlncert/search/integer_extremum.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/extremum.hpp>
#include <dlncert/statement/formula.hpp>
#include <set>

namespace dlncert {
namespace {

using nlohmann::json;

constexpr int one_by_one = 12, doublings = 40;

bool contains(const IntegerDomain& n, const Integer& value) {
    return n.lower <= value && (!n.upper || value <= *n.upper);
}

/// The integers next to the place of the extremum over the real numbers of the range.
std::vector<Integer> near_real_extremum(ExtremumSearch& search, Claim claim, const Extremum& sought,
                                        const IntegerDomain& n, const Rational& tolerance) {
    claim.integers.erase(claim.integers.begin());
    claim.reals.push_back(
        {n.name,
         {.lower = {.value = Rational(n.lower)},
          .upper = {.value = Rational(n.upper.value_or(0)), .infinite = !n.upper, .open = !n.upper}}});
    try {
        const auto found = find_over_integers(search, claim, sought, tolerance);
        if (!found || !found->point.contains(n.name)) return {};
        const Integer below = numerator(floor_to(found->point.at(n.name), 1));
        return {below, below + 1};
    } catch (const Unsupported&) {  // a sum up to n has no meaning for real n
        return {};
    }
}

/// The first values of the range one by one, then at distances that double, the last, and `others`.
std::set<Integer> sampled(const IntegerDomain& n, const std::vector<Integer>& others) {
    std::set<Integer> values;
    Integer value = n.lower, distance = 1;
    for (int k = 0; k < one_by_one + doublings && contains(n, value); ++k) {
        values.insert(value);
        value += distance;
        if (k >= one_by_one) distance *= 2;
    }
    if (n.upper) values.insert(*n.upper);
    for (const Integer& other : others)
        if (contains(n, other)) values.insert(other);
    return values;
}

Claim at_value(Claim claim, const std::string& name, const Integer& value) {
    std::erase_if(claim.integers, [&](const IntegerDomain& n) { return n.name == name; });
    return map_expressions(std::move(claim),
                           [&](const Expression& e) { return substitute(e, name, Rational(value)); });
}

/// The end that points attain: the upper one of an infimum.
const ExtremumEnd& attained_end(const Extremum& e) {
    return e.maximum ? e.lower : e.upper;
}

Rational value_of(const Extremum& e) {
    return rational_value(attained_end(e).value).value();
}

/// The best of the extrema for the values that are tried, at a point with this value.
std::optional<FoundExtremum> best_value(ExtremumSearch& search, const Claim& claim, const Extremum& sought,
                                        const IntegerDomain& n, const Rational& tolerance) {
    std::optional<FoundExtremum> best;
    std::size_t boxes = 0;
    std::vector<Integer> others;
    if (!n.upper || *n.upper - n.lower > one_by_one)
        others = near_real_extremum(search, claim, sought, n, tolerance);
    for (const Integer& value : sampled(n, others)) {
        Extremum there = sought;
        there.function = substitute(sought.function, n.name, Rational(value));
        auto found = find_over_integers(search, at_value(claim, n.name, value), there, tolerance);
        if (!found || attained_end(found->extremum).infinity != 0 || !found->step.contains("point"))
            return std::nullopt;  // infinite, or a limit along a curve
        boxes += found->boxes;
        if (best && (sought.maximum ? value_of(found->extremum) <= value_of(best->extremum)
                                    : value_of(found->extremum) >= value_of(best->extremum)))
            continue;
        found->point[n.name] = Rational(value);
        found->step["point"]["point"][n.name] = to_string(Rational(value));
        best = std::move(found);
    }
    if (best) best->boxes = boxes;
    return best;
}

std::optional<json> proved(ExtremumSearch& search, const Claim& claim, std::size_t& boxes) {
    std::optional<json> step;
    ProofSearch proof;
    proof.accept = [&](const Claim& candidate, const json& found) {
        if (!search.accept(candidate, found)) return false;
        step = found;
        return true;
    };
    proof.stop = search.stop;
    proof.progress = search.progress;
    proof.threads = search.threads;
    const SearchResult result = proof(claim);
    boxes += result.boxes;
    return result.verdict == SearchResult::Verdict::proved ? step : std::nullopt;
}

}  // namespace

std::optional<FoundExtremum> find_over_integers(ExtremumSearch& search, const Claim& claim,
                                                const Extremum& sought, const Rational& tolerance) {
    if (claim.integers.empty()) return search.find(claim, sought, tolerance);
    const IntegerDomain& n = claim.integers.front();
    // half of the tolerance is left for values that were not tried
    auto found = best_value(search, claim, sought, n, tolerance / 2);
    if (!found) return std::nullopt;
    const Rational attained_value = value_of(found->extremum);
    Extremum extremum = sought;
    extremum.lower = {.value = sought.maximum ? attained_value : attained_value - tolerance};
    extremum.upper = {.value = sought.maximum ? attained_value + tolerance : attained_value};
    found->extremum = extremum;
    const auto bound = proved(search, outer_bound(claim, extremum), found->boxes);
    const json point = found->step["point"];
    if (!bound || !search.accept(attained(claim, extremum), point)) return std::nullopt;
    found->step = {{"step", "extremum"}, {"bound", *bound}, {"point", point}};
    return found;
}

}  // namespace dlncert
