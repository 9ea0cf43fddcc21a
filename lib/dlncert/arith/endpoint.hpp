#pragma once
#include <compare>
#include <dlncert/statement/rational.hpp>
#include <string>

namespace dlncert {

/// An end of an enclosure: an exact rational, or −∞ or +∞.
class Endpoint {
  public:
    Endpoint() = default;
    Endpoint(Rational value) : value_(std::move(value)) {}  // NOLINT: a rational is an end
    static Endpoint infinity() { return Endpoint(1, 0); }
    static Endpoint minus_infinity() { return Endpoint(-1, 0); }

    [[nodiscard]] bool is_finite() const { return infinite_ == 0; }
    [[nodiscard]] bool is_infinity() const { return infinite_ > 0; }
    [[nodiscard]] bool is_minus_infinity() const { return infinite_ < 0; }
    /// −1, 0 or 1.
    [[nodiscard]] int sign() const { return infinite_ != 0 ? infinite_ : value_.sign(); }
    /// @throws InputError if infinite.
    [[nodiscard]] const Rational& value() const;

    friend Endpoint operator-(const Endpoint& x) {
        return x.is_finite() ? Endpoint(Rational(-x.value_)) : Endpoint(-x.infinite_, 0);
    }
    friend bool operator==(const Endpoint& x, const Endpoint& y) {
        return x.infinite_ == y.infinite_ && x.value_ == y.value_;
    }
    friend std::strong_ordering operator<=>(const Endpoint& x, const Endpoint& y) {
        if (x.infinite_ != y.infinite_ || x.infinite_ != 0) return x.infinite_ <=> y.infinite_;
        return x.value_.compare(y.value_) <=> 0;
    }

  private:
    Endpoint(int infinite, int) : infinite_(infinite) {}
    Rational value_ = 0;
    int infinite_ = 0;
};

/// "p/q", "inf" or "-inf".
[[nodiscard]] std::string to_string(const Endpoint& end);

/// The exact value of a double; ±∞ for infinite ones.
/// @throws InputError for NaN.
[[nodiscard]] Endpoint to_endpoint(double value);

/// The largest double ≤ the value (−∞ if there is none), and the smallest double ≥ it. Integer arithmetic
/// only: independent of the rounding mode.
[[nodiscard]] double round_down(const Endpoint& value);
[[nodiscard]] double round_up(const Endpoint& value);

namespace detail {
/// The double next to ±0.m·2^exponent in the given direction, where m is the 64-bit fraction `top` (its first
/// bit set), `more` tells whether further bits follow it. Integer arithmetic only.
[[nodiscard]] double assemble_double(bool negative, std::uint64_t top, bool more, long exponent, bool upward);
}  // namespace detail

}  // namespace dlncert
