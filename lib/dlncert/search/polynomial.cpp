#include <flint/fmpq_mpoly_factor.h>

#include <algorithm>
#include <dlncert/search/polynomial.hpp>
#include <numeric>

namespace dlncert {

// ---- rings and polynomials: FLINT's fmpq_mpoly with an owner

Ring::Ring(std::vector<Expression> indeterminates) : indeterminates_(std::move(indeterminates)) {
    fmpq_mpoly_ctx_init(context_, static_cast<slong>(indeterminates_.size()), ORD_DEGREVLEX);
}

Ring::~Ring() {
    fmpq_mpoly_ctx_clear(context_);
}

unsigned long degree(const Powers& powers) {
    return std::accumulate(powers.begin(), powers.end(), 0UL);
}

RationalPolynomial::RationalPolynomial(RingPointer ring, const Rational& constant) : ring_(std::move(ring)) {
    fmpq_mpoly_init(value_, ring_->context());
    fmpq_mpoly_set_fmpq(value_, detail::Fmpq(constant).get(), ring_->context());
}

RationalPolynomial::RationalPolynomial(RingPointer ring, const Powers& powers) : ring_(std::move(ring)) {
    fmpq_mpoly_init(value_, ring_->context());
    fmpq_mpoly_push_term_fmpq_ui(value_, detail::Fmpq(Rational(1)).get(), powers.data(), ring_->context());
}

RationalPolynomial::RationalPolynomial(const RationalPolynomial& other) : ring_(other.ring_) {
    fmpq_mpoly_init(value_, ring_->context());
    fmpq_mpoly_set(value_, other.value_, ring_->context());
}

RationalPolynomial::RationalPolynomial(RationalPolynomial&& other) noexcept : ring_(other.ring_) {
    fmpq_mpoly_init(value_, ring_->context());
    fmpq_mpoly_swap(value_, other.value_, ring_->context());
}

RationalPolynomial& RationalPolynomial::operator=(RationalPolynomial other) noexcept {
    std::swap(ring_, other.ring_);
    std::swap(*value_, *other.value_);
    return *this;
}

RationalPolynomial::~RationalPolynomial() {
    fmpq_mpoly_clear(value_, ring_->context());
}

std::vector<std::pair<Powers, Rational>> RationalPolynomial::terms() const {
    std::vector<std::pair<Powers, Rational>> result;
    detail::Fmpq coefficient;
    for (slong i = 0; i < fmpq_mpoly_length(value_, ring_->context()); ++i) {
        Powers powers(ring_->size());
        fmpq_mpoly_get_term_exp_ui(powers.data(), value_, i, ring_->context());
        fmpq_mpoly_get_term_coeff_fmpq(coefficient.get(), value_, i, ring_->context());
        result.emplace_back(std::move(powers), coefficient.value());
    }
    return result;
}

std::size_t RationalPolynomial::length() const {
    return static_cast<std::size_t>(fmpq_mpoly_length(value_, ring_->context()));
}

long RationalPolynomial::degree() const {
    return fmpq_mpoly_total_degree_si(value_, ring_->context());
}

std::optional<Rational> RationalPolynomial::constant() const {
    if (is_zero()) return Rational(0);
    if (degree() > 0) return std::nullopt;
    return terms().front().second;
}

Rational RationalPolynomial::at(const std::vector<Rational>& point) const {
    Rational result = 0;
    for (const auto& [powers, coefficient] : terms()) {
        Rational term = coefficient;
        for (std::size_t i = 0; i < powers.size(); ++i)
            for (unsigned long k = 0; k < powers[i]; ++k) term *= point[i];
        result += term;
    }
    return result;
}

RationalPolynomial operator+(const RationalPolynomial& a, const RationalPolynomial& b) {
    RationalPolynomial result(a.ring_);
    fmpq_mpoly_add(result.value_, a.value_, b.value_, a.ring_->context());
    return result;
}

RationalPolynomial operator-(const RationalPolynomial& a, const RationalPolynomial& b) {
    RationalPolynomial result(a.ring_);
    fmpq_mpoly_sub(result.value_, a.value_, b.value_, a.ring_->context());
    return result;
}

RationalPolynomial operator*(const RationalPolynomial& a, const RationalPolynomial& b) {
    RationalPolynomial result(a.ring_);
    fmpq_mpoly_mul(result.value_, a.value_, b.value_, a.ring_->context());
    return result;
}

RationalPolynomial operator*(const Rational& a, const RationalPolynomial& b) {
    RationalPolynomial result(b.ring_);
    fmpq_mpoly_scalar_mul_fmpq(result.value_, b.value_, detail::Fmpq(a).get(), b.ring_->context());
    return result;
}

bool operator==(const RationalPolynomial& a, const RationalPolynomial& b) {
    return fmpq_mpoly_equal(a.value_, b.value_, a.ring_->context()) != 0;
}

RationalPolynomial RationalPolynomial::power(unsigned long exponent) const {
    RationalPolynomial result(ring_);
    fmpq_mpoly_pow_ui(result.value_, value_, exponent, ring_->context());
    return result;
}

RationalPolynomial RationalPolynomial::derivative(std::size_t i) const {
    RationalPolynomial result(ring_);
    fmpq_mpoly_derivative(result.value_, value_, static_cast<slong>(i), ring_->context());
    return result;
}

RationalPolynomial RationalPolynomial::substituted(std::size_t i, const RationalPolynomial& by) const {
    RationalPolynomial result(ring_);
    for (const auto& [powers, coefficient] : terms()) {
        Powers others = powers;
        others[i] = 0;
        result = result + coefficient * (RationalPolynomial(ring_, others) * by.power(powers[i]));
    }
    return result;
}

std::optional<RationalPolynomial> RationalPolynomial::divided_by(const RationalPolynomial& divisor) const {
    RationalPolynomial quotient(ring_);
    if (fmpq_mpoly_divides(quotient.value_, value_, divisor.value_, ring_->context()) == 0)
        return std::nullopt;
    return quotient;
}

std::optional<Factorisation> factorise(const RationalPolynomial& f) {
    const auto* context = f.ring()->context();
    fmpq_mpoly_factor_t raw;
    fmpq_mpoly_factor_init(raw, context);
    std::optional<Factorisation> result;
    if (fmpq_mpoly_factor(raw, f.raw(), context) != 0 && fmpq_mpoly_factor_make_integral(raw, context) != 0) {
        detail::Fmpq constant;
        fmpq_mpoly_factor_get_constant_fmpq(constant.get(), raw, context);
        result = Factorisation{constant.value(), {}};
        for (slong i = 0; i < fmpq_mpoly_factor_length(raw, context); ++i) {
            RationalPolynomial base(f.ring());
            fmpq_mpoly_factor_get_base(base.raw(), raw, i, context);
            const auto exponent = fmpq_mpoly_factor_get_exp_si(raw, i, context);
            result->factors.emplace_back(std::move(base), static_cast<unsigned long>(exponent));
        }
    }
    fmpq_mpoly_factor_clear(raw, context);
    return result;
}

Division divide(const RationalPolynomial& f, const std::vector<RationalPolynomial>& divisors) {
    Division result{std::vector<RationalPolynomial>(divisors.size(), RationalPolynomial(f.ring())), f};
    if (divisors.empty()) return result;
    std::vector<fmpq_mpoly_struct*> quotients;
    std::vector<fmpq_mpoly_struct*> by;
    for (auto& q : result.quotients) quotients.push_back(q.raw());
    for (const auto& d : divisors) by.push_back(const_cast<fmpq_mpoly_struct*>(d.raw()));  // FLINT reads only
    fmpq_mpoly_divrem_ideal(quotients.data(), result.remainder.raw(), f.raw(), by.data(),
                            static_cast<slong>(divisors.size()), f.ring()->context());
    return result;
}

// ---- from and to expressions

Expression to_expression(const RationalPolynomial& f) {
    Expression result = 0;
    for (const auto& [powers, coefficient] : f.terms()) {
        Expression term = abs(coefficient);
        for (std::size_t i = 0; i < powers.size(); ++i)
            if (powers[i] > 0)
                term = term * pow(f.ring()->indeterminates()[i], Expression(static_cast<long>(powers[i])));
        result = coefficient < 0 ? result - term : result + term;
    }
    return result;
}

namespace {

/// An exponent n of x^n that is an integer constant of moderate size.
std::optional<long> small_integer(const Expression& e) {
    const auto value = rational_value(e);
    if (!value || denominator(*value) != 1 || abs(*value) > max_polynomial_degree) return std::nullopt;
    return static_cast<long>(numerator(*value));
}

bool is_rational_operation(const Expression& e) {
    switch (e.op()) {
        case Op::neg:
        case Op::add:
        case Op::sub:
        case Op::mul:
        case Op::div:
            return true;
        case Op::pow:
            return small_integer(e.arg(1)).has_value();
        default:
            return false;
    }
}

void collect_indeterminates(const Expression& e, std::vector<Expression>& found) {
    if (e.is_rational()) return;
    if (is_rational_operation(e)) {
        const std::size_t operands = e.op() == Op::pow ? 1 : e.args().size();
        for (std::size_t i = 0; i < operands; ++i) collect_indeterminates(e.arg(i), found);
    } else if (std::find(found.begin(), found.end(), e) == found.end()) {
        found.push_back(e);
    }
}

/// Thrown where an expression is beyond what to_rational_function promises.
struct NotRational {};

class Converter {
  public:
    explicit Converter(RingPointer ring) : ring_(std::move(ring)) {}

