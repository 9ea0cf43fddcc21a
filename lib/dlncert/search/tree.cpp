#include <algorithm>
#include <charconv>
#include <dlncert/search/tree.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

using Kind = TreeToken::Kind;

std::uint32_t read_number(std::string_view text) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        throw InputError("'" + std::string(text) + "' is not a number of a tree");
    return value;
}

TreeToken read_cut(std::string_view text, std::size_t at, const std::vector<std::string>& names) {
    const auto found = std::find(names.begin(), names.end(), text.substr(0, at));
    if (found == names.end()) throw InputError("'" + std::string(text) + "' cuts an unknown variable");
    const std::string_view q = text.substr(at + 1);
    const auto slash = q.find('/');
    if (slash == std::string_view::npos) throw InputError("'" + std::string(text) + "' is not a cut");
    const auto numerator = read_number(q.substr(0, slash));
    const auto denominator = read_number(q.substr(slash + 1));
    if (numerator == 0 || numerator >= denominator)
        throw InputError("'" + std::string(text) + "' does not cut between 0 and 1");
    return TreeToken::cut(static_cast<std::size_t>(found - names.begin()), numerator, denominator);
}

TreeToken read_token(std::string_view text, const std::vector<std::string>& names) {
    if (const auto at = text.find('@'); at != std::string_view::npos) return read_cut(text, at, names);
    if (text == "?") return TreeToken::leaf(Kind::open);
    if (text == "#") return TreeToken::leaf(Kind::local);
    const auto precision = [](std::string_view digits) { return static_cast<int>(read_number(digits)); };
    switch (text[0]) {
        case 'n':
            return TreeToken::leaf(Kind::natural, precision(text.substr(1)));
        case 'm':
            return TreeToken::leaf(Kind::mean_value, precision(text.substr(1)));
        case 'x':
            return TreeToken::leaf(Kind::monotone, precision(text.substr(1)));
        case 'd':
            return TreeToken::leaf(Kind::least, precision(text.substr(1)));
        case 'o':
            return TreeToken::leaf(Kind::outside, precision(text.substr(1)));
        case 't':
            if (const auto colon = text.find(':'); colon != std::string_view::npos)
                return TreeToken::leaf(Kind::taylor, precision(text.substr(colon + 1)),
                                       static_cast<int>(read_number(text.substr(1, colon - 1))));
            break;
        default:
            break;
    }
    throw InputError("'" + std::string(text) + "' is no token of a tree");
}

}  // namespace

void append(std::string& text, const TreeToken& token, const std::vector<std::string>& names) {
    if (!text.empty()) text += ' ';
    const auto leaf = [&](char letter) { (text += letter) += std::to_string(token.precision); };
    switch (token.kind) {
        case Kind::natural:
            return leaf('n');
        case Kind::mean_value:
            return leaf('m');
        case Kind::monotone:
            return leaf('x');
        case Kind::least:
            return leaf('d');
        case Kind::outside:
            return leaf('o');
        case Kind::taylor:
            text += 't' + std::to_string(token.order) + ':' + std::to_string(token.precision);
            return;
        case Kind::local:
            text += '#';
            return;
        case Kind::open:
            text += '?';
            return;
        case Kind::cut:
            (text += names[token.variable]) += '@';
            (text += std::to_string(token.numerator)) += '/';
            text += std::to_string(token.denominator);
            return;
    }
}

std::vector<TreeToken> read_tree(std::string_view text, const std::vector<std::string>& names) {
    std::vector<TreeToken> tokens;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) tokens.push_back(read_token(text.substr(0, end), names));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return tokens;
}

}  // namespace dlncert
