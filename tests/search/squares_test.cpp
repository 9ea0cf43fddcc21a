// Sums of squares: the classical inequalities, each certificate accepted by the checker.
#include <doctest/doctest.h>

#include <dlncert/search/gram.hpp>
#include <dlncert/search/squares.hpp>
#include <dlncert/statement/identity.hpp>

#include "../checker/proofs.hpp"

using namespace dlncert;
using namespace dlncert::test;

namespace {

struct Goal {
    Expression function;
    bool strict = false;
    std::vector<std::string> names;
    std::vector<Side> box;
};

Expression difference(const Comparison& c) {
    const bool greater = c.relation == Relation::greater || c.relation == Relation::greater_equal;
    return greater ? Expression::node(Op::sub, {c.left, c.right})
                   : Expression::node(Op::sub, {c.right, c.left});
}

bool is_strict(const Comparison& c) {
    return c.relation == Relation::greater || c.relation == Relation::less;
}

Goal goal_of(const Claim& claim) {
    Goal goal;
    const Comparison& c = std::get<Formula>(claim.conclusion).comparison;
    goal.function = difference(c);
    goal.strict = is_strict(c);
    for (const auto& real : claim.reals) {
        const auto& [lower, upper] = real.range;
        goal.names.push_back(real.name);
        goal.box.push_back({.lower = rational_value(lower.value).value_or(0),
                            .upper = rational_value(upper.value).value_or(0),
                            .lower_infinite = lower.infinite,
                            .upper_infinite = upper.infinite,
                            .lower_open = lower.open,
                            .upper_open = upper.open});
    }
    return goal;
}

/// "accepted", why the checker rejects what was found, or "not found".
std::string outcome(const std::string& text) {
    const Claim claim = parse_claim(text);
    const Goal goal = goal_of(claim);
    const auto step = find_squares(goal.function, goal.strict, goal.names, goal.box, claim.hypotheses,
                                   [] { return false; });
    return step ? verdict(text, *step) : "not found";
}

const std::string ab = "for a in (-inf, inf), b in (-inf, inf) ";
const std::string abc = "for a in (-inf, inf), b in (-inf, inf), c in (-inf, inf) ";
const std::string abcd = "for a in (-inf, inf), b in (-inf, inf), c in (-inf, inf), d in (-inf, inf) ";
const std::string abc0 = "for a in [0, inf), b in [0, inf), c in [0, inf) ";
const std::string abc1 = "for a in (0, inf), b in (0, inf), c in (0, inf) ";
const std::string xyz = "for x in (-inf, inf), y in (-inf, inf), z in (-inf, inf) ";
const std::string x = "for x in (-inf, inf) ";

}  // namespace

TEST_CASE("polynomials: conversion, factors, division, substitution") {
    const auto t = Expression::variable("t");
    const auto u = Expression::variable("u");
    const Expression f = parse_expression("(t^2 - u^2)^2/(t - u) + exp(t)/2 - t^-1");
    const auto found = indeterminates_of({f});
    CHECK(found == std::vector<Expression>{t, u, apply(Op::exp, t)});
    const auto ring = std::make_shared<const Ring>(found);
    const auto quotient = to_rational_function(f, ring);
    REQUIRE(quotient);
    CHECK(quotient->denominator.at({2, 3, 5}) != 0);
    CHECK(quotient->numerator.at({2, 3, 5}) / quotient->denominator.at({2, 3, 5}) == Rational(-25 + 2));
    CHECK(is_identically_zero(to_expression(quotient->numerator) / to_expression(quotient->denominator) - f));
    CHECK(!to_rational_function(parse_expression("1/(t - t)"), ring));
    CHECK(!to_rational_function(parse_expression("v"), ring));
    CHECK(!to_rational_function(parse_expression("(t + u)^61"), ring));

    const auto p = to_rational_function(parse_expression("-3/2*(t^2 - 2)^2*(t + u)"), ring)->numerator;
    const auto factors = factorise(p);
    REQUIRE(factors);
    RationalPolynomial product(ring, factors->constant);
    for (const auto& [base, exponent] : factors->factors) product = product * base.power(exponent);
    CHECK(product == p);
    CHECK(factors->factors.size() == 2);
    CHECK(p.degree() == 5);
    CHECK(is_identically_zero(to_expression(p.derivative(1)) - parse_expression("-3/2*t^4 + 6*t^2 - 6")));
    CHECK(p.substituted(1, RationalPolynomial(ring, Powers{1, 0, 0})).at({1, 7, 0}) == -3);
    const auto divisor = to_rational_function(t + u, ring)->numerator;
    CHECK(p.divided_by(divisor)->degree() == 4);
    CHECK(!(p + RationalPolynomial(ring, 1)).divided_by(divisor));
    const Division division = divide(p + RationalPolynomial(ring, 1), {divisor});
    CHECK(division.quotients[0] * divisor + division.remainder == p + RationalPolynomial(ring, 1));
    CHECK(division.remainder.constant() == Rational(1));
}

