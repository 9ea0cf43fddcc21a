#!/usr/bin/env python3
"""check.py DLNCERT COPY [--long | --shipped]

Proves the claims beside this file with DLNCERT, exports the certificates and has Coq compile them against
COPY, a built copy of proofs/coq. Their axioms must be among those that proofs/coq allows. Altered
certificates and files must not compile. Lists the certificates that ship with what becomes of them.
--long: the claim with thousands of leaves instead, with its speed. --shipped: every certificate that ships and
that can be exported is compiled.
"""

import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "certificates"
LONG = "leaves"
LEAST_SPEED = 1000  # leaves per second of CPU time, with the processor's numbers

LEAST_EXPORTED = 57  # of the certificates that ship

# Those that are exported, but that Coq refuses (limits.md).
REFUSED = ()

# Those that every run of the tests compiles: one for each kind of step.
QUICK = ("P-4.4-monotone-as-extracted", "P-4.5", "P-6.2", "X-1-I1-coefficients")


class Failure(Exception):
    pass


def fail(message):
    raise Failure(message)


# Steps that the prover writes seldom: name, claim, proof.
LEAF = {"step": "subdivide", "tree": "n64"}
HAND_WRITTEN = (
    ("unbounded", "for x in [2, inf), y in (-inf, inf), z in (0, 1] prove log(x) + 1/(1 + y^2) - z/3 > 1/4",
     {"step": "subdivide", "tree": "x@1/3 n64 y@1/2 n64 z@1/4 n128 z@1/2 m64 x64"}),
    ("peeled", "for x in [0, 1], y in [1, 2] prove x*y >= 0",
     {"step": "peel", "variable": "x", "end": "lower", "at_end": LEAF, "inside": LEAF}),
    ("constants", "prove pi > 3 and 2^(1/2) + e < 5",
     {"step": "all", "parts": [LEAF, LEAF]}),
    ("steps", "for x in (0, inf) prove (exp(x) - 1)/x > 1",
     {"step": "factor", "factor": "1/x", "rest": "exp(x) - 1 - x", "factor_proof": LEAF,
      "rest_proof": {"step": "monotone", "variable": "x", "end": "lower", "at_end": {"step": "zero"},
                     "derivative": {"step": "monotone", "variable": "x", "end": "lower", "at_end": {"step": "zero"},
                                    "derivative": LEAF}}}),
    ("sum", "for x in (-inf, inf), y in [0, 1] prove x^2 - 2*x*y + 2*y^2 >= 0 and (x + y)^2 = x^2 + 2*x*y + y^2",
     {"step": "all", "parts": [{"step": "sum", "terms": ["(x - y)^2", "y^2"], "proofs": [LEAF, LEAF]},
                               {"step": "identity"}]}),
    ("parts", "for x in [0, 4], y in [0, 1] prove x^2 + y >= 0",
     {"step": "subdivide", "tree": "x@1/2 # y@1/2 n64 #",
      "parts": [LEAF, {"step": "sum", "terms": ["x^2", "y"], "proofs": [LEAF, LEAF]}]}),
    ("refuted", "for x in [0, 2] where exp(x) >= 2 and x > 1 disprove x^2 < exp(1)",
     {"step": "witness", "point": {"x": "2"}}),
    ("changes", "for t in (-inf, inf), x in (0, 1], y in [2, 3], z in [0, 4] prove exp(t) >= 0 and x^3 <= 1 "
     "and 1/y <= 1/2 and sqrt(z) <= 2 and x + y >= 0",
     {"step": "all", "parts": [
         {"step": "substitute", "variable": "t", "by": "log", "proof": LEAF},
         {"step": "substitute", "variable": "x", "by": "exp", "proof": LEAF},
         {"step": "substitute", "variable": "y", "by": "reciprocal", "proof": LEAF},
         {"step": "substitute", "variable": "z", "by": "power", "exponent": 2, "proof": LEAF},
         {"step": "scale", "variable": "y", "base": "x", "proof": LEAF}]}),
    ("eliminated", "for x in [0, 1], z in [0, 3] where z = 2*x prove z - x >= 0",
     {"step": "eliminate", "variable": "z", "by": "2*x", "hypothesis": 0,
      "proof": {"step": "subdivide", "tree": "x64"}}),
    ("exponential_quotient", "for x in (-inf, 0] prove expm1_over_x(x) < 2 and expm1_over_x(-x) > 1/2",
     {"step": "all", "parts": [LEAF, LEAF]}),
    ("half_line", "for u in [0, inf) prove langevin(u) <= 1 and log_sinhc(u) > -1/2",
     {"step": "all", "parts": [LEAF, LEAF]}),
)


