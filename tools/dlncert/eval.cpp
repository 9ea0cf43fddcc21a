#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cmath>
#include <dlncert/arith/ball.hpp>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/dln/energy.hpp>
#include <dlncert/dln/metric.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "diagonal.hpp"
#include "model.hpp"
#include "numbers.hpp"
#include "output.hpp"

namespace dlncert::command {
namespace {

struct Options {
    std::string quantity;
    std::optional<std::string> sigma;
    bool boltzmann = false;
    std::optional<std::string> coordinates, reference;
    ModelOptions model;
    CommonOptions common;
};

/// Where to evaluate, and which convention.
struct Request {
    ExactInterval nu;
    std::vector<ExactInterval> sigma;
    Model model;
    bool boltzmann = false;
    bool flat = false;
    Reference reference = Reference::matrix;
    /// For …@equilibrium: σ★, enclosed to any precision; `sigma` then holds as many copies as the width.
    std::function<VerifiedRange<Ball>(long precision)> equilibrium;

    /// With the singular values for this precision.
    [[nodiscard]] Request at(long precision) const {
        Request result = *this;
        if (!equilibrium) return result;
        const VerifiedRange<Ball> s = equilibrium(precision + 32);
        const Endpoint least = lower(s.lower()), greatest = upper(s.upper());
        std::fill(result.sigma.begin(), result.sigma.end(), ExactInterval(least.value(), greatest.value()));
        return result;
    }
    [[nodiscard]] std::vector<Rational> points() const {
        std::vector<Rational> values;
        for (const ExactInterval& x : sigma) values.push_back(x.lower);
        return values;
    }
    /// N = d = 2: the Euclidean Hessian is −1/(2(σ₁ + σ₂)²) [[1,1],[1,1]], of rank one everywhere
    /// (mathematics.md §4).
    [[nodiscard]] bool is_rank_one() const {
        return sigma.size() == 2 && nu.is_point() && nu.lower == Rational(1, 2);
    }
    /// ν = 0: the Hessian in the flat coordinates a is the Laplacian ½ Σ k(0, u_ij) (e_i − e_j)(e_i − e_j)ᵀ
    /// with weights k > 0, positive semidefinite with kernel 1 (mathematics.md §2)
    [[nodiscard]] bool is_laplacian() const { return nu.is_point() && nu.lower == 0; }
    [[nodiscard]] bool is_point() const {
        if (!nu.is_point() || (model.beta && !model.beta->is_point())) return false;
        return equilibrium ||
               std::all_of(sigma.begin(), sigma.end(), [](const auto& x) { return x.is_point(); });
    }
};

/// Both ends of an enclosure, exact.
struct Entry {
    Endpoint least, greatest;
    explicit Entry(const VerifiedRange<Ball>& range)
        : least(lower(range.lower())), greatest(upper(range.upper())) {}
    explicit Entry(const Ball& value) : least(lower(value)), greatest(upper(value)) {}
    [[nodiscard]] bool is_bounded() const { return least.is_finite() && greatest.is_finite(); }
};

/// A scalar, a vector, or a symmetric matrix as its lower triangle by rows.
struct Answer {
    enum class Shape { scalar, vector, matrix, counts } shape = Shape::scalar;
    std::size_t size = 1;
    std::vector<Entry> entries;
    Inertia counts{};      ///< of Shape::counts
    std::size_t zero = 0;  ///< among its undecided eigenvalues, those known to be 0

