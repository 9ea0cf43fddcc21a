#include <doctest/doctest.h>

#include <checker/proofs.hpp>
#include <dlncert/statement/error.hpp>
#include <sampling.hpp>

using namespace dlncert;
using nlohmann::json;
using test::contains, test::verdict;

namespace {

const json leaf = test::subdivide("n64"), identity = {{"step", "identity"}};

json all(const std::vector<json>& parts) {
    return {{"step", "all"}, {"parts", parts}};
}
json analytic(const std::string& tree = "n64") {
    return {{"step", "analytic"}, {"tree", tree}};
}
json changed(json proof, const std::string& pointer, const json& value) {
    proof[json::json_pointer(pointer)] = value;
    return proof;
}
json without(json proof, const char* member) {
    proof.erase(member);
    return proof;
}

}  // namespace

TEST_CASE("analytic") {
    const auto of = [](const std::string& domain, const std::string& function,
                       const json& proof = analytic()) {
        return verdict("for " + domain + " prove analytic " + function, proof);
    };
    CHECK(of("x in (0, inf)", "log(x)*sqrt(x) + x^(3/2)/abs(x) + log_sinhc(x - 1)") == "accepted");
    CHECK(of("x in [1, 2], p in [0, 1]", "x^p") == "accepted");
    CHECK(of("x in [-1, 1]", "max(x, 3) + langevin'(x) + sinc(x)") == "accepted");
    CHECK(of("x in [0, 1] where x > 1/2", "log(x)", analytic("x@1/4 o64 n64")) == "accepted");
    // at an end, or a kink: x^(3/2) is C1 at 0 and not analytic; abs(x)^3 is C2
    for (const char* function :
         {"x^(3/2)", "x^(5/3)", "sqrt(x)", "abs(x)", "abs(x)^3", "max(x, 0)", "min(x, x^2)", "log(x)", "1/x",
          "acos(1 - x)", "x^pi", "x*abs(x)", "acosh(1 + x)"})
        REJECTS(of("x in [0, 1]", function), "proof", "is differentiable", "leaf 1");
    // as a function of x and y: defined at y = 2 and nowhere else near x = -1
    CHECK(of("x in (0, 1], y in [2, 2]", "x^y") == "accepted");
    REJECTS(of("x in [-1, 1], y in [2, 2]", "x^y"), "is differentiable");
    REJECTS(of("x in (0, 1]", "x", {{"step", "subdivide"}, {"tree", "n64"}}), "analytic");
    REJECTS(of("x in (0, 1]", "x", changed(analytic(), "/point", 1)), "point");
    REJECTS(of("x in (0, 1]", "x", analytic("m64")), "only leaves n and o");
}

TEST_CASE("a continuation") {
    const auto of = [](const std::string& statement) {
        return verdict("for x, y in (0, inf) prove analytic " + statement, analytic());
    };
    CHECK(of("sinc(x - y) continues sin(x - y)/(x - y)") == "accepted");
    CHECK(of("log_sinhc(x) continues log(sinh(x)/x)") == "accepted");
    CHECK(of("log_sinhc(x)/2 continues 1/2*log(sinh(x)/x)") == "accepted");
    REJECTS(of("log_sinhc(x) continues 1/2*log(sinh(x)/x)"), "continuation");
    REJECTS(of("log_sinhc(x) continues log(2*sinh(x)/x)"), "continuation");
    REJECTS(of("sinc(x) continues sin(x)"), "continuation");
    // e^0 = 1 says nothing of 0*log(q)
    REJECTS(of("x continues 0*log(x)"), "continuation");
    REJECTS(of("sinc(x) continues (x + y + exp(x) + exp(y) + log(x))^60*sin(x)/x"), "continuation",
            "too large");
}

TEST_CASE("analytic, in a chamber of every width") {
    const auto of = [](const std::string& function) {
        return verdict("for d in 2..inf, v in chamber(d) prove analytic " + function, analytic());
    };
    CHECK(of("sum(i < j, log(v[i] + v[j]) + log_sinhc(v[i] - v[j]))") == "accepted");
    CHECK(of("sum(i < j, sinc(v[i] - v[j])) continues sum(i < j, sin(v[i] - v[j])/(v[i] - v[j]))") ==
          "accepted");
    REJECTS(of("sum(i < j, abs(v[i] - v[j]))"), "is differentiable");
    REJECTS(of("sum(i < j, sinc(v[i] - v[j])) continues sum(i < j, sin(v[i] - v[j])/v[j])"), "continuation");
    REJECTS(of("sum(i < j, v[i])*v[1]"), "sum over pairs");
    REJECTS(verdict("for x in [1, 2], v in chamber(3) prove analytic sum(i < j, x*v[i])", analytic()),
            "the name 'x'");
    // it would be looked for between 1 and 2 only
    for (const char* parameter : {"x in [1, 2]", "y in 1..2"})
        REJECTS(verdict(std::string("for ") + parameter +
                            ", v in chamber(3) prove analytic sum(i < j, log(v[i]))",
                        analytic()),
                "the name '");
}

namespace {

/// P = log(x + y): all second derivatives are −1/(x + y)².
std::string blocks(const std::string& rows, const std::string& metric = "",
                   const std::string& body = "log(v[i] + v[j])") {
    return "for d in 2..inf, v in chamber(d) prove hessian(sum(i < j, " + body + "), v" + metric +
           ") = sum(i < j, " + rows + ")";
}
const std::string entry = "-1/(v[i] + v[j])^2";
const json block_proof = {{"step", "pair-blocks"},
                          {"premises", {analytic(), all({identity, identity, identity})}}};

}  // namespace

TEST_CASE("pair-blocks") {
    const std::string rows = "[[" + entry + ", " + entry + "], [" + entry + ", " + entry + "]]";
    CHECK(verdict(blocks(rows), block_proof) == "accepted");
    // the metric s^-2 has Gamma(s) = -1/s
    const std::string covariant = "[[" + entry + " + 1/(v[i]*(v[i] + v[j])), " + entry + "], [" + entry +
                                  ", " + entry + " + 1/(v[j]*(v[i] + v[j]))]]";
    CHECK(verdict(blocks(covariant, ", v[i]^-2"), block_proof) == "accepted");
    REJECTS(verdict(blocks(rows, ", v[i]^-2"), block_proof), "proof/premises[1]/parts[0]");
    REJECTS(verdict(blocks(covariant), block_proof), "proof/premises[1]/parts[0]");
    const std::string other = "-2/(v[i] + v[j])^2";
    REJECTS(verdict(blocks("[[" + other + ", " + entry + "], [" + entry + ", " + entry + "]]"), block_proof),
            "parts[0]");
    REJECTS(verdict(blocks("[[" + entry + ", " + other + "], [" + other + ", " + entry + "]]"), block_proof),
            "parts[1]");
    REJECTS(verdict(blocks("[[" + entry + ", " + entry + "], [" + entry + ", " + other + "]]"), block_proof),
            "parts[2]");
    // not smooth on the diagonal; an entry that is undefined there; a missing premise
    REJECTS(verdict(blocks("[[2, -2], [-2, 2]]", "", "abs(v[i] - v[j])*(v[i] - v[j])"), block_proof),
            "premises[0]");
    REJECTS(verdict(blocks("[[" + entry + "*(v[i] - v[j])/(v[i] - v[j]), " + entry + "], [" + entry + ", " +
                           entry + "]]"),
                    block_proof),
            "parts[0]", "is defined");
    // a metric that is 0 somewhere, or everywhere: no Christoffel symbol, also where it is multiplied by 0
    const std::string none = "[[0, 0], [0, 0]]";
    CHECK(verdict(blocks(none, ", v[i] + 1", "7"), block_proof) == "accepted");
    for (const char* metric : {", v[i] - 1", ", 0*v[i]", ", 0"})
        REJECTS(verdict(blocks(none, metric, "7"), block_proof), "parts[0]", "is defined");
    REJECTS(verdict(blocks(rows), {{"step", "pair-blocks"}, {"premises", {analytic()}}}),
            "one proof for each premise");
    REJECTS(verdict(blocks(rows), changed(block_proof, "/step", "jensen")), "pair-blocks");
    REJECTS(verdict(blocks(rows), changed(block_proof, "/extra", 1)), "unknown member");
    REJECTS(verdict("for x in [1, 2], v in chamber(3) prove hessian(sum(i < j, x*v[i]), v) = sum(i < j, [[0, "
                    "0], [0, 0]])",
                    block_proof),
            "the name 'x'");
}

namespace {

/// E log(x + y) <= log(2m): the kernel is concave of rank one, and strictly so on the diagonal.
std::string mean(const std::string& relation, const std::string& f = "log(x + y)",
                 const std::string& F = "log(2*m)", const std::string& range = "(0, inf)") {
    return "for b in (0, inf) prove independent x, y in " + range + " of mean m: mean " + f + " " + relation +
           " " + F;
}
json jensen(const std::vector<std::string>& terms, const std::vector<std::string>& weights,
            const std::vector<json>& premises) {
    return {{"step", "jensen"}, {"terms", terms}, {"weights", weights}, {"premises", premises}};
}
const json rank_one = {{"step", "pair-rank-one"}, {"kappa", "1/(1 + r)^2"}, {"positive", leaf}};
const json weak = jensen({"log(x + y)"}, {"1"}, {identity, identity, leaf, identity, rank_one});
const json strict = changed(weak, "/premises/1", all({identity, identity, leaf}));

}  // namespace

