#include <doctest/doctest.h>

#include <dlncert/statement/error.hpp>
#include <model.hpp>

using namespace dlncert;
using namespace dlncert::command;

TEST_CASE("depths") {
    CHECK(parse_depth("10").nu == ExactInterval(Rational(1, 10)));
    CHECK(parse_depth("inf").nu == ExactInterval(Rational(0)));
    CHECK(parse_depth("1000000000000").nu.upper == Rational(1, 1'000'000'000'000));
    const Depth range = parse_depth("3..50");
    CHECK(range.kind == Depth::Kind::integers);
    CHECK(range.nu == ExactInterval(Rational(1, 50), Rational(1, 3)));
    CHECK_FALSE(range.contains_infinity());
    const Depth unbounded = parse_depth("3..inf");
    CHECK(unbounded.nu == ExactInterval(0, Rational(1, 3)));
    CHECK(unbounded.contains_infinity());
    CHECK_FALSE(unbounded.last.has_value());
    CHECK(parse_depth("4..4").kind == Depth::Kind::single);
    const Depth half_open = parse_depth("real:[0,0.5)");
    CHECK(half_open.kind == Depth::Kind::reals);
    CHECK(half_open.contains_infinity());
    CHECK_FALSE(half_open.contains_two());
    CHECK(half_open.text == "real:[0,1/2)");
    CHECK_FALSE(parse_depth("real:(0, 1/3]").contains_infinity());
    CHECK(parse_depth("all").contains_two());
    for (const char* text : {"10", "inf", "3..50", "3..inf", "real:[0,1/2)", "real:(1/7,1/3)", "all"})
        CHECK(parse_depth(parse_depth(text).text) == parse_depth(text));
    for (const char* text : {"",
                             "1",
                             "0",
                             "-3",
                             "2.5",
                             "1..5",
                             "5..3",
                             "..",
                             "3..",
                             "..3",
                             "nan",
                             "INF",
                             "inf..3",
                             "real:",
                             "real:[0,1/3",
                             "real:[1/3,0]",
                             "real:[0,0.6]",
                             "real:[-1,0]",
                             "real:[1/3,1/3)",
                             "real:0,1",
                             "10 20",
                             "1e3",
                             "real:[0;1]"}) {
        CAPTURE(text);
        CHECK_THROWS_AS((void)parse_depth(text), InputError);
    }
}

TEST_CASE("widths") {
    CHECK(parse_width("5") == Width{5, 5, "5"});
    CHECK(parse_width("2..10") == Width{2, 10, "2..10"});
    CHECK(parse_width("3..inf") == Width{3, std::nullopt, "3..inf"});
    CHECK(parse_width("all") == Width{2, std::nullopt, "all"});
    CHECK(parse_width("2..10").contains(10));
    CHECK_FALSE(parse_width("2..10").contains(11));
    for (const char* text : {"", "1", "0", "-2", "1..3", "4..3", "x", "2.5", "99999999999999999999"})
        CHECK_THROWS_AS((void)parse_width(text), InputError);
}

TEST_CASE("energies") {
    CHECK(parse_energy("schatten:3/2") == Energy(SchattenEnergy{Rational(3, 2)}));
    CHECK(parse_energy("phi=x; psi=x^2/2") == Energy(SpectralEnergy{"x", "x^2/2"}));
    CHECK(parse_energy("psi = x^2 ;phi = exp(x)") == Energy(SpectralEnergy{"exp(x)", "x^2"}));
    for (const char* text :
         {"", "schatten", "schatten:", "schatten:0.5", "schatten:inf", "phi=x", "phi=x; phi=x", "phi=; psi=x",
          "phi=x; psi=x where x > 1", "phi=nu*x; psi=x", "phi=x\nlet q = 1; psi=x"})
        CHECK_THROWS_AS((void)parse_energy(text), InputError);
}

TEST_CASE("the metric follows the depth") {
    Model model;
    CHECK_THROWS_AS((void)model.effective_metric(), InputError);
    model.depth = parse_depth("3");
    CHECK(model.effective_metric() == Metric::sum);
    model.depth = parse_depth("3..inf");
    CHECK(model.effective_metric() == Metric::mean);
    model.metric = Metric::sum;
    CHECK_THROWS_AS((void)model.effective_metric(), InputError);
    model.depth = parse_depth("real:(0,1/3]");
    CHECK(model.effective_metric() == Metric::sum);
}
