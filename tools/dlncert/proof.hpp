#pragma once
#include <dlncert/certificate/certificate.hpp>
#include <functional>
#include <optional>
#include <string>

namespace dlncert::command {

/// What became of an attempt to prove a claim.
struct ProofAttempt {
    std::optional<Certificate> certificate;  ///< accepted by the independent checker; none: undecided
    std::string advice;                      ///< where the search got stuck
    double search_seconds = 0, check_seconds = 0;
};

/// Searches for a proof of the claim (text over the shipped prelude); a candidate counts only once the
/// checker accepts the certificate as it will be written. @throws InputError for a malformed claim.
[[nodiscard]] ProofAttempt attempt_proof(const std::string& claim_text, const std::function<bool()>& stop);

/// Re-reads and re-proves a certificate as `dlncert check` would. @throws Rejected
void require_accepted(const Certificate& certificate);

/// The text of a certificate with its provenance: program and version, no time, so that the same run writes
/// the same file.
[[nodiscard]] std::string text_with_provenance(Certificate certificate);

/// Leaves of all subdivisions in a proof.
[[nodiscard]] std::size_t count_leaves(const nlohmann::json& proof);

}  // namespace dlncert::command
