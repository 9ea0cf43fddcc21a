#pragma once
#include <emmintrin.h>

#include <stdexcept>

#if !defined(__SSE2__)
#error "dlncert's Interval needs the SSE2 instructions of x86-64"
#endif

namespace dlncert {
namespace detail {

/// Nobody's data. Every instruction of directed arithmetic below names this variable as an input, and every
/// change of the rounding mode names it as an output: so no compiler can move arithmetic across a change of
/// mode, at any level of optimization, and being assembly none of it is folded in another mode.
/// (-frounding-math does neither in g++, and nothing in clang.) Within a scope the compiler still schedules,
/// shares and drops them freely.
#if defined(__GNUC__)
__attribute__((visibility("hidden")))
#endif
inline int rounding_token = 0;

/// All exceptions masked, denormals kept, rounding up.
inline constexpr unsigned mxcsr_upward = 0x5f80;
/// The bits that matter to arithmetic: rounding control, flush to zero, denormals are zero.
inline constexpr unsigned mxcsr_mode_bits = 0xe040;

inline unsigned read_mxcsr() noexcept {
    unsigned value = 0;
    asm volatile("stmxcsr %0" : "=m"(value) : "m"(rounding_token));
    return value;
}

inline void write_mxcsr(unsigned value) noexcept {
    asm volatile("ldmxcsr %1" : "+m"(rounding_token) : "m"(value) : "memory");
}

}  // namespace detail

/// True inside an UpwardRounding scope of this thread.
[[nodiscard]] inline bool rounding_is_upward() noexcept {
    return (detail::read_mxcsr() & detail::mxcsr_mode_bits) ==
           (detail::mxcsr_upward & detail::mxcsr_mode_bits);
}

/// While it lives, double arithmetic of this thread rounds up. One per evaluation (and per task of a thread
/// pool), not one per operation. Only Interval and Arb may compute inside: no MPFR, LAPACK, libm, fmt, JSON.
class [[nodiscard]] UpwardRounding {
  public:
    UpwardRounding() noexcept : saved_(detail::read_mxcsr()) { detail::write_mxcsr(detail::mxcsr_upward); }
    ~UpwardRounding() { detail::write_mxcsr(saved_); }
    UpwardRounding(const UpwardRounding&) = delete;
    UpwardRounding& operator=(const UpwardRounding&) = delete;

  private:
    unsigned saved_;
};

/// The opposite, for a call out of a scope into code that wants the usual mode.
class [[nodiscard]] NearestRounding {
  public:
    NearestRounding() noexcept : saved_(detail::read_mxcsr()) { detail::write_mxcsr(0x1f80); }
    ~NearestRounding() { detail::write_mxcsr(saved_); }
    NearestRounding(const NearestRounding&) = delete;
    NearestRounding& operator=(const NearestRounding&) = delete;

  private:
    unsigned saved_;
};

namespace detail {

/// Interval arithmetic outside a scope is a bug of the program, not of its input.
inline void require_upward() {
    if (!rounding_is_upward()) throw std::logic_error("Interval arithmetic outside an UpwardRounding scope");
}

#if defined(NDEBUG)
inline void expect_upward() noexcept {}
#else
inline void expect_upward() {
    require_upward();
}
#endif

// Packed and scalar operations, rounded up.
#if defined(__AVX__)
#define DLNCERT_UPWARD(name, instruction)                                                        \
    inline __m128d name(__m128d a, __m128d b) {                                                  \
        expect_upward();                                                                         \
        __m128d result;                                                                          \
        asm("v" instruction " %2, %1, %0" : "=x"(result) : "x"(a), "x"(b), "m"(rounding_token)); \
        return result;                                                                           \
    }
#else
#define DLNCERT_UPWARD(name, instruction)                                   \
    inline __m128d name(__m128d a, __m128d b) {                             \
        expect_upward();                                                    \
        asm(instruction " %1, %0" : "+x"(a) : "x"(b), "m"(rounding_token)); \
        return a;                                                           \
    }
#endif
DLNCERT_UPWARD(add_up, "addpd")
DLNCERT_UPWARD(mul_up, "mulpd")
DLNCERT_UPWARD(div_up, "divpd")
#undef DLNCERT_UPWARD

inline double add_up(double a, double b) {
    return _mm_cvtsd_f64(add_up(_mm_set_sd(a), _mm_set_sd(b)));
}

inline double mul_up(double a, double b) {
    return _mm_cvtsd_f64(mul_up(_mm_set_sd(a), _mm_set_sd(b)));
}

inline double div_up(double a, double b) {
    return _mm_cvtsd_f64(div_up(_mm_set_sd(a), _mm_set1_pd(b)));
}

inline __m128d sqrt_up(__m128d a) {
    expect_upward();
#if defined(__AVX__)
    asm("vsqrtpd %1, %0" : "=x"(a) : "x"(a), "m"(rounding_token));
#else
    asm("sqrtpd %1, %0" : "=x"(a) : "x"(a), "m"(rounding_token));
#endif
    return a;
}

inline double sqrt_up(double a) {
    return _mm_cvtsd_f64(sqrt_up(_mm_set_sd(a)));
}

}  // namespace detail
}  // namespace dlncert
