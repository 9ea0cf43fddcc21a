#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <dlncert/search/chamber_proof.hpp>
#include <dlncert/search/concavity.hpp>
#include <dlncert/search/modulus.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <random>

namespace dlncert {
namespace {

using nlohmann::json;
using Verdict = ConcavityResult::Verdict;

// ---- texts of claims

std::string depth_text(const DepthRange& depth) {
    return (depth.lower_open ? "(" : "[") + to_string(depth.lower) + ", " + to_string(depth.upper) +
           (depth.upper_open ? ")" : "]");
}

std::string domain_text(const ConcavityProblem& problem) {
    const bool any_width = problem.most_width != problem.width;
    std::string text = "for ";
    if (any_width)
        text += "d in " + std::to_string(problem.width) + ".." +
                (problem.most_width ? std::to_string(*problem.most_width) : "inf") + ", ";
    text += "nu in " + depth_text(problem.depth) + ", sigma in chamber(" +
            (any_width ? "d" : std::to_string(problem.width)) + ")";
    if (!problem.box.empty()) text += " &";
    for (const SigmaSide& side : problem.box)
        text += std::string(side.lower == 0 ? " (" : " [") + to_string(side.lower) + ", " +
                (side.upper ? to_string(*side.upper) + "]" : "inf)");
    return text;
}

std::string claim_text(const ConcavityProblem& problem, const std::string& conclusion) {
    return "claim concavity\n\"Concavity of the entropy, P Theorem 1.9\"\n" + domain_text(problem) +
           "\nprove hessian(S(nu, sigma), sigma) " + conclusion + "\n";
}

Certificate certify(const ConcavityProblem& problem, const std::string& conclusion, json proof) {
    return make_certificate(claim_text(problem, conclusion), std::string(shipped_prelude()), std::move(proof),
                            json::object());
}

// ---- sampling: what the modulus could be at most

double sampled_modulus_at(double nu, const std::vector<double>& sigma) {
    const auto d = static_cast<Eigen::Index>(sigma.size());
    Eigen::MatrixXd H = Eigen::MatrixXd::Zero(d, d);
    for (Eigen::Index i = 0; i < d; ++i)
        for (Eigen::Index j = i + 1; j < d; ++j) {
            const double x = sigma[static_cast<std::size_t>(i)];
            const double y = sigma[static_cast<std::size_t>(j)];
            const SampledBlock block = sample_block(nu, std::log(x / y));
            H(i, i) += block.a / (2 * x * x);
            H(j, j) += block.b / (2 * y * y);
            H(i, j) = H(j, i) = block.k / (2 * x * y);
        }
    return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(H, Eigen::EigenvaluesOnly).eigenvalues()(0);
}

/// Upper ends, which are the minimiser where the Hessian decreases in σ, and points drawn log-uniformly.
double sampled_modulus(const DepthRange& depth, const std::vector<SigmaSide>& box) {
    const std::size_t d = box.size();
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> uniform(0, 1);
    const int points = d > 100 ? 1 : 40;
    double least = std::numeric_limits<double>::infinity();
    for (int n = 0; n < points; ++n) {
        std::vector<double> sigma;
        for (const SigmaSide& side : box) {
            const auto high = side.upper->convert_to<double>();
            const double low = side.lower > 0 ? side.lower.convert_to<double>() : high * 1e-6;
            const double share = n == 0 ? 1 : n % 2 ? std::round(uniform(random)) : uniform(random);
            sigma.push_back(low * std::pow(high / low, share));
        }
        std::sort(sigma.rbegin(), sigma.rend());
        const double share = n % 3 == 0 ? 1 : uniform(random);
        const auto nu0 = depth.lower.convert_to<double>();
        least = std::min(least,
                         sampled_modulus_at(nu0 + share * (depth.upper.convert_to<double>() - nu0), sigma));
    }
    return least;
}

// ---- pair majorants over one box

/// The ratios σ_j/σ_i, i < j, that occur.
std::pair<Rational, Rational> ratios(const SigmaSide& i, const SigmaSide& j) {
    const Rational lower = j.lower / *i.upper;
    if (i.lower == 0 || *j.upper >= i.lower) return {lower, 1};
    return {lower, *j.upper / i.lower};
}

/// The smallest window of a fixed family that contains [lower, upper]: so that the half million pairs of
/// width 1000 share some thousand pieces. Windows of width 2h in u begin at multiples of h, a power of two;
/// far pairs, whose part in the sum is small, take coarser ones, and ratios of points finer ones.
std::pair<Rational, Rational> window(const Rational& lower, const Rational& upper) {
    const auto as_decimal = [](double u) {
        char text[40];
        std::snprintf(text, sizeof text, "%.9e", std::exp(-u));
        return parse_rational(text);
    };
    const double least = -std::log(upper.convert_to<double>());
    const double most = -std::log(lower.convert_to<double>());
    const double finest = lower == upper ? 1.0 / 8192 : 1.0 / 64;
    for (double h = finest * (least < 4 ? 1 : least < 64 ? 4 : 8); h < 4096; h *= 2) {
        const double begin = std::floor(least / h) * h;
        if (most <= begin + 2 * h) {
            std::pair<Rational, Rational> result{as_decimal(begin + 2 * h),
                                                 begin == 0 ? Rational(1) : as_decimal(begin)};
            if (result.first <= lower && upper <= result.second) return result;
        }
    }
    return {lower, upper};
}

/// The shorter of "p/q" and, if it is exact, a decimal of ten digits.
std::string compact(const Rational& value) {
    std::string exact = to_string(value);
    char decimal[40];
    std::snprintf(decimal, sizeof decimal, "%.9e", value.convert_to<double>());
    const bool shorter = exact.size() > std::string(decimal).size() && parse_rational(decimal) == value;
    return shorter ? decimal : exact;
}

struct MajorantFound {
    json step;
    std::string modulus;
};

class MajorantSearch {
  public:
    MajorantSearch(const ConcavityProblem& problem, const DepthRange& depth, TauChoice tau, long gauge)
        : problem_(problem), tau_(tau), gauge_(gauge), pieces_(depth) {}

