#pragma once
// Forward Taylor jets on a Program: f(x + h) = Σ_k c_k h^k in one variable, in any interval type.
#include <dlncert/search/pass.hpp>

namespace dlncert {

/// Coefficients up to an order fixed beforehand. Where an operation has no jet here (a removable singularity
/// in the argument's range, min, max and abs near their kinks, Langevin functions beyond the third
/// derivative) they are nothing, which propagates.
template <class N>
class Jets {
  public:
    Jets(const Program& program, std::size_t variable, std::size_t order, long precision)
        : program_(&program),
          variable_(variable),
          order_(order),
          precision_(precision),
          values_(program, precision),
          coefficients_(static_cast<std::size_t>(program.places()) * (order + 1)) {}

    /// c_0, …, c_order: over a box they enclose f^(k)/k! at every point of it.
    std::span<const N> operator()(std::span<const N> box) {
        values_(box);
        const int first = program_->first_variable() + static_cast<int>(program_->variables());
        for (int place = 0; place < first; ++place) {
            const std::span<N> c = jet(place);
            std::fill(c.begin(), c.end(), integer(0));
            c[0] = values_.at(place);
        }
        if (order_ > 0) jet(program_->first_variable() + static_cast<int>(variable_))[1] = integer(1);
        for (const auto& i : program_->body()) apply(i);
        return jet(program_->result());
    }
    [[nodiscard]] const detail::Status& status() const { return values_.status(); }

  private:
    using Instruction = Program::Instruction;
    using Jet = std::vector<N>;

    std::span<N> jet(int place) {
        return std::span(coefficients_).subspan(static_cast<std::size_t>(place) * (order_ + 1), order_ + 1);
    }
    [[nodiscard]] N integer(int n) const { return N(detail::Plain<N>::ends(n, n, precision_)); }
    void apply(const Instruction& i);

