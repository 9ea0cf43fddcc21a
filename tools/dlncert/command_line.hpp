#pragma once
#include <functional>

#include "exit_status.hpp"

namespace dlncert::command {

/// What a command line of `dlncert` asks for, not run yet; also --help and --version.
/// @throws InputError if it is not a command line: the message says what to change.
[[nodiscard]] std::function<ExitStatus()> read_command_line(int argc, char** argv);

/// Reads and runs a command line: all that the program does.
[[nodiscard]] ExitStatus run_command_line(int argc, char** argv);

}  // namespace dlncert::command
