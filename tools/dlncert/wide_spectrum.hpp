#pragma once
#include <dlncert/arith/interval.hpp>
#include <dlncert/calculus/spectrum.hpp>
#include <functional>
#include <string>
#include <vector>

#include "eigenvalue_range.hpp"
#include "model.hpp"
#include "numbers.hpp"
#include "quantity_claims.hpp"

namespace dlncert::command {

/// Enclosures of the eigenvalues of the entropy's Hessian at a point of the chamber, the smallest first.
/// @throws InputError as DepthInterval and restrict_to_chamber do.
[[nodiscard]] std::vector<Interval> eigenvalues_at(const Rational& nu, const std::vector<Rational>& sigma);

/// The eigenvalues of a matrix of the model over a bounded box in the chamber, of any width, in verified
/// arithmetic, without certificates. The Hessian of S increases with every singular value and is at most 0,
/// for every ν in [0, 1/2], in the order of Loewner (X_3, proofs/coq/theory/Loewner.v): so those of the
/// entropy and, where the energy's Hessian decreases, of the free energy are extreme at corners of the box.
/// Otherwise the bounds are those of all matrices within enclosures of the entries.
class WideSpectrum {
  public:
    /// `stop`: asked between points at which the inner bounds are sought; two of them are always taken.
    /// @throws InputError as restrict_to_chamber, DepthInterval and SpectralEnergy do.
    WideSpectrum(ModelMatrix which, const Model& model, const std::vector<ExactInterval>& box,
                 const std::function<bool()>& stop);

    /// Of the eigenvalue of this rank, from the smallest, 1, on.
    [[nodiscard]] const EigenvalueRange& range(std::size_t rank) const { return ranges_.at(rank - 1); }

  private:
    [[nodiscard]] std::size_t width() const { return ranges_.size(); }
    void set_outer(const std::vector<Interval>& below, const std::vector<Interval>& above);
    void attain(const std::vector<Interval>& values, const std::vector<Rational>& point);

    std::vector<EigenvalueRange> ranges_;
};

}  // namespace dlncert::command
