#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace dlncert::command {

/// The whole of a file. @throws InputError if it cannot be read or is larger than `limit` bytes.
[[nodiscard]] std::string read_file(const std::string& path, std::size_t limit = std::size_t{1} << 30);

/// Whether there is a file or folder of that name; not, if the name is too long for one.
[[nodiscard]] bool file_exists(const std::string& path);

/// Writes a file whole or not at all: a temporary in the same folder, synchronised, then renamed onto `path`.
/// A file that was there before is replaced only by the complete new one; after a failure nothing is left.
/// @throws InputError if the folder or the file cannot be written.
void write_file_atomically(const std::string& path, std::string_view contents);

/// Fails early where write_file_atomically would fail late, before hours of search: the folder exists and
/// takes a file, and `path` is not a folder. @throws InputError as write_file_atomically does.
void require_writable(const std::string& path);

}  // namespace dlncert::command
