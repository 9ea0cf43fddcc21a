#pragma once
// The IEEE 1788 test framework's cases (*.itl), run on any number type. A test describes its type as a Suite
// and asks for the report; nothing here knows the types. The data are not part of the project: they are read
// where the variable ITF1788_DIR points, by default from ../shared/itf1788 beside the source tree.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

namespace dlncert::itf1788 {

struct Bounds {
    double lo, hi;  ///< empty if lo > hi
    [[nodiscard]] bool is_empty() const { return !(lo <= hi); }
    friend bool operator==(const Bounds& a, const Bounds& b) {
        return (a.is_empty() && b.is_empty()) || (a.lo == b.lo && a.hi == b.hi);
    }
};

/// An argument or a result: an interval, a number, a truth value.
using Value = std::variant<Bounds, double, bool>;

/// One bare case: operation, arguments, the tightest result, and sometimes a wider one that is accurate
/// enough.
struct Case {
    std::string operation, text;
    std::vector<Value> arguments;
    Value result;
};

namespace detail {

inline std::string without_comments(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text.compare(i, 2, "/*") == 0) {
            i = text.find("*/", i) + 1;
        } else if (text.compare(i, 2, "//") == 0) {
            i = text.find('\n', i);
            if (i == std::string::npos) break;
            result += '\n';
        } else {
            result += text[i];
        }
    }
    return result;
}

/// Brackets keep their content together; everything else splits at white space.
inline std::vector<std::string> tokens(const std::string& statement) {
    std::vector<std::string> result;
    bool inside = false, open = false;
    for (const char c : statement) {
        const bool space = std::isspace(static_cast<unsigned char>(c)) != 0;
        if (space && !inside) {
            open = false;
            continue;
        }
        if (space) continue;
        if (!open) result.emplace_back();
        open = true;
        result.back() += c;
        if (c == '[') inside = true;
        if (c == ']') inside = false;
    }
    return result;
}

inline std::optional<double> number(const std::string& text) {
    char* end = nullptr;
    const double value = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0') return std::nullopt;
    return value;
}

inline std::optional<Value> value(const std::string& text) {
    if (text == "true") return true;
    if (text == "false") return false;
    if (text.front() != '[') {
        if (const auto n = number(text)) return *n;
        return std::nullopt;
    }
    if (text.back() != ']') return std::nullopt;  // decorated
    const std::string body = text.substr(1, text.size() - 2);
    constexpr double infinity = std::numeric_limits<double>::infinity();
    if (body.empty() || body == "empty") return Bounds{infinity, -infinity};
    if (body == "entire" || body == ",") return Bounds{-infinity, infinity};
    const auto comma = body.find(',');
    const auto lo = number(body.substr(0, comma));
    const auto hi = comma == std::string::npos ? lo : number(body.substr(comma + 1));
    if (!lo || !hi || !(*lo <= *hi)) return std::nullopt;
    return Bounds{*lo, *hi};
}

inline std::optional<Case> parse(const std::string& statement) {
    const std::vector<std::string> words = tokens(statement);
    Case result;
    std::size_t i = 1;
    for (; i < words.size() && words[i] != "="; ++i) {
        const auto argument = value(words[i]);
        if (!argument) return std::nullopt;
        result.arguments.push_back(*argument);
    }
    if (i + 1 >= words.size()) return std::nullopt;
    const auto tight = value(words[i + 1]);
    if (!tight || (i + 2 < words.size() && words[i + 2] != "<=")) return std::nullopt;
    result.operation = words[0];
    result.result = *tight;
    for (const std::string& word : words) result.text += (result.text.empty() ? "" : " ") + word;
    return result;
}

}  // namespace detail

/// The folder of the data, if there is one.
inline std::optional<std::filesystem::path> data_folder() {
    const char* given = std::getenv("ITF1788_DIR");
#if defined(DLNCERT_ITF1788_DIR)
    if (given == nullptr) given = DLNCERT_ITF1788_DIR;
#endif
    if (given == nullptr || !std::filesystem::exists(std::filesystem::path(given) / "libieeep1788_elem.itl"))
        return std::nullopt;
    return given;
}

