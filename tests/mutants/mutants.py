#!/usr/bin/env python3
"""The checker under attack: its own source altered in one place at a time. A test has to notice.

The mutants of lib/dlncert/checker and rules (a flipped comparison, a dropped rejection, a rounding direction, a bound off
by one) are built together, each chosen by the environment (schemata.py); those that cannot be chosen so are built one by
one. Of each, the test cases that reach it run, the quick ones first, until the first failure. Prints one line for each
mutant: killed (by which suite), unbuildable, or SURVIVED; mutants of known.txt, which change nothing or only make the
checker refuse more, are named "known" and not run. Exit status 1 if fewer than 95 % of those that build are killed.
"""
import argparse
import concurrent.futures
import glob
import hashlib
import json
import os
import random
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict

import schemata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))
KNOWN = os.path.join(os.path.dirname(os.path.realpath(__file__)), "known.txt")
SUITES = {"rules": "tests/test_rules", "checker": "tests/test_checker", "mutation": "tests/mutation/test_mutation"}
MEMORY = 4 << 30  # of a mutant's process, in bytes
ROOMS = ("lib/dlncert/checker/", "lib/dlncert/rules/")

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


def digest():
    """Of the source that is altered."""
    return hashlib.sha256(b"".join(open(path, "rb").read() for path in source_files())).hexdigest()


def statement_mutants(lines, i):
    """A rejection that does not happen: `if (…) step.reject(…);` and calls of only() and expect()."""
    line = lines[i]
    if re.match(r"\s+step\.(only|expect)\(.*\);", line):
        yield "dropped", ""
    if re.match(r"\s+if \(.*\)$", line) and "reject(" in lines[i + 1]:
        yield "dropped", re.sub(r"if \((.*)\)$", r"if (false && (\1))", line)
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


def survivors(log):
    """The keys of the mutants that survived, by what an earlier run printed."""
    with open(log, encoding="utf-8") as file:
        found = [re.match(r"SURVIVED[^:]*: (\S+):\d+: \w+: .*  =>  (.*)$", line) for line in file]
    return {"".join(f"{match[1]}:{match[2]}".split()) for match in found if match}


def key(mutant):
    return "".join(f"{mutant[0]}: {mutant[4]}".split())


def alteration(text, mutant):
    """The mutant as (begin, end, new) in its file."""
    _, i, _, line, altered = mutant
    start = sum(len(one) + 1 for one in text.split("\n")[:i])
    if not altered:
        return start + len(line) - len(line.lstrip()), start + len(line), ""
    begin = len(os.path.commonprefix([line, altered]))
    common = len(os.path.commonprefix([line[begin:][::-1], altered[begin:][::-1]]))
    return start + begin, start + len(line) - common, altered[begin: len(altered) - common]


