#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/identity.hpp>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace dlncert {
namespace {

/// Π symbol^power: powers may be negative, none is zero.
using Monomial = std::map<std::string, long>;
/// A polynomial in the symbols: the exponent of an exponential.
using Exponent = std::map<Monomial, Rational>;

/// monomial · e^{exponent}
struct Term {
    Exponent exponent;
    Monomial monomial;
    friend bool operator<(const Term& a, const Term& b) {
        return a.exponent != b.exponent ? a.exponent < b.exponent : a.monomial < b.monomial;
    }
    friend bool operator==(const Term& a, const Term& b) = default;
};

const std::string pi_symbol = "pi";  // no variable has this name

/// Σ coefficient · term, no zero coefficients: an element of ℚ[symbols^±1, e^{polynomials}].
using Sum = std::map<Term, Rational>;

template <class Key>
void add_to(std::map<Key, Rational>& sum, const Key& key, const Rational& coefficient) {
    if (coefficient == 0) return;
    const auto [position, inserted] = sum.try_emplace(key, coefficient);
    if (inserted) return;
    position->second += coefficient;
    if (position->second == 0) sum.erase(position);
}

/// a + b for powers within the limit: towers of powers would leave any machine integer.
long sum_of_powers(long a, long b) {
    const long result = a + b;
    if (result > max_normal_form_power || result < -max_normal_form_power)
        throw Unsupported("the identity's normal form has a power beyond " +
                          std::to_string(max_normal_form_power));
    return result;
}

Monomial product(const Monomial& a, const Monomial& b) {
    Monomial result = a;
    for (const auto& [symbol, power] : b) {
        long& own = result[symbol];
        own = sum_of_powers(own, power);
        if (own == 0) result.erase(symbol);
    }
    return result;
}

/// "log n" for an integer n >= 2 that is a prime, or is not taken apart: no variable's name is a number.
bool is_logarithm_of_integer(const std::string& symbol) {
    return symbol.size() > 4 && symbol.starts_with("log ") && symbol[4] >= '0' && symbol[4] <= '9';
}

/// e^{q log n} = n^k e^{(q − k) log n} with k <= q < k + 1: the constant that is split off the term. A k
/// beyond the limit of powers is left where it is.
Rational split_constants(Term& term) {
    Rational constant = 1;
    for (auto part = term.exponent.begin(); part != term.exponent.end();) {
        auto& [monomial, q] = *part;
        const bool logarithm = monomial.size() == 1 && monomial.begin()->second == 1 &&
                               is_logarithm_of_integer(monomial.begin()->first);
        const Integer k = logarithm ? numerator(floor_to(q, 1)) : Integer(0);
        if (k != 0 && abs(k) <= 64) {
            const Integer n(monomial.begin()->first.substr(4));
            const Rational power(pow(n, static_cast<unsigned>(abs(k))));
            constant *= k > 0 ? power : Rational(1 / power);
            q -= k;
        }
        part = q == 0 ? term.exponent.erase(part) : std::next(part);
    }
    return constant;
}

Sum operator*(const Sum& a, const Sum& b) {
    if (a.size() * b.size() > max_normal_form_terms)
        throw Unsupported("the identity's normal form is too large");
    Sum result;
    for (const auto& [s, x] : a)
        for (const auto& [t, y] : b) {
            Term term{s.exponent, product(s.monomial, t.monomial)};
            for (const auto& [monomial, coefficient] : t.exponent)
                add_to(term.exponent, monomial, coefficient);
            const Rational constant = split_constants(term);
            add_to(result, term, x * y * constant);
        }
    return result;
}

Sum operator+(const Sum& a, const Sum& b) {
    Sum result = a;
    for (const auto& [term, coefficient] : b) add_to(result, term, coefficient);
    return result;
}

Sum constant(const Rational& value) {
    Sum result;
    add_to(result, Term{}, value);
    return result;
}

Sum symbol(const std::string& name) {
    return {{Term{{}, {{name, 1}}}, Rational(1)}};
}

Sum power(const Sum& base, long exponent) {
    Sum result = constant(1);
    for (long i = 0; i < exponent; ++i) result = result * base;
    return result;
}

/// numerator / Π factor^power. A factor starts with the term 1, so that e^{2u} − 1, 1 − e^{2u}, 1 − e^{−2u}
/// are one factor.
struct Quotient {
    Sum numerator;
    std::map<Sum, long> denominator;
};

/// The numerator over the common denominator: numerator · Π factor^{common − own power}.
Sum over(const Quotient& q, const std::map<Sum, long>& common) {
    Sum result = q.numerator;
    for (const auto& [factor, exponent] : common) {
        const auto own = q.denominator.find(factor);
        result = result * power(factor, exponent - (own == q.denominator.end() ? 0 : own->second));
    }
    return result;
}

Quotient operator+(const Quotient& a, const Quotient& b) {
    std::map<Sum, long> common = a.denominator;
    for (const auto& [factor, exponent] : b.denominator) {
        long& own = common[factor];
        own = std::max(own, exponent);
    }
    return {over(a, common) + over(b, common), common};
}

Quotient operator*(const Quotient& a, const Quotient& b) {
    std::map<Sum, long> denominator = a.denominator;
    for (const auto& [factor, exponent] : b.denominator) {
        long& own = denominator[factor];
        own = sum_of_powers(own, exponent);
    }
    return {a.numerator * b.numerator, denominator};
}

Quotient operator*(const Rational& a, const Quotient& b) {
    return Quotient{constant(a), {}} * b;
}

Term inverse(const Term& term) {
    Term result;
    for (const auto& [monomial, coefficient] : term.exponent) result.exponent[monomial] = -coefficient;
    for (const auto& [name, exponent] : term.monomial) result.monomial[name] = -exponent;
    return result;
}

/// c e^P with c > 0, for a polynomial P.
bool is_positive_exponential(const Quotient& q) {
    return q.denominator.empty() && q.numerator.size() == 1 && q.numerator.begin()->second > 0 &&
           q.numerator.begin()->first.monomial.empty();
}

std::string spelling(const Monomial& monomial) {
    std::string text;
    for (const auto& [name, exponent] : monomial) text += "*" + name + "^" + std::to_string(exponent);
    return text;
}

std::string spelling(const Sum& sum) {
    std::string text;
    for (const auto& [term, coefficient] : sum) {
        text += "+" + to_string(coefficient) + spelling(term.monomial);
        for (const auto& [monomial, factor] : term.exponent)
            text += "*e^(" + to_string(factor) + spelling(monomial) + ")";
    }
    return text;
}

std::string spelling(const Quotient& q) {
    std::string text = spelling(q.numerator);
    for (const auto& [factor, exponent] : q.denominator)
        text += "/(" + spelling(factor) + ")^" + std::to_string(exponent);
    return text;
}

/// The exponent of a power that is defined for negative bases too, as the evaluator sees it: 2, but also 4/2.
std::optional<Rational> integer_constant(const Expression& e) {
    const auto value = rational_value(e);
    return value && denominator(*value) == 1 ? value : std::nullopt;
}

/// Whether functions that can be written with exp alone are.
enum class Functions { by_exponentials, as_atoms };

class Normaliser {
  public:
    /// `positive`: variables of which only positive values matter.
    explicit Normaliser(const Expression& f, Functions functions = Functions::by_exponentials,
                        const std::vector<std::string>& positive = {})
        : functions_(functions), positive_(positive.begin(), positive.end()) {
        collect_positive(f);
    }

