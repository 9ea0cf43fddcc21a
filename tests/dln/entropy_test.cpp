#include <doctest/doctest.h>

#include <dlncert/arith/interval.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/expand.hpp>

#include "model_points.hpp"

using namespace dlncert;
using namespace dlncert::test;

namespace {

constexpr long high = 1400;  // 400 digits
using Matrix = SymmetricMatrix<VerifiedRange<Ball>>;

Rational largest_entry(const Matrix& matrix) {
    Rational result = 0;
    for (const VerifiedRange<Ball>& entry : matrix.entries())
        result = std::max(result, magnitude_of(entry.enclosure()));
    return result;
}

}  // namespace

TEST_CASE("entropy: the quotient of the papers at 400 digits") {
    Engine engine(seed());
    for (long n = samples(500); n > 0; --n) {
        const Rational nu = random_nu(engine);
        const Values sigma = random_sigma(engine, false);
        const Ball fast = entropy(DepthInterval<Ball>(nu, 128), at(sigma, 128)).lower();
        const Ball naive = naive_entropy(nu, sigma, high);
        CAPTURE(to_string(nu));
        CHECK_FALSE(disjoint(fast, naive));
        CHECK(thin(naive, -600, 1));
        CHECK(thin(fast, -100, 1));  // |S| and all logarithms are below 2^12
    }
}

TEST_CASE("gradient: central differences of the quotient at 400 digits") {
    Engine engine(seed() + 1);
    for (long n = samples(100); n > 0; --n) {
        const Rational nu = random_nu(engine);
        const Values sigma = random_sigma(engine, false);
        const auto fast = gradient(DepthInterval<Ball>(nu, 128), at(sigma, 128));
        for (std::size_t i = 0; i < sigma.size(); ++i) {
            const Rational h = sigma[i] * ten_to(-130);  // error of relative size h², or (h/gap)² = 10^−140
            Values more = sigma, less = sigma;
            more[i] += h;
            less[i] -= h;
            const Ball slope = (naive_entropy(nu, more, high) - naive_entropy(nu, less, high)) /
                               Ball::from(Rational(2 * h), high);
            CAPTURE(to_string(nu));
            CHECK(close(slope / fast[i].lower(), Ball::from(1L, 128), ten_to(-30)));
            CHECK(thin(fast[i].lower(), 24 - 128, magnitude_of(fast[i].lower())));
        }
    }
}

TEST_CASE("hessian: central differences of the gradient at 200 digits, ties included") {
    Engine engine(seed() + 2);
    constexpr long precision = 700;
    for (long n = samples(60); n > 0; --n) {
        const Rational nu = random_nu(engine);
        const Values sigma = random_sigma(engine, true);
        const Matrix fast = hessian(Geometry::euclidean, DepthInterval<Ball>(nu, 128), at(sigma, 128));
        for (std::size_t j = 0; j < sigma.size(); ++j) {
            const Rational h = sigma[j] * ten_to(-60);
            Values more = sigma, less = sigma;
            more[j] += h;
            less[j] -= h;
            const auto above = gradient_in_any_order(nu, more, precision);
            const auto below = gradient_in_any_order(nu, less, precision);
            for (std::size_t i = 0; i < sigma.size(); ++i) {
                const Ball slope = (above[i] - below[i]) / Ball::from(Rational(2 * h), precision);
                CAPTURE(to_string(nu));
                CHECK(close(slope / fast(i, j).lower(), Ball::from(1L, 128), ten_to(-30)));
                CHECK(thin(fast(i, j).lower(), 24 - 128, magnitude_of(fast(i, j).lower())));
            }
        }
    }
}

TEST_CASE("the covariant Hessian is the Euclidean one and Christoffel's symbols") {
    Engine engine(seed() + 3);
    for (long n = samples(200); n > 0; --n) {
        const Rational nu = random_nu(engine);
        const Values sigma = random_sigma(engine, true);
        const DepthInterval<Ball> depth(nu, 200);
        const Matrix euclidean = hessian(Geometry::euclidean, depth, at(sigma, 200));
        const Matrix riemannian = hessian(Geometry::riemannian, depth, at(sigma, 200));
        const auto slope = gradient(depth, at(sigma, 200));
        for (std::size_t i = 0; i < sigma.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j) {
                Ball expected = euclidean(i, j).lower();
                if (i == j) expected += Rational((1 - nu) / sigma[i]) * slope[i].lower();
                CHECK_FALSE(disjoint(riemannian(i, j).lower(), expected));
                CHECK(thin(riemannian(i, j).lower(), -170,
                           magnitude_of(euclidean(i, i).lower()) + magnitude_of(riemannian(i, i).lower())));
            }
    }
}

