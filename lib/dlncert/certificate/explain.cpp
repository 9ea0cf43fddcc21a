#include <algorithm>
#include <dlncert/certificate/explain.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

bool is_step(const json& value) {
    return value.is_object() && value.contains("step") && value["step"].is_string();
}

void count(const json& value, std::map<std::string, std::size_t>& rules) {
    if (is_step(value)) ++rules[value["step"].get<std::string>()];
    if (value.is_structured())
        for (const json& part : value) count(part, rules);
}

/// "n64 r@1/2 …" as "12 leaves, 11 splits"; a short tree as it is.
std::string tree_summary(const std::string& tree) {
    const auto tokens = std::count(tree.begin(), tree.end(), ' ') + 1;
    const auto splits = std::count(tree.begin(), tree.end(), '@');
    if (tokens <= 3) return tree;
    return std::to_string(tokens - splits) + " leaves, " + std::to_string(splits) + " splits";
}

std::string shown(const std::string& name, const json& value) {
    if (value.is_string())
        return name == "tree" ? tree_summary(value.get<std::string>()) : value.get<std::string>();
    if (value.is_array() && value.size() > 3) return std::to_string(value.size()) + " entries";
    return value.dump();
}

void write(const json& step, const std::string& label, std::size_t depth, std::string& text) {
    text += std::string(2 * depth, ' ') + label + step["step"].get<std::string>();
    for (const auto& [name, value] : step.items())
        if (name != "step" && !is_step(value) && !(value.is_array() && !value.empty() && is_step(value[0])))
            text += ", " + name + " " + shown(name, value);
    text += "\n";
    for (const auto& [name, value] : step.items()) {
        if (name != "step" && is_step(value)) write(value, name + ": ", depth + 1, text);
        if (!value.is_array() || value.empty() || !is_step(value[0])) continue;
        constexpr std::size_t most = 4;
        for (std::size_t i = 0; i < std::min(value.size(), most); ++i)
            if (is_step(value[i])) write(value[i], name + "[" + std::to_string(i) + "]: ", depth + 1, text);
        if (value.size() > most)
            text += std::string(2 * depth + 2, ' ') + name + ": " + std::to_string(value.size() - most) +
                    " more\n";
    }
}

}  // namespace

std::map<std::string, std::size_t> rules_used(const json& proof) {
    std::map<std::string, std::size_t> rules;
    count(proof, rules);
    return rules;
}

std::string outline(const json& proof) {
    std::string text;
    if (is_step(proof)) write(proof, "", 0, text);
    return text;
}

}  // namespace dlncert
