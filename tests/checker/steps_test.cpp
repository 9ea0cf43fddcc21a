// The steps of format 1: a proof that is accepted, and near-misses that are not.
#include <doctest/doctest.h>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::test;
using nlohmann::json;

namespace {

const json leaf = subdivide("n64");

json parts(const std::string& tree, const json& list) {
    return {{"step", "subdivide"}, {"tree", tree}, {"parts", list}};
}
bool accepts(const std::string& claim, const json& proof) {
    const std::string found = verdict(claim, proof);
    INFO(claim << ": " << found);
    CHECK(found == "accepted");
    return found == "accepted";
}
json witness(const json& point) {
    return {{"step", "witness"}, {"point", point}};
}

}  // namespace

TEST_CASE("witness") {
    const std::string claim = "for x in [0, 1] disprove x^2 > x";
    accepts(claim, witness({{"x", "1/2"}}));
    accepts(claim, witness({{"x", "0"}}));  // 0 > 0 is false
    REJECTS(verdict(claim, witness({{"x", "2"}})), "not in its range");
    REJECTS(verdict(claim, witness({{"x", "3/2"}})), "not in its range");
    REJECTS(verdict(claim, witness({{"y", "1/2"}})), "no value for 'x'");
    REJECTS(verdict(claim, witness({{"x", "1/2"}, {"y", "0"}})), "not one value");
    REJECTS(verdict(claim, witness(json::object())), "not one value");
    REJECTS(verdict(claim, witness({{"x", 1}})), "as text");
    REJECTS(verdict(claim, witness("1/2")), "not an object");
    REJECTS(verdict(claim, leaf), "a refutation is the step 'witness'");
    REJECTS(verdict("for x in [0, 1] prove x^2 > x", witness({{"x", "1/2"}})), "no rule");
    REJECTS(verdict("for x in [0, 1] disprove x^2 <= x", witness({{"x", "1/2"}})), "not shown to be false");
    json extra = witness({{"x", "1/2"}});
    extra["tree"] = "n64";
    REJECTS(verdict(claim, extra), "unknown member");

    SUBCASE("ends of the domain") {
        REJECTS(verdict("for x in (0, 1] disprove x > 0", witness({{"x", "0"}})), "not in its range");
        REJECTS(verdict("for x in [0, 1) disprove x < 1", witness({{"x", "1"}})), "not in its range");
        accepts("for x in [0, 1] disprove x > 0", witness({{"x", "0"}}));
        accepts("for x in (-inf, inf) disprove x > 0", witness({{"x", "-1e9"}}));
        accepts("for x in [2, 2] disprove x > 2", witness({{"x", "2"}}));
        REJECTS(verdict("for x in [2, 2] disprove x > 2", witness({{"x", "1"}})), "not in its range");
        // x in [0, pi]: x is pi times the value given
        accepts("for x in [0, pi] disprove x < 3", witness({{"x", "999/1000"}}));
        accepts("for x in [0, pi] disprove sin(x) > 0", witness({{"x", "0"}}));
        REJECTS(verdict("for x in [0, pi] disprove x < 3", witness({{"x", "3"}})), "not in its range");
        REJECTS(verdict("for x in [0, pi) disprove x < pi", witness({{"x", "1"}})), "not in its range");
        accepts("for x in [0, pi] disprove x < pi", witness({{"x", "1"}}));
        accepts("for x in [sqrt(2), inf) disprove x > sqrt(2)", witness({{"x", "0"}}));
        accepts("for x in (-inf, pi] disprove x < pi", witness({{"x", "0"}}));
        REJECTS(verdict("for x in (sqrt(2), inf) disprove x > sqrt(2)", witness({{"x", "0"}})), "range");
    }
    SUBCASE("integers") {
        const std::string even = "for N in 2..5, x in [0, 2] disprove x^N < 20";
        accepts(even, witness({{"N", "5"}, {"x", "2"}}));
        REJECTS(verdict(even, witness({{"N", "6"}, {"x", "2"}})), "not in its range");
        REJECTS(verdict(even, witness({{"N", "1"}, {"x", "2"}})), "not in its range");
        REJECTS(verdict(even, witness({{"N", "9/2"}, {"x", "2"}})), "not in its range");
        accepts("for N in 2..inf disprove sum(k in 1..N, k) < 10", witness({{"N", "4"}}));
        REJECTS(verdict("for N in 2..inf disprove sum(k in 1..N, k) < 10", witness({{"N", "3"}})), "false");
    }
    SUBCASE("hypotheses") {
        const std::string with = "for x in [0, 1], y in [0, 1] where x + y = 1 disprove x*y < 1/4";
        accepts(with, witness({{"x", "1/2"}, {"y", "1/2"}}));
        REJECTS(verdict(with, witness({{"x", "1"}, {"y", "1"}})), "a hypothesis");
        accepts("for x in [0, 1] where x < 1/4 or x > 3/4 disprove x < 1/2", witness({{"x", "1"}}));
        REJECTS(verdict("for x in [0, 1] where x > 1/2 disprove x > 1/2", witness({{"x", "1/2"}})),
                "a hypothesis");
        REJECTS(verdict("for x in [0, 1] where 1/x > 1/2 disprove x > 0", witness({{"x", "0"}})),
                "a hypothesis");
    }
    SUBCASE("undefined points prove nothing") {
        REJECTS(verdict("for x in [0, 1] disprove 1/x > 2", witness({{"x", "0"}})), "defined");
        REJECTS(verdict("for x in [0, 1] disprove log(x) > 2", witness({{"x", "0"}})), "defined");
        REJECTS(verdict("for x in [0, 1] disprove x > 2 and log(x) < 0", witness({{"x", "0"}})), "defined");
        REJECTS(verdict("for x in [-1, 1], y in [2, 3] disprove x^y < 0", witness({{"x", "-1"}, {"y", "2"}})),
                "defined");
        accepts("for x in [-1, 1], y in [2, 3] disprove x^y > 2", witness({{"x", "1"}, {"y", "2"}}));
        accepts("for x in [-1, 1], N in 2..3 disprove x^N < 0", witness({{"x", "-1"}, {"N", "2"}}));
    }
    SUBCASE("connectives and signs") {
        accepts("for x in [0, 1] disprove x > 0 and x < 2", witness({{"x", "0"}}));
        REJECTS(verdict("for x in [0, 1] disprove x > 0 or x < 2", witness({{"x", "0"}})), "false");
        accepts("for x in [0, 1] disprove x > 0 or x < 0", witness({{"x", "0"}}));
        accepts("for x in [0, 4] disprove x = 2", witness({{"x", "3"}}));
        REJECTS(verdict("for x in [0, 4] disprove x = 2", witness({{"x", "2"}})), "false");
        accepts("for x in [0, 4] disprove exp(x)*exp(-x) > exp(0)", witness({{"x", "1"}}));  // 0 by its form
        // sin(pi) is 0, which no rule here shows
        REJECTS(verdict("for x in [0, 1] disprove sin(pi*x) > 0", witness({{"x", "1"}})), "false");
        accepts("disprove pi > 22/7", witness(json::object()));
    }
}

