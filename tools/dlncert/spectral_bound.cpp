#include "spectral_bound.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/rules/theorems.hpp>
#include <dlncert/search/concavity.hpp>
#include <dlncert/search/extremum.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/search/subdivision.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/unfold.hpp>
#include <filesystem>
#include <thread>

#include "files.hpp"
#include "interrupt.hpp"
#include "loewner.hpp"
#include "matrix_samples.hpp"
#include "proof.hpp"
#include "wide_spectrum.hpp"

namespace dlncert::command {
namespace {

/// Up to this width the entries are written out, and eigenvalues counted by the rule congruence.
constexpr std::size_t most_written_out = 12;
/// Up to this width a tolerance is to be reached; beyond it, where none is given, the gaps are stated
/// instead.
constexpr std::size_t most_without_gap = 6;

/// A proof that nobody has checked, of a claim by its text.
struct Proof {
    std::string claim;
    nlohmann::json step;
    [[nodiscard]] Certificate certificate() const {
        return make_certificate(claim, std::string(shipped_prelude()), step, nlohmann::json::object());
    }
};

/// What bounds an eigenvalue on all of the box, if the checker accepts the proof.
struct Candidate {
    Rational value;
    Proof proof;
};

std::optional<Candidate> with_value(const Rational& value, std::optional<Proof> proof) {
    return proof ? std::optional(Candidate{value, std::move(*proof)}) : std::nullopt;
}

/// The largest power of ten up to x > 0.
Rational decimal_grid(double x) {
    const int exponent = static_cast<int>(std::floor(std::log10(x)));
    Rational power = 1;
    for (int k = 0; k < std::abs(exponent); ++k) power *= 10;
    return exponent < 0 ? Rational(1 / power) : power;
}

SamplePoint in_doubles(const std::vector<Rational>& point) {
    SamplePoint x;
    for (const Rational& c : point) x.push_back(c.convert_to<double>());
    return x;
}

/// How far the ends are apart; none if one is not known.
std::optional<Rational> gap_of(const SpectralExtremum& e) {
    if (!e.outer.value || !e.inner.value) return std::nullopt;
    return abs(*e.outer.value - *e.inner.value);
}

/// Without a tolerance, a twentieth of the value, and 1e-6.
bool is_reached(const SpectralExtremum& e, const std::optional<Rational>& tolerance) {
    if (e.outer.infinity != 0) return true;
    const auto gap = gap_of(e);
    return gap &&
           *gap <= tolerance.value_or(std::max<Rational>(abs(*e.inner.value) / 20, Rational(1, 1'000'000)));
}

class SpectralBounds {
  public:
    explicit SpectralBounds(const SpectralQuestion& question)
        : question_(question), extrema_left_(is_wide() ? 2 : 2 * question.quantity.ranks.size()) {
        std::optional<Claim> matrix;
        if (!is_wide())
            matrix = parse_claim(
                question.quantity.domain + "\nprove " + question.quantity.matrix + " positive-semidefinite",
                shipped_prelude());
        else
            require_verified_arithmetic_is_enough();
        samples_.emplace(question.box, question.model, question.quantity.of, matrix);
        monotone_ = monotone_hessian();
    }

    EigenvalueRange range(std::size_t rank);
    [[nodiscard]] bool is_meant(const SpectralExtremum& found) const;
    std::pair<Inertia, Inertia> signs();
    EigenvalueRange determinant(const std::vector<EigenvalueRange>& eigenvalues);
    std::vector<Certificate> certificates;
    std::vector<std::string> without_certificate;  ///< ends, where there are certificates for the others
    std::size_t boxes = 0;

    /// Too wide to write the entries out.
    [[nodiscard]] bool is_wide() const { return width() > most_written_out; }
    /// Something is unbounded by homogeneity.
    [[nodiscard]] bool uses_homogeneity() const { return is_homogeneous_.value_or(false); }
    [[nodiscard]] bool states_gaps() const { return width() > most_without_gap; }
    [[nodiscard]] const MatrixSamples& samples() const { return *samples_; }
    /// Interrupted, or the whole budget is spent.
    [[nodiscard]] bool has_given_up() const {
        return InterruptRequest::made() ||
               (question_.common.budget && seconds_used() > *question_.common.budget);
    }
    [[nodiscard]] bool stopped() const { return InterruptRequest::made() || (end_ && Clock::now() >= *end_); }

  private:
    [[nodiscard]] std::size_t width() const { return question_.box.size(); }
    [[nodiscard]] bool is_at_depth_two_in_the_plane() const {
        return question_.quantity.of_entropy() && width() == 2 &&
               question_.model.require_depth().contains_two();
    }
    std::optional<MonotoneHessian> monotone_hessian();
    std::optional<nlohmann::json> falling_energy(const MonotoneHessian& hessian);
    /// The step that leads from the corners to the box.
    [[nodiscard]] nlohmann::json monotone(nlohmann::json at_corners, std::size_t without = 0) const {
        MonotoneHessian hessian = monotone_.value();
        hessian.without = without;
        return monotone_step(hessian, std::move(at_corners));
    }
    /// Whether the eigenvalues are greatest (least) at the largest point of the box, not at the smallest.
    [[nodiscard]] bool is_at_largest(bool greatest) const { return greatest == monotone_->weight.empty(); }
    [[nodiscard]] Box chamber_box() const;
    [[nodiscard]] std::size_t reaching(bool infinity) const;
    [[nodiscard]] std::size_t left_out(std::size_t rank, bool greatest) const;
    [[nodiscard]] Claim corner_claim(const std::string& text, std::size_t without) const;
    [[nodiscard]] bool has_one_depth() const { return samples_->parameters().empty(); }
    [[nodiscard]] double tolerance_for(double size) const {
        return question_.tolerance ? question_.tolerance->convert_to<double>() : std::max(1e-6, size / 25);
    }
    /// What is tried first.
    [[nodiscard]] double finest_for(double size) const {
        return question_.tolerance ? tolerance_for(size) : std::max(1e-8, size / 1e6);
    }
    [[nodiscard]] unsigned threads() const {
        return question_.common.jobs > 0 ? static_cast<unsigned>(question_.common.jobs)
                                         : std::max(1U, std::thread::hardware_concurrency());
    }
    /// Of the entropy's Hessian, for which there are certificates at any width; its determinant has none.
    [[nodiscard]] bool is_largest_of_entropy(std::size_t rank) const {
        return question_.quantity.of_entropy() && rank == width() && !question_.quantity.is_product;
    }
    void require_verified_arithmetic_is_enough() const;
    const WideSpectrum& wide();
    [[nodiscard]] bool reaches_zero() const { return reaching(false) > 0; }
    [[nodiscard]] bool is_bounded() const { return reaching(true) == 0; }
    bool prove(const std::string& domain, const std::string& statement, std::size_t most_leaves);
    std::optional<Proof> count_eigenvalues(const std::string& statement, std::size_t most_leaves);
    std::optional<nlohmann::json> step_for(const Claim& claim, std::size_t most_leaves);
    std::optional<Proof> by_boxes(const std::string& comparison, std::size_t most_leaves);
    bool keep(const std::optional<Certificate>& certificate);
    [[nodiscard]] std::string domain_at(const std::vector<Rational>& point) const;
    [[nodiscard]] SpectralExtremum extremum(std::size_t rank, bool greatest);
    Bound attained(std::size_t rank, bool greatest, const std::vector<Rational>& point, const Rational& grid);
    [[nodiscard]] Bound enclosed(bool greatest, const std::vector<Rational>& point) const;
    [[nodiscard]] std::vector<Rational> corner(bool largest, const Rational& far) const;
    SpectralExtremum sampled(std::size_t rank, bool greatest);
    bool attain(SpectralExtremum& found, std::size_t rank, bool greatest);
    std::optional<SpectralExtremum> at_corner(std::size_t rank, bool greatest);
    [[nodiscard]] std::optional<double> limit(std::size_t rank, bool greatest) const;
    std::optional<SpectralExtremum> at_limit(std::size_t rank, bool greatest);
    Bound outside(std::size_t rank, bool greatest, const Rational& value, const Rational& grid);
    bool is_attained(std::size_t rank, bool greatest, const std::vector<Rational>& point,
                     const Rational& value);
    [[nodiscard]] std::string bounded_by(std::size_t rank, bool greatest, const Rational& value) const;
    std::optional<Proof> by_energy(std::size_t rank, const Rational& value);
    std::optional<Proof> by_corner(std::size_t rank, bool greatest, const Rational& value,
                                   std::size_t most_leaves);
    bool approach(const SpectralExtremum& extremum, std::size_t rank, bool greatest, double gap,
                  std::vector<Candidate>& found);
    void tighten(SpectralExtremum& extremum, std::size_t rank, bool greatest, double size);
    std::optional<Candidate> find(std::size_t rank, bool greatest, const Rational& value,
                                  const std::vector<Rational>& point);
    std::optional<Proof> by_rayleigh(bool greatest, const Rational& value,
                                     const std::vector<Rational>& point);
    std::optional<Candidate> find_modulus(const Rational& modulus);
    [[nodiscard]] ConcavityProblem concavity_problem() const;
    bool show_semidefinite();
    bool show_kernel();
    bool show_pairs_concave();
    [[nodiscard]] Depth some_depth() const;
    [[nodiscard]] ClaimedQuantity hessian_entries() const;
    bool show_unbounded(std::size_t rank);
    [[nodiscard]] Model at_one_depth() const;
    [[nodiscard]] std::vector<std::vector<Rational>> directions(std::size_t rank, bool greatest,
                                                                std::size_t length) const;
    bool show_homogeneity();
    [[nodiscard]] bool is_covariant() const { return question_.quantity.of == ModelMatrix::covariant; }
    [[nodiscard]] bool is_flat() const {  // ν = 0
        return is_covariant() && question_.model.require_depth().nu.upper == 0;
    }
    bool show_scaling();
    bool show_both_signs();
    Bound above_least_covariant();
    std::optional<std::pair<Inertia, Inertia>> covariant_signs();
    std::optional<Inertia> show_sampled_signs();
    void bound_covariant(SpectralExtremum& found, std::size_t rank, bool greatest);
    [[nodiscard]] std::string energy_on_diagonal() const;
    bool show_convexity();
    bool diverges_along(const std::vector<Rational>& direction, std::size_t rank, bool greatest);
    bool diverges_towards_zero(std::size_t rank, bool greatest);
    bool diverges_with_energy();
    bool has_infinite_determinant_below();
    bool tends_to_minus_infinity(const ClaimedQuantity& entries, std::size_t k);
    [[nodiscard]] std::optional<Inertia> sampled_signs() const;

