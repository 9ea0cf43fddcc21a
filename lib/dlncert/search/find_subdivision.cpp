#include <cmath>
#include <dlncert/search/prove.hpp>
#include <dlncert/search/tape.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

using Ranges = std::vector<std::pair<Rational, Rational>>;

/// f = left − right or right − left, whichever the comparison says is positive.
Expression positive_difference(const Comparison& c) {
    const bool greater = c.relation == Relation::greater || c.relation == Relation::greater_equal;
    return greater ? Expression::node(Op::sub, {c.left, c.right})
                   : Expression::node(Op::sub, {c.right, c.left});
}

class Subdivider {
  public:
    Subdivider(const Expression& f, const std::vector<std::string>& names, bool strict, bool differentiable)
        : names_(names), strict_(strict), value_(Tape({f}, names)) {
        if (!differentiable) return;
        std::vector<Expression> gradient;
        for (const auto& name : names) gradient.push_back(derivative(f, Expression::variable(name)));
        gradient_.emplace(gradient, names);
    }

    /// One box: a leaf's token, or nothing and the variable to split. The widest effect |∂f/∂v| · width
    /// decides.
    std::optional<std::string> leaf(const Ranges& box, std::size_t& split) const {
        const UpwardRounding scope;
        std::vector<Interval> sides;
        for (const auto& [lower, upper] : box) sides.push_back(Interval::from(lower, upper));
        const Interval natural = value_(sides)[0];
        if (shows(natural)) return "n64";
        std::vector<Interval> slopes(box.size(), Interval(1.0));
        if (gradient_) slopes = (*gradient_)(sides);
        std::vector<Interval> middle;
        for (const auto& [lower, upper] : box)
            middle.push_back(Interval::from(Rational((lower + upper) / 2)));
        Interval mean = value_(middle)[0];
        double widest = -1;
        for (std::size_t i = 0; i < box.size(); ++i) {
            const Interval change = slopes[i] * (sides[i] - middle[i]);
            mean = mean + change;
            const double effect =
                is_bounded(change) ? change.hi() - change.lo() : sides[i].hi() - sides[i].lo();
            if (box[i].first < box[i].second && effect > widest) {
                widest = effect;
                split = i;
            }
        }
        if (gradient_ && shows(mean)) return "m64";
        return std::nullopt;
    }

  private:
    /// With a slack of 2^−40 of the magnitude, so that a checker of other rounding sees it, too.
    [[nodiscard]] bool shows(const Interval& f) const {
        if (is_empty(f)) return false;
        return f.lo() > std::ldexp(std::min(std::abs(f.hi()), 1e300), -40) || (!strict_ && f.lo() >= 0);
    }

    std::vector<std::string> names_;
    bool strict_;
    Tape value_;
    std::optional<Tape> gradient_;
};

std::string describe(const Ranges& box, const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < box.size(); ++i)
        text += (i ? ", " : "") + names[i] + " in [" + to_string(box[i].first) + ", " +
                to_string(box[i].second) + "]";
    return text;
}

std::optional<Subdivider> make_subdivider(const Expression& f, const std::vector<std::string>& names,
                                          bool strict) {
    try {
        return Subdivider(f, names, strict, true);
    } catch (const Unsupported&) {
    }
    try {
        return Subdivider(f, names, strict, false);
    } catch (const Unsupported&) {
        return std::nullopt;
    }
}

}  // namespace

std::optional<std::string> find_subdivision(const Comparison& comparison, const Claim& claim,
                                            std::size_t most_leaves, const std::function<bool()>& stop,
                                            std::string& hardest) {
    Expression f = positive_difference(comparison);
    std::vector<std::string> names;
    Ranges root;
    for (const RealDomain& variable : claim.reals) {
        const auto lower =
            variable.range.lower.infinite ? std::nullopt : rational_value(variable.range.lower.value);
        const auto upper =
            variable.range.upper.infinite ? std::nullopt : rational_value(variable.range.upper.value);
        if (!lower || !upper) {
            hardest = "the range of " + variable.name + " is unbounded or not rational";
            return std::nullopt;
        }
        if (*lower == *upper) {  // as the checker does: a variable with one value is that value
            f = substitute(f, variable.name, *lower);
            continue;
        }
        names.push_back(variable.name);
        root.emplace_back(*lower, *upper);
    }
    const bool strict = comparison.relation == Relation::greater || comparison.relation == Relation::less;
    const auto subdivider = make_subdivider(f, names, strict);
    if (!subdivider) {
        hardest = "a function in the claim is not evaluated by the search yet";
        return std::nullopt;
    }
    std::vector<std::pair<Ranges, int>> open{{root, 0}};
    std::string tree;
    std::size_t leaves = 0;
    while (!open.empty()) {
        const auto [box, depth] = std::move(open.back());
        open.pop_back();
        std::size_t split = 0;
        if (const auto token = subdivider->leaf(box, split)) {
            tree += (tree.empty() ? "" : " ") + *token;
            if (++leaves <= most_leaves) continue;
        }
        if (leaves > most_leaves || depth >= 80 || names.empty() || box[split].first == box[split].second ||
            stop()) {
            hardest = describe(box, names);
            return std::nullopt;
        }
        tree += (tree.empty() ? "" : " ") + names[split] + "@1/2";
        Ranges low = box;
        Ranges high = box;
        low[split].second = high[split].first = (box[split].first + box[split].second) / 2;
        open.emplace_back(std::move(high), depth + 1);
        open.emplace_back(std::move(low), depth + 1);
    }
    return tree;
}

}  // namespace dlncert
