#include <algorithm>
#include <cmath>
#include <dlncert/search/homogeneity.hpp>
#include <dlncert/search/pass.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/identity.hpp>

namespace dlncert {
namespace {

/// By continued fractions, with a denominator up to 10^4; none: it is not that close to one.
std::optional<Rational> near_rational(double x) {
    double rest = x;
    Integer p = 1, q = 0, p_before = 0, q_before = 1;
    for (int k = 0; k < 12 && std::fabs(rest) < 1e6; ++k) {
        const auto whole = static_cast<long>(std::floor(rest));
        std::swap(p, p_before);
        std::swap(q, q_before);
        p += whole * p_before;
        q += whole * q_before;
        if (q > 10'000) return std::nullopt;
        if (std::fabs(x - Rational(p, q).convert_to<double>()) < 1e-9) return Rational(p, q);
        rest = 1 / (rest - static_cast<double>(whole));
    }
    return std::nullopt;
}

/// log |f(2x)/f(x)| / log 2 in doubles.
std::optional<double> growth(const Expression& f, const SearchDomain& domain) {
    const UpwardRounding scope;
    const Program program(f, domain.names);
    Pass<Estimate> pass(program, 53);
    std::vector<Estimate> x, twice;
    for (std::size_t i = 0; i < domain.box.size(); ++i) {
        const Rational middle = value_at(domain.box[i], Rational(3, 7));
        x.push_back(Estimate::from(middle, 53));
        twice.push_back(Estimate::from(2 * middle, 53));
    }
    const double first = midpoint_of(pass(x)).lo(), second = midpoint_of(pass(twice)).lo();
    const double result = std::log2(std::fabs(second / first));
    return std::isfinite(result) ? std::optional(result) : std::nullopt;
}

/// Empty where the rule does not apply to these ends.
std::vector<SearchDomain> faces(const SearchDomain& domain, bool lower) {
    std::vector<SearchDomain> result;
    for (std::size_t i = 0; i < domain.box.size(); ++i) {
        const Side& side = domain.box[i];
        if (lower ? side.lower == 0 : side.upper_infinite) continue;
        if (lower ? side.lower_open : side.upper_open) return {};
        const Rational& end = lower ? side.lower : side.upper;
        result.push_back(domain.with(i, {.lower = end, .upper = end}));
    }
    return result;
}

}  // namespace

std::optional<Homogeneity> homogeneity(const std::vector<Expression>& functions,
                                       const SearchDomain& domain) try {
    const bool applicable = domain.box.size() > 1 && std::ranges::all_of(domain.hypotheses, is_conic) &&
                            std::ranges::all_of(domain.box, [](const Side& s) {
                                const bool positive =
                                    !s.lower_infinite && (s.lower > 0 || (s.lower == 0 && s.lower_open));
                                return positive && (s.upper_infinite || s.lower < s.upper);
                            });
    if (!applicable) return std::nullopt;
    Homogeneity result{.degree = {}, .lower = faces(domain, true), .upper = faces(domain, false)};
    for (const Expression& f : functions) {
        const auto rate = growth(f, domain);
        const auto degree = rate ? near_rational(*rate) : std::nullopt;
        if (!degree) return std::nullopt;
        if (&f == functions.data()) result.degree = *degree;
        if (*degree != result.degree) return std::nullopt;
    }
    const bool identically = std::ranges::all_of(
        functions, [&](const Expression& f) { return is_homogeneous(f, result.degree, domain.names); });
    return identically ? std::optional(result) : std::nullopt;
} catch (const Unsupported&) {
    return std::nullopt;
}

std::optional<nlohmann::json> by_homogeneity(
    const Homogeneity& known, const Rational& bound,
    const std::function<std::optional<nlohmann::json>(const SearchDomain& face)>& prove) {
    const bool lower = !known.lower.empty() && known.degree * bound >= 0;
    if (!lower && known.degree * bound > 0) return std::nullopt;
    const auto& faces = lower ? known.lower : known.upper;
    if (faces.empty()) return std::nullopt;
    nlohmann::json proofs = nlohmann::json::array();
    for (const SearchDomain& face : faces) {
        auto proof = prove(face);
        if (!proof) return std::nullopt;
        proofs.push_back(std::move(*proof));
    }
    return nlohmann::json{{"step", "homogeneous"},
                          {"degree", to_string(known.degree)},
                          {"end", lower ? "lower" : "upper"},
                          {"faces", std::move(proofs)}};
}

}  // namespace dlncert
