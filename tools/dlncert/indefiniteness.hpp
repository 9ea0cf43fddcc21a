#pragma once
#include <string>
#include <vector>

#include "model.hpp"
#include "numbers.hpp"

namespace dlncert::command {

/// The claim that the covariant Hessian of the entropy [P Lemma 5.1],
///     R_ij = ∂²S/∂σ_i∂σ_j + δ_ij (1 − ν)/σ_i ∂S/∂σ_i,
/// is indefinite at every point of the box within the chamber, in the language of claims and without a word
/// of the prelude: its form is negative in the direction σ and positive in that of the smallest singular
/// value (mathematics.md §4: −ν(1 − ν)d(d − 1)/2, and I4). A symmetric matrix whose form takes both signs has
/// eigenvalues of both signs; both conventions of the metric have this form.
/// @throws Unsupported where ν = 0 occurs: there the form vanishes in the direction σ and is nowhere
/// negative.
[[nodiscard]] std::string indefiniteness_claim(const Depth& depth, const std::vector<BoxSide>& box);

}  // namespace dlncert::command
