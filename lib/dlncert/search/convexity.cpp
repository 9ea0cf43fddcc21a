#include <dlncert/search/convexity.hpp>
#include <dlncert/search/estimate.hpp>
#include <dlncert/search/pass.hpp>
#include <dlncert/search/program.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

/// In doubles: the tree says only which sides are halved.
using Sides = std::vector<Estimate>;

Sides sides_of(const SearchBox& box) {
    Sides sides;
    for (const Side& side : box)
        sides.push_back(
            Estimate::ends(side.lower_infinite ? -detail::infinite : Interval::from(side.lower).lo(),
                           side.upper_infinite ? detail::infinite : Interval::from(side.upper).hi()));
    return sides;
}

bool is_finite(const Estimate& side) {
    return side.hi() - side.lo() < detail::infinite;
}

/// The variable of the widest finite range; none if there is no such.
std::optional<std::size_t> widest(const Sides& sides) {
    std::optional<std::size_t> result;
    double most = 0;
    for (std::size_t i = 0; i < sides.size(); ++i)
        if (const double width = sides[i].hi() - sides[i].lo(); is_finite(sides[i]) && width > most) {
            most = width;
            result = i;
        }
    return result;
}

Sides middle_of(Sides sides) {
    for (Estimate& side : sides)
        if (is_finite(side)) side = midpoint_of(side);
    return sides;
}

}  // namespace

SecondDerivatives::SecondDerivatives(Expression f, std::vector<std::string> variables)
    : function(std::move(f)), names(std::move(variables)) {
    for (const std::string& v : names) gradient.push_back(derivative(function, Expression::variable(v)));
    for (std::size_t i = 0; i < names.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j)
            hessian.push_back(derivative(gradient[i], Expression::variable(names[j])));
}

/// f, f − c, or c − h for f = −h.
bool SecondDerivatives::are_of(const Expression& g, const std::vector<std::string>& variables) const {
    if (variables != names) return false;
    if (g == function) return true;
    if (g.op() != Op::sub) return false;
    if (g.arg(1).op() == Op::rational) return g.arg(0) == function;
    return g.arg(0).op() == Op::rational && function.op() == Op::neg && g.arg(1) == function.arg(0);
}

class ConvexityTest::Hessian {
  public:
    explicit Hessian(const SecondDerivatives& derivatives) : size_(derivatives.names.size()) {
        for (const Expression& entry : derivatives.hessian) programs_.emplace_back(entry, derivatives.names);
        for (const Program& program : programs_) passes_.emplace_back(program, 53);
    }

    /// All pivots of H = L D Lᵀ are positive, for every matrix in the enclosure over the box.
    bool is_definite(const Sides& sides) {
        std::vector<Estimate> h;  // the lower triangle, row by row
        for (auto& pass : passes_) {
            h.push_back(pass(sides));
            if (!pass.status().smooth) return false;
        }
        const auto at = [&](std::size_t i, std::size_t j) -> Estimate& { return h[i * (i + 1) / 2 + j]; };
        for (std::size_t k = 0; k < size_; ++k) {
            if (!(at(k, k).lo() > 0)) return false;
            for (std::size_t i = k + 1; i < size_; ++i) {
                const Estimate multiplier = at(i, k) / at(k, k);
                for (std::size_t j = k + 1; j <= i; ++j)
                    at(i, j) =
                        i == j ? at(i, i) - sqr(at(i, k)) / at(k, k) : at(i, j) - multiplier * at(j, k);
            }
        }
        return true;
    }

  private:
    std::size_t size_;
    std::vector<Program> programs_;
    std::vector<Pass<Estimate>> passes_;
};

ConvexityTest::ConvexityTest(const SecondDerivatives& derivatives)
    : names_(derivatives.names), hessian_(std::make_unique<Hessian>(derivatives)) {}

ConvexityTest::~ConvexityTest() = default;

std::optional<std::string> ConvexityTest::tree(const SearchBox& box, std::size_t most_leaves) {
    const UpwardRounding scope;
    std::vector<Sides> open{sides_of(box)};
    std::string tree;
    std::size_t leaves = 0;
    while (!open.empty()) {
        Sides sides = std::move(open.back());
        open.pop_back();
        tree += tree.empty() ? "" : " ";
        if (hessian_->is_definite(sides)) {
            tree += "n64";
            ++leaves;
            continue;
        }
        const auto split = widest(sides);
        if (!split || leaves + open.size() >= most_leaves) return std::nullopt;
        if (!hessian_->is_definite(middle_of(sides))) return std::nullopt;  // nor where a leaf contains it
        tree += names_[*split] + "@1/2";
        const Estimate side = sides[*split], middle = midpoint_of(side);
        sides[*split] = span(middle, side);
        open.push_back(sides);
        sides[*split] = span(side, middle);
        open.push_back(std::move(sides));
    }
    return tree;
}

std::optional<std::string> convexity_tree(const Expression& f, const SearchDomain& domain,
                                          std::size_t most_leaves) try {
    return ConvexityTest({f, domain.names}).tree(domain.box, most_leaves);
} catch (const InputError&) {  // a derivative that the language or the search lacks
    return std::nullopt;
}

}  // namespace dlncert
