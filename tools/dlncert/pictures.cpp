#include "pictures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <dlncert/arith/ball.hpp>
#include <dlncert/calculus/spectrum.hpp>
#include <dlncert/dln/entropy.hpp>

#include "output.hpp"

namespace dlncert::command {
namespace {

constexpr double size = 320;  // of the drawn square
constexpr double edge = 40;   // around it
constexpr std::size_t most_leaves = 4000;

std::string number(double x) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", x);
    return text;
}

std::string rectangle(double x, double y, double width, double height, const std::string& style,
                      const std::string& title) {
    return "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\"" +
           number(height) + "\" " + style + (title.empty() ? "/>" : "><title>" + title + "</title></rect>") +
           "\n";
}

std::string label(double x, double y, const std::string& text, const char* anchor = "middle") {
    return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">" +
           escaped(text) + "</text>\n";
}

std::string svg(const std::string& contents, const std::string& title, double height = size + 2 * edge) {
    const std::string width = number(size + 2 * edge);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"" + width + "\" height=\"" +
           number(height) + "\" viewBox=\"0 0 " + width + " " + number(height) +
           "\" font-family=\"sans-serif\" font-size=\"11\">\n<title>" + escaped(title) + "</title>\n" +
           contents + "</svg>\n";
}

// ---- subdivisions

/// The range that the leaves cover.
Side hull(const ShownTree& tree, std::size_t v) {
    Side result = tree.leaves.front().box[v];
    for (const ShownLeaf& leaf : tree.leaves) {
        const Side& side = leaf.box[v];
        result.lower_infinite = result.lower_infinite || side.lower_infinite;
        result.upper_infinite = result.upper_infinite || side.upper_infinite;
        if (!side.lower_infinite) result.lower = std::min(result.lower, side.lower);
        if (!side.upper_infinite) result.upper = std::max(result.upper, side.upper);
    }
    return result;
}

/// Where a value of the range is drawn, from 0 to 1; `end` of the leaf's side may be infinite.
double place(const Side& range, const Rational& value, bool infinite, bool upper) {
    if (infinite) return upper ? 1 : 0;
    const auto x = value.convert_to<double>();
    const auto a = range.lower.convert_to<double>();
    const auto b = range.upper.convert_to<double>();
    if (range.lower_infinite && range.upper_infinite) return 0.5 + std::atan(x) / 3.14159265358979;
    if (range.upper_infinite) return (x - a) / (1 + x - a);
    if (range.lower_infinite) return 1 / (1 + b - x);
    return b > a ? (x - a) / (b - a) : 0;
}

std::pair<double, double> places(const Side& range, const Side& side) {
    return {place(range, side.lower, side.lower_infinite, false),
            place(range, side.upper, side.upper_infinite, true)};
}

/// From dark red for 0 by yellow to dark blue from 1 on, in steps of decades.
std::string colour(const Rational& bound) {
    constexpr std::array colours{"#7f0000", "#b30000", "#d7301f", "#fc8d59", "#fee08b", "#91bfdb", "#4575b4"};
    if (bound <= 0) return colours[0];
    std::size_t i = 1;
    for (Rational decade(1, 100000); i < 6 && bound >= decade; decade *= 10) ++i;
    return colours[i];
}

/// An end of a range, rounded outward unless it is short.
std::string end_text(const Rational& value, bool infinite, bool upper) {
    if (infinite) return upper ? "inf" : "-inf";
    const std::string text = dlncert::to_string(value);
    if (text.size() <= 12) return text;
    return upper ? decimal_above(value, 4) : decimal_below(value, 4);
}

std::string legend() {
    std::string text;
    const std::array<std::pair<const char*, const char*>, 5> entries{
        {{"0", "0"}, {"1/100000", "1e-5"}, {"1/1000", "1e-3"}, {"1/100", "1e-2"}, {"1/10", "0.1"}}};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const double x = edge + 64.0 * static_cast<double>(i);
        text += rectangle(x, size + 1.55 * edge, 14, 10,
                          "fill=\"" + colour(parse_rational(entries[i].first)) + "\"", "");
        text += label(x + 18, size + 1.55 * edge + 9, std::string(">= ") + entries[i].second, "start");
    }
    return text;
}

// ---- signature

struct Square {
    Rational x, y, width;
};

SymmetricMatrix<Ball> enclosures(const SymmetricMatrix<VerifiedRange<Ball>>& ranges) {
    SymmetricMatrix<Ball> result(ranges.size(), Ball());
    for (std::size_t i = 0; i < ranges.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) result(i, j) = ranges(i, j).enclosure();
    return result;
}

