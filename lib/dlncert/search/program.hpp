#pragma once
#include <dlncert/statement/expression.hpp>
#include <string>
#include <vector>

namespace dlncert {

/// A function compiled to a flat list of operations on numbered places, equal subterms computed once: places
/// [0, constants) hold what does not depend on the variables, then come the variables, then the results.
class Program {
  public:
    /// What an operation does: an Op, or a power with a constant exponent.
    enum class Code : std::uint8_t { op, square, integer_power, rational_power };

    struct Instruction {
        Op op = Op::rational;
        Code code = Code::op;
        std::int16_t order = 0;  ///< of a Langevin function
        int a = -1, b = -1, c = -1;
        int place = 0;     ///< of the result
        int exponent = 0;  ///< of an integer power; for a rational power, which of exponents()
    };

    /// @throws Unsupported for binders, orders of Langevin functions above 3, huge exponents; InputError for
    /// free names not among `variables`.
    Program(const Expression& function, const std::vector<std::string>& variables);

    [[nodiscard]] std::size_t variables() const { return dependent_.size(); }
    [[nodiscard]] int places() const { return places_; }
    [[nodiscard]] int first_variable() const { return first_variable_; }
    [[nodiscard]] int result() const { return result_; }
    /// Rationals, pi and e at places of the same index, and what is computed of them once.
    [[nodiscard]] const std::vector<Expression>& constants() const { return constants_; }
    [[nodiscard]] const std::vector<Instruction>& prelude() const { return prelude_; }
    [[nodiscard]] const std::vector<Instruction>& body() const { return body_; }
    [[nodiscard]] const std::vector<Rational>& exponents() const { return exponents_; }
    /// The instructions of the body whose results depend on a variable.
    [[nodiscard]] const std::vector<int>& dependent(std::size_t variable) const {
        return dependent_[variable];
    }
    /// Beside each of them, which of its operands do: bits 0, 1, 2.
    [[nodiscard]] const std::vector<std::uint8_t>& operands(std::size_t variable) const {
        return operands_[variable];
    }

  private:
    class Compiler;
    int places_ = 0, first_variable_ = 0, result_ = 0;
    std::vector<Expression> constants_;
    std::vector<Instruction> prelude_, body_;
    std::vector<Rational> exponents_;
    std::vector<std::vector<int>> dependent_;
    std::vector<std::vector<std::uint8_t>> operands_;
};

}  // namespace dlncert
