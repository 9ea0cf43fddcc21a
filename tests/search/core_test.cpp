#include <doctest/doctest.h>

#include <checker/proofs.hpp>
#include <chrono>
#include <dlncert/search/known_proofs.hpp>
#include <dlncert/search/prove.hpp>

using namespace dlncert;
using nlohmann::json;

namespace {

const std::string strip = "for nu in [0, 1/2], u in [0, inf)\n";
const std::string below_half = "for nu in [0, 1/2), u in [0, inf)\n";
const std::string apart = "for nu in [0, 1/2), u in (0, inf)\n";
const std::string letters =
    "let c = 1 - nu\n"
    "let m = langevin(u) - nu*langevin(nu*u)\n"
    "let k = langevin'(u) - nu^2*langevin'(nu*u)\n";

/// The proofs of that way that the checker accepts.
std::vector<json> accepted(const std::string& claim, const std::string& way) {
    std::vector<json> result;
    for (const KnownProof& known : known_proofs())
        if (known.way == way)
            for (const json& step : known.candidates(parse_claim(claim)))
                if (test::verdict(claim, step) == "accepted") result.push_back(step);
    return result;
}

/// Boxes of all the trees of a proof.
std::size_t boxes(const json& proof) {
    std::size_t result = 0;
    if (proof.is_object() && proof.contains("tree")) {
        const auto tree = proof["tree"].get<std::string>();
        result += static_cast<std::size_t>(std::count(tree.begin(), tree.end(), ' ')) + 1;
    }
    if (proof.is_structured())
        for (const auto& part : proof) result += boxes(part);
    return result;
}

std::string at_depths(const std::string& range, const std::string& u, const std::string& conclusion) {
    return "for N in " + range + ", u in " + u + "\nlet nu = 1/N\n" + letters + "prove " + conclusion;
}

}  // namespace

TEST_CASE("the core inequalities: three ways, and what they do not prove") {
    struct Core {
        std::string domain, conclusion, depth_range;
    };
    const std::vector<Core> all{
        {strip, "c^2 - 2*c*k - m^2 >= 0", "[0, inf)"}, {below_half, "c^2 - 2*c*k - m^2 > 0", "[0, inf)"},
        {strip, "c - k - m > 0", "[0, inf)"},          {strip, "m <= c*tanh(u/2)", "[0, inf)"},
        {apart, "m < c*tanh(u/2)", "(0, inf)"},        {strip, "k - nu*(c - m) >= 0", "[0, inf)"},
        {below_half, "k - nu*(c - m) > 0", "[0, inf)"}};
    for (const auto& [domain, conclusion, range] : all) {
        const std::string text = domain + conclusion;  // clang 14 captures no structured bindings
        CAPTURE(text);
        CHECK(accepted(domain + letters + "prove " + conclusion, "exact").size() == 1);
        CHECK(accepted(domain + letters + "prove " + conclusion, "interval").size() == 1);
        CHECK(accepted(at_depths("3..9", range, conclusion), "integers").size() == 1);
    }
    // strict where they are equalities, beyond N = 2, turned round
    for (const char* false_claim : {"for nu in [0, 1/2], u in [0, inf)\n|c^2 - 2*c*k - m^2 > 0",
                                    "for nu in [0, 3/5], u in [0, inf)\n|c^2 - 2*c*k - m^2 >= 0",
                                    "for nu in [0, 1/2], u in (0, inf)\n|m < c*tanh(u/2)",
                                    "for nu in [0, 1/2), u in [0, inf)\n|m < c*tanh(u/2)",
                                    "for nu in [0, 1/2], u in [0, inf)\n|k - nu*(c - m) > 0",
                                    "for nu in [0, 1/2], u in [0, inf)\n|k - nu*(c - m) <= 0",
                                    "for nu in [0, 1/2], u in [0, inf)\n|c - k - m < 0"}) {
        const std::string text = false_claim;
        const auto bar = text.find('|');
        CAPTURE(text);
        const std::string claim = text.substr(0, bar) + letters + "prove " + text.substr(bar + 1);
        for (const char* way : {"exact", "interval"}) CHECK(accepted(claim, way).empty());
    }
    CHECK(accepted(at_depths("2..5", "[0, inf)", "c^2 - 2*c*k - m^2 > 0"), "integers").empty());
}

