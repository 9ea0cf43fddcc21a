#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <dlncert/certificate/certificate.hpp>
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/change.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "commands.hpp"
#include "coq_expression.hpp"
#include "files.hpp"
#include "output.hpp"

// A certificate as a file that Coq's kernel checks: the claim over Coq's real numbers, and one lemma for each
// step of the proof, a subdivision being closed by the checker of proofs/coq/checker. Nothing here has to be
// trusted: Coq refuses the file if it is wrong.

namespace dlncert::command {
namespace {

// ---- domains and goals

/// The claim's variables, and the hypotheses, which the lemmas carry along. Only the claim itself, no lemma,
/// has integers.
struct Domain {
    std::vector<RealDomain> variables;
    std::vector<Formula> hypotheses;
    std::vector<IntegerDomain> integers = {};

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> result;
        for (const RealDomain& v : variables) result.push_back(v.name);
        return result;
    }
    [[nodiscard]] std::size_t index(const std::string& name) const {
        for (std::size_t i = 0; i < variables.size(); ++i)
            if (variables[i].name == name) return i;
        throw InputError("the proof names a variable '" + name + "' that the claim does not have");
    }
};

/// f > 0, or f >= 0.
struct Goal {
    Expression function;
    bool strict = true;
};

Goal goal_of(const Comparison& c) {
    const bool greater = c.relation == Relation::greater || c.relation == Relation::greater_equal;
    const bool strict = c.relation == Relation::greater || c.relation == Relation::less;
    return {Expression::node(Op::sub, greater ? std::vector{c.left, c.right} : std::vector{c.right, c.left}),
            strict};
}

/// The formula with the expression for the variable.
Formula substituted(Formula formula, const std::string& name, const Expression& value) {
    formula.comparison.left = substitute(formula.comparison.left, name, value);
    formula.comparison.right = substitute(formula.comparison.right, name, value);
    for (Formula& part : formula.parts) part = substituted(std::move(part), name, value);
    return formula;
}

// ---- statements

const char* sign_of(Relation relation) {
    switch (relation) {
        case Relation::less:
            return " < ";
        case Relation::less_equal:
            return " <= ";
        case Relation::greater:
            return " > ";
        case Relation::greater_equal:
            return " >= ";
        default:
            return " = ";
    }
}

std::string formula_text(const Formula& formula) {
    if (formula.kind == Formula::Kind::comparison) {
        const Comparison& c = formula.comparison;
        return coq_real(c.left) + sign_of(c.relation) + coq_real(c.right);
    }
    const char* join = formula.kind == Formula::Kind::all ? " /\\ " : " \\/ ";
    std::string text;
    for (const Formula& part : formula.parts)
        text += (text.empty() ? "(" : join + std::string("(")) + formula_text(part) + ")";
    return text;
}

/// `1/2 < x <= 3`; empty for the whole line.
std::string range_text(const RealDomain& v) {
    const Range& range = v.range;
    std::string text = coq_name(v.name);
    if (!range.lower.infinite)
        text = coq_real(range.lower.value) + (range.lower.open ? " < " : " <= ") + text;
    if (!range.upper.infinite) text += (range.upper.open ? " < " : " <= ") + coq_real(range.upper.value);
    return range.lower.infinite && range.upper.infinite ? "" : text;
}

/// The real variable that has an integer's range.
RealDomain as_real(const IntegerDomain& n) {
    RealDomain result{.name = n.name, .range = {}};
    result.range.lower = {.value = Rational(n.lower), .infinite = false, .open = false};
    result.range.upper = {.value = Rational(n.upper.value_or(0)), .infinite = !n.upper, .open = !n.upper};
    return result;
}

/// Names of all variables, integers first.
std::string variable_names(const Domain& domain) {
    std::string text;
    for (const IntegerDomain& n : domain.integers) text += " " + coq_name(n.name);
    for (const RealDomain& v : domain.variables) text += " " + coq_name(v.name);
    return text;
}

/// The statement that `conclusion` holds on the domain, one premise per line.
std::string statement(const Domain& domain, const std::string& conclusion) {
    const std::string names = variable_names(domain);
    std::string text = names.empty() ? "" : "forall" + names + " : R,\n  ";
    for (const IntegerDomain& n : domain.integers)
        text += "is_integer " + coq_name(n.name) + " ->\n  " + range_text(as_real(n)) + " ->\n  ";
    for (const RealDomain& v : domain.variables)
        if (const std::string range = range_text(v); !range.empty()) text += range + " ->\n  ";
    for (const Formula& hypothesis : domain.hypotheses) text += "(" + formula_text(hypothesis) + ") ->\n  ";
    return text + conclusion;
}

std::string goal_text(const Goal& goal) {
    return (goal.strict ? "0 < " : "0 <= ") + coq_real(goal.function);
}

std::string introduction(const Domain& domain) {
    const std::string names = variable_names(domain);
    return names.empty() ? "intros." : "intros" + names + "; intros.";
}

/// Breaks at blanks, so that no line has more than 110 characters where that is possible.
std::string wrapped(const std::string& text) {
    std::string result;
    std::size_t column = 0;
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find_first_of(" \n", start), text.size());
        if (column > 0 && column + (end - start) > 110) {
            result.back() = '\n';
            result += "    ";
            column = 4;
        }
        result += text.substr(start, end + 1 - start);
        column = end < text.size() && text[end] == '\n' ? 0 : column + (end + 1 - start);
        start = end + 1;
    }
    return result;
}

