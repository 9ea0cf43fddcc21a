#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/functions.hpp>
#include <dlncert/statement/matrix.hpp>

namespace dlncert {
namespace {

std::string_view operation_name(Op op) {
    switch (op) {
        case Op::neg:
            return "neg";
        case Op::add:
            return "+";
        case Op::sub:
            return "-";
        case Op::mul:
            return "*";
        case Op::div:
            return "/";
        case Op::pow:
            return "^";
        case Op::element:
            return "element";
        case Op::sum:
            return "sum";
        case Op::product:
            return "product";
        case Op::pair_sum:
            return "pair-sum";
        default:
            return named_function(op)->name;
    }
}

/// A rational that was written as the negative, or the quotient, of rationals.
std::optional<Rational> literal_value(const Expression& e) {
    if (e.is_rational()) return e.value();
    if (e.op() != Op::neg && e.op() != Op::div) return std::nullopt;
    return std::ranges::all_of(e.args(), [](const auto& arg) { return literal_value(arg).has_value(); })
               ? rational_value(e)
               : std::nullopt;
}

class CanonicalForm {
  public:
    explicit CanonicalForm(const Claim& claim) {
        number(claim.integers, 'N');
        number(claim.reals, 'R');
        number(claim.chambers, 'S');
    }

    std::string of(const Claim& claim) {
        text_ = "dlncert claim 0\n";
        for (const auto& n : claim.integers)
            text_ += "integer " + n.lower.str() + " " + (n.upper ? n.upper->str() : "inf") + "\n";
        for (const auto& x : claim.reals) {
            text_ += "real";
            add(x.range);
            text_ += "\n";
        }
        for (const auto& s : claim.chambers) chamber(s);
        for (const auto& hypothesis : claim.hypotheses) line("where ", hypothesis);
        if (const auto* extrema = std::get_if<ExtremumStatement>(&claim.conclusion)) {
            for (const Extremum& extremum : *extrema) add(extremum);
        } else {
            text_ += claim.disproved ? "disprove " : "prove ";
            if (const auto* formula = std::get_if<Formula>(&claim.conclusion)) add(*formula);
            if (const auto* matrix = std::get_if<MatrixStatement>(&claim.conclusion)) add(*matrix);
            if (const auto* roots = std::get_if<RootStatement>(&claim.conclusion)) add(*roots);
            if (const auto* analytic = std::get_if<AnalyticStatement>(&claim.conclusion)) add(*analytic);
            if (const auto* mean = std::get_if<MeanStatement>(&claim.conclusion)) add(*mean);
            if (const auto* point = std::get_if<EquilibriumStatement>(&claim.conclusion)) add(*point);
            text_ += "\n";
        }
        for (const auto& exception : claim.exceptions) add(exception);
        return std::move(text_);
    }

  private:
    template <class Domains>
    void number(const Domains& domains, char kind) {
        for (std::size_t i = 0; i < domains.size(); ++i) numbers_[domains[i].name] = kind + std::to_string(i);
    }

    void name(const std::string& spelling) {
        const auto bound = std::find(bound_.rbegin(), bound_.rend(), spelling);
        if (bound != bound_.rend())
            text_ += "#" + std::to_string(bound_.rend() - bound - 1);
        else
            array(spelling);
    }

    void array(const std::string& spelling) {
        const auto found = numbers_.find(spelling);
        text_ += found == numbers_.end() ? "undeclared:" + spelling : found->second;
    }

    void add(const Expression& e) {
        if (const auto value = literal_value(e)) {
            text_ += value->str();
        } else if (e.op() == Op::pi || e.op() == Op::euler) {
            text_ += e.op() == Op::pi ? "pi" : "e";
        } else if (e.op() == Op::variable) {
            name(e.name());
        } else {
            operation(e);
        }
    }

    /// (op arg …); the k-th derivative of a function as (op'k arg). The last argument is a binder's body.
    void operation(const Expression& e) {
        text_ += "(";
        text_ += operation_name(e.op());
        if (e.order() != 0) text_ += "'" + std::to_string(e.order());
        if (e.op() == Op::element) {
            text_ += " ";
            array(e.name());
        }
        for (const auto& arg : e.args()) {
            const bool body = !e.indices().empty() && &arg == &e.args().back();
            if (body) bound_.insert(bound_.end(), e.indices().begin(), e.indices().end());
            text_ += " ";
            add(arg);
            if (body) bound_.resize(bound_.size() - e.indices().size());
        }
        text_ += ")";
    }

    void add(const Range& range, bool positive = false) {
        const auto lower = rational_value(range.lower.value);
        const bool open_at_zero = positive && lower && *lower == 0;
        text_ += range.lower.open || range.lower.infinite || open_at_zero ? " open " : " closed ";
        if (range.lower.infinite)
            text_ += "-inf";
        else
            add(range.lower.value);
        text_ += range.upper.open || range.upper.infinite ? " open " : " closed ";
        if (range.upper.infinite)
            text_ += "inf";
        else
            add(range.upper.value);
    }

    void chamber(const ChamberDomain& s) {
        text_ += "chamber ";
        add(s.width);
        for (const auto& range : s.box) add(range, true);
        text_ += "\n";
    }

    void add(const Comparison& c) {
        const bool swapped = c.relation == Relation::greater || c.relation == Relation::greater_equal;
        const bool strict = c.relation == Relation::less || c.relation == Relation::greater;
        text_ += c.relation == Relation::equal ? "(= " : strict ? "(< " : "(<= ";
        add(swapped ? c.right : c.left);
        text_ += " ";
        add(swapped ? c.left : c.right);
        text_ += ")";
    }

