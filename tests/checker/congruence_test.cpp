#include <doctest/doctest.h>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::test;
using nlohmann::json;

namespace {

json congruence(const json& vectors) {
    return {{"step", "congruence"}, {"vectors", vectors}};
}
json with(json value, const std::string& pointer, const json& replacement) {
    value[json::json_pointer(pointer)] = replacement;
    return value;
}
json all(const json& parts) {
    return {{"step", "all"}, {"parts", parts}};
}
json rewrite(const json& entries, const json& proof) {
    return {{"step", "rewrite"}, {"entries", entries}, {"proof", proof}};
}
const json unit = {"1", "0", "0", "1"};

}  // namespace

TEST_CASE("congruence: a row that what follows it makes too small") {
    const std::string A = " prove matrix [[x, 1], [1, 2]] positive-definite";
    CHECK(verdict("for x in [5/4, 2]" + A, congruence(unit)) == "accepted");
    REJECTS(verdict("for x in [1/2, 2]" + A, congruence(unit)), "leaf 1");  // singular at 1/2
}

TEST_CASE("congruence: a Hessian in a variable of a single value") {
    // x^y has no derivative in y at x < 0, y = 2, where it is x^2
    const auto of = [](const std::string& range) {
        return verdict(
            "for x in " + range + ", y in [2, 2] prove hessian(0*x^y - x^2 - y^2, x, y) negative-definite",
            congruence(unit));
    };
    CHECK(of("[1, 2]") == "accepted");
    REJECTS(of("[-1, 1]"), "leaf 1");
    CHECK(verdict("for sigma in chamber(2) & [1, 1] [1, 1] prove hessian(-sigma[1]^2 - sigma[2]^2, sigma) "
                  "negative-definite",
                  congruence(unit)) == "accepted");
    // there is no derivative in a parameter
    CHECK(verdict("for x in [-1, 1], p in [2, 2] prove hessian(-x^p, x) negative-definite",
                  congruence({"1"})) == "accepted");
    CHECK(verdict("for x in [-1, 1], p in [2, 2] prove matrix [[1 + x^p, 0], [0, 1]] positive-definite",
                  congruence(unit)) == "accepted");
}

