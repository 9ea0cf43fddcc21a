// Every function of the checker against plain MPFR: containment and flags at random points of random
// intervals, hard values, and floors of accuracy, so that "return everything" fails.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <dlncert/checker/operations.hpp>
#include <sampling.hpp>

#include "reference.hpp"

using namespace dlncert;
using namespace dlncert::checker;
using dlncert::test::Big;
using dlncert::test::Engine;

namespace {

struct Function {
    std::string name;
    Op op;
    int arity = 1;
    int order = 0;
    Rational exponent = 0;
};

const std::vector<Function> functions = {
    {"neg", Op::neg},
    {"add", Op::add, 2},
    {"sub", Op::sub, 2},
    {"mul", Op::mul, 2},
    {"div", Op::div, 2},
    {"pow 0", Op::pow, 1, 0, 0},
    {"pow 2", Op::pow, 1, 0, 2},
    {"pow 3", Op::pow, 1, 0, 3},
    {"pow -1", Op::pow, 1, 0, -1},
    {"pow -2", Op::pow, 1, 0, -2},
    {"pow -3", Op::pow, 1, 0, -3},
    {"pow 1/2", Op::pow, 1, 0, Rational(1, 2)},
    {"pow 4/3", Op::pow, 1, 0, Rational(4, 3)},
    {"pow -1/3", Op::pow, 1, 0, Rational(-1, 3)},
    {"pow", Op::pow, 2},
    {"abs", Op::abs},
    {"min", Op::min, 2},
    {"max", Op::max, 2},
    {"sqrt", Op::sqrt},
    {"exp", Op::exp},
    {"log", Op::log},
    {"expm1", Op::expm1},
    {"log1p", Op::log1p},
    {"sin", Op::sin},
    {"cos", Op::cos},
    {"tan", Op::tan},
    {"asin", Op::asin},
    {"acos", Op::acos},
    {"atan", Op::atan},
    {"sinh", Op::sinh},
    {"cosh", Op::cosh},
    {"tanh", Op::tanh},
    {"asinh", Op::asinh},
    {"acosh", Op::acosh},
    {"atanh", Op::atanh},
    {"log_sinhc", Op::log_sinhc},
    {"langevin", Op::langevin},
    {"langevin'", Op::langevin, 1, 1},
    {"langevin''", Op::langevin, 1, 2},
    {"langevin'''", Op::langevin, 1, 3},
    {"sinc", Op::sinc},
    {"sinc'", Op::sinc, 1, 1},
    {"sinc''", Op::sinc, 1, 2},
    {"sinc'", Op::sinc, 1, 7},
    {"expm1_over_x", Op::expm1_over_x},
    {"log1p_over_x", Op::log1p_over_x},
    {"divided_log", Op::divided_log, 2},
    {"divided_exp", Op::divided_exp, 2},
    {"divided_pow", Op::divided_pow, 3},
};

template <int P>
using Point = Float<P>;

long below(Engine& engine, long n) {
    return static_cast<long>(engine() % static_cast<std::uint64_t>(n));
}

/// A finite P-bit number, biased to special, tiny, huge and nearly special ones.
template <int P>
Point<P> random_point(Engine& engine) {
    Point<P> x;
    const auto fill = [&](long exponent) {  // ±[1/2, 1)·2^exponent, all bits random
        mpz_t m;
        mpz_init_set_ui(m, 1);
        for (int i = 0; i < P / 32; ++i) {
            mpz_mul_2exp(m, m, 32);
            mpz_add_ui(m, m, static_cast<unsigned long>(engine() >> 32U));
        }
        mpfr_set_z_2exp(x.get(), m, exponent - static_cast<long>(mpz_sizeinbase(m, 2)), MPFR_RNDN);
        mpz_clear(m);
    };
    switch (below(engine, 8)) {
        case 0:
            mpfr_set_si(x.get(), below(engine, 4), MPFR_RNDN);
            break;
        case 1:
            mpfr_set_si_2exp(x.get(), below(engine, 16), -3, MPFR_RNDN);
            break;
        case 2:
            fill(-below(engine, 1000));
            break;
        case 3:
            fill(below(engine, 1000));
            break;
        case 4:  // next to a small integer
            mpfr_set_si(x.get(), below(engine, 4), MPFR_RNDN);
            if (below(engine, 2) == 0)
                mpfr_nextabove(x.get());
            else
                mpfr_nextbelow(x.get());
            if (mpfr_get_exp(x.get()) < -2000) mpfr_set_ui(x.get(), 0, MPFR_RNDN);
            break;
        default:
            fill(3 - below(engine, 8));
    }
    if (below(engine, 2) == 0) mpfr_neg(x.get(), x.get(), MPFR_RNDN);
    return x;
}

/// Some points, and an enclosure that allows all of them.
template <int P>
struct Argument {
    std::array<Point<P>, 4> points;
    Enclosure<P> enclosure;
};

template <int P>
Argument<P> random_argument(Engine& engine) {
    Argument<P> result;
    auto& points = result.points;
    const long spread = below(engine, 4);
    const double factor = 1 + std::ldexp(1.0, -static_cast<int>(below(engine, 45)));
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (i > 0 && spread < 3) points[i] = points[i - 1];
        if (i == 0 || spread == 3) points[i] = random_point<P>(engine);  // far apart
        if (i > 0 && spread == 1) mpfr_nextabove(points[i].get());
        if (i > 0 && spread == 2) mpfr_mul_d(points[i].get(), points[i].get(), factor, MPFR_RNDN);
        if (points[i].sign() != 0 && mpfr_get_exp(points[i].get()) < -2000) points[i] = Point<P>(0);
    }
    Point<P> lower = *std::min_element(points.begin(), points.end());
    Point<P> upper = *std::max_element(points.begin(), points.end());
    // An end beyond the points may be open; one at a point is attained.
    const bool open_lower = below(engine, 3) == 0, open_upper = below(engine, 3) == 0;
    if (open_lower)
        lower = below(engine, 4) == 0 ? Point<P>::infinity(-1) : std::min(lower, random_point<P>(engine));
    if (open_upper)
        upper = below(engine, 4) == 0 ? Point<P>::infinity(1) : std::max(upper, random_point<P>(engine));
    result.enclosure = constant(Interval<P>(lower, upper));
    for (const Point<P>& p : points) {
        if (p == lower) result.enclosure.lower_strict = true;  // the end itself is a value
        if (p == upper) result.enclosure.upper_strict = true;
    }
    result.enclosure.lower_strict = lower.is_infinite() || !result.enclosure.lower_strict;
    result.enclosure.upper_strict = upper.is_infinite() || !result.enclosure.upper_strict;
    return result;
}

