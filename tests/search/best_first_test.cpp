#include <doctest/doctest.h>

#include <cmath>
#include <dlncert/search/best_first.hpp>
#include <dlncert/statement/claim.hpp>

using namespace dlncert;

namespace {

Expression function(const char* text) {
    const std::vector<std::string> names{"x", "y"};
    return parse_expression(text, &names);
}

SearchDomain square(const Rational& lower, const Rational& upper) {
    const Side side{.lower = lower, .upper = upper};
    return {.names = {"x", "y"}, .box = {side, side}, .hypotheses = {}};
}

}  // namespace

TEST_CASE("Among a thousand local minima the least is come to, within the box that Newton's method needs") {
    const auto points =
        best_first_points(function("exp(sin(50*x)) + sin(60*exp(y)) + sin(70*sin(x)) + sin(sin(80*y)) - "
                                   "sin(10*(x + y)) + (x^2 + y^2)/4"),
                          square(-1, 1), 300, 4);
    REQUIRE(points.size() == 4);
    CHECK(std::abs(points[0][0] + 0.024403) < 0.01);
    CHECK(std::abs(points[0][1] - 0.210612) < 0.01);
}

TEST_CASE("The points lie apart, so that each of several minima has one") {
    const auto points = best_first_points(function("(x^2 - 1)^2 + (y^2 - 1)^2"), square(-2, 3), 400, 4);
    REQUIRE(points.size() == 4);
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < i; ++j)
            CHECK(std::abs(points[i][0] - points[j][0]) + std::abs(points[i][1] - points[j][1]) >= 0.1);
}

TEST_CASE("Where the function is undefined there are no points, and bounds may be missing") {
    CHECK(best_first_points(function("log(-1 - x^2 - y^2)"), square(-1, 1), 50, 4).empty());
    const auto points = best_first_points(function("1/(x + y)^2 + x^2"), square(-1, 1), 200, 1);
    REQUIRE(points.size() == 1);
    CHECK(std::isfinite(points[0][0]));
}
