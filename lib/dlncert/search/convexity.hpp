#pragma once
#include <dlncert/search/goal.hpp>
#include <memory>
#include <optional>
#include <string>

namespace dlncert {

/// Second derivatives, as many as the square of the number of variables, are formed for at most so many.
inline constexpr std::size_t most_variables_of_hessian = 40;

/// The derivatives of a function, which take longer to form than many boxes take.
struct SecondDerivatives {
    /// @throws InputError for derivatives that there are not.
    SecondDerivatives(Expression f, std::vector<std::string> variables);

    /// Whether they are those of g, which is seen to differ from the function by a constant.
    [[nodiscard]] bool are_of(const Expression& g, const std::vector<std::string>& variables) const;

    Expression function;
    std::vector<std::string> names;
    std::vector<Expression> gradient, hessian;  ///< the lower triangle by rows
};

/// Interval LDLᵀ of a Hessian, compiled once for many boxes. Not for several threads at once.
class ConvexityTest {
  public:
    explicit ConvexityTest(const SecondDerivatives& derivatives);
    ~ConvexityTest();

    /// A tree of cuts whose leaves show that the Hessian of f is positive definite on the box; none if more
    /// than `most_leaves` were needed.
    [[nodiscard]] std::optional<std::string> tree(const SearchBox& box, std::size_t most_leaves);

  private:
    class Hessian;
    std::vector<std::string> names_;
    std::unique_ptr<Hessian> hessian_;
};

/// A tree of cuts whose leaves show that the Hessian of f is positive definite on the box, by interval LDLᵀ;
/// none if f is not seen to be twice differentiable, or more than `most_leaves` were needed.
[[nodiscard]] std::optional<std::string> convexity_tree(const Expression& f, const SearchDomain& domain,
                                                        std::size_t most_leaves);

}  // namespace dlncert
