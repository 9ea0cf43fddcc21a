#pragma once
#include <dlncert/statement/claim.hpp>
#include <span>
#include <string>
#include <string_view>

namespace dlncert::command {

/// A claim file of proofs/claims, embedded when the program is built.
struct ShippedClaim {
    std::string_view id;
    std::string_view text;
};

[[nodiscard]] std::span<const ShippedClaim> shipped_claims();

/// Reads a claim file (*.claim, over the shipped prelude), or a shipped claim by its ID.
/// @throws InputError if there is neither, or it is malformed.
[[nodiscard]] Claim read_claim(const std::string& file_or_id);

/// Its text.
[[nodiscard]] std::string claim_source(const std::string& file_or_id);

}  // namespace dlncert::command
