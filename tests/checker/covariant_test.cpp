#include <doctest/doctest.h>

#include <checker/proofs.hpp>

using namespace dlncert;
using nlohmann::json;
using test::contains, test::verdict;

namespace {

const json leaf = test::subdivide("n64");

json factor(const std::string& e, const std::string& g) {
    return {{"step", "factor"}, {"factor", e}, {"rest", g}, {"factor_proof", leaf}, {"rest_proof", leaf}};
}

/// P = log(x + y) has Hess P(1, r) = −[[1, 1], [1, 1]]/(1 + r)², x P_x + y P_y = 1; for the metric s^(−3/2),
/// Γ = −3/(4s), the covariant P_yy(1, r) = (3 − r)/(4r (1 + r)²), and the form in the direction (1, r) is
/// −1/4.
std::string covariant(const std::string& metric, const std::string& predicate,
                      const std::string& body = "log(sigma[i] + sigma[j])",
                      const std::string& domain = "d in 2..inf, sigma in chamber(d)") {
    return "for " + domain + " prove hessian(sum(i < j, " + body + "), sigma" + metric + ") " + predicate;
}

const std::string metric = ", sigma[i]^(-3/2)";

json indefinite() {
    return {{"step", "pair-indefinite"},
            {"radial", leaf},
            {"last", factor("1/(4*exp(-u)*(1 + exp(-u))^2)", "3 - exp(-u)")},
            {"mixed", leaf}};
}

json semidefinite() {
    return {{"step", "pair-semidefinite"},
            {"determinant", {{"step", "zero"}}},
            {"first", leaf},
            {"second", leaf}};
}

json changed(json proof, const std::string& pointer, const json& value) {
    proof[json::json_pointer(pointer)] = value;
    return proof;
}

}  // namespace

TEST_CASE("pair-indefinite") {
    const std::string claim = covariant(metric, "indefinite");
    CHECK(verdict(claim, indefinite()) == "accepted");
    CHECK(verdict(covariant(", 7*sigma[i]^(-3/2)", "indefinite"), indefinite()) == "accepted");
    for (const char* predicate : {"negative-definite", "negative-semidefinite", "positive-semidefinite",
                                  "<= 100 * identity", "negative-semidefinite rank 1"})
        REJECTS(verdict(covariant(metric, predicate), indefinite()), "not what the claim says");
    // each hypothesis broken: the form in the direction of sigma vanishes, or is positive
    for (const char* other : {", sigma[i]^(-2)", ", sigma[i]^(-3)"})
        REJECTS(verdict(covariant(other, "indefinite"), indefinite()), "proof/radial");
    // P_yy(1, 1) = −1/8
    REJECTS(verdict(covariant(", sigma[i]^(-1/2)", "indefinite"), changed(indefinite(), "/last", leaf)),
            "proof/last");
    REJECTS(verdict(covariant("", "indefinite"), changed(indefinite(), "/last", leaf)), "proof/last");
    // P_xy = 0; P_xy > 0: with P_yy(1, r) >= 1/r^2 and -2 or -3/2 in the direction of sigma
    for (const char* body :
         {"3*log(sigma[i]) - log(sigma[j])", "3*log(sigma[i]) - log(sigma[j]) - log(sigma[i] + sigma[j])/2"})
        REJECTS(verdict(covariant("", "indefinite", body), changed(indefinite(), "/last", leaf)),
                "proof/mixed");
    // no homogeneity: of the summand, of the metric; a metric that is not smooth or vanishes
    REJECTS(verdict(covariant(metric, "indefinite", "log(sigma[i] + sigma[j]) - sigma[i]"), indefinite()),
            "independent of x");
    REJECTS(verdict(covariant(metric, "indefinite", "log(sigma[i] + sigma[j]) - sigma[j]"), indefinite()),
            "independent of y");
    for (const char* other : {", exp(-sigma[i])", ", sigma[i]^(-3/2) + 1"})
        REJECTS(verdict(covariant(other, "indefinite"), indefinite()), "x g'(x)/(2 g(x)) independent of x");
    for (const char* other : {", (sigma[i] - 1)^2", ", abs(sigma[i] - 1)", ", 0*sigma[i]"})
        REJECTS(verdict(covariant(other, "indefinite"), indefinite()), "smooth");
    for (const char* member : {"radial", "last", "mixed"}) {
        json without = indefinite();
        without.erase(member);
        REJECTS(verdict(claim, without), "no member");
    }
    REJECTS(verdict(claim, changed(indefinite(), "/more", 1)), "unknown member");
}

