#include <doctest/doctest.h>
#include <unistd.h>

#include <dlncert/statement/error.hpp>
#include <files.hpp>
#include <filesystem>

using namespace dlncert;
using namespace dlncert::command;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("dlncert-files-test-" + std::to_string(::getpid()));
    Folder() { fs::create_directory(path); }
    ~Folder() { fs::remove_all(path); }
    [[nodiscard]] std::string file(const char* name) const { return (path / name).string(); }
    [[nodiscard]] long count() const {
        return std::distance(fs::directory_iterator(path), fs::directory_iterator());
    }
};

}  // namespace

TEST_CASE("a file is written whole, and replaces the one before") {
    const Folder folder;
    const std::string contents(300'000, 'x');
    write_file_atomically(folder.file("a"), "short");
    write_file_atomically(folder.file("a"), contents);
    CHECK(read_file(folder.file("a")) == contents);
    CHECK(folder.count() == 1);
    write_file_atomically(folder.file("empty"), "");
    CHECK(read_file(folder.file("empty")).empty());
}

TEST_CASE("a failure leaves nothing") {
    const Folder folder;
    CHECK_THROWS_AS(write_file_atomically(folder.file("missing/a"), "x"), InputError);
    CHECK_THROWS_AS(write_file_atomically(folder.path.string(), "x"), InputError);
    CHECK_THROWS_AS(require_writable(folder.file("missing/a")), InputError);
    CHECK(folder.count() == 0);
    require_writable(folder.file("a"));
    CHECK(folder.count() == 0);
}

TEST_CASE("unreadable and oversized files are refused") {
    const Folder folder;
    write_file_atomically(folder.file("a"), "12345");
    CHECK(read_file(folder.file("a"), 5) == "12345");
    CHECK_THROWS_AS((void)read_file(folder.file("a"), 4), InputError);
    CHECK_THROWS_AS((void)read_file(folder.file("b")), InputError);
    CHECK_THROWS_AS((void)read_file(folder.path.string()), InputError);
}
