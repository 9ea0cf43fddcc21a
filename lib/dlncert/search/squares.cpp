#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <dlncert/search/gram.hpp>
#include <dlncert/search/squares.hpp>
#include <limits>
#include <map>
#include <random>

namespace dlncert {
namespace {

using nlohmann::json;

const json natural = {{"step", "subdivide"}, {"tree", "n64"}};

json factor_step(const Expression& factor, const json& factor_proof, const Expression& rest,
                 const json& rest_proof) {
    return {{"step", "factor"},
            {"factor", to_string(factor)},
            {"factor_proof", factor_proof},
            {"rest", to_string(rest)},
            {"rest_proof", rest_proof}};
}

/// A few points with small coordinates, the same in every run; of a box, or of the whole space.
class SamplePoints {
  public:
    static constexpr std::size_t count = 400;

    /// nullptr stands for the real line.
    explicit SamplePoints(const std::vector<const Side*>& sides) {
        std::mt19937_64 random(1);
        const Side line{.lower_infinite = true, .upper_infinite = true};
        for (const Side* side : sides)
            for (long k = 1; k <= parts; ++k) {
                exact_.push_back(value_at(side ? *side : line, Rational(k, parts + 1)));
                near_.push_back(exact_.back().convert_to<double>());
            }
        for (std::size_t i = 0; i < count * sides.size(); ++i)
            places_.push_back(parts * (i % sides.size()) + random() % parts);
    }

    [[nodiscard]] std::vector<double> near(std::size_t n) const { return chosen(near_, n); }
    [[nodiscard]] std::vector<Rational> exact(std::size_t n) const { return chosen(exact_, n); }

  private:
    static constexpr long parts = 63;

    template <class N>
    [[nodiscard]] std::vector<N> chosen(const std::vector<N>& from, std::size_t n) const {
        const std::size_t size = places_.size() / count;
        std::vector<N> point;
        for (std::size_t i = n * size; i < (n + 1) * size; ++i) point.push_back(from[places_[i]]);
        return point;
    }

    std::vector<Rational> exact_;  ///< the coordinates that occur, one variable after the other
    std::vector<double> near_;
    std::vector<std::size_t> places_;  ///< of the points' coordinates among them
};

/// polynomial >= 0, or > 0: an end of a range, a bound of a function, or a hypothesis.
struct Constraint {
    RationalPolynomial polynomial;
    Expression text;
    bool strict;
    bool of_claim;  ///< a hypothesis
    json proof;     ///< null: natural enclosures show it, of a product with squares too
};

/// left − right = numerator/denominator, which is 0.
struct Equation {
    RationalPolynomial numerator, denominator;
    std::size_t hypothesis;
};

struct Problem {
    RingPointer ring;
    std::vector<std::string> names;
    std::vector<Side> box;
    std::vector<Constraint> constraints;
    std::vector<Equation> equations;
    std::function<bool()> stop;
    std::shared_ptr<const SamplePoints> of_box, of_space;

