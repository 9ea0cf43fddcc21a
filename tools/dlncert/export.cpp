#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <dlncert/certificate/certificate.hpp>
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <memory>
#include <optional>
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

/// The claim's variables, and the hypotheses, which the lemmas carry along.
struct Domain {
    std::vector<RealDomain> variables;
    std::vector<Formula> hypotheses;

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
    if (c.relation == Relation::equal) throw Unsupported("the export to Coq does not prove equations");
    const bool greater = c.relation == Relation::greater || c.relation == Relation::greater_equal;
    const bool strict = c.relation == Relation::greater || c.relation == Relation::less;
    return {Expression::node(Op::sub, greater ? std::vector{c.left, c.right} : std::vector{c.right, c.left}),
            strict};
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

/// The statement that `conclusion` holds on the domain, one premise per line.
std::string statement(const Domain& domain, const std::string& conclusion) {
    std::string text;
    if (!domain.variables.empty()) {
        text = "forall";
        for (const RealDomain& v : domain.variables) text += " " + coq_name(v.name);
        text += " : R,\n  ";
    }
    for (const RealDomain& v : domain.variables)
        if (const std::string range = range_text(v); !range.empty()) text += range + " ->\n  ";
    for (const Formula& hypothesis : domain.hypotheses) text += "(" + formula_text(hypothesis) + ") ->\n  ";
    return text + conclusion;
}

std::string goal_text(const Goal& goal) {
    return (goal.strict ? "0 < " : "0 <= ") + coq_real(goal.function);
}

std::string introduction(const Domain& domain) {
    if (domain.variables.empty()) return "intros.";
    std::string text = "intros";
    for (const RealDomain& v : domain.variables) text += " " + coq_name(v.name);
    return text + "; intros.";
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

/// The lemmas of a proof, each named step_1, step_2, … after those that it uses.
class Lemmas {
  public:
    /// The name of the lemma that states the goal on the domain.
    std::string prove(const Goal& goal, const Domain& domain, const Step& step);

    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string add(const Goal& goal, const Domain& domain, const std::string& script);
    std::string subdivide(const Goal& goal, const Domain& domain, const Step& step);
    std::string peel(const Goal& goal, const Domain& domain, const Step& step);

    std::string text_;
    int count_ = 0;
};

std::string Lemmas::add(const Goal& goal, const Domain& domain, const std::string& script) {
    const std::string name = "step_" + std::to_string(++count_);
    text_ += wrapped("Lemma " + name + " : " + statement(domain, goal_text(goal)) + ".\nProof.\n  " +
                     introduction(domain) + "\n" + script + "Qed.\n") +
             "\n";
    return name;
}

std::string Lemmas::subdivide(const Goal& goal, const Domain& domain, const Step& step) {
    if (step.has("parts")) throw Unsupported("the export to Coq does not know subdivisions with parts");
    if (domain.variables.size() > most_variables)
        throw Unsupported("the export to Coq takes at most " + std::to_string(most_variables) + " variables");
    const EncodedTree tree = encode(step.text("tree"), domain);
    return add(goal, domain,
               std::string("  subdivide ") + (goal.strict ? "Positive" : "Nonnegative") + "\n    " +
                   coq_syntax(goal.function, domain.names()) + "\n    " + box_text(domain) + "\n    " +
                   words_text(tree.bytes) + "\n    " + cuts_text(tree) + "\n    " + point_text(domain) +
                   ".\n");
}

std::string Lemmas::peel(const Goal& goal, const Domain& domain, const Step& step) {
    const std::size_t v = domain.index(step.text("variable"));
    const bool lower = step.text("end") == "lower";
    Domain inside = domain;
    End& end = lower ? inside.variables[v].range.lower : inside.variables[v].range.upper;
    if (end.infinite) throw InputError("the proof peels an infinite end");
    end.open = true;
    Domain face = domain;
    face.variables.erase(face.variables.begin() + static_cast<std::ptrdiff_t>(v));
    const std::string& name = domain.variables[v].name;
    for (Formula& hypothesis : face.hypotheses) {
        if (hypothesis.kind != Formula::Kind::comparison)
            throw Unsupported("the export to Coq does not peel under hypotheses that are not comparisons");
        hypothesis.comparison.left = substitute(hypothesis.comparison.left, name, end.value);
        hypothesis.comparison.right = substitute(hypothesis.comparison.right, name, end.value);
    }
    const std::string at_end =
        prove({substitute(goal.function, name, end.value), goal.strict}, face, step.child("at_end"));
    const std::string rest = prove(goal, inside, step.child("inside"));
    const std::string value = coq_real(end.value);
    return add(goal, domain,
               "  destruct (Req_dec " + coq_name(name) + " (" + value + ")) as [->|].\n  - apply " + at_end +
                   "; try assumption; lra.\n  - apply " + rest + "; try assumption; lra.\n");
}

std::string Lemmas::prove(const Goal& goal, const Domain& domain, const Step& step) {
    const std::string rule = step.rule();
    if (rule == "subdivide") return subdivide(goal, domain, step);
    if (rule == "peel") return peel(goal, domain, step);
    throw Unsupported("the export to Coq does not know the step '" + rule + "' (" + step.path() + ")");
}

// ---- claims

/// A script that proves the formula after the domain is introduced.
std::string formula_script(const Formula& formula, const Domain& domain, const Step& step, Lemmas& lemmas) {
    if (formula.kind == Formula::Kind::comparison) {
        static constexpr std::array names{"lt", "le", "gt", "ge"};
        const std::string lemma = lemmas.prove(goal_of(formula.comparison), domain, step);
        return std::string("apply ") + names[static_cast<std::size_t>(formula.comparison.relation)] +
               "_of_difference; now apply " + lemma + ".";
    }
    if (formula.kind == Formula::Kind::any)
        throw Unsupported("the export to Coq does not prove disjunctions");
    step.expect("all");
    const auto steps = step.children("parts");
    if (steps.size() != formula.parts.size())
        throw InputError("the proof has not one part for each part of the conjunction");
    std::string script;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (i + 1 < steps.size()) script += "split; [";
        std::string part = formula_script(formula.parts[i], domain, steps[i], lemmas);
        part.pop_back();
        script += part + (i + 1 < steps.size() ? "|]. " : ".");
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
    if (claim.disproved) throw Unsupported("the export to Coq does not know refutations");
    if (!claim.integers.empty() || !claim.chambers.empty() || !claim.exceptions.empty() ||
        !std::holds_alternative<Formula>(claim.conclusion))
        throw Unsupported("the export to Coq knows inequalities over real variables only");
    Domain domain{.variables = claim.reals, .hypotheses = {}};
    for (const Formula& hypothesis : claim.hypotheses) domain.hypotheses.push_back(expanded(hypothesis));
    return domain;
}

/// Text inside a comment of Coq: brackets of comments and quotes would be read.
std::string comment_text(std::string text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] == '"' || (text[i] == '*' && i + 1 < text.size() && text[i + 1] == ')') ||
            (text[i] == '(' && i + 1 < text.size() && text[i + 1] == '*'))
            text[i] = text[i] == '"' ? '\'' : ' ';
    return text;
}

