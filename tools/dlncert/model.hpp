#pragma once
#include <CLI/App.hpp>
#include <dlncert/dln/exact_interval.hpp>
#include <dlncert/dln/metric_convention.hpp>
#include <dlncert/statement/expression.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace dlncert::command {

/// Which depths are meant, as a set of reciprocal depths ν = 1/N in [0, 1/2].
struct Depth {
    enum class Kind {
        single,    ///< one N, or infinite depth
        integers,  ///< N = first, …, last; without `last` every N ≥ first and infinite depth
        reals,     ///< every real ν in the interval `nu`, less its open ends
    };
    Kind kind = Kind::single;
    std::optional<Integer> first;  ///< single and integers; none for infinite depth
    std::optional<Integer> last;   ///< single (equal to `first`) and integers
    ExactInterval nu;              ///< the hull of the set; exact
    bool open_below = false;       ///< reals: the lower end of `nu` does not belong to the set
    bool open_above = false;       ///< reals: the upper end of `nu` does not belong to the set
    std::string text;              ///< canonical spelling of the option

    /// ν = 0 belongs to the set.
    [[nodiscard]] bool contains_infinity() const { return nu.lower == 0 && !open_below; }
    /// ν = 1/2 belongs to the set.
    [[nodiscard]] bool contains_two() const { return nu.upper == Rational(1, 2) && !open_above; }
    friend bool operator==(const Depth&, const Depth&) = default;
};

/// "10", "inf", "2..50", "3..inf", "real:[0,1/3]", "real:[0,1/2)", "all".
/// @throws InputError for N < 2, reversed or empty ranges, ν outside [0, 1/2] and anything malformed.
[[nodiscard]] Depth parse_depth(std::string_view text);

/// Which widths: d = first, …, last; without `last` every d ≥ first.
struct Width {
    long first = 2;
    std::optional<long> last;
    std::string text;

    [[nodiscard]] bool is_single() const { return last == first; }
    [[nodiscard]] bool contains(long d) const { return first <= d && (!last || d <= *last); }
    friend bool operator==(const Width&, const Width&) = default;
};

/// "5", "2..10", "3..inf", "all". @throws InputError for d < 2, reversed ranges and anything malformed.
[[nodiscard]] Width parse_width(std::string_view text);

[[nodiscard]] std::string_view to_string(Metric metric);

/// E = (1/p) Σ σ_i^p, p ≥ 1.
struct SchattenEnergy {
    Rational p;
    friend bool operator==(const SchattenEnergy&, const SchattenEnergy&) = default;
};
/// E = φ(Σ ψ(σ_i)): texts of expressions in x.
struct SpectralEnergy {
    std::string phi, psi;
    friend bool operator==(const SpectralEnergy&, const SpectralEnergy&) = default;
};
using Energy = std::variant<SchattenEnergy, SpectralEnergy>;

/// φ or ψ, which `name` says, as an expression in x alone. @throws InputError, also for anything else in the
/// text.
[[nodiscard]] Expression energy_expression(const char* name, const std::string& text);

/// "schatten:2", "schatten:3/2", or "phi=EXPR; psi=EXPR". @throws InputError
[[nodiscard]] Energy parse_energy(std::string_view text);

/// The model that the options describe.
struct Model {
    std::optional<Depth> depth;
    std::optional<Width> width;
    std::optional<ExactInterval> beta;  ///< positive; an interval where every value of it is meant
    std::optional<Energy> energy;
    std::optional<Metric> metric;  ///< as given; see effective_metric

    /// @throws InputError naming the option that is missing and what it could be.
    [[nodiscard]] const Depth& require_depth() const;
    /// Default: `sum` for finite N, `mean` where ν = 0 occurs. @throws InputError for `sum` with ν = 0.
    [[nodiscard]] Metric effective_metric() const;
};

/// The texts of the model options, bound to a command line.
class ModelOptions {
  public:
    void add_to(CLI::App& command);
    /// @throws InputError
    [[nodiscard]] Model parse() const;

  private:
    std::optional<std::string> depth_, width_, beta_, energy_, metric_;
};

/// The member `model` of a JSON answer; only what was given, and the metric in force when a depth was.
[[nodiscard]] nlohmann::ordered_json to_json(const Model& model);
/// The same on one line of text: "depth 3, width 2, metric sum".
[[nodiscard]] std::string to_string(const Model& model);

}  // namespace dlncert::command
