// Claims about extrema: each side by its own search.
#include <dlncert/search/extremum.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/extremum.hpp>

namespace dlncert {

using nlohmann::json;

/// The step of a claim about a formula, by a search of its own. Its counterexample refutes what is to be
/// proved.
ProofSearch::Step ProofSearch::proved_apart(const Claim& claim) {
    Step found;
    ProofSearch search = *this;
    search.accept = [&](const Claim& candidate, const json& step) {
        if (!accept(candidate, step)) return false;
        found = step;
        return true;
    };
    const SearchResult result = search(claim);
    state = search.state;
    const std::size_t boxes = result_.boxes + result.boxes;
    if (result.verdict != SearchResult::Verdict::proved && !claim.disproved) result_ = result;
    result_.boxes = boxes;
    return result.verdict == SearchResult::Verdict::proved ? found : std::nullopt;
}

/// Whether the extremum was enclosed beyond the end that it should reach: that contradicts the claim.
bool ProofSearch::refute_inner_end(const Claim& claim, const Extremum& extremum, ExtremumSearch& search) {
    const auto end = rational_value((extremum.maximum ? extremum.lower : extremum.upper).value);
    if (!end) return false;
    const auto found = search.find(claim, extremum, std::max<Rational>(abs(*end), 1) / 1'000'000);
    if (!found) return false;
    const ExtremumEnd& outer = extremum.maximum ? found->extremum.upper : found->extremum.lower;
    const auto value = outer.infinity == 0 ? rational_value(outer.value) : std::nullopt;
    if (!value || !(extremum.maximum ? *value < *end : *value > *end)) return false;
    Claim contrary = claim;
    contrary.conclusion = ExtremumStatement{found->extremum};
    if (!accept(contrary, {{"step", "extrema"}, {"parts", json::array({found->step})}})) return false;
    result_.verdict = SearchResult::Verdict::refuted;
    result_.boxes += found->boxes;
    return true;
}

ProofSearch::Step ProofSearch::prove_extremum(const Claim& claim, const Extremum& extremum) {
    ExtremumSearch search;
    search.accept = accept;
    search.stop = stop;
    search.progress = progress;
    search.threads = threads;
    search.most_leaves = 50'000;
    const bool reals_only = claim.integers.empty();
    const auto accepted = [&](const Claim& part, Step step) {
        return step && accept(part, *step) ? step : std::nullopt;
    };
    json step = {{"step", "extremum"}};
    const Claim outer = outer_bound(claim, extremum);
    Step bound;
    if (reals_only) bound = accepted(outer, search.prove_outer_bound(claim, extremum));
    if (!bound) bound = proved_apart(outer);
    if (!bound) return std::nullopt;
    step["bound"] = *bound;
    if (!has_inner_bound(extremum)) return step;
    if (const ExtremumEnd& end = extremum.maximum ? extremum.lower : extremum.upper; end.infinity != 0) {
        Step unbounded = reals_only ? search.prove_unbounded(claim, extremum) : std::nullopt;
        if (!unbounded) result_.advice = "no curve was found along which the values tend to infinity";
        return unbounded;
    }
    const Claim inner = attained(claim, extremum);
    Step point;
    if (reals_only) point = accepted(inner, search.best_point(claim, extremum));
    if (!point) point = proved_apart(inner);
    if (!point && reals_only && refute_inner_end(claim, extremum, search)) return std::nullopt;
    if (!point) {
        result_.advice =
            "no point was found at which the value is as claimed; 'dlncert bound' finds the extremum";
        return std::nullopt;
    }
    step["point"] = *point;
    return step;
}

void ProofSearch::prove_extrema(const Claim& claim) {
    json parts = json::array();
    for (const Extremum& extremum : std::get<ExtremumStatement>(claim.conclusion)) {
        const Step part = prove_extremum(claim, extremum);
        if (!part) return;
        parts.push_back(*part);
    }
    if (accept(claim, {{"step", "extrema"}, {"parts", std::move(parts)}}))
        result_.verdict = SearchResult::Verdict::proved;
}

}  // namespace dlncert
