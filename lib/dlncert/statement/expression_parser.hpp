#pragma once
#include <dlncert/statement/cursor.hpp>
#include <dlncert/statement/expression.hpp>
#include <dlncert/statement/scope.hpp>

namespace dlncert {

/// Text can come from a certificate that somebody made by hand: these bound the stack and the memory that any
/// text can make its reader use.
inline constexpr std::uint32_t max_expression_depth = 1'000;
inline constexpr std::uint32_t max_binder_depth = 32;
inline constexpr std::uint32_t max_expression_size = 1'000'000;
inline constexpr std::uint64_t max_parser_work = 2'000'000;  ///< nodes made while a text is read

/// Reads arithmetic, by precedence: + −, then * /, then unary −, then ^ (right-associative). A fraction of
/// two literals, and the negative of one, is a rational; nothing else is computed.
class ExpressionParser {
  public:
    ExpressionParser(Cursor& cursor, Scope& scope) : cursor_(cursor), scope_(scope) {}

    Expression expression() { return binary(1).value; }

    /// `name = expression` or `name(x, y) = expression`, after `let`.
    void definition();

    /// The third argument of hessian(f, sigma, g(sigma[i])), in the variable `array` for sigma[i].
    Expression metric(const std::string& array);

    /// `sum(i < j, [[a, b], [b, c]])`: the sums over pairs of a, b and c.
    std::vector<Expression> pair_blocks();

    /// A name that is free to be given to a new variable or definition.
    std::string new_name(const std::string& what);

    /// Counts work that a text makes. @throws InputError if it makes too much.
    void charge(const Token& token, std::uint64_t nodes);

  private:
    struct Operand {
        Expression value;
        bool literal = false;  ///< a number, with its sign, just as it stands
    };

    Operand binary(int weakest);
    Operand combine(const Token& sign, const Operand& left, const Operand& right);
    Operand unary();
    Operand power();
    Operand primary();
    Operand number(bool negative);

    Expression name();
    Expression plain_name(const Token& token, const std::string& spelling);
    Expression element(const Token& token, const std::string& spelling);
    std::string array_name(const Token& token, const std::string& spelling);
    [[nodiscard]] long width(const std::string& array) const;
    Expression index(const std::string& indexed, long most);

    Expression call(const Token& token, const std::string& spelling);
    Expression named_call(const Token& token, const struct NamedFunction& function);
    struct Arguments {
        std::map<std::string, Expression> values;
        std::map<std::string, std::string> arrays;
    };
    void parameter();
    void argument(const Scope::Parameter& parameter, const std::string& signature, Arguments& arguments);
    Expression defined_call(const Token& token, const Scope::Definition& function);
    Expression sum_or_product(const Token& token, Op op);
    Expression pair_sum(const Token& token);
    std::vector<Scope::Index> pair_indices();
    Expression bound(const Token& token, Op op, const std::vector<Scope::Index>& indices,
                     std::vector<Expression> args, const Expression& body);
    Expression binder(const Token& token, Op op, const std::vector<Scope::Index>& indices,
                      std::vector<Expression> args);
    Expression diff(const Token& token);
    Expression component(const Token& token, int order);
    Expression coordinate(const std::string& accepted);
    std::optional<std::string> array_coordinates(const Expression& f);
    Expression differentiated(const Token& token, const Expression& f, const Expression& variable);

    [[nodiscard]] bool at_array_argument();
    void check_count(const Token& token, std::size_t found, std::size_t wanted, const std::string& signature);
    Scope::Index new_index();
    std::string fixed_meaning_excluded(const std::string& what);

    [[noreturn]] void unknown(const Token& token, const std::string& what) const;
    /// The expression, if it is within the limits. @throws InputError otherwise.
    Expression checked(const Token& token, Expression e);

    Cursor& cursor_;
    Scope& scope_;
    std::uint32_t nesting_ = 0;
    std::uint64_t work_ = 0;
    long index_count_ = 0;
};

}  // namespace dlncert
