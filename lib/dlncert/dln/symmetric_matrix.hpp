#pragma once
#include <cstddef>
#include <utility>
#include <vector>

namespace dlncert {

/// A symmetric matrix, its lower triangle stored by rows.
template <class T>
class SymmetricMatrix {
  public:
    SymmetricMatrix(std::size_t size, const T& value) : size_(size), entries_(size * (size + 1) / 2, value) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const T& operator()(std::size_t i, std::size_t j) const { return entries_[index(i, j)]; }
    [[nodiscard]] T& operator()(std::size_t i, std::size_t j) { return entries_[index(i, j)]; }
    /// Each entry once.
    [[nodiscard]] const std::vector<T>& entries() const& { return entries_; }
    const std::vector<T>& entries() && = delete;

  private:
    static std::size_t index(std::size_t i, std::size_t j) {
        if (i < j) std::swap(i, j);
        return i * (i + 1) / 2 + j;
    }

    std::size_t size_;
    std::vector<T> entries_;
};

}  // namespace dlncert
