#include <algorithm>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>
#include <dlncert/statement/error.hpp>
#include <map>
#include <optional>

namespace dlncert::checker {
namespace {

/// The tokens of a tree, one at a time.
class Tokens {
  public:
    explicit Tokens(std::string_view text) : text_(text) {}

    /// The next token, empty at the end.
    std::string_view next() {
        text_.remove_prefix(std::min(text_.find_first_not_of(' '), text_.size()));
        const std::string_view token = text_.substr(0, text_.find(' '));
        text_.remove_prefix(token.size());
        return token;
    }

  private:
    std::string_view text_;
};

constexpr int max_taylor_order = 8;  // derivatives grow by a factor each: 10 take 3 s, 30 took 36 s and 6 GiB

Leaf read_leaf(std::string_view token, const Step& step) {
    if (token == "#") return {.method = '#'};
    Leaf leaf{.method = token[0]};
    std::string_view rest = token.substr(1);
    if (leaf.method == 't') {
        const std::string order(rest.substr(0, rest.find(':')));
        for (int k = 1; k <= max_taylor_order; ++k)
            if (order == std::to_string(k)) leaf.order = k;
        rest.remove_prefix(std::min(order.size() + 1, rest.size()));
    }
    leaf.precision = 0;
    for (const int precision : {64, 128, 256, 512, 1024, 2048})
        if (rest == std::to_string(precision)) leaf.precision = precision;
    if (leaf.precision == 0 || (leaf.method == 't' && leaf.order == 0))
        step.reject("'" + std::string(token) +
                    "' is neither a leaf, such as n64 or t4:64, nor a split, such as u@1/2");
    return leaf;
}

/// Taylor forms of functions of one variable.
class Taylor {
  public:
    Taylor(const std::vector<Goal>& goals, const Domain& domain) : goals_(goals), domain_(domain) {}

    /// Lower bounds of the functions on the box, and whether they are defined there.
    std::vector<Values> operator()(const Box& box, const Leaf& leaf) {
        const Side& side = box[0];
        if (side.lower_infinite || side.upper_infinite) throw InputError("a Taylor leaf needs a bounded box");
        const Rational middle = (side.lower + side.upper) / 2;
        const Rational radius = (side.upper - side.lower) / 2;
        const Evaluator& derivatives = up_to(leaf.order);
        const auto on_box = derivatives.natural(box, leaf.precision);
        const auto at_middle = derivatives.natural({{.lower = middle, .upper = middle}}, leaf.precision);
        const auto n = static_cast<std::ptrdiff_t>(leaf.order);
        std::vector<Values> result;
        for (std::ptrdiff_t i = 0; i < std::ssize(on_box); i += n + 1)
            result.push_back(bound({on_box.begin() + i, on_box.begin() + i + n + 1},
                                   {at_middle.begin() + i, at_middle.begin() + i + n + 1}, radius));
        return result;
    }

  private:
    /// f, f', …, f^(order) of each goal.
    const Evaluator& up_to(int order) {
        const auto known = evaluators_.find(order);
        if (known != evaluators_.end()) return known->second;
        const Expression v = Expression::variable(domain_.names.at(0));
        std::vector<Expression> functions;
        for (const Goal& goal : goals_) {
            functions.push_back(goal.function);
            for (int k = 0; k < order; ++k) functions.push_back(derivative(functions.back(), v));
        }
        return evaluators_.emplace(order, Evaluator(functions, domain_.names)).first->second;
    }

    /// Where f, …, f^(n−1) are C¹ on the box, f(c + h) = Σ_{k<n} f^(k)(c) h^k/k! + f^(n)(ξ) h^n/n! with ξ in
    /// the box and |h| <= radius; h^k lies in [−radius^k, radius^k], in [0, radius^k] for even k.
    static Values bound(const std::vector<Values>& on_box, const std::vector<Values>& at_middle,
                        const Rational& radius) {
        Values result = on_box[0];
        const std::size_t n = on_box.size() - 1;
        bool valid = on_box[n].defined && !at_middle[0].lower.infinite;
        Rational sum = at_middle[0].lower.value;
        Rational weight = 1;  // radius^k/k!
        for (std::size_t k = 0; k < n; ++k) valid = valid && on_box[k].defined && on_box[k].differentiable;
        for (std::size_t k = 1; k <= n && valid; ++k) {
            const Values& slope = k == n ? on_box[n] : at_middle[k];
            valid = !slope.lower.infinite && (k % 2 == 0 || !slope.upper.infinite);
            const Rational low = std::min(slope.lower.value, Rational(0));
            const Rational high = std::max(slope.upper.value, Rational(0));
            weight = weight * radius / static_cast<long>(k);
            sum += weight * (k % 2 == 0 ? low : std::min(low, Rational(-high)));
        }
        if (!valid) result.defined = false;
        if (valid && (result.lower.infinite || sum > result.lower.value)) result.lower = {.value = sum};
        return result;
    }

