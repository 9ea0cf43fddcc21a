#pragma once
// The one place that knows where Arb's headers are: a library of its own up to 2.23 (<arb.h>), a part of
// FLINT from FLINT 3 on (<flint/arb.h>; untested here). Arb caches constants per thread: a thread that has
// used it and ends calls flint_cleanup().
#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#include <flint/arf.h>
#include <flint/fmpq.h>
#include <flint/mag.h>
#else
#include <arb.h>
#include <arf.h>
#include <flint/fmpq.h>
#include <mag.h>
#endif

#include <dlncert/arith/endpoint.hpp>

namespace dlncert::detail {

/// Owners of Arb's C types. They do not know a precision; Ball does.
class Arf {
  public:
    Arf() { arf_init(raw_); }
    Arf(const Arf& other) : Arf() { arf_set(raw_, other.raw_); }
    Arf(Arf&& other) noexcept : Arf() { arf_swap(raw_, other.raw_); }
    Arf& operator=(const Arf& other) {
        arf_set(raw_, other.raw_);
        return *this;
    }
    Arf& operator=(Arf&& other) noexcept {
        arf_swap(raw_, other.raw_);
        return *this;
    }
    ~Arf() { arf_clear(raw_); }
    [[nodiscard]] arf_ptr get() { return raw_; }
    [[nodiscard]] arf_srcptr get() const { return raw_; }

  private:
    arf_t raw_;
};

class Arb {
  public:
    Arb() { arb_init(raw_); }
    Arb(const Arb& other) : Arb() { arb_set(raw_, other.raw_); }
    Arb(Arb&& other) noexcept : Arb() { arb_swap(raw_, other.raw_); }
    Arb& operator=(const Arb& other) {
        arb_set(raw_, other.raw_);
        return *this;
    }
    Arb& operator=(Arb&& other) noexcept {
        arb_swap(raw_, other.raw_);
        return *this;
    }
    ~Arb() { arb_clear(raw_); }
    [[nodiscard]] arb_ptr get() { return raw_; }
    [[nodiscard]] arb_srcptr get() const { return raw_; }
    [[nodiscard]] arf_ptr mid() { return arb_midref(raw_); }
    [[nodiscard]] arf_srcptr mid() const { return arb_midref(raw_); }
    [[nodiscard]] mag_ptr rad() { return arb_radref(raw_); }
    [[nodiscard]] mag_srcptr rad() const { return arb_radref(raw_); }

  private:
    arb_t raw_;
};

/// Exact rationals to and from FLINT.
class Fmpq {
  public:
    Fmpq() { fmpq_init(raw_); }
    explicit Fmpq(const Rational& value) : Fmpq() { fmpq_set_mpq(raw_, value.backend().data()); }
    Fmpq(const Fmpq&) = delete;
    Fmpq& operator=(const Fmpq&) = delete;
    ~Fmpq() { fmpq_clear(raw_); }
    [[nodiscard]] fmpq* get() { return raw_; }
    [[nodiscard]] const fmpq* get() const { return raw_; }
    [[nodiscard]] Rational value() const {
        Rational result;
        fmpq_get_mpq(result.backend().data(), raw_);
        return result;
    }

  private:
    fmpq_t raw_;
};

/// The double next to the value in the given direction: ±∞ and 0 stay; NaN becomes −∞ or +∞. Integer
/// arithmetic only, so the rounding mode does not matter.
[[nodiscard]] double round_double(const arf_t value, bool upward);

/// The exact value as an end of an enclosure. Beyond 2^±max_endpoint_exponent an exact rational would fill
/// the memory: there the next smaller (or, upward, larger) of 0, ±2^(…), ±∞ is returned.
inline constexpr long max_endpoint_exponent = 4'000'000;
[[nodiscard]] Endpoint to_endpoint(const arf_t value, bool upward);

/// The ball as a set of reals rounded to `precision` bits: exact rationals outward.
void set_rational(arb_t result, const Rational& value, long precision);

}  // namespace dlncert::detail
