#pragma once
#include <array>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/functions.hpp>
#include <sampling.hpp>

namespace dlncert::test {

/// Random expressions and claims: whatever the parser can produce, with nodes that a user would hardly write.
class RandomStatement {
  public:
    explicit RandomStatement(std::uint64_t seed) : engine_(seed) {}

    long number(long below) { return static_cast<long>(engine_() % static_cast<std::uint64_t>(below)); }

    Rational rational() {
        static const Rational special[] = {
            0, 1, -1, 2, power_of_two(-60), power_of_two(200), Rational(1, 10)};
        if (number(3) == 0) return special[number(7)];
        const Rational value(number(2001) - 1000, number(4) == 0 ? number(99) + 1 : 1);
        return number(20) == 0 ? Rational(value * pow(Rational(10), number(2) ? 40 : -40)) : value;
    }

    Expression expression(int depth) { return depth == 0 || number(8) == 0 ? leaf() : inner(depth); }

    Claim claim() {
        names_ = {"x", "nu", "N"};
        Claim result;
        result.integers = {{"N", number(10) - 3, number(2) ? std::optional<Integer>(20) : std::nullopt}};
        result.reals = {{"x", range()}, {"nu", range()}};
        result.chambers = {chamber()};
        for (long k = number(3); k > 0; --k) result.hypotheses.push_back(formula(2));
        const long kind = number(8);
        if (kind == 5)
            result.conclusion = analytic();
        else if (kind == 6)
            result.conclusion = mean();
        else if (kind == 7)
            result.conclusion = equilibrium(result);
        else if (kind == 0)
            result.conclusion = matrix();
        else if (kind == 1)
            result.conclusion = roots();
        else if (kind == 2)
            result.conclusion = extrema();
        else
            result.conclusion = formula(3);
        result.disproved = number(4) == 0 && kind != 0 && kind != 2 && kind < 5;
        if (result.disproved) return result;
        for (long k = number(3); k > 0; --k)
            result.exceptions.push_back(Exception(static_cast<std::size_t>(number(2) + 1),
                                                  {variable("nu"), Relation::equal, constant()}));
        return result;
    }

  private:
    static Rational pow(const Rational& base, int exponent) {
        Rational result = 1;
        for (int k = 0; k < std::abs(exponent); ++k) result *= base;
        return exponent < 0 ? Rational(1 / result) : result;
    }

    static Expression variable(const std::string& name) { return Expression::variable(name); }

    Expression leaf() {
        switch (number(6)) {
            case 0:
                return variable(names_[static_cast<std::size_t>(number(static_cast<long>(names_.size())))]);
            case 1:
                return variable("x");
            case 2:
                return Expression::element("sigma", number(3) + 1);
            case 3:
                return Expression::node(number(2) ? Op::pi : Op::euler, {});
            default:
                return rational();
        }
    }

    Expression inner(int depth) {
        const auto part = [&] { return expression(depth - 1); };
        const long kind = number(10);
        if (kind == 0) return Expression::node(Op::neg, {part()});
        if (kind <= 5) {
            const auto op = static_cast<Op>(static_cast<long>(Op::add) + number(5));
            return Expression::node(op, {part(), part()});
        }
        if (kind == 6) return binder(depth);
        const auto& function =
            named_functions()[static_cast<std::size_t>(number(static_cast<long>(named_functions().size())))];
        std::vector<Expression> args;
        for (std::size_t k = 0; k < function.arity; ++k) args.push_back(part());
        const int order = function.op == Op::langevin ? static_cast<int>(number(4)) : 0;
        return Expression::node(function.op, std::move(args), order);
    }

    /// What may stand in the range of a sum: the variables behind the first three are indices.
    Expression integer() {
        const auto indices = static_cast<long>(names_.size()) - 3;
        const Expression n = number(3) == 0 ? number(9) - 4
                             : number(2)    ? variable("N")
                             : indices > 0  ? variable(names_[static_cast<std::size_t>(3 + number(indices))])
                                            : Expression(5);
        return number(2) ? n : Expression::node(Op::sub, {n, 2});
    }

    Expression binder(int depth) {
        const auto saved = names_;
        const std::string i = number(4) == 0 ? "x" : number(2) ? "i" : "i" + std::to_string(names_.size());
        const std::string j = number(2) ? "j" : "j" + std::to_string(names_.size());
        const Expression lower = integer();
        const Expression upper = integer();
        names_.push_back(i);
        const bool pairs = number(3) == 0;
        if (pairs) names_.push_back(j);
        Expression body = number(2) ? expression(depth - 1) : Expression::element("sigma", variable(i));
        names_ = saved;
        if (pairs) return Expression::binder(Op::pair_sum, {i, j}, {body});
        return Expression::binder(number(2) ? Op::sum : Op::product, {i}, {lower, upper, body});
    }

    Expression constant() {
        const Expression value = number(3) == 0 ? Expression::node(Op::pi, {}) : Expression(rational());
        return number(3) == 0 ? Expression::node(Op::div, {value, 7}) : value;
    }

    Range range() {
        Range result{{rational(), number(4) == 0, number(2) == 0},
                     {Expression(), number(4) == 0, number(2) == 0}};
        if (result.lower.infinite)
            result.lower = {Expression(), true, true};
        else
            result.upper.value = result.lower.value.value() + 1;
        if (result.upper.infinite) result.upper = {Expression(), true, true};
        return result;
    }

    ChamberDomain chamber() {
        if (number(3) == 0) return {"sigma", variable("N"), {}};
        ChamberDomain result{"sigma", 3, {}};
        if (number(2))
            result.box = {{{3}, {0, true, true}}, {{2}, {4, false, true}}, {{0, false, true}, {1}}};
        return result;
    }

