// The signs of eigenvalues, and their product.
#include <algorithm>
#include <cmath>
#include <dlncert/statement/error.hpp>

#include "spectral_bounds.hpp"

namespace dlncert::command {

static Bound negative(const Bound& bound) {
    return {.value = bound.value ? std::optional(Rational(-*bound.value)) : std::nullopt,
            .infinity = -bound.infinity};
}
EigenvalueRange negative(const EigenvalueRange& range) {
    const auto turned = [](SpectralExtremum e) {
        e.outer = negative(e.outer);
        e.inner = negative(e.inner);
        return e;
    };
    return {.least = turned(range.greatest), .greatest = turned(range.least)};
}

/// Of the covariant Hessian: at infinite depth one eigenvalue is 0 and none negative, at others there are
/// both signs, whatever the box; and as many positive ones as are seen on the box.
std::optional<std::pair<Inertia, Inertia>> SpectralBounds::covariant_signs() {
    const std::size_t d = width();
    if (!show_both_signs() || (is_flat() && !show_scaling())) return std::nullopt;
    const bool indefinite = !question_.model.require_depth().contains_infinity();
    if (indefinite && d == 2) return {{{1, 1}, {1, 1}}};
    if (indefinite)
        if (const auto seen = show_sampled_signs()) return {{*seen, *seen}};
    Inertia least{.positive = indefinite ? 1U : 0U, .negative = indefinite ? 1U : 0U};
    for (const std::size_t rank : {std::size_t{2}, d})
        if (least.positive <= d - rank && !stopped() &&
            prove(question_.quantity.domain,
                  question_.quantity.matrix + " eigenvalue " + std::to_string(rank) + " in (0, inf)", 2'000))
            least.positive = d + 1 - rank;
    return {{least, {.positive = d - 1, .negative = is_flat() ? 0 : std::min(d - 1, d - least.positive)}}};
}

/// The same signs at all points, as samples suggest.
std::optional<Inertia> SpectralBounds::show_sampled_signs() {
    const auto seen = sampled_signs();
    if (!seen) return std::nullopt;
    const std::string statement = question_.quantity.matrix + " inertia " + std::to_string(seen->positive) +
                                  " " + std::to_string(seen->negative);
    return prove(question_.quantity.domain, statement, 20'000) ? seen : std::nullopt;
}

/// The least and the greatest numbers of positive and of negative eigenvalues.
std::pair<Inertia, Inertia> SpectralBounds::signs() {
    const std::size_t d = width();
    begin_extremum();
    if (question_.quantity.of_entropy() && show_semidefinite()) {
        // what was shown includes the rank: full but at depth two in the plane, where it is one
        if (!is_at_depth_two_in_the_plane()) return {{0, d, 0}, {0, d, 0}};
        const bool always = question_.model.require_depth().nu.is_point();
        return {{0, 1, 0}, {0, always ? 1U : 2U, 0}};
    }
    if (is_covariant() && !is_wide()) {
        if (const auto known = covariant_signs()) return *known;
    } else if (!is_wide()) {
        if (const auto seen = show_sampled_signs()) return {*seen, *seen};
    }
    if (is_wide() && is_bounded() && !reaches_zero() && !question_.output) {
        Inertia fewest{};
        std::size_t zero = 0;
        for (std::size_t rank = 1; rank <= d; ++rank) {
            const auto& least = wide().range(rank).least.outer.value;
            const auto& greatest = wide().range(rank).greatest.outer.value;
            if (!least || !greatest) continue;
            fewest.positive += *least > 0 ? 1 : 0;
            fewest.negative += *greatest < 0 ? 1 : 0;
            zero += *least == 0 && *greatest == 0 ? 1 : 0;
        }
        if (fewest.positive + fewest.negative + zero == d) return {fewest, fewest};
    }
    throw Undecided(
        "the signs of the eigenvalues were not proved to be the same at all points of the box; a smaller "
        "box, or "
        "a larger --budget, may help");
}

/// The signs where the extreme eigenvalues are extreme, if they are the same and none is near 0.
std::optional<Inertia> SpectralBounds::sampled_signs() const {
    std::optional<Inertia> result;
    for (const std::size_t rank : {std::size_t{1}, width()})
        for (const bool greatest : {false, true}) {
            const auto x = samples_->extreme(rank, greatest, [this] { return stopped(); });
            if (!x) return std::nullopt;
            Inertia here;
            for (const double value : samples_->eigenvalues(*x))
                ++(value > 0 ? here.positive : here.negative);
            if (result && !(*result == here)) return std::nullopt;
            result = here;
        }
    return result;
}

// ---- reports

namespace {

/// The larger (smaller) of two values of each singular value; none of points at different depths.
std::optional<std::vector<Rational>> beyond(const std::vector<Rational>& a, const std::vector<Rational>& b,
                                            std::size_t width, bool larger) {
    if (!std::equal(a.begin() + static_cast<std::ptrdiff_t>(width), a.end(),
                    b.begin() + static_cast<std::ptrdiff_t>(width), b.end()))
        return std::nullopt;
    std::vector<Rational> result = a;
    for (std::size_t i = 0; i < width; ++i) result[i] = larger ? std::max(a[i], b[i]) : std::min(a[i], b[i]);
    return result;
}

/// Of the absolute values of all eigenvalues, none of which is positive: they fall with every singular value,
/// so that what each attains at a point of its own, they attain at one beyond; else nothing.
SpectralExtremum product(const std::vector<EigenvalueRange>& eigenvalues, bool greatest) {
    SpectralExtremum result;
    result.outer.value = result.inner.value = 1;
    for (const EigenvalueRange& range : eigenvalues) {
        const SpectralExtremum& e = greatest ? range.greatest : range.least;
        if (!e.outer.value || !e.inner.value || !e.point || *e.outer.value > 0 || *e.inner.value > 0)
            return {};
        result.point = result.point ? beyond(*result.point, *e.point, eigenvalues.size(), greatest) : e.point;
        if (!result.point) return {};
        *result.outer.value *= -*e.outer.value;
        *result.inner.value *= -*e.inner.value;
    }
    return result;
}

/// One is unbounded, and the others are bounded away from 0.
bool has_infinite_product(const std::vector<EigenvalueRange>& eigenvalues) {
    const auto is_infinite = [](const EigenvalueRange& e) { return e.least.outer.infinity < 0; };
    const auto is_negative = [](const EigenvalueRange& e) {
        return e.greatest.outer.value && *e.greatest.outer.value < 0;
    };
    return std::ranges::any_of(eigenvalues, is_infinite) && std::ranges::all_of(eigenvalues, is_negative);
}

}  // namespace

/// Whether it is seen from the least and the largest eigenvalue on the part of an unbounded box below a
/// point.
bool SpectralBounds::has_infinite_determinant_below() {
    if (is_bounded() || !reaches_zero() || stopped()) return false;
    SpectralQuestion part = question_;
    const auto top = corner(true, 1);
    for (std::size_t i = 0; i < width(); ++i) part.box[i].upper = top[i];
    part.quantity = claimed_quantity(part.name, part.model, part.box);
    part.quantity.ranks = {1, width()};
    if (part.common.budget) *part.common.budget -= seconds_used();
    SpectralBounds bounds(part);
    const bool found = has_infinite_product({bounds.range(1), bounds.range(width())});
    boxes += bounds.boxes;
    if (found) std::ranges::move(bounds.certificates, std::back_inserter(certificates));
    return found;
}

/// |λ_1 ··· λ_d| is least where all λ_k are greatest, and greatest where they are least.
EigenvalueRange SpectralBounds::determinant(const std::vector<EigenvalueRange>& eigenvalues) {
    EigenvalueRange size{.least = product(eigenvalues, true), .greatest = product(eigenvalues, false)};
    const Bound infinite{.value = {}, .infinity = 1};
    if (has_infinite_product(eigenvalues) || has_infinite_determinant_below())
        size.greatest = {.outer = infinite, .inner = infinite, .point = {}};
    return width() % 2 == 0 ? size : negative(size);
}

}  // namespace dlncert::command
