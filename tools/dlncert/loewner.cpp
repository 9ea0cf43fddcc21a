#include "loewner.hpp"

#include <dlncert/statement/rational.hpp>

#include "pair_texts.hpp"

namespace dlncert::command {
namespace {

using nlohmann::json;

const json leaf{{"step", "subdivide"}, {"tree", "n64"}};

/// f >= 0 from f = the text, whose terms have no negative coefficient.
json seen_from(const std::string& text) {
    return {{"step", "sum"}, {"terms", {text}}, {"proofs", {leaf}}};
}

json all(json parts) {
    return {{"step", "all"}, {"parts", std::move(parts)}};
}

}  // namespace

json monotone_step(const Depth& depth, const std::string& nu, json at_corners, std::size_t without) {
    constexpr long most = 12;  // the sums grow
    const json identity{{"step", "identity"}};
    json step{{"step", "pair-monotone"}};
    if (without > 0) step["without"] = without;
    if (without == 0 && depth.kind == Depth::Kind::single && depth.first && *depth.first <= most) {
        const PairTexts texts(static_cast<long>(*depth.first), "x", "y");
        for (int k = 0; k < 4; ++k) step["third"].push_back(texts.derivative(3 - k, k));
        step["premises"] = {
            {{"step", "analytic"}, {"tree", "n64"}},
            all({identity, identity, identity, identity}),
            all({leaf, leaf, leaf, leaf, seen_from(texts.third_minor(1)), seen_from(texts.third_minor(2))})};
    } else {
        step["nu"] = nu;
        step["premises"] = {identity, all({leaf, leaf})};
    }
    for (json& proof : at_corners) step["premises"].push_back(std::move(proof));
    return step;
}

}  // namespace dlncert::command
