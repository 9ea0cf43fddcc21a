// Every rule: a proof that is accepted, and each of its hypotheses broken.
#include <doctest/doctest.h>

#include <dlncert/statement/error.hpp>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::test;
using nlohmann::json;

namespace {

/// The proof with the member at a JSON pointer replaced.
json with(json proof, const std::string& pointer, const json& value) {
    proof[json::json_pointer(pointer)] = value;
    return proof;
}

json without(json proof, const std::string& pointer, const std::string& member) {
    proof[json::json_pointer(pointer)].erase(member);
    return proof;
}

/// Members missing, of another type or unknown are refused in every step.
void check_members(const std::string& claim, const json& proof) {
    CHECK(verdict(claim, proof) == "accepted");
    REJECTS(verdict(claim, with(proof, "/unknown", 1)), "step proof", "unknown member 'unknown'");
    for (const auto& member : proof.items()) {
        const std::string& name = member.key();
        INFO(name);
        REJECTS(verdict(claim, without(proof, "", name)), "step proof", "has no member '" + name + "'");
        CHECK(verdict(claim, with(proof, "/" + name, nullptr)) != "accepted");
        CHECK(verdict(claim, with(proof, "/" + name, 7)) != "accepted");
    }
}

const json leaf = subdivide("n64");

}  // namespace

TEST_CASE("subdivide") {
    const std::string claim = "for x in [0, 1] prove x*(1 - x) + 1/10 > 0";
    CHECK(verdict(claim, leaf) == "accepted");
    const std::string sharp = "for x in [0, 1] prove x^2 - x + 3/10 > 0";
    REJECTS(verdict(sharp, leaf), "step proof", "leaf 1");
    CHECK(verdict(sharp, subdivide("x@1/2 x@1/2 m64 m64 x@1/2 m64 m64")) == "accepted");
    REJECTS(verdict(sharp, subdivide("x@1/2 m64 m64")), "leaf 1", "x in [0, 1/2]");
    CHECK(verdict(sharp, subdivide("x@1/2 x64 x64")) == "accepted");
    CHECK(verdict(sharp, subdivide("  x@1/2  x64 x128 ")) == "accepted");
    REJECTS(verdict(sharp, subdivide("x@1/2 x64")), "ends before it covers");
    REJECTS(verdict(sharp, subdivide("")), "ends before it covers");
    REJECTS(verdict(sharp, subdivide("x@1/2")), "ends before it covers");
    REJECTS(verdict(sharp, subdivide("x@1/2 x64 x64 x64")), "goes on after its last leaf");
    REJECTS(verdict(sharp, subdivide("y@1/2 m64 m64")), "no variable is named 'y'");
    for (const char* cut : {"x@0", "x@1", "x@-1/2", "x@3/2", "x@", "x@1/0", "x@nan", "x@1/2@1/3"})
        REJECTS(verdict(sharp, subdivide(std::string(cut) + " m64 m64")), "a split in the tree");
    for (const char* wrong : {"m", "m63", "m640", "M64", "64", "k64", "n0", "m64n64", "n 64"})
        REJECTS(verdict(sharp, subdivide(std::string("x@1/2 ") + wrong + " x64")), "step proof");
    for (const char* precision : {"", "0", "1", "63", "65", "640", "4096", "-64", "064"})
        REJECTS(verdict(sharp, subdivide(std::string("x@1/2 m") + precision + " x64")), "is neither a leaf");
    // a cut far from the middle covers too; the second leaf is the one that fails
    REJECTS(verdict(sharp, subdivide("x@1/1000000 n64 n64")), "leaf 2");
    // unbounded ranges: cuts, but no mean value
    const std::string unbounded = "for x in [0, inf) prove exp(x) > 0";
    CHECK(verdict(unbounded, leaf) == "accepted");
    CHECK(verdict(unbounded, subdivide("x@1/2 n64 n64")) == "accepted");
    REJECTS(verdict(unbounded, subdivide("m64")), "step proof", "bounded box");
    check_members(sharp, subdivide("x@1/2 x64 x64"));
}

TEST_CASE("strictness, open ends and definedness") {
    CHECK(verdict("for x in (0, 1] prove x > 0", leaf) == "accepted");
    CHECK(verdict("for x in (0, 1] prove x^(1/2) > 0", leaf) == "accepted");
    CHECK(verdict("for x in [0, 1] prove x >= 0", leaf) == "accepted");
    CHECK(verdict("for x in [0, 1) prove x < 1", leaf) == "accepted");
    CHECK(verdict("for x in [0, 1] prove x <= 1", leaf) == "accepted");
    REJECTS(verdict("for x in [0, 1] prove x > 0", leaf), "leaf 1");
    REJECTS(verdict("for x in [0, 1] prove x < 1", leaf), "leaf 1");
    REJECTS(verdict("for x in [0, 1] prove x*log(x)^2 >= 0", leaf), "leaf 1");
    REJECTS(verdict("for x in [-1, 1] prove x^2/x^2 >= 0", leaf), "leaf 1");
    REJECTS(verdict("for x in [-1, 1] prove abs(x) >= 0", subdivide("m64")), "leaf 1");
    REJECTS(verdict("for x in [0, 1] prove x^(1/2) >= 0", subdivide("m64")), "leaf 1");
    // both halves are closed at the cut
    REJECTS(verdict("for x in [-1, 1] prove x^2 > 0", subdivide("x@1/2 n64 n64")), "leaf 1");
    CHECK(verdict("for x in [-1, 1] prove x^2 >= 0", subdivide("x@1/2 n64 n64")) == "accepted");
    // a variable with a single value, and none at all
    CHECK(verdict("for x in [2, 2] prove x^2 >= 4", leaf) == "accepted");
    CHECK(verdict("prove pi < 22/7", leaf) == "accepted");
    REJECTS(verdict("prove pi > 22/7", leaf), "leaf 1");
    CHECK(verdict("prove pi < 22/7", subdivide("m64")) == "accepted");
}

TEST_CASE("all, and steps that do not belong") {
    const std::string chain = "for x in [0, 1] prove 0 <= x <= 1";
    check_members(chain, {{"step", "all"}, {"parts", {leaf, leaf}}});
    REJECTS(verdict(chain, {{"step", "all"}, {"parts", {leaf}}}), "not one part for each");
    REJECTS(verdict(chain, {{"step", "all"}, {"parts", {leaf, leaf, leaf}}}), "not one part for each");
    REJECTS(verdict(chain, {{"step", "all"}, {"parts", {leaf, subdivide("n65")}}}), "proof/parts[1]");
    REJECTS(verdict(chain, leaf), "a conjunction is proved by the step 'all'");
    REJECTS(verdict("for x in [0, 1] prove x >= 0 except x = 1", leaf), "statements about a Hessian");
    REJECTS(verdict("for d in 2..3, sigma in chamber(d) prove 1 >= 0", leaf), "step proof",
            "width is a parameter");
    REJECTS(verdict("for x in [0, 1] prove x >= 0", {{"step", "magic"}}), "'magic' is no rule");
    REJECTS(verdict("for x in [0, 1] prove x >= 0", {{"step", "pair-definite"}}), "is no rule");
    REJECTS(verdict("for x in [0, 1] prove x >= 0", {{"step", "all"}, {"parts", {leaf}}}), "is no rule");
    REJECTS(verdict("for x in [0, 1] prove x >= 0", json::array()), "not an object");
}

