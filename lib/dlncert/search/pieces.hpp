#pragma once
#include <dlncert/arith/interval.hpp>
#include <dlncert/search/pair_forms.hpp>
#include <dlncert/search/tape.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace dlncert {

/// The reciprocal depths: a point (then `nu` is a constant in the forms), or an interval of the variable nu.
struct DepthRange {
    Rational lower, upper;
    bool lower_open = false, upper_open = false;
    [[nodiscard]] bool is_point() const { return lower == upper; }
    /// "nu", or the constant in parentheses.
    [[nodiscard]] std::string text() const;
};

/// A constant lower bound kappa [[tau, 1], [1, 1/tau]] + diag(p, q) of −r^gauge Hess P(1, r) for r in [lower,
/// upper], shown on consecutive parts of the range: a step of pair-majorant.
struct MajorantPiece {
    struct Part {
        std::size_t form = 0;
        std::string t;
        Rational upto;
        std::string tree;
    };
    Rational lower, upper;
    long gauge = 0;
    std::string tau = "1";
    std::array<double, 3> least{};  // of kappa, p, q
    std::vector<Part> parts;

    [[nodiscard]] std::array<std::string, 3> bounds() const;  ///< `least` as decimals, rounded down
};

/// Which decompositions to consider, from the tightest on narrow ranges to the most forgiving.
enum class TauChoice : std::uint8_t { constant, varying };

/// Finds pieces, and remembers the forms that they use.
class PieceSearch {
  public:
    explicit PieceSearch(DepthRange depth);

    /// A piece for the ratios r in [lower, upper] (lower 0: open), none if no form worked.
    [[nodiscard]] std::optional<MajorantPiece> find(const Rational& lower, const Rational& upper,
                                                    TauChoice tau, long gauge);

    [[nodiscard]] nlohmann::json forms() const;

  private:
    struct CompiledForm {
        PairForm form;
        Tape tape;
        std::size_t index = 0;
    };
    struct Samples;

    CompiledForm& compiled(const PairForm& form);
    std::optional<MajorantPiece> try_form(const PairForm& form, const Rational& lower, const Rational& upper,
                                          const Samples& samples);
    [[nodiscard]] std::vector<PairForm> candidates(const Rational& upper, TauChoice tau, long gauge,
                                                   const Samples& samples) const;
    std::optional<MajorantPiece> find_tail(const Rational& upper);

    DepthRange depth_;
    std::map<std::string, CompiledForm> forms_;  // by their texts
    std::vector<PairForm> used_;
};

}  // namespace dlncert
