#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model.hpp"
#include "numbers.hpp"

namespace dlncert::command {

/// The claim, in plain formulas of the language, that F = E − S/β has exactly one critical point in the box.
/// The order of the chamber is left out: that there is none, or at most one, holds on the part of the box in
/// the chamber, too; that there are several need not, as F is symmetric.
/// @throws Unsupported where β is missing, InputError for boxes that are not compact.
[[nodiscard]] std::string critical_points_claim(const Model& model, const std::vector<BoxSide>& box);

/// That it has one, with `unique` exactly one, with equal coordinates in the box (there all components of the
/// gradient are the same, F being symmetric). None if the box has no such points.
[[nodiscard]] std::optional<std::string> diagonal_critical_points_claim(const Model& model,
                                                                        const std::vector<BoxSide>& box,
                                                                        bool unique = false);

/// Whether σ₁ ≥ … ≥ σ_d at all points of the box.
[[nodiscard]] bool lies_in_chamber(const std::vector<BoxSide>& box);

/// N = d = 2 and the Schatten energy p = 1 occur: there all σ₁ + σ₂ = 1/(2β) are critical points. If more
/// than one of them lies in the box and the chamber, the claim about those on a segment: on a rectangle
/// around it both derivatives are 1 − 1/(2β(σ₁ + σ₂)).
[[nodiscard]] std::optional<std::string> continuum_claim(const Model& model, const std::vector<BoxSide>& box);

}  // namespace dlncert::command
