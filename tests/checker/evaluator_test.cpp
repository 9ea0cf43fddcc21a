#include <doctest/doctest.h>

#include <dlncert/checker/evaluator.hpp>
#include <dlncert/statement/error.hpp>
#include <sampling.hpp>
#include <thread>

using namespace dlncert;
using namespace dlncert::checker;

namespace {

const Expression x = Expression::variable("x"), y = Expression::variable("y");

Side closed(const Rational& lower, const Rational& upper) {
    return {.lower = lower, .upper = upper};
}

Values natural(const Expression& f, const Box& box, int precision = 64) {
    return Evaluator({f}, {"x", "y"}).natural(box, precision)[0];
}

Values mean_value(const Expression& f, const Box& box, int precision = 64) {
    return Evaluator({f}, {"x", "y"}).mean_value(box, precision)[0];
}

Values monotone(const Expression& f, const Box& box, int precision = 64) {
    return Evaluator({f}, {"x", "y"}).monotone(box, precision)[0];
}

/// Whether the point value lies within the bounds; a strict bound lies beyond even the far end of its
/// enclosure.
bool contains(const Values& over, const Values& point) {
    const bool low = over.lower.infinite || point.upper.infinite || over.lower.value < point.upper.value ||
                     (!over.lower.strict && over.lower.value == point.upper.value);
    const bool high = over.upper.infinite || point.lower.infinite || over.upper.value > point.lower.value ||
                      (!over.upper.strict && over.upper.value == point.lower.value);
    return low && high;
}

Rational width(const Values& v) {
    return v.upper.value - v.lower.value;
}

using dlncert::test::Engine;

/// Σ of products of functions that are defined and differentiable for x, y in (0, 3].
Expression random_function(Engine& engine, int depth) {
    const auto sub = [&] { return random_function(engine, depth - 1); };
    if (depth == 0) {
        switch (engine() % 4) {
            case 0:
                return x;
            case 1:
                return y;
            case 2:
                return Expression(Rational(static_cast<long>(engine() % 7) - 3, 2));
            default:
                return x + y;
        }
    }
    switch (engine() % 16) {
        case 0:
            return sub() + sub();
        case 1:
            return sub() - sub();
        case 2:
            return sub() * sub();
        case 3:
            return sub() / (pow(sub(), 2) + 1);
        case 4:
            return apply(Op::exp, apply(Op::sin, sub()));
        case 5:
            return apply(Op::log, pow(sub(), 2) + Rational(1, 3));
        case 6:
            return apply(Op::langevin, sub(), static_cast<int>(engine() % 3));
        case 7:
            return apply(Op::log_sinhc, sub());
        case 8:
            return apply(Op::atan, sub());
        case 9:
            return apply(Op::tanh, sub());
        case 10:
            return Expression::node(Op::divided_exp, {apply(Op::cos, sub()), apply(Op::tanh, sub())});
        case 11:
            return Expression::node(Op::divided_log, {pow(sub(), 2) + 1, x + 1});
        case 12:
            return Expression::node(Op::divided_pow, {pow(sub(), 2) + 1, y + 1, x});
        case 13:
            return apply(Op::sqrt, pow(sub(), 2) + 1);
        case 14:
            return pow(x + 1, sub());
        default:
            return Expression::node(Op::max, {sub(), sub()});
    }
}

}  // namespace

TEST_CASE("open ends are strict, closed ends are not") {
    const Side half_open{.lower = 0, .upper = 1, .lower_open = true};
    CHECK(proves_positive(natural(x, {half_open, closed(0, 1)})));
    CHECK_FALSE(proves_positive(natural(x, {closed(0, 1), closed(0, 1)})));
    CHECK(proves_nonnegative(natural(x, {closed(0, 1), closed(0, 1)})));
    CHECK(natural(apply(Op::log, x), {half_open, closed(0, 1)}).defined);
    CHECK_FALSE(natural(apply(Op::log, x), {closed(0, 1), closed(0, 1)}).defined);
    const Side below_half{.lower = 0, .upper = Rational(1, 2), .upper_open = true};
    CHECK(proves_positive(natural(1 - 2 * x, {below_half, closed(0, 1)})));
    CHECK_FALSE(proves_positive(natural(1 - 2 * x, {closed(0, Rational(1, 2)), closed(0, 1)})));
}

