#include <algorithm>
#include <dlncert/search/shorten.hpp>
#include <dlncert/statement/postorder.hpp>

namespace dlncert {
namespace {

/// Σ coefficient · term.
class Sum {
  public:
    void add(const Expression& e, const Rational& factor) {
        if (e.op() == Op::add || e.op() == Op::sub) {
            add(e.arg(0), factor);
            add(e.arg(1), e.op() == Op::sub ? Rational(-factor) : factor);
        } else if (e.op() == Op::neg) {
            add(e.arg(0), -factor);
        } else if (e.op() == Op::mul && e.arg(0).is_rational()) {
            add(e.arg(1), factor * e.arg(0).value());
        } else if (e.is_rational()) {
            add_term(1, factor * e.value());
        } else {
            add_term(e, factor);
        }
    }
    [[nodiscard]] bool is_zero() const { return terms_.empty(); }
    /// The coefficient of a term, which is taken out.
    Rational take(const Expression& term) {
        const auto known =
            std::find_if(terms_.begin(), terms_.end(), [&](const auto& t) { return t.first == term; });
        if (known == terms_.end()) return 0;
        const Rational factor = known->second;
        terms_.erase(known);
        return factor;
    }
    [[nodiscard]] Expression expression() const {
        Expression result = 0;
        for (const auto& [term, factor] : terms_)
            result = factor < 0 ? result - Expression(-factor) * term : result + Expression(factor) * term;
        return result;
    }

  private:
    void add_term(const Expression& term, const Rational& factor) {
        if (factor == 0) return;
        const auto known =
            std::find_if(terms_.begin(), terms_.end(), [&](const auto& t) { return t.first == term; });
        if (known == terms_.end()) {
            terms_.emplace_back(term, factor);
        } else if ((known->second += factor) == 0) {
            terms_.erase(known);
        }
    }
    std::vector<std::pair<Expression, Rational>> terms_;
};

/// constant · Π base^power · exp(exponent).
class Product {
  public:
    explicit Product(const Expression& e) { multiply(e, 1); }

    [[nodiscard]] Expression expression() const {
        if (auto result = over_a_sum()) return *result;
        Expression top(constant_), bottom(1);
        for (const auto& [base, power] : factors_)
            (power > 0 ? top : bottom) = (power > 0 ? top : bottom) * pow(base, abs(power));
        if (!exponent_.is_zero()) top = top * apply(Op::exp, exponent_.expression());
        return top / bottom;
    }
    /// log of it, if it is a positive constant times exp(exponent), and the exponent is there.
    [[nodiscard]] std::optional<Expression> logarithm() const {
        if (!factors_.empty() || constant_ <= 0 || exponent_.is_zero()) return std::nullopt;
        const Expression exponent = exponent_.expression();
        return constant_ == 1 ? exponent : apply(Op::log, constant_) + exponent;
    }

    /// Its power, if it is a positive constant times exp(exponent).
    [[nodiscard]] std::optional<Expression> raised(const Expression& power) const {
        if (!factors_.empty() || constant_ <= 0 || exponent_.is_zero()) return std::nullopt;
        const Expression result = apply(Op::exp, power * exponent_.expression());
        return constant_ == 1 ? result : pow(Expression(constant_), power) * result;
    }

    /// X e^(−cX) as 1/(c E(cX) + 1/X), E(v) = (e^v − 1)/v.
    [[nodiscard]] std::optional<Expression> damped() const {
        for (std::size_t i = 0; i < factors_.size(); ++i) {
            const auto& [base, power] = factors_[i];
            if (power <= 0) continue;
            const Expression X = pow(base, power);
            Product rest = *this;
            const Rational c = -rest.exponent_.take(X);
            if (c <= 0) continue;
            rest.factors_.erase(rest.factors_.begin() + static_cast<std::ptrdiff_t>(i));
            return rest.expression() / (c * apply(Op::expm1_over_x, c * X) + 1 / X);
        }
        return std::nullopt;
    }

  private:
    using Factors = std::vector<std::pair<Expression, Rational>>;

    /// X/(a + c X) as 1/(a/X + c).
    [[nodiscard]] std::optional<Expression> over_a_sum() const {
        for (const auto& [base, power] : factors_)
            for (const auto& [sum, negative] : factors_) {
                if (power <= 0 || negative != -1 || (sum.op() != Op::add && sum.op() != Op::sub)) continue;
                const Expression X = pow(base, power);
                Sum others;
                others.add(sum, 1);
                const Rational c = others.take(X);
                if (c == 0) continue;
                Product rest = *this;
                std::erase_if(rest.factors_, [b = base, before = sum](const auto& f) {
                    return f.first == b || f.first == before;
                });
                return rest.expression() / (others.expression() / X + c);
            }
        return std::nullopt;
    }

    void multiply(const Expression& e, const Rational& power) {
        if (e.op() == Op::mul || e.op() == Op::div) {
            multiply(e.arg(0), power);
            multiply(e.arg(1), e.op() == Op::div ? Rational(-power) : power);
        } else if (e.op() == Op::neg && abs(power) == 1) {
            constant_ = -constant_;
            multiply(e.arg(0), power);
        } else if (e.is_rational() && e.value() != 0 && abs(power) == 1) {
            constant_ = power < 0 ? Rational(constant_ / e.value()) : Rational(constant_ * e.value());
        } else if (e.op() == Op::exp) {
            exponent_.add(e.arg(0), power);
        } else if (e.op() == Op::pow && e.arg(1).is_rational()) {
            add(e.arg(0), power * e.arg(1).value());
        } else {
            add(e, power);
        }
    }
    void add(const Expression& base, const Rational& power) {
        const auto known =
            std::find_if(factors_.begin(), factors_.end(), [&](const auto& f) { return f.first == base; });
        if (known == factors_.end()) {
            factors_.emplace_back(base, power);
        } else if ((known->second += power) == 0) {
            factors_.erase(known);
        }
    }

    Rational constant_ = 1;
    Sum exponent_;
    Factors factors_;
};

/// Of a node whose arguments are short.
Expression shorter(const Expression& e) {
    if (e.op() == Op::mul || e.op() == Op::div) return Product(e).expression();
    if (e.op() == Op::log)
        if (auto value = Product(e.arg(0)).logarithm()) return *value;
    if (e.op() == Op::pow && e.arg(1).is_rational())
        if (auto value = Product(e.arg(0)).raised(e.arg(1))) return *value;
    return e;
}

/// The node with the values of its arguments, constants folded.
Expression with_arguments(const Expression& x, Postorder& values) {
    std::vector<Expression> args;
    for (const Expression& arg : x.args()) args.push_back(values(arg, [](const Expression& y) { return y; }));
    switch (x.op()) {
        case Op::neg:
            return -args[0];
        case Op::add:
            return args[0] + args[1];
        case Op::sub:
            return args[0] - args[1];
        case Op::pow:
            return pow(args[0], args[1]);
        default:
            return Expression::node(x.op(), std::move(args), x.order());
    }
}

}  // namespace

Expression shortened(const Expression& e) {
    Postorder rewrite;
    const Expression result = rewrite(e, [&](const Expression& x) {
        if (x.args().empty() || !x.indices().empty()) return x;
        return shorter(with_arguments(x, rewrite));
    });
    Postorder damp;  // when all has been cancelled that can be
    return damp(result, [&](const Expression& x) {
        if (x.args().empty() || !x.indices().empty()) return x;
        const Expression y = with_arguments(x, damp);
        if (y.op() != Op::mul && y.op() != Op::div) return y;
        return Product(y).damped().value_or(y);
    });
}

}  // namespace dlncert
