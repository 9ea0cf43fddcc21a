#pragma once
#include <dlncert/arith/verified_real.hpp>
#include <dlncert/dln/exact_interval.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {

/// Rationals that enclose π, 2^{−bits} apart or closer.
[[nodiscard]] ExactInterval enclose_pi(long bits);

/// log c_d, where c_d = vol O(d) = 2^{d(d−1)/4} Π_{k=1..d} 2 π^{k/2}/Γ(k/2) in the metric that the Frobenius
/// norm induces (mathematics.md §2). Γ(k/2) is a rational r_k, r_1 = r_2 = 1, r_k = r_{k−2} (k − 2)/2, times
/// √π for odd k.
template <VerifiedReal T>
[[nodiscard]] T log_orthogonal_volume(long d, long precision) {
    const ExactInterval pi = enclose_pi(precision + 8);
    const T log_pi = log(T::from(pi.lower, pi.upper, precision));
    T sum = T::from(Rational(d * (d - 1), 4), precision) * log(T::from(2L, precision));
    Rational gamma[2] = {1, 1};  // r_k for the last even and the last odd k
    for (long k = 1; k <= d; ++k) {
        Rational& r = gamma[k % 2];
        if (k > 2) r = r * (k - 2) / 2;
        sum += log(T::from(Rational(2 / r), precision));
        sum += log_pi * (k / 2);
    }
    return sum;
}

}  // namespace dlncert
