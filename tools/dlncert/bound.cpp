#include "bound.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <dlncert/search/integer_extremum.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/unfold.hpp>
#include <memory>
#include <thread>

#include "commands.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "proof.hpp"
#include "quantity_claims.hpp"
#include "shipped.hpp"
#include "spectral_bound.hpp"
#include "stuck.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string what;
    std::optional<std::string> box, tolerance, output;
    ModelOptions model;
    CommonOptions common;
};

/// What is asked, and how the answer is written down as a claim.
struct Task {
    Question question;
    std::string beginning;                               ///< of the claim's text: domain and definitions
    std::vector<std::string> functions;                  ///< texts of the extrema's functions
    std::vector<std::vector<Expression>> forms;          ///< none, or of each of them: ExtremumSearch::forms
    std::vector<std::vector<Expression>> signed_slopes;  ///< likewise
    std::optional<Question> otherwise;         ///< the same with the functions written in another way
    std::vector<std::string> other_functions;  ///< their texts
    std::optional<ClaimedQuantity> quantity;
    Json model;
};

/// What is left of a budget, in equal shares.
class SharedBudget {
  public:
    explicit SharedBudget(std::optional<double> seconds) {
        if (seconds)
            end_ = share_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(
                                               std::chrono::duration<double>(*seconds));
    }
    /// One of `count` shares begins.
    void begin(std::size_t count) {
        if (end_) share_ = Clock::now() + (*end_ - Clock::now()) / static_cast<long>(count);
    }
    [[nodiscard]] bool passed() const { return share_ && Clock::now() >= *share_; }

  private:
    using Clock = std::chrono::steady_clock;
    std::optional<Clock::time_point> end_, share_;
};

struct Answer {
    std::vector<FoundExtremum> extrema;
    std::vector<std::string> functions;  ///< the texts of theirs
    std::optional<Certificate> certificate;
    std::size_t boxes = 0;
    bool complete = false;  ///< each extremum within the tolerance, and the certificate accepted
    std::string refused;    ///< why the checker did not accept the certificate of all of them
};

Rational tolerance_of(const Options& options) {
    const Rational tolerance = [&] {
        try {
            return parse_rational(options.tolerance.value_or("1e-6"));
        } catch (const InputError& error) {
            throw InputError(std::string("--tolerance: ") + error.what());
        }
    }();
    if (tolerance <= 0) throw InputError("--tolerance " + *options.tolerance + ": not positive; write 1e-8");
    return tolerance;
}

/// A file with the question `find min E … to t`.
Task task_of_file(const Options& options) {
    if (options.box) throw InputError("--box belongs to a QUANTITY; a claim file says its own domain");
    Task task;
    task.question = read_question(options.what);
    if (options.tolerance) task.question.tolerance = tolerance_of(options);
    Claim domain = task.question.claim;
    for (const Extremum& extremum : std::get<ExtremumStatement>(domain.conclusion))
        task.functions.push_back(dlncert::to_string(extremum.function));
    const std::string text = dlncert::to_string(domain);
    task.beginning = text.substr(0, text.rfind("prove "));
    return task;
}

std::vector<BoxSide> box_of(const Options& options, const Model& model) {
    if (!options.box)
        throw InputError("--box is missing: one interval for each singular value, like \"[1,2] [0.5,0.9]\"");
    std::vector<BoxSide> box = parse_box(*options.box);
    if (model.width && !model.width->is_single())
        throw InputError("a box needs a single width: it has " + std::to_string(box.size()) + " intervals");
    if (model.width) require_width(box.size(), static_cast<std::size_t>(model.width->first), "--box");
    return box;
}

/// Extrema's functions, as the claim's text has them.
std::vector<Expression> functions_of(const std::string& beginning, const std::vector<std::string>& texts) {
    std::string find;
    for (const std::string& text : texts) find += (find.empty() ? "find min " : " and min ") + text;
    std::vector<Expression> result;
    if (texts.empty()) return result;
    const Question question = parse_question(beginning + find + " to 1", shipped_prelude());
    for (const Extremum& extremum : std::get<ExtremumStatement>(question.claim.conclusion))
        result.push_back(extremum.function);
    return result;
}