    [[nodiscard]] Jet multiply(std::span<const N> a, std::span<const N> b) const {
        Jet result(order_ + 1, integer(0));
        for (std::size_t k = 0; k <= order_; ++k)
            for (std::size_t j = 0; j <= k; ++j) result[k] = result[k] + a[j] * b[k - j];
        return result;
    }
    [[nodiscard]] Jet divide(std::span<const N> a, std::span<const N> b) const {
        Jet result(order_ + 1, integer(0));
        for (std::size_t k = 0; k <= order_; ++k) {
            N sum = a[k];
            for (std::size_t j = 1; j <= k; ++j) sum = sum - b[j] * result[k - j];
            result[k] = sum / b[0];
        }
        return result;
    }
    /// w with w' = slope·u' and a given w_0, where slope is known as a jet up to order k − 1 when w_k is
    /// asked for.
    template <class Slope>
    [[nodiscard]] Jet integrate(const N& start, std::span<const N> u, const Slope& slope) const {
        Jet w(order_ + 1, integer(0));
        w[0] = start;
        for (std::size_t k = 1; k <= order_; ++k) {
            N sum = integer(0);
            for (std::size_t j = 1; j <= k; ++j)
                sum = sum + integer(static_cast<int>(j)) * u[j] * slope(w, k - j);
            w[k] = sum / integer(static_cast<int>(k));
        }
        return w;
    }
    [[nodiscard]] Jet integrate_known(const N& start, std::span<const N> u, const Jet& slope) const {
        return integrate(start, u, [&](const Jet&, std::size_t k) { return slope[k]; });
    }
    [[nodiscard]] Jet constant(int n) const {
        Jet result(order_ + 1, integer(0));
        result[0] = integer(n);
        return result;
    }
    [[nodiscard]] Jet plus(std::span<const N> a, const Jet& b, int sign = 1) const {
        Jet result(a.begin(), a.end());
        for (std::size_t k = 0; k <= order_; ++k) result[k] = sign > 0 ? a[k] + b[k] : a[k] - b[k];
        return result;
    }
    [[nodiscard]] Jet power(std::span<const N> u, int n) const {
        if (n == 0) return constant(1);
        Jet square(u.begin(), u.end());
        Jet result;
        for (int k = std::abs(n); k > 0; k /= 2) {
            if (k % 2 != 0) result = result.empty() ? square : multiply(result, square);
            if (k > 1) square = multiply(square, square);
        }
        return n > 0 ? result : divide(constant(1), result);
    }
    /// u^q for the known value u_0^q, u_0 ≠ 0: k u_0 w_k = Σ_{j=1..k} ((q + 1) j − k) u_j w_{k−j}.
    [[nodiscard]] Jet real_power(const N& start, std::span<const N> u, const N& q) const {
        Jet w(order_ + 1, integer(0));
        w[0] = start;
        for (std::size_t k = 1; k <= order_; ++k) {
            N sum = integer(0);
            for (std::size_t j = 1; j <= k; ++j)
                sum = sum + (integer(static_cast<int>(j)) * (q + integer(1)) - integer(static_cast<int>(k))) *
                                u[j] * w[k - j];
            w[k] = sum / (integer(static_cast<int>(k)) * u[0]);
        }
        return w;
    }
    [[nodiscard]] Jet root(std::span<const N> u) const {
        const N half(detail::Plain<N>::ends(0.5, 0.5, precision_));
        detail::Status ignored;
        const N base = detail::restrict(u[0], 0, detail::infinite, true, ignored);
        if (detail::is_nothing(base)) return nothing();
        return real_power(base.template increasing<PointFunction::sqrt>(), u, half);
    }
    [[nodiscard]] Jet exponential(std::span<const N> u) const {
        return integrate(u[0].template increasing<PointFunction::exp>(), u,
                         [](const Jet& w, std::size_t k) { return w[k]; });
    }
    [[nodiscard]] Jet logarithm(std::span<const N> u) const {
        detail::Status ignored;
        return integrate_known(detail::logarithm(u[0], ignored), u, divide(constant(1), u));
    }
    /// sin and cos, sinh and cosh: both at once.
    [[nodiscard]] std::pair<Jet, Jet> waves(const N& s0, const N& c0, std::span<const N> u, int sign) const {
        Jet s(order_ + 1, integer(0)), c(s);
        s[0] = s0;
        c[0] = c0;
        for (std::size_t k = 1; k <= order_; ++k) {
            for (std::size_t j = 1; j <= k; ++j) {
                const N weight = integer(static_cast<int>(j)) * u[j] / integer(static_cast<int>(k));
                s[k] = s[k] + weight * c[k - j];
                c[k] = sign < 0 ? c[k] - weight * s[k - j] : c[k] + weight * s[k - j];
            }
        }
        return {s, c};
    }
    /// f(u) from f^(k)(u_0) for k < derivatives; nothing beyond.
    template <class Derivative>
    [[nodiscard]] Jet compose(std::span<const N> u, std::size_t derivatives, const Derivative& f) const {
        Jet step(u.begin(), u.end());
        step[0] = integer(0);
        Jet result = constant(0), power_of_step = constant(1);
        N factorial = integer(1);
        for (std::size_t k = 0; k <= order_; ++k) {
            if (k > 0) factorial = factorial * integer(static_cast<int>(k));
            const N c = k < derivatives ? N(f(k) / factorial) : N::nothing(precision_);
            for (std::size_t j = k; j <= order_; ++j) result[j] = result[j] + c * power_of_step[j];
            if (k < order_) power_of_step = multiply(power_of_step, step);
        }
        return result;
    }
    [[nodiscard]] Jet nothing() const { return Jet(order_ + 1, N::nothing(precision_)); }
    [[nodiscard]] Jet unary(const Instruction& i, std::span<const N> u, const N& value);
    [[nodiscard]] Jet divided_difference(const Instruction& i);

