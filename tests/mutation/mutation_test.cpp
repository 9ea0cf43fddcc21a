#include <doctest/doctest.h>

#include <ctime>
#include <dlncert/checker/check.hpp>
#include <dlncert/search/concavity.hpp>
#include <dlncert/statement/error.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "formula_oracle.hpp"
#include "mutate.hpp"
#include "oracle.hpp"
#include "sampling.hpp"

using namespace dlncert;
using namespace dlncert::test;
using nlohmann::json;

namespace {

SigmaSide side(const char* lower, const char* upper) {
    return {parse_rational(lower), parse_rational(upper)};
}

struct Subject {
    std::string name;
    Certificate certificate;
};

Subject subject(std::string name, const ConcavityProblem& problem) {
    const auto result = certify_concavity(problem);
    REQUIRE_MESSAGE(result.certificate, name);
    return {std::move(name), *result.certificate};
}

DepthRange depth(const char* nu) {
    return {.lower = parse_rational(nu), .upper = parse_rational(nu)};
}

/// Real certificates about the entropy's Hessian, by every rule of the chamber.
const std::vector<Subject>& chamber_subjects() {
    static const std::vector<Subject> all = [] {
        const DepthRange every{.lower = 0, .upper = Rational(1, 2)};
        std::vector<Subject> list;
        list.push_back(subject("majorant, straddling", {.depth = depth("1/10"),
                                                        .width = 2,
                                                        .most_width = 2,
                                                        .box = {side("1", "1.2"), side("0.9", "1.1")}}));
        list.push_back(subject("majorant, three pairs",
                               {.depth = depth("1/3"),
                                .width = 3,
                                .most_width = 3,
                                .box = {side("3", "3.1"), side("2", "2.1"), side("1", "1.1")}}));
        list.push_back(subject(
            "tail",
            {.depth = depth("1/3"), .width = 2, .most_width = 2, .box = {side("1", "2"), side("0", "1")}}));
        list.push_back(
            subject("depth 2, width 3", {.depth = depth("1/2"),
                                         .width = 3,
                                         .most_width = 3,
                                         .box = {side("3", "3.1"), side("2", "2.1"), side("1", "1.1")}}));
        list.push_back(subject("split", {.depth = depth("1/10"),
                                         .width = 2,
                                         .most_width = 2,
                                         .box = {side("1", "2"), side("0.5", "1")}}));
        list.push_back(subject("depths", {.depth = {.lower = Rational(1, 5), .upper = Rational(1, 4)},
                                          .width = 2,
                                          .most_width = 2,
                                          .box = {side("1", "1.1"), side("0.5", "0.6")}}));
        list.push_back(subject(
            "chamber",
            {.depth = {.lower = 0, .upper = Rational(1, 3)}, .width = 2, .most_width = {}, .box = {}}));
        list.push_back(
            subject("chamber, all depths", {.depth = every, .width = 3, .most_width = {}, .box = {}}));
        list.push_back(subject(
            "rank one", {.depth = depth("1/2"), .width = 2, .most_width = 2, .box = {}, .weak = true}));
        return list;
    }();
    return all;
}

/// Real certificates of formulas and refutations: each step and each kind of leaf occurs in one of them.
std::vector<Subject> formula_subjects() {
    std::vector<Subject> list;
    for (const auto& entry : std::filesystem::directory_iterator(DLNCERT_CERTIFICATES)) {
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        list.push_back({entry.path().stem().string(), read_certificate(text.str())});
    }
    std::sort(list.begin(), list.end(), [](const Subject& a, const Subject& b) { return a.name < b.name; });
    return list;
}

const std::vector<Subject>& subjects() {
    static const std::vector<Subject> all = [] {
        auto list = chamber_subjects();
        const auto formulas = formula_subjects();
        list.insert(list.end(), formulas.begin(), formulas.end());
        return list;
    }();
    return all;
}

/// None where the claim is beyond what the oracles can evaluate.
std::optional<std::string> evidence_against(const Claim& claim, Engine& random, int points = 40) try {
    const bool matrix = std::holds_alternative<MatrixStatement>(claim.conclusion);
    if (matrix && !claim.disproved)
        if (auto found = counterexample(claim, random, points)) return found;
    return evidence_by_search(claim, random, 5 * points);
} catch (const Unsupported&) {
    return std::nullopt;
}

enum class Outcome : std::uint8_t { not_a_certificate, rejected, accepted };

struct Checked {
    Outcome outcome = Outcome::rejected;
    std::string reason;
    std::optional<Claim> claim;
    double seconds = 0;
};

/// Anything but these three outcomes, such as another exception, is a failure of the test.
Checked checked(const std::string& text) {
    Checked result;
    const std::clock_t start = std::clock();
    try {
        result.claim = checker::check(read_certificate(text)).claim;
        result.outcome = Outcome::accepted;
    } catch (const Rejected& rejected) {
        result.reason = rejected.what();
    } catch (const InputError& error) {
        result.outcome = Outcome::not_a_certificate;
        result.reason = error.what();
    }
    result.seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    return result;
}

/// The document with its digests computed anew, where its claim can be read at all.
std::string repaired(json document) {
    try {
        const Certificate altered = read_certificate(document.dump());
        document["claim"]["digest"] = digest(parse_claim(altered.claim_text, altered.prelude));
        document["proof"]["digest"] = computed_proof_digest(altered);
    } catch (const InputError&) {
    }
    return document.dump();
}

}  // namespace

