#include <cstdint>
#include <cstdlib>
#include <dlncert/statement/error.hpp>
#include <model.hpp>
#include <numbers.hpp>
#include <string_view>

using namespace dlncert;

namespace {

/// Calls a reader, which may refuse; `holds` says what is true of what it returns.
template <class Reader, class Property>
void read(Reader reader, std::string_view text, Property holds) {
    try {
        if (!holds(reader(text))) std::abort();
    } catch (const InputError&) {
    }
}

bool ordered_singular_values(const std::vector<ExactInterval>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i].lower <= 0 || values[i].lower > values[i].upper) return false;
        if (i > 0 && (values[i].lower > values[i - 1].lower || values[i].upper > values[i - 1].upper))
            return false;
    }
    return values.size() >= 2;
}

bool sides_not_empty(const std::vector<command::BoxSide>& box) {
    for (const auto& side : box)
        if (side.lower < 0 || (side.upper && *side.upper < side.lower)) return false;
    return box.size() >= 2;
}

}  // namespace

/// Any bytes are a list of singular values, a box, a depth, a width, or an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (text.find('@') != std::string_view::npos) return 0;  // the name of a file to read
    read(command::parse_singular_values, text, ordered_singular_values);
    read(command::parse_box, text, sides_not_empty);
    read(command::parse_depth, text, [](const command::Depth& depth) {
        return depth.nu.lower >= 0 && depth.nu.lower <= depth.nu.upper && depth.nu.upper <= Rational(1, 2);
    });
    read(command::parse_width, text, [](const command::Width& width) { return width.first >= 2; });
    return 0;
}
