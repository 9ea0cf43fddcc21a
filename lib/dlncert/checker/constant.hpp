#pragma once
#include <dlncert/statement/expression.hpp>

namespace dlncert::checker {

/// What is known of a constant: that it is defined, and its sign −1, 0 or 1.
struct Constant {
    bool defined = false;
    std::optional<int> sign;
};

/// Decided by the exact rational value; else by the first enclosure, at 64, 128, … 2048 bits, that has one
/// sign or is 0; else by the normal form that is 0 (identity.hpp) where the constant is shown to be defined.
[[nodiscard]] Constant examine(const Expression& constant);

}  // namespace dlncert::checker