    Quotient operator()(const Expression& f) {
        if (const auto found = done_.find(f); found != done_.end()) return found->second;
        Quotient result = normalise(f);
        if (result.numerator.size() > max_normal_form_terms)
            throw Unsupported("the identity's normal form is too large");
        done_.emplace(f, result);
        return result;
    }

    bool has_atom(const Monomial& monomial) const {
        return std::any_of(monomial.begin(), monomial.end(),
                           [&](const auto& s) { return atoms_.contains(s.first); });
    }

    bool has_atom(const Sum& sum) const {
        return std::any_of(sum.begin(), sum.end(), [&](const auto& part) {
            const Exponent& exponent = part.first.exponent;
            return has_atom(part.first.monomial) ||
                   std::any_of(exponent.begin(), exponent.end(),
                               [&](const auto& s) { return has_atom(s.first); });
        });
    }

    /// Free of atoms, or of all but logarithms of integers, so that it is a nonzero analytic function, or 0.
    bool is_analytic(const Quotient& q) const {
        const auto good = [this](const Sum& sum) {
            return has_atom(sum) ? is_nonzero_over_constants(sum) : !mixes_pi(sum);
        };
        return good(q.numerator) && std::all_of(q.denominator.begin(), q.denominator.end(),
                                                [&](const auto& f) { return good(f.first); });
    }

