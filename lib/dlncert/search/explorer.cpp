#include <bit>
#include <cmath>
#include <dlncert/search/explorer.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

using detail::infinite;
using Kind = Token::Kind;

/// Whether a sign certainly is, or certainly is not, as the relation says of left − right.
bool holds(const Estimate& x, Relation relation) {
    switch (relation) {
        case Relation::less:
            return x.hi() < 0;
        case Relation::less_equal:
            return x.hi() <= 0;
        case Relation::greater:
            return x.lo() > 0;
        case Relation::greater_equal:
            return x.lo() >= 0;
        default:
            return x.lo() == 0 && x.hi() == 0;
    }
}
bool fails(const Estimate& x, Relation relation) {
    switch (relation) {
        case Relation::less:
            return x.lo() >= 0;
        case Relation::less_equal:
            return x.lo() > 0;
        case Relation::greater:
            return x.hi() <= 0;
        case Relation::greater_equal:
            return x.hi() < 0;
        default:
            return x.lo() > 0 || x.hi() < 0;
    }
}

/// How much f may change along a side.
double effect_of(const Estimate& slope, const Estimate& side) {
    const double size = std::max(std::fabs(slope.lo()), std::fabs(slope.hi()));
    const double effect = size * (side.hi() - side.lo());
    return effect == effect ? effect : infinite;
}

/// An order among sides with an unbounded effect: the infinite before the finite, those that have been cut
/// less before others, so that each has its turn.
double unbounded_effect(const Estimate& side) {
    const double width = side.hi() - side.lo();
    if (width < infinite) return 1e300 * std::min(width, 1e6);
    if (side.lo() == -infinite && side.hi() == infinite) return 1e308;
    const double end = std::fabs(side.lo() == -infinite ? side.hi() : side.lo());
    return 1e306 * (1 + 1 / (1 + end));
}

/// Too narrow for doubles to tell its ends apart by a margin.
bool is_tiny(const Estimate& side) {
    const double width = side.hi() - side.lo();
    return width < infinite &&
           (width <= 0x1p-46 * std::max(std::fabs(side.lo()), std::fabs(side.hi())) || width < 1e-290);
}

}  // namespace

// ---- the problem

CompiledProblem::CompiledProblem(const SubdivisionProblem& p) : problem(&p), function(p.function, p.names) {
    for (const Formula& hypothesis : p.hypotheses)
        if (auto compiled = compile(hypothesis)) hypotheses.push_back(std::move(*compiled));
}

std::optional<CompiledFormula> CompiledProblem::compile(const Formula& formula) {
    CompiledFormula result{.kind = formula.kind, .condition = conditions.size(), .parts = {}};
    if (formula.kind == Formula::Kind::comparison) {
        const Comparison& c = formula.comparison;
        try {
            conditions.push_back(
                {Program(Expression::node(Op::sub, {c.left, c.right}), problem->names), c.relation});
        } catch (const Unsupported&) {
            return std::nullopt;
        }
        return result;
    }
    for (const Formula& part : formula.parts) {
        auto compiled = compile(part);
        if (!compiled) return std::nullopt;
        result.parts.push_back(std::move(*compiled));
    }
    return result;
}

// ---- boxes

Explorer::Explorer(const CompiledProblem& problem)
    : problem_(problem),
      sides_(problem.function.variables()),
      effects_(sides_.size()),
      open_sides_(sides_.size()),
      middle_(sides_.size()),
      closed_(problem.function, problem.problem->strict, 53),
      open_(problem.function, problem.problem->strict, 53) {
    for (const Condition& condition : problem.conditions) conditions_.emplace_back(condition.program, 53);
}

bool Explorer::certainly_not(const CompiledFormula& formula) {
    const auto part = [this](const CompiledFormula& f) { return certainly_not(f); };
    if (formula.kind == Formula::Kind::all)
        return std::any_of(formula.parts.begin(), formula.parts.end(), part);
    if (formula.kind == Formula::Kind::any)
        return std::all_of(formula.parts.begin(), formula.parts.end(), part);
    return fails(conditions_[formula.condition].value(), problem_.conditions[formula.condition].relation);
}

bool Explorer::certainly_true(const CompiledFormula& formula) {
    const auto part = [this](const CompiledFormula& f) { return certainly_true(f); };
    if (formula.kind == Formula::Kind::all)
        return std::all_of(formula.parts.begin(), formula.parts.end(), part);
    if (formula.kind == Formula::Kind::any)
        return std::any_of(formula.parts.begin(), formula.parts.end(), part);
    const auto& pass = conditions_[formula.condition];
    return pass.status().defined && holds(pass.value(), problem_.conditions[formula.condition].relation);
}

bool Explorer::is_outside(std::span<const Estimate> box) {
    for (auto& condition : conditions_) condition(box);
    return std::any_of(problem_.hypotheses.begin(), problem_.hypotheses.end(),
                       [this](const CompiledFormula& f) { return certainly_not(f); });
}

/// At the middle, where f seems to be wrong.
bool Explorer::is_counterexample() {
    if (problem_.hypotheses.size() < problem_.problem->hypotheses.size()) return false;
    for (std::size_t i = 0; i < sides_.size(); ++i) middle_[i] = midpoint_of(sides_[i]);
    for (auto& condition : conditions_) condition(middle_);
    return std::all_of(problem_.hypotheses.begin(), problem_.hypotheses.end(),
                       [this](const CompiledFormula& f) { return certainly_true(f); });
}

