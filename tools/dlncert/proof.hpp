#pragma once
#include <dlncert/certificate/certificate.hpp>
#include <dlncert/search/prove.hpp>
#include <functional>
#include <optional>
#include <string>

namespace dlncert::command {

/// A leaf of a subdivision as the checker saw it.
struct ShownLeaf {
    Box box;
    Rational lower;  ///< a lower bound of the function, on the box
};

/// The subdivision of one step of a certificate, in that step's variables.
struct ShownTree {
    std::vector<std::string> variables;
    std::vector<ShownLeaf> leaves;
};

/// What became of an attempt to prove a claim.
struct ProofAttempt {
    Claim claim;
    SearchResult result;
    std::optional<Certificate> certificate;  ///< of the claim, or of its negation where refuted; accepted by
                                             ///< the independent checker
    std::string refused;                     ///< why the checker refused the last candidate
    /// If they were asked for: the subdivisions of the certificate, by the path of their step.
    std::map<std::string, ShownTree> trees;
    double search_seconds = 0, check_seconds = 0;
    [[nodiscard]] bool proved() const { return result.verdict == SearchResult::Verdict::proved; }
};

/// Searches for a proof or a disproof of the claim (text over the shipped prelude) with the given search's
/// limits, which end a check as well; a candidate counts only once the checker accepts the certificate as it
/// will be written.
/// @throws InputError for a malformed claim.
[[nodiscard]] ProofAttempt attempt_proof(const std::string& claim_text, ProofSearch& search,
                                         bool keep_trees = false);

/// Re-reads and re-proves a certificate as `dlncert check` would. @throws Rejected
void require_accepted(const Certificate& certificate, const LeafObserver& observer = nullptr);

/// Why the checker does not accept the certificate, `stop` having ended it perhaps, after a second; nothing
/// if it does.
[[nodiscard]] std::optional<std::string> refusal(const Certificate& certificate,
                                                 const std::function<bool()>& stop);

/// How a proof goes, by its steps: "interval" if it subdivides a domain, else "integers" if it rests on lists
/// of integers, else "exact".
[[nodiscard]] std::string way_of(const nlohmann::json& proof);

/// The integers of such a proof: the coefficients of the sums that are left where a step `factor` takes out a
/// factor.
[[nodiscard]] std::size_t count_integers(const nlohmann::json& proof);

/// The text of a certificate with its provenance: program and version, no time, so that the same run writes
/// the same file.
[[nodiscard]] std::string text_with_provenance(Certificate certificate);

/// Leaves of all subdivisions in a proof.
[[nodiscard]] std::size_t count_leaves(const nlohmann::json& proof);

}  // namespace dlncert::command
