#pragma once
#include <algorithm>
#include <dlncert/arith/mixed.hpp>
#include <dlncert/arith/verified_real.hpp>
#include <string_view>

namespace dlncert {

/// What is known of a function on the whole of the box on which it was enclosed, each step including those
/// before: nothing; defined at every point; and continuous; and differentiable, in the interior and
/// one-sidedly at the edge of its domain excluded. A Newton, Krawczyk or mean-value step is valid only for
/// `differentiable`. (The decorations trv, def, dac of IEEE 1788 and one more; `com` is dac and is_bounded.)
enum class Definedness { unknown, defined, continuous, differentiable };

[[nodiscard]] constexpr std::string_view to_string(Definedness what) {
    switch (what) {
        case Definedness::unknown:
            return "unknown";
        case Definedness::defined:
            return "defined";
        case Definedness::continuous:
            return "continuous";
        case Definedness::differentiable:
            break;
    }
    return "differentiable";
}

/// An enclosure of the range of a function, with what is known of the function on the box. Variables and
/// constants start differentiable; each operation keeps the least of its operands' and its own.
template <VerifiedReal T>
class Decorated : public MixedArithmetic<Decorated<T>> {
  public:
    using value_type = T;

    Decorated() = default;
    /// A variable ranging over a nonempty set, or a constant.
    explicit Decorated(T value) : Decorated(std::move(value), Definedness::differentiable) {}
    /// Of the empty set nothing is known.
    Decorated(T value, Definedness definedness)
        : value_(std::move(value)), definedness_(is_empty(value_) ? Definedness::unknown : definedness) {}

    static Decorated from(const Rational& value, long precision) {
        return Decorated(T::from(value, precision));
    }
    static Decorated from(const Rational& lower, const Rational& upper, long precision) {
        return Decorated(T::from(lower, upper, precision));
    }
    static Decorated from(const Endpoint& lower, const Endpoint& upper, long precision) {
        return Decorated(T::from(lower, upper, precision));
    }
    static Decorated from(long value, long precision) { return Decorated(T::from(value, precision)); }
    static Decorated entire(long precision) { return Decorated(T::entire(precision)); }
    static Decorated empty(long precision) { return Decorated(T::empty(precision)); }
    template <std::floating_point F>
    static Decorated from(F, long) = delete;

    [[nodiscard]] const T& value() const { return value_; }
    [[nodiscard]] Definedness definedness() const { return definedness_; }
    [[nodiscard]] long precision() const { return value_.precision(); }

    friend Decorated operator-(const Decorated& a) { return {-a.value_, a.definedness_}; }
    friend Decorated operator+(const Decorated& a, const Decorated& b) {
        return {a.value_ + b.value_, least(a, b)};
    }
    friend Decorated operator-(const Decorated& a, const Decorated& b) {
        return {a.value_ - b.value_, least(a, b)};
    }
    friend Decorated operator*(const Decorated& a, const Decorated& b) {
        return {a.value_ * b.value_, least(a, b)};
    }
    friend Decorated operator/(const Decorated& a, const Decorated& b) {
        return {a.value_ / b.value_, certainly_nonzero(b.value_) ? least(a, b) : Definedness::unknown};
    }

    friend Decorated sqr(const Decorated& a) { return {sqr(a.value_), a.definedness_}; }
    friend Decorated inv(const Decorated& a) { return a.on(inv(a.value_), certainly_nonzero(a.value_)); }
    friend Decorated abs(const Decorated& a) {
        return a.with_corner(abs(a.value_), true, certainly_nonzero(a.value_));
    }
    friend Decorated sqrt(const Decorated& a) {
        return a.with_corner(sqrt(a.value_), certainly_nonnegative(a.value_), certainly_positive(a.value_));
    }
    friend Decorated exp(const Decorated& a) { return {exp(a.value_), a.definedness_}; }
    friend Decorated log(const Decorated& a) { return a.on(log(a.value_), certainly_positive(a.value_)); }
    friend Decorated expm1(const Decorated& a) { return {expm1(a.value_), a.definedness_}; }
    friend Decorated log1p(const Decorated& a) {
        const T bound = T::from(-1L, a.precision());
        return a.on(log1p(a.value_), certainly_less(bound, a.value_));
    }
    friend Decorated sinh(const Decorated& a) { return {sinh(a.value_), a.definedness_}; }
    friend Decorated cosh(const Decorated& a) { return {cosh(a.value_), a.definedness_}; }
    friend Decorated tanh(const Decorated& a) { return {tanh(a.value_), a.definedness_}; }
    friend Decorated sin(const Decorated& a) { return {sin(a.value_), a.definedness_}; }
    friend Decorated cos(const Decorated& a) { return {cos(a.value_), a.definedness_}; }
    friend Decorated tan(const Decorated& a) { return a.on(tan(a.value_), certainly_nonzero(cos(a.value_))); }
    friend Decorated asin(const Decorated& a) {
        return a.with_corner(asin(a.value_), a.lies_in_unit(false), a.lies_in_unit(true));
    }
    friend Decorated acos(const Decorated& a) {
        return a.with_corner(acos(a.value_), a.lies_in_unit(false), a.lies_in_unit(true));
    }
    friend Decorated atan(const Decorated& a) { return {atan(a.value_), a.definedness_}; }
    friend Decorated asinh(const Decorated& a) { return {asinh(a.value_), a.definedness_}; }
    friend Decorated acosh(const Decorated& a) {
        const T one = T::from(1L, a.precision());
        return a.with_corner(acosh(a.value_), certainly_less_equal(one, a.value_),
                             certainly_less(one, a.value_));
    }
    friend Decorated atanh(const Decorated& a) { return a.on(atanh(a.value_), a.lies_in_unit(true)); }
    friend Decorated pow(const Decorated& a, long n) {
        return a.on(pow(a.value_, n), n >= 0 || certainly_nonzero(a.value_));
    }
    friend Decorated pow(const Decorated& a, const Rational& q) {
        const bool positive = certainly_positive(a.value_);
        if (denominator(q) == 1) return a.on(pow(a.value_, q), q >= 0 || certainly_nonzero(a.value_));
        // x^q at 0 is defined for q > 0, and differentiable (from the right) for q > 1.
        const bool defined = positive || (q > 0 && certainly_nonnegative(a.value_));
        return a.with_corner(pow(a.value_, q), defined, positive);
    }

