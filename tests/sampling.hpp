#pragma once
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>

namespace dlncert::test {

/// Seed of every random test, printed once; DLNCERT_TEST_SEED repeats a run.
inline std::uint64_t seed() {
    static const std::uint64_t value = [] {
        const char* given = std::getenv("DLNCERT_TEST_SEED");
        const std::uint64_t chosen = given ? std::strtoull(given, nullptr, 10) : 20'260'101;
        std::cout << "random tests: DLNCERT_TEST_SEED=" << chosen << '\n';
        return chosen;
    }();
    return value;
}

/// `usual` samples, scaled by DLNCERT_TEST_SAMPLES (a factor, such as 0.01 or 100).
inline long samples(long usual) {
    static const double factor = [] {
        const char* given = std::getenv("DLNCERT_TEST_SAMPLES");
        return given ? std::strtod(given, nullptr) : 1.0;
    }();
    const auto scaled = static_cast<long>(static_cast<double>(usual) * factor);
    return scaled < 1 ? 1 : scaled;
}

using Engine = std::mt19937_64;

}  // namespace dlncert::test
