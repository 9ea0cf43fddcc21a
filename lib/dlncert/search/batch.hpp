#pragma once
#include <dlncert/search/leaf.hpp>
#include <vector>

namespace dlncert {

/// The natural enclosure and the mean-value form of a function of one variable over several boxes at once:
/// one step through the program serves them all, and the arithmetic of one box does not wait for another's.
/// The formulas are those of Pass<Estimate> and Methods<Estimate>; sinh and tanh of the same argument share
/// one expm1.
class Batch {
  public:
    static constexpr std::size_t most = 16;  ///< boxes at once

    /// One variable, and no other operations than + − · / ², sinh and tanh.
    [[nodiscard]] static bool supports(const Program& program);
    /// Of a supported program, which must outlive it.
    explicit Batch(const Program& program);

    /// Of at most `most` bounded boxes. Inside an UpwardRounding scope.
    void operator()(std::span<const Estimate> boxes);

    /// Of the box of this index; where f may be undefined, there is nothing.
    [[nodiscard]] Estimate natural(std::size_t box) const { return defined_[box] ? natural_[box] : none(); }
    [[nodiscard]] Estimate mean_value(std::size_t box) const;
    /// f at the middle, and f' over the box.
    [[nodiscard]] Estimate centre(std::size_t box) const { return defined_[box] ? centre_[box] : none(); }
    [[nodiscard]] Estimate gradient(std::size_t box) const { return defined_[box] ? gradient_[box] : none(); }

  private:
    using Instruction = Program::Instruction;
    using Lanes = std::array<Estimate, most>;
    /// t = e^|x| − 1 at both ends (lo, hi) of an argument x.
    struct Ends {
        __m128d pair;
    };
    using Exponentials = std::array<Ends, most>;

    static Estimate none() { return Estimate::nothing(); }
    [[nodiscard]] bool is_constant(int place) const { return place < program_->first_variable(); }
    [[nodiscard]] Lanes& value(int place) { return values_[static_cast<std::size_t>(place)]; }
    [[nodiscard]] Lanes& slope(int place) { return slopes_[static_cast<std::size_t>(place)]; }
    void copy(const Lanes& from, Lanes& to) const { std::copy_n(from.begin(), boxes_, to.begin()); }
    void run(bool with_slopes);
    void evaluate(const Instruction& i);
    void differentiate(const Instruction& i);
    void hyperbolic(const Instruction& i);

    const Program* program_;
    std::size_t boxes_ = 0;
    std::vector<Lanes> values_, slopes_;  ///< by place; values of constants are repeated
    std::vector<Exponentials> exponentials_;
    std::vector<bool> has_exponential_;  ///< by the argument's place
    std::array<bool, most> defined_{};
    Lanes natural_, gradient_, radius_, centre_;
};

}  // namespace dlncert
