#pragma once
// Every Op as a function of enclosures, and its partial derivatives.
#include <array>
#include <dlncert/checker/special.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expression.hpp>

namespace dlncert::checker {

/// The enclosures of an Op's arguments; null: there is none. Op::pow with a rational constant exponent has
/// one argument.
template <int P>
using Arguments = std::array<const Enclosure<P>*, 3>;

/// The Op over the box; `order` and `exponent` matter to Op::langevin and Op::pow, `exponent` is also a
/// constant's value.
template <int P>
[[nodiscard]] Enclosure<P> apply(Op op, int order, const Rational& exponent, const Arguments<P>& args) {
    const auto number = [](int n) { return constant(Interval<P>(n)); };
    const auto arg = [&args](std::size_t i) -> const Enclosure<P>& { return *args[i]; };
    // clang-format off
    switch (op) {
        case Op::rational: return constant(enclose<P>(exponent));
        case Op::pi: return pi<P>();
        case Op::euler: return exp(number(1));
        case Op::neg: return -arg(0);
        case Op::add: return arg(0) + arg(1);
        case Op::sub: return arg(0) - arg(1);
        case Op::mul: return args[0] == args[1] ? power(arg(0), Rational(2)) : arg(0) * arg(1);
        case Op::div: return arg(0) / arg(1);
        case Op::pow: return args[1] == nullptr ? power(arg(0), exponent) : power(arg(0), arg(1));
        case Op::abs: return abs(arg(0));
        case Op::min: return min(arg(0), arg(1));
        case Op::max: return max(arg(0), arg(1));
        case Op::sqrt: return sqrt(arg(0));
        case Op::exp: return exp(arg(0));
        case Op::log: return log(arg(0));
        case Op::expm1: return above(increasing(arg(0), mpfr_expm1), -1);
        case Op::log1p: return increasing(restrict(arg(0), half_line<P>(-1), false), mpfr_log1p);
        case Op::sin: return sin(arg(0));
        case Op::cos: return cos(arg(0));
        case Op::tan: return tan(arg(0));
        case Op::asin: return increasing(restrict(arg(0), Interval<P>(-1, 1), true), mpfr_asin);
        case Op::acos: return decreasing(restrict(arg(0), Interval<P>(-1, 1), true), mpfr_acos);
        case Op::atan: return increasing(arg(0), mpfr_atan);
        case Op::sinh: return sinh(arg(0));
        case Op::cosh: return cosh(arg(0));
        case Op::tanh: return below(above(increasing(arg(0), mpfr_tanh), -1), 1);
        case Op::asinh: return increasing(arg(0), mpfr_asinh);
        case Op::acosh: return increasing(restrict(arg(0), half_line<P>(1), true), mpfr_acosh);
        case Op::atanh: return increasing(restrict(arg(0), Interval<P>(-1, 1), false), mpfr_atanh);
        case Op::log_sinhc: return log_sinhc(arg(0));
        case Op::langevin: return langevin(arg(0), order);
        case Op::sinc: return sinc(arg(0), order);
        case Op::expm1_over_x: return expm1_over_x(arg(0));
        case Op::log1p_over_x: return log1p_over_x(arg(0));
        case Op::divided_log: return divided_log(arg(0), arg(1));
        case Op::divided_exp: return divided_exp(arg(0), arg(1));
        case Op::divided_pow: return divided_pow(arg(0), arg(1), arg(2));
        case Op::variable:
        case Op::element:
        case Op::sum:
        case Op::product:
        case Op::pair_sum:
            break;
    }
    // clang-format on
    throw Unsupported("an operation that is not evaluated");
}

/// A number known as quotient numerator/gap where gap ≠ 0, and everywhere as a value that `integral`
/// encloses.
template <int P>
[[nodiscard]] Enclosure<P> difference_slope(const Enclosure<P>& numerator, const Enclosure<P>& gap,
                                            const Enclosure<P>& integral) {
    if (!is_nonzero(gap)) return integral;
    return constant(intersect((numerator / gap).range, integral.range));
}

/// ∂(step)/∂(its k-th argument) over the box, where the step is differentiable.
template <int P>
[[nodiscard]] Enclosure<P> partial(Op op, int order, const Rational& exponent, std::size_t k,
                                   const Arguments<P>& args, const Enclosure<P>& value) {
    const auto number = [](int n) { return constant(Interval<P>(n)); };
    const auto arg = [&args](std::size_t i) -> const Enclosure<P>& { return *args[i]; };
    const Enclosure<P>& x = arg(0);
    const auto square = [](const Enclosure<P>& a) { return power(a, Rational(2)); };
    // clang-format off
    switch (op) {
        case Op::neg: return number(-1);
        case Op::add: return number(1);
        case Op::sub: return number(k == 0 ? 1 : -1);
        case Op::mul: return arg(1 - k);
        case Op::div: return k == 0 ? number(1) / arg(1) : -value / arg(1);
        case Op::pow:
            if (args[1] == nullptr && exponent == 0) return number(0);
            if (args[1] == nullptr) return constant(enclose<P>(exponent)) * power(x, Rational(exponent - 1));
            return k == 0 ? arg(1) * power(x, arg(1) - number(1)) : value * log(x);
        case Op::abs: return is_positive(x) ? number(1) : number(-1);
        case Op::min: return number((x.range.upper() < arg(1).range.lower()) == (k == 0) ? 1 : 0);
        case Op::max: return number((x.range.upper() < arg(1).range.lower()) == (k == 0) ? 0 : 1);
        case Op::sqrt: return number(1) / (number(2) * value);
        case Op::exp: return value;
        case Op::log: return number(1) / x;
        case Op::expm1: return exp(x);
        case Op::log1p: return number(1) / (number(1) + x);
        case Op::sin: return cos(x);
        case Op::cos: return -sin(x);
        case Op::tan: return number(1) + square(value);
        case Op::asin: return number(1) / sqrt((number(1) - x) * (number(1) + x));
        case Op::acos: return number(-1) / sqrt((number(1) - x) * (number(1) + x));
        case Op::atan: return number(1) / (number(1) + square(x));
        case Op::sinh: return cosh(x);
        case Op::cosh: return sinh(x);
        case Op::tanh: return number(1) / square(cosh(x));
        case Op::asinh: return number(1) / sqrt(number(1) + square(x));
        case Op::acosh: return number(1) / sqrt((x - number(1)) * (x + number(1)));
        case Op::atanh: return number(1) / ((number(1) - x) * (number(1) + x));
        case Op::log_sinhc: return langevin(x, 0);
        case Op::langevin:
            if (order >= max_langevin_order)
                throw Unsupported("the gradient needs a derivative of L beyond the third");
            return langevin(x, order + 1);
        default: break;
    }
    // clang-format on
    // f = (φ(a) − φ(b))/(a − b) has ∂f/∂a = (φ'(a) − f)/(a − b) = ∫₀¹ t φ''(b + t(a−b)) dt, which is half of
    // a value of φ'' between a and b.
    const bool binary = op == Op::divided_log || op == Op::divided_exp || op == Op::divided_pow;
    const Enclosure<P> a = binary && k == 1 ? arg(1) : x, b = !binary ? number(0) : k == 1 ? x : arg(1);
    const Enclosure<P> between = constant(hull(a.range, b.range)), half = number(1) / number(2);
    // clang-format off
    switch (op) {
        case Op::sinc: return sinc(x, order + 1);
        case Op::expm1_over_x: return difference_slope(exp(a) - value, a, half * exp(between));
        case Op::log1p_over_x: return difference_slope(number(1) / (number(1) + a) - value, a, -half / square(number(1) + between));
        case Op::divided_log: return difference_slope(number(1) / a - value, a - b, -half / square(between));
        case Op::divided_exp: return difference_slope(exp(a) - value, a - b, half * exp(between));
        case Op::divided_pow: {  // ∂f/∂p = ∫₀¹ ∂(p x^{p−1})/∂p dt at x = b + t(a−b)
            const Enclosure<P>& p = arg(2);
            const Enclosure<P> slope = p * power(between, p - number(1)), log_between = number(1) + p * log(between);
            if (k == 2) return difference_slope(power(a, p) * log(a) - power(b, p) * log(b), a - b, power(between, p - number(1)) * log_between);
            return difference_slope(p * power(a, p - number(1)) - value, a - b, half * slope * (p - number(1)) / between);
        }
        default:
            throw Unsupported("an operation that is not differentiated");
    }
    // clang-format on
}

}  // namespace dlncert::checker
