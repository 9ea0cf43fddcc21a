// Global optimisation with proof, the checker deciding.
#include <doctest/doctest.h>

#include <cmath>
#include <dlncert/checker/check.hpp>
#include <dlncert/dln/entropy.hpp>
#include <dlncert/search/integer_extremum.hpp>
#include <dlncert/search/plain_function.hpp>
#include <dlncert/search/shorten.hpp>
#include <dlncert/statement/claim.hpp>
#include <random>
#include <sampling.hpp>

using namespace dlncert;
using nlohmann::json;

namespace {

std::string refusal(const Claim& claim, const json& step) {
    try {
        (void)checker::check(make_certificate(to_string(claim), "", step, json::object()));
        return "";
    } catch (const Rejected& rejected) {
        return rejected.what();
    }
}

struct Found {
    Claim claim;  ///< with the ends that were found
    FoundExtremum extremum;
    [[nodiscard]] Rational lower() const { return rational_value(extremum.extremum.lower.value).value(); }
    [[nodiscard]] Rational upper() const { return rational_value(extremum.extremum.upper.value).value(); }
    [[nodiscard]] json step() const { return {{"step", "extrema"}, {"parts", json::array({extremum.step})}}; }
};

Found find(const std::string& text) {
    const Question question = parse_question(text, shipped_prelude());
    ExtremumSearch search;
    search.accept = [](const Claim& claim, const json& step) { return refusal(claim, step).empty(); };
    const auto& sought = std::get<ExtremumStatement>(question.claim.conclusion).front();
    auto found = find_over_integers(search, question.claim, sought, question.tolerance);
    REQUIRE(found);
    Found result{question.claim, *found};
    result.claim.conclusion = ExtremumStatement{found->extremum};
    CHECK(refusal(result.claim, result.step()).empty());
    return result;
}

/// The range contains the value and is as narrow as asked for.
void finds(const std::string& text, double value, double tolerance) {
    CAPTURE(text);
    const Found found = find(text);
    CHECK(found.upper() - found.lower() <= Rational(tolerance) * Rational(1000001, 1000000));
    const double slack = 1e-14 * (1 + std::abs(value));
    CHECK(found.lower().convert_to<double>() <= value + slack);
    CHECK(found.upper().convert_to<double>() >= value - slack);
}

}  // namespace

TEST_CASE("extrema in closed form") {
    finds("for x in [0, 1] find min x^2 - x to 1e-10", -0.25, 1e-10);
    finds("for x in [0, 1] find max x^2 - x to 1e-10", 0, 1e-10);
    finds("for x, y in [-1, 2] find max x*y to 1e-10", 4, 1e-10);
    finds("for x, y in [-1, 2] find min x*y to 1e-10", -2, 1e-10);
    finds("for x in [0, 3], y in (0, 2] find min x^2 - x + y to 1e-8", -0.25, 1e-8);  // not attained
    finds("for x in [1, 1], y in [2, 3] find max x*y to 1e-8", 3, 1e-8);
    finds("for x in [1, 1] find max sqrt(2*x) to 1e-8", std::sqrt(2), 1e-8);
    finds("for x, y in [0, 1] where x + y >= 1 find min x^2 + y^2 to 1e-6", 0.5, 1e-6);
    finds("for x in [0, pi] find max sin(x) to 1e-8", 1, 1e-8);
    finds("for x in [-2, 1] find min abs(x) + x^2 to 1e-8", 0, 1e-8);
    // on the diagonal s1 = s2 of the box, S = (1 - nu)*log(s) + log(nu)... at its corners
    finds("for s in chamber(2) & [1, 2] [1, 2] find min S(1/3, s) to 1e-8", 0, 1e-8);
    finds("for s in chamber(2) & [1, 2] [1, 2] find max S(0, s) to 1e-8", std::log(2), 1e-8);
}

TEST_CASE("extrema over integers") {
    finds("for N in 3..5, x in [1, 2] find max x^N to 1e-8", 32, 1e-8);
    finds("for n in -2..9 find min n^2 - 3*n to 1e-8", -2, 1e-8);
    finds("for n in 1..inf, x in [0, 1] find min (x - 1/2)^2 + 1/n to 1e-8", 0, 1e-8);  // not attained
    finds("for n in 0..100000 find max n*(99998 - n) to 1e-8", 49999.0 * 49999, 1e-8);  // the 50,000th
    finds("for m in 1..3, n in 1..inf find max m/n - n/m to 1e-8", 3 - 1. / 3, 1e-8);
    finds("for n in 2..4 find max sum(k in 1..n, 1/k) to 1e-8", 25. / 12, 1e-8);
}

TEST_CASE("unbounded functions") {
    for (const char* text :
         {"for x in (0, 1] find max 1/x to 1e-6", "for x in (-inf, inf) find max x^3 - x to 1e-6",
          "for x in [1, inf), y in [0, 1] find max x*(1 + y) to 1e-6"}) {
        CAPTURE(text);
        const Found found = find(text);
        CHECK(found.extremum.extremum.lower.infinity == 1);
        CHECK(found.extremum.extremum.upper.infinity == 1);
    }
}

