#include <doctest/doctest.h>

#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <indefiniteness.hpp>

using namespace dlncert;
using namespace dlncert::command;

TEST_CASE("indefiniteness: the claim of a box says what is meant") {
    const Claim claim = parse_claim(
        indefiniteness_claim(parse_depth("3"), parse_box("[1,2] [0.5,1] [0.2,0.6]")), shipped_prelude());
    REQUIRE(claim.reals.size() == 3);
    CHECK(claim.hypotheses.size() == 1);  // the last two sides overlap
    const auto& conclusion = std::get<Formula>(claim.conclusion);
    REQUIRE(conclusion.parts.size() == 2);
    CHECK(claim.integers.empty());
    CHECK(claim.exceptions.empty());
    const std::string text = to_string(claim);
    CHECK(text.find("s1 in [1, 2]") != std::string::npos);
    CHECK(text.find("s3 <= s2") != std::string::npos);
}

TEST_CASE("indefiniteness: ranges of depths, open and unbounded sides") {
    const Claim claim = parse_claim(
        indefiniteness_claim(parse_depth("real:[1/9,1/3)"), parse_box("[1,inf] [0,2]")), shipped_prelude());
    const std::string text = to_string(claim);
    CHECK(text.find("s1 in [1, inf)") != std::string::npos);
    CHECK(text.find("s2 in (0, 2]") != std::string::npos);
    CHECK(text.find("nu in [1/9, 1/3)") != std::string::npos);
    CHECK(claim.hypotheses.size() == 1);
}

TEST_CASE("indefiniteness: not at infinite depth") {
    for (const char* depth : {"inf", "3..inf", "all", "real:[0,1/3]"})
        CHECK_THROWS_AS((void)indefiniteness_claim(parse_depth(depth), parse_box("[1,2] [0.5,1]")),
                        Unsupported);
    CHECK_NOTHROW((void)indefiniteness_claim(parse_depth("real:(0,1/3]"), parse_box("[1,2] [0.5,1]")));
}
