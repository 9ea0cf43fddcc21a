#include <CLI/CLI.hpp>
#include <algorithm>
#include <dlncert/statement/error.hpp>
#include <memory>

#include "commands.hpp"
#include "diagonal.hpp"
#include "energy_claims.hpp"
#include "files.hpp"
#include "numbers.hpp"
#include "rates_claim.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::optional<std::string> constraint, output;
    ModelOptions model;
    CommonOptions common;
};

/// σ·1 and its rates.
struct Equilibrium {
    VerifiedRange<Ball> sigma;
    Rates rates;
};

Rational lower_end(const Ball& x) {
    return lower(x).value();
}
Rational upper_end(const Ball& x) {
    return upper(x).value();
}

struct Ends {
    Rational lower, upper;
    explicit Ends(const VerifiedRange<Ball>& x) : lower(lower_end(x.lower())), upper(upper_end(x.upper())) {}
    [[nodiscard]] Rational magnitude() const { return std::max(abs(lower), abs(upper)); }
    [[nodiscard]] bool within(const Rational& tolerance) const { return upper - lower <= tolerance; }
};

/// Every width is at most 10^−digits times the value; of the smaller rate, times the larger one's value. Two
/// digits more are asked for, to leave room for the rounding of what is printed.
bool is_sharp(const Equilibrium& x, long digits) {
    for (const auto* value : {&x.sigma, &x.rates.scaling, &x.rates.shape})
        if (!is_bounded(value->lower()) || !is_bounded(value->upper())) return false;
    const Ends sigma(x.sigma), scaling(x.rates.scaling), shape(x.rates.shape);
    const Rational unit(Integer(1),
                        boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits + 2)));
    const Rational size = std::max(scaling.magnitude(), shape.magnitude());
    return sigma.within(unit * sigma.magnitude()) && scaling.within(unit * size) && shape.within(unit * size);
}

/// At rising precision, until sharp, or as sharp as intervals in the model allow.
template <class Compute>
std::pair<Equilibrium, bool> sharpen(const Compute& compute, bool is_point, const CommonOptions& common) {
    constexpr long most = 40'000'000;
    const Deadline deadline(common.budget.value_or(300));
    long precision = static_cast<long>(3.33 * static_cast<double>(common.digits + 2)) + 40;
    for (;;) {
        Equilibrium x = compute(precision);
        if (is_sharp(x, common.digits)) return {std::move(x), true};
        if (!is_point) return {std::move(x), false};
        precision += precision / 2 + 64;
        if (deadline.passed() || precision > most)
            throw Undecided("equilibrium: at a precision of " + std::to_string(precision) +
                            " bits the answer does not have " + std::to_string(common.digits) +
                            " digits yet; raise --budget or ask for fewer --digits");
    }
}

/// What is asked, what was found, and the numbers.
struct Report {
    Model model;
    EquilibriumModel at;
    DiagonalEquilibria found;
    std::vector<Equilibrium> values;
    bool sharp = true;
    std::optional<std::string> certified;  ///< the claim of the certificate
};

VerifiedRange<Ball> common_part(const VerifiedRange<Ball>& x, const VerifiedRange<Ball>& y) {
    return {max(x.lower(), y.lower()), min(x.upper(), y.upper())};
}

/// Over a range of depths the closed form, in which the depth occurs twice, is not sharp, nor are its parts.
Rates schatten_rates_of(const SchattenEnergy& energy, const EquilibriumModel& at, Metric metric,
                        long precision) {
    const Rates closed = schatten_rates(energy.p, at, metric, precision);
    if (at.nu.is_point()) return closed;
    const auto sigma = [&](const EquilibriumModel& part) {
        return schatten_equilibrium(energy.p, part, precision);
    };
    const Rates parts = rates_over(dlncert::SpectralEnergy::schatten(energy.p), at, metric, sigma);
    return {.scaling = common_part(closed.scaling, parts.scaling),
            .shape = common_part(closed.shape, parts.shape)};
}

