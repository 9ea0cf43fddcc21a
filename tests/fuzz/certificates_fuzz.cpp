#include <cstdint>
#include <cstdlib>
#include <dlncert/certificate/certificate.hpp>
#include <dlncert/certificate/explain.hpp>
#include <dlncert/checker/check.hpp>
#include <dlncert/statement/error.hpp>
#include <string_view>

using namespace dlncert;

namespace {

/// The checker accepts, rejects, or cannot use it: nothing else.
void check_or_refuse(const Certificate& certificate) {
    try {
        const auto accepted = checker::check(certificate);
        if (accepted.digest != digest(accepted.claim)) std::abort();
    } catch (const Rejected&) {
    } catch (const InputError&) {
    }
}

}  // namespace

/// Any bytes are a certificate, whose text reads back to the same certificate, or an InputError. It is checked as it is
/// and, since no random change keeps a digest, also with its digests repaired.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        const Certificate certificate = read_certificate({reinterpret_cast<const char*>(data), size});
        if (to_text(read_certificate(to_text(certificate))) != to_text(certificate)) std::abort();
        (void)outline(certificate.proof);
        check_or_refuse(certificate);
        check_or_refuse(make_certificate(certificate.claim_text, certificate.prelude, certificate.proof,
                                         certificate.provenance));
    } catch (const InputError&) {
    }
    return 0;
}
