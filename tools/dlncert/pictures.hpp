#pragma once
#include "proof.hpp"

namespace dlncert::command {

/// Text as it may stand in HTML and SVG, in elements and in quoted attributes.
[[nodiscard]] std::string escaped(std::string_view text);

/// The leaves of a subdivision in one or two variables as an SVG element, coloured by the bound that the
/// checker found; an infinite range is drawn by its parameter. Empty for more variables, or too many leaves.
[[nodiscard]] std::string subdivision_picture(const ShownTree& tree);

/// The signature of the covariant Hessian of the entropy over the chamber of width 3, at reciprocal depth nu,
/// by the ratios of singular values, as an SVG element. Each square is coloured only where the inertia is the
/// verified one of all its points.
[[nodiscard]] std::string signature_picture(const Rational& nu);

}  // namespace dlncert::command