TEST_CASE("ends that are no rationals") {
    accepts("for x in [0, pi] prove x < 3.15", leaf);
    accepts("for x in [0, pi) prove pi - x > 0", {{"step", "substitute"},
                                                  {"variable", "x"},
                                                  {"by", "power"},
                                                  {"exponent", 2},
                                                  {"proof",
                                                   {{"step", "factor"},
                                                    {"factor", "pi"},
                                                    {"rest", "1 - x^2"},
                                                    {"factor_proof", leaf},
                                                    {"rest_proof", leaf}}}});
    REJECTS(verdict("for x in [0, pi] prove x < 3.14", leaf), "leaf 1");
    accepts("for x in [sqrt(2), e] prove x^2 > 1.99", leaf);
    accepts("for x in [sqrt(2), inf) prove x > 1.4", leaf);
    accepts("for x in (-inf, e] prove x < 2.72", leaf);
    accepts("for x in [0, pi] where x > 3.2 prove x > 5", subdivide("o64"));
    REJECTS(verdict("for x in [pi, e] prove x > 0", leaf), "in order");
    REJECTS(verdict("for x in [pi, pi] prove x > 0", leaf), "in order");
    REJECTS(verdict("for x in [log(-1), inf) prove 1 > 0", leaf), "in order");
    REJECTS(verdict("for x in [0, 1/pi - 1/pi] prove 1 > 0", leaf), "in order");
}

