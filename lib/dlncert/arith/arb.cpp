#include <dlncert/arith/arb.hpp>
#include <limits>

namespace dlncert::detail {

double round_double(const arf_t value, bool upward) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (arf_is_special(value)) {
        if (arf_is_zero(value)) return 0.0;
        if (arf_is_nan(value)) return upward ? infinity : -infinity;
        return arf_is_pos_inf(value) ? infinity : -infinity;
    }
    mp_srcptr limbs = nullptr;
    mp_size_t size = 0;
    ARF_GET_MPN_READONLY(limbs, size, value);
    // The lowest limb of an arf is not zero, so a second limb is a further bit.
    const fmpz exponent = *ARF_EXPREF(value);
    const long small = COEFF_IS_MPZ(exponent) ? (fmpz_sgn(ARF_EXPREF(value)) > 0 ? 10'000 : -10'000)
                                              : static_cast<long>(exponent);
    return assemble_double(ARF_SGNBIT(value) != 0, limbs[size - 1], size > 1, small, upward);
}

Endpoint to_endpoint(const arf_t value, bool upward) {
    if (arf_is_nan(value)) return upward ? Endpoint::infinity() : Endpoint::minus_infinity();
    if (arf_is_inf(value)) return arf_is_pos_inf(value) ? Endpoint::infinity() : Endpoint::minus_infinity();
    if (arf_is_zero(value)) return Rational(0);
    const bool negative = arf_sgn(value) < 0;
    if (arf_cmpabs_2exp_si(value, max_endpoint_exponent) > 0) {
        if (upward && !negative) return Endpoint::infinity();
        if (!upward && negative) return Endpoint::minus_infinity();
        const Rational limit = power_of_two(max_endpoint_exponent);
        return negative ? Rational(-limit) : limit;
    }
    if (arf_cmpabs_2exp_si(value, -max_endpoint_exponent) < 0) {
        if (upward == negative) return Rational(0);
        const Rational limit = power_of_two(-max_endpoint_exponent);
        return negative ? Rational(-limit) : limit;
    }
    Fmpq exact;
    arf_get_fmpq(exact.get(), value);
    return exact.value();
}

void set_rational(arb_t result, const Rational& value, long precision) {
    const Fmpq exact(value);
    // Rounded to nearest: half the radius of arb_set_fmpq, half a unit in the last place.
    const int inexact = arf_fmpz_div_fmpz(arb_midref(result), fmpq_numref(exact.get()),
                                          fmpq_denref(exact.get()), precision, ARF_RND_NEAR);
    if (inexact == 0) {
        mag_zero(arb_radref(result));
    } else {
        arf_mag_set_ulp(arb_radref(result), arb_midref(result), precision);
        mag_mul_2exp_si(arb_radref(result), arb_radref(result), -1);
    }
}

}  // namespace dlncert::detail