TEST_CASE("formulas over a chamber of fixed width") {
    const std::string domain = "for sigma in chamber(2) & [1, 2] [1/2, 3/2] ";
    CHECK(verdict(domain + "prove sigma[1] + sigma[2] >= 3/2", leaf) == "accepted");
    REJECTS(verdict(domain + "prove sigma[1] >= sigma[2]", leaf), "leaf 1");
    const json order = {{"step", "hypothesis"}, {"index", 0}};
    CHECK(verdict(domain + "prove sigma[1] >= sigma[2]", order) == "accepted");
    REJECTS(verdict(domain + "prove sigma[1] > sigma[2]", order), "not strict");
    REJECTS(verdict(domain + "prove sigma[2] >= sigma[1]", order), "hypothesis");
    CHECK(verdict("for sigma in chamber(2) prove sigma[2] > 0", leaf) == "accepted");
    CHECK(verdict("for sigma in chamber(2) & [0, 1] [0, 1] prove sigma[2] > 0", leaf) == "accepted");
    REJECTS(verdict("for sigma in chamber(2) prove sigma[2] > 1/1000000", leaf), "leaf 1");
    // a point of the disproof lies in the chamber, not only in the box
    const auto at = [&](const char* s1, const char* s2) {
        return verdict(domain + "disprove sigma[2] < 1",
                       {{"step", "witness"}, {"point", {{"sigma_1", s1}, {"sigma_2", s2}}}});
    };
    CHECK(at("3/2", "3/2") == "accepted");
    CHECK(at("1", "1") == "accepted");
    REJECTS(at("1", "5/4"), "a hypothesis is not shown");
    REJECTS(at("2", "8/5"), "not in its range");
    REJECTS(at("2", "3/4"), "not shown to be false");
    // an end below 0 that is no rational does not let the singular value reach it
    const std::string below = "for sigma in chamber(2) & [1, 2] [pi - 4, 1] disprove sigma[2] > 0";
    REJECTS(verdict(below, {{"step", "witness"}, {"point", {{"sigma_1", "1"}, {"sigma_2", "-1/10"}}}}),
            "step proof");
    REJECTS(verdict(below, {{"step", "witness"}, {"point", {{"sigma_1", "1"}, {"sigma_2", "0"}}}}),
            "step proof");
}

TEST_CASE("peel") {
    const std::string claim = "for x in [0, 1] prove exp(x) - x^2 > 0";
    const json proof = {
        {"step", "peel"}, {"variable", "x"}, {"end", "lower"}, {"at_end", leaf}, {"inside", leaf}};
    const std::string easy = "for x in [0, 1] prove x + 1 > 0";
    check_members(easy, proof);
    check_members(easy, with(proof, "/end", "upper"));
    REJECTS(verdict(easy, with(proof, "/end", "middle")), "neither lower nor upper");
    REJECTS(verdict(easy, with(proof, "/variable", "y")), "no variable is named 'y'");
    REJECTS(verdict("for x in (0, 1] prove x + 1 > 0", proof), "does not contain that end");
    REJECTS(verdict("for x in [0, 1) prove x + 1 > 0", with(proof, "/end", "upper")), "does not contain");
    REJECTS(verdict("for x in [0, inf) prove x + 1 > 0", with(proof, "/end", "upper")), "does not contain");
    REJECTS(verdict("for x in [0, 1] prove x > 0", proof), "proof/at_end", "leaf 1");
    REJECTS(verdict("for x in [0, 1] prove 1/2 - x > 0", proof), "proof/inside", "leaf 1");
    CHECK(verdict("for x in [0, 1] prove x >= 0", proof) == "accepted");
    // the lower end is gone inside, so peeling it again is refused
    REJECTS(verdict(easy, with(proof, "/inside", proof)), "proof/inside", "does not contain that end");
    // inside, x > 0 holds strictly: what natural evaluation needs for x log x
    CHECK(verdict("for x in [0, 1], y in [1, 2] prove y + x > 0", with(proof, "/at_end", leaf)) ==
          "accepted");
}

TEST_CASE("factor") {
    const std::string claim = "for x in [1, 2] prove x^2 - 1 >= 0";
    const json proof = {{"step", "factor"},
                        {"factor", "x + 1"},
                        {"rest", "x - 1"},
                        {"factor_proof", leaf},
                        {"rest_proof", leaf}};
    check_members(claim, proof);
    REJECTS(verdict(claim, with(proof, "/rest", "x - 2")), "the factorisation");
    REJECTS(verdict(claim, with(proof, "/rest", "x - y")), "step proof", "'rest'");
    REJECTS(verdict(claim, with(proof, "/rest", "x -")), "step proof", "'rest'");
    REJECTS(verdict(claim, with(with(proof, "/factor", "-(x + 1)"), "/rest", "1 - x")), "proof/factor_proof");
    const std::string open = "for x in (1, 2] prove x^2 - 1 > 0";
    const std::string closed = "for x in [1, 2] prove x^2 - 1 > 0";
    const json exchanged = with(with(proof, "/factor", "x - 1"), "/rest", "x + 1");
    CHECK(verdict(claim, exchanged) == "accepted");
    CHECK(verdict(open, exchanged) == "accepted");
    REJECTS(verdict(closed, exchanged), "proof/factor_proof");
    REJECTS(verdict("for x in [1, 2] prove x^2 - 1 > 0", proof), "proof/rest_proof");
    REJECTS(verdict("for x in [0, 2] prove x^2 - 1 >= 0", proof), "proof/rest_proof");
    CHECK(verdict("for x in (1, 2] prove x^2 - 1 > 0", proof) == "accepted");
    // f must be defined on the whole box, where the factors are
    REJECTS(verdict("for x in [0, 2] prove x^2/x >= 0", {{"step", "factor"},
                                                         {"factor", "1"},
                                                         {"rest", "x"},
                                                         {"factor_proof", leaf},
                                                         {"rest_proof", leaf}}),
            "defined");
}

