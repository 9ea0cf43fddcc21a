#pragma once
#include <CLI/App.hpp>
#include <functional>

#include "exit_status.hpp"

namespace dlncert::command {

/// What the command line asked for: set while it is read, run afterwards. Each `add_…` adds one subcommand,
/// from the file of that name, whose callback sets `run`.
struct Invocation {
    std::function<ExitStatus()> run;
};

void add_audit(CLI::App& app, Invocation& invocation);
void add_bound(CLI::App& app, Invocation& invocation);
void add_certify(CLI::App& app, Invocation& invocation);
void add_check(CLI::App& app, Invocation& invocation);
void add_equilibrium(CLI::App& app, Invocation& invocation);
void add_eval(CLI::App& app, Invocation& invocation);
void add_explain(CLI::App& app, Invocation& invocation);
void add_export(CLI::App& app, Invocation& invocation);
void add_list(CLI::App& app, Invocation& invocation);
void add_prove(CLI::App& app, Invocation& invocation);

}  // namespace dlncert::command
