#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>

namespace dlncert::command {

/// A line on stderr that shows how far a search is, redrawn at most ten times a second and wiped at the end;
/// nothing unless stderr is a terminal and `wanted`. Safe to call from any thread.
class ProgressBar {
  public:
    explicit ProgressBar(bool wanted);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// `share` of the domain's volume is certified, in `done` boxes; `open` boxes wait.
    void operator()(double share, std::size_t done, std::size_t open);

  private:
    bool shown_, drawn_ = false;
    std::chrono::steady_clock::time_point start_, last_;
    std::mutex mutex_;
};

}  // namespace dlncert::command
