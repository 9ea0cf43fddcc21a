#include <algorithm>
#include <cmath>
#include <cstdio>
#include <dlncert/search/pieces.hpp>
#include <dlncert/statement/claim.hpp>
#include <limits>

namespace dlncert {

std::string DepthRange::text() const {
    return is_point() ? "(" + to_string(lower) + ")" : "nu";
}

namespace {

/// A decimal ≤ x, to seven digits: %.6e rounds by at most 5e-7 of x in whichever direction.
std::string decimal_below(double x) {
    if (x == 0) return "0";
    char text[40];
    std::snprintf(text, sizeof text, "%.6e", std::min(x, 1e300) * (x > 0 ? 1 - 2e-6 : 1 + 2e-6));
    return text;
}

double to_double(const Rational& value) {
    return value.convert_to<double>();
}

}  // namespace

namespace {

/// Lower bounds of kappa, p, q to reach for, from the most ambitious on.
using Targets = std::vector<std::array<double, 3>>;

}  // namespace

/// Entries of the block over a grid in (ν, u) that covers the range, as logarithms and values.
struct PieceSearch::Samples {
    struct Point {
        double u;
        SampledBlock block;
    };
    std::vector<Point> points;

    Samples(const DepthRange& depth, const Rational& lower, const Rational& upper) {
        const double u_least = -std::log(to_double(upper));
        const double u_most = lower > 0 ? log_reciprocal(lower) : u_least + 60;
        const int depths = depth.is_point() ? 1 : 9;
        for (int n = 0; n < depths; ++n) {
            const double share = depths == 1 ? 0 : n / (depths - 1.0);
            const double nu = to_double(depth.lower) * (1 - share) + to_double(depth.upper) * share;
            for (int i = 0; i <= 32; ++i) {
                const double u = u_least + (u_most - u_least) * i / 32;
                points.push_back({u, sample_block(nu, u)});
            }
        }
    }

    /// −log of a rational that may be below the range of double.
    static double log_reciprocal(const Rational& r) {
        const auto n = static_cast<double>(msb(numerator(r)));
        const auto d = static_cast<double>(msb(denominator(r)));
        const Rational scaled = r * power_of_two(static_cast<long>(d - n));
        return (d - n) * std::log(2.0) - std::log(to_double(scaled));
    }

    /// The range of log t for which tau = t r^slope satisfies k r/b < tau < a r/k at all points; empty if
    /// first > second.
    [[nodiscard]] std::pair<double, double> log_t(double slope) const {
        double least = -std::numeric_limits<double>::infinity();
        double most = -least;
        for (const auto& [u, block] : points) {
            const double shift = (slope - 1) * -u;  // log r^(slope − 1)
            least = std::max(least, std::log(block.k / block.b) - shift);
            most = std::min(most, std::log(block.a / block.k) - shift);
        }
        return {least, most};
    }

