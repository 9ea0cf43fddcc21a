#pragma once
#include <dlncert/arith/verified_real.hpp>
#include <optional>
#include <utility>

namespace dlncert {

/// All values between two numbers, each known by a thin enclosure; or one number. Unlike a wide ball this
/// keeps both ends to full relative precision.
template <VerifiedReal T>
class VerifiedRange {
  public:
    VerifiedRange(T point) : lower_(std::move(point)) {}  // NOLINT: a number is a range
    /// The caller knows that lower ≤ upper as numbers.
    VerifiedRange(T lower, T upper) : lower_(std::move(lower)), upper_(std::move(upper)) {}

    [[nodiscard]] const T& lower() const { return lower_; }
    [[nodiscard]] const T& upper() const { return upper_ ? *upper_ : lower_; }
    [[nodiscard]] bool is_point() const { return !upper_.has_value(); }
    /// One enclosure of it all.
    [[nodiscard]] T enclosure() const { return upper_ ? hull(lower_, *upper_) : lower_; }

    friend VerifiedRange operator+(const VerifiedRange& x, const VerifiedRange& y) {
        if (x.is_point() && y.is_point()) return x.lower_ + y.lower_;
        return {x.lower() + y.lower(), x.upper() + y.upper()};
    }
    friend VerifiedRange operator-(const VerifiedRange& x) {
        if (x.is_point()) return -x.lower_;
        return {-x.upper(), -x.lower()};
    }
    friend VerifiedRange operator-(const VerifiedRange& x, const VerifiedRange& y) { return x + -y; }
    VerifiedRange& operator+=(const VerifiedRange& y) { return *this = *this + y; }
    /// x · s where s > 0.
    friend VerifiedRange times_positive(const VerifiedRange& x, const VerifiedRange& s) {
        if (x.is_point() && s.is_point()) return x.lower_ * s.lower_;
        return {min(x.lower() * s.lower(), x.lower() * s.upper()),
                max(x.upper() * s.lower(), x.upper() * s.upper())};
    }
    /// For an increasing f.
    template <class Function>
    [[nodiscard]] VerifiedRange map_increasing(const Function& f) const {
        if (is_point()) return VerifiedRange(f(lower_));
        return {f(lower()), f(upper())};
    }

  private:
    T lower_;
    std::optional<T> upper_;
};

}  // namespace dlncert
