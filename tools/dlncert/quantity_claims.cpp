#include "quantity_claims.hpp"

#include <algorithm>
#include <array>
#include <dlncert/statement/box.hpp>
#include <dlncert/statement/error.hpp>
#include <numeric>

#include "pair_texts.hpp"

namespace dlncert::command {
namespace {

std::string number(const Rational& x) {
    return dlncert::to_string(x);
}

std::string interval(const BoxSide& side) {
    const std::string lower = (side.lower == 0 ? "(" : "[") + number(side.lower);
    return lower + ", " + (side.upper ? number(*side.upper) + "]" : "inf)");
}

/// A parameter as a number, or the name of a variable added to the domain.
std::string parameter(const std::string& name, const ExactInterval& values, bool open_below, bool open_above,
                      std::string& domain) {
    if (values.is_point()) return number(values.lower);
    domain += ", " + name + " in " + (open_below ? "(" : "[") + number(values.lower) + ", " +
              number(values.upper) + (open_above ? ")" : "]");
    return name;
}

class Writer {
  public:
    Writer(const Model& model, const std::vector<BoxSide>& box) : model_(model), d_(box.size()) {
        const Depth& depth = model.require_depth();
        reaches_an_end_ = std::ranges::any_of(box, [](const BoxSide& s) { return !s.upper || s.lower == 0; });
        Box sides;
        for (const BoxSide& side : box)
            sides.push_back({.lower = side.lower,
                             .upper = side.upper.value_or(0),
                             .upper_infinite = !side.upper,
                             .lower_open = side.lower == 0});
        for (const Side& side : tighten(std::move(sides))) {
            reaches_zero_.push_back(side.lower == 0);
            reaches_infinity_.push_back(side.upper_infinite);
        }
        if (depth.kind == Depth::Kind::integers && !depth.last)
            throw Unsupported(
                "bound takes one depth, finitely many or an interval of reciprocal depths; write --depth 3, "
                "--depth inf, --depth 3..20, or --depth real:[0,1/3], which contains every depth from 3 on");
        result_.domain = "for sigma in chamber(" + std::to_string(d_) + ") &";
        for (const BoxSide& side : box) result_.domain += " " + interval(side);
        if (depth.kind == Depth::Kind::integers) {
            nu_ = "1/N";
            result_.domain += ", N in " + depth.text;
        } else {
            nu_ = parameter("nu", depth.nu, depth.open_below, depth.open_above, result_.domain);
        }
        entropy_ = "S(" + nu_ + ", sigma)";
    }

    [[nodiscard]] ClaimedQuantity scalar(const std::string& expression) {
        result_.entries = {expression};
        return result_;
    }
    [[nodiscard]] ClaimedQuantity vector(const std::function<std::string(std::size_t)>& entry) {
        result_.shape = ClaimedQuantity::Shape::vector;
        result_.size = d_;
        for (std::size_t i = 1; i <= d_; ++i) result_.entries.push_back(entry(i));
        return result_;
    }
    [[nodiscard]] ClaimedQuantity matrix(const std::function<std::string(std::size_t, std::size_t)>& entry) {
        result_.shape = ClaimedQuantity::Shape::matrix;
        result_.size = d_;
        for (std::size_t i = 1; i <= d_; ++i)
            for (std::size_t j = 1; j <= i; ++j) result_.entries.push_back(entry(i, j));
        return result_;
    }

