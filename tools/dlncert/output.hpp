#pragma once
#include <CLI/App.hpp>
#include <chrono>
#include <cstdint>
#include <dlncert/statement/rational.hpp>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "exit_status.hpp"

namespace dlncert::command {

using Json = nlohmann::ordered_json;

/// Options that every command has.
struct CommonOptions {
    long digits = 20;
    bool json = false;
    bool quiet = false;
    bool no_progress = false;
    int jobs = 0;  ///< 0: all cores
    std::optional<double> budget;
    std::uint64_t seed = 1;
    bool resume = false;

    void add_to(CLI::App& command);
};

/// When to give up; without a budget, never.
class Deadline {
  public:
    explicit Deadline(std::optional<double> seconds);
    [[nodiscard]] bool passed() const { return end_ && std::chrono::steady_clock::now() >= *end_; }

  private:
    std::optional<std::chrono::steady_clock::time_point> end_;
};

/// The budget ended before an answer: exit status 3. The message says where it got stuck and what to do.
struct Undecided : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Text of an enclosure [lower, upper]:
///   "0", "0.125"                      an exact value with at most `digits` significant digits;
///   "0.70710678118654752440 ± 1.2e-21"  at most `digits` significant digits, each the correctly rounded one
///                                     for every value in the enclosure, and a radius that covers it;
///   "0 ± 1.3e-40"                     an enclosure around 0 that reaches about as far to both sides;
///   "[0.31, 0.42]"                    any other with less than two common digits, rounded outward.
[[nodiscard]] std::string to_text(const Rational& lower, const Rational& upper, long digits);

/// {"lo": "…", "hi": "…"}: decimals rounded outward, by at most 1 % of the width or, where that is less, one
/// unit in the third place after `digits` significant digits. An end that is absent is "inf".
[[nodiscard]] Json to_json(const Rational& lower, const std::optional<Rational>& upper, long digits);

/// The greatest decimal with `digits` significant digits that is ≤ value, or the least that is ≥ value.
[[nodiscard]] std::string decimal_below(const Rational& value, long digits);
[[nodiscard]] std::string decimal_above(const Rational& value, long digits);

/// The one JSON document of a run, on stdout. @throws InputError if stdout cannot be written.
void print_json(const Json& document);
/// Text on stdout, followed by a newline. @throws InputError if stdout cannot be written.
void print_text(std::string_view text);
/// A line for the user on stderr.
void print_message(std::string_view message);

/// Runs a command and turns what it throws into an exit status, a message on stderr and, with `json`, the one
/// document on stdout: InputError → 2 (`undefined`), Unsupported → 2 (`unsupported`), Undecided → 3, anything
/// else → 5.
[[nodiscard]] ExitStatus run_guarded(const std::function<ExitStatus()>& command, bool json);

}  // namespace dlncert::command
