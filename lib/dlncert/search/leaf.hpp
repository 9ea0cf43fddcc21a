#pragma once
// What the leaves of a subdivision show, in any interval type.
#include <array>
#include <dlncert/search/pass.hpp>
#include <optional>

namespace dlncert {

template <class N>
[[nodiscard]] N end_point(const N& x, bool upper) {
    return N(upper ? detail::plain(x).upper() : detail::plain(x).lower());
}

/// The enclosures of one function over one box by the methods of the checker.
template <class N>
class Methods {
  public:
    Methods(const Program& program, bool strict, long precision)
        : variables_(program.variables()),
          strict_(strict),
          whole_(program, precision),
          elsewhere_(program, precision),
          gradient_(variables_),
          point_(variables_) {}

    [[nodiscard]] bool shows(const N& bound) const {
        using detail::is_positive;  // that of Open knows its ends
        return is_positive(bound) || (!strict_ && bound.lo() >= 0);
    }

    /// The natural enclosure; what follows is about the same box.
    const N& natural(std::span<const N> box) {
        box_ = box;
        has_gradient_ = false;
        return whole_(box);
    }
    [[nodiscard]] const detail::Status& status() const { return whole_.status(); }
    [[nodiscard]] const N& value() const { return whole_.value(); }
    [[nodiscard]] bool natural_shows() const { return whole_.status().defined && shows(whole_.value()); }

    /// Where status() says defined and smooth.
    [[nodiscard]] const std::vector<N>& gradient() {
        if (!has_gradient_)
            for (std::size_t i = 0; i < variables_; ++i) gradient_[i] = whole_.derivative(i);
        has_gradient_ = true;
        return gradient_;
    }

    /// f at the middle of a bounded box.
    const N& middle() {
        for (std::size_t i = 0; i < variables_; ++i) point_[i] = N(midpoint_of(detail::plain(box_[i])));
        return elsewhere_(point_);
    }
    /// Of the last point or box that was moved to.
    [[nodiscard]] const N& bound_elsewhere() const { return elsewhere_.value(); }
    [[nodiscard]] const detail::Status& elsewhere() const { return elsewhere_.status(); }

    /// The mean-value form from the value `centre` at the middle.
    [[nodiscard]] N mean_value(const N& centre) {
        N bound = centre;
        for (std::size_t i = 0; i < variables_; ++i) bound = bound + change(i);
        return bound;
    }
    /// ∂f/∂v times v's distance from the middle, which is enclosed a little wider than it is.
    [[nodiscard]] N change(std::size_t i) {
        const auto& x = detail::plain(box_[i]);
        const auto radius =
            (x.upper() - x.lower()) * detail::Plain<N>::ends(0.5, 0.5 + 0x1p-40, x.precision());
        return gradient()[i] * N(hull(radius, -radius));
    }

    /// Whether moving the variables whose derivative has a sign shows it; none: there are none to move.
    [[nodiscard]] std::optional<bool> monotone_shows() {
        bool moved = false;
        bool strictly = false;
        for (std::size_t i = 0; i < variables_; ++i) {
            const N& slope = gradient()[i];
            const N& x = box_[i];
            point_[i] = x;
            if (slope.lo() >= 0 && x.lo() > -detail::infinite) {
                point_[i] = end_point(x, false);
                strictly = strictly || (slope.lo() > 0 && is_open(x, false));
            } else if (slope.hi() <= 0 && x.hi() < detail::infinite) {
                point_[i] = end_point(x, true);
                strictly = strictly || (slope.hi() < 0 && is_open(x, true));
            } else {
                continue;
            }
            moved = true;
        }
        if (!moved) return std::nullopt;
        const N& bound = elsewhere_(point_);
        return elsewhere_.status().defined && (shows(bound) || (strictly && bound.lo() >= 0));
    }

  private:
    static bool is_open(const N& x, bool upper) {
        if constexpr (IsOpen<N>::value) return upper ? x.upper_open() : x.lower_open();
        return false;
    }

    std::size_t variables_;
    bool strict_;
    Pass<N> whole_, elsewhere_;
    std::vector<N> gradient_, point_;
    std::span<const N> box_;
    bool has_gradient_ = false;
};

}  // namespace dlncert
