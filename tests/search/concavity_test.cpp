// The search finds proofs that the checker accepts, with moduli near the true ones.
#include <doctest/doctest.h>

#include <Eigen/Eigenvalues>
#include <cmath>
#include <dlncert/checker/check.hpp>
#include <dlncert/search/concavity.hpp>
#include <dlncert/statement/error.hpp>

#include "../sampling.hpp"

using namespace dlncert;
using dlncert::test::Engine;
using dlncert::test::samples;
using dlncert::test::seed;
using Verdict = ConcavityResult::Verdict;

namespace {

double uniform(Engine& random, double a, double b) {
    return std::uniform_real_distribution<double>(a, b)(random);
}

/// L and L' to about twelve digits.
double langevin(double u) {
    return std::abs(u) < 0.1 ? u / 3 - u * u * u / 45 + 2 * std::pow(u, 5) / 945 - std::pow(u, 7) / 4725
                             : 1 / std::tanh(u) - 1 / u;
}
double langevin1(double u) {
    return std::abs(u) < 0.1 ? 1.0 / 3 - u * u / 15 + 2 * std::pow(u, 4) / 189 - std::pow(u, 6) / 675
                             : 1 / (u * u) - 1 / (std::sinh(u) * std::sinh(u));
}

/// The largest eigenvalue of the entropy's Hessian, with its sign changed; mathematics.md section 2.
double modulus_at(double nu, const std::vector<double>& sigma) {
    const auto d = static_cast<Eigen::Index>(sigma.size());
    Eigen::MatrixXd H = Eigen::MatrixXd::Zero(d, d);
    for (Eigen::Index i = 0; i < d; ++i)
        for (Eigen::Index j = i + 1; j < d; ++j) {
            const double x = sigma[static_cast<std::size_t>(i)];
            const double y = sigma[static_cast<std::size_t>(j)];
            const double u = std::log(x / y);
            const double c = 1 - nu;
            const double m = langevin(u) - nu * langevin(nu * u);
            const double k = langevin1(u) - nu * nu * langevin1(nu * u);
            H(i, i) += (c + m - k) / (2 * x * x);
            H(j, j) += (c - m - k) / (2 * y * y);
            H(i, j) = H(j, i) = k / (2 * x * y);
        }
    return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(H, Eigen::EigenvaluesOnly).eigenvalues()(0);
}

/// The least over corners and random points of box ∩ chamber: at least the true modulus.
double sampled_modulus(double nu, const std::vector<SigmaSide>& box, Engine& random) {
    double least = std::numeric_limits<double>::infinity();
    for (int n = 0; n < 300; ++n) {
        std::vector<double> sigma;
        for (const SigmaSide& side : box) {
            const double share = n == 0  ? 1
                                 : n % 2 ? static_cast<double>(random() % 2)
                                         : uniform(random, 0, 1);
            const double low = side.lower.convert_to<double>();
            sigma.push_back(low + share * (side.upper->convert_to<double>() - low));
        }
        if (!std::is_sorted(sigma.rbegin(), sigma.rend())) continue;
        least = std::min(least, modulus_at(nu, sigma));
    }
    return least;
}

Rational decimal(double x) {
    char text[40];
    std::snprintf(text, sizeof text, "%.6e", x);
    return parse_rational(text);
}

/// Largest first; widths up to 10 %, neighbours up to a factor 1000 apart in all, some touching, some
/// straddling.
std::vector<SigmaSide> random_box(long d, Engine& random) {
    std::vector<SigmaSide> box;
    double upper = uniform(random, 0.5, 5);
    const double gap = std::pow(1000.0, uniform(random, 0, 1) / static_cast<double>(d));
    for (long i = 0; i < d; ++i) {
        const double lower = upper * (1 - uniform(random, 0.001, 0.09));
        box.push_back({decimal(lower), decimal(upper)});
        switch (random() % 4) {
            case 0:
                upper = lower;  // touching
                break;
            case 1:
                upper = uniform(random, lower, upper);  // straddling
                break;
            default:
                upper = lower / std::max(1.0, uniform(random, 1, gap));
        }
    }
    return box;
}

ConcavityProblem problem(const Rational& nu, std::vector<SigmaSide> box) {
    const auto d = static_cast<long>(box.size());
    return {.depth = {.lower = nu, .upper = nu}, .width = d, .most_width = d, .box = std::move(box)};
}

std::string text_of(const std::vector<SigmaSide>& box) {
    std::string text;
    for (const SigmaSide& s : box)
        text += "[" + to_string(s.lower) + "," + (s.upper ? to_string(*s.upper) : "inf") + "] ";
    return text;
}

SigmaSide side(const char* lower, const char* upper) {
    return {parse_rational(lower), parse_rational(upper)};
}

/// Proved, with a certificate that the checker accepts and that states this conclusion.
void proves(const ConcavityProblem& asked, const std::string& conclusion) {
    const ConcavityResult result = certify_concavity(asked);
    CHECK(result.verdict == Verdict::proved);
    REQUIRE(result.certificate);
    CHECK_NOTHROW((void)checker::check(*result.certificate));
    INFO(result.certificate->claim_text);
    CHECK(result.certificate->claim_text.find(conclusion) != std::string::npos);
}

}  // namespace