TEST_CASE("the flat Hessian is the ordinary one in y = sqrt(N) sigma^(1/N)") {
    // With σ = r^N both are rational: ∂²S/∂y_i∂y_j = (1/N) ∂²S/∂r_i∂r_j (`sum`).
    constexpr long precision = 900;
    for (const long depth_n : {2L, 3L, 5L}) {
        const Rational nu(1, depth_n), h = ten_to(-40);
        const Values r{Rational(17, 10), Rational(17, 10), Rational(3, 5)};
        const auto sigma_of = [&](Values roots) {
            for (Rational& x : roots) {
                const Rational root = x;
                for (long k = 1; k < depth_n; ++k) x *= root;
            }
            return roots;
        };
        const auto s = [&](std::size_t i, int a, std::size_t j, int b) {
            Values moved = r;
            moved[i] += a * h;
            moved[j] += b * h;
            return entropy_in_any_order(nu, sigma_of(moved), precision);
        };
        const DepthInterval<Ball> depth(nu, 128);
        const auto sum = flat_hessian(Metric::sum, depth, at(sigma_of(r), 128));
        const auto mean = flat_hessian(Metric::mean, depth, at(sigma_of(r), 128));
        for (std::size_t i = 0; i < 3; ++i)
            for (std::size_t j = 0; j <= i; ++j) {
                const Ball second = (s(i, 1, j, 1) - s(i, 1, j, -1) - s(i, -1, j, 1) + s(i, -1, j, -1)) /
                                    Ball::from(Rational(4 * h * h), precision);
                CHECK(close(second / depth_n, sum(i, j).lower(), ten_to(-30)));
                CHECK_FALSE(disjoint(sum(i, j).lower(), depth_n * mean(i, j).lower()));
            }
    }
}

TEST_CASE("closed spectra on the diagonal") {
    for (const long d : {2L, 3L, 7L})
        for (const Rational& nu : {Rational(0), Rational(1, 2), Rational(1, 3), Rational(1, 10)}) {
            const Rational s(3, 2), c = 1 - nu;
            const Values sigma(static_cast<std::size_t>(d), s);
            const auto check = [&](const Matrix& matrix, const Rational& radial, const Rational& transverse) {
                CHECK(contains(matrix(0, 0).lower() + (d - 1) * matrix(1, 0).lower(), radial));
                CHECK(contains(matrix(0, 0).lower() - matrix(1, 0).lower(), transverse));
                for (const auto& entry : matrix.entries()) CHECK(thin(entry.lower(), 8 - 128, 1));
            };
            const DepthInterval<Ball> depth(nu, 128);
            check(hessian(Geometry::euclidean, depth, at(sigma, 128)), -(d - 1) * c / (2 * s * s),
                  c * ((1 + nu) - (d - 1) * (2 - nu)) / (6 * s * s));
            check(hessian(Geometry::riemannian, depth, at(sigma, 128)), -nu * c * (d - 1) / (2 * s * s),
                  c * (d * (1 - 2 * nu) + 3 * nu) / (6 * s * s));
        }
}

TEST_CASE("N = 2 is rational") {
    Engine engine(seed() + 4);
    const DepthInterval<Ball> depth(Rational(1, 2), 128);
    for (long n = samples(200); n > 0; --n) {
        const Values sigma = random_sigma(engine, true);
        const auto slope = gradient(depth, at(sigma, 128));
        const Matrix curvature = hessian(Geometry::euclidean, depth, at(sigma, 128));
        Rational product = 1;
        for (std::size_t i = 0; i < sigma.size(); ++i) {
            Rational first = 0, second = 0;
            for (std::size_t j = 0; j < sigma.size(); ++j) {
                if (j == i) continue;
                const Rational sum = sigma[i] + sigma[j];
                first += 1 / (2 * sum);
                second -= 1 / (2 * sum * sum);
                if (j < i) {
                    product *= sum / 2;
                    CHECK(contains(curvature(i, j).lower(), Rational(-1 / (2 * sum * sum))));
                }
            }
            CHECK(contains(slope[i].lower(), first));
            CHECK(contains(curvature(i, i).lower(), second));
        }
        CHECK_FALSE(disjoint(2 * entropy(depth, at(sigma, 128)).lower(), log(Ball::from(product, high))));
    }
}