    friend Decorated min(const Decorated& a, const Decorated& b) {
        const bool apart = certainly_less(a.value_, b.value_) || certainly_less(b.value_, a.value_);
        return {min(a.value_, b.value_), std::min(least(a, b), smooth_if(apart))};
    }
    friend Decorated max(const Decorated& a, const Decorated& b) {
        const bool apart = certainly_less(a.value_, b.value_) || certainly_less(b.value_, a.value_);
        return {max(a.value_, b.value_), std::min(least(a, b), smooth_if(apart))};
    }
    /// Set operations are no functions of the points: nothing is known of the result.
    friend Decorated hull(const Decorated& a, const Decorated& b) {
        return {hull(a.value_, b.value_), Definedness::unknown};
    }
    friend Decorated intersection(const Decorated& a, const Decorated& b) {
        return {intersection(a.value_, b.value_), Definedness::unknown};
    }
    friend Decorated midpoint(const Decorated& a) { return Decorated(midpoint(a.value_)); }

    friend Endpoint lower(const Decorated& a) { return lower(a.value_); }
    friend Endpoint upper(const Decorated& a) { return upper(a.value_); }
    friend Endpoint magnitude(const Decorated& a) { return magnitude(a.value_); }
    friend Endpoint mignitude(const Decorated& a) { return mignitude(a.value_); }
    friend Endpoint width(const Decorated& a) { return width(a.value_); }

    // About the values where the function is defined. "f > 0 on the box" also needs definedness() ≥ defined.
    friend bool certainly_positive(const Decorated& a) { return certainly_positive(a.value_); }
    friend bool certainly_nonnegative(const Decorated& a) { return certainly_nonnegative(a.value_); }
    friend bool certainly_negative(const Decorated& a) { return certainly_negative(a.value_); }
    friend bool certainly_nonpositive(const Decorated& a) { return certainly_nonpositive(a.value_); }
    friend bool certainly_nonzero(const Decorated& a) { return certainly_nonzero(a.value_); }
    friend bool certainly_less(const Decorated& a, const Decorated& b) {
        return certainly_less(a.value_, b.value_);
    }
    friend bool certainly_less_equal(const Decorated& a, const Decorated& b) {
        return certainly_less_equal(a.value_, b.value_);
    }
    friend bool is_empty(const Decorated& a) { return is_empty(a.value_); }
    friend bool is_bounded(const Decorated& a) { return is_bounded(a.value_); }
    friend bool is_entire(const Decorated& a) { return is_entire(a.value_); }
    friend bool is_point(const Decorated& a) { return is_point(a.value_); }
    friend bool contains(const Decorated& a, const Rational& q) { return contains(a.value_, q); }
    friend bool contains_zero(const Decorated& a) { return contains_zero(a.value_); }
    friend bool subset(const Decorated& a, const Decorated& b) { return subset(a.value_, b.value_); }
    friend bool interior(const Decorated& a, const Decorated& b) { return interior(a.value_, b.value_); }
    friend bool disjoint(const Decorated& a, const Decorated& b) { return disjoint(a.value_, b.value_); }

  private:
    static Definedness least(const Decorated& a, const Decorated& b) {
        return std::min(a.definedness_, b.definedness_);
    }
    static Definedness smooth_if(bool smooth) {
        return smooth ? Definedness::differentiable : Definedness::continuous;
    }
    /// Within [−1, 1], or (−1, 1).
    [[nodiscard]] bool lies_in_unit(bool open) const {
        const T one = T::from(1L, precision());
        return open ? certainly_less(-one, value_) && certainly_less(value_, one)
                    : certainly_less_equal(-one, value_) && certainly_less_equal(value_, one);
    }
    /// The result of a function that is differentiable wherever it is defined.
    [[nodiscard]] Decorated on(T result, bool defined) const {
        return {std::move(result), defined ? definedness_ : Definedness::unknown};
    }
    /// The result of a function that is continuous where defined, differentiable only where smooth.
    [[nodiscard]] Decorated with_corner(T result, bool defined, bool smooth) const {
        return {std::move(result),
                defined ? std::min(definedness_, smooth_if(smooth)) : Definedness::unknown};
    }

    T value_{};
    Definedness definedness_ = Definedness::differentiable;
};

}  // namespace dlncert