TEST_CASE("the simplest rational nearby") {
    CHECK(simplest_near(0.333333, 1e-5) == Rational(1, 3));
    CHECK(simplest_near(-0.714285, 1e-5) == Rational(-5, 7));
    CHECK(simplest_near(1e-7, 1e-5) == 0);
    CHECK(simplest_near(2.999999, 1e-5) == 3);
    CHECK(simplest_near(3.1415926, 1e-6) == Rational(355, 113));
}

TEST_CASE("quadratic forms and means") {
    for (const std::string& claim : {
             ab + "prove a^2 + b^2 >= 2*a*b",
             abc + "prove a^2 + b^2 + c^2 >= a*b + b*c + c*a",
             abc + "prove a^6 + b^6 + c^6 >= 3*a^2*b^2*c^2",
             abcd + "prove a^4 + b^4 + c^4 + d^4 >= 4*a*b*c*d",
             abc0 + "prove a^3 + b^3 + c^3 - 3*a*b*c >= 0",
             abc + "prove a^4 + b^4 + c^4 >= a*b*c*(a + b + c)",
             abc0 + "prove (a + b)*(b + c)*(c + a) >= 8*a*b*c",
             std::string("for a in [0, inf), b in [0, inf), c in [0, inf), d in [0, inf) "
                         "prove ((a + b + c + d)/4)^4 >= a*b*c*d"),
             std::string("for a in (-inf, inf), b in (-inf, inf), c in (-inf, inf), p in (-inf, inf), q in "
                         "(-inf, inf), r in (-inf, inf) "
                         "prove (a^2 + b^2 + c^2)*(p^2 + q^2 + r^2) >= (a*p + b*q + c*r)^2"),
             abc1 + "prove a/(b + c) + b/(c + a) + c/(a + b) >= 3/2",
             std::string("for x in (0, inf) prove x + 1/x >= 2"),
         })
        CHECK_MESSAGE(outcome(claim) == "accepted", claim);
}

TEST_CASE("forms that are no sums of squares") {
    for (const std::string& claim : {
             ab + "prove a^4*b^2 + a^2*b^4 - 3*a^2*b^2 + 1 >= 0",
             xyz + "prove x^4*y^2 + x^2*y^4 + z^6 >= 3*x^2*y^2*z^2",
             xyz + "prove x^4*y^2 + y^4*z^2 + z^4*x^2 >= 3*x^2*y^2*z^2",
             abcd + "prove a^2*b^2 + b^2*c^2 + c^2*a^2 + d^4 >= 4*a*b*c*d",
             xyz +
                 "prove x^6 + y^6 + z^6 + 3*x^2*y^2*z^2 >= x^4*y^2 + x^4*z^2 + y^4*x^2 + y^4*z^2 + z^4*x^2 + "
                 "z^4*y^2",
             abc0 + "prove a*(a - b)*(a - c) + b*(b - a)*(b - c) + c*(c - a)*(c - b) >= 0",
             abc0 + "prove a^3*(a - b)*(a - c) + b^3*(b - a)*(b - c) + c^3*(c - a)*(c - b) >= 0",
             // Cîrtoaje: zero at irrational points too
             xyz + "prove (x^2 + y^2 + z^2)^2 >= 3*(x^3*y + y^3*z + z^3*x)",
         })
        CHECK_MESSAGE(outcome(claim) == "accepted", claim);
}

