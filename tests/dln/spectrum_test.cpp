#include <doctest/doctest.h>

#include <dlncert/arith/interval.hpp>
#include <dlncert/calculus/definiteness.hpp>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/dln/energy.hpp>

#include "model_points.hpp"

using namespace dlncert;
using namespace dlncert::test;

namespace {

template <class T>
SymmetricMatrix<T> enclosures(const SymmetricMatrix<VerifiedRange<T>>& ranges) {
    SymmetricMatrix<T> result(ranges.size(), T{});
    for (std::size_t i = 0; i < ranges.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = ranges(i, j).enclosure();
    return result;
}

template <class T>
SymmetricMatrix<T> euclidean(const Rational& nu, const Values& sigma, long precision = 53) {
    return enclosures(hessian(Geometry::euclidean, DepthInterval<T>(nu, precision), at<T>(sigma, precision)));
}

/// mathematics.md §2: the eigenvalues on the diagonal s·1, and their multiplicities 1 and d − 1.
struct Closed {
    Rational on_ones, on_complement;
};
Closed euclidean_diagonal(const Rational& nu, long d, const Rational& s) {
    return {-(d - 1) * (1 - nu) / (2 * s * s), (1 - nu) * ((1 + nu) - (d - 1) * (2 - nu)) / (6 * s * s)};
}
Closed riemannian_diagonal(const Rational& nu, long d) {  // scaled by s²
    return {-nu * (1 - nu) * (d - 1) / 2, (1 - nu) * (d * (1 - 2 * nu) + 3 * nu) / 6};
}

template <class T>
void check_closed(const std::vector<T>& values, const Closed& closed, const Rational& width_bound) {
    // Which of the two is smaller depends on d and ν.
    const bool ones_first = closed.on_ones <= closed.on_complement;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const bool ones = k == (ones_first ? 0 : values.size() - 1);
        CHECK(contains(values[k], ones ? closed.on_ones : closed.on_complement));
        CHECK(width(values[k]).value() <= width_bound);
    }
}

}  // namespace

TEST_CASE("spectrum on the diagonal: the closed form, for widths to 500 and every kind of depth") {
    for (const long d : {2, 3, 5, 17, 50, 500})
        for (const Rational& nu : {Rational(0), Rational(1, 2), Rational(1, 3), Rational(1, 10),
                                   Rational(1, 1000000), Rational(2, 5)}) {
            if (d == 500 && denominator(nu) > 3) continue;
            CAPTURE(d);
            CAPTURE(to_string(nu));
            const Rational s(7, 3);
            const Values sigma(static_cast<std::size_t>(d), s);
            const UpwardRounding scope;
            const auto values = spectrum(euclidean<Interval>(nu, sigma)).values;
            check_closed(values, euclidean_diagonal(nu, d, s), d * ten_to(-10));
            const auto scaled = enclosures(scaled_hessian(
                Geometry::riemannian, DepthInterval<Interval>(nu, 53), at<Interval>(sigma, 53)));
            check_closed(spectrum(scaled).values, riemannian_diagonal(nu, d), d * ten_to(-10));
            if (d <= 50)
                check_closed(spectrum(euclidean<Ball>(nu, sigma, 200)).values, euclidean_diagonal(nu, d, s),
                             ten_to(-54));
        }
}

TEST_CASE("spectrum through the diagonal: continuous, and as sharp at a gap of 1e-300 as at 1") {
    for (const Rational& nu : {Rational(0), Rational(1, 2), Rational(1, 7)})
        for (const long gap : {1, 5, 16, 17, 40, 100, 200, 300}) {
            CAPTURE(gap);
            const Rational g = ten_to(-gap);
            const Values sigma{3 + g, 3, 3, 1 + 2 * g, 1 + g, 1}, limit{3, 3, 3, 1, 1, 1};
            const auto near = spectrum(euclidean<Ball>(nu, sigma, 120)).values;
            const auto there = spectrum(euclidean<Ball>(nu, limit, 120)).values;
            for (std::size_t k = 0; k < near.size(); ++k) {
                CHECK(width(near[k]).value() < power_of_two(-105));
                // The Hessian is smooth: eigenvalues move by no more than a constant times the gap.
                CHECK(close(near[k], there[k], 20 * g + ten_to(-30)));
            }
            const UpwardRounding scope;
            const auto fast = spectrum(euclidean<Interval>(nu, sigma)).values;
            for (std::size_t k = 0; k < fast.size(); ++k) {
                CHECK(width(fast[k]).value() < ten_to(-12));
                CHECK(subset(Interval::from(lower(near[k]), upper(near[k])), fast[k]));
            }
        }
}

