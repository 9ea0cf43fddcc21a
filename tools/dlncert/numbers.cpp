#include "numbers.hpp"

#include <algorithm>
#include <cctype>
#include <dlncert/dln/chamber.hpp>
#include <dlncert/statement/error.hpp>

#include "files.hpp"

namespace dlncert::command {
namespace {

constexpr std::size_t largest_list = std::size_t{1} << 28;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// The text itself, or the contents of the file that "@FILE" names.
std::string resolve(std::string_view text) {
    text = trim(text);
    if (!text.starts_with('@')) return std::string(text);
    return read_file(std::string(text.substr(1)), largest_list);
}

std::string shorten(std::string_view text) {
    return text.size() <= 60 ? std::string(text) : std::string(text.substr(0, 57)) + "...";
}

/// "an error in what it belongs to": keeps the reader's own words and says where they stand.
Rational number(std::string_view text, const std::string& what) {
    try {
        return parse_rational(trim(text));
    } catch (const InputError& error) {
        throw InputError(what + ": " + error.what());
    }
}

/// Cuts at separators outside brackets. With `spaces`, white space separates as well as commas do.
std::vector<std::string_view> split(std::string_view text, bool spaces, const std::string& what) {
    std::vector<std::string_view> parts;
    std::size_t start = 0;
    int depth = 0;
    bool comma_before = false;
    const auto finish = [&](std::size_t end, bool comma) {
        const std::string_view part = trim(text.substr(start, end - start));
        if (!part.empty())
            parts.push_back(part);
        else if (comma && (comma_before || parts.empty()))
            throw InputError(what + ": nothing stands before a comma in '" + shorten(text) +
                             "'; write one number per singular value, like 2,1.5,1/3");
        comma_before = comma || (part.empty() && comma_before);
        start = end + 1;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '[') ++depth;
        if (text[i] == ']') --depth;
        if (depth < 0 || depth > 1)
            throw InputError(what + ": the brackets of '" + shorten(text) +
                             "' do not match; write an interval like [1,1.01]");
        if (depth > 0) continue;
        if (text[i] == ',') finish(i, true);
        if (spaces && is_space(text[i])) finish(i, false);
    }
    if (depth != 0)
        throw InputError(what + ": a bracket of '" + shorten(text) +
                         "' is not closed; write an interval like [1,1.01]");
    finish(text.size(), false);
    if (comma_before)
        throw InputError(what + ": '" + shorten(text) +
                         "' ends with a comma; write a number after it or drop it");
    return parts;
}

/// The two texts between the brackets of "[a,b]".
std::pair<std::string_view, std::string_view> ends_of(std::string_view text, const std::string& what) {
    text = trim(text);
    const auto comma = text.find(',');
    if (text.size() < 2 || text.front() != '[' || text.back() != ']' || comma == std::string_view::npos ||
        text.find(',', comma + 1) != std::string_view::npos)
        throw InputError(what + ": '" + shorten(text) +
                         "' is not an interval; write its two ends like [1,1.01]");
    return {trim(text.substr(1, comma - 1)), trim(text.substr(comma + 1, text.size() - comma - 2))};
}

std::string place(std::size_t index) {
    return "number " + std::to_string(index + 1);
}

BoxSide parse_side(std::string_view text, const std::string& what) {
    const auto [low, high] = ends_of(text, what);
    BoxSide side{number(low, what), std::nullopt};
    if (high != "inf") side.upper = number(high, what);
    if (side.lower < 0)
        throw InputError(what + ": the lower end " + shorten(low) +
                         " is negative, but singular values are positive; 0 as a lower end means open at 0");
    if (side.upper && *side.upper < side.lower)
        throw InputError(what + ": '" + shorten(text) + "' is reversed; write the smaller end first");
    if (side.upper && *side.upper == 0)
        throw InputError(what + ": '" + shorten(text) +
                         "' holds no positive number; singular values are positive");
    return side;
}

}  // namespace

ExactInterval parse_interval(std::string_view text, const std::string& what) {
    const auto [low, high] = ends_of(text, what);
    ExactInterval result{number(low, what), number(high, what)};
    if (result.upper < result.lower)
        throw InputError(what + ": '" + shorten(text) + "' is reversed; write the smaller end first");
    return result;
}

std::vector<ExactInterval> parse_singular_values(std::string_view text) {
    const std::string resolved = resolve(text);
    const bool from_file = trim(text).starts_with('@');
    std::vector<ExactInterval> values;
    for (const std::string_view part : split(resolved, from_file, "--sigma")) {
        const std::string what = "--sigma, " + place(values.size());
        values.push_back(part.front() == '[' ? parse_interval(part, what)
                                             : ExactInterval(number(part, what)));
    }
    try {
        return restrict_to_chamber(std::move(values));
    } catch (const InputError& error) {
        throw InputError(std::string("--sigma: ") + error.what());
    }
}

std::vector<BoxSide> parse_box(std::string_view text) {
    const std::string resolved = resolve(text);
    std::vector<BoxSide> box;
    for (const std::string_view part : split(resolved, true, "--box"))
        box.push_back(parse_side(part, "--box, side " + std::to_string(box.size() + 1)));
    if (box.empty())
        throw InputError("--box: the box is empty; write one interval per singular value: [1,2] [0.1,1]");
    if (box.size() == 1)
        throw InputError(
            "--box: one side, but the model is defined from width d = 2; write at least two: [1,2] [0.1,1]");
    // The box meets the chamber if and only if no lower end exceeds an earlier upper end; with the least
    // upper end so far at hand one pass decides it.
    std::size_t least = 0;
    for (std::size_t i = 1; i < box.size(); ++i) {
        if (box[least].upper && box[i].lower > *box[least].upper)
            throw InputError("--box: every point of side " + std::to_string(i + 1) +
                             " exceeds every point of side " + std::to_string(least + 1) +
                             ", so the box lies outside the chamber; write the intervals largest first");
        if (box[i].upper && (!box[least].upper || *box[i].upper < *box[least].upper)) least = i;
    }
    return box;
}

void require_width(std::size_t count, std::size_t width, const std::string& option) {
    if (count != width)
        throw InputError(option + ": " + std::to_string(count) + " singular values, but --width asks for " +
                         std::to_string(width) + "; give as many as the width, or drop --width");
}

}  // namespace dlncert::command