TEST_CASE("pair-semidefinite") {
    const std::string body = "-log(sigma[i] + sigma[j])";
    CHECK(verdict(covariant("", "positive-semidefinite", body), semidefinite()) == "accepted");
    for (const char* predicate :
         {"negative-definite", "negative-semidefinite", "indefinite", "negative-semidefinite rank 1"})
        REJECTS(verdict(covariant("", predicate, body), semidefinite()), "not what the claim says");
    REJECTS(verdict(covariant("", "positive-semidefinite"), semidefinite()), "proof/first");
    // for the metric 1/s the block is −(Hess log(x + y)) + diag(−Γ P): first entry (1 − (1 + r)/2)/(1 + r)^2,
    // its determinant < 0
    REJECTS(verdict(covariant(", 1/sigma[i]", "positive-semidefinite", body), semidefinite()),
            "proof/determinant");
    REJECTS(verdict(covariant(", 1/sigma[i]", "positive-semidefinite", body),
                    changed(semidefinite(), "/determinant", leaf)),
            "proof/determinant");
    // the diagonal alone is not enough: [[1, −2], [−2, 1]] up to scale
    REJECTS(verdict(covariant("", "positive-semidefinite", "-log(sigma[i] + sigma[j]) + log(sigma[i])"),
                    changed(semidefinite(), "/determinant", leaf)),
            "proof/determinant");
}

TEST_CASE("no parameter is taken for a variable of the rules") {
    // x Gamma(x) = -(log x)(log x - p)/2 is 0 at x = 1 and at log x = p, and not in between: the covariant
    // Hessian is not the plain one, which is positive semidefinite
    const auto of = [](const std::string& parameter, const std::string& p) {
        return verdict(
            covariant(", exp(" + p + "*log(sigma[i])^2/2 - log(sigma[i])^3/3)", "positive-semidefinite",
                      "-log(sigma[i] + sigma[j])", parameter + ", d in 2..inf, sigma in chamber(d)"),
            semidefinite());
    };
    for (const char* name : {"w", "v", "p"})
        REJECTS(of(name + std::string(" in [1, 2]"), name), "independent of x");
    for (const char* parameter : {"x in 2..3", "x in [2, 3]"})
        REJECTS(of(parameter, "log(x)"), "the name 'x'");
    // sigma^(2y) has Gamma = y/sigma; read at y = r this is another metric
    const json definite = {{"step", "pair-definite"}, {"determinant", leaf}, {"origin", leaf}};
    REJECTS(verdict(covariant(", sigma[i]^(2*y)", "negative-definite", "log(sigma[i]) + log(sigma[j])",
                              "y in -5..-4, d in 2..inf, sigma in chamber(d)"),
                    definite),
            "the name 'y'");
    for (const char* parameter : {"r in 2..3", "t in [1, 2]", "u in 0..1"})
        REJECTS(of(parameter, "1"), "the name '");
}

namespace {

std::string refutation(const std::string& predicate, const std::string& the_metric = "",
                       const std::string& domain = "d in 2..inf, a in [0, 1], sigma in chamber(d)") {
    return "for " + domain +
           " disprove hessian(sum(i < j, a*log(sigma[i]) + (1 - a)*log(sigma[i] + sigma[j]) + " +
           "a*log(sigma[j])), sigma" + the_metric + ") " + predicate;
}

json witness(const std::string& a, long width, const json& proof) {
    return {{"step", "witness"}, {"width", width}, {"point", {{"a", a}}}, {"proof", proof}};
}

}  // namespace