TEST_CASE("jensen") {
    CHECK(verdict(mean("<="), weak) == "accepted");
    CHECK(verdict(mean("<"), strict) == "accepted");
    CHECK(verdict(mean("<", "log(x + y)", "log(2*m)", "[1, 2]"), strict) == "accepted");
    REJECTS(verdict(mean(">="), weak), "proof");  // the opposite
    REJECTS(verdict(mean(">"), strict), "proof");
    REJECTS(verdict(mean("<"), weak), "proof/premises[1]");  // no strictness shown
    REJECTS(verdict(mean("<=", "log(x + y)", "log(3*m)"), weak), "proof/premises[1]");
    // without independence of the order of the arguments; convex along some line
    REJECTS(verdict(mean("<=", "log(x + 2*y)", "log(3*m)"), changed(weak, "/terms/0", "log(x + 2*y)")),
            "premises[3]");
    REJECTS(verdict(mean("<=", "x*y", "m^2"), changed(weak, "/terms/0", "x*y")), "premises[4]");
    REJECTS(verdict(mean("<=", "x*log(y)", "m*log(m)"), changed(weak, "/terms/0", "x*log(y)")),
            "premises[3]");
    // concave, with a kink on the diagonal
    REJECTS(verdict(mean("<=", "min(x, y)", "min(m, m)"), changed(weak, "/terms/0", "min(x, y)")),
            "premises[3]");
    // another kernel, a range that leaves the quadrant, three variables
    REJECTS(verdict(mean("<="), changed(weak, "/terms/0", "log(x + y) + x")), "premises[0]");
    REJECTS(verdict(mean("<=", "log(x + y)", "log(2*m)", "(-1, inf)"), weak), "not positive");
    REJECTS(verdict("prove independent x, y, z in (0, inf) of mean m: mean log(x + y + z) <= log(3*m)",
                    changed(weak, "/terms/0", "log(x + y + z)")),
            "more than two variables");
    // terms and weights that do not match, or are of the wrong sign or in the mean
    REJECTS(verdict(mean("<="), changed(weak, "/weights", json::array())), "one weight for each term");
    REJECTS(verdict(mean("<=", "-log(x + y)", "-log(2*m)"), changed(weak, "/weights/0", "-1")),
            "premises[2]");
    REJECTS(verdict(mean("<="), changed(weak, "/weights/0", "m/m")), "m");
    REJECTS(verdict(mean("<=", "x*log(x + y)", "m*log(2*m)"), changed(weak, "/weights/0", "x")), "weights",
            "x");
    REJECTS(verdict(mean("<="), changed(weak, "/step", "pair-blocks")), "jensen");
    REJECTS(verdict(mean("<=", "log(x + y)", "log(2*m)", "[0, inf)"), weak), "not positive");
    REJECTS(verdict(mean("<="), without(weak, "terms")), "terms");
    REJECTS(verdict(mean("<="), changed(weak, "/at", "1")), "at");
}

TEST_CASE("jensen with an energy") {
    const std::string f = "b*x^2 - log(x + y)/b", F = "b*m^2 - log(2*m)/b";
    const json proof = jensen({"x^2", "-log(x + y)"}, {"b", "1/b"},
                              {identity, all({identity, identity, leaf}), leaf,
                               all({identity, identity, leaf}), leaf, identity, rank_one});
    INFO(verdict(mean(">", f, F), proof));
    CHECK(verdict(mean(">", f, F), proof) == "accepted");
    REJECTS(verdict(mean("<", f, F), proof), "proof");
    // a concave energy; the weight of either sign; x^2 + 1/x - 1/x is not defined everywhere in [-1, 1]
    REJECTS(verdict(mean(">", "b*x^(1/2) - log(x + y)/b", "b*m^(1/2) - log(2*m)/b"),
                    changed(proof, "/terms/0", "x^(1/2)")),
            "premises");
    REJECTS(verdict("for b in (-1, inf) prove independent x, y in (0, inf) of mean m: mean (1 + b)*x^2 + "
                    "b*y^2 >= (1 + 2*b)*m^2",
                    jensen({"x^2", "y^2"}, {"1 + b", "b"},
                           {identity, identity, leaf, all({identity, identity, leaf}), leaf,
                            all({identity, identity, leaf})})),
            "premises[4]");
    // one variable on any range
    CHECK(verdict("prove independent x in [-1, 1] of mean m: mean exp(x) > exp(m)",
                  jensen({"exp(x)"}, {"1"},
                         {identity, all({identity, identity, leaf}), leaf,
                          all({identity, identity, leaf})})) == "accepted");
    for (const char* weakly : {"<=", ">="})  // a linear term is concave and convex
        CHECK(verdict(std::string("prove independent x in [-1, 1] of mean m: mean x ") + weakly + " m",
                      jensen({"x"}, {"1"}, {identity, identity, leaf, all({identity, identity, leaf})})) ==
              "accepted");
    REJECTS(verdict("prove independent x in [-1, 1] of mean m: mean x >= m - 1/4",
                    jensen({"x"}, {"1"}, {identity, identity, leaf, all({identity, identity, leaf})})),
            "premises[1]");
    REJECTS(verdict("prove independent x in [-1, 1] of mean m: mean abs(x) >= abs(m)",
                    jensen({"abs(x)"}, {"1"}, {identity, identity, leaf, all({identity, identity, leaf})})),
            "premises[3]");
}

namespace {

/// phi(sum psi) - w sum of log(s_i + s_j): P_xx = P_yy = -1/(1 + r)^2 at (1, r) and P_x = P_y, as for N = 2.
std::string equilibrium(const std::string& energy = "sum(i in 1..d, v[i]^2)",
                        const std::string& pairs = "sum(i < j, log(v[i] + v[j]))/b",
                        const std::string& widths = "2..inf",
                        const std::string& properties = ", diagonal, minimum") {
    return "for d in " + widths + ", b in (0, inf) prove exists unique v in chamber(d): gradient(" + energy +
           " - " + pairs + ", v) = 0" + properties;
}

json uniqueness(const std::string& strictness = "energy") {
    const json energy = all({identity, identity, identity, leaf, leaf, leaf});
    return {{"step", "unique-equilibrium"},
            {"strictness", strictness},
            {"at", "1"},
            {"premises",
             {analytic(),
              all({identity, identity, identity}),
              all({leaf, leaf}),
              {{"step", "zero"}},
              all({leaf, leaf}),
              energy,
              leaf,
              {{"step", "pair-rank-one"}, {"kappa", "1/(1 + r)^2"}, {"positive", leaf}}}}};
}

json without_premise(json proof, std::size_t k) {
    proof["premises"].erase(k);
    return proof;
}

}  // namespace

TEST_CASE("unique-equilibrium") {
    CHECK(verdict(equilibrium(), uniqueness()) == "accepted");
    CHECK(verdict(equilibrium("sum(i in 1..d, v[i]^2)", "sum(i < j, log(v[i] + v[j]))/b", "2..inf", ""),
                  without_premise(uniqueness(), 7)) == "accepted");
    const std::string linear = "sum(i in 1..d, v[i])";
    const std::string pairs = "sum(i < j, log(v[i] + v[j]))/b";
    CHECK(verdict(equilibrium(linear, pairs, "3..inf"), uniqueness("width")) == "accepted");
    CHECK(verdict(equilibrium(linear, pairs, "4..4"), uniqueness("width")) == "accepted");
    // a continuum of equilibria at width 2: neither strictness holds
    REJECTS(verdict(equilibrium(linear), uniqueness("width")), "at this width");
    REJECTS(verdict(equilibrium("sum(i in 1..d, v[i]^2)", pairs, "1..inf"), uniqueness()), "at this width");
    REJECTS(verdict(equilibrium(linear), uniqueness("energy")), "premises[5]");
    REJECTS(verdict(equilibrium(linear), uniqueness("comparison")), "premises[3]");
    REJECTS(verdict(equilibrium(), uniqueness("none")), "strictness");
    REJECTS(verdict(equilibrium(), changed(uniqueness(), "/step", "jensen")), "unique-equilibrium");
    REJECTS(verdict(equilibrium(), changed(uniqueness(), "/extra", 1)), "unknown member");
    REJECTS(verdict(equilibrium(), without(uniqueness(), "strictness")), "strictness");
    REJECTS(verdict(equilibrium(), without(uniqueness(), "at")), "minimum needs a convex energy");
    REJECTS(verdict(equilibrium(), changed(uniqueness(), "/at", "-1")), "not positive");
    REJECTS(verdict(equilibrium(), without_premise(uniqueness(), 7)), "one proof for each premise");
}