    /// Where entry (i, j) of a matrix is.
    static std::size_t index(std::size_t i, std::size_t j) {
        return i < j ? index(j, i) : i * (i + 1) / 2 + j;
    }
};

Answer scalar(const VerifiedRange<Ball>& value) {
    return {Answer::Shape::scalar, 1, {Entry(value)}};
}
Answer vector(const std::vector<VerifiedRange<Ball>>& values) {
    return {Answer::Shape::vector, values.size(), {values.begin(), values.end()}};
}
Answer vector(const std::vector<Ball>& values) {
    return {Answer::Shape::vector, values.size(), {values.begin(), values.end()}};
}
Answer matrix(const SymmetricMatrix<Ball>& values) {
    return {Answer::Shape::matrix, values.size(), {values.entries().begin(), values.entries().end()}};
}
Answer matrix(const SymmetricMatrix<VerifiedRange<Ball>>& values) {
    return {Answer::Shape::matrix, values.size(), {values.entries().begin(), values.entries().end()}};
}

struct Point {
    DepthInterval<Ball> depth;
    LogBox<Ball> box;
    Point(const Request& request, long precision)
        : depth(request.nu, precision), box(request.sigma, precision) {}
};

Answer eval_entropy(const Request& request, long precision) {
    const Point at(request, precision);
    const VerifiedRange<Ball> renormalised = entropy(at.depth, at.box);
    if (!request.boltzmann) {
        // Exact, and dear where it is not needed: only once the enclosure is thin and still holds 0.
        const bool maybe_zero = !request.equilibrium && request.is_point() && request.sigma.size() <= 100 &&
                                contains_zero(renormalised.lower());
        if (maybe_zero && entropy_vanishes(request.nu.lower, request.points())) return scalar(Ball());
        return scalar(renormalised);
    }
    return scalar(renormalised + boltzmann_constant(at.depth, at.box.width(), precision));
}

Answer eval_gradient(const Request& request, long precision) {
    const Point at(request, precision);
    return vector(gradient(at.depth, at.box));
}

Answer eval_hessian(const Request& request, long precision) {
    const Point at(request, precision);
    return matrix(hessian(Geometry::euclidean, at.depth, at.box));
}

Answer eval_riemannian_hessian(const Request& request, long precision) {
    const Point at(request, precision);
    return matrix(request.flat ? flat_hessian(request.model.effective_metric(), at.depth, at.box)
                               : hessian(Geometry::riemannian, at.depth, at.box));
}

Answer eval_metric(const Request& request, long precision) {
    const Point at(request, precision);
    return matrix(metric_eigenvalues(request.model.effective_metric(), at.depth, at.box));
}

Answer eval_volume(const Request& request, long precision) {
    const Point at(request, precision);
    return scalar(log_volume_density(request.model.effective_metric(), request.reference, at.depth, at.box));
}

SymmetricMatrix<Ball> enclosures(const SymmetricMatrix<VerifiedRange<Ball>>& ranges) {
    SymmetricMatrix<Ball> result(ranges.size(), Ball());
    for (std::size_t i = 0; i < ranges.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = ranges(i, j).enclosure();
    return result;
}

/// The Euclidean Hessian; and the covariant one in flat coordinates, whose eigenvalues are those with respect
/// to the metric.
SymmetricMatrix<Ball> euclidean(const Request& request, long precision) {
    const Point at(request, precision);
    return enclosures(hessian(Geometry::euclidean, at.depth, at.box));
}
SymmetricMatrix<Ball> riemannian(const Request& request, long precision) {
    const Point at(request, precision);
    return enclosures(flat_hessian(request.model.effective_metric(), at.depth, at.box));
}

/// The smallest first. A zero that is known is exact.
std::vector<Ball> euclidean_eigenvalues_at(const Request& request, long precision) {
    std::vector<Ball> values = spectrum(euclidean(request, precision)).values;
    if (request.is_rank_one()) values.back() = Ball();
    return values;
}
std::vector<Ball> riemannian_eigenvalues_at(const Request& request, long precision) {
    std::vector<Ball> values = spectrum(riemannian(request, precision)).values;
    if (request.is_laplacian()) values.front() = Ball();
    return values;
}

/// The parts of a request over wide intervals: those wider than a hundredth of their upper end are cut into
/// equal ones, as many as about `most_parts` boxes allow. The boxes cover the request's part of the chamber:
/// those in which some singular value is below the next one are left out.
std::vector<Request> parts_of(const Request& request) {
    constexpr double most_parts = 1024;
    const auto ranges = [](Request& r) {
        std::vector<ExactInterval*> all{&r.nu};
        for (ExactInterval& x : r.sigma) all.push_back(&x);
        return all;
    };
    const auto is_wide = [](const ExactInterval& x) { return (x.upper - x.lower) * 100 > x.upper; };
    Request first = request;
    const auto wide = std::ranges::count_if(ranges(first), [&](const auto* x) { return is_wide(*x); });
    if (wide == 0) return {request};
    const auto pieces = static_cast<long>(std::pow(most_parts, 1.0 / static_cast<double>(wide)) + 1e-6);
    std::vector<Request> parts{request};
    for (std::size_t v = 0; v < ranges(first).size(); ++v) {
        const ExactInterval whole = *ranges(first)[v];
        if (!is_wide(whole)) continue;
        std::vector<Request> finer;
        for (const Request& part : parts)
            for (long k = 0; k < pieces; ++k) {
                finer.push_back(part);
                ExactInterval& piece = *ranges(finer.back())[v];
                const Rational width = (whole.upper - whole.lower) / pieces;
                piece.lower = whole.lower + k * width;
                piece.upper = k + 1 == pieces ? whole.upper : Rational(piece.lower + width);
            }
        parts = std::move(finer);
    }
    std::erase_if(parts, [](const Request& part) {
        const auto& sigma = part.sigma;
        return std::ranges::adjacent_find(
                   sigma, [](const auto& x, const auto& y) { return x.upper < y.lower; }) != sigma.end();
    });
    return parts;
}

/// The hulls over the parts: every k-th eigenvalue of the whole is that of a point of some part.
template <class Eigenvalues>
std::vector<Ball> over_parts(const Request& request, long precision, const Eigenvalues& eigenvalues) {
    std::vector<Ball> values;
    for (const Request& part : parts_of(request)) {
        const std::vector<Ball> found = eigenvalues(part, precision);
        if (values.empty()) values = found;
        for (std::size_t k = 0; k < values.size(); ++k) values[k] = hull(values[k], found[k]);
    }
    return values;
}
std::vector<Ball> euclidean_eigenvalues(const Request& request, long precision) {
    return over_parts(request, precision, euclidean_eigenvalues_at);
}
std::vector<Ball> riemannian_eigenvalues(const Request& request, long precision) {
    return over_parts(request, precision, riemannian_eigenvalues_at);
}

Answer eval_spectrum(const Request& request, long precision) {
    return vector(euclidean_eigenvalues(request, precision));
}
Answer eval_riemannian_spectrum(const Request& request, long precision) {
    return vector(riemannian_eigenvalues(request, precision));
}
Answer eval_hessian_max(const Request& request, long precision) {
    return scalar(euclidean_eigenvalues(request, precision).back());
}
Answer eval_hessian_min(const Request& request, long precision) {
    return scalar(euclidean_eigenvalues(request, precision).front());
}
Answer eval_riemannian_max(const Request& request, long precision) {
    return scalar(riemannian_eigenvalues(request, precision).back());
}
Answer eval_riemannian_min(const Request& request, long precision) {
    return scalar(riemannian_eigenvalues(request, precision).front());
}
Answer eval_modulus(const Request& request, long precision) {
    return scalar(-euclidean_eigenvalues(request, precision).back());
}
Answer eval_determinant(const Request& request, long precision) {
    return scalar(request.is_rank_one() ? Ball() : determinant(euclidean(request, precision)));
}

Answer counts(const Inertia& inertia, std::size_t zero) {
    Answer answer;
    answer.shape = Answer::Shape::counts;
    answer.counts = inertia;
    answer.counts.undecided -= zero;
    answer.zero = zero;
    return answer;
}
Answer eval_inertia(const Request& request, long precision) {
    if (request.is_rank_one()) return counts({0, 1, 1}, 1);
    return counts(inertia(euclidean(request, precision)), 0);
}
Answer eval_riemannian_inertia(const Request& request, long precision) {
    if (request.is_laplacian()) return counts({request.sigma.size() - 1, 0, 1}, 1);
    return counts(inertia(riemannian(request, precision)), 0);
}

Ball beta_of(const Model& model, long precision) {
    if (!model.beta) throw InputError("--beta is missing: the inverse temperature; write --beta 5");
    return Ball::from(model.beta->lower, model.beta->upper, precision);
}

std::vector<Ball> balls(const std::vector<ExactInterval>& sigma, long precision) {
    std::vector<Ball> result;
    for (const ExactInterval& x : sigma) result.push_back(Ball::from(x.lower, x.upper, precision));
    return result;
}

Answer eval_free_energy(const Request& request, long precision) {
    const Point at(request, precision);
    const Ball value = energy_of(request.model).value(balls(request.sigma, precision));
    return scalar(value - entropy(at.depth, at.box).enclosure() / beta_of(request.model, precision));
}

Answer eval_free_energy_hessian(const Request& request, long precision) {
    SymmetricMatrix<Ball> result = energy_of(request.model).hessian(balls(request.sigma, precision));
    const SymmetricMatrix<Ball> entropic = euclidean(request, precision);
    for (std::size_t i = 0; i < result.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            result(i, j) = result(i, j) - entropic(i, j) / beta_of(request.model, precision);
    return matrix(result);
}

struct Quantity {
    std::string_view name;
    Answer (*compute)(const Request& request, long precision);
    std::string_view meaning;
};

constexpr std::array quantities{
    Quantity{"entropy", eval_entropy, "S, renormalised to be finite at infinite depth; S_N with --boltzmann"},
    Quantity{"gradient", eval_gradient, "dS/dsigma_i"},
    Quantity{"hessian", eval_hessian, "d2S/dsigma_i dsigma_j"},
    Quantity{"riemannian-hessian", eval_riemannian_hessian,
             "covariant Hessian of S, in the coordinates sigma or, with --coordinates flat, y"},
    Quantity{"metric", eval_metric, "eigenvalues lambda_il of the operator A_N, by --metric"},
    Quantity{"volume", eval_volume, "log of the Riemannian volume density, by --metric and --reference"},
    Quantity{"spectrum", eval_spectrum, "eigenvalues of the Hessian, the smallest first"},
    Quantity{
        "riemannian-spectrum", eval_riemannian_spectrum,
        "eigenvalues of the covariant Hessian with respect to the metric, the smallest first, by --metric"},
    Quantity{"hessian-max-eigenvalue", eval_hessian_max, "the largest eigenvalue of the Hessian"},
    Quantity{"hessian-min-eigenvalue", eval_hessian_min, "the smallest eigenvalue of the Hessian"},
    Quantity{"riemannian-max-eigenvalue", eval_riemannian_max,
             "the largest eigenvalue of the covariant Hessian, by --metric"},
    Quantity{"riemannian-min-eigenvalue", eval_riemannian_min,
             "the smallest eigenvalue of the covariant Hessian, by --metric"},
    Quantity{"determinant", eval_determinant, "determinant of the Hessian"},
    Quantity{"free-energy", eval_free_energy, "F = E - S/beta, S renormalised, by --energy and --beta"},
    Quantity{"free-energy-hessian", eval_free_energy_hessian,
             "d2F/dsigma_i dsigma_j, by --energy and --beta"},
    Quantity{"modulus", eval_modulus,
             "strong concavity of S: the largest mu with Hessian <= -mu at the point"},
    Quantity{"inertia", eval_inertia, "how many eigenvalues of the Hessian are positive, negative, zero"},
    Quantity{"riemannian-inertia", eval_riemannian_inertia,
             "how many eigenvalues of the covariant Hessian are positive, negative, zero"},
};

std::string known_quantities() {
    std::string names;
    for (const Quantity& quantity : quantities)
        names += (names.empty() ? "" : ", ") + std::string(quantity.name);
    return names;
}

constexpr std::string_view at_equilibrium = "@equilibrium";

const Quantity& find_quantity(const std::string& name) {
    const std::string base =
        name.ends_with(at_equilibrium) ? name.substr(0, name.size() - at_equilibrium.size()) : name;
    const auto found =
        std::find_if(quantities.begin(), quantities.end(), [&](const Quantity& q) { return q.name == base; });
    if (found == quantities.end())
        throw InputError("QUANTITY '" + name + "' is unknown; known are " + known_quantities() +
                         ", each also followed by " + std::string(at_equilibrium));
    return *found;
}

double log2_of(const Rational& x) {  // rough, x > 0: steers the search for a precision, decides nothing
    return static_cast<double>(msb(numerator(x))) - static_cast<double>(msb(denominator(x)));
}

/// How far an answer is from what was asked for.
struct Quality {
    bool sufficient = false;
    /// Rough number of bits that the worst width exceeds the tolerance by; none if some entry is unbounded or
    /// nothing is known to be nonzero.
    std::optional<double> missing_bits;
    Rational worst_width = 0, scale = 0;
};

/// width ≤ tolerance · (a lower bound of the largest |entry|), for every entry.
Quality assess(const Answer& answer, const Rational& tolerance) {
    Quality quality;
    if (answer.shape == Answer::Shape::counts) {
        quality.sufficient = answer.counts.undecided == 0;
        return quality;
    }
    for (const Entry& entry : answer.entries) {
        if (!entry.is_bounded()) return quality;
        const Rational &lower = entry.least.value(), &upper = entry.greatest.value();
        quality.worst_width = std::max(quality.worst_width, Rational(upper - lower));
        quality.scale = std::max({quality.scale, lower, Rational(-upper)});  // 0 if the entry may be 0
    }
    const Rational allowed = tolerance * quality.scale;
    quality.sufficient = quality.worst_width <= allowed;
    if (!quality.sufficient && allowed > 0)
        quality.missing_bits = log2_of(Rational(quality.worst_width / allowed));
    return quality;
}

struct Outcome {
    Answer answer;
    bool tolerance_met = true;
};

/// Raises the precision until the answer is as sharp as asked for or, where intervals were given, as they
/// allow.
Outcome evaluate(const Quantity& quantity, const Request& request, long digits,
                 std::optional<double> budget) {
    constexpr double default_budget = 300;
    constexpr long max_precision = 40'000'000, most_for_counts = 10'000;
    const Deadline deadline(budget.value_or(default_budget));
    // Two digits more than asked for leave room for the rounding of what is printed.
    const Rational tolerance(Integer(1),
                             boost::multiprecision::pow(Integer(10), static_cast<unsigned>(digits + 2)));
    auto precision = static_cast<long>(3.33 * static_cast<double>(digits + 2)) + 40 +
                     2 * static_cast<long>(std::log2(static_cast<double>(request.sigma.size())));
    std::optional<Rational> last_width;
    std::optional<std::size_t> last_undecided;
    for (;;) {
        Answer answer = quantity.compute(request.at(precision), precision);
        const Quality quality = assess(answer, tolerance);
        if (quality.sufficient) return {std::move(answer), true};
        if (answer.shape == Answer::Shape::counts) {
            // Over intervals, what a better precision does not decide is undecided.
            const bool settled = !request.is_point() && last_undecided == answer.counts.undecided;
            if (settled || precision > most_for_counts || deadline.passed())
                return {std::move(answer), false};
            last_undecided = answer.counts.undecided;
        }
        const bool bounded = quality.worst_width > 0;
        if (!request.is_point() && bounded) {
            // Of a wide answer only the rounding shrinks: it ends mattering once a better precision does not
            // show.
            if (last_width && *last_width - quality.worst_width <= tolerance * *last_width)
                return {std::move(answer), false};
            last_width = quality.worst_width;
        }
        const long step = quality.missing_bits && request.is_point()
                              ? static_cast<long>(*quality.missing_bits) + 16
                              : std::max(64L, precision);
        if (deadline.passed() || precision + step > max_precision)
            throw Undecided("eval " + std::string(quantity.name) + ": at a precision of " +
                            std::to_string(precision) + " bits the answer does not have " +
                            std::to_string(digits) +
                            " digits yet, perhaps because it is exactly 0, which no precision shows; raise "
                            "--budget or ask "
                            "for fewer --digits");
        precision += step;
    }
}

std::string entry_to_text(const Entry& entry, long digits) {
    if (!entry.is_bounded()) return "[-inf, inf]";
    return to_text(entry.least.value(), entry.greatest.value(), digits + 1);
}

Json entry_to_json(const Entry& entry, long digits) {
    if (!entry.is_bounded()) return {{"lo", "-inf"}, {"hi", "inf"}};
    return to_json(entry.least.value(), entry.greatest.value(), digits + 1);
}

Json value_to_json(const Answer& answer, long digits) {
    if (answer.shape == Answer::Shape::counts)
        return {{"positive", answer.counts.positive},
                {"negative", answer.counts.negative},
                {"zero", answer.zero},
                {"undecided", answer.counts.undecided}};
    if (answer.shape == Answer::Shape::scalar) return entry_to_json(answer.entries.front(), digits);
    Json value = Json::array();
    for (std::size_t i = 0; i < answer.size; ++i) {
        if (answer.shape == Answer::Shape::vector) {
            value.push_back(entry_to_json(answer.entries[i], digits));
            continue;
        }
        Json row = Json::array();
        for (std::size_t j = 0; j < answer.size; ++j)
            row.push_back(entry_to_json(answer.entries[Answer::index(i, j)], digits));
        value.push_back(std::move(row));
    }
    return value;
}

/// One entry of a vector, or one row of a matrix, on each line.
std::string value_to_text(const Answer& answer, long digits) {
    if (answer.shape == Answer::Shape::counts)
        return "positive " + std::to_string(answer.counts.positive) + ", negative " +
               std::to_string(answer.counts.negative) + ", zero " + std::to_string(answer.zero) +
               ", undecided " + std::to_string(answer.counts.undecided);
    std::vector<std::string> entries;
    entries.reserve(answer.entries.size());
    for (const Entry& entry : answer.entries) entries.push_back(entry_to_text(entry, digits));
    std::string text;
    const bool is_matrix = answer.shape == Answer::Shape::matrix;
    for (std::size_t i = 0; i < answer.size; ++i) {
        if (i > 0) text += '\n';
        for (std::size_t j = 0; j < (is_matrix ? answer.size : 1); ++j)
            text += (j > 0 ? "   " : "") + entries[is_matrix ? Answer::index(i, j) : i];
    }
    return text;
}

/// Why the tolerance was not met.
const char* note_on(const Answer& answer) {
    return answer.shape == Answer::Shape::counts ? "the sign of some eigenvalues is undecided: they change "
                                                   "sign within the given intervals, or are "
                                                   "too close to 0, or exactly 0"
                                                 : "the enclosure is as wide as the given intervals make it; "
                                                   "more digits need narrower intervals";
}

/// An option that one quantity alone understands.
void require_quantity(bool given, const char* option, const Quantity& quantity, std::string_view needed) {
    if (given && quantity.name != needed)
        throw InputError(std::string(option) + " belongs to the quantity " + std::string(needed) +
                         ", not to " + std::string(quantity.name) + "; leave it out");
}

/// --sigma, or the equilibrium of the model.
void set_place(Request& request, const Options& options) {
    if (options.quantity.ends_with(at_equilibrium)) {
        if (options.sigma)
            throw InputError("--sigma: the equilibrium of the model is where " + options.quantity +
                             " is evaluated; leave --sigma out");
        constexpr long most_width = 100'000;
        request.equilibrium = single_equilibrium(request.model, options.common);
        if (request.model.width->first > most_width)
            throw Unsupported("eval " + options.quantity + ": the width is limited to " +
                              std::to_string(most_width));
        request.sigma.resize(static_cast<std::size_t>(request.model.width->first));
        return;
    }
    if (!options.sigma) throw InputError("--sigma is missing: where to evaluate; write --sigma 2,1.5,1/3");
    request.sigma = parse_singular_values(*options.sigma);
    const std::size_t d = request.sigma.size();
    if (request.model.width && !request.model.width->contains(static_cast<long>(d)))
        throw InputError("--sigma: " + std::to_string(d) + " singular values, but --width is " +
                         request.model.width->text + "; give as many as the width, or drop --width");
    request.model.width = Width{static_cast<long>(d), static_cast<long>(d), std::to_string(d)};
}

ExitStatus eval(const Options& options) {
    const Quantity& quantity = find_quantity(options.quantity);
    Request request;
    request.model = options.model.parse();
    request.nu = request.model.require_depth().nu;
    set_place(request, options);
    require_quantity(options.boltzmann, "--boltzmann", quantity, "entropy");
    require_quantity(options.coordinates.has_value(), "--coordinates", quantity, "riemannian-hessian");
    require_quantity(options.reference.has_value(), "--reference", quantity, "volume");
    request.boltzmann = options.boltzmann;
    request.flat = options.coordinates == "flat";
    request.reference = options.reference == "svd" ? Reference::svd : Reference::matrix;

    const Outcome outcome = evaluate(quantity, request, options.common.digits, options.common.budget);
    if (options.common.json) {
        Json document{
            {"quantity", options.quantity}, {"model", to_json(request.model)}, {"status", status::answered}};
        document["value"] = value_to_json(outcome.answer, options.common.digits);
        if (!outcome.tolerance_met) document["note"] = note_on(outcome.answer);
        print_json(document);
    } else {
        if (!options.common.quiet) {
            print_message(options.quantity + " (" + std::string(quantity.meaning) +
                          "): " + to_string(request.model));
            if (!outcome.tolerance_met) print_message(note_on(outcome.answer));
        }
        print_text(value_to_text(outcome.answer, options.common.digits));
    }
    return ExitStatus::success;
}

}  // namespace

void add_eval(CLI::App& app, Invocation& invocation) {
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("eval", "enclose a quantity of the model at a point of the chamber");
    command->add_option("QUANTITY", options->quantity, "one of " + known_quantities())->required();
    command
        ->add_option("--sigma", options->sigma,
                     "singular values, largest first: 2,1.5,1/3 or [1,1.01],0.5 or @FILE")
        ->type_name("LIST");
    command->add_flag("--boltzmann", options->boltzmann,
                      "entropy: add (N - 1) log vol O(d) + d(d - 1)/4 log N, the Boltzmann entropy S_N");
    command
        ->add_option("--coordinates", options->coordinates,
                     "riemannian-hessian: sigma (default; a bilinear form, the same for both metrics) or "
                     "flat, where the "
                     "metric is the identity, so that eigenvalues are those of the metric")
        ->check(CLI::IsMember({"sigma", "flat"}));
    command
        ->add_option("--reference", options->reference,
                     "volume: density with respect to dW (matrix, default) or to dSigma dU dV (svd)")
        ->check(CLI::IsMember({"matrix", "svd"}));
    options->model.add_to(*command);
    options->common.add_to(*command);
    command->callback([options, &invocation] { invocation.run = [options] { return eval(*options); }; });
}

}  // namespace dlncert::command
