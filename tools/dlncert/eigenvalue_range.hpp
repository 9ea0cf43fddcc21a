#pragma once
#include <dlncert/statement/rational.hpp>
#include <optional>
#include <vector>

namespace dlncert::command {

/// One side of an extremum: what holds on all of the box, or what is attained at a point.
struct Bound {
    std::optional<Rational> value;  ///< of the eigenvalue
    int infinity = 0;  ///< without a value: it is −∞ or ∞, or nothing is known if this is 0
};

struct SpectralExtremum {
    Bound outer, inner;
    /// Near which it is attained: singular values, then ν and β where the question has intervals of them.
    std::optional<std::vector<Rational>> point;
};

/// The infimum and the supremum of an eigenvalue.
struct EigenvalueRange {
    SpectralExtremum least, greatest;
};

}  // namespace dlncert::command
