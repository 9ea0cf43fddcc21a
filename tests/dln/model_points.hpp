#pragma once
#include <algorithm>
#include <dlncert/arith/ball.hpp>
#include <dlncert/dln/metric.hpp>
#include <sampling.hpp>
#include <vector>

namespace dlncert::test {

using Values = std::vector<Rational>;

inline Rational ten_to(long exponent) {
    const Integer power = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(std::abs(exponent)));
    return exponent < 0 ? Rational(Integer(1), power) : Rational(power);
}

inline Rational uniform(Engine& engine, long lower, long upper, long denominator) {
    return Rational(std::uniform_int_distribution<long>(lower, upper)(engine), denominator);
}

/// ν = 0, 1/2, 1/N for small and huge N, or any rational of [0, 1/2].
inline Rational random_nu(Engine& engine) {
    switch (engine() % 6) {
        case 0:
            return 0;
        case 1:
            return Rational(1, 2);
        case 2:
            return Rational(1, std::uniform_int_distribution<long>(2, 12)(engine));
        case 3:
            return Rational(1, 1'000'000'000'000);
        default:
            return uniform(engine, 0, 500, 1000);
    }
}

/// Two to five singular values in decreasing order: ordinary, nearly equal, or widely spread; equal ones if
/// `ties`.
inline Values random_sigma(Engine& engine, bool ties) {
    Values sigma;
    const std::size_t d = 2 + engine() % 4;
    while (sigma.size() < d) {
        const auto kind = engine() % 6;
        if (kind == 0 && !sigma.empty())
            sigma.push_back(sigma.back() * (1 + ten_to(-1 - static_cast<long>(engine() % 60))));
        else if (kind == 1)
            sigma.push_back(uniform(engine, 1, 999, 7) * ten_to(static_cast<long>(engine() % 80) - 40));
        else if (kind == 2 && ties && !sigma.empty())
            sigma.push_back(sigma.back());
        else
            sigma.push_back(uniform(engine, 300, 3000, 1000));
        if (!ties && std::count(sigma.begin(), sigma.end(), sigma.back()) > 1) sigma.pop_back();
    }
    std::sort(sigma.begin(), sigma.end(), std::greater<>());
    return sigma;
}

template <ModelReal T = Ball>
LogBox<T> at(const Values& sigma, long precision) {
    return LogBox<T>({sigma.begin(), sigma.end()}, precision);
}

/// S by the quotient of the papers, for singular values that are distinct: independent of the library's form.
inline Ball naive_entropy(const Rational& nu, const Values& sigma, long precision) {
    Ball sum = Ball::from(0L, precision);
    for (std::size_t i = 0; i < sigma.size(); ++i)
        for (std::size_t j = i + 1; j < sigma.size(); ++j) {
            const Ball x = Ball::from(sigma[i], precision), y = Ball::from(sigma[j], precision);
            const Ball squares = sqr(x) - sqr(y);
            if (nu == 0)
                sum += log(squares / (2 * (log(x) - log(y))));
            else
                sum += log(nu * squares / (exp(2 * nu * log(x)) - exp(2 * nu * log(y))));
        }
    return sum / 2;
}

/// |a − b| < bound, proved.
inline bool close(const Ball& a, const Ball& b, const Rational& bound) {
    return certainly_less(abs(a - b), Ball::from(bound, 64));
}

/// The diameter is at most 2^bits times the scale.
inline bool thin(const Ball& x, long bits, const Rational& scale) {
    return width(x) <= Endpoint(Rational(power_of_two(bits) * scale));
}

inline Rational magnitude_of(const Ball& x) {
    return magnitude(x).value();
}

/// ∂S/∂σ at a point in any order: S is symmetric.
inline std::vector<Ball> gradient_in_any_order(const Rational& nu, const Values& sigma, long precision) {
    std::vector<std::size_t> order(sigma.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return sigma[i] > sigma[j]; });
    Values sorted;
    for (const std::size_t i : order) sorted.push_back(sigma[i]);
    const auto ranges = gradient(DepthInterval<Ball>(nu, precision), at(sorted, precision));
    std::vector<Ball> result(sigma.size());
    for (std::size_t k = 0; k < order.size(); ++k) result[order[k]] = ranges[k].lower();
    return result;
}

inline Ball entropy_in_any_order(const Rational& nu, Values sigma, long precision) {
    std::sort(sigma.begin(), sigma.end(), std::greater<>());
    return entropy(DepthInterval<Ball>(nu, precision), at(sigma, precision)).lower();
}

}  // namespace dlncert::test
