#include <dlncert/search/batch.hpp>

namespace dlncert {
namespace {

/// Arguments up to here are taken; e^(2·300) does not overflow.
constexpr double largest_argument = 300;

/// e^x − 1 at two points 0 <= x <= 300, within some ulp in any rounding mode: x = k ln 2 + r with
/// |r| <= 0.35, a Taylor polynomial of degree 13 (the rest is below r^14/14! < 2^−57 |r|), and
/// 2^k (e^r − 1) + (2^k − 1), where for k = 0 nothing cancels and else the sum is > 0.4.
__m128d expm1_about(__m128d x) {
    const __m128i k =
        _mm_cvttpd_epi32(_mm_add_pd(_mm_mul_pd(x, _mm_set1_pd(0x1.71547652b82fep0)), _mm_set1_pd(0.5)));
    const __m128d n = _mm_cvtepi32_pd(k);
    // ln 2 = high + low; n·high is exact.
    __m128d r = _mm_sub_pd(x, _mm_mul_pd(n, _mm_set1_pd(0x1.62e42feep-1)));
    r = _mm_sub_pd(r, _mm_mul_pd(n, _mm_set1_pd(0x1.a39ef35793c76p-33)));
    __m128d p = _mm_set1_pd(1.0 / 6227020800);
    for (const double c : {1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800, 1.0 / 362880, 1.0 / 40320,
                           1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5})
        p = _mm_add_pd(_mm_mul_pd(p, r), _mm_set1_pd(c));
    p = _mm_add_pd(r, _mm_mul_pd(_mm_mul_pd(r, r), p));
    const __m128i exponent = _mm_add_epi64(_mm_unpacklo_epi32(k, _mm_setzero_si128()), _mm_set1_epi64x(1023));
    const __m128d scale = _mm_castsi128_pd(_mm_slli_epi64(exponent, 52));
    return _mm_add_pd(_mm_mul_pd(scale, p), _mm_sub_pd(scale, _mm_set1_pd(1)));
}

/// sinh and tanh at |x| from t = e^|x| − 1, without cancellation.
__m128d sinh_about(__m128d t) {
    const __m128d one = _mm_set1_pd(1);
    return _mm_mul_pd(_mm_set1_pd(0.5), _mm_add_pd(t, _mm_div_pd(t, _mm_add_pd(t, one))));
}
__m128d tanh_about(__m128d t) {
    const __m128d two = _mm_set1_pd(2);
    const __m128d q = _mm_mul_pd(t, _mm_add_pd(t, two));
    return _mm_div_pd(q, _mm_add_pd(q, two));
}

/// The image of x under an odd increasing function from its values `size` at |x|'s ends, each within 2^−48 of
/// itself.
Estimate odd_image(const Estimate& x, __m128d size) {
    const __m128d sign = _mm_and_pd(_mm_set_pd(x.hi(), x.lo()), _mm_set1_pd(-0.0));
    const __m128d value = _mm_xor_pd(_mm_or_pd(size, sign), _mm_set_pd(0.0, -0.0));  // (−f(lo), f(hi))
    const __m128d ends = detail::add_up(value, detail::mul_up(size, _mm_set1_pd(0x1p-48)));
    return {-_mm_cvtsd_f64(ends), _mm_cvtsd_f64(_mm_unpackhi_pd(ends, ends))};
}

bool is_moderate(const Estimate& x) {
    return x.lo() >= -largest_argument && x.hi() <= largest_argument;
}

}  // namespace

bool Batch::supports(const Program& program) {
    const auto simple = [](const Instruction& i) {
        switch (i.op) {
            case Op::add:
            case Op::sub:
            case Op::mul:
            case Op::neg:
            case Op::div:
            case Op::sinh:
            case Op::tanh:
                return true;
            default:
                return i.op == Op::pow && i.code == Program::Code::square;
        }
    };
    return program.variables() == 1 && !program.body().empty() &&
           std::all_of(program.body().begin(), program.body().end(), simple);
}

Batch::Batch(const Program& program)
    : program_(&program),
      values_(static_cast<std::size_t>(program.places())),
      slopes_(values_.size()),
      exponentials_(values_.size()),
      has_exponential_(values_.size()) {
    const Pass<Estimate> constants(program, 53);
    for (int place = 0; place < program.first_variable(); ++place) value(place).fill(constants.at(place));
}

void Batch::operator()(std::span<const Estimate> boxes) {
    boxes_ = boxes.size();
    Lanes& variable = value(program_->first_variable());
    defined_.fill(true);
    for (std::size_t k = 0; k < boxes_; ++k) {
        variable[k] = boxes[k];
        slope(program_->first_variable())[k] = Estimate(1);
        const Estimate radius = (boxes[k].upper() - boxes[k].lower()) * Estimate::ends(0.5, 0.5 + 0x1p-40);
        radius_[k] = hull(radius, -radius);
    }
    run(true);
    copy(value(program_->result()), natural_);
    copy(slope(program_->result()), gradient_);
    for (std::size_t k = 0; k < boxes_; ++k) variable[k] = midpoint_of(boxes[k]);
    run(false);
    copy(value(program_->result()), centre_);
}

Estimate Batch::mean_value(std::size_t box) const {
    return defined_[box] ? centre_[box] + gradient_[box] * radius_[box] : none();
}

void Batch::run(bool with_slopes) {
    std::fill(has_exponential_.begin(), has_exponential_.end(), false);
    for (const Instruction& i : program_->body()) {
        evaluate(i);
        if (with_slopes) differentiate(i);
    }
}

void Batch::evaluate(const Instruction& i) {
    const Lanes& a = value(i.a);
    const Lanes& b = value(i.b < 0 ? i.a : i.b);
    Lanes& result = value(i.place);
    const auto each = [&](const auto& f) {
        for (std::size_t k = 0; k < boxes_; ++k) result[k] = f(a[k], b[k]);
    };
    switch (i.op) {
        case Op::add:
            return each([](const Estimate& x, const Estimate& y) { return x + y; });
        case Op::sub:
            return each([](const Estimate& x, const Estimate& y) { return x - y; });
        case Op::mul:
            return each([](const Estimate& x, const Estimate& y) { return x * y; });
        case Op::neg:
            return each([](const Estimate& x, const Estimate&) { return -x; });
        case Op::pow:
            return each([](const Estimate& x, const Estimate&) { return sqr(x); });
        case Op::div:
            for (std::size_t k = 0; k < boxes_; ++k) defined_[k] = defined_[k] && detail::is_nonzero(b[k]);
            return each([](const Estimate& x, const Estimate& y) { return x / y; });
        default:
            return hyperbolic(i);
    }
}

void Batch::hyperbolic(const Instruction& i) {
    const Lanes& x = value(i.a);
    Lanes& result = value(i.place);
    const auto argument = static_cast<std::size_t>(i.a);
    Exponentials& t = exponentials_[argument];
    if (!has_exponential_[argument]) {
        for (std::size_t k = 0; k < boxes_; ++k) {
            defined_[k] = defined_[k] && is_moderate(x[k]);
            const __m128d ends = _mm_set_pd(x[k].hi(), x[k].lo());
            t[k].pair = expm1_about(_mm_andnot_pd(_mm_set1_pd(-0.0), ends));
        }
        has_exponential_[argument] = true;
    }
    if (i.op == Op::sinh) {
        for (std::size_t k = 0; k < boxes_; ++k) result[k] = odd_image(x[k], sinh_about(t[k].pair));
    } else {
        for (std::size_t k = 0; k < boxes_; ++k)
            result[k] = detail::within(odd_image(x[k], tanh_about(t[k].pair)), -1, 1);
    }
}

/// Each operation has an operand that depends on the variable; a constant's slope is 0.
void Batch::differentiate(const Instruction& i) {
    using detail::within, detail::infinite;
    const bool first = !is_constant(i.a), second = i.b >= 0 && !is_constant(i.b);
    const Lanes &a = value(i.a), &b = value(i.b < 0 ? i.a : i.b), &f = value(i.place);
    const Lanes &da = slope(i.a), &db = slope(i.b < 0 ? i.a : i.b);
    Lanes& result = slope(i.place);
    const auto each = [&](const auto& g) {
        for (std::size_t k = 0; k < boxes_; ++k) result[k] = g(k);
    };
    const Estimate one(1), two(2);
    switch (i.op) {
        case Op::neg:
            return each([&](std::size_t k) { return -da[k]; });
        case Op::add:
            if (first && second) return each([&](std::size_t k) { return da[k] + db[k]; });
            return each([&](std::size_t k) { return first ? da[k] : db[k]; });
        case Op::sub:
            if (first && second) return each([&](std::size_t k) { return da[k] - db[k]; });
            if (first) return each([&](std::size_t k) { return da[k]; });
            return each([&](std::size_t k) { return -db[k]; });
        case Op::mul:
            if (first && second) return each([&](std::size_t k) { return b[k] * da[k] + a[k] * db[k]; });
            if (first) return each([&](std::size_t k) { return b[k] * da[k]; });
            return each([&](std::size_t k) { return a[k] * db[k]; });
        case Op::div:
            if (first && second)
                return each([&](std::size_t k) { return (one / b[k]) * da[k] + (-f[k] / b[k]) * db[k]; });
            if (first) return each([&](std::size_t k) { return (one / b[k]) * da[k]; });
            return each([&](std::size_t k) { return (-f[k] / b[k]) * db[k]; });
        case Op::pow:
            return each([&](std::size_t k) { return two * a[k] * da[k]; });
        case Op::sinh:
            return each([&](std::size_t k) { return detail::root_of_one_plus(sqr(f[k])) * da[k]; });
        default:
            return each([&](std::size_t k) { return within(one - sqr(f[k]), 0, infinite) * da[k]; });
    }
}

}  // namespace dlncert
