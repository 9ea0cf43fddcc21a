#include <algorithm>
#include <dlncert/calculus/newton.hpp>
#include <dlncert/dln/equilibrium.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

Ball enclosure(const ExactInterval& x, long precision) {
    return x.is_point() ? Ball::from(x.lower, precision) : Ball::from(x.lower, x.upper, precision);
}

VerifiedRange<Ball> range(const ExactInterval& x, long precision) {
    if (x.is_point()) return Ball::from(x.lower, precision);
    return {Ball::from(x.lower, precision), Ball::from(x.upper, precision)};
}

/// w = (2 − ν)/3 − (1 + ν)/(3(d − 1)) ≥ 0, with 0 only for ν = 1/2 and d = 2: it decreases in ν.
ExactInterval shape_weight(const EquilibriumModel& model) {
    const auto at = [&](const Rational& nu) -> Rational {
        return (2 - nu) / 3 - (1 + nu) / Rational(3 * (model.width - 1));
    };
    return {at(model.nu.upper), at(model.nu.lower)};
}

/// −N for `sum`, −1 for `mean`, by its absolute value. @throws Unsupported
ExactInterval speed(const EquilibriumModel& model, Metric metric) {
    if (metric == Metric::mean) return Rational(1);
    if (model.nu.lower == 0) throw Unsupported("there is no finite N at infinite depth (nu = 0)");
    return {Rational(1 / model.nu.upper), Rational(1 / model.nu.lower)};
}

/// t^e for t and e from intervals, e ≥ 0: e log t is bilinear, so its extremes are at the corners.
VerifiedRange<Ball> power(const ExactInterval& t, const ExactInterval& e, long precision) {
    const auto at = [&](const Rational& base, const Rational& exponent) {
        return pow(Ball::from(base, precision), exponent);
    };
    if (t.is_point() && e.is_point()) return at(t.lower, e.lower);
    const auto least = [&](const Rational& base) { return at(base, base < 1 ? e.upper : e.lower); };
    const auto greatest = [&](const Rational& base) { return at(base, base < 1 ? e.lower : e.upper); };
    return {least(t.lower), greatest(t.upper)};
}

/// −x · c · n for x, n > 0 and exact c ≥ 0.
VerifiedRange<Ball> rate(const VerifiedRange<Ball>& x, const ExactInterval& c, const ExactInterval& n,
                         long precision) {
    return -times_positive(times_positive(range(c, precision), x), range(n, precision));
}

}  // namespace

ExactInterval EquilibriumModel::level() const {
    const Rational half = Rational(width - 1) / 2;
    return {Rational(half * (1 - nu.upper) / beta.upper), Rational(half * (1 - nu.lower) / beta.lower)};
}

VerifiedRange<Ball> schatten_equilibrium(const Rational& p, const EquilibriumModel& model, long precision) {
    return power(model.level(), Rational(1 / p), precision);
}

Rates schatten_rates(const Rational& p, const EquilibriumModel& model, Metric metric, long precision) {
    const auto exponent = [&](const Rational& nu) -> Rational { return 1 - 2 * nu / p; };
    const VerifiedRange<Ball> t =
        power(model.level(), {exponent(model.nu.upper), exponent(model.nu.lower)}, precision);
    const ExactInterval n = speed(model, metric), w = shape_weight(model);
    return {.scaling = rate(t, p, n, precision),
            .shape = rate(t, {Rational(p - 1 + w.lower), Rational(p - 1 + w.upper)}, n, precision)};
}

ConstrainedDual constrained_dual(const Rational& p, const ExactInterval& nu, long width,
                                 const Rational& constraint, long precision) {
    const Rational factor = Rational(width) * (width - 1) / (2 * constraint);
    return {.sigma = power(Rational(constraint / width), Rational(1 / p), precision),
            .multiplier = {Rational(factor * (1 - nu.upper)), Rational(factor * (1 - nu.lower))}};
}

ScalarBalance::ScalarBalance(const SpectralEnergy& energy, long width) {
    const Expression s = Expression::variable("s"), x = Expression::variable("x");
    const Expression psi = substitute(energy.psi(), "x", s);
    const Expression phi_slope = dlncert::derivative(energy.phi(), x);
    value_ = s * substitute(phi_slope, "x", Expression(Rational(width)) * psi) * dlncert::derivative(psi, s);
    slope_ = dlncert::derivative(value_, s);
}