    /// A proof by the rule pair-majorant over a tightened box with finite ends.
    std::optional<MajorantFound> operator()(const std::vector<SigmaSide>& box) {
        std::vector<MajorantPiece> pieces;
        std::vector<std::size_t> pairs;
        std::map<std::pair<Rational, Rational>, std::size_t> places;
        for (std::size_t i = 0; i < box.size(); ++i)
            for (std::size_t j = i + 1; j < box.size(); ++j) {
                auto range = ratios(box[i], box[j]);
                if (box.size() > 40 && range.first > 0) range = window(range.first, range.second);
                const auto [place, inserted] = places.try_emplace(range, pieces.size());
                if (inserted) {
                    if (problem_.stop()) return std::nullopt;
                    auto piece = find_piece(range);
                    if (!piece) return std::nullopt;
                    pieces.push_back(std::move(*piece));
                }
                pairs.push_back(place->second);
            }
        auto found = find_modulus(pieces, pairs, box, problem_.wanted ? 1e-8 : 1e-4);
        if (!found) return std::nullopt;
        return MajorantFound{step(pieces, pairs, std::move(found->factor)), found->modulus};
    }

  private:
    std::optional<MajorantPiece> find_piece(const std::pair<Rational, Rational>& range) {
        if (auto piece = pieces_.find(range.first, range.second, tau_, gauge_)) return piece;
        return pieces_.find(range.first, range.second, TauChoice::varying, gauge_);
    }

    [[nodiscard]] json step(const std::vector<MajorantPiece>& pieces, const std::vector<std::size_t>& pairs,
                            json factor) const {
        json list = json::array();
        for (const MajorantPiece& piece : pieces) {
            json parts = json::array();
            for (const auto& part : piece.parts)
                parts.push_back({{"step", "part"},
                                 {"form", part.form},
                                 {"t", part.t},
                                 {"upto", compact(part.upto)},
                                 {"tree", part.tree}});
            list.push_back({{"step", "piece"},
                            {"gauge", piece.gauge},
                            {"range", {compact(piece.lower), compact(piece.upper)}},
                            {"tau", piece.tau},
                            {"bounds", piece.bounds()},
                            {"parts", std::move(parts)}});
        }
        return {{"step", "pair-majorant"},
                {"forms", pieces_.forms()},
                {"pieces", std::move(list)},
                {"pairs", pairs},
                {"factor", std::move(factor)}};
    }