TEST_CASE("zero") {
    const json proof = {{"step", "zero"}};
    check_members("for x in [0, 1] prove (x + 1)^2 - x^2 - 2*x - 1 >= 0", proof);
    REJECTS(verdict("for x in [0, 1] prove (x + 1)^2 - x^2 - 2*x > 0", proof), "0 is not positive");
    REJECTS(verdict("for x in [0, 1] prove (x + 1)^2 - x^2 - 2*x >= 0", proof), "no identity");
    REJECTS(verdict("for x in [0, 1] prove log(x) - log(x) >= 0", proof), "defined");
    REJECTS(verdict("for x in [0, 1] prove 1/x - 1/x >= 0", proof), "defined");
    CHECK(verdict("for x in (0, 1] prove 1/x - 1/x >= 0", proof) == "accepted");
}

TEST_CASE("monotone") {
    const json proof = {{"step", "monotone"},
                        {"variable", "x"},
                        {"end", "lower"},
                        {"at_end", {{"step", "zero"}}},
                        {"derivative", leaf}};
    check_members("for x in (0, 1] prove sinh(x) > 0", proof);
    CHECK(verdict("for x in (0, inf) prove sinh(x) > 0", proof) == "accepted");
    CHECK(verdict("for x in [0, 1] prove sinh(x) >= 0", proof) == "accepted");
    REJECTS(verdict("for x in [0, 1] prove sinh(x) > 0", proof), "proof/at_end", "0 is not positive");
    REJECTS(verdict("for x in (-inf, 1] prove exp(x) > 0", proof), "infinite");
    REJECTS(verdict("for x in (0, 1] prove sinh(x) > 0", with(proof, "/variable", "y")), "no variable");
    REJECTS(verdict("for x in (0, 1] prove sinh(x) - 1/10 > 0", proof), "proof/at_end");
    REJECTS(verdict("for x in (0, 1] prove -sinh(x) > 0", proof), "proof/derivative");
    REJECTS(verdict("for x in (0, 1] prove abs(x) > 0", proof), "differentiable");
    REJECTS(verdict("for x in (0, 1] prove x^(1/2) > 0", proof), "differentiable");
    // not only at its end: the jump of 1/x from below to above 0
    REJECTS(verdict("for x in (-1, 1] prove -1/x - 1 > 0", with(proof, "/at_end", leaf)), "differentiable");
}

// ---- statements about Hessians: P = log(x + y) has rank one blocks, P = log x + log y definite ones

namespace {

const std::string rank_one = "hessian(sum(i < j, log(sigma[i] + sigma[j])), sigma)";
const std::string definite = "hessian(sum(i < j, log(sigma[i]) + log(sigma[j])), sigma)";

json rank_one_proof() {
    return {{"step", "pair-rank-one"}, {"kappa", "1/(1 + r)^2"}, {"positive", leaf}};
}
json definite_proof() {
    return {{"step", "pair-definite"}, {"determinant", leaf}, {"origin", leaf}};
}
std::string over(const std::string& domain, const std::string& conclusion) {
    return "for " + domain + " prove " + conclusion;
}

}  // namespace

TEST_CASE("pair-rank-one") {
    check_members(over("sigma in chamber(2)", rank_one + " negative-semidefinite rank 1"), rank_one_proof());
    check_members(over("d in 3..inf, sigma in chamber(d)", rank_one + " negative-definite"),
                  rank_one_proof());
    const auto on = [](const std::string& domain, const std::string& predicate,
                       const json& proof = rank_one_proof()) {
        return verdict(over(domain, rank_one + predicate), proof);
    };
    CHECK(on("sigma in chamber(2)", " negative-semidefinite") == "accepted");
    CHECK(on("sigma in chamber(3)", " negative-semidefinite rank 3") == "accepted");
    CHECK(on("sigma in chamber(2) & [1, inf) (0, 2]", " negative-semidefinite rank 1") == "accepted");
    REJECTS(on("sigma in chamber(2)", " negative-definite"), "not what the claim says");
    REJECTS(on("sigma in chamber(2)", " negative-semidefinite rank 2"), "not what the claim says");
    REJECTS(on("sigma in chamber(3)", " negative-semidefinite rank 1"), "not what the claim says");
    CHECK(on("sigma in chamber(3)", " <= 0 * identity") == "accepted");
    REJECTS(on("sigma in chamber(3)", " <= -1/1000000 * identity"), "not what the claim says");
    REJECTS(on("sigma in chamber(2)", " indefinite"), "not what the claim says");
    for (const char* widths : {"d in 2..inf", "d in 2..3"}) {
        const std::string domain = std::string(widths) + ", sigma in chamber(d)";
        CHECK(on(domain, " negative-semidefinite") == "accepted");
        REJECTS(on(domain, " negative-definite"), "not what the claim says");
        REJECTS(on(domain, " negative-semidefinite rank 1"), "not what the claim says");
        REJECTS(on(domain, " negative-semidefinite rank 3"), "not what the claim says");
    }
    REJECTS(
        on("sigma in chamber(2)", " negative-semidefinite", with(rank_one_proof(), "/kappa", "1/(1 + r)")),
        "an entry of the pair block");
    // kappa of the wrong sign, or only nonnegative
    REJECTS(verdict(over("sigma in chamber(2)",
                         "hessian(sum(i < j, -log(sigma[i] + sigma[j])), sigma) negative-semidefinite"),
                    with(rank_one_proof(), "/kappa", "-1/(1 + r)^2")),
            "proof/positive");
    REJECTS(verdict(over("s in [0, 1], sigma in chamber(3)",
                         "hessian(sum(i < j, s*log(sigma[i] + sigma[j])), sigma) negative-definite"),
                    with(rank_one_proof(), "/kappa", "s/(1 + r)^2")),
            "proof/positive");
    CHECK(verdict(over("s in (0, 1], sigma in chamber(3)",
                       "hessian(sum(i < j, s*log(sigma[i] + sigma[j])), sigma) negative-definite"),
                  with(rank_one_proof(), "/kappa", "s/(1 + r)^2")) == "accepted");
    // -log(1 + (x + y)) has blocks of this form at x = 1, but is not homogeneous
    REJECTS(verdict(over("sigma in chamber(2)",
                         "hessian(sum(i < j, log(1 + sigma[i] + sigma[j])), sigma) negative-semidefinite"),
                    rank_one_proof()),
            "x P_x + y P_y");
    REJECTS(verdict(over("sigma in chamber(2)", definite + " negative-semidefinite"), rank_one_proof()),
            "pair block");
}

