#pragma once
#include <dlncert/statement/claim.hpp>
#include <optional>
#include <random>
#include <string>

namespace dlncert::test {

/// Evidence against a claim, or none: of a formula, a point at which it is false, found by sampling with 50
/// digits and none of the project's arithmetic; else a certificate of the negation that the checker accepts,
/// found by the search within a tenth of a second. Of an extremum, such evidence against its outer bound; of
/// a mean, against what it says of laws on two points.
[[nodiscard]] std::optional<std::string> evidence_by_search(const Claim& claim, std::mt19937_64& random,
                                                            int points = 200);

}  // namespace dlncert::test
