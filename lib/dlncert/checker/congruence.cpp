// Rule congruence: how many eigenvalues of a symmetric matrix lie above or below a number.
#include <algorithm>
#include <dlncert/checker/claim.hpp>
#include <dlncert/checker/goal.hpp>
#include <dlncert/checker/real.hpp>
#include <dlncert/checker/tree.hpp>
#include <optional>

namespace dlncert::checker {
namespace {

/// What a leaf knows of a matrix A on its box, entries by rows of the lower triangle: A over it; and for a
/// leaf m A at the middle and, for each variable, the distances from the middle and ∂A over the box.
template <int P>
struct EnclosedMatrix {
    using Entries = std::vector<Interval<P>>;
    Entries over_box, at_middle = {};
    std::vector<std::pair<Interval<P>, Entries>> slopes = {};

    /// Σ wₖ aₖ; for a leaf m also by the mean value theorem: A(x) − A(c) = Σ Sᵥ (xᵥ − cᵥ), the entries of Sᵥ
    /// being values of those of ∂A/∂xᵥ on the box.
    [[nodiscard]] Interval<P> form(const Entries& weights) const {
        const Interval<P> natural = sum(over_box, weights);
        if (at_middle.empty()) return natural;
        Interval<P> centred = sum(at_middle, weights);
        for (const auto& [distance, slope] : slopes) centred += sum(slope, weights) * distance;
        const Interval<P> both = intersect(natural, centred);
        return boost::numeric::empty(both) ? Interval<P>::whole() : both;  // an empty one would say nothing
    }

  private:
    static Interval<P> sum(const Entries& a, const Entries& w) {
        Interval<P> result(0);
        for (std::size_t k = 0; k < w.size(); ++k) result += w[k] * a[k];
        return result;
    }
};

/// Of a statement, for one count of the eigenvalues of its matrix A.
class Congruence {
  public:
    Congruence(const MatrixStatement& statement, const EigenvalueCount& count, const Domain& domain,
               const Step& step)
        : smooth_(statement.smooth.size()),
          d_(matrix_size(statement.entries)),
          n_(count.count),
          above_(count.above),
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
            const bool shown = at_precision(leaf.precision, [&]<int P>() {
                const auto A = enclose<P>(leaf, box, step);
                return A && is_dominant(*A, vectors);
            });
            return shown ? "" : "does not show the number of eigenvalues";
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

    /// None where A is not shown to be bounded, or a Hessian's function to be C² (it and its gradient are C¹,
    /// so that the entries are its derivatives); for a leaf m, where an entry is not C¹.
    template <int P>
    [[nodiscard]] std::optional<EnclosedMatrix<P>> enclose(const Leaf& leaf, const Box& box,
                                                           const Step& step) const {
        const bool is_centred = leaf.method == 'm';
        const Centred found = is_centred ? evaluator_.centred(box, P)
                                         : Centred{.over_box = evaluate(evaluator_, leaf, box, step)};
        for (std::size_t i = 0; i < (is_centred ? found.over_box.size() : smooth_); ++i)
            if (!found.over_box[i].differentiable) return std::nullopt;
        EnclosedMatrix<P> result;
        bool bounded = read(found.over_box, result.over_box) && read(found.at_middle, result.at_middle);
        for (std::size_t v = 0; v < found.slopes.size(); ++v) {
            const auto radius = checker::enclose<P>(Rational((box[v].upper - box[v].lower) / 2));
            auto& [distance, slope] =
                result.slopes.emplace_back(hull(radius, -radius), std::vector<Interval<P>>());
            bounded = read(found.slopes[v], slope) && bounded;
        }
        return bounded ? std::optional(std::move(result)) : std::nullopt;
    }
    /// The entries of A; false if one is not shown to be bounded.
    template <int P>
    [[nodiscard]] bool read(const std::vector<Values>& values, std::vector<Interval<P>>& entries) const {
        for (std::size_t i = smooth_; i < values.size(); ++i) {
            const auto& [lower, upper] = std::tie(values[i].lower, values[i].upper);
            if (!values[i].defined || lower.infinite || upper.infinite) return false;
            entries.push_back(hull(checker::enclose<P>(lower.value), checker::enclose<P>(upper.value)));
        }
        return true;
    }

    /// B = Xᵀ M X for M = ±(A − shift I) has b_ii > Σ_{j ≠ i} |b_ij| in every row.
    template <int P>
    [[nodiscard]] bool is_dominant(const EnclosedMatrix<P>& A, const std::vector<Rational>& vectors) const {
        std::vector<Interval<P>> x, excess(n_, Interval<P>(0));
        for (const Rational& component : vectors) x.push_back(checker::enclose<P>(component));
        for (std::size_t i = 0; i < n_; ++i) {
            for (std::size_t j = 0; j <= i; ++j) {
                const Interval<P> b = form(A, &x[i * d_], &x[j * d_]);
                excess[i] += i == j ? b : -abs(b);
                if (i != j) excess[j] -= abs(b);
            }
            if (excess[i].lower().sign() <= 0) return false;  // it will not grow
        }
        return std::ranges::all_of(excess, [](const Interval<P>& e) { return e.lower().sign() > 0; });
    }
    /// xᵀ M y.
    template <int P>
    [[nodiscard]] Interval<P> form(const EnclosedMatrix<P>& A, const Interval<P>* x,
                                   const Interval<P>* y) const {
        std::vector<Interval<P>> weights;
        Interval<P> product(0);
        for (std::size_t i = 0; i < d_; ++i) {
            for (std::size_t j = 0; j < i; ++j) weights.push_back(x[i] * y[j] + x[j] * y[i]);
            weights.push_back(x[i] * y[i]);
            product += weights.back();
        }
        const Interval<P> value = A.form(weights) - checker::enclose<P>(shift_) * product;
        return above_ ? value : -value;
    }

    std::size_t smooth_, d_, n_;
    bool above_;
    Rational shift_;
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

/// Where λ > c (for counts below: −λ > −c) is asked of an eigenvalue, it is the bound of a homogeneous
/// function.
void check_scaled(const MatrixStatement& statement, const EigenvalueCount& count, const Domain& domain,
                  const Step& step) {
    step.only({"degree", "end", "tree", "faces"});
    check_defined(statement.smooth, domain, step, true);
    const Rational shift = exact(count.shift, step), bound = count.above ? shift : Rational(-shift);
    for (const RayFace& face : homogeneous_faces(statement.entries, bound, domain, step)) {
        Domain on_face = domain;
        on_face.box[face.variable] = {.lower = face.end, .upper = face.end};
        check_count(statement, count, on_face, face.proof);
    }
}

}  // namespace

void check_count(const MatrixStatement& statement, const EigenvalueCount& count, const Domain& domain,
                 const Step& step) {
    if (step.rule() == "rewrite")
        return check_count(rewritten(statement, domain, step), count, domain, step.child("proof"));
    if (step.rule() == "homogeneous") return check_scaled(statement, count, domain, step);
    Congruence(statement, count, domain, step).check(domain, step);
}

}  // namespace dlncert::checker
