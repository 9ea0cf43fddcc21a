#include <doctest/doctest.h>
#include <mpfr.h>

#include <array>
#include <dlncert/arith/decimal.hpp>
#include <dlncert/special/langevin.hpp>

#include "arith/random_reals.hpp"
#include "arith/reference.hpp"

using namespace dlncert;
using namespace dlncert::test;

static_assert(ModelReal<Interval> && ModelReal<Ball> && ModelReal<Decorated<Ball>>);

namespace {

const std::array<std::string, 4> names{"log_sinhc", "langevin", "langevin1", "langevin2"};

template <VerifiedReal T>
std::array<T, 4> all(const T& u) {
    return {log_sinhc(u), langevin(u), langevin1(u), langevin2(u)};
}

/// The definitions, with enough bits for what they cancel: 4·log2(1/u) bits in L'' (u^(−3) against u), and
/// 2·log2(1/u) more to tell −2u/15 from the next term.
class Naive {
  public:
    void evaluate(double u) {
        const int exponent = u == 0 ? 0 : std::ilogb(u);
        const mpfr_prec_t precision = 260 + 6 * std::max(-exponent, 0) + std::max(exponent, 0);
        for (Reference& value : values) mpfr_set_prec(value.get(), precision);
        mpfr_ptr g = values[0].get(), l = values[1].get(), l1 = values[2].get(), l2 = values[3].get();
        if (u == 0) {
            for (Reference& value : values) mpfr_set_ui(value.get(), 0, MPFR_RNDN);
            mpfr_set_d(l1, 1, MPFR_RNDN);
            mpfr_div_ui(l1, l1, 3, MPFR_RNDN);
            return;
        }
        for (mpfr_ptr t : {s_, c_, r_, t_}) mpfr_set_prec(t, precision);
        mpfr_set_d(r_, u, MPFR_RNDN);
        if (std::fabs(u) < 1e6) {
            mpfr_sinh_cosh(s_, c_, r_, MPFR_RNDN);
            mpfr_div(g, s_, r_, MPFR_RNDN);
            mpfr_log(g, g, MPFR_RNDN);
        } else {  // e^(−2u) is far below the precision: coth u = ±1, sinh u = ±e^|u|/2, 1/sinh² u = 0
            mpfr_abs(t_, r_, MPFR_RNDN);
            mpfr_mul_2ui(g, t_, 1, MPFR_RNDN);
            mpfr_log(g, g, MPFR_RNDN);
            mpfr_sub(g, t_, g, MPFR_RNDN);
            mpfr_set_inf(s_, u > 0 ? 1 : -1);
            mpfr_set_inf(c_, 1);
        }
        mpfr_ui_div(r_, 1, r_, MPFR_RNDN);  // 1/u
        if (mpfr_inf_p(s_))
            mpfr_set_si(l, u > 0 ? 1 : -1, MPFR_RNDN);
        else
            mpfr_div(l, c_, s_, MPFR_RNDN);
        mpfr_ui_div(s_, 1, s_, MPFR_RNDN);
        mpfr_sqr(s_, s_, MPFR_RNDN);  // 1/sinh² u
        mpfr_mul(l2, l, s_, MPFR_RNDN);
        mpfr_sub(l, l, r_, MPFR_RNDN);
        mpfr_sqr(t_, r_, MPFR_RNDN);
        mpfr_sub(l1, t_, s_, MPFR_RNDN);
        mpfr_mul(t_, t_, r_, MPFR_RNDN);
        mpfr_sub(l2, l2, t_, MPFR_RNDN);
        mpfr_mul_2ui(l2, l2, 1, MPFR_RNDN);
    }
    Naive() {
        for (mpfr_ptr t : {s_, c_, r_, t_}) mpfr_init(t);
    }
    ~Naive() {
        for (mpfr_ptr t : {s_, c_, r_, t_}) mpfr_clear(t);
    }
    Naive(const Naive&) = delete;
    Naive& operator=(const Naive&) = delete;
    std::array<Reference, 4> values{Reference(53), Reference(53), Reference(53), Reference(53)};