class Build:
    """The suites, linked with altered objects of the checker; everything else is that of a release build."""

    def __init__(self, folder, release, jobs):
        self.folder, self.release, self.jobs = folder, release, jobs
        suites = [os.path.basename(path) for path in SUITES.values()]
        subprocess.run(["cmake", "--build", release, "--target", *suites], check=True, stdout=subprocess.DEVNULL)
        with open(f"{release}/compile_commands.json", encoding="utf-8") as file:
            self.commands = {os.path.relpath(entry["file"], ROOT): entry for entry in json.load(file)}
        self.units = [name for name in self.commands if name.startswith(ROOMS) or self.sees_inside(name)]
        self.launcher = ["ccache"] if shutil.which("ccache") else []

    @staticmethod
    def sees_inside(name):
        """Whether a test includes headers of the checker with code in them."""
        if not name.startswith("tests/checker/"):
            return False
        with open(f"{ROOT}/{name}", encoding="utf-8") as file:
            return re.search(r"<dlncert/checker/(?!check\.hpp)", file.read()) is not None

    def objects(self, name):
        return f"{self.folder}/{name}.o"

    def compile(self, name, sources=None, output=None):
        """Compiles a unit, its headers and itself taken from `sources` first; the messages if that fails."""
        sources = sources or f"{self.folder}/altered"
        words = shlex.split(self.commands[name]["command"])
        words = words[words.index(next(w for w in words if w.startswith("-"))):]  # without compiler and launcher
        flags = [w for w in words if w.startswith(("-I", "-D", "-std", "-f")) or w == "-isystem"]
        altered = f"{sources}/{name}"
        output = output or self.objects(name)
        os.makedirs(os.path.dirname(output), exist_ok=True)
        path = altered if os.path.exists(altered) else f"{ROOT}/{name}"
        command = [*self.launcher, "c++", f"-I{sources}", f"-I{sources}/lib", f"-I{ROOT}/{os.path.dirname(name)}", *flags, "-O0", "-w", "-c", path, "-o", output,
                   "-MMD", "-MF", output + ".d"]
        done = subprocess.run(command, capture_output=True, text=True)
        return None if done.returncode == 0 else done.stderr or "failed"

    def link(self, output, replaced=None):
        """The suites with our objects, some of them replaced; whether they link."""
        own = {name: self.objects(name) for name in self.units} | (replaced or {})
        for suite, path in SUITES.items():
            command = subprocess.run(["ninja", "-C", self.release, "-t", "commands", path], check=True, capture_output=True,
                                     text=True).stdout.strip().split("\n")[-1].replace(": && ", "").replace(" && :", "")
            words = shlex.split(command)[1:]
            words = words[words.index("-o") + 2:] + [w for w in words[:words.index("-o")] if w.endswith(".o")]
            kept = [w for w in words if not re.search(r"libdlncert_(checker|rules)\.a$", w)
                    and not any(w.endswith(f"{name.split('/', 1)[1]}.o") for name in self.units if name.startswith("tests"))]
            ours = [obj for name, obj in own.items() if name.startswith("lib") or name.startswith(f"tests/{suite}/")]
            kept = [w for w in kept if w.endswith(".o")] + [w for w in kept if not w.endswith(".o")]
            done = subprocess.run(["c++", "-o", f"{output}/{suite}", *ours, f"{self.folder}/active.o", *kept, "-lmpfr", "-lgmp"], cwd=self.release,
                                  capture_output=True, text=True)
            if done.returncode != 0:
                return done.stderr
        return None

    def all_in_one(self, alterations):
        """Builds the suites with every alteration that can be chosen; returns the numbers of the others."""
        version = [digest(), sum(len(of_file) for of_file in alterations.values())]
        left, sources = self.left_before(version), f"{self.folder}/altered"
        for name in alterations:
            os.makedirs(os.path.dirname(f"{sources}/{name}"), exist_ok=True)
        with open(f"{sources}/mutant.hpp", "w", encoding="utf-8") as file:
            file.write(schemata.HEADER)
        with open(f"{self.folder}/active.cpp", "w", encoding="utf-8") as file:
            file.write(schemata.SOURCE)
        subprocess.run(["c++", "-c", file.name, "-o", f"{self.folder}/active.o"], check=True)
        waiting = {name for name in self.units if left is None or not self.is_built(name)}
        left = left or set()
        while waiting:
            for name, of_file in alterations.items():
                with open(f"{ROOT}/{name}", encoding="utf-8") as file:
                    text = file.read()
                text, more = schemata.choices(text, {n: a for n, a in of_file.items() if n not in left})
                left |= set(more)
                with open(f"{sources}/{name}", "w", encoding="utf-8") as file:
                    file.write('#include "mutant.hpp"\n' + text)
            right = set()
            for some in (sorted(waiting)[i:i + self.jobs] for i in range(0, len(waiting), self.jobs)):
                with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
                    compiled = dict(zip(some, pool.map(self.compile, some)))
                right |= {name for name, messages in compiled.items() if messages is None}
                wrong = self.to_blame({name: messages for name, messages in compiled.items() if messages})
                left |= wrong
                if wrong:
                    break  # the others would meet the same ones
            # what is built stays right: alterations that are left out later only never run
            waiting -= right
        with open(f"{self.folder}/left.json", "w", encoding="utf-8") as file:
            json.dump({"version": version, "left": sorted(left)}, file)
        os.makedirs(f"{self.folder}/all", exist_ok=True)
        messages = self.link(f"{self.folder}/all")
        if messages:
            sys.exit(messages)
        return left

    def left_before(self, version):
        """What an earlier run in this folder, with the same alterations, found that cannot be chosen; None: there was none."""
        if not os.path.exists(f"{self.folder}/left.json"):
            return None
        with open(f"{self.folder}/left.json", encoding="utf-8") as file:
            before = json.load(file)
        return set(before["left"]) if before["version"] == version else None

    def is_built(self, name):
        """Whether a unit's object is newer than all that it was made of, but for the altered sources."""
        try:
            with open(self.objects(name) + ".d", encoding="utf-8") as file:
                parts = shlex.split(file.read().partition(":")[2].replace("\\\n", " "))
            made = os.path.getmtime(self.objects(name))
            return all(os.path.getmtime(part) < made for part in parts if not part.startswith(f"{self.folder}/altered"))
        except OSError:
            return False

    def to_blame(self, failed):
        """The mutants because of which units do not compile, by the messages of each."""
        wrong = set()
        for name, messages in failed.items():
            found = self.blamed(messages, r": error") or self.blamed(messages, "")
            if not found:
                sys.exit(f"{name}: no mutant is to blame for\n{messages[:4000]}")
            wrong |= found
        return wrong

    def blamed(self, messages, kind):
        """The mutants on the lines of altered sources that the compiler's messages of a kind name."""
        wrong = set()
        for path, line in re.findall(rf"^\s*([^\s:]+):(\d+):\d+{kind}", messages, re.M):
            path = os.path.realpath(path)  # ccache may have made it relative
            if path.startswith(f"{self.folder}/altered"):
                with open(path, encoding="utf-8") as file:
                    wrong |= {int(n) for n in re.findall(r"/\*(\d+)\*/", file.read().split("\n")[int(line) - 1])}
        return wrong

    def one(self, name, alteration):
        """Builds the suites with one alteration; whether that is possible."""
        sources, output = f"{self.folder}/single", f"{self.folder}/one"
        subprocess.run(["rm", "-rf", sources, output], check=True)
        os.makedirs(os.path.dirname(f"{sources}/{name}"))
        os.makedirs(output)
        with open(f"{ROOT}/{name}", encoding="utf-8") as file:
            text = file.read()
        begin, end, new = alteration
        with open(f"{sources}/{name}", "w", encoding="utf-8") as file:
            file.write(text[:begin] + new + text[end:])
        replaced = {}
        for unit in self.units:
            with open(self.objects(unit) + ".d", encoding="utf-8") as file:
                depends = unit == name or f"/{name}" in file.read()
            if depends:
                replaced[unit] = f"{output}/{unit}.o"
                if self.compile(unit, sources, replaced[unit]) is not None:
                    return False
        return self.link(output, replaced) is None


