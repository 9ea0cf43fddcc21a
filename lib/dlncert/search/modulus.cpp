#include <Eigen/Cholesky>
#include <cmath>
#include <dlncert/search/modulus.hpp>

namespace dlncert {
namespace {

/// A matrix whose rows may differ by hundreds of orders of magnitude, as D^{-1} S D^{-1}, D = diag(2^scale),
/// S moderate.
struct Balanced {
    Eigen::MatrixXd S;
    std::vector<long> scale;
    Eigen::VectorXd weight;  // diag(D²) / 4^largest: what mu I becomes, with mu in units of 4^−largest
    long largest = 0;
};

/// The pieces' matrices with the weights of one box.
class Weighted {
  public:
    Weighted(const std::vector<MajorantPiece>& pieces, const std::vector<SigmaSide>& box) {
        for (const SigmaSide& side : box) {
            least_.push_back(1 / side.upper->convert_to<long double>());
            most_.push_back(
                1 / side.lower.convert_to<long double>());  // infinite for 0: then p, q >= 0 is needed
        }
        for (const MajorantPiece& piece : pieces) {
            const auto bounds = piece.bounds();
            const auto number = [](const std::string& text) {
                return parse_rational(text).convert_to<long double>();
            };
            numbers_.push_back(
                {piece.gauge, number(piece.tau), number(bounds[0]), number(bounds[1]), number(bounds[2])});
        }
    }
    struct Block {
        long double first, mixed, second;
    };
    [[nodiscard]] Block operator()(std::size_t piece, std::size_t i, std::size_t j) const {
        const auto& [gauge, tau, kappa, p, q] = numbers_[piece];
        const long double w = weight(least_, gauge, i, j);
        const auto part = [&, g = gauge](long double x) { return x * (x >= 0 ? w : weight(most_, g, i, j)); };
        return {w * kappa * tau + part(p), w * kappa, w * kappa / tau + part(q)};
    }

  private:
    struct Numbers {
        long gauge;
        long double tau, kappa, p, q;
    };
    static long double weight(const std::vector<long double>& inverse, long gauge, std::size_t i,
                              std::size_t j) {
        return inverse[i] * (gauge == 0 ? inverse[i] : inverse[j]);
    }
    std::vector<Numbers> numbers_;
    std::vector<long double> least_, most_;
};

Balanced balance(const Weighted& blocks, const std::vector<std::size_t>& pairs, std::size_t d) {
    std::vector<long double> diagonal(d, 0);
    for (std::size_t i = 0, pair = 0; i < d; ++i)
        for (std::size_t j = i + 1; j < d; ++j, ++pair) {
            const auto block = blocks(pairs[pair], i, j);
            diagonal[i] += block.first;
            diagonal[j] += block.second;
        }
    const auto size = static_cast<Eigen::Index>(d);
    Balanced result{Eigen::MatrixXd(size, size), std::vector<long>(d), Eigen::VectorXd(size)};
    for (std::size_t i = 0; i < d; ++i) {
        if (!(diagonal[i] > 0) || std::isinf(diagonal[i])) return {};
        result.scale[i] = -std::lround(std::log2(diagonal[i]) / 2);
    }
    result.largest = *std::max_element(result.scale.begin(), result.scale.end());
    const auto shift = [](long long by) { return static_cast<int>(by); };
    for (std::size_t i = 0, pair = 0; i < d; ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        result.S(row, row) = static_cast<double>(std::ldexp(diagonal[i], shift(2 * result.scale[i])));
        result.weight(row) = std::ldexp(1.0, shift(2 * (result.scale[i] - result.largest)));
        for (std::size_t j = i + 1; j < d; ++j, ++pair) {
            const long double mixed = blocks(pairs[pair], i, j).mixed;
            const auto entry =
                static_cast<double>(std::ldexp(mixed, shift(result.scale[i] + result.scale[j])));
            result.S(row, static_cast<Eigen::Index>(j)) = result.S(static_cast<Eigen::Index>(j), row) = entry;
        }
    }
    return result;
}

bool factor(const Balanced& A, double mu, double slack, Eigen::LLT<Eigen::MatrixXd>& llt) {
    Eigen::MatrixXd shifted = A.S;
    shifted.diagonal() -= mu * A.weight + Eigen::VectorXd::Constant(A.S.rows(), slack);
    llt.compute(shifted);
    return llt.info() == Eigen::Success;
}

/// mu · 4^−largest, a little less, as a decimal of this many places.
std::string decimal_modulus(double mu, long largest, int places) {
    const double log10 = std::log10(mu) - 2 * static_cast<double>(largest) * std::log10(2.0);
    const double exponent = std::floor(log10);
    const double unit = std::pow(10.0, places);
    const double mantissa = std::floor(std::pow(10.0, log10 - exponent) * unit) / unit;
    char text[60];
    std::snprintf(text, sizeof text, "%.*fe%.0f", places, mantissa, exponent);
    return text;
}

}  // namespace

std::optional<ModulusFound> find_modulus(const std::vector<MajorantPiece>& pieces,
                                         const std::vector<std::size_t>& pairs,
                                         const std::vector<SigmaSide>& box, double share) {
    const Balanced A = balance(Weighted(pieces, box), pairs, box.size());
    const auto d = A.S.rows();
    if (d == 0) return std::nullopt;
    // The rounding of L to multiples of 2^−bits perturbs a row of L Lᵀ by about d^1.5 2^−bits; slack is ample
    // of that.
    const long bits = d > 100 ? 40 : 48;
    const double slack = std::pow(static_cast<double>(d), 1.5) * std::ldexp(8.0, static_cast<int>(-bits));
    Eigen::LLT<Eigen::MatrixXd> llt;
    if (!factor(A, 0, slack, llt)) return std::nullopt;
    double good = 0;
    double bad = (A.S.diagonal().array() / A.weight.array()).minCoeff();
    const int places = std::max(5, static_cast<int>(1 - std::log10(share)));
    for (int i = 0; i < 6 * places && good < (1 - share) * bad; ++i) {
        const double middle = good == 0 ? bad * 0.5 : (good + bad) / 2;
        (factor(A, middle, slack, llt) ? good : bad) = middle;
    }
    if (!(good > 0)) return std::nullopt;
    good *= 1 - share;
    if (!factor(A, good, slack, llt)) return std::nullopt;
    const Eigen::MatrixXd L = llt.matrixL();
    std::vector<long> entries;
    for (Eigen::Index i = 0; i < d; ++i)
        for (Eigen::Index j = 0; j <= i; ++j)
            entries.push_back(std::lround(std::ldexp(L(i, j), static_cast<int>(bits))));
    const std::string modulus = decimal_modulus(good, A.largest, places);
    return ModulusFound{modulus,
                        {{"step", "factor-matrix"},
                         {"modulus", modulus},
                         {"bits", bits},
                         {"scale", A.scale},
                         {"entries", std::move(entries)}}};
}

}  // namespace dlncert