class Exports:
    def __init__(self, dlncert, copy, folder):
        self.dlncert, self.copy, self.folder = dlncert, copy, pathlib.Path(folder)

    def run(self, *args):
        return subprocess.run([self.dlncert, *map(str, args)], capture_output=True, text=True)

    def prove(self, name):
        path = self.folder / (name + ".json")
        answer = self.run("prove", HERE / (name + ".claim"), "-o", path)
        if answer.returncode != 0:
            fail(f"{name}: not proved: {answer.stderr}")
        return path

    def export(self, certificate, name, *options):
        path = self.folder / (name + ".v")
        answer = self.run("export", certificate, "--coq", *options, "-o", path)
        if answer.returncode != 0:
            fail(f"{name}: not exported: {answer.stderr}")
        return path

    def altered(self, certificate, name, change):
        """The export of a certificate whose JSON `change` has altered."""
        document = json.loads(certificate.read_text())
        change(document)
        path = self.folder / (name + ".json")
        path.write_text(json.dumps(document))
        return self.export(path, name)

    def compile(self, path):
        return subprocess.run(["coqc", "-q", "-w", "none", "-Q", self.copy, "DlnCert", path],
                              capture_output=True, text=True, cwd=self.folder)

    def expect_proved(self, path, *allowed):
        path.write_text(path.read_text() + "\nPrint Assumptions claim.\n")
        if max(map(len, path.read_text().splitlines())) > 120:
            fail(f"{path.name}: a line has more than 120 characters")
        answer = self.compile(path)
        if answer.returncode != 0:
            fail(f"{path.name}: does not compile: {answer.stderr}")
        known = {line for name in allowed for line in (self.copy / name).read_text().split()}
        unqualified = known | {name.split(".")[-1] for name in known}
        axioms = re.findall(r"^([\w.]+)", answer.stdout.replace("Axioms:", ""), re.M)
        if not axioms or not set(axioms) <= unqualified:
            fail(f"{path.name}: axioms {sorted(set(axioms) - unqualified)} in {answer.stdout[:200]}")

    def expect_refused(self, path):
        if self.compile(path).returncode == 0:
            fail(f"{path.name}: compiles")


def cpu_seconds():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime


def replace_claim(old, new):
    def change(document):
        text = document["claim"]["text"]
        if old not in text:
            fail(f"nothing to alter: {old} in {text}")
        document["claim"]["text"] = text.replace(old, new)
    return change


def hand_written(claim, proof):
    def change(document):
        document["claim"]["text"] = claim
        document["proof"]["step"] = proof
    return change


def without_last_word(path):
    """A tree of which the last leaves are missing."""
    text = path.read_text()
    shorter = re.sub(r";\s+\d+\]%uint63", "]%uint63", text)
    if shorter == text:
        fail(f"{path.name}: nothing to remove")
    path.write_text(shorter)
    return path


