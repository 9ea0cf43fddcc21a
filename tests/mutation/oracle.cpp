#include "oracle.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/matrix.hpp>
#include <dlncert/statement/unfold.hpp>
#include <map>
#include <statement/double_value.hpp>

namespace dlncert::test {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Ends {
    double lower, upper;
};

double end_value(const Expression& end) {
    const auto exact = rational_value(end);
    return exact ? exact->convert_to<double>() : double_value(end, {});
}

Ends ends(const Range& range) {
    return {range.lower.infinite ? -infinity : end_value(range.lower.value),
            range.upper.infinite ? infinity : end_value(range.upper.value)};
}

class Sampler {
  public:
    Sampler(const Claim& claim, std::mt19937_64& random)
        : claim_(claim), statement_(std::get<MatrixStatement>(claim.conclusion)), random_(random) {}

    std::optional<std::string> point() {
        if (statement_.metric || !claim_.hypotheses.empty()) return std::nullopt;
        Point at;
        for (const RealDomain& x : claim_.reals) at[x.name] = real(ends(x.range));
        if (claim_.chambers.empty()) return verdict(entries_at(at), at);
        const long d = width();
        if (d > 6) return std::nullopt;
        const auto sigma = singular_values(d);
        if (!sigma) return std::nullopt;
        for (long i = 0; i < d; ++i)
            at[statement_.variable + "[" + std::to_string(i + 1) + "]"] =
                (*sigma)[static_cast<std::size_t>(i)];
        Eigen::MatrixXd H(d, d);
        for (long i = 0; i < d; ++i)
            for (long j = 0; j < d; ++j) H(i, j) = double_value(entry(d, std::max(i, j), std::min(i, j)), at);
        if (statement_.predicate == MatrixPredicate::pair_blocks) H -= sum_of_blocks(d, at);
        return verdict(H, at);
    }

  private:
    Eigen::MatrixXd sum_of_blocks(long d, const Point& at) const {
        Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(d, d);
        for (long i = 0; i < d; ++i)
            for (long j = i + 1; j < d; ++j) {
                const auto entry = [&](const Expression& block) {
                    const Expression in_row = substitute(block.arg(0), block.indices()[0], Expression(i + 1));
                    return double_value(substitute(in_row, block.indices()[1], Expression(j + 1)), at);
                };
                sum(i, i) += entry(statement_.blocks.at(0));
                sum(j, j) += entry(statement_.blocks.at(2));
                sum(i, j) = sum(j, i) = entry(statement_.blocks.at(1));
            }
        return sum;
    }

    /// Of a matrix in real variables.
    Eigen::MatrixXd entries_at(const Point& at) {
        const auto statement = std::get<MatrixStatement>(unfolded(claim_).conclusion);
        const auto d = static_cast<Eigen::Index>(matrix_size(statement.entries));
        Eigen::MatrixXd A(d, d);
        for (Eigen::Index i = 0, k = 0; i < d; ++i)
            for (Eigen::Index j = 0; j <= i; ++j, ++k)
                A(i, j) = A(j, i) = double_value(statement.entries[static_cast<std::size_t>(k)], at);
        return A;
    }

    std::optional<std::string> verdict(const Eigen::MatrixXd& H, const Point& at) {
        if (!H.allFinite()) return std::nullopt;
        const Eigen::VectorXd eigenvalues =
            Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(H, Eigen::EigenvaluesOnly).eigenvalues();
        if (!contradicts(eigenvalues)) return std::nullopt;
        std::string text =
            "largest eigenvalue " + std::to_string(eigenvalues(eigenvalues.size() - 1)) + " at";
        for (const auto& [name, value] : at) text += " " + name + " = " + std::to_string(value);
        return text;
    }

    double uniform(double a, double b) { return std::uniform_real_distribution<double>(a, b)(random_); }

    long width() {
        const Expression& width = claim_.chambers.at(0).width;
        if (const auto value = rational_value(width)) return static_cast<long>(numerator(*value));
        for (const IntegerDomain& n : claim_.integers) {
            if (width.name() != n.name) continue;
            const auto least = static_cast<long>(n.lower);
            const long most = n.upper ? static_cast<long>(*n.upper) : least + 2;
            return std::uniform_int_distribution<long>(least, std::min(most, least + 2))(random_);
        }
        throw std::logic_error("a width that is no integer variable");
    }

