#pragma once
#include <dlncert/statement/expression.hpp>
#include <string_view>

namespace dlncert {

/// A function by the name that it has in the language.
struct NamedFunction {
    std::string_view name;
    Op op;
    std::size_t arity;
    std::string_view signature;
};

[[nodiscard]] std::span<const NamedFunction> named_functions();
[[nodiscard]] const NamedFunction* named_function(std::string_view name);
/// Null if the operation is no named function.
[[nodiscard]] const NamedFunction* named_function(Op op);

/// Words that no variable or definition can be named, besides the functions.
[[nodiscard]] std::span<const std::string_view> reserved_words();

}  // namespace dlncert
