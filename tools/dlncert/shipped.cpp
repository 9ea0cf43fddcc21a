#include "shipped.hpp"

#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <initializer_list>

#include "files.hpp"

namespace dlncert::command {
namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

std::vector<std::string> list_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        words.emplace_back(trimmed(text.substr(0, comma)));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return words;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> known) {
    return std::find(known.begin(), known.end(), word) != known.end();
}

/// One line `# KEY: VALUE`.
void read_line(Expectation& result, std::string_view key, std::string_view value) {
    if (key == "expected" && is_one_of(value, {"proved", "refuted as printed", "refuted as extracted"})) {
        result.verdict = value;
    } else if (key == "corrected") {
        result.corrected = list_of(value);
    } else if (key == "formal") {
        result.formal = list_of(value);
    } else if (key == "ways") {
        result.ways = list_of(value);
        for (const std::string& way : result.ways)
            if (!is_one_of(way, {"exact", "integers", "interval"}))
                throw InputError("'" + way + "' is no way: write exact, integers or interval");
    } else {
        throw InputError("'# " + std::string(key) + ": " + std::string(value) +
                         "' says nothing that is known: write expected, corrected, ways or formal");
    }
}

}  // namespace

Expectation expectation_of(const ShippedClaim& claim) {
    Expectation result;
    std::string_view text = claim.text;
    while (text.starts_with('#')) {
        const auto end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(1, end - 1));
        text.remove_prefix(std::min(end + 1, text.size()));
        const auto colon = line.find(':');
        const std::string_view key = line.substr(0, std::min(colon, line.size()));
        const bool prose = key.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos;
        if (colon == std::string_view::npos || prose) continue;
        read_line(result, key, trimmed(line.substr(colon + 1)));
    }
    if (!result.proved() && result.corrected.empty())
        throw InputError(std::string(claim.id) + ": '# expected: " + result.verdict +
                         "' needs '# corrected: ID', the claim that is proved instead");
    return result;
}

std::string item_of(std::string_view id) {
    return std::string(id.substr(0, id.find('-', id.find('-') + 1)));
}

std::string claim_source(const std::string& file_or_id) {
    for (const ShippedClaim& claim : shipped_claims())
        if (claim.id == file_or_id) return std::string(claim.text);
    if (!file_or_id.ends_with(".claim") && !file_exists(file_or_id)) {
        std::string known;
        for (const ShippedClaim& claim : shipped_claims())
            known += (known.empty() ? "" : ", ") + std::string(claim.id);
        throw InputError("'" + file_or_id +
                         "' is neither a claim file nor the ID of a claim that ships: " + known);
    }
    return read_file(file_or_id);
}

namespace {

/// What `parse` makes of the file's text; its errors name the file.
template <typename Parse>
auto read(const std::string& file_or_id, Parse parse) {
    const std::string text = claim_source(file_or_id);
    try {
        return parse(text);
    } catch (const InputError& error) {
        throw InputError(file_or_id + ": " + error.what());
    }
}

}  // namespace

Claim read_claim(const std::string& file_or_id) {
    return read(file_or_id, [](const std::string& text) { return parse_claim(text, shipped_prelude()); });
}

bool asks(const std::string& file_or_id) {
    return read(file_or_id, [](const std::string& text) { return is_question(text); });
}

Question read_question(const std::string& file) {
    return read(file, [](const std::string& text) { return parse_question(text, shipped_prelude()); });
}

}  // namespace dlncert::command
