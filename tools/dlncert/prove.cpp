#include <CLI/CLI.hpp>
#include <dlncert/statement/error.hpp>
#include <filesystem>
#include <memory>
#include <thread>

#include "bound.hpp"
#include "commands.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "proof.hpp"
#include "shipped.hpp"
#include "stuck.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string claim;
    std::optional<std::string> output;
    std::optional<std::string> way;
    CommonOptions common;
};

// ---- what a search leaves for --resume, beside the certificate that it was to write

std::string state_file(const std::string& output) {
    return output + ".partial";
}

SearchState read_state(const Options& options, const std::string& digest) {
    if (!options.output)
        throw InputError("--resume goes on from what a run with -o left: name the same -o CERT again");
    const std::string path = state_file(*options.output);
    if (!file_exists(path)) return {};
    const auto state = nlohmann::json::parse(read_file(path, max_certificate_bytes), nullptr, false);
    if (!state.is_object() || !state.contains("digest") || !state.contains("trees") ||
        !state["trees"].is_object())
        throw InputError("'" + path + "' is not what an interrupted search writes; remove it to start anew");
    if (state["digest"] != digest)
        throw InputError("'" + path + "' belongs to another claim; remove it to start anew");
    SearchState trees;
    for (const auto& [key, tree] : state["trees"].items())
        if (tree.is_string()) trees.emplace(key, tree.get<std::string>());
    return trees;
}

void write_state(const std::string& output, const SearchState& state, const std::string& digest) {
    const Json document = {{"digest", digest}, {"trees", state}};
    write_file_atomically(state_file(output), document.dump() + "\n");
}

// ---- reports

Json common_report(const ProofAttempt& attempt, const Claim& claim, std::string_view status) {
    return {{"command", "prove"},
            {"status", status},
            {"claim", to_string(claim)},
            {"digest", digest(claim)},
            {"boxes", attempt.result.boxes},
            {"search_seconds", attempt.search_seconds},
            {"check_seconds", attempt.check_seconds}};
}

std::string seconds_text(double seconds) {
    char text[32];
    std::snprintf(text, sizeof text, seconds < 1 ? "%.1f ms" : "%.2f s",
                  seconds < 1 ? 1e3 * seconds : seconds);
    return text;
}

Json point_of(const SearchResult& result, const Claim& claim) {
    Json point = Json::object();
    for (const auto& [name, value] : original_point(result.witness, claim)) point[name] = value;
    return point;
}

std::string text_of(const Json& point) {
    std::string text;
    for (const auto& [name, value] : point.items())
        text += (text.empty() ? "" : ", ") + name + " = " + value.get<std::string>();
    return text.empty() ? "every point" : text;
}

constexpr const char* vacuous =
    "no point was found at which the hypotheses hold; where there is none, anything is true of it";

ExitStatus report_proved(const ProofAttempt& attempt, const Claim& claim, const Options& options) {
    const std::size_t leaves = count_leaves(attempt.certificate->proof);
    const bool warn = seems_vacuous(claim);
    if (options.common.json) {
        Json document = common_report(attempt, claim, status::proved);
        document["leaves"] = leaves;
        if (warn) document["warning"] = vacuous;
        if (options.output) document["certificate"] = *options.output;
        print_json(document);
        return ExitStatus::success;
    }
    print_text("proved, and accepted by the independent checker (" + std::to_string(leaves) +
               (leaves == 1 ? " leaf; " : " leaves; ") + seconds_text(attempt.search_seconds) +
               " to prove, " + seconds_text(attempt.check_seconds) + " to check)");
    if (warn) print_text(std::string("warning: ") + vacuous);
    print_text("digest " + attempt.certificate->claim_digest);
    if (options.output) print_text("certificate written to " + *options.output);
    return ExitStatus::success;
}

ExitStatus report_refuted(const ProofAttempt& attempt, const Claim& claim, const Options& options) {
    const Json point = point_of(attempt.result, claim);
    if (options.common.json) {
        Json document = common_report(attempt, claim, status::refuted);
        if (!point.empty()) document["witness"] = point;
        if (options.output) document["certificate"] = *options.output;
        print_json(document);
        return ExitStatus::refuted;
    }
    std::string proved = attempt.certificate->claim_text;
    proved.erase(proved.find_last_not_of('\n') + 1);
    if (std::holds_alternative<ExtremumStatement>(claim.conclusion) && point.empty())
        print_text("refuted: " + proved.substr(proved.rfind("prove ") + 6) + " is proved instead");
    else
        print_text(claim.disproved ? "refuted: the formula is true at every point of the domain"
                                   : "refuted: the claim is false at " + text_of(point));
    print_text("accepted by the independent checker");
    if (options.output) print_text("certificate of the negation written to " + *options.output);
    return ExitStatus::refuted;
}

