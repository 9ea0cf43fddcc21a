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

/// Says what is wrong with a leaf and its box, "" if it holds.
using LeafCheck = std::function<std::string(const Leaf&, const Box&)>;
/// @throws Rejected unless the step proves what is claimed on the box.
using PartCheck = std::function<void(const Step& part, const Box&)>;

/// Accepts iff the leaves of the pre-order tree cover the domain's box and each holds: a leaf `o` if a
/// hypothesis is true nowhere on its box; a leaf `#` if the next of the step's `parts`, which are all used,
/// passes `check_part`; another one if it passes `check`.
void for_each_leaf(const Domain& domain, const std::string& tree, const Step& step, const LeafCheck& check,
                   const PartCheck& check_part = nullptr);

/// By the method n, m or x.
[[nodiscard]] std::vector<Values> evaluate(const Evaluator& functions, const Leaf& leaf, const Box& box,
                                           const Step& step);

/// Accepts iff the tree proves all goals on the domain (rule subdivide).
void check_subdivision(const std::vector<Goal>& goals, const Domain& domain, const std::string& tree,
                       const Step& step);

/// Accepts iff the functions are defined, and if asked for continuously differentiable, on the domain, by the
/// leaves n and o of the step's member `tree`; without one, by a single leaf n64.
void check_defined(const std::vector<Expression>& functions, const Domain& domain, const Step& step,
                   bool differentiable = false);

}  // namespace dlncert::checker
