#include <CLI/CLI.hpp>
#include <algorithm>
#include <dlncert/search/concavity.hpp>
#include <dlncert/statement/error.hpp>
#include <memory>
#include <thread>

#include "certify_model.hpp"
#include "commands.hpp"
#include "critical_points.hpp"
#include "files.hpp"
#include "indefiniteness.hpp"
#include "model.hpp"
#include "numbers.hpp"
#include "output.hpp"
#include "proof.hpp"
#include "stuck.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string property;
    std::optional<std::string> box;
    bool chamber = false;
    bool weak = false;
    std::optional<std::string> output;
    ModelOptions model;
    CommonOptions common;
};

/// The hull of the depths in ν; a range of integers is proved for every real ν in between, which is more.
DepthRange depth_range(const Depth& depth) {
    return {.lower = depth.nu.lower,
            .upper = depth.nu.upper,
            .lower_open = depth.open_below,
            .upper_open = depth.open_above};
}

ConcavityProblem problem_of(const Options& options, const Model& model) {
    if (options.box && options.chamber) throw InputError("--box and --chamber exclude each other: give one");
    ConcavityProblem problem{.depth = depth_range(model.require_depth()), .most_width = {}, .box = {}};
    problem.weak = options.weak;
    if (options.box)
        for (const BoxSide& side : parse_box(*options.box)) problem.box.push_back({side.lower, side.upper});
    if (!model.width && problem.box.empty())
        throw InputError("--width is missing: an integer of at least 2, a range, or all");
    if (model.width) {
        problem.width = model.width->first;
        problem.most_width = model.width->last;
    }
    if (!problem.box.empty()) {
        const auto count = static_cast<long>(problem.box.size());
        if (model.width && !model.width->is_single())
            throw InputError("a box needs a single width: it has " + std::to_string(count) + " intervals");
        if (model.width) require_width(problem.box.size(), static_cast<std::size_t>(problem.width), "--box");
        problem.width = count;
        problem.most_width = count;
    }
    return problem;
}

/// What the search found is printed as proved only after the independent checker has accepted it.
void confirm(const Certificate& certificate) {
    try {
        require_accepted(certificate);
    } catch (const Rejected& rejection) {
        throw Undecided(std::string("the proof that was found does not pass the checker: ") +
                        rejection.what());
    }
}

std::string_view word(ConcavityResult::Verdict verdict) {
    switch (verdict) {
        case ConcavityResult::Verdict::proved:
            return status::proved;
        case ConcavityResult::Verdict::refuted:
            return status::refuted;
        default:
            return status::undecided;
    }
}

Json report(const Options& options, const Model& model, const ConcavityResult& result) {
    Json document = {{"command", "certify"},
                     {"property", "concavity"},
                     {"status", word(result.verdict)},
                     {"model", to_json(model)}};
    if (options.box) document["box"] = *options.box;
    if (result.certificate) {
        document["claim"] = result.certificate->claim_text;
        document["digest"] = result.certificate->claim_digest;
    }
    if (!result.modulus.empty()) {
        // what is proved is a lower bound of the best modulus
        document["modulus"] =
            dlncert::command::to_json(parse_rational(result.modulus), std::nullopt, options.common.digits);
        document["parts"] = result.parts;
        document["strictness"] = "uniform";
    } else if (result.verdict == ConcavityResult::Verdict::proved && !options.weak) {
        // over an unbounded domain there is none; over a bounded one it was only not found
        document["modulus"] = dlncert::command::to_json(
            Rational(0), result.explanation.empty() ? std::optional(Rational(0)) : std::nullopt,
            options.common.digits);
        document["strictness"] = "pointwise";
    }
    if (!result.explanation.empty()) document["explanation"] = result.explanation;
    if (result.verdict == ConcavityResult::Verdict::refuted)
        document["witness"] = {{"depth", 2}, {"width", 2}, {"kernel", {"1", "-1"}}};
    if (options.output && result.certificate) document["certificate"] = *options.output;
    return document;
}

void print(const Options& options, const ConcavityResult& result) {
    print_text(std::string(word(result.verdict)));
    if (result.certificate)
        print_text(result.certificate->claim_text + "digest " + result.certificate->claim_digest);
    if (!result.modulus.empty()) {
        print_text("modulus of concavity at least " + result.modulus);
    } else if (result.verdict == ConcavityResult::Verdict::proved && !options.weak) {
        print_text(result.explanation.empty()
                       ? "strict at every point; no modulus holds on an unbounded domain"
                       : "strict at every point");
    }
    if (!result.explanation.empty()) print_text(result.explanation);
    if (options.output && result.certificate) print_text("certificate written to " + *options.output);
}