TEST_CASE("the modulus is within a factor 2 of the true one on boxes of relative width 10 %") {
    Engine random(seed());
    for (long n = 0; n < samples(24); ++n) {
        const std::vector<Rational> depths{Rational(1, 2),  Rational(1, 3),   Rational(1, 5),
                                           Rational(1, 10), Rational(1, 100), Rational(0)};
        const Rational nu = depths[static_cast<std::size_t>(n) % depths.size()];
        const long most = n % 4 == 0 ? 10 : 5;
        const long d = nu == Rational(1, 2)
                           ? 3 + static_cast<long>(random() % 3)
                           : 2 + static_cast<long>(random() % static_cast<unsigned long>(most - 1));
        const auto box = random_box(d, random);
        INFO("nu " << to_string(nu) << ", box " << text_of(box));
        const ConcavityResult result = certify_concavity(problem(nu, box));
        REQUIRE(result.verdict == Verdict::proved);
        CHECK_NOTHROW((void)checker::check(*result.certificate));
        const auto certified = parse_rational(result.modulus).convert_to<double>();
        const double sampled = sampled_modulus(nu.convert_to<double>(), box, random);
        INFO("certified " << certified << ", sampled " << sampled << ", parts " << result.parts);
        CHECK(certified > 0);
        CHECK(certified <= sampled * (1 + 1e-9));
        CHECK(certified >= sampled / 2);
    }
}

TEST_CASE("N = d = 2 is refuted, with the rank one statement as its witness") {
    const std::vector<SigmaSide> box{side("1", "2"), side("0.1", "1")};
    const ConcavityResult result = certify_concavity(problem(Rational(1, 2), box));
    CHECK(result.verdict == Verdict::refuted);
    REQUIRE(result.certificate);
    CHECK_NOTHROW((void)checker::check(*result.certificate));
    CHECK(result.certificate->claim_text.find("negative-semidefinite rank 1") != std::string::npos);
    CHECK(result.explanation.find("(1, -1)") != std::string::npos);
    ConcavityProblem every{
        .depth = {.lower = 0, .upper = Rational(1, 2)}, .width = 2, .most_width = {}, .box = {}};
    CHECK(certify_concavity(every).verdict == Verdict::refuted);
    every.width = 3;
    CHECK(certify_concavity(every).verdict == Verdict::proved);
    every.width = 2;
    every.depth.upper_open = true;
    CHECK(certify_concavity(every).verdict == Verdict::proved);
}

TEST_CASE("weak statements, unbounded boxes and boxes down to 0") {
    const std::vector<SigmaSide> box{side("1", "2"), side("0.1", "1")};
    ConcavityProblem weak = problem(Rational(1, 2), box);
    weak.weak = true;
    proves(weak, "negative-semidefinite rank 1");
    weak = problem(Rational(1, 3), box);
    weak.weak = true;
    proves(weak, "negative-semidefinite rank 2");
    weak.box.clear();
    weak.most_width.reset();
    proves(weak, "negative-semidefinite\n");
    proves(problem(Rational(1, 3), {{1, {}}, side("1", "2")}), "negative-definite");
    proves(problem(0, {side("1", "2"), {0, {}}}), " * identity");  // the chamber bounds sigma_2
    proves(problem(Rational(1, 3), {side("1", "2"), side("0", "1")}), " * identity");
    proves(problem(0, {side("1", "2"), side("0", "1")}), " * identity");
    proves(problem(Rational(1, 2), {side("1", "2"), side("0", "1"), side("0", "1")}), " * identity");
    CHECK_THROWS_AS((void)certify_concavity(problem(Rational(1, 3), {side("1", "2"), side("3", "4")})),
                    InputError);
}

TEST_CASE("ranges of depths") {
    ConcavityProblem range = problem(0, {side("1", "1.1"), side("0.5", "0.6")});
    range.depth = {.lower = Rational(1, 4), .upper = Rational(1, 3)};
    proves(range, "nu in [1/4, 1/3]");
    range.depth = {.lower = 0, .upper = Rational(1, 10)};
    proves(range, "nu in [0, 1/10]");
}

TEST_CASE("extreme ratios") {
    proves(problem(Rational(1, 10), {side("1e300", "2e300"), side("1", "2")}), " * identity");
    proves(problem(Rational(1, 3), {side("1", "1"), side("1", "1"), side("1", "1")}), " * identity");
}

TEST_CASE("the same question has the same certificate, byte for byte") {
    const auto asked = problem(Rational(1, 10), {side("2", "2.1"), side("1", "2"), side("0.5", "0.6")});
    CHECK(to_text(*certify_concavity(asked).certificate) == to_text(*certify_concavity(asked).certificate));
}

TEST_CASE("a search that is stopped claims nothing") {
    auto asked = problem(Rational(1, 10), {side("1", "2"), side("0.1", "1")});
    asked.stop = [] { return true; };
    const auto result = certify_concavity(asked);
    CHECK(result.verdict == Verdict::undecided);
    CHECK_FALSE(result.certificate);
    CHECK(result.explanation.find("budget") != std::string::npos);
}
