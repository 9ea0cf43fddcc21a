#include <algorithm>
#include <dlncert/arith/rounding.hpp>
#include <dlncert/calculus/ball_matrix.hpp>
#include <dlncert/search/counts.hpp>
#include <dlncert/search/homogeneity.hpp>
#include <dlncert/search/leaf.hpp>
#include <dlncert/search/precise.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/identity.hpp>
#include <list>
#include <variant>

namespace dlncert {
namespace {

using detail::Arf;
using detail::BallMatrix;
using nlohmann::json;
using Vectors = std::vector<std::vector<Rational>>;

constexpr int most_cuts = 30;  ///< of one box, in each variable; at least twice as many in all

/// For numbers that compute inside an UpwardRounding scope, or need none.
template <class N>
using Scope = std::conditional_t<std::is_same_v<N, Estimate>, UpwardRounding, std::monostate>;

template <class N>
N enclosure(const Side& side, long precision) {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const auto end = [&](bool infinite, const Rational& value, double at) {
        return infinite ? N::ends(at, at, precision) : N::from(value, precision);
    };
    return span(end(side.lower_infinite, side.lower, -infinity),
                end(side.upper_infinite, side.upper, infinity));
}

void set_midpoint(arf_ptr x, const Estimate& a) {
    arf_set_d(x, midpoint_of(a).lo());
}
void set_midpoint(arf_ptr x, const Precise& a) {
    arf_set(x, midpoint_of(a).lo().get());
}

double magnitude(const Estimate& a) {
    return abs(a).hi();
}
double magnitude(const Precise& a) {
    return abs(a).estimate().hi();
}

slong exponent_of(arf_srcptr x) {
    return arf_is_special(x) ? 0 : arf_abs_bound_lt_2exp_si(x);
}

/// Vectors on which the form is to be positive, and for each pair of them, by rows, the weights of the
/// matrix's lower triangle in xᵀMy.
template <class N>
struct Basis {
    Vectors vectors;
    std::vector<std::vector<N>> weights;

    Basis(Vectors x, long precision) : vectors(std::move(x)) {
        std::vector<std::vector<N>> enclosed(vectors.size());
        for (std::size_t k = 0; k < vectors.size(); ++k)
            for (const Rational& c : vectors[k]) enclosed[k].push_back(N::from(c, precision));
        for (const auto& y : enclosed)
            for (const auto& z : enclosed) {
                if (&z > &y) break;
                std::vector<N>& pair = weights.emplace_back();
                for (std::size_t i = 0; i < y.size(); ++i)
                    for (std::size_t j = 0; j <= i; ++j)
                        pair.push_back(i == j ? y[i] * z[i] : y[i] * z[j] + y[j] * z[i]);
            }
    }
};

/// The step `congruence` while it is being made.
template <class N>
struct Draft {
    Basis<N> basis;
    std::string tree = {};
    json parts = json::array();

    void add(const std::string& token) { tree += (tree.empty() ? "" : " ") + token; }
    void add_part(const Draft& part) {
        add("#");
        parts.push_back(part.step());
    }
    [[nodiscard]] json step() const {
        json vectors = json::array();
        for (const auto& x : basis.vectors)
            for (const Rational& component : x) vectors.push_back(to_string(component));
        json result = {{"step", "congruence"}, {"vectors", std::move(vectors)}, {"tree", tree}};
        if (!parts.empty()) result["parts"] = parts;
        return result;
    }
};

/// The search for one count in one kind of numbers, at one precision.
template <class N>
class CountProver {
  public:
    CountProver(const MatrixStatement& statement, const EigenvalueCount& count, const SearchDomain& domain,
                long precision, std::size_t most_leaves, const std::function<bool()>& stop)
        : count_(count),
          domain_(domain),
          precision_(precision),
          smooth_(statement.smooth.size()),
          d_(matrix_size(statement.entries)),
          shift_(N::from(0, precision)),
          most_leaves_(most_leaves),
          stop_(stop) {
        [[maybe_unused]] const Scope<N> scope;
        shift_ = N::from(rational_value(count.shift).value(), precision);
        programs_.reserve(smooth_ + statement.entries.size());  // methods keep their addresses
        for (const auto* functions : {&statement.smooth, &statement.entries})
            for (const Expression& f : *functions) programs_.emplace_back(f, domain.names);
        for (const Program& program : programs_) methods_.emplace_back(program, true, precision);
        for (const Formula& h : domain.hypotheses) add_hypothesis(h);
    }

