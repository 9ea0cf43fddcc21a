#pragma once
#include <nlohmann/json.hpp>

namespace dlncert {

// The core inequalities at a single integer depth N >= 3, for u >= 0 (or u > 0), by lists of nonnegative
// integers (mathematics.md §3, "Integer depth, exactly"): with x = e^{−2u/N} they are, but for positive
// factors, polynomials in x (or in y = e^{−u/N}). Functions named as in core_inequalities.hpp. `closed`: u =
// 0 belongs to the range.

[[nodiscard]] nlohmann::json determinant_by_integers(long N, bool closed);
[[nodiscard]] nlohmann::json decrease_by_integers(long N, bool closed);
[[nodiscard]] nlohmann::json comparison_by_integers(long N, bool closed);
[[nodiscard]] nlohmann::json smallest_by_integers(long N, bool closed);

}  // namespace dlncert