TEST_CASE("unique-equilibrium: each hypothesis broken") {
    const std::string energy = "sum(i in 1..d, v[i]^2)";
    const auto rejected = [&](const std::string& e, const std::string& pairs, const char* where) {
        REJECTS(verdict(equilibrium(e, pairs), uniqueness()), where);
    };
    rejected(energy, "sum(i < j, log(v[i] + v[j]) + abs(v[i] - v[j]))/b", "premises[0]");
    rejected(energy, "sum(i < j, log(2*v[i] + v[j]))/b", "premises[1]");    // not symmetric
    rejected(energy, "sum(i < j, v[i]*v[j])/b", "premises[1]");             // not homogeneous
    rejected(energy, "sum(i < j, log(v[i]^2 + v[j]^2))/b", "premises[2]");  // P_xx(1, r) > 0 for small r
    rejected(energy, "sum(i < j, log(v[i] + v[j]))/(b - 1)", "premises[4]");
    rejected("sum(i in 1..d, -v[i]^2)", "sum(i < j, log(v[i] + v[j]))/b", "premises[5]");
    rejected("-sum(i in 1..d, v[i]^2)", "sum(i < j, log(v[i] + v[j]))/b", "premises[5]");
    rejected("log(sum(i in 1..d, v[i]^2))", "sum(i < j, log(v[i] + v[j]))/b",
             "premises[5]");  // R is constant
    rejected("sum(i in 1..d, log(v[i]))", "sum(i < j, log(v[i] + v[j]))/b", "premises[5]");
    rejected("0*sum(i in 1..d, v[i]^2)", "sum(i < j, log(v[i] + v[j]))/b", "premises[6]");
    // log(x y) has P_xx < 0, but at r < 1 the comparison is P_y - P_x = 1/r - 1 >= 0, so only the steps are
    // wrong
    rejected(energy, "sum(i < j, log(v[i]*v[j]))/b", "premises");
    for (const char* form : {"sum(i in 1..3, v[i]^2)", "sum(i in 2..d, v[i]^2)", "v[1]^2",
                             "sum(i in 1..d, v[1]*v[i])", "sum(i in 1..d, v[i]) + sum(i in 1..d, v[i]^2)"})
        REJECTS(verdict(equilibrium(form, "sum(i < j, log(v[i] + v[j]))/b", "3..inf"), uniqueness()),
                "is not written as");
    REJECTS(verdict("for t in (0, inf) prove exists unique v in chamber(2): gradient(sum(i in 1..2, t*v[i]) "
                    "- sum(i < j, "
                    "log(v[i] + v[j])), v) = 0",
                    uniqueness()),
            "the name 't'");
}

TEST_CASE("unique-equilibrium, by a root of the scalar balance") {
    // R(s) = 2s^2 crosses 1 once; R(s) = s^2 exp(-s) crosses it never
    const std::string domain = "prove exists unique v in chamber(3): gradient(";
    const auto claim = [&](const std::string& energy) {
        return domain + energy + " - sum(i < j, log(v[i] + v[j])), v) = 0, diagonal";
    };
    json proof = without_premise(without(uniqueness("width"), "at"), 7);
    proof["premises"][5] = all({identity, identity, identity, leaf, leaf});
    proof["premises"][6] = {{"step", "unique-root"},
                            {"sign", 1},
                            {"below", "0.1"},
                            {"above", "3"},
                            {"change", all({leaf, leaf, leaf, leaf})},
                            {"except", json::array()},
                            {"slope", leaf}};
    INFO(verdict(claim("sum(i in 1..3, v[i]^2)"), proof));
    CHECK(verdict(claim("sum(i in 1..3, v[i]^2)"), proof) == "accepted");
    // where 2s^2 is 1 = (3 - 1)/2, between 0.6 and 0.8
    CHECK(verdict(claim("sum(i in 1..3, v[i]^2)"), changed(changed(proof, "/premises/6/below", "0.6"),
                                                           "/premises/6/above", "0.8")) == "accepted");
    REJECTS(verdict(claim("2 - exp(-sum(i in 1..3, v[i]))"), proof), "premises");
    REJECTS(verdict(claim("sum(i in 1..3, v[i]^2)") + ", minimum", proof), "convex");
}

TEST_CASE("theorems are not refuted") {
    for (const char* text :
         {"for x in [1, 2] disprove analytic x", "disprove independent x in [0, 1] of mean m: mean x < m",
          "disprove exists unique v in chamber(2): gradient(v[1], v) = 0"})
        CHECK_THROWS_AS((void)parse_claim(text), InputError);
}

namespace {

const json zero = {{"step", "zero"}};

/// λ_1 of Σ log(v_i + v_j), d = 2: −2/(v_1 + v_2)². The corners are (2, 1) and (1, 1/2).
std::string first_eigenvalue(const std::string& range, const std::string& box = "[1, 2] [1/2, 1]",
                             const std::string& body = "log(v[i] + v[j])") {
    return "for v in chamber(2) & " + box + " prove hessian(sum(i < j, " + body + "), v) eigenvalue 1 in " +
           range;
}
json at_corner(const std::vector<long>& vectors, const std::string& tree = "n64") {
    json texts = json::array();
    for (const long x : vectors) texts.push_back(std::to_string(x));
    return {{"step", "congruence"}, {"vectors", texts}, {"tree", tree}};
}
/// P = log(x + y) by default: all third derivatives are 2/(x + y)³.
json monotone(const std::vector<json>& corners, const json& minor = zero,
              std::vector<std::string> third = {}) {
    third.resize(4, "2/(x + y)^3");
    json premises = {analytic(), all({identity, identity, identity, identity}),
                     all({leaf, leaf, leaf, leaf, minor, minor})};
    for (const json& corner : corners) premises.push_back(corner);
    return {{"step", "pair-monotone"}, {"third", third}, {"premises", premises}};
}

}  // namespace

TEST_CASE("pair-monotone: eigenvalues over a box, by those at its corners") {
    const json above = monotone({at_corner({1, 1})}), below = monotone({at_corner({1, 0, 0, 1})});
    CHECK(verdict(first_eigenvalue("(-inf, -0.222]"), above) == "accepted");
    CHECK(verdict(first_eigenvalue("[-0.889, inf)"), below) == "accepted");
    CHECK(verdict(first_eigenvalue("[-0.889, -0.222]"),
                  monotone({at_corner({1, 1}), at_corner({1, 0, 0, 1})})) == "accepted");
    // -2/9 = -0.2222..., -8/9 = -0.8888...
    REJECTS(verdict(first_eigenvalue("(-inf, -0.223]"), above), "premises[3]");
    REJECTS(verdict(first_eigenvalue("[-0.888, inf)"), below), "premises[3]");
    // the chamber cuts the box: -1/8 at (2, 2), and not -2/25 at (2, 3)
    CHECK(verdict(first_eigenvalue("(-inf, -0.124]", "[1, 2] [1/2, 3]"), above) == "accepted");
    REJECTS(verdict(first_eigenvalue("(-inf, -0.126]", "[1, 2] [1/2, 3]"), above), "premises[3]");
    // one corner is not the other
    REJECTS(verdict(first_eigenvalue("(-inf, -0.222]"), below), "premises[3]");
    REJECTS(verdict(first_eigenvalue("[-0.889, -0.222]"), monotone({at_corner({1, 1})})),
            "one proof for each premise");
    // infinite and zero ends stay: the range [3, inf) of v_1 follows from the chamber's order
    CHECK(verdict(first_eigenvalue("(-inf, 1/1000]", "[1, inf) [1/2, 3]"), monotone({at_corner({0, 1})})) ==
          "accepted");
    REJECTS(verdict(first_eigenvalue("(-inf, -1/1000]", "[1, inf) [1/2, 3]"), monotone({at_corner({0, 1})})),
            "premises[3]");
    CHECK(verdict(first_eigenvalue("[-2.001, inf)", "[1, 2] [0, 1]"), monotone({at_corner({1, 0, 0, 1})})) ==
          "accepted");
    REJECTS(verdict(first_eigenvalue("[-1.999, inf)", "[1, 2] [0, 1]"), monotone({at_corner({1, 0, 0, 1})})),
            "premises[3]");
    // the other ends of the same ranges do not matter, nor whether the corner belongs to the box
    CHECK(verdict(first_eigenvalue("[-0.889, inf)", "[1, inf) [1/2, inf)"),
                  monotone({at_corner({1, 0, 0, 1}, "m64")})) == "accepted");
    REJECTS(verdict(first_eigenvalue("[-0.888, inf)", "[1, inf) [1/2, inf)"), below), "premises[3]");
    CHECK(verdict(first_eigenvalue("(-inf, -0.222]", "[0, 2] [0, 1]"), above) == "accepted");
    REJECTS(verdict(first_eigenvalue("(-inf, -0.223]", "[0, 2] [0, 1]"), above), "premises[3]");
    CHECK(verdict(first_eigenvalue("[-0.889, -0.222]", "(1, 2) (1/2, 1)"),
                  monotone({at_corner({1, 1}), at_corner({1, 0, 0, 1})})) == "accepted");
    REJECTS(verdict(first_eigenvalue("[-8/9, -0.222]", "(1, 2) (1/2, 1)"),
                    monotone({at_corner({1, 1}), at_corner({1, 0, 0, 1})})),
            "premises[4]");
    // no mean value form on the corner's unbounded range; an end that is no rational number
    REJECTS(verdict(first_eigenvalue("(-inf, 1/1000]", "[1, inf) [1/2, 3]"),
                    monotone({at_corner({0, 1}, "m64")})),
            "premises[3]", "bounded box");
    CHECK_THROWS_AS((void)verdict(first_eigenvalue("(-inf, -0.1]", "[1, pi] [1/2, 1]"), above), InputError);
}

