#!/usr/bin/env python3
"""Certificates made to hurt the checker: absurd sizes, depths, numbers, bytes and versions. It says no (exit status 2 or 4, never
a crash) within seconds and megabytes.

Usage: hostile.py PATH/TO/dlncert PATH/TO/dlncert-check [--seconds S] [--mebibytes M]
"""
import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

CLAIM = "for x in [0, 1]\nprove x^2 - x + 1 > 0\n"
TWO = "for x in [0, 1], y in [0, 1]\nprove x^2 - x + y + 1 > 0\n"
HUGE = "9" * 19_000


def with_digests(document):
    """The document with digests that are right, so that only its content can be refused."""
    claim, prelude = document["claim"]["text"], document["claim"]["prelude"]
    covered = {"format": document["format"], "claim": claim, "prelude": prelude, "step": document["proof"]["step"]}
    text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    document["proof"]["digest"] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return document


def certificate(step, claim=CLAIM, digest="", **other):
    return {"format": 1, "claim": {"text": claim, "prelude": "", "digest": digest}, "proof": {"step": step, "digest": ""},
            "provenance": {}} | other


def subdivide(tree, **other):
    return {"step": "subdivide", "tree": tree} | other


def nested(depth):
    step = subdivide("n64")
    for _ in range(depth):
        step = subdivide("#", parts=[step])
    return step


def doubled(times, last):
    """Hypotheses v0 = 2 v1, v1 = 2 v2, … without the variables that they give: v0 stands for as many terms as 2 has powers."""
    names = [f"v{i}" for i in range(times + 1)]
    equations = "".join(f" and {v} = {w} + {w}" for v, w in zip(names, names[1:]))
    claim = f"for {', '.join(f'{v} in [1, inf)' for v in names)} where v0 >= v{times}{equations}\nprove v{times} > 0\n"
    step = last
    for v, w in reversed(list(zip(names, names[1:]))):
        step = {"step": "eliminate", "variable": v, "by": f"{w} + {w}", "hypothesis": 1, "proof": step}
    return certificate(step, claim)


