#pragma once
#include <dlncert/statement/claim.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace dlncert {

/// Proof steps that may prove a claim, from the quickest on: the caller lets the checker decide, so a
/// candidate may be wrong. `accept` is called with each until it returns true; false if none was taken.
/// `stop` is polled.
///
/// What is tried: for the entropy's Hessian over the chamber, the rules for pair sums; for inequalities over
/// real variables, subdivision (bounded boxes), and in (nu, u) the factorisation E1 of mathematics.md §3.
struct ProofSearch {
    std::function<bool(const nlohmann::json&)> accept;
    std::function<bool()> stop = [] { return false; };
    std::string advice;  ///< after a failure: where it got stuck

    [[nodiscard]] bool operator()(const Claim& claim);

  private:
    bool about_hessian(const Claim& claim);
    bool about_functions(const Claim& claim);
};

/// Subdivision of the claim's box into natural ("n64") and mean value ("m64") leaves that show the
/// comparison: the tree, or none if more than `most_leaves` were needed or a leaf could not be shown.
/// `hardest` then describes the box that failed.
[[nodiscard]] std::optional<std::string> find_subdivision(const Comparison& comparison, const Claim& claim,
                                                          std::size_t most_leaves,
                                                          const std::function<bool()>& stop,
                                                          std::string& hardest);

}  // namespace dlncert
