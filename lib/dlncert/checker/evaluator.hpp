#pragma once
#include <array>
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/expression.hpp>
#include <string>
#include <vector>

namespace dlncert::checker {

/// A bound of the values of one function over a box; `strict`: it is not attained. A bound of infinite value
/// bounds nothing.
struct Bound {
    Rational value = 0;
    bool infinite = false;
    bool strict = false;
};

/// What was found of one function over a box. The flags speak of every point of the box; the bounds of every
/// point where the function is defined; `nowhere`: at no point of the box.
struct Values {
    bool defined = false, differentiable = false, nowhere = false;
    Bound lower = {}, upper = {};

    /// What holds of every value.
    [[nodiscard]] bool positive() const {
        return !lower.infinite && (lower.value > 0 || (lower.value == 0 && lower.strict));
    }
    [[nodiscard]] bool nonnegative() const { return !lower.infinite && lower.value >= 0; }
    [[nodiscard]] bool negative() const {
        return !upper.infinite && (upper.value < 0 || (upper.value == 0 && upper.strict));
    }
    [[nodiscard]] bool nonpositive() const { return !upper.infinite && upper.value <= 0; }
};

/// What is known of functions over a bounded box: of their values over it and at its middle and, for each
/// variable, of their derivatives in it over the box; the latter are not `defined` where a function is not
/// seen to be differentiable.
struct Centred {
    std::vector<Values> over_box, at_middle = {};
    std::vector<std::vector<Values>> slopes = {};
};

/// > 0, or ≥ 0, at every point of the box, and defined there.
[[nodiscard]] inline bool proves_positive(const Values& v) {
    return v.defined && v.positive();
}
[[nodiscard]] inline bool proves_nonnegative(const Values& v) {
    return v.defined && v.nonnegative();
}

/// One step of an evaluation: a leaf, or an Op applied to results of earlier steps.
struct Instruction {
    Op op = Op::rational;
    int order = 0;                        ///< of a Langevin function
    std::array<int, 3> args{-1, -1, -1};  ///< earlier steps; −1: none
    int variable = -1;                    ///< for Op::variable: which
    Rational value = 0;  ///< for Op::rational; for Op::pow with a rational constant exponent: the exponent,
                         ///< args[1] = −1
};

/// Encloses real functions over boxes at any precision of the ladder 64, 128, 256, 512, 1024, 2048 (another
/// is an InputError). Equal subterms are computed once. Immutable: one evaluator may be used by many threads.
class Evaluator {
  public:
    /// The functions' free names are among `variables`, an element sigma[1] being named "sigma[1]".
    /// @throws InputError for another name; Unsupported for binders and for orders of Langevin functions
    /// beyond 3.
    Evaluator(const std::vector<Expression>& functions, const std::vector<std::string>& variables);

    /// Each step by the enclosure of its operation.
    [[nodiscard]] std::vector<Values> natural(const Box& box, int precision) const;
    /// f(c) + f'(box)·(box − c) about the midpoint c, combined with the natural enclosure. Where f is not
    /// differentiable on the box, nothing is claimed of its values. @throws InputError for an unbounded box.
    [[nodiscard]] std::vector<Values> mean_value(const Box& box, int precision) const;
    /// @throws InputError for an unbounded box.
    [[nodiscard]] Centred centred(const Box& box, int precision) const;
    /// The natural enclosure, its lower bound improved: each variable in which the gradient has a sign is
    /// moved to its end, again on the face that is left, and there the centred form is taken about the best
    /// centre. Where f is not differentiable on the box, nothing is claimed of its values. With `whole`, a
    /// bounded closed box around this one on which the functions are C¹: the bound is one of f at the points
    /// where f is least on the whole; `nowhere`: there are none in the box.
    [[nodiscard]] std::vector<Values> monotone(const Box& box, int precision,
                                               const Box* whole = nullptr) const;

  private:
    std::vector<Instruction> steps_;
    std::vector<int> results_;  ///< the step of each function
    std::size_t variables_ = 0;
};

}  // namespace dlncert::checker