class Suites:
    """The linked suites, and which of their test cases reach which mutant."""

    def __init__(self, folder):
        self.folder, self.reached, self.seconds = folder, defaultdict(set), {}
        self.kills = defaultdict(int)

    def run(self, folder, suite, cases, mutant, samples, limit):
        """Which of these test cases fails first: its name, or "time" beyond the processor time; None if none does."""
        names = ",".join(case.replace(",", "?") for case in cases)
        environment = {**os.environ, "DLNCERT_TEST_SEED": "20260101", "DLNCERT_TEST_SAMPLES": str(samples), "MUTANT": str(mutant),
                       "MUTANTS_REACHED": f"{self.folder}/reached" if mutant < 0 else ""}

        def limits():
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

        done = subprocess.run([f"{folder}/{suite}", "--abort-after=1", f"--test-case={names}"], capture_output=True,
                              env=environment, preexec_fn=limits)
        if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
            return "time"
        failed = re.search(rb"^TEST CASE:  (.*)$", done.stdout, re.M)
        return done.returncode and (failed[1].decode() if failed else "a crash") or None

    def record(self):
        """Runs each test case alone: its time, and what it reaches; what an earlier run noted of the same program holds."""
        path = f"{self.folder}/cases.json"
        known = json.load(open(path, encoding="utf-8")) if os.path.exists(path) else {}
        for suite in SUITES:
            with open(f"{self.folder}/all/{suite}", "rb") as file:
                program = hashlib.sha256(file.read()).hexdigest()
            if known.get(suite, {}).get("program") != program:
                known[suite] = {"program": program, "cases": self.record_suite(suite)}
            for case, (seconds, reached) in known[suite]["cases"].items():
                self.seconds[suite, case] = seconds
                for n in reached:
                    self.reached[n].add((suite, case))
        with open(path, "w", encoding="utf-8") as file:
            json.dump(known, file)

    def record_suite(self, suite):
        cases = {}
        listed = subprocess.run([f"{self.folder}/all/{suite}", "-ltc"], capture_output=True, text=True, check=True).stdout
        for case in [line for line in listed.split("\n") if line and not line.startswith(("[doctest]", "===="))]:
            begin = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            if self.run(f"{self.folder}/all", suite, [case], -1, 0.02, 1000):
                sys.exit(f"{suite}, {case}: fails without any mutant")
            seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begin
            with open(f"{self.folder}/reached", encoding="ascii") as file:
                cases[case] = seconds, [n for n, c in enumerate(file.read()) if c == "1"]
        return cases

    def outcome(self, n, folder, least, most, samples=0.02):
        """Of mutant n (0: the build is the mutant), by the test cases that take from `least` to `most` seconds; None: it survives."""
        reaching = self.reached[n] if n else set(self.seconds)
        if not reaching:
            return "SURVIVED, reached by no test"
        cases = sorted((case for case in reaching if least <= self.seconds[case] < most),
                       key=lambda case: self.seconds[case] / (1 + self.kills[case]))
        for some in [[case] for case in cases[:2]] + [cases[2:]]:  # the likeliest first
            for suite in SUITES:
                names = [case for s, case in some if s == suite]
                usual = sum(self.seconds[suite, case] for case in names) * max(1, samples / 0.02)
                failed = names and self.run(folder, suite, names, n, samples, int(5 + 10 * usual))
                if failed:
                    self.kills[suite, failed] += 1
                    return f"killed by {suite} ({failed})"
        return None

    def until_killed(self, n, folder, stages):
        return next(filter(None, (self.outcome(n, folder, *stage) for stage in stages)), "SURVIVED")


