#include <dlncert/statement/change.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

/// Where a range ends: at a rational, or at infinity.
struct Limit {
    Rational value = 0;
    bool infinite = false, open = false;
};
Limit lower_end(const Side& s) {
    return {s.lower, s.lower_infinite, s.lower_infinite || s.lower_open};
}
Limit upper_end(const Side& s) {
    return {s.upper, s.upper_infinite, s.upper_infinite || s.upper_open};
}
Side between(const Limit& a, const Limit& b) {
    return {a.value, b.value, a.infinite, b.infinite, a.open, b.open};
}
const Limit infinite{.infinite = true, .open = true};
const Limit zero{.open = true};

/// The k-th root of a nonnegative integer that has one.
Integer exact_root(const Integer& n, unsigned k) {
    Integer root;
    if (mpz_root(root.backend().data(), n.backend().data(), k) == 0)
        throw InputError("the change v = w^" + std::to_string(k) +
                         " needs ends that are powers of rationals");
    return root;
}

}  // namespace

Change exponential_change(const Expression& w, const Side& side) {
    const auto image = [&](const Limit& end) -> Limit {
        if (end.infinite || (end.value == 0 && end.open)) return infinite;
        if (end.value != 1) throw InputError("the change v = exp(w) needs ends 0 (open), 1 or inf");
        return {0, false, end.open};
    };
    if (side.lower_infinite || side.lower < 0 || (!side.upper_infinite && side.upper <= 0))
        throw InputError("the change v = exp(w) needs positive values");
    return {apply(Op::exp, w), between(image(lower_end(side)), image(upper_end(side)))};
}

Change logarithm_change(const Expression& w, const Side& side) {
    const auto image = [&](const Limit& end, const Limit& at_infinity) -> Limit {
        if (end.infinite) return at_infinity;
        if (end.value != 0) throw InputError("the change v = log(w) needs ends -inf, 0 or inf");
        return {1, false, end.open};
    };
    return {apply(Op::log, w), between(image(lower_end(side), zero), image(upper_end(side), infinite))};
}

Change reciprocal_change(const Expression& w, const Side& side) {
    const Limit a = lower_end(side);
    const Limit b = upper_end(side);
    const bool positive = !a.infinite && (a.value > 0 || (a.value == 0 && a.open));
    const bool negative = !b.infinite && (b.value < 0 || (b.value == 0 && b.open));
    if (!positive && !negative) throw InputError("the change v = 1/w needs values of one sign");
    const auto image = [](const Limit& end) -> Limit {
        if (end.infinite) return zero;
        return end.value == 0 ? infinite : Limit{1 / end.value, false, end.open};
    };
    return {Expression::node(Op::div, {1, w}), between(image(b), image(a))};
}

Change power_change(const Expression& w, const Side& side, unsigned k) {
    if (side.lower_infinite || side.lower < 0) throw InputError("the change v = w^k needs values >= 0");
    const auto image = [&](const Limit& end) -> Limit {
        if (end.infinite) return infinite;
        return {Rational(exact_root(numerator(end.value), k), exact_root(denominator(end.value), k)), false,
                end.open};
    };
    return {Expression::node(Op::pow, {w, static_cast<long>(k)}),
            between(image(lower_end(side)), image(upper_end(side)))};
}

}  // namespace dlncert
