// Rule congruence: how many eigenvalues of a symmetric matrix lie above or below a number.
#include <algorithm>
#include <dlncert/checker/claim.hpp>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>
#include <optional>

namespace dlncert::checker {
namespace {

/// Encloses a matrix A of a statement, for one count of its eigenvalues.
class Congruence {
  public:
    Congruence(const MatrixStatement& statement, const EigenvalueCount& count, const Domain& domain,
               const Step& step)
        : smooth_(statement.smooth.size()),
          d_(matrix_size(statement.entries)),
          n_(count.count),
          sign_(count.above ? 1 : -1),
          shift_(exact(count.shift, step)),
          evaluator_(functions(statement), domain.names) {}

    /// On a box of the domain.
    void check(const Domain& domain, const Step& step) {
        step.expect("congruence");
        step.only({"vectors", "tree", "parts"});
        const auto vectors = step.rationals("vectors");
        if (vectors.size() != n_ * d_)
            step.reject("it has not " + std::to_string(n_) + " vectors of " + std::to_string(d_) +
                        " components");
        const auto check_leaf = [&](const Leaf& leaf, const Box& box) -> std::string {
            const auto A = enclose(leaf, box, step);
            return A && is_dominant(*A, vectors) ? "" : "does not show the number of eigenvalues";
        };
        for_each_leaf(domain, step.has("tree") ? step.text("tree") : "n64", step, check_leaf,
                      [&](const Step& part, const Box& box) {
                          check({domain.names, box, domain.hypotheses}, part);
                      });
    }

  private:
    /// What a leaf knows of A on its box: its entries over it; and for a leaf m those at the middle c, and
    /// for each variable half the length of its side and the entries' derivatives over the box.
    struct Matrix {
        std::vector<Values> over_box, at_middle = {};
        std::vector<std::pair<Rational, std::vector<Values>>> slopes = {};
    };

    static std::vector<Expression> functions(const MatrixStatement& statement) {
        std::vector<Expression> all = statement.smooth;
        all.insert(all.end(), statement.entries.begin(), statement.entries.end());
        return all;
    }

    /// None where A is not shown to be bounded, or a Hessian's function to be C² (it and its gradient are C¹,
    /// so that the entries are its derivatives); for a leaf m, where an entry is not C¹.
    [[nodiscard]] std::optional<Matrix> enclose(const Leaf& leaf, const Box& box, const Step& step) const {
        const bool centred = leaf.method == 'm';
        auto over_box =
            centred ? evaluator_.natural(box, leaf.precision) : evaluate(evaluator_, leaf, box, step);
        for (std::size_t i = 0; i < over_box.size(); ++i)
            if ((i < smooth_ || centred) && !over_box[i].differentiable) return std::nullopt;
        Matrix result{.over_box = entries(std::move(over_box))};
        if (centred) {
            Box middle;
            auto slopes = evaluator_.slopes(box, leaf.precision);
            for (std::size_t v = 0; v < box.size(); ++v) {
                if (box[v].lower_infinite || box[v].upper_infinite)
                    step.reject("a leaf m needs a bounded box");
                const Rational c = (box[v].lower + box[v].upper) / 2;
                middle.push_back({.lower = c, .upper = c});
                result.slopes.emplace_back(c - box[v].lower, entries(std::move(slopes[v])));
            }
            result.at_middle = entries(evaluator_.natural(middle, leaf.precision));
        }
        const bool bounded =
            are_bounded(result.over_box) && are_bounded(result.at_middle) &&
            std::ranges::all_of(result.slopes, [](const auto& s) { return are_bounded(s.second); });
        return bounded ? std::optional(std::move(result)) : std::nullopt;
    }
    [[nodiscard]] std::vector<Values> entries(std::vector<Values> values) const {
        values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(smooth_));
        return values;
    }
    static bool are_bounded(const std::vector<Values>& values) {
        return std::ranges::all_of(
            values, [](const Values& v) { return v.defined && !v.lower.infinite && !v.upper.infinite; });
    }

