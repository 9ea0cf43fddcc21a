#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/calculus/spectrum_by.hpp>
#include <limits>
#include <optional>

#include "matrices.hpp"

using namespace dlncert;
using namespace dlncert::test;

namespace {

Spectrum<Interval> in_double(const SymmetricMatrix<Interval>& matrix) {
    const UpwardRounding scope;
    return spectrum(matrix);
}

/// How many eigenvalues of the pencil (a, g) are below t, exactly; none if a pivot of a − tg vanishes.
std::optional<std::size_t> count_below(ExactMatrix a, const ExactMatrix* g, const Rational& t) {
    const std::size_t n = a.size();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j) a(i, j) -= t * (g ? (*g)(i, j) : Rational(i == j ? 1 : 0));
    std::size_t negative = 0;
    for (std::size_t k = 0; k < n; ++k) {
        if (a(k, k) == 0) return std::nullopt;
        negative += a(k, k) < 0;
        for (std::size_t i = k + 1; i < n; ++i)
            for (std::size_t j = k + 1; j <= i; ++j) a(i, j) -= a(i, k) * a(j, k) / a(k, k);
    }
    return negative;
}

/// The k-th eigenvalue lies in the k-th enclosure: not below its lower end, not above its upper end.
template <class T>
bool contains_spectrum(const ExactMatrix& a, const std::vector<T>& values, const ExactMatrix* g = nullptr) {
    for (std::size_t k = 0; k < values.size(); ++k) {
        const auto below = count_below(a, g, lower(values[k]).value());
        const auto above = count_below(a, g, upper(values[k]).value());
        if (below && *below > k) return false;
        // #(λ < upper) ≥ k + 1 unless λ_k is the upper end itself, where a pivot vanishes.
        if (above && *above < k + 1) return false;
    }
    return true;
}

template <class T>
Rational greatest_width(const std::vector<T>& values) {
    Rational result = 0;
    for (const T& value : values) result = std::max(result, width(value).value());
    return result;
}

template <class T>
bool contains_in_order(const std::vector<T>& values, std::vector<Rational> exact) {
    std::sort(exact.begin(), exact.end());
    for (std::size_t k = 0; k < exact.size(); ++k)
        if (!contains(values[k], exact[k])) return false;
    return values.size() == exact.size();
}

Rational ten_to(long exponent) {
    const Integer power = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(std::abs(exponent)));
    return exponent < 0 ? Rational(Integer(1), power) : Rational(power);
}

/// A few distinct values, each several times.
std::vector<Rational> with_multiplicities(Engine& engine, std::size_t n, std::size_t greatest) {
    std::vector<Rational> result;
    while (result.size() < n) {
        const Rational value(static_cast<long>(engine() % 2001) - 1000, 300);
        for (std::size_t m = 1 + engine() % greatest; m > 0 && result.size() < n; --m)
            result.push_back(value);
    }
    return result;
}

}  // namespace

TEST_CASE("spectrum: known eigenvalues of any multiplicity, in double and in balls") {
    Engine engine(seed() + 10);
    for (long round = samples(60); round > 0; --round) {
        const std::size_t n = 1 + engine() % 60;
        const auto eigenvalues = with_multiplicities(engine, n, engine() % 2 == 0 ? 50 : 3);
        const ExactMatrix matrix = with_eigenvalues(engine, eigenvalues, 2);
        const auto fast = in_double(enclosed<Interval>(matrix));
        CHECK(contains_in_order(fast.values, eigenvalues));
        CHECK(greatest_width(fast.values) < ten_to(-10));
        const auto sharp = spectrum(enclosed<Ball>(matrix, 200));
        CHECK(contains_in_order(sharp.values, eigenvalues));
        CHECK(greatest_width(sharp.values) < ten_to(-54));
    }
}

TEST_CASE("spectrum: random matrices against exact counts of eigenvalues") {
    Engine engine(seed() + 11);
    for (long round = samples(40); round > 0; --round) {
        const std::size_t n = 1 + engine() % 6;
        const ExactMatrix matrix = random_matrix(engine, n);
        const auto fast = in_double(enclosed<Interval>(matrix));
        const auto sharp = spectrum(enclosed<Ball>(matrix, 100));
        CHECK(contains_spectrum(matrix, fast.values));
        CHECK(contains_spectrum(matrix, sharp.values));
        CHECK(greatest_width(fast.values) < ten_to(-12));
        CHECK(greatest_width(sharp.values) < ten_to(-26));
    }
}

