// Verified linear algebra against plain floating point, as ratios within one run. The matrices are Hessians
// of the entropy, assembled beforehand (their assembly is timed apart).
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <dlncert/arith/interval.hpp>
#include <dlncert/calculus/definiteness.hpp>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/dln/entropy.hpp>
#include <map>
#include <vector>

extern "C" {
void dpotrf_(const char* uplo, const int* n, double* a, const int* lda, int* info);
void dsyev_(const char* job, const char* uplo, const int* n, double* a, const int* lda, double* w,
            double* work, const int* lwork, int* info);
}

namespace {

using namespace dlncert;

/// −σ_i σ_j ∂²S/∂σ_i∂σ_j at depth 10: positive definite. The singular values spread over a factor 20.
SymmetricMatrix<Interval> assemble(long d, bool wide) {
    std::vector<ExactInterval> sigma;
    for (long i = d; i > 0; --i) {
        const Rational x = 1 + Rational(19 * i, d);
        sigma.push_back(wide ? ExactInterval(x, x + Rational(1, 1000)) : ExactInterval(x));
    }
    const UpwardRounding scope;
    const auto hessian = scaled_hessian(Geometry::euclidean, DepthInterval<Interval>(Rational(1, 10), 53),
                                        LogBox<Interval>(sigma, 53));
    SymmetricMatrix<Interval> result(hessian.size(), Interval());
    for (std::size_t i = 0; i < result.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = -hessian(i, j).enclosure();
    return result;
}

const SymmetricMatrix<Interval>& matrix(long d) {
    static std::map<long, SymmetricMatrix<Interval>> made;
    return made.try_emplace(d, made.contains(d) ? made.at(d) : assemble(d, d < 10)).first->second;
}

std::vector<double> midpoints(long d) {
    const SymmetricMatrix<Interval>& a = matrix(d);
    std::vector<double> result;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < a.size(); ++j) result.push_back(midpoint(a(i, j)).lo());
    return result;
}

void assemble_hessian(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(assemble(state.range(0), state.range(0) < 10));
}

void definite(benchmark::State& state) {
    const SymmetricMatrix<Interval>& a = matrix(state.range(0));
    const UpwardRounding scope;
    Definiteness answer = Definiteness::not_shown;
    for (auto _ : state) benchmark::DoNotOptimize(answer = positive_definiteness(a));
    if (answer != Definiteness::definite) state.SkipWithError("not shown");
}

void cholesky_lapack(benchmark::State& state) {
    const std::vector<double> a = midpoints(state.range(0));
    const int n = static_cast<int>(state.range(0));
    int info = 0;
    std::vector<double> work;
    for (auto _ : state) {
        work = a;
        dpotrf_("L", &n, work.data(), &n, &info);
        benchmark::DoNotOptimize(work.data());
    }
    if (info != 0) state.SkipWithError("dpotrf failed");
}

/// By rows, in place, as one writes it.
bool plain_cholesky(double* a, int n) {
    for (int i = 0; i < n; ++i)
        for (int j = 0; j <= i; ++j) {
            double s = a[i * n + j];
            for (int k = 0; k < j; ++k) s -= a[i * n + k] * a[j * n + k];
            if (i == j) {
                if (!(s > 0)) return false;
                a[i * n + i] = std::sqrt(s);
            } else {
                a[i * n + j] = s / a[j * n + j];
            }
        }
    return true;
}

void cholesky_plain(benchmark::State& state) {
    const std::vector<double> a = midpoints(state.range(0));
    std::vector<double> work = a;
    for (auto _ : state) {
        std::copy(a.begin(), a.end(), work.begin());
        benchmark::DoNotOptimize(plain_cholesky(work.data(), static_cast<int>(state.range(0))));
    }
}

/// The counter is the greatest width of an eigenvalue's enclosure, relative to the norm.
void eigenvalues(benchmark::State& state) {
    const SymmetricMatrix<Interval>& a = matrix(state.range(0));
    const UpwardRounding scope;
    double width = 0;
    for (auto _ : state) {
        const auto values = spectrum(a).values;
        const double norm = std::max(std::abs(values.front().lo()), std::abs(values.back().hi()));
        width = 0;
        for (const Interval& value : values) width = std::max(width, (value.hi() - value.lo()) / norm);
    }
    state.counters["width"] = width;
    if (!(width < 1e-10)) state.SkipWithError("wider than 1e-10 of the norm");
}

void eigenvalues_ball(benchmark::State& state) {
    const SymmetricMatrix<Interval>& a = matrix(state.range(0));
    SymmetricMatrix<Ball> exact(a.size(), Ball());
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            exact(i, j) = Ball::from(lower(midpoint(a(i, j))), upper(midpoint(a(i, j))), 128);
    for (auto _ : state) benchmark::DoNotOptimize(spectrum(exact));
}

void eigenvalues_lapack(benchmark::State& state) {
    const std::vector<double> a = midpoints(state.range(0));
    const int n = static_cast<int>(state.range(0)), size = 64 * n;
    int info = 0;
    std::vector<double> vectors, values(static_cast<std::size_t>(n)), work(static_cast<std::size_t>(size));
    for (auto _ : state) {
        vectors = a;
        dsyev_("V", "L", &n, vectors.data(), &n, values.data(), work.data(), &size, &info);
        benchmark::DoNotOptimize(values.data());
    }
    if (info != 0) state.SkipWithError("dsyev failed");
}

BENCHMARK(cholesky_plain)->Arg(5);
BENCHMARK(definite)->Arg(5);
BENCHMARK(assemble_hessian)->Arg(1000)->Iterations(1)->Unit(benchmark::kMillisecond);
BENCHMARK(cholesky_lapack)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(definite)->Arg(1000)->Unit(benchmark::kMillisecond);
BENCHMARK(eigenvalues_lapack)->Arg(200)->Unit(benchmark::kMillisecond);
BENCHMARK(eigenvalues)->Arg(200)->Unit(benchmark::kMillisecond);
BENCHMARK(eigenvalues_ball)->Arg(50)->Unit(benchmark::kMillisecond);

}  // namespace
