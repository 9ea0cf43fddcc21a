#pragma once
// One evaluation of a Program over a box, in any interval type.
#include <dlncert/search/functions.hpp>
#include <dlncert/search/program.hpp>
#include <span>

namespace dlncert {

/// The places of a program and its partial derivatives, reused from box to box: nothing is allocated per
/// evaluation. N is Estimate, Precise or Open of one of them.
template <class N>
class Pass {
  public:
    Pass(const Program& program, long precision)
        : program_(&program),
          values_(static_cast<std::size_t>(program.places())),
          slopes_(3 * program.body().size()),
          derivative_(static_cast<std::size_t>(program.places())) {
        const UpwardRounding scope;  // what does not depend on the box is computed here, once
        for (std::size_t k = 0; k < program.constants().size(); ++k)
            values_[k] = leaf(program.constants()[k], precision);
        for (const auto& i : program.prelude()) apply(i, constant_status_);
    }

    /// The program has moved.
    void rebind(const Program& program) { program_ = &program; }

    /// The natural enclosure over the box.
    const N& operator()(std::span<const N> box) {
        for (std::size_t v = 0; v < box.size(); ++v) values_[static_cast<std::size_t>(place_of(v))] = box[v];
        status_ = constant_status_;
        for (const auto& i : program_->body()) apply(i, status_);
        has_slopes_ = false;
        return value();
    }
    [[nodiscard]] const N& value() const { return values_[static_cast<std::size_t>(program_->result())]; }
    [[nodiscard]] const detail::Status& status() const { return status_; }

    [[nodiscard]] const N& at(int place) const { return values_[static_cast<std::size_t>(place)]; }

    /// The derivative in a variable over the box of the last evaluation, where status().smooth.
    N derivative(std::size_t variable);
    [[nodiscard]] bool depends_on(std::size_t variable) const {
        return !program_->dependent(variable).empty() || place_of(variable) == program_->result();
    }

  private:
    using Instruction = Program::Instruction;
    using Code = Program::Code;

    [[nodiscard]] int place_of(std::size_t variable) const {
        return program_->first_variable() + static_cast<int>(variable);
    }
    static N leaf(const Expression& e, long precision) {
        if (e.op() == Op::pi) return N::pi(precision);
        if (e.op() == Op::euler) return N::from(1, precision).template increasing<PointFunction::exp>();
        return N::from(e.value(), precision);
    }
    void apply(const Instruction& i, detail::Status& status) {
        values_[static_cast<std::size_t>(i.place)] = image(i, status);
    }
    N image(const Instruction& i, detail::Status& status);
    N unary(const Instruction& i, const N& x, detail::Status& status);
    N partial(const Instruction& i, int k);
    N partial_of_difference(const Instruction& i, int k);
    void find_slopes();

