#pragma once
#include <dlncert/statement/claim.hpp>
#include <optional>
#include <random>
#include <string>

namespace dlncert::test {

/// Evidence against a claim about a formula, or none: a point at which it is false, found by sampling with 50
/// digits and none of the project's arithmetic; or else a certificate of the negation that the checker
/// accepts, found by the search within a tenth of a second.
[[nodiscard]] std::optional<std::string> formula_counterexample(const Claim& claim, std::mt19937_64& random,
                                                                int points = 200);

}  // namespace dlncert::test