TEST_CASE("pair-monotone: what it concludes, and from what") {
    const auto of = [](const std::string& statement, const json& proof,
                       const std::string& box = "[1, 2] [1/2, 1] [1/3, 1]",
                       const std::string& body = "log(v[i] + v[j])") {
        return verdict(
            "for v in chamber(3) & " + box + " prove hessian(sum(i < j, " + body + "), v) " + statement,
            proof);
    };
    const json basis_vectors = at_corner({1, 0, 0, 0, 1, 0, 0, 0, 1}),
               all_vectors = monotone({basis_vectors}),
               basis = monotone({at_corner({0, 1, -1, 4, -1, -1, 1, 2, 2})});
    // at (2, 1, 1): the eigenvalues are -1/9, -1/6, -2/3
    CHECK(of("negative-definite", basis) == "accepted");
    CHECK(of("negative-semidefinite", basis) == "accepted");
    CHECK(of("<= -1/10 * identity", basis) == "accepted");
    REJECTS(of("<= -1/8 * identity", basis), "premises[3]");
    CHECK(of(">= -5 * identity", all_vectors) == "accepted");
    REJECTS(of(">= -1 * identity", all_vectors), "premises[3]");
    CHECK(of("positive-definite", all_vectors, "[1, 2] [1/2, 1] [1/3, 1]",
             "log(v[i] + v[j]) + 9*(v[i]^2 + v[j]^2)") == "accepted");
    CHECK(of("positive-semidefinite", all_vectors, "[1, 2] [1/2, 1] [1/3, 1]",
             "log(v[i] + v[j]) + 9*(v[i]^2 + v[j]^2)") == "accepted");
    for (const char* statement : {"negative-semidefinite rank 3", "indefinite", "inertia 0 3"})
        REJECTS(of(statement, basis), "not a bound of eigenvalues");
    // third derivatives that are none, or negative; or a determinant is
    const std::string box = "[1, 2] [1/2, 1] [1/3, 1]", log = "log(v[i] + v[j])";
    const std::vector<std::string> cubics{"v[i]^4/4", "v[i]^2*v[j]*3", "3*v[i]*v[j]^2", "v[j]^4/4"},
        thirds{"6*x", "6", "6", "6*y"};
    for (std::size_t k = 0; k < 4; ++k) {
        const std::string which = "parts[" + std::to_string(k) + "]";
        REJECTS(of("<= 1000 * identity", all_vectors, box, log + " - " + cubics[k]), "premises[1]/" + which);
        std::vector<std::string> third(4, "2/(x + y)^3");
        third[k] += " - " + thirds[k];
        REJECTS(
            of("<= 1000 * identity", monotone({basis_vectors}, leaf, third), box, log + " - " + cubics[k]),
            "premises[2]/" + which);
    }
    REJECTS(
        of("<= 1000 * identity", monotone({basis_vectors}, leaf, {"0", "2", "0", "0"}), box, "v[i]^2*v[j]"),
        "premises[2]/parts[4]");
    REJECTS(
        of("<= 1000 * identity", monotone({basis_vectors}, leaf, {"0", "0", "2", "0"}), box, "v[i]*v[j]^2"),
        "premises[2]/parts[5]");
    // each determinant has its own neighbours: P_xxx P_yyy would do where P_xyy or P_xxy does not
    REJECTS(of("<= 1000 * identity", monotone({basis_vectors}, leaf, {"1", "1", "1/2", "2"}), box,
               "v[i]^3/6 + v[i]^2*v[j]/2 + v[i]*v[j]^2/4 + v[j]^3/3"),
            "premises[2]/parts[4]");
    REJECTS(of("<= 1000 * identity", monotone({basis_vectors}, leaf, {"2", "1/2", "1", "1"}), box,
               "v[i]^3/3 + v[i]^2*v[j]/4 + v[i]*v[j]^2/2 + v[j]^3/6"),
            "premises[2]/parts[5]");
    json fewer = all_vectors, more = all_vectors;
    fewer["third"].erase(3);
    more["third"].push_back("0");
    REJECTS(of("<= 1000 * identity", fewer), "four third derivatives");
    REJECTS(of("<= 1000 * identity", more), "four third derivatives");
    // not smooth; a metric; a hypothesis; no box; a box beside the chamber's; another array; parameters
    REJECTS(of("<= 1000 * identity", all_vectors, "[1, 2] [1/2, 1] [1/3, 1]",
               "log(v[i] + v[j]) + abs(v[i] - v[j])^5"),
            "premises[0]");
    const std::string domain = "for v in chamber(2) & [1, 2] [1/2, 1]", sum = "sum(i < j, log(v[i] + v[j]))";
    const json plane = monotone({at_corner({1, 0, 0, 1})});
    CHECK(verdict(domain + " prove hessian(" + sum + ", v) >= -2*identity", plane) == "accepted");
    REJECTS(verdict(domain + " prove hessian(" + sum + ", v, v[i]^2) >= -2*identity", plane),
            "without a metric");
    REJECTS(verdict(domain + " where v[1] > 1 prove hessian(" + sum + ", v) >= -2*identity", plane),
            "hypotheses");
    REJECTS(verdict("for w in chamber(2) & [1, 2] [1/2, 1], v in chamber(2) prove hessian(log(v[1] + v[2]), "
                    "v) >= -2*identity",
                    plane),
            "one chamber");
    REJECTS(verdict("for v in chamber(2) & [1, 2] [1/2, 1], w in chamber(2) prove hessian(log(v[1] + v[2]), "
                    "v) >= -2*identity",
                    plane),
            "one chamber");
    REJECTS(verdict("for v in chamber(2) prove hessian(" + sum + ", v) >= -2*identity", plane), "a box");
    REJECTS(verdict("for x in [1, 2], v in chamber(2) & [1, 2] [1/2, 1] prove hessian(" + sum +
                        ", v) >= -2*identity",
                    plane),
            "the name 'x'");
    REJECTS(verdict("for x, y in [1, 2] prove hessian(log(x + y), x, y) >= -2*identity", plane),
            "congruence");
    REJECTS(verdict(domain + " disprove hessian(" + sum + ", v) >= -2*identity", plane), "not refuted");
    // a parameter is one of the convexity's, and of the corner's
    const std::string weighted =
        ", v in chamber(2) & [1, 2] [1/2, 1] prove hessian(sum(i < j, p*log(v[i] + v[j])), v) >= -2*identity";
    const std::string third = "p*2/(x + y)^3";
    const json by_p = monotone({at_corner({1, 0, 0, 1})}, zero, {third, third, third, third});
    CHECK(verdict("for p in [1/2, 1]" + weighted, by_p) == "accepted");
    REJECTS(verdict("for p in [1/2, 3]" + weighted, by_p), "premises[3]");
    REJECTS(verdict("for p in [-1, 1]" + weighted, by_p), "premises[2]/parts[0]");
    json member = plane;
    member["extra"] = 1;
    REJECTS(verdict(domain + " prove hessian(" + sum + ", v) >= -2*identity", member), "unknown member");
}

TEST_CASE("pair-monotone: the entropy of a depth from 0 to 1/2 in nu") {
    const auto of = [](const std::string& depth, const std::string& function, const json& nu) {
        const json proof{{"step", "pair-monotone"},
                         {"nu", nu},
                         {"premises", {identity, all({leaf, leaf}), at_corner({1, 0, 0, 1})}}};
        return verdict(
            depth + "v in chamber(2) & [1, 2] [1/2, 1] prove hessian(" + function + ", v) >= -5*identity",
            proof, std::string(shipped_prelude()));
    };
    CHECK(of("for ", "S(1/3, v)", "1/3") == "accepted");
    CHECK(of("for ", "S(0, v)", "0") == "accepted");
    CHECK(of("for ", "S(1/2, v)", "1/2") == "accepted");
    CHECK(of("for nu in [0, 1/2], ", "S(nu, v)", "nu") == "accepted");
    CHECK(of("for p in [0, 1], ", "S(p/2, v)", "p/2") == "accepted");
    CHECK(of("for p in [0, sqrt(1/5)], ", "S(p, v)", "p") == "accepted");  // in the claim's own parameter
    REJECTS(of("for p in [0, sqrt(1/3)], ", "S(p, v)", "p"), "premises[1]/parts[1]");
    REJECTS(of("for p in [sqrt(2), 1], ", "S(p/4, v)", "p/4"), "not shown to be in order");
    // another depth, another function, beyond 1/2 or below 0, both ways at once
    REJECTS(of("for ", "S(1/3, v)", "1/4"), "premises[0]");
    REJECTS(of("for ", "2*S(1/3, v)", "1/3"), "premises[0]");
    REJECTS(of("for ", "sum(i < j, pair(1/3, v[i], v[j]) + v[i])", "1/3"), "premises[0]");
    REJECTS(of("for ", "S(51/100, v)", "51/100"), "premises[1]/parts[1]");
    REJECTS(of("for nu in [0, 51/100], ", "S(nu, v)", "nu"), "premises[1]/parts[1]");
    REJECTS(of("for nu in [-1/100, 1/2], ", "S(nu, v)", "nu"), "premises[1]/parts[0]");
    REJECTS(of("for ", "S(1/3, v)", "v"), "'v'");
    json both = monotone({at_corner({1, 0, 0, 1})});
    both["nu"] = "1/3";
    REJECTS(verdict(first_eigenvalue("[-1, inf)"), both), "unknown member");
}

