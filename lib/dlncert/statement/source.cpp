#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/source.hpp>
#include <numeric>

namespace dlncert {
namespace {

constexpr std::size_t shown_width = 100;

bool is_continuation(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Length of the well-formed UTF-8 character at `at` (no overlong forms, surrogates, or values above 10FFFF);
/// 0 if there is none.
std::size_t character_length(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t k) {
        return at + k < text.size() ? static_cast<unsigned char>(text[at + k]) : 0U;
    };
    const auto in = [&](std::size_t k, unsigned low, unsigned high) {
        return byte(k) >= low && byte(k) <= high;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return in(1, 0x80, 0xBF) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return in(1, low, high) && in(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead < 0xF0 || lead > 0xF4) return 0;
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return in(1, low, high) && in(2, 0x80, 0xBF) && in(3, 0x80, 0xBF) ? 4 : 0;
}

std::size_t characters(std::string_view text) {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

/// A control character of two bytes, or one that breaks lines or turns the direction of writing, so that what
/// is shown of a text is not what is read of it: U+0080–9F, U+2028–2E, U+2066–69.
bool disguises(std::string_view c) {
    if (c.size() == 2) return c[0] == '\xC2' && c[1] < '\xA0';
    return c.size() == 3 && ((c.starts_with("\xE2\x80") && c[2] >= '\xA8' && c[2] <= '\xAE') ||
                             (c.starts_with("\xE2\x81") && c[2] >= '\xA6' && c[2] <= '\xA9'));
}

/// A part of `line` of at most `shown_width` bytes around `column`, and the bytes cut off before it.
std::pair<std::string_view, std::size_t> window(std::string_view line, std::size_t column) {
    if (line.size() <= shown_width) return {line, 0};
    std::size_t start = column > shown_width / 2 ? column - shown_width / 2 : 0;
    while (start > 0 && is_continuation(line[start])) --start;
    std::size_t end = std::min(line.size(), start + shown_width);
    while (end < line.size() && is_continuation(line[end])) ++end;
    return {line.substr(start, end - start), start};
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = row[0]++;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replaced, row[j + 1] + 1, row[j] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_length(text, at);
        const bool control = static_cast<unsigned char>(text[at]) < 0x20 || text[at] == 0x7F;
        if (length == 0 || control || disguises(text.substr(at, length)))
            result += text[at] == '\t' ? ' ' : '?';
        else
            result += text.substr(at, length);
        at += std::max<std::size_t>(length, 1);
    }
    return result;
}

Source::Source(std::string_view text, std::string origin) : text_(text), origin_(std::move(origin)) {
    if (text.size() > max_text_size)
        throw InputError(origin_ + "the text has " + std::to_string(text.size()) + " bytes; at most " +
                         std::to_string(max_text_size) + " are read");
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_length(text, at);
        if (length == 0) fail(at, 1, "the text is not UTF-8", "text in the encoding UTF-8");
        const auto code = static_cast<unsigned char>(text[at]);
        const bool ends_line = code == '\n' || (code == '\r' && text.substr(at + 1).starts_with('\n'));
        if ((code < 0x20 && code != '\t' && !ends_line) || code == 0x7F || disguises(text.substr(at, length)))
            fail(at, length, "a control character (byte " + std::to_string(code) + ")", "printable text");
        at += length;
    }
}

void Source::fail(std::size_t offset, std::size_t length, const std::string& what,
                  const std::string& accepted) const {
    throw InputError(message(offset, length, what, accepted));
}

void Source::unsupported(std::size_t offset, std::size_t length, const std::string& what,
                         const std::string& accepted) const {
    throw Unsupported(message(offset, length, what, accepted));
}

std::string Source::message(std::size_t offset, std::size_t length, const std::string& what,
                            const std::string& accepted) const {
    const std::string_view before = text_.substr(0, offset);
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 = 0
    const std::string_view line = text_.substr(start, text_.find('\n', start) - start);
    const auto number = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t column = offset - start;
    const auto [shown, cut] = window(line, column);
    const std::string left = printable(shown.substr(0, column - cut));
    const std::string marked =
        printable(shown.substr(std::min(column - cut, shown.size())).substr(0, length));
    const std::string carets(std::max<std::size_t>(characters(marked), 1), '^');
    return origin_ + "line " + std::to_string(number) + ", column " +
           std::to_string(characters(line.substr(0, column)) + 1) + ": " + what + "\n    " +
           printable(shown) + "\n    " + std::string(characters(left), ' ') + carets +
           "\naccepted: " + accepted;
}

std::string shortened(std::string_view word) {
    std::size_t longest = 40;
    if (word.size() <= longest) return std::string(word);
    while (longest > 0 && is_continuation(word[longest])) --longest;
    return std::string(word.substr(0, longest)) + "…";
}

std::string alternatives(const std::vector<std::string>& words) {
    std::string result;
    for (std::size_t i = 0; i < words.size(); ++i)
        result += (i == 0 ? "" : i + 1 == words.size() ? " or " : ", ") + words[i];
    return result;
}

std::vector<std::string> near_spellings(std::string_view name, const std::vector<std::string>& known) {
    if (name.size() > 40) return {};
    std::vector<std::pair<std::size_t, std::string>> near;
    for (const auto& candidate : known) {
        if (candidate.size() > 40) continue;
        const std::size_t distance = edit_distance(name, candidate);
        if (distance <= (name.size() + 2) / 3 && distance < name.size())
            near.emplace_back(distance, candidate);
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    std::vector<std::string> result;
    for (std::size_t i = 0; i < std::min<std::size_t>(near.size(), 3); ++i) result.push_back(near[i].second);
    return result;
}

}  // namespace dlncert
