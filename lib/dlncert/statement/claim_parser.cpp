#include <algorithm>
#include <dlncert/statement/claim_parser.hpp>
#include <dlncert/statement/domain_checks.hpp>
#include <dlncert/statement/matrix.hpp>

namespace dlncert {
namespace {

const std::string a_domain = "a domain: [0, 1), (0, inf), 2..50, 2..inf or chamber(3)";

}  // namespace

void ClaimParser::definitions() {
    while (cursor_.accept("let")) expressions_.definition();
    if (!cursor_.at(Token::Kind::end)) cursor_.unexpected("an operation, or let name = expression");
}

/// Up to the word that begins the conclusion.
void ClaimParser::before_conclusion() {
    title();
    while (!cursor_.at("prove") && !cursor_.at("disprove") && !cursor_.at("find")) {
        if (cursor_.accept("for"))
            domains();
        else if (cursor_.accept("let"))
            expressions_.definition();
        else if (cursor_.accept("where"))
            claim_.hypotheses.push_back(formula());
        else
            unexpected_beginning();
    }
}

Claim ClaimParser::claim() {
    before_conclusion();
    if (cursor_.at("find"))
        cursor_.fail(cursor_.peek(), "a question, not a claim",
                     "prove or disprove; 'dlncert bound' answers questions");
    claim_.disproved = cursor_.text(cursor_.take()) == "disprove";
    conclusion();
    if (cursor_.at("except")) exceptions();
    if (!cursor_.at(Token::Kind::end))
        cursor_.unexpected("an operation, 'and', 'or', 'except', or the end of the claim");
    check_claim(claim_, cursor_);
    return std::move(claim_);
}

/// `find min E and max F to 1e-8`, or `prove min E = ? and max F = ? to 1e-8`
Question ClaimParser::question() {
    before_conclusion();
    if (!cursor_.accept("find") && !cursor_.accept("prove"))
        cursor_.unexpected("a question, like find min x^2 - x to 1e-8");
    ExtremumStatement extrema;
    do {
        if (!cursor_.at("min") && !cursor_.at("max")) cursor_.unexpected("min or max of an expression");
        extrema.push_back(extremum_function());
        if (cursor_.accept("=")) cursor_.expect("?", "'?' where the answer would stand");
        extrema.back().lower.infinity = -1;
        extrema.back().upper.infinity = 1;
    } while (cursor_.accept("and"));
    cursor_.expect("to", "an operation, 'and', or the tolerance, like to 1e-8");
    const Token first = cursor_.peek();
    const auto tolerance = rational_value(constant("the tolerance"));
    if (!tolerance || *tolerance <= 0)
        cursor_.fail_since(first, "not a positive rational", "a tolerance like 1e-8");
    if (!cursor_.at(Token::Kind::end)) cursor_.unexpected("the end of the question");
    claim_.conclusion = std::move(extrema);
    check_claim(claim_, cursor_);
    return {std::move(claim_), *tolerance};
}

void ClaimParser::unexpected_beginning() const {
    static const std::vector<std::string> beginnings = {"for", "let", "where", "prove", "disprove", "find"};
    const auto near = cursor_.at(Token::Kind::name) ? near_spellings(cursor_.text(cursor_.peek()), beginnings)
                                                    : std::vector<std::string>{};
    cursor_.unexpected(near.empty()
                           ? "'for' (domains), 'let' (a definition), 'where' (a hypothesis), 'prove' or "
                             "'disprove' (the conclusion)"
                           : "did you mean " + alternatives(near) + "?");
}

void ClaimParser::title() {
    if (cursor_.accept("claim") || cursor_.accept("theorem")) {
        if (!cursor_.at(Token::Kind::title)) cursor_.unexpected("the claim's name");
        claim_.name = cursor_.text(cursor_.take());
        if (claim_.name.ends_with(':')) claim_.name.pop_back();
    }
    if (!cursor_.at(Token::Kind::string)) return;
    const auto quoted = cursor_.text(cursor_.take());
    claim_.description = quoted.substr(1, quoted.size() - 2);
}

void ClaimParser::domains() {
    do domain();
    while (cursor_.accept(","));
}

/// `x, y in [0, 1]`: two variables. Each may have the name of a definition of the prelude, and hides it.
void ClaimParser::domain() {
    const std::vector<std::string> names = variable_names();
    cursor_.expect("in", "'in' and " + a_domain);
    if (cursor_.accept("chamber")) return chambers(names);
    if (cursor_.at("[") || cursor_.at("(")) return reals(names);
    integers(names);
}

std::vector<std::string> ClaimParser::variable_names() {
    std::vector<std::string> names;
    do {
        const Token token = cursor_.peek();
        const std::string hidden(cursor_.text(token));
        if (prelude_names_.contains(hidden)) scope_.definitions.erase(hidden);
        if (std::ranges::find(names, hidden) != names.end())
            cursor_.fail(token, "'" + shortened(hidden) + "' is defined already",
                         "another name for the variable");
        names.push_back(expressions_.new_name("the variable"));
    } while (cursor_.accept(","));
    return names;
}

void ClaimParser::reals(const std::vector<std::string>& names) {
    const Range common = range();
    for (const auto& name : names) {
        claim_.reals.push_back({name, common});
        scope_.variables[name] = {.kind = Scope::Kind::real, .width = {}};
    }
}

Integer ClaimParser::integer_constant(const std::string& accepted) {
    const Token first = cursor_.peek();
    const Expression constant = expressions_.expression();
    expressions_.charge(first, constant.tree_size());
    const auto value = rational_value(constant);
    if (!value || denominator(*value) != 1) cursor_.fail_since(first, "not an integer constant", accepted);
    return numerator(*value);
}

void ClaimParser::integers(const std::vector<std::string>& names) {
    if (cursor_.at("-") && cursor_.at("inf", 1))
        cursor_.fail(cursor_.peek(), "a range of integers without a smallest one", "2..50 or 2..inf");
    const Token first = cursor_.peek();
    IntegerDomain domain{.name = {}, .lower = integer_constant(a_domain), .upper = {}};
    cursor_.expect("..", a_domain);
    if (!cursor_.accept("inf")) domain.upper = integer_constant("an integer constant or inf");
    if (domain.upper && *domain.upper < domain.lower)
        cursor_.fail_since(first, "an empty range of integers", "the smaller end first, like 2..50");
    for (const auto& name : names) {
        claim_.integers.push_back({name, domain.lower, domain.upper});
        scope_.variables[name] = {.kind = Scope::Kind::integer, .width = {}};
    }
}

Expression ClaimParser::constant(const std::string& what) {
    const Token first = cursor_.peek();
    Expression value = expressions_.expression();
    expressions_.charge(first, 8ULL * value.tree_size());  // it is looked at several times
    if (!free_variables(value).empty() || has_pair_sum(value))
        cursor_.fail_since(first, what + " is not a constant", "a constant expression like 1/2 or pi/2");
    return value;
}

End ClaimParser::end(bool upper) {
    const Token first = cursor_.peek();
    const bool negative = cursor_.at("-") && cursor_.at("inf", 1);
    if (negative) cursor_.take();
    if (!cursor_.accept("inf")) return {.value = constant("the end of the interval")};
    if (negative == upper)
        cursor_.fail_since(first, "an infinite end on the wrong side", "(-inf, b) or (a, inf)");
    return {.value = {}, .infinite = true, .open = true};
}

/// `[a, b]`, with a round bracket where the end does not belong to it.
Range ClaimParser::range() {
    const Token first = cursor_.peek();
    if (!cursor_.at("[") && !cursor_.at("(")) cursor_.unexpected("an interval, like [0, 1) or (0, inf)");
    const bool open_below = cursor_.at("(");
    cursor_.take();
    Range result{.lower = end(false), .upper = {}};
    if (result.lower.infinite && !open_below)
        cursor_.fail(first, "an infinite end does not belong to the interval", "(-inf");
    cursor_.expect(",", "a comma between the ends of the interval");
    result.upper = end(true);
    if (!cursor_.at("]") && !cursor_.at(")")) cursor_.unexpected("] or ) to close the interval");
    if (result.upper.infinite && !cursor_.at(")"))
        cursor_.fail(cursor_.peek(), "an infinite end does not belong to the interval", "inf)");
    result.lower.open = open_below;
    result.upper.open = cursor_.at(")");
    cursor_.take();
    if (const std::string wrong = emptiness(result); !wrong.empty())
        cursor_.fail_since(first, wrong, "the smaller end first, like [0, 1)");
    return result;
}

/// After `chamber`.
void ClaimParser::chambers(const std::vector<std::string>& names) {
    cursor_.expect("(", "chamber(3), or chamber(d) with an integer parameter d");
    ChamberDomain domain{.name = {}, .width = chamber_width(), .box = {}};
    cursor_.expect(")", ")");
    const Token first = cursor_.peek();
    if (cursor_.accept("&")) chamber_box(domain, first);
    const auto width = rational_value(domain.width);
    const auto known = width ? std::optional(static_cast<long>(numerator(*width))) : std::nullopt;
    for (const auto& name : names) {
        claim_.chambers.push_back({name, domain.width, domain.box});
        scope_.variables[name] = {.kind = Scope::Kind::array, .width = known};
    }
}

Expression ClaimParser::chamber_width() {
    const Token first = cursor_.peek();
    const Expression width = expressions_.expression();
    expressions_.charge(first, 4ULL * width.tree_size());
    if (const auto value = rational_value(width)) {
        if (denominator(*value) != 1 || *value < 2 || *value > max_chamber_width)
            cursor_.fail_since(first, "a chamber of width " + shortened(to_string(*value)),
                               "an integer from 2 to " + std::to_string(max_chamber_width));
        return *value;
    }
    const auto found = scope_.variables.find(width.name());
    if (width.op() != Op::variable || found == scope_.variables.end() ||
        found->second.kind != Scope::Kind::integer)
        cursor_.fail_since(first, "the width is no integer", "chamber(3), or chamber(d) after d in 2..inf");
    return width;
}

void ClaimParser::chamber_box(ChamberDomain& domain, const Token& first) {
    while (cursor_.at("[") || cursor_.at("(")) domain.box.push_back(range());
    const auto width = rational_value(domain.width);
    if (!width)
        cursor_.fail_since(first, "a box in a chamber whose width is a parameter", "a box in chamber(3)");
    if (*width != domain.box.size())
        cursor_.fail_since(first,
                           std::to_string(domain.box.size()) + " intervals for " +
                               shortened(to_string(*width)) + " singular values",
                           "one interval for each, largest first, like & [1, 2] [1/10, 1]");
    if (const std::string wrong = normalize_box(domain.box); !wrong.empty())
        cursor_.fail_since(first, wrong,
                           "intervals of positive numbers, largest first, like & [1, 2] [1/10, 1]");
}

void ClaimParser::conclusion() {
    if (claim_.disproved && at_extremum())
        cursor_.fail(cursor_.peek(), "a statement about an extremum after 'disprove'",
                     "disprove FORMULA, or prove min E in [a, b] with other ends");
    if (at_matrix_statement())
        claim_.conclusion = matrix_statement();
    else if (at_extremum())
        claim_.conclusion = extrema();
    else if (at_statement("analytic"))
        claim_.conclusion = analytic_statement();
    else if (at_statement("independent"))
        claim_.conclusion = mean_statement();
    else if (cursor_.at("exists") && cursor_.at("in", 3) && cursor_.at("chamber", 4))
        claim_.conclusion = equilibrium_statement();
    else if (cursor_.accept("exists"))
        claim_.conclusion = root_statement();
    else
        claim_.conclusion = formula();
}

/// `min E in …`, but not the function min(a, b): directly behind its name a parenthesis with a comma.
bool ClaimParser::at_extremum() const {
    if (!cursor_.at("min") && !cursor_.at("max")) return false;
    if (!cursor_.at("(", 1)) return true;
    long open = 0;
    for (std::size_t ahead = 1; !cursor_.at(Token::Kind::end, ahead); ++ahead) {
        const bool opens = cursor_.at("(", ahead) || cursor_.at("[", ahead);
        open += opens ? 1 : cursor_.at(")", ahead) || cursor_.at("]", ahead) ? -1 : 0;
        if (open == 1 && cursor_.at(",", ahead)) return false;
        if (open <= 0) return true;
    }
    return true;
}

/// `min E`
Extremum ClaimParser::extremum_function() {
    Extremum result;
    result.maximum = cursor_.text(cursor_.take()) == "max";
    result.function = expressions_.expression();
    return result;
}

ExtremumStatement ClaimParser::extrema() {
    ExtremumStatement result;
    do {
        if (!at_extremum()) cursor_.unexpected("min E in [a, b] or max E in [a, b]");
        result.push_back(extremum_function());
        extremum_ends(result.back());
    } while (cursor_.accept("and"));
    return result;
}

void ClaimParser::extremum_ends(Extremum& extremum) {
    const std::string accepted = "in [a, b], or = c";
    const Token first = cursor_.peek();
    if (cursor_.accept("=")) {
        extremum.lower = extremum.upper = extremum_end();
    } else {
        cursor_.expect("in", "an operation, " + accepted);
        cursor_.expect("[", "[a, b], which may have the ends -inf and inf");
        extremum.lower = extremum_end();
        cursor_.expect(",", "a comma between the ends");
        extremum.upper = extremum_end();
        cursor_.expect("]", "]: both ends belong to the range");
    }
    const auto lower = rational_value(extremum.lower.value);
    const auto upper = rational_value(extremum.upper.value);
    if (extremum.lower.infinity > extremum.upper.infinity ||
        (extremum.lower.infinity == 0 && extremum.upper.infinity == 0 && lower && upper && *lower > *upper))
        cursor_.fail_since(first, "a range with its ends exchanged", accepted);
    if (extremum.maximum ? extremum.upper.infinity < 0 : extremum.lower.infinity > 0)
        cursor_.fail_since(first, "no function has this extremum", accepted);
}

ExtremumEnd ClaimParser::extremum_end() {
    const bool negative = cursor_.at("-") && cursor_.at("inf", 1);
    if (negative) cursor_.take();
    if (cursor_.accept("inf")) return {.value = {}, .infinity = negative ? -1 : 1};
    return {.value = constant("the end of the range")};
}

/// `matrix [[…`, or `hessian(…)` without the [1, 2] of a component.
bool ClaimParser::at_matrix_statement() const {
    if (cursor_.at("matrix")) return cursor_.at("[", 1) && cursor_.at("[", 2);
    if (!cursor_.at("hessian")) return false;
    std::size_t ahead = 1;
    long open = 0;
    for (; !cursor_.at(Token::Kind::end, ahead); ++ahead) {
        open += cursor_.at("(", ahead) ? 1 : cursor_.at(")", ahead) ? -1 : 0;
        if (open <= 0) break;
    }
    return !cursor_.at("[", ahead + 1);
}

MatrixStatement ClaimParser::matrix_statement() {
    const std::string accepted = "hessian(f, sigma) with sigma in a chamber, or hessian(f, x, y)";
    MatrixStatement statement;
    if (cursor_.accept("matrix")) {
        statement.entries = symmetric_matrix();
    } else {
        cursor_.take();
        cursor_.expect("(", accepted);
        statement.function = expressions_.expression();
        cursor_.expect(",", accepted);
        const auto found = scope_.variables.find(std::string(cursor_.text(cursor_.peek())));
        if (found == scope_.variables.end()) cursor_.unexpected(accepted);
        if (found->second.kind == Scope::Kind::array)
            array_and_metric(statement);
        else
            coordinates(statement);
        cursor_.expect(")", ")");
    }
    predicate(statement);
    return statement;
}

/// `[[a, b], [b, c]]`: its lower triangle.
std::vector<Expression> ClaimParser::symmetric_matrix() {
    const std::string accepted = "a symmetric matrix by its rows, like [[2, x], [x, 1]]";
    const Token first = cursor_.peek();
    std::vector<std::vector<Expression>> rows;
    cursor_.expect("[", accepted);
    do {
        cursor_.expect("[", accepted);
        rows.emplace_back();
        do rows.back().push_back(expressions_.expression());
        while (cursor_.accept(","));
        cursor_.expect("]", "a comma, or ] to close the row");
    } while (cursor_.accept(","));
    cursor_.expect("]", "a comma, or ] to close the matrix");
    std::vector<Expression> triangle;
    const auto number = [](std::size_t n) { return std::to_string(n); };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].size() != rows.size())
            cursor_.fail_since(first,
                               "row " + number(i + 1) + " has " + number(rows[i].size()) +
                                   " entries, but there are " + number(rows.size()) + " rows",
                               accepted);
        for (std::size_t j = 0; j <= i; ++j) {
            if (!(rows[i][j] == rows[j][i]))
                cursor_.fail_since(first,
                                   "entries (" + number(i + 1) + ", " + number(j + 1) + ") and (" +
                                       number(j + 1) + ", " + number(i + 1) + ") are not the same expression",
                                   accepted);
            triangle.push_back(rows[i][j]);
        }
    }
    return triangle;
}

