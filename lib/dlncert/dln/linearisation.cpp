#include <dlncert/dln/linearisation.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

RationalMatrix zero(std::size_t d) {
    return RationalMatrix(d, std::vector<Rational>(d));
}

RationalMatrix transpose(const RationalMatrix& a) {
    RationalMatrix result = zero(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < a.size(); ++j) result[j][i] = a[i][j];
    return result;
}

RationalMatrix operator*(const RationalMatrix& a, const RationalMatrix& b) {
    RationalMatrix result = zero(a.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t k = 0; k < a.size(); ++k)
            for (std::size_t j = 0; a[i][k] != 0 && j < a.size(); ++j) result[i][j] += a[i][k] * b[k][j];
    return result;
}

RationalMatrix operator+(RationalMatrix a, const RationalMatrix& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < a.size(); ++j) a[i][j] += b[i][j];
    return a;
}

Rational trace(const RationalMatrix& a) {
    Rational sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i][i];
    return sum;
}

/// tr(ab)
Rational trace_of_product(const RationalMatrix& a, const RationalMatrix& b) {
    Rational sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < a.size(); ++j) sum += a[i][j] * b[j][i];
    return sum;
}

void require_orthogonal(const RationalMatrix& Q) {
    const RationalMatrix product = Q * transpose(Q);
    for (std::size_t i = 0; i < Q.size(); ++i)
        for (std::size_t j = 0; j < Q.size(); ++j)
            if (product[i][j] != (i == j ? 1 : 0)) throw InputError("the matrix Q is not orthogonal");
}

/// A direction Z, and the first-order terms of WWᵀ, WᵀW and W^{-1} dW at W = Q + tZ.
struct Direction {
    RationalMatrix z, left, right, relative;  ///< Z, X₁ = QZᵀ + ZQᵀ, Y₁ = QᵀZ + ZᵀQ, QᵀZ
    Rational left_trace, right_trace;
};

std::vector<Direction> unit_directions(const RationalMatrix& Q) {
    const std::size_t d = Q.size();
    std::vector<Direction> result;
    for (std::size_t a = 0; a < d; ++a)
        for (std::size_t b = 0; b < d; ++b) {
            RationalMatrix z = zero(d);
            z[a][b] = 1;
            const RationalMatrix zq = z * transpose(Q), qz = transpose(Q) * z;
            Direction x{z, zq + transpose(zq), qz + transpose(qz), qz, 0, 0};
            x.left_trace = trace(x.left);
            x.right_trace = trace(x.right);
            result.push_back(std::move(x));
        }
    return result;
}

/// A symmetric matrix from its entries for pairs of directions.
template <class Entry>
SymmetricMatrix<Rational> bilinear(const std::vector<Direction>& directions, const Entry& entry) {
    SymmetricMatrix<Rational> result(directions.size(), Rational(0));
    for (std::size_t i = 0; i < directions.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = entry(directions[i], directions[j]);
    return result;
}

}  // namespace

RationalMatrix rational_rotation(std::size_t d) {
    RationalMatrix Q = zero(d);
    for (std::size_t i = 0; i < d; ++i) Q[i][i] = 1;
    for (std::size_t i = 0; i < d; ++i)
        for (std::size_t j = i + 1; j < d; ++j) {
            // ((1 − m²)/(1 + m²), 2m/(1 + m²)) with m = 1/2, 1/3, …
            const Rational m(1, static_cast<long>(2 + i + j));
            const Rational cosine = (1 - m * m) / (1 + m * m), sine = 2 * m / (1 + m * m);
            for (std::size_t k = 0; k < d; ++k) {
                const Rational x = Q[i][k], y = Q[j][k];
                Q[i][k] = cosine * x - sine * y;
                Q[j][k] = sine * x + cosine * y;
            }
        }
    return Q;
}

SymmetricMatrix<Rational> entropy_curvature(const Rational& nu, const RationalMatrix& Q) {
    if (nu < 0 || nu > Rational(1, 2)) throw InputError("the model is defined for nu = 1/N in [0, 1/2]");
    require_orthogonal(Q);
    const Rational d = static_cast<long>(Q.size()), c = 1 - nu;
    // Means over j = 1..N of the exponents a = (N−j)/N and b = (j−1)/N, of a², b² and of ab; at ν = 0 the
    // integrals.
    const Rational mean = c / 2, square = c * (2 - nu) / 6, product = c * (1 - 2 * nu) / 6;
    const auto entry = [&](const Direction& x, const Direction& y) -> Rational {
        const Rational left = trace_of_product(x.left, y.left), right = trace_of_product(x.right, y.right);
        const Rational mixed = x.left_trace * y.right_trace + y.left_trace * x.right_trace;
        const Rational norm = trace_of_product(x.z, transpose(y.z));  // of X₂, and of Y₂
        // With A_N = n σ^{2c} (1 + tB₁ + t²B₂), B₁ = mean·(X₁⊗1 + 1⊗Y₁): the factor of t² in log det A_N is
        // tr B₂ − ½ tr B₁², that in log det W is −½ tr (QᵀZ)².
        const Rational second =
            d * (2 * mean * norm + (square - mean) / 2 * (left + right)) + product / 2 * mixed;
        const Rational first = mean * mean * (d * (left + right) + mixed);
        const Rational half = (second - first / 2) / 4 + c / 4 * trace_of_product(x.relative, y.relative);
        return 2 * half;
    };
    return bilinear(unit_directions(Q), entry);
}

SymmetricMatrix<Ball> matrix_linearisation(const SpectralEnergy& energy, const EquilibriumModel& model,
                                           Metric metric, const RationalMatrix& Q, const Ball& sigma) {
    const long precision = sigma.precision();
    const Rational& nu = model.nu.lower;
    if (!model.is_point() || Q.size() != static_cast<std::size_t>(model.width))
        throw InputError(
            "the linearisation belongs to one depth and temperature, and to matrices of the width");
    if (metric == Metric::sum && nu == 0)
        throw Unsupported("there is no finite N at infinite depth (nu = 0)");
    const SymmetricMatrix<Rational> entropic = entropy_curvature(nu, Q);
    const std::vector<Direction> directions = unit_directions(Q);
    // tr ψ(σ(1 + Y)^{1/2}) = dψ + first·tr Y + second·tr Y² + …, Y = tY₁/σ + t²Y₂/σ²
    const SpectralEnergy::Jet jet = energy.jet(sigma, model.width);
    const Ball first = sigma * jet.psi1 / 2, second = (sqr(sigma) * jet.psi2 - sigma * jet.psi1) / 8;
    const Ball norm_factor = 2 * jet.phi1 * first, square_factor = 2 * jet.phi1 * second,
               trace_factor = jet.phi2 * sqr(first), weight = inv(Ball::from(model.beta.lower, precision));
    const Ball speed = Ball::from(metric == Metric::sum ? Rational(1 / nu) : Rational(1), precision);
    const Ball scale = -(speed * pow(sigma, Rational(-2 * nu)));  // −n σ^{2c}/σ²
    SymmetricMatrix<Ball> result(directions.size(), Ball());
    for (std::size_t i = 0; i < directions.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            const Direction &x = directions[i], &y = directions[j];
            const Ball energetic = norm_factor * trace_of_product(x.z, transpose(y.z)) +
                                   square_factor * trace_of_product(x.right, y.right) +
                                   trace_factor * Rational(x.right_trace * y.right_trace);
            result(i, j) = scale * (energetic - weight * entropic(i, j));
        }
    return result;
}

}  // namespace dlncert
