#pragma once
#include <optional>
#include <string>

#include "exit_status.hpp"
#include "output.hpp"

namespace dlncert::command {

/// Answers the question in a file, `find min E to 1e-8`, and writes a certificate of the answer.
[[nodiscard]] ExitStatus answer_question(const std::string& file, const std::optional<std::string>& output,
                                         const CommonOptions& common);

}  // namespace dlncert::command