// ---- trees

Rational rational_end(const End& end) {
    const auto value = rational_value(end.value);
    if (!value)
        throw Unsupported("the export to Coq knows ranges with rational ends only, not " +
                          to_string(end.value));
    return *value;
}

Box box_of(const Domain& domain) {
    Box box;
    for (const RealDomain& v : domain.variables) {
        Side side;
        side.lower_infinite = v.range.lower.infinite;
        side.upper_infinite = v.range.upper.infinite;
        side.lower_open = v.range.lower.open;
        side.upper_open = v.range.upper.open;
        if (!side.lower_infinite) side.lower = rational_end(v.range.lower);
        if (!side.upper_infinite) side.upper = rational_end(v.range.upper);
        box.push_back(side);
    }
    return box;
}

/// A tree as DlnCert.checker.Claims reads it.
struct EncodedTree {
    std::vector<unsigned char> bytes;
    std::vector<std::pair<std::size_t, Rational>> cuts;
};

unsigned char leaf_byte(const std::string& token) {
    const auto form = std::string("nmx").find(token[0]);
    for (unsigned k = 0; k < 6 && form != std::string::npos; ++k)
        if (token.substr(1) == std::to_string(64U << k)) return static_cast<unsigned char>(form + 4 * k);
    throw Unsupported("the export to Coq does not know the leaf '" + token + "'");
}

constexpr std::size_t most_variables = 200;

EncodedTree encode(const std::string& tree, const Domain& domain) {
    EncodedTree result;
    std::vector<Box> open{box_of(domain)};
    for (std::size_t at = 0; at < tree.size();) {
        const std::size_t end = std::min(tree.find(' ', at), tree.size());
        const std::string token = tree.substr(at, end - at);
        at = end + 1;
        if (token.empty()) continue;
        if (open.empty()) throw InputError("a tree of the proof goes on after its last leaf");
        Box box = std::move(open.back());
        open.pop_back();
        const auto sign = token.find('@');
        if (sign == std::string::npos) {
            result.bytes.push_back(leaf_byte(token));
            continue;
        }
        const std::size_t v = domain.index(token.substr(0, sign));
        const Rational q = parse_cut(token.substr(sign + 1));
        if (box[v].is_bounded() && 2 * q == 1) {
            result.bytes.push_back(static_cast<unsigned char>(32 + v));
        } else {
            result.bytes.push_back(31);
            result.cuts.emplace_back(v, value_at(box[v], q));
        }
        auto [low, high] = cut(box[v], q);
        open.push_back(box);
        open.back()[v] = std::move(high);
        open.push_back(std::move(box));
        open.back()[v] = std::move(low);
    }
    if (!open.empty()) throw InputError("a tree of the proof ends before it covers the box");
    return result;
}

std::string rational_record(const Rational& value) {
    return "Rational (" + numerator(value).str() + ") " + denominator(value).str();
}

std::string words_text(const std::vector<unsigned char>& bytes) {
    std::string text;
    for (std::size_t start = 0; start < bytes.size(); start += 7) {
        std::uint64_t word = 0;
        for (std::size_t k = std::min(start + 7, bytes.size()); k-- > start;) word = (word << 8U) | bytes[k];
        text += (text.empty() ? "" : "; ") + std::to_string(word);
    }
    return "[" + text + "]%uint63";
}

std::string cuts_text(const EncodedTree& tree) {
    std::string text;
    for (const auto& [v, point] : tree.cuts)
        text += (text.empty() ? "(" : "; (") + std::to_string(v) + "%nat, " + rational_record(point) + ")";
    return "[" + text + "]";
}

std::string box_text(const Domain& domain) {
    const auto end = [](bool infinite, const Rational& value) {
        return infinite ? std::string("None") : "(Some (" + rational_record(value) + "))";
    };
    std::string text;
    for (const Side& side : box_of(domain))
        text += (text.empty() ? "Range " : "; Range ") + end(side.lower_infinite, side.lower) + " " +
                end(side.upper_infinite, side.upper);
    return "[" + text + "]";
}

std::string point_text(const Domain& domain) {
    std::string text;
    for (const RealDomain& v : domain.variables) text += (text.empty() ? "" : "; ") + coq_name(v.name);
    return "[" + text + "]";
}

// ---- steps

/// The lemmas of a proof, each named step_1, step_2, … after those that it uses. Each is one rule of
/// proofs/coq/theory/Goals.v, by the tactics of proofs/coq/checker/Steps.v.
class Lemmas {
  public:
    /// The name of the lemma that states the goal on the domain.
    std::string prove(const Goal& goal, const Domain& domain, const Step& step);

