#pragma once
#include <string>
#include <vector>

#include "model.hpp"
#include "numbers.hpp"

namespace dlncert::command {

/// The claim that the covariant Hessian of the entropy [P Lemma 5.1] is indefinite at every point of the
/// chamber in each of these widths, or of its intersection with the box, if that is not empty, for every
/// reciprocal depth in the hull of `depth`: both conventions of the metric have this Hessian.
[[nodiscard]] std::string indefiniteness_claim(const Depth& depth, const Width& width,
                                               const std::vector<BoxSide>& box);

}  // namespace dlncert::command
