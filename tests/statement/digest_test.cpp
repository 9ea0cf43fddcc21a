#include <doctest/doctest.h>

#include <algorithm>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/lexer.hpp>
#include <statement/random_statement.hpp>

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

/// The words of a printed claim, with their primes.
struct Words {
    explicit Words(const std::string& text) {
        const Source source(text, "");
        for (const Token& token : tokens(source))
            if (token.kind != Token::Kind::end) {
                kinds.push_back(token.kind);
                spellings.push_back(text.substr(token.offset, token.length + token.primes));
            }
    }
    std::vector<Token::Kind> kinds;
    std::vector<std::string> spellings;
};

bool names_a_variable(const std::string& word) {
    static const std::set<std::string> predicates = {"negative-definite",
                                                     "negative-semidefinite",
                                                     "positive-definite",
                                                     "inertia",
                                                     "eigenvalue",
                                                     "matrix",
                                                     "hessian",
                                                     "indefinite",
                                                     "rank",
                                                     "positive-semidefinite",
                                                     "analytic",
                                                     "continues",
                                                     "independent",
                                                     "of",
                                                     "mean",
                                                     "diagonal",
                                                     "minimum",
                                                     "i"};  // that of a metric's entry
    const std::string name = word.substr(0, word.find('\''));
    return !named_function(name) && !predicates.contains(name) &&
           std::ranges::find(reserved_words(), name) == reserved_words().end();
}

/// Other names for all variables and indices, other white space, signs and decimals.
std::string respelt(const std::string& claim, test::RandomStatement& random) {
    static const std::map<std::string, std::string> signs = {
        {"<=", "≤"}, {">=", "≥"}, {"-", "−"}, {"*", "·"}, {"/", "÷"}, {"pi", "π"}, {"inf", "∞"}};
    static const char* spaces[] = {" ", "\n", "\t  ", " # <= a comment\n"};
    const Words words(claim);
    std::string result;
    for (std::size_t k = 0; k < words.spellings.size(); ++k) {
        std::string word = words.spellings[k];
        if (words.kinds[k] == Token::Kind::name && names_a_variable(word)) word += "_v";
        if (words.kinds[k] == Token::Kind::number && word.find('e') == std::string::npos && random.number(2))
            word += ".0";
        if (const auto other = signs.find(word); other != signs.end() && random.number(2))
            word = other->second;
        result += word + spaces[random.number(4)];
    }
    return result;
}

/// The claim with one word replaced by one of another meaning; it may not be a claim any more.
std::string changed(const std::string& claim, test::RandomStatement& random) {
    static const std::map<std::string, std::string> others = {{"<", "<="},
                                                              {"<=", "<"},
                                                              {">", ">="},
                                                              {">=", ">"},
                                                              {"=", "<"},
                                                              {"+", "-"},
                                                              {"-", "+"},
                                                              {"*", "/"},
                                                              {"/", "*"},
                                                              {"^", "*"},
                                                              {"and", "or"},
                                                              {"or", "and"},
                                                              {"exp", "log"},
                                                              {"sin", "cos"},
                                                              {"[", "("},
                                                              {"(", "["},
                                                              {")", "]"},
                                                              {"]", ")"},
                                                              {"pi", "e"},
                                                              {"e", "pi"},
                                                              {"langevin", "langevin'"},
                                                              {"sum", "product"},
                                                              {"prove", "disprove"},
                                                              {"disprove", "prove"},
                                                              {"min", "max"},
                                                              {"inf", "77"}};
    Words words(claim);
    const auto k = static_cast<std::size_t>(random.number(static_cast<long>(words.spellings.size())));
    if (const auto other = others.find(words.spellings[k]); other != others.end())
        words.spellings[k] = other->second;
    else if (words.kinds[k] == Token::Kind::number)
        words.spellings[k] += "1";
    std::string result;
    for (const auto& word : words.spellings) result += word + " ";
    return result;
}

