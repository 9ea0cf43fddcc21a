#pragma once
#include <optional>
#include <string>

#include "model.hpp"
#include "output.hpp"

namespace dlncert::command {

/// What `dlncert certify` asks about the energy's equilibrium.
struct ModelQuestion {
    Model model;
    CommonOptions common;
    std::optional<std::string> output;
};

/// `certify rates`: the linearisation of the flow at σ★, on singular values by formula and on d×d matrices by
/// assembling it and enclosing its spectrum.
[[nodiscard]] ExitStatus certify_rates(const ModelQuestion& question);

/// `certify equilibrium`: existence of one equilibrium on the diagonal; with `chamber`, `certify uniqueness
/// --chamber`: and of none elsewhere, whatever the width. Without --beta: for every β > 0.
[[nodiscard]] ExitStatus certify_equilibrium(const ModelQuestion& question, bool chamber);

}  // namespace dlncert::command
