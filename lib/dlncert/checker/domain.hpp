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

/// Reads the step's member as an expression in the given variables.
[[nodiscard]] Expression read_expression(const Step& step, const char* member,
                                         const std::vector<std::string>& names);
[[nodiscard]] std::vector<Expression> read_expressions(const Step& step, const char* member,
                                                       const std::vector<std::string>& names);

/// `side` cut at the parameter q, 0 < q < 1, into two halves that both contain the cut: at a + q (b − a) in
/// [a, b], a + q/(1 − q) in [a, inf), b − (1 − q)/q in (−inf, b], (2q − 1)/(2q(1 − q)) in (−inf, inf).
[[nodiscard]] std::pair<Side, Side> cut(const Side& side, const Rational& q);

/// Reads a rational strictly between 0 and 1. @throws InputError
[[nodiscard]] Rational parse_cut(std::string_view text);

/// "x in [0, 1/2], …"
[[nodiscard]] std::string describe(const Box& box, const std::vector<std::string>& names);

}  // namespace dlncert::checker
