#pragma once
#include <dlncert/arith/interval.hpp>
#include <dlncert/statement/expression.hpp>
#include <span>
#include <string>
#include <vector>

namespace dlncert {

/// Expressions compiled to a flat list of operations over double intervals, common subterms shared. What it
/// finds is believed by nobody: the checker has its own evaluator.
class Tape {
  public:
    /// @throws Unsupported for operations that Interval lacks, InputError for free names not among
    /// `variables`.
    Tape(const std::vector<Expression>& functions, const std::vector<std::string>& variables);

    /// Natural enclosures of the functions over a box, one per function; empty where a function is nowhere
    /// defined. Call inside an UpwardRounding scope.
    [[nodiscard]] std::vector<Interval> operator()(std::span<const Interval> box) const;

    [[nodiscard]] std::size_t size() const { return operations_.size(); }

  private:
    struct Operation {
        Op op = Op::rational;
        int order = 0;
        std::size_t a = 0, b = 0;  // earlier results; for Op::variable, a is the variable's index
        long integer = 0;          // exponent of an integer power
        Rational exponent;         // of another constant power
        Interval value;            // of a constant
    };
    class Compiler;
    [[nodiscard]] static Interval apply(const Operation& operation, std::span<const Interval> results,
                                        std::span<const Interval> box);

    std::vector<Operation> operations_;
    std::vector<std::size_t> outputs_;
};

}  // namespace dlncert