ExitStatus certify_concavity_command(const Options& options) {
    const Model model = options.model.parse();
    ConcavityProblem problem = problem_of(options, model);
    if (options.output) require_writable(*options.output);
    const Deadline deadline(options.common.budget);
    problem.stop = [&] { return deadline.passed(); };
    const ConcavityResult result = certify_concavity(problem);
    if (result.certificate) confirm(*result.certificate);
    if (options.output && result.certificate)
        write_file_atomically(*options.output, text_with_provenance(*result.certificate));
    if (options.common.json) {
        print_json(report(options, model, result));
    } else if (result.verdict == ConcavityResult::Verdict::undecided) {
        throw Undecided(result.explanation);
    } else {
        print(options, result);
    }
    switch (result.verdict) {
        case ConcavityResult::Verdict::proved:
            return ExitStatus::success;
        case ConcavityResult::Verdict::refuted:
            return ExitStatus::refuted;
        default:
            return ExitStatus::undecided;
    }
}

/// A search with the command's limits.
ProofSearch limited_search(const Options& options, const Deadline& deadline) {
    ProofSearch search;
    search.stop = [&] { return deadline.passed(); };
    search.threads = options.common.jobs > 0 ? static_cast<unsigned>(options.common.jobs)
                                             : std::max(1U, std::thread::hardware_concurrency());
    return search;
}

void print_indefiniteness(const Options& options, const Model& model, const ProofAttempt& attempt) {
    const Certificate& certificate = *attempt.certificate;
    const bool proved = attempt.proved();
    if (options.common.json) {
        Json document = {{"command", "certify"},
                         {"property", "indefiniteness"},
                         {"status", proved ? status::proved : status::refuted},
                         {"model", to_json(model)},
                         {"claim", certificate.claim_text},
                         {"digest", certificate.claim_digest}};
        if (options.box) document["box"] = *options.box;
        if (!proved) document["witness"] = {{"depth", "inf"}};
        if (options.output) document["certificate"] = *options.output;
        print_json(document);
        return;
    }
    print_text(std::string(proved ? status::proved : status::refuted) + "\n" + certificate.claim_text +
               "digest " + certificate.claim_digest);
    print_text(proved ? "indefinite at every point of every width and depth asked for"
                      : "at infinite depth (nu = 0) it is positive semidefinite at every point");
    if (options.output) print_text("certificate written to " + *options.output);
}

ExitStatus certify_indefiniteness_command(const Options& options) {
    const Model model = options.model.parse();
    const ConcavityProblem problem = problem_of(options, model);  // the same demands on the options
    if (options.weak) throw InputError("--weak belongs to certify concavity; leave it out");
    const Width width{.first = problem.width, .last = problem.most_width, .text = {}};
    const auto box = options.box ? parse_box(*options.box) : std::vector<BoxSide>{};
    const std::string claim = indefiniteness_claim(model.require_depth(), width, box);
    if (options.output) require_writable(*options.output);
    const Deadline deadline(options.common.budget.value_or(300));
    ProofSearch search = limited_search(options, deadline);
    const ProofAttempt attempt = attempt_proof(claim, search);
    if (!attempt.certificate)
        throw Undecided("certify indefiniteness: no proof was found" +
                        (attempt.refused.empty() ? "" : "; the checker refused one: " + attempt.refused));
    if (options.output) write_file_atomically(*options.output, text_with_provenance(*attempt.certificate));
    print_indefiniteness(options, model, attempt);
    return attempt.proved() ? ExitStatus::success : ExitStatus::refuted;
}

// ---- uniqueness over a box

/// What a proof or a refutation of "exactly one critical point" says of the equilibria in the box.
struct Uniqueness {
    bool holds = false;
    std::string_view critical_points;
};
Uniqueness uniqueness_of(const ProofAttempt& attempt, const ProofAttempt* diagonal, bool in_chamber) {
    if (attempt.proved() && diagonal && diagonal->proved()) return {true, "exactly one, on the diagonal"};
    if (attempt.proved() && in_chamber) return {true, "exactly one"};
    const bool refuted = attempt.result.verdict == SearchResult::Verdict::refuted && attempt.certificate;
    if (!refuted) throw Undecided("certify uniqueness: no proof was found; try a smaller box");
    // the witness is one value of the parameters in their hull, which need not be among those asked for
    if (!attempt.claim.reals.empty())
        throw Undecided(
            "certify uniqueness: it fails somewhere in the hull of the depths and temperatures; "
            "ask for a single --depth and a single --beta, or another box");
    if (attempt.certificate->proof.contains("none")) return {true, "none"};
    return {false, "several"};
}