    [[nodiscard]] const std::string& text() const { return text_; }
    /// The leaves of its trees, all together.
    [[nodiscard]] std::size_t leaves() const { return leaves_; }

  private:
    struct Pieces;

    std::string add(const Goal& goal, const Domain& domain, const std::string& script);
    std::string by_tree(const Goal& goal, const Domain& domain, const std::string& tree);
    std::string by_pieces(const Goal& goal, const Domain& domain, Pieces& pieces);
    std::string outside(const Goal& goal, const Domain& domain, const std::string& leaf);
    std::string subdivide(const Goal& goal, const Domain& domain, const Step& step);
    std::string peel(const Goal& goal, const Domain& domain, const Step& step);
    std::string factor(const Goal& goal, const Domain& domain, const Step& step);
    std::string sum(const Goal& goal, const Domain& domain, const Step& step);
    std::string zero(const Goal& goal, const Domain& domain, const Step& step);
    std::string monotone(const Goal& goal, const Domain& domain, const Step& step);
    std::string hypothesis(const Goal& goal, const Domain& domain, const Step& step);
    std::string drop(const Goal& goal, const Domain& domain, const Step& step);
    std::string changed(const Goal& goal, const Domain& domain, const Step& step, const Change& change,
                        const std::string& onto);
    std::string change(const Goal& goal, const Domain& domain, const Step& step);
    std::string scale(const Goal& goal, const Domain& domain, const Step& step);
    std::string eliminate(const Goal& goal, const Domain& domain, const Step& step);

    std::string text_;
    /// By statement and proof: what a certificate proves twice is written once.
    std::map<std::string, std::string> names_;
    std::size_t leaves_ = 0;
};

std::string Lemmas::add(const Goal& goal, const Domain& domain, const std::string& script) {
    const std::string body = " : " + statement(domain, goal_text(goal)) + ".\nProof.\n  " +
                             introduction(domain) + "\n" + script + "Qed.\n";
    const auto [place, fresh] = names_.try_emplace(body, "step_" + std::to_string(names_.size() + 1));
    if (fresh) text_ += wrapped("Lemma " + place->second + body) + "\n";
    return place->second;
}

/// Names that no variable of a claim has (coq_name): E1_, E2_, …
std::string fact(std::size_t i) {
    return "E" + std::to_string(i) + "_";
}

/// A lemma about the variables of a domain, `v` being called otherwise here.
std::string at(const std::string& lemma, const Domain& domain, const std::string& v = "",
               const std::string& called = "") {
    std::string text = "(" + lemma;
    for (const RealDomain& variable : domain.variables)
        text += " " + (variable.name == v ? called : coq_name(variable.name));
    return text + ")";
}

/// The statement of a lemma as a fact.
std::string known(const std::string& name, const Goal& goal, const std::string& lemma) {
    return "  assert (" + name + " : " + goal_text(goal) + ") by (apply " + lemma + "; premises).\n";
}

std::string replaced(const Goal& goal, const std::string& by) {
    return "  replace (" + coq_real(goal.function) + ") with (" + by + ") by identity.\n";
}

Domain without(Domain domain, std::size_t v) {
    domain.variables.erase(domain.variables.begin() + static_cast<std::ptrdiff_t>(v));
    return domain;
}

/// A leaf that a tactic proves: the sign of a function on the box of the domain.
std::string leaf_script(const char* tactic, const Goal& goal, const Domain& domain,
                        const EncodedTree& encoded) {
    return std::string(tactic) + (goal.strict ? " Positive" : " Nonnegative") + "\n    " +
           coq_syntax(goal.function, domain.names()) + "\n    " + box_text(domain) + "\n    " +
           words_text(encoded.bytes) + "\n    " + cuts_text(encoded) + "\n    " + point_text(domain);
}

std::string Lemmas::by_tree(const Goal& goal, const Domain& domain, const std::string& tree) {
    if (domain.variables.size() > most_variables)
        throw Unsupported("the export to Coq takes at most " + std::to_string(most_variables) + " variables");
    const EncodedTree encoded = encode(tree, domain);
    const bool leaf = encoded.bytes.size() == 1;
    leaves_ += (encoded.bytes.size() + 1) / 2;
    return add(goal, domain, "  " + leaf_script(leaf ? "leaf" : "subdivide", goal, domain, encoded) + ".\n");
}

bool is_outside(const std::string& token) {
    return token[0] == 'o' && token.find('@') == std::string::npos;
}

/// What says that a comparison is false: one of these is positive (nonnegative, if it is strict itself).
std::vector<Goal> denials(const Comparison& c) {
    const auto minus = [](const Expression& a, const Expression& b) {
        return Expression::node(Op::sub, {a, b});
    };
    switch (c.relation) {
        case Relation::less:
            return {{minus(c.left, c.right), false}};
        case Relation::less_equal:
            return {{minus(c.left, c.right), true}};
        case Relation::greater:
            return {{minus(c.right, c.left), false}};
        case Relation::greater_equal:
            return {{minus(c.right, c.left), true}};
        default:
            return {{minus(c.left, c.right), true}, {minus(c.right, c.left), true}};
    }
}

