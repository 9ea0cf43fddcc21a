#pragma once
#include <algorithm>
#include <dlncert/dln/exact_interval.hpp>
#include <dlncert/statement/error.hpp>
#include <string>
#include <vector>

namespace dlncert {

[[nodiscard]] inline std::string to_string(const ExactInterval& x) {
    return x.is_point() ? to_string(x.lower) : "[" + to_string(x.lower) + "," + to_string(x.upper) + "]";
}

/// The part of a box of singular values within the chamber σ₁ ≥ … ≥ σ_d > 0: each interval is cut to the
/// values that occur in some decreasing choice. Lower ends decrease afterwards, and so do upper ends.
/// @throws InputError for fewer than two values, values that reach 0, and a box outside the chamber.
[[nodiscard]] inline std::vector<ExactInterval> restrict_to_chamber(std::vector<ExactInterval> sigma) {
    const auto shown = [&](std::size_t i) {
        const std::string text = to_string(sigma[i]);
        return "number " + std::to_string(i + 1) + " (" +
               (text.size() <= 60 ? text : text.substr(0, 57) + "...") + ")";
    };
    if (sigma.empty())
        throw InputError("there are no singular values; give at least two numbers, like 2,1.5");
    if (sigma.size() == 1)
        throw InputError(
            "there is one singular value, but the model is defined from width d = 2; give at least two");
    for (std::size_t i = 0; i < sigma.size(); ++i)
        if (sigma[i].lower <= 0)
            throw InputError(shown(i) +
                             (sigma[i].is_point() ? " is not positive" : " reaches down to 0 or below") +
                             "; singular values are positive (the entropy is singular at 0)");
    for (std::size_t i = 1; i < sigma.size(); ++i) {
        if (sigma[i].lower > sigma[i - 1].upper)
            throw InputError(shown(i - 1) + " is smaller than " + shown(i) +
                             "; give the singular values largest first");
        sigma[i].upper = std::min(sigma[i].upper, sigma[i - 1].upper);
    }
    for (std::size_t i = sigma.size() - 1; i > 0; --i)
        sigma[i - 1].lower = std::max(sigma[i - 1].lower, sigma[i].lower);
    return sigma;
}

}  // namespace dlncert
