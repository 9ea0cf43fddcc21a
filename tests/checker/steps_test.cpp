// The steps of format 1: a proof that is accepted, and near-misses that are not.
#include <doctest/doctest.h>

#include <algorithm>

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
    // too close to 0 for 64 bits, and not 0
    const std::string small = "abs(sqrt(2) - 1.41421356237309504880168872420969807856967187537694)";
    for (const std::string& positive : {small + " > 0", "-" + small + " < 0"}) {
        CHECK(verdict("for x in [0, 1] prove " + positive, json{{"step", "subdivide"}, {"tree", "n256"}}) ==
              "accepted");
        REJECTS(verdict("for x in [0, 1] disprove " + positive, witness({{"x", "1/2"}})),
                "not shown to be false");
    }
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
        accepts("for x in [-1, 1], y in [2, 3] disprove x^y < 0", witness({{"x", "-1"}, {"y", "2"}}));
        REJECTS(
            verdict("for x in [-1, 1], y in [2, 3] disprove x^y < 0", witness({{"x", "-1"}, {"y", "5/2"}})),
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
        accepts("for x in [0, 1] disprove sin(pi*x) > 0", witness({{"x", "1"}}));            // 0 by its form
        // 4 atan(1/2) + 4 atan(1/3) is pi, which no rule shows
        REJECTS(verdict("for x in [0, 1] disprove 4*atan(x/2) + 4*atan(1/3) < pi", witness({{"x", "1"}})),
                "false");
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
    REJECTS(verdict("for x in (0, 1] prove x/x = 1", {{"step", "identity"}, {"tree", "n64"}, {"point", "1"}}),
            "point");
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
    json more = any(0, subdivide("x@1/2 o64 n64"));
    more["proofs"] = json::array();
    REJECTS(verdict(claim, more), "unknown member");
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
    REJECTS(verdict("for N in 0..2, x in [0, 1] prove x^N <= 1", other), "the last value");
    other["each"] = json::array({leaf});
    REJECTS(verdict(claim, other), "proof/rest");  // x^N is undefined at x = 0 for a real N
    REJECTS(verdict(claim, leaf), "needs the step 'integers'");
    other = proof;
    other["variable"] = "x";
    REJECTS(verdict(claim, other), "no integer is named 'x'");

    for (const char* single : {"0", "2", "-1"})
        accepts("for N in " + std::string(single) + ".." + single + ", x in [1, 1] prove x^N <= 1",
                {{"step", "integers"}, {"variable", "N"}, {"each", json::array({leaf})}});
    const std::string all = "for N in 2..inf, x in [2, 3] prove x^N > 3";
    for (const char* one : {"0", "1", "2"})  // false at a single value, wherever it is
        REJECTS(verdict(std::string("for N in 0..2 prove (N - ") + one + ")^2 > 0", proof),
                "proof/each[" + std::string(one) + "]");
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
    REJECTS(verdict("for x in [-1, 1] prove abs(x) >= 0", subdivide("t2:64")), "leaf 1");
    REJECTS(verdict("for x in [-1, 1] prove abs(x)^3 >= 0", subdivide("t4:64")), "leaf 1");
    REJECTS(verdict("for x in [-1, 1], y in [0, 1] prove x^2 >= 0", subdivide("t2:64")), "exactly one");
    REJECTS(verdict("for x in [0, inf) prove exp(x) > 0", subdivide("t2:64")), "bounded");
    for (const char* wrong : {"t0:64", "t:64", "t31:64", "t2:", "t2", "t264", "t2:65", "t2:64:64", "t02:64"})
        REJECTS(verdict(touch, subdivide(wrong)), "neither a leaf");

    accepts("for x in [0, inf) prove x >= 0", subdivide("x@1/2 n64 x@3/4 n64 n64"));
    REJECTS(verdict("for x in [0, inf) prove x <= 1", subdivide("x@1/2 n64 n64")), "leaf 2", "[1, inf)");
    REJECTS(verdict("for x in [0, inf) prove x >= 1", subdivide("x@1/2 n64 n64")), "leaf 1", "[0, 1]");
    REJECTS(verdict("for x in [1, inf) prove x <= 4", subdivide("x@3/4 n64 n64")), "leaf 2", "[4, inf)");
    REJECTS(verdict("for x in (-inf, 2] prove x >= -1", subdivide("x@1/4 n64 n64")), "leaf 1", "(-inf, -1]");
    REJECTS(verdict("for x in (-inf, 2] prove x <= -1", subdivide("x@1/4 n64 n64")), "leaf 2", "[-1, 2]");
    REJECTS(verdict("for x in (-inf, inf) prove x <= 0", subdivide("x@1/2 n64 n64")), "leaf 2", "[0, inf)");
    REJECTS(verdict("for x in (-inf, inf) prove x >= 0", subdivide("x@3/4 n64 n64")), "leaf 1",
            "(-inf, 4/3]");
    // both halves contain the cut
    REJECTS(verdict("for x in (-inf, inf) prove x^2 > 0", subdivide("x@1/2 n64 n64")), "leaf 1");
}

