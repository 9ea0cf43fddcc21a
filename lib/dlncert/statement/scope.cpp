#include <algorithm>
#include <dlncert/statement/functions.hpp>
#include <dlncert/statement/scope.hpp>

namespace dlncert {

std::string Scope::Definition::signature() const {
    std::string result;
    for (const auto& parameter : parameters) result += (result.empty() ? "(" : ", ") + parameter.name;
    return result + ")";
}

Scope::Parameter* Scope::parameter(const std::string& name) {
    const auto found = std::ranges::find(parameters, name, &Parameter::name);
    return found == parameters.end() ? nullptr : &*found;
}

const Scope::Index* Scope::index(const std::string& name) const {
    const auto found = std::find_if(indices.rbegin(), indices.rend(),
                                    [&](const Index& index) { return index.name == name; });
    return found == indices.rend() ? nullptr : &*found;
}

std::vector<std::string> Scope::names() const {
    std::vector<std::string> result = {"pi", "e", "sum", "product", "diff"};
    for (const auto& [name, variable] : variables) result.push_back(name);
    for (const auto& [name, definition] : definitions) result.push_back(name);
    for (const auto& one : parameters) result.push_back(one.name);
    for (const auto& index : indices) result.push_back(index.name);
    for (const auto& function : named_functions()) result.emplace_back(function.name);
    return result;
}

}  // namespace dlncert
