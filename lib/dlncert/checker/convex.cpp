// Rule convex: a tangent plane below a convex function.
#include <algorithm>
#include <dlncert/checker/constant.hpp>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/real.hpp>
#include <dlncert/checker/tree.hpp>

namespace dlncert::checker {
namespace {

/// f, its gradient, and the lower triangle of its Hessian by rows.
struct Derivatives {
    std::vector<Expression> gradient, all;
    Derivatives(const Expression& f, const std::vector<std::string>& names) : all{f} {
        for (const auto& v : names) gradient.push_back(derivative(f, Expression::variable(v)));
        all.insert(all.end(), gradient.begin(), gradient.end());
        for (std::size_t i = 0; i < names.size(); ++i)
            for (std::size_t j = 0; j <= i; ++j)
                all.push_back(derivative(gradient[i], Expression::variable(names[j])));
    }
};

using I = Interval<128>;

I interval(const Values& v) {
    const auto low = v.lower.infinite ? Float<128>::infinity(-1) : enclose<128>(v.lower.value).lower();
    const auto high = v.upper.infinite ? Float<128>::infinity(1) : enclose<128>(v.upper.value).upper();
    return {low, high};
}

/// Gaussian elimination of an interval matrix, given by the rows of its lower triangle, meets positive pivots
/// only: so it does for each symmetric matrix in it, which is L D L^T with D > 0.
bool positive_definite(std::vector<I> a, std::size_t n) {
    const auto at = [&](std::size_t i, std::size_t j) -> I& { return a[i * (i + 1) / 2 + j]; };
    for (std::size_t k = 0; k < n; ++k) {
        if (at(k, k).lower().sign() <= 0) return false;
        for (std::size_t i = k + 1; i < n; ++i)
            for (std::size_t j = k + 1; j <= i; ++j) at(i, j) -= at(i, k) * at(j, k) / at(k, k);
    }
    return true;
}

/// f is C² with a positive definite Hessian on the domain's box: f and its gradient are C¹, so that the
/// expressions found are their derivatives.
void check_hessian_positive(const Derivatives& derivatives, const Domain& domain, const Step& step) {
    const std::size_t n = domain.names.size();
    const Evaluator evaluator(derivatives.all, domain.names);
    const auto check = [&](const Leaf& leaf, const Box& box) -> std::string {
        if (leaf.method != 'n') step.reject("only leaves n show that a Hessian is positive definite");
        const auto values = evaluator.natural(box, leaf.precision);
        for (std::size_t i = 0; i < values.size(); ++i)
            if (!values[i].defined || (i <= n && !values[i].differentiable))
                return "does not show that the function is twice differentiable";
        if (n == 1) return values.back().positive() ? "" : "does not show that the function is convex";
        std::vector<I> hessian;
        for (std::size_t i = n + 1; i < values.size(); ++i) hessian.push_back(interval(values[i]));
        return positive_definite(hessian, n) ? "" : "does not show that the Hessian is positive definite";
    };
    for_each_leaf(domain, step.text("hessian"), step, check);
}

/// Bounds of a constant, exactly 0 if it is known to vanish.
Values bounds(const Expression& constant, int precision) {
    if (examine(constant).sign == 0) return {.defined = true};
    return Evaluator({constant}, {}).natural({}, precision).front();
}

/// A lower bound of g (x − p) for x in the side and g in the bounds; none: it is unbounded below.
std::optional<Rational> least_slope(const Values& g, const Side& side, const Rational& p) {
    if (g.lower.infinite || g.upper.infinite) return std::nullopt;
    Rational least = 0;  // at x = p
    for (const Rational& slope : {g.lower.value, g.upper.value}) {
        if ((side.upper_infinite && slope < 0) || (side.lower_infinite && slope > 0)) return std::nullopt;
        if (!side.upper_infinite) least = std::min(least, Rational(slope * (side.upper - p)));
        if (!side.lower_infinite) least = std::min(least, Rational(slope * (side.lower - p)));
    }
    return least;
}

struct Point {
    std::vector<Rational> coordinates;
    bool in_box = true;
    Domain domain;  ///< the box with those of its ends on which the point lies
};

Point read_point(const Domain& domain, const Step& step) {
    const auto values = step.point("point", domain.names);
    Point point{.coordinates = {}, .domain = domain.without_hypotheses()};
    for (std::size_t i = 0; i < domain.names.size(); ++i) {
        const Rational& p = values.at(domain.names[i]);
        Side& side = point.domain.box[i];
        if ((!side.lower_infinite && p < side.lower) || (!side.upper_infinite && p > side.upper))
            step.reject("its point lies outside the box");
        const bool lower = !side.lower_infinite && p == side.lower && side.lower_open;
        const bool upper = !side.upper_infinite && p == side.upper && side.upper_open;
        point.in_box = point.in_box && !lower && !upper;
        if (lower) side.lower_open = false;
        if (upper) side.upper_open = false;
        point.coordinates.push_back(p);
    }
    return point;
}

}  // namespace

void check_convex(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"point", "precision", "hessian"});
    const Point point = read_point(domain, step);
    const auto precision = static_cast<int>(step.integer("precision", 64, 2048));
    const Derivatives derivatives(goal.function, domain.names);
    check_hessian_positive(derivatives, point.domain, step);
    const auto at_point = [&](Expression e) {
        for (std::size_t i = 0; i < domain.names.size(); ++i)
            e = substitute(e, domain.names[i], point.coordinates[i]);
        return bounds(e, precision);
    };
    const Values value = at_point(goal.function);
    if (!value.defined || value.lower.infinite) step.reject("the function is not bounded at the point");
    Rational least = value.lower.value;
    for (std::size_t i = 0; i < domain.names.size(); ++i) {
        const auto slope =
            least_slope(at_point(derivatives.gradient[i]), domain.box[i], point.coordinates[i]);
        if (!slope) step.reject("the tangent plane is unbounded below in '" + domain.names[i] + "'");
        least += *slope;
    }
    // strictly convex: above its tangent plane but at the point
    const bool positive = least > 0 || (least == 0 && (!point.in_box || value.lower.strict));
    if (goal.sign == Sign::positive ? !positive : least < 0)
        step.reject("the tangent plane at the point is not above 0 on the box");
}

}  // namespace dlncert::checker
