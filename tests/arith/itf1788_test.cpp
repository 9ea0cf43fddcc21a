#include "itf1788.hpp"

#include <doctest/doctest.h>

#include <dlncert/arith/interval.hpp>

using namespace dlncert;

namespace {

itf1788::Suite<Interval> interval_suite() {
    itf1788::Suite<Interval> suite;
    suite.name = "Interval";
    suite.description =
        "`dlncert::Interval` (lib/dlncert/arith/interval.hpp): double ends; + − × ÷ √ by the processor "
        "rounding upward, "
        "elementary\nfunctions from Arb.";
    suite.make = [](double lo, double hi) { return Interval(lo, hi); };
    suite.empty = [] { return Interval::empty(); };
    suite.bounds = [](const Interval& x) { return itf1788::Bounds{x.lo(), x.hi()}; };

    suite.unary("pos", [](const Interval& x) { return +x; });
    suite.unary("neg", [](const Interval& x) { return -x; });
    suite.unary("abs", [](const Interval& x) { return abs(x); });
    suite.unary("sqr", [](const Interval& x) { return sqr(x); });
    suite.unary("recip", [](const Interval& x) { return inv(x); });
    suite.unary("sqrt", [](const Interval& x) { return sqrt(x); });
    suite.unary("exp", [](const Interval& x) { return exp(x); });
    suite.unary("log", [](const Interval& x) { return log(x); });
    suite.unary("expm1", [](const Interval& x) { return expm1(x); });
    suite.unary("logp1", [](const Interval& x) { return log1p(x); });
    suite.unary("sinh", [](const Interval& x) { return sinh(x); });
    suite.unary("cosh", [](const Interval& x) { return cosh(x); });
    suite.unary("tanh", [](const Interval& x) { return tanh(x); });
    suite.binary("add", [](const Interval& x, const Interval& y) { return x + y; });
    suite.binary("sub", [](const Interval& x, const Interval& y) { return x - y; });
    suite.binary("mul", [](const Interval& x, const Interval& y) { return x * y; });
    suite.binary("div", [](const Interval& x, const Interval& y) { return x / y; });
    suite.binary("min", [](const Interval& x, const Interval& y) { return min(x, y); });
    suite.binary("max", [](const Interval& x, const Interval& y) { return max(x, y); });
    suite.binary("convexHull", [](const Interval& x, const Interval& y) { return hull(x, y); });
    suite.binary("intersection", [](const Interval& x, const Interval& y) { return intersection(x, y); });

    using Arguments = itf1788::Suite<Interval>::Arguments;
    using Result = itf1788::Suite<Interval>::Result;
    const auto power = [](const Arguments& x) -> Result {
        return pow(std::get<Interval>(x[0]), static_cast<long>(std::get<double>(x[1])));
    };
    suite.operations["pown"] = power;
    suite.remarks["pown"] = "pow(x, long)";
    suite.operations["pow"] = [](const Arguments& x) -> Result {
        const auto exponent = std::get<Interval>(x[1]);
        if (!is_point(exponent)) return std::nullopt;
        // The standard's pow is undefined for x < 0 even if the exponent is an integer, and at 0 if it is not
        // positive.
        Interval base =
            intersection(std::get<Interval>(x[0]), Interval(0, std::numeric_limits<double>::infinity()));
        if (exponent.hi() <= 0 && is_point(base) && base.hi() == 0) base = Interval::empty();
        return pow(base, lower(exponent).value());
    };
    suite.remarks["pow"] = "pow(x, Rational); cases with one exponent";

    suite.predicate("isEmpty", [](const Interval& x) { return is_empty(x); });
    suite.predicate("isEntire", [](const Interval& x) { return is_entire(x); });
    suite.predicate("isSingleton", [](const Interval& x) { return is_point(x); });
    suite.predicate("isCommonInterval", [](const Interval& x) { return is_bounded(x); });
    suite.relation("equal", [](const Interval& x, const Interval& y) { return identical(x, y); });
    suite.relation("subset", [](const Interval& x, const Interval& y) { return subset(x, y); });
    suite.relation("interior", [](const Interval& x, const Interval& y) { return interior(x, y); });
    suite.relation("disjoint", [](const Interval& x, const Interval& y) { return disjoint(x, y); });
    suite.operations["isMember"] = [](const Arguments& x) -> Result {
        const double point = std::get<double>(x[0]);
        if (!std::isfinite(point)) return std::nullopt;
        return contains(std::get<Interval>(x[1]), to_endpoint(point).value());
    };
    suite.number("inf", [](const Interval& x) { return x.lo(); });
    suite.number("sup", [](const Interval& x) { return x.hi(); });
    // NaN is the standard's answer for the empty set
    const auto or_nan = [](const Interval& x, double value) {
        return is_empty(x) ? std::numeric_limits<double>::quiet_NaN() : value;
    };
    suite.number("mag", [or_nan](const Interval& x) { return or_nan(x, round_up(magnitude(x))); });
    suite.number("mig", [or_nan](const Interval& x) { return or_nan(x, round_down(mignitude(x))); });
    suite.number("wid", [or_nan](const Interval& x) { return or_nan(x, round_up(width(x))); });
    return suite;
}

}  // namespace

TEST_CASE("ITF1788: Interval") {
    const auto folder = itf1788::data_folder();
    if (!folder) {
        MESSAGE("SKIPPED: no ITF1788 data; set ITF1788_DIR to the folder of its .itl files");
        return;
    }
    const auto cases = itf1788::read_cases(*folder);
    CHECK(cases.size() > 5000);
    itf1788::Report report;
    {
        const UpwardRounding up;
        report = itf1788::run(interval_suite(), cases);
    }
    for (const std::string& failure : report.failures) FAIL_CHECK(failure);
    const auto total = report.total();
    MESSAGE("ITF1788: ", total.cases, " cases, ", total.contained, " contained, ", total.tight, " tight");
    CHECK(total.cases > 2000);
    for (const auto& [operation, row] : report.rows) {
        const std::string name = operation;  // clang 14 captures no structured bindings
        CAPTURE(name);
        CHECK(100 * row.tight >= 95 * row.cases);
    }
    if (100 * total.tight < 95 * total.cases)
        for (const std::string& one : report.not_tight) MESSAGE(one);
    itf1788::write_table_on_request(report);
}
