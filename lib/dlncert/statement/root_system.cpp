#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/root_system.hpp>

namespace dlncert {
std::vector<Expression> combined(const std::vector<Rational>& Y, const std::vector<Expression>& F) {
    std::vector<Expression> result(F.size());
    for (std::size_t i = 0; i < F.size(); ++i)
        for (std::size_t k = 0; k < F.size(); ++k)
            result[i] = result[i] + Expression(Y[i * F.size() + k]) * F[k];
    return result;
}

std::string shift_name(const std::string& unknown) {
    return unknown + "#";
}

std::vector<Expression> krawczyk_operator(const std::vector<Expression>& G, const std::vector<std::string>& x,
                                          const std::vector<Rational>& c) {
    std::map<std::string, Expression> centre;
    for (std::size_t i = 0; i < x.size(); ++i) centre.emplace(x[i], c[i]);
    std::vector<Expression> result;
    for (std::size_t i = 0; i < G.size(); ++i) {
        Expression image = Expression(c[i]) - instantiate(G[i], centre, {});
        for (std::size_t j = 0; j < x.size(); ++j) {
            const Expression slope = derivative(G[i], Expression::variable(x[j]));
            image = image + (Expression(i == j ? 1 : 0) - slope) * Expression::variable(shift_name(x[j]));
        }
        result.push_back(image);
    }
    return result;
}

Formula krawczyk_inside(const std::vector<Expression>& G, const std::vector<std::string>& x,
                        const std::vector<Rational>& lower, const std::vector<Rational>& upper) {
    std::vector<Rational> centre;
    for (std::size_t i = 0; i < x.size(); ++i) centre.emplace_back((lower[i] + upper[i]) / 2);
    const auto images = krawczyk_operator(G, x, centre);
    std::vector<Formula> parts;
    for (std::size_t i = 0; i < x.size(); ++i) {
        parts.push_back(comparison(images[i], Relation::greater, lower[i]));
        parts.push_back(comparison(images[i], Relation::less, upper[i]));
    }
    return joined(Formula::Kind::all, std::move(parts));
}

Formula changes_sign(const Expression& f, const RealDomain& x, const Expression& below,
                     const Expression& above) {
    std::vector<Formula> parts{comparison(substitute(f, x.name, below), Relation::less_equal, 0),
                               comparison(substitute(f, x.name, above), Relation::greater_equal, 0)};
    for (const Expression& e : {below, above}) {
        const auto& [a, b] = x.range;
        if (!a.infinite)
            parts.push_back(comparison(e, a.open ? Relation::greater : Relation::greater_equal, a.value));
        if (!b.infinite)
            parts.push_back(comparison(e, b.open ? Relation::less : Relation::less_equal, b.value));
    }
    return joined(Formula::Kind::all, std::move(parts));
}

Formula increases(const Expression& f, const std::string& x, const std::vector<Rational>& except) {
    const Expression v = Expression::variable(x);
    std::vector<Formula> parts{comparison(derivative(f, v), Relation::greater, 0)};
    for (const Rational& value : except) parts.push_back(comparison(v, Relation::equal, value));
    return joined(Formula::Kind::any, std::move(parts));
}

}  // namespace dlncert
