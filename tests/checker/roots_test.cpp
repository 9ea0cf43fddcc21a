#include <doctest/doctest.h>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::test;
using nlohmann::json;

namespace {

json tree(const std::string& text) {
    return subdivide(text);
}

json all(std::initializer_list<json> parts) {
    return {{"step", "all"}, {"parts", json(parts)}};
}

const std::string square_root = "for a in [1, 11/10] prove exists unique x in [0, 2]: x^2 = a";

/// x² = a for a in [1, 1.1]: X = [0.95, 1.15], c = 1.05, Y = 1/2.1.
json square_root_proof() {
    return {{"step", "krawczyk"},
            {"lower", {"19/20"}},
            {"upper", {"23/20"}},
            {"preconditioner", {"10/21"}},
            {"inside", all({tree("n64"), tree("n64")})},
            {"rest", {{"step", "exclude"}, {"tree", "x@1/2 x@19/20 n64 k64 x@3/20 k64 n64"}}}};
}

json with(json proof, const json::json_pointer& where, const json& value) {
    proof[where] = value;
    return proof;
}

json lambert_proof() {
    return {{"step", "unique-root"},
            {"sign", 1},
            {"below", "1/2"},
            {"above", "a"},
            {"change", all({tree("n64"), tree("n64"), tree("n64"), tree("n64")})},
            {"except", json::array()},
            {"slope", tree("n64")}};
}
const std::string lambert = "for a in [1, 2] prove exists unique x in (0, inf): x*exp(x) = a";

}  // namespace

TEST_CASE("krawczyk: a root for each parameter, and every edit of the certificate is rejected") {
    using pointer = json::json_pointer;
    CHECK(verdict(square_root, square_root_proof()) == "accepted");
    CHECK(verdict("for a in [1, 11/10] prove exists x in [0, 2]: x^2 = a", [] {
              json proof = square_root_proof();
              proof.erase("rest");
              return proof;
          }()) == "accepted");
    const auto edited = [](const char* where, const json& value) {
        return verdict(square_root, with(square_root_proof(), pointer(where), value));
    };
    REJECTS(edited("/lower/0", "1"), "proof/inside");  // 1 is then at the end of the box
    REJECTS(edited("/lower/0", "99/100"), "proof/rest");
    REJECTS(edited("/upper/0", "26/25"), "proof/inside");
    REJECTS(edited("/upper/0", "3"), "leaves the ranges");
    REJECTS(edited("/upper/0", "1/2"), "its box is empty");
    REJECTS(edited("/lower", json::array()), "not of the size");
    REJECTS(edited("/preconditioner/0", "0"), "proof/inside");  // no zero, no contraction
    REJECTS(edited("/preconditioner/0", "-10/21"), "proof/inside");
    REJECTS(edited("/preconditioner", {"1", "0"}), "not of the size");
    REJECTS(edited("/inside", all({tree("n64")})), "not one part for each");
    REJECTS(edited("/rest/step", "subdivide"), "'exclude' belongs");
    REJECTS(edited("/rest/tree", "k64"), "does not lie in the box of the zero");
    REJECTS(edited("/rest/tree", "n64"), "does not show that there is no zero");
    REJECTS(edited("/rest/tree", "x@1/2 x@1/2 n64 x@1/2 n64 n64 x@1/2 k64 n64"), "does not show that");
    REJECTS(edited("/rest/tree", "o64"), "does not contradict a hypothesis");
    REJECTS(edited("/rest/tree", "x@1/2 n64"), "proof/rest");
    REJECTS(edited("/root", "1"), "unknown member");
    json without_rest = square_root_proof();
    without_rest.erase("rest");
    REJECTS(verdict(square_root, without_rest), "no member 'rest'");
    // the same steps for other claims
    REJECTS(verdict("for a in [1, 7/5] prove exists unique x in [0, 2]: x^2 = a", square_root_proof()),
            "proof/inside");
    REJECTS(verdict("for a in [1, 11/10] prove exists unique x in [-2, 2]: x^2 = a", square_root_proof()),
            "proof/rest");
    REJECTS(verdict("for a in [1, 11/10] prove exists unique x in [1, 2]: x^2 = a", square_root_proof()),
            "leaves the ranges");
}

