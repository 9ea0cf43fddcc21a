#pragma once
#include <dlncert/search/estimate.hpp>

namespace dlncert {

/// An interval that knows which of its ends are not attained: (0, 1] for x in (0, 1], where log x is defined.
/// An infinite end never is.
template <class N>
class Open {
  public:
    Open() = default;
    explicit Open(N range, bool lower_open = false, bool upper_open = false)
        : range_(std::move(range)),
          lower_open_(lower_open || range_.lo() == -infinity),
          upper_open_(upper_open || range_.hi() == infinity) {}
    static Open from(const Rational& value, long precision) { return Open(N::from(value, precision)); }
    static Open pi(long precision) { return Open(N::pi(precision), true, true); }
    static Open nothing(long precision) { return Open(N::nothing(precision)); }

    [[nodiscard]] const N& range() const { return range_; }
    [[nodiscard]] decltype(auto) lo() const { return range_.lo(); }
    [[nodiscard]] decltype(auto) hi() const { return range_.hi(); }
    [[nodiscard]] bool lower_open() const { return lower_open_; }
    [[nodiscard]] bool upper_open() const { return upper_open_; }
    [[nodiscard]] long precision() const { return range_.precision(); }

    friend Open operator-(const Open& a) { return Open(-a.range_, a.upper_open_, a.lower_open_); }
    friend Open operator+(const Open& a, const Open& b) {
        return Open(a.range_ + b.range_, a.lower_open_ || b.lower_open_, a.upper_open_ || b.upper_open_);
    }
    friend Open operator-(const Open& a, const Open& b) { return a + -b; }
    friend Open operator*(const Open& a, const Open& b) { return product(a, b, a.range_ * b.range_); }
    friend Open operator/(const Open& a, const Open& b) {
        const Open inverse(N::ends(1, 1, a.precision()) / b.range_, b.upper_open_ || b.lo() == 0,
                           b.lower_open_ || b.hi() == 0);
        return product(a, inverse, a.range_ / b.range_);
    }
    friend Open sqr(const Open& a) {
        const Open size = abs(a);
        return Open(sqr(a.range_), size.lower_open_, size.upper_open_);
    }
    friend Open abs(const Open& a) {
        if (a.lo() >= 0) return a;
        if (a.hi() <= 0) return -a;
        const Open right(a.range_, false, a.upper_open_ && a.lower_open_);
        return Open(abs(a.range_), false, right.upper_open_);
    }
    friend Open min(const Open& a, const Open& b) {
        return Open(min(a.range_, b.range_),
                    (a.lo() > b.lo() || a.lower_open_) && (b.lo() > a.lo() || b.lower_open_),
                    (a.hi() <= b.hi() && a.upper_open_) || (b.hi() <= a.hi() && b.upper_open_));
    }
    friend Open max(const Open& a, const Open& b) { return -min(-a, -b); }

    template <PointFunction F>
    [[nodiscard]] Open increasing(int n = 0) const {
        return Open(range_.template increasing<F>(n), lower_open_, upper_open_);
    }
    template <PointFunction F>
    [[nodiscard]] Open decreasing(int n = 0) const {
        return Open(range_.template decreasing<F>(n), upper_open_, lower_open_);
    }
    [[nodiscard]] Open power(const Rational& q) const {
        return q > 0 ? Open(range_.power(q), lower_open_, upper_open_)
                     : Open(range_.power(q), upper_open_, lower_open_);
    }

    [[nodiscard]] friend bool is_positive(const Open& x) {
        return x.lo() > 0 || (x.lo() == 0 && x.lower_open_);
    }
    [[nodiscard]] friend bool is_negative(const Open& x) {
        return x.hi() < 0 || (x.hi() == 0 && x.upper_open_);
    }
    [[nodiscard]] friend bool is_inside(const Open& x, double a, double b) {
        return (x.lo() > a || (x.lo() == a && x.lower_open_)) &&
               (x.hi() < b || (x.hi() == b && x.upper_open_));
    }
    /// x ∩ [a, b], or ∩ (a, b).
    [[nodiscard]] friend Open clip(const Open& x, double a, double b, bool open) {
        const bool lower = x.lo() < a ? open : x.lower_open_ || (open && x.lo() == a);
        const bool upper = x.hi() > b ? open : x.upper_open_ || (open && x.hi() == b);
        if (x.lo() >= a && x.hi() <= b) return Open(x.range_, lower, upper);
        return Open(intersection(x.range_, N::ends(a, b, x.precision())), lower, upper);
    }

  private:
    static constexpr double infinity = std::numeric_limits<double>::infinity();

    static Open product(const Open& a, const Open& b, N range) {
        Open result(std::move(range));
        result.lower_open_ = result.lower_open_ || above(a, b, result);
        result.upper_open_ = result.upper_open_ || above(-a, b, -result);
        return result;
    }
    /// Every product of values is > the lower end of `range`.
    static bool above(const Open& a, const Open& b, const Open& range) {
        if (range.lo() == 0) return (is_positive(a) || is_negative(a)) && (is_positive(b) || is_negative(b));
        if (range.lo() > 0)
            return a.lo() > 0 ? a.lower_open_ || b.lower_open_ : a.upper_open_ || b.upper_open_;
        const bool a_negative = a.lo() < 0 && b.hi() > 0;
        const bool b_negative = a.hi() > 0 && b.lo() < 0;
        return (!a_negative || a.lower_open_ || b.upper_open_) &&
               (!b_negative || a.upper_open_ || b.lower_open_);
    }

    N range_;
    bool lower_open_ = false, upper_open_ = false;
};

template <class N>
struct IsOpen : std::false_type {};
template <class N>
struct IsOpen<Open<N>> : std::true_type {};

}  // namespace dlncert