/// All bare cases with one result (decorations, exceptions, text and pairs are left out), without
/// repetitions.
inline std::vector<Case> read_cases(const std::filesystem::path& folder) {
    std::vector<Case> result;
    std::set<std::string> seen;
    std::set<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".itl") files.insert(entry.path());
    for (const auto& file : files) {
        std::stringstream text;
        text << std::ifstream(file).rdbuf();
        const std::string body = detail::without_comments(text.str());
        for (std::size_t at = 0; (at = body.find('{', at)) != std::string::npos;) {
            const std::size_t end = body.find("\n}", at);
            std::stringstream block(body.substr(at + 1, end - at - 1));
            for (std::string statement; std::getline(block, statement, ';');)
                if (auto one = detail::parse(statement); one && seen.insert(one->text).second)
                    result.push_back(std::move(*one));
            if (end == std::string::npos) break;
            at = end;
        }
    }
    return result;
}

/// A number type under test. Each operation is given by the standard's name; what is not listed is not run.
template <class Number>
struct Suite {
    using Arguments = std::vector<std::variant<Number, double, bool>>;
    /// nullopt: this case is outside what the type offers.
    using Result = std::optional<std::variant<Number, double, bool>>;

    std::string name;         ///< heading of its part of the table
    std::string description;  ///< one sentence
    std::function<Number(double lo, double hi)> make;
    std::function<Number()> empty;
    std::function<Bounds(const Number&)> bounds;  ///< the smallest doubles around it
    std::map<std::string, std::function<Result(const Arguments&)>> operations;
    std::map<std::string, std::string> remarks;  ///< per operation, for the table

    void unary(const std::string& operation, std::function<Number(const Number&)> f) {
        operations[operation] = [f](const Arguments& x) -> Result {
            return x.size() == 1 ? Result(f(std::get<Number>(x[0]))) : std::nullopt;
        };
    }
    void binary(const std::string& operation, std::function<Number(const Number&, const Number&)> f) {
        operations[operation] = [f](const Arguments& x) -> Result {
            return x.size() == 2 ? Result(f(std::get<Number>(x[0]), std::get<Number>(x[1]))) : std::nullopt;
        };
    }
    void predicate(const std::string& operation, std::function<bool(const Number&)> f) {
        operations[operation] = [f](const Arguments& x) -> Result {
            return x.size() == 1 ? Result(f(std::get<Number>(x[0]))) : std::nullopt;
        };
    }
    void relation(const std::string& operation, std::function<bool(const Number&, const Number&)> f) {
        operations[operation] = [f](const Arguments& x) -> Result {
            return x.size() == 2 ? Result(f(std::get<Number>(x[0]), std::get<Number>(x[1]))) : std::nullopt;
        };
    }
    void number(const std::string& operation, std::function<double(const Number&)> f) {
        operations[operation] = [f](const Arguments& x) -> Result {
            return x.size() == 1 ? Result(f(std::get<Number>(x[0]))) : std::nullopt;
        };
    }
};

struct Row {
    long cases = 0, contained = 0, tight = 0;
};

struct Report {
    std::string name, description;
    std::map<std::string, Row> rows;
    std::map<std::string, std::string> remarks;
    std::vector<std::string> failures;   ///< cases whose result is not contained
    std::vector<std::string> not_tight;  ///< contained, but wider than necessary

    [[nodiscard]] Row total() const {
        Row sum;
        for (const auto& [operation, row] : rows) {
            sum.cases += row.cases;
            sum.contained += row.contained;
            sum.tight += row.tight;
        }
        return sum;
    }
};

