#include "interrupt.hpp"

#include <atomic>

namespace dlncert::command {
namespace {

std::atomic<bool> requested{false};
static_assert(std::atomic<bool>::is_always_lock_free);

void request(int) {
    requested = true;
}

}  // namespace

InterruptRequest::InterruptRequest() {
    requested = false;
    struct sigaction action {};
    action.sa_handler = request;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second one meets the default action
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &interrupt_);
    sigaction(SIGTERM, &action, &terminate_);
}

InterruptRequest::~InterruptRequest() {
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGTERM, &terminate_, nullptr);
}

bool InterruptRequest::made() {
    return requested;
}

}  // namespace dlncert::command
