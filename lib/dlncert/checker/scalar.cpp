#include <algorithm>
#include <dlncert/checker/identity.hpp>
#include <dlncert/checker/scalar.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert::checker {

std::size_t Domain::index(const std::string& name, const Step& step) const {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) step.reject("no variable is named '" + name + "' here");
    return static_cast<std::size_t>(found - names.begin());
}

RangeEnd read_end(const Step& step, const Domain& domain) {
    const std::size_t v = domain.index(step.text("variable"), step);
    const bool lower = step.text("end") == "lower";
    if (!lower && step.text("end") != "upper") step.reject("its member 'end' is neither lower nor upper");
    const Side& side = domain.box[v];
    if (lower ? side.lower_infinite || side.lower_open : side.upper_infinite || side.upper_open)
        step.reject("the range of '" + domain.names[v] + "' does not contain that end");
    return {.variable = v, .lower = lower, .value = lower ? side.lower : side.upper};
}

Domain without_end(Domain domain, const RangeEnd& end) {
    (end.lower ? domain.box[end.variable].lower_open : domain.box[end.variable].upper_open) = true;
    return domain;
}

void Domain::add(std::string name, Side side) {
    names.push_back(std::move(name));
    box.push_back(std::move(side));
}

Domain Domain::without(std::size_t i) const {
    Domain rest = *this;
    rest.names.erase(rest.names.begin() + static_cast<std::ptrdiff_t>(i));
    rest.box.erase(rest.box.begin() + static_cast<std::ptrdiff_t>(i));
    return rest;
}

Rational parse_cut(std::string_view text) {
    const Rational q = parse_rational(text);
    if (q <= 0 || q >= 1)
        throw InputError("a cut lies strictly between 0 and 1, and '" + std::string(text) + "' does not");
    return q;
}

std::pair<Side, Side> cut(const Side& side, const Rational& q) {
    if (side.lower_infinite || side.upper_infinite) throw InputError("an unbounded range cannot be cut");
    Side left = side;
    Side right = side;
    left.upper = right.lower = side.lower + q * (side.upper - side.lower);
    left.upper_open = right.lower_open = false;
    return {left, right};
}

Expression read_expression(const Step& step, const char* member, const std::vector<std::string>& names) {
    const std::string text = step.text(member);
    try {
        return parse_expression(text, &names);
    } catch (const InputError& error) {
        step.reject("its member '" + std::string(member) + "': " + error.what());
    }
}

void check_identity(const Expression& left, const Expression& right, const std::string& what,
                    const Step& step) {
    bool zero = false;
    try {
        zero = is_identically_zero(left - right);
    } catch (const InputError& error) {
        step.reject(what + ": " + error.what());
    }
    if (!zero) step.reject(what + " is no identity: " + to_string(left) + " against " + to_string(right));
}

namespace {

/// f is defined, and if asked for differentiable, on the whole domain.
void check_defined(const Expression& f, const Domain& domain, bool differentiable, const Step& step) {
    const Values values = Evaluator({f}, domain.names).natural(domain.box, 64).front();
    if (!values.defined || (differentiable && !values.differentiable))
        step.reject("it is not shown that " + to_string(f) + " is " +
                    (differentiable ? "differentiable" : "defined") + " on the whole box");
}

void check_peel(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"variable", "end", "at_end", "inside"});
    const RangeEnd end = read_end(step, domain);
    const Goal at_end{substitute(goal.function, domain.names[end.variable], end.value), goal.sign};
    check_goal(at_end, domain.without(end.variable), step.child("at_end"));
    check_goal(goal, without_end(domain, end), step.child("inside"));
}

void check_factor(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"factor", "rest", "factor_positive", "rest_proof"});
    const Expression e = read_expression(step, "factor", domain.names);
    const Expression g = read_expression(step, "rest", domain.names);
    check_defined(goal.function, domain, false, step);
    check_identity(goal.function, e * g, "the factorisation", step);
    check_goal({e, Sign::positive}, domain, step.child("factor_positive"));
    check_goal({g, goal.sign}, domain, step.child("rest_proof"));
}

void check_zero(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({});
    if (goal.sign != Sign::nonnegative) step.reject("0 is not positive");
    check_defined(goal.function, domain, false, step);
    check_identity(goal.function, 0, "the vanishing of the function", step);
}