TEST_CASE("identity") {
    const json identity = {{"step", "identity"}};
    accepts("for x in [0, 1] prove (x + 1)^2 = x^2 + 2*x + 1", identity);
    accepts("for x in [0, 1] prove sinh(2*x) = 2*sinh(x)*cosh(x)", identity);
    accepts("for x in (0, 1] prove x/x = 1", identity);
    accepts("for x in [0, 1] where x > 1/2 prove x/x = 1", {{"step", "identity"}, {"tree", "x@1/4 o64 n64"}});
    REJECTS(verdict("for x in [0, 1] prove x/x = 1", identity), "defined");
    REJECTS(verdict("for x in [0, 1] where x > 0 prove x/x = 1",
                    {{"step", "identity"}, {"tree", "x@1/4 n64 n64"}}),
            "leaf 1", "defined");
    REJECTS(verdict("for x in [0, 1] prove x/x = 1", {{"step", "identity"}, {"tree", "o64"}}), "contradict");
    REJECTS(verdict("for x in [0, 1] prove x/x = 1", {{"step", "identity"}, {"tree", "m64"}}), "only leaves");
    REJECTS(verdict("for x in [0, 1] prove x^2 = x", identity), "no identity");
    REJECTS(verdict("for x in [-1, 1] prove sqrt(x^2) = x", identity), "no identity");
    REJECTS(verdict("for x in [0, 1] prove x = x", leaf), "an equation is proved by");
    REJECTS(verdict("for x in [0, 1] prove x >= x", identity), "no rule");
    accepts("prove exp(1) = e", identity);
}

TEST_CASE("any") {
    const auto any = [](int part, const json& proof) {
        return json{{"step", "any"}, {"part", part}, {"proof", proof}};
    };
    const std::string claim = "for x in [-1, 1] prove x > -1/10 or x < 1/10";
    // not x < 1/10 contradicts x in [-1, 0]
    accepts(claim, any(0, subdivide("x@1/2 o64 n64")));
    accepts(claim, any(1, subdivide("x@1/2 n64 o64")));
    REJECTS(verdict(claim, any(0, subdivide("x@1/2 n64 o64"))), "leaf 1");
    REJECTS(verdict(claim, any(1, subdivide("x@1/2 o64 n64"))), "leaf 1");
    REJECTS(verdict(claim, any(2, leaf)), "'part'");
    REJECTS(verdict(claim, leaf), "a disjunction is proved by");
    // at 0, x < 0 does not hold: not a contradiction
    REJECTS(verdict("for x in [-1, 1] prove x > 0 or x < 0", any(0, subdivide("x@1/2 o64 n64"))), "leaf 1");
    // not (1/x < 2) holds where 1/x is undefined
    REJECTS(verdict("for x in [-1, 0] prove x > 1 or 1/x < 2", any(0, subdivide("o64"))), "leaf 1");
    accepts("for x in [-1, 0) prove x > 1 or 1/x < 2", any(0, subdivide("o64")));
    accepts("for x in [-1, 1] prove x > 1 or (x < 2 and x > -2)", any(0, subdivide("o64")));
    REJECTS(verdict("for x in [-1, 1] prove x > 1 or (x < 2 and x > 0)", any(0, subdivide("o64"))), "leaf 1");
    accepts("for x in [-1, 1] prove x > 1 or (x < 2 and x > -2)",
            any(1, {{"step", "all"}, {"parts", {leaf, leaf}}}));
}

TEST_CASE("integers") {
    const std::string claim = "for N in 2..4, x in [0, 1] prove x^N <= 1";
    const json proof = {{"step", "integers"}, {"variable", "N"}, {"each", {leaf, leaf, leaf}}};
    accepts(claim, proof);
    json other = proof;
    other["each"] = {leaf, leaf};
    REJECTS(verdict(claim, other), "ends before");
    other["each"] = {leaf, leaf, leaf, leaf};
    REJECTS(verdict(claim, other), "beyond");
    other = proof;
    other["rest"] = leaf;
    REJECTS(verdict(claim, other), "there is no rest");
    other["each"] = {leaf, leaf};
    REJECTS(verdict(claim, other), "the last value");
    other["each"] = {leaf};
    REJECTS(verdict(claim, other), "proof/rest");  // x^N is undefined at x = 0 for a real N
    REJECTS(verdict(claim, leaf), "needs the step 'integers'");
    other = proof;
    other["variable"] = "x";
    REJECTS(verdict(claim, other), "no integer is named 'x'");

    const std::string all = "for N in 2..inf, x in [2, 3] prove x^N > 3";
    accepts(all, {{"step", "integers"}, {"variable", "N"}, {"each", {leaf}}, {"rest", leaf}});
    accepts(all, {{"step", "integers"}, {"variable", "N"}, {"each", json::array()}, {"rest", leaf}});
    REJECTS(verdict(all, {{"step", "integers"}, {"variable", "N"}, {"each", {leaf, leaf}}}), "ends before");
    // the rest begins at 3, not at 4
    REJECTS(verdict("for N in 2..inf prove N > 3 or N < 3",
                    {{"step", "integers"},
                     {"variable", "N"},
                     {"each", {{{"step", "any"}, {"part", 1}, {"proof", leaf}}}},
                     {"rest", {{"step", "any"}, {"part", 0}, {"proof", leaf}}}}),
            "proof/rest", "leaf 1");
    accepts("for N in 1..3 prove sum(k in 1..N, k) <= 6", proof);
    REJECTS(verdict("for N in 1..3 prove sum(k in 1..N, k) <= 5", proof), "proof/each[2]");
    accepts("for N in 1..3, x in [0, 1] where x < 1/N prove x < 1",
            {{"step", "integers"},
             {"variable", "N"},
             {"each",
              {{{"step", "hypothesis"}, {"index", 0}},
               {{"step", "subdivide"}, {"tree", "x@3/4 n64 o64"}},
               {{"step", "subdivide"}, {"tree", "x@3/4 n64 o64"}}}}});
}

