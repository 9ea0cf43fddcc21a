#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <sstream>
#include <statement/double_value.hpp>

using namespace dlncert;

namespace {

Expression conclusion_side(const std::string& claim, const std::string& prelude = "") {
    return std::get<Formula>(parse_claim(claim, prelude).conclusion).comparison.left;
}

/// The left-hand side of the conclusion after its definitions are inserted.
std::string inserted(const std::string& claim, const std::string& prelude = "") {
    return to_string(conclusion_side(claim, prelude));
}

template <class Error = InputError>
std::string error_of(const std::string& claim, const std::string& prelude = "") {
    try {
        (void)parse_claim(claim, prelude);
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

/// "line L, column C: what", the line L, and below it a caret under its column C (all short ASCII lines here
/// but for letters of several bytes, counted as one).
bool points_at_its_place(const std::string& claim, const std::string& error) {
    std::size_t line = 0;
    std::size_t column = 0;
    if (std::sscanf(error.c_str(), "line %zu, column %zu: ", &line, &column) != 2) return false;
    std::istringstream shown(error);
    std::string what;
    std::string text;
    std::string carets;
    std::getline(shown, what);
    std::getline(shown, text);
    std::getline(shown, carets);
    std::istringstream lines(claim);
    std::string expected;
    for (std::size_t k = 0; k < line; ++k) std::getline(lines, expected);
    const std::size_t first = carets.find('^');
    return text == "    " + expected && first == column + 3 &&
           carets.find_first_not_of('^', first) == std::string::npos;
}

}  // namespace

TEST_CASE("precedence") {
    const auto same = [](const char* a, const char* b) { return parse_expression(a) == parse_expression(b); };
    CHECK(same("-x^2", "-(x^2)"));
    CHECK(same("x^y^z", "x^(y^z)"));
    CHECK(same("x - y - z", "(x - y) - z"));
    CHECK(same("x/y/z", "(x/y)/z"));
    CHECK(same("x/1/2", "(x/1)/2"));
    CHECK_FALSE(same("x/1/2", "x/(1/2)"));
    CHECK(same("x^1/2", "(x^1)/2"));
    CHECK(same("x^-2", "x^(-2)"));
    CHECK(same("2^-1/2", "(2^(-1))/2"));
    CHECK(same("x*-y", "x*(-y)"));
    CHECK(same("--x", "-(-x)"));
    CHECK(same("-2^2", "-(2^2)"));
}

TEST_CASE("numbers are exact; nothing else is computed") {
    CHECK(parse_expression("0.1").is(Rational(1, 10)));
    CHECK(parse_expression("1/3").is(Rational(1, 3)));
    CHECK(parse_expression("-1/3").is(Rational(-1, 3)));
    CHECK(parse_expression("- 2.5e-1").is(Rational(-1, 4)));
    CHECK(parse_expression("1e3/1e-3").is(1'000'000));
    CHECK(parse_expression("1 + 1").op() == Op::add);
    CHECK(parse_expression("(1)/2").op() == Op::div);
    CHECK(parse_expression("1/2/3").op() == Op::div);
    CHECK(parse_expression("2^3").op() == Op::pow);
    CHECK(parse_expression("0*x").op() == Op::mul);
}

TEST_CASE("names of functions") {
    CHECK(parse_expression("langevin''(u)") == apply(Op::langevin, Expression::variable("u"), 2));
    CHECK(to_string(parse_expression("log_sinhc'(u)")) == "langevin(u)");
    CHECK(to_string(parse_expression("exp''(u^2)")) == "exp(u^2)");
    CHECK(to_string(parse_expression("diff(x^3, x)")) == "3*x^2");
    CHECK(to_string(parse_expression("diff(sum(i in 1..2, s[i]^2), s[2])")) == "2*s[2]");
    CHECK(
        parse_expression("sum(i < j, s[i])") ==
        Expression::binder(Op::pair_sum, {"i", "j"}, {Expression::element("s", Expression::variable("i"))}));
}

TEST_CASE("definitions are inserted") {
    CHECK(inserted("for x in [0, 1] let c = 1 - x let d = c*c prove d > 0") == "(1 - x)*(1 - x)");
    CHECK(inserted("for x in [0, 1] let f(y, x) = y - x prove f(x, 2) > 0") == "x - 2");
    CHECK(inserted("for x in [0, 1] let c = x + 1 let f(x) = c*x prove f(2) > 0") == "(x + 1)*2");
    CHECK(inserted("for x in [0, 1] let f(y) = y^2 let g(y) = f(y) + f(1) prove g(x) > 0") == "x^2 + 1^2");
    CHECK(inserted("for x in [0, 1] let f(y) = y^3 prove f'(x) > 0") == "3*x^2");
    CHECK(inserted("for x in [0, 1] let f(y) = diff(y^3*x, y) prove f(2) > 0") == "3*2^2*x");
    CHECK(inserted("for i in [0, 1] let f(y) = sum(k in 1..3, k*y) prove sum(k in 1..2, f(k)) > i") ==
          "sum(k in 1..2, sum(k_1 in 1..3, k_1*k))");
    CHECK(inserted("for i in [0, 1] let c = i/2 prove sum(i in 1..3, c*i) > 0") ==
          "sum(i_1 in 1..3, i/2*i_1)");
    CHECK(inserted("for i in [0, 1] prove sum(i in 1..3, i) + i > 0") == "sum(i in 1..3, i) + i");
    CHECK(inserted("prove sum(i in 1..3, sum(i in 1..i, i)) > 0") == "sum(i in 1..3, sum(i in 1..i, i))");
    CHECK(inserted("for i in 1..2, s in chamber(2) let f(t) = sum(i < j, t[i]*t[j]) prove f(s)*i > 0") ==
          "sum(i < j, s[i]*s[j])*i");
    CHECK(inserted("for t in chamber(2) let n(s) = s[1] + s[2] let m(s) = n(s)/2 prove m(t) > 0") ==
          "(t[1] + t[2])/2");
    CHECK(inserted("for x in [0, 1] prove f(x) > 0", "# a comment\nlet f(x) = 2*x\n") == "2*x");
    CHECK(inserted("for f in [0, 1] prove f > 0", "let f(x) = 2*x") == "f");
}

TEST_CASE("the claim of the interface's page") {
    const Claim claim = parse_claim(R"(
claim pair-block-determinant
"Lemma 4.4: det B(nu,u) > 0 for nu < 1/2"
for nu in [0, 1/2), u in [0, inf)
let c = 1 - nu
let m = langevin(u) - nu*langevin(nu*u)
let k = langevin'(u) - nu^2*langevin'(nu*u)
prove c^2 - 2*c*k - m^2 > 0
)");
    CHECK(claim.name == "pair-block-determinant");
    CHECK(parse_claim("theorem P-1.9: prove 1 > 0").name == "P-1.9");
    CHECK(claim.description.starts_with("Lemma 4.4"));
    REQUIRE(claim.reals.size() == 2);
    CHECK(claim.reals[0] == RealDomain{"nu", {{0, false, false}, {Rational(1, 2), false, true}}});
    CHECK(claim.reals[1] == RealDomain{"u", {{0, false, false}, {0, true, true}}});
    CHECK(std::get<Formula>(claim.conclusion).comparison.relation == Relation::greater);
}

TEST_CASE("the theorem on the whole chamber") {
    const Claim claim = parse_claim(
        "theorem P-1.9 for d in 2..inf, nu in [0, 1/2], sigma in chamber(d) "
        "prove hessian(S(nu, sigma), sigma) negative-definite except d = 2 and nu = 1/2",
        shipped_prelude());
    CHECK(claim.integers == std::vector{IntegerDomain{"d", 2, std::nullopt}});
    CHECK(claim.chambers == std::vector{ChamberDomain{"sigma", Expression::variable("d"), {}}});
    const auto& statement = std::get<MatrixStatement>(claim.conclusion);
    CHECK(statement.predicate == MatrixPredicate::negative_definite);
    CHECK(statement.function.op() == Op::mul);
    REQUIRE(claim.exceptions.size() == 1);
    CHECK(claim.exceptions[0].size() == 2);
    CHECK(parse_claim("for x in [0, 1], y in [0, 1] prove x > 0 except x = 0 and y = 0 or y = 1") ==
          parse_claim("for x in [0, 1], y in [0, 1] prove x > 0 except (x = 0 and y = 0) or (y = 1)"));
}

TEST_CASE("domains") {
    const Claim claim = parse_claim(
        "for a in (-inf, inf), b in [-pi/2, pi/2), N in 2..50, M in -3..10^2, s in chamber(2) & [1,2] "
        "[0,inf) "
        "where a + b <= 1 where N >= M prove s[1] >= s[2]");
    CHECK(claim.reals[0].range == Range{{0, true, true}, {0, true, true}});
    CHECK(to_string(claim.reals[1].range.lower.value) == "-pi/2");
    CHECK(claim.integers[1].lower == -3);
    CHECK(claim.integers[1].upper == Integer(100));
    CHECK(claim.chambers[0].box[1] == Range{{0, false, true}, {0, true, true}});  // 0 means open at 0
    CHECK(claim.hypotheses.size() == 2);
}

TEST_CASE("variables with a common domain") {
    CHECK(parse_claim("for x, y in [0, 1), z in [2, 3], s, t in chamber(2), m, n in 1..3 prove x > y") ==
          parse_claim("for x in [0, 1), y in [0, 1), z in [2, 3] for s in chamber(2), t in chamber(2), "
                      "m in 1..3, n in 1..3 prove x > y"));
}

TEST_CASE("definitions and hypotheses in any order") {
    CHECK(parse_claim("for x in [0, 1] let s = x^2 where 0 <= s <= 1/2 let c = s + 1 where c > 0 or s = 0 "
                      "prove c > s") ==
          parse_claim("for x in [0, 1] where 0 <= x^2 and x^2 <= 1/2 where x^2 + 1 > 0 or x^2 = 0 "
                      "prove x^2 + 1 > x^2"));
}

TEST_CASE("signs that keyboards lack") {
    CHECK(parse_claim("for x in [−π, 2·π] where x ≤ 1 × 2 prove x ÷ 2 ≥ −4") ==
          parse_claim("for x in [-pi, 2*pi] where x <= 1*2 prove x/2 >= -4"));
    CHECK(parse_claim("for x in (−∞, ∞) prove x > 0") == parse_claim("for x in (-inf, inf) prove x > 0"));
    CHECK(parse_claim("prove (1 ≤ 2) and 1 > 0") == parse_claim("prove 1 <= 2 and 1 > 0"));
}

TEST_CASE("components of gradients and Hessians") {
    const auto left = [](const std::string& term) {
        return inserted("for x, y in [0, 1], s in chamber(3) let f(u, v) = u^2*v^3 prove " + term + " > 0");
    };
    CHECK(left("gradient(x^2*y, x, y)[1]") == left("diff(x^2*y, x)"));
    CHECK(left("gradient(x^2*y, x, y)[2]") == left("diff(x^2*y, y)"));
    CHECK(left("1 + gradient(f(x, y), y)[1]") == left("1 + diff(f(x, y), y)"));
    CHECK(left("hessian(f(x, y), x, y)[1, 2]") == left("diff(diff(f(x, y), x), y)"));
    CHECK(left("hessian(f(x, y), x, y)[1 + 1, 2]*x") == left("diff(diff(f(x, y), y), y)*x"));
    CHECK(left("gradient(s[1]*s[2]^2, s)[2]") == left("diff(s[1]*s[2]^2, s[2])"));
    CHECK(left("hessian(sum(i < j, s[i]*s[j]), s)[1, 3]") ==
          left("diff(diff(sum(i < j, s[i]*s[j]), s[1]), s[3])"));
    CHECK(left("hessian(s[1]^2*x, s[1], x)[1, 2]") == left("diff(diff(s[1]^2*x, s[1]), x)"));
    CHECK(inserted("for x in [0, 1], t in chamber(2) let g(u, s) = gradient(u^2*s[1], u)[1] "
                   "let h(s) = gradient(s[1]*s[2], s)[1] prove g(x, t) + h(t) > 0") == "2*x*t[1] + t[2]");
    CHECK(to_string(parse_expression("gradient(x^2, x)[1] + gradient(s[1]^3, s)[1]")) == "2*x + 3*s[1]^2");
}

TEST_CASE("formulas") {
    const auto formula = [](const std::string& text) {
        return std::get<Formula>(parse_claim("for x in [0, 1], y in [0, 1] prove " + text).conclusion);
    };
    const Formula chain = formula("0 < x <= y");
    CHECK(chain.kind == Formula::Kind::all);
    CHECK(chain == formula("0 < x and x <= y"));
    CHECK(chain == formula("((0 < x) and (x <= y))"));
    CHECK(formula("x > 0 or y > 0 and x = y").kind == Formula::Kind::any);
    CHECK(formula("x > 0 or (y > 0 and x = y)") == formula("x > 0 or y > 0 and x = y"));
    CHECK(formula("(x > 0 or y > 0) and x = y").kind == Formula::Kind::all);
    CHECK(formula("(x + y) > 0") == formula("x + y > 0"));
    CHECK(formula("((x + y)*(x - y)) > (0)") == formula("(x + y)*(x - y) > 0"));
    CHECK(formula("exp(x) > 0 and (x = 0 or (x > 0))").parts.size() == 2);
}

TEST_CASE("covariant Hessians") {
    const std::string text =
        "for a in [1, 2], sigma in chamber(2)\ndisprove hessian(sigma[1], sigma, sigma[i]^a) "
        "positive-semidefinite\n";
    const Claim claim = parse_claim(text);
    const auto& statement = std::get<MatrixStatement>(claim.conclusion);
    CHECK(to_string(*statement.metric) == "sigma^a");
    CHECK(to_string(claim) == text);
    CHECK(parse_claim(to_string(claim)) == claim);
    CHECK(canonical_form(claim).find(
              "disprove hessian S0 (element S0 1) metric (^ S0 R0) positive-semidefinite") !=
          std::string::npos);
    CHECK_FALSE(claim == parse_claim("for a in [1, 2], sigma in chamber(2) disprove hessian(sigma[1], sigma) "
                                     "positive-semidefinite"));
    const auto entry = [](const std::string& at, const std::string& metric) {
        return std::get<Formula>(
                   parse_claim("let g(s) = s^3 for sigma in chamber(2) prove hessian(sigma[1]^5*sigma[2], "
                               "sigma" +
                               metric + ")" + at + " > 0")
                       .conclusion)
            .comparison.left;
    };
    // Γ = 3/(2σ): ∂₁∂₁f − Γ(σ₁) ∂₁f = (20 − 7.5) σ₁³σ₂
    const test::Point at{{"sigma[1]", 1.3}, {"sigma[2]", 0.4}};
    CHECK(test::double_value(entry("[1, 1]", ", g(sigma[i])"), at) ==
          doctest::Approx(12.5 * 1.3 * 1.3 * 1.3 * 0.4));
    CHECK(test::double_value(entry("[2, 2]", ", g(sigma[i])"), at) ==
          doctest::Approx(-1.5 / 0.4 * std::pow(1.3, 5)));
    CHECK(entry("[1, 2]", ", g(sigma[i])") == entry("[1, 2]", ""));
}

TEST_CASE("disproved claims") {
    const Claim claim = parse_claim("for x in [0, 1] where x < 1 disprove (x > 0) or x = x^2");
    CHECK(claim.disproved);
    CHECK(std::get<Formula>(claim.conclusion).kind == Formula::Kind::any);
    Claim proved = claim;
    proved.disproved = false;
    CHECK_FALSE(claim == proved);
    CHECK(to_string(claim) == "for x in [0, 1]\nwhere x < 1\ndisprove x > 0 or x = x^2\n");
    CHECK(parse_claim(to_string(claim)) == claim);
}

TEST_CASE("claims about roots") {
    const Claim claim = parse_claim(
        "for a in [1, 2] let f(x) = x*exp(x) prove exists unique x, y in (0, inf), z in [0, pi]: "
        "f(x) = a and (y^2 = x and gradient(y*z^2, z)[1] = z)");
    const auto& roots = std::get<RootStatement>(claim.conclusion);
    CHECK(roots.unique);
    CHECK(roots.unknowns.size() == 3);
    CHECK(roots.unknowns[1].range == roots.unknowns[0].range);
    CHECK(roots.equations.parts.size() == 3);
    CHECK(to_string(claim) ==
          "for a in [1, 2]\nprove exists unique x in (0, inf), y in (0, inf), z in [0, "
          "pi]: x*exp(x) = a and y^2 = x and y*(2*z) = z\n");
    CHECK(parse_claim(to_string(claim)) == claim);
    const Claim other = parse_claim("disprove exists x in (-inf, 1): x^2 = 2");
    CHECK(other.disproved);
    CHECK_FALSE(std::get<RootStatement>(other.conclusion).unique);
    CHECK(to_string(other) == "disprove exists x in (-inf, 1): x^2 = 2\n");
}

TEST_CASE("predicates of a Hessian") {
    const auto statement = [](const std::string& text) {
        return std::get<MatrixStatement>(
            parse_claim("for s in chamber(2) prove hessian(s[1]*s[2], s) " + text).conclusion);
    };
    CHECK(statement("negative-definite").predicate == MatrixPredicate::negative_definite);
    CHECK(statement("indefinite").predicate == MatrixPredicate::indefinite);
    CHECK_FALSE(statement("negative-semidefinite").rank.has_value());
    CHECK(statement("negative-semidefinite rank 1").rank == 1);
    CHECK(statement("<= 3 * identity").bound == Expression(3));
    CHECK(statement("<= -1/10 * identity").bound == Expression(Rational(-1, 10)));
    CHECK(to_string(statement("<= -pi*2*identity").bound) == "-pi*2");
}

TEST_CASE("statements about symmetric matrices") {
    const auto statement = [](const std::string& text) {
        const Claim claim = parse_claim("for x, y in [0, 1] prove " + text);
        CHECK(parse_claim(to_string(claim)) == claim);
        return std::get<MatrixStatement>(claim.conclusion);
    };
    const MatrixStatement rows = statement("matrix [[x, 1, 2], [1, y, x*y], [2, x*y, 3]] positive-definite");
    CHECK(rows.entries.size() == 6);
    CHECK(rows.entries[4] == parse_expression("x*y"));
    CHECK(rows.predicate == MatrixPredicate::positive_definite);
    CHECK(statement("hessian(x*y, x, y) >= -2 * identity").predicate == MatrixPredicate::loewner_at_least);
    CHECK(statement("hessian(x*y, y) indefinite").coordinates == std::vector<std::string>{"y"});
    const MatrixStatement inertia = statement("matrix [[x, 1], [1, y]] inertia 1 1");
    CHECK(inertia.positive == 1);
    CHECK(inertia.negative == 1);
    const MatrixStatement eigenvalue = statement("matrix [[x, 1], [1, y]] eigenvalue 2 in (1/2, inf)");
    CHECK(eigenvalue.which == 2);
    CHECK(eigenvalue.range.lower.open);
    CHECK(eigenvalue.range.upper.infinite);
    // what is said differs
    CHECK(digest(parse_claim("prove matrix [[2, 1], [1, 2]] inertia 2 0")) !=
          digest(parse_claim("prove matrix [[2, 1], [1, 2]] inertia 1 1")));
    CHECK(digest(parse_claim("for x, y in [0, 1] prove hessian(x, x, y) indefinite")) !=
          digest(parse_claim("for x, y in [0, 1] prove hessian(x, y, x) indefinite")));
    CHECK(
        canonical_form(parse_claim("for x in [0, 1] prove matrix [[x, 1], [1, 2]] eigenvalue 1 in [0, 1)")) ==
        "dlncert claim 0\nreal closed 0 closed 1\nprove matrix 2 R0 1 2 eigenvalue 1 closed 0 open 1\n");
    CHECK(canonical_form(parse_claim("for x in [0, 1], y in [0, 2] prove hessian(x, y, x) >= 0*identity")) ==
          "dlncert claim 0\nreal closed 0 closed 1\nreal closed 0 closed 2\nprove hessian 2 R1 R0 R0 "
          "at-least 0\n");
}

TEST_CASE("statements that theorems make") {
    const auto claim = [](const std::string& text) {
        const Claim result = parse_claim("for d in 2..inf, a in [0, 1], s in chamber(d) prove " + text);
        CHECK(parse_claim(to_string(result)) == result);
        return result;
    };
    const auto analytic =
        std::get<AnalyticStatement>(claim("analytic sum(i < j, s[i]*a) continues 1/a").conclusion);
    CHECK(to_string(analytic.function) == "sum(i < j, s[i]*a)");
    CHECK(to_string(analytic.continued.value()) == "1/a");
    CHECK_FALSE(std::get<AnalyticStatement>(claim("analytic a").conclusion).continued);
    const auto mean = std::get<MeanStatement>(
        claim("independent x, y in (0, inf) of mean m: mean a*x*y >= m^2").conclusion);
    CHECK(mean.variables == std::vector<std::string>{"x", "y"});
    CHECK(mean.mean == "m");
    CHECK(mean.relation == Relation::greater_equal);
    const auto blocks =
        std::get<MatrixStatement>(claim("hessian(s[1], s) = sum(i < j, [[s[i], 1], [1, s[j]]])").conclusion);
    CHECK(blocks.predicate == MatrixPredicate::pair_blocks);
    CHECK(to_string(blocks.blocks.at(2)) == "sum(i < j, s[j])");
    const Claim point = parse_claim(
        "for d in 2..inf prove exists unique s in chamber(d): gradient(s[1] - sum(i < j, s[i]), s) = 0, "
        "minimum");
    CHECK(parse_claim(to_string(point)) == point);
    CHECK(std::get<EquilibriumStatement>(point.conclusion).minimum);
    CHECK_FALSE(std::get<EquilibriumStatement>(point.conclusion).diagonal);
    // words that a claim may use for its own purposes
    CHECK(std::holds_alternative<Formula>(
        parse_claim("for analytic in [0, 1] prove analytic >= 0").conclusion));
    CHECK(std::holds_alternative<Formula>(
        parse_claim("let independent(x) = x prove independent(1) = 1").conclusion));
}

TEST_CASE("statements of theorems that are none") {
    const auto says = [&](const std::string& text, const std::string& part) {
        const std::string message = error_of("for d in 2..inf, a in [0, 1] " + text);
        INFO(message);
        CHECK(message.find(part) != std::string::npos);
    };
    says("disprove analytic a", "after 'disprove'");
    says("prove analytic sum(i < j, a)", "chambers");
    says("prove independent x in (0, inf) of mean x: mean x > 0", "the name of a variable");
    says("prove independent x in (0, inf) of mean m: mean x > x", "unknown");
    says("prove independent x in (0, inf) of mean m: mean m > m", "unknown");
    says("prove independent x in (0, inf) of mean m: mean x = m", "< <= > >=");
    says("prove independent a in (0, inf) of mean m: mean a > m", "defined already");
    says("disprove exists unique s in chamber(d): gradient(s[1], s) = 0", "after 'disprove'");
    says("prove exists s in chamber(d): gradient(s[1], s) = 0", "unexpected");
    says("prove exists unique s in chamber(d): gradient(s[1], s) = 1", "not 0");
    says("prove exists unique s in chamber(d): gradient(s[1], s) = 0, diagonal, diagonal",
         "diagonal or minimum");
    says("prove exists unique s, t in chamber(d): gradient(s[1], s) = 0", "unexpected 'chamber'");
    says("prove exists unique s in chamber(2) & [1, 2] [1, 2]: gradient(s[1], s) = 0", "one whole chamber");
    says("for s in chamber(d) prove exists unique t in chamber(d): gradient(t[1], t) = 0",
         "one whole chamber");
    says("for s in chamber(d) prove hessian(s[1], s) = sum(i < j, [[1, 2], [3, 4]])", "not symmetric");
    says("for s in chamber(d) prove hessian(s[1], s) = sum(i < j, [[1, 2], [2]])", "unexpected");
    says("for s in chamber(d) disprove hessian(s[1], s) = sum(i < j, [[1, 2], [2, 1]])", "disproved");
    says("for x in [0, 1] prove hessian(x, x) = sum(i < j, [[1, 2], [2, 1]])", "another matrix");
}

TEST_CASE("matrices that are none") {
    const auto error = [](const std::string& text) {
        return error_of("for x in [0, 1], N in 1..3 prove " + text);
    };
    const auto says = [&](const std::string& text, const std::string& part) {
        INFO(error(text));
        CHECK(error(text).find(part) != std::string::npos);
    };
    says("matrix [[1, x], [2, 1]] indefinite", "entries (2, 1) and (1, 2) are not the same");
    says("matrix [[1, x, 1], [x, 1, 1]] indefinite", "row 1 has 3 entries, but there are 2 rows");
    says("matrix [[1], [x]] indefinite", "row 1 has 1 entries, but there are 2 rows");
    says("matrix [[]] indefinite", "unexpected ']'");
    says("matrix [[1, x], [x, 1]", "close the matrix");
    says("matrix [[1]] definite", "positive-definite");
    says("matrix [[1]] inertia 1 1", "a number that does not fit the matrix");
    says("matrix [[1]] eigenvalue 2 in [0, 1]", "a number that does not fit the matrix");
    says("matrix [[1]] eigenvalue 0 in [0, 1]", "a number that does not fit the matrix");
    says("matrix [[1]] eigenvalue 1 in [1, 0]", "ends exchanged");
    says("matrix [[1]] >= x * identity", "is not a constant");
    says("hessian(x^2, x, x) indefinite", "each once");
    says("hessian(x^2, N) indefinite", "real variables");
    says("hessian(x^2, x, N) indefinite", "real variables");
}

TEST_CASE("an error shows the place, the line with a caret, and what would be accepted") {
    CHECK(error_of("claim c\nfor nu in [0, 1/2)\nprove 1 - nuu > 0") ==
          "line 3, column 11: unknown name 'nuu'\n"
          "    prove 1 - nuu > 0\n"
          "              ^^^\n"
          "accepted: did you mean nu?");
    CHECK(error_of("prove f(1) > 0", "let f(x) = x +") ==
          "prelude, line 1, column 15: the text ends too early\n"
          "    let f(x) = x +\n"
          "                  ^\n"
          "accepted: a number, a name, a function like exp(x), or (");
    const std::string wide = error_of("\"νν\" for x in [0, 1]\tprove x > " + std::string(500, ' ') + "y");
    CHECK(wide.starts_with("line 1, column 532: unknown name 'y'"));
    CHECK(wide.size() < 400);
    CHECK(error_of("\"νν\" prove yy > 0").find("\n    \"νν\" prove yy > 0\n               ^^\n") !=
          std::string::npos);
}

TEST_CASE("messages") {
    struct Case {
        std::string claim, message;
    };
    const Case cases[] = {
        {"", "the text ends too early"},
        {"proof x > 0", "did you mean prove?"},
        {"show x > 0", "'where' (a hypothesis), 'prove' or 'disprove' (the conclusion)"},
        {"whre 1 > 0 prove 1 > 0", "did you mean where?"},
        {"prove", "the text ends too early"},
        {"prove 1 > 0 2", "unexpected '2'"},
        {"prove 1", "a comparison < <= > >= ="},
        {"prove 1 < 2 > 1", "a chain that turns round"},
        {"prove (1 > 0) + 1 > 0", "unexpected '+'"},
        {"prove 2*(1 > 0) > 0", "where a number is meant"},
        {"prove (1 > 0", ") to close the parenthesis"},
        {"prove 1 $ 2", "begins no word"},
        {"prove 1 ² 2", "accepted: ^2"},
        {"prove 2*√2 > 0", "accepted: sqrt(x)"},
        {"prove |2| > 0", "accepted: abs(x)"},
        {"prove {2} > 0", "accepted: parentheses"},
        {"prove 1 – 2 < 0", "accepted: -"},
        {"prove 1 ≠ 2", "accepted: a < b or a > b"},
        {"let c := 2 prove c > 0", "accepted: let name = expression"},
        {"for ν in [0, 1] prove 1 > 0", "accepted: nu"},
        {"for ж in [0, 1] prove 1 > 0", "names of the letters a-z"},
        {"prove 1/0 > 0", "denominator zero"},
        {"prove 1e999999999 > 0", "exponent is beyond"},
        {"prove 1.2.3 > 0", "unexpected '.3'"},
        {"prove 2x > 0", "accepted: a sign between them: 2*x"},
        {"prove 2 == 2", "accepted: ="},
        {"prove 2**3 > 0", "accepted: ^"},
        {"prove 1 != 2", "accepted: a < b or a > b"},
        {"prove langevni(1) > 0", "did you mean langevin?"},
        {"prove exp > 0", "without its arguments"},
        {"prove exp(1, 2) > 0", "2 arguments instead of 1"},
        {"prove divided_pow(1, 2) > 0", "accepted: divided_pow(a, b, p)"},
        {"prove max'(1, 2) > 0", "a prime on a function of several variables"},
        {"prove inf > 0", "'inf' is no number"},
        {"for x in [0, 1] prove x' > 0", "a derivative without argument"},
        {"for x in [0, 1] prove x(2) > 0", "'x' is no function"},
        {"for x in [0, 1] prove x[1] > 0", "'x' is a number, not an array"},
        {"for x in [0, 1], x in [1, 2] prove x > 0", "'x' is defined already"},
        {"for exp in [0, 1] prove 1 > 0", "fixed meaning"},
        {"for e in [0, 1] prove 1 > 0", "fixed meaning"},
        {"for x in [1, 0] prove x > 0", "ends exchanged"},
        {"for x in [1, 1) prove x > 0", "an empty interval"},
        {"for x in [0, inf] prove x > 0", "an infinite end does not belong"},
        {"for x in [-inf, 0] prove x > 0", "an infinite end does not belong"},
        {"for x in (inf, 0] prove x > 0", "on the wrong side"},
        {"for x in [0, 1], y in [0, x] prove x > 0", "is not a constant"},
        {"for x in [0; 1] prove x > 0", "begins no word"},
        {"for N in 5..2 prove N > 0", "an empty range of integers"},
        {"for N in -inf..2 prove N > 0", "without a smallest one"},
        {"for N in 1/2..2 prove N > 0", "not an integer constant"},
        {"for N in 2 prove N > 0", "accepted: a domain"},
        {"for s in chamber(1) prove s[1] > 0", "a chamber of width 1"},
        {"for s in chamber(x) prove s[1] > 0", "unknown name 'x'"},
        {"for x in [2, 3], s in chamber(x) prove s[1] > 0", "the width is no integer"},
        {"for s in chamber(2) & [1, 2] prove s[1] > 0", "1 intervals for 2 singular values"},
        {"for s in chamber(2) & [1, 2] [-1, 1] prove s[1] > 0", "singular values are positive"},
        {"for s in chamber(2) & [1, 2] [3, 4] prove s[1] > 0", "does not meet the chamber"},
        {"for s in chamber(2) & [1, 2) [2, 4] prove s[1] > 0", "does not meet the chamber"},
        {"for d in 2..3, s in chamber(d) & [1, 2] [1, 2] prove s[1] > 0", "whose width is a parameter"},
        {"for s in chamber(2) prove s[3] > 0", "accepted: an index from 1 to 2"},
        {"for s in chamber(2) prove s[0] > 0", "there is no s[0]"},
        {"for s in chamber(2) prove s > 0", "'s' is an array"},
        {"for s in chamber(2) prove hessian(s[1], t) indefinite",
         "hessian(f, sigma) with sigma in a chamber"},
        {"for s in chamber(2) prove hessian(s[1], s) definite", "negative-semidefinite rank 1"},
        {"for s in chamber(2) prove hessian(s[1], s) <= 2", "accepted: * identity"},
        {"for s in chamber(2) prove hessian(s[1], s) <= s[1]*identity", "is not a constant"},
        {"for s in chamber(2) prove 1 + hessian(s[1], s) > 0", "hessian(f, sigma)[1, 2]; a statement about"},
        {"for s in chamber(2) prove 1 > 0 and hessian(s[1], s) indefinite", "is the conclusion alone"},
        {"for s in chamber(2) prove hessian(s[1], s)[1] > 0", "hessian(f, sigma)[1, 2]"},
        {"for s in chamber(2) prove hessian(s[1], s)[1, 3] > 0", "there is no hessian(…)[3]"},
        {"for x in [0, 1] prove gradient(x^2, x)[2] > 0", "accepted: an index from 1 to 1"},
        {"for x in [0, 1] prove gradient(x^2, x)[0] > 0", "there is no gradient(…)[0]"},
        {"for x in [0, 1] prove gradient(x^2, x)[x] > 0", "the number of a component is not a constant"},
        {"for x in [0, 1] prove gradient(x^2, 2*x)[1] > 0", "the derivative is not in a variable"},
        {"for x in [0, 1] prove gradient(x^2)[1] > 0", "accepted: gradient(f, x, y)[1]"},
        {"for x in [0, 1] prove gradient(x^2, x) > 0", "accepted: gradient(f, x, y)[1]"},
        {"for x in [0, 1] prove gradient'(x^2, x)[1] > 0", "unknown function"},
        {"for x, x in [0, 1] prove x > 0", "'x' is defined already"},
        {"for x, y prove x > 0", "'in' and a domain"},
        {"for x y in [0, 1] prove x > 0", "'in' and a domain"},
        {"for x in [0, 1, 2] prove x > 0", "] or ) to close the interval"},
        {"for x in [0 1] prove x > 0", "a comma between the ends"},
        {"for x in [0, 1 prove x > 0", "] or ) to close the interval"},
        {"for x in [0, 1] y in [0, 1] prove x > 0", "unexpected 'y'"},
        {"for x in [0, 1] where x prove x > 0", "a comparison"},
        {"for x in [0, 1] where x > 0,  x < 1 prove x > 0", "unexpected ','"},
        {"for x in [0, 1] where x > 0 or prove x > 0", "unexpected 'prove'"},
        {"for x in [0, 1] prove exp x > 0", "without its arguments"},
        {"for x in [0, 1] prove x(x + 1) > 0", "accepted: an operation between"},
        {"for x in [0, 1] prove (x + 1)(x + 2) > 0", "unexpected '('"},
        {"for x in [0, 1] prove x > 0 prove x < 2", "or the end of the claim"},
        {"for x in [0, 1] let y = x prove y > 0 where x > 0", "unexpected 'where'"},
        {"for x in [0, 1] let y prove y > 0", "= and an expression"},
        {"for x in [0, 1] let 2 = x prove x > 0", "a name for the definition"},
        {"for x in [0, 1] prove Exp(x) > 0", "did you mean exp?"},
        {"for x in [0, 1] prove ln(x) > 0", "unknown function 'ln'"},
        {"for x in [0, 1] prove x > 0 except x > 1", "its exceptional value"},
        {"for x in [0, 1] prove x > 0 except 2*x = 1", "not about a parameter"},
        {"for x in [0, 1] prove sum(i < j, x) > 0", "with 0 chambers"},
        {"let f(x) = f(x) prove f(1) > 0", "unknown function 'f'"},
        {"let f(x, x) = x prove f(1, 2) > 0", "two arguments of the same name"},
        {"let f(x) = x let f = 2 prove f(1) > 0", "'f' is defined already"},
        {"let f(x) = x + x[1] prove f(1) > 0", "is used as a number above"},
        {"let f(x) = x[1] prove f(1) > 0", "the argument 'x' of f(x) is an array"},
        {"let f(x) = x prove f(1, 2) > 0", "accepted: f(x)"},
        {"let c = 1 prove c(2) > 0", "'c' is no function"},
        {"for x in [0, 1] prove sum(i in 1..x, 1) > 0", "with a real variable in it"},
        {"for x in [0, 1], s in chamber(2) prove s[x] > 0", "with a real variable in it"},
        {"for s in chamber(2), x in [0, sum(i < j, 1)] prove x > 0", "is not a constant"},
        {"claim \"words\" prove 1 > 0", "accepted: the claim's name"},
        {"for s in chamber(2) prove sum(s in 1..2, s[1]) > 0", "'s' is an index, not an array"},
        {"prove sum(i < i, 1) > 0", "the same index twice"},
        {"prove sum(exp in 1..2, 1) > 0", "fixed meaning"},
        {"prove sum(i in 1..inf, 1/i^2) > 0", "an infinite range"},
        {"prove sum(i, 1) > 0", "accepted: sum(i in 1..5, term) or sum(i < j, term)"},
        {"for x in [0, 1] prove diff(x, 2*x) > 0", "the derivative is not in a variable"},
        {"let c = 1 prove diff(c, c) > 0", "the derivative is not in a variable"},
        {"\"a description", "a description that does not end"},
        {"for x in [0, 1] disprove x > 0 except x = 1/2", "exceptions to what is disproved"},
        {"for s in chamber(2) prove hessian(s[1], s, s[1]) indefinite", "more than its own element"},
        {"for s in chamber(2) prove hessian(s[1], s, s[i]*i) indefinite", "more than its own element"},
        {"for s in chamber(2), i in [1, 2] let c = i prove hessian(s[1], s, c*s[i]) indefinite",
         "more than its own element"},
        {"for s in chamber(2) prove hessian(s[1], s, s) indefinite", "is an array, where a number is meant"},
        {"for s in chamber(2) prove gradient(s[1], s, s[i])[1] > 0", "unexpected ','"},
        {"for x, y in [1, 2] prove hessian(x*y, x, y, x[i])[1, 1] > 0", "not an array"},
        {"let disprove = 1 prove 1 > 0", "fixed meaning"},
        {"let exists = 1 prove 1 > 0", "fixed meaning"},
        {"for unique in [0, 1] prove 1 > 0", "fixed meaning"},
        {"prove exists unique x: x = 0", "'in' and an interval"},
        {"prove exists unique x in 1..2: x = 1", "an interval, like [0, 1) or (0, inf)"},
        {"prove exists x in [0, 1] x = 1", "a colon and the equations"},
        {"prove exists x in [1, 0]: x = 1", "ends exchanged"},
        {"prove exists x in [0, 1]: x > 0", "something else than equations"},
        {"prove exists x, y in [0, 1]: x = y or x = 2*y", "something else than equations"},
        {"prove exists x, y in [0, 1]: x = y", "not 1 for 2"},
        {"prove exists x in [0, 1]: x = 1/2 and x = 1/2", "not 2 for 1"},
        {"for x in [0, 1] prove exists x in [0, 1]: x = 1", "'x' is defined already"},
        {"prove exists x, x in [0, 1]: x = 1 and x = 1", "'x' is defined already"},
        {"prove exists x in [0, y], y in [0, 1]: x = 1 and y = 1", "unknown name 'y'"},
        {"for a in [0, 1] prove exists x in [0, a]: x = a", "is not a constant"},
        {"prove exists x in [0, 1]: x = y", "unknown name 'y'"},
        {"prove 1 > 0 and exists x in [0, 1]: x = 1", "'exists'"},
        {"where exists x in [0, 1]: x = 1 prove 1 > 0", "'exists'"},
        {"prove exists x in [0, 1]: sum(i in 1..x, 1) = 1", "with a real variable in it"},
        {"disprove exists x in [0, 1]: x = 2 except x = 1", "exceptions to what is disproved"},
    };
    for (const auto& one : cases) {
        const std::string error = error_of(one.claim);
        CAPTURE(one.claim);
        CAPTURE(error);
        CHECK(error.find(one.message) != std::string::npos);
        CHECK(error.find("\naccepted: ") != std::string::npos);
        CHECK(points_at_its_place(one.claim, error));
    }
}

TEST_CASE("what has no derivative is unsupported, not wrong") {
    CHECK(error_of<Unsupported>("for d in 2..3 prove diff(sum(i in 1..d, i), d) > 0")
              .find("in the range of a sum") != std::string::npos);
    CHECK(error_of<Unsupported>("for d in 2..3, s in chamber(d) prove diff(sum(i < j, s[i]), s[1]) > 0")
              .find("with an index that is not a number") != std::string::npos);
}

TEST_CASE("the prelude that ships is the file, and parses") {
    CHECK(shipped_prelude().find("let S(nu, sigma)") != std::string_view::npos);
    CHECK_NOTHROW((void)parse_claim("for s in chamber(3) prove S(0, s) > 0", shipped_prelude()));
    CHECK(error_of("for s in chamber(3) prove S(s, 0) > 0", std::string(shipped_prelude()))
              .find("is an array") != std::string::npos);
}

TEST_CASE("a description keeps to its line, so that no printed claim has lines of its own making") {
    CHECK(parse_claim("claim a \"one line\" for x in [0, 1] prove x >= 0").description == "one line");
    CHECK_THROWS_AS((void)parse_claim("claim a \"one\nprove x > 0\" for x in [0, 1] prove x >= 0"),
                    InputError);
}