/// −1, 0, 1 as x is below, (almost) equal to or above the reference; its relative error is below 2^−400.
template <int P>
int against(const Float<P>& x, const dlncert::test::Reference& truth) {
    if (truth.exact) return mpfr_cmp(x.get(), truth.value);
    Big low(truth.value), high(truth.value), error(truth.value);
    mpfr_div_2ui(error, error, 400, MPFR_RNDA);
    mpfr_abs(error, error, MPFR_RNDA);
    mpfr_sub(low, low, error, MPFR_RNDD);
    mpfr_add(high, high, error, MPFR_RNDU);
    return mpfr_cmp(x.get(), low) < 0 ? -1 : mpfr_cmp(x.get(), high) > 0 ? 1 : 0;
}

std::string show(mpfr_srcptr x) {
    char* text = nullptr;
    mpfr_asprintf(&text, "%.40Rg", x);
    const std::string result(text);
    mpfr_free_str(text);
    return result;
}

template <int P>
std::string show(const Enclosure<P>& x) {
    return (x.lower_strict ? "(" : "[") + show(x.range.lower().get()) + ", " + show(x.range.upper().get()) +
           (x.upper_strict ? ")" : "]") + (x.defined ? " defined" : "") +
           (x.differentiable ? " differentiable" : "");
}