/// A leaf on which some hypothesis is true nowhere: Coq tries them in turn.
std::string Lemmas::outside(const Goal& goal, const Domain& domain, const std::string& leaf) {
    const EncodedTree encoded = encode("n" + leaf.substr(1), domain);
    std::string script;
    for (const Formula& hypothesis : domain.hypotheses) {
        if (hypothesis.kind != Formula::Kind::comparison) continue;
        for (const Goal& denial : denials(hypothesis.comparison))
            script += std::string(script.empty() ? "  exfalso; first\n  [" : "\n  |") + " assert (" +
                      fact(1) + " : " + goal_text(denial) + ") by\n    (" +
                      leaf_script("leaf", denial, domain, encoded) + "); lra";
    }
    if (script.empty())
        throw Unsupported("the export to Coq knows leaves outside of hypotheses that are comparisons only");
    return add(goal, domain, script + " ].\n");
}

/// The tokens of a tree, some of whose leaves are left to parts of the proof.
struct Lemmas::Pieces {
    std::vector<std::string> tokens;
    std::vector<Step> parts;
    std::size_t at = 0;
    std::size_t part = 0;

    [[nodiscard]] bool is_cut(std::size_t i) const { return tokens[i].find('@') != std::string::npos; }

    /// Where the subtree that starts here ends.
    [[nodiscard]] std::size_t subtree_end() const {
        std::size_t end = at;
        for (std::size_t open = 1; open > 0; ++end) {
            if (end == tokens.size()) throw InputError("a tree of the proof ends before it covers the box");
            open += is_cut(end) ? 1 : std::size_t(-1);
        }
        return end;
    }
};

std::string Lemmas::by_pieces(const Goal& goal, const Domain& domain, Pieces& pieces) {
    const std::size_t end = pieces.subtree_end();
    const auto first = pieces.tokens.begin() + static_cast<std::ptrdiff_t>(pieces.at);
    const auto last = pieces.tokens.begin() + static_cast<std::ptrdiff_t>(end);
    const auto apart = [](const std::string& token) { return token == "#" || is_outside(token); };
    if (std::none_of(first, last, apart)) {
        std::string tree;
        for (auto token = first; token != last; ++token) tree += (tree.empty() ? "" : " ") + *token;
        pieces.at = end;
        return by_tree(goal, domain, tree);
    }
    const std::string token = pieces.tokens[pieces.at++];
    if (is_outside(token)) return outside(goal, domain, token);
    if (token == "#") {
        if (pieces.part == pieces.parts.size()) throw InputError("a tree of the proof has not enough parts");
        return prove(goal, domain, pieces.parts[pieces.part++]);
    }
    const auto sign = token.find('@');
    const std::size_t v = domain.index(token.substr(0, sign));
    const Rational point = value_at(box_of(domain)[v], parse_cut(token.substr(sign + 1)));
    Domain low = domain;
    Domain high = domain;
    low.variables[v].range.upper = {.value = point, .infinite = false, .open = false};
    high.variables[v].range.lower = {.value = point, .infinite = false, .open = false};
    const std::string below = at(by_pieces(goal, low, pieces), low);
    const std::string above = at(by_pieces(goal, high, pieces), high);
    return add(goal, domain,
               "  destruct (Rle_lt_dec " + coq_name(domain.variables[v].name) + " (" + coq_rational(point) +
                   ")) as [?|?].\n  - apply " + below + "; premises.\n  - apply " + above + "; premises.\n");
}

std::string Lemmas::subdivide(const Goal& goal, const Domain& domain, const Step& step) {
    const std::string tree = step.text("tree");
    Pieces pieces;
    for (std::size_t at = 0; at < tree.size();) {
        const std::size_t end = std::min(tree.find(' ', at), tree.size());
        if (end > at) pieces.tokens.push_back(tree.substr(at, end - at));
        at = end + 1;
    }
    if (step.has("parts")) pieces.parts = step.children("parts");
    return by_pieces(goal, domain, pieces);
}

std::string Lemmas::peel(const Goal& goal, const Domain& domain, const Step& step) {
    const std::size_t v = domain.index(step.text("variable"));
    const bool lower = step.text("end") == "lower";
    Domain inside = domain;
    End& end = lower ? inside.variables[v].range.lower : inside.variables[v].range.upper;
    if (end.infinite) throw InputError("the proof peels an infinite end");
    end.open = true;
    Domain face = without(domain, v);
    const std::string& name = domain.variables[v].name;
    for (Formula& formula : face.hypotheses) {
        if (formula.kind != Formula::Kind::comparison)
            throw Unsupported("the export to Coq does not peel under hypotheses that are not comparisons");
        formula = substituted(formula, name, end.value);
    }
    const Goal at_end{substitute(goal.function, name, end.value), goal.strict};
    const std::string first = at(prove(at_end, face, step.child("at_end")), face);
    const std::string rest = at(prove(goal, inside, step.child("inside")), inside);
    return add(goal, domain,
               "  destruct (Req_dec " + coq_name(name) + " (" + coq_real(end.value) + ")) as [->|].\n  -" +
                   known(fact(1), at_end, first) + "    conclude " + fact(1) + ".\n  - apply " + rest +
                   "; premises.\n");
}