namespace {

/// λ_k of Σ body, d = 3.
std::string eigenvalue(const std::string& k, const std::string& range, const std::string& box,
                       const std::string& body = "log(v[i] + v[j])") {
    return "for v in chamber(3) & " + box + " prove hessian(sum(i < j, " + body + "), v) eigenvalue " + k +
           " in " + range;
}
/// `monotone`, with the proof that P_yy <= 0.
json monotone_without(const json& m, const json& corner, const json& fall = leaf,
                      std::vector<std::string> third = {}) {
    json proof = monotone({fall, corner}, third.empty() ? zero : leaf, std::move(third));
    proof["without"] = m;
    return proof;
}

}  // namespace

TEST_CASE("pair-monotone: an upper bound without the first singular values") {
    // P = log(x + y): of the last two alone, at (2, 1), λ_1 = −2/9 and λ_2 = 0
    const std::string box = "[1, inf) [1, 2] [1/2, 1]", bounded = "[1, 5] [1, 2] [1/2, 1]";
    const json first = monotone_without(1, at_corner({1, 1}));
    CHECK(verdict(eigenvalue("1", "(-inf, -0.222]", box), first) == "accepted");
    CHECK(verdict(eigenvalue("1", "(-inf, -0.222)", box), first) == "accepted");
    CHECK(verdict(eigenvalue("1", "(-inf, -0.222]", bounded), first) == "accepted");
    CHECK(verdict(eigenvalue("1", "(-inf, -0.222]", "[0, inf) [0, 2] [0, 1]"), first) == "accepted");
    REJECTS(verdict(eigenvalue("1", "(-inf, -0.223]", box), first), "premises[4]");
    REJECTS(verdict(eigenvalue("1", "(-inf, -0.223]", bounded), first), "premises[4]");
    // the others' own ends, not those of the first
    CHECK(verdict(eigenvalue("1", "(-inf, -0.124]", "[1, inf) [1, 2] [1/2, 3]"), first) == "accepted");
    REJECTS(verdict(eigenvalue("1", "(-inf, -0.126]", "[1, inf) [1, 2] [1/2, 3]"), first), "premises[4]");
    CHECK(verdict(eigenvalue("1", "(-inf, -0.222]", "[1, 2] [1, inf) [1/2, 1]"), first) == "accepted");
    REJECTS(verdict(eigenvalue("1", "(-inf, -0.222]", "[1, inf) [1, inf) [1/2, 1]"), first), "premises[4]");
    // λ_2 of the others, which is 0; they are two, or one, which says nothing of λ_2 or λ_3
    const json second = monotone_without(1, at_corner({1, 0, 0, 1}));
    CHECK(verdict(eigenvalue("2", "(-inf, 0.001]", box), second) == "accepted");
    REJECTS(verdict(eigenvalue("2", "(-inf, -0.001]", box), second), "premises[4]");
    CHECK(verdict(eigenvalue("1", "(-inf, 0.001]", "[1, inf) [1, inf) [1, inf)"),
                  monotone_without(2, at_corner({1}))) == "accepted");
    REJECTS(verdict(eigenvalue("1", "(-inf, -0.001]", box), monotone_without(2, at_corner({1}))),
            "premises[4]");
    REJECTS(verdict(eigenvalue("3", "(-inf, 1]", box), second), "the others do not bound");
    REJECTS(verdict(eigenvalue("2", "(-inf, 1]", box), monotone_without(2, at_corner({1}))),
            "the others do not bound");
    for (const json& m : {json(0), json(-1), json(3), json(4), json("1")})
        REJECTS(verdict(eigenvalue("1", "(-inf, 1]", box), monotone_without(m, at_corner({1, 1}))),
                "without");
    // no other statement: with one singular value more the form is greater in its direction
    for (const char* statement : {"negative-definite", "negative-semidefinite", "<= 1 * identity"})
        REJECTS(verdict("for v in chamber(3) & " + box + " prove hessian(sum(i < j, log(v[i] + v[j])), v) " +
                            statement,
                        monotone_without(1, at_corner({1, 0, 0, 1}))),
                "the others do not bound");
    // from below nothing is known of log(x + y); λ_1 is below that of the others
    REJECTS(verdict(eigenvalue("2", "[-9, inf)", box), second), "the entropy");
    REJECTS(verdict(eigenvalue("1", "[-9, inf)", box), second), "the others do not bound");
    REJECTS(verdict(eigenvalue("1", "[-9, 9]", box), second), "the others do not bound");
    // P_yy <= 0 it must be, P_xx may be what it is
    const std::vector<std::string> none(4, "0");
    const auto of_squares = [&](const std::string& body, const std::string& end) {
        return verdict(eigenvalue("1", "(-inf, " + end + "]", box, body),
                       monotone_without(1, at_corner({0, 1}), leaf, none));
    };
    CHECK(of_squares("v[i]^2 - v[j]^2", "-1.99") == "accepted");  // diag(4, 0, −4), and diag(2, −2)
    REJECTS(of_squares("v[i]^2 - v[j]^2", "-2.01"), "premises[4]");
    REJECTS(of_squares("v[j]^2 - v[i]^2", "2.01"), "premises[3]");
    REJECTS(of_squares("v[j]^2", "3"), "premises[3]");
    CHECK(of_squares("v[i]^2", "0.01") == "accepted");  // diag(4, 2, 0), and diag(2, 0)
    REJECTS(verdict(eigenvalue("1", "(-inf, -0.222]", box), monotone({at_corner({1, 1})})), "premises[3]");
    json fewer = first;
    fewer.erase("without");
    REJECTS(verdict(eigenvalue("1", "(-inf, -0.222]", box), fewer), "one proof for each premise");
}

TEST_CASE("pair-monotone: the entropy without the first or the last singular values") {
    const auto of = [](const std::string& statement, const std::string& box, int m,
                       const std::vector<json>& corners, const std::string& nu = "1/3",
                       const std::string& domain = "for ") {
        json proof{{"step", "pair-monotone"},
                   {"nu", nu},
                   {"without", m},
                   {"premises", {identity, all({leaf, leaf})}}};
        for (const json& corner : corners) proof["premises"].push_back(corner);
        return verdict(
            domain + "v in chamber(3) & " + box + " prove hessian(S(" + nu + ", v), v) " + statement, proof,
            std::string(shipped_prelude()));
    };
    const json sum = at_corner({1, 1}), both = at_corner({1, 0, 0, 1}), difference = at_corner({1, -1});
    // at (1, 1): −1/3 and −1/27 (mathematics.md §2)
    const std::string far = "[1, inf) [1, 1] [1, 1]", near = "[1, 1] [1, 1] [0, 1]";
    CHECK(of("eigenvalue 1 in (-inf, -0.333]", far, 1, {sum}) == "accepted");
    REJECTS(of("eigenvalue 1 in (-inf, -0.334]", far, 1, {sum}), "premises[2]");
    CHECK(of("eigenvalue 2 in (-inf, -0.0370]", far, 1, {both}) == "accepted");
    REJECTS(of("eigenvalue 2 in (-inf, -0.0371]", far, 1, {both}), "premises[2]");
    REJECTS(of("eigenvalue 3 in (-inf, -0.0370]", far, 1, {both}), "the others do not bound");
    // with −(1 − 1/3) for each that is left out: −1 and −19/27, and for two of them −4/3
    CHECK(of("eigenvalue 2 in [-1.001, inf)", near, 1, {both}) == "accepted");
    REJECTS(of("eigenvalue 2 in [-0.999, inf)", near, 1, {both}), "premises[2]");
    CHECK(of("eigenvalue 3 in [-0.704, inf)", near, 1, {difference}) == "accepted");
    REJECTS(of("eigenvalue 3 in [-0.703, inf)", near, 1, {difference}), "premises[2]");
    CHECK(of("eigenvalue 3 in [-1.334, inf)", "[1, 1] [0, 1] [0, 1]", 2, {at_corner({1})}) == "accepted");
    REJECTS(of("eigenvalue 3 in [-1.333, inf)", "[1, 1] [0, 1] [0, 1]", 2, {at_corner({1})}), "premises[2]");
    REJECTS(of("eigenvalue 1 in [-9, inf)", near, 1, {both}), "the others do not bound");
    REJECTS(of("eigenvalue 2 in [-9, inf)", near, 2, {at_corner({1})}), "the others do not bound");
    // the corner is the lower one, whatever lies above it
    CHECK(of("eigenvalue 2 in [-1.001, inf)", "[1, inf) [1, 7] [0, 7]", 1, {both}) == "accepted");
    REJECTS(of("eigenvalue 2 in [-1.001, inf)", "[1, inf) [1/2, 7] [0, 7]", 1, {both}), "premises[2]");
    // both ends, each without its own
    CHECK(of("eigenvalue 2 in [-1.001, -0.0370]", near, 1, {both, both}) == "accepted");
    REJECTS(of("eigenvalue 1 in [-9, 9]", near, 1, {both, both}), "the others do not bound");
    // at other depths: −(1 − nu)(1 + (1 − nu^2)/6 ...) moves with nu
    CHECK(of("eigenvalue 3 in [-2.001, inf)", "[1, 1] [0, 1] [0, 1]", 2, {at_corner({1})}, "0") ==
          "accepted");
    REJECTS(of("eigenvalue 3 in [-1.999, inf)", "[1, 1] [0, 1] [0, 1]", 2, {at_corner({1})}, "0"),
            "premises[2]");
    CHECK(of("eigenvalue 3 in [-2.001, inf)", "[1, 1] [0, 1] [0, 1]", 2, {at_corner({1})}, "nu",
             "for nu in [0, 1/2], ") == "accepted");
    REJECTS(of("eigenvalue 3 in [-1.999, inf)", "[1, 1] [0, 1] [0, 1]", 2, {at_corner({1})}, "nu",
               "for nu in [0, 1/2], "),
            "premises[2]");
    REJECTS(of("eigenvalue 3 in [-9, inf)", near, 1, {difference}, "51/100"), "premises[1]/parts[1]");
    for (const char* statement : {"positive-definite", ">= -9 * identity", "negative-definite"})
        REJECTS(of(statement, near, 1, {both}), "the others do not bound");
}

