#pragma once
#include <dlncert/search/goal.hpp>
#include <dlncert/search/subdivision.hpp>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace dlncert {

/// Trees of the large subdivisions of a search, by the goal they belong to, with `?` for boxes still open:
/// what `--resume` needs.
using SearchState = std::map<std::string, std::string>;

/// How hard to try.
struct Effort {
    int depth = 8;             ///< of reductions to other goals
    std::size_t leaves = 200;  ///< of one subdivision
    bool thorough = true;      ///< look for zeros, sums of squares and changes of variables as well
    bool tails = true;         ///< treat v → ∞ apart
};

/// Reductions of a goal f > 0 (or >= 0) on a domain to simpler ones, as steps of the proof calculus. Each
/// function returns a step, or nothing; a step may be wrong only where the checker will say so.
///
/// The order is by cost: one subdivision with few leaves; f = 0; monotony in a variable down to derivatives
/// of high order; zeros f(p) = 0, met by convexity or by monotony from p; tails v → ∞; changes of variables;
/// factors; sums of squares; at last a subdivision with many leaves.
class Strategist {
  public:
    Strategist(SubdivisionOptions options, SearchState& state)
        : options_(std::move(options)), state_(state) {}

    [[nodiscard]] std::optional<nlohmann::json> prove(const SearchGoal& goal, const SearchDomain& domain,
                                                      const Effort& effort);

    /// A subdivision with few leaves was tried of the first goal that follows, and failed so.
    void skip_quick_subdivision(Subdivision failed) { stuck_ = std::move(failed); }

    /// The largest subdivision for the goal itself, on its domain or a part of it, that failed.
    [[nodiscard]] const std::optional<Subdivision>& stuck() const { return stuck_; }
    /// Boxes looked at so far.
    [[nodiscard]] std::size_t boxes() const { return boxes_; }

  private:
    using Step = std::optional<nlohmann::json>;
    Step by_subdivision(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step by_large_subdivision(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    static Step constant_sign(const SearchGoal& goal);
    Step by_vanishing(const SearchGoal& goal, const SearchDomain& domain);
    Step by_elimination(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step by_monotony(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step monotone_from(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort,
                       std::size_t variable, bool lower);
    Step by_squares(const SearchGoal& goal, const SearchDomain& domain);
    Step by_zeros(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step near_zero(const SearchGoal& goal, const SearchDomain& domain, const std::vector<Rational>& zero,
                   const Effort& effort);
    Step by_convexity(const SearchGoal& goal, const SearchDomain& domain, const std::vector<Rational>& point);
    Step by_tails(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step by_homogeneity(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step by_root_substitution(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step by_factors(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step factored(const Expression& e, const Expression& g, const SearchGoal& goal,
                  const SearchDomain& domain, const Effort& effort);
    Step by_exponentials(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step by_absolute_value(const SearchGoal& goal, const SearchDomain& domain, const Effort& effort);
    Step by_tail(const SearchGoal& goal, const SearchDomain& domain, std::size_t v, const Effort& effort);
    Step substituted(const SearchGoal& goal, const SearchDomain& domain, std::size_t v, const Side& side,
                     const Expression& by, const char* kind, std::optional<long> exponent,
                     const Effort& effort);

    Subdivision subdivided(const SearchGoal& goal, const SearchDomain& domain,
                           const SubdivisionOptions& options);

    SubdivisionOptions options_;
    SearchState& state_;
    std::optional<Expression> whole_;       ///< the function of the first goal, from which the others came
    std::vector<std::string> whole_names_;  ///< its variables
    std::optional<Subdivision> stuck_;
    std::size_t boxes_ = 0;
};

/// A variable that an equation among the hypotheses, linear in it with a constant coefficient, gives.
struct Elimination {
    std::size_t variable = 0;
    Expression by;
    SearchDomain rest;           ///< of the other variables; that `by` lies in the range is a hypothesis
    std::size_t hypothesis = 0;  ///< the equation
};
[[nodiscard]] std::optional<Elimination> find_elimination(const SearchDomain& domain);

/// The parameter q with value_at(side, q) = x, for the ranges where it is rational for every x: those with a
/// finite end.
[[nodiscard]] Rational parameter_of(const Side& side, const Rational& x);

/// f(p) = 0, shown exactly.
[[nodiscard]] bool vanishes_at(const Expression& f, const std::vector<std::string>& names,
                               const std::vector<Rational>& point);

}  // namespace dlncert
