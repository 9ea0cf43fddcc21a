#pragma once
#include <dlncert/search/goal.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

namespace dlncert {

/// Looks for proofs of statements about roots, and of their contrary. Zeros are found by Newton's method from
/// many points; one equation is proved by its slope and two signs, if it can be; else each zero gets a box
/// that Krawczyk's operator maps into its interior, the rest of the ranges is cut up until some function is 0
/// nowhere, and the parameters' box is cut where that fails. Doubles decide, so that the checker has the last
/// word. Singular zeros are not proved, but for exact rational ones.
class RootSearch {
  public:
    using Step = std::optional<nlohmann::json>;

    /// A proof of a formula on a domain.
    std::function<Step(const Formula&, const SearchDomain&)> prove_formula;
    std::function<bool()> stop = [] { return false; };
    std::size_t most_leaves = 200'000;  ///< of all trees together

    /// The ends of the unknowns' ranges are rational.
    [[nodiscard]] Step prove(const RootStatement& roots, const Formula& equations,
                             const SearchDomain& parameters);

    /// The members, but for the point, of a witness that a statement without parameters is false.
    [[nodiscard]] Step refute(const RootStatement& roots, const Formula& equations);

    /// Where it got stuck: the parameters' box.
    [[nodiscard]] const std::optional<SearchBox>& hardest() const { return hardest_; }
    [[nodiscard]] std::size_t boxes() const { return boxes_; }

  private:
    class System;
    using Point = std::vector<double>;
    Step prove_on(const System& system, const SearchDomain& parameters, const std::vector<Point>& known,
                  int depth);
    Step by_slope(const System& system, const SearchDomain& parameters);
    Step slope_proof(const Formula& slope, SearchDomain domain, const std::vector<Rational>& except);
    Step by_krawczyk(const System& system, const SearchDomain& parameters, const Point& zero);
    Step single_root(const System& system, const Point& zero);
    Step two_roots(const System& system, const std::vector<Point>& zeros);
    std::optional<std::string> exclusion(const std::vector<Expression>& functions, const SearchDomain& all,
                                         const SearchBox* root);

    std::optional<SearchBox> hardest_;
    std::size_t boxes_ = 0, leaves_ = 0;
};

}  // namespace dlncert
