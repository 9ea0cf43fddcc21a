#include <bit>
#include <cmath>
#include <cstdint>
#include <dlncert/arith/interval.hpp>
#include <dlncert/arith/interval_image.hpp>
#include <dlncert/statement/error.hpp>
#include <optional>
#include <string>

namespace dlncert {
namespace {

using detail::around;
using detail::decreasing;
using detail::DoublePair;
using detail::exactly;
using detail::increasing;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double largest = std::numeric_limits<double>::max();
constexpr double smallest = std::numeric_limits<double>::denorm_min();

// The functions at a double, infinite ones included. Before Arb would build e^(10^300), the double range
// decides.

DoublePair exp_at(double x) {
    if (x == infinity) return exactly(infinity);
    if (x >= 710) return {largest, infinity};  // ln(largest double) < 709.79
    if (x == -infinity) return exactly(0);
    if (x <= -746) return {0, smallest};  // ln(2^−1074) > −744.45
    return around(arb_exp, x);
}

DoublePair expm1_at(double x) {
    if (x == infinity) return exactly(infinity);
    if (x >= 710) return {largest, infinity};
    if (x == -infinity) return exactly(-1);
    if (x <= -100) return {-1, -1 + 0x1p-53};  // 0 < e^−100 < 2^−53, and −1 + 2^−53 is the double after −1
    return around(arb_expm1, x);
}

DoublePair log_at(double x) {
    if (x == infinity) return exactly(infinity);
    if (x <= 0) return exactly(-infinity);
    return around(arb_log, x);
}

DoublePair log1p_at(double x) {
    if (x == infinity) return exactly(infinity);
    if (x <= -1) return exactly(-infinity);
    return around(arb_log1p, x);
}

DoublePair sinh_at(double x) {
    if (std::isinf(x)) return exactly(x);
    if (x >= 711) return {largest, infinity};  // e^711/2 > 2^1024
    if (x <= -711) return {-infinity, -largest};
    return around(arb_sinh, x);
}

DoublePair cosh_at(double x) {
    if (std::isinf(x)) return exactly(infinity);
    if (std::fabs(x) >= 711) return {largest, infinity};
    return around(arb_cosh, x);
}

DoublePair tanh_at(double x) {
    if (std::isinf(x)) return exactly(x > 0 ? 1 : -1);
    if (x >= 50) return {1 - 0x1p-53, 1};  // 1 − tanh x < 2e^−2x < 2^−53
    if (x <= -50) return {-1, -1 + 0x1p-53};
    return around(arb_tanh, x);
}

/// x^n, n > 0.
DoublePair power_at(double x, unsigned long n) {
    if (std::isinf(x)) return exactly(n % 2 == 0 ? infinity : x);
    return around([n](arb_t y, const arb_t t, slong p) { arb_pow_ui(y, t, n, p); }, x);
}

/// x^(−n), n > 0, x ≠ 0.
DoublePair inverse_power_at(double x, unsigned long n) {
    if (std::isinf(x)) return exactly(0);
    return around(
        [n](arb_t y, const arb_t t, slong p) {
            arb_pow_ui(y, t, n, p + 8);
            arb_inv(y, y, p);
        },
        x);
}

/// The q-th root of a positive double if it is a double. (x = m·2^e with m odd is a q-th power in the dyadic
/// numbers if and only if m is one in the integers and q divides e.)
std::optional<double> exact_root(double x, unsigned long q) {
    int exponent = 0;
    auto mantissa = static_cast<std::uint64_t>(std::ldexp(std::frexp(x, &exponent), 53));  // both exact
    exponent -= 53;
    const int zeros = std::countr_zero(mantissa);
    mantissa >>= zeros;
    exponent += zeros;
    if (exponent % static_cast<long>(q) != 0) return std::nullopt;
    Integer root;
    if (mpz_root(root.backend().data(), Integer(mantissa).backend().data(), q) == 0) return std::nullopt;
    return std::ldexp(static_cast<double>(static_cast<std::uint64_t>(root)),
                      static_cast<int>(exponent / static_cast<long>(q)));
}

/// x^(p/q), x ≥ 0, q > 1.
class RationalPower {
  public:
    explicit RationalPower(const Rational& exponent) : exponent_(exponent), positive_(exponent > 0) {
        // Every double is less than 2^64 times a power of two: only small roots can be exact, but for those
        // of 1.
        const Integer p = abs(numerator(exponent)), q = denominator(exponent);
        if (p <= 10'000 && q <= 2'200) {
            p_ = static_cast<unsigned long>(p);
            q_ = static_cast<unsigned long>(q);
        }
    }

