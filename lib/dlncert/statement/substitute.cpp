#include <dlncert/statement/postorder.hpp>
#include <unordered_set>

namespace dlncert {
namespace {

using Names = std::set<std::string>;

/// Every node once per scope: a binder's body is another scope.
class FreeVariables {
  public:
    explicit FreeVariables(Names& found) : found_(found) {}

    void visit(const Expression& e, const Names& bound) {
        if (!visited_.insert(e.identity()).second) return;
        if (e.op() == Op::variable && !bound.contains(e.name())) found_.insert(e.name());
        if (e.op() == Op::element) found_.insert(e.name());
        if (e.indices().empty()) {
            for (const auto& arg : e.args()) visit(arg, bound);
            return;
        }
        for (std::size_t i = 0; i + 1 < e.args().size(); ++i) visit(e.arg(i), bound);  // the range
        Names inner = bound;
        inner.insert(e.indices().begin(), e.indices().end());
        FreeVariables(found_).visit(e.args().back(), inner);
    }

  private:
    Names& found_;
    std::unordered_set<const void*> visited_;
};

bool intersects(const Names& names, const std::vector<std::string>& others) {
    for (const auto& other : others)
        if (names.contains(other)) return true;
    return false;
}

std::string fresh_name(const std::string& like, const Names& avoid) {
    for (long i = 1;; ++i)
        if (std::string name = like + std::to_string(i); !avoid.contains(name)) return name;
}

using Arrays = std::map<std::string, std::string>;

/// A binder's body gets a memo of its own.
class Substitution {
  public:
    Substitution(const LeafReplacement& replacement, const Arrays& arrays)
        : replacement_(replacement), arrays_(arrays) {}

    Expression operator()(const Expression& e) {
        return done_(e, [this](const Expression& node) { return rewrite(node); });
    }

  private:
    Expression rewrite(const Expression& e) {
        if (e.op() == Op::variable || e.op() == Op::element)
            if (const Expression* by = replacement_(e)) return *by;
        if (e.args().empty()) return e;
        if (!e.indices().empty()) return rewrite_binder(e);
        std::vector<Expression> args;
        for (const auto& arg : e.args()) args.push_back((*this)(arg));
        if (e.op() == Op::element) return Expression::element(renamed(e.name()), args[0]);
        return Expression::node(e.op(), std::move(args), e.order());
    }

    const std::string& renamed(const std::string& array) const {
        const auto found = arrays_.find(array);
        return found == arrays_.end() ? array : found->second;
    }

    /// The range is outside the scope of the index. If a replacement would be captured by an index, the index
    /// is renamed and the body rewritten again.
    Expression rewrite_binder(const Expression& e) {
        Names incoming;
        const Expression body = rewrite_body(e, incoming);
        if (intersects(incoming, e.indices())) return (*this)(with_fresh_indices(e, incoming));
        std::vector<Expression> args;
        for (std::size_t i = 0; i + 1 < e.args().size(); ++i) args.push_back((*this)(e.arg(i)));
        args.push_back(body);
        return Expression::binder(e.op(), e.indices(), std::move(args));
    }

    /// Also collects the names that replacements brought in.
    Expression rewrite_body(const Expression& e, Names& incoming) const {
        if (!arrays_.empty())
            for (const auto& array : free_variables(e.args().back()))
                if (arrays_.contains(array)) incoming.insert(renamed(array));
        std::unordered_set<const Expression*> seen;
        const LeafReplacement shadowed = [&](const Expression& leaf) -> const Expression* {
            const bool is_element = leaf.op() == Op::element;
            if (intersects(is_element ? free_variables(leaf.arg(0)) : Names{leaf.name()}, e.indices()))
                return nullptr;
            const Expression* by = replacement_(leaf);
            if (by && seen.insert(by).second) incoming.merge(free_variables(*by));
            return by;
        };
        return Substitution(shadowed, arrays_)(e.args().back());
    }

    static Expression with_fresh_indices(const Expression& e, const Names& incoming) {
        Names avoid = incoming;
        avoid.merge(free_variables(e.args().back()));
        std::vector<std::string> indices;
        std::map<std::string, Expression> renaming;
        for (const auto& index : e.indices()) {
            indices.push_back(fresh_name(index, avoid));
            avoid.insert(indices.back());
            renaming.emplace(index, Expression::variable(indices.back()));
        }
        std::vector<Expression> args(e.args().begin(), e.args().end());
        args.back() = instantiate(args.back(), renaming, {});
        return Expression::binder(e.op(), std::move(indices), std::move(args));
    }

    const LeafReplacement& replacement_;
    const Arrays& arrays_;
    Postorder done_;
};

}  // namespace

std::set<std::string> free_variables(const Expression& e) {
    Names found;
    FreeVariables(found).visit(e, {});
    return found;
}

Expression substitute(const Expression& where, const LeafReplacement& replacement) {
    return Substitution(replacement, {})(where);
}

Expression substitute(const Expression& where, const std::string& variable, const Expression& by) {
    return instantiate(where, {{variable, by}}, {});
}

Expression instantiate(const Expression& body, const std::map<std::string, Expression>& values,
                       const std::map<std::string, std::string>& arrays) {
    const LeafReplacement replacement = [&](const Expression& leaf) -> const Expression* {
        const auto found = leaf.op() == Op::variable ? values.find(leaf.name()) : values.end();
        return found == values.end() ? nullptr : &found->second;
    };
    return Substitution(replacement, arrays)(body);
}

}  // namespace dlncert
