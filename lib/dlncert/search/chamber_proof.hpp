#pragma once
#include <dlncert/search/pieces.hpp>
#include <nlohmann/json.hpp>

namespace dlncert {

/// A proof that the entropy's Hessian is negative definite on the whole chamber in every width, for all ν of
/// a range below 1/2 (rule pair-definite; E1 of mathematics.md §3, exactly); for a range that ends with 1/2,
/// which needs a width of 3 or more, the end is proved by pair-rank-one.
[[nodiscard]] nlohmann::json chamber_proof(const DepthRange& depth);

/// A proof of Δ = c² − 2ck − m² > 0 for nu in [0, 1/2), u in [0, ∞) [P, Lemma 4.4], by E1.
[[nodiscard]] nlohmann::json determinant_proof();

}  // namespace dlncert
