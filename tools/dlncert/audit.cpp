#include <CLI/CLI.hpp>
#include <algorithm>
#include <dlncert/certificate/explain.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <memory>

#include "commands.hpp"
#include "output.hpp"
#include "proof.hpp"
#include "shipped.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string paper = "all";
    std::vector<std::string> only;
    CommonOptions common;
};

struct Row {
    std::string id, statement;
    ProofAttempt attempt;
};

/// A shipped claim belongs to the paper its ID begins with; X marks the project's own.
std::vector<ShippedClaim> selected(const Options& options) {
    for (const std::string& id : options.only) (void)read_claim(id);  // refuses unknown IDs
    if (options.paper != "all" && options.paper != "P" && options.paper != "Q")
        throw InputError("--paper is P, Q or all, not '" + options.paper + "'");
    std::vector<ShippedClaim> claims;
    for (const ShippedClaim& claim : shipped_claims()) {
        const bool asked =
            options.only.empty() || std::count(options.only.begin(), options.only.end(), claim.id) > 0;
        if (asked && (options.paper == "all" || claim.id.starts_with(options.paper + "-")))
            claims.push_back(claim);
    }
    if (claims.empty())
        throw InputError("no claim that ships fits --paper and --only; 'dlncert list' shows them");
    return claims;
}

/// How a proof was found: by exact identities and signs, or by subdivision as well.
std::vector<std::string> ways(const Certificate& certificate) {
    std::vector<std::string> result;
    const auto rules = rules_used(certificate.proof);
    const bool exact = rules.contains("factor") || rules.contains("zero") || rules.contains("pair-rank-one");
    if (exact) result.emplace_back("exact");
    if (!exact || count_leaves(certificate.proof) > 100) result.emplace_back("interval");
    return result;
}

std::string join(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : " + ") + word;
    return text;
}

std::string milliseconds(double seconds) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f ms", 1e3 * seconds);
    return text;
}

std::string_view verdict(const ProofAttempt& attempt) {
    using enum SearchResult::Verdict;
    switch (attempt.result.verdict) {
        case proved:
            return status::proved;
        case refuted:
            return status::refuted;
        case undefined:
            return status::undefined;
        case undecided:
            break;
    }
    return status::undecided;
}

Json report(const Row& row) {
    const auto& certificate = row.attempt.certificate;
    Json entry = {{"id", row.id}, {"verdict", verdict(row.attempt)}};
    entry["ways"] = row.attempt.proved() ? ways(*certificate) : std::vector<std::string>{};
    entry["checked"] = certificate.has_value();
    entry["statement"] = row.statement;
    if (row.attempt.proved()) {
        entry["digest"] = certificate->claim_digest;
        entry["leaves"] = count_leaves(certificate->proof);
    } else {
        entry["advice"] = row.attempt.result.advice;
    }
    return entry;
}

void print(const Row& row) {
    const auto& certificate = row.attempt.certificate;
    std::string line = row.id + std::string(row.id.size() < 20 ? 20 - row.id.size() : 1, ' ');
    if (!row.attempt.proved()) {
        print_text(line + std::string(verdict(row.attempt)) + "  " + row.attempt.result.advice);
        return;
    }
    print_text(line + "proved     " + join(ways(*certificate)) + ", checked, " +
               std::to_string(count_leaves(certificate->proof)) + " leaves, " +
               milliseconds(row.attempt.search_seconds) + " to prove, " +
               milliseconds(row.attempt.check_seconds) + " to check");
}

ExitStatus audit(const Options& options) {
    const Deadline deadline(options.common.budget);
    bool all_proved = true;
    Json rows = Json::array();
    for (const ShippedClaim& claim : selected(options)) {
        const std::string text(claim.text);
        ProofSearch search;
        search.stop = [&] { return deadline.passed(); };
        const Row row{std::string(claim.id), dlncert::to_string(parse_claim(text, shipped_prelude())),
                      attempt_proof(text, search)};
        all_proved = all_proved && row.attempt.proved();
        if (options.common.json) {
            rows.push_back(report(row));
        } else {
            print(row);
        }
    }
    if (options.common.json)
        print_json({{"command", "audit"},
                    {"status", all_proved ? status::proved : status::undecided},
                    {"rows", rows}});
    return all_proved ? ExitStatus::success : ExitStatus::undecided;
}

ExitStatus list(bool json) {
    Json rows = Json::array();
    for (const ShippedClaim& claim : shipped_claims()) {
        const Claim parsed = parse_claim(claim.text, shipped_prelude());
        if (json) {
            rows.push_back(
                {{"id", claim.id}, {"description", parsed.description}, {"digest", digest(parsed)}});
        } else {
            print_text(std::string(claim.id) + "\n    " + parsed.description);
        }
    }
    if (json) print_json({{"command", "list"}, {"status", status::answered}, {"claims", rows}});
    return ExitStatus::success;
}

}  // namespace

void add_audit(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("audit", "prove every claim that ships and check each certificate");
    command->add_option("--paper", options->paper, "P, Q or all");
    command->add_option("--only", options->only, "IDs of claims");
    options->common.add_to(*command);
    command->callback([options, &invocation] { invocation.run = [options] { return audit(*options); }; });
}

void add_list(CLI::App& app, Invocation& invocation) {
    const auto json = std::make_shared<bool>(false);
    CLI::App* command = app.add_subcommand("list", "the claims that ship");
    command->add_flag("--json", *json, "one JSON document on stdout");
    command->callback([json, &invocation] { invocation.run = [json] { return list(*json); }; });
}

}  // namespace dlncert::command
