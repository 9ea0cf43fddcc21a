#include "matrix_samples.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <dlncert/search/landscape.hpp>
#include <dlncert/search/pair_forms.hpp>
#include <dlncert/search/plain_function.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/matrix.hpp>
#include <dlncert/statement/unfold.hpp>
#include <memory>
#include <random>

namespace dlncert::command {
namespace {

/// Beyond it lies what is called unbounded.
constexpr double far_away = 1e5;

using Entries = std::vector<double>;

Entries entries_of(const Eigen::MatrixXd& a) {
    return {a.data(), a.data() + a.size()};
}

/// The sum over pairs of the blocks of mathematics.md §2.
Entries hessian_of_entropy(std::span<const double> sigma, double nu) {
    const auto d = static_cast<Eigen::Index>(sigma.size());
    Eigen::MatrixXd h = Eigen::MatrixXd::Zero(d, d);
    for (Eigen::Index i = 0; i < d; ++i)
        for (Eigen::Index j = i + 1; j < d; ++j) {
            const double x = sigma[static_cast<std::size_t>(i)], y = sigma[static_cast<std::size_t>(j)];
            const SampledBlock block = sample_block(nu, std::log(x / y));
            h(i, i) -= block.a / (2 * x * x);
            h(j, j) -= block.b / (2 * y * y);
            h(i, j) = h(j, i) = -block.k / (2 * x * y);
        }
    return entries_of(h);
}

/// The entries of the claim's matrix, as a function of the sampled coordinates.
std::function<Entries(const SamplePoint&)> entries_of_claim(const Claim& given, std::size_t width,
                                                            const std::vector<std::string>& parameters) {
    const Claim claim = unfolded(given);
    const auto& entries = std::get<MatrixStatement>(claim.conclusion).entries;
    std::vector<std::string> names;
    for (const RealDomain& variable : claim.reals)
        if (std::find(parameters.begin(), parameters.end(), variable.name) == parameters.end())
            names.push_back(variable.name);
    names.resize(width);
    names.insert(names.end(), parameters.begin(), parameters.end());
    std::vector<Expression> expanded;
    for (const Expression& e : entries) expanded.push_back(expand(e));
    const auto d = static_cast<Eigen::Index>(matrix_size(entries));
    return [function = std::make_shared<PlainFunction>(expanded, names), d](const SamplePoint& x) {
        const auto values = (*function)(x);
        Eigen::MatrixXd a(d, d);
        for (Eigen::Index i = 0, k = 0; i < d; ++i)
            for (Eigen::Index j = 0; j <= i; ++j, ++k)
                a(i, j) = a(j, i) = values[static_cast<std::size_t>(k)];
        return entries_of(a);
    };
}

}  // namespace

MatrixSamples::MatrixSamples(const std::vector<BoxSide>& box, const Model& model, ModelMatrix of,
                             const std::optional<Claim>& matrix)
    : width_(box.size()) {
    std::vector<BoxSide> sides = box;  // tightened to the chamber
    for (std::size_t i = 1; i < width_; ++i)
        if (sides[i - 1].upper && (!sides[i].upper || *sides[i].upper > *sides[i - 1].upper))
            sides[i].upper = sides[i - 1].upper;
    for (std::size_t i = width_; i-- > 1;) sides[i - 1].lower = std::max(sides[i - 1].lower, sides[i].lower);
    for (const BoxSide& side : sides) {
        Range range{.lower = side.lower, .upper = side.upper.value_or(0), .logarithmic = true};
        range.lower_open = side.lower == 0;
        range.upper_open = !side.upper;
        range.low = side.lower.convert_to<double>();
        range.high = side.upper ? side.upper->convert_to<double>() : std::max(1.0, range.low) * far_away;
        if (side.lower == 0) range.low = std::min(1.0, range.high) / far_away;
        ranges_.push_back(range);
    }
    const Depth& depth = model.require_depth();
    add_parameter("nu", depth.nu, depth.open_below, depth.open_above);
    if (of == ModelMatrix::free_energy) add_parameter("beta", *model.beta, false, false);
    if (matrix) {
        matrix_ = entries_of_claim(*matrix, width_, parameters_);
        return;
    }
    matrix_ = [nu = depth.nu, d = width_](const SamplePoint& x) {
        return hessian_of_entropy(std::span(x).first(d),
                                  nu.is_point() ? nu.lower.convert_to<double>() : x[d]);
    };
}

static Eigen::MatrixXd matrix_of(const std::vector<double>& entries) {
    const auto d = static_cast<Eigen::Index>(std::lround(std::sqrt(static_cast<double>(entries.size()))));
    return Eigen::Map<const Eigen::MatrixXd>(entries.data(), d, d);
}

std::vector<double> MatrixSamples::eigenvalues(const SamplePoint& x) const {
    const Eigen::MatrixXd a = matrix_of(matrix_(x));
    if (!a.allFinite()) return {};
    const auto values =
        Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(a, Eigen::EigenvaluesOnly).eigenvalues();
    return {values.data(), values.data() + values.size()};
}

/// By inverse iteration from a vector without a pattern, the shift being nearly the eigenvalue.
std::vector<double> MatrixSamples::eigenvector(const SamplePoint& x, std::size_t rank) const {
    const auto values = eigenvalues(x);
    if (values.empty()) return {};
    Eigen::MatrixXd shifted = matrix_of(matrix_(x));
    const double value = values[rank - 1];
    shifted.diagonal().array() -= value + 1e-10 * std::abs(value);
    const Eigen::PartialPivLU<Eigen::MatrixXd> solver(shifted);
    Eigen::VectorXd vector(shifted.rows());
    std::mt19937_64 random(1);
    for (double& c : vector) c = std::uniform_real_distribution<double>(0.5, 1)(random);
    for (int k = 0; k < 3; ++k) {
        vector = solver.solve(vector).eval();
        vector /= vector.cwiseAbs().maxCoeff();
    }
    if (!vector.allFinite()) return {};
    return {vector.data(), vector.data() + vector.size()};
}

void MatrixSamples::add_parameter(const std::string& name, const ExactInterval& values, bool open_below,
                                  bool open_above) {
    if (values.is_point()) return;
    parameters_.push_back(name);
    Range range{
        .lower = values.lower, .upper = values.upper, .lower_open = open_below, .upper_open = open_above};
    const double slack = 1e-6 * Rational(values.upper - values.lower).convert_to<double>();
    range.low = values.lower.convert_to<double>() + (open_below ? slack : 0);
    range.high = values.upper.convert_to<double>() - (open_above ? slack : 0);
    ranges_.push_back(range);
}

/// The point at these shares of the ranges, in [0, 1]; its singular values in order. They stay in their
/// ranges when they are sorted, because both ends of the ranges decrease.
SamplePoint MatrixSamples::at(const std::vector<double>& shares) const {
    SamplePoint x;
    for (std::size_t i = 0; i < ranges_.size(); ++i) {
        const auto& [low, high] = std::pair(ranges_[i].low, ranges_[i].high);
        const double q = shares[i];
        x.push_back(q <= 0   ? low
                    : q >= 1 ? high
                             : std::clamp(ranges_[i].logarithmic ? low * std::pow(high / low, q)
                                                                 : low + q * (high - low),
                                          low, high));
    }
    std::sort(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(width_), std::greater<>());
    return x;
}

/// One round of a pattern search: each coordinate by ± step.
void MatrixSamples::move(std::vector<double>& shares, double& value, double step,
                         const std::function<double(const SamplePoint&)>& f) const {
    for (double& share : shares)
        for (const double by : {step, -step}) {
            const double before = share;
            share = std::clamp(share + by, 0.0, 1.0);
            const double now = share == before ? value : f(at(shares));
            if (now < value)
                value = now;
            else
                share = before;
        }
}

std::optional<SamplePoint> MatrixSamples::extreme(std::size_t rank, bool greatest,
                                                  const std::function<bool()>& stop) const {
    const auto f = [&](const SamplePoint& x) {
        const auto values = eigenvalues(x);
        const double value = values.empty() ? std::nan("") : values[rank - 1];
        return std::isfinite(value) ? (greatest ? -value : value) : std::numeric_limits<double>::infinity();
    };
    const std::size_t n = ranges_.size();
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    std::vector<std::pair<double, std::vector<double>>> starts;
    const std::size_t samples = width_ > 40 ? 2 : width_ > 8 ? 40 : 600;
    for (std::size_t k = 0; k < samples && (k < 2 || !stop()); ++k) {
        std::vector<double> shares(n, k == 0 ? 0.0 : 1.0);
        if (k > 1)
            for (double& q : shares) q = k % 2 ? uniform(random) : std::round(uniform(random));
        const double value = f(at(shares));
        starts.emplace_back(value, std::move(shares));
    }
    std::sort(starts.begin(), starts.end());
    starts.resize(std::min<std::size_t>(starts.size(), width_ > 40 ? 1 : 4));
    for (auto& [value, shares] : starts)
        for (double step = 0.25; width_ <= 40 && step > 1e-7 && !stop();) {
            const double before = value;
            move(shares, value, step, f);
            if (!(value < before)) step /= 2;
        }
    const auto best = std::min_element(starts.begin(), starts.end());
    if (!std::isfinite(best->first)) return std::nullopt;
    return at(best->second);
}

std::optional<std::vector<Rational>> MatrixSamples::exact(const SamplePoint& x) const {
    std::vector<Rational> point;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Range& range = ranges_[i];
        const Rational middle(x[i]);
        const Rational radius = abs(middle) * power_of_two(-40);
        Rational value = simplest_between(middle - radius, middle + radius);
        if (!range.lower_open && abs(middle - range.lower) <= radius) value = range.lower;
        if (!range.upper_open && abs(middle - range.upper) <= radius) value = range.upper;
        if (i > 0 && i < width_) value = std::min(value, point.back());
        const bool below = value < range.lower || (range.lower_open && value == range.lower);
        const bool unbounded = range.logarithmic && range.upper_open;
        const bool above = !unbounded && (value > range.upper || (range.upper_open && value == range.upper));
        if (below || above) return std::nullopt;
        point.push_back(value);
    }
    return point;
}

}  // namespace dlncert::command
