#pragma once
#include <cstdint>

namespace dlncert {

/// The two conventions of the metric (mathematics.md §0): g_ii = ν σ_i^{2ν−2} for `sum`, σ_i^{2ν−2} for
/// `mean`. Rates and the eigenvalues λ_il under `sum` are N times those under `mean`; only `mean` exists at
/// infinite depth.
enum class Metric : std::uint8_t { sum, mean };

}  // namespace dlncert
