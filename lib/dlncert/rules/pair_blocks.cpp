#include <dlncert/rules/pair_blocks.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/metric.hpp>
#include <dlncert/statement/pair_sum.hpp>

namespace dlncert {

PairBlocks pair_blocks(const Expression& F, const std::string& vector,
                       const std::optional<Expression>& metric) {
    const auto body = pair_body(F, vector, PairBlocks::x, PairBlocks::y);
    if (!body)
        throw Unsupported("the pair rules need a sum over pairs, sum(i < j, P(" + vector + "[i], " + vector +
                          "[j]))");
    const Expression x = Expression::variable(PairBlocks::x);
    const Expression y = Expression::variable(PairBlocks::y);
    const Expression px = derivative(*body, x);
    const Expression py = derivative(*body, y);
    const Expression euler = x * px + y * py;
    const auto at_ratio = [&](const Expression& e) {
        return substitute(substitute(e, PairBlocks::x, 1), PairBlocks::y,
                          Expression::variable(PairBlocks::ratio));
    };
    const Expression gamma = metric ? christoffel(*metric, vector, 1) : 0;
    return {.body = *body,
            .euler_x = derivative(euler, x),
            .euler_y = derivative(euler, y),
            .gamma = gamma,
            .gamma_excess = metric ? x * christoffel(*metric, vector, x) - gamma : 0,
            .xx = at_ratio(derivative(px, x) - gamma * px),
            .xy = at_ratio(derivative(px, y)),
            .yy = at_ratio(derivative(py, y) - gamma / y * py),
            .slope_x = at_ratio(px),
            .slope_y = at_ratio(py)};
}

}  // namespace dlncert