TEST_CASE("broken boxes, names and precisions are refused") {
    CHECK_THROWS_AS((void)natural(x, {closed(0, 1)}), InputError);
    CHECK_THROWS_AS((void)natural(x, {closed(1, 0), closed(0, 1)}), InputError);
    for (const bool above : {true, false})
        for (const bool below : {true, false})
            if (above || below) {
                const Side none{.lower = 1, .upper = 1, .lower_open = below, .upper_open = above};
                CHECK_THROWS_AS((void)natural(x, {none, closed(0, 1)}), InputError);
            }
    for (const int precision : {0, 32, 65, 4096})
        CHECK_THROWS_AS((void)natural(x, {closed(0, 1), closed(0, 1)}, precision), InputError);
    CHECK_THROWS_AS((void)natural(pow(x, Expression(power_of_two(63))), {closed(0, 1), closed(0, 1)}),
                    Unsupported);
    CHECK_THROWS_AS((void)natural(apply(Op::langevin, x, 4), {closed(0, 1), closed(0, 1)}), Unsupported);
    CHECK(natural(apply(Op::langevin, x, 3), {closed(0, 1), closed(0, 1)}).defined);
    CHECK_THROWS_AS((void)natural(Expression::element("sigma", x), {closed(0, 1), closed(0, 1)}),
                    Unsupported);
    CHECK_THROWS_AS((void)natural(Expression::variable("z"), {closed(0, 1), closed(0, 1)}), InputError);
    CHECK_THROWS_AS(
        (void)natural(Expression::binder(Op::pair_sum, {"i", "j"}, {x}), {closed(0, 1), closed(0, 1)}),
        Unsupported);
}

