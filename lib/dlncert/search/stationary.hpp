#pragma once
#include <dlncert/search/box.hpp>
#include <dlncert/search/convexity.hpp>
#include <dlncert/search/plain_function.hpp>
#include <memory>
#include <optional>

namespace dlncert {

/// Newton's method for a minimum in a box, in doubles: what it finds is a suggestion.
class StationaryPoint {
  public:
    /// Without derivatives of f, points stay where they are.
    StationaryPoint(const Expression& f, const std::vector<std::string>& names, const SearchBox& box);

    /// None where there are none, or too many.
    [[nodiscard]] const std::shared_ptr<const SecondDerivatives>& derivatives() const { return derivatives_; }
    [[nodiscard]] double value(const std::vector<double>& x) { return (*functions_)(x)[0]; }

    /// The point moved to a minimum nearby, as far as Newton's method leads downhill. Coordinates at a finite
    /// end, where f falls outward, stay there.
    void refine(std::vector<double>& x);

    /// The point as rationals: ends of the box exactly, other coordinates as simple as their error allows.
    [[nodiscard]] std::vector<Rational> exact(const std::vector<double>& x) const;

  private:
    [[nodiscard]] std::vector<bool> held(const std::vector<double>& x, std::span<const double> values) const;
    bool step(std::vector<double>& x, double& damping);

    std::vector<std::string> names_;
    SearchBox box_;
    std::shared_ptr<const SecondDerivatives> derivatives_;
    std::vector<double> lower_, upper_;
    std::optional<PlainFunction> functions_;  ///< f, its gradient, the lower triangle of its Hessian by rows
};

}  // namespace dlncert
