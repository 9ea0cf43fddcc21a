#include <doctest/doctest.h>

#include <dlncert/arith/arb.hpp>
#include <dlncert/arith/endpoint.hpp>
#include <dlncert/statement/error.hpp>

#include "arith/random_reals.hpp"

using namespace dlncert;
using namespace dlncert::test;

TEST_CASE("the order of ends") {
    const Endpoint minus = Endpoint::minus_infinity(), zero, one{Rational(1)}, plus = Endpoint::infinity();
    CHECK(minus < zero);
    CHECK(zero < one);
    CHECK(one < plus);
    CHECK(minus < plus);
    CHECK(minus == -plus);
    CHECK(plus == Endpoint::infinity());
    CHECK_FALSE(plus < plus);
    CHECK((-one).value() == -1);
    CHECK(minus.sign() == -1);
    CHECK(one.sign() == 1);
    CHECK(to_string(plus) == "inf");
    CHECK_THROWS_AS((void)plus.value(), InputError);
    CHECK_THROWS_AS((void)to_endpoint(std::numeric_limits<double>::quiet_NaN()), InputError);
}

TEST_CASE("doubles to rationals and back, exactly") {
    Engine engine(seed());
    for (long i = samples(100'000); i > 0; --i) {
        const double x = random_double(engine);
        const Endpoint exact = to_endpoint(x);
        CHECK(round_down(exact) == x);
        CHECK(round_up(exact) == x);
    }
    CHECK(round_up(to_endpoint(infinity)) == infinity);
    CHECK(round_down(to_endpoint(-infinity)) == -infinity);
}

TEST_CASE("rationals round to the neighbours, whatever the mode") {
    Engine engine(seed());
    for (long i = samples(100'000); i > 0; --i) {
        Rational q = random_rational(engine);
        if (i % 4 == 0) q = to_endpoint(random_double(engine)).value() + q * power_of_two(-1080);
        double down = 0, up = 0;
        {
            const UpwardRounding scope;
            down = round_down(q);
            up = round_up(q);
        }
        CHECK(down == round_down(q));
        CHECK(up == round_up(q));
        CHECK(to_endpoint(down) <= Endpoint(q));
        CHECK(Endpoint(q) <= to_endpoint(up));
        CHECK((down == up || std::nextafter(down, infinity) == up));
        CHECK((down != up || to_endpoint(down) == Endpoint(q)));
    }
    const Rational beyond = power_of_two(1024), tiny = power_of_two(-1075);
    CHECK(round_down(beyond) == std::numeric_limits<double>::max());
    CHECK(round_up(beyond) == infinity);
    CHECK(round_down(Rational(-beyond)) == -infinity);
    CHECK(round_down(tiny) == 0);
    CHECK(round_up(tiny) == 0x1p-1074);
    CHECK(round_up(Rational(-tiny)) == 0);
    CHECK(round_up(Rational(beyond - 1)) == infinity);
    CHECK(round_down(power_of_two(-100'000)) == 0);
}

TEST_CASE("Arb's numbers round to the neighbours") {
    Engine engine(seed());
    for (long i = samples(100'000); i > 0; --i) {
        // 1 to 3 limbs around the range of doubles
        const Rational q = to_endpoint(random_double(engine)).value() *
                           Rational(1 + static_cast<long>(engine() >> (1 + below(engine, 62)))) *
                           power_of_two(-60);
        dlncert::detail::Arb value;
        dlncert::detail::set_rational(value.get(), q, 4000);
        REQUIRE(mag_is_zero(value.rad()));
        CHECK(dlncert::detail::round_double(value.mid(), false) == round_down(q));
        CHECK(dlncert::detail::round_double(value.mid(), true) == round_up(q));
        CHECK(dlncert::detail::to_endpoint(value.mid(), false) == Endpoint(q));
    }
}