std::vector<Equilibrium> values_of(Report& report, const CommonOptions& common) {
    const Metric metric = report.model.effective_metric();
    std::vector<Equilibrium> values;
    const auto add = [&](const auto& compute) {
        auto [value, sharp] = sharpen(compute, report.at.is_point(), common);
        report.sharp = report.sharp && sharp;
        values.push_back(std::move(value));
    };
    if (const auto* schatten = std::get_if<SchattenEnergy>(&*report.model.energy)) {
        add([&](long precision) {
            return Equilibrium{schatten_equilibrium(schatten->p, report.at, precision),
                               schatten_rates_of(*schatten, report.at, metric, precision)};
        });
        return values;
    }
    const dlncert::SpectralEnergy energy = energy_of(report.model);
    for (std::size_t i = 0; i < report.found.crossings.size(); ++i)
        add([&](long precision) {
            const VerifiedRange<Ball> sigma =
                enclose_equilibrium(report.model, report.at, report.found, i, precision);
            if (report.at.is_point())
                return Equilibrium{sigma, rates_at(energy, report.at, metric, sigma.enclosure())};
            const auto sigma_of = [&](const EquilibriumModel& part) {
                return enclose_equilibrium(report.model, part, report.found, i, precision);
            };
            return Equilibrium{sigma, rates_over(energy, report.at, metric, sigma_of)};
        });
    return values;
}

// ---- certificates

/// The claim that says that there is no equilibrium, or several.
std::optional<std::string> refuting_claim(const Report& report) {
    const dlncert::SpectralEnergy energy = energy_of(report.model);
    const DiagonalEquilibria& found = report.found;
    if (found.crossings.size() > 1) {
        std::vector<Rational> points{found.crossings.front().lower};
        for (const Crossing& crossing : found.crossings) points.push_back(crossing.upper);
        return EnergyClaims(energy.phi(), energy.psi(), report.at.width)
            .several_equilibria(report.at.level().lower, points, !found.crossings.front().upward);
    }
    if (found.complete && found.crossings.empty())
        for (const Hypothesis& hypothesis : found.hypotheses)
            if (hypothesis.name == "no-equilibrium" && hypothesis.holds()) return hypothesis.claim;
    return std::nullopt;
}

/// Of what was found: the one equilibrium, to the digits asked for, several, a continuum, or that there is
/// none.
std::optional<Certificate> certificate_of(const Report& report, long digits, const ClaimProver& prover) {
    const bool edge = report.at.width == 2 && report.at.nu.upper == Rational(1, 2);
    if (report.found.unique())
        return unique_equilibrium(report.model, report.at, report.found, edge, digits, prover);
    const auto claim = report.found.continuum ? EnergyClaims::continuum() : refuting_claim(report);
    if (!claim)
        throw Unsupported(
            "no certificate says that this is the only equilibrium in the chamber: a hypothesis on the "
            "energy is not shown (see the answer without -o)");
    const ProofAttempt attempt = prover(*claim);
    return attempt.proved() ? attempt.certificate : std::nullopt;
}

void write_certificate(Report& report, const Options& options, const ClaimProver& prover) {
    const auto certificate = certificate_of(report, options.common.digits, prover);
    if (!certificate)
        throw Undecided("no certificate was found for what the answer without -o says; raise --budget");
    write_file_atomically(*options.output, text_with_provenance(*certificate));
    report.certified = certificate->claim_text;
}

// ---- output

std::string_view word(SearchResult::Verdict verdict) {
    switch (verdict) {
        case SearchResult::Verdict::proved:
            return status::proved;
        case SearchResult::Verdict::refuted:
            return status::refuted;
        case SearchResult::Verdict::undefined:
            return status::undefined;
        default:
            return status::undecided;
    }
}

/// Multiplicities of 0, μ₀ and μ₁ for the matrix flow: d(d − 1)/2, 1, d(d + 1)/2 − 1.
struct Multiplicities {
    long zero, shape;
    explicit Multiplicities(long d) : zero(d * (d - 1) / 2), shape(d * (d + 1) / 2 - 1) {}
};

std::string_view uniqueness(const DiagonalEquilibria& found) {
    const bool none = found.crossings.empty() && found.only_diagonal;
    if (found.continuum || (found.complete && (none || found.crossings.size() > 1))) return status::refuted;
    return found.unique() ? status::proved : status::undecided;
}

Json json_of(const VerifiedRange<Ball>& x, long digits) {
    const Ends ends(x);
    return to_json(ends.lower, ends.upper, digits + 1);
}

Json json_of(const Equilibrium& x, long digits) {
    return {{"sigma", json_of(x.sigma, digits)},
            {"mu0", json_of(x.rates.scaling, digits)},
            {"mu1", json_of(x.rates.shape, digits)}};
}

