#include <algorithm>
#include <cmath>
#include <dlncert/search/approach.hpp>
#include <dlncert/search/landscape.hpp>
#include <dlncert/search/shorten.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/extremum.hpp>
#include <dlncert/statement/formula.hpp>

namespace dlncert {
namespace {

/// Where a coordinate is on a curve: at a value, or on its way to an end.
struct Way {
    std::optional<Rational> value;
    bool upward = false;
};

/// What tends to infinity, from 1 on; `by_logarithms`: other coordinates as exponentials of rationals, which
/// makes all logarithms polynomials in the curve's parameter.
struct Speed {
    Expression far;
    bool by_logarithms = false;
};

std::vector<Speed> speeds() {
    const Expression t = Expression::variable(curve_parameter);
    return {{apply(Op::exp, 10 * t)},
            {apply(Op::exp, 4 * pow(t, 4)), true},
            {t},
            {2 * t},
            {pow(t, 4)},
            {pow(t, 8)}};
}

std::vector<Way> ways(const Side& side, const std::vector<std::vector<double>>& low, std::size_t i) {
    std::vector<Way> result;
    if (!side.lower_infinite && !side.lower_open) result.push_back({.value = side.lower});
    if (!side.upper_infinite && !side.upper_open) result.push_back({.value = side.upper});
    if (!low.empty() && std::isfinite(low[0][i]) && std::abs(low[0][i]) < 1e6) {
        const Rational x(low[0][i]);
        const Rational radius = std::max<Rational>(abs(x), Rational(1, 1000)) / 1'000'000;
        const Rational value = simplest_between(x - radius, x + radius);
        const bool known = std::any_of(result.begin(), result.end(),
                                       [&](const Way& w) { return abs(*w.value - value) <= 10 * radius; });
        if (side.contains(value) && !known) result.push_back({.value = value});
    }
    if (side.lower_infinite || side.lower_open) result.push_back({.value = {}, .upward = false});
    if (side.upper_infinite || side.upper_open) result.push_back({.value = {}, .upward = true});
    return result;
}

/// Tends to 0, below the width; from 1 if that is possible, so that coordinates that tend to 0 do so
/// together. Without a factor before an exponential: its logarithm is a polynomial then.
Expression near(const Expression& far, const Rational& width) {
    const bool wide = width >= Rational(1, 2);
    if (far.op() == Op::exp) {
        const double less = wide ? 0 : std::ceil(-std::log(width.convert_to<double>()));
        return apply(Op::exp, -(far.arg(0) + Expression(Rational(less))));
    }
    return wide ? shortened(Expression(1) / far) : Expression(width) / far;
}

/// Tends to infinity, from a number >= 1 on; likewise.
Expression beyond(const Expression& far, const Rational& least) {
    if (far.op() != Op::exp) return Expression(least) * far;
    return apply(Op::exp, far.arg(0) + Expression(Rational(std::ceil(std::log(least.convert_to<double>())))));
}

/// exp(q) near x, in the range.
std::optional<Expression> exponential_near(const Side& side, const Rational& x) {
    if (x <= 0) return std::nullopt;
    if (x == 1) return Expression(1);
    const double near = x.convert_to<double>();
    const double low = std::max(near / 1.3, side.lower_infinite ? 0 : side.lower.convert_to<double>());
    const double high =
        std::min(near * 1.3, side.upper_infinite ? HUGE_VAL : side.upper.convert_to<double>());
    const Rational a(std::log(low) + 1e-6), b(std::log(high) - 1e-6);
    if (a >= b) return std::nullopt;
    const Rational q = simplest_between(a, b);
    return q == 0 ? Expression(1) : apply(Op::exp, q);
}

/// The coordinate on its way.
Expression place(const Side& side, const Way& way, const Speed& speed) {
    const Expression& far = speed.far;
    if (way.value && speed.by_logarithms)
        if (auto value = exponential_near(side, *way.value)) return *value;
    if (way.value) return *way.value;
    const bool infinite = way.upward ? side.upper_infinite : side.lower_infinite;
    if (infinite) {
        const bool from_zero = way.upward ? side.lower_infinite || (side.lower >= 0 && side.lower <= 1)
                                          : side.upper_infinite || (side.upper <= 0 && side.upper >= -1);
        if (from_zero) return way.upward ? far : -far;
        if (way.upward && !side.lower_infinite && side.lower > 1) return beyond(far, side.lower);
        return way.upward ? Expression(side.lower) + far : Expression(side.upper) - far;
    }
    const Rational width = side.is_bounded() ? Rational((side.upper - side.lower) / 2) : Rational(1);
    const Expression step = near(far, width);
    return way.upward ? Expression(side.upper) - step : Expression(side.lower) + step;
}

/// The numbers 10^exponent, 1 and where they are in the way's terms.
double number(const Side& side, const Way& way, double far) {
    if (way.value) return way.value->convert_to<double>();
    const double lower = side.lower.convert_to<double>(), upper = side.upper.convert_to<double>();
    if (way.upward) return side.upper_infinite ? (side.lower_infinite ? 0 : lower) + far : upper - 1 / far;
    return side.lower_infinite ? (side.upper_infinite ? 0 : upper) - far : lower + 1 / far;
}

using Choice = std::vector<Way>;

/// Where each coordinate goes, the choices with the least values far out first.
std::vector<Choice> choices(const Expression& f, const SearchDomain& domain,
                            const std::vector<std::vector<double>>& low, const std::function<bool()>& stop) {
    constexpr std::size_t most_tried = 2000, most_kept = 5;
    std::vector<Choice> all{{}};
    for (std::size_t i = 0; i < domain.box.size(); ++i) {
        std::vector<Choice> longer;
        for (const Choice& head : all)
            for (const Way& way : ways(domain.box[i], low, i)) {
                longer.push_back(head);
                longer.back().push_back(way);
            }
        if (longer.size() > most_tried) return {};
        all = std::move(longer);
    }
    Landscape landscape(comparison(f, Relation::greater_equal, 0), domain);
    std::vector<std::pair<double, std::size_t>> values;
    for (std::size_t k = 0; k < all.size() && !stop(); ++k) {
        if (std::all_of(all[k].begin(), all[k].end(), [](const Way& w) { return w.value.has_value(); }))
            continue;
        for (const double far : {1e30, 1e12}) {
            std::vector<double> x;
            for (std::size_t i = 0; i < domain.box.size(); ++i)
                x.push_back(number(domain.box[i], all[k][i], far));
            const double value = landscape.margin(x);
            if (std::isnan(value)) continue;
            if (value < std::numeric_limits<double>::infinity()) values.emplace_back(value, k);
            break;
        }
    }
    std::sort(values.begin(), values.end());
    std::vector<Choice> result;
    for (std::size_t k = 0; k < values.size() && k < most_kept; ++k) result.push_back(all[values[k].second]);
    return result;
}

/// What the samples on a curve suggest.
class Samples {
  public:
    explicit Samples(const Expression& on_curve) {
        PlainFunction value({shortened(on_curve)}, {curve_parameter});
        for (const double t : {1.0, 1.2, 1.5, 2.0, 3.0, 10.0, 1e2, 1e3, 1e5, 1e7, 1e12}) {
            const double now = value(std::vector{t})[0];
            if (!std::isfinite(now)) break;
            values_.emplace_back(t, now);
        }
    }
    [[nodiscard]] bool are_enough() const { return values_.size() >= 4; }
    template <class Bound>
    [[nodiscard]] bool lie_below(const Bound& bound) const {
        return std::all_of(values_.begin(), values_.end(),
                           [&](const auto& v) { return v.second <= bound(v.first); });
    }
    /// As far as it seems to exist.
    [[nodiscard]] std::optional<double> limit() const {
        const auto last = values_.back().second, before = values_[values_.size() - 2].second;
        if (std::abs(last - before) > 1e-3 * (1 + std::abs(last))) return std::nullopt;
        return last;
    }

