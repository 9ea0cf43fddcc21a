// dlncert-check: the independent checker as a program of its own, linked to the rooms statement, certificate,
// rules and checker and to nothing that searches.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <string_view>

#include "check.hpp"
#include "output.hpp"

namespace dlncert::command {
namespace {

ExitStatus parse_and_run(int argc, char** argv) {
    CLI::App app("Checks certificates of dlncert with arithmetic of its own", "dlncert-check");
    app.set_version_flag("--version", "dlncert-check " DLNCERT_VERSION);
    CheckOptions options;
    options.add_to(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& success) {
        app.exit(success);
        return ExitStatus::success;
    } catch (const CLI::ParseError& error) {
        throw InputError(std::string(error.what()) + "; see 'dlncert-check --help' for what it takes");
    }
    return check_certificates(options);
}

}  // namespace
}  // namespace dlncert::command

int main(int argc, char** argv) {
    using namespace dlncert::command;
    const bool json =
        std::any_of(argv, argv + argc, [](const char* a) { return std::string_view(a) == "--json"; });
    return static_cast<int>(run_guarded([&] { return parse_and_run(argc, argv); }, json));
}
