// No tree of leaves n, m, x, d proves a false claim: smooth functions, shifted until some of them are
// slightly negative somewhere, and trees that are made as a prover makes them, but for some leaves drawn at
// random.
#include <doctest/doctest.h>

#include <cmath>
#include <dlncert/checker/evaluator.hpp>
#include <dlncert/statement/formula.hpp>
#include <functional>
#include <sampling.hpp>

#include "proofs.hpp"

using namespace dlncert;
using namespace dlncert::checker;
using namespace dlncert::test;
using nlohmann::json;

namespace {

using Point = std::vector<double>;

/// A function twice: for the checker, and for samples.
struct Smooth {
    Expression expression;
    std::function<double(const Point&)> at;
};

Smooth operator+(const Smooth& f, const Smooth& g) {
    return {f.expression + g.expression, [=](const Point& p) { return f.at(p) + g.at(p); }};
}
Smooth operator*(const Smooth& f, const Smooth& g) {
    return {f.expression * g.expression, [=](const Point& p) { return f.at(p) * g.at(p); }};
}
Smooth power(const Smooth& f, int n) {
    return {pow(f.expression, n), [=](const Point& p) { return std::pow(f.at(p), n); }};
}
Smooth applied(Op op, double (*function)(double), const Smooth& f) {
    return {apply(op, f.expression), [=](const Point& p) { return function(f.at(p)); }};
}
Smooth number(const Rational& c) {
    return {Expression(c), [v = c.convert_to<double>()](const Point&) { return v; }};
}

const std::vector<std::string> names{"x", "y", "z"};

class Trial {
  public:
    Trial(Engine& engine, bool polynomial) : engine_(engine), polynomial_(polynomial) {
        const std::size_t n = 1 + below(3);
        for (std::size_t j = 0; j < n; ++j) {
            const Rational lower(static_cast<long>(below(9)) - 6, 4);
            const Rational size = below(20) == 0 ? Rational(0) : Rational(1 + static_cast<long>(below(8)), 4);
            box_.push_back({.lower = lower, .upper = lower + size});
        }
        function_ = term();
        for (std::size_t k = 1 + below(3); k-- > 0;) function_ = function_ + term();
        search();
    }

    /// Beyond the least value found by a share of the range.
    [[nodiscard]] Rational shift(double share) const {
        const double s = least_ + share * (1e-3 + greatest_ - least_);
        return Rational(std::llround(std::ldexp(s, 40)), power_of_two(40));
    }
    /// The value at a corner where it is least among the corners, if that is known exactly.
    [[nodiscard]] std::optional<Rational> at_corner() const {
        std::optional<Rational> best;
        for (unsigned corner = 0; corner < 1U << box_.size(); ++corner) {
            Box point;
            for (std::size_t j = 0; j < box_.size(); ++j) {
                const Rational& end = (corner >> j) % 2 ? box_[j].upper : box_[j].lower;
                point.push_back({.lower = end, .upper = end});
            }
            const Values value = evaluator(0).natural(point, 512)[0];
            if (value.lower.value != value.upper.value) return std::nullopt;
            if (!best || value.lower.value < *best) best = value.lower.value;
        }
        return best;
    }

    /// A proof that f > s, or an attempt.
    [[nodiscard]] json proof(const Rational& s) {
        cuts_ = 40;
        return attempt(evaluator(s), box_, 0);
    }
    [[nodiscard]] std::string claim(const Rational& s) const {
        std::string text = "for ";
        for (std::size_t j = 0; j < box_.size(); ++j)
            text += (j ? ", " : "") + names[j] + " in [" + to_string(box_[j].lower) + ", " +
                    to_string(box_[j].upper) + "]";
        return text + " prove " + to_string(function_.expression - Expression(s)) + " > 0";
    }
    /// The least value at many more points.
    double sampled() {
        for (int i = 0; i < 300; ++i) note(random_point());
        return least_;
    }

  private:
    std::size_t below(std::size_t n) { return engine_() % n; }
    [[nodiscard]] std::vector<std::string> used() const {
        return {names.begin(), names.begin() + std::ssize(box_)};
    }
    [[nodiscard]] Evaluator evaluator(const Rational& s) const {
        return {{function_.expression - Expression(s)}, used()};
    }

    /// A variable minus a multiple of 1/8, so that its critical points are where boxes are cut.
    Smooth shifted() {
        const std::size_t j = below(box_.size());
        return Smooth{Expression::variable(names[j]), [j](const Point& p) { return p[j]; }} +
               number(Rational(static_cast<long>(below(17)) - 8, 8));
    }
    Smooth term() {
        const Smooth c = number(Rational(static_cast<long>(below(9)) - 4, 4));
        switch (below(polynomial_ ? 4 : 7)) {
            case 0:
                return c * shifted();
            case 1:
                return power(shifted(), static_cast<int>(2 + below(3)));
            case 2:
                return c * shifted() * shifted();
            case 3:
                return c * power(shifted(), 2) * shifted();
            case 4:
                return c * applied(Op::exp, std::exp, shifted());
            case 5:
                return applied(Op::sin, std::sin, number(2) * shifted() + c * shifted());
            default:
                return shifted() * applied(Op::exp, std::exp, c * shifted());
        }
    }