    [[nodiscard]] const std::string& entropy() const { return entropy_; }
    static std::string hessian(const std::string& function, std::size_t i, std::size_t j) {
        return "hessian(" + function + ", sigma)[" + std::to_string(i) + ", " + std::to_string(j) + "]";
    }
    std::string define_free_energy();
    void define_hessian();
    ClaimedQuantity covariant_hessian();
    ClaimedQuantity eigenvalues(std::string matrix, std::vector<std::size_t> ranks,
                                const std::function<std::string(std::size_t, std::size_t)>& entry);
    ClaimedQuantity eigenvalues_of_hessian(const std::string& function, std::vector<std::size_t> ranks);
    ClaimedQuantity eigenvalues_of_entropy(std::vector<std::size_t> ranks);
    ClaimedQuantity least_eigenvalue_of_free_energy();
    ClaimedQuantity eigenvalues_of_metric(std::vector<std::size_t> ranks);
    [[nodiscard]] std::vector<std::size_t> all_ranks() const;
    [[nodiscard]] bool has_pair_texts() const;
    [[nodiscard]] bool has_means() const;
    [[nodiscard]] std::string mean(std::size_t i, std::size_t l) const;
    [[nodiscard]] std::string entropy_by_pairs() const;
    [[nodiscard]] bool entropy_tends_down() const;
    [[nodiscard]] bool entropy_tends_up() const;
    [[nodiscard]] std::string entropy_by_means() const;
    [[nodiscard]] std::string entropy_text(bool tends_to_infinity) const;
    [[nodiscard]] std::string partial(std::vector<std::size_t> indices) const;
    [[nodiscard]] std::vector<std::string> with_signed(std::vector<std::string> forms,
                                                       std::vector<std::size_t> indices) const;
    [[nodiscard]] std::vector<std::string> bounded_slopes() const;
    [[nodiscard]] std::vector<std::string> partials(std::vector<std::size_t> indices) const;
    [[nodiscard]] std::vector<std::string> determinant_slopes() const;
    [[nodiscard]] std::vector<std::string> entropy_slopes() const;
    [[nodiscard]] std::vector<std::string> slope_forms(std::size_t i) const;
    [[nodiscard]] std::vector<std::string> hessian_forms(std::size_t i, std::size_t j) const;
    [[nodiscard]] std::vector<std::string> covariant_forms(std::size_t i, std::size_t j) const;
    [[nodiscard]] std::vector<std::string> determinant_forms() const;
    [[nodiscard]] std::vector<std::string> slopes() const;
    [[nodiscard]] std::vector<std::vector<std::string>> triangle(
        const std::function<std::vector<std::string>(std::size_t, std::size_t)>& forms) const;
    [[nodiscard]] ClaimedQuantity with_entropy_written_out(
        ClaimedQuantity quantity, bool minimum_escapes, bool maximum_escapes,
        const std::function<std::string(const std::string&)>& text) const;
    [[nodiscard]] ClaimedQuantity bounded_metric();
    [[nodiscard]] std::string determinant(std::vector<std::size_t> rows, std::size_t column) const;
    [[nodiscard]] std::string metric(std::size_t i, std::size_t l) const;
    [[nodiscard]] std::string volume(const std::string& entropy) const;
    [[nodiscard]] ClaimedQuantity free_energy();
    [[nodiscard]] std::size_t width() const { return d_; }
    /// All eigenvalues are extreme at the same points of the box, or towards them.
    [[nodiscard]] bool has_one_depth() const { return model_.require_depth().kind == Depth::Kind::single; }
    [[nodiscard]] const std::string& beta() const { return beta_; }

