#pragma once
#include <cmath>
#include <dlncert/statement/expression.hpp>
#include <map>
#include <stdexcept>
#include <string>

namespace dlncert::test {

/// Values of variables; an element sigma[2] is named so.
using Point = std::map<std::string, double>;

/// A plain floating-point value, for sanity checks away from singularities.
class DoubleValue {
  public:
    explicit DoubleValue(Point point) : point_(std::move(point)) {}

    double of(const Expression& e) {
        switch (e.op()) {
            case Op::rational:
                return static_cast<double>(e.value());
            case Op::pi:
                return std::acos(-1.0);
            case Op::euler:
                return std::exp(1.0);
            case Op::variable:
                return point_.at(e.name());
            case Op::element:
                return point_.at(e.name() + "[" + std::to_string(std::lround(of(e.arg(0)))) + "]");
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
    double range(const Expression& e) {
        const bool sum = e.op() == Op::sum;
        double result = sum ? 0 : 1;
        const long upper = std::lround(of(e.arg(1)));
        for (long i = std::lround(of(e.arg(0))); i <= upper; ++i) {
            point_[e.indices()[0]] = static_cast<double>(i);
            const double term = of(e.arg(2));
            result = sum ? result + term : result * term;
        }
        return result;
    }

    static double log_sinhc(double u) { return std::log(std::sinh(u) / u); }

    /// By central differences of g where the order is positive.
    static double langevin(double u, int order) {
        if (order == 0) return 1 / std::tanh(u) - 1 / u;
        if (order == 1) return 1 / (u * u) - 1 / (std::sinh(u) * std::sinh(u));
        const double h = 1e-3;
        return (langevin(u + h, order - 1) - langevin(u - h, order - 1)) / (2 * h);
    }

    static double unary(const Expression& e, double x) {
        switch (e.op()) {
            case Op::neg:
                return -x;
            case Op::abs:
                return std::abs(x);
            case Op::sqrt:
                return std::sqrt(x);
            case Op::exp:
                return std::exp(x);
            case Op::log:
                return std::log(x);
            case Op::expm1:
                return std::expm1(x);
            case Op::log1p:
                return std::log1p(x);
            case Op::sin:
                return std::sin(x);
            case Op::cos:
                return std::cos(x);
            case Op::tan:
                return std::tan(x);
            case Op::asin:
                return std::asin(x);
            case Op::acos:
                return std::acos(x);
            case Op::atan:
                return std::atan(x);
            case Op::sinh:
                return std::sinh(x);
            case Op::cosh:
                return std::cosh(x);
            case Op::tanh:
                return std::tanh(x);
            case Op::asinh:
                return std::asinh(x);
            case Op::acosh:
                return std::acosh(x);
            case Op::atanh:
                return std::atanh(x);
            case Op::log_sinhc:
                return log_sinhc(x);
            case Op::langevin:
                return langevin(x, e.order());
            case Op::sinc:
                return std::sin(x) / x;
            case Op::expm1_over_x:
                return std::expm1(x) / x;
            case Op::log1p_over_x:
                return std::log1p(x) / x;
            default:
                throw std::logic_error("no function of one argument");
        }
    }

    double binary(const Expression& e, double x, double y) {
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
                return std::pow(x, y);
            case Op::min:
                return std::min(x, y);
            case Op::max:
                return std::max(x, y);
            case Op::divided_log:
                return (std::log(x) - std::log(y)) / (x - y);
            case Op::divided_exp:
                return (std::exp(x) - std::exp(y)) / (x - y);
            case Op::divided_pow: {
                const double p = of(e.arg(2));
                return (std::pow(x, p) - std::pow(y, p)) / (x - y);
            }
            default:
                throw std::logic_error("no function of two arguments");
        }
    }

    Point point_;
};

inline double double_value(const Expression& e, const Point& point) {
    return DoubleValue(point).of(e);
}

}  // namespace dlncert::test
