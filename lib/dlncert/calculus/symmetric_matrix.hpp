#pragma once
#include <cstddef>
#include <dlncert/statement/error.hpp>
#include <string>
#include <utility>
#include <vector>

namespace dlncert {

/// A symmetric matrix, its lower triangle stored by rows. With verified entries it stands for the set of all
/// real symmetric matrices whose entries lie in them.
template <class T>
class SymmetricMatrix {
  public:
    SymmetricMatrix(std::size_t size, const T& value) : size_(size), entries_(size * (size + 1) / 2, value) {}

    /// @throws InputError unless the rows form a square that is symmetric: entries (i, j) and (j, i)
    /// identical.
    static SymmetricMatrix from_rows(const std::vector<std::vector<T>>& rows);

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] const T& operator()(std::size_t i, std::size_t j) const { return entries_[index(i, j)]; }
    [[nodiscard]] T& operator()(std::size_t i, std::size_t j) { return entries_[index(i, j)]; }
    /// Each entry once.
    [[nodiscard]] const std::vector<T>& entries() const& { return entries_; }
    const std::vector<T>& entries() && = delete;

    [[nodiscard]] SymmetricMatrix operator-() const {
        SymmetricMatrix result = *this;
        for (T& entry : result.entries_) entry = -entry;
        return result;
    }

  private:
    static std::size_t index(std::size_t i, std::size_t j) {
        if (i < j) std::swap(i, j);
        return i * (i + 1) / 2 + j;
    }

    std::size_t size_;
    std::vector<T> entries_;
};

template <class T>
SymmetricMatrix<T> SymmetricMatrix<T>::from_rows(const std::vector<std::vector<T>>& rows) {
    if (rows.empty()) throw InputError("the matrix has no rows; give at least one");
    SymmetricMatrix result(rows.size(), rows.front().empty() ? T{} : rows.front().front());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].size() != rows.size())
            throw InputError("row " + std::to_string(i + 1) + " has " + std::to_string(rows[i].size()) +
                             " entries, but there are " + std::to_string(rows.size()) +
                             " rows; the matrix must be square");
        for (std::size_t j = 0; j <= i; ++j) {
            if (!identical(rows[i][j], rows[j][i]))
                throw InputError("entries (" + std::to_string(i + 1) + ", " + std::to_string(j + 1) +
                                 ") and (" + std::to_string(j + 1) + ", " + std::to_string(i + 1) +
                                 ") differ; the matrix must be symmetric");
            result(i, j) = rows[i][j];
        }
    }
    return result;
}

}  // namespace dlncert
