#include <CLI/CLI.hpp>
#include <algorithm>
#include <dlncert/certificate/explain.hpp>
#include <dlncert/rules/rule.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <filesystem>
#include <memory>
#include <stdexcept>

#include "commands.hpp"
#include "files.hpp"
#include "output.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string what;
    bool json = false;
};

std::string described(const Rule& rule) {
    return "  " + std::string(rule.name) + "\n    " + std::string(rule.statement) + "\n    Proof. " +
           std::string(rule.proof);
}

std::string closed_list(const std::map<std::string, std::size_t>& used) {
    std::string text;
    for (const Rule& rule : all_rules())
        if (used.contains(std::string(rule.name))) text += described(rule) + "\n";
    return text;
}

Json to_json(const Rule& rule) {
    return {{"name", rule.name}, {"statement", rule.statement}, {"proof", rule.proof}};
}

ExitStatus explain_rule(const Rule& rule, const Options& options) {
    if (options.json)
        print_json(
            {{"command", "explain"}, {"status", status::answered}, {"rules", Json::array({to_json(rule)})}});
    else
        print_text(described(rule));
    return ExitStatus::success;
}

ExitStatus explain_certificate(const Options& options) {
    const Certificate certificate = read_certificate(read_file(options.what, max_certificate_bytes));
    const Claim claim = parse_claim(certificate.claim_text, certificate.prelude);
    const auto used = rules_used(certificate.proof);
    if (options.json) {
        Json rules = Json::array();
        for (const Rule& rule : all_rules())
            if (const auto found = used.find(std::string(rule.name)); found != used.end())
                (rules.emplace_back(to_json(rule)))["uses"] = found->second;
        print_json({{"command", "explain"},
                    {"status", status::answered},
                    {"claim", dlncert::to_string(claim)},
                    {"digest", digest(claim)},
                    {"prelude", certificate.prelude},
                    {"rules", rules},
                    {"steps", certificate.proof}});
        return ExitStatus::success;
    }
    print_text("This certificate states\n\n" + dlncert::to_string(claim) + "\n\nwith the definitions\n\n" +
               certificate.prelude + "\nand argues (explained, not checked here: see 'dlncert check')\n\n" +
               outline(certificate.proof) + "\nby these rules\n\n" + closed_list(used) +
               "\nIt relies on the checker's own arithmetic (MPFR through Boost.Interval, exact integers), "
               "on the parser of the "
               "claim, and on the rules' proofs above.");
    return ExitStatus::success;
}

/// A file of a rule's name comes first.
ExitStatus explain(const Options& options) {
    const auto rule = std::ranges::find(all_rules(), options.what, &Rule::name);
    if (rule != all_rules().end() && !std::filesystem::exists(options.what))
        return explain_rule(*rule, options);
    return explain_certificate(options);
}

}  // namespace

void add_explain(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("explain", "say what a certificate proves, by which steps, on what it relies");
    command->add_option("CERT", options->what, "a certificate, or the name of a rule of proof")->required();
    command->add_flag("--json", options->json, "one JSON document on stdout");
    command->callback([options, &invocation] { invocation.run = [options] { return explain(*options); }; });
}

}  // namespace dlncert::command