void check_monotone(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"variable", "at_end", "derivative"});
    const std::size_t v = domain.index(step.text("variable"), step);
    const Side& side = domain.box[v];
    if (side.lower_infinite) step.reject("the range of '" + domain.names[v] + "' has no finite lower end");
    if (!side.lower_open && goal.sign == Sign::positive)
        step.reject("the range of '" + domain.names[v] +
                    "' contains its lower end, where f may be 0: peel it first");
    Domain closed = domain;
    closed.box[v].lower_open = false;
    check_defined(goal.function, closed, true, step);
    check_goal({substitute(goal.function, domain.names[v], side.lower), Sign::nonnegative}, domain.without(v),
               step.child("at_end"));
    Domain open = domain;
    open.box[v].lower_open = true;
    check_goal({derivative(goal.function, Expression::variable(domain.names[v])), goal.sign}, open,
               step.child("derivative"));
}

/// The tokens of a tree, one at a time.
class Tokens {
  public:
    explicit Tokens(const std::string& text) : text_(text) {}

    /// The next token, empty at the end.
    std::string_view next() {
        while (position_ < text_.size() && text_[position_] == ' ') ++position_;
        const std::size_t start = position_;
        while (position_ < text_.size() && text_[position_] != ' ') ++position_;
        return std::string_view(text_).substr(start, position_ - start);
    }

  private:
    const std::string& text_;
    std::size_t position_ = 0;
};

int leaf_precision(std::string_view token, const Step& step) {
    for (const int precision : {64, 128, 256, 512, 1024, 2048})
        if (token.substr(1) == std::to_string(precision)) return precision;
    step.reject("'" + std::string(token) + "' is neither a leaf, such as n64, nor a split, such as u@1/2");
}

std::vector<Values> enclose(const Evaluator& evaluator, const Box& box, std::string_view token,
                            const Step& step) {
    const int precision = leaf_precision(token, step);
    switch (token[0]) {
        case 'n':
            return evaluator.natural(box, precision);
        case 'm':
            return evaluator.mean_value(box, precision);
        case 'x':
            return evaluator.monotone(box, precision);
        default:
            step.reject("a leaf '" + std::string(token) + "' has none of the methods n, m, x");
    }
}

std::string describe(const Box& box, const Domain& domain) {
    std::string text;
    for (std::size_t i = 0; i < box.size(); ++i)
        text += (i ? ", " : "") + domain.names[i] + " in [" +
                (box[i].lower_infinite ? "-inf" : to_string(box[i].lower)) + ", " +
                (box[i].upper_infinite ? "inf" : to_string(box[i].upper)) + "]";
    return text;
}

}  // namespace

std::size_t check_subdivision(const std::vector<Goal>& goals, const Domain& domain, const std::string& tree,
                              const Step& step) {
    std::vector<Expression> functions;
    for (const Goal& goal : goals) functions.push_back(goal.function);
    const Evaluator evaluator(functions, domain.names);
    std::vector<Box> open{domain.box};  // boxes not yet proved; pre-order: the lower half of a cut comes next
    Tokens tokens(tree);
    std::size_t leaves = 0;
    for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
        if (open.empty()) step.reject("the tree goes on after its last leaf");
        const Box box = std::move(open.back());
        open.pop_back();
        if (const auto at = token.find('@'); at != std::string_view::npos) {
            const std::size_t v = domain.index(std::string(token.substr(0, at)), step);
            try {
                auto [low, high] = cut(box[v], parse_cut(token.substr(at + 1)));
                open.push_back(box);
                open.back()[v] = std::move(high);
                open.push_back(box);
                open.back()[v] = std::move(low);
            } catch (const InputError& error) {
                step.reject(std::string("a split in the tree: ") + error.what());
            }
            continue;
        }
        const auto values = enclose(evaluator, box, token, step);
        for (std::size_t i = 0; i < goals.size(); ++i)
            if (goals[i].sign == Sign::positive ? !proves_positive(values[i])
                                                : !proves_nonnegative(values[i]))
                step.reject("leaf " + std::to_string(leaves + 1) + " does not show the sign of " +
                            to_string(functions[i]) + " on " + describe(box, domain));
        ++leaves;
    }
    if (!open.empty()) step.reject("the tree ends before it covers the box");
    return leaves;
}

void check_goal(const Goal& goal, const Domain& domain, const Step& step) {
    const std::string rule = step.rule();
    try {
        if (rule == "subdivide") {
            step.only({"tree"});
            check_subdivision({goal}, domain, step.text("tree"), step);
        } else if (rule == "peel") {
            check_peel(goal, domain, step);
        } else if (rule == "factor") {
            check_factor(goal, domain, step);
        } else if (rule == "zero") {
            check_zero(goal, domain, step);
        } else if (rule == "monotone") {
            check_monotone(goal, domain, step);
        } else {
            step.reject("'" + rule + "' is no rule for the sign of a function");
        }
    } catch (const InputError& error) {
        step.reject(error.what());
    }
}

}  // namespace dlncert::checker
