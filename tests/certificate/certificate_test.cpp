#include <doctest/doctest.h>

#include <dlncert/certificate/certificate.hpp>
#include <dlncert/certificate/explain.hpp>
#include <dlncert/certificate/step.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>

using namespace dlncert;
using nlohmann::json;

namespace {

const Certificate example = make_certificate("for x in [0, 1] prove f(x) > 0", "let f(x) = x + 1",
                                             {{"step", "subdivide"}, {"tree", "x@1/2 n64 n64"}},
                                             {{"machine", "ours"}, {"\xce\xbd", 1.5}});

void refused(const std::string& text, const std::string& why) {
    INFO(text);
    try {
        (void)read_certificate(text);
        FAIL_CHECK("it was read");
    } catch (const InputError& error) {
        INFO(error.what());
        CHECK(std::string(error.what()).starts_with("this is not a certificate: "));
        CHECK(std::string(error.what()).find(why) != std::string::npos);
    }
}

template <class Change>
std::string changed(Change change) {
    json document = json::parse(to_text(example));
    change(document);
    return document.dump();
}

}  // namespace

TEST_CASE("written and read back") {
    const Certificate again = read_certificate(to_text(example));
    CHECK(again.format == certificate_format);
    CHECK(again.claim_text == example.claim_text);
    CHECK(again.prelude == example.prelude);
    CHECK(again.claim_digest == example.claim_digest);
    CHECK(again.proof == example.proof);
    CHECK(again.proof_digest == example.proof_digest);
    CHECK(again.provenance == example.provenance);
    CHECK(to_text(again) == to_text(example));
    CHECK(computed_proof_digest(again) == again.proof_digest);
    CHECK(again.claim_digest == digest(parse_claim(again.claim_text, again.prelude)));
}

TEST_CASE("the proof's digest covers format, claim, prelude and step, and nothing else") {
    const auto differs = [](auto change) {
        Certificate other = example;
        change(other);
        return computed_proof_digest(other) != example.proof_digest;
    };
    CHECK(differs([](Certificate& c) { c.format = 0; }));
    CHECK(differs([](Certificate& c) { c.claim_text += "\n"; }));
    CHECK(differs([](Certificate& c) { c.prelude += "\n"; }));
    CHECK(differs([](Certificate& c) { c.proof["tree"] = "n64"; }));
    CHECK(differs([](Certificate& c) { std::swap(c.claim_text, c.prelude); }));
    CHECK_FALSE(differs([](Certificate& c) { c.provenance = nullptr; }));
    CHECK_FALSE(differs([](Certificate& c) { c.claim_digest = "other"; }));
}

TEST_CASE("what is no certificate") {
    for (const char* text : {"", "x", "{", "{\"format\": 0} x", "\xff\xfe", "{'format': 0}", "{\"a\": nan}",
                             "{\"a\": \"\xff\"}"})
        refused(text, "parse error");
    for (const char* text : {"[]", "0", "null", "\"text\"", "true"}) refused(text, "not a JSON object");
    for (const char* text : {"{}", "{\"format\": 0}"}) refused(text, "members are not exactly");
    refused(changed([](json& d) { d["format"] = "0"; }), "format (an integer)");
    refused(changed([](json& d) { d["format"] = 0.5; }), "format (an integer)");
    refused(changed([](json& d) { d["more"] = 0; }), "members are not exactly");
    refused(changed([](json& d) { d.erase("provenance"); }), "members are not exactly");
    refused(changed([](json& d) {
                d["origin"] = d["provenance"];
                d.erase("provenance");
            }),
            "'provenance'");
    for (const char* part : {"claim", "proof"}) {
        refused(changed([&](json& d) { d[part] = 1; }),
                "'" + std::string(part) + "' is missing or no object");
        refused(changed([&](json& d) { d[part]["more"] = 1; }), "unknown members");
        const json members = json::parse(to_text(example))[part];
        for (const auto& [name, value] : members.items()) {
            refused(changed([&, n = name](json& d) { d[part].erase(n); }), "no member '" + name + "'");
            if (value.is_string())
                refused(changed([&, n = name](json& d) { d[part][n] = 1; }), "not a string");
        }
    }
    // a doubled member, which readers understand differently
    const std::string text = to_text(example);
    refused("{\"format\": 0, " + text.substr(1), "'format' twice");
    refused(std::string(text).replace(text.find("\"tree\""), 0, "\"tree\": \"n64\", "), "'tree' twice");
    refused(std::string(300, '[') + std::string(300, ']'), "nested too deeply");
    refused("{\"format\": 0, \"claim\": " + std::string(300, '[') + std::string(300, ']') + "}",
            "nested too deeply");
}

