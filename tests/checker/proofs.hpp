#pragma once
#include <dlncert/checker/check.hpp>
#include <string>
#include <vector>

namespace dlncert::test {

/// "accepted", or why the checker rejects the proof; digests are right.
inline std::string verdict(const std::string& claim, const nlohmann::json& proof,
                           const std::string& prelude = "") {
    try {
        (void)checker::check(make_certificate(claim, prelude, proof, nlohmann::json::object()));
        return "accepted";
    } catch (const Rejected& rejected) {
        return rejected.what();
    }
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

inline nlohmann::json subdivide(const std::string& tree) {
    return {{"step", "subdivide"}, {"tree", tree}};
}

}  // namespace dlncert::test

// The reason must contain the path of the step and these words.
#define REJECTS(text, ...)                                                                                   \
    do {                                                                                                     \
        const std::string reason = (text);                                                                   \
        INFO(reason);                                                                                        \
        for (const std::string& part : std::vector<std::string>{__VA_ARGS__}) CHECK(contains(reason, part)); \
    } while (false)
