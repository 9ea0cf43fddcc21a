#include <algorithm>
#include <dlncert/statement/domain_checks.hpp>
#include <unordered_set>

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
    if (const auto* formula = std::get_if<Formula>(&claim.conclusion))
        visit_expressions(*formula, visit);
    else
        visit(std::get<MatrixStatement>(claim.conclusion).function);
}

class PairSums {
  public:
    bool in(const Expression& e) {
        if (!visited_.insert(e.identity()).second) return false;
        if (e.op() == Op::pair_sum) return true;
        return std::ranges::any_of(e.args(), [this](const auto& arg) { return in(arg); });
    }

  private:
    std::unordered_set<const void*> visited_;
};

}  // namespace

void check_claim(const Claim& claim, const Cursor& cursor) {
    std::uint64_t size = 0;
    bool pair_sum = false;
    PairSums pair_sums;
    visit_expressions(claim, [&](const Expression& e) {
        size += e.tree_size();
        pair_sum = pair_sum || pair_sums.in(e);
    });
    if (size > max_claim_size)
        cursor.fail(cursor.peek(),
                    "a claim of " + std::to_string(size) + " operations when its definitions are inserted",
                    "a claim of at most " + std::to_string(max_claim_size) + " operations");
    if (pair_sum && claim.chambers.size() != 1)
        cursor.fail(
            cursor.peek(),
            "a sum over pairs i < j in a claim with " + std::to_string(claim.chambers.size()) + " chambers",
            "exactly one chamber, whose width says how far i and j run");
}

}  // namespace dlncert
