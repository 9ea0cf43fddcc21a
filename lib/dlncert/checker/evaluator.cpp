#include <dlncert/checker/evaluator.hpp>
#include <dlncert/checker/operations.hpp>
#include <dlncert/statement/error.hpp>
#include <map>
#include <optional>
#include <unordered_map>

namespace dlncert::checker {
namespace {

// ---- from expressions to steps

class Compiler {
  public:
    explicit Compiler(const std::vector<std::string>& variables) {
        for (std::size_t i = 0; i < variables.size(); ++i)
            variables_.emplace(variables[i], static_cast<int>(i));
    }

    int operator()(const Expression& e) {
        if (const auto found = done_.find(e.identity()); found != done_.end()) return found->second;
        const int index = share(step(e));
        done_.emplace(e.identity(), index);
        return index;
    }
    std::vector<Instruction> steps;

  private:
    Instruction step(const Expression& e) {
        Instruction result{.op = e.op(), .order = e.order(), .value = Rational(0)};
        switch (e.op()) {
            case Op::rational:
                result.value = e.value();
                return result;
            case Op::variable:
                return variable(e.name());
            case Op::element: {
                const auto index = rational_value(e.arg(0));
                if (!index) throw Unsupported("the index of " + e.name() + "[…] is not a constant");
                return variable(e.name() + "[" + to_string(*index) + "]");
            }
            case Op::sum:
            case Op::product:
            case Op::pair_sum:
                throw Unsupported("sums and products must be expanded before they are evaluated");
            case Op::langevin:
                if (e.order() < 0 || e.order() > max_langevin_order)
                    throw Unsupported("derivatives of L beyond the third are not evaluated");
                break;
            case Op::pow:
                if (const auto exponent = rational_value(e.arg(1))) {
                    if (abs(*exponent) > power_of_two(62)) throw Unsupported("an exponent beyond 2^62");
                    result.value = *exponent;
                    result.args[0] = (*this)(e.arg(0));
                    return result;
                }
                break;
            default:
                break;
        }
        for (std::size_t i = 0; i < e.args().size(); ++i) result.args.at(i) = (*this)(e.arg(i));
        return result;
    }

    Instruction variable(const std::string& name) const {
        const auto found = variables_.find(name);
        if (found == variables_.end()) throw InputError("'" + name + "' is not a variable of the box");
        return {.op = Op::variable, .variable = found->second, .value = Rational(0)};
    }

    /// Equal steps are one step.
    int share(Instruction step) {
        std::string key = to_string(step.value) + ' ' + std::to_string(static_cast<int>(step.op)) + ' ' +
                          std::to_string(step.order) + ' ' + std::to_string(step.variable);
        for (const int arg : step.args) key += ' ' + std::to_string(arg);
        const auto [found, added] = known_.emplace(std::move(key), static_cast<int>(steps.size()));
        if (added) steps.push_back(std::move(step));
        return found->second;
    }

    std::map<std::string, int> variables_;
    std::map<std::string, int> known_;
    std::unordered_map<const void*, int> done_;  // nodes of the caller's expressions, which outlive this
};

/// Gives back this thread's caches of MPFR's constants when the thread ends.
struct CacheGuard {
    ~CacheGuard() { mpfr_free_cache2(MPFR_FREE_LOCAL_CACHE); }
    void touch() const {}
};
thread_local const CacheGuard cache_guard;

template <int P>
Enclosure<P> enclose_side(const Side& side) {
    const Interval<P> lower =
        side.lower_infinite ? Interval<P>(Float<P>::infinity(-1)) : enclose<P>(side.lower);
    const Interval<P> upper =
        side.upper_infinite ? Interval<P>(Float<P>::infinity(1)) : enclose<P>(side.upper);
    // An end moved outward by rounding is not attained either.
    return {{lower.lower(), upper.upper()},
            side.lower_infinite || side.lower_open || !singleton(lower),
            side.upper_infinite || side.upper_open || !singleton(upper),
            true,
            true};
}

void check_box(const Box& box, std::size_t variables) {
    if (box.size() != variables)
        throw InputError("the box has " + std::to_string(box.size()) + " sides, the functions have " +
                         std::to_string(variables) + " variables");
    for (const Side& side : box)
        if (!side.lower_infinite && !side.upper_infinite &&
            (side.lower > side.upper || (side.lower == side.upper && (side.lower_open || side.upper_open))))
            throw InputError("the box is empty: it has a side from " + to_string(side.lower) + " to " +
                             to_string(side.upper));
}

void check_bounded_box(const Box& box, std::size_t variables) {
    check_box(box, variables);
    for (const Side& side : box)
        if (side.lower_infinite || side.upper_infinite)
            throw InputError(
                "the mean-value form needs a bounded box; substitute or split the unbounded variable");
}

/// The evaluation of some steps over one box.
template <int P>
class Pass {
  public:
    Pass(const std::vector<Instruction>& steps, const Box& box) : steps_(steps) {
        cache_guard.touch();
        for (const Side& side : box) variables_.push_back(enclose_side<P>(side));
    }

