#include <doctest/doctest.h>

#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/calculus/newton.hpp>
#include <dlncert/statement/error.hpp>
#include <sampling.hpp>

using namespace dlncert;
using namespace dlncert::test;

namespace {

/// A system written once for both kinds of numbers: values(x) and jacobian(x) of decorated variables.
template <class T, class Values, class Jacobian>
DifferentiableSystem<T> system(const Values& values, const Jacobian& jacobian) {
    using Variables = std::vector<Decorated<T>>;
    const auto on = [](const auto& f) {
        return [f](const std::vector<T>& box) {
            Variables x;
            for (const T& side : box) x.push_back(Decorated<T>(side));
            return Variables(f(x));
        };
    };
    return {on(values), on(jacobian)};
}

template <class T>
std::vector<T> cube(std::size_t n, const Rational& lower, const Rational& upper, long precision = 53) {
    return std::vector<T>(n, T::from(lower, upper, precision));
}

template <class T>
bool holds(const std::vector<T>& box, const std::vector<Rational>& x) {
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!contains(box[i], x[i])) return false;
    return true;
}

/// Midpoint within a tolerance.
template <class T>
bool is_near(const T& x, const char* value, const char* tolerance) {
    const Rational v = parse_rational(value), t = parse_rational(tolerance);
    return lower(x).value() >= v - t && upper(x).value() <= v + t;
}

/// The stationary points of Himmelblau's function (x² + y − 11)² + (x + y² − 7)²: nine, four of them minima.
template <class T>
DifferentiableSystem<T> himmelblau() {
    return system<T>(
        [](const auto& v) {
            const auto &x = v[0], &y = v[1];
            const auto a = sqr(x) + y - 11, b = x + sqr(y) - 7;
            return std::vector{4 * x * a + 2 * b, 2 * a + 4 * y * b};
        },
        [](const auto& v) {
            const auto &x = v[0], &y = v[1];
            const auto mixed = 4 * (x + y);
            return std::vector{12 * sqr(x) + 4 * y - 42, mixed, mixed, 12 * sqr(y) + 4 * x - 26};
        });
}

/// Broyden's banded function: F_i = x_i (2 + 5x_i²) + 1 − Σ_j x_j (1 + x_j), j = i − 5, …, i + 1 but i.
template <class T>
DifferentiableSystem<T> broyden_banded(std::size_t n) {
    const auto near = [n](std::size_t i, std::size_t j) {
        return j != i && j + 5 >= i && j <= i + 1 && j < n;
    };
    return system<T>(
        [=](const auto& x) {
            auto F = x;
            for (std::size_t i = 0; i < n; ++i) {
                F[i] = x[i] * (2 + 5 * sqr(x[i])) + 1;
                for (std::size_t j = 0; j < n; ++j)
                    if (near(i, j)) F[i] -= x[j] * (1 + x[j]);
            }
            return F;
        },
        [=](const auto& x) {
            std::decay_t<decltype(x)> J(n * n, x[0] * 0);
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j < n; ++j)
                    J[i * n + j] = j == i ? 2 + 15 * sqr(x[i]) : near(i, j) ? -1 - 2 * x[j] : x[0] * 0;
            return J;
        });
}

/// Moré and Cosnard's discretised boundary value problem: 2x_i − x_{i−1} − x_{i+1} + h²(x_i + t_i + 1)³/2.
template <class T>
DifferentiableSystem<T> boundary_value(std::size_t n) {
    const Rational h(1, static_cast<long>(n) + 1), half = h * h / 2;
    const auto term = [=](const auto& x, std::size_t i) {
        return x[i] + Rational(h * static_cast<long>(i + 1)) + 1;
    };
    return system<T>(
        [=](const auto& x) {
            auto F = x;
            for (std::size_t i = 0; i < n; ++i) {
                F[i] = 2 * x[i] + half * pow(term(x, i), 3L);
                if (i > 0) F[i] -= x[i - 1];
                if (i + 1 < n) F[i] -= x[i + 1];
            }
            return F;
        },
        [=](const auto& x) {
            std::decay_t<decltype(x)> J(n * n, x[0] * 0);
            for (std::size_t i = 0; i < n; ++i) {
                J[i * n + i] = 2 + Rational(3 * half) * sqr(term(x, i));
                if (i > 0) J[i * n + i - 1] = x[0] * 0 - 1;
                if (i + 1 < n) J[i * n + i + 1] = x[0] * 0 - 1;
            }
            return J;
        });
}

/// One equation.
template <class T, class F, class Slope>
DifferentiableSystem<T> equation(const F& f, const Slope& slope) {
    return system<T>([f](const auto& x) { return std::vector{f(x[0])}; },
                     [slope](const auto& x) { return std::vector{slope(x[0])}; });
}

