#pragma once
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/cursor.hpp>

namespace dlncert {

inline constexpr long max_chamber_width = 1'000'000;

/// What is wrong with a range that is empty, as far as its ends are rational; otherwise "".
[[nodiscard]] std::string emptiness(const Range& range);

/// What is wrong with the box as a part of the chamber, or "". A closed lower end 0 becomes open.
[[nodiscard]] std::string normalize_box(std::vector<Range>& box);

/// Sums over pairs and elements of arrays stand where they mean something. @throws InputError otherwise.
void check_places(const Claim& claim, const Cursor& cursor);

}  // namespace dlncert
