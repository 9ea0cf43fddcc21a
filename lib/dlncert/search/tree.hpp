#pragma once
#include <cstdint>
#include <dlncert/statement/rational.hpp>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace dlncert {

/// One token of a tree of the step `subdivide`.
struct TreeToken {
    enum class Kind : std::uint8_t {
        natural,
        mean_value,
        monotone,
        least,
        taylor,
        outside,
        local,
        open,
        cut
    };
    Kind kind = Kind::open;
    std::uint8_t order = 0;        ///< of a Taylor form
    std::uint16_t precision = 64;  ///< of leaves
    std::uint32_t variable = 0;    ///< of a cut
    std::uint32_t numerator = 0;   ///< of a cut's parameter
    std::uint32_t denominator = 1;

    static TreeToken leaf(Kind kind, int precision = 64, int order = 0) {
        return {kind, static_cast<std::uint8_t>(order), static_cast<std::uint16_t>(precision)};
    }
    static TreeToken cut(std::size_t variable, std::uint32_t numerator, std::uint32_t denominator) {
        const std::uint32_t common = std::gcd(numerator, denominator);
        return {Kind::cut,           0, 0, static_cast<std::uint32_t>(variable), numerator / common,
                denominator / common};
    }
    friend bool operator==(const TreeToken&, const TreeToken&) = default;
};

void append(std::string& text, const TreeToken& token, const std::vector<std::string>& names);

/// Reads what `append` writes. @throws InputError
[[nodiscard]] std::vector<TreeToken> read_tree(std::string_view text, const std::vector<std::string>& names);

}  // namespace dlncert
