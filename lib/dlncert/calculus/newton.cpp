#include <algorithm>
#include <dlncert/arith/ball.hpp>
#include <dlncert/arith/interval.hpp>
#include <dlncert/calculus/newton.hpp>
#include <dlncert/statement/error.hpp>
#include <optional>

namespace dlncert {
namespace {

template <class T>
using Vector = std::vector<T>;

/// n×n by rows.
template <class T>
struct Square {
    std::size_t n;
    Vector<T> entries;
    [[nodiscard]] const T& operator()(std::size_t i, std::size_t j) const { return entries[i * n + j]; }
    [[nodiscard]] T& operator()(std::size_t i, std::size_t j) { return entries[i * n + j]; }
};

template <class T>
bool least_is(const Vector<Decorated<T>>& x, Definedness what) {
    return std::all_of(x.begin(), x.end(), [&](const auto& v) { return v.definedness() >= what; });
}

template <class T>
Vector<T> values_of(const Vector<Decorated<T>>& x) {
    Vector<T> result;
    for (const auto& v : x) result.push_back(v.value());
    return result;
}

template <class T>
Vector<T> middle_of(const Vector<T>& box) {
    Vector<T> result;
    for (const T& x : box) result.push_back(midpoint(x));
    return result;
}

template <class T>
bool all_bounded(const Vector<T>& box) {
    return std::all_of(box.begin(), box.end(), [](const T& x) { return is_bounded(x); });
}

/// The unit matrix after the same row operations as turn the middle of A to the unit matrix (Gauss and
/// Jordan), each result replaced by its middle: near the inverse, believed by nobody.
template <class T>
Square<T> approximate_inverse(const Square<T>& A, long precision) {
    const std::size_t n = A.n;
    Square<T> a{n, middle_of(A.entries)}, y{n, Vector<T>(n * n, T::from(0L, precision))};
    for (std::size_t i = 0; i < n; ++i) y(i, i) = T::from(1L, precision);
    for (std::size_t k = 0; k < n; ++k) {
        std::size_t pivot = k;
        for (std::size_t i = k + 1; i < n; ++i)
            if (magnitude(a(i, k)) > magnitude(a(pivot, k))) pivot = i;
        if (!certainly_nonzero(a(pivot, k))) continue;
        for (std::size_t j = 0; j < n; ++j) {
            std::swap(a(k, j), a(pivot, j));
            std::swap(y(k, j), y(pivot, j));
        }
        const T scale = a(k, k);
        for (std::size_t j = 0; j < n; ++j) {
            a(k, j) = midpoint(a(k, j) / scale);
            y(k, j) = midpoint(y(k, j) / scale);
        }
        for (std::size_t i = 0; i < n; ++i) {
            if (i == k) continue;
            const T factor = a(i, k);
            for (std::size_t j = 0; j < n; ++j) {
                a(i, j) = midpoint(a(i, j) - factor * a(k, j));
                y(i, j) = midpoint(y(i, j) - factor * y(k, j));
            }
        }
    }
    return y;
}

/// On a box X on which F is differentiable: by the mean value theorem each component of Y F(x) is that of
/// Y F(c) + A (x − c) for some matrix of A, x in X.
template <class T>
struct MeanValueForm {
    Vector<T> centre, image;  ///< c, Y F(c)
    Square<T> slope;          ///< A = Y F'(X)
};

template <class T>
std::optional<MeanValueForm<T>> mean_value_form(const DifferentiableSystem<T>& F, const Vector<T>& X) {
    if (X.empty() || !all_bounded(X)) return std::nullopt;
    const auto range = F.values(X);
    const auto derivative = F.jacobian(X);
    if (!least_is(range, Definedness::differentiable) || !least_is(derivative, Definedness::defined))
        return std::nullopt;
    const std::size_t n = X.size();
    const Square<T> J{n, values_of(derivative)};
    if (!all_bounded(J.entries)) return std::nullopt;
    // A middle that was rounded out of the box would void the mean value theorem.
    Vector<T> c = middle_of(X);
    for (std::size_t i = 0; i < n; ++i)
        if (!subset(c[i], X[i])) return std::nullopt;
    const auto at_centre = F.values(c);
    if (!least_is(at_centre, Definedness::defined)) return std::nullopt;
    const long precision = X[0].precision();
    const Square<T> Y = approximate_inverse(J, precision);
    const T zero = T::from(0L, precision);
    MeanValueForm<T> form{std::move(c), Vector<T>(n, zero), {n, Vector<T>(n * n, zero)}};
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < n; ++k) {
            form.image[i] += Y(i, k) * at_centre[k].value();
            for (std::size_t j = 0; j < n; ++j) form.slope(i, j) += Y(i, k) * J(k, j);
        }
    return form;
}

/// The part of x in `next`, rounded outward, but never out of x: there might be other zeros.
template <class T>
T narrowed(const T& x, const T& next) {
    const T both = subset(next, x) ? next : intersection(next, x);
    return subset(both, x) ? both : x;
}

template <class T>
NewtonStep<T> nothing_known(const Vector<T>& X) {
    return {ZeroCount::unknown, X};
}

}  // namespace

