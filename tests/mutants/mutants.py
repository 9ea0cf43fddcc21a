#!/usr/bin/env python3
"""The checker under attack: its own source altered in one place at a time. A test has to notice.

Each mutant of lib/dlncert/checker and rules (a flipped comparison, a dropped rejection, a rounding direction, a bound off
by one) is built in a copy of the tree, and the suites that guard the checker run until the first failure. Prints one line
for each mutant: killed (by which suite), unbuildable, or SURVIVED; mutants of known.txt, which change nothing or only make
the checker refuse more, are skipped. Exit status 1 if fewer than 95 % of those that build are killed.
"""
import argparse
import glob
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
KNOWN = os.path.join(os.path.dirname(os.path.realpath(__file__)), "known.txt")
SUITES = [("rules", "test_rules", []), ("mutation", "test_mutation", []), ("checker", "test_checker", [])]

# (name, pattern, replacement): clang-format writes comparisons, but not templates, with spaces.
OPERATORS = [
    ("strict", r" < ", " <= "), ("strict", r" > ", " >= "), ("weak", r" <= ", " < "), ("weak", r" >= ", " > "),
    ("reversed", r" < ", " > "), ("reversed", r" > ", " < "), ("reversed", r" <= ", " >= "), ("reversed", r" >= ", " <= "),
    ("equal", r" == ", " != "), ("equal", r" != ", " == "), ("joined", r" && ", " || "), ("joined", r" \|\| ", " && "),
    ("sign", r"(?<=[\w)\]]) \+ ", " - "), ("sign", r"(?<=[\w)\]]) - ", " + "), ("one", r" \+ 1\b", ""), ("one", r" - 1\b", ""),
    ("bound", r"\blower\b", "upper"), ("bound", r"\bupper\b", "lower"),
    ("rounding", r"MPFR_RNDD", "MPFR_RNDU"), ("rounding", r"MPFR_RNDU", "MPFR_RNDD"),
    ("truth", r"\btrue\b", "false"), ("truth", r"\bfalse\b", "true"), ("negation", r"(?<=[( ])!(?=[\w(])", ""),
    ("first", r" = 0;", " = 1;"), ("first", r" = 1;", " = 0;"),
]


def source_files():
    return sorted(path for room in ("checker", "rules") for path in glob.glob(f"{ROOT}/lib/dlncert/{room}/*.[ch]pp"))


def statement_mutants(lines, i):
    """A rejection that does not happen: `if (…) step.reject(…);` and calls of only() and expect()."""
    line = lines[i]
    if re.match(r"\s+step\.(only|expect)\(.*\);", line):
        yield "dropped", ""
    if re.match(r"\s+if \(.*\)$", line) and "reject(" in lines[i + 1]:
        yield "dropped", re.sub(r"if \(.*\)$", "if (false)", line)
    if re.match(r"\s+if \(.*\) (step\.reject|throw|return (false|\"))", line):
        yield "dropped", re.sub(r"if \(.*?\) (step|throw|return)", r"if (false) \1", line)


def mutants():
    for path in source_files():
        lines = open(path, encoding="utf-8").read().split("\n")
        name = os.path.relpath(path, ROOT)
        for i, line in enumerate(lines):
            code = line.split("//")[0]
            if not code.strip() or code.lstrip().startswith(("#", "template", "static_assert", "using", "namespace", '"')):
                continue
            if "/rules/rule.cpp" in name:
                continue  # the written statements and proofs
            for what, pattern, new in OPERATORS:
                for match in re.finditer(pattern, code):
                    if code[: match.start()].count('"') % 2:
                        continue  # inside a text
                    yield name, i, what, line, line[: match.start()] + new + line[match.end():]
            for what, altered in statement_mutants(lines, i):
                yield name, i, what, line, altered


def known():
    """Lines `file: altered line`, white space apart; a # begins the reason."""
    with open(KNOWN, encoding="utf-8") as file:
        entries = [line.split(" # ")[0].strip() for line in file if line.strip() and not line.startswith("#")]
    return {"".join(entry.split()) for entry in entries}


def key(mutant):
    return "".join(f"{mutant[0]}: {mutant[4]}".split())


class Copy:
    """A copy of the tree with a build in it."""

    def __init__(self, folder, jobs):
        self.root, self.jobs = os.path.join(folder, "tree"), jobs
        ignore = shutil.ignore_patterns("build", ".git")
        if not os.path.isdir(self.root):
            shutil.copytree(ROOT, self.root, ignore=ignore)
        launcher = ["-DCMAKE_CXX_COMPILER_LAUNCHER=ccache"] if shutil.which("ccache") else []
        subprocess.run(["cmake", "--preset", "release", "-DCMAKE_CXX_FLAGS_RELEASE=-O1", *launcher],
                       cwd=self.root, check=True, stdout=subprocess.DEVNULL)
        if not self.build():
            sys.exit("the tree itself does not build")

    def build(self):
        command = ["cmake", "--build", "--preset", "release", "-j", str(self.jobs), "--target"]
        return subprocess.run(command + [suite[1] for suite in SUITES], cwd=self.root, capture_output=True).returncode == 0

    def killer(self):
        """The name of the first suite that fails, or none. A suite that takes too long has failed."""
        for name, program, options in SUITES:
            path = f"{self.root}/build/release/tests/{program}"
            if not os.path.exists(path):
                path = f"{self.root}/build/release/tests/{name}/{program}"
            try:
                run = subprocess.run([path, "--abort-after=1", *options], capture_output=True, timeout=600,
                                     env={**os.environ, "DLNCERT_TEST_SEED": "20260101"})
            except subprocess.TimeoutExpired:
                return name + " (time)"
            if run.returncode != 0:
                return name
        return None

    def outcome(self, mutant):
        name, i, _, line, altered = mutant
        path = os.path.join(self.root, name)
        text = open(path, encoding="utf-8").read()
        lines = text.split("\n")
        if lines[i] != line:
            sys.exit(f"{name}:{i + 1}: the copy is not of this tree")
        lines[i] = altered
        try:
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(lines))
            if not self.build():
                return "unbuildable"
            killer = self.killer()
            return f"killed by {killer}" if killer else "SURVIVED"
        finally:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sample", type=int, help="only so many mutants, drawn at random (default: all)")
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--only", default="", metavar="TEXT", help="only files whose name contains this")
    parser.add_argument("--folder", help="where to build (default: a temporary folder)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--list", action="store_true", help="only print the mutants")
    options = parser.parse_args()
    excused = known()
    chosen = [m for m in mutants() if options.only in m[0] and key(m) not in excused]
    random.Random(options.seed).shuffle(chosen)
    chosen = chosen[: options.sample]
    if options.list:
        for m in sorted(chosen):
            print(f"{m[0]}:{m[1] + 1}: {m[2]}: {m[4].strip()}")
        return print(len(chosen), "mutants")
    folder = options.folder or tempfile.mkdtemp(prefix="mutants-")
    os.makedirs(folder, exist_ok=True)
    copy, killed, built = Copy(folder, options.jobs), 0, 0
    for n, m in enumerate(chosen, 1):
        outcome = copy.outcome(m)
        built += outcome != "unbuildable"
        killed += outcome.startswith("killed")
        print(f"{outcome}: {m[0]}:{m[1] + 1}: {m[2]}: {m[3].strip()}  =>  {m[4].strip()}", flush=True)
    if not options.folder:
        shutil.rmtree(folder)
    print(f"seed {options.seed}: {killed} of {built} mutants killed ({len(chosen) - built} do not build)")
    return 0 if killed >= 0.95 * built else 1


if __name__ == "__main__":
    sys.exit(main())
