#pragma once
#include <dlncert/search/goal.hpp>

namespace dlncert {

/// Points of a bounded box, of at least one variable, where f may be least, the lowest first, at most
/// `count`, no two close to each other: the middles of so many boxes of a subdivision by natural enclosures
/// that always cuts the box of the least lower bound. Among many local minima it finds the least, which
/// samples miss. Without guarantee, and without regard to hypotheses.
/// @throws Unsupported if f cannot be evaluated.
[[nodiscard]] std::vector<std::vector<double>> best_first_points(const Expression& f,
                                                                 const SearchDomain& domain,
                                                                 std::size_t boxes, std::size_t count);

}  // namespace dlncert
