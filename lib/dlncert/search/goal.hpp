#pragma once
#include <dlncert/search/box.hpp>
#include <dlncert/statement/claim.hpp>
#include <string>
#include <vector>

namespace dlncert {

/// Real variables, their ranges, and what else is known of them.
struct SearchDomain {
    std::vector<std::string> names;
    SearchBox box;
    std::vector<Formula> hypotheses;  ///< all of them hold; conjunctions are taken apart

    [[nodiscard]] SearchDomain with(std::size_t variable, const Side& side) const;
    /// Without the variable, which the hypotheses must not contain.
    [[nodiscard]] SearchDomain without(std::size_t variable) const;
    /// The variable replaced by a value, in the hypotheses as well.
    [[nodiscard]] SearchDomain at(std::size_t variable, const Rational& value) const;
};

/// f > 0, or f >= 0, at every point of a domain.
struct SearchGoal {
    Expression function;
    bool strict = true;
};

[[nodiscard]] Formula substitute(const Formula& where, const std::string& variable, const Expression& by);

/// What is left to prove of a comparison: left − right or right − left is positive. @throws Unsupported for
/// an equation.
[[nodiscard]] SearchGoal goal_of(const Comparison& comparison);

/// The formula that holds where, all comparisons being defined, this one does not. An equation stays an
/// obstacle: its negation is two strict comparisons.
[[nodiscard]] Formula negation(const Formula& formula);

}  // namespace dlncert
