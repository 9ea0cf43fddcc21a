#include <dlncert/search/integer_depths.hpp>
#include <dlncert/statement/rational.hpp>
#include <numeric>
#include <string>
#include <vector>

namespace dlncert {
namespace {

using nlohmann::json;

/// Coefficients, the constant one first.
using Polynomial = std::vector<Integer>;

Polynomial operator*(const Polynomial& a, const Polynomial& b) {
    Polynomial result(a.size() + b.size() - 1, 0);
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j) result[i + j] += a[i] * b[j];
    return result;
}

Polynomial operator+(Polynomial a, const Polynomial& b) {
    a.resize(std::max(a.size(), b.size()), 0);
    for (std::size_t i = 0; i < b.size(); ++i) a[i] += b[i];
    return a;
}

Polynomial power_of_x(long n) {
    Polynomial result(static_cast<std::size_t>(n) + 1, 0);
    result.back() = 1;
    return result;
}

/// 1 − x^n
Polynomial one_less(long n) {
    return Polynomial{1} + Polynomial{-1} * power_of_x(n);
}

/// p/(x^low (1 − x)^times), which has to be a polynomial.
Polynomial divided(Polynomial p, long low, int times) {
    p.erase(p.begin(), p.begin() + low);
    for (; times > 0; --times) {
        std::partial_sum(p.begin(), p.end(), p.begin());
        p.pop_back();
    }
    return p;
}

/// x^j for x = e^{−step u/N}
std::string power(std::size_t j, long step, long N) {
    return "exp(-" + std::to_string(step * static_cast<long>(j)) + "*u/" + std::to_string(N) + ")";
}

std::string plus(const std::string& sum, const std::string& term) {
    return sum.empty() ? term : sum + " + " + term;
}

/// Σ p_j x^j, leaving out zeros.
std::string text(const Polynomial& p, long step, long N) {
    std::string result;
    for (std::size_t j = 0; j < p.size(); ++j)
        if (p[j] != 0) result = plus(result, "(" + p[j].str() + ")*" + power(j, step, N));
    return result;
}

/// The same for coefficients that change sign once, from + to −, and have a nonnegative sum s, as a sum of
/// nonnegative terms: with k the last index of a positive one, Σ_{j<k} p_j x^j (1 − x^{k−j}) + Σ_{j>k} (−p_j)
/// x^k (1 − x^{j−k}) + s x^k.
std::string text_by_sign_change(const Polynomial& p, long step, long N) {
    std::size_t k = p.size() - 1;
    while (k > 0 && p[k] <= 0) --k;
    std::string result =
        "(" + std::accumulate(p.begin(), p.end(), Integer(0)).str() + ")*" + power(k, step, N);
    for (std::size_t j = 0; j < p.size(); ++j) {
        if (p[j] == 0 || j == k) continue;
        const std::size_t low = std::min(j, k);
        const std::size_t high = std::max(j, k);
        result += " + (" + Integer(abs(p[j])).str() + ")*" + power(low, step, N) + "*(1 - " +
                  power(high - low, step, N) + ")";
    }
    return result;
}

json leaf() {
    return {{"step", "subdivide"}, {"tree", "n64"}};
}

/// f = e · g with g a sum of nonnegative terms; the value at u = 0 apart.
json by_integers(const std::string& e, const std::string& g, bool closed, const json& at_zero = leaf()) {
    json inside{
        {"step", "factor"}, {"factor", e}, {"rest", g}, {"factor_proof", leaf()}, {"rest_proof", leaf()}};
    if (!closed) return inside;
    return {{"step", "peel"}, {"variable", "u"}, {"end", "lower"}, {"at_end", at_zero}, {"inside", inside}};
}

/// N (1 − x)(1 − X) δ and N² (1 − x)² (1 − X)² k, X = x^N.
Polynomial gap(long N) {
    return Polynomial{2} * power_of_x(1) * one_less(N) + Polynomial{-2 * N} * power_of_x(N) * one_less(1);
}
Polynomial mixed(long N) {
    return Polynomial{4} * power_of_x(1) * one_less(N) * one_less(N) +
           Polynomial{-4 * N * N} * power_of_x(N) * one_less(1) * one_less(1);
}
/// N² (1 − x)² (1 − X)² (δ − k)
Polynomial decrease(long N) {
    return Polynomial{N} * one_less(1) * one_less(N) * gap(N) + Polynomial{-1} * mixed(N);
}

/// x (1 − x)²/(scale (1 − X)²), after the division of a numerator over scale (1 − x)² (1 − X)² by x (1 − x)⁴.
std::string common_factor(long scale, long N) {
    const std::string x = power(1, 2, N);
    return x + "*(1 - " + x + ")^2/(" + std::to_string(scale) + "*(1 - exp(-2*u))^2)";
}

}  // namespace

/// N³ (1 − x)² (1 − X)² Δ with Δ = 2c(δ − k) − δ²; times 1 + x all coefficients are nonnegative.
json determinant_by_integers(long N, bool closed) {
    const Polynomial p = Polynomial{2 * (N - 1)} * decrease(N) + Polynomial{-N} * gap(N) * gap(N);
    const Polynomial q = divided(p, 1, 4) * Polynomial{1, 1};
    return by_integers(common_factor(N * N * N, N) + "/(1 + " + power(1, 2, N) + ")", text(q, 2, N), closed);
}

json decrease_by_integers(long N, bool closed) {
    return by_integers(common_factor(N * N, N), text(divided(decrease(N), 1, 4), 2, N), closed);
}

/// With y = e^{−u/N}: N (1 − y²)(1 − y^{2N}) (δ − 2c y^N/(1 + y^N)), divided by y² (1 − y)³.
json comparison_by_integers(long N, bool closed) {
    const Polynomial p = Polynomial{2} * power_of_x(2) * one_less(2 * N) +
                         Polynomial{-2 * N} * power_of_x(2 * N) * one_less(2) +
                         Polynomial{-2 * (N - 1)} * power_of_x(N) * one_less(N) * one_less(2);
    const std::string y = power(1, 1, N);
    return by_integers(y + "^2*(1 - " + y + ")^2/(" + std::to_string(N) + "*(1 + " + y + ")*(1 - exp(-2*u)))",
                       text(divided(p, 2, 3), 1, N), closed, {{"step", "zero"}});
}

json smallest_by_integers(long N, bool closed) {
    const Polynomial p = mixed(N) + Polynomial{-1} * one_less(1) * one_less(N) * gap(N);
    return by_integers(common_factor(N * N, N), text_by_sign_change(divided(p, 1, 4), 2, N), closed);
}

}  // namespace dlncert
