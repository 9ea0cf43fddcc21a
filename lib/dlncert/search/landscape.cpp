#include <Eigen/Cholesky>
#include <algorithm>
#include <cmath>
#include <dlncert/search/landscape.hpp>
#include <limits>
#include <random>

namespace dlncert {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// With more samples than these nothing is to be missed.
constexpr std::size_t many_samples = 10'000;

double coordinate(const Side& side, double lower, double upper, double q) {
    if (side.lower_infinite && side.upper_infinite) return (2 * q - 1) / (2 * q * (1 - q));
    if (side.upper_infinite) return lower + q / (1 - q);
    if (side.lower_infinite) return upper - (1 - q) / q;
    return q == 1 ? upper : lower + q * (upper - lower);
}

/// q moved into the range: an open or infinite end is approached to 10⁻⁶.
double clamped(const Side& side, double q) {
    const double margin = 1e-6;
    const double least = side.lower_infinite || side.lower_open ? margin : 0;
    const double most = side.upper_infinite || side.upper_open ? 1 - margin : 1;
    return std::clamp(q, least, most);
}

bool contains(const Side& side, const Rational& x) {
    if (!side.lower_infinite && (side.lower_open ? x <= side.lower : x < side.lower)) return false;
    return side.upper_infinite || (side.upper_open ? x < side.upper : x <= side.upper);
}

/// A sequence that fills the unit cube evenly: additive recurrence by powers of the generalised golden ratio
/// (Roberts 2018).
class Spread {
  public:
    explicit Spread(std::size_t dimensions) {
        double ratio = 2;
        for (int k = 0; k < 60; ++k) ratio = std::pow(1 + ratio, 1.0 / static_cast<double>(dimensions + 1));
        for (std::size_t d = 0; d < dimensions; ++d)
            steps_.push_back(std::pow(ratio, -static_cast<double>(d + 1)));
    }
    std::vector<double> operator()(std::size_t i) const {
        std::vector<double> q;
        q.reserve(steps_.size());
        for (const double step : steps_) {
            const double x = 0.5 + static_cast<double>(i) * step;
            q.push_back(x - std::floor(x));
        }
        return q;
    }

  private:
    std::vector<double> steps_;
};

/// Slope and curvature of each of several functions by central differences, each function on its own: a
/// barrier's derivatives are put together from them exactly, so that steps of 1e-4 do not blur a border that
/// is nearer than that.
struct LocalShape {
    Eigen::VectorXd slope;
    Eigen::MatrixXd curvature;
};

using Values = std::function<std::vector<double>(const std::vector<double>&)>;

std::vector<LocalShape> local_shapes(const Values& values, const std::vector<double>& q, std::size_t count) {
    const auto n = static_cast<Eigen::Index>(q.size());
    const double fine = 1e-6;
    const double coarse = 1e-4;
    std::vector<LocalShape> shapes(count, {Eigen::VectorXd(n), Eigen::MatrixXd(n, n)});
    const auto at = [&](Eigen::Index i, double di, Eigen::Index j, double dj) {
        std::vector<double> moved = q;
        moved[static_cast<std::size_t>(i)] += di;
        moved[static_cast<std::size_t>(j)] += dj;
        return values(moved);
    };
    const std::vector<double> here = values(q);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto right = at(i, fine, i, 0);
        const auto left = at(i, -fine, i, 0);
        for (std::size_t k = 0; k < count; ++k) shapes[k].slope(i) = (right[k] - left[k]) / (2 * fine);
        for (Eigen::Index j = 0; j <= i; ++j) {
            const auto a = i == j ? at(i, coarse, i, 0) : at(i, coarse, j, coarse);
            const auto b = i == j ? here : at(i, coarse, j, -coarse);
            const auto c = i == j ? here : at(i, -coarse, j, coarse);
            const auto d = i == j ? at(i, -coarse, i, 0) : at(i, -coarse, j, -coarse);
            const double area = i == j ? coarse * coarse : 4 * coarse * coarse;
            for (std::size_t k = 0; k < count; ++k)
                shapes[k].curvature(i, j) = shapes[k].curvature(j, i) = (a[k] - b[k] - c[k] + d[k]) / area;
        }
    }
    return shapes;
}

