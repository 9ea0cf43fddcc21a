#pragma once
#include <dlncert/search/goal.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

namespace dlncert {

/// A variable, and the end of its range at which rays from 0 enter or leave a box.
using RayEnd = std::pair<std::size_t, Rational>;

/// What the rule homogeneous needs of functions on a box of positive numbers.
struct Homogeneity {
    Rational degree;
    std::vector<RayEnd> lower, upper;  ///< none: the rule does not apply to these ends

    /// Whether f >= bound is to be shown where rays enter the box, rather than where they leave it: with the
    /// degree p, t^p bound >= bound for t >= 1.
    [[nodiscard]] bool from_below(const Rational& bound) const {
        return !lower.empty() && degree * bound >= 0;
    }
    [[nodiscard]] bool serves(const Rational& bound) const {
        return from_below(bound) || (!upper.empty() && degree * bound <= 0);
    }
};

/// Of functions with f(t x) = t^p f(x) identically for one p, over a domain where that saves a dimension.
[[nodiscard]] std::optional<Homogeneity> homogeneity(const std::vector<Expression>& functions,
                                                     const SearchDomain& domain);

/// The step `homogeneous` for f >= bound, by a proof for each face; none where no face is enough, or one of
/// the proofs is not found. For a goal of one function it needs the member `constant` as well.
using FaceProof = std::function<std::optional<nlohmann::json>(const RayEnd& face)>;
[[nodiscard]] std::optional<nlohmann::json> by_homogeneity(const Homogeneity& known, const Rational& bound,
                                                           const FaceProof& prove);

/// The same for a goal f - c > 0 (or >= 0), c being the rational terms of its function.
using GoalProof = std::function<std::optional<nlohmann::json>(const SearchGoal& goal,
                                                              const SearchDomain& face, const RayEnd& end)>;
[[nodiscard]] std::optional<nlohmann::json> by_homogeneity(const SearchGoal& goal, const SearchDomain& domain,
                                                           const GoalProof& prove);

}  // namespace dlncert
