#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <deque>
#include <dlncert/search/landscape.hpp>
#include <dlncert/search/pass.hpp>
#include <dlncert/search/plain_function.hpp>
#include <dlncert/search/roots.hpp>
#include <dlncert/search/strategy.hpp>
#include <dlncert/search/subdivision.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/root_system.hpp>
#include <random>

namespace dlncert {
namespace {

using nlohmann::json;

constexpr int most_parameter_cuts = 12;  // one inside another

Side side_of(const Range& range) {
    Side side{.lower_infinite = range.lower.infinite,
              .upper_infinite = range.upper.infinite,
              .lower_open = range.lower.open || range.lower.infinite,
              .upper_open = range.upper.open || range.upper.infinite};
    if (!side.lower_infinite) side.lower = rational_value(range.lower.value).value();
    if (!side.upper_infinite) side.upper = rational_value(range.upper.value).value();
    return side;
}

double lower_end(const Side& side) {
    return side.lower_infinite ? -INFINITY : static_cast<double>(side.lower);
}
double upper_end(const Side& side) {
    return side.upper_infinite ? INFINITY : static_cast<double>(side.upper);
}

/// The value at the parameter q, as the token v@q has it.
double value_at(const Side& side, double q) {
    const double a = lower_end(side);
    const double b = upper_end(side);
    if (side.lower_infinite && side.upper_infinite) return (2 * q - 1) / (2 * q * (1 - q));
    if (side.upper_infinite) return a + q / (1 - q);
    if (side.lower_infinite) return b - (1 - q) / q;
    return a + q * (b - a);
}

/// The parameter of a value, by bisection.
double parameter_of(const Side& side, double value) {
    double low = 0, high = 1;
    for (int i = 0; i < 60; ++i) {
        const double q = (low + high) / 2;
        (value_at(side, q) < value ? low : high) = q;
    }
    return (low + high) / 2;
}

/// A multiple of the power of two 2^exponent near x.
Rational rounded(double x, int exponent) {
    return Rational(std::nearbyint(std::ldexp(x, -exponent))) * power_of_two(exponent);
}

json texts(const std::vector<Rational>& values) {
    json result = json::array();
    for (const Rational& value : values) result.push_back(to_string(value));
    return result;
}

Estimate enclosed(const Side& side) {
    const double a = side.lower_infinite ? -INFINITY : Interval::from(side.lower).lo();
    const double b = side.upper_infinite ? INFINITY : Interval::from(side.upper).hi();
    return {a, b};
}

}  // namespace

// ---- numbers without guarantee

/// F and its Jacobian as functions of parameters and unknowns.
class RootSearch::System {
  public:
    System(const RootStatement& statement, const Formula& equations, const SearchDomain& parameters)
        : roots(statement),
          functions(differences(equations)),
          all(parameters),
          first(parameters.names.size()),
          n(functions.size()),
          values_(with_jacobian(functions, statement.unknowns), names(parameters, statement.unknowns)) {
        for (const RealDomain& x : statement.unknowns) {
            unknowns.push_back(x.name);
            all.names.push_back(x.name);
            all.box.push_back(side_of(x.range));
        }
    }

    RootStatement roots;
    std::vector<Expression> functions;
    SearchDomain all;  ///< parameters, then unknowns
    std::size_t first, n;
    std::vector<std::string> unknowns;

    [[nodiscard]] const Side& range(std::size_t i) const { return all.box[first + i]; }
    [[nodiscard]] SearchDomain with_parameters(const SearchBox& box) const {
        SearchDomain result = all;
        std::copy(box.begin(), box.end(), result.box.begin());
        return result;
    }

    /// F and F' at the point; false where undefined.
    bool evaluate(const Point& parameters, const Point& x, Eigen::VectorXd& F, Eigen::MatrixXd& J) const {
        Point at = parameters;
        at.insert(at.end(), x.begin(), x.end());
        const auto values = values_(at);
        F.resize(static_cast<long>(n));
        J.resize(static_cast<long>(n), static_cast<long>(n));
        for (std::size_t i = 0; i < n; ++i) F(static_cast<long>(i)) = values[i];
        for (std::size_t i = 0; i < n * n; ++i)
            J(static_cast<long>(i / n), static_cast<long>(i % n)) = values[n + i];
        return F.allFinite() && J.allFinite();
    }

