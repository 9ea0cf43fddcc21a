// The test idioms of FLINT on every operation and every number type; comparison with MPFR and the accuracy
// floor are in containment_test.cpp.
#include <doctest/doctest.h>

#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/definedness.hpp>
#include <dlncert/arith/interval.hpp>
#include <functional>
#include <utility>

#include "arith/random_reals.hpp"

using namespace dlncert;
using namespace dlncert::test;

#define DLNCERT_NUMBER_TYPES Interval, Ball, Decorated<Interval>, Decorated<Ball>

namespace {

long random_precision(Engine& engine) {
    return 30 + static_cast<long>(below(engine, 200));
}

template <class T>
T random_box(Engine& engine) {
    const Interval box = random_interval(engine);
    return T::from(lower(box), upper(box), random_precision(engine));
}

template <class T>
T random_moderate(Engine& engine) {
    const double x = with_exponent(engine, static_cast<long>(below(engine, 12)) - 6);
    const double y = below(engine, 2) == 0 ? x : x + static_cast<double>(below(engine, 1000)) / 256;
    return T::from(to_endpoint(x), to_endpoint(y), random_precision(engine));
}

/// Every function of one variable, by name.
template <class T>
std::vector<std::pair<const char*, std::function<T(const T&)>>> functions() {
    return {{"sqr", [](const T& x) { return sqr(x); }},
            {"inv", [](const T& x) { return inv(x); }},
            {"abs", [](const T& x) { return abs(x); }},
            {"sqrt", [](const T& x) { return sqrt(x); }},
            {"exp", [](const T& x) { return exp(x); }},
            {"log", [](const T& x) { return log(x); }},
            {"expm1", [](const T& x) { return expm1(x); }},
            {"log1p", [](const T& x) { return log1p(x); }},
            {"sinh", [](const T& x) { return sinh(x); }},
            {"cosh", [](const T& x) { return cosh(x); }},
            {"tanh", [](const T& x) { return tanh(x); }},
            {"x^3", [](const T& x) { return pow(x, 3); }},
            {"x^-3", [](const T& x) { return pow(x, -3); }},
            {"x^-4", [](const T& x) { return pow(x, -4); }},
            {"x^(2/3)", [](const T& x) { return pow(x, Rational(2, 3)); }},
            {"x^(-1/2)", [](const T& x) { return pow(x, Rational(-1, 2)); }}};
}

}  // namespace