// λ_1 > c at a point if H − c I is positive definite there.
TEST_CASE("pair-monotone: without the first, the checker never proves what fails at a point") {
    test::Engine random(test::seed());
    std::uniform_int_distribution<int> digit(1, 9);
    int accepted = 0, refuted = 0;
    for (long n = 0; n < test::samples(300); ++n) {
        std::vector<Rational> low, high;
        std::string box;
        for (int i = 0; i < 3; ++i) {
            const Rational a(digit(random), 3);
            const bool unbounded = digit(random) > 6 && (i == 0 || box.ends_with("inf)"));
            low.push_back(a);
            high.push_back(unbounded ? Rational(1000) : Rational(a + digit(random)));
            box += " [" + to_string(a) + ", " + (unbounded ? "inf)" : to_string(high[i]) + "]");
        }
        if (high[0] < std::max(low[1], low[2]) || high[1] < low[2]) continue;  // no point of the chamber
        const Rational end(-digit(random), 40 * digit(random));
        bool fails = false;
        for (int trial = 0; trial < 20; ++trial) {
            std::vector<Rational> s;
            for (std::size_t i = 0; i < 3; ++i)
                s.push_back(Rational(low[i] + (high[i] - low[i]) * (trial == 0 ? 9 : digit(random)) / 9));
            if (trial == 0)
                for (std::size_t i = 1; i < 3; ++i) s[i] = std::min(s[i], s[i - 1]);
            if (s[0] < s[1] || s[1] < s[2] || s[1] < low[1] || s[2] < low[2]) continue;
            // P = log(x + y)
            const auto b = [&](int i, int j) { return Rational(-1 / ((s[i] + s[j]) * (s[i] + s[j]))); };
            const Rational h11 = b(0, 1) + b(0, 2) - end, h22 = b(0, 1) + b(1, 2) - end,
                           h33 = b(0, 2) + b(1, 2) - end;
            const Rational minor = h11 * h22 - b(0, 1) * b(0, 1);
            const Rational det = h33 * minor + 2 * b(0, 1) * b(0, 2) * b(1, 2) - h11 * b(1, 2) * b(1, 2) -
                                 h22 * b(0, 2) * b(0, 2);
            fails = fails || (h11 > 0 && minor > 0 && det > 0);
        }
        const json proof = monotone_without(1, at_corner({1, 1}));
        const bool shown =
            verdict(eigenvalue("1", "(-inf, " + to_string(end) + "]", box), proof) == "accepted";
        CHECK((!fails || !shown));
        accepted += shown ? 1 : 0;
        refuted += fails ? 1 : 0;
    }
    CHECK(accepted >= test::samples(300) / 20);
    CHECK(refuted >= test::samples(300) / 20);
}

// A false claim is refused whichever corner a proof takes: where it fails at the other end of the box.
TEST_CASE("pair-monotone: random boxes, of which the checker never proves what fails at a point") {
    test::Engine random(test::seed());
    std::uniform_int_distribution<int> digit(1, 9);
    int accepted = 0, refused = 0;
    for (long n = 0; n < test::samples(200); ++n) {
        // P = log(x + y): λ_1 = −2/(v_1 + v_2)²
        Rational a(digit(random), digit(random)), b = a + Rational(digit(random), 9),
                                                  c(digit(random), digit(random)),
                                                  e = c + Rational(digit(random), 9);
        if (c > b) continue;  // the box does not meet the chamber
        const Rational low = std::max(a, c) + c, high = b + std::min(b, e);
        const Rational end(-digit(random), digit(random));
        const std::string box =
            "[" + to_string(a) + ", " + to_string(b) + "] [" + to_string(c) + ", " + to_string(e) + "]";
        const bool above = n % 2 == 0;
        const std::string range = above ? "(-inf, " + to_string(end) + "]" : "[" + to_string(end) + ", inf)";
        const bool holds = above ? Rational(-2 / (high * high)) <= end : Rational(-2 / (low * low)) >= end;
        const json proof = monotone({above ? at_corner({1, 1}) : at_corner({1, 0, 0, 1})});
        const bool shown = verdict(first_eigenvalue(range, box), proof) == "accepted";
        CHECK((holds || !shown));
        ++(shown ? accepted : refused);
    }
    CHECK(accepted >= test::samples(200) / 20);
    CHECK(refused >= test::samples(200) / 20);
}

namespace {

/// Of an energy less a multiple of Σ log(v_i + v_j): the signs as for `monotone`, then the weight's and those
/// of the energy.
json antitone(const std::vector<json>& corners) {
    json proof = monotone({});
    proof["step"] = "pair-antitone";
    for (const json& energy : {leaf, identity, analytic(), leaf}) proof["premises"].push_back(energy);
    for (const json& corner : corners) proof["premises"].push_back(corner);
    return proof;
}
/// Eigenvalues of the Hessian of `energy` less Σ log(v_i + v_j), d = 2.
std::string free_eigenvalue(const std::string& range, const std::string& box = "[1, 2] [1/2, 1]",
                            const std::string& energy = "sum(i in 1..2, v[i]^2)/2", int rank = 2) {
    return "for v in chamber(2) & " + box + " prove hessian(" + energy +
           " - sum(i < j, log(v[i] + v[j])), v) eigenvalue " + std::to_string(rank) + " in " + range;
}

}  // namespace

TEST_CASE("pair-antitone: eigenvalues over a box, by those at its corners") {
    // λ_2 = 1 + 2/(v_1 + v_2)²: 17/9 at (1, 1/2), 11/9 at (2, 1)
    const json both = at_corner({1, 0, 0, 1}), sum = at_corner({1, 1});
    const json above = antitone({both}), below = antitone({sum});
    CHECK(verdict(free_eigenvalue("(-inf, 1.889]"), above) == "accepted");
    CHECK(verdict(free_eigenvalue("[1.222, inf)"), below) == "accepted");
    CHECK(verdict(free_eigenvalue("[1.222, 1.889]"), antitone({both, sum})) == "accepted");
    REJECTS(verdict(free_eigenvalue("(-inf, 1.888]"), above), "premises[7]");
    REJECTS(verdict(free_eigenvalue("[1.223, inf)"), below), "premises[7]");
    REJECTS(verdict(free_eigenvalue("[1.223, 1.889]"), antitone({both, sum})), "premises[8]");
    REJECTS(verdict(free_eigenvalue("[1.222, 1.889]"), antitone({both})), "one proof for each premise");
    // where it increases instead, as pair-monotone says
    json monotone_of_it = above;
    monotone_of_it["step"] = "pair-monotone";
    REJECTS(verdict(free_eigenvalue("(-inf, 1.889]"), monotone_of_it), "sum over pairs");
    // open ends; the chamber cuts the box: 1 + 1/8 at (2, 2), 1 + 1/2 at (1, 1)
    REJECTS(verdict(free_eigenvalue("(-inf, 17/9]", "(1, 2] (1/2, 1]"), antitone({at_corner({1, 1})})),
            "premises[7]");
    CHECK(verdict(free_eigenvalue("[1.1249, inf)", "[1, 2] [1/2, 3]"), below) == "accepted");
    REJECTS(verdict(free_eigenvalue("[1.1251, inf)", "[1, 2] [1/2, 3]"), below), "premises[7]");
    CHECK(verdict(free_eigenvalue("(-inf, 1.501]", "[1/2, 2] [1, 2]"), above) == "accepted");
    REJECTS(verdict(free_eigenvalue("(-inf, 1.499]", "[1/2, 2] [1, 2]"), above), "premises[7]");
    // infinite and zero ends: at (3.., 3) and at (1, 0)
    CHECK(verdict(free_eigenvalue("[0.999, inf)", "[1, inf) [1/2, 3]"), below) == "accepted");
    REJECTS(verdict(free_eigenvalue("[1.001, inf)", "[1, inf) [1/2, 3]"), below), "premises[7]");
    CHECK(verdict(free_eigenvalue("(-inf, 3.001]", "[1, 2] [0, 1]"), above) == "accepted");
    REJECTS(verdict(free_eigenvalue("(-inf, 2.999]", "[1, 2] [0, 1]"), above), "premises[7]");
    // the other statements
    const std::string of =
        "for v in chamber(2) & [1, 2] [1/2, 1] prove hessian(sum(i in 1..2, v[i]^2)/2 - "
        "sum(i < j, log(v[i] + v[j])), v) ";
    CHECK(verdict(of + "positive-definite", antitone({both})) == "accepted");
    CHECK(verdict(of + "<= 1.889*identity", antitone({both})) == "accepted");
    CHECK(verdict(of + ">= 0.999*identity", antitone({both})) == "accepted");
    REJECTS(verdict(of + ">= 1.001*identity", antitone({both})), "premises[7]");
    REJECTS(verdict(of + "indefinite", antitone({both})), "not a bound of eigenvalues");
}