    /// A zero in the ranges, by Newton's method (Gauss-Newton where F' is singular) from a point; some
    /// coordinates may be kept.
    [[nodiscard]] std::optional<Point> newton(const Point& parameters, Point x, std::size_t kept = 0) const {
        Eigen::VectorXd F;
        Eigen::MatrixXd J;
        double size = INFINITY;
        for (int i = 0; i < 60; ++i) {
            if (!evaluate(parameters, x, F, J)) return std::nullopt;
            size = 1;
            for (const double value : x) size = std::max(size, std::fabs(value));
            const auto free = J.rightCols(static_cast<long>(n - kept));
            const Eigen::VectorXd step = free.completeOrthogonalDecomposition().solve(F);
            double damping = 1;
            for (int k = 0; k < 30 && !moved(x, step, damping, kept); ++k) damping /= 2;
            if (step.norm() < 1e-13 * size && inside(x)) return x;
        }
        return evaluate(parameters, x, F, J) && F.norm() < 1e-12 && inside(x) ? std::optional(x)
                                                                              : std::nullopt;
    }

    /// Zeros in the ranges, each once, as far as Newton's method finds them.
    [[nodiscard]] std::vector<Point> zeros(const Point& parameters) const {
        std::vector<Point> found;
        std::mt19937_64 engine(1);
        std::uniform_real_distribution<double> uniform(0.001, 0.999);
        for (std::size_t sample = 0; sample < 60 + 40 * n && found.size() < 12; ++sample) {
            Point x;
            for (std::size_t i = 0; i < n; ++i)
                x.push_back(value_at(range(i), sample == 0 ? 0.5 : uniform(engine)));
            const auto zero = newton(parameters, x);
            if (!zero) continue;
            const auto same = [&](const Point& other) { return distance(*zero, other) < 1e-6; };
            if (std::none_of(found.begin(), found.end(), same)) found.push_back(*zero);
        }
        return found;
    }

    static double distance(const Point& a, const Point& b) {
        double result = 0;
        for (std::size_t i = 0; i < a.size(); ++i)
            result = std::max(result, std::fabs(a[i] - b[i]) / std::max(1.0, std::fabs(a[i])));
        return result;
    }

  private:
    static std::vector<Expression> with_jacobian(std::vector<Expression> functions,
                                                 const std::vector<RealDomain>& unknowns) {
        const std::size_t count = functions.size();
        for (std::size_t i = 0; i < count; ++i)
            for (const RealDomain& x : unknowns)
                functions.push_back(derivative(functions[i], Expression::variable(x.name)));
        return functions;
    }
    static std::vector<std::string> names(const SearchDomain& parameters,
                                          const std::vector<RealDomain>& unknowns) {
        std::vector<std::string> result = parameters.names;
        for (const RealDomain& x : unknowns) result.push_back(x.name);
        return result;
    }
    [[nodiscard]] bool inside(const Point& x) const {
        for (std::size_t i = 0; i < n; ++i)
            if (!std::isfinite(x[i]) || !range(i).contains(Rational(x[i]))) return false;
        return true;
    }
    /// Moves x by −damping·step, unless that leaves the ranges by far.
    bool moved(Point& x, const Eigen::VectorXd& step, double damping, std::size_t kept) const {
        Point next = x;
        for (std::size_t i = kept; i < n; ++i) {
            next[i] -= damping * step(static_cast<long>(i - kept));
            const double slack = 1e-9 * (1 + std::fabs(next[i]));
            if (!(next[i] > lower_end(range(i)) - slack && next[i] < upper_end(range(i)) + slack))
                return false;
        }
        x = next;
        return true;
    }

    mutable PlainFunction values_;
};

namespace {

/// A point of a parameters' box; outside its hypotheses perhaps.
std::vector<double> middle(const SearchBox& box) {
    std::vector<double> result;
    for (const Side& side : box) result.push_back(value_at(side, 0.5));
    return result;
}

// ---- trees

/// What the leaves of a tree of the step 'exclude' can show of one function.
class Exclusion {
  public:
    Exclusion(const Expression& f, const std::vector<std::string>& names)
        : program_(f, names), whole_(program_, 53), centre_(program_, 53) {}

