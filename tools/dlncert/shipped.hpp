#pragma once
#include <dlncert/statement/claim.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dlncert::command {

/// A claim file of proofs/claims, embedded when the program is built.
struct ShippedClaim {
    std::string_view id;
    std::string_view text;
};

[[nodiscard]] std::span<const ShippedClaim> shipped_claims();

/// What a claim that ships says of itself, in the comments with which its file begins: lines `# KEY: VALUE`.
struct Expectation {
    /// `# expected: refuted as printed` or `refuted as extracted`: false as the paper has it, or as its
    /// extracted text does; "proved" without it.
    std::string verdict = "proved";
    std::vector<std::string> corrected;  ///< `# corrected: ID, ID`: what is proved instead
    /// `# ways: exact, integers, interval`: each with a certificate of its own. None: any way will do.
    std::vector<std::string> ways;
    /// `# formal: THEOREM, …` of proofs/coq/INDEX.md. None: all those on the same item.
    std::vector<std::string> formal;
    [[nodiscard]] bool proved() const { return verdict == "proved"; }
};

/// @throws InputError for an unknown key, way or verdict, and for a refutation without what is proved
/// instead.
[[nodiscard]] Expectation expectation_of(const ShippedClaim& claim);

/// The item of the papers that a claim is about: P-1.9 for P-1.9-exception.
[[nodiscard]] std::string item_of(std::string_view id);

/// Reads a claim file (*.claim, over the shipped prelude), or a shipped claim by its ID.
/// @throws InputError if there is neither, or it is malformed.
[[nodiscard]] Claim read_claim(const std::string& file_or_id);

/// True if it is a question: `dlncert bound` answers it.
[[nodiscard]] bool asks(const std::string& file_or_id);

/// Reads a file with a question. @throws InputError as read_claim, and for claims.
[[nodiscard]] Question read_question(const std::string& file);

/// Its text.
[[nodiscard]] std::string claim_source(const std::string& file_or_id);

}  // namespace dlncert::command
