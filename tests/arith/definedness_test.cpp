#include <doctest/doctest.h>

#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/definedness.hpp>
#include <dlncert/arith/interval.hpp>

using namespace dlncert;

namespace {

template <class T>
Decorated<T> box(long lo, long hi) {
    return Decorated<T>::from(Rational(lo), Rational(hi), 64);
}

}  // namespace

TEST_CASE_TEMPLATE("definedness of each operation", T, Interval, Ball) {
    using enum Definedness;
    const UpwardRounding up;
    const auto positive = box<T>(1, 4), touching = box<T>(0, 4), straddling = box<T>(-1, 4),
               below = box<T>(-4, -2);
    const auto is = [](const Decorated<T>& x, Definedness what) { CHECK(x.definedness() == what); };

    for (const auto& f :
         {positive + straddling, straddling - below, straddling * straddling, -straddling, sqr(straddling),
          exp(straddling), expm1(straddling), sinh(straddling), cosh(straddling), tanh(straddling),
          pow(straddling, 3), pow(straddling, Rational(4)), 2 * straddling, straddling + Rational(1, 3),
          straddling / positive, inv(below), pow(below, -3)})
        is(f, differentiable);

    is(straddling / touching, unknown);
    is(positive / straddling, unknown);
    is(inv(touching), unknown);
    is(pow(touching, -1), unknown);

    is(sqrt(positive), differentiable);
    is(sqrt(touching), continuous);
    is(sqrt(straddling), unknown);
    is(sqrt(below), unknown);
    is(pow(positive, Rational(1, 3)), differentiable);
    is(pow(touching, Rational(1, 3)), continuous);
    is(pow(touching, Rational(-1, 3)), unknown);
    is(pow(straddling, Rational(1, 3)), unknown);

    is(log(positive), differentiable);
    is(log(touching), unknown);
    is(log1p(touching), differentiable);
    is(log1p(straddling), unknown);

    is(abs(positive), differentiable);
    is(abs(below), differentiable);
    is(abs(touching), continuous);
    is(abs(straddling), continuous);
    is(min(below, positive), differentiable);
    is(max(below, straddling), differentiable);
    is(min(straddling, positive), continuous);
    is(max(straddling, positive), continuous);
    is(max(straddling, sqrt(straddling)), unknown);

    is(hull(positive, below), unknown);
    is(intersection(positive, touching), unknown);
    is(Decorated<T>::empty(64), unknown);
    is(Decorated<T>::from(1, 64), differentiable);
}

TEST_CASE("definedness of the functions that only balls have") {
    using enum Definedness;
    const auto is = [](const Decorated<Ball>& x, Definedness what) { CHECK(x.definedness() == what); };
    const auto wide = box<Ball>(-4, 4), small = box<Ball>(-1, 1) / 2, unit = box<Ball>(-1, 1),
               above = box<Ball>(1, 2);
    for (const auto& f : {sin(wide), cos(wide), atan(wide), asinh(wide), tan(unit), asin(small), acos(small),
                          atanh(small), acosh(above + 1)})
        is(f, differentiable);
    for (const auto& f : {asin(unit), acos(unit), acosh(above)}) is(f, continuous);
    for (const auto& f : {tan(wide), asin(above), acos(above), acosh(unit), atanh(unit)}) is(f, unknown);
    is(asin(abs(small)), continuous);
}

TEST_CASE_TEMPLATE("what was lost stays lost", T, Interval, Ball) {
    using enum Definedness;
    const UpwardRounding up;
    const auto x = box<T>(-1, 4), y = box<T>(1, 2);
    CHECK((sqrt(x) + y).definedness() == unknown);
    CHECK((y * sqrt(x)).definedness() == unknown);
    CHECK(exp(y / x).definedness() == unknown);
    CHECK(pow(log(x), 2).definedness() == unknown);
    CHECK((abs(x) * y).definedness() == continuous);
    CHECK(sqr(sqrt(box<T>(0, 1))).definedness() == continuous);
    CHECK(sqrt(1 + abs(x)).definedness() == continuous);
    CHECK(log(abs(x)).definedness() == unknown);
}

TEST_CASE("order and names") {
    CHECK(Definedness::unknown < Definedness::defined);
    CHECK(Definedness::defined < Definedness::continuous);
    CHECK(Definedness::continuous < Definedness::differentiable);
    CHECK(to_string(Definedness::continuous) == "continuous");
}
