#include <doctest/doctest.h>

#include <array>
#include <dlncert/checker/evaluator.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/identity.hpp>
#include <sampling.hpp>

using namespace dlncert;

namespace {

using Texts = std::vector<const char*>;
using test::Engine;

/// Laws of which some hold for all A and B, some for positive ones only, some never.
const Texts laws{"sqrt(A*A) - A",
                 "sqrt(A*A) - abs(A)",
                 "log(A*B) - log(A) - log(B)",
                 "log(A/B) - log(A) + log(B)",
                 "log(A^2) - 2*log(A)",
                 "(A^B)^2 - A^(2*B)",
                 "(A^(1/2))^B - A^(B/2)",
                 "(A^2)^(1/2) - A",
                 "A^B*A^2 - A^(B + 2)",
                 "sqrt(A)*sqrt(B) - sqrt(A*B)",
                 "A^B - exp(B*log(A))",
                 "exp(log(A)) - A",
                 "log(exp(A)) - A",
                 "abs(A*B) - abs(A)*abs(B)",
                 "abs(A)^2 - A^2",
                 "A/abs(A) - abs(A)/A",
                 "max(A, B) - A",
                 "max(A, B) + min(A, B) - A - B",
                 "max(A, B)*min(A, B) - A*B",
                 "A*B/B - A",
                 "A^0 - 1",
                 "langevin(A)*A*sinh(A) - A*cosh(A) + sinh(A)",
                 "langevin(A) - cosh(A)/sinh(A) + 1/A",
                 "langevin'(A)",
                 "langevin''(A)",
                 "sinc(A)*A - sin(A)",
                 "expm1_over_x(A)*A - expm1(A)",
                 "exp(log_sinhc(A)) - sinh(A)/A",
                 "exp(2*log_sinhc(A))*A^2 - sinh(A)^2",
                 "exp(-log_sinhc(A)) - A/sinh(A)",
                 "log_sinhc(A)",
                 "asin(sin(A)) - A",
                 "sin(A + pi) + sin(A)",
                 "tan(A) - sin(A)/cos(A)",
                 "tanh(A) - sinh(A)/cosh(A)",
                 "atan(A) - asin(A)",
                 "acos(A) + asin(A) - pi/2"};
const Texts forms{
    "A + B",   "A - B",           "A*B",          "A/B",    "A^2",     "A^-1",      "A^(1/2)",
    "A^B",     "abs(A)",          "sqrt(A)",      "log(A)", "exp(A)",  "max(A, B)", "langevin(A)",
    "sinc(A)", "expm1_over_x(A)", "log_sinhc(A)", "sin(A)", "tanh(A)", "-A"};
const Texts leaves{"x", "x", "x", "y", "y", "0", "1", "-1", "2", "1/2", "pi"};
constexpr std::array values{"0", "1", "-1", "2", "-2", "1/2", "-1/2", "1/3", "3"};

template <class Choices>
const char* one_of(const Choices& choices, Engine& engine) {
    return choices[engine() % choices.size()];
}

Expression term(int depth, Engine& engine);

Expression filled(const char* form, int depth, Engine& engine) {
    return instantiate(parse_expression(form), {{"A", term(depth, engine)}, {"B", term(depth, engine)}}, {});
}

Expression term(int depth, Engine& engine) {
    if (depth == 0 || engine() % 4 == 0) return parse_expression(one_of(leaves, engine));
    return filled(one_of(forms, engine), depth - 1, engine);
}

/// False also where the form is too large.
bool said_to_vanish(const Expression& f) {
    try {
        return is_identically_zero(f);
    } catch (const InputError&) {
        return false;
    }
}

/// At a point of which a value is known that is not 0.
bool is_nonzero_at(const Expression& f, const Rational& x, const Rational& y) {
    const Expression constant = substitute(substitute(f, "x", x), "y", y);
    try {
        const auto found = checker::Evaluator({constant}, {}).natural({}, 128).front();
        return found.defined && (found.positive() || found.negative());
    } catch (const InputError&) {
        return false;
    }
}

}  // namespace

TEST_CASE("what the normal form says to vanish has no value but 0") {
    Engine engine(test::seed());
    long vanishing = 0;
    for (long i = 0; i < test::samples(5000); ++i) {
        const Expression f = filled(one_of(laws, engine), 2, engine);
        if (!said_to_vanish(f)) continue;
        ++vanishing;
        INFO(to_string(f));
        for (const char* x : values) {
            const Rational at = parse_rational(x), other = parse_rational(one_of(values, engine));
            CHECK_FALSE(is_nonzero_at(f, at, other));
        }
    }
    CHECK(vanishing > test::samples(5000) / 10);
}
