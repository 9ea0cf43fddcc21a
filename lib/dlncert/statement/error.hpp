#pragma once
#include <stdexcept>
#include <string>

namespace dlncert {

/// Broken input at the border: the message says what is wrong, where, and what would be right. Exit status 2.
struct InputError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Well-formed input that lies outside what the program can treat. Exit status 2, JSON status `unsupported`.
struct Unsupported : InputError {
    using InputError::InputError;
};

}  // namespace dlncert
