#include "check.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <dlncert/checker/check.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <memory>

#include "commands.hpp"
#include "files.hpp"
#include "output.hpp"
#include "shipped.hpp"

namespace dlncert::command {
namespace {

struct CheckedFile {
    std::string path;
    std::optional<checker::Accepted> accepted;
    std::string reason;  ///< of the rejection
};

/// The digest that --claim and --digest ask for, if any.
std::optional<std::string> wanted_digest(const CheckOptions& options) {
    std::optional<std::string> wanted;
    if (options.claim) wanted = digest(read_claim(*options.claim));
    if (options.digest) {
        std::string given = *options.digest;
        std::transform(given.begin(), given.end(), given.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        if (given.size() != 64 || given.find_first_not_of("0123456789abcdef") != std::string::npos)
            throw InputError("--digest takes the 64 hexadecimal digits of a claim's SHA-256, not '" +
                             *options.digest + "'");
        if (wanted && *wanted != given) throw InputError("--claim and --digest name different claims");
        wanted = given;
    }
    return wanted;
}

CheckedFile check_file(const std::string& path, const std::optional<std::string>& wanted) {
    CheckedFile file{.path = path, .accepted = {}, .reason = {}};
    try {
        const Certificate certificate = read_certificate(read_file(path, max_certificate_bytes));
        checker::Accepted accepted = checker::check(certificate);
        if (wanted && accepted.digest != *wanted)
            throw Rejected("it proves another claim than the one asked for: its digest is " +
                           accepted.digest);
        file.accepted = std::move(accepted);
    } catch (const Rejected& rejection) {
        file.reason = rejection.what();
    } catch (const InputError& error) {
        throw InputError(path + ": " + error.what());
    }
    return file;
}

Json report(const CheckedFile& file) {
    Json entry = {{"file", file.path}};
    entry["status"] = file.accepted ? status::accepted : status::rejected;
    if (file.accepted) {
        entry["claim"] = dlncert::to_string(file.accepted->claim);
        entry["digest"] = file.accepted->digest;
        entry["prelude"] = file.accepted->prelude_is_shipped ? "shipped" : "own";
    } else {
        entry["reason"] = file.reason;
    }
    return entry;
}

void print(const CheckedFile& file, const CheckOptions& options) {
    if (!file.accepted) {
        print_message(file.path + ": rejected: " + file.reason);
        return;
    }
    print_text(file.path + ": accepted");
    if (options.quiet || options.claim) return;
    print_text(dlncert::to_string(file.accepted->claim));
    print_text("digest " + file.accepted->digest);
    if (!file.accepted->prelude_is_shipped)
        print_text("The definitions above are the certificate's own, not those that this program ships.");
}

}  // namespace

void CheckOptions::add_to(CLI::App& command) {
    command.add_option("CERT", certificates, "certificates to check")->required();
    command.add_option("--claim", claim,
                       "accept only a proof of this claim: a file, or the ID of one that ships");
    command.add_option("--digest", digest, "accept only a proof of the claim with this digest");
    command.add_flag("--json", json, "one JSON document on stdout");
    command.add_flag("--quiet", quiet, "only say whether each is accepted");
}

ExitStatus check_certificates(const CheckOptions& options) {
    const auto wanted = wanted_digest(options);
    std::vector<CheckedFile> files;
    for (const std::string& path : options.certificates) files.push_back(check_file(path, wanted));
    const bool accepted =
        std::all_of(files.begin(), files.end(), [](const auto& file) { return file.accepted.has_value(); });
    if (options.json) {
        Json document = {{"command", "check"}, {"status", accepted ? status::accepted : status::rejected}};
        document["certificates"] = Json::array();
        for (const CheckedFile& file : files) document["certificates"].push_back(report(file));
        if (files.size() == 1) document.update(report(files[0]));
        print_json(document);
    } else {
        for (const CheckedFile& file : files) print(file, options);
    }
    return accepted ? ExitStatus::success : ExitStatus::rejected;
}

void add_check(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<CheckOptions>();
    CLI::App* command = app.add_subcommand("check", "re-prove certificates with the independent checker");
    options->add_to(*command);
    command->callback(
        [options, &invocation] { invocation.run = [options] { return check_certificates(*options); }; });
}

}  // namespace dlncert::command
