#include <algorithm>

#include "report.hpp"

namespace dlncert::command {
namespace {

/// Text in a cell of a table.
std::string cell(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '|' || c == '\\' || c == '<' || c == '*' || c == '_' || c == '`') result += '\\';
        result += c == '\n' ? ' ' : c;
    }
    return result;
}

std::string table_row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& text : cells) line += " " + cell(text) + " |";
    return line + "\n";
}

std::string fenced(const std::string& text) {
    return "```\n" + text + (text.ends_with('\n') ? "" : "\n") + "```\n";
}

std::string section(const AuditRow& row) {
    std::string text = "\n### " + row.id + ": " + row.verdict_text() + "\n\n";
    if (!row.problem.empty()) text += "Not as it should be: " + cell(row.problem) + "\n\n";
    if (!row.expectation.corrected.empty())
        text += "Corrected by " + join(row.expectation.corrected, ", ") + ".\n\n";
    text += fenced(row.text);
    if (!row.formal.empty()) text += "\nFormal proofs: `" + join(row.formal, "`, `") + "`.\n";
    return text;
}

}  // namespace

std::string markdown_report(const std::vector<AuditRow>& rows) {
    std::string text = "# What is proved\n\n" + summary(rows) + "\n\n";
    auto titles = column_titles();
    titles.insert(titles.begin() + 1, {"domain", "statement"});
    text += table_row(titles) + "|";
    for (std::size_t i = 0; i < titles.size(); ++i) text += "---|";
    text += "\n";
    for (const AuditRow& row : rows) {
        auto cells = cells_of(row);
        cells.insert(cells.begin() + 1, {row.domain, row.conclusion});
        text += table_row(cells);
    }
    text += "\n## Definitions\n\n" + fenced(std::string(shipped_prelude())) + "\n## Statements\n";
    for (const AuditRow& row : rows) text += section(row);
    return text;
}

}  // namespace dlncert::command
