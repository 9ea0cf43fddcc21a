#include "indefiniteness.hpp"

namespace dlncert::command {
namespace {

std::string range(const BoxSide& side) {
    return (side.lower == 0 ? " (" : " [") + dlncert::to_string(side.lower) + ", " +
           (side.upper ? dlncert::to_string(*side.upper) + "]" : "inf)");
}

std::string depth_range(const Depth& depth) {
    return "nu in " + std::string(depth.open_below ? "(" : "[") + dlncert::to_string(depth.nu.lower) + ", " +
           dlncert::to_string(depth.nu.upper) + (depth.open_above ? ")" : "]");
}

}  // namespace

std::string indefiniteness_claim(const Depth& depth, const Width& width, const std::vector<BoxSide>& box) {
    const bool single = width.is_single();
    const std::string widths = single ? ""
                                      : "d in " + std::to_string(width.first) + ".." +
                                            (width.last ? std::to_string(*width.last) : "inf") + ", ";
    std::string chamber = "chamber(" + (single ? std::to_string(width.first) : "d") + ")";
    if (!box.empty()) chamber += " &";
    for (const BoxSide& side : box) chamber += range(side);
    return "claim covariant-hessian-indefinite\n"
           "\"Theorem 1.10 and X-2: the Riemannian Hessian of the entropy has eigenvalues of both signs\"\n"
           "for " +
           widths + depth_range(depth) + ", sigma in " + chamber +
           "\n"
           "prove hessian(S(nu, sigma), sigma, metric(nu, sigma[i])) indefinite\n";
}

}  // namespace dlncert::command
