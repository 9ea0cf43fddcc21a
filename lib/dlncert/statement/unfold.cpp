#include <algorithm>
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/metric.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/unfold.hpp>

namespace dlncert {
namespace {

long width_of(const ChamberDomain& chamber) {
    const auto width = rational_value(chamber.width);
    if (!width || denominator(*width) != 1)
        throw Unsupported("a chamber whose width is a parameter is no set of finitely many real variables");
    return static_cast<long>(numerator(*width));
}

std::optional<Rational> value_of(const End& end) {
    return end.infinite ? std::nullopt : rational_value(end.value);
}

/// The intervals of the singular values, made consistent with s_1 >= ... >= s_d > 0 if all ends are rational.
std::vector<Range> intervals(const ChamberDomain& chamber) {
    const Side positive{.upper_infinite = true, .lower_open = true};
    const auto d = static_cast<std::size_t>(width_of(chamber));
    std::vector<Range> box = chamber.box;
    if (box.empty()) box.assign(d, range_of(positive));
    if (box.size() != d) throw InputError("the box has not one interval for each singular value");
    Box sides;
    for (Range& range : box) {
        auto lower = value_of(range.lower);
        if (range.lower.infinite || (lower && *lower <= 0)) {
            range.lower = range_of(positive).lower;
            lower = 0;
        }
        const auto upper = value_of(range.upper);
        if (lower && (upper || range.upper.infinite))
            sides.push_back(
                {*lower, upper.value_or(0), false, range.upper.infinite, range.lower.open, range.upper.open});
    }
    if (sides.size() < d) return box;
    sides = tighten(sides);
    std::transform(sides.begin(), sides.end(), box.begin(), range_of);
    return box;
}

/// The variables of one chamber; `hypotheses`: what their intervals do not imply of it.
class UnfoldedChamber {
  public:
    /// `only`: there is no other chamber, so that sums over pairs are about this one.
    UnfoldedChamber(const ChamberDomain& chamber, const std::set<std::string>& taken, bool only)
        : name_(chamber.name), width_(width_of(chamber)), only_(only) {
        const std::vector<Range> ranges = intervals(chamber);
        std::set<std::string> avoid = taken;
        for (std::size_t i = 0; i < ranges.size(); ++i) {
            reals.push_back({fresh_name(name_ + "_" + std::to_string(i + 1), avoid), ranges[i]});
            avoid.insert(reals.back().name);
            variables_.push_back(Expression::variable(reals.back().name));
            const auto lower = value_of(ranges[i].lower);
            if (!lower) hypotheses.push_back(comparison(variables_[i], Relation::greater, 0));
            if (i == 0) continue;
            const auto least = value_of(ranges[i - 1].lower);
            const auto most = value_of(ranges[i].upper);
            if (!least || !most || *least < *most)
                hypotheses.push_back(comparison(variables_[i - 1], Relation::greater_equal, variables_[i]));
        }
    }

    [[nodiscard]] Expression operator()(const Expression& e) const {
        const Expression written_out = expand(e, only_ ? std::optional(width_) : std::nullopt);
        Expression result = substitute(written_out, [&](const Expression& leaf) -> const Expression* {
            if (leaf.op() != Op::element || leaf.name() != name_) return nullptr;
            const auto index = rational_value(leaf.arg(0));
            if (!index || denominator(*index) != 1)
                throw Unsupported("the index of " + to_string(leaf) + " is not a number");
            if (*index < 1 || *index > width_)
                throw InputError(to_string(leaf) + " is not among the chamber's singular values");
            return &variables_[static_cast<std::size_t>(numerator(*index)) - 1];
        });
        if (free_variables(result).contains(name_))
            throw Unsupported("a sum over elements of '" + name_ +
                              "' is too long, or has a parameter as an end");
        return result;
    }

    std::vector<RealDomain> reals;
    std::vector<Formula> hypotheses;
    [[nodiscard]] const std::vector<Expression>& variables() const { return variables_; }

  private:
    std::string name_;
    long width_;
    bool only_;
    std::vector<Expression> variables_;
};

/// The names of all variables, also of those that were added already.
std::set<std::string> names_of(const Claim& claim, const Claim& result) {
    std::set<std::string> names;
    for (const auto& n : claim.integers) names.insert(n.name);
    for (const auto& x : result.reals) names.insert(x.name);
    for (const auto& s : claim.chambers) names.insert(s.name);
    if (const auto* roots = std::get_if<RootStatement>(&claim.conclusion))
        for (const auto& x : roots->unknowns) names.insert(x.name);
    if (const auto* mean = std::get_if<MeanStatement>(&claim.conclusion)) {
        names.insert(mean->variables.begin(), mean->variables.end());
        names.insert(mean->mean);
    }
    return names;
}

/// The statement about a Hessian in these variables as one about its entries ∂_i∂_j f, or those of the
/// covariant Hessian, ∂_i∂_j f − δ_ij Γ(x_i) ∂_i f.
MatrixStatement with_entries(MatrixStatement statement, const std::vector<Expression>& variables) {
    const Expression f = expand(statement.function);
    statement.smooth = {f};
    for (const Expression& x : variables) statement.smooth.push_back(derivative(f, x));
    for (std::size_t i = 0; i < variables.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            Expression entry = derivative(statement.smooth[i + 1], variables[j]);
            if (statement.metric && i == j)
                entry = Expression::node(
                    Op::sub, {entry, Expression::node(Op::mul, {christoffel(*statement.metric,
                                                                            statement.variable, variables[i]),
                                                                statement.smooth[i + 1]})});
            statement.entries.push_back(std::move(entry));
        }
    statement.function = 0;
    statement.metric.reset();
    statement.variable.clear();
    statement.coordinates.clear();
    return statement;
}

}  // namespace

Claim unfolded(const Claim& claim) {
    Claim result = claim;
    result.chambers.clear();
    std::ptrdiff_t first = 0;  // of the claim's own hypotheses
    auto* matrix = std::get_if<MatrixStatement>(&result.conclusion);
    std::vector<Expression> coordinates;  // of a Hessian
    std::optional<Expression> metric;     // an expression in a variable that bears the chamber's name
    if (matrix) {
        metric.swap(matrix->metric);
        for (const std::string& name : matrix->coordinates) coordinates.push_back(Expression::variable(name));
    }
    for (const ChamberDomain& chamber : claim.chambers) {
        const UnfoldedChamber variables(chamber, names_of(claim, result), claim.chambers.size() == 1);
        const auto replace = [&](const Expression& e) { return variables(e); };
        result = map_expressions(std::move(result), replace);
        matrix = std::get_if<MatrixStatement>(&result.conclusion);
        if (matrix && matrix->variable == chamber.name) coordinates = variables.variables();
        result.reals.insert(result.reals.end(), variables.reals.begin(), variables.reals.end());
        result.hypotheses.insert(result.hypotheses.begin() + first, variables.hypotheses.begin(),
                                 variables.hypotheses.end());
        first += std::ssize(variables.hypotheses);
    }
    if (matrix && matrix->entries.empty()) {
        matrix->metric = std::move(metric);
        *matrix = with_entries(*matrix, coordinates);
    }
    return result;
}

}  // namespace dlncert
