#include "model.hpp"

#include <CLI/Option.hpp>
#include <algorithm>
#include <dlncert/dln/chamber.hpp>
#include <dlncert/statement/claim.hpp>
#include <dlncert/statement/error.hpp>
#include <dlncert/statement/expand.hpp>

#include "numbers.hpp"

namespace dlncert::command {
namespace {

constexpr const char* depth_forms =
    "write --depth N with N >= 2, inf, 2..50, 3..inf, real:[0,1/3], real:[0,1/2) or all";
constexpr const char* width_forms = "write --width d with d >= 2, 2..10, 3..inf or all";

std::string_view trim(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::string in_quotes(std::string_view text) {
    return "'" + (text.size() <= 60 ? std::string(text) : std::string(text.substr(0, 57)) + "...") + "'";
}

[[noreturn]] void malformed(const std::string& option, std::string_view text, const std::string& why,
                            const std::string& mend) {
    throw InputError(option + " " + in_quotes(text) + ": " + why + "; " + mend);
}

/// A decimal integer without sign, as depths and widths are.
std::optional<Integer> natural(std::string_view text) {
    text = trim(text);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.empty() || text.size() > static_cast<std::size_t>(max_number_digits) ||
        !std::all_of(text.begin(), text.end(), is_digit))
        return std::nullopt;
    return numerator(parse_rational(text));
}

Integer natural_or_fail(const std::string& option, std::string_view whole, std::string_view text,
                        const char* forms) {
    const auto value = natural(text);
    if (!value) malformed(option, whole, in_quotes(trim(text)) + " is not a whole number", forms);
    return *value;
}

Integer finite_depth(std::string_view whole, std::string_view text) {
    Integer n = natural_or_fail("--depth", whole, text, depth_forms);
    if (n < 2)
        malformed("--depth", whole,
                  n == 1 ? "depth N = 1 has a constant entropy and is excluded" : "a depth is at least 2",
                  depth_forms);
    return n;
}

/// Splits "A..B"; nothing if there is no "..".
std::optional<std::pair<std::string_view, std::string_view>> range_ends(std::string_view text) {
    const auto dots = text.find("..");
    if (dots == std::string_view::npos) return std::nullopt;
    return std::pair{trim(text.substr(0, dots)), trim(text.substr(dots + 2))};
}

Depth single_depth(const Integer& n) {
    return {Depth::Kind::single, n, n, Rational(Integer(1), n), false, false, n.str()};
}

Depth integer_depths(std::string_view text, std::string_view low, std::string_view high) {
    const Integer first = finite_depth(text, low);
    if (high == "inf")
        return {Depth::Kind::integers, first, std::nullopt, {0, Rational(Integer(1), first)}, false, false,
                first.str() + "..inf"};
    const Integer last = finite_depth(text, high);
    if (last < first) malformed("--depth", text, "the range is reversed", "write the smaller depth first");
    if (last == first) return single_depth(first);
    return {Depth::Kind::integers,
            first,
            last,
            {Rational(Integer(1), last), Rational(Integer(1), first)},
            false,
            false,
            first.str() + ".." + last.str()};
}

Rational reciprocal_depth(std::string_view whole, std::string_view text) {
    try {
        return parse_rational(trim(text));
    } catch (const InputError& error) {
        throw InputError("--depth " + in_quotes(whole) + ": " + error.what());
    }
}

Depth real_depths(std::string_view whole, std::string_view interval) {
    const auto comma = interval.find(',');
    if (interval.size() < 2 || (interval.front() != '[' && interval.front() != '(') ||
        (interval.back() != ']' && interval.back() != ')') || comma == std::string_view::npos)
        malformed("--depth", whole, "after real: an interval of nu = 1/N is expected", depth_forms);
    Depth depth;
    depth.kind = Depth::Kind::reals;
    depth.open_below = interval.front() == '(';
    depth.open_above = interval.back() == ')';
    depth.nu = {reciprocal_depth(whole, interval.substr(1, comma - 1)),
                reciprocal_depth(whole, interval.substr(comma + 1, interval.size() - comma - 2))};
    if (depth.nu.upper < depth.nu.lower)
        malformed("--depth", whole, "the interval is reversed", "write the smaller end first");
    if (depth.nu.is_point() && (depth.open_below || depth.open_above))
        malformed("--depth", whole, "the interval is empty", "close both ends to mean the single point");
    if (depth.nu.lower < 0 || depth.nu.upper > Rational(1, 2))
        malformed("--depth", whole, "nu = 1/N lies in [0, 1/2]",
                  "cut the interval to it (N = 2 is nu = 1/2)");
    depth.text = std::string("real:") + interval.front() + dlncert::to_string(depth.nu.lower) + "," +
                 dlncert::to_string(depth.nu.upper) + interval.back();
    return depth;
}

long small_width(std::string_view whole, std::string_view text) {
    const Integer d = natural_or_fail("--width", whole, text, width_forms);
    if (d < 2)
        malformed("--width", whole, "a width is at least 2 (one singular value has no entropy)", width_forms);
    if (d > 1'000'000'000) malformed("--width", whole, "it is beyond 10^9", width_forms);
    return d.convert_to<long>();
}

}  // namespace

Depth parse_depth(std::string_view text) {
    const std::string_view trimmed = trim(text);
    if (trimmed == "inf")
        return {Depth::Kind::single, std::nullopt, std::nullopt, Rational(0), false, false, "inf"};
    if (trimmed == "all")
        return {Depth::Kind::reals, std::nullopt, std::nullopt, {0, Rational(1, 2)}, false, false, "all"};
    if (trimmed.starts_with("real:")) return real_depths(text, trim(trimmed.substr(5)));
    if (const auto ends = range_ends(trimmed)) return integer_depths(text, ends->first, ends->second);
    return single_depth(finite_depth(text, trimmed));
}

Width parse_width(std::string_view text) {
    const std::string_view trimmed = trim(text);
    if (trimmed == "all") return {2, std::nullopt, "all"};
    if (const auto ends = range_ends(trimmed)) {
        const long first = small_width(text, ends->first);
        if (ends->second == "inf") return {first, std::nullopt, std::to_string(first) + "..inf"};
        const long last = small_width(text, ends->second);
        if (last < first)
            malformed("--width", text, "the range is reversed", "write the smaller width first");
        return {first, last,
                last == first ? std::to_string(first) : std::to_string(first) + ".." + std::to_string(last)};
    }
    const long d = small_width(text, trimmed);
    return {d, d, std::to_string(d)};
}

std::string_view to_string(Metric metric) {
    return metric == Metric::sum ? "sum" : "mean";
}

Expression energy_expression(const char* name, const std::string& text) {
    const std::vector<std::string> variables{"x"};
    try {
        return expand(parse_expression(text, &variables));
    } catch (const InputError& error) {
        throw InputError(std::string("--energy, ") + name + ": " + error.what());
    }
}

Energy parse_energy(std::string_view text) {
    constexpr const char* forms =
        "write schatten:p with p >= 1, or 'phi=EXPR; psi=EXPR' with expressions in x";
    const std::string_view trimmed = trim(text);
    if (trimmed.starts_with("schatten:")) {
        SchattenEnergy energy;
        try {
            energy.p = parse_rational(trim(trimmed.substr(9)));
        } catch (const InputError& error) {
            throw InputError("--energy " + in_quotes(text) + ": " + error.what());
        }
        if (energy.p < 1) malformed("--energy", text, "a Schatten energy needs p >= 1 to be convex", forms);
        return energy;
    }
    const auto semicolon = trimmed.find(';');
    if (semicolon == std::string_view::npos)
        malformed("--energy", text, "it is neither of the two forms", forms);
    SpectralEnergy energy;
    for (const std::string_view raw : {trimmed.substr(0, semicolon), trimmed.substr(semicolon + 1)}) {
        const std::string_view part = trim(raw);
        std::string* target = part.starts_with("phi")   ? &energy.phi
                              : part.starts_with("psi") ? &energy.psi
                                                        : nullptr;
        const std::string_view rest = trim(part.substr(std::min<std::size_t>(3, part.size())));
        if (!target || !rest.starts_with('=') || trim(rest.substr(1)).empty() || !target->empty())
            malformed("--energy", text, "phi and psi are each to be given once", forms);
        *target = std::string(trim(rest.substr(1)));
    }
    // the texts go into claims as they are: nothing but an expression may be in them
    (void)energy_expression("phi", energy.phi);
    (void)energy_expression("psi", energy.psi);
    return energy;
}

const Depth& Model::require_depth() const {
    if (!depth)
        throw InputError(std::string("--depth is missing: the entropy depends on it; ") + depth_forms);
    return *depth;
}

Metric Model::effective_metric() const {
    const bool infinite = require_depth().contains_infinity();
    if (metric == Metric::sum && infinite)
        throw InputError(
            "--metric sum: the metric 'sum' is N times 'mean' and does not exist at infinite depth "
            "(nu = 0), which --depth " +
            depth->text + " contains; use --metric mean");
    return metric.value_or(infinite ? Metric::mean : Metric::sum);
}

void ModelOptions::add_to(CLI::App& command) {
    const auto add = [&](const char* name, std::optional<std::string>& target, const char* help,
                         const char* type) {
        command.add_option(name, target, help)->type_name(type)->group("Model");
    };
    add("--depth", depth_, "depth N >= 2: N, inf, A..B, A..inf, real:[a,b] (nu = 1/N in [a,b]), or all", "N");
    add("--width", width_, "number of singular values d >= 2: d, A..B, A..inf, or all", "d");
    add("--beta", beta_, "inverse temperature, a positive rational or an interval [a,b] of them", "b");
    add("--energy", energy_, "schatten:p with p >= 1, or 'phi=EXPR; psi=EXPR' with expressions in x", "E");
    add("--metric", metric_, "sum (default for finite N) or mean (default where nu = 0 occurs)", "sum|mean");
}

namespace {

ExactInterval parse_beta(const std::string& text) {
    ExactInterval beta;
    try {
        beta = trim(text).starts_with('[') ? parse_interval(text, "--beta")
                                           : ExactInterval(parse_rational(text));
    } catch (const InputError& error) {
        throw InputError(std::string("--beta: ") + error.what());
    }
    if (beta.lower <= 0)
        throw InputError("--beta " + in_quotes(text) +
                         ": the inverse temperature is positive; write a number > 0");
    return beta;
}

}  // namespace

Model ModelOptions::parse() const {
    Model model;
    if (depth_) model.depth = parse_depth(*depth_);
    if (width_) model.width = parse_width(*width_);
    if (energy_) model.energy = parse_energy(*energy_);
    if (beta_) model.beta = parse_beta(*beta_);
    if (metric_) {
        if (*metric_ != "sum" && *metric_ != "mean")
            throw InputError("--metric " + in_quotes(*metric_) + ": unknown convention; write sum or mean");
        model.metric = *metric_ == "sum" ? Metric::sum : Metric::mean;
    }
    if (model.depth) (void)model.effective_metric();
    return model;
}

nlohmann::ordered_json to_json(const Model& model) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    if (model.depth) json["depth"] = model.depth->text;
    if (model.width) json["width"] = model.width->text;
    if (model.beta) json["beta"] = dlncert::to_string(*model.beta);
    if (model.energy) {
        if (const auto* schatten = std::get_if<SchattenEnergy>(&*model.energy))
            json["energy"] = "schatten:" + dlncert::to_string(schatten->p);
        else
            json["energy"] = "phi=" + std::get<SpectralEnergy>(*model.energy).phi +
                             "; psi=" + std::get<SpectralEnergy>(*model.energy).psi;
    }
    if (model.depth) json["metric"] = to_string(model.effective_metric());
    return json;
}

std::string to_string(const Model& model) {
    std::string text;
    const nlohmann::ordered_json json = to_json(model);
    for (const auto& [name, value] : json.items())
        text += (text.empty() ? "" : ", ") + name + " " + value.get<std::string>();
    return text;
}

}  // namespace dlncert::command