TEST_CASE("pair-definite") {
    check_members(over("d in 2..inf, sigma in chamber(d)", definite + " negative-definite"),
                  definite_proof());
    const auto of = [](const std::string& P, const std::string& domain = "sigma in chamber(2)") {
        return verdict(over(domain, "hessian(sum(i < j, " + P + "), sigma) negative-definite"),
                       definite_proof());
    };
    CHECK(of("log(sigma[i]) + 2*log(sigma[j])") == "accepted");
    CHECK(verdict(over("sigma in chamber(2)", definite + " negative-semidefinite rank 2"),
                  definite_proof()) == "accepted");
    CHECK(verdict(over("sigma in chamber(2)", definite + " negative-semidefinite"), definite_proof()) ==
          "accepted");
    CHECK(verdict(over("sigma in chamber(2)", definite + " <= 0 * identity"), definite_proof()) ==
          "accepted");
    REJECTS(verdict(over("sigma in chamber(2)", definite + " <= -1/1000000 * identity"), definite_proof()),
            "not what the claim");
    REJECTS(
        verdict(over("sigma in chamber(2)", definite + " negative-semidefinite rank 1"), definite_proof()),
        "not what");
    REJECTS(verdict(over("d in 2..3, sigma in chamber(d)", definite + " negative-semidefinite rank 2"),
                    definite_proof()),
            "not what");
    REJECTS(of("-log(sigma[i]) - log(sigma[j])"), "proof/origin");      // positive definite
    REJECTS(of("log(sigma[i]) - log(sigma[j])"), "proof/determinant");  // indefinite
    REJECTS(of("log(sigma[i] + sigma[j])"), "proof/determinant");       // det = 0
    REJECTS(of("-sigma[i]^2 - sigma[j]^2"), "x P_x + y P_y");           // homogeneous of degree 2
    REJECTS(of("log(sigma[i] - sigma[j])"), "smooth");                  // undefined for x <= y
    REJECTS(of("log(sigma[i]) + abs(log(sigma[i]) - log(sigma[j]))"), "smooth");
    REJECTS(of("log(sigma[i]) + log(sigma[1])"), "sum over pairs");
    REJECTS(of("log(sigma[i]) + log(sigma[j]) + u", "u in [0, 1], sigma in chamber(2)"), "'u'");
    REJECTS(of("log(sigma[i]) + log(sigma[j]) + r", "r in [0, 1], sigma in chamber(2)"), "'r'");
    REJECTS(of("log(sigma[i]) + log(sigma[j]) + x", "x in [0, 1], sigma in chamber(2)"), "step proof");
    REJECTS(of("log(sigma[i]) + log(sigma[j]) + n", "n in 2..3, sigma in chamber(2)"), "'n'");
    // |log x - log y|^(3/2) is differentiable with P' but not P'' bounded
    REJECTS(of("log(sigma[i]) + log(sigma[j]) - ((log(sigma[i]) - log(sigma[j]))^2)^(3/4)"), "smooth");
    REJECTS(verdict(over("sigma in chamber(2)", "hessian(log(sigma[1]), sigma) negative-definite"),
                    definite_proof()),
            "sum over pairs");
}

namespace {

/// −Hess of log x + log y is diag(1/x², 1/y²): gauge 0, p = 1, q = 1/r².
json majorant_proof() {
    const json form = {{"step", "form"}, {"gauge", 0}, {"tau", "1"},
                       {"kappa", "0"},   {"p", "1"},   {"q", "1/r^2"}};
    const json part = {{"step", "part"}, {"form", 0}, {"t", "1"}, {"upto", "1"}, {"tree", "n64"}};
    const json piece = {{"step", "piece"},           {"gauge", 0},     {"range", {"1/4", "1"}}, {"tau", "1"},
                        {"bounds", {"0", "1", "1"}}, {"parts", {part}}};
    const json factor = {{"step", "factor-matrix"},
                         {"modulus", "1/10"},
                         {"bits", 20},
                         {"scale", {0, 0}},
                         {"entries", {300000, 0, 300000}}};
    return {{"step", "pair-majorant"},
            {"forms", {form}},
            {"pieces", {piece}},
            {"pairs", {0}},
            {"factor", factor}};
}

const std::string box = "sigma in chamber(2) & [1, 2] [1/2, 1]";

std::string majorant(const json& proof, const std::string& bound = "<= -1/10 * identity",
                     const std::string& domain = box) {
    return verdict(over(domain, definite + " " + bound), proof);
}

}  // namespace

TEST_CASE("pair-majorant: members of every step") {
    const std::string claim = over(box, definite + " <= -1/10 * identity");
    check_members(claim, majorant_proof());
    const json good = majorant_proof();
    for (const char* pointer : {"/forms/0", "/pieces/0", "/pieces/0/parts/0", "/factor"}) {
        INFO(pointer);
        REJECTS(verdict(claim, with(good, std::string(pointer) + "/unknown", 1)), "unknown member 'unknown'");
        for (const auto& member : good[json::json_pointer(pointer)].items()) {
            const std::string& name = member.key();
            INFO(name);
            REJECTS(verdict(claim, without(good, pointer, name)), "has no member '" + name + "'");
            CHECK(verdict(claim, with(good, std::string(pointer) + "/" + name, nullptr)) != "accepted");
            CHECK(verdict(claim, with(good, std::string(pointer) + "/" + name, "x")) != "accepted");
        }
    }
}

TEST_CASE("pair-majorant: what it concludes") {
    const json good = majorant_proof();
    for (const char* weaker : {"<= -1/11 * identity", "<= 0 * identity", "<= 1 * identity",
                               "negative-definite", "negative-semidefinite", "negative-semidefinite rank 2"})
        CHECK(majorant(good, weaker) == "accepted");
    for (const char* other : {"<= -1/9 * identity", "<= -1/10 - 1/1000000 * identity", "indefinite",
                              "negative-semidefinite rank 1"}) {
        INFO(other);
        CHECK_THROWS_AS((void)majorant(good, std::string(other) + " +"), InputError);
        if (std::string(other).find("- 1/1000000") == std::string::npos)
            REJECTS(majorant(good, other), "not what the claim says");
    }
    // a modulus of 0 is semidefiniteness, a negative one neither
    const json zero = with(good, "/factor/modulus", "0");
    CHECK(majorant(zero, "negative-semidefinite") == "accepted");
    REJECTS(majorant(zero, "negative-definite"), "not what the claim says");
    const json negative = with(good, "/factor/modulus", "-1");
    CHECK(majorant(negative, "<= 1 * identity") == "accepted");
    REJECTS(majorant(negative, "negative-semidefinite"), "not what the claim says");
    // more than the matrix gives: its least eigenvalue is 1/4
    REJECTS(majorant(with(good, "/factor/modulus", "26/100"), "<= -26/100 * identity"), "proof/factor",
            "row 1");
}

