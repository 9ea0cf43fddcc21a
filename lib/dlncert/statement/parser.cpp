#include <algorithm>
#include <dlncert/statement/claim_parser.hpp>

namespace dlncert {

Claim parse_claim(std::string_view text, std::string_view prelude) {
    Scope scope;
    const Source definitions(prelude, "prelude, ");
    ClaimParser(definitions, scope).definitions();
    const Source source(text, "");
    return ClaimParser(source, scope).claim();
}

bool is_question(std::string_view text) {
    const Source source(text, "");
    return std::ranges::any_of(tokens(source), [&](const Token& token) {
        const auto word = token.word(text);
        return token.kind != Token::Kind::string && token.kind != Token::Kind::title &&
               (word == "find" || word == "?");
    });
}

Question parse_question(std::string_view text, std::string_view prelude) {
    Scope scope;
    const Source definitions(prelude, "prelude, ");
    ClaimParser(definitions, scope).definitions();
    const Source source(text, "");
    return ClaimParser(source, scope).question();
}

Expression parse_expression(std::string_view text, const std::vector<std::string>* variables) {
    Scope scope;
    scope.every_name = variables == nullptr;
    if (variables)
        for (const auto& name : *variables) scope.variables[name] = {.kind = Scope::Kind::any, .width = {}};
    const Source source(text, "");
    Cursor cursor(source);
    Expression result = ExpressionParser(cursor, scope).expression();
    if (!cursor.at(Token::Kind::end))
        cursor.unexpected("an operation + - * / ^, or the end of the expression");
    return result;
}

}  // namespace dlncert
