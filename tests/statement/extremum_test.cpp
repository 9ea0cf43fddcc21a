#include <doctest/doctest.h>

#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>

using namespace dlncert;

namespace {

const std::string domain = "for x, y in [0, 1]\n";

std::string printed(const std::string& conclusion) {
    const std::string text = to_string(parse_claim(domain + "prove " + conclusion));
    return text.substr(text.find("prove ") + 6, text.rfind('\n') - text.find("prove ") - 6);
}

std::string of(const std::string& conclusion) {
    return digest(parse_claim(domain + "prove " + conclusion));
}

}  // namespace

TEST_CASE("conclusions about extrema") {
    for (const char* text :
         {"min x^2 - y in [-1, 1/2]", "max x = 1", "max 1/x = inf", "min x in [-inf, 0]", "max x in [0, inf]",
          "min x = 0 and max x*y in [1, pi]", "min min(x, y) in [0, 1]", "max max(x, y) + min(x, y) = 2",
          "min (x + min(x, y))*2 in [0, 1]", "min -(x + y) = -2", "min (x + y)*x = 0", "min -x = -1",
          "min sum(i in 1..3, x^i) = 0"})
        CHECK(printed(text) == text);
    CHECK(printed("min (x + y) in [0, 0]") == "min x + y = 0");
    CHECK(printed("min (min(x, y)) in [0, 1/2]") == "min min(x, y) in [0, 1/2]");
    // the functions of these names
    for (const char* text : {"min(x, y) < 1", "max(x, y) > min(x, y)*2", "max(x + y, y)^2 = 1"})
        CHECK(printed(text) == text);
    const Claim claim = parse_claim(domain + "prove max x in [-inf, 2]");
    const auto& extrema = std::get<ExtremumStatement>(claim.conclusion);
    REQUIRE(extrema.size() == 1);
    CHECK(extrema[0].maximum);
    CHECK(extrema[0].lower.infinity == -1);
    CHECK(extrema[0].upper.infinity == 0);
    CHECK(extrema[0].upper.value == Expression(2));
}

TEST_CASE("no conclusions about extrema") {
    for (const char* text : {"min x in [1, 0]", "min x in [inf, 0]", "min x = inf", "max x = -inf",
                             "max x in [-inf, -inf]", "min x in (0, 1]", "min x in [0, 1)", "min x in [y, 1]",
                             "min x", "min x >= 0", "min x in [0, 1] or x > 0", "min x in [0, 1] and x > 0",
                             "min(x, y) in [0, 1]", "min x in [0, 1] <= 3"})
        CHECK_THROWS_AS((void)parse_claim(domain + "prove " + text), InputError);
    CHECK_THROWS_AS((void)parse_claim(domain + "disprove min x in [1, 2]"), InputError);
    CHECK_THROWS_AS((void)parse_claim(domain + "find min x to 1e-8"), InputError);
}

TEST_CASE("each part of a statement about extrema counts for its digest") {
    const std::string base = of("min x in [0, 1]");
    CHECK(base != of("min 0 + x in [0, 2/2]"));
    CHECK(base == of("min x in [0, 2/2]"));
    for (const char* text : {"max x in [0, 1]", "min y in [0, 1]", "min x in [0, inf]", "min x in [-inf, 1]",
                             "min x = 0", "min x in [0, 1] and min x in [0, 1]", "x >= 0"})
        CHECK(base != of(text));
}

TEST_CASE("a text that asks") {
    CHECK(is_question("for x in [0, 1] find min x to 1"));
    CHECK(is_question("for x in [0, 1] prove min x = ? to 1"));
    CHECK_FALSE(is_question("claim find?\n\"find ?\" # find ?\nfor x in [0, 1] prove x >= 0"));
    CHECK_THROWS_AS((void)parse_claim("for x in [0, 1] prove min x = ?"), InputError);
}

TEST_CASE("questions") {
    const Question question =
        parse_question("for x in [0, 1] where x < 1/2 find min x^2 - x and max x to 1e-8");
    CHECK(question.tolerance == parse_rational("1e-8"));
    const auto& extrema = std::get<ExtremumStatement>(question.claim.conclusion);
    REQUIRE(extrema.size() == 2);
    CHECK_FALSE(extrema[0].maximum);
    CHECK(extrema[1].maximum);
    CHECK(extrema[0].lower.infinity == -1);
    CHECK(extrema[0].upper.infinity == 1);
    CHECK(question.claim.hypotheses.size() == 1);
    CHECK(digest(question.claim) ==
          digest(parse_question("for x in [0, 1] where x < 1/2 prove min x^2 - x = ? "
                                "and max x = ? to 1e-8")
                     .claim));
    for (const char* text : {"prove x > 0", "prove min x = 0 to 1", "find x to 1", "find min x",
                             "find min x to 0", "find min x to -1", "find min x to x", "find min x to pi",
                             "find min x to 1 and max x to 1", "find min x in [0, 1] to 1"})
        CHECK_THROWS_AS((void)parse_question(std::string("for x in [0, 1] ") + text), InputError);
}
