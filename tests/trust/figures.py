#!/usr/bin/env python3
"""The figures of proofs/TRUST.md: lines of code behind each way of proof, rules, theorems and axioms.

Usage: figures.py [--write]. Without it: status 1, and what differs, if the page is stale. Lines are those that are neither
blank nor comment; from a thousand on they are written to two digits, and a page is stale when one moved by more than a tenth.
"""
import glob
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
PAGE = f"{ROOT}/proofs/TRUST.md"
BEGIN, END = "<!-- figures: written by tests/trust/figures.py -->", "<!-- end of figures -->"


def text(path):
    with open(f"{ROOT}/{path}", encoding="utf-8") as file:
        return file.read()


def code_lines(*patterns, comment=r"//"):
    files = sorted(path for pattern in patterns for path in glob.glob(f"{ROOT}/{pattern}"))
    if not files:
        sys.exit(f"no file is named {patterns}")
    lines = [line for path in files for line in text(os.path.relpath(path, ROOT)).split("\n")]
    return sum(1 for line in lines if line.strip() and not re.match(rf"\s*{comment}", line))


def coq_lines(*patterns):
    files = [path for pattern in patterns for path in glob.glob(f"{ROOT}/proofs/coq/{pattern}")]
    whole = "\n".join(text(os.path.relpath(path, ROOT)) for path in files)
    return sum(1 for line in re.sub(r"\(\*.*?\*\)", "", whole, flags=re.S).split("\n") if line.strip())


def figures():
    room = lambda name: code_lines(f"lib/dlncert/{name}/*.[ch]pp")
    rules = code_lines("lib/dlncert/rules/rule.cpp")
    index = text("proofs/coq/INDEX.md").split("| Paper |")[1].split("\n\n")[0].split("\n")[2:]
    rows = [row for row in index if row.startswith("|")]
    axioms = {letter: sum(1 for row in rows if row.rstrip(" |").endswith(letter)) for letter in "RIF"}
    return [
        ("language: parser, exact rationals, symbolic derivatives, normal form (`statement`)", room("statement")),
        ("reading of certificates (`certificate`)", room("certificate")),
        ("checker (`checker`, `rules` without the table)", room("checker") + room("rules") - rules),
        ("the rules' statements and written proofs (`rules/rule.cpp`)", rules),
        ("verified arithmetic behind `eval` and the search (`arith`, `calculus`, `special`, `dln`); not trusted by a certificate",
         sum(room(name) for name in ("arith", "calculus", "special", "dln"))),
        ("search; trusted by nobody (`search`)", room("search")),
        ("Coq: theory and checker (`proofs/coq`)", coq_lines("theory/*.v", "checker/*.v")),
        ("Coq: theorems of the index", len(rows)),
        ("… of them on the axioms of the classical reals alone", axioms["R"]),
        ("… on machine integers besides", axioms["I"]),
        ("… on the processor's floating point", axioms["F"]),
        ("rules of the checker", len(re.findall(r"\bRule\{", text("lib/dlncert/rules/rule.cpp")))),
    ]


def rounded(n):
    unit = 10 ** (len(str(n)) - 2) if n >= 1000 else 1
    return round(n / unit) * unit


def table(values):
    rows = "".join(f"| {what} | {n:,} |\n" for what, n in values)
    return f"{BEGIN}\n| | lines, or number |\n|---|---|\n{rows}{END}"


def main():
    page, now = text("proofs/TRUST.md"), figures()
    begin, end = page.find(BEGIN), page.find(END)
    if begin < 0 or end < begin:
        sys.exit(f"{PAGE} has no place for the figures")
    if sys.argv[1:] == ["--write"]:
        with open(PAGE, "w", encoding="utf-8") as file:
            file.write(page[:begin] + table([(what, rounded(n)) for what, n in now]) + page[end + len(END):])
        return 0
    said = {what: int(n.replace(",", "")) for what, n in re.findall(r"^\| (.+) \| ([\d,]+) \|$", page[begin:end], re.M)}
    stale = [f"{what}: the page says {said.get(what)}, it is {n}" for what, n in now
             if what not in said or abs(said[what] - n) > max(n / 10, 1)]
    stale += [f"{what}: is no figure" for what in said if what not in dict(now)]
    print("\n".join(stale + ["run tests/trust/figures.py --write"] if stale else ["proofs/TRUST.md is up to date"]))
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
