#include <cctype>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational.hpp>

namespace dlncert {
namespace {

[[noreturn]] void malformed(std::string_view text, const std::string& why) {
    std::string shown(text.substr(0, 40));
    throw InputError("'" + shown + "' is not a number: " + why +
                     "; write an integer, a decimal or a fraction, like 2, 0.1, 1e-30 or 1/3");
}

/// The digits from `position` on, appended to `digits`; returns how many there were.
long read_digits(std::string_view text, std::size_t& position, std::string& digits) {
    const std::size_t start = position;
    while (position < text.size() && text[position] >= '0' && text[position] <= '9')
        digits += text[position++];
    return static_cast<long>(position - start);
}

long read_exponent(std::string_view text, std::size_t& position) {
    if (position >= text.size() || (text[position] != 'e' && text[position] != 'E')) return 0;
    ++position;
    const bool negative = position < text.size() && text[position] == '-';
    if (position < text.size() && (text[position] == '-' || text[position] == '+')) ++position;
    std::string digits;
    if (read_digits(text, position, digits) == 0) malformed(text, "the exponent has no digits");
    if (digits.size() > 9 || std::stol(digits) > max_number_exponent)
        malformed(text, "its exponent is beyond " + std::to_string(max_number_exponent));
    return negative ? -std::stol(digits) : std::stol(digits);
}

Integer power_of_ten(long exponent) {
    return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

/// A decimal with optional sign, point and exponent, starting at `position`.
Rational read_decimal(std::string_view text, std::size_t& position) {
    const bool negative = position < text.size() && text[position] == '-';
    if (position < text.size() && (text[position] == '-' || text[position] == '+')) ++position;
    std::string digits;
    read_digits(text, position, digits);
    long fraction_digits = 0;
    if (position < text.size() && text[position] == '.') {
        ++position;
        fraction_digits = read_digits(text, position, digits);
    }
    if (digits.empty()) malformed(text, "digits are missing");
    if (static_cast<long>(digits.size()) > max_number_digits)
        malformed(text, "it has more than " + std::to_string(max_number_digits) + " digits");
    const long exponent = read_exponent(text, position) - fraction_digits;
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));  // GMP reads "010" as octal
    const Rational magnitude = exponent >= 0 ? Rational(Integer(digits) * power_of_ten(exponent))
                                             : Rational(Integer(digits), power_of_ten(-exponent));
    return negative ? Rational(-magnitude) : magnitude;
}

}  // namespace

Rational parse_rational(std::string_view text) {
    std::size_t position = 0;
    Rational value = read_decimal(text, position);
    if (position < text.size() && text[position] == '/') {
        ++position;
        const Rational denominator = read_decimal(text, position);
        if (denominator == 0) malformed(text, "its denominator is zero");
        value /= denominator;
    }
    if (position != text.size())
        malformed(text, "'" + std::string(text.substr(position, 20)) + "' does not belong to it");
    return value;
}

std::string to_string(const Rational& value) {
    return value.str();
}

Rational power_of_two(long exponent) {
    const Integer power = Integer(1) << static_cast<unsigned long>(exponent < 0 ? -exponent : exponent);
    return exponent < 0 ? Rational(Integer(1), power) : Rational(power);
}

bool is_dyadic(const Rational& value) {
    const Integer denominator = boost::multiprecision::denominator(value);
    return (denominator & (denominator - 1)) == 0;
}

Rational floor_to(const Rational& x, const Rational& grid) {
    const Rational q = x / grid;
    Integer n = numerator(q) / denominator(q);
    if (Rational(n) > q) --n;
    return Rational(n) * grid;
}

Rational ceiling_to(const Rational& x, const Rational& grid) {
    return -floor_to(-x, grid);
}

}  // namespace dlncert