/// Of all points with sigma_2/sigma_1 and sigma_3/sigma_2 in the square. The form depends on ratios only.
Inertia signature(const Rational& nu, const Square& square) {
    constexpr long precision = 64;
    const Rational x = square.x + square.width;
    const Rational y = square.y + square.width;
    const LogBox<Ball> box({Rational(1), {square.x, x}, {Rational(square.x * square.y), Rational(x * y)}},
                           precision);
    const DepthInterval<Ball> depth(nu, precision);
    return inertia(enclosures(scaled_hessian(Geometry::riemannian, depth, box)));
}

const char* signature_colour(const Inertia& inertia) {
    if (inertia.undecided > 0) return "#dddddd";
    constexpr std::array colours{"#542788", "#b2abd2", "#fdb863", "#b35806"};
    return colours[inertia.positive];
}

/// Quartered until the inertia is decided, or the squares are small.
void draw(const Rational& nu, const Square& square, int levels, const Rational& from, std::string& drawing) {
    const Inertia found = signature(nu, square);
    if (found.undecided > 0 && levels > 0) {
        const Rational half = square.width / 2;
        for (const auto& [i, j] : {std::pair{0, 0}, {0, 1}, {1, 0}, {1, 1}})
            draw(nu, {square.x + i * half, square.y + j * half, half}, levels - 1, from, drawing);
        return;
    }
    const double scale = size / Rational(1 - from).convert_to<double>();
    const double width = square.width.convert_to<double>() * scale;
    drawing += rectangle(edge + Rational(square.x - from).convert_to<double>() * scale,
                         edge + Rational(1 - square.y).convert_to<double>() * scale - width, width, width,
                         std::string("fill=\"") + signature_colour(found) + "\"", "");
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '&')
            result += "&amp;";
        else if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '"')
            result += "&quot;";
        else
            result += c;
    }
    return result;
}

std::string subdivision_picture(const ShownTree& tree) {
    const std::size_t n = tree.variables.size();
    if (n == 0 || n > 2 || tree.leaves.empty() || tree.leaves.size() > most_leaves) return {};
    const Side across = hull(tree, 0);
    const Side up = n == 2 ? hull(tree, 1) : Side{.lower = 0, .upper = 1};
    std::string drawing;
    for (const ShownLeaf& leaf : tree.leaves) {
        const auto [x0, x1] = places(across, leaf.box[0]);
        const auto [y0, y1] = n == 2 ? places(up, leaf.box[1]) : std::pair{0.0, 1.0};
        drawing += rectangle(edge + size * x0, edge + size * (1 - y1), size * (x1 - x0), size * (y1 - y0),
                             "stroke=\"#333\" stroke-width=\"0.3\" fill=\"" + colour(leaf.lower) + "\"",
                             escaped(describe(leaf.box, tree.variables)));
    }
    const double bottom = size + edge + 14;
    drawing += label(edge, bottom, end_text(across.lower, across.lower_infinite, false));
    drawing += label(edge + size, bottom, end_text(across.upper, across.upper_infinite, true));
    drawing += label(edge + size / 2, bottom, tree.variables[0]);
    if (n == 2) {
        drawing += label(edge - 6, size + edge, end_text(up.lower, up.lower_infinite, false), "end");
        drawing += label(edge - 6, edge + 8, end_text(up.upper, up.upper_infinite, true), "end");
        drawing += label(edge - 6, edge + size / 2, tree.variables[1], "end");
    }
    return svg(drawing + legend(),
               std::to_string(tree.leaves.size()) + " leaves, coloured by the bound shown");
}

std::string signature_picture(const Rational& nu) {
    const Rational from(1, 64);
    std::string drawing;
    draw(nu, {from, from, Rational(1 - from)}, 7, from, drawing);
    const double bottom = size + edge + 14;
    drawing += label(edge, bottom, "1/64") + label(edge + size, bottom, "1");
    drawing += label(edge + size / 2, bottom, "sigma_2/sigma_1");
    drawing += label(edge - 6, edge + 8, "1", "end") + label(edge - 6, size + edge, "1/64", "end");
    drawing += label(edge, edge - 8, "sigma_3/sigma_2 upwards", "start");
    const std::array<Inertia, 4> entries{{{2, 1, 0}, {1, 2, 0}, {3, 0, 0}, {0, 0, 3}}};
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const double x = edge + 84.0 * static_cast<double>(i);
        drawing += rectangle(x, size + 1.55 * edge, 14, 10,
                             std::string("fill=\"") + signature_colour(entries[i]) + "\"", "");
        drawing += label(x + 18, size + 1.55 * edge + 9,
                         entries[i].undecided ? "undecided"
                                              : "(" + std::to_string(entries[i].positive) + ", " +
                                                    std::to_string(entries[i].negative) + ")",
                         "start");
    }
    return svg(drawing, "signature of the covariant Hessian, nu = " + dlncert::to_string(nu));
}

}  // namespace dlncert::command
