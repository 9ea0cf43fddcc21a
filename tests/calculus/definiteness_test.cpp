#include <doctest/doctest.h>

#include <cmath>
#include <dlncert/calculus/definiteness.hpp>
#include <dlncert/calculus/tiles.hpp>
#include <limits>
#include <optional>

#include "matrices.hpp"

using namespace dlncert;
using namespace dlncert::test;

namespace {

Definiteness in_double(const ExactMatrix& matrix) {
    const UpwardRounding scope;
    return positive_definiteness(enclosed<Interval>(matrix));
}

Rational two_to(long exponent) {
    return power_of_two(exponent);
}

/// A nearly singular matrix: eigenvalues of any size, the least one given.
ExactMatrix near_border(Engine& engine, std::size_t n, const Rational& least) {
    std::vector<Rational> eigenvalues{least};
    while (eigenvalues.size() < n)
        eigenvalues.push_back(Rational(static_cast<long>(engine() % 1000) + 1, 500));
    return with_eigenvalues(engine, eigenvalues, 2);
}

}  // namespace

TEST_CASE("definiteness: exact matrices on both sides of the border are never judged wrongly") {
    Engine engine(seed());
    long shown = 0, total = 0;
    for (long round = samples(1500); round > 0; --round) {
        const std::size_t n = 1 + engine() % 30;
        const long exponent = -static_cast<long>(engine() % 60);
        const Rational least = engine() % 2 == 0 ? two_to(exponent) : -two_to(exponent);
        const ExactMatrix matrix = near_border(engine, n, least);
        const Definiteness answer = in_double(matrix);
        CHECK(answer != (least > 0 ? Definiteness::not_definite : Definiteness::definite));
        if (exponent > -25) {
            ++total;
            shown += answer != Definiteness::not_shown;
        }
        const Definiteness better = positive_definiteness(enclosed<Ball>(matrix, 256));
        CHECK(better == (least > 0 ? Definiteness::definite : Definiteness::not_definite));
    }
    CHECK(shown == total);
}

TEST_CASE("definiteness: exactly singular matrices are never called definite") {
    Engine engine(seed() + 1);
    for (long round = samples(1000); round > 0; --round) {
        const ExactMatrix matrix = near_border(engine, 1 + engine() % 40, 0);
        CHECK(in_double(matrix) != Definiteness::definite);
        CHECK(positive_definiteness(enclosed<Ball>(matrix, 200)) != Definiteness::definite);
    }
}

TEST_CASE("definiteness: the widest radius that one Cholesky accepts leaves every vertex definite") {
    Engine engine(seed() + 2);
    for (long round = samples(200); round > 0; --round) {
        const std::size_t n = 2 + engine() % 6;
        std::vector<Rational> eigenvalues;
        for (std::size_t i = 0; i < n; ++i)
            eigenvalues.push_back(Rational(static_cast<long>(engine() % 90) + 10, 50));
        const ExactMatrix middle = with_eigenvalues(engine, eigenvalues, 2);
        ExactMatrix shape(n, Rational(0));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j) shape(i, j) = Rational(static_cast<long>(engine() % 5), 4);
        const auto at = [&](const Rational& radius) {
            SymmetricMatrix<Interval> a(n, Interval());
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j <= i; ++j)
                    a(i, j) = Interval::from(Rational(middle(i, j) - radius * shape(i, j)),
                                             Rational(middle(i, j) + radius * shape(i, j)));
            return a;
        };
        Rational radius = 4;
        for (int step = 0; step < 40; ++step) {
            const UpwardRounding scope;
            if (positive_definiteness(at(radius)) == Definiteness::definite) break;
            radius = radius * 4 / 5;
        }
        for (int vertex = 0; vertex < 50; ++vertex) {
            ExactMatrix a = middle;
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j <= i; ++j)
                    a(i, j) += (engine() % 2 == 0 ? radius : Rational(-radius)) * shape(i, j);
            CHECK(exactly_positive_definite(a));
        }
        CHECK(radius > Rational(1, 2000));
    }
}

TEST_CASE("definiteness: Hilbert matrices, by double as far as it goes and by balls to the end") {
    for (const std::size_t n : {1, 2, 3, 6}) CHECK(in_double(hilbert(n)) == Definiteness::definite);
    CHECK(in_double(hilbert(20)) == Definiteness::not_shown);
    long last = 0;
    const auto at = [&](long precision) {
        last = precision;
        return enclosed<Ball>(hilbert(40), precision);
    };
    CHECK(positive_definiteness(at, 64, 100) == Definiteness::not_shown);
    CHECK(positive_definiteness(at, 64, 4096) == Definiteness::definite);
    CHECK(last > 200);
    CHECK(last < 1000);
}

TEST_CASE("definiteness: rows and columns of any scale") {
    Engine engine(seed() + 3);
    for (const std::size_t n : {5, 40}) {
        ExactMatrix matrix = near_border(engine, n, Rational(1, 10));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                matrix(i, j) *=
                    two_to(static_cast<long>((i * 37) % 200) + static_cast<long>((j * 37) % 200) - 200);
        CHECK(in_double(matrix) == Definiteness::definite);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j) matrix(i, j) *= two_to(-900);
        CHECK(in_double(matrix) != Definiteness::not_definite);
    }
}

