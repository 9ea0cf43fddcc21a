#include <cstdint>
#include <cstdlib>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational.hpp>
#include <string_view>

/// Any bytes are a number, whose canonical spelling reads back to it, or an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const auto value = dlncert::parse_rational({reinterpret_cast<const char*>(data), size});
        if (dlncert::parse_rational(dlncert::to_string(value)) != value) std::abort();
    } catch (const dlncert::InputError&) {
    }
    return 0;
}
