#include "audit_rows.hpp"

#include <algorithm>
#include <atomic>
#include <dlncert/search/parallel.hpp>
#include <dlncert/statement/error.hpp>
#include <numeric>

#include "exit_status.hpp"
#include "formal.hpp"

namespace dlncert::command {
namespace {

using Verdict = SearchResult::Verdict;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Text without comments and quoted descriptions, white space collapsed.
std::string plain(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"') i = std::min(text.find('"', i + 1), text.size());
        if (i < text.size() && text[i] == '#') i = std::min(text.find('\n', i), text.size());
        const char c = i < text.size() ? text[i] : ' ';
        const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '"';
        if (!space)
            result += c;
        else if (!result.empty() && result.back() != ' ')
            result += ' ';
    }
    while (result.ends_with(' ')) result.pop_back();
    return result;
}

std::vector<std::string> theorems_for(const AuditRow& row) {
    std::vector<std::string> found;
    for (const FormalTheorem& theorem : formal_theorems()) {
        const auto& named = row.expectation.formal;
        if (named.empty() ? theorem.item == item_of(row.id)
                          : std::find(named.begin(), named.end(), theorem.name) != named.end())
            found.push_back(theorem.name);
    }
    return found;
}

AuditRow row_of(const ShippedClaim& shipped) {
    AuditRow row;
    row.id = shipped.id;
    row.text = shipped.text;
    row.expectation = expectation_of(shipped);
    row.claim = parse_claim(shipped.text, shipped_prelude());
    const ClaimParts parts = parts_of(shipped.text);
    row.domain = parts.domain;
    row.conclusion = parts.conclusion;
    row.formal = theorems_for(row);
    if (row.formal.size() < row.expectation.formal.size())
        row.problem = "a theorem under '# formal' is not in the formal index";
    row.ways.resize(std::max<std::size_t>(1, row.expectation.ways.size()));
    return row;
}

std::string undecided_text(const ProofAttempt& attempt) {
    return (attempt.refused.empty() ? "" : "the checker refused a candidate (" + attempt.refused + "); ") +
           attempt.result.advice;
}

void run(const AuditRow& row, std::size_t index, AuditedWay& way, const std::function<bool()>& stop) try {
    ProofSearch search;
    search.stop = stop;
    const bool declared = index < row.expectation.ways.size();
    if (declared) search.way = row.expectation.ways[index];
    if (declared) way.name = row.expectation.ways[index];
    way.attempt = attempt_proof(row.text, search, true);
    const Verdict verdict = way.attempt.result.verdict;
    if (way.checked()) {
        std::erase_if(way.attempt.trees, [](const auto& entry) { return entry.second.leaves.size() < 2; });
        const std::string kind = way_of(way.attempt.certificate->proof);
        if (declared && way.name != kind)
            way.problem = "the certificate goes the way '" + kind + "', not '" + way.name + "'";
        way.name = kind;
    }
    const Verdict expected = row.expectation.proved() ? Verdict::proved : Verdict::refuted;
    if (verdict != expected)
        way.problem = std::string(word(verdict)) +
                      (verdict == Verdict::undecided ? ": " + undecided_text(way.attempt) : "");
    else if (!way.checked())
        way.problem = "no certificate was checked";
} catch (const std::exception& error) {
    way.attempt.result.verdict = Verdict::undecided;
    way.attempt.certificate.reset();
    way.problem = error.what();
}

/// What is proved in the place of a refuted statement is among the rows, and is proved.
std::string correction_problem(const AuditRow& row, const std::vector<AuditRow>& rows) {
    for (const std::string& id : row.expectation.corrected) {
        const auto found =
            std::find_if(rows.begin(), rows.end(), [&](const AuditRow& other) { return other.id == id; });
        if (found == rows.end()) return "the corrected claim " + id + " does not ship";
        if (!found->expectation.proved() || found->verdict() != Verdict::proved || !found->checked())
            return "the corrected claim " + id + " is not proved";
    }
    return {};
}

}  // namespace

