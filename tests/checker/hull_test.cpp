// Arithmetic over every interval with ends among −∞, −2, −1, 0, 1, 2, ∞, open and closed, is exact: the ends
// are those of the hull of the values, they are strict if and only if they are no values, and a function is
// defined where it has values. A weaker answer would be sound; that there is none keeps the checker from
// refusing what holds.
#include <doctest/doctest.h>

#include <dlncert/checker/special.hpp>
#include <functional>
#include <limits>

using namespace dlncert;
using namespace dlncert::checker;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Set {
    double lower, upper;
    bool lower_open, upper_open;

    [[nodiscard]] bool contains(double x) const {
        return (x > lower || (x == lower && !lower_open)) && (x < upper || (x == upper && !upper_open));
    }
    [[nodiscard]] bool empty() const {
        return lower > upper || (lower == upper && (lower_open || upper_open));
    }
};

std::vector<Set> all_sets() {
    const std::vector<double> ends{-infinity, -2, -1, 0, 1, 2, infinity};
    std::vector<Set> result;
    for (const double a : ends)
        for (const double b : ends)
            for (const bool open : {false, true})
                for (const bool open_above : {false, true}) {
                    const Set set{a, b, open, open_above};
                    if (!set.empty() && (open || a != -infinity) && (open_above || b != infinity))
                        result.push_back(set);
                }
    return result;
}

Float<64> number(double x) {
    Float<64> result;
    mpfr_set_d(result.get(), x, MPFR_RNDN);
    return result;
}

Enclosure<64> enclosure(const Set& set) {
    return {Interval<64>(number(set.lower), number(set.upper)), set.lower_open, set.upper_open, true, true};
}

/// The parts of a set on either side of 0; both have it if the set does.
std::vector<Set> parts(const Set& set) {
    if (set.lower >= 0 || set.upper <= 0) return {set};
    return {{set.lower, 0, set.lower_open, false}, {0, set.upper, false, set.upper_open}};
}

/// Points of a set: its ends, what lies next to them, and between.
std::vector<double> points(const Set& set) {
    const double low = std::max(set.lower, -8.0), high = std::min(set.upper, 8.0), near = (high - low) / 1024;
    std::vector<double> result;
    for (const double x : {set.lower, set.upper, low + near, high - near, (low + high) / 2})
        if (std::isfinite(x) && set.contains(x)) result.push_back(x);
    return result;
}

/// A function on the plane, monotone in each variable on either side of 0. `side` tells which side an
/// argument 0 is the end of.
struct Function {
    std::string name;
    std::function<double(double x, double y)> value;  ///< NaN where there is none
    std::function<double(double x, double y, const Set& side)>
        end;  ///< limit at a corner; NaN: another corner is beyond it
    std::function<Enclosure<64>(const Enclosure<64>&, const Enclosure<64>&)> enclose;
    bool unary = false;
    bool product = false;
    bool corner = false;  ///< it is not differentiable everywhere where it is defined
};

struct Hull {
    double lower = infinity, upper = -infinity;
    bool lower_attained = false, upper_attained = false, defined = true;
};

Hull hull_of(const Function& f, const Set& x, const Set& y) {
    Hull result;
    for (const Set& s : parts(x))
        for (const Set& t : parts(y))
            for (const double a : {s.lower, s.upper})
                for (const double b : {t.lower, t.upper}) {
                    const double value = f.end(a, b, f.unary ? s : t);
                    if (std::isnan(value)) continue;
                    result.lower = std::min(result.lower, value);
                    result.upper = std::max(result.upper, value);
                }
    for (const Set& s : parts(x))
        for (const Set& t : parts(y))
            for (const double a : points(s))
                for (const double b : points(t)) {
                    const double value = f.value(a, b);
                    result.defined = result.defined && !std::isnan(value);
                    result.lower_attained = result.lower_attained || value == result.lower;
                    result.upper_attained = result.upper_attained || value == result.upper;
                }
    return result;
}

std::string show(const Set& s) {
    return (s.lower_open ? "(" : "[") + std::to_string(s.lower) + ", " + std::to_string(s.upper) +
           (s.upper_open ? ")" : "]");
}

void check(const Function& f, const Set& x, const Set& y) {
    const Enclosure<64> found = f.enclose(enclosure(x), enclosure(y));
    const Hull hull = hull_of(f, x, y);
    const std::string where = f.name + " over " + show(x) + ", " + show(y);
    if (hull.lower > hull.upper) {
        CHECK_MESSAGE(empty(found), where);
        CHECK_MESSAGE(!found.defined, where);
        return;
    }
    INFO(where);
    CHECK(mpfr_cmp_d(found.range.lower().get(), hull.lower) == 0);
    CHECK(mpfr_cmp_d(found.range.upper().get(), hull.upper) == 0);
    CHECK_FALSE((found.lower_strict && hull.lower_attained));
    CHECK_FALSE((found.upper_strict && hull.upper_attained));
    const auto straddles = [](const Set& s) { return s.lower < 0 && s.upper > 0; };
    if (!f.product || !straddles(x) || !straddles(y)) {  // which corner is least is not looked for
        CHECK((found.lower_strict || hull.lower_attained));
        CHECK((found.upper_strict || hull.upper_attained));
    }
    CHECK(found.defined == hull.defined);
    if (!f.corner) CHECK(found.differentiable == hull.defined);
}

double nan() {
    return std::numeric_limits<double>::quiet_NaN();
}

double product(double x, double y) {
    return x == 0 || y == 0 ? 0 : x * y;
}