    /// Whether one of the functions e^P · monomial, P without constant term, has a coefficient that is a
    /// single product of a rational, powers of logarithms of integers >= 2 and an exponential, hence not 0.
    /// Different ones are linearly independent over the real numbers.
    bool is_nonzero_over_constants(const Sum& sum) const {
        const auto is_constant = [](const Monomial& m) {
            return std::all_of(m.begin(), m.end(),
                               [](const auto& s) { return is_logarithm_of_integer(s.first); });
        };
        std::map<Term, int> terms;
        for (const auto& [term, coefficient] : sum) {
            Term function;
            for (const auto& [monomial, q] : term.exponent)
                if (!is_constant(monomial)) function.exponent.emplace(monomial, q);
            for (const auto& power : term.monomial)
                if (!is_logarithm_of_integer(power.first)) function.monomial.insert(power);
            const Sum rest{{function, coefficient}};
            if (has_atom(rest) || spelling(rest).find(pi_symbol) != std::string::npos) return false;
            ++terms[function];
        }
        return std::any_of(terms.begin(), terms.end(), [](const auto& t) { return t.second == 1; });
    }

    /// A sum of several terms with both π and exponentials: that it is not 0 would need more than Lindemann's
    /// theorem.
    static bool mixes_pi(const Sum& sum) {
        bool has_pi = false;
        bool has_exponential = false;
        for (const auto& [term, coefficient] : sum) {
            has_pi = has_pi || term.monomial.contains(pi_symbol);
            has_exponential = has_exponential || !term.exponent.empty();
            for (const auto& [monomial, factor] : term.exponent)
                has_pi = has_pi || monomial.contains(pi_symbol);
        }
        return sum.size() > 1 && has_pi && has_exponential;
    }

    /// As an expression, the common factor of each sum in front; none if a symbol has no spelling here.
    std::optional<Expression> expression(const Quotient& q) const {
        auto result = expression(q.numerator);
        for (const auto& [factor, exponent] : q.denominator) {
            const auto divisor = expression(factor);
            if (!result || !divisor) return std::nullopt;
            *result = *result / pow(*divisor, Rational(exponent));
        }
        return result;
    }

    /// With E² for |E|²: no such atom is left with a power beyond 1. E² has none but those inside E.
    Sum without_squares(const Sum& sum) const {
        if (squares_.empty()) return sum;
        Sum result;
        bool changed = false;
        for (const auto& [term, coefficient] : sum) {
            Sum part{{term, coefficient}};
            for (const auto& [name, exponent] : term.monomial)
                if (const auto square = squares_.find(name); square != squares_.end() && exponent >= 2) {
                    Term rest = term;
                    rest.monomial[name] = exponent % 2;
                    if (exponent % 2 == 0) rest.monomial.erase(name);
                    part = Sum{{rest, coefficient}} * power(square->second, exponent / 2);
                    changed = true;
                    break;
                }
            for (const auto& [t, c] : part) add_to(result, t, c);
            if (result.size() > max_normal_form_terms)
                throw Unsupported("the identity's normal form is too large");
        }
        return changed ? without_squares(result) : result;
    }