    const ConcavityProblem& problem_;
    TauChoice tau_;
    long gauge_;
    PieceSearch pieces_;
};

/// The domain box ∩ chamber is not changed: upper ends capped from the left, lower ends raised from the
/// right.
std::vector<SigmaSide> tightened(std::vector<SigmaSide> box) {
    for (std::size_t i = 1; i < box.size(); ++i)
        if (box[i - 1].upper && (!box[i].upper || *box[i].upper > *box[i - 1].upper))
            box[i].upper = box[i - 1].upper;
    for (std::size_t i = box.size(); i-- > 1;) box[i - 1].lower = std::max(box[i - 1].lower, box[i].lower);
    for (const SigmaSide& side : box)
        if (side.upper && (side.lower > *side.upper || *side.upper <= 0))
            throw InputError("the box does not meet the chamber sigma_1 >= ... >= sigma_d > 0");
    return box;
}

/// The best proof over one box among the ways to choose the decompositions.
std::optional<MajorantFound> best_majorant(const ConcavityProblem& problem, const DepthRange& depth,
                                           const std::vector<SigmaSide>& box) {
    std::optional<MajorantFound> best;
    for (const TauChoice tau : {TauChoice::constant, TauChoice::varying})
        for (const long gauge : {1L, 0L}) {
            auto found = MajorantSearch(problem, depth, tau, gauge)(box);
            if (found && (!best || parse_rational(found->modulus) > parse_rational(best->modulus)))
                best = std::move(found);
            if (best && box.size() > 40) return best;
        }
    return best;
}

/// Bisects a box and the range of depths until each part reaches the wanted modulus, or has a proof at least.
class BoxSplitter {
  public:
    BoxSplitter(const ConcavityProblem& problem, double wanted) : problem_(problem), wanted_(wanted) {}

    std::optional<MajorantFound> operator()(const DepthRange& depth, const std::vector<SigmaSide>& box,
                                            int levels) {
        if (problem_.stop()) return stuck(depth, box);
        auto here = best_majorant(problem_, depth, box);
        const bool enough = here && parse_rational(here->modulus).convert_to<double>() >= wanted_;
        const std::size_t widest = widest_side(box);
        const double depth_width = 4 * (depth.upper - depth.lower).convert_to<double>();
        const bool by_depth = depth_width > log_width(box[widest]) || box.size() > 6;
        const double width = by_depth ? depth_width : log_width(box[widest]);
        const bool last =
            levels == 0 || parts >= problem_.most_parts || !(width > (problem_.wanted ? 1e-12 : 1e-3));
        if (enough || last) {
            ++parts;
            return here && (enough || !problem_.wanted) ? std::move(here) : stuck(depth, box);
        }
        auto [low_depth, high_depth] = by_depth ? halves(depth) : std::pair(depth, depth);
        auto [low_box, high_box] = by_depth ? std::pair(box, box) : halves(box, widest);
        auto low = (*this)(low_depth, low_box, levels - 1);
        if (!low) return std::nullopt;
        auto high = (*this)(high_depth, high_box, levels - 1);
        if (!high) return std::nullopt;
        const bool low_less = parse_rational(low->modulus) < parse_rational(high->modulus);
        json step = {
            {"step", "split"}, {"at", "1/2"}, {"low", std::move(low->step)}, {"high", std::move(high->step)}};
        step["variable"] = by_depth ? "nu" : "sigma";
        if (!by_depth) step["index"] = widest + 1;
        return MajorantFound{std::move(step), low_less ? low->modulus : high->modulus};
    }

    std::size_t parts = 0;
    std::string hardest;

  private:
    static double log_width(const SigmaSide& side) {
        return side.lower > 0 ? std::log((*side.upper / side.lower).convert_to<double>()) : 2.0;
    }

    static std::size_t widest_side(const std::vector<SigmaSide>& box) {
        const auto less = [](const SigmaSide& a, const SigmaSide& b) { return log_width(a) < log_width(b); };
        return static_cast<std::size_t>(std::max_element(box.begin(), box.end(), less) - box.begin());
    }

    static std::pair<std::vector<SigmaSide>, std::vector<SigmaSide>> halves(const std::vector<SigmaSide>& box,
                                                                            std::size_t i) {
        auto low = box;
        auto high = box;
        low[i].upper = high[i].lower = (box[i].lower + *box[i].upper) / 2;
        return {tightened(std::move(low)), tightened(std::move(high))};
    }