template <class T>
void check_himmelblau(long precision, const char* tolerance) {
    const auto found = find_zeros(himmelblau<T>(), cube<T>(2, -5, 5, precision));
    CHECK(found.is_complete());
    REQUIRE(found.zeros.size() == 9);
    long at_minimum = 0, elsewhere = 0;
    for (const auto& zero : found.zeros) {
        at_minimum += holds(zero.box, {3, 2}) ? 1 : 0;
        elsewhere += is_near(zero.box[0], "-3.77931025337774689189", tolerance) &&
                             is_near(zero.box[1], "-3.28318599128616941227", tolerance)
                         ? 1
                         : 0;
    }
    CHECK(at_minimum == 1);
    CHECK(elsewhere == 1);
}

}  // namespace

TEST_CASE("zeros: the nine stationary points of Himmelblau's function") {
    {
        const UpwardRounding scope;
        check_himmelblau<Interval>(53, "1e-13");
    }
    check_himmelblau<Ball>(128, "1e-19");
}

TEST_CASE("zeros: Broyden's banded function, a discretised boundary value problem") {
    const UpwardRounding scope;
    for (const std::size_t n : {2U, 5U, 8U}) {
        const auto found = find_zeros(broyden_banded<Interval>(n), cube<Interval>(n, -1, 1));
        CHECK(found.is_complete());
        REQUIRE(found.zeros.size() == 1);
        CHECK(krawczyk_step(broyden_banded<Interval>(n), found.zeros[0].region).zeros == ZeroCount::one);
    }
    for (const std::size_t n : {1U, 10U, 20U}) {
        const auto found = find_zeros(boundary_value<Interval>(n), cube<Interval>(n, -1, 1), 200);
        CHECK(found.is_complete());
        CHECK(found.zeros.size() == 1);
    }
}

TEST_CASE("zeros: one variable, with poles, corners and ends of domains") {
    const auto count = [](const auto& f, const auto& slope, const Rational& a, const Rational& b) {
        const auto found = find_zeros(equation<Ball>(f, slope), cube<Ball>(1, a, b, 100), 3000);
        return std::pair(found.zeros.size(), found.is_complete());
    };
    using Result = std::pair<std::size_t, bool>;
    // A pole is no zero, though the sign changes; what is left lies at the pole, or at the end of the domain.
    const auto left_at = [](const auto& f, const auto& slope, const Rational& a, const Rational& b,
                            const Rational& at, std::size_t zeros) {
        const auto found = find_zeros(equation<Ball>(f, slope), cube<Ball>(1, a, b, 100), 3000);
        CHECK(found.zeros.size() == zeros);
        for (const auto& box : found.undecided) {
            CHECK(width(box[0]).value() < power_of_two(-60));
            CHECK(magnitude(box[0] - at).value() < power_of_two(-60));
        }
    };
    const auto minus_square = [](const auto& x) { return -inv(sqr(x)); };
    left_at([](const auto& x) { return inv(x); }, minus_square, -1, 2, 0, 0);
    left_at([](const auto& x) { return 1 + inv(x); }, minus_square, -3, 2, 0, 1);
    left_at([](const auto& x) { return log(x) - 1; }, [](const auto& x) { return inv(x); }, -1, 4, 0, 1);
    // 2x³ − 3x² + 1 has a double zero at 1 and a simple one at −1/2
    const auto cubic = [](const auto& x) { return 2 * pow(x, 3L) - 3 * sqr(x) + 1; };
    const auto slope = [](const auto& x) { return 6 * sqr(x) - 6 * x; };
    CHECK(count(cubic, slope, -1, Rational(1, 2)) == Result(1, true));
    CHECK(count(cubic, slope, -1, 2) == Result(1, false));
    // a zero at the end of the interval
    CHECK(count(cubic, slope, Rational(-1, 2), Rational(1, 2)) == Result(1, true));
    // |x| − 1/2: the corner between the zeros
    const auto sign = [](const auto& x) { return x / abs(x); };
    CHECK(count([](const auto& x) { return abs(x) - Rational(1, 2); }, sign, -1, 1) == Result(2, true));
    // max(x, 2x) has its zero in the corner: existence there is not shown
    CHECK_FALSE(count([](const auto& x) { return max(x, 2 * x); }, [](const auto& x) { return 1 + x * 0; },
                      -1, 2) == Result(1, true));
}

TEST_CASE("zeros: no step where the function is not shown differentiable") {
    // x/|x|, with the slope claimed to be 1: a step would find the zero 0, which is none
    const auto f =
        equation<Ball>([](const auto& x) { return x / abs(x); }, [](const auto& x) { return 1 + x * 0; });
    const auto box = cube<Ball>(1, -2, 2, 80);
    CHECK(krawczyk_step(f, box).zeros == ZeroCount::unknown);
    CHECK(newton_step(f, box).zeros == ZeroCount::unknown);
    CHECK(identical(newton_step(f, box).box[0], box[0]));
    CHECK(newton_step(f, std::vector<Ball>{Ball::entire(80)}).zeros == ZeroCount::unknown);
    CHECK_THROWS_AS((void)find_zeros(f, {Ball::entire(80)}), InputError);
    CHECK_THROWS_AS((void)find_zeros(f, {}), InputError);
}

