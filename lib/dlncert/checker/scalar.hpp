#pragma once
#include <dlncert/certificate/step.hpp>
#include <dlncert/checker/evaluator.hpp>
#include <string>
#include <vector>

namespace dlncert::checker {

/// Named real variables and their ranges.
struct Domain {
    std::vector<std::string> names;
    Box box;

    /// Index of a name. Rejects the step if there is none.
    [[nodiscard]] std::size_t index(const std::string& name, const Step& step) const;
    void add(std::string name, Side side);
    [[nodiscard]] Domain without(std::size_t index) const;
};

enum class Sign : std::uint8_t { positive, nonnegative };

/// A closed finite end of a variable's range, as the members `variable` and `end` of a step name it.
struct RangeEnd {
    std::size_t variable = 0;
    bool lower = true;
    Rational value;
};
[[nodiscard]] RangeEnd read_end(const Step& step, const Domain& domain);
/// The domain less that end.
[[nodiscard]] Domain without_end(Domain domain, const RangeEnd& end);

/// f > 0 or f >= 0 at every point of a domain, and f defined there.
struct Goal {
    Expression function;
    Sign sign = Sign::positive;
};

/// Accepts iff the step, of one of the rules subdivide, peel, factor, zero, monotone, proves the goal on the
/// domain.
/// @throws Rejected, naming the step.
void check_goal(const Goal& goal, const Domain& domain, const Step& step);

/// Accepts iff the tree of splits and leaves proves all goals on the domain (rule subdivide).
/// Returns the number of leaves. @throws Rejected
std::size_t check_subdivision(const std::vector<Goal>& goals, const Domain& domain, const std::string& tree,
                              const Step& step);

/// Accepts iff the two expressions are equal wherever both are defined (identity.hpp).
void check_identity(const Expression& left, const Expression& right, const std::string& what,
                    const Step& step);

/// Reads the step's member as an expression in the given variables.
[[nodiscard]] Expression read_expression(const Step& step, const char* member,
                                         const std::vector<std::string>& names);

/// `side` cut at the affine parameter q, 0 < q < 1: both halves contain the cut.
[[nodiscard]] std::pair<Side, Side> cut(const Side& side, const Rational& q);

/// Reads a rational strictly between 0 and 1. @throws InputError
[[nodiscard]] Rational parse_cut(std::string_view text);

}  // namespace dlncert::checker
