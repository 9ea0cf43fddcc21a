#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <command_line.hpp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <dlncert/statement/error.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

using namespace dlncert;
using command::ExitStatus;

namespace {

namespace fs = std::filesystem;

/// A folder of its own, in which every command runs, and what it prints on stdout. Both are made anew for
/// each input.
class Surroundings {
  public:
    Surroundings() : output_(::memfd_create("stdout", 0)) {
        std::string name = (fs::temp_directory_path() / "command-fuzz-XXXXXX").string();
        if (!::mkdtemp(name.data()) || ::chdir(name.c_str()) != 0 || ::dup2(output_, STDOUT_FILENO) < 0)
            std::abort();
        folder_ = name;
    }
    Surroundings(const Surroundings&) = delete;
    Surroundings& operator=(const Surroundings&) = delete;
    ~Surroundings() { fs::remove_all(folder_); }

    void begin(std::string_view file) const {
        for (const auto& entry : fs::directory_iterator(folder_)) fs::remove_all(entry);
        for (const char* name : {"f", "f.claim"}) std::ofstream(name) << file;
        if (::ftruncate(output_, 0) != 0 || ::lseek(output_, 0, SEEK_SET) != 0) std::abort();
    }
    [[nodiscard]] std::string printed() const {
        std::string text(static_cast<std::size_t>(::lseek(output_, 0, SEEK_END)), '\0');
        if (::pread(output_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) std::abort();
        return text;
    }

  private:
    fs::path folder_;
    int output_;
};

/// The command line, one argument in each line, up to an empty line; what follows is in the files f and f.claim.
struct Input {
    std::vector<std::string> arguments{"dlncert"};
    std::string_view file;

    explicit Input(std::string_view text) {
        while (!text.empty()) {
            const std::string_view line = text.substr(0, text.find('\n'));
            text.remove_prefix(std::min(text.size(), line.size() + 1));
            if (line.empty()) break;
            arguments.emplace_back(line.substr(0, line.find('\0')));
        }
        file = text;
    }
    [[nodiscard]] bool names(std::string_view start) const {
        return std::any_of(arguments.begin(), arguments.end(),
                           [&](const auto& a) { return a.starts_with(start); });
    }
    /// Other folders' files are none of ours, and no command line may ask for hours or threads.
    [[nodiscard]] bool stays_here() const {
        return std::none_of(arguments.begin(), arguments.end(), [](const auto& a) {
            return a.find('/') != std::string::npos || a.find("..") != std::string::npos;
        });
    }
    [[nodiscard]] bool is_short() const {
        return !names("audit") && !names("--budget") && !names("--jobs") && !names("--digits") &&
               file.size() < 20'000;
    }
    [[nodiscard]] std::vector<char*> argv() {
        std::vector<char*> result;
        for (auto& argument : arguments) result.push_back(argument.data());
        return result;
    }
};

bool reads(Input input) {
    try {
        auto argv = input.argv();
        (void)command::read_command_line(static_cast<int>(argv.size()), argv.data());
        return true;
    } catch (const InputError&) {
        return false;
    }
}

/// With --json, stdout has one document, whose status is that of the program.
bool agrees(ExitStatus exit, const std::string& printed) {
    const auto document = nlohmann::json::parse(printed, nullptr, false);
    if (document.is_discarded()) return false;
    if (!document.is_object() || !document.contains("status")) return exit == ExitStatus::success;
    const std::string status = document["status"];
    switch (exit) {
        case ExitStatus::success:
            return status == "proved" || status == "accepted" || status == "answered";
        case ExitStatus::refuted:
            return status == "refuted";
        case ExitStatus::unusable:
            return status == "undefined" || status == "unsupported";
        case ExitStatus::undecided:
            return status == "undecided";
        case ExitStatus::rejected:
            return status == "rejected";
        default:
            return false;
    }
}

}  // namespace

/// Any bytes are a command line, which is read, or refused with an InputError. One that is read is run, with
/// the budget of a twentieth of a second: it ends, never with an internal error, and prints one document
/// where that is asked for.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Surroundings surroundings;
    Input input({reinterpret_cast<const char*>(data), size});
    if (!input.stays_here()) return 0;
    surroundings.begin(input.file);
    const bool help = input.names("--help") || input.names("-h") || input.names("--version");
    if (!reads(input) || !input.is_short()) return 0;
    const bool searches = input.names("bound") || input.names("certify") || input.names("equilibrium") ||
                          input.names("eval") || input.names("prove");
    if (searches && !help)
        for (const char* limit : {"--budget=0.05", "--jobs=1"}) input.arguments.emplace_back(limit);
    auto argv = input.argv();
    const ExitStatus exit = command::run_command_line(static_cast<int>(argv.size()), argv.data());
    if (exit == ExitStatus::internal_error) std::abort();
    const auto is_json = [](const auto& a) { return a == "--json"; };
    if (std::any_of(input.arguments.begin(), input.arguments.end(), is_json) && !help &&
        !agrees(exit, surroundings.printed())) {
        std::fprintf(stderr, "exit status %d, and on stdout: %s\n", static_cast<int>(exit),
                     surroundings.printed().c_str());
        std::abort();
    }
    return 0;
}
