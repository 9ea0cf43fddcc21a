#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/functions.hpp>

namespace dlncert {
namespace {

/// How tightly the outermost operation of a text binds.
enum Strength { sum = 1, product = 2, negation = 3, power = 4, atom = 5 };

struct Text {
    std::string text;
    Strength strength = atom;
    bool literal = false;  ///< a number as it stands, which the parser would join to a fraction
};

std::string in_parentheses(const std::string& text) {
    return "(" + text + ")";
}

/// At least of the given strength, by parentheses if need be.
std::string at_least(const Text& part, int strength) {
    return part.strength >= strength ? part.text : in_parentheses(part.text);
}

/// The operand on the right of a sign: a leading minus is put in parentheses for the reader.
std::string right_operand(const Text& part, int strength) {
    const bool leads_with_minus = part.text.starts_with('-');
    return leads_with_minus ? in_parentheses(part.text) : at_least(part, strength);
}

/// An integer of many trailing zeros with an exponent: 10^30 is 1e30.
std::string digits(const Integer& value) {
    std::string all = value.str();
    const std::size_t last = all.find_last_not_of('0');
    const std::size_t zeros = all.size() - 1 - (last == std::string::npos ? 0 : last);
    return zeros < 7 || last == std::string::npos ? all
                                                  : all.substr(0, last + 1) + "e" + std::to_string(zeros);
}

/// m·10^−k where the denominator is 2^a 5^b, with k as small as possible; "" if it is not, or k is small.
std::string decimal(const Rational& value) {
    Integer rest = denominator(value);
    long twos = 0;
    long fives = 0;
    for (; rest % 2 == 0; ++twos) rest /= 2;
    for (; rest % 5 == 0; ++fives) rest /= 5;
    const long k = std::max(twos, fives);
    if (rest != 1 || k < 7) return "";
    const Integer scaled =
        numerator(value) *
        (boost::multiprecision::pow(Integer(10), static_cast<unsigned>(k)) / denominator(value));
    return scaled.str() + "e-" + std::to_string(k);
}

Text rational(const Rational& value) {
    const bool negative = value < 0;
    if (denominator(value) == 1) return {digits(numerator(value)), negative ? negation : atom, true};
    const std::string fraction = digits(numerator(value)) + "/" + digits(denominator(value));
    const std::string exponent = decimal(value);
    if (exponent.empty() || exponent.size() >= fraction.size()) return {fraction, product};
    return {exponent, negative ? negation : atom, true};
}

Text print(const Expression& e);

std::string arguments(std::span<const Expression> args) {
    std::string result;
    for (std::size_t i = 0; i < args.size(); ++i) result += (i == 0 ? "" : ", ") + print(args[i]).text;
    return result;
}

Text quotient(const Expression& e) {
    const Text above = print(e.arg(0));
    const Text below = print(e.arg(1));
    const bool fraction_above = e.arg(0).is_rational() && above.strength == product;
    const bool would_join = above.literal && below.literal;
    return {(fraction_above || would_join ? in_parentheses(above.text) : at_least(above, product)) + "/" +
                right_operand(below, negation),
            product};
}

/// A minus before a literal would be read as its sign.
Text negative(const Text& inner) {
    std::string result("-");
    result += inner.literal ? in_parentheses(inner.text) : at_least(inner, power);
    return {std::move(result), negation};
}

Text infix(const Expression& e, std::string_view sign, int left, int right, Strength strength) {
    std::string result = at_least(print(e.arg(0)), left);
    result += sign;
    result += right_operand(print(e.arg(1)), right);
    return {std::move(result), strength};
}

Text arithmetic(const Expression& e) {
    switch (e.op()) {
        case Op::neg:
            return negative(print(e.arg(0)));
        case Op::add:
            return infix(e, " + ", sum, product, sum);
        case Op::sub:
            return infix(e, " - ", sum, product, sum);
        case Op::mul:
            return infix(e, "*", product, negation, product);
        case Op::div:
            return quotient(e);
        default:
            return infix(e, "^", atom, power, power);
    }
}

std::string binder(const Expression& e) {
    const std::string& i = e.indices()[0];
    if (e.op() == Op::pair_sum)
        return "sum(" + i + " < " + e.indices()[1] + ", " + print(e.arg(0)).text + ")";
    return (e.op() == Op::sum ? "sum(" : "product(") + i + " in " + print(e.arg(0)).text + ".." +
           print(e.arg(1)).text + ", " + print(e.arg(2)).text + ")";
}

Text print(const Expression& e) {
    switch (e.op()) {
        case Op::rational:
            return rational(e.value());
        case Op::pi:
            return {"pi"};
        case Op::euler:
            return {"e"};
        case Op::variable:
            return {e.name()};
        case Op::element:
            return {e.name() + "[" + print(e.arg(0)).text + "]"};
        case Op::neg:
        case Op::add:
        case Op::sub:
        case Op::mul:
        case Op::div:
        case Op::pow:
            return arithmetic(e);
        case Op::sum:
        case Op::product:
        case Op::pair_sum:
            return {binder(e)};
        default:
            return {std::string(named_function(e.op())->name) +
                    std::string(static_cast<std::size_t>(e.order()), '\'') +
                    in_parentheses(arguments(e.args()))};
    }
}

}  // namespace

std::string to_string(const Expression& expression) {
    return print(expression).text;
}

std::string in_brief(const Expression& expression) {
    constexpr std::uint32_t page = 2'000;
    if (expression.tree_size() <= page) return to_string(expression);
    return "an expression of " + std::to_string(expression.tree_size()) + " terms";
}

}  // namespace dlncert