/// `sigma`, or `sigma, g(sigma[i])`
void ClaimParser::array_and_metric(MatrixStatement& statement) {
    statement.variable = cursor_.text(cursor_.take());
    if (cursor_.accept(",")) statement.metric = expressions_.metric(statement.variable);
}

/// `x, y`: different real variables.
void ClaimParser::coordinates(MatrixStatement& statement) {
    do {
        const std::string name(cursor_.text(cursor_.peek()));
        const auto found = scope_.variables.find(name);
        const bool real = found != scope_.variables.end() && found->second.kind == Scope::Kind::real;
        if (!real || std::ranges::find(statement.coordinates, name) != statement.coordinates.end())
            cursor_.unexpected("real variables, each once, like hessian(f, x, y)");
        statement.coordinates.push_back(name);
        cursor_.take();
    } while (cursor_.accept(","));
}

/// None if it is a parameter.
std::optional<long> ClaimParser::size_of(const MatrixStatement& statement) const {
    if (!statement.variable.empty()) return scope_.variables.at(statement.variable).width;
    if (!statement.coordinates.empty()) return static_cast<long>(statement.coordinates.size());
    return static_cast<long>(matrix_size(statement.entries));
}

/// An integer constant between `least` and `most`, if that is known.
long ClaimParser::count(long least, std::optional<long> most, const std::string& what) {
    const Token first = cursor_.peek();
    const Integer value = integer_constant(what);
    if (value < least || value > most.value_or(max_chamber_width))
        cursor_.fail_since(first, "a number that does not fit the matrix", what);
    return static_cast<long>(value);
}

