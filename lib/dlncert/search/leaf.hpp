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

/// Enclosures of the ends of a bounded closed box on which a function is C¹, if only the points where it is
/// least there are asked for.
struct WholeBox {
    std::vector<Estimate> lower, upper;
};

/// The enclosures of one function over one box by the methods of the checker.
template <class N>
class Methods {
  public:
    Methods(const Program& program, bool strict, long precision, const WholeBox* whole = nullptr)
        : whole_box_(whole),
          variables_(program.variables()),
          strict_(strict),
          whole_(program, precision),
          elsewhere_(program, precision),
          gradient_(variables_),
          point_(variables_),
          slopes_(variables_) {}

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
    /// The natural enclosure over another box, which status() says nothing about.
    const N& natural_elsewhere(std::span<const N> box) { return elsewhere_(box); }
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

    /// Whether the checker's leaf x shows it: variables whose derivative has a sign are moved to an end,
    /// again on the face where they lie, and what is left is bounded from the best centre.
    [[nodiscard]] bool monotone_shows() {
        point_.assign(box_.begin(), box_.end());
        bool strictly = false;
        falls_ = false;
        const auto shown = [&](const N& bound) {
            bound_ = bound;
            return shows(bound) || (strictly && bound.lo() >= 0);
        };
        slopes_ = gradient();
        constexpr int most_rounds = 4;  // as the checker
        for (int round = 1; !falls_within() && move(strictly); ++round) {
            const N& bound = elsewhere_(point_);
            if (!elsewhere_.status().defined) return false;
            if (shown(bound)) return true;
            if (!elsewhere_.status().smooth || round == most_rounds) return false;
            for (std::size_t i = 0; i < variables_; ++i)
                if (!is_point(point_[i])) slopes_[i] = elsewhere_.derivative(i);
        }
        if (falls_) return true;
        const auto bound = centred();
        return bound && shown(*bound);
    }
    /// Whether that is so because f is not least in the box.
    [[nodiscard]] bool falls() const { return falls_; }
    [[nodiscard]] const N& bound_elsewhere() const { return bound_; }

  private:
    static bool is_point(const N& x) { return x.lo() == x.hi(); }
    static bool is_open(const N& x, bool upper) {
        if constexpr (IsOpen<N>::value) return upper ? x.upper_open() : x.lower_open();
        return false;
    }

    /// The checker's leaf d: f falls from every point of the box towards others of the whole box.
    bool falls_within() {
        for (std::size_t i = 0; whole_box_ != nullptr && i < variables_; ++i) {
            if (is_point(point_[i])) continue;
            const auto &x = detail::plain(point_[i]), &slope = detail::plain(slopes_[i]);
            falls_ = falls_ || (slope.lo() > 0 && x.lo() > whole_box_->lower[i].hi()) ||
                     (slope.hi() < 0 && x.hi() < whole_box_->upper[i].lo());
        }
        return falls_;
    }

    /// Moves what has a sign along slopes_; false: nothing.
    bool move(bool& strictly) {
        bool moved = false;
        for (std::size_t i = 0; i < variables_; ++i) {
            const N &slope = slopes_[i], &x = point_[i];
            if (is_point(x)) continue;
            const bool down = slope.lo() >= 0 && x.lo() > -detail::infinite;
            if (!down && !(slope.hi() <= 0 && x.hi() < detail::infinite)) continue;
            strictly = strictly || (is_open(x, !down) && (down ? slope.lo() > 0 : slope.hi() < 0));
            point_[i] = end_point(x, !down);
            moved = true;
        }
        return moved;
    }

    /// f(c) + sum of slope_i (x_i - c_i) over the box point_, c the centre where it is greatest (Baumann
    /// 1988): for slopes in [a, b], a < 0 < b, at the share -a/(b - a) of the side.
    std::optional<N> centred() {
        centre_ = point_;
        for (std::size_t i = 0; i < variables_; ++i) {
            const auto& x = detail::plain(point_[i]);
            if (is_point(point_[i])) continue;
            if (!(x.lo() > -detail::infinite && x.hi() < detail::infinite)) return std::nullopt;
            centre_[i] = N(centre_of(x, detail::plain(slopes_[i])));
        }
        N bound = elsewhere_(centre_);
        if (!elsewhere_.status().defined) return std::nullopt;
        for (std::size_t i = 0; i < variables_; ++i) {
            const auto &x = detail::plain(point_[i]), &c = detail::plain(centre_[i]);
            if (is_point(point_[i])) continue;
            bound = bound + slopes_[i] * N((x - c) * detail::Plain<N>::ends(1, 1 + 0x1p-40, x.precision()));
        }
        return bound;
    }

    const WholeBox* whole_box_;
    std::size_t variables_;
    bool strict_;
    bool falls_ = false;
    Pass<N> whole_, elsewhere_;
    std::vector<N> gradient_, point_, slopes_, centre_;
    N bound_;
    std::span<const N> box_;
    bool has_gradient_ = false;
};

}  // namespace dlncert
