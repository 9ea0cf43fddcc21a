#pragma once
#include <dlncert/search/pieces.hpp>
#include <dlncert/statement/rational.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace dlncert {

/// The largest mu that the pieces support, rounded down, with the factorisation that shows it.
struct ModulusFound {
    std::string modulus;    ///< a decimal
    nlohmann::json factor;  ///< the member `factor` of the step pair-majorant
};

/// One interval of singular values; none above: unbounded. A lower end 0 is open.
struct SigmaSide {
    Rational lower;
    std::optional<Rational> upper;
};

/// What rule pair-majorant concludes over a bounded box, where pieces[pairs[…]] belongs to the pair i < j in
/// row order; none if the matrix is not positive definite by more than the rounding of its factor. The modulus
/// is the largest but for about this share of it.
[[nodiscard]] std::optional<ModulusFound> find_modulus(const std::vector<MajorantPiece>& pieces,
                                                       const std::vector<std::size_t>& pairs,
                                                       const std::vector<SigmaSide>& box,
                                                       double share = 1e-4);

}  // namespace dlncert
