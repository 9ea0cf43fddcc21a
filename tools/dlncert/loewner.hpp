#pragma once
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>

#include "model.hpp"

namespace dlncert::command {

/// The step pair-monotone of a claim that bounds eigenvalues of the entropy's Hessian over a box: that
/// Hessian increases with every singular value in the order of Loewner, for every ν in [0, 1/2], so that its
/// eigenvalues are extreme at the corners. `nu`: the reciprocal depth, as the claim writes it; `at_corners`:
/// the proofs of what the step asks for at the corners, in their order. For an integer N <= 12 the signs are
/// seen from PairTexts; else the step says which entropy it is, as it does where `without` (the rule's
/// member, unless it is 0) leaves out singular values.
[[nodiscard]] nlohmann::json monotone_step(const Depth& depth, const std::string& nu,
                                           nlohmann::json at_corners, std::size_t without = 0);

}  // namespace dlncert::command
