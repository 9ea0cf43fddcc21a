// What lies at a boundary: an end that is rounded, infinite or beyond all exponents, a range of a single
// point, a value that is not known. Each claim here that is rejected is false, or one that the step cannot
// show.
#include <doctest/doctest.h>

#include <dlncert/statement/error.hpp>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::test;
using nlohmann::json;

namespace {

const json leaf = subdivide("n64");

void accepts(const std::string& claim, const json& proof) {
    INFO(claim);
    CHECK(verdict(claim, proof) == "accepted");
}

json convex(const json& point, const std::string& tree = "n64") {
    return {{"step", "convex"}, {"point", point}, {"precision", 64}, {"hessian", tree}};
}

json witness(const json& point) {
    return {{"step", "witness"}, {"point", point}};
}

}  // namespace

TEST_CASE("an end is attained whatever becomes of the other one") {
    for (const char* a : {"0", "1/3", "-1/3", "-inf"})
        for (const char* b : {"1", "4/3", "inf"}) {
            const bool low = std::string(a) == "-inf", high = std::string(b) == "inf";
            const std::string box =
                std::string("for x in ") + (low ? "(" : "[") + a + ", " + b + (high ? ")" : "]") + " prove ";
            if (!high) REJECTS(verdict(box + "x < " + b, leaf), "leaf 1");
            if (!low) REJECTS(verdict(box + "x > " + a, leaf), "leaf 1");
            if (!high && std::string(b) == "1") accepts(box + "x <= 1", leaf);
            if (std::string(a) == "0") accepts(box + "x >= 0", leaf);
        }
    for (const char* tree : {"n64", "m64", "x64", "n128"}) {
        REJECTS(verdict("for x in [1/3, 1] prove x < 1", subdivide(tree)), "leaf 1");
        REJECTS(verdict("for x in [1, 4/3] prove x > 1", subdivide(tree)), "leaf 1");
    }
}

TEST_CASE("points: every function of a single value is known there") {
    for (const char* claim : {"prove 155/100 < tan(1) < 156/100", "prove tan(4) > 1",
                              "prove -31/10 < tan(-5/4)", "prove sin(4) < -7/10", "prove cos(4) < -6/10",
                              "prove sinc(4) < 0", "prove langevin(1) > 3/10", "prove abs(-2) >= 2"}) {
        const bool chain = std::string(claim).find("< tan(1) <") != std::string::npos;
        accepts(claim, chain ? json{{"step", "all"}, {"parts", {leaf, leaf}}} : leaf);
    }
}

TEST_CASE("ends of domains belong to them, and turning points to their ranges") {
    accepts("for x in [1, 2] prove acosh(x) >= 0", leaf);
    accepts("for x in [-1, 1] prove acos(x) >= 0", leaf);
    accepts("for x in [-1, 1] prove asin(x) >= -2", leaf);
    accepts("for x in [0, 1] prove sqrt(x) >= 0", leaf);
    // pi and pi/2 are values of x; cos and sin are -1 and 1 there
    for (const char* range : {"[3, 4]", "[0, 7]", "[-4, -3]", "[3, 100]", "(3, 4)"}) {
        REJECTS(verdict(std::string("for x in ") + range + " prove cos(x) > -1", leaf), "leaf 1");
        accepts(std::string("for x in ") + range + " prove cos(x) >= -1", leaf);
    }
    for (const char* range : {"[1, 2]", "[0, 7]", "(1, 2)"}) {
        REJECTS(verdict(std::string("for x in ") + range + " prove sin(x) < 1", leaf), "leaf 1");
        accepts(std::string("for x in ") + range + " prove sin(x) <= 1", leaf);
    }
    for (const char* range : {"[4, 5]", "[0, 7]", "(-2, -1)"}) {
        REJECTS(verdict(std::string("for x in ") + range + " prove sin(x) > -1", leaf), "leaf 1");
        accepts(std::string("for x in ") + range + " prove sin(x) >= -1", leaf);
    }
    for (const char* range : {"[6, 7]", "[-1, 1]", "[0, 7]"}) {
        REJECTS(verdict(std::string("for x in ") + range + " prove cos(x) < 1", leaf), "leaf 1");
        accepts(std::string("for x in ") + range + " prove cos(x) <= 1", leaf);
    }
    // odd functions are 0 at 0
    for (const char* f :
         {"diff(sinc(x), x)", "diff(diff(langevin(x), x), x)", "langevin(x)", "tan(x)", "asinh(x)"}) {
        for (const char* sign : {" > 0", " < 0"})
            REJECTS(verdict(std::string("for x in [0, 0] prove ") + f + sign, leaf), "leaf 1");
        REJECTS(verdict(std::string("for x in [-1, 1] prove ") + f + " > 0", leaf), "leaf 1");
    }
    // no sign of a corner: f(-1) < 0, whatever the derivatives are at 1/2
    for (const char* f : {"5 + 5*x - abs(5*x)", "5 + 10*min(x, 0)", "5 - 10*max(-x, 0)",
                          "5 + 5*x - 5*sqrt(x^2)", "5 + 5*x - 5*(x^2)^(1/2)", "5 - 10*max(-x, 0)^3"})
        for (const char* tree : {"t1:64", "t2:64", "t3:64", "t4:64", "m64", "x64"})
            REJECTS(verdict(std::string("for x in [-1, 2] prove ") + f + " >= 0", subdivide(tree)), "leaf 1");
    accepts("for x in [1, 1], y in [0, 1] prove x*y^2 - y + 3/10 > 0",
            subdivide("t2:64"));  // of one variable
}

