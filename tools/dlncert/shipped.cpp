#include "shipped.hpp"

#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <filesystem>

#include "files.hpp"

namespace dlncert::command {

std::string claim_source(const std::string& file_or_id) {
    for (const ShippedClaim& claim : shipped_claims())
        if (claim.id == file_or_id) return std::string(claim.text);
    if (!file_or_id.ends_with(".claim") && !std::filesystem::exists(file_or_id)) {
        std::string known;
        for (const ShippedClaim& claim : shipped_claims())
            known += (known.empty() ? "" : ", ") + std::string(claim.id);
        throw InputError("'" + file_or_id +
                         "' is neither a claim file nor the ID of a claim that ships: " + known);
    }
    return read_file(file_or_id);
}

Claim read_claim(const std::string& file_or_id) {
    try {
        return parse_claim(claim_source(file_or_id), shipped_prelude());
    } catch (const InputError& error) {
        throw InputError(file_or_id + ": " + error.what());
    }
}

}  // namespace dlncert::command
