#pragma once
#include <dlncert/statement/claim.hpp>

namespace dlncert {

/// The claim with every chamber replaced by real variables, one per singular value: sigma[k] becomes sigma_k
/// (another name if that one is taken), in its interval of the box or in (0, inf), with the order of the
/// chamber as hypotheses before the others, and sums over pairs written out. The domain is the same, point by
/// point: intervals are made consistent with the order, and what they imply of it is left out. A statement
/// about a Hessian becomes one about its entries.
/// @throws Unsupported for a chamber whose width is a parameter, and for an element sigma[k] whose index
/// depends on one. InputError for a box that does not meet the chamber.
[[nodiscard]] Claim unfolded(const Claim& claim);

}  // namespace dlncert
