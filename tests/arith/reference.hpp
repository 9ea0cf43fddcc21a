#pragma once
// True values from MPFR at high precision, and what must hold between them and an enclosure.
#include <doctest/doctest.h>
#include <mpfr.h>

#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/interval.hpp>

namespace dlncert::test {

/// A real number: value rounded to nearest, and the sign of value − truth (what MPFR's functions return).
class Reference {
  public:
    explicit Reference(mpfr_prec_t precision) {
        mpfr_set_emax(mpfr_get_emax_max());
        mpfr_set_emin(mpfr_get_emin_min());
        mpfr_init2(value_, precision);
    }
    Reference(const Reference&) = delete;
    Reference& operator=(const Reference&) = delete;
    ~Reference() { mpfr_clear(value_); }
    [[nodiscard]] mpfr_ptr get() { return value_; }
    [[nodiscard]] mpfr_srcptr get() const { return value_; }
    int error = 0;

    [[nodiscard]] bool at_least(double bound) const {
        const int sign = mpfr_cmp_d(value_, bound);
        return sign > 0 || (sign == 0 && error <= 0);
    }
    [[nodiscard]] bool at_most(double bound) const {
        const int sign = mpfr_cmp_d(value_, bound);
        return sign < 0 || (sign == 0 && error >= 0);
    }
    [[nodiscard]] bool in(const Interval& a) const {
        return !mpfr_nan_p(value_) && !is_empty(a) && at_least(a.lo()) && at_most(a.hi());
    }
    /// The ball meets the interval of one unit in the last place around the value, in which the true one lies.
    [[nodiscard]] bool in(const Ball& a) const {
        if (is_empty(a) || mpfr_nan_p(value_)) return false;
        if (is_entire(a) || is_lost()) return true;
        dlncert::detail::Arb truth;
        arf_set_mpfr(truth.mid(), value_);
        if (error != 0) arf_mag_set_ulp(truth.rad(), truth.mid(), mpfr_get_prec(value_));
        return arb_overlaps(a.arb(), truth.get()) != 0;
    }
    /// Beyond even MPFR's exponents, 2^±(2^62).
    [[nodiscard]] bool is_lost() const { return error != 0 && (mpfr_zero_p(value_) || mpfr_inf_p(value_)); }
    /// The doubles around the value.
    [[nodiscard]] Interval tightest() const {
        double lo = mpfr_get_d(value_, MPFR_RNDD), hi = mpfr_get_d(value_, MPFR_RNDU);
        if (lo == hi && error > 0) lo = std::nextafter(lo, -std::numeric_limits<double>::infinity());
        if (lo == hi && error < 0) hi = std::nextafter(hi, std::numeric_limits<double>::infinity());
        if (lo > std::numeric_limits<double>::max()) lo = std::numeric_limits<double>::max();
        if (hi < -std::numeric_limits<double>::max()) hi = -std::numeric_limits<double>::max();
        return Interval(lo, hi);
    }

  private:
    mpfr_t value_;
};

inline std::string show(const Interval& a) {
    char text[80];
    std::snprintf(text, sizeof text, "[%a, %a]", a.lo(), a.hi());
    return text;
}

}  // namespace dlncert::test