    [[nodiscard]] std::vector<RationalPolynomial> ideal() const {
        std::vector<RationalPolynomial> result;
        for (const auto& e : equations) result.push_back(e.numerator);
        return result;
    }
    /// The range of an indeterminate, if it is a variable.
    [[nodiscard]] const Side* side(std::size_t i) const {
        const Expression& t = ring->indeterminates()[i];
        if (t.op() != Op::variable) return nullptr;
        const auto found = std::find(names.begin(), names.end(), t.name());
        return found == names.end() ? nullptr : &box[static_cast<std::size_t>(found - names.begin())];
    }
    [[nodiscard]] RationalPolynomial indeterminate(std::size_t i) const {
        Powers powers(ring->size(), 0);
        powers[i] = 1;
        return {ring, powers};
    }
    [[nodiscard]] bool nonnegative(std::size_t i) const {
        const Side* s = side(i);
        return s && !s->lower_infinite && s->lower >= 0;
    }
    [[nodiscard]] bool positive(std::size_t i) const {
        return nonnegative(i) && (side(i)->lower > 0 || side(i)->lower_open);
    }
};

// ---- reading the hypotheses

void flatten(const Formula& formula, std::vector<const Comparison*>& all) {
    if (formula.kind == Formula::Kind::all) {
        for (const auto& part : formula.parts) flatten(part, all);
    } else {
        all.push_back(formula.kind == Formula::Kind::comparison ? &formula.comparison : nullptr);
    }
}

std::vector<const Comparison*> flatten(const std::vector<Formula>& hypotheses) {
    std::vector<const Comparison*> all;
    for (const auto& h : hypotheses) flatten(h, all);
    return all;
}

/// Enclosures at 64 bits contain nothing beyond such an end.
bool is_short(const Rational& end) {
    return is_dyadic(end) && abs(numerator(end)) < (Integer(1) << 60U) &&
           denominator(end) < (Integer(1) << 60U);
}

/// v − a >= 0 or b − v >= 0, strict at open ends: by natural enclosures, or exactly from its zero at the end.
void add_end(Problem& problem, const std::string& variable, const RationalPolynomial& difference, bool lower,
             const Rational& end, bool open) {
    json proof;
    if (!is_short(end))
        proof = {{"step", "monotone"},
                 {"variable", variable},
                 {"end", lower ? "lower" : "upper"},
                 {"at_end", {{"step", "zero"}}},
                 {"derivative", natural}};
    problem.constraints.push_back({difference, to_expression(difference), open, false, proof});
}

void add_ends(Problem& problem) {
    for (std::size_t i = 0; i < problem.ring->size(); ++i) {
        const Side* side = problem.side(i);
        if (!side) continue;
        const std::string& name = problem.ring->indeterminates()[i].name();
        const RationalPolynomial t = problem.indeterminate(i);
        if (!side->lower_infinite)
            add_end(problem, name, t - RationalPolynomial(problem.ring, side->lower), true, side->lower,
                    side->lower_open);
        if (!side->upper_infinite)
            add_end(problem, name, RationalPolynomial(problem.ring, side->upper) - t, false, side->upper,
                    side->upper_open);
    }
}

/// What the values of functions taken as atoms satisfy, as natural enclosures show.
void add_atoms(Problem& problem) {
    for (std::size_t i = 0; i < problem.ring->size(); ++i) {
        const RationalPolynomial t = problem.indeterminate(i);
        const RationalPolynomial one(problem.ring, 1);
        const auto add = [&](const RationalPolynomial& p, bool strict) {
            problem.constraints.push_back({p, to_expression(p), strict, false, nullptr});
        };
        switch (problem.ring->indeterminates()[i].op()) {
            case Op::exp:
                add(t, true);
                break;
            case Op::cosh:
                add(t - one, false);
                break;
            case Op::abs:
            case Op::sqrt:
                add(t, false);
                break;
            case Op::sin:
            case Op::cos:
            case Op::tanh:
                add(one - t, false);
                add(one + t, false);
                break;
            default:
                break;
        }
    }
}

void add_hypotheses(Problem& problem, const std::vector<const Comparison*>& hypotheses) {
    for (std::size_t k = 0; k < hypotheses.size(); ++k) {
        if (!hypotheses[k]) continue;
        const auto& [left, relation, right] = *hypotheses[k];
        const bool greater = relation == Relation::greater || relation == Relation::greater_equal;
        const bool equation = relation == Relation::equal;
        const auto difference =
            to_rational_function(greater || equation ? Expression::node(Op::sub, {left, right})
                                                     : Expression::node(Op::sub, {right, left}),
                                 problem.ring);
        if (!difference || difference->numerator.constant()) continue;
        if (equation) {
            problem.equations.push_back({difference->numerator, difference->denominator, k});
        } else if (difference->denominator.constant()) {
            const bool strict = relation == Relation::greater || relation == Relation::less;
            problem.constraints.push_back({difference->numerator,
                                           to_expression(difference->numerator),
                                           strict,
                                           true,
                                           {{"step", "hypothesis"}, {"index", k}}});
        }
    }
}

// ---- signs

/// True only if each term is >= 0 by the signs of the variables and one of them is > 0.
bool clearly_positive(const RationalPolynomial& p, const Problem& problem) {
    bool one_positive = false;
    for (const auto& [powers, coefficient] : p.terms()) {
        if (coefficient < 0) return false;
        bool positive = true;
        for (std::size_t i = 0; i < powers.size(); ++i) {
            if (powers[i] % 2 == 1 && !problem.nonnegative(i)) return false;
            if (powers[i] > 0 && !problem.positive(i)) positive = false;
        }
        one_positive = one_positive || positive;
    }
    return one_positive;
}

/// In the closure of the set where the hypotheses hold, or that set itself.
bool satisfies_hypotheses(const std::vector<Rational>& point, const Problem& problem, bool closure = false) {
    return std::all_of(problem.equations.begin(), problem.equations.end(),
                       [&](const auto& e) { return e.numerator.at(point) == 0; }) &&
           std::all_of(problem.constraints.begin(), problem.constraints.end(), [&](const auto& c) {
               const Rational value = c.polynomial.at(point);
               return value > 0 || (value == 0 && (closure || !c.strict));
           });
}

/// In floating point, to pass over most points quickly.
class FastPolynomial {
  public:
    explicit FastPolynomial(const RationalPolynomial& p) {
        for (const auto& [powers, coefficient] : p.terms()) {
            Term term{coefficient.convert_to<double>(), {}};
            for (std::size_t i = 0; i < powers.size(); ++i)
                term.factors.insert(term.factors.end(), powers[i], i);
            terms_.push_back(std::move(term));
        }
    }
    /// The value at x and the sum of the terms' absolute values.
    [[nodiscard]] std::pair<double, double> operator()(const std::vector<double>& x) const {
        double sum = 0;
        double magnitude = 0;
        for (const auto& [coefficient, factors] : terms_) {
            double term = coefficient;
            for (const std::size_t i : factors) term *= x[i];
            sum += term;
            magnitude += std::abs(term);
        }
        return {sum, magnitude};
    }

