#include "mutate.hpp"

#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational.hpp>
#include <optional>
#include <vector>

namespace dlncert::test {
namespace {

using nlohmann::json;

std::size_t below(std::size_t n, Random& random) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

std::optional<Rational> number(const std::string& text) {
    try {
        return parse_rational(text);
    } catch (const InputError&) {
        return std::nullopt;
    }
}

std::string other_number(const Rational& x, Random& random) {
    const std::vector<Rational> others{Rational(-x),
                                       Rational(x + 1),
                                       Rational(x - 1),
                                       Rational(x * 2),
                                       Rational(x / 2),
                                       Rational(0),
                                       Rational(x * Rational(1001, 1000)),
                                       Rational(x * Rational(999, 1000)),
                                       Rational(x * Rational(11, 10)),
                                       Rational(x * Rational(9, 10)),
                                       Rational(x + Rational(1, 1000000)),
                                       Rational(1 / (x * x + 1))};
    return to_string(others[below(others.size(), random)]);
}

/// Words: runs of letters, digits, dots and underscores, or single other characters. The bytes of a character
/// beyond ASCII stay together: corrupt() is for invalid UTF-8.
std::vector<std::string> words(const std::string& text) {
    const auto inside = [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) ||
               c == '.' || c == '_';
    };
    std::vector<std::string> result;
    for (const char c : text)
        if (!result.empty() && inside(c) && inside(result.back().back()))
            result.back() += c;
        else
            result.emplace_back(1, c);
    return result;
}

/// n64, x128 and so on, in trees of splits.
bool is_leaf(const std::string& word) {
    return word.size() > 2 && std::string_view("nmxdok").find(word[0]) != std::string_view::npos &&
           std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

void change_word(std::string& word, Random& random) {
    if (is_leaf(word) && below(2, random) == 0) {
        word[0] = "nmxdo"[below(5, random)];
        return;
    }
    if (const auto value = number(word); value && below(4, random) != 0) {
        word = other_number(*value, random);
        return;
    }
    static const std::vector<std::string> others{
        "+",   "-",  "*",     "/",   "(",   ")",    "[",    "]",        ",",     "0",    "1",     "1/2",
        "2",   "nu", "sigma", "r",   "u",   "t",    "x",    "inf",      "n64",   "m64",  "x128",  "d64",
        "n1",  "i",  "j",     "<",   ">",   "<=",   ">=",   "identity", "log",   "sinh", "lower", "sum",
        "1e9", "d",  "upper", "3/2", "abs", "sqrt", "exp(", "rank 1",   "rank 2"};
    word = others[below(others.size(), random)];
}

std::string mutate_text(std::string& text, Random& random) {
    if (const auto value = number(text); value && below(5, random) != 0) {
        text = other_number(*value, random);
        return "number";
    }
    auto parts = words(text);
    if (parts.empty()) {
        text = "1";
        return "filled";
    }
    const std::size_t i = below(parts.size(), random);
    const std::size_t j = below(parts.size(), random);
    std::string what;
    switch (below(8, random)) {
        case 0:
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
            what = "word dropped";
            break;
        case 1:
            parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(i), parts[i] + " ");
            what = "word doubled";
            break;
        case 2:
            std::swap(parts[i], parts[j]);
            what = "words swapped";
            break;
        default: {
            // most words of a claim are not numbers, but numbers are what matters
            std::vector<std::size_t> numbers;
            for (std::size_t k = 0; k < parts.size(); ++k)
                if (number(parts[k])) numbers.push_back(k);
            const bool use_number = !numbers.empty() && below(4, random) != 0;
            change_word(parts[use_number ? numbers[below(numbers.size(), random)] : i], random);
            what = "word changed";
        }
    }
    text.clear();
    for (const auto& part : parts) text += part;
    return what;
}

std::string mutate_integer(json& value, Random& random) {
    const long x = value.get<long>();
    switch (below(8, random)) {
        case 0:
            value = x + 1;
            break;
        case 1:
            value = x - 1;
            break;
        case 2:
            value = -x;
            break;
        case 3:
            value = 0;
            break;
        case 4:
            value = x / 2;
            break;
        case 5:
            value = 1L << 53U;
            break;
        case 6:
            value = static_cast<double>(x);
            break;
        default:
            value = x + (x >> 10U) + 3;
    }
    return "integer";
}

std::string mutate_array(json& value, Random& random) {
    if (value.empty()) {
        value.push_back(0);
        return "entry added";
    }
    const auto at = [&](std::size_t i) { return value.begin() + static_cast<std::ptrdiff_t>(i); };
    const std::size_t i = below(value.size(), random);
    switch (below(4, random)) {
        case 0:
            value.erase(at(i));
            return "entry dropped";
        case 1:
            value.insert(at(i), json(value[i]));
            return "entry doubled";
        case 2:
            std::swap(value[i], value[below(value.size(), random)]);
            return "entries swapped";
        default:
            value = json::array();
            return "list emptied";
    }
}

std::string mutate_object(json& value, Random& random) {
    auto member = value.begin();
    std::advance(member, static_cast<std::ptrdiff_t>(below(value.size(), random)));
    const std::string name = member.key();
    switch (below(4, random)) {
        case 0:
            value.erase(name);
            return name + " removed";
        case 1:
            value["another"] = *member;
            return "member added";
        case 2:
            value["another"] = *member;
            value.erase(name);
            return name + " renamed";
        default:
            *member = std::array<json, 5>{nullptr, true, 1, json::object(), "1"}.at(below(5, random));
            return name + " replaced";
    }
}

std::string mutate_here(json& value, Random& random) {
    if (value.is_string()) {
        auto text = value.get<std::string>();
        std::string what = mutate_text(text, random);
        value = text;
        return what;
    }
    if (value.is_number_integer()) return mutate_integer(value, random);
    if (value.is_array()) return mutate_array(value, random);
    if (value.is_object() && !value.empty()) return mutate_object(value, random);
    value = 1;
    return "replaced";
}

/// Goes down from the root, at each level into a member drawn at random, so that long lists do not take all.
json& field(json& root, std::string& path, Random& random) {
    json* here = &root;
    while (here->is_structured() && !here->empty() && (here == &root || below(10, random) != 0)) {
        auto next = here->begin();
        std::advance(next, static_cast<std::ptrdiff_t>(below(here->size(), random)));
        path += "/" + (here->is_object() ? next.key() : std::to_string(next - here->begin()));
        here = &*next;
    }
    return *here;
}

}  // namespace

