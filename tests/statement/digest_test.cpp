#include <doctest/doctest.h>

#include <dlncert/statement/claim.hpp>

using namespace dlncert;

namespace {

const std::string base =
    "for x in [0, 1), N in 2..5, s in chamber(3) where x < 1/2 prove x^2 + s[1] > sum(i in 1..3, i*x)";

std::string with(const std::string& from, const std::string& to, std::string text = base) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
    return text;
}

std::string of(const std::string& claim) {
    return digest(parse_claim(claim));
}

}  // namespace

TEST_CASE("SHA-256") {
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("the digest does not depend on spelling") {
    const std::string expected = of(base);
    for (const std::string& same :
         {"claim other \"words\" " + base, with(" ", "\n  "), with("x", "nu"), with("N", "depth"),
          with("s[", "t[", with("s in", "t in")), with("i in", "k in", with("i*", "k*")), with("1/2", "0.5"),
          with("1/2", "(1)/2"), with("1)", "1.0)"),
          with("x^2", "square(x)", with("where", "let square(y) = y^2 where")), with("x^2", "((x)^2)"),
          with("x < 1/2", "1/2 > x"), "# comment\n" + base}) {
        CAPTURE(same);
        CHECK(of(same) == expected);
    }
}

TEST_CASE("the digest depends on what is said") {
    const std::string expected = of(base);
    for (const std::string& other : {with("> sum", ">= sum"),
                                     with("> sum", "< sum"),
                                     with("> sum", "= sum"),
                                     with("prove", "disprove"),
                                     with("[0, 1)", "[0, 1]"),
                                     with("[0, 1)", "(0, 1)"),
                                     with("[0, 1)", "[0, 2)"),
                                     with("[0, 1)", "[0, inf)"),
                                     with("2..5", "2..6"),
                                     with("2..5", "2..inf"),
                                     with("2..5", "1..5"),
                                     with("chamber(3)", "chamber(4)"),
                                     with("chamber(3)", "chamber(N)"),
                                     with("chamber(3)", "chamber(3) & [1,2] [1,2] [1,2]"),
                                     with("where x < 1/2", ""),
                                     with("x < 1/2", "x <= 1/2"),
                                     with("1/2", "1/3"),
                                     with("x^2", "x^3"),
                                     with("x^2", "N^2"),
                                     with("s[1]", "s[2]"),
                                     with("sum(", "product("),
                                     with("1..3", "1..4"),
                                     with("i*x", "x"),
                                     with("x^2 + s[1]", "s[1] + x^2"),
                                     base + " except x = 1/3",
                                     base + " and x > 0",
                                     base + " or x > 0"}) {
        CAPTURE(other);
        CHECK(of(other) != expected);
    }
}

TEST_CASE("order of declarations and of parts counts; conjoined hypotheses are hypotheses") {
    CHECK(of("for x in [0,1], y in [0,2] prove x > y") != of("for y in [0,2], x in [0,1] prove x > y"));
    CHECK(of("for x in [0,1] prove x > 0 and x < 1") != of("for x in [0,1] prove x < 1 and x > 0"));
    CHECK(of("for x in [0,1] where x > 0 and x < 1 prove x > 0") ==
          of("for x in [0,1] where x > 0 where x < 1 prove x > 0"));
    CHECK(of("for x in [0,1] prove 0 < x < 1") == of("for x in [0,1] prove 0 < x and x < 1"));
}

TEST_CASE("matrix statements") {
    const auto matrix = [](const std::string& predicate) {
        return of("for s in chamber(2) prove hessian(s[1], s) " + predicate);
    };
    const std::vector<std::string> predicates = {"negative-definite",
                                                 "negative-semidefinite",
                                                 "negative-semidefinite rank 1",
                                                 "negative-semidefinite rank 0",
                                                 "indefinite",
                                                 "<= 0 * identity",
                                                 "<= 1 * identity"};
    for (const auto& a : predicates)
        for (const auto& b : predicates) CHECK((matrix(a) == matrix(b)) == (a == b));
}

TEST_CASE("a chamber box is closed or open at 0 alike") {
    Claim claim = parse_claim("for s in chamber(2) & [1,2] (0,1] prove s[1] > 0");
    const std::string expected = digest(claim);
    claim.chambers[0].box[1].lower.open = false;
    CHECK(digest(claim) == expected);
    claim.chambers[0].box[0].lower.open = true;
    CHECK(digest(claim) != expected);
}

TEST_CASE("nested indices are numbered by depth") {
    CHECK(of("prove sum(i in 1..2, sum(j in 1..2, i/j)) > 0") ==
          of("prove sum(j in 1..2, sum(i in 1..2, j/i)) > 0"));
    CHECK(of("prove sum(i in 1..2, sum(j in 1..2, i/j)) > 0") !=
          of("prove sum(i in 1..2, sum(j in 1..2, j/i)) > 0"));
}

TEST_CASE("the canonical form is fixed") {
    CHECK(canonical_form(parse_claim(base + " except N = 3 and x = 1/4")) ==
          "dlncert claim 0\n"
          "integer 2 5\n"
          "real closed 0 open 1\n"
          "chamber 3\n"
          "where (< R0 1/2)\n"
          "prove (< (sum 1 3 (* #0 R0)) (+ (^ R0 2) (element S0 1)))\n"
          "except (= N0 3) (= R0 1/4)\n");
}
