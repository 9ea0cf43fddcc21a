#pragma once
#include <span>
#include <string_view>

namespace dlncert {

/// An inference rule of the proof calculus: schematic, with its written proof. `explain` prints the closed
/// list.
struct Rule {
    std::string_view name;
    std::string_view statement;
    std::string_view proof;
};

/// Every rule that a certificate can use, in the order of presentation.
[[nodiscard]] std::span<const Rule> all_rules();

}  // namespace dlncert
