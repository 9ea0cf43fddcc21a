#pragma once
#include <dlncert/checker/domain.hpp>
#include <dlncert/statement/claim.hpp>
#include <optional>

namespace dlncert::checker {

/// parameter = value and …: what a claim excepts. The width is a parameter, too.
using Conjunction = std::vector<std::pair<std::string, Rational>>;

/// Where a statement about the Hessian of f(parameters, σ) is made: parameters in a box, σ in the chamber of
/// every width from `least_width` to `most_width` (none: all), intersected with a box if there is one. No
/// parameter has a name that the rules need (rules/theorems.hpp).
struct ChamberProblem {
    Expression function;
    std::optional<Expression> metric;  ///< as in MatrixStatement
    std::string vector;
    Domain parameters;
    Integer least_width;
    std::optional<Integer> most_width;
    std::vector<Conjunction> exceptions;  ///< where the statement is not made
    std::string width_name;               ///< what exceptions call the width
    std::vector<Side> sides;  ///< empty: the whole chamber; else one per singular value, perhaps +∞ above
};

/// What a proof has shown of the Hessian at every point of a problem's domain.
struct HessianFact {
    std::optional<Rational> modulus;  ///< Hessian ⪯ −modulus · I
    bool negative_definite = false;
    bool rank_one_semidefinite = false;  ///< negative semidefinite of rank exactly one
    bool positive_semidefinite = false;
    bool indefinite = false;
};

/// What the step proves. @throws Rejected
[[nodiscard]] HessianFact check_hessian(const ChamberProblem& problem, const Step& step);

/// With the value for a parameter in the function, the metric and the exceptions.
[[nodiscard]] ChamberProblem at_value(ChamberProblem problem, const std::string& name, const Rational& value);

/// Widths from the next one on, while an exception says no more than "the width is the least".
void raise_least_width(ChamberProblem& problem);

}  // namespace dlncert::checker
