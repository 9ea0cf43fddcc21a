#include <dlncert/search/convexity.hpp>
#include <dlncert/search/estimate.hpp>
#include <dlncert/search/pass.hpp>
#include <dlncert/search/program.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

Estimate enclosure(const Side& side) {
    const double infinity = std::numeric_limits<double>::infinity();
    return Estimate::ends(side.lower_infinite ? -infinity : Interval::from(side.lower).lo(),
                          side.upper_infinite ? infinity : Interval::from(side.upper).hi());
}

/// The variable of the widest finite range; none if there is no such.
std::optional<std::size_t> widest(const SearchBox& box) {
    std::optional<std::size_t> result;
    for (std::size_t i = 0; i < box.size(); ++i) {
        const bool bounded = !box[i].lower_infinite && !box[i].upper_infinite;
        if (bounded && (!result || box[i].upper - box[i].lower > box[*result].upper - box[*result].lower))
            result = i;
    }
    return result;
}

}  // namespace

class ConvexityTest::Hessian {
  public:
    Hessian(const Expression& f, const std::vector<std::string>& names) : size_(names.size()) {
        for (std::size_t i = 0; i < size_; ++i) {
            const Expression slope = derivative(f, Expression::variable(names[i]));
            for (std::size_t j = 0; j <= i; ++j)
                programs_.emplace_back(derivative(slope, Expression::variable(names[j])), names);
        }
        for (const Program& program : programs_) passes_.emplace_back(program, 53);
    }

    /// All pivots of H = L D Lᵀ are positive, for every matrix in the enclosure over the box.
    bool is_definite(const SearchBox& box) {
        const UpwardRounding scope;
        std::vector<Estimate> sides;
        for (const Side& side : box) sides.push_back(enclosure(side));
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

ConvexityTest::ConvexityTest(const Expression& f, std::vector<std::string> names)
    : names_(std::move(names)), hessian_(std::make_unique<Hessian>(f, names_)) {}

ConvexityTest::~ConvexityTest() = default;

std::optional<std::string> ConvexityTest::tree(const SearchBox& whole, std::size_t most_leaves) {
    std::vector<SearchBox> open{whole};
    std::string tree;
    std::size_t leaves = 0;
    while (!open.empty()) {
        SearchBox box = std::move(open.back());
        open.pop_back();
        tree += tree.empty() ? "" : " ";
        if (hessian_->is_definite(box)) {
            tree += "n64";
            ++leaves;
            continue;
        }
        const auto split = widest(box);
        if (!split || leaves + open.size() >= most_leaves) return std::nullopt;
        tree += names_[*split] + "@1/2";
        const auto [low, high] = cut(box[*split], Rational(1, 2));
        box[*split] = high;
        open.push_back(box);
        box[*split] = low;
        open.push_back(std::move(box));
    }
    return tree;
}

std::optional<std::string> convexity_tree(const Expression& f, const SearchDomain& domain,
                                          std::size_t most_leaves) try {
    return ConvexityTest(f, domain.names).tree(domain.box, most_leaves);
} catch (const InputError&) {  // a derivative that the language or the search lacks
    return std::nullopt;
}

}  // namespace dlncert
