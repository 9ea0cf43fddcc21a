#include <doctest/doctest.h>

#include <dlncert/arith/decimal.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/statement/error.hpp>

using namespace dlncert;

namespace {
Rational q(const char* text) {
    return parse_rational(text);
}
}  // namespace

TEST_CASE("to_decimal rounds outward, exact where it fits") {
    CHECK(to_decimal(q("1/3"), q("1/3"), 5).lo == "0.33333");
    CHECK(to_decimal(q("1/3"), q("1/3"), 5).hi == "0.33334");
    CHECK(to_decimal(q("-1/3"), q("-1/3"), 5).lo == "-0.33334");
    CHECK(to_decimal(q("-1/3"), q("-1/3"), 5).hi == "-0.33333");
    CHECK(to_decimal(q("1/8"), q("100"), 5).lo == "0.125");
    CHECK(to_decimal(q("1/8"), q("100"), 5).hi == "100");
    CHECK(to_decimal(q("0"), q("0.99999"), 2).lo == "0");
    CHECK(to_decimal(q("0"), q("0.99999"), 2).hi == "1");
    CHECK(to_decimal(q("1e-300"), q("12345678e300"), 3).lo == "1e-300");
    CHECK(to_decimal(q("1e-300"), q("12345678e300"), 3).hi == "1.24e307");
    CHECK(to_decimal(Endpoint::minus_infinity(), Endpoint::infinity(), 3).lo == "-inf");
    CHECK(to_decimal(Endpoint::minus_infinity(), Endpoint::infinity(), 3).hi == "inf");
    CHECK_THROWS_AS((void)to_decimal(q("0"), q("0"), 0), InputError);
}

TEST_CASE("to_text shows correct digits only") {
    CHECK(to_text(q("0"), q("0"), 10) == "0");
    CHECK(to_text(q("1/2"), q("1/2"), 10) == "0.5");
    CHECK(to_text(q("-12"), q("-12"), 10) == "-12");
    CHECK(to_text(q("1/3"), q("1/3"), 5) == "0.33333 ± 3.4e-6");
    CHECK(to_text(q("0.7071067811865475244008"), q("0.7071067811865475244009"), 20) ==
          "0.70710678118654752440 ± 9e-22");
    CHECK(to_text(q("-1"), q("2"), 10) == "0 ± 2");
    CHECK(to_text(q("0.9999999"), q("1.0000001"), 20) == "1.000000 ± 1e-7");
    CHECK(to_text(q("2"), Endpoint::infinity(), 10) == "[2, inf]");
    CHECK(to_text(Endpoint::infinity(), Endpoint::minus_infinity(), 10) == "empty");
    CHECK(to_text(q("123456"), q("123457"), 10) == "1.2346e5 ± 4");
    CHECK(correct_digits(q("0.9999999"), q("1.0000001"), 20) == 7);
    CHECK(correct_digits(q("1/3"), q("1/3"), 20) == 20);
    CHECK(correct_digits(q("-1"), q("1"), 20) == 0);
}
