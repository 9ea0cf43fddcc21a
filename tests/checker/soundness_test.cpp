// Certificates of false claims, each through a hole that was once open.
#include <doctest/doctest.h>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::test;
using nlohmann::json;

TEST_CASE("an exponent written 4/2 does not make its base positive") {
    // sqrt(v^2) = v for v > 0 only
    REJECTS(verdict("for v in [-1, 1] prove v - sqrt(v^(4/2)) >= 0", {{"step", "zero"}}), "step proof",
            "vanishing");
    REJECTS(verdict("for v in [-1, 1] prove v - sqrt(v^(3 - 1)) >= 0", {{"step", "zero"}}), "step proof",
            "vanishing");
    CHECK(verdict("for v in [0, 1] prove v^(4/2) - v*v >= 0", {{"step", "zero"}}) == "accepted");
}

TEST_CASE("powers of powers do not overflow to 1") {
    std::string tower = "x", inverse = "(1 + x)";
    for (int i = 0; i < 11; ++i) {  // 64^11 = 2^66
        tower = "(" + tower + ")^64";
        inverse = "(" + inverse + ")^" + (i == 0 ? "(-64)" : "64");
    }
    for (const std::string& power : {tower, inverse})
        REJECTS(verdict("for x in [1/4, 1/2] prove " + power + " - 1 >= 0", {{"step", "zero"}}), "step proof",
                "power");
}

namespace {

/// −f has the Hessian s/(x + y)^2 [[1, 1], [1, 1]] over pairs.
json majorant(const std::string& kappa, const std::string& t) {
    const json form = {{"step", "form"}, {"gauge", 1}, {"tau", "1"},
                       {"kappa", kappa}, {"p", "0"},   {"q", "0"}};
    const json part = {{"step", "part"}, {"form", 0}, {"t", t}, {"upto", "1"}, {"tree", "n64"}};
    const json piece = {{"step", "piece"},           {"gauge", 1},     {"range", {"1/2", "1"}}, {"tau", "1"},
                        {"bounds", {"0", "0", "0"}}, {"parts", {part}}};
    const json factor = {{"step", "factor-matrix"},
                         {"modulus", "-1/1000"},
                         {"bits", 20},
                         {"scale", {0, 0}},
                         {"entries", {23446, 0, 23446}}};
    return {{"step", "pair-majorant"},
            {"forms", {form}},
            {"pieces", {piece}},
            {"pairs", {0}},
            {"factor", factor}};
}

std::string below_small(const std::string& variable, const std::string& range, const std::string& f) {
    return "for " + variable + " in " + range +
           ", sigma in chamber(2) & [1, 1] [1, 1] prove hessian(sum(i < j, " + f +
           "*log(sigma[i] + sigma[j])), sigma) <= 1/1000 * identity";
}

}  // namespace

TEST_CASE("the forms' constant t is no parameter of the claim") {
    CHECK(verdict(below_small("s", "[1, 2]", "1"), majorant("r/(1 + r)^2", "1")) == "accepted");
    CHECK(verdict(below_small("s", "[1, 2]", "s"), majorant("s*r/(1 + r)^2", "1")) == "accepted");
    REJECTS(verdict(below_small("s", "[-2, 2]", "s"), majorant("s*r/(1 + r)^2", "1")), "parts[0]", "leaf 1");
    REJECTS(verdict(below_small("t", "[-2, 2]", "t"), majorant("t*r/(1 + r)^2", "1")), "step proof", "'t'");
}

TEST_CASE("a constant t in an exponent does not make its base positive") {
    REJECTS(verdict(below_small("s", "[-2, 2]", "s"), majorant("sqrt(s^2)*r/(1 + r)^2 + 0*s^t", "2")),
            "step proof/forms[0]", "exponent");
}

