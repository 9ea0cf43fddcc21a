// The search's enclosures contain the values at random points, computed by plain MPFR at 500 bits; jets agree
// with derivatives by symbols. (Nothing is believed because of them, but a lie would cost proofs.)
#include <doctest/doctest.h>

#include <checker/reference.hpp>
#include <dlncert/search/jet.hpp>
#include <dlncert/search/leaf.hpp>
#include <dlncert/search/precise.hpp>
#include <dlncert/search/subdivision.hpp>
#include <sampling.hpp>

using namespace dlncert;
using dlncert::test::Big;
using dlncert::test::Engine;
using dlncert::test::samples;
using dlncert::test::seed;

namespace {

const std::vector<std::string> names{"x", "y"};

/// f at a point; NaN where it is undefined. None: some number on the way is out of proportion.
std::optional<Big> value_at(const Expression& f, const std::vector<Rational>& point) {
    Big result;
    switch (f.op()) {
        case Op::rational:
            mpfr_set_q(result, f.value().backend().data(), MPFR_RNDN);
            return result;
        case Op::pi:
            mpfr_const_pi(result, MPFR_RNDN);
            return result;
        case Op::euler:
            mpfr_set_ui(result, 1, MPFR_RNDN);
            mpfr_exp(result, result, MPFR_RNDN);
            return result;
        case Op::variable:
            mpfr_set_q(result, point[f.name() == "x" ? 0 : 1].backend().data(), MPFR_RNDN);
            return result;
        default:
            break;
    }
    std::array<Big, 3> args;
    const auto exponent = f.op() == Op::pow ? rational_value(f.arg(1)) : std::nullopt;
    const std::size_t arity = exponent ? 1 : f.args().size();
    for (std::size_t i = 0; i < arity; ++i) {
        const auto arg = value_at(f.arg(i), point);
        if (!arg || mpfr_nan_p(*arg) != 0) return arg;
        args[i] = *arg;
    }
    const auto found =
        test::reference(f.op(), f.order(), exponent.value_or(0), args, static_cast<int>(arity));
    const bool large = mpfr_inf_p(found.value) != 0 ||
                       (mpfr_regular_p(found.value) != 0 && std::abs(mpfr_get_exp(found.value)) > 900);
    if (found.unknown || large) return std::nullopt;
    return found.value;
}

class RandomFunction {
  public:
    explicit RandomFunction(Engine& engine) : engine_(engine) {}

    long number(long below) { return static_cast<long>(engine_() % static_cast<std::uint64_t>(below)); }

    /// Of x, and of y if `both`.
    Expression operator()(int depth, bool both) {
        const auto part = [&] { return (*this)(depth - 1, both); };
        const Expression x = Expression::variable("x");
        const Expression y = both ? Expression::variable("y") : x;
        if (depth == 0) {
            const Expression leaves[] = {x,
                                         y,
                                         x + y,
                                         Rational(number(9) - 4, 1 + number(3)),
                                         x,
                                         y,
                                         Expression::node(number(2) ? Op::pi : Op::euler, {})};
            return leaves[number(7)];
        }
        static constexpr Op unary[] = {Op::neg,   Op::abs,          Op::sqrt,        Op::exp,   Op::log,
                                       Op::expm1, Op::log1p,        Op::sin,         Op::cos,   Op::tan,
                                       Op::asin,  Op::acos,         Op::atan,        Op::sinh,  Op::cosh,
                                       Op::tanh,  Op::asinh,        Op::acosh,       Op::atanh, Op::log_sinhc,
                                       Op::sinc,  Op::expm1_over_x, Op::log1p_over_x};
        static constexpr Op binary[] = {Op::add, Op::sub, Op::mul, Op::div, Op::min, Op::max};
        switch (number(8)) {
            case 0:
            case 1:
                return Expression::node(binary[number(6)], {part(), part()});
            case 2:
                return Expression::node(binary[number(4)], {part(), part()});
            case 3: {
                static const Rational exponents[] = {
                    2, 3, -1, -2, 5, Rational(1, 2), Rational(-3, 2), Rational(1, 3), 0, 1};
                return Expression::node(Op::pow, {part(), exponents[number(10)]});
            }
            case 4:
                return Expression::node(Op::langevin, {part()}, static_cast<int>(number(4)));
            case 5: {
                const Expression a = apply(Op::exp, part()), b = apply(Op::exp, part());
                if (number(3) == 0) return Expression::node(Op::divided_pow, {a, b, part()});
                if (number(2) == 0) return Expression::node(Op::pow, {a, part()});
                return Expression::node(number(2) ? Op::divided_log : Op::divided_exp, {a, b});
            }
            default:
                return Expression::node(unary[number(23)], {part()});
        }
    }

    SearchBox box(std::size_t sides) {
        SearchBox result;
        for (std::size_t i = 0; i < sides; ++i) {
            Side side;
            side.lower = Rational(number(25) - 8, 8);
            side.upper = side.lower + Rational(1 + number(8), 1L << (2 + number(12)));
            side.lower_open = number(3) == 0;
            side.upper_open = number(3) == 0;
            result.push_back(side);
        }
        return result;
    }

    Rational inside(const Side& side) {
        const Rational share(1 + number(15), 16);
        const bool end = number(4) == 0;
        if (end && !side.lower_open) return side.lower;
        return side.lower + share * (side.upper - side.lower);
    }

