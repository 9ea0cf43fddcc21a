#include "spectral_bound.hpp"

#include <algorithm>
#include <filesystem>

#include "files.hpp"
#include "spectral_bounds.hpp"

namespace dlncert::command {
namespace {

std::string number_text(const Bound& bound, bool below, long digits) {
    if (!bound.value) return bound.infinity < 0 || (bound.infinity == 0 && below) ? "-inf" : "inf";
    return below ? decimal_below(*bound.value, digits) : decimal_above(*bound.value, digits);
}

/// The range of an extremum: a minimum lies above its outer bound, a maximum below.
std::pair<std::string, std::string> ends_of(const SpectralExtremum& e, bool greatest, long digits) {
    if (e.outer.infinity != 0) {
        const std::string infinite = number_text(e.outer, true, digits);
        return {infinite, infinite};
    }
    const Bound& low = greatest ? e.inner : e.outer;
    const Bound& high = greatest ? e.outer : e.inner;
    return {number_text(low, true, digits), number_text(high, false, digits)};
}

Json enclosure_json(const SpectralExtremum& e, bool greatest, long digits) {
    const auto [lo, hi] = ends_of(e, greatest, digits);
    return {{"lo", lo}, {"hi", hi}};
}

class SpectralReport {
  public:
    SpectralReport(const SpectralQuestion& question, const SpectralBounds& bounds)
        : question_(question), samples_(bounds.samples()), with_gaps_(bounds.states_gaps()) {}

    [[nodiscard]] Json value(const EigenvalueRange& range) const {
        const long digits = question_.common.digits;
        Json result = {{"min", enclosure_json(range.least, false, digits)},
                       {"argmin", point_json(range.least)},
                       {"max", enclosure_json(range.greatest, true, digits)},
                       {"argmax", point_json(range.greatest)}};
        if (const auto gap = with_gaps_ ? gap_of(range.least) : std::nullopt)
            result["min"]["gap"] = decimal_above(*gap, digits);
        if (const auto gap = with_gaps_ ? gap_of(range.greatest) : std::nullopt)
            result["max"]["gap"] = decimal_above(*gap, digits);
        return result;
    }
    [[nodiscard]] std::string text(const EigenvalueRange& range, const std::string& label) const {
        return label + line(range.least, false) + "\n" + label + line(range.greatest, true);
    }

  private:
    [[nodiscard]] std::string name(std::size_t i) const {
        return i < samples_.width() ? "sigma_" + std::to_string(i + 1)
                                    : samples_.parameters()[i - samples_.width()];
    }
    [[nodiscard]] Json point_json(const SpectralExtremum& e) const {
        if (!e.point) return nullptr;
        Json result = Json::object();
        for (std::size_t i = 0; i < e.point->size(); ++i)
            result[name(i)] = command::to_json((*e.point)[i], (*e.point)[i], question_.common.digits);
        return result;
    }
    [[nodiscard]] std::string line(const SpectralExtremum& e, bool greatest) const {
        const auto [lo, hi] = ends_of(e, greatest, question_.common.digits);
        std::string text =
            (greatest ? "max " : "min ") + (lo == hi ? "= " + lo : "in [" + lo + ", " + hi + "]");
        if (const auto gap = with_gaps_ ? gap_of(e) : std::nullopt)
            text += ", a gap of " + decimal_above(*gap, 3);
        constexpr std::size_t most_shown = 12;
        for (std::size_t i = 0; e.point && i < e.point->size() && e.point->size() <= most_shown; ++i)
            text += (i == 0 ? " near " : ", ") + name(i) + " = " +
                    command::to_text((*e.point)[i], (*e.point)[i], 12);
        return text;
    }