TEST_CASE("krawczyk demands a function that is continuously differentiable on the box") {
    json proof = {{"step", "krawczyk"},
                  {"lower", {"-1"}},
                  {"upper", {"1"}},
                  {"preconditioner", {"1"}},
                  {"inside", all({tree("n64"), tree("n64")})}};
    CHECK(verdict("prove exists x in [-1, 1]: x = 1/4", proof) == "accepted");
    REJECTS(verdict("prove exists x in [-1, 1]: x + 0*abs(x) = 1/4", proof), "differentiable");
    REJECTS(verdict("prove exists x in [-1, 1]: x + 0/x = 1/4", proof), "differentiable");
    REJECTS(verdict("prove exists x in [-1, 1]: x + 0*sqrt(x) = -1/4", proof), "differentiable");
}

TEST_CASE("krawczyk in two unknowns; parameters are cut; combinations exclude") {
    const json step = {{"step", "krawczyk"},
                       {"lower", {"1/4", "1/4"}},
                       {"upper", {"3/4", "3/4"}},
                       {"preconditioner", {"1/2", "1/2", "1/2", "-1/2"}},
                       {"inside", all({tree("n64"), tree("n64"), tree("n64"), tree("n64")})},
                       {"rest",
                        {{"step", "exclude"},
                         {"tree",
                          "x@1/2 x@1/2 m64 y@1/2 y@1/2 m64 k64 y@1/2 k64 m64 x@1/2 "
                          "y@1/2 y@1/2 m64 k64 y@1/2 k64 m64 m64"}}}};
    const std::string claim = "for a in [0, 1/8] prove exists unique x, y in [0, 1]: x + y = 1 and x - y = a";
    CHECK(verdict(claim, step) == "accepted");
    const json parts = {{"step", "subdivide"}, {"tree", "a@1/2 # #"}, {"parts", {step, step}}};
    CHECK(verdict(claim, parts) == "accepted");
    REJECTS(verdict(claim, with(parts, json::json_pointer("/root"), "1")), "unknown member");
    for (const char* end : {"/lower", "/upper"})
        for (const json& sides : {json{"1/2"}, json{"1/2", "1/2", "1/2"}})
            REJECTS(verdict(claim, with(step, json::json_pointer(end), sides)), "size of the system");
    REJECTS(verdict(claim, with(parts, json::json_pointer("/tree"), "a@1/2 # n64")), "neither # nor o");
    REJECTS(verdict(claim, with(parts, json::json_pointer("/tree"), "#")), "not one leaf #");
    REJECTS(verdict(claim, with(parts, json::json_pointer("/tree"), "a@1/2 #")), "ends before");
    REJECTS(verdict(claim, with(step, json::json_pointer("/preconditioner/3"), "1/2")), "proof/inside");
}

TEST_CASE("unique-root: a slope and two signs, and every edit is rejected") {
    using pointer = json::json_pointer;
    CHECK(verdict(lambert, lambert_proof()) == "accepted");
    const auto edited = [](const char* where, const json& value) {
        return verdict(lambert, with(lambert_proof(), pointer(where), value));
    };
    REJECTS(edited("/below", "2"), "proof/change");
    REJECTS(edited("/above", "1/2"), "proof/change");
    REJECTS(edited("/below", "-1"), "proof/change");  // the sign is right, but it is not in the range
    REJECTS(edited("/below", "0"), "proof/change");
    REJECTS(edited("/above", "1/(a - 1)"), "proof/change");
    REJECTS(edited("/above", "x"), "proof");
    REJECTS(edited("/sign", -1), "proof/change");
    REJECTS(edited("/except", {"1"}), "proof/slope");  // now a disjunction
    REJECTS(edited("/slope", tree("x@1/2 n64")), "proof/slope");
    REJECTS(verdict("for a in [1, 2] prove exists unique x in (-inf, inf): x*exp(x) = a", lambert_proof()),
            "proof");
    REJECTS(verdict("for a in [1, 3] prove exists unique x in (0, inf): x*exp(x) = 10*a", lambert_proof()),
            "proof/change");
    REJECTS(verdict("for a in [1, 2] prove exists unique x, y in (0, inf): x*exp(x) = a and y = a",
                    lambert_proof()),
            "about one equation");
    json existence = lambert_proof();
    existence.erase("slope");
    REJECTS(verdict(lambert, existence), "no member 'slope'");
    CHECK(verdict("for a in [1, 2] prove exists x in (0, inf): x*exp(x) = a", existence) == "accepted");
}