template <VerifiedReal T>
NewtonStep<T> newton_step(const DifferentiableSystem<T>& F, const std::vector<T>& X) {
    const auto form = mean_value_form(F, X);
    if (!form) return nothing_known(X);
    const auto& [c, image, A] = *form;
    NewtonStep<T> result{ZeroCount::unknown, X};
    for (std::size_t i = 0; i < X.size(); ++i) {
        // A zero x has 0 = (Y F(c))_i + Σ_j A_ij (x_j − c_j), also for the x_j as narrowed so far.
        if (!certainly_nonzero(A(i, i))) continue;
        T sum = image[i];
        for (std::size_t j = 0; j < X.size(); ++j)
            if (j != i) sum += A(i, j) * (result.box[j] - c[j]);
        const T next = c[i] - sum / A(i, i);
        // n = 1, f' > 0 (else take −f), m = min f' and, say, f(c) ≥ 0: next ⊂ X has c − f(c)/m ≥ a = min X,
        // so f(c) ≤ m (c − a) ≤ f(c) − f(a): f changes its sign between a and c, and increases.
        if (X.size() == 1 && subset(next, X[0])) result.zeros = ZeroCount::one;
        result.box[i] = narrowed(result.box[i], next);
        if (is_empty(result.box[i])) return {ZeroCount::none, {}};
    }
    return result;
}

template <VerifiedReal T>
NewtonStep<T> krawczyk_step(const DifferentiableSystem<T>& F, const std::vector<T>& X) {
    const auto form = mean_value_form(F, X);
    if (!form) return nothing_known(X);
    const auto& [c, image, A] = *form;
    const std::size_t n = X.size();
    // K ⊂ int X: x ↦ x − Y F(x) maps X into K, so it has a fixed point (Brouwer). The width of K_i is at
    // least the sum of |1 − A|_ij times the widths of X_j, as 0 lies in X − c, and less than that of X_i: so
    // the norm of 1 − A, with these weights, is below 1. Hence all matrices in A are regular, and so is Y: a
    // fixed point is a zero of F. Two zeros x, z have A (x − z) ∋ 0, so x = z.
    bool inside = true;
    NewtonStep<T> result{ZeroCount::unknown, X};
    for (std::size_t i = 0; i < n; ++i) {
        T image_of_box = c[i] - image[i];
        for (std::size_t j = 0; j < n; ++j) image_of_box += ((i == j ? 1L : 0L) - A(i, j)) * (X[j] - c[j]);
        inside = inside && interior(image_of_box, X[i]);
        result.box[i] = narrowed(X[i], image_of_box);
        if (is_empty(result.box[i])) return {ZeroCount::none, {}};
    }
    if (inside) result.zeros = ZeroCount::one;
    return result;
}

namespace {

template <class T>
bool all_subset(const Vector<T>& inner, const Vector<T>& outer) {
    return std::equal(inner.begin(), inner.end(), outer.begin(),
                      [](const T& a, const T& b) { return subset(a, b); });
}

template <class T>
bool are_disjoint(const Vector<T>& a, const Vector<T>& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        if (disjoint(a[i], b[i])) return true;
    return false;
}

/// Some component is 0 nowhere on the box.
template <class T>
bool excludes(const DifferentiableSystem<T>& F, const Vector<T>& box) {
    const auto ranges = F.values(box);
    return std::any_of(ranges.begin(), ranges.end(), [](const Decorated<T>& range) {
        return is_empty(range.value()) || certainly_nonzero(range.value());
    });
}

/// For decisions that may be wrong.
template <class T>
double size_of(const T& x) {
    return round_up(width(x));
}

/// Narrower by a quarter at least, in one coordinate or another that is not sharp already: to its precision,
/// or about the zero 0, for which no precision is too high.
template <class T>
bool is_narrower(const Vector<T>& a, const Vector<T>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Rational before = width(b[i]).value();
        const long precision = b[i].precision();
        const bool sharp = before <= power_of_two(-precision) * magnitude(b[i]).value() ||
                           before <= power_of_two(-std::max(4 * precision, 4096L));
        if (!sharp && 4 * width(a[i]).value() < 3 * before) return true;
    }
    return false;
}

