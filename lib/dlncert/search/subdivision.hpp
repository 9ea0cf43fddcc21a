#pragma once
#include <dlncert/search/box.hpp>
#include <dlncert/statement/claim.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

namespace dlncert {

/// f > 0 (strict) or f >= 0 at the points of a box where the hypotheses hold.
struct SubdivisionProblem {
    Expression function;
    bool strict = true;
    std::vector<std::string> names;
    SearchBox box;                    ///< each side with more than one point
    std::vector<Formula> hypotheses;  ///< those that the search cannot evaluate are not used
    /// A bounded closed box around it: only the points where f is least on that are asked for.
    std::optional<SearchBox> whole = std::nullopt;
};

struct SubdivisionOptions {
    std::size_t most_leaves = 1'000'000;
    std::function<bool()> stop = [] { return false; };
    bool precisely = true;  ///< also leaves in Arb, where doubles cannot decide
    unsigned threads = 0;   ///< 0: all there are. What is found does not depend on it
    /// Share of the box that is done (cuts count by their parameter), boxes done, boxes open.
    std::function<void(double, std::size_t, std::size_t)> progress = nullptr;
    std::string resume = {};  ///< a tree with `?` for boxes that are open
    /// A proof for a box where no leaf succeeds, token '#': of those that contain a special point, or of
    /// which `anywhere` is true.
    std::function<std::optional<nlohmann::json>(const SearchBox&)> local = nullptr;
    std::vector<std::vector<Rational>> special = {};
    std::function<bool(const SearchBox&)> anywhere = nullptr;
};

struct Subdivision {
    bool proved = false;
    std::string tree;  ///< of the step `subdivide`; unless proved, `?` stands for boxes that are open
    std::vector<nlohmann::json> parts;  ///< of its '#'
    std::size_t leaves = 0, boxes = 0;
    /// The least lower bound of f over the leaves or, unless proved, that over the box that resisted:
    /// an estimate, to which nobody should be bound.
    double margin = 0;
    SearchBox hardest;  ///< unless proved, the box that resisted, if one is known
    /// A point of the box where the hypotheses seem to hold and f seems not to be as claimed.
    std::optional<std::vector<Rational>> candidate;
};

/// Proves by branch and bound, if it can: each leaf is shown by its natural enclosure, the mean-value form,
/// monotonicity, a Taylor form in one variable, because a hypothesis fails on it, or because f is not least
/// in it. Estimates decide, so that the checker has the last word. @throws Unsupported if f cannot be
/// evaluated.
[[nodiscard]] Subdivision subdivide(const SubdivisionProblem& problem,
                                    const SubdivisionOptions& options = {});

}  // namespace dlncert
