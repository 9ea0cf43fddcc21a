#include "diagonal.hpp"

#include <algorithm>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <thread>

#include "energy_claims.hpp"
#include "rates_claim.hpp"

namespace dlncert::command {
namespace {

constexpr double default_budget = 60, share_of_a_claim = 1.0 / 12;

Hypothesis tried(const ClaimProver& prover, const std::string& name, const std::string& claim) {
    const ProofAttempt attempt = prover(claim);
    return {
        .name = name, .claim = claim, .verdict = attempt.result.verdict, .witness = attempt.result.witness};
}

/// @throws InputError where the energy has no value.
void require_defined(const Hypothesis& energy_defined) {
    if (energy_defined.verdict != SearchResult::Verdict::undefined &&
        energy_defined.verdict != SearchResult::Verdict::refuted)
        return;
    std::string where;
    for (const auto& [name, value] : energy_defined.witness)
        where += (where.empty() ? "" : ", ") + name + " = " + dlncert::to_string(value);
    throw InputError("--energy: psi(s) or phi(d psi(s)) has no value at " + where +
                     "; choose an energy that is defined for all positive singular values");
}

/// N = d = 2 occurs, where uniqueness needs ψ strictly convex: the comparison I3 of a pair is an equation.
bool has_edge(const EquilibriumModel& model) {
    return model.width == 2 && model.nu.upper == Rational(1, 2);
}

/// Everything about one energy at one level.
class Finder {
  public:
    Finder(const dlncert::SpectralEnergy& energy, const EquilibriumModel& model, const ClaimProver& prover)
        : balance_(energy, model.width),
          claims_(energy.phi(), energy.psi(), model.width),
          level_(model.level()),
          prover_(prover) {}

    DiagonalEquilibria operator()(const EquilibriumModel& model) {
        const bool defined = hypothesis("energy-defined", claims_.energy_defined());
        require_defined(result_.hypotheses.back());
        const bool monotone_phi = hypothesis("phi-nondecreasing", claims_.phi_nondecreasing());
        const bool convex = has_edge(model) ? hypothesis("psi-strictly-convex", claims_.psi_convex(true))
                                            : hypothesis("psi-convex", claims_.psi_convex());
        result_.only_diagonal = defined && monotone_phi && convex;
        if (is_monotone())
            find_single();
        else
            find_all();
        if (!defined) result_.complete = false;
        return result_;
    }

  private:
    bool proved(const std::string& claim) const { return prover_(claim).proved(); }

    bool hypothesis(const std::string& name, const std::string& claim) {
        result_.hypotheses.push_back(tried(prover_, name, claim));
        return result_.hypotheses.back().holds();
    }

    /// R takes each level at most once.
    bool is_monotone() {
        if (hypothesis("balance-increases", claims_.balance_increases()))
            return result_.increases_everywhere = true;
        const auto crossing = find_crossing(balance_, level_.lower);
        return crossing && crossing->upward &&
               hypothesis("balance-crosses-once",
                          claims_.balance_crosses_once(level_.lower, crossing->lower));
    }

    void find_single() {
        const auto least = find_crossing(balance_, level_.lower);
        const auto most = level_.is_point() ? least : find_crossing(balance_, level_.upper);
        if (least && most) {
            result_.crossings = {*least};
            result_.greatest = {*most};
            result_.complete = true;
        } else {
            result_.complete = never_meets();
        }
    }

    bool never_meets() {
        return hypothesis("no-equilibrium", claims_.balance_never_meets(level_.lower, false)) ||
               hypothesis("no-equilibrium", claims_.balance_never_meets(level_.upper, true));
    }

