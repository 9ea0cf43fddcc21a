#!/usr/bin/env python3
"""End-to-end tests of the command: exit status, stdout and stderr of real runs.

Add a row to CASES for a new command or a new bad input; add a method to Checks where a row does not say enough.
Usage: end_to_end.py PATH/TO/dlncert [unittest arguments]
"""
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unittest
from dataclasses import dataclass, field
from fractions import Fraction

DLNCERT = None


@dataclass
class Case:
    """args: the command line; {tmp} in it is an empty folder. stdout, stderr: regular expressions that must be found.
    Without `stdout` nothing may be printed there, except that --json answers with one document on every path."""
    args: list
    status: int
    stdout: list = field(default_factory=list)
    stderr: list = field(default_factory=list)
    stdin: str = ""


def run(args, stdin="", stdout=subprocess.PIPE):
    return subprocess.run([DLNCERT, *args], input=stdin, stdout=stdout, stderr=subprocess.PIPE, text=True, timeout=900)


def ev(quantity, *args):
    return ["eval", quantity, *args]


def hessian(sigma, *args, depth="3"):
    return ev("hessian", "--depth", depth, "--sigma", sigma, *args)


def certify(box, *args, depth="10"):
    return ["certify", "concavity", "--depth", depth, "--box", box, *args]


def certify_chamber(width, *args, depth="10"):
    return ["certify", "concavity", "--depth", depth, "--chamber", "--width", width, *args]


def equilibrium(energy, *args, depth="3", width="3", beta="5"):
    return ["equilibrium", "--depth", depth, "--width", width, "--beta", beta, "--energy", energy, *args]


def off_diagonal(box):
    return ["certify", "uniqueness", "--depth", "inf", "--beta", "1", "--box", box,
            "--energy", "phi=x+10/3*(x-1.20505)^3; psi=0.62671*x-0.072906*x^2"]


def unique(energy, *args, depth="3", width="3"):
    return ["certify", "uniqueness", "--chamber", "--depth", depth, "--width", width, "--energy", energy, *args]


def bound(quantity, box, *args, depth="3"):
    return ["bound", quantity, "--depth", depth, "--box", box, *args]


SMALL = "[1,1.2] [0.9,1.1]"


