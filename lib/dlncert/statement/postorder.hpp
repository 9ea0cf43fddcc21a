#pragma once
#include <dlncert/statement/expression.hpp>
#include <unordered_map>

namespace dlncert {

/// A function of expressions computed once per distinct node, arguments first, without recursion: the stack
/// does not grow with the depth of the expression, and shared subterms cost nothing.
class Postorder {
  public:
    /// f(e), where f(x) may ask for the values at the arguments of x by `at`. The arguments of a binder are
    /// not visited: what they mean depends on its index.
    template <class F>
    Expression operator()(const Expression& e, const F& f) {
        if (const auto found = values_.find(e.identity()); found != values_.end()) return found->second;
        std::vector<Expression> open = {e};
        while (!open.empty()) {
            const Expression top = open.back();
            if (push_missing_arguments(top, open)) continue;
            open.pop_back();
            if (values_.contains(top.identity())) continue;
            Expression value = f(top);
            kept_.push_back(top);
            values_.emplace(top.identity(), std::move(value));
        }
        return values_.at(e.identity());
    }

  private:
    bool push_missing_arguments(const Expression& e, std::vector<Expression>& open) const {
        if (!e.indices().empty() || values_.contains(e.identity())) return false;
        const std::size_t before = open.size();
        for (const auto& arg : e.args())
            if (!values_.contains(arg.identity())) open.push_back(arg);
        return open.size() > before;
    }

    std::unordered_map<const void*, Expression> values_;
    std::vector<Expression> kept_;  // keeps the keys' nodes alive, so that no address is reused
};

}  // namespace dlncert
