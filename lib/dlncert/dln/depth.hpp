#pragma once
#include <dlncert/dln/exact_interval.hpp>
#include <dlncert/dln/verified_range.hpp>
#include <dlncert/special/langevin.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {

/// One reciprocal depth ν = 1/N, exact, and what the formulas need of it.
template <ModelReal T>
struct DepthPoint {
    Rational exact;
    T nu;
    T c;      ///< 1 − ν
    T theta;  ///< 1 − 2ν

    DepthPoint(const Rational& value, long precision)
        : exact(value),
          nu(T::from(value, precision)),
          c(T::from(Rational(1 - value), precision)),
          theta(T::from(Rational(1 - 2 * value), precision)) {}
};

/// An interval of reciprocal depths by its ends: the quantities of the model are monotone in ν, or made of
/// such.
template <ModelReal T>
struct DepthInterval {
    DepthPoint<T> lower, upper;

    /// @throws InputError unless the interval lies in [0, 1/2].
    DepthInterval(const ExactInterval& nu, long precision)
        : lower(nu.lower, precision), upper(nu.upper, precision) {
        if (nu.lower < 0 || nu.upper > Rational(1, 2) || nu.upper < nu.lower)
            throw InputError("nu = 1/N in [" + to_string(nu.lower) + ", " + to_string(nu.upper) +
                             "]: the model is defined for intervals within [0, 1/2]");
    }
    [[nodiscard]] bool is_point() const { return lower.exact == upper.exact; }
    /// c = 1 − ν over the range.
    [[nodiscard]] VerifiedRange<T> c() const {
        return is_point() ? VerifiedRange<T>(lower.c) : VerifiedRange<T>(upper.c, lower.c);
    }
    [[nodiscard]] VerifiedRange<T> nu() const {
        return is_point() ? VerifiedRange<T>(lower.nu) : VerifiedRange<T>(lower.nu, upper.nu);
    }
    /// N = 1/ν over the range. @throws Unsupported where ν = 0.
    [[nodiscard]] VerifiedRange<T> n() const {
        if (lower.exact == 0) throw Unsupported("there is no finite N at infinite depth (nu = 0)");
        const long precision = lower.nu.precision();
        const T greatest = T::from(Rational(1 / lower.exact), precision);
        return is_point() ? VerifiedRange<T>(greatest)
                          : VerifiedRange<T>(T::from(Rational(1 / upper.exact), precision), greatest);
    }
};

}  // namespace dlncert
