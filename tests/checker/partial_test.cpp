// Partial derivatives against central differences of the plain MPFR reference.
#include <doctest/doctest.h>

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

std::vector<Function> differentiable_functions() {
    std::vector<Function> result;
    for (const Op op : {Op::neg,   Op::abs,       Op::sqrt,     Op::exp,  Op::log,          Op::expm1,
                        Op::log1p, Op::sin,       Op::cos,      Op::tan,  Op::asin,         Op::acos,
                        Op::atan,  Op::sinh,      Op::cosh,     Op::tanh, Op::asinh,        Op::acosh,
                        Op::atanh, Op::log_sinhc, Op::langevin, Op::sinc, Op::expm1_over_x, Op::log1p_over_x})
        result.push_back({"unary Op " + std::to_string(static_cast<int>(op)), op});
    result.push_back({"langevin'", Op::langevin, 1, 1});
    result.push_back({"langevin''", Op::langevin, 1, 2});
    for (const Rational& q :
         {Rational(0), Rational(1), Rational(2), Rational(-3), Rational(1, 2), Rational(-2, 3)})
        result.push_back({"pow " + to_string(q), Op::pow, 1, 0, q});
    for (const Op op :
         {Op::add, Op::sub, Op::mul, Op::div, Op::pow, Op::min, Op::max, Op::divided_log, Op::divided_exp})
        result.push_back({"binary Op " + std::to_string(static_cast<int>(op)), op, 2});
    result.push_back({"divided_pow", Op::divided_pow, 3});
    return result;
}

/// ∂f/∂x_k at a point of eighths, up to 2^−100 (1 + |∂f|): the difference quotient with h = 2^−120.
Big slope(const Function& f, const std::array<long, 3>& eighths, std::size_t k) {
    std::array<Big, 3> at{Big(1000), Big(1000), Big(1000)};
    for (std::size_t j = 0; j < 3; ++j) mpfr_set_si_2exp(at[j], eighths[j], -3, MPFR_RNDN);
    Big h(64), above(1000);
    mpfr_set_si_2exp(h, 1, -120, MPFR_RNDN);
    std::array<Big, 3> up = at, down = at;
    mpfr_add(up[k], at[k], h, MPFR_RNDN);
    mpfr_sub(down[k], at[k], h, MPFR_RNDN);
    Big difference(1000);
    mpfr_sub(difference, dlncert::test::reference(f.op, f.order, f.exponent, up, f.arity).value,
             dlncert::test::reference(f.op, f.order, f.exponent, down, f.arity).value, MPFR_RNDN);
    mpfr_mul_2ui(difference, difference, 119, MPFR_RNDN);
    return difference;
}

void check_slopes(const Function& f, Engine& engine) {
    const long numerator_of_width =
        static_cast<long>(engine() % 3);  // intervals of width 0, 1/8, 1/4 above the point
    std::array<long, 3> eighths{};
    std::array<Enclosure<64>, 3> x;
    Arguments<64> args{};
    for (std::size_t k = 0; k < 3; ++k) {
        eighths[k] = static_cast<long>(engine() % 49) - 16;
        if (k == 1 && engine() % 4 == 0) eighths[1] = eighths[0];
        const auto left = static_cast<long>(engine() % static_cast<std::uint64_t>(numerator_of_width + 1));
        x[k] =
            constant(Interval<64>(enclose<64>(Rational(eighths[k] - left, 8)).lower(),
                                  enclose<64>(Rational(eighths[k] - left + numerator_of_width, 8)).upper()));
        if (static_cast<int>(k) < f.arity) args[k] = &x[k];
    }
    const Enclosure<64> value = apply(f.op, f.order, f.exponent, args);
    if (!value.differentiable) return;
    for (std::size_t k = 0; k < static_cast<std::size_t>(f.arity); ++k) {
        const Interval<64> range = partial(f.op, f.order, f.exponent, k, args, value).range;
        const Big truth = slope(f, eighths, k);
        Big tolerance(100), lower(1000), upper(1000), width(100);
        mpfr_abs(tolerance, truth, MPFR_RNDU);
        mpfr_add_ui(tolerance, tolerance, 1, MPFR_RNDU);
        mpfr_div_2ui(tolerance, tolerance, 100, MPFR_RNDU);
        mpfr_sub(lower, truth, tolerance, MPFR_RNDD);
        mpfr_add(upper, truth, tolerance, MPFR_RNDU);
        const double at = static_cast<double>(eighths[0]) / 8, other = static_cast<double>(eighths[1]) / 8;
        INFO(f.name << ", argument " << k << ", at " << at << ", " << other << ", width "
                    << numerator_of_width << "/8: slope " << mpfr_get_d(truth, MPFR_RNDN) << " in ["
                    << mpfr_get_d(range.lower().get(), MPFR_RNDD) << ", "
                    << mpfr_get_d(range.upper().get(), MPFR_RNDU) << "]");
        CHECK(mpfr_cmp(upper, range.lower().get()) >= 0);
        CHECK(mpfr_cmp(lower, range.upper().get()) <= 0);
        if (numerator_of_width > 0) continue;
        mpfr_sub(width, range.upper().get(), range.lower().get(), MPFR_RNDU);
        mpfr_mul_2ui(tolerance, tolerance, 50, MPFR_RNDU);  // 2^−50 (1 + |∂f|)
        CHECK(mpfr_cmp(width, tolerance) <= 0);
    }
}

}  // namespace

TEST_CASE("partial derivatives against central differences") {
    Engine engine(dlncert::test::seed());
    for (const Function& f : differentiable_functions())
        for (long i = 0; i < dlncert::test::samples(400); ++i) check_slopes(f, engine);
}