    RationalFunction operator()(const Expression& e) {
        if (e.is_rational()) return constant(e.value());
        if (!is_rational_operation(e)) return {indeterminate(e), RationalPolynomial(ring_, 1)};
        const RationalFunction a = (*this)(e.arg(0));
        if (e.op() == Op::neg) return {Rational(-1) * a.numerator, a.denominator};
        if (e.op() == Op::pow) return power(a, *small_integer(e.arg(1)));
        const RationalFunction b = (*this)(e.arg(1));
        if (e.op() == Op::mul) return product(a, b);
        if (e.op() == Op::div) return product(a, inverse(b));
        return sum(a, e.op() == Op::add ? b.numerator : Rational(-1) * b.numerator, b.denominator);
    }

  private:
    RationalFunction constant(const Rational& value) const {
        return {RationalPolynomial(ring_, value), RationalPolynomial(ring_, 1)};
    }

    RationalPolynomial indeterminate(const Expression& e) const {
        const auto& all = ring_->indeterminates();
        const auto found = std::find(all.begin(), all.end(), e);
        if (found == all.end()) throw NotRational{};
        Powers powers(all.size(), 0);
        powers[static_cast<std::size_t>(found - all.begin())] = 1;
        return {ring_, powers};
    }

    static RationalPolynomial bounded_product(const RationalPolynomial& a, const RationalPolynomial& b) {
        const bool small = a.degree() + b.degree() <= max_polynomial_degree &&
                           a.length() * b.length() <= 100 * max_polynomial_terms;
        if (!small) throw NotRational{};
        RationalPolynomial result = a * b;
        if (result.length() > max_polynomial_terms) throw NotRational{};
        return result;
    }