/// v[0] − μ Σ log v[k] − μ Σ log(q (1 − q)); NaN outside.
double barrier(const std::vector<double>& v, const std::vector<double>& q, double mu) {
    double sum = v[0];
    for (std::size_t k = 1; k < v.size(); ++k) sum -= v[k] > 0 ? mu * std::log(v[k]) : std::nan("");
    for (const double x : q) sum -= x > 0 && x < 1 ? mu * std::log(x * (1 - x)) : std::nan("");
    return sum;
}

/// One damped Newton step on the barrier; how much it fell.
double barrier_step(const Values& values, std::vector<double>& q, double mu) {
    const auto n = static_cast<Eigen::Index>(q.size());
    const auto v = values(q);
    const auto shapes = local_shapes(values, q, v.size());
    Eigen::VectorXd slope = shapes[0].slope;
    Eigen::MatrixXd hessian = shapes[0].curvature;
    for (std::size_t k = 1; k < v.size(); ++k) {
        slope -= mu / v[k] * shapes[k].slope;
        hessian += mu / (v[k] * v[k]) * shapes[k].slope * shapes[k].slope.transpose() -
                   mu / v[k] * shapes[k].curvature;
    }
    for (Eigen::Index i = 0; i < n; ++i) {
        const double x = q[static_cast<std::size_t>(i)];
        slope(i) -= mu * (1 / x - 1 / (1 - x));
        hessian(i, i) += mu * (1 / (x * x) + 1 / ((1 - x) * (1 - x)));
    }
    if (!slope.allFinite() || !hessian.allFinite()) return 0;
    const double before = barrier(v, q, mu);
    const double size = hessian.diagonal().cwiseAbs().maxCoeff();
    for (double damping = 0; damping < 1e6; damping = std::max(1e-8, 10 * damping)) {
        const Eigen::LLT<Eigen::MatrixXd> factor(hessian + damping * size * Eigen::MatrixXd::Identity(n, n));
        if (factor.info() != Eigen::Success) continue;
        const Eigen::VectorXd move = factor.solve(slope);
        for (double length = 1; length > 1e-3; length /= 2) {
            std::vector<double> trial = q;
            for (std::size_t i = 0; i < trial.size(); ++i)
                trial[i] -= length * move(static_cast<Eigen::Index>(i));
            const double after = barrier(values(trial), trial, mu);
            if (!(after < before)) continue;
            q = std::move(trial);
            return before - after;
        }
    }
    return 0;
}

}  // namespace

Rational simplest_between(const Rational& low, const Rational& high) {
    if (low <= 0 && high >= 0) return 0;
    if (high < 0) return -simplest_between(Rational(-high), Rational(-low));
    const Integer whole = numerator(low) / denominator(low);
    if (Rational(whole) == low) return low;
    if (Rational(whole + 1) <= high) return Rational(whole + 1);
    const Rational rest = simplest_between(Rational(1) / (high - whole), Rational(1) / (low - whole));
    return Rational(whole) + Rational(1) / rest;
}

Landscape::Landscape(const Formula& formula, const SearchDomain& domain) : domain_(domain) {
    std::vector<Expression> functions;
    formula_ = compile(formula, functions);
    hypotheses_ =
        compile({.kind = Formula::Kind::all, .comparison = {}, .parts = domain.hypotheses}, functions);
    functions_.emplace(functions, domain.names);
    point_.resize(domain.names.size());
    for (const Side& side : domain.box)
        ends_.emplace_back(static_cast<double>(side.lower), static_cast<double>(side.upper));
}

Landscape::Part Landscape::compile(const Formula& formula, std::vector<Expression>& functions) {
    Part part{.kind = formula.kind, .relation = formula.comparison.relation, .parts = {}};
    if (formula.kind == Formula::Kind::comparison) {
        part.index = functions.size();
        functions.push_back(Expression::node(Op::sub, {formula.comparison.left, formula.comparison.right}));
    }
    for (const Formula& inner : formula.parts) part.parts.push_back(compile(inner, functions));
    return part;
}