TEST_CASE("congruence: counts of eigenvalues at a constant matrix") {
    // eigenvalues 1 and 3 with eigenvectors (1, -1) and (1, 1)
    const std::string A = "prove matrix [[2, 1], [1, 2]] ";
    const json diagonal = congruence({"1", "-1", "1", "1"});
    CHECK(verdict(A + "positive-definite", congruence(unit)) == "accepted");
    CHECK(verdict(A + "positive-definite", diagonal) == "accepted");
    CHECK(verdict(A + "inertia 2 0", diagonal) == "accepted");
    CHECK(verdict(A + ">= 99/100 * identity", diagonal) == "accepted");
    CHECK(verdict(A + "<= 301/100 * identity", diagonal) == "accepted");
    CHECK(verdict(A + "eigenvalue 1 in [99/100, 101/100]", all({diagonal, congruence({"1", "-1"})})) ==
          "accepted");
    CHECK(verdict(A + "eigenvalue 2 in (2, 4)", all({congruence({"1", "1"}), diagonal})) == "accepted");
    CHECK(verdict(A + "eigenvalue 1 in (0, inf)", diagonal) == "accepted");
    CHECK(verdict(A + "eigenvalue 1 in (-inf, 2)", congruence({"1", "-1"})) == "accepted");
    // what is false, or only weakly true
    REJECTS(verdict(A + "negative-definite", diagonal), "leaf 1");
    REJECTS(verdict(A + ">= 1 * identity", diagonal), "leaf 1");
    REJECTS(verdict(A + "<= 3 * identity", diagonal), "leaf 1");
    REJECTS(verdict(A + "<= 2 * identity", diagonal), "leaf 1");
    REJECTS(verdict(A + "indefinite", all({congruence({"1", "1"}), congruence({"1", "-1"})})),
            "proof/parts[1]");
    REJECTS(verdict(A + "eigenvalue 1 in [2, 4]", all({diagonal, congruence({"1", "-1"})})),
            "proof/parts[0]");
    REJECTS(verdict(A + "eigenvalue 2 in [0, 2]", all({congruence({"1", "1"}), diagonal})), "proof/parts[1]");
    REJECTS(verdict(A + "positive-definite", with(diagonal, "/step", "subdivide")), "'subdivide'");
    // a number that has no exact value
    REJECTS(verdict("prove matrix [[5, 0], [0, 5]] >= pi * identity", congruence(unit)), "rational constant");
    // not as many vectors as are counted, dependent ones, none
    REJECTS(verdict(A + "positive-definite", congruence({"1", "1"})), "not 2 vectors of 2");
    REJECTS(verdict(A + "positive-definite", congruence({"1", "1", "1", "1"})), "leaf 1");
    REJECTS(verdict(A + "positive-definite", congruence({"1", "1", "0", "0"})), "leaf 1");
    REJECTS(verdict(A + "positive-definite", congruence({"1", "1", "2", "1"})), "leaf 1");
    REJECTS(verdict(A + "positive-definite", congruence(json::array())), "not 2 vectors of 2");
    REJECTS(verdict(A + "eigenvalue 1 in [99/100, 101/100]",
                    with(all({diagonal, congruence({"1", "-1"})}), "/step", "any")),
            "where 'all' belongs");
    // entries that range over an interval, with weights of both signs; unbounded ones
    for (const std::string range : {"for x in [0, 3] ", "for x in [-3, 0] "}) {
        REJECTS(verdict(range + "prove matrix [[2, x], [x, 2]] positive-definite", diagonal), "leaf 1");
        REJECTS(verdict(range + "prove matrix [[2, x], [x, 2]] positive-definite",
                        congruence({"1", "0", "0", "-1"})),
                "leaf 1");
        REJECTS(verdict(range + "prove matrix [[-2, x], [x, -2]] negative-definite", diagonal), "leaf 1");
    }
    const std::string line = "for x in (0, 1] prove matrix ";
    REJECTS(verdict(line + "[[log(x), 0], [0, 1]] >= -1 * identity", congruence(unit)), "leaf 1");
    REJECTS(verdict(line + "[[-log(x), 0], [0, -1]] <= 1 * identity", congruence(unit)), "leaf 1");
    // statements that counts do not decide
    REJECTS(verdict(A + "inertia 1 0", diagonal), "no numbers of eigenvalues");
    REJECTS(verdict(A + "eigenvalue 1 in (-inf, inf)", diagonal), "no numbers of eigenvalues");
    REJECTS(verdict(A + "negative-semidefinite rank 1", diagonal), "no numbers of eigenvalues");
    REJECTS(verdict("for N in 1..2 " + A + "positive-definite", diagonal), "integer parameters");
    REJECTS(verdict("for x in [0, 1] " + A + "positive-definite except x = 1", diagonal), "exceptions");
    REJECTS(verdict(A + "indefinite", all(json::array({congruence({"1", "1"})}))), "not one part for each");
    REJECTS(
        verdict(A + "eigenvalue 2 in (2, 4)", with(all({congruence({"1", "1"}), diagonal}), "/point", "1")),
        "point");
    REJECTS(verdict(A + "positive-definite", subdivide("n64")), "step proof");
}