Task task_of_quantity(const Options& options) {
    const Model model = options.model.parse();
    const std::vector<BoxSide> box = box_of(options, model);
    Task task;
    task.quantity = claimed_quantity(options.what, model, box);
    task.model = to_json(model);
    task.beginning = task.quantity->domain + "\n";
    std::string find;
    for (const std::string& entry : task.quantity->entries)
        for (const char* side : {"min ", "max "}) {
            task.functions.push_back(entry);
            find += (find.empty() ? "find " : " and ") + std::string(side) + entry;
        }
    task.question = parse_question(task.beginning + find + " to 1", shipped_prelude());
    task.question.tolerance = tolerance_of(options);
    for (const auto& texts : task.quantity->forms) {
        task.forms.push_back(functions_of(task.beginning, texts));
        task.forms.push_back(task.forms.back());  // for the minimum, and for the maximum
    }
    for (const auto& texts : task.quantity->signed_slopes) {
        task.signed_slopes.push_back(functions_of(task.beginning, texts));
        task.signed_slopes.push_back(task.signed_slopes.back());
    }
    find.clear();
    for (std::size_t k = 0; k < task.quantity->alternatives.size(); ++k) {
        task.other_functions.push_back(task.quantity->alternatives[k]);
        find += (k == 0 ? "find " : " and ") + std::string(k % 2 == 0 ? "min " : "max ") +
                task.quantity->alternatives[k];
    }
    if (!find.empty()) task.otherwise = parse_question(task.beginning + find + " to 1", shipped_prelude());
    return task;
}

std::string end_text(const ExtremumEnd& end) {
    if (end.infinity != 0) return end.infinity < 0 ? "-inf" : "inf";
    return dlncert::to_string(end.value);
}

/// What the k-th extremum is of: "hessian[2, 1]", or the function in a file.
std::string label_of(const Task& task, const std::string& what, std::size_t k) {
    if (!task.quantity) return task.functions[k];
    using enum ClaimedQuantity::Shape;
    if (task.quantity->shape == scalar) return what;
    std::size_t column = k / 2;
    std::size_t row = 0;
    if (task.quantity->shape == vector) return what + "[" + std::to_string(column + 1) + "]";
    for (; column > row; ++row) column -= row + 1;  // the lower triangle by rows
    return what + "[" + std::to_string(row + 1) + ", " + std::to_string(column + 1) + "]";
}

/// The claim with these extrema, as text.
std::string claim_text(const Task& task, const Answer& answer) {
    const std::vector<FoundExtremum>& found = answer.extrema;
    std::string text = task.beginning;
    for (std::size_t k = 0; k < found.size(); ++k) {
        const Extremum& e = found[k].extremum;
        text +=
            (k == 0 ? "prove " : "\n  and ") + std::string(e.maximum ? "max " : "min ") + answer.functions[k];
        text += e.lower == e.upper ? " = " + end_text(e.lower)
                                   : " in [" + end_text(e.lower) + ", " + end_text(e.upper) + "]";
    }
    return text + "\n";
}

bool is_within(const Extremum& e, const Rational& tolerance) {
    if (e.lower.infinity != 0 || e.upper.infinity != 0)
        return e.lower.infinity == e.upper.infinity && e.lower.infinity != 0;
    return rational_value(e.upper.value).value() - rational_value(e.lower.value).value() <= tolerance;
}

/// A way to ask for an extremum, and the text of the function that the claim will be about.
struct Way {
    const Claim* claim;
    Extremum sought;
    std::string text;
    std::vector<Expression> forms;
};

/// Whether singular values may differ by a factor of a hundred.
bool is_far_apart(const ChamberDomain& chamber) {
    const auto& box = chamber.box;
    return std::ranges::any_of(box, [&](const Range& side) {
        return side.lower.open || side.upper.infinite ||
               rational_value(box.front().upper.value).value() >
                   100 * rational_value(side.lower.value).value();
    });
}

/// Of the k-th extremum: an alternative text, where there is one; the quantity itself with its other forms;
/// the first form instead, since the normal form that shows them to be equal may grow too large; and without
/// forms: first so for several pairs of singular values that are not far apart, as it takes longer to show
/// that such sums are equal than to subdivide.
std::vector<Way> ways_of(const Task& task, std::size_t k) {
    std::vector<Way> ways;
    if (task.otherwise) {
        const Claim& other = task.otherwise->claim;
        ways.push_back(
            {&other, std::get<ExtremumStatement>(other.conclusion)[k], task.other_functions[k], {}});
    }
    const Claim& claim = task.question.claim;
    const Extremum& sought = std::get<ExtremumStatement>(claim.conclusion)[k];
    const Way plainly{&claim, sought, task.functions[k], {}};
    const bool has_forms = !task.forms.empty() && !task.forms[k].empty();
    const bool forms_first =
        has_forms && (claim.chambers[0].box.size() == 2 || is_far_apart(claim.chambers[0]));
    if (!has_forms || !forms_first) ways.push_back(plainly);
    if (has_forms) {
        ways.push_back({&claim, sought, task.functions[k], task.forms[k]});
        ways.push_back({&claim, sought, task.quantity->forms[k / 2][0], {}});
        ways.back().sought.function = task.forms[k][0];
        if (forms_first) ways.push_back(plainly);
    }
    return ways;
}

