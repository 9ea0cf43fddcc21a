#include <doctest/doctest.h>

#include "model_points.hpp"

using namespace dlncert;
using namespace dlncert::test;

// Random points of the chamber at 100 digits: none contradicts what proofs/claims states for all of them.

namespace {

constexpr long digits_100 = 340;
using Matrix = SymmetricMatrix<VerifiedRange<Ball>>;

Rational random_depth(Engine& engine) {
    constexpr std::array<long, 5> depths{2, 3, 5, 50, 1'000'000};
    const std::size_t i = engine() % 6;
    return i == depths.size() ? Rational(0) : Rational(1, depths[i]);
}

/// Up to 12 singular values: ordinary, nearly or exactly equal, or widely spread.
Values random_point(Engine& engine) {
    Values sigma;
    const std::size_t d = 2 + engine() % 11;
    while (sigma.size() < d)
        for (const Rational& value : random_sigma(engine, true))
            if (sigma.size() < d) sigma.push_back(value);
    std::sort(sigma.begin(), sigma.end(), std::greater<>());
    return sigma;
}

Ball form(const Matrix& matrix, const std::vector<Rational>& z) {
    Ball result = Ball::from(0L, digits_100);
    for (std::size_t i = 0; i < z.size(); ++i)
        for (std::size_t j = 0; j < z.size(); ++j)
            result += Ball::from(Rational(z[i] * z[j]), digits_100) * matrix(i, j).enclosure();
    return result;
}

std::vector<Rational> random_direction(Engine& engine, std::size_t d) {
    std::vector<Rational> z(d);
    do
        for (Rational& x : z) x = uniform(engine, -9, 9, 1 + static_cast<long>(engine() % 9));
    while (std::all_of(z.begin(), z.end(), [](const Rational& x) { return x == 0; }));
    return z;
}

}  // namespace

TEST_CASE("certified statements at random points of the chamber, at 100 digits") {
    Engine engine(seed() + 77);
    for (long n = samples(1'000); n > 0; --n) {
        const Rational nu = random_depth(engine);
        const Values sigma = random_point(engine);
        const std::size_t d = sigma.size();
        CAPTURE(to_string(nu));
        CAPTURE(d);
        const DepthInterval<Ball> depth(nu, digits_100);
        const auto point = at(sigma, digits_100);
        const Matrix euclidean = scaled_hessian(Geometry::euclidean, depth, point);
        const Matrix riemannian = scaled_hessian(Geometry::riemannian, depth, point);
        const auto z = random_direction(engine, d);
        // P-1.9 and its exception
        CHECK_FALSE(certainly_positive(form(euclidean, z)));
        if (nu != Rational(1, 2) || d > 2) CHECK_FALSE(certainly_nonnegative(form(euclidean, z)));
        // X-2, and P-1.10-infinite-depth
        const std::vector<Rational> ones(d, 1);
        if (nu > 0) CHECK_FALSE(certainly_nonnegative(form(riemannian, ones)));
        if (nu == 0) CHECK_FALSE(certainly_negative(form(riemannian, z)));
        CHECK_FALSE(certainly_negative(riemannian(d - 1, d - 1).enclosure()));
        for (std::size_t i = 0; i < d; ++i)
            for (std::size_t j = 0; j < i; ++j)
                CHECK_FALSE(certainly_nonnegative(euclidean(i, j).enclosure()));
        // P-6.1, P-6.2: the summands of the gradient are in the order opposite to that of the singular values
        const Ball u = Ball::from(sigma.front(), digits_100) / Ball::from(sigma.back(), digits_100);
        const auto slopes = pair_slopes(depth.lower, log(u), sigma.front() == sigma.back());
        CHECK_FALSE(certainly_positive(slopes.larger - u * slopes.smaller));
        CHECK_FALSE(certainly_negative(slopes.smaller));
    }
}