TEST_CASE("spectrum: random interval matrices contain the spectra of their vertices") {
    Engine engine(seed() + 12);
    for (long round = samples(60); round > 0; --round) {
        const std::size_t n = 1 + engine() % 5;
        const ExactMatrix middle = random_matrix(engine, n);
        ExactMatrix radius(n, Rational(0));
        const Rational size = ten_to(-static_cast<long>(engine() % 16));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                radius(i, j) = size * Rational(static_cast<long>(engine() % 3), 2);
        SymmetricMatrix<Interval> fast(n, Interval());
        SymmetricMatrix<Ball> sharp(n, Ball());
        Rational norm = 0;
        for (std::size_t i = 0; i < n; ++i) {
            Rational row = 0;
            for (std::size_t j = 0; j < n; ++j) {
                const Rational lo = middle(i, j) - radius(i, j), hi = middle(i, j) + radius(i, j);
                fast(i, j) = Interval::from(lo, hi);
                sharp(i, j) = Ball::from(lo, hi, 150);
                row += radius(i, j);
            }
            norm = std::max(norm, row);
        }
        const auto fast_values = in_double(fast).values;
        const auto sharp_values = spectrum(sharp).values;
        // Weyl's bound, which the vertices come near.
        CHECK(greatest_width(fast_values) <= 2 * norm + ten_to(-12));
        CHECK(greatest_width(sharp_values) <= 2 * norm * Rational(1001, 1000) + ten_to(-40));
        for (int vertex = 0; vertex < 20; ++vertex) {
            ExactMatrix a = middle;
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = 0; j <= i; ++j)
                    a(i, j) += engine() % 2 == 0 ? radius(i, j) : Rational(-radius(i, j));
            CHECK(contains_spectrum(a, fast_values));
            CHECK(contains_spectrum(a, sharp_values));
        }
    }
}

TEST_CASE("spectrum: graded radii stay with their own eigenvalues") {
    SymmetricMatrix<Interval> a(2, Interval());
    a(0, 0) = Interval(1, 2);
    a(1, 1) = Interval(9.999, 10);
    const auto values = in_double(a).values;
    CHECK(width(values[1]).value() < Rational(2, 1000));
}

TEST_CASE("spectrum: generalised problems") {
    Engine engine(seed() + 13);
    for (long round = samples(40); round > 0; --round) {
        const std::size_t n = 1 + engine() % 5;
        const ExactMatrix a = random_matrix(engine, n);
        std::vector<Rational> positive;
        for (std::size_t i = 0; i < n; ++i)
            positive.push_back(Rational(static_cast<long>(engine() % 30) + 1, 10));
        const ExactMatrix g = with_eigenvalues(engine, positive, 2);
        const auto sharp = spectrum(enclosed<Ball>(a, 120), enclosed<Ball>(g, 120));
        CHECK(contains_spectrum(a, sharp.values, &g));
        CHECK(greatest_width(sharp.values) < ten_to(-25));
        const UpwardRounding scope;
        const auto fast = spectrum(enclosed<Interval>(a), enclosed<Interval>(g));
        CHECK(contains_spectrum(a, fast.values, &g));
        CHECK(greatest_width(fast.values) < ten_to(-9));
    }
    // A metric that is not certainly positive definite gives no answer.
    const ExactMatrix one = hilbert(1);
    SymmetricMatrix<Ball> wide(1, Ball::from(Rational(-1, 100), Rational(1), 64));
    CHECK(is_entire(spectrum(enclosed<Ball>(one, 64), wide).values[0]));
    CHECK_THROWS_AS((void)spectrum(enclosed<Ball>(one, 64), enclosed<Ball>(hilbert(2), 64)), InputError);
}

TEST_CASE("spectrum: Wilkinson and Hilbert matrices") {
    ExactMatrix wilkinson(21, Rational(0));
    for (std::size_t i = 0; i < 21; ++i) {
        wilkinson(i, i) = std::abs(static_cast<long>(i) - 10);
        if (i > 0) wilkinson(i, i - 1) = 1;
    }
    const auto fast = in_double(enclosed<Interval>(wilkinson)).values;
    const auto sharp = spectrum(enclosed<Ball>(wilkinson, 200)).values;
    CHECK(contains_spectrum(wilkinson, fast));
    CHECK(contains_spectrum(wilkinson, sharp));
    CHECK(greatest_width(fast) < ten_to(-11));
    // The largest two differ by 7e-14: one cluster for doubles, two eigenvalues for balls.
    CHECK_FALSE(certainly_less(fast[19], fast[20]));
    CHECK(certainly_less(sharp[19], sharp[20]));

    const ExactMatrix h = hilbert(12);
    const auto values = spectrum(enclosed<Ball>(h, 300)).values;
    CHECK(contains_spectrum(h, values));
    CHECK(certainly_positive(values[0]));  // about 2.6e-17
    CHECK(contains_spectrum(h, in_double(enclosed<Interval>(h)).values));
}

