#include <openssl/sha.h>

#include <array>
#include <dlncert/statement/claim.hpp>

namespace dlncert {

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
    static constexpr std::string_view hexadecimal = "0123456789abcdef";
    std::string result;
    for (const unsigned char byte : hash) {
        result += hexadecimal[byte >> 4U];
        result += hexadecimal[byte & 15U];
    }
    return result;
}

}  // namespace dlncert
