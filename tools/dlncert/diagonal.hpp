#pragma once
#include <dlncert/dln/equilibrium.hpp>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "model.hpp"
#include "output.hpp"
#include "proof.hpp"

namespace dlncert::command {

/// The energy of the model. @throws InputError if there is none.
[[nodiscard]] dlncert::SpectralEnergy energy_of(const Model& model);

/// The depths, width and temperatures of the model. @throws InputError for what is missing, or a range of
/// widths.
[[nodiscard]] EquilibriumModel equilibrium_model(const Model& model);

/// Tries claims, each for a limited time.
class ClaimProver {
  public:
    explicit ClaimProver(const CommonOptions& options);
    [[nodiscard]] ProofAttempt operator()(const std::string& claim) const;
    [[nodiscard]] bool budget_ended() const { return deadline_.passed(); }

  private:
    double seconds_;
    Deadline deadline_;
    unsigned threads_;
};

/// One hypothesis on the energy, and what became of it.
struct Hypothesis {
    std::string name, claim;
    SearchResult::Verdict verdict = SearchResult::Verdict::undecided;
    std::map<std::string, Rational> witness;  ///< where it fails, or is undefined; certified
    bool by_formula = false;                  ///< plain from the formula of a Schatten energy
    [[nodiscard]] bool holds() const { return verdict == SearchResult::Verdict::proved; }
};

/// The equilibria σ·1 of F, and what is known beside.
struct DiagonalEquilibria {
    std::vector<Hypothesis> hypotheses;
    /// One equilibrium lies in each. For intervals of levels one of the least level, one of the greatest.
    std::vector<Crossing> crossings, greatest;
    bool complete = false;              ///< there are no others on the diagonal
    std::optional<Rational> stuck;      ///< a place near which solutions could not be told apart
    bool increases_everywhere = false;  ///< R' > 0 on (0, ∞)
    /// Nor anywhere else in the chamber: φ is non-decreasing, ψ convex, and strictly so if N = d = 2 occurs.
    bool only_diagonal = false;
    /// N = d = 2 and the Schatten energy p = 1: all (σ₁, σ₂) with σ₁ + σ₂ = 1/(2β).
    bool continuum = false;
    [[nodiscard]] bool unique() const { return complete && only_diagonal && crossings.size() == 1; }
};

/// For a Schatten energy, without search: all hypotheses hold, and σ★ has a closed form (so there are no
/// crossings to be refined, but one as a token of the solution).
[[nodiscard]] DiagonalEquilibria schatten_equilibria(const Rational& p, const EquilibriumModel& model);

/// For an energy given by expressions: every hypothesis as a claim, proved or refuted and checked; then the
/// solutions of the scalar balance, and whether they are all.
/// @throws Unsupported for functions that balls lack, and for intervals of levels where R is not monotone.
[[nodiscard]] DiagonalEquilibria find_equilibria(const dlncert::SpectralEnergy& energy,
                                                 const EquilibriumModel& model, const ClaimProver& prover);

/// One of these.
[[nodiscard]] DiagonalEquilibria equilibria_of(const Model& model, const EquilibriumModel& at,
                                               const ClaimProver& prover);

/// The `index`-th of the equilibria that were found: its σ, to about `precision` bits, for every value of the
/// intervals of `at`, which may be a part of those for which they were found.
[[nodiscard]] VerifiedRange<Ball> enclose_equilibrium(const Model& model, const EquilibriumModel& at,
                                                      const DiagonalEquilibria& found, std::size_t index,
                                                      long precision);

/// A certificate that there is exactly one equilibrium, and where to so many digits, for every level: the
/// claim EnergyClaims::at_most_one_equilibrium, with ends. Nothing if none was found.
[[nodiscard]] std::optional<Certificate> unique_equilibrium(const Model& model, const EquilibriumModel& at,
                                                            const DiagonalEquilibria& found, bool strict,
                                                            long digits, const ClaimProver& prover);

/// Encloses σ★ at any precision, where there is exactly one equilibrium on the diagonal.
/// @throws InputError where there are several or none, Undecided where that is not decided.
[[nodiscard]] std::function<VerifiedRange<Ball>(long precision)> single_equilibrium(
    const Model& model, const CommonOptions& options);

}  // namespace dlncert::command
