// Subdivision: what it finds is what the checker accepts.
#include <doctest/doctest.h>

#include <algorithm>
#include <dlncert/checker/goal.hpp>
#include <dlncert/search/subdivision.hpp>

using namespace dlncert;

namespace {

SubdivisionProblem problem(const char* function, bool strict, SearchBox box, std::vector<std::string> names) {
    return {parse_expression(function, &names), strict, names, std::move(box), {}};
}

Side between(const Rational& lower, const Rational& upper) {
    return {.lower = lower, .upper = upper};
}

}  // namespace

TEST_CASE("bounded, open and unbounded ranges") {
    const auto proved = [](const SubdivisionProblem& p) { return subdivide(p).proved; };
    CHECK(proved(problem("x^2 - 2*x + 11/10", true, {between(-5, 7)}, {"x"})));
    CHECK(proved(problem("x*(1 - x)", true,
                         {{.lower = 0, .upper = 1, .lower_open = true, .upper_open = true}}, {"x"})));
    CHECK_FALSE(proved(problem("x*(1 - x)", true, {between(0, 1)}, {"x"})));
    CHECK(proved(
        problem("exp(x) + y^2 + 1/10 - x - y", true,
                {{.lower = 0, .upper_infinite = true}, {.lower_infinite = true, .upper_infinite = true}},
                {"x", "y"})));
}

TEST_CASE("hypotheses cut boxes off") {
    const std::vector<std::string> names{"x", "y"};
    auto disc = problem("3/2 - x - y", true, {between(0, 4), between(0, 4)}, names);
    CHECK_FALSE(subdivide(disc).proved);
    disc.hypotheses = parse_claim("for x in [0, 4], y in [0, 4] where x^2 + y^2 <= 1 prove x < 2").hypotheses;
    const auto found = subdivide(disc);
    CHECK(found.proved);
    CHECK(found.tree.find("o64") != std::string::npos);
}

TEST_CASE("cuts are made where they raise the bound, not where the function goes up and down") {
    const auto found = subdivide(
        problem("cos(40*x) + 10*y^2 - 10*y + 18/5", true, {between(0, 3), between(0, 1)}, {"x", "y"}));
    CHECK(found.proved);
    CHECK(found.boxes < 100);
    CHECK(found.tree.find("x@") == std::string::npos);
}

TEST_CASE(
    "more than a half is cut off where its natural enclosure shows it, unless the bound may be attained") {
    // x |x| - x + 3/10 naturally: -b + 3/10 on [0, b], positive up to 38 of the 64 grains of [0, 1/2]
    const SearchBox box{between(0, Rational(1, 2)), between(0, 1)},
        mirrored{between(Rational(-1, 2), 0), between(0, 1)};
    const auto tree = [](const char* function, bool strict, const SearchBox& b) {
        const auto found = subdivide(problem(function, strict, b, {"x", "y"}));
        CHECK(found.proved);
        return found.tree;
    };
    CHECK(tree("x*abs(x) - x + 3/10 + y^2", true, box).starts_with("x@19/32 n64 "));
    CHECK(tree("x*abs(x) - x + 3/10 + y^2", false, box).starts_with("x@1/2 n64 "));
    const std::string from_above = tree("x + 3/10 - x*abs(x) + y^2", true, mirrored);
    CHECK(from_above.starts_with("x@13/32 "));
    CHECK(from_above.ends_with(" n64"));
}

TEST_CASE("a false claim has a candidate") {
    const auto found = subdivide(problem("x^2 - 1/100", true, {between(-5, 6)}, {"x"}));
    CHECK_FALSE(found.proved);
    REQUIRE(found.candidate);
    CHECK(found.candidate->front() * found.candidate->front() <= Rational(1, 100));
}

