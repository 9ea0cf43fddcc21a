#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <dlncert/search/approach.hpp>
#include <dlncert/search/best_first.hpp>
#include <dlncert/search/convexity.hpp>
#include <dlncert/search/extremum.hpp>
#include <dlncert/search/homogeneity.hpp>
#include <dlncert/search/landscape.hpp>
#include <dlncert/search/pass.hpp>
#include <dlncert/search/precise.hpp>
#include <dlncert/search/prove.hpp>
#include <dlncert/search/shorten.hpp>
#include <dlncert/search/stationary.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>
#include <dlncert/statement/extremum.hpp>
#include <dlncert/statement/formula.hpp>
#include <dlncert/statement/rational_ends.hpp>
#include <dlncert/statement/unfold.hpp>
#include <list>
#include <mutex>
#include <sstream>

namespace dlncert {
namespace {

using nlohmann::json;
using Point = std::vector<Rational>;

json named(const Point& point, const std::vector<std::string>& names) {
    json result = json::object();
    for (std::size_t i = 0; i < names.size(); ++i) result[names[i]] = to_string(point[i]);
    return result;
}

/// f at a rational point.
Precise value_at(const Expression& f, const std::vector<std::string>& names, const Point& point) {
    const Program program(f, names);
    Pass<Precise> pass(program, 256);
    std::vector<Precise> at;
    for (const Rational& x : point) at.push_back(Precise::from(x, 256));
    return pass(at);
}

std::vector<double> in_doubles(const Point& point) {
    std::vector<double> result;
    for (const Rational& c : point) result.push_back(c.convert_to<double>());
    return result;
}

bool lies_in(const Point& point, const SearchBox& box) {
    for (std::size_t i = 0; i < box.size(); ++i)
        if ((!box[i].lower_infinite && point[i] < box[i].lower) ||
            (!box[i].upper_infinite && point[i] > box[i].upper))
            return false;
    return true;
}

Point without(Point point, std::size_t v) {
    point.erase(point.begin() + static_cast<std::ptrdiff_t>(v));
    return point;
}

json tree_step(Subdivision found) {
    json result = {{"step", "subdivide"}, {"tree", std::move(found.tree)}};
    if (!found.parts.empty()) result["parts"] = std::move(found.parts);
    return result;
}

/// With the trees of parts that are subdivisions in their places: leaves d speak of the whole box.
json inlined(json step) {
    if (step["step"] != "subdivide" || !step.contains("parts")) return step;
    std::istringstream tokens(step["tree"].get<std::string>());
    std::string tree;
    json parts = json::array();
    std::size_t next = 0;
    for (std::string token; tokens >> token;) {
        if (token == "#") {
            json part = inlined(std::move(step["parts"][next++]));
            if (part["step"] == "subdivide") {
                token = part["tree"].get<std::string>();
                if (part.contains("parts"))
                    for (json& inner : part["parts"]) parts.push_back(std::move(inner));
            } else {
                parts.push_back(std::move(part));
            }
        }
        (tree += tree.empty() ? "" : " ") += token;
    }
    json result = {{"step", "subdivide"}, {"tree", std::move(tree)}};
    if (!parts.empty()) result["parts"] = std::move(parts);
    return result;
}

/// The point a little off the open ends at which it lies.
Point moved_inside(Point point, const SearchBox& box) {
    for (std::size_t i = 0; i < box.size(); ++i) {
        const Side& side = box[i];
        Rational step = power_of_two(-44);
        if (side.is_bounded()) step = std::min(step, Rational((side.upper - side.lower) / 2));
        if (side.lower_open && !side.lower_infinite && point[i] <= side.lower) point[i] = side.lower + step;
        if (side.upper_open && !side.upper_infinite && point[i] >= side.upper) point[i] = side.upper - step;
    }
    return point;
}

/// A proof of a goal by that of the same in another form.
json in_another_form(const Expression& form, json proof) {
    return {{"step", "factor"},
            {"factor", "1"},
            {"rest", to_string(form)},
            {"factor_proof", {{"step", "subdivide"}, {"tree", "n64"}}},
            {"rest_proof", std::move(proof)}};
}

/// A proof of g >= 0 by one enclosure, whatever the hypotheses.
std::optional<json> by_one_leaf(const Expression& g, const SearchDomain& domain) {
    SubdivisionOptions options;
    options.threads = 1;
    options.most_leaves = 1;
    options.precisely = false;
    Subdivision found = subdivide({g, false, domain.names, domain.box, {}}, options);
    if (!found.proved) return std::nullopt;
    return tree_step(std::move(found));
}

/// Without hypotheses that hold on the whole box: then it is enough to look where a function is least.
SearchDomain without_idle_hypotheses(SearchDomain domain) {
    const bool idle = std::all_of(domain.hypotheses.begin(), domain.hypotheses.end(), [&](const Formula& f) {
        return f.kind == Formula::Kind::comparison && f.comparison.relation != Relation::equal &&
               by_one_leaf(goal_of(f.comparison).function, domain);
    });
    if (idle) domain.hypotheses.clear();
    return domain;
}

/// Whether it has sides that are unbounded, or end at an open 0, where functions may be.
bool reaches_an_end(const SearchBox& box) {
    return std::any_of(box.begin(), box.end(), [](const Side& s) {
        return !s.is_bounded() || (s.lower_open && s.lower == 0) || (s.upper_open && s.upper == 0);
    });
}

/// The tangent plane of g at a minimum, as a bound of g from below where g is convex.
class TangentPlane {
  public:
    /// From the derivatives of g.
    TangentPlane(const Expression& g, const SecondDerivatives& derivatives, const Point& minimum)
        : names_(derivatives.names), minimum_(minimum), convexity_(derivatives) {
        value_ = value_at(g, names_, minimum).estimate().lo();
        for (const Expression& slope : derivatives.gradient)
            slopes_.push_back(value_at(slope, names_, minimum).estimate());
    }

    /// The step that shows g >= 0 on a box around the minimum.
    std::optional<json> step(const SearchBox& box, std::size_t most_leaves) {
        double least = value_;
        for (std::size_t i = 0; i < box.size(); ++i) {
            const Side& side = box[i];
            if (side.lower_infinite || side.upper_infinite) return std::nullopt;
            const double below = Rational(side.lower - minimum_[i]).convert_to<double>();
            const double above = Rational(side.upper - minimum_[i]).convert_to<double>();
            const Estimate& slope = slopes_[i];
            least += std::min({0.0, slope.lo() * above, slope.hi() * above, slope.lo() * below,
                               slope.hi() * below}) *
                     (1 + 1e-12);
        }
        if (!(least >= 0)) return std::nullopt;
        const auto tree = convexity_.tree(box, most_leaves);
        if (!tree) return std::nullopt;
        return json{
            {"step", "convex"}, {"point", named(minimum_, names_)}, {"precision", 256}, {"hessian", *tree}};
    }

