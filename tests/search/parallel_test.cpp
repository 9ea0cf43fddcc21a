#include <doctest/doctest.h>

#include <atomic>
#include <dlncert/search/parallel.hpp>
#include <stdexcept>
#if defined(__GLIBC__)
#include <pthread.h>
#endif

using namespace dlncert;

TEST_CASE("each task is done once, by a worker that there is") {
    for (const std::size_t workers : {1, 2, 7})
        for (const std::size_t n : {0, 1, 2, 100}) {
            std::vector<std::atomic<int>> times(n);
            std::atomic<bool> known = true;
            for_each_in_parallel(n, workers, [&](std::size_t worker, std::size_t i) {
                ++times[i];
                if (worker >= workers) known = false;
            });
            CHECK(known);
            for (const auto& t : times) CHECK(t == 1);
        }
}

TEST_CASE("what a task throws ends the others and is thrown again") {
    for (const std::size_t workers : {1, 3}) {
        std::atomic<int> begun = 0;
        const auto task = [&](std::size_t, std::size_t i) {
            ++begun;
            if (i == 5) throw std::runtime_error("five");
        };
        CHECK_THROWS_WITH_AS(for_each_in_parallel(1'000'000, workers, task), "five", std::runtime_error);
        if (workers == 1) CHECK(begun == 6);
    }
}

#if defined(__GLIBC__)
namespace {

/// While it lives no thread can start: there is no room for its stack.
class NoMoreThreads {
  public:
    NoMoreThreads() {
        pthread_getattr_default_np(&before_);
        pthread_attr_t huge;
        pthread_attr_init(&huge);
        pthread_attr_setstacksize(&huge, std::size_t{1} << 60);
        pthread_setattr_default_np(&huge);
        pthread_attr_destroy(&huge);
    }
    ~NoMoreThreads() {
        pthread_setattr_default_np(&before_);
        pthread_attr_destroy(&before_);
    }
    NoMoreThreads(const NoMoreThreads&) = delete;
    NoMoreThreads& operator=(const NoMoreThreads&) = delete;

  private:
    pthread_attr_t before_;
};

}  // namespace

TEST_CASE("where no thread can start the caller does all the work") {
    std::vector<std::atomic<int>> times(100);
    {
        const NoMoreThreads none;
        REQUIRE_THROWS_AS(std::thread([] {}).join(), std::system_error);
        for_each_in_parallel(times.size(), 4, [&](std::size_t worker, std::size_t i) {
            if (worker == 0) ++times[i];
        });
    }
    for (const auto& t : times) CHECK(t == 1);
}
#endif
