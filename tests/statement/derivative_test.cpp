#include <doctest/doctest.h>

#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/functions.hpp>
#include <sampling.hpp>
#include <statement/double_value.hpp>

using namespace dlncert;

namespace {

const Expression x = Expression::variable("x");
const Expression y = Expression::variable("y");

Expression parsed(const std::string& text) {
    return parse_expression(text);
}

std::string d(const std::string& f, const Expression& v = x) {
    return to_string(derivative(parsed(f), v));
}

Rational random_rational(test::Engine& engine) {
    return Rational(static_cast<long>(engine() % 201) - 100, static_cast<long>(engine() % 20) + 1);
}

Rational exact(const Expression& f, const Rational& at) {
    return rational_value(substitute(f, "x", at)).value();
}

/// c₀ + x·(c₁ + x·(…)), its derivative by the coefficients, and nothing else.
struct Polynomial {
    std::vector<Rational> c;

    [[nodiscard]] Expression expression() const {
        Expression result = c.back();
        for (std::size_t k = c.size() - 1; k-- > 0;)
            result = Expression::node(Op::add, {c[k], Expression::node(Op::mul, {x, result})});
        return result;
    }
    [[nodiscard]] Rational at(const Rational& point, bool derived) const {
        Rational result = 0;
        Rational power = 1;
        for (std::size_t k = derived ? 1 : 0; k < c.size(); ++k, power *= point)
            result += (derived ? Rational(k * c[k]) : c[k]) * power;
        return result;
    }
};

Polynomial random_polynomial(test::Engine& engine) {
    Polynomial result;
    for (auto k = engine() % 6 + 1; k > 0; --k) result.c.push_back(random_rational(engine));
    return result;
}

using Real =
    boost::multiprecision::number<boost::multiprecision::cpp_bin_float<100>, boost::multiprecision::et_off>;
using Point = test::PointOf<Real>;

/// Fourth-order central difference with step h.
Real numeric(const Expression& f, Point at, const std::string& v, const Real& h) {
    const Real x0 = at[v];
    const auto value = [&](int k) {
        at[v] = x0 + k * h;
        return test::value_of(f, at);
    };
    return (8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * h);
}

/// ∂f/∂v at the point agrees with differences, for every variable v; usually to 60 digits, always to 20.
/// Points that lie outside the domain of f, or where differences do not settle, say nothing.
void check_derivatives(const Expression& f, const Point& at) {
    for (const auto& v : free_variables(f)) {
        const Real difference = numeric(f, at, v, Real("1e-17"));
        const Real scale = 1 + abs(difference);
        const Real unsettled = abs(difference - numeric(f, at, v, Real("1e-16")));
        if (!(unsettled <= Real("1e-20") * scale)) continue;
        const Real exact = test::value_of(derivative(f, Expression::variable(v)), at);
        CAPTURE(to_string(f));
        CAPTURE(v);
        CHECK(abs(exact - difference) <= unsettled + Real("1e-60") * scale);
    }
}

/// Numbers with few digits, so that differences of arguments are exact and well away from 0.
Real uniform(test::Engine& engine, int lower, int upper) {
    return lower + Real(static_cast<long>(engine() % 10'000) * (upper - lower)) / 10'000;
}

/// The functions of one argument with an order, as the language spells them.
std::vector<Expression> unary_functions(const Expression& argument) {
    std::vector<Expression> result;
    for (const auto& function : named_functions())
        for (int order = 0; function.arity == 1 && order <= (function.op == Op::langevin ? 1 : 0); ++order)
            result.push_back(apply(function.op, argument, order));
    for (const Rational& power : {Rational(3), Rational(-2), Rational(2, 3), Rational(-1, 2)})
        result.push_back(Expression::node(Op::pow, {argument, power}));
    return result;
}

}  // namespace

TEST_CASE("derivatives of rational functions are exact") {
    test::Engine engine(test::seed());
    for (long sample = test::samples(500); sample > 0; --sample) {
        const Polynomial p = random_polynomial(engine);
        const Polynomial q = random_polynomial(engine);
        const Rational at = random_rational(engine);
        if (q.at(at, false) == 0) continue;
        const Expression quotient = Expression::node(Op::div, {p.expression(), q.expression()});
        const Expression product = Expression::node(Op::mul, {p.expression(), -q.expression()});
        const Expression power = Expression::node(Op::pow, {q.expression() - x, -3});
        const Rational dp = p.at(at, true);
        const Rational dq = q.at(at, true);
        const Rational pv = p.at(at, false);
        const Rational qv = q.at(at, false);
        CHECK(exact(derivative(quotient, x), at) == (dp * qv - pv * dq) / (qv * qv));
        CHECK(exact(derivative(product, x), at) == -(dp * qv + pv * dq));
        const Rational base = qv - at;
        if (base != 0) CHECK(exact(derivative(power, x), at) == -3 * (dq - 1) / (base * base * base * base));
    }
}

TEST_CASE("derivatives of all functions, and their derivatives, agree with differences at 100 digits") {
    test::Engine engine(test::seed());
    const Expression z = Expression::variable("z");
    std::vector<Expression> functions;
    for (const auto& function : named_functions()) {
        const std::vector<Expression> args = {x * x + (function.op == Op::acosh ? 2 : 0), 2 * y, z};
        functions.push_back(
            Expression::node(function.op, {args.begin(), args.begin() + static_cast<long>(function.arity)}));
    }
    functions.push_back(Expression::node(Op::pow, {x, y}));
    for (const auto& f : unary_functions(x)) functions.push_back(f);
    for (const auto& f : functions)
        for (long sample = test::samples(3); sample > 0; --sample) {
            const Point at = {{"x", uniform(engine, 0, 1) + Real("0.0007")},
                              {"y", 1 + uniform(engine, 0, 1)},
                              {"z", uniform(engine, -1, 1) + Real("0.00003")}};
            check_derivatives(f, at);
            for (const auto& v : free_variables(f))
                check_derivatives(derivative(f, Expression::variable(v)), at);
        }
}

TEST_CASE("derivatives of compositions agree with differences at 100 digits") {
    test::Engine engine(test::seed() + 1);
    const auto inner = unary_functions(x);
    const auto outer = unary_functions(y);
    const auto any = [&](const auto& functions) { return functions[engine() % functions.size()]; };
    for (long sample = test::samples(300); sample > 0; --sample) {
        const Expression f = substitute(any(outer), "y", any(inner) + any(inner) * any(inner) / 3);
        check_derivatives(f, {{"x", uniform(engine, -2, 2) + Real("0.00003")}});
    }
}

TEST_CASE("langevin counts its derivatives") {
    CHECK(d("log_sinhc(x)") == "langevin(x)");
    CHECK(d("langevin(x)") == "langevin'(x)");
    CHECK(d("langevin''(2*x)") == "langevin'''(2*x)*2");
    CHECK(d("log_sinhc(y*x)") == "langevin(y*x)*y");
}

TEST_CASE("removable singularities stay removable") {
    CHECK(d("expm1_over_x(x)") == "1/2*(1 + langevin(1/2*x))*expm1_over_x(x)");
    CHECK(d("divided_exp(x, y)") == "1/2*(1 + langevin(1/2*(x - y)))*divided_exp(x, y)");
    CHECK(d("divided_exp(x, y)", y) == "1/2*(1 - langevin(1/2*(x - y)))*divided_exp(x, y)");
    // at x = y the derivative of the divided difference of log in x is -1/(2 x^2)
    CHECK(d("divided_log(x, y)") == "-(1/2*(1 + langevin(1/2*(log(x) - log(y))))*divided_log(x, y)/x)");
}

TEST_CASE("powers") {
    CHECK(d("x^3") == "3*x^2");
    CHECK(d("x^2") == "2*x");
    CHECK(d("x^1") == "1");
    CHECK(d("x^0") == "0");
    CHECK(d("x^(-1)") == "-x^(-2)");
    CHECK(d("x^(3/2)") == "3/2*x^(1/2)");
    CHECK(d("x^y") == "y*x^(y - 1)");
    CHECK(d("y^x") == "y^x*log(y)");
    CHECK(d("(2*x)^x") == "x*(2*x)^(x - 1)*2 + (2*x)^x*log(2*x)");
    CHECK(d("pi^2*e") == "0");
}

TEST_CASE("elements of arrays are variables") {
    const Expression second = Expression::element("sigma", 2);
    CHECK(d("sigma[1]*sigma[2]", second) == "sigma[1]");
    CHECK(d("sigma[1 + 1]^2 + tau[2] + sigma", second) == "2*sigma[1 + 1]");
    CHECK(d("x*sigma[1]", x) == "sigma[1]");
    CHECK_THROWS_AS((void)derivative(parsed("sigma[k]"), second), Unsupported);
    CHECK_THROWS_AS((void)derivative(parsed("sigma[x]"), x), Unsupported);
}

TEST_CASE("sums are differentiated term by term, or written out") {
    CHECK(d("sum(i in 1..3, x^i)") == "1 + 2*x + 3*x^2");
    CHECK(d("product(i in 1..2, x + i)") == "x + 2 + (x + 1)");
    CHECK(d("sum(i in 1..n, i*x)") == "sum(i in 1..n, i)");
    CHECK(d("sum(i < j, x*sigma[i]*sigma[j])") == "sum(i < j, sigma[i]*sigma[j])");
    CHECK(d("sum(x in 1..n, x)") == "0");
    CHECK(d("sum(i in 1..n, y)") == "0");
    CHECK(d("sum(i in 1..3, sigma[i]^2)", Expression::element("sigma", 2)) == "2*sigma[2]");
    CHECK_THROWS_AS((void)derivative(parsed("sum(i in 1..x, x)"), x), Unsupported);
    CHECK_THROWS_AS((void)derivative(parsed("sum(i < j, sigma[i])"), Expression::element("sigma", 1)),
                    Unsupported);
    CHECK_THROWS_AS((void)derivative(x, x + y), Unsupported);
    CHECK(d("abs(y) + min(y, 2)") == "0");
}

TEST_CASE("a product over a symbolic range is differentiated factor by factor, without divisions") {
    CHECK(d("product(i in 1..n, x + i)") ==
          "sum(i in 1..n, product(i_1 in 1..i - 1, x + i_1)*product(i_1 in i + 1..n, x + i_1))");
    CHECK(d("product(i in i..n, x^i)") ==
          "sum(i_1 in i..n, i_1*x^(i_1 - 1)*product(i_2 in i..i_1 - 1, x^i_2)*product(i_2 in i_1 + 1..n, "
          "x^i_2))");
    CHECK(d("product(i in 1..n, y + i)") == "0");
    for (const char* f : {"product(i in 1..n, x - i)", "product(i in n..3, x^i + i*y)",
                          "product(i in 4..n, x)", "sum(k in 1..n, product(i in k..n, x*i - k))"}) {
        const auto at_three = [](const Expression& e) { return expand(substitute(e, "n", 3)); };
        for (const Rational& point : {Rational(2), Rational(1, 3)}) {  // the factor x − 2 vanishes at 2
            CAPTURE(f);
            const Expression g = substitute(parsed(f), "y", 5);
            CHECK(exact(at_three(derivative(g, x)), point) == exact(derivative(at_three(g), x), point));
        }
    }
}

TEST_CASE("abs, min and max are differentiated where they have no kink, and undefined at it") {
    CHECK(d("abs(x)") == "x/abs(x)");
    CHECK(d("abs(2*x - y)") == "(2*x - y)/abs(2*x - y)*2");
    const auto at = [](const char* f, double value) {
        return test::double_value(derivative(parsed(f), x), {{"x", value}});
    };
    for (const double value : {-3.0, -0.5, 0.25, 2.0}) {
        CHECK(at("abs(x^2 - 1)", value) == (value * value > 1 ? 2 * value : -2 * value));
        CHECK(at("min(x^2, x)", value) == (value > 0 && value < 1 ? 2 * value : 1));
        CHECK(at("max(x^2, x)", value) == (value > 0 && value < 1 ? 1 : 2 * value));
        CHECK(at("max(1, -abs(x))", value) == 0);
    }
    for (const char* kink : {"abs(x)", "min(x, 2*x)", "max(x, -x)", "abs(x)*x"}) {
        CAPTURE(kink);
        CHECK(std::isnan(at(kink, 0)));
    }
}

TEST_CASE("the entropy's gradient is Lemma 3.1") {
    // ∂S/∂σ₁ = (c + m(ν, u))/(2σ₁) for two singular values, u = log σ₁ − log σ₂
    const Claim claim = parse_claim(
        "for nu in [0, 1/2], s in chamber(2) let u = log(s[1]) - log(s[2]) let m = langevin(u) - "
        "nu*langevin(nu*u) "
        "prove diff(S(nu, s), s[1]) = (1 - nu + m)/(2*s[1])",
        shipped_prelude());
    const Comparison& equation = std::get<Formula>(claim.conclusion).comparison;
    const test::Point at = {{"nu", 0.3}, {"s[1]", 1.7}, {"s[2]", 0.6}};
    CHECK(test::double_value(equation.left, at) ==
          doctest::Approx(test::double_value(equation.right, at)).epsilon(1e-13));
}

TEST_CASE("a derivative is linear in the number of distinct nodes") {
    Expression f = x;
    for (int k = 0; k < 1'000; ++k) f = apply(Op::sin, f * f + 1);
    CHECK(derivative(f, x).depth() > 1'000);  // a tree of 2^1000 leaves
}
