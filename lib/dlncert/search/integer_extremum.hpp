#pragma once
#include <dlncert/search/extremum.hpp>

namespace dlncert {

/// ExtremumSearch::find for claims with integer parameters: the best of the extrema for single values, and
/// one proof that none of the others, of which there may be infinitely many, is better.
/// @return nothing, too, if the extremum is infinite for one of the values that were tried
/// @throws Unsupported if a function cannot be evaluated.
[[nodiscard]] std::optional<FoundExtremum> find_over_integers(ExtremumSearch& search, const Claim& claim,
                                                              const Extremum& sought,
                                                              const Rational& tolerance);

}  // namespace dlncert
