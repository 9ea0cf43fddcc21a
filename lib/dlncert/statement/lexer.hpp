#pragma once
#include <cstdint>
#include <dlncert/statement/expression.hpp>
#include <dlncert/statement/source.hpp>
#include <string_view>
#include <vector>

namespace dlncert {

/// A word of the language. `negative-definite` is one word; the primes of langevin'' are counted, not spelt.
struct Token {
    enum class Kind : std::uint8_t { end, number, name, title, string, symbol } kind = Kind::end;
    std::uint8_t primes = 0;
    bool encloses_formula = false;  ///< a '(' with a comparison, `and` or `or` inside that is no function's
    std::uint32_t offset = 0;
    std::uint32_t length = 0;
    std::string_view meaning = {};  ///< the word that it stands for, if it is spelt otherwise: <= for ≤

    [[nodiscard]] std::string_view word(std::string_view text) const {
        return meaning.empty() ? text.substr(offset, length) : meaning;
    }
};

/// The words of the text (≤ ≥ − · × ÷ π ∞ mean <= >= - * * / pi inf), an `end` last; comments run from # to
/// the end of the line. After `claim` or `theorem` at the start, a title: anything up to a space.
/// @throws InputError for characters that begin no word.
[[nodiscard]] std::vector<Token> tokens(const Source& source);

inline constexpr int max_primes = max_order;

}  // namespace dlncert