std::string coq_file(const Certificate& certificate, bool hardware) {
    const Claim claim = parse_claim(certificate.claim_text, certificate.prelude);
    const Domain domain = domain_of(claim);
    const Formula conclusion = expanded(std::get<Formula>(claim.conclusion));
    Lemmas lemmas;
    const std::string script = formula_script(conclusion, domain, Step(certificate.proof, "proof"), lemmas);
    std::string text = "(** Written by dlncert export from a certificate of the claim with digest\n    " +
                       digest(claim) + ".\n";
    if (!claim.description.empty()) text += wrapped("\n    " + comment_text(claim.description) + "\n");
    text +=
        "\n    The theorem is the last statement; what comes before are the steps of its proof. *)\n\n"
        "From Coq Require Import List Uint63 Reals Lra.\n"
        "From Interval Require Import Eval.Tree.\n"
        "From DlnCert.theory Require Import Definitions LangevinBounds.\n"
        "From DlnCert.checker Require Import Specials Subdivision Claims" +
        std::string(hardware ? " Hardware" : "") +
        ".\n"
        "Import ListNotations.\nOpen Scope R_scope.\n\n";
    return text + lemmas.text() +
           wrapped("Theorem claim : " + statement(domain, formula_text(conclusion)) + ".\nProof.\n  " +
                   introduction(domain) + "\n  " + script + "\nQed.\n");
}

struct Options {
    std::string certificate;
    std::optional<std::string> output;
    bool coq = false;
    bool hardware = false;
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
    command->add_flag("--hardware", options->hardware,
                      "let Coq compute with the processor's numbers: faster, and more axioms");
    command->add_option("-o,--output", options->output, "where to write it; otherwise, stdout")
        ->type_name("FILE");
    command->callback(
        [options, &invocation] { invocation.run = [options] { return export_certificate(*options); }; });
}

}  // namespace dlncert::command