  private:
    mpfr_t s_, c_, r_, t_;
};

/// At most 8 ulp wide where the value is a normal double; elsewhere at most one subnormal step on either
/// side.
bool is_tight(const Interval& image, const Interval& tightest) {
    if (is_empty(image) || !subset(tightest, image)) return false;
    const double size = std::min(std::fabs(image.lo()), std::fabs(image.hi()));
    if (size >= std::numeric_limits<double>::min()) return step(image.lo(), 8) >= image.hi();
    return image.lo() >= step(tightest.lo(), -1) && image.hi() <= step(tightest.hi(), 1);
}

/// Each end moved by what is promised of it.
Interval widened(const Interval& a) {
    const double lo = a.lo() == -infinity ? a.lo() : step(a.lo(), -8);
    return Interval(lo, a.hi() == infinity ? a.hi() : step(a.hi(), 8));
}

/// Relative width 2^(4−p) at most.
bool is_accurate(const Ball& image, long precision) {
    return width(image).value() <= power_of_two(4 - precision) * mignitude(image).value();
}

}  // namespace

TEST_CASE("known values") {
    const UpwardRounding up;
    CHECK(identical(log_sinhc(Interval(0.0)), Interval(0.0)));
    CHECK(identical(langevin(Interval(0.0)), Interval(0.0)));
    CHECK(identical(langevin1(Interval(0.0)), Interval::from(Rational(1, 3))));
    CHECK(identical(langevin2(Interval(0.0)), Interval(0.0)));
    CHECK(identical(langevin(Interval::entire()), Interval(-1, 1)));
    CHECK(identical(langevin(Interval(0, infinity)), Interval(0, 1)));
    CHECK(identical(log_sinhc(Interval::entire()), Interval(0, infinity)));
    CHECK(identical(log_sinhc(Interval(0, infinity)), Interval(0, infinity)));
    CHECK(identical(langevin1(Interval(0, infinity)), hull(Interval(0.0), Interval::from(Rational(1, 3)))));
    CHECK(identical(langevin1(Interval::entire()), langevin1(Interval(0, infinity))));
    CHECK(langevin2(Interval(0, infinity)).hi() == 0);
    CHECK(identical(langevin2(Interval(-infinity, 0)), -langevin2(Interval(0, infinity))));
    for (const auto& image : all(Interval::empty())) CHECK(is_empty(image));
    for (const auto& image : all(Ball::empty(64))) CHECK(is_empty(image));
}

TEST_CASE("known values of balls") {
    for (const long precision : {53L, 100L, 1000L}) {
        CHECK(is_point(log_sinhc(Ball::from(0, precision))));
        CHECK(is_point(langevin(Ball::from(0, precision))));
        CHECK(is_point(langevin2(Ball::from(0, precision))));
        CHECK(contains(langevin1(Ball::from(0, precision)), Rational(1, 3)));
        const auto [g, l, l1, l2] = all(Ball::entire(precision));
        CHECK(is_entire(g));
        CHECK(lower(l).value() == -1);
        CHECK(upper(l).value() == 1);
        CHECK(lower(l1).value() == 0);
        CHECK(contains(l1, Rational(1, 3)));
        CHECK(upper(l1).value() < Rational(334, 1000));
        // The minimum, computed independently at 30 digits: L''(1.37225396662446644560753404769) =
        CHECK(contains(l2, -parse_rational("-0.105963635767936568190323000204")));
        CHECK(upper(l2).value() < parse_rational("0.105963636"));
        CHECK(lower(l2).value() == -upper(l2).value());
    }
    CHECK(correct_digits(langevin(Ball::from(1, 120)), 100) >= 33);
    CHECK(to_text(langevin(Ball::from(1, 120)), 30).substr(0, 32) == "0.313035285499331303636161246931");
}