  private:
    std::vector<std::pair<double, double>> values_;
};

Rational above(double x, const Rational& slack) {
    const Rational grid = slack / 10, q = (Rational(x) + slack / 4) / grid;
    return Rational(numerator(q) / denominator(q) + 1) * grid;
}

std::optional<Approach> along(const Expression& f, const SearchDomain& domain, const Choice& choice,
                              const Speed& speed, const Rational& slack) {
    Approach result;
    std::map<std::string, Expression> on_curve;
    for (std::size_t i = 0; i < choice.size(); ++i) {
        result.curve.push_back(place(domain.box[i], choice[i], speed));
        on_curve.emplace(domain.names[i], result.curve.back());
    }
    const Samples samples(instantiate(f, on_curve, {}));
    if (!samples.are_enough()) return std::nullopt;
    if (samples.lie_below([](double t) { return -t; })) return result;
    result.slowly = true;
    if (samples.lie_below([](double t) { return -std::log(t); })) return result;
    result.slowly = false;
    const auto limit = samples.limit();
    if (!limit) return std::nullopt;
    result.limit = above(*limit, slack);
    const double end = result.limit->convert_to<double>();
    if (!samples.lie_below([&](double t) { return end + 1 / t; })) return std::nullopt;
    return result;
}

}  // namespace

std::vector<Approach> find_approaches(const Expression& f, const SearchDomain& domain,
                                      const std::vector<std::vector<double>>& low, const Rational& slack,
                                      const std::function<bool()>& stop) {
    std::vector<Approach> result;
    for (const Choice& choice : choices(f, domain, low, stop))
        for (const Speed& speed : speeds()) {
            if (stop()) return result;
            try {
                if (auto found = along(f, domain, choice, speed, slack)) result.push_back(std::move(*found));
            } catch (const InputError&) {  // something that has no value there
            }
        }
    std::stable_sort(result.begin(), result.end(), [](const Approach& a, const Approach& b) {
        if (!a.limit || !b.limit) return !a.limit && (b.limit || a.slowly < b.slowly);
        return *a.limit < *b.limit;
    });
    return result;
}

}  // namespace dlncert