namespace detail {

inline std::string spell(const Value& value) {
    char text[100];
    if (const auto* b = std::get_if<Bounds>(&value))
        std::snprintf(text, sizeof text, b->is_empty() ? "[empty]" : "[%a,%a]", b->lo, b->hi);
    else if (const auto* n = std::get_if<double>(&value))
        std::snprintf(text, sizeof text, "%a", *n);
    else
        return std::get<bool>(value) ? "true" : "false";
    return text;
}

/// Contained, and tight. A number or truth value is both or neither.
inline std::pair<bool, bool> judge(const Value& got, const Value& want) {
    if (got.index() != want.index()) return {false, false};
    if (const auto* g = std::get_if<Bounds>(&got)) {
        const auto& w = std::get<Bounds>(want);
        return {w.is_empty() || (!g->is_empty() && g->lo <= w.lo && w.hi <= g->hi), *g == w};
    }
    if (const auto* g = std::get_if<double>(&got)) {
        const double w = std::get<double>(want);
        const bool equal = *g == w || (std::isnan(*g) && std::isnan(w));
        return {equal, equal};
    }
    return {got == want, got == want};
}

}  // namespace detail

template <class Number>
Report run(const Suite<Number>& suite, const std::vector<Case>& cases) {
    Report report{suite.name, suite.description, {}, suite.remarks, {}, {}};
    for (const Case& test : cases) {
        const auto operation = suite.operations.find(test.operation);
        if (operation == suite.operations.end()) continue;
        typename Suite<Number>::Arguments arguments;
        for (const Value& argument : test.arguments) {
            if (const auto* b = std::get_if<Bounds>(&argument))
                arguments.emplace_back(b->is_empty() ? suite.empty() : suite.make(b->lo, b->hi));
            else if (const auto* n = std::get_if<double>(&argument))
                arguments.emplace_back(*n);
            else
                arguments.emplace_back(std::get<bool>(argument));
        }
        const auto result = operation->second(arguments);
        if (!result) continue;
        Value got;
        if (const auto* number = std::get_if<Number>(&*result))
            got = suite.bounds(*number);
        else if (const auto* n = std::get_if<double>(&*result))
            got = *n;
        else
            got = std::get<bool>(*result);
        const auto [contained, tight] = detail::judge(got, test.result);
        Row& row = report.rows[test.operation];
        ++row.cases;
        row.contained += contained ? 1 : 0;
        row.tight += contained && tight ? 1 : 0;
        if (!contained) report.failures.push_back(test.text + "  got " + detail::spell(got));
        if (contained && !tight) report.not_tight.push_back(test.text + "  got " + detail::spell(got));
    }
    return report;
}

/// Puts the report's section into the table, keeping the sections of other types.
inline void write_table(const Report& report, const std::filesystem::path& path) {
    const std::string begin = "<!-- begin " + report.name + " -->", end = "<!-- end " + report.name + " -->";
    std::stringstream old;
    old << std::ifstream(path).rdbuf();
    std::string text = old.str();
    if (text.empty())
        text =
            "# Conformance with IEEE 1788, by the test cases of ITF1788\n\n"
            "Written by the tests (`DLNCERT_WRITE_CONFORMANCE=proofs/ITF1788.md`), one section per number "
            "type. Cases: bare "
            "cases with one\nresult, repetitions removed, of the operations the type exposes. Contained: the "
            "result contains the "
            "tightest interval of doubles.\nTight: rounded outward to doubles, it is that interval.\n";
    std::stringstream section;
    section << begin << "\n## " << report.name << "\n\n" << report.description << "\n\n";
    section << "| operation | cases | contained | tight | remark |\n|---|--:|--:|--:|---|\n";
    const auto line = [&section](const std::string& name, const Row& row, const std::string& remark) {
        section << "| " << name << " | " << row.cases << " | " << row.contained << " | " << row.tight << " | "
                << remark << " |\n";
    };
    for (const auto& [operation, row] : report.rows) {
        const auto remark = report.remarks.find(operation);
        line(operation, row, remark == report.remarks.end() ? "" : remark->second);
    }
    line("**all**", report.total(), "");
    section << end << "\n";
    const auto from = text.find(begin), to = text.find(end);
    if (from != std::string::npos && to != std::string::npos)
        text.replace(from, to + end.size() + 1 - from, section.str());
    else
        text += "\n" + section.str();
    std::ofstream(path) << text;
}

/// Writes the table where DLNCERT_WRITE_CONFORMANCE says, if it does.
inline void write_table_on_request(const Report& report) {
    if (const char* path = std::getenv("DLNCERT_WRITE_CONFORMANCE")) write_table(report, path);
}

}  // namespace dlncert::itf1788
