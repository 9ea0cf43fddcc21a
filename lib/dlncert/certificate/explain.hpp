#pragma once
#include <dlncert/certificate/certificate.hpp>
#include <map>
#include <string>

namespace dlncert {

/// How often each rule occurs in a proof, by name.
[[nodiscard]] std::map<std::string, std::size_t> rules_used(const nlohmann::json& proof);

/// The proof as an indented outline, one line per step: its rule and what it decides; long lists and trees
/// are counted.
[[nodiscard]] std::string outline(const nlohmann::json& proof);

}  // namespace dlncert