    Formula comparison() {
        return {.comparison = {expression(3), static_cast<Relation>(number(5)), expression(3)}, .parts = {}};
    }

    /// As the parser builds them: no formula directly inside one of its kind.
    Formula formula(int depth, Formula::Kind outside = Formula::Kind::comparison) {
        if (depth == 0 || number(2) == 0) return comparison();
        const auto kind = outside == Formula::Kind::all   ? Formula::Kind::any
                          : outside == Formula::Kind::any ? Formula::Kind::all
                          : number(2)                     ? Formula::Kind::all
                                                          : Formula::Kind::any;
        Formula result{.kind = kind, .comparison = {}, .parts = {}};
        for (long k = number(3) + 2; k > 0; --k) {
            result.parts.push_back(formula(depth - 1, kind));
            chain(result);
        }
        return result;
    }

    /// Sometimes the last comparison begins where the one before ends, as in a chain.
    void chain(Formula& f) {
        const std::size_t n = f.parts.size();
        if (n < 2 || number(2) || f.parts[n - 2].kind != Formula::Kind::comparison) return;
        f.parts[n - 1].comparison.left = f.parts[n - 1].kind == Formula::Kind::comparison
                                             ? f.parts[n - 2].comparison.right
                                             : f.parts[n - 1].comparison.left;
    }

    MatrixStatement matrix() {
        using enum MatrixPredicate;
        MatrixStatement result;
        const long kind = number(3);
        if (kind == 0) result.variable = "sigma";
        if (kind == 0 && number(2))
            result.metric =
                Expression::node(Op::mul, {Expression::variable("sigma"), Expression::variable("nu")});
        if (kind == 1)
            result.coordinates =
                number(2) ? std::vector<std::string>{"x"} : std::vector<std::string>{"nu", "x"};
        if (kind < 2) result.function = expression(3);
        if (kind == 2)
            for (long k = number(2) ? 1 : 3; k > 0; --k) result.entries.push_back(expression(2));
        const long size = kind == 0                    ? 2
                          : kind == 1                  ? std::ssize(result.coordinates)
                          : result.entries.size() == 1 ? 1
                                                       : 2;
        result.predicate = std::array{positive_semidefinite, negative_definite, negative_semidefinite,
                                      loewner_at_most,       indefinite,        positive_definite,
                                      loewner_at_least,      inertia,           eigenvalue}
                               .at(static_cast<std::size_t>(number(9)));
        if (result.variable == "sigma" && number(4) == 0) {
            result.predicate = pair_blocks;
            for (int k = 0; k < 3; ++k)
                result.blocks.push_back(Expression::binder(Op::pair_sum, {"i", "j"}, {expression(2)}));
            return result;
        }
        if (result.predicate == loewner_at_most || result.predicate == loewner_at_least)
            result.bound = constant();
        if (result.predicate == negative_semidefinite && number(2)) result.rank = number(4);
        if (result.predicate == inertia) {
            result.positive = number(size + 1);
            result.negative = number(size + 1 - result.positive);
        }
        if (result.predicate == eigenvalue) {
            result.which = number(size) + 1;
            result.range = range();
        }
        return result;
    }

    ExtremumStatement extrema() {
        ExtremumStatement result;
        for (long k = number(3); k >= 0; --k) {
            Extremum e{.maximum = number(2) == 0, .function = expression(3), .lower = {}, .upper = {}};
            e.lower.value = e.upper.value = constant();
            if (number(3) == 0)
                (e.maximum ? e.upper : e.lower) = {.value = {}, .infinity = e.maximum ? 1 : -1};
            result.push_back(e);
        }
        return result;
    }

    AnalyticStatement analytic() {
        AnalyticStatement result{.function = expression(3), .continued = {}};
        if (number(2)) result.continued = expression(2);
        return result;
    }

    MeanStatement mean() {
        const auto saved = names_;
        MeanStatement result{
            .variables = {"r0"}, .range = range(), .mean = "m", .function = {}, .at_mean = {}};
        if (number(2)) result.variables.emplace_back("r1");
        result.relation =
            std::array{Relation::less, Relation::less_equal, Relation::greater, Relation::greater_equal}.at(
                static_cast<std::size_t>(number(4)));
        std::ranges::copy(result.variables, names_.begin());
        result.function = expression(3);
        names_ = saved;
        names_[0] = "m";
        result.at_mean = expression(2);
        names_ = saved;
        return result;
    }

    /// In the claim's only chamber, which it takes over.
    EquilibriumStatement equilibrium(Claim& claim) {
        EquilibriumStatement result;
        result.chamber = claim.chambers[0];
        result.chamber.box.clear();
        claim.chambers.clear();
        claim.hypotheses.clear();  // they may speak of the chamber
        result.function = expression(3);
        result.diagonal = number(2) == 0;
        result.minimum = number(2) == 0;
        return result;
    }

    RootStatement roots() {
        const auto saved = names_;
        RootStatement result{.unknowns = {}, .equations = {}, .unique = number(2) == 0};
        for (std::size_t k = 0; k <= static_cast<std::size_t>(number(3)); ++k) {
            result.unknowns.push_back({"r" + std::to_string(k), range()});
            if (k < 2) names_[k] = result.unknowns.back().name;
        }
        std::vector<Formula> equations;
        for (std::size_t k = 0; k < result.unknowns.size(); ++k)
            equations.push_back({.comparison = {expression(3), Relation::equal, expression(3)}, .parts = {}});
        result.equations =
            equations.size() == 1
                ? equations[0]
                : Formula{.kind = Formula::Kind::all, .comparison = {}, .parts = std::move(equations)};
        names_ = saved;
        return result;
    }

    Engine engine_;
    std::vector<std::string> names_ = {"x", "y", "nu"};
};

}  // namespace dlncert::test
