#pragma once
#include <dlncert/certificate/step.hpp>
#include <dlncert/checker/evaluator.hpp>
#include <dlncert/statement/formula.hpp>

namespace dlncert::checker {

/// A formula that is true at every point considered: defined, and right. `negated`: it is not true there.
struct Hypothesis {
    Formula formula;
    bool negated = false;
};

/// Named real variables, their ranges, and hypotheses: the points of the box at which the hypotheses hold.
struct Domain {
    std::vector<std::string> names;
    Box box;
    std::vector<Hypothesis> hypotheses;

    /// Index of a name. Rejects the step if there is none.
    [[nodiscard]] std::size_t index(const std::string& name, const Step& step) const;
    void add(std::string name, Side side);
    /// Adds the hypothesis, a conjunction part by part.
    void assume(const Formula& formula, bool negated = false);
    /// Without that variable, which the hypotheses no longer contain, or without any hypothesis.
    [[nodiscard]] Domain without(std::size_t index) const;
    [[nodiscard]] Domain without_hypotheses() const { return {names, box, {}}; }
    /// With `by` for the variable `name` in the hypotheses.
    [[nodiscard]] Domain with(const std::string& name, const Expression& by) const;
};

enum class Sign : std::uint8_t { positive, nonnegative };

/// f > 0 or f >= 0 at every point of a domain, and f defined there.
struct Goal {
    Expression function;
    Sign sign = Sign::positive;
};
[[nodiscard]] bool shows(const Values& values, Sign sign);

/// Whether the comparison's larger side is greater than the smaller one. Not for equations.
[[nodiscard]] Sign sign_of(Relation relation);

/// An end of a variable's range, as the members `variable` and `end` of a step name it.
struct RangeEnd {
    std::size_t variable = 0;
    bool lower = true;
    bool closed = true;
    Rational value;
};
/// Rejects an infinite end.
[[nodiscard]] RangeEnd read_end(const Step& step, const Domain& domain);
/// Rejects an open end, too.
[[nodiscard]] RangeEnd read_closed_end(const Step& step, const Domain& domain);
/// The domain with that end made open, or closed.
[[nodiscard]] Domain with_end(Domain domain, const RangeEnd& end, bool open);

}  // namespace dlncert::checker
