#include "spectral_bounds.hpp"

#include <algorithm>
#include <cmath>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/rules/theorems.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/search/subdivision.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/unfold.hpp>

namespace dlncert::command {
namespace {

std::optional<Candidate> with_value(const Rational& value, std::optional<Proof> proof) {
    return proof ? std::optional(Candidate{value, std::move(*proof)}) : std::nullopt;
}

}  // namespace

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

std::optional<Rational> gap_of(const SpectralExtremum& e) {
    if (!e.outer.value || !e.inner.value) return std::nullopt;
    return abs(*e.outer.value - *e.inner.value);
}

bool is_reached(const SpectralExtremum& e, const std::optional<Rational>& tolerance) {
    if (e.outer.infinity != 0) return true;
    const auto gap = gap_of(e);
    return gap &&
           *gap <= tolerance.value_or(std::max<Rational>(abs(*e.inner.value) / 20, Rational(1, 1'000'000)));
}

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
    const auto most_leaves = static_cast<std::size_t>(20'000 / std::pow(wider, 5));
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
static void take_better(SpectralExtremum& best, SpectralExtremum found, bool greatest) {
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

}  // namespace dlncert::command