TEST_CASE("all three evaluations contain the values at random points") {
    Engine engine(dlncert::test::seed());
    const auto eighth = [&](long least, long most) {
        return Rational(least + static_cast<long>(engine() % static_cast<std::uint64_t>(most - least + 1)),
                        8);
    };
    for (long i = 0; i < dlncert::test::samples(3'000); ++i) {
        const Evaluator evaluator({random_function(engine, 3)}, {"x", "y"});
        Box box;
        for (int j = 0; j < 2; ++j) {
            const Rational lower = eighth(1, 16), size = eighth(0, 4) / (1 + engine() % 16);
            box.push_back({.lower = lower,
                           .upper = lower + size,
                           .lower_open = size > 0 && engine() % 2 == 0,
                           .upper_open = size > 0 && engine() % 2 == 0});
        }
        const Values enclosures[] = {evaluator.natural(box, 64)[0], evaluator.mean_value(box, 64)[0],
                                     evaluator.monotone(box, 64)[0], evaluator.mean_value(box, 128)[0]};
        for (int k = 0; k < 5; ++k) {
            Box point;
            for (const Side& side : box) {
                Rational at = side.lower + (side.upper - side.lower) * static_cast<long>(engine() % 9) / 8;
                if ((side.lower_open && at == side.lower) || (side.upper_open && at == side.upper))
                    at = (side.lower + side.upper) / 2;
                point.push_back(closed(at, at));
            }
            const Values value = evaluator.natural(point, 512)[0];
            for (const Values& found : enclosures) {
                CHECK(value.defined >= found.defined);
                CHECK(contains(found, value));
            }
        }
    }
}

TEST_CASE("the mean-value form is tight to second order, the monotone one exact") {
    const Box box{closed(1, Rational(1025, 1024)), closed(0, 1)};
    const Expression f = x * (2 - x) + apply(Op::exp, x) - 2 * apply(Op::exp, x) + apply(Op::exp, x);
    CHECK(width(mean_value(f, box)) <
          Rational(1, 50'000));  // the slope is below 2/1024 up to the enclosure's width
    CHECK(width(natural(f, box)) > Rational(1, 200));
    const Expression g = x - apply(Op::log1p, x);
    const Box unit{closed(0, 1), closed(0, 1)};
    CHECK(proves_nonnegative(monotone(g, unit)));
    CHECK_FALSE(proves_nonnegative(natural(g, unit)));
    CHECK_FALSE(proves_positive(monotone(g, unit)));
    const Box open{{.lower = 0, .upper = 1, .lower_open = true}, closed(0, 1)};
    CHECK(proves_positive(
        monotone(x + pow(x, 2) + apply(Op::exp, x) - 1 - y / 4 + y / 4, {open[0], closed(0, 0)})));
    CHECK_FALSE(proves_positive(monotone(x + pow(x, 2), unit)));
    // the sum is constant, and its slope 0 but for rounding
    const Box narrow{closed(Rational(1, 4), Rational(257, 1024)), closed(0, 1)};
    CHECK(width(mean_value(apply(Op::acos, x) + apply(Op::asin, x), narrow)) < Rational(1, 100'000));
    // greatest at x = 0, y = 0, and there only: not strict, though y has open ends
    const Values cap = monotone(
        x - pow(y, 2), {closed(-1, 0), {.lower = -1, .upper = 1, .lower_open = true, .upper_open = true}});
    CHECK(cap.upper.value == 0);
    CHECK_FALSE(cap.upper.strict);
    CHECK(cap.lower.strict);
    // ∂/∂x = 1 + 1/x² > 0, but the function has no value at the open end: the natural enclosure remains.
    CHECK(monotone(x - 1 / x, open).lower.infinite);
    CHECK(monotone(x - 1 / x, open).upper.value == 0);
}

TEST_CASE("where a function is not differentiable, gradient forms claim nothing of its values") {
    const Box box{closed(-1, 1), closed(0, 1)};
    for (const Expression& f :
         {apply(Op::abs, x) + 1, apply(Op::sqrt, y) + 1, Expression::node(Op::max, {x, y}) + 2}) {
        CHECK(natural(f, box).defined);
        CHECK(proves_nonnegative(natural(f, box)));
        for (const Values& v : {mean_value(f, box), monotone(f, box)}) {
            CHECK_FALSE(v.differentiable);
            CHECK(v.lower.infinite);
            CHECK(v.upper.infinite);
            CHECK_FALSE(proves_nonnegative(v));
        }
    }
    const Box unbounded{{.lower = 0, .upper_infinite = true}, closed(0, 1)};
    CHECK_THROWS_AS((void)mean_value(x, unbounded), InputError);
    CHECK(monotone(apply(Op::tanh, x), unbounded).lower.value == 0);
    CHECK_THROWS_AS((void)mean_value(apply(Op::langevin, x, 3), box), Unsupported);
}

TEST_CASE("a proof needs a value: undefined or unbounded below proves nothing") {
    const Box box{closed(0, 1), closed(0, 1)};
    CHECK_FALSE(proves_nonnegative(natural(apply(Op::sqrt, x - 2), box)));
    CHECK_FALSE(proves_nonnegative(natural(apply(Op::exp, 1 / x), box)));
    CHECK_FALSE(proves_positive(Values{}));
    CHECK_FALSE(proves_nonnegative(Values{.defined = true, .lower = {.infinite = true, .strict = true}}));
}

TEST_CASE("numbers no double holds; bounds of reasonable length") {
    const auto at = [](const char* text) { return closed(parse_rational(text), parse_rational(text)); };
    const Box tiny{at("1e-5000"), at("1/3")}, large{at("100000000"), at("1")};
    CHECK(proves_positive(natural(x, tiny)));
    CHECK(natural(y, tiny).lower.value < Rational(1, 3));
    CHECK(natural(y, tiny).lower.strict);
    CHECK(natural(y, tiny).upper.value > Rational(1, 3));
    const Values huge = natural(apply(Op::exp, x), large), small = natural(apply(Op::exp, -x), large);
    CHECK(huge.lower.value == power_of_two((1L << 20) - 1));
    CHECK(huge.upper.infinite);
    CHECK(small.lower.value == 0);
    CHECK(small.lower.strict);
    CHECK(small.upper.value == power_of_two(-(1L << 20)));
}

TEST_CASE("exponents are known as rationals, elements by their names, equal subterms as equal") {
    const Box box{closed(-1, 1), closed(1, 2)};
    CHECK(proves_nonnegative(natural(Expression::node(Op::pow, {x, Expression(1) + Expression(1)}), box)));
    CHECK(natural(Expression::node(Op::pow, {y, -Expression::node(Op::neg, {Expression(1)})}), box)
              .upper.value == 2);
    CHECK(natural(Expression::node(Op::pow, {x, Expression::node(Op::neg, {1})}),
                  {closed(-2, -1), closed(1, 1)})
              .defined);
    CHECK_FALSE(natural(Expression::node(Op::pow, {x, Expression::node(Op::div, {1, 2})}), box).defined);
    CHECK(
        proves_nonnegative(natural(Expression::node(Op::mul, {x + y, Expression::variable("x") + y}), box)));
    const Evaluator elements(
        {Expression::element("sigma", 1) - Expression::element("sigma", Expression(1) + 1)},
        {"sigma[1]", "sigma[2]"});
    CHECK(elements.natural({closed(2, 2), closed(1, 1)}, 64)[0].lower.value == 1);
}

TEST_CASE("one evaluator, several threads") {
    const Evaluator evaluator({apply(Op::log_sinhc, x) * apply(Op::langevin, y, 1) - apply(Op::sin, x * y)},
                              {"x", "y"});
    const Box box{closed(Rational(1, 3), 1), closed(-1, 2)};
    const Values expected = evaluator.mean_value(box, 256)[0];
    std::vector<std::thread> threads;
    std::array<bool, 4> same{};
    for (std::size_t t = 0; t < same.size(); ++t)
        threads.emplace_back([&, t] {
            same[t] = true;
            for (int i = 0; i < 50; ++i) {
                const Values v = evaluator.mean_value(box, 256)[0];
                same[t] =
                    same[t] && v.lower.value == expected.lower.value && v.upper.value == expected.upper.value;
            }
        });
    for (auto& thread : threads) thread.join();
    for (const bool s : same) CHECK(s);
}