TEST_CASE("strict inequalities") {
    for (const std::string& claim : {
             ab + "prove (a^2 + 1)*(b^2 + 1) > 2*a*b",
             ab + "prove a^2 + b^2 + 1 > a*b + a - b - 1/3",
             x + "prove x^4 - 4*x + 4 > 0",
             x + "prove x^10 - x^7 + x^4 - x + 1 > 0",
             x + "prove (x^2 - 2)^2 + 1/1000 > 0",
             x + "prove x^6 - 3*x^4 + 2*x^2 + x + 2 > 0",
             x + "prove (x - 1)^2*(x - 2)^2*(x - 3)^2*(x - 4)^2 + 1/100 > 0",
             ab + "prove a^2*b^2*(a^2 + b^2 - 1) + 1 > 0",
             abc1 + "prove (a + b)*(b + c)*(c + a) > 7*a*b*c",
             abc1 + "prove a/(b + c) + b/(c + a) + c/(a + b) > 149/100",
         })
        CHECK_MESSAGE(outcome(claim) == "accepted", claim);
}

TEST_CASE("one variable, zeros that are irrational") {
    for (const std::string& claim : {
             x + "prove (x^2 - 2)^2 >= 0",
             x + "prove x^4 - 4*x + 3 >= 0",
             x + "prove x^4 >= 4*x^2 - 4",
             x + "prove (x^2 - 2)^2*(x^4 - 3*x^3 + 9) >= 0",
             x + "prove x^10 - 10*x + 9 >= 0",
             std::string("for x in [0, 1] prove x^3 - x^2 - x + 1 >= 0"),
             std::string("for x in [0, 1] prove x*(1 - x) <= 1/4"),
             std::string("for x in [-1, 1] prove 4*x^3 - 3*x <= 1"),
             std::string("for x in [-1, 1] prove 16*x^5 - 20*x^3 + 5*x <= 1"),
         })
        CHECK_MESSAGE(outcome(claim) == "accepted", claim);
}

TEST_CASE("constraints") {
    for (const std::string& claim : {
             abc + "where a + b + c = 1 prove a*b + b*c + c*a <= 1/3",
             ab + "where a^2 + b^2 <= 1 prove a + b <= 3/2",
             ab + "where a^2 + b^2 <= 1 prove a + b < 3/2",
             std::string("for x in [0, inf), y in [0, inf) where x + y <= 1 prove x*y <= 1/4"),
             xyz + "where x^2 + y^2 + z^2 = 1 prove x*y + y*z + z*x >= -1/2",
             xyz + "where x^2 + y^2 + z^2 = 1 prove x*y + y*z + z*x <= 1",
             ab + "where a*b >= 1 prove a^2 + b^2 >= 2",
             abc0 + "where a + b + c = 3 prove a*b*c <= 1",
             abc0 + "where a*b + b*c + c*a = 3 prove a + b + c >= 3",
             abc1 + "where a*b*c = 1 prove a + b + c >= 3",
             abc1 + "where a*b*c = 1 prove (a - 1 + 1/b)*(b - 1 + 1/c)*(c - 1 + 1/a) <= 1",
             abc1 + "where a < b + c where b < c + a where c < a + b "
                    "prove a^2*b*(a - b) + b^2*c*(b - c) + c^2*a*(c - a) >= 0",
             std::string("for x in [0, 42], y in [0, 42], z in [0, 42] where x + 2*y + 2*z <= 72 "
                         "prove x*y*z <= 3456"),
             // ends that no floating point number equals
             std::string("for x in [-1/10, 1/3], y in (1/7, 0.3] prove (x + 1/10)*(y - 1/7) >= 0"),
             std::string("for x in (-1/10, 1/3] prove x^3 + 1/1000 > 0"),
             std::string("for x in [0, 1], y in [0, 1], z in [0, 1] "
                         "prove x*(1 - y) + y*(1 - z) + z*(1 - x) <= 1"),
         })
        CHECK_MESSAGE(outcome(claim) == "accepted", claim);
}

TEST_CASE("what is false is not found") {
    for (const std::string& claim : {
             ab + "prove a^2 + b^2 >= 2*a*b + 1/1000000",
             ab + "prove a^2 + b^2 > 2*a*b",
             abc0 + "prove a^3 + b^3 + c^3 > 3*a*b*c",
             x + "prove (x^2 - 2)^2 > 0",
             x + "prove x^3 + 1 >= 0",
             ab + "prove a^4*b^2 + a^2*b^4 - 301/100*a^2*b^2 + 1 >= 0",
             std::string("for x in [0, inf), y in [0, inf) where x + y <= 1 prove x*y < 1/4"),
         })
        CHECK_MESSAGE(outcome(claim) == "not found", claim);
}
