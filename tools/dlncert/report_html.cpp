#include "pictures.hpp"
#include "report.hpp"

namespace dlncert::command {
namespace {

constexpr const char* head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<title>dlncert audit</title>
<style>
body { font-family: sans-serif; max-width: 75em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; }
td, th { border: 1px solid #999; padding: 0.2em 0.5em; text-align: left; vertical-align: top; }
td.number { text-align: right; white-space: nowrap; }
pre, code { background: #f4f4f4; white-space: pre-wrap; }
tr.refuted td { background: #fff3d6; }
tr.wrong td { background: #ffd6d6; }
figure { display: inline-block; margin: 0.5em; vertical-align: top; max-width: 26em; }
</style>
</head>
<body>
)";

std::string element(const std::string& name, std::string_view text) {
    return "<" + name + ">" + escaped(text) + "</" + name + ">\n";
}

std::string link_to(const AuditRow& row) {
    return "<a href=\"#" + escaped(row.id) + "\">" + escaped(row.id) + "</a>";
}

std::string table(const std::vector<AuditRow>& rows) {
    auto titles = column_titles();
    titles.insert(titles.begin() + 1, {"domain", "statement"});
    std::string text = "<table>\n<thead><tr>";
    for (const std::string& title : titles) text += "<th>" + escaped(title) + "</th>";
    text += "</tr></thead>\n<tbody>\n";
    for (const AuditRow& row : rows) {
        const char* kind = !row.problem.empty() ? "wrong" : row.expectation.proved() ? "proved" : "refuted";
        text += "<tr class=\"" + std::string(kind) + "\"><td>" + link_to(row) + "</td><td><code>" +
                escaped(row.domain) + "</code></td><td><code>" + escaped(row.conclusion) + "</code></td>";
        const auto cells = cells_of(row);
        for (std::size_t i = 1; i < cells.size(); ++i)
            text += (i < 4 ? "<td>" : "<td class=\"number\">") + escaped(cells[i]) + "</td>";
        text += "</tr>\n";
    }
    return text + "</tbody>\n</table>\n";
}

std::string pictures(const AuditRow& row) {
    std::string text;
    for (const AuditedWay& way : row.ways)
        for (const auto& [path, tree] : way.attempt.trees)
            if (const std::string picture = subdivision_picture(tree); !picture.empty())
                text += "<figure>\n" + picture + "<figcaption>" + escaped(way.name) + ": the " +
                        std::to_string(tree.leaves.size()) + " boxes of the step <code>" + escaped(path) +
                        "</code>, in its own variables, coloured by the lower bound that the checker found." +
                        "</figcaption>\n</figure>\n";
    return text;
}

std::string section(const AuditRow& row) {
    std::string text =
        "<section id=\"" + escaped(row.id) + "\">\n" + element("h3", row.id + ": " + row.verdict_text());
    if (!row.claim.description.empty()) text += element("p", row.claim.description);
    if (!row.problem.empty()) text += element("p", "Not as it should be: " + row.problem);
    if (!row.expectation.corrected.empty())
        text += element("p", "Corrected by " + join(row.expectation.corrected, ", ") + ".");
    text += element("pre", row.text);
    for (const AuditedWay& way : row.ways)
        if (way.checked()) {
            const Certificate& certificate = *way.attempt.certificate;
            if (certificate.claim_text != row.text)
                text += element("p", "What the certificate proves:") + element("pre", certificate.claim_text);
            text += "<p>Certificate, " + escaped(way.name) + ": claim <code>" +
                    escaped(certificate.claim_digest) + "</code>, proof <code>" +
                    escaped(certificate.proof_digest) + "</code></p>\n";
        }
    if (!row.formal.empty()) text += element("p", "Formal proofs: " + join(row.formal, ", "));
    return text + pictures(row) + "</section>\n";
}

std::string signatures() {
    std::string text = element("h2", "Signature of the covariant Hessian at width 3");
    text += element(
        "p",
        "How many directions are positive and negative, by the ratios of neighbouring singular values. "
        "A square is coloured only where the verified inertia is that of all its points; the form "
        "depends on the ratios alone.");
    for (const long depth : {2, 3, 10})
        text += "<figure>\n" + signature_picture(Rational(1, depth)) + "<figcaption>depth " +
                std::to_string(depth) + "</figcaption>\n</figure>\n";
    return text;
}

}  // namespace

std::string html_report(const std::vector<AuditRow>& rows) {
    std::string text = std::string(head) + element("h1", "What is proved") + element("p", summary(rows));
    text += table(rows) + signatures();
    text += element("h2", "Definitions") + element("pre", shipped_prelude()) + element("h2", "Statements");
    for (const AuditRow& row : rows) text += section(row);
    return text + element("p", "Written by dlncert " DLNCERT_VERSION ".") + "</body>\n</html>\n";
}

}  // namespace dlncert::command
