#include <dlncert/statement/error.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/rational_ends.hpp>

namespace dlncert {
namespace {

bool irrational(const End& end) {
    return !end.infinite && !rational_value(end.value);
}

bool irrational(const RealDomain& x) {
    return irrational(x.range.lower) || irrational(x.range.upper);
}

/// The range of the variable that replaces one with this range.
Range straightened(const Range& range) {
    const auto& [a, b] = range;
    if (a.infinite || b.infinite)
        return {.lower = {.value = 0, .open = b.infinite ? a.open : b.open},
                .upper = {.value = 0, .infinite = true, .open = true}};
    return {.lower = {.value = 0, .open = a.open}, .upper = {.value = 1, .open = b.open}};
}

void refuse_exceptions(const Claim& claim, const std::string& name) {
    for (const auto& exception : claim.exceptions)
        for (const auto& condition : exception)
            if (free_variables(condition.left).contains(name))
                throw InputError("an exception for '" + name +
                                 "', whose range has an end that is no rational");
}

}  // namespace

Expression original_variable(const RealDomain& variable, const Expression& v) {
    if (!irrational(variable)) return v;
    const auto& [a, b] = variable.range;
    if (b.infinite) return a.value + v;
    if (a.infinite) return b.value - v;
    return a.value + (b.value - a.value) * v;
}

Claim with_rational_ends(const Claim& claim) {
    Claim result = claim;
    for (RealDomain& x : result.reals) {
        if (!irrational(x)) continue;
        refuse_exceptions(claim, x.name);
        const Expression by = original_variable(x, Expression::variable(x.name));
        x.range = straightened(x.range);
        const auto replace = [&](const Expression& e) { return substitute(e, x.name, by); };
        for (Formula& hypothesis : result.hypotheses) hypothesis = map_sides(hypothesis, replace);
        map_conclusion(result, replace);
    }
    if (auto* roots = std::get_if<RootStatement>(&result.conclusion))
        for (RealDomain& x : roots->unknowns) {
            if (!irrational(x)) continue;
            const Expression by = original_variable(x, Expression::variable(x.name));
            x.range = straightened(x.range);
            map_conclusion(result, [&](const Expression& e) { return substitute(e, x.name, by); });
        }
    return result;
}

std::vector<Expression> irrational_widths(const Claim& claim) {
    std::vector<Expression> result;
    std::vector<RealDomain> variables = claim.reals;
    if (const auto* roots = std::get_if<RootStatement>(&claim.conclusion))
        variables.insert(variables.end(), roots->unknowns.begin(), roots->unknowns.end());
    for (const RealDomain& x : variables) {
        if (!irrational(x)) continue;
        const auto& [a, b] = x.range;
        if (a.infinite || b.infinite) {
            const Expression& end = a.infinite ? b.value : a.value;
            result.push_back(1 + Expression::node(Op::sub, {end, end}));
        } else {
            result.push_back(Expression::node(Op::sub, {b.value, a.value}));
        }
    }
    return result;
}

namespace {

Rational rational_end(const End& end) {
    if (end.infinite) return 0;
    const auto value = rational_value(end.value);
    if (!value) throw InputError("a rational constant is needed here, not " + to_string(end.value));
    return *value;
}

}  // namespace

Side rational_side(const Range& range) {
    const auto& [a, b] = range;
    const Side side{rational_end(a), rational_end(b),      a.infinite,
                    b.infinite,      a.open || a.infinite, b.open || b.infinite};
    if (side.is_bounded() &&
        (side.lower > side.upper || (side.lower == side.upper && (side.lower_open || side.upper_open))))
        throw InputError("the claim has an empty range");
    return side;
}

Range range_of(const Side& side) {
    return {.lower = {.value = side.lower,
                      .infinite = side.lower_infinite,
                      .open = side.lower_open || side.lower_infinite},
            .upper = {.value = side.upper,
                      .infinite = side.upper_infinite,
                      .open = side.upper_open || side.upper_infinite}};
}

}  // namespace dlncert