TEST_CASE("x^y has values at x <= 0 where y is an integer: nothing follows from not knowing them") {
    // at x = -1, y = 2 the hypotheses hold
    const std::string domain = "for x in [-1, -1/2], y in [2, 3] where y <= 2 and x^y > 0 ";
    REJECTS(verdict(domain + "prove x > 0", subdivide("o64")), "leaf 1");
    REJECTS(verdict("for x in [-1, -1/2], y in [2, 3] where x^y > 0 prove x > 0", subdivide("y@1/2 o64 o64")),
            "leaf 1");
    REJECTS(verdict("for x in [-1, 0], y in [2, 3] where x^y <= 0 prove x < 0", subdivide("o64")), "leaf 1");
    REJECTS(verdict("for N in 2..inf, x in [-1, 1] where x^N >= 1 prove x > 0",
                    {{"step", "integers"},
                     {"variable", "N"},
                     {"each", json::array()},
                     {"rest", subdivide("x@3/4 o64 n64")}}),
            "proof/rest", "leaf 1");
    // nor is x positive in an identity: sqrt(x^2) = -x here
    REJECTS(verdict(domain + "prove x > 0", {{"step", "factor"},
                                             {"factor", "1 + 0*x^y"},
                                             {"rest", "sqrt(x^2)"},
                                             {"factor_proof",
                                              {{"step", "peel"},
                                               {"variable", "y"},
                                               {"end", "lower"},
                                               {"at_end", subdivide("n64")},
                                               {"inside", subdivide("o64")}}},
                                             {"rest_proof", subdivide("n64")}}),
            "no identity");
    CHECK(verdict("for x in [1/2, 1], y in [2, 3] where x^y < 1/9 prove x > 2", subdivide("o64")) ==
          "accepted");
}

TEST_CASE("a product with a factor 0 is as undefined as its factors") {
    const std::string f = "product(i in 0..1, sum(j in 1..i, 1/x))";  // 0 * (1/x)
    REJECTS(verdict("for x in [-1, 1] prove " + f + " >= 0", subdivide("n64")), "leaf 1");
    REJECTS(
        verdict("for x in [-1, 1] disprove " + f + " > 0", {{"step", "witness"}, {"point", {{"x", "0"}}}}),
        "defined");
}

TEST_CASE("Taylor's formula counts every term, with both signs, to the ends of the box") {
    // positive in the middle of [-1/2, 1/2], and negative at an end
    for (const char* f :
         {"1/4 - x - x^2", "1/4 + x - x^2", "1/4 - x + x^2", "1/8 - x^2", "1/16 - x^3", "1/16 + x^3",
          "1/32 - x^4", "1/4 + x", "1/4 - x", "exp(x) - 3/4", "exp(-x) - 3/4", "1/64 + x^5 - x^4/16"})
        for (const char* tree : {"t1:64", "t2:64", "t3:64", "t4:64", "t5:64", "t6:64"}) {
            INFO(f << " " << tree);
            CHECK(verdict(std::string("for x in [-1/2, 1/2] prove ") + f + " > 0", subdivide(tree)) !=
                  "accepted");
        }
    // the value at the middle is known to 64 bits only, and counts with its lower end: e
    // < 2.7182818284590452353602876
    for (const char* tree : {"n64", "t1:64", "t2:64"})
        CHECK(verdict("for x in [0, 1/10^30] prove exp(1) + x - 2.7182818284590452353602876 > 0",
                      subdivide(tree)) != "accepted");
    CHECK(verdict("for x in [-1/2, 1/2] prove x^2 - x + 1/4 + 1/8 > 0", subdivide("x@1/2 t2:64 t2:64")) ==
          "accepted");
    CHECK(verdict("for x in [-1/2, 1/2] prove exp(x) - x - 9/10 > 0", subdivide("t3:64")) == "accepted");
}

