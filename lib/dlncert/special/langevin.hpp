#pragma once
#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/definedness.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/arith/verified_real.hpp>

namespace dlncert {

/// The one special function of the model and its derivatives (mathematics.md §1), analytic on the whole line:
///
///     log_sinhc(u) = g(u)   = log(sinh u / u)           even, g(0) = 0, increasing in |u|
///     langevin(u)  = g'(u)  = coth u − 1/u              odd, increasing, −1 < L < 1
///     langevin1(u) = g''(u) = 1/u² − 1/sinh² u          even, decreasing in |u|, 0 < L' ≤ 1/3
///     langevin2(u) = g'''(u) = −2/u³ + 2 cosh u/sinh³ u  odd, ≤ 0 for u ≥ 0 with one minimum there
///
/// The result encloses the exact range over the argument (limits at infinite ends included) and is close to
/// it: the ends of an Interval are within 8 ulp of the exact ones where these are normal doubles (2 as a
/// rule), those of a Ball within a relative width of 2^(4−p) on points at precision p, for any exponent.
[[nodiscard]] Interval log_sinhc(const Interval& u);
[[nodiscard]] Interval langevin(const Interval& u);
[[nodiscard]] Interval langevin1(const Interval& u);
[[nodiscard]] Interval langevin2(const Interval& u);

[[nodiscard]] Ball log_sinhc(const Ball& u);
[[nodiscard]] Ball langevin(const Ball& u);
[[nodiscard]] Ball langevin1(const Ball& u);
[[nodiscard]] Ball langevin2(const Ball& u);

template <VerifiedReal T>
[[nodiscard]] Decorated<T> log_sinhc(const Decorated<T>& u) {
    return Decorated<T>(log_sinhc(u.value()), u.definedness());
}
template <VerifiedReal T>
[[nodiscard]] Decorated<T> langevin(const Decorated<T>& u) {
    return Decorated<T>(langevin(u.value()), u.definedness());
}
template <VerifiedReal T>
[[nodiscard]] Decorated<T> langevin1(const Decorated<T>& u) {
    return Decorated<T>(langevin1(u.value()), u.definedness());
}
template <VerifiedReal T>
[[nodiscard]] Decorated<T> langevin2(const Decorated<T>& u) {
    return Decorated<T>(langevin2(u.value()), u.definedness());
}

/// A verified number that also has these functions: what the formulas of the model are written for.
template <class T>
concept ModelReal = VerifiedReal<T> && requires(const T u) {
    { log_sinhc(u) } -> std::same_as<T>;
    { langevin(u) } -> std::same_as<T>;
    { langevin1(u) } -> std::same_as<T>;
    { langevin2(u) } -> std::same_as<T>;
};

}  // namespace dlncert
