#include <doctest/doctest.h>

#include <checker/proofs.hpp>
#include <dlncert/statement/error.hpp>

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
