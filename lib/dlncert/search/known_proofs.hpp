#pragma once
#include <dlncert/statement/claim.hpp>
#include <nlohmann/json.hpp>
#include <span>
#include <string_view>
#include <vector>

namespace dlncert {

/// Proofs that the mathematics of the model gives, where a search would not find them or not as quickly.
/// `candidates` are root steps for the claim, none where it is clearly another statement; whether one of them
/// proves it is for the checker to say.
struct KnownProof {
    std::string_view way;  ///< "exact": identities and signs; "integers"; "interval": subdivision
    std::vector<nlohmann::json> (*candidates)(const Claim& claim);
};

/// All of them, in the order in which they are tried.
[[nodiscard]] std::span<const KnownProof> known_proofs();

}  // namespace dlncert