  private:
    std::optional<Expression> expression(const Sum& sum) const {
        if (sum.empty()) return Expression(0);
        Term common = sum.begin()->first;
        for (const auto& [term, coefficient] : sum) {
            common.monomial = common_part(common.monomial, term.monomial);
            common.exponent = common_part(common.exponent, term.exponent);
        }
        const auto front = expression(common);
        Expression inside = 0;
        for (const auto& [term, coefficient] : sum) {
            Term rest = inverse(common);
            rest.monomial = product(rest.monomial, term.monomial);
            for (const auto& [monomial, q] : term.exponent) add_to(rest.exponent, monomial, q);
            const auto part = expression(rest);
            if (!front || !part) return std::nullopt;
            inside = inside + Expression(coefficient) * *part;
        }
        return *front * inside;
    }

    /// The lower of each two powers, 0 where there is none.
    template <class Powers>
    static Powers common_part(const Powers& a, const Powers& b) {
        Powers result;
        for (const Powers* powers : {&a, &b})
            for (const auto& [base, power] : *powers) {
                const auto i = a.find(base);
                const auto j = b.find(base);
                const auto least =
                    std::min(i == a.end() ? 0 * power : i->second, j == b.end() ? 0 * power : j->second);
                if (least != 0) result[base] = least;
            }
        return result;
    }

    std::optional<Expression> expression(const Term& term) const {
        auto result = expression(term.monomial);
        for (const auto& [monomial, q] : term.exponent) {  // e^{q log v …} is v^{q …}
            Monomial rest = monomial;
            const auto log = std::find_if(rest.begin(), rest.end(), [&](const auto& s) {
                return s.second == 1 && logarithms_.contains(s.first);
            });
            std::optional<Expression> base;
            if (log != rest.end()) {
                base = logarithms_.at(log->first);
                rest.erase(log);
            }
            const auto factor = expression(rest);
            if (!result || !factor) return std::nullopt;
            const Expression exponent = Expression(q) * *factor;
            *result = *result * (base ? pow(*base, exponent) : apply(Op::exp, exponent));
        }
        return result;
    }

    std::optional<Expression> expression(const Monomial& monomial) const {
        Expression result = 1;
        for (const auto& [name, power] : monomial) {
            const auto symbol = symbols_.find(name);
            if (symbol == symbols_.end()) return std::nullopt;
            result = result * pow(symbol->second, Rational(power));
        }
        return result;
    }

    /// Variables v under log v or v^q, q rational and no integer: positive wherever f is defined, but for v =
    /// 0 under v^q, which continuity covers.
    void collect_positive(const Expression& f) {
        if (!seen_.insert(f.identity()).second) return;
        const bool real_power = f.op() == Op::pow && rational_value(f.arg(1)) && !integer_constant(f.arg(1));
        if ((f.op() == Op::log || f.op() == Op::sqrt || real_power) && f.arg(0).op() == Op::variable)
            positive_.insert(f.arg(0).name());
        for (const auto& arg : f.args()) collect_positive(arg);
    }

    Quotient normalise(const Expression& f) {
        switch (f.op()) {
            case Op::rational:
                return {constant(f.value()), {}};
            case Op::variable:
                return variable(f.name());
            case Op::pi:
                symbols_.emplace(pi_symbol, f);
                return {symbol(pi_symbol), {}};
            case Op::neg:
                return Rational(-1) * (*this)(f.arg(0));
            case Op::add:
                return (*this)(f.arg(0)) + (*this)(f.arg(1));
            case Op::sub:
                return (*this)(f.arg(0)) + Rational(-1) * (*this)(f.arg(1));
            case Op::mul:
                return (*this)(f.arg(0)) * (*this)(f.arg(1));
            case Op::div:
                return divide((*this)(f.arg(0)), f.arg(1));
            case Op::pow:
                return real_power(f);
            case Op::sqrt:
                return real_power(Expression::node(Op::pow, {f.arg(0), Rational(1, 2)}));
            case Op::exp:
                return exponential((*this)(f.arg(0)), f);
            case Op::euler:
                return exponential({constant(1), {}}, f);
            case Op::log:
                return logarithm(f);
            case Op::sum:
            case Op::product:
            case Op::pair_sum:  // their indices are not among what tells atoms apart
                throw Unsupported("an identity with a sum or product that is not written out");
            default:
                return by_exponentials(f);
        }
    }

