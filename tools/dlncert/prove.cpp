#include <CLI/CLI.hpp>
#include <dlncert/statement/error.hpp>
#include <memory>

#include "commands.hpp"
#include "files.hpp"
#include "output.hpp"
#include "proof.hpp"
#include "shipped.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string claim;
    std::optional<std::string> output;
    CommonOptions common;
};

ExitStatus prove(const Options& options) {
    (void)read_claim(options.claim);  // for messages that name the file
    if (options.output) require_writable(*options.output);
    const Deadline deadline(options.common.budget);
    const ProofAttempt attempt =
        attempt_proof(claim_source(options.claim), [&] { return deadline.passed(); });
    if (!attempt.certificate)
        throw Undecided("no proof of " + options.claim + " was found" +
                        (deadline.passed() ? " within the budget" : "") + ": " + attempt.advice);
    const Certificate& certificate = *attempt.certificate;
    if (options.output) write_file_atomically(*options.output, text_with_provenance(certificate));
    const std::size_t leaves = count_leaves(certificate.proof);
    if (options.common.json) {
        Json document = {{"command", "prove"},
                         {"status", status::proved},
                         {"claim", certificate.claim_text},
                         {"digest", certificate.claim_digest},
                         {"leaves", leaves}};
        if (options.output) document["certificate"] = *options.output;
        print_json(document);
        return ExitStatus::success;
    }
    print_text("proved, and accepted by the independent checker (" + std::to_string(leaves) +
               (leaves == 1 ? " leaf)" : " leaves)"));
    print_text("digest " + certificate.claim_digest);
    if (options.output) print_text("certificate written to " + *options.output);
    return ExitStatus::success;
}

}  // namespace

void add_prove(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("prove", "prove a claim and write a certificate");
    command->add_option("CLAIM", options->claim, "a claim file (*.claim), or the ID of a claim that ships")
        ->required();
    command->add_option("-o,--output", options->output, "where to write the certificate")->type_name("CERT");
    options->common.add_to(*command);
    command->callback([options, &invocation] { invocation.run = [options] { return prove(*options); }; });
}

}  // namespace dlncert::command
