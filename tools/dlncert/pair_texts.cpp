#include "pair_texts.hpp"

namespace dlncert::command {
namespace {

std::string number(const Rational& x) {
    return x < 0 || denominator(x) != 1 ? "(" + dlncert::to_string(x) + ")" : dlncert::to_string(x);
}

std::string power(const std::string& base, const Rational& exponent) {
    if (exponent == 0) return "1";
    return exponent == 1 ? base : base + "^" + number(exponent);
}

}  // namespace

PairTexts::PairTexts(std::optional<long> depth, std::string x, std::string y)
    : depth_(depth),
      x_(std::move(x)),
      y_(std::move(y)),
      r_("(" + y_ + "/" + x_ + ")"),
      u_("(log(" + x_ + ") - log(" + y_ + "))"),
      l_("langevin" + u_),
      l1_("langevin'" + u_),
      square_("(1 - " + r_ + "^2)") {}

template <class F>
PairTexts::Coefficients PairTexts::over_pairs(F f) const {
    Coefficients result;
    for (long k = 0; k < *depth_; ++k)
        for (long l = 0; l < *depth_; ++l) result[k + l] += f(exponent(k), exponent(l));
    return result;
}

PairTexts::Coefficients PairTexts::v() const {
    return over_pairs([](const Rational& p, const Rational& q) { return Rational((p - q) * (p - q) / 2); });
}
PairTexts::Coefficients PairTexts::a_minus_v() const {
    return over_pairs(
        [](const Rational& p, const Rational& q) { return Rational((p + q) / 2 - (p - q) * (p - q) / 2); });
}
PairTexts::Coefficients PairTexts::a_plus_v() const {
    return over_pairs(
        [](const Rational& p, const Rational& q) { return Rational((p + q) / 2 + (p - q) * (p - q) / 2); });
}

std::string PairTexts::quotient(const Coefficients& sum, const Rational& shift, int power_of_w) const {
    std::string top;
    for (const auto& [n, coefficient] : sum) {
        if (coefficient == 0) continue;
        const Rational e = exponent(n) + shift;
        top += (top.empty() ? "" : " + ") + number(coefficient) + (e == 0 ? "" : "*" + power(r_, e));
    }
    if (top.empty()) return "0";
    std::string w;
    for (long k = 0; k < *depth_; ++k) w += (k == 0 ? "" : " + ") + power(r_, exponent(k));
    return "(" + top + ")/(" + w + ")^" + std::to_string(power_of_w);
}

std::string PairTexts::value() const {
    if (!depth_) return "log(" + x_ + ") + 1/2*log(expm1_over_x(-2*" + u_ + "))";
    std::string w;
    for (long k = 0; k < *depth_; ++k) w += (k == 0 ? "" : " + ") + power(r_, exponent(k));
    return number(exponent(*depth_ - 1) / 2) + "*log(" + x_ + ") + 1/2*log((" + w + ")/" +
           std::to_string(*depth_) + ")";
}

std::string PairTexts::slope_x() const {
    if (!depth_) return "(1 + " + l_ + ")/(2*" + x_ + ")";
    Coefficients sum;
    for (long k = 1; k < *depth_; ++k) sum[k] = exponent(k);
    return "(" + number(exponent(*depth_ - 1)) + " - " + quotient(sum, 0, 1) + ")/(2*" + x_ + ")";
}

// 1 − L(u) = (1 − 1/E(2u))/u.
std::string PairTexts::slope_x_far() const {
    const std::string u = "log(" + x_ + "/" + y_ + ")";
    return "(2 - (1 - 1/expm1_over_x(2*" + u + "))/" + u + ")/(2*" + x_ + ")";
}
std::string PairTexts::slope_y_far() const {
    const std::string u = "log(" + x_ + "/" + y_ + ")";
    return "(1 - 1/expm1_over_x(2*" + u + "))/(2*" + y_ + "*" + u + ")";
}

std::string PairTexts::slope_y(Scale scale) const {
    if (!depth_)
        return scale != Scale::larger
                   ? "(1 - " + l_ + ")/(2*" + y_ + ")"
                   : "(expm1_over_x" + u_ + " + 1/" + u_ + " - 2*" + r_ + "/" + square_ + ")/(2*" + x_ + ")";
    Coefficients sum;
    for (long k = 1; k < *depth_; ++k) sum[k] = exponent(k);
    return scale != Scale::larger ? quotient(sum, 0, 1) + "/(2*" + y_ + ")"
                                  : quotient(sum, -1, 1) + "/(2*" + x_ + ")";
}

std::string PairTexts::bounded_slope_y() const {
    if (!depth_) return slope_y(Scale::near);
    Coefficients rest;
    for (long k = 0; k + 1 < *depth_; ++k) rest[k] = exponent(*depth_ - 1 - k);
    return "(" + number(exponent(*depth_ - 1)) + " - " + quotient(rest, 0, 1) + ")/(2*" + y_ + ")";
}

std::string PairTexts::hessian_xx() const {
    const std::string over = "/(2*" + x_ + "^2)";
    if (!depth_) return "-(1 + " + l_ + " - " + l1_ + ")" + over;
    return "-(" + number(exponent(*depth_ - 1)) + " - " + quotient(a_plus_v(), 0, 2) + ")" + over;
}

std::string PairTexts::hessian_xy(Scale scale) const {
    const bool smaller = scale != Scale::larger;
    const std::string over = smaller ? "/(2*" + x_ + "*" + y_ + ")" : "/(2*" + x_ + "^2)";
    if (depth_) return "-" + quotient(v(), smaller ? 0 : -1, 2) + over;
    if (smaller) return "-" + l1_ + over;
    // e^u L' = (e^(u/2)/u)² − 4r/(1 − r²)²
    return "-((expm1_over_x(" + u_ + "/2) + 2/" + u_ + ")^2/4 - 4*" + r_ + "/" + square_ + "^2)" + over;
}

std::string PairTexts::over_yy(const Coefficients& sum, int sign, Scale scale) const {
    const bool smaller = scale != Scale::larger;
    return (sign < 0 ? "-" : "") + quotient(sum, smaller ? 0 : -2, 2) +
           (smaller ? "/(2*" + y_ + "^2)" : "/(2*" + x_ + "^2)");
}

std::string PairTexts::hessian_yy(Scale scale) const {
    if (depth_) return over_yy(a_minus_v(), -1, scale);
    if (scale == Scale::near) return "-(1 - " + l_ + " - " + l1_ + ")/(2*" + y_ + "^2)";
    // 1 − L − L' = (1/u)(1 − 1/u) + 2r²(1 + r²)/(1 − r²)²
    if (scale == Scale::smaller)
        return "-(1/" + u_ + "*(1 - 1/" + u_ + ") + 2*" + r_ + "^2*(1 + " + r_ + "^2)/" + square_ +
               "^2)/(2*" + y_ + "^2)";
    return "-((2*expm1_over_x(2*" + u_ + ") + 1/" + u_ + ")*(1 - 1/" + u_ + ") + 2*(1 + " + r_ + "^2)/" +
           square_ + "^2)/(2*" + x_ + "^2)";
}

/// V − ν(2c − A), for c = 1 − ν of the connection.
std::string PairTexts::covariant_xx() const {
    if (!depth_) return l1_ + "/(2*" + x_ + "^2)";
    const Rational nu(1, *depth_), most = exponent(*depth_ - 1);
    return "(" +
           quotient(over_pairs([&](const Rational& p, const Rational& q) {
                        return Rational((p - q) * (p - q) / 2 + nu * (p + q) / 2);
                    }),
                    0, 2) +
           " - " + number(nu * most) + ")/(2*" + x_ + "^2)";
}

/// V − νA.
std::string PairTexts::covariant_yy(Scale scale) const {
    if (depth_) {
        const Rational nu(1, *depth_);
        return over_yy(over_pairs([&](const Rational& p, const Rational& q) {
                           return Rational((p - q) * (p - q) / 2 - nu * (p + q) / 2);
                       }),
                       1, scale);
    }
    if (scale != Scale::larger) return l1_ + "/(2*" + y_ + "^2)";
    return "((expm1_over_x" + u_ + " + 1/" + u_ + ")^2 - 4/" + square_ + "^2)/(2*" + x_ + "^2)";
}

std::string PairTexts::determinant(Scale scale) const {
    const bool smaller = scale != Scale::larger;
    const std::string over = smaller ? "/(4*" + x_ + "^2*" + y_ + "^2)" : "/(4*" + x_ + "^4)";
    if (depth_) {
        Coefficients sum;
        const auto rest = over_pairs([&](const Rational& p, const Rational& q) {  // 2c − A − V
            return Rational(exponent(*depth_ - 1) - (p + q) / 2 - (p - q) * (p - q) / 2);
        });
        for (const auto& [n, a] : rest)
            for (const auto& [m, b] : a_minus_v()) sum[n + m] += a * b;
        for (const auto& [n, a] : v())
            for (const auto& [m, b] : v()) sum[n + m] -= a * b;
        const std::string top = quotient(sum, smaller ? 0 : -2, 4);
        return top == "0" ? top : top + over;
    }
    if (smaller) return "((1 - " + l_ + ")*(1 + " + l_ + ") - 2*" + l1_ + ")" + over;
    const std::string p = "(2*expm1_over_x(2*" + u_ + ") + 1/" + u_ + ")";  // e^(2u)/u
    return p + "*((1 - 2/(" + p + "*" + square_ + "))*(1 + " + l_ + ") - 2*(1/" + u_ + " - 4/(" + p + "*" +
           square_ + "^2)))" + over;
}

/// W x^in_x y^in_y times the derivative: x ∂_x r^p = −p r^p, y ∂_y r^p = p r^p.
PairTexts::Fraction PairTexts::differentiated(const Fraction& f, bool by_x) const {
    Fraction result{{}, f.in_x + (by_x ? 1 : 0), f.in_y + (by_x ? 0 : 1), f.in_w + 1};
    const long sign = by_x ? -1 : 1;
    for (const auto& [n, a] : f.sum)
        for (long k = 0; k < *depth_; ++k)
            result.sum[n + k] += a * (sign * (exponent(n) - f.in_w * exponent(k)) - (by_x ? f.in_x : f.in_y));
    return result;
}

/// ∂_x P = Σ_k (1 − (k + 1)/N) r^(2k/N)/(x W), ∂_y P = Σ_k (k/N) r^(2k/N)/(y W).
PairTexts::Fraction PairTexts::fraction(int i, int j) const {
    Fraction result{{}, i > 0 ? 1 : 0, i > 0 ? 0 : 1, 1};
    for (long k = 0; k < *depth_; ++k) result.sum[k] = Rational(i > 0 ? *depth_ - 1 - k : k, *depth_);
    for (int k = 1; k < i; ++k) result = differentiated(result, true);
    for (int k = i > 0 ? 0 : 1; k < j; ++k) result = differentiated(result, false);
    return result;
}

PairTexts::Fraction PairTexts::product(const Fraction& f, const Fraction& g, const Rational& factor) const {
    Fraction result{{}, f.in_x + g.in_x, f.in_y + g.in_y, f.in_w + g.in_w};
    for (const auto& [n, a] : f.sum)
        for (const auto& [m, b] : g.sum) result.sum[n + m] += factor * a * b;
    return result;
}

/// With powers of x and y apart, which the normal form sees to be positive.
std::string PairTexts::text(const Fraction& f) const {
    const auto monomial = [&](long n) {
        return n == 0 ? "1" : power(y_, exponent(n)) + "/" + power(x_, exponent(n));
    };
    std::string top, w;
    for (const auto& [n, a] : f.sum)
        if (a != 0) top += (top.empty() ? "" : " + ") + number(a) + "*" + monomial(n);
    for (long k = 0; k < *depth_; ++k) w += (k == 0 ? "" : " + ") + monomial(k);
    return "(" + (top.empty() ? "0" : top) + ")/((" + w + ")^" + std::to_string(f.in_w) + "*" +
           power(x_, f.in_x) + "*" + power(y_, f.in_y) + ")";
}

std::string PairTexts::derivative(int i, int j) const {
    return text(fraction(i, j));
}

/// f g − h², the two of the same scale.
PairTexts::Fraction PairTexts::minor(const Fraction& f, const Fraction& g, const Fraction& h) const {
    Fraction result = product(f, g, 1);
    for (const auto& [n, a] : product(h, h, -1).sum) result.sum[n] += a;
    return result;
}

std::string PairTexts::determinant_derivative(int i, int j) const {
    Fraction result = minor(fraction(2, 0), fraction(0, 2), fraction(1, 1));
    for (int k = 0; k < i; ++k) result = differentiated(result, true);
    for (int k = 0; k < j; ++k) result = differentiated(result, false);
    return text(result);
}

std::string PairTexts::third_minor(int k) const {
    const auto third = [&](int by_y) { return fraction(3 - by_y, by_y); };
    return text(minor(third(k - 1), third(k + 1), third(k)));
}

}  // namespace dlncert::command
