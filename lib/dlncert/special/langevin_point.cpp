#include <dlncert/special/langevin_point.hpp>

namespace dlncert::detail {
namespace {

// For 0 ≤ u < 1, with z = u²:
//   S1(z) = Σ z^n/(2n+3)! = (S − 1)/z      where S = sinh u / u = 1 + z·S1
//   W(z)  = Σ 2(n+1) z^n/(2n+5)!
// give everything without a division by u, and without cancellation but for the last two bits of L'':
//   g   = log1p(z·S1)
//   L   = u·T/S, T = (cosh u − S)/z = Σ 2(n+1) z^n/(2n+3)! = 2·S1 + z·W
//         [2(n+1)/(2n+3)! − 2/(2n+3)! = 2n/(2n+3)!, and the sum of that over n ≥ 1 is z·W]
//   L'  = 1/u² − 1/(u²S²) = (S² − 1)/(z S²) = S1·(S + 1)/S²
//   L'' = 2(cosh u − S³)/(u³S³), where cosh u − S³ = S + zT − S³ = z(T − S1·S·(S+1)) and
//         T − S1(1 + z S1)(2 + z S1) = T − 2 S1 − 3 z S1² − z² S1³ = z(W − 3 S1² − z S1³):
//         L'' = −2u (3 S1² + z S1³ − W)/S³      [near 0: −2u(1/12 − 1/60) = −2u/15]
struct Series {
    Arb z, s1, w, s;
};

/// sum += [0, 2·term], the tail of a series of positive terms of which each is at most half the one before.
void add_tail(Arb& sum, const Arb& term) {
    mag_t bound;
    mag_init(bound);
    arb_get_mag(bound, term.get());
    mag_mul_2exp_si(bound, bound, 1);
    arb_add_error_mag(sum.get(), bound);
    mag_clear(bound);
}

Series series(const arf_t u, slong precision) {
    Series result;
    arb_set_arf(result.z.get(), u);
    arb_sqr(result.z.get(), result.z.get(), precision);
    Arb term, w_term;  // z^n/(2n+3)! and 2(n+1) z^n/(2n+5)!
    arb_set_ui(term.get(), 1);
    arb_div_ui(term.get(), term.get(), 6, precision);
    for (ulong n = 0;; ++n) {
        const ulong next = (2 * n + 4) * (2 * n + 5);
        arb_mul_ui(w_term.get(), term.get(), 2 * (n + 1), precision);
        arb_div_ui(w_term.get(), w_term.get(), next, precision);
        if (n > 0 && arf_cmpabs_2exp_si(term.mid(), -precision - 4) < 0) {
            // For z < 1 the ratios of consecutive terms, z/((2n+4)(2n+5)) and z(n+2)/((n+1)(2n+6)(2n+7)), are
            // below 1/2, so that either tail from term n on is at most twice its first term. w_term < term
            // here.
            add_tail(result.s1, term);
            add_tail(result.w, w_term);
            break;
        }
        arb_add(result.s1.get(), result.s1.get(), term.get(), precision);
        arb_add(result.w.get(), result.w.get(), w_term.get(), precision);
        arb_mul(term.get(), term.get(), result.z.get(), precision);
        arb_div_ui(term.get(), term.get(), next, precision);
    }
    arb_mul(result.s.get(), result.z.get(), result.s1.get(), precision);
    arb_add_ui(result.s.get(), result.s.get(), 1, precision);
    return result;
}

/// X = e^(−2u) for u ≥ 1.
Arb decay(const arf_t u, slong precision) {
    Arb result;
    if (arf_cmp_2exp_si(u, 40) >= 0) {
        // 2^(m−1) ≤ u < 2^m with m ≥ 41: e^(−2u) < 2^(−2u) ≤ 2^(−2^m), and 2^m ≥ 2^41 + 2^41·(m − 41) ≥
        // precision + 4m + 64 (the precision is below 2^40), so X < 2^(−precision−64)·2^(−4m) ≤
        // 2^(−precision−64)·u^(−4).
        fmpz_t exponent;
        fmpz_init(exponent);
        fmpz_mul_si(exponent, ARF_EXPREF(u), -4);
        fmpz_sub_ui(exponent, exponent, static_cast<ulong>(precision) + 64);
        mag_one(result.rad());
        mag_mul_2exp_fmpz(result.rad(), result.rad(), exponent);
        fmpz_clear(exponent);
        return result;
    }
    arb_set_arf(result.get(), u);
    arb_mul_2exp_si(result.get(), result.get(), 1);
    arb_neg(result.get(), result.get());
    arb_exp(result.get(), result.get(), precision);
    return result;
}

bool is_small(const arf_t u) {
    return arf_cmpabs_2exp_si(u, 0) < 0;
}

void log_sinhc_once(Arb& result, const arf_t u, slong p) {
    if (is_small(u)) {
        const Series t = series(u, p);
        arb_mul(result.get(), t.z.get(), t.s1.get(), p);
        arb_log1p(result.get(), result.get(), p);
        return;
    }
    // sinh u/u = e^u (1 − X)/(2u): g = u − log 2u + log1p(−X)
    Arb x = decay(u, p), logarithm;
    arb_neg(x.get(), x.get());
    arb_log1p(x.get(), x.get(), p);
    arb_set_arf(logarithm.get(), u);
    arb_mul_2exp_si(logarithm.get(), logarithm.get(), 1);
    arb_log(logarithm.get(), logarithm.get(), p);
    arb_sub_arf(result.get(), logarithm.get(), u, p);
    arb_sub(result.get(), x.get(), result.get(), p);
}

void langevin_once(Arb& result, const arf_t u, slong p) {
    if (is_small(u)) {
        const Series t = series(u, p);
        arb_mul_2exp_si(result.get(), t.s1.get(), 1);
        arb_addmul(result.get(), t.z.get(), t.w.get(), p);
        arb_mul_arf(result.get(), result.get(), u, p);
        arb_div(result.get(), result.get(), t.s.get(), p);
        return;
    }
    // coth u − 1/u = 1 + 2X/(1 − X) − 1/u
    const Arb x = decay(u, p);
    Arb rest, inverse;
    arb_sub_ui(rest.get(), x.get(), 1, p);
    arb_div(rest.get(), x.get(), rest.get(), p);
    arb_mul_2exp_si(rest.get(), rest.get(), 1);
    arb_set_arf(inverse.get(), u);
    arb_inv(inverse.get(), inverse.get(), p);
    arb_add(rest.get(), rest.get(), inverse.get(), p);
    arb_sub_ui(rest.get(), rest.get(), 1, p);
    arb_neg(result.get(), rest.get());
}

void langevin1_once(Arb& result, const arf_t u, slong p) {
    if (is_small(u)) {
        const Series t = series(u, p);
        Arb square;
        arb_add_ui(result.get(), t.s.get(), 1, p);
        arb_mul(result.get(), result.get(), t.s1.get(), p);
        arb_sqr(square.get(), t.s.get(), p);
        arb_div(result.get(), result.get(), square.get(), p);
        return;
    }
    // 1/u² − 4X/(1 − X)²
    const Arb x = decay(u, p);
    Arb inverse, rest;
    arb_sub_ui(rest.get(), x.get(), 1, p);
    arb_sqr(rest.get(), rest.get(), p);
    arb_div(rest.get(), x.get(), rest.get(), p);
    arb_mul_2exp_si(rest.get(), rest.get(), 2);
    arb_set_arf(inverse.get(), u);
    arb_inv(inverse.get(), inverse.get(), p);
    arb_sqr(inverse.get(), inverse.get(), p);
    arb_sub(result.get(), inverse.get(), rest.get(), p);
}

void langevin2_once(Arb& result, const arf_t u, slong p) {
    if (is_small(u)) {
        const Series t = series(u, p);
        Arb factor;
        arb_mul_ui(factor.get(), t.z.get(), 1, p);
        arb_mul(factor.get(), factor.get(), t.s1.get(), p);
        arb_add_ui(factor.get(), factor.get(), 3, p);
        arb_mul(factor.get(), factor.get(), t.s1.get(), p);
        arb_mul(factor.get(), factor.get(), t.s1.get(), p);
        arb_sub(factor.get(), t.w.get(), factor.get(), p);
        arb_mul_2exp_si(factor.get(), factor.get(), 1);
        arb_mul_arf(factor.get(), factor.get(), u, p);
        arb_pow_ui(result.get(), t.s.get(), 3, p);
        arb_div(result.get(), factor.get(), result.get(), p);
        return;
    }
    // cosh u/sinh³u = 4X(1 + X)/(1 − X)³: L'' = 8X(1 + X)/(1 − X)³ − 2/u³
    const Arb x = decay(u, p);
    Arb inverse, rest, numerator;
    arb_sub_ui(rest.get(), x.get(), 1, p);
    arb_neg(rest.get(), rest.get());
    arb_pow_ui(rest.get(), rest.get(), 3, p);
    arb_add_ui(numerator.get(), x.get(), 1, p);
    arb_mul(numerator.get(), numerator.get(), x.get(), p);
    arb_mul_2exp_si(numerator.get(), numerator.get(), 3);
    arb_div(rest.get(), numerator.get(), rest.get(), p);
    arb_set_arf(inverse.get(), u);
    arb_inv(inverse.get(), inverse.get(), p);
    arb_pow_ui(inverse.get(), inverse.get(), 3, p);
    arb_mul_2exp_si(inverse.get(), inverse.get(), 1);
    arb_sub(result.get(), rest.get(), inverse.get(), p);
}

/// More bits until the relative radius is below 2^(−precision−2); then rounded to `precision` bits, which
/// adds at most 2^(−precision). The formulas above lose a handful of bits, so the first attempt nearly always
/// succeeds.
template <class Once>
void accurately(arb_t result, const arf_t u, slong precision, const Once& once) {
    Arb value;
    if (arf_is_zero(u)) {
        once(value, u, precision + 16);
        arb_set_round(result, value.get(), precision);
        return;
    }
    for (slong working = precision + 16;; working += working / 2) {
        once(value, u, working);
        if (arb_rel_accuracy_bits(value.get()) >= precision + 2 || working > 8 * precision + 1000) break;
        value = Arb();
    }
    arb_set_round(result, value.get(), precision);
}

/// L''' = 6/u⁴ − 4/sinh² u − 6/sinh⁴ u on a ball, and its derivative −24/u⁵ + 8c/s³ + 24c/s⁵ (only to find
/// u*).
void third_derivative(Arb& value, Arb& slope, const Arb& u, slong p) {
    Arb sinh, cosh, a, b, t;
    arb_sinh_cosh(sinh.get(), cosh.get(), u.get(), p);
    arb_inv(a.get(), u.get(), p);
    arb_inv(b.get(), sinh.get(), p);
    arb_pow_ui(value.get(), a.get(), 4, p);
    arb_pow_ui(t.get(), b.get(), 4, p);
    arb_sub(value.get(), value.get(), t.get(), p);
    arb_mul_ui(value.get(), value.get(), 6, p);
    arb_sqr(t.get(), b.get(), p);
    arb_submul_ui(value.get(), t.get(), 4, p);

    arb_pow_ui(slope.get(), b.get(), 5, p);
    arb_mul_ui(slope.get(), slope.get(), 3, p);
    arb_pow_ui(t.get(), b.get(), 3, p);
    arb_add(slope.get(), slope.get(), t.get(), p);
    arb_mul(slope.get(), slope.get(), cosh.get(), p);
    arb_mul_2exp_si(slope.get(), slope.get(), 3);
    arb_pow_ui(t.get(), a.get(), 5, p);
    arb_submul_ui(slope.get(), t.get(), 24, p);
}

int sign_of_third_derivative(const Arf& u, slong p) {
    Arb point, value, slope;
    arb_set_arf(point.get(), u.get());
    third_derivative(value, slope, point, p);
    return arb_is_positive(value.get()) ? 1 : arb_is_negative(value.get()) ? -1 : 0;
}

Langevin2Minimum compute_minimum(slong precision) {
    const slong p = precision + 64;
    // Newton's method from a nearby double; nothing depends on its success but the width of [before, after].
    Arb u, value, slope;
    arb_set_d(u.get(), 1.3696);
    for (slong bits = 8; bits < p; bits *= 2) {
        third_derivative(value, slope, u, p);
        arb_div(value.get(), value.get(), slope.get(), p);
        arb_sub(u.get(), u.get(), value.get(), p);
        mag_zero(u.rad());
    }
    Langevin2Minimum result;
    Arf width;
    for (slong bits = precision / 2 + 8;; bits -= 4) {
        arf_set_ui_2exp_si(width.get(), 1, -bits);
        arf_sub(result.before.get(), u.mid(), width.get(), ARF_PREC_EXACT, ARF_RND_DOWN);
        arf_add(result.after.get(), u.mid(), width.get(), ARF_PREC_EXACT, ARF_RND_DOWN);
        // L''' < 0 here and > 0 there; see langevin2_minimum for why that locates the only zero.
        if (sign_of_third_derivative(result.before, p) < 0 && sign_of_third_derivative(result.after, p) > 0)
            break;
    }
    // u* = mid + t with |t| ≤ width: L''(u*) = L''(mid) + t·L'''(ξ), ξ between them.
    Arb range = u;
    mag_t bound;
    mag_init(bound);
    arf_get_mag(range.rad(), width.get());
    third_derivative(value, slope, range, p);
    arb_get_mag(bound, value.get());
    mag_mul(bound, bound, range.rad());
    langevin2_at(result.value.get(), u.mid(), precision + 16);
    arb_add_error_mag(result.value.get(), bound);
    mag_clear(bound);
    arb_set_round(result.value.get(), result.value.get(), precision + 8);
    return result;
}

}  // namespace

void log_sinhc_at(arb_t result, const arf_t u, slong precision) {
    accurately(result, u, precision, log_sinhc_once);
}

void langevin_at(arb_t result, const arf_t u, slong precision) {
    accurately(result, u, precision, langevin_once);
}

void langevin1_at(arb_t result, const arf_t u, slong precision) {
    accurately(result, u, precision, langevin1_once);
}

void langevin2_at(arb_t result, const arf_t u, slong precision) {
    accurately(result, u, precision, langevin2_once);
}

// L''' has exactly one zero on (0, ∞), where it changes from − to +. Proof: with cosh² = 1 + sinh²,
//   u⁴ sinh⁴u · L''' = 6 sinh⁴u − u⁴ (4 sinh²u + 6) = ¾ cosh 4u − 3 cosh 2u + 9/4 − 2u⁴ cosh 2u − 4u⁴ = Σ c_n
//   u^(2n)/(2n)!, c_n = ¾·16^n − 3·4^n − 2·4^(n−2)·2n(2n−1)(2n−2)(2n−3) for n ≥ 3,
// with c_0 = c_1 = 0, c_2 = 192 − 48 − 48 − 96 = 0, c_3 = 3072 − 192 − 2880 = 0, c_4 = 49152 − 768 − 53760 =
// −5376, c_5 = 786432 − 3072 − 645120 = 138240, and c_n > 0 for n ≥ 6: it is enough that ¾·4^n > 3 + 2n⁴,
// which holds at n = 6 (3072 > 2595) and stays, since the left side grows by 4 and the right by less than
// (7/6)⁴ < 2 from n to n + 1. So u^(−8) times the sum is −5376/8! plus increasing terms that are 0 at 0: it
// is increasing from below 0 to ∞.
const Langevin2Minimum& langevin2_minimum(slong precision) {
    thread_local slong kept_precision = 0;
    thread_local Langevin2Minimum kept;
    if (kept_precision != precision) {
        kept = compute_minimum(precision);
        kept_precision = precision;
    }
    return kept;
}

}  // namespace dlncert::detail