TEST_CASE("subdivide: outside, parts, Taylor, unbounded cuts") {
    const std::string claim = "for x in [-1, 1], y in [0, 1] where x + y <= 1/2 prove x < 6/10";
    accepts(claim, subdivide("x@3/4 n64 x@1/10 n64 o64"));
    REJECTS(verdict(claim, subdivide("x@3/4 o64 o64")), "leaf 1", "contradict");
    REJECTS(verdict(claim, subdivide("x@3/4 n64 o64")), "leaf 2", "contradict");
    // boundaries: at x = 1/2 the weak hypothesis holds, the strict one does not
    accepts("for x in [1/2, 1] where x < 1/2 prove x > 7", subdivide("o64"));
    REJECTS(verdict("for x in [1/2, 1] where x <= 1/2 prove x > 7", subdivide("o64")), "leaf 1");
    accepts("for x in (1/2, 1] where x <= 1/2 prove x > 7", subdivide("o64"));
    accepts("for x in [0, 1/2] where x > 1/2 prove x > 7", subdivide("o64"));
    REJECTS(verdict("for x in [0, 1/2] where x >= 1/2 prove x > 7", subdivide("o64")), "leaf 1");
    accepts("for x in [1, 2] where x = 1/2 prove x > 7", subdivide("o64"));
    REJECTS(verdict("for x in [1, 2] where x = 1 prove x > 7", subdivide("o64")), "leaf 1");
    accepts("for x in [-2, -1] where sqrt(x) >= 0 prove x > 7", subdivide("o64"));  // nowhere defined
    REJECTS(verdict("for x in [-2, 0] where sqrt(x) >= 0 prove x > 7", subdivide("o64")), "leaf 1");
    accepts("for x in [0, 1] where x > 2 or x < -1 prove x > 7", subdivide("o64"));
    REJECTS(verdict("for x in [0, 1] where x > 2 or x < 1 prove x > 7", subdivide("o64")), "leaf 1");
    accepts("for x in [0, 1] where x > -1 and x > 2 prove x > 7", subdivide("o64"));
    REJECTS(verdict("for x in [0, 1] prove x >= 0", subdivide("o64")), "leaf 1");

    const std::string touch = "for x in [0, 1] prove x^2 - x + 1/4 >= 0";
    const json square = {
        {"step", "convex"}, {"point", {{"x", "1/2"}}}, {"precision", 64}, {"hessian", "n64"}};
    accepts(touch, parts("#", json::array({square})));
    accepts(touch, parts("x@1/4 x64 x@2/3 # x64", json::array({square})));
    REJECTS(verdict(touch, parts("x@1/4 x64 x@2/3 x64 #", json::array({square}))), "leaf 2");
    REJECTS(verdict(touch, parts("x@1/4 x64 x@2/3 # x64", json::array({square, square}))), "not one leaf #");
    REJECTS(verdict(touch, parts("x@1/4 x64 x@2/3 # x64", json::array())), "no step among the parts");
    REJECTS(verdict(touch, subdivide("#")), "no step among the parts");
    REJECTS(verdict(touch, parts("x@1/4 # x@2/3 # x64", json::array({square, square}))), "proof/parts[0]",
            "outside the box");

    accepts("for x in [0, 1] prove x^2 - x + 3/10 > 0", subdivide("t2:64"));
    REJECTS(verdict("for x in [0, 1] prove x^2 - x + 1/4 > 0", subdivide("t2:64")), "leaf 1");
    accepts("for x in [0, 1] prove x^2 - x + 1/4 >= 0", subdivide("t2:64"));
    accepts("for x in [0, 1] prove x^2 - x + 1/4 >= 0", subdivide("t4:128"));
    REJECTS(verdict("for x in [0, 1] prove x^2 - x + 1/5 >= 0", subdivide("t2:64")), "leaf 1");
    REJECTS(verdict("for x in [0, 1] prove x^3 - x + 1/5 >= 0", subdivide("t3:64")), "leaf 1");
    REJECTS(verdict("for x in [0, 1] prove sqrt(x) >= 0", subdivide("t2:64")), "leaf 1");
    REJECTS(verdict("for x in [-1, 1] prove abs(x) >= 0", subdivide("t2:64")), "kink");
    REJECTS(verdict("for x in [-1, 1] prove abs(x)^3 >= 0", subdivide("t4:64")), "kink");
    REJECTS(verdict("for x in [-1, 1], y in [0, 1] prove x^2 >= 0", subdivide("t2:64")), "exactly one");
    REJECTS(verdict("for x in [0, inf) prove exp(x) > 0", subdivide("t2:64")), "bounded");
    for (const char* wrong : {"t0:64", "t:64", "t31:64", "t2:", "t2", "t264", "t2:65", "t2:64:64", "t02:64"})
        CHECK(verdict(touch, subdivide(wrong)) != "accepted");

    accepts("for x in [0, inf) prove x >= 0", subdivide("x@1/2 n64 x@3/4 n64 n64"));
    REJECTS(verdict("for x in [0, inf) prove x <= 1", subdivide("x@1/2 n64 n64")), "leaf 2", "[1, inf]");
    REJECTS(verdict("for x in [0, inf) prove x >= 1", subdivide("x@1/2 n64 n64")), "leaf 1", "[0, 1]");
    REJECTS(verdict("for x in [1, inf) prove x <= 4", subdivide("x@3/4 n64 n64")), "leaf 2", "[4, inf]");
    REJECTS(verdict("for x in (-inf, 2] prove x >= -1", subdivide("x@1/4 n64 n64")), "leaf 1", "[-inf, -1]");
    REJECTS(verdict("for x in (-inf, 2] prove x <= -1", subdivide("x@1/4 n64 n64")), "leaf 2", "[-1, 2]");
    REJECTS(verdict("for x in (-inf, inf) prove x <= 0", subdivide("x@1/2 n64 n64")), "leaf 2", "[0, inf]");
    REJECTS(verdict("for x in (-inf, inf) prove x >= 0", subdivide("x@3/4 n64 n64")), "leaf 1",
            "[-inf, 4/3]");
    // both halves contain the cut
    REJECTS(verdict("for x in (-inf, inf) prove x^2 > 0", subdivide("x@1/2 n64 n64")), "leaf 1");
}

