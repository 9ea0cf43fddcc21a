#pragma once
#include <dlncert/certificate/certificate.hpp>
#include <dlncert/statement/claim.hpp>
#include <string>

namespace dlncert::checker {

/// What an accepted certificate proves.
struct Accepted {
    Claim claim;
    std::string digest;  ///< of the claim
    bool prelude_is_shipped =
        false;  ///< the certificate's prelude is, byte for byte, the one this program ships
};

/// Re-proves the certificate's claim from its steps, believing nothing that it contains.
/// @throws Rejected with the step and the reason; InputError if the claim is unreadable.
[[nodiscard]] Accepted check(const Certificate& certificate, const LeafObserver& observer = nullptr);

}  // namespace dlncert::checker