    /// Lower bounds of kappa, p and q to reach for, below their minima by an eighth or, where p and q nearly
    /// vanish, by a small share of the diagonal entry.
    [[nodiscard]] Targets targets(const PairForm& form, double t) const {
        constexpr double inf = std::numeric_limits<double>::infinity();
        std::array<double, 3> least{inf, inf, inf};
        std::array<double, 3> scale{inf, inf, inf};
        for (const auto& [u, block] : points) {
            const double theta = t * std::exp(-u * (form.slope - 1));  // tau/r
            // r^(gauge − n)/2, within the range of double
            const auto power = [&, uu = u](int n) {
                return std::clamp(std::exp(uu * static_cast<double>(n - form.gauge)) / 2, 1e-300, 1e300);
            };
            const std::array entry{power(0) * block.a, power(1) * block.k, power(2) * block.b};
            least[0] = std::min(least[0], entry[1]);
            least[1] = std::min(least[1], entry[0] - power(0) * block.k * theta);
            least[2] = std::min(least[2], entry[2] - power(2) * block.k / theta);
            scale[1] = std::min(scale[1], entry[0]);
            scale[2] = std::min(scale[2], entry[2]);
        }
        if (form.fixed_tau) return {{least[0] * 7 / 8, 0, 0}};
        Targets result;
        for (const double share : {0.0, 1.0 / 64, 1.0 / 8}) {
            result.push_back(least);
            for (std::size_t i = 0; i < 3; ++i)
                result.back()[i] =
                    std::min(least[i] - std::abs(least[i]) / 8, i == 0 ? 1e300 : least[i] - share * scale[i]);
        }
        return result;
    }
};

PieceSearch::PieceSearch(DepthRange depth) : depth_(std::move(depth)) {}

PieceSearch::CompiledForm& PieceSearch::compiled(const PairForm& form) {
    const std::string key = form.tau + "|" + form.kappa + "|" + form.p + "|" + form.q;
    if (const auto found = forms_.find(key); found != forms_.end()) return found->second;
    std::vector<Expression> functions;
    for (const std::string* text : {&form.kappa, &form.p, &form.q})
        functions.push_back(parse_expression(*text));
    CompiledForm entry{.form = form, .tape = Tape(functions, {"nu", "r", "t"}), .index = SIZE_MAX};
    return forms_.emplace(key, std::move(entry)).first->second;
}

nlohmann::json PieceSearch::forms() const {
    nlohmann::json result = nlohmann::json::array();
    for (const PairForm& form : used_)
        result.push_back({{"step", "form"},
                          {"gauge", form.gauge},
                          {"tau", form.tau},
                          {"kappa", form.kappa},
                          {"p", form.p},
                          {"q", form.q}});
    return result;
}

namespace {

/// A box in (nu, r) during the subdivision of a piece.
struct Cell {
    Rational nu_lower, nu_upper, r_lower, r_upper;
};

/// Subdivides until the lower bounds of kappa, p, q come within a share of their sampled minima.
class Cover {
  public:
    Cover(const Tape& tape, const DepthRange& depth, Interval t, std::array<double, 3> wanted)
        : tape_(tape), depth_(depth), t_(t), wanted_(wanted) {}

    /// False if the bounds could not be reached.
    bool operator()(const Cell& cell, int depth) {
        if (++cells_ > 200) return false;
        const std::array box{Interval::from(cell.nu_lower, cell.nu_upper),
                             Interval::from(cell.r_lower, cell.r_upper), t_};
        const auto values = tape_(box);
        std::array<double, 3> lower{};
        bool enough = true;
        for (std::size_t i = 0; i < 3; ++i) {
            lower[i] = values[i].lo();
            enough = enough && lower[i] >= wanted_[i];
        }
        if (enough) {
            for (std::size_t i = 0; i < 3; ++i) least[i] = std::min(least[i], lower[i]);
            tree += tree.empty() ? "n64" : " n64";
            return true;
        }
        return depth > 0 && split(cell, depth);
    }

    std::array<double, 3> least{1e300, 1e300, 1e300};
    std::string tree;

  private:
    bool split(const Cell& cell, int depth) {
        const double nu_width = to_double(cell.nu_upper - cell.nu_lower) * 4;
        const double r_width = to_double((cell.r_upper - cell.r_lower) / cell.r_upper);
        const bool cut_nu = !depth_.is_point() && nu_width > r_width;
        Cell low = cell;
        Cell high = cell;
        if (cut_nu) {
            low.nu_upper = high.nu_lower = (cell.nu_lower + cell.nu_upper) / 2;
        } else {
            if (cell.r_lower == cell.r_upper) return false;
            low.r_upper = high.r_lower = (cell.r_lower + cell.r_upper) / 2;
        }
        tree += std::string(tree.empty() ? "" : " ") + (cut_nu ? "nu" : "r") + "@1/2";
        return (*this)(low, depth - 1) && (*this)(high, depth - 1);
    }

