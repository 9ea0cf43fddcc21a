// Derivatives that several parts of the search share.
#include <doctest/doctest.h>

#include <dlncert/search/convexity.hpp>

using namespace dlncert;

TEST_CASE("derivatives are those of functions that differ by a constant, as they are written") {
    const std::vector<std::string> names{"x", "y"};
    const auto parse = [&](const char* text) { return parse_expression(text, &names); };
    const SecondDerivatives f(parse("x^2*y"), names), opposite(parse("-(x^2*y)"), names);
    CHECK(f.gradient == std::vector{parse("2*x*y"), parse("x^2")});
    CHECK(f.hessian.size() == 3);
    CHECK(f.hessian[1] == parse("2*x"));
    CHECK(f.are_of(parse("x^2*y"), names));
    CHECK(f.are_of(parse("x^2*y - 1/3"), names));
    CHECK(opposite.are_of(parse("5 - x^2*y"), names));
    CHECK_FALSE(f.are_of(parse("5 - x^2*y"), names));
    CHECK_FALSE(opposite.are_of(parse("x^2*y - 5"), names));
    CHECK_FALSE(f.are_of(parse("x^2*y - x"), names));
    CHECK_FALSE(f.are_of(parse("x^2*y + 1/3"), names));
    CHECK_FALSE(f.are_of(parse("x^2*y"), {"y", "x"}));
}

TEST_CASE("a tree that shows convexity is about the function whose derivatives were given") {
    const std::vector<std::string> names{"x", "y"};
    const SearchBox box{{.lower = -1, .upper = 1}, {.lower = -1, .upper = 1}};
    const auto tree = [&](const char* text) {
        return ConvexityTest({parse_expression(text, &names), names}).tree(box, 8);
    };
    CHECK(tree("x^2 + x*y + y^2") == "n64");
    CHECK_FALSE(tree("x^2 + 3*x*y + y^2"));
}