    const Program* program_;
    std::vector<N> values_, slopes_, derivative_;
    detail::Status constant_status_, status_;
    bool has_slopes_ = false;
};

template <class N>
N Pass<N>::image(const Instruction& i, detail::Status& status) {
    using namespace detail;
    const N& x = at(i.a);
    switch (i.op) {
        case Op::add:
            return x + at(i.b);
        case Op::sub:
            return x - at(i.b);
        case Op::mul:
            return x * at(i.b);
        case Op::neg:
            return -x;
        case Op::div:
            if (!is_nonzero(at(i.b))) status.defined = status.smooth = false;
            return x / at(i.b);
        case Op::pow:
            if (i.code == Code::square) return sqr(x);
            if (i.code == Code::integer_power)
                return i.exponent == 0 ? number(x, 1) : integer_power(x, i.exponent, status);
            if (i.code == Code::rational_power)
                return rational_power(x, program_->exponents()[static_cast<std::size_t>(i.exponent)], status);
            return general_power(x, at(i.b), status);
        case Op::min:
        case Op::max: {
            const N& y = at(i.b);
            if (!(x.hi() < y.lo() || y.hi() < x.lo())) status.smooth = false;
            return i.op == Op::min ? min(x, y) : max(x, y);
        }
        case Op::divided_log:
            return divided_log_of(x, at(i.b), status);
        case Op::divided_exp:
            return divided_exp_of(x, at(i.b));
        case Op::divided_pow:
            return divided_pow_of(x, at(i.b), at(i.c), status);
        default:
            return unary(i, x, status);
    }
}

template <class N>
N Pass<N>::unary(const Instruction& i, const N& x, detail::Status& status) {
    using namespace detail;
    const auto on = [&](double a, double b, bool closed) { return restrict(x, a, b, closed, status); };
    const auto grow = [&]<PointFunction F>(const N& base) {
        return is_nothing(base) ? base : base.template increasing<F>();
    };
    if (is_nothing(x)) {
        status.defined = status.smooth = false;
        return x;
    }
    switch (i.op) {
        case Op::abs:
            if (!is_nonzero(x)) status.smooth = false;
            return abs(x);
        case Op::sqrt:
            return clip(grow.template operator()<PointFunction::sqrt>(on(0, infinite, true)), 0, infinite,
                        false);
        case Op::exp:
            return within(x.template increasing<PointFunction::exp>(), 0, infinite);
        case Op::log:
            return logarithm(x, status);
        case Op::expm1:
            return within(x.template increasing<PointFunction::expm1>(), -1, infinite);
        case Op::log1p:
            return grow.template operator()<PointFunction::log1p>(on(-1, infinite, false));
        case Op::sin:
            return wave<PointFunction::sin>(x, 1);
        case Op::cos:
            return wave<PointFunction::cos>(x, 0);
        case Op::tan:
            return tangent(x, status);
        case Op::asin:
            return grow.template operator()<PointFunction::asin>(on(-1, 1, true));
        case Op::acos: {
            const N base = on(-1, 1, true);
            return is_nothing(base) ? base : base.template decreasing<PointFunction::acos>();
        }
        case Op::atan:
            return x.template increasing<PointFunction::atan>();
        case Op::sinh:
            return x.template increasing<PointFunction::sinh>();
        case Op::cosh:
            return cosine_hyperbolic(x);
        case Op::tanh:
            return within(x.template increasing<PointFunction::tanh>(), -1, 1);
        case Op::asinh:
            return x.template increasing<PointFunction::asinh>();
        case Op::acosh:
            return grow.template operator()<PointFunction::acosh>(on(1, infinite, true));
        case Op::atanh:
            return grow.template operator()<PointFunction::atanh>(on(-1, 1, false));
        case Op::log_sinhc:
            return clip(abs(x).template increasing<PointFunction::log_sinhc>(), 0, infinite, false);
        case Op::langevin:
            return langevin_of(x, i.order);
        case Op::sinc:
            return sinc_of(x, i.order);
        case Op::expm1_over_x:
            return within(N(expm1_quotient(plain(x))), 0, infinite);
        case Op::log1p_over_x: {
            const N base = on(-1, infinite, false);
            return is_nothing(base) ? base : within(N(log1p_quotient(plain(base))), 0, infinite);
        }
        default:
            throw Unsupported("an operation that is not evaluated");
    }
}

template <class N>
N Pass<N>::partial(const Instruction& i, int k) {
    using namespace detail;
    const N& x = at(i.a);
    const N& value = at(i.place);
    const auto num = [&](int n) { return number(x, n); };
    Status ignored;
    switch (i.op) {
        case Op::div:
            return k == 0 ? num(1) / at(i.b) : -value / at(i.b);
        case Op::pow:
            if (i.code == Code::square) return num(2) * x;
            if (i.code == Code::integer_power) {
                if (i.exponent == 0) return num(0);
                const int n = i.exponent - 1;
                return num(i.exponent) * (n == 2 ? sqr(x) : integer_power(x, n, ignored));
            }
            if (i.code == Code::rational_power) {
                const Rational& q = program_->exponents()[static_cast<std::size_t>(i.exponent)];
                return N(Plain<N>::from(q, x.precision())) * rational_power(x, Rational(q - 1), ignored);
            }
            return k == 0 ? at(i.b) * general_power(x, N(at(i.b) - num(1)), ignored)
                          : value * logarithm(x, ignored);
        case Op::abs:
            return is_positive(x) ? num(1) : num(-1);
        case Op::min:
            return num((x.hi() < at(i.b).lo()) == (k == 0) ? 1 : 0);
        case Op::max:
            return num((x.hi() < at(i.b).lo()) == (k == 0) ? 0 : 1);
        case Op::sqrt:
            return num(1) / (num(2) * value);
        case Op::exp:
            return value;
        case Op::log:
            return num(1) / x;
        case Op::expm1:
            return within(x.template increasing<PointFunction::exp>(), 0, infinite);
        case Op::log1p:
            return num(1) / (num(1) + x);
        case Op::sin:
            return wave<PointFunction::cos>(x, 0);
        case Op::cos:
            return -wave<PointFunction::sin>(x, 1);
        case Op::tan:
            return num(1) + sqr(value);
        case Op::asin:
        case Op::acos: {
            const N inside = (num(1) - x) * (num(1) + x);
            const N slope =
                num(1) / clip(clip(inside, 0, infinite, false).template increasing<PointFunction::sqrt>(), 0,
                              infinite, false);
            return i.op == Op::asin ? slope : -slope;
        }
        case Op::atan:
            return num(1) / (num(1) + sqr(x));
        case Op::sinh:
            return root_of_one_plus(sqr(value));  // cosh, and cheaper
        case Op::cosh:
            return x.template increasing<PointFunction::sinh>();
        case Op::tanh:
            return within(num(1) - sqr(value), 0, infinite);  // 1/cosh^2
        case Op::asinh:
            return num(1) / (num(1) + sqr(x)).template increasing<PointFunction::sqrt>();
        case Op::acosh: {
            const N inside = clip(N((x - num(1)) * (x + num(1))), 0, infinite, false);
            return num(1) / clip(inside.template increasing<PointFunction::sqrt>(), 0, infinite, false);
        }
        case Op::atanh:
            return num(1) / ((num(1) - x) * (num(1) + x));
        case Op::log_sinhc:
            return langevin_of(x, 0);
        case Op::langevin:
            if (i.order >= 3) return N(Plain<N>::ends(-infinite, infinite, x.precision()));
            return langevin_of(x, i.order + 1);
        default:
            return partial_of_difference(i, k);
    }
}

/// f = (φ(a) − φ(b))/(a − b) has ∂f/∂a = (φ'(a) − f)/(a − b), which is half of a value of φ'' between a and
/// b.
template <class N>
N Pass<N>::partial_of_difference(const Instruction& i, int k) {
    using namespace detail;
    const bool binary = i.op == Op::divided_log || i.op == Op::divided_exp || i.op == Op::divided_pow;
    const N zero = number(at(i.a), 0);
    const N one = number(at(i.a), 1);
    const N& a = binary && k == 1 ? at(i.b) : at(i.a);
    const N& b = !binary ? zero : k == 1 ? at(i.a) : at(i.b);
    const N& value = at(i.place);
    const N between(hull(plain(a), plain(b)));
    const N half(Plain<N>::ends(0.5, 0.5, a.precision()));
    Status ignored;
    const auto exp_of = [](const N& x) {
        return within(x.template increasing<PointFunction::exp>(), 0, infinite);
    };
    switch (i.op) {
        case Op::sinc:
            return sinc_of(a, i.order + 1);
        case Op::expm1_over_x:
            return difference_slope(N(exp_of(a) - value), a, N(half * exp_of(between)));
        case Op::log1p_over_x:
            return difference_slope(N(one / (one + a) - value), a, N(-half / sqr(one + between)));
        case Op::divided_log:
            return difference_slope(N(one / a - value), N(a - b), N(-half / sqr(between)));
        case Op::divided_exp:
            return difference_slope(N(exp_of(a) - value), N(a - b), N(half * exp_of(between)));
        case Op::divided_pow: {
            const N& p = at(i.c);
            const auto pow_of = [&](const N& x, const N& y) { return general_power(x, y, ignored); };
            const N middle = pow_of(between, N(p - one));
            if (k == 2)
                return difference_slope(
                    N(pow_of(a, p) * logarithm(a, ignored) - pow_of(b, p) * logarithm(b, ignored)), N(a - b),
                    N(middle * (one + p * logarithm(between, ignored))));
            return difference_slope(N(p * pow_of(a, N(p - one)) - value), N(a - b),
                                    N(half * (p * middle) * (p - one) / between));
        }
        default:
            throw Unsupported("an operation that is not differentiated");
    }
}

template <class N>
void Pass<N>::find_slopes() {
    const auto& body = program_->body();
    for (std::size_t j = 0; j < body.size(); ++j) {
        const Instruction& i = body[j];
        if (i.op <= Op::mul && i.op >= Op::neg) continue;  // these need none
        const int first = program_->first_variable();
        const std::array<int, 3> args{i.a, i.b, i.c};
        for (int k = 0; k < 3; ++k)
            if (args[static_cast<std::size_t>(k)] >= first)
                slopes_[3 * j + static_cast<std::size_t>(k)] = partial(i, k);
    }
    has_slopes_ = true;
}

template <class N>
N Pass<N>::derivative(std::size_t variable) {
    using namespace detail;
    if (!has_slopes_) find_slopes();
    const auto& body = program_->body();
    const std::size_t seed = static_cast<std::size_t>(place_of(variable));
    const N zero = number(values_[seed], 0);
    if (program_->dependent(variable).empty())
        return seed == static_cast<std::size_t>(program_->result()) ? number(zero, 1) : zero;
    // Which operands depend on the variable is marked once, in `marks_`.
    const auto& operands = program_->operands(variable);
    derivative_[seed] = number(zero, 1);
    std::size_t next = 0;
    for (const int j : program_->dependent(variable)) {
        const Instruction& i = body[static_cast<std::size_t>(j)];
        const unsigned depends = operands[next++];
        const auto d = [&](int place) -> const N& { return derivative_[static_cast<std::size_t>(place)]; };
        N& result = derivative_[static_cast<std::size_t>(i.place)];
        switch (i.op) {
            case Op::neg:
                result = -d(i.a);
                continue;
            case Op::add:
                result = depends == 3 ? d(i.a) + d(i.b) : depends == 1 ? d(i.a) : d(i.b);
                continue;
            case Op::sub:
                result = depends == 3 ? d(i.a) - d(i.b) : depends == 1 ? d(i.a) : -d(i.b);
                continue;
            case Op::mul:
                result = depends == 3   ? at(i.b) * d(i.a) + at(i.a) * d(i.b)
                         : depends == 1 ? at(i.b) * d(i.a)
                                        : at(i.a) * d(i.b);
                continue;
            default:
                break;
        }
        const std::array<int, 3> args{i.a, i.b, i.c};
        bool some = false;
        for (std::size_t k = 0; k < 3; ++k) {
            if ((depends >> k & 1U) == 0) continue;
            const N term = slopes_[3 * static_cast<std::size_t>(j) + k] * d(args[k]);
            result = some ? result + term : term;
            some = true;
        }
    }
    return derivative_[static_cast<std::size_t>(program_->result())];
}

}  // namespace dlncert