    const Tape& tape_;
    const DepthRange& depth_;
    Interval t_;
    std::array<double, 3> wanted_;
    int cells_ = 0;
};

}  // namespace

std::optional<MajorantPiece> PieceSearch::try_form(const PairForm& form, const Rational& lower,
                                                   const Rational& upper, const Samples& samples) {
    std::string t = "1";
    if (!form.fixed_tau) {
        // where no t makes both p and q positive throughout, the middle makes them as little negative as it
        // can
        const auto [least, most] = samples.log_t(form.slope);
        if (!std::isfinite(least + most)) return std::nullopt;
        char text[40];
        std::snprintf(text, sizeof text, "%.6g", std::exp((least + most) / 2));
        t = text;
    }
    Targets targets = samples.targets(form, to_double(parse_rational(t)));
    const bool constant = form.slope == 0;
    if (!constant)
        for (auto& target : targets)
            target[0] = 0;  // kappa's bound is not used: it only has to be non-negative
    CompiledForm& entry = compiled(form);
    const UpwardRounding scope;
    std::optional<Cover> cover;
    for (const auto& target : targets) {
        cover.emplace(entry.tape, depth_, Interval::from(parse_rational(t)), target);
        if ((*cover)({depth_.lower, depth_.upper, lower, upper}, 12)) break;
        cover.reset();
    }
    if (!cover) return std::nullopt;
    const NearestRounding nearest;
    if (entry.index == SIZE_MAX) {
        entry.index = used_.size();
        used_.push_back(form);
    }
    if (!constant) cover->least[0] = 0;
    return MajorantPiece{.lower = lower,
                         .upper = upper,
                         .gauge = form.gauge,
                         .tau = constant ? t : "1",
                         .least = cover->least,
                         .parts = {{entry.index, t, upper, cover->tree}}};
}

std::array<std::string, 3> MajorantPiece::bounds() const {
    return {decimal_below(least[0]), decimal_below(least[1]), decimal_below(least[2])};
}

std::vector<PairForm> PieceSearch::candidates(const Rational& upper, TauChoice tau, long gauge,
                                              const Samples& samples) const {
    const std::string nu = depth_.text();
    const double u_least = samples.points.front().u;
    if (depth_.is_point() && depth_.lower == Rational(1, 2)) return {rank_one_form(gauge)};
    Rational slope = 0;
    if (tau == TauChoice::varying) {
        double widest = -std::numeric_limits<double>::infinity();
        for (int eighths = 1; eighths <= 8; ++eighths) {
            const auto [least, most] = samples.log_t(eighths / 8.0);
            if (most - least > widest) {
                widest = most - least;
                slope = Rational(eighths, 8);
            }
        }
    }
    std::vector<PairForm> result;
    const bool far = depth_.lower > 0 && upper < 1 && u_least > 1;
    if (far) result.push_back(far_form(nu, gauge, to_string(slope), slope.convert_to<double>()));
    if (!far || u_least < 4) result.push_back(near_form(nu, gauge, slope));
    return result;
}

std::optional<MajorantPiece> PieceSearch::find(const Rational& lower, const Rational& upper, TauChoice tau,
                                               long gauge) {
    if (lower == 0 && !(depth_.is_point() && depth_.lower == Rational(1, 2)))
        return gauge == 0 ? find_tail(upper) : std::nullopt;
    const Samples samples(depth_, lower, upper);
    for (const PairForm& form : candidates(upper, tau, gauge, samples))
        if (auto piece = try_form(form, lower, upper, samples)) return piece;
    return std::nullopt;
}

/// Ratios down to 0: a tail (0, ρ] with a form that keeps its signs there, and, if ρ < upper, the rest with
/// another; tau varies.
std::optional<MajorantPiece> PieceSearch::find_tail(const Rational& upper) {
    if (depth_.lower == 0 && !depth_.is_point())
        return std::nullopt;  // ν → 0 and r → 0 together: no form for that
    const double nu = to_double(depth_.lower + depth_.upper) / 2;
    const PairForm form =
        nu == 0 ? infinite_depth_tail_form() : far_form(depth_.text(), 0, "1 - " + depth_.text(), 1 - nu);
    for (Rational rho = upper == 1 ? Rational(1, 4) : upper; rho > Rational(1, 1'000'000); rho /= 4) {
        auto tail = try_form(form, 0, rho, Samples(depth_, 0, rho));
        if (!tail || tail->least[1] <= 0 || tail->least[2] <= 0) continue;
        if (rho == upper) return tail;
        const auto rest = find(rho, upper, TauChoice::varying, 0);
        if (!rest || rest->least[1] <= 0 || rest->least[2] <= 0) continue;
        tail->upper = upper;
        tail->parts.push_back(rest->parts.front());
        for (std::size_t i = 0; i < 3; ++i) tail->least[i] = std::min(tail->least[i], rest->least[i]);
        return tail;
    }
    return std::nullopt;
}

}  // namespace dlncert
