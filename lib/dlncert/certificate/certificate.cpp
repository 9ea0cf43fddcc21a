#include <dlncert/certificate/certificate.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/source.hpp>
#include <set>

namespace dlncert {
namespace {

using nlohmann::json;

[[noreturn]] void not_a_certificate(const std::string& why) {
    throw InputError("this is not a certificate: " + why);
}

/// Parses, refusing doubled member names (of which readers keep different ones) and deep nesting.
json parse_strictly(std::string_view text) {
    std::vector<std::set<std::string>> names;
    const json::parser_callback_t watch = [&](int depth, json::parse_event_t event, json& parsed) {
        if (depth > max_certificate_nesting) not_a_certificate("it is nested too deeply");
        if (event == json::parse_event_t::object_start) names.emplace_back();
        if (event == json::parse_event_t::object_end) names.pop_back();
        if (event == json::parse_event_t::key && !names.back().insert(parsed.get<std::string>()).second)
            not_a_certificate("an object has the member '" + printable(parsed.get<std::string>()) +
                              "' twice");
        return true;
    };
    try {
        return json::parse(text, watch);
    } catch (const json::exception& error) {
        not_a_certificate(error.what());
    }
}

const json& object(const json& parent, const char* name, std::initializer_list<const char*> members) {
    if (!parent.contains(name) || !parent[name].is_object())
        not_a_certificate("its member '" + std::string(name) + "' is missing or no object");
    const json& value = parent[name];
    for (const char* member : members)
        if (!value.contains(member))
            not_a_certificate("'" + std::string(name) + "' has no member '" + member + "'");
    if (value.size() != members.size()) not_a_certificate("'" + std::string(name) + "' has unknown members");
    return value;
}

std::string string_member(const json& parent, const char* name) {
    if (!parent[name].is_string())
        not_a_certificate("its member '" + std::string(name) + "' is not a string");
    return parent[name].get<std::string>();
}

/// Messages quote steps: a line of theirs must not pass for one of the program's.
void require_printable(const json& step) {
    const auto require = [](const std::string& text) {
        if (printable(text) != text)
            not_a_certificate("a step holds a control character: '" + printable(text) + "'");
    };
    if (step.is_string()) require(step.get_ref<const std::string&>());
    if (step.is_object())
        for (const auto& [name, value] : step.items()) require(name);
    if (step.is_structured())
        for (const json& part : step) require_printable(part);
}

}  // namespace

std::string computed_proof_digest(const Certificate& c) {
    const json covered = {
        {"format", c.format}, {"claim", c.claim_text}, {"prelude", c.prelude}, {"step", c.proof}};
    return sha256(covered.dump());
}

Certificate make_certificate(std::string claim_text, std::string prelude, json proof, json provenance) {
    Certificate c{.claim_text = std::move(claim_text),
                  .prelude = std::move(prelude),
                  .claim_digest = {},
                  .proof = std::move(proof),
                  .proof_digest = {},
                  .provenance = std::move(provenance)};
    c.claim_digest = digest(parse_claim(c.claim_text, c.prelude));
    c.proof_digest = computed_proof_digest(c);
    return c;
}

Certificate read_certificate(std::string_view text) {
    if (text.size() > max_certificate_bytes) not_a_certificate("it is larger than 128 MiB");
    const json root = parse_strictly(text);
    if (!root.is_object()) not_a_certificate("it is not a JSON object");
    if (root.size() != 4 || !root.contains("format") || !root["format"].is_number_integer())
        not_a_certificate("its members are not exactly format (an integer), claim, proof and provenance");
    const json& claim = object(root, "claim", {"text", "prelude", "digest"});
    const json& proof = object(root, "proof", {"step", "digest"});
    require_printable(proof["step"]);
    if (!root.contains("provenance")) not_a_certificate("it has no member 'provenance'");
    return {.format = root["format"].get<long>(),
            .claim_text = string_member(claim, "text"),
            .prelude = string_member(claim, "prelude"),
            .claim_digest = string_member(claim, "digest"),
            .proof = proof["step"],
            .proof_digest = string_member(proof, "digest"),
            .provenance = root["provenance"]};
}

std::string to_text(const Certificate& c) {
    const nlohmann::ordered_json claim = {
        {"text", c.claim_text}, {"prelude", c.prelude}, {"digest", c.claim_digest}};
    const nlohmann::ordered_json proof = {{"step", c.proof}, {"digest", c.proof_digest}};
    return "{\"format\": " + std::to_string(c.format) + ",\n\"claim\": " + claim.dump() +
           ",\n\"proof\": " + proof.dump() + ",\n\"provenance\": " + c.provenance.dump() + "}\n";
}

}  // namespace dlncert