TEST_CASE("congruence: matrices that depend on variables, trees, parts") {
    const std::string A = "for t in [0, 1] prove matrix [[2, t], [t, 1]] positive-definite";
    CHECK(verdict(A, congruence(unit)).find("leaf 1") != std::string::npos);
    const json good = congruence({"1", "0", "-1/4", "1"});
    CHECK(verdict(A, good) == "accepted");
    CHECK(verdict(A, with(good, "/tree", "m64")) == "accepted");
    CHECK(verdict(A, with(good, "/tree", "t@1/2 n64 n64")) == "accepted");
    const json parts = {congruence(unit), congruence({"1", "0", "-3/8", "1"})};
    const json split = with(with(good, "/tree", "t@1/2 # #"), "/parts", parts);
    CHECK(verdict(A, split) == "accepted");
    REJECTS(verdict(A, with(split, "/tree", "t@1/2 # n64")), "not one leaf # for each");
    REJECTS(verdict(A, with(split, "/tree", "t@1/2 n64 n64")), "not one leaf # for each");
    REJECTS(verdict(A, with(split, "/tree", "t@1/2 # t@1/2 # #")), "no step among the parts");
    REJECTS(verdict(A, with(split, "/tree", "t@1/2 #")), "ends before it covers");
    REJECTS(verdict(A, with(split, "/parts/1", subdivide("n64"))), "proof/parts[1]");
    CHECK(verdict(A, with(good, "/tree", "x64")) == "accepted");
    REJECTS(verdict(A, with(good, "/tree", "o64")), "does not contradict a hypothesis");
    REJECTS(verdict(A, with(good, "/trees", "n64")), "step proof");
    REJECTS(verdict("for t in [0, 2] prove matrix [[2, t], [t, 1]] positive-definite", good), "leaf 1");
    // hypotheses cut the domain
    const std::string closed = "for t in [0, 2] where t <= 1 prove matrix [[2, t], [t, 1]] positive-definite";
    const std::string slack = "for t in [0, 2] where t < 1 prove matrix [[2, t], [t, 1]] positive-definite";
    CHECK(verdict(slack, with(good, "/tree", "t@1/2 n64 o64")) == "accepted");
    REJECTS(verdict(closed, with(good, "/tree", "t@1/2 n64 o64")), "does not contradict a hypothesis");
    REJECTS(verdict(closed, with(good, "/tree", "t@1/4 n64 o64")), "does not contradict a hypothesis");
    // undefined and unbounded entries; one variable with a single value
    REJECTS(verdict("for t in [0, 1] prove matrix [[1/t, 0], [0, 1]] positive-definite", congruence(unit)),
            "leaf 1");
    REJECTS(verdict("for t in (0, 1] prove matrix [[1/t, 0], [0, 1]] positive-definite", congruence(unit)),
            "leaf 1");
    CHECK(verdict("for t in [1/2, 1] prove matrix [[1/t, 0], [0, 1]] positive-definite", congruence(unit)) ==
          "accepted");
    CHECK(verdict("for t in [1, 1] prove matrix [[2, t], [t, 1]] positive-definite", good) == "accepted");
}

TEST_CASE("congruence: Hessians") {
    const std::string f = "for x in [-1, 1], y in [1, 2] prove hessian(x^2*y + y^3 - x*y, x, y) ";
    const json vectors = congruence({"1", "0", "0", "1"});
    CHECK(verdict(
              "for x in [-1/4, 1/4], y in [1, 2] prove hessian(x^2*y + y^3 - x*y/2, x, y) positive-definite",
              vectors) == "accepted");
    REJECTS(verdict(f + "negative-definite", vectors), "leaf 1");
    // a variable of a single value is still a coordinate of the Hessian
    CHECK(verdict("for x, y in [1, 1] prove hessian(x^2 + x*y + y^2, x, y) positive-definite", vectors) ==
          "accepted");
    CHECK(verdict("for x in [0, pi], y in [0, 1] prove hessian(x^2 + x*y + y^2, x, y) positive-definite",
                  vectors) == "accepted");
    REJECTS(verdict("for x in [0, pi], y in [0, 1] prove hessian(x^2 + x*y + y^2, x, y) >= 3 * identity",
                    vectors),
            "leaf 1");
    // not twice differentiable at 0, though the expressions found are constant there
    REJECTS(
        verdict("for x in [-1, 1] prove hessian(x*abs(x)/2 + x^2, x) positive-definite", congruence({"1"})),
        "step proof");
    REJECTS(verdict("for x in [-1, 1] prove hessian(abs(x) + x^2, x) positive-definite", congruence({"1"})),
            "step proof");
    REJECTS(verdict("for x in [0, 1] prove hessian(x^(5/2) + x^2, x) positive-definite", congruence({"1"})),
            "step proof");
    // over a chamber, also where the singular values are equal
    const std::string S =
        "for sigma in chamber(2) & [1, 11/10] [1, 11/10] prove hessian(sum(i < j, sigma[i]*sigma[j]), "
        "sigma) ";
    CHECK(verdict(S + "indefinite", all({congruence({"1", "1"}), congruence({"1", "-1"})})) == "accepted");
    CHECK(verdict(S + "inertia 1 1", all({congruence({"1", "1"}), congruence({"1", "-1"})})) == "accepted");
    CHECK(verdict(S + "eigenvalue 1 in [-1, -1/2]",
                  all({congruence({"1", "-1", "2", "2"}), congruence({"1", "-1"})}))
              .find("step") != std::string::npos);
    CHECK(verdict(S + "eigenvalue 1 in [-2, -1/2]",
                  all({congruence({"1", "-1", "1", "1"}), congruence({"1", "-1"})})) == "accepted");
    REJECTS(verdict("for d in 2..3, sigma in chamber(d) prove hessian(sum(i < j, sigma[i]*sigma[j]), sigma) "
                    "indefinite",
                    all({congruence({"1", "1"}), congruence({"1", "-1"})})),
            "step proof");
}

