#include <algorithm>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/matrix.hpp>

namespace dlncert {
namespace {

std::string symbol(Relation relation) {
    switch (relation) {
        case Relation::less:
            return " < ";
        case Relation::less_equal:
            return " <= ";
        case Relation::greater:
            return " > ";
        case Relation::greater_equal:
            return " >= ";
        default:
            return " = ";
    }
}

std::string print(const Comparison& c) {
    return to_string(c.left) + symbol(c.relation) + to_string(c.right);
}

bool upward(Relation r) {
    return r == Relation::less || r == Relation::less_equal;
}

bool downward(Relation r) {
    return r == Relation::greater || r == Relation::greater_equal;
}

std::string print(const Formula& f, bool inside = false);

/// Comparisons that share their ends, in one direction, are written as a chain a < b <= c.
std::string print_all(const std::vector<Formula>& parts,
                      const std::function<std::string(const Formula&)>& print_part) {
    std::string result;
    const Expression* last = nullptr;
    bool up = false;
    bool down = false;
    for (const auto& part : parts) {
        const Comparison& c = part.comparison;
        const bool link = part.kind == Formula::Kind::comparison && last && *last == c.left &&
                          !(up && downward(c.relation)) && !(down && upward(c.relation));
        if (!link) up = down = false;
        up = up || upward(c.relation);
        down = down || downward(c.relation);
        result += link ? symbol(c.relation) + to_string(c.right)
                       : (result.empty() ? "" : " and ") + print_part(part);
        last = part.kind == Formula::Kind::comparison ? &c.right : nullptr;
    }
    return result;
}

std::string print(const Formula& f, bool inside) {
    if (f.kind == Formula::Kind::comparison) return print(f.comparison);
    std::string result;
    if (f.kind == Formula::Kind::all) {
        result = print_all(f.parts, [](const Formula& part) { return print(part, true); });
        return result;
    }
    for (const auto& part : f.parts) result += (result.empty() ? "" : " or ") + print(part, false);
    return inside ? "(" + result + ")" : result;
}

std::string print(const Range& r) {
    std::string result(r.lower.open ? "(" : "[");
    result += r.lower.infinite ? "-inf" : to_string(r.lower.value);
    result += ", ";
    result += r.upper.infinite ? "inf" : to_string(r.upper.value);
    return result += r.upper.open ? ")" : "]";
}

std::string domains(const Claim& claim) {
    std::string result;
    const auto add = [&](const std::string& text) { result += (result.empty() ? "for " : ", ") + text; };
    for (const auto& n : claim.integers)
        add(n.name + " in " + n.lower.str() + ".." + (n.upper ? n.upper->str() : "inf"));
    for (const auto& x : claim.reals) add(x.name + " in " + print(x.range));
    for (const auto& s : claim.chambers) {
        std::string text = s.name + " in chamber(" + to_string(s.width) + ")";
        for (const auto& range : s.box) text += (&range == s.box.data() ? " & " : " ") + print(range);
        add(text);
    }
    return result.empty() ? "" : result + "\n";
}

std::string matrix(const MatrixStatement& m) {
    const auto joined = [](std::size_t count, const auto& part) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? ", " : "") + part(i);
        return text;
    };
    if (m.entries.empty()) {
        std::string in = m.variable;
        if (in.empty()) in = joined(m.coordinates.size(), [&](std::size_t i) { return m.coordinates[i]; });
        if (m.metric) {
            const Expression entry = Expression::element(m.variable, Expression::variable("i"));
            in += ", " + to_string(substitute(*m.metric, m.variable, entry));
        }
        return "hessian(" + to_string(m.function) + ", " + in + ")";
    }
    const std::size_t d = matrix_size(m.entries);
    const auto row = [&](std::size_t i) {
        return "[" + joined(d, [&](std::size_t j) { return to_string(m.entries[triangle_index(i, j)]); }) +
               "]";
    };
    return "matrix [" + joined(d, row) + "]";
}

/// `sum(i < j, [[a, b], [b, c]])`. The three sums have the same indices, unless they were made so in code.
std::string print_blocks(const std::vector<Expression>& blocks) {
    const auto& indices = blocks[0].indices();
    const auto entry = [&](std::size_t k) {
        Expression body = blocks[k].arg(0);
        for (std::size_t i = 0; i < indices.size(); ++i)
            body = substitute(body, blocks[k].indices()[i], Expression::variable(indices[i]));
        return to_string(body);
    };
    return "sum(" + indices[0] + " < " + indices[1] + ", [[" + entry(0) + ", " + entry(1) + "], [" +
           entry(1) + ", " + entry(2) + "]])";
}