    /// All steps that step `last` needs; all steps there are, if it is negative.
    void run(int last = -1) {
        std::vector<bool> needed(steps_.size(), last < 0);
        if (last >= 0) needed[static_cast<std::size_t>(last)] = true;
        if (last >= 0)
            for (std::size_t i = steps_.size(); i-- > 0;)
                for (const int arg : steps_[i].args)
                    if (needed[i] && arg >= 0) needed[static_cast<std::size_t>(arg)] = true;
        tape_.assign(steps_.size(), nowhere<P>());
        for (std::size_t i = 0; i < steps_.size(); ++i)
            if (needed[i]) tape_[i] = value(i);
    }

    [[nodiscard]] const Enclosure<P>& operator[](int step) const {
        return tape_[static_cast<std::size_t>(step)];
    }

    /// The derivatives of every step in one variable, by the chain rule; none: the step does not depend on
    /// it.
    [[nodiscard]] std::vector<std::optional<Interval<P>>> derivatives(int variable) {
        std::vector<std::optional<Interval<P>>> result(steps_.size());
        partials_.resize(steps_.size());
        for (std::size_t i = 0; i < steps_.size(); ++i) {
            if (steps_[i].op == Op::variable && steps_[i].variable == variable) result[i] = Interval<P>(1);
            for (std::size_t k = 0; k < 3; ++k) {
                const int arg = steps_[i].args[k];
                if (arg < 0 || !result[static_cast<std::size_t>(arg)] || !tape_[i].differentiable) continue;
                const Interval<P> term = slope(i, k) * *result[static_cast<std::size_t>(arg)];
                result[i] = result[i] ? *result[i] + term : term;
            }
        }
        return result;
    }

  private:
    [[nodiscard]] Arguments<P> arguments(std::size_t i) const {
        Arguments<P> result{};
        for (std::size_t k = 0; k < result.size(); ++k)
            if (steps_[i].args[k] >= 0) result[k] = &tape_[static_cast<std::size_t>(steps_[i].args[k])];
        return result;
    }
    /// ∂(step i)/∂(its k-th argument), computed once; an empty answer would say nothing.
    [[nodiscard]] const Interval<P>& slope(std::size_t i, std::size_t k) {
        auto& known = partials_[i][k];
        if (!known) {
            const Instruction& step = steps_[i];
            known = partial(step.op, step.order, step.value, k, arguments(i), tape_[i]).range;
            if (boost::numeric::empty(*known)) known = Interval<P>::whole();
        }
        return *known;
    }
    [[nodiscard]] Enclosure<P> value(std::size_t i) const {
        const Instruction& step = steps_[i];
        return step.op == Op::variable ? variables_[static_cast<std::size_t>(step.variable)]
                                       : apply(step.op, step.order, step.value, arguments(i));
    }

