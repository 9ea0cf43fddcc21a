#pragma once
#include <dlncert/search/goal.hpp>
#include <dlncert/statement/matrix.hpp>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace dlncert {

/// How a search for counts of eigenvalues ended.
struct CountSearch {
    std::optional<nlohmann::json> step;  ///< a proof: one congruence, or `all` of them
    std::size_t boxes = 0;
    std::string hardest;  ///< without a proof: the box that resisted
};

/// Looks for a proof, by the rules rewrite, homogeneous and congruence, of a statement about the eigenvalues of a matrix of
/// `entries` (`unfolded`) over a domain, at these values of further variables: bases from approximate
/// eigenvectors at midpoints, boxes cut in two where they do not show the count; in doubles, then at more
/// precision. Believed by nobody: the checker decides.
/// @throws Unsupported if an entry cannot be evaluated.
[[nodiscard]] CountSearch find_counts(const MatrixStatement& statement, const SearchDomain& domain,
                                      const std::map<std::string, Rational>& values,
                                      std::size_t most_leaves, const std::function<bool()>& stop);

}  // namespace dlncert