  private:
    struct Term {
        double coefficient;
        std::vector<std::size_t> factors;  ///< indeterminates, each as often as its power says
    };
    std::vector<Term> terms_;
};

std::vector<double> to_double(const std::vector<Rational>& point) {
    std::vector<double> x;
    for (const Rational& coordinate : point) x.push_back(coordinate.convert_to<double>());
    return x;
}

/// 1 for a negative value, 2 for a positive one.
unsigned sign_at(const RationalPolynomial& p, const FastPolynomial& fast, const SamplePoints& points,
                 std::size_t n) {
    const auto [value, magnitude] = fast(points.near(n));
    if (std::abs(value) > 1e-10 * magnitude) return value < 0 ? 1U : 2U;
    const Rational exact = p.at(points.exact(n));
    return exact < 0 ? 1U : exact > 0 ? 2U : 0U;
}

/// The signs that p takes at sample points: bit 0 for a negative value, bit 1 for a positive one.
unsigned sampled_signs(const RationalPolynomial& p, const Problem& problem, bool of_box) {
    unsigned signs = 0;
    const FastPolynomial fast(p);
    const SamplePoints& points = of_box ? *problem.of_box : *problem.of_space;
    for (std::size_t n = 0; n < SamplePoints::count && signs != 3U; ++n) {
        const unsigned sign = sign_at(p, fast, points, n);
        const bool is_new = (sign & ~signs) != 0;
        if (is_new && (!of_box || satisfies_hypotheses(points.exact(n), problem))) signs |= sign;
    }
    return signs;
}

/// Descent along the axes inside the box, by steps that are halved where none of them helps; hypotheses hold
/// on the way.
class Descent {
  public:
    Descent(const RationalPolynomial& p, const Problem& problem) : p_(p), problem_(problem), f_(p) {
        for (const auto& c : problem.constraints) constraints_.emplace_back(c.polynomial);
        for (std::size_t i = 0; i < problem.ring->size(); ++i) ranges_.emplace_back(problem.side(i));
    }

    [[nodiscard]] double value(const std::vector<double>& x) const {
        for (const auto& c : constraints_)
            if (c(x).first < -1e-12) return std::numeric_limits<double>::infinity();
        return f_(x).first;
    }

    /// True if p is negative, exactly, where the descent from x ends.
    [[nodiscard]] bool ends_negative(std::vector<double> x) const {
        double best = value(x);
        constexpr int most_rounds = 300;
        double step = 0.5;
        for (int round = 0; round < most_rounds && step > 1e-9; ++round) {
            const double before = best;
            for (std::size_t i = 0; i < x.size(); ++i)
                for (const double direction : {-step, step}) {
                    std::vector<double> y = x;
                    y[i] = moved(i, x[i], direction);
                    if (const double own = value(y); own < best) {
                        best = own;
                        x = y;
                    }
                }
            if (!(best < before)) step /= 2;
        }
        return is_negative(x);
    }

  private:
    struct Range {
        explicit Range(const Side* side) {
            if (side && !side->lower_infinite) lower = side->lower.convert_to<double>();
            if (side && !side->upper_infinite) upper = side->upper.convert_to<double>();
        }
        double lower = -std::numeric_limits<double>::infinity();
        double upper = std::numeric_limits<double>::infinity();
    };

    [[nodiscard]] double moved(std::size_t i, double x, double share) const {
        const auto [lower, upper] = ranges_[i];
        const double width = upper - lower;
        const double size = std::isfinite(width) ? width : std::max(1.0, std::abs(x));
        return std::clamp(x + share * size, lower, upper);
    }

    bool is_negative(const std::vector<double>& x) const {
        std::vector<Rational> point;
        for (std::size_t i = 0; i < x.size(); ++i) {
            const Side* side = problem_.side(i);
            Rational coordinate(x[i]);
            if (side && !side->lower_infinite && coordinate < side->lower) coordinate = side->lower;
            if (side && !side->upper_infinite && coordinate > side->upper) coordinate = side->upper;
            point.push_back(coordinate);
        }
        return satisfies_hypotheses(point, problem_) && p_.at(point) < 0;
    }

