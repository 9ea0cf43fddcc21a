#include "wide_spectrum.hpp"

#include <algorithm>
#include <dlncert/arith/rounding.hpp>
#include <dlncert/dln/chamber.hpp>
#include <dlncert/dln/energy.hpp>
#include <dlncert/dln/entropy.hpp>

#include "diagonal.hpp"

namespace dlncert::command {
namespace {

constexpr long precision = 53;
using Matrix = SymmetricMatrix<Interval>;
using Sides = std::vector<ExactInterval>;

/// Call in an UpwardRounding scope.
Matrix enclosures(const SymmetricMatrix<VerifiedRange<Interval>>& ranges) {
    Matrix result(ranges.size(), Interval());
    for (std::size_t i = 0; i < ranges.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = ranges(i, j).enclosure();
    return result;
}

Matrix euclidean(const ExactInterval& nu, const Sides& sigma) {
    const UpwardRounding scope;
    const DepthInterval<Interval> depth(nu, precision);
    return enclosures(hessian(Geometry::euclidean, depth, LogBox<Interval>(sigma, precision)));
}

Matrix covariant(Metric metric, const ExactInterval& nu, const Sides& sigma) {
    const UpwardRounding scope;
    const DepthInterval<Interval> depth(nu, precision);
    return enclosures(flat_hessian(metric, depth, LogBox<Interval>(sigma, precision)));
}

/// (p − 1) σ^(p−2), 1 <= p <= 2.
bool does_not_increase(const std::optional<Energy>& energy) {
    const auto* schatten = energy ? std::get_if<SchattenEnergy>(&*energy) : nullptr;
    return schatten && schatten->p <= 2;
}

/// The energy's Hessian at `sigma`, less that of S divided by β.
Matrix with_energy(const dlncert::SpectralEnergy& energy, const Sides& sigma, Matrix entropy,
                   const Rational& beta) {
    std::vector<Ball> at;
    for (const ExactInterval& x : sigma) at.push_back(Ball::from(x.lower, x.upper, 2 * precision));
    const SymmetricMatrix<Ball> energetic = energy.hessian(at);
    const Interval divisor = Interval::from(beta);
    const UpwardRounding scope;
    for (std::size_t i = 0; i < entropy.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            entropy(i, j) =
                Interval::from(lower(energetic(i, j)), upper(energetic(i, j))) - entropy(i, j) / divisor;
    return entropy;
}

std::vector<Interval> eigenvalues(const Matrix& matrix) {
    const UpwardRounding scope;
    return spectrum(matrix).values;
}

Sides point(const std::vector<Rational>& values) {
    Sides result;
    for (const Rational& x : values) result.emplace_back(x, x);
    return result;
}

/// The first `most` singular values as large as can be, the others as small: in the chamber, since both ends
/// decrease.
std::vector<Rational> staircase(const Sides& box, std::size_t most) {
    std::vector<Rational> result;
    for (std::size_t i = 0; i < box.size(); ++i) result.push_back(i < most ? box[i].upper : box[i].lower);
    return result;
}

/// Two members of an interval, or one.
std::vector<Rational> members(const ExactInterval& x, bool open_below, bool open_above) {
    if (x.is_point()) return {x.lower};
    const Rational inside = (x.upper - x.lower) * power_of_two(-30);
    return {open_below ? Rational(x.lower + inside) : x.lower,
            open_above ? Rational(x.upper - inside) : x.upper};
}

/// Where inner bounds are sought: the smallest and the largest point first, and some of the staircases.
std::vector<std::size_t> stairs(std::size_t width) {
    const std::size_t most = width <= 100 ? 32 : 4;
    std::vector<std::size_t> result{0, width};
    const std::size_t stride = (width + most - 1) / most;
    for (std::size_t k = stride; k < width; k += stride) result.push_back(k);
    return result;
}

std::optional<Rational> finite(const Endpoint& end) {
    return end.is_finite() ? std::optional(end.value()) : std::nullopt;
}

}  // namespace

std::vector<Interval> eigenvalues_at(const Rational& nu, const std::vector<Rational>& sigma) {
    return eigenvalues(euclidean({nu, nu}, point(sigma)));
}

WideSpectrum::WideSpectrum(ModelMatrix which, const Model& model, const std::vector<ExactInterval>& box,
                           const std::function<bool()>& stop)
    : ranges_(box.size()) {
    const Depth& depth = model.require_depth();
    const Sides sides = restrict_to_chamber(box);
    const bool has_energy = which == ModelMatrix::free_energy;
    const auto energy = has_energy ? std::optional(energy_of(model)) : std::nullopt;
    const ExactInterval beta = has_energy ? model.beta.value() : ExactInterval(1, 1);
    const auto matrix = [&](const ExactInterval& nu, const Rational& b, const Sides& entropy_at,
                            const Sides& energy_at) {
        if (which == ModelMatrix::covariant) return covariant(model.effective_metric(), nu, entropy_at);
        Matrix result = euclidean(nu, entropy_at);
        return has_energy ? with_energy(*energy, energy_at, std::move(result), b) : result;
    };
    const bool is_monotone = which == ModelMatrix::entropy || (has_energy && does_not_increase(model.energy));
    if (which == ModelMatrix::covariant) {
        const auto values = eigenvalues(matrix(depth.nu, 1, sides, sides));
        set_outer(values, values);
    } else {
        // −H/β >= 0 decreases with β, too
        Sides low = point(staircase(sides, 0)), high = point(staircase(sides, sides.size()));
        if (has_energy) std::swap(low, high);
        set_outer(eigenvalues(matrix(depth.nu, beta.upper, low, is_monotone ? low : sides)),
                  eigenvalues(matrix(depth.nu, beta.lower, high, is_monotone ? high : sides)));
    }
    std::size_t taken = 0;
    for (const std::size_t most : is_monotone ? std::vector{std::size_t{0}, width()} : stairs(width()))
        for (const Rational& nu : members(depth.nu, depth.open_below, depth.open_above))
            for (const Rational& b : members(beta, false, false)) {
                if (taken++ >= 2 && stop()) break;
                std::vector<Rational> at = staircase(sides, most);
                const auto values = eigenvalues(matrix({nu, nu}, b, point(at), point(at)));
                if (!depth.nu.is_point()) at.push_back(nu);
                if (!beta.is_point()) at.push_back(b);
                attain(values, at);
            }
    // in flat coordinates a Laplacian, with kernel 1 (mathematics.md §2)
    if (which == ModelMatrix::covariant && depth.nu.is_point() && depth.nu.lower == 0)
        for (SpectralExtremum* e : {&ranges_[0].least, &ranges_[0].greatest})
            e->outer.value = e->inner.value = 0;
}

void WideSpectrum::set_outer(const std::vector<Interval>& below, const std::vector<Interval>& above) {
    for (std::size_t k = 0; k < ranges_.size(); ++k) {
        ranges_[k].least.outer.value = finite(lower(below[k]));
        ranges_[k].greatest.outer.value = finite(upper(above[k]));
    }
}

void WideSpectrum::attain(const std::vector<Interval>& values, const std::vector<Rational>& point) {
    const auto note = [&](SpectralExtremum& extremum, const Rational& value) {
        extremum.inner.value = value;
        extremum.point = point;
    };
    for (std::size_t k = 0; k < width(); ++k) {
        auto& [least, greatest] = ranges_[k];
        const auto low = finite(lower(values[k])), high = finite(upper(values[k]));
        if (high && (!least.inner.value || *high < *least.inner.value)) note(least, *high);
        if (low && (!greatest.inner.value || *low > *greatest.inner.value)) note(greatest, *low);
    }
}

}  // namespace dlncert::command