TEST_CASE("definiteness: a large matrix, on both sides of the border") {
    Engine engine(seed() + 4);
    std::vector<Rational> eigenvalues(150, Rational(1));
    for (std::size_t i = 0; i < 50; ++i) eigenvalues[i] = Rational(static_cast<long>(i) + 1);
    for (const Rational& least : {Rational(1, 1000000), Rational(-1, 1000000)}) {
        eigenvalues.back() = least;
        const ExactMatrix matrix = with_eigenvalues(engine, eigenvalues, 1);
        CHECK(in_double(matrix) == (least > 0 ? Definiteness::definite : Definiteness::not_definite));
        const UpwardRounding scope;
        CHECK(negative_definiteness(-enclosed<Interval>(matrix)) ==
              (least > 0 ? Definiteness::definite : Definiteness::not_definite));
    }
}

TEST_CASE("definiteness: bad input") {
    const UpwardRounding scope;
    const Interval one(1.0), two(2.0);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS((void)positive_definiteness(SymmetricMatrix<Interval>(0, one)), InputError);
    CHECK_THROWS_AS((void)positive_definiteness(SymmetricMatrix<Ball>(0, Ball())), InputError);
    CHECK_THROWS_AS((void)SymmetricMatrix<Interval>::from_rows({}), InputError);
    CHECK_THROWS_AS((void)SymmetricMatrix<Interval>::from_rows({{}}), InputError);
    CHECK_THROWS_AS((void)SymmetricMatrix<Interval>::from_rows({{one, one}, {two, one}}), InputError);
    CHECK_THROWS_AS((void)SymmetricMatrix<Interval>::from_rows({{one, one}, {one}}), InputError);
    CHECK_NOTHROW((void)SymmetricMatrix<Interval>::from_rows({{two, one}, {one, two}}));
    for (const std::size_t n : {2, 30})
        for (const Interval& bad : {Interval::empty(), Interval::entire(), Interval(0, infinity),
                                    Interval(-infinity, 0), Interval(-1e308, 1e308)})
            for (const bool diagonal : {false, true}) {
                SymmetricMatrix<Interval> a(n, Interval());
                for (std::size_t i = 0; i < n; ++i) a(i, i) = one;
                CHECK(positive_definiteness(a) == Definiteness::definite);
                a(1, diagonal ? 1 : 0) = bad;
                CHECK(positive_definiteness(a) != Definiteness::definite);
            }
}

TEST_CASE("definiteness: outside a rounding scope it refuses") {
    CHECK_THROWS_AS((void)positive_definiteness(SymmetricMatrix<Interval>(2, Interval(1.0))),
                    std::logic_error);
}

TEST_CASE("tiles: every kernel stays within the proved bounds of a product") {
    Engine engine(seed() + 5);
    std::uniform_real_distribution<double> uniform(-1, 1);
    for (const detail::TileKernel& kernel : detail::tile_kernels()) {
        if (!kernel.available()) continue;
        CAPTURE(kernel.name);
        for (const auto& [m, n, k] : {std::array{1, 1, 1}, std::array{9, 25, 3}, std::array{50, 49, 70}}) {
            detail::DenseMatrix a(m, k), b(n, k);
            for (double& x : a.entries) x = uniform(engine);
            for (double& x : b.entries)
                x = uniform(engine) * std::ldexp(1.0, static_cast<int>(engine() % 40));
            const detail::DenseMatrix c = detail::row_products(a, b, kernel);
            for (std::size_t i = 0; i < c.rows; ++i)
                for (std::size_t j = 0; j < c.columns; ++j) {
                    Rational exact = 0, size = 0;
                    for (std::size_t l = 0; l < a.columns; ++l) {
                        const Rational term = to_endpoint(a(i, l)).value() * to_endpoint(b(j, l)).value();
                        exact += term;
                        size += term < 0 ? Rational(-term) : term;
                    }
                    const Rational error = to_endpoint(c(i, j)).value() - exact;
                    CHECK((error < 0 ? Rational(-error) : error) <= size * k * two_to(-52));
                }
        }
    }
}

TEST_CASE("tiles: every kernel's Cholesky factor reproduces the matrix within the proved bound") {
    Engine engine(seed() + 6);
    for (const detail::TileKernel& kernel : detail::tile_kernels()) {
        if (!kernel.available()) continue;
        CAPTURE(kernel.name);
        for (const std::size_t n : {1, 8, 24, 25, 61}) {
            CAPTURE(n);
            std::vector<double> packed;
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j <= i; ++j)
                    packed.push_back(i == j ? 1.0 : std::ldexp(static_cast<double>(engine() % 1024), -16));
            for (const bool upward : {false, true}) {
                std::optional<UpwardRounding> scope;
                if (upward) scope.emplace();
                const detail::FloatingCholesky factor(n, packed.data(), kernel);
                REQUIRE(factor.completed());
                for (std::size_t i = 0; i < n; ++i)
                    for (std::size_t j = 0; j <= i; ++j) {
                        Rational error = to_endpoint(packed[i * (i + 1) / 2 + j]).value();
                        for (std::size_t k = 0; k <= j; ++k)
                            error -= to_endpoint(factor(i, k)).value() * to_endpoint(factor(j, k)).value();
                        CHECK((error < 0 ? Rational(-error) : error) <=
                              Rational(static_cast<long>(n) + 2) * two_to(-52));
                    }
            }
            if (n < 2) continue;
            packed[n * (n - 1) / 2] = 2;  // the last row: its pivot 1 − 4 − … is negative
            const detail::FloatingCholesky failed(n, packed.data(), kernel);
            CHECK_FALSE(failed.completed());
            CHECK(failed.rank() == n - 1);
        }
    }
}
