#pragma once
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/expression.hpp>
#include <functional>
#include <initializer_list>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

namespace dlncert {

/// A certificate that does not prove its claim: the message names the step and says why. Exit status 4.
struct Rejected : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Step;

/// Is told of each leaf that shows a sign: the step, its variables, the leaf's box, and a lower bound of the
/// function there. For reports; it decides nothing.
using LeafObserver = std::function<void(const Step& step, const std::vector<std::string>& names,
                                        const Box& box, const Rational& lower)>;

/// A step of a proof: a JSON object whose member "step" names the rule. Reading is strict: a member that is
/// missing, of another type, out of range or unknown is a rejection that names the step by its path from the
/// root.
class Step {
  public:
    /// The observer, if there is one, outlives the step and those below it.
    Step(const nlohmann::json& value, std::string path, const LeafObserver* observer = nullptr);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string rule() const { return text("step"); }
    /// Rejects if the rule is another one.
    void expect(const char* rule) const;
    /// Rejects if the step has members other than "step" and these.
    void only(std::initializer_list<const char*> members) const;

    [[nodiscard]] bool has(const char* member) const { return value_->contains(member); }
    [[nodiscard]] std::string text(const char* member) const;
    [[nodiscard]] Rational rational(const char* member) const;
    [[nodiscard]] long integer(const char* member, long least, long most) const;
    [[nodiscard]] std::vector<long> integers(const char* member, long least, long most) const;
    [[nodiscard]] std::vector<Rational> rationals(const char* member) const;
    /// An object of numbers: a point.
    [[nodiscard]] std::map<std::string, Rational> named_rationals(const char* member) const;
    /// A number for each of these names and no other.
    [[nodiscard]] std::map<std::string, Rational> point(const char* member,
                                                        const std::vector<std::string>& names) const;
    /// In the given variables.
    [[nodiscard]] Expression expression(const char* member, const std::vector<std::string>& names) const;
    [[nodiscard]] std::vector<Expression> expressions(const char* member,
                                                      const std::vector<std::string>& names) const;
    [[nodiscard]] Step child(const char* member) const;
    [[nodiscard]] std::vector<Step> children(const char* member) const;
    /// Rejects another number of them: "it has not one WHAT".
    [[nodiscard]] std::vector<Step> children(const char* member, std::size_t count, const char* what) const;

    [[noreturn]] void reject(const std::string& why) const;
    /// Tells the observer.
    void shown(const std::vector<std::string>& names, const Box& box, const Rational& lower) const;

  private:
    [[nodiscard]] const nlohmann::json& member(const char* name) const;
    [[nodiscard]] const nlohmann::json& array(const char* name) const;
    /// Reads `value`, which is the member or part of it.
    [[nodiscard]] Expression parsed(const char* name, const nlohmann::json& value,
                                    const std::vector<std::string>& names) const;
    [[nodiscard]] Rational number(const char* name, const nlohmann::json& value) const;
    const nlohmann::json* value_;
    std::string path_;
    const LeafObserver* observer_;
};

}  // namespace dlncert
