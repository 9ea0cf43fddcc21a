#pragma once
#include <nlohmann/json.hpp>

namespace dlncert {

// The core inequalities by enclosures (mathematics.md §3, "Interval charts"), for nu from 0 to 1/2 and u from
// 0 to ∞: a mean-value step in ν from 1/2, and subdivisions of what is left of the derivative once the factor
// that vanishes for large u is taken out. Functions named as in core_inequalities.hpp.

[[nodiscard]] nlohmann::json determinant_by_charts();  ///< Δ >= 0, > 0 for ν < 1/2
[[nodiscard]] nlohmann::json decrease_by_charts();     ///< c − k − m > 0
[[nodiscard]] nlohmann::json comparison_by_charts();   ///< c tanh(u/2) − m >= 0, > 0 for ν < 1/2, u > 0
[[nodiscard]] nlohmann::json smallest_by_charts();     ///< k − ν(c − m) >= 0, > 0 for ν < 1/2

}  // namespace dlncert
