#include <dlncert/search/estimate.hpp>

namespace dlncert {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

double power_of(double x, double q) {
    return std::pow(x, q);
}

/// pow is within an ulp, and q within half an ulp of the exponent: |log x^q| ulp more.
Approximation power_about(double x, double q) {
    const double y = power_of(x, q);
    if (x == 0 || y == infinity) return detail::from_libm(y);
    if (y < 1e-290) return {y, std::numeric_limits<double>::min()};
    return {y, y * 0x1p-50 * (4 + std::fabs(std::log(y)))};
}

}  // namespace

Estimate Estimate::power(const Rational& q) const {
    const double exponent = q.convert_to<double>();
    const Approximation first = power_about(std::max(lo(), 0.0), exponent);
    const Approximation last = power_about(hi(), exponent);
    const Estimate result = q > 0 ? around(first, last) : around(last, first);
    return {std::max(result.lo(), 0.0), result.hi()};
}

Estimate Estimate::point_power(const Estimate& x, const Estimate& y) {
    const Approximation value = power_about(x.lo(), y.lo());
    const Estimate result = around(value, value);
    return {std::max(result.lo(), 0.0), result.hi()};
}

CriticalPoints Estimate::critical(int shift) const {
    constexpr double pi = 0x1.921fb54442d18p1;
    const double a = lo();
    const double b = hi();
    if (!(std::fabs(a) < 1e9 && std::fabs(b) < 1e9)) return {};
    if (a == b) return {.many = false};
    const double slack = 1e-15 * (1 + std::max(std::fabs(a), std::fabs(b)));
    const double first = std::ceil((a - slack) / pi - 0.5 * shift);
    const double last = std::floor((b + slack) / pi - 0.5 * shift);
    return {last > first, first, last};
}

}  // namespace dlncert