TEST_CASE("the subjects are accepted, and the oracle agrees with them") {
    Engine random(seed());
    for (const Subject& s : subjects()) {
        INFO(s.name);
        const Checked original = checked(to_text(s.certificate));
        CHECK(original.outcome == Outcome::accepted);
        CHECK(repaired(json::parse(to_text(s.certificate))) == json::parse(to_text(s.certificate)).dump());
        CHECK_FALSE(evidence_against(*original.claim, random, 200));
    }
}

TEST_CASE("the oracle finds false claims") {
    Engine random(seed());
    const std::string box =
        "for nu in [1/10, 1/10], sigma in chamber(2) & [1, 2] [1/10, 1] prove hessian(S(nu, sigma), sigma) ";
    CHECK(counterexample(parse_claim(box + "<= -1/5 * identity", shipped_prelude()), random));
    CHECK(counterexample(parse_claim(box + "negative-semidefinite rank 1", shipped_prelude()), random));
    CHECK_FALSE(counterexample(parse_claim(box + "<= -1/25 * identity", shipped_prelude()), random, 1000));
    const std::string plane = "for nu in [0, 1/2], sigma in chamber(2) prove hessian(S(nu, sigma), sigma) ";
    CHECK(counterexample(
        parse_claim("for nu in [1/2, 1/2], sigma in chamber(2) prove hessian(S(nu, sigma), sigma) "
                    "negative-definite",
                    shipped_prelude()),
        random));
    CHECK_FALSE(
        counterexample(parse_claim(plane + "negative-semidefinite", shipped_prelude()), random, 1000));
}

TEST_CASE("mutants are accepted only if their claim is true, and never with old digests") {
    Engine random(seed());
    long accepted = 0;
    long accepted_other_claims = 0;
    const long mutants = samples(10'000);
    for (long n = 0; n < mutants; ++n) {
        const Subject& s = subjects()[static_cast<std::size_t>(n) % subjects().size()];
        json document = json::parse(to_text(s.certificate));
        const std::string before = document.dump();
        std::string what = mutate(document, random);
        if (random() % 10 == 0) what += ", " + mutate(document, random);
        if (document.dump() == before) continue;  // the second undid the first
        INFO("mutant " << n << " of " << s.name << ": " << what);
        const Checked stale = checked(document.dump());
        CHECK_MESSAGE(stale.outcome != Outcome::accepted, document.dump());
        const Checked fresh = checked(repaired(document));
        INFO(fresh.reason);
        if (fresh.outcome != Outcome::accepted) {
            CHECK_FALSE(fresh.reason.empty());
            continue;
        }
        ++accepted;
        if (*fresh.claim == parse_claim(s.certificate.claim_text, s.certificate.prelude)) continue;
        ++accepted_other_claims;
        const auto against = evidence_against(*fresh.claim, random);
        CHECK_MESSAGE(!against, "accepted, but false: " << against.value_or("") << "\n"
                                                        << document["claim"]["text"]);
    }
    MESSAGE(mutants << " mutants: " << accepted << " accepted, " << accepted_other_claims
                    << " of them claim something else");
    CHECK(accepted > mutants / 100);
    CHECK(accepted < mutants / 2);
}

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE_MESSAGE(at != std::string::npos, from);
    return text.replace(at, from.size(), to);
}

