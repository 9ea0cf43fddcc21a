#pragma once
#include <dlncert/statement/expression.hpp>

namespace dlncert {

/// The expression with its binders written out: Σ and Π over integer ranges, and, if `width` is given, the
/// sums over pairs 1 ≤ i < j ≤ width. The index of an element becomes an integer where it can. Binders over
/// ranges that are not integers stay.
/// @throws Unsupported if the terms have more than `max_expanded_nodes` nodes together.
[[nodiscard]] Expression expand(const Expression& e, std::optional<long> width = std::nullopt);
inline constexpr std::uint64_t max_expanded_nodes = 500'000;

}  // namespace dlncert
