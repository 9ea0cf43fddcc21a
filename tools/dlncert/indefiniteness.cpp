#include "indefiniteness.hpp"

#include <dlncert/statement/error.hpp>

namespace dlncert::command {
namespace {

std::string variable(std::size_t i) {
    return "s" + std::to_string(i + 1);
}

/// The texts of part(0), …, part(count − 1), joined.
template <class Part>
std::string joined(std::size_t count, const char* between, const Part& part) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? between : "") + part(i);
    return text;
}

std::string range(const BoxSide& side) {
    return (side.lower == 0 ? "(" : "[") + dlncert::to_string(side.lower) + ", " +
           (side.upper ? dlncert::to_string(*side.upper) + "]" : "inf)");
}

std::string depth_range(const Depth& depth) {
    return "nu in " + std::string(depth.open_below ? "(" : "[") + dlncert::to_string(depth.nu.lower) + ", " +
           dlncert::to_string(depth.nu.upper) + (depth.open_above ? ")" : "]");
}

/// The order of the chamber, where the box does not imply it.
std::string hypotheses(const std::vector<BoxSide>& box) {
    std::string text;
    for (std::size_t i = 1; i < box.size(); ++i)
        if (!box[i].upper || *box[i].upper > box[i - 1].lower)
            text += "where " + variable(i) + " <= " + variable(i - 1) + "\n";
    return text;
}

/// S as the prelude has it, pair by pair.
std::string entropy(std::size_t d) {
    const auto pair = [](std::size_t i, std::size_t j) {
        const std::string a = "log(" + variable(i) + ")", b = "log(" + variable(j) + ")";
        return "(1 - nu)*(" + a + " + " + b + ") + log_sinhc(" + a + " - " + b + ") - log_sinhc(nu*(" + a +
               " - " + b + "))";
    };
    std::string text;
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = i + 1; j < d; ++j) text += (text.empty() ? "" : "\n    + ") + pair(i, j);
    return "1/2*(" + text + ")";
}

}  // namespace

std::string indefiniteness_claim(const Depth& depth, const std::vector<BoxSide>& box) {
    if (depth.contains_infinity())
        throw Unsupported(
            "certify indefiniteness: at infinite depth the covariant Hessian is positive semidefinite (each "
            "pair adds "
            "k/2 [[1, -1], [-1, 1]], k > 0), so it is not indefinite; ask for finite depths: --depth 3, "
            "--depth "
            "real:[1/50,1/3]");
    const std::size_t d = box.size();
    const std::string all = joined(d, ", ", variable);
    const auto component = [&](std::size_t i, std::size_t j) {
        return "hessian(entropy, " + all + ")[" + std::to_string(i + 1) + ", " + std::to_string(j + 1) + "]";
    };
    const auto slope = [&](std::size_t i) {
        return "gradient(entropy, " + all + ")[" + std::to_string(i + 1) + "]";
    };
    const auto row = [&](std::size_t i) {
        return joined(d, " + ",
                      [&](std::size_t j) { return variable(i) + "*" + variable(j) + "*" + component(i, j); });
    };
    const bool single = depth.nu.is_point();
    return "claim covariant-hessian-indefinite\n"
           "\"the form of the covariant Hessian of S is negative in the direction sigma and positive in that "
           "of the "
           "smallest singular value\"\n"
           "for " +
           joined(d, ", ", [&](std::size_t i) { return variable(i) + " in " + range(box[i]); }) +
           (single ? "" : ", " + depth_range(depth)) + "\n" + hypotheses(box) +
           (single ? "let nu = " + dlncert::to_string(depth.nu.lower) + "\n" : "") +
           "let entropy = " + entropy(d) + "\n" + "let radial = " + joined(d, "\n    + ", row) +
           "\n    + (1 - nu)*(" +
           joined(d, " + ", [&](std::size_t i) { return variable(i) + "*" + slope(i); }) + ")\n" +
           "let last = " + variable(d - 1) + "*" + component(d - 1, d - 1) + " + (1 - nu)*" + slope(d - 1) +
           "\n" + "prove radial < 0 and last > 0\n";
}

}  // namespace dlncert::command
