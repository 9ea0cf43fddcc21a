#include <algorithm>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/dln/linearisation.hpp>
#include <dlncert/statement/error.hpp>

#include "certify_model.hpp"
#include "diagonal.hpp"
#include "files.hpp"
#include "rates_claim.hpp"

namespace dlncert::command {
namespace {

constexpr long most_width_of_matrices = 6;

/// One eigenvalue of the linearisation on matrices, as the theorem has it.
struct Expected {
    std::string name;
    VerifiedRange<Ball> value;
    std::size_t multiplicity;
};

struct Linearisation {
    Rates rates;
    std::vector<Expected> expected;  ///< in increasing order
    std::vector<Ball> values;        ///< of the assembled matrix; empty if it is too large
    std::optional<Certificate> certificate;
};

Rational least_of(const Ball& x) {
    return lower(x).value();
}
Rational greatest_of(const Ball& x) {
    return upper(x).value();
}

/// 0, μ₀ and μ₁ in increasing order. Nothing if their order is not shown; equal exact values may stand in
/// any.
std::optional<std::vector<Expected>> ordered(const Rates& rates, long d) {
    std::vector<Expected> all{{"mu0", rates.scaling, 1},
                              {"mu1", rates.shape, static_cast<std::size_t>(d * (d + 1) / 2 - 1)},
                              {"zero", Ball(), static_cast<std::size_t>(d * (d - 1) / 2)}};
    const auto before = [](const Expected& a, const Expected& b) {
        return certainly_less_equal(a.value.upper(), b.value.lower());
    };
    std::sort(all.begin(), all.end(), [](const Expected& a, const Expected& b) {
        return greatest_of(a.value.upper()) < greatest_of(b.value.upper());
    });
    if (!before(all[0], all[1]) || !before(all[1], all[2])) return std::nullopt;
    return all;
}

/// Whether the k-th enclosure of the assembled spectrum meets the k-th expected value, and no other that
/// differs from it: so the multiplicities are those.
bool matches(const Linearisation& x) {
    std::size_t k = 0;
    for (const Expected& own : x.expected)
        for (std::size_t i = 0; i < own.multiplicity; ++i, ++k)
            for (const Expected& other : x.expected) {
                const bool same = &other == &own || identical(other.value.lower(), own.value.lower());
                if (same == disjoint(x.values[k], other.value.enclosure())) return false;
            }
    return true;
}

bool is_sharp(const Linearisation& x, long digits) {
    Rational size = 0, width = 0;
    const auto look = [&](const Ball& value) {
        size = std::max({size, Rational(abs(least_of(value))), Rational(abs(greatest_of(value)))});
        width = std::max(width, Rational(greatest_of(value) - least_of(value)));
    };
    for (const auto* range : {&x.rates.scaling, &x.rates.shape}) {
        if (!is_bounded(range->enclosure())) return false;
        look(range->enclosure());
    }
    for (const Ball& value : x.values) {
        if (!is_bounded(value)) return false;
        look(value);
    }
    const Integer ten = boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits + 2));
    return width * ten <= size;
}

Rates rates_of(const ModelQuestion& question, const EquilibriumModel& at, const Ball& sigma) {
    const Metric metric = question.model.effective_metric();
    if (const auto* schatten = std::get_if<SchattenEnergy>(&*question.model.energy))
        return schatten_rates(schatten->p, at, metric, sigma.precision());
    return rates_at(energy_of(question.model), at, metric, sigma);
}

/// σ★ at a precision.
using Equilibrium = std::function<VerifiedRange<Ball>(long precision)>;

/// At rising precision until sharp and, on matrices, matched.
Linearisation linearise(const ModelQuestion& question, const EquilibriumModel& at,
                        const Equilibrium& sigma_at) {
    const Deadline deadline(question.common.budget.value_or(300));
    const bool on_matrices = at.width <= most_width_of_matrices;
    const RationalMatrix Q = rational_rotation(static_cast<std::size_t>(on_matrices ? at.width : 0));
    long precision = static_cast<long>(3.33 * static_cast<double>(question.common.digits + 2)) + 80;
    for (;; precision *= 2) {
        const Ball sigma = sigma_at(precision).enclosure();
        Linearisation result{rates_of(question, at, sigma), {}, {}, {}};
        if (on_matrices)
            result.values = spectrum(matrix_linearisation(energy_of(question.model), at,
                                                          question.model.effective_metric(), Q, sigma))
                                .values;
        if (auto expected = ordered(result.rates, at.width)) {
            result.expected = std::move(*expected);
            if (is_sharp(result, question.common.digits) && (!on_matrices || matches(result))) return result;
        }
        if (deadline.passed() || precision > 4'000'000)
            throw Undecided(
                "certify rates: at " + std::to_string(precision) +
                " bits the eigenvalues 0, mu0 and mu1 are not told apart, or not sharp enough; raise "
                "--budget or ask for fewer --digits");
    }
}