std::string mutate(json& document, Random& random) {
    const json before = document;
    for (;;) {
        std::string path;
        json* start = &document;
        switch (below(20, random)) {
            case 0:
                path = "/format";
                start = &document["format"];
                break;
            case 1:
                path = "/claim/prelude";
                start = &document["claim"]["prelude"];
                break;
            case 2:
            case 3:
            case 4:
            case 5:
            case 6:
                path = "/claim/text";
                start = &document["claim"]["text"];
                break;
            default:
                path = "/proof/step";
                start = &document["proof"]["step"];
        }
        json& target = below(12, random) == 0 ? *start : field(*start, path, random);
        std::string what = mutate_here(target, random);
        if (document.dump() != before.dump()) return path + ": " + what;
        document = before;
    }
}

std::string corrupt(std::string text, Random& random) {
    const std::string before = text;
    while (text == before) {
        const std::size_t i = below(text.size(), random);
        switch (below(4, random)) {
            case 0:
                text[i] = static_cast<char>(text[i] ^ static_cast<char>(1U << below(8, random)));
                break;
            case 1:
                text.erase(i, 1);
                break;
            case 2:
                text.insert(i, 1, text[i]);
                break;
            default:
                for (std::size_t n = 0; n < 20; ++n) text.insert(i, 1, static_cast<char>(below(256, random)));
        }
    }
    return text;
}

}  // namespace dlncert::test
