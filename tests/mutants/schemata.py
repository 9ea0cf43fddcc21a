"""All mutants in one build: each place that is altered becomes a choice made when the program runs.

A place is the smallest piece of the text, around an alteration, that can be chosen as a whole: a condition, a value, a
statement. `choices` writes it as `mutant(17) ? (altered) : (original)`, or as an if where it is a statement.
"""
import re
from typing import NamedTuple, Optional

HEADER = """#pragma once
#include <type_traits>
// Which mutant runs: the environment variable MUTANT; -1 notes in the file MUTANTS_REACHED which are reached.
extern int mutants_active;
extern unsigned char mutants_reached[];
inline bool mutant(int n) {
    if (mutants_active == -1) mutants_reached[n] = '1';
    return mutants_active == n;
}
"""
SOURCE = """#include <cstdio>
#include <cstdlib>
#include <cstring>
int mutants_active = std::getenv("MUTANT") ? std::atoi(std::getenv("MUTANT")) : 0;
unsigned char mutants_reached[100000];
namespace {
struct Report {
    Report() { std::memset(mutants_reached, '0', sizeof mutants_reached); }
    ~Report() {
        const char* path = std::getenv("MUTANTS_REACHED");
        std::FILE* file = path ? std::fopen(path, "w") : nullptr;
        if (!file) return;
        std::fwrite(mutants_reached, 1, sizeof mutants_reached, file);
        std::fclose(file);
    }
} report __attribute__((init_priority(101)));
}  // namespace
"""
CLOSING = {"(": ")", "[": "]", "{": "}"}


class Place(NamedTuple):
    kind: str  # value, condition, return, statement
    begin: int
    end: int


class Brackets:
    """The brackets and semicolons of a source text, strings and comments apart."""

    def __init__(self, text):
        self.text, self.close, self.parents = text, {}, []
        blank = re.sub(r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])'",
                       lambda m: " " * len(m.group()), text, flags=re.S)
        blank = re.sub(r"^[ \t]*#[^\n]*", lambda m: " " * len(m.group()), blank, flags=re.M)
        self.blank, stack = blank, []
        for i, c in enumerate(blank):
            if c in "([{":
                self.parents.append((i, list(stack)))
                stack.append(i)
            elif c in ")]}" and stack and CLOSING[blank[stack[-1]]] == c:
                self.close[stack.pop()] = i

    def around(self, begin, end):
        """The brackets that enclose a range, the innermost first."""
        return sorted((o for o, c in self.close.items() if o < begin and end <= c), reverse=True)

    def level(self, begin, end):
        """The characters of a range outside brackets that open in it: pairs (offset, character)."""
        i = begin
        while i < end:
            yield i, self.blank[i]
            i = self.close[i] if self.blank[i] in "([{" and i in self.close else i + 1

    def is_code(self, brace):
        before = self.blank[:brace].rstrip()
        tail = before[-300:]
        return (before.endswith((")", ";", "}")) or re.search(r"\b(const|else|try|do|noexcept|mutable)$", tail) is not None
                or re.search(r"->\s*[\w:<>&]+$", tail) is not None
                or re.search(r"\b(struct|class|namespace)\b[^;{}()=]*$", tail) is not None)


def _piece(brackets, begin, end, at, separator):
    """The part of a range, cut at a separator outside brackets, that contains an offset."""
    for i, c in brackets.level(begin, end):
        if c == separator:
            if i >= at:
                return begin, i
            begin = i + 1
    return begin, end


def _value(brackets, begin, end, lo, hi) -> Optional[Place]:
    """What stands behind a ` = ` and contains the alteration."""
    begin, end = _piece(brackets, begin, end, lo, ",")
    equals = [i for i, _ in brackets.level(begin, end) if brackets.blank.startswith(" = ", i)]
    if not equals or equals[0] + 3 > lo or hi > end:
        return None
    begin = equals[0] + 3
    body = brackets.blank[begin:end]
    if body.lstrip().startswith("{") or re.search(r"\[(&|=|this|\])", body):
        return None
    return Place("value", begin, end)


def _condition(brackets, open_, lo, hi) -> Optional[Place]:
    before, end = brackets.blank[:open_].rstrip(), brackets.close[open_]
    if re.search(r"\bfor$", before):
        parts = [i for i, c in brackets.level(open_ + 1, end) if c == ";"]
        if len(parts) != 2 or lo > parts[1]:
            return None
        if lo < parts[0]:
            return _value(brackets, open_ + 1, parts[0], lo, hi)
        return Place("condition", parts[0] + 1, parts[1])
    begin, _ = _piece(brackets, open_ + 1, end, lo, ";")
    if begin > lo or " = " in brackets.blank[begin:end]:
        return None
    return Place("condition", begin, end)


DECLARATION = re.compile(r"(static|thread_local|const|constexpr|auto|using|friend|template|explicit|inline|bool|int|long|double|"
                         r"std::[\w:]+(<[^=;]*>)?(::\w+)?|[A-Z]\w*(<[^=;()]*>)?(::\w+)?)[ &*]+[\w&\[]")


