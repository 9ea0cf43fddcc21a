// Statements that theorems make: analyticity, means over independent variables, equilibria in a chamber.
#include <dlncert/statement/claim_parser.hpp>

namespace dlncert {

/// At a word that begins a statement, unless the claim gave it another meaning. It cannot be disproved.
bool ClaimParser::at_statement(std::string_view word) const {
    const std::string name(word);
    if (!cursor_.at(word) || scope_.variables.contains(name) || scope_.definitions.contains(name))
        return false;
    if (claim_.disproved)
        cursor_.fail(cursor_.peek(), "'" + name + "' after 'disprove'", "disprove FORMULA, or prove " + name);
    return true;
}

AnalyticStatement ClaimParser::analytic_statement() {
    cursor_.take();
    AnalyticStatement statement{.function = expressions_.expression(), .continued = {}};
    if (cursor_.accept("continues")) statement.continued = expressions_.expression();
    return statement;
}

MeanStatement ClaimParser::mean_statement() {
    const std::string accepted = "independent x, y in (0, inf) of mean m: mean x*y <= m^2";
    cursor_.take();
    MeanStatement statement;
    statement.variables = variable_names();
    cursor_.expect("in", accepted);
    statement.range = range();
    cursor_.expect("of", accepted);
    cursor_.expect("mean", accepted);
    const Token named = cursor_.peek();
    statement.mean = expressions_.new_name("the mean");
    if (std::ranges::find(statement.variables, statement.mean) != statement.variables.end())
        cursor_.fail(named, "the mean has the name of a variable", "another name for the mean");
    cursor_.expect(":", accepted);
    cursor_.expect("mean", accepted);
    const Scope outside = scope_;
    for (const auto& x : statement.variables) scope_.variables[x] = {.kind = Scope::Kind::real, .width = {}};
    statement.function = expressions_.expression();
    scope_ = outside;
    const auto sought = relation();
    if (!sought || *sought == Relation::equal) cursor_.unexpected("an operation, or < <= > >=: " + accepted);
    statement.relation = *sought;
    scope_.variables[statement.mean] = {.kind = Scope::Kind::real, .width = {}};
    statement.at_mean = expressions_.expression();
    scope_ = outside;
    return statement;
}

EquilibriumStatement ClaimParser::equilibrium_statement() {
    const std::string accepted = "exists unique sigma in chamber(d): gradient(F, sigma) = 0";
    if (claim_.disproved)
        cursor_.fail(cursor_.peek(), "a statement about equilibria after 'disprove'", "prove " + accepted);
    cursor_.take();
    cursor_.expect("unique", accepted);
    const std::vector<std::string> names = variable_names();
    cursor_.expect("in", accepted);
    cursor_.expect("chamber", accepted);
    chambers(names);
    EquilibriumStatement statement;
    statement.chamber = claim_.chambers.back();
    claim_.chambers.pop_back();
    const std::string& sigma = statement.chamber.name;
    if (names.size() != 1 || !claim_.chambers.empty() || !statement.chamber.box.empty())
        cursor_.unexpected("one whole chamber, and no other: " + accepted);
    for (const char* word : {":", "gradient", "("}) cursor_.expect(word, accepted);
    statement.function = expressions_.expression();
    for (const char* word : {",", sigma.c_str(), ")", "="}) cursor_.expect(word, accepted);
    const Token zero = cursor_.peek();
    if (!expressions_.expression().is(0)) cursor_.fail_since(zero, "not 0", accepted);
    while (cursor_.accept(",")) {
        bool& property = cursor_.at("diagonal") ? statement.diagonal : statement.minimum;
        if (property || !(cursor_.accept("diagonal") || cursor_.accept("minimum")))
            cursor_.unexpected("diagonal or minimum, each once");
        property = true;
    }
    return statement;
}

}  // namespace dlncert
