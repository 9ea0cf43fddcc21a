#include <algorithm>
#include <dlncert/checker/domain.hpp>

namespace dlncert::checker {

std::size_t Domain::index(const std::string& name, const Step& step) const {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) step.reject("no variable is named '" + name + "' here");
    return static_cast<std::size_t>(found - names.begin());
}

void Domain::add(std::string name, Side side) {
    names.push_back(std::move(name));
    box.push_back(std::move(side));
}

void Domain::assume(const Formula& formula, bool negated) {
    // "not (A or B)" is "not A and not B"
    const bool conjunction = formula.kind == (negated ? Formula::Kind::any : Formula::Kind::all);
    if (!conjunction) return hypotheses.push_back({formula, negated});
    for (const Formula& part : formula.parts) assume(part, negated);
}

Domain Domain::without(std::size_t i) const {
    Domain rest = *this;
    rest.names.erase(rest.names.begin() + static_cast<std::ptrdiff_t>(i));
    rest.box.erase(rest.box.begin() + static_cast<std::ptrdiff_t>(i));
    return rest;
}

Domain Domain::with(const std::string& name, const Expression& by) const {
    Domain result = *this;
    for (Hypothesis& h : result.hypotheses)
        h.formula = map_sides(h.formula, [&](const Expression& e) { return substitute(e, name, by); });
    return result;
}

bool shows(const Values& values, Sign sign) {
    return sign == Sign::positive ? proves_positive(values) : proves_nonnegative(values);
}

Sign sign_of(Relation relation) {
    return relation == Relation::greater || relation == Relation::less ? Sign::positive : Sign::nonnegative;
}

RangeEnd read_end(const Step& step, const Domain& domain) {
    const std::size_t v = domain.index(step.text("variable"), step);
    const bool lower = step.text("end") == "lower";
    if (!lower && step.text("end") != "upper") step.reject("its member 'end' is neither lower nor upper");
    const Side& side = domain.box[v];
    if (lower ? side.lower_infinite : side.upper_infinite)
        step.reject("the range of '" + domain.names[v] + "' does not contain that end: it is infinite");
    return {v, lower, !(lower ? side.lower_open : side.upper_open), lower ? side.lower : side.upper};
}

RangeEnd read_closed_end(const Step& step, const Domain& domain) {
    const RangeEnd end = read_end(step, domain);
    if (!end.closed)
        step.reject("the range of '" + domain.names[end.variable] + "' does not contain that end");
    return end;
}

Domain with_end(Domain domain, const RangeEnd& end, bool open) {
    (end.lower ? domain.box[end.variable].lower_open : domain.box[end.variable].upper_open) = open;
    return domain;
}

}  // namespace dlncert::checker