    const RationalPolynomial& p_;
    const Problem& problem_;
    FastPolynomial f_;
    std::vector<FastPolynomial> constraints_;
    std::vector<Range> ranges_;
};

/// True if a point of the box was found where the hypotheses hold and p is negative.
bool is_refuted(const RationalPolynomial& p, const Problem& problem) {
    if (!problem.equations.empty()) return false;
    const Descent descent(p, problem);
    std::vector<std::pair<double, std::vector<double>>> starts;
    for (std::size_t n = 0; n < SamplePoints::count; ++n) {
        std::vector<double> x = problem.of_box->near(n);
        const double value = descent.value(x);
        starts.emplace_back(value, std::move(x));
    }
    constexpr std::size_t most_starts = 5;
    std::sort(starts.begin(), starts.end());
    starts.resize(std::min(starts.size(), most_starts));
    return std::any_of(starts.begin(), starts.end(), [&](const auto& start) {
        return std::isfinite(start.first) && descent.ends_negative(start.second);
    });
}

// ---- Gram matrices: which products of constraints, which monomials

/// Which products of constraints are multipliers, and up to which degree.
struct Stage {
    std::size_t most_factors;
    long degree;
};

using Subset = std::vector<std::size_t>;

/// Sets of at most `stage.most_factors` constraints, whose product has at most the stage's degree.
std::vector<Subset> products(const Problem& problem, const Stage& stage) {
    std::vector<Subset> all = {{}};
    constexpr std::size_t most_products = 130;
    for (std::size_t begin = 0, size = 1; size <= stage.most_factors; ++size) {
        const std::size_t end = all.size();
        for (; begin < end; ++begin)
            for (std::size_t next = all[begin].empty() ? 0 : all[begin].back() + 1;
                 next < problem.constraints.size(); ++next) {
                Subset larger = all[begin];
                larger.push_back(next);
                long degree = 0;
                for (const auto j : larger) degree += problem.constraints[j].polynomial.degree();
                if (degree <= stage.degree) all.push_back(std::move(larger));
                if (all.size() > most_products) return all;
            }
    }
    return all;
}

void add_monomials(Powers& powers, std::size_t i, long degree, std::vector<Powers>& all) {
    if (i == powers.size()) {
        all.push_back(powers);
        return;
    }
    for (long k = 0; k <= degree; ++k) {
        powers[i] = static_cast<unsigned long>(k);
        add_monomials(powers, i + 1, degree - k, all);
    }
    powers[i] = 0;
}

/// Monomials up to a degree that the ideal's leading terms leave, those whose square is clearly positive
/// last, the constant at the very end: its square is then a term of the sum, and makes the sum strict.
std::vector<Powers> monomials(const Problem& problem, long most) {
    std::vector<Powers> all;
    Powers powers(problem.ring->size(), 0);
    add_monomials(powers, 0, most, all);
    const auto ideal = problem.ideal();
    std::erase_if(all, [&](const Powers& p) {
        const RationalPolynomial monomial(problem.ring, p);
        return !(divide(monomial, ideal).remainder == monomial);
    });
    const auto is_positive = [&](const Powers& p) {
        return clearly_positive(RationalPolynomial(problem.ring, p), problem);
    };
    std::stable_sort(all.begin(), all.end(), [&](const Powers& a, const Powers& b) {
        if (is_positive(a) != is_positive(b)) return is_positive(b);
        return degree(a) > degree(b);
    });
    return all;
}

/// Which powers are odd, one bit for each indeterminate.
std::uint64_t parity(const Powers& powers) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < powers.size() && i < 64; ++i) bits |= (powers[i] & 1UL) << i;
    return bits;
}

/// Parities modulo the span of those that occur. Changes of the variables' signs that leave everything
/// invariant leave its mean over them, a solution if there is any, without products across classes
/// (Gatermann and Parrilo, J. Pure Appl. Algebra 192, 2004).
class ParityClasses {
  public:
    void add(const RationalPolynomial& p) {
        for (const auto& term : p.terms())
            if (const std::uint64_t rest = (*this)(parity(term.first))) span_.push_back(rest);
    }
    std::uint64_t operator()(std::uint64_t bits) const {
        for (const std::uint64_t b : span_) bits = std::min(bits, bits ^ b);
        return bits;
    }

  private:
    std::vector<std::uint64_t> span_;
};

/// log₂ of a size for each variable at which the terms of p and of the constraints are about as large as one
/// another: least squares, drawn towards 0.
Eigen::VectorXd sizes(const RationalPolynomial& p, const Problem& problem) {
    std::vector<RationalPolynomial> polynomials = {p};
    for (const auto& c : problem.constraints) polynomials.push_back(c.polynomial);
    for (const auto& e : problem.equations) polynomials.push_back(e.numerator);
    const auto n = static_cast<Eigen::Index>(problem.ring->size());
    const auto count = static_cast<Eigen::Index>(polynomials.size());
    Eigen::Index rows = n;
    for (const auto& q : polynomials) rows += static_cast<Eigen::Index>(q.length());
    Eigen::MatrixXd A = Eigen::MatrixXd::Zero(rows, n + count);
    Eigen::VectorXd b = Eigen::VectorXd::Zero(rows);
    constexpr double pull = 0.3;
    A.topLeftCorner(n, n).diagonal().setConstant(pull);
    Eigen::Index row = n;
    for (Eigen::Index j = 0; j < count; ++j)
        for (const auto& [powers, coefficient] : polynomials[static_cast<std::size_t>(j)].terms()) {
            for (Eigen::Index i = 0; i < n; ++i)
                A(row, i) = static_cast<double>(powers[static_cast<std::size_t>(i)]);
            A(row, n + j) = -1;
            b(row++) = -std::log2(std::abs(coefficient.convert_to<double>()));
        }
    const Eigen::VectorXd solution = A.colPivHouseholderQr().solve(b).head(n);
    return solution.allFinite() ? solution : Eigen::VectorXd::Zero(n);
}

