// Leaves x and d: what is moved, the centred form behind it, and where a function is not least.
#include <doctest/doctest.h>

#include <cmath>
#include <dlncert/checker/evaluator.hpp>
#include <sampling.hpp>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::checker;
using namespace dlncert::test;
using nlohmann::json;

namespace {

const Expression x = Expression::variable("x"), y = Expression::variable("y"), z = Expression::variable("z");
const std::vector<std::string> xyz{"x", "y", "z"};

Side closed(const Rational& lower, const Rational& upper) {
    return {.lower = lower, .upper = upper};
}
Side open_below(const Rational& lower, const Rational& upper) {
    return {.lower = lower, .upper = upper, .lower_open = true};
}
Side open_above(const Rational& lower, const Rational& upper) {
    return {.lower = lower, .upper = upper, .upper_open = true};
}

Values monotone(const Expression& f, Box box, const Box* whole = nullptr) {
    while (box.size() < 3) box.push_back(closed(0, 1));
    return Evaluator({f}, xyz).monotone(box, 64, whole)[0];
}

/// Whether the first lower bound says as much as the second.
bool as_good(const Bound& a, const Bound& b) {
    if (a.infinite || b.infinite) return b.infinite;
    return a.value > b.value || (a.value == b.value && a.strict >= b.strict);
}

/// Of functions that are C¹ everywhere.
Expression random_smooth(Engine& engine, int depth) {
    const auto sub = [&] { return random_smooth(engine, depth - 1); };
    if (depth == 0) {
        const Rational number(static_cast<long>(engine() % 9) - 4, 2);
        return std::array<Expression, 5>{x, y, x - y, x + number, Expression(number)}.at(engine() % 5);
    }
    switch (engine() % 12) {
        case 0:
            return sub() + sub();
        case 1:
            return sub() - sub();
        case 2:
            return sub() * sub();
        case 3:
            return pow(sub(), static_cast<int>(2 + engine() % 2));
        case 4:
            return apply(Op::exp, apply(Op::tanh, sub()));
        case 5:
            return apply(Op::sin, sub());
        case 6:
            return apply(Op::atan, sub());
        case 7:
            return sub() / (pow(sub(), 2) + 1);
        case 8:
            return apply(Op::langevin, sub(), static_cast<int>(engine() % 2));
        case 9:
            return apply(Op::log_sinhc, sub());
        case 10:
            return apply(Op::sinc, sub());
        default:
            return apply(Op::expm1_over_x, apply(Op::sin, sub()));
    }
}

Side random_side(Engine& engine, bool bounded) {
    const Rational lower(static_cast<long>(engine() % 25) - 12, 8), size(static_cast<long>(engine() % 9), 8);
    Side side{.lower = lower, .upper = lower + (engine() % 2 ? size : Rational(size / 16))};
    if (!bounded) {
        side.lower_infinite = engine() % 6 == 0;
        side.upper_infinite = engine() % 6 == 0;
    }
    if (side.lower_infinite || side.upper_infinite || side.lower < side.upper) {
        side.lower_open = engine() % 2 == 0;
        side.upper_open = engine() % 2 == 0;
    }
    return side;
}

/// A point of the side, often an end.
Side random_point(const Side& side, Engine& engine) {
    const Rational share(static_cast<long>(engine() % 9), 8), far(static_cast<long>(engine() % 200), 4);
    Rational at = side.lower + (side.upper - side.lower) * share;
    if (side.upper_infinite) at = side.lower + far;
    if (side.lower_infinite) at = side.upper - far;
    if (side.lower_infinite && side.upper_infinite) at = (share - Rational(1, 2)) * far;
    if (!side.contains(at) && side.lower_infinite != side.upper_infinite)
        at = side.upper_infinite ? side.lower + 1 : side.upper - 1;
    if (!side.contains(at)) at = (side.lower + side.upper) / 2;
    return closed(at, at);
}

/// Whether the bound of an enclosure of one value, known to 512 bits, obeys the bound of a range.
bool obeys(const Values& value, const Bound& lower) {
    if (lower.infinite || value.upper.infinite) return true;
    return value.upper.value > lower.value || (value.upper.value == lower.value && !lower.strict);
}

}  // namespace