TEST_CASE("the chamber's rules prove no statement but their own") {
    const json definite = {{"step", "pair-definite"}, {"determinant", leaf}, {"origin", leaf}};
    const auto of = [&](const std::string& predicate) {
        return verdict(
            "for sigma in chamber(2) prove hessian(sum(i < j, log(sigma[i]) + log(sigma[j])), sigma) " +
                predicate,
            definite);
    };
    for (const char* own : {"negative-definite", "negative-semidefinite", "negative-semidefinite rank 2"})
        CHECK(of(own) == "accepted");
    for (const char* other : {"positive-definite", "positive-semidefinite", "indefinite", "inertia 2 0",
                              "inertia 0 0", "inertia 0 2", "eigenvalue 1 in [5, 7]", ">= 5 * identity",
                              ">= -1 * identity", "negative-semidefinite rank 1", "<= -1 * identity"})
        REJECTS(of(other), "not what the claim says");
}

TEST_CASE("witness against a statement about a Hessian") {
    const json rank_one = {{"step", "pair-rank-one"}, {"kappa", "1/(1 + r)^2"}, {"positive", leaf}};
    const json definite = {{"step", "pair-definite"}, {"determinant", leaf}, {"origin", leaf}};
    CHECK(verdict(refutation("negative-definite"), witness("0", 2, rank_one)) == "accepted");
    REJECTS(verdict(refutation("negative-definite"), witness("0", 3, rank_one)), "does not contradict");
    REJECTS(verdict(refutation("negative-definite"), witness("1", 2, rank_one)), "entry of the pair block");
    REJECTS(verdict(refutation("negative-definite"), witness("1", 2, definite)), "does not contradict");
    CHECK(verdict(refutation("indefinite"), witness("1", 2, definite)) == "accepted");
    CHECK(verdict(refutation("indefinite"), witness("0", 2, rank_one)) == "accepted");
    CHECK(verdict(refutation("positive-semidefinite"), witness("1", 7, definite)) == "accepted");
    CHECK(verdict(refutation("positive-semidefinite"), witness("0", 2, rank_one)) == "accepted");
    CHECK(verdict(refutation("negative-definite", metric), witness("0", 4, indefinite())) == "accepted");
    CHECK(verdict(refutation("negative-semidefinite", metric), witness("0", 4, indefinite())) == "accepted");
    CHECK(verdict(refutation("positive-semidefinite", metric), witness("0", 4, indefinite())) == "accepted");
    REJECTS(verdict(refutation("indefinite", metric), witness("0", 4, indefinite())), "does not contradict");
    // these may be true of an indefinite matrix
    for (const char* other :
         {"inertia 1 3", "eigenvalue 1 in [-100, 0]", ">= -100 * identity", "<= 100 * identity"})
        REJECTS(verdict(refutation(other, metric, "a in [0, 1], sigma in chamber(4)"),
                        witness("0", 4, indefinite())),
                "does not contradict");
    REJECTS(verdict(refutation("negative-semidefinite"), witness("1", 2, definite)), "does not contradict");
    for (const char* predicate : {"<= 0 * identity", "<= -1 * identity"})
        REJECTS(verdict(refutation(predicate), witness("1", 2, definite)), "does not contradict");
    // values outside the domain, missing, unknown; widths outside
    REJECTS(verdict(refutation("indefinite"), witness("2", 2, definite)), "not in its range");
    REJECTS(verdict(refutation("indefinite"), witness("1", 1, definite)), "width");
    REJECTS(verdict(refutation("indefinite", "", "d in 2..5, a in [0, 1], sigma in chamber(d)"),
                    witness("1", 6, definite)),
            "the width is not in its range");
    REJECTS(
        verdict(refutation("indefinite", "", "a in [0, 1], sigma in chamber(3)"), witness("1", 2, definite)),
        "the width is not in its range");
    json no_point = witness("1", 2, definite);
    no_point["point"] = json::object();
    REJECTS(verdict(refutation("indefinite"), no_point), "not one value for each parameter");
    no_point["point"] = {{"b", "1"}};
    REJECTS(verdict(refutation("indefinite"), no_point), "no variable");
    REJECTS(verdict(refutation("indefinite"), definite), "a refutation is the step 'witness'");
    // a proved claim is not proved by a witness
    REJECTS(verdict("for a in [0, 1], sigma in chamber(2) prove hessian(log(sigma[1]), sigma) indefinite",
                    witness("1", 2, definite)),
            "no rule for a Hessian");
}
