#include "files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <dlncert/statement/error.hpp>
#include <filesystem>
#include <utility>

namespace dlncert::command {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const char* what, const std::string& path, int error, const char* mend) {
    throw InputError(std::string("cannot ") + what + " '" + path + "': " + std::strerror(error) + "; " +
                     mend);
}

/// A POSIX descriptor, closed when it goes out of scope.
class Descriptor {
  public:
    explicit Descriptor(int value) : value_(value) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (value_ >= 0) ::close(value_);
    }
    [[nodiscard]] int get() const { return value_; }
    /// Closes now, because close() can be where a full disk is reported.
    [[nodiscard]] bool close() { return ::close(std::exchange(value_, -1)) == 0; }

  private:
    int value_;
};

fs::path folder_of(const std::string& path) {
    const fs::path folder = fs::path(path).parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

/// A new file beside its destination, removed again unless it was renamed onto it.
class Temporary {
  public:
    explicit Temporary(const std::string& destination)
        : destination_(destination), name_((folder_of(destination) / ".dlncert-XXXXXX").string()) {
        std::error_code error;
        if (fs::is_directory(destination, error))
            fail("write", destination, EISDIR, "name a file, not a folder");
        if (error.value() == ENAMETOOLONG) fail("write", destination, ENAMETOOLONG, "name it more shortly");
        descriptor_ = ::mkstemp(name_.data());
        if (descriptor_ < 0)
            fail("write", destination, errno,
                 "name a file in a folder that exists and that you may write to");
    }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;
    ~Temporary() {
        if (!renamed_) ::unlink(name_.c_str());
    }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    void rename_onto_destination() {
        if (::rename(name_.c_str(), destination_.c_str()) != 0)
            fail("write", destination_, errno, "check the rights of the folder");
        renamed_ = true;
    }

  private:
    std::string destination_, name_;
    int descriptor_ = -1;
    bool renamed_ = false;
};

/// What open(2) would give a new file; mkstemp gives 0600.
mode_t permissions_for(const std::string& path) {
    struct stat existing {};
    if (::stat(path.c_str(), &existing) == 0) return existing.st_mode & 07777;
    const mode_t mask = ::umask(0);
    ::umask(mask);
    return static_cast<mode_t>(0666 & ~mask);
}

}  // namespace

bool file_exists(const std::string& path) {
    std::error_code error;
    return fs::exists(path, error);
}

std::string read_file(const std::string& path, std::size_t limit) {
    constexpr const char* mend = "check its name and that you may read it";
    Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) fail("read", path, errno, mend);
    std::string contents;
    std::string block(std::size_t{1} << 16, '\0');
    for (;;) {
        const ssize_t count = ::read(file.get(), block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("read", path, errno, mend);
        if (count == 0) return contents;
        contents.append(block, 0, static_cast<std::size_t>(count));
        if (contents.size() > limit)
            throw InputError("'" + path + "' is larger than " + std::to_string(limit) +
                             " bytes; this is not a file that dlncert writes");
    }
}

void write_file_atomically(const std::string& path, std::string_view contents) {
    constexpr const char* mend = "check that the disk has room";
    Temporary temporary(path);
    Descriptor file(temporary.descriptor());
    while (!contents.empty()) {
        const ssize_t count = ::write(file.get(), contents.data(), contents.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("write", path, errno, mend);
        contents.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fchmod(file.get(), permissions_for(path)) != 0) fail("write", path, errno, mend);
    if (::fsync(file.get()) != 0 || !file.close()) fail("write", path, errno, mend);
    temporary.rename_onto_destination();
    // The new name lasts through a power failure only once the folder is synchronised; a failure here loses
    // nothing that was promised.
    const Descriptor folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.get() >= 0) ::fsync(folder.get());
}

void require_writable(const std::string& path) {
    const Temporary temporary(path);
    const Descriptor file(temporary.descriptor());
}

}  // namespace dlncert::command
