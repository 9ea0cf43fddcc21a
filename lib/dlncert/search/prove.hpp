#pragma once
#include <dlncert/search/roots.hpp>
#include <dlncert/search/strategy.hpp>
#include <dlncert/statement/claim.hpp>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace dlncert {

class ExtremumSearch;

/// A box in which a function was not shown to be positive, or nonnegative; in the variables of
/// with_rational_ends(unfolded(claim)), integer parameters having been replaced by values.
struct HardestBox {
    Expression function;
    std::vector<std::string> names;
    SearchBox box;
};

/// The domain of the claim's real variables, whose ranges have rational ends; those with a single value go
/// into `single`, and are replaced by it, in `conclusion`, too.
[[nodiscard]] SearchDomain domain_of(const Claim& claim, Formula& conclusion,
                                     std::map<std::string, Rational>& single);

/// Whether none of some thousand points of the domain is seen to satisfy the claim's hypotheses, as where
/// they contradict each other. False where that cannot be sampled: with integer parameters or equations, or
/// without hypotheses.
[[nodiscard]] bool seems_vacuous(const Claim& claim);

/// What became of a search.
struct SearchResult {
    enum class Verdict : std::uint8_t { proved, refuted, undefined, undecided } verdict = Verdict::undecided;
    /// A point where the formula is false, or undefined, in the variables of
    /// with_rational_ends(unfolded(claim)).
    std::map<std::string, Rational> witness;
    std::optional<HardestBox> hardest;  ///< undecided: where it got stuck, if one place is known
    std::string advice;                 ///< undecided: what to try
    std::size_t boxes = 0;              ///< that were looked at
};

/// Looks for a proof or a counterexample of a claim. The caller lets the checker decide: `accept` is called
/// with candidates, the claim itself or its disproof and a step, until it returns true; what it refuses
/// counts for nothing. A claim about extrema is refuted by a counterexample, or by a claim that encloses one
/// of them elsewhere.
///
/// First the known proofs. Then, for formulas over real variables and integer parameters: a counterexample by
/// following the landscape down; else a proof by Strategist for each
/// comparison, under the hypotheses and, in a disjunction, under the negation of the other parts. A claim
/// `disprove F` is proved by a counterexample to F and refuted by a proof of it.
class ProofSearch {
  public:
    std::function<bool(const Claim& claim, const nlohmann::json& step)> accept;
    std::function<bool()> stop = [] { return false; };
    std::function<void(double share, std::size_t done, std::size_t open)> progress;
    unsigned threads = 1;
    std::size_t most_leaves = 2'000'000;
    /// Only proofs that go this way: "exact" and "integers" are known proofs, "interval" may be found.
    std::optional<std::string> way = std::nullopt;
    SearchState state;  ///< in: of an earlier run; out: of this one

    [[nodiscard]] SearchResult operator()(const Claim& claim);

  private:
    using Step = std::optional<nlohmann::json>;
    bool known(const Claim& claim);
    void prove_extrema(const Claim& claim);
    Step prove_extremum(const Claim& claim, const Extremum& extremum);
    bool refute_inner_end(const Claim& claim, const Extremum& extremum, ExtremumSearch& search);
    Step proved_apart(const Claim& claim);
    bool prove_theorem(const Claim& theorem);
    [[nodiscard]] static bool has_energy(const Claim& given);
    bool prove_at_corners(const Claim& given);
    bool count_eigenvalues(const Claim& given, std::size_t leaves);
    bool refute(const Claim& claim, std::size_t samples);
    bool refute_at(const Claim& claim, const SearchDomain& domain, const Formula& conclusion,
                   std::map<std::string, Rational> parameters, std::size_t samples);
    Step prove(const Formula& formula, const SearchDomain& domain, std::vector<IntegerDomain> integers);
    Step prove_integers(const Formula& formula, const SearchDomain& domain,
                        std::vector<IntegerDomain> integers);
    Step prove_relaxed(const Formula& formula, const SearchDomain& domain,
                       const std::vector<IntegerDomain>& integers);
    Step prove_any(const Formula& formula, const SearchDomain& domain);
    Step prove_quickly(const Formula& formula, const SearchDomain& domain, const Claim& claim);
    Step prove_comparison(const Comparison& comparison, const SearchDomain& domain);
    [[nodiscard]] Strategist strategist();
    SearchResult about_roots(const Claim& given, const Claim& negation);
    Step prove_roots(const Formula& equations, const SearchDomain& domain);
    bool refute_roots(const Claim& disproof, Formula equations, const SearchDomain& domain);
    [[nodiscard]] RootSearch root_search();

    const Claim* given_ = nullptr;
    std::map<std::string, Rational> single_;                      ///< the variables that have a single value
    std::vector<std::pair<std::string, Expression>> eliminated_;  ///< variables by equations, in this order
    std::optional<RootStatement>
        roots_;                         ///< what is to be proved of the formulas, if that is not their truth
    std::optional<Subdivision> quick_;  ///< that of prove_quickly, if it failed
    bool at_corner_ = false;            ///< it is a part of prove_at_corners
    bool close_ = false;  ///< the last comparison seemed to be nearly an equality where it got stuck
    SearchResult result_;
};

}  // namespace dlncert