    const SpectralQuestion& question_;
    const MatrixSamples& samples_;
    bool with_gaps_;
};

/// What the certificates do not show.
std::string remark_on(const SpectralQuestion& question, const SpectralBounds& bounds) {
    const ClaimedQuantity& quantity = question.quantity;
    if (!bounds.is_wide()) {
        std::vector<std::string> remarks;
        if (quantity.is_product)
            remarks.emplace_back(
                "the certificates are about the eigenvalues, whose product the determinant is");
        if (bounds.uses_homogeneity())
            remarks.emplace_back(
                "what is infinite is the limit along t*sigma, t -> 0: "
                "S(t*sigma) - S(sigma) does not depend on sigma");
        for (const std::string& end : bounds.without_certificate)
            remarks.push_back(end + " is by verified arithmetic, without a certificate");
        std::string text;
        for (const std::string& remark : remarks) text += (text.empty() ? "" : "; ") + remark;
        return text;
    }
    if (bounds.certificates.empty()) return "by verified arithmetic, without a certificate";
    if (quantity.shape == ClaimedQuantity::Shape::counts) return "";
    const std::string with_certificate = quantity.ranks.size() > 1
                                             ? "the upper end of the largest eigenvalue's maximum"
                                         : quantity.negated ? "the lower end of the minimum"
                                                            : "the upper end of the maximum";
    return with_certificate + " has a certificate; the other ends are by verified arithmetic, without one";
}

/// "m.json" for the first certificate, then "m.2.json", "m.3.json", ….
std::vector<std::string> write_all(const SpectralBounds& bounds, const std::string& output) {
    std::vector<std::string> files;
    for (const Certificate& certificate : bounds.certificates) {
        std::filesystem::path path(output);
        if (!files.empty())
            path.replace_filename(path.stem().string() + "." + std::to_string(files.size() + 1) +
                                  path.extension().string());
        write_file_atomically(path.string(), text_with_provenance(certificate));
        files.push_back(path.string());
    }
    return files;
}

Json document_of(const SpectralQuestion& question, const SpectralBounds& bounds, bool reached) {
    Json document = {{"command", "bound"},
                     {"status", reached ? status::answered : status::undecided},
                     {"model", to_json(question.model)},
                     {"quantity", question.name},
                     {"boxes", bounds.boxes}};
    if (question.tolerance) document["tolerance"] = dlncert::to_string(*question.tolerance);
    if (const std::string remark = remark_on(question, bounds); !remark.empty()) document["remark"] = remark;
    return document;
}

void add_claims(Json& document, const SpectralBounds& bounds, const std::vector<std::string>& files) {
    document["claims"] = Json::array();
    for (std::size_t k = 0; k < bounds.certificates.size(); ++k) {
        const Certificate& c = bounds.certificates[k];
        document["claims"].push_back({{"claim", c.claim_text}, {"digest", c.claim_digest}});
        if (k < files.size()) document["claims"].back()["certificate"] = files[k];
    }
}

std::string how_many(const SpectralQuestion& question, const SpectralBounds& bounds,
                     const std::vector<std::string>& files) {
    const std::string remark = remark_on(question, bounds);
    if (bounds.certificates.empty()) return remark;
    std::string text = std::to_string(bounds.certificates.size()) +
                       (bounds.certificates.size() == 1 ? " certificate" : " certificates") +
                       " accepted by the independent checker; " + std::to_string(bounds.boxes) + " boxes";
    if (!remark.empty()) text += "\n" + remark;
    for (const std::string& file : files) text += "\ncertificate written to " + file;
    return text;
}

ExitStatus report_signs(const SpectralQuestion& question, SpectralBounds& bounds) {
    const auto [least, most] = bounds.signs();
    const std::size_t d = question.box.size();
    const auto range = [](std::size_t a, std::size_t b) {
        return Json{{"lo", std::to_string(a)}, {"hi", std::to_string(b)}};
    };
    std::vector<std::string> files;
    if (question.output) files = write_all(bounds, *question.output);
    Json document = document_of(question, bounds, true);
    document["value"] = {
        {"positive", range(least.positive, most.positive)},
        {"negative", range(least.negative, most.negative)},
        {"zero", range(d - std::min(d, most.positive + most.negative), d - least.positive - least.negative)}};
    add_claims(document, bounds, files);
    if (question.common.json) {
        print_json(document);
        return ExitStatus::success;
    }
    for (const char* sign : {"positive", "negative", "zero"}) {
        const auto lo = document["value"][sign]["lo"].get<std::string>();
        const auto hi = document["value"][sign]["hi"].get<std::string>();
        print_text(std::string(sign) + (lo == hi ? " = " + lo : " in [" + lo + ", " + hi + "]"));
    }
    print_text(how_many(question, bounds, files));
    return ExitStatus::success;
}

}  // namespace

ExitStatus bound_eigenvalues(const SpectralQuestion& question) {
    SpectralBounds bounds(question);
    if (question.quantity.shape == ClaimedQuantity::Shape::counts) return report_signs(question, bounds);
    const SpectralReport report(question, bounds);
    std::vector<EigenvalueRange> ranges;
    for (const std::size_t rank : question.quantity.ranks) ranges.push_back(bounds.range(rank));
    if (question.quantity.is_product) ranges = {bounds.determinant(ranges)};
    bool reached = true;
    Json values = Json::array();
    std::string text;
    for (std::size_t k = 0; k < ranges.size(); ++k) {
        EigenvalueRange& range = ranges[k];
        const bool any_gap = bounds.states_gaps() && !question.tolerance && !bounds.has_given_up() &&
                             gap_of(range.greatest) && gap_of(range.least);
        reached = reached && (any_gap || (is_reached(range.greatest, question.tolerance) &&
                                          is_reached(range.least, question.tolerance)));
        if (question.quantity.negated) range = negative(range);
        values.push_back(report.value(range));
        const std::string rank = std::to_string(question.quantity.ranks[k]);
        text += report.text(range, ranges.size() > 1 ? question.name + "[" + rank + "]: " : "") + "\n";
    }
    std::vector<std::string> files;
    if (reached && question.output) files = write_all(bounds, *question.output);
    if (question.common.json) {
        Json document = document_of(question, bounds, reached);
        document[reached ? "value" : "reached"] = !reached || ranges.size() > 1 ? values : values[0];
        add_claims(document, bounds, files);
        print_json(document);
    }
    if (!reached) {
        print_message("undecided: the tolerance was not reached; the search came to\n" + text +
                      "a larger --tolerance or --budget, or a smaller box, may help");
        return ExitStatus::undecided;
    }
    if (!question.common.json) print_text(text + how_many(question, bounds, files));
    return ExitStatus::success;
}

}  // namespace dlncert::command
