#pragma once
#include <dlncert/search/goal.hpp>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace dlncert {

/// What was found of an extremum.
struct FoundExtremum {
    Extremum extremum;  ///< with the ends that are proved
    nlohmann::json step;
    std::map<std::string, Rational> point;  ///< where it is attained up to the width of its range
    /// Without a point: the claim's real variables, in its order, as functions of `t`, along which it is
    /// approached as t → ∞.
    std::vector<std::string> curve;
    std::size_t boxes = 0;
};

/// Global optimisation with proof. The best of many points, followed downhill by Newton's method in the
/// variables that are not at an end of their range, gives an upper bound of a minimum. A little below it lies
/// the lower bound a; E >= a is proved by subdivision, in which a box that contains a local minimum is
/// settled as soon as E is convex on it, or monotone in the variables that are at their ends. Symmetries need
/// no care: they are hypotheses of the claim, and boxes outside these are dropped.
class ExtremumSearch {
  public:
    /// The checker's opinion of a step for a claim; what it refuses counts for nothing.
    std::function<bool(const Claim& claim, const nlohmann::json& step)> accept;
    std::function<bool()> stop = [] { return false; };
    std::function<void(double share, std::size_t done, std::size_t open)> progress;
    unsigned threads = 1;
    std::size_t most_leaves = 2'000'000;

    /// Functions that are identically equal to the one sought, the best first: where it cannot be enclosed,
    /// as at singular values that tend to 0, one of them may be. The certificate shows that they are equal.
    std::vector<Expression> forms;
    /// None, or the derivatives of the function in the claim's real variables, in forms that can be enclosed
    /// far from the diagonal: where it tends to −∞ or ∞ so slowly that nothing else shows it.
    std::vector<Expression> slopes;
    /// None, or these derivatives in forms whose natural enclosures show their signs: in variables in which
    /// the function is seen to be monotone nothing is subdivided.
    std::vector<Expression> signed_slopes;

    /// A range of at most the tolerance, if it can be had, for the extremum of `sought.function` over the
    /// claim's domain; else the narrowest found; nothing if no side of it was found. The claim has no
    /// integers.
    /// @throws Unsupported if a function cannot be evaluated.
    [[nodiscard]] std::optional<FoundExtremum> find(const Claim& claim, const Extremum& sought,
                                                    const Rational& tolerance);

    /// A proof of the extremum's outer bound, for real variables only.
    [[nodiscard]] std::optional<nlohmann::json> prove_outer_bound(const Claim& claim,
                                                                  const Extremum& extremum);

    /// The step of the point of least value found (of the greatest, for a maximum), which may be too large.
    [[nodiscard]] std::optional<nlohmann::json> best_point(const Claim& claim, const Extremum& extremum);

    /// A proof that the extremum is infinite, by a curve.
    [[nodiscard]] std::optional<nlohmann::json> prove_unbounded(const Claim& claim, const Extremum& extremum);

  private:
    class Attempt;
    std::size_t boxes_ = 0;
};

}  // namespace dlncert
