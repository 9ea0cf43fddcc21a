#pragma once
#include <dlncert/search/goal.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

namespace dlncert {

/// What the rule homogeneous needs of functions on a box of positive numbers.
struct Homogeneity {
    Rational degree;
    std::vector<SearchDomain> lower,
        upper;  ///< the faces by which rays enter and leave; none: not applicable
};

/// Of functions with f(t x) = t^p f(x) identically for one p, over a domain where that saves a dimension.
[[nodiscard]] std::optional<Homogeneity> homogeneity(const std::vector<Expression>& functions,
                                                     const SearchDomain& domain);

/// The step `homogeneous` for f >= bound, by a proof for each face; none where no face is enough, or one of
/// the proofs is not found.
[[nodiscard]] std::optional<nlohmann::json> by_homogeneity(
    const Homogeneity& known, const Rational& bound,
    const std::function<std::optional<nlohmann::json>(const SearchDomain& face)>& prove);

}  // namespace dlncert
