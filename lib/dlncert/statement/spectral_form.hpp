#pragma once
#include <dlncert/statement/claim.hpp>

namespace dlncert {

/// φ(Σ_i ψ(σ_i)) − w·T: φ in the variable `t`, ψ in the variable `s`, w free of σ, T as pair_body takes it.
struct SpectralForm {
    Expression phi, psi, weight, pairs;

    static constexpr const char* t = "t";
    static constexpr const char* s = "s";
};

/// The parts of a function of a chamber's singular values, written as such a difference, with the sum
/// sum(i in 1..d, …) over all of them. @throws Unsupported if it is written in another way, or uses the names
/// s or t for something else.
[[nodiscard]] SpectralForm spectral_form(const Expression& f, const ChamberDomain& chamber);

}  // namespace dlncert
