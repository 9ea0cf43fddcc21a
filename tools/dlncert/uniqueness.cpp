#include <algorithm>
#include <array>
#include <dlncert/search/core_inequalities.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>

#include "certify_model.hpp"
#include "diagonal.hpp"
#include "energy_claims.hpp"
#include "files.hpp"

namespace dlncert::command {
namespace {

/// The question with what every attempt needs.
struct Task {
    const ModelQuestion& question;
    bool chamber;
    dlncert::SpectralEnergy energy;
    Depth depth;
    Width width;
    ClaimProver prover;

    /// N = d = 2 is among what is asked.
    [[nodiscard]] bool has_edge() const { return chamber && width.contains(2) && depth.contains_two(); }
};

/// A claim about the energy that was proved; whether ψ is strictly convex, and E convex, in it.
struct EnergyProof {
    Certificate certificate;
    bool strict = false, convex = false;
};

std::optional<EnergyProof> proved(const Task& task, const std::string& claim, bool strict,
                                  bool convex = false) {
    ProofAttempt attempt = task.prover(claim);
    if (!attempt.proved() || !attempt.certificate) return std::nullopt;
    return EnergyProof{std::move(*attempt.certificate), strict, convex};
}

/// Some s with R(s) > 0, for the smallest width.
std::optional<Rational> point_of_force(const Task& task) {
    const ScalarBalance balance(task.energy, task.width.first);
    for (const Rational& s :
         {Rational(1), Rational(2), Rational(1, 2), Rational(10), Rational(1, 10), Rational(100)}) {
        const Decorated<Ball> value = balance.value(Ball::from(s, 128));
        if (value.definedness() >= Definedness::defined && certainly_positive(value.value())) return s;
    }
    return std::nullopt;
}

/// Whether the comparison of one pair alone, as at width 2, needs ψ to be strictly convex or I3 to be strict.
bool needs_strictness(const Task& task) {
    return task.chamber && task.width.contains(2);
}

/// For every β > 0: φ and ψ convex.
std::optional<EnergyProof> convex_energy(const Task& task) {
    const auto at = point_of_force(task);
    if (!at) return std::nullopt;
    const EnergyClaims claims(task.energy.phi(), task.energy.psi(), task.width.first, task.width.last);
    if (needs_strictness(task))
        if (auto proof = proved(task, claims.convex_energy(*at, true), true, true)) return proof;
    if (task.has_edge()) return std::nullopt;
    return proved(task, claims.convex_energy(*at, false), false, true);
}

/// For one β: the scalar balance crosses its level once.
std::optional<EnergyProof> single_crossing(const Task& task, const EquilibriumModel& at,
                                           const DiagonalEquilibria& found) {
    const auto attempt = [&](bool strict) -> std::optional<EnergyProof> {
        auto certificate = unique_equilibrium(task.question.model, at, found, strict,
                                              task.question.common.digits, task.prover);
        if (!certificate) return std::nullopt;
        return EnergyProof{std::move(*certificate), strict};
    };
    if (needs_strictness(task))
        if (auto proof = attempt(true)) return proof;
    return task.has_edge() ? std::nullopt : attempt(false);
}

/// For the depths and temperatures asked for, at one width: a claim that exactly one s solves the balance.
std::optional<EnergyProof> solved_once(const Task& task) {
    if (task.chamber || !task.question.model.beta || !task.width.is_single()) return std::nullopt;
    const EnergyClaims claims(task.energy.phi(), task.energy.psi(), task.width.first);
    if (!proved(task, claims.energy_defined(), false)) return std::nullopt;
    return proved(task, claims.balance_solved_once(task.depth, *task.question.model.beta, task.width.first),
                  false);
}

// ---- the chamber

/// The theorem itself, of which the energy's proof is a part.
std::optional<EnergyProof> theorem(const Task& task, const EnergyProof& energy) {
    return proved(task,
                  EnergyClaims::equilibrium_in_chamber(task.energy.phi(), task.energy.psi(), task.width,
                                                       task.depth, task.question.model.beta, energy.convex),
                  energy.strict, energy.convex);
}

nlohmann::json without(nlohmann::json proof, const std::vector<std::string>& variables) {
    for (const std::string& name : variables)
        proof = {{"step", "drop"}, {"variable", name}, {"proof", std::move(proof)}};
    return proof;
}

/// The certificate of with_core_inequalities from that of the energy: the derivations of I2 and I3, and the
/// energy's parts, each without the other's variables.
Certificate join(const Task& task, const EnergyProof& energy) {
    const bool strict = !energy.strict && needs_strictness(task);
    const std::string text =
        EnergyClaims::with_core_inequalities(energy.certificate.claim_text, task.depth, strict);
    const DepthRange range{task.depth.nu.lower, task.depth.nu.upper, task.depth.open_below,
                           task.depth.open_above};
    const StripProof strip{.depth = range, .closed = !strict};
    std::vector<std::string> own, others = {"u"};
    for (const RealDomain& variable : parse_claim(energy.certificate.claim_text, shipped_prelude()).reals)
        own.push_back(variable.name);
    if (!range.is_point()) others.emplace_back("nu");
    nlohmann::json parts = {without(strip.decrease(), own), without(strip.comparison(), own)};
    for (const auto& part : energy.certificate.proof.at("parts")) parts.push_back(without(part, others));
    const nlohmann::json step = {{"step", "all"}, {"parts", std::move(parts)}};
    return make_certificate(text, std::string(shipped_prelude()), step, nlohmann::json::object());
}

// ---- answers

std::string property(const Task& task) {
    return task.chamber ? "uniqueness" : "equilibrium";
}

ExitStatus answer(const Task& task, std::string_view word, const Certificate& certificate,
                  const std::string& explanation) {
    require_accepted(certificate);
    const auto& output = task.question.output;
    if (output) write_file_atomically(*output, text_with_provenance(certificate));
    if (task.question.common.json) {
        Json document = {{"command", "certify"},
                         {"property", property(task)},
                         {"status", word},
                         {"model", to_json(task.question.model)},
                         {"claim", certificate.claim_text},
                         {"digest", certificate.claim_digest},
                         {"explanation", explanation}};
        if (output) document["certificate"] = *output;
        print_json(document);
    } else {
        print_text(std::string(word) + "\n" + certificate.claim_text + "digest " + certificate.claim_digest +
                   "\n" + explanation);
        if (output) print_text("certificate written to " + *output);
    }
    return word == status::proved ? ExitStatus::success : ExitStatus::refuted;
}

ExitStatus answer_proved(const Task& task, const EnergyProof& proof) {
    const std::string beta = task.question.model.beta ? "" : ", for every beta > 0";
    if (!task.chamber)
        return answer(task, status::proved, proof.certificate,
                      "exactly one equilibrium on the diagonal" + beta);
    const std::string found = "exactly one equilibrium in the chamber, on its diagonal" + beta;
    if (const auto whole = theorem(task, proof))
        return answer(task, status::proved, whole->certificate,
                      found + (proof.convex ? "; the free energy is least there" : ""));
    return answer(task, status::proved, join(task, proof),
                  found + "; from the claim by the lemma of uniqueness (proofs/README.md)");
}

/// Several or no equilibria, at one β.
ExitStatus answer_refuted(const Task& task, const EquilibriumModel& at, const DiagonalEquilibria& found) {
    const EnergyClaims claims(task.energy.phi(), task.energy.psi(), at.width);
    const Rational level = at.level().lower;
    std::string claim;
    if (found.crossings.empty()) {
        const auto none =
            std::find_if(found.hypotheses.begin(), found.hypotheses.end(),
                         [](const Hypothesis& h) { return h.name == "no-equilibrium" && h.holds(); });
        if (none != found.hypotheses.end()) claim = none->claim;
    } else {
        std::vector<Rational> points{found.crossings.front().lower};
        for (const Crossing& crossing : found.crossings) points.push_back(crossing.upper);
        claim = claims.several_equilibria(level, points, !found.crossings.front().upward);
    }
    const auto proof = claim.empty() ? std::nullopt : proved(task, claim, false);
    if (!proof) throw Undecided("certify " + property(task) + ": no certificate was found for what fails");
    return answer(task, status::refuted, proof->certificate,
                  found.crossings.empty() ? "there is no equilibrium on the diagonal"
                                          : "there are " + std::to_string(found.crossings.size()) +
                                                " equilibria on the diagonal");
}

/// The hypothesis that is not shown, and where it fails.
[[noreturn]] void undecided(const Task& task, const DiagonalEquilibria& found) {
    std::string why;
    for (const Hypothesis& hypothesis : found.hypotheses) {
        if (hypothesis.holds()) continue;
        why += (why.empty() ? "" : "; ") + hypothesis.name;
        why += hypothesis.verdict == SearchResult::Verdict::refuted ? " fails" : " is not shown";
        for (const auto& [name, value] : hypothesis.witness)
            why += " at " + name + " = " + dlncert::to_string(value);
    }
    if (why.empty())
        throw Undecided("certify " + property(task) +
                        ": no certificate was found, though all hypotheses hold; raise --budget");
    throw Undecided("certify " + property(task) + ": the theorem does not apply as it stands (" + why +
                    "); dlncert equilibrium lists the equilibria on the diagonal");
}

ExitStatus with_beta(const Task& task) {
    const EquilibriumModel at = equilibrium_model(task.question.model);
    const DiagonalEquilibria found = find_equilibria(task.energy, at, task.prover);
    // that there is none on the diagonal refutes uniqueness in the chamber only if there is none elsewhere
    const bool all_known = !found.crossings.empty() || found.only_diagonal || !task.chamber;
    if (found.complete && all_known && found.crossings.size() != 1) return answer_refuted(task, at, found);
    if (found.complete && (found.only_diagonal || !task.chamber))
        if (const auto proof = single_crossing(task, at, found)) return answer_proved(task, *proof);
    undecided(task, found);
}

}  // namespace

ExitStatus certify_equilibrium(const ModelQuestion& question, bool chamber) {
    if (!question.model.width)
        throw InputError("--width is missing: an integer of at least 2, a range, or all");
    if (question.output) require_writable(*question.output);
    const Task task{.question = question,
                    .chamber = chamber,
                    .energy = energy_of(question.model),
                    .depth = question.model.require_depth(),
                    .width = *question.model.width,
                    .prover = ClaimProver(question.common)};
    const auto* schatten = std::get_if<SchattenEnergy>(&*question.model.energy);
    if (schatten && schatten->p == 1 && task.has_edge()) {
        const auto continuum = proved(task, EnergyClaims::continuum(), false);
        if (!continuum)
            throw Undecided("certify uniqueness: no certificate of the continuum at N = d = 2 was found");
        return answer(task, status::refuted, continuum->certificate,
                      "at depth 2 and width 2 all sigma1 + sigma2 = 1/(2 beta) are equilibria");
    }
    if (const auto proof = solved_once(task)) return answer_proved(task, *proof);
    if (const auto proof = convex_energy(task)) return answer_proved(task, *proof);
    if (question.model.beta && task.width.is_single()) return with_beta(task);
    throw Undecided(
        "certify " + property(task) +
        ": phi and psi are not shown to be convex, so nothing follows for every --beta and --width; give "
        "one of each");
}

}  // namespace dlncert::command
