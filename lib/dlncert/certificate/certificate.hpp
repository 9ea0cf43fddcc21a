#pragma once
#include <dlncert/certificate/step.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace dlncert {

/// The format this code writes and the only one it reads.
inline constexpr long certificate_format = 1;

/// The proof object as data: a statement, and the decisions (never results) from which anyone can re-prove
/// it.
///
///     {"format": 1,
///      "claim":  {"text": …, "prelude": …, "digest": SHA-256 of the claim's canonical form},
///      "proof":  {"step": {"step": RULE, …}, "digest": SHA-256 of claim text, prelude and step},
///      "provenance": {…}}                        outside every digest, never authoritative
struct Certificate {
    long format = certificate_format;
    std::string claim_text;
    std::string prelude;
    std::string claim_digest;
    nlohmann::json proof;
    std::string proof_digest;
    nlohmann::json provenance;
};

/// A certificate of the claim written in `claim_text`, with its digests computed.
[[nodiscard]] Certificate make_certificate(std::string claim_text, std::string prelude, nlohmann::json proof,
                                           nlohmann::json provenance);

/// Reads the JSON text of a certificate. @throws InputError if it is not a certificate at all: not JSON, not
/// UTF-8, too large or too deeply nested, members missing, of another type, unknown or doubled. Nothing is
/// checked beyond that.
[[nodiscard]] Certificate read_certificate(std::string_view text);

/// JSON text that read_certificate reads back to an equal certificate; deterministic.
[[nodiscard]] std::string to_text(const Certificate& certificate);

/// What the certificate's `proof.digest` has to be.
[[nodiscard]] std::string computed_proof_digest(const Certificate& certificate);

inline constexpr std::size_t max_certificate_bytes = std::size_t{1} << 27U;
inline constexpr int max_certificate_nesting = 200;

}  // namespace dlncert
