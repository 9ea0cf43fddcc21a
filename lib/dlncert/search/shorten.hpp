#pragma once
#include <dlncert/statement/expression.hpp>

namespace dlncert {

/// e with equal factors of quotients cancelled, exponentials in products and quotients joined, log(exp(x)) as
/// x, exp(x)^q as exp(q x), x/(a + c x) as 1/(a/x + c), and x e^(−cx) as 1/(c E(cx) + 1/x), E(v) =
/// (e^v − 1)/v: equal to e where e is defined and what was cancelled or divided by is not 0. Enclosures of it
/// over unbounded ranges say more.
[[nodiscard]] Expression shortened(const Expression& e);

}  // namespace dlncert