class Report:
    """The outcomes, one line each, on standard output and in a file that a later run goes on with."""

    def __init__(self, log):
        self.count, self.lock, self.done = defaultdict(int), threading.Lock(), set()
        if log and os.path.exists(log):
            with open(log, encoding="utf-8") as file:
                for line in file:
                    self.note(line)
        self.log = open(log, "a", encoding="utf-8") if log else None

    def note(self, line):
        outcome, _, mutant = line.rstrip("\n").partition(": lib/")
        if mutant:
            self.count[outcome.split()[0].strip(",")] += 1
            self.done.add(f"lib/{mutant}")

    @staticmethod
    def name(mutant):
        name, i, what, line, altered = mutant
        return f"{name}:{i + 1}: {what}: {line.strip()}  =>  {altered.strip()}"

    def has(self, mutant):
        return self.name(mutant) in self.done

    def add(self, outcome, mutant):
        line = f"{outcome}: {self.name(mutant)}"
        with self.lock:
            self.note(line)
            print(line, flush=True)
            if self.log:
                print(line, file=self.log, flush=True)

    def finish(self, seed):
        count = self.count
        print(f"seed {seed}: {count['killed']} killed, {count['SURVIVED']} survived, {count['known']} known, "
              f"{count['unbuildable']} do not build")
        return 0 if count["killed"] >= 0.95 * (count["killed"] + count["SURVIVED"]) else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--sample", type=int, help="only so many mutants, drawn at random (default: all)")
    parser.add_argument("--seed", type=int, default=20260101)
    parser.add_argument("--only", default="", metavar="TEXT", help="only files whose name contains this")
    parser.add_argument("--again", metavar="LOG", help="only the mutants that survived in a run that printed this")
    parser.add_argument("--together", type=int, help="of the mutants that are built together only so many (default: all)")
    parser.add_argument("--alone", type=int, help="of the mutants that need a build of their own only so many (default: all)")
    parser.add_argument("--folder", help="where to build (default: a temporary folder)")
    parser.add_argument("--build", default=f"{ROOT}/build/release", help="a configured release build, for everything else")
    parser.add_argument("--thorough", type=float, default=0.2, help="the random tests' samples before a mutant has survived")
    parser.add_argument("--log", metavar="LOG", help="a file that keeps the outcomes; those that it already has are not run again")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="only print the mutants")
    options = parser.parse_args()
    excused, every = known(), dict(enumerate(mutants(), 1))
    chosen = [n for n, m in every.items() if options.only in m[0]]
    random.Random(options.seed).shuffle(chosen)
    if options.again:
        again = survivors(options.again)
        chosen = [n for n in chosen if key(every[n]) in again]
    chosen = chosen[: options.sample]
    if options.list:
        for m in sorted(every[n] for n in chosen):
            print(f"{m[0]}:{m[1] + 1}: {m[2]}: {m[4].strip()}")
        return print(len(chosen), "mutants")
    alterations = defaultdict(dict)
    for n in (n for n, m in every.items() if options.only in m[0]):
        with open(f"{ROOT}/{every[n][0]}", encoding="utf-8") as file:
            alterations[every[n][0]][n] = alteration(file.read(), every[n])
    with tempfile.TemporaryDirectory(prefix="mutants-") as temporary:
        folder = os.path.realpath(options.folder or temporary)
        build, suites, report = Build(folder, options.build, options.jobs), Suites(folder), Report(options.log)
        alone = build.all_in_one(alterations)
        suites.record()
        print(f"seed {options.seed}: {len(chosen)} mutants, {len(alone.intersection(chosen))} of them built alone", flush=True)

        stages = [(0, 0.1), (0.1, 0.5), (0.5, 1), (1, 1e9)] + ([(0, 1e9, options.thorough)] if options.thorough else [])
        chosen = [n for n in chosen if not report.has(every[n])]
        for n in [n for n in chosen if key(every[n]) in excused]:
            report.add("known", every[n])
        waiting = [n for n in chosen if key(every[n]) not in excused and n not in alone][: options.together]
        for stage in stages:  # all mutants by the quick cases first
            def run(n):
                outcome = suites.outcome(n, f"{folder}/all", *stage)
                if outcome:
                    report.add(outcome, every[n])
                return outcome is None

            with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
                waiting = [n for n, left in zip(waiting, list(pool.map(run, waiting))) if left]
            print(f"{len(waiting)} have survived the cases of {stage[0]} to {stage[1]} s:", *map(str, waiting), flush=True)
        for n in waiting:
            report.add("SURVIVED", every[n])
        for n in [n for n in chosen if n in alone and key(every[n]) not in excused][: options.alone]:
            name = every[n][0]
            possible = build.one(name, alterations[name][n])
            report.add(suites.until_killed(0, f"{folder}/one", stages) if possible else "unbuildable", every[n])
    return report.finish(options.seed)


if __name__ == "__main__":
    sys.exit(main())
