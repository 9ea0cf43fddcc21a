#pragma once
#include <dlncert/dln/chamber.hpp>
#include <dlncert/dln/pair.hpp>
#include <vector>

namespace dlncert {

/// A point of the chamber in log coordinates a_i = log σ_i: exact singular values σ₁ ≥ … ≥ σ_d > 0 and thin
/// enclosures of their logarithms.
template <ModelReal T>
class LogPoint {
  public:
    LogPoint(std::vector<Rational> sigma, long precision) : sigma_(std::move(sigma)), precision_(precision) {
        a_.reserve(sigma_.size());
        for (std::size_t i = 0; i < sigma_.size(); ++i)
            a_.push_back(i > 0 && equal(i - 1, i) ? a_.back() : log(T::from(sigma_[i], precision)));
    }

    [[nodiscard]] std::size_t width() const { return sigma_.size(); }
    [[nodiscard]] long precision() const { return precision_; }
    [[nodiscard]] const Rational& sigma(std::size_t i) const { return sigma_[i]; }
    [[nodiscard]] const T& a(std::size_t i) const { return a_[i]; }
    /// u_ij = a_i − a_j for i ≤ j, the exact 0 where the singular values are equal.
    [[nodiscard]] T gap(std::size_t i, std::size_t j) const {
        return equal(i, j) ? T::from(0L, precision_) : a_[i] - a_[j];
    }
    [[nodiscard]] bool equal(std::size_t i, std::size_t j) const { return sigma_[i] == sigma_[j]; }

  private:
    std::vector<Rational> sigma_;
    std::vector<T> a_;
    long precision_;
};

/// A box of the chamber by its least and its greatest point (both in the chamber).
template <ModelReal T>
class LogBox {
  public:
    /// @throws InputError as restrict_to_chamber does.
    LogBox(std::vector<ExactInterval> sigma, long precision)
        : LogBox(restrict_to_chamber(std::move(sigma)), precision, Restricted{}) {}

    [[nodiscard]] std::size_t width() const { return lower_.width(); }
    [[nodiscard]] long precision() const { return lower_.precision(); }
    [[nodiscard]] bool is_point() const { return is_point_; }
    [[nodiscard]] const LogPoint<T>& lower() const { return lower_; }
    [[nodiscard]] const LogPoint<T>& upper() const { return upper_; }

    /// The range of u_ij, i < j, over the box within the chamber.
    [[nodiscard]] GapRange<T> gap(std::size_t i, std::size_t j) const {
        GapRange<T> range;
        if (is_point_) {
            range.is_point = true;
            range.lower_is_zero = range.upper_is_zero = lower_.equal(i, j);
            range.lower = range.upper = lower_.gap(i, j);
            return range;
        }
        range.lower_is_zero = lower_.sigma(i) <= upper_.sigma(j);
        range.upper_is_zero = upper_.sigma(i) == lower_.sigma(j);
        const T zero = T::from(0L, precision());
        range.lower = range.lower_is_zero ? zero : lower_.a(i) - upper_.a(j);
        range.upper = range.upper_is_zero ? zero : upper_.a(i) - lower_.a(j);
        range.is_point = upper_.sigma(i) == lower_.sigma(i) && upper_.sigma(j) == lower_.sigma(j);
        return range;
    }

  private:
    struct Restricted {};
    LogBox(const std::vector<ExactInterval>& sigma, long precision, Restricted)
        : lower_(ends(sigma, false), precision), upper_(ends(sigma, true), precision) {
        is_point_ =
            std::all_of(sigma.begin(), sigma.end(), [](const ExactInterval& x) { return x.is_point(); });
    }
    static std::vector<Rational> ends(const std::vector<ExactInterval>& sigma, bool upper) {
        std::vector<Rational> values;
        values.reserve(sigma.size());
        for (const ExactInterval& x : sigma) values.push_back(upper ? x.upper : x.lower);
        return values;
    }

    LogPoint<T> lower_, upper_;
    bool is_point_ = true;
};

}  // namespace dlncert