  private:
    Engine& engine_;
};

template <class N>
N side_of(const Side& side, long precision) {
    const auto lower = detail::Plain<N>::from(side.lower, precision);
    const auto upper = detail::Plain<N>::from(side.upper, precision);
    if constexpr (IsOpen<N>::value)
        return N(span(lower, upper), side.lower_open, side.upper_open);
    else
        return span(lower, upper);
}

void to_mpfr(Big& result, double end) {
    mpfr_set_d(result, end, MPFR_RNDN);
}
void to_mpfr(Big& result, const PreciseEnd& end) {
    result = Big(4000);
    arf_get_mpfr(result, end.get(), MPFR_RNDN);
}

template <class N>
bool contains(const N& range, const Big& value) {
    Big lo, hi;
    to_mpfr(lo, range.lo());
    to_mpfr(hi, range.hi());
    return mpfr_lessequal_p(lo, value) != 0 && mpfr_lessequal_p(value, hi) != 0;
}
/// Derivatives by symbols of a linear abs or max are 0 but for the rounding of the reference.
bool is_rounding(const Big& value) {
    return mpfr_zero_p(value) != 0 || mpfr_get_exp(value) < -350;
}

template <class N>
bool is_below(const N& range, const Big& value) {
    Big lo;
    to_mpfr(lo, range.lo());
    return mpfr_lessequal_p(lo, value) != 0;
}

/// What each method says of f over the box, at points of it.
template <class N>
void check_methods(const Expression& f, const SearchBox& box, RandomFunction& random, long precision) {
    const Program program(f, names);
    std::optional<Methods<N>> methods;
    std::vector<N> sides;
    std::optional<N> mean, monotone;
    {
        const UpwardRounding scope;
        methods.emplace(program, true, precision);
        for (const Side& side : box) sides.push_back(side_of<N>(side, precision));
        (void)methods->natural(sides);
        if (methods->status().defined && methods->status().smooth) {
            const N centre = methods->middle();
            if (methods->elsewhere().defined) mean = methods->mean_value(centre);
            if (methods->monotone_shows() && methods->elsewhere().defined)
                monotone = methods->bound_elsewhere();
        }
    }
    for (int k = 0; k < 4; ++k) {
        std::vector<Rational> point;
        for (const Side& side : box) point.push_back(random.inside(side));
        const auto known = value_at(f, point);
        if (!known) continue;
        const Big& value = *known;
        INFO(to_string(f), " at ", to_string(point[0]), ", ", to_string(point[1]), " in ",
             describe(box, names));
        if (mpfr_number_p(value) == 0) {
            CHECK_FALSE((methods->status().defined && mpfr_nan_p(value) != 0));
            continue;
        }
        CHECK(contains(methods->value(), value));
        if (mean && !detail::is_nothing(*mean)) CHECK(contains(*mean, value));
        if (monotone && !detail::is_nothing(*monotone)) CHECK(is_below(*monotone, value));
    }
}

}  // namespace

TEST_CASE("every method, in every interval type, contains the values at random points") {
    Engine engine(seed());
    RandomFunction random(engine);
    for (long i = 0; i < samples(5'000); ++i) {
        const Expression f = random(static_cast<int>(1 + random.number(4)), true);
        if (f.tree_size() > 40) continue;
        const SearchBox box = random.box(2);
        check_methods<Estimate>(f, box, random, 53);
        check_methods<Open<Estimate>>(f, box, random, 53);
        if (i % 10 == 0) check_methods<Open<Precise>>(f, box, random, i % 20 == 0 ? 128 : 256);
    }
}

TEST_CASE("jets are the derivatives by symbols") {
    Engine engine(seed() + 1);
    RandomFunction random(engine);
    constexpr std::size_t order = 4;  // the reference has L''' and not more
    long compared = 0;
    for (long i = 0; i < samples(3'000); ++i) {
        const Expression f = random(static_cast<int>(1 + random.number(3)), false);
        const SearchBox box = random.box(1);
        std::vector<Estimate> jet;
        {
            const UpwardRounding scope;
            const Program program(f, {"x"});
            Jets<Estimate> jets(program, 0, order, 53);
            const std::vector<Estimate> sides{side_of<Estimate>(box[0], 53)};
            const auto coefficients = jets(sides);
            if (!jets.status().defined || !jets.status().smooth) continue;
            jet.assign(coefficients.begin(), coefficients.end());
        }
        Expression derived = f;
        const Rational at = random.inside(box[0]);
        Rational factorial = 1;
        for (std::size_t k = 0; k <= order; ++k) {
            if (k > 0) factorial *= static_cast<long>(k);
            if (detail::is_nothing(jet[k])) break;
            const Expression scaled = derived / Expression(factorial);
            const auto value = value_at(scaled, {at, at});
            INFO(to_string(f), ", coefficient ", k, " at ", to_string(at));
            if (value && mpfr_number_p(*value) != 0) {
                CHECK((contains(jet[k], *value) || is_rounding(*value)));
                ++compared;
            }
            if (derived.tree_size() > 5'000) break;
            derived = derivative(derived, Expression::variable("x"));
        }
    }
    CHECK(compared > samples(3'000));
}
