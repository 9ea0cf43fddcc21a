// Speeds, to be compared as ratios within one run: arithmetic against plain double, a whole certification,
// its check.
//   build/release/tools/bench/dlncert-bench [--benchmark_filter=REGEX]
#include <benchmark/benchmark.h>

#include <cmath>
#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/checker/check.hpp>
#include <dlncert/search/concavity.hpp>
#include <dlncert/special/langevin.hpp>
#include <vector>

namespace {

using namespace dlncert;

/// 256 arguments in (0.5, 1.5): enough that nothing is folded, few enough for the cache.
template <class T>
std::vector<T> arguments() {
    std::vector<T> result;
    for (int i = 0; i < 256; ++i) {
        const Rational x(2 * i + 257, 512);
        if constexpr (std::is_same_v<T, double>) {
            result.push_back(x.convert_to<double>());
        } else {
            result.push_back(T::from(x, 53));
        }
    }
    return result;
}

template <class T, class Operation>
void each_pair(benchmark::State& state, Operation operation) {
    const std::conditional_t<std::is_same_v<T, double>, NearestRounding, UpwardRounding> scope;
    const auto x = arguments<T>();
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(operation(x[i % 256], x[(7 * i + 3) % 256]));
        ++i;
    }
}

template <class T>
void add(benchmark::State& state) {
    each_pair<T>(state, [](const T& a, const T& b) { return a + b; });
}
template <class T>
void multiply(benchmark::State& state) {
    each_pair<T>(state, [](const T& a, const T& b) { return a * b; });
}
template <class T>
void divide(benchmark::State& state) {
    each_pair<T>(state, [](const T& a, const T& b) { return a / b; });
}
template <class T>
void exponential(benchmark::State& state) {
    using std::exp;
    each_pair<T>(state, [](const T& a, const T&) { return exp(a); });
}
template <class T>
void langevin_of(benchmark::State& state) {
    each_pair<T>(state, [](const T& a, const T&) { return langevin(a); });
}

BENCHMARK(add<double>);
BENCHMARK(add<Interval>);
BENCHMARK(add<Ball>);
BENCHMARK(multiply<double>);
BENCHMARK(multiply<Interval>);
BENCHMARK(multiply<Ball>);
BENCHMARK(divide<double>);
BENCHMARK(divide<Interval>);
BENCHMARK(divide<Ball>);
BENCHMARK(exponential<double>);
BENCHMARK(exponential<Interval>);
BENCHMARK(exponential<Ball>);
BENCHMARK(langevin_of<Interval>);
BENCHMARK(langevin_of<Ball>);

/// Depth 10, singular values d, d − 1, …, 1, each with a relative width of 1 %.
ConcavityProblem problem_of_width(long d) {
    ConcavityProblem problem{
        .depth = {Rational(1, 10), Rational(1, 10)}, .width = d, .most_width = d, .box = {}};
    for (long i = d; i > 0; --i) problem.box.push_back({Rational(i), Rational(101 * i, 100)});
    return problem;
}

void certify_box(benchmark::State& state) {
    const ConcavityProblem problem = problem_of_width(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(certify_concavity(problem));
}
void check_box(benchmark::State& state) {
    const std::string text = to_text(*certify_concavity(problem_of_width(state.range(0))).certificate);
    for (auto _ : state) benchmark::DoNotOptimize(checker::check(read_certificate(text)));
    state.counters["bytes"] = static_cast<double>(text.size());
}
BENCHMARK(certify_box)->Arg(2)->Arg(10)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(check_box)->Arg(2)->Arg(10)->Arg(100)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