  private:
    [[nodiscard]] std::string depth() const {  // N
        if (nu_ == "1/N") return "N";
        return "(1/" + (nu_ == "nu" ? nu_ : "(" + nu_ + ")") + ")";
    }
    const Model& model_;
    std::size_t d_;
    std::string nu_, entropy_, beta_;
    bool reaches_an_end_ = false;  ///< 0 or infinity
    std::vector<bool> reaches_zero_, reaches_infinity_;
    /// One way to scale each pair.
    using Scales = std::function<PairTexts::Scale(std::size_t, std::size_t)>;
    using Summand = std::function<std::string(const PairTexts&, PairTexts::Scale)>;
    [[nodiscard]] PairTexts pair_texts(std::size_t i, std::size_t j) const;
    [[nodiscard]] std::vector<std::string> in_all_scales(
        const std::function<std::string(const Scales&)>& text) const;
    [[nodiscard]] std::string diagonal(std::size_t i, const Scales& scales, const Summand& as_larger,
                                       const Summand& as_smaller) const;
    ClaimedQuantity result_;
};

std::string Writer::define_free_energy() {
    if (!model_.beta) throw InputError("--beta is missing: the inverse temperature; write --beta 5");
    if (!model_.energy)
        throw InputError("--energy is missing: write --energy schatten:2, or --energy 'phi=x; psi=x^2/2'");
    beta_ = parameter("beta", *model_.beta, false, false, result_.domain);
    const std::string range = "sum(i in 1.." + std::to_string(d_) + ", ";
    if (const auto* schatten = std::get_if<SchattenEnergy>(&*model_.energy)) {
        const std::string p = number(schatten->p);
        result_.domain += "\nlet energy = " + range + "sigma[i]^(" + p + "))/(" + p + ")";
    } else {
        const auto& [phi, psi] = std::get<SpectralEnergy>(*model_.energy);
        result_.domain += "\nlet phi(x) = " + phi + "\nlet psi(x) = " + psi + "\nlet energy = phi(" + range +
                          "psi(sigma[i])))";
    }
    result_.domain += "\nlet free_energy = energy - " + entropy_ + "/(" + beta_ + ")";
    return "free_energy";
}

ClaimedQuantity Writer::free_energy() {
    const std::string text = define_free_energy();
    ClaimedQuantity result = scalar(text);
    if (model_.beta->is_point())
        result = with_entropy_written_out(
            std::move(result), false, entropy_tends_down() || entropy_tends_up(),
            [this](const std::string& entropy) {
                return "energy - (" + entropy + ")/(" + number(model_.beta->lower) + ")";
            });
    const std::vector<std::string> of_entropy = slopes();
    for (std::size_t i = 1; i <= of_entropy.size(); ++i)
        result.slopes.push_back("gradient(energy, sigma)[" + std::to_string(i) + "] - (" + of_entropy[i - 1] +
                                ")/(" + beta_ + ")");
    if (!has_pair_texts() || !reaches_an_end_) return result;
    const std::vector<std::string> bounded = bounded_slopes();
    result.signed_slopes.emplace_back();
    for (std::size_t i = 1; i <= bounded.size(); ++i)
        result.signed_slopes[0].push_back("gradient(energy, sigma)[" + std::to_string(i) + "] - (" +
                                          bounded[i - 1] + ")/(" + beta_ + ")");
    return result;
}

/// h11, h21, h22, …
void Writer::define_hessian() {
    for (std::size_t i = 1; i <= d_; ++i)
        for (std::size_t j = 1; j <= i; ++j)
            result_.domain +=
                "\nlet h" + std::to_string(i) + std::to_string(j) + " = " + hessian(entropy_, i, j);
}

std::string entry_name(std::size_t i, std::size_t j) {
    return "h" + std::to_string(std::max(i, j)) + std::to_string(std::min(i, j));
}

/// Of the matrix of these rows and the columns from `column` on, by Laplace's expansion.
std::string Writer::determinant(std::vector<std::size_t> rows, std::size_t column) const {
    if (rows.size() == 1) return entry_name(rows[0], column);
    std::string sum;
    for (std::size_t k = 0; k < rows.size(); ++k) {
        std::vector<std::size_t> others = rows;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(k));
        sum += (k % 2 != 0 ? " - "
                : k > 0    ? " + "
                           : "") +
               entry_name(rows[k], column) + "*(" + determinant(others, column + 1) + ")";
    }
    return sum;
}

std::vector<std::size_t> Writer::all_ranks() const {
    std::vector<std::size_t> ranks(d_);
    std::iota(ranks.begin(), ranks.end(), 1);
    return ranks;
}

/// Eigenvalues of these ranks of a matrix with these entries.
ClaimedQuantity Writer::eigenvalues(std::string matrix, std::vector<std::size_t> ranks,
                                    const std::function<std::string(std::size_t, std::size_t)>& entry) {
    result_.shape = ranks.size() > 1 ? ClaimedQuantity::Shape::vector : ClaimedQuantity::Shape::scalar;
    result_.size = ranks.size();
    result_.ranks = std::move(ranks);
    result_.matrix = std::move(matrix);
    for (std::size_t i = 1; i <= d_; ++i)
        for (std::size_t j = 1; j <= i; ++j) result_.matrix_entries.push_back(entry(i, j));
    return result_;
}

ClaimedQuantity Writer::eigenvalues_of_hessian(const std::string& function, std::vector<std::size_t> ranks) {
    return eigenvalues("hessian(" + function + ", sigma)", std::move(ranks),
                       [&](std::size_t i, std::size_t j) { return hessian(function, i, j); });
}
ClaimedQuantity Writer::eigenvalues_of_entropy(std::vector<std::size_t> ranks) {
    result_.of = ModelMatrix::entropy;
    result_.nu = nu_;
    return eigenvalues_of_hessian(entropy_, std::move(ranks));
}

ClaimedQuantity Writer::least_eigenvalue_of_free_energy() {
    const std::string function = define_free_energy();
    result_.of = ModelMatrix::free_energy;
    result_.nu = nu_;
    result_.weight = model_.beta->is_point() ? "1/(" + beta_ + ")" : "1";
    return eigenvalues_of_hessian(function, {1});
}

/// ∂_i∂_j S − δ_ij (g'/(2g)) ∂_i S for g = σ^(2ν − 2): the same for both conventions of the metric.
std::string covariant_entry(const std::string& entropy, const std::string& nu, std::size_t i, std::size_t j) {
    return "hessian(" + entropy + ", sigma, metric(" + nu + ", sigma[i]))[" + std::to_string(i) + ", " +
           std::to_string(j) + "]";
}
ClaimedQuantity Writer::covariant_hessian() {
    ClaimedQuantity result =
        matrix([&](std::size_t i, std::size_t j) { return covariant_entry(entropy_, nu_, i, j); });
    result.forms = triangle([&](std::size_t i, std::size_t j) { return covariant_forms(i, j); });
    return result;
}

/// The eigenvalues of R with respect to the metric G = diag(g_i) are those of G^(−1/2) R G^(−1/2); g_i is
/// σ_i^(2ν − 2) for `mean` and ν times that for `sum`.
ClaimedQuantity Writer::eigenvalues_of_metric(std::vector<std::size_t> ranks) {
    const std::string factor = model_.effective_metric() == Metric::sum ? depth() + "*" : "";
    const auto root = [&](std::size_t i) { return "sigma[" + std::to_string(i) + "]^(1 - " + nu_ + ")"; };
    const auto name = [](std::size_t i, std::size_t j) {
        return "r" + std::to_string(std::max(i, j)) + "_" + std::to_string(std::min(i, j));
    };
    for (std::size_t i = 1; i <= d_; ++i)  // each is written once: it takes longest to differentiate
        for (std::size_t j = 1; j <= i; ++j)
            result_.domain += "\nlet " + name(i, j) + " = " + factor + root(i) + "*" + root(j) + "*" +
                              covariant_entry(entropy_, nu_, i, j);
    std::string matrix = "matrix [";
    for (std::size_t i = 1; i <= d_; ++i) {
        matrix += i == 1 ? "[" : ", [";
        for (std::size_t j = 1; j <= d_; ++j) matrix += (j == 1 ? "" : ", ") + name(i, j);
        matrix += "]";
    }
    result_.of = ModelMatrix::covariant;
    result_.nu = nu_;
    return eigenvalues(matrix + "]", std::move(ranks), name);
}

ClaimedQuantity with_sign_changed(ClaimedQuantity quantity) {
    quantity.negated = true;
    return quantity;
}
ClaimedQuantity with_signs_counted(ClaimedQuantity quantity) {
    quantity.shape = ClaimedQuantity::Shape::counts;
    return quantity;
}

/// The eigenvalues of a 2 × 2 matrix as expressions, (a + c)/2 ± sqrt(((a − c)/2)² + b²).
void write_out_plane(ClaimedQuantity& quantity) {
    const auto& entries = quantity.matrix_entries;
    quantity.domain +=
        "\nlet h11 = " + entries[0] + "\nlet h21 = " + entries[1] + "\nlet h22 = " + entries[2];
    for (const std::size_t rank : quantity.ranks) {
        const std::string value =
            std::string("(h11 + h22)/2 ") + (rank == 2 ? "+" : "-") + " sqrt(((h11 - h22)/2)^2 + h21^2)";
        quantity.entries.push_back(quantity.negated ? "-(" + value + ")" : value);
    }
    quantity.matrix.clear();
}

/// These are of no use where the entropy's Hessian is of rank one, at depth two: the root has no derivative
/// there; nor near 0 or infinity. Over an interval of depths its corners say more.
bool has_plane_expressions(const ClaimedQuantity& quantity, const Depth& depth,
                           const std::vector<BoxSide>& box) {
    return box.size() == 2 && quantity.of_entropy() && quantity.shape != ClaimedQuantity::Shape::counts &&
           !depth.contains_two() && depth.kind != Depth::Kind::reals &&
           std::ranges::all_of(box, [](const BoxSide& s) { return s.upper && s.lower > 0; });
}

/// λ_il = exp(c (log σ_i + log σ_l) + log sinhc u − log sinhc νu), u = log σ_i − log σ_l, c = 1 − ν, for
/// `mean`; N times that for `sum` [Q Lemma 2.4].
std::string Writer::metric(std::size_t i, std::size_t l) const {
    const std::string a = "log(sigma[" + std::to_string(i) + "])";
    const std::string b = "log(sigma[" + std::to_string(l) + "])";
    const std::string factor = model_.effective_metric() == Metric::sum ? depth() + "*" : "";
    if (i == l) return factor + "exp(2*(1 - " + nu_ + ")*" + a + ")";
    return factor + "exp((1 - " + nu_ + ")*(" + a + " + " + b + ") + log_sinhc(" + a + " - " + b +
           ") - log_sinhc(" + nu_ + "*(" + a + " - " + b + ")))";
}

/// −2 S − c Σ log σ_i for `mean`; (d²/2) log N less for `sum` [Q Thm 1.1].
std::string Writer::volume(const std::string& entropy) const {
    std::string result =
        "-2*" + entropy + " - (1 - " + nu_ + ")*sum(i in 1.." + std::to_string(d_) + ", log(sigma[i]))";
    if (model_.effective_metric() == Metric::sum)
        result += " - " + std::to_string(d_ * d_) + "/2*log(" + depth() + ")";
    return result;
}

/// Whether the depth is infinite, or an integer for which λ_il is written as a mean of N powers.
bool Writer::has_pair_texts() const {
    constexpr long most_terms = 12;
    const Depth& depth = model_.require_depth();
    return depth.kind == Depth::Kind::single && (!depth.first || *depth.first <= most_terms);
}
bool Writer::has_means() const {
    return reaches_an_end_ && has_pair_texts() && model_.require_depth().first;
}

PairTexts Writer::pair_texts(std::size_t i, std::size_t j) const {
    const auto& depth = model_.require_depth().first;
    return {depth ? std::optional(depth->convert_to<long>()) : std::nullopt,
            "sigma[" + std::to_string(i) + "]", "sigma[" + std::to_string(j) + "]"};
}

/// The text with the scales that suit the box: of the smaller one where it stays away from 0, and both where
/// the smaller one comes close to 0 and the larger one to infinity, or at infinite depth, where the one
/// serves near the diagonal and the other far from it.
std::vector<std::string> Writer::in_all_scales(const std::function<std::string(const Scales&)>& text) const {
    using enum PairTexts::Scale;
    if (!has_pair_texts()) return {};
    const bool infinite_depth = !model_.require_depth().first;
    const auto first = [&](std::size_t, std::size_t j) -> PairTexts::Scale {
        if (infinite_depth) return near;
        return reaches_zero_[j - 1] ? larger : smaller;
    };
    const auto second = [&](std::size_t i, std::size_t j) -> PairTexts::Scale {
        if (infinite_depth) return reaches_zero_[j - 1] ? larger : smaller;
        return reaches_zero_[j - 1] && !reaches_infinity_[i - 1] ? larger : smaller;
    };
    std::vector<std::string> result{text(first)};
    if (const std::string other = text(second); other != result[0]) result.push_back(other);
    return result;
}

/// A sum over the pairs of which i is one.
std::string Writer::diagonal(std::size_t i, const Scales& scales, const Summand& as_larger,
                             const Summand& as_smaller) const {
    std::string sum;
    for (std::size_t j = 1; j <= d_; ++j) {
        if (j == i) continue;
        sum += (sum.empty() ? "" : " + ") + (i < j ? "(" + as_larger(pair_texts(i, j), scales(i, j)) + ")"
                                                   : "(" + as_smaller(pair_texts(j, i), scales(j, i)) + ")");
    }
    return sum;
}

std::vector<std::string> Writer::slope_forms(std::size_t i) const {
    return in_all_scales([&](const Scales& scales) {
        return diagonal(
            i, scales, [](const PairTexts& p, PairTexts::Scale) { return p.slope_x(); },
            [](const PairTexts& p, PairTexts::Scale s) { return p.slope_y(s); });
    });
}

std::vector<std::string> Writer::hessian_forms(std::size_t i, std::size_t j) const {
    return in_all_scales([&](const Scales& scales) {
        if (i != j) return pair_texts(j, i).hessian_xy(scales(j, i));
        return diagonal(
            i, scales, [](const PairTexts& p, PairTexts::Scale) { return p.hessian_xx(); },
            [](const PairTexts& p, PairTexts::Scale s) { return p.hessian_yy(s); });
    });
}

std::vector<std::string> Writer::covariant_forms(std::size_t i, std::size_t j) const {
    return in_all_scales([&](const Scales& scales) {
        if (i != j) return pair_texts(j, i).hessian_xy(scales(j, i));
        return diagonal(
            i, scales, [](const PairTexts& p, PairTexts::Scale) { return p.covariant_xx(); },
            [](const PairTexts& p, PairTexts::Scale s) { return p.covariant_yy(s); });
    });
}

std::vector<std::string> Writer::determinant_forms() const {
    if (d_ != 2) return {};
    return in_all_scales([&](const Scales& scales) { return pair_texts(1, 2).determinant(scales(1, 2)); });
}

/// Of the entropy, far from the diagonal, at infinite depth.
std::vector<std::string> Writer::slopes() const {
    std::vector<std::string> result;
    if (!reaches_an_end_ || model_.require_depth().first || !has_pair_texts()) return result;
    const Scales none = [](std::size_t, std::size_t) { return PairTexts::Scale::larger; };
    for (std::size_t i = 1; i <= d_; ++i)
        result.push_back(diagonal(
            i, none, [](const PairTexts& p, PairTexts::Scale) { return p.slope_x_far(); },
            [](const PairTexts& p, PairTexts::Scale) { return p.slope_y_far(); }));
    return result;
}

/// For each entry of the lower triangle, by rows.
std::vector<std::vector<std::string>> Writer::triangle(
    const std::function<std::vector<std::string>(std::size_t, std::size_t)>& forms) const {
    std::vector<std::vector<std::string>> result;
    for (std::size_t i = 1; i <= d_; ++i)
        for (std::size_t j = 1; j <= i; ++j) result.push_back(forms(i, j));
    return result;
}

/// λ_il = (1/N) Σ_{k=1..N} σ_i^(2(N−k)/N) σ_l^(2(k−1)/N) [Q Lemma 2.4], which has no difference in it.
std::string Writer::mean(std::size_t i, std::size_t l) const {
    const auto n = model_.require_depth().first->convert_to<long>();
    const auto power = [&](std::size_t index, long k) {
        return "sigma[" + std::to_string(index) + "]^(" + number(Rational(2 * k, n)) + ")";
    };
    std::string sum;
    for (long k = 0; k < n; ++k) {
        sum += k == 0 ? "" : " + ";
        sum += k == 0       ? power(i, n - 1)
               : k == n - 1 ? power(l, n - 1)
                            : power(i, n - 1 - k) + "*" + power(l, k);
    }
    return "(" + sum + ")/" + std::to_string(n);
}

/// S = ½ Σ log λ_ij.
std::string Writer::entropy_by_pairs() const {
    std::string sum;
    for (std::size_t i = 1; i <= d_; ++i)
        for (std::size_t j = i + 1; j <= d_; ++j)
            sum += (sum.empty() ? "" : " + ") + pair_texts(i, j).value();
    return sum;
}

/// S = ½ Σ log of means of N powers: no difference, no quotient, and symmetric.
std::string Writer::entropy_by_means() const {
    std::string sum;
    for (std::size_t i = 1; i <= d_; ++i)
        for (std::size_t j = i + 1; j <= d_; ++j)
            sum += (sum.empty() ? "" : " + ") + std::string("1/2*log(") + mean(i, j) + ")";
    return sum;
}

/// The means are enclosed without loss on any box; where a mean tends to 0 or infinity, its logarithm is
/// better taken apart.
std::string Writer::entropy_text(bool tends_to_infinity) const {
    return has_means() && !tends_to_infinity ? entropy_by_means() : entropy_by_pairs();
}

/// A quantity with S in it, where singular values reach an end; whether it tends to −∞ there, or to ∞.
ClaimedQuantity Writer::with_entropy_written_out(
    ClaimedQuantity quantity, bool minimum_escapes, bool maximum_escapes,
    const std::function<std::string(const std::string&)>& text) const {
    if (has_pair_texts() && reaches_an_end_)
        quantity.alternatives = {text(entropy_text(minimum_escapes)), text(entropy_text(maximum_escapes))};
    return quantity;
}

/// As it does where two of them tend to 0, and to ∞ where one does.
bool Writer::entropy_tends_down() const {
    return std::ranges::count(reaches_zero_, true) >= 2;
}
bool Writer::entropy_tends_up() const {
    return std::ranges::count(reaches_infinity_, true) >= 1;
}

/// A derivative of S as the sum of those of its pairs, whose signs are seen.
std::string Writer::partial(std::vector<std::size_t> indices) const {
    std::ranges::sort(indices);
    const std::size_t least = indices.front(), last = indices.back();
    const auto times = [&](std::size_t i) { return static_cast<int>(std::ranges::count(indices, i)); };
    const int order = static_cast<int>(indices.size());
    if (times(least) + (least == last ? 0 : times(last)) < order) return "0";
    if (least != last) return pair_texts(least, last).derivative(times(least), times(last));
    return diagonal(
        least, [](std::size_t, std::size_t) { return PairTexts::Scale::near; },
        [&](const PairTexts& p, PairTexts::Scale) { return p.derivative(order, 0); },
        [&](const PairTexts& p, PairTexts::Scale) { return p.derivative(0, order); });
}

/// Forms of that derivative, and the one whose sign is seen.
std::vector<std::string> Writer::with_signed(std::vector<std::string> forms,
                                             std::vector<std::size_t> indices) const {
    if (has_means()) forms.push_back(partial(std::move(indices)));
    return forms;
}

/// ∂_i S as c less something positive for each pair, over σ_i, or with L: at most c (d − 1)/σ_i.
std::vector<std::string> Writer::bounded_slopes() const {
    std::vector<std::string> result;
    for (std::size_t i = 1; i <= d_; ++i)
        result.push_back(diagonal(
            i, [](std::size_t, std::size_t) { return PairTexts::Scale::near; },
            [](const PairTexts& p, PairTexts::Scale) { return p.slope_x(); },
            [](const PairTexts& p, PairTexts::Scale) { return p.bounded_slope_y(); }));
    return result;
}

/// Of that derivative, in each of the singular values.
std::vector<std::string> Writer::partials(std::vector<std::size_t> indices) const {
    std::vector<std::string> result;
    if (!has_means()) return result;
    indices.push_back(0);
    for (std::size_t k = 1; k <= d_; ++k) {
        indices.back() = k;
        result.push_back(partial(indices));
    }
    return result;
}

/// Of the entropy; at infinite depth with 1 ± L(u).
std::vector<std::string> Writer::entropy_slopes() const {
    if (!has_pair_texts() || !reaches_an_end_) return {};
    return has_means() ? partials({}) : bounded_slopes();
}

std::vector<std::string> Writer::determinant_slopes() const {
    if (d_ != 2 || !has_means()) return {};
    return {pair_texts(1, 2).determinant_derivative(1, 0), pair_texts(1, 2).determinant_derivative(0, 1)};
}

ClaimedQuantity Writer::bounded_metric() {
    ClaimedQuantity result = matrix([&](std::size_t i, std::size_t l) { return metric(i, l); });
    if (!has_means()) return result;
    const std::string factor = model_.effective_metric() == Metric::sum ? depth() + "*" : "";
    for (std::size_t i = 1; i <= d_; ++i)
        for (std::size_t l = 1; l <= i; ++l)
            result.alternatives.insert(
                result.alternatives.end(), 2,
                factor + (i == l ? "sigma[" + std::to_string(i) + "]^(2 - 2*" + nu_ + ")" : mean(l, i)));
    return result;
}

ClaimedQuantity with_forms(ClaimedQuantity quantity, std::vector<std::vector<std::string>> forms) {
    quantity.forms = std::move(forms);
    return quantity;
}

ClaimedQuantity gradient_of(Writer& w) {
    ClaimedQuantity result = w.vector(
        [&](std::size_t i) { return "gradient(" + w.entropy() + ", sigma)[" + std::to_string(i) + "]"; });
    for (std::size_t i = 1; i <= w.width(); ++i) {
        result.forms.push_back(w.with_signed(w.slope_forms(i), {i}));
        result.signed_slopes.push_back(w.partials({i}));
    }
    return result;
}

ClaimedQuantity hessian_of(Writer& w) {
    ClaimedQuantity result =
        w.matrix([&](std::size_t i, std::size_t j) { return Writer::hessian(w.entropy(), i, j); });
    result.forms = w.triangle([&](std::size_t i, std::size_t j) {
        return w.with_signed(w.hessian_forms(i, j), {i, j});
    });
    result.signed_slopes = w.triangle([&](std::size_t i, std::size_t j) { return w.partials({i, j}); });
    return result;
}

/// The energy's Hessian less that of the entropy over beta.
ClaimedQuantity free_energy_hessian_of(Writer& w) {
    const std::string f = w.define_free_energy();
    const auto energy = [](std::size_t i, std::size_t j) { return Writer::hessian("energy", i, j); };
    const auto less = [&](const std::string& of_energy, const std::string& of_entropy) {
        return of_energy + " - (" + of_entropy + ")/(" + w.beta() + ")";
    };
    ClaimedQuantity result = w.matrix([&](std::size_t i, std::size_t j) { return Writer::hessian(f, i, j); });
    result.forms = w.triangle([&](std::size_t i, std::size_t j) {
        std::vector<std::string> forms = w.with_signed(w.hessian_forms(i, j), {i, j});
        for (std::string& form : forms) form = less(energy(i, j), form);
        return forms;
    });
    result.signed_slopes = w.triangle([&](std::size_t i, std::size_t j) {
        std::vector<std::string> slopes = w.partials({i, j});
        for (std::size_t k = 1; k <= slopes.size(); ++k)
            slopes[k - 1] =
                less("diff(" + energy(i, j) + ", sigma[" + std::to_string(k) + "])", slopes[k - 1]);
        return slopes;
    });
    return result;
}

ClaimedQuantity determinant_of(Writer& writer) {
    if (writer.has_one_depth() && writer.width() > 2) {
        ClaimedQuantity result = writer.eigenvalues_of_entropy(writer.all_ranks());
        result.shape = ClaimedQuantity::Shape::scalar;
        result.is_product = true;
        return result;
    }
    if (writer.width() > 4)
        throw Unsupported("the determinant of more than four singular values needs a single --depth");
    writer.define_hessian();
    std::vector<std::size_t> rows;
    for (std::size_t i = 1; i <= writer.width(); ++i) rows.push_back(i);
    ClaimedQuantity result =
        with_forms(writer.scalar(writer.determinant(rows, 1)), {writer.determinant_forms()});
    result.signed_slopes = {writer.determinant_slopes()};
    return result;
}

struct Quantity {
    std::string_view name;
    ClaimedQuantity (*write)(Writer&);
};

constexpr std::array quantities{
    Quantity{"entropy",
             [](Writer& w) {
                 ClaimedQuantity entropy = w.with_entropy_written_out(
                     w.scalar(w.entropy()), w.entropy_tends_down(), w.entropy_tends_up(),
                     [](const std::string& text) { return text; });
                 entropy.slopes = w.slopes();
                 entropy.signed_slopes = {w.entropy_slopes()};
                 return entropy;
             }},
    Quantity{"gradient", gradient_of},
    Quantity{"hessian", hessian_of},
    Quantity{"determinant", determinant_of},
    Quantity{"riemannian-hessian", [](Writer& w) { return w.covariant_hessian(); }},
    Quantity{"hessian-max-eigenvalue", [](Writer& w) { return w.eigenvalues_of_entropy({w.width()}); }},
    Quantity{"hessian-min-eigenvalue", [](Writer& w) { return w.eigenvalues_of_entropy({1}); }},
    Quantity{"spectrum", [](Writer& w) { return w.eigenvalues_of_entropy(w.all_ranks()); }},
    Quantity{"modulus", [](Writer& w) { return with_sign_changed(w.eigenvalues_of_entropy({w.width()})); }},
    Quantity{"inertia",
             [](Writer& w) { return with_signs_counted(w.eigenvalues_of_entropy(w.all_ranks())); }},
    Quantity{"riemannian-max-eigenvalue", [](Writer& w) { return w.eigenvalues_of_metric({w.width()}); }},
    Quantity{"riemannian-min-eigenvalue", [](Writer& w) { return w.eigenvalues_of_metric({1}); }},
    Quantity{"riemannian-spectrum", [](Writer& w) { return w.eigenvalues_of_metric(w.all_ranks()); }},
    Quantity{"riemannian-inertia",
             [](Writer& w) { return with_signs_counted(w.eigenvalues_of_metric(w.all_ranks())); }},
    Quantity{"free-energy", [](Writer& w) { return w.free_energy(); }},
    Quantity{"free-energy-hessian", free_energy_hessian_of},
    Quantity{"free-energy-modulus", [](Writer& w) { return w.least_eigenvalue_of_free_energy(); }},
    Quantity{"metric", [](Writer& w) { return w.bounded_metric(); }},
    Quantity{"volume",
             [](Writer& w) {
                 return w.with_entropy_written_out(
                     w.scalar(w.volume(w.entropy())), w.entropy_tends_up(), w.entropy_tends_down(),
                     [&](const std::string& text) { return w.volume("(" + text + ")"); });
             }},
};

}  // namespace

