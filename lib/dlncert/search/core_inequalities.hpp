#pragma once
#include <dlncert/search/pieces.hpp>
#include <nlohmann/json.hpp>

namespace dlncert {

/// Exact derivations of the core inequalities (mathematics.md §3, E1 … E4) as steps, for nu in a range within
/// [0, 1/2]
/// (`depth`; a text in the place of nu if it is a point) and u > 0, or u >= 0 where `closed`. With
/// m = L(u) − ν L(νu), k = L'(u) − ν² L'(νu), c = 1 − ν, δ = c − m, Δ = c² − 2ck − m². `scale` is a positive
/// factor of the function, `at_zero` its value at u = 0.
struct StripProof {
    DepthRange depth;
    bool closed = true;
    std::string scale = "1", at_zero = "1";

    [[nodiscard]] nlohmann::json determinant() const;     ///< Δ > 0 for ν < 1/2, >= 0 else: E1
    [[nodiscard]] nlohmann::json gap() const;             ///< δ > 0
    [[nodiscard]] nlohmann::json mixed() const;           ///< k > 0
    [[nodiscard]] nlohmann::json force() const;           ///< m >= 0, > 0 for u > 0
    [[nodiscard]] nlohmann::json decrease() const;        ///< c − k − m > 0: E2
    [[nodiscard]] nlohmann::json decrease_above() const;  ///< c − k + m > 0
    [[nodiscard]] nlohmann::json comparison() const;  ///< c tanh(u/2) − m >= 0, > 0 where ν < 1/2, u > 0: E3
    [[nodiscard]] nlohmann::json smallest() const;    ///< k − ν(c − m) >= 0, > 0 but at (1/2, 0): E4

  private:
    [[nodiscard]] nlohmann::json on_strip(const nlohmann::json& at_equal_values,
                                          const nlohmann::json& infinite_depth,
                                          const nlohmann::json& positive_depth) const;
};

}  // namespace dlncert
