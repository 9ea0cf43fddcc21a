// The search against a loop written for one inequality, in one process: the determinant of the pair blocks
// (Lemma 4.4) at depth 3, c^2 - 2ck - m^2 > 0 for u in [1/20, 12].
//   build/release/tools/bench/dlncert-bench --benchmark_filter=pair_block
#include <benchmark/benchmark.h>

#include <dlncert/arith/ball.hpp>
#include <dlncert/search/estimate.hpp>
#include <dlncert/search/subdivision.hpp>

#if __has_include(<mpfi.h>)
#include <mpfi.h>
#define DLNCERT_BENCH_MPFI
#endif

namespace {

using namespace dlncert;

// ---- the loop: natural form, then mean-value form, bisection, over any arithmetic

template <class A>
struct Loop {
    using T = typename A::Number;

    /// f, and f' if asked for. m' = k; k' by hand.
    static T value(const T& u, T* slope) {
        const T nu = A::quotient(1, 3), one = A::quotient(1, 1), two = A::quotient(2, 1);
        const T c = one - nu;
        const T coth = one / A::tanh(u), coth_nu = one / A::tanh(nu * u);
        const T s = one / sqr(A::sinh(u)), s_nu = one / sqr(A::sinh(nu * u));
        const T m = coth - nu * coth_nu;
        const T k = sqr(nu) * s_nu - s;
        if (slope != nullptr) {
            const T k_slope = two * (coth * s - sqr(nu) * nu * coth_nu * s_nu);
            *slope = -(two * c * k_slope + two * m * k);
        }
        return sqr(c) - two * c * k - sqr(m);
    }

