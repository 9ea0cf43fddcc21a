#pragma once
#include <concepts>
#include <dlncert/arith/endpoint.hpp>
#include <dlncert/statement/rational.hpp>

namespace dlncert {

/// A type whose values are sets of reals (enclosures of real numbers), whose operations contain the image of
/// the operands: if x ∈ a and y ∈ b then x+y ∈ a+b, and so on. Every function is found by argument-dependent
/// lookup, so that generic code reads as mathematics. Mixed operations with exact integers and rationals
/// exist; with floating-point numbers they do not, because 0.1 is not 1/10.
///
/// Models: Interval (double), Ball (Arb, any precision), Decorated of either.
template <class T>
concept VerifiedReal = std::copyable<T> &&
    requires(const T a, const T b, const Rational q, const Endpoint e, const long n, const int i, T m) {
    // Enclosures of exact numbers, at a precision in bits; and the precision of a value.
    { T::from(q, n) } -> std::same_as<T>;
    { T::from(q, q, n) } -> std::same_as<T>;
    { T::from(e, e, n) } -> std::same_as<T>;
    { T::from(n, n) } -> std::same_as<T>;
    { T::entire(n) } -> std::same_as<T>;
    { T::empty(n) } -> std::same_as<T>;
    { a.precision() } -> std::convertible_to<long>;

    { a + b } -> std::same_as<T>;
    { a - b } -> std::same_as<T>;
    { a* b } -> std::same_as<T>;
    { a / b } -> std::same_as<T>;
    { -a } -> std::same_as<T>;
    { a + q } -> std::same_as<T>;
    { q / a } -> std::same_as<T>;
    { i* a } -> std::same_as<T>;
    { a - n } -> std::same_as<T>;
    m += a, m -= a, m *= a, m /= a;

    { sqr(a) } -> std::same_as<T>;
    { inv(a) } -> std::same_as<T>;
    { abs(a) } -> std::same_as<T>;
    { sqrt(a) } -> std::same_as<T>;
    { exp(a) } -> std::same_as<T>;
    { log(a) } -> std::same_as<T>;
    { expm1(a) } -> std::same_as<T>;
    { log1p(a) } -> std::same_as<T>;
    { sinh(a) } -> std::same_as<T>;
    { cosh(a) } -> std::same_as<T>;
    { tanh(a) } -> std::same_as<T>;
    { pow(a, n) } -> std::same_as<T>;
    { pow(a, q) } -> std::same_as<T>;
    { min(a, b) } -> std::same_as<T>;
    { max(a, b) } -> std::same_as<T>;
    { hull(a, b) } -> std::same_as<T>;
    { intersection(a, b) } -> std::same_as<T>;
    { midpoint(a) } -> std::same_as<T>;

    { lower(a) } -> std::same_as<Endpoint>;
    { upper(a) } -> std::same_as<Endpoint>;
    { magnitude(a) } -> std::same_as<Endpoint>;
    { mignitude(a) } -> std::same_as<Endpoint>;
    { width(a) } -> std::same_as<Endpoint>;

    // One-sided: true is a proof, false is nothing.
    { certainly_positive(a) } -> std::same_as<bool>;
    { certainly_nonnegative(a) } -> std::same_as<bool>;
    { certainly_negative(a) } -> std::same_as<bool>;
    { certainly_nonpositive(a) } -> std::same_as<bool>;
    { certainly_nonzero(a) } -> std::same_as<bool>;
    { certainly_less(a, b) } -> std::same_as<bool>;
    { certainly_less_equal(a, b) } -> std::same_as<bool>;

    { is_empty(a) } -> std::same_as<bool>;
    { is_bounded(a) } -> std::same_as<bool>;
    { is_entire(a) } -> std::same_as<bool>;
    { is_point(a) } -> std::same_as<bool>;
    { contains(a, q) } -> std::same_as<bool>;
    { contains_zero(a) } -> std::same_as<bool>;
    { subset(a, b) } -> std::same_as<bool>;
    { interior(a, b) } -> std::same_as<bool>;
    { disjoint(a, b) } -> std::same_as<bool>;
};

}  // namespace dlncert
