#pragma once
#include <dlncert/search/goal.hpp>
#include <dlncert/search/plain_function.hpp>
#include <functional>
#include <optional>

namespace dlncert {

/// A point of a domain, as doubles and by the ranges' parameters in [0, 1], with a formula's margin there.
struct LowPoint {
    std::vector<double> parameters, point;
    double margin = 0;
};

/// How far a formula is from being false, over a domain: left − right of a comparison (negative where it is
/// false; −|left − right| for an equation), the least of a conjunction, the greatest of a disjunction.
/// Numbers without guarantee: they tell where to look.
class Landscape {
  public:
    Landscape(const Formula& formula, const SearchDomain& domain);

    /// Points where the margin is low, lowest first, at most `count`, no two close to each other: the best of
    /// `samples` points spread over the domain, each followed downhill. Deterministic.
    [[nodiscard]] std::vector<LowPoint> low_points(std::size_t samples, std::size_t count,
                                                   const std::function<bool()>& stop);

    /// A point within the hypotheses where the margin is undefined, if a few samples show one.
    [[nodiscard]] std::optional<LowPoint> undefined_point();

    /// The sign that the margin seems to have inside the domain: 1, −1, or 0 if it changes, is undefined
    /// somewhere or 0 everywhere.
    [[nodiscard]] int seeming_sign();

    /// The margin at a point given by doubles; NaN where undefined, +∞ outside the hypotheses.
    [[nodiscard]] double margin(std::span<const double> point);

    /// A simple rational point of the domain near the low point where `accept` holds: coordinates are
    /// simplified as far as it goes on holding.
    [[nodiscard]] std::optional<std::vector<Rational>> rational_point(
        const LowPoint& low, const std::function<bool(const std::vector<Rational>&)>& accept) const;

  private:
    struct Part {
        Formula::Kind kind = Formula::Kind::comparison;
        Relation relation = Relation::greater;
        std::size_t index = 0;  // of left − right among the functions
        std::vector<Part> parts;
    };
    Part compile(const Formula& formula, std::vector<Expression>& functions);
    [[nodiscard]] static double margin(const Part& part, std::span<const double> values);
    void move_to(const std::vector<double>& parameters);
    [[nodiscard]] double at(const std::vector<double>& parameters);
    void descend(LowPoint& low, double radius, double last_radius, std::uint64_t seed);
    void polish(LowPoint& low);
    [[nodiscard]] std::vector<double> margins(const std::vector<double>& parameters);
    void descend_inside(LowPoint& low);

    SearchDomain domain_;
    Part formula_, hypotheses_;
    std::optional<PlainFunction> functions_;
    std::vector<double> point_;
    std::vector<std::pair<double, double>> ends_;  ///< of the ranges
};

/// The rational of least denominator in [low, high], low <= high.
[[nodiscard]] Rational simplest_between(const Rational& low, const Rational& high);

}  // namespace dlncert
