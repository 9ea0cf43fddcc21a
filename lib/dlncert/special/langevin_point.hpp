#pragma once
#include <dlncert/arith/arb.hpp>

namespace dlncert::detail {

/// The functions of langevin.hpp at an exact point u ≥ 0: relative radius below 2^(1−precision), exactly 0
/// where the value is 0 and u = 0. `result` may not be `u`.
void log_sinhc_at(arb_t result, const arf_t u, slong precision);
void langevin_at(arb_t result, const arf_t u, slong precision);
void langevin1_at(arb_t result, const arf_t u, slong precision);
void langevin2_at(arb_t result, const arf_t u, slong precision);

/// The minimum of L'' over [0, ∞), taken at one point u* only, and exact numbers before < u* < after: L''
/// decreases on [0, u*] and increases on [u*, ∞).
struct Langevin2Minimum {
    Arb value;
    Arf before, after;
};
/// To the given precision; kept per thread for the last precision asked for.
[[nodiscard]] const Langevin2Minimum& langevin2_minimum(slong precision);

}  // namespace dlncert::detail
