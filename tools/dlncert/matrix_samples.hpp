#pragma once
#include <dlncert/statement/claim.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model.hpp"
#include "numbers.hpp"
#include "quantity_claims.hpp"

namespace dlncert::command {

/// Singular values in decreasing order, then nu and beta where they are variables.
using SamplePoint = std::vector<double>;

/// Eigenvalues of a matrix over a box in the chamber, in doubles: where are the extrema, about? Believed by
/// nobody.
class MatrixSamples {
  public:
    /// `matrix`: a claim about it over the box; none: the Hessian of the entropy, which works for any width.
    /// `of`: beta is a variable of the free energy only.
    MatrixSamples(const std::vector<BoxSide>& box, const Model& model, ModelMatrix of,
                  const std::optional<Claim>& matrix);

    /// All, the smallest first; empty where the matrix has no value.
    [[nodiscard]] std::vector<double> eigenvalues(const SamplePoint& x) const;

    /// An eigenvector at x, its largest component ±1; empty where the matrix has no value.
    [[nodiscard]] std::vector<double> eigenvector(const SamplePoint& x, std::size_t rank) const;

    /// Where the eigenvalue of this rank (from 1) is least, or greatest.
    [[nodiscard]] std::optional<SamplePoint> extreme(std::size_t rank, bool greatest,
                                                     const std::function<bool()>& stop) const;

    /// A rational point of the box in the chamber close to x: ends of ranges exactly.
    [[nodiscard]] std::optional<std::vector<Rational>> exact(const SamplePoint& x) const;

    /// How many coordinates are singular values.
    [[nodiscard]] std::size_t width() const { return width_; }
    /// The other variables.
    [[nodiscard]] const std::vector<std::string>& parameters() const { return parameters_; }

  private:
    struct Range {
        Rational lower, upper;
        bool lower_open = false, upper_open = false, logarithmic = false;
        double low = 0, high = 0;  ///< where samples are taken
    };
    void add_parameter(const std::string& name, const ExactInterval& values, bool open_below,
                       bool open_above);
    [[nodiscard]] SamplePoint at(const std::vector<double>& shares) const;
    void move(std::vector<double>& shares, double& value, double step,
              const std::function<double(const SamplePoint&)>& f) const;

    std::size_t width_;
    std::vector<Range> ranges_;
    std::vector<std::string> parameters_;
    std::function<std::vector<double>(const SamplePoint&)> matrix_;  ///< its entries, row by row
};

}  // namespace dlncert::command
