#include <doctest/doctest.h>

#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/pair_sum.hpp>

using namespace dlncert;

namespace {

Expression parsed(const std::string& text) {
    return parse_expression(text);
}

std::string substituted(const std::string& where, const std::string& name, const std::string& by) {
    return to_string(substitute(parsed(where), name, parsed(by)));
}

}  // namespace

TEST_CASE("substitution replaces free variables only") {
    CHECK(substituted("x + y*x", "x", "2*z") == "2*z + y*(2*z)");
    CHECK(substituted("sum(x in 1..x, x)", "x", "5") == "sum(x in 1..5, x)");
    CHECK(substituted("sum(i < j, i*x)", "i", "5") == "sum(i < j, i*x)");
    CHECK(substituted("sigma[i] + i", "i", "2") == "sigma[2] + 2");
}

TEST_CASE("substitution does not capture") {
    CHECK(substituted("sum(i in 1..3, i*x)", "x", "i") == "sum(i_1 in 1..3, i_1*i)");
    CHECK(substituted("sum(i in 1..3, i*i_1*x)", "x", "i") == "sum(i_2 in 1..3, i_2*i_1*i)");
    CHECK(substituted("sum(i < j, sigma[i]*x)", "x", "j") == "sum(i < j_1, sigma[i]*j)");
    CHECK(substituted("sum(i in 1..2, sum(j in 1..i, x))", "x", "j") ==
          "sum(i in 1..2, sum(j_1 in 1..i, j))");
    CHECK(substituted("x + sum(i in 1..2, i)", "x", "i") == "i + sum(i in 1..2, i)");
    CHECK(substituted("sum(i in 1..2, sum(i in 1..2, i*x))", "x", "i") ==
          "sum(i_1 in 1..2, sum(i_1 in 1..2, i_1*i))");
    CHECK(substituted("sum(i in 1..2, sum(i_1 in 1..2, i*i_1*x))", "x", "i") ==
          "sum(i_1 in 1..2, sum(i_1_1 in 1..2, i_1*i_1_1*i))");
    CHECK(to_string(instantiate(parsed("sum(t in 1..2, t*s[1])"), {}, {{"s", "t"}})) ==
          "sum(t_1 in 1..2, t_1*t[1])");
    CHECK(substituted("sum(i in x..3, i)", "x", "i") == "sum(i in i..3, i)");
}

TEST_CASE("elements are replaced as leaves, unless a binder owns their index") {
    const Expression by = parsed("y");
    const Expression first = parsed("sigma[i]");
    const auto result = substitute(parsed("sigma[i] + sum(i in 1..2, sigma[i])"),
                                   [&](const Expression& leaf) { return leaf == first ? &by : nullptr; });
    CHECK(to_string(result) == "y + sum(i in 1..2, sigma[i])");
}

TEST_CASE("instantiation renames arrays, all at once") {
    const Expression body = parsed("a[1]*b[2] + x*y");
    CHECK(to_string(instantiate(body, {{"x", parsed("y")}, {"y", parsed("x")}}, {{"a", "b"}, {"b", "a"}})) ==
          "b[1]*a[2] + y*x");
}

TEST_CASE("free variables") {
    CHECK(free_variables(parsed("x + sum(i in 1..n, i*sigma[i])")) ==
          std::set<std::string>{"n", "sigma", "x"});
    CHECK(free_variables(parsed("i + sum(i < j, i*j)")) == std::set<std::string>{"i"});
    CHECK(free_variables(parsed("pi*e + 2")).empty());
}

TEST_CASE("exact values of constants") {
    CHECK(rational_value(parsed("(1/2 + 3)*2 - 4/(1 - 3)")) == Rational(9));
    CHECK(rational_value(parsed("(-2/3)^(-3)")) == Rational(-27, 8));
    CHECK(rational_value(parsed("0^0")) == Rational(1));
    CHECK(rational_value(parsed("0^2")) == Rational(0));
    for (const char* undefined :
         {"1/(2 - 2)", "0^(-1)", "2^(1/2)", "x", "pi", "sqrt(4)", "2^100000000", "(2^1000)^1000"})
        CHECK_FALSE(rational_value(parsed(undefined)).has_value());
}

TEST_CASE("binders are written out") {
    const auto expanded = [](const char* text, std::optional<long> width = std::nullopt) {
        return to_string(expand(parsed(text), width));
    };
    CHECK(expanded("sum(i in 1..3, i*sigma[i + 1])") == "1*sigma[2] + 2*sigma[3] + 3*sigma[4]");
    CHECK(expanded("product(i in 0..1, x + i)") == "(x + 0)*(x + 1)");
    CHECK(expanded("sum(i in 2..1, x)") == "0");
    CHECK(expanded("product(i in 2..1, x)") == "1");
    CHECK(expanded("sum(i < j, sigma[i]/sigma[j])", 3) ==
          "sigma[1]/sigma[2] + sigma[1]/sigma[3] + sigma[2]/sigma[3]");
    CHECK(expanded("sum(i < j, sigma[i])") == "sum(i < j, sigma[i])");
    CHECK(expanded("sum(i in 1..n, i)") == "sum(i in 1..n, i)");
    CHECK(expanded("sum(i in 1..2, sum(j in 1..i, x^j))") == "x^1 + (x^1 + x^2)");
    CHECK_THROWS_AS((void)expand(parsed("sum(i in 1..1000000000, x)")), Unsupported);
    CHECK_THROWS_AS((void)expand(parsed("sum(i < j, x)"), 10'000), Unsupported);
}

TEST_CASE("the summand of a sum over pairs") {
    const auto body = [](const char* text) -> std::string {
        const auto result = pair_body(parsed(text), "s", "x", "y");
        return result ? to_string(*result) : "none";
    };
    CHECK(body("1/2*sum(i < j, log(s[i]) - nu*s[j])") == "1/2*(log(x) - nu*y)");
    CHECK(body("sum(i < j, s[i]*s[j])/4") == "1/4*(x*y)");
    CHECK(body("-(sum(i < j, s[i])*(1/2 + 1/2))") == "-x");
    CHECK(body("2*sum(i < j, s[i]) - sum(k < l, s[l])") == "2*x - y");
    CHECK(body("sum(i < j, s[j]*sum(k in 1..3, k*s[i]))") == "y*sum(k in 1..3, k*x)");
    for (const char* other :
         {"sum(i < j, s[i]*i)", "sum(i < j, s[1])", "sum(i < j, s[i + 1])", "x*sum(i < j, s[i])",
          "nu*sum(i < j, s[i])", "sum(i < j, s[i]) + 1", "sum(i < j, s[i])^2", "s[1]", "0*sum(i < j, s[i])",
          "sum(i < j, s[j] + y)", "sum(i < j, s[i]*sum(k in 1..3, s[k]))", "1/sum(i < j, s[i])"})
        CHECK(body(other) == "none");
    const Expression hidden = Expression::binder(Op::sum, {"i"}, {1, 3, parsed("s[i]")});
    CHECK_FALSE(pair_body(Expression::binder(Op::pair_sum, {"i", "j"}, {hidden}), "s", "x", "y").has_value());
    CHECK_FALSE(pair_body(parsed("sum(i < j, s[i])"), "s", "x", "x").has_value());
    CHECK_FALSE(pair_body(parsed("sum(i < j, s[i]*t[j])"), "t", "x", "y").has_value());
}
