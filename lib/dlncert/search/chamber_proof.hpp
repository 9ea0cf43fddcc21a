#pragma once
#include <dlncert/search/pieces.hpp>
#include <dlncert/statement/claim.hpp>
#include <nlohmann/json.hpp>
#include <set>

namespace dlncert {

/// A proof that the entropy's Hessian is negative definite on the whole chamber in every width, for all ν of
/// a range below 1/2 (rule pair-definite; E1 of mathematics.md §3, exactly); for a range that ends with 1/2,
/// which needs a width of 3 or more, the end is proved by pair-rank-one.
[[nodiscard]] nlohmann::json chamber_proof(const DepthRange& depth);

/// Proofs to try of a statement about the entropy's Hessian, plain or covariant, on the whole chamber; or of
/// its refutation, if the claim is one.
[[nodiscard]] std::vector<nlohmann::json> chamber_proofs(const Claim& claim, const DepthRange& depth);

/// Constants from 0 to 1/2 in it: the ν of which it may be the entropy.
[[nodiscard]] std::set<Rational> possible_depths(const Expression& e);

}  // namespace dlncert
