#include <dlncert/statement/error.hpp>
#include <dlncert/statement/spectral_form.hpp>

namespace dlncert {
namespace {

[[noreturn]] void refuse() {
    throw Unsupported(
        "the function is not written as phi(sum(i in 1..d, psi(sigma[i]))) - w*T with a sum over pairs T, in "
        "names "
        "other than s and t");
}

/// Takes the sum of ψ out of the energy.
class Energy {
  public:
    explicit Energy(const ChamberDomain& chamber) : chamber_(chamber) {}

    /// With t for the sum.
    Expression without_sum(const Expression& e) {
        if (e.op() == Op::sum) return read_sum(e);
        if (e.args().empty()) return e;
        if (!e.indices().empty()) refuse();
        std::vector<Expression> args;
        for (const Expression& arg : e.args()) args.push_back(without_sum(arg));
        return e.op() == Op::element ? e : Expression::node(e.op(), std::move(args), e.order());
    }

    std::optional<Expression> psi;

  private:
    Expression read_sum(const Expression& sum) {
        const Expression i = Expression::variable(sum.indices()[0]);
        const Expression x = Expression::variable(SpectralForm::s);
        const Expression body = substitute(sum.arg(2), [&](const Expression& leaf) -> const Expression* {
            return leaf.op() == Op::element && leaf.name() == chamber_.name && leaf.arg(0) == i ? &x
                                                                                                : nullptr;
        });
        const auto names = free_variables(body);
        if (!sum.arg(0).is(1) || !(sum.arg(1) == chamber_.width) || names.contains(i.name()) ||
            names.contains(chamber_.name) || (psi && !(*psi == body)))
            refuse();
        psi = body;
        return Expression::variable(SpectralForm::t);
    }

    const ChamberDomain& chamber_;
};

/// w and T with e = w·T, taking factors out of T that are no numbers and free of σ.
std::pair<Expression, Expression> weighted(const Expression& e, const std::string& sigma) {
    const auto is_factor = [&](const Expression& f) {
        return !rational_value(f) && !free_variables(f).contains(sigma);
    };
    if (e.op() == Op::mul)
        for (const std::size_t k : {0, 1})
            if (is_factor(e.arg(k))) {
                auto [w, T] = weighted(e.arg(1 - k), sigma);
                return {Expression::node(Op::mul, {e.arg(k), w}), T};
            }
    if (e.op() != Op::div || !is_factor(e.arg(1))) return {1, e};
    auto [w, T] = weighted(e.arg(0), sigma);
    return {Expression::node(Op::div, {w, e.arg(1)}), T};
}

}  // namespace

SpectralForm spectral_form(const Expression& f, const ChamberDomain& chamber) {
    const auto names = free_variables(f);
    if (f.op() != Op::sub || names.contains(SpectralForm::s) || names.contains(SpectralForm::t)) refuse();
    Energy energy(chamber);
    const Expression phi = energy.without_sum(f.arg(0));
    if (!energy.psi || free_variables(phi).contains(chamber.name)) refuse();
    auto [weight, pairs] = weighted(f.arg(1), chamber.name);
    return {phi, *energy.psi, std::move(weight), std::move(pairs)};
}

}  // namespace dlncert
