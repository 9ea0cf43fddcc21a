#pragma once
#include <cmath>
#include <dlncert/statement/expression.hpp>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <type_traits>

namespace dlncert::test {

/// Values of variables; an element sigma[2] is named so.
template <class Real>
using PointOf = std::map<std::string, Real>;
using Point = PointOf<double>;

namespace value {

using std::abs, std::acos, std::acosh, std::asin, std::asinh, std::atan, std::atanh, std::cos, std::cosh,
    std::exp;
using std::expm1, std::log, std::log1p, std::pow, std::sin, std::sinh, std::sqrt, std::tan, std::tanh;

/// A plain floating-point value in double or in a number type of Boost.Multiprecision, for sanity checks away
/// from singularities.
template <class Real>
class Value {
  public:
    explicit Value(PointOf<Real> point) : point_(std::move(point)) {}

    Real of(const Expression& e) {
        switch (e.op()) {
            case Op::rational:
                return exact(e.value());
            case Op::pi:
                return acos(Real(-1));
            case Op::euler:
                return exp(Real(1));
            case Op::variable:
                return point_.at(e.name());
            case Op::element:
                return point_.at(e.name() + "[" + std::to_string(integer(e.arg(0))) + "]");
            case Op::sum:
            case Op::product:
                return range(e);
            case Op::pair_sum:
                throw std::logic_error("a sum over pairs has no width here");
            default:
                return e.args().size() == 1 ? unary(e, of(e.arg(0))) : binary(e, of(e.arg(0)), of(e.arg(1)));
        }
    }

  private:
    static Real exact(const Rational& value) {
        if constexpr (std::is_same_v<Real, double>)
            return static_cast<double>(value);
        else
            return Real(numerator(value).str()) / Real(denominator(value).str());
    }

    long integer(const Expression& e) { return std::lround(static_cast<double>(of(e))); }

    Real range(const Expression& e) {
        const bool sum = e.op() == Op::sum;
        Real result = sum ? 0 : 1;
        const long upper = integer(e.arg(1));
        for (long i = integer(e.arg(0)); i <= upper; ++i) {
            point_[e.indices()[0]] = static_cast<Real>(i);
            const Real term = of(e.arg(2));
            result = sum ? result + term : result * term;
        }
        return result;
    }

    /// By central differences of fourth order where the order is above 2.
    static Real langevin(const Real& u, int order) {
        if (order == 0) return 1 / tanh(u) - 1 / u;
        if (order == 1) return 1 / (u * u) - 1 / (sinh(u) * sinh(u));
        if (order == 2) return 2 * cosh(u) / pow(sinh(u), 3) - 2 / pow(u, 3);
        const Real h = pow(std::numeric_limits<Real>::epsilon(), Real(1) / 6);
        const auto at = [&](int k) { return langevin(u + k * h, order - 1); };
        return (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h);
    }

    /// sin x = x s(x) differentiated: x s^(k) + k s^(k−1) = sin^(k) x.
    static Real sinc(const Real& x, int order) {
        const Real sine = order % 2 == 0 ? sin(x) : cos(x);
        const Real right = order % 4 < 2 ? sine : -sine;
        return order == 0 ? right / x : (right - order * sinc(x, order - 1)) / x;
    }

    static Real unary(const Expression& e, const Real& x) {
        switch (e.op()) {
            case Op::neg:
                return -x;
            case Op::abs:
                return abs(x);
            case Op::sqrt:
                return sqrt(x);
            case Op::exp:
                return exp(x);
            case Op::log:
                return log(x);
            case Op::expm1:
                return expm1(x);
            case Op::log1p:
                return log1p(x);
            case Op::sin:
                return sin(x);
            case Op::cos:
                return cos(x);
            case Op::tan:
                return tan(x);
            case Op::asin:
                return asin(x);
            case Op::acos:
                return acos(x);
            case Op::atan:
                return atan(x);
            case Op::sinh:
                return sinh(x);
            case Op::cosh:
                return cosh(x);
            case Op::tanh:
                return tanh(x);
            case Op::asinh:
                return asinh(x);
            case Op::acosh:
                return acosh(x);
            case Op::atanh:
                return atanh(x);
            case Op::log_sinhc:
                return log(sinh(x) / x);
            case Op::langevin:
                return langevin(x, e.order());
            case Op::sinc:
                return sinc(x, e.order());
            case Op::expm1_over_x:
                return expm1(x) / x;
            case Op::log1p_over_x:
                return log1p(x) / x;
            default:
                throw std::logic_error("no function of one argument");
        }
    }

    Real binary(const Expression& e, const Real& x, const Real& y) {
        switch (e.op()) {
            case Op::add:
                return x + y;
            case Op::sub:
                return x - y;
            case Op::mul:
                return x * y;
            case Op::div:
                return x / y;
            case Op::pow:
                return pow(x, y);
            case Op::min:
                return x < y ? x : y;
            case Op::max:
                return x < y ? y : x;
            case Op::divided_log:
                return (log(x) - log(y)) / (x - y);
            case Op::divided_exp:
                return (exp(x) - exp(y)) / (x - y);
            case Op::divided_pow: {
                const Real p = of(e.arg(2));
                return (pow(x, p) - pow(y, p)) / (x - y);
            }
            default:
                throw std::logic_error("no function of two arguments");
        }
    }

    PointOf<Real> point_;
};

}  // namespace value

template <class Real>
Real value_of(const Expression& e, const PointOf<Real>& point) {
    return value::Value<Real>(point).of(e);
}

inline double double_value(const Expression& e, const Point& point) {
    return value_of(e, point);
}

}  // namespace dlncert::test