TEST_CASE("values beyond 2^(2^20) are not numbers") {
    const std::string huge = "exp(1000000)";  // more than 2^(2^20)
    for (const char* tree : {"n64", "m64", "x64", "t1:64", "t2:64", "t8:64"}) {
        INFO(tree);
        REJECTS(verdict("for x in [0, 1] prove -" + huge + " >= 0", subdivide(tree)), "leaf 1");
        REJECTS(verdict("for x in [0, 1] prove x - " + huge + " + 1 >= 0", subdivide(tree)), "leaf 1");
        accepts("for x in [0, 1] prove " + huge + " > 0", subdivide(tree));
    }
    // f' in [2e6, inf) at a Taylor leaf: f(c) > 0 says nothing of f(0) = -1
    REJECTS(verdict("for x in [0, 1] prove exp(2000000*x) - 2 >= 0", subdivide("t1:64")), "leaf 1");
    REJECTS(verdict("for x in [0, 1] prove exp(2000000*x) - 2 >= 0", subdivide("t3:64")), "leaf 1");
    REJECTS(verdict("for x in [-1, 0] prove exp(-2000000*x) - 2 >= 0", subdivide("t1:64")), "leaf 1");
    REJECTS(verdict("for x in [-1, 0] prove exp(-2000000*x) - 2 >= 0", subdivide("t3:64")), "leaf 1");
    // slopes of a tangent plane in [2^(2^20 - 1), inf) and (-inf, -2^(2^20 - 1)]
    REJECTS(verdict("for x in [0, 1] prove exp(1000000*x) - 2 > 0", convex({{"x", "1"}})), "unbounded");
    REJECTS(verdict("for x in [-1, 0] prove exp(-1000000*x) - 2 > 0", convex({{"x", "-1"}})), "unbounded");
}

TEST_CASE("convex: the ends of a Hessian's entries are rounded outward, and may be infinite") {
    // [[1 - 2^-200, 1], [1, 1 + 2^-201]] and [[1, b], [b, 1 + 2^-127]] with b = 1 + 2^-127 - 2^-200 are
    // indefinite
    const std::string box = "for x, y in [-1, 1] prove ";
    const json at_zero = convex({{"x", "0"}, {"y", "0"}}, "n256");
    REJECTS(verdict(box + "(1 - 1/2^200)*x^2/2 + x*y + (1 + 1/2^201)*y^2/2 >= 0", at_zero),
            "positive definite");
    REJECTS(verdict(box + "x^2/2 + (1 + 1/2^127 - 1/2^200)*x*y + (1 + 1/2^127)*y^2/2 >= 0", at_zero),
            "positive definite");
    REJECTS(verdict(box + "x^2/2 - (1 + 1/2^127 - 1/2^200)*x*y + (1 + 1/2^127)*y^2/2 >= 0", at_zero),
            "positive definite");
    REJECTS(verdict(box + "x^4 - x^2 + y^2 + 9 >= 0", at_zero), "positive definite");  // f_xx in [-2, 10]
    REJECTS(verdict("for x, y in [0, 1] prove x^2 + y^2 + 5*x^2*y/2 >= 0", at_zero),
            "positive definite");  // f_xy = 5x
    REJECTS(verdict("for x, y in [0, 1] prove x^2 + y^2 - 5*x^2*y/2 + 9 >= 0", at_zero), "positive definite");
    // the tangent plane meets 0 before the end on the other side of 0
    REJECTS(verdict("for x in [0, 2] prove x^2 - x + 1/5 > 0", convex({{"x", "3/2"}})), "not above 0");
    REJECTS(verdict("for x in [-2, 0] prove x^2 + x + 1/5 > 0", convex({{"x", "-3/2"}})), "not above 0");
    REJECTS(verdict(box + "y^4 - y^2 + x^2 + 9 >= 0", at_zero), "positive definite");
    accepts(box + "x^2/2 + x*y + (1 + 1/2^100)*y^2/2 >= 0", at_zero);
    // f_xy = 1 - 1/(2y) in (-inf, 1/2], or its negative in [-1/2, inf): not convex at x = 0 for small y
    const json corner = convex({{"x", "0"}, {"y", "1"}});
    REJECTS(verdict("for x in [0, 1], y in (0, 1] prove x^2 + x*y - x*log(y)/2 + 5*y^2 >= 0", corner),
            "positive definite");
    REJECTS(verdict("for x in [0, 1], y in (0, 1] prove x^2 - x*y + x*log(y)/2 + 5*y^2 >= 0", corner),
            "positive definite");
}