    [[nodiscard]] bool natural(const std::vector<Estimate>& box) {
        const Estimate& value = whole_(box);
        return value.lo() > 0 || value.hi() < 0;
    }
    /// The mean value form on the box of the last natural(…).
    [[nodiscard]] bool mean_value(const std::vector<Estimate>& box) {
        if (!whole_.status().defined || !whole_.status().smooth) return false;
        std::vector<Estimate> middle;
        for (const Estimate& x : box) middle.push_back(midpoint_of(x));
        Estimate form = centre_(middle);
        smear.assign(box.size(), 0);
        for (std::size_t i = 0; i < box.size(); ++i) {
            const Estimate change = whole_.derivative(i) * (box[i] - middle[i]);
            smear[i] = std::fmax(std::fabs(change.lo()), std::fabs(change.hi()));
            form = form + change;
        }
        return form.lo() > 0 || form.hi() < 0;
    }
    std::vector<double> smear;  ///< how much the value changes along each side, from the last mean_value

  private:
    Program program_;
    Pass<Estimate> whole_, centre_;
};

/// Where to cut a box: the infinite side first, then that along which the functions change most.
std::size_t side_to_cut(const SearchBox& box, const SearchBox& all, const std::vector<double>& smear) {
    std::size_t best = 0;
    double most = -1;
    for (std::size_t i = 0; i < box.size(); ++i) {
        if (!box[i].is_bounded()) return i;
        const double width = static_cast<double>(Rational(box[i].upper - box[i].lower));
        const double whole = all[i].is_bounded() ? static_cast<double>(Rational(all[i].upper - all[i].lower))
                                                 : 1 + std::fabs(static_cast<double>(box[i].lower));
        const double weight = smear[i] > 0 ? smear[i] : 1e-9 * width / whole;
        if (weight > most && width > 1e-12 * (1 + std::fabs(static_cast<double>(box[i].lower))))
            best = i, most = weight;
    }
    return best;
}

/// Names and boxes of Krawczyk's operator: parameters, unknowns, shifts.
SearchDomain shifted(SearchDomain all, std::size_t first, const std::vector<Rational>& lower,
                     const std::vector<Rational>& upper) {
    for (std::size_t i = 0; i < lower.size(); ++i) {
        const Rational radius = (upper[i] - lower[i]) / 2;
        all.box[first + i] = {.lower = lower[i], .upper = upper[i]};
        all.names.push_back(shift_name(all.names[first + i]));
        all.box.push_back({.lower = -radius, .upper = radius});
    }
    return all;
}

/// The steps for lower < K < upper, each by a small tree.
std::optional<json> inside(const Formula& formula, const SearchDomain& domain) {
    const std::vector<Formula> parts =
        formula.kind == Formula::Kind::all ? formula.parts : std::vector{formula};
    json proofs = json::array();
    SubdivisionOptions options;
    options.most_leaves = 40;
    options.precisely = false;
    options.threads = 1;
    for (const Formula& part : parts) {
        const Subdivision tree = subdivide(
            {difference(part.comparison), true, domain.names, domain.box, domain.hypotheses}, options);
        if (!tree.proved) return std::nullopt;
        proofs.push_back({{"step", "subdivide"}, {"tree", tree.tree}});
    }
    return json{{"step", "all"}, {"parts", std::move(proofs)}};
}

}  // namespace

std::optional<std::string> RootSearch::exclusion(const std::vector<Expression>& functions,
                                                 const SearchDomain& all, const SearchBox* root) {
    std::deque<Exclusion> tests;  // they point into themselves
    for (const Expression& f : functions) tests.emplace_back(f, all.names);
    const UpwardRounding scope;
    std::string tree;
    std::vector<std::pair<SearchBox, int>> open{{all.box, 0}};
    while (!open.empty()) {
        ++boxes_;
        if (stop() || ++leaves_ > most_leaves || open.back().second > 60) return std::nullopt;
        const auto [box, depth] = open.back();
        open.pop_back();
        if (root && contains(*root, box)) {
            tree += "k64 ";
            continue;
        }
        std::vector<Estimate> sides;
        for (const Side& side : box) sides.push_back(enclosed(side));
        const bool bounded =
            std::all_of(box.begin(), box.end(), [](const Side& s) { return s.is_bounded(); });
        char leaf = 0;
        std::vector<double> smear(box.size(), 0);
        for (Exclusion& test : tests) {
            if (test.natural(sides)) leaf = 'n';
            if (leaf == 'n') break;
            if (!bounded || !test.mean_value(sides)) {
                for (std::size_t i = 0; i < test.smear.size(); ++i)
                    smear[i] = std::fmax(smear[i], std::isfinite(test.smear[i]) ? test.smear[i] : 0);
                continue;
            }
            leaf = 'm';
        }
        if (leaf != 0) {
            tree += leaf;
            tree += "64 ";
            continue;
        }
        const std::size_t v = side_to_cut(box, all.box, smear);
        tree += all.names[v] + "@1/2 ";
        auto [low, high] = cut(box[v], Rational(1, 2));
        open.emplace_back(box, depth + 1);
        open.back().first[v] = std::move(high);
        open.emplace_back(box, depth + 1);
        open.back().first[v] = std::move(low);
    }
    tree.pop_back();
    return tree;
}

// ---- one system

RootSearch::Step RootSearch::by_krawczyk(const System& system, const SearchDomain& parameters,
                                         const Point& zero) {
    const std::size_t n = system.n;
    Eigen::VectorXd F;
    Eigen::MatrixXd J;
    if (!system.evaluate(middle(parameters.box), zero, F, J)) return std::nullopt;
    const Eigen::MatrixXd inverse = J.inverse();
    if (!inverse.allFinite() || inverse.norm() * J.norm() > 1e12) return std::nullopt;
    std::vector<Rational> Y;
    for (std::size_t i = 0; i < n * n; ++i) {
        const double y = inverse(static_cast<long>(i / n), static_cast<long>(i % n));
        Y.push_back(rounded(y, std::ilogb(inverse.cwiseAbs().maxCoeff()) - 20));
    }
    const std::vector<Expression> G = combined(Y, system.functions);
    const SearchDomain all = system.with_parameters(parameters.box);
    for (int k = 0; k < 30 && !stop(); ++k) {
        std::vector<Rational> lower, upper;
        bool possible = true;
        for (std::size_t i = 0; i < n; ++i) {
            const Side& range = system.range(i);
            const double room = std::min(zero[i] - lower_end(range), upper_end(range) - zero[i]);
            const double radius = std::min(std::ldexp(1 + std::fabs(zero[i]), -k), 0.99 * room);
            if (!(radius > 1e-13 * std::fabs(zero[i]) && radius > 1e-300)) return std::nullopt;
            lower.push_back(rounded(zero[i] - radius, std::ilogb(radius) - 8));
            upper.push_back(rounded(zero[i] + radius, std::ilogb(radius) - 8));
            possible = possible && range.contains({.lower = lower[i], .upper = upper[i]});
        }
        if (!possible) continue;
        const auto proof = inside(krawczyk_inside(G, system.unknowns, lower, upper),
                                  shifted(all, system.first, lower, upper));
        if (!proof) continue;
        json step = {{"step", "krawczyk"},
                     {"lower", texts(lower)},
                     {"upper", texts(upper)},
                     {"preconditioner", texts(Y)},
                     {"inside", *proof}};
        if (!system.roots.unique) return step;
        SearchBox root = all.box;
        for (std::size_t i = 0; i < n; ++i) root[system.first + i] = {.lower = lower[i], .upper = upper[i]};
        std::vector<Expression> functions = G;
        functions.insert(functions.end(), system.functions.begin(), system.functions.end());
        const auto tree = exclusion(functions, all, &root);
        if (!tree) return std::nullopt;
        step["rest"] = {{"step", "exclude"}, {"tree", *tree}};
        return step;
    }
    return std::nullopt;
}

namespace {

/// Candidates for points of the unknown's range: numbers, then functions of the parameters.
std::vector<Expression> candidates(const Side& range, const SearchDomain& parameters) {
    std::vector<Expression> result;
    if (!range.lower_infinite && !range.lower_open) result.emplace_back(range.lower);
    if (!range.upper_infinite && !range.upper_open) result.emplace_back(range.upper);
    for (const int k : {32, 16, 48, 8, 56, 4, 60, 2, 62, 1, 63}) {
        const double q = k / 64.0;
        const double x = value_at(range, q);
        const double width = std::fabs(value_at(range, q + 1 / 128.0) - value_at(range, q - 1 / 128.0)) / 4;
        result.emplace_back(simplest_between(Rational(x - width), Rational(x + width)));
    }
    for (const int k : {-20, -10, 10, 20}) {
        const Rational small = power_of_two(k);
        if (range.contains(small)) result.emplace_back(small);
        if (range.contains(Rational(-small))) result.emplace_back(Rational(-small));
    }
    std::vector<Expression> terms;
    for (const std::string& name : parameters.names) terms.push_back(Expression::variable(name));
    const std::size_t names = terms.size();
    for (std::size_t i = 0; i < names && names <= 4; ++i)
        for (std::size_t j = i + 1; j < names; ++j)
            for (const Expression& e : {terms[i] + terms[j], terms[i] - terms[j], terms[j] - terms[i],
                                        terms[i] * terms[j], terms[i] / terms[j], terms[j] / terms[i]})
                terms.push_back(e);
    for (const Expression& t : terms)
        for (const Expression& e :
             {t, -t, 1 + t, 1 - t, t - 1, -1 - t, t / (1 + t), 1 / t, 1 + 1 / t, 1 / (1 + t), 2 * t, t / 2,
              2 + t, pow(t, 2), 1 + pow(t, 2), -1 - pow(t, 2), apply(Op::sqrt, t), apply(Op::exp, t)})
            result.push_back(e);
    return result;
}

/// Points of a box, spread.
std::vector<std::vector<double>> samples(const SearchBox& box, std::size_t count) {
    std::mt19937_64 engine(2);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::vector<std::vector<double>> result;
    for (std::size_t s = 0; s < count; ++s) {
        std::vector<double> point;
        for (const Side& side : box) {
            const double u = uniform(engine);
            const double near = std::ldexp(1.0, -static_cast<int>(50 * uniform(engine)) - 1);
            point.push_back(value_at(side, u < 0.15 ? near : u > 0.85 ? 1 - near : u));
        }
        result.push_back(std::move(point));
    }
    return result;
}

}  // namespace

namespace {

/// The parameter of a value inside a range; that of 0 for the whole line.
Rational exact_parameter(const Side& side, const Rational& value) {
    if (side.lower_infinite && side.upper_infinite) return {1, 2};
    if (side.upper_infinite) return 1 - 1 / (1 + value - side.lower);
    if (side.lower_infinite) return 1 / (1 + side.upper - value);
    return (value - side.lower) / (side.upper - side.lower);
}

}  // namespace

/// The slope is positive at all values of the last variable but some: these are peeled off, or the range is
/// cut at them.
RootSearch::Step RootSearch::slope_proof(const Formula& slope, SearchDomain domain,
                                         const std::vector<Rational>& except) {
    const std::string& x = domain.names.back();
    Side& side = domain.box.back();
    for (const Rational& value : except) {
        if (!side.contains(value)) continue;
        const bool lower = !side.lower_infinite && side.lower == value;
        if (lower || (!side.upper_infinite && side.upper == value)) {
            (lower ? side.lower_open : side.upper_open) = true;
            const Step inside = slope_proof(slope, domain, except);
            if (!inside) return std::nullopt;
            return json{{"step", "peel"},
                        {"variable", x},
                        {"end", lower ? "lower" : "upper"},
                        {"at_end", {{"step", "subdivide"}, {"tree", "o64"}}},
                        {"inside", *inside}};
        }
        const Rational q = exact_parameter(side, value);
        const auto [low, high] = cut(side, q);
        side = low;
        const Step first = slope_proof(slope, domain, except);
        side = high;
        const Step second = first ? slope_proof(slope, domain, except) : std::nullopt;
        if (!second) return std::nullopt;
        return json{
            {"step", "subdivide"}, {"tree", x + "@" + to_string(q) + " # #"}, {"parts", {*first, *second}}};
    }
    return prove_formula(slope, domain);
}

/// Rule unique-root: a slope of one sign, and two points where f has different signs.
RootSearch::Step RootSearch::by_slope(const System& system, const SearchDomain& parameters) {
    const SearchDomain all = system.with_parameters(parameters.box);
    const RealDomain& x = system.roots.unknowns[0];
    const Expression v = Expression::variable(x.name);
    const Side& range = system.range(0);
    PlainFunction slope({derivative(system.functions[0], v)}, all.names);
    int sign = 0;
    for (const auto& point : samples(all.box, 300)) {
        const double value = slope(point)[0];
        if (std::isnan(value) || std::fabs(value) < 1e-300) continue;
        if (sign * value < 0) return std::nullopt;
        sign = value > 0 ? 1 : -1;
    }
    if (sign == 0) return std::nullopt;
    const Expression f = sign < 0 ? -system.functions[0] : system.functions[0];
    const auto parameter_samples = samples(parameters.box, 60);
    std::optional<Expression> below, above;
    for (const Expression& e : candidates(range, parameters)) {
        PlainFunction at({e, substitute(f, x.name, e)}, parameters.names);
        double least = INFINITY, most = -INFINITY;
        bool inside = true;
        for (const auto& point : parameter_samples) {
            const auto values = at(point);
            inside = inside && std::isfinite(values[0]) && range.contains(Rational(values[0])) &&
                     !std::isnan(values[1]);
            if (!inside) break;
            least = std::fmin(least, values[1]);
            most = std::fmax(most, values[1]);
        }
        if (inside && !below && most <= 0) below = e;
        if (inside && !above && least >= 0) above = e;
        if (below && above) break;
    }
    if (!below || !above) return std::nullopt;
    const Step change = prove_formula(changes_sign(f, x, *below, *above), parameters);
    if (!change) return std::nullopt;
    json step = {{"step", "unique-root"},
                 {"sign", sign},
                 {"below", to_string(*below)},
                 {"above", to_string(*above)},
                 {"change", *change}};
    if (!system.roots.unique) return step;
    std::vector<Rational> except;
    std::vector<Rational> special{0, 1, -1};
    if (!range.lower_infinite) special.push_back(range.lower);
    if (!range.upper_infinite) special.push_back(range.upper);
    for (const Rational& value : special) {
        if (!range.contains(value) || std::ranges::find(except, value) != except.end()) continue;
        auto point = middle(parameters.box);
        point.push_back(static_cast<double>(value));
        const double there = slope(point)[0];
        if (!std::isfinite(there) || std::fabs(there) < 1e-14) except.push_back(value);
    }
    const Formula increase = increases(f, x.name, except);
    const bool several = increase.kind == Formula::Kind::any;
    const Step proof = slope_proof(several ? increase.parts[0] : increase, all, except);
    if (!proof) return std::nullopt;
    step["except"] = texts(except);
    step["slope"] = several ? json{{"step", "any"}, {"part", 0}, {"proof", *proof}} : *proof;
    return step;
}

/// On a part of the parameters' box; `known`: zeros nearby.
RootSearch::Step RootSearch::prove_on(const System& system, const SearchDomain& parameters,
                                      const std::vector<Point>& known, int depth) {
    if (stop()) return std::nullopt;
    const Point centre = middle(parameters.box);
    std::vector<Point> zeros;
    for (const Point& near : known)
        if (const auto zero = system.newton(centre, near)) zeros.push_back(*zero);
    if (zeros.empty()) zeros = system.zeros(centre);
    hardest_ = parameters.box;
    if (zeros.empty() || (system.roots.unique && zeros.size() > 1)) return std::nullopt;
    if (Step step = by_krawczyk(system, parameters, zeros[0])) return step;
    if (parameters.names.empty() || depth == most_parameter_cuts) return std::nullopt;
    std::size_t v = 0;
    double widest = -1;
    for (std::size_t i = 0; i < parameters.box.size(); ++i) {
        const Side& side = parameters.box[i];
        const double width = side.is_bounded() ? static_cast<double>(Rational(side.upper - side.lower)) /
                                                     (1 + std::fabs(static_cast<double>(side.lower)))
                                               : INFINITY;
        if (width > widest) v = i, widest = width;
    }
    const auto [low, high] = cut(parameters.box[v], Rational(1, 2));
    json parts = json::array();
    std::string tree = parameters.names[v] + "@1/2";
    for (const Side& half : {low, high}) {
        Step step = prove_on(system, parameters.with(v, half), zeros, depth + 1);
        if (!step) return std::nullopt;
        if (step->at("step") == "subdivide") {
            tree += " " + step->at("tree").get<std::string>();
            for (json& part : step->at("parts")) parts.push_back(std::move(part));
        } else {
            tree += " #";
            parts.push_back(std::move(*step));
        }
    }
    return json{{"step", "subdivide"}, {"tree", tree}, {"parts", std::move(parts)}};
}

RootSearch::Step RootSearch::prove(const RootStatement& roots, const Formula& equations,
                                   const SearchDomain& parameters) {
    const System system(roots, equations, parameters);
    if (system.n == 1)
        if (Step step = by_slope(system, parameters)) return step;
    leaves_ = 0;
    return prove_on(system, parameters, {}, 0);
}

// ---- refutation

/// A zero shown exactly or by Krawczyk's operator.
RootSearch::Step RootSearch::single_root(const System& system, const Point& zero) {
    if (Step step = by_krawczyk(system, {}, zero)) return step;
    // one coordinate after another is replaced by the simplest number nearby, and the others are corrected
    Point x = zero;
    std::vector<Rational> at;
    for (std::size_t i = 0; i < system.n; ++i) {
        const double width = i + 1 == system.n ? 1e-8 : 1e-2;
        at.push_back(simplest_between(Rational(x[i] - width), Rational(x[i] + width)));
        x[i] = static_cast<double>(at[i]);
        if (i + 1 == system.n) break;
        const auto corrected = system.newton({}, x, i + 1);
        if (!corrected) return std::nullopt;
        x = *corrected;
    }
    json point = json::object();
    for (std::size_t i = 0; i < system.n; ++i) {
        if (!system.range(i).contains(at[i]) || !vanishes_at(system.functions[i], system.unknowns, at))
            return std::nullopt;
        point[system.unknowns[i]] = to_string(at[i]);
    }
    return json{{"step", "root"}, {"at", std::move(point)}};
}

RootSearch::Step RootSearch::two_roots(const System& system, const std::vector<Point>& zeros) {
    for (std::size_t b = 1; b < zeros.size(); ++b) {
        std::size_t v = 0;
        double gap = 0;
        for (std::size_t i = 0; i < system.n; ++i)
            if (const double d = std::fabs(zeros[0][i] - zeros[b][i]); d > gap) v = i, gap = d;
        const Point& left = zeros[0][v] < zeros[b][v] ? zeros[0] : zeros[b];
        const Point& right = zeros[0][v] < zeros[b][v] ? zeros[b] : zeros[0];
        const double from = parameter_of(system.range(v), left[v] + 0.3 * gap);
        const double to = parameter_of(system.range(v), left[v] + 0.7 * gap);
        if (!(from > 0 && to < 1 && from < to)) continue;
        const Rational q = simplest_between(Rational(from), Rational(to));
        const auto [below, above] = cut(system.range(v), q);
        json proofs = json::array();
        for (const bool lower : {true, false}) {
            System half = system;
            half.roots.unique = false;
            half.all.box[v] = lower ? below : above;
            if (lower) half.all.box[v].upper_open = true;
            if (Step step = single_root(half, lower ? left : right)) proofs.push_back(std::move(*step));
        }
        if (proofs.size() == 2)
            return json{{"unknown", system.unknowns[v]}, {"cut", to_string(q)}, {"roots", std::move(proofs)}};
    }
    return std::nullopt;
}

RootSearch::Step RootSearch::refute(const RootStatement& roots, const Formula& equations) {
    const System system(roots, equations, {});
    const auto zeros = system.zeros({});
    leaves_ = 0;
    if (zeros.empty()) {
        const auto tree = exclusion(system.functions, system.all, nullptr);
        if (!tree) return std::nullopt;
        return json{{"none", {{"step", "exclude"}, {"tree", *tree}}}};
    }
    if (!roots.unique || zeros.size() < 2) return std::nullopt;
    return two_roots(system, zeros);
}

}  // namespace dlncert
