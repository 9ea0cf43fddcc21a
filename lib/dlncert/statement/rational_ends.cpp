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

/// The variable as a function of the new one, whose range replaces the old.
Expression straightened(RealDomain& x) {
    const End a = x.range.lower;
    const End b = x.range.upper;
    const Expression v = Expression::variable(x.name);
    const End zero{.value = 0, .open = b.infinite ? a.open : b.open};
    if (a.infinite || b.infinite) {
        x.range = {.lower = zero, .upper = {.value = 0, .infinite = true, .open = true}};
        return a.infinite ? b.value - v : a.value + v;
    }
    x.range = {.lower = {.value = 0, .open = a.open}, .upper = {.value = 1, .open = b.open}};
    return a.value + (b.value - a.value) * v;
}

void refuse_exceptions(const Claim& claim, const std::string& name) {
    for (const auto& exception : claim.exceptions)
        for (const auto& condition : exception)
            if (free_variables(condition.left).contains(name))
                throw InputError("an exception for '" + name +
                                 "', whose range has an end that is no rational");
}

}  // namespace

Claim with_rational_ends(const Claim& claim) {
    Claim result = claim;
    for (RealDomain& x : result.reals) {
        if (!irrational(x)) continue;
        refuse_exceptions(claim, x.name);
        const Expression by = straightened(x);
        const auto replace = [&](const Expression& e) { return substitute(e, x.name, by); };
        for (Formula& hypothesis : result.hypotheses) hypothesis = map_sides(hypothesis, replace);
        if (auto* formula = std::get_if<Formula>(&result.conclusion))
            *formula = map_sides(*formula, replace);
        else
            std::get<MatrixStatement>(result.conclusion).function =
                replace(std::get<MatrixStatement>(result.conclusion).function);
    }
    return result;
}

std::vector<Expression> irrational_widths(const Claim& claim) {
    std::vector<Expression> result;
    for (const RealDomain& x : claim.reals) {
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

}  // namespace dlncert