TEST_CASE("one chamber, singular values above 0, no parameter of a single value") {
    const std::string rank = rank_one + " negative-semidefinite rank 1";
    for (const char* domain :
         {"sigma in chamber(2), tau in chamber(2)", "tau in chamber(2), sigma in chamber(2)"})
        CHECK_THROWS_AS((void)verdict(over(domain, rank), rank_one_proof()), InputError);
    for (const char* domain : {"sigma in chamber(1)", "sigma in chamber(0)", "d in 1..2, sigma in chamber(d)",
                               "d in 1..inf, sigma in chamber(d)"})
        CHECK_THROWS_AS((void)verdict(over(domain, rank_one + " negative-semidefinite"), rank_one_proof()),
                        InputError);
    for (const char* sides :
         {"[-1, 1] [-1, 1]", "[1, 2] [-1, 1]", "[-1, 2] [1, 2]", "(-inf, 1] (-inf, 1]", "[1, 2] (-inf, 1]"})
        CHECK_THROWS_AS(
            (void)verdict(over(std::string("sigma in chamber(2) & ") + sides, rank), rank_one_proof()),
            InputError);
    // s = 1 is no parameter of the point
    const auto refuted = [](const std::string& parameter, const std::string& predicate, const json& point) {
        return verdict(
            "for s in " + parameter +
                ", sigma in chamber(2) disprove hessian(sum(i < j, s*log(sigma[i] + sigma[j])), sigma) " +
                predicate,
            {{"step", "witness"}, {"width", 2}, {"point", point}, {"proof", rank_one_proof()}});
    };
    CHECK(refuted("[1, 1]", "positive-semidefinite", json::object()) == "accepted");
    CHECK(refuted("[1, 2]", "positive-semidefinite", {{"s", "1"}}) == "accepted");
    REJECTS(refuted("[1, 2]", "positive-semidefinite", json::object()), "not one value");
    REJECTS(refuted("[1, 1]", "positive-semidefinite", {{"s", "1"}}), "not one value");
    // semidefinite is not indefinite; what is shown to be <= I may be
    const auto indefinite = [](const std::string& modulus) {
        return verdict("for " + box + " disprove " + definite + " indefinite",
                       {{"step", "witness"},
                        {"width", 2},
                        {"point", json::object()},
                        {"proof", with(majorant_proof(), "/factor/modulus", modulus)}});
    };
    CHECK(indefinite("1/10") == "accepted");
    CHECK(indefinite("0") == "accepted");
    REJECTS(indefinite("-1"), "does not contradict");
}

