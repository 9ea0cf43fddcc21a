#pragma once
// The functions with a removable singularity. Kernels work on plain intervals at W = P + 64 bits; the
// functions on enclosures round their results outward to P bits and say which flags are known.
#include <dlncert/checker/enclosure.hpp>

namespace dlncert::checker {

/// The range over a point, or of an increasing function, that MPFR rounds correctly.
template <int W, class Function>
Interval<W> image(Function f, const Interval<W>& x) {
    return image(f, x.lower(), x.upper());
}

/// The range of a monotone function of one or two variables, known by enclosures of its values at points.
template <int W, class Kernel, class... X>
Interval<W> increasing_range(Kernel at, const Interval<W>& x, const X&... y) {
    return {at(x.lower(), y.lower()...).lower(), at(x.upper(), y.upper()...).upper()};
}
template <int W, class Kernel, class... X>
Interval<W> decreasing_range(Kernel at, const Interval<W>& x, const X&... y) {
    return {at(x.upper(), y.upper()...).lower(), at(x.lower(), y.lower()...).upper()};
}

/// x·k and x/k for an integer k > 0.
template <int W>
Interval<W> times(const Interval<W>& x, int k) {
    return {rounded<W>(MPFR_RNDD, mpfr_mul_si, x.lower().get(), long{k}),
            rounded<W>(MPFR_RNDU, mpfr_mul_si, x.upper().get(), long{k})};
}
template <int W>
Interval<W> over(const Interval<W>& x, int k) {
    return {rounded<W>(MPFR_RNDD, mpfr_div_si, x.lower().get(), long{k}),
            rounded<W>(MPFR_RNDU, mpfr_div_si, x.upper().get(), long{k})};
}

template <int W>
Interval<W> symmetric(const Interval<W>& bound) {
    return hull(bound, -bound);
}
template <int W>
bool small(const Interval<W>& term) {  // ends a series: further terms change no bit of a sum near 1
    return term.upper().magnitude_below(-W - 8) && term.lower().magnitude_below(-W - 8);
}

/// The even entire functions of mathematics.md §1 at z = u², and their divided differences at 0:
/// sinh u / u = S = 1 + zA, A = 1/6 + zC, cosh u − sinh u / u = zT, T = 1/3 + zD, for 0 ≤ z ≤ 1.
template <int W>
struct Series {
    Interval<W> S, A, C, T, D;
    explicit Series(const Interval<W>& z) {
        // C = Σ tₙ, D = Σ 2(n+2) tₙ, tₙ = zⁿ/(2n+5)!. Each term of both sums is at most (1/42)(3/2)
        // times the one before it, so those from n on add up to less than 2|tₙ| and 4(n+2)|tₙ|.
        Interval<W> t = over(Interval<W>(1), 120);
        int n = 0;
        for (; !small(t); ++n) {
            C += t;
            D += times(t, 2 * (n + 2));
            t = over(t * z, (2 * n + 6) * (2 * n + 7));
        }
        C += symmetric(times(t, 2));
        D += symmetric(times(t, 4 * (n + 2)));
        A = over(Interval<W>(1), 6) + z * C;
        T = over(Interval<W>(1), 3) + z * D;
        S = Interval<W>(1) + z * A;
    }
};

/// g (order −1), L, L', L'', L''' over u ⊂ [0, 1], from L' = 1/u² − 1/(u²S²) = (S−1)(S+1)/(zS²) and so on;
/// nothing cancels but in sums of a few numbers near 0.1.
template <int W>
Interval<W> langevin_near(int order, const Interval<W>& u) {
    using I = Interval<W>;
    const I z = u * u;
    const Series<W> s(z);
    const I F = times(s.C, 2) + s.A * s.A;
    const I E = over(Interval<W>(1), 3) + z * F;  // S² = 1 + zE
    switch (order) {
        case -1:
            return image(mpfr_log1p, z * s.A);
        case 0:
            return u * s.T / s.S;
        case 1:
            return E / (s.S * s.S);
        case 2:  // 2(cosh u − S³)/(u³S³); cosh u − S³ = S + zT − S(1 + zE) = z²(D − A/3 − F − zAF)
            return times(u, 2) * (s.D - over(s.A, 3) - F - z * s.A * F) / (s.S * s.S * s.S);
        default:  // (6S⁴ − 6 − 4zS²)/(z²S⁴), S⁴ = 1 + 2zE + z²E², 12E − 4 = z(24C + 12A²)
            return (times(s.C, 24) + times(s.A * s.A, 12) + times(E * E, 6) - times(E, 4)) /
                   (s.S * s.S * s.S * s.S);
    }
}

/// The same over u ⊂ [1, ∞], or at one u ≥ 1/8, from X = e^{−2u}, coth u = (1+X)/(1−X), q = 1/sinh² u =
/// 4X/(1−X)².
template <int W>
Interval<W> langevin_far(int order, const Interval<W>& u) {
    using I = Interval<W>;
    const I X = image(mpfr_exp, -times(u, 2)), Y = I(1) - X;
    const I coth = (I(1) + X) / Y, q = times(X, 4) / (Y * Y);
    switch (order) {
        case -1:
            return u + image(mpfr_log, Y / times(u, 2));  // log((e^u − e^{−u})/(2u))
        case 0:
            return coth - I(1) / u;
        case 1:
            return I(1) / (u * u) - q;
        case 2:
            return times(q * coth - I(1) / (u * u * u), 2);
        default:  // coth''' = −4q − 6q²
            return I(6) / (u * u * u * u) - times(q, 4) - times(q * q, 6);
    }
}

/// The natural extension over u ⊂ [0, ∞]. At one u ≥ 1/8 the difference of terms up to 6/u⁴ costs 18 bits of
/// the 64 to spare, and less time than the series.
template <int W>
Interval<W> langevin_natural(int order, const Interval<W>& u) {
    if (boost::numeric::singleton(u) && mpfr_cmp_ui_2exp(u.lower().get(), 1, -3) >= 0)
        return langevin_far(order, u);
    const Interval<W> near = intersect(u, Interval<W>(0, 1));
    const Interval<W> far = intersect(u, half_line<W>(1));
    if (boost::numeric::empty(far)) return langevin_near(order, near);
    if (boost::numeric::empty(near)) return langevin_far(order, far);
    return hull(langevin_near(order, near), langevin_far(order, far));
}

/// L''' over u ⊂ [0, ∞]. L = Σ_{k≥1} 1/(u − ikπ) + 1/(u + ikπ), so |L'''| ≤ Σ 2·3!/(kπ)⁴ = 12 ζ(4)/π⁴ = 2/15.
template <int W>
Interval<W> langevin_third(const Interval<W>& u) {
    return intersect(langevin_natural(3, u), symmetric(over(Interval<W>(2), 15)));
}

/// L'' over u ⊂ [0, ∞]: by ends where L''' has a sign, else the natural and the mean-value form. L'' ≤ 0
/// there (it is cosh u < (sinh u/u)³, Lazarević), and |L''| ≤ Σ 2·2!/(kπ)³ = 4 ζ(3)/π³ < 1/6 as above.
template <int W>
Interval<W> langevin_second(const Interval<W>& u) {
    const Interval<W> all = over(Interval<W>(-1, 0), 6);
    const auto at = [](const Float<W>& point) { return langevin_natural(2, Interval<W>(point)); };
    if (boost::numeric::singleton(u)) return intersect(all, at(u.lower()));
    const Interval<W> slope = langevin_third(u);
    if (slope.lower().sign() >= 0) return intersect(all, increasing_range(at, u));
    if (slope.upper().sign() <= 0) return intersect(all, decreasing_range(at, u));
    const Interval<W> natural = intersect(all, langevin_natural(2, u));
    if (u.upper().is_infinite()) return natural;
    const Float<W> sum = Rounding<W>::add_down(u.lower(), u.upper());
    const Float<W> middle =
        rounded<W>(MPFR_RNDD, mpfr_div_2ui, sum.get(), 1UL);  // in u: 2·lower ≤ sum ≤ 2·upper
    return intersect(natural, at(middle) + slope * (u - Interval<W>(middle)));
}

/// E(x) = (e^x − 1)/x = ∫₀¹ e^{tx} dt, increasing from 0 to ∞.
template <int W>
Interval<W> expm1_quotient(const Interval<W>& x) {
    return increasing_range(
        [](const Float<W>& p) {
            if (p.sign() == 0) return Interval<W>(1);
            if (p.is_infinite()) return Interval<W>(p.sign() < 0 ? Float<W>(0) : p);
            return image(mpfr_expm1, Interval<W>(p)) / Interval<W>(p);
        },
        x);
}

/// l(x) = log(1 + x)/x = ∫₀¹ dt/(1 + tx), decreasing on (−1, ∞) from ∞ to 0.
template <int W>
Interval<W> log1p_quotient(const Interval<W>& x) {
    return decreasing_range(
        [](const Float<W>& p) {
            if (p.sign() == 0) return Interval<W>(1);
            if (p == Float<W>(-1)) return Interval<W>(Float<W>::infinity(1));
            if (p.is_infinite()) return Interval<W>(0);
            return image(mpfr_log1p, Interval<W>(p)) / Interval<W>(p);
        },
        x);
}

/// (e^a − e^b)/(a − b) = ∫₀¹ e^{b+t(a−b)} dt, increasing in a and b; = e^m E(n − m), m the larger, n the
/// smaller.
template <int W>
Interval<W> exp_difference(const Interval<W>& a, const Interval<W>& b) {
    return increasing_range(
        [minus_infinity = Float<W>::infinity(-1)](const Float<W>& p, const Float<W>& q) {
            if (p == minus_infinity || q == minus_infinity) return Interval<W>(0);  // a lower end
            if (p.is_infinite() || q.is_infinite())
                return Interval<W>(Float<W>::infinity(1));  // an upper end
            const Interval<W> m(p < q ? q : p), n(p < q ? p : q);
            return image(mpfr_exp, m) * expm1_quotient(n - m);
        },
        a, b);
}

/// (log a − log b)/(a − b) = ∫₀¹ dt/(b + t(a−b)), decreasing in a, b > 0; = l((m − n)/n)/n, m the larger, n
/// the smaller.
template <int W>
Interval<W> log_difference(const Interval<W>& a, const Interval<W>& b) {
    return decreasing_range(
        [](const Float<W>& p, const Float<W>& q) {
            if (p.is_infinite() || q.is_infinite()) return Interval<W>(0);
            if (p.sign() == 0 || q.sign() == 0) return Interval<W>(Float<W>::infinity(1));
            const Interval<W> m(p < q ? q : p), n(p < q ? p : q);
            return log1p_quotient((m - n) / n) / n;
        },
        a, b);
}

/// (a^p − b^p)/(a − b) = p ∫₀¹ (b + t(a−b))^{p−1} dt. For each p it is monotone in a and b in the same
/// direction, so its values lie between those at the lower ends and those at the upper ends; there it is p ·
/// exp_difference · log_difference.
template <int W>
Interval<W> pow_difference(const Interval<W>& a, const Interval<W>& b, const Interval<W>& p) {
    const auto at = [&p](const Float<W>& x, const Float<W>& y) {
        const Interval<W> s(x), t(y);
        return p * exp_difference(p * image(mpfr_log, s), p * image(mpfr_log, t)) * log_difference(s, t);
    };
    return hull(at(a.lower(), b.lower()), at(a.upper(), b.upper()));
}

/// `at` over both signs of x's range, for an odd function known on [0, ∞].
template <int P, class Kernel>
Interval<P> odd(Kernel at, const Interval<P>& x) {
    const Interval<P> right = intersect(x, half_line<P>(0)), left = intersect(-x, half_line<P>(0));
    Interval<P> range = Interval<P>::empty();
    if (!boost::numeric::empty(right)) range = hull(range, Interval<P>(at(Interval<P + 64>(right))));
    if (!boost::numeric::empty(left)) range = hull(range, -Interval<P>(at(Interval<P + 64>(left))));
    return range;
}

/// The flags of a function of a and b that is differentiable wherever it is defined.
template <int P>
Enclosure<P> both(const Enclosure<P>& a, const Enclosure<P>& b) {
    return {Interval<P>(), false, false, a.defined && b.defined, a.differentiable && b.differentiable};
}

template <int P>
Enclosure<P> log_sinhc(const Enclosure<P>& u) {
    if (empty(u)) return u;
    const Enclosure<P> v = abs(u);  // g is even, and increasing on [0, ∞): u coth u > 1
    const auto at = [](const Float<P + 64>& p) { return langevin_natural(-1, Interval<P + 64>(p)); };
    const Interval<P + 64> range = increasing_range(at, Interval<P + 64>(v.range));
    return with(u, Interval<P>(range), v.lower_strict, v.upper_strict);
}

inline constexpr int max_langevin_order = 3;

/// L^(order)(u), L(u) = coth u − 1/u, order ≤ 3.
template <int P>
Enclosure<P> langevin(const Enclosure<P>& u, int order) {
    constexpr int W = P + 64;
    if (empty(u)) return u;
    const auto at = [order](const Float<W>& p) { return langevin_natural(order, Interval<W>(p)); };
    const Enclosure<P> v = abs(u);
    switch (order) {
        case 0: {  // odd, increasing from −1 to 1
            const auto odd_at = [&at](const Float<W>& p) { return p.sign() < 0 ? -at(-p) : at(p); };
            const Interval<W> range = increasing_range(odd_at, Interval<W>(u.range));
            return below(above(with(u, Interval<P>(range), u.lower_strict, u.upper_strict), -1), 1);
        }
        case 1: {  // even, decreasing from 1/3 to 0 on [0, ∞) (L'' < 0 there)
            const Interval<W> range = decreasing_range(at, Interval<W>(v.range));
            return above(with(u, Interval<P>(range), v.upper_strict, v.lower_strict), 0);
        }
        case 2: {  // odd, negative on (0, ∞)
            const Interval<P> range = odd(langevin_second<W>, u.range);
            const Enclosure<P> result = with(u, range, false, false);
            return is_positive(u) ? below(result, 0) : is_negative(u) ? above(result, 0) : result;
        }
        default:
            return with(u, Interval<P>(langevin_third(Interval<W>(v.range))), false, false);  // even
    }
}

/// s^(k)(p), k ≥ 1, for s(x) = sin x/x.
template <int W>
Interval<W> sinc_at(int k, const Float<W>& p) {
    const Interval<W> x(p);
    if (x.lower() > Float<W>(k) || x.upper() < Float<W>(-k)) {  // by x s^(j) + j s^(j−1) = sin^(j) x
        Interval<W> s = image(mpfr_sin, x) / x;
        for (int j = 1; j <= k; ++j) {
            const Interval<W> wave = j % 2 == 0 ? image(mpfr_sin, x) : image(mpfr_cos, x);
            s = ((j % 4 < 2 ? wave : -wave) - times(s, j)) / x;
        }
        return s;
    }
    // x^q Σ ±xⁿ⁻q/((n+k+1) n!) over n ≡ k (mod 2), n ≥ q = k mod 2. As |s^(k+n)| ≤ 1/(k+n+1), Taylor's
    // remainder from n on is at most the n-th term.
    Interval<W> sum(0), power(1);
    int n = k % 2;
    for (; !small(power); power = over(power * x, ++n)) {
        const Interval<W> term = over(power, n + k + 1);
        if ((n + k) % 2 == 0) sum += (n + k) % 4 == 0 ? term : -term;
    }
    sum += symmetric(over(power, n + k + 1));
    return k % 2 == 0 ? sum : sum * x;
}

template <int P>
Enclosure<P> sinc(const Enclosure<P>& x, int order);

/// s^(k), k ≥ 1: since s(x) = ∫₀¹ cos(tx) dt, |s^(k)| ≤ ∫₀¹ t^k dt = 1/(k+1); and, where they say something,
/// the mean-value form and the recurrence of sinc_at.
template <int P>
Interval<P> sinc_derivative(const Enclosure<P>& x, int k) {
    constexpr int W = P + 64;
    const Interval<W> v(x.range), slope = symmetric(over(Interval<W>(1), k + 2));
    Interval<P> range(symmetric(over(Interval<W>(1), k + 1)));
    if (!v.lower().is_infinite() && !v.upper().is_infinite()) {
        const Float<W> sum = Rounding<W>::add_down(v.lower(), v.upper());
        const Float<W> near = rounded<W>(MPFR_RNDD, mpfr_div_2ui, sum.get(), 1UL);  // any point is sound
        range = intersect(range, Interval<P>(sinc_at(k, near) + slope * (v - Interval<W>(near))));
    }
    if (!is_nonzero(x)) return range;
    const Enclosure<P> wave = k % 2 == 0 ? sin(x) : cos(x),
                       before = constant(Interval<P>(k)) * sinc(x, k - 1);
    return intersect(range, (((k % 4 < 2 ? wave : -wave) - before) / x).range);
}

/// s^(order)(x), s(x) = sin x/x.
template <int P>
Enclosure<P> sinc(const Enclosure<P>& x, int order) {
    constexpr int W = P + 64;
    if (empty(x)) return x;
    if (order > 0) return with(x, sinc_derivative(x, order), false, false);
    const Enclosure<P> v = abs(x);  // even; decreasing on [0, π]: (x cos x − sin x)' = −x sin x ≤ 0 there
    const auto at = [](const Float<W>& p) {
        return p.sign() == 0 ? Interval<W>(1) : image(mpfr_sin, Interval<W>(p)) / Interval<W>(p);
    };
    const Interval<P> near = intersect(v.range, Interval<P>(0, 3));
    const Interval<P> far = intersect(v.range, half_line<P>(3));
    Interval<P> range = Interval<P>::empty();
    if (!boost::numeric::empty(near)) range = Interval<P>(decreasing_range(at, Interval<W>(near)));
    if (!boost::numeric::empty(far)) range = hull(range, sin(constant(far)).range / far);
    return with(x, range, false, false);
}

template <int P>
Enclosure<P> expm1_over_x(const Enclosure<P>& x) {
    if (empty(x)) return x;
    const Interval<P> range(expm1_quotient(Interval<P + 64>(x.range)));
    return above(with(x, range, x.lower_strict, x.upper_strict), 0);
}

template <int P>
Enclosure<P> log1p_over_x(const Enclosure<P>& x) {
    const Enclosure<P> y = restrict(x, half_line<P>(-1), false);
    if (empty(y)) return y;
    const Interval<P> range(log1p_quotient(Interval<P + 64>(y.range)));
    return above(with(y, range, y.upper_strict, y.lower_strict), 0);
}

template <int P>
Enclosure<P> divided_log(const Enclosure<P>& a, const Enclosure<P>& b) {
    const Enclosure<P> x = restrict(a, half_line<P>(0), false), y = restrict(b, half_line<P>(0), false);
    if (empty(x) || empty(y)) return nowhere<P>();
    const Interval<P> range(log_difference(Interval<P + 64>(x.range), Interval<P + 64>(y.range)));
    return above(with(both(x, y), range, x.upper_strict || y.upper_strict, x.lower_strict || y.lower_strict),
                 0);
}

template <int P>
Enclosure<P> divided_exp(const Enclosure<P>& a, const Enclosure<P>& b) {
    if (empty(a) || empty(b)) return nowhere<P>();
    const Interval<P> range(exp_difference(Interval<P + 64>(a.range), Interval<P + 64>(b.range)));
    return above(with(both(a, b), range, a.lower_strict || b.lower_strict, a.upper_strict || b.upper_strict),
                 0);
}

template <int P>
Enclosure<P> divided_pow(const Enclosure<P>& a, const Enclosure<P>& b, const Enclosure<P>& p) {
    constexpr int W = P + 64;
    // flags, and the range where the other form does not help, from p · divided_exp(p log a, p log b) ·
    // divided_log(a, b)
    const Enclosure<P> product = p * divided_exp(p * log(a), p * log(b)) * divided_log(a, b);
    const bool finite = !a.range.upper().is_infinite() && !b.range.upper().is_infinite();
    if (empty(product) || !finite || a.range.lower().sign() <= 0 || b.range.lower().sign() <= 0)
        return product;
    const Interval<P> range(pow_difference(Interval<W>(a.range), Interval<W>(b.range), Interval<W>(p.range)));
    const Interval<P> best = intersect(product.range, range);
    return with(product, best, product.lower_strict && best.lower() == product.range.lower(),
                product.upper_strict && best.upper() == product.range.upper());
}

}  // namespace dlncert::checker
