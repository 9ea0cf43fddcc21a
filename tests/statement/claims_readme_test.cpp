#include <doctest/doctest.h>

#include <dlncert/statement/claim.hpp>
#include <fstream>
#include <sstream>

using namespace dlncert;

TEST_CASE("the examples of proofs/claims/README.md are claims") {
    std::ifstream file(DLNCERT_CLAIMS_README);
    std::stringstream read;
    read << file.rdbuf();
    const std::string text = read.str();
    const std::string begin = "```claim\n";
    int examples = 0;
    for (std::size_t at = 0; (at = text.find(begin, at)) != std::string::npos; ++examples) {
        at += begin.size();
        const std::string example = text.substr(at, text.find("```", at) - at);
        CAPTURE(example);
        const Claim claim = parse_claim(example, shipped_prelude());
        CHECK(parse_claim(to_string(claim)) == claim);
    }
    CHECK(examples == 9);
}
