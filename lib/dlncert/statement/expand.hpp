#pragma once
#include <dlncert/statement/expression.hpp>

namespace dlncert {

/// The expression with its binders written out: Σ and Π over integer ranges, and, if `width` is given, the
/// sums over pairs 1 ≤ i < j ≤ width. The index of an element becomes an integer where it can. Binders over
/// ranges that are not integers stay.
/// @throws Unsupported if there are more than `max_expanded_terms` terms, or `max_expanded_nodes` nodes in
/// them.
[[nodiscard]] Expression expand(const Expression& e, std::optional<long> width = std::nullopt);
inline constexpr long max_expanded_terms = 200'000;
inline constexpr std::uint64_t max_expanded_nodes = 1'000'000;

}  // namespace dlncert
