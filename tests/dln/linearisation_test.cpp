#include <doctest/doctest.h>

#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/dln/linearisation.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>

using namespace dlncert;

namespace {

using Vector = std::vector<Rational>;

/// M · v
Vector product(const SymmetricMatrix<Rational>& m, const Vector& v) {
    Vector result(v.size());
    for (std::size_t i = 0; i < v.size(); ++i)
        for (std::size_t j = 0; j < v.size(); ++j) result[i] += m(i, j) * v[j];
    return result;
}

/// The entries of Q · K by rows.
Vector direction(const RationalMatrix& Q, const RationalMatrix& K) {
    const std::size_t d = Q.size();
    Vector result(d * d);
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j < d; ++j)
            for (std::size_t k = 0; k < d; ++k) result[i * d + j] += Q[i][k] * K[k][j];
    return result;
}

RationalMatrix unit(std::size_t d, std::size_t i, std::size_t j, long mirrored) {
    RationalMatrix K(d, Vector(d));
    K[i][j] += 1;
    K[j][i] += mirrored;
    return K;
}

void check_eigenvector(const SymmetricMatrix<Rational>& m, const Vector& v, const Rational& value) {
    const Vector image = product(m, v);
    for (std::size_t i = 0; i < v.size(); ++i) CHECK(image[i] == value * v[i]);
}

}  // namespace

TEST_CASE("entropy on matrices: exact eigenvectors at sigma Q, for every kind of depth") {
    for (const std::size_t d : {2U, 3U, 4U})
        for (const Rational& nu : {Rational(0), Rational(1, 2), Rational(1, 3), Rational(1, 10)}) {
            CAPTURE(d);
            CAPTURE(to_string(nu));
            const RationalMatrix Q = rational_rotation(d);
            const SymmetricMatrix<Rational> m = entropy_curvature(nu, Q);
            const auto width = static_cast<long>(d);
            // mathematics.md §2: s₀, s₁ on the diagonal, times σ²; on the tangent of the orbit κ, as ∇S does
            // not vanish there
            const Rational s0 = -(width - 1) * (1 - nu) / 2;
            const Rational s1 = (1 - nu) * ((1 + nu) - (width - 1) * (2 - nu)) / 6;
            RationalMatrix one(d, Vector(d));
            for (std::size_t i = 0; i < d; ++i) one[i][i] = 1;
            check_eigenvector(m, direction(Q, one), s0);
            for (std::size_t i = 0; i < d; ++i)
                for (std::size_t j = i + 1; j < d; ++j) {
                    check_eigenvector(m, direction(Q, unit(d, i, j, 1)), s1);
                    check_eigenvector(m, direction(Q, unit(d, i, j, -1)), -s0);
                    RationalMatrix diagonal(d, Vector(d));
                    diagonal[i][i] = 1;
                    diagonal[j][j] = -1;
                    check_eigenvector(m, direction(Q, diagonal), s1);
                }
        }
    RationalMatrix skewed = rational_rotation(3);
    skewed[0][1] += Rational(1, 1000000);
    CHECK_THROWS_AS((void)entropy_curvature(Rational(1, 3), skewed), InputError);
}

TEST_CASE("linearisation on matrices: 0, mu0 and mu1 with their multiplicities") {
    const std::vector<std::string> x{"x"};
    const SpectralEnergy user(parse_expression("x + x^2", &x), parse_expression("cosh(x) - 1", &x));
    for (const long d : {2L, 3L, 5L})
        for (const Rational& nu : {Rational(0), Rational(1, 2), Rational(1, 7)}) {
            CAPTURE(d);
            CAPTURE(to_string(nu));
            const EquilibriumModel model{nu, d, Rational(3)};
            const Metric metric = nu == 0 ? Metric::mean : Metric::sum;
            const ScalarBalance balance(user, d);
            const auto crossing = find_crossing(balance, model.level().lower);
            REQUIRE(crossing);
            const Ball sigma = solve_crossing(balance, model.level().lower, *crossing, 160);
            const Rates rates = rates_at(user, model, metric, sigma);
            const auto values =
                spectrum(matrix_linearisation(user, model, metric,
                                              rational_rotation(static_cast<std::size_t>(d)), sigma))
                    .values;
            const auto shape = static_cast<std::size_t>(d * (d + 1) / 2 - 1);
            for (std::size_t k = 0; k < values.size(); ++k) {
                CHECK(width(values[k]).value() <= power_of_two(-100));
                if (k == 0)
                    CHECK_FALSE(disjoint(values[k], rates.scaling.enclosure()));
                else if (k <= shape)
                    CHECK_FALSE(disjoint(values[k], rates.shape.enclosure()));
                else
                    CHECK(contains(values[k], 0));
            }
        }
}
