#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace dlncert {

/// task(worker, i) for i = 0, …, n − 1: the next i for the next of the workers 0, …, `workers` − 1 that is
/// free. Returns when all have ended; what the first task to throw threw is thrown again then, and no further
/// task begins. The threads are ours, since the thread sanitizer does not see what those of a library hand to
/// each other; tasks are coarse, so that it does not matter what a thread costs.
template <class Task>
void for_each_in_parallel(std::size_t n, std::size_t workers, const Task& task) {
    std::atomic<std::size_t> next = 0;
    std::exception_ptr thrown;
    std::mutex mutex;
    const auto work = [&](std::size_t worker) {
        try {
            for (std::size_t i = next++; i < n; i = next++) task(worker, i);
        } catch (...) {
            next = n;
            const std::lock_guard lock(mutex);
            if (!thrown) thrown = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            for (std::size_t worker = 1; worker < std::min(workers, n); ++worker)
                others.emplace_back(work, worker);
        } catch (const std::system_error&) {
            // no more threads are to be had: those that there are do the work
        }
        work(0);
    }
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace dlncert
