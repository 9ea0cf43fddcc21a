#include <doctest/doctest.h>

#include <cmath>
#include <dlncert/search/landscape.hpp>

using namespace dlncert;

namespace {

const auto never = [] { return false; };

Formula formula(const char* left, Relation relation, const char* right) {
    return {.kind = Formula::Kind::comparison,
            .comparison = {parse_expression(left), relation, parse_expression(right)},
            .parts = {}};
}

SearchDomain square() {
    const Side side{.lower = -2, .upper = 2};
    return {.names = {"x", "y"}, .box = {side, side}, .hypotheses = {}};
}

}  // namespace

TEST_CASE("The simplest rational between two") {
    CHECK(simplest_between(Rational(3, 10), Rational(4, 10)) == Rational(1, 3));
    CHECK(simplest_between(-1, 1) == 0);
    CHECK(simplest_between(Rational(-7, 2), Rational(-5, 2)) == -3);
    CHECK(simplest_between(Rational(5, 7), Rational(5, 7)) == Rational(5, 7));
    CHECK(simplest_between(Rational(314, 100), Rational(315, 100)) == Rational(22, 7));
}

TEST_CASE("The lowest points of a function of two variables are found, and simplified to where it vanishes") {
    Landscape landscape(formula("100*(y - x^2)^2 + (1 - x)^2", Relation::greater_equal, "0"), square());
    const auto points = landscape.low_points(1000, 4, never);
    REQUIRE(!points.empty());
    CHECK(points[0].margin < 1e-9);
    CHECK(std::abs(points[0].point[0] - 1) < 1e-3);
    const auto exact = landscape.rational_point(
        points[0], [](const std::vector<Rational>& p) { return p[0] == 1 && p[1] == 1; });
    CHECK(exact.has_value());
}

TEST_CASE("A search downhill keeps to the hypotheses") {
    SearchDomain domain = square();
    domain.hypotheses = {formula("x + y", Relation::greater_equal, "1")};
    Landscape landscape(formula("x^2 + y^2", Relation::greater, "0"), domain);
    const auto points = landscape.low_points(1000, 4, never);
    REQUIRE(!points.empty());
    CHECK(std::abs(points[0].margin - 0.5) < 1e-4);
    CHECK(points[0].point[0] + points[0].point[1] >= 1);
}

TEST_CASE(
    "Margins of formulas: the least of a conjunction, the greatest of what is defined of a disjunction") {
    const Formula low = formula("x", Relation::greater, "1");
    const Formula undefined = formula("log(x - 3)", Relation::greater, "0");
    const std::vector<double> point{0.5, 0};
    const Formula any{.kind = Formula::Kind::any, .comparison = {}, .parts = {low, undefined}};
    CHECK(Landscape(any, square()).margin(point) == doctest::Approx(-0.5));
    const Formula all{.kind = Formula::Kind::all, .comparison = {}, .parts = {low, undefined}};
    CHECK(std::isnan(Landscape(all, square()).margin(point)));
}

TEST_CASE("Seeming signs") {
    CHECK(Landscape(formula("x^2 + 1", Relation::greater, "0"), square()).seeming_sign() == 1);
    CHECK(Landscape(formula("-x^2 - y^2", Relation::greater, "0"), square()).seeming_sign() == -1);
    CHECK(Landscape(formula("x", Relation::greater, "0"), square()).seeming_sign() == 0);
    CHECK(Landscape(formula("log(x)", Relation::greater, "0"), square()).seeming_sign() == 0);
}

TEST_CASE("Unbounded ranges are sampled far out") {
    const Side line{.lower_infinite = true, .upper_infinite = true};
    const SearchDomain domain{.names = {"x"}, .box = {line}, .hypotheses = {}};
    Landscape landscape(formula("100", Relation::greater, "x"), domain);
    const auto points = landscape.low_points(200, 1, never);
    REQUIRE(!points.empty());
    CHECK(points[0].margin < 0);
}
