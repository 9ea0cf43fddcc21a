#pragma once
#include <dlncert/statement/expression.hpp>

namespace dlncert {

/// P with f = Σ_{i<j} P(σ_i, σ_j), if f is a combination of sums over pairs with rational coefficients whose
/// bodies mention i and j only in `array`[i] and `array`[j], and `array` nowhere else. P is written in the
/// variables `x` (for σ_i) and `y` (for σ_j), the coefficients included. None if f has another shape, or x or
/// y occurs in it already.
[[nodiscard]] std::optional<Expression> pair_body(const Expression& f, const std::string& array,
                                                  const std::string& x, const std::string& y);

}  // namespace dlncert
