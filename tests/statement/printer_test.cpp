#include <doctest/doctest.h>

#include <dlncert/statement/claim.hpp>
#include <statement/random_statement.hpp>

using namespace dlncert;

TEST_CASE("the printer uses the fewest parentheses that keep the meaning") {
    for (const char* text : {"x + y - z",
                             "x - (y + z)",
                             "x - (y - z)",
                             "x*y/z",
                             "x/(y*z)",
                             "x/(y/z)",
                             "-x^2",
                             "(-x)^2",
                             "-x*y",
                             "-(x*y)",
                             "x^y^z",
                             "(x^y)^z",
                             "x^(-2)",
                             "2^(1/2)",
                             "(1/2)^x",
                             "1/2*x",
                             "x*(1/2)",
                             "x - 1/2",
                             "(-2)^2",
                             "-2^2",
                             "-1/2*x",
                             "x + (-2)",
                             "1/x",
                             "(1/2)/x",
                             "x/2",
                             "2*x^3 - 3*x + 1",
                             "exp(-x)",
                             "-(-x)",
                             "-(2)",
                             "(1)/2",
                             "1e-30*x",
                             "1e30",
                             "langevin''(u)",
                             "divided_pow(a, b, 1/3)",
                             "sum(i in 1..5, i*x)",
                             "sum(i < j, sigma[i]*sigma[j])",
                             "sigma[1]^2",
                             "product(k in 1..n + 1, 1 + x^k)",
                             "min(x, max(y, z))",
                             "pi/2",
                             "e^x",
                             "3/2e30"}) {
        CAPTURE(text);
        CHECK(to_string(parse_expression(text)) == text);
    }
}

TEST_CASE("what is printed is read back: random expressions") {
    test::RandomStatement random(test::seed());
    for (long k = test::samples(5'000); k > 0; --k) {
        const Expression e = random.expression(6);
        CAPTURE(to_string(e));
        REQUIRE(parse_expression(to_string(e)) == e);
    }
}

TEST_CASE("what is printed is read back: random claims") {
    test::RandomStatement random(test::seed() + 1);
    for (long k = test::samples(1'000); k > 0; --k) {
        const Claim claim = random.claim();
        CAPTURE(to_string(claim));
        const Claim again = parse_claim(to_string(claim));
        REQUIRE(again == claim);
        REQUIRE(digest(again) == digest(claim));
    }
}

TEST_CASE("names and descriptions are read back") {
    const Claim claim = parse_claim("theorem P-1.9 \"with ν and 'quotes'\" for x in [0, 1] prove x >= 0");
    CHECK(claim.name == "P-1.9");
    CHECK(claim.description == "with ν and 'quotes'");
    const Claim again = parse_claim(to_string(claim));
    CHECK(again.name == claim.name);
    CHECK(again.description == claim.description);
}