    Quotient variable(const std::string& name) {
        const Expression v = Expression::variable(name);
        symbols_.emplace(name, v);
        symbols_.emplace("log " + name, apply(Op::log, v));
        logarithms_.emplace("log " + name, v);
        if (!positive_.contains(name)) return {symbol(name), {}};
        const Exponent logarithm{{Monomial{{"log " + name, 1}}, Rational(1)}};
        return {{{Term{logarithm, {}}, Rational(1)}}, {}};
    }

    /// The function written with exp alone, or an atom. Removable singularities at argument 0 take their
    /// value.
    Quotient by_exponentials(const Expression& f) {
        if (f.args().empty() || functions_ == Functions::as_atoms) return atom(f);
        const Expression& u = f.arg(0);
        const auto e = [&](long factor) { return apply(Op::exp, Expression(factor) * u); };
        const bool quotient = f.op() == Op::expm1_over_x || f.op() == Op::langevin || f.op() == Op::sinc;
        if (quotient && !is_analytic((*this)(u))) return atom(f);  // it brings in denominators of its own
        switch (f.op()) {
            case Op::max:
                return (*this)((u + f.arg(1) + apply(Op::abs, u - f.arg(1))) / 2);
            case Op::min:
                return (*this)((u + f.arg(1) - apply(Op::abs, u - f.arg(1))) / 2);
            case Op::sinh:
                return (*this)((e(1) - e(-1)) / 2);
            case Op::cosh:
                return (*this)((e(1) + e(-1)) / 2);
            case Op::tanh:
                return (*this)((e(2) - 1) / (e(2) + 1));
            case Op::expm1:
                return (*this)(e(1) - 1);
            case Op::expm1_over_x:
                return vanishes(u) ? constant_form(1) : (*this)((e(1) - 1) / u);
            case Op::sinc:
                if (f.order() > 0) return atom(f);
                return vanishes(u) ? constant_form(1) : (*this)(apply(Op::sin, u) / u);
            case Op::log_sinhc:
                return vanishes(u) ? constant_form(0) : log_sinhc(f);
            case Op::langevin:
                return f.order() <= 2 ? langevin(f.order(), u, e(2)) : atom(f);
            case Op::sin:
            case Op::cos:
            case Op::tan:
            case Op::asin:
            case Op::acos:
            case Op::atan:
                return trigonometric(f);
            default:
                return atom(f);
        }
    }

    /// The rational q with f = q·π.
    std::optional<Rational> over_pi(const Expression& f) {
        const Quotient form = (*this)(f);
        if (form.numerator.empty()) return Rational(0);
        const auto& [term, coefficient] = *form.numerator.begin();
        const bool single = form.denominator.empty() && form.numerator.size() == 1;
        return single && term == Term{{}, {{pi_symbol, 1}}} ? std::optional(coefficient) : std::nullopt;
    }

    /// sin qπ: rational where 6q is an integer and 3q is odd or 2q an integer, else an atom for some 0 < q <
    /// 1/2.
    Quotient sine(Rational q) {
        q -= 2 * Rational(numerator(q) / (2 * denominator(q)));
        if (q < 0) q += 2;
        const Rational sign = q < 1 ? 1 : -1;
        if (q >= 1) q -= 1;
        if (q > Rational(1, 2)) q = 1 - q;
        if (q == 0) return constant_form(0);
        if (q == Rational(1, 2)) return constant_form(sign);
        if (q == Rational(1, 6)) return constant_form(Rational(sign / 2));
        const std::string name = "sin " + to_string(q) + " pi";
        atoms_.insert(name);
        return sign * Quotient{symbol(name), {}};
    }
    static std::optional<Rational> rational(const Quotient& form) {
        if (form.numerator.empty()) return Rational(0);
        if (!form.denominator.empty() || form.numerator.size() > 1) return std::nullopt;
        const auto& [term, coefficient] = *form.numerator.begin();
        return term == Term{} ? std::optional(coefficient) : std::nullopt;
    }

