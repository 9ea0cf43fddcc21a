// Rule congruence: how many eigenvalues of a symmetric matrix lie above or below a number.
#include <algorithm>
#include <dlncert/checker/claim.hpp>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/tree.hpp>

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
            return is_dominant(enclose(leaf, box, step), vectors) ? ""
                                                                  : "does not show the number of eigenvalues";
        };
        for_each_leaf(domain, step.has("tree") ? step.text("tree") : "n64", step, check_leaf,
                      [&](const Step& part, const Box& box) {
                          check({domain.names, box, domain.hypotheses}, part);
                      });
    }

  private:
    static std::vector<Expression> functions(const MatrixStatement& statement) {
        std::vector<Expression> all = statement.smooth;
        all.insert(all.end(), statement.entries.begin(), statement.entries.end());
        return all;
    }

    /// The entries of A; none where A is not shown to be bounded, or a Hessian's function to be C² (it and
    /// its gradient are C¹, so that the entries are its derivatives).
    [[nodiscard]] std::vector<Values> enclose(const Leaf& leaf, const Box& box, const Step& step) const {
        auto values = evaluate(evaluator_, leaf, box, step);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const Values& v = values[i];
            if (!v.defined || (i < smooth_ ? !v.differentiable : v.lower.infinite || v.upper.infinite))
                return {};
        }
        values.erase(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(smooth_));
        return values;
    }

    /// The least and the greatest x^T M y for the matrices M = ±(A − shift I) in the enclosure, exactly: each
    /// entry of A occurs once.
    [[nodiscard]] std::pair<Rational, Rational> form(const std::vector<Values>& A, const Rational* x,
                                                     const Rational* y) const {
        Rational least, greatest;
        for (std::size_t i = 0, k = 0; i < d_; ++i)
            for (std::size_t j = 0; j <= i; ++j, ++k) {
                const Rational weight = sign_ * (i == j ? x[i] * y[i] : x[i] * y[j] + x[j] * y[i]);
                const Rational shift = i == j ? shift_ : 0;
                least += weight * ((weight < 0 ? A[k].upper : A[k].lower).value - shift);
                greatest += weight * ((weight < 0 ? A[k].lower : A[k].upper).value - shift);
            }
        return {least, greatest};
    }

    /// B = Xᵀ M X has b_ii > Σ_{j ≠ i} |b_ij| in every row.
    [[nodiscard]] bool is_dominant(const std::vector<Values>& A, const std::vector<Rational>& vectors) const {
        if (A.empty()) return false;
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

}  // namespace

void check_count(const MatrixStatement& statement, const EigenvalueCount& count, const Domain& domain,
                 const Step& step) {
    Congruence(statement, count, domain, step).check(domain, step);
}

}  // namespace dlncert::checker