TEST_CASE("pair-antitone: what it asks of the energy") {
    const auto of = [](const std::string& energy, const std::string& box = "[1, 2] [1/2, 1]") {
        return verdict(free_eigenvalue("(-inf, 1000]", box, energy), antitone({at_corner({1, 0, 0, 1})}));
    };
    CHECK(of("3*sum(i in 1..2, v[i]^2) - 7") == "accepted");
    CHECK(of("sum(i in 1..2, v[i])") == "accepted");
    CHECK(of("sum(i in 1..2, v[i]^(3/2))") == "accepted");
    CHECK(of("-sum(i in 1..2, v[i]^4)") == "accepted");
    // between the ends of the box: psi''' is 12 - 24 s, and 24 s - 48
    CHECK(of("sum(i in 1..2, 2*v[i]^3 - v[i]^4)", "[1, inf) [1/2, 1]") == "accepted");
    REJECTS(of("sum(i in 1..2, 2*v[i]^3 - v[i]^4)", "[1, 2] [0.49, 1]"), "premises[6]");
    REJECTS(of("sum(i in 1..2, 2*v[i]^3 - v[i]^4)", "[1, 2] [0, 1]"), "premises[6]");
    CHECK(of("sum(i in 1..2, v[i]^4 - 8*v[i]^3)", "[1, 2] [0, 1]") == "accepted");
    CHECK(of("sum(i in 1..2, v[i]^4 - 8*v[i]^3)", "[1, 2] [1/2, 3]") ==
          "accepted");  // in the chamber's order
    REJECTS(of("sum(i in 1..2, v[i]^4 - 8*v[i]^3)", "[1, 2.01] [1/2, 3]"), "premises[6]");
    REJECTS(of("sum(i in 1..2, v[i]^4 - 8*v[i]^3)", "[1, inf) [1/2, 1]"), "premises[6]");
    REJECTS(of("sum(i in 1..2, v[i]^4)"), "premises[6]");
    REJECTS(of("sum(i in 1..2, v[i]^2 + v[i]^3/1000)"), "premises[6]");
    REJECTS(of("-sum(i in 1..2, v[i]^(3/2))"), "premises[6]");
    // not smooth, between the ends
    REJECTS(of("sum(i in 1..2, v[i]^2 - abs(v[i] - 1)^3)"), "premises[5]");
    REJECTS(of("-sum(i in 1..2, log(v[i] - 1/2))"), "premises[5]");
    CHECK(of("-sum(i in 1..2, v[i]^4 + log(3 - v[i]))") == "accepted");
    REJECTS(of("-sum(i in 1..2, v[i]^4 + log(3 - v[i]))", "[1, 3] [1/2, 1]"), "premises[5]");
    // phi is affine, on the whole line
    REJECTS(of("sum(i in 1..2, v[i])^2"), "not affine");
    REJECTS(of("log(sum(i in 1..2, v[i]))"), "not affine");
    REJECTS(of("abs(sum(i in 1..2, v[i]))"), "not affine");
    for (const char* half :
         {"sum(i in 1..2, v[i]) - 2", "1 + sum(i in 1..2, v[i])", "1 - sum(i in 1..2, v[i])"})
        REJECTS(of("sum(i in 1..2, v[i]) + 0*log(" + std::string(half) + ")"), "premises[4]");
    REJECTS(of("sum(i in 1..2, product(a in 1..4000, v[i] + a))"),
            "too many operations");
    // another form
    REJECTS(of("v[1]^2 + v[2]^2"), "not written as");
    REJECTS(of("sum(i in 1..2, v[i]^2) - v[1]"), "not written as");
    REJECTS(of("sum(i in 1..1, v[i]^2)"), "not written as");
    const std::string domain = "for v in chamber(2) & [1, 2] [1/2, 1] ", energy = "sum(i in 1..2, v[i]^2)/2",
                      pairs = "sum(i < j, log(v[i] + v[j]))";
    const json proof = antitone({at_corner({1, 0, 0, 1})});
    REJECTS(verdict(domain + "prove hessian(" + energy + " + " + pairs + ", v) <= 9*identity", proof),
            "not written as");
    REJECTS(verdict(domain + "prove hessian(" + pairs + ", v) <= 9*identity", proof), "not written as");
    const std::string decreasing = "prove hessian(" + energy + " - (-1)*" + pairs + ", v) <= 9*identity";
    json negative = proof;
    negative["third"] = std::vector<std::string>(4, "-2/(x + y)^3");
    REJECTS(verdict(domain + decreasing, negative), "premises[2]/parts[0]");
    REJECTS(verdict("for w in [-1, 1], " + domain.substr(4) + "prove hessian(" + energy + " - w*" + pairs +
                        ", v) <= 9*identity",
                    proof),
            "premises[3]");
    // a weight without a value, of a sum that is 0
    json none = proof;
    none["third"] = std::vector<std::string>(4, "0");
    for (const char* w : {"log(-1)", "1/(1 - 1)", "log(b)"})
        REJECTS(verdict("for b in [-1, 1], " + domain.substr(4) + "prove hessian(" + energy + " - " + w +
                            "*sum(i < j, 0), v) <= 9*identity",
                        none),
                "premises[3]");
    json without = proof;
    without["without"] = 1;
    REJECTS(verdict(free_eigenvalue("(-inf, 9]"), without), "leaves no singular values out");
}

TEST_CASE("pair-antitone and pair-monotone: a multiple of the entropy") {
    const auto of = [](const std::string& domain, const std::string& function, const std::string& weight,
                       const std::string& statement = "<= 9*identity") {
        json proof{
            {"step", "pair-antitone"},
            {"nu", "1/3"},
            {"weight", weight},
            {"premises",
             {identity, all({leaf, leaf, leaf}), leaf, identity, analytic(), leaf, at_corner({1, 0, 0, 1})}}};
        return verdict(
            domain + "v in chamber(2) & [1, 2] [1/2, 1] prove hessian(" + function + ", v) " + statement,
            proof, std::string(shipped_prelude()));
    };
    const std::string energy = "sum(i in 1..2, v[i]^2)/2 - ";
    CHECK(of("for ", energy + "S(1/3, v)/2", "1/2") == "accepted");
    CHECK(of("for ", energy + "S(1/3, v)", "1") == "accepted");
    CHECK(of("for b in [1, 2], ", energy + "S(1/3, v)/b", "1") == "accepted");
    REJECTS(of("for ", energy + "S(1/3, v)/2", "1"), "premises[0]");
    REJECTS(of("for ", energy + "S(1/3, v)/2", "1/3"), "premises[0]");
    REJECTS(of("for ", energy + "S(1/4, v)/2", "1/2"), "premises[0]");
    REJECTS(of("for ", energy + "(-1)*S(1/3, v)", "-1"), "premises[1]/parts[2]");
    REJECTS(of("for b in [1, 2], ", energy + "S(1/3, v)/b", "1/b"), "premises[0]");
    REJECTS(of("for b in [-1, 2], ", energy + "b*S(1/3, v)", "1"), "premises[2]");
    REJECTS(of("for ", energy + "S(1/3, v)", "v"), "'v'");
    // b = 1 makes it largest: the corner's claim is about all b
    CHECK(of("for b in [1, 2], ", energy + "S(1/3, v)/b", "1", "<= 2*identity") == "accepted");
    REJECTS(of("for b in [1/10, 2], ", energy + "S(1/3, v)/b", "1", "<= 2*identity"), "premises[6]");
    // the same of the entropy alone: without the last, each takes w(1 - 1/3)
    const auto multiple = [](const std::string& end, const json& weight) {
        return verdict("for v in chamber(2) & [1, 1] [0, 1] prove hessian(5*S(1/3, v), v) eigenvalue 2 in [" +
                           end + ", inf)",
                       {{"step", "pair-monotone"},
                        {"nu", "1/3"},
                        {"weight", weight},
                        {"without", 1},
                        {"premises", {identity, all({leaf, leaf, leaf}), at_corner({1})}}},
                       std::string(shipped_prelude()));
    };
    CHECK(multiple("-3.334", "5") == "accepted");
    REJECTS(multiple("-3.333", "5"), "premises[2]");
    REJECTS(multiple("-3.334", "4"), "premises[0]");
}

