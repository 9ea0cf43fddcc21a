#pragma once
#include <string_view>

namespace dlncert::command {

/// The exit status of every command; the numbers are a contract with scripts.
enum class ExitStatus : int {
    success = 0,         ///< proved, accepted or answered
    refuted = 1,         ///< the claim is false, and a certified witness is printed
    unusable = 2,        ///< unusable input, an undefined or an unsupported statement
    undecided = 3,       ///< the budget ended first
    rejected = 4,        ///< a certificate is wrong, or proves another claim
    internal_error = 5,  ///< a defect of the program
};

/// The member `status` of a JSON answer.
namespace status {
inline constexpr std::string_view proved = "proved";
inline constexpr std::string_view refuted = "refuted";
inline constexpr std::string_view undecided = "undecided";
inline constexpr std::string_view undefined = "undefined";
inline constexpr std::string_view unsupported = "unsupported";
inline constexpr std::string_view accepted = "accepted";
inline constexpr std::string_view rejected = "rejected";
inline constexpr std::string_view answered = "answered";
inline constexpr std::string_view internal_error = "internal-error";
}  // namespace status

}  // namespace dlncert::command
