#pragma once
// Every function of the language at one point by plain MPFR at 500 bits or more: the naive formula, with as
// many more bits as it cancels. It shares no formula with the checker where that has a removable singularity
// to avoid.
#include <mpfr.h>

#include <algorithm>
#include <array>
#include <dlncert/statement/expression.hpp>

namespace dlncert::test {

class Big {
  public:
    explicit Big(mpfr_prec_t bits = 500) { mpfr_init2(value_, bits); }
    Big(const Big& other) {
        mpfr_init2(value_, mpfr_get_prec(other.value_));
        mpfr_set(value_, other.value_, MPFR_RNDN);
    }
    Big& operator=(const Big& other) {
        mpfr_set_prec(value_, mpfr_get_prec(other.value_));
        mpfr_set(value_, other.value_, MPFR_RNDN);
        return *this;
    }
    ~Big() { mpfr_clear(value_); }
    operator mpfr_ptr() { return value_; }           // NOLINT: an mpfr_t with a destructor
    operator mpfr_srcptr() const { return value_; }  // NOLINT

  private:
    mpfr_t value_;
};

struct Reference {
    Big value;             ///< relative error below 2^-400; NaN where the function is undefined
    bool exact = false;    ///< certainly no error
    bool unknown = false;  ///< beyond the exponents of MPFR
};

namespace detail {

inline constexpr mpfr_prec_t base_bits = 500;

inline long exponent_of(const Big& x) {
    return mpfr_regular_p(x) != 0 ? static_cast<long>(mpfr_get_exp(x)) : 0;
}

inline Big working(long extra) {
    return Big(base_bits + (extra > 0 ? extra : 0));
}

/// g (order −1), L, L', L'', L''' by hyperbolic functions; only e^{−2u} is dropped beyond 2^20, where it is
/// below 2^−10^6.
inline Big langevin(int order, const Big& argument) {
    if (mpfr_zero_p(argument) != 0) {
        Big zero = working(0);
        mpfr_set_si(zero, order == 1 ? 1 : order == 3 ? -2 : 0, MPFR_RNDN);
        mpfr_div_si(zero, zero, order == 1 ? 3 : 15, MPFR_RNDN);
        return zero;
    }
    const long e = exponent_of(argument);
    const mpfr_prec_t bits = base_bits + (e < 0 ? -6 * e : 0);
    Big u(bits), s(bits), c(bits), a(bits), b(bits);
    mpfr_abs(u, argument, MPFR_RNDN);
    const bool huge = e > 20;
    mpfr_sinh_cosh(s, c, u, MPFR_RNDN);
    if (huge) mpfr_set_inf(s, 1);
    switch (order) {
        case -1:  // log(sinh u / u)
            if (huge) {
                mpfr_mul_ui(a, u, 2, MPFR_RNDN);
                mpfr_log(a, a, MPFR_RNDN);
                mpfr_sub(a, u, a, MPFR_RNDN);
            } else {
                mpfr_div(a, s, u, MPFR_RNDN);
                mpfr_log(a, a, MPFR_RNDN);
            }
            break;
        case 0:  // cosh/sinh − 1/u
            if (huge)
                mpfr_set_ui(a, 1, MPFR_RNDN);
            else
                mpfr_div(a, c, s, MPFR_RNDN);
            mpfr_ui_div(b, 1, u, MPFR_RNDN);
            mpfr_sub(a, a, b, MPFR_RNDN);
            break;
        case 1:  // 1/u² − 1/sinh²
            mpfr_sqr(a, u, MPFR_RNDN);
            mpfr_ui_div(a, 1, a, MPFR_RNDN);
            mpfr_sqr(b, s, MPFR_RNDN);
            mpfr_ui_div(b, 1, b, MPFR_RNDN);
            mpfr_sub(a, a, b, MPFR_RNDN);
            break;
        case 2:  // 2 cosh/sinh³ − 2/u³
            mpfr_pow_ui(a, u, 3, MPFR_RNDN);
            mpfr_si_div(a, -2, a, MPFR_RNDN);
            if (!huge) {
                mpfr_pow_ui(b, s, 3, MPFR_RNDN);
                mpfr_div(b, c, b, MPFR_RNDN);
                mpfr_mul_ui(b, b, 2, MPFR_RNDN);
                mpfr_add(a, a, b, MPFR_RNDN);
            }
            break;
        default:  // 6/u⁴ + 2/sinh² − 6 cosh²/sinh⁴
            mpfr_pow_ui(a, u, 4, MPFR_RNDN);
            mpfr_ui_div(a, 6, a, MPFR_RNDN);
            if (!huge) {
                mpfr_sqr(b, s, MPFR_RNDN);
                mpfr_ui_div(b, 2, b, MPFR_RNDN);
                mpfr_add(a, a, b, MPFR_RNDN);
                mpfr_div(b, c, s, MPFR_RNDN);
                mpfr_div(b, b, s, MPFR_RNDN);
                mpfr_sqr(b, b, MPFR_RNDN);
                mpfr_mul_ui(b, b, 6, MPFR_RNDN);
                mpfr_sub(a, a, b, MPFR_RNDN);
            }
    }
    if ((order == 0 || order == 2) && mpfr_sgn(static_cast<mpfr_srcptr>(argument)) < 0)
        mpfr_neg(a, a, MPFR_RNDN);
    return a;
}

/// s^(k) for s(x) = sin x/x, from x s^(j) + j s^(j−1) = sin^(j) x, which loses up to 2|log x| bits in each step.
inline Big sinc_derivative(int k, const Big& x) {
    const bool at_zero = mpfr_zero_p(x) != 0;
    Big s = working(at_zero ? 0 : 2 * (k + 2) * (std::abs(exponent_of(x)) + k));
    if (at_zero) {
        mpfr_set_si(s, k % 2 != 0 ? 0 : k % 4 == 0 ? 1 : -1, MPFR_RNDN);
        mpfr_div_si(s, s, k + 1, MPFR_RNDN);
        return s;
    }
    Big sine = s, cosine = s;
    mpfr_sin_cos(sine, cosine, x, MPFR_RNDN);
    mpfr_div(s, sine, x, MPFR_RNDN);
    for (int j = 1; j <= k; ++j) {
        mpfr_mul_si(s, s, -j, MPFR_RNDN);
        const Big& wave = j % 2 == 0 ? sine : cosine;
        if (j % 4 < 2)
            mpfr_add(s, s, wave, MPFR_RNDN);
        else
            mpfr_sub(s, s, wave, MPFR_RNDN);
        mpfr_div(s, s, x, MPFR_RNDN);
    }
    return s;
}

/// (f(a) − f(b))/(a − b) at points a ≠ b; `lost` bits cancel in the numerator.
template <class Function>
Reference quotient(const Big& a, const Big& b, long lost, Function f) {
    Big x = working(lost), y = working(lost);
    f(x, a);
    f(y, b);
    mpfr_sub(x, x, y, MPFR_RNDN);
    Big d(4000);
    mpfr_sub(d, a, b, MPFR_RNDN);
    const bool overflow = mpfr_number_p(x) == 0;
    mpfr_div(x, x, d, MPFR_RNDN);
    return {.value = x, .unknown = overflow};
}

inline long cancelled(const Big& a, const Big& b) {
    Big d(4000);
    mpfr_sub(d, a, b, MPFR_RNDN);
    const long size = std::max(exponent_of(a), exponent_of(b));
    return std::max(-exponent_of(d), size - exponent_of(d)) + 200;
}

inline Big nan() {
    Big result;
    mpfr_set_nan(result);
    return result;
}

}  // namespace detail

/// The Op at a point; Op::pow with one argument has the rational exponent.
inline Reference reference(Op op, int order, const Rational& exponent, const std::array<Big, 3>& args,
                           int arity) {
    using namespace detail;
    const Big &x = args[0], &y = args[1];
    Big r = working(0);
    int ternary = 1;
    const int sign = mpfr_sgn(static_cast<mpfr_srcptr>(x));
    switch (op) {
        case Op::neg:
            ternary = mpfr_neg(r, x, MPFR_RNDN);
            break;
        case Op::add:
            ternary = mpfr_add(r, x, y, MPFR_RNDN);
            break;
        case Op::sub:
            ternary = mpfr_sub(r, x, y, MPFR_RNDN);
            break;
        case Op::mul:
            ternary = mpfr_mul(r, x, y, MPFR_RNDN);
            break;
        case Op::div:
            if (mpfr_zero_p(y) != 0) return {nan()};
            ternary = mpfr_div(r, x, y, MPFR_RNDN);
            break;
        case Op::pow:
            if (arity == 2) {
                if (sign <= 0) return {nan()};
                ternary = mpfr_pow(r, x, y, MPFR_RNDN);
            } else if (denominator(exponent) == 1) {
                if (sign == 0 && exponent < 0) return {nan()};
                ternary = mpfr_pow_z(r, x, numerator(exponent).backend().data(), MPFR_RNDN);
            } else {
                if (sign < 0 || (sign == 0 && exponent < 0)) return {nan()};
                Big q(3000);
                mpfr_set_q(q, exponent.backend().data(), MPFR_RNDN);
                if (sign == 0)
                    ternary = mpfr_set_ui(r, 0, MPFR_RNDN);
                else
                    ternary = mpfr_pow(r, x, q, MPFR_RNDN) != 0 || !is_dyadic(exponent);
            }
            break;
        case Op::abs:
            ternary = mpfr_abs(r, x, MPFR_RNDN);
            break;
        case Op::min:
            ternary = mpfr_min(r, x, y, MPFR_RNDN);
            break;
        case Op::max:
            ternary = mpfr_max(r, x, y, MPFR_RNDN);
            break;
        case Op::sqrt:
            ternary = mpfr_sqrt(r, x, MPFR_RNDN);
            break;
        case Op::exp:
            ternary = mpfr_exp(r, x, MPFR_RNDN);
            break;
        case Op::log:
            if (sign <= 0) return {nan()};
            ternary = mpfr_log(r, x, MPFR_RNDN);
            break;
        case Op::expm1:
            ternary = mpfr_expm1(r, x, MPFR_RNDN);
            break;
        case Op::log1p:
            ternary = mpfr_log1p(r, x, MPFR_RNDN);
            if (mpfr_inf_p(r) != 0) return {nan()};
            break;
        case Op::sin:
            ternary = mpfr_sin(r, x, MPFR_RNDN);
            break;
        case Op::cos:
            ternary = mpfr_cos(r, x, MPFR_RNDN);
            break;
        case Op::tan:
            ternary = mpfr_tan(r, x, MPFR_RNDN);
            break;
        case Op::asin:
            ternary = mpfr_asin(r, x, MPFR_RNDN);
            break;
        case Op::acos:
            ternary = mpfr_acos(r, x, MPFR_RNDN);
            break;
        case Op::atan:
            ternary = mpfr_atan(r, x, MPFR_RNDN);
            break;
        case Op::sinh:
            ternary = mpfr_sinh(r, x, MPFR_RNDN);
            break;
        case Op::cosh:
            ternary = mpfr_cosh(r, x, MPFR_RNDN);
            break;
        case Op::tanh:
            ternary = mpfr_tanh(r, x, MPFR_RNDN);
            break;
        case Op::asinh:
            ternary = mpfr_asinh(r, x, MPFR_RNDN);
            break;
        case Op::acosh:
            ternary = mpfr_acosh(r, x, MPFR_RNDN);
            break;
        case Op::atanh:
            ternary = mpfr_atanh(r, x, MPFR_RNDN);
            if (mpfr_inf_p(r) != 0) return {nan()};
            break;
        case Op::log_sinhc:
            return {langevin(-1, x), sign == 0};
        case Op::langevin:
            return {langevin(order, x), sign == 0 && order % 2 == 0};
        case Op::sinc:
            if (order > 0) return {sinc_derivative(order, x)};
            [[fallthrough]];
        case Op::expm1_over_x:
        case Op::log1p_over_x: {
            if (sign == 0) {
                mpfr_set_ui(r, 1, MPFR_RNDN);
                return {r, true};
            }
            Big one = working(0), t = working(3 * std::abs(exponent_of(x)));
            mpfr_set_ui(one, 1, MPFR_RNDN);
            if (op == Op::sinc) {
                mpfr_sin(t, x, MPFR_RNDN);
            } else if (op == Op::expm1_over_x) {
                mpfr_exp(t, x, MPFR_RNDN);
                mpfr_sub(t, t, one, MPFR_RNDN);
            } else {
                mpfr_add(t, x, one, MPFR_RNDN);
                if (mpfr_sgn(static_cast<mpfr_srcptr>(t)) <= 0) return {nan()};
                mpfr_log(t, t, MPFR_RNDN);
            }
            mpfr_div(r, t, x, MPFR_RNDN);
            return {r};
        }
        case Op::divided_log:
            if (sign <= 0 || mpfr_sgn(static_cast<mpfr_srcptr>(y)) <= 0) return {nan()};
            if (mpfr_equal_p(x, y) != 0) {
                ternary = mpfr_ui_div(r, 1, x, MPFR_RNDN);
                break;
            }
            return quotient(x, y, cancelled(x, y),
                            [](Big& out, const Big& a) { mpfr_log(out, a, MPFR_RNDN); });
        case Op::divided_exp:
            if (mpfr_equal_p(x, y) != 0) {
                ternary = mpfr_exp(r, x, MPFR_RNDN);
                break;
            }
            return quotient(x, y, cancelled(x, y),
                            [](Big& out, const Big& a) { mpfr_exp(out, a, MPFR_RNDN); });
        default: {  // Op::divided_pow
            const Big& p = args[2];
            if (sign <= 0 || mpfr_sgn(static_cast<mpfr_srcptr>(y)) <= 0) return {nan()};
            if (mpfr_zero_p(p) != 0) {
                mpfr_set_ui(r, 0, MPFR_RNDN);
                return {r, true};
            }
            if (mpfr_equal_p(x, y) != 0) {
                Big q(3000);
                mpfr_sub_ui(q, p, 1, MPFR_RNDN);
                mpfr_pow(r, x, q, MPFR_RNDN);
                mpfr_mul(r, r, p, MPFR_RNDN);
                return {r};
            }
            const long lost = cancelled(x, y) + std::max(0L, -exponent_of(p));
            return quotient(x, y, lost, [&p](Big& out, const Big& a) { mpfr_pow(out, a, p, MPFR_RNDN); });
        }
    }
    return {r, ternary == 0};
}

}  // namespace dlncert::test
