#pragma once
#include <array>
#include <dlncert/statement/expression.hpp>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace dlncert {

/// Expressions as a flat program of doubles, for looking around: where might a minimum be, which sign has a
/// derivative. Rounding errors are nobody's concern here; what it suggests is proved elsewhere or dropped.
class PlainFunction {
  public:
    /// @throws InputError for free names not among `names`; Unsupported for binders.
    PlainFunction(const std::vector<Expression>& functions, const std::vector<std::string>& names);

    /// The values at a point, NaN where undefined. The span is valid until the next call.
    std::span<const double> operator()(std::span<const double> point);
    [[nodiscard]] std::size_t size() const { return outputs_.size(); }

  private:
    struct Instruction {
        Op op = Op::rational;
        int order = 0;
        std::array<std::size_t, 3> args{};
        double constant = 0;       // of Op::rational; the exponent of a constant power
        bool whole_power = false;  // a power with constant integer exponent
        int few = 0;               // that exponent, if it is small
    };
    std::size_t compile(const Expression& e, const std::vector<std::string>& names);
    [[nodiscard]] double apply(const Instruction& instruction) const;

    std::vector<Instruction> program_;
    std::vector<std::size_t> outputs_;
    std::vector<double> results_, values_;
    std::unordered_map<Expression, std::size_t> places_;
};

}  // namespace dlncert
