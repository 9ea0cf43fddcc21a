#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/formula.hpp>
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

/// The intervals of the singular values, made consistent with s_1 >= … >= s_d > 0: an upper end is capped by
/// the one before, a lower end raised to the one after. Ends that are no rationals stay as they are.
std::vector<Range> intervals(const ChamberDomain& chamber) {
    const End zero{.value = 0, .open = true};
    const Range positive{.lower = zero, .upper = {.value = 0, .infinite = true, .open = true}};
    const auto d = static_cast<std::size_t>(width_of(chamber));
    if (chamber.box.empty()) return std::vector<Range>(d, positive);
    std::vector<Range> box = chamber.box;
    if (box.size() != d) throw InputError("the box has not one interval for each singular value");
    for (Range& range : box)
        if (const auto lower = value_of(range.lower); range.lower.infinite || (lower && *lower <= 0))
            range.lower = zero;
    for (std::size_t i = 1; i < d; ++i) {
        const auto before = value_of(box[i - 1].upper);
        const auto upper = value_of(box[i].upper);
        const bool beyond =
            before && (box[i].upper.infinite ||
                       (upper && (*upper > *before || (*upper == *before && box[i - 1].upper.open))));
        if (beyond) box[i].upper = box[i - 1].upper;
    }
    for (std::size_t i = d; i-- > 1;) {
        const auto after = value_of(box[i].lower);
        const auto lower = value_of(box[i - 1].lower);
        const bool below = after && lower && (*lower < *after || (*lower == *after && box[i].lower.open));
        if (below) box[i - 1].lower = box[i].lower;
    }
    for (const Range& range : box) {
        const auto lower = value_of(range.lower);
        const auto upper = value_of(range.upper);
        const bool open = range.lower.open || range.upper.open;
        if (lower && upper && (*lower > *upper || (*lower == *upper && open)))
            throw InputError("the box does not meet the chamber sigma[1] >= ... >= sigma[d] > 0");
    }
    return box;
}

Formula at_least(const Expression& left, const Expression& right,
                 Relation relation = Relation::greater_equal) {
    return {.comparison = {.left = left, .relation = relation, .right = right}, .parts = {}};
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
            if (!lower) hypotheses.push_back(at_least(variables_[i], 0, Relation::greater));
            if (i == 0) continue;
            const auto least = value_of(ranges[i - 1].lower);
            const auto most = value_of(ranges[i].upper);
            if (!least || !most || *least < *most)
                hypotheses.push_back(at_least(variables_[i - 1], variables_[i]));
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
    return names;
}

}  // namespace

Claim unfolded(const Claim& claim) {
    if (std::holds_alternative<MatrixStatement>(claim.conclusion))
        throw InputError("a statement about a Hessian is no statement about real variables");
    Claim result = claim;
    result.chambers.clear();
    std::ptrdiff_t first = 0;  // of the claim's own hypotheses
    for (const ChamberDomain& chamber : claim.chambers) {
        const UnfoldedChamber variables(chamber, names_of(claim, result), claim.chambers.size() == 1);
        const auto replace = [&](const Expression& e) { return variables(e); };
        for (Formula& hypothesis : result.hypotheses) hypothesis = map_sides(hypothesis, replace);
        map_conclusion(result, replace);
        result.reals.insert(result.reals.end(), variables.reals.begin(), variables.reals.end());
        result.hypotheses.insert(result.hypotheses.begin() + first, variables.hypotheses.begin(),
                                 variables.hypotheses.end());
        first += std::ssize(variables.hypotheses);
    }
    return result;
}

}  // namespace dlncert
