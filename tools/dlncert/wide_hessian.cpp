#include "wide_hessian.hpp"

#include <algorithm>
#include <cmath>
#include <dlncert/arith/rounding.hpp>
#include <dlncert/calculus/definiteness.hpp>
#include <dlncert/dln/entropy.hpp>

namespace dlncert::command {
namespace {

constexpr long precision = 53;

SymmetricMatrix<Interval> enclosures(const ExactInterval& nu, const std::vector<ExactInterval>& sigma) {
    const UpwardRounding scope;
    const auto ranges = hessian(Geometry::euclidean, DepthInterval<Interval>(nu, precision),
                                LogBox<Interval>(sigma, precision));
    SymmetricMatrix<Interval> result(ranges.size(), Interval());
    for (std::size_t i = 0; i < ranges.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = ranges(i, j).enclosure();
    return result;
}

/// xᵀHx/xᵀx; the whole line for x = 0. Call in an UpwardRounding scope.
Interval rayleigh_quotient(const SymmetricMatrix<Interval>& H, const std::vector<Interval>& x) {
    Interval form = Interval::from(0L), norm = form;
    for (std::size_t i = 0; i < H.size(); ++i) {
        Interval row = Interval::from(0L);
        for (std::size_t j = 0; j < i; ++j) row += H(i, j) * x[j];
        form += 2 * (row * x[i]) + H(i, i) * sqr(x[i]);
        norm += sqr(x[i]);
    }
    return certainly_positive(norm) ? form / norm : Interval::entire();
}

}  // namespace

WideHessian::WideHessian(const ExactInterval& nu, const std::vector<ExactInterval>& sigma)
    : entries_(enclosures(nu, sigma)) {}

std::optional<Rational> WideHessian::below_largest(const std::vector<double>& x) const {
    const auto is_finite = [](double c) { return std::isfinite(c); };
    if (x.size() != entries_.size() || !std::ranges::all_of(x, is_finite)) return std::nullopt;
    std::vector<Interval> vector;
    for (const double c : x) vector.push_back(Interval::from(Rational(c)));
    const Endpoint least = [&] {
        const UpwardRounding scope;
        return lower(rayleigh_quotient(entries_, vector));
    }();
    return least.is_finite() ? std::optional(least.value()) : std::nullopt;
}

bool WideHessian::is_below(const Rational& value) const {
    const Interval shift = Interval::from(value);
    const UpwardRounding scope;
    SymmetricMatrix<Interval> shifted = -entries_;
    for (std::size_t i = 0; i < shifted.size(); ++i) shifted(i, i) += shift;
    return positive_definiteness(shifted) == Definiteness::definite;
}

}  // namespace dlncert::command
