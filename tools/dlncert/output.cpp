#include "output.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <dlncert/statement/error.hpp>
#include <exception>
#include <new>

namespace dlncert::command {
namespace {

Integer power_of_ten(long exponent) {
    return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

Rational ten_to(long exponent) {
    return exponent >= 0 ? Rational(power_of_ten(exponent)) : Rational(Integer(1), power_of_ten(-exponent));
}

Rational magnitude(const Rational& x) {
    return x < 0 ? Rational(-x) : x;
}

Integer floor_of(const Rational& x) {
    Integer quotient, remainder;
    divide_qr(numerator(x), denominator(x), quotient, remainder);  // truncates towards 0
    return remainder < 0 ? Integer(quotient - 1) : quotient;
}

Integer ceiling_of(const Rational& x) {
    return -floor_of(Rational(-x));
}

/// The e with 10^e ≤ |x| < 10^{e+1}, x ≠ 0.
long decimal_exponent(const Rational& x) {
    const Rational size = magnitude(x);
    const auto bits = static_cast<double>(msb(numerator(size))) - static_cast<double>(msb(denominator(size)));
    // |log2 size − bits| ≤ 1, and log10(2) = 0.30102999…: the guess is off by at most one, mended exactly
    // below.
    auto exponent = static_cast<long>((bits - 1) * 0.30102999566398120);
    while (ten_to(exponent) > size) --exponent;
    while (ten_to(exponent + 1) <= size) ++exponent;
    return exponent;
}

/// multiple · 10^place as a decimal, plain where that is short and scientific elsewhere. With `no_filling` it
/// shows no zeros in places below `place`, which a reader would take for known digits.
std::string decimal(const Integer& multiple, long place, bool no_filling = false) {
    if (multiple == 0) return "0";
    const bool negative = multiple < 0;
    std::string digits = Integer(negative ? Integer(-multiple) : multiple).str();
    const long exponent = static_cast<long>(digits.size()) - 1 + place;  // of the leading digit
    std::string text;
    if (exponent < -5 || exponent > 20 || place > (no_filling ? 0 : 3)) {
        text = digits.substr(0, 1);
        if (digits.size() > 1) text += "." + digits.substr(1);
        text += "e" + std::to_string(exponent);
    } else if (place >= 0) {
        text = digits + std::string(static_cast<std::size_t>(place), '0');
    } else {
        const auto fraction = static_cast<std::size_t>(-place);
        if (digits.size() <= fraction) digits.insert(0, fraction + 1 - digits.size(), '0');
        text = digits.substr(0, digits.size() - fraction) + "." + digits.substr(digits.size() - fraction);
    }
    return negative ? "-" + text : text;
}

/// multiple · 10^place without the zeros that end its digits: for exact values and outward ends.
std::string shortest_decimal(Integer multiple, long place) {
    while (multiple != 0 && multiple % 10 == 0) {
        multiple /= 10;
        ++place;
    }
    return decimal(multiple, place);
}

std::string radius_text(const Rational& radius) {
    const long place = decimal_exponent(radius) - 1;  // two digits, rounded up
    return decimal(ceiling_of(radius / ten_to(place)), place);
}

/// x as a decimal of at most `digits` significant digits, if it is one.
std::optional<std::string> exact_decimal(const Rational& x, long digits) {
    if (x == 0) return "0";
    const long place = decimal_exponent(x) - digits + 1;
    const Rational scaled = x / ten_to(place);
    if (denominator(scaled) != 1) return std::nullopt;
    return shortest_decimal(numerator(scaled), place);
}

/// "D ± r" where D is, at the given place, the correctly rounded decimal of every point of [lower, upper].
std::optional<std::string> rounded(const Rational& lower, const Rational& upper, long place) {
    const Rational unit = ten_to(place);
    const Integer nearest = floor_of((lower + upper) / (2 * unit) + Rational(1, 2));
    const Rational centre = Rational(nearest) * unit;
    const Rational radius =
        std::max(magnitude(Rational(upper - centre)), magnitude(Rational(lower - centre)));
    if (2 * radius > unit) return std::nullopt;
    return decimal(nearest, place, true) + " ± " + radius_text(radius);
}

std::string write_failed() {
    return "cannot write to standard output; check where it is redirected to and that the disk has room";
}

}  // namespace

void CommonOptions::add_to(CLI::App& command) {
    constexpr const char* group = "Common";
    command.add_option("--digits", digits, "correct digits: width of the answer <= 10^-n * largest entry")
        ->check(CLI::Range(1L, 1'000'000L))
        ->group(group);
    command.add_flag("--json", json, "print one JSON document on standard output")->group(group);
    command.add_option("--jobs", jobs, "threads (default: all cores)")
        ->check(CLI::Range(1, 4096))
        ->group(group);
    command.add_option("--budget", budget, "give up, undecided, after so many seconds")
        ->type_name("SECONDS")
        ->check([](const std::string& text) {
            double seconds = 0;
            const bool usable =
                CLI::detail::lexical_cast(text, seconds) && std::isfinite(seconds) && seconds > 0;
            return usable ? std::string() : "'" + text + "' is not a positive number of seconds";
        })
        ->group(group);
    command.add_flag("--resume", resume, "go on from where an interrupted run of the same command stopped")
        ->group(group);
    command.add_flag("--quiet", quiet, "print nothing but the answer")->group(group);
    command.add_flag("--no-progress", no_progress, "no progress bar")->group(group);
    command.add_option("--seed", seed, "seed of whatever is chosen at random")->group(group);
}

Deadline::Deadline(std::optional<double> seconds) {
    // Beyond a century the clock would overflow, and nobody waits.
    if (seconds && *seconds < 3e9)
        end_ = std::chrono::steady_clock::now() +
               std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                   std::chrono::duration<double>(*seconds));
}

std::string decimal_below(const Rational& value, long digits) {
    if (value == 0) return "0";
    const long place = decimal_exponent(value) - digits + 1;
    return shortest_decimal(floor_of(value / ten_to(place)), place);
}

std::string decimal_above(const Rational& value, long digits) {
    if (value == 0) return "0";
    const long place = decimal_exponent(value) - digits + 1;
    return shortest_decimal(ceiling_of(value / ten_to(place)), place);
}

std::string to_text(const Rational& lower, const Rational& upper, long digits) {
    if (lower == upper)
        if (auto text = exact_decimal(lower, digits)) return *text;
    const Rational size = std::max(magnitude(lower), magnitude(upper));
    const Rational width = upper - lower;
    const long finest = decimal_exponent(size) - digits + 1;
    if (lower < 0 && upper > 0 && size <= 100 * std::min(Rational(-lower), upper))
        return "0 ± " + radius_text(size);
    // Some place near that of the width has a rounding common to the whole enclosure. Only on a tie is there
    // none at a place, and then there is one at the next finer or coarser. Below two digits the ends say
    // more.
    const long first = width == 0 ? finest - 3 : decimal_exponent(width);
    const long last = decimal_exponent(size) - 1;
    for (long place = std::max(finest, first); place >= std::max(first, finest - 3); --place)
        if (auto text = rounded(lower, upper, place)) return *text;
    for (long place = std::max(finest, first) + 1; place <= std::min(last, first + 3); ++place)
        if (auto text = rounded(lower, upper, place)) return *text;
    const long shown = std::min(digits, 10L);
    return "[" + decimal_below(lower, shown) + ", " + decimal_above(upper, shown) + "]";
}

Json to_json(const Rational& lower, const std::optional<Rational>& upper, long digits) {
    if (!upper) return {{"lo", decimal_below(lower, digits + 3)}, {"hi", "inf"}};
    if (lower == *upper)
        if (auto text = exact_decimal(lower, digits + 3)) return {{"lo", *text}, {"hi", *text}};
    const Rational size = std::max(magnitude(lower), magnitude(*upper));
    const Rational width = *upper - lower;
    long place = decimal_exponent(size) - digits - 3;
    if (width != 0) place = std::min(place, decimal_exponent(width) - 2);
    const Rational unit = ten_to(place);
    return {{"lo", shortest_decimal(floor_of(lower / unit), place)},
            {"hi", shortest_decimal(ceiling_of(*upper / unit), place)}};
}

void print_text(std::string_view text) {
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
                         std::fputc('\n', stdout) != EOF && std::fflush(stdout) == 0;
    if (!written) throw InputError(write_failed());
}

void print_json(const Json& document) {
    print_text(document.dump(2, ' ', false, Json::error_handler_t::replace));
}

void print_message(std::string_view message) {
    // Nothing can be said about a message that cannot be written.
    (void)std::fwrite(message.data(), 1, message.size(), stderr);
    (void)std::fputc('\n', stderr);
}

ExitStatus run_guarded(const std::function<ExitStatus()>& command, bool json) {
    const auto answer = [json](ExitStatus status, std::string_view name, const std::string& message) {
        print_message("dlncert: " + message);
        if (json) {
            try {
                print_json({{"status", name}, {"message", message}});
            } catch (const InputError&) {  // said on stderr already; the exit status stands
            }
        }
        return status;
    };
    try {
        return command();
    } catch (const Unsupported& error) {
        return answer(ExitStatus::unusable, status::unsupported, error.what());
    } catch (const InputError& error) {
        return answer(ExitStatus::unusable, status::undefined, error.what());
    } catch (const Undecided& error) {
        return answer(ExitStatus::undecided, status::undecided, error.what());
    } catch (const std::bad_alloc&) {
        return answer(ExitStatus::undecided, status::undecided,
                      "memory ran out; ask for fewer digits or a smaller model");
    } catch (const std::exception& error) {
        return answer(
            ExitStatus::internal_error, status::internal_error,
            std::string("internal error: ") + error.what() + "; please report it with the command line");
    } catch (...) {
        return answer(ExitStatus::internal_error, status::internal_error,
                      "internal error of unknown kind; please report it with the command line");
    }
}

}  // namespace dlncert::command