Answer answer(const Task& task, const Options& options) {
    SharedBudget shared(options.common.budget);
    const InterruptRequest interrupt;
    ProgressBar bar(!options.common.quiet && !options.common.no_progress);
    ExtremumSearch search;
    search.stop = [&] { return shared.passed() || InterruptRequest::made(); };
    search.progress = std::ref(bar);
    search.threads = options.common.jobs > 0 ? static_cast<unsigned>(options.common.jobs)
                                             : std::max(1U, std::thread::hardware_concurrency());
    if (task.quantity) search.slopes = functions_of(task.beginning, task.quantity->slopes);
    const std::string prelude(shipped_prelude());
    std::string accepted;  // the last certificate that was: with one extremum it is that of the answer
    const auto reason_against = [&](const Certificate& certificate) -> std::optional<std::string> {
        std::string text = to_text(certificate);
        if (text == accepted) return std::nullopt;
        auto reason = refusal(certificate, search.stop);
        if (!reason) accepted = std::move(text);
        return reason;
    };
    search.accept = [&](const Claim& claim, const nlohmann::json& step) {
        return !reason_against(
            make_certificate(dlncert::to_string(claim), prelude, step, nlohmann::json::object()));
    };
    Answer result;
    result.complete = true;
    result.functions = task.functions;
    nlohmann::json parts = nlohmann::json::array();
    const auto& extrema = std::get<ExtremumStatement>(task.question.claim.conclusion);
    for (std::size_t k = 0; k < extrema.size(); ++k) {
        const Rational& tolerance = task.question.tolerance;
        std::optional<FoundExtremum> found;
        auto ways = ways_of(task, k);
        if (!task.signed_slopes.empty()) search.signed_slopes = task.signed_slopes[k];
        for (std::size_t w = 0; w < ways.size() && !(found && is_within(found->extremum, tolerance)); ++w) {
            shared.begin((ways.size() - w) * (extrema.size() - k));
            if (search.stop()) break;
            search.forms = ways[w].forms;
            auto next = find_over_integers(search, *ways[w].claim, ways[w].sought, tolerance);
            if (!next || (found && !is_within(next->extremum, tolerance))) continue;
            found = std::move(next);
            result.functions[k] = ways[w].text;
        }
        if (!found) {
            result.complete = false;
            found = FoundExtremum{extrema[k], {}, {}, {}, 0};
        }
        result.complete = result.complete && is_within(found->extremum, tolerance);
        result.boxes += found->boxes;
        parts.push_back(found->step);
        result.extrema.push_back(std::move(*found));
    }
    shared.begin(1);
    if (!result.complete) return result;
    const nlohmann::json step = {{"step", "extrema"}, {"parts", std::move(parts)}};
    Certificate certificate =
        make_certificate(claim_text(task, result), prelude, step, nlohmann::json::object());
    if (const auto reason = reason_against(certificate)) {
        result.complete = false;
        result.refused = *reason;
    } else {
        result.certificate = std::move(certificate);
    }
    return result;
}

// ---- reports

/// The range of a complete answer.
Json range_of(const Extremum& e, long digits) {
    if (e.lower.infinity != 0) return {{"lo", end_text(e.lower)}, {"hi", end_text(e.lower)}};
    return command::to_json(rational_value(e.lower.value).value(), rational_value(e.upper.value).value(),
                            digits);
}

/// Both ends, rounded outward: that they are close says more than their common digits.
std::string range_text(const Extremum& e, long digits) {
    const auto end = [&](const ExtremumEnd& x, auto round) {
        return x.infinity != 0 ? end_text(x) : round(rational_value(x.value).value(), digits);
    };
    const std::string lower = end(e.lower, decimal_below), upper = end(e.upper, decimal_above);
    return lower == upper ? "= " + lower : "in [" + lower + ", " + upper + "]";
}

Json point_of(const Claim& claim, const FoundExtremum& found, long digits) {
    if (found.point.empty()) return nullptr;
    Json point = Json::object();
    for (const auto& [name, value] : original_values(found.point, claim)) {
        const auto exact = rational_value(value);
        point[name] =
            exact ? command::to_json(*exact, *exact, digits) : enclosed_constant(value).value_or(nullptr);
    }
    return point;
}

