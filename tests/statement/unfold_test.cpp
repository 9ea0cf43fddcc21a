#include <doctest/doctest.h>

#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/unfold.hpp>

using namespace dlncert;

namespace {

std::string unfolded_text(const std::string& claim) {
    return to_string(unfolded(parse_claim(claim)));
}

}  // namespace

TEST_CASE("a chamber becomes real variables, its order hypotheses before the others") {
    CHECK(unfolded_text("for sigma in chamber(3), x in [0, 1] where x < sigma[2] prove sigma[3] > x") ==
          "for x in [0, 1], sigma_1 in (0, inf), sigma_2 in (0, inf), sigma_3 in (0, inf)\n"
          "where sigma_1 >= sigma_2\nwhere sigma_2 >= sigma_3\nwhere x < sigma_2\nprove sigma_3 > x\n");
    CHECK(unfolded_text("for sigma, tau in chamber(2) where sigma[1] < 1 prove sigma[1] > tau[2]") ==
          "for sigma_1 in (0, inf), sigma_2 in (0, inf), tau_1 in (0, inf), tau_2 in (0, inf)\n"
          "where sigma_1 >= sigma_2\nwhere tau_1 >= tau_2\nwhere sigma_1 < 1\nprove sigma_1 > tau_2\n");
}

TEST_CASE("boxes are made consistent with the order, which they may imply") {
    const auto domain = [](const std::string& box) {
        return unfolded_text("for sigma in chamber(2) & " + box + " prove sigma[1] > 0");
    };
    const std::string order = "where sigma_1 >= sigma_2\n";
    CHECK(domain("[1, 2] [1/2, 1]") == "for sigma_1 in [1, 2], sigma_2 in [1/2, 1]\nprove sigma_1 > 0\n");
    CHECK(domain("[1, 2] [0, 5/4]") ==
          "for sigma_1 in [1, 2], sigma_2 in (0, 5/4]\n" + order + "prove sigma_1 > 0\n");
    CHECK(domain("(0, 2) [1, inf)") ==
          "for sigma_1 in [1, 2), sigma_2 in [1, 2)\n" + order + "prove sigma_1 > 0\n");
    CHECK(domain("[1, 2) (1, 2]") ==
          "for sigma_1 in [1, 2), sigma_2 in (1, 2]\n" + order + "prove sigma_1 > 0\n");
    CHECK(domain("[1, 1] [1, 1]") == "for sigma_1 in [1, 1], sigma_2 in [1, 1]\nprove sigma_1 > 0\n");
    CHECK(domain("[pi - 4, 1] [1/2, pi]") ==
          "for sigma_1 in [pi - 4, 1], sigma_2 in [1/2, pi]\nwhere sigma_1 > 0\n" + order +
              "prove sigma_1 > 0\n");
}

TEST_CASE("sums over pairs and over elements are written out; names do not clash") {
    CHECK(unfolded_text("for sigma in chamber(3) prove sum(i < j, sigma[i] - sigma[j]) >= 0") ==
          unfolded_text(
              "for sigma in chamber(3) prove (sigma[1] - sigma[2] + (sigma[1] - sigma[3])) + (sigma[2] - "
              "sigma[3]) >= 0"));
    CHECK(unfolded_text("for sigma in chamber(2) prove sum(k in 1..2, k*sigma[k]) > 0") ==
          unfolded_text("for sigma in chamber(2) prove 1*sigma[1] + 2*sigma[2] > 0"));
    const Claim claim =
        unfolded(parse_claim("for sigma_1 in [0, 1], sigma in chamber(2) prove sigma[1] > -sigma_1"));
    CHECK(to_string(claim) ==
          "for sigma_1 in [0, 1], sigma_1_1 in (0, inf), sigma_2 in (0, inf)\nwhere sigma_1_1 >= sigma_2\n"
          "prove sigma_1_1 > -sigma_1\n");
}

TEST_CASE("chambers that are no finite set of real variables stay unsupported") {
    CHECK_THROWS_AS(unfolded_text("for d in 2..9, sigma in chamber(d) prove sigma[1] > 0"), Unsupported);
    CHECK_THROWS_AS(unfolded_text("for N in 1..2, sigma in chamber(2) prove sigma[N] > 0"), Unsupported);
    CHECK_THROWS_AS(unfolded_text("for N in 1..2, sigma in chamber(2) prove sum(i in 1..N, sigma[i]) > 0"),
                    Unsupported);
    Claim claim = parse_claim("for sigma in chamber(2) & [1, 2] [1, 2] prove sigma[1] > 0");
    claim.chambers[0].box[1] = {.lower = {.value = 2, .open = true}, .upper = {.value = 3}};
    CHECK_THROWS_AS((void)unfolded(claim), InputError);
}