namespace {

constexpr long coarse = 128;  // bits that decide signs and isolate solutions

/// The sign of R(s) − level, 0 where it is not shown.
int sign_at(const ScalarBalance& balance, const Rational& level, const Rational& s, long precision) {
    const Decorated<Ball> value = balance.value(Ball::from(s, precision));
    if (value.definedness() < Definedness::defined) return 0;
    const Ball difference = value.value() - level;
    return certainly_positive(difference) ? 1 : certainly_negative(difference) ? -1 : 0;
}

/// Shows that R is continuous on the interval, by parts.
bool is_continuous(const ScalarBalance& balance, const Rational& lower, const Rational& upper,
                   int depth = 8) {
    if (balance.value(Ball::from(lower, upper, coarse)).definedness() >= Definedness::continuous) return true;
    const Rational middle = (lower + upper) / 2;
    return depth > 0 && is_continuous(balance, lower, middle, depth - 1) &&
           is_continuous(balance, middle, upper, depth - 1);
}

/// Numbers at which solutions do not lie unless someone means them to.
const Rational odd_factor(1000003, 1048583);

/// A change of sign on the way from 1 to 0 or to infinity: the first that doubling the exponent and then
/// bisecting it meets. Where R cannot be evaluated the way ends.
std::optional<Crossing> crossing_towards(const ScalarBalance& balance, const Rational& level,
                                         long direction) {
    constexpr long most = 4096;
    const auto at = [&](long k) -> Rational { return odd_factor * power_of_two(direction * k); };
    const auto sign = [&](long k) { return sign_at(balance, level, at(k), coarse); };
    const int start = sign(0);
    if (start == 0) return std::nullopt;
    long inner = 0, outer = 1;
    while (outer <= most && sign(outer) == start) {
        inner = outer;
        outer *= 2;
    }
    if (outer > most) return std::nullopt;
    while (outer - inner > 1) {
        const long half = (inner + outer) / 2;
        (sign(half) == start ? inner : outer) = half;
    }
    if (sign(outer) != -start) return std::nullopt;
    const Crossing found{std::min(at(inner), at(outer)), std::max(at(inner), at(outer)),
                         (start < 0) == (direction > 0)};
    if (!is_continuous(balance, found.lower, found.upper)) return std::nullopt;
    return found;
}

}  // namespace

std::optional<Crossing> find_crossing(const ScalarBalance& balance, const Rational& level) {
    const bool high = sign_at(balance, level, odd_factor, coarse) > 0;
    if (auto found = crossing_towards(balance, level, high ? -1 : 1)) return found;
    return crossing_towards(balance, level, high ? 1 : -1);
}

namespace {

/// What is known of R − level on an interval on which R is differentiable.
struct Ranges {
    Ball value, slope;
};

/// Nothing unless R is shown differentiable on the whole of s.
std::optional<Ranges> ranges(const ScalarBalance& balance, const Rational& level, const Ball& s) {
    const Decorated<Ball> value = balance.value(s);
    if (value.definedness() < Definedness::differentiable) return std::nullopt;
    const Decorated<Ball> derivative = balance.slope(s);
    if (derivative.definedness() < Definedness::defined) return std::nullopt;
    const Ball slope = derivative.value();
    // The mean value form is sharper on short intervals.
    const Ball centre = midpoint(s);
    const Ball mean = balance.value(centre).value() + slope * (s - centre);
    return Ranges{intersection(value.value(), mean) - level, slope};
}

/// Where to cut: near the middle, on a logarithmic scale if the interval is long.
Rational cut(const Rational& lower, const Rational& upper) {
    const auto exponent = [](const Rational& x) {
        return static_cast<long>(msb(numerator(x))) - static_cast<long>(msb(denominator(x)));
    };
    if (upper > 4 * lower) {
        const Rational at = odd_factor * power_of_two((exponent(lower) + exponent(upper)) / 2);
        if (lower < at && at < upper) return at;
    }
    return lower + (upper - lower) * odd_factor / 2;
}

/// Intervals that hold every solution, in increasing order, R being strictly monotone on each; neighbours of
/// the same direction are one. Nothing if `most` boxes do not suffice.
std::optional<std::vector<Crossing>> monotone_parts(const ScalarBalance& balance, const Rational& level,
                                                    const ExactInterval& whole, std::size_t most,
                                                    Rational& stuck) {
    const Rational least_width = power_of_two(-100);  // relative: near what `coarse` bits resolve
    std::vector<Crossing> parts;
    std::vector<ExactInterval> open{whole};
    for (std::size_t boxes = 0; !open.empty(); ++boxes) {
        const ExactInterval box = open.back();
        stuck = box.lower;
        if (boxes == most || box.upper - box.lower < least_width * box.lower) return std::nullopt;
        open.pop_back();
        const auto known = ranges(balance, level, Ball::from(box.lower, box.upper, coarse));
        if (known && (certainly_nonzero(known->value) || is_empty(known->value))) continue;
        if (known && certainly_nonzero(known->slope)) {
            const bool upward = certainly_positive(known->slope);
            if (!parts.empty() && parts.back().upper == box.lower && parts.back().upward == upward)
                parts.back().upper = box.upper;
            else
                parts.push_back({box.lower, box.upper, upward});
            continue;
        }
        const Rational middle = cut(box.lower, box.upper);
        open.emplace_back(middle, box.upper);
        open.emplace_back(box.lower, middle);
    }
    return parts;
}

}  // namespace