double Landscape::margin(const Part& part, std::span<const double> values) {
    if (part.kind == Formula::Kind::comparison) {
        const double difference = values[part.index];
        if (part.relation == Relation::equal) return -std::abs(difference);
        const bool greater = part.relation == Relation::greater || part.relation == Relation::greater_equal;
        return greater ? difference : -difference;
    }
    const bool all = part.kind == Formula::Kind::all;
    double result = all ? infinity : -infinity;
    for (const Part& inner : part.parts) {
        const double value = margin(inner, values);
        if (std::isnan(value) && all) return value;
        if (!std::isnan(value)) result = all ? std::min(result, value) : std::max(result, value);
    }
    return !all && result == -infinity ? std::nan("") : result;
}

double Landscape::margin(std::span<const double> point) {
    const auto values = (*functions_)(point);
    const double hypotheses = margin(hypotheses_, values);
    if (!(hypotheses >= 0)) return infinity;
    return margin(formula_, values);
}

void Landscape::move_to(const std::vector<double>& parameters) {
    for (std::size_t i = 0; i < parameters.size(); ++i)
        point_[i] = coordinate(domain_.box[i], ends_[i].first, ends_[i].second, parameters[i]);
}

double Landscape::at(const std::vector<double>& parameters) {
    move_to(parameters);
    return margin(point_);
}

/// Pattern search in the parameters: random directions, the step doubled after a success and halved after
/// failures. It needs no derivatives and no smoothness, and follows the border of the hypotheses.
void Landscape::descend(LowPoint& low, double radius, double last_radius, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    const std::size_t n = low.parameters.size();
    std::vector<double> direction(n), trial(n);
    std::size_t failures = 0;
    for (std::size_t steps = 0; radius > last_radius && steps < 400 * (n + 1); ++steps) {
        const bool along_axis = steps % (2 * n) < n;
        for (std::size_t i = 0; i < n; ++i) direction[i] = along_axis ? 0 : normal(random);
        if (along_axis) direction[steps % n] = 1;
        bool improved = false;
        for (const double sign : {1.0, -1.0}) {
            for (std::size_t i = 0; i < n; ++i)
                trial[i] = clamped(domain_.box[i], low.parameters[i] + sign * radius * direction[i]);
            const double value = at(trial);
            if (!(value < low.margin)) continue;
            low.margin = value;
            low.parameters = trial;
            improved = true;
            break;
        }
        failures = improved ? 0 : failures + 1;
        if (improved) radius = std::min(0.25, 2 * radius);
        if (failures > n) {
            radius /= 2;
            failures = 0;
        }
    }
}

/// Newton's method by central differences, damped until it leads downhill: along curved valleys, where a
/// pattern search is slow.
void Landscape::polish(LowPoint& low) {
    const auto n = static_cast<Eigen::Index>(low.parameters.size());
    const double h = 1e-4;
    const auto moved = [&](Eigen::Index i, double di, Eigen::Index j, double dj) {
        std::vector<double> q = low.parameters;
        q[static_cast<std::size_t>(i)] += di;
        q[static_cast<std::size_t>(j)] += dj;
        return at(q);
    };
    double damping = 1e-6;
    for (int steps = 0; steps < 60 && damping < 1e12; ++steps) {
        Eigen::VectorXd slope(n);
        Eigen::MatrixXd hessian(n, n);
        for (Eigen::Index i = 0; i < n; ++i) {
            slope(i) = (moved(i, h, i, 0) - moved(i, -h, i, 0)) / (2 * h);
            for (Eigen::Index j = 0; j <= i; ++j)
                hessian(i, j) = hessian(j, i) =
                    i == j ? (moved(i, h, i, 0) - 2 * low.margin + moved(i, -h, i, 0)) / (h * h)
                           : (moved(i, h, j, h) - moved(i, h, j, -h) - moved(i, -h, j, h) +
                              moved(i, -h, j, -h)) /
                                 (4 * h * h);
        }
        if (!slope.allFinite() || !hessian.allFinite()) return;
        bool improved = false;
        for (; !improved && damping < 1e12; damping *= improved ? 0.1 : 10) {
            const Eigen::MatrixXd shifted =
                hessian + damping * (1 + hessian.norm()) * Eigen::MatrixXd::Identity(n, n);
            const Eigen::LLT<Eigen::MatrixXd> factor(shifted);
            if (factor.info() != Eigen::Success) continue;
            const Eigen::VectorXd move = factor.solve(slope);
            std::vector<double> trial = low.parameters;
            for (std::size_t i = 0; i < trial.size(); ++i)
                trial[i] = clamped(domain_.box[i], trial[i] - move(static_cast<Eigen::Index>(i)));
            const double value = at(trial);
            improved = value < low.margin;
            if (improved) {
                low.margin = value;
                low.parameters = std::move(trial);
            }
        }
    }
}

