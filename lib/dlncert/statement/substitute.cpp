#include <algorithm>
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

using Arrays = std::map<std::string, std::string>;

/// What leaves become, in a scope.
struct Replacement {
    const LeafReplacement& leaves;
    const Arrays& arrays;
    std::map<std::string, Expression> indices;  ///< bound here: itself, or its new name

    [[nodiscard]] bool mentions_index(const Expression& e) const {
        if (indices.empty()) return false;
        return std::ranges::any_of(free_variables(e),
                                   [this](const auto& name) { return indices.contains(name); });
    }

    /// What replaces the leaf, or null. An element whose index is bound here is not free.
    [[nodiscard]] const Expression* of(const Expression& leaf) const {
        if (leaf.op() == Op::variable)
            if (const auto bound = indices.find(leaf.name()); bound != indices.end()) return &bound->second;
        if (leaf.op() == Op::element && mentions_index(leaf.arg(0))) return nullptr;
        return leaves(leaf);
    }

    [[nodiscard]] const std::string& array(const std::string& name) const {
        const auto found = arrays.find(name);
        return found == arrays.end() ? name : found->second;
    }

    [[nodiscard]] Replacement under(const std::vector<std::string>& bound,
                                    const std::vector<std::string>& renamed) const {
        Replacement inner = *this;
        for (std::size_t i = 0; i < bound.size(); ++i)
            inner.indices.insert_or_assign(bound[i], Expression::variable(renamed[i]));
        return inner;
    }
};

/// The names that are free in an expression after the replacement; those bound in it, `local`, do not count.
class Incoming {
  public:
    Incoming(const Replacement& replacement, Names& found) : replacement_(replacement), found_(found) {}

    void visit(const Expression& e, const Names& local) {
        if (!visited_.insert(e.identity()).second) return;
        if (e.op() == Op::variable || e.op() == Op::element) {
            if (e.op() == Op::variable && local.contains(e.name())) return;
            const bool owned = e.op() == Op::element && mentions(e.arg(0), local);
            if (const Expression* by = owned ? nullptr : replacement_.of(e))
                return found_.merge(free_variables(*by));
            found_.insert(replacement_.array(e.name()));
        }
        const std::size_t bodies = e.indices().empty() ? 0 : 1;
        for (std::size_t i = 0; i + bodies < e.args().size(); ++i) visit(e.arg(i), local);
        if (bodies == 0) return;
        Names inner = local;
        inner.insert(e.indices().begin(), e.indices().end());
        Incoming(replacement_, found_).visit(e.args().back(), inner);
    }

  private:
    static bool mentions(const Expression& index, const Names& local) {
        return std::ranges::any_of(free_variables(index),
                                   [&](const auto& name) { return local.contains(name); });
    }

    const Replacement& replacement_;
    Names& found_;
    std::unordered_set<const void*> visited_;
};

/// A binder's body is another scope, with a memo of its own.
class Substitution {
  public:
    explicit Substitution(Replacement replacement) : replacement_(std::move(replacement)) {}

    Expression operator()(const Expression& e) {
        return done_(e, [this](const Expression& node) { return rewrite(node); });
    }

  private:
    Expression rewrite(const Expression& e) {
        if (e.op() == Op::variable || e.op() == Op::element)
            if (const Expression* by = replacement_.of(e)) return *by;
        if (e.args().empty()) return e;
        if (!e.indices().empty()) return rewrite_binder(e);
        std::vector<Expression> args;
        for (const auto& arg : e.args()) args.push_back((*this)(arg));
        if (e.op() == Op::element) return Expression::element(replacement_.array(e.name()), args[0]);
        return Expression::node(e.op(), std::move(args), e.order());
    }

    /// The range is outside the scope of the indices. They are renamed where they would capture what comes
    /// in.
    Expression rewrite_binder(const Expression& e) {
        const Expression& body = e.args().back();
        Names avoid;
        Incoming(replacement_, avoid).visit(body, {e.indices().begin(), e.indices().end()});
        std::vector<std::string> names;
        for (const auto& index : e.indices()) {
            names.push_back(fresh_name(index, avoid));
            avoid.insert(names.back());
        }
        std::vector<Expression> args;
        for (std::size_t i = 0; i + 1 < e.args().size(); ++i) args.push_back((*this)(e.arg(i)));
        args.push_back(Substitution(replacement_.under(e.indices(), names))(body));
        return Expression::binder(e.op(), std::move(names), std::move(args));
    }

    Replacement replacement_;
    Postorder done_;
};

}  // namespace

std::set<std::string> free_variables(const Expression& e) {
    Names found;
    FreeVariables(found).visit(e, {});
    return found;
}

std::string fresh_name(const std::string& like, const std::set<std::string>& avoid) {
    if (!avoid.contains(like)) return like;
    for (long i = 1;; ++i)
        if (std::string name = like + "_" + std::to_string(i); !avoid.contains(name)) return name;
}

Expression substitute(const Expression& where, const LeafReplacement& replacement) {
    return Substitution({replacement, {}, {}})(where);
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
    return Substitution({replacement, arrays, {}})(body);
}

}  // namespace dlncert
