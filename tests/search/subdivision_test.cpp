// Subdivision: what it finds is what the checker accepts.
#include <doctest/doctest.h>

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

TEST_CASE("a false claim has a candidate") {
    const auto found = subdivide(problem("x^2 - 1/100", true, {between(-5, 6)}, {"x"}));
    CHECK_FALSE(found.proved);
    REQUIRE(found.candidate);
    CHECK(found.candidate->front() * found.candidate->front() <= Rational(1, 100));
}