TEST_CASE("spectrum: the trace and the determinant agree with it, and the double encloses the ball") {
    Engine engine(seed() + 30);
    for (long n = samples(1000); n > 0; --n) {
        const Rational nu = random_nu(engine);
        Values sigma;
        for (std::size_t d = 2 + engine() % 5; d > 0; --d) sigma.push_back(uniform(engine, 500, 2000, 1000));
        std::sort(sigma.begin(), sigma.end(), std::greater<>());
        const auto matrix = euclidean<Ball>(nu, sigma, 200);
        const auto values = spectrum(matrix).values;
        Ball trace = Ball::from(0L, 200), sum = trace, product = Ball::from(1L, 200);
        for (std::size_t k = 0; k < values.size(); ++k) {
            trace += matrix(k, k);
            sum += values[k];
            product *= values[k];
        }
        CHECK_FALSE(disjoint(trace, sum));
        CHECK_FALSE(disjoint(determinant(matrix), product));
        const UpwardRounding scope;
        const auto fast = spectrum(euclidean<Interval>(nu, sigma)).values;
        for (std::size_t k = 0; k < values.size(); ++k)
            CHECK_FALSE(disjoint(fast[k], Interval::from(lower(values[k]), upper(values[k]))));
    }
}

TEST_CASE("definiteness and inertia of the Hessians: negative definite [P Theorem 1.9], and indefinite") {
    Engine engine(seed() + 31);
    for (long n = samples(300); n > 0; --n) {
        const Rational nu = random_nu(engine);
        const Values sigma = random_sigma(engine, true);
        if (sigma.size() == 2 && nu == Rational(1, 2)) continue;  // rank one
        const auto at_precision = [&](long precision) { return -euclidean<Ball>(nu, sigma, precision); };
        CAPTURE(to_string(nu));
        CHECK(positive_definiteness(at_precision, 128, 4096) == Definiteness::definite);
        if (nu == 0) continue;
        // Indefinite at every point for finite depth (mathematics.md §4): never shown to be definite.
        const auto flat = enclosures(flat_hessian(Metric::sum, DepthInterval<Ball>(nu, 300), at(sigma, 300)));
        const Inertia found = inertia(flat);
        CHECK(found.negative < sigma.size());
        CHECK(found.positive < sigma.size());
    }
}

TEST_CASE("definiteness: the Hessian over a box, in double") {
    const UpwardRounding scope;
    std::vector<ExactInterval> box;
    for (long i = 5; i > 0; --i) box.emplace_back(Rational(i), Rational(1001 * i, 1000));
    const auto matrix = enclosures(hessian(Geometry::euclidean, DepthInterval<Interval>(Rational(1, 10), 53),
                                           LogBox<Interval>(box, 53)));
    CHECK(negative_definiteness(matrix) == Definiteness::definite);
    CHECK(positive_definiteness(matrix) == Definiteness::not_definite);
}

TEST_CASE("energies: Schatten and others against their derivatives in closed form") {
    const std::vector<Ball> sigma{Ball::from(Rational(2), 128), Ball::from(Rational(1, 2), 128)};
    const SpectralEnergy cubic = SpectralEnergy::schatten(3);
    CHECK(contains(cubic.value(sigma), Rational(65, 24)));
    CHECK(contains(cubic.hessian(sigma)(0, 0), Rational(4)));
    CHECK(contains(cubic.hessian(sigma)(1, 1), Rational(1)));
    CHECK(contains(cubic.hessian(sigma)(1, 0), Rational(0)));
    const Expression x = Expression::variable("x");
    const SpectralEnergy square(x * x, x * x / 2);  // s = 17/8, φ' = 17/4, φ'' = 2
    CHECK(contains(square.value(sigma), Rational(289, 64)));
    CHECK(contains(square.hessian(sigma)(0, 0), Rational(17, 4) + 8));
    CHECK(contains(square.hessian(sigma)(1, 0), Rational(2)));
    CHECK(contains(square.hessian(sigma)(1, 1), Rational(17, 4) + Rational(1, 2)));
    CHECK(thin(square.hessian(sigma)(0, 0), -115, 1));
    // abs has no derivative where its argument may vanish, and log no value.
    const SpectralEnergy corner(x, apply(Op::abs, x - 2));
    CHECK_NOTHROW((void)corner.value(sigma));
    CHECK_THROWS_AS((void)corner.hessian(sigma), InputError);
    CHECK_THROWS_AS((void)SpectralEnergy(apply(Op::log, x - 3), x).value(sigma), InputError);
    CHECK_THROWS_AS((void)SpectralEnergy(x, apply(Op::langevin, x, 3)).value(sigma), Unsupported);
}