TEST_CASE("nu towards 0") {
    const Values sigma{Rational(3), Rational(2), Rational(2), Rational(1, 100)};
    const DepthInterval<Ball> infinite(Rational(0), 300), deep(ten_to(-40), 300);
    CHECK(
        close(entropy(infinite, at(sigma, 300)).lower(), entropy(deep, at(sigma, 300)).lower(), ten_to(-38)));
    const auto a = hessian(Geometry::riemannian, infinite, at(sigma, 300));
    const auto b = hessian(Geometry::riemannian, deep, at(sigma, 300));
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j <= i; ++j) CHECK(close(a(i, j).lower(), b(i, j).lower(), ten_to(-33)));
}

TEST_CASE("enclosures do not widen towards equal singular values") {
    constexpr long precision = 128;
    for (const Rational& nu : {Rational(0), Rational(1, 2), Rational(1, 3)}) {
        const DepthInterval<Ball> depth(nu, precision);
        const Values equal{1, 1, Rational(1, 2)};
        const Matrix limit = hessian(Geometry::euclidean, depth, at(equal, precision));
        for (long k = 0; k <= 300; k += k < 20 ? 1 : 20) {
            const Values sigma{1 + ten_to(-k), 1, Rational(1, 2)};
            const Matrix matrix = hessian(Geometry::euclidean, depth, at(sigma, precision));
            const Ball value = entropy(depth, at(sigma, precision)).lower();
            CAPTURE(k);
            CHECK_FALSE(disjoint(value, naive_entropy(nu, sigma, 4000)));
            CHECK(thin(value, 8 - precision, 1));
            for (std::size_t i = 0; i < 3; ++i)
                for (std::size_t j = 0; j <= i; ++j) {
                    CHECK(thin(matrix(i, j).lower(), 16 - precision, largest_entry(matrix)));
                    CHECK(close(matrix(i, j).lower(), limit(i, j).lower(), 20 * ten_to(-k) + ten_to(-35)));
                }
        }
    }
}

TEST_CASE("relative accuracy survives a ratio of 1e300") {
    for (const Rational& nu : {Rational(0), Rational(1, 2), Rational(1, 3), Rational(1, 1000), ten_to(-12)}) {
        const Values sigma{ten_to(150), 1, ten_to(-150)};
        const DepthInterval<Ball> depth(nu, 128);
        for (const auto& slope : gradient(depth, at(sigma, 128))) {
            CHECK(certainly_positive(slope.lower()));
            CHECK(thin(slope.lower(), 24 - 128, magnitude_of(slope.lower())));
        }
        const Matrix curvature = hessian(Geometry::euclidean, depth, at(sigma, 128));
        for (const auto& entry : curvature.entries()) {
            CHECK(certainly_negative(entry.lower()));
            CHECK(thin(entry.lower(), 24 - 128, magnitude_of(entry.lower())));
        }
    }
}

TEST_CASE("1ᵀ R 1 = −ν c d(d − 1)/2 everywhere, at width 60") {
    Engine engine(seed() + 5);
    Values sigma;
    for (int i = 0; i < 60; ++i) sigma.push_back(uniform(engine, 1, 100000, 1000));
    std::sort(sigma.begin(), sigma.end(), std::greater<>());
    const Matrix scaled =
        scaled_hessian(Geometry::riemannian, DepthInterval<Ball>(Rational(1, 7), 128), at(sigma, 128));
    Ball sum = Ball::from(0L, 128);
    for (std::size_t i = 0; i < 60; ++i)
        for (std::size_t j = 0; j < 60; ++j) sum += scaled(i, j).lower();
    CHECK(contains(sum, Rational(-6 * 60 * 59, 98)));
    CHECK(thin(sum, -90, 1));
}

