#pragma once
#include <dlncert/search/goal.hpp>
#include <functional>
#include <optional>

namespace dlncert {

/// A curve in a domain towards ends that do not belong to their ranges: what sampling suggests.
struct Approach {
    std::vector<Expression> curve;  ///< the domain's variables as functions of curve_parameter >= 1
    /// A little above what f seems to tend to from above, or from below, faster than 1/t; none: −∞.
    std::optional<Rational> limit;
    bool slowly = false;  ///< f stays below −log t, not below −t
};

/// Curves along which f seems to fall to −∞ or, those after them, towards a limit, the least limit first.
/// `low`: points at which f is low; `slack`: how far a limit may be off.
[[nodiscard]] std::vector<Approach> find_approaches(const Expression& f, const SearchDomain& domain,
                                                    const std::vector<std::vector<double>>& low,
                                                    const Rational& slack, const std::function<bool()>& stop);

}  // namespace dlncert
