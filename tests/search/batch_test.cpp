// Several boxes at once: the same as one after another, and true.
#include <doctest/doctest.h>

#include <checker/reference.hpp>
#include <dlncert/search/batch.hpp>
#include <dlncert/statement/claim.hpp>
#include <sampling.hpp>

using namespace dlncert;
using dlncert::test::Big;

namespace {

const std::vector<std::string> names{"x"};

bool contains(const Estimate& range, const Big& value) {
    return mpfr_cmp_d(value, range.lo()) >= 0 && mpfr_cmp_d(value, range.hi()) <= 0;
}

double width(const Estimate& x) {
    return x.hi() - x.lo();
}
/// The same but for some roundings of numbers of this size.
bool is_close(const Estimate& a, const Estimate& b, double size) {
    return std::fabs(a.lo() - b.lo()) <= size * 0x1p-40 && std::fabs(a.hi() - b.hi()) <= size * 0x1p-40;
}

/// With |x| between 2^least and 2^6.
Estimate random_side(test::Engine& engine, int least) {
    const double size = std::ldexp(1.0 + static_cast<double>(engine() % 1000) / 1024,
                                   least + static_cast<int>(engine() % static_cast<unsigned>(6 - least)));
    const double lower = engine() % 2 == 0 ? size : -size;
    return {lower, lower + size * std::ldexp(1.0, -1 - static_cast<int>(engine() % 12))};
}

}  // namespace

TEST_CASE("sinh and tanh at points: the values of MPFR are inside, within 2^-47 of the ends") {
    test::Engine engine(test::seed());
    for (const char* text : {"sinh(x)", "tanh(x)"}) {
        const Program program(parse_expression(text, &names), names);
        REQUIRE(Batch::supports(program));
        for (long i = 0; i < test::samples(20'000); ++i) {
            const double x = random_side(engine, -24).lo();
            Estimate image;
            {
                const UpwardRounding scope;
                Batch batch(program);
                const std::vector<Estimate> point{Estimate(x)};
                batch(point);
                image = batch.natural(0);
            }
            Big value;
            mpfr_set_d(value, x, MPFR_RNDN);
            (text[0] == 's' ? mpfr_sinh : mpfr_tanh)(value, value, MPFR_RNDN);
            INFO(text, " at ", x);
            CHECK(contains(image, value));
            CHECK(width(image) <= 0x1p-46 * std::fabs(mpfr_get_d(value, MPFR_RNDN)));
        }
    }
}

TEST_CASE("every operation agrees with the evaluation of one box") {
    test::Engine engine(test::seed() + 1);
    for (const char* text : {"x + 1", "3 - x", "x - x^2", "2*x*(x + 1)", "x*(2 - x)*x", "-x/3", "1/x",
                             "(x + 5)/(x^2 + 1)", "sinh(x)", "tanh(x)", "tanh(x/3) - sinh(x)/(1 + sinh(x)^2)",
                             "4/9 - 4/3*(1/9/sinh(x/3)^2 - 1/sinh(x)^2) - (1/tanh(x) - 1/3/tanh(x/3))^2"}) {
        INFO(text);
        const Program program(parse_expression(text, &names), names);
        REQUIRE(Batch::supports(program));
        const UpwardRounding scope;
        Batch batch(program);
        Methods<Estimate> methods(program, true, 53);
        for (long i = 0; i < test::samples(500); ++i) {
            std::vector<Estimate> sides(1 + engine() % Batch::most);
            for (Estimate& side : sides) side = random_side(engine, -4);
            batch(sides);
            for (std::size_t k = 0; k < sides.size(); ++k) {
                const std::span<const Estimate> box(&sides[k], 1);
                const Estimate natural = methods.natural(box);
                REQUIRE(methods.status().defined);
                const Estimate mean = methods.mean_value(methods.middle());
                const double size = 1e3 * (std::fabs(mean.lo()) + std::fabs(mean.hi()));
                INFO(sides[k].lo(), " … ", sides[k].hi());
                CHECK(is_close(batch.natural(k), natural, size + 1));
                CHECK(is_close(batch.mean_value(k), mean, size + 1));
            }
        }
    }
}

TEST_CASE("where a divisor may be 0, or an argument is large, there is nothing") {
    const Program quotient(parse_expression("1/x", &names), names);
    const Program sine(parse_expression("sinh(x)", &names), names);
    const UpwardRounding scope;
    const std::vector<Estimate> sides{{-1, 1}, {0, 1}, {1, 2}, {299, 301}};
    Batch quotients(quotient), sines(sine);
    quotients(sides);
    sines(sides);
    CHECK(detail::is_nothing(quotients.natural(0)));
    CHECK(detail::is_nothing(quotients.mean_value(1)));
    CHECK(quotients.natural(2).lo() == 0.5);
    CHECK(detail::is_nothing(sines.natural(3)));
    CHECK_FALSE(detail::is_nothing(sines.natural(0)));
    CHECK_FALSE(Batch::supports(Program(parse_expression("exp(x)", &names), names)));
    CHECK_FALSE(Batch::supports(Program(parse_expression("x^3", &names), names)));
}