/// A quotient of 0 and a constant is 0 whatever the constant, so that changing it is none.
bool divides_zero(const Expression& e) {
    return (e.op() == Op::div && rational_value(e) == Rational(0)) ||
           std::ranges::any_of(e.args(), divides_zero);
}
bool divides_zero(const Formula& f) {
    return divides_zero(f.comparison.left) || divides_zero(f.comparison.right) ||
           std::ranges::any_of(f.parts, [](const Formula& part) { return divides_zero(part); });
}
bool divides_zero(const MatrixStatement& m) {
    return divides_zero(m.function) ||
           std::ranges::any_of(m.entries, [](const Expression& e) { return divides_zero(e); }) ||
           std::ranges::any_of(m.blocks, [](const Expression& e) { return divides_zero(e); });
}
bool divides_zero(const AnalyticStatement& statement) {
    return divides_zero(statement.function) || (statement.continued && divides_zero(*statement.continued));
}
bool divides_zero(const MeanStatement& statement) {
    return divides_zero(statement.function) || divides_zero(statement.at_mean);
}
bool divides_zero(const EquilibriumStatement& statement) {
    return divides_zero(statement.function);
}
bool divides_zero(const RootStatement& roots) {
    return divides_zero(roots.equations);
}
bool divides_zero(const ExtremumStatement& extrema) {
    return std::ranges::any_of(extrema, [](const Extremum& e) {
        return divides_zero(e.function) || divides_zero(e.lower.value) || divides_zero(e.upper.value);
    });
}
bool divides_zero(const Claim& claim) {
    return std::visit([](const auto& conclusion) { return divides_zero(conclusion); }, claim.conclusion) ||
           std::ranges::any_of(claim.hypotheses, [](const Formula& f) { return divides_zero(f); }) ||
           std::ranges::any_of(claim.exceptions, [](const Exception& e) {
               return std::ranges::any_of(e, [](const Comparison& c) { return divides_zero(c.right); });
           });
}

}  // namespace

TEST_CASE("the canonical form of a claim about roots") {
    CHECK(canonical_form(parse_claim("for a in [1, 2] prove exists unique x in (0, inf), y in [0, a_]: "
                                     "x*y = a and x = y",
                                     "let a_ = 3")) ==
          "dlncert claim 0\nreal closed 1 closed 2\n"
          "prove (exists-unique open 0 open inf closed 0 closed 3) (and (= (* U0 U1) R0) (= U0 U1))\n");
    CHECK(canonical_form(parse_claim("disprove exists x in [0, 1]: x = 2")) ==
          "dlncert claim 0\ndisprove (exists closed 0 closed 1) (= U0 2)\n");
}

TEST_CASE("the canonical forms of theorems") {
    const auto form = [](const std::string& text) { return canonical_form(parse_claim(text)); };
    CHECK(form("for x in (0, 1] prove analytic log(x)") ==
          "dlncert claim 0\nreal open 0 closed 1\nprove (analytic (log R0))\n");
    CHECK(form("for x in (0, 1] prove analytic sinc(x) continues sin(x)/x") ==
          "dlncert claim 0\nreal open 0 closed 1\nprove (analytic (sinc R0) (/ (sin R0) R0))\n");
    CHECK(form("for a in [0, 1] prove independent x, y in (0, inf) of mean m: mean a*x*y >= m") ==
          "dlncert claim 0\nreal closed 0 closed 1\nprove (mean 2 open 0 open inf >= (* (* R0 U0) U1) U2)\n");
    CHECK(
        form("for d in 2..inf prove exists unique s in chamber(d): gradient(s[1] - sum(i < j, s[i]), s) = 0, "
             "minimum, diagonal") ==
        "dlncert claim 0\ninteger 2 inf\nprove (exists-unique chamber N0 (stationary (- (element U0 1) "
        "(pair-sum (element U0 #0)))) diagonal minimum)\n");
    CHECK(form("for s in chamber(2) prove hessian(s[1], s) = sum(i < j, [[s[i], 1], [1, s[j]]])") ==
          "dlncert claim 0\nchamber 2\nprove hessian S0 (element S0 1) blocks (pair-sum (element S0 #0)) "
          "(pair-sum 1) (pair-sum (element S0 #1))\n");
}

TEST_CASE("the digest of random claims depends neither on names nor on spelling") {
    test::RandomStatement random(test::seed() + 2);
    for (long k = test::samples(300); k > 0; --k) {
        const Claim claim = random.claim();
        const std::string text = respelt(to_string(claim), random);
        CAPTURE(text);
        REQUIRE(of(text) == digest(claim));
    }
}

TEST_CASE("the digest of random claims depends on every word") {
    test::RandomStatement random(test::seed() + 3);
    long changes = 0;
    for (long k = test::samples(2'000); k > 0; --k) {
        const Claim claim = random.claim();
        if (divides_zero(claim)) continue;
        const std::string text = changed(to_string(claim), random);
        try {
            const Claim other = parse_claim(text);
            if (other == claim) continue;
            ++changes;
            CAPTURE(to_string(claim));
            CAPTURE(text);
            REQUIRE(digest(other) != digest(claim));
        } catch (const InputError&) {
        }
    }
    CHECK(changes > test::samples(2'000) / 10);
}

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