  private:
    std::vector<std::string> names_;
    Point minimum_;
    ConvexityTest convexity_;
    double value_;
    std::vector<Estimate> slopes_;
};

using KnownDerivatives = std::shared_ptr<const SecondDerivatives>;

/// `known`: perhaps of g, perhaps null.
std::optional<TangentPlane> tangent_plane(const Expression& g, const std::vector<std::string>& names,
                                          const Point& minimum, const KnownDerivatives& known) try {
    if (names.size() > most_variables_of_hessian) return std::nullopt;
    const bool same = known && known->are_of(g, names);
    return std::optional<TangentPlane>(std::in_place, g, same ? *known : SecondDerivatives(g, names),
                                       minimum);
} catch (const InputError&) {
    return std::nullopt;
}

/// Proofs of g >= 0 where g comes close to 0 at known points only.
class NearlyZero {
  public:
    NearlyZero(std::function<bool()> stop, unsigned threads) : stop_(std::move(stop)), threads_(threads) {}

    std::function<void(double, std::size_t, std::size_t)> progress;
    /// The box that a domain with minima cut out is part of, if it is enough to look where the function is
    /// least on it.
    std::optional<SearchBox> whole;
    /// A goal, and the same goal in other forms, which are tried on boxes that reach an end.
    std::optional<Expression> goal;
    std::vector<Expression> others;
    KnownDerivatives derivatives;  ///< of a function that most goals differ from by a constant
    std::atomic<std::size_t> boxes = 0;
    std::optional<Point> candidate;  ///< of the last subdivision of the whole: g seems to be negative there

    /// A box around each of the minima, in which g is convex or monotone, is cut out first; so no
    /// box of the subdivision of the rest comes close to them. `most_leaves` of each part of the rest, and of
    /// five of them together: where many parts are hard, a larger gap is to be tried.
    std::optional<json> with_minima_cut_out(const Expression& g, const SearchDomain& domain,
                                            const std::vector<Point>& minima, std::size_t most_leaves) {
        most_boxes_ = boxes + 10 * most_leaves;
        return cut_out(g, domain, minima, minima, most_leaves);
    }

    std::optional<json> cut_out(const Expression& g, const SearchDomain& domain, std::vector<Point> carved,
                                const std::vector<Point>& minima, std::size_t most_leaves) {
        if (boxes >= most_boxes_) return std::nullopt;
        while (!carved.empty() && !stop_()) {
            const Point minimum = carved.front();
            carved.erase(carved.begin());
            if (!lies_in(minimum, domain.box)) continue;
            if (auto cut = neighbourhood(g, domain, minimum)) {
                json parts = json::array();
                const std::string tree = around_neighbourhood(
                    *cut, domain,
                    [&](const SearchDomain& rest) {
                        auto step = cut_out(g, rest, carved, minima, most_leaves);
                        parts.push_back(step ? *step : json());
                        return step.has_value();
                    },
                    [&] { parts.push_back(cut->step); });
                if (tree.empty()) return std::nullopt;
                return json{{"step", "subdivide"}, {"tree", tree}, {"parts", std::move(parts)}};
            }
        }
        return by_subdivision(g, domain, minima, most_leaves, whole);
    }

    std::optional<json> by_subdivision(const Expression& g, const SearchDomain& domain,
                                       const std::vector<Point>& minima, std::size_t most_leaves,
                                       const std::optional<SearchBox>& whole_box = std::nullopt) {
        const auto faces = static_cast<int>(domain.names.size());
        Subdivision found = subdivided(g, domain, minima, most_leaves, faces, whole_box);
        if (found.proved) return tree_step(std::move(found));
        candidate = std::move(found.candidate);
        return std::nullopt;
    }

  private:
    /// Tasks call it for faces, too.
    Subdivision subdivided(const Expression& g, const SearchDomain& domain, const std::vector<Point>& minima,
                           std::size_t most_leaves, int faces,
                           const std::optional<SearchBox>& whole_box = std::nullopt) {
        SubdivisionOptions options;
        options.stop = stop_;
        options.threads = threads_;
        options.most_leaves = most_leaves;
        options.progress = progress;
        options.special = minima;
        const bool has_others = !others.empty() && g == *goal;
        if (has_others) options.anywhere = reaches_an_end;
        options.local = [&](const SearchBox& box) -> std::optional<json> {
            if (has_others && reaches_an_end(box))
                if (auto step = by_another_form({domain.names, box, domain.hypotheses})) return step;
            SearchDomain here{domain.names, box, {}};
            for (const Point& minimum : minima)
                if (lies_in(minimum, box))
                    if (auto step = around(g, here, minimum, faces)) return step;
            return std::nullopt;
        };
        Subdivision found =
            subdivide({g, false, domain.names, domain.box, domain.hypotheses, whole_box}, options);
        boxes += found.boxes;
        return found;
    }

    std::optional<json> by_another_form(const SearchDomain& domain) {
        for (const Expression& other : others) {
            SubdivisionOptions options;
            options.stop = stop_;
            options.threads = 1;
            options.most_leaves = 12;
            options.precisely = false;
            Subdivision found =
                subdivide({other, false, domain.names, domain.box, domain.hypotheses}, options);
            boxes += found.boxes;
            if (found.proved) return in_another_form(other, tree_step(std::move(found)));
        }
        return std::nullopt;
    }

    /// A box around a minimum, and the step that settles it.
    struct Neighbourhood {
        SearchBox box;
        json step;
    };

    /// Found by halving.
    std::optional<Neighbourhood> neighbourhood(const Expression& g, const SearchDomain& domain,
                                               const Point& minimum) {
        const int faces = static_cast<int>(domain.names.size());
        for (int halvings = 1; halvings < 24 && !stop_(); ++halvings) {
            SearchDomain here{domain.names, domain.box, {}};
            for (std::size_t i = 0; i < minimum.size(); ++i) {
                const Side& side = domain.box[i];
                const Rational width =
                    side.is_bounded() ? Rational(side.upper - side.lower) : 1 + abs(minimum[i]);
                const Rational radius = width * power_of_two(-halvings);
                here.box[i] = cut_to(side, minimum[i] - radius, minimum[i] + radius, radius);
            }
            if (auto step = around(g, here, minimum, faces)) return Neighbourhood{here.box, std::move(*step)};
        }
        return std::nullopt;
    }

    /// The side from about `low` to about `high`, with short dyadic ends on a grid much finer than `radius`.
    static Side cut_to(const Side& side, const Rational& low, const Rational& high, const Rational& radius) {
        const long bits =
            8 + std::max(0L, -static_cast<long>(std::floor(std::log2(radius.convert_to<double>()))));
        const Rational grid = power_of_two(-bits);
        const Rational from = floor_to(low, grid), to = ceiling_to(high, grid);
        Side result = side;
        if (side.lower_infinite || from > side.lower) {
            result.lower = from;
            result.lower_infinite = result.lower_open = false;
        }
        if (side.upper_infinite || to < side.upper) {
            result.upper = to;
            result.upper_infinite = result.upper_open = false;
        }
        return result;
    }