    /// asin x = angle_of(x)·π for x = 0, ±1/2, ±1.
    static std::optional<Rational> angle_of(const Rational& x) {
        if (denominator(x) == 1 && abs(x) <= 1) return Rational(x / 2);
        return abs(x) == Rational(1, 2) ? std::optional<Rational>(x / 3) : std::nullopt;
    }

    Quotient times_pi(const Rational& q) { return q * Quotient{symbol(pi_symbol), {}}; }

    /// Rational values at rational multiples of π, and conversely.
    Quotient trigonometric(const Expression& f) {
        const auto q = over_pi(f.arg(0));
        const auto x = rational_form(f.arg(0));
        const auto angle = x ? angle_of(*x) : std::nullopt;
        switch (f.op()) {
            case Op::asin:
                return angle ? times_pi(*angle) : atom(f);
            case Op::acos:
                return angle ? times_pi(Rational(Rational(1, 2) - *angle)) : atom(f);
            case Op::atan:  // ±1 at ±π/4
                return angle && denominator(*x) == 1 ? times_pi(Rational(*x / 4)) : atom(f);
            case Op::tan: {  // sin 2a/(1 + cos 2a)
                const auto top = q ? rational(sine(Rational(2 * *q))) : std::nullopt;
                const auto bottom = q ? rational(sine(Rational(2 * *q + Rational(1, 2)))) : std::nullopt;
                return top && bottom && *bottom != -1 ? constant_form(*top / (1 + *bottom)) : atom(f);
            }
            default:
                if (!q) return atom(f);
                return sine(f.op() == Op::sin ? *q : Rational(*q + Rational(1, 2)));
        }
    }

    std::optional<Rational> rational_form(const Expression& f) { return rational((*this)(f)); }

    /// With E = e^{2u}: coth u = (E + 1)/(E − 1), 1/sinh² u = 4E/(E − 1)², cosh u/sinh³ u = 4E(E + 1)/(E −
    /// 1)³; L(0) = 0, L'(0) = 1/3, L''(0) = 0.
    Quotient langevin(int order, const Expression& u, const Expression& E) {
        if (vanishes(u)) return constant_form(order == 1 ? Rational(1, 3) : Rational(0));
        if (order == 0) return (*this)((E + 1) / (E - 1) - 1 / u);
        if (order == 1) return (*this)(1 / pow(u, 2) - 4 * E / pow(E - 1, 2));
        return (*this)(8 * E * (E + 1) / pow(E - 1, 3) - 2 / pow(u, 3));
    }

    bool vanishes(const Expression& u) { return (*this)(u).numerator.empty(); }

    static Quotient constant_form(const Rational& value) { return {constant(value), {}}; }

    /// A symbol of its own for the function at its arguments' normal forms.
    /// The function of f, applied to these.
    Quotient atom(const Expression& f, const std::vector<Quotient>& args) {
        std::string name =
            "atom " + std::to_string(static_cast<int>(f.op())) + "," + std::to_string(f.order()) + f.name();
        for (const Quotient& arg : args) name += "(" + spelling(arg) + ")";
        atoms_.insert(name);
        return {symbol(name), {}};
    }
    Quotient atom(const Expression& f) {
        std::vector<Quotient> args;
        for (const auto& arg : f.args()) args.push_back((*this)(arg));
        const Quotient result = atom(f, args);
        const std::string& name = result.numerator.begin()->first.monomial.begin()->first;
        symbols_.emplace(name, f);
        if (f.op() == Op::abs)
            if (const Quotient inside = (*this)(f.arg(0)); inside.denominator.empty())
                squares_.try_emplace(name, inside.numerator * inside.numerator);
        return result;
    }