Checked with_claim(const Certificate& certificate, const std::string& text) {
    return checked(to_text(make_certificate(text, certificate.prelude, certificate.proof, json::object())));
}

}  // namespace

TEST_CASE("weaker claims pass, stronger ones do not") {
    const Certificate& majorant = subjects()[0].certificate;
    const std::string text = majorant.claim_text;
    const std::string bound = text.substr(text.find("<= "));
    const auto claim = [&](const std::string& from, const std::string& to) {
        return with_claim(majorant, replaced(text, from, to)).outcome;
    };
    CHECK(claim(bound, "<= -1/1000 * identity") == Outcome::accepted);
    CHECK(claim(bound, "<= 1 * identity") == Outcome::accepted);
    CHECK(claim(bound, "negative-definite") == Outcome::accepted);
    CHECK(claim(bound, "negative-semidefinite") == Outcome::accepted);
    CHECK(claim("[1, 6/5]", "[1, 119/100]") == Outcome::accepted);
    CHECK(claim("[9/10, 11/10]", "(91/100, 1)") == Outcome::accepted);
    CHECK(claim(bound, "<= -1 * identity") == Outcome::rejected);
    CHECK(claim(bound, "negative-semidefinite rank 1") == Outcome::rejected);
    CHECK(claim(bound, "indefinite") == Outcome::rejected);
    CHECK(claim("[1, 6/5]", "[1, 13]") == Outcome::rejected);
    CHECK(claim("[9/10, 11/10]", "[8/10, 11/10]") == Outcome::rejected);
    CHECK(claim("[9/10, 11/10]", "(0, 11/10]") == Outcome::rejected);
    CHECK_THROWS_AS((void)claim("chamber(2)", "chamber(3)"), InputError);  // make_certificate reads the claim
    CHECK(claim("[1/10, 1/10]", "[1/10, 1/9]") == Outcome::rejected);
    CHECK(claim("[1/10, 1/10]", "[1/9, 1/9]") == Outcome::rejected);

    const Certificate& chamber = subjects()[6].certificate;
    CHECK(with_claim(chamber, replaced(chamber.claim_text, "d in 2..inf", "d in 3..7")).outcome ==
          Outcome::accepted);
    CHECK(with_claim(chamber, replaced(chamber.claim_text, "[0, 1/3]", "[0, 1/2)")).outcome ==
          Outcome::accepted);
    CHECK(with_claim(chamber, replaced(chamber.claim_text, "[0, 1/3]", "[0, 1/2]")).outcome ==
          Outcome::rejected);
    CHECK(with_claim(chamber, replaced(chamber.claim_text, "negative-definite", "<= 0 * identity")).outcome ==
          Outcome::accepted);
    CHECK(with_claim(chamber, replaced(chamber.claim_text, "negative-definite", "<= -1/1000000 * identity"))
              .outcome == Outcome::rejected);

    const Certificate& all_depths = subjects()[7].certificate;
    CHECK(with_claim(all_depths, replaced(all_depths.claim_text, "d in 3..inf", "d in 2..inf")).outcome ==
          Outcome::rejected);
    CHECK(with_claim(all_depths, replaced(all_depths.claim_text, "[0, 1/2]", "[0, 3/5]")).outcome ==
          Outcome::rejected);
}

namespace {

/// Every modulus in the proof, multiplied.
void scale_moduli(json& step, const Rational& factor) {
    for (auto& [name, value] : step.items()) {
        if (name == "modulus") {
            value = to_string(Rational(parse_rational(value.get<std::string>()) * factor));
        } else if (value.is_structured()) {
            scale_moduli(value, factor);
        }
    }
}

}  // namespace

TEST_CASE("a bound and the moduli of its proof raised together are accepted only while true") {
    Engine random(seed());
    for (const Subject& s : chamber_subjects()) {
        const std::string& text = s.certificate.claim_text;
        const auto at = text.find("<= -");
        if (at == std::string::npos) continue;
        const auto from = at + 4;
        const auto length = text.find(' ', from) - from;
        for (const Rational& factor :
             {Rational(1, 2), Rational(101, 100), Rational(2), Rational(4), Rational(100)}) {
            INFO(s.name << " times " << to_string(factor));
            const Rational bound = parse_rational(text.substr(from, length)) * factor;
            json proof = s.certificate.proof;
            scale_moduli(proof, factor);
            const std::string claim = std::string(text).replace(from, length, to_string(bound));
            const Checked result =
                checked(to_text(make_certificate(claim, s.certificate.prelude, proof, json::object())));
            if (factor < 1) CHECK(result.outcome == Outcome::accepted);
            if (factor >= 4) CHECK(result.outcome == Outcome::rejected);
            if (result.outcome == Outcome::accepted) CHECK_FALSE(counterexample(*result.claim, random, 200));
        }
    }
}

