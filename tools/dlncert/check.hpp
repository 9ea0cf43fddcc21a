#pragma once
#include <CLI/App.hpp>
#include <optional>
#include <string>
#include <vector>

#include "exit_status.hpp"

namespace dlncert::command {

/// Options of `dlncert check`, which are those of the program dlncert-check.
struct CheckOptions {
    std::vector<std::string> certificates;
    std::optional<std::string> claim;   ///< a claim file, or the ID of one that ships
    std::optional<std::string> digest;  ///< of the claim that must have been proved
    bool json = false;
    bool quiet = false;

    void add_to(CLI::App& command);
};

/// Checks each certificate; the worst status counts. What is accepted is printed: the whole claim, and its
/// digest.
[[nodiscard]] ExitStatus check_certificates(const CheckOptions& options);

}  // namespace dlncert::command