    /// The P of e^P B = q with the lower of each two exponents in all terms of q's numerator.
    static Exponent common_exponent(const Quotient& q) {
        Exponent common = q.numerator.begin()->first.exponent;
        for (const auto& [term, coefficient] : q.numerator) common = common_part(common, term.exponent);
        return common;
    }
    static Quotient exponential_of(const Exponent& exponent, const Rational& factor) {
        Term term;
        for (const auto& [monomial, coefficient] : exponent) term.exponent[monomial] = factor * coefficient;
        return Quotient{constant(1), {}} * Quotient{{{term, Rational(1)}}, {}};
    }

    Quotient divide(const Quotient& dividend, const Expression& divisor) {
        const Quotient by = (*this)(divisor);
        if (by.numerator.empty()) throw Unsupported("the identity divides by an expression that is 0");
        const auto& [leading, coefficient] = *by.numerator.begin();
        const Sum unit = {{inverse(leading), Rational(1 / coefficient)}};
        Quotient result = dividend * Quotient{unit, {}};
        for (const auto& [factor, exponent] : by.denominator)
            result = result * Quotient{power(factor, exponent), {}};
        if (by.numerator.size() > 1) result = result * Quotient{constant(1), {{by.numerator * unit, 1}}};
        return result;
    }

    /// An atom, whose exponential is known if u is analytic: (e^u − e^−u)/(2u). It is even: of u and −u, the
    /// one whose leading coefficient is positive.
    Quotient log_sinhc(const Expression& f) {
        const Expression& u = f.arg(0);
        const Sum& leading = (*this)(u).numerator;
        if (!leading.empty() && leading.begin()->second < 0) return (*this)(apply(Op::log_sinhc, -u));
        Quotient result = atom(f);
        if (is_analytic((*this)(u)))
            sinhc_.emplace(result.numerator.begin()->first.monomial,
                           (apply(Op::exp, u) - apply(Op::exp, -u)) / (2 * u));
        return result;
    }

    /// e^P for a polynomial P: a ring element, times powers of sinh u/u for integer multiples of log_sinhc(u)
    /// in P. Otherwise an atom.
    Quotient exponential(const Quotient& exponent, const Expression& f) {
        if (!exponent.denominator.empty()) return atom(f);
        Quotient factors{constant(1), {}};
        Term term;
        for (const auto& [part, coefficient] : exponent.numerator) {
            if (!part.exponent.empty()) return atom(f);
            const auto sinhc = sinhc_.find(part.monomial);
            if (sinhc != sinhc_.end() && denominator(coefficient) == 1)
                factors = factors * integer_power(sinhc->second, coefficient);
            else
                term.exponent[part.monomial] = coefficient;
        }
        return factors * Quotient{{{term, Rational(1)}}, {}};
    }

    /// log n as a sum over prime factors; one that is left by trial division counts as a prime.
    Quotient logarithm_of(Integer n) {
        Sum result;
        const auto add = [&](const Integer& prime, long times) {
            const std::string name = "log " + prime.str();
            atoms_.insert(name);
            symbols_.emplace(name, apply(Op::log, Expression(Rational(prime))));
            logarithms_.emplace(name, Expression(Rational(prime)));
            add_to(result, Term{{}, {{name, 1}}}, Rational(times));
        };
        for (long prime = 2; prime < 1000; ++prime) {
            long times = 0;
            for (; n % prime == 0; n /= prime) ++times;
            if (times > 0) add(prime, times);
        }
        if (n > 1) add(n, 1);
        return {result, {}};
    }

