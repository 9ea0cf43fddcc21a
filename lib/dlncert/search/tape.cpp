#include <algorithm>
#include <dlncert/search/tape.hpp>
#include <dlncert/special/langevin.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <unordered_map>

namespace dlncert {

class Tape::Compiler {
  public:
    Compiler(Tape& tape, const std::vector<std::string>& variables) : tape_(tape), variables_(variables) {}

    std::size_t operator()(const Expression& e) {
        if (const auto found = places_.find(e); found != places_.end()) return found->second;
        Operation operation{.op = e.op(), .order = e.order(), .exponent = {}, .value = {}};
        if (e.op() == Op::rational) {
            operation.value = Interval::from(e.value());
        } else if (e.op() == Op::variable) {
            const auto at = std::find(variables_.begin(), variables_.end(), e.name());
            if (at == variables_.end()) throw InputError("'" + e.name() + "' is no variable here");
            operation.a = static_cast<std::size_t>(at - variables_.begin());
        } else if (e.op() == Op::pow && e.arg(1).is_rational()) {
            operation.a = (*this)(e.arg(0));
            constant_power(operation, e.arg(1).value());
        } else {
            if (e.args().empty() || e.args().size() > 2)
                throw Unsupported("the search does not evaluate " + to_string(e));
            operation.a = (*this)(e.arg(0));
            if (e.args().size() == 2) operation.b = (*this)(e.arg(1));
        }
        tape_.operations_.push_back(std::move(operation));
        places_.emplace(e, tape_.operations_.size() - 1);
        return tape_.operations_.size() - 1;
    }

  private:
    /// An integer power has order 1, another constant power order 2, x^y order 0.
    static void constant_power(Operation& operation, const Rational& exponent) {
        const bool integer = denominator(exponent) == 1 && abs(exponent) < 1'000'000;
        operation.order = integer ? 1 : 2;
        operation.exponent = exponent;
        if (integer) operation.integer = static_cast<long>(numerator(exponent));
    }

    Tape& tape_;
    const std::vector<std::string>& variables_;
    std::unordered_map<Expression, std::size_t> places_;
};

Tape::Tape(const std::vector<Expression>& functions, const std::vector<std::string>& variables) {
    Compiler compile(*this, variables);
    for (const Expression& f : functions) outputs_.push_back(compile(f));
}

std::vector<Interval> Tape::operator()(std::span<const Interval> box) const {
    std::vector<Interval> results;
    results.reserve(operations_.size());
    for (const Operation& operation : operations_) results.push_back(apply(operation, results, box));
    std::vector<Interval> values;
    for (const std::size_t output : outputs_) values.push_back(results[output]);
    return values;
}

namespace {

/// (e^x − 1)/x increases from 0 to ∞, and is 1 at 0.
Interval expm1_over_x(const Interval& x) {
    const auto at = [](double end) {
        const Interval point(std::clamp(end, -1e300, 1e300));
        return end == 0 ? Interval(1.0) : expm1(point) / point;
    };
    if (is_empty(x)) return x;
    const Interval low = x.lo() < -1e300 ? Interval(0.0) : at(x.lo());
    const Interval high =
        x.hi() > 1e300 ? Interval(0.0, std::numeric_limits<double>::infinity()) : at(x.hi());
    return Interval(low.lo() > 0 ? low.lo() : 0.0, high.hi());
}

}  // namespace

Interval Tape::apply(const Operation& o, std::span<const Interval> results, std::span<const Interval> box) {
    if (o.op == Op::rational) return o.value;
    if (o.op == Op::variable) return box[o.a];
    const Interval& a = results[o.a];
    switch (o.op) {
        case Op::neg:
            return -a;
        case Op::add:
            return a + results[o.b];
        case Op::sub:
            return a - results[o.b];
        case Op::mul:
            return o.a == o.b ? sqr(a) : a * results[o.b];
        case Op::div:
            return a / results[o.b];
        case Op::pow:
            if (o.order == 1) return pow(a, o.integer);
            return o.order == 2 ? pow(a, o.exponent) : exp(results[o.b] * log(a));
        case Op::abs:
            return abs(a);
        case Op::min:
            return min(a, results[o.b]);
        case Op::max:
            return max(a, results[o.b]);
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
            if (o.order == 0) return langevin(a);
            if (o.order == 1) return langevin1(a);
            if (o.order == 2) return langevin2(a);
            break;
        case Op::expm1_over_x:
            return expm1_over_x(a);
        default:
            break;
    }
    throw Unsupported("the search does not evaluate this function in double precision");
}

}  // namespace dlncert
