#include <doctest/doctest.h>

#include <dlncert/checker/evaluator.hpp>
#include <dlncert/statement/error.hpp>

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
    CHECK_THROWS_AS((void)natural(x, {closed(0, 1), closed(0, 1)}, 65), InputError);
    CHECK_THROWS_AS((void)natural(Expression::variable("z"), {closed(0, 1), closed(0, 1)}), InputError);
    CHECK_THROWS_AS(
        (void)natural(Expression::binder(Op::pair_sum, {"i", "j"}, {x}), {closed(0, 1), closed(0, 1)}),
        Unsupported);
}