    /// log (c e^P) = log c + P for rational c > 0. Otherwise an atom.
    Quotient logarithm(const Expression& f) {
        const Quotient argument = (*this)(f.arg(0));
        if (argument.numerator.empty()) return atom(f);
        if (!is_positive_exponential(argument)) {
            const Exponent common = common_exponent(argument);
            if (common.empty()) return atom(f);
            Sum logarithm;
            for (const auto& [monomial, coefficient] : common)
                add_to(logarithm, Term{{}, monomial}, coefficient);
            return Quotient{logarithm, {}} + atom(f, {exponential_of(common, -1) * argument});
        }
        const Rational& c = argument.numerator.begin()->second;
        Sum result = (logarithm_of(numerator(c)) + Rational(-1) * logarithm_of(denominator(c))).numerator;
        for (const auto& [monomial, coefficient] : argument.numerator.begin()->first.exponent)
            add_to(result, Term{{}, monomial}, coefficient);
        return {result, {}};
    }

    Quotient real_power(const Expression& f) {
        const Expression& base = f.arg(0);
        const Expression& exponent = f.arg(1);
        if (const auto n = integer_constant(exponent)) return integer_power(base, *n);
        const Quotient b = (*this)(base);
        const auto q = rational_value(exponent);
        if (!b.numerator.empty() && q && !is_positive_exponential(b)) {
            const Exponent common = common_exponent(b);
            const auto rest = atom(f, {exponential_of(common, -1) * b, (*this)(exponent)});
            return common.empty() ? atom(f) : exponential_of(common, *q) * rest;
        }
        if (!is_positive_exponential(b)) return atom(f);
        return exponential((*this)(exponent) * (*this)(Expression::node(Op::log, {base})), f);
    }

    Quotient integer_power(const Expression& base, const Rational& exponent) {
        if (abs(exponent) > 64) throw Unsupported("the identity has a power beyond 64");
        const auto n = static_cast<long>(numerator(exponent));
        Quotient result{constant(1), {}};
        const Quotient b = (*this)(base);
        for (long i = 0; i < (n < 0 ? -n : n); ++i) result = n < 0 ? divide(result, base) : result * b;
        return result;
    }

    Functions functions_;
    std::unordered_map<Expression, Quotient> done_;
    std::set<const void*> seen_;
    std::set<std::string> positive_;
    std::set<std::string> atoms_;
    std::map<std::string, Sum> squares_;    ///< E² for the atoms |E|, E without denominator
    std::map<Monomial, Expression> sinhc_;  ///< e^atom for the atoms log_sinhc(u)
    std::map<std::string, Expression> symbols_, logarithms_;  ///< what they stand for, and v for log v
};

bool vanishes(const Expression& f, Functions functions, const std::vector<std::string>& positive) {
    Normaliser normal(f, functions, positive);
    const Sum numerator = normal(f).numerator;
    return normal.without_squares(numerator).empty();
}

}  // namespace

bool is_identically_zero(const Expression& f, const std::vector<std::string>& positive) {
    // a thousand times faster where it suffices; where it is too large, the other form may be smaller
    try {
        if (vanishes(f, Functions::as_atoms, positive)) return true;
    } catch (const Unsupported&) {
    }
    return vanishes(f, Functions::by_exponentials, positive);
}

bool is_homogeneous(const Expression& f, const Rational& degree, const std::vector<std::string>& variables) {
    std::vector<std::string> positive = variables;
    std::string& name = positive.emplace_back("t");
    while (free_variables(f).contains(name) || std::ranges::count(variables, name) != 0) name += '_';
    const Expression t = Expression::variable(name);
    Expression scaled = f;
    for (const std::string& x : variables) scaled = substitute(scaled, x, t * Expression::variable(x));
    return is_identically_zero(scaled - pow(t, degree) * f, positive);
}

std::optional<Expression> collected(const Expression& f) try {
    Normaliser normal(f, Functions::as_atoms);
    return normal.expression(normal(f));
} catch (const Unsupported&) {
    return std::nullopt;
}

std::optional<Rational> identical_constant(const Expression& f) {
    const Quotient form = Normaliser(f)(f);
    if (form.numerator.empty()) return Rational(0);
    if (!form.denominator.empty() || form.numerator.size() > 1) return std::nullopt;
    const auto& [term, coefficient] = *form.numerator.begin();
    return term == Term{} ? std::optional(coefficient) : std::nullopt;
}

}  // namespace dlncert