TEST_CASE("convex: unbounded mixed derivatives beside bounded ones; kinks") {
    // f_xy = -y in (-inf, 1], or y in [-1, inf); f_xx = 2, f_yy in [9, 10]
    const json corner = convex({{"x", "0"}, {"y", "-1"}});
    REJECTS(verdict("for x in [0, 1], y in [-1, inf) prove x^2 - x*y^2/2 + 5*y^2 >= 0", corner),
            "positive definite");
    REJECTS(verdict("for x in [-1, 0], y in [-1, inf) prove x^2 + x*y^2/2 + 5*y^2 >= 0", corner),
            "positive definite");
    for (const char* kink : {"abs(x)", "x*abs(x)", "-abs(x)", "max(x, 0)", "-max(x, 0)^2", "x*max(x, -x)",
                             "-min(x, 0)^3", "min(x, 0)*x^2", "-sqrt(x^2)", "x*sqrt(x^2)", "(x^2)^(3/4)"}) {
        INFO(kink);
        for (const char* point : {"-1", "0", "1"}) {
            REJECTS(verdict(std::string("for x, y in [-1, 1] prove 3*x^2 + 3*y^2 + 9 + ") + kink + " >= 0",
                            convex({{"x", point}, {"y", "0"}})),
                    "twice");
            REJECTS(verdict(std::string("for y, x in [-1, 1] prove 3*x^2 + 3*y^2 + 9 + ") + kink + " >= 0",
                            convex({{"x", point}, {"y", "0"}})),
                    "twice");
        }
    }
}

TEST_CASE("eliminate: an equation that holds everywhere says nothing of its variable") {
    const auto eliminate = [](const std::string& hypothesis, const std::string& by) {
        return verdict(
            "for x, y in [0, 1] where " + hypothesis + " prove x <= 0",
            {{"step", "eliminate"}, {"variable", "x"}, {"by", by}, {"hypothesis", 0}, {"proof", leaf}});
    };
    CHECK(eliminate("x = 0*y", "0*y") == "accepted");
    for (const char* vacuous : {"x = x", "0*x = 0", "x - x = 0*y", "2*x = x + x"})
        REJECTS(eliminate(vacuous, "0"), "not linear");
    accepts("for x, y in [0, 1] where y <= 2 where x = 0*y prove x <= 0",
            {{"step", "eliminate"}, {"variable", "x"}, {"by", "0*y"}, {"hypothesis", 1}, {"proof", leaf}});
    accepts("for x, y in [0, 1] where y <= 2 where x = 0*y where y <= 1/2 prove x + y <= 3/4",
            {{"step", "eliminate"},
             {"variable", "x"},
             {"by", "0*y"},
             {"hypothesis", 1},
             {"proof", {{"step", "subdivide"}, {"tree", "y@3/4 n64 o64"}}}});
    REJECTS(eliminate("x^2 = 0", "0"), "not linear");
    REJECTS(eliminate("x*y = 0", "0"), "not linear");
}

