#pragma once
#include <dlncert/certificate/step.hpp>
#include <vector>

namespace dlncert::checker {

/// A symmetric matrix A that is known through floors: of every contribution a to an entry (i, j), the integer
/// floor(a · 2^(bits + scale_i + scale_j)) was added up. The powers of two 2^scale balance rows of very
/// different size.
class FixedPointMatrix {
  public:
    FixedPointMatrix(std::vector<long> scale, long bits, const Step& step);

    [[nodiscard]] std::size_t size() const { return scale_.size(); }
    /// Adds mantissa · 2^exponent · value to the entry (i, j), and so to (j, i).
    void add(std::size_t i, std::size_t j, const Integer& mantissa, long exponent, const Rational& value);

    /// Accepts iff L, the rows of a lower triangular integer matrix, shows A ⪰ 0 (rule factor-matrix).
    ///
    /// Let T be the matrix of the integers added up, D = diag(2^scale). D A D · 2^bits = T + E, where E_ij
    /// lies in [0, n_ij) for n_ij floors: n_ij <= 1 off the diagonal (one pair each) and E_ii >= 0, so E ⪰
    /// −(d − 1) I by Gershgorin. If R = 2^bits T − L Lᵀ satisfies R_ii − Σ_{j≠i} |R_ij| >= 2^bits (d − 1) for
    /// all i, then 2^bits T − 2^bits (d − 1) I = L Lᵀ + (R − 2^bits (d − 1) I) is a sum of positive
    /// semidefinite matrices, and so A ⪰ 0.
    void check_positive_semidefinite(const std::vector<long>& L) const;

  private:
    __extension__ using Int128 = __int128;
    [[nodiscard]] Int128 narrow(const Integer& value) const;
    [[nodiscard]] static std::size_t at(std::size_t i, std::size_t j) { return i * (i + 1) / 2 + j; }

    std::vector<long> scale_;
    long bits_;
    const Step& step_;
    std::vector<Integer> diagonal_;
    std::vector<Int128> below_;          // T_ij for j < i at at(i, j)
    std::vector<unsigned char> filled_;  // an entry off the diagonal takes one contribution only
};

inline constexpr long max_factor_bits = 50;
inline constexpr long max_factor_entry = 1L << 53U;
inline constexpr std::size_t max_factor_size = 1U << 14U;

/// floor(mantissa · 2^exponent · value).
[[nodiscard]] Integer scaled_floor(const Integer& mantissa, long exponent, const Rational& value);

}  // namespace dlncert::checker