TEST_CASE("spectrum: clusters of any gap cost nothing, and are separated by enough bits") {
    Engine engine(seed() + 14);
    Rational first_width = 0;
    for (const long gap : {0, 1, 8, 15, 17, 30, 60, 100, 200, 300}) {
        CAPTURE(gap);
        const Rational g = gap == 0 ? Rational(1) : ten_to(-gap);
        // Clusters of three at 1, of two at 5, nested: two of the three are closer still.
        const std::vector<Rational> exact{1, 1 + g, 1 + g + g * g, 5, 5 + g, -3};
        const ExactMatrix matrix = with_eigenvalues(engine, exact, 3);
        const auto fast = in_double(enclosed<Interval>(matrix)).values;
        CHECK(contains_in_order(fast, exact));
        CHECK(greatest_width(fast) < ten_to(-12));
        const auto coarse = spectrum(enclosed<Ball>(matrix, 80)).values;
        CHECK(contains_in_order(coarse, exact));
        CHECK(greatest_width(coarse) < ten_to(-21));
        const long bits = 7 * gap + 80;
        const auto sharp = spectrum(enclosed<Ball>(matrix, bits)).values;
        CHECK(contains_in_order(sharp, exact));
        for (std::size_t k = 1; k < sharp.size(); ++k)
            CHECK((gap == 0 || certainly_less(sharp[k - 1], sharp[k])));
        CHECK(greatest_width(sharp) < power_of_two(-bits + 14));
    }
}

TEST_CASE("spectrum: matrices of any size of entries") {
    Engine engine(seed() + 15);
    const std::vector<Rational> exact{1, 2, 3, 3};
    for (const long exponent : {-5000, -1000, -300, 300, 900, 5000}) {
        ExactMatrix matrix = with_eigenvalues(engine, exact, 2);
        std::vector<Rational> scaled;
        for (const Rational& x : exact) scaled.push_back(x * power_of_two(exponent));
        for (std::size_t i = 0; i < 4; ++i)
            for (std::size_t j = 0; j <= i; ++j) matrix(i, j) *= power_of_two(exponent);
        const auto sharp = spectrum(enclosed<Ball>(matrix, 150)).values;
        CHECK(contains_in_order(sharp, scaled));
        CHECK(greatest_width(sharp) < power_of_two(exponent - 130));
        const UpwardRounding scope;
        CHECK(contains_in_order(spectrum(enclosed<Interval>(matrix)).values, scaled));
    }
    const auto zero = spectrum(SymmetricMatrix<Ball>(3, Ball::from(0L, 64))).values;
    for (const Ball& value : zero) CHECK(is_point(value));
}

TEST_CASE("invariant subspaces: the exact one is within the angle, and the count is right") {
    Engine engine(seed() + 16);
    for (long round = samples(20); round > 0; --round) {
        const std::size_t n = 8;
        const std::vector<Rational> exact{1, 1, 1, 2, Rational(2) + ten_to(-40), 3, 7, 7};
        // One reflection: column i of I − 2vvᵀ/vᵀv belongs to exact[i].
        std::vector<Rational> v(n);
        Rational square = 0;
        for (Rational& x : v) {
            x = static_cast<long>(engine() % 9) + 1;
            square += x * x;
        }
        ExactMatrix reflection(n, Rational(0));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                reflection(i, j) = Rational(i == j ? 1 : 0) - 2 * v[i] * v[j] / square;
        ExactMatrix a(n, Rational(0));
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                for (std::size_t k = 0; k < n; ++k) a(i, j) += reflection(i, k) * exact[k] * reflection(k, j);
        const auto check = [&](const auto& matrix, const Rational& bound) {
            const auto s = spectrum(matrix);
            const auto spaces = invariant_subspaces(matrix, s);
            REQUIRE(spaces.size() == 4);
            const std::size_t counts[] = {3, 2, 1, 2};
            for (std::size_t c = 0; c < 4; ++c) {
                CHECK(spaces[c].count == counts[c]);
                const Rational sine = upper(spaces[c].sine).value();
                CHECK(sine < bound);
                for (std::size_t k = 0; k < spaces[c].count; ++k) {
                    const std::size_t column = spaces[c].first + k;
                    CHECK(contains(spaces[c].values, exact[column]));
                    // The part of the approximate vector outside the exact subspace.
                    Rational outside = 0;
                    for (std::size_t other = 0; other < n; ++other) {
                        if (other >= spaces[c].first && other < spaces[c].first + spaces[c].count) continue;
                        Rational component = 0;
                        for (std::size_t i = 0; i < n; ++i)
                            component += reflection(i, other) * lower(s.vectors[column][i]).value();
                        outside += component * component;
                    }
                    CHECK(outside <= sine * sine * (1 + ten_to(-10)));
                }
            }
        };
        check(enclosed<Ball>(a, 100), ten_to(-25));
        const UpwardRounding scope;
        check(enclosed<Interval>(a), ten_to(-12));
    }
}