# Every bad input says what is wrong, where, and how to mend it, and exits 2.
BAD_INPUT = [
    (hessian("2,1", depth="1"), ["--depth '1'", "N = 1", "N >= 2"]),
    (bound("entropy", "[1,2]"), ["one side", "d = 2"]),
    (bound("entropy", "[1,2] [3,4]"), ["chamber"]),
    (bound("entropie", SMALL), ["'entropie'", "free-energy"]),
    (bound("entropy", SMALL, depth="3..inf"), ["real:"]),
    (bound("free-energy", SMALL), ["--beta is missing"]),
    (bound("free-energy", SMALL, "--beta", "2"), ["--energy is missing"]),
    (bound("spectrum", " ".join(["[0,2]"] * 13)), ["more than 12 singular values"]),
    (bound("entropy", SMALL, "--tolerance", "0"), ["--tolerance 0", "not positive"]),
    (bound("entropy", SMALL, "--width", "3"), ["--width asks for 3"]),
    (["bound", "entropy", "--depth", "3"], ["--box is missing"]),
    (["bound", "P-1.9.claim"], ["cannot read"]),
    (hessian("2,1", depth="0"), ["--depth '0'", "at least 2"]),
    (hessian("2,1", depth="2.5"), ["--depth '2.5'", "not a whole number", "real:"]),
    (hessian("2,1", depth="nan"), ["--depth 'nan'"]),
    (hessian("2,1", depth="5..3"), ["--depth '5..3'", "reversed", "smaller depth first"]),
    (hessian("2,1", depth="real:[0,0.6]"), ["real:\\[0,0.6\\]", "\\[0, 1/2\\]"]),
    (hessian("2,1", depth="real:[1/3,1/4]"), ["reversed"]),
    (hessian("2,1", depth="real:[1/3,1/3)"), ["empty"]),
    (ev("hessian", "--sigma", "2,1"), ["--depth is missing", "write --depth"]),
    (ev("hessian", "--depth", "3"), ["--sigma is missing", "write --sigma"]),
    (hessian("1"), ["--sigma", "one singular value", "d = 2"]),
    (hessian("2,1", "--width", "1"), ["--width '1'", "at least 2"]),
    (hessian("2,1", "--width", "3"), ["2 singular values", "--width is 3"]),
    (hessian("2,1,1/2", "--width", "2"), ["3 singular values", "--width is 2"]),
    (hessian("2,0"), ["--sigma", "number 2 \\(0\\)", "not positive"]),
    (hessian("2,-1"), ["number 2 \\(-1\\)", "not positive"]),
    (hessian("-1,-2"), ["number 1", "not positive"]),
    (hessian("2,[0,1]"), ["reaches down to 0"]),
    (hessian("1,2"), ["number 1 \\(1\\) is smaller than number 2 \\(2\\)", "largest first"]),
    (hessian("[1,2],[3,4]"), ["is smaller than", "largest first"]),
    (hessian("[2,1],1"), ["\\[2,1\\]", "reversed", "smaller end first"]),
    (hessian("2,nan"), ["number 2", "'nan' is not a number", "like 2, 0.1"]),
    (hessian("inf,1"), ["'inf' is not a number"]),
    (hessian("2,1.2.3"), ["number 2", "not a number"]),
    (hessian("2,1/0"), ["denominator is zero"]),
    (hessian("2,1e999999999"), ["exponent"]),
    (hessian("2,,1"), ["nothing stands before a comma"]),
    (hessian("2,1,"), ["ends with a comma"]),
    (hessian(""), ["--sigma"]),
    (hessian("[1,2"), ["not closed"]),
    (hessian("[1,2,3],1"), ["not an interval"]),
    (hessian("@{tmp}/missing"), ["cannot read '.*missing'", "No such file"]),
    (hessian("@{tmp}"), ["cannot read"]),
    (hessian("2,1", "--beta", "0"), ["--beta '0'", "positive"]),
    (hessian("2,1", "--beta", "x"), ["--beta", "not a number"]),
    (hessian("2,1", "--energy", "schatten:1/2"), ["--energy", "p >= 1"]),
    (hessian("2,1", "--energy", "x^2"), ["--energy 'x\\^2'", "phi=EXPR"]),
    (hessian("2,1", "--metric", "max"), ["--metric 'max'", "sum or mean"]),
    (hessian("2,1", "--metric", "sum", depth="inf"), ["--metric sum", "infinite depth", "--metric mean"]),
    (ev("metric", "--metric", "sum", "--depth", "3..inf", "--sigma", "2,1"), ["--metric mean"]),
    (hessian("2,1", "--digits", "0"), ["--digits"]),
    (hessian("2,1", "--digits", "many"), ["--digits"]),
    (hessian("2,1", "--jobs", "0"), ["--jobs"]),
    (hessian("2,1", "--budget", "nan"), ["--budget", "'nan'"]),
    (hessian("2,1", "--budget", "-1"), ["--budget"]),
    (hessian("2,1", "--seed", "x"), ["--seed"]),
    (hessian("2,1", "--coordinates", "polar"), ["--coordinates"]),
    (hessian("2,1", "--boltzmann"), ["--boltzmann belongs to the quantity entropy"]),
    (hessian("2,1", "--reference", "svd"), ["--reference belongs to the quantity volume"]),
    (hessian("2,1", "--coordinates", "flat"), ["--coordinates belongs to the quantity riemannian-hessian"]),
    (hessian("2,1", "--frobnicate"), ["'--frobnicate' is not an option of dlncert eval", "--help"]),
    (hessian("2,1", "extra"), ["'extra'", "--help"]),
    (hessian("2,1", "--sigma", "3,2"), ["--sigma"]),
    (ev("entropie", "--depth", "3", "--sigma", "2,1"), ["'entropie' is unknown", "known are entropy, gradient"]),
    (ev("free-energy", "--depth", "3", "--sigma", "2,1", "--energy", "schatten:2"), ["--beta is missing"]),
    (ev("free-energy", "--depth", "3", "--sigma", "2,1", "--beta", "5"), ["--energy is missing"]),
    (ev("free-energy", "--depth", "3", "--sigma", "2,1", "--beta", "5", "--energy", "phi=log(x-9); psi=x"),
     ["phi is not certainly defined"]),
    (ev("free-energy-hessian", "--depth", "3", "--sigma", "2,1", "--beta", "5", "--energy", "phi=x; psi=abs(x-2)"),
     ["second derivative of psi|derivative of psi"]),
    (ev("spectrum", "--depth", "3", "--sigma", "2,1", "--boltzmann"), ["--boltzmann belongs"]),
    (ev("hessian@equilibrium", "--depth", "3", "--sigma", "2,1", "--width", "2", "--beta", "1", "--energy", "schatten:2"), ["leave --sigma out"]),
    (ev("hessian@equilibrium", "--depth", "3"), ["--width is missing"]),
    (ev("hessian@equilibrium", "--depth", "3", "--width", "3", "--beta", "5", "--energy", "phi=1-exp(-x); psi=x^2/2"), ["there are 2 equilibria"]),
    (ev("hessian@minimum", "--depth", "3"), ["'hessian@minimum' is unknown", "@equilibrium"]),
    (ev("entropy", "--boltzmann", "--depth", "inf", "--sigma", "2,1"), ["Boltzmann", "infinite", "renormalised"]),
    (ev("volume", "--reference", "svd", "--depth", "3", "--sigma", "1,1"), ["coincide"]),
    (certify("[1,2] [3,4]"), ["--box", "side 2", "side 1", "outside the chamber", "largest first"]),
    (certify("[2,1] [0.1,1]"), ["--box, side 1", "reversed", "smaller end first"]),
    (certify("[0,0] [0,0]"), ["no positive number"]),
    (certify("[-1,2] [0.1,1]"), ["--box, side 1", "negative"]),
    (certify("[1,2]"), ["--box", "one side", "d = 2"]),
    (certify("[nan,2] [0.1,1]"), ["--box, side 1", "'nan' is not a number"]),
    (certify("[1,2] 0.5"), ["--box, side 2", "not an interval"]),
    (certify("[1,2] [0.1,1]", depth="1"), ["--depth '1'", "N = 1"]),
    (certify("[1,2] [0.1,1]", "--width", "3"), ["2 singular values", "--width"]),
    (certify("[1,2] [0.1,1]", "--width", "2..3"), ["single width"]),
    (certify("[1,2] [0.1,1]", "--chamber"), ["--box and --chamber"]),
    (certify("[1,2] [0.1,1]", "-o", "{tmp}/missing/c.json"), ["cannot write '.*missing/c.json'", "a folder that exists"]),
    (certify("[1,2] [0.1,1]", "-o", "{tmp}"), ["cannot write", "not a folder"]),
    (["certify", "convexity", "--depth", "3", "--box", "[1,2] [0.1,1]"], ["'convexity'", "concavity"]),
    (["check"], ["CERT", "--help"]),
    (["check", "{tmp}/missing"], ["cannot read"]),
    (["check", "{tmp}"], ["cannot read"]),
    (["explain", "{tmp}/missing"], ["cannot read"]),
    (["certify", "concavity", "--box", SMALL], ["--depth is missing", "write --depth"]),
    (["certify", "concavity", "--depth", "10", "--chamber"], ["--width is missing", "at least 2"]),
    (certify(SMALL, depth="nan"), ["--depth 'nan'"]),
    (certify(SMALL, "--width", "1"), ["--width '1'", "at least 2"]),
    (certify_chamber("1"), ["--width '1'", "at least 2"]),
    (certify(""), ["--box", "empty", "one interval per singular value"]),
    (certify("[1,2] [0,0]"), ["side 2", "no positive number"]),
    (certify("[1,2] [x,1]"), ["side 2", "'x' is not a number"]),
    (certify("[1,2] [1/0,1]"), ["side 2", "denominator is zero"]),
    (certify("[1,2] [0.1,1"), ["not closed"]),
    (certify("[1,2] [inf,1]"), ["--box, side 2"]),
    (certify("@{tmp}/missing"), ["cannot read '.*missing'", "No such file"]),
    (certify(SMALL, "--frobnicate"), ["'--frobnicate' is not an option of dlncert certify", "--help"]),
    (certify(SMALL, "extra"), ["'extra'", "--help"]),
    (["certify"], ["PROPERTY", "dlncert certify --help"]),
    (["explain"], ["CERT", "dlncert explain --help"]),
    (["eval"], ["QUANTITY", "dlncert eval --help"]),
    (["certify", "indefiniteness", "--depth", "3", "--chamber"], ["--width is missing"]),
    (["certify", "uniqueness", "--depth", "3", "--energy", "schatten:2", "--box", "[1/2,2] [1/2,2]"], ["--beta", "--chamber|every beta"]),
    (["certify", "uniqueness", "--depth", "3", "--beta", "1", "--energy", "schatten:2", "--box", "[1/2,inf] [1/2,2]"], ["compact box"]),
    (["frobnicate"], ["'frobnicate' is not a command", "--help"]),
    # the text of an energy goes into the claim: what is no expression in x would change its domain, or what is meant
    (["bound", "free-energy", "--depth", "3", "--beta", "1", "--box", "[1,3] [1/2,1]", "--energy", "phi=x; psi=x^2 where sigma[1] >= 2"], ["--energy, psi", "where"]),
    (["bound", "free-energy", "--depth", "real:[0,1/3]", "--beta", "1", "--box", "[1,3] [1/2,1]", "--energy", "phi=nu*x; psi=x^2"], ["--energy, phi", "unknown name 'nu'"]),
    (["certify", "uniqueness", "--chamber", "--depth", "3", "--energy", "schatten:2"], ["--width is missing"]),
    (["certify", "uniqueness", "--chamber", "--depth", "3", "--width", "3"], ["--energy is missing"]),
    (["certify", "rates", "--depth", "3", "--width", "3", "--beta", "[1,2]", "--energy", "schatten:2"], ["one --depth and one --beta"]),
    (["certify", "rates", "--depth", "3", "--width", "3", "--beta", "5", "--energy", "phi=1-exp(-x); psi=x^2/2"], ["there are 2 equilibria"]),
    (["certify", "equilibrium", "--depth", "3", "--width", "3", "--energy", "phi=x; psi=log(x-9)", "--beta", "1"], ["no value at s = "]),
    (["certify", "equilibrium", "--depth", "3", "--width", "3", "--energy", "schatten:2", "--box", SMALL], ["--box does not belong"]),
    (["equilibrium", "--width", "3", "--beta", "5", "--energy", "schatten:2"], ["--depth is missing"]),
    (["equilibrium", "--depth", "3", "--beta", "5", "--energy", "schatten:2"], ["--width is missing"]),
    (["equilibrium", "--depth", "3", "--width", "3", "--energy", "schatten:2"], ["--beta is missing"]),
    (["equilibrium", "--depth", "3", "--width", "3", "--beta", "5"], ["--energy is missing"]),
    (equilibrium("schatten:2", width="2..5"), ["--width 2\\.\\.5", "one width"]),
    (equilibrium("schatten:2", beta="[0,1]"), ["--beta", "positive"]),
    (equilibrium("schatten:2", beta="[2,1]"), ["--beta", "reversed"]),
    (equilibrium("schatten:2", "--metric", "sum", depth="inf"), ["--metric sum", "infinite depth"]),
    (equilibrium("phi=x+; psi=x^2"), ["--energy, phi"]),
    (equilibrium("phi=y; psi=x^2"), ["--energy, phi", "y"]),
    (equilibrium("phi=x; psi=log(x-9)"), ["--energy", "no value at s = "]),
    (equilibrium("phi=1-exp(-x); psi=x^2/2", beta="[4,5]"), ["several equilibria", "one --depth and one --beta"]),
    (equilibrium("schatten:2", "--constraint", "7"), ["--constraint", "leave one out"]),
    (["equilibrium", "--depth", "3", "--width", "3", "--energy", "schatten:2", "--constraint", "-7"], ["positive"]),
    (["equilibrium", "--depth", "3", "--width", "3", "--energy", "phi=x; psi=x", "--constraint", "7"], ["schatten:p"]),
    ([], ["subcommand", "--help"]),
]

