#pragma once
#include <dlncert/certificate/certificate.hpp>
#include <dlncert/search/modulus.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace dlncert {

/// Is the Euclidean Hessian of the entropy S(ν, ·) negative definite on the chamber of width `width`,
/// intersected with a box?
struct ConcavityProblem {
    DepthRange depth;
    long width = 2;                  ///< or the least of all widths, if unbounded
    std::optional<long> most_width;  ///< none: every width from `width` on; boxes need a single one
    std::vector<SigmaSide> box;      ///< empty: the whole chamber
    bool weak = false;               ///< ask for negative semidefiniteness and the rank only
    /// The modulus that each part of the box has to reach, or there is no proof; without it, about half of
    /// what the box seems to have is enough, and less where that cannot be had.
    std::optional<double> wanted = std::nullopt;
    std::size_t most_parts = 500;
    std::function<bool()> stop = [] { return false; };  ///< polled; true ends the search undecided
};

struct ConcavityResult {
    enum class Verdict : std::uint8_t { proved, refuted, undecided } verdict = Verdict::undecided;
    std::optional<Certificate>
        certificate;      ///< of the claim, or, where refuted, of the rank-one statement that contradicts it
    std::string modulus;  ///< a decimal mu > 0 with Hessian ⪯ −mu I; empty if strictness is pointwise only
    double sampled_modulus =
        0;                    ///< the smallest seen at sample points: what mu could be at most (not rigorous)
    std::size_t parts = 0;    ///< boxes of singular values that the proof distinguishes
    std::string explanation;  ///< the witness, or where the search for a modulus got stuck
};

/// Searches for a proof: over a bounded box of a modulus, and failing that of definiteness at every point.
/// @throws InputError for a box that does not meet the chamber.
[[nodiscard]] ConcavityResult certify_concavity(const ConcavityProblem& problem);

}  // namespace dlncert