TEST_CASE_TEMPLATE("an exact rational point inside lies in the result", T, DLNCERT_NUMBER_TYPES) {
    Engine engine(seed());
    const auto box = [&engine](const Rational& inside) {
        const Rational below_it = abs(random_rational(engine)), above_it = abs(random_rational(engine));
        const long precision = 2 + static_cast<long>(below(engine, 200));
        switch (below(engine, 4)) {
            case 0:
                return T::from(Rational(inside - below_it), Rational(inside + above_it), precision);
            case 1:
                return T::from(inside, Rational(inside + above_it), precision);
            case 2:
                return T::from(Rational(inside - below_it), inside, precision);
            default:
                return T::from(inside, precision);
        }
    };
    for (long i = samples(20'000); i > 0; --i) {
        const Rational p = random_rational(engine), q = random_rational(engine);
        const UpwardRounding up;
        const T x = box(p), y = box(q);
        CHECK(contains(x, p));
        CHECK(contains(x + y, Rational(p + q)));
        CHECK(contains(x - y, Rational(p - q)));
        CHECK(contains(x * y, Rational(p * q)));
        CHECK(contains(x + q, Rational(p + q)));
        CHECK(contains(q - x, Rational(q - p)));
        CHECK(contains(x * -7, Rational(-7 * p)));
        CHECK(contains(-x, Rational(-p)));
        CHECK(contains(+x, p));
        CHECK(contains(sqr(x), Rational(p * p)));
        CHECK(contains(abs(x), Rational(abs(p))));
        CHECK(contains(pow(x, 3), Rational(p * p * p)));
        CHECK(contains(pow(x, 4), Rational(p * p * p * p)));
        CHECK(contains(pow(x, 0), Rational(1)));
        CHECK(contains(min(x, y), std::min(p, q)));
        CHECK(contains(max(x, y), std::max(p, q)));
        CHECK(contains(hull(x, y), p));
        CHECK(contains(hull(x, y), q));
        CHECK(contains(intersection(x, hull(x, y)), p));
        CHECK(contains(intersection(hull(x, y), y), q));
        if (q != 0) {
            CHECK(contains(x / y, Rational(p / q)));
            CHECK(contains(inv(y), Rational(1 / q)));
            CHECK(contains(p / y, Rational(p / q)));
            CHECK(contains(pow(y, -3), Rational(1 / (q * q * q))));
            CHECK(contains(pow(y, Rational(-2)), Rational(1 / (q * q))));
        }
        const Rational positive = abs(p) + 1, square = positive * positive;
        CHECK(contains(sqrt(box(square)), positive));
        CHECK(contains(pow(box(Rational(square * positive)), Rational(-2, 3)), Rational(1 / square)));
        CHECK(lower(x) <= Endpoint(p));
        CHECK(Endpoint(p) <= upper(x));
        CHECK(Endpoint(Rational(abs(p))) <= magnitude(x));
        CHECK(mignitude(x) <= Endpoint(Rational(abs(p))));
        CHECK(subset(midpoint(x), x));
        if (certainly_positive(x)) CHECK(p > 0);
        if (certainly_nonnegative(x)) CHECK(p >= 0);
        if (certainly_negative(x)) CHECK(p < 0);
        if (certainly_nonpositive(x)) CHECK(p <= 0);
        if (certainly_nonzero(x)) CHECK(p != 0);
        if (certainly_less(x, y)) CHECK(p < q);
        if (certainly_less_equal(x, y)) CHECK(p <= q);
        if (p == 0) CHECK(contains_zero(x));
    }
}

TEST_CASE("two precisions, and the two types, overlap") {
    Engine engine(seed());
    const auto ball = functions<Ball>();
    const auto interval = functions<Interval>();
    for (long i = samples(5'000); i > 0; --i) {
        const Endpoint x = to_endpoint(random_double(engine));
        for (std::size_t k = 0; k < ball.size(); ++k) {
            CAPTURE(ball[k].first);
            const Ball coarse = ball[k].second(Ball::from(x, x, 53));
            const Ball fine = ball[k].second(Ball::from(x, x, 54 + static_cast<long>(below(engine, 300))));
            const UpwardRounding up;
            const Interval image = interval[k].second(Interval::from(x, x));
            CHECK(is_empty(coarse) == is_empty(fine));
            CHECK(is_empty(coarse) == is_empty(image));
            if (is_empty(fine)) continue;
            CHECK_FALSE(disjoint(coarse, fine));
            CHECK_FALSE(disjoint(fine, Ball::from(lower(image), upper(image), 64)));
        }
    }
}

TEST_CASE_TEMPLATE("a second formula overlaps", T, DLNCERT_NUMBER_TYPES) {
    Engine engine(seed());
    const auto agree = [](const T& a, const T& b) { CHECK_FALSE(disjoint(a, b)); };
    for (long i = samples(10'000); i > 0; --i) {
        const UpwardRounding up;
        const T x = random_box<T>(engine), y = random_moderate<T>(engine), positive = 1 + abs(y);
        agree(sqr(x), x * x);
        agree(x - y, x + -y);
        agree(x / positive, x * inv(positive));
        agree(pow(x, 5), sqr(x) * sqr(x) * x);
        agree(sqrt(positive), pow(positive, Rational(1, 2)));
        agree(sinh(y), (exp(y) - exp(-y)) / 2);
        agree(cosh(y), (exp(y) + exp(-y)) / 2);
        agree(tanh(y), sinh(y) / cosh(y));
        agree(expm1(y), exp(y) - 1);
        agree(log1p(positive), log(1 + positive));
        agree(pow(positive, Rational(5, 7)), exp(Rational(5, 7) * log(positive)));
        agree(pow(positive, Rational(-5, 7)), inv(exp(Rational(5, 7) * log(positive))));
        agree(abs(y), sqrt(sqr(y)));
        agree(max(x, y), -min(-x, -y));
        agree(max(y, positive), (y + positive + abs(y - positive)) / 2);
    }
}

TEST_CASE_TEMPLATE("functional equations", T, DLNCERT_NUMBER_TYPES) {
    Engine engine(seed());
    const auto agree = [](const T& a, const T& b) { CHECK_FALSE(disjoint(a, b)); };
    for (long i = samples(10'000); i > 0; --i) {
        const UpwardRounding up;
        const T x = random_moderate<T>(engine), y = random_moderate<T>(engine), p = 1 + abs(x),
                q = 1 + abs(y);
        agree(exp(x + y), exp(x) * exp(y));
        agree(log(p * q), log(p) + log(q));
        agree(log(exp(x)), x);
        agree(log1p(expm1(x)), x);
        agree(sqr(sqrt(p)), p);
        agree(sqr(cosh(x)) - sqr(sinh(x)), T::from(1, 53));
        agree(sinh(2 * x), 2 * sinh(x) * cosh(x));
        agree(pow(p, 3) * pow(p, -5), pow(p, -2));
        agree(pow(pow(p, Rational(1, 3)), 3), p);
        agree(pow(p, Rational(1, 3)) * pow(p, Rational(1, 6)), sqrt(p));
        agree((x + y) * p, x * p + y * p);
        agree(x / p * p, x);
        agree(x + y - y, x);
        agree(min(x, y) + max(x, y), x + y);
    }
}

TEST_CASE("f(A) and f(B) lie in f(hull(A, B))") {
    Engine engine(seed());
    const auto interval = functions<Interval>();
    const auto ball = functions<Ball>();
    for (long i = samples(5'000); i > 0; --i) {
        const Interval a = random_interval(engine), b = random_interval(engine), c = random_interval(engine);
        const Interval both = hull(a, b);
        const UpwardRounding up;
        for (std::size_t k = 0; k < interval.size(); ++k) {
            CAPTURE(interval[k].first);
            const auto& f = interval[k].second;
            CHECK(subset(hull(f(a), f(b)), f(both)));
            const Ball part = ball[k].second(Ball::from(lower(a), upper(a), 100));
            const Ball whole = ball[k].second(Ball::from(lower(both), upper(both), 53));
            // a ball around a range beside the domain may touch it, as its radius has 30 bits
            CHECK((is_empty(f(a)) || !disjoint(part, whole)));
        }
        CHECK(subset(hull(a + c, b + c), both + c));
        CHECK(subset(hull(a - c, b - c), both - c));
        CHECK(subset(hull(a * c, b * c), both * c));
        CHECK(subset(hull(a / c, b / c), both / c));
        CHECK(subset(hull(c / a, c / b), c / both));
        CHECK(subset(hull(min(a, c), min(b, c)), min(both, c)));
    }
}

TEST_CASE_TEMPLATE("aliasing: operands may be one object, and are then still two sets", T,
                   DLNCERT_NUMBER_TYPES) {
    const UpwardRounding up;
    const T x = T::from(Rational(-1), Rational(1), 64);
    CHECK(contains(x * x, Rational(-1)));
    CHECK(contains(x - x, Rational(2)));
    CHECK(contains(min(x, x), Rational(-1)));
    const T positive = T::from(Rational(1), Rational(2), 64);
    CHECK(contains(positive / positive, Rational(2)));
    CHECK(contains(positive / positive, Rational(1, 2)));
    Engine engine(seed());
    for (long i = samples(5'000); i > 0; --i) {
        const T a = random_box<T>(engine), b = a;
        const auto same = [](const T& p, const T& q) {
            return lower(p) == lower(q) && upper(p) == upper(q) && is_empty(p) == is_empty(q);
        };
        T c = a;
        CHECK(same(a + a, a + b));
        CHECK(same(a - a, a - b));
        CHECK(same(a * a, a * b));
        CHECK(same(a / a, a / b));
        CHECK(same(hull(a, a), hull(a, b)));
        CHECK(same(max(a, a), max(a, b)));
        c += c;
        CHECK(same(c, a + b));
        c = a;
        c *= c;
        CHECK(same(c, a * b));
        c = a;
        c -= c;
        CHECK(same(c, a - b));
        c = a;
        c /= c;
        CHECK(same(c, a / b));
        c = a;
        const T& alias = c;
        c = alias;
        CHECK(same(c, a));
        c = exp(c);
        CHECK(same(c, exp(a)));
    }
}