TEST_CASE("unique-root: a slope that vanishes at a point") {
    json proof = lambert_proof();
    proof["below"] = "-1";
    proof["above"] = "1";
    proof["change"] = all({tree("n64"), tree("n64")});
    proof["except"] = {"0"};
    proof["slope"] = {{"step", "any"},
                      {"part", 0},
                      {"proof",
                       {{"step", "subdivide"},
                        {"tree", "x@1/2 # #"},
                        {"parts",
                         {{{"step", "peel"},
                           {"variable", "x"},
                           {"end", "upper"},
                           {"at_end", tree("o64")},
                           {"inside", tree("n64")}},
                          {{"step", "peel"},
                           {"variable", "x"},
                           {"end", "lower"},
                           {"at_end", tree("o64")},
                           {"inside", tree("n64")}}}}}}};
    const std::string cubic = "for a in [-1, 1] prove exists unique x in (-inf, inf): x^3 = a";
    CHECK(verdict(cubic, proof) == "accepted");
    REJECTS(verdict(cubic, with(proof, json::json_pointer("/except"), {"1"})), "proof/slope");
    REJECTS(verdict("for a in [-1, 1] prove exists unique x in (-inf, inf): x^2*x^3/x^2 = a", proof),
            "is defined");
    REJECTS(verdict("for a in [-1, 1] prove exists unique x in (-inf, inf): x^3 - x = a", proof), "proof");
}

TEST_CASE("refutations: no root, or two") {
    const json none = {
        {"step", "witness"}, {"point", {{"a", "-1"}}}, {"none", {{"step", "exclude"}, {"tree", "n64"}}}};
    CHECK(verdict("for a in [-1, 1] disprove exists unique x in (-inf, inf): x^2 = a", none) == "accepted");
    CHECK(verdict("for a in [-1, 1] disprove exists x in (-inf, inf): x^2 = a", none) == "accepted");
    REJECTS(verdict("for a in [-1, 1] disprove exists x in (-inf, inf): x^3 = a", none), "no zero");
    REJECTS(verdict("for a in [0, 1] disprove exists x in (-inf, inf): x^2 = a", none), "not in its range");
    REJECTS(verdict("for a in [-1, 1] where a > 0 disprove exists x in (-inf, inf): x^2 = a", none),
            "hypothesis");
    REJECTS(verdict("for a in [-1, 1] prove exists x in (-inf, inf): x^2 = a", none), "krawczyk");
    REJECTS(verdict("for a in [-1, 1] disprove exists x in (-inf, inf): x^2 = a",
                    with(none, json::json_pointer("/none/tree"), "k64")),
            "box of the zero");

    const auto root = [](const std::string& at) { return json{{"step", "root"}, {"at", {{"x", at}}}}; };
    const json two = {{"step", "witness"},
                      {"point", json::object()},
                      {"unknown", "x"},
                      {"cut", "1/2"},
                      {"roots", {root("-1"), root("1")}}};
    const std::string claim = "disprove exists unique x in [-2, 2]: x^2 = 1";
    CHECK(verdict(claim, two) == "accepted");
    REJECTS(verdict("disprove exists x in [-2, 2]: x^2 = 1", two), "no member 'none'");
    REJECTS(verdict("disprove exists unique x in [-2, 2]: x^2 = 2", two), "no identity");
    REJECTS(verdict("disprove exists unique x in [-1/2, 2]: x^2 = 1", two), "not in the ranges");
    REJECTS(verdict(claim, with(two, json::json_pointer("/roots/0"), root("1"))), "not in the ranges");
    REJECTS(verdict(claim, with(two, json::json_pointer("/roots"), json::array({root("1")}))),
            "not two zeros");
    REJECTS(verdict(claim, with(two, json::json_pointer("/cut"), "1")), "strictly between 0 and 1");
    REJECTS(verdict(claim, with(two, json::json_pointer("/unknown"), "y")), "no variable is named");
    // one zero at the cut is not two
    REJECTS(verdict("disprove exists unique x in [-2, 2]: x^2 = 0",
                    with(two, json::json_pointer("/roots"), {root("0"), root("0")})),
            "not in the ranges");
}

