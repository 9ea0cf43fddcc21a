// Theorems: the claims that their rules ask for, each by a search of its own.
#include <dlncert/rules/pair_blocks.hpp>
#include <dlncert/rules/theorems.hpp>
#include <dlncert/search/chamber_proof.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/spectral_form.hpp>

namespace dlncert {
namespace {

using nlohmann::json;

/// Summands w·e of a function of the variables, the factors w free of them.
struct Summands {
    const std::vector<std::string>& variables;
    json weights = json::array(), terms = json::array();

    [[nodiscard]] bool is_factor(const Expression& e) const {
        const auto names = free_variables(e);
        return std::ranges::none_of(variables, [&](const std::string& x) { return names.contains(x); });
    }

    void add(const Expression& e, bool negative = false, const Expression& weight = 1) {
        const bool difference = e.op() == Op::sub;
        if (e.op() == Op::neg) return add(e.arg(0), !negative, weight);
        if (e.op() == Op::add || difference) {
            add(e.arg(0), negative, weight);
            return add(e.arg(1), negative != difference, weight);
        }
        if (e.op() == Op::mul)
            for (const std::size_t k : {0, 1})
                if (is_factor(e.arg(k)) && !rational_value(e.arg(k)))
                    return add(e.arg(1 - k), negative, weight * e.arg(k));
        if (e.op() == Op::div && is_factor(e.arg(1)) && !rational_value(e.arg(1)))
            return add(e.arg(0), negative, weight / e.arg(1));
        weights.push_back(to_string(weight));
        terms.push_back(to_string(negative ? -e : e));
    }
};

/// The rational number by which it is multiplied.
Rational rational_factor(const Expression& e) {
    if (e.op() == Op::neg) return -rational_factor(e.arg(0));
    if (e.op() == Op::mul || e.op() == Op::div)
        for (const std::size_t k : {0, 1})
            if (const auto c = rational_value(e.arg(k)); c && *c != 0 && (k == 1 || e.op() == Op::mul))
                return rational_factor(e.arg(1 - k)) * (e.op() == Op::mul ? *c : Rational(1 / *c));
    return 1;
}

/// How many singular values reach infinity (0), where a bound of an eigenvalue from above (below) may be one
/// of the others.
long unbounded_ones(const Claim& theorem, const MatrixStatement& statement) {
    const Range& range = statement.range;
    if (statement.predicate != MatrixPredicate::eigenvalue || range.lower.infinite == range.upper.infinite)
        return 0;
    Box sides;
    for (const Range& side : theorem.chambers[0].box) sides.push_back(rational_side(side));
    sides = tighten(sides);
    const bool above = range.lower.infinite;
    return std::ranges::count_if(sides,
                                 [&](const Side& s) { return above ? s.upper_infinite : s.lower <= 0; });
}

/// The sum over pairs whose Hessian increases: a multiple of the entropy of some depth, or any other.
std::vector<json> increasing(const Claim& theorem, const MatrixStatement& statement, const json& step,
                             const Expression& pairs) {
    std::vector<json> result;
    const Rational weight = 2 * rational_factor(pairs);  // S is 1/2 times a sum
    const auto of_depth = [&](const std::string& nu) {
        result.push_back(step);
        result.back()["nu"] = nu;
        if (weight != 1) result.back()["weight"] = to_string(weight);
    };
    for (const Rational& nu : possible_depths(pairs)) of_depth(to_string(nu));
    for (const RealDomain& p : theorem.reals) of_depth(p.name);
    result.push_back(step);
    const Expression body = pair_blocks(pairs, statement.variable).body;
    for (std::size_t k = 0; k < 4; ++k)
        result.back()["third"].push_back(to_string(third_derivative(body, k)));
    return result;
}

/// An energy less a sum over pairs, if it is one.
std::optional<SpectralForm> free_energy_form(const Claim& theorem, const MatrixStatement& statement) {
    try {
        return spectral_form(statement.function, theorem.chambers[0]);
    } catch (const Unsupported&) {
        return std::nullopt;
    }
}

/// Of a Hessian that may increase, or decrease, with every singular value.
std::vector<json> monotone_candidates(const Claim& theorem, const MatrixStatement& statement) {
    if (const auto F = free_energy_form(theorem, statement)) {
        const auto antitone = increasing(theorem, statement, {{"step", "pair-antitone"}}, F->pairs);
        std::vector<json> result;  // convex-energy takes less time
        for (json step : antitone) {
            step["step"] = "convex-energy";
            step.erase("third");
            result.push_back(std::move(step));
        }
        result.insert(result.end(), antitone.begin(), antitone.end());
        return result;
    }
    auto result = increasing(theorem, statement, {{"step", "pair-monotone"}}, statement.function);
    if (const long without = unbounded_ones(theorem, statement); without > 0)
        for (std::size_t k = result.size(); k-- > 0;)
            result.insert(result.begin() + static_cast<std::ptrdiff_t>(k), result[k])
                ->update({{"without", without}});
    return result;
}

/// Steps without their premises.
std::vector<json> candidates(const Claim& theorem) {
    if (const auto* matrix = std::get_if<MatrixStatement>(&theorem.conclusion))
        if (matrix->predicate != MatrixPredicate::pair_blocks) return monotone_candidates(theorem, *matrix);
    if (const auto* mean = std::get_if<MeanStatement>(&theorem.conclusion)) {
        Summands parts{.variables = mean->variables};
        parts.add(mean->function);
        return {{{"step", "jensen"}, {"weights", parts.weights}, {"terms", parts.terms}},
                {{"step", "jensen"}, {"weights", {"1"}}, {"terms", {to_string(mean->function)}}}};
    }
    if (!std::holds_alternative<EquilibriumStatement>(theorem.conclusion)) return {{{"step", "pair-blocks"}}};
    std::vector<json> result;
    for (const char* at : {"1", "10", ""})
        for (const char* strictness : {"width", "energy", "comparison"}) {
            result.push_back({{"step", "unique-equilibrium"}, {"strictness", strictness}});
            if (*at != 0) result.back()["at"] = at;
        }
    return result;
}

}  // namespace

/// Whether it is about the Hessian of an energy less a sum over pairs, in a box of a chamber that is bounded
/// and does not reach 0.
bool ProofSearch::has_energy(const Claim& given) {
    const auto& statement = std::get<MatrixStatement>(given.conclusion);
    if (given.chambers.size() != 1 || statement.variable != given.chambers[0].name) return false;
    const auto& box = given.chambers[0].box;
    const auto is_bounded = [](const Range& r) {
        return !r.upper.infinite && rational_value(r.lower.value).value_or(0) > 0;
    };
    return !box.empty() && std::ranges::all_of(box, is_bounded) && free_energy_form(given, statement);
}

/// About a Hessian over a box in the chamber, by what it is at the corners; of a free energy, by its energy.
bool ProofSearch::prove_at_corners(const Claim& given) try {
    if (at_corner_ || given.disproved || given.chambers.size() != 1) return false;
    const auto& statement = std::get<MatrixStatement>(given.conclusion);
    if (statement.variable != given.chambers[0].name) return false;
    const auto is_point = [](const Range& r) { return !r.upper.infinite && r.lower.value == r.upper.value; };
    const auto& box = given.chambers[0].box;
    if (box.empty() ? !free_energy_form(given, statement) : std::ranges::all_of(box, is_point))
        return false;  // the whole chamber, or its own corner
    ProofSearch search = *this;
    search.at_corner_ = true;
    search.most_leaves = std::min<std::size_t>(most_leaves, 500);
    const bool found = search.prove_theorem(given);
    result_.boxes += search.result_.boxes;
    return found;
} catch (const InputError&) {  // no sum over pairs; an end of the box that is no rational number
    return false;
}

/// The first rule all of whose premises are proved.
bool ProofSearch::prove_theorem(const Claim& theorem) {
    if (theorem.disproved) return false;
    if (std::holds_alternative<AnalyticStatement>(theorem.conclusion))
        return accept(theorem, {{"step", "analytic"}, {"tree", "n64"}});
    std::string advice = "no rule applies";
    for (json step : candidates(theorem)) {
        if (stop()) break;
        json proofs = json::array();
        try {
            const auto premises = premises_of(theorem, {step, "proof"});
            for (const Claim& premise : premises) {
                Step proof = proved_apart(premise);
                if (!proof) {
                    advice = "no proof was found of this premise of the rule " +
                             step.at("step").get<std::string>() + ":\n" + to_string(premise);
                    break;
                }
                proofs.push_back(std::move(*proof));
            }
            const bool complete = proofs.size() == premises.size();
            step["premises"] = std::move(proofs);
            result_.witness.clear();  // against a premise
            if (complete && accept(theorem, step)) return true;
        } catch (const Unsupported& error) {
            advice = error.what();
        } catch (const Rejected&) {  // not at this width, or not without a convex energy
        }
    }
    result_ = {};
    result_.advice = advice;
    return false;
}

}  // namespace dlncert