std::optional<Rational> AuditedWay::margin() const {
    std::optional<Rational> least;
    for (const auto& [path, tree] : attempt.trees)
        for (const ShownLeaf& leaf : tree.leaves)
            if (!least || leaf.lower < *least) least = leaf.lower;
    return least;
}

Verdict AuditRow::verdict() const {
    for (const AuditedWay& way : ways)
        if (way.attempt.result.verdict != ways.front().attempt.result.verdict) return Verdict::undecided;
    return ways.front().attempt.result.verdict;
}

std::string AuditRow::verdict_text() const {
    if (verdict() == Verdict::refuted && !expectation.proved())
        return expectation.verdict == "refuted as printed" ? "REFUTED AS PRINTED" : "REFUTED AS EXTRACTED";
    return std::string(word(verdict()));
}

bool AuditRow::checked() const {
    return std::all_of(ways.begin(), ways.end(), [](const AuditedWay& way) { return way.checked(); });
}

std::vector<std::string> AuditRow::way_names() const {
    std::vector<std::string> names;
    for (const AuditedWay& way : ways)
        if (way.checked() && std::find(names.begin(), names.end(), way.name) == names.end())
            names.push_back(way.name);
    return names;
}

std::size_t AuditRow::leaves() const {
    std::size_t sum = 0;
    for (const AuditedWay& way : ways)
        if (way.checked()) sum += count_leaves(way.attempt.certificate->proof);
    return sum;
}

std::size_t AuditRow::integers() const {
    std::size_t sum = 0;
    for (const AuditedWay& way : ways)
        if (way.checked()) sum += count_integers(way.attempt.certificate->proof);
    return sum;
}

double AuditRow::search_seconds() const {
    return std::accumulate(ways.begin(), ways.end(), 0.0, [](double sum, const AuditedWay& way) {
        return sum + way.attempt.search_seconds;
    });
}

double AuditRow::check_seconds() const {
    return std::accumulate(ways.begin(), ways.end(), 0.0,
                           [](double sum, const AuditedWay& way) { return sum + way.attempt.check_seconds; });
}

std::optional<Rational> AuditRow::margin() const {
    std::optional<Rational> least;
    for (const AuditedWay& way : ways)
        if (const auto margin = way.margin(); margin && (!least || *margin < *least)) least = margin;
    return least;
}

std::vector<AuditRow> audit_claims(const std::vector<ShippedClaim>& claims, unsigned jobs,
                                   const std::function<bool()>& stop,
                                   const std::function<void(std::size_t)>& progress) {
    std::vector<AuditRow> rows;
    for (const ShippedClaim& claim : claims) rows.push_back(row_of(claim));
    std::vector<std::pair<std::size_t, std::size_t>> tasks;
    for (std::size_t i = 0; i < rows.size(); ++i)
        for (std::size_t k = 0; k < rows[i].ways.size(); ++k) tasks.emplace_back(i, k);
    std::atomic<std::size_t> done = 0;
    for_each_in_parallel(tasks.size(), jobs, [&](std::size_t, std::size_t t) {
        const auto& [i, k] = tasks[t];
        run(rows[i], k, rows[i].ways[k], stop);
        progress(++done);
    });
    for (AuditRow& row : rows) {
        for (const AuditedWay& way : row.ways)
            if (row.problem.empty()) row.problem = way.problem;
        if (row.problem.empty()) row.problem = correction_problem(row, rows);
    }
    return rows;
}

std::string_view word(Verdict verdict) {
    using enum SearchResult::Verdict;
    switch (verdict) {
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

ClaimParts parts_of(std::string_view source) {
    const std::string text = plain(source);
    ClaimParts parts;
    std::string* current = nullptr;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && is_word(text[end])) ++end;
        if (end == i) ++end;
        const std::string_view token = std::string_view(text).substr(i, end - i);
        if (token == "for" || token == "where") current = &parts.domain;
        if (token == "prove" || token == "disprove") current = &parts.conclusion;
        if (token == "let") current = nullptr;
        if (current != nullptr) *current += token;
        i = end;
    }
    for (std::string* part : {&parts.domain, &parts.conclusion})
        while (part->ends_with(' ')) part->pop_back();
    return parts;
}

}  // namespace dlncert::command
