#include "loewner.hpp"

#include <dlncert/statement/rational.hpp>

#include "pair_texts.hpp"

namespace dlncert::command {
namespace {

using nlohmann::json;

const json leaf{{"step", "subdivide"}, {"tree", "n64"}};
const json identity{{"step", "identity"}};
const json analytic{{"step", "analytic"}, {"tree", "n64"}};

/// f >= 0 from f = the text, whose terms have no negative coefficient.
json seen_from(const std::string& text) {
    return {{"step", "sum"}, {"terms", {text}}, {"proofs", {leaf}}};
}

json all(json parts) {
    return {{"step", "all"}, {"parts", std::move(parts)}};
}

}  // namespace

json monotone_step(const MonotoneHessian& hessian, json at_corners) {
    constexpr long most = 12;  // the sums grow
    const Depth& depth = hessian.depth;
    const std::string& weight = hessian.weight;
    json step{{"step", weight.empty() ? "pair-monotone" : "pair-antitone"}};
    if (hessian.without > 0) step["without"] = hessian.without;
    if (hessian.without == 0 && depth.kind == Depth::Kind::single && depth.first && *depth.first <= most) {
        const PairTexts texts(static_cast<long>(*depth.first), "x", "y");
        const auto weighted = [&](const std::string& text, const char* power) {
            return weight.empty() ? text : "(" + weight + ")" + power + "*(" + text + ")";
        };
        const auto minor = [&](int k) { return seen_from(weighted(texts.third_minor(k), "^2")); };
        for (int k = 0; k < 4; ++k) step["third"].push_back(weighted(texts.derivative(3 - k, k), ""));
        step["premises"] = {analytic, all({identity, identity, identity, identity}),
                            all({leaf, leaf, leaf, leaf, minor(1), minor(2)})};
    } else {
        step["nu"] = hessian.nu;
        step["premises"] = {identity, all({leaf, leaf})};
        if (!weight.empty()) {
            step["weight"] = weight;
            step["premises"][1]["parts"].push_back(leaf);
        }
    }
    if (!weight.empty())
        for (const json& proof : {leaf, identity, analytic, hessian.falls}) step["premises"].push_back(proof);
    for (json& proof : at_corners) step["premises"].push_back(std::move(proof));
    return step;
}

json convex_energy_step(const std::string& nu, const std::string& weight, json bound) {
    return {{"step", "convex-energy"},
            {"nu", nu},
            {"weight", weight},
            {"premises", {identity, all({leaf, leaf, leaf}), leaf, identity, analytic, std::move(bound)}}};
}

}  // namespace dlncert::command