    std::optional<json> operator()() {
        [[maybe_unused]] const Scope<N> scope;
        Draft<N> root{.basis = basis_at(domain_.box).value_or(unit_vectors())};
        if (!cover(domain_.box, root, 0)) return std::nullopt;
        return root.step();
    }
    [[nodiscard]] std::size_t boxes() const { return boxes_; }
    [[nodiscard]] const std::string& hardest() const { return hardest_; }
    /// It looked at as many boxes as it may: not a matter of precision.
    [[nodiscard]] bool exhausted() const { return boxes_ > 2 * most_leaves_; }

  private:
    using Triangle = std::vector<N>;  ///< of a symmetric matrix, by rows

    /// What a leaf knows of the matrix on its box: the entries over it; and for a leaf m those at its middle,
    /// and for each variable half its side, around 0, and the entries' slopes over the box.
    struct Matrix {
        Triangle over_box;
        Triangle at_middle = {};
        std::vector<std::pair<N, Triangle>> slopes = {};
    };

    /// A comparison, by its difference.
    struct Hypothesis {
        Relation relation;
        Program program;
        Pass<N> difference;
        Hypothesis(Relation r, Program f, long precision)
            : relation(r), program(std::move(f)), difference(program, precision) {}
    };

    void add_hypothesis(const Formula& h) {
        if (h.kind != Formula::Kind::comparison) return;
        const bool upward =
            h.comparison.relation == Relation::less || h.comparison.relation == Relation::less_equal;
        const auto& [left, relation, right] = h.comparison;
        try {
            hypotheses_.emplace_back(relation, Program(upward ? right - left : left - right, domain_.names),
                                     precision_);
        } catch (const std::runtime_error&) {  // one that the search cannot evaluate is not used
        }
    }

    [[nodiscard]] bool is_outside(const std::vector<N>& sides) {
        return std::any_of(hypotheses_.begin(), hypotheses_.end(), [&](Hypothesis& h) {
            const N& value = h.difference(sides);
            if (h.relation == Relation::equal) return value.lo() > 0 || value.hi() < 0;
            const bool strict = h.relation == Relation::less || h.relation == Relation::greater;
            return value.hi() < 0 || (strict && value.hi() == 0);
        });
    }

    [[nodiscard]] std::vector<N> sides_of(const SearchBox& box) const {
        std::vector<N> sides;
        for (const Side& side : box) sides.push_back(enclosure<N>(side, precision_));
        return sides;
    }

    /// The entries over the box, naturally; none unless they are bounded and what must be smooth is. All are
    /// looked at in any case: split_variable asks each for its slopes on this box.
    std::optional<Triangle> natural(const std::vector<N>& sides) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        Triangle entries;
        bool known = true;
        for (std::size_t i = 0; i < methods_.size(); ++i) {
            const N& value = methods_[i].natural(sides);
            const auto& status = methods_[i].status();
            known = known && status.defined && (i >= smooth_ || status.smooth);
            if (i < smooth_) continue;
            known = known && value.lo() > -infinity && value.hi() < infinity;
            entries.push_back(value);
        }
        return known ? std::optional(std::move(entries)) : std::nullopt;
    }

    /// With the mean value form about the middle of a bounded box, after natural().
    std::optional<Matrix> mean_value(Triangle entries, const SearchBox& box) {
        Matrix result{.over_box = std::move(entries)};
        for (const Side& side : box) {
            const N radius = N::from((side.upper - side.lower) / 2, precision_);
            result.slopes.push_back({hull(radius, -radius), {}});
        }
        for (std::size_t k = smooth_; k < methods_.size(); ++k) {
            auto& method = methods_[k];
            if (!method.status().smooth) return std::nullopt;
            result.at_middle.push_back(method.middle());
            if (!method.elsewhere().defined) return std::nullopt;
            for (std::size_t v = 0; v < box.size(); ++v)
                result.slopes[v].second.push_back(method.gradient()[v]);
        }
        return result;
    }

    /// The checker's test: x_i^T M x_j for M = ±(A − shift I) form a dominant matrix.
    [[nodiscard]] bool shows(const Matrix& A, const Basis<N>& basis) const {
        const std::size_t n = basis.vectors.size();
        std::vector<N> excess(n, N::from(0, precision_));
        for (std::size_t i = 0, pair = 0; i < n; ++i)
            for (std::size_t j = 0; j <= i; ++j, ++pair) {
                const N b = form(A, basis.weights[pair]);
                excess[i] = excess[i] + (i == j ? b : -abs(b));
                if (i != j) excess[j] = excess[j] - abs(b);
            }
        return std::all_of(excess.begin(), excess.end(), [](const N& e) { return e.lo() > 0; });
    }