CASES = [
    Case(["--version"], 0, stdout=["^dlncert \\d+\\.\\d+\\.\\d+$"]),
    Case(["--help"], 0, stdout=["eval"]),
    Case(["eval", "--help"], 0, stdout=["--sigma", "--depth", "--digits", "riemannian-hessian"]),
    # N = 3, sigma = (1, 1): diagonal -5/27, off the diagonal -4/27
    Case(hessian("1,1", "--digits", "30"), 0,
         stdout=["^-0\\.185185185185185185185185185185\\d* ± \\S+   -0\\.148148148148148148148148148148\\d* ± \\S+\n",
                 "\n-0\\.148148148148148148148148148148\\d* ± \\S+   -0\\.185185185185185185185185185185\\d* ± \\S+\n$"],
         stderr=["hessian", "depth 3, width 2"]),
    Case(hessian("1,1", "--quiet"), 0, stdout=["-0\\.185185"]),
    Case(ev("riemannian-hessian", "--depth", "2", "--sigma", "1,1"), 0, stdout=["^0   -0.125\n-0.125   0\n$"], stderr=["depth"]),
    Case(ev("entropy", "--depth", "7", "--sigma", "1,1,1"), 0, stdout=["^0\n$"], stderr=["depth"]),
    Case(ev("entropy", "--depth", "2", "--sigma", "1.5,0.5"), 0, stdout=["^0\n$"], stderr=["depth"]),
    Case(ev("metric", "--depth", "inf", "--sigma", "2,1"), 0, stdout=["^4\\.0+ ± \\S+   2\\.16404256\\d* ± \\S+\n2\\.164\\d* ± \\S+   1\n$"],
         stderr=["metric mean"]),
    # (1/2) log 3/2 at N = 2
    Case(ev("entropy", "--depth", "2", "--sigma", "2,1"), 0, stdout=["^0\\.20273255405408219098\\d* ± "], stderr=["depth"]),
    # N = 3 at (1, 1): -5/27 -+ 4/27
    Case(ev("spectrum", "--depth", "3", "--sigma", "1,1", "--digits", "10"), 0,
         stdout=["^-0\\.3333333333\\d* ± \\S+\n-0\\.0370370370\\d* ± \\S+\n$"], stderr=["smallest first"]),
    # a proved zero is 0: rank one at N = d = 2, eigenvalue -1/(sigma1 + sigma2)^2
    Case(ev("spectrum", "--depth", "2", "--sigma", "2,1", "--digits", "10"), 0,
         stdout=["^-0\\.1111111111\\d* ± \\S+\n0\n$"], stderr=["depth 2"]),
    Case(ev("determinant", "--depth", "2", "--sigma", "2,1"), 0, stdout=["^0\n$"], stderr=["depth 2"]),
    Case(ev("modulus", "--depth", "2", "--sigma", "2,1"), 0, stdout=["^0\n$"], stderr=["depth 2"]),
    Case(ev("inertia", "--depth", "2", "--sigma", "2,1"), 0,
         stdout=["^positive 0, negative 1, zero 1, undecided 0\n$"], stderr=["depth 2"]),
    Case(ev("inertia", "--depth", "inf", "--sigma", "1e100,1,1,1e-100"), 0,
         stdout=["^positive 0, negative 4, zero 0, undecided 0\n$"], stderr=["depth inf"]),
    Case(ev("riemannian-min-eigenvalue", "--depth", "inf", "--sigma", "2,1.5,1"), 0, stdout=["^0\n$"], stderr=["depth"]),
    Case(ev("riemannian-inertia", "--depth", "inf", "--sigma", "[2,3],1.5,1"), 0, stdout=["positive 2, negative 0, zero 1"], stderr=["depth"]),
    Case(ev("riemannian-inertia", "--depth", "3", "--sigma", "2,1,1/2"), 0,
         stdout=["^positive 2, negative 1, zero 0, undecided 0\n$"], stderr=["depth 3"]),
    # E = (1/2)(4 + 1), S = (1/2) log 3/2, beta = 5
    Case(ev("free-energy", "--depth", "2", "--sigma", "2,1", "--beta", "5", "--energy", "schatten:2"), 0,
         stdout=["^2\\.459453489189183561\\d* ± "], stderr=["schatten:2"]),
    Case(ev("free-energy-hessian", "--depth", "2", "--sigma", "2,1", "--beta", "1/18", "--energy", "schatten:2"), 0,
         stdout=["^2   1\n1   2\n$|^2\\.0\\d* ± "], stderr=["beta 1/18"]),
    Case(ev("gradient", "--depth", "2", "--sigma", "2,1", "--digits", "5"), 0, stdout=["^0\\.166667 ± \\S+\n0\\.166667 ± \\S+\n$"],
         stderr=["depth"]),
    Case(ev("entropy", "--depth", "3", "--sigma", "[1,1.1],1"), 0, stdout=["^\\[0, 0\\.0\\d+\\]\n$"], stderr=["narrower intervals"]),
    Case(ev("entropy", "--depth", "real:[1/4,1/2)", "--sigma", "2,1"), 0, stdout=["^\\[0\\.\\d+, 0\\.\\d+\\]\n$"],
         stderr=["narrower intervals"]),
    Case(certify(SMALL), 0, stdout=["^proved\n", "sigma in chamber\\(2\\) & \\[1, 6/5\\] \\[9/10, 11/10\\]\n",
                                 "<= -\\S+ \\* identity\n", "\ndigest [0-9a-f]{64}\n", "\nmodulus of concavity at least \\S+\n$"]),
    # an infinite end: no modulus
    Case(certify("[1,inf] [1,2]", depth="3"), 0, stdout=["^proved\n", " negative-definite\n", "strict at every point; no modulus"]),
    Case(certify("[1,2] [0,1]", depth="inf"), 0, stdout=["^proved\n", "\\[1, 2\\] \\(0, 1\\]", "<= -"]),
    Case(certify("[1,2] [0.1,1]", depth="2"), 1, stdout=["^refuted\n", "negative-semidefinite rank 1\n", "kernel \\(1, -1\\)"]),
    Case(certify("[1,2] [0.1,1]", "--weak", depth="2"), 0, stdout=["^proved\n", "negative-semidefinite rank 1\n"]),
    Case(["certify", "indefiniteness", "--depth", "3", "--box", "[1,2] [1/2,1]"], 0,
         stdout=["^proved\n", "metric.* indefinite\n", "\ndigest [0-9a-f]{64}\n", "indefinite at every point"]),
    # N = d = 2, p = 1: sigma1 + sigma2 = 2, where the line meets the box, for some temperature of a range, and where it does not
    Case(["certify", "uniqueness", "--depth", "2", "--beta", "1/4", "--energy", "schatten:1", "--box", "[1/2,2] [1/2,2]"], 1,
         stdout=["^refuted\n", "for x in \\[1, 3/2\\], y in \\[1/2, 1\\]\n", "in the box: a continuum\n$"]),
    Case(["certify", "uniqueness", "--depth", "2..5", "--beta", "[1/100,10]", "--energy", "schatten:1", "--box", "[1/2,inf] [0,2]"], 1,
         stdout=["^refuted\n", "in the box: a continuum\n$"]),
    Case(["certify", "uniqueness", "--depth", "2", "--beta", "10", "--energy", "schatten:1", "--box", "[1/2,2] [1/2,2]"], 0,
         stdout=["^proved\n", "in the box: none\n$"]),
    Case(["certify", "uniqueness", "--depth", "3", "--beta", "1", "--energy", "schatten:2", "--box", "[1/2,2] [1/2,2]"], 0,
         stdout=["^proved\n", "exists unique s1", "exactly one, on the diagonal"]),
    Case(["certify", "uniqueness", "--depth", "3", "--beta", "1", "--energy", "schatten:2", "--box", "[1,2] [1,2]"], 0,
         stdout=["^proved\n", "in the box: none"]),
    Case(["certify", "uniqueness", "--depth", "3", "--beta", "5", "--energy", "phi=1-exp(-x); psi=x^2/2",
          "--box", "[1/5,2] [1/5,2] [1/5,2]"], 1, stdout=["^refuted\n", "in the box: several"]),
    # one critical point, near (1.5003, 0.7499): the same two numbers in the other order are not in the chamber
    Case(off_diagonal("[0.7,1.6] [0.7,1.6]"), 3, stderr=["several with sigma_1 >= ... >= sigma_d"]),
    Case(off_diagonal("[1.2,1.6] [0.7,1.2]"), 0, stdout=["^proved\n", "in the box: exactly one\n$"]),
    Case(off_diagonal("[1.4,1.6] [0.7,0.8]"), 0, stdout=["^proved\n", "in the box: exactly one\n$"]),
    # none on the diagonal, but those elsewhere are not excluded: that there is exactly one is not refuted
    Case(unique("phi=-x; psi=x^2", "--beta", "5"), 3, stderr=["phi-nondecreasing fails"]),
    Case(equilibrium("phi=-x; psi=x^2", "--json"), 0, stdout=['"count": 0,\\s+"unique": "undecided"']),
    Case(["certify", "uniqueness", "--depth", "2..5", "--beta", "5", "--energy", "phi=1-exp(-x); psi=x^2/2",
          "--box", "[1/5,2] [1/5,2] [1/5,2]"], 3, stderr=["in the hull of the depths"]),
    Case(ev("spectrum", "--depth", "3", "--sigma", "[1,2],[1,2]"), 0, stdout=["-"], stderr=["spectrum"]),
    Case(["certify", "concavity", "--depth", "3..inf", "--width", "all"], 0, stdout=["^proved\n", "no modulus holds"]),
    Case(["certify", "concavity", "--depth", "all", "--width", "all"], 1, stdout=["^refuted\n", "N = d = 2"]),
    # no modulus is found, but what holds on the chamber holds on a box
    Case(["certify", "concavity", "--depth", "real:[0,0.3]", "--box", "[1,2] [1,2] [0,1]"], 0,
         stdout=["^proved\n", "negative-definite\n", "strict at every point\n", "no modulus was found"]),
    Case(["certify", "indefiniteness", "--depth", "2..50", "--box", "[1,inf] [0,2]"], 0, stdout=["^proved\n"]),
    Case(["certify", "indefiniteness", "--depth", "real:(0,1/2]", "--width", "all", "--chamber"], 0, stdout=["^proved\n", "d in 2..inf"]),
    Case(["certify", "indefiniteness", "--depth", "inf", "--box", "[1,2] [1/2,1]"], 1, stdout=["^refuted\n", "disprove", "positive semidefinite"]),
    Case(["certify", "indefiniteness", "--depth", "3..inf", "--width", "4..9", "--chamber"], 1, stdout=["^refuted\n", "infinite depth"]),
    Case(certify_chamber("all", depth="all"), 1, stdout=["^refuted\n", "chamber\\(2\\)", "N = d = 2"]),
    Case(certify_chamber("all", depth="3..inf"), 0, stdout=["^proved\n", "d in 2\\.\\.inf, nu in \\[0, 1/3\\]"]),
    Case(certify_chamber("3..inf", depth="all"), 0, stdout=["^proved\n", "d in 3\\.\\.inf, nu in \\[0, 1/2\\]"]),
    # sigma^2 = (d-1)(N-1)/(2 N beta) = 9/100; mu0 = -N p sigma^(p - 2/N)
    Case(equilibrium("schatten:2", "--quiet", depth="10", width="2"), 0,
         stdout=["^one equilibrium on the diagonal, none elsewhere in the chamber\nsigma  0\\.30+ ± ", "\nmu0    -2\\.29006734577090578659 ± \\S+  metric sum; scaling, once\n",
                 "\nmu1    -1\\.4503\\d+ ± \\S+  metric sum; shape, once \\(on matrices 2 times, and 0 once\\)\n$"]),
    Case(equilibrium("schatten:1", "--quiet", depth="inf", beta="2"), 0, stdout=["sigma  0\\.5\nmu0    -0\\.5  metric mean", "mu1    -0\\.25 "]),
    Case(equilibrium("schatten:1", "--quiet", depth="2", width="2"), 0, stdout=["^a continuum of equilibria", "mu1    0  metric sum"]),
    Case(equilibrium("schatten:2", "--quiet", depth="inf", width="2", beta="[1,4]"), 0, stdout=["sigma  \\[0\\.3535\\d*, 0\\.7071\\d*\\]\n"]),
    Case(equilibrium("phi=x; psi=cosh(x)-1", "--digits", "40"), 0, stdout=["^one equilibrium on the diagonal, none elsewhere"],
         stderr=["psi-convex: proved", "balance-increases: proved"]),
    # functions beyond those of the entropy; sums; convexity by cosh^2 - sinh^2 = 1; a corner is named
    Case(equilibrium("phi=x; psi=x^2+cos(x)/2", "--quiet"), 0, stdout=["^one equilibrium on the diagonal, none elsewhere", "sigma  0\.29741572562667487820"]),
    Case(equilibrium("phi=x; psi=log(cosh(x))", "--quiet"), 0, stdout=["^one equilibrium on the diagonal, none elsewhere"]),
    Case(equilibrium("phi=x; psi=sum(k in 1..3, x^k/k)", "--quiet"), 0, stdout=["^one equilibrium on the diagonal, none elsewhere"]),
    Case(equilibrium("phi=x; psi=abs(x-1)", "--budget", "5"), 3, stderr=["not decided near sigma = 0\.9999", "corner"]),
    # rates over intervals: [-4.579, -2.884] and [-3.053, -1.923] by the closed form
    Case(equilibrium("phi=x; psi=x^2/2", "--quiet", beta="[1,2]"), 0, stdout=["mu0    \[-4\.5[78]\d*, -2\.88\d*\]", "mu1    \[-3\.05\d*, -1\.92\d*\]"]),
    Case(equilibrium("phi=x; psi=x*log(x)-x+1"), 0, stdout=["^one equilibrium on the diagonal, none elsewhere", "sigma  1\\.12574001381305693590 ± "],
         stderr=["balance-increases: refuted at s = ", "balance-crosses-once: proved"]),
    # not convex: refused with the point; the theorem says nothing then
    Case(equilibrium("phi=x; psi=x^2-x^4/10"), 0, stdout=["^2 equilibria on the diagonal; others away from the diagonal are not excluded"],
         stderr=["psi-convex: refuted at s = "]),
    Case(equilibrium("phi=-x; psi=x^2"), 0, stdout=["^no equilibrium on the diagonal; others"], stderr=["phi-nondecreasing: refuted at s = "]),
    Case(equilibrium("phi=1-exp(-x); psi=x^2/2"), 0, stdout=["^2 equilibria on the diagonal, none elsewhere", "sigma  0\\.4156690", "sigma  1\\.3019578"],
         stderr=["psi-convex: proved", "balance-increases: refuted at s = "]),
    Case(equilibrium("phi=x/(1+x); psi=x^2", depth="inf", width="2", beta="8"), 0,
         stdout=["^2 equilibria", "sigma  0\\.1894686", "sigma  2\\.6389584"], stderr=["hypothesis"]),
    Case(equilibrium("phi=log(1+x); psi=x^2", depth="inf", width="2", beta="1/100"), 0, stdout=["^no equilibrium on the diagonal, none elsewhere"],
         stderr=["no-equilibrium: proved"]),
    # sigma = 1: as at (1, 1)
    Case(ev("spectrum@equilibrium", "--depth", "3", "--width", "2", "--beta", "1/3", "--energy", "schatten:2", "--digits", "12"), 0,
         stdout=["^-0\\.333333333333\\d* ± \\S+\n-0\\.037037037037\\d* ± \\S+\n$"], stderr=["spectrum@equilibrium"]),
    Case(ev("gradient@equilibrium", "--depth", "inf", "--width", "3", "--beta", "2", "--energy", "schatten:1", "--digits", "10", "--quiet"), 0,
         stdout=["^2(\\.0+ ± \\S+)?\n2(\\.0+ ± \\S+)?\n2(\\.0+ ± \\S+)?\n$"]),
    Case(ev("inertia@equilibrium", "--depth", "7", "--width", "4", "--beta", "2", "--energy", "phi=exp(x); psi=cosh(x)-1", "--quiet"), 0,
         stdout=["^positive 0, negative 4, zero 0, undecided 0\n$"]),
    Case(ev("inertia@equilibrium", "--depth", "2", "--width", "2", "--beta", "2", "--energy", "schatten:2", "--quiet"), 0,
         stdout=["^positive 0, negative 1, zero 1, undecided 0\n$"]),
    Case(["certify", "equilibrium", "--depth", "all", "--width", "all", "--energy", "schatten:1"], 0,
         stdout=["^proved\nclaim convex-energy\n", "s in \\(0, inf\\), d in \\[2, inf\\)", "for every beta > 0\n$"]),
    Case(unique("schatten:2", depth="all", width="all"), 0,
         stdout=["^proved\ntheorem unique-equilibrium\n", "for d in 2..inf, nu in \\[0, 1/2\\], beta in \\(0, inf\\)\n",
                 "gradient\\(.*\\) = 0, diagonal, minimum\n", "for every beta > 0; the free energy is least there\n$"]),
    Case(unique("schatten:1", depth="all", width="all"), 1, stdout=["^refuted\nclaim continuum-of-equilibria\n", "sigma1 \\+ sigma2 = 1/\\(2 beta\\)"]),
    Case(unique("schatten:1", depth="3..inf", width="all"), 0, stdout=["nu in \\[0, 1/3\\]", "diagonal, minimum"]),
    Case(unique("schatten:1", depth="all", width="3..inf"), 0, stdout=["for d in 3..inf, nu in \\[0, 1/2\\]", "diagonal, minimum"]),
    Case(unique("phi=exp(x); psi=cosh(x)-1", depth="2..inf", width="2..50"), 0, stdout=["^proved\n", "d in 2..50"]),
    Case(unique("phi=x; psi=x*log(x)-x+1", "--beta", "5"), 0, stdout=["^proved\n"]),
    Case(unique("phi=log(1+x); psi=x^2", "--beta", "50", depth="inf", width="2"), 0, stdout=["^proved\n", "exactly one"]),
    Case(unique("phi=1-exp(-x); psi=x^2/2", "--beta", "5"), 1, stdout=["^refuted\nclaim several-equilibria", "2 equilibria on the diagonal"]),
    Case(unique("phi=log(1+x); psi=x^2", "--beta", "1/100", depth="inf", width="2"), 1, stdout=["^refuted\nclaim no-equilibrium", "no equilibrium"]),
    # convex only weakly where it must be strictly, and not convex
    Case(unique("phi=x; psi=x", "--beta", "5", depth="2", width="2"), 3, stderr=["psi-strictly-convex fails at s = "]),
    Case(unique("phi=x; psi=x^2-x^4/100", depth="3", width="3"), 3, stderr=["not shown to be convex"]),
    # t = 1: mu0 = -p, mu1 = -(p - 1 + w), w = 1/2 at d = 2 and infinite depth
    Case(["certify", "rates", "--depth", "inf", "--width", "2", "--beta", "1/2", "--energy", "schatten:2", "--digits", "12"], 0,
         stdout=["^proved\nmu0  -2  scaling, once\nmu1  -1\\.333333333333 ± \\S+  shape, 1 time\nslowest: shape  \\(metric mean\\)\n", "4 eigenvalues\n  mu0  1\n  mu1  2\n  zero  1"]),
    Case(["certify", "rates", "--depth", "5", "--width", "5", "--beta", "3", "--energy", "phi=exp(x); psi=cosh(x)-1", "--digits", "12"], 0,
         stdout=["25 eigenvalues\n  mu0  1\n  mu1  14\n  zero  10  exactly 0"]),
    Case(["certify", "rates", "--depth", "2", "--width", "2", "--beta", "3", "--energy", "schatten:1"], 0, stdout=["mu1  0  shape"]),
    Case(["certify", "rates", "--depth", "7", "--width", "1000", "--beta", "3", "--energy", "schatten:3"], 0, stdout=["by formula only"]),
    # sigma^2 = 7/3, lambda = kappa d/C = 2/3 * 3/7
    Case(["equilibrium", "--depth", "3", "--width", "3", "--energy", "schatten:2", "--constraint", "7"], 0,
         stdout=["^sigma       1\\.5275252316519466688\\d ± \\S+\nmultiplier  0\\.28571428"]),
    *[Case(args, 2, stderr=["^dlncert: ", *messages]) for args, messages in BAD_INPUT],
]