TEST_CASE("boxes enclose their points, and monotone quantities are attained at corners") {
    Engine engine(seed() + 6);
    const auto covers = [](const VerifiedRange<Ball>& box, const VerifiedRange<Ball>& point) {
        return !certainly_less(point.lower(), box.lower()) && !certainly_less(box.upper(), point.upper());
    };
    for (long n = samples(200); n > 0; --n) {
        Rational a = random_nu(engine), b = random_nu(engine);
        if (a > b) std::swap(a, b);
        if (engine() % 2 == 0) a = b;
        const Values base = random_sigma(engine, true);
        std::vector<ExactInterval> sigma;
        for (const Rational& x : base) sigma.emplace_back(x, x * (1 + uniform(engine, 0, 100, 1000)));
        sigma = restrict_to_chamber(sigma);  // a point of it may be sorted without leaving it
        const DepthInterval<Ball> depth(ExactInterval(a, b), 128);
        const LogBox<Ball> box(sigma, 128);
        const auto s = entropy(depth, box);
        const auto slope = gradient(depth, box);
        const Matrix euclidean = hessian(Geometry::euclidean, depth, box);
        const Matrix flat = flat_hessian(Metric::mean, depth, box);
        if (a == b) {
            CHECK_FALSE(disjoint(s.lower(), entropy(depth, at(base, 200)).lower()));
            CHECK(certainly_less_equal(s.lower(), s.upper() + ten_to(-30)));
        }
        for (int inner = 0; inner < 4; ++inner) {
            Values point;
            for (const ExactInterval& x : sigma)
                point.push_back(x.lower + (x.upper - x.lower) * uniform(engine, 0, 4, 4));
            std::sort(point.begin(), point.end(), std::greater<>());
            const DepthInterval<Ball> nu(Rational(a + (b - a) * uniform(engine, 0, 4, 4)), 400);
            CHECK(covers(s, entropy(nu, at(point, 400))));
            const auto inner_slope = gradient(nu, at(point, 400));
            const Matrix inner_euclidean = hessian(Geometry::euclidean, nu, at(point, 400));
            const Matrix inner_flat = flat_hessian(Metric::mean, nu, at(point, 400));
            for (std::size_t i = 0; i < point.size(); ++i) {
                CHECK(covers(slope[i], inner_slope[i]));
                for (std::size_t j = 0; j <= i; ++j) {
                    CHECK(covers(euclidean(i, j), inner_euclidean(i, j)));
                    CHECK(covers(flat(i, j), inner_flat(i, j)));
                }
            }
        }
    }
}

TEST_CASE("doubles enclose entropy, gradient and Hessian") {
    Engine engine(seed() + 7);
    const auto overlap = [](const VerifiedRange<Interval>& x, const VerifiedRange<Ball>& y) {
        return lower(x.lower()) <= upper(y.lower()) && lower(y.lower()) <= upper(x.lower());
    };
    for (long n = samples(200); n > 0; --n) {
        const Rational nu = random_nu(engine);
        const Values sigma = random_sigma(engine, true);
        const DepthInterval<Ball> sharp(nu, 200);
        const LogBox<Interval> box = [&] {
            const UpwardRounding scope;
            return at<Interval>(sigma, 53);
        }();
        const DepthInterval<Interval> depth(nu, 53);
        const auto [s, slope, curvature] = [&] {
            const UpwardRounding scope;
            return std::tuple(entropy(depth, box), gradient(depth, box),
                              hessian(Geometry::euclidean, depth, box));
        }();
        CHECK(overlap(s, entropy(sharp, at(sigma, 200))));
        CHECK(width(s.lower()) <= Endpoint(Rational(1, 1'000'000)));
        const auto sharp_slope = gradient(sharp, at(sigma, 200));
        const Matrix sharp_curvature = hessian(Geometry::euclidean, sharp, at(sigma, 200));
        for (std::size_t i = 0; i < sigma.size(); ++i) {
            CHECK(overlap(slope[i], sharp_slope[i]));
            for (std::size_t j = 0; j <= i; ++j) CHECK(overlap(curvature(i, j), sharp_curvature(i, j)));
        }
    }
}