    void find_all() {
        if (!level_.is_point())
            throw Unsupported(
                "the scalar balance R is not shown to be monotone, so there may be several equilibria; over "
                "an "
                "interval of depths or temperatures that is not supported: give one --depth and one --beta");
        for (const long k : {2, 4, 8, 32, 128}) {
            if (prover_.budget_ended()) return;
            const Rational unit = power_of_two(k), odd(1000003, 1048583);
            const Rational lower = odd / unit, upper = odd * unit;
            Rational stuck;
            auto found = find_crossings(balance_, level_.lower, lower, upper, 20'000, &stuck);
            if (!found) {
                result_.stuck = stuck;
                continue;
            }
            // The tails keep the signs at the ends.
            const bool above_first = !found->empty() ? !found->front().upward : above(lower);
            const bool above_last = !found->empty() ? found->back().upward : above_first;
            const bool tails = proved(claims_.balance_stays(level_.lower, above_first, lower, false)) &&
                               proved(claims_.balance_stays(level_.lower, above_last, upper, true));
            result_.crossings = result_.greatest = std::move(*found);
            if ((result_.complete = tails)) return;
        }
    }

    [[nodiscard]] bool above(const Rational& s) const {
        return certainly_positive(balance_.value(Ball::from(s, 256)).value() - level_.lower);
    }

    ScalarBalance balance_;
    EnergyClaims claims_;
    ExactInterval level_;
    const ClaimProver& prover_;
    DiagonalEquilibria result_;
};

}  // namespace

dlncert::SpectralEnergy energy_of(const Model& model) {
    if (!model.energy)
        throw InputError("--energy is missing: write --energy schatten:2, or --energy 'phi=x; psi=x^2/2'");
    if (const auto* schatten = std::get_if<SchattenEnergy>(&*model.energy))
        return dlncert::SpectralEnergy::schatten(schatten->p);
    const auto& [phi, psi] = std::get<command::SpectralEnergy>(*model.energy);
    return {energy_expression("phi", phi), energy_expression("psi", psi)};
}

EquilibriumModel equilibrium_model(const Model& model) {
    if (!model.width) throw InputError("--width is missing: the number of singular values; write --width 3");
    if (!model.width->is_single())
        throw InputError("--width " + model.width->text +
                         ": an equilibrium belongs to one width; write --width " +
                         std::to_string(model.width->first));
    if (!model.beta) throw InputError("--beta is missing: the inverse temperature; write --beta 5");
    return {.nu = model.require_depth().nu, .width = model.width->first, .beta = *model.beta};
}

ClaimProver::ClaimProver(const CommonOptions& options)
    : seconds_(options.budget.value_or(default_budget)),
      deadline_(seconds_),
      threads_(options.jobs > 0 ? static_cast<unsigned>(options.jobs)
                                : std::max(1U, std::thread::hardware_concurrency())) {}

ProofAttempt ClaimProver::operator()(const std::string& claim) const {
    const Deadline own(share_of_a_claim * std::max(seconds_, default_budget));
    ProofSearch search;
    search.stop = [&] { return own.passed() || deadline_.passed(); };
    search.threads = threads_;
    return attempt_proof(claim, search);
}

DiagonalEquilibria schatten_equilibria(const Rational& p, const EquilibriumModel& model) {
    DiagonalEquilibria result;
    result.continuum = p == 1 && has_edge(model);
    for (const char* name : {"phi-nondecreasing", "psi-convex", "balance-increases"})
        result.hypotheses.push_back({.name = name,
                                     .claim = {},
                                     .verdict = SearchResult::Verdict::proved,
                                     .witness = {},
                                     .by_formula = true});
    result.crossings = result.greatest = {Crossing{}};
    result.complete = result.increases_everywhere = true;
    result.only_diagonal = !result.continuum;
    return result;
}

DiagonalEquilibria find_equilibria(const dlncert::SpectralEnergy& energy, const EquilibriumModel& model,
                                   const ClaimProver& prover) {
    return Finder(energy, model, prover)(model);
}

DiagonalEquilibria equilibria_of(const Model& model, const EquilibriumModel& at, const ClaimProver& prover) {
    const dlncert::SpectralEnergy energy = energy_of(model);  // throws if there is none
    if (const auto* schatten = std::get_if<SchattenEnergy>(&*model.energy))
        return schatten_equilibria(schatten->p, at);
    return find_equilibria(energy, at, prover);
}

VerifiedRange<Ball> enclose_equilibrium(const Model& model, const EquilibriumModel& at,
                                        const DiagonalEquilibria& found, std::size_t index, long precision) {
    if (const auto* schatten = std::get_if<SchattenEnergy>(&*model.energy))
        return schatten_equilibrium(schatten->p, at, precision);
    const ScalarBalance balance(energy_of(model), at.width);
    const ExactInterval level = at.level();
    // For a level in between, too, R − level has the signs of the least level at the lower end and those of
    // the greatest at the upper one, since it increases.
    const Crossing crossing{found.crossings[index].lower, found.greatest[index].upper,
                            found.crossings[index].upward};
    const Ball least = solve_crossing(balance, level.lower, crossing, precision);
    if (level.is_point()) return least;
    // R increases, so that the solution does with the level.
    return {least, solve_crossing(balance, level.upper, crossing, precision)};
}

std::optional<Certificate> unique_equilibrium(const Model& model, const EquilibriumModel& at,
                                              const DiagonalEquilibria& found, bool strict, long digits,
                                              const ClaimProver& prover) {
    const dlncert::SpectralEnergy energy = energy_of(model);
    const EnergyClaims claims(energy.phi(), energy.psi(), at.width);
    const ExactInterval level = at.level();
    const auto crossing = find_crossing(ScalarBalance(energy, at.width), level.lower);
    if (!crossing) return std::nullopt;
    const ProofAttempt attempt = prover(
        claims.at_most_one_equilibrium(level.lower, crossing->lower, found.increases_everywhere, strict));
    if (!attempt.proved() || !attempt.certificate) return std::nullopt;
    digits = std::min(digits, most_certified_digits);
    const VerifiedRange<Ball> sigma =
        enclose_equilibrium(model, at, found, 0, static_cast<long>(3.33 * static_cast<double>(digits)) + 80);
    const std::string text = EnergyClaims::with_ends(attempt.certificate->claim_text, level,
                                                     decimals_around(sigma.lower(), digits + 2).lower,
                                                     decimals_around(sigma.upper(), digits + 2).upper);
    nlohmann::json step = attempt.certificate->proof;
    const nlohmann::json ends = proof_by_evaluation(2, digits).at("parts");
    for (const auto& end : ends) step.at("parts").push_back(end);
    Certificate certificate =
        make_certificate(text, std::string(shipped_prelude()), step, nlohmann::json::object());
    try {
        require_accepted(certificate);
    } catch (const Rejected&) {
        return std::nullopt;
    }
    return certificate;
}

std::function<VerifiedRange<Ball>(long precision)> single_equilibrium(const Model& model,
                                                                      const CommonOptions& options) {
    const EquilibriumModel at = equilibrium_model(model);
    DiagonalEquilibria found = equilibria_of(model, at, ClaimProver(options));
    if (!found.complete)
        throw Undecided(
            "@equilibrium: the number of equilibria on the diagonal is not decided; raise --budget");
    if (found.crossings.size() != 1)
        throw InputError(
            "@equilibrium: there are " + std::to_string(found.crossings.size()) +
            " equilibria on the diagonal (see dlncert equilibrium); evaluate with --sigma at the "
            "one meant");
    return [model, at, found = std::move(found)](long precision) {
        return enclose_equilibrium(model, at, found, 0, precision);
    };
}

}  // namespace dlncert::command