    /// xᵀMy, naturally and by its mean value form.
    [[nodiscard]] N form(const Matrix& A, const std::vector<N>& weights) const {
        N value = sum(A.over_box, weights) - shifted(weights);
        if (!A.at_middle.empty()) {
            N centred = sum(A.at_middle, weights) - shifted(weights);
            for (const auto& [radius, slopes] : A.slopes) centred = centred + sum(slopes, weights) * radius;
            value = intersection(value, centred);
        }
        return count_.above ? value : -value;
    }
    [[nodiscard]] N sum(const Triangle& A, const std::vector<N>& weights) const {
        N result = N::from(0, precision_);
        for (std::size_t k = 0; k < A.size(); ++k) result = result + weights[k] * A[k];
        return result;
    }
    /// shift xᵀy.
    [[nodiscard]] N shifted(const std::vector<N>& weights) const {
        N trace = N::from(0, precision_);
        for (std::size_t i = 0; i < d_; ++i) trace = trace + weights[triangle_index(i, i)];
        return shift_ * trace;
    }

    /// Eigenvectors of M at the middle of the box, scaled so that the form is near the unit matrix there;
    /// none if M does not seem to have as many positive eigenvalues as are counted.
    std::optional<Basis<N>> basis_at(const SearchBox& box) {
        SearchBox middle;
        for (const Side& side : box) {
            const Rational x = value_at(side, Rational(1, 2));
            middle.push_back({.lower = x, .upper = x});
        }
        const auto A = natural(sides_of(middle));
        if (!A) return std::nullopt;
        for (const slong bits : {30L, precision_}) {
            auto basis = eigenvectors(*A, bits);
            if (!basis || shows({.over_box = *A}, *basis)) return basis;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Basis<N>> eigenvectors(const Triangle& A, slong bits) const {
        const auto d = static_cast<slong>(d_);
        BallMatrix m(d, d), x(d, d);
        for (slong i = 0; i < d; ++i)
            for (slong j = 0; j < d; ++j) {
                const N& a = A[triangle_index(static_cast<std::size_t>(i), static_cast<std::size_t>(j))];
                const N b = i == j ? a - shift_ : a;
                set_midpoint(m.mid(i, j), count_.above ? b : -b);
            }
        // rows of equal size: congruences keep the signs of the eigenvalues
        std::vector<slong> size;
        for (slong i = 0; i < d; ++i) {
            slong e = exponent_of(m.mid(i, i));
            if (arf_is_zero(m.mid(i, i)))
                for (slong j = 0; j < d; ++j)
                    if (!arf_is_zero(m.mid(i, j))) e = exponent_of(m.mid(i, j));
            size.push_back(e / 2);
        }
        for (slong i = 0; i < d; ++i)
            for (slong j = 0; j < d; ++j)
                arf_mul_2exp_si(m.mid(i, j), m.mid(i, j),
                                -size[static_cast<std::size_t>(i)] - size[static_cast<std::size_t>(j)]);
        if (!detail::approximate_eigenvectors(m, nullptr, precision_, x)) return std::nullopt;
        const BallMatrix y = approximate_product(m, x, precision_);
        std::vector<std::pair<Arf, slong>> values;
        for (slong k = 0; k < d; ++k) {
            Arf value;
            for (slong i = 0; i < d; ++i)
                arf_addmul(value.get(), x.mid(i, k), y.mid(i, k), precision_, ARF_RND_NEAR);
            values.emplace_back(std::move(value), k);
        }
        std::sort(values.begin(), values.end(),
                  [](const auto& a, const auto& b) { return arf_cmp(a.first.get(), b.first.get()) > 0; });
        Vectors basis;
        for (std::size_t k = 0; k < count_.count; ++k) {
            const auto& [value, column] = values[k];
            if (arf_sgn(value.get()) <= 0) return std::nullopt;
            std::vector<Rational> vector;
            for (slong i = 0; i < d; ++i) {
                Arf component;
                arf_set_round(component.get(), x.mid(i, column), bits, ARF_RND_NEAR);
                if (exponent_of(component.get()) < -bits - 10) arf_zero(component.get());
                arf_mul_2exp_si(component.get(), component.get(),
                                -size[static_cast<std::size_t>(i)] - exponent_of(value.get()) / 2);
                vector.push_back(detail::to_endpoint(component.get(), true).value());
            }
            basis.push_back(std::move(vector));
        }
        return Basis<N>(std::move(basis), precision_);
    }

    [[nodiscard]] Basis<N> unit_vectors() const {
        Vectors basis(count_.count, std::vector<Rational>(d_));
        for (std::size_t k = 0; k < basis.size(); ++k) basis[k][k] = 1;
        return {std::move(basis), precision_};
    }

    /// Adds tokens for the box; false if it resists.
    bool cover(const SearchBox& box, Draft<N>& draft, int cuts) {
        ++boxes_;
        const auto sides = sides_of(box);
        if (is_outside(sides)) {
            draft.add(leaf('o'));
            return true;
        }
        std::vector<std::pair<char, Matrix>> enclosures;
        if (const auto A = natural(sides)) {
            enclosures.emplace_back('n', Matrix{.over_box = *A});
            if (add_leaf(enclosures, draft)) return true;
            const bool bounded =
                std::all_of(box.begin(), box.end(), [](const Side& s) { return s.is_bounded(); });
            if (const auto B = bounded && !box.empty() ? mean_value(*A, box) : std::nullopt)
                enclosures.emplace_back('m', *B);
        }
        if (add_leaf(enclosures, draft)) return true;
        const bool centred = !enclosures.empty() && !enclosures.back().second.slopes.empty();
        std::size_t variable =
            box.empty() || centred ? 0 : split_variable(box);  // before the methods move on
        auto own = basis_at(box);
        if (centred) variable = split_variable(enclosures.back().second, own ? *own : draft.basis);
        if (own) {
            Draft<N> part{.basis = *own};
            if (add_leaf(enclosures, part)) {
                draft.add_part(part);
                return true;
            }
        }
        if (box.empty() || cuts >= most_cuts * std::max<int>(2, static_cast<int>(box.size())) ||
            exhausted() || stop_()) {
            hardest_ = describe(box, domain_.names);
            return false;
        }
        if (!own || holds_at_middle(box, draft.basis)) return cover_halves(box, variable, draft, cuts);
        Draft<N> part{.basis = std::move(*own)};
        if (!cover_halves(box, variable, part, cuts)) return false;
        draft.add_part(part);
        return true;
    }

    bool cover_halves(const SearchBox& box, std::size_t variable, Draft<N>& draft, int cuts) {
        draft.add(domain_.names[variable] + "@1/2");
        SearchBox low = box;
        SearchBox high = box;
        std::tie(low[variable], high[variable]) = cut(box[variable], Rational(1, 2));
        return cover(low, draft, cuts + 1) && cover(high, draft, cuts + 1);
    }

    [[nodiscard]] std::string leaf(char method) const { return method + std::to_string(precision_); }

    bool add_leaf(const std::vector<std::pair<char, Matrix>>& enclosures, Draft<N>& draft) const {
        for (const auto& [method, A] : enclosures)
            if (shows(A, draft.basis)) {
                draft.add(leaf(method));
                return true;
            }
        return false;
    }

    bool holds_at_middle(const SearchBox& box, const Basis<N>& basis) {
        SearchBox middle;
        for (const Side& side : box) {
            const Rational x = value_at(side, Rational(1, 2));
            middle.push_back({.lower = x, .upper = x});
        }
        const auto A = natural(sides_of(middle));
        return A && shows({.over_box = *A}, basis);
    }

    /// That whose width moves the forms most.
    std::size_t split_variable(const Matrix& A, const Basis<N>& basis) const {
        std::vector<double> effect;
        for (const auto& [radius, slopes] : A.slopes) {
            double& sum_of_changes = effect.emplace_back(0);
            for (const auto& weights : basis.weights)
                sum_of_changes += magnitude(sum(slopes, weights) * radius);
        }
        return static_cast<std::size_t>(std::max_element(effect.begin(), effect.end()) - effect.begin());
    }

    /// An unbounded one; else that whose width moves the entries most, as far as slopes are known.
    std::size_t split_variable(const SearchBox& box) {
        for (std::size_t v = 0; v < box.size(); ++v)
            if (!box[v].is_bounded()) return v;
        std::vector<double> effect(box.size());
        for (std::size_t v = 0; v < box.size(); ++v)
            for (std::size_t k = smooth_; k < methods_.size(); ++k) {
                auto& method = methods_[k];
                if (!method.status().defined || !method.status().smooth) continue;
                const double change = magnitude(method.change(v));
                if (std::isfinite(change)) effect[v] += change;
            }
        const auto most = std::max_element(effect.begin(), effect.end());
        if (*most > 0) return static_cast<std::size_t>(most - effect.begin());
        const auto width = [](const Side& s) { return Rational(s.upper - s.lower); };
        const auto widest = std::max_element(
            box.begin(), box.end(), [&](const Side& a, const Side& b) { return width(a) < width(b); });
        return static_cast<std::size_t>(widest - box.begin());
    }

    const EigenvalueCount& count_;
    const SearchDomain& domain_;
    long precision_;
    std::size_t smooth_, d_;
    N shift_;
    std::size_t most_leaves_;
    const std::function<bool()>& stop_;
    std::vector<Program> programs_;
    std::vector<Methods<N>> methods_;
    std::list<Hypothesis> hypotheses_;  // they keep their addresses
    std::size_t boxes_ = 0;
    std::string hardest_;
};

/// What one run of a CountProver found, and whether more precision could help it.
template <class N>
std::pair<std::optional<json>, bool> attempt(CountProver<N> prover, CountSearch& result) {
    auto step = prover();
    result.boxes += prover.boxes();
    if (!step && result.hardest.empty()) result.hardest = prover.hardest();
    return {std::move(step), !prover.exhausted()};
}

/// In doubles, which write leaves of 64 bits; where these are stuck, at more and more precision.
std::optional<json> find_count(const MatrixStatement& statement, const EigenvalueCount& count,
                               const SearchDomain& domain, std::size_t most_leaves,
                               const std::function<bool()>& stop, CountSearch& result) {
    auto [step, stuck] =
        attempt(CountProver<Estimate>(statement, count, domain, 64, most_leaves, stop), result);
    for (const long precision : {64L, 256L, 1024L, 2048L}) {
        if (step || !stuck || stop()) break;
        std::tie(step, stuck) = attempt(CountProver<Precise>(statement, count, domain, precision,
                                                             std::min<std::size_t>(1000, most_leaves), stop),
                                        result);
    }
    return step;
}

/// The statement with its entries collected, if they can be, are no larger and identically equal to its own.
std::optional<MatrixStatement> rewritten(MatrixStatement statement) try {
    for (Expression& entry : statement.entries) {
        const auto other = collected(entry);
        if (!other || other->tree_size() > entry.tree_size() || !is_identically_zero(entry - *other))
            return std::nullopt;
        entry = *other;
    }
    statement.smooth.clear();
    return statement;
} catch (const Unsupported&) {
    return std::nullopt;
}

json step_of_rewriting(const MatrixStatement& statement, json proof) {
    json entries = json::array();
    for (const Expression& entry : statement.entries) entries.push_back(to_string(entry));
    return {{"step", "rewrite"}, {"entries", std::move(entries)}, {"proof", std::move(proof)}};
}

}  // namespace

CountSearch find_counts(const MatrixStatement& statement, const SearchDomain& domain,
                        const std::map<std::string, Rational>& values, std::size_t most_leaves,
                        const std::function<bool()>& stop) {
    CountSearch result;
    const auto other = rewritten(statement);
    const MatrixStatement at = map_expressions(other.value_or(statement), [&](Expression e) {
        for (const auto& [name, value] : values) e = substitute(e, name, value);
        return e;
    });
    const auto rays = homogeneity(at.entries, domain);
    json parts = json::array();
    for (const EigenvalueCount& count : sufficient_counts(at)) {
        const auto shift = rational_value(count.shift);
        if (!shift) return result;
        const Rational bound = count.above ? *shift : Rational(-*shift);
        const auto prove = [&](const SearchDomain& where) {
            return find_count(at, count, where, most_leaves, stop, result);
        };
        const auto on_face = [&](const RayEnd& end) {
            return prove(domain.with(end.first, {.lower = end.second, .upper = end.second}));
        };
        auto step = rays && rays->serves(bound) ? by_homogeneity(*rays, bound, on_face) : prove(domain);
        if (!step) return result;
        if (other) step = step_of_rewriting(*other, std::move(*step));
        parts.push_back(std::move(*step));
    }
    if (parts.size() == 1) result.step = std::move(parts[0]);
    if (parts.size() > 1) result.step = {{"step", "all"}, {"parts", std::move(parts)}};
    return result;
}

}  // namespace dlncert