TEST_CASE("harmless neighbours pass") {
    for (const Subject& s : subjects()) {
        INFO(s.name);
        const std::string text = to_text(s.certificate);
        json document = json::parse(text);
        CHECK(checked(document.dump(3)).outcome == Outcome::accepted);
        CHECK(checked("\n\t " + text + "  \r\n").outcome == Outcome::accepted);
        document["provenance"] = {{"host", "elsewhere"}, {"nested", {1, 2.5, nullptr}}};
        CHECK(checked(document.dump()).outcome == Outcome::accepted);
        document["provenance"] = "nobody";
        CHECK(checked(document.dump()).outcome == Outcome::accepted);
        nlohmann::ordered_json backwards;
        for (const char* member : {"provenance", "proof", "claim", "format"})
            backwards[member] = document[member];
        CHECK(checked(backwards.dump()).outcome == Outcome::accepted);
    }
}

/// Where the document has steps, at most `most` of each rule.
static std::vector<json::json_pointer> steps_of(const json& document, std::size_t most) {
    std::map<std::string, std::vector<json::json_pointer>> found;
    std::vector<json::json_pointer> open{json::json_pointer("/proof/step")};
    while (!open.empty()) {
        const json::json_pointer at = open.back();
        open.pop_back();
        const json& value = document.at(at);
        if (value.is_object() && value.contains("step")) {
            auto& places = found[value.at("step").get<std::string>()];
            if (places.size() < most) places.push_back(at);
        }
        if (value.is_object())
            for (const auto& [name, member] : value.items())
                if (member.is_structured()) open.push_back(at / name);
        if (value.is_array())
            for (std::size_t i = 0; i < value.size(); ++i)
                if (value[i].is_structured()) open.push_back(at / i);
    }
    std::vector<json::json_pointer> result;
    for (const auto& [rule, places] : found) result.insert(result.end(), places.begin(), places.end());
    return result;
}

TEST_CASE("no step has a member that its rule does not know") {
    for (const Subject& s : subjects()) {
        const json document = json::parse(to_text(s.certificate));
        for (const json::json_pointer& at : steps_of(document, 2)) {
            INFO(s.name << " at " << at.to_string());
            json altered = document;
            altered[at]["nonsense"] = 1;
            const Checked result = checked(repaired(altered));
            CHECK(result.outcome == Outcome::rejected);
            CHECK(result.reason.find("nonsense") != std::string::npos);
        }
    }
}

TEST_CASE("truncated certificates are none") {
    for (const Subject& s : subjects()) {
        const std::string text = to_text(s.certificate);
        for (std::size_t n = 0; n + 2 < text.size(); n += 50) {
            const Checked cut = checked(text.substr(0, n));
            CHECK(cut.outcome == Outcome::not_a_certificate);
            CHECK(cut.seconds < 1);
        }
    }
}

TEST_CASE("garbage and flipped bits: no crash, never accepted with another content") {
    Engine random(seed());
    for (long n = 0; n < samples(1000); ++n) {
        const Certificate& original = subjects()[static_cast<std::size_t>(n) % subjects().size()].certificate;
        const std::string text = corrupt(to_text(original), random);
        const Checked result = checked(text);
        CHECK(result.seconds < 1);
        if (result.outcome != Outcome::accepted) continue;
        const Certificate read = read_certificate(text);
        CHECK(read.claim_text == original.claim_text);
        CHECK(read.prelude == original.prelude);
        CHECK(read.proof == original.proof);
        CHECK(read.format == original.format);
    }
    for (const char* text : {"", "{", "[]", "null", "0", "{}", "\xff", "{\"format\": 0}", "[[[[[[[["})
        CHECK(checked(text).outcome == Outcome::not_a_certificate);
    CHECK(checked(std::string(1000000, '[')).outcome == Outcome::not_a_certificate);
    CHECK(checked("{\"format\": 0, \"claim\": " + std::string(300, '[') + std::string(300, ']') + "}")
              .outcome == Outcome::not_a_certificate);
}