    double real(const Side& side, double share) {
        const auto a = side.lower.convert_to<double>(), b = side.upper.convert_to<double>();
        return share >= 1 ? b : a + share * (b - a);
    }
    Point random_point() {
        Point p;
        for (const Side& side : box_)
            p.push_back(real(side, std::array{0.0, 1.0, static_cast<double>(below(1025)) / 1024,
                                              static_cast<double>(below(9)) / 8}
                                       .at(below(4))));
        return p;
    }
    double note(const Point& p) {
        const double value = function_.at(p);
        least_ = std::min(least_, value);
        greatest_ = std::max(greatest_, value);
        return value;
    }
    /// From random points, down by steps along the axes.
    void search() {
        for (int start = 0; start < 12; ++start) {
            Point p = random_point();
            double value = note(p);
            for (double step = 0.25; step > 1e-6;) {
                bool better = false;
                for (std::size_t j = 0; j < box_.size(); ++j)
                    for (const double by : {step, -step}) {
                        Point q = p;
                        q[j] = std::clamp(p[j] + by, real(box_[j], 0), real(box_[j], 1));
                        if (const double there = note(q); there < value) {
                            value = there;
                            p = q;
                            better = true;
                        }
                    }
                if (!better) step /= 4;
            }
        }
    }

    /// Whether the leaf is good on the box, by what the checker itself computes.
    static bool holds(const Evaluator& f, char method, const Box& box, const Box& whole) {
        if (method == 'n') return proves_positive(f.natural(box, 64)[0]);
        if (method == 'm') return proves_positive(f.mean_value(box, 64)[0]);
        const Values v = f.monotone(box, 64, method == 'd' ? &whole : nullptr)[0];
        return proves_positive(v) || v.nowhere;
    }
    json attempt(const Evaluator& f, const Box& whole, int depth) {
        std::string tree;
        json parts = json::array();
        grow(f, whole, whole, depth, tree, parts);
        json step = subdivide(tree);
        if (!parts.empty()) step["parts"] = parts;
        return step;
    }
    void grow(const Evaluator& f, const Box& box, const Box& whole, int depth, std::string& tree,
              json& parts) {
        const std::string methods = std::array{"d", "dn", "xd", "md", "nmx", "d"}.at(below(6));
        if (depth > 0 && below(25) == 0) {
            tree += "# ";
            parts.push_back(attempt(f, box, depth + 1));
            return;
        }
        for (const char method : methods)
            if (holds(f, method, box, whole)) {
                tree += std::string(1, below(500) == 0 ? "nmxd"[below(4)] : method) + "64 ";
                return;
            }
        const std::size_t j = below(box.size());
        if (cuts_ == 0 || depth > 9 || box[j].lower == box[j].upper) {
            tree += std::string(1, methods[0]) + "64 ";
            return;
        }
        --cuts_;
        const Rational at = below(4) == 0 ? Rational(1 + static_cast<long>(below(7)), 8) : Rational(1, 2);
        tree += names[j] + "@" + to_string(at) + " ";
        auto [low, high] = cut(box[j], at);
        for (const Side& half : {low, high}) {
            Box part = box;
            part[j] = half;
            grow(f, part, whole, depth + 1, tree, parts);
        }
    }

    Engine& engine_;
    bool polynomial_;
    Box box_;
    Smooth function_{Expression(0), nullptr};
    double least_ = INFINITY, greatest_ = -INFINITY;
    int cuts_ = 0;
};

}  // namespace

TEST_CASE("no tree proves a false claim") {
    Engine engine(seed());
    long tries = 0, accepted = 0, with_d = 0;
    for (long n = 0; n < samples(300); ++n) {
        Trial trial(engine, n % 2 == 0);
        struct Shift {
            Rational by;
            bool makes_false;
        };
        std::vector<Shift> shifts;
        for (const double share : {1e-5, 1e-3, 0.1}) shifts.push_back({trial.shift(share), true});
        for (const double share : {-1e-3, -0.02, -0.2}) shifts.push_back({trial.shift(share), false});
        if (const auto corner = trial.at_corner()) shifts.push_back({*corner, true});
        for (const Shift& shift : shifts) {
            const json proof = trial.proof(shift.by);
            const std::string claim = trial.claim(shift.by), said = verdict(claim, proof);
            tries += !shift.makes_false;
            if (said != "accepted") continue;
            CHECK_MESSAGE(!shift.makes_false, claim << " by " << proof.dump());
            CHECK_MESSAGE(trial.sampled() - shift.by.convert_to<double>() > -1e-7, claim);
            ++accepted;
            with_d += contains(proof.dump(), "d64");
        }
    }
    MESSAGE(accepted << " of " << tries << " claims that seem true are accepted, " << with_d
                     << " with leaves d");
    CHECK(accepted > tries / 4);
    CHECK(with_d > tries / 5);
}