template <int P>
Enclosure<P> evaluate(const Function& f, const std::array<Enclosure<P>, 3>& x) {
    Arguments<P> args{};
    for (int k = 0; k < f.arity; ++k) args[static_cast<std::size_t>(k)] = &x[static_cast<std::size_t>(k)];
    return apply(f.op, f.order, f.exponent, args);
}

/// Why the enclosure y of f is wrong at the points, or nothing.
template <int P>
std::string fault(const Function& f, const Enclosure<P>& y, const std::array<Point<P>, 3>& points) {
    std::array<Big, 3> at;
    for (std::size_t k = 0; k < 3; ++k) {
        at[k] = Big(P);
        mpfr_set(at[k], points[k].get(), MPFR_RNDN);
    }
    const auto truth = dlncert::test::reference(f.op, f.order, f.exponent, at, f.arity);
    if (truth.unknown) return "";
    if (mpfr_nan_p(truth.value) != 0) return y.defined ? "defined where the function is not" : "";
    if (boost::numeric::empty(y.range)) return "empty";
    const int lower = against(y.range.lower(), truth), upper = against(y.range.upper(), truth);
    const std::string value = " (value " + show(truth.value) + ")";
    if (lower > 0 || upper < 0) return "not contained" + value;
    if (truth.exact && ((lower == 0 && y.lower_strict) || (upper == 0 && y.upper_strict)))
        return "not strict" + value;
    return "";
}

template <int P>
void check_containment(const Function& f, long intervals, std::uint64_t salt) {
    Engine engine(dlncert::test::seed() + salt);
    for (long i = 0; i < intervals; ++i) {
        const std::array<Argument<P>, 3> x{random_argument<P>(engine), random_argument<P>(engine),
                                           random_argument<P>(engine)};
        const Enclosure<P> y = evaluate<P>(f, {x[0].enclosure, x[1].enclosure, x[2].enclosure});
        for (std::size_t k = 0; k < 4; ++k) {
            const std::array<Point<P>, 3> at{x[0].points[k], x[1].points[k], x[2].points[k]};
            const std::string wrong = fault(f, y, at);
            if (wrong.empty()) continue;
            std::string where;
            for (std::size_t j = 0; j < static_cast<std::size_t>(f.arity); ++j)
                where += show(at[j].get()) + " in " + show(x[j].enclosure) + "; ";
            FAIL_CHECK(f.name << " at " << P << " bits: " << wrong << " at " << where << " gives "
                              << show(y));
            return;
        }
    }
}

}  // namespace

// Four points to an interval. ctest's entries checker.sweep<P> run 100,000 points of each function.
#define DLNCERT_CONTAINMENT(P, intervals)                                       \
    TEST_CASE("containment and flags at random points, " #P " bits") {          \
        std::uint64_t salt = P;                                                 \
        for (const Function& f : functions)                                     \
            check_containment<P>(f, dlncert::test::samples(intervals), ++salt); \
    }
