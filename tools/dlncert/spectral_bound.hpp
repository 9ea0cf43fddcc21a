#pragma once
#include <optional>
#include <string>
#include <vector>

#include "model.hpp"
#include "numbers.hpp"
#include "output.hpp"
#include "quantity_claims.hpp"

namespace dlncert::command {

/// What `dlncert bound` is asked about eigenvalues over a box.
struct SpectralQuestion {
    std::string name;
    Model model;
    std::optional<Depth> integers;  ///< the depths meant, if the model's are the interval between their ends
    std::vector<BoxSide> box;
    ClaimedQuantity quantity;           ///< with a matrix
    std::optional<Rational> tolerance;  ///< none: a twentieth of the value
    std::optional<std::string> output;
    CommonOptions common;
};

/// The infimum and the supremum of eigenvalues over a box, or the numbers of positive and negative ones. What
/// holds on all of the box is one certificate, what is attained another one, about a single point: so there
/// are up to four for each eigenvalue. For many singular values there is one, of the largest eigenvalue of
/// the entropy's Hessian, or none, and a remark on the other ends.
/// @throws Undecided, Unsupported
[[nodiscard]] ExitStatus bound_eigenvalues(const SpectralQuestion& question);

}  // namespace dlncert::command
