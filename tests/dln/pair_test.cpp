#include <doctest/doctest.h>

#include <dlncert/arith/interval.hpp>

#include "model_points.hpp"

using namespace dlncert;
using namespace dlncert::test;

namespace {

constexpr long high = 1400;  // 400 digits

struct Naive {
    Ball m, k;
};

/// By coth and 1/sinh², at 400 digits.
Naive naive_terms(const Rational& nu, const Rational& gap) {
    const Ball u = Ball::from(gap, high);
    const auto coth = [](const Ball& x) { return cosh(x) / sinh(x); };
    if (nu == 0) return {coth(u) - inv(u), inv(sqr(u)) - inv(sqr(sinh(u)))};
    const Ball w = nu * u;
    return {coth(u) - nu * coth(w), nu * nu / sqr(sinh(w)) - inv(sqr(sinh(u)))};
}

Rational random_gap(Engine& engine) {
    switch (engine() % 4) {
        case 0:
            return uniform(engine, 1, 1000, 1000) * ten_to(-static_cast<long>(engine() % 40));
        case 1:
            return uniform(engine, 1, 700, 1);
        default:
            return uniform(engine, 1, 5000, 1000);
    }
}

template <class Value>
std::array<const Value*, 5> fields(const PairCurvatures<Value>& pair) {
    return {&pair.coupling, &pair.larger, &pair.smaller, &pair.riemannian_larger, &pair.riemannian_smaller};
}

}  // namespace

TEST_CASE("pair terms agree with coth and sinh at 400 digits, to full relative precision") {
    Engine engine(seed());
    for (long n = samples(2000); n > 0; --n) {
        const Rational nu = random_nu(engine), gap = random_gap(engine);
        CAPTURE(to_string(nu));
        CAPTURE(to_string(gap));
        constexpr long precision = 128;
        const Ball u = Ball::from(gap, precision);
        const DepthPoint<Ball> depth(nu, precision);
        const Naive naive = naive_terms(nu, gap);
        const Ball c = Ball::from(Rational(1 - nu), high), delta = c - naive.m, plus = c + naive.m;
        const PairSlopes<Ball> slopes = pair_slopes(depth, u, false);
        const PairCurvatures<Ball> pair = pair_curvatures(depth, u, false);
        const std::array expected{naive.k, naive.k - plus, naive.k - delta, naive.k - nu * plus,
                                  naive.k - nu * delta};
        CHECK_FALSE(disjoint(slopes.larger, plus));
        CHECK_FALSE(disjoint(slopes.smaller, delta));
        CHECK(thin(slopes.larger, 16 - precision, magnitude_of(slopes.larger)));
        CHECK(thin(slopes.smaller, 16 - precision, magnitude_of(slopes.smaller)));
        for (std::size_t i = 0; i < 5; ++i) {
            CAPTURE(i);
            const Ball& value = *fields(pair)[i];
            CHECK_FALSE(disjoint(value, expected[i]));
            // k − νδ vanishes at (1/2, 0) and k − ν(c + m) changes sign: there k counts, too.
            const Rational scale = magnitude_of(value) + (i < 3 ? Rational(0) : magnitude_of(pair.coupling));
            CHECK(thin(value, 24 - precision, scale));
        }
    }
}

TEST_CASE("pair terms at u = 0 are the exact limits") {
    for (const Rational& nu : {Rational(0), Rational(1, 3), Rational(1, 2)}) {
        const DepthPoint<Ball> depth(nu, 64);
        const Ball zero = Ball::from(0L, 64);
        const auto exact = pair_curvatures(depth, zero, true), series = pair_curvatures(depth, zero, false);
        for (std::size_t i = 0; i < 5; ++i) CHECK_FALSE(disjoint(*fields(exact)[i], *fields(series)[i]));
        CHECK(contains(exact.coupling, Rational((1 - nu * nu) / 3)));
        CHECK(contains(pair_slopes(depth, zero, true).smaller, Rational(1 - nu)));
    }
    CHECK(is_point(
        pair_curvatures(DepthPoint<Ball>(Rational(1, 2), 64), Ball::from(0L, 64), true).riemannian_smaller));
}

TEST_CASE("corners enclose every pair within a box of depths and gaps") {
    Engine engine(seed() + 1);
    for (long n = samples(500); n > 0; --n) {
        constexpr long precision = 96;
        Rational a = random_nu(engine), b = random_nu(engine), x = random_gap(engine), y = random_gap(engine);
        if (a > b) std::swap(a, b);
        if (x > y) std::swap(x, y);
        if (engine() % 4 == 0) x = 0;
        if (engine() % 4 == 0) a = b;
        if (engine() % 8 == 0) y = x;
        const DepthInterval<Ball> depth(ExactInterval(a, b), precision);
        const GapRange<Ball> gaps{Ball::from(x, precision), Ball::from(y, precision), x == 0, y == 0, x == y};
        const auto box = pair_curvatures(depth, gaps);
        CHECK_FALSE(certainly_positive(box.smaller.upper()));
        CHECK(certainly_nonnegative(box.coupling.lower() + ten_to(-20)));
        for (int inner = 0; inner < 5; ++inner) {
            const Rational nu = a + (b - a) * uniform(engine, 0, 8, 8),
                           u = x + (y - x) * uniform(engine, 0, 8, 8);
            CAPTURE(to_string(ExactInterval(a, b)));
            CAPTURE(to_string(ExactInterval(x, y)));
            CAPTURE(to_string(nu));
            CAPTURE(to_string(u));
            const auto point = pair_curvatures(DepthPoint<Ball>(nu, high), Ball::from(u, high), u == 0);
            for (std::size_t i = 0; i < 5; ++i) {
                CAPTURE(i);
                CHECK_FALSE(certainly_less(*fields(point)[i], fields(box)[i]->lower()));
                CHECK_FALSE(certainly_less(fields(box)[i]->upper(), *fields(point)[i]));
            }
        }
    }
}

TEST_CASE("doubles enclose the same pair terms") {
    Engine engine(seed() + 2);
    for (long n = samples(2000); n > 0; --n) {
        const Rational nu = random_nu(engine), gap = random_gap(engine);
        const auto sharp = pair_curvatures(DepthPoint<Ball>(nu, 200), Ball::from(gap, 200), false);
        const Interval u = Interval::from(gap);
        const auto pair = [&] {
            const UpwardRounding scope;
            return pair_curvatures(DepthPoint<Interval>(nu, 53), u, false);
        }();
        for (std::size_t i = 0; i < 5; ++i) {
            CHECK(lower(*fields(pair)[i]) <= upper(*fields(sharp)[i]));
            CHECK(lower(*fields(sharp)[i]) <= upper(*fields(pair)[i]));
            CHECK(width(*fields(pair)[i]) <= Endpoint(Rational(power_of_two(-46))));
        }
    }
}

TEST_CASE("bernoulli(p) = p/(e^p − 1)") {
    CHECK(is_point(bernoulli(Ball::from(0L, 64))));
    CHECK(contains(bernoulli(Ball::from(0L, 64)), 1));
    const Ball around = Ball::from(Rational(0), Rational(1, 4), 64);
    for (const Rational& p : {Rational(1, 1000), Rational(1, 8), Rational(1, 4)})
        CHECK(subset(bernoulli(Ball::from(p, 200)), bernoulli(around)));
    CHECK(close(bernoulli(Ball::from(1L, 200)), inv(exp(Ball::from(1L, 200)) - 1), ten_to(-50)));
}
