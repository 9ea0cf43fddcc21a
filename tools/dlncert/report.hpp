#pragma once
#include "audit_rows.hpp"
#include "output.hpp"

namespace dlncert::command {

enum class ReportFormat : std::uint8_t { html, latex, json, markdown };

/// By the file's name. @throws InputError unless it ends with .html, .tex, .json or .md.
[[nodiscard]] ReportFormat report_format(const std::string& path);

/// The contents of that file.
[[nodiscard]] std::string report_text(const std::string& path, const std::vector<AuditRow>& rows,
                                      const Json& document);

/// What `dlncert audit --json` prints.
[[nodiscard]] Json audit_document(const std::vector<AuditRow>& rows, std::string_view status);

/// The table's columns: claim, verdict, ways, checked, leaves, times, margin, formal theorems.
[[nodiscard]] std::vector<std::string> column_titles();
[[nodiscard]] std::vector<std::string> cells_of(const AuditRow& row);

[[nodiscard]] std::string join(const std::vector<std::string>& words, std::string_view separator);

/// What all reports say above the table.
[[nodiscard]] std::string summary(const std::vector<AuditRow>& rows);

[[nodiscard]] std::string html_report(const std::vector<AuditRow>& rows);
[[nodiscard]] std::string latex_report(const std::vector<AuditRow>& rows);
[[nodiscard]] std::string markdown_report(const std::vector<AuditRow>& rows);

}  // namespace dlncert::command
