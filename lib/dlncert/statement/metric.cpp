#include <dlncert/statement/metric.hpp>

namespace dlncert {

Expression christoffel(const Expression& g, const std::string& array, const Expression& at) {
    return substitute(derivative(g, Expression::variable(array)) / (2 * g), array, at);
}

}  // namespace dlncert
