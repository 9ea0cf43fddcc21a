#include <dlncert/statement/claim_parser.hpp>
#include <dlncert/statement/formula.hpp>

namespace dlncert {
namespace {

bool same_direction(Relation a, Relation b) {
    const auto direction = [](Relation r) {
        return r == Relation::equal ? 0 : r == Relation::less || r == Relation::less_equal ? -1 : 1;
    };
    return direction(a) * direction(b) >= 0;
}

}  // namespace

Formula ClaimParser::formula() {
    std::vector<Formula> parts = {conjunction()};
    while (cursor_.accept("or")) parts.push_back(conjunction());
    return joined(Formula::Kind::any, std::move(parts));
}

Formula ClaimParser::conjunction() {
    std::vector<Formula> parts = {atom()};
    while (cursor_.accept("and")) parts.push_back(atom());
    return joined(Formula::Kind::all, std::move(parts));
}

Formula ClaimParser::atom() {
    if (!cursor_.at("(") || !cursor_.peek().encloses_formula) return chain();
    const Token open = cursor_.take();
    if (++formula_nesting_ > max_formula_nesting)
        cursor_.fail(open, "more than " + std::to_string(max_formula_nesting) + " nested formulas",
                     "a shallower formula");
    Formula inner = formula();
    --formula_nesting_;
    cursor_.expect(")", "'and', 'or', or ) to close the parenthesis");
    return inner;
}

Formula ClaimParser::chain() {
    Expression left = expressions_.expression();
    std::vector<Formula> links;
    std::optional<Relation> before;
    for (Token sign = cursor_.peek(); const auto sought = relation(); sign = cursor_.peek()) {
        if (before && !same_direction(*before, *sought))
            cursor_.fail(sign, "a chain that turns round",
                         "a chain like a < b <= c, or two formulas joined by 'and'");
        Expression right = expressions_.expression();
        links.push_back({.comparison = {left, *sought, right}, .parts = {}});
        left = std::move(right);
        if (*sought != Relation::equal) before = sought;
    }
    if (links.empty()) cursor_.unexpected("an operation, or a comparison < <= > >= =");
    return joined(Formula::Kind::all, std::move(links));
}

std::optional<Relation> ClaimParser::relation() {
    if (cursor_.accept("<")) return Relation::less;
    if (cursor_.accept("<=")) return Relation::less_equal;
    if (cursor_.accept(">")) return Relation::greater;
    if (cursor_.accept(">=")) return Relation::greater_equal;
    if (cursor_.accept("=")) return Relation::equal;
    return std::nullopt;
}

}  // namespace dlncert
