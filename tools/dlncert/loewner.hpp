#pragma once
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "model.hpp"

namespace dlncert::command {

/// A Hessian over a box that increases with every singular value in the order of Loewner, as the entropy's
/// does for every ν in [0, 1/2], or decreases, as an energy's less a multiple of the entropy's may, so that
/// its eigenvalues are extreme at the corners.
struct MonotoneHessian {
    Depth depth;
    std::string nu;           ///< the reciprocal depth, as the claim writes it
    std::size_t without = 0;  ///< the rule's member: how many singular values are left out
    std::string weight;       ///< of the entropy, a number; empty for the entropy itself
    nlohmann::json falls;  ///< proof that the energy's second derivative does, which pair-antitone asks for
};

/// The step pair-monotone, or with a weight pair-antitone, of a claim that bounds eigenvalues of that
/// Hessian. `at_corners`: the proofs of what the step asks for at the corners, in their order. For an integer
/// N <= 12 the signs are seen from PairTexts; else, and where singular values are left out, the step says of
/// which entropy it is.
[[nodiscard]] nlohmann::json monotone_step(const MonotoneHessian& hessian, nlohmann::json at_corners);

/// The step convex-energy of a claim that bounds eigenvalues of a free energy's Hessian from below. `bound`:
/// the proof of the energy's bound.
[[nodiscard]] nlohmann::json convex_energy_step(const std::string& nu, const std::string& weight,
                                                nlohmann::json bound);

}  // namespace dlncert::command
