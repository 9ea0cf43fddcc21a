#include <Eigen/Cholesky>
#include <cmath>
#include <dlncert/search/landscape.hpp>
#include <dlncert/search/stationary.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {

StationaryPoint::StationaryPoint(const Expression& f, const std::vector<std::string>& names,
                                 const SearchBox& box)
    : names_(names), box_(box) {
    const double infinity = std::numeric_limits<double>::infinity();
    for (const Side& side : box) {
        lower_.push_back(side.lower_infinite ? -infinity : side.lower.convert_to<double>());
        upper_.push_back(side.upper_infinite ? infinity : side.upper.convert_to<double>());
    }
    std::vector<Expression> functions{f};
    try {
        if (names.size() <= most_variables_of_hessian)
            derivatives_ = std::make_shared<SecondDerivatives>(f, names);
    } catch (const Unsupported&) {  // f alone
    }
    if (derivatives_)
        for (const auto* several : {&derivatives_->gradient, &derivatives_->hessian})
            functions.insert(functions.end(), several->begin(), several->end());
    functions_.emplace(functions, names);
}

/// The coordinates at an end beyond which f would fall.
std::vector<bool> StationaryPoint::held(const std::vector<double>& x, std::span<const double> values) const {
    std::vector<bool> result(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double slope = values[i + 1];
        result[i] = (x[i] <= lower_[i] && slope >= 0) || (x[i] >= upper_[i] && slope <= 0);
    }
    return result;
}

/// One damped step; whether it led downhill, or changed nothing that doubles can tell.
bool StationaryPoint::step(std::vector<double>& x, double& damping) {
    const auto found = (*functions_)(x);
    const std::vector<double> values(found.begin(), found.end());
    const std::vector<bool> fixed = held(x, values);
    std::vector<std::size_t> free;
    for (std::size_t i = 0; i < x.size(); ++i)
        if (!fixed[i]) free.push_back(i);
    const auto n = static_cast<Eigen::Index>(free.size());
    if (n == 0) return false;
    Eigen::VectorXd slope(n);
    Eigen::MatrixXd hessian(n, n);
    for (Eigen::Index a = 0; a < n; ++a) {
        const std::size_t i = free[static_cast<std::size_t>(a)];
        slope(a) = values[i + 1];
        for (Eigen::Index b = 0; b <= a; ++b) {
            const std::size_t j = free[static_cast<std::size_t>(b)];
            hessian(a, b) = hessian(b, a) = values[1 + x.size() + i * (i + 1) / 2 + j];
        }
    }
    if (!slope.allFinite() || !hessian.allFinite()) return false;
    for (; damping < 1e8; damping = std::max(10 * damping, 1e-8)) {
        const Eigen::MatrixXd shifted =
            hessian + damping * (1 + hessian.norm()) * Eigen::MatrixXd::Identity(n, n);
        const Eigen::LLT<Eigen::MatrixXd> factor(shifted);
        if (factor.info() != Eigen::Success) continue;
        const Eigen::VectorXd move = factor.solve(slope);
        std::vector<double> trial = x;
        for (Eigen::Index a = 0; a < n; ++a) {
            const std::size_t i = free[static_cast<std::size_t>(a)];
            trial[i] = std::clamp(trial[i] - move(a), lower_[i], upper_[i]);
        }
        const double size = std::abs(values[0]) + 1e-300;
        if (!(value(trial) <= values[0] + 1e-15 * size)) continue;
        const bool moved = trial != x;
        x = std::move(trial);
        damping = damping < 1e-8 ? 0 : damping / 10;
        return moved;
    }
    return false;
}

void StationaryPoint::refine(std::vector<double>& x) {
    for (std::size_t i = 0; i < x.size(); ++i) {
        const double near = 1e-9 * (1 + std::abs(x[i]));
        if (std::abs(x[i] - lower_[i]) < near) x[i] = lower_[i];
        if (std::abs(x[i] - upper_[i]) < near) x[i] = upper_[i];
    }
    if (functions_->size() == 1 || !std::isfinite(value(x))) return;
    double damping = 0;
    for (int steps = 0; steps < 50; ++steps)
        if (!step(x, damping)) break;
}

std::vector<Rational> StationaryPoint::exact(const std::vector<double>& x) const {
    std::vector<Rational> result;
    for (std::size_t i = 0; i < x.size(); ++i) {
        const Side& side = box_[i];
        if (x[i] <= lower_[i]) {
            result.push_back(side.lower);
        } else if (x[i] >= upper_[i]) {
            result.push_back(side.upper);
        } else {
            const Rational middle(x[i]);
            const Rational radius = std::max<Rational>(abs(middle), Rational(1, 16)) * power_of_two(-46);
            Rational low = middle - radius, high = middle + radius;
            if (!side.lower_infinite) low = std::max(low, side.lower);
            if (!side.upper_infinite) high = std::min(high, side.upper);
            result.push_back(simplest_between(low, high));
        }
    }
    return result;
}

}  // namespace dlncert