    /// Boxes needed.
    static std::size_t prove(double lower, double upper) {
        std::size_t boxes = 0;
        std::vector<std::pair<double, double>> open{{lower, upper}};
        while (!open.empty()) {
            const auto [a, b] = open.back();
            open.pop_back();
            ++boxes;
            const T box = A::interval(a, b);
            T slope = box;
            if (A::is_positive(value(box, &slope))) continue;
            const double middle = 0.5 * (a + b);
            const T point = A::interval(middle, middle);
            if (A::is_positive(value(point, nullptr) + slope * (box - point))) continue;
            open.emplace_back(middle, b);
            open.emplace_back(a, middle);
        }
        return boxes;
    }
};

struct DoubleLoop {
    using Number = Estimate;
    static Number quotient(int p, int q) { return Estimate(p) / Estimate(q); }
    static Number interval(double a, double b) { return {a, b}; }
    static Number tanh(const Number& x) { return x.increasing<PointFunction::tanh>(); }
    static Number sinh(const Number& x) { return x.increasing<PointFunction::sinh>(); }
    static bool is_positive(const Number& x) { return x.lo() > 0; }
};

struct ArbLoop {
    struct Number {
        detail::Arb value;
        friend Number operator+(const Number& a, const Number& b) { return a.with(arb_add, b); }
        friend Number operator-(const Number& a, const Number& b) { return a.with(arb_sub, b); }
        friend Number operator*(const Number& a, const Number& b) { return a.with(arb_mul, b); }
        friend Number operator/(const Number& a, const Number& b) { return a.with(arb_div, b); }
        friend Number operator-(const Number& a) {
            Number result;
            arb_neg(result.value.get(), a.value.get());
            return result;
        }
        friend Number sqr(const Number& a) {
            Number result;
            arb_sqr(result.value.get(), a.value.get(), 53);
            return result;
        }
        template <class F>
        [[nodiscard]] Number with(F f, const Number& b) const {
            Number result;
            f(result.value.get(), value.get(), b.value.get(), 53);
            return result;
        }
    };
    static Number quotient(int p, int q) {
        Number result;
        arb_set_si(result.value.get(), p);
        arb_div_si(result.value.get(), result.value.get(), q, 53);
        return result;
    }
    static Number interval(double a, double b) {
        Number result;
        detail::Arf lower, upper;
        arf_set_d(lower.get(), a);
        arf_set_d(upper.get(), b);
        arb_set_interval_arf(result.value.get(), lower.get(), upper.get(), 53);
        return result;
    }
    static Number tanh(const Number& x) {
        Number result;
        arb_tanh(result.value.get(), x.value.get(), 53);
        return result;
    }
    static Number sinh(const Number& x) {
        Number result;
        arb_sinh(result.value.get(), x.value.get(), 53);
        return result;
    }
    static bool is_positive(const Number& x) { return arb_is_positive(x.value.get()) != 0; }
};

#ifdef DLNCERT_BENCH_MPFI
struct MpfiLoop {
    class Number {
      public:
        Number() { mpfi_init2(value, 53); }
        Number(const Number& other) : Number() { mpfi_set(value, other.value); }
        Number& operator=(const Number& other) {
            mpfi_set(value, other.value);
            return *this;
        }
        ~Number() { mpfi_clear(value); }
        friend Number operator+(const Number& a, const Number& b) { return a.with(mpfi_add, b); }
        friend Number operator-(const Number& a, const Number& b) { return a.with(mpfi_sub, b); }
        friend Number operator*(const Number& a, const Number& b) { return a.with(mpfi_mul, b); }
        friend Number operator/(const Number& a, const Number& b) { return a.with(mpfi_div, b); }
        friend Number operator-(const Number& a) { return image(mpfi_neg, a); }
        friend Number sqr(const Number& a) { return image(mpfi_sqr, a); }
        template <class F>
        static Number image(F f, const Number& x) {
            Number result;
            f(result.value, x.value);
            return result;
        }
        template <class F>
        [[nodiscard]] Number with(F f, const Number& b) const {
            Number result;
            f(result.value, value, b.value);
            return result;
        }
        mpfi_t value;
    };
    static Number quotient(int p, int q) {
        Number result;
        mpfi_set_si(result.value, p);
        mpfi_div_si(result.value, result.value, q);
        return result;
    }
    static Number interval(double a, double b) {
        Number result;
        mpfi_interv_d(result.value, a, b);
        return result;
    }
    static Number tanh(const Number& x) { return Number::image(mpfi_tanh, x); }
    static Number sinh(const Number& x) { return Number::image(mpfi_sinh, x); }
    static bool is_positive(const Number& x) { return mpfi_is_strictly_pos(x.value) != 0; }
};
#endif

void report(benchmark::State& state, std::size_t boxes) {
    state.counters["boxes"] = static_cast<double>(boxes);
    state.counters["boxes/s"] =
        benchmark::Counter(static_cast<double>(boxes), benchmark::Counter::kIsIterationInvariantRate);
}

template <class A>
void pair_block_loop(benchmark::State& state) {
    std::size_t boxes = 0;
    for (auto _ : state) {
        if constexpr (std::is_same_v<A, DoubleLoop>) {
            const UpwardRounding scope;
            boxes = Loop<A>::prove(0.05, 12);
        } else {
            boxes = Loop<A>::prove(0.05, 12);
        }
    }
    report(state, boxes);
}

// ---- the search, from the parsed claim on

void pair_block_search(benchmark::State& state, const char* definitions) {
    const Claim claim = parse_claim(std::string("for u in [1/20, 12] let nu = 1/3 let c = 1 - nu ") +
                                    definitions + " prove c^2 - 2*c*k - m^2 > 0");
    const Comparison& c = std::get<Formula>(claim.conclusion).comparison;
    const SubdivisionProblem problem{Expression::node(Op::sub, {c.left, c.right}),
                                     true,
                                     {"u"},
                                     {{.lower = Rational(1, 20), .upper = 12}},
                                     {}};
    Subdivision found;
    for (auto _ : state) found = subdivide(problem);
    if (!found.proved) state.SkipWithError("not proved");
    report(state, found.boxes);
    state.counters["leaves"] = static_cast<double>(found.leaves);
}
void pair_block_search_coth(benchmark::State& state) {
    pair_block_search(state, "let m = 1/tanh(u) - nu/tanh(nu*u) let k = nu^2/sinh(nu*u)^2 - 1/sinh(u)^2");
}
void pair_block_search_langevin(benchmark::State& state) {
    pair_block_search(state,
                      "let m = langevin(u) - nu*langevin(nu*u) "
                      "let k = langevin'(u) - nu^2*langevin'(nu*u)");
}

BENCHMARK(pair_block_search_coth)->Unit(benchmark::kMicrosecond);
BENCHMARK(pair_block_search_langevin)->Unit(benchmark::kMicrosecond);
BENCHMARK(pair_block_loop<DoubleLoop>)->Unit(benchmark::kMicrosecond);
BENCHMARK(pair_block_loop<ArbLoop>)->Unit(benchmark::kMicrosecond);
#ifdef DLNCERT_BENCH_MPFI
BENCHMARK(pair_block_loop<MpfiLoop>)->Unit(benchmark::kMicrosecond);
#endif

}  // namespace