template <class N>
bool Explorer::show_smooth(Methods<N>& methods, bool bounded, Experience& experience, Decision& decision) {
    const auto leaf = [&](Kind kind, Experience::Method& method, bool success) {
        method.count(success);
        if (success) decision.token = Token::leaf(kind);
        return success;
    };
    const bool monotone_first = experience.monotone.rate() > experience.mean_value.rate();
    const auto monotone = [&] {
        const auto shown = methods.monotone_shows();
        return shown && leaf(Kind::monotone, experience.monotone, *shown);
    };
    if (monotone_first && monotone()) return true;
    if (bounded) {
        const N centre = methods.middle();
        decision.candidate = methods.elsewhere().defined &&
                             (problem_.problem->strict ? centre.hi() <= 0 : centre.hi() < 0) &&
                             is_counterexample();
        if (decision.candidate) return false;
        const N bound = methods.mean_value(centre);
        if (bound.lo() > decision.bound) decision.bound = bound.lo();
        if (leaf(Kind::mean_value, experience.mean_value, methods.shows(bound))) return true;
    }
    return !monotone_first && monotone();
}

template <class N>
bool Explorer::show(Methods<N>& methods, std::span<const N> box, Experience& experience, Decision& decision) {
    decision.bound = methods.natural(box).lo();
    if (methods.natural_shows()) {
        decision.token = Token::leaf(Kind::natural);
        return true;
    }
    const bool bounded = std::all_of(box.begin(), box.end(),
                                     [](const N& x) { return x.lo() > -infinite && x.hi() < infinite; });
    const bool smooth = methods.status().defined && methods.status().smooth;
    if (smooth && show_smooth(methods, bounded, experience, decision)) return true;
    for (std::size_t i = 0; i < box.size(); ++i)
        effects_[i] = smooth ? detail::plain(methods.gradient()[i]) : Estimate(-1, 1);
    if (!smooth && bounded) {
        const N centre = methods.middle();
        decision.candidate = methods.elsewhere().defined &&
                             (problem_.problem->strict ? centre.hi() <= 0 : centre.hi() < 0) &&
                             is_counterexample();
    }
    return false;
}

Explorer::Decision Explorer::operator()(std::span<const Part> box, int depth, Experience& experience) {
    ++experience.boxes;
    bool touches = false;
    for (std::size_t i = 0; i < box.size(); ++i) {
        sides_[i] = box[i].estimate();
        touches = touches || box[i].lower_open() || box[i].upper_open();
    }
    Decision decision;
    if (!conditions_.empty() && is_outside(sides_)) {
        decision.token = Token::leaf(Kind::outside);
        decision.bound = infinite;
        return decision;
    }
    if (show(closed_, std::span<const Estimate>(sides_), experience, decision) || decision.candidate)
        return decision;
    const bool lost = !closed_.status().defined || !closed_.status().smooth || closed_.value().lo() == 0;
    if (touches && (lost || decision.bound == 0)) {
        for (std::size_t i = 0; i < box.size(); ++i)
            open_sides_[i] = Open<Estimate>(sides_[i], box[i].lower_open(), box[i].upper_open());
        if (show(open_, std::span<const Open<Estimate>>(open_sides_), experience, decision) ||
            decision.candidate)
            return decision;
    }
    decision.token = choose_cut(box, depth);
    return decision;
}

std::optional<std::size_t> Explorer::widest(std::span<const Part> box, int depth) const {
    std::optional<std::size_t> best;
    double most = -1;
    const bool by_width = depth % static_cast<int>(2 * box.size() + 1) == static_cast<int>(2 * box.size());
    for (std::size_t i = 0; i < box.size(); ++i) {
        if (is_tiny(sides_[i])) continue;
        const double width = sides_[i].hi() - sides_[i].lo();
        double effect = by_width ? width : effect_of(effects_[i], sides_[i]);
        if (effect > 0 && (width == infinite || effect == infinite)) effect = unbounded_effect(sides_[i]);
        if (effect > most) {
            most = effect;
            best = i;
        }
    }
    return best;
}

Token Explorer::choose_cut(std::span<const Part> box, int depth) {
    const auto chosen = widest(box, depth);
    if (!chosen || depth > 2000) return Token::leaf(Kind::open);
    const Part& part = box[*chosen];
    if (part.lower_infinite() && part.upper_infinite()) return Token::cut(*chosen, 1, 2);
    if (!part.lower_infinite() && !part.upper_infinite()) return Token::cut(*chosen, 1, 2);
    // [a, ∞) is cut at a + 2^k with 2^k near |a|, so that the bounded parts grow geometrically.
    const double end = part.lower_infinite() ? sides_[*chosen].hi() : sides_[*chosen].lo();
    const int k = std::clamp(std::fabs(end) < 1 ? 0 : std::ilogb(end), 0, 30);
    const std::uint32_t step = 1U << static_cast<unsigned>(k);
    return part.lower_infinite() ? Token::cut(*chosen, 1, step + 1) : Token::cut(*chosen, step, step + 1);
}

}  // namespace dlncert
