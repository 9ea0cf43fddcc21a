#pragma once
#include <dlncert/statement/claim.hpp>

namespace dlncert {

/// Y·F for functions F and a matrix Y, by rows, of as many rows and columns.
[[nodiscard]] std::vector<Expression> combined(const std::vector<Rational>& Y,
                                               const std::vector<Expression>& F);

/// The name of the distance from the centre in the direction of an unknown. No text can spell it.
[[nodiscard]] std::string shift_name(const std::string& unknown);

/// Krawczyk's operator c − G(c) + (I − G'(x))·t, t standing for x − c, as functions of x and t.
[[nodiscard]] std::vector<Expression> krawczyk_operator(const std::vector<Expression>& G,
                                                        const std::vector<std::string>& x,
                                                        const std::vector<Rational>& c);

/// lower < K < upper, for the operator of the box [lower, upper] about its centre.
[[nodiscard]] Formula krawczyk_inside(const std::vector<Expression>& G, const std::vector<std::string>& x,
                                      const std::vector<Rational>& lower, const std::vector<Rational>& upper);

/// f <= 0 at x = below and f >= 0 at x = above, and both lie in the range of x.
[[nodiscard]] Formula changes_sign(const Expression& f, const RealDomain& x, const Expression& below,
                                   const Expression& above);

/// df/dx > 0, or x is one of the values.
[[nodiscard]] Formula increases(const Expression& f, const std::string& x,
                                const std::vector<Rational>& except);

}  // namespace dlncert
