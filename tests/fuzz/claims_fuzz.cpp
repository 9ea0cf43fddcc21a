#include <cstdint>
#include <cstdlib>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <string_view>

using namespace dlncert;

/// Any bytes are a claim, whose printed text reads back to the same claim with the same digest, or an InputError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const Claim claim =
            parse_claim({reinterpret_cast<const char*>(data), size}, shipped_prelude());
        const Claim again = parse_claim(to_string(claim));
        if (!(again == claim) || digest(again) != digest(claim)) std::abort();
    } catch (const InputError&) {
    }
    return 0;
}
