#include <benchmark/benchmark.h>

#include <dlncert/dln/linearisation.hpp>
#include <dlncert/statement/claim.hpp>

namespace {

using namespace dlncert;

const EquilibriumModel model{Rational(1, 3), 3, Rational(7)};

long bits(const benchmark::State& state) {
    return static_cast<long>(3.33 * static_cast<double>(state.range(0))) + 40;
}

/// σ★ and both rates in closed form, to so many digits.
void schatten(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(schatten_equilibrium(2, model, bits(state)));
        benchmark::DoNotOptimize(schatten_rates(2, model, Metric::sum, bits(state)));
    }
}

/// σ★ and both rates of φ = exp, ψ = cosh − 1 by bracketing and interval Newton.
void newton(benchmark::State& state) {
    const std::vector<std::string> x{"x"};
    const SpectralEnergy energy(parse_expression("exp(x)", &x), parse_expression("cosh(x) - 1", &x));
    const Rational level = model.level().lower;
    for (auto _ : state) {
        const ScalarBalance balance(energy, model.width);
        const Ball sigma = solve_crossing(balance, level, *find_crossing(balance, level), bits(state));
        benchmark::DoNotOptimize(rates_at(energy, model, Metric::sum, sigma));
    }
}

/// The exact second derivative of the entropy on d×d matrices.
void curvature_on_matrices(benchmark::State& state) {
    const RationalMatrix Q = rational_rotation(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(entropy_curvature(Rational(1, 3), Q));
}

BENCHMARK(schatten)->Arg(50)->Unit(benchmark::kMicrosecond);
BENCHMARK(schatten)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(newton)->Arg(50)->Unit(benchmark::kMicrosecond);
BENCHMARK(newton)->Arg(10'000)->Unit(benchmark::kMillisecond);
BENCHMARK(curvature_on_matrices)->Arg(6)->Unit(benchmark::kMillisecond);

}  // namespace
