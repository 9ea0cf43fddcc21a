#include "report.hpp"

#include <algorithm>
#include <dlncert/statement/error.hpp>

#include "stuck.hpp"

namespace dlncert::command {
namespace {

constexpr long margin_digits = 4;

std::string milliseconds(double seconds) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f ms", 1e3 * seconds);
    return text;
}

/// "12", or "12 + 300 integers".
std::string size_text(const AuditRow& row) {
    const std::size_t integers = row.integers();
    return std::to_string(row.leaves()) +
           (integers == 0 ? "" : " + " + std::to_string(integers) + " integers");
}

Json margin_json(const std::optional<Rational>& margin) {
    return margin ? to_json(*margin, std::nullopt, margin_digits) : Json(nullptr);
}

Json way_json(const AuditedWay& way) {
    Json entry = {{"way", way.name},
                  {"verdict", word(way.attempt.result.verdict)},
                  {"checked", way.checked()},
                  {"prove_seconds", way.attempt.search_seconds},
                  {"check_seconds", way.attempt.check_seconds}};
    if (way.checked()) {
        entry["claim"] = way.attempt.certificate->claim_text;
        entry["digest"] = way.attempt.certificate->claim_digest;
        entry["proof_digest"] = way.attempt.certificate->proof_digest;
        entry["leaves"] = count_leaves(way.attempt.certificate->proof);
        entry["margin"] = margin_json(way.margin());
    }
    if (!way.problem.empty()) entry["problem"] = way.problem;
    return entry;
}

Json witness_json(const AuditRow& row) {
    Json point = Json::object();
    for (const auto& [name, value] : original_point(row.ways.front().attempt.result.witness, row.claim))
        point[name] = value;
    return point;
}

Json row_json(const AuditRow& row) {
    Json entry = {{"id", row.id},
                  {"item", item_of(row.id)},
                  {"description", row.claim.description},
                  {"verdict", word(row.verdict())},
                  {"expected", row.expectation.verdict},
                  {"as_expected", row.problem.empty()},
                  {"ways", row.way_names()},
                  {"checked", row.checked()},
                  {"statement", dlncert::to_string(row.claim)},
                  {"text", row.text},
                  {"domain", row.domain},
                  {"conclusion", row.conclusion},
                  {"digest", digest(row.claim)},
                  {"leaves", row.leaves()},
                  {"integers", row.integers()},
                  {"prove_seconds", row.search_seconds()},
                  {"check_seconds", row.check_seconds()},
                  {"margin", margin_json(row.margin())},
                  {"formal", row.formal}};
    if (!row.expectation.corrected.empty()) entry["corrected"] = row.expectation.corrected;
    if (row.verdict() == SearchResult::Verdict::refuted) entry["witness"] = witness_json(row);
    if (!row.problem.empty()) entry["problem"] = row.problem;
    entry["proofs"] = Json::array();
    for (const AuditedWay& way : row.ways) entry["proofs"].push_back(way_json(way));
    return entry;
}

}  // namespace

ReportFormat report_format(const std::string& path) {
    if (path.ends_with(".html")) return ReportFormat::html;
    if (path.ends_with(".tex")) return ReportFormat::latex;
    if (path.ends_with(".json")) return ReportFormat::json;
    if (path.ends_with(".md")) return ReportFormat::markdown;
    throw InputError("--report '" + path + "': write a name that ends with .html, .tex, .json or .md");
}

std::string report_text(const std::string& path, const std::vector<AuditRow>& rows, const Json& document) {
    switch (report_format(path)) {
        case ReportFormat::html:
            return html_report(rows);
        case ReportFormat::latex:
            return latex_report(rows);
        case ReportFormat::markdown:
            return markdown_report(rows);
        case ReportFormat::json:
            break;
    }
    return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json audit_document(const std::vector<AuditRow>& rows, std::string_view status) {
    Json document = {{"command", "audit"},
                     {"status", status},
                     {"version", DLNCERT_VERSION},
                     {"prelude", shipped_prelude()},
                     {"rows", Json::array()}};
    for (const AuditRow& row : rows) document["rows"].push_back(row_json(row));
    return document;
}

std::vector<std::string> column_titles() {
    return {"claim", "verdict", "ways", "checked", "leaves", "to prove", "to check", "margin", "formal"};
}

std::vector<std::string> cells_of(const AuditRow& row) {
    const auto margin = row.margin();
    return {row.id,
            row.verdict_text(),
            row.way_names().empty() ? "-" : join(row.way_names(), " + "),
            row.checked() ? "yes" : "no",
            size_text(row),
            milliseconds(row.search_seconds()),
            milliseconds(row.check_seconds()),
            margin ? ">= " + decimal_below(*margin, margin_digits) : "-",
            row.formal.empty() ? "-" : std::to_string(row.formal.size())};
}

std::string join(const std::vector<std::string>& words, std::string_view separator) {
    std::string text;
    for (const auto& word : words) (text += text.empty() ? "" : separator) += word;
    return text;
}

std::string summary(const std::vector<AuditRow>& rows) {
    const auto count = [&](const auto& what) {
        return std::to_string(std::count_if(rows.begin(), rows.end(), what));
    };
    return count([](const AuditRow& row) { return row.problem.empty() && row.expectation.proved(); }) +
           " statements proved, " +
           count([](const AuditRow& row) { return row.problem.empty() && !row.expectation.proved(); }) +
           " refuted as the paper has them and proved in corrected form, " +
           count([](const AuditRow& row) { return !row.problem.empty(); }) +
           " not as they should be. Every certificate was re-proved by the independent checker. A margin is "
           "the "
           "least lower bound that the checker found at a leaf of a subdivision.";
}

}  // namespace dlncert::command