// λ_2 = psi'' + 2/(v_1 + v_2)² where psi'' is the same at both: of energies c s²/2.
TEST_CASE("pair-antitone: random boxes, of which the checker never proves what fails at a point") {
    test::Engine random(test::seed());
    std::uniform_int_distribution<int> digit(1, 9);
    int accepted = 0, refused = 0;
    for (long n = 0; n < test::samples(200); ++n) {
        const Rational a(digit(random), digit(random)), b = a + Rational(digit(random), 9),
                                                        c(digit(random), digit(random)),
                                                        e = c + Rational(digit(random), 9);
        if (c > b) continue;  // the box does not meet the chamber
        const int slope = digit(random);
        const Rational low = std::max(a, c) + c, high = b + std::min(b, e);
        const Rational end = slope + Rational(digit(random), 2 * digit(random));
        const std::string box =
            "[" + to_string(a) + ", " + to_string(b) + "] [" + to_string(c) + ", " + to_string(e) + "]";
        const bool above = n % 2 == 0;
        const std::string range = above ? "(-inf, " + to_string(end) + "]" : "[" + to_string(end) + ", inf)";
        const bool holds =
            above ? slope + Rational(2 / (low * low)) <= end : slope + Rational(2 / (high * high)) >= end;
        const std::string energy = std::to_string(slope) + "*sum(i in 1..2, v[i]^2)/2";
        const json proof = antitone({above ? at_corner({1, 0, 0, 1}) : at_corner({1, 1})});
        const bool shown = verdict(free_eigenvalue(range, box, energy), proof) == "accepted";
        CHECK((holds || !shown));
        ++(shown ? accepted : refused);
    }
    CHECK(accepted >= test::samples(200) / 20);
    CHECK(refused >= test::samples(200) / 20);
}

namespace {

/// A free energy's Hessian from below, over all of a chamber or a box in it.
std::string convex_energy(const std::string& domain, const std::string& energy, const std::string& statement,
                          const std::string& less = "S(1/3, v)", const json& weight = "1",
                          const std::string& nu = "1/3") {
    const json proof{{"step", "convex-energy"},
                     {"nu", nu},
                     {"weight", weight},
                     {"premises", {identity, all({leaf, leaf, leaf}), leaf, identity, analytic(), leaf}}};
    return verdict("for " + domain + " prove hessian(" + energy + " - " + less + ", v) " + statement, proof,
                   std::string(shipped_prelude()));
}

}  // namespace

TEST_CASE("convex-energy: a free energy's eigenvalues from below") {
    const std::string whole = "v in chamber(3)", box = "v in chamber(3) & [1, inf) [1, 2] [1/2, 1]",
                      any = "d in 2..inf, v in chamber(d)", squares = "sum(i in 1..3, v[i]^2)/2";
    CHECK(convex_energy(whole, squares, ">= 1*identity") == "accepted");
    CHECK(convex_energy(whole, squares, "eigenvalue 2 in [1, inf)") == "accepted");
    CHECK(convex_energy(whole, squares, "eigenvalue 2 in (0.999, inf)") == "accepted");
    CHECK(convex_energy(whole, squares, "positive-definite") == "accepted");
    CHECK(convex_energy(whole, squares, "positive-semidefinite") == "accepted");
    CHECK(convex_energy(whole, "sum(i in 1..3, v[i])", "positive-semidefinite") == "accepted");
    CHECK(convex_energy(any, "sum(i in 1..d, v[i]^2)/2", ">= 1*identity") == "accepted");
    CHECK(convex_energy("b in (0, inf), nu in [0, 1/2], " + any, "sum(i in 1..d, v[i]^2)/2", ">= 1*identity",
                        "S(nu, v)/b", "1", "nu") == "accepted");
    CHECK(convex_energy(box, "sum(i in 1..3, v[i]^4)", ">= 3*identity") == "accepted");
    // beyond psi''; strict where it is not; towards 0
    REJECTS(convex_energy(whole, squares, ">= 1.001*identity"), "premises[5]");
    REJECTS(convex_energy(whole, squares, "eigenvalue 1 in (1, inf)"), "premises[5]");
    REJECTS(convex_energy(whole, squares, "eigenvalue 3 in [1.001, inf)"), "premises[5]");
    REJECTS(convex_energy(whole, "sum(i in 1..3, v[i])", "positive-definite"), "premises[5]");
    REJECTS(convex_energy(whole, "-sum(i in 1..3, v[i]^2)", "positive-semidefinite"), "premises[5]");
    REJECTS(convex_energy(box, "sum(i in 1..3, v[i]^4)", ">= 3.001*identity"), "premises[5]");
    REJECTS(convex_energy(whole, "sum(i in 1..3, v[i]^4)", ">= 1/1000*identity"), "premises[5]");
    // an eigenvalue that there may not be; no pair
    CHECK(convex_energy("d in 3..inf, v in chamber(d)", "sum(i in 1..d, v[i]^2)/2",
                        "eigenvalue 3 in [1, inf)") == "accepted");
    REJECTS(convex_energy(any, "sum(i in 1..d, v[i]^2)/2", "eigenvalue 3 in [1, inf)"),
            "number of the eigenvalue");
    REJECTS(convex_energy("d in 1..inf, v in chamber(d)", "sum(i in 1..d, v[i]^2)/2", ">= 1*identity"),
            "less than 2");
    // between the ends, without 0: psi has no third derivative there
    CHECK(convex_energy("v in chamber(3) & [1, 2] [1, 2] [0, 1]", "sum(i in 1..3, v[i]^(5/2) + 1/v[i])",
                        ">= 0*identity") == "accepted");
    // a weight without a value, of a sum that is 0
    for (const char* w : {"log(-1)", "1/(1 - 1)", "log(b)", "sqrt(b)"})
        REJECTS(convex_energy("b in [-1, 1], " + whole, squares, ">= 1*identity",
                              std::string(w) + "*sum(i < j, 0)", "0"),
                "premises[2]");
    // from above nothing is said, nor of both ends
    for (const char* statement : {"<= 9*identity", "eigenvalue 1 in (-inf, 9]", "eigenvalue 1 in [1, 9]",
                                  "negative-definite", "indefinite", "inertia 3 0"})
        REJECTS(convex_energy(whole, squares, statement), "from below");
    // another entropy, or weight; what is added and not taken away
    REJECTS(convex_energy(whole, squares, ">= 1*identity", "S(1/4, v)"), "premises[0]");
    REJECTS(convex_energy(whole, squares, ">= 1*identity", "S(1/3, v)/2"), "premises[0]");
    REJECTS(convex_energy(whole, squares, ">= 1*identity", "(-1)*S(1/3, v)", "-1"), "premises[1]/parts[2]");
    REJECTS(convex_energy(whole, squares, ">= 1*identity", "S(51/100, v)", "1", "51/100"),
            "premises[1]/parts[1]");
    REJECTS(convex_energy(whole, squares + " + S(1/3, v)", ">= 1*identity"), "not written as");
    REJECTS(convex_energy(whole, "(sum(i in 1..3, v[i]^2))^2", ">= 0*identity"), "not affine");
    REJECTS(convex_energy(whole, "sum(i in 1..3, v[i]^2 + abs(v[i] - 1)^3)", ">= 0*identity"), "premises[4]");
    REJECTS(verdict("for v in chamber(2) prove hessian(sum(i in 1..2, v[i]^2)/2 - S(1/3, v), v, v[i]^2) >= "
                    "1*identity",
                    {{"step", "convex-energy"}, {"nu", "1/3"}, {"premises", json::array()}},
                    std::string(shipped_prelude())),
            "without a metric");
    // any concave sum over pairs: here its blocks have rank one
    const auto pairs = [&](const std::string& w, const std::string& function) {
        return verdict(
            "for " + w + "v in chamber(2) prove hessian(sum(i in 1..2, v[i]^2)/2 - " + function +
                ", v) >= 1*identity",
            {{"step", "convex-energy"}, {"premises", {rank_one, leaf, identity, analytic(), leaf}}});
    };
    CHECK(pairs("w in [0, 1], ", "w*sum(i < j, log(v[i] + v[j]))") == "accepted");
    REJECTS(pairs("w in [-1, 1], ", "w*sum(i < j, log(v[i] + v[j]))"), "premises[1]");
    REJECTS(pairs("", "sum(i < j, v[i]*v[j])"), "premises[0]");
    REJECTS(verdict("for v in chamber(2) prove hessian(sum(i in 1..2, v[i]^2)/2 - sum(i < j, log(v[i] + "
                    "v[j])), v) >= 1*identity",
                    {{"step", "convex-energy"},
                     {"weight", "1"},
                     {"premises", {rank_one, leaf, identity, analytic(), leaf}}}),
            "unknown member");
    CHECK(convex_energy(whole, squares, ">= 1*identity", "sum(i < j, 0)", "0") == "accepted");
}