TEST_CASE("the lower bound of leaves x holds at random points, and is the best of the three") {
    Engine engine(seed());
    long moved = 0, unbounded = 0, strict = 0;
    for (long i = 0; i < samples(2'000); ++i) {
        const Evaluator evaluator({random_smooth(engine, 3)}, {"x", "y"});
        const bool bounded = engine() % 2 == 0;
        const Box box{random_side(engine, bounded), random_side(engine, bounded)};
        const Values natural = evaluator.natural(box, 64)[0], found = evaluator.monotone(box, 64)[0];
        CHECK(found.defined == natural.defined);
        CHECK_FALSE(found.nowhere);
        if (natural.differentiable) CHECK(as_good(found.lower, natural.lower));
        moved += natural.lower.infinite != found.lower.infinite || found.lower.value > natural.lower.value;
        unbounded += !(box[0].is_bounded() && box[1].is_bounded()) && !found.lower.infinite;
        strict += found.lower.strict && !found.lower.infinite;
        for (int k = 0; k < 6; ++k) {
            const Box point{random_point(box[0], engine), random_point(box[1], engine)};
            CHECK(obeys(evaluator.natural(point, 512)[0], found.lower));
        }
        if (!bounded || !found.differentiable) continue;
        const Values mean = evaluator.mean_value(box, 64)[0];
        const Rational size = 1 + abs(mean.lower.value) + abs(natural.upper.value);
        CHECK(
            as_good({.value = found.lower.value + size / 1'000'000'000'000, .infinite = found.lower.infinite},
                    mean.lower));
    }
    CHECK(moved > samples(2'000) / 8);
    CHECK(unbounded > samples(2'000) / 10);
    CHECK(strict > samples(2'000) / 20);
}

TEST_CASE("what has a sign on the face only is moved next") {
    // ∂f/∂x = 4 − 3y > 0, and ∂f/∂y = 1 + y/2 − 3x has a sign at x = 0
    const Expression f = 4 * x + y + pow(y, 2) / 4 - 3 * x * y;
    const Values corner = monotone(f, {closed(0, 1), closed(-1, 1)});
    CHECK(corner.lower.value == Rational(-3, 4));
    CHECK_FALSE(corner.lower.strict);
    CHECK(monotone(-f, {closed(0, 1), closed(-1, 1)}).lower.value < Rational(-3, 4));
    // an open end counts in either round
    for (const Box& box : {Box{open_below(0, 1), closed(-1, 1)}, Box{closed(0, 1), open_below(-1, 1)}}) {
        CHECK(monotone(f, box).lower.value == Rational(-3, 4));
        CHECK(monotone(f, box).lower.strict);
    }
    for (const Box& box : {Box{open_above(0, 1), closed(-1, 1)}, Box{closed(0, 1), open_above(-1, 1)}})
        CHECK_FALSE(monotone(f, box).lower.strict);
    // and so on: ∂g/∂z = 1 + z/2 − 3(y + 1) has a sign at y = −1 only
    const Expression g = 9 * x + f + z + pow(z, 2) / 4 - 3 * (y + 1) * z;
    CHECK(monotone(g + 3 * y, {closed(0, 1), closed(-1, 1), closed(-1, 1)}).lower.value == Rational(-9, 2));
    // a slope that is only >= 0 is followed, and takes no strictness from an open end
    const Values weak = monotone(x * pow(y, 2) + y + pow(y, 2) / 4, {open_below(0, 1), closed(-1, 1)});
    CHECK(weak.lower.value == Rational(-3, 4));
    CHECK_FALSE(weak.lower.strict);
    // an end without value is not taken: only the natural enclosure speaks
    CHECK(monotone(x - 1 / x, {open_below(0, 1)}).lower.infinite);
    CHECK(monotone(x + y - 1 / x, {open_below(0, 1), closed(0, 1)}).lower.infinite);
    // to a face in infinity nothing moves
    CHECK(monotone(x, {{.upper = 1, .lower_infinite = true}}).lower.infinite);
    const Values half =
        monotone(x + apply(Op::tanh, y), {closed(0, 1), {.upper = 0, .lower_infinite = true}});
    CHECK(half.lower.value == -1);
    CHECK(half.lower.strict);
}

TEST_CASE("the centred form is taken about the best centre, on the face") {
    // slopes in [−1, 3]: about 1/2, where both ends lose 3/2 of f(1/2) = −1/4; about the middle it is −3
    CHECK(monotone(pow(x, 2) - x, {closed(0, 2)}).lower.value == Rational(-7, 4));
    CHECK(monotone(pow(x, 2) + x, {closed(-2, 0)}).lower.value == Rational(-7, 4));
    CHECK(Evaluator({pow(x, 2) - x}, {"x"}).mean_value({closed(0, 2)}, 64)[0].lower.value == -2);
    CHECK(monotone(pow(x, 2) - x + pow(y, 2) - y, {closed(0, 2), closed(0, 2)}).lower.value ==
          Rational(-7, 2));
    CHECK(monotone(5 * z + pow(x, 2) - x, {closed(0, 2), closed(0, 1), closed(1, 2)}).lower.value ==
          Rational(13, 4));
    // not strict, but for an open end passed before; one at the sides of the form says nothing
    CHECK_FALSE(monotone(pow(x, 2) - x, {{.lower = 0, .upper = 2, .lower_open = true, .upper_open = true}})
                    .lower.strict);
    CHECK(monotone(5 * z + pow(x, 2) - x, {closed(0, 2), closed(0, 1), open_below(1, 2)}).lower.strict);
    // slopes in [−2^−80, 2]: the centre is the lower end, to 64 bits
    const Expression f = pow(x, 2) - x * power_of_two(-80);
    CHECK(monotone(f, {open_below(0, 1)}).lower.value == -power_of_two(-80));
    // sides and slopes without end have no such form
    CHECK(monotone(pow(x, 2) - x, {{.lower = 0, .upper_infinite = true}}).lower.infinite);
}

TEST_CASE("the centred form needs a value at its centre") {
    // the slope is steep, or 0 for the part that has none, at the open end
    const Side side = open_below(0, 1);
    for (const Expression& f : {apply(Op::log, x) - 10 * x, 1 / x - 1 / pow(x, 2), apply(Op::log, x) * x,
                                0 * apply(Op::log, x) + pow(x, 2) - x * power_of_two(-80)}) {
        const Values found = monotone(f, {side});
        const Values natural = Evaluator({f}, {"x"}).natural({side}, 64)[0];
        CHECK(found.lower.infinite == natural.lower.infinite);
        CHECK(found.lower.value == natural.lower.value);
    }
}

namespace {

/// The tree for f > 0 on the ranges, once with f >= 0.
std::string positive(const std::string& domain, const std::string& f, const std::string& tree) {
    const std::string strict = verdict("for " + domain + " prove " + f + " > 0", subdivide(tree));
    CHECK((strict != "accepted" ||
           verdict("for " + domain + " prove " + f + " >= 0", subdivide(tree)) == "accepted"));
    return strict;
}

}  // namespace

TEST_CASE("leaves d: where a function is least") {
    const char* everywhere = "x in [0, 1]";
    // inside; the outer leaves are not evaluated: it falls to the inner one
    CHECK(positive(everywhere, "x^2 - x + 3/10", "x@2/5 d64 x@1/3 d64 d64") == "accepted");
    CHECK(positive(everywhere, "x^2 - x + 3/10", "x@2/5 d64 x@1/3 n64 d128") != "accepted");
    // at an end, at either, at both
    CHECK(positive(everywhere, "x^2 + x + 1/1000", "x@1/2 d64 d64") == "accepted");
    CHECK(positive(everywhere, "1001/1000 - x^2", "x@1/2 d64 d64") == "accepted");
    CHECK(positive(everywhere, "x - x^2 + 1/1000", "x@1/3 d64 x@1/2 m64 d64") == "accepted");
    CHECK(verdict("for x in [0, 1] prove x^2 + x >= 0", subdivide("x@1/2 d64 d64")) == "accepted");
    REJECTS(positive(everywhere, "x^2 + x", "x@1/2 d64 d64"), "leaf 1", "does not show");
    // at two points inside
    CHECK(positive("x in [-1, 1]", "(x^2 - 1/4)^2 + 1/50",
                   "x@1/2 x@2/5 d64 x@1/3 d64 d64 x@2/5 d64 x@1/3 d64 d64") == "accepted");
    // a face, and a corner; what is far from them is not evaluated, as by other leaves
    const std::string face = "x - x/3 + y^2 - y + 1/4 + 1/40", square = "x in [0, 1], y in [0, 1]";
    CHECK(positive(square, face, "x@1/20 y@2/5 d64 y@1/3 d64 d64 d64") == "accepted");
    for (const char* other : {"n64", "m64", "x64"})
        REJECTS(positive(square, face, "x@1/20 y@2/5 d64 y@1/3 d64 d64 " + std::string(other)),
                "leaf 4 does not show the sign");
    CHECK(positive(square, "(x - 2)^2 + (y + 1)^2 - 2 + 1/9", "x@1/2 d64 y@1/2 d64 d64") == "accepted");
    CHECK(positive(square, "(x - 2)^2 + (y + 1)^2 - 2 - 1/9", "x@1/2 d64 y@1/2 d64 d64") != "accepted");
    // everywhere: a constant, a variable that does not occur, one of a single value
    CHECK(positive(everywhere, "1 + 0*x", "x@1/2 d64 d64") == "accepted");
    REJECTS(positive(everywhere, "0*x", "x@1/2 d64 d64"), "leaf 1");
    REJECTS(positive(everywhere, "0*x - 1", "x@1/2 d64 d64"), "leaf 1");
    CHECK(positive(square, "y + 1/9", "x@1/2 y@1/2 d64 d64 y@1/3 d64 d64") == "accepted");
    REJECTS(positive(square, "y - 1/9", "x@1/2 y@1/2 d64 d64 y@1/3 d64 d64"), "leaf 1");
    CHECK(positive("x in [0, 1], y in [2, 2]", "x*y + 1/9", "x@1/2 d64 d64") == "accepted");
    CHECK(verdict("prove pi - 3 > 0", subdivide("d64")) == "accepted");
    REJECTS(verdict("prove pi - 4 > 0", subdivide("d64")), "leaf 1");
    // at both edges of a valley, reached by a second move: the slope in y has a sign at x = 0 only
    const std::string valley = "4*x + y + y^2/4 - 3*x*y + ";
    CHECK(positive("x in [0, 1], y in [-1, 1]", valley + "4/5", "y@1/2 d64 d64") == "accepted");
    REJECTS(positive("x in [0, 1], y in [-1, 1]", valley + "7/10", "y@1/2 d64 d64"), "leaf 1");
    REJECTS(positive("x in [0, 1], y in [-1, 1]", valley + "7/10", "y@1/2 n64 d64"), "leaf 1");
}

TEST_CASE("leaves x follow a chain of variables for four rounds: each costs a gradient") {
    const auto chain = [](int n) {
        std::string domain, f;
        for (int k = 1; k <= n; ++k) {
            const std::string name = "x" + std::to_string(k);
            domain += (k == 1 ? "" : ", ") + name + " in [0, 1]";
            f += " + 3*" + name + (k == n ? "" : " - 2*" + name + "*x" + std::to_string(k + 1));
        }
        return positive(domain, "1" + f, "x64");
    };
    CHECK(chain(8) == "accepted");  // from both ends
    REJECTS(chain(16), "leaf 1");
}

TEST_CASE("a tree with leaves d uses no hypothesis") {
    // f falls from the one leaf to what the hypothesis leaves out
    const std::string outside = "for x in [-1, 1] where x >= 1/4 prove x - 1/2 > 0",
                      none = "contradict a hypothesis";
    REJECTS(verdict(outside, subdivide("x@1/2 o64 d64")), "leaf 1", none);
    REJECTS(verdict(outside, subdivide("x@3/4 d64 d64")), "leaf 1");
    json whole = subdivide("x@1/2 # d64");
    whole["parts"] = json::array({subdivide("o64")});
    REJECTS(verdict(outside, whole), "proof/parts[0]", none);
    whole["parts"] = json::array({{{"step", "hypothesis"}, {"hypothesis", 0}}});
    REJECTS(verdict("for x in [-1, 1] where x - 1/2 > 0 prove x - 1/2 > 0", whole), "proof/parts[0]");
    CHECK(positive("x in [-1, 1] where x <= 2", "x + 2", "d64") == "accepted");
    // a variable's name is no leaf
    CHECK(verdict("for d in [-1, 1] where d >= 1/4 prove d - 1/9 > 0",
                  subdivide("d@1/2 o64 d@1/8 o64 n64")) == "accepted");
}

TEST_CASE("leaves d need a bounded closed box") {
    const std::string all = "bounded closed box";
    for (const char* side : {"(0, 1]", "[0, 1)", "(0, 1)"})
        REJECTS(positive(std::string("x in ") + side, "x + 1", "x@1/2 d64 d64"), all);
    for (const char* side : {"[0, inf)", "(-inf, 0]", "(-inf, inf)"})
        for (const char* f : {"x", "-x", "exp(x) + 1"})
            REJECTS(positive(std::string("x in ") + side, f, "x@1/2 d64 d64"), all);
    REJECTS(positive("x in [0, 1], y in (0, 1]", "x + 1", "x@1/2 d64 d64"), all);
    REJECTS(positive("y in [0, inf), x in [0, 1]", "x + 1", "x@1/2 n64 d64"), all);
    // ranges without end that a step made
    REJECTS(verdict("for N in 2..inf prove N > 0", {{"step", "integers"},
                                                    {"variable", "N"},
                                                    {"each", json::array()},
                                                    {"rest", subdivide("N@1/2 d64 d64")}}),
            "proof/rest", all);
    for (const char* tree : {"x@1/2 d64 d64", "d64"})
        REJECTS(
            verdict("for x in (0, 1] prove x + 1 > 0",
                    {{"step", "substitute"}, {"variable", "x"}, {"by", "exp"}, {"proof", subdivide(tree)}}),
            "proof/proof", all);
    REJECTS(verdict("for x in [1, 2], y in [0, 1] prove x + y > 0",
                    {{"step", "scale"}, {"variable", "y"}, {"base", "x"}, {"proof", subdivide("d64")}}),
            "proof/proof", all);
}

TEST_CASE("leaves d need a function that is C1 on the whole box") {
    const std::string smooth = "differentiable on the whole box";
    for (const char* f : {"abs(x) + 1", "sqrt(1 + x) + 1", "max(x, -1/2) + 1", "min(x, -1/2) + 2",
                          "x^(1/3) + 1", "1/x + 9", "log(1 + x) + 9", "x*abs(x) + 2", "asin(x) + 2",
                          "(x^2)^(3/4) + 1", "tan(2*x) + 9", "0*log(x) + 1"}) {
        INFO(f);
        // the last leaf is far from every kink, pole and end
        REJECTS(positive("x in [-1, 1]", f, "x@7/8 x@1/2 n64 n64 x@1/2 d64 d64"), "step proof");
        REJECTS(verdict(std::string("for x in [-1, 1] prove ") + f + " > 0", subdivide("d64")), smooth);
    }
    const std::string kinked = "for x in [-1, 1] prove abs(x) - x/2 + 2/3 > 0";
    REJECTS(verdict(kinked, subdivide("x@1/2 n64 x@1/2 n64 d64")), smooth);
    // also by a variable that is far from its kink in this leaf, and at the precision of the leaf
    REJECTS(positive("x in [0, 1], y in [-1, 1]", "x + abs(y) + 1", "y@3/4 n64 d64"), smooth);
    // a function without any value is nowhere least, and nowhere positive
    for (const char* method : {"n64", "m64", "x64", "d64"})
        for (const char* f : {"sqrt(x - 2)", "log(-1 - x^2)", "1/(0*x)"})
            REJECTS(positive("x in [-1, 1]", f, method), "step proof");
    for (const char* method : {"m64", "x64"})
        REJECTS(positive("x in [-1, 1]", "abs(x) + 1", method), "does not show");
    // removable singularities are none
    for (const char* f : {"sinc(x)", "expm1_over_x(x)", "log_sinhc(x) + 1", "2 + langevin(x)",
                          "divided_exp(x, 1/2)", "divided_log(x + 2, 3)", "divided_pow(x + 2, 3, 2)"}) {
        INFO(f);
        CHECK(positive("x in [-1, 1]", f, "x@1/2 d64 d64") == "accepted");
    }
}

TEST_CASE("leaves d: from the end of the whole box at which it is least nothing falls") {
    for (const char* sign : {"", "-"}) {
        // least at −1, or at 1, where it is negative
        const std::string f = std::string(sign) + "(x - x/3 + y/9) + 1/2";
        for (const char* tree : {"d64", "x@1/2 d64 d64", "y@1/2 d64 d64", "x@1/2 y@1/2 d64 d64 y@1/2 d64 d64",
                                 "y@1/2 x@1/2 d64 d64 x@1/2 d64 d64", "x@1/1000 d64 x@999/1000 d64 d64"}) {
            INFO(f << " " << tree);
            REJECTS(positive("x in [-1, 1], y in [-1, 1]", f, tree), "leaf ", "does not show the sign");
        }
    }
    // leaves that point at each other, at a cut where the slope is 0: it is least there
    for (const char* tree :
         {"x@1/2 d64 d64", "x@1/2 x@1/2 d64 d64 x@1/2 d64 d64", "x@1/4 d64 x@1/3 d64 d64"}) {
        REJECTS(positive("x in [-1, 1]", "x^2 - 1/1000", tree), "leaf ", "does not show");
        REJECTS(positive("x in [-1, 1]", "x^4 - 1/1000", tree), "leaf ", "does not show");
        REJECTS(positive("x in [-1, 1], y in [0, 1]", "x^2*(1 + y) - 1/1000", tree), "leaf ");
    }
    // a slope that is only >= 0 leads to the face, where f is evaluated
    REJECTS(positive("x in [-1, 1]", "x^3 - 1/1000", "x@1/2 n64 d64"), "leaf 1");
    REJECTS(positive("x in [0, 1], y in [0, 1]", "x*y - 1/1000", "x@1/2 y@1/2 d64 d64 y@1/2 d64 d64"),
            "leaf 1");
    REJECTS(positive("x in [0, 1], y in [0, 1]", "(x - 1/2)*y + 1/4", "x@1/2 y@1/2 d64 d64 y@1/2 d64 d64"),
            "leaf ");
    // every leaf is needed
    REJECTS(positive("x in [0, 1]", "x - 1/2", "x@1/2"), "ends before it covers");
    REJECTS(positive("x in [0, 1]", "x - 1/2", "x@1/2 d64"), "does not show");
    REJECTS(positive("x in [0, 1]", "1/2 - x", "x@1/2 d64"), "ends before it covers");
    REJECTS(positive("x in [0, 1]", "1/2 - x", "x@1/2 d64 o64"), "leaf 2");
    REJECTS(positive("x in [0, 1]", "1/2 - x", "x@1/2 d64 #"), "leaf 2");
}

TEST_CASE("leaves d in parts speak of the part's box, and beside parts of the whole one") {
    const auto parts = [](const std::string& tree, const std::vector<json>& inner) {
        return json{{"step", "subdivide"}, {"tree", tree}, {"parts", inner}};
    };
    const std::string line = "for x in [0, 1] prove ";
    CHECK(verdict(line + "x + 1/9 > 0", parts("x@1/2 # d64", {subdivide("x@1/2 d64 d64")})) == "accepted");
    REJECTS(verdict(line + "x - 1/9 > 0", parts("x@1/2 # d64", {subdivide("x@1/2 d64 d64")})),
            "proof/parts[0]", "leaf 1");
    // within the upper half alone f is least at its lower end
    const std::string least = line + "x - 2/3 >= 0";
    REJECTS(verdict(least, parts("x@1/2 n64 #", {subdivide("d64")})), "leaf 1");
    const std::string hump = line + "x - x^2 - 1/9 > 0";  // false at both ends
    REJECTS(verdict(hump, parts("x@1/2 # d64", {subdivide("d64")})), "proof/parts[0]", "leaf 1");
    REJECTS(verdict(hump, parts("x@1/4 d64 #", {subdivide("x@1/2 d64 d64")})), "leaf 1");
    REJECTS(verdict(hump, parts("x@1/4 # #", {subdivide("x@1/2 d64 d64"), subdivide("d64")})),
            "proof/parts[0]", "leaf 1");
    // the closed middle of an open range; what is left open, or has a kink outside of the part
    const json middle = parts("x@1/4 n64 x@2/3 # n64", {subdivide("x@1/2 d64 d64")});
    CHECK(verdict("for x in (0, 1) prove x + 1/9 > 0", middle) == "accepted");
    CHECK(verdict("for x in [0, 1] prove x + sqrt(x) + 1/9 > 0", middle) == "accepted");
    REJECTS(verdict("for x in (0, 1) prove x + 1/9 > 0", parts("x@1/2 # n64", {subdivide("d64")})),
            "proof/parts[0]", "bounded closed box");
    CHECK(verdict("for x in [0, 1] where x < 2 prove x + 1/9 > 0", middle) == "accepted");
}

TEST_CASE("no other tree has leaves d") {
    const std::string methods = "none of the methods";
    const json congruence = {{"step", "congruence"}, {"vectors", {"1", "0", "0", "1"}}, {"tree", "d64"}};
    REJECTS(verdict("for x in [0, 1] prove matrix [[1 + x, 0], [0, 1]] positive-definite", congruence),
            methods);
    const json none = {{"step", "exclude"}, {"tree", "x@1/2 n64 d64"}};
    REJECTS(verdict("for a in [-2, -1] disprove exists x in [0, 1]: x^2 = a",
                    {{"step", "witness"}, {"point", {{"a", "-1"}}}, {"none", none}}),
            methods);
    const std::string roots = "for a in [1, 2] prove exists unique x in (0, inf): x*exp(x) = a";
    REJECTS(verdict(roots, subdivide("d64")), "neither # nor o");
    for (const json& proof :
         {json{{"step", "zero"}, {"tree", "d64"}},
          json{{"step", "sum"}, {"terms", {"x^2"}}, {"proofs", {subdivide("d64")}}, {"tree", "d64"}}})
        REJECTS(verdict("for x in [0, 1] prove x*x >= 0", proof), "only leaves n and o");
    REJECTS(verdict("for x in [-1, 1] prove x^2 + 1 > 0",
                    {{"step", "convex"}, {"point", {{"x", "0"}}}, {"precision", 64}, {"hessian", "d64"}}),
            "only leaves n");
}
