#include <dlncert/checker/constant.hpp>
#include <dlncert/checker/evaluator.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/identity.hpp>

namespace dlncert::checker {
namespace {

bool shown_to_vanish(const Expression& constant) {
    try {
        return is_identically_zero(constant);
    } catch (const InputError&) {
        return false;  // the normal form is too large
    }
}

}  // namespace

Constant examine(const Expression& constant) {
    if (const auto value = rational_value(constant)) return {true, value->sign()};
    Constant result;
    const Evaluator evaluator({constant}, {});
    for (int precision = 64; precision <= 2048; precision *= 2) {
        const Values v = evaluator.natural({}, precision).front();
        if (!v.defined) continue;
        result.defined = true;
        if (v.positive() || v.negative()) return {true, v.positive() ? 1 : -1};
        if (v.nonnegative() && v.nonpositive()) return {true, 0};
    }
    if (result.defined && shown_to_vanish(constant)) result.sign = 0;
    return result;
}

}  // namespace dlncert::checker
