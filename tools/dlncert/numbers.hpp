#pragma once
#include <dlncert/dln/exact_interval.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dlncert::command {

/// Singular values, largest first, each an exact positive rational or interval: "2,1.5,1/3" or
/// "[1,1.01],0.5".
/// "@FILE" reads the list from a file, where values may also be separated by white space.
/// @throws InputError unless there are at least two, each is positive, no interval is reversed, and some
/// choice within the intervals is in decreasing order. The intervals that are returned are tightened to the
/// chamber: each value lies in some decreasing choice.
[[nodiscard]] std::vector<ExactInterval> parse_singular_values(std::string_view text);

/// One side of a box; no upper end means that it is unbounded. A lower end 0 is open.
struct BoxSide {
    Rational lower;
    std::optional<Rational> upper;
    friend bool operator==(const BoxSide&, const BoxSide&) = default;
};

/// "[1,2] [0.5,0.9] [0.1,0.4]": one interval per singular value, largest first; 0 as a lower end, `inf` as an
/// upper end. The box is returned as written; its intersection with the chamber is what is meant.
/// "@FILE" reads it from a file. @throws InputError for a malformed or reversed side, a negative or empty
/// one, fewer than two sides, or a box that does not meet the chamber.
[[nodiscard]] std::vector<BoxSide> parse_box(std::string_view text);

/// "[a,b]" with the same numbers as parse_rational; `what` names it in messages.
[[nodiscard]] ExactInterval parse_interval(std::string_view text, const std::string& what);

/// @throws InputError unless `count` singular values fit the width that was asked for.
void require_width(std::size_t count, std::size_t width, const std::string& option);

}  // namespace dlncert::command
