#include <algorithm>
#include <dlncert/statement/domain_checks.hpp>
#include <dlncert/statement/formula.hpp>
#include <set>

namespace dlncert {

std::string emptiness(const Range& range) {
    if (range.lower.infinite || range.upper.infinite) return "";
    const auto lower = rational_value(range.lower.value);
    const auto upper = rational_value(range.upper.value);
    if (!lower || !upper || *lower < *upper) return "";
    if (*lower > *upper) return "an interval with its ends exchanged";
    return range.lower.open || range.upper.open ? "an empty interval" : "";
}

std::string normalize_box(std::vector<Range>& box) {
    std::optional<Rational> largest;  // the smallest upper end before
    bool open = false;
    for (std::size_t i = 0; i < box.size(); ++i) {
        const std::string which = "the interval of singular value " + std::to_string(i + 1);
        if (box[i].lower.infinite) return which + " is unbounded below; singular values are positive";
        const auto lower = rational_value(box[i].lower.value);
        if (lower && *lower < 0) return which + " has a negative end; singular values are positive";
        if (lower && *lower == 0) box[i].lower.open = true;
        if (const auto wrong = emptiness(box[i]); !wrong.empty()) return which + " is empty";
        if (lower && largest && (*lower > *largest || (*lower == *largest && (open || box[i].lower.open))))
            return which + " lies above the one before: the box does not meet the chamber";
        const auto upper = box[i].upper.infinite ? std::nullopt : rational_value(box[i].upper.value);
        if (upper && (!largest || *upper < *largest || (*upper == *largest && box[i].upper.open))) {
            largest = upper;
            open = box[i].upper.open;
        }
    }
    return "";
}

namespace {

template <class Visitor>
void visit_expressions(const Formula& f, const Visitor& visit) {
    if (f.kind == Formula::Kind::comparison) {
        visit(f.comparison.left);
        visit(f.comparison.right);
    }
    for (const auto& part : f.parts) visit_expressions(part, visit);
}

/// What the claim says of its variables: hypotheses and conclusion.
template <class Visitor>
void visit_expressions(const Claim& claim, const Visitor& visit) {
    for (const auto& hypothesis : claim.hypotheses) visit_expressions(hypothesis, visit);
    if (const auto* formula = std::get_if<Formula>(&claim.conclusion)) visit_expressions(*formula, visit);
    if (const auto* roots = std::get_if<RootStatement>(&claim.conclusion))
        visit_expressions(roots->equations, visit);
    if (const auto* matrix = std::get_if<MatrixStatement>(&claim.conclusion)) {
        visit(matrix->function);
        if (matrix->metric) visit(*matrix->metric);
        for (const Expression& entry : matrix->entries) visit(entry);
        for (const Expression& entry : matrix->blocks) visit(entry);
    }
    if (const auto* analytic = std::get_if<AnalyticStatement>(&claim.conclusion)) {
        visit(analytic->function);
        if (analytic->continued) visit(*analytic->continued);
    }
    if (const auto* mean = std::get_if<MeanStatement>(&claim.conclusion)) {
        visit(mean->function);
        visit(mean->at_mean);
    }
    if (const auto* equilibrium = std::get_if<EquilibriumStatement>(&claim.conclusion))
        visit(equilibrium->function);
    if (const auto* extrema = std::get_if<ExtremumStatement>(&claim.conclusion))
        for (const Extremum& extremum : *extrema) visit(extremum.function);
}

/// What occurs in an expression that the parser cannot judge on the way.
class Places {
  public:
    explicit Places(const Claim* claim = nullptr) {
        if (!claim) return;
        for (const auto& x : claim->reals) reals_.insert(x.name);
        if (const auto* roots = std::get_if<RootStatement>(&claim->conclusion))
            for (const auto& x : roots->unknowns) reals_.insert(x.name);
        if (const auto* mean = std::get_if<MeanStatement>(&claim->conclusion)) {
            reals_.insert(mean->variables.begin(), mean->variables.end());
            reals_.insert(mean->mean);
        }
    }

    bool pair_sum = false;
    bool real_index = false;  ///< of an element, or as the end of the range of a sum

    void visit(const Expression& e, bool is_index = false) {
        if (e.op() == Op::pair_sum) pair_sum = true;
        if (is_index && e.op() == Op::element) real_index = true;
        if (is_index && e.op() == Op::variable && reals_.contains(e.name()) && !bound_.contains(e.name()))
            real_index = true;
        const std::size_t bodies = e.indices().empty() ? 0 : 1;
        for (std::size_t i = 0; i + bodies < e.args().size(); ++i)
            visit(e.arg(i), is_index || e.op() == Op::element || bodies == 1);
        if (bodies == 0) return;
        bound_.insert(e.indices().begin(), e.indices().end());
        visit(e.args().back(), is_index);
        for (const auto& index : e.indices()) bound_.erase(bound_.find(index));
    }

  private:
    std::set<std::string> reals_;
    std::multiset<std::string> bound_;
};

}  // namespace

bool has_pair_sum(const Expression& e) {
    Places places;
    places.visit(e);
    return places.pair_sum;
}

std::uint64_t operations_in(const Claim& claim) {
    std::uint64_t size = 0;
    visit_expressions(claim, [&](const Expression& e) { size += e.tree_size(); });
    return size;
}

void check_claim(const Claim& claim, const Cursor& cursor) {
    const std::uint64_t size = operations_in(claim);
    if (size > max_claim_size)
        cursor.fail(cursor.peek(),
                    "a claim of " + std::to_string(size) + " operations when its definitions are inserted",
                    "a claim of at most " + std::to_string(max_claim_size) + " operations");
    Places places(&claim);
    visit_expressions(claim, [&](const Expression& e) { places.visit(e); });
    if (places.real_index)
        cursor.fail(cursor.peek(), "an index, or the range of a sum, with a real variable in it",
                    "indices and ranges of integers: numbers, integer parameters, indices of sums");
    const std::size_t chambers =
        claim.chambers.size() + (std::holds_alternative<EquilibriumStatement>(claim.conclusion) ? 1 : 0);
    if (places.pair_sum && chambers != 1)
        cursor.fail(cursor.peek(),
                    "a sum over pairs i < j in a claim with " + std::to_string(chambers) + " chambers",
                    "exactly one chamber, whose width says how far i and j run");
}

}  // namespace dlncert