def _statement(brackets, open_, lo, hi) -> Optional[Place]:
    begin, end = open_ + 1, brackets.close[open_]
    function = re.search(r"\b(struct|class|namespace)\b[^;{}()=]*$", brackets.blank[:open_].rstrip()[-300:]) is None
    for i, c in brackets.level(open_ + 1, end):
        label = c == ":" and "::" not in brackets.blank[i - 1:i + 2] and re.search(r"\b(case [\w:]+|default|public|private)$", brackets.blank[begin:i].rstrip())
        closed = c == "}" and brackets.blank[i + 1:].lstrip()[:1] not in (",", ";", ")", ".")
        if i < lo and (c == ";" or label or closed):
            begin = i + 1
        if i >= hi - 1 and c == ";":
            end = i + 1
            break
    while True:  # what precedes the inner statement
        begin += len(brackets.blank[begin:end]) - len(brackets.blank[begin:end].lstrip())
        head = re.match(r"(if constexpr|if|for|while|else)\b\s*", brackets.blank[begin:end])
        if not head:
            break
        begin += head.end()
        if not head.group().startswith("else"):
            if begin not in brackets.close:
                return None
            begin = brackets.close[begin] + 1
        if begin > lo:
            return None
    body = brackets.blank[begin:end]
    if not body.endswith(";") or body.startswith(("{", "constexpr")):
        return None
    if re.match(r"return\b", body):
        return Place("return", begin, end)
    if not function or DECLARATION.match(body) and not re.match(r"(throw|delete)\b", body):
        return None if "constexpr" in body else _value(brackets, begin, end - 1, lo, hi)
    return Place("statement", begin, end)


def _argument(brackets, lo, hi) -> Optional[Place]:
    """One argument of a call, one member of a list in braces."""
    for open_ in brackets.around(lo, hi)[:1]:
        begin, end = _piece(brackets, open_ + 1, brackets.close[open_], lo, ",")
        begin += len(re.match(r"\s*(\.\w+ = )?", brackets.blank[begin:end]).group())
        is_list = brackets.blank[open_] == "{" and not brackets.is_code(open_)
        parameter = re.match(r"(const )?[\w:<>]+[ &*]+\w+( =.*)?$|[\[{]", brackets.blank[begin:end].strip(), re.S)
        if (brackets.blank[open_] == "(" or is_list) and begin <= lo and not parameter:
            return Place("value", begin, end)
    return None


def place(brackets, lo, hi) -> Optional[Place]:
    """Where an alteration of text[lo:hi] can be chosen; none: it cannot."""
    for open_ in brackets.around(lo, hi):
        if brackets.blank[open_] == "(" and re.search(r"\b(if|while|for)$", brackets.blank[:open_].rstrip()):
            return _condition(brackets, open_, lo, hi) or _argument(brackets, lo, hi)
        if brackets.blank[open_] == "{" and brackets.is_code(open_):
            return _statement(brackets, open_, lo, hi) or _argument(brackets, lo, hi)
    return _argument(brackets, lo, hi)


def _written(kind, original, altered):
    """A place with its choices; each on a line of its own, so that a compiler's message names the mutant."""
    all_of = "".join(f"  /*{n}*/" for n, _ in altered) + "\n"
    if kind == "value":
        # with the type of the original: else a bool beside an optional would become an optional
        cast = f"static_cast<std::remove_cvref_t<decltype(({original}))>>"
        return "(" + all_of + "".join(f"mutant({n}) ? {cast}({text})  /*{n}*/\n:" for n, text in altered) + f"({original}))"
    if kind == "condition":
        return all_of + "".join(f"mutant({n}) ? static_cast<bool>({text})  /*{n}*/\n:" for n, text in altered) + \
            f"static_cast<bool>({original})"
    if kind == "return":
        return "{" + all_of + "".join(f"if (mutant({n})) {text}  /*{n}*/\n" for n, text in altered) + original + "\n}"
    return "{" + all_of + "".join(f"if (mutant({n})) {{ {text} }}  /*{n}*/\nelse " for n, text in altered) + "{ " + original + " }\n}"


def choices(text, alterations):
    """The text with choices for alterations {number: (lo, hi, new)}, and the numbers of those that were left out."""
    brackets, places, left = Brackets(text), {}, []
    for n, (lo, hi, new) in sorted(alterations.items()):
        where = place(brackets, lo, max(hi, lo + 1))
        if where is None or where.begin > lo or hi > where.end:
            left.append(n)
            continue
        original = text[where.begin:where.end]
        altered = original[: lo - where.begin] + new + original[hi - where.begin:]
        if "//" in altered:
            altered = re.sub(r"//[^\n]*", "", altered)
        places.setdefault(where, []).append((n, " ".join(altered.split("\n"))))
    chosen = []
    for where in sorted(places, key=lambda p: (p.begin, -p.end)):  # those that cross an earlier one are left out
        if any(p.begin <= where.begin < p.end < where.end or (p[1:] == where[1:]) for p in chosen):
            left += [n for n, _ in places[where]]
        else:
            chosen.append(where)

    def write(begin, end, inner):
        result, at = "", begin
        while inner:
            first = inner[0]
            nested = [p for p in inner[1:] if p.end <= first.end]
            body = re.sub(r"//[^\n]*", "", text[first.begin:first.end]) if not nested else write(first.begin, first.end, nested)
            result += text[at:first.begin] + _written(first.kind, body, places[first])
            at, inner = first.end, inner[1 + len(nested):]
        return result + text[at:end]

    return write(0, len(text), chosen), left