TEST_CASE("monotony: the slope is asked inside an open end only, and is strict there") {
    const auto monotone = [](const std::string& end) {
        return json{
            {"step", "monotone"}, {"variable", "x"}, {"end", end}, {"at_end", leaf}, {"derivative", leaf}};
    };
    accepts("for x in (0, 1] prove x^2 > 0", monotone("lower"));
    accepts("for x in [-1, 0) prove x^2 > 0", monotone("upper"));
    REJECTS(verdict("for x in (0, 1] prove 0*x >= 0 - 0*x + x - x + 1/10", monotone("lower")),
            "proof/at_end");
    const json leaf_x = subdivide("x64");
    accepts("for x in (0, inf) prove x - x/2 > 0", leaf_x);
    accepts("for x in (-inf, 0) prove x/2 - x > 0", leaf_x);
    accepts("for x in (0, 1), y in [0, 1] prove x - x/2 + y - y/2 > 0", leaf_x);
    accepts("for y in [0, 1], x in (0, 1) prove x - x/2 + y - y/2 > 0", leaf_x);
    accepts("for y in [-1, 0], x in (-1, 0) prove x/2 - x + y/2 - y > 0", leaf_x);
    accepts("for x in (-1, 0), y in [-1, 0] prove x/2 - x + y/2 - y > 0", leaf_x);
    accepts("for x in (0, 1) prove x/2 - x < 0", leaf_x);
    accepts("for x in (-1, 0) prove x - x/2 < 0", leaf_x);
    // sinc falls on [0, pi], and is even
    for (const char* box : {"[0, 3]", "[-3, 0]", "[-3, 3]", "[1, 3]"})
        accepts(std::string("for x in ") + box + " prove sinc(x) > 4/100", leaf);
    accepts("for x in [1, 2] prove sinc(x) < 85/100", leaf);
}

TEST_CASE("a formula with a part of unknown truth is not known, unless the others decide") {
    const std::string unknown =
        "pi*(sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)) + exp(1)*(sqrt(8 + 2*sqrt(15)) - sqrt(3) - sqrt(5)) >= 0";
    const auto refute = [&](const std::string& formula) {
        return verdict("for x in [0, 1] disprove " + formula, witness({{"x", "1/2"}}));
    };
    // what is claimed is false if one part of a conjunction, or every part of a disjunction is
    CHECK(refute("x > 1") == "accepted");
    CHECK(refute("x > 1 and x < 1") == "accepted");
    CHECK(refute("x < 1 and x > 1") == "accepted");
    CHECK(refute("x > 1 or x < 0") == "accepted");
    REJECTS(refute("x < 1 and x > 0"), "false");
    REJECTS(refute("x > 1 or x < 1"), "false");
    REJECTS(refute("x < 1 or x > 1"), "false");
    for (const std::string& formula :
         {unknown, "x > 1 or " + unknown, unknown + " or x > 1", "x < 1 and " + unknown,
          unknown + " and x < 1", "(x > 1 or " + unknown + ") and x < 1"})
        REJECTS(refute(formula), "not shown to be false");
    // positive, by less than 2^-2048; of an expression that is too large to be brought into a normal form
    const std::string tiny = "(exp(exp(-2000)) - 1 - exp(-2000))";
    REJECTS(refute("(sqrt(2) + sqrt(3) + pi + exp(1) + log(2) + log(3))^60*" + tiny + " > 0"),
            "not shown to be false");
    REJECTS(refute(tiny + " > 0"), "not shown to be false");
    CHECK(refute("exp(exp(-600)) - 1 - exp(-600) < 0") == "accepted");  // at 2048 bits
    CHECK(refute("x > 1 and " + unknown) == "accepted");
    CHECK(refute(unknown + " and x > 1") == "accepted");
    // a hypothesis has to be known to hold
    const auto under = [&](const std::string& hypothesis) {
        return verdict("for x in [0, 1] where " + hypothesis + " disprove x > 1", witness({{"x", "1/2"}}));
    };
    CHECK(under("x < 1") == "accepted");
    CHECK(under("x > 1 or x < 1") == "accepted");
    for (const std::string& both : {unknown + " and x < 1", "x < 1 and " + unknown})
        for (const std::string& hypothesis : {both, "(" + both + ") or x > 1", "x > 1 or (" + both + ")"})
            REJECTS(under(hypothesis), "hypothesis is not shown");
    CHECK(under("x < 1 or " + unknown) == "accepted");
    CHECK(under(unknown + " or x < 1") == "accepted");
}

