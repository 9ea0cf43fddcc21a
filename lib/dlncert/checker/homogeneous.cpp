// Rule homogeneous: what scales like a power along rays needs a look where these enter a box, or leave it.
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/identity.hpp>

namespace dlncert::checker {
namespace {

/// The variables of a box of positive vectors, and the ends, at which rays from 0 enter it, or leave it.
std::vector<std::pair<std::size_t, Rational>> ends_of_rays(const Domain& domain, bool lower,
                                                           const Step& step) {
    std::vector<std::pair<std::size_t, Rational>> ends;
    for (std::size_t i = 0; i < domain.box.size(); ++i) {
        const Side& side = domain.box[i];
        if (side.lower_infinite || side.lower < 0 || (side.lower == 0 && !side.lower_open))
            step.reject("the range of '" + domain.names[i] + "' is not positive");
        if (lower ? side.lower == 0 : side.upper_infinite) continue;
        if (lower ? side.lower_open : side.upper_open)
            step.reject("the range of '" + domain.names[i] + "' does not contain its end");
        ends.emplace_back(i, lower ? side.lower : side.upper);
    }
    return ends;
}

}  // namespace

std::vector<RayFace> homogeneous_faces(const std::vector<Expression>& functions, const Rational& bound,
                                       const Domain& domain, const Step& step) {
    const Rational p = step.rational("degree");
    const bool lower = step.text("end") == "lower";
    if (!lower && step.text("end") != "upper") step.reject("its member 'end' is neither lower nor upper");
    if (lower ? p * bound < 0 : p * bound > 0) step.reject("the bound is easier at that end than elsewhere");
    const auto ends = ends_of_rays(domain, lower, step);
    if (ends.empty()) step.reject("no range has such an end");
    for (const Hypothesis& h : domain.hypotheses)
        if (!is_conic(h.formula)) step.reject("a hypothesis is not between linear forms without constants");
    check_defined(functions, domain, step);
    for (const Expression& f : functions)
        if (!is_homogeneous(f, p, domain.names))
            step.reject("not seen to be homogeneous of degree " + to_string(p) + ": " + in_brief(f));
    const auto proofs = step.children("faces", ends.size(), "proof for each face");
    std::vector<RayFace> faces;
    for (std::size_t i = 0; i < ends.size(); ++i) faces.push_back({ends[i].first, ends[i].second, proofs[i]});
    return faces;
}

void check_homogeneous(const Goal& goal, const Domain& domain, const Step& step) {
    step.only({"degree", "constant", "end", "tree", "faces"});
    const Rational c = step.rational("constant");
    for (const RayFace& face : homogeneous_faces({goal.function + c}, c, domain, step)) {
        const std::string& v = domain.names[face.variable];
        check_goal({substitute(goal.function, v, face.end), goal.sign},
                   domain.with(v, face.end).without(face.variable), face.proof);
    }
}

}  // namespace dlncert::checker
