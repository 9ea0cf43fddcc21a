#include "command_line.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <dlncert/arith/rounding.hpp>
#include <dlncert/statement/error.hpp>
#include <string_view>

#include "commands.hpp"
#include "output.hpp"

namespace dlncert::command {
namespace {

/// CLI11 says what is wrong and where; this names what it did not know, and adds how to mend it.
InputError usage_error(const CLI::App& app, const CLI::ParseError& error) {
    std::string command = "dlncert";
    for (const CLI::App* sub : app.get_subcommands()) command += " " + sub->get_name();
    const std::string mend = "; see '" + command + " --help' for what it takes";
    std::vector<std::string> unknown = app.remaining(true);
    if (unknown.empty()) return InputError(error.what() + mend);
    const auto option =
        std::find_if(unknown.begin(), unknown.end(), [](const auto& a) { return a.starts_with('-'); });
    if (option != unknown.end()) return InputError("'" + *option + "' is not an option of " + command + mend);
    const bool is_command = app.get_subcommands().empty();
    return InputError("'" + unknown.front() + "' is not " + (is_command ? "a command" : "expected here") +
                      mend);
}

std::function<ExitStatus()> answer_with(const std::string& text) {
    return [text] {
        print_text(text);
        return ExitStatus::success;
    };
}

}  // namespace

std::function<ExitStatus()> read_command_line(int argc, char** argv) {
    CLI::App app("Certified inequalities for the entropy of the deep linear network", "dlncert");
    app.set_version_flag("--version", "dlncert " DLNCERT_VERSION);
    app.require_subcommand(1);
    Invocation invocation;
    add_audit(app, invocation);
    add_bound(app, invocation);
    add_certify(app, invocation);
    add_check(app, invocation);
    add_equilibrium(app, invocation);
    add_eval(app, invocation);
    add_explain(app, invocation);
    add_export(app, invocation);
    add_list(app, invocation);
    add_prove(app, invocation);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {  // --help, --version
        if (dynamic_cast<const CLI::CallForVersion*>(&success)) return answer_with(app.version());
        std::string help = app.help();
        while (!help.empty() && help.back() == '\n') help.pop_back();
        return answer_with(help);
    } catch (const CLI::ParseError& error) {
        throw usage_error(app, error);
    }
    return invocation.run;
}

/// Not so under valgrind and other emulators that round to nearest in every mode.
static bool rounds_upward() {
    const UpwardRounding scope;
    return detail::add_up(1, 0x1p-60) > 1;
}

ExitStatus run_command_line(int argc, char** argv) {
    const bool json =
        std::any_of(argv, argv + argc, [](const char* a) { return std::string_view(a) == "--json"; });
    return run_guarded(
        [&] {
            if (!rounds_upward())
                throw InputError(
                    "this processor does not round doubles upward when it is told to (valgrind and other "
                    "emulators do not): enclosures would be wrong; run dlncert on the processor itself");
            return read_command_line(argc, argv)();
        },
        json);
}

}  // namespace dlncert::command
