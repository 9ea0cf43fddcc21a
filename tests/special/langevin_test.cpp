#include <doctest/doctest.h>

#include <dlncert/arith/decimal.hpp>
#include <dlncert/special/langevin.hpp>
#include <limits>

using namespace dlncert;

static_assert(ModelReal<Interval> && ModelReal<Ball> && ModelReal<Decorated<Ball>>);

TEST_CASE("known values") {
    const UpwardRounding up;
    const double inf = std::numeric_limits<double>::infinity();
    CHECK(identical(log_sinhc(Interval(0.0)), Interval(0.0)));
    CHECK(identical(langevin(Interval(0.0)), Interval(0.0)));
    CHECK(identical(langevin1(Interval(0.0)), Interval::from(Rational(1, 3))));
    CHECK(identical(langevin2(Interval(0.0)), Interval(0.0)));
    CHECK(identical(langevin(Interval::entire()), Interval(-1, 1)));
    CHECK(identical(langevin(Interval(0, inf)), Interval(0, 1)));
    CHECK(identical(log_sinhc(Interval::entire()), Interval(0, inf)));
    CHECK(identical(langevin1(Interval(0, inf)), hull(Interval(0.0), Interval::from(Rational(1, 3)))));
    for (const long precision : {53L, 100L, 1000L}) {
        const Ball one = Ball::from(1, precision);
        const Ball direct = inv(tanh(one.with_precision(precision + 100))) - 1;
        MESSAGE(to_text(langevin(one), 30), " ", to_text(log_sinhc(one), 30), " ",
                to_text(langevin1(one), 30), " ", to_text(langevin2(one), 30));
        CHECK(subset(direct, langevin(one)));
    }
    MESSAGE(to_text(langevin2(Interval(0, inf)), 20));
    MESSAGE(to_text(langevin2(Ball::entire(200)), 50));
}
