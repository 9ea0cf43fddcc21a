#pragma once
#include <dlncert/arith/arb.hpp>
#include <dlncert/search/estimate.hpp>

namespace dlncert {

/// An end of a Precise: a dyadic number or ±∞ (or nothing, which compares false with everything).
class PreciseEnd {
  public:
    explicit PreciseEnd(double value = 0) { arf_set_d(value_.get(), value); }
    [[nodiscard]] arf_ptr get() { return value_.get(); }
    [[nodiscard]] arf_srcptr get() const { return value_.get(); }
    [[nodiscard]] bool is_nan() const { return arf_is_nan(get()) != 0; }

    /// −1, 0, 1, or 2 where one is nothing.
    friend int compare(const PreciseEnd& a, const PreciseEnd& b) {
        return a.is_nan() || b.is_nan() ? 2
                                        : (arf_cmp(a.get(), b.get()) > 0) - (arf_cmp(a.get(), b.get()) < 0);
    }
    friend int compare(const PreciseEnd& a, double b) { return compare(a, PreciseEnd(b)); }
    template <class T>
    friend bool operator<(const PreciseEnd& a, const T& b) {
        return compare(a, b) == -1;
    }
    template <class T>
    friend bool operator>(const PreciseEnd& a, const T& b) {
        return compare(a, b) == 1;
    }
    template <class T>
    friend bool operator==(const PreciseEnd& a, const T& b) {
        return compare(a, b) == 0;
    }
    template <class T>
    friend bool operator<=(const PreciseEnd& a, const T& b) {
        return a < b || a == b;
    }
    template <class T>
    friend bool operator>=(const PreciseEnd& a, const T& b) {
        return a > b || a == b;
    }

  private:
    detail::Arf value_;
};

/// Estimate's counterpart where doubles cannot decide: ends of any precision, functions by Arb at the ends.
class Precise {
  public:
    Precise() : Precise(2) {}
    static Precise from(const Rational& value, long precision);
    static Precise ends(double lo, double hi, long precision);
    static Precise pi(long precision);
    static Precise nothing(long precision);

    [[nodiscard]] const PreciseEnd& lo() const { return lo_; }
    [[nodiscard]] const PreciseEnd& hi() const { return hi_; }
    [[nodiscard]] long precision() const { return precision_; }
    [[nodiscard]] Precise lower() const { return Precise(lo_, lo_, precision_); }
    [[nodiscard]] Precise upper() const { return Precise(hi_, hi_, precision_); }

    friend Precise operator-(const Precise& a);
    friend Precise operator+(const Precise& a, const Precise& b);
    friend Precise operator-(const Precise& a, const Precise& b) { return a + -b; }
    friend Precise operator*(const Precise& a, const Precise& b);
    friend Precise operator/(const Precise& a, const Precise& b);
    friend Precise sqr(const Precise& a);
    friend Precise abs(const Precise& a);
    friend Precise min(const Precise& a, const Precise& b);
    friend Precise max(const Precise& a, const Precise& b) { return -min(-a, -b); }
    friend Precise hull(const Precise& a, const Precise& b);
    friend Precise intersection(const Precise& a, const Precise& b);
    friend Precise midpoint_of(const Precise& a);
    friend Precise centre_of(const Precise& x, const Precise& slope);
    friend Precise span(const Precise& a, const Precise& b) {
        return Precise(a.lo_, b.hi_, std::max(a.precision_, b.precision_));
    }

    template <PointFunction F>
    [[nodiscard]] Precise increasing(int n = 0) const {
        return span(at(F, n, lo_), lo_ == hi_ ? at(F, n, lo_) : at(F, n, hi_));
    }
    template <PointFunction F>
    [[nodiscard]] Precise decreasing(int n = 0) const {
        return span(at(F, n, hi_), lo_ == hi_ ? at(F, n, hi_) : at(F, n, lo_));
    }
    [[nodiscard]] Precise power(const Rational& q) const;
    [[nodiscard]] static Precise point_power(const Precise& x, const Precise& y);
    [[nodiscard]] bool is_below(long exponent) const {
        return arf_is_nan(hi_.get()) != 0 || arf_sgn(hi_.get()) <= 0 ||
               arf_cmpabs_2exp_si(hi_.get(), exponent) < 0;
    }
    [[nodiscard]] CriticalPoints critical(int shift) const;

    /// Doubles around the ends, for looking where to go on.
    [[nodiscard]] Estimate estimate() const;

  private:
    explicit Precise(long precision) : precision_(precision) {}
    Precise(PreciseEnd lo, PreciseEnd hi, long precision)
        : lo_(std::move(lo)), hi_(std::move(hi)), precision_(precision) {}
    static Precise product(const Precise& a, const Precise& b, long precision);
    static Precise around(const arb_t value, long precision);
    [[nodiscard]] Precise at(PointFunction f, int n, const PreciseEnd& x) const;
    [[nodiscard]] bool is_nothing() const { return lo_.is_nan(); }

    PreciseEnd lo_, hi_;
    long precision_;
};

}  // namespace dlncert