ExitStatus answer_uniqueness(const Options& options, const Model& model, const Certificate& certificate,
                             const Uniqueness& found) {
    if (options.output) write_file_atomically(*options.output, text_with_provenance(certificate));
    const std::string_view verdict = found.holds ? status::proved : status::refuted;
    if (options.common.json) {
        Json document = {{"command", "certify"},
                         {"property", "uniqueness"},
                         {"status", verdict},
                         {"model", to_json(model)},
                         {"box", *options.box},
                         {"critical_points", found.critical_points},
                         {"claim", certificate.claim_text},
                         {"digest", certificate.claim_digest}};
        if (options.output) document["certificate"] = *options.output;
        print_json(document);
    } else {
        print_text(std::string(verdict) + "\n" + certificate.claim_text + "digest " +
                   certificate.claim_digest +
                   "\ncritical points of the free energy in the box: " + std::string(found.critical_points));
        if (options.output) print_text("certificate written to " + *options.output);
    }
    return found.holds ? ExitStatus::success : ExitStatus::refuted;
}

ExitStatus certify_uniqueness_in_box(const Options& options) {
    const Model model = options.model.parse();
    (void)problem_of(options, model);  // the same demands on the options
    if (options.weak) throw InputError("--weak belongs to certify concavity; leave it out");
    const std::vector<BoxSide> box = parse_box(*options.box);
    const Deadline deadline(options.common.budget.value_or(300));
    ProofSearch search = limited_search(options, deadline);
    if (options.output) require_writable(*options.output);
    if (const auto continuum = continuum_claim(model, box)) {
        const ProofAttempt attempt = attempt_proof(*continuum, search);
        if (attempt.proved())
            return answer_uniqueness(options, model, *attempt.certificate, {false, "a continuum"});
    }
    ProofAttempt attempt = attempt_proof(critical_points_claim(model, box), search);
    const auto on_diagonal = [&](bool unique) -> std::optional<ProofAttempt> {
        const auto claim = diagonal_critical_points_claim(model, box, unique);
        return claim ? std::optional(attempt_proof(*claim, search)) : std::nullopt;
    };
    const auto diagonal = attempt.proved() ? on_diagonal(false) : std::nullopt;
    const bool in_chamber = lies_in_chamber(box);
    const Uniqueness found = uniqueness_of(attempt, diagonal ? &*diagonal : nullptr, in_chamber);
    if (!found.holds && !in_chamber) {  // the several may be one point in two orders
        auto several = on_diagonal(true);
        if (!several || several->result.verdict != SearchResult::Verdict::refuted || !several->certificate ||
            several->certificate->proof.contains("none"))
            throw Undecided(
                "certify uniqueness: there are several critical points in the box, but they were not shown "
                "to be several with sigma_1 >= ... >= sigma_d; try a box on one side of the diagonal");
        attempt = std::move(*several);
    }
    return answer_uniqueness(options, model, *attempt.certificate, found);
}

ModelQuestion question(const Options& options) {
    if (options.box)
        throw InputError("--box does not belong to certify " + options.property + "; leave it out");
    if (options.weak) throw InputError("--weak belongs to certify concavity; leave it out");
    return {options.model.parse(), options.common, options.output};
}

ExitStatus certify(const Options& options) {
    if (options.property == "concavity") return certify_concavity_command(options);
    if (options.property == "indefiniteness") return certify_indefiniteness_command(options);
    if (options.property == "rates") return certify_rates(question(options));
    if (options.property == "equilibrium") return certify_equilibrium(question(options), false);
    if (options.property == "uniqueness") {
        if (options.box) return certify_uniqueness_in_box(options);
        return certify_equilibrium(question(options), true);
    }
    throw InputError(
        "'" + options.property +
        "' is not a property: write concavity, uniqueness, indefiniteness, equilibrium or rates");
}

}  // namespace

void add_certify(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("certify", "prove a property of the model and write a certificate");
    command
        ->add_option(
            "PROPERTY", options->property,
            "concavity, indefiniteness (of the covariant Hessian, at finite depth: at infinite depth, "
            "which 3..inf and all include, it is semidefinite), uniqueness (of the equilibrium), "
            "equilibrium, or rates")
        ->required();
    command
        ->add_option("--box", options->box,
                     "one interval per singular value, largest first: \"[1,2] [0.1,1]\" or @FILE")
        ->type_name("BOX");
    command->add_flag("--chamber", options->chamber, "the whole chamber (the default)");
    command->add_flag("--weak", options->weak, "negative semidefiniteness and the rank only");
    command->add_option("-o,--output", options->output, "where to write the certificate")->type_name("CERT");
    options->model.add_to(*command);
    options->common.add_to(*command);
    command->callback([options, &invocation] { invocation.run = [options] { return certify(*options); }; });
}

}  // namespace dlncert::command
