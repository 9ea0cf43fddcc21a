#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dlncert {

/// A text that is being read, and the errors in it.
class Source {
  public:
    /// `origin` is said before the line number: "prelude, ", or nothing.
    /// @throws InputError if the text is longer than `max_text_size`, not UTF-8, or has control characters.
    Source(std::string_view text, std::string origin);

    [[nodiscard]] std::string_view text() const { return text_; }

    /// @throws InputError: place, what is wrong, the line with a caret under `length` bytes from `offset`,
    /// and what would be accepted.
    [[noreturn]] void fail(std::size_t offset, std::size_t length, const std::string& what,
                           const std::string& accepted) const;

    /// The same for what is well formed but lies outside the language. @throws Unsupported.
    [[noreturn]] void unsupported(std::size_t offset, std::size_t length, const std::string& what,
                                  const std::string& accepted) const;

  private:
    [[nodiscard]] std::string message(std::size_t offset, std::size_t length, const std::string& what,
                                      const std::string& accepted) const;

    std::string_view text_;
    std::string origin_;
};

inline constexpr std::size_t max_text_size = 4U << 20U;

/// On one line: what cannot be shown there, and what a terminal would obey, becomes a question mark.
[[nodiscard]] std::string printable(std::string_view text);

/// The beginning of a long word, for a message.
[[nodiscard]] std::string shortened(std::string_view word);

/// "a, b or c"
[[nodiscard]] std::string alternatives(const std::vector<std::string>& words);

/// Those of `known` that `name` may be a misspelling of, nearest first, at most three.
[[nodiscard]] std::vector<std::string> near_spellings(std::string_view name,
                                                      const std::vector<std::string>& known);

}  // namespace dlncert