std::optional<std::vector<Crossing>> find_crossings(const ScalarBalance& balance, const Rational& level,
                                                    Rational lower, Rational upper, std::size_t most_boxes,
                                                    Rational* stuck) {
    Rational place;
    const auto parts =
        monotone_parts(balance, level, {std::move(lower), std::move(upper)}, most_boxes, place);
    if (stuck) *stuck = place;
    if (!parts) return std::nullopt;
    std::vector<Crossing> found;
    for (const Crossing& part : *parts) {
        const int first = sign_at(balance, level, part.lower, 4 * coarse);
        const int last = sign_at(balance, level, part.upper, 4 * coarse);
        if (stuck) *stuck = first == 0 ? part.lower : part.upper;
        if (first == 0 || last == 0) return std::nullopt;
        if (first != last) found.push_back(part);
    }
    return found;
}

namespace {

/// R − level, looked at over intervals with no more bits than their length is worth.
DifferentiableSystem<Ball> equation(const ScalarBalance& balance, const Rational& level, long bits) {
    const auto at = [bits](const Ball& s) {
        return is_point(s) ? s : s.with_precision(std::min(s.precision(), bits));
    };
    return {
        .values = [=, &balance](
                      const std::vector<Ball>& s) { return std::vector{balance.value(at(s[0])) - level}; },
        .jacobian = [=,
                     &balance](const std::vector<Ball>& s) { return std::vector{balance.slope(at(s[0]))}; }};
}

/// One step of interval Newton. What remains keeps all solutions; so R − level keeps its signs at the ends,
/// or is 0 there. False if it did not become shorter by half.
bool newton(const ScalarBalance& balance, const Rational& level, Crossing& x, long precision, long accuracy) {
    const std::vector<Ball> s{Ball::from(x.lower, x.upper, precision)};
    const NewtonStep<Ball> step = newton_step(equation(balance, level, accuracy + 64), s);
    if (step.zeros == ZeroCount::none) return false;  // it contradicts that there is a solution
    const Rational before = x.upper - x.lower;
    x.lower = std::max(x.lower, lower(step.box[0]).value());
    x.upper = std::min(x.upper, upper(step.box[0]).value());
    return 2 * (x.upper - x.lower) <= before;
}

bool bisect(const ScalarBalance& balance, const Rational& level, Crossing& x, long precision) {
    const Rational middle = cut(x.lower, x.upper);
    const int sign = sign_at(balance, level, middle, precision);
    if (sign == 0) return false;
    ((sign < 0) == x.upward ? x.lower : x.upper) = middle;
    return true;
}

/// About −log2 of the relative width.
long accuracy_of(const Crossing& x) {
    const Rational width = x.upper - x.lower;
    if (width == 0) return Ball::max_precision;
    return static_cast<long>(msb(numerator(x.upper))) - static_cast<long>(msb(denominator(x.upper))) -
           static_cast<long>(msb(numerator(width))) + static_cast<long>(msb(denominator(width)));
}

}  // namespace

