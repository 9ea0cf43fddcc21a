#pragma once
// Every Op, and its partial derivatives, over an interval type: Estimate, Precise, or Open of one of them.
// The formulas lose where those of the checker lose: then it sees what the search saw.
#include <dlncert/search/open.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expression.hpp>

namespace dlncert::detail {

using enum PointFunction;

/// What has been found of a function at every point of the box.
struct Status {
    bool defined = true;
    bool smooth = true;  ///< continuously differentiable, as far as the checker sees
};

constexpr double infinite = std::numeric_limits<double>::infinity();

// Of plain intervals: ends belong to it.
template <class N>
[[nodiscard]] bool is_positive(const N& x) {
    return x.lo() > 0;
}
template <class N>
[[nodiscard]] bool is_negative(const N& x) {
    return x.hi() < 0;
}
template <class N>
[[nodiscard]] bool is_inside(const N& x, double a, double b) {
    return x.lo() > a && x.hi() < b;
}
template <class N>
[[nodiscard]] N clip(const N& x, double a, double b, bool) {
    return x.lo() >= a && x.hi() <= b ? x : intersection(x, N::ends(a, b, x.precision()));
}
template <class N>
[[nodiscard]] bool is_nonzero(const N& x) {
    return is_positive(x) || is_negative(x);
}
template <class N>
[[nodiscard]] bool is_nothing(const N& x) {
    return !(x.lo() <= x.hi());
}
/// With the knowledge that every value is > a and < b.
template <class N>
[[nodiscard]] N within(const N& x, double a, double b) {
    return clip(x, a, b, true);
}

template <class N>
[[nodiscard]] const N& plain(const N& x) {
    return x;
}
template <class N>
[[nodiscard]] const N& plain(const Open<N>& x) {
    return x.range();
}
template <class N>
using Plain = std::remove_cvref_t<decltype(plain(std::declval<const N&>()))>;

template <class N>
[[nodiscard]] N number(const N& like, int n) {
    return N(Plain<N>::ends(n, n, like.precision()));
}

/// x cut down to the domain from a to b.
template <class N>
[[nodiscard]] N restrict(const N& x, double a, double b, bool closed, Status& status) {
    if (is_inside(x, a, b)) return x;
    status.smooth = false;
    if (!closed || x.lo() < a || x.hi() > b) status.defined = false;
    const bool outside = closed ? x.hi() < a || x.lo() > b : x.hi() <= a || x.lo() >= b;
    if (is_nothing(x) || outside) {
        status.defined = false;
        return N::nothing(x.precision());
    }
    return clip(x, a, b, !closed);
}

/// sin (shift 1) and cos (0): (−1)^k at the k-th critical point, monotone between two.
template <PointFunction F, class N>
[[nodiscard]] N wave(const N& argument, int shift) {
    using P = Plain<N>;
    const P& x = plain(argument);
    const CriticalPoints critical = x.critical(shift);
    if (critical.many) return N(P::ends(-1, 1, x.precision()));
    P range = hull(x.lower().template increasing<F>(), x.upper().template increasing<F>());
    if (critical.first <= critical.last) {
        const double extreme = std::fmod(critical.first, 2) == 0 ? 1.0 : -1.0;
        range = hull(range, P::ends(extreme, extreme, x.precision()));
    }
    return N(intersection(range, P::ends(-1, 1, x.precision())));
}

template <class N>
[[nodiscard]] N tangent(const N& x, Status& status) {
    const CriticalPoints poles = plain(x).critical(1);
    if (!poles.many && poles.first > poles.last) return x.template increasing<tan>();
    status.defined = status.smooth = false;
    return N(Plain<N>::ends(-infinite, infinite, x.precision()));
}

/// √(1 + x) for x ≥ 0.
template <class N>
[[nodiscard]] N root_of_one_plus(const N& x) {
    return (number(x, 1) + x).template increasing<sqrt>();
}

template <class N>
[[nodiscard]] N cosine_hyperbolic(const N& x) {
    return clip(abs(x).template increasing<cosh>(), 1, infinite, false);
}

/// x^n for n ≠ 0, 1, 2.
template <class N>
[[nodiscard]] N integer_power(const N& x, int n, Status& status) {
    if (n > 0) return (n % 2 == 0 ? abs(x) : x).template increasing<power>(n);
    if (!is_nonzero(x)) status.defined = status.smooth = false;
    if (n == -1) return number(x, 1) / x;
    return number(x, 1) / (n == -2 ? sqr(x) : (n % 2 == 0 ? abs(x) : x).template increasing<power>(-n));
}

/// x^q, q no integer.
template <class N>
[[nodiscard]] N rational_power(const N& x, const Rational& q, Status& status) {
    const N base = restrict(x, 0, infinite, q > 0, status);
    return is_nothing(base) ? base : clip(base.power(q), 0, infinite, is_positive(base));
}

/// x^y = exp(y log x): extremes at the corners.
template <class N>
[[nodiscard]] N general_power(const N& x, const N& y, Status& status) {
    using P = Plain<N>;
    if (!is_positive(x)) {  // an integer exponent may give it a value there
        status.defined = status.smooth = false;
        return N(P::ends(-infinite, infinite, x.precision()));
    }
    const P& base = plain(x);
    if (is_nothing(y)) return N::nothing(x.precision());
    const P& exponent = plain(y);
    const P low =
        hull(P::point_power(base.lower(), exponent.lower()), P::point_power(base.lower(), exponent.upper()));
    const P high =
        hull(P::point_power(base.upper(), exponent.lower()), P::point_power(base.upper(), exponent.upper()));
    return within(N(hull(low, high)), 0, infinite);
}

// ---- functions with a removable singularity: kernels on plain intervals

template <class P>
[[nodiscard]] P ratio(const P& like, int p, int q) {
    return P::ends(p, p, like.precision()) / P::ends(q, q, like.precision());
}
template <class P>
[[nodiscard]] P times(const P& x, int n) {
    return x * P::ends(n, n, x.precision());
}

/// L'' and L''' over u ⊂ [0, 1] (checker/special.hpp): S = sinh u/u = 1 + zA, A = 1/6 + zC, (cosh u − S)/z =
/// 1/3 + zD, z = u².
template <class P>
struct LangevinSeries {
    P S, A, C, D, F, E;
    explicit LangevinSeries(const P& z) {
        const long precision = z.precision();
        // C = Σ tₙ, D = Σ 2(n+2) tₙ, tₙ = zⁿ/(2n+5)!; the rest after the last term is below twice that term.
        P t = ratio(z, 1, 120);
        C = D = number(z, 0);
        int n = 0;
        for (;; ++n) {
            C = C + t;
            D = D + times(t, 2 * (n + 2));
            t = t * z * ratio(z, 1, (2 * n + 6) * (2 * n + 7));
            if (t.is_below(-precision - 8)) break;
        }
        const P rest = times(t, 4 * (n + 3));
        C = C + hull(rest, -rest);
        D = D + hull(rest, -rest);
        A = ratio(z, 1, 6) + z * C;
        S = number(z, 1) + z * A;
        F = times(C, 2) + A * A;
        E = ratio(z, 1, 3) + z * F;
    }
};

template <class P>
[[nodiscard]] P langevin_series(int order, const P& u) {
    const P z = u * u;
    const LangevinSeries<P> s(z);
    if (order == 2)
        return times(u, 2) * (s.D - s.A * ratio(u, 1, 3) - s.F - z * s.A * s.F) / (s.S * s.S * s.S);
    return (times(s.C, 24) + times(s.A * s.A, 12) + times(s.E * s.E, 6) - times(s.E, 4)) /
           (s.S * s.S * s.S * s.S);
}

/// The same over u ⊂ [1, ∞], by X = e^(−2u).
template <class P>
[[nodiscard]] P langevin_exponential(int order, const P& u) {
    const P one = number(u, 1);
    const P X = clip((-times(u, 2)).template increasing<exp>(), 0, 1, false);
    const P Y = one - X;
    const P q = times(X, 4) / (Y * Y);
    const P inverse = one / u;
    if (order == 2) return times(q * ((one + X) / Y) - inverse * inverse * inverse, 2);
    return times(one / (u * u * u * u), 6) - times(q, 4) - times(q * q, 6);
}

template <class P>
[[nodiscard]] P langevin_natural(int order, const P& u) {
    if (u.hi() <= 1) return langevin_series(order, u);
    if (u.lo() >= 1) return langevin_exponential(order, u);
    const P one = number(u, 1);
    return hull(langevin_series(order, span(u, one)), langevin_exponential(order, span(one, u)));
}

/// L''' over u ⊂ [0, ∞]: |L'''| ≤ 2/15.
template <class P>
[[nodiscard]] P langevin_third(const P& u) {
    const P bound = ratio(u, 2, 15);
    return intersection(langevin_natural(3, u), hull(bound, -bound));
}

/// L'' over u ⊂ [0, ∞]: −1/6 < L'' ≤ 0; by ends where L''' has a sign, else the mean-value form too.
template <class P>
[[nodiscard]] P langevin_second(const P& u) {
    const P bound = hull(number(u, 0), ratio(u, -1, 6));
    if (u.lo() == u.hi()) return intersection(langevin_natural(2, u), bound);
    const P slope = langevin_third(u);
    const P first = langevin_natural(2, u.lower());
    if (slope.lo() >= 0) return intersection(span(first, langevin_natural(2, u.upper())), bound);
    if (slope.hi() <= 0) return intersection(span(langevin_natural(2, u.upper()), first), bound);
    const P natural = intersection(langevin_natural(2, u), bound);
    if (u.hi() == infinite) return natural;
    const P middle = midpoint_of(u);
    return intersection(natural, langevin_natural(2, middle) + slope * (u - middle));
}

/// `at` over both signs, for an odd function known on [0, ∞].
template <class P, class Kernel>
[[nodiscard]] P odd(Kernel at, const P& x) {
    if (x.lo() >= 0) return at(x);
    if (x.hi() <= 0) return -at(-x);
    const P zero = number(x, 0);
    return hull(at(span(zero, x)), -at(span(zero, -x)));
}

template <class N>
[[nodiscard]] N langevin_of(const N& u, int order) {
    using P = Plain<N>;
    switch (order) {
        case 0:
            return within(u.template increasing<langevin>(), -1, 1);
        case 1:
            return within(abs(u).template decreasing<langevin1>(), 0, infinite);
        case 2: {
            const N result(odd(langevin_second<P>, plain(u)));
            if (is_positive(u)) return within(result, -infinite, 0);
            return is_negative(u) ? within(result, 0, infinite) : result;
        }
        default:
            return N(langevin_third(plain(abs(u))));
    }
}

/// (e^x − 1)/x at a point.
template <class P>
[[nodiscard]] P expm1_quotient_at(const P& x) {
    if (x.lo() == 0 && x.hi() == 0) return number(x, 1);
    if (x.hi() == -infinite) return number(x, 0);
    if (x.lo() == infinite) return x;
    return x.template increasing<expm1>() / x;
}
template <class P>
[[nodiscard]] P expm1_quotient(const P& x) {
    return clip(span(expm1_quotient_at(x.lower()), expm1_quotient_at(x.upper())), 0, infinite, false);
}

/// log(1 + x)/x at a point ≥ −1.
template <class P>
[[nodiscard]] P log1p_quotient_at(const P& x) {
    if (x.lo() == 0 && x.hi() == 0) return number(x, 1);
    if (x.hi() <= -1) return P::ends(infinite, infinite, x.precision());
    if (x.lo() == infinite) return number(x, 0);
    return x.template increasing<log1p>() / x;
}
template <class P>
[[nodiscard]] P log1p_quotient(const P& x) {
    return clip(span(log1p_quotient_at(x.upper()), log1p_quotient_at(x.lower())), 0, infinite, false);
}

/// (e^a − e^b)/(a − b) at points, and over intervals.
template <class P>
[[nodiscard]] P exp_difference_at(const P& a, const P& b) {
    if (a.hi() == -infinite || b.hi() == -infinite) return number(a, 0);
    if (a.lo() == infinite || b.lo() == infinite) return P::ends(infinite, infinite, a.precision());
    const bool swap = a.lo() < b.lo();
    const P& m = swap ? b : a;
    const P& n = swap ? a : b;
    return m.template increasing<exp>() * expm1_quotient(n - m);
}
template <class P>
[[nodiscard]] P exp_difference(const P& a, const P& b) {
    return span(exp_difference_at(a.lower(), b.lower()), exp_difference_at(a.upper(), b.upper()));
}

template <class P>
[[nodiscard]] P log_difference_at(const P& a, const P& b) {
    if (a.lo() == infinite || b.lo() == infinite) return number(a, 0);
    if (a.hi() <= 0 || b.hi() <= 0) return P::ends(infinite, infinite, a.precision());
    const bool swap = a.lo() < b.lo();
    const P& m = swap ? b : a;
    const P& n = swap ? a : b;
    return log1p_quotient((m - n) / n) / n;
}
template <class P>
[[nodiscard]] P log_difference(const P& a, const P& b) {
    return span(log_difference_at(a.upper(), b.upper()), log_difference_at(a.lower(), b.lower()));
}

template <class P>
[[nodiscard]] P pow_difference(const P& a, const P& b, const P& p) {
    const auto at = [&p](const P& x, const P& y) {
        return p * exp_difference(p * x.template increasing<log>(), p * y.template increasing<log>()) *
               log_difference_at(x, y);
    };
    return hull(at(a.lower(), b.lower()), at(a.upper(), b.upper()));
}

template <class N>
[[nodiscard]] N divided_log_of(const N& a, const N& b, Status& status) {
    const N x = restrict(a, 0, infinite, false, status);
    const N y = restrict(b, 0, infinite, false, status);
    if (is_nothing(x) || is_nothing(y)) return N::nothing(a.precision());
    return within(N(log_difference(plain(x), plain(y))), 0, infinite);
}

template <class N>
[[nodiscard]] N divided_exp_of(const N& a, const N& b) {
    return within(N(exp_difference(plain(a), plain(b))), 0, infinite);
}

template <class N>
[[nodiscard]] N logarithm(const N& x, Status& status) {
    const N base = restrict(x, 0, infinite, false, status);
    return is_nothing(base) ? base : base.template increasing<log>();
}

template <class N>
[[nodiscard]] N divided_pow_of(const N& a, const N& b, const N& p, Status& status) {
    const N general = p * divided_exp_of(N(p * logarithm(a, status)), N(p * logarithm(b, status))) *
                      divided_log_of(a, b, status);
    if (is_nothing(general) || !(a.lo() > 0 && b.lo() > 0 && a.hi() < infinite && b.hi() < infinite))
        return general;
    return N(intersection(plain(general), pow_difference(plain(a), plain(b), plain(p))));
}

/// s^(k), k ≥ 1, at a point, s(x) = sin x/x (checker/special.hpp).
template <class P>
[[nodiscard]] P sinc_at(int k, const P& x) {
    if (x.lo() > k || x.hi() < -k) {
        P s = wave<sin>(x, 1) / x;
        for (int j = 1; j <= k; ++j) {
            const P right = j % 2 == 0 ? wave<sin>(x, 1) : wave<cos>(x, 0);
            s = ((j % 4 < 2 ? right : -right) - times(s, j)) / x;
        }
        return s;
    }
    const long least = -x.precision() - 8;
    P sum = number(x, 0);
    P power = number(x, 1);
    int n = k % 2;
    for (; !power.is_below(least) || !(-power).is_below(least); power = power * x * ratio(x, 1, ++n)) {
        const P term = power * ratio(x, 1, n + k + 1);
        if ((n + k) % 2 == 0) sum = (n + k) % 4 == 0 ? sum + term : sum - term;
    }
    const P rest = power * ratio(x, 1, n + k + 1);
    sum = sum + hull(rest, -rest);
    return k % 2 == 0 ? sum : sum * x;
}

template <class P>
[[nodiscard]] P sinc_derivative(const P& x, int k);

template <class N>
[[nodiscard]] N sinc_of(const N& argument, int order) {
    using P = Plain<N>;
    if (order > 0) return N(sinc_derivative(plain(argument), order));
    const P x = abs(plain(argument));
    const auto at = [](const P& u) {
        return u.lo() == 0 && u.hi() == 0 ? number(u, 1) : u.template increasing<sin>() / u;
    };
    const P three = number(x, 3);
    const auto near = [&](const P& u) { return span(at(u.upper()), at(u.lower())); };
    const auto far = [&](const P& u) { return wave<sin>(u, 1) / u; };
    if (x.hi() <= 3) return N(near(x));
    if (x.lo() >= 3) return N(far(x));
    return N(hull(near(span(x, three)), far(span(three, x))));
}

/// s^(k), k ≥ 1: |s^(k)| ≤ 1/(k+1), and, where they say something, the mean-value form and the recurrence.
template <class P>
P sinc_derivative(const P& x, int k) {
    const auto within_one = [&x](int n) { return hull(ratio(x, -1, n), ratio(x, 1, n)); };
    P range = within_one(k + 1);
    if (x.lo() > -infinite && x.hi() < infinite) {
        const P middle = midpoint_of(x);
        range = intersection(range, sinc_at(k, middle) + within_one(k + 2) * (x - middle));
    }
    if (!is_nonzero(x)) return range;
    const P right = k % 2 == 0 ? wave<sin>(x, 1) : wave<cos>(x, 0);
    return intersection(range, ((k % 4 < 2 ? right : -right) - times(sinc_of(x, k - 1), k)) / x);
}

/// A quotient known by numerator/gap where gap ≠ 0, and everywhere as a value of `integral`.
template <class N>
[[nodiscard]] N difference_slope(const N& numerator, const N& gap, const N& integral) {
    if (!is_nonzero(gap)) return integral;
    return N(intersection(plain(N(numerator / gap)), plain(integral)));
}

}  // namespace dlncert::detail
