#pragma once
#include <dlncert/statement/claim.hpp>

namespace dlncert {

// What is to be shown of `min E in [a, b]`, as claims over the same domain, or over a curve in it. Of a
// maximum likewise, with the inequalities turned round.

/// E >= a, or E = E, which says that E is defined, if a is −∞.
[[nodiscard]] Claim outer_bound(const Claim& claim, const Extremum& extremum);

/// Whether b is finite or −∞: there is something to show.
[[nodiscard]] bool has_inner_bound(const Extremum& extremum);

/// `disprove E > b`, for a finite b: some point of the domain has E <= b.
[[nodiscard]] Claim attained(const Claim& claim, const Extremum& extremum);

/// For all t >= 1, the point whose real variables are the functions `curve` of t, in their order, lies in the
/// domain, the hypotheses hold there, and E <= b + 1/t, or, if b is −∞, E <= −t; `slowly`, E <= −log t. The
/// claim has real variables only.
[[nodiscard]] Claim approached(const Claim& claim, const Extremum& extremum,
                               const std::vector<Expression>& curve, bool slowly);

/// The name of the curve's parameter.
inline const std::string curve_parameter = "t";

}  // namespace dlncert
