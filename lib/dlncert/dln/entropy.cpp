#include <dlncert/dln/entropy.hpp>

namespace dlncert {

bool entropy_vanishes(const Rational& nu, const std::vector<Rational>& sigma) {
    if (nu != Rational(1, 2)) return false;
    Rational product = 1;
    for (std::size_t i = 0; i < sigma.size(); ++i)
        for (std::size_t j = i + 1; j < sigma.size(); ++j) product *= (sigma[i] + sigma[j]) / 2;
    return product == 1;
}

}  // namespace dlncert