TEST_CASE("subdivide: leaves by monotony, with values that are 0 at an end") {
    const json monotone = subdivide("x64");
    for (const auto& [domain, f] : {std::pair("x in [0, inf)", "x - x/2"),              // naturally unbounded
                                    std::pair("x in [0, 1], y in (-1, 1)", "x + y^2"),  // y^2 < 1 strictly
                                    std::pair("x in [-1, 0], y in (-1, 1)", "y^2 - x")}) {
        const std::string claim = std::string("for ") + domain + " prove " + f;
        CHECK(verdict(claim + " >= 0", monotone) == "accepted");
        REJECTS(verdict(claim + " > 0", monotone), "leaf 1");
    }
    CHECK(verdict("for x in (0, inf) prove x - x/2 > 0", monotone) == "accepted");
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

TEST_CASE("sum") {
    const auto sum = [](const json& terms, const json& proofs) {
        return json{{"step", "sum"}, {"terms", terms}, {"proofs", proofs}};
    };
    const auto strictly = [](json proof, int k) {
        proof["strict"] = k;
        return proof;
    };
    const std::string claim = "for x in [-1, 1], y in [-1, 1] prove x^2 - 2*x*y + 2*y^2 >= 0";
    const json squares = sum({"(x - y)^2", "y^2"}, {leaf, leaf});
    accepts(claim, squares);
    REJECTS(verdict(claim, sum({"(x - y)^2"}, json::array({leaf}))), "no identity");
    REJECTS(verdict(claim, sum({"(x - y)^2", "y^2"}, json::array({leaf}))), "one proof for each");
    REJECTS(verdict(claim, sum(json::array(), json::array())), "one proof for each");
    REJECTS(verdict(claim, sum({"x^2 + y^2", "y^2 - 2*x*y"}, {leaf, leaf})), "proof/proofs[1]");
    const std::string strict = "for x in [-1, 1], y in [-1, 1] prove x^2 - 2*x*y + 2*y^2 + 1 > 0";
    const json more = sum({"(x - y)^2", "y^2", "1"}, {leaf, leaf, leaf});
    accepts(strict, strictly(more, 2));
    REJECTS(verdict(strict, more), "no term is positive");
    REJECTS(verdict(strict, strictly(more, 1)), "proof/proofs[1]");
    REJECTS(verdict(strict, strictly(more, 3)), "'strict'");
    REJECTS(verdict("for x in [0, 1] prove x/x >= 0", sum(json::array({"1"}), json::array({leaf}))),
            "defined");
    REJECTS(verdict("for x in [0, 1] prove x >= 0", sum({"x + sqrt(-1)", "-sqrt(-1)"}, {leaf, leaf})),
            "proof/proofs[0]");
}

TEST_CASE("factors that are only nonnegative, hypotheses and trees of definedness") {
    const json proof = {{"step", "factor"},
                        {"factor", "x^2"},
                        {"rest", "1 - x"},
                        {"factor_proof", leaf},
                        {"rest_proof", leaf}};
    accepts("for x in [-1, 1] prove x^2 - x^3 >= 0", proof);
    REJECTS(verdict("for x in [-1, 1) prove x^2 - x^3 > 0", proof), "proof/factor_proof");
    accepts("for x in (0, 1) prove x^2 - x^3 > 0", proof);
    json tree = proof;
    tree["tree"] = "x@1/2 o64 n64";
    const std::string root = "for x in [-1, 1] where x >= 1/2 prove sqrt(x)*0 + x^2 - x^3 >= 0";
    accepts(root, tree);
    REJECTS(verdict(root, proof), "defined");
}

TEST_CASE("convex") {
    const auto convex = [](const json& point, const std::string& tree = "n64", int precision = 64) {
        return json{{"step", "convex"}, {"point", point}, {"precision", precision}, {"hessian", tree}};
    };
    const std::string box = "for x in [-1, 2], y in [-1, 1] prove ";
    const std::string form = "x^2 - x*y + y^2 - 2*x + y + 1";  // (x - 1)^2 - (x - 1) y + y^2
    accepts(box + form + " >= 0", convex({{"x", "1"}, {"y", "0"}}));
    REJECTS(verdict(box + form + " > 0", convex({{"x", "1"}, {"y", "0"}})), "not above 0");
    accepts("for x in (1, 2], y in [-1, 1] prove " + form + " > 0", convex({{"x", "1"}, {"y", "0"}}));
    REJECTS(verdict("for x in [1, 2], y in (-1, 1] prove " + form + " > 0", convex({{"x", "1"}, {"y", "0"}})),
            "not above 0");
    REJECTS(verdict(box + form + " >= 0", convex({{"x", "1"}, {"y", "1/100"}})), "not above 0");
    REJECTS(verdict(box + form + " - 1/1000 >= 0", convex({{"x", "1"}, {"y", "0"}})), "not above 0");
    accepts(box + form + " + 1/1000 > 0", convex({{"x", "1"}, {"y", "0"}}));
    // the last component of the gradient is not C1 at y = 0
    REJECTS(verdict("for x in [-1, 1], y in [0, 1] prove x^2 + y^2 + y^(5/2) >= 0",
                    convex({{"x", "0"}, {"y", "0"}})),
            "twice differentiable");
    // saddles: by the second pivot, and by the last of three
    REJECTS(verdict("for x, y in [-1, 1] prove x^2 - y^2 >= 0", convex({{"x", "0"}, {"y", "0"}})), "Hessian");
    REJECTS(verdict("for x, y in [-1, 1] prove x^2 + y^2 - 3*x*y >= 0", convex({{"x", "0"}, {"y", "0"}})),
            "Hessian");
    REJECTS(verdict("for x, y, z in [-1, 1] prove x^2 + y^2 + z^2 - 2*x*z + y*z >= 0",
                    convex({{"x", "0"}, {"y", "0"}, {"z", "0"}})),
            "Hessian");
    accepts("for x, y, z in [-1, 1] prove x^2 + y^2 + z^2 - x*z + y*z >= 0",
            convex({{"x", "0"}, {"y", "0"}, {"z", "0"}}));
    REJECTS(verdict(box + form + " >= 0", convex({{"x", "3"}, {"y", "0"}})), "outside the box");
    REJECTS(verdict(box + form + " >= 0", convex({{"x", "-2"}, {"y", "0"}})), "outside the box");
    REJECTS(verdict(box + form + " >= 0", convex({{"x", "1"}})), "not one value");
    REJECTS(verdict(box + form + " >= 0", convex({{"x", "1"}, {"z", "0"}})), "no value for 'y'");
    // the tangent plane is above 0 at the point and at one end, and not at the other
    REJECTS(verdict("for x in [0, 2] prove x^2 - 3*x + 23/10 > 0", convex({{"x", "1/2"}})), "not above 0");
    REJECTS(verdict("for x in [-2, 0] prove x^2 + 3*x + 23/10 > 0", convex({{"x", "-1/2"}})), "not above 0");
    // a slope that is enclosed by [-e, e] may be negative, or positive
    const std::string nil = "(sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2))";  // 0, which the normal form does not see
    REJECTS(verdict("for x in [0, 1] prove x^2 + x*" + nil + " >= 0", convex({{"x", "0"}})), "not above 0");
    REJECTS(verdict("for x in [-1, 0] prove x^2 + x*" + nil + " >= 0", convex({{"x", "0"}})), "not above 0");
    // a point inside a box with an open end
    REJECTS(verdict("for x in [0, 1) prove x^2 - x + 1/4 > 0", convex({{"x", "1/2"}})), "not above 0");
    REJECTS(verdict("for x in (0, 1] prove x^2 - x + 1/4 > 0", convex({{"x", "1/2"}})), "not above 0");
    // f(p) may be 0, though it is enclosed by [0, e); it may be less than any number
    REJECTS(verdict("for x in [-1, 1] prove x^2 + (pi*" + nil + ")^2 > 0", convex({{"x", "0"}})),
            "not above 0");
    REJECTS(verdict("for x in [-1, 1] prove x^2 - exp(exp(100)) >= 0", convex({{"x", "0"}})), "not bounded");
    // at an open end that is the point the second derivative has to exist
    REJECTS(verdict("for x in (0, 1] prove x^(3/2) + x^2 >= 0", convex({{"x", "0"}})), "twice");
    REJECTS(verdict("for x in [-1, 0) prove (-x)^(3/2) + x^2 >= 0", convex({{"x", "0"}})), "twice");
    // f_xy = 3 - 1/(2 sqrt(y)), or -3 + 1/(2 sqrt(y)), is bounded on one side only
    for (const auto& [range, f] : {std::pair("[0, 1]", "10*x^2 + 10*y^2 + 3*x*y - x*sqrt(y)"),
                                   std::pair("[-1, 0]", "10*x^2 + 10*y^2 - 3*x*y + x*sqrt(y)")}) {
        const std::string at = std::string("for x in ") + range;
        REJECTS(verdict(at + ", y in (0, 1] prove " + f + " >= 0", convex({{"x", "0"}, {"y", "1"}})),
                "positive definite");
        accepts(at + ", y in [1/4, 1] prove " + f + " >= 0", convex({{"x", "0"}, {"y", "1/4"}}));
    }
    // indefinite and semidefinite Hessians, concave functions
    REJECTS(verdict(box + "x^2 - 3*x*y + y^2 >= 0", convex({{"x", "0"}, {"y", "0"}})), "positive definite");
    REJECTS(verdict(box + "x^2 - 2*x*y + y^2 >= 0", convex({{"x", "0"}, {"y", "0"}})), "positive definite");
    REJECTS(verdict("for x in [-1, 1] prove -x^2 >= 0", convex({{"x", "0"}})), "convex");
    // C^1 at the ends, but not shown to be C^2
    REJECTS(verdict("for x in [0, 1] prove x^(5/2) + x^2 >= 0", convex({{"x", "0"}})), "twice");
    REJECTS(verdict("for x, y in [0, 1] prove x^2 + y^2 + y^(5/2) >= 0", convex({{"x", "0"}, {"y", "0"}})),
            "twice");
    REJECTS(verdict("for x in [-1, 1] prove abs(x)^3 + x^2 >= 0", convex({{"x", "0"}})), "leaf 1");
    REJECTS(verdict("for x in [-1, 1] prove x^4 >= 0", convex({{"x", "0"}}, "x@1/2 n64 n64")), "leaf 1");
    // a convex function on two halves of its box only, undefined between them
    REJECTS(verdict("for x in [-1, 1] prove 1/x^2 > 0", convex({{"x", "1"}}, "x@1/2 n64 n64")),
            "differentiable");
    // at the boundary the gradient may point inward; not outward
    accepts("for x in [0, 1] prove exp(x) - 1 >= 0", convex({{"x", "0"}}));
    accepts("for x in (0, 1] prove exp(x) - 1 > 0", convex({{"x", "0"}}));
    accepts("for x in [0, inf) prove exp(x) - 1 >= 0", convex({{"x", "0"}}));
    REJECTS(verdict("for x in [-1, 0] prove exp(x) - 1 >= 0", convex({{"x", "0"}})), "not above 0");
    REJECTS(verdict("for x in (-inf, 0] prove exp(x) - 1/2 >= 0", convex({{"x", "0"}})), "unbounded below");
    accepts("for x in (-inf, inf) prove exp(x) - x - 1 >= 0", convex({{"x", "0"}}));
    REJECTS(verdict("for x in (-inf, inf) prove exp(x) - x - 1 > 0", convex({{"x", "0"}})), "not above 0");
    // an end at which f is not differentiable is no place for the point, but may be open
    REJECTS(verdict("for x in (0, 1] prove 1 - log(x) > 0", convex({{"x", "0"}})), "differentiable");
    accepts("for x in (0, 1] prove 1 - log(x) > 0", convex({{"x", "1/2"}}));
    REJECTS(verdict("for x in (0, 1] prove -log(x) > 0", convex({{"x", "1"}})), "not above 0");
    REJECTS(verdict("for x in (0, 1] prove 1 - log(x) > 0", convex({{"x", "1/2"}}, "m64")), "only leaves n");
}

TEST_CASE("substitute") {
    const auto change = [](const std::string& by, const json& proof = leaf) {
        return json{{"step", "substitute"}, {"variable", "x"}, {"by", by}, {"proof", proof}};
    };
    const auto power = [&](int k, const json& proof = leaf) {
        json step = change("power", proof);
        step["exponent"] = k;
        return step;
    };
    /// Accepted with any proof of the right range: x is the new variable there.
    const auto range = [](const std::string& domain, const json& step) {
        const std::string reason = verdict("for x in " + domain + " prove x < 0 - 1e9*x^2 - 7", step);
        return reason.substr(std::min(reason.size(), reason.rfind(" in ") + 4));
    };
    CHECK(range("(0, inf)", change("exp")) == "(-inf, inf)");
    CHECK(range("[1, inf)", change("exp")) == "[0, inf)");
    CHECK(range("(1, inf)", change("exp")) == "(0, inf)");
    CHECK(range("(0, 1]", change("exp")) == "(-inf, 0]");
    CHECK(range("(0, 1)", change("exp")) == "(-inf, 0)");
    CHECK(range("(-inf, inf)", change("log")) == "(0, inf)");
    CHECK(range("(-inf, 0]", change("log")) == "(0, 1]");
    CHECK(range("(0, inf)", change("log")) == "(1, inf)");
    CHECK(range("[1, inf)", change("reciprocal")) == "(0, 1]");
    CHECK(range("(0, 2)", change("reciprocal")) == "(1/2, inf)");
    CHECK(range("[1/3, 2)", change("reciprocal")) == "(1/2, 3]");
    CHECK(range("[-1/3, 0)", change("reciprocal")) == "(-inf, -3]");
    CHECK(range("(-inf, -2]", change("reciprocal")) == "[-1/2, 0)");
    CHECK(range("(0, 4]", power(2)) == "(0, 2]");
    CHECK(range("[8/27, inf)", power(3)) == "[2/3, inf)");
    for (const char* domain : {"[0, inf)", "[2, inf)", "(0, 2]", "(-inf, inf)", "[-1, 1]", "(-1, inf)"})
        REJECTS(verdict(std::string("for x in ") + domain + " prove exp(x) > 0", change("exp")), "needs");
    for (const char* domain : {"[1, inf)", "(0, 1]", "(-inf, 1]"})
        REJECTS(verdict(std::string("for x in ") + domain + " prove exp(x) > 0", change("log")),
                "needs ends");
    for (const char* domain : {"[0, 1]", "[-1, 1]", "(-inf, inf)", "(-1, 0]", "[0, inf)"})
        REJECTS(verdict(std::string("for x in ") + domain + " prove exp(x) > 0", change("reciprocal")),
                "one sign");
    for (const char* domain : {"[0, 2]", "[-1, 1]", "[1/8, 4]", "(-inf, 1]"})
        REJECTS(verdict(std::string("for x in ") + domain + " prove exp(x) > 0", power(2)), "needs");
    REJECTS(verdict("for x in [0, 1] prove x >= 0", power(1)), "'exponent'");
    REJECTS(verdict("for x in [0, 1] prove x >= 0", change("power")), "no member 'exponent'");
    REJECTS(verdict("for x in (0, 1] prove x >= 0", change("tan")), "none of");
    json extra = change("exp");
    extra["exponent"] = 2;
    REJECTS(verdict("for x in (0, 1] prove x >= 0", extra), "only powers");
    // the function and the hypotheses are those of the new variable
    accepts("for x in (0, inf) prove x > 0", change("exp"));
    accepts("for x in (0, inf) where x < 1 prove x < 2", change("exp", subdivide("x@1/2 n64 x@1/4 n64 o64")));
    REJECTS(verdict("for x in (0, inf) where x < 1 prove x < 9/10",
                    change("exp", subdivide("x@1/2 n64 x@1/4 n64 o64"))),
            "leaf 1");
}

TEST_CASE("exponents beyond machine integers") {
    // (1 - 2^-61)^(2^62 - 1/3) = e^-2
    const std::string power = "for x in [1/2, 1 - 1/2^61] prove x^((3*2^62 - 1)/3) <= ";
    accepts(power + "1/7", leaf);
    REJECTS(verdict(power + "1/8", leaf), "leaf 1");
    // 1 + 10^-30
    REJECTS(verdict("for x in [2, 3] prove x^(1/10^30) > 1 + 1/10^20", subdivide("n128")), "leaf 1");
    accepts("for x in [2, 3] prove x^(1/10^30) > 1 + 1/10^31", subdivide("n128"));
}

namespace {
json by_faces(const char* end, std::size_t faces, const char* degree = "1", const char* constant = "0") {
    return {{"step", "homogeneous"},
            {"degree", degree},
            {"constant", constant},
            {"end", end},
            {"faces", json(faces, leaf)}};
}
}  // namespace

TEST_CASE("homogeneous: a function from its values on faces") {
    // 1/(x y): over x = 1 and y = 1 at most 1, over x = 2 and y = 3 at least 1/8
    const std::string box = "for x in [1, 2], y in [1, 3]";
    const std::string most = box + " prove 1/(x*y) <= 1", least = box + " prove 1/(x*y) >= 1/8";
    accepts(most, by_faces("lower", 2, "-2", "-1"));
    accepts(least, by_faces("upper", 2, "-2", "1/8"));
    accepts(box + " prove 1/(x*y) > 1/7", by_faces("upper", 2, "-2", "1/7"));
    accepts(box + " prove x*y > 7/8", by_faces("lower", 2, "2", "7/8"));
    accepts(box + " prove x*y >= -1", by_faces("upper", 2, "2", "-1"));
    accepts("for t in [1, 2], t_ in [1, 3] prove t*t_ >= 1", by_faces("lower", 2, "2", "1"));
    REJECTS(verdict(most, by_faces("upper", 2, "-2", "-1")), "easier at that end");
    REJECTS(verdict(least, by_faces("lower", 2, "-2", "1/8")), "easier at that end");
    REJECTS(verdict(box + " prove x*y >= 2", by_faces("upper", 2, "2", "2")), "easier at that end");
    REJECTS(verdict(box + " prove x*y > 1", by_faces("lower", 2, "2", "1")), "faces[0]");
    REJECTS(verdict(box + " prove 1/(x*y) >= 1/5", by_faces("upper", 2, "-2", "1/5")), "faces[0]");
    REJECTS(verdict(box + " prove x + y >= 3", by_faces("lower", 2, "1", "3")), "faces[0]");
    REJECTS(verdict(most, by_faces("inner", 2, "-2", "-1")), "neither lower nor upper");
    REJECTS(verdict(most, by_faces("lower", 2, "-1", "-1")), "not seen to be homogeneous of degree -1");
    REJECTS(verdict(most, by_faces("lower", 2, "-2", "-2")), "not seen to be homogeneous");
    REJECTS(verdict(most, by_faces("lower", 1, "-2", "-1")), "proof for each face");
    REJECTS(verdict(most, by_faces("lower", 3, "-2", "-1")), "proof for each face");
    // a power that is not rational in x, and functions of ratios
    accepts(box + " prove sqrt(x)*exp(x/y)*y^(-1/6) > 1", by_faces("lower", 2, "1/3", "1"));
    // no face where a range ends at 0
    accepts("for x in (0, 2], y in [1, 3] prove x/(x + y) < 21/10", by_faces("lower", 1, "0", "0"));
}

TEST_CASE("homogeneous: ranges, hypotheses and definedness") {
    const std::string sum = " prove x + y > 0";
    accepts("for x in [1, 2], y in [1, inf)" + sum, by_faces("lower", 2));
    accepts("for x in [1, 2], y in [1, inf)" + sum, by_faces("upper", 1));
    accepts("for x in (0, 2), y in [1, inf)" + sum, by_faces("lower", 1));
    REJECTS(verdict("for x in (0, inf), y in (0, inf)" + sum, by_faces("lower", 0)),
            "no range has such an end");
    REJECTS(verdict("for x in (0, inf), y in (0, inf)" + sum, by_faces("upper", 0)),
            "no range has such an end");
    REJECTS(verdict("for x in (1, 2], y in [1, 2]" + sum, by_faces("lower", 2)),
            "'x' does not contain its end");
    REJECTS(verdict("for x in [1, 2], y in [1, 2)" + sum, by_faces("upper", 2)),
            "'y' does not contain its end");
    for (const char* range : {"[0, 2]", "[-1, 2]", "(-1, 2]", "(-inf, 2]"})
        REJECTS(verdict(std::string("for y in [1, 2], x in ") + range + sum, by_faces("upper", 2)),
                "'x' is not positive");
    // a range of one value: it is a number, and x + 1 is not homogeneous
    REJECTS(verdict("for x in [1, 2], y in [1, 1]" + sum, by_faces("lower", 1)),
            "not seen to be homogeneous");
    // hypotheses that hold along rays
    const std::string box = "for x in [1, 2], y in [1, 2]";
    accepts(box + " where x >= y prove 3/2 - y/x > -1/10", {{"step", "homogeneous"},
                                                            {"degree", "0"},
                                                            {"constant", "0"},
                                                            {"end", "lower"},
                                                            {"faces", {subdivide("y@1/2 n64 o64"), leaf}}});
    accepts(box + " where 2*x - y >= 0" + sum, by_faces("lower", 2));
    for (const char* hypothesis :
         {"x >= 1", "x*y >= x", "x/y >= 0", "x + 1 >= y", "sqrt(x) >= sqrt(y)", "x > y or x*x > 2"})
        REJECTS(verdict(box + " where " + hypothesis + sum, by_faces("lower", 2)),
                "linear forms without constants");
    // f(t x) = f(x) identically, but f is not defined on all of the box
    REJECTS(verdict(box + " prove (x - y)/(x - y) >= 1/2", by_faces("lower", 2, "0")), "is defined");
    json more = by_faces("lower", 2);
    more["tree"] = "n64";
    accepts(box + sum, more);
    more["extra"] = 1;
    REJECTS(verdict(box + sum, more), "extra");
}

TEST_CASE("scale and drop") {
    const auto scale = [](const std::string& y, const std::string& x, const json& proof = leaf) {
        return json{{"step", "scale"}, {"variable", y}, {"base", x}, {"proof", proof}};
    };
    const std::string claim = " prove (x + y)^2 > 0";
    const json homogeneous = {{"step", "factor"},
                              {"factor", "x^2"},
                              {"rest", "(1 + y)^2"},
                              {"factor_proof", leaf},
                              {"rest_proof", leaf}};
    accepts("for x in (0, inf), y in (0, inf)" + claim, scale("y", "x", homogeneous));
    accepts("for x in (0, 1], y in [0, inf)" + claim, scale("y", "x", homogeneous));
    REJECTS(verdict("for x in (0, inf), y in (-inf, inf)" + claim, scale("y", "x", homogeneous)),
            "rest_proof");
    REJECTS(verdict("for x in [0, inf), y in (0, inf)" + claim, scale("y", "x", homogeneous)),
            "not positive");
    REJECTS(verdict("for x in (-1, inf), y in (0, inf)" + claim, scale("y", "x", homogeneous)),
            "not positive");
    REJECTS(verdict("for x in [0, 1], y in (0, inf)" + claim, scale("y", "x", homogeneous)), "not positive");
    accepts("for x in (0, inf), y in (0, 5]" + claim, scale("y", "x", homogeneous));
    accepts("for x in (0, inf), y in [1, inf)" + claim, scale("y", "x", homogeneous));
    for (const char* range : {"[-1, 5]", "[-1, inf)", "(-inf, 5]"})
        REJECTS(
            verdict(std::string("for x in (0, inf), y in ") + range + claim, scale("y", "x", homogeneous)),
            "the range");
    // what a bounded range implies is lost
    for (const char* range : {"[1, 2]", "[1, inf)"})
        REJECTS(verdict(std::string("for x in (0, 1], y in ") + range + " prove y > 1/2", scale("y", "x")),
                "leaf 1");
    REJECTS(verdict("for x in (0, 1], y in [0, 2] prove y <= 2", scale("y", "x")), "leaf 1");
    // but 0 stays out of the range, or in it
    accepts("for x in (0, 1], y in [1, 2] prove y > 0", scale("y", "x"));
    REJECTS(verdict("for x in (0, 1], y in [0, 2] prove y > 0", scale("y", "x")), "leaf 1");
    REJECTS(verdict("for x in (0, inf), y in (0, inf)" + claim, scale("y", "y", homogeneous)),
            "not positive");
    // a hypothesis on y becomes one on x y
    REJECTS(verdict("for x in (0, 1], y in [0, inf) where y >= 1 prove y > 1/2",
                    scale("y", "x", subdivide("y@1/3 o64 n64"))),
            "leaf 2");

    const auto drop = [](const std::string& x, const json& proof = leaf) {
        return json{{"step", "drop"}, {"variable", x}, {"proof", proof}};
    };
    accepts("for x in [0, 1], y in [0, 1] prove x + 1 > 0", drop("y"));
    accepts("for x in [0, 1], y in [0, 1] where x < 1 prove x + 1 > 0", drop("y"));
    REJECTS(verdict("for x in [0, 1], y in [0, 1] prove x + 1 > 0", drop("x")), "occurs");
    REJECTS(verdict("for x in [0, 1], y in [0, 1] where x < y prove x + 1 > 0", drop("y")), "occurs");
    REJECTS(verdict("for x in [0, 1], y in [0, 1] prove x + 1 > 0", drop("z")), "no variable");
    REJECTS(verdict("for x in [0, 1], y in [0, 1] prove x > 0", drop("y")), "proof/proof");
}

TEST_CASE("hypothesis") {
    const auto by = [](int index) { return json{{"step", "hypothesis"}, {"index", index}}; };
    const auto times = [&](int index, const std::string& q) {
        json step = by(index);
        step["multiplier"] = q;
        return step;
    };
    const std::string domain = "for x in [0, 1], y in [0, 1] where x < y and x^2 <= y ";
    accepts(domain + "prove y - x > 0", by(0));
    accepts(domain + "prove x <= y", by(0));
    accepts(domain + "prove y - x^2 >= 0", by(1));
    REJECTS(verdict(domain + "prove x - y > 0", by(0)), "no identity");
    REJECTS(verdict(domain + "prove y - x^2 > 0", by(1)), "not strict");
    REJECTS(verdict(domain + "prove y - x > 0", by(1)), "not strict");
    REJECTS(verdict(domain + "prove y - x >= 0", by(1)), "no identity");
    REJECTS(verdict(domain + "prove y - x > 0", by(2)), "'index'");
    REJECTS(verdict(domain + "prove 2*y - 2*x > 0", times(0, "2")), "only an equation");
    REJECTS(verdict("for x in [0, 1] prove x >= 0", by(0)), "'index'");
    REJECTS(verdict("for x in [0, 1] where x > 1 or x < 1/2 prove x - 1 > 0", by(0)), "no comparison");
    REJECTS(verdict("for x in [-1, 1] prove x - 1 >= 0 or x < 1",
                    {{"step", "any"}, {"part", 0}, {"proof", by(0)}}),
            "no comparison");
    const std::string equal = "for x in [-1, 1], y in [-1, 1] where x^2 = y ";
    accepts(equal + "prove x^2 >= y", by(0));
    accepts(equal + "prove x*y >= x^3", times(0, "-x"));
    accepts(equal + "prove y >= x^2", times(0, "-1"));
    REJECTS(verdict(equal + "prove x^2 > y", by(0)), "not strict");
    REJECTS(verdict(equal + "prove x*y >= x^4", times(0, "-x")), "no identity");
    // a multiplier that is undefined where the equation holds
    REJECTS(verdict("for x in [-1, 1] where x = 0 prove -1 >= 0", times(0, "-1/x")), "defined");
    REJECTS(verdict("for x in [-1, 1] where x = 0 prove x/x - 1 >= 0", times(0, "0")), "defined");
}

TEST_CASE("eliminate") {
    const auto solve = [](const std::string& z, const std::string& by, const json& proof = leaf, int k = 0) {
        return json{{"step", "eliminate"}, {"variable", z}, {"by", by}, {"hypothesis", k}, {"proof", proof}};
    };
    const std::string domain = "for x in [0, 1], y in [0, 1] where 2*x + 2*y = 2 ";
    accepts(domain + "prove x + y <= 1", solve("y", "1 - x", {{"step", "zero"}}));
    accepts(domain + "prove x*y <= 1/3", solve("y", "1 - x", subdivide("x@1/2 x@1/2 m64 m64 x@1/2 m64 m64")));
    REJECTS(verdict(domain + "prove x*y <= 1/5", solve("y", "1 - x", subdivide("x@1/2 m64 m64"))), "leaf 1");
    REJECTS(verdict(domain + "prove x <= 1", solve("y", "2 - x")), "no identity");
    REJECTS(verdict(domain + "prove x <= 1", solve("y", "1 - x + 0*y")), "'by'");
    REJECTS(verdict(domain + "prove x <= 1", solve("y", "1 - x", leaf, 1)), "'hypothesis'");
    REJECTS(verdict("for x in [0, 1], y in [0, 1] where x + y <= 1 prove x <= 1", solve("y", "1 - x")),
            "no equation");
    REJECTS(
        verdict("for x in [0, 1], y in [0, 1] where x^2 + y^2 = 1 prove x <= 1", solve("y", "sqrt(1 - x^2)")),
        "not linear");
    REJECTS(verdict("for x in [-1, 1], y in [0, 1] where x*y = x prove y = 1 or y >= 1",
                    {{"step", "any"}, {"part", 1}, {"proof", solve("y", "1", {{"step", "zero"}})}}),
            "not linear");  // false at x = 0
    // what is assumed of y is that it is not 1
    REJECTS(verdict("for y in [0, 2] prove y = 1 or y >= 1",
                    {{"step", "any"}, {"part", 1}, {"proof", solve("y", "1", {{"step", "zero"}})}}),
            "no equation");
    // the range of the eliminated variable becomes hypotheses, in this order, and those only
    const std::string narrow = "for x in [0, 1], y in [0, 1/4) where x + y = 1 ";
    accepts(narrow + "prove x > 3/4", solve("y", "1 - x", {{"step", "hypothesis"}, {"index", 1}}));
    accepts(narrow + "prove x <= 1", solve("y", "1 - x", {{"step", "hypothesis"}, {"index", 0}}));
    REJECTS(verdict(narrow + "prove x < 1", solve("y", "1 - x", {{"step", "hypothesis"}, {"index", 0}})),
            "not strict");
    REJECTS(verdict(narrow + "prove x > 3/4", solve("y", "1 - x", {{"step", "hypothesis"}, {"index", 2}})),
            "'index'");
    accepts(narrow + "prove x > 1/2", solve("y", "1 - x", subdivide("x@5/8 o64 n64")));
    REJECTS(verdict("for x in [0, 1], y in (-inf, inf) where x + y = 1 prove x > 1/2",
                    solve("y", "1 - x", subdivide("x@5/8 o64 n64"))),
            "leaf 1");
    // where e is undefined the equation does not say z = e
    REJECTS(verdict("for x in [0, 1], z in [0, 1] where z = 0 prove x + z > 0",
                    solve("z", "x/x - 1", subdivide("o64"))),
            "defined");
    REJECTS(verdict("for x in [0, 1], z in [0, 1] where z = 0 prove x + z > 0", solve("z", "x/x - 1", leaf)),
            "defined");
}
