#pragma once
#include <dlncert/statement/lexer.hpp>
#include <string>

namespace dlncert {

/// A place among the words of a text.
class Cursor {
  public:
    explicit Cursor(const Source& source) : source_(source), words_(tokens(source)) {}

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const {
        return words_[std::min(position_ + ahead, words_.size() - 1)];
    }
    [[nodiscard]] std::string_view text(const Token& token) const { return token.word(source_.text()); }
    [[nodiscard]] const Source& source() const { return source_; }

    /// True if the word `ahead` is the given symbol or keyword.
    [[nodiscard]] bool at(std::string_view word, std::size_t ahead = 0) const {
        const Token& token = peek(ahead);
        return (token.kind == Token::Kind::symbol ||
                (token.kind == Token::Kind::name && token.primes == 0)) &&
               text(token) == word;
    }
    [[nodiscard]] bool at(Token::Kind kind, std::size_t ahead = 0) const { return peek(ahead).kind == kind; }

    Token take() {
        const Token token = peek();
        if (position_ + 1 < words_.size()) ++position_;
        return token;
    }
    bool accept(std::string_view word) {
        if (!at(word)) return false;
        take();
        return true;
    }
    void expect(std::string_view word, const std::string& accepted) {
        if (!accept(word)) unexpected(accepted);
    }

    [[noreturn]] void unexpected(const std::string& accepted) const {
        const Token& token = peek();
        const bool end = token.kind == Token::Kind::end;
        fail(token, end ? "the text ends too early" : "unexpected " + quoted(token), accepted);
    }
    [[noreturn]] void fail(const Token& token, const std::string& what, const std::string& accepted) const {
        source_.fail(token.offset, token.length, what, accepted);
    }
    /// The error lies in what was read from `first` on.
    [[noreturn]] void fail_since(const Token& first, const std::string& what,
                                 const std::string& accepted) const {
        source_.fail(first.offset, length_since(first), what, accepted);
    }
    [[noreturn]] void unsupported_since(const Token& first, const std::string& what,
                                        const std::string& accepted) const {
        source_.unsupported(first.offset, length_since(first), what, accepted);
    }
    /// The word in quotes, shortened if it is long.
    [[nodiscard]] std::string quoted(const Token& token) const { return "'" + shortened(text(token)) + "'"; }

  private:
    [[nodiscard]] std::size_t length_since(const Token& first) const {
        const Token& last = words_[position_ > 0 ? position_ - 1 : 0];
        const std::size_t end = last.offset + last.length + last.primes;
        return end > first.offset ? end - first.offset : first.length;
    }

    const Source& source_;
    std::vector<Token> words_;
    std::size_t position_ = 0;
};

}  // namespace dlncert
