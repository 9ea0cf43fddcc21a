#pragma once
#include <string>
#include <vector>

#include "model.hpp"
#include "numbers.hpp"

namespace dlncert::command {

/// The claim, in plain formulas of the language, that F = E − S/β has exactly one critical point in the box.
/// The order of the chamber is left out: what holds on the box holds on its part in the chamber. With
/// `diagonal`: that it has one with equal coordinates (there all components of the gradient are the same,
/// F being symmetric).
/// @throws Unsupported where β is missing, InputError for boxes that are not compact.
[[nodiscard]] std::string critical_points_claim(const Model& model, const std::vector<BoxSide>& box,
                                                bool diagonal = false);

}  // namespace dlncert::command