/// The box and a tenth more on each side.
template <class T>
Vector<T> enlarged(const Vector<T>& box) {
    Vector<T> result;
    for (const T& x : box) {
        const Rational margin = width(x).value() / 10;
        const Rational least = lower(x).value(), greatest = upper(x).value();
        result.push_back(T::from(Rational(least - margin), Rational(greatest + margin), x.precision()));
    }
    return result;
}

/// The search of find_zeros.
template <class T>
class ZeroSearch {
  public:
    ZeroSearch(const DifferentiableSystem<T>& F, const Vector<T>& whole) : F_(F), whole_(whole) {}

    ZeroSet<T> operator()(std::size_t most) {
        open_.push_back(whole_);
        for (std::size_t count = 0; !open_.empty(); ++count) {
            Vector<T> box = std::move(open_.back());
            open_.pop_back();
            if (count >= most)
                found_.undecided.push_back(std::move(box));
            else
                look_at(std::move(box));
        }
        return std::move(found_);
    }

  private:
    void look_at(Vector<T> box) {
        for (;;) {
            if (is_known(box) || excludes(F_, box)) return;
            if (settled_by(box) || settled_by(enlarged(box))) return;
            NewtonStep<T> step = newton_step(F_, box);
            if (step.zeros == ZeroCount::none) return;
            if (!is_narrower(step.box, box)) return cut(step.box);
            box = std::move(step.box);
        }
    }

    bool is_known(const Vector<T>& box) const {
        return std::any_of(found_.zeros.begin(), found_.zeros.end(),
                           [&](const auto& zero) { return all_subset(box, zero.region); });
    }

    /// All zeros in the region are known now.
    bool settled_by(const Vector<T>& region) {
        const NewtonStep<T> step = krawczyk_step(F_, region);
        if (step.zeros == ZeroCount::none) return true;
        if (step.zeros != ZeroCount::one) return false;
        IsolatedZero<T> zero{refined(F_, step.box), region};
        if (are_disjoint(zero.box, whole_)) return true;
        if (!all_subset(zero.box, whole_)) return false;
        for (const auto& known : found_.zeros) {
            if (all_subset(known.box, zero.region) || all_subset(zero.box, known.region)) return true;
            if (!are_disjoint(known.box, zero.box)) return false;
        }
        found_.zeros.push_back(std::move(zero));
        return true;
    }

    /// Into halves of the widest side, relative to the whole; together they cover the box.
    void cut(const Vector<T>& box) {
        std::size_t widest = 0;
        double most = -1;
        for (std::size_t i = 0; i < box.size(); ++i) {
            const double relative = size_of(box[i]) / size_of(whole_[i]);
            if (relative > most) widest = i, most = relative;
        }
        const T& side = box[widest];
        // near the middle, where zeros do not lie unless someone means them to
        const Rational low = lower(side).value(), high = upper(side).value();
        const Rational at = low + (high - low) * Rational(33'023, 65'536);
        Vector<T> first = box, second = box;
        first[widest] = T::from(low, at, side.precision());
        second[widest] = T::from(at, high, side.precision());
        if (!(size_of(first[widest]) < size_of(side) && size_of(second[widest]) < size_of(side))) {
            found_.undecided.push_back(box);
            return;
        }
        open_.push_back(std::move(second));
        open_.push_back(std::move(first));
    }

    const DifferentiableSystem<T>& F_;
    Vector<T> whole_;
    Vector<Vector<T>> open_;
    ZeroSet<T> found_;
};

}  // namespace

template <VerifiedReal T>
ZeroSet<T> find_zeros(const DifferentiableSystem<T>& F, const std::vector<T>& box, std::size_t most_boxes) {
    if (box.empty() || !all_bounded(box)) throw InputError("zeros are looked for in a bounded box");
    return ZeroSearch<T>(F, box)(most_boxes);
}

template <VerifiedReal T>
std::vector<T> refined(const DifferentiableSystem<T>& F, std::vector<T> box) {
    for (;;) {
        NewtonStep<T> step = newton_step(F, box);
        if (step.zeros == ZeroCount::none || !is_narrower(step.box, box)) return box;
        box = std::move(step.box);
    }
}

#define DLNCERT_NEWTON(T)                                                                               \
    template NewtonStep<T> newton_step(const DifferentiableSystem<T>&, const std::vector<T>&);          \
    template NewtonStep<T> krawczyk_step(const DifferentiableSystem<T>&, const std::vector<T>&);        \
    template ZeroSet<T> find_zeros(const DifferentiableSystem<T>&, const std::vector<T>&, std::size_t); \
    template std::vector<T> refined(const DifferentiableSystem<T>&, std::vector<T>);
DLNCERT_NEWTON(Interval)
DLNCERT_NEWTON(Ball)
#undef DLNCERT_NEWTON

}  // namespace dlncert
