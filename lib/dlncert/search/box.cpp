#include <dlncert/search/box.hpp>

namespace dlncert {

Rational value_at(const Side& side, const Rational& q) {
    if (side.lower_infinite && side.upper_infinite) return (2 * q - 1) / (2 * q * (1 - q));
    if (side.upper_infinite) return side.lower + q / (1 - q);
    if (side.lower_infinite) return side.upper - (1 - q) / q;
    return side.lower + q * (side.upper - side.lower);
}

std::pair<Side, Side> cut(const Side& side, const Rational& q) {
    Side left = side;
    Side right = side;
    left.upper = right.lower = value_at(side, q);
    left.upper_infinite = right.lower_infinite = false;
    left.upper_open = right.lower_open = false;
    return {left, right};
}

}  // namespace dlncert