// B = X^T (A - c I) X, or its negative, has to have b_ii > |b_12| in both rows.
TEST_CASE("congruence: accepted if and only if the transformed matrix is dominant") {
    const long vectors[][4] = {{1, 0, 0, 1}, {1, 0, 1, 1}, {1, -1, 1, 1}, {2, 1, 1, -1}, {1, 1, 0, 1}};
    for (const long a : {0, 2, 4})
        for (const long b : {-1, 1})
            for (const long c : {0, 3})
                for (const long shift : {-1, 1})
                    for (const auto& v : vectors)
                        for (const bool above : {true, false}) {
                            const auto form = [&](const long* x, const long* y) {
                                const long value = (a - shift) * x[0] * y[0] +
                                                   b * (x[0] * y[1] + x[1] * y[0]) +
                                                   (c - shift) * x[1] * y[1];
                                return above ? value : -value;
                            };
                            const long off = std::abs(form(v, v + 2));
                            const bool dominant = form(v, v) > off && form(v + 2, v + 2) > off;
                            const auto text = [](long n) { return std::to_string(n); };
                            const std::string claim = "prove matrix [[" + text(a) + ", " + text(b) + "], [" +
                                                      text(b) + ", " + text(c) + "]] " +
                                                      (above ? ">= " : "<= ") + text(shift) + " * identity";
                            const std::string found =
                                verdict(claim, congruence({text(v[0]), text(v[1]), text(v[2]), text(v[3])}));
                            CHECK_MESSAGE((found == "accepted") == dominant, claim);
                        }
}

TEST_CASE("congruence: a leaf m bounds the forms by their mean values") {
    const auto by = [](const char* leaf, const std::string& claim, json vectors = {"1"}) {
        return verdict(claim, with(congruence(vectors), "/tree", leaf));
    };
    // (1, 1) A (1, 1)^T = 2, but not entry by entry
    const std::string A = "for t in [-1, 1] prove matrix [[1 + t, -t], [-t, 1 + t]] eigenvalue 2 in ";
    CHECK(by("m64", A + "[99/100, inf)", {"1", "1"}) == "accepted");
    REJECTS(by("m64", A + "[1, inf)", {"1", "1"}), "leaf 1");
    REJECTS(by("n64", A + "[99/100, inf)", {"1", "1"}), "leaf 1");
    // from both ends, along slopes of both signs, in several variables
    for (const char* leaf : {"m64", "m256"}) {
        const std::string t = "for t in [0, 1] prove matrix ";
        CHECK(by(leaf, t + "[[t]] >= -1/100 * identity") == "accepted");
        REJECTS(by(leaf, t + "[[t]] >= 1/100 * identity"), "leaf 1");
        CHECK(by(leaf, t + "[[t]] <= 101/100 * identity") == "accepted");
        REJECTS(by(leaf, t + "[[t]] <= 99/100 * identity"), "leaf 1");
        CHECK(by(leaf, t + "[[-t]] <= 1/100 * identity") == "accepted");
        REJECTS(by(leaf, t + "[[-t]] <= -1/100 * identity"), "leaf 1");
        const std::string xy = "for x in [0, 1], y in [1, 11/10] prove matrix [[(x - 1)*x - 10*x*y + 3*x]] ";
        CHECK(by(leaf, xy + ">= -91/10 * identity") == "accepted");  // least at (1, 11/10): -8
        REJECTS(by(leaf, xy + ">= -79/10 * identity"), "leaf 1");
        REJECTS(by(leaf, xy + "<= -1/10 * identity"), "leaf 1");
    }
    // the natural enclosure holds as well
    CHECK(by("m64", "for t in [-1, 1] prove matrix [[1 + t^2]] >= 99/100 * identity") == "accepted");
    // entries that are not C1, or a box that is not bounded
    CHECK(by("n64", "for t in [-1, 1] prove matrix [[1 + abs(t)]] >= 1/2 * identity") == "accepted");
    REJECTS(by("m64", "for t in [-1, 1] prove matrix [[1 + abs(t)]] >= 1/2 * identity"), "leaf 1");
    CHECK(by("n64", "for t in [0, 1] prove matrix [[1 + sqrt(t)]] >= 1/2 * identity") == "accepted");
    REJECTS(by("m64", "for t in [0, 1] prove matrix [[1 + sqrt(t)]] >= 1/2 * identity"), "leaf 1");
    CHECK(by("n64", "for t in [0, inf) prove matrix [[1 + 1/(1 + t)]] >= 1/2 * identity") == "accepted");
    REJECTS(by("m64", "for t in [0, inf) prove matrix [[1 + 1/(1 + t)]] >= 1/2 * identity"), "bounded box");
    REJECTS(by("m64", "for t in (-inf, 0] prove matrix [[1 + 1/(1 - t)]] >= 1/2 * identity"), "bounded box");
    // a slope that is not bounded, before one that is
    REJECTS(by("m64", "for x in (0, 1], y in [0, 1] prove matrix [[1 + sqrt(x) + y]] >= 1/2 * identity"),
            "leaf 1");
    // defined at the middle, but not everywhere
    REJECTS(by("m64", "for t in [-1, 2] prove matrix [[1 + 0/t]] >= 1/2 * identity"), "leaf 1");
    // a Hessian of a function that is not C2
    const std::string f = " prove hessian(x^(5/2) + x^2, x) positive-definite";
    CHECK(by("m64", "for x in [1/2, 1]" + f) == "accepted");
    REJECTS(by("m64", "for x in [0, 1]" + f), "leaf 1");
}