    DoublePair operator()(double x) const {
        if (x == 0) return exactly(positive_ ? 0 : infinity);
        if (x == infinity) return exactly(positive_ ? infinity : 0);
        if (x == 1) return exactly(1);
        if (q_ != 0)
            if (const auto root = exact_root(x, q_))
                return positive_ ? power_at(*root, p_) : inverse_power_at(*root, p_);
        return around([this](arb_t y, const arb_t t, slong p) { arb_pow_fmpq(y, t, exponent_.get(), p + 8); },
                      x);
    }

  private:
    detail::Fmpq exponent_;
    bool positive_;
    unsigned long p_ = 0, q_ = 0;
};

/// a ∩ [bound, ∞], empty if that is the point `bound` alone or less and `open`.
Interval from_above(const Interval& a, double bound, bool open) {
    if (is_empty(a) || a.hi() < bound || (open && a.hi() == bound)) return Interval::empty();
    return a.lo() >= bound ? a : Interval::from_packed(_mm_set_pd(a.hi(), -bound));
}

double maximum(double a, double b) {
    return a > b ? a : b;
}

/// x·y rounded up with 0·∞ = 0: the product of an end of a set and a limit of its points that are not
/// reached.
double end_product_up(double x, double y) {
    return x == 0 || y == 0 ? 0.0 : detail::mul_up(x, y);
}

Interval inverse_power(const Interval& a, unsigned long n) {
    const double lo = a.lo(), hi = a.hi();
    const auto at = [n](double x) { return inverse_power_at(x, n); };
    if (lo == 0 && hi == 0) return Interval::empty();
    if (n % 2 == 0) {
        const Interval size = abs(a);
        if (size.lo() > 0) return decreasing(size, at);
        return Interval(at(size.hi()).down, infinity);
    }
    if (lo > 0 || hi < 0) return decreasing(a, at);
    if (lo == 0) return Interval(at(hi).down, infinity);
    if (hi == 0) return Interval(-infinity, at(lo).up);
    return Interval::entire();
}

}  // namespace

void Interval::reject(double lo, double hi) {
    throw InputError("[" + std::to_string(lo) + ", " + std::to_string(hi) +
                     "] is not an interval: lower <= upper, lower < inf, upper > -inf, no NaN");
}

Interval Interval::from(const Rational& value, long) {
    return Interval(_mm_set_pd(round_up(value), -round_down(value)));
}

Interval Interval::from(const Rational& lower, const Rational& upper, long) {
    return Interval(round_down(lower), round_up(upper));
}

Interval Interval::from(const Endpoint& lower, const Endpoint& upper, long) {
    if (lower > upper) return empty();
    return Interval(round_down(lower), round_up(upper));
}

Interval Interval::multiply_unbounded(const Interval& a, const Interval& b) {
    if (a.is_empty() || b.is_empty()) return empty();
    const double al = a.lo(), ah = a.hi(), bl = b.lo(), bh = b.hi();
    const double hi = maximum(maximum(end_product_up(al, bl), end_product_up(al, bh)),
                              maximum(end_product_up(ah, bl), end_product_up(ah, bh)));
    const double negative_lo = maximum(maximum(end_product_up(-al, bl), end_product_up(-al, bh)),
                                       maximum(end_product_up(-ah, bl), end_product_up(-ah, bh)));
    return Interval(_mm_set_pd(hi, negative_lo));
}

Interval Interval::divide_by_zero(const Interval& a, const Interval& b) {
    const double bl = b.lo(), bh = b.hi();
    if (a.is_empty() || b.is_empty() || (bl == 0 && bh == 0)) return empty();
    const double al = a.lo(), ah = a.hi();
    if (al == 0 && ah == 0) return {};
    if ((bl < 0 && bh > 0) || (al < 0 && ah > 0)) return entire();
    if (bl < 0) return divide_by_zero(-a, -b);
    // Now b = [0, bh]: the quotients run from the end of a that is nearer 0, divided by bh, to infinity.
    if (al >= 0) return Interval(_mm_set_pd(infinity, al == 0 ? 0.0 : detail::div_up(-al, bh)));
    return Interval(_mm_set_pd(ah == 0 ? 0.0 : detail::div_up(ah, bh), infinity));
}

bool contains(const Interval& a, const Rational& q) {
    return !a.is_empty() && lower(a) <= Endpoint(q) && Endpoint(q) <= upper(a);
}

Interval midpoint(const Interval& a) {
    if (a.is_empty()) return a;
    const double lo = a.lo() == -infinity ? -largest : a.lo();
    const double hi = a.hi() == infinity ? largest : a.hi();
    double middle = 0.5 * lo + 0.5 * hi;
    if (middle < lo) middle = lo;
    if (middle > hi) middle = hi;
    return Interval(middle);
}

Endpoint width(const Interval& a) {
    if (a.is_empty()) return Rational(0);
    if (!is_bounded(a)) return Endpoint::infinity();
    return Rational(upper(a).value() - lower(a).value());
}

Interval sqrt(const Interval& a) {
    detail::require_upward();
    const Interval x = from_above(a, 0, false);
    if (x.is_empty()) return x;
    // With s = √x rounded up, s·s ≥ x; rounded up it equals x only if it does exactly. Otherwise the double
    // before s is below √x (and s > 0, so that double exists).
    const double lo = x.lo() == 0 ? 0.0 : x.lo(), hi = detail::sqrt_up(x.hi());
    const double up = detail::sqrt_up(lo);
    const double down =
        detail::mul_up(up, up) == lo ? up : std::bit_cast<double>(std::bit_cast<std::uint64_t>(up) - 1);
    return Interval(_mm_set_pd(hi, -down));
}

Interval exp(const Interval& a) {
    detail::require_upward();
    return increasing(a, exp_at);
}

Interval log(const Interval& a) {
    detail::require_upward();
    return increasing(from_above(a, 0, true), log_at);
}

Interval expm1(const Interval& a) {
    detail::require_upward();
    return increasing(a, expm1_at);
}

Interval log1p(const Interval& a) {
    detail::require_upward();
    return increasing(from_above(a, -1, true), log1p_at);
}

Interval sinh(const Interval& a) {
    detail::require_upward();
    return increasing(a, sinh_at);
}

Interval cosh(const Interval& a) {
    detail::require_upward();
    return increasing(abs(a), cosh_at);
}

Interval tanh(const Interval& a) {
    detail::require_upward();
    return increasing(a, tanh_at);
}

Interval pow(const Interval& a, long n) {
    detail::require_upward();
    if (a.is_empty()) return a;
    if (n == 0) return Interval(1.0);
    if (n == 1) return a;
    if (n == 2) return sqr(a);
    if (n < 0) return inverse_power(a, 0UL - static_cast<unsigned long>(n));
    const auto at = [n](double x) { return power_at(x, static_cast<unsigned long>(n)); };
    return increasing(n % 2 == 0 ? abs(a) : a, at);
}

Interval pow(const Interval& a, const Rational& q) {
    detail::require_upward();
    if (denominator(q) == 1) {
        const Integer n = numerator(q);
        if (n >= std::numeric_limits<long>::min() && n <= std::numeric_limits<long>::max())
            return pow(a, static_cast<long>(n));
        throw Unsupported("the exponent " + to_string(q) + " is beyond 2^63");
    }
    const Interval x = from_above(a, 0, q < 0);
    const RationalPower at(q);
    // The bound 0 matters only where Arb gave up (exponents of hundreds of digits).
    return intersection(q > 0 ? increasing(x, at) : decreasing(x, at), Interval(0, infinity));
}

}  // namespace dlncert
