// Rules krawczyk, exclude, root, unique-root: zeros of systems of equations. Their proofs: rules/rule.cpp.
#include <dlncert/checker/claim.hpp>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/root_system.hpp>

namespace dlncert::checker {
namespace {

using Functions = std::vector<Expression>;

Domain with(Domain domain, const std::vector<RealDomain>& unknowns) {
    for (const RealDomain& x : unknowns) domain.add(x.name, rational_side(x.range));
    return domain;
}

/// The parameters' box with the step's box of the unknowns: for all parameters F, of which G are the
/// combinations by a matrix, has exactly one zero in it, which lies in the ranges.
Box check_krawczyk(const Functions& F, const Functions& G, Domain all, const Step& step) {
    const auto lower = step.rationals("lower");
    const auto upper = step.rationals("upper");
    const std::size_t n = F.size();
    const std::size_t first = all.names.size() - n;
    if (lower.size() != n || upper.size() != n) step.reject("its box is not of the size of the system");
    for (std::size_t i = 0; i < n; ++i) {
        const Side side{.lower = lower[i], .upper = upper[i]};
        if (side.lower >= side.upper || !all.box[first + i].contains(side))
            step.reject("its box is empty or leaves the ranges");
        all.box[first + i] = side;
    }
    check_defined(F, all, step, true);
    const Box root = all.box;
    const std::vector<std::string> x(all.names.begin() + static_cast<std::ptrdiff_t>(first), all.names.end());
    for (std::size_t i = 0; i < n; ++i) {
        const Rational radius = (upper[i] - lower[i]) / 2;
        all.add(shift_name(x[i]), {.lower = -radius, .upper = radius});
    }
    check_formula(krawczyk_inside(G, x, lower, upper), all, step.child("inside"));
    return root;
}

/// All zeros in the domain lie in the box `root`; without one, there are none. `functions` vanish at zeros.
void check_exclude(const Functions& functions, const Domain& all, const Box* root, const Step& step) {
    step.expect("exclude");
    step.only({"tree"});
    const Evaluator evaluator(functions, all.names);
    for_each_leaf(all, step.text("tree"), step, [&](const Leaf& leaf, const Box& box) -> std::string {
        if (leaf.method == 'k')
            return root && contains(*root, box) ? "" : "does not lie in the box of the zero";
        for (const Values& v : evaluate(evaluator, leaf, box, step))
            if (v.nowhere || v.positive() || v.negative()) return "";
        return "does not show that there is no zero";
    });
}

/// A point at which F is 0 for all parameters.
void check_root(const Functions& F, const Domain& all, const Domain& parameters, const Step& step) {
    step.only({"at", "tree"});
    const auto point = step.point("at", {all.names.end() - std::ssize(F), all.names.end()});
    for (const auto& [name, value] : point)
        if (!all.box[all.index(name, step)].contains(value)) step.reject("its point is not in the ranges");
    for (const Expression& f : F) {
        const Expression value = instantiate(f, {point.begin(), point.end()}, {});
        check_defined({value}, parameters, step);
        check_identity(value, 0, "the equation at the point", step);
    }
}

/// One continuous function that changes its sign and, for uniqueness, increases strictly.
void check_unique_root(const Functions& F, const RootStatement& roots, const Domain& parameters,
                       const Domain& all, const Step& step) {
    step.only({"sign", "below", "above", "change", "except", "slope", "tree"});
    if (F.size() != 1) step.reject("it is about one equation");
    const Expression f = step.integer("sign", -1, 1) < 0 ? -F[0] : F[0];
    const RealDomain& x = roots.unknowns[0];
    check_defined({f}, all, step);
    check_formula(changes_sign(f, x, step.expression("below", parameters.names),
                               step.expression("above", parameters.names)),
                  parameters, step.child("change"));
    if (roots.unique) check_formula(increases(f, x.name, step.rationals("except")), all, step.child("slope"));
}

}  // namespace

void check_roots(const RootStatement& roots, const Formula& equations, const Domain& parameters,
                 const Step& step) {
    const Functions F = differences(equations);
    const Domain all = with(parameters, roots.unknowns);
    if (step.rule() == "subdivide") {
        step.only({"tree", "parts"});
        const auto no_leaf = [](const Leaf&, const Box&) { return "is neither # nor o"; };
        const auto check_part = [&](const Step& part, const Box& box) {
            check_roots(roots, equations, {parameters.names, box, parameters.hypotheses}, part);
        };
        return for_each_leaf(parameters, step.text("tree"), step, no_leaf, check_part);
    }
    if (step.rule() == "unique-root") return check_unique_root(F, roots, parameters, all, step);
    if (step.rule() == "root" && !roots.unique) return check_root(F, all, parameters, step);
    step.expect("krawczyk");
    step.only({"lower", "upper", "preconditioner", "tree", "inside", roots.unique ? "rest" : "step"});
    const auto Y = step.rationals("preconditioner");
    if (Y.size() != F.size() * F.size()) step.reject("its preconditioner is not of the size of the system");
    Functions functions = combined(Y, F);
    const Box root = check_krawczyk(F, functions, all, step);
    functions.insert(functions.end(), F.begin(), F.end());
    if (roots.unique) check_exclude(functions, all, &root, step.child("rest"));
}

void check_other_roots(const RootStatement& roots, const Formula& equations, const Step& step) try {
    step.only({"point", "none", "unknown", "cut", "roots"});
    if (!roots.unique || step.has("none"))
        return check_exclude(differences(equations), with({}, roots.unknowns), nullptr, step.child("none"));
    const auto parts = step.children("roots");
    if (parts.size() != 2) step.reject("it has not two zeros");
    RootStatement low = roots, high = roots;
    low.unique = high.unique = false;
    const std::size_t i = with({}, roots.unknowns).index(step.text("unknown"), step);
    Range &below = low.unknowns[i].range, &above = high.unknowns[i].range;
    const auto halves = cut(rational_side(below), parse_cut(step.text("cut")));
    below.upper = {.value = halves.first.upper, .open = true};
    above.lower = {.value = halves.second.lower};
    check_roots(low, equations, {}, parts[0]);
    check_roots(high, equations, {}, parts[1]);
} catch (const InputError& error) {
    step.reject(error.what());
}

}  // namespace dlncert::checker
