#pragma once
#include <dlncert/checker/domain.hpp>
#include <functional>

namespace dlncert::checker {

/// A leaf of a tree of splits: `n64`, `t4:128`, `#`.
struct Leaf {
    char method = 'n';
    int order = 0;  ///< of a Taylor form
    int precision = 64;
};

/// Calls `check` with each leaf of the pre-order tree and its box: it says what is wrong with it, "" if it
/// holds. Accepts iff the leaves cover the domain's box and none is wrong.
using LeafCheck = std::function<std::string(const Leaf&, const Box&)>;
void for_each_leaf(const Domain& domain, const std::string& tree, const Step& step, const LeafCheck& check);

/// Accepts iff the tree proves all goals on the domain (rule subdivide); leaves `#` leave that to the next of
/// `parts`, which are all used.
void check_subdivision(const std::vector<Goal>& goals, const Domain& domain, const std::string& tree,
                       const std::vector<Step>& parts, const Step& step);

/// Accepts iff the functions are defined, and if asked for continuously differentiable, on the domain, by the
/// leaves n and o of the step's member `tree`; without one, by a single leaf n64.
void check_defined(const std::vector<Expression>& functions, const Domain& domain, const Step& step,
                   bool differentiable = false);

/// Whether the hypotheses fail at every point of a box.
class Outside {
  public:
    explicit Outside(const Domain& domain);
    /// By natural enclosures: some hypothesis is not true anywhere on the box.
    [[nodiscard]] bool operator()(const Box& box, int precision) const;

  private:
    const std::vector<Hypothesis>& hypotheses_;
    Evaluator differences_;
};

}  // namespace dlncert::checker