    const std::vector<Goal>& goals_;
    const Domain& domain_;
    std::map<int, Evaluator> evaluators_;
};

/// Where a formula holds among the points of a box.
struct Truth {
    bool always = false, never = false;
};

Truth truth(Relation relation, const Values& v) {
    if (relation == Relation::equal)
        return {v.defined && v.nonnegative() && v.nonpositive(), v.nowhere || v.positive() || v.negative()};
    const bool strict = sign_of(relation) == Sign::positive;
    return {shows(v, sign_of(relation)), v.nowhere || (strict ? v.nonpositive() : v.negative())};
}

/// `next`: the values of the comparisons' differences, from this formula's first on.
Truth truth(const Formula& formula, std::vector<Values>::const_iterator& next) {
    if (formula.kind == Formula::Kind::comparison) return truth(formula.comparison.relation, *next++);
    const bool all = formula.kind == Formula::Kind::all;
    Truth result{.always = all, .never = !all};
    for (const Formula& part : formula.parts) {
        const Truth t = truth(part, next);
        result.always = all ? result.always && t.always : result.always || t.always;
        result.never = all ? result.never || t.never : result.never && t.never;
    }
    return result;
}

/// Whether the hypotheses fail at every point of a box.
class Outside {
  public:
    explicit Outside(const Domain& domain)
        : hypotheses_(domain.hypotheses), differences_(all_differences(hypotheses_), domain.names) {}

    /// By natural enclosures: some hypothesis is not true anywhere on the box.
    [[nodiscard]] bool operator()(const Box& box, int precision) const {
        const auto values = differences_.natural(box, precision);
        auto next = values.begin();
        return std::any_of(hypotheses_.begin(), hypotheses_.end(), [&](const Hypothesis& h) {
            const Truth t = truth(h.formula, next);
            return h.negated ? t.always : t.never;
        });
    }

  private:
    static std::vector<Expression> all_differences(const std::vector<Hypothesis>& hypotheses) {
        std::vector<Expression> result;
        for (const Hypothesis& h : hypotheses)
            for (Expression& one : differences(h.formula)) result.push_back(std::move(one));
        return result;
    }

    const std::vector<Hypothesis>& hypotheses_;
    Evaluator differences_;
};

bool has_leaves_d(const std::string& tree) {
    Tokens tokens(tree);
    for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next())
        if (token[0] == 'd' && token.find('@') == std::string_view::npos) return true;
    return false;
}

/// Leaves d say where a function is not least on the box: it is least somewhere if it is continuous, and
/// falls along a slope if it is C¹.
void check_attained(const Evaluator& functions, const Domain& domain, const Step& step) {
    const auto closed = [](const Side& s) {
        return !s.lower_infinite && !s.upper_infinite && !s.lower_open && !s.upper_open;
    };
    if (!std::all_of(domain.box.begin(), domain.box.end(), closed))
        step.reject("leaves d need a bounded closed box");
    for (const Values& v : functions.natural(domain.box, 256))
        if (!v.differentiable)
            step.reject("leaves d need functions that are seen to be differentiable on the whole box");
}

}  // namespace

