#pragma once
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/expression_parser.hpp>

namespace dlncert {

/// Reads a file of definitions, or a claim:
///   [claim NAME] ["description"] { for x in DOMAIN, … | let f(x) = … | where FORMULA }
///   prove CONCLUSION [except …] | disprove FORMULA
class ClaimParser {
  public:
    ClaimParser(const Source& source, Scope& scope)
        : cursor_(source), scope_(scope), expressions_(cursor_, scope) {
        for (const auto& [name, definition] : scope.definitions) prelude_names_.insert(name);
    }

    void definitions();
    Claim claim();
    Question question();

  private:
    void title();
    [[noreturn]] void unexpected_beginning() const;

    void domains();
    void domain();
    std::vector<std::string> variable_names();
    void reals(const std::vector<std::string>& names);
    void integers(const std::vector<std::string>& names);
    void chambers(const std::vector<std::string>& names);
    void chamber_box(ChamberDomain& domain, const Token& first);
    Expression chamber_width();
    Integer integer_constant(const std::string& accepted);
    Range range();
    End end(bool upper);

    Formula formula();
    Formula conjunction();
    Formula atom();
    Formula chain();
    std::optional<Relation> relation();

    void before_conclusion();
    void conclusion();
    [[nodiscard]] bool at_matrix_statement() const;
    MatrixStatement matrix_statement();
    std::vector<Expression> symmetric_matrix();
    void array_and_metric(MatrixStatement& statement);
    void coordinates(MatrixStatement& statement);
    [[nodiscard]] std::optional<long> size_of(const MatrixStatement& statement) const;
    void predicate(MatrixStatement& statement);
    void loewner_bound(MatrixStatement& statement, MatrixPredicate predicate);
    long count(long least, std::optional<long> most, const std::string& what);
    [[nodiscard]] bool at_extremum() const;
    Extremum extremum_function();
    ExtremumStatement extrema();
    void extremum_ends(Extremum& extremum);
    ExtremumEnd extremum_end();
    RootStatement root_statement();
    [[nodiscard]] bool at_statement(std::string_view word) const;
    AnalyticStatement analytic_statement();
    MeanStatement mean_statement();
    EquilibriumStatement equilibrium_statement();
    Formula equations(std::size_t count);
    void exceptions();
    Comparison exception();

    Expression constant(const std::string& what);

    Cursor cursor_;
    Scope& scope_;
    ExpressionParser expressions_;
    std::set<std::string> prelude_names_;
    Claim claim_;
    int formula_nesting_ = 0;
};

inline constexpr int max_formula_nesting = 500;

}  // namespace dlncert