/// log₂ of the largest term at the point of these sizes.
double size(const RationalPolynomial& p, const Eigen::VectorXd& sizes) {
    double largest = -std::numeric_limits<double>::infinity();
    for (const auto& [powers, coefficient] : p.terms()) {
        double own = std::log2(std::abs(coefficient.convert_to<double>()));
        for (std::size_t i = 0; i < powers.size(); ++i)
            own += static_cast<double>(powers[i]) * sizes(static_cast<Eigen::Index>(i));
        largest = std::max(largest, own);
    }
    return largest;
}

struct Relaxation {
    std::vector<GramBlock> blocks;
    std::vector<Subset> factors;  ///< for each block, the constraints in its multiplier
};

Relaxation relaxation(const RationalPolynomial& p, const Problem& problem, const Stage& stage) {
    ParityClasses classes;
    classes.add(p);
    for (const auto& e : problem.equations) classes.add(e.numerator);
    std::vector<RationalPolynomial> multipliers;
    const auto subsets = products(problem, stage);
    for (const Subset& subset : subsets) {
        RationalPolynomial multiplier(problem.ring, 1);
        for (const auto j : subset) multiplier = multiplier * problem.constraints[j].polynomial;
        classes.add(multiplier);
        multipliers.push_back(std::move(multiplier));
    }
    // Basis elements in units in which their squares times the multiplier are of size 1: powers of two, and 1
    // where all is of moderate size
    const Eigen::VectorXd typical = sizes(p, problem);
    const bool moderate = typical.cwiseAbs().maxCoeff() < 1;
    Relaxation result;
    for (std::size_t s = 0; s < subsets.size(); ++s) {
        std::map<std::uint64_t, std::vector<RationalPolynomial>> bases;
        for (const Powers& powers : monomials(problem, (stage.degree - multipliers[s].degree()) / 2)) {
            RationalPolynomial element(problem.ring, powers);
            if (!moderate)
                element =
                    power_of_two(-std::lround(size(element, typical) + size(multipliers[s], typical) / 2)) *
                    element;
            bases[classes(parity(powers))].push_back(std::move(element));
        }
        for (auto& [parity_class, basis] : bases) {
            result.blocks.push_back({multipliers[s], std::move(basis)});
            result.factors.push_back(subsets[s]);
        }
    }
    return result;
}

// ---- from squares to proof steps

class SumOfSquares {
  public:
    SumOfSquares(const RationalPolynomial& p, const Problem& problem, const Relaxation& relaxation)
        : rest_(p), problem_(problem), relaxation_(relaxation) {}

    /// The step `sum`; none if the goal is strict and no term clearly is.
    std::optional<json> step(const std::vector<WeightedSquare>& squares, bool strict) {
        for (const auto& square : squares) add(square);
        add_equations();
        if (!rest_.is_zero() || (strict && !strict_term_)) return std::nullopt;
        json result = {{"step", "sum"}, {"terms", terms_}, {"proofs", proofs_}};
        if (strict) result["strict"] = *strict_term_;
        return result;
    }

  private:
    void add(const WeightedSquare& square) {
        const GramBlock& block = relaxation_.blocks[square.block];
        rest_ = rest_ - square.weight * (square.root * square.root * block.multiplier);
        const auto factors = factorise(square.root);
        const Rational content = factors ? content_of(square.root) : Rational(1);
        const RationalPolynomial root = Rational(1 / content) * square.root;
        Expression term = Rational(square.weight * content * content);
        if (!root.constant()) term = term * pow(to_expression(root), 2);
        bool positive = clearly_positive(root, problem_);
        std::vector<const Constraint*> apart;
        for (const auto j : relaxation_.factors[square.block]) {
            const Constraint& constraint = problem_.constraints[j];
            positive = positive && constraint.strict;
            if (constraint.proof.is_null())
                term = term * constraint.text;
            else
                apart.push_back(&constraint);
        }
        if (positive && !strict_term_) strict_term_ = terms_.size();
        json proof = natural;
        for (const Constraint* c : apart) {
            proof = factor_step(term, proof, c->text, c->proof);
            term = term * c->text;
        }
        terms_.push_back(to_string(term));
        proofs_.push_back(proof);
    }

    /// Σ q_k g_k
    void add_equations() {
        const Division division = divide(rest_, problem_.ideal());
        for (std::size_t k = 0; k < problem_.equations.size(); ++k) {
            const RationalPolynomial& q = division.quotients[k];
            const Equation& e = problem_.equations[k];
            if (q.is_zero()) continue;
            terms_.push_back(to_string(to_expression(q) * to_expression(e.numerator)));
            proofs_.push_back({{"step", "hypothesis"},
                               {"index", e.hypothesis},
                               {"multiplier", to_string(to_expression(q * e.denominator))}});
        }
        rest_ = division.remainder;
    }

