#pragma once
#include <dlncert/certificate/certificate.hpp>
#include <dlncert/dln/equilibrium.hpp>
#include <optional>

namespace dlncert::command {

/// σ★ lies strictly between two decimals, and the eigenvalues of the linearisation, at every point between
/// them, in closed ranges with decimal ends.
struct CertifiedRates {
    struct Decimals {
        std::string lower, upper;
    };
    Decimals sigma, scaling, shape;
    bool attracts = true;  ///< on the diagonal: the force grows through 0 at σ★
};

/// The most digits that a certificate of them can carry: the checker's precision ends at 2048 bits.
inline constexpr long most_certified_digits = 500;

/// The statement to about so many digits, from an enclosure of σ★ with some more. Nothing if the rate on the
/// diagonal is not shown to differ from 0.
/// @throws InputError, Unsupported as rates_at.
[[nodiscard]] std::optional<CertifiedRates> certified_rates(
    const dlncert::SpectralEnergy& energy, const EquilibriumModel& model, Metric metric,
    const std::function<Ball(long precision)>& equilibrium, long digits);

/// A certificate of it, in plain formulas over the prelude's entropy: the force on each singular value at x·1
/// changes its sign between the ends; the linearisation at x·1, a matrix with one entry on the diagonal and
/// another off it, has the eigenvalues μ₀ = own + (d − 1) other and μ₁ = own − other. (The last two
/// comparisons say that the energy is defined; with its derivatives so is the force, and it is continuous.)
/// The model is a point.
[[nodiscard]] Certificate rates_certificate(const dlncert::SpectralEnergy& energy,
                                            const EquilibriumModel& model, Metric metric,
                                            const CertifiedRates& rates, long digits);

/// A proof of so many comparisons by evaluating each, with bits for so many digits and some more.
[[nodiscard]] nlohmann::json proof_by_evaluation(std::size_t comparisons, long digits);

/// σ★ strictly between two decimals, to about so many digits.
[[nodiscard]] CertifiedRates::Decimals decimals_around(const Ball& sigma, long digits);

}  // namespace dlncert::command