def cases():
    """Pairs of a name and a document or bytes."""
    yield "the lower half cut 200,000 times", certificate(subdivide("x@1/2 " * 200_000))
    yield "the lower half cut at long numbers", certificate(subdivide(("x@1/" + HUGE + " ") * 2_000))
    yield "the lower half cut 5,000 times at 1/3", certificate(subdivide("x@1/3 " * 5_000 + "n64 " * 5_001))
    yield "cuts in two variables", certificate(subdivide("x@1/2 y@1/2 " * 100_000), TWO)
    yield "a million leaves for one box", certificate(subdivide("n64 " * 1_000_000))
    yield "leaves of absurd precision", certificate(subdivide("n" + HUGE))
    yield "leaves of absurd order", certificate(subdivide("t" + HUGE + ":64"))
    yield "Taylor of order 30 everywhere", certificate(
        subdivide("x@1/2 " * 200 + "t30:2048 " * 201), "for x in [0, 1]\nprove sin(exp(x)*x)*cos(x^2)/(1 + x) + 3 > 0\n")
    yield "a token of a megabyte", certificate(subdivide("n" * 1_000_000))
    yield "a split at a name of a megabyte", certificate(subdivide("x" * 1_000_000 + "@1/2"))
    yield "steps nested a hundred deep", certificate(nested(80))
    yield "steps nested too deeply", certificate(nested(150))
    yield "parts that nothing uses", certificate(subdivide("n64", parts=[{}] * 100_000))
    yield "hypotheses that double, to a rule that reads them", doubled(
        60, {"step": "homogeneous", "degree": "1", "constant": "0", "end": "lower", "faces": [subdivide("n64")]})
    yield "a factor of huge degree", certificate({"step": "factor", "factor": "(x + 1)^900*(x + 2)^900", "rest": "1",
                                                  "factor_proof": subdivide("n64"), "rest_proof": subdivide("n64")})
    yield "a power of a sum", certificate({"step": "factor", "factor": "(x + exp(x) + sin(x) + log(2 + x) + cos(x))^99", "rest": "1",
                                           "factor_proof": subdivide("n64"), "rest_proof": subdivide("n64")})
    yield "a number of an absurd exponent", certificate({"step": "sum", "terms": ["1e99999"] * 50, "proofs": [subdivide("n64")] * 50,
                                                         "strict": 0})
    yield "an exponent of many digits", certificate({"step": "sum", "terms": ["1e" + HUGE], "proofs": [subdivide("n64")]})
    yield "a sum of a hundred thousand terms", certificate({"step": "sum", "terms": ["x"] * 100_000, "strict": 0,
                                                            "proofs": [subdivide("n64")] * 100_000})
    powers = ["+".join(f"{v}^{k}" for k in range(1, 65)) for v in "xy"]
    yield "an entry of four thousand terms", certificate(
        {"step": "rewrite", "entries": ["1"], "proof": {"step": "congruence", "vectors": ["1"]}},
        f"for x in [0, 1], y in [0, 1]\nprove matrix [[1 + ({powers[0]})*({powers[1]})]] positive-definite\n")
    yield "powers of powers", certificate({"step": "factor", "factor": "((((x^999)^999)^999)^999)^999", "rest": "1",
                                           "factor_proof": subdivide("n64"), "rest_proof": subdivide("n64")})
    yield "an expression nested too deeply", certificate({"step": "factor", "factor": "(" * 100_000 + "x" + ")" * 100_000, "rest": "1"})
    yield "a step that is a list", certificate([1, 2, 3])
    yield "a step without a name", certificate({"tree": "n64"})
    yield "an unknown step", certificate({"step": "trust-me"})
    yield "no step", certificate(None)
    yield "a point of a thousand coordinates", certificate({"step": "convex", "precision": 2048, "hessian": subdivide("n64"),
                                                            "point": {f"x{i}": "1/3" for i in range(1000)}})
    yield "an integer as large as can be", certificate({"step": "convex", "precision": 2**64, "hessian": {}, "point": {}})
    for version in (-1, 0, 2, 10**30, 1.0, "1", None, True):
        yield f"version {version!r}", certificate(subdivide("n64"), format=version)
    yield "a claim of a hundred thousand definitions", certificate(
        subdivide("n64"), "for x in [0, 1]\n" + "".join(f"let a{i} = x + {i}\n" for i in range(100_000)) + "prove a9 > 0\n")
    yield "definitions that double", certificate(
        subdivide("n64"), "for x in [0, 1]\nlet a0 = x + 1\n" + "".join(f"let a{i + 1} = a{i}*a{i}\n" for i in range(200)) + "prove a200 > 0\n")
    yield "a claim with ten thousand variables", certificate(
        subdivide("n64"), "for " + ", ".join(f"x{i} in [0, 1]" for i in range(10_000)) + "\nprove x0 >= 0\n")
    yield "not UTF-8 in the claim", json.dumps(certificate(subdivide("n64"), "Q")).encode().replace(b'"Q"', b'"\xff\xfe x"')
    yield "not UTF-8 in the tree", json.dumps(certificate(subdivide("Q"))).encode().replace(b'"Q"', b'"n64 \xc3\x28"')
    yield "a half of a surrogate pair", json.dumps(certificate(subdivide("Q"))).encode().replace(b'"Q"', b'"\\ud800"')
    yield "a zero byte", json.dumps(certificate(subdivide("n64\0"))).encode()
    yield "a million brackets", b"[" * 1_000_000
    yield "a million objects", b'{"a":' * 1_000_000
    yield "a million members", ("{" + ",".join(f'"m{i}": 0' for i in range(1_000_000)) + "}").encode()
    yield "one member, twice", b'{"format": 1, "format": 1, "claim": {}, "proof": {}, "provenance": {}}'
    yield "64 MiB of spaces", b" " * (64 << 20)
    yield "nothing", b""


def own_digest(dlncert, claim, folder):
    """The digest that `prove` prints of a claim; none of one that it refuses, as the checker will."""
    path = os.path.join(folder, "probe.claim")
    with open(path, "w", encoding="utf-8") as file:
        file.write(claim)
    said = subprocess.run([dlncert, "prove", path, "--budget", "2"], capture_output=True, text=True, timeout=100).stdout
    found = re.search(r"digest ([0-9a-f]{64})", said)
    return found.group(1) if found else ""


def measured(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, output.decode(errors="replace"), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("dlncert")
    parser.add_argument("check")
    parser.add_argument("--seconds", type=float, default=10, help="of one check's own time (two cores, busy with others)")
    parser.add_argument("--mebibytes", type=float, default=1024)
    options = parser.parse_args()
    failures, digests = [], {}
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        path = os.path.join(folder, "hostile.json")
        for name, document in cases():
            if isinstance(document, dict):
                claim = document["claim"]["text"]
                if claim not in digests and len(claim) < 5_000:
                    digests[claim] = own_digest(options.dlncert, claim, folder)
                document["claim"]["digest"] = digests.get(claim, "")
                with_digests(document)
            with open(path, "wb") as file:
                file.write(document if isinstance(document, bytes) else json.dumps(document).encode())
            status, output, seconds, size = measured([options.check, path])
            print(f"{status}  {seconds:6.2f} s {size:7.0f} MiB  {name}: {output.strip()[:150]!r}", flush=True)
            if status not in (2, 4) or seconds > options.seconds or size > options.mebibytes:
                failures.append(name)
    if failures:
        print("refused wrongly, too slowly or with too much memory:", *failures, sep="\n  ")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
