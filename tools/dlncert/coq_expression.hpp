#pragma once
#include <dlncert/statement/expression.hpp>
#include <string>
#include <vector>

namespace dlncert::command {

/// A name of the language as an identifier of Coq: itself, unless Coq or the exported file uses it otherwise.
[[nodiscard]] std::string coq_name(const std::string& name);

/// The expression as a term over Coq's real numbers, for a reader. What has a removable singularity is
/// written as the quotient that it is elsewhere: the proof shows that no divisor vanishes.
/// @throws Unsupported for what coq-interval does not know.
[[nodiscard]] std::string coq_real(const Expression& e);

/// The same expression as a term of type `func` of DlnCert.checker.Subdivision, to whose value the real term
/// is convertible; variables are numbered by their place in `variables`. @throws Unsupported as coq_real
/// does.
[[nodiscard]] std::string coq_syntax(const Expression& e, const std::vector<std::string>& variables);

/// A rational number as a term of type R.
[[nodiscard]] std::string coq_rational(const Rational& value);

}  // namespace dlncert::command