std::string Lemmas::factor(const Goal& goal, const Domain& domain, const Step& step) {
    const Goal e{step.expression("factor", domain.names()), goal.strict};
    const Goal g{step.expression("rest", domain.names()), goal.strict};
    const std::string e_lemma = at(prove(e, domain, step.child("factor_proof")), domain);
    const std::string g_lemma = at(prove(g, domain, step.child("rest_proof")), domain);
    return add(goal, domain,
               known(fact(1), e, e_lemma) + known(fact(2), g, g_lemma) +
                   replaced(goal, "(" + coq_real(e.function) + ") * (" + coq_real(g.function) + ")") +
                   "  apply " + (goal.strict ? "Rmult_lt_0_compat" : "Rmult_le_pos") + "; assumption.\n");
}

std::string Lemmas::sum(const Goal& goal, const Domain& domain, const Step& step) {
    const auto terms = step.expressions("terms", domain.names());
    const auto proofs = step.children("proofs");
    if (proofs.size() != terms.size()) throw InputError("a sum of the proof has not one proof for each term");
    const long strict = step.has("strict") ? step.integer("strict", 0, static_cast<long>(terms.size())) : -1;
    std::string facts;
    std::string text;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const Goal term{terms[i], static_cast<long>(i) == strict};
        facts += known(fact(i), term, at(prove(term, domain, proofs[i]), domain));
        text += (i == 0 ? "(" : " + (") + coq_real(terms[i]) + ")";
    }
    return add(goal, domain, facts + replaced(goal, text) + "  lra.\n");
}

std::string Lemmas::zero(const Goal& goal, const Domain& domain, const Step&) {
    return add(goal, domain, replaced(goal, "0") + "  lra.\n");
}

std::string Lemmas::monotone(const Goal& goal, const Domain& domain, const Step& step) {
    const std::size_t v = domain.index(step.text("variable"));
    const bool lower = step.text("end") == "lower";
    const Domain box{.variables = domain.variables, .hypotheses = {}};
    Domain inside = box;
    End& end = lower ? inside.variables[v].range.lower : inside.variables[v].range.upper;
    if (end.infinite) throw InputError("the proof starts from an infinite end");
    const bool closed = !std::exchange(end.open, true);
    const std::string& name = domain.variables[v].name;
    const Goal at_end{substitute(goal.function, name, end.value), closed && goal.strict};
    const Expression df = derivative(goal.function, Expression::variable(name));
    const Goal slope{lower ? df : -df, !closed && goal.strict};
    const std::string first = at(prove(at_end, without(box, v), step.child("at_end")), without(box, v));
    const std::string second = at(prove(slope, inside, step.child("derivative")), inside, name, "t_");

    const std::string variable = coq_name(name);
    const std::string value = "(" + coq_real(end.value) + ")";
    const auto function = [&](const Goal& g) {
        return "(fun " + variable + " => " + coq_real(g.function) + ")";
    };
    const std::string conclusion = known(fact(1), at_end, first) + "  conclude " + fact(1) + ".\n";
    std::string script;
    if (closed)
        script = "  destruct (Req_dec " + variable + " " + value + ") as [->|].\n  {" + conclusion + "  }\n";
    script += std::string("  apply (") + (lower ? "lower_" : "upper_") +
              (!goal.strict ? "weak"
               : closed     ? "end"
                            : "slope") +
              " " + function(goal) + " " + function(slope) + " " + value + " " + variable +
              "); [lra|intros t_ ?; derivative| |].\n  -" + conclusion + "  - intros t_ ?. cbv beta. apply " +
              second + "; premises.\n";
    return add(goal, domain, script);
}

std::string Lemmas::hypothesis(const Goal& goal, const Domain& domain, const Step& step) {
    const auto last = static_cast<long>(domain.hypotheses.size()) - 1;
    const Formula& formula = domain.hypotheses.at(static_cast<std::size_t>(step.integer("index", 0, last)));
    if (formula.kind != Formula::Kind::comparison)
        throw InputError("the proof uses a hypothesis that is no comparison");
    const Comparison& c = formula.comparison;
    if (step.has("multiplier")) {
        const Expression q = step.expression("multiplier", domain.names());
        return add(goal, domain,
                   replaced(goal, "(" + coq_real(q) + ") * ((" + coq_real(c.left) + ") - (" +
                                      coq_real(c.right) + "))") +
                       "  apply multiple_of_zero; lra.\n");
    }
    return add(goal, domain, replaced(goal, coq_real(difference(c))) + "  lra.\n");
}

std::string Lemmas::drop(const Goal& goal, const Domain& domain, const Step& step) {
    const std::size_t v = domain.index(step.text("variable"));
    return add(goal, domain,
               "  apply " + at(prove(goal, without(domain, v), step.child("proof")), without(domain, v)) +
                   "; premises.\n");
}