DLNCERT_CONTAINMENT(64, 5'000)
DLNCERT_CONTAINMENT(128, 1'000)
DLNCERT_CONTAINMENT(256, 250)
#undef DLNCERT_CONTAINMENT

namespace {

using Lattice = std::vector<Argument<64>>;

/// [a, b] or without its ends, and points of it: the ends or what lies next to them, and 0 if it is inside.
Argument<64> lattice_argument(const Point<64>& a, const Point<64>& b, bool open_below, bool open_above) {
    Argument<64> result;
    result.enclosure = constant(Interval<64>(a, b));
    result.enclosure.lower_strict = open_below;
    result.enclosure.upper_strict = open_above;
    Point<64> low = a, high = b;
    if (a.is_infinite()) mpfr_set_si(low.get(), -40, MPFR_RNDN);
    if (b.is_infinite()) mpfr_set_si(high.get(), 40, MPFR_RNDN);
    const Point<64> step = enclose<64>(Rational(1, Integer(1) << 40)).lower();
    if (open_below && !a.is_infinite()) low = Rounding<64>::add_down(a, step);
    if (open_above && !b.is_infinite()) high = Rounding<64>::sub_down(b, step);
    result.points = {low, high, low.sign() < 0 && high.sign() > 0 ? Point<64>(0) : low, high};
    return result;
}

/// Every interval with ends among −∞, −2, −1, 0, 1, ∞, open and closed.
Lattice lattice_arguments() {
    const std::vector<Point<64>> ends = {Point<64>::infinity(-1), -2, -1, 0, 1, Point<64>::infinity(1)};
    Lattice result;
    for (std::size_t i = 0; i < ends.size(); ++i)
        for (std::size_t j = i; j < ends.size(); ++j)
            for (const bool open_below : {false, true})
                for (const bool open_above : {false, true}) {
                    const bool single = i == j && (open_below || open_above || ends[i].is_infinite());
                    const bool attained =
                        (ends[i].is_infinite() && !open_below) || (ends[j].is_infinite() && !open_above);
                    if (!single && !attained)
                        result.push_back(lattice_argument(ends[i], ends[j], open_below, open_above));
                }
    return result;
}

/// Whether a function that is not differentiable at 0, or where its arguments are equal, is near such a
/// point.
bool has_corner(const Function& f, const Argument<64>& x, const Argument<64>& y) {
    const auto contains_zero = [](const Enclosure<64>& e) {
        return !is_nonzero(e) && !boost::numeric::empty(e.range);
    };
    if (f.op == Op::min || f.op == Op::max) return contains_zero(x.enclosure - y.enclosure);
    const bool root = f.op == Op::sqrt || (f.op == Op::pow && denominator(f.exponent) != 1 && f.exponent < 1);
    return (f.op == Op::abs || (root && f.arity == 1)) && contains_zero(x.enclosure);
}

void check_on_lattice(const Function& f, const Argument<64>& x, const Argument<64>& y) {
    const Enclosure<64> value = evaluate<64>(f, {x.enclosure, y.enclosure, x.enclosure});
    const std::string where =
        f.name + " over " + show(x.enclosure) + ", " + show(y.enclosure) + " gives " + show(value);
    for (std::size_t i = 0; i < 3; ++i)
        for (std::size_t j = 0; j < (f.arity == 1 ? 1U : 2U); ++j) {
            const std::array<Point<64>, 3> at{x.points[i], y.points[j], x.points[i]};
            const std::string wrong = fault(f, value, at);
            if (!wrong.empty()) FAIL_CHECK(where << ": " << wrong);
        }
    if (value.differentiable && (!value.defined || has_corner(f, x, y)))
        FAIL_CHECK(where << ": differentiable");
    for (const bool defined : {true, false})  // what holds of the arguments, holds of the value
        for (int k = 0; k < f.arity; ++k) {
            std::array<Enclosure<64>, 3> args{x.enclosure, y.enclosure, x.enclosure};
            (defined ? args[static_cast<std::size_t>(k)].defined
                     : args[static_cast<std::size_t>(k)].differentiable) = false;
            const Enclosure<64> less = evaluate<64>(f, args);
            if (defined ? less.defined : less.differentiable)
                FAIL_CHECK(where << " whatever argument " << k << " is");
        }
}

}  // namespace

// Small integers attain their bounds, so that a flag of strictness that is wrong shows.
TEST_CASE("containment and flags over small integers") {
    const Lattice lattice = lattice_arguments();
    for (const Function& f : functions)
        for (const auto& x : lattice) {
            if (f.arity == 1) check_on_lattice(f, x, x);
            if (f.arity == 2)
                for (const auto& y : lattice) check_on_lattice(f, x, y);
        }
}

// Of 0, 1 and 2, in ranges that end there or do not end.
TEST_CASE("divided powers over small integers") {
    const Function f{"divided_pow", Op::divided_pow, 3};
    std::vector<Argument<64>> bases, exponents;
    const auto infinity = Point<64>::infinity(1);
    for (const Point<64>& a : {Point<64>(0), Point<64>(1), Point<64>(2)})
        for (const Point<64>& b : {Point<64>(0), Point<64>(1), Point<64>(2), infinity})
            if (a < b || (a == b && a.sign() > 0))
                bases.push_back(lattice_argument(a, b, a.sign() == 0, b.is_infinite()));
    for (const int a : {-2, -1, 0, 1, 2})
        for (const int b : {-2, -1, 0, 1, 2})
            if (a <= b) exponents.push_back(lattice_argument(a, b, false, false));
    for (const auto& x : bases)
        for (const auto& y : bases)
            for (const auto& p : exponents) {
                const Enclosure<64> value = evaluate<64>(f, {x.enclosure, y.enclosure, p.enclosure});
                for (std::size_t k = 0; k < 8; ++k) {
                    const std::string wrong =
                        fault(f, value, {x.points[k % 2], y.points[k / 2 % 2], p.points[k / 4]});
                    if (!wrong.empty())
                        FAIL_CHECK(show(x.enclosure) << ", " << show(y.enclosure) << ", " << show(p.enclosure)
                                                     << " gives " << show(value) << ": " << wrong);
                }
            }
}

namespace {

template <int P>
Enclosure<P> at_point(const Function& f, const Point<P>& x, const Point<P>& y, const Point<P>& z) {
    const auto number = [](const Point<P>& p) { return constant(Interval<P>(p)); };
    return evaluate<P>(f, {number(x), number(y), number(z)});
}

/// log2 of (upper − lower)/|value| or so; −1e9 if the range is a point.
template <int P>
double relative_width(const Interval<P>& range) {
    Big width(200), size(200);
    mpfr_sub(width, range.upper().get(), range.lower().get(), MPFR_RNDU);
    mpfr_abs(size, range.lower().get(), MPFR_RNDN);
    mpfr_div(width, width, size, MPFR_RNDU);
    if (mpfr_zero_p(width) != 0) return -1e9;
    mpfr_log2(width, width, MPFR_RNDU);
    return mpfr_get_d(width, MPFR_RNDU);
}

template <int P>
void check_accuracy(const Function& f, long points) {
    Engine engine(dlncert::test::seed() + P);
    double worst = -1e9;
    for (long i = 0; i < points; ++i) {
        const Point<P> x = random_point<P>(engine), y = random_point<P>(engine), z = random_point<P>(engine);
        const Enclosure<P> value = at_point<P>(f, x, y, z);
        if (!value.defined || value.range.lower().is_infinite() || value.range.upper().is_infinite())
            continue;
        if (!value.range.lower().magnitude_below(1 << 20) || !value.range.upper().magnitude_below(1 << 20))
            continue;
        if (value.range.lower().sign() * value.range.upper().sign() <= 0) {
            // The value may be 0, or so small that it underflows.
            if (value.range.upper().magnitude_below(-100'000) &&
                value.range.lower().magnitude_below(-100'000))
                continue;
            FAIL_CHECK(f.name << " has no sign at " << show(x.get()) << ", " << show(y.get()) << ", "
                              << show(z.get()));
            return;
        }
        if (value.range.lower().magnitude_below(-100'000)) continue;
        worst = std::max(worst, relative_width(value.range));
    }
    INFO(f.name << ", " << P << " bits: relative width up to 2^" << worst);
    CHECK(worst <= 8 - P);
}

}  // namespace

TEST_CASE("points are enclosed to 2^(8-P) relatively") {
    for (const Function& f : functions) {
        if (f.op == Op::langevin && f.order == 3) continue;  // it has a zero
        check_accuracy<64>(f, dlncert::test::samples(2'000));
        check_accuracy<256>(f, dlncert::test::samples(200));
        check_accuracy<2048>(f, dlncert::test::samples(20));
    }
}

TEST_CASE("monotone functions by their ends") {
    Engine engine(dlncert::test::seed());
    for (const Function& f : functions) {
        const bool grows = f.op == Op::exp || f.op == Op::expm1 || f.op == Op::atan || f.op == Op::sinh ||
                           f.op == Op::tanh || f.op == Op::asinh || (f.op == Op::langevin && f.order == 0) ||
                           f.op == Op::expm1_over_x || f.op == Op::divided_exp || f.op == Op::add;
        if (!grows) continue;
        for (long i = 0; i < dlncert::test::samples(500); ++i) {
            std::array<Point<64>, 4> p{};
            for (auto& q : p) q = random_point<64>(engine);
            if (p[1] < p[0]) std::swap(p[0], p[1]);
            if (p[3] < p[2]) std::swap(p[2], p[3]);
            const auto range =
                evaluate<64>(f, {constant(Interval<64>(p[0], p[1])), constant(Interval<64>(p[2], p[3])),
                                 constant(Interval<64>(0))})
                    .range;
            CHECK_MESSAGE(range.lower() == at_point<64>(f, p[0], p[2], 0).range.lower(), f.name);
            CHECK_MESSAGE(range.upper() == at_point<64>(f, p[1], p[3], 0).range.upper(), f.name);
        }
    }
    for (long i = 0; i < dlncert::test::samples(500); ++i) {  // even ones, and L'' by its slope
        Point<64> a = random_point<64>(engine), b = random_point<64>(engine);
        if (b < a) std::swap(a, b);
        const Enclosure<64> u = constant(Interval<64>(a, b)), size = abs(u);
        const auto least = constant(Interval<64>(size.range.lower())),
                   most = constant(Interval<64>(size.range.upper()));
        CHECK(log_sinhc(u).range.lower() == log_sinhc(least).range.lower());
        CHECK(log_sinhc(u).range.upper() == log_sinhc(most).range.upper());
        CHECK(langevin(u, 1).range.lower() == langevin(most, 1).range.lower());
        CHECK(langevin(u, 1).range.upper() == langevin(least, 1).range.upper());
    }
    for (int i = -64; i < 64; ++i) {
        const Interval<64> u =
            enclose<64>(Rational(i, 8)) +
            Interval<64>(enclose<64>(Rational(0)).lower(), enclose<64>(Rational(1, 64)).upper());
        const Interval<64> second = langevin(constant(u), 2).range;
        CHECK(Rounding<64>::sub_up(second.upper(), second.lower()) <=
              enclose<64>(Rational(28, 6400)).upper());
    }
}

TEST_CASE("two precisions overlap, and the higher is inside the lower on intervals it can represent") {
    Engine engine(dlncert::test::seed());
    for (const Function& f : functions)
        for (long i = 0; i < dlncert::test::samples(200); ++i) {
            std::array<Enclosure<64>, 3> low{};
            std::array<Enclosure<512>, 3> high{};
            for (std::size_t k = 0; k < 3; ++k) {
                low[k] = random_argument<64>(engine).enclosure;
                high[k] = {Interval<512>(low[k].range), low[k].lower_strict, low[k].upper_strict, true, true};
            }
            const auto y = evaluate<64>(f, low);
            const auto z = evaluate<512>(f, high);
            CHECK_MESSAGE(y.defined == z.defined, f.name << show(low[0]));
            if (boost::numeric::empty(y.range)) continue;
            const Interval<512> outer(y.range);
            CHECK_MESSAGE(!boost::numeric::empty(boost::numeric::intersect(outer, z.range)),
                          f.name << " " << show(low[0]));
        }
}

TEST_CASE("hard values and open ends") {
    using I = Interval<64>;
    const Enclosure<64> half_line{I(Float<64>(0), Float<64>::infinity(1)), false, true};
    const Enclosure<64> whole{I::whole(), true, true};
    CHECK(show(constant(half_line.range)) == "[0, inf) defined differentiable");
    CHECK(show(constant(-half_line.range)) == "(-inf, -0] defined differentiable");
    CHECK(show(langevin(half_line, 0)) == "[0, 1) defined differentiable");
    CHECK(show(langevin(whole, 0)) == "(-1, 1) defined differentiable");
    CHECK(langevin(half_line, 1).range.lower() == Float<64>(0));
    CHECK(langevin(half_line, 1).lower_strict);
    CHECK(langevin(half_line, 1).range.upper() <= enclose<64>(Rational(1, 3)).upper());
    CHECK(show(log_sinhc(whole)) == "[0, inf) defined differentiable");
    CHECK(show(log_sinhc(half_line)) == "[0, inf) defined differentiable");
    const Enclosure<64> open{I(0, 1), true, false};
    CHECK(is_positive(langevin(open, 0)));
    CHECK(is_negative(langevin(open, 2)));
    CHECK(is_positive(-langevin(open, 2)));
    CHECK(log(open).defined);
    CHECK(log(open).differentiable);
    CHECK_FALSE(log(constant(I(0, 1))).defined);
    CHECK(sqrt(constant(I(0, 1))).defined);
    CHECK_FALSE(sqrt(constant(I(0, 1))).differentiable);
    CHECK(sqrt(open).differentiable);
    CHECK_FALSE(abs(constant(I(-1, 1))).differentiable);
    CHECK_FALSE(abs(constant(I(0, 1))).differentiable);
    CHECK(abs(open).differentiable);
    CHECK_FALSE(min(open, open).differentiable);
    CHECK_FALSE(max(open, constant(I(1, 2))).differentiable);
    CHECK_FALSE(min(abs(constant(I(-1, 1))), constant(I(2, 3))).differentiable);
    CHECK_FALSE(max(constant(I(-3, -2)), abs(constant(I(-1, 1)))).differentiable);
    CHECK(max(constant(I(0, 1)), constant(I(2, 3))).differentiable);
    CHECK(power(constant(I(-1, 1)), Rational(2)).differentiable);
    CHECK_FALSE(power(constant(I(0, 1)), Rational(1, 3)).differentiable);
    CHECK(power(constant(I(-1, 1)), Rational(0)).defined);
    CHECK_FALSE(power(constant(I(-1, 1)), Rational(-1)).defined);
    CHECK_FALSE(tan(constant(I(1, 2))).defined);
    CHECK(tan(constant(I(2, 4))).defined);
    CHECK(boost::numeric::empty(log(constant(I(-2, 0))).range));
    CHECK(boost::numeric::empty((open / constant(I(0))).range));
    CHECK_FALSE((open / constant(I(0))).defined);
    CHECK(show(constant(I(1)) / open) == "[1, inf) defined differentiable");
    CHECK(show(constant(I(1)) / constant(I(0, 1))) == "[1, inf)");
    CHECK(show(exp(whole)) == "(0, inf) defined differentiable");
    CHECK(show(apply<64>(Op::tanh, 0, 0, {&whole})) == "(-1, 1) defined differentiable");
}

TEST_CASE("building blocks at the working precision are rounded outward") {
    using I = Interval<128>;
    const I third = over(I(1), 3), minus_third = over(I(-1), 3);
    CHECK(third.lower() < third.upper());
    CHECK(minus_third.lower() < minus_third.upper());
    CHECK(boost::numeric::subset(enclose<128>(Rational(1, 3)), third));
    CHECK(boost::numeric::subset(enclose<128>(Rational(-1, 3)), minus_third));
    const I five = times(I(third.upper()), 5);  // 5 · (2^128 + 2)/3 has more than 128 bits
    CHECK(five.lower() < five.upper());
    CHECK(image(mpfr_exp, I(1)).lower() < image(mpfr_exp, I(1)).upper());
}

TEST_CASE("both ends from one evaluation are those of two") {
    using Function = int (*)(mpfr_ptr, mpfr_srcptr, mpfr_rnd_t);
    const Float<64> tiny = rounded<64>(MPFR_RNDN, mpfr_set_si_2exp, 1L, -70L);
    const Float<64> least = rounded<64>(MPFR_RNDU, mpfr_set_si_2exp, 1L, mpfr_get_emin() - 1);
    std::vector<Float<64>> points{Float<64>::infinity(1), 0, tiny, least, 1, 2, 3, 7, 100, 1 << 30};
    points.push_back(rounded<64>(MPFR_RNDN, mpfr_const_pi));
    for (int k = 1; k < 200; ++k)
        points.push_back(rounded<64>(MPFR_RNDN, mpfr_div_ui, Float<64>(k).get(), 97UL));
    for (std::size_t i = points.size(); i-- > 0;) points.push_back(-points[i]);
    for (const Function f :
         {Function(mpfr_sin), Function(mpfr_cos), Function(mpfr_exp), Function(mpfr_expm1),
          Function(mpfr_log), Function(mpfr_sqrt), Function(mpfr_sqr), Function(mpfr_atan)})
        for (const Float<64>& x : points) {
            const Interval<64> both = enclosed<64>(f, x.get());
            CHECK(both.lower() == rounded<64>(MPFR_RNDD, f, x.get()));
            CHECK(both.upper() == rounded<64>(MPFR_RNDU, f, x.get()));
        }
    for (const int k : {-3, -1, 0, 1, 2, 5})
        for (const int n : {1, 2, 3, 10, 641}) {
            const Rational q(k, n);
            CHECK(enclose<64>(q).lower() == rounded<64>(MPFR_RNDD, mpfr_set_q, q.backend().data()));
            CHECK(enclose<64>(q).upper() == rounded<64>(MPFR_RNDU, mpfr_set_q, q.backend().data()));
        }
    CHECK(singleton(enclosed<64>(mpfr_sin, Float<64>(0).get())));
    CHECK(singleton(enclosed<64>(mpfr_cos, Float<64>(0).get())));
}

TEST_CASE("a sine has an exact end only at its crests and at 0") {
    using I = Interval<64>;
    const auto near_one =
        sin(constant(I(rounded<64>(MPFR_RNDD, mpfr_div_2ui, pi<64>().range.lower().get(), 1UL))));
    CHECK(near_one.range.lower() < Float<64>(1));
    CHECK(near_one.range.upper() == Float<64>(1));  // above the value, which is less
    CHECK(singleton(sin(constant(I(0))).range));
    const auto falling = cos(constant(I(1, 2))).range;
    CHECK(falling.lower() == rounded<64>(MPFR_RNDD, mpfr_cos, Float<64>(2).get()));
    CHECK(falling.upper() == rounded<64>(MPFR_RNDU, mpfr_cos, Float<64>(1).get()));
}

TEST_CASE("numbers are copied with all that they are") {
    const Float<64> third = rounded<64>(MPFR_RNDD, mpfr_div_ui, Float<64>(1).get(), 3UL);
    for (const Float<64>& x : {third, -third, Float<64>(0), -Float<64>(0), Float<64>::infinity(-1)}) {
        Float<64> copy = x, assigned = 7;
        assigned = x;
        Float<64>& same = copy;
        copy = same;
        CHECK(mpfr_total_order_p(copy.get(), x.get()) + mpfr_total_order_p(x.get(), copy.get()) == 2);
        CHECK(mpfr_total_order_p(assigned.get(), x.get()) + mpfr_total_order_p(x.get(), assigned.get()) == 2);
        mpfr_set_si(copy.get(), 5, MPFR_RNDN);  // and have a significand of their own
        mpfr_set_si(assigned.get(), 6, MPFR_RNDN);
        CHECK((copy == Float<64>(5) && assigned == Float<64>(6) && x != Float<64>(5)));
    }
}