TEST_CASE("the charts: few boxes, quickly found") {
    std::size_t count = 0;
    const auto start = std::chrono::steady_clock::now();
    for (const char* conclusion :
         {"c^2 - 2*c*k - m^2 >= 0", "c - k - m > 0", "m <= c*tanh(u/2)", "k - nu*(c - m) >= 0"})
        for (const KnownProof& known : known_proofs())
            if (known.way == "interval")
                for (const json& step :
                     known.candidates(parse_claim(strip + letters + "prove " + conclusion)))
                    count += boxes(step);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    MESSAGE(count << " boxes, " << 1e3 * seconds << " ms");
    CHECK(count < 300);
}

namespace {

/// F1 … F4 of mathematics.md, functions of nu and u in [0, 1/2] x [0, 2], least at (1/2, 2).
const std::string charts =
    "let c(nu) = 1 - nu\n"
    "let m(nu, u) = langevin(u) - nu*langevin(nu*u)\n"
    "let k(nu, u) = langevin'(u) - nu^2*langevin'(nu*u)\n"
    "let gamma(w) = langevin(w) + w*langevin'(w)\n"
    "let lambda(w) = 2*langevin'(w) + w*langevin''(w)\n"
    "let F1(nu, u) = c(nu) - k(nu, u) - c(nu)*nu*lambda(nu*u) - m(nu, u)*gamma(nu*u)\n"
    "let F2(nu, u) = 1 - nu*lambda(nu*u) - gamma(nu*u)\n"
    "let F3(nu, u) = tanh(u/2)/u - gamma(nu*u)/u\n"
    "let F4(nu, u) = nu*lambda(nu*u) + c(nu) - m(nu, u) - nu*(1 - gamma(nu*u))\n";

SearchResult::Verdict verdict_of(const std::string& text) {
    ProofSearch search;
    search.accept = [](const Claim& claim, const json& step) {
        return test::verdict(to_string(claim), step) == "accepted";
    };
    search.threads = 1;
    return search(parse_claim(text)).verdict;
}

}  // namespace

TEST_CASE("negative controls: the chart functions against their minima") {
    using enum SearchResult::Verdict;
    for (int i = 1; i <= 4; ++i) {
        const std::string F = "F" + std::to_string(i);
        const std::string u = i == 3 ? "[1/4, 2]" : "[0, 2]";  // F3 is written with a division by u
        const auto claim = [&](const std::string& share) {
            return "for nu in [0, 1/2], u in " + u + "\n" + charts + "prove " + F + "(nu, u) > " + share +
                   "*" + F + "(1/2, 2)";
        };
        CAPTURE(F);
        CHECK(verdict_of(claim("0.99")) == proved);
        CHECK(verdict_of(claim("1.001")) == refuted);
    }
}

TEST_CASE("negative control: the sharp bound of the determinant") {
    // Delta >= theta c^2 (nu/s_nu)^2 (1 - u^2/s^2), sharp as u tends to 0
    const auto claim = [](const std::string& factor) {
        return "for nu in [1/10, 2/5], u in (0, inf)\n" + letters + "prove c^2 - 2*c*k - m^2 >= " + factor +
               "*(1 - 2*nu)*c^2*(nu/sinh(nu*u))^2*(1 - u^2/sinh(u)^2)";
    };
    CHECK(accepted(claim("1.001"), "exact").empty());
    const json witness = {{"step", "witness"}, {"point", {{"nu", "1/4"}, {"u", "1/100"}}}};
    const auto disproved = [&](const std::string& factor) {
        std::string text = claim(factor);
        return test::verdict(text.replace(text.find("prove"), 5, "disprove"), witness);
    };
    CHECK(disproved("1.001") == "accepted");
    CHECK(disproved("1") != "accepted");
}
