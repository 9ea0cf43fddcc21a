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

/// Whether a sum over pairs occurs: its meaning needs exactly one chamber.
class PairSums {
  public:
    bool in(const Expression& e) {
        if (!visited_.insert(e.identity()).second) return false;
        if (e.op() == Op::pair_sum) return true;
        for (const auto& arg : e.args())
            if (in(arg)) return true;
        return false;
    }
    bool in(const Formula& f) {
        for (const auto& part : f.parts)
            if (in(part)) return true;
        return in(f.comparison.left) || in(f.comparison.right);
    }

  private:
    std::unordered_set<const void*> visited_;
};

}  // namespace

void check_places(const Claim& claim, const Cursor& cursor) {
    PairSums pairs;
    bool found = false;
    for (const auto& hypothesis : claim.hypotheses) found = found || pairs.in(hypothesis);
    if (const auto* formula = std::get_if<Formula>(&claim.conclusion))
        found = found || pairs.in(*formula);
    else
        found = found || pairs.in(std::get<MatrixStatement>(claim.conclusion).function);
    if (found && claim.chambers.size() != 1)
        cursor.fail(
            cursor.peek(),
            "a sum over pairs i < j in a claim with " + std::to_string(claim.chambers.size()) + " chambers",
            "exactly one chamber, whose width says how far i and j run");
}

}  // namespace dlncert