namespace {

/// The polynomial problems of C. Munoz and A. Narkawicz, Formalization of Bernstein polynomials and
/// applications to global optimization, J. Automated Reasoning 51 (2013), with their bounds.
const char* const polynomial_claims[] = {
    "for x in [-10, 10], y in [-10, 10], z in [-10, 10] "
    "prove (x - y^2)^2 + (y - 1)^2 + (x - z^2)^2 + (z - 1)^2 > -5.8806e-10",
    "for x in [-5, 5], y in [-5, 5], z in [-5, 5] prove -x + 2*y - z - 0.835634534*y*(1 + y) > -36.7126907",
    "for a in [-0.5, 0.5], b in [-0.5, 0.5], c in [-0.5, 0.5], d in [-0.5, 0.5] prove -a*c^3 + 4*b*c^2*d "
    "+ 4*a*c*d^2 + 2*b*d^3 + 4*a*c + 4*c^2 - 10*b*d - 10*d^2 + 2 > -3.1801",
    "for a in [-2, 2], b in [-2, 2], c in [-2, 2], d in [-2, 2] "
    "prove a*b^2 + a*c^2 + a*d^2 - 1.1*a + 1 > -20.801",
    "for a in [-1, 0], b in [-0.1, 0.9], c in [-0.1, 0.5], d in [-1, -0.1], s in [-0.1, -0.05], t in [-0.1, "
    "-0.03] "
    "prove t*b^2 + s*c^2 - a*d^2 + d^2 - 1/3*a + 4/3*d > -1.44",
    "for a in [-1, 1], b in [-1, 1], c in [-1, 1], d in [-1, 1], s in [-1, 1], t in [-1, 1], u in [-1, 1] "
    "prove a^2 + 2*b^2 + 2*c^2 + 2*d^2 + 2*s^2 + 2*t^2 + 2*u^2 - a > -0.25001",
    "for a in [-0.1, 0.4], b in [0.4, 1], c in [-0.7, -0.4], d in [-0.7, 0.4], s in [0.1, 0.2], t in [-0.1, "
    "0.2], "
    "u in [-0.3, 1.1], v in [-1.1, -0.3] prove -a*t^3 + 3*a*t*u^2 - c*u^3 + 3*c*u*t^2 - b*s^3 + 3*b*s*v^2 - "
    "d*v^3 "
    "+ 3*d*v*s^2 - 0.9563453 > -1.7435",
};

SubdivisionProblem problem_of(const char* text) {
    const Claim claim = parse_claim(text);
    const Comparison& c = std::get<Formula>(claim.conclusion).comparison;
    SubdivisionProblem result{Expression::node(Op::sub, {c.left, c.right}), true, {}, {}, claim.hypotheses};
    for (const RealDomain& variable : claim.reals) {
        result.names.push_back(variable.name);
        result.box.push_back(between(*rational_value(variable.range.lower.value),
                                     *rational_value(variable.range.upper.value)));
    }
    return result;
}

/// Throws unless the checker accepts the tree.
void check(const SubdivisionProblem& p, const Subdivision& found) {
    checker::Domain domain;
    for (std::size_t i = 0; i < p.names.size(); ++i)
        domain.add(p.names[i], {.lower = p.box[i].lower, .upper = p.box[i].upper});
    const nlohmann::json step = {{"step", "subdivide"}, {"tree", found.tree}};
    checker::check_goal({p.function, checker::Sign::positive}, domain, Step(step, "proof"));
}

}  // namespace

TEST_CASE("the usual polynomial problems are found, and accepted") {
    for (const char* text : polynomial_claims) {
        INFO(text);
        const auto p = problem_of(text);
        const auto found = subdivide(p);
        REQUIRE(found.proved);
        CHECK(found.boxes < 10'000);
        CHECK_NOTHROW(check(p, found));
    }
}

TEST_CASE("the tree does not depend on the number of threads, nor on an interruption") {
    const auto p = problem_of(
        "for x in [-2, 2], y in [-2, 2] prove "
        "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
        "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2)) > 2.99");
    const auto one = subdivide(p, {.threads = 1});
    REQUIRE(one.proved);
    CHECK(one.boxes > 3000);
    CHECK_NOTHROW(check(p, one));
    for (const unsigned threads : {2U, 4U}) CHECK(subdivide(p, {.threads = threads}).tree == one.tree);
    auto partial = subdivide(p, {.most_leaves = 700});
    CHECK_FALSE(partial.proved);
    CHECK(partial.tree.find('?') != std::string::npos);
    const auto resumed = subdivide(p, {.resume = partial.tree});
    CHECK(resumed.proved);
    CHECK_NOTHROW(check(p, resumed));
}

TEST_CASE("pieces of a range that are looked at together are leaves that the checker accepts") {
    const auto p = problem_of(
        "for u in [1/20, 12] prove 4/9 - 4/3*(1/9/sinh(u/3)^2 - 1/sinh(u)^2) "
        "- (1/tanh(u) - 1/3/tanh(u/3))^2 > 0");
    const auto found = subdivide(p);
    REQUIRE(found.proved);
    CHECK(found.boxes < 700);
    CHECK_NOTHROW(check(p, found));
    const auto partial = subdivide(p, {.most_leaves = 100});
    CHECK_FALSE(partial.proved);
    const auto resumed = subdivide(p, {.resume = partial.tree});
    REQUIRE(resumed.proved);
    CHECK_NOTHROW(check(p, resumed));
}

TEST_CASE("margins that doubles do not see") {
    const auto p = problem_of("for x in [0, 1] prove x^2 - 2*x/3 + 1/9 + 1e-40 > 0");
    const auto found = subdivide(p);
    REQUIRE(found.proved);
    CHECK(found.tree.find("128") != std::string::npos);
    CHECK_NOTHROW(check(p, found));
    CHECK_FALSE(subdivide(problem_of("for x in [0, 1] prove x^2 - 2*x/3 + 1/9 > 0")).proved);
    CHECK(subdivide(problem_of("for x in [0, 1] prove x^2 - 2*x/3 + 1/9 > 1e-40")).candidate);
}

TEST_CASE("a local proof takes over around a special point") {
    const auto p = problem_of("for x in [-1, 2], y in [-1, 1] prove x^2 + y^2 - x*y > 0");
    CHECK_FALSE(subdivide(p).proved);
    std::size_t asked = 0;
    SubdivisionOptions options;
    options.special = {{0, 0}};
    options.local = [&](const SearchBox& box) -> std::optional<nlohmann::json> {
        ++asked;
        CHECK(box.size() == 2);
        if (box[0].upper - box[0].lower > Rational(1, 4)) return std::nullopt;
        return nlohmann::json{{"step", "zero"}};
    };
    const auto found = subdivide(p, options);
    CHECK(found.proved);
    CHECK(asked > found.parts.size());
    CHECK(static_cast<std::size_t>(std::count(found.tree.begin(), found.tree.end(), '#')) ==
          found.parts.size());
}