TEST_CASE("zeros: Lambert's equation, for every value of a parameter at once") {
    // x e^x = a for a in [5/4, 7/4]: the zero for each a lies in the box, and is the only one there
    const auto lambert = [](const Rational& least, const Rational& greatest) {
        return equation<Ball>(
            [=](const auto& x) {
                return x * exp(x) - std::decay_t<decltype(x)>::from(least, greatest, x.precision());
            },
            [](const auto& x) { return (1 + x) * exp(x); });
    };
    const auto step = krawczyk_step(lambert(Rational(5, 4), Rational(7, 4)),
                                    cube<Ball>(1, Rational(1, 2), Rational(9, 10), 100));
    CHECK(step.zeros == ZeroCount::one);
    CHECK(newton_step(lambert(Rational(5, 4), Rational(7, 4)),
                      cube<Ball>(1, Rational(1, 2), Rational(9, 10), 100))
              .zeros == ZeroCount::one);
    for (const Rational& a : {Rational(5, 4), Rational(3, 2), Rational(7, 4)}) {
        const auto one = find_zeros(lambert(a, a), cube<Ball>(1, -1, 3, 300));
        CHECK(one.is_complete());
        REQUIRE(one.zeros.size() == 1);
        CHECK(subset(one.zeros[0].box[0], step.box[0]));
        CHECK(width(one.zeros[0].box[0]).value() < power_of_two(-285));
    }
    // the omega constant W(1)
    const auto omega = find_zeros(lambert(1, 1), cube<Ball>(1, 0, 1, 200));
    CHECK(is_near(omega.zeros[0].box[0], "0.5671432904097838729999686622103555497538", "1e-40"));
    // both branches for −1/e < a < 0, none below
    CHECK(find_zeros(lambert(Rational(-1, 4), Rational(-1, 4)), cube<Ball>(1, -10, 1, 100)).zeros.size() ==
          2);
    const auto none = find_zeros(lambert(Rational(-1, 2), Rational(-1, 2)), cube<Ball>(1, -10, 1, 100));
    CHECK((none.zeros.empty() && none.is_complete()));
    // no claim for all a in an interval on which the number of zeros changes
    CHECK(krawczyk_step(lambert(-1, 1), cube<Ball>(1, -1, 1, 100)).zeros != ZeroCount::one);
}

TEST_CASE("zeros: random polynomial systems with known zeros lose none, and none is counted twice") {
    const UpwardRounding scope;
    Engine engine(seed());
    for (long round = samples(60); round > 0; --round) {
        // (x − a)(x − b) = s(y − c), (y − c)(y − d) = t(x − a), zero at (a, c) among others
        const auto pick = [&] { return Rational(static_cast<long>(engine() % 41) - 20, 16); };
        const Rational a = pick(), b = pick(), c = pick(), d = pick(), s = pick() / 8, t = pick() / 8;
        const auto F = system<Interval>(
            [=](const auto& v) {
                return std::vector{(v[0] - a) * (v[0] - b) - s * (v[1] - c),
                                   (v[1] - c) * (v[1] - d) - t * (v[0] - a)};
            },
            [=](const auto& v) {
                const auto one = v[0] * 0 + 1;
                return std::vector{2 * v[0] - Rational(a + b), -s * one, -t * one,
                                   2 * v[1] - Rational(c + d)};
            });
        const auto found = find_zeros(F, cube<Interval>(2, -2, 2), 5000);
        long holding = 0, open = 0;
        for (const auto& zero : found.zeros) holding += holds(zero.box, {a, c}) ? 1 : 0;
        for (const auto& box : found.undecided) open += holds(box, {a, c}) ? 1 : 0;
        CHECK((holding == 1 || (holding == 0 && open > 0)));
        // four at most (Bézout)
        CHECK(found.zeros.size() <= 4);
        for (const auto& zero : found.zeros) CHECK(krawczyk_step(F, zero.region).zeros == ZeroCount::one);
    }
}

TEST_CASE("zeros: precision is used") {
    const auto root_of_two =
        equation<Ball>([](const auto& x) { return sqr(x) - 2; }, [](const auto& x) { return 2 * x; });
    const auto found = find_zeros(root_of_two, cube<Ball>(1, -3, 3, 10'000));
    REQUIRE(found.zeros.size() == 2);
    for (const auto& zero : found.zeros) {
        CHECK(contains(sqr(zero.box[0]), Rational(2)));
        CHECK(width(zero.box[0]).value() < power_of_two(-9'980));
    }
}
