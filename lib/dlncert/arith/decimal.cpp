#include <cstdlib>
#include <dlncert/arith/decimal.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

Integer power_of_ten(long exponent) {
    return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

Rational scale(const Rational& value, long exponent) {  // value · 10^exponent
    return exponent >= 0 ? Rational(value * power_of_ten(exponent))
                         : Rational(value / Rational(power_of_ten(-exponent)));
}

/// The exponent of the first decimal digit: 10^e ≤ magnitude < 10^(e+1); magnitude > 0.
long leading_exponent(const Rational& magnitude) {
    const long binary =
        static_cast<long>(msb(numerator(magnitude))) - static_cast<long>(msb(denominator(magnitude)));
    // 2^(binary−1) < magnitude < 2^(binary+1), and 0.30102999 < log10 2: at most one step up, unless the
    // exponent has more than seven digits.
    auto exponent = static_cast<long>(static_cast<double>(binary - 1) * 0.30102999) - 2;
    while (scale(magnitude, -(exponent + 1)) >= 1) ++exponent;
    return exponent;
}

enum class Direction { down, nearest, up };

Integer to_integer(const Rational& value, Direction direction) {
    if (direction == Direction::nearest) return to_integer(value + Rational(1, 2), Direction::down);
    Integer quotient, remainder;
    boost::multiprecision::divide_qr(numerator(value), denominator(value), quotient, remainder);
    if (direction == Direction::down && remainder < 0) --quotient;  // divide_qr truncates
    if (direction == Direction::up && remainder > 0) ++quotient;
    return quotient;
}

/// n · 10^place as text with all digits of n, plain where that needs few zeros.
std::string spell(const Integer& n, long place) {
    const std::string sign = n < 0 ? "-" : "";
    std::string digits = Integer(abs(n)).str();
    if (n == 0) return "0";
    const long length = static_cast<long>(digits.size()), exponent = length - 1 + place;
    if (place <= 0 && exponent >= -5) {
        if (exponent < 0) digits.insert(0, static_cast<std::size_t>(-exponent), '0');
        if (place < 0) digits.insert(digits.size() - static_cast<std::size_t>(-place), ".");
        return sign + digits;
    }
    if (length > 1) digits.insert(1, ".");
    return sign + digits + "e" + std::to_string(exponent);
}

/// As `spell`, of the same number with no zeros at its end but those of integers below 10^21.
std::string spell_shortest(Integer n, long place) {
    while (n != 0 && n % 10 == 0) {
        n /= 10;
        ++place;
    }
    const long exponent = static_cast<long>(Integer(abs(n)).str().size()) - 1 + place;
    if (n != 0 && place > 0 && exponent < 21) return spell(n * power_of_ten(place), 0);
    return spell(n, place);
}

void check_digits(long digits) {
    if (digits < 1 || digits > max_number_digits)
        throw InputError("cannot print " + std::to_string(digits) + " digits: give a number between 1 and " +
                         std::to_string(max_number_digits));
}

std::string directed(const Endpoint& end, long digits, Direction direction) {
    if (!end.is_finite()) return to_string(end);
    const Rational& value = end.value();
    if (value == 0) return "0";
    const bool negative = value < 0;
    const long exponent = leading_exponent(abs(value));
    // What parse_rational would refuse to read is replaced by the next value outward that it reads.
    const long limit = max_number_exponent - 1;
    if (std::labs(exponent) > limit) {
        const bool away = (direction == Direction::up) != negative;
        const std::string sign = negative ? "-" : "";
        if (exponent > 0) return sign + (away ? std::string("inf") : "1e" + std::to_string(limit));
        return away ? sign + "1e-" + std::to_string(limit) : "0";
    }
    const long place = exponent - digits + 1;
    return spell_shortest(to_integer(scale(value, -place), direction), place);
}

/// The decimal m·10^place, and how far the enclosure reaches from it.
struct Shown {
    Integer digits;
    long place = 0;
    Rational radius;
    bool correct = false;  ///< it is the rounding of every point of the enclosure to that place
};

Shown show_at(const Rational& lower, const Rational& upper, long place) {
    Shown result;
    result.place = place;
    result.digits = to_integer(scale((lower + upper) / 2, -place), Direction::nearest);
    const Rational shown = scale(Rational(result.digits), place);
    const Rational below = shown - lower, above = upper - shown;
    result.radius = below > above ? below : above;
    result.correct = result.digits != 0 && 2 * result.radius <= scale(Rational(1), place);
    return result;
}

/// The most digits, at most `digits`, that are all correct.
Shown show(const Rational& lower, const Rational& upper, long digits) {
    const Rational magnitude = abs(lower) > abs(upper) ? abs(lower) : abs(upper);
    const long exponent = leading_exponent(magnitude);
    long place = exponent - digits + 1;
    if (lower != upper) place = std::max(place, leading_exponent(upper - lower));
    for (; place <= exponent + 1; ++place) {
        Shown result = show_at(lower, upper, place);
        // 9.99… may round to 10.00, which has one digit more than asked for
        if (result.correct && static_cast<long>(Integer(abs(result.digits)).str().size()) <= digits)
            return result;
    }
    Shown nothing;
    nothing.radius = magnitude;
    return nothing;
}

std::string spell_radius(const Rational& radius) {
    const long place = leading_exponent(radius) - 1;
    return spell_shortest(to_integer(scale(radius, -place), Direction::up), place);
}

}  // namespace

DecimalEnclosure to_decimal(const Endpoint& lower, const Endpoint& upper, long digits) {
    check_digits(digits);
    return {directed(lower, digits, Direction::down), directed(upper, digits, Direction::up)};
}

std::string to_text(const Endpoint& lower, const Endpoint& upper, long digits) {
    check_digits(digits);
    if (lower > upper) return "empty";
    if (!lower.is_finite() || !upper.is_finite()) {
        const DecimalEnclosure ends = to_decimal(lower, upper, digits);
        return "[" + ends.lo + ", " + ends.hi + "]";
    }
    if (lower == Rational(0) && upper == Rational(0)) return "0";
    const Shown shown = show(lower.value(), upper.value(), digits);
    if (shown.radius == 0) return spell_shortest(shown.digits, shown.place);
    return spell(shown.digits, shown.place) + " ± " + spell_radius(shown.radius);
}

long correct_digits(const Endpoint& lower, const Endpoint& upper, long limit) {
    check_digits(limit);
    if (lower > upper || !lower.is_finite() || !upper.is_finite()) return 0;
    if (lower == upper) return limit;
    const Shown shown = show(lower.value(), upper.value(), limit);
    return shown.correct ? static_cast<long>(Integer(abs(shown.digits)).str().size()) : 0;
}

}  // namespace dlncert