TEST_CASE("rewrite: a matrix with identically equal entries") {
    const std::string A =
        "for x in [0, 1000] prove matrix [[(x + 1)^2 - x^2 - 2*x, 0], [0, 2]] positive-definite";
    const json good = rewrite({"1", "0", "2"}, congruence(unit));
    REJECTS(verdict(A, congruence(unit)), "leaf 1");
    CHECK(verdict(A, good) == "accepted");
    REJECTS(verdict(A, with(good, "/entries/0", "2")), "entry 1 is no identity");
    REJECTS(verdict(A, with(good, "/entries/1", "1/1000000")), "entry 2 is no identity");
    REJECTS(verdict(A, with(good, "/entries/2", "2 + x - y")), "unknown name 'y'");
    REJECTS(verdict(A, with(good, "/entries", {"1", "0"})), "not 3 entries");
    REJECTS(verdict(A, with(good, "/entries", {"1", "0", "2", "0"})), "not 3 entries");
    REJECTS(verdict(A, with(good, "/vectors", unit)), "step proof");
    CHECK(verdict(A, with(good, "/proof", good)) == "accepted");
    REJECTS(verdict(A, with(good, "/proof", with(good, "/entries/2", "3"))), "entry 3 is no identity");
    REJECTS(verdict(A, with(good, "/proof", congruence({"1", "1", "1", "1"}))), "proof");
    REJECTS(verdict(A, with(with(congruence(unit), "/tree", "#"), "/parts", json::array({good}))),
            "parts[0]");
    const std::string both =
        "for x in [0, 1] prove matrix [[x - x + 1, 0], [0, x - x + 2]] eigenvalue 1 in (0, 3/2)";
    const json first = rewrite({"1", "0", "2"}, congruence({"1", "0"}));
    CHECK(verdict(both, all({good, first})) == "accepted");
    REJECTS(verdict(both, all({good, with(first, "/entries/0", "x")})), "parts[1]");
    // equal where both are defined: the matrix of the claim has to be
    const std::string one = " prove matrix [[x/x]] positive-definite";
    CHECK(verdict("for x in [1, 2]" + one, rewrite({"1"}, congruence({"1"}))) == "accepted");
    REJECTS(verdict("for x in [-1, 2]" + one, rewrite({"1"}, congruence({"1"}))), "is defined");
    const std::string cut = "for x in [0, 1] prove matrix [[1/(x^2 - x + 1/3)]] >= 1 * identity";
    const json inverse = rewrite({"3/(1 - 3*x*(1 - x))"}, congruence({"1"}));
    REJECTS(verdict(cut, inverse), "is defined");
    std::string sixteen = "n64";
    for (int k = 0; k < 4; ++k) sixteen = "x@1/2 " + sixteen + " " + sixteen;
    CHECK(verdict(cut, with(with(inverse, "/tree", sixteen), "/proof/tree", sixteen)) == "accepted");
    REJECTS(verdict(cut, with(inverse, "/proof/tree", sixteen)), "is defined");
    // a Hessian: f is C2
    const std::string f = " prove hessian(x^(5/2) + x^2, x) positive-definite";
    const json root = rewrite({"15/4*sqrt(x) + 2"}, congruence({"1"}));
    CHECK(verdict("for x in [1, 2]" + f, root) == "accepted");
    REJECTS(verdict("for x in [0, 2]" + f, root), "is differentiable");
}

