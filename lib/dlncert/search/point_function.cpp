#include <dlncert/search/point_function.hpp>

namespace dlncert::detail {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Of a sum of a few terms: some twenty roundings of its largest term.
constexpr double relative = 0x1p-47;

/// S = sinh u/u = 1 + zA and T = (cosh u − S)/z, z = u² < 1, by series of positive terms.
struct NearZero {
    double z, A, S, T;
    explicit NearZero(double u) : z(u * u) {
        A = 1 + z / 156 * (1 + z / 210 * (1 + z / 272));
        A = 1.0 / 6 * (1 + z / 20 * (1 + z / 42 * (1 + z / 72 * (1 + z / 110 * A))));
        S = 1 + z * A;
        T = 1 + z / 130 * (1 + z / 180 * (1 + z / 238));
        T = 1.0 / 3 * (1 + z / 10 * (1 + z / 28 * (1 + z / 54 * (1 + z / 88 * T))));
    }
};

bool is_near(double u) {
    return u < 0.9;
}

}  // namespace

Approximation log_sinhc_about(double u) {
    u = std::fabs(u);
    if (u == infinity) return {infinity, 0};
    if (is_near(u)) {
        const double y = std::log1p(u * u * NearZero(u).A);
        return {y, y * relative};
    }
    const double y = u - std::log(2 * u) + std::log1p(-std::exp(-2 * u));
    return {y, (u + 1) * relative};
}

Approximation langevin_about(double u) {
    const double size = std::fabs(u);
    if (size == infinity) return {u > 0 ? 1.0 : -1.0, 0};
    if (is_near(size)) {
        const NearZero s(u);
        const double y = u * s.T / s.S;
        return {y, std::fabs(y) * relative};
    }
    const double y = 1 + 2 / std::expm1(2 * size) - 1 / size;
    return {u > 0 ? y : -y, 4 * relative};
}

Approximation langevin1_about(double u) {
    u = std::fabs(u);
    if (u == infinity) return {0, 0};
    if (is_near(u)) {
        const NearZero s(u);
        const double y = s.A * (s.S + 1) / (s.S * s.S);
        return {y, y * relative};
    }
    const double e = std::expm1(2 * u);  // 1/sinh² u = 4(e + 1)/e²
    const double first = 1 / (u * u);
    const double second = e < 1e150 ? 4 * (e + 1) / (e * e) : 0.0;
    return {first - second, (first + second) * relative};
}

Approximation power_about(double x, int n) {
    if (n > 64) {
        const double y = std::pow(x, n);
        return from_libm(y);
    }
    double result = 1;
    double square = x;
    for (int k = n; k > 0; k /= 2, square *= square)
        if (k % 2 != 0) result *= square;
    const double size = std::fabs(result);
    if (size < 1e-290 && x != 0) return {result, std::numeric_limits<double>::min()};
    return {result, size < infinity ? size * n * 0x1p-52 : 0.0};
}

}  // namespace dlncert::detail