TEST_CASE("pair-majorant: domains") {
    const json good = majorant_proof();
    REJECTS(majorant(good, "<= -1/10 * identity", "sigma in chamber(2)"), "needs a box");
    REJECTS(majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & [1, inf) [1/2, 1]"),
            "finite upper ends");
    REJECTS(majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & [1, 3] [1/2, 1]"), "(1, 2)",
            "ratios");
    REJECTS(majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & [1, 2] [1/3, 1]"), "(1, 2)",
            "ratios");
    REJECTS(majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & [1, 2] (0, 1]"), "(1, 2)", "ratios");
    CHECK(majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & (1, 2) (1/2, 1)") == "accepted");
    // the box is cut down to the chamber first: sigma[2] <= 2, sigma[1] >= 1/2
    CHECK(majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & (0, 2] [1/2, 5]") == "accepted");
    CHECK_THROWS_AS((void)majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & [1, 2] [3, 4]"),
                    InputError);
    CHECK_THROWS_AS((void)majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & [1, 2]"), InputError);
    CHECK_THROWS_AS((void)majorant(good, "<= -1/10 * identity", "sigma in chamber(2) & [-1, 2] [1/2, 1]"),
                    InputError);
    // an upper end of the ratios below 1 needs sigma[1] away from 0
    const json narrow = with(with(good, "/pieces/0/range", {"0", "1/2"}), "/pieces/0/parts/0/upto", "1/2");
    CHECK(majorant(narrow, "<= 0 * identity", "sigma in chamber(2) & [2, 2] (0, 1]") == "accepted");
    REJECTS(majorant(narrow, "<= 0 * identity", "sigma in chamber(2) & (0, 2] (0, 1]"), "ratios");
    REJECTS(majorant(narrow, "<= 0 * identity", "sigma in chamber(2) & [1, 2] (0, 1]"), "ratios");
}

TEST_CASE("pair-majorant: forms") {
    const json good = majorant_proof();
    for (const char* entry : {"p", "q", "kappa"})
        REJECTS(majorant(with(good, std::string("/forms/0/") + entry, "2")), "proof/forms[0]",
                "the form's entry");
    REJECTS(majorant(with(good, "/forms/0/gauge", 1)), "proof/forms[0]", "the form's entry");
    REJECTS(majorant(with(good, "/forms/0/gauge", 3)), "proof/forms[0]", "from 0 to 2");
    REJECTS(majorant(with(good, "/forms/0/gauge", -1)), "proof/forms[0]", "from 0 to 2");
    REJECTS(majorant(with(good, "/forms/0/p", "y")), "proof/forms[0]", "'p'");
    REJECTS(majorant(with(good, "/forms/0/tau", "t^t")), "proof/forms[0]", "exponent");
    // with another tau the entries are the same, since kappa is 0
    CHECK(majorant(with(good, "/forms/0/tau", "t*r")) == "accepted");
    REJECTS(majorant(with(good, "/forms/0/tau", "-t")), "parts[0]", "leaf 1");
    REJECTS(majorant(with(good, "/forms/0/tau", "r - 1/4")), "parts[0]", "leaf 1");
    REJECTS(majorant(with(good, "/forms", json::array())), "proof/pieces[0]/parts[0]", "'form'");
}

TEST_CASE("pair-majorant: pieces and parts") {
    const json good = majorant_proof();
    REJECTS(majorant(with(good, "/pieces", json::array())), "no pieces");
    for (const json& range : {json{"1/4"}, json{"1", "1/4"}, json{"-1/4", "1"}, json{"1/4", "2"},
                              json{"0", "0"}, json{"1/4", "1/2", "1"}})
        REJECTS(majorant(with(good, "/pieces/0/range", range)), "proof/pieces[0]", "its range is not");
    // it may reach beyond 1 in all of its members, or be a single ratio
    REJECTS(majorant(with(with(good, "/pieces/0/range", {"1/4", "2"}), "/pieces/0/parts/0/upto", "2")),
            "proof/pieces[0]", "its range is not");
    CHECK(majorant(with(with(good, "/pieces/0/range", {"1/2", "1/2"}), "/pieces/0/parts/0/upto", "1/2"),
                   "<= -1/10 * identity", "sigma in chamber(2) & [2, 2] [1, 1]") == "accepted");
    for (const json& bounds : {json{"0", "1"}, json{"-1", "1", "1"}, json{"0", "1", "1", "1"}, json{0, 1, 1}})
        REJECTS(majorant(with(good, "/pieces/0/bounds", bounds)), "proof/pieces[0]", "bounds");
    REJECTS(majorant(with(good, "/pieces/0/bounds", {"0", "1.01", "1"})), "parts[0]", "leaf 1");
    REJECTS(majorant(with(good, "/pieces/0/bounds", {"0", "1", "1.01"})), "parts[0]", "leaf 1");
    REJECTS(majorant(with(good, "/pieces/0/bounds", {"0.01", "1", "1"})), "parts[0]", "leaf 1");
    REJECTS(majorant(with(good, "/pieces/0/tau", "0")), "proof/pieces[0]", "tau");
    REJECTS(majorant(with(good, "/pieces/0/tau", "-1")), "proof/pieces[0]", "tau");
    REJECTS(majorant(with(good, "/pieces/0/gauge", 1)), "parts[0]", "another gauge");
    REJECTS(majorant(with(good, "/pieces/0/parts", json::array())), "no parts");
    REJECTS(majorant(with(good, "/pieces/0/parts/0/form", 1)), "parts[0]", "'form'");
    REJECTS(majorant(with(good, "/pieces/0/parts/0/form", -1)), "parts[0]", "'form'");
    REJECTS(majorant(with(good, "/pieces/0/parts/0/t", "0")), "parts[0]", "t is not positive");
    REJECTS(majorant(with(good, "/pieces/0/parts/0/t", "-1")), "parts[0]", "t is not positive");
    REJECTS(majorant(with(good, "/pieces/0/parts/0/upto", "1/8")), "parts[0]", "leaves the piece's range");
    REJECTS(majorant(with(good, "/pieces/0/parts/0/upto", "2")), "parts[0]", "leaves the piece's range");
    REJECTS(majorant(with(good, "/pieces/0/parts/0/upto", "1/2")), "do not reach the end");
    // two parts that meet; the second begins where the first ends
    json two = good;
    two["pieces"][0]["parts"].push_back(two["pieces"][0]["parts"][0]);
    two["pieces"][0]["parts"][0]["upto"] = "1/2";
    CHECK(majorant(two) == "accepted");
    CHECK(majorant(with(two, "/pieces/0/parts/1/tree", "r@1/3 n64 n64")) == "accepted");
    CHECK(majorant(with(two, "/pieces/0/parts/1/tree", "t1:64")) ==
          "accepted");  // four functions at a Taylor leaf
    REJECTS(
        majorant(with(with(two, "/pieces/0/parts/1/tree", "t1:64"), "/pieces/0/bounds", {"0", "1", "1.01"})),
        "parts[1]", "leaf 1");
    REJECTS(majorant(with(two, "/pieces/0/parts/1/upto", "1/3")), "parts[1]", "leaves the piece's range");
    REJECTS(majorant(with(two, "/pieces/0/parts/0/tree", "n64 n64")), "parts[0]", "goes on");
    REJECTS(majorant(with(two, "/pieces/0/parts/1/tree", "")), "parts[1]", "ends before");
    for (const json& pairs : {json::array(), json{0, 0}, json{1}, json{-1}, json{0.0}, json{"0"}})
        CHECK(majorant(with(good, "/pairs", pairs)) != "accepted");
}

TEST_CASE("pair-majorant: a kappa > 0 needs its tau, a negative p or q a box away from 0") {
    // log(x + y): kappa = r/(1 + r)^2 at gauge 1, tau = 1, p = q = 0
    json proof = majorant_proof();
    proof["forms"][0] = {{"step", "form"},         {"gauge", 1}, {"tau", "1"},
                         {"kappa", "r/(1 + r)^2"}, {"p", "0"},   {"q", "0"}};
    proof["pieces"][0]["gauge"] = 1;
    proof["pieces"][0]["bounds"] = {"6/100", "0", "0"};
    // T = 2^20 (w kappa [[1, 1], [1, 1]] + 1/10), w = 1/(2·1): 0.03 + 0.1
    proof["factor"]["modulus"] = "-1/10";
    proof["factor"]["entries"] = {376615, 87583, 366286};
    const auto on = [&](const json& p, const std::string& domain = box) {
        return verdict(over(domain, rank_one + " <= 1/10 * identity"), p);
    };
    CHECK(on(proof) == "accepted");
    REJECTS(on(with(proof, "/pieces/0/tau", "2")), "parts[0]", "piece's constant");
    REJECTS(on(with(proof, "/pieces/0/bounds", {"7/100", "0", "0"})), "parts[0]", "leaf 1");
    json shifted = proof;  // tau = t: p = kappa(1 − t), q = kappa(1 − 1/t), one of them negative
    shifted["forms"][0]["tau"] = "t";
    shifted["forms"][0]["p"] = "r/(1 + r)^2*(1 - t)";
    shifted["forms"][0]["q"] = "r/(1 + r)^2*(1 - 1/t)";
    shifted["pieces"][0]["parts"][0]["t"] = "101/100";
    shifted["pieces"][0]["tau"] = "101/100";
    shifted["pieces"][0]["bounds"] = {"6/100", "-7/1000", "0"};
    shifted["factor"]["entries"] = {356057, 92642, 364600};
    CHECK(on(shifted) == "accepted");
    REJECTS(on(with(shifted, "/pieces/0/bounds", {"6/100", "-6/1000", "0"})), "parts[0]", "leaf 1");
    REJECTS(on(with(shifted, "/pieces/0/parts/0/t", "12/10")), "parts[0]", "piece's constant");
    json to_zero = shifted;
    to_zero["pieces"][0]["bounds"] = {"0", "-2/100", "0"};
    to_zero["pieces"][0]["range"] = {"0", "1"};
    REJECTS(on(to_zero, "sigma in chamber(2) & [1, 2] (0, 1]"), "bounded away from 0");
}

TEST_CASE("pair-majorant: a negative bound has the largest weight; three singular values") {
    // log(x + y) with tau = 1.01: 0.06 [[1.01, 1], [1, 1/1.01]]/2 + diag(-7/1000 w, 0) + m I with w =
    // 1/(1·1/2) is indefinite for m = 4/1000; with w = 1/2 it would not be
    json proof = majorant_proof();
    proof["forms"][0] = {{"step", "form"},
                         {"gauge", 1},
                         {"tau", "t"},
                         {"kappa", "r/(1 + r)^2"},
                         {"p", "r/(1 + r)^2*(1 - t)"},
                         {"q", "r/(1 + r)^2*(1 - 1/t)"}};
    proof["pieces"][0]["gauge"] = 1;
    proof["pieces"][0]["tau"] = "101/100";
    proof["pieces"][0]["parts"][0]["t"] = "101/100";
    proof["pieces"][0]["bounds"] = {"6/100", "-7/1000", "0"};
    proof["factor"]["modulus"] = "-4/1000";
    proof["factor"]["entries"] = {182524, 180717, 62008};
    REJECTS(verdict(over(box, rank_one + " <= 1/10 * identity"), proof), "proof/factor", "row 1");
    proof["factor"]["modulus"] = "-18/1000";
    CHECK(verdict(over(box, rank_one + " <= 1/10 * identity"), proof) == "accepted");

    // ratios 1/2, 1/4, 1/2; the Hessian is -2 diag(1/16, 1/4, 1)
    json three = majorant_proof();
    json second = three["pieces"][0];
    three["pieces"][0]["range"] = {"1/2", "1/2"};
    three["pieces"][0]["parts"][0]["upto"] = "1/2";
    three["pieces"][0]["bounds"] = {"0", "1", "4"};
    second["range"] = {"1/4", "1/4"};
    second["parts"][0]["upto"] = "1/4";
    second["bounds"] = {"0", "1", "16"};
    three["pieces"].push_back(second);
    three["factor"]["scale"] = {0, 0, 0};
    three["factor"]["entries"] = {148290, 0, 574330, 0, 0, 1284234};
    const auto by = [&](const json& pairs) {
        return majorant(with(three, "/pairs", pairs), "<= -1/10 * identity",
                        "sigma in chamber(3) & [4, 4] [2, 2] [1, 1]");
    };
    CHECK(by({0, 1, 0}) == "accepted");
    for (const json& pairs : {json{1, 0, 0}, json{0, 0, 0}, json{1, 1, 1}, json{0, 1, 1}, json{0, 0, 1},
                              json{1, 1, 0}, json{1, 0, 1}})
        REJECTS(by(pairs), "does not cover its ratios");
}

TEST_CASE("split: what holds on one part only is not concluded") {
    // s (log x + log y) is convex for s <= 0, and <= I for s >= 0 away from 0
    const json convex = {
        {"step", "pair-semidefinite"}, {"determinant", leaf}, {"first", leaf}, {"second", leaf}};
    json bounded = majorant_proof();
    bounded["forms"][0]["p"] = "s";
    bounded["forms"][0]["q"] = "s/r^2";
    bounded["pieces"][0]["bounds"] = {"0", "-1", "-16"};
    bounded["factor"]["modulus"] = "-20";
    bounded["factor"]["entries"] = {4400000, 0, 1900000};
    const auto on = [&](const std::string& range, const std::string& conclusion, const json& low,
                        const json& high) {
        return verdict(over("s in " + range + ", " + box,
                            "hessian(sum(i < j, s*(log(sigma[i]) + log(sigma[j]))), sigma) " + conclusion),
                       {{"step", "split"},
                        {"variable", "s"},
                        {"at", "1/2"},
                        {"index", 1},
                        {"low", low},
                        {"high", high}});
    };
    CHECK(on("[-1, 0]", "positive-semidefinite", convex, convex) == "accepted");
    CHECK(on("[-1, 1]", "<= 20 * identity", bounded, bounded) == "accepted");
    REJECTS(on("[-1, 1]", "positive-semidefinite", convex, bounded), "not what the claim says");
    REJECTS(on("[-1, 0]", "positive-semidefinite", bounded, convex), "not what the claim says");
    for (const char* other :
         {"negative-definite", "negative-semidefinite", "indefinite", "negative-semidefinite rank 1"}) {
        REJECTS(on("[-1, 1]", other, convex, bounded), "not what the claim says");
        REJECTS(on("[-1, 0]", other, bounded, convex), "not what the claim says");
    }
    REJECTS(on("[-1, 0]", "<= 20 * identity", convex, bounded), "not what the claim says");
    // log x + y/x is indefinite, which a Hessian <= 100 I need not be
    const json indefinite = {{"step", "pair-indefinite"}, {"radial", leaf}, {"last", leaf}, {"mixed", leaf}};
    json below = majorant_proof();
    below["forms"][0]["p"] = "-2*r";
    below["forms"][0]["kappa"] = "1";
    below["forms"][0]["q"] = "-1";
    below["pieces"][0]["bounds"] = {"1", "-2", "-1"};
    below["factor"]["modulus"] = "-100";
    below["factor"]["entries"] = {9800000, 0, 9800000};
    const auto ratio = [&](const std::string& conclusion, const json& low, const json& high) {
        return verdict(
            over(box, "hessian(sum(i < j, log(sigma[i]) + sigma[j]/sigma[i]), sigma) " + conclusion),
            {{"step", "split"},
             {"variable", "sigma"},
             {"at", "1/2"},
             {"index", 1},
             {"low", low},
             {"high", high}});
    };
    CHECK(ratio("indefinite", indefinite, indefinite) == "accepted");
    CHECK(ratio("<= 100 * identity", below, below) == "accepted");
    for (const char* conclusion : {"indefinite", "<= 100 * identity"}) {
        REJECTS(ratio(conclusion, indefinite, below), "not what the claim says");
        REJECTS(ratio(conclusion, below, indefinite), "not what the claim says");
    }
}

TEST_CASE("pair-majorant: the factor") {
    const json good = majorant_proof();
    for (const json& scale : {json::array(), json{0}, json{0, 0, 0}, json{0, 0.5}, json{0, 100001}})
        CHECK(majorant(with(good, "/factor/scale", scale)) != "accepted");
    for (const long bits : {0L, 51L, -1L})
        REJECTS(majorant(with(good, "/factor/bits", bits)), "proof/factor", "'bits'");
    for (const json& entries :
         {json{300000, 0}, json{300000, 0, 300000, 0}, json{300000, 0, 500000}, json{500000, 0, 300000},
          json{300000, 300000, 300000}, json{300000, 0, 9007199254740993}, json{300000, 0.0, 300000}})
        CHECK(majorant(with(good, "/factor/entries", entries)) != "accepted");
    REJECTS(majorant(with(good, "/factor/modulus", "nan")), "proof/factor", "'modulus'");
    CHECK(majorant(with(with(good, "/factor/scale", {1, 1}), "/factor/entries", {600000, 0, 600000})) ==
          "accepted");
}

TEST_CASE("split and peel-domain") {
    const json good = majorant_proof();
    const json split = {{"step", "split"}, {"variable", "sigma"}, {"index", 1},
                        {"at", "1/2"},     {"low", good},         {"high", good}};
    CHECK(majorant(split) == "accepted");
    for (const auto& member : split.items()) CHECK(majorant(without(split, "", member.key())) != "accepted");
    REJECTS(majorant(with(split, "/unknown", 1)), "unknown member");
    // the smaller modulus holds on both
    const json weak = with(good, "/factor/modulus", "1/20");
    REJECTS(majorant(with(split, "/low", weak)), "not what the claim says");
    REJECTS(majorant(with(split, "/high", weak)), "not what the claim says");
    CHECK(majorant(with(split, "/high", weak), "<= -1/20 * identity") == "accepted");
    for (const char* at : {"0", "1", "2", "-1/2", "x"})
        REJECTS(majorant(with(split, "/at", at)), "step proof");
    REJECTS(majorant(with(split, "/index", 3)), "'index'");
    REJECTS(majorant(with(split, "/index", 0)), "'index'");
    REJECTS(majorant(with(split, "/variable", "nu")), "no variable");
    REJECTS(verdict(over("sigma in chamber(2)", definite + " negative-definite"), split), "no box to split");
    CHECK(verdict(over("sigma in chamber(2) & [1, inf) [1, 2]", definite + " negative-definite"),
                  with(with(split, "/low", definite_proof()), "/high", definite_proof())) == "accepted");
    // a piece too short for the low half is refused there
    json short_piece = with(with(good, "/pieces/0/range", {"1/3", "1"}), "/pieces/0/parts/0/upto", "1");
    REJECTS(majorant(with(split, "/high", short_piece)), "proof/high", "ratios");
    CHECK(majorant(with(split, "/low", short_piece)) == "accepted");

    const std::string scaled =
        "hessian(sum(i < j, (1 + s)*(log(sigma[i]) + log(sigma[j]))), sigma) negative-definite";
    const json definite_split = {{"step", "split"}, {"variable", "s"},         {"at", "1/2"},
                                 {"index", 1},      {"low", definite_proof()}, {"high", definite_proof()}};
    CHECK(verdict(over("s in [0, 1], sigma in chamber(2)", scaled), definite_split) == "accepted");
    CHECK(verdict(over("s in [0, inf), sigma in chamber(2)", scaled), definite_split) == "accepted");
    REJECTS(verdict(over("s in [-3, 1], sigma in chamber(2)", scaled), definite_split), "proof/low");

    const json peel = {{"step", "peel-domain"},
                       {"variable", "s"},
                       {"end", "lower"},
                       {"at_end", definite_proof()},
                       {"inside", definite_proof()}};
    check_members(over("s in [0, 1], sigma in chamber(2)", scaled), peel);
    check_members(over("s in [0, 1], sigma in chamber(2)", scaled), with(peel, "/end", "upper"));
    REJECTS(verdict(over("s in (0, 1], sigma in chamber(2)", scaled), peel), "does not contain that end");
    REJECTS(verdict(over("s in [0, inf), sigma in chamber(2)", scaled), with(peel, "/end", "upper")),
            "does not contain");
    REJECTS(verdict(over("s in [-1, 1], sigma in chamber(2)", scaled), peel), "proof/at_end");
    CHECK(verdict(over("s in (-1, 1], sigma in chamber(2)", scaled), definite_proof()) == "accepted");
    REJECTS(verdict(over("s in [0, 1], sigma in chamber(2)", scaled), with(peel, "/variable", "sigma")),
            "no variable");
    REJECTS(verdict(over("s in [0, 1], sigma in chamber(2)", scaled), with(peel, "/end", "both")), "neither");
}

TEST_CASE("digests, formats and the prelude") {
    const std::string claim = "for x in [0, 1] prove f(x) > 0";
    const std::string prelude = "let f(x) = x + 1";
    const Certificate good = make_certificate(claim, prelude, leaf, json::object());
    const auto accepted = checker::check(good);
    CHECK(accepted.digest == good.claim_digest);
    CHECK_FALSE(accepted.prelude_is_shipped);
    CHECK(checker::check(make_certificate("prove 1 > 0", std::string(shipped_prelude()), leaf, {}))
              .prelude_is_shipped);
    const auto refused = [&](auto change) {
        Certificate changed = good;
        change(changed);
        CHECK_THROWS_AS((void)checker::check(changed), Rejected);
    };
    refused([](Certificate& c) { c.format = 0; });
    refused([](Certificate& c) { c.format = 2; });
    refused([](Certificate& c) { c.format = -1; });
    refused([](Certificate& c) { c.claim_digest[5] ^= 1; });
    refused([](Certificate& c) { c.proof_digest[5] ^= 1; });
    refused([](Certificate& c) { c.claim_digest = ""; });
    refused([](Certificate& c) { c.claim_text += " "; });
    refused([](Certificate& c) { c.prelude += " "; });
    refused([](Certificate& c) { c.proof["tree"] = "n128"; });
    Certificate elsewhere = good;
    elsewhere.provenance = "another machine";
    CHECK(checker::check(elsewhere).digest == good.claim_digest);
}

TEST_CASE("exceptions of a statement about a Hessian") {
    // s log(x + y) + (1 - s)(log x + log y) is definite for s < 1 and of rank one at s = 1
    const std::string mixed =
        "hessian(sum(i < j, s*log(sigma[i] + sigma[j]) + (1 - s)*(log(sigma[i]) + log(sigma[j]))), sigma) "
        "negative-definite";
    const json inside = {{"step", "pair-definite"},
                         {"origin", leaf},
                         {"determinant",
                          {{"step", "factor"},
                           {"factor", "1 - s"},
                           {"rest", "s/(1 + exp(-u))^2*(1 + exp(2*u)) + (1 - s)*exp(2*u)"},
                           {"factor_proof", leaf},
                           {"rest_proof", leaf}}}};
    const json proof = {{"step", "peel-domain"},
                        {"variable", "s"},
                        {"end", "upper"},
                        {"at_end", rank_one_proof()},
                        {"inside", inside}};
    const auto on = [&](const std::string& domain, const std::string& exception) {
        return verdict(over(domain + ", sigma in chamber(d)", mixed + " " + exception), proof);
    };
    const std::string all = "d in 2..inf, s in [0, 1]";
    CHECK(on(all, "except d = 2 and s = 1") == "accepted");
    // of rank one on one part only
    const std::string some = mixed.substr(0, mixed.rfind("negative-definite"));
    CHECK(verdict(over("s in [0, 1], sigma in chamber(2)", some + "negative-semidefinite"), proof) ==
          "accepted");
    REJECTS(verdict(over("s in [0, 1], sigma in chamber(2)", some + "negative-semidefinite rank 1"), proof),
            "not what the claim says");
    REJECTS(
        verdict("for " + all + ", sigma in chamber(d)\nwhere s > 0\nprove " + mixed + " except d = 2", proof),
        "hypotheses");
    CHECK(on(all, "except s = 1 and d = 2") == "accepted");
    CHECK(on(all, "except d = 2") == "accepted");
    CHECK(on(all, "except d = 2 or d = 3") == "accepted");
    CHECK(on("d in 3..inf, s in [0, 1]", "") == "accepted");
    REJECTS(on(all, ""), "not what the claim says");
    REJECTS(on(all, "except d = 2 and s = 1/2"), "not what the claim says");
    REJECTS(on(all, "except d = 3 and s = 1"), "not what the claim says");
    REJECTS(on(all, "except d = 2 and s = 1 and s = 0"), "not what the claim says");
    REJECTS(on(all, "except d = 2 and d = 3 and s = 1"), "not what the claim says");
}
