#include <doctest/doctest.h>

#include <dlncert/statement/error.hpp>
#include <output.hpp>
#include <sampling.hpp>

using namespace dlncert;
using namespace dlncert::command;

namespace {

Rational number(const std::string& text) {
    return parse_rational(text);
}

/// The set of reals that to_text says.
std::pair<Rational, Rational> meaning(const std::string& text) {
    if (text.front() == '[') {
        const auto comma = text.find(", ");
        return {number(text.substr(1, comma - 1)), number(text.substr(comma + 2, text.size() - comma - 3))};
    }
    const std::string sign = " ± ";
    const auto at = text.find(sign);
    if (at == std::string::npos) return {number(text), number(text)};
    const Rational centre = number(text.substr(0, at)), radius = number(text.substr(at + sign.size()));
    return {centre - radius, centre + radius};
}

/// One unit of the last digit shown.
Rational last_place(const std::string& decimal) {
    std::string unit;
    const auto exponent = decimal.find('e');
    for (const char c : decimal.substr(0, exponent)) unit += (c == '.' || c == '-') ? c : '0';
    unit.back() = '1';
    if (unit.front() == '-') unit.erase(0, 1);
    return number(unit + (exponent == std::string::npos ? "" : decimal.substr(exponent)));
}

Rational random_end(test::Engine& engine) {
    const auto digits = static_cast<long>(engine() % 1'000'000'007);
    Rational value(digits, 1 + static_cast<long>(engine() % 1000));
    value *= power_of_two(static_cast<long>(engine() % 200) - 100);
    return engine() % 2 == 0 ? value : Rational(-value);
}

}  // namespace

TEST_CASE("text of enclosures") {
    CHECK(to_text(0, 0, 20) == "0");
    CHECK(to_text(Rational(1, 8), Rational(1, 8), 20) == "0.125");
    CHECK(to_text(-12, -12, 20) == "-12");
    CHECK(to_text(Rational(1, 3), Rational(1, 3), 5) == "0.33333 ± 3.4e-6");
    CHECK(to_text(number("0.70710678118654752440084"), number("0.70710678118654752440085"), 20) ==
          "0.70710678118654752440 ± 8.5e-22");
    CHECK(to_text(number("-1e-40"), number("0.5e-40"), 20) == "0 ± 1.0e-40");
    CHECK(to_text(number("0.31"), number("0.42"), 20) == "[0.31, 0.42]");
    CHECK(to_text(number("-0.42"), 0, 20) == "[-0.42, 0]");
    CHECK(to_text(number("1.5e300"), number("1.5e300"), 20) == "1.5e300");
    // On a tie of the last place another place is taken: both neighbours round to the same.
    CHECK(to_text(number("0.12499999999999"), number("0.12500000000001"), 2) == "0.125 ± 1.0e-14");
}

TEST_CASE("text and JSON enclose the enclosure, and the digits shown are correctly rounded") {
    test::Engine engine(test::seed());
    for (long n = test::samples(5000); n > 0; --n) {
        const Rational lower = random_end(engine);
        Rational width = engine() % 5 == 0 ? Rational(0) : random_end(engine);
        if (width < 0) width = -width;
        if (engine() % 2 == 0) width *= power_of_two(-static_cast<long>(engine() % 200));
        const Rational upper = lower + width;
        const auto digits = static_cast<long>(1 + engine() % 30);
        const std::string text = to_text(lower, upper, digits);
        CAPTURE(text);
        CAPTURE(digits);
        const auto [text_lower, text_upper] = meaning(text);
        CHECK(text_lower <= lower);
        CHECK(upper <= text_upper);
        const auto sign = text.find(" ± ");
        if (sign != std::string::npos && text.front() != '0' && !text.starts_with("-0 ")) {
            const Rational shown = number(text.substr(0, sign)), half = last_place(text.substr(0, sign)) / 2;
            CHECK(upper - shown <= half);
            CHECK(shown - lower <= half);
        }
        const Json json = to_json(lower, upper, digits);
        const Rational lo = number(json["lo"].get<std::string>()), hi = number(json["hi"].get<std::string>());
        CHECK(lo <= lower);
        CHECK(upper <= hi);
        const Rational size =
            std::max(lower < 0 ? Rational(-lower) : lower, upper < 0 ? Rational(-upper) : upper);
        Rational slack = size * 2;
        for (long k = 0; k < digits + 3; ++k) slack /= 10;
        CHECK(hi - lo <= width + slack);
        CHECK(number(decimal_below(lower, digits)) <= lower);
        CHECK(number(decimal_above(lower, digits)) >= lower);
    }
}

TEST_CASE("an infinite end") {
    CHECK(to_json(Rational(1, 2), std::nullopt, 5)["hi"] == "inf");
}

TEST_CASE("what a command throws becomes an exit status") {
    const auto status = [](auto&& thrower) { return run_guarded(thrower, false); };
    CHECK(status([]() -> ExitStatus { throw InputError("x"); }) == ExitStatus::unusable);
    CHECK(status([]() -> ExitStatus { throw Unsupported("x"); }) == ExitStatus::unusable);
    CHECK(status([]() -> ExitStatus { throw Undecided("x"); }) == ExitStatus::undecided);
    CHECK(status([]() -> ExitStatus { throw std::logic_error("x"); }) == ExitStatus::internal_error);
    CHECK(status([]() -> ExitStatus { throw 7; }) == ExitStatus::internal_error);
    CHECK(status([] { return ExitStatus::refuted; }) == ExitStatus::refuted);
}

TEST_CASE("deadlines") {
    CHECK_FALSE(Deadline(std::nullopt).passed());
    CHECK_FALSE(Deadline(1e300).passed());
    CHECK(Deadline(1e-12).passed());
}
