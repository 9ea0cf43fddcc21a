#include "formal.hpp"

namespace dlncert::command {
namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('`')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('`')) text.remove_suffix(1);
    return text;
}

/// The cells of "| a | b |".
std::vector<std::string> cells(std::string_view line) {
    std::vector<std::string> result;
    if (!line.starts_with('|')) return result;
    line.remove_prefix(1);
    for (auto bar = line.find('|'); bar != std::string_view::npos; bar = line.find('|')) {
        result.emplace_back(trimmed(line.substr(0, bar)));
        line.remove_prefix(bar + 1);
    }
    return result;
}

std::vector<FormalTheorem> read(std::string_view text) {
    std::vector<FormalTheorem> theorems;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto row = cells(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        const bool heading = row.size() < 3 || row[0] == "Paper" || row[0].starts_with("---");
        if (!heading) theorems.push_back({row[0], row[1], row[2]});
    }
    return theorems;
}

}  // namespace

const std::vector<FormalTheorem>& formal_theorems() {
    static const std::vector<FormalTheorem> theorems = read(formal_index());
    return theorems;
}

}  // namespace dlncert::command