Json json_of(const Hypothesis& hypothesis) {
    Json json = {{"name", hypothesis.name}, {"status", word(hypothesis.verdict)}};
    if (hypothesis.by_formula) json["by"] = "formula";
    if (!hypothesis.claim.empty()) json["claim"] = hypothesis.claim;
    for (const auto& [name, value] : hypothesis.witness) json["witness"][name] = dlncert::to_string(value);
    return json;
}

void print_json(const Report& report, const Options& options) {
    const long digits = options.common.digits;
    Json document = {{"command", "equilibrium"},
                     {"quantity", "equilibrium"},
                     {"status", status::answered},
                     {"model", to_json(report.model)}};
    document["count"] = report.found.continuum ? Json("infinite") : Json(report.values.size());
    document["unique"] = uniqueness(report.found);
    if (report.values.size() == 1) {
        document["value"] = json_of(report.values.front().sigma, digits);
        document.update(json_of(report.values.front(), digits));
    }
    document["equilibria"] = Json::array();
    for (const Equilibrium& x : report.values) document["equilibria"].push_back(json_of(x, digits));
    const Multiplicities on_matrices(report.at.width);
    document["multiplicities"] = {
        {"singular_values", {{"mu0", 1}, {"mu1", report.at.width - 1}}},
        {"matrix", {{"zero", on_matrices.zero}, {"mu0", 1}, {"mu1", on_matrices.shape}}}};
    document["hypotheses"] = Json::array();
    for (const Hypothesis& hypothesis : report.found.hypotheses)
        document["hypotheses"].push_back(json_of(hypothesis));
    if (report.certified) {
        document["claim"] = *report.certified;
        document["certificate"] = *options.output;
    }
    command::print_json(document);
}

std::string text_of(const VerifiedRange<Ball>& x, long digits) {
    const Ends ends(x);
    return to_text(ends.lower, ends.upper, digits + 1);
}

std::string headline(const Report& report) {
    const DiagonalEquilibria& found = report.found;
    if (found.continuum)
        return "a continuum of equilibria: all sigma1 + sigma2 = 1/(2 beta) (depth 2, width 2, p = 1); that "
               "on "
               "the diagonal:";
    const std::string elsewhere = found.only_diagonal ? ", none elsewhere in the chamber"
                                                      : "; others away from the diagonal are not excluded";
    if (found.crossings.empty()) return "no equilibrium on the diagonal" + elsewhere;
    if (found.crossings.size() == 1) return "one equilibrium on the diagonal" + elsewhere;
    return std::to_string(found.crossings.size()) + " equilibria on the diagonal" + elsewhere;
}

std::string times(long count) {
    return count == 1 ? "once" : std::to_string(count) + " times";
}

void print_values(const Report& report, long digits) {
    const Multiplicities on_matrices(report.at.width);
    const std::string metric = "  metric " + std::string(to_string(report.model.effective_metric())) + "; ";
    for (const Equilibrium& x : report.values) {
        print_text("sigma  " + text_of(x.sigma, digits));
        print_text("mu0    " + text_of(x.rates.scaling, digits) + metric + "scaling, once");
        print_text("mu1    " + text_of(x.rates.shape, digits) + metric + "shape, " +
                   times(report.at.width - 1) + " (on matrices " + times(on_matrices.shape) + ", and 0 " +
                   times(on_matrices.zero) + ")");
    }
}

std::string meaning(const Hypothesis& hypothesis) {
    std::string text = "hypothesis " + hypothesis.name + ": " + std::string(word(hypothesis.verdict));
    if (hypothesis.by_formula) text += " (by formula)";
    for (const auto& [name, value] : hypothesis.witness)
        text += " at " + name + " = " + dlncert::to_string(value);
    return text;
}

void print(const Report& report, const Options& options) {
    print_text(headline(report));
    print_values(report, options.common.digits);
    if (!options.common.quiet)
        for (const Hypothesis& hypothesis : report.found.hypotheses) print_message(meaning(hypothesis));
    if (!report.sharp && !options.common.quiet)
        print_message("the enclosures are as wide as the given intervals make them");
    if (report.certified) print_text("certificate written to " + *options.output);
}