std::string print(const MatrixStatement& m) {
    const auto bound = [&] {
        const bool is_sum = m.bound.op() == Op::add || m.bound.op() == Op::sub;
        return (is_sum ? "(" + to_string(m.bound) + ")" : to_string(m.bound)) + " * identity";
    };
    const std::string A = matrix(m);
    switch (m.predicate) {
        case MatrixPredicate::negative_definite:
            return A + " negative-definite";
        case MatrixPredicate::positive_definite:
            return A + " positive-definite";
        case MatrixPredicate::positive_semidefinite:
            return A + " positive-semidefinite";
        case MatrixPredicate::indefinite:
            return A + " indefinite";
        case MatrixPredicate::negative_semidefinite:
            return A + " negative-semidefinite" + (m.rank ? " rank " + std::to_string(*m.rank) : "");
        case MatrixPredicate::loewner_at_least:
            return A + " >= " + bound();
        case MatrixPredicate::inertia:
            return A + " inertia " + std::to_string(m.positive) + " " + std::to_string(m.negative);
        case MatrixPredicate::pair_blocks:
            return A + " = " + print_blocks(m.blocks);
        case MatrixPredicate::eigenvalue:
            return A + " eigenvalue " + std::to_string(m.which) + " in " + print(m.range);
        default:
            return A + " <= " + bound();
    }
}

std::string print(const ExtremumEnd& end) {
    if (end.infinity != 0) return end.infinity < 0 ? "-inf" : "inf";
    return to_string(end.value);
}

std::string print(const ExtremumStatement& statement) {
    std::string result;
    for (const Extremum& e : statement) {
        const std::string lower = print(e.lower);
        const std::string upper = print(e.upper);
        result += (result.empty() ? "" : " and ") + std::string(e.maximum ? "max " : "min ") +
                  to_string(e.function) +
                  (e.lower == e.upper ? " = " + lower : " in [" + lower + ", " + upper + "]");
    }
    return result;
}

std::string print(const RootStatement& roots) {
    std::string unknowns;
    for (const auto& x : roots.unknowns)
        unknowns += (unknowns.empty() ? "" : ", ") + x.name + " in " + print(x.range);
    return (roots.unique ? "exists unique " : "exists ") + unknowns + ": " + print(roots.equations);
}

std::string print(const AnalyticStatement& statement) {
    return "analytic " + to_string(statement.function) +
           (statement.continued ? " continues " + to_string(*statement.continued) : "");
}

std::string print(const MeanStatement& statement) {
    std::string names;
    for (const auto& x : statement.variables) names += (names.empty() ? "" : ", ") + x;
    return "independent " + names + " in " + print(statement.range) + " of mean " + statement.mean +
           ": mean " + print(Comparison{statement.function, statement.relation, statement.at_mean});
}

std::string print(const EquilibriumStatement& statement) {
    return "exists unique " + statement.chamber.name + " in chamber(" + to_string(statement.chamber.width) +
           "): gradient(" + to_string(statement.function) + ", " + statement.chamber.name + ") = 0" +
           (statement.diagonal ? ", diagonal" : "") + (statement.minimum ? ", minimum" : "");
}

std::string exceptions(const std::vector<Exception>& all) {
    std::string result;
    for (const auto& exception : all) {
        std::string conditions;
        for (const auto& condition : exception)
            conditions += (conditions.empty() ? "" : " and ") + print(condition);
        result += (result.empty() ? "except " : " or ") + conditions;
    }
    return result.empty() ? "" : result + "\n";
}

}  // namespace

std::string to_string(const Claim& claim) {
    std::string result;
    if (!claim.name.empty()) result += "claim " + claim.name + "\n";
    std::string description = claim.description;
    std::ranges::replace(description, '"', '\'');  // the language has no escapes
    if (!description.empty()) result += "\"" + description + "\"\n";
    result += domains(claim);
    for (const auto& hypothesis : claim.hypotheses) result += "where " + print(hypothesis) + "\n";
    result += claim.disproved ? "disprove " : "prove ";
    result += std::visit([](const auto& conclusion) { return print(conclusion); }, claim.conclusion) + "\n";
    return result + exceptions(claim.exceptions);
}

}  // namespace dlncert
