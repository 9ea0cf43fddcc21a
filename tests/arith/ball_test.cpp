#include <doctest/doctest.h>

#include <dlncert/arith/ball.hpp>
#include <dlncert/statement/error.hpp>

#include "arith/random_reals.hpp"
#include "arith/reference.hpp"

using namespace dlncert;
using namespace dlncert::test;

TEST_CASE("a result has the larger precision of its operands") {
    const Ball coarse = Ball::from(1, 20), fine = Ball::from(Rational(1, 3), 200);
    CHECK((coarse + fine).precision() == 200);
    CHECK((fine * coarse).precision() == 200);
    CHECK((fine + 1).precision() == 200);
    CHECK(Ball().precision() == Ball::min_precision);
    CHECK(exp(fine.with_precision(100)).precision() == 100);
    CHECK_THROWS_AS((void)Ball::from(1, 1), InputError);
    CHECK_THROWS_AS((void)Ball::from(1, -5), InputError);
    CHECK_THROWS_AS((void)Ball::from(Rational(2), Rational(1), 53), InputError);
}

TEST_CASE("exact where it can be") {
    CHECK(is_point(Ball::from(Rational(3, 8), 10)));
    CHECK(is_point(Ball::from(7, 10)));
    CHECK_FALSE(is_point(Ball::from(Rational(1, 3), 100)));
    for (const auto& [lo, hi] :
         {std::pair<Rational, Rational>{-1, 1}, {0, 1}, {Rational(1, 2), 3}, {-5, 0}}) {
        CHECK(lower(Ball::from(lo, hi, 53)).value() == lo);
        CHECK(upper(Ball::from(lo, hi, 53)).value() == hi);
    }
    // 0 is kept as an end whatever the other end
    CHECK(lower(Ball::from(Rational(0), Rational(1, 3), 20)).value() == 0);
    CHECK(upper(Ball::from(Rational(-1, 3), Rational(0), 20)).value() == 0);
}

TEST_CASE("no half-infinite balls, no NaN") {
    const Ball zero = Ball::from(0, 53), one = Ball::from(1, 53),
               wide = Ball::from(Rational(-1), Rational(1), 53);
    const Ball positive = Ball::from(Rational(1), Rational(2), 53);
    CHECK(is_entire(Ball::from(Endpoint(Rational(1)), Endpoint::infinity(), 53)));
    CHECK(is_entire(log(Ball::from(Rational(0), Rational(1), 53))));
    CHECK(is_entire(one / wide));
    CHECK(is_entire(inv(wide)));
    CHECK(is_entire(exp(Ball::entire(53))));
    CHECK(is_entire(pow(wide, -2)));
    CHECK(is_entire(Ball::entire(53) - Ball::entire(53)));
    CHECK(is_entire(Ball::entire(53) / positive));
    CHECK(identical(log(Ball::from(Rational(0), Rational(1), 53)), Ball::entire(53)));
    CHECK(identical(one / wide, Ball::entire(53)));
    CHECK(is_point(zero * Ball::entire(53)));
    CHECK(is_point(zero / wide));
    CHECK(lower(Ball::entire(53)) == Endpoint::minus_infinity());
    CHECK(upper(Ball::entire(53)) == Endpoint::infinity());
    CHECK_FALSE(certainly_nonnegative(Ball::entire(53)));
    CHECK(is_empty(one / zero));
    CHECK(is_empty(sqrt(-one)));
    CHECK(is_empty(log(zero)));
    CHECK(is_empty(log1p(-one)));
    CHECK(is_empty(pow(-one, Rational(1, 2))));
    CHECK(is_empty(pow(zero, Rational(-1, 2))));
    CHECK(is_empty(intersection(one, one + one)));
    CHECK(is_empty(one + Ball::empty(53)));
    CHECK(is_empty(Ball::empty(53) * zero));
    CHECK(is_empty(-Ball::empty(53)));
    CHECK(is_empty(tanh(Ball::empty(53))));
    CHECK(lower(Ball::empty(53)) == Endpoint::infinity());
    for (const Ball& b : {Ball::empty(53), Ball::entire(53), wide}) {
        CHECK_FALSE(certainly_positive(b));
        CHECK_FALSE(certainly_nonpositive(b));
        CHECK_FALSE(certainly_nonzero(b));
        CHECK_FALSE(certainly_less(b, one));
        CHECK_FALSE(certainly_less_equal(one, b));
    }
}

TEST_CASE("the part of the argument where the function is defined") {
    const Ball x = Ball::from(Rational(-4), Rational(4), 53);
    CHECK(lower(sqrt(x)).value() >= 0);
    CHECK(upper(sqrt(x)).value() < Rational(21, 10));
    CHECK(contains(sqrt(x), Rational(2)));
    const Ball mostly_negative = Ball::from(Rational(-9), Rational(4), 53);
    CHECK(upper(sqrt(mostly_negative)).value() < Rational(21, 10));
    CHECK(upper(pow(mostly_negative, Rational(3, 2))).value() < Rational(81, 10));
    CHECK(upper(pow(x, Rational(3, 2))).value() < Rational(81, 10));
    CHECK(contains(pow(x, Rational(3, 2)), Rational(8)));
}

