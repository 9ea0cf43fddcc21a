#include <algorithm>
#include <array>
#include <dlncert/statement/functions.hpp>

namespace dlncert {
namespace {

constexpr std::array<NamedFunction, 28> functions = {{
    {"abs", Op::abs, 1, "abs(x)"},
    {"min", Op::min, 2, "min(x, y)"},
    {"max", Op::max, 2, "max(x, y)"},
    {"sqrt", Op::sqrt, 1, "sqrt(x)"},
    {"exp", Op::exp, 1, "exp(x)"},
    {"log", Op::log, 1, "log(x)"},
    {"expm1", Op::expm1, 1, "expm1(x)"},
    {"log1p", Op::log1p, 1, "log1p(x)"},
    {"sin", Op::sin, 1, "sin(x)"},
    {"cos", Op::cos, 1, "cos(x)"},
    {"tan", Op::tan, 1, "tan(x)"},
    {"asin", Op::asin, 1, "asin(x)"},
    {"acos", Op::acos, 1, "acos(x)"},
    {"atan", Op::atan, 1, "atan(x)"},
    {"sinh", Op::sinh, 1, "sinh(x)"},
    {"cosh", Op::cosh, 1, "cosh(x)"},
    {"tanh", Op::tanh, 1, "tanh(x)"},
    {"asinh", Op::asinh, 1, "asinh(x)"},
    {"acosh", Op::acosh, 1, "acosh(x)"},
    {"atanh", Op::atanh, 1, "atanh(x)"},
    {"log_sinhc", Op::log_sinhc, 1, "log_sinhc(x)"},
    {"langevin", Op::langevin, 1, "langevin(x)"},
    {"sinc", Op::sinc, 1, "sinc(x)"},
    {"expm1_over_x", Op::expm1_over_x, 1, "expm1_over_x(x)"},
    {"log1p_over_x", Op::log1p_over_x, 1, "log1p_over_x(x)"},
    {"divided_log", Op::divided_log, 2, "divided_log(a, b)"},
    {"divided_exp", Op::divided_exp, 2, "divided_exp(a, b)"},
    {"divided_pow", Op::divided_pow, 3, "divided_pow(a, b, p)"},
}};

constexpr std::array<std::string_view, 24> reserved = {
    "claim",  "theorem", "for", "in",  "let",      "where",   "prove",    "disprove",
    "except", "and",     "or",  "inf", "chamber",  "hessian", "gradient", "diff",
    "sum",    "product", "pi",  "e",   "identity", "exists",  "unique",   "find"};

}  // namespace

std::span<const NamedFunction> named_functions() {
    return functions;
}

const NamedFunction* named_function(std::string_view name) {
    const auto* found = std::ranges::find(functions, name, &NamedFunction::name);
    return found == functions.end() ? nullptr : found;
}

const NamedFunction* named_function(Op op) {
    const auto* found = std::ranges::find(functions, op, &NamedFunction::op);
    return found == functions.end() ? nullptr : found;
}

std::span<const std::string_view> reserved_words() {
    return reserved;
}

}  // namespace dlncert
