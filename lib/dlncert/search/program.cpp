#include <algorithm>
#include <array>
#include <dlncert/search/program.hpp>
#include <dlncert/statement/error.hpp>
#include <map>
#include <tuple>
#include <unordered_map>

namespace dlncert {

/// Places are numbered as they come; variables are −1 − index until the constants have been counted.
class Program::Compiler {
  public:
    Compiler(Program& program, const std::vector<std::string>& variables)
        : program_(program), variables_(variables) {}

    void operator()(const Expression& function) {
        const Value value = compile(function);
        renumber(value);
    }

  private:
    /// An operand: a leaf constant, a variable, or the result of an operation that is constant or not.
    struct Value {
        enum class Kind : std::uint8_t { leaf, variable, constant, result } kind = Kind::leaf;
        int index = 0;
        [[nodiscard]] bool is_constant() const { return kind == Kind::leaf || kind == Kind::constant; }
        auto operator<=>(const Value&) const = default;
    };
    struct Draft {
        Instruction instruction;
        std::vector<Value> args;
    };

    Value compile(const Expression& e) {
        if (const auto found = done_.find(e); found != done_.end()) return found->second;
        const Value value = translate(e);
        done_.emplace(e, value);
        return value;
    }

    Value translate(const Expression& e) {
        switch (e.op()) {
            case Op::rational:
            case Op::pi:
            case Op::euler:
                program_.constants_.push_back(e);
                return {Value::Kind::leaf, static_cast<int>(program_.constants_.size()) - 1};
            case Op::variable:
                return variable(e.name());
            case Op::element: {
                const auto index = rational_value(e.arg(0));
                if (!index) throw Unsupported("the index of " + e.name() + "[…] is not a constant");
                return variable(e.name() + "[" + to_string(*index) + "]");
            }
            case Op::sum:
            case Op::product:
            case Op::pair_sum:
                throw Unsupported("sums and products must be expanded before they are evaluated");
            case Op::pow:
                if (const auto exponent = rational_value(e.arg(1))) return constant_power(e, *exponent);
                break;
            case Op::langevin:
                if (e.order() < 0 || e.order() > 3)
                    throw Unsupported("derivatives of L beyond the third are not evaluated");
                break;
            default:
                break;
        }
        Draft draft;
        draft.instruction.op = e.op();
        draft.instruction.order = static_cast<std::int16_t>(e.order());
        for (const Expression& arg : e.args()) draft.args.push_back(compile(arg));
        if (e.op() == Op::mul && draft.args[0] == draft.args[1]) {
            draft.args.pop_back();
            draft.instruction.op = Op::pow;
            draft.instruction.code = Code::square;
            draft.instruction.exponent = 2;
        }
        return emit(std::move(draft));
    }

    Value constant_power(const Expression& e, const Rational& exponent) {
        Draft draft;
        draft.instruction.op = Op::pow;
        draft.args.push_back(compile(e.arg(0)));
        if (denominator(exponent) != 1) {
            draft.instruction.code = Code::rational_power;
            draft.instruction.exponent = static_cast<int>(program_.exponents_.size());
            program_.exponents_.push_back(exponent);
            return emit(std::move(draft));
        }
        if (abs(exponent) > 1'000'000) throw Unsupported("an exponent beyond a million");
        draft.instruction.exponent = static_cast<int>(numerator(exponent));
        if (exponent == 1) return draft.args[0];
        draft.instruction.code = exponent == 2 ? Code::square : Code::integer_power;
        return emit(std::move(draft));
    }

    Value variable(const std::string& name) const {
        const auto found = std::find(variables_.begin(), variables_.end(), name);
        if (found == variables_.end()) throw InputError("'" + name + "' is not a variable of the box");
        return {Value::Kind::variable, static_cast<int>(found - variables_.begin())};
    }

    Value emit(Draft draft) {
        const bool constant = std::all_of(draft.args.begin(), draft.args.end(),
                                          [](const Value& arg) { return arg.is_constant(); });
        auto& list = constant ? constant_drafts_ : drafts_;
        const Value value{constant ? Value::Kind::constant : Value::Kind::result,
                          static_cast<int>(list.size())};
        const Instruction& i = draft.instruction;
        const auto [found, added] =
            known_.emplace(std::tuple(i.op, i.code, i.order, i.exponent, draft.args), value);
        if (added) list.push_back(std::move(draft));
        return found->second;
    }

    void renumber(const Value& result) {
        const int leaves = static_cast<int>(program_.constants_.size());
        program_.first_variable_ = leaves + static_cast<int>(constant_drafts_.size());
        const int first_result = program_.first_variable_ + static_cast<int>(variables_.size());
        program_.places_ = first_result + static_cast<int>(drafts_.size());
        const auto place = [&](const Value& v) {
            switch (v.kind) {
                case Value::Kind::leaf:
                    return v.index;
                case Value::Kind::constant:
                    return leaves + v.index;
                case Value::Kind::variable:
                    return program_.first_variable_ + v.index;
                default:
                    return first_result + v.index;
            }
        };
        const auto finish = [&](std::vector<Draft>& drafts, std::vector<Instruction>& list, int first) {
            for (std::size_t k = 0; k < drafts.size(); ++k) {
                Instruction instruction = drafts[k].instruction;
                const auto& args = drafts[k].args;
                if (!args.empty()) instruction.a = place(args[0]);
                if (args.size() > 1) instruction.b = place(args[1]);
                if (args.size() > 2) instruction.c = place(args[2]);
                instruction.place = first + static_cast<int>(k);
                list.push_back(instruction);
            }
        };
        finish(constant_drafts_, program_.prelude_, leaves);
        finish(drafts_, program_.body_, first_result);
        program_.result_ = place(result);
        find_dependents();
    }

    void find_dependents() {
        program_.dependent_.resize(variables_.size());
        program_.operands_.resize(variables_.size());
        for (std::size_t v = 0; v < variables_.size(); ++v) {
            std::vector<bool> depends(static_cast<std::size_t>(program_.places_));
            depends[static_cast<std::size_t>(program_.first_variable_) + v] = true;
            for (std::size_t k = 0; k < program_.body_.size(); ++k) {
                const Instruction& i = program_.body_[k];
                unsigned operands = 0;
                const std::array<int, 3> args{i.a, i.b, i.c};
                for (unsigned n = 0; n < 3; ++n)
                    if (args[n] >= 0 && depends[static_cast<std::size_t>(args[n])]) operands |= 1U << n;
                if (operands == 0) continue;
                depends[static_cast<std::size_t>(i.place)] = true;
                program_.dependent_[v].push_back(static_cast<int>(k));
                program_.operands_[v].push_back(static_cast<std::uint8_t>(operands));
            }
        }
    }

    Program& program_;
    const std::vector<std::string>& variables_;
    std::vector<Draft> constant_drafts_, drafts_;
    std::unordered_map<Expression, Value> done_;
    std::map<std::tuple<Op, Code, std::int16_t, int, std::vector<Value>>, Value> known_;
};

Program::Program(const Expression& function, const std::vector<std::string>& variables) {
    Compiler(*this, variables)(function);
}

}  // namespace dlncert
