#pragma once
#include <dlncert/search/goal.hpp>
#include <optional>
#include <string>

namespace dlncert {

/// A tree of cuts whose leaves show that the Hessian of f is positive definite on the box, by interval LDLᵀ;
/// none if f is not seen to be twice differentiable, or more than `most_leaves` were needed.
[[nodiscard]] std::optional<std::string> convexity_tree(const Expression& f, const SearchDomain& domain,
                                                        std::size_t most_leaves);

}  // namespace dlncert
