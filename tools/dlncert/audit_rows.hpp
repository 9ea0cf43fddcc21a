#pragma once
#include "proof.hpp"
#include "shipped.hpp"

namespace dlncert::command {

/// One way in which a claim was treated.
struct AuditedWay {
    std::string name;  ///< exact, integers or interval: read off the certificate
    ProofAttempt attempt;
    std::string problem;  ///< why it is not what it should be; empty: it is

    [[nodiscard]] bool checked() const { return attempt.certificate.has_value(); }
    /// The least lower bound that the checker found at a leaf of a subdivision, whatever the function.
    [[nodiscard]] std::optional<Rational> margin() const;
};

/// A claim that ships, and what the audit found.
struct AuditRow {
    std::string id;
    Expectation expectation;
    Claim claim;
    std::string text;                ///< the claim's file
    std::string domain, conclusion;  ///< as the file writes them
    std::vector<AuditedWay> ways;
    std::vector<std::string> formal;  ///< theorems of the formal index
    std::string problem;              ///< why it is not what it should be; empty: it is

    [[nodiscard]] SearchResult::Verdict verdict() const;
    /// "proved", "REFUTED AS PRINTED", "undecided"
    [[nodiscard]] std::string verdict_text() const;
    [[nodiscard]] bool checked() const;
    [[nodiscard]] std::vector<std::string> way_names() const;  ///< those whose certificate was checked
    [[nodiscard]] std::size_t leaves() const;
    [[nodiscard]] std::size_t integers() const;
    [[nodiscard]] double search_seconds() const;
    [[nodiscard]] double check_seconds() const;
    [[nodiscard]] std::optional<Rational> margin() const;  ///< the least of the ways'
};

/// Proves, or refutes, each claim in every way that it declares, and has each certificate checked; at most
/// `jobs` at a time. `progress` is called from any thread.
[[nodiscard]] std::vector<AuditRow> audit_claims(const std::vector<ShippedClaim>& claims, unsigned jobs,
                                                 const std::function<bool()>& stop,
                                                 const std::function<void(std::size_t done)>& progress);

[[nodiscard]] std::string_view word(SearchResult::Verdict verdict);

/// "for x in [0, 1]" and "prove x < 2" of a claim's text, white space collapsed.
struct ClaimParts {
    std::string domain, conclusion;
};
[[nodiscard]] ClaimParts parts_of(std::string_view text);

}  // namespace dlncert::command