ExitStatus report_undecided(const ProofAttempt& attempt, const Claim& claim, const Options& options) {
    const SearchResult& result = attempt.result;
    std::string message = "undecided: no proof and no counterexample was found";
    std::optional<StuckReport> stuck;
    if (result.hardest) stuck = stuck_report(*result.hardest, claim);
    if (stuck && stuck->text.empty()) stuck.reset();  // a claim without variables has no box
    if (stuck) message += "\nhardest box, rounded outward: " + stuck->text;
    if (stuck && stuck->margin)
        message += "\nenclosure of the difference of the two sides there: [" +
                   (*stuck->margin)["lo"].get<std::string>() + ", " +
                   (*stuck->margin)["hi"].get<std::string>() + "]";
    if (!attempt.refused.empty()) message += "\nthe checker refused a candidate: " + attempt.refused;
    message += "\n" + result.advice;
    print_message(message);
    if (options.common.json) {
        Json document = common_report(attempt, claim, status::undecided);
        if (stuck) document["hardest"] = stuck->box;
        if (stuck && stuck->margin) document["margin"] = *stuck->margin;
        document["advice"] = result.advice;
        print_json(document);
    }
    return ExitStatus::undecided;
}

ExitStatus report(const ProofAttempt& attempt, const Claim& claim, const Options& options) {
    using enum SearchResult::Verdict;
    switch (attempt.result.verdict) {
        case proved:
            return report_proved(attempt, claim, options);
        case refuted:
            return report_refuted(attempt, claim, options);
        case undefined:
            throw InputError("the claim is undefined at " + text_of(point_of(attempt.result, claim)) +
                             ": restrict the domain, or add a hypothesis that leaves such points out");
        case undecided:
            break;
    }
    return report_undecided(attempt, claim, options);
}

ExitStatus prove(const Options& options) {
    if (asks(options.claim)) {
        if (options.way || options.common.resume)
            throw InputError("'" + options.claim + "' is a question; --way and --resume belong to claims");
        return answer_question(options.claim, options.output, options.common);
    }
    const Claim claim = read_claim(options.claim);  // for messages that name the file
    const std::string claim_digest = digest(claim);
    if (options.output) require_writable(*options.output);
    const Deadline deadline(options.common.budget);
    const InterruptRequest interrupt;
    ProgressBar bar(!options.common.quiet && !options.common.no_progress);
    ProofSearch search;
    search.stop = [&] { return deadline.passed() || InterruptRequest::made(); };
    search.progress = std::ref(bar);
    search.threads = options.common.jobs > 0 ? static_cast<unsigned>(options.common.jobs)
                                             : std::max(1U, std::thread::hardware_concurrency());
    search.way = options.way;
    if (options.common.resume) search.state = read_state(options, claim_digest);
    const ProofAttempt attempt = attempt_proof(claim_source(options.claim), search);
    if (options.output) {
        if (attempt.certificate) {
            write_file_atomically(*options.output, text_with_provenance(*attempt.certificate));
            std::error_code kept;  // a state that stays behind does no harm: the next run overwrites it
            std::filesystem::remove(state_file(*options.output), kept);
        } else if (!search.state.empty()) {
            write_state(*options.output, search.state, claim_digest);
        }
    }
    return report(attempt, claim, options);
}

}  // namespace

void add_prove(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("prove", "prove or refute a claim and write a certificate");
    command->add_option("CLAIM", options->claim, "a claim file (*.claim), or the ID of a claim that ships")
        ->required();
    command->add_option("-o,--output", options->output, "where to write the certificate")->type_name("CERT");
    command
        ->add_option("--way", options->way,
                     "only a proof of this kind: exact (identities and signs), integers (lists of "
                     "coefficients) or interval (subdivision)")
        ->type_name("WAY")
        ->check(CLI::IsMember({"exact", "integers", "interval"}));
    options->common.add_to(*command);
    command->callback([options, &invocation] { invocation.run = [options] { return prove(*options); }; });
}

}  // namespace dlncert::command