TEST_CASE("containment and tightness against the definitions in MPFR") {
    Engine engine(seed());
    Naive naive;
    static constexpr long precisions[] = {2, 20, 53, 64, 100, 128};
    for (long i = samples(200'000); i > 0;) {
        const Interval u = random_interval(engine);
        const double point = random_point(engine, u);
        // Far out the definitions take thousands of bits: fewer of those.
        if (point != 0 && std::labs(std::ilogb(point)) > 100 && below(engine, 8) != 0) continue;
        --i;
        const long precision = precisions[below(engine, std::size(precisions))];
        std::array<Interval, 4> image, at_point;
        {
            const UpwardRounding up;
            image = all(u);
            at_point = all(Interval(point));
        }
        std::array<Ball, 4> ball_image, ball_at_point;
        const bool with_ball = i % 4 == 0;
        if (with_ball) {
            ball_image = all(Ball::from(lower(u), upper(u), precision));
            ball_at_point = all(Ball::from(to_endpoint(point), to_endpoint(point), std::max(53L, precision)));
        }
        naive.evaluate(point);
        for (std::size_t k = 0; k < 4; ++k) {
            const Reference& value = naive.values[k];
            bool good =
                value.in(image[k]) && value.in(at_point[k]) && is_tight(at_point[k], value.tightest());
            if (with_ball)
                good = good && value.in(ball_image[k]) && value.in(ball_at_point[k]) &&
                       is_accurate(ball_at_point[k], std::max(53L, precision));
            if (!good) {
                INFO(names[k], " at ", point, " in ", show(u), ": ", show(image[k]), ", ", show(at_point[k]),
                     ", true ", show(value.tightest()), ", precision ", precision);
                REQUIRE(good);
            }
        }
    }
}

TEST_CASE("no widening at u = 10^(-k) and 10^k, at any precision") {
    Naive naive;
    for (long k = -300; k <= 300; ++k) {
        const Rational u = parse_rational("1e" + std::to_string(k));
        for (const long precision : {10L, 53L, 64L, 200L, 1000L}) {
            // u itself is a ball of relative width 2^(1−p), and the functions have condition number at most 3
            const auto values = all(Ball::from(u, precision));
            for (const Ball& value : values) CHECK(is_accurate(value, precision));
        }
        const double nearest = round_down(u);
        naive.evaluate(nearest);
        const UpwardRounding up;
        const auto values = all(Interval(nearest));
        for (std::size_t j = 0; j < 4; ++j) {
            const bool good = is_tight(values[j], naive.values[j].tightest());
            CHECK(good);
        }
    }
}

TEST_CASE("wide intervals: the exact range") {
    Engine engine(seed());
    const auto endpoints = [](const auto& f, double x, double y) {
        return hull(f(Interval(x)), f(Interval(y)));
    };
    const UpwardRounding up;
    const Interval least = langevin2(Interval(1.36, 1.38));
    for (long i = samples(20'000); i > 0; --i) {
        const Interval u = random_interval(engine);
        if (!is_bounded(u)) continue;
        const Interval size = abs(u);
        const auto g = [](const Interval& x) { return log_sinhc(x); };
        const auto l = [](const Interval& x) { return langevin(x); };
        const auto l1 = [](const Interval& x) { return langevin1(x); };
        const auto l2 = [](const Interval& x) { return langevin2(x); };
        CHECK(identical(g(u), Interval(g(Interval(size.lo())).lo(), g(Interval(size.hi())).hi())));
        CHECK(identical(l(u), Interval(l(Interval(u.lo())).lo(), l(Interval(u.hi())).hi())));
        CHECK(identical(l1(u), Interval(l1(Interval(size.hi())).lo(), l1(Interval(size.lo())).hi())));
        Interval range = endpoints(l2, u.lo(), u.hi());
        if (contains_zero(u)) range = hull(range, Interval(0.0));
        if (u.lo() < 1.3 && u.hi() > 1.4) range = hull(range, Interval(least.lo()));
        if (u.lo() < -1.4 && u.hi() > -1.3) range = hull(range, Interval(-least.lo()));
        const bool near = (u.hi() >= 1.3 && u.lo() <= 1.4) || (u.lo() <= -1.3 && u.hi() >= -1.4);
        if (!near || (u.lo() < 1.3 && u.hi() > 1.4 && !(u.lo() > -1.4 && u.lo() < -1.3)))
            CHECK(identical(l2(u), range));
        else
            CHECK(subset(range, l2(u)));
    }
    // The minimum is attained, and nowhere undercut.
    Interval lowest(0.0);
    for (long k = 0; k <= 2000; ++k)
        lowest = min(lowest, langevin2(Interval(1.36 + 1e-5 * static_cast<double>(k))));
    CHECK(least.lo() <= lowest.lo());
    CHECK(least.lo() >= lowest.lo() - 1e-11);  // |L''''| < 1 there, and u* is within 1e-5 of a point
}

TEST_CASE("finite differences at 200 digits") {
    Engine engine(seed());
    const Ball h = Ball::from(parse_rational("1e-60"), 700);
    // |(f(u+h) − f(u−h))/(2h) − f'(u)| ≤ h²/6·max|f'''|, and g''' = L'', L''', L'''' are below 1 in size:
    // their power series at 0 start with −2u/15, −2/15, 16u/63 and the functions decay.
    const Ball error = Ball::from(Rational(-1), Rational(1), 64) * sqr(h);
    for (long i = samples(300); i > 0; --i) {
        const Rational q(static_cast<long>(below(engine, 4'000'000)) - 2'000'000, 100'000);
        const Ball u = Ball::from(q, 700);
        const auto right = all(u + h), left = all(u - h), here = all(u);
        for (std::size_t k = 0; k < 3; ++k) {
            const Ball difference = (right[k] - left[k]) / (2 * h) + error;
            CHECK_FALSE(disjoint(difference, here[k + 1]));
            CHECK(width(difference).value() < parse_rational("1e-100"));
        }
    }
}

TEST_CASE_TEMPLATE("duplication: g(2u) = g(u) + log cosh u and its derivatives", T, Interval, Ball) {
    Engine engine(seed());
    for (long i = samples(20'000); i > 0; --i) {
        const Interval box = random_interval(engine);
        const UpwardRounding up;
        const T u = T::from(lower(box), upper(box), 53 + static_cast<long>(below(engine, 100)));
        const auto [g, l, l1, l2] = all(u);
        const auto [g2, m, m1, m2] = all(2 * u);
        const T t = tanh(u), sech2 = 1 / sqr(cosh(u));
        CHECK_FALSE(disjoint(g2, g + log(cosh(u))));
        CHECK_FALSE(disjoint(2 * m, l + t));
        CHECK_FALSE(disjoint(4 * m1, l1 + sech2));
        CHECK_FALSE(disjoint(8 * m2, l2 - 2 * t * sech2));
    }
}

TEST_CASE("two precisions overlap, and both are as fine as promised") {
    Engine engine(seed());
    for (long i = samples(20'000); i > 0; --i) {
        const Endpoint u = to_endpoint(random_double(engine));
        const long low = 10 + static_cast<long>(below(engine, 100)),
                   high = low + 1 + static_cast<long>(below(engine, 300));
        const auto coarse = all(Ball::from(u, u, low)), fine = all(Ball::from(u, u, high));
        for (std::size_t k = 0; k < 4; ++k) {
            CHECK_FALSE(disjoint(coarse[k], fine[k]));
            CHECK(is_accurate(fine[k], high));
        }
    }
}

TEST_CASE("inclusion: f(A) in f(B) for A in B, and symmetry") {
    Engine engine(seed());
    for (long i = samples(50'000); i > 0; --i) {
        const Interval a = random_interval(engine), b = hull(a, random_interval(engine));
        const UpwardRounding up;
        const auto small = all(a), large = all(b), mirror = all(-a);
        for (std::size_t k = 0; k < 4; ++k) CHECK(subset(small[k], widened(large[k])));
        CHECK(identical(mirror[0], small[0]));
        CHECK(identical(mirror[1], -small[1]));
        CHECK(identical(mirror[2], small[2]));
        CHECK(identical(mirror[3], -small[3]));
    }
}

TEST_CASE("Decorated passes what is known of the argument") {
    const UpwardRounding up;
    const Decorated<Interval> u(Interval(-1, 4));
    CHECK(langevin(u).definedness() == Definedness::differentiable);
    CHECK(identical(langevin(u).value(), langevin(u.value())));
    CHECK(langevin2(sqrt(u)).definedness() == Definedness::unknown);
}