TEST_CASE("wide arguments of monotone functions give the range at the ends") {
    const Ball x = Ball::from(Rational(1), Rational(9), 53), y = Ball::from(Rational(-2), Rational(1), 53);
    const auto close = [](const Ball& image, const Ball& least, const Ball& greatest) {
        CHECK(contains(image, upper(least).value()));
        CHECK(contains(image, lower(greatest).value()));
        const Rational exact = upper(greatest).value() - lower(least).value();
        CHECK(width(image).value() < exact * (1 + power_of_two(-20)));
    };
    const auto at = [](long n) { return Ball::from(n, 53); };
    close(exp(x), exp(at(1)), exp(at(9)));
    close(log(x), log(at(1)), log(at(9)));
    close(sqrt(x), at(1), at(3));
    close(sinh(y), sinh(at(-2)), sinh(at(1)));
    close(cosh(y), at(1), cosh(at(2)));
    close(tanh(y), tanh(at(-2)), tanh(at(1)));
    close(expm1(y), expm1(at(-2)), expm1(at(1)));
    close(log1p(x), log1p(at(1)), log1p(at(9)));
    close(sqr(y), at(0), at(4));
    close(pow(y, 4), at(0), at(16));
    close(pow(y, 3), at(-8), at(1));
    close(abs(y), at(0), at(2));
    close(pow(x, Rational(1, 2)), at(1), at(3));
}

TEST_CASE("ends of balls with extreme exponents are outward, not endless") {
    const Ball huge = exp(exp(Ball::from(30, 64)));  // exponent about 1.5·10^13
    CHECK(upper(huge) == Endpoint::infinity());
    CHECK(lower(huge).value() > power_of_two(1'000'000));
    const Ball tiny = inv(huge);
    CHECK(lower(tiny).value() == 0);
    CHECK(upper(tiny).value() > 0);
    CHECK(upper(tiny).value() < power_of_two(-1'000'000));
    CHECK(upper(-tiny).value() == 0);
    const Ball mixed = Ball::from(1, 64) + tiny;
    CHECK(lower(mixed).value() <= 1);
    CHECK(upper(mixed).value() > 1);
}

TEST_CASE("functions that only balls have contain the values at random points of points and wide balls") {
    struct Function {
        const char* name;
        Ball (*ball)(const Ball&);
        int (*truth)(mpfr_t, const mpfr_t, mpfr_rnd_t);
        double least, greatest;
    };
    const Function functions[] = {
        {"sin", [](const Ball& x) { return sin(x); }, mpfr_sin, -20, 20},
        {"cos", [](const Ball& x) { return cos(x); }, mpfr_cos, -20, 20},
        {"tan", [](const Ball& x) { return tan(x); }, mpfr_tan, -20, 20},
        {"asin", [](const Ball& x) { return asin(x); }, mpfr_asin, -1, 1},
        {"acos", [](const Ball& x) { return acos(x); }, mpfr_acos, -1, 1},
        {"atan", [](const Ball& x) { return atan(x); }, mpfr_atan, -20, 20},
        {"asinh", [](const Ball& x) { return asinh(x); }, mpfr_asinh, -20, 20},
        {"acosh", [](const Ball& x) { return acosh(x); }, mpfr_acosh, 1, 20},
        {"atanh", [](const Ball& x) { return atanh(x); }, mpfr_atanh, -1, 1},
    };
    Engine engine(seed());
    for (const Function& f : functions) {
        CAPTURE(f.name);
        std::uniform_real_distribution<double> inside(f.least, f.greatest);
        for (long k = samples(500); k > 0; --k) {
            const double x = inside(engine), margin = std::ldexp(1.0, -static_cast<int>(engine() % 60));
            const Rational at(x), lower = std::max(Rational(f.least), Rational(at - Rational(margin))),
                                  upper = std::min(Rational(f.greatest), Rational(at + Rational(margin)));
            Reference truth(200);
            mpfr_t argument;
            mpfr_init2(argument, 53);
            mpfr_set_d(argument, x, MPFR_RNDN);
            truth.error = f.truth(truth.get(), argument, MPFR_RNDN);
            mpfr_clear(argument);
            CHECK(truth.in(f.ball(Ball::from(at, 100))));
            CHECK(truth.in(f.ball(Ball::from(lower, upper, 100))));
            // not "everything": a point gives nearly all bits
            const Ball value = f.ball(Ball::from(at, 100));
            CHECK(width(value).value() <= power_of_two(-80) * (1 + magnitude(value).value()));
        }
    }
    CHECK(magnitude(sin(Ball::entire(53))).value() == 1);
    CHECK(is_entire(tan(Ball::from(Rational(1), Rational(2), 53))));
    CHECK(is_entire(asin(Ball::from(Rational(1, 2), Rational(2), 53))));
    CHECK(is_empty(sin(Ball::empty(53))));
}