TEST_CASE("divided powers: strict bounds of two enclosures together") {
    REJECTS(verdict("for b in [1, 2) prove divided_pow(1, b, 2) > 2", leaf), "leaf 1");
    REJECTS(verdict("for b in (1/2, 1] prove divided_pow(1, b, 2) < 2", leaf), "leaf 1");
    accepts("for p in (0, 1] prove divided_pow(1, 2, p) > 0", leaf);
    accepts("for p in [-1, 0) prove divided_pow(1, 2, p) < 0", leaf);
    accepts("for p in [1, 2], b in [1, inf) prove divided_pow(2, b, p) > 0", leaf);
    accepts("for p in [1, 2], b in (0, 1] prove divided_pow(2, b, p) > 0", leaf);
    accepts("for p in [1, 2], a in (0, 1] prove divided_pow(a, 1, p) > 0", leaf);
    // up to 1, as one base tends to 0
    for (const char* f : {"divided_pow(1, b, 1/2)", "divided_pow(b, 1, 1/2)"}) {
        REJECTS(verdict(std::string("for b in (0, 1] prove ") + f + " <= 3/4", leaf), "leaf 1");
        REJECTS(verdict(std::string("for b in (0, 1] prove ") + f + " < 1/2", leaf), "leaf 1");
    }
    for (const char* f : {"divided_pow(a, b, 1/2)", "divided_pow(b, a, 1/2)"})
        REJECTS(verdict(std::string("for a in [1, 2], b in (0, 2] prove ") + f + " <= 3/4", leaf), "leaf 1");
    // sharp where both bases are bounded and away from 0
    accepts("for b in [1, 2] prove divided_pow(1, b, 2) > 19/10", leaf);
    accepts("for a in [1, 2] prove divided_pow(a, 1, 2) < 31/10", leaf);
    accepts("for a in [1, 2] prove divided_pow(a, 1, 2) > 19/10", leaf);
}

TEST_CASE("derivatives of sinc over ranges without an end") {
    for (const char* range : {"(-inf, 5]", "[-5, inf)", "(-inf, inf)", "(-inf, -5]", "[5, inf)", "[0, inf)"})
        for (const char* k : {"1", "2", "3"}) {
            const std::string f = std::string(k) == "1"   ? "diff(sinc(x), x)"
                                  : std::string(k) == "2" ? "diff(diff(sinc(x), x), x)"
                                                          : "diff(diff(diff(sinc(x), x), x), x)";
            const std::string box = std::string("for x in ") + range + " prove ";
            accepts(box + f + " <= 1/2", leaf);
            for (const char* wrong : {" > 0", " < 0", " <= -1/2", " >= 1/2"})
                REJECTS(verdict(box + f + wrong, leaf), "leaf 1");
        }
}

TEST_CASE("integers in any order; disjunctions inside hypotheses") {
    const auto by = [](const std::string& variable, const json& proof) {
        return json{{"step", "integers"}, {"variable", variable}, {"each", {proof, proof}}};
    };
    accepts("for M in 0..1, N in 0..1 prove M + 2*N >= 0", by("N", by("M", leaf)));
    accepts("for M in 0..1, N in 0..1 prove M + 2*N >= 0", by("M", by("N", leaf)));
    accepts("for L in 0..1, M in 0..1, N in 0..1 prove L + M + 2*N >= 0", by("M", by("N", by("L", leaf))));
    REJECTS(verdict("for M in 0..1, N in 0..1 prove M + 2*N >= 1", by("N", by("M", leaf))),
            "proof/each[0]/each[0]");
    const json first = {{"step", "any"}, {"part", 0}, {"proof", subdivide("o64")}};
    accepts("for x in [-1, 1] prove x > 1 or ((x < 2 or x > 5) and x > -2)", first);
    accepts("for x in [-1, 1] prove x > 1 or ((x > 5 or x < 2) and x > -2)", first);
    REJECTS(verdict("for x in [-1, 1] prove x > 1 or ((x > 5 or x < 0) and x > -2)", first), "leaf 1");
    REJECTS(verdict("for x in [-1, 1] prove x > 1 or ((x < 2 or x > 5) and x > 0)", first), "leaf 1");
    accepts("for x in [0, 1] where (x > -1 and x > 2) or x < -1 prove x > 7", subdivide("o64"));
    accepts("for x in [0, 1] where x < -1 or (x > 2 and x > -1) prove x > 7", subdivide("o64"));
    REJECTS(verdict("for x in [0, 1] where (x > -1 and x > 1/2) or x < -1 prove x > 7", subdivide("o64")),
            "leaf 1");
    REJECTS(verdict("for x in [0, 1] where x > 2 or (x > -1 and x < 3) prove x > 7", subdivide("o64")),
            "leaf 1");
}
