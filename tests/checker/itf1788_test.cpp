#include "itf1788.hpp"

#include <doctest/doctest.h>

#include <dlncert/checker/operations.hpp>

using namespace dlncert;
using namespace dlncert::checker;

namespace {

using Number = Enclosure<53>;

Number apply_to(Op op, const Number& x) {
    return apply<53>(op, 0, 0, {&x});
}

Number apply_to(Op op, const Number& x, const Number& y) {
    return apply<53>(op, 0, 0, {&x, &y});
}

Float<53> from_double(double x) {
    Float<53> result;
    mpfr_set_d(result.get(), x, MPFR_RNDN);  // exact
    return result;
}

itf1788::Suite<Number> checker_suite() {
    itf1788::Suite<Number> suite;
    suite.name = "checker::Enclosure<53>";
    suite.description =
        "`dlncert::checker::Enclosure<53>` (lib/dlncert/checker/enclosure.hpp): Boost.Interval over 53-bit "
        "MPFR numbers, "
        "whose exponents\nare wider than a double's; results are rounded outward to doubles here.";
    suite.make = [](double lo, double hi) {
        return constant(Interval<53>(from_double(lo), from_double(hi)));
    };
    suite.empty = [] { return nowhere<53>(); };
    suite.bounds = [](const Number& x) {
        return itf1788::Bounds{mpfr_get_d(x.range.lower().get(), MPFR_RNDD),
                               mpfr_get_d(x.range.upper().get(), MPFR_RNDU)};
    };
    const std::map<std::string, Op> unary = {
        {"neg", Op::neg},     {"abs", Op::abs},     {"sqrt", Op::sqrt},   {"exp", Op::exp},
        {"log", Op::log},     {"expm1", Op::expm1}, {"logp1", Op::log1p}, {"sin", Op::sin},
        {"cos", Op::cos},     {"tan", Op::tan},     {"asin", Op::asin},   {"acos", Op::acos},
        {"atan", Op::atan},   {"sinh", Op::sinh},   {"cosh", Op::cosh},   {"tanh", Op::tanh},
        {"asinh", Op::asinh}, {"acosh", Op::acosh}, {"atanh", Op::atanh},
    };
    for (const auto& [name, op] : unary)
        suite.unary(name, [op = op](const Number& x) { return apply_to(op, x); });
    const std::map<std::string, Op> binary = {{"add", Op::add}, {"sub", Op::sub}, {"mul", Op::mul},
                                              {"div", Op::div}, {"min", Op::min}, {"max", Op::max}};
    for (const auto& [name, op] : binary)
        suite.binary(name, [op = op](const Number& x, const Number& y) { return apply_to(op, x, y); });
    suite.unary("sqr", [](const Number& x) { return power(x, Rational(2)); });
    suite.unary("recip", [](const Number& x) { return power(x, Rational(-1)); });
    suite.operations["pown"] = [](const auto& x) -> itf1788::Suite<Number>::Result {
        return power(std::get<Number>(x[0]), Rational(std::get<double>(x[1])));
    };
    suite.operations["pow"] = [](const auto& x) -> itf1788::Suite<Number>::Result {
        const Number &base = std::get<Number>(x[0]), &exponent = std::get<Number>(x[1]);
        if (empty(base) || base.range.lower().sign() > 0) return power(base, exponent);
        return std::nullopt;
    };
    suite.remarks["pow"] =
        "x > 0 (a claim's x^y with variable y); cases whose x is 0 or less somewhere are not run";
    return suite;
}

}  // namespace

TEST_CASE("ITF1788: the checker's type") {
    const auto folder = itf1788::data_folder();
    if (!folder) {
        MESSAGE("SKIPPED: no ITF1788 data; set ITF1788_DIR to the folder of its .itl files");
        return;
    }
    const auto report = itf1788::run(checker_suite(), itf1788::read_cases(*folder));
    for (const std::string& failure : report.failures) FAIL_CHECK(failure);
    const auto total = report.total();
    MESSAGE("ITF1788: ", total.cases, " cases, ", total.contained, " contained, ", total.tight, " tight");
    CHECK(total.cases > 2000);
    CHECK(total.tight == total.cases);
    for (const std::string& one : report.not_tight) MESSAGE(one);
    itf1788::write_table_on_request(report);
}
