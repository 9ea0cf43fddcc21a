#pragma once
#include <dlncert/arith/interval_image.hpp>

namespace dlncert::detail {

/// The functions of langevin.hpp at a double 0 ≤ u < ∞, enclosed by doubles at most 8 ulp apart where the
/// value is a normal double. Inside an UpwardRounding scope.
[[nodiscard]] DoublePair log_sinhc_near(double u);
[[nodiscard]] DoublePair langevin_near(double u);
[[nodiscard]] DoublePair langevin1_near(double u);
[[nodiscard]] DoublePair langevin2_near(double u);

}  // namespace dlncert::detail