void ClaimParser::predicate(MatrixStatement& statement) {
    using enum MatrixPredicate;
    static const std::vector<std::pair<std::string, MatrixPredicate>> words = {
        {"negative-definite", negative_definite},
        {"negative-semidefinite", negative_semidefinite},
        {"positive-definite", positive_definite},
        {"positive-semidefinite", positive_semidefinite},
        {"indefinite", indefinite},
        {"inertia", inertia},
        {"eigenvalue", eigenvalue}};
    if (cursor_.accept("=")) {
        statement.predicate = MatrixPredicate::pair_blocks;
        if (statement.variable.empty() || claim_.disproved)
            cursor_.fail(cursor_.peek(),
                         "a sum of blocks for another matrix than hessian(f, sigma), or disproved",
                         "prove hessian(f, sigma) = sum(i < j, [[a, b], [b, c]])");
        statement.blocks = expressions_.pair_blocks();
        return;
    }
    if (cursor_.accept("<=")) return loewner_bound(statement, loewner_at_most);
    if (cursor_.accept(">=")) return loewner_bound(statement, loewner_at_least);
    const auto word = std::ranges::find_if(words, [&](const auto& w) { return cursor_.at(w.first); });
    if (word == words.end())
        cursor_.unexpected(
            "positive-definite, positive-semidefinite, negative-definite, negative-semidefinite, "
            "negative-semidefinite rank 1, "
            "indefinite, inertia 2 1, eigenvalue 1 in [0, 1], <= c * identity, or >= c * identity");
    cursor_.take();
    statement.predicate = word->second;
    const auto size = size_of(statement);
    if (word->second == negative_semidefinite && cursor_.accept("rank"))
        statement.rank = count(0, max_chamber_width, "the rank, an integer between 0 and the width");
    if (word->second == inertia) {
        statement.positive =
            count(0, size, "how many eigenvalues are positive and how many negative, like inertia 2 1");
        const auto rest = size ? std::optional(*size - statement.positive) : std::nullopt;
        statement.negative = count(0, rest, "how many eigenvalues are negative, not more than there are");
    }
    if (word->second == eigenvalue) {
        statement.which = count(1, size, "which eigenvalue, 1 for the smallest, like eigenvalue 1 in [0, 1]");
        cursor_.expect("in", "'in' and an interval");
        statement.range = range();
    }
}

