#include <algorithm>
#include <array>
#include <dlncert/statement/lexer.hpp>

namespace dlncert {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool begins_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool is_space(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

class Lexer {
  public:
    explicit Lexer(const Source& source) : source_(source), text_(source.text()) {}

    std::vector<Token> run() {
        for (skip_space(); position_ < text_.size(); skip_space()) next();
        result_.push_back({.kind = Token::Kind::end, .offset = static_cast<std::uint32_t>(text_.size())});
        return std::move(result_);
    }

  private:
    using Kind = Token::Kind;

    char at(std::size_t k) const { return position_ + k < text_.size() ? text_[position_ + k] : '\0'; }

    void skip_space() {
        while (position_ < text_.size() && (is_space(at(0)) || at(0) == '#')) {
            if (at(0) == '#')
                position_ = std::min(text_.find('\n', position_), text_.size());
            else
                ++position_;
        }
    }

    void push(Kind kind, std::size_t length) {
        result_.push_back({.kind = kind,
                           .offset = static_cast<std::uint32_t>(position_),
                           .length = static_cast<std::uint32_t>(length)});
        position_ += length;
    }

    void next() {
        if (follows_title_keyword() && title_length() > 0) return push(Kind::title, title_length());
        if (is_digit(at(0)) || (at(0) == '.' && is_digit(at(1)))) return number();
        if (begins_name(at(0))) return name();
        if (at(0) == '"') return string();
        symbol();
    }

    bool follows_title_keyword() const {
        if (result_.size() != 1 || result_[0].kind != Kind::name) return false;
        const auto word = text_.substr(result_[0].offset, result_[0].length);
        return word == "claim" || word == "theorem";
    }

    std::size_t title_length() const {
        std::size_t end = position_;
        while (end < text_.size() && !is_space(text_[end]) && text_[end] != '#' && text_[end] != '"') ++end;
        return end - position_;
    }

    void number() {
        push(Kind::number, number_length());
        if (begins_name(at(0)))
            source_.fail(position_, 1, "a name directly after a number", "a sign between them: 2*x");
    }

    /// Digits with at most one point and an exponent; the point of 2..50 does not belong to the 2.
    std::size_t number_length() const {
        std::size_t k = 0;
        while (is_digit(at(k))) ++k;
        if (at(k) == '.' && is_digit(at(k + 1)))
            for (++k; is_digit(at(k));) ++k;
        const std::size_t sign = at(k + 1) == '-' || at(k + 1) == '+' ? 1 : 0;
        if ((at(k) == 'e' || at(k) == 'E') && is_digit(at(k + 1 + sign)))
            for (k += 1 + sign; is_digit(at(k));) ++k;
        return k;
    }

    void name() {
        std::size_t length = 1;
        while (begins_name(at(length)) || is_digit(at(length))) ++length;
        const auto word = text_.substr(position_, length);
        if (word == "negative" || word == "positive")
            for (const std::string_view tail : {"-definite", "-semidefinite"})
                if (text_.substr(position_ + length).starts_with(tail)) {
                    length += tail.size();
                    break;
                }
        push(Kind::name, length);
        int primes = 0;
        while (at(0) == '\'') {
            if (++primes > max_primes)
                source_.fail(position_, 1, "a derivative of order above " + std::to_string(max_primes),
                             "at most " + std::to_string(max_primes) + " primes");
            ++position_;
        }
        result_.back().primes = static_cast<std::uint8_t>(primes);
    }

    void string() {
        const std::size_t end = text_.find('"', position_ + 1);
        if (end == std::string_view::npos)
            source_.fail(position_, 1, "a description that does not end", "a closing \"");
        // printed inside quotes by `check`, a line break could pass for a line of the claim
        if (const std::size_t line = text_.find('\n', position_); line < end)
            source_.fail(line, 1, "a line break inside a description", "a description on one line");
        push(Kind::string, end + 1 - position_);
    }

    void symbol() {
        static constexpr std::array<std::string_view, 19> symbols = {
            "<=", ">=", "..", "+", "-", "*", "/", "^", "(", ")", "[", "]", ",", "<", ">", "=", "&", ":", "?"};
        if (other_spelling()) return;
        refuse_foreign_spelling();
        for (const auto known : symbols)
            if (text_.substr(position_).starts_with(known)) return push(Kind::symbol, known.size());
        std::size_t length = 1;
        while (position_ + length < text_.size() &&
               (static_cast<unsigned char>(text_[position_ + length]) & 0xC0U) == 0x80U)
            ++length;
        source_.fail(position_, length, "a character that begins no word of the language",
                     length > 1 ? "names of the letters a-z, A-Z, digits and _, such as nu or sigma"
                                : "names, numbers and + - * / ^ ( ) [ ] , < <= > >= = .. & :");
    }

    struct Spelling {
        std::string_view other, ours;
    };

    /// Signs that are words of the language in another spelling.
    bool other_spelling() {
        static constexpr std::array<Spelling, 8> spellings = {{{"≤", "<="},
                                                               {"≥", ">="},
                                                               {"−", "-"},
                                                               {"·", "*"},
                                                               {"×", "*"},
                                                               {"÷", "/"},
                                                               {"π", "pi"},
                                                               {"∞", "inf"}}};
        for (const auto& [other, ours] : spellings)
            if (text_.substr(position_).starts_with(other)) {
                push(begins_name(ours[0]) ? Kind::name : Kind::symbol, other.size());
                result_.back().meaning = ours;
                return true;
            }
        return false;
    }

    /// What other languages write for something that this one has.
    void refuse_foreign_spelling() const {
        static constexpr std::array<Spelling, 28> spellings = {{{"==", "="},
                                                                {"**", "^"},
                                                                {"&&", "and"},
                                                                {"||", "or"},
                                                                {"!=", "a < b or a > b"},
                                                                {"<>", "a < b or a > b"},
                                                                {"≠", "a < b or a > b"},
                                                                {"=<", "<="},
                                                                {"=>", ">="},
                                                                {":=", "let name = expression"},
                                                                {"√", "sqrt(x)"},
                                                                {"²", "^2"},
                                                                {"³", "^3"},
                                                                {"–", "-"},
                                                                {"∧", "and"},
                                                                {"∨", "or"},
                                                                {"∈", "in"},
                                                                {"|", "abs(x)"},
                                                                {"{", "parentheses ( )"},
                                                                {"}", "parentheses ( )"},
                                                                {"α", "alpha"},
                                                                {"β", "beta"},
                                                                {"ε", "epsilon"},
                                                                {"θ", "theta"},
                                                                {"λ", "lambda"},
                                                                {"μ", "mu"},
                                                                {"ν", "nu"},
                                                                {"σ", "sigma"}}};
        for (const auto& [other, ours] : spellings)
            if (text_.substr(position_).starts_with(other))
                source_.fail(position_, other.size(), "not a sign of this language", std::string(ours));
    }

    const Source& source_;
    std::string_view text_;
    std::size_t position_ = 0;
    std::vector<Token> result_;
};

/// After these words a '(' does not hold the arguments of a function.
bool precedes_group(std::string_view word) {
    return word == "and" || word == "or" || word == "prove" || word == "disprove" || word == "where" ||
           word == "except";
}

bool is_relation_or_connective(std::string_view word) {
    return word == "<" || word == "<=" || word == ">" || word == ">=" || word == "=" || word == "and" ||
           word == "or";
}

/// Marks the grouping parentheses that contain a formula. A function's parentheses hide what is inside.
void mark_formulas(std::vector<Token>& words, std::string_view text) {
    struct Open {
        std::size_t token;
        bool groups;
    };
    std::vector<Open> open;
    const auto mark = [&] {
        if (!open.empty() && open.back().groups) words[open.back().token].encloses_formula = true;
    };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto word = words[i].word(text);
        if (word == "(") {
            const bool call =
                i > 0 && words[i - 1].kind == Token::Kind::name && !precedes_group(words[i - 1].word(text));
            open.push_back({i, !call});
        } else if (word == ")" && !open.empty()) {
            const bool formula = words[open.back().token].encloses_formula;
            open.pop_back();
            if (formula) mark();
        } else if (is_relation_or_connective(word)) {
            mark();
        }
    }
}

}  // namespace

std::vector<Token> tokens(const Source& source) {
    std::vector<Token> words = Lexer(source).run();
    mark_formulas(words, source.text());
    return words;
}

}  // namespace dlncert