TEST_CASE("inertia: exact matrices of any inertia and any scale of their rows") {
    Engine engine(seed() + 17);
    for (long round = samples(60); round > 0; --round) {
        const std::size_t n = 1 + engine() % 12;
        std::vector<Rational> eigenvalues;
        Inertia expected;
        for (std::size_t i = 0; i < n; ++i) {
            const Rational size(static_cast<long>(engine() % 90) + 10, 50);
            const bool positive = engine() % 2 == 0;
            eigenvalues.push_back(positive ? size : Rational(-size));
            (positive ? expected.positive : expected.negative) += 1;
        }
        ExactMatrix matrix = with_eigenvalues(engine, eigenvalues, 2);
        {
            const UpwardRounding scope;
            CHECK(inertia(enclosed<Interval>(matrix)) == expected);
        }
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j)
                matrix(i, j) *=
                    power_of_two(static_cast<long>((i * 71) % 300) + static_cast<long>((j * 71) % 300));
        const Inertia scaled = inertia(enclosed<Ball>(matrix, 100));
        CHECK(scaled.positive <= expected.positive);
        CHECK(scaled.negative <= expected.negative);
        CHECK(inertia(enclosed<Ball>(matrix, 700)) == expected);
    }
    ExactMatrix definite = with_eigenvalues(engine, {1, 2, 3, Rational(1, 10)}, 2);
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j <= i; ++j) definite(i, j) *= power_of_two(100 * static_cast<long>(i + j));
    CHECK(inertia(enclosed<Ball>(definite, 64)) == Inertia{4, 0, 0});
    // An exact zero stays undecided.
    CHECK(inertia(enclosed<Ball>(with_eigenvalues(engine, {0, 1, -1}, 2), 100)) == Inertia{1, 1, 1});
}

TEST_CASE("determinant: the product of known eigenvalues, a vanishing leading minor included") {
    Engine engine(seed() + 18);
    for (long round = samples(40); round > 0; --round) {
        const std::size_t n = 1 + engine() % 8;
        const auto eigenvalues = with_multiplicities(engine, n, 3);
        Rational expected = 1;
        for (const Rational& x : eigenvalues) expected *= x;
        const ExactMatrix matrix = with_eigenvalues(engine, eigenvalues, 2);
        CHECK(contains(determinant(enclosed<Ball>(matrix, 150)), expected));
        const UpwardRounding scope;
        CHECK(contains(determinant(enclosed<Interval>(matrix)), expected));
    }
    ExactMatrix swap(2, Rational(0));
    swap(1, 0) = 1;
    const Ball value = determinant(enclosed<Ball>(swap, 100));
    CHECK(contains(value, Rational(-1)));
    CHECK(width(value).value() < ten_to(-20));
}

TEST_CASE("spectrum: outside a rounding scope it refuses") {
    const SymmetricMatrix<Interval> a(2, Interval(1.0));
    CHECK_THROWS_AS((void)spectrum(a), std::logic_error);
    CHECK_THROWS_AS((void)spectrum(a, a), std::logic_error);
    CHECK_THROWS_AS((void)inertia(a), std::logic_error);
    CHECK_THROWS_AS((void)determinant(a), std::logic_error);
}