TEST_CASE("an end that two arguments share is left out only if both leave it out") {
    const auto all = [](const std::string& claim, bool accepted) {
        for (const char* tree : {"n64", "n128"}) {
            INFO(claim << " " << tree);
            CHECK((verdict(claim, subdivide(tree)) == "accepted") == accepted);
        }
    };
    all("for x in [-1, 1) prove 1 - abs(x) > 0", false);
    all("for x in (-1, 1] prove 1 - abs(x) > 0", false);
    all("for x in (-1, 1) prove 1 - abs(x) > 0", true);
    all("for x in (0, 1], y in [0, 1] prove min(x, y) > 0", false);
    all("for x in [0, 1], y in (0, 1] prove min(x, y) > 0", false);
    all("for x, y in (0, 1] prove min(x, y) > 0", true);
    all("for x in [0, 1), y in [0, 1] prove 1 - max(x, y) > 0", false);
    all("for x in [0, 1], y in [0, 1) prove 1 - max(x, y) > 0", false);
    all("for x, y in [0, 1) prove 1 - max(x, y) > 0", true);
    all("for x in (0, 1], y in [0, 1] prove x*y > 0", false);
    all("for x in (0, 1], y in (0, 1] prove x*y > 0", true);
    all("for x in (-1, 0], y in [-1, 0] prove 1 - x*y > 0", true);
    all("for x in [-1, 0], y in [-1, 0] prove 1 - x*y > 0", false);
}

TEST_CASE("what grows weakly from an open end is not positive there") {
    for (const char* tree : {"n64", "m64", "x64"}) {
        CHECK(verdict("for x in (0, 1], y in [0, 1] prove x*y > 0", subdivide(tree)) != "accepted");
        CHECK(verdict("for x in (0, 1], y in [0, 1] prove exp(x*y) + x*y - 1 > 0", subdivide(tree)) !=
              "accepted");
        CHECK(verdict("for x in [0, 1), y in [0, 1] prove (1 - x)*y > 0", subdivide(tree)) != "accepted");
    }
}

TEST_CASE("a derivative of sinc that vanishes at an end is not taken for negative there") {
    for (const char* claim :
         {"for x in [0, 1/4] prove -sinc'(x) > 0", "for y in [0, 1] prove y - sinc'(0) > 0"})
        CHECK(verdict(claim, subdivide("n64")) != "accepted");
}

TEST_CASE("sums that differ in what their indices mean are not one atom") {
    const std::string one = "sum(i in 1..N, sum(j in 1..3, i))";
    const std::string two = "sum(j in 1..N, sum(i in 1..3, i))";
    REJECTS(
        verdict(
            "for N in 2..inf prove " + one + " - " + two + " >= 0",
            {{"step", "integers"}, {"variable", "N"}, {"each", json::array()}, {"rest", {{"step", "zero"}}}}),
        "step proof/rest");
}

TEST_CASE("a tree too deep, a token too long and a sum too long are refused before they cost anything") {
    const char* claim = "for x in [0, 1]\nprove x + 1 > 0\n";
    const auto halved = [](int n) {
        std::string tree;
        for (int i = 0; i < n; ++i) tree += "x@1/2 ";
        for (int i = 0; i <= n; ++i) tree += "n64 ";
        return tree;
    };
    CHECK(verdict(claim, subdivide(halved(900))) == "accepted");
    REJECTS(verdict(claim, subdivide(halved(1100))), "step proof", "too deep");
    const std::string digits(150, '3');
    CHECK(verdict(claim, subdivide("x@0." + digits + " n64 n64")) == "accepted");
    REJECTS(verdict(claim, subdivide("x@0." + digits + digits + " n64 n64")), "step proof", "too long");
    const auto sum = [&](std::size_t n) {
        auto terms = nlohmann::json::array({"x + 1"}), proofs = nlohmann::json::array({subdivide("n64")});
        for (std::size_t i = 1; i < n; ++i) {
            terms.push_back("0");
            proofs.push_back({{"step", "zero"}});
        }
        return nlohmann::json{{"step", "sum"}, {"terms", terms}, {"proofs", proofs}, {"strict", 0}};
    };
    CHECK(verdict(claim, sum(500)) == "accepted");
    REJECTS(verdict(claim, sum(501)), "step proof", "more than 500");
}