TEST_CASE("monotone from both ends") {
    const auto monotone = [](const std::string& end, const json& at_end = leaf, const json& slope = leaf) {
        return json{
            {"step", "monotone"}, {"variable", "x"}, {"end", end}, {"at_end", at_end}, {"derivative", slope}};
    };
    accepts("for x in [0, 1] prove 2 - x > 0", monotone("upper"));
    accepts("for x in [0, 1] prove 1 - x >= 0", monotone("upper"));
    accepts("for x in [0, 1) prove 1 - x > 0", monotone("upper"));
    REJECTS(verdict("for x in [0, 1] prove 1 - x > 0", monotone("upper")), "proof/at_end");
    REJECTS(verdict("for x in [0, 1] prove 2 - x > 0", monotone("lower")), "proof/derivative");
    accepts("for x in [0, 1] prove 1 + x > 0", monotone("lower"));
    REJECTS(verdict("for x in [0, 1] prove 1 + x > 0", monotone("upper")), "proof/derivative");
    accepts("for x in [0, 1] prove 1 + 0*x > 0", monotone("lower"));  // at_end is strict, the slope 0
    REJECTS(verdict("for x in (0, 1] prove 1 + 0*x > 0", monotone("lower")), "proof/derivative");
    REJECTS(verdict("for x in [0, inf) prove 1 + x > 0", monotone("upper")), "infinite");
    REJECTS(verdict("for x in [0, 1) prove 1/(1 - x) > 0", monotone("upper")), "differentiable");
    // the segment to the end leaves the hypothesis
    REJECTS(verdict("for x in [-2, 1] where x > 1/2 prove x > 0", monotone("lower")), "proof/at_end");
    REJECTS(verdict("for x in [-1, 1] where x^2 >= 1/4 prove x^3 - x + 1 > 0",
                    monotone("lower", leaf, subdivide("x@1/4 n64 x@2/3 o64 n64"))),
            "proof/derivative");
}