/// The formula's margin, then the hypotheses' one by one.
std::vector<double> Landscape::margins(const std::vector<double>& parameters) {
    move_to(parameters);
    const auto values = (*functions_)(point_);
    std::vector<double> result = {margin(formula_, values)};
    for (const Part& part : hypotheses_.parts) result.push_back(margin(part, values));
    return result;
}

/// Downhill inside the hypotheses and the box, by an interior point method: Newton's method on
/// margin − μ Σ log(hypothesis) − μ Σ log(q (1 − q)) for falling μ. The point stays strictly inside, so that
/// simplifying its coordinates is harmless; optima on active hypotheses are approached to about μ.
void Landscape::descend_inside(LowPoint& low) {
    LowPoint inner = low;
    for (double& q : inner.parameters) q = std::clamp(q, 1e-3, 1 - 1e-3);
    const Values values = [this](const std::vector<double>& q) { return margins(q); };
    const auto start = margins(inner.parameters);
    for (std::size_t k = 0; k < start.size(); ++k)
        if (!(k == 0 ? std::isfinite(start[k]) : start[k] > 0)) return;
    const double scale = 1 + std::abs(start[0]);
    for (double mu = 0.1 * scale; mu > 1e-12 * scale; mu /= 5)
        for (int steps = 0; steps < 30; ++steps)
            if (barrier_step(values, inner.parameters, mu) < 1e-3 * mu) break;
    inner.margin = at(inner.parameters);
    if (inner.margin < low.margin || inner.margin < 0) low = std::move(inner);
}

