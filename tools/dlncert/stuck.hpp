#pragma once
#include <dlncert/search/prove.hpp>
#include <map>

#include "output.hpp"

namespace dlncert::command {

/// Where a search got stuck, in the claim's own variables. All numbers are enclosures by the checker's
/// evaluator, rounded outward.
struct StuckReport {
    std::string text;  ///< "x in [0.33, 0.34], y in [1, inf)"
    Json box;          ///< {"x": {"lo": …, "hi": …}, …}
    /// An enclosure of the values, over the box, of what was to be shown positive; nothing if there is none.
    std::optional<Json> margin;
};
[[nodiscard]] StuckReport stuck_report(const HardestBox& hardest, const Claim& claim);

/// The witness in the claim's own variables: rationals, or constant expressions such as pi/2 for a variable
/// whose range ends at no rational.
[[nodiscard]] std::map<std::string, Expression> original_values(
    const std::map<std::string, Rational>& witness, const Claim& claim);
/// The same as texts.
[[nodiscard]] std::map<std::string, std::string> original_point(
    const std::map<std::string, Rational>& witness, const Claim& claim);

/// {"lo": …, "hi": …}, rounded outward; nothing if the checker has no enclosure of it.
[[nodiscard]] std::optional<Json> enclosed_constant(const Expression& constant);

}  // namespace dlncert::command