/// A name that no variable of a claim has (coq_name): of the new variable after a change.
constexpr const char* changed_name = "t_";

/// The goal with `change.by`, in a variable of the name above, for the variable of the step; `onto` says
/// that it takes all values.
std::string Lemmas::changed(const Goal& goal, const Domain& domain, const Step& step, const Change& change,
                            const std::string& onto) {
    const std::size_t v = domain.index(step.text("variable"));
    const std::string& name = domain.variables[v].name;
    const Expression by = substitute(change.by, changed_name, Expression::variable(name));
    Domain inner = domain;
    inner.variables[v].range = range_of(change.range);
    for (Formula& formula : inner.hypotheses) formula = substituted(formula, name, by);
    const std::string lemma =
        prove({substitute(goal.function, name, by), goal.strict}, inner, step.child("proof"));
    const std::string variable = coq_name(changed_name);
    const Goal there{substitute(goal.function, name, change.by), goal.strict};
    return add(goal, domain,
               "  destruct (" + onto + " ltac:(lra)) as [" + variable + " [T_ ?]].\n  assert (" + fact(1) +
                   " : " + goal_text(there) + ") by (apply " + at(lemma, inner, name, variable) +
                   "; change_premise T_).\n  subst " + coq_name(name) + ". conclude " + fact(1) + ".\n");
}

std::string Lemmas::change(const Goal& goal, const Domain& domain, const Step& step) {
    const std::size_t v = domain.index(step.text("variable"));
    const Side side = box_of(domain)[v];
    const Expression w = Expression::variable(changed_name);
    const std::string by = step.text("by");
    const std::string variable = coq_name(domain.variables[v].name);
    if (by == "exp") return changed(goal, domain, step, exponential_change(w, side), "onto_exp " + variable);
    if (by == "log") return changed(goal, domain, step, logarithm_change(w, side), "onto_log " + variable);
    if (by == "reciprocal")
        return changed(goal, domain, step, reciprocal_change(w, side), "onto_reciprocal " + variable);
    const long k = step.integer("exponent", 2, 64);
    return changed(goal, domain, step, power_change(w, side, static_cast<unsigned>(k)),
                   "onto_power " + std::to_string(k - 1) + " " + variable);
}

std::string Lemmas::scale(const Goal& goal, const Domain& domain, const Step& step) {
    const RealDomain& variable = domain.variables[domain.index(step.text("variable"))];
    const Expression base = Expression::variable(step.text("base"));
    Side side;
    side.lower_infinite = variable.range.lower.infinite;
    side.lower_open =
        !side.lower_infinite && (variable.range.lower.open || rational_end(variable.range.lower) > 0);
    side.upper_infinite = true;
    return changed(goal, domain, step, {base * Expression::variable(changed_name), side},
                   "onto_multiple " + coq_name(base.name()) + " " + coq_name(variable.name));
}

std::string Lemmas::eliminate(const Goal& goal, const Domain& domain, const Step& step) {
    const std::size_t v = domain.index(step.text("variable"));
    const RealDomain& variable = domain.variables[v];
    const Expression e = step.expression("by", without(domain, v).names());
    Domain rest = without(domain, v);
    const auto last = static_cast<long>(rest.hypotheses.size()) - 1;
    rest.hypotheses.erase(rest.hypotheses.begin() + step.integer("hypothesis", 0, last));
    for (Formula& formula : rest.hypotheses) formula = substituted(formula, variable.name, e);
    const auto& [lower, upper] = variable.range;
    if (!lower.infinite)
        rest.hypotheses.push_back(
            comparison(e, lower.open ? Relation::greater : Relation::greater_equal, lower.value));
    if (!upper.infinite)
        rest.hypotheses.push_back(
            comparison(e, upper.open ? Relation::less : Relation::less_equal, upper.value));
    const Goal there{substitute(goal.function, variable.name, e), goal.strict};
    const std::string lemma = prove(there, rest, step.child("proof"));
    return add(goal, domain,
               "  assert (T_ : " + coq_name(variable.name) + " = " + coq_real(e) + ") by solved. subst " +
                   coq_name(variable.name) + ".\n" + known(fact(1), there, at(lemma, rest)) + "  conclude " +
                   fact(1) + ".\n");
}

std::string Lemmas::prove(const Goal& goal, const Domain& domain, const Step& step) {
    using Rule = std::string (Lemmas::*)(const Goal&, const Domain&, const Step&);
    static const std::map<std::string, Rule> rules{{"subdivide", &Lemmas::subdivide},
                                                   {"peel", &Lemmas::peel},
                                                   {"factor", &Lemmas::factor},
                                                   {"sum", &Lemmas::sum},
                                                   {"zero", &Lemmas::zero},
                                                   {"monotone", &Lemmas::monotone},
                                                   {"hypothesis", &Lemmas::hypothesis},
                                                   {"drop", &Lemmas::drop},
                                                   {"substitute", &Lemmas::change},
                                                   {"scale", &Lemmas::scale},
                                                   {"eliminate", &Lemmas::eliminate}};
    const auto rule = rules.find(step.rule());
    if (rule == rules.end())
        throw Unsupported("the export to Coq does not know the step '" + step.rule() + "' (" + step.path() +
                          ")");
    return (this->*rule->second)(goal, domain, step);
}

