#include <CLI/CLI.hpp>
#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <thread>

#include "audit_rows.hpp"
#include "commands.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "report.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string paper = "all";
    std::vector<std::string> only;
    std::optional<std::string> claims;
    std::optional<std::string> report;
    CommonOptions common;
};

/// The claim files of a folder, the prelude aside.
class Folder {
  public:
    explicit Folder(const std::string& path) {
        std::error_code error;
        std::map<std::string, std::string> found;
        for (const auto& file : std::filesystem::directory_iterator(path, error))
            if (file.path().extension() == ".claim" && file.path().stem() != "prelude")
                found[file.path().stem().string()] = read_file(file.path().string());
        if (error || found.empty()) throw InputError("--claims '" + path + "': no folder with claim files");
        texts_ = std::move(found);
        for (const auto& [id, text] : texts_) claims_.push_back({id, text});
    }
    [[nodiscard]] std::span<const ShippedClaim> claims() const { return claims_; }

    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

  private:
    std::map<std::string, std::string> texts_;
    std::vector<ShippedClaim> claims_;
};

/// The IDs asked for, and those of the claims that are proved in the place of refuted ones.
std::set<std::string> with_corrections(const std::vector<std::string>& ids,
                                       std::span<const ShippedClaim> shipped) {
    std::set<std::string> all;
    for (const std::string& id : ids) {
        const auto found =
            std::find_if(shipped.begin(), shipped.end(), [&](const auto& claim) { return claim.id == id; });
        if (found == shipped.end())
            throw InputError("'" + id + "' is no claim that ships; 'dlncert list' shows them");
        all.insert(id);
        for (const std::string& corrected : expectation_of(*found).corrected) all.insert(corrected);
    }
    return all;
}

/// A shipped claim belongs to the paper its ID begins with; X marks the project's own.
std::vector<ShippedClaim> selected(const Options& options, std::span<const ShippedClaim> all) {
    if (options.paper != "all" && options.paper != "P" && options.paper != "Q")
        throw InputError("--paper is P, Q or all, not '" + options.paper + "'");
    std::vector<std::string> asked = options.only;
    if (asked.empty())
        for (const ShippedClaim& claim : all)
            if (options.paper == "all" || claim.id.starts_with(options.paper + "-"))
                asked.emplace_back(claim.id);
    const std::set<std::string> ids = with_corrections(asked, all);
    std::vector<ShippedClaim> claims;
    for (const ShippedClaim& claim : all)
        if (ids.contains(std::string(claim.id))) claims.push_back(claim);
    if (claims.empty())
        throw InputError("no claim that ships fits --paper and --only; 'dlncert list' shows them");
    return claims;
}

// ---- the table

using Cells = std::vector<std::string>;

/// Columns as wide as their longest cell; the first and second are set to the left, numbers to the right.
std::string line_of(const Cells& cells, const std::vector<std::size_t>& widths) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string filling(widths[i] - cells[i].size(), ' ');
        line += (i ? "  " : "") + (i < 4 ? cells[i] + filling : filling + cells[i]);
    }
    return line;
}

void print_table(const std::vector<AuditRow>& rows) {
    std::vector<Cells> lines{column_titles()};
    for (const AuditRow& row : rows) lines.push_back(cells_of(row));
    std::vector<std::size_t> widths(lines.front().size());
    for (const Cells& cells : lines)
        for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], cells[i].size());
    print_text(line_of(lines.front(), widths));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        print_text(line_of(lines[i + 1], widths));
        print_text("    " + rows[i].domain + " " + rows[i].conclusion);
        if (!rows[i].expectation.corrected.empty())
            print_text("    corrected by " + join(rows[i].expectation.corrected, ", "));
        if (!rows[i].problem.empty()) print_text("    NOT AS IT SHOULD BE: " + rows[i].problem);
    }
}

ExitStatus status_of(const std::vector<AuditRow>& rows) {
    const auto wrong = [](const AuditRow& row) { return !row.problem.empty(); };
    const auto false_claim = [&](const AuditRow& row) {
        return wrong(row) && row.expectation.proved() && row.verdict() == SearchResult::Verdict::refuted;
    };
    if (std::any_of(rows.begin(), rows.end(), false_claim)) return ExitStatus::refuted;
    return std::any_of(rows.begin(), rows.end(), wrong) ? ExitStatus::undecided : ExitStatus::success;
}

std::string_view status_word(ExitStatus status) {
    if (status == ExitStatus::success) return status::proved;
    return status == ExitStatus::refuted ? status::refuted : status::undecided;
}

ExitStatus audit(const Options& options) {
    std::optional<Folder> folder;
    if (options.claims) folder.emplace(*options.claims);
    const auto claims = selected(options, folder ? folder->claims() : shipped_claims());
    if (options.report) {
        (void)report_format(*options.report);  // refuses an unknown one before the work begins
        require_writable(*options.report);
    }
    const Deadline deadline(options.common.budget);
    const InterruptRequest interrupt;
    const unsigned jobs = options.common.jobs > 0 ? static_cast<unsigned>(options.common.jobs)
                                                  : std::max(1U, std::thread::hardware_concurrency());
    ProgressBar bar(!options.common.quiet && !options.common.no_progress);
    const auto rows = audit_claims(
        claims, jobs, [&] { return deadline.passed() || InterruptRequest::made(); },
        [&](std::size_t done) {
            bar(static_cast<double>(done) / static_cast<double>(claims.size()), done,
                claims.size() - std::min(done, claims.size()));
        });
    const ExitStatus status = status_of(rows);
    const Json document = audit_document(rows, status_word(status));
    if (options.report) write_file_atomically(*options.report, report_text(*options.report, rows, document));
    if (options.common.json)
        print_json(document);
    else
        print_table(rows);
    return status;
}

ExitStatus list(bool json) {
    Json rows = Json::array();
    for (const ShippedClaim& claim : shipped_claims()) {
        const Claim parsed = parse_claim(claim.text, shipped_prelude());
        const std::string expected = expectation_of(claim).verdict;
        if (json) {
            rows.push_back({{"id", claim.id},
                            {"description", parsed.description},
                            {"expected", expected},
                            {"digest", digest(parsed)}});
        } else {
            print_text(std::string(claim.id) + (expected == "proved" ? "" : " (" + expected + ")") +
                       "\n    " + parsed.description);
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
    command->add_option("--only", options->only, "IDs of claims, apart by spaces or commas")->delimiter(',');
    command->add_option("--claims", options->claims, "audit the claim files of this folder instead")
        ->type_name("FOLDER");
    command->add_option("--report", options->report, "also write the table to a file: html, tex, json or md")
        ->type_name("FILE");
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
