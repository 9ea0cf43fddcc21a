#include "critical_points.hpp"

#include <algorithm>
#include <dlncert/statement/error.hpp>

namespace dlncert::command {
namespace {

std::string interval(const ExactInterval& range) {
    return "[" + dlncert::to_string(range.lower) + ", " + dlncert::to_string(range.upper) + "]";
}

std::string parameter(const std::string& name, const ExactInterval& range) {
    return range.is_point() ? "let " + name + " = " + dlncert::to_string(range.lower) + "\n"
                            : "for " + name + " in " + interval(range) + "\n";
}

std::string list(std::size_t d, const std::string& between) {
    std::string text;
    for (std::size_t i = 1; i <= d; ++i) text += (i > 1 ? between : "") + "s" + std::to_string(i);
    return text;
}

/// S by the prelude's summand, pair by pair.
std::string entropy(std::size_t d) {
    std::string text;
    for (std::size_t i = 1; i <= d; ++i)
        for (std::size_t j = i + 1; j <= d; ++j)
            text += (text.empty() ? "" : " + ") + std::string("pair(nu, s") + std::to_string(i) + ", s" +
                    std::to_string(j) + ")";
    return text;
}

std::string energy(const Energy& energy, std::size_t d) {
    const auto* schatten = std::get_if<SchattenEnergy>(&energy);
    const auto text = [&](const SpectralEnergy& spectral) {
        std::string sum;
        for (std::size_t i = 1; i <= d; ++i) sum += (i > 1 ? " + psi(s" : "psi(s") + std::to_string(i) + ")";
        return "let psi(x) = " + spectral.psi + "\nlet phi(x) = " + spectral.phi + "\nlet energy(" +
               list(d, ", ") + ") = phi(" + sum + ")\n";
    };
    if (!schatten) return text(std::get<SpectralEnergy>(energy));
    const std::string p = dlncert::to_string(schatten->p);
    return text({"x/(" + p + ")", "x^(" + p + ")"});
}

void require_compact(const std::vector<BoxSide>& box) {
    for (const BoxSide& side : box)
        if (side.lower <= 0 || !side.upper || *side.upper <= side.lower)
            throw InputError(
                "certify uniqueness --box needs a compact box of positive numbers, each interval with more "
                "than "
                "one point, like --box \"[1/2,2] [1/2,2]\"");
}

/// The x for which (x, sum − x) lies in the box and the chamber; nothing unless there are several.
std::optional<ExactInterval> segment(const std::vector<BoxSide>& box, const Rational& sum) {
    Rational lower = std::max(box[0].lower, Rational(sum / 2));
    if (box[1].upper) lower = std::max(lower, Rational(sum - *box[1].upper));
    Rational upper = sum - box[1].lower;
    if (box[0].upper) upper = std::min(upper, *box[0].upper);
    if (upper >= sum) upper = (lower + sum) / 2;  // the other coordinate is positive
    if (lower >= upper) return std::nullopt;
    return ExactInterval{lower, upper};
}

}  // namespace

std::optional<std::string> continuum_claim(const Model& model, const std::vector<BoxSide>& box) {
    const auto* schatten = model.energy ? std::get_if<SchattenEnergy>(&*model.energy) : nullptr;
    if (!schatten || schatten->p != 1 || !model.beta || box.size() != 2 ||
        !model.require_depth().contains_two())
        return std::nullopt;
    const auto& [least, greatest] = *model.beta;
    for (const Rational& part : {Rational(0), Rational(1), Rational(1, 2), Rational(1, 4), Rational(3, 4)}) {
        const Rational beta = least + part * (greatest - least), sum = 1 / (2 * beta);
        const auto x = segment(box, sum);
        if (!x) continue;
        const std::string force = "1 - " + dlncert::to_string(sum) + "/(x + y)";
        return "claim continuum-of-critical-points\n\"depth 2, width 2, E = s1 + s2: both derivatives of E - "
               "S/beta vanish at all points (x, y) with x + y = 1/(2 beta) = " +
               dlncert::to_string(sum) + "\"\nfor x in " + interval(*x) + ", y in " +
               interval({Rational(sum - x->upper), Rational(sum - x->lower)}) +
               "\nlet nu = 1/2\nlet beta = " + dlncert::to_string(beta) +
               "\nlet F(s1, s2) = s1 + s2 - pair(nu, s1, s2)/beta\nprove diff(F(x, y), x) = " + force +
               " and diff(F(x, y), y) = " + force + "\n";
    }
    return std::nullopt;
}

namespace {

/// The claim up to its conclusion.
std::string definitions(const Model& model, const std::vector<BoxSide>& box) {
    require_compact(box);
    if (!model.energy) throw InputError("--energy is missing, like --energy schatten:2");
    if (!model.beta)
        throw Unsupported(
            "certify uniqueness --box without --beta: for every beta > 0 the box would have to be excluded "
            "for "
            "infinitely many scales, which cutting boxes cannot do; give --beta b or --beta [a,b]");
    const std::size_t d = box.size();
    const std::string all = list(d, ", ");
    return "claim critical-points\n\"the critical points of the free energy E - S/beta in a box\"\n" +
           parameter("nu", model.require_depth().nu) + parameter("beta", *model.beta) +
           energy(*model.energy, d) + "let entropy(" + all + ") = " + entropy(d) + "\nlet F(" + all +
           ") = energy(" + all + ") - entropy(" + all + ")/beta\n";
}

}  // namespace

std::string critical_points_claim(const Model& model, const std::vector<BoxSide>& box) {
    const std::string text = definitions(model, box), all = list(box.size(), ", ");
    std::string ranges, equations;
    for (std::size_t i = 1; i <= box.size(); ++i) {
        const std::string k = std::to_string(i);
        ranges += (i > 1 ? ", s" : "s") + k + " in " + interval({box[i - 1].lower, *box[i - 1].upper});
        equations +=
            (i > 1 ? " and " : "") + std::string("gradient(F(") + all + "), " + all + ")[" + k + "] = 0";
    }
    return text + "prove exists unique " + ranges + ": " + equations + "\n";
}

std::optional<std::string> diagonal_critical_points_claim(const Model& model, const std::vector<BoxSide>& box,
                                                          bool unique) {
    const std::string text = definitions(model, box), all = list(box.size(), ", ");
    ExactInterval common{box[0].lower, *box[0].upper};
    std::string arguments;
    for (const BoxSide& side : box) {
        common.lower = std::max(common.lower, side.lower);
        common.upper = std::min(common.upper, *side.upper);
        arguments += arguments.empty() ? "s" : ", s";
    }
    if (common.lower > common.upper) return std::nullopt;
    return text + "let slope(" + all + ") = diff(F(" + all + "), s1)\nprove exists " +
           (unique ? "unique " : "") + "s in " + interval(common) + ": slope(" + arguments + ") = 0\n";
}

bool lies_in_chamber(const std::vector<BoxSide>& box) {
    return std::ranges::adjacent_find(box, [](const BoxSide& larger, const BoxSide& smaller) {
               return !smaller.upper || larger.lower < *smaller.upper;
           }) == box.end();
}

}  // namespace dlncert::command