Ball solve_crossing(const ScalarBalance& balance, const Rational& level, const Crossing& crossing,
                    long precision) {
    Crossing x = crossing;
    const long most = precision + 32;
    long working = coarse;
    for (;;) {
        const long accuracy = accuracy_of(x);
        if (accuracy >= precision) break;
        working = std::min(most, std::max(working, 2 * accuracy + 64));
        const bool shorter =
            newton(balance, level, x, working, std::max(0L, accuracy)) || bisect(balance, level, x, working);
        if (shorter) continue;
        if (working == most) break;
        working = std::min(most, 2 * working);
    }
    return Ball::from(x.lower, x.upper, most);
}

namespace {

/// By t and the energy's curvature at σ.
Rates rates_from(const SpectralEnergy& energy, const EquilibriumModel& model, Metric metric,
                 const Ball& sigma, const Ball& t) {
    const long precision = sigma.precision();
    const auto [on_ones, on_complement] = energy.diagonal_curvature(sigma, model.width);
    const Ball entropic = t / sqr(sigma);
    const ExactInterval e{Rational(2 - 2 * model.nu.upper), Rational(2 - 2 * model.nu.lower)};
    const Ball factor = enclosure(speed(model, metric), precision) *
                        (e.is_point() ? pow(sigma, e.lower) : exp(enclosure(e, precision) * log(sigma)));
    const Ball weight = enclosure(shape_weight(model), precision);
    return {.scaling = -(factor * (on_ones + entropic)),
            .shape = -(factor * (on_complement + weight * entropic))};
}

/// The k-th of n equal parts.
ExactInterval part_of(const ExactInterval& whole, long k, long n) {
    if (whole.is_point()) return whole;
    const Rational step = (whole.upper - whole.lower) / n;
    return {Rational(whole.lower + k * step), Rational(whole.lower + (k + 1) * step)};
}

/// The smallest range around all that was added.
class Hull {
  public:
    void add(const VerifiedRange<Ball>& x) {
        const Endpoint low = lower(x.lower()), high = upper(x.upper());
        lower_ = empty_ ? low : std::min(lower_, low);
        upper_ = empty_ ? high : std::max(upper_, high);
        empty_ = false;
    }
    [[nodiscard]] VerifiedRange<Ball> range(long precision) const {
        if (!lower_.is_finite() || !upper_.is_finite()) return Ball::entire(precision);
        return {Ball::from(lower_.value(), precision), Ball::from(upper_.value(), precision)};
    }

  private:
    bool empty_ = true;
    Endpoint lower_, upper_;
};

}  // namespace

Rates rates_at(const SpectralEnergy& energy, const EquilibriumModel& model, Metric metric,
               const Ball& sigma) {
    return rates_from(energy, model, metric, sigma, enclosure(model.level(), sigma.precision()));
}

Rates rates_over(const SpectralEnergy& energy, const EquilibriumModel& model, Metric metric,
                 const std::function<VerifiedRange<Ball>(const EquilibriumModel&)>& sigma) {
    constexpr long most = 512;  // evaluations, about
    const long depths = model.nu.is_point() ? 1 : model.beta.is_point() ? most / 2 : 32;
    const long sides = most / depths;
    const ScalarBalance balance(energy, model.width);
    Hull scaling, shape;
    long precision = Ball::min_precision;
    for (long k = 0; k < depths; ++k) {
        EquilibriumModel part = model;
        part.nu = part_of(model.nu, k, depths);
        const VerifiedRange<Ball> all = sigma(part);
        precision = all.lower().precision();
        const ExactInterval range{lower(all.lower()).value(), upper(all.upper()).value()};
        for (long i = 0; i < sides; ++i) {
            const ExactInterval side = part_of(range, i, sides);
            const Ball s = Ball::from(side.lower, side.upper, precision);
            // where this is empty no equilibrium lies
            const Ball t = intersection(balance.value(s).value(), enclosure(part.level(), precision));
            if (is_empty(t)) continue;
            const Rates rates = rates_from(energy, part, metric, s, t);
            scaling.add(rates.scaling);
            shape.add(rates.shape);
        }
    }
    return {.scaling = scaling.range(precision), .shape = shape.range(precision)};
}

}  // namespace dlncert