    /// Near an end as often as inside; a little inside it, where an open end is not in the domain.
    double real(Ends range) {
        const double low = std::max(range.lower, -50.0);
        const double high = std::min(range.upper, std::max(50.0, low));
        const double share = std::array{1e-7, 1 - 1e-7, uniform(0, 1)}.at(random_() % 3);
        return low + share * (high - low);
    }

    /// Ordered, and apart by 2 % at least, so that formulas in double precision hold.
    std::optional<std::vector<double>> singular_values(long d) {
        const auto& box = claim_.chambers.at(0).box;
        for (int attempt = 0; attempt < 50; ++attempt) {
            std::vector<double> sigma;
            for (long i = 0; i < d; ++i) {
                Ends range = box.empty() ? Ends{0.2, 6} : ends(box.at(static_cast<std::size_t>(i)));
                range.upper = std::min(range.upper, std::max(10.0, 2 * range.lower));
                range.lower = std::max(range.lower, range.upper / 30);
                const double share =
                    attempt % 2 ? uniform(0, 1) : std::array{0.0, 1.0, uniform(0, 1)}.at(random_() % 3);
                sigma.push_back(range.lower + share * (range.upper - range.lower));
            }
            bool apart = sigma.back() > 0;
            for (std::size_t i = 1; i < sigma.size(); ++i) apart = apart && sigma[i] < 0.98 * sigma[i - 1];
            if (apart) return sigma;
        }
        return std::nullopt;
    }

    const Expression& entry(long d, long i, long j) {
        const auto [known, fresh] = entries_.try_emplace({d, i, j});
        if (!fresh) return known->second;
        const auto element = [&](long k) { return Expression::element(statement_.variable, k + 1); };
        return known->second = derivative(derivative(expand(statement_.function, d), element(i)), element(j));
    }

    /// Eigenvalues ascending.
    [[nodiscard]] bool contradicts(const Eigen::VectorXd& eigenvalues) const {
        const double size = eigenvalues.cwiseAbs().maxCoeff();
        const double most = eigenvalues(eigenvalues.size() - 1);
        const long nonzero = (eigenvalues.array().abs() > 1e-7 * size).count();
        switch (statement_.predicate) {
            case MatrixPredicate::pair_blocks:  // of the difference
                return size > 1e-6;
            case MatrixPredicate::negative_definite:
                return most > -1e-11 * size;
            case MatrixPredicate::negative_semidefinite:
                return most > 1e-9 * size || (statement_.rank && nonzero > *statement_.rank);
            case MatrixPredicate::loewner_at_most:
                return most > end_value(statement_.bound) + 1e-9 * size;
            case MatrixPredicate::indefinite:
                return most < 0 || eigenvalues(0) > 0;
            case MatrixPredicate::positive_definite:
                return eigenvalues(0) < 1e-11 * size;
            case MatrixPredicate::positive_semidefinite:
                return eigenvalues(0) < -1e-9 * size;
            case MatrixPredicate::loewner_at_least:
                return eigenvalues(0) < end_value(statement_.bound) - 1e-9 * size;
            case MatrixPredicate::inertia:
                return (eigenvalues.array() > 1e-9 * size).count() > statement_.positive ||
                       (eigenvalues.array() < -1e-9 * size).count() > statement_.negative;
            case MatrixPredicate::eigenvalue: {
                const Ends range = ends(statement_.range);
                const double value = eigenvalues(statement_.which - 1);
                return value < range.lower - 1e-9 * size || value > range.upper + 1e-9 * size;
            }
        }
        return false;
    }

    const Claim& claim_;
    const MatrixStatement& statement_;
    std::mt19937_64& random_;
    std::map<std::tuple<long, long, long>, Expression> entries_;
};

}  // namespace

std::optional<std::string> counterexample(const Claim& claim, std::mt19937_64& random, int points) {
    Sampler sampler(claim, random);
    for (int i = 0; i < points; ++i)
        if (auto found = sampler.point()) return found;
    return std::nullopt;
}

}  // namespace dlncert::test
