#include <algorithm>
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {

Rational value_at(const Side& side, const Rational& q) {
    if (side.lower_infinite && side.upper_infinite) return (2 * q - 1) / (2 * q * (1 - q));
    if (side.upper_infinite) return side.lower + q / (1 - q);
    if (side.lower_infinite) return side.upper - (1 - q) / q;
    return side.lower + q * (side.upper - side.lower);
}

bool contains(const Box& outer, const Box& inner) {
    return std::ranges::equal(outer, inner, [](const Side& a, const Side& b) { return a.contains(b); });
}

std::pair<Side, Side> cut(const Side& side, const Rational& q) {
    Side left = side;
    Side right = side;
    left.upper = right.lower = value_at(side, q);
    left.upper_infinite = right.lower_infinite = false;
    left.upper_open = right.lower_open = false;
    return {left, right};
}

Rational parse_cut(std::string_view text) {
    const Rational q = parse_rational(text);
    if (q <= 0 || q >= 1)
        throw InputError("a cut lies strictly between 0 and 1, and '" + std::string(text) + "' does not");
    return q;
}

Box tighten(Box sides) {
    for (std::size_t i = 1; i < sides.size(); ++i) {
        const Side& before = sides[i - 1];
        if (!before.upper_infinite && (sides[i].upper_infinite || sides[i].upper > before.upper)) {
            sides[i].upper = before.upper;
            sides[i].upper_infinite = false;
            sides[i].upper_open = before.upper_open;
        }
    }
    for (std::size_t i = sides.size(); i-- > 1;)
        if (sides[i - 1].lower < sides[i].lower) {
            sides[i - 1].lower = sides[i].lower;
            sides[i - 1].lower_open = sides[i].lower_open;
        }
    for (const Side& side : sides)
        if (!side.upper_infinite && (side.lower > side.upper || side.upper <= 0 ||
                                     (side.lower == side.upper && (side.lower_open || side.upper_open))))
            throw InputError("the box does not meet the chamber sigma[1] >= ... >= sigma[d] > 0");
    return sides;
}

std::string describe(const Box& box, const std::vector<std::string>& names) {
    std::string text;
    for (std::size_t i = 0; i < box.size(); ++i) {
        const Side& s = box[i];
        text += (i ? ", " : "") + names[i] + " in " + (s.lower_open || s.lower_infinite ? "(" : "[") +
                (s.lower_infinite ? "-inf" : to_string(s.lower)) + ", " +
                (s.upper_infinite ? "inf" : to_string(s.upper)) +
                (s.upper_open || s.upper_infinite ? ")" : "]");
    }
    return text;
}

}  // namespace dlncert