void for_each_leaf(const Domain& domain, const std::string& tree, const Step& step, const LeafCheck& check,
                   const PartCheck& check_part) {
    std::vector<Box> open{domain.box};  // boxes not yet proved; pre-order: the lower half of a cut comes next
    const auto parts = check_part && step.has("parts") ? step.children("parts") : std::vector<Step>{};
    std::size_t used_parts = 0, leaves = 0;
    std::optional<Outside> outside;
    const auto wrong_with = [&](const Leaf& leaf, const Box& box) -> std::string {
        if (leaf.method == 'o') {
            if (!outside) outside.emplace(domain);
            return (*outside)(box, leaf.precision) ? "" : "does not contradict a hypothesis";
        }
        if (leaf.method != '#') return check(leaf, box);
        if (used_parts == parts.size()) return "has no step among the parts";
        check_part(parts[used_parts++], box);
        return "";
    };
    Tokens tokens(tree);
    for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
        if (open.empty()) step.reject("the tree goes on after its last leaf");
        // ends of boxes grow with each cut: this bounds time and memory
        if (open.size() > 1000 || token.size() > 200) step.reject("a tree too deep, or a token too long");
        if (const auto at = token.find('@'); at != std::string_view::npos) {
            const std::size_t v = domain.index(std::string(token.substr(0, at)), step);
            try {
                auto [low, high] = cut(open.back()[v], parse_cut(token.substr(at + 1)));
                open.push_back(open.back());
                open[open.size() - 2][v] = std::move(high);
                open.back()[v] = std::move(low);
            } catch (const InputError& error) {
                step.reject(std::string("a split in the tree: ") + error.what());
            }
            continue;
        }
        const std::string wrong = wrong_with(read_leaf(token, step), open.back());
        if (++leaves; !wrong.empty())
            step.reject("leaf " + std::to_string(leaves) + " " + wrong + " on " +
                        describe(open.back(), domain.names));
        open.pop_back();
    }
    if (!open.empty()) step.reject("the tree ends before it covers the box");
    if (used_parts != parts.size()) step.reject("the tree has not one leaf # for each of the parts");
}

std::vector<Values> evaluate(const Evaluator& functions, const Leaf& leaf, const Box& box, const Step& step) {
    if (leaf.method == 'n') return functions.natural(box, leaf.precision);
    if (leaf.method == 'm') return functions.mean_value(box, leaf.precision);
    if (leaf.method == 'x') return functions.monotone(box, leaf.precision);
    step.reject(std::string("a leaf has none of the methods that can be used here: '") + leaf.method + "'");
}

void check_subdivision(const std::vector<Goal>& goals, const Domain& domain, const std::string& tree,
                       const Step& step) {
    const bool least = has_leaves_d(tree);  // of all points of the box, whatever the hypotheses
    if (least && !domain.hypotheses.empty())
        return check_subdivision(goals, domain.without_hypotheses(), tree, step);
    std::vector<Expression> functions;
    for (const Goal& goal : goals) functions.push_back(goal.function);
    const Evaluator evaluator(functions, domain.names);
    Taylor taylor(goals, domain);
    if (least) check_attained(evaluator, domain, step);
    const auto check = [&](const Leaf& leaf, const Box& box) -> std::string {
        if (leaf.method == 't' && box.size() != 1) step.reject("a Taylor leaf needs exactly one variable");
        const auto values = leaf.method == 'd'   ? evaluator.monotone(box, leaf.precision, &domain.box)
                            : leaf.method == 't' ? taylor(box, leaf)
                                                 : evaluate(evaluator, leaf, box, step);
        for (std::size_t i = 0; i < goals.size(); ++i)
            if (!shows(values[i], goals[i].sign) && !(leaf.method == 'd' && values[i].nowhere))
                return "does not show the sign of " + in_brief(functions[i]);
        for (const Values& v : values)
            if (!v.nowhere) step.shown(domain.names, box, v.lower.value);
        return "";
    };
    const auto check_part = [&](const Step& part, const Box& box) {
        for (const Goal& goal : goals) check_goal(goal, {domain.names, box, domain.hypotheses}, part);
    };
    for_each_leaf(domain, tree, step, check, check_part);
}

void check_defined(const std::vector<Expression>& functions, const Domain& domain, const Step& step,
                   bool differentiable) {
    const Evaluator evaluator(functions, domain.names);
    const auto check = [&](const Leaf& leaf, const Box& box) -> std::string {
        if (leaf.method != 'n') step.reject("only leaves n and o show that a function is defined");
        const auto values = evaluator.natural(box, leaf.precision);
        for (std::size_t i = 0; i < functions.size(); ++i)
            if (!values[i].defined || (differentiable && !values[i].differentiable))
                return "does not show that " + in_brief(functions[i]) + " is " +
                       (differentiable ? "differentiable" : "defined");
        return "";
    };
    for_each_leaf(domain, step.has("tree") ? step.text("tree") : "n64", step, check);
}

}  // namespace dlncert::checker
