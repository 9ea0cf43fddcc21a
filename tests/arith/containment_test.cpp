// Containment against MPFR, and tightness on points. This file is also compiled, with the sources of arith/,
// at -O0, -O2 and -O3 (CMakeLists.txt): a compiler that moves arithmetic out of the rounding scope is caught
// here.
#include <doctest/doctest.h>
#include <mpfr.h>

#include "arith/random_reals.hpp"
#include "arith/reference.hpp"

using namespace dlncert;
using namespace dlncert::test;

namespace {

using MpfrUnary = int (*)(mpfr_t, const mpfr_t, mpfr_rnd_t);
using MpfrBinary = int (*)(mpfr_t, const mpfr_t, const mpfr_t, mpfr_rnd_t);

long random_precision(Engine& engine) {
    static constexpr long precisions[] = {2, 20, 53, 64, 100, 128};
    return precisions[below(engine, std::size(precisions))];
}

Ball ball_around(const Interval& a, long precision) {
    return Ball::from(lower(a), upper(a), precision);
}

/// The relative radius is at most 2^(4−p) (or the ball is exact, or too large for Arb).
bool is_accurate(const Ball& result, long precision) {
    return is_point(result) || is_entire(result) || arb_rel_accuracy_bits(result.arb()) >= precision - 4;
}

template <class Function>
void check_unary(const char* name, const Function& f, MpfrUnary truth, double domain, bool open,
                 mpfr_prec_t precision = 200) {
    CAPTURE(name);
    Engine engine(seed());
    mpfr_t x;
    mpfr_init2(x, 53);
    Reference value(precision);
    for (long i = samples(200'000); i > 0; --i) {
        const Interval a = random_interval(engine);
        const double point = random_point(engine, a);
        Interval image, at_point;
        {
            const UpwardRounding up;
            image = f(a);
            at_point = f(Interval(point));
        }
        const bool inside = open ? point > domain : point >= domain;
        const long bits = random_precision(engine);
        const Ball ball_image = i % 4 == 0 ? f(ball_around(a, bits)) : Ball::entire(bits);
        const Ball ball_at_point = i % 4 == 1 ? f(ball_around(Interval(point), bits)) : Ball::entire(bits);
        bool good = inside || is_empty(at_point);
        if (inside) {
            mpfr_set_d(x, point, MPFR_RNDN);
            value.error = truth(value.get(), x, MPFR_RNDN);
            good = value.in(image) && identical(at_point, value.tightest()) && value.in(ball_image) &&
                   value.in(ball_at_point) &&
                   (bits < 53 || value.is_lost() || is_accurate(ball_at_point, bits));
        }
        if (!good) {
            INFO("x = ", point, " in ", show(a), " -> ", show(image), ", point -> ", show(at_point),
                 ", precision ", bits);
            REQUIRE(good);
        }
    }
    mpfr_clear(x);
}

template <class Function>
void check_binary(const char* name, const Function& f, MpfrBinary truth, mpfr_prec_t precision) {
    CAPTURE(name);
    Engine engine(seed());
    mpfr_t x, y;
    mpfr_init2(x, 53);
    mpfr_init2(y, 53);
    Reference value(precision);
    for (long i = samples(200'000); i > 0; --i) {
        const Interval a = random_interval(engine), b = below(engine, 16) == 0 ? a : random_interval(engine);
        const double p = random_point(engine, a), q = random_point(engine, b);
        Interval image, at_point;
        {
            const UpwardRounding up;
            image = f(a, b);
            at_point = f(Interval(p), Interval(q));
        }
        const long bits = random_precision(engine);
        const Ball ball_image =
            i % 4 == 0 ? f(ball_around(a, bits), ball_around(b, bits)) : Ball::entire(bits);
        mpfr_set_d(x, p, MPFR_RNDN);
        mpfr_set_d(y, q, MPFR_RNDN);
        value.error = truth(value.get(), x, y, MPFR_RNDN);
        const bool defined = truth != mpfr_div || q != 0;
        const bool good =
            defined ? value.in(image) && value.in(ball_image) && identical(at_point, value.tightest())
                    : is_empty(at_point);
        if (!good) {
            INFO(p, " in ", show(a), ", ", q, " in ", show(b), " -> ", show(image), ", points -> ",
                 show(at_point));
            REQUIRE(good);
        }
    }
    mpfr_clear(x);
    mpfr_clear(y);
}

int mpfr_inv(mpfr_t y, const mpfr_t x, mpfr_rnd_t mode) {
    return mpfr_ui_div(y, 1, x, mode);
}

template <long n>
int mpfr_power(mpfr_t y, const mpfr_t x, mpfr_rnd_t mode) {
    return mpfr_pow_si(y, x, n, mode);
}

/// x^(p/q) for odd-looking cases through roots: MPFR has no rational powers.
template <long p, unsigned long q>
int mpfr_rational_power(mpfr_t y, const mpfr_t x, mpfr_rnd_t mode) {
    mpfr_t power;
    mpfr_init2(power, 53 * (p < 0 ? -p : p) + 8);  // exact for p > 0
    mpfr_pow_si(power, x, p < 0 ? -p : p, MPFR_RNDN);
    int error = mpfr_rootn_ui(y, power, q, mode);
    if (p < 0) {
        const bool exact = error == 0;
        error = mpfr_ui_div(y, 1, y, mode);
        if (!exact && error == 0) error = mpfr_sgn(y);  // (only its not being 0 matters)
    }
    mpfr_clear(power);
    return error;
}

constexpr double everywhere = -std::numeric_limits<double>::infinity();

}  // namespace

#define DLNCERT_UNARY(name, truth, domain, open)                                \
    TEST_CASE("containment and tightness: " #name) {                            \
        check_unary(                                                            \
            #name, [](const auto& x) { return name(x); }, truth, domain, open); \
    }
DLNCERT_UNARY(sqr, mpfr_sqr, everywhere, false)
DLNCERT_UNARY(abs, mpfr_abs, everywhere, false)
DLNCERT_UNARY(sqrt, mpfr_sqrt, 0, false)
DLNCERT_UNARY(exp, mpfr_exp, everywhere, false)
DLNCERT_UNARY(log, mpfr_log, 0, true)
DLNCERT_UNARY(expm1, mpfr_expm1, everywhere, false)
DLNCERT_UNARY(log1p, mpfr_log1p, -1, true)
DLNCERT_UNARY(sinh, mpfr_sinh, everywhere, false)
DLNCERT_UNARY(cosh, mpfr_cosh, everywhere, false)
DLNCERT_UNARY(tanh, mpfr_tanh, everywhere, false)
#undef DLNCERT_UNARY

TEST_CASE("containment and tightness: integer powers") {
    check_unary(
        "x^3", [](const auto& x) { return pow(x, 3); }, mpfr_power<3>, everywhere, false);
    check_unary(
        "x^10", [](const auto& x) { return pow(x, 10); }, mpfr_power<10>, everywhere, false);
}

TEST_CASE("containment and tightness: rational powers") {
    check_unary(
        "x^(1/3)", [](const auto& x) { return pow(x, Rational(1, 3)); }, mpfr_rational_power<1, 3>, 0, false);
    check_unary(
        "x^(-5/2)", [](const auto& x) { return pow(x, Rational(-5, 2)); }, mpfr_rational_power<-5, 2>, 0,
        true);
    check_unary(
        "x^(2/7)", [](const auto& x) { return pow(x, Rational(2, 7)); }, mpfr_rational_power<2, 7>, 0, false);
}

TEST_CASE("containment and tightness: + - * /") {
    // 2,200 bits hold the sum of any two doubles
    check_binary(
        "+", [](const auto& x, const auto& y) { return x + y; }, mpfr_add, 2200);
    check_binary(
        "-", [](const auto& x, const auto& y) { return x - y; }, mpfr_sub, 2200);
    check_binary(
        "*", [](const auto& x, const auto& y) { return x * y; }, mpfr_mul, 200);
    check_binary(
        "/", [](const auto& x, const auto& y) { return x / y; }, mpfr_div, 200);
}

TEST_CASE("containment and tightness: reciprocals") {
    Engine engine(seed());
    mpfr_t x;
    mpfr_init2(x, 53);
    Reference value(200);
    for (long i = samples(200'000); i > 0; --i) {
        const Interval a = random_interval(engine);
        const double point = random_point(engine, a);
        if (point == 0) continue;
        const UpwardRounding up;
        const Interval image = inv(a), at_point = inv(Interval(point)), cube = pow(a, -3),
                       square = pow(a, -2);
        const NearestRounding nearest;
        mpfr_set_d(x, point, MPFR_RNDN);
        value.error = mpfr_inv(value.get(), x, MPFR_RNDN);
        bool good = value.in(image) && identical(at_point, value.tightest());
        value.error = mpfr_power<-3>(value.get(), x, MPFR_RNDN);
        good = good && value.in(cube) && (!is_point(a) || identical(cube, value.tightest()));
        value.error = mpfr_power<-2>(value.get(), x, MPFR_RNDN);
        good = good && value.in(square) && (!is_point(a) || identical(square, value.tightest()));
        if (!good) {
            INFO("x = ", point, " in ", show(a), " -> ", show(image));
            REQUIRE(good);
        }
    }
    mpfr_clear(x);
}

TEST_CASE("constants that a compiler could fold, and operations it could move across the scope") {
    const Interval one(1.0), three(3.0), ten(10.0);
    Interval third, tenth, product, sum, root, square;
    {
        const UpwardRounding up;
        third = one / three;
        tenth = one / ten;
        product = tenth * third;
        sum = tenth + third;
        root = sqrt(three);
        square = sqr(tenth);
    }
    const Interval late_third = [&] {
        const UpwardRounding up;
        return one / three;
    }();
    CHECK(identical(third, Interval::from(Rational(1, 3))));
    CHECK(identical(late_third, third));
    CHECK(identical(tenth, Interval::from(Rational(1, 10))));
    CHECK(contains(product, Rational(1, 30)));
    CHECK(contains(sum, Rational(13, 30)));
    CHECK(contains(square, Rational(1, 100)));
    CHECK(certainly_less_equal(Interval(root.lo()), Interval(root.hi())));
    CHECK(Rational(lower(root).value() * lower(root).value()) < 3);
    CHECK(Rational(upper(root).value() * upper(root).value()) > 3);
    // The same expression on both sides of a scope's end: not one value may be shared.
    double outside = 0.1, x = 0.3;
    const double nearest = outside * x;
    const UpwardRounding up;
    const Interval inside = Interval(outside) * Interval(x);
    CHECK(lower(inside) < upper(inside));
    CHECK(inside.lo() <= nearest);
    CHECK(nearest <= inside.hi());
}
