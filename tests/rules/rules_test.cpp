#include <doctest/doctest.h>

#include <dlncert/rules/pair_blocks.hpp>
#include <dlncert/rules/rule.hpp>
#include <dlncert/rules/theorems.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <set>
#include <statement/double_value.hpp>

using namespace dlncert;

TEST_CASE("the closed list of rules: each has a name of its own, a statement and a proof") {
    std::set<std::string_view> names;
    for (const Rule& rule : all_rules()) {
        CHECK(names.insert(rule.name).second);
        CHECK_FALSE(rule.statement.empty());
        CHECK_FALSE(rule.proof.empty());
    }
}

namespace {

Expression function(const std::string& text) {
    return std::get<MatrixStatement>(
               parse_claim("for nu in [0, 1], r in [0, 1], x in [0, 1], sigma in chamber(3) prove hessian(" +
                           text + ", sigma) negative-definite")
                   .conclusion)
        .function;
}

}  // namespace

TEST_CASE("the pair blocks are derivatives at (1, r)") {
    const PairBlocks blocks =
        pair_blocks(function("2*sum(i < j, sigma[i]^3*sigma[j]^nu) - sum(k < l, log(sigma[l]))/2"), "sigma");
    for (const double r : {0.3, 1.0, 0.77}) {
        const double nu = 0.4;
        const test::Point at{{"r", r}, {"nu", nu}, {"x", 1.3}, {"y", 0.4}};
        CHECK(test::double_value(blocks.xx, at) == doctest::Approx(2 * 6 * std::pow(r, nu)));
        CHECK(test::double_value(blocks.xy, at) == doctest::Approx(2 * 3 * nu * std::pow(r, nu - 1)));
        CHECK(test::double_value(blocks.yy, at) ==
              doctest::Approx(2 * nu * (nu - 1) * std::pow(r, nu - 2) + 1 / (2 * r * r)));
        // x P_x + y P_y = (3 + nu) 2 x^3 y^nu − 1/2
        CHECK(test::double_value(blocks.euler_x, at) ==
              doctest::Approx((3 + nu) * 2 * 3 * 1.3 * 1.3 * std::pow(0.4, nu)));
        CHECK(test::double_value(blocks.euler_y, at) ==
              doctest::Approx((3 + nu) * 2 * nu * std::pow(1.3, 3) * std::pow(0.4, nu - 1)));
    }
}

TEST_CASE("what is no sum over pairs is unsupported") {
    for (const char* text :
         {"sigma[1]", "sum(i < j, sigma[i]*sigma[1])", "sum(i < j, sigma[i]) + sigma[2]",
          "nu*sum(i < j, sigma[i])", "sum(i < j, i*sigma[j])", "sum(i < j, x*sigma[j])",
          "sum(i < j, sigma[i])^2", "exp(sum(i < j, sigma[i]))", "0*sum(i < j, sigma[i])"}) {
        INFO(text);
        CHECK_THROWS_AS((void)pair_blocks(function(text), "sigma"), Unsupported);
    }
}

TEST_CASE("a premise speaks of the parameters that occur in it, and of the chamber's width") {
    const auto concavity = [](const std::string& width) {
        const Claim theorem = parse_claim(
            "for d in 2..5, n in 1..3, b in (0, inf), c in (0, inf) prove exists unique v in chamber(" +
            width + "): gradient(n*c*sum(i in 1.." + width +
            ", v[i]^2) - sum(i < j, log(v[i] + v[j]))/b, v) = 0, minimum");
        const nlohmann::json step = {{"step", "unique-equilibrium"},
                                     {"strictness", "energy"},
                                     {"at", "1"},
                                     {"premises", nlohmann::json::array()}};
        return premises_of(theorem, Step(step, "proof")).back();
    };
    const auto names = [](const auto& parameters) {
        std::string result;
        for (const auto& p : parameters) result += p.name + ' ';
        return result;
    };
    CHECK(names(concavity("d").integers) == "d ");
    CHECK(names(concavity("d").reals).empty());  // b and c stand in the weight and in the energy
    CHECK(names(concavity("3").integers).empty());
    CHECK(names(concavity("3").chambers) == "v ");
}

TEST_CASE("a premise's ranges are the theorem's, with their ends; ratios up to 1 belong to it") {
    const auto premises = [](const std::string& domain, const std::string& strictness) {
        const Claim theorem =
            parse_claim("for " + domain + ", c in [1, 2) prove exists unique v in chamber(3): gradient(" +
                        "sum(i in 1..3, v[i]^2) - c*sum(i < j, (2 + n)*log(v[i] + v[j])), v) = 0");
        const nlohmann::json step = {{"step", "unique-equilibrium"},
                                     {"strictness", strictness},
                                     {"at", "1"},
                                     {"premises", nlohmann::json::array()}};
        return premises_of(theorem, Step(step, "proof"));
    };
    const auto range_of = [](const Claim& claim, const std::string& name) {
        for (const RealDomain& p : claim.reals)
            if (p.name == name) return p.range;
        FAIL("no " << name);
        return Range{};
    };
    for (const char* domain : {"n in 0..3", "n in 1..3", "n in -2..0"}) {
        const Range n = range_of(premises(domain, "energy").front(), "n");
        CHECK_FALSE(n.lower.open);
        CHECK_FALSE(n.upper.open);
        CHECK_FALSE(n.upper.infinite);
    }
    for (const char* domain : {"n in 0..inf", "n in 1..inf"})
        CHECK(range_of(premises(domain, "energy").front(), "n").upper.infinite);
    // u = 0 is the ratio 1, which only a strict comparison leaves out
    for (const char* strictness : {"energy", "width", "comparison"}) {
        const auto found = premises("n in 0..3", strictness);
        CHECK_FALSE(range_of(found[2], "u").lower.open);
        CHECK(range_of(found[3], "u").lower.open == (std::string(strictness) == "comparison"));
    }
}
