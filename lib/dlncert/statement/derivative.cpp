#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/postorder.hpp>

namespace dlncert {
namespace {

const Rational half(1, 2);

Expression langevin(const Expression& x) {
    return apply(Op::langevin, x);
}

/// f'(x) for the functions of one argument, `e` = f(x).
Expression elementary(const Expression& e, const Expression& x) {
    switch (e.op()) {
        case Op::sqrt:
            return 1 / (2 * e);
        case Op::exp:
            return e;
        case Op::log:
            return 1 / x;
        case Op::expm1:
            return apply(Op::exp, x);
        case Op::log1p:
            return 1 / (1 + x);
        case Op::sin:
            return apply(Op::cos, x);
        case Op::cos:
            return -apply(Op::sin, x);
        case Op::tan:
            return 1 + pow(e, 2);
        case Op::asin:
            return 1 / apply(Op::sqrt, 1 - pow(x, 2));
        case Op::acos:
            return -(1 / apply(Op::sqrt, 1 - pow(x, 2)));
        case Op::atan:
            return 1 / (1 + pow(x, 2));
        case Op::sinh:
            return apply(Op::cosh, x);
        case Op::cosh:
            return apply(Op::sinh, x);
        case Op::tanh:
            return 1 - pow(e, 2);
        case Op::asinh:
            return 1 / apply(Op::sqrt, 1 + pow(x, 2));
        case Op::acosh:
            return 1 / (apply(Op::sqrt, x - 1) * apply(Op::sqrt, x + 1));
        case Op::atanh:
            return 1 / (1 - pow(x, 2));
        default:
            throw Unsupported("an operation without a derivative");
    }
}

/// The functions with a removable singularity, written so that it stays removed:
/// (e^x − 1)/x = exp(x/2 + g(x/2)), and with α = log(1 + x), log(1 + x)/x = exp(−α/2 − g(α/2)).
Expression removable(const Expression& e, const Expression& x) {
    switch (e.op()) {
        case Op::log_sinhc:
            return langevin(x);
        case Op::langevin:
        case Op::sinc:
            if (e.order() >= max_order)
                throw Unsupported("a derivative of langevin or sinc of order above " +
                                  std::to_string(max_order));
            return apply(e.op(), x, e.order() + 1);
        case Op::expm1_over_x:
            return half * (1 + langevin(half * x)) * e;
        default:
            return -(half * (1 + langevin(half * apply(Op::log1p, x))) * e / (1 + x));
    }
}

/// The partial derivatives of a divided difference `e` of a and b. With L = g' the Langevin function,
///   (e^a − e^b)/(a − b) = exp((a + b)/2 + g((a − b)/2)),
///   (log a − log b)/(a − b) = exp(−(α + β)/2 − g(h)),  α = log a, β = log b, h = (α − β)/2,
///   (a^p − b^p)/(a − b) = p exp((p − 1)(α + β)/2 + g(p h) − g(h)).
/// `sign` is 1 for ∂/∂a, −1 for ∂/∂b.
Expression divided_difference(const Expression& e, int sign) {
    const Expression& a = e.arg(0);
    const Expression& b = e.arg(1);
    const auto odd = [&](const Expression& x) { return sign > 0 ? x : -x; };
    if (e.op() == Op::divided_exp) return half * (1 + odd(langevin(half * (a - b)))) * e;
    const Expression h = half * (apply(Op::log, a) - apply(Op::log, b));
    const Expression& at = sign > 0 ? a : b;
    if (e.op() == Op::divided_log) return -(half * (1 + odd(langevin(h))) * e / at);
    const Expression& p = e.arg(2);
    return half * (p - 1 + odd(p * langevin(p * h) - langevin(h))) * e / at;
}

/// ∂/∂p of (a^p − b^p)/(a − b) = p E(p): E·(1 + p·((α + β)/2 + h L(p h))), without a division by p.
Expression divided_power_in_exponent(const Expression& e) {
    const Expression alpha = apply(Op::log, e.arg(0));
    const Expression beta = apply(Op::log, e.arg(1));
    const Expression& p = e.arg(2);
    const Expression h = half * (alpha - beta);
    const Expression mean = half * (alpha + beta);
    const Expression quotient =
        apply(Op::exp, (p - 1) * mean + apply(Op::log_sinhc, p * h) - apply(Op::log_sinhc, h));
    return quotient * (1 + p * (mean + h * langevin(p * h)));
}

/// f/|f|, undefined where f is 0.
Expression sign(const Expression& f) {
    return f / apply(Op::abs, f);
}

using Names = std::set<std::string>;

/// Inside `differentiate`, the derivatives of the arguments are known already.
class Derivative {
  public:
    explicit Derivative(const Expression& v) : v_(v) {
        if (v.op() != Op::variable && (v.op() != Op::element || !rational_value(v.arg(0))))
            throw Unsupported("a derivative is taken in a variable, or in an element like sigma[1]");
        if (v.op() == Op::element) index_ = *rational_value(v.arg(0));
    }

    Expression operator()(const Expression& e) {
        return done_(e, [this](const Expression& node) { return differentiate(node); });
    }

