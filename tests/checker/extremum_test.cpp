// Statements about extrema: proofs that are accepted, and near-misses that are not.
#include <doctest/doctest.h>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::test;
using nlohmann::json;

namespace {

const json leaf = subdivide("n64");

json witness(const json& point) {
    return {{"step", "witness"}, {"point", point}};
}
json extremum(const json& bound, const json& rest = json::object()) {
    json step = {{"step", "extremum"}, {"bound", bound}};
    step.update(rest);
    return step;
}
json one(const json& part) {
    return {{"step", "extrema"}, {"parts", json::array({part})}};
}
json attained(const json& bound, const json& point) {
    return one(extremum(bound, {{"point", witness(point)}}));
}
json approached(const json& bound, const json& curve, const json& proof) {
    return one(extremum(bound, {{"curve", curve}, {"proof", proof}}));
}
json all(const json& parts) {
    return {{"step", "all"}, {"parts", parts}};
}
const json identity = {{"step", "identity"}};
const json zero = {{"step", "zero"}};

void accepts(const std::string& claim, const json& proof) {
    const std::string found = verdict(claim, proof);
    INFO(claim << ": " << found);
    CHECK(found == "accepted");
}

}  // namespace

TEST_CASE("an extremum that is attained") {
    const std::string domain = "for x in [0, 1] ";
    const json at_zero = attained(leaf, {{"x", "0"}});
    accepts(domain + "prove min x in [0, 0]", at_zero);
    accepts(domain + "prove min x in [-1, 1/10]", at_zero);
    accepts(domain + "prove min x in [0, inf]", one(extremum(leaf)));
    accepts(domain + "prove min x in [-inf, 0]", attained(identity, {{"x", "0"}}));
    accepts(domain + "prove min x in [-inf, inf]", one(extremum(identity)));
    accepts(domain + "prove max x in [1/2, 1]", attained(leaf, {{"x", "1/2"}}));
    accepts(domain + "prove max x = 1", attained(leaf, {{"x", "1"}}));
    accepts(domain + "where x > 1/4 prove min x in [1/4, 1/2]",
            attained({{"step", "hypothesis"}, {"index", 0}}, {{"x", "1/2"}}));
    accepts("for n in 3..5 prove min n^2 = 9",
            attained({{"step", "integers"}, {"variable", "n"}, {"each", {leaf, leaf, leaf}}}, {{"n", "3"}}));
    json more = at_zero;
    more["parts"][0]["index"] = 0;
    REJECTS(verdict(domain + "prove min x in [0, 0]", more), "index");
    // near misses
    REJECTS(verdict(domain + "prove min x in [1/10, 1/2]", at_zero), "bound");
    REJECTS(verdict(domain + "prove min x in [-2, -1]", at_zero), "point", "not shown to be false");
    REJECTS(verdict(domain + "prove max x in [0, 1/2]", at_zero), "bound");
    REJECTS(verdict(domain + "prove max x in [1/2, 1]", at_zero), "point");
    REJECTS(verdict(domain + "prove min x in [0, 1/2]", attained(leaf, {{"x", "-1/2"}})), "not in its range");
    REJECTS(verdict("for x in (0, 1] prove min x = 0", at_zero), "not in its range");
    REJECTS(verdict(domain + "where x > 0 prove min x = 0", at_zero), "hypothesis");
    REJECTS(verdict(domain + "prove min x in [0, 1]", one(extremum(leaf))), "curve");
    REJECTS(verdict(domain + "prove min x in [0, inf]", at_zero), "unknown member");
    REJECTS(verdict(domain + "prove max 1/x in [0, inf]",
                    one(extremum(leaf, {{"point", witness({{"x", "1"}})}}))),
            "bound");
    REJECTS(verdict("for x in (0, 1] prove max 1/x = inf",
                    one(extremum(identity, {{"point", witness({{"x", "1"}})}}))),
            "infinite value");
    REJECTS(verdict(domain + "prove min log(x) in [-inf, 0]", attained(identity, {{"x", "1"}})),
            "bound");  // undefined at 0
    REJECTS(verdict(domain + "prove min x in [-inf, 0]", attained(leaf, {{"x", "0"}})), "identity");
    REJECTS(verdict(domain + "prove x >= 0", at_zero), "no rule");
    REJECTS(verdict(domain + "prove min x = 0", leaf), "extrema");
}

