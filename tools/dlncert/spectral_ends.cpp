// What is infinite, and what is known of eigenvalues whatever the box.
#include <algorithm>
#include <cmath>
#include <dlncert/search/extremum.hpp>
#include <dlncert/statement/error.hpp>

#include "spectral_bounds.hpp"

namespace dlncert::command {

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

}  // namespace dlncert::command
