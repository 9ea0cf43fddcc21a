#include <doctest/doctest.h>

#include <dlncert/arith/decimal.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/statement/error.hpp>

#include "arith/random_reals.hpp"

using namespace dlncert;
using namespace dlncert::test;

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

namespace {

Rational absolute(const Rational& x) {
    return x < 0 ? Rational(-x) : x;
}

long significant_digits(const std::string& text) {
    long count = 0;
    bool leading = true;
    for (const char c : text.substr(0, text.find('e'))) {
        if (c < '0' || c > '9') continue;
        if (c != '0') leading = false;
        if (!leading) ++count;
    }
    return count;
}

/// One unit of the last shown place.
Rational unit_of(const std::string& shown) {
    const auto e = shown.find('e'), point = shown.find('.');
    const std::string mantissa = shown.substr(0, e);
    long place = e == std::string::npos ? 0 : std::stol(shown.substr(e + 1));
    if (point != std::string::npos) place -= static_cast<long>(mantissa.size() - point - 1);
    return parse_rational("1e" + std::to_string(place));
}

/// Ends from equal to far apart, of any sign and size.
std::pair<Rational, Rational> random_enclosure(Engine& engine) {
    Rational x = random_rational(engine), y = x;
    if (below(engine, 8) == 0) x = 0;
    switch (below(engine, 4)) {
        case 0:
            y = x;
            break;
        case 1:
            y = random_rational(engine);
            break;
        default:
            y = x + absolute(x) * power_of_two(-static_cast<long>(below(engine, 200)));
    }
    return x < y ? std::pair(x, y) : std::pair(y, x);
}

}  // namespace

TEST_CASE("to_decimal: the decimals enclose, are tight, and read back to the same decimals") {
    Engine engine(seed());
    for (long i = samples(20'000); i > 0; --i) {
        const auto [x, y] = random_enclosure(engine);
        const long digits = 1 + static_cast<long>(below(engine, 40));
        const DecimalEnclosure text = to_decimal(x, y, digits);
        const Rational lo = parse_rational(text.lo), hi = parse_rational(text.hi);
        CAPTURE(text.lo);
        CAPTURE(text.hi);
        CHECK(lo <= x);
        CHECK(y <= hi);
        const Rational relative = parse_rational("1e" + std::to_string(1 - digits));
        CHECK((x == lo || x - lo < relative * absolute(x)));
        CHECK((y == hi || hi - y < relative * absolute(y)));
        CHECK((significant_digits(text.lo) <= digits || lo == boost::multiprecision::numerator(lo)));
        const DecimalEnclosure again = to_decimal(lo, hi, digits);
        CHECK(again.lo == text.lo);
        CHECK(again.hi == text.hi);
        if (i % 10 == 0) {
            const UpwardRounding up;
            const Interval back = Interval::from(lo, hi), enclosure = Interval::from(x, y);
            const DecimalEnclosure exact = to_decimal(enclosure, 800);
            CHECK(identical(Interval::from(parse_rational(exact.lo), parse_rational(exact.hi)), enclosure));
            CHECK(lower(back) <= Endpoint(x));
            CHECK(Endpoint(y) <= upper(back));
        }
    }
}

TEST_CASE("to_text: every shown digit is the rounding of every point, and few are held back") {
    Engine engine(seed());
    for (long i = samples(20'000); i > 0; --i) {
        const auto [x, y] = random_enclosure(engine);
        const long digits = 1 + static_cast<long>(below(engine, 40));
        const std::string text = to_text(x, y, digits);
        CAPTURE(text);
        const auto separator = text.find(" ± ");
        const std::string shown = text.substr(0, separator);
        const Rational middle = parse_rational(shown);
        const Rational radius = separator == std::string::npos
                                    ? Rational(0)
                                    : parse_rational(text.substr(separator + std::string(" ± ").size()));
        CHECK(absolute(x - middle) <= radius);
        CHECK(absolute(y - middle) <= radius);
        if (shown == "0") continue;
        if (separator != std::string::npos) {
            CHECK(2 * radius <= unit_of(shown));
            CHECK(significant_digits(shown) <= digits);
        }
        // n digits would do if the width is below 10^(−n−2) of the value, unless the value is next to a tie
        const Rational width = y - x;
        if (x * y > 0 && width != 0) {
            long possible = 0;
            for (Rational scaled = 100 * width / absolute(x); scaled < 1 && possible < digits; scaled *= 10)
                ++possible;
            CHECK(significant_digits(shown) + 2 >= possible);
            CHECK(correct_digits(x, y, digits) == significant_digits(shown));
        }
    }
}

TEST_CASE("numbers that no decimal of ours can spell are replaced outward") {
    const Rational huge = power_of_two(500'000), tiny = power_of_two(-500'000);
    CHECK(to_decimal(huge, huge, 5).hi == "inf");
    CHECK(parse_rational(to_decimal(huge, huge, 5).lo) < huge);
    CHECK(to_decimal(Rational(-huge), Rational(-huge), 5).lo == "-inf");
    CHECK(to_decimal(tiny, tiny, 5).lo == "0");
    CHECK(parse_rational(to_decimal(tiny, tiny, 5).hi) > tiny);
    CHECK(to_decimal(Rational(-tiny), Rational(-tiny), 5).hi == "0");
    CHECK(parse_rational(to_decimal(Rational(-tiny), Rational(-tiny), 5).lo) < -tiny);
}
