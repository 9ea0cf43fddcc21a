#include <doctest/doctest.h>

#include <ctime>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>

using namespace dlncert;

namespace {

// A second is meant, in the release build; debugging and sanitizers cost a factor.
#if defined(NDEBUG) && defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__has_feature)
constexpr double allowed_seconds = 2;  // what runs beside on the same cores costs CPU time, too
#else
constexpr double allowed_seconds = 20;
#endif

std::string repeated(const std::string& text, long times) {
    std::string result;
    result.reserve(text.size() * static_cast<std::size_t>(times));
    for (long i = 0; i < times; ++i) result += text;
    return result;
}

/// The message of the InputError, which must come within the allowed CPU time.
std::string refused(const std::string& claim) {
    const std::clock_t start = std::clock();
    std::string message = "not refused";
    try {
        (void)parse_claim(claim, shipped_prelude());
    } catch (const InputError& error) {
        message = error.what();
    }
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    CAPTURE(message);
    CHECK(seconds < allowed_seconds);
    CHECK(message.size() < 1'000);
    return message;
}

bool mentions(const std::string& message, const char* words) {
    return message.find(words) != std::string::npos;
}

/// a1 = op(a0, a0), a2 = op(a1, a1), …
std::string doubling(const std::string& operation, int times) {
    std::string result = "for x in [0, 1] let a0 = x\n";
    for (int k = 1; k <= times; ++k) {
        const std::string a = "a" + std::to_string(k - 1);
        result += "let a" + std::to_string(k) + " = " + a + operation + a + "\n";
    }
    return result + "prove a" + std::to_string(times) + " > 0";
}

}  // namespace

TEST_CASE("depth") {
    const long million = 1'000'000;
    for (const char* opening :
         {"(", "-", "exp(", "x^", "-(", "1+(", "min(1,", "sum(i in 1..", "s[", "langevin'("}) {
        CAPTURE(opening);
        const std::string message =
            refused("for x in [0, 1], s in chamber(2) prove " + repeated(opening, million / 3));
        CHECK(mentions(message, "nested"));
    }
    CHECK(mentions(refused("prove " + repeated("(", million)), "nested"));
    CHECK(mentions(refused("prove " + repeated("(", million) + "1 > 0"), "nested"));
    CHECK(mentions(refused("prove " + repeated("(1 > 0 and ", million / 10)), "nested"));
    CHECK(mentions(refused("prove 1" + repeated("+1", million) + " > 0"), "nested"));
    CHECK(mentions(refused("prove 1" + repeated("^1", million) + " > 0"), "nested"));
    CHECK(mentions(refused("prove 1" + repeated("/(1)", million / 2) + " > 0"), "nested"));
}

TEST_CASE("what can be read can be printed and read again, up to the limits") {
    std::string nested = "x";
    for (int k = 0; k < 490; ++k) nested = "exp(1 - " + nested + ")";
    const Expression e = parse_expression(nested);
    CHECK(parse_expression(to_string(e)) == e);
}

TEST_CASE("size") {
    CHECK(mentions(refused("prove " + std::string(10'000'000, 'a')), "bytes; at most"));
    CHECK(mentions(refused("prove " + std::string(4'000'000, 'a')), "unknown name"));
    CHECK(mentions(refused("prove " + std::string(4'000'000, '1') + " > 0"), "digits"));
    CHECK(mentions(refused(std::string(10'000'000, ' ')), "bytes; at most"));
    CHECK(mentions(refused(std::string(4'000'000, ' ')), "ends too early"));
    CHECK(mentions(refused(repeated("let ", 1'000'000)), "fixed meaning"));
    CHECK(mentions(refused(repeated("for x in [0,1] ", 100'000)), "defined already"));
    std::string lets;
    for (int k = 0; k < 150'000; ++k) lets += "let a" + std::to_string(k) + " = 1+2\n";
    CHECK(mentions(refused(lets), "ends too early"));
}

TEST_CASE("definitions that double") {
    for (const char* operation : {"+", "*", "-", "/", "^"})
        CHECK(mentions(refused(doubling(operation, 100)), "operations"));
    std::string functions = "for x in [0, 1] let f0(x) = x + 1\n";
    for (int k = 1; k <= 100; ++k) {
        const std::string f = "f" + std::to_string(k - 1);
        functions += "let f" + std::to_string(k) + "(x) = " + f + "(" + f + "(x))\n";
    }
    CHECK(mentions(refused(functions + "prove f100(x) > 0"), "nested"));
    std::string derivatives = "for x in [0, 1] let g0 = exp(x*sin(x))/log(x)\n";
    for (int k = 1; k <= 50; ++k)
        derivatives += "let g" + std::to_string(k) + " = diff(g" + std::to_string(k - 1) + ", x)\n";
    CHECK(mentions(refused(derivatives + "prove g50 > 0"), "inserted"));
    CHECK(mentions(refused("for x in [0, 1] prove tan''''''''''''''''(x) > 0"), "inserted"));
    CHECK(mentions(refused("for x in [0, 1] prove tan'''''''''''''''''''''''''''''''''(x) > 0"),
                   "order above 32"));
}

TEST_CASE("many uses of a large definition") {
    const std::string large = "for x in [0, 1] let f(y) = y" + repeated("+y*x", 900) + "\n";
    CHECK(mentions(refused(large + "prove f(1)" + repeated(" > 0 and f(1)", 10'000) + " > 0"),
                   "definitions are inserted"));
    const std::string shared = "for x in [0, 1] let a = x" + repeated("+x", 900) + "\n";
    CHECK(mentions(refused(shared + "prove a" + repeated(" > a", 100'000)), "definitions are inserted"));
}

TEST_CASE("sums that capture, nested") {
    std::string body = "y";
    for (int k = 0; k < 30; ++k) body = "sum(i in 1..2, " + body + ")";
    const Claim claim = parse_claim("let f(y) = " + body + " prove sum(i in 1..2, f(i)) > 0");
    CHECK(parse_claim(to_string(claim)) == claim);
    CHECK(mentions(refused("let f(y) = " + body + " prove f(f(1)) > 0"), "nested sums"));
    for (int k = 0; k < 30; ++k) body = "sum(j in 1..2, " + body + repeated(" + 2*j", 100) + ")";
    CHECK(mentions(refused("prove " + body + " > 0"), "unknown name 'y'"));
}

TEST_CASE("large constants, used often") {
    const std::string large = "let a = 1" + repeated("+1", 900) + "\n";
    std::string domains = large + "for s in chamber(2)";
    for (int k = 0; k < 100'000; ++k) domains += ", x" + std::to_string(k) + " in [a, a]";
    CHECK(mentions(refused(domains), "inserted"));
    CHECK(mentions(refused(large + "for s in chamber(1000) prove s[a]" + repeated(" > s[a]", 300'000)),
                   "inserted"));
}

TEST_CASE("numbers") {
    CHECK(mentions(refused("prove 1e100001 > 0"), "exponent"));
    CHECK(mentions(refused("prove 1e99999999999999999999 > 0"), "exponent"));
    const std::string huge = "for x in [0, 1] let a0 = 1e100000*x\n";
    std::string product = huge;
    for (int k = 1; k < 60; ++k)
        product += "let a" + std::to_string(k) + " = a" + std::to_string(k - 1) + "*1e100000\n";
    CHECK(mentions(refused(product + "prove diff(a59, x"), "ends too early"));
    CHECK(mentions(refused("for x in [0, (9^9^9)^9] prove x > )"), "unexpected ')'"));
    CHECK(mentions(refused("for N in 1..9^9^9 prove N > 0"), "not an integer constant"));
    CHECK(mentions(refused("for s in chamber(1e100) prove s[1] > 0"), "a chamber of width"));
    CHECK(mentions(refused("for s in chamber(10^5000) prove s[1] > 0"), "a chamber of width"));
    CHECK(mentions(refused("for s in chamber(2) prove s[10^5000] > 0"), "there is no"));
    CHECK(mentions(refused("for s in chamber(100000) prove diff(S(0, s), s[1]) > 0"), "too long"));
    CHECK(mentions(refused("for s in chamber(2) prove diff(sum(i in 1..1000000000, s[i]), s[1]) > 0"),
                   "too long"));
}

TEST_CASE("bytes that are no text") {
    CHECK(mentions(refused(std::string("prove 1 > \0 0", 13)), "control character"));
    CHECK(mentions(refused(std::string(1'000'000, '\0')), "control character"));
    for (const char* bad :
         {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\x80", "\xe0\x80\x80"})
        CHECK(mentions(refused("prove \"" + std::string(bad)), "not UTF-8"));
    CHECK(mentions(refused("prove \x1b[31m"), "control character"));
    // what an editor or a terminal shows as another line, or in another order, is not what is read
    for (const std::string disguise :
         {"\r", "\xC2\x85", "\xC2\x9B", "\xE2\x80\xA8", "\xE2\x80\xAE", "\xE2\x81\xA6"})
        CHECK(mentions(refused("for x in [0, 1] # all" + disguise + "where x > 1/2\nprove x >= 0"),
                       "control character"));
    CHECK_NOTHROW(
        (void)parse_claim("for x in [0, 1] # \xC2\xA0\xE2\x80\xA7\xE2\x80\xAF\xE2\x81\xA5\r\nprove x >= 0"));
}

TEST_CASE("random bytes and random words are refused, or are claims") {
    const char* words[] = {"claim ",   "for ",
                           "let ",     "prove ",
                           "where ",   "x ",
                           "s ",       "in ",
                           "[",        "]",
                           "(",        ")",
                           "..",       ",",
                           "+",        "-",
                           "*",        "/",
                           "^",        "1 ",
                           "2.5 ",     "<",
                           "<=",       "=",
                           "and ",     "or ",
                           "sum",      "diff",
                           "langevin", "'",
                           "chamber",  "&",
                           "hessian",  "negative-definite ",
                           "except ",  "inf ",
                           "\"",       "#",
                           "\n",       "identity "};
    std::uint64_t state = 12345;
    const auto next = [&](std::uint64_t below) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (state >> 33U) % below;
    };
    for (int k = 0; k < 5'000; ++k) {
        std::string text = next(2) ? "for x in [0, 1], s in chamber(2) prove " : "";
        for (auto n = next(20); n > 0; --n) text += words[next(std::size(words))];
        try {
            const Claim claim = parse_claim(text, shipped_prelude());
            CAPTURE(text);
            CHECK(parse_claim(to_string(claim)) == claim);
        } catch (const InputError&) {
        }
    }
}
