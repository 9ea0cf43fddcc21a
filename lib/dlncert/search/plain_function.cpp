#include <algorithm>
#include <cmath>
#include <dlncert/search/plain_function.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <numbers>

namespace dlncert {
namespace {

/// L^(order)(u) for 0 <= u: the Taylor series for u <= 1/2, else from coth u and 1/sinh^2 u.
double langevin_at(double u, int order) {
    static constexpr std::array series{
        1.0 / 3,     -1.0 / 45,           2.0 / 945,      -1.0 / 4725,
        2.0 / 93555, -1382.0 / 638512875, 4.0 / 18243225, -3617.0 / 162820783125};
    if (u <= 0.5) {
        double sum = 0;
        for (std::size_t k = 0; k < series.size(); ++k) {
            const int power = 2 * static_cast<int>(k) + 1;
            double term = series[k];
            for (int i = 0; i < order; ++i) term *= power - i;
            if (power >= order) sum += term * std::pow(u, power - order);
        }
        return sum;
    }
    const double c = 1 / std::tanh(u);
    const double q = 1 / (std::sinh(u) * std::sinh(u));
    switch (order) {
        case 0:
            return c - 1 / u;
        case 1:
            return 1 / (u * u) - q;
        case 2:
            return 2 * (q * c - 1 / (u * u * u));
        case 3:
            return 6 / (u * u * u * u) - 4 * q - 6 * q * q;
        default:
            return std::nan("");
    }
}

double langevin(double u, int order) {
    const bool odd = order % 2 == 0;
    return u < 0 && odd ? -langevin_at(-u, order) : langevin_at(std::abs(u), order);
}

double log_sinhc(double u) {
    u = std::abs(u);
    if (u < 0.1) return u * u / 6 * (1 - u * u / 30 * (1 - u * u * 4 / 63));
    return u + std::log1p(-std::exp(-2 * u)) - std::log(2 * u);
}

/// (phi(a) - phi(b))/(a - b), the derivative at the middle if they are close.
template <class Function, class Slope>
double divided(double a, double b, Function phi, Slope slope) {
    const double scale = std::max(std::abs(a), std::abs(b));
    return std::abs(a - b) < 1e-6 * scale || a == b ? slope((a + b) / 2) : (phi(a) - phi(b)) / (a - b);
}

}  // namespace

PlainFunction::PlainFunction(const std::vector<Expression>& functions,
                             const std::vector<std::string>& names) {
    for (const Expression& f : functions) outputs_.push_back(compile(f, names));
    results_.resize(program_.size());
    values_.resize(outputs_.size());
}

std::size_t PlainFunction::compile(const Expression& e, const std::vector<std::string>& names) {
    if (const auto found = places_.find(e); found != places_.end()) return found->second;
    Instruction instruction{.op = e.op(), .order = e.order()};
    if (e.is_rational()) {
        instruction.constant = static_cast<double>(e.value());
    } else if (e.op() == Op::variable) {
        const auto at = std::find(names.begin(), names.end(), e.name());
        if (at == names.end()) throw InputError("'" + e.name() + "' is no variable here");
        instruction.args[0] = static_cast<std::size_t>(at - names.begin());
    } else if (e.op() == Op::element || e.op() == Op::sum || e.op() == Op::product ||
               e.op() == Op::pair_sum) {
        throw Unsupported("sums and products must be expanded before they are evaluated: " + to_string(e));
    } else {
        for (std::size_t i = 0; i < e.args().size(); ++i) instruction.args.at(i) = compile(e.arg(i), names);
        if (e.op() == Op::pow)
            if (const auto exponent = rational_value(e.arg(1))) {
                instruction.whole_power = denominator(*exponent) == 1;
                if (instruction.whole_power && *exponent >= 2 && *exponent <= 4)
                    instruction.few = static_cast<int>(*exponent);
            }
    }
    program_.push_back(instruction);
    places_.emplace(e, program_.size() - 1);
    return program_.size() - 1;
}

std::span<const double> PlainFunction::operator()(std::span<const double> point) {
    for (std::size_t i = 0; i < program_.size(); ++i)
        results_[i] = program_[i].op == Op::variable ? point[program_[i].args[0]] : apply(program_[i]);
    for (std::size_t i = 0; i < outputs_.size(); ++i) values_[i] = results_[outputs_[i]];
    return values_;
}

double PlainFunction::apply(const Instruction& in) const {
    const double a = in.op == Op::rational ? 0 : results_[in.args[0]];
    const auto b = [&] { return results_[in.args[1]]; };
    const double nan = std::nan("");
    // clang-format off
    switch (in.op) {
        case Op::rational: return in.constant;
        case Op::pi: return std::numbers::pi;
        case Op::euler: return std::numbers::e;
        case Op::neg: return -a;
        case Op::add: return a + b();
        case Op::sub: return a - b();
        case Op::mul: return a * b();
        case Op::div: return b() == 0 ? nan : a / b();
        case Op::pow:
            if (in.few > 0) return in.few == 2 ? a * a : in.few == 3 ? a * a * a : (a * a) * (a * a);
            return in.whole_power || a > 0 || (a == 0 && b() > 0) ? std::pow(a, b()) : nan;
        case Op::abs: return std::abs(a);
        case Op::min: return a < b() ? a : b();
        case Op::max: return a < b() ? b() : a;
        case Op::sqrt: return std::sqrt(a);
        case Op::exp: return std::exp(a);
        case Op::log: return a > 0 ? std::log(a) : nan;
        case Op::expm1: return std::expm1(a);
        case Op::log1p: return a > -1 ? std::log1p(a) : nan;
        case Op::sin: return std::sin(a);
        case Op::cos: return std::cos(a);
        case Op::tan: return std::tan(a);
        case Op::asin: return std::asin(a);
        case Op::acos: return std::acos(a);
        case Op::atan: return std::atan(a);
        case Op::sinh: return std::sinh(a);
        case Op::cosh: return std::cosh(a);
        case Op::tanh: return std::tanh(a);
        case Op::asinh: return std::asinh(a);
        case Op::acosh: return std::acosh(a);
        case Op::atanh: return std::abs(a) < 1 ? std::atanh(a) : nan;
        case Op::log_sinhc: return log_sinhc(a);
        case Op::langevin: return langevin(a, in.order);
        case Op::sinc: return in.order > 0 ? nan : std::abs(a) < 1e-4 ? 1 - a * a / 6 : std::sin(a) / a;
        case Op::expm1_over_x: return a == 0 ? 1 : std::expm1(a) / a;
        case Op::log1p_over_x: return a == 0 ? 1 : a > -1 ? std::log1p(a) / a : nan;
        case Op::divided_log:
            return a > 0 && b() > 0 ? divided(a, b(), [](double x) { return std::log(x); }, [](double x) { return 1 / x; }) : nan;
        case Op::divided_exp:
            return divided(a, b(), [](double x) { return std::exp(x); }, [](double x) { return std::exp(x); });
        case Op::divided_pow: {
            const double p = results_[in.args[2]];
            return a > 0 && b() > 0 ? divided(a, b(), [p](double x) { return std::pow(x, p); }, [p](double x) { return p * std::pow(x, p - 1); }) : nan;
        }
        default: return nan;
    }
    // clang-format on
}

}  // namespace dlncert