    void add(const Formula& f) {
        if (f.kind == Formula::Kind::comparison) return add(f.comparison);
        text_ += f.kind == Formula::Kind::all ? "(and" : "(or";
        for (const auto& part : f.parts) {
            text_ += " ";
            add(part);
        }
        text_ += ")";
    }

    void line(const std::string& keyword, const Formula& f) {
        if (f.kind == Formula::Kind::all) {
            for (const auto& part : f.parts) line(keyword, part);
            return;
        }
        text_ += keyword;
        add(f);
        text_ += "\n";
    }

    /// `hessian S0 f`, `hessian 2 R0 R1 f`, or `matrix 2 a b c`: the lower triangle by rows.
    void matrix(const MatrixStatement& m) {
        const bool hessian = m.entries.empty();
        text_ += hessian ? "hessian " : "matrix " + std::to_string(matrix_size(m.entries));
        if (!m.variable.empty()) array(m.variable);
        if (!m.coordinates.empty()) text_ += std::to_string(m.coordinates.size());
        for (const std::string& coordinate : m.coordinates) {
            text_ += " ";
            array(coordinate);
        }
        for (const Expression& e : hessian ? std::vector{m.function} : m.entries) {
            text_ += " ";
            add(e);
        }
    }

    void add(const MatrixStatement& m) {
        matrix(m);
        if (m.metric) {
            text_ += " metric ";
            add(*m.metric);
        }
        switch (m.predicate) {
            case MatrixPredicate::negative_definite:
                text_ += " negative-definite";
                break;
            case MatrixPredicate::negative_semidefinite:
                text_ += " negative-semidefinite";
                break;
            case MatrixPredicate::positive_semidefinite:
                text_ += " positive-semidefinite";
                break;
            case MatrixPredicate::indefinite:
                text_ += " indefinite";
                break;
            case MatrixPredicate::loewner_at_most:
                text_ += " at-most ";
                add(m.bound);
                break;
            case MatrixPredicate::positive_definite:
                text_ += " positive-definite";
                break;
            case MatrixPredicate::loewner_at_least:
                text_ += " at-least ";
                add(m.bound);
                break;
            case MatrixPredicate::inertia:
                text_ += " inertia " + std::to_string(m.positive) + " " + std::to_string(m.negative);
                break;
            case MatrixPredicate::eigenvalue:
                text_ += " eigenvalue " + std::to_string(m.which);
                add(m.range);
                break;
            case MatrixPredicate::pair_blocks:
                text_ += " blocks";
                break;
        }
        if (m.predicate == MatrixPredicate::negative_semidefinite && m.rank)
            text_ += " rank " + std::to_string(*m.rank);
        for (const Expression& block : m.blocks) {
            text_ += " ";
            add(block);
        }
    }

    /// (analytic G) or (analytic G E)
    void add(const AnalyticStatement& statement) {
        text_ += "(analytic ";
        add(statement.function);
        if (statement.continued) {
            text_ += " ";
            add(*statement.continued);
        }
        text_ += ")";
    }

    /// (mean n RANGE < E F), in which U0, U1, … are the variables and Un is the mean.
    void add(const MeanStatement& statement) {
        std::vector<RealDomain> names;
        for (const auto& x : statement.variables) names.push_back({x, {}});
        names.push_back({statement.mean, {}});
        number(names, 'U');
        text_ += "(mean " + std::to_string(statement.variables.size());
        add(statement.range);
        const Relation r = statement.relation;
        const bool below = r == Relation::less || r == Relation::less_equal;
        text_ +=
            std::string(below ? " <" : " >") + (r == Relation::less || r == Relation::greater ? " " : "= ");
        add(statement.function);
        text_ += " ";
        add(statement.at_mean);
        text_ += ")";
    }

    /// (exists-unique chamber WIDTH (stationary F) diagonal minimum), in which U0 is sigma.
    void add(const EquilibriumStatement& statement) {
        number(std::vector{statement.chamber}, 'U');
        text_ += "(exists-unique chamber ";
        add(statement.chamber.width);
        text_ += " (stationary ";
        add(statement.function);
        text_ += std::string(")") + (statement.diagonal ? " diagonal" : "") +
                 (statement.minimum ? " minimum" : "") + ")";
    }

    /// (exists RANGE …) or (exists-unique RANGE …), then the equations, in which U0, U1, … are the unknowns.
    void add(const RootStatement& roots) {
        number(roots.unknowns, 'U');
        text_ += roots.unique ? "(exists-unique" : "(exists";
        for (const auto& x : roots.unknowns) add(x.range);
        text_ += ") ";
        add(roots.equations);
    }

    void add(const ExtremumEnd& end) {
        text_ += " ";
        if (end.infinity == 0) return add(end.value);
        text_ += end.infinity < 0 ? "-inf" : "inf";
    }

    void add(const Extremum& extremum) {
        text_ += extremum.maximum ? "prove max" : "prove min";
        add(extremum.lower);
        add(extremum.upper);
        text_ += " ";
        add(extremum.function);
        text_ += "\n";
    }

    void add(const Exception& exception) {
        text_ += "except";
        for (const auto& condition : exception) {
            text_ += " ";
            add(condition);
        }
        text_ += "\n";
    }

    std::string text_;
    std::map<std::string, std::string> numbers_;
    std::vector<std::string> bound_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
    static constexpr std::string_view hexadecimal = "0123456789abcdef";
    std::string result;
    for (const unsigned char byte : hash) {
        result += hexadecimal[byte >> 4U];
        result += hexadecimal[byte & 15U];
    }
    return result;
}

std::string canonical_form(const Claim& claim) {
    return CanonicalForm(claim).of(claim);
}

std::string digest(const Claim& claim) {
    return sha256(canonical_form(claim));
}

}  // namespace dlncert
