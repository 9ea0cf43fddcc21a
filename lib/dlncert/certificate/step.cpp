#include <algorithm>
#include <dlncert/certificate/step.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {

Step::Step(const nlohmann::json& value, std::string path, const LeafObserver* observer)
    : value_(&value), path_(std::move(path)), observer_(observer) {
    if (!value.is_object()) reject("is not an object");
}

void Step::reject(const std::string& why) const {
    throw Rejected("step " + path_ + ": " + why);
}

void Step::shown(const std::vector<std::string>& names, const Box& box, const Rational& lower) const {
    if (observer_) (*observer_)(*this, names, box, lower);
}

void Step::expect(const char* name) const {
    if (rule() != name) reject("is '" + rule() + "' where '" + std::string(name) + "' belongs");
}

void Step::only(std::initializer_list<const char*> members) const {
    for (const auto& [name, value] : value_->items())
        if (name != "step" &&
            std::none_of(members.begin(), members.end(), [&key = name](const char* m) { return key == m; }))
            reject("has an unknown member '" + name + "'");
}

const nlohmann::json& Step::member(const char* name) const {
    const auto found = value_->find(name);
    if (found == value_->end()) reject("has no member '" + std::string(name) + "'");
    return *found;
}

const nlohmann::json& Step::array(const char* name) const {
    const auto& value = member(name);
    if (!value.is_array()) reject("its member '" + std::string(name) + "' is not an array");
    return value;
}

std::string Step::text(const char* name) const {
    const auto& value = member(name);
    if (!value.is_string()) reject("its member '" + std::string(name) + "' is not a string");
    return value.get<std::string>();
}

namespace {

/// A JSON integer in [least, most]; nothing else is converted.
bool reads_as_integer(const nlohmann::json& value, long least, long most, long& result) {
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX))
        return false;
    if (!value.is_number_integer()) return false;
    result = value.get<long>();
    return least <= result && result <= most;
}

}  // namespace

Rational Step::number(const char* name, const nlohmann::json& value) const {
    if (!value.is_string())
        reject("its member '" + std::string(name) + "' holds something other than numbers as text");
    try {
        return parse_rational(value.get_ref<const std::string&>());
    } catch (const InputError& error) {
        reject("its member '" + std::string(name) + "': " + error.what());
    }
}

Rational Step::rational(const char* name) const {
    return number(name, text(name));
}

std::vector<Rational> Step::rationals(const char* name) const {
    std::vector<Rational> result;
    for (const auto& value : array(name)) result.push_back(number(name, value));
    return result;
}

std::map<std::string, Rational> Step::named_rationals(const char* name) const {
    const auto& values = member(name);
    if (!values.is_object()) reject("its member '" + std::string(name) + "' is not an object");
    std::map<std::string, Rational> result;
    for (const auto& [key, value] : values.items()) result.emplace(key, number(name, value));
    return result;
}

std::map<std::string, Rational> Step::point(const char* name, const std::vector<std::string>& names) const {
    auto result = named_rationals(name);
    std::string wrong;
    for (const std::string& variable : names)
        if (!result.contains(variable)) wrong += "; no value for '" + variable + "'";
    for (const auto& [variable, value] : result)
        if (std::ranges::find(names, variable) == names.end())
            wrong += "; no variable is named '" + variable + "' here";
    if (!wrong.empty()) reject("its point has not one value for each parameter" + wrong);
    return result;
}

Expression Step::parsed(const char* name, const nlohmann::json& value,
                        const std::vector<std::string>& names) const {
    if (!value.is_string()) reject("its member '" + std::string(name) + "' is not a string");
    try {
        return parse_expression(value.get_ref<const std::string&>(), &names);
    } catch (const InputError& error) {
        reject("its member '" + std::string(name) + "': " + error.what());
    }
}

Expression Step::expression(const char* name, const std::vector<std::string>& names) const {
    return parsed(name, member(name), names);
}

std::vector<Expression> Step::expressions(const char* name, const std::vector<std::string>& names) const {
    std::vector<Expression> result;
    for (const auto& value : array(name)) result.push_back(parsed(name, value, names));
    return result;
}

long Step::integer(const char* name, long least, long most) const {
    long result = 0;
    if (!reads_as_integer(member(name), least, most, result))
        reject("its member '" + std::string(name) + "' is not an integer from " + std::to_string(least) +
               " to " + std::to_string(most));
    return result;
}

std::vector<long> Step::integers(const char* name, long least, long most) const {
    const auto& values = array(name);
    std::vector<long> result;
    result.reserve(values.size());
    for (const auto& value : values) {
        long entry = 0;
        if (!reads_as_integer(value, least, most, entry))
            reject("its member '" + std::string(name) + "' holds something other than integers from " +
                   std::to_string(least) + " to " + std::to_string(most));
        result.push_back(entry);
    }
    return result;
}

Step Step::child(const char* name) const {
    return {member(name), path_ + "/" + name, observer_};
}

std::vector<Step> Step::children(const char* name) const {
    std::vector<Step> result;
    for (const auto& value : array(name))
        result.emplace_back(value, path_ + "/" + name + "[" + std::to_string(result.size()) + "]", observer_);
    return result;
}

std::vector<Step> Step::children(const char* name, std::size_t count, const char* what) const {
    auto result = children(name);
    if (result.size() != count) reject(std::string("it has not one ") + what);
    return result;
}

}  // namespace dlncert