/// Of the constrained dual: how S scales, by which the multiplier is what it is, and where σ lies.
Certificate dual_certificate(const Model& model, const Rational& p, const Rational& constraint,
                             const ConstrainedDual& dual, const Options& options) {
    const long digits = std::min(options.common.digits, most_certified_digits);
    const auto ends = decimals_around(dual.sigma.enclosure(), digits);
    const std::string claim = EnergyClaims::constrained_dual(model.require_depth(), model.width->first, p,
                                                             constraint, ends.lower, ends.upper);
    nlohmann::json proof = proof_by_evaluation(2, digits);
    const nlohmann::json scaling = {{"step", "identity"}};
    proof.at("parts").insert(proof.at("parts").begin(), scaling);
    Certificate certificate =
        make_certificate(claim, std::string(shipped_prelude()), proof, nlohmann::json::object());
    try {
        require_accepted(certificate);
    } catch (const Rejected&) {
        throw Undecided("equilibrium: the checker does not reach so many digits; ask for fewer --digits");
    }
    return certificate;
}

/// The constrained dual.
ExitStatus constrained(const Options& options, const Model& model) {
    const auto* schatten = model.energy ? std::get_if<SchattenEnergy>(&*model.energy) : nullptr;
    if (!schatten)
        throw InputError(
            "--constraint: the sum of sigma_i^p is fixed; write --energy schatten:p with the p meant");
    if (model.beta) throw InputError("--constraint: the multiplier takes the place of --beta; leave one out");
    if (!model.width || !model.width->is_single())
        throw InputError("--constraint needs one width; write --width 3");
    if (options.output) require_writable(*options.output);
    const Rational c = parse_rational(*options.constraint);
    if (c <= 0) throw InputError("--constraint: the sum of sigma_i^p is positive; write a number > 0");
    const long digits = options.common.digits;
    const auto precision = static_cast<long>(3.33 * static_cast<double>(digits + 2)) + 40;
    const ConstrainedDual dual =
        constrained_dual(schatten->p, model.require_depth().nu, model.width->first, c, precision);
    const ExactInterval& lambda = dual.multiplier;
    if (options.output)
        write_file_atomically(*options.output,
                              text_with_provenance(dual_certificate(model, schatten->p, c, dual, options)));
    if (options.common.json) {
        command::print_json({{"command", "equilibrium"},
                             {"quantity", "constrained-dual"},
                             {"status", status::answered},
                             {"model", to_json(model)},
                             {"constraint", dlncert::to_string(c)},
                             {"value", json_of(dual.sigma, digits)},
                             {"sigma", json_of(dual.sigma, digits)},
                             {"multiplier", to_json(lambda.lower, lambda.upper, digits + 1)}});
    } else {
        print_text("sigma       " + text_of(dual.sigma, digits));
        print_text("multiplier  " + to_text(lambda.lower, lambda.upper, digits + 1) +
                   "  of (1/p)(sum sigma_i^p - C); it plays beta");
        if (options.output) print_text("certificate written to " + *options.output);
    }
    return ExitStatus::success;
}

/// Where the equilibria could not be counted.
std::string near(const DiagonalEquilibria& found) {
    if (!found.stuck) return "";
    return " near sigma = " + decimal_below(*found.stuck, 6) +
           ", where the balance of forces has a corner, or two solutions close to each other";
}

ExitStatus equilibrium(const Options& options) {
    Report report;
    report.model = options.model.parse();
    if (options.output) require_writable(*options.output);
    if (options.constraint) return constrained(options, report.model);
    report.at = equilibrium_model(report.model);
    const ClaimProver prover(options.common);
    report.found = equilibria_of(report.model, report.at, prover);
    report.values = values_of(report, options.common);
    if (!report.found.complete) {
        print_values(report, options.common.digits);
        throw Undecided("equilibrium: whether these are all the equilibria on the diagonal (" +
                        std::to_string(report.values.size()) + " found) is not decided" + near(report.found) +
                        "; raise --budget, or choose another --beta");
    }
    if (options.output) write_certificate(report, options, prover);
    if (options.common.json)
        print_json(report, options);
    else
        print(report, options);
    return ExitStatus::success;
}

}  // namespace

void add_equilibrium(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand(
        "equilibrium",
        "the equilibrium sigma* of the free energy, whether it is the only one, and its rates");
    command
        ->add_option("--constraint", options->constraint,
                     "instead: maximise S subject to sum of sigma_i^p = C, with its multiplier")
        ->type_name("C");
    command->add_option("-o,--output", options->output, "where to write the certificate")->type_name("CERT");
    options->model.add_to(*command);
    options->common.add_to(*command);
    command->callback(
        [options, &invocation] { invocation.run = [options] { return equilibrium(*options); }; });
}

}  // namespace dlncert::command
