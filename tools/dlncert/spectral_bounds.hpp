#pragma once
#include <chrono>
#include <dlncert/search/concavity.hpp>
#include <thread>

#include "interrupt.hpp"
#include "loewner.hpp"
#include "matrix_samples.hpp"
#include "proof.hpp"
#include "spectral_bound.hpp"
#include "wide_spectrum.hpp"

namespace dlncert::command {

/// Up to this width the entries are written out, and eigenvalues counted by the rule congruence.
inline constexpr std::size_t most_written_out = 12;
/// Up to this width a tolerance is to be reached; beyond it, where none is given, the gaps are stated
/// instead.
inline constexpr std::size_t most_without_gap = 6;

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

/// The largest power of ten up to x > 0.
[[nodiscard]] Rational decimal_grid(double x);

/// The range of −λ.
[[nodiscard]] EigenvalueRange negative(const EigenvalueRange& range);

[[nodiscard]] SamplePoint in_doubles(const std::vector<Rational>& point);

/// How far the ends are apart; none if one is not known.
[[nodiscard]] std::optional<Rational> gap_of(const SpectralExtremum& e);

/// Without a tolerance, a twentieth of the value, and 1e-6.
[[nodiscard]] bool is_reached(const SpectralExtremum& e, const std::optional<Rational>& tolerance);

/// Bounds of the eigenvalues of a matrix of the model over a box, and the certificates for them.
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

}  // namespace dlncert::command
