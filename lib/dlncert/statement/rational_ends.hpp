#pragma once
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/claim.hpp>

namespace dlncert {

/// The claim with every real variable and unknown of a RootStatement whose range ends at a constant that is
/// no rational, such as pi/2, replaced by one with rational ends, of the same name. The claim holds iff the
/// result does:
///   a < b finite, one of them irrational:  v := a + (b − a) v,  v in [0, 1], open or closed as the ends were
///   a irrational, b = inf:                 v := a + v,          v in [0, inf)
///   a = −inf, b irrational:                v := b − v,          v in [0, inf)
/// That a and b are defined, and a < b, is for the caller to show (`irrational_widths`). An end counts as
/// rational if rational_value finds its value.
/// @throws InputError if an exception of the claim names such a variable.
[[nodiscard]] Claim with_rational_ends(const Claim& claim);

/// A variable of the claim as a function of the one, `v`, that stands for it in with_rational_ends: the
/// variable itself where its range has rational ends.
[[nodiscard]] Expression original_variable(const RealDomain& variable, const Expression& v);

/// What must be defined and positive for that: b − a for each such range, 1 + a − a for a half-line from a.
[[nodiscard]] std::vector<Expression> irrational_widths(const Claim& claim);

/// The values of a variable whose ends are rational. @throws InputError if they are not, or there are none.
[[nodiscard]] Side rational_side(const Range& range);

/// The range of these values.
[[nodiscard]] Range range_of(const Side& side);

}  // namespace dlncert