/// x/y for y → 0 from one side; 0/0 = 0 stands for the values 0 at x = 0.
double quotient(double x, double y, const Set& side) {
    if (side.lower == 0 && side.upper == 0) return nan();
    if (std::isinf(x) && std::isinf(y)) return nan();
    if (y != 0) return x / y;
    return x == 0 ? 0 : (x > 0) == (side.upper > 0) ? infinity : -infinity;
}

double power_end(double x, int n, const Set& side) {
    if (x != 0 || n > 0) return n == 0 ? 1 : std::pow(x, n);
    if (n == 0) return 1;
    if (side.lower == 0 && side.upper == 0) return nan();
    return n % 2 == 0 || side.upper > 0 ? infinity : -infinity;
}

std::vector<Function> functions() {
    using E = Enclosure<64>;
    const auto plain = [](auto f) { return [f](double x, double y, const Set&) { return f(x, y); }; };
    const auto add = [](double x, double y) { return x + y; };
    const auto sub = [](double x, double y) { return x - y; };
    const auto least = [](double x, double y) { return std::min(x, y); };
    const auto most = [](double x, double y) { return std::max(x, y); };
    const auto size = [](double x, double) { return std::abs(x); };
    const auto minus = [](double x, double) { return 0 - x; };
    std::vector<Function> result{
        {"x + y", add, plain(add), [](const E& x, const E& y) { return x + y; }},
        {"x - y", sub, plain(sub), [](const E& x, const E& y) { return x - y; }},
        {"x y", product, plain(product), [](const E& x, const E& y) { return x * y; }, false, true},
        {"x/y", [](double x, double y) { return y == 0 ? nan() : x / y; }, quotient,
         [](const E& x, const E& y) { return x / y; }},
        {"min", least, plain(least), [](const E& x, const E& y) { return min(x, y); }, false, false, true},
        {"max", most, plain(most), [](const E& x, const E& y) { return max(x, y); }, false, false, true},
        {"abs", size, plain(size), [](const E& x, const E&) { return abs(x); }, true, false, true},
        {"-x", minus, plain(minus), [](const E& x, const E&) { return -x; }, true}};
    for (const int n : {-4, -3, -2, -1, 0, 1, 2, 3, 4})
        result.push_back({"x^" + std::to_string(n),
                          [n](double x, double) {
                              return x == 0 && n < 0 ? nan() : n == 0 ? 1 : std::pow(x, n);
                          },
                          [n](double x, double, const Set& side) { return power_end(x, n, side); },
                          [n](const E& x, const E&) { return power(x, Rational(n)); }, true});
    return result;
}

}  // namespace

TEST_CASE("arithmetic over small integers gives the hull of the values, and the right flags") {
    const std::vector<Set> sets = all_sets();
    for (const Function& f : functions())
        for (const Set& x : sets)
            for (const Set& y : f.unary ? std::vector<Set>{{1, 1, false, false}} : sets) check(f, x, y);
}

TEST_CASE("ranges of monotone functions, from enclosures of the values at the ends") {
    using I = Interval<64>;
    const auto around = [](const I& x) {
        return Interval<64>(Rounding<64>::sub_down(x.lower(), Float<64>(1)),
                            Rounding<64>::add_up(x.upper(), Float<64>(1)));
    };
    const auto up = [&](const Float<64>& p) { return around(I(p)); };
    const auto down = [&](const Float<64>& p) { return around(-I(p)); };
    const auto is = [](const I& x, int lower, int upper) {
        return x.lower() == Float<64>(lower) && x.upper() == Float<64>(upper);
    };
    CHECK(is(increasing_range(up, I(2, 4)), 1, 5));
    CHECK(is(decreasing_range(down, I(2, 4)), -5, -1));
    const auto sum = [&](const Float<64>& p, const Float<64>& q) { return around(I(p) + I(q)); };
    const auto minus = [&](const Float<64>& p, const Float<64>& q) { return around(-I(p) - I(q)); };
    CHECK(is(increasing_range(sum, I(2, 4), I(10, 20)), 11, 25));
    CHECK(is(decreasing_range(minus, I(2, 4), I(10, 20)), -25, -11));
}

// |s^(k+1)| <= 1/(k+2), so that the mean-value form is as wide as that times the range
TEST_CASE("derivatives of sinc over short ranges are enclosed sharply, also around 0") {
    for (int k = 1; k <= 6; ++k)
        for (const int centre : {-40, -3, -1, 0, 1, 3, 40}) {
            const Rational radius(1, 256);
            const Interval<64> x(enclose<64>(Rational(centre, 8) - radius).lower(),
                                 enclose<64>(Rational(centre, 8) + radius).upper());
            const Interval<64> range = sinc(constant(x), k).range;
            const Rational most = 2 * radius / (k + 2) + Rational(1, 1000000);
            CHECK(Rounding<64>::sub_up(range.upper(), range.lower()) <= enclose<64>(most).upper());
        }
}

TEST_CASE("each operation's ends are rounded to their own sides") {
    using R = Rounding<64>;
    const Float<64> third = enclose<64>(Rational(1, 3)).lower(), three(3),
                    large = enclose<64>(Rational(Integer(1) << 80)).lower();
    CHECK(R::add_down(large, third) < R::add_up(large, third));
    CHECK(R::sub_down(large, third) < R::sub_up(large, third));
    CHECK(R::mul_down(third, third) < R::mul_up(third, third));
    CHECK(R::div_down(third, three) < R::div_up(third, three));
    CHECK(R::add_down(large, third) == large);
    CHECK(R::sub_up(large, third) == large);
}
