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

/// sinc^(n) by u sinc^(n) + n sinc^(n−1) = sin^(n), so for n > 0 not about u = 0.
Value sinc(const Value& u, int order) {
    Value result = sin(u) / u;
    // u − u³/6 ≤ sin u ≤ u for u ≥ 0
    if (order == 0 && !certainly_nonzero(u))
        result = 1 + Value::from(Rational(-1, 6), Rational(0), u.precision()) * sqr(u);
    for (int n = 1; n <= order; ++n) {
        const Value sine = n % 2 == 0 ? sin(u) : cos(u);
        result = ((n % 4 < 2 ? sine : -sine) - n * result) / u;
    }
    return result;
}

/// (e^x − 1)/x and the like without a division by 0: with α = log a, β = log b, h = (α − β)/2,
///     (e^a − e^b)/(a − b) = exp((a + b)/2 + g((a − b)/2)),   (log a − log b)/(a − b) = exp(−(α + β)/2 −
///     g(h)), (a^p − b^p)/(a − b) = p exp((p − 1)(α + β)/2 + g(p h) − g(h)).
Value divided_exp(const Value& a, const Value& b) {
    return exp((a + b) / 2 + log_sinhc((a - b) / 2));
}
Value divided_log(const Value& alpha, const Value& beta) {
    return exp(-((alpha + beta) / 2) - log_sinhc((alpha - beta) / 2));
}
Value divided_pow(const Value& alpha, const Value& beta, const Value& p) {
    const Value h = (alpha - beta) / 2;
    return p * exp((p - 1) * ((alpha + beta) / 2) + log_sinhc(p * h) - log_sinhc(h));
}

Value divided(const Expression& f, const Ball& at) {
    const Value a = evaluate(f.arg(0), at), b = evaluate(f.arg(1), at);
    if (f.op() == Op::divided_exp) return divided_exp(a, b);
    if (f.op() == Op::divided_log) return divided_log(log(a), log(b));
    return divided_pow(log(a), log(b), evaluate(f.arg(2), at));
}

Value function(const Expression& f, const Value& a) {
    const Value zero = Value::from(0L, a.precision());
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
        case Op::sin:
            return sin(a);
        case Op::cos:
            return cos(a);
        case Op::tan:
            return tan(a);
        case Op::asin:
            return asin(a);
        case Op::acos:
            return acos(a);
        case Op::atan:
            return atan(a);
        case Op::sinh:
            return sinh(a);
        case Op::cosh:
            return cosh(a);
        case Op::tanh:
            return tanh(a);
        case Op::asinh:
            return asinh(a);
        case Op::acosh:
            return acosh(a);
        case Op::atanh:
            return atanh(a);
        case Op::log_sinhc:
            return log_sinhc(a);
        case Op::langevin:
            if (f.order() == 0) return langevin(a);
            if (f.order() == 1) return langevin1(a);
            if (f.order() == 2) return langevin2(a);
            break;
        case Op::sinc:
            return sinc(a, f.order());
        case Op::expm1_over_x:
            return divided_exp(a, zero);
        case Op::log1p_over_x:
            return divided_log(log1p(a), zero);
        default:
            break;
    }
    throw Unsupported(
        "--energy uses a function that eval does not compute: sums and products over indices, elements of "
        "arrays, or a derivative of langevin beyond the second");
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
        case Op::pi:
            return 4 * atan(Value::from(1L, at.precision()));
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
        case Op::divided_log:
        case Op::divided_exp:
        case Op::divided_pow:
            return divided(f, at);
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
