#include "proof.hpp"

#include <algorithm>
#include <chrono>
#include <dlncert/checker/check.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/statement/claim.hpp>
#include <stdexcept>

namespace dlncert::command {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// The budget ended, or the user, while the checker was at work.
struct StoppedCheck {};

/// Terms `(123)*…` of a sum: coefficients.
std::size_t count_coefficients(const std::string& text) {
    std::size_t count = 0;
    for (auto at = text.find('('); at != std::string::npos; at = text.find('(', at + 1)) {
        const auto end = text.find_first_not_of("0123456789", at + 1);
        if (end != std::string::npos && end > at + 1 && text.compare(end, 2, ")*") == 0) ++count;
    }
    return count;
}

/// Whether some tree has more than one leaf.
bool is_split(const nlohmann::json& proof) {
    if (proof.is_object() && proof.contains("tree") && proof["tree"].is_string() &&
        proof["tree"].get_ref<const std::string&>().find('@') != std::string::npos)
        return true;
    return proof.is_structured() && std::any_of(proof.begin(), proof.end(), is_split);
}

}  // namespace

void require_accepted(const Certificate& certificate, const LeafObserver& observer) {
    const auto accepted = checker::check(read_certificate(to_text(certificate)), observer);
    if (accepted.digest != certificate.claim_digest) throw Rejected("the checker reads another claim");
}

std::optional<std::string> refusal(const Certificate& certificate, const std::function<bool()>& stop) {
    constexpr double always = 1;  // what is checked in a second is not worth being lost
    const auto start = std::chrono::steady_clock::now();
    const LeafObserver observer = [&](const Step&, const std::vector<std::string>&, const Box&,
                                      const Rational&) {
        if (stop() && seconds_since(start) > always) throw StoppedCheck();
    };
    try {
        require_accepted(certificate, observer);
        return std::nullopt;
    } catch (const Rejected& rejection) {
        return rejection.what();
    } catch (const StoppedCheck&) {
        return "it was stopped before it had checked every leaf; raise --budget";
    }
}

ProofAttempt attempt_proof(const std::string& claim_text, ProofSearch& search, bool keep_trees) {
    const Claim claim = parse_claim(claim_text, shipped_prelude());
    ProofAttempt attempt;
    attempt.claim = claim;
    const auto start = std::chrono::steady_clock::now();
    const LeafObserver observer = [&](const Step& step, const std::vector<std::string>& names, const Box& box,
                                      const Rational& lower) {
        if (search.stop()) throw StoppedCheck();
        if (!keep_trees) return;
        ShownTree& tree = attempt.trees[step.path()];
        tree.variables = names;
        tree.leaves.push_back({box, lower});
    };
    search.accept = [&](const Claim& statement, const nlohmann::json& step) {
        // the text as the user wrote it, where it is that claim
        const std::string text = statement == claim ? claim_text : to_string(statement);
        bool accepted = false;
        const auto check_start = std::chrono::steady_clock::now();
        try {
            Certificate certificate =
                make_certificate(text, std::string(shipped_prelude()), step, nlohmann::json::object());
            attempt.trees.clear();
            require_accepted(certificate, observer);
            attempt.certificate = std::move(certificate);
            attempt.refused.clear();
            accepted = true;
        } catch (const Rejected& rejection) {
            attempt.refused = rejection.what();
        } catch (const StoppedCheck&) {
            attempt.refused = "it was stopped before it had checked every leaf; raise --budget";
        }
        attempt.check_seconds += seconds_since(check_start);
        return accepted;
    };
    attempt.result = search(claim);
    if (attempt.result.verdict == SearchResult::Verdict::undecided) attempt.certificate.reset();  // of a part
    if (attempt.proved() && (!attempt.certificate || attempt.certificate->claim_digest != digest(claim)))
        throw std::logic_error("a claim counts as proved without a certificate of its own");
    attempt.search_seconds = seconds_since(start) - attempt.check_seconds;
    return attempt;
}

std::string text_with_provenance(Certificate certificate) {
    certificate.provenance = {{"program", "dlncert"}, {"version", DLNCERT_VERSION}};
    return to_text(certificate);
}

std::string way_of(const nlohmann::json& proof) {
    if (is_split(proof)) return "interval";
    return count_integers(proof) > 0 ? "integers" : "exact";
}

std::size_t count_integers(const nlohmann::json& proof) {
    constexpr std::size_t list = 3;  // fewer coefficients are no list
    std::size_t count = 0;
    if (proof.is_object() && proof.contains("rest") && proof["rest"].is_string())
        if (const auto terms = count_coefficients(proof["rest"].get_ref<const std::string&>()); terms >= list)
            count += terms;
    if (proof.is_structured())
        for (const auto& part : proof) count += count_integers(part);
    return count;
}

std::size_t count_leaves(const nlohmann::json& proof) {
    std::size_t leaves = 0;
    if (proof.is_object())
        for (const auto& [name, value] : proof.items()) {
            if (name == "tree" && value.is_string()) {
                const std::string& tree = value.get_ref<const std::string&>();
                leaves += static_cast<std::size_t>(std::count(tree.begin(), tree.end(), '@')) + 1;
            } else {
                leaves += count_leaves(value);
            }
        }
    if (proof.is_array())
        for (const auto& value : proof) leaves += count_leaves(value);
    return leaves;
}

}  // namespace dlncert::command
