#include <bit>
#include <cmath>
#include <dlncert/search/explorer.hpp>
#include <dlncert/statement/error.hpp>

namespace dlncert {
namespace {

using detail::infinite;
using Kind = TreeToken::Kind;

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
double effect_of(const Estimate& slope, double width) {
    const double effect = std::max(std::fabs(slope.lo()), std::fabs(slope.hi())) * width;
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

double width_of(const Part& part) {
    return part.frame->is_bounded() ? part.w * part.frame->width.hi() : infinite;
}

/// Too narrow for any precision of the ladder to be of use.
bool is_tiny(const Part& part, const Estimate& side) {
    const double width = width_of(part);
    return width < infinite &&
           (width <= 0x1p-300 * std::max(std::fabs(side.lo()), std::fabs(side.hi())) || width < 1e-290);
}

/// In one variable: the mean-value form loses up to r times half the width of f' over parts of radius r, so
/// on parts that are n times shorter n² times less; it may succeed where that is less than f; a
/// quarter more is allowed for the part where it is worst.
double pieces_needed(const Estimate& side, double centre, const Estimate& slope) {
    const double radius = 0.5 * (side.hi() - side.lo());
    const double loss = 0.5 * (slope.hi() - slope.lo()) * radius;
    const double most = centre + 0.5 * std::fabs(slope.hi() + slope.lo()) * radius;
    if (!(loss < 1e300 && most > 0)) return 2;
    return std::max(2.0, std::floor(std::sqrt(1.25 * loss / most)) + 1);
}

constexpr double most_pieces = Batch::most;

/// A Taylor form costs a dozen mean-value forms and more.
bool is_for_taylor(double pieces, const Experience& experience) {
    return pieces * experience.taylor.rate() >= 24;
}

}  // namespace

// ---- the problem

CompiledProblem::CompiledProblem(const SubdivisionProblem& p) : problem(&p), function(p.function, p.names) {
    for (const Formula& hypothesis : p.hypotheses)
        if (auto compiled = compile(hypothesis)) hypotheses.push_back(std::move(*compiled));
    if (p.whole && p.hypotheses.empty()) find_whole();
}

/// If the function is seen to be C¹ on it.
void CompiledProblem::find_whole() {
    const UpwardRounding scope;
    WholeBox ends;
    std::vector<Estimate> sides;
    for (const Side& side : *problem->whole) {
        if (!side.is_bounded() || side.lower_open || side.upper_open) return;
        ends.lower.push_back(Estimate::from(side.lower, 53));
        ends.upper.push_back(Estimate::from(side.upper, 53));
        sides.push_back(span(ends.lower.back(), ends.upper.back()));
    }
    Pass<Estimate> pass(function, 53);
    (void)pass(sides);
    if (pass.status().defined && pass.status().smooth) whole = std::move(ends);
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

Explorer::Explorer(const CompiledProblem& problem, bool precisely)
    : problem_(problem),
      precisely_(precisely),
      sides_(problem.function.variables()),
      effects_(sides_.size()),
      open_sides_(sides_.size()),
      middle_(sides_.size()),
      closed_(problem.function, problem.problem->strict, 53, problem.whole ? &*problem.whole : nullptr),
      open_(problem.function, problem.problem->strict, 53),
      batchable_(problem.conditions.empty() && Batch::supports(problem.function)) {
    for (const Condition& condition : problem.conditions) conditions_.emplace_back(condition.program, 53);
}

void Explorer::prepare(std::span<const Part> parts) {
    if (!batchable_ || parts.size() > Batch::most) return;
    if (!batch_) batch_.emplace(problem_.function);
    prepared_sides_.clear();
    for (const Part& part : parts) prepared_sides_.push_back(part.estimate());
    (*batch_)(prepared_sides_);
    for (std::size_t i = parts.size(); i-- > 0;)
        prepared_.push_back({parts[i], prepared_sides_[i], batch_->natural(i), batch_->mean_value(i),
                             batch_->centre(i), batch_->gradient(i)});
}

/// What is decided about a part that was prepared, as far as it is what would be decided without: a leaf by
/// the natural enclosure or the mean-value form, or a cut where f is positive at the middle and f' has no
/// sign, so that it is no candidate, and nothing is monotone.
std::optional<Explorer::Decision> Explorer::decide_prepared(std::span<const Part> box, int depth,
                                                            Experience& experience) {
    if (prepared_.empty() || !(prepared_.back().part == box[0])) return std::nullopt;
    const Prepared found = prepared_.back();
    prepared_.pop_back();
    Decision decision;
    decision.bound = found.natural.lo();
    if (closed_.shows(found.natural)) {
        ++experience.boxes;
        decision.token = TreeToken::leaf(Kind::natural);
        return decision;
    }
    decision.bound = std::max(found.natural.lo(), found.mean_value.lo());
    if (closed_.shows(found.mean_value)) {
        ++experience.boxes;
        experience.mean_value.count(true);
        decision.token = TreeToken::leaf(Kind::mean_value);
        return decision;
    }
    const bool clear = found.centre.lo() > 0 && found.slope.lo() < 0 && found.slope.hi() > 0;
    const bool touches_zero = found.natural.lo() == 0 || decision.bound == 0;
    if (!clear || touches_zero || depth > most_cuts() || is_tiny(found.part, found.side)) return std::nullopt;
    const double pieces = pieces_needed(found.side, found.centre.lo(), found.slope);
    if (is_for_taylor(pieces, experience)) return std::nullopt;
    ++experience.boxes;
    experience.mean_value.count(false);
    decision.token = TreeToken::cut(0, 1, 2);
    decision.pieces = static_cast<int>(std::min(pieces, most_pieces));
    return decision;
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

/// True if it is a candidate.
template <class N>
bool Explorer::look_at_middle(const Methods<N>& methods, const N& centre, Decision& decision) {
    if (!methods.elsewhere().defined) return false;
    const bool wrong = problem_.problem->strict ? centre.hi() <= 0 : centre.hi() < 0;
    decision.candidate = wrong && is_counterexample();
    undecided_ = !wrong && !(centre.lo() > 0);
    return decision.candidate;
}

template <class N>
bool Explorer::show_smooth(Methods<N>& methods, bool bounded, Experience& experience, Decision& decision) {
    const auto leaf = [&](Kind kind, Experience::Method& method, bool success) {
        method.count(success);
        if (success) decision.token = TreeToken::leaf(kind);
        return success;
    };
    const bool monotone_first = experience.monotone.rate() > experience.mean_value.rate();
    const auto monotone = [&] {
        const bool shown = methods.monotone_shows();
        if (shown) decision.bound = methods.falls() ? detail::infinite : methods.bound_elsewhere().lo();
        return leaf(methods.falls() ? Kind::least : Kind::monotone, experience.monotone, shown);
    };
    if (monotone_first && monotone()) return true;
    double pieces = 2;
    if (bounded) {
        const N centre = methods.middle();
        if (look_at_middle(methods, centre, decision)) return false;
        const N bound = methods.mean_value(centre);
        decision.bound = std::max(decision.bound, bound.lo());
        if (leaf(Kind::mean_value, experience.mean_value, methods.shows(bound))) return true;
        if (sides_.size() == 1)
            pieces = pieces_needed(sides_[0], centre.lo(), detail::plain(methods.gradient()[0]));
    }
    if (!monotone_first && monotone()) return true;
    decision.pieces = static_cast<int>(std::min(pieces, most_pieces));
    if (!is_for_taylor(pieces, experience)) return false;
    const bool shown = show_by_taylor(decision);
    experience.taylor.count(shown);
    return shown;
}

/// f(c) + Σ_{1≤j<k} c_j h^j + c_k(box) h^k, |h| ≤ radius, as the checker bounds it; the orders from low to
/// high.
bool Explorer::show_by_taylor(Decision& decision) {
    if (!box_jets_) {
        box_jets_ = std::make_unique<Jets<Estimate>>(problem_.function, 0, taylor_order, 53);
        middle_jets_ = std::make_unique<Jets<Estimate>>(problem_.function, 0, taylor_order, 53);
    }
    middle_[0] = midpoint_of(sides_[0]);
    const auto on_box = (*box_jets_)(sides_);
    const auto at_middle = (*middle_jets_)(middle_);
    const double radius = (sides_[0].hi() - sides_[0].lo()) * (0.5 + 0x1p-40);
    const auto least = [](const Estimate& c, std::size_t k) {
        return k % 2 == 0 ? std::min(c.lo(), 0.0) : std::min({c.lo(), -c.hi(), 0.0});
    };
    double sum = at_middle[0].lo();
    double weight = radius;
    for (std::size_t k = 1; k <= taylor_order && sum > 0; ++k, weight *= radius) {
        if (k > 1 && sum + weight * least(on_box[k], k) > 0 && confirms(k, sum, weight)) {
            decision.bound = sum + weight * least(on_box[k], k);
            decision.token = TreeToken::leaf(Kind::taylor, 64, static_cast<int>(k));
            return true;
        }
        sum += weight * least(at_middle[k], k);
    }
    return false;
}

/// The same with the derivative that the checker takes, by symbols. `sum` is what the lower orders leave.
bool Explorer::confirms(std::size_t order, double sum, double weight) {
    if (derivatives_.empty()) derivatives_.push_back(problem_.problem->function);
    try {
        const Expression variable = Expression::variable(problem_.problem->names[0]);
        while (derivatives_.size() <= order) {
            if (derivatives_.back().tree_size() > 100'000) return false;
            derivatives_.push_back(derivative(derivatives_.back(), variable));
        }
        derivative_passes_.resize(std::max(derivative_passes_.size(), order + 1));
        auto& entry = derivative_passes_[order];
        if (!entry) {
            Program program(derivatives_[order], problem_.problem->names);
            entry =
                std::make_unique<std::pair<Program, Pass<Estimate>>>(program, Pass<Estimate>(program, 53));
            entry->second.rebind(entry->first);
        }
        const Estimate value = entry->second(sides_);
        const double scale = weight / std::tgamma(static_cast<double>(order) + 1) * (1 + 0x1p-40);
        const double low =
            order % 2 == 0 ? std::min(value.lo(), 0.0) : std::min({value.lo(), -value.hi(), 0.0});
        return entry->second.status().defined && sum * (1 - 0x1p-40) + scale * low > 0;
    } catch (const Unsupported&) {
        return false;
    }
}

template <class N>
bool Explorer::show(Methods<N>& methods, std::span<const N> box, Experience& experience, Decision& decision) {
    decision.bound = methods.natural(box).lo();
    if (methods.natural_shows()) {
        decision.token = TreeToken::leaf(Kind::natural);
        return true;
    }
    const bool bounded = std::all_of(box.begin(), box.end(),
                                     [](const N& x) { return x.lo() > -infinite && x.hi() < infinite; });
    const bool smooth = methods.status().defined && methods.status().smooth;
    undecided_ = false;
    if (smooth && show_smooth(methods, bounded, experience, decision)) return true;
    for (std::size_t i = 0; i < box.size(); ++i)
        effects_[i] = smooth ? detail::plain(methods.gradient()[i]) : Estimate(-1, 1);
    if (!smooth && bounded) {
        const N centre = methods.middle();
        look_at_middle(methods, centre, decision);
    }
    return false;
}

// ---- where doubles cannot decide

template <class N>
bool Explorer::show_precisely(Methods<N>& methods, long precision, Decision& decision, bool& decided) {
    const auto leaf = [&](Kind kind) {
        decision.token = TreeToken::leaf(kind, static_cast<int>(precision));
        return true;
    };
    if (methods.natural_shows()) return leaf(Kind::natural);
    const N centre = methods.middle();
    decided = !methods.elsewhere().defined || centre.lo() > 0 || centre.hi() < 0;
    if (look_at_middle(methods, centre, decision) || !methods.elsewhere().defined) return false;
    if (!methods.status().defined || !methods.status().smooth) return false;
    for (std::size_t i = 0; i < effects_.size(); ++i)
        effects_[i] = detail::plain(methods.gradient()[i]).estimate();
    const N bound = methods.mean_value(centre);
    decision.bound = std::max(decision.bound, detail::plain(bound).estimate().lo());
    if (methods.shows(bound)) return leaf(Kind::mean_value);
    return methods.monotone_shows() && leaf(Kind::monotone);
}

/// By the least precision at which f at the middle has a sign.
bool Explorer::show_precisely(std::span<const Part> box, Decision& decision) {
    constexpr std::array<long, 5> ladder{128, 256, 512, 1024, 2048};
    constexpr long slack = 8;  // bits that the checker has more
    precise_.resize(ladder.size());
    for (std::size_t level = 0; level < ladder.size(); ++level) {
        const long precision = ladder[level] - slack;
        auto& methods = precise_[level];
        if (!methods)
            methods = std::make_unique<Methods<Open<Precise>>>(problem_.function, problem_.problem->strict,
                                                               precision);
        std::vector<Open<Precise>> sides;
        for (const Part& part : box) {
            const Side side = part.side();
            if (side.lower_infinite || side.upper_infinite) return false;
            sides.emplace_back(
                span(Precise::from(side.lower, precision), Precise::from(side.upper, precision)),
                part.lower_open(), part.upper_open());
        }
        bool decided = false;
        methods->natural(sides);
        if (show_precisely(*methods, ladder[level], decision, decided)) return true;
        if (decided) return false;
    }
    return false;
}

Explorer::Decision Explorer::operator()(std::span<const Part> box, int depth, Experience& experience) {
    if (const auto decision = decide_prepared(box, depth, experience)) return *decision;
    ++experience.boxes;
    bool touches = false;
    for (std::size_t i = 0; i < box.size(); ++i) {
        sides_[i] = box[i].estimate();
        touches = touches || box[i].lower_open() || box[i].upper_open();
    }
    Decision decision;
    if (!conditions_.empty() && is_outside(sides_)) {
        decision.token = TreeToken::leaf(Kind::outside);
        decision.bound = infinite;
        return decision;
    }
    const auto done = [&](bool shown) { return shown || decision.candidate; };
    if (done(show(closed_, std::span<const Estimate>(sides_), experience, decision))) return decision;
    const bool lost = !closed_.status().defined || !closed_.status().smooth;
    // A bound 0 may not be attained: at an open end, or at an infinite one that overflow brought in.
    const bool at_zero = closed_.value().lo() == 0 || decision.bound == 0;
    if (at_zero || (touches && lost)) {
        for (std::size_t i = 0; i < box.size(); ++i)
            open_sides_[i] = Open<Estimate>(sides_[i], box[i].lower_open(), box[i].upper_open());
        if (done(show(open_, std::span<const Open<Estimate>>(open_sides_), experience, decision)))
            return decision;
    }
    // Rarely of use: then rarely tried.
    if (precisely_ && undecided_ && (experience.precise.rate() > 0.01 || experience.boxes % 64 == 0)) {
        const bool shown = show_precisely(box, decision);
        decision.slow = true;
        experience.precise.count(shown);
        if (done(shown)) return decision;
    }
    decision.token = choose_cut(box, depth);
    return decision;
}

std::optional<std::size_t> Explorer::widest(std::span<const Part> box, int depth) const {
    std::optional<std::size_t> best;
    double most = -1;
    const bool by_width = depth % static_cast<int>(2 * box.size() + 1) == static_cast<int>(2 * box.size());
    for (std::size_t i = 0; i < box.size(); ++i) {
        if (is_tiny(box[i], sides_[i])) continue;
        const double width = width_of(box[i]);
        double effect = by_width ? width : effect_of(effects_[i], width);
        if (effect > 0 && (width == infinite || effect == infinite)) effect = unbounded_effect(sides_[i]);
        if (effect > most) {
            most = effect;
            best = i;
        }
    }
    return best;
}

/// By how much the natural lower bound on a part of side i, between so many of its grains, is better than
/// that on the box; no further than to 0.
double Explorer::raised_on(std::size_t i, int from, int to) {
    const Estimate side = sides_[i];
    const auto end = [&](int k) {
        return k == 0        ? side.lower()
               : k == grains ? side.upper()
                             : Estimate(side.lo() + (side.hi() - side.lo()) * (k / double{grains}));
    };
    sides_[i] = span(end(from), end(to));
    const double raised = std::min(closed_.natural_elsewhere(sides_).lo(), 0.0) - closed_.value().lo();
    sides_[i] = side;
    return raised;
}

/// How many grains of side i from one end the natural enclosure shows, where it shows a half.
int Explorer::shown_from(std::size_t i, bool lower) {
    const double enough = -closed_.value().lo();
    int shown = grains / 2;
    for (int step = grains / 4; step > 0; step /= 2) {
        const int k = shown + step;
        if ((lower ? raised_on(i, 0, k) : raised_on(i, grains - k, grains)) >= enough) shown = k;
    }
    return shown;
}

/// A cut of the side whose halves together raise the natural lower bound most, if by much of what it lacks: f
/// may depend on others as strongly, but go up and down along them, so that only many cuts would be of use.
/// Where one half alone is shown, more of it is cut off, and counts; not where f may be 0, which is at the
/// middle more often than elsewhere.
std::optional<TreeToken> Explorer::most_raising(std::span<const Part> box) {
    const double lacking = -closed_.value().lo();
    if (box.size() < 2 || !(lacking > 0 && lacking < infinite)) return std::nullopt;
    std::optional<TreeToken> best;
    double most = 0.75 * lacking;  // of twice that, where both halves are shown
    for (std::size_t i = 0; i < box.size(); ++i) {
        if (!box[i].frame->is_bounded() || is_tiny(box[i], sides_[i])) continue;
        constexpr int half = grains / 2;
        const double low = raised_on(i, 0, half), high = raised_on(i, half, grains);
        const bool lower = low >= lacking, one = lower != (high >= lacking);
        const int shown = one && (problem_.problem->strict || problem_.whole) ? shown_from(i, lower) : half;
        const double raised = low + high + lacking * (shown - half) / half;
        if (!(raised > most)) continue;
        most = raised;
        best = TreeToken::cut(i, static_cast<std::uint32_t>(lower ? shown : grains - shown), grains);
    }
    return best;
}

TreeToken Explorer::choose_cut(std::span<const Part> box, int depth) {
    if (depth > most_cuts()) return TreeToken::leaf(Kind::open);
    if (const auto raising = most_raising(box)) return *raising;
    const auto chosen = widest(box, depth);
    if (!chosen) return TreeToken::leaf(Kind::open);
    const Part& part = box[*chosen];
    if (part.lower_infinite() && part.upper_infinite()) return TreeToken::cut(*chosen, 1, 2);
    if (!part.lower_infinite() && !part.upper_infinite()) return TreeToken::cut(*chosen, 1, 2);
    // [a, ∞) is cut at a + 2^k with 2^k near |a|, so that the bounded parts grow geometrically.
    const double end = part.lower_infinite() ? sides_[*chosen].hi() : sides_[*chosen].lo();
    const int k = std::clamp(std::fabs(end) < 1 ? 0 : std::ilogb(end), 0, 30);
    const std::uint32_t step = 1U << static_cast<unsigned>(k);
    return part.lower_infinite() ? TreeToken::cut(*chosen, 1, step + 1)
                                 : TreeToken::cut(*chosen, step, step + 1);
}

}  // namespace dlncert
