#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model.hpp"
#include "numbers.hpp"

namespace dlncert::command {

/// Which symmetric matrix of the model.
enum class ModelMatrix {
    entropy,      ///< the Euclidean Hessian of S
    covariant,    ///< the covariant one in flat coordinates: its eigenvalues are those for the metric
    free_energy,  ///< the Euclidean Hessian of E − S/β
};

/// A quantity over a box in the chamber, in the language of claims.
struct ClaimedQuantity {
    enum class Shape { scalar, vector, matrix, counts } shape = Shape::scalar;
    std::size_t size = 1;
    std::string domain;  ///< `for sigma in chamber(2) & [1, 2] [1/2, 1]` and definitions, by lines
    std::vector<std::string> entries;  ///< expressions: one, `size`, or the lower triangle by rows

    /// None, or for each entry texts of the same function, which the checker can show to be the same, the
    /// best first: what is enclosed instead, where singular values reach 0 or infinity.
    std::vector<std::vector<std::string>> forms;
    /// None, or for each entry other texts of the same function, of which the claims are made instead: that
    /// for its minimum, and that for its maximum.
    std::vector<std::string> alternatives;
    /// None, or for each entry its derivatives in the singular values, as texts whose enclosures show their
    /// signs: ExtremumSearch::signed_slopes.
    std::vector<std::vector<std::string>> signed_slopes;
    /// None, or the derivatives of the one entry in the singular values: ExtremumSearch::slopes.
    std::vector<std::string> slopes;

    /// Or, without `entries`: eigenvalues of a symmetric matrix, `hessian(F, sigma)` or `matrix [[…], […]]`,
    /// by their ranks from the smallest, 1, on; for Shape::counts all, of which the signs are counted.
    std::string matrix;
    std::vector<std::string> matrix_entries;  ///< its lower triangle by rows
    std::vector<std::size_t> ranks;
    bool negated = false;     ///< the quantity is −1 times the eigenvalue
    bool is_product = false;  ///< it is the product of all eigenvalues
    ModelMatrix of = ModelMatrix::entropy;
    std::string nu;  ///< of its entropy: the reciprocal depth, as the claim writes it
    std::string weight;  ///< of the entropy in the free energy, as a number: 1/β, or 1 where β is a parameter
    [[nodiscard]] bool of_entropy() const { return of == ModelMatrix::entropy; }
};

/// @throws InputError for an unknown quantity, and for what the model lacks; Unsupported for a quantity that
/// has no expression in the language, and where a range of depths is no interval of nu. `as_matrix`: never
/// expressions for the eigenvalues of a matrix.
[[nodiscard]] ClaimedQuantity claimed_quantity(const std::string& name, const Model& model,
                                               const std::vector<BoxSide>& box, bool as_matrix = false);

}  // namespace dlncert::command
