#include <dlncert/statement/metric.hpp>

namespace dlncert {

Expression christoffel(const Expression& g, const std::string& array, const Expression& at) {
    // not folded: undefined where g = 0, whatever g' is
    const Expression symbol =
        Expression::node(Op::div, {derivative(g, Expression::variable(array)), 2 * g});
    return substitute(symbol, array, at);
}

}  // namespace dlncert