TEST_CASE("spectrum: bad input") {
    const UpwardRounding scope;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK_THROWS_AS((void)spectrum(SymmetricMatrix<Interval>(0, Interval())), InputError);
    CHECK_THROWS_AS((void)spectrum(SymmetricMatrix<Ball>(0, Ball())), InputError);
    CHECK_THROWS_AS((void)inertia(SymmetricMatrix<Ball>(0, Ball())), InputError);
    CHECK_THROWS_AS((void)determinant(SymmetricMatrix<Interval>(0, Interval())), InputError);
    CHECK_THROWS_AS((void)spectrum(SymmetricMatrix<Interval>(2, Interval::empty())), InputError);
    CHECK_THROWS_AS((void)spectrum(SymmetricMatrix<Ball>(2, Ball::empty(64))), InputError);
    for (const Interval& bad : {Interval::entire(), Interval(0, infinity), Interval(1e308, 1.7e308)})
        for (const Interval& value : spectrum(SymmetricMatrix<Interval>(3, bad)).values) {
            CHECK(contains_zero(value));
            CHECK_FALSE(is_empty(value));
        }
    CHECK(is_entire(spectrum(SymmetricMatrix<Ball>(2, Ball::entire(64))).values[0]));
    CHECK(invariant_subspaces(SymmetricMatrix<Ball>(2, Ball::entire(64)),
                              spectrum(SymmetricMatrix<Ball>(2, Ball::entire(64))))
              .size() == 1);
}

TEST_CASE("spectrum: a bad basis gives wider enclosures, never wrong ones") {
    Engine engine(seed() + 19);
    std::uniform_real_distribution<double> uniform(-1, 1);
    long bounded = 0;
    for (long round = samples(400); round > 0; --round) {
        const std::size_t n = 1 + engine() % 4;
        std::vector<Rational> exact;
        for (std::size_t i = 0; i < n; ++i) exact.push_back(Rational(static_cast<long>(engine() % 9) - 4));
        std::sort(exact.begin(), exact.end());
        ExactMatrix matrix(n, Rational(0)), metric = matrix;
        detail::DenseMatrix x(n, n);
        detail::BallMatrix columns(static_cast<slong>(n), static_cast<slong>(n));
        const double noise = std::ldexp(1.0, -1 - static_cast<int>(engine() % 8));
        for (std::size_t i = 0; i < n; ++i) {
            matrix(i, i) = exact[i];
            metric(i, i) = 1;
            for (std::size_t j = 0; j < n; ++j) {
                x(i, j) = (i == j ? 1.0 : 0.0) + noise * uniform(engine);
                arf_set_d(columns.mid(static_cast<slong>(j), static_cast<slong>(i)), x(i, j));
            }
        }
        const auto sharp = detail::spectrum_by(enclosed<Ball>(matrix, 80), columns);
        const UpwardRounding scope;
        const auto fast = detail::spectrum_by(enclosed<Interval>(matrix), x);
        const auto pencil = detail::spectrum_by(enclosed<Interval>(matrix), enclosed<Interval>(metric), x);
        for (std::size_t k = 0; k < n; ++k) {
            CHECK(contains(fast.values[k], exact[k]));
            CHECK(contains(pencil.values[k], exact[k]));
            CHECK(contains(sharp.values[k], exact[k]));
            bounded += is_bounded(fast.values[k]);
        }
        for (const auto& space : invariant_subspaces(enclosed<Interval>(matrix), fast)) {
            if (!is_bounded(space.sine) || fast.vectors.empty()) continue;
            for (std::size_t column = space.first; column < space.first + space.count; ++column) {
                Rational outside = 0, size = 0;
                for (std::size_t i = 0; i < n; ++i) {
                    const Rational entry = lower(fast.vectors[column][i]).value();
                    size += entry * entry;
                    if (i < space.first || i >= space.first + space.count) outside += entry * entry;
                }
                const Rational sine = upper(space.sine).value();
                CHECK(outside <= sine * sine * size);
            }
        }
    }
    CHECK(bounded > samples(100));
}

TEST_CASE("spectrum: the rounding errors of small eigenvalues are within the enclosure") {
    Engine engine(seed() + 20);
    for (long round = samples(3000); round > 0; --round) {
        const Rational a = static_cast<long>(engine() % (1L << 26)),
                       b = static_cast<long>(engine() % (1L << 26)) + 1;
        ExactMatrix matrix(2, Rational(0));
        matrix(0, 0) = a * a;
        matrix(1, 0) = a * b;
        matrix(1, 1) = b * b;
        CHECK(contains_in_order(in_double(enclosed<Interval>(matrix)).values, {0, Rational(a * a + b * b)}));
    }
}
