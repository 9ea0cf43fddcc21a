#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <dlncert/checker/factor.hpp>

#include "../sampling.hpp"
#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::checker;
using dlncert::test::contains;
using nlohmann::json;

namespace {

const json any_step = {{"step", "factor-matrix"}};
const Step here(any_step, "factor");

using Matrix = std::vector<std::vector<long>>;

/// "accepted" or the reason, for an integer matrix and an integer factor, at a number of bits.
std::string verdict_on(const Matrix& A, const std::vector<long>& L, long bits = 1,
                       const std::vector<long>& scale = {}) {
    try {
        FixedPointMatrix matrix(scale.empty() ? std::vector<long>(A.size(), 0) : scale, bits, here);
        for (std::size_t i = 0; i < A.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j)
                if (A[i][j] != 0) matrix.add(i, j, 1, 0, A[i][j]);
        matrix.check_positive_semidefinite(L);
        return "accepted";
    } catch (const Rejected& rejected) {
        return rejected.what();
    }
}

/// The Cholesky factor of A − slack, times 2^bits, rounded; nothing sensible where A is not positive
/// definite.
std::vector<long> cholesky(const Matrix& A, double slack, long bits) {
    const std::size_t d = A.size();
    std::vector<std::vector<double>> L(d, std::vector<double>(d, 0));
    std::vector<long> entries;
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = static_cast<double>(A[i][j]) - (i == j ? slack : 0);
            for (std::size_t l = 0; l < j; ++l) rest -= L[i][l] * L[j][l];
            L[i][j] = i == j ? std::sqrt(std::abs(rest)) : L[j][j] == 0 ? 0 : rest / L[j][j];
            entries.push_back(std::lround(std::ldexp(L[i][j], static_cast<int>(bits))));
        }
    return entries;
}