def check_shipped(exports, compiled, lists):
    """Exports all certificates that ship, and has Coq prove those named (None: all that are exported)."""
    proved, refused = [], []
    exported = 0
    for certificate in sorted(SHIPPED.glob("*.json")):
        name = certificate.stem
        path = exports.folder / (re.sub(r"\W", "_", name) + ".v")
        answer = exports.run("export", certificate, "--coq", "-o", path)
        exported += answer.returncode == 0
        if answer.returncode == 2 and "the export to Coq" in answer.stderr:
            print(f"{name}: not exported: {answer.stderr.strip()}")
        elif answer.returncode != 0:
            fail(f"{name}: not exported: {answer.stderr}")
        elif compiled is None or name in compiled:
            start = cpu_seconds()
            try:
                exports.expect_proved(path, *lists)
            except Failure as failure:
                refused.append(name)
                print(f"{name}: REFUSED by Coq: {failure}", flush=True)
                continue
            proved.append(name)
            print(f"{name}: proved by Coq, {cpu_seconds() - start:.1f} s", flush=True)
        else:
            print(f"{name}: exported")
    print(f"{exported} certificates that ship are exported")
    print(f"{len(proved)} are proved by Coq, not so {', '.join(refused) or 'none'}")
    if refused != list(REFUSED):
        fail(f"refused are {', '.join(refused) or 'none'} instead of {', '.join(REFUSED) or 'none'}")
    if exported < LEAST_EXPORTED:
        fail(f"fewer than {LEAST_EXPORTED}")
    if compiled is not None and len(proved) != len(compiled):
        fail(f"of {', '.join(compiled)} only {', '.join(proved)} ship")


def check_speed(exports, lists):
    """Thousands of leaves."""
    certificate = exports.prove(LONG)
    leaves = len(re.findall(r"\b[nmx]\d", json.dumps(json.loads(certificate.read_text())["proof"])))
    path = exports.export(certificate, LONG)
    start = cpu_seconds()
    exports.compile(path)
    speed = leaves / (cpu_seconds() - start)
    print(f"{leaves} leaves, {speed:.0f} per second of CPU time", flush=True)
    exports.expect_proved(path, *lists, "axioms.floats")
    if speed < LEAST_SPEED:
        fail(f"fewer than {LEAST_SPEED} leaves per second")


def main():
    dlncert, copy = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        exports = Exports(dlncert, copy, folder)
        lists = ("axioms.allowed", "axioms.integers")
        if "--long" in sys.argv[3:]:
            return check_speed(exports, lists)
        if "--shipped" in sys.argv[3:]:
            return check_shipped(exports, None, lists)
        proofs = {claim.stem: exports.prove(claim.stem)
                  for claim in sorted(HERE.glob("*.claim")) if claim.stem != LONG}
        for name, certificate in proofs.items():
            exports.expect_proved(exports.export(certificate, name), *lists)

        example = proofs["exponentials"]
        for name, claim, proof in HAND_WRITTEN:
            exports.expect_proved(exports.altered(example, name, hand_written(claim, proof)), *lists)
        exports.expect_refused(exports.altered(example, "flipped_sign", replace_claim("+ sqrt", "- sqrt")))
        exports.expect_refused(exports.altered(example, "moved_box", replace_claim("[1/10, 2]", "[1/10, 3]")))
        exports.expect_refused(exports.altered(example, "other_bound", replace_claim("2/5", "1/2")))
        for name, claim, proof in HAND_WRITTEN:
            if name in ("steps", "sum", "refuted", "changes", "eliminated"):
                other = hand_written(claim.replace("(exp(x) - 1)/x > 1", "(exp(x) - 1)/x > 2")
                                     .replace("2*x*y + y^2", "x*y + y^2").replace("< exp(1)", "< exp(2)")
                                     .replace("1/y <= 1/2", "1/y <= 1/3").replace("z = 2*x", "z = x/2"), proof)
                exports.expect_refused(exports.altered(example, name + "_false", other))
        near_zero = proofs["langevin"]
        exports.expect_refused(exports.altered(near_zero, "too_much", replace_claim("> 1/20", "> 1/10")))
        _, claim, proof = HAND_WRITTEN[0]
        path = exports.altered(example, "missing_leaf", hand_written(claim, proof))
        exports.expect_refused(without_last_word(path))

        check_shipped(exports, QUICK, lists)

        document = json.loads(example.read_text())
        document["claim"]["text"] = document["claim"]["text"].replace("sqrt(y)", "min(x, y)")
        path = exports.folder / "unsupported.json"
        path.write_text(json.dumps(document))
        if exports.run("export", path, "--coq").returncode != 2:
            fail("what is unsupported is not refused")

    print(f"check.py: {len(proofs) + len(HAND_WRITTEN)} certificates re-proved, the altered ones refused")


try:
    main()
except Failure as failure:
    sys.exit(f"check.py: {failure}")