    /// The least and the greatest xᵀ M y for the matrices M = ±(A − shift I) in the enclosure, exactly: each
    /// entry of A occurs once. For a leaf m also by the mean value theorem: A(x) − A(c) = Σ Sᵥ (xᵥ − cᵥ), the
    /// entries of Sᵥ being values of those of ∂A/∂xᵥ on the box.
    [[nodiscard]] std::pair<Rational, Rational> form(const Matrix& A, const Rational* x,
                                                     const Rational* y) const {
        std::vector<Rational> weights;
        Rational trace;
        for (std::size_t i = 0; i < d_; ++i)
            for (std::size_t j = 0; j <= i; ++j) {
                weights.push_back(sign_ * (i == j ? x[i] * y[i] : x[i] * y[j] + x[j] * y[i]));
                if (i == j) trace += weights.back();
            }
        auto [least, greatest] = sum(A.over_box, weights);
        if (!A.at_middle.empty()) {
            auto [low, high] = sum(A.at_middle, weights);
            for (const auto& [radius, slopes] : A.slopes) {
                const auto [down, up] = sum(slopes, weights);
                const Rational change = radius * std::max(up, Rational(-down));
                low -= change;
                high += change;
            }
            least = std::max(least, low);
            greatest = std::min(greatest, high);
        }
        return {least - shift_ * trace, greatest - shift_ * trace};
    }
    /// Of Σ wₖ aₖ.
    static std::pair<Rational, Rational> sum(const std::vector<Values>& a, const std::vector<Rational>& w) {
        Rational least, greatest;
        for (std::size_t k = 0; k < w.size(); ++k) {
            least += w[k] * (w[k] < 0 ? a[k].upper : a[k].lower).value;
            greatest += w[k] * (w[k] < 0 ? a[k].lower : a[k].upper).value;
        }
        return {least, greatest};
    }

    /// B = Xᵀ M X has b_ii > Σ_{j ≠ i} |b_ij| in every row.
    [[nodiscard]] bool is_dominant(const Matrix& A, const std::vector<Rational>& vectors) const {
        std::vector<Rational> excess(n_);
        for (std::size_t i = 0; i < n_; ++i)
            for (std::size_t j = 0; j <= i; ++j) {
                const auto [least, greatest] = form(A, &vectors[i * d_], &vectors[j * d_]);
                const Rational size = std::max(greatest, Rational(-least));
                if (i != j) excess[j] -= size;
                excess[i] += i == j ? least : Rational(-size);
            }
        return std::all_of(excess.begin(), excess.end(), [](const Rational& e) { return e > 0; });
    }

    std::size_t smooth_, d_, n_;
    Rational sign_, shift_;
    Evaluator evaluator_;
};

/// The statement with the step's entries, to which its own are identically equal where both are defined. Its
/// own are shown to be here, and a Hessian's function C²; the step's are by each leaf of the proof.
MatrixStatement rewritten(MatrixStatement statement, const Domain& domain, const Step& step) {
    step.only({"entries", "tree", "proof"});
    const auto entries = step.expressions("entries", domain.names);
    if (entries.size() != statement.entries.size())
        step.reject("it has not " + std::to_string(statement.entries.size()) + " entries");
    check_defined(statement.smooth, domain, step, true);
    check_defined(statement.entries, domain, step);
    for (std::size_t k = 0; k < entries.size(); ++k)
        check_identity(statement.entries[k], entries[k], "entry " + std::to_string(k + 1), step);
    statement.entries = entries;
    statement.smooth.clear();
    return statement;
}

}  // namespace

void check_count(const MatrixStatement& statement, const EigenvalueCount& count, const Domain& domain,
                 const Step& step) {
    if (step.rule() == "rewrite")
        return Congruence(rewritten(statement, domain, step), count, domain, step)
            .check(domain, step.child("proof"));
    Congruence(statement, count, domain, step).check(domain, step);
}

}  // namespace dlncert::checker