TEST_CASE("sampled points never leave the bounds, and a grid at 60 digits comes close to them") {
    const std::string domain = "for s in chamber(2) & [1, 2] [1/2, 3/2] ";
    const Found low = find(domain + "find min S(1/3, s) to 1e-6");
    const Found high = find(domain + "find max S(1/3, s) to 1e-6");
    const Expression f = parse_expression(
        "(2/3*(log(x) + log(y)) + log_sinhc(log(x) - log(y)) - log_sinhc((log(x) - log(y))/3))/2");
    PlainFunction value({f}, {"x", "y"});
    std::mt19937_64 random(test::seed());
    std::uniform_real_distribution<double> unit(0, 1);
    const double least = low.lower().convert_to<double>(), greatest = high.upper().convert_to<double>();
    long outside = 0;
    for (long k = test::samples(100'000); k > 0; --k) {
        const double x = 1 + unit(random), y = std::min(x, 0.5 + unit(random));
        const double at = value(std::vector{x, y})[0];
        if (!(least - 1e-13 <= at && at <= greatest + 1e-13)) ++outside;
    }
    CHECK(outside == 0);
    const long precision = 200;
    std::optional<Ball> least_on_grid, greatest_on_grid;
    for (long i = 0; i <= 10; ++i)
        for (long j = 0; j <= 10; ++j) {
            const Rational x = 1 + Rational(i, 10), y = Rational(1, 2) + Rational(j, 10);
            if (y > x) continue;
            const DepthInterval<Ball> depth(ExactInterval(Rational(1, 3)), precision);
            const Ball s =
                entropy(depth, LogBox<Ball>({ExactInterval(x), ExactInterval(y)}, precision)).enclosure();
            CHECK(certainly_nonnegative(s - Ball::from(low.lower(), precision)));
            CHECK(certainly_nonnegative(Ball::from(high.upper(), precision) - s));
            if (i == 0 && j == 0) least_on_grid = s;
            if (i == 10 && j == 10) greatest_on_grid = s;
        }
    // S increases in both, so that these corners are the extrema
    CHECK(certainly_nonnegative(Ball::from(low.upper(), precision) - *least_on_grid));
    CHECK(certainly_nonnegative(*greatest_on_grid - Ball::from(high.lower(), precision)));
}

TEST_CASE("certificates of extrema that are altered are refused") {
    const Found found = find(
        "for x in [-3, 3], y in [-2, 2] find min (4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2 to 1e-8");
    const auto altered = [&](const auto& alter) {
        Claim claim = found.claim;
        json step = found.step();
        alter(std::get<ExtremumStatement>(claim.conclusion)[0], step["parts"][0]);
        return refusal(claim, step);
    };
    const Rational tolerance = found.upper() - found.lower();
    CHECK_FALSE(
        altered([&](Extremum& e, json&) { e.lower.value = Rational(found.lower() + tolerance); }).empty());
    CHECK_FALSE(
        altered([&](Extremum& e, json&) { e.upper.value = Rational(found.upper() - tolerance); }).empty());
    CHECK_FALSE(altered([&](Extremum& e, json&) { e.maximum = true; }).empty());
    CHECK_FALSE(altered([&](Extremum&, json& part) { part["point"]["point"]["x"] = "1/2"; }).empty());
    CHECK_FALSE(altered([&](Extremum&, json& part) { part["bound"]["tree"] = "n64"; }).empty());
    CHECK_FALSE(altered([&](Extremum&, json& part) { part.erase("point"); }).empty());
    // harmless: a wider range
    CHECK(altered([&](Extremum& e, json&) { e.upper.value = Rational(found.upper() + 1); }).empty());
}

TEST_CASE("short forms have the same values") {
    const std::vector<std::string> names{"t", "x"};
    for (const char* text :
         {"x*t/x", "log(exp(-4*t^4))", "log(3*exp(2*t))", "exp(x)^(2/3)", "t^2*x/(t*x^3)", "-(t*x)/t",
          "exp(t)*x/exp(2*t + 1)", "t^4/(log(2) + (4*t^4 + 2))", "t^3/(x - 2*t^3)", "t^2*exp(-3*t^2)*x",
          "t*exp(x - t)", "1/(x/(t*x))", "(exp(t) + 1)/exp(t)", "0*t + x", "sin(x*t/t)"}) {
        CAPTURE(text);
        const Expression e = parse_expression(text), s = shortened(e);
        PlainFunction both({e, s}, names);
        for (const auto& at : {std::vector{1.5, 0.7}, std::vector{2.25, 3.0}, std::vector{1.0, 1.0}}) {
            const auto values = both(at);
            CHECK(values[0] == doctest::Approx(values[1]).epsilon(1e-12));
        }
    }
    CHECK(to_string(shortened(parse_expression("t*exp(-10*t)*x/exp(-10*t)"))) == "t*x");
}

TEST_CASE("extrema at ends that are not reached") {
    // limits that no point attains, slow and fast
    finds("for x in (0, 1/2]\nfind min -1/log(x) to 1e-6", 0, 1e-6);
    finds("for x in [1, inf)\nfind max x/(1 + x) to 1e-6", 1, 1e-6);
    finds("for x in (0, 1], y in [1, 2]\nfind max y - x^2 to 1e-6", 2, 1e-6);
    CHECK(find("for x in (0, 1]\nfind min log(x) to 1e-3").extremum.extremum.lower.infinity == -1);
    CHECK(find("for x in (0, 1]\nfind max exp(1/x)/x to 1e-3").extremum.extremum.upper.infinity == 1);
}
