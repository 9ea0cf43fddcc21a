#include <dlncert/search/parameter_box.hpp>

namespace dlncert {
Side Part::side() const {
    Side result = frame->side;
    if (!frame->is_bounded()) return result;
    const Rational width = frame->side.upper - frame->side.lower;
    result.lower = frame->side.lower + Rational(p) * width;
    result.upper = frame->side.lower + Rational(p + w) * width;
    result.lower_open = lower_open();
    result.upper_open = upper_open();
    return result;
}

const Frame* Frames::add(const Side& side) {
    Frame frame;
    frame.side = side;
    if (!side.lower_infinite) frame.lower = Estimate::from(side.lower, 53);
    if (!side.upper_infinite) frame.upper = Estimate::from(side.upper, 53);
    if (frame.is_bounded()) frame.width = Estimate::from(Rational(side.upper - side.lower), 53);
    const std::lock_guard lock(mutex_);
    return &frames_.emplace_back(std::move(frame));
}

std::pair<Part, Part> Frames::cut(const Part& part, const Rational& q) {
    const auto [low, high] = dlncert::cut(part.side(), q);
    return {Part{add(low)}, Part{add(high)}};
}

std::pair<Part, Part> Frames::cut(const Part& part, unsigned numerator, int bits) {
    const double q = std::ldexp(numerator, -bits);
    if (!part.frame->is_bounded()) return cut(part, Rational(q));
    if (part.bits + bits > 50) return cut(Part{add(part.side())}, numerator, bits);
    const double low = part.w * q;
    return {Part{part.frame, part.p, low, part.bits + bits},
            Part{part.frame, part.p + low, part.w - low, part.bits + bits}};
}

}  // namespace dlncert