/// Of σ★ and both rates, accepted by the checker: to the digits asked for, or to as many as it can carry.
Certificate certified(const ModelQuestion& question, const EquilibriumModel& at,
                      const Equilibrium& sigma_at) {
    const long digits = std::min(question.common.digits, most_certified_digits);
    if (question.output && digits < question.common.digits)
        throw Unsupported("certificates carry up to " + std::to_string(most_certified_digits) +
                          " digits; ask for fewer --digits, or leave -o out");
    const dlncert::SpectralEnergy energy = energy_of(question.model);
    const Metric metric = question.model.effective_metric();
    const auto rates = certified_rates(
        energy, at, metric, [&](long precision) { return sigma_at(precision).enclosure(); }, digits);
    if (rates) try {
            Certificate certificate = rates_certificate(energy, at, metric, *rates, digits);
            require_accepted(certificate);
            return certificate;
        } catch (const Rejected&) {
        }
    throw Undecided(
        "certify rates: the checker does not reach so many digits of these rates; ask for fewer --digits");
}

std::string slowest(const Rates& rates) {
    if (certainly_less(rates.scaling.upper(), rates.shape.lower())) return "shape";
    if (certainly_less(rates.shape.upper(), rates.scaling.lower())) return "scaling";
    return "undecided";
}

Json json_of(const Ball& x, long digits) {
    return to_json(least_of(x), greatest_of(x), digits + 1);
}

std::string text_of(const Ball& x, long digits) {
    return to_text(least_of(x), greatest_of(x), digits + 1);
}

void print_matrices(const Linearisation& x) {
    if (x.values.empty()) {
        print_text("on matrices by formula only (they are assembled up to width " +
                   std::to_string(most_width_of_matrices) + ")");
        return;
    }
    print_text("on matrices, assembled at sigma* Q for a rotation Q: " + std::to_string(x.values.size()) +
               " eigenvalues");
    for (const Expected& value : x.expected)
        print_text("  " + value.name + "  " + std::to_string(value.multiplicity) +
                   (value.name == "zero" ? "  exactly 0: the tangent of the orbit" : ""));
}

void print_report(const ModelQuestion& question, const EquilibriumModel& at, const Linearisation& x) {
    const long digits = question.common.digits, d = at.width;
    const Ball scaling = x.rates.scaling.enclosure(), shape = x.rates.shape.enclosure();
    if (question.common.json) {
        Json document = {{"command", "certify"},
                         {"property", "rates"},
                         {"status", status::proved},
                         {"model", to_json(question.model)},
                         {"mu0", json_of(scaling, digits)},
                         {"mu1", json_of(shape, digits)},
                         {"slowest", slowest(x.rates)}};
        document["multiplicities"] = {{"singular_values", {{"mu0", 1}, {"mu1", d - 1}}}};
        for (const Expected& value : x.expected)
            document["multiplicities"]["matrix"][value.name] = value.multiplicity;
        document["matrix"] = Json::array();
        for (const Ball& value : x.values) document["matrix"].push_back(json_of(value, digits));
        if (x.certificate) {
            document["claim"] = x.certificate->claim_text;
            document["digest"] = x.certificate->claim_digest;
        }
        if (question.output) document["certificate"] = *question.output;
        print_json(document);
        return;
    }
    print_text(std::string(status::proved));
    print_text("mu0  " + text_of(scaling, digits) + "  scaling, once\nmu1  " + text_of(shape, digits) +
               "  shape, " + std::to_string(d - 1) + (d == 2 ? " time" : " times") +
               "\nslowest: " + slowest(x.rates) + "  (metric " +
               std::string(to_string(question.model.effective_metric())) + ")");
    print_matrices(x);
    if (x.certificate) print_text("digest " + x.certificate->claim_digest);
    if (question.output) print_text("certificate written to " + *question.output);
}

}  // namespace

ExitStatus certify_rates(const ModelQuestion& question) {
    if (question.output) require_writable(*question.output);
    const EquilibriumModel at = equilibrium_model(question.model);
    if (!at.is_point())
        throw Unsupported(
            "certify rates needs one --depth and one --beta; dlncert equilibrium encloses ranges");
    const Equilibrium sigma_at = single_equilibrium(question.model, question.common);
    Linearisation result = linearise(question, at, sigma_at);
    result.certificate = certified(question, at, sigma_at);
    if (question.output) write_file_atomically(*question.output, text_with_provenance(*result.certificate));
    print_report(question, at, result);
    return ExitStatus::success;
}

}  // namespace dlncert::command
