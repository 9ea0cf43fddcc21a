#include "progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

namespace dlncert::command {
namespace {

constexpr auto redraw_after = std::chrono::milliseconds(100);
constexpr int width = 30;

}  // namespace

ProgressBar::ProgressBar(bool wanted)
    : shown_(wanted && ::isatty(STDERR_FILENO) != 0),
      start_(std::chrono::steady_clock::now()),
      last_(start_) {}

ProgressBar::~ProgressBar() {
    if (drawn_) std::fputs("\r\033[K", stderr);
}

void ProgressBar::operator()(double share, std::size_t done, std::size_t open) {
    if (!shown_) return;
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < redraw_after) return;
    last_ = now;
    drawn_ = true;
    share = std::clamp(share, 0.0, 1.0);
    const int filled = static_cast<int>(share * width);
    const std::string bar = std::string(static_cast<std::size_t>(filled), '#') +
                            std::string(static_cast<std::size_t>(width - filled), '.');
    const double elapsed = std::chrono::duration<double>(now - start_).count();
    std::fprintf(stderr, "\r[%s] %5.1f %% certified, %zu boxes done, %zu open", bar.c_str(), 100 * share,
                 done, open);
    if (share > 0.001) std::fprintf(stderr, ", about %.0f s left", elapsed * (1 - share) / share);
    std::fputs("\033[K", stderr);
    std::fflush(stderr);
}

}  // namespace dlncert::command
