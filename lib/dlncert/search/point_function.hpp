#pragma once
#include <cmath>
#include <cstdint>
#include <limits>

namespace dlncert {

/// The functions of one variable that the search evaluates at points; others are built of them.
enum class PointFunction : std::uint8_t {
    sqrt,
    exp,
    log,
    expm1,
    log1p,
    sin,
    cos,
    tan,
    asin,
    acos,
    atan,
    sinh,
    cosh,
    tanh,
    asinh,
    acosh,
    atanh,
    log_sinhc,
    langevin,
    langevin1,
    power,  ///< x^n, n > 0
};

/// A double and a bound of its error: what libm says of a function at a point.
struct Approximation {
    double value = 0, error = 0;
};

namespace detail {

/// glibc's documented errors are below 4 ulp; 8 are allowed for. Exactly 0 is exact, but for functions that
/// underflow. (No subnormal number is added: that would cost a hundred other additions.)
inline Approximation from_libm(double y) {
    const double size = std::fabs(y);
    return {y, size < std::numeric_limits<double>::max() ? size * 0x1p-49 : 0.0};
}
inline Approximation from_libm_positive(double y) {
    return y > 1e-290 ? from_libm(y) : Approximation{y, std::numeric_limits<double>::min()};
}

[[nodiscard]] Approximation log_sinhc_about(double u);
[[nodiscard]] Approximation langevin_about(double u);
[[nodiscard]] Approximation langevin1_about(double u);
[[nodiscard]] Approximation power_about(double x, int n);

}  // namespace detail

/// f(x) for a double x where f is defined, or the limit at an end of its domain; libm and a few lines of
/// arithmetic in whatever rounding mode there is.
template <PointFunction F>
[[nodiscard]] Approximation value(double x, [[maybe_unused]] int n = 0) {
    using detail::from_libm;
    using enum PointFunction;
    if constexpr (F == exp || F == cos || F == cosh)
        if (x == 0) return {1, 0};
    if constexpr (F == sqrt) {
        const double root = std::sqrt(x);
        return std::fma(root, root, -x) == 0 ? Approximation{root, 0} : from_libm(root);
    }
    if constexpr (F == exp) return detail::from_libm_positive(std::exp(x));
    if constexpr (F == log) return from_libm(std::log(x));
    if constexpr (F == expm1) return from_libm(std::expm1(x));
    if constexpr (F == log1p) return from_libm(std::log1p(x));
    if constexpr (F == sin) return from_libm(std::sin(x));
    if constexpr (F == cos) return from_libm(std::cos(x));
    if constexpr (F == tan) return from_libm(std::tan(x));
    if constexpr (F == asin) return from_libm(std::asin(x));
    if constexpr (F == acos) return from_libm(std::acos(x));
    if constexpr (F == atan) return from_libm(std::atan(x));
    if constexpr (F == sinh) return from_libm(std::sinh(x));
    if constexpr (F == cosh) return from_libm(std::cosh(x));
    if constexpr (F == tanh) return from_libm(std::tanh(x));
    if constexpr (F == asinh) return from_libm(std::asinh(x));
    if constexpr (F == acosh) return from_libm(std::acosh(x));
    if constexpr (F == atanh) return from_libm(std::atanh(x));
    if constexpr (F == log_sinhc) return detail::log_sinhc_about(x);
    if constexpr (F == langevin) return detail::langevin_about(x);
    if constexpr (F == langevin1) return detail::langevin1_about(x);
    if constexpr (F == power) return detail::power_about(x, n);
}

}  // namespace dlncert