    RationalFunction product(const RationalFunction& a, const RationalFunction& b) const {
        return reduced(bounded_product(a.numerator, b.numerator),
                       bounded_product(a.denominator, b.denominator));
    }

    RationalFunction sum(const RationalFunction& a, const RationalPolynomial& numerator,
                         const RationalPolynomial& denominator) const {
        if (a.denominator == denominator) return reduced(a.numerator + numerator, denominator);
        return reduced(bounded_product(a.numerator, denominator) + bounded_product(numerator, a.denominator),
                       bounded_product(a.denominator, denominator));
    }

    static RationalFunction inverse(const RationalFunction& a) {
        if (a.numerator.is_zero()) throw NotRational{};
        return {a.denominator, a.numerator};
    }

    RationalFunction power(const RationalFunction& a, long exponent) const {
        const RationalFunction base = exponent < 0 ? inverse(a) : a;
        RationalFunction result = constant(1);
        for (long i = 0; i < std::abs(exponent); ++i) result = product(result, base);
        return result;
    }

    RationalFunction reduced(const RationalPolynomial& numerator,
                             const RationalPolynomial& denominator) const {
        if (denominator.constant())
            return {Rational(1 / *denominator.constant()) * numerator, RationalPolynomial(ring_, 1)};
        RationalPolynomial gcd(ring_);
        if (fmpq_mpoly_gcd(gcd.raw(), numerator.raw(), denominator.raw(), ring_->context()) == 0)
            return {numerator, denominator};
        return {*numerator.divided_by(gcd), *denominator.divided_by(gcd)};
    }

    RingPointer ring_;
};

}  // namespace

std::vector<Expression> indeterminates_of(const std::vector<Expression>& expressions) {
    std::vector<Expression> found;
    for (const auto& e : expressions) collect_indeterminates(e, found);
    return found;
}

std::optional<RationalFunction> to_rational_function(const Expression& f, const RingPointer& ring) {
    if (f.tree_size() > 20 * max_polynomial_terms) return std::nullopt;
    try {
        return Converter(ring)(f);
    } catch (const NotRational&) {
        return std::nullopt;
    }
}

}  // namespace dlncert