/// The claim's variables along the curve that the extremum is approached on.
Json curve_of(const Claim& claim, const FoundExtremum& found) {
    if (found.curve.empty()) return nullptr;
    const Claim reals = unfolded(claim);
    Json curve = Json::object();
    for (std::size_t i = 0; i < found.curve.size(); ++i) curve[reals.reals[i].name] = found.curve[i];
    return curve;
}

std::string point_text(const Claim& claim, const FoundExtremum& found) {
    std::string text;
    const Json curve = curve_of(claim, found);
    for (const auto& [name, value] : curve.items())
        text += (text.empty() ? " as t -> inf, " : ", ") + name + " = " + value.get<std::string>();
    const auto values = original_values(found.point, claim);
    const auto add = [&](const std::string& name) {
        const auto at = values.find(name);
        if (at == values.end()) return;
        const auto exact = rational_value(at->second);
        text += (text.empty() ? " near " : ", ") + name + " = " +
                (exact ? command::to_text(*exact, *exact, 12) : dlncert::to_string(at->second));
    };
    const Claim plain = unfolded(claim);
    for (const RealDomain& variable : plain.reals) add(variable.name);
    for (const IntegerDomain& variable : plain.integers) add(variable.name);
    return text;
}

/// {min, max, argmin, argmax}, whichever of them were asked for.
Json extrema_of(const Claim& claim, std::span<const FoundExtremum> found, long digits) {
    Json result = Json::object();
    for (const FoundExtremum& f : found) {
        result[f.extremum.maximum ? "max" : "min"] = range_of(f.extremum, digits);
        const std::string where = f.extremum.maximum ? "argmax" : "argmin";
        result[where] = point_of(claim, f, digits);
        if (!f.curve.empty()) result[where + "_curve"] = curve_of(claim, f);
    }
    return result;
}

Json value_of(const Task& task, const Answer& answer, long digits) {
    const Claim& claim = task.question.claim;
    const std::span<const FoundExtremum> all(answer.extrema);
    if (!task.quantity) {
        if (all.size() == 1 || (all.size() == 2 && all[0].extremum.maximum != all[1].extremum.maximum &&
                                all[0].extremum.function == all[1].extremum.function))
            return extrema_of(claim, all, digits);
        Json list = Json::array();
        for (std::size_t k = 0; k < all.size(); ++k)
            list.push_back(extrema_of(claim, all.subspan(k, 1), digits));
        return list;
    }
    const auto entry = [&](std::size_t k) { return extrema_of(claim, all.subspan(2 * k, 2), digits); };
    using enum ClaimedQuantity::Shape;
    if (task.quantity->shape == scalar) return entry(0);
    Json list = Json::array();
    for (std::size_t i = 0; i < task.quantity->size; ++i) {
        if (task.quantity->shape == vector) {
            list.push_back(entry(i));
            continue;
        }
        Json row = Json::array();
        for (std::size_t j = 0; j < task.quantity->size; ++j)
            row.push_back(entry(i < j ? j * (j + 1) / 2 + i : i * (i + 1) / 2 + j));
        list.push_back(std::move(row));
    }
    return list;
}

Json report_of(const Task& task, const Answer& answer, std::string_view status) {
    Json report = {{"command", "bound"}, {"status", status}};
    if (task.quantity) report["model"] = task.model;
    report["tolerance"] = dlncert::to_string(task.question.tolerance);
    report["boxes"] = answer.boxes;
    return report;
}

ExitStatus report_answer(const Task& task, const Answer& answer, const Options& options) {
    const long digits = options.common.digits;
    if (options.common.json) {
        Json document = report_of(task, answer, status::answered);
        if (task.quantity) document["quantity"] = options.what;
        document["value"] = value_of(task, answer, digits);
        document["claim"] = answer.certificate->claim_text;
        document["digest"] = answer.certificate->claim_digest;
        if (options.output) document["certificate"] = *options.output;
        print_json(document);
        return ExitStatus::success;
    }
    for (std::size_t k = 0; k < answer.extrema.size(); ++k) {
        const FoundExtremum& f = answer.extrema[k];
        const std::string label = answer.extrema.size() > 2 ? label_of(task, options.what, k) + ": " : "";
        print_text(label + (f.extremum.maximum ? "max " : "min ") + range_text(f.extremum, digits) +
                   point_text(task.question.claim, f));
    }
    print_text("accepted by the independent checker; " + std::to_string(answer.boxes) + " boxes");
    if (answer.functions != task.functions)
        print_text("the claim is about the same function, written by pairs in closed form (Q, Lemma 2.4)");
    if (options.output) print_text("certificate written to " + *options.output);
    return ExitStatus::success;
}

