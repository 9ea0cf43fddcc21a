#include <dlncert/dln/energy.hpp>
#include <dlncert/special/langevin.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

using Value = Decorated<Ball>;

const Expression x = Expression::variable("x");

Value power(const Expression& base, const Expression& exponent, const Ball& at) {
    if (const auto exact = rational_value(exponent)) return pow(evaluate(base, at), *exact);
    return exp(evaluate(exponent, at) * log(evaluate(base, at)));
}

Value function(const Expression& f, const Value& a) {
    switch (f.op()) {
        case Op::neg:
            return -a;
        case Op::abs:
            return abs(a);
        case Op::sqrt:
            return sqrt(a);
        case Op::exp:
            return exp(a);
        case Op::log:
            return log(a);
        case Op::expm1:
            return expm1(a);
        case Op::log1p:
            return log1p(a);
        case Op::sinh:
            return sinh(a);
        case Op::cosh:
            return cosh(a);
        case Op::tanh:
            return tanh(a);
        case Op::log_sinhc:
            return log_sinhc(a);
        case Op::langevin:
            if (f.order() == 0) return langevin(a);
            if (f.order() == 1) return langevin1(a);
            if (f.order() == 2) return langevin2(a);
            break;
        default:
            break;
    }
    throw Unsupported(
        "--energy uses a function that eval does not compute; it has + - * / ^, abs, min, max, sqrt, exp, "
        "log, "
        "expm1, log1p, sinh, cosh, tanh, log_sinhc and langevin");
}

/// What the user may read: undefined points are his, not ours.
Ball defined(const Value& value, const std::string& what) {
    if (value.definedness() < Definedness::defined)
        throw InputError(
            "--energy: " + what +
            " is not certainly defined at these singular values; choose an energy that is defined on "
            "all positive numbers, or narrower intervals");
    return value.value();
}

}  // namespace

Value evaluate(const Expression& f, const Ball& at) {
    switch (f.op()) {
        case Op::rational:
            return Value::from(f.value(), at.precision());
        case Op::euler:
            return exp(Value::from(1L, at.precision()));
        case Op::variable:
            return Value(at);
        case Op::add:
            return evaluate(f.arg(0), at) + evaluate(f.arg(1), at);
        case Op::sub:
            return evaluate(f.arg(0), at) - evaluate(f.arg(1), at);
        case Op::mul:
            return f.arg(0) == f.arg(1) ? sqr(evaluate(f.arg(0), at))
                                        : evaluate(f.arg(0), at) * evaluate(f.arg(1), at);
        case Op::div:
            return evaluate(f.arg(0), at) / evaluate(f.arg(1), at);
        case Op::pow:
            return power(f.arg(0), f.arg(1), at);
        case Op::min:
            return min(evaluate(f.arg(0), at), evaluate(f.arg(1), at));
        case Op::max:
            return max(evaluate(f.arg(0), at), evaluate(f.arg(1), at));
        default:
            return f.args().size() == 1 ? function(f, evaluate(f.arg(0), at)) : function(f, Value(at));
    }
}

SpectralEnergy::SpectralEnergy(Expression phi, Expression psi)
    : phi_(std::move(phi)),
      psi_(std::move(psi)),
      phi1_(derivative(phi_, x)),
      phi2_(derivative(phi1_, x)),
      psi1_(derivative(psi_, x)),
      psi2_(derivative(psi1_, x)) {}

SpectralEnergy SpectralEnergy::schatten(const Rational& p) {
    return {x, pow(x, Expression(p)) / Expression(p)};
}

Ball SpectralEnergy::sum(const std::vector<Ball>& sigma) const {
    Ball result;
    for (const Ball& value : sigma) result += defined(evaluate(psi_, value), "psi");
    return result;
}

Ball SpectralEnergy::value(const std::vector<Ball>& sigma) const {
    return defined(evaluate(phi_, sum(sigma)), "phi");
}

SymmetricMatrix<Ball> SpectralEnergy::hessian(const std::vector<Ball>& sigma) const {
    const Ball s = sum(sigma);
    (void)defined(evaluate(phi_, s), "phi");
    const Ball slope = defined(evaluate(phi1_, s), "the derivative of phi");
    const Ball curvature = defined(evaluate(phi2_, s), "the second derivative of phi");
    std::vector<Ball> first;
    for (const Ball& value : sigma) first.push_back(defined(evaluate(psi1_, value), "the derivative of psi"));
    SymmetricMatrix<Ball> result(sigma.size(), Ball());
    for (std::size_t i = 0; i < sigma.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) result(i, j) = curvature * first[i] * first[j];
        result(i, i) = curvature * sqr(first[i]) +
                       slope * defined(evaluate(psi2_, sigma[i]), "the second derivative of psi");
    }
    return result;
}

SpectralEnergy::Jet SpectralEnergy::jet(const Ball& sigma, long width) const {
    const Ball s = defined(evaluate(psi_, sigma), "psi") * width;
    return {.phi1 = defined(evaluate(phi1_, s), "the derivative of phi"),
            .phi2 = defined(evaluate(phi2_, s), "the second derivative of phi"),
            .psi1 = defined(evaluate(psi1_, sigma), "the derivative of psi"),
            .psi2 = defined(evaluate(psi2_, sigma), "the second derivative of psi")};
}

SpectralEnergy::DiagonalCurvature SpectralEnergy::diagonal_curvature(const Ball& sigma, long width) const {
    const Jet at = jet(sigma, width);
    const Ball on_complement = at.phi1 * at.psi2;
    return {.on_ones = on_complement + at.phi2 * sqr(at.psi1) * width, .on_complement = on_complement};
}

}  // namespace dlncert
