#pragma once
#include <deque>
#include <dlncert/search/box.hpp>
#include <dlncert/search/open.hpp>
#include <mutex>

namespace dlncert {

/// A range by exact ends, with doubles around them.
struct Frame {
    Side side;
    Estimate lower, upper, width;  ///< of finite ends
    [[nodiscard]] bool is_bounded() const { return !side.lower_infinite && !side.upper_infinite; }
};

/// A part of a frame: a + [p, p + w](b − a), exactly, p and p + w being dyadic numbers; the whole of an
/// unbounded frame (p = 0, w = 1).
struct Part {
    const Frame* frame = nullptr;
    double p = 0, w = 1;
    int bits = 0;  ///< p and w are multiples of 2^−bits, bits ≤ 50

    [[nodiscard]] bool lower_infinite() const { return frame->side.lower_infinite; }
    [[nodiscard]] bool upper_infinite() const { return frame->side.upper_infinite; }
    [[nodiscard]] bool lower_open() const { return p == 0 && (frame->side.lower_open || lower_infinite()); }
    [[nodiscard]] bool upper_open() const {
        return p + w == 1 && (frame->side.upper_open || upper_infinite());
    }
    friend bool operator==(const Part&, const Part&) = default;
    [[nodiscard]] Side side() const;
    /// Inside an UpwardRounding scope: an enclosure of all but the infinite.
    [[nodiscard]] Estimate estimate() const {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const auto at = [this](double q) { return frame->lower + Estimate(q) * frame->width; };
        const double lo = lower_infinite() ? -infinity : p == 0 ? frame->lower.lo() : at(p).lo();
        const double hi = upper_infinite() ? infinity : p + w == 1 ? frame->upper.hi() : at(p + w).hi();
        return {lo, hi};
    }
};

/// Where frames live: they are made when an unbounded range is cut, or a part has become small.
class Frames {
  public:
    const Frame* add(const Side& side);
    /// Both halves of a part cut at its parameter q.
    [[nodiscard]] std::pair<Part, Part> cut(const Part& part, const Rational& q);
    /// The same for q = numerator/2^bits, in doubles as a rule.
    [[nodiscard]] std::pair<Part, Part> cut(const Part& part, unsigned numerator, int bits);

  private:
    std::deque<Frame> frames_;
    std::mutex mutex_;
};

}  // namespace dlncert