TEST_CASE("the Boltzmann constant") {
    // N = d = 2: log c_2 + (1/2) log 2 with c_2 = 4 √2 π, the volume of two circles of length 2√2 π.
    const ExactInterval pi = enclose_pi(200);
    const Ball expected = log(8 * Ball::from(pi.lower, pi.upper, 200));
    const Ball constant = boltzmann_constant(DepthInterval<Ball>(Rational(1, 2), 128), 2, 128).lower();
    CHECK_FALSE(disjoint(constant, expected));
    CHECK(thin(constant, -110, 1));
    CHECK_THROWS_AS((void)boltzmann_constant(DepthInterval<Ball>(Rational(0), 64), 2, 64), Unsupported);
}

TEST_CASE("what is outside the model is refused") {
    CHECK_THROWS_AS(DepthInterval<Ball>(Rational(3, 5), 64), InputError);
    CHECK_THROWS_AS(DepthInterval<Ball>(Rational(-1, 5), 64), InputError);
    CHECK_THROWS_AS(at({Rational(1)}, 64), InputError);
    CHECK_THROWS_AS(at({Rational(1), Rational(2)}, 64), InputError);
    CHECK_THROWS_AS(at({Rational(1), Rational(0)}, 64), InputError);
}

namespace {

/// The prelude's language on balls; only what S and its derivatives are made of.
class Evaluation {
  public:
    Evaluation(const Rational& nu, const Values& sigma, long precision)
        : nu_(nu), sigma_(sigma), precision_(precision) {}

    Ball operator()(const Expression& e) const {
        const auto arg = [&](std::size_t i) { return (*this)(e.arg(i)); };
        switch (e.op()) {
            case Op::rational:
                return Ball::from(e.value(), precision_);
            case Op::variable:
                REQUIRE(e.name() == "nu");
                return Ball::from(nu_, precision_);
            case Op::element:
                return Ball::from(sigma_.at(index(e.arg(0))), precision_);
            case Op::neg:
                return -arg(0);
            case Op::add:
                return arg(0) + arg(1);
            case Op::sub:
                return arg(0) - arg(1);
            case Op::mul:
                return arg(0) * arg(1);
            case Op::div:
                return arg(0) / arg(1);
            case Op::pow:
                return pow(arg(0), e.arg(1).value());
            case Op::log:
                return log(arg(0));
            case Op::log_sinhc:
                return log_sinhc(arg(0));
            case Op::langevin:
                REQUIRE(e.order() <= 1);
                return e.order() == 0 ? langevin(arg(0)) : langevin1(arg(0));
            default:
                FAIL("an operation that S does not need");
                return {};
        }
    }

  private:
    static std::size_t index(const Expression& e) {
        return static_cast<std::size_t>(numerator(e.value()).convert_to<long>()) - 1;
    }
    Rational nu_;
    Values sigma_;
    long precision_;
};

}  // namespace

TEST_CASE("S, its gradient and its Hessian agree with the prelude and its exact derivatives") {
    const long d = 3;
    const Claim claim = parse_claim(
        "claim s\nfor nu in [0, 1/2], sigma in chamber(3)\nprove S(nu, sigma) > 0\n", shipped_prelude());
    const Expression s = expand(std::get<Formula>(claim.conclusion).comparison.left, d);
    std::vector<Expression> first;
    for (int i = 1; i <= d; ++i) first.push_back(derivative(s, Expression::element("sigma", i)));
    Engine engine(seed() + 8);
    for (long n = samples(100); n > 0; --n) {
        Values sigma;
        while (sigma.size() != 3) sigma = random_sigma(engine, true);
        const Rational nu = random_nu(engine);
        const Evaluation prelude(nu, sigma, 500);
        const DepthInterval<Ball> depth(nu, 128);
        const auto slope = gradient(depth, at(sigma, 128));
        const Matrix curvature = hessian(Geometry::euclidean, depth, at(sigma, 128));
        CHECK_FALSE(disjoint(entropy(depth, at(sigma, 128)).lower(), prelude(s)));
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK_FALSE(disjoint(slope[i].lower(), prelude(first[i])));
            CHECK(thin(prelude(first[i]), -80, magnitude_of(slope[i].lower())));
            for (std::size_t j = 0; j <= i; ++j) {
                const Ball second =
                    prelude(derivative(first[i], Expression::element("sigma", static_cast<int>(j) + 1)));
                CHECK_FALSE(disjoint(curvature(i, j).lower(), second));
            }
        }
    }
}
