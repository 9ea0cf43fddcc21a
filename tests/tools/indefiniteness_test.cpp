#include <doctest/doctest.h>

#include <dlncert/statement/claim.hpp>
#include <indefiniteness.hpp>

using namespace dlncert;
using namespace dlncert::command;

namespace {

std::string claim(const char* depth, const char* width, const char* box = nullptr) {
    const auto sides = box ? parse_box(box) : std::vector<BoxSide>{};
    return to_string(
        parse_claim(indefiniteness_claim(parse_depth(depth), parse_width(width), sides), shipped_prelude()));
}

bool has(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("indefiniteness: the claim says what is meant") {
    const std::string box = claim("3", "3", "[1,2] [0.5,1] [0,0.6]");
    CHECK(has(box, "nu in [1/3, 1/3], sigma in chamber(3) & [1, 2] [1/2, 1] (0, 3/5]"));
    CHECK(has(box, ") indefinite"));
    CHECK(has(claim("real:[1/9,1/3)", "2", "[1,inf] [0,2]"),
              "nu in [1/9, 1/3), sigma in chamber(2) & [1, inf) (0, 2]"));
    CHECK(has(claim("2..50", "2..7"), "for d in 2..7, nu in [1/50, 1/2], sigma in chamber(d)\n"));
    CHECK(has(claim("all", "all"), "for d in 2..inf, nu in [0, 1/2], sigma in chamber(d)\n"));
}
