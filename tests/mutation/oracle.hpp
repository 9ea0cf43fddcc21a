#pragma once
#include <dlncert/statement/claim.hpp>
#include <optional>
#include <random>
#include <string>

namespace dlncert::test {

/// A point at which the claim about a Hessian is false, found by sampling in double precision with
/// eigenvalues of the Hessian, or none. It knows nothing of proofs and shares no arithmetic with the checker.
/// Deviations within rounding are no counterexamples.
[[nodiscard]] std::optional<std::string> counterexample(const Claim& claim, std::mt19937_64& random,
                                                        int points = 40);

}  // namespace dlncert::test