    /// Closed at the cut.
    static std::pair<DepthRange, DepthRange> halves(const DepthRange& depth) {
        DepthRange low = depth;
        DepthRange high = depth;
        low.upper = high.lower = (depth.lower + depth.upper) / 2;
        low.upper_open = high.lower_open = false;
        return {low, high};
    }

    std::optional<MajorantFound> stuck(const DepthRange& depth, const std::vector<SigmaSide>& box) {
        hardest = " nu in [" + approximate(depth.lower) + ", " + approximate(depth.upper) + "],";
        for (const SigmaSide& side : box)
            hardest += " [" + approximate(side.lower) + "," + approximate(*side.upper) + "]";
        return std::nullopt;
    }

    /// Exact if that is short; where the search got stuck matters only roughly.
    static std::string approximate(const Rational& value) {
        if (std::string exact = to_string(value); exact.size() < 20) return exact;
        char text[40];
        std::snprintf(text, sizeof text, "about %.4g", value.convert_to<double>());
        return text;
    }

    const ConcavityProblem& problem_;
    double wanted_;
};

// ---- the ways

bool reaches_one_half(const DepthRange& depth) {
    return depth.upper == Rational(1, 2) && !depth.upper_open;
}

/// N = d = 2: the Hessian is −(2 (σ₁ + σ₂)²)^{−1} [[1, 1], [1, 1]].
ConcavityResult plane_at_depth_two(const ConcavityProblem& problem) {
    ConcavityProblem witness = problem;
    witness.depth = {.lower = Rational(1, 2), .upper = Rational(1, 2)};
    witness.width = 2;
    witness.most_width = 2;
    ConcavityResult result;
    result.verdict = Verdict::refuted;
    result.certificate = certify(witness, "negative-semidefinite rank 1", chamber_proof(witness.depth));
    result.explanation =
        "for N = d = 2 the Hessian is -1/(2 (sigma_1 + sigma_2)^2) [[1, 1], [1, 1]]: negative semidefinite "
        "of rank 1 at every "
        "point, with kernel (1, -1)";
    return result;
}

/// Below depth two the rank is full; there, in width 2, it is one; over both there is no single rank.
std::string weak_conclusion(const ConcavityProblem& problem) {
    const std::string semidefinite = "negative-semidefinite";
    if (problem.most_width != problem.width) return semidefinite;
    if (problem.width > 2 || !reaches_one_half(problem.depth))
        return semidefinite + " rank " + std::to_string(problem.width);
    return problem.depth.is_point() ? semidefinite + " rank 1" : semidefinite;
}

ConcavityResult pointwise(const ConcavityProblem& problem) {
    ConcavityResult result;
    result.verdict = Verdict::proved;
    const std::string conclusion = problem.weak ? weak_conclusion(problem) : "negative-definite";
    result.certificate = certify(problem, conclusion, chamber_proof(problem.depth));
    result.parts = 1;
    return result;
}

ConcavityResult over_box(const ConcavityProblem& problem, const std::vector<SigmaSide>& box) {
    ConcavityResult result;
    result.sampled_modulus = sampled_modulus(problem.depth, box);
    BoxSplitter split(problem, problem.wanted.value_or(0.55 * result.sampled_modulus));
    const auto found = split(problem.depth, box, problem.wanted ? 400 : 14);
    result.parts = split.parts;
    if (!found) {
        const bool stopped = problem.stop();
        if (!stopped) result = pointwise(problem);  // what holds on the whole chamber holds on the box
        result.explanation = "no modulus was found: no majorant worked for" + split.hardest +
                             (stopped ? "; the budget ended"
                                      : "; a smaller box, or a smaller range of depths, is easier");
        return result;
    }
    result.verdict = Verdict::proved;
    result.modulus = found->modulus;
    result.certificate = certify(problem, "<= -" + found->modulus + " * identity", found->step);
    return result;
}

}  // namespace

ConcavityResult certify_concavity(const ConcavityProblem& problem) {
    const auto box = tightened(problem.box);
    if (!problem.weak && reaches_one_half(problem.depth) && problem.width == 2)
        return plane_at_depth_two(problem);
    const bool bounded = !box.empty() && std::all_of(box.begin(), box.end(),
                                                     [](const SigmaSide& s) { return s.upper.has_value(); });
    return bounded && !problem.weak ? over_box(problem, box) : pointwise(problem);
}

}  // namespace dlncert
