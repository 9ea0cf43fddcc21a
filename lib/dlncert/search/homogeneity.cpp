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
std::vector<RayEnd> ends_of_rays(const SearchBox& box, bool lower) {
    std::vector<RayEnd> result;
    for (std::size_t i = 0; i < box.size(); ++i) {
        const Side& side = box[i];
        if (lower ? side.lower == 0 : side.upper_infinite) continue;
        if (lower ? side.lower_open : side.upper_open) return {};
        result.emplace_back(i, lower ? side.lower : side.upper);
    }
    return result;
}

/// The sum of the rational terms.
Rational constant_term(const Expression& f) {
    if (f.is_rational()) return f.value();
    if (f.op() == Op::neg) return -constant_term(f.arg(0));
    if (f.op() == Op::add) return constant_term(f.arg(0)) + constant_term(f.arg(1));
    if (f.op() == Op::sub) return constant_term(f.arg(0)) - constant_term(f.arg(1));
    return 0;
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
    Homogeneity result{
        .degree = {}, .lower = ends_of_rays(domain.box, true), .upper = ends_of_rays(domain.box, false)};
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

std::optional<nlohmann::json> by_homogeneity(const Homogeneity& known, const Rational& bound,
                                             const FaceProof& prove) {
    const bool lower = known.from_below(bound);
    const auto& ends = lower ? known.lower : known.upper;
    if (!known.serves(bound)) return std::nullopt;
    nlohmann::json proofs = nlohmann::json::array();
    for (const RayEnd& end : ends) {
        auto proof = prove(end);
        if (!proof) return std::nullopt;
        proofs.push_back(std::move(*proof));
    }
    return nlohmann::json{{"step", "homogeneous"},
                          {"degree", to_string(known.degree)},
                          {"end", lower ? "lower" : "upper"},
                          {"faces", std::move(proofs)}};
}

std::optional<nlohmann::json> by_homogeneity(const SearchGoal& goal, const SearchDomain& domain,
                                             const GoalProof& prove) {
    const Rational c = -constant_term(goal.function);
    const auto known = homogeneity({goal.function + c}, domain);
    if (!known) return std::nullopt;
    auto step = by_homogeneity(*known, c, [&](const RayEnd& end) {
        const auto& [variable, value] = end;
        return prove({substitute(goal.function, domain.names[variable], value), goal.strict},
                     domain.at(variable, value), end);
    });
    if (step) (*step)["constant"] = to_string(c);
    return step;
}

}  // namespace dlncert
