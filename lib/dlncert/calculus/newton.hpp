#pragma once
#include <dlncert/arith/definedness.hpp>
#include <functional>
#include <vector>

namespace dlncert {

/// A system of n functions F of n variables: over a box, one number per variable, the ranges of F_1 … F_n,
/// and those of the derivatives ∂F_i/∂x_j by rows; each with what is known of the function there. Zeros of F
/// are the points where all of F is defined and 0.
template <VerifiedReal T>
struct DifferentiableSystem {
    using Ranges = std::vector<Decorated<T>>;
    std::function<Ranges(const std::vector<T>&box)> values, jacobian;
};

/// How many zeros a box holds.
enum class ZeroCount { none, one, unknown };

/// What one step shows of a bounded box X. Exists for Interval, inside an UpwardRounding scope, and for Ball.
template <VerifiedReal T>
struct NewtonStep {
    ZeroCount zeros = ZeroCount::unknown;
    std::vector<T> box;  ///< a part of X that holds every zero in X; empty if there is none
};

/// Interval Newton, in several variables with preconditioning, one coordinate after the other (Hansen and
/// Sengupta 1981). Does nothing unless F is shown differentiable on X. One zero is reported for n = 1 only.
template <VerifiedReal T>
[[nodiscard]] NewtonStep<T> newton_step(const DifferentiableSystem<T>& F, const std::vector<T>& X);

/// Krawczyk's operator K = c − Y F(c) + (1 − Y F'(X))(X − c), c in X and Y any matrix (Krawczyk 1969, Moore
/// 1977): K holds every zero in X, and where K lies in the interior of X there is exactly one. Does nothing
/// unless F is shown differentiable on X.
template <VerifiedReal T>
[[nodiscard]] NewtonStep<T> krawczyk_step(const DifferentiableSystem<T>& F, const std::vector<T>& X);

/// A box that holds exactly one zero, which is the only one in `region` as well.
template <VerifiedReal T>
struct IsolatedZero {
    std::vector<T> box, region;
};

/// Every zero of F in the box asked about lies in one of `zeros` or of `undecided`; the zeros are different,
/// and lie in the box asked about.
template <VerifiedReal T>
struct ZeroSet {
    std::vector<IsolatedZero<T>> zeros;
    std::vector<std::vector<T>> undecided;  ///< such as boxes about singular zeros, or zeros at the border
    [[nodiscard]] bool is_complete() const { return undecided.empty(); }
};

/// Looks for all zeros in a bounded box by exclusion, Newton steps and bisection, `most_boxes` boxes at most.
template <VerifiedReal T>
[[nodiscard]] ZeroSet<T> find_zeros(const DifferentiableSystem<T>& F, const std::vector<T>& box,
                                    std::size_t most_boxes = 20'000);

/// The zero in a box as sharply as Newton steps make it, at the precision of the box.
template <VerifiedReal T>
[[nodiscard]] std::vector<T> refined(const DifferentiableSystem<T>& F, std::vector<T> box);

}  // namespace dlncert