    using Clock = std::chrono::steady_clock;
    void begin_extremum();
    void complete(EigenvalueRange& found, std::size_t rank);
    [[nodiscard]] double seconds_used() const {
        return std::chrono::duration<double>(Clock::now() - start_).count();
    }

    const SpectralQuestion& question_;
    std::size_t extrema_left_;
    Clock::time_point start_ = Clock::now();
    std::optional<Clock::time_point> end_;  ///< of the extremum's share of the budget
    InterruptRequest interrupt_;
    std::optional<MatrixSamples> samples_;
    std::optional<WideSpectrum> wide_;
    std::optional<MonotoneHessian> monotone_;
    std::optional<bool> is_homogeneous_, is_convex_, pairs_are_concave_, scaling_is_shown_, signs_are_shown_;
};

/// @throws Unsupported where neither certificates nor a bounded box are to be had.
void SpectralBounds::require_verified_arithmetic_is_enough() const {
    const auto& quantity = question_.quantity;
    const bool counts = quantity.shape == ClaimedQuantity::Shape::counts;
    if (quantity.of_entropy() && (counts || is_largest_of_entropy(quantity.ranks.front()))) return;
    const std::string many = "for more than " + std::to_string(most_written_out) + " singular values ";
    if (!is_bounded() || reaches_zero())
        throw Unsupported(
            many + question_.name +
            " is bounded over boxes that reach neither 0 nor inf; over those that do, inertia is, "
            "and the largest eigenvalue as far as it is finite (modulus)");
    if (question_.output && !is_largest_of_entropy(quantity.ranks.back()))
        throw Unsupported(many + question_.name +
                          " is bounded by verified arithmetic, without a certificate; leave -o out");
}

/// The entropy's increases; the free energy's decreases where that of the energy does. The others: none.
std::optional<MonotoneHessian> SpectralBounds::monotone_hessian() {
    const ClaimedQuantity& quantity = question_.quantity;
    MonotoneHessian result{
        .depth = question_.model.require_depth(), .nu = quantity.nu, .weight = quantity.weight, .falls = {}};
    if (quantity.of_entropy()) return result;
    if (quantity.of != ModelMatrix::free_energy || is_wide()) return std::nullopt;
    auto falls = falling_energy(result);
    if (!falls) return std::nullopt;
    result.falls = std::move(*falls);
    return result;
}

/// The proof that the energy's second derivative does not increase.
std::optional<nlohmann::json> SpectralBounds::falling_energy(const MonotoneHessian& hessian) {
    const auto step = monotone_step(hessian, nlohmann::json::array());
    const Claim claim = parse_claim(bounded_by(1, true, 0), shipped_prelude());
    try {
        const auto premises = premises_of(claim, {step, "proof"});
        return step_for(premises.at(premises.size() - 2), 200);
    } catch (const std::runtime_error&) {  // phi is not affine, or psi has no third derivative
        return std::nullopt;
    }
}

/// Of the whole box, which must be bounded.
const WideSpectrum& SpectralBounds::wide() {
    if (wide_) return *wide_;
    std::vector<ExactInterval> sides;
    for (const Side& side : chamber_box()) sides.emplace_back(side.lower, side.upper);
    return wide_.emplace(question_.quantity.of, question_.model, sides, [this] { return has_given_up(); });
}

bool SpectralBounds::prove(const std::string& domain, const std::string& statement, std::size_t most_leaves) {
    ProofSearch search;
    search.stop = [this] { return stopped(); };
    search.threads = threads();
    search.most_leaves = most_leaves;
    ProofAttempt attempt = attempt_proof(domain + "\nprove " + statement + "\n", search);
    boxes += attempt.result.boxes;
    if (!attempt.proved() || !attempt.certificate) return false;
    certificates.push_back(std::move(*attempt.certificate));
    return true;
}

/// A statement about eigenvalues at all points of the box, not checked.
std::optional<Proof> SpectralBounds::count_eigenvalues(const std::string& statement,
                                                       std::size_t most_leaves) {
    const std::string text = question_.quantity.domain + "\nprove " + statement + "\n";
    auto step = step_for(parse_claim(text, shipped_prelude()), most_leaves);
    return step ? std::optional(Proof{text, std::move(*step)}) : std::nullopt;
}

/// A proof of a claim by subdivision, not checked.
std::optional<nlohmann::json> SpectralBounds::step_for(const Claim& claim, std::size_t most_leaves) {
    std::optional<nlohmann::json> found;
    ProofSearch search;
    search.way = "interval";
    search.stop = [this] { return stopped(); };
    search.most_leaves = most_leaves;
    search.accept = [&](const Claim& shown, const nlohmann::json& step) {
        if (shown == claim) found = step;
        return shown == claim;
    };
    boxes += search(claim).boxes;
    return found;
}

/// An inequality over the box by subdivision alone, not checked: whatever else ProofSearch tries takes
/// longer.
std::optional<Proof> SpectralBounds::by_boxes(const std::string& comparison, std::size_t most_leaves) {
    const std::string text = question_.quantity.domain + "\nprove " + comparison + "\n";
    const Claim claim = with_rational_ends(unfolded(parse_claim(text, shipped_prelude())));
    Formula conclusion = std::get<Formula>(claim.conclusion);
    std::map<std::string, Rational> single;
    const SearchDomain domain = domain_of(claim, conclusion, single);
    const SearchGoal goal = goal_of(conclusion.comparison);
    SubdivisionOptions options;
    options.most_leaves = most_leaves;
    options.stop = [this] { return stopped(); };
    options.precisely = domain.names.empty();
    options.threads = threads();
    const Subdivision found =
        subdivide({goal.function, goal.strict, domain.names, domain.box, domain.hypotheses}, options);
    boxes += found.boxes;
    if (!found.proved) return std::nullopt;
    return Proof{text, {{"step", "subdivide"}, {"tree", found.tree}}};
}

/// A certificate that the checker accepts within the budget.
bool SpectralBounds::keep(const std::optional<Certificate>& certificate) {
    if (!certificate) return false;
    if (refusal(*certificate, [this] { return stopped(); })) return false;
    certificates.push_back(*certificate);
    return true;
}

/// The domain that consists of a point.
std::string SpectralBounds::domain_at(const std::vector<Rational>& point) const {
    Model model = question_.model;
    if (model.depth) model.metric = model.effective_metric();  // one depth alone may have another by default
    std::vector<BoxSide> box;
    for (std::size_t i = 0; i < point.size(); ++i) {
        const ExactInterval value(point[i], point[i]);
        if (i < width()) {
            box.push_back({.lower = point[i], .upper = point[i]});
        } else if (samples_->parameters()[i - width()] == "nu") {
            model.depth->nu = value;
            model.depth->open_below = model.depth->open_above = false;
        } else {
            model.beta = value;
        }
    }
    const ClaimedQuantity there = claimed_quantity(question_.name, model, box, true);
    // nu and beta are numbers in it, so the matrix is another one
    return there.domain + "\nprove " + there.matrix;
}

/// A bound, at least as sharp as the value, below λ_rank (above it, where the greatest is sought) on all of
/// the box.
std::optional<Candidate> SpectralBounds::find(std::size_t rank, bool greatest, const Rational& value,
                                              const std::vector<Rational>& point) {
    const bool largest_of_entropy = question_.quantity.of_entropy() && rank == width();
    if (largest_of_entropy && greatest && value < 0 && is_bounded())
        if (auto modulus = find_modulus(-value)) return modulus;
    if (is_wide()) return std::nullopt;
    // from six singular values on a leaf takes longer, and does less
    const double wider = std::max(1.0, static_cast<double>(width()) / 5);
    const auto most_leaves = static_cast<std::size_t>(20'000 / std::pow(wider, 7));
    if (!greatest && !is_bounded())
        if (auto proof = by_energy(rank, value)) return with_value(value, std::move(proof));
    if (left_out(rank, greatest) > 0)
        if (auto proof = by_corner(rank, greatest, value, most_leaves))
            return with_value(value, std::move(proof));
    const bool has_rayleigh = rank == (greatest ? 1 : width());
    if (monotone_ || reaches_zero()) {  // at 0 the entries are unbounded
        if (has_rayleigh)
            if (auto proof = by_rayleigh(greatest, value, point)) return with_value(value, std::move(proof));
        return with_value(value, monotone_ ? by_corner(rank, greatest, value, most_leaves) : std::nullopt);
    }
    const std::string end = dlncert::to_string(value);
    auto proof = count_eigenvalues(question_.quantity.matrix + " eigenvalue " + std::to_string(rank) +
                                       " in " + (greatest ? "(-inf, " + end + "]" : "[" + end + ", inf)"),
                                   most_leaves);
    if (!proof && has_rayleigh) proof = by_rayleigh(greatest, value, point);
    return with_value(value, std::move(proof));
}

/// λ_1 <= xᵀAx/xᵀx <= λ_d, for the eigenvector x at a point; or for a unit vector, an entry of the diagonal.
std::optional<Proof> SpectralBounds::by_rayleigh(bool greatest, const Rational& value,
                                                 const std::vector<Rational>& point) {
    const SamplePoint at = in_doubles(point);
    const std::string relation = greatest ? " <= " : " >= ";
    std::vector<std::vector<long>> vectors(1);
    for (const double c : samples_->eigenvector(at, greatest ? 1 : width()))
        vectors[0].push_back(std::lround(1000 * c));
    vectors[0].resize(width());
    vectors.emplace_back(width());
    (greatest ? vectors.back().back() : vectors.back().front()) = 1;
    for (const auto& x : vectors) {
        std::string form;
        long norm = 0;
        for (std::size_t i = 0, k = 0; i < width(); ++i) {
            norm += x[i] * x[i];
            for (std::size_t j = 0; j <= i; ++j, ++k)
                if (const long weight = (i == j ? 1 : 2) * x[i] * x[j]; weight != 0)
                    form += (form.empty() ? "" : " + ") + ("(" + std::to_string(weight) + ")*") +
                            question_.quantity.matrix_entries[k];
        }
        if (norm == 0) continue;
        if (auto shown = by_boxes(form + relation + dlncert::to_string(norm * value), 20'000)) return shown;
    }
    return std::nullopt;
}

ConcavityProblem SpectralBounds::concavity_problem() const {
    const Depth& depth = question_.model.require_depth();
    ConcavityProblem problem{.depth = {.lower = depth.nu.lower,
                                       .upper = depth.nu.upper,
                                       .lower_open = depth.open_below,
                                       .upper_open = depth.open_above},
                             .most_width = {},
                             .box = {}};
    for (const BoxSide& side : question_.box) problem.box.push_back({side.lower, side.upper});
    problem.width = static_cast<long>(width());
    problem.most_width = problem.width;
    problem.stop = [this] { return stopped(); };
    return problem;
}

/// Hess S <= −mu for some mu >= modulus, by the rule pair-majorant at the largest point of a bounded box.
std::optional<Candidate> SpectralBounds::find_modulus(const Rational& modulus) {
    ConcavityProblem problem = concavity_problem();
    problem.box.clear();
    for (const Rational& x : corner(true, 1)) problem.box.push_back({x, x});
    problem.wanted = modulus.convert_to<double>() * (1 + 1e-12);
    problem.most_parts = width() > 40 ? 20 : 2'000;
    ConcavityResult found = certify_concavity(problem);
    boxes += found.parts;
    if (found.modulus.empty() || !found.certificate) return std::nullopt;
    const Rational value = parse_rational(found.modulus);
    if (value < modulus) return std::nullopt;
    const std::string statement = question_.quantity.matrix + " <= -" + found.modulus + "*identity\n";
    return Candidate{-value,
                     {question_.quantity.domain + "\nprove " + statement,
                      monotone({std::move(found.certificate->proof)})}};
}

/// Hess S <= 0 on any box.
bool SpectralBounds::show_semidefinite() {
    if (!question_.quantity.of_entropy()) return false;
    ConcavityProblem problem = concavity_problem();
    problem.weak = true;
    return keep(certify_concavity(problem).certificate);
}

/// At N = d = 2 the rank is 1, so that the larger eigenvalue is 0.
bool SpectralBounds::show_kernel() {
    if (question_.model.require_depth().nu.is_point()) return true;  // show_semidefinite says the rank
    ConcavityProblem problem = concavity_problem();
    problem.weak = true;
    problem.depth = {
        .lower = Rational(1, 2), .upper = Rational(1, 2), .lower_open = false, .upper_open = false};
    return keep(certify_concavity(problem).certificate);
}

/// The entropy of two singular values is concave, and so that of more.
bool SpectralBounds::show_pairs_concave() {
    ConcavityProblem problem = concavity_problem();
    problem.weak = true;
    problem.width = 2;
    problem.most_width = problem.width;
    problem.box.clear();
    if (!pairs_are_concave_) pairs_are_concave_ = keep(certify_concavity(problem).certificate);
    return *pairs_are_concave_;
}

/// One of the depths, if may be one whose entries have forms.
Depth SpectralBounds::some_depth() const {
    const Depth& depth = question_.model.require_depth();
    const auto has = [&](const Rational& nu) {
        return (depth.open_below ? nu > depth.nu.lower : nu >= depth.nu.lower) &&
               (depth.open_above ? nu < depth.nu.upper : nu <= depth.nu.upper);
    };
    for (long n = 3; n <= 12; ++n)
        if (has(Rational(1, n))) return parse_depth(std::to_string(n));
    if (has(0)) return parse_depth("inf");
    return question_.integers && question_.integers->last ? parse_depth(question_.integers->last->str())
                                                          : depth;
}

/// The entries of the entropy's Hessian where all singular values but the last are as large as may be; of a
/// range of depths, at one of them.
ClaimedQuantity SpectralBounds::hessian_entries() const {
    Model model = question_.model;
    model.depth = some_depth();
    std::vector<BoxSide> face = question_.box;
    const auto top = corner(true, 1);
    for (std::size_t i = 0; i < width(); ++i) face[i] = {.lower = top[i], .upper = top[i]};
    face.back().lower = 0;
    return claimed_quantity("hessian", model, face);
}

/// That the least eigenvalue is unbounded below: it is at most any entry of the diagonal.
bool SpectralBounds::show_unbounded(std::size_t rank) {
    if (rank != 1 || is_wide() || (question_.integers && !question_.quantity.of_entropy())) return false;
    const auto entries = question_.quantity.of_entropy() ? std::optional(hessian_entries()) : std::nullopt;
    for (std::size_t i = width(); i > (entries ? width() - 1 : 0); --i) {
        if (question_.box[i - 1].lower != 0) continue;
        const std::size_t k = i * (i + 1) / 2 - 1;
        const std::string& domain = entries ? entries->domain : question_.quantity.domain;
        const std::string& entry = entries ? entries->entries[k] : question_.quantity.matrix_entries[k];
        const bool has_forms = entries && !entries->forms.empty() && !entries->forms[k].empty();
        if (has_forms ? tends_to_minus_infinity(*entries, k)
                      : prove(domain, "min " + entry + " = -inf", 2'000))
            return true;
    }
    return false;
}

/// With one of the depths and temperatures.
Model SpectralBounds::at_one_depth() const {
    Model model = question_.model;
    model.metric = model.effective_metric();  // one depth alone may have another by default
    model.depth = some_depth();
    const auto settle = [](ExactInterval& values) {
        if (values.is_point()) return;
        const Rational middle = (values.lower + values.upper) / 2;
        values = {middle, middle};
    };
    settle(model.depth->nu);
    model.depth->open_below = model.depth->open_above = false;
    if (model.beta) settle(*model.beta);
    return model;
}

/// In which `length` singular values may tend to 0 together: the diagonal; and for the covariant Hessian that
/// of the sampled extremum.
std::vector<std::vector<Rational>> SpectralBounds::directions(std::size_t rank, bool greatest,
                                                              std::size_t length) const {
    std::vector<std::vector<Rational>> result{std::vector<Rational>(length, 1)};
    if (question_.quantity.of != ModelMatrix::covariant) return result;
    const auto x = samples_->extreme(rank, greatest, [this] { return stopped(); });
    if (!x) return result;
    result.emplace_back();
    for (std::size_t i = 0; i < length; ++i)
        result.back().emplace_back(std::max(1L, std::lround(1000 * (*x)[i] / (*x)[0])), 1000);
    return result;
}

/// S(tσ) − S(σ) does not depend on σ.
bool SpectralBounds::show_homogeneity() {
    if (!is_homogeneous_) {
        const std::string nu = dlncert::to_string(at_one_depth().depth->nu.lower);
        is_homogeneous_ =
            prove("for t, x, y in (0, inf)",
                  "pair(" + nu + ", t*x, t*y) = pair(" + nu + ", x, y) + (1 - " + nu + ")*log(t)", 1);
    }
    return *is_homogeneous_;
}

/// Definitions of the eigenvalues of the energy's Hessian at s·1: a = φ'(dψ) ψ'' and, once, a + b with b =
/// dφ''(dψ) ψ'².
std::string SpectralBounds::energy_on_diagonal() const {
    const Energy& energy = question_.model.energy.value();
    const auto* schatten = std::get_if<SchattenEnergy>(&energy);
    const std::string p = schatten ? "(" + dlncert::to_string(schatten->p) + ")" : "";
    const auto [phi, psi] =
        schatten ? SpectralEnergy{"x", "x^" + p + "/" + p} : std::get<SpectralEnergy>(energy);
    const std::string d = std::to_string(width());
    return "\nlet phi(x) = " + phi + "\nlet psi(x) = " + psi +
           "\nlet outer(x) = phi'(x)\nlet slope(x) = psi'(x)\nlet a = outer(" + d +
           "*psi(s))*slope'(s)\nlet b = " + d + "*outer'(" + d + "*psi(s))*slope(s)^2";
}

/// Hess E >= 0 at the points s·1 next to 0.
bool SpectralBounds::show_convexity() {
    if (!is_convex_) {
        const Side last = chamber_box().back();
        const Rational end = last.upper_infinite ? Rational(1) : std::min<Rational>(1, last.upper);
        is_convex_ = prove("for s in (0, " + dlncert::to_string(end) + "]" + energy_on_diagonal(),
                           "a >= 0 and a + b >= 0", 200);
    }
    return *is_convex_;
}

/// Whether the eigenvalue is positive (negative) in a direction of as many singular values as it has: then it
/// tends to ∞ (−∞) along t·direction, t -> 0, like t^−2, the covariant one like t^(−2ν). The free energy's
/// least one is at least that of −S/β, if Hess E >= 0.
bool SpectralBounds::diverges_along(const std::vector<Rational>& direction, std::size_t rank, bool greatest) {
    const bool covariant = question_.quantity.of == ModelMatrix::covariant;
    const bool of_energy = question_.quantity.of == ModelMatrix::free_energy;
    const Model model = at_one_depth();
    if ((covariant && model.depth->nu.lower == 0) || (of_energy && !greatest)) return false;
    if (of_energy) rank = width() + 1 - rank;
    const bool positive = greatest && !of_energy;
    std::vector<BoxSide> point;
    for (const Rational& x : direction) point.push_back({.lower = x, .upper = x});
    const auto matrix = claimed_quantity(covariant ? "riemannian-spectrum" : "spectrum", model, point, true);
    const std::string statement = matrix.matrix + " eigenvalue " + std::to_string(rank) + " in ";
    const Claim claim = parse_claim(matrix.domain + "\nprove " + statement + "[0, inf)", shipped_prelude());
    const auto values = MatrixSamples(point, model, matrix.of, claim).eigenvalues(in_doubles(direction));
    if (values.size() < rank) return false;
    const double size = positive ? values[rank - 1] : -values[rank - 1];
    if (!(size > 1e-6)) return false;
    const Rational bound = floor_to(Rational(0.9 * size), decimal_grid(size / 100));
    const std::string end = dlncert::to_string(positive ? bound : Rational(-bound));
    return (!of_energy || show_convexity()) &&
           prove(matrix.domain, statement + (positive ? "[" + end + ", inf)" : "(-inf, " + end + "]"), 1) &&
           show_homogeneity();
}

/// Whether the eigenvalue is unbounded where the singular values that reach 0 tend there in proportion. If
/// these are the last m, the block of their rows is the Hessian of their own entropy and what the pairs with
/// the others add on its diagonal, which is not positive since the entropy of two is concave; and the k-th
/// eigenvalue of all is at most that of the block (Cauchy).
bool SpectralBounds::diverges_towards_zero(std::size_t rank, bool greatest) {
    const std::size_t length = reaching(false);
    const bool is_part = length < width();
    if (is_wide() || length < 2) return false;
    if (is_part && (!question_.quantity.of_entropy() || greatest || rank > length)) return false;
    for (const auto& direction : directions(rank, greatest, length))
        if (!stopped() && diverges_along(direction, rank, greatest)) return !is_part || show_pairs_concave();
    return false;
}

/// Whether the least eigenvalue of the energy's Hessian at s·1 is unbounded, and so that of the free energy,
/// the entropy being concave.
bool SpectralBounds::diverges_with_energy() {
    if (question_.quantity.of != ModelMatrix::free_energy || is_wide()) return false;
    const Box sides = chamber_box();
    const Side &first = sides.front(), &last = sides.back();  // the chamber's diagonal is between their ends
    if (first.lower > 0 && !last.upper_infinite) return false;
    const std::string domain =
        "for s in " + std::string(first.lower > 0 ? "[" : "(") + dlncert::to_string(first.lower) + ", " +
        (last.upper_infinite ? "inf)" : dlncert::to_string(last.upper) + "]") + energy_on_diagonal();
    return prove(domain, "max a = inf", 200) && prove(domain, "b >= 0", 200) && show_pairs_concave();
}

/// Σ σ_i σ_j R_ij = −ν(1 − ν)d(d − 1)/2 for the covariant Hessian R (Euler, for S and its gradient).
bool SpectralBounds::show_scaling() {
    const std::string entry = "hessian(S(nu, sigma), sigma, metric(nu, sigma[i]))";
    std::string sum = "0";
    for (std::size_t i = 1; i <= width(); ++i)
        for (std::size_t j = 1; j <= width(); ++j) {
            const std::string row = std::to_string(i), column = std::to_string(j);
            sum += " + sigma[" + row + "]*sigma[" + column + "]*" + entry + "[" + row + ", " + column + "]";
        }
    if (!scaling_is_shown_)
        scaling_is_shown_ = prove("for nu in [0, 1/2], sigma in chamber(" + std::to_string(width()) + ")",
                                  sum + " = -nu*(1 - nu)*" + std::to_string(width() * (width() - 1) / 2), 1);
    return *scaling_is_shown_;
}

/// λ_1 <= 0 <= λ_d for the covariant Hessian: it is indefinite for 0 < ν <= 1/2, and for ν = 0, where
/// that holds by continuity, positive semidefinite.
bool SpectralBounds::show_both_signs() {
    const std::string domain = ", sigma in chamber(" + std::to_string(width()) + ")";
    const std::string matrix = "hessian(S(nu, sigma), sigma, metric(nu, sigma[i])) ";
    if (!signs_are_shown_)
        signs_are_shown_ = is_flat() ? prove("for nu in [0, 0]" + domain, matrix + "positive-semidefinite", 1)
                                     : prove("for nu in (0, 1/2]" + domain, matrix + "indefinite", 1);
    return *signs_are_shown_;
}

/// λ_1 <= −ν(1 − ν)d(d − 1)/2 / Σ σ_i^(2ν), the quotient of Rayleigh for x_i = σ_i^ν in flat coordinates
/// (ν times less for the metric `sum`), on all of the box.
Bound SpectralBounds::above_least_covariant() {
    if (!show_scaling()) return {};
    if (!is_bounded()) return {.value = 0};
    const Depth& depth = question_.model.require_depth();
    const double half_pairs = static_cast<double>(width() * (width() - 1)) / 2;
    const bool by_sum = question_.model.effective_metric() == Metric::sum;
    const auto top = in_doubles(corner(true, 1));
    double most = -std::numeric_limits<double>::infinity();
    for (int k = 0; k <= 100; ++k) {
        const double nu =
            (depth.nu.lower + (depth.nu.upper - depth.nu.lower) * Rational(k, 100)).convert_to<double>();
        double norm = 0;
        for (const double x : top) norm += std::pow(x, 2 * nu);
        most = std::max(most, -(by_sum ? 1 : nu) * (1 - nu) * half_pairs / norm);
    }
    if (!(most < -1e-9)) return {.value = 0};
    const Rational grid = decimal_grid(-most / 1e8);
    const Rational value = ceiling_to(Rational(most), grid) + grid;
    const std::string& nu = question_.quantity.nu;
    const std::string d = std::to_string(width());
    const auto proof = by_boxes("-" + std::string(by_sum ? "" : "(" + nu + ")*") + "(1 - " + nu + ")*" +
                                    std::to_string(width() * (width() - 1) / 2) + "/sum(i in 1.." + d +
                                    ", sigma[i]^(2*(" + nu + "))) <= " + dlncert::to_string(value),
                                2'000);
    return {.value = proof && keep(proof->certificate()) ? value : Rational(0)};
}

/// What is known of the covariant Hessian's eigenvalues whatever the box: λ_1 is 0 at infinite depth, and
/// below a bound at others, λ_d >= 0, and all are at infinite depth.
void SpectralBounds::bound_covariant(SpectralExtremum& found, std::size_t rank, bool greatest) {
    if (!is_covariant() || is_wide()) return;
    if (greatest && rank == 1) {
        const Bound bound = above_least_covariant();
        if (bound.value && (!found.outer.value || *bound.value < *found.outer.value)) found.outer = bound;
    }
    if (!greatest && (rank == width() || is_flat()) && (!found.outer.value || *found.outer.value < 0) &&
        show_both_signs())
        found.outer.value = 0;
}

/// By the forms of the entry, which are enclosed where singular values tend to 0.
bool SpectralBounds::tends_to_minus_infinity(const ClaimedQuantity& entries, std::size_t k) {
    const std::string& entry = entries.entries[k];
    std::string find = entries.domain + "\nfind min " + entry;
    for (const std::string& form : entries.forms[k]) find += " and min " + form;
    Claim claim = parse_question(find + " to 1", shipped_prelude()).claim;
    const auto functions = std::get<ExtremumStatement>(claim.conclusion);
    const ExtremumEnd end{.value = {}, .infinity = -1};
    const Extremum minimum{.maximum = false, .function = functions[0].function, .lower = end, .upper = end};
    claim.conclusion = ExtremumStatement{minimum};
    ExtremumSearch search;
    search.stop = [this] { return stopped(); };
    search.threads = threads();
    for (std::size_t form = 1; form < functions.size(); ++form)
        search.forms.push_back(functions[form].function);
    search.accept = [&](const Claim& shown, const nlohmann::json& step) {
        return !refusal(make_certificate(dlncert::to_string(shown), std::string(shipped_prelude()), step,
                                         nlohmann::json::object()),
                        search.stop);
    };
    const auto found = search.find(claim, minimum, 1);
    if (!found || found->extremum.upper.infinity >= 0) return false;
    const Proof proof{entries.domain + "\nprove min " + entry + " = -inf\n",
                      {{"step", "extrema"}, {"parts", {found->step}}}};
    return keep(proof.certificate());
}

/// Whether the eigenvalue is at least (at most) the value at a point, by the checker.
bool SpectralBounds::is_attained(std::size_t rank, bool greatest, const std::vector<Rational>& point,
                                 const Rational& value) {
    const std::string end = dlncert::to_string(value);
    const std::string range = greatest ? "[" + end + ", inf)" : "(-inf, " + end + "]";
    const std::string text = domain_at(point);
    const std::size_t cut = text.rfind("\nprove ");
    return prove(text.substr(0, cut),
                 text.substr(cut + 7) + " eigenvalue " + std::to_string(rank) + " in " + range, 1);
}

/// What the eigenvalue is at a point, by the checker or, for larger matrices, by verified arithmetic alone.
Bound SpectralBounds::attained(std::size_t rank, bool greatest, const std::vector<Rational>& point,
                               const Rational& grid) {
    if (is_wide()) return enclosed(greatest, point);
    const auto values = samples_->eigenvalues(in_doubles(point));
    if (values.size() < rank || !std::isfinite(values[rank - 1])) return {};
    for (int slack = 1; slack <= 1000; slack *= 10) {
        const Rational value = greatest
                                   ? Rational(floor_to(Rational(values[rank - 1]), grid) - slack * grid)
                                   : Rational(ceiling_to(Rational(values[rank - 1]), grid) + slack * grid);
        if (is_attained(rank, greatest, point, value)) return {.value = value};
        if (stopped()) break;
    }
    return {};
}

/// The largest eigenvalue of the entropy's Hessian at a point, from one side, by verified arithmetic.
Bound SpectralBounds::enclosed(bool greatest, const std::vector<Rational>& point) const {
    const std::vector<Rational> sigma(point.begin(), point.begin() + static_cast<std::ptrdiff_t>(width()));
    const Rational nu = point.size() > width() ? point.back() : question_.model.require_depth().nu.lower;
    const Interval value = eigenvalues_at(nu, sigma).back();
    const Endpoint end = greatest ? lower(value) : upper(value);
    return {.value = end.is_finite() ? std::optional(end.value()) : std::nullopt};
}

/// Looks for an outer bound that differs from the inner one by a gap; false if there was none to be found.
bool SpectralBounds::approach(const SpectralExtremum& extremum, std::size_t rank, bool greatest, double gap,
                              std::vector<Candidate>& found) {
    const Rational grid = decimal_grid(gap / 50);
    const Rational value = greatest ? floor_to(*extremum.inner.value + Rational(gap), grid)
                                    : ceiling_to(*extremum.inner.value - Rational(gap), grid);
    if (!found.empty() && (greatest ? value >= found.back().value : value <= found.back().value)) return true;
    auto next = stopped() ? std::nullopt : find(rank, greatest, value, *extremum.point);
    if (next) found.push_back(std::move(*next));
    return next.has_value();
}

/// The outer bound from coarse to fine, until the tolerance is reached or nothing finer is found; the
/// checker, which takes longer, sees the finest one that it accepts. It has two thirds of the time.
void SpectralBounds::tighten(SpectralExtremum& extremum, std::size_t rank, bool greatest, double size) {
    const auto whole_share = end_;
    const auto begin = Clock::now();
    const auto take = [&](int part) {
        if (end_) end_ = Clock::now() + (*end_ - Clock::now()) / part;
    };
    take(3);
    const auto search_share = end_;
    const double tolerance = tolerance_for(size);
    const double finest = finest_for(size);
    std::vector<Candidate> found;
    const auto approached = [&](double gap) { return approach(extremum, rank, greatest, gap, found); };
    double gap = std::max(size / 2, tolerance);
    for (int coarser = 0; coarser < 4 && !approached(gap); ++coarser) gap *= 5;
    // most of a proof's boxes are often where there is slack: then the finest bound costs little more
    const auto used = Clock::now() - begin;
    const bool was_quick = end_ ? used < (*end_ - Clock::now()) / 3 : used < std::chrono::seconds(2);
    take(2);
    const bool at_once = was_quick && !found.empty() && approached(finest);
    end_ = search_share;
    while (!at_once && !found.empty() && gap > tolerance && approached(std::max(gap / 5, tolerance)))
        gap /= 5;
    end_ = whole_share;
    while (!found.empty() && !keep(found.back().proof.certificate())) found.pop_back();
    if (found.empty()) return;
    const Rational& value = found.back().value;
    const double left = Rational(abs(value - *extremum.inner.value)).convert_to<double>();
    const Rational grid = decimal_grid(std::max(left, finest) / 50);
    extremum.outer.value = greatest ? ceiling_to(value, grid) : floor_to(value, grid);
}

/// The ranges of the singular values, which fall.
Box SpectralBounds::chamber_box() const {
    Box sides;
    for (const BoxSide& s : question_.box)
        sides.push_back({.lower = s.lower, .upper = s.upper.value_or(0), .upper_infinite = !s.upper});
    return dlncert::tighten(sides);
}

/// The number of singular values that reach infinity, the first ones, or 0, the last ones.
std::size_t SpectralBounds::reaching(bool infinity) const {
    return static_cast<std::size_t>(std::ranges::count_if(
        chamber_box(), [&](const Side& s) { return infinity ? s.upper_infinite : s.lower == 0; }));
}

/// Those of them of which the eigenvalue's extremum does not depend: it is one of the others, and is not 0.
std::size_t SpectralBounds::left_out(std::size_t rank, bool greatest) const {
    const std::size_t out = reaching(greatest);
    const bool of_others = greatest ? rank + out <= width() && out + 1 < width() : rank > out;
    return question_.quantity.of_entropy() && of_others ? out : 0;
}

/// The largest (smallest) point of the box in the chamber, `far` standing for infinity and its reciprocal for
/// 0, unless a finite (positive) end is beyond it.
std::vector<Rational> SpectralBounds::corner(bool largest, const Rational& far) const {
    const Box sides = chamber_box();
    Rational most = far, least = 1 / far;
    for (const Side& side : sides) {
        most = std::max(most, side.upper);  // 0 if it is infinite
        if (side.lower > 0) least = std::min(least, side.lower);
    }
    std::vector<Rational> point;
    for (const Side& side : sides) {
        if (largest)
            point.push_back(side.upper_infinite ? std::max<Rational>(most, side.lower + 1) : side.upper);
        else
            point.push_back(side.lower > 0        ? side.lower
                            : side.upper_infinite ? least
                                                  : std::min<Rational>(least, side.upper));
    }
    return point;
}

/// The claim that it is a bound on all of the box.
std::string SpectralBounds::bounded_by(std::size_t rank, bool greatest, const Rational& value) const {
    const std::string end = dlncert::to_string(value);
    return question_.quantity.domain + "\nprove " + question_.quantity.matrix + " eigenvalue " +
           std::to_string(rank) + " in " + (greatest ? "(-inf, " + end + "]" : "[" + end + ", inf)") + "\n";
}

/// What the rule asks for at the corner.
Claim SpectralBounds::corner_claim(const std::string& text, std::size_t without) const {
    const nlohmann::json step = monotone(nlohmann::json::array(), without);
    return premises_of(parse_claim(text, shipped_prelude()), {step, "proof"}).back();
}

/// A bound of the free energy's eigenvalue from below by the energy's: sharp where singular values that reach
/// infinity attain it.
std::optional<Proof> SpectralBounds::by_energy(std::size_t rank, const Rational& value) {
    if (question_.quantity.of != ModelMatrix::free_energy) return std::nullopt;
    const std::string text = bounded_by(rank, false, value);
    const auto step = [&](nlohmann::json bound) {
        return convex_energy_step(question_.quantity.nu, question_.quantity.weight, std::move(bound));
    };
    try {
        const Claim claim = parse_claim(text, shipped_prelude());
        auto bound = step_for(premises_of(claim, {step({}), "proof"}).back(), 200);
        return bound ? std::optional(Proof{text, step(std::move(*bound))}) : std::nullopt;
    } catch (const std::runtime_error&) {  // phi is not affine, or psi has no second derivative
        return std::nullopt;
    }
}

/// A bound on all of the box, by one at a corner.
std::optional<Proof> SpectralBounds::by_corner(std::size_t rank, bool greatest, const Rational& value,
                                               std::size_t most_leaves) {
    const std::string text = bounded_by(rank, greatest, value);
    const std::size_t without = left_out(rank, greatest);
    auto proof = step_for(corner_claim(text, without), most_leaves);
    return proof ? std::optional(Proof{text, monotone({std::move(*proof)}, without)}) : std::nullopt;
}

/// A bound on all of the box next to a value, by the checker.
Bound SpectralBounds::outside(std::size_t rank, bool greatest, const Rational& value, const Rational& grid) {
    for (int slack = 2; slack <= 50; slack *= 5) {
        const Rational end =
            greatest ? ceiling_to(value, grid) + slack * grid : floor_to(value, grid) - slack * grid;
        const auto proof = by_corner(rank, greatest, end, 1);
        if (proof && keep(proof->certificate())) return {.value = end};
    }
    return {};
}

/// Where the Hessian increases, or decreases, with every singular value, the eigenvalues are extreme at a
/// corner.
std::optional<SpectralExtremum> SpectralBounds::at_corner(std::size_t rank, bool greatest) {
    if (!monotone_ || !has_one_depth()) return std::nullopt;
    const bool largest = is_at_largest(greatest);
    if (largest ? !is_bounded() : reaches_zero()) return std::nullopt;
    const auto point = corner(largest, 1);
    const auto values = samples_->eigenvalues(in_doubles(point));
    if (values.size() < rank || !std::isfinite(values[rank - 1])) return std::nullopt;
    const double size = std::max(std::abs(values[rank - 1]), 1e-12);
    const Rational grid = decimal_grid(
        (question_.tolerance && !question_.quantity.is_product ? tolerance_for(size) : size / 1e8) / 50);
    SpectralExtremum found{.outer = {}, .inner = attained(rank, greatest, point, grid), .point = point};
    if (!found.inner.value) return std::nullopt;
    if (is_wide() && !greatest) {
        found.outer = enclosed(true, point);
        return found;
    }
    if (is_wide()) {
        const auto proof = find_modulus(0);
        if (proof && keep(proof->proof.certificate())) found.outer.value = proof->value;
    } else {
        found.outer = outside(rank, greatest, *found.inner.value, grid);
    }
    return found.outer.value ? std::optional(found) : std::nullopt;
}

/// What the eigenvalue tends to, about, at a corner with singular values that reach infinity or 0.
std::optional<double> SpectralBounds::limit(std::size_t rank, bool greatest) const {
    if (!question_.quantity.of_entropy() || !has_one_depth() || is_wide()) return std::nullopt;
    const std::size_t without = left_out(rank, greatest);
    if (without == 0) return greatest && reaching(true) > 0 ? std::optional(0.0) : std::nullopt;
    const Claim others = corner_claim(bounded_by(rank, greatest, 0), without);
    std::vector<BoxSide> box;
    SamplePoint x;
    for (const Range& range : others.chambers[0].box) {
        const Side side = rational_side(range);
        box.push_back({.lower = side.lower, .upper = side.upper});
        x.push_back(side.lower.convert_to<double>());
    }
    const auto values = MatrixSamples(box, question_.model, question_.quantity.of, others).eigenvalues(x);
    if (values.empty()) return std::nullopt;
    return values[greatest ? rank - 1 : rank - 1 - without];
}

/// Where the eigenvalue tends to a limit that it does not reach: 0, or one of the others' eigenvalues, by the
/// rule pair-monotone. At infinite depth it comes closer like the reciprocal of a logarithm.
std::optional<SpectralExtremum> SpectralBounds::at_limit(std::size_t rank, bool greatest) {
    const auto value = limit(rank, greatest);
    if (!value) return std::nullopt;
    const double size = *value == 0 ? 25 * tolerance_for(0) : std::abs(*value);
    const double finest =
        question_.tolerance && !question_.quantity.is_product ? tolerance_for(size) / 50 : size;
    const Rational grid = decimal_grid(std::min(size / 1e9, finest)), about(*value);
    SpectralExtremum found;
    if (*value != 0)
        found.outer = outside(rank, greatest, about, grid);
    else if (show_semidefinite())
        found.outer.value = 0;
    if (!found.outer.value) return std::nullopt;
    std::vector<Rational> gaps{2 * grid};
    for (const double share : {1e-6, 1e-5, 1e-4, 1e-3, 3e-3, 0.01, 0.02, 0.04})
        gaps.push_back(floor_to(Rational(share * size), grid));
    for (const char* far : {"1e40", "1e300", "1e10000"}) {
        const auto point = corner(greatest, parse_rational(far));
        for (std::size_t k = 0; k < gaps.size() && !stopped(); ++k) {
            const Rational inner =
                greatest ? floor_to(about, grid) - gaps[k] : ceiling_to(about, grid) + gaps[k];
            if (!is_attained(rank, greatest, point, inner)) continue;
            found.inner.value = inner;
            found.point = point;
            gaps.resize(k);
        }
        if (gaps.empty() || gaps.back() < Rational(tolerance_for(size) / 10)) break;
    }
    return found.inner.value ? std::optional(found) : std::nullopt;
}

/// Each extremum has an equal share of what is left of the budget.
void SpectralBounds::begin_extremum() {
    if (!question_.common.budget) return;
    const double share = (*question_.common.budget - seconds_used()) /
                         static_cast<double>(std::max<std::size_t>(extrema_left_, 1));
    end_ = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(share));
    if (extrema_left_ > 0) --extrema_left_;
}

/// What is attained at the extremum's point; false if nothing is shown.
bool SpectralBounds::attain(SpectralExtremum& found, std::size_t rank, bool greatest) {
    const auto values = samples_->eigenvalues(in_doubles(*found.point));
    if (values.size() < rank || !std::isfinite(values[rank - 1])) return false;
    const double size = std::max(std::abs(values[rank - 1]), 1e-12);
    found.inner = attained(rank, greatest, *found.point, decimal_grid(finest_for(size) / 50));
    return found.inner.value.has_value();
}

/// Which of two points, at one of which nothing may have been shown, has the more extreme value.
void take_better(SpectralExtremum& best, SpectralExtremum found, bool greatest) {
    const auto &a = best.inner.value, &b = found.inner.value;
    if (!best.point || (b && (!a || (greatest ? *b > *a : *b < *a)))) best = std::move(found);
}

/// Where it is about extreme; if that is a corner, towards it, as far as doubles bear it.
SpectralExtremum SpectralBounds::sampled(std::size_t rank, bool greatest) {
    SpectralExtremum best;
    for (const char* far : {"1e40", "1e20", "1e10", "1e5"}) {
        if (!monotone_ || !has_one_depth() || is_wide() || stopped()) break;
        SpectralExtremum found{
            .outer = {}, .inner = {}, .point = corner(is_at_largest(greatest), parse_rational(far))};
        if (attain(found, rank, greatest)) take_better(best, std::move(found), greatest);
    }
    if (best.point) return best;
    for (const bool largest : {false, true}) {
        if (!is_covariant() || !has_one_depth() || is_wide() || stopped() || reaching(largest) == 0) continue;
        for (const char* far : {"1e40", "1e150"}) {
            SpectralExtremum found{.outer = {}, .inner = {}, .point = corner(largest, parse_rational(far))};
            if (attain(found, rank, greatest)) take_better(best, std::move(found), greatest);
        }
    }
    const auto x = samples_->extreme(rank, greatest, [this] { return stopped(); });
    SpectralExtremum found{.outer = {}, .inner = {}, .point = x ? samples_->exact(*x) : std::nullopt};
    if (found.point && (attain(found, rank, greatest) || !best.point))
        take_better(best, std::move(found), greatest);
    return best;
}

SpectralExtremum SpectralBounds::extremum(std::size_t rank, bool greatest) {
    begin_extremum();
    if (is_at_depth_two_in_the_plane() && rank == 2 && (greatest || has_one_depth()) && show_semidefinite() &&
        show_kernel()) {
        SpectralExtremum zero{.outer = {.value = 0}, .inner = {.value = 0}, .point = {}};
        if (has_one_depth()) return zero;
        zero.point = corner(true, 1);
        zero.point->emplace_back(1, 2);
        return zero;
    }
    if (is_flat() && rank == 1 && !is_wide() && show_scaling() && show_both_signs())
        return {.outer = {.value = 0}, .inner = {.value = 0}, .point = {}};
    const bool falls = monotone_ && is_at_largest(false);  // so that it is greatest towards 0
    if (!greatest && !falls && reaches_zero() && show_unbounded(rank))
        return {.outer = {.value = {}, .infinity = -1}, .inner = {.value = {}, .infinity = -1}, .point = {}};
    if (auto there = at_corner(rank, greatest)) return *there;
    if (diverges_towards_zero(rank, greatest) || (greatest && diverges_with_energy())) {
        const Bound infinite{.value = {}, .infinity = greatest ? 1 : -1};
        return {.outer = infinite, .inner = infinite, .point = {}};
    }
    if (auto there = at_limit(rank, greatest)) return *there;
    SpectralExtremum found = sampled(rank, greatest);
    if (!found.inner.value) return found;
    const double size = std::max(std::abs(found.inner.value->convert_to<double>()), 1e-12);
    const bool tends_to_zero = reaching(true) > 0 && left_out(rank, greatest) == 0;
    const bool near_zero = greatest && (-*found.inner.value <= Rational(tolerance_for(size)) ||
                                        tends_to_zero || (rank == width() && is_at_depth_two_in_the_plane()));
    if (near_zero && show_semidefinite())
        found.outer.value = 0;  // of the largest eigenvalue, and so of all
    else if (is_wide() && !greatest)
        found.outer = is_bounded() && !reaches_zero() ? wide().range(rank).least.outer : Bound{};
    else {
        // what holds whatever the box is quick, and mostly all where entries are unbounded or 0 is approached
        const bool first =
            !is_bounded() || reaches_zero() || question_.model.require_depth().contains_infinity();
        if (first) bound_covariant(found, rank, greatest);
        const Bound known = found.outer;
        const Rational tolerance = question_.tolerance.value_or(Rational(1, 1'000'000));
        if (!is_reached(found, tolerance)) tighten(found, rank, greatest, size);
        if (known.value && (greatest ? *known.value < *found.outer.value : *known.value > *found.outer.value))
            found.outer = known;
        if (!first && !is_reached(found, question_.tolerance)) bound_covariant(found, rank, greatest);
    }
    if (greatest && (!found.outer.value || *found.outer.value > 0) && show_semidefinite())
        found.outer.value = 0;
    return found;
}

/// Whether the point's depth is among those meant.
bool SpectralBounds::is_meant(const SpectralExtremum& found) const {
    if (!question_.integers || !found.point) return true;
    const Rational& nu = found.point->at(width());
    return nu == 0 ? question_.integers->contains_infinity() : numerator(nu) == 1;
}

/// Outer bounds by verified arithmetic, where certificates do not come to the tolerance and none is to be
/// written.
void SpectralBounds::complete(EigenvalueRange& found, std::size_t rank) try {
    if (question_.output || !is_bounded() || reaches_zero()) return;
    const auto tolerance = question_.quantity.is_product ? std::nullopt : question_.tolerance;
    for (const bool greatest : {false, true}) {
        SpectralExtremum& e = greatest ? found.greatest : found.least;
        if (is_reached(e, tolerance)) continue;
        const EigenvalueRange& range = wide().range(rank);
        const auto& value = (greatest ? range.greatest : range.least).outer.value;
        if (!value || (e.outer.value && (greatest ? *e.outer.value <= *value : *e.outer.value >= *value)))
            continue;
        e.outer.value = value;
        const bool of_maximum = greatest != question_.quantity.negated;
        without_certificate.push_back(
            (of_maximum ? "the upper end of the maximum" : "the lower end of the minimum") +
            (question_.quantity.ranks.size() > 1 ? " of eigenvalue " + std::to_string(rank) : ""));
    }
} catch (const InputError&) {  // the energy has no enclosure on the whole box
}

EigenvalueRange SpectralBounds::range(std::size_t rank) {
    if (is_wide() && !is_largest_of_entropy(rank)) return wide().range(rank);
    EigenvalueRange result;
    result.least = extremum(rank, false);
    result.greatest = extremum(rank, true);
    complete(result, rank);
    for (SpectralExtremum* e : {&result.least, &result.greatest})
        if (!is_meant(*e)) e->inner = {};
    return result;
}

/// Of the covariant Hessian: at infinite depth one eigenvalue is 0 and none negative, at others there are
/// both signs, whatever the box; and as many positive ones as are seen on the box.
std::optional<std::pair<Inertia, Inertia>> SpectralBounds::covariant_signs() {
    const std::size_t d = width();
    if (!show_both_signs() || (is_flat() && !show_scaling())) return std::nullopt;
    const bool indefinite = !question_.model.require_depth().contains_infinity();
    if (indefinite && d == 2) return {{{1, 1}, {1, 1}}};
    if (indefinite)
        if (const auto seen = show_sampled_signs()) return {{*seen, *seen}};
    Inertia least{.positive = indefinite ? 1U : 0U, .negative = indefinite ? 1U : 0U};
    for (const std::size_t rank : {std::size_t{2}, d})
        if (least.positive <= d - rank && !stopped() &&
            prove(question_.quantity.domain,
                  question_.quantity.matrix + " eigenvalue " + std::to_string(rank) + " in (0, inf)", 2'000))
            least.positive = d + 1 - rank;
    return {{least, {.positive = d - 1, .negative = is_flat() ? 0 : std::min(d - 1, d - least.positive)}}};
}

/// The same signs at all points, as samples suggest.
std::optional<Inertia> SpectralBounds::show_sampled_signs() {
    const auto seen = sampled_signs();
    if (!seen) return std::nullopt;
    const std::string statement = question_.quantity.matrix + " inertia " + std::to_string(seen->positive) +
                                  " " + std::to_string(seen->negative);
    return prove(question_.quantity.domain, statement, 20'000) ? seen : std::nullopt;
}

/// The least and the greatest numbers of positive and of negative eigenvalues.
std::pair<Inertia, Inertia> SpectralBounds::signs() {
    const std::size_t d = width();
    begin_extremum();
    if (question_.quantity.of_entropy() && show_semidefinite()) {
        // what was shown includes the rank: full but at depth two in the plane, where it is one
        if (!is_at_depth_two_in_the_plane()) return {{0, d, 0}, {0, d, 0}};
        const bool always = question_.model.require_depth().nu.is_point();
        return {{0, 1, 0}, {0, always ? 1U : 2U, 0}};
    }
    if (is_covariant() && !is_wide()) {
        if (const auto known = covariant_signs()) return *known;
    } else if (!is_wide()) {
        if (const auto seen = show_sampled_signs()) return {*seen, *seen};
    }
    if (is_wide() && is_bounded() && !reaches_zero() && !question_.output) {
        Inertia fewest{};
        std::size_t zero = 0;
        for (std::size_t rank = 1; rank <= d; ++rank) {
            const auto& least = wide().range(rank).least.outer.value;
            const auto& greatest = wide().range(rank).greatest.outer.value;
            if (!least || !greatest) continue;
            fewest.positive += *least > 0 ? 1 : 0;
            fewest.negative += *greatest < 0 ? 1 : 0;
            zero += *least == 0 && *greatest == 0 ? 1 : 0;
        }
        if (fewest.positive + fewest.negative + zero == d) return {fewest, fewest};
    }
    throw Undecided(
        "the signs of the eigenvalues were not proved to be the same at all points of the box; a smaller "
        "box, or "
        "a larger --budget, may help");
}

/// The signs where the extreme eigenvalues are extreme, if they are the same and none is near 0.
std::optional<Inertia> SpectralBounds::sampled_signs() const {
    std::optional<Inertia> result;
    for (const std::size_t rank : {std::size_t{1}, width()})
        for (const bool greatest : {false, true}) {
            const auto x = samples_->extreme(rank, greatest, [this] { return stopped(); });
            if (!x) return std::nullopt;
            Inertia here;
            for (const double value : samples_->eigenvalues(*x))
                ++(value > 0 ? here.positive : here.negative);
            if (result && !(*result == here)) return std::nullopt;
            result = here;
        }
    return result;
}

// ---- reports

std::string number_text(const Bound& bound, bool below, long digits) {
    if (!bound.value) return bound.infinity < 0 || (bound.infinity == 0 && below) ? "-inf" : "inf";
    return below ? decimal_below(*bound.value, digits) : decimal_above(*bound.value, digits);
}

Bound negative(const Bound& bound) {
    return {.value = bound.value ? std::optional(Rational(-*bound.value)) : std::nullopt,
            .infinity = -bound.infinity};
}
EigenvalueRange negative(const EigenvalueRange& range) {
    const auto turned = [](SpectralExtremum e) {
        e.outer = negative(e.outer);
        e.inner = negative(e.inner);
        return e;
    };
    return {.least = turned(range.greatest), .greatest = turned(range.least)};
}

/// The larger (smaller) of two values of each singular value; none of points at different depths.
std::optional<std::vector<Rational>> beyond(const std::vector<Rational>& a, const std::vector<Rational>& b,
                                            std::size_t width, bool larger) {
    if (!std::equal(a.begin() + static_cast<std::ptrdiff_t>(width), a.end(),
                    b.begin() + static_cast<std::ptrdiff_t>(width), b.end()))
        return std::nullopt;
    std::vector<Rational> result = a;
    for (std::size_t i = 0; i < width; ++i) result[i] = larger ? std::max(a[i], b[i]) : std::min(a[i], b[i]);
    return result;
}

/// Of the absolute values of all eigenvalues, none of which is positive: they fall with every singular value,
/// so that what each attains at a point of its own, they attain at one beyond; else nothing.
SpectralExtremum product(const std::vector<EigenvalueRange>& eigenvalues, bool greatest) {
    SpectralExtremum result;
    result.outer.value = result.inner.value = 1;
    for (const EigenvalueRange& range : eigenvalues) {
        const SpectralExtremum& e = greatest ? range.greatest : range.least;
        if (!e.outer.value || !e.inner.value || !e.point || *e.outer.value > 0 || *e.inner.value > 0)
            return {};
        result.point = result.point ? beyond(*result.point, *e.point, eigenvalues.size(), greatest) : e.point;
        if (!result.point) return {};
        *result.outer.value *= -*e.outer.value;
        *result.inner.value *= -*e.inner.value;
    }
    return result;
}

/// One is unbounded, and the others are bounded away from 0.
bool has_infinite_product(const std::vector<EigenvalueRange>& eigenvalues) {
    const auto is_infinite = [](const EigenvalueRange& e) { return e.least.outer.infinity < 0; };
    const auto is_negative = [](const EigenvalueRange& e) {
        return e.greatest.outer.value && *e.greatest.outer.value < 0;
    };
    return std::ranges::any_of(eigenvalues, is_infinite) && std::ranges::all_of(eigenvalues, is_negative);
}

/// Whether it is seen from the least and the largest eigenvalue on the part of an unbounded box below a
/// point.
bool SpectralBounds::has_infinite_determinant_below() {
    if (is_bounded() || !reaches_zero() || stopped()) return false;
    SpectralQuestion part = question_;
    const auto top = corner(true, 1);
    for (std::size_t i = 0; i < width(); ++i) part.box[i].upper = top[i];
    part.quantity = claimed_quantity(part.name, part.model, part.box);
    part.quantity.ranks = {1, width()};
    if (part.common.budget) *part.common.budget -= seconds_used();
    SpectralBounds bounds(part);
    const bool found = has_infinite_product({bounds.range(1), bounds.range(width())});
    boxes += bounds.boxes;
    if (found) std::ranges::move(bounds.certificates, std::back_inserter(certificates));
    return found;
}

/// |λ_1 ··· λ_d| is least where all λ_k are greatest, and greatest where they are least.
EigenvalueRange SpectralBounds::determinant(const std::vector<EigenvalueRange>& eigenvalues) {
    EigenvalueRange size{.least = product(eigenvalues, true), .greatest = product(eigenvalues, false)};
    const Bound infinite{.value = {}, .infinity = 1};
    if (has_infinite_product(eigenvalues) || has_infinite_determinant_below())
        size.greatest = {.outer = infinite, .inner = infinite, .point = {}};
    return width() % 2 == 0 ? size : negative(size);
}

/// The range of an extremum: a minimum lies above its outer bound, a maximum below.
std::pair<std::string, std::string> ends_of(const SpectralExtremum& e, bool greatest, long digits) {
    if (e.outer.infinity != 0) {
        const std::string infinite = number_text(e.outer, true, digits);
        return {infinite, infinite};
    }
    const Bound& low = greatest ? e.inner : e.outer;
    const Bound& high = greatest ? e.outer : e.inner;
    return {number_text(low, true, digits), number_text(high, false, digits)};
}

Json enclosure_json(const SpectralExtremum& e, bool greatest, long digits) {
    const auto [lo, hi] = ends_of(e, greatest, digits);
    return {{"lo", lo}, {"hi", hi}};
}

class SpectralReport {
  public:
    SpectralReport(const SpectralQuestion& question, const SpectralBounds& bounds)
        : question_(question), samples_(bounds.samples()), with_gaps_(bounds.states_gaps()) {}

    [[nodiscard]] Json value(const EigenvalueRange& range) const {
        const long digits = question_.common.digits;
        Json result = {{"min", enclosure_json(range.least, false, digits)},
                       {"argmin", point_json(range.least)},
                       {"max", enclosure_json(range.greatest, true, digits)},
                       {"argmax", point_json(range.greatest)}};
        if (const auto gap = with_gaps_ ? gap_of(range.least) : std::nullopt)
            result["min"]["gap"] = decimal_above(*gap, digits);
        if (const auto gap = with_gaps_ ? gap_of(range.greatest) : std::nullopt)
            result["max"]["gap"] = decimal_above(*gap, digits);
        return result;
    }
    [[nodiscard]] std::string text(const EigenvalueRange& range, const std::string& label) const {
        return label + line(range.least, false) + "\n" + label + line(range.greatest, true);
    }

  private:
    [[nodiscard]] std::string name(std::size_t i) const {
        return i < samples_.width() ? "sigma_" + std::to_string(i + 1)
                                    : samples_.parameters()[i - samples_.width()];
    }
    [[nodiscard]] Json point_json(const SpectralExtremum& e) const {
        if (!e.point) return nullptr;
        Json result = Json::object();
        for (std::size_t i = 0; i < e.point->size(); ++i)
            result[name(i)] = command::to_json((*e.point)[i], (*e.point)[i], question_.common.digits);
        return result;
    }
    [[nodiscard]] std::string line(const SpectralExtremum& e, bool greatest) const {
        const auto [lo, hi] = ends_of(e, greatest, question_.common.digits);
        std::string text =
            (greatest ? "max " : "min ") + (lo == hi ? "= " + lo : "in [" + lo + ", " + hi + "]");
        if (const auto gap = with_gaps_ ? gap_of(e) : std::nullopt)
            text += ", a gap of " + decimal_above(*gap, 3);
        constexpr std::size_t most_shown = 12;
        for (std::size_t i = 0; e.point && i < e.point->size() && e.point->size() <= most_shown; ++i)
            text += (i == 0 ? " near " : ", ") + name(i) + " = " +
                    command::to_text((*e.point)[i], (*e.point)[i], 12);
        return text;
    }

    const SpectralQuestion& question_;
    const MatrixSamples& samples_;
    bool with_gaps_;
};

/// What the certificates do not show.
std::string remark_on(const SpectralQuestion& question, const SpectralBounds& bounds) {
    const ClaimedQuantity& quantity = question.quantity;
    if (!bounds.is_wide()) {
        std::vector<std::string> remarks;
        if (quantity.is_product)
            remarks.emplace_back(
                "the certificates are about the eigenvalues, whose product the determinant is");
        if (bounds.uses_homogeneity())
            remarks.emplace_back(
                "what is infinite is the limit along t*sigma, t -> 0: "
                "S(t*sigma) - S(sigma) does not depend on sigma");
        for (const std::string& end : bounds.without_certificate)
            remarks.push_back(end + " is by verified arithmetic, without a certificate");
        std::string text;
        for (const std::string& remark : remarks) text += (text.empty() ? "" : "; ") + remark;
        return text;
    }
    if (bounds.certificates.empty()) return "by verified arithmetic, without a certificate";
    if (quantity.shape == ClaimedQuantity::Shape::counts) return "";
    const std::string with_certificate = quantity.ranks.size() > 1
                                             ? "the upper end of the largest eigenvalue's maximum"
                                         : quantity.negated ? "the lower end of the minimum"
                                                            : "the upper end of the maximum";
    return with_certificate + " has a certificate; the other ends are by verified arithmetic, without one";
}

/// "m.json" for the first certificate, then "m.2.json", "m.3.json", ….
std::vector<std::string> write_all(const SpectralBounds& bounds, const std::string& output) {
    std::vector<std::string> files;
    for (const Certificate& certificate : bounds.certificates) {
        std::filesystem::path path(output);
        if (!files.empty())
            path.replace_filename(path.stem().string() + "." + std::to_string(files.size() + 1) +
                                  path.extension().string());
        write_file_atomically(path.string(), text_with_provenance(certificate));
        files.push_back(path.string());
    }
    return files;
}

Json document_of(const SpectralQuestion& question, const SpectralBounds& bounds, bool reached) {
    Json document = {{"command", "bound"},
                     {"status", reached ? status::answered : status::undecided},
                     {"model", to_json(question.model)},
                     {"quantity", question.name},
                     {"boxes", bounds.boxes}};
    if (question.tolerance) document["tolerance"] = dlncert::to_string(*question.tolerance);
    if (const std::string remark = remark_on(question, bounds); !remark.empty()) document["remark"] = remark;
    return document;
}

void add_claims(Json& document, const SpectralBounds& bounds, const std::vector<std::string>& files) {
    document["claims"] = Json::array();
    for (std::size_t k = 0; k < bounds.certificates.size(); ++k) {
        const Certificate& c = bounds.certificates[k];
        document["claims"].push_back({{"claim", c.claim_text}, {"digest", c.claim_digest}});
        if (k < files.size()) document["claims"].back()["certificate"] = files[k];
    }
}

std::string how_many(const SpectralQuestion& question, const SpectralBounds& bounds,
                     const std::vector<std::string>& files) {
    const std::string remark = remark_on(question, bounds);
    if (bounds.certificates.empty()) return remark;
    std::string text = std::to_string(bounds.certificates.size()) +
                       (bounds.certificates.size() == 1 ? " certificate" : " certificates") +
                       " accepted by the independent checker; " + std::to_string(bounds.boxes) + " boxes";
    if (!remark.empty()) text += "\n" + remark;
    for (const std::string& file : files) text += "\ncertificate written to " + file;
    return text;
}

ExitStatus report_signs(const SpectralQuestion& question, SpectralBounds& bounds) {
    const auto [least, most] = bounds.signs();
    const std::size_t d = question.box.size();
    const auto range = [](std::size_t a, std::size_t b) {
        return Json{{"lo", std::to_string(a)}, {"hi", std::to_string(b)}};
    };
    std::vector<std::string> files;
    if (question.output) files = write_all(bounds, *question.output);
    Json document = document_of(question, bounds, true);
    document["value"] = {
        {"positive", range(least.positive, most.positive)},
        {"negative", range(least.negative, most.negative)},
        {"zero", range(d - std::min(d, most.positive + most.negative), d - least.positive - least.negative)}};
    add_claims(document, bounds, files);
    if (question.common.json) {
        print_json(document);
        return ExitStatus::success;
    }
    for (const char* sign : {"positive", "negative", "zero"}) {
        const auto lo = document["value"][sign]["lo"].get<std::string>();
        const auto hi = document["value"][sign]["hi"].get<std::string>();
        print_text(std::string(sign) + (lo == hi ? " = " + lo : " in [" + lo + ", " + hi + "]"));
    }
    print_text(how_many(question, bounds, files));
    return ExitStatus::success;
}

}  // namespace

ExitStatus bound_eigenvalues(const SpectralQuestion& question) {
    SpectralBounds bounds(question);
    if (question.quantity.shape == ClaimedQuantity::Shape::counts) return report_signs(question, bounds);
    const SpectralReport report(question, bounds);
    std::vector<EigenvalueRange> ranges;
    for (const std::size_t rank : question.quantity.ranks) ranges.push_back(bounds.range(rank));
    if (question.quantity.is_product) ranges = {bounds.determinant(ranges)};
    bool reached = true;
    Json values = Json::array();
    std::string text;
    for (std::size_t k = 0; k < ranges.size(); ++k) {
        EigenvalueRange& range = ranges[k];
        const bool any_gap = bounds.states_gaps() && !question.tolerance && !bounds.has_given_up() &&
                             gap_of(range.greatest) && gap_of(range.least);
        reached = reached && (any_gap || (is_reached(range.greatest, question.tolerance) &&
                                          is_reached(range.least, question.tolerance)));
        if (question.quantity.negated) range = negative(range);
        values.push_back(report.value(range));
        const std::string rank = std::to_string(question.quantity.ranks[k]);
        text += report.text(range, ranges.size() > 1 ? question.name + "[" + rank + "]: " : "") + "\n";
    }
    std::vector<std::string> files;
    if (reached && question.output) files = write_all(bounds, *question.output);
    if (question.common.json) {
        Json document = document_of(question, bounds, reached);
        document[reached ? "value" : "reached"] = !reached || ranges.size() > 1 ? values : values[0];
        add_claims(document, bounds, files);
        print_json(document);
    }
    if (!reached) {
        print_message("undecided: the tolerance was not reached; the search came to\n" + text +
                      "a larger --tolerance or --budget, or a smaller box, may help");
        return ExitStatus::undecided;
    }
    if (!question.common.json) print_text(text + how_many(question, bounds, files));
    return ExitStatus::success;
}

}  // namespace dlncert::command