    static Rational content_of(const RationalPolynomial& p) {
        Integer above = 0;
        Integer below = 1;
        for (const auto& term : p.terms()) {
            above = gcd(above, numerator(term.second));
            below = lcm(below, denominator(term.second));
        }
        const Rational content(above, below);
        return p.terms().front().second < 0 ? Rational(-content) : content;
    }

    RationalPolynomial rest_;
    const Problem& problem_;
    const Relaxation& relaxation_;
    json terms_ = json::array();
    json proofs_ = json::array();
    std::optional<std::size_t> strict_term_;
};

/// The ends of a range and the simplest rationals inside.
std::vector<Rational> simple_values(const Side* side, std::size_t most) {
    std::vector<Rational> all;
    if (side && !side->lower_infinite) all.push_back(side->lower);
    if (side && !side->upper_infinite) all.push_back(side->upper);
    for (const auto& magnitude :
         std::vector<Rational>{0, 1, 2, {1, 2}, 3, {1, 3}, {2, 3}, 4, {3, 2}, {1, 4}, {3, 4}, 5, 6})
        for (const Rational& value : {magnitude, Rational(-magnitude)}) {
            const bool inside = !side || ((side->lower_infinite || side->lower <= value) &&
                                          (side->upper_infinite || value <= side->upper));
            if (inside && std::find(all.begin(), all.end(), value) == all.end()) all.push_back(value);
        }
    if (all.size() > most) all.resize(std::max<std::size_t>(most, 1));
    return all;
}

/// Points of the box with simple coordinates at which the hypotheses hold and p is 0.
std::vector<std::vector<Rational>> zeros(const RationalPolynomial& p, const Problem& problem) {
    constexpr double most_points = 3000;
    const std::size_t n = problem.ring->size();
    const auto most = static_cast<std::size_t>(std::pow(most_points, 1.0 / static_cast<double>(n)));
    std::vector<std::vector<Rational>> coordinates;
    std::vector<std::vector<double>> near;
    for (std::size_t i = 0; i < n; ++i) {
        coordinates.push_back(simple_values(problem.side(i), most));
        near.push_back(to_double(coordinates.back()));
    }
    std::vector<std::vector<Rational>> found;
    std::vector<std::size_t> index(n, 0);
    std::vector<double> x(n);
    const FastPolynomial fast(p);
    for (bool more = true; more;) {
        for (std::size_t i = 0; i < n; ++i) x[i] = near[i][index[i]];
        const auto [value, magnitude] = fast(x);
        if (std::abs(value) <= 1e-10 * magnitude) {
            std::vector<Rational> point;
            for (std::size_t i = 0; i < n; ++i) point.push_back(coordinates[i][index[i]]);
            if (p.at(point) == 0 && satisfies_hypotheses(point, problem, true)) found.push_back(point);
        }
        more = false;
        for (std::size_t i = 0; i < n && !more; ++i) {
            more = ++index[i] < coordinates[i].size();
            if (!more) index[i] = 0;
        }
    }
    return found;
}

std::optional<json> by_stage(const RationalPolynomial& p, bool strict, const Problem& problem,
                             const Stage& stage, std::size_t most_unknowns) {
    const Relaxation blocks = relaxation(p, problem, stage);
    std::size_t unknowns = 0;
    for (const auto& block : blocks.blocks) unknowns += block.basis.size() * (block.basis.size() + 1) / 2;
    if (unknowns > most_unknowns) return std::nullopt;
    const auto squares =
        find_gram(p, blocks.blocks, problem.ideal(), zeros(p, problem), strict, problem.stop);
    return squares ? SumOfSquares(p, problem, blocks).step(*squares, strict) : std::nullopt;
}

// ---- multipliers that are positive but at the origin

/// The indeterminates that p contains.
std::vector<std::size_t> support(const RationalPolynomial& p) {
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < p.ring()->size(); ++i)
        if (!p.derivative(i).is_zero()) result.push_back(i);
    return result;
}

bool is_homogeneous(const RationalPolynomial& p) {
    const auto terms = p.terms();
    return std::all_of(terms.begin(), terms.end(),
                       [&](const auto& term) { return static_cast<long>(degree(term.first)) == p.degree(); });
}

/// Σ xᵢ if all variables of p are nonnegative, else Σ xᵢ²; 1 more if p is not homogeneous.
RationalPolynomial multiplier_for(const RationalPolynomial& p, const Problem& problem) {
    const auto variables = support(p);
    const bool nonnegative = std::all_of(variables.begin(), variables.end(),
                                         [&](std::size_t i) { return problem.nonnegative(i); });
    RationalPolynomial result(problem.ring, is_homogeneous(p) ? 0 : 1);
    for (const auto i : variables) result = result + problem.indeterminate(i).power(nonnegative ? 1 : 2);
    return result;
}

