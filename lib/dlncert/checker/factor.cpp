#include <algorithm>
#include <dlncert/checker/factor.hpp>

namespace dlncert::checker {

Integer scaled_floor(const Integer& mantissa, long exponent, const Rational& value) {
    Integer dividend = mantissa * numerator(value);
    Integer divisor = denominator(value);
    (exponent >= 0 ? dividend : divisor) <<= static_cast<unsigned long>(exponent >= 0 ? exponent : -exponent);
    Integer quotient = dividend / divisor;  // truncates towards 0; divisor > 0
    if (dividend < 0 && quotient * divisor != dividend) --quotient;
    return quotient;
}

FixedPointMatrix::FixedPointMatrix(std::vector<long> scale, long bits, const Step& step)
    : scale_(std::move(scale)), bits_(bits), step_(step) {
    if (size() > max_factor_size)
        step.reject("matrices are limited to " + std::to_string(max_factor_size) + " rows");
    diagonal_.resize(size());
    below_.resize(at(size(), 0));
    filled_.resize(below_.size());
}

FixedPointMatrix::Int128 FixedPointMatrix::narrow(const Integer& value) const {
    if (abs(value) >= (Integer(1) << 70U)) step_.reject("an entry of the scaled matrix is 2^70 or more");
    const Integer magnitude = abs(value);
    const auto high = static_cast<std::uint64_t>(Integer(magnitude >> 60U));
    const auto low = static_cast<std::uint64_t>(Integer(magnitude & ((Integer(1) << 60U) - 1)));
    const Int128 result = (static_cast<Int128>(high) << 60) + static_cast<Int128>(low);
    return value < 0 ? -result : result;
}

void FixedPointMatrix::add(std::size_t i, std::size_t j, const Integer& mantissa, long exponent,
                           const Rational& value) {
    const Integer floor = scaled_floor(mantissa, exponent + bits_ + scale_[i] + scale_[j], value);
    if (i == j) {
        diagonal_[i] += floor;
        return;
    }
    const std::size_t position = i > j ? at(i, j) : at(j, i);
    if (filled_[position] != 0) step_.reject("a pair contributes twice");
    filled_[position] = 1;
    below_[position] = narrow(floor);
}

void FixedPointMatrix::check_positive_semidefinite(const std::vector<long>& L) const {
    const std::size_t d = size();
    if (L.size() != at(d, 0))
        step_.reject("the factor has " + std::to_string(L.size()) + " entries instead of " +
                     std::to_string(at(d, 0)));
    const Int128 unit = static_cast<Int128>(1) << bits_;
    const Int128 limit = static_cast<Int128>(1) << 100;
    std::vector<Int128> slack(
        d);  // R_ii − Σ_{j≠i} |R_ij|; |R_ij| < 2^100 and d < 2^15 keep it within 128 bits
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            // |L| <= 2^53 and |T| < 2^70: every partial sum is below 2^50 2^70 + 2^14 2^106 < 2^127
            Int128 residual = (i == j ? narrow(diagonal_[i]) : below_[at(i, j)]) * unit;
            for (std::size_t l = 0; l <= j; ++l) residual -= static_cast<Int128>(L[at(i, l)]) * L[at(j, l)];
            if (residual >= limit || residual <= -limit)
                step_.reject("the residual of the factorisation is too large");
            if (i == j) {
                slack[i] += residual;
            } else {
                slack[i] -= residual < 0 ? -residual : residual;
                slack[j] -= residual < 0 ? -residual : residual;
            }
        }
    for (std::size_t i = 0; i < d; ++i)
        if (slack[i] < unit * static_cast<Int128>(d - 1))
            step_.reject("the residual of the factorisation is not diagonally dominant in row " +
                         std::to_string(i + 1));
}

}  // namespace dlncert::checker