/// Exact: some vector of the eigenbasis-free test x = e_i ± e_j, or a random one, with xᵀAx < 0.
bool indefinite(const Matrix& A, test::Engine& random) {
    for (int n = 0; n < 200; ++n) {
        std::vector<long> x;
        for (std::size_t i = 0; i < A.size(); ++i) x.push_back(static_cast<long>(random() % 7) - 3);
        long form = 0;
        for (std::size_t i = 0; i < A.size(); ++i)
            for (std::size_t j = 0; j < A.size(); ++j) form += A[i][j] * x[i] * x[j];
        if (form < 0) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("floors of products with powers of two") {
    CHECK(scaled_floor(1, 0, Rational(7, 2)) == 3);
    CHECK(scaled_floor(1, 0, Rational(-7, 2)) == -4);
    CHECK(scaled_floor(-1, 0, Rational(7, 2)) == -4);
    CHECK(scaled_floor(-1, 0, Rational(-7, 2)) == 3);
    CHECK(scaled_floor(1, 3, Rational(1, 3)) == 2);
    CHECK(scaled_floor(1, -3, Rational(17)) == 2);
    CHECK(scaled_floor(1, -3, Rational(-17)) == -3);
    CHECK(scaled_floor(1, -3, Rational(-16)) == -2);
    CHECK(scaled_floor(5, -200000, Rational(-1)) == -1);
    CHECK(scaled_floor(0, 5, Rational(1, 3)) == 0);
    test::Engine random(test::seed());
    for (long n = 0; n < test::samples(1000); ++n) {
        const auto small = [&] { return static_cast<long>(random() % 2001) - 1000; };
        const Rational x(small(), 1 + static_cast<long>(random() % 1000));
        const long mantissa = small();
        const long exponent = small() / 50;
        const Rational exact = x * mantissa * power_of_two(exponent);
        const Rational floor = scaled_floor(mantissa, exponent, x);
        CHECK(floor <= exact);
        CHECK(exact < floor + 1);
    }
}

TEST_CASE("positive definite matrices are accepted, indefinite ones never") {
    test::Engine random(test::seed());
    long accepted = 0;
    long refused = 0;
    for (long n = 0; n < test::samples(3000); ++n) {
        const std::size_t d = 1 + random() % 6;
        Matrix A(d, std::vector<long>(d));
        const long size = n % 3 == 0 ? 4 : 1000;
        for (std::size_t i = 0; i < d; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                A[i][j] = A[j][i] =
                    static_cast<long>(random() % static_cast<unsigned long>(2 * size + 1)) - size;
        if (n % 2 == 0)  // diagonally dominant by a little
            for (std::size_t i = 0; i < d; ++i) {
                A[i][i] = 1;
                for (std::size_t j = 0; j < d; ++j)
                    if (j != i) A[i][i] += std::abs(A[i][j]);
            }
        const std::string verdict = verdict_on(A, cholesky(A, 0.5, 30), 30);
        if (n % 2 == 0) CHECK(verdict == "accepted");
        if (verdict == "accepted") {
            CHECK_FALSE(indefinite(A, random));
            ++accepted;
        } else if (indefinite(A, random)) {
            ++refused;
        }
        // a factor with one entry changed by much is no factor
        auto entries = cholesky(A, 0.5, 30);
        entries[random() % entries.size()] += 1L << 36U;
        CHECK(verdict_on(A, entries, 30) != "accepted");
    }
    CHECK(accepted > 0);
    CHECK(refused > 0);
}

TEST_CASE("no factor whatever shows an indefinite matrix to be positive") {
    test::Engine random(test::seed());
    const Matrix A = {{1, 2}, {2, 1}};
    for (long n = 0; n < test::samples(3000); ++n) {
        std::vector<long> L(3);
        for (long& entry : L) entry = static_cast<long>(random() % (1U << (1 + random() % 12))) - 40;
        CHECK(verdict_on(A, L, 1 + static_cast<long>(random() % 6)) != "accepted");
    }
}

TEST_CASE("the slack is d - 1 units, no less") {
    // 2^2 T − L Lᵀ for T = 4 A: R = diag(16 a − L²) must be at least 4 (d − 1) = 4
    CHECK(verdict_on({{2, 0}, {0, 2}}, {5, 0, 5}, 2) == "accepted");       // 32 − 25 = 7
    CHECK(contains(verdict_on({{2, 0}, {0, 2}}, {5, 0, 6}, 2), "row 2"));  // 32 − 36 < 0
    CHECK(verdict_on({{1, 0}, {0, 1}}, {3, 0, 3}, 2) == "accepted");       // 16 − 9 = 7
    CHECK(contains(verdict_on({{1, 0}, {0, 1}}, {4, 0, 3}, 2), "row 1"));  // 16 − 16 = 0 < 4
    // |R_12| = |L_21 L_11| counts
    CHECK(verdict_on({{1, 0}, {0, 1}}, {2, 1, 3}, 2) == "accepted");       // 16 - 1 - 9 - 2 = 4
    CHECK(contains(verdict_on({{1, 0}, {0, 1}}, {3, 1, 3}, 2), "row 2"));  // 16 - 1 - 9 - 3 = 3
    CHECK(contains(verdict_on({{1, 0}, {0, 1}}, {3, -1, 3}, 2), "row 2"));
}

TEST_CASE("limits: sizes, entries, scales") {
    CHECK(contains(verdict_on({{1}}, {}), "0 entries instead of 1"));
    CHECK(contains(verdict_on({{1}}, {1, 1}), "2 entries instead of 1"));
    CHECK(contains(verdict_on({{1, 0}, {0, 1}}, {1, 1}), "2 entries instead of 3"));
    CHECK(verdict_on({{1}}, {1}, 1, {10}) == "accepted");
    CHECK(contains(verdict_on({{1}}, {1}, 1, {40}), "2^70"));
    CHECK(contains(verdict_on({{-1}}, {1}, 1, {40}), "2^70"));
    CHECK(contains(verdict_on({{1}}, {0}, 50, {9}), "too large"));  // 2^(68 + 50)
    CHECK(contains(verdict_on({{-1}}, {0}, 50, {9}), "too large"));
    CHECK(contains(verdict_on({{1}}, {max_factor_entry}, 1), "too large"));
    CHECK(contains(verdict_on({{1}}, {-max_factor_entry}, 1), "too large"));
    CHECK(verdict_on({{1}}, {max_factor_entry / 16}, 49) == "accepted");  // 2^98 − 2^98 = 0 >= 0
    CHECK(contains(verdict_on({{1}}, {max_factor_entry / 16 + 1}, 49), "row 1"));
    CHECK_THROWS_AS(FixedPointMatrix(std::vector<long>(max_factor_size + 1), 1, here), Rejected);
    FixedPointMatrix twice({0, 0}, 1, here);
    twice.add(0, 1, 1, 0, 1);
    CHECK_THROWS_WITH_AS(twice.add(1, 0, 1, 0, 1), "step factor: a pair contributes twice", Rejected);
}

// With one bit R = 4A − L Lᵀ has to have R_ii − |R_12| >= 2 in both rows.
TEST_CASE("accepted if and only if the residual is dominant") {
    for (long a = 0; a < 5; ++a)
        for (long b = -3; b < 4; ++b)
            for (long c = 0; c < 5; ++c)
                for (const auto& factor :
                     {std::array<long, 3>{0, 0, 0}, {1, 0, 1}, {2, 1, 1}, {1, -2, 2}, {3, -3, 1}}) {
                    // names that clang 14 lets a lambda, which INFO is, use
                    const long p = factor[0], q = factor[1], r = factor[2];
                    const long first = 4 * a - p * p, mixed = std::abs(4 * b - p * q),
                               second = 4 * c - q * q - r * r;
                    const bool dominant = first - mixed >= 2 && second - mixed >= 2;
                    INFO(a << ' ' << b << ' ' << c << ": " << p << ' ' << q << ' ' << r);
                    CHECK((verdict_on({{a, b}, {b, c}}, {p, q, r}) == "accepted") == dominant);
                }
}
