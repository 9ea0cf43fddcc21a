#include <algorithm>
#include <dlncert/search/best_first.hpp>
#include <dlncert/search/pass.hpp>
#include <queue>

namespace dlncert {
namespace {

using detail::infinite;

/// A box, with f's lower bound and its value at the middle.
struct Cell {
    std::vector<Estimate> sides;
    double bound, middle;
    /// Which comes later; far from small boxes all bounds may be the same.
    friend bool operator<(const Cell& a, const Cell& b) {
        return std::tie(a.bound, a.middle) > std::tie(b.bound, b.middle);
    }
};

class BestFirst {
  public:
    BestFirst(const Expression& f, const SearchDomain& domain)
        : program_(f, domain.names), pass_(program_, 53), centre_(domain.names.size()) {
        const UpwardRounding scope;
        for (const Side& side : domain.box)
            whole_.push_back(span(Estimate::from(side.lower, 53), Estimate::from(side.upper, 53)));
    }

    void look_at(std::size_t boxes) {
        const UpwardRounding scope;
        add(whole_);
        for (std::size_t seen = 1; seen < boxes && !open_.empty(); seen += 2) {
            const Cell cell = open_.top();
            open_.pop();
            if (cell.bound >= least_) break;
            const std::size_t v = widest(cell);
            const Estimate side = cell.sides[v], middle = midpoint_of(side);
            for (const Estimate& half : {span(side, middle), span(middle, side)}) {
                auto sides = cell.sides;
                sides[v] = half;
                add(std::move(sides));
            }
        }
    }

    std::vector<std::vector<double>> lowest(std::size_t count) {
        std::ranges::stable_sort(seen_, {}, &Seen::value);
        std::vector<std::vector<double>> result;
        for (const Seen& seen : seen_)
            if (result.size() < count &&
                std::ranges::none_of(result, [&](const auto& other) { return close(seen.point, other); }))
                result.push_back(seen.point);
        return result;
    }

  private:
    struct Seen {
        double value;
        std::vector<double> point;
    };

    void add(std::vector<Estimate> sides) {
        std::ranges::transform(sides, centre_.begin(), [](const Estimate& x) { return midpoint_of(x); });
        const double value = pass_(centre_).hi();
        if (value == value) {
            least_ = std::min(least_, value);
            auto& point = seen_.emplace_back(Seen{value, {}}).point;
            for (const Estimate& x : centre_) point.push_back(x.lo());
        }
        const double bound = pass_(sides).lo();
        open_.push({std::move(sides), bound == bound ? bound : -infinite, value == value ? value : infinite});
    }

    [[nodiscard]] double width(std::size_t v) const { return whole_[v].hi() - whole_[v].lo(); }
    [[nodiscard]] std::size_t widest(const Cell& cell) const {
        std::size_t result = 0;
        double most = -1;
        for (std::size_t v = 0; v < whole_.size(); ++v) {
            const double share = (cell.sides[v].hi() - cell.sides[v].lo()) / width(v);
            if (share > most) std::tie(result, most) = std::pair(v, share);
        }
        return result;
    }
    [[nodiscard]] bool close(const std::vector<double>& a, const std::vector<double>& b) const {
        for (std::size_t v = 0; v < a.size(); ++v)
            if (std::abs(a[v] - b[v]) > 0.02 * width(v)) return false;
        return true;
    }

    Program program_;
    Pass<Estimate> pass_;
    std::vector<Estimate> whole_, centre_;
    std::priority_queue<Cell> open_;
    std::vector<Seen> seen_;
    double least_ = infinite;
};

}  // namespace

std::vector<std::vector<double>> best_first_points(const Expression& f, const SearchDomain& domain,
                                                   std::size_t boxes, std::size_t count) {
    BestFirst search(f, domain);
    search.look_at(boxes);
    return search.lowest(count);
}

}  // namespace dlncert