    /// The tree that cuts the neighbourhood out: `rest` is called for each other part, in the order of the
    /// tree.
    static std::string around_neighbourhood(const Neighbourhood& inner, SearchDomain domain,
                                            const std::function<bool(const SearchDomain&)>& rest,
                                            const std::function<void()>& inside, std::size_t v = 0) {
        if (v == domain.names.size()) {
            inside();
            return "#";
        }
        const Side whole = domain.box[v];
        const Side& middle = inner.box[v];
        const std::string& name = domain.names[v];
        if (whole.lower_infinite && whole.upper_infinite) return {};
        if (whole.lower_infinite ? !middle.lower_infinite : middle.lower > whole.lower) {
            const Rational q = parameter_of(whole, middle.lower);
            const auto [low, high] = cut(whole, q);
            if (!rest(domain.with(v, low))) return {};
            const std::string tree = around_neighbourhood(inner, domain.with(v, high), rest, inside, v);
            return tree.empty() ? tree : name + "@" + to_string(q) + " # " + tree;
        }
        if (whole.upper_infinite ? !middle.upper_infinite : middle.upper < whole.upper) {
            const Rational q = parameter_of(whole, middle.upper);
            const auto [low, high] = cut(whole, q);
            const std::string tree = around_neighbourhood(inner, domain.with(v, low), rest, inside, v);
            if (tree.empty() || !rest(domain.with(v, high))) return {};
            return name + "@" + to_string(q) + " " + tree + " #";
        }
        return around_neighbourhood(inner, domain, rest, inside, v + 1);
    }

    /// On a box around a minimum: convexity; or monotony towards an end of the box at which it lies, and the
    /// same on that face.
    std::optional<json> around(const Expression& g, const SearchDomain& domain, const Point& minimum,
                               int faces) {
        if (auto step = by_tangent_plane(g, domain, minimum)) return step;
        return by_faces(g, domain, minimum, faces);
    }

    /// Tasks share the planes, because derivatives cost more than many boxes.
    std::optional<json> by_tangent_plane(const Expression& g, const SearchDomain& domain,
                                         const Point& minimum) {
        const std::lock_guard lock(planes_mutex_);
        auto known = std::ranges::find_if(planes_, [&](const KnownPlane& p) {
            return p.minimum == minimum && p.names == domain.names && p.function == g;
        });
        if (known == planes_.end()) {
            constexpr std::size_t most_planes = 50;
            if (planes_.size() >= most_planes) planes_.pop_front();
            planes_.emplace_back(g, domain.names, minimum, derivatives);
            known = std::prev(planes_.end());
        }
        return known->plane ? known->plane->step(domain.box, 8) : std::nullopt;
    }

    std::optional<json> by_faces(const Expression& g, const SearchDomain& domain, const Point& minimum,
                                 int faces) {
        for (std::size_t v = 0; v < domain.names.size() && faces > 0 && domain.names.size() > 1 && !stop_();
             ++v) {
            const Side& side = domain.box[v];
            const bool lower = !side.lower_infinite && minimum[v] == side.lower;
            const bool upper = !side.upper_infinite && minimum[v] == side.upper;
            if (lower || upper)
                if (auto step = by_face(g, domain, minimum, v, lower, faces)) return step;
        }
        return std::nullopt;
    }

    std::optional<json> by_face(const Expression& g, const SearchDomain& domain, const Point& minimum,
                                std::size_t v, bool lower, int faces) {
        const std::string& name = domain.names[v];
        const Expression slope = derivative(g, Expression::variable(name));
        SearchDomain open = domain;
        (lower ? open.box[v].lower_open : open.box[v].upper_open) = true;
        auto rising = subdivided(lower ? slope : -slope, open, {}, 8, 0);
        if (!rising.proved) return std::nullopt;
        const Expression on_face = substitute(g, name, lower ? domain.box[v].lower : domain.box[v].upper);
        auto at_end = subdivided(on_face, domain.without(v), {without(minimum, v)}, 200, faces - 1);
        if (!at_end.proved) return std::nullopt;
        return json{{"step", "monotone"},
                    {"variable", name},
                    {"end", lower ? "lower" : "upper"},
                    {"at_end", tree_step(std::move(at_end))},
                    {"derivative", tree_step(std::move(rising))}};
    }

    struct KnownPlane {
        KnownPlane(const Expression& f, const std::vector<std::string>& variables, const Point& point,
                   const KnownDerivatives& known)
            : function(f),
              names(variables),
              minimum(point),
              plane(tangent_plane(f, variables, point, known)) {}
        Expression function;
        std::vector<std::string> names;
        Point minimum;
        std::optional<TangentPlane> plane;
    };

    std::function<bool()> stop_;
    unsigned threads_;
    std::size_t most_boxes_ = 0;
    std::list<KnownPlane> planes_;
    std::mutex planes_mutex_;
};

/// The largest power of ten that is at most x > 0.
Rational power_of_ten_below(const Rational& x) {
    Rational power = 1;
    while (power > x) power /= 10;
    while (power * 10 <= x) power *= 10;
    return power;
}

std::optional<Rational> rational_of(const PreciseEnd& end) {
    if (end.is_nan() || !arf_is_finite(end.get())) return std::nullopt;
    fmpq_t q;
    fmpq_init(q);
    arf_get_fmpq(q, end.get());
    char* text = fmpq_get_str(nullptr, 10, q);
    Rational result = parse_rational(text);
    flint_free(text);
    fmpq_clear(q);
    return result;
}

}  // namespace

/// One extremum over one domain, turned so that `f` is to be minimised.
class ExtremumSearch::Attempt {
  public:
    Attempt(ExtremumSearch& search, const Claim& given, const Extremum& sought)
        : search_(search),
          given_(given),
          sought_(sought),
          straight_(prepared(given, sought, search.forms)),
          prover_([this] { return stopped(); }, search.threads) {
        const auto& all = std::get<ExtremumStatement>(straight_.conclusion);
        std::vector<Formula> parts;
        for (const Extremum& e : all)
            parts.push_back(
                comparison(e.maximum ? -e.function : e.function, Relation::greater_equal, Expression(0)));
        Formula formula{.kind = Formula::Kind::all, .comparison = {}, .parts = std::move(parts)};
        domain_ = domain_of(straight_, formula, single_);
        f_ = formula.parts[formula.parts.size() > 1 ? 1 : 0].comparison.left;
        prover_.progress = search.progress;
        slopes_ = turned(search.slopes);
        signed_slopes_ = turned(search.signed_slopes);
    }
    ~Attempt() { search_.boxes_ += prover_.boxes; }
    Attempt(const Attempt&) = delete;
    Attempt& operator=(const Attempt&) = delete;

    std::optional<FoundExtremum> find(const Rational& tolerance);
    std::optional<json> outer_bound_step(const Extremum& extremum, std::size_t most_leaves);
    std::optional<json> unbounded();
    std::optional<json> best_point() {
        look_around();
        return inside_.empty() ? std::nullopt : std::optional(witness());
    }

