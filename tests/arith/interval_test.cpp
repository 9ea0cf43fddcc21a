#include <doctest/doctest.h>

#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/definedness.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/arith/verified_real.hpp>
#include <dlncert/statement/error.hpp>
#include <limits>

using namespace dlncert;

static_assert(VerifiedReal<Interval>);
static_assert(VerifiedReal<Ball>);
static_assert(VerifiedReal<Decorated<Interval>>);
static_assert(VerifiedReal<Decorated<Ball>>);

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

}  // namespace

TEST_CASE("the rounding scope is explicit, nests and restores") {
    CHECK_FALSE(rounding_is_upward());
    {
        const UpwardRounding up;
        CHECK(rounding_is_upward());
        {
            const NearestRounding nearest;
            CHECK_FALSE(rounding_is_upward());
        }
        CHECK(rounding_is_upward());
    }
    CHECK_FALSE(rounding_is_upward());
    CHECK_THROWS_AS((void)exp(Interval(1.0)), std::logic_error);
}

TEST_CASE("what is no interval is refused") {
    CHECK_THROWS_AS(Interval(2, 1), InputError);
    CHECK_THROWS_AS((void)Interval(std::numeric_limits<double>::quiet_NaN()), InputError);
    CHECK_THROWS_AS(Interval(inf, inf), InputError);
    CHECK_THROWS_AS(Interval(-inf, -inf), InputError);
    CHECK_THROWS_AS((void)Interval::from(Rational(2), Rational(1)), InputError);
}

TEST_CASE("exact numbers in, exact ends out") {
    const Interval tenth = Interval::from(Rational(1, 10));
    CHECK(lower(tenth).value() < Rational(1, 10));
    CHECK(upper(tenth).value() > Rational(1, 10));
    CHECK(contains(tenth, Rational(1, 10)));
    CHECK_FALSE(contains(Interval(0.1), Rational(1, 10)));
    CHECK(tenth.hi() == 0.1);
    CHECK(is_point(Interval::from(Rational(-3, 8))));
    CHECK(lower(Interval(1, inf)).value() == 1);
    CHECK(upper(Interval(1, inf)) == Endpoint::infinity());
    CHECK(identical(Interval::from((1L << 53) + 1), Interval(0x1p53, 0x1.0000000000001p53)));
}

TEST_CASE("unbounded and empty intervals") {
    const UpwardRounding up;
    const Interval empty = Interval::empty(), entire = Interval::entire(), zero, one(1.0);
    CHECK(identical(zero * entire, zero));
    CHECK(identical(entire * zero, zero));
    CHECK(identical(Interval(0, 1) * Interval(1, inf), Interval(0, inf)));
    CHECK(identical(Interval(-inf, -1) * Interval(-2, 3), entire));
    CHECK(identical(one / Interval(0, inf), Interval(0, inf)));
    CHECK(identical(Interval(1, 2) / Interval(-1, 0), Interval(-inf, -1)));
    CHECK(identical(Interval(1, inf) / Interval(2, inf), Interval(0, inf)));
    CHECK(is_empty(one / zero));
    CHECK(is_empty(zero / zero));
    CHECK(identical(zero / Interval(-1, 1), zero));
    CHECK(identical(one / Interval(-1, 1), entire));
    for (const Interval& a : {empty, entire, zero, one, Interval(1, inf), Interval(-inf, -1)}) {
        CHECK(is_empty(a + empty));
        CHECK(is_empty(empty + a));
        CHECK(is_empty(a - empty));
        CHECK(is_empty(a * empty));
        CHECK(is_empty(empty * a));
        CHECK(is_empty(a / empty));
        CHECK(is_empty(empty / a));
        CHECK(is_empty(intersection(a, empty)));
        CHECK(is_empty(min(a, empty)));
        CHECK(is_empty(max(empty, a)));
        CHECK(identical(hull(a, empty), a));
        CHECK(identical(hull(empty, a), a));
        CHECK(subset(empty, a));
    }
    CHECK(empty.lo() == inf);
    CHECK(empty.hi() == -inf);
    CHECK_FALSE(certainly_positive(empty));
    CHECK_FALSE(certainly_nonpositive(empty));
    CHECK_FALSE(certainly_less(empty, one));
    CHECK_FALSE(contains(empty, Rational(0)));
    for (const Interval& f :
         {sqr(empty), inv(empty), abs(empty), sqrt(empty), exp(empty), log(empty), expm1(empty), log1p(empty),
          sinh(empty), cosh(empty), tanh(empty), pow(empty, 3), pow(empty, -2), pow(empty, 0),
          pow(empty, Rational(1, 3)), -empty, log(zero), sqrt(-one), log1p(-one)})
        CHECK(is_empty(f));
}

TEST_CASE("overflow and underflow stay outward") {
    const UpwardRounding up;
    const Interval huge(largest), tiny(smallest);
    CHECK(identical(huge + huge, Interval(largest, inf)));
    CHECK(identical(-huge - huge, Interval(-inf, -largest)));
    CHECK(identical(huge * huge, Interval(largest, inf)));
    CHECK(identical(tiny * tiny, Interval(0, smallest)));
    CHECK(identical(sqr(-tiny), Interval(0, smallest)));
    CHECK(identical(tiny / huge, Interval(0, smallest)));
    CHECK(identical(exp(Interval(1000.0)), Interval(largest, inf)));
    CHECK(identical(exp(Interval(-1000.0)), Interval(0, smallest)));
    CHECK(identical(exp(Interval(-inf, 0)), Interval(0, 1)));
    CHECK(identical(log(Interval(0, 1)), Interval(-inf, 0)));
    CHECK(identical(sqrt(Interval(-4, 4)), Interval(0, 2)));
}