// ---- claims

std::string formula_script(const Formula& formula, const Domain& domain, const Step& step, Lemmas& lemmas);

/// The first values of an integer one by one, and the others as real numbers.
std::string integers_script(const Formula& formula, const Domain& domain, const Step& step, Lemmas& lemmas) {
    const std::string name = step.text("variable");
    const auto found = std::find_if(domain.integers.begin(), domain.integers.end(),
                                    [&](const IntegerDomain& n) { return n.name == name; });
    if (found == domain.integers.end())
        throw InputError("the proof names an integer '" + name + "' that there is not");
    IntegerDomain range = *found;
    Domain fewer = domain;
    fewer.integers.erase(fewer.integers.begin() + (found - domain.integers.begin()));
    const std::string variable = coq_name(name);
    std::string script;
    for (const Step& one : step.children("each")) {
        Domain at = fewer;
        for (Formula& hypothesis : at.hypotheses)
            hypothesis = substituted(hypothesis, name, Rational(range.lower));
        const Integer next = range.lower + 1;
        script += "destruct (integer_next " + variable + " (" + range.lower.str() + ") (" + next.str() +
                  ") eq_refl ltac:(assumption) ltac:(lra)) as [?|?].\n{ subst " + variable + ".\n" +
                  formula_script(substituted(formula, name, Rational(range.lower)), at, one, lemmas) + " }\n";
        range.lower = next;
    }
    if (!step.has("rest")) return script + "lra.";
    fewer.variables.push_back(as_real(range));
    return script + formula_script(formula, fewer, step.child("rest"), lemmas);
}

/// A script that proves the formula after the domain is introduced.
std::string formula_script(const Formula& formula, const Domain& domain, const Step& step, Lemmas& lemmas) {
    if (step.rule() == "integers") return integers_script(formula, domain, step, lemmas);
    if (formula.kind == Formula::Kind::comparison) {
        if (!domain.integers.empty()) throw InputError("the proof leaves an integer undecided");
        if (formula.comparison.relation == Relation::equal) {
            step.expect("identity");
            return "identity.";
        }
        static constexpr std::array names{"lt", "le", "gt", "ge"};
        const Goal goal = goal_of(formula.comparison);
        const std::string lemma = lemmas.prove(goal, domain, step);
        return "assert (" + fact(1) + " : " + goal_text(goal) + ") by (apply " + at(lemma, domain) +
               "; premises). apply " + names[static_cast<std::size_t>(formula.comparison.relation)] +
               "_of_difference. conclude " + fact(1) + ".";
    }
    if (formula.kind == Formula::Kind::any)
        throw Unsupported("the export to Coq does not prove disjunctions");
    step.expect("all");
    const auto steps = step.children("parts");
    if (steps.size() != formula.parts.size())
        throw InputError("the proof has not one part for each part of the conjunction");
    std::string script;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const std::string part = formula_script(formula.parts[i], domain, steps[i], lemmas);
        script += i + 1 < steps.size() ? "split.\n{ " + part + " }\n" : part;
    }
    return script;
}

/// Binders written out, in all expressions.
Formula expanded(Formula formula) {
    formula.comparison.left = expand(formula.comparison.left);
    formula.comparison.right = expand(formula.comparison.right);
    for (Formula& part : formula.parts) part = expanded(part);
    return formula;
}

Domain domain_of(const Claim& claim) {
    if (!claim.chambers.empty())
        throw Unsupported("the export to Coq does not know statements about chambers");
    if (!claim.exceptions.empty() || !std::holds_alternative<Formula>(claim.conclusion))
        throw Unsupported("the export to Coq knows inequalities over real and integer variables only");
    Domain domain{.variables = claim.reals, .hypotheses = {}, .integers = claim.integers};
    for (const Formula& hypothesis : claim.hypotheses) domain.hypotheses.push_back(expanded(hypothesis));
    return domain;
}

/// `exists x y : R, (0 < x) /\ ... /\ ~ (...)`.
std::string refuted_statement(const Domain& domain, const Formula& conclusion) {
    const std::string names = variable_names(domain);
    std::string text = names.empty() ? "" : "exists" + names + " : R,\n  ";
    for (const RealDomain& v : domain.variables)
        if (const std::string range = range_text(v); !range.empty()) text += "(" + range + ") /\\ ";
    for (const Formula& hypothesis : domain.hypotheses) text += "(" + formula_text(hypothesis) + ") /\\ ";
    return text + "~ (" + formula_text(conclusion) + ")";
}