def decimal(text):
    return Fraction(text)


def enclosure(text):
    """The interval that a printed number means."""
    if text.startswith("["):
        lo, hi = text[1:-1].split(", ")
        return decimal(lo), decimal(hi)
    centre, _, radius = text.partition(" ± ")
    return decimal(centre) - decimal(radius or "0"), decimal(centre) + decimal(radius or "0")


def rows(stdout):
    return [[enclosure(x) for x in line.split("   ")] for line in stdout.splitlines()]


def json_rows(value):
    return [[(decimal(x["lo"]), decimal(x["hi"])) for x in row] for row in value]


class Checks(unittest.TestCase):
    def check_case(self, case):
        with tempfile.TemporaryDirectory() as folder:
            args = [a.replace("{tmp}", folder) for a in case.args]
            result = run(args, case.stdin)
            self.assertEqual(result.returncode, case.status, result.stdout + result.stderr)
            for pattern in case.stdout:
                self.assertRegex(result.stdout, pattern)
            if not case.stdout:
                self.assertEqual(result.stdout, "")
            for pattern in case.stderr:
                self.assertRegex(result.stderr, pattern)
            if not case.stderr:
                self.assertEqual(result.stderr, "")
            self.assertEqual(os.listdir(folder), [])

    def test_cases(self):
        for case in CASES:
            with self.subTest(args=case.args):
                self.check_case(case)

    def test_equilibrium_certificates(self):
        """What -o writes is accepted, and is about the energy: one equilibrium, two, none."""
        for args, stated in [(equilibrium("phi=exp(x); psi=x*log(x)-x+1"), "unique-equilibrium"),
                             (equilibrium("schatten:5/2", depth="2..inf", beta="[1,2]"), "unique-equilibrium"),
                             (equilibrium("phi=1-exp(-x); psi=x^2/2"), "several-equilibria"),
                             (equilibrium("phi=log(1+x); psi=x^2", beta="0.01"), "no-equilibrium")]:
            with self.subTest(args=args), tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "c.json")
                result = run([*args, "-o", path, "--json"])
                self.assertEqual(result.returncode, 0, result.stderr)
                answer = json.loads(result.stdout)
                self.assertIn("claim " + stated, answer["claim"])
                self.assertEqual(answer["unique"], "proved" if stated == "unique-equilibrium" else "refuted")
                self.assertEqual(run(["check", path]).returncode, 0)

    def check_edits(self, args, edits):
        """The certificate is accepted; rejected where the claim is another one, the digests repaired or not."""
        with tempfile.TemporaryDirectory() as folder:
            path, claim_file = os.path.join(folder, "c.json"), os.path.join(folder, "edited.claim")
            budget = ["--budget", "600"]  # under sanitizers a search takes ten times as long, and what it finds depends on it
            self.assertIn(run([*args, *budget, "-o", path]).returncode, (0, 1))
            self.assertEqual(run(["check", path]).returncode, 0)
            with open(path, encoding="utf-8") as file:
                original = file.read()
            for old, new in edits:
                with self.subTest(args=args, old=old):
                    certificate = json.loads(original)
                    text = re.sub(old, new, certificate["claim"]["text"])
                    self.assertNotEqual(text, certificate["claim"]["text"])
                    with open(claim_file, "w", encoding="utf-8") as file:
                        file.write(text)
                    with open(path, "w", encoding="utf-8") as file:
                        file.write(original)
                    self.assertEqual(run(["check", path, "--claim", claim_file]).returncode, 4)
                    certificate["claim"]["text"] = text
                    answer = run(["prove", claim_file, "--budget", "0.1", "--json"])
                    certificate["claim"]["digest"] = json.loads(answer.stdout)["digest"]
                    covered = {"format": certificate["format"], "claim": text, "prelude": certificate["claim"]["prelude"],
                               "step": certificate["proof"]["step"]}
                    digested = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                    certificate["proof"]["digest"] = hashlib.sha256(digested.encode()).hexdigest()
                    with open(path, "w", encoding="utf-8") as file:
                        json.dump(certificate, file)
                    rejected = run(["check", path])
                    self.assertEqual(rejected.returncode, 4)
                    self.assertNotIn("digest", rejected.stderr)

    def test_uniqueness_certificates(self):
        """Not with another inequality, range, energy or level."""
        for args, edits in [
            (unique("schatten:3/2", depth="all", width="all"),
             [("nu in \\[0, 1/2\\]", "nu in [0, 3/5]"), ("beta in \\(0", "beta in (-1"), ("x\\^\\(3/2\\)", "x^(1/2)"),
              ("phi\\(x\\) = x", "phi(x) = log(1 + x)"), ("phi\\(x\\) = x", "phi(x) = -x"), (" - S", " + S")]),
            (unique("phi=x; psi=x*log(x)-x+1", "--beta", "5"),
             [("beta in \\[5, 5\\]", "beta in [-5, 5]"), ("psi\\(x\\) = x\\*log\\(x\\)", "psi(x) = log(x)")]),
            (unique("phi=log(1+x); psi=x^2", "--beta", "50", depth="inf", width="2"),
             [("R'\\(s\\) > 0", "R'(s) > 1"), ("< 1/100", "< 1/1000000")]),
            (unique("schatten:1", depth="2", width="2"), [("1 = 2\\*\\(x \\+ y\\)", "1 = 3*(x + y)")]),
        ]:
            self.check_edits(args, edits)

    def test_certificates_of_values(self):
        """sigma and the rates as certified: not with a digit, a depth, a temperature or a width changed."""
        rates = ["certify", "rates", "--depth", "5", "--width", "4", "--beta", "3"]
        one_more = ("(own\\(x\\) - other\\(x\\) <= )-(\\d+)", "\\1-1\\2")
        for args, edits in [
            ([*rates, "--energy", "phi=exp(x); psi=cosh(x)-1"],
             [("nu = 1/5", "nu = 1/6"), ("beta = 3", "beta = 4"), ("cosh", "sinh"), ("< 0 and", "> 0 and"), one_more,
              ("3\\*other", "2*other"), ("-5\\*s", "-s"), ("x in \\[0[.]", "x in [0.0"), ("pair\\(nu", "pair(2*nu")]),
            (equilibrium("phi=exp(x); psi=x*log(x)-x+1", "--digits", "40"),
             [("R\\(([0-9.]{12})[0-9]+\\) <", "R(1\\1) <"), ("< 2/15 and", "< 2/17 and"), ("phi\\(x\\) = exp\\(x\\)", "phi(x) = -exp(x)")]),
            (["equilibrium", "--depth", "2..inf", "--width", "3", "--energy", "schatten:3/2", "--constraint", "4", "--digits", "50"],
             [("= 1 - nu", "= 1 - 2*nu"), ("< 4 and", "> 4 and"), ("pair\\(nu, x, y\\), x", "pair(nu, x, y), y"), ("3/2\\)", "5/3)")]),
            (["certify", "equilibrium", "--depth", "all", "--width", "3", "--beta", "[1,10]", "--energy", "phi=x; psi=cosh(x)-1"],
             [("s in \\(0, inf\\)", "s in (-inf, inf)"), ("s in \\(0, inf\\)", "s in (0, 1/100]"), ("cosh", "sin")]),
        ]:
            self.check_edits(args, edits)
        # an unstable equilibrium; and no more digits than the checker has
        unstable = json.loads(run([*rates, "--energy", "phi=x; psi=-1/x", "--json"]).stdout)
        self.assertRegex(unstable["claim"], "claim rates(.|\n)*force\\(\\S+\\) > 0 and force\\(\\S+\\) < 0")
        with tempfile.TemporaryDirectory() as folder:
            too_many = run([*rates, "--energy", "schatten:2", "--digits", "501", "-o", os.path.join(folder, "c.json")])
            self.assertEqual(too_many.returncode, 2)
            self.assertRegex(too_many.stderr, "up to 500 digits")
            self.assertEqual(os.listdir(folder), [])

    def test_uniqueness_by_exclusion_agrees(self):
        """In a box: one critical point if sigma* lies in it, none if not; what the lemma of uniqueness says as well."""
        generator = random.Random(7)
        for _ in range(8):
            d, depth, p = generator.randint(2, 4), generator.choice(["3", "7", "inf"]), generator.choice(["1", "3/2", "2", "3"])
            beta = str(Fraction(generator.randint(1, 40), 10))
            model = ["--depth", depth, "--width", str(d), "--beta", beta, "--energy", "schatten:" + p]
            sigma = decimal(json.loads(run(["equilibrium", *model, "--json"]).stdout)["sigma"]["lo"])
            inside = generator.random() < 0.6
            low, high = [Fraction(round(sigma * x * 64), 64) for x in ((0.5, 1.75) if inside else (1.25, 3))]
            box = " ".join([f"[{max(low, Fraction(1, 64))},{high}]"] * d)
            with self.subTest(model=model, box=box):
                answer = json.loads(run(["certify", "uniqueness", *model, "--box", box, "--json"]).stdout)
                self.assertEqual(answer["status"], "proved")
                self.assertEqual(answer["critical_points"], "exactly one, on the diagonal" if inside else "none")
                self.assertEqual(run(["certify", "uniqueness", "--chamber", *model]).returncode, 0)

    def test_equilibrium_is_the_root(self):
        """sigma and the rates at 200 digits lie in the enclosures of 20 digits."""
        for args in [equilibrium("schatten:3/2", depth="7"), equilibrium("phi=x; psi=cosh(x)-1", depth="inf")]:
            coarse, fine = (json.loads(run([*args, "--json", "--digits", n]).stdout) for n in ("20", "200"))
            for key in ("sigma", "mu0", "mu1"):
                a, b = [[decimal(x[key][end]) for end in ("lo", "hi")] for x in (coarse, fine)]
                self.assertTrue(a[0] <= b[0] <= b[1] <= a[1])
                self.assertLessEqual(b[1] - b[0], abs(b[0]) / 10 ** 200)

    def test_bad_input_answers_json(self):
        for args, _ in BAD_INPUT:
            with self.subTest(args=args), tempfile.TemporaryDirectory() as folder:
                result = run([a.replace("{tmp}", folder) for a in [*args, "--json"]])
                self.assertEqual(result.returncode, 2)
                self.assertIn(json.loads(result.stdout)["status"], ["undefined", "unsupported"])
                self.assertTrue(result.stderr.startswith("dlncert: "))

    def expect_matrix(self, args, expected, digits):
        """Text and JSON enclose the expected rationals, and are as narrow as asked for."""
        text = run([*args, "--digits", str(digits), "--quiet"])
        self.assertEqual((text.returncode, text.stderr), (0, ""))
        document = json.loads(run([*args, "--digits", str(digits), "--json", "--quiet"]).stdout)
        self.assertEqual(document["status"], "answered")
        scale = max(abs(x) for row in expected for x in row)
        for found in rows(text.stdout), json_rows(document["value"]):
            self.assertEqual([len(r) for r in found], [len(r) for r in expected])
            for found_row, expected_row in zip(found, expected):
                for (lo, hi), x in zip(found_row, expected_row):
                    self.assertLessEqual(lo, x)
                    self.assertLessEqual(x, hi)
                    self.assertLessEqual(hi - lo, scale / 10**digits)
                    if x == 0:
                        self.assertEqual((lo, hi), (0, 0))

    def test_bounds(self):
        with tempfile.TemporaryDirectory() as tmp:
            file = os.path.join(tmp, "bound.json")
            answer = run(bound("modulus", "[1,2] [1/2,1]", "--json", "-o", file))
            self.assertEqual(answer.returncode, 0, answer.stderr)
            value = json.loads(answer.stdout)["value"]
            self.assertEqual(run(["check", file]).returncode, 0)
            for side, arg in (("min", "argmin"), ("max", "argmax")):
                ends = [Fraction(value[side][end]) for end in ("lo", "hi")]
                self.assertLess(ends[1] - ends[0], Fraction(1, 10**6) * 2)
                # attained up to that where it says
                sigma = ",".join(value[arg][f"sigma_{i}"]["lo"] for i in (1, 2))
                there = json.loads(run(ev("modulus", "--depth", "3", "--sigma", sigma, "--json")).stdout)["value"]
                self.assertLess(abs(Fraction(there["lo"]) - ends[0]), Fraction(1, 10**6) * 2)
            # another range with the digests as they were
            with open(file, encoding="utf-8") as written:
                text = written.read()
            with open(file, "w", encoding="utf-8") as altered:
                altered.write(text.replace(" in [", " in [-1 + ", 1))
            self.assertEqual(run(["check", file]).returncode, 4)
            question = os.path.join(tmp, "q.claim")
            with open(question, "w", encoding="utf-8") as text:
                text.write("for x in (0, 1], y in [0, 1] find min x^2 - x and max (1 + y)/x to 1e-8")
            answer = run(["bound", question, "--json"])
            self.assertEqual(answer.returncode, 0, answer.stderr)
            value = json.loads(answer.stdout)["value"]
            self.assertLessEqual(Fraction(value[0]["min"]["lo"]), Fraction(-1, 4))
            self.assertGreaterEqual(Fraction(value[0]["min"]["hi"]), Fraction(-1, 4))
            self.assertEqual([value[1]["max"], value[1]["argmax"]], [{"lo": "inf", "hi": "inf"}, None])
            self.assertIn("t", value[1]["argmax_curve"]["x"])
            # the same, asked of `prove`, and in its words
            with open(question, "w", encoding="utf-8") as text:
                text.write("for x in (0, 1], y in [0, 1] prove min x^2 - x = ? and max (1 + y)/x = ? to 1e-8")
            again = run(["prove", question, "--json", "-o", file])
            self.assertEqual(again.returncode, 0, again.stderr)
            self.assertEqual(json.loads(again.stdout)["value"], value)
            self.assertEqual(run(["check", file]).returncode, 0)
            self.assertEqual(run(["prove", question, "--resume", "-o", file]).returncode, 2)

    def test_equal_singular_values(self):
        for n in 2, 3, 10, 10**12:
            nu = Fraction(1, n)
            for d in 2, 4:
                s = Fraction(3, 2)
                c, k = 1 - nu, (1 - nu**2) / 3
                matrix = [[((d - 1) * (k - c) if i == j else -k) / (2 * s * s) for j in range(d)] for i in range(d)]
                for digits in 1, 20, 100:
                    self.expect_matrix(hessian(",".join(["1.5"] * d), depth=str(n)), matrix, digits)

    def test_depth_two_is_rational(self):
        lists = [["2", "1"], ["1e300", "1"], ["1e150", "3/7", "1e-150"], ["3", "2.999", "0.25", "1/7"]]
        lists += [["1." + "0" * (k - 1) + "1", "1"] for k in (1, 2, 10, 50, 300)]
        for texts in lists:
            x = [Fraction(t) for t in texts]
            d = range(len(x))
            matrix = [[-sum(1 / (x[i] + x[k])**2 for k in d if k != i) / 2 if i == j else -1 / (x[i] + x[j])**2 / 2
                       for j in d] for i in d]
            for digits in 3, 20, 300:
                self.expect_matrix(hessian(",".join(texts), depth="2"), matrix, digits)

    def test_relative_accuracy_of_small_entries(self):
        # Entries far below the largest one are shown to as many digits where the formulas give them.
        found = rows(run(ev("gradient", "--depth", "10", "--sigma", "1e300,1", "--quiet")).stdout)
        self.assertLess(found[0][0][1] - found[0][0][0], Fraction(1, 10**319))

    def test_intervals_enclose_points(self):
        outer = rows(run(hessian("[1,1.01],[0.9,1]", "--quiet", depth="real:[1/4,1/3]")).stdout)
        for depth in "3", "4":
            for sigma in "1,1", "1.01,0.9", "1,0.9", "1.005,0.95", "1.01,1":
                inner = rows(run(hessian(sigma, "--quiet", depth=depth)).stdout)
                for outer_row, inner_row in zip(outer, inner):
                    for (lo, hi), (inner_lo, inner_hi) in zip(outer_row, inner_row):
                        self.assertLessEqual(lo, inner_hi)
                        self.assertLessEqual(inner_lo, hi)

    def test_certificates_round_trip(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "c.json")
            for args, status, verdict in ((certify("[1,2] [0.1,1]"), 0, "proved"),
                                          (certify("[1,2] [0.1,1]", depth="2"), 1, "refuted"),
                                          (certify("[1,2] [0.1,1]", "--weak", depth="2"), 0, "proved")):
                result = run([*args, "-o", path])
                self.assertEqual(result.returncode, status, result.stderr)
                self.assertTrue(result.stdout.startswith(verdict + "\n"))
                self.assertEqual(os.listdir(folder), ["c.json"])
                accepted = run(["check", path])
                self.assertEqual(accepted.returncode, 0, accepted.stderr)
                self.assertIn("accepted", accepted.stdout)
                self.assertEqual(run(["explain", path]).returncode, 0)
                with open(path) as file:
                    text = file.read()
                for damaged, statuses in ((text[:len(text) // 2], (2,)), ("[]", (2, 4)), ("", (2,)),
                                          (text.replace("log_sinhc", "langevin", 1), (4,))):
                    self.assertNotEqual(damaged, text)
                    with open(path, "w") as file:
                        file.write(damaged)
                    rejected = run(["check", path])
                    self.assertIn(rejected.returncode, statuses, rejected.stdout + rejected.stderr)
                    self.assertNotIn("accepted", rejected.stdout)

    def test_list_from_a_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "sigma")
            with open(path, "w") as file:
                file.write("2\n3/2, 1\n")
            self.assertEqual(run(hessian("@" + path)).stdout, run(hessian("2,1.5,1")).stdout)

    def test_width_1000_and_extreme_depths(self):
        # S(e^s sigma) = S(sigma) + c d(d-1) s/2, so the sum of sigma_i dS/dsigma_i is c d(d-1)/2.
        generator = random.Random(1)
        values = sorted({Fraction(generator.randrange(1, 10**9), 10**generator.randrange(3, 9)) for _ in range(1000)}, reverse=True)
        values = [Fraction(10)**150, *values, Fraction(1, 10**150)][:1000]
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "sigma")
            with open(path, "w") as file:
                file.write(" ".join(map(str, values)))
            for depth, c in ("1000000000000", 1 - Fraction(1, 10**12)), ("inf", 1):
                found = rows(run(ev("gradient", "--depth", depth, "--sigma", "@" + path, "--digits", "200", "--quiet")).stdout)
                d = len(values)
                lo = sum(x * entry[0][0] for x, entry in zip(values, found))
                hi = sum(x * entry[0][1] for x, entry in zip(values, found))
                self.assertTrue(lo <= c * d * (d - 1) / 2 <= hi)
                self.assertLess(hi - lo, Fraction(1, 10**20))

    def expect(self, args, status, stdout="", stderr=""):
        """Both are regular expressions; an empty one means that nothing is printed there. Returns stdout."""
        result = run(args)
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        for found, pattern in (result.stdout, stdout), (result.stderr, stderr):
            self.assertRegex(found, pattern) if pattern else self.assertEqual(found, "")
        return result.stdout

    def certificate(self, folder, *args, box=SMALL):
        path = os.path.join(folder, "certificate.json")
        self.expect([*certify(box), "-o", path, *args], 0, "^proved\n(.*\n)*certificate written to ")
        return path

    def test_claims_digests_and_explanations(self):
        with tempfile.TemporaryDirectory() as folder:
            path = self.certificate(folder)
            self.assertEqual(os.listdir(folder), ["certificate.json"])
            with open(path) as file:
                text = file.read()
            digest = json.loads(text)["claim"]["digest"]
            self.expect(["check", path], 0, f"^{path}: accepted\n(.*\n)*digest {digest}\n$")
            self.expect(["check", path, "--quiet"], 0, f"^{path}: accepted\n$")
            self.expect(["check", path, path, "--quiet"], 0, f"^({path}: accepted\n){{2}}$")
            document = json.loads(self.expect(["check", path, "--json"], 0, "."))
            self.assertEqual((document["status"], document["digest"], document["prelude"]), ("accepted", digest, "shipped"))
            self.expect(["check", path, "--digest", digest.upper()], 0, ": accepted")
            self.expect(["check", path, "--digest", "0" * 64], 4, "", "another claim than the one asked for")
            self.expect(["check", path, "--digest", "12"], 2, "", "64 hexadecimal digits")
            # the claim that a reader holds, spelled otherwise
            claim = os.path.join(folder, "own.claim")
            with open(claim, "w") as file:
                file.write(json.loads(text)["claim"]["text"].replace("6/5", "1.2").replace("sigma", "s"))
            self.expect(["check", path, "--claim", claim], 0, f"^{path}: accepted\n$")
            self.expect(["check", path, "--claim", claim, "--digest", digest], 0, ": accepted")
            self.expect(["check", path, "--claim", claim, "--digest", "0" * 64], 2, "", "different claims")
            with open(claim, "w") as file:
                file.write(json.loads(text)["claim"]["text"].replace("6/5", "1.21"))
            self.expect(["check", path, "--claim", claim], 4, "", "another claim than the one asked for")
            self.expect(["check", path, "--claim", "P-4.4"], 4, "", "another claim than the one asked for")
            self.expect(["check", path, "--claim", "P-0.0"], 2, "", "neither a claim file nor the ID")
            explained = self.expect(["explain", path], 0, "^This certificate states\n")
            for words in "with the definitions", "let S\\(nu, sigma\\)", "pair-majorant", "factor-matrix", "Proof\\.", "not checked here":
                self.assertRegex(explained, words)
            rule = self.expect(["explain", "pair-majorant"], 0, "^  pair-majorant\n.*\n    Proof\\.")
            self.assertIn(rule, explained)
            rules = json.loads(self.expect(["explain", "pair-majorant", "--json"], 0, "."))["rules"]
            self.assertEqual([r["name"] for r in rules], ["pair-majorant"])
            document = json.loads(self.expect(["explain", path, "--json"], 0, "."))
            self.assertTrue({**rules[0], "uses": 1}.items() <= next(r for r in document["rules"] if r["name"] == "pair-majorant").items())
            self.assertEqual((document["status"], document["digest"]), ("answered", digest))
            # the same question, the same bytes
            again = os.path.join(folder, "again.json")
            run([*certify(SMALL), "-o", again])
            with open(again) as file:
                self.assertEqual(file.read(), text)

    def test_rejected_certificates(self):
        with tempfile.TemporaryDirectory() as folder:
            path = self.certificate(folder)
            with open(path) as file:
                document = json.load(file)
            bad = os.path.join(folder, "bad.json")

            def write(value):
                with open(bad, "w") as file:
                    file.write(value if isinstance(value, str) else json.dumps(value))

            altered = json.loads(json.dumps(document))
            altered["claim"]["text"] = altered["claim"]["text"].replace("6/5", "7/5")
            write(altered)
            self.expect(["check", bad], 4, "", f"^{bad}: rejected: claim: its digest")
            answer = json.loads(run(["check", bad, "--json"]).stdout)
            self.assertEqual(answer["status"], "rejected")
            self.assertIn("claim: its digest", answer["reason"])
            altered = json.loads(json.dumps(document))
            altered["proof"]["step"]["factor"]["entries"][0] += 1
            write(altered)
            self.expect(["check", bad], 4, "", "rejected: proof: its digest")
            altered = json.loads(json.dumps(document))
            altered["format"] = 2
            write(altered)
            self.expect(["check", bad], 4, "", "rejected: its format is 2")
            # one bad certificate among good ones: the good ones are named, the status is 4
            self.expect(["check", path, bad, path, "--quiet"], 4, f"^({path}: accepted\n){{2}}$", f"{bad}: rejected")
            altered = dict(document, provenance={"by": "somebody else"})
            write(altered)
            self.expect(["check", bad], 0, ": accepted")
            for text in "", "{", "[]", "no certificate", json.dumps(dict(document, more=1)), "{}":
                write(text)
                self.expect(["check", bad], 2, "", f"^dlncert: {bad}: this is not a certificate: ")
                self.expect(["explain", bad], 2, "", "^dlncert: .*this is not a certificate: ")
                self.assertEqual(json.loads(run(["check", bad, "--json"]).stdout)["status"], "undefined")
            # a claim that cannot be read is no certificate either
            altered = json.loads(json.dumps(document))
            altered["claim"]["text"] = "prove what I mean"
            write(altered)
            self.expect(["check", bad], 2, "", f"^dlncert: {bad}: ")

    @unittest.skipIf(os.geteuid() == 0, "root may read and write everything")
    def test_unreadable_and_unwritable(self):
        with tempfile.TemporaryDirectory() as folder:
            path = self.certificate(folder)
            os.chmod(path, 0)
            self.expect(["check", path], 2, "", "cannot read .*Permission denied")
            os.chmod(folder, 0o500)
            self.expect([*certify(SMALL), "-o", os.path.join(folder, "new.json")], 2, "", "cannot write .*Permission denied")
            os.chmod(folder, 0o700)

    def test_a_search_without_a_result_writes_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "c.json")
            with open(path, "w") as file:
                file.write("precious")
            self.expect([*certify("[1,2] [0.1,1]"), "-o", path, "--budget", "1e-9"], 3, "", "^dlncert: ")
            self.expect([*certify("[2,1] [0.1,1]"), "-o", path], 2, "", "reversed")
            with open(path) as file:
                self.assertEqual(file.read(), "precious")
            self.assertEqual(os.listdir(folder), ["c.json"])

    def test_boltzmann_entropy(self):
        # N = d = 2, sigma = (1,1): log c_2 + (log 2)/2 = log(8 pi)
        (lo, hi), = rows(run(ev("entropy", "--boltzmann", "--depth", "2", "--sigma", "1,1", "--quiet")).stdout)[0:1][0]
        value = Fraction("3.22417142752923610239574478713514")
        self.assertTrue(lo <= value <= hi)

    def test_budget_ends(self):
        # S is about 1e-300, so the first precision is not enough.
        args = ev("entropy", "--depth", "3", "--sigma", "1." + "0" * 299 + "1,1")
        self.assertEqual(run(args).returncode, 0)
        result = run([*args, "--budget", "1e-9"])
        self.assertEqual((result.returncode, result.stdout), (3, ""))
        self.assertRegex(result.stderr, "^dlncert: eval entropy: at a precision of \\d+ bits .*--budget")
        result = run([*args, "--budget", "1e-9", "--json"])
        self.assertEqual((result.returncode, json.loads(result.stdout)["status"]), (3, "undecided"))

    def test_locale_does_not_matter(self):
        environment = dict(os.environ, LC_ALL="de_DE.UTF-8", LANG="de_DE.UTF-8")
        args = hessian("1.5,0.5", "--budget", "2.5", "--quiet")
        result = subprocess.run([DLNCERT, *args], env=environment, stdout=subprocess.PIPE, text=True)
        self.assertEqual(result.stdout, run(args).stdout)

    @unittest.skipUnless(os.path.exists("/dev/full"), "needs /dev/full")
    def test_unwritable_stdout(self):
        with open("/dev/full", "w") as full:
            result = run(hessian("2,1"), stdout=full)
        self.assertEqual(result.returncode, 2)
        self.assertIn("cannot write to standard output", result.stderr)


if __name__ == "__main__":
    DLNCERT = sys.argv.pop(1)
    unittest.main()