TEST_CASE("an extremum that is approached") {
    const std::string open = "for x in (0, 1] ";
    const json proof = all({leaf, subdivide("n64"), zero});  // 1/t > 0, 1/t <= 1, 1/t <= 0 + 1/t
    accepts(open + "prove min x = 0", approached(leaf, {"1/t"}, proof));
    accepts("for x in [0, inf) prove max x = inf", approached(identity, {"t"}, all({leaf, zero})));
    accepts("for x in (-inf, inf) prove min -x = -inf", approached(identity, {"t"}, zero));
    accepts("for x, y in (-inf, inf) prove max x - y = inf",
            approached(identity, {"t", "-1"}, {{"step", "sum"}, {"terms", {"1"}}, {"proofs", {leaf}}}));
    accepts("for x in [1, inf) prove max -1/x = 0", approached(leaf, {"t"}, all({leaf, zero})));
    json slowly = approached(identity, {"t"}, all({leaf, zero}));
    slowly["parts"][0]["rate"] = "log";
    accepts("for x in [1, inf) prove max log(x) = inf", slowly);
    REJECTS(verdict("for x in [1, inf) prove max log(log(x)) = inf", slowly), "parts");
    slowly["parts"][0]["rate"] = "1";
    REJECTS(verdict("for x in [1, inf) prove max log(x) = inf", slowly), "rate");
    // the claim's own t
    accepts("for x, t in (-inf, inf) prove max x + t = inf", approached(identity, {"t", "0"}, zero));
    // near misses
    REJECTS(verdict(open + "prove min x = 0", approached(leaf, {"1/t - 1/10"}, proof)), "proof");
    REJECTS(verdict(open + "prove min x = 0", approached(leaf, {"2/t"}, proof)), "proof");
    REJECTS(verdict(open + "prove min x = 0", approached(leaf, json::array(), proof)), "not one function");
    REJECTS(verdict(open + "prove min x = 0", approached(leaf, {"1/x"}, proof)), "curve");
    REJECTS(verdict(open + "prove max x = 0", approached(leaf, {"1/t"}, proof)), "bound");
    REJECTS(
        verdict(open + "where x > 1/2 prove min x = 0",
                approached({{"step", "subdivide"}, {"tree", "n64"}}, {"1/t"}, all({leaf, leaf, leaf, zero}))),
        "proof");
    REJECTS(verdict("for n in 1..5 prove min n = 1",
                    approached(
                        {{"step", "integers"}, {"variable", "n"}, {"each", {leaf, leaf, leaf, leaf, leaf}}},
                        json::array(), leaf)),
            "not one function");
    REJECTS(verdict("for x in [0, inf) prove max x = inf", approached(identity, {"10"}, all({leaf, leaf}))),
            "proof");
}

TEST_CASE("extrema over a chamber") {
    const std::string domain = "for s in chamber(2) & [1, 3] [0, 2] ";
    accepts(domain + "prove min s[1] = 1", attained(leaf, {{"s_1", "1"}, {"s_2", "1/2"}}));
    accepts(domain + "prove min s[1] + s[2] = 1",
            approached(leaf, {"1", "1/t"}, all({leaf, leaf, leaf, subdivide("n64"), leaf, zero})));
    REJECTS(verdict(domain + "prove min s[1] = 1", attained(leaf, {{"s_1", "1"}, {"s_2", "2"}})),
            "hypothesis");
    REJECTS(verdict(domain + "prove min s[1] = 1", attained(leaf, {{"s_1", "1"}, {"s_2", "0"}})), "range");
}

TEST_CASE("several extrema at once") {
    const std::string claim = "for x in [0, 1] prove min x = 0 and max 2*x = 2";
    const json low = extremum(leaf, {{"point", witness({{"x", "0"}})}});
    const json high = extremum(leaf, {{"point", witness({{"x", "1"}})}});
    const auto both = [](const json& parts) { return json{{"step", "extrema"}, {"parts", parts}}; };
    accepts(claim, both({low, high}));
    REJECTS(verdict(claim, both({high, low})), "parts");
    REJECTS(verdict(claim, both(json::array({low}))), "not one part");
    REJECTS(verdict(claim, both({low, high, high})), "not one part");
    REJECTS(verdict(claim, both({low, leaf})), "extremum");
}
