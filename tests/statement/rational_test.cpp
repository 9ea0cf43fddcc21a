#include <doctest/doctest.h>

#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational.hpp>

using namespace dlncert;

TEST_CASE("parse_rational reads exactly") {
    CHECK(parse_rational("0.1") == Rational(1, 10));
    CHECK(parse_rational("1/3") == Rational(1, 3));
    CHECK(parse_rational("-2.5e-1") == Rational(-1, 4));
    CHECK(parse_rational("1e3") == 1000);
    CHECK(parse_rational("010") == 10);
    CHECK(parse_rational("0") == 0);
    CHECK(parse_rational("000.000") == 0);
    CHECK(parse_rational(".5/2") == Rational(1, 4));
    CHECK(parse_rational("3/-2") == Rational(-3, 2));
    CHECK(parse_rational("1e-30") * parse_rational("1e30") == 1);
}

TEST_CASE("parse_rational refuses what is not a number") {
    for (const char* text : {"", "-", "nan", "inf", "1.2.3", "1/0", "1e", "1e999999999999", "0x10", "1 2",
                             "1/", "e5", "--1", "1,5"})
        CHECK_THROWS_AS((void)parse_rational(text), InputError);
    CHECK_THROWS_AS((void)parse_rational(std::string(30'000, '1')), InputError);
}

TEST_CASE("to_string round-trips") {
    for (const char* text : {"0", "1/3", "-7/2", "12345678901234567890123", "1/1024"})
        CHECK(to_string(parse_rational(text)) == text);
}

TEST_CASE("dyadics") {
    CHECK(is_dyadic(power_of_two(-1000)));
    CHECK(is_dyadic(Rational(-3, 8)));
    CHECK(is_dyadic(Rational(0)));
    CHECK_FALSE(is_dyadic(Rational(1, 10)));
    CHECK(power_of_two(10) == 1024);
    CHECK(power_of_two(-2) == Rational(1, 4));
}
