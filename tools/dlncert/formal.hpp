#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace dlncert::command {

/// A row of proofs/coq/INDEX.md, which is embedded when the program is built.
struct FormalTheorem {
    std::string item;       ///< of the papers: P-1.9
    std::string statement;  ///< in words
    std::string name;       ///< of the theorem in Coq
};

/// The generated index as it is, and its rows.
[[nodiscard]] std::string_view formal_index();
[[nodiscard]] const std::vector<FormalTheorem>& formal_theorems();

}  // namespace dlncert::command
