#include "report.hpp"

namespace dlncert::command {
namespace {

std::string latex(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '\\':
                result += "\\textbackslash{}";
                break;
            case '^':
                result += "\\textasciicircum{}";
                break;
            case '~':
                result += "\\textasciitilde{}";
                break;
            case '<':
                result += "\\textless{}";
                break;
            case '>':
                result += "\\textgreater{}";
                break;
            case '"':
                result += "\\textquotedbl{}";
                break;
            case '&':
            case '%':
            case '$':
            case '#':
            case '_':
            case '{':
            case '}':
                result += '\\';
                [[fallthrough]];
            default:
                result += c;
        }
    }
    return result;
}

std::string typewriter(std::string_view text) {
    return "\\texttt{\\small " + latex(text) + "}";
}

std::string table_row(const std::vector<std::string>& cells) {
    std::string line;
    for (const std::string& text : cells) line += (line.empty() ? "" : " & ") + latex(text);
    return line + " \\\\\n";
}

std::string verbatim(const std::string& text) {
    return "\\begin{verbatim}\n" + text + (text.ends_with('\n') ? "" : "\n") + "\\end{verbatim}\n";
}

std::string entry(const AuditRow& row) {
    std::string text = "\\paragraph{" + latex(row.id) + " (" + latex(row.verdict_text()) + ").}\n";
    if (!row.expectation.corrected.empty())
        text += "Corrected by " + latex(join(row.expectation.corrected, ", ")) + ".\n";
    if (!row.problem.empty()) text += "Not as it should be: " + latex(row.problem) + "\n";
    if (row.verdict() == SearchResult::Verdict::proved || row.verdict() == SearchResult::Verdict::refuted)
        for (const AuditedWay& way : row.ways)
            if (way.checked())
                text += "Certificate (" + latex(way.name) + "): claim\n" +
                        typewriter(way.attempt.certificate->claim_digest) + ".\n";
    return text + verbatim(row.text);
}

}  // namespace

std::string latex_report(const std::vector<AuditRow>& rows) {
    std::string text =
        "% Written by dlncert " DLNCERT_VERSION
        ". To be \\input into a document with \\usepackage{longtable} and \\usepackage[T1]{fontenc}.\n";
    text += "\\section*{Machine-checked statements}\n" + latex(summary(rows)) + "\n\n";
    text += "{\\footnotesize\n\\begin{longtable}{lllllrrrr}\n";
    std::string titles;
    for (const std::string& title : column_titles())
        titles += (titles.empty() ? "" : " & ") + ("\\textbf{" + latex(title) + "}");
    text += titles + " \\\\\n\\hline\n\\endhead\n";
    for (const AuditRow& row : rows) text += table_row(cells_of(row));
    text += "\\end{longtable}\n}\n\n\\appendix\n\\section{Statements that were proved}\nThe definitions:\n";
    text += verbatim(std::string(shipped_prelude()));
    for (const AuditRow& row : rows) text += entry(row);
    return text;
}

}  // namespace dlncert::command
