#pragma once
#include <dlncert/statement/rational.hpp>
#include <string>
#include <vector>

namespace dlncert {

/// The scaled pair block of the entropy at ν and u = log(σ_i/σ_j) (mathematics.md §2), in plain double
/// arithmetic, for choosing what to try: a = c + m − k, k, b = c − m − k.
struct SampledBlock {
    double a = 0, k = 0, b = 0;
};
[[nodiscard]] SampledBlock sample_block(double nu, double u);

/// A decomposition −r^gauge Hess P(1, r) = kappa [[tau, 1], [1, 1/tau]] + diag(p, q) with tau = t r^slope, as
/// texts of the claim language in r, t and `nu` (or a constant in its place). With a, b, k as above, −r^g
/// Hess P(1, r) has the entries r^g a/2, r^(g−1) k/2, r^(g−2) b/2.
struct PairForm {
    long gauge = 0;
    double slope = 0;
    bool fixed_tau = false;  ///< tau = 1 whatever t: the blocks of N = 2
    std::string tau, kappa, p, q;
};

/// Written with L and L': exact range of the parts, no singularity at r = 1; loses digits for small r.
[[nodiscard]] PairForm near_form(const std::string& nu, long gauge, const Rational& slope);
/// Written with x = r^{2ν} for ν > 0: no loss for small r, singular at r = 1. The slope is a text, such as 0
/// or 1 − ν.
[[nodiscard]] PairForm far_form(const std::string& nu, long gauge, const std::string& slope,
                                double slope_value);
/// ν = 0 and r down to 0, slope 1, gauge 0.
[[nodiscard]] PairForm infinite_depth_tail_form();
/// ν = 1/2, where Hess P(1, r) = −[[1, 1], [1, 1]]/(2 (1 + r)²).
[[nodiscard]] PairForm rank_one_form(long gauge);

}  // namespace dlncert
