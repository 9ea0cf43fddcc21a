#include "stuck.hpp"

#include <algorithm>
#include <dlncert/checker/evaluator.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/unfold.hpp>

namespace dlncert::command {
namespace {

using checker::Bound;
using checker::Evaluator;
using checker::Values;

constexpr int precision = 128;
constexpr long shown_digits = 6;

/// The claim whose variables the search used.
Claim over_reals(const Claim& claim) {
    return std::holds_alternative<MatrixStatement>(claim.conclusion) ? claim : unfolded(claim);
}

/// The variable of that name as a function of the one that replaces it; itself if it is an integer parameter.
Expression original(const Claim& claim, const std::string& name, const Expression& v) {
    const auto found = std::find_if(claim.reals.begin(), claim.reals.end(),
                                    [&](const RealDomain& real) { return real.name == name; });
    return found == claim.reals.end() ? v : original_variable(*found, v);
}

Json ends(const Bound& lower, const Bound& upper) {
    if (!lower.infinite && !upper.infinite) return to_json(lower.value, upper.value, shown_digits);
    return {{"lo", lower.infinite ? "-inf" : decimal_below(lower.value, shown_digits)},
            {"hi", upper.infinite ? "inf" : decimal_above(upper.value, shown_digits)}};
}

/// The tightest bounds that some form of evaluation gives: each holds where f is defined.
std::optional<Json> enclosure(const Expression& f, const std::vector<std::string>& names, const Box& box) {
    try {
        const Evaluator evaluator({f}, names);
        const Values natural = evaluator.natural(box, precision).front();
        Bound lower = natural.lower;
        Bound upper = natural.upper;
        const bool bounded =
            std::all_of(box.begin(), box.end(), [](const Side& s) { return s.is_bounded(); });
        std::vector<Values> others{evaluator.monotone(box, precision).front()};
        if (bounded) others.push_back(evaluator.mean_value(box, precision).front());
        for (const Values& other : others) {
            if (!other.lower.infinite && (lower.infinite || other.lower.value > lower.value))
                lower = other.lower;
            if (!other.upper.infinite && (upper.infinite || other.upper.value < upper.value))
                upper = other.upper;
        }
        if (natural.nowhere || (lower.infinite && upper.infinite)) return std::nullopt;
        return ends(lower, upper);
    } catch (const InputError&) {  // the checker has no enclosure of it
        return std::nullopt;
    }
}

}  // namespace

StuckReport stuck_report(const HardestBox& hardest, const Claim& given) {
    const Claim claim = over_reals(given);
    StuckReport report;
    report.box = Json::object();
    for (std::size_t i = 0; i < hardest.names.size(); ++i) {
        const std::string& name = hardest.names[i];
        const auto range =
            enclosure(original(claim, name, Expression::variable(name)), hardest.names, hardest.box);
        if (!range) continue;
        const std::string low = (*range)["lo"];
        const std::string high = (*range)["hi"];
        report.text += (report.text.empty() ? "" : ", ") + name + " in " + (low == "-inf" ? "(" : "[") + low +
                       ", " + high + (high == "inf" ? ")" : "]");
        report.box[name] = *range;
    }
    report.margin = enclosure(hardest.function, hardest.names, hardest.box);
    return report;
}

std::map<std::string, Expression> original_values(const std::map<std::string, Rational>& witness,
                                                  const Claim& given) {
    const Claim claim = over_reals(given);
    std::map<std::string, Expression> result;
    for (const auto& [name, value] : witness) result.emplace(name, original(claim, name, Expression(value)));
    return result;
}

std::map<std::string, std::string> original_point(const std::map<std::string, Rational>& witness,
                                                  const Claim& claim) {
    std::map<std::string, std::string> result;
    for (const auto& [name, value] : original_values(witness, claim))
        result[name] = dlncert::to_string(value);
    return result;
}

std::optional<Json> enclosed_constant(const Expression& constant) {
    return enclosure(constant, {}, {});
}

}  // namespace dlncert::command
