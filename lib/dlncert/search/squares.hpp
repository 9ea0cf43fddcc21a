#pragma once
#include <dlncert/search/box.hpp>
#include <dlncert/statement/claim.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace dlncert {

/// A proof step for f > 0 (strict) or f >= 0 at the points of the box that satisfy the hypotheses, by exact
/// identities with sums of squares; f is a rational function of the names, other subterms count as atoms.
/// None if none was found, or `stop` said so. The step is a candidate: the checker decides.
///
/// What is searched, for the numerator p of f and each of its irreducible factors:
///     p = Σ_S σ_S Π_{j ∈ S} h_j + Σ q_k g_k,
/// where h_j >= 0 are the box's ends and the hypotheses, g_k = 0 the equations among them, σ_S sums of
/// squares (Schmüdgen, Math. Ann. 289, 1991; with |S| <= 1 Putinar, Indiana Univ. Math. J. 42, 1993); then
/// the same for mp with m = Σ xᵢ², Σ xᵢ (Pólya) or 1 + Σ …, positive but at the origin, where p is a
/// function of fewer variables. `quick`: only small problems, and with |S| <= 1.
[[nodiscard]] std::optional<nlohmann::json> find_squares(
    const Expression& f, bool strict, const std::vector<std::string>& names, const std::vector<Side>& box,
    const std::vector<Formula>& hypotheses, const std::function<bool()>& stop, bool quick = false);

/// Nothing but variables, rational numbers and the four operations.
[[nodiscard]] bool is_rational_function(const Expression& f);

}  // namespace dlncert