    const Program* program_;
    std::size_t variable_, order_;
    long precision_;
    Pass<N> values_;
    std::vector<N> coefficients_;
};

template <class N>
void Jets<N>::apply(const Instruction& i) {
    const std::span<N> u = jet(i.a), w = jet(i.place);
    const auto set = [&](const Jet& result) { std::copy(result.begin(), result.end(), w.begin()); };
    switch (i.op) {
        case Op::neg:
            for (std::size_t k = 0; k <= order_; ++k) w[k] = -u[k];
            break;
        case Op::add:
            for (std::size_t k = 0; k <= order_; ++k) w[k] = u[k] + jet(i.b)[k];
            break;
        case Op::sub:
            for (std::size_t k = 0; k <= order_; ++k) w[k] = u[k] - jet(i.b)[k];
            break;
        case Op::mul:
            set(multiply(u, jet(i.b)));
            break;
        case Op::div:
            set(divide(u, jet(i.b)));
            break;
        case Op::pow:
            if (i.code == Program::Code::rational_power)
                set(real_power(
                    values_.at(i.place), u,
                    N(detail::Plain<N>::from(program_->exponents()[static_cast<std::size_t>(i.exponent)],
                                             precision_))));
            else if (i.code != Program::Code::op)
                set(power(u, i.exponent));
            else
                set(exponential(multiply(jet(i.b), logarithm(u))));
            break;
        case Op::min:
        case Op::max: {
            const std::span<N> v = jet(i.b);
            const bool below = u[0].hi() < v[0].lo();
            if (!below && !(v[0].hi() < u[0].lo()))
                set(nothing());
            else
                std::copy_n(below == (i.op == Op::min) ? u.begin() : v.begin(), order_ + 1, w.begin());
            break;
        }
        case Op::divided_log:
        case Op::divided_exp:
        case Op::divided_pow:
            set(divided_difference(i));
            break;
        default:
            set(unary(i, u, values_.at(i.place)));
    }
    w[0] = values_.at(i.place);
}

template <class N>
auto Jets<N>::unary(const Instruction& i, std::span<const N> u, const N& value) -> Jet {
    using namespace detail;
    const auto inverse = [&](const Jet& x) { return divide(constant(1), x); };
    const auto square = [&] { return multiply(u, u); };
    const auto negative = [&](Jet x) { return plus(constant(0), x, -1); };
    switch (i.op) {
        case Op::abs:
            if (!is_nonzero(u[0])) return nothing();
            return is_positive(u[0]) ? Jet(u.begin(), u.end()) : negative(Jet(u.begin(), u.end()));
        case Op::sqrt:
            return root(u);
        case Op::exp:
        case Op::expm1:
            return exponential(u);
        case Op::log:
            return logarithm(u);
        case Op::log1p:
            return integrate_known(value, u, inverse(plus(u, constant(1))));
        case Op::sin:
            return waves(value, wave<PointFunction::cos>(u[0], 0), u, -1).first;
        case Op::cos:
            return waves(wave<PointFunction::sin>(u[0], 1), value, u, -1).second;
        case Op::sinh:
            return waves(value, cosine_hyperbolic(u[0]), u, 1).first;
        case Op::cosh:
            return waves(u[0].template increasing<PointFunction::sinh>(), value, u, 1).second;
        case Op::tan:
        case Op::tanh: {
            const int sign = i.op == Op::tan ? 1 : -1;
            return integrate(value, u, [&](const Jet& w, std::size_t k) {
                N sum = integer(k == 0 ? 1 : 0);
                for (std::size_t j = 0; j <= k; ++j)
                    sum = sign > 0 ? sum + w[j] * w[k - j] : sum - w[j] * w[k - j];
                return sum;
            });
        }
        case Op::atan:
            return integrate_known(value, u, inverse(plus(square(), constant(1))));
        case Op::atanh:
            return integrate_known(value, u, inverse(plus(constant(1), square(), -1)));
        case Op::asin:
            return integrate_known(value, u, inverse(root(plus(constant(1), square(), -1))));
        case Op::acos:
            return integrate_known(value, u, negative(inverse(root(plus(constant(1), square(), -1)))));
        case Op::asinh:
            return integrate_known(value, u, inverse(root(plus(square(), constant(1)))));
        case Op::acosh:
            return integrate_known(value, u, inverse(root(plus(square(), constant(1), -1))));
        case Op::log_sinhc:
            return compose(u, 5, [&](std::size_t k) {
                return k == 0 ? value : langevin_of(N(u[0]), static_cast<int>(k) - 1);
            });
        case Op::langevin:
            return compose(u, static_cast<std::size_t>(4 - i.order), [&](std::size_t k) {
                return langevin_of(N(u[0]), i.order + static_cast<int>(k));
            });
        case Op::sinc:
            return compose(u, order_ + 1, [&](std::size_t k) {
                return k == 0 ? value : sinc_of(N(u[0]), i.order + static_cast<int>(k));
            });
        case Op::expm1_over_x:
            return divide(plus(exponential(u), constant(1), -1), u);
        case Op::log1p_over_x:
            return divide(logarithm(plus(u, constant(1))), u);
        default:
            return nothing();
    }
}

/// (φ(a) − φ(b))/(a − b), of use where a − b has a sign.
template <class N>
auto Jets<N>::divided_difference(const Instruction& i) -> Jet {
    const Jet a(jet(i.a).begin(), jet(i.a).end()), b(jet(i.b).begin(), jet(i.b).end());
    const Jet gap = plus(a, b, -1);
    if (i.op == Op::divided_exp) return divide(plus(exponential(a), exponential(b), -1), gap);
    if (i.op == Op::divided_log) return divide(plus(logarithm(a), logarithm(b), -1), gap);
    const auto raised = [&](const Jet& x) { return exponential(multiply(jet(i.c), logarithm(x))); };
    return divide(plus(raised(a), raised(b), -1), gap);
}

}  // namespace dlncert
