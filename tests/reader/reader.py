#!/usr/bin/env python3
"""A page of code that reads a certificate of dlncert, as anyone could write it in any language.

It verifies what a reader can without interval arithmetic: the form, the digest of the proof, that every subdivision covers its
box, and the matrix inequality of rule factor-matrix for pair majorants over a box, in exact rational arithmetic. It then prints
the claim and the rules that the proof uses.  usage: reader.py CERTIFICATE
"""
import hashlib
import json
import re
import sys
from fractions import Fraction
from math import floor


def steps(value):
    """Every step of a proof, the outermost first."""
    if isinstance(value, dict):
        if "step" in value:
            yield value
        for part in value.values():
            yield from steps(part)
    elif isinstance(value, list):
        for part in value:
            yield from steps(part)


def check_tree(tree):
    """A pre-order token string is a binary tree: each split opens two boxes, each leaf closes one."""
    unproved = 1
    for token in tree.split():
        assert unproved > 0, "the tree goes on after its last leaf"
        assert re.fullmatch(r"#|([nmxo]|t\d+:)(64|128|256|512|1024|2048)|[\w\[\]]+@\d+/\d+", token), token
        unproved += 1 if "@" in token else -1
    assert unproved == 0, "the tree ends before it covers the box"


def check_factor(step, box):
    """sum of the pairs' matrices >= modulus * identity, by R = 2^k T - L L^T being dominant (rule factor-matrix)."""
    d, factor = len(box), step["factor"]
    k, scale, L = factor["bits"], factor["scale"], factor["entries"]
    T = [[0] * d for _ in range(d)]

    def add(i, j, value):
        T[i][j] += floor(value * Fraction(2) ** (k + scale[i] + scale[j]))

    pairs = iter(step["pairs"])
    for i in range(d):
        for j in range(i + 1, d):
            piece = step["pieces"][next(pairs)]
            kappa, p, q = map(Fraction, piece["bounds"])
            tau, g = Fraction(piece["tau"]), piece["gauge"]
            weight = lambda end: 1 / (box[i][end] ** (2 - g) * box[j][end] ** g)
            least = weight(1)
            add(i, i, least * kappa * tau)
            add(j, i, least * kappa)
            add(j, j, least * kappa / tau)
            add(i, i, p * (least if p >= 0 else weight(0)))
            add(j, j, q * (least if q >= 0 else weight(0)))
        add(i, i, -Fraction(factor["modulus"]))
    row = lambda i: L[i * (i + 1) // 2 : (i + 1) * (i + 2) // 2]
    R = [[2**k * T[i][j] - sum(a * b for a, b in zip(row(i), row(j))) for j in range(i + 1)] for i in range(d)]
    for i in range(d):
        off = sum(abs(R[max(i, j)][min(i, j)]) for j in range(d) if j != i)
        assert R[i][i] - off >= 2**k * (d - 1), "the factorisation does not show the matrix inequality"


def main(path):
    with open(path, encoding="utf-8") as file:
        certificate = json.load(file)
    claim, proof = certificate["claim"], certificate["proof"]
    covered = {"format": certificate["format"], "claim": claim["text"], "prelude": claim["prelude"], "step": proof["step"]}
    text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == proof["digest"], "the digest is not that of the proof"
    for step in steps(proof["step"]):
        if "tree" in step:
            check_tree(step["tree"])
    box = re.search(r"chamber\(\d+\) &((?: \[[^\]]*\])+)", claim["text"])
    if proof["step"]["step"] == "pair-majorant" and box:
        sides = re.findall(r"\[([^,\]]*), ([^\]]*)\]", box.group(1))
        sides = [[Fraction(low), Fraction(high)] for low, high in sides]
        for i in range(1, len(sides)):  # the box meets the chamber: upper ends capped from the left
            sides[i][1] = min(sides[i][1], sides[i - 1][1])
        for i in range(len(sides) - 1, 0, -1):
            sides[i - 1][0] = max(sides[i - 1][0], sides[i][0])
        check_factor(proof["step"], sides)
        print("the matrix inequality holds, in exact arithmetic")
    print(claim["text"].strip())
    print("rules:", ", ".join(sorted({step["step"] for step in steps(proof["step"])})))


if __name__ == "__main__":
    main(sys.argv[1])
