#pragma once
#include <flint/fmpq_mpoly.h>

#include <dlncert/arith/arb.hpp>
#include <dlncert/statement/expression.hpp>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace dlncert {

/// The ring ℚ[t₁, …, t_n]; the indeterminates are expressions: variables, or subterms taken as atoms.
class Ring {
  public:
    explicit Ring(std::vector<Expression> indeterminates);
    Ring(const Ring&) = delete;
    Ring& operator=(const Ring&) = delete;
    ~Ring();
    [[nodiscard]] const std::vector<Expression>& indeterminates() const { return indeterminates_; }
    [[nodiscard]] std::size_t size() const { return indeterminates_.size(); }
    [[nodiscard]] const fmpq_mpoly_ctx_struct* context() const { return context_; }

  private:
    std::vector<Expression> indeterminates_;
    fmpq_mpoly_ctx_t context_;  // graded reverse lexicographic: division does not raise degrees
};
using RingPointer = std::shared_ptr<const Ring>;

/// Exponents of t₁, …, t_n.
using Powers = std::vector<unsigned long>;
[[nodiscard]] unsigned long degree(const Powers& powers);

/// An element of a ring (FLINT's fmpq_mpoly). Operands are of one ring.
class RationalPolynomial {
  public:
    explicit RationalPolynomial(RingPointer ring, const Rational& constant = 0);
    RationalPolynomial(RingPointer ring, const Powers& powers);
    RationalPolynomial(const RationalPolynomial& other);
    RationalPolynomial(RationalPolynomial&& other) noexcept;
    RationalPolynomial& operator=(RationalPolynomial other) noexcept;
    ~RationalPolynomial();

    [[nodiscard]] const RingPointer& ring() const { return ring_; }
    [[nodiscard]] std::vector<std::pair<Powers, Rational>> terms() const;  ///< highest first
    [[nodiscard]] std::size_t length() const;
    [[nodiscard]] long degree() const;  ///< total; −1 for 0
    [[nodiscard]] bool is_zero() const { return length() == 0; }
    [[nodiscard]] std::optional<Rational> constant() const;  ///< its value, if it is one
    [[nodiscard]] Rational at(const std::vector<Rational>& point) const;

    friend RationalPolynomial operator+(const RationalPolynomial& a, const RationalPolynomial& b);
    friend RationalPolynomial operator-(const RationalPolynomial& a, const RationalPolynomial& b);
    friend RationalPolynomial operator*(const RationalPolynomial& a, const RationalPolynomial& b);
    friend RationalPolynomial operator*(const Rational& a, const RationalPolynomial& b);
    friend bool operator==(const RationalPolynomial& a, const RationalPolynomial& b);
    [[nodiscard]] RationalPolynomial power(unsigned long exponent) const;
    [[nodiscard]] RationalPolynomial derivative(std::size_t i) const;
    /// With t_i replaced.
    [[nodiscard]] RationalPolynomial substituted(std::size_t i, const RationalPolynomial& by) const;
    /// The quotient by a divisor, if it is exact.
    [[nodiscard]] std::optional<RationalPolynomial> divided_by(const RationalPolynomial& divisor) const;

    fmpq_mpoly_struct* raw() { return value_; }
    [[nodiscard]] const fmpq_mpoly_struct* raw() const { return value_; }

  private:
    RingPointer ring_;
    fmpq_mpoly_t value_;
};

/// f = constant · Π base^exponent, the bases irreducible over ℚ with coprime integer coefficients.
struct Factorisation {
    Rational constant;
    std::vector<std::pair<RationalPolynomial, unsigned long>> factors;
};
/// f is not 0. None if FLINT gives up.
[[nodiscard]] std::optional<Factorisation> factorise(const RationalPolynomial& f);

/// f = Σ quotients·divisors + remainder, no term of the remainder divisible by a leading term of a divisor.
struct Division {
    std::vector<RationalPolynomial> quotients;
    RationalPolynomial remainder;
};
[[nodiscard]] Division divide(const RationalPolynomial& f, const std::vector<RationalPolynomial>& divisors);

/// The coefficients written out, highest degree first.
[[nodiscard]] Expression to_expression(const RationalPolynomial& f);

/// In lowest terms.
struct RationalFunction {
    RationalPolynomial numerator, denominator;
};

/// The maximal subterms that are not built by + − × ÷ and integer powers: variables, sqrt(x), exp(x), …
/// Structurally equal ones once, in order of occurrence.
[[nodiscard]] std::vector<Expression> indeterminates_of(const std::vector<Expression>& expressions);

/// f over the ring's indeterminates; none if it has others, divides by 0, or grows beyond the limits below.
[[nodiscard]] std::optional<RationalFunction> to_rational_function(const Expression& f,
                                                                   const RingPointer& ring);
inline constexpr std::size_t max_polynomial_terms = 5'000;
inline constexpr long max_polynomial_degree = 60;

}  // namespace dlncert
