#pragma once
#include <concepts>
#include <dlncert/statement/rational.hpp>

namespace dlncert {

/// Base of the verified numbers: gives T the mixed operations with exact integers and rationals (taken at the
/// precision of the other operand), and refuses floating-point operands, whose decimal spelling has already
/// been rounded: write T::from(Rational(1, 10), precision), or Interval(0.5) where the double itself is
/// meant.
template <class T>
class MixedArithmetic {
    template <std::signed_integral I>
    static T exact(I value, const T& like) {
        return T::from(static_cast<long>(value), like.precision());
    }

  public:
    T& operator+=(const T& other) { return self() = self() + other; }
    T& operator-=(const T& other) { return self() = self() - other; }
    T& operator*=(const T& other) { return self() = self() * other; }
    T& operator/=(const T& other) { return self() = self() / other; }

#define DLNCERT_MIXED(op)                                 \
    friend T operator op(const T& x, const Rational& q) { \
        return x op T::from(q, x.precision());            \
    }                                                     \
    friend T operator op(const Rational& q, const T& x) { \
        return T::from(q, x.precision()) op x;            \
    }                                                     \
    template <std::signed_integral I>                     \
    friend T operator op(const T& x, I n) {               \
        return x op exact(n, x);                          \
    }                                                     \
    template <std::signed_integral I>                     \
    friend T operator op(I n, const T& x) {               \
        return exact(n, x) op x;                          \
    }                                                     \
    template <std::floating_point F>                      \
    friend T operator op(const T&, F) = delete;           \
    template <std::floating_point F>                      \
    friend T operator op(F, const T&) = delete;
    DLNCERT_MIXED(+)
    DLNCERT_MIXED(-)
    DLNCERT_MIXED(*)
    DLNCERT_MIXED(/)
#undef DLNCERT_MIXED
    template <std::floating_point F>
    friend T pow(const T&, F) = delete;

    friend T operator+(const T& x) {
        return x;
    }

  private:
    T& self() {
        return static_cast<T&>(*this);
    }
};

}  // namespace dlncert