/// The parameter q at which the token v@q cuts a range at 0, an inner point.
Rational parameter_of_zero(const Side& side) {
    if (side.lower_infinite && side.upper_infinite) return {1, 2};
    if (side.upper_infinite) return side.lower / (side.lower - 1);
    if (side.lower_infinite) return 1 / (1 + side.upper);
    return side.lower / (side.lower - side.upper);
}

/// `inside` where the variable is not 0, `at_zero` where it is.
json apart_from_zero(const std::string& variable, const Side& side, const json& at_zero, const json& inside) {
    const auto peel = [&](const char* end) -> json {
        return {
            {"step", "peel"}, {"variable", variable}, {"end", end}, {"at_end", at_zero}, {"inside", inside}};
    };
    if (!side.lower_infinite && side.lower == 0) return peel("lower");
    if (!side.upper_infinite && side.upper == 0) return peel("upper");
    const std::string cut = variable + "@" + to_string(parameter_of_zero(side));
    return {{"step", "subdivide"}, {"tree", cut + " # #"}, {"parts", {peel("upper"), peel("lower")}}};
}

// ---- the search

class SquaresSearch {
  public:
    SquaresSearch(Problem problem, bool quick) : problem_(std::move(problem)), quick_(quick) {}

    std::optional<json> prove(const RationalFunction& f, bool strict) const {
        if (f.denominator.constant()) return prove(f.numerator, strict);
        const unsigned signs = sampled_signs(f.denominator, unconditional(), true);
        if (signs == 0 || signs == 3U) return std::nullopt;
        const Rational sign = signs == 1U ? -1 : 1;
        const auto factors = factorise(f.denominator);
        if (!factors) return std::nullopt;
        Expression denominator = Rational(sign * factors->constant);
        for (const auto& [base, exponent] : factors->factors)
            denominator = denominator * pow(to_expression(base), Expression(static_cast<long>(exponent)));
        const RationalPolynomial rest = sign * f.numerator;
        const auto proof = prove(rest, strict);
        if (!proof) return std::nullopt;
        return factor_step(1 / denominator, natural, to_expression(rest), *proof);
    }

  private:
    /// A step that proves any function identically equal to p.
    std::optional<json> prove(const RationalPolynomial& p, bool strict) const {
        constexpr std::size_t most_terms = 1'000;
        if (p.length() > most_terms) return std::nullopt;
        if (p.is_zero()) return strict ? std::nullopt : std::optional<json>({{"step", "zero"}});
        if (problem_.equations.empty()) {
            if ((sampled_signs(p, problem_, true) & 1U) != 0 || is_refuted(p, problem_)) return std::nullopt;
            if (auto step = by_factors(p, strict)) return step;
        }
        return unfactored(p, strict);
    }

    static json single_term(const RationalPolynomial& p, bool strict) {
        json result = {{"step", "sum"}, {"terms", {to_string(to_expression(p))}}, {"proofs", {natural}}};
        if (strict) result["strict"] = 0;
        return result;
    }

    /// Squares of factors are >= 0, factors of one sign are proved one by one, the others' product as a
    /// whole.
    std::optional<json> by_factors(const RationalPolynomial& p, bool strict) const {
        const auto factors = factorise(p);
        if (!factors) return std::nullopt;
        if (factors->factors.size() == 1 && factors->factors[0].second == 1) return std::nullopt;
        std::vector<RationalPolynomial> parts;
        RationalPolynomial mixed(problem_.ring, factors->constant);
        Expression even = 1;
        for (const auto& [base, exponent] : factors->factors) {
            const unsigned signs = sampled_signs(base, problem_, true);
            const bool definite = signs != 3U;
            if (strict && !definite && exponent % 2 == 0) return std::nullopt;
            const unsigned long single = strict && definite ? exponent : exponent % 2;
            if (single < exponent)
                even = even * pow(to_expression(base), Expression(static_cast<long>(exponent - single)));
            for (unsigned long k = 0; k < single; ++k) {
                if (!definite) {
                    mixed = mixed * base;
                } else {
                    const Rational sign = signs == 1U ? -1 : 1;
                    parts.push_back(sign * base);
                    mixed = sign * mixed;
                }
            }
        }
        parts.push_back(mixed);
        return product(even, parts, strict);
    }