void ClaimParser::loewner_bound(MatrixStatement& statement, MatrixPredicate predicate) {
    statement.predicate = predicate;
    statement.bound = constant("the bound");
    cursor_.expect("*", "* identity");
    cursor_.expect("identity", "identity");
}

/// After `exists`. The unknowns can be used in what follows only.
RootStatement ClaimParser::root_statement() {
    RootStatement statement{.unknowns = {}, .equations = {}, .unique = cursor_.accept("unique")};
    do {
        const std::vector<std::string> names = variable_names();
        cursor_.expect("in", "'in' and an interval, like exists unique x in [0, 1]: x = exp(-x)");
        const Range common = range();
        for (const auto& name : names) {
            statement.unknowns.push_back({name, common});
            scope_.variables[name] = {.kind = Scope::Kind::real, .width = {}};
        }
    } while (cursor_.accept(","));
    cursor_.expect(":", "a colon and the equations, like exists unique x in [0, 1]: x = exp(-x)");
    statement.equations = equations(statement.unknowns.size());
    return statement;
}

/// Equations joined by `and`, as many as there are unknowns.
Formula ClaimParser::equations(std::size_t count) {
    const Token first = cursor_.peek();
    const Formula result = formula();
    const auto is_equation = [](const Formula& f) {
        return f.kind == Formula::Kind::comparison && f.comparison.relation == Relation::equal;
    };
    const bool conjunction = result.kind == Formula::Kind::all;
    if (conjunction ? !std::ranges::all_of(result.parts, is_equation) : !is_equation(result))
        cursor_.fail_since(first, "something else than equations after 'exists'",
                           "equations joined by 'and', like x^2 + y^2 = 1 and x = y");
    const std::size_t found = conjunction ? result.parts.size() : 1;
    if (found != count)
        cursor_.fail_since(first,
                           "as many equations as unknowns are needed, not " + std::to_string(found) +
                               " for " + std::to_string(count),
                           "one equation for each unknown, like x^2 + y^2 = 1 and x = y");
    return result;
}

/// `A and B or C`: two exceptions, the first one where both A and B hold. Each may stand in parentheses.
void ClaimParser::exceptions() {
    if (claim_.disproved)
        cursor_.fail(cursor_.peek(), "exceptions to what is disproved",
                     "disprove FORMULA; exclude points by where");
    cursor_.take();
    do {
        const bool parentheses = cursor_.peek().encloses_formula && cursor_.accept("(");
        Exception all = {exception()};
        while (cursor_.accept("and")) all.push_back(exception());
        if (parentheses) cursor_.expect(")", "'and', or ) to close the parenthesis");
        claim_.exceptions.push_back(std::move(all));
    } while (cursor_.accept("or"));
}

Comparison ClaimParser::exception() {
    const std::string accepted = "a parameter and its exceptional value, like d = 2 and nu = 1/2";
    const Token first = cursor_.peek();
    const Expression parameter = expressions_.expression();
    if (parameter.op() != Op::variable)
        cursor_.fail_since(first, "an exception that is not about a parameter", accepted);
    cursor_.expect("=", accepted);
    return {.left = parameter, .relation = Relation::equal, .right = constant("the exceptional value")};
}

}  // namespace dlncert