  private:
    Expression differentiate(const Expression& e) {
        switch (e.op()) {
            case Op::rational:
            case Op::pi:
            case Op::euler:
                return 0;
            case Op::variable:
                return v_.op() == Op::variable && e.name() == v_.name() ? 1 : 0;
            case Op::element:
                return element(e);
            case Op::neg:
                return -(*this)(e.arg(0));
            case Op::add:
                return (*this)(e.arg(0)) + (*this)(e.arg(1));
            case Op::sub:
                return (*this)(e.arg(0)) - (*this)(e.arg(1));
            case Op::mul:
                return (*this)(e.arg(0)) * e.arg(1) + e.arg(0) * (*this)(e.arg(1));
            case Op::div:
                return quotient(e);
            case Op::pow:
                return power(e);
            case Op::abs:
                return sign(e.arg(0)) * (*this)(e.arg(0));
            case Op::min:
            case Op::max:
                return extremum(e);
            case Op::divided_log:
            case Op::divided_exp:
            case Op::divided_pow:
                return divided(e);
            case Op::sum:
            case Op::product:
            case Op::pair_sum:
                return binder(e);
            default:
                return chain(e);
        }
    }

    Expression element(const Expression& e) {
        const auto index = rational_value(e.arg(0));
        if (!index && !(*this)(e.arg(0)).is(0)) throw Unsupported("the derivative in an index of an array");
        if (v_.op() != Op::element || e.name() != v_.name()) return 0;
        if (!index)
            throw Unsupported("the derivative in " + v_.name() + "[" + to_string(index_) + "] of " +
                              e.name() +
                              "[…] with an index that is not a number; write the sum out with a given width");
        return *index == index_ ? 1 : 0;
    }

    Expression quotient(const Expression& e) {
        const Expression above = (*this)(e.arg(0));
        const Expression below = (*this)(e.arg(1));
        return above / e.arg(1) - e.arg(0) * below / pow(e.arg(1), 2);
    }

    /// An exponent free of v: y x^(y−1) x'. Otherwise x^y = exp(y log x).
    Expression power(const Expression& e) {
        const Expression& x = e.arg(0);
        const auto constant = rational_value(e.arg(1));
        const Expression y = constant ? Expression(*constant) : e.arg(1);
        const Expression dx = (*this)(x);
        const Expression dy = (*this)(y);
        const Expression first = dx.is(0) ? dx : y * pow(x, y - 1) * dx;
        return dy.is(0) ? first : first + e * apply(Op::log, x) * dy;
    }

    /// d|f| = sign(f) f', and max(f, g), min(f, g) = ((f + g) ± |f − g|)/2.
    Expression extremum(const Expression& e) {
        const Expression df = (*this)(e.arg(0));
        const Expression dg = (*this)(e.arg(1));
        if (df.is(0) && dg.is(0)) return 0;
        const Expression side = sign(e.arg(0) - e.arg(1)) * (df - dg);
        return half * (e.op() == Op::max ? df + dg + side : df + dg - side);
    }

    Expression divided(const Expression& e) {
        Expression result = 0;
        const Expression da = (*this)(e.arg(0));
        const Expression db = (*this)(e.arg(1));
        if (!da.is(0)) result = divided_difference(e, 1) * da;
        if (!db.is(0)) result = result + divided_difference(e, -1) * db;
        if (e.op() != Op::divided_pow) return result;
        const Expression dp = (*this)(e.arg(2));
        return dp.is(0) ? result : result + divided_power_in_exponent(e) * dp;
    }

    Expression chain(const Expression& e) {
        const Expression inner = (*this)(e.arg(0));
        if (inner.is(0)) return 0;
        return (e.op() < Op::log_sinhc ? elementary(e, e.arg(0)) : removable(e, e.arg(0))) * inner;
    }

    /// Term by term if v does not occur in the range. Under the binder, an index named like v hides it.
    Expression binder(const Expression& e) {
        if (!free_variables(e).contains(v_.name())) return 0;
        const Expression written_out = expand(e);
        if (written_out.op() != e.op()) return (*this)(written_out);
        for (std::size_t i = 0; i + 1 < e.args().size(); ++i)
            if (!(*this)(e.arg(i)).is(0)) throw Unsupported("the derivative in the range of a sum");
        if (v_.op() == Op::variable)
            for (const auto& index : e.indices())
                if (index == v_.name()) return 0;
        const Expression body = (*this)(e.args().back());
        if (body.is(0)) return 0;
        if (e.op() == Op::product) return product(e, body);
        std::vector<Expression> args(e.args().begin(), e.args().end());
        args.back() = body;
        return Expression::binder(e.op(), e.indices(), std::move(args));
    }

    /// Σ_k f_k' Π_{i<k} f_i Π_{i>k} f_i, given f': without a division by factors, which may be zero.
    static Expression product(const Expression& e, const Expression& slope) {
        const std::string& index = e.indices()[0];
        Names taken = free_variables(e.arg(0));
        taken.merge(free_variables(e.arg(1)));
        Names in_body = free_variables(e.arg(2));
        in_body.erase(index);
        taken.merge(in_body);
        const std::string outer = fresh_name(index, taken);
        taken.insert(outer);
        const std::string inner = fresh_name(index, taken);
        const Expression k = Expression::variable(outer);
        const Expression factor = substitute(e.arg(2), index, Expression::variable(inner));
        const auto others = [&](const Expression& from, const Expression& to) {
            return Expression::binder(Op::product, {inner}, {from, to, factor});
        };
        const Expression term =
            substitute(slope, index, k) * others(e.arg(0), k - 1) * others(k + 1, e.arg(1));
        return Expression::binder(Op::sum, {outer}, {e.arg(0), e.arg(1), term});
    }

    Expression v_;
    Rational index_;
    Postorder done_;
};

}  // namespace

Expression derivative(const Expression& f, const Expression& v) {
    return Derivative(v)(f);
}

}  // namespace dlncert