TEST_CASE("homogeneous: a matrix from its values on faces") {
    const auto by = [](const char* degree, const char* end, const json& faces) {
        return json{{"step", "homogeneous"}, {"degree", degree}, {"end", end}, {"faces", faces}};
    };
    const json one = congruence({"1", "1"}), both = congruence(unit);
    // eigenvalues x + y and x - y, with eigenvectors (1, 1) and (1, -1)
    const std::string box = "for x in [3, 4], y in [1, 2]", A = " prove matrix [[x, y], [y, x]] ";
    CHECK(verdict(box + A + "eigenvalue 2 in (7/2, inf)", by("1", "lower", {one, one})) == "accepted");
    CHECK(verdict(box + A + "eigenvalue 2 in (-2, inf)", by("1", "upper", {one, one})) == "accepted");
    CHECK(verdict(box + A + "positive-definite", by("1", "lower", {both, both})) == "accepted");
    CHECK(verdict(box + A + "positive-definite", by("1", "upper", {both, both})) == "accepted");
    REJECTS(verdict(box + A + "eigenvalue 2 in (7/2, inf)", by("1", "upper", {one, one})), "easier");
    REJECTS(verdict(box + A + "eigenvalue 2 in (-2, inf)", by("1", "lower", {one, one})), "easier");
    REJECTS(verdict(box + A + "eigenvalue 2 in (9/2, inf)", by("1", "lower", {one, one})), "faces[0]");
    REJECTS(verdict(box + A + "positive-definite", by("2", "lower", {both, both})),
            "homogeneous of degree 2");
    REJECTS(verdict(box + A + "positive-definite", by("1", "lower", json::array({both}))),
            "proof for each face");
    REJECTS(
        verdict(box + " prove matrix [[x, y], [y, x + 1]] positive-definite", by("1", "lower", {both, both})),
        "homogeneous of degree 1: x + 1");
    // below: the bound of -A
    const json least = congruence({"1", "-1"});
    CHECK(verdict(box + A + "eigenvalue 1 in (-inf, 7/2)", by("1", "upper", {least, least})) == "accepted");
    REJECTS(verdict(box + A + "eigenvalue 1 in (-inf, 7/2)", by("1", "lower", {least, least})), "easier");
    const std::string inverse = box + " prove matrix [[1/x, 0], [0, 1/y]] ";
    CHECK(verdict(inverse + "<= 11/10 * identity", by("-1", "lower", {both, both})) == "accepted");
    CHECK(verdict(inverse + ">= 1/5 * identity", by("-1", "upper", {both, both})) == "accepted");
    REJECTS(verdict(inverse + "<= 11/10 * identity", by("-1", "upper", {both, both})), "easier");
    // what is asked of the matrix is asked on the whole box; after a rewriting, too
    const std::string one_by_one = " prove matrix [[x*(x - y)/(x - y)]] positive-definite";
    const json unit_vector = congruence({"1"});
    CHECK(verdict("for x in [3, 4], y in [1, 2]" + one_by_one,
                  by("1", "lower", {unit_vector, unit_vector})) == "accepted");
    REJECTS(
        verdict("for x in [1, 4], y in [2, 3]" + one_by_one, by("1", "lower", {unit_vector, unit_vector})),
        "is defined");
    CHECK(verdict("for x in [3, 4], y in [1, 2]" + one_by_one,
                  rewrite({"x"}, by("1", "lower", {unit_vector, unit_vector}))) == "accepted");
    // a Hessian: f is C2 on the box, not only on its faces
    const std::string f = " prove hessian((x - y)^2*abs(x - y) + x^3 + 9*y^3, x, y) positive-definite";
    REJECTS(verdict("for x in [1, 2], y in [1, 2]" + f, by("1", "lower", {both, both})), "is differentiable");
}