    /// even · Π parts, nested factor by factor.
    std::optional<json> product(const Expression& even, const std::vector<RationalPolynomial>& parts,
                                bool strict) const {
        std::optional<json> proof;
        Expression whole = 1;
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            auto own = unfactored(*part, strict);
            if (!own) return std::nullopt;
            proof = proof ? factor_step(to_expression(*part), *own, whole, *proof) : std::move(own);
            whole = to_expression(*part) * whole;
        }
        return even.is(1) ? proof : factor_step(even, natural, whole, *proof);
    }

    std::optional<json> unfactored(const RationalPolynomial& p, bool strict) const {
        const auto constant = p.constant();
        if (constant && (*constant < 0 || (strict && *constant == 0))) return std::nullopt;
        if (constant || clearly_positive(p, problem_)) return single_term(p, strict);
        const bool everywhere = (sampled_signs(p, problem_, false) & 1U) == 0;
        const long degree = p.degree();
        const std::size_t all = problem_.constraints.size();
        std::vector<Stage> stages;
        if (everywhere || !problem_.equations.empty()) stages.push_back({0, degree});
        for (std::size_t k = 1; k <= std::min<std::size_t>(all, quick_ ? 1 : 2); ++k)
            stages.push_back({k, degree});
        if (all > 2 && !quick_) stages.push_back({all, degree});
        for (const Stage& stage : stages)
            if (auto step = in_stage(p, strict, stage)) return step;
        if (quick_) return std::nullopt;
        if (auto step = with_multiplier(p, strict, everywhere ? 0 : all, 1)) return step;
        for (const long more : {1, 2})
            for (std::size_t k = 1; k <= std::min<std::size_t>(all, 3); ++k)
                if (auto step = in_stage(p, strict, {k, degree + more})) return step;
        return with_multiplier(p, strict, everywhere ? 0 : all, 2);
    }

    std::optional<json> in_stage(const RationalPolynomial& p, bool strict, const Stage& stage) const {
        if (problem_.stop()) return std::nullopt;
        return by_stage(p, strict, problem_, stage, quick_ ? 300 : 4'500);
    }

    std::optional<json> with_multiplier(const RationalPolynomial& p, bool strict, std::size_t most_factors,
                                        unsigned long exponent) const {
        const RationalPolynomial m = multiplier_for(p, problem_).power(exponent);
        const bool positive = clearly_positive(m, problem_);
        if (!positive && (strict || !problem_.equations.empty())) return std::nullopt;
        const RationalPolynomial raised = m * p;
        const auto squares = in_stage(raised, strict, {most_factors, raised.degree()});
        if (!squares) return std::nullopt;
        const json inside = factor_step(1 / to_expression(m), natural, to_expression(raised), *squares);
        return positive ? inside : off_origin(p, inside);
    }

    /// p >= 0 from a proof that is valid where some variable is not 0.
    std::optional<json> off_origin(const RationalPolynomial& p, const json& inside) const {
        for (const std::size_t i : support(p)) {
            const Side* side = problem_.side(i);
            if (!side) continue;
            const auto at_zero = SquaresSearch(without(i), quick_)
                                     .prove(p.substituted(i, RationalPolynomial(problem_.ring)), false);
            if (!at_zero) return std::nullopt;
            return apart_from_zero(problem_.ring->indeterminates()[i].name(), *side, *at_zero, inside);
        }
        return std::nullopt;
    }

    /// Without hypotheses: denominators have one sign on the whole box.
    Problem unconditional() const {
        Problem result = problem_;
        result.equations.clear();
        std::erase_if(result.constraints, [](const Constraint& c) { return c.of_claim; });
        return result;
    }

    /// The box's face where a variable is 0; hypotheses that contain it are not used there.
    Problem without(std::size_t i) const {
        Problem result = problem_;
        std::erase_if(result.constraints,
                      [&](const Constraint& c) { return !c.polynomial.derivative(i).is_zero(); });
        return result;
    }

    Problem problem_;
    bool quick_;
};

}  // namespace

bool is_rational_function(const Expression& f) {
    return std::ranges::all_of(indeterminates_of({f}),
                               [](const Expression& e) { return e.op() == Op::variable; });
}

std::optional<json> find_squares(const Expression& f, bool strict, const std::vector<std::string>& names,
                                 const std::vector<Side>& box, const std::vector<Formula>& hypotheses,
                                 const std::function<bool()>& stop, bool quick) {
    const auto comparisons = flatten(hypotheses);
    std::vector<Expression> expressions = {f};
    for (const Comparison* c : comparisons)
        if (c) expressions.insert(expressions.end(), {c->left, c->right});
    auto indeterminates = indeterminates_of(expressions);
    constexpr std::size_t most_indeterminates = 12;
    if (indeterminates.empty() || indeterminates.size() > most_indeterminates) return std::nullopt;
    const auto ring = std::make_shared<const Ring>(std::move(indeterminates));
    const auto function = to_rational_function(f, ring);
    if (!function) return std::nullopt;
    Problem problem{ring, names, box, {}, {}, stop, nullptr, nullptr};
    std::vector<const Side*> sides(ring->size());
    problem.of_space = std::make_shared<const SamplePoints>(sides);
    for (std::size_t i = 0; i < sides.size(); ++i) sides[i] = problem.side(i);
    problem.of_box = std::make_shared<const SamplePoints>(sides);
    add_ends(problem);
    add_atoms(problem);
    add_hypotheses(problem, comparisons);
    return SquaresSearch(std::move(problem), quick).prove(*function, strict);
}

}  // namespace dlncert