TEST_CASE("a zero is not taken for the only one beyond what is excluded; undefined points are no zeros") {
    // x + 0/x = 0 has no zero: 0 is no point of the domain
    const json none = {{"step", "witness"},
                       {"point", json::object()},
                       {"none", {{"step", "exclude"}, {"tree", "x@1/2 n64 n64"}}}};
    REJECTS(verdict("disprove exists x in [-1, 1]: x + 0/x = 0", none), "no zero");
    CHECK(verdict("disprove exists x in [-1, 1]: log(x) = 1",
                  with(none, json::json_pointer("/none/tree"), "n64")) == "accepted");
    CHECK(verdict("disprove exists x in [-2, -1]: sqrt(x) = x",
                  with(none, json::json_pointer("/none/tree"), "n64")) == "accepted");
    // (−8)^(1/3) has no value, but (−8)^y has one for odd integers y
    REJECTS(verdict("disprove exists x, y in [-8, 3]: x^y = -8 and y = 1",
                    with(none, json::json_pointer("/none/tree"), "n64")),
            "no zero");
    REJECTS(
        verdict(
            "for y in [1, 3] disprove exists x in [-8, -1]: x^y = -8",
            {{"step", "witness"}, {"point", {{"y", "1"}}}, {"none", {{"step", "exclude"}, {"tree", "n64"}}}}),
        "no zero");
}

TEST_CASE("integer parameters, chambers, hypotheses and irrational ends") {
    json proof = lambert_proof();
    proof["below"] = "1";
    proof["above"] = "3";
    json each = json::array();
    for (int k = 0; k < 2; ++k) each.push_back(proof);
    const json integers = {{"step", "integers"}, {"variable", "N"}, {"each", each}};
    CHECK(verdict("for N in 2..3 prove exists unique x in [0, inf): x^N = 5", [&] {
              json p = integers;
              for (json& one : p["each"]) {
                  one["change"] = all({tree("n64"), tree("n64"), tree("n64"), tree("n64")});
                  one["except"] = {"0"};
                  one["slope"] = {{"step", "any"},
                                  {"part", 0},
                                  {"proof",
                                   {{"step", "peel"},
                                    {"variable", "x"},
                                    {"end", "lower"},
                                    {"at_end", tree("o64")},
                                    {"inside", tree("n64")}}}};
              }
              return p;
          }()) == "accepted");
    REJECTS(verdict("for N in 2..3 prove exists unique x in [0, inf): x^N = 5", proof),
            "needs the step 'integers'");
    CHECK(verdict("prove exists x in [0, pi]: cos(x) = 0",
                  {{"step", "krawczyk"},
                   {"lower", {"1/4"}},
                   {"upper", {"3/4"}},
                   {"preconditioner", {"-1/3"}},
                   {"inside", all({tree("x@1/2 n64 n64"), tree("x@1/2 n64 n64")})}}) == "accepted");
}
