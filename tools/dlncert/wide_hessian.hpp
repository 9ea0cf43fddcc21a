#pragma once
#include <dlncert/arith/interval.hpp>
#include <dlncert/calculus/symmetric_matrix.hpp>
#include <dlncert/dln/exact_interval.hpp>
#include <optional>
#include <vector>

namespace dlncert::command {

/// The Hessian of the entropy at all points of a box in the chamber, of any width, in verified arithmetic:
/// bounds of its largest eigenvalue λ_d, without certificates.
class WideHessian {
  public:
    /// @throws InputError as DepthInterval and restrict_to_chamber do.
    WideHessian(const ExactInterval& nu, const std::vector<ExactInterval>& sigma);

    /// A number below λ_d everywhere in the box: below xᵀHx/xᵀx. None if that is unbounded, or x is 0 or not
    /// finite.
    [[nodiscard]] std::optional<Rational> below_largest(const std::vector<double>& x) const;

    /// Whether λ_d < value is shown everywhere in the box: value·I − H is positive definite.
    [[nodiscard]] bool is_below(const Rational& value) const;

  private:
    SymmetricMatrix<Interval> entries_;
};

}  // namespace dlncert::command
