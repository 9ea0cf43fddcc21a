#pragma once
#include <dlncert/statement/expression.hpp>
#include <map>
#include <string>
#include <vector>

namespace dlncert {

/// The names that can be used at a place of a text, and what they mean.
struct Scope {
    enum class Kind : std::uint8_t { real, integer, array, any };

    struct Variable {
        Kind kind = Kind::real;
        std::optional<long> width;  ///< of an array, if it is a number
    };

    /// A formal parameter is an array or not depending on how the body uses it.
    struct Parameter {
        std::string name;
        Kind kind = Kind::any;
        /// Its name in the body, which no text can spell, so that inlining cannot confuse it with a variable.
        [[nodiscard]] std::string inner_name() const { return name + "#"; }
    };

    /// The index of a sum that is being read. It hides what has the same name outside; definitions that are
    /// inserted keep meaning what they meant.
    struct Index {
        std::string name;
        std::string inner_name;  ///< in the body while it is being read; no text can spell it
    };

    /// `let name = body` or `let name(parameters) = body`.
    struct Definition {
        std::vector<Parameter> parameters;
        bool is_function = false;
        Expression body;
        /// "(x, y)"
        [[nodiscard]] std::string signature() const;
    };

    std::map<std::string, Variable> variables;
    std::map<std::string, Definition> definitions;
    std::vector<Parameter> parameters;  ///< of the definition that is being read
    std::vector<Index> indices;         ///< of the sums that are being read, the innermost last
    bool every_name = false;            ///< names that mean nothing else are variables

    Parameter* parameter(const std::string& name);
    [[nodiscard]] const Index* index(const std::string& name) const;
    /// Everything that can be written at the beginning of a term, for suggestions.
    [[nodiscard]] std::vector<std::string> names() const;
};

}  // namespace dlncert
