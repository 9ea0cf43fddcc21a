#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model.hpp"
#include "numbers.hpp"

namespace dlncert::command {

/// A quantity over a box in the chamber, in the language of claims.
struct ClaimedQuantity {
    enum class Shape { scalar, vector, matrix } shape = Shape::scalar;
    std::size_t size = 1;
    std::string domain;  ///< `for sigma in chamber(2) & [1, 2] [1/2, 1]` and definitions, by lines
    std::vector<std::string> entries;  ///< expressions: one, `size`, or the lower triangle by rows
};

/// @throws InputError for an unknown quantity, and for what the model lacks; Unsupported for a quantity that
/// has no expression in the language, and where a range of depths is no interval of nu.
[[nodiscard]] ClaimedQuantity claimed_quantity(const std::string& name, const Model& model,
                                               const std::vector<BoxSide>& box);

}  // namespace dlncert::command