ClaimedQuantity claimed_quantity(const std::string& name, const Model& model, const std::vector<BoxSide>& box,
                                 bool as_matrix) {
    const auto found =
        std::find_if(quantities.begin(), quantities.end(), [&](const Quantity& q) { return q.name == name; });
    if (found == quantities.end()) {
        if (name.ends_with("@equilibrium"))
            throw InputError("'" + name + "': the equilibrium is a point, not a box; dlncert eval " + name +
                             " encloses the value there, without --box");
        std::string known;
        for (const Quantity& q : quantities) known += (known.empty() ? "" : ", ") + std::string(q.name);
        throw InputError("'" + name + "' is neither a claim file (*.claim) nor a QUANTITY; known are " +
                         known);
    }
    Writer writer(model, box);
    ClaimedQuantity quantity = found->write(writer);
    if (!quantity.matrix.empty() && !as_matrix && has_plane_expressions(quantity, model.require_depth(), box))
        write_out_plane(quantity);
    if (!quantity.matrix.empty() && model.require_depth().kind == Depth::Kind::integers)
        throw Unsupported(
            "bound takes one depth or an interval of reciprocal depths for eigenvalues; write "
            "--depth 3, --depth inf or --depth real:[0,1/3]");
    return quantity;
}

}  // namespace dlncert::command