  private:
    /// Of the function sought, and of its other forms.
    static Claim prepared(const Claim& given, const Extremum& sought, const std::vector<Expression>& forms) {
        ExtremumStatement all{sought};
        for (const Expression& form : forms) {
            all.push_back(sought);
            all.back().function = form;
        }
        Claim claim = given;
        claim.conclusion = std::move(all);
        return with_rational_ends(unfolded(claim));
    }
    /// Functions in the claim's variables, expanded, and negated where a maximum is sought.
    [[nodiscard]] std::vector<Expression> turned(const std::vector<Expression>& functions) const {
        std::vector<Expression> result;
        const Claim claim = prepared(given_, sought_, functions);
        for (const Extremum& e : std::get<ExtremumStatement>(claim.conclusion)) {
            result.push_back(expand(e.maximum ? -e.function : e.function));
            for (const auto& [name, value] : single_) result.back() = substitute(result.back(), name, value);
        }
        result.erase(result.begin());  // the function itself
        return result;
    }
    [[nodiscard]] bool stopped() const { return search_.stop(); }
    void prepare();
    bool look_at_corner();
    [[nodiscard]] std::map<std::string, Expression> slope_forms() const;
    void look_around(std::size_t samples = 1000, std::size_t most_points = 24);
    void look_quickly();
    void evaluate_best();
    bool learn_from_candidate();
    std::optional<std::vector<double>> in_domain(const Point& point);
    void add_minimum(StationaryPoint& newton, Landscape& landscape, std::vector<double> x);
    [[nodiscard]] Extremum with_ends(const std::optional<Rational>& lower,
                                     const std::optional<Rational>& upper) const;
    bool accepts(const Extremum& extremum, const json& step);
    [[nodiscard]] json witness() const;
    std::optional<json> by_reductions(const Expression& g, const SearchDomain& domain);
    std::optional<FoundExtremum> narrowest_accepted();
    bool attempt(const Rational& gap, std::size_t most_leaves);
    void from_coarse_to_fine(const Rational& tolerance);
    struct MonotoneIn;
    struct Part;
    static std::optional<MonotoneIn> monotone_in(const Expression& slope, SearchDomain domain,
                                                 const std::map<std::string, Expression>& known,
                                                 std::size_t v, bool lower);
    [[nodiscard]] std::optional<MonotoneIn> monotone_variable(
        const Expression& g, const SearchDomain& domain,
        const std::map<std::string, Expression>& known) const;
    std::optional<json> reduced(const Part& part, std::size_t most_leaves);
    std::optional<json> on_part(const Part& part, std::size_t most_leaves);
    std::optional<json> on_ray_ends(const Part& face, std::size_t most_leaves);
    void lift_candidate(const Part& face, std::size_t v, const Rational& end);
    std::optional<json> prove_nonnegative(const Part& part, std::size_t most_leaves);
    const Expression& choose_form(const Part& part);
    std::optional<json> by_boxes(const Part& part, std::size_t most_leaves);
    [[nodiscard]] std::vector<Point> lowest(const std::vector<Point>& minima) const;
    std::optional<json> by_monotony(const Part& part, const MonotoneIn& at, std::size_t most_leaves);
    std::optional<json> without_tail(const Part& part, std::size_t most_leaves);
    [[nodiscard]] std::vector<SearchGoal> goals_of(const Extremum& extremum) const;
    bool come_close(const Rational& slack, bool checked);
    bool accepts_inner_end();
    std::optional<json> along(const Approach& approach);
    std::optional<json> along(const Approach& approach, const Extremum& extremum,
                              const std::vector<Expression>& curve);
    std::optional<json> by_slopes(const SearchGoal& goal, const SearchDomain& domain,
                                  const std::vector<Expression>& curve);
    [[nodiscard]] std::vector<Expression> whole_curve(const Approach& approach) const;
    [[nodiscard]] json inner() const;
    [[nodiscard]] FoundExtremum described(const Extremum& extremum, const json& bound) const;

    ExtremumSearch& search_;
    const Claim& given_;
    Extremum sought_;
    Claim straight_;
    SearchDomain domain_;
    std::map<std::string, Rational> single_;
    Expression f_;
    NearlyZero prover_;
    std::vector<Point> minima_;             ///< in the closed box, the best one first
    std::vector<Point> inside_;             ///< beside them, in the domain
    std::vector<double> values_;            ///< there
    std::vector<std::vector<double>> low_;  ///< as found, the lowest first
    std::optional<Rational> least_, most_;  ///< of f at the best point
    std::optional<Landscape> landscape_;
    std::optional<StationaryPoint> newton_;
    std::optional<Approach> approach_;       ///< or along this curve
    json approach_step_;                     ///< the members that prove it
    std::vector<Expression> slopes_;         ///< ∂f in the real variables of straight_, if they are known
    std::vector<Expression> signed_slopes_;  ///< likewise, ExtremumSearch::signed_slopes
    std::vector<FoundExtremum> found_;       ///< the narrowest one last, not yet checked
    bool quick_ = false;                     ///< subdivision alone
};

/// A variable in which g is monotone on a box, towards the end at which it is least.
struct ExtremumSearch::Attempt::MonotoneIn {
    std::size_t variable;
    bool lower;
    Rational end;
    json derivative;  ///< that ∂g, or −∂g for an upper end, is >= 0
};

/// Where g >= 0 is to be proved, with its forms, the first of which is that of the claim, and its slopes.
struct ExtremumSearch::Attempt::Part {
    SearchDomain domain;
    std::vector<Expression> forms;
    std::map<std::string, Expression> slopes;  ///< in forms that may show their signs
    std::vector<Point> minima;                 ///< as minima_