ExitStatus report_undecided(const Task& task, const Answer& answer, const Options& options) {
    std::string message = answer.refused.empty()
                              ? "undecided: the tolerance " + dlncert::to_string(task.question.tolerance) +
                                    " was not reached; the search came to"
                              : "undecided; the search came to";
    Json reached = Json::array();
    for (std::size_t k = 0; k < answer.extrema.size(); ++k) {
        const Extremum& e = answer.extrema[k].extremum;
        const std::string range = range_text(e, options.common.digits);
        message += std::string("\n  ") + (e.maximum ? "max " : "min ") + range +
                   (answer.extrema.size() > 2 ? " of " + label_of(task, options.what, k) : "");
        reached.push_back({{"extremum", e.maximum ? "max" : "min"}, {"reached", range}});
    }
    if (!answer.refused.empty()) message += "\nthe certificate was not accepted: " + answer.refused;
    print_message(message + "\na larger --tolerance or --budget, or a smaller box, may help");
    if (options.common.json) {
        Json document = report_of(task, answer, status::undecided);
        document["reached"] = std::move(reached);
        print_json(document);
    }
    return ExitStatus::undecided;
}

/// Whether the eigenvalues have expressions, for each of finitely many depths.
bool has_expressions(const Options& options, const Model& model, const std::vector<BoxSide>& box) try {
    return box.size() == 2 && model.depth->last && claimed_quantity(options.what, model, box).matrix.empty();
} catch (const Unsupported&) {
    return false;
}

/// The question, if it is about eigenvalues that have no expression. Of a range of integer depths the outer
/// bounds are those of the interval of reciprocal depths between its ends.
std::optional<SpectralQuestion> spectral_question(const Options& options) {
    Model model = options.model.parse();
    const std::vector<BoxSide> box = box_of(options, model);
    const bool range =
        model.depth && model.depth->kind == Depth::Kind::integers && !has_expressions(options, model, box);
    const auto integers = range ? model.depth : std::nullopt;
    if (range) model.depth->kind = Depth::Kind::reals;
    const ClaimedQuantity quantity = claimed_quantity(options.what, model, box);
    if (quantity.matrix.empty()) return std::nullopt;
    std::optional<Rational> tolerance;
    if (options.tolerance) tolerance = tolerance_of(options);
    return SpectralQuestion{options.what, model,     integers,       box,
                            quantity,     tolerance, options.output, options.common};
}

ExitStatus answered(const Task& task, const Options& options) {
    if (options.output) require_writable(*options.output);
    const Answer found = answer(task, options);
    if (!found.complete) return report_undecided(task, found, options);
    if (options.output) write_file_atomically(*options.output, text_with_provenance(*found.certificate));
    return report_answer(task, found, options);
}

ExitStatus bound(const Options& options) {
    if (!options.what.ends_with(".claim"))
        if (const auto question = spectral_question(options)) {
            if (options.output) require_writable(*options.output);
            return bound_eigenvalues(*question);
        }
    return answered(options.what.ends_with(".claim") ? task_of_file(options) : task_of_quantity(options),
                    options);
}

}  // namespace

ExitStatus answer_question(const std::string& file, const std::optional<std::string>& output,
                           const CommonOptions& common) {
    Options options;
    options.what = file;
    options.output = output;
    options.common = common;
    return answered(task_of_file(options), options);
}

void add_bound(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "bound", "the minimum and the maximum of a quantity over a box, with a certificate");
    command
        ->add_option(
            "QUANTITY", options->what,
            "entropy, gradient, hessian, determinant, free-energy, …; or a file *.claim that ends with a "
            "question: find min E and max F to 1e-8")
        ->required();
    command
        ->add_option("--box", options->box, "[1,2] [0.5,0.9]: one interval per singular value, largest first")
        ->type_name("BOX");
    command->add_option("--tolerance", options->tolerance, "how wide the answers may be (default 1e-6)");
    command->add_option("-o,--output", options->output, "where to write the certificate")->type_name("CERT");
    options->model.add_to(*command);
    options->common.add_to(*command);
    command->callback([options, &invocation] { invocation.run = [options] { return bound(*options); }; });
}

}  // namespace dlncert::command
