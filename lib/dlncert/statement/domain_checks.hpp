#pragma once
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/cursor.hpp>

namespace dlncert {

inline constexpr long max_chamber_width = 1'000'000;

/// What is wrong with a range that is empty, as far as its ends are rational; otherwise "".
[[nodiscard]] std::string emptiness(const Range& range);

/// What is wrong with the box as a part of the chamber, or "". A closed lower end 0 becomes open.
[[nodiscard]] std::string normalize_box(std::vector<Range>& box);

[[nodiscard]] bool has_pair_sum(const Expression& e);

/// With definitions inserted.
[[nodiscard]] std::uint64_t operations_in(const Claim& claim);

/// The claim is not too large, indices and ranges are integers, and a sum over pairs i < j has one chamber to
/// run over. @throws InputError.
void check_claim(const Claim& claim, const Cursor& cursor);
inline constexpr std::uint64_t max_claim_size = 2'000'000;

}  // namespace dlncert