TEST_CASE("a step that would show as something else than itself is refused") {
    for (const std::string disguise : {"\n", "\x1b[2J", "\r", "\x7f", "\xc2\x9b", "\xe2\x80\xae"}) {
        const std::string text = "x" + disguise + "c.json: accepted";
        const auto refused_where = [&](auto change) {
            refused(changed([&](json& d) { change(d["proof"]["step"]); }), "control character");
        };
        refused_where([&](json& step) { step["step"] = text; });
        refused_where([&](json& step) { step["tree"] = text; });
        refused_where([&](json& step) { step[text] = 1; });
        refused_where([&](json& step) { step["parts"] = {{{"step", "any"}, {"point", {{text, "1"}}}}}; });
    }
    const std::string member = R"("a\nc.json: accepted": 1, )";
    refused("{" + member + member + to_text(example).substr(1), "'a?c.json: accepted' twice");
    json other = json::parse(to_text(example));
    other["proof"]["step"]["tree"] = "x \xe2\x89\xa4 \xcf\x80";
    CHECK_NOTHROW((void)read_certificate(other.dump()));
}

TEST_CASE("large numbers of a format are not wrapped into 0") {
    for (const char* number : {"18446744073709551615", "9223372036854775808", "-1", "1"})
        CHECK(read_certificate(changed([&](json& d) { d["format"] = json::parse(number); })).format != 0);
    refused(changed([&](json& d) { d["format"] = json::parse("18446744073709551616"); }),
            "format (an integer)");
}

TEST_CASE("a step is read strictly") {
    const json value =
        json::parse(R"({"step": "s", "text": "a", "q": "1/3", "n": 5, "list": [1, 2], "texts": ["1", "1/2"],
                                       "child": {"step": "c"}, "children": [{"step": "d"}, {}]})");
    const Step step(value, "proof");
    CHECK(step.rule() == "s");
    CHECK(step.text("text") == "a");
    CHECK(step.rational("q") == Rational(1, 3));
    CHECK(step.integer("n", 5, 5) == 5);
    CHECK(step.integers("list", 1, 2) == std::vector<long>{1, 2});
    CHECK(step.rationals("texts") == std::vector<Rational>{1, Rational(1, 2)});
    CHECK(step.child("child").path() == "proof/child");
    CHECK(step.children("children")[1].path() == "proof/children[1]");
    CHECK_NOTHROW(step.expect("s"));
    const auto rejects = [](auto read, const std::string& why) {
        CHECK_THROWS_WITH_AS(read(), doctest::Contains(why.c_str()), Rejected);
    };
    rejects([&] { step.expect("c"); }, "step proof: is 's' where 'c' belongs");
    rejects([&] { (void)step.text("n"); }, "'n' is not a string");
    rejects([&] { (void)step.text("absent"); }, "has no member 'absent'");
    rejects([&] { (void)step.rational("text"); }, "'text'");
    rejects([&] { (void)step.rational("n"); }, "not a string");
    rejects([&] { (void)step.integer("n", 6, 9); }, "from 6 to 9");
    rejects([&] { (void)step.integer("n", 1, 4); }, "from 1 to 4");
    rejects([&] { (void)step.integer("q", 0, 9); }, "not an integer");
    rejects([&] { (void)step.integers("list", 2, 9); }, "'list'");
    rejects([&] { (void)step.integers("n", 0, 9); }, "not an array");
    rejects([&] { (void)step.rationals("list"); }, "'list'");
    rejects([&] { (void)step.child("list"); }, "step proof/list: is not an object");
    rejects([&] { (void)step.children("child"); }, "not an array");
    rejects([&] { (void)step.children("texts"); }, "step proof/texts[0]: is not an object");
    rejects([&] { (void)step.children("children")[1].rule(); },
            "step proof/children[1]: has no member 'step'");
    rejects([&] { step.only({"text"}); }, "unknown member");
    for (const char* number : {"5.0", "1e2", "18446744073709551615", "9223372036854775808"})
        rejects(
            [&] {
                (void)Step({{"n", json::parse(number)}}, "p").integer("n", LONG_MIN, LONG_MAX);
            },
            "'n'");
}

TEST_CASE("a proof in outline") {
    const json leaf = {{"step", "subdivide"}, {"tree", "n64"}};
    const json proof = {{"step", "peel"},
                        {"variable", "x"},
                        {"at_end", leaf},
                        {"inside", {{"step", "all"}, {"parts", json::array()}}}};
    json many = proof;
    for (int i = 0; i < 9; ++i) many["inside"]["parts"].push_back(leaf);
    CHECK(rules_used(many) == std::map<std::string, std::size_t>{{"peel", 1}, {"all", 1}, {"subdivide", 10}});
    CHECK(
        outline(many) ==
        "peel, variable x\n  at_end: subdivide, tree n64\n  inside: all\n    parts[0]: subdivide, tree n64\n"
        "    parts[1]: subdivide, tree n64\n    parts[2]: subdivide, tree n64\n    parts[3]: subdivide, tree "
        "n64\n"
        "    parts: 5 more\n");
    CHECK(outline({{"step", "subdivide"}, {"tree", "x@1/2 n64 x@1/2 n64 n64"}}) ==
          "subdivide, tree 3 leaves, 2 splits\n");
    CHECK(outline(json::array()).empty());
}
