#pragma once
#include <csignal>

namespace dlncert::command {

/// While it lives, Ctrl-C (SIGINT) and SIGTERM ask the search to stop and to save what it has; a second one
/// ends the program at once.
class InterruptRequest {
  public:
    InterruptRequest();
    ~InterruptRequest();
    InterruptRequest(const InterruptRequest&) = delete;
    InterruptRequest& operator=(const InterruptRequest&) = delete;
    [[nodiscard]] static bool made();

  private:
    struct sigaction interrupt_ {
    }, terminate_{};
};

}  // namespace dlncert::command
