#pragma once
#include <nlohmann/json.hpp>
#include <random>
#include <string>

namespace dlncert::test {

using Random = std::mt19937_64;

/// One field of the document, outside provenance and digests, altered: a number nudged, a word of a text
/// dropped, doubled, swapped or changed, an entry of a list likewise, a member removed, added or renamed.
/// Says what it did.
std::string mutate(nlohmann::json& document, Random& random);

/// The bytes with one of them changed, dropped or doubled, or a stretch of garbage in between.
std::string corrupt(std::string text, Random& random);

}  // namespace dlncert::test
