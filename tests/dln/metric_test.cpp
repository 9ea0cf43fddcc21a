#include <doctest/doctest.h>

#include "model_points.hpp"

using namespace dlncert;
using namespace dlncert::test;

TEST_CASE("metric: the N-term sums that define it") {
    Engine engine(seed());
    for (long n = samples(200); n > 0; --n) {
        const long depth_n = std::uniform_int_distribution<long>(2, 12)(engine);
        const Rational nu(1, depth_n);
        const Values sigma = random_sigma(engine, true);
        const DepthInterval<Ball> depth(nu, 128);
        const auto sum = metric_eigenvalues(Metric::sum, depth, at(sigma, 128));
        const auto mean = metric_eigenvalues(Metric::mean, depth, at(sigma, 128));
        for (std::size_t i = 0; i < sigma.size(); ++i)
            for (std::size_t l = 0; l <= i; ++l) {
                Ball expected = Ball::from(0L, 300);
                const Ball a = log(Ball::from(sigma[i], 300)), b = log(Ball::from(sigma[l], 300));
                for (long j = 1; j <= depth_n; ++j)
                    expected +=
                        exp(Rational(2 * (depth_n - j), depth_n) * a + Rational(2 * (j - 1), depth_n) * b);
                CHECK_FALSE(disjoint(sum(i, l).lower(), expected));
                CHECK_FALSE(disjoint(depth_n * mean(i, l).lower(), expected));
                CHECK(thin(sum(i, l).lower(), -100, magnitude_of(expected)));
            }
    }
}

TEST_CASE("metric at infinite depth") {
    const DepthInterval<Ball> depth(Rational(0), 128);
    const auto mean = metric_eigenvalues(Metric::mean, depth, at({2, 1}, 128));
    CHECK(contains(mean(0, 0).lower(), 4));
    CHECK(contains(mean(1, 1).lower(), 1));
    CHECK_FALSE(disjoint(mean(1, 0).lower(), 3 / (2 * log(Ball::from(2L, 200)))));
    CHECK_THROWS_AS((void)metric_eigenvalues(Metric::sum, depth, at({2, 1}, 128)), Unsupported);
}

TEST_CASE("volume: the eigenvalues of the metric, and the closed form in dSigma dU dV") {
    Engine engine(seed() + 1);
    for (long n = samples(200); n > 0; --n) {
        const long depth_n = std::uniform_int_distribution<long>(2, 12)(engine);
        const Values sigma = random_sigma(engine, false);
        const auto d = static_cast<long>(sigma.size());
        const DepthInterval<Ball> depth(Rational(1, depth_n), 200);
        const auto box = at(sigma, 200);
        for (const Metric metric : {Metric::sum, Metric::mean}) {
            // √det g = Π_{i,l} λ_il^{−1/2} over all d² pairs
            const auto eigenvalues = metric_eigenvalues(metric, depth, box);
            Ball expected = Ball::from(0L, 200);
            for (std::size_t i = 0; i < sigma.size(); ++i)
                for (std::size_t l = 0; l < sigma.size(); ++l) expected -= log(eigenvalues(i, l).lower()) / 2;
            const Ball volume = log_volume_density(metric, Reference::matrix, depth, box).lower();
            CHECK_FALSE(disjoint(volume, expected));
            CHECK(thin(volume, -150, 1));
        }
        // N^{d(d−1)/2} det(Σ²)^{(1−N)/2N} van(Σ^{2/N})
        Ball expected = Rational(d * (d - 1), 2) * log(Ball::from(depth_n, 400));
        for (std::size_t i = 0; i < sigma.size(); ++i) {
            const Ball a = log(Ball::from(sigma[i], 400));
            expected += Rational(1 - depth_n, depth_n) * a;
            for (std::size_t j = i + 1; j < sigma.size(); ++j)
                expected += log(exp(Rational(2, depth_n) * a) -
                                exp(Rational(2, depth_n) * log(Ball::from(sigma[j], 400))));
        }
        CHECK_FALSE(disjoint(log_volume_density(Metric::mean, Reference::svd, depth, box).lower(), expected));
    }
    CHECK_THROWS_AS((void)log_volume_density(Metric::mean, Reference::svd,
                                             DepthInterval<Ball>(Rational(1, 2), 64), at({1, 1}, 64)),
                    Unsupported);
}

TEST_CASE("metric and volume over boxes") {
    const DepthInterval<Ball> depth(ExactInterval(Rational(1, 4), Rational(1, 3)), 128);
    const LogBox<Ball> box(
        {ExactInterval(Rational(1), Rational(2)), ExactInterval(Rational(1, 2), Rational(3, 2))}, 128);
    for (const Rational& nu : {Rational(1, 4), Rational(2, 7), Rational(1, 3)})
        for (const Values& sigma :
             {Values{1, 1}, Values{2, Rational(1, 2)}, Values{2, Rational(3, 2)}, Values{1, Rational(1, 2)}})
            for (const Metric metric : {Metric::sum, Metric::mean}) {
                const auto covers = [](const VerifiedRange<Ball>& outer, const VerifiedRange<Ball>& inner) {
                    return !certainly_less(inner.lower(), outer.lower()) &&
                           !certainly_less(outer.upper(), inner.upper());
                };
                const DepthInterval<Ball> point(nu, 200);
                const auto outer = metric_eigenvalues(metric, depth, box),
                           inner = metric_eigenvalues(metric, point, at(sigma, 200));
                for (std::size_t i = 0; i < 2; ++i)
                    for (std::size_t j = 0; j <= i; ++j) CHECK(covers(outer(i, j), inner(i, j)));
                CHECK(covers(log_volume_density(metric, Reference::matrix, depth, box),
                             log_volume_density(metric, Reference::matrix, point, at(sigma, 200))));
            }
}

TEST_CASE("pi, and the volume of the orthogonal group") {
    const Rational known =
        parse_rational("3.14159265358979323846264338327950288419716939937510");  // truncated
    for (const long bits : {1L, 53L, 100L, 160L, 3000L}) {
        const ExactInterval pi = enclose_pi(bits);
        CHECK(pi.lower < known + ten_to(-50));
        CHECK(pi.upper > known);
        CHECK(pi.upper - pi.lower <= power_of_two(-bits));
    }
    const ExactInterval pi = enclose_pi(300);
    const Ball log_pi = log(Ball::from(pi.lower, pi.upper, 200)), log_2 = log(Ball::from(2L, 200));
    // c_1 = 2, c_{d} = 2^{(d−1)/2} vol(S^{d−1}) c_{d−1}; vol S¹ = 2π, S² = 4π, S³ = 2π², S⁴ = 8π²/3
    const std::vector<Ball> spheres{log_2 + log_pi, 2 * log_2 + log_pi, log_2 + 2 * log_pi,
                                    log(Ball::from(Rational(8, 3), 200)) + 2 * log_pi};
    Ball expected = log_2;
    for (long d = 1; d <= 5; ++d) {
        if (d > 1) expected += Rational(d - 1, 2) * log_2 + spheres[static_cast<std::size_t>(d - 2)];
        CHECK_FALSE(disjoint(log_orthogonal_volume<Ball>(d, 128), expected));
        CHECK(thin(log_orthogonal_volume<Ball>(d, 128), -110, 1));
    }
}
