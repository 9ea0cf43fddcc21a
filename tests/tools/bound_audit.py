#!/usr/bin/env python3
"""An audit of `dlncert bound`: every QUANTITY over one or more boxes, against formulas of mathematics.md in floats,
`dlncert eval` at 60 digits on grids, and closed forms.

Usage: bound_audit.py PATH/TO/dlncert [--long] [unittest arguments]
--long: every case, 10^5 sampled points in all, finer grids. The seed is printed with what fails.
"""
import itertools
import json
import math
import random
import subprocess
import sys
import unittest
from fractions import Fraction

DLNCERT = None
LONG = False
SEED = 7
POINTS = 100_000  # of a long run


def run(*args):
    return subprocess.run([DLNCERT, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=3000)


def number(text):
    return math.inf if text == "inf" else -math.inf if text == "-inf" else float(Fraction(text))


# ---- the model, mathematics.md §1, §2, §7


def log_sinhc(u):
    u = abs(u)
    return u * u / 6 - u**4 / 180 if u < 1e-3 else u + math.log1p(-math.exp(-2 * u)) - math.log(2 * u)


def langevin(u):
    return u / 3 - u**3 / 45 if abs(u) < 1e-3 else 1 / math.tanh(u) - 1 / u


def langevin_slope(u):
    return 1 / 3 - u * u / 15 if abs(u) < 1e-2 else 1 / (u * u) - (0 if abs(u) > 300 else 1 / math.sinh(u)**2)


class Point:
    """What the quantities are at (nu, sigma); `flat`: with respect to the metric, times N for `sum`."""

    def __init__(self, case, sigma, nu=None):
        self.case, self.sigma = case, sigma
        self.nu = case.nu if nu is None else nu
        self.a = [math.log(s) for s in sigma]
        self.d = len(sigma)
        self.n = 1 if case.mean or self.nu == 0 else 1 / self.nu

    def m(self, u):
        return langevin(u) - self.nu * langevin(self.nu * u)

    def k(self, u):
        return langevin_slope(u) - self.nu**2 * langevin_slope(self.nu * u)

    def pairs(self, f):
        return sum(f(x, y) for x, y in itertools.combinations(self.a, 2))

    def entropy(self):
        c = 1 - self.nu
        return self.pairs(lambda x, y: c * (x + y) + log_sinhc(x - y) - log_sinhc(self.nu * (x - y))) / 2

    def slopes(self):  # in log coordinates
        return [sum(1 - self.nu + self.m(x - y) for j, y in enumerate(self.a) if j != i) / 2
                for i, x in enumerate(self.a)]

    def gradient(self):
        return [g / s for g, s in zip(self.slopes(), self.sigma)]

    def scaled(self, share):
        """sigma_i sigma_j times the Hessian; share 1: Euclidean, nu: the covariant one."""
        rows = [[-self.k(x - y) / 2 for y in self.a] for x in self.a]
        for i, (x, slope) in enumerate(zip(self.a, self.slopes())):
            rows[i][i] = sum(self.k(x - y) for j, y in enumerate(self.a) if j != i) / 2 - share * slope
        return rows

    def weighted(self, rows, power, factor=1):
        return [[factor * rows[i][j] * (self.sigma[i] * self.sigma[j])**power for j in range(self.d)]
                for i in range(self.d)]

    def hessian(self):
        return self.weighted(self.scaled(1), -1)

    def riemannian(self):
        return self.weighted(self.scaled(self.nu), -1)

    def flat(self):
        return self.weighted(self.scaled(self.nu), -self.nu, self.n)

    def energy(self):
        phi, psi = self.case.phi, self.case.psi
        return phi[0](sum(psi[0](s) for s in self.sigma))

    def free_energy(self):
        return self.energy() - self.entropy() / self.case.beta

    def free_energy_hessian(self):
        phi, psi = self.case.phi, self.case.psi
        total = sum(psi[0](s) for s in self.sigma)
        h = self.hessian()
        return [[phi[2](total) * psi[1](x) * psi[1](y) + (phi[1](total) * psi[2](x) if i == j else 0)
                 - h[i][j] / self.case.beta for j, y in enumerate(self.sigma)] for i, x in enumerate(self.sigma)]

    def metric(self):
        c = 1 - self.nu
        return [[self.n * math.exp(c * (x + y) + log_sinhc(x - y) - log_sinhc(self.nu * (x - y))) for y in self.a]
                for x in self.a]

    def volume(self):
        return -2 * self.entropy() - (1 - self.nu) * sum(self.a) - self.d**2 / 2 * math.log(self.n)


def eigenvalues(rows):
    """By Jacobi's rotations, in increasing order."""
    a = [list(row) for row in rows]
    n = len(a)
    for _ in range(30):
        if sum(abs(a[i][j]) for i in range(n) for j in range(i)) < 1e-15 * sum(abs(a[i][i]) for i in range(n)):
            break
        for p, q in itertools.combinations(range(n), 2):
            if a[p][q] == 0:
                continue
            theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
            t = (1 if theta >= 0 else -1) / (abs(theta) + math.hypot(theta, 1))
            c = 1 / math.hypot(t, 1)
            s = t * c
            for r in a:
                r[p], r[q] = c * r[p] - s * r[q], s * r[p] + c * r[q]
            a[p], a[q] = ([c * x - s * y for x, y in zip(a[p], a[q])], [s * x + c * y for x, y in zip(a[p], a[q])])
    return sorted(a[i][i] for i in range(n))


def product(values):
    return math.prod(values)


VALUES = {
    "entropy": lambda x: [x.entropy()],
    "gradient": lambda x: x.gradient(),
    "hessian": lambda x: sum(x.hessian(), []),
    "riemannian-hessian": lambda x: sum(x.riemannian(), []),
    "spectrum": lambda x: eigenvalues(x.hessian()),
    "riemannian-spectrum": lambda x: eigenvalues(x.flat()),
    "hessian-max-eigenvalue": lambda x: eigenvalues(x.hessian())[-1:],
    "hessian-min-eigenvalue": lambda x: eigenvalues(x.hessian())[:1],
    "riemannian-max-eigenvalue": lambda x: eigenvalues(x.flat())[-1:],
    "riemannian-min-eigenvalue": lambda x: eigenvalues(x.flat())[:1],
    "determinant": lambda x: [product(eigenvalues(x.hessian()))],
    "modulus": lambda x: [-eigenvalues(x.hessian())[-1]],
    "free-energy": lambda x: [x.free_energy()],
    "free-energy-hessian": lambda x: sum(x.free_energy_hessian(), []),
    "free-energy-modulus": lambda x: eigenvalues(x.free_energy_hessian())[:1],
    "metric": lambda x: sum(x.metric(), []),
    "volume": lambda x: [x.volume()],
}


def schatten(p):
    return ((lambda x: x, lambda x: 1, lambda x: 0),
            (lambda s: s**p / p, lambda s: s**(p - 1), lambda s: (p - 1) * s**(p - 2)))


EXPONENTIAL = ((math.exp, math.exp, math.exp), (lambda s: s * s / 2, lambda s: s, lambda s: 1))


class Case:
    def __init__(self, quantity, box, depth="3", tolerance=None, energy=None, functions=None, beta=5.0, long=False,
                 metric=None):
        self.quantity, self.box, self.depth, self.tolerance, self.long = quantity, box, depth, tolerance, long
        self.energy, self.beta, self.mean = energy, beta, metric == "mean" or depth == "inf"
        self.phi, self.psi = functions or schatten(2)
        self.nu = 0.0 if depth == "inf" else None if depth.startswith("real") else 1 / int(depth)
        self.metric = metric
        self.sides = [tuple(number(end) for end in side.strip("[]").split(",")) for side in box.split()]

    def options(self):
        result = ["--depth", self.depth]
        if self.energy:
            result += ["--energy", self.energy, "--beta", str(Fraction(self.beta))]
        if self.metric:
            result += ["--metric", self.metric]
        return result

    def __str__(self):
        return f"{self.quantity} --box '{self.box}' {' '.join(self.options())} --tolerance {self.tolerance}"

    def depths(self, generator):
        if self.nu is not None:
            return self.nu
        low, high = (number(end) for end in self.depth[len("real:"):].strip("[]").split(","))
        return generator.choice((low, high, generator.uniform(low, high)))

    def sample(self, generator):
        """A point of the box in the chamber: inside, at corners, with equal singular values."""
        while True:
            kind = generator.random()
            sigma = []
            for low, high in self.sides:
                low, high = (low or min(1.0, high) * 1e-6), min(high, 1e6)
                if kind < 0.2:
                    sigma.append(generator.choice((low, high)))
                elif kind < 0.4:
                    sigma.append(low * (high / low)**generator.random())
                else:
                    sigma.append(generator.uniform(low, high))
            if 0.8 < kind:  # some are equal
                i = generator.randrange(len(sigma) - 1)
                sigma[i] = sigma[i + 1]
            sigma.sort(reverse=True)
            if all(low <= s <= high for s, (low, high) in zip(sigma, self.sides)):
                return sigma


PLANE, STRADDLING, EQUAL, SPACE = "[1,2] [0.5,0.9]", "[1,1.5] [0.8,1.2]", "[1,2] [1,2]", "[1.5,1.6] [1.2,1.3] [1,1.1]"

CASES = [
    Case("entropy", STRADDLING, tolerance="1e-8"),
    Case("entropy", "[1,2] [0.5,1.5] [0.5,1]", depth="inf", long=True),
    Case("entropy", SPACE, depth="real:[0,1/2]", tolerance="1e-4"),
    Case("gradient", STRADDLING, tolerance="1e-6"),
    Case("gradient", "[1,2] [0.5,1.5] [0.5,1]", depth="5", tolerance="1e-3", long=True),
    Case("hessian", PLANE, tolerance="1e-6"),
    Case("hessian", STRADDLING, depth="inf", tolerance="1e-3", long=True),
    Case("riemannian-hessian", PLANE, tolerance="1e-4"),
    Case("riemannian-hessian", SPACE, depth="4", tolerance="1e-2", long=True),
    Case("spectrum", PLANE, tolerance="1e-4"),
    Case("spectrum", SPACE),
    Case("spectrum", "[1,1.2] [1,1.2] [1,1.2]", depth="inf", long=True),
    Case("riemannian-spectrum", STRADDLING, tolerance="1e-2", long=True),
    Case("riemannian-spectrum", SPACE, metric="mean"),
    Case("hessian-max-eigenvalue", SPACE),
    Case("hessian-max-eigenvalue", "[1,2] [1,2] [1,2]"),
    Case("hessian-max-eigenvalue", "[1.8,1.9] [1.5,1.6] [1.2,1.3] [1,1.1]", tolerance="1e-2", long=True),
    Case("hessian-min-eigenvalue", PLANE, tolerance="1e-4"),
    Case("hessian-min-eigenvalue", SPACE),
    Case("riemannian-max-eigenvalue", PLANE, tolerance="1e-3", long=True),
    Case("riemannian-max-eigenvalue", SPACE),
    Case("riemannian-min-eigenvalue", PLANE, tolerance="1e-3", long=True),
    Case("riemannian-min-eigenvalue", "[1,1.5] [0.9,1.3] [0.8,1.1]", long=True),
    Case("riemannian-min-eigenvalue", SPACE),
    Case("determinant", PLANE, tolerance="1e-6"),
    Case("determinant", SPACE, tolerance="1e-3", long=True),
    Case("modulus", EQUAL, tolerance="1e-4"),
    Case("modulus", "[2,3] [1,1.5] [0.5,0.9]", depth="inf"),
    Case("modulus", "[2,3] [1,1.5] [0.5,0.9]", depth="real:[1/4,1/3]", long=True),
    Case("modulus", " ".join(f"[{4 - k / 5:.2f},{4.05 - k / 5:.2f}]" for k in range(14)), long=True),
    Case("free-energy", "[0.1,1] [0.1,1]", energy="schatten:2", tolerance="1e-6"),
    Case("free-energy", PLANE, energy="schatten:1", functions=schatten(1), tolerance="1e-6"),
    Case("free-energy", PLANE, energy="schatten:3/2", functions=schatten(1.5), tolerance="1e-6"),
    Case("free-energy", PLANE, energy="phi=exp(x); psi=x^2/2", functions=EXPONENTIAL, tolerance="1e-5"),
    Case("free-energy-hessian", PLANE, energy="schatten:3/2", functions=schatten(1.5), tolerance="1e-4"),
    Case("free-energy-hessian", STRADDLING, energy="phi=exp(x); psi=x^2/2", functions=EXPONENTIAL, tolerance="1e-2",
         long=True),
    Case("free-energy-modulus", PLANE, energy="schatten:2", tolerance="1e-4"),
    Case("free-energy-modulus", SPACE, energy="schatten:2", long=True),
    Case("metric", STRADDLING, tolerance="1e-5"),
    Case("metric", SPACE, depth="inf", tolerance="1e-4", long=True),
    Case("volume", STRADDLING, tolerance="1e-6"),
    Case("volume", SPACE, depth="real:[1/5,1/2]", metric="mean", tolerance="1e-3", long=True),
]


def flattened(value):
    return [value] if isinstance(value, dict) else [entry for part in value for entry in flattened(part)]


class Audit(unittest.TestCase):
    def cases(self):
        return [case for case in CASES if LONG or not case.long]

    def bound(self, case):
        tolerance = ["--tolerance", case.tolerance] if case.tolerance else []
        answer = run("bound", case.quantity, "--box", case.box, *case.options(), *tolerance, "--json", "--no-progress")
        self.assertEqual(answer.returncode, 0, f"{case}: {answer.stderr}")
        return json.loads(answer.stdout)

    def check_sample(self, case, ends, sigma, nu):
        for (low, high), value in zip(ends, VALUES[case.quantity](Point(case, sigma, nu)), strict=True):
            slack = 1e-9 * (1 + abs(value))
            self.assertTrue(low - slack <= value <= high + slack, f"{case}: {value} at {sigma}, nu = {nu}, seed {SEED}")

    def check_grid(self, case, ends):
        """To 60 digits; the corners, equal singular values and, in a long run, what lies between."""
        if case.nu is None or len(case.sides) > 3 or case.quantity == "free-energy-modulus":  # eval has not this
            return
        steps = (0, 1) if not LONG else (0, Fraction(1, 3), 1)
        for shares in itertools.product(steps, repeat=len(case.sides)):
            sides = [[Fraction(end) for end in side.strip("[]").split(",")] for side in case.box.split()]
            sigma = [low + q * (high - low) for q, (low, high) in zip(shares, sides)]
            if sorted(sigma, reverse=True) != sigma:
                continue
            at = run("eval", case.quantity, *case.options(), "--sigma", ",".join(map(str, sigma)), "--digits", "60",
                     "--json")
            self.assertEqual(at.returncode, 0, at.stderr)
            for (low, high), value in zip(ends, flattened(json.loads(at.stdout)["value"]), strict=True):
                self.assertTrue(low <= number(value["hi"]) and number(value["lo"]) <= high, f"{case} at {sigma}: {value}")

    def check_attained(self, case, extrema):
        """Each end is reached at the printed point but for the tolerance, which the answer keeps."""
        for index, extremum in enumerate(extrema):
            for side, other in (("min", "argmin"), ("max", "argmax")):
                low, high = number(extremum[side]["lo"]), number(extremum[side]["hi"])
                allowed = float(Fraction(case.tolerance)) if case.tolerance else max(
                    abs(high) / 20, abs(low) / 20, 1e-6)
                wide = len(case.sides) > 12
                self.assertLessEqual(high - low, (10 if wide else 1.0001) * allowed, f"{case}: {side} {extremum}")
                point = extremum[other]
                self.assertIsNotNone(point, f"{case}: {side}")
                at = {name: (number(value["lo"]) + number(value["hi"])) / 2 for name, value in point.items()}
                sigma = [at[f"sigma_{i + 1}"] for i in range(len(case.sides))]
                for s, (least, most) in zip(sigma, case.sides):
                    self.assertTrue(least * (1 - 1e-12) <= s <= most * (1 + 1e-12), f"{case}: {point}")
                value = VALUES[case.quantity](Point(case, sigma, at.get("nu")))[index]
                slack = 1e-8 * (1 + abs(value))
                self.assertTrue(low - slack <= value <= high + slack, f"{case}: {side} {low}..{high}, {value} at {sigma}")

    def test_every_quantity_over_a_box(self):
        generator = random.Random(SEED)
        cases = self.cases()
        count = POINTS // len(cases) + 1 if LONG else 40
        self.assertEqual({case.quantity for case in cases}, set(VALUES))
        for case in cases:
            with self.subTest(case=str(case)):
                extrema = flattened(self.bound(case)["value"])
                ends = [(number(e["min"]["lo"]), number(e["max"]["hi"])) for e in extrema]
                self.check_attained(case, extrema)
                for _ in range(count if len(case.sides) < 10 else min(count, 200)):
                    self.check_sample(case, ends, case.sample(generator), case.depths(generator))
                if LONG or len(case.sides) == 2:
                    self.check_grid(case, ends)

    def test_signs_of_eigenvalues(self):
        # those of the Hessian are negative; of the covariant one d - 1 are positive and one is not
        for quantity, box, expected in (("inertia", SPACE, "030"), ("inertia", EQUAL, "020"),
                                        ("riemannian-inertia", SPACE, "210"), ("riemannian-inertia", PLANE, "110")):
            answer = run("bound", quantity, "--box", box, "--depth", "3", "--json", "--no-progress")
            self.assertEqual(answer.returncode, 0, answer.stderr)
            value = json.loads(answer.stdout)["value"]
            found = "".join(value[sign]["lo"] for sign in ("positive", "negative", "zero"))
            self.assertEqual((found, expected), ("".join(value[sign]["hi"] for sign in ("positive", "negative", "zero")),
                                                 expected))

    def test_closed_forms(self):
        # On s·1: S = c d(d-1)/2 log s, dS/dsigma_i = c (d-1)/(2s), the Hessian's eigenvalues are s0 and s1 of
        # mathematics.md §2, lambda = s^(2c). All are monotone in each singular value, so [1,2]^d has its extrema
        # at 1 and at 2; -F has its greatest value at the equilibrium, s^2 = kappa/beta.
        log2, log3, log15 = math.log(2), math.log(3), math.log(15)
        for case, least, greatest in (
            (Case("entropy", "[1,2] [1,2] [1,2]", tolerance="1e-6"), 0, 2 * log2),
            (Case("gradient", EQUAL, tolerance="1e-6"), 1 / 6, 1 / 3),
            (Case("modulus", EQUAL, tolerance="1e-5"), 1 / 108, 1 / 27),
            (Case("modulus", "[1,2] [1,2] [1,2]"), 1 / 18, 2 / 9),
            (Case("metric", EQUAL, tolerance="1e-6"), 3, 3 * 2**(4 / 3)),
            (Case("volume", EQUAL, tolerance="1e-6"), -8 / 3 * log2 - 2 * log3, -2 * log3),
            (Case("free-energy", "[1/10,1/2] [1/10,1/2]", energy="schatten:2", tolerance="1e-6"), (1 + log15) / 15,
             None),
        ):
            for extremum in flattened(self.bound(case)["value"]):
                for side, exact in (("min", least), ("max", greatest)):
                    if exact is None:
                        continue
                    low, high = number(extremum[side]["lo"]), number(extremum[side]["hi"])
                    self.assertTrue(low - 1e-12 <= exact <= high + 1e-12, f"{case}: {side} {low}..{high}, not {exact}")

    def test_what_cannot_be_asked(self):
        box = ["--box", PLANE]
        for arguments, said in (
            (["nonsense", *box], ["nonsense", "known are", "spectrum"]),
            (["spectrum@equilibrium", *box], ["equilibrium", "dlncert eval"]),
            (["spectrum", *box, "--width", "3"], ["2 singular values", "--width"]),
            (["spectrum", "--box", "[2,1] [0.5,0.9]"], ["side 1", "reversed", "smaller end first"]),
            (["spectrum", "--box", "[1,2] [3,4]"], ["outside the chamber", "largest first"]),
            (["spectrum", "--box", "[1,nan] [0.5,0.9]"], ["side 1", "'nan'", "a fraction"]),
            (["spectrum", "--box", "[-1,2] [0.5,0.9]"], ["side 1", "negative"]),
            (["spectrum"], ["--box is missing"]),
            (["modulus", *box, "--tolerance", "0"], ["--tolerance 0", "1e-8"]),
            (["modulus", *box, "--tolerance=-1"], ["--tolerance -1", "1e-8"]),
            (["modulus", *box, "--tolerance", "nan"], ["--tolerance", "'nan'"]),
            (["modulus", *box, "--budget", "0"], ["--budget", "positive"]),
            (["entropy", *box, "--depth", "3..inf"], ["one depth", "real:[0,1/3]"]),
            (["hessian", *box, "--depth", "3..inf"], ["real:[0,1/3]"]),
            (["free-energy-modulus", *box], ["--beta is missing"]),
            (["spectrum", "--box", " ".join(f"[{13 - k},{20 - k}.5]" for k in range(14))], ["more than 12", "modulus"]),
        ):
            depth = [] if "--depth" in arguments else ["--depth", "3"]
            answer = run("bound", *arguments, *depth)
            self.assertEqual((answer.returncode, answer.stdout), (2, ""), f"{arguments}: {answer.stderr}")
            for text in said:
                self.assertIn(text, answer.stderr)

    def test_what_was_reached_is_said(self):
        # in text and in JSON alike; the checker has no precision for 10^-1000
        for case in (Case("spectrum", SPACE, tolerance="1e-30"), Case("determinant", SPACE, depth="real:[0,1/2]", tolerance="1e-1000")):
            answer = run("bound", case.quantity, "--box", case.box, *case.options(), "--tolerance", case.tolerance,
                         "--budget", "1", "--json", "--no-progress")
            self.assertEqual(answer.returncode, 3, f"{case}: {answer.stderr}")
            document = json.loads(answer.stdout)
            self.assertEqual(document["status"], "undecided")
            self.assertTrue(document["reached"])
            self.assertIn("was not reached", answer.stderr)

    def test_many_singular_values(self):
        # both ends, what has no certificate, and how far the ends are apart
        box = " ".join(f"[{9 - k / 5:.2f},{9.05 - k / 5:.2f}]" for k in range(30))
        case = Case("modulus", box)
        document = self.bound(case)
        self.assertIn("certificate", document["remark"])
        value = document["value"]
        self.assertLess(number(value["max"]["hi"]), math.inf)
        for side in ("min", "max"):
            low, high, gap = (number(value[side][name]) for name in ("lo", "hi", "gap"))
            self.assertTrue(abs(high - low - gap) <= 1e-12 * high and gap < high / 4, f"{low} {high} {gap}")
        generator = random.Random(SEED)
        for _ in range(20 if LONG else 2):
            self.check_sample(case, [(number(value["min"]["lo"]), number(value["max"]["hi"]))], case.sample(generator),
                              None)
        text = run("bound", "modulus", "--box", box, "--depth", "3").stdout
        self.assertIn("a gap of", text)
        self.assertIn(document["remark"], text)


if __name__ == "__main__":
    DLNCERT = sys.argv[1]
    LONG = "--long" in sys.argv
    unittest.main(argv=[sys.argv[0], *(a for a in sys.argv[2:] if a != "--long")])