std::vector<LowPoint> Landscape::low_points(std::size_t samples, std::size_t count,
                                            const std::function<bool()>& stop) {
    const std::size_t n = domain_.names.size();
    std::vector<LowPoint> points;
    const auto add = [&](std::vector<double> q) {
        for (std::size_t i = 0; i < n; ++i) q[i] = clamped(domain_.box[i], q[i]);
        const double value = at(q);
        if (value < infinity) points.push_back({std::move(q), point_, value});
    };
    if (n == 0) {
        add({});
        return points;
    }
    // the middle and the corners, as far as they are few
    for (std::size_t corner = 0; n <= 8 && corner < (std::size_t{1} << n); ++corner) {
        std::vector<double> q(n);
        for (std::size_t i = 0; i < n; ++i) q[i] = (corner >> i) & 1U ? 1 : 0;
        add(std::move(q));
    }
    add(std::vector<double>(n, 0.5));
    const Spread spread(n);
    for (std::size_t i = 0; i < samples && (i % 256 != 0 || !stop()); ++i) add(spread(i));
    const auto lower = [](const LowPoint& a, const LowPoint& b) { return a.margin < b.margin; };
    std::stable_sort(points.begin(), points.end(), lower);
    const auto close = [](const LowPoint& a, const LowPoint& b, double distance) {
        for (std::size_t i = 0; i < a.parameters.size(); ++i)
            if (std::abs(a.parameters[i] - b.parameters[i]) > distance) return false;
        return true;
    };
    std::vector<LowPoint> chosen;
    for (double distance = 0.1; distance > 0.01 && chosen.size() < 2 * count; distance /= 2)
        for (const LowPoint& point : points) {
            const bool isolated = std::none_of(chosen.begin(), chosen.end(), [&](const auto& other) {
                return close(point, other, distance);
            });
            if (isolated && chosen.size() < 2 * count) chosen.push_back(point);
        }
    if (hypotheses_.parts.empty() && samples <= many_samples) {  // one of each basin
        for (std::size_t i = 0; i < chosen.size() && !stop(); ++i) descend(chosen[i], 0.03, 2e-3, i);
        std::stable_sort(chosen.begin(), chosen.end(), lower);
        std::vector<LowPoint> basins;
        for (LowPoint& point : chosen)
            if (std::none_of(basins.begin(), basins.end(),
                             [&](const auto& other) { return close(point, other, 0.01); }))
                basins.push_back(std::move(point));
        chosen = std::move(basins);
    }
    for (std::size_t i = 0; i < chosen.size() && !stop(); ++i) {
        const LowPoint sample = chosen[i];
        descend(chosen[i], 0.03, 1e-12, i);
        polish(chosen[i]);
        // without hypotheses the border is flat, and pattern search follows it; for the sake of another basin
        const bool few = i < 2 || samples > many_samples;
        if (!hypotheses_.parts.empty() || (chosen[i].margin >= 0 && few)) {
            LowPoint inner = sample;
            descend_inside(inner);
            if (inner.margin < 0 || inner.margin < chosen[i].margin) chosen[i] = std::move(inner);
        }
        (void)at(chosen[i].parameters);
        chosen[i].point = point_;
    }
    std::stable_sort(chosen.begin(), chosen.end(), lower);
    std::vector<LowPoint> result;
    for (const LowPoint& point : chosen)
        if (result.size() < count && std::none_of(result.begin(), result.end(), [&](const auto& other) {
                return close(point, other, 1e-4);
            }))
            result.push_back(point);
    return result;
}

std::optional<LowPoint> Landscape::undefined_point() {
    const std::size_t n = domain_.names.size();
    const Spread spread(n);
    for (std::size_t i = 0; i < 300; ++i) {
        std::vector<double> q = i == 0 ? std::vector<double>(n, 0.5) : spread(i);
        if (std::isnan(at(q))) return LowPoint{std::move(q), point_, std::nan("")};
    }
    return std::nullopt;
}

int Landscape::seeming_sign() {
    bool positive = false;
    bool negative = false;
    const Spread spread(domain_.names.size());
    for (std::size_t i = 0; i < 100; ++i) {
        const double value = at(spread(i));
        if (std::isnan(value)) return 0;
        if (value == infinity) continue;
        positive = positive || value > 1e-13;
        negative = negative || value < -1e-13;
    }
    return positive == negative ? 0 : positive ? 1 : -1;
}

std::optional<std::vector<Rational>> Landscape::rational_point(
    const LowPoint& low, const std::function<bool(const std::vector<Rational>&)>& accept) const {
    const std::size_t n = low.point.size();
    for (int bits = 2; bits <= 50; bits += 4) {
        std::vector<Rational> point(n);
        bool inside = true;
        for (std::size_t i = 0; i < n && inside; ++i) {
            if (!std::isfinite(low.point[i])) return std::nullopt;
            const Rational x(low.point[i]);
            const Rational radius = std::max<Rational>(abs(x), Rational(1, 100)) * power_of_two(-bits);
            const Side& side = domain_.box[i];
            Rational from = x - radius;
            Rational to = x + radius;
            if (!side.lower_infinite && from < side.lower) from = side.lower;
            if (!side.upper_infinite && to > side.upper) to = side.upper;
            if (from > to) return std::nullopt;
            point[i] = simplest_between(from, to);
            if (!contains(side, point[i])) point[i] = (from + to) / 2;
            inside = contains(side, point[i]);
        }
        if (inside && accept(point)) return point;
    }
    return std::nullopt;
}

}  // namespace dlncert