    const std::vector<Instruction>& steps_;
    std::vector<Enclosure<P>> variables_, tape_;
    std::vector<std::array<std::optional<Interval<P>>, 3>> partials_;
};

// ---- from enclosures to bounds

/// The lower bound as a rational. One of modulus outside 2^±limit is replaced by a weaker one of reasonable
/// length.
template <int P>
Bound lower_bound(const Float<P>& value, bool strict) {
    constexpr long limit = 1L << 20;
    if (value.is_infinite()) return {.value = 0, .infinite = true, .strict = true};
    if (value.sign() != 0 && mpfr_get_exp(value.get()) > limit)
        return value.sign() > 0 ? Bound{.value = power_of_two(limit - 1), .strict = true}
                                : Bound{.infinite = true, .strict = true};
    if (value.sign() != 0 && mpfr_get_exp(value.get()) < -limit)
        return {.value = value.sign() > 0 ? Rational(0) : Rational(-power_of_two(-limit)), .strict = true};
    Bound result{.value = 0, .strict = strict};
    mpfr_get_q(result.value.backend().data(), value.get());
    return result;
}

template <int P>
Values to_values(const Enclosure<P>& x) {
    if (empty(x))
        return {.nowhere = true,
                .lower = {.infinite = true, .strict = true},
                .upper = {.infinite = true, .strict = true}};
    Values result{.defined = x.defined,
                  .differentiable = x.defined && x.differentiable,
                  .lower = lower_bound(x.range.lower(), x.lower_strict),
                  .upper = lower_bound<P>(-x.range.upper(), x.upper_strict)};
    result.upper.value = -result.upper.value;
    return result;
}

Values nothing_claimed(const Values& found) {
    return {.defined = found.defined,
            .differentiable = found.differentiable,
            .lower = {.infinite = true, .strict = true},
            .upper = {.infinite = true, .strict = true}};
}

/// The larger of two lower bounds (with −1 for upper bounds: the smaller); both hold.
Bound better(const Bound& a, const Bound& b, int sign = 1) {
    if (a.infinite || b.infinite) return a.infinite ? b : a;
    if (a.value == b.value) return {.value = a.value, .strict = a.strict || b.strict};
    return (a.value > b.value) == (sign > 0) ? a : b;
}

// ---- the evaluations

template <int P>
std::vector<Values> natural_at(const std::vector<Instruction>& steps, const std::vector<int>& results,
                               const Box& box) {
    Pass<P> pass(steps, box);
    pass.run();
    std::vector<Values> values;
    for (const int step : results) values.push_back(to_values(pass[step]));
    return values;
}

Box middle_of(const Box& box) {
    Box result;
    for (const Side& side : box) {
        const Rational c = (side.lower + side.upper) / 2;
        result.push_back({.lower = c, .upper = c});
    }
    return result;
}

template <int P>
std::vector<Values> mean_value_at(const std::vector<Instruction>& steps, const std::vector<int>& results,
                                  const Box& box) {
    Pass<P> pass(steps, box);
    pass.run();
    const Box centre = middle_of(box);
    Pass<P> middle(steps, centre);
    middle.run();
    // For x in the box the segment from c to x is in it, f is C¹ there: f(x) − f(c) = Σ ∂ⱼf(ξ)(xⱼ − cⱼ), |xⱼ
    // − cⱼ| ≤ radius.
    std::vector<Interval<P>> form;
    for (const int step : results) form.push_back(middle[step].range);
    for (std::size_t j = 0; j < box.size(); ++j) {
        const Interval<P> radius = enclose<P>(Rational((box[j].upper - box[j].lower) / 2));
        const auto slopes = pass.derivatives(static_cast<int>(j));
        for (std::size_t i = 0; i < results.size(); ++i)
            if (const auto& slope = slopes[static_cast<std::size_t>(results[i])])
                form[i] += *slope * boost::numeric::hull(radius, -radius);
    }
    std::vector<Values> values;
    for (std::size_t i = 0; i < results.size(); ++i) {
        Values found = to_values(pass[results[i]]);
        if (!found.differentiable || boost::numeric::empty(form[i])) {
            values.push_back(nothing_claimed(found));
            continue;
        }
        const Values second = to_values(constant(form[i]));
        found.lower = better(found.lower, second.lower);
        found.upper = better(found.upper, second.upper, -1);
        values.push_back(found);
    }
    return values;
}

template <int P>
Centred centred_at(const std::vector<Instruction>& steps, const std::vector<int>& results, const Box& box) {
    Centred found{.over_box = {}, .at_middle = natural_at<P>(steps, results, middle_of(box))};
    Pass<P> pass(steps, box);
    pass.run();
    for (const int step : results) found.over_box.push_back(to_values(pass[step]));
    for (std::size_t j = 0; j < box.size(); ++j) {
        const auto derivatives = pass.derivatives(static_cast<int>(j));
        auto& slopes = found.slopes.emplace_back();
        for (std::size_t i = 0; i < results.size(); ++i) {
            const auto& slope = derivatives[static_cast<std::size_t>(results[i])];
            const Values values = to_values(constant(slope.value_or(Interval<P>(0))));
            slopes.push_back(found.over_box[i].differentiable ? values : nothing_claimed({}));
        }
    }
    return found;
}

/// Of one step in the variables; none: it does not depend on it, or its side is a point.
template <int P>
using Gradient = std::vector<std::optional<Interval<P>>>;

template <int P>
Gradient<P> gradient_of(Pass<P>& pass, int step, const Box& box) {
    Gradient<P> result(box.size());
    for (std::size_t j = 0; j < box.size(); ++j)
        if (box[j].lower_infinite || box[j].upper_infinite || box[j].lower < box[j].upper)
            result[j] = pass.derivatives(static_cast<int>(j))[static_cast<std::size_t>(step)];
    return result;
}

/// Each variable goes to the end where the function is least, where its slope has a sign and that end is
/// finite; false: none does. `open`: one went to an end outside the box, along a slope that is never 0.
template <int P>
bool move_down(Box& box, const Gradient<P>& gradient, bool& open) {
    bool moved = false;
    for (std::size_t j = 0; j < box.size(); ++j) {
        if (!gradient[j]) continue;
        const Interval<P>& slope = *gradient[j];
        const Side side = box[j];
        const bool down = slope.lower().sign() >= 0 && !side.lower_infinite;
        if (!down && (slope.upper().sign() > 0 || side.upper_infinite)) continue;
        const bool strictly = down ? slope.lower().sign() > 0 : slope.upper().sign() < 0;
        open = open || (strictly && (down ? side.lower_open : side.upper_open));
        const Rational& end = down ? side.lower : side.upper;
        box[j] = {.lower = end, .upper = end};
        moved = true;
    }
    return moved;
}

/// Whether the function falls from every point of the box, along a slope that is never 0, towards other
/// points of the whole.
template <int P>
bool falls_within(const Box& whole, const Box& box, const Gradient<P>& gradient) {
    for (std::size_t j = 0; j < box.size(); ++j)
        if (gradient[j] && ((gradient[j]->lower().sign() > 0 && box[j].lower > whole[j].lower) ||
                            (gradient[j]->upper().sign() < 0 && box[j].upper < whole[j].upper)))
            return true;
    return false;
}

/// Where the centred form with slopes in [a, b], a < 0 < b, is greatest: at the share −a/(b − a) of the side
/// both ends lose the same (Baumann 1988). Rounded to 64 bits: the form holds about every centre.
template <int P>
Rational centre_of(const Side& side, const Interval<P>& slope) {
    if (slope.lower().sign() >= 0 || slope.upper().sign() <= 0) return side.lower;
    Float<P> share;
    mpfr_sub(share.get(), slope.upper().get(), slope.lower().get(), MPFR_RNDU);
    mpfr_div(share.get(), Float<P>(-slope.lower()).get(), share.get(), MPFR_RNDD);
    mpfr_mul_2ui(share.get(), share.get(), 64, MPFR_RNDD);
    Integer share64;
    mpfr_get_z(share64.backend().data(), share.get(), MPFR_RNDD);
    return side.lower + (side.upper - side.lower) * share64 * power_of_two(-64);
}

/// f(c) + Σ ∂ⱼf(box)·(boxⱼ − cⱼ), which contains f(x) for x in the box if f is C¹ on it: the segment from c
/// to x lies in it, but for c itself at an open end, where f is continuous if it is defined. None where a
/// side or a slope is infinite.
template <int P>
std::optional<Values> centred(const std::vector<Instruction>& steps, int step, const Box& box,
                              const Gradient<P>& gradient) {
    Box centre = box;
    Interval<P> form(0);
    for (std::size_t j = 0; j < box.size(); ++j) {
        if (!gradient[j]) continue;
        if (box[j].lower_infinite || box[j].upper_infinite || gradient[j]->lower().is_infinite() ||
            gradient[j]->upper().is_infinite())
            return std::nullopt;
        const Rational c = centre_of(box[j], *gradient[j]);
        centre[j] = {.lower = c, .upper = c};
        form += *gradient[j] * (enclose_side<P>(box[j]).range - enclose<P>(c));
    }
    Pass<P> pass(steps, centre);
    pass.run(step);
    form += pass[step].range;
    if (!pass[step].defined || boost::numeric::empty(form)) return std::nullopt;
    return to_values(constant(form));
}

/// The natural values of a step, and a lower bound by moving what is monotone, again on the face that is
/// left, and by the centred form there. Every operation is continuous on its domain: where the step is
/// defined on a moved box, its values there bound those on the box also when an end is open, and strictly
/// along a strict slope.
///
/// With a bounded closed whole on which the step is C¹: a lower bound where it is least on the whole, or
/// `nowhere`. A minimiser in the box has no slope > 0 but at the lower end of the whole, so that it lies on
/// the face; where a slope is only >= 0, the point of the face below it is a minimiser, too.
template <int P>
Values monotone_at(const std::vector<Instruction>& steps, int step, Box box, const Box* whole) {
    Values found;
    bool open = false;
    constexpr int most_rounds = 4;  // each takes a gradient: a chain of n variables would take n of them
    const auto improve = [&](Bound lower) {
        lower.strict = lower.strict || open;
        found.lower = better(found.lower, lower);
    };
    for (int round = 0;; ++round) {
        Pass<P> pass(steps, box);
        pass.run(step);
        const Values here = to_values(pass[step]);
        if (round == 0) found = here.differentiable ? here : nothing_claimed(here);
        if (round > 0 && here.defined) improve(here.lower);
        if (!here.differentiable || round == most_rounds) return found;
        const auto gradient = gradient_of(pass, step, box);
        found.nowhere = whole && falls_within(*whole, box, gradient);
        if (found.nowhere) return found;
        if (move_down(box, gradient, open)) continue;
        if (const auto form = centred(steps, step, box, gradient)) improve(form->lower);
        return found;
    }
}

}  // namespace

Evaluator::Evaluator(const std::vector<Expression>& functions, const std::vector<std::string>& variables)
    : variables_(variables.size()) {
    Compiler compiler(variables);
    for (const Expression& function : functions) results_.push_back(compiler(function));
    steps_ = std::move(compiler.steps);
}

std::vector<Values> Evaluator::natural(const Box& box, int precision) const {
    check_box(box, variables_);
    return at_precision(precision, [&]<int P>() { return natural_at<P>(steps_, results_, box); });
}

std::vector<Values> Evaluator::mean_value(const Box& box, int precision) const {
    check_bounded_box(box, variables_);
    return at_precision(precision, [&]<int P>() { return mean_value_at<P>(steps_, results_, box); });
}

Centred Evaluator::centred(const Box& box, int precision) const {
    check_bounded_box(box, variables_);
    return at_precision(precision, [&]<int P>() { return centred_at<P>(steps_, results_, box); });
}

std::vector<Values> Evaluator::monotone(const Box& box, int precision, const Box* whole) const {
    check_box(box, variables_);
    return at_precision(precision, [&]<int P>() {
        std::vector<Values> values;
        for (const int step : results_) values.push_back(monotone_at<P>(steps_, step, box, whole));
        return values;
    });
}

}  // namespace dlncert::checker
