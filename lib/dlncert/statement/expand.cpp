#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/postorder.hpp>

namespace dlncert {
namespace {

/// The integer that the expression is, if it is one and fits.
std::optional<long> integer_value(const Expression& e) {
    const auto value = rational_value(e);
    if (!value || denominator(*value) != 1 || abs(*value) > 1'000'000'000) return std::nullopt;
    return static_cast<long>(numerator(*value));
}

/// x₁ ∘ (…) folded in halves, so that the depth grows with the logarithm of the number of terms.
Expression balanced(std::span<const Expression> terms, Op op) {
    if (terms.size() == 1) return terms[0];
    const auto half = (terms.size() + 1) / 2;
    const Expression left = balanced(terms.first(half), op);
    const Expression right = balanced(terms.subspan(half), op);
    // 0 · x would be folded to 0 also where x is undefined
    if (op == Op::mul && left.is_rational() != right.is_rational())
        return Expression::node(op, {left, right});
    return op == Op::mul ? left * right : left + right;
}

class Expansion {
  public:
    explicit Expansion(std::optional<long> width) : width_(width) {}

    Expression operator()(const Expression& e) {
        return done_(e, [this](const Expression& node) { return rewrite(node); });
    }

  private:
    Expression rewrite(const Expression& e) {
        if (e.args().empty()) return e;
        std::vector<Expression> args;
        for (const auto& arg : e.args()) args.push_back((*this)(arg));
        if (e.op() == Op::element) {
            const auto index = integer_value(args[0]);
            return Expression::element(e.name(), index ? Expression(*index) : args[0]);
        }
        if (e.indices().empty()) return Expression::node(e.op(), std::move(args), e.order());
        const auto terms = e.op() == Op::pair_sum ? pairs(e, args[0]) : range(e, args);
        if (!terms) return Expression::binder(e.op(), e.indices(), std::move(args));
        if (terms->empty()) return e.op() == Op::product ? 1 : 0;
        return balanced(*terms, e.op() == Op::product ? Op::mul : Op::add);
    }

    std::optional<std::vector<Expression>> range(const Expression& e, const std::vector<Expression>& args) {
        const auto lower = integer_value(args[0]);
        const auto upper = integer_value(args[1]);
        if (!lower || !upper) return std::nullopt;
        std::vector<Expression> terms;
        for (long i = *lower; i <= *upper; ++i) terms.push_back(term(e, args[2], {i}));
        return terms;
    }

    std::optional<std::vector<Expression>> pairs(const Expression& e, const Expression& body) {
        if (!width_) return std::nullopt;
        std::vector<Expression> terms;
        for (long i = 1; i <= *width_; ++i)
            for (long j = i + 1; j <= *width_; ++j) terms.push_back(term(e, body, {i, j}));
        return terms;
    }

    Expression term(const Expression& e, const Expression& body, const std::vector<long>& at) {
        nodes_ += body.tree_size();
        if (nodes_ > max_expanded_nodes)
            throw Unsupported("a sum or product is too long to be written out: more than " +
                              std::to_string(max_expanded_nodes) + " operations; shorten its range");
        std::map<std::string, Expression> values;
        for (std::size_t i = 0; i < at.size(); ++i) values.emplace(e.indices()[i], at[i]);
        return (*this)(instantiate(body, values, {}));
    }

    std::optional<long> width_;
    std::uint64_t nodes_ = 0;
    Postorder done_;
};

}  // namespace

Expression expand(const Expression& e, std::optional<long> width) {
    return Expansion(width)(e);
}

}  // namespace dlncert