    /// Without hypotheses, since the segments to the face may leave them.
    [[nodiscard]] Part face(std::size_t v, const Rational& value) const {
        Part result = *this;
        const std::string& name = domain.names[v];
        result.domain = domain.without(v);
        result.domain.hypotheses.clear();
        for (Expression& form : result.forms) form = substitute(form, name, Expression(value));
        for (auto& [other, slope] : result.slopes) slope = substitute(slope, name, Expression(value));
        for (Point& point : result.minima) point = without(std::move(point), v);
        return result;
    }
};

void ExtremumSearch::Attempt::add_minimum(StationaryPoint& newton, Landscape& landscape,
                                          std::vector<double> x) {
    const double before = landscape.margin(x);
    std::vector<double> refined = x;
    newton.refine(refined);
    const auto inside = [&](const std::vector<double>& y) { return std::isfinite(landscape.margin(y)); };
    if (inside(refined) && landscape.margin(refined) <= before + 1e-12 * (1 + std::abs(before))) x = refined;
    // equal coordinates, exactly: a hypothesis x >= y holds there
    for (std::size_t i = 0; i < x.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (std::abs(x[i] - x[j]) < 1e-9 * std::abs(x[i])) x[i] = x[j];
    const Point point = newton.exact(x);
    const Point inside_point = moved_inside(point, domain_.box);
    const double value = landscape.margin(in_doubles(inside_point));
    if (!std::isfinite(value) || std::find(minima_.begin(), minima_.end(), point) != minima_.end()) return;
    const auto at = std::upper_bound(values_.begin(), values_.end(), value) - values_.begin();
    values_.insert(values_.begin() + at, value);
    minima_.insert(minima_.begin() + at, point);
    inside_.insert(inside_.begin() + at, inside_point);
}

void ExtremumSearch::Attempt::prepare() {
    if (landscape_) return;
    landscape_.emplace(Formula{.comparison = {f_, Relation::greater_equal, Expression(0)}, .parts = {}},
                       domain_);
    newton_.emplace(f_, domain_.names, domain_.box);
    prover_.derivatives = newton_->derivatives();
}

/// The point to which monotony leads; false if it does not fix every variable.
bool ExtremumSearch::Attempt::look_at_corner() {
    Part part{domain_, {f_}, slope_forms(), {}};
    std::map<std::string, Rational> ends;
    while (!part.domain.names.empty()) {
        const auto at = stopped() ? std::nullopt : monotone_variable(part.forms[0], part.domain, part.slopes);
        if (!at) return false;
        ends.emplace(part.domain.names[at->variable], at->end);
        part = part.face(at->variable, at->end);
    }
    Point point;
    for (const std::string& name : domain_.names) point.push_back(ends.at(name));
    prepare();
    const double value = landscape_->margin(in_doubles(point));
    if (!std::isfinite(value)) return false;  // a hypothesis is violated, by the chamber's order say
    minima_ = inside_ = {point};
    values_ = {value};
    evaluate_best();
    return true;
}

/// Local minima, as far as so many samples for each variable find them.
void ExtremumSearch::Attempt::look_around(std::size_t samples, std::size_t most_points) {
    prepare();
    for (const LowPoint& low :
         landscape_->low_points(samples * (1 + domain_.names.size()), most_points, search_.stop)) {
        low_.push_back(low.point);
        add_minimum(*newton_, *landscape_, low.point);
    }
    evaluate_best();
}

/// At few points of a bounded closed box.
void ExtremumSearch::Attempt::look_quickly() {
    const std::size_t n = domain_.names.size();
    if (!domain_.hypotheses.empty() || n == 0 || n > 6) return look_around(50, 4);
    prepare();
    for (auto& point : best_first_points(f_, domain_, 100 * (1 + n), 4)) {
        add_minimum(*newton_, *landscape_, point);
        low_.push_back(std::move(point));
    }
    evaluate_best();
}

/// f at the best point: exactly, or between two numbers.
void ExtremumSearch::Attempt::evaluate_best() {
    approach_.reset();
    if (minima_.empty()) return;
    std::map<std::string, Expression> values;
    for (std::size_t i = 0; i < domain_.names.size(); ++i)
        values.emplace(domain_.names[i], Expression(inside_[0][i]));
    if (const auto exact = rational_value(instantiate(f_, values, {}))) {
        least_ = most_ = exact;
        return;
    }
    const Precise range = value_at(f_, domain_.names, inside_[0]);
    least_ = rational_of(range.lo());
    most_ = rational_of(range.hi());
}

/// The checker's opinion of where the curve leads, nothing being said of the other end.
bool ExtremumSearch::Attempt::accepts_inner_end() {
    Extremum extremum = with_ends(std::nullopt, approach_->limit);
    if (!approach_->limit)
        (sought_.maximum ? extremum.lower : extremum.upper) = {.value = {},
                                                               .infinity = sought_.maximum ? 1 : -1};
    return accepts(extremum, described(extremum, {{"step", "identity"}}).step);
}

/// The infimum as −∞ or as the limit along a curve, if one leads to less than the best point; `checked`: and
/// the checker agrees.
bool ExtremumSearch::Attempt::come_close(const Rational& slack, bool checked) {
    if (!irrational_widths(given_).empty()) return false;  // the curve is in the variables as given
    int tried = 0;
    std::optional<Rational> failed;
    for (const Approach& approach : find_approaches(f_, domain_, low_, slack, search_.stop)) {
        if (stopped() || ++tried > 8) break;
        if (approach.limit && least_ && *approach.limit >= *least_ - slack / 4) break;
        if (approach.limit && failed && *approach.limit > *failed + slack) break;
        if (approach.limit) failed = approach.limit;
        auto step = along(approach);
        if (!step) continue;
        approach_ = approach;
        approach_step_ = std::move(*step);
        const auto known = std::pair(least_, most_);
        if (approach.limit) least_ = most_ = approach.limit;
        if (!checked || accepts_inner_end()) return true;
        approach_.reset();
        std::tie(least_, most_) = known;
    }
    return false;
}

/// The point, if the hypotheses hold there, or one with falling coordinates: on a face, and in variables that
/// f does not contain, it may violate the chamber's order.
std::optional<std::vector<double>> ExtremumSearch::Attempt::in_domain(const Point& point) {
    std::vector<double> x = in_doubles(point);
    if (std::isfinite(landscape_->margin(x))) return x;
    for (std::size_t i = 1; i < x.size(); ++i) x[i] = std::min(x[i], x[i - 1]);
    if (std::isfinite(landscape_->margin(x))) return x;
    return std::nullopt;
}

/// A point at which the subdivision saw a smaller value than any so far; false if that is no news.
bool ExtremumSearch::Attempt::learn_from_candidate() {
    if (!prover_.candidate || !landscape_) return false;
    const auto x = in_domain(*prover_.candidate);
    prover_.candidate.reset();
    if (!x) return false;
    const std::size_t known = minima_.size();
    const double before = values_.empty() ? std::numeric_limits<double>::infinity() : values_[0];
    add_minimum(*newton_, *landscape_, *x);
    if (minima_.size() == known || !(values_[0] < before)) return false;
    evaluate_best();
    return true;
}

Extremum ExtremumSearch::Attempt::with_ends(const std::optional<Rational>& lower,
                                            const std::optional<Rational>& upper) const {
    Extremum result = sought_;
    const auto end = [](const std::optional<Rational>& x, int infinity) {
        return x ? ExtremumEnd{.value = *x} : ExtremumEnd{.value = {}, .infinity = infinity};
    };
    result.lower = end(lower, -1);
    result.upper = end(upper, 1);
    if (!sought_.maximum) return result;
    result.lower = upper ? end(Rational(-*upper), -1) : end(std::nullopt, -1);
    result.upper = lower ? end(Rational(-*lower), 1) : end(std::nullopt, 1);
    return result;
}

bool ExtremumSearch::Attempt::accepts(const Extremum& extremum, const json& step) {
    Claim claim = given_;
    claim.conclusion = ExtremumStatement{extremum};
    return search_.accept(claim, {{"step", "extrema"}, {"parts", json::array({step})}});
}

/// The members of the step that prove the inner bound.
json ExtremumSearch::Attempt::inner() const {
    return approach_ ? approach_step_ : json{{"point", witness()}};
}

json ExtremumSearch::Attempt::witness() const {
    json point = named(inside_.at(0), domain_.names);
    for (const auto& [name, value] : single_) point[name] = to_string(value);
    return {{"step", "witness"}, {"point", std::move(point)}};
}

std::map<std::string, Expression> ExtremumSearch::Attempt::slope_forms() const {
    std::map<std::string, Expression> result;
    for (std::size_t i = 0; i < signed_slopes_.size(); ++i)
        result.emplace(straight_.reals[i].name, signed_slopes_[i]);
    return result;
}

std::optional<json> ExtremumSearch::Attempt::outer_bound_step(const Extremum& extremum,
                                                              std::size_t most_leaves) {
    const ExtremumEnd& end = sought_.maximum ? extremum.upper : extremum.lower;
    if (end.infinity != 0) return json{{"step", "identity"}};
    const auto goals = goals_of(extremum);
    if (minima_.empty()) look_around();
    Part whole{domain_, {}, {}, minima_};
    for (const SearchGoal& goal : goals) whole.forms.push_back(goal.function);
    whole.slopes = slope_forms();
    prover_.candidate.reset();
    if (auto step = reduced(whole, most_leaves)) return step;
    if (prover_.candidate && in_domain(*prover_.candidate)) return std::nullopt;
    prover_.candidate.reset();  // the faces' corners may violate a hypothesis
    return prove_nonnegative(whole, most_leaves);
}

/// If a single enclosure shows it, of the derivative as it is written or in its known form. Ends that are
/// left out are not considered: there g need not be differentiable.
std::optional<ExtremumSearch::Attempt::MonotoneIn> ExtremumSearch::Attempt::monotone_in(
    const Expression& slope, SearchDomain domain, const std::map<std::string, Expression>& known,
    std::size_t v, bool lower) {
    Side& side = domain.box[v];
    if (lower ? side.lower_infinite || side.lower_open : side.upper_infinite || side.upper_open)
        return std::nullopt;
    (lower ? side.lower_open : side.upper_open) = true;
    const auto rising = [&](const Expression& e) { return lower ? e : -e; };
    const std::string& name = domain.names[v];
    auto proof = by_one_leaf(rising(slope), domain);
    if (const auto form = known.find(name); !proof && form != known.end()) {
        proof = by_one_leaf(rising(form->second), domain);
        if (proof) proof = in_another_form(rising(form->second), std::move(*proof));
    }
    if (!proof) return std::nullopt;
    return MonotoneIn{v, lower, lower ? side.lower : side.upper, std::move(*proof)};
}

std::optional<ExtremumSearch::Attempt::MonotoneIn> ExtremumSearch::Attempt::monotone_variable(
    const Expression& g, const SearchDomain& domain, const std::map<std::string, Expression>& known) const {
    const auto& all = prover_.derivatives;
    const bool same = all && all->are_of(g, domain.names);
    for (std::size_t v = 0; v < domain.names.size(); ++v) {
        const Side& side = domain.box[v];
        if ((side.lower_infinite || side.lower_open) && (side.upper_infinite || side.upper_open)) continue;
        const Expression slope =
            same ? all->gradient[v] : derivative(g, Expression::variable(domain.names[v]));
        for (const bool lower : {true, false})
            if (auto found = monotone_in(slope, domain, known, v, lower)) return found;
    }
    return std::nullopt;
}

/// By the reductions below as far as they go, and what is left by `prove_nonnegative`; nothing if there are
/// none.
std::optional<json> ExtremumSearch::Attempt::reduced(const Part& part, std::size_t most_leaves) {
    if (stopped()) return std::nullopt;
    if (const auto at = monotone_variable(part.forms[0], part.domain, part.slopes))
        return by_monotony(part, *at, most_leaves);
    return without_tail(part, most_leaves);
}

std::optional<json> ExtremumSearch::Attempt::on_part(const Part& part, std::size_t most_leaves) {
    if (auto step = reduced(part, most_leaves)) return step;
    if (prover_.candidate) return std::nullopt;
    return prove_nonnegative(part, most_leaves);
}

/// A candidate on the face v = end of a part is one of the part.
void ExtremumSearch::Attempt::lift_candidate(const Part& face, std::size_t v, const Rational& end) {
    auto& candidate = prover_.candidate;
    if (face.domain.names.empty()) candidate = Point{};
    if (candidate) candidate->insert(candidate->begin() + static_cast<std::ptrdiff_t>(v), end);
}

/// On a face with the part's hypotheses, which corners found by monotony may violate.
std::optional<json> ExtremumSearch::Attempt::on_ray_ends(const Part& face, std::size_t most_leaves) {
    if (auto step = reduced(face, most_leaves)) return step;
    prover_.candidate.reset();
    return prove_nonnegative(face, most_leaves);
}

std::optional<json> ExtremumSearch::Attempt::by_monotony(const Part& part, const MonotoneIn& at,
                                                         std::size_t most_leaves) {
    const Part face = part.face(at.variable, at.end);
    auto at_end = on_part(face, most_leaves);
    if (!at_end) {
        lift_candidate(face, at.variable, at.end);
        return std::nullopt;
    }
    return json{{"step", "monotone"},
                {"variable", part.domain.names[at.variable]},
                {"end", at.lower ? "lower" : "upper"},
                {"at_end", std::move(*at_end)},
                {"derivative", at.derivative}};
}

/// An unbounded range cut where the function is seen to rise from there on.
std::optional<json> ExtremumSearch::Attempt::without_tail(const Part& part, std::size_t most_leaves) {
    for (std::size_t v = 0; v < part.domain.names.size(); ++v) {
        const Side& side = part.domain.box[v];
        if (!side.upper_infinite || side.lower_infinite) continue;
        const Expression slope = derivative(part.forms[0], Expression::variable(part.domain.names[v]));
        for (const int bits : {1, 2, 3, 5, 8, 12, 20}) {
            const Rational q = 1 - power_of_two(-bits);
            const auto [near, far] = cut(side, q);
            Part tail = part, rest = part;
            tail.domain.box[v] = far;
            rest.domain.box[v] = near;
            const auto at = monotone_in(slope, tail.domain, part.slopes, v, true);
            if (!at) continue;
            auto first = on_part(rest, most_leaves);
            if (!first) return std::nullopt;
            auto second = by_monotony(tail, *at, most_leaves);
            if (!second) return std::nullopt;
            return json{{"step", "subdivide"},
                        {"tree", part.domain.names[v] + "@" + to_string(q) + " # #"},
                        {"parts", json::array({std::move(*first), std::move(*second)})}};
        }
    }
    return std::nullopt;
}

/// That the function, and each other form of it, lies on this side of the extremum's outer end.
std::vector<SearchGoal> ExtremumSearch::Attempt::goals_of(const Extremum& extremum) const {
    std::vector<SearchGoal> result;
    for (Extremum same : std::get<ExtremumStatement>(straight_.conclusion)) {
        same.lower = extremum.lower;
        same.upper = extremum.upper;
        Formula formula = std::get<Formula>(outer_bound(straight_, same).conclusion);
        std::map<std::string, Rational> single;
        (void)domain_of(straight_, formula, single);
        result.push_back(goal_of(formula.comparison));
    }
    return result;
}

/// The second form, where there is one, and the others on boxes where it cannot be enclosed; the first is
/// that of the claim.
const Expression& ExtremumSearch::Attempt::choose_form(const Part& part) {
    const bool other = part.forms.size() > 1 && !part.domain.names.empty();
    const Expression& g = part.forms[other ? 1 : 0];
    prover_.goal = g;
    prover_.others.clear();
    for (std::size_t k = 0; k < part.forms.size(); ++k)
        if (other && k != 1) prover_.others.push_back(part.forms[k]);
    return g;
}

/// Minima that come so close to the bound that subdivision would be slow there.
std::vector<Point> ExtremumSearch::Attempt::lowest(const std::vector<Point>& minima) const {
    std::vector<Point> low;
    const double near = values_.empty() ? 0 : values_[0] + 0.2 * (values_.back() - values_[0]) + 1e-6;
    for (std::size_t k = 0; k < minima.size() && k < 8; ++k)
        if (values_[k] <= near) low.push_back(minima[k]);
    return low;
}

/// g >= 0 in one of its forms: by a few boxes; by its values on faces, if g is homogeneous but for a
/// constant; by many boxes.
std::optional<json> ExtremumSearch::Attempt::prove_nonnegative(const Part& part, std::size_t most_leaves) {
    const Expression& g = choose_form(part);
    const auto in_its_form = [&](std::optional<json> step) {
        return step && &g != part.forms.data() ? in_another_form(g, std::move(*step)) : step;
    };
    const SearchDomain domain = without_idle_hypotheses(part.domain);
    if (domain.names.empty()) {
        SearchState state;
        return in_its_form(
            Strategist({}, state).prove({g, false}, domain, {.depth = 2, .leaves = 1, .thorough = false}));
    }
    prover_.whole = domain.box;
    if (auto simple = prover_.by_subdivision(g, domain, lowest(part.minima),
                                             std::min<std::size_t>(most_leaves, 250), domain.box))
        return in_its_form(std::move(simple));
    if (prover_.candidate) return std::nullopt;
    bool has_rays = false;
    auto by_rays = by_homogeneity({part.forms[0], false}, part.domain,
                                  [&](const SearchGoal&, const SearchDomain& domain_there, const RayEnd& at) {
                                      has_rays = true;
                                      Part face = part.face(at.first, at.second);
                                      face.domain = domain_there;
                                      auto step = on_ray_ends(face, most_leaves);
                                      if (!step) lift_candidate(face, at.first, at.second);
                                      return step;
                                  });
    return has_rays ? by_rays : in_its_form(by_boxes(part, most_leaves));
}

std::optional<json> ExtremumSearch::Attempt::by_boxes(const Part& part, std::size_t most_leaves) {
    const Expression& g = choose_form(part);
    const SearchDomain domain = without_idle_hypotheses(part.domain);
    if (auto step = prover_.with_minima_cut_out(g, domain, lowest(part.minima), most_leaves))
        return inlined(std::move(*step));
    if (prover_.candidate || quick_ || stopped()) return std::nullopt;
    return by_reductions(g, domain);
}

/// By the reductions for claims in general, within a few seconds.
std::optional<json> ExtremumSearch::Attempt::by_reductions(const Expression& g, const SearchDomain& domain) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    SubdivisionOptions options;
    options.stop = [this, end] { return stopped() || std::chrono::steady_clock::now() > end; };
    options.threads = search_.threads;
    SearchState state;
    return Strategist(options, state).prove({g, false}, domain, {.depth = 10, .leaves = 2000});
}

/// The range [f − gap, f] at the best point, roughly.
bool ExtremumSearch::Attempt::attempt(const Rational& gap, std::size_t most_leaves) {
    const Rational grid = power_of_ten_below(gap / 50);
    // the checker encloses the function as it is written: another form of it may have an exact value
    const bool exact = *least_ == *most_ && (approach_ || search_.forms.empty());
    const Rational upper = exact ? *most_ : ceiling_to(*most_ + grid / 2, grid);
    const Rational lower = ceiling_to(upper - gap, grid);
    if (lower >= *least_) return false;
    const Extremum extremum = with_ends(lower, upper);
    auto bound = outer_bound_step(extremum, most_leaves);
    if (!bound) return false;
    found_.push_back(described(extremum, *bound));
    return true;
}

/// With the point, or the curve.
FoundExtremum ExtremumSearch::Attempt::described(const Extremum& extremum, const json& bound) const {
    FoundExtremum found{extremum, inner(), {}, {}, prover_.boxes};
    found.step["step"] = "extremum";
    found.step["bound"] = bound;
    if (approach_) {
        for (const Expression& e : whole_curve(*approach_)) found.curve.push_back(to_string(e));
        return found;
    }
    for (std::size_t i = 0; i < domain_.names.size(); ++i) found.point[domain_.names[i]] = inside_[0][i];
    found.point.insert(single_.begin(), single_.end());
    return found;
}

/// The narrowest range found that the checker accepts.
std::optional<FoundExtremum> ExtremumSearch::Attempt::narrowest_accepted() {
    for (; !found_.empty(); found_.pop_back()) {
        if (!accepts(found_.back().extremum, found_.back().step)) continue;
        found_.back().boxes = prover_.boxes;
        return found_.back();
    }
    return std::nullopt;
}

std::optional<FoundExtremum> ExtremumSearch::Attempt::find(const Rational& tolerance) {
    const bool unbounded_domain = std::any_of(domain_.box.begin(), domain_.box.end(), [](const Side& s) {
        return s.lower_infinite || s.upper_infinite || s.lower_open || s.upper_open;
    });
    if (!unbounded_domain) {  // many a minimum is found and proved in less time than it takes to look at all
                              // of it
        const bool many = domain_.names.size() > 6 || !signed_slopes_.empty();
        if (!many || !look_at_corner()) look_quickly();
        const std::size_t few = std::min<std::size_t>(search_.most_leaves, 250);
        quick_ = true;
        bool reached = least_ && most_ && attempt(tolerance, few);
        for (int k = 0; k < 5 && !reached && !stopped() && learn_from_candidate(); ++k)
            reached = attempt(tolerance, few);
        quick_ = false;
        if (reached)
            if (auto found = narrowest_accepted()) return found;
    }
    look_around();
    if (unbounded_domain && come_close(tolerance, true) && !approach_->limit) {
        Extremum extremum = sought_;
        extremum.lower = extremum.upper = {.value = {}, .infinity = sought_.maximum ? 1 : -1};
        FoundExtremum found = described(extremum, {{"step", "identity"}});
        if (accepts(extremum, found.step)) return found;
        evaluate_best();
    }
    if (!least_ || !most_) return std::nullopt;
    const std::size_t few = std::min<std::size_t>(search_.most_leaves, 20'000);
    const Rational coarse =
        1 + abs(*most_);  // quickly, so that there is something if the rest takes too long
    if (coarse > 1000 * tolerance) (void)attempt(coarse, 1000);
    bool reached = attempt(tolerance, few);
    for (int k = 0; k < 50 && !reached && !stopped() && learn_from_candidate(); ++k)
        reached = attempt(tolerance, few);
    if (!reached && !stopped()) from_coarse_to_fine(tolerance);
    if (auto found = narrowest_accepted()) return found;
    const Extremum extremum = with_ends(std::nullopt, ceiling_to(*most_, power_of_ten_below(tolerance)));
    const FoundExtremum half = described(extremum, {{"step", "identity"}});
    if (!accepts(extremum, half.step)) return std::nullopt;
    return half;
}

/// Gaps that fall by factors of a hundred, until one is not proved: along a valley a digit takes as many
/// boxes as each before it.
void ExtremumSearch::Attempt::from_coarse_to_fine(const Rational& tolerance) {
    Rational gap = 1 + abs(*most_);
    for (const double value : values_)
        if (std::abs(value) < 1e300) gap = std::max(gap, Rational(Rational(value) - *least_));
    bool go_on = true;
    for (; go_on && gap > tolerance * 10 && !stopped(); gap /= 100) {
        go_on = attempt(gap, search_.most_leaves);
        while (!go_on && !stopped() && learn_from_candidate()) go_on = attempt(gap, search_.most_leaves);
    }
    if (go_on && !stopped()) (void)attempt(tolerance, search_.most_leaves);
}

/// Of all variables of the claim.
std::vector<Expression> ExtremumSearch::Attempt::whole_curve(const Approach& approach) const {
    std::vector<Expression> result;
    for (const RealDomain& variable : straight_.reals) {
        const auto at = std::find(domain_.names.begin(), domain_.names.end(), variable.name);
        result.push_back(at == domain_.names.end()
                             ? Expression(single_.at(variable.name))
                             : approach.curve[static_cast<std::size_t>(at - domain_.names.begin())]);
    }
    return result;
}

/// The members of a step that shows what the curve suggests.
std::optional<json> ExtremumSearch::Attempt::along(const Approach& approach) {
    const std::vector<Expression> curve = whole_curve(approach);
    json proof;
    for (const Extremum& same : std::get<ExtremumStatement>(straight_.conclusion)) {
        Extremum extremum = same;
        extremum.lower = extremum.upper = {.value = {}, .infinity = sought_.maximum ? 1 : -1};
        if (approach.limit)
            extremum.lower =
                extremum.upper = {.value = sought_.maximum ? Rational(-*approach.limit) : *approach.limit};
        // the first is the function itself: the others are tried before it
        if (&same == &std::get<ExtremumStatement>(straight_.conclusion).front() && !search_.forms.empty())
            continue;
        auto found = along(approach, extremum, curve);
        if (!found) continue;
        json step = {{"curve", json::array()}, {"proof", std::move(*found)}};
        for (const Expression& e : curve) step["curve"].push_back(to_string(e));
        if (approach.slowly) step["rate"] = "log";
        return step;
    }
    return std::nullopt;
}

/// A proof of `approached`, the closeness shown in the form of this extremum's function, shortened.
std::optional<json> ExtremumSearch::Attempt::along(const Approach& approach, const Extremum& extremum,
                                                   const std::vector<Expression>& curve) {
    const Claim claim = approached(straight_, extremum, curve, approach.slowly);
    Formula formula = std::get<Formula>(claim.conclusion);
    std::map<std::string, Rational> single;
    const SearchDomain domain = domain_of(claim, formula, single);
    const bool several = formula.kind == Formula::Kind::all;
    std::vector<Formula> parts = several ? formula.parts : std::vector{formula};
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    SubdivisionOptions options;
    options.stop = [&] { return stopped() || std::chrono::steady_clock::now() > end; };
    options.threads = search_.threads;
    json proofs = json::array();
    for (const Formula& part : parts) {
        const SearchGoal goal = goal_of(part.comparison);
        const Expression shorter = shortened(goal.function);
        SearchState state;
        const bool closeness = &part == &parts.back();
        if (closeness && approach.slowly)
            if (auto proof = by_slopes(goal, domain, curve)) {
                proofs.push_back(std::move(*proof));
                break;
            }
        auto proof =
            Strategist(options, state).prove({shorter, goal.strict}, domain, {.depth = 10, .leaves = 2000});
        if (!proof) return std::nullopt;
        const bool same = shorter == goal.function && (!closeness || search_.forms.empty());
        proofs.push_back(same ? std::move(*proof) : in_another_form(shorter, std::move(*proof)));
    }
    return several ? json{{"step", "all"}, {"parts", std::move(proofs)}} : proofs[0];
}

static std::vector<Expression> terms_of(const Expression& sum) {
    if (sum.op() != Op::add && sum.op() != Op::sub) return {sum};
    std::vector<Expression> result = terms_of(sum.arg(0));
    for (const Expression& term : terms_of(sum.arg(1))) result.push_back(sum.op() == Op::add ? term : -term);
    return result;
}

/// g = −log t − f(t) >= 0 for t >= 1 from g(1) >= 0 and t g'(t) = −1 − t Σ ∂_i f x_i'(t) >= 0.
std::optional<json> ExtremumSearch::Attempt::by_slopes(const SearchGoal& goal, const SearchDomain& domain,
                                                       const std::vector<Expression>& curve) {
    const std::size_t known = slopes_.size();
    if (known == 0 || known != curve.size()) return std::nullopt;
    const Expression t = Expression::variable(curve_parameter);
    std::map<std::string, Expression> on_curve;
    for (std::size_t i = 0; i < curve.size(); ++i) on_curve.emplace(straight_.reals[i].name, curve[i]);
    Expression rest = -1;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const Expression speed = derivative(curve[i], t);
        if (speed.is(0)) continue;
        for (const Expression& term : terms_of(instantiate(slopes_[i], on_curve, {})))
            rest = rest - t * term * speed;  // one by one: what tends to infinity cancels in each
    }
    rest = shortened(rest);
    SubdivisionOptions options;
    options.stop = search_.stop;
    options.most_leaves = 200;
    options.precisely = false;
    Subdivision rising = subdivide({rest, false, domain.names, domain.box, {}}, options);
    SearchState state;
    auto at_end = Strategist(options, state)
                      .prove({substitute(goal.function, curve_parameter, Expression(1)), goal.strict}, {},
                             {.depth = 2, .leaves = 1, .thorough = false});
    if (!rising.proved || !at_end) return std::nullopt;
    const json slope = {{"step", "factor"},
                        {"factor", to_string(1 / t)},
                        {"rest", to_string(rest)},
                        {"factor_proof", {{"step", "subdivide"}, {"tree", "n64"}}},
                        {"rest_proof", tree_step(std::move(rising))}};
    return json{{"step", "monotone"},
                {"variable", curve_parameter},
                {"end", "lower"},
                {"at_end", std::move(*at_end)},
                {"derivative", slope}};
}

std::optional<json> ExtremumSearch::Attempt::unbounded() {
    look_around();
    if (!come_close(1, false) || approach_->limit) return std::nullopt;
    json step = inner();
    step["step"] = "extremum";
    step["bound"] = {{"step", "identity"}};
    return step;
}

std::optional<FoundExtremum> ExtremumSearch::find(const Claim& claim, const Extremum& sought,
                                                  const Rational& tolerance) {
    return Attempt(*this, claim, sought).find(tolerance);
}

std::optional<json> ExtremumSearch::prove_outer_bound(const Claim& claim, const Extremum& extremum) {
    return Attempt(*this, claim, extremum).outer_bound_step(extremum, most_leaves);
}

std::optional<json> ExtremumSearch::best_point(const Claim& claim, const Extremum& extremum) {
    return Attempt(*this, claim, extremum).best_point();
}

std::optional<json> ExtremumSearch::prove_unbounded(const Claim& claim, const Extremum& extremum) {
    return Attempt(*this, claim, extremum).unbounded();
}

}  // namespace dlncert