/// The point of the certificate, and a leaf that shows that the comparison is false there.
std::string refuted_script(const Domain& domain, const Formula& conclusion, const Step& step) {
    step.expect("witness");
    if (conclusion.kind != Formula::Kind::comparison || !domain.integers.empty() || step.has("domain"))
        throw Unsupported("the export to Coq knows refutations of comparisons over real variables only");
    const auto point = step.named_rationals("point");
    Comparison at = conclusion.comparison;
    std::string script;
    for (const RealDomain& v : domain.variables) {
        const auto value = point.find(v.name);
        if (value == point.end()) throw InputError("the point of the proof has no value of '" + v.name + "'");
        at.left = substitute(at.left, v.name, value->second);
        at.right = substitute(at.right, v.name, value->second);
        script += (script.empty() ? "exists (" : ", (") + coq_rational(value->second) + ")";
    }
    if (!script.empty()) script += ".\n  ";
    for (const RealDomain& v : domain.variables)
        if (!range_text(v).empty()) script += "split; [lra|]. ";
    for (std::size_t i = 0; i < domain.hypotheses.size(); ++i) script += "split; [at_point|]. ";
    const Domain none{.variables = {}, .hypotheses = {}};
    std::string leaves;
    for (const Goal& denial : denials(at))
        leaves += (leaves.empty() ? "\n  first [" : "\n  |") + std::string(" assert (") + fact(1) + " : " +
                  goal_text(denial) + ") by\n    (" +
                  leaf_script("leaf", denial, none, encode("n256", none)) + "); lra";
    return script + "intros ?." + leaves + " ].";
}

/// Text inside a comment of Coq: brackets of comments and quotes would be read.
std::string comment_text(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '"' || (text[i] == '*' && i + 1 < text.size() && text[i + 1] == ')') ||
            (text[i] == '(' && i + 1 < text.size() && text[i + 1] == '*'))
            text[i] = text[i] == '"' ? '\'' : ' ';
    return text;
}

/// Proofs of more leaves than this are computed with the processor's numbers, if nothing else is asked for:
/// that rests on more axioms, and is some twenty times as fast.
constexpr std::size_t most_integer_leaves = 200;

std::string coq_file(const Certificate& certificate, std::optional<bool> hardware) {
    const Claim claim = parse_claim(certificate.claim_text, certificate.prelude);
    const Domain domain = domain_of(claim);
    const Formula conclusion = expanded(std::get<Formula>(claim.conclusion));
    Lemmas lemmas;
    const Step step(certificate.proof, "proof");
    const std::string script =
        claim.disproved ? refuted_script(domain, conclusion, step)
                        : introduction(domain) + "\n  " + formula_script(conclusion, domain, step, lemmas);
    const std::string theorem =
        claim.disproved ? refuted_statement(domain, conclusion) : statement(domain, formula_text(conclusion));
    std::string text = "(** Written by dlncert export from a certificate of the claim with digest\n    " +
                       digest(claim) + ".\n";
    if (!claim.description.empty()) text += wrapped("\n    " + comment_text(claim.description) + "\n");
    text +=
        "\n    The theorem is the last statement; what comes before are the steps of its proof. *)\n\n"
        "From Coq Require Import List Uint63 Reals Lra.\n"
        "From DlnCert.theory Require Import Definitions LangevinBounds.\n"
        "From DlnCert.checker Require Import Specials Subdivision Claims Steps" +
        std::string(hardware.value_or(lemmas.leaves() > most_integer_leaves) ? " Hardware" : "") +
        ".\nFrom Interval Require Import Eval.Tree.\n"
        "Import ListNotations.\nOpen Scope R_scope.\n\n";
    return text + lemmas.text() +
           wrapped("Theorem claim : " + theorem + ".\nProof.\n  " + script + "\nQed.\n");
}

struct Options {
    std::string certificate;
    std::optional<std::string> output;
    bool coq = false;
    bool hardware_value = false;
    std::optional<bool> hardware;  ///< the value, if the flag is given
};

ExitStatus export_certificate(const Options& options) {
    if (options.output) require_writable(*options.output);
    const Certificate certificate = read_certificate(read_file(options.certificate, max_certificate_bytes));
    const std::string text = coq_file(certificate, options.hardware);
    if (options.output)
        write_file_atomically(*options.output, text);
    else
        print_text(std::string_view(text).substr(0, text.size() - 1));
    return ExitStatus::success;
}

}  // namespace

void add_export(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("export", "write a certificate as a file that Coq checks");
    command->add_option("CERT", options->certificate, "a certificate")->required();
    command->add_flag("--coq", options->coq, "for Coq (the only format so far)")->required();
    const CLI::Option* hardware = command->add_flag(
        "--hardware,!--no-hardware", options->hardware_value,
        "let Coq compute with the processor's numbers: faster, and more axioms (default: for more "
        "than 200 leaves)");
    command->add_option("-o,--output", options->output, "where to write it; otherwise, stdout")
        ->type_name("FILE");
    command->callback([options, hardware, &invocation] {
        if (hardware->count() > 0) options->hardware = options->hardware_value;
        invocation.run = [options] { return export_certificate(*options); };
    });
}

}  // namespace dlncert::command
