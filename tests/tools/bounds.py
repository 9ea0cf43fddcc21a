#!/usr/bin/env python3
"""What `dlncert bound` says of the model's quantities: closed forms, samples that never leave a bound, certificates.

Usage: bounds.py PATH/TO/dlncert [unittest arguments]
DLNCERT_TEST_SAMPLES=N multiplies the number of samples.
"""
import glob
import hashlib
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
import unittest
from fractions import Fraction

DLNCERT = None
SEED = 20261121
SAMPLES = int(os.environ.get("DLNCERT_TEST_SAMPLES", "1"))


def run(*args):
    return subprocess.run([DLNCERT, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)


def number(text):
    return math.inf if text == "inf" else -math.inf if text == "-inf" else Fraction(text)


def langevin(u):
    return u / 3 - u**3 / 45 if abs(u) < 1e-3 else 1 / math.tanh(u) - 1 / u


def log_sinhc(u):
    return u * u / 6 if abs(u) < 1e-3 else abs(u) + math.log1p(-math.exp(-2 * abs(u))) - math.log(2 * abs(u))


def entropy(nu, sigma):
    """mathematics.md §2, in floats."""
    a = [math.log(s) for s in sigma]
    total = 0
    for i, x in enumerate(a):
        for y in a[i + 1:]:
            total += (1 - nu) * (x + y) + log_sinhc(x - y) - log_sinhc(nu * (x - y))
    return total / 2


def gradient(nu, sigma):
    a = [math.log(s) for s in sigma]
    m = lambda u: langevin(u) - nu * langevin(nu * u)
    return [sum(1 - nu + m(x - y) for j, y in enumerate(a) if j != i) / (2 * sigma[i]) for i, x in enumerate(a)]


def hessian(nu, sigma):
    """mathematics.md §2, with exponentials of negative numbers only: nothing cancels where ratios are large."""
    matrix = [[0.0] * len(sigma) for _ in sigma]
    for i, x in enumerate(sigma):
        for j, y in list(enumerate(sigma))[i + 1:]:
            u = math.log(x / y)
            # coth(v) - 1 and 1/sinh(v)^2, times v and v^2 where v may be 0
            excess = lambda v: -2 * v / math.expm1(-2 * v) * math.exp(-2 * v) if v else 1
            square = lambda v: (2 * v / -math.expm1(-2 * v))**2 * math.exp(-2 * v) if v else 1
            if u < 1e-3:
                m, k = (1 - nu**2) * u / 3, (1 - nu**2) / 3 - (1 - nu**4) * u * u / 15
            else:
                m, k = 1 - nu + (excess(u) - excess(nu * u)) / u, (square(nu * u) - square(u)) / u**2
            matrix[i][i] += (k - (1 - nu) - m) / (2 * x * x)
            matrix[j][j] += (k - (1 - nu) + m) / (2 * y * y)
            matrix[i][j] = matrix[j][i] = -k / (2 * x * y)
    return matrix


def eigenvalues(matrix):
    """By Jacobi's rotations."""
    a, n = [row[:] for row in matrix], len(matrix)
    for _ in range(30):
        for p in range(n):
            for q in range(p + 1, n):
                if abs(a[p][q]) < 1e-18 * max(abs(a[p][p]), abs(a[q][q])):
                    continue
                angle = (a[q][q] - a[p][p]) / (2 * a[p][q])
                t = math.copysign(1, angle) / (abs(angle) + math.hypot(angle, 1))
                c = 1 / math.hypot(t, 1)
                s = t * c
                for row in a:
                    row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
                a[p], a[q] = ([c * x - s * y for x, y in zip(a[p], a[q])], [s * x + c * y for x, y in zip(a[p], a[q])])
    return sorted(a[k][k] for k in range(n))


class Bounds(unittest.TestCase):
    def bound(self, quantity, box, *args, status=0, depth="3"):
        answer = run("bound", quantity, "--box", box, "--depth", depth, "--json", "--no-progress", *args)
        self.assertEqual(answer.returncode, status, answer.stderr)
        return json.loads(answer.stdout)

    def expect(self, extrema, least, greatest):
        """The exact extrema lie in the answer's enclosures."""
        for side, exact in (("min", least), ("max", greatest)):
            lo, hi = number(extrema[side]["lo"]), number(extrema[side]["hi"])
            self.assertLessEqual(lo, exact)
            self.assertLessEqual(exact, hi)

    def test_on_the_diagonal_the_eigenvalues_are_known(self):
        # mathematics.md §2: s0 once and s1 twice, of the Euclidean Hessian and of the covariant one
        nu, d = Fraction(1, 3), 3
        s0 = -(d - 1) * (1 - nu) / 2
        s1 = (1 - nu) * ((1 + nu) - (d - 1) * (2 - nu)) / 6
        for value, exact in zip(self.bound("spectrum", "[1,1] [1,1] [1,1]")["value"], sorted([s0, s1, s1])):
            self.expect(value, exact, exact)
        flat = [-nu * (1 - nu) * (d - 1) / 2] + [(1 - nu) * (d * (1 - 2 * nu) + 3 * nu) / 6] * 2
        spectrum = self.bound("riemannian-spectrum", "[1,1] [1,1] [1,1]", "--metric", "mean")["value"]
        for value, exact in zip(spectrum, sorted(flat)):
            self.expect(value, exact, exact)

    def test_the_modulus_is_homogeneous(self):
        # Hess S(t sigma) = t^-2 Hess S(sigma): over [1,2]·(1,1,1) the least modulus is that at 2·(1,1,1) or less
        whole = self.bound("modulus", "[1,2] [1,2] [1,2]")["value"]
        s1 = Fraction(-2, 9)
        self.assertLessEqual(number(whole["min"]["lo"]), -s1 / 4)
        self.assertGreaterEqual(number(whole["max"]["hi"]), -s1)
        self.assertGreater(number(whole["min"]["lo"]), 0)

    def test_entries_that_scale_like_a_power(self):
        # where rays enter or leave the box; a candidate on such a face, or of a slope, is none of the box
        for entry, question, least, most in (("2, 2", "max", "0.51907", "0.51908"), ("3, 3", "min", "0.00293", "0.00294")):
            claim = ("for sigma in chamber(4) & [1,2] [1/2,2] [1/2,1] [1/4,1/2]\n"
                     f"find {question} hessian(S(1/3, sigma), sigma, metric(1/3, sigma[i]))[{entry}] to 1e-6\n")
            with tempfile.TemporaryDirectory() as folder:
                path = os.path.join(folder, "entry.claim")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(claim)
                result = run("bound", path, "--json", "--quiet")
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            ends = json.loads(result.stdout)["value"][question]
            self.assertLess(Fraction(least), number(ends["lo"]))
            self.assertLess(number(ends["hi"]), Fraction(most))

    def test_eigenvalues_are_extreme_at_the_corners(self):
        # rule pair-monotone; on s·1 they are known, and proportional to s^-2
        for depth, nu in (("3", Fraction(1, 3)), ("30", Fraction(1, 30)), ("inf", Fraction(0))):
            s0 = -(1 - nu)
            s1 = (1 - nu) * ((1 + nu) - 2 * (2 - nu)) / 6
            for value, exact in zip(self.bound("spectrum", "[1,2] [1/2,3] [1,5]", depth=depth)["value"], sorted([s0, s1, s1])):
                self.expect(value, exact, exact / 4)
                for side in ("min", "max"):
                    self.assertLess(number(value[side]["hi"]) - number(value[side]["lo"]), Fraction(1, 10**7))
        # the determinant is their product: on s·1, s0 s1^2 for three
        nu = Fraction(1, 4)
        exact = -(1 - nu) * ((1 - nu) * ((1 + nu) - 2 * (2 - nu)) / 6)**2
        self.expect(self.bound("determinant", "[1,2] [1,2] [1,2]", depth="4")["value"], exact, exact / 64)
        s0, s1 = -(1 - nu) * 4 / 2, (1 - nu) * ((1 + nu) - 4 * (2 - nu)) / 6
        self.expect(self.bound("determinant", "[1,2] [1,2] [1,2] [1,2] [1,2]", depth="4")["value"], s0 * s1**4, s0 * s1**4 / 2**10)
        for box in ("[1,2] [0,1]", "[1,2] [0,1] [0,1]"):
            self.assertEqual(self.bound("hessian-min-eigenvalue", box)["value"]["min"], {"lo": "-inf", "hi": "-inf"})
        # at every depth, on boxes that reach 0 or infinity, and for many singular values
        self.expect(self.bound("spectrum", "[1,inf] [1,2]", depth="all")["value"][0], Fraction(-1, 2), 0)
        largest = self.bound("hessian-max-eigenvalue", "[1,inf] [1/2,2]", "--budget", "60", depth="real:[0.3,0.5)")["value"]
        self.assertEqual(number(largest["max"]["hi"]), 0)
        for depth, nu in (("3..20", Fraction(1, 3)), ("2..inf", Fraction(1, 2))):  # the greatest at the least depth
            value = self.bound("hessian-max-eigenvalue", "[1,2] [1,2] [1,2]", depth=depth)["value"]["max"]
            exact = max(-(1 - nu), (1 - nu) * ((1 + nu) - 2 * (2 - nu)) / 6) / 4
            self.assertLessEqual(number(value["lo"]), exact)
            self.assertLessEqual(exact, number(value["hi"]))
        # integers are no interval of nu: that it is unbounded is said of one of them
        answer = self.bound("hessian-min-eigenvalue", "[1,2] [1,2] [0,1]", depth="3..5")
        self.assertEqual(answer["value"]["min"], {"lo": "-inf", "hi": "-inf"})
        unbounded = [c["claim"] for c in answer["claims"] if "= -inf" in c["claim"]]
        self.assertTrue(unbounded)
        for claim in unbounded:
            self.assertNotIn("nu in", claim)
        box = " ".join(f"[{30 - k},{31 - k}]" for k in range(30))
        gap = self.bound("modulus", box, depth="inf")["value"]["min"]["gap"]
        self.assertLess(number(gap), Fraction(1, 10**6))

    def test_more_than_twelve_singular_values(self):
        # by verified arithmetic; at s*1 all is known, and the entropy's Hessian increases up to there
        nu, d = Fraction(1, 3), 16
        s0, s1 = -(d - 1) * (1 - nu) / 2, (1 - nu) * ((1 + nu) - (d - 1) * (2 - nu)) / 6
        cube = " ".join(["[1,2]"] * d)
        answer = self.bound("spectrum", cube)
        for value, exact in zip(answer["value"], sorted([s0] + [s1] * (d - 1))):
            self.expect(value, exact, exact / 4)
            for side in ("min", "max"):
                self.assertLess(number(value[side]["hi"]) - number(value[side]["lo"]), Fraction(1, 10**5))
        self.assertIn("certificate", answer["remark"])
        self.assertEqual(len(answer["claims"]), 1)  # of the largest eigenvalue
        self.expect(self.bound("hessian-min-eigenvalue", cube)["value"], s0, s0 / 4)
        self.expect(self.bound("determinant", cube)["value"], s0 * s1**(d - 1) / 4**d, s0 * s1**(d - 1))
        for p, beta in ((1, 5), (2, Fraction(1, 2))):  # E'' does not increase: neither does the Hessian of E - S/beta
            value = self.bound("free-energy-modulus", cube, "--energy", f"schatten:{p}", "--beta", str(beta))["value"]
            modulus = lambda s: p - 1 + min(-s0, -s1) / beta / s**2
            self.expect(value, modulus(2), modulus(1))
            self.assertLess(number(value["min"]["hi"]) - number(value["min"]["lo"]), Fraction(1, 10**9))
        for args in (("determinant", cube, "-o", "x.json"), ("spectrum", cube.replace("[1,2]", "[0,2]", 1).replace("[1,2]", "[0,2]"))):
            refused = run("bound", args[0], "--box", args[1], "--depth", "3", *args[2:])
            self.assertEqual(refused.returncode, 2, refused.stdout)
            self.assertIn("more than 12 singular values", refused.stderr)
        # the chamber bounds the others
        for box in ("[0,2] " + " ".join(["[1,2]"] * 12), "[1,2] [1,inf] " + " ".join(["[1,2]"] * 11)):
            self.assertEqual(self.bound("spectrum", box)["value"][0], self.bound("spectrum", " ".join(["[1,2]"] * 13))["value"][0])
        # given up is not answered
        self.bound("riemannian-min-eigenvalue", " ".join(["[1,2]"] * 13), "--budget", "0.0001", status=3)

    def test_samples_of_many_singular_values(self):
        rng = random.Random(SEED)
        for depth, low, high in (("5", 0.2, 0.2), ("inf", 0, 0), ("real:[0.2,0.3]", 0.2, 0.3), ("4..6", 1 / 6, 1 / 4)):
            d = 14
            lower = sorted((Fraction(rng.randint(100, 900), 100) for _ in range(d)), reverse=True)
            upper = [x * Fraction(101, 100) for x in lower]
            box = " ".join(f"[{x},{y}]" for x, y in zip(lower, upper))
            beta, p = 3, 3
            answers = {q: self.bound(q, box, *args, depth=depth)["value"] for q, args in
                       (("spectrum", ()), ("riemannian-spectrum", ("--metric", "mean")),
                        ("free-energy-modulus", ("--energy", f"schatten:{p}", "--beta", str(beta))))}
            for k in range(40 * SAMPLES):
                nu = {0: low, 1: high}.get(k % 3, rng.uniform(low, high))
                sigma = sorted((float(x + (y - x) * rng.choice((0, 1, Fraction(rng.random())))) for x, y in zip(lower, upper)), reverse=True)
                h, g = hessian(nu, sigma), gradient(nu, sigma)
                flat = [[(h[i][j] + (i == j) * (1 - nu) * g[i] / sigma[i]) * (sigma[i] * sigma[j])**(1 - nu) for j in range(d)] for i in range(d)]
                free = [[(i == j) * (p - 1) * sigma[i]**(p - 2) - h[i][j] / beta for j in range(d)] for i in range(d)]
                found = {"spectrum": eigenvalues(h), "riemannian-spectrum": eigenvalues(flat), "free-energy-modulus": eigenvalues(free)[0]}
                for quantity, values in found.items():
                    ranges = answers[quantity] if isinstance(values, list) else [answers[quantity]]
                    for r, value in zip(ranges, values if isinstance(values, list) else [values]):
                        with self.subTest(depth=depth, quantity=quantity, sigma=sigma, nu=nu):
                            self.assertLessEqual(float(number(r["min"]["lo"])), value + 1e-10)
                            self.assertGreaterEqual(float(number(r["max"]["hi"])), value - 1e-10)

    def test_covariant_eigenvalues_over_wide_boxes(self):
        # no corners decide these: subdivision with rewritten entries
        rng = random.Random(SEED)
        for depth, nus, metric in (("3", [1 / 3], "mean"), ("3", [1 / 3], "sum"), ("inf", [0], "mean"), ("real:[0,1/2]", [0, 0.5], "")):
            box = ((2, 1), (1, 0.5), (0.5, 0.25))
            text, chosen = " ".join(f"[{low},{high}]" for high, low in box), ("--metric", metric) if metric else ()
            ranges = self.bound("riemannian-spectrum", text, *chosen, "--tolerance", "1e-2", depth=depth)["value"]
            sharp = self.bound("riemannian-max-eigenvalue", text, *chosen, "--tolerance", "1e-6", depth=depth)["value"]
            for side in ("min", "max"):
                self.assertLessEqual(number(sharp[side]["hi"]) - number(sharp[side]["lo"]), Fraction(101, 10**8))
            least, most = math.inf, -math.inf
            for k in range(300 * SAMPLES):
                nu = nus[k % len(nus)] if k % 3 else rng.uniform(nus[0], nus[-1])
                sigma = [low + (high - low) * rng.choice((0, 1, rng.random())) for high, low in box]
                h, g = hessian(nu, sigma), gradient(nu, sigma)
                factor = 1 / nu if metric == "sum" else 1
                flat = [[factor * (h[i][j] + (i == j) * (1 - nu) * g[i] / sigma[i]) * (sigma[i] * sigma[j])**(1 - nu) for j in range(3)]
                        for i in range(3)]
                for r, value in zip([*ranges, sharp], [*eigenvalues(flat), eigenvalues(flat)[-1]]):
                    with self.subTest(depth=depth, metric=metric, sigma=sigma, nu=nu):
                        self.assertLessEqual(float(number(r["min"]["lo"])), value + 1e-10)
                        self.assertGreaterEqual(float(number(r["max"]["hi"])), value - 1e-10)
                least, most = min(least, eigenvalues(flat)[-1]), max(most, eigenvalues(flat)[-1])
            if depth != "inf":  # there the greatest is inside the box
                self.assertGreaterEqual(least + 1e-9, float(number(sharp["min"]["lo"])))
                self.assertLessEqual(least - 1e-9, float(number(sharp["min"]["hi"])))

    def test_energies_whose_second_derivative_increases(self):
        # E'' = 3 s^2: no rule brings these to the corners
        for depth, nu in (("2", 1 / 2), ("3", 1 / 3), ("real:[0,1/2]", 1 / 2)):
            value = self.bound("free-energy-modulus", "[1,2] [1/2,1]", "--energy", "schatten:4", "--beta", "2", "--tolerance", "1e-6",
                               depth=depth)["value"]
            least = math.inf
            for k in range(1001):  # least where the largest is 2, or at equal ones
                for sigma in ((2, 0.5 + k / 2000), (1 + k / 1000, 0.5), (1, 0.5 + k / 2000)):
                    h = hessian(nu, sigma)
                    least = min(least, eigenvalues([[(i == j) * 3 * sigma[i]**2 - h[i][j] / 2 for j in range(2)] for i in range(2)])[0])
            self.assertLessEqual(float(number(value["min"]["lo"])), least + 1e-10)
            self.assertLessEqual(least, float(number(value["min"]["hi"])) + 1e-5)
            self.assertLessEqual(number(value["min"]["hi"]) - number(value["min"]["lo"]), Fraction(101, 10**8))

    def test_the_free_energy_is_extreme_at_the_corners(self):
        # rule pair-antitone: E'' does not increase; at s*1 all is known
        d, cube = 5, " ".join(["[1,2]"] * 5)
        for depth, nu in (("3", Fraction(1, 3)), ("30", Fraction(1, 30)), ("inf", Fraction(0))):
            s0, s1 = -(d - 1) * (1 - nu) / 2, (1 - nu) * ((1 + nu) - (d - 1) * (2 - nu)) / 6
            for energy, second in (("schatten:1", lambda s: 0), ("schatten:2", lambda s: 1), ("schatten:3/2", lambda s: s**-0.5 / 2),
                                   ("phi=2*x - 1; psi=-log(x)", lambda s: 2 / s**2), ("phi=x; psi=sqrt(1+x^2)", lambda s: (1 + s * s)**-1.5)):
                beta = Fraction(5, 2)
                answer = self.bound("free-energy-modulus", cube, "--energy", energy, "--beta", "5/2", depth=depth)
                modulus = lambda s: Fraction(second(s)) + min(-s0, -s1) / beta / s**2
                self.expect(answer["value"], modulus(2) - Fraction(1, 10**15), modulus(1) - Fraction(1, 10**15))
                self.assertNotIn("remark", answer)
                for side in ("min", "max"):
                    self.assertLess(number(answer["value"][side]["hi"]) - number(answer["value"][side]["lo"]), Fraction(1, 10**6))
        # intervals of nu and beta: extreme at an end
        value = self.bound("free-energy-modulus", "[1,2] [1,2] [1,2]", "--energy", "schatten:2", "--beta", "[2,4]", depth="all")["value"]
        self.expect(value, 1 + Fraction(1, 8) / 4 / 4, 1 + Fraction(1, 2) / 2)

    def test_the_free_energy_on_unbounded_boxes(self):
        # rule convex-energy: where singular values reach infinity, the least eigenvalue tends to E''
        for depth in ("3", "inf", "3..inf"):
            value = self.bound("free-energy-modulus", "[1,inf] [1,2] [1/2,1]", "--energy", "schatten:2", "--beta", "2", depth=depth)["value"]
            self.assertLessEqual(number(value["min"]["lo"]), 1)
            self.assertGreater(number(value["min"]["lo"]), Fraction(9, 10))
            self.assertGreaterEqual(number(value["min"]["hi"]), 1)

    def test_what_is_unbounded_where_all_tend_to_zero_together(self):
        def free(box, energy, depth="3", beta="2", status=0):
            options = ("--energy", energy, "--beta", beta, "--budget", "20")
            answer = self.bound("free-energy-modulus", box, *options, depth=depth, status=status)
            return answer["reached"][0] if status else answer["value"]
        infinite = [("[0,1] [0,1]", "schatten:2", "3", 0), ("[0,inf] [0,inf] [0,inf]", "schatten:2", "3", 0),
                    ("[0,1] [0,1] [0,1] [0,1] [0,1]", "schatten:2", "3", 0), ("[0,1] [0,1] [0,1]", "schatten:2", "2..inf", 0),
                    ("[0,1] [0,1]", "phi=x; psi=1/x", "inf", 0), ("[0,1] [0,1]", "schatten:3/2", "2", 0),
                    ("[1,inf] [1,inf]", "schatten:3", "2", 0), ("[1,inf] [1,inf] [2,inf]", "phi=x^2; psi=x^2", "5", 3)]
        for box, energy, depth, status in infinite:
            with self.subTest(box=box, energy=energy, depth=depth):
                answer = free(box, energy, depth, "[2,3]" if depth == "2..inf" else "2", status)
                self.assertEqual(answer["max"], {"lo": "inf", "hi": "inf"})
        # (1, -1) is in the entropy's kernel at N = d = 2, and E'' = 2 s is at most 2
        self.assertLess(number(free("[0,1] [0,1]", "schatten:3", "2", status=3)["max"]["lo"]), Fraction(2001, 1000))
        self.assertLess(number(free("[1,2] [0,1]", "schatten:1")["max"]["hi"]), math.inf)

        infinity = {"lo": "-inf", "hi": "-inf"}
        with tempfile.TemporaryDirectory() as tmp:
            answer = self.bound("spectrum", "[1,2] [0,1] [0,1]", "-o", os.path.join(tmp, "m.json"))
            self.assertEqual(run("check", *glob.glob(os.path.join(tmp, "m*.json"))).returncode, 0)
        self.assertEqual([value["min"] == infinity for value in answer["value"]], [True, True, False])
        self.assertIn("t*sigma", answer["remark"])
        # the third: (1 - nu) less than the only other one's, 0
        self.expect(answer["value"][2], Fraction(-4, 3), number(answer["value"][2]["max"]["hi"]))
        for value in self.bound("spectrum", "[0,1] [0,1] [0,1]", depth="all")["value"]:
            self.assertEqual(value["min"], infinity)
        # at N = 2 two that tend to 0 have one eigenvalue that does not tend to -inf
        reached = self.bound("spectrum", "[1,2] [0,1] [0,1]", "--budget", "4", depth="2", status=3)["reached"]
        self.assertEqual([value["min"] == infinity for value in reached], [True, False, False])
        # the covariant ones are proportional to t^(-2 nu)
        self.assertEqual(self.bound("riemannian-min-eigenvalue", "[0,1] [0,1]")["value"]["min"], infinity)
        reached = self.bound("riemannian-max-eigenvalue", "[0,1] [0,1]", "--budget", "5", status=3)["reached"][0]
        self.assertEqual(reached["max"], {"lo": "inf", "hi": "inf"})
        # but at infinite depth not at all: there the largest is at most 1/3; and a concave energy outweighs the entropy
        reached = self.bound("riemannian-max-eigenvalue", "[0,1] [0,1]", "--budget", "5", depth="inf", status=3)["reached"][0]
        self.assertLess(number(reached["max"]["lo"]), Fraction(1, 3))
        self.assertLess(number(free("[0,1] [0,1]", "phi=x; psi=log(x)", status=3)["max"]["lo"]), 0)

    def test_ends_without_a_certificate(self):
        # E'' increases; the gap is stated where nothing else is asked for
        cube, energy = " ".join(["[1,2]"] * 7), ("--energy", "schatten:4", "--beta", "2")
        answer = self.bound("free-energy-modulus", cube, *energy)
        self.assertIn("the minimum is by verified arithmetic, without a certificate", answer["remark"])
        value, rng = answer["value"], random.Random(SEED)
        self.assertEqual(sorted(value["min"]), ["gap", "hi", "lo"])
        for _ in range(200):
            sigma = sorted((1 + rng.choice((0, 1, rng.random())) for _ in range(7)), reverse=True)
            h = hessian(1 / 3, sigma)
            least = eigenvalues([[(i == j) * 3 * sigma[i]**2 - h[i][j] / 2 for j in range(7)] for i in range(7)])[0]
            self.assertLessEqual(number(value["min"]["lo"]), least + 1e-10)
            self.assertGreaterEqual(number(value["max"]["hi"]), least - 1e-10)
        answer = self.bound("free-energy-modulus", cube, *energy, "--tolerance", "1/1000", "--budget", "1", status=3)
        self.assertIn("without a certificate", answer["remark"])
        certificate = os.path.join(tempfile.mkdtemp(), "x.json")
        answer = self.bound("free-energy-modulus", cube, *energy, "--budget", "1", "-o", certificate, status=3)
        self.assertNotIn("remark", answer)
        self.assertFalse(os.path.exists(certificate))

    def test_the_kernel_at_infinite_depth(self):
        # mathematics.md §2: the covariant Hessian in flat coordinates is a Laplacian
        box = " ".join(["[2,3]"] * 13)
        least = self.bound("riemannian-spectrum", box, depth="inf")["value"][0]
        self.assertEqual([least[side][end] for side in ("min", "max") for end in ("lo", "hi")], ["0"] * 4)
        box = " ".join(f"[{30 - k},{30 - k + Fraction(1, 1000)}]" for k in range(13))
        signs = self.bound("riemannian-inertia", box, depth="inf")["value"]
        self.assertEqual([signs[s]["lo"] + signs[s]["hi"] for s in ("positive", "negative", "zero")], ["1212", "00", "11"])

    def test_covariant_eigenvalues_whatever_the_box(self):
        # l_1 <= -nu (1 - nu) d (d - 1)/2 / sum of s_i^(2 nu), an equality on the diagonal; by the metric `sum`, 1/nu times that
        for box, d in (("[0,1] [0,1]", 2), ("[1/2,1] [0,1] [0,1]", 3)):
            for depth, nu in (("2", Fraction(1, 2)), ("5", Fraction(1, 5))):
                for metric, factor in (("mean", nu), ("sum", 1)):
                    answer = self.bound("riemannian-min-eigenvalue", box, "--metric", metric, "--budget", "6", depth=depth,
                                        status=0 if d == 2 else 3)
                    value = answer["value"] if d == 2 else answer["reached"][0]
                    exact = -factor * (1 - nu) * (d - 1) / 2
                    self.expect({"min": value["max"], "max": value["max"]}, exact, exact)
                    self.assertLess(number(value["max"]["hi"]) - number(value["max"]["lo"]), Fraction(1, 10**6))
        # far from 0 both tend to it
        for box, status, member in (("[1,inf] [1,inf]", 3, "reached"), ("[0,inf] [0,inf]", 0, "value")):
            low, high = self.bound("riemannian-spectrum", box, "--budget", "6", depth="2", status=status)[member]
            self.assertEqual([low["max"]["hi"], high["min"]["lo"]], ["0", "0"])
            self.assertLess(max(-number(low["max"]["lo"]), number(high["min"]["hi"])), Fraction(1, 10**8))
        # at infinite depth the least is 0, and the least largest one is at the corner 2, 1/2
        for box in ("[1,2] [1/2,1]", "[1,inf] [0,inf]"):
            least = self.bound("riemannian-min-eigenvalue", box, depth="inf")["value"]
            self.assertEqual([least[side][end] for side in ("min", "max") for end in ("lo", "hi")], ["0"] * 4)
        # 0 at infinite depth, and nowhere above
        for depth in ("2..inf", "all"):
            value = self.bound("riemannian-min-eigenvalue", "[1,2] [1/2,1]", "--budget", "20", depth=depth)["value"]
            self.assertEqual(number(value["max"]["hi"]), 0)

    def test_signs_of_covariant_eigenvalues(self):
        for box, depth, expected in (("[0,inf] [0,inf]", "3", ("11", "11", "00")), ("[1,inf] [1,inf]", "2..7", ("11", "11", "00")),
                                     ("[1,2] [1/2,1]", "inf", ("11", "00", "11")), ("[3,3] [2,2] [1,1]", "inf", ("22", "00", "11")),
                                     ("[1,2] [1/2,1]", "2..inf", ("11", "01", "01")), ("[0,inf] [0,inf]", "all", ("01", "01", "02")),
                                     ("[1,2] [1,2] [1,2]", "2..inf", ("22", "01", "01")), ("[1,2] [1,2] [1,2]", "3", ("22", "11", "00"))):
            signs = self.bound("riemannian-inertia", box, "--budget", "20", depth=depth)["value"]
            with self.subTest(box=box, depth=depth):
                self.assertEqual(tuple(signs[s]["lo"] + signs[s]["hi"] for s in ("positive", "negative", "zero")), expected)
        signs = self.bound("riemannian-inertia", "[0,inf] [0,inf] [0,inf]", "--budget", "4", depth="3")["value"]
        self.assertEqual(tuple(signs[s]["lo"] + signs[s]["hi"] for s in ("positive", "negative", "zero")), ("12", "12", "01"))

    def test_at_depth_two_in_the_plane(self):
        # -1/(2 (s1 + s2)^2) [[1, 1], [1, 1]]
        least, largest = self.bound("spectrum", "[1,2] [1/2,1]", depth="2")["value"]
        self.expect(least, Fraction(-4, 9), Fraction(-1, 9))
        self.assertEqual([largest[side] for side in ("min", "max")], [{"lo": "0", "hi": "0"}] * 2)
        signs = self.bound("inertia", "[1,2] [0,1]", depth="2")["value"]
        self.assertEqual([signs[s]["lo"] + signs[s]["hi"] for s in ("positive", "negative", "zero")], ["00", "11", "11"])
        signs = self.bound("inertia", "[1,2] [0,1]", depth="real:[1/3,1/2]")["value"]
        self.assertEqual([signs[s]["lo"] + signs[s]["hi"] for s in ("positive", "negative", "zero")], ["00", "12", "01"])

    def test_boxes_that_reach_zero_and_infinity(self):
        self.assertEqual(self.bound("inertia", "[0,inf] [0,inf] [0,inf]", depth="inf")["value"]["negative"],
                         {"lo": "3", "hi": "3"})
        modulus = self.bound("modulus", "[1,inf] [0,1]")["value"]
        self.assertEqual(number(modulus["min"]["lo"]), 0)
        self.assertLess(number(modulus["min"]["hi"]), Fraction(1, 10**6))
        self.assertGreater(number(self.bound("modulus", "[1,2] [0,1]")["value"]["min"]["lo"]), 0)
        # S = log(lambda)/2 with lambda = (x^(4/3) + (x y)^(2/3) + y^(4/3))/3: increasing, -log(3)/2 at (1, 0)
        entropies = self.bound("entropy", "[1,2] [0,1/2]")["value"]
        self.expect(entropies, -math.log(3) / 2, math.log((2**(4 / 3) + 1 + 0.5**(4 / 3)) / 3) / 2)
        metric = self.bound("metric", "[1,2] [0,1/2]")["value"]  # `sum`: N lambda
        self.expect(metric[1][0], 1, 2**(4 / 3) + 1 + 0.5**(4 / 3))

    def test_at_infinity_and_at_0_the_eigenvalues_are_those_of_the_others(self):
        # rule pair-monotone, without some: on 1·1 of two they are known, from below each that is left out takes 1 - nu
        for depth, nu in (("3", Fraction(1, 3)), ("5", Fraction(1, 5)), ("inf", Fraction(0))):
            two = [-(1 - nu) / 2, (1 - nu) * ((1 + nu) - (2 - nu)) / 6]
            far = self.bound("spectrum", "[1,inf] [1,1] [1,1]", depth=depth)["value"]
            self.assertEqual(far[2]["max"]["hi"], "0")
            farther = self.bound("spectrum", "[1,inf] [1,inf] [1,1] [1,1]", depth=depth)["value"]
            near = self.bound("spectrum", "[1,1] [1,1] [0,1]", depth=depth)["value"]
            self.assertEqual(near[0]["min"], {"lo": "-inf", "hi": "-inf"})
            for k, exact in enumerate(two):
                for side, outer, found in [("max", "hi", far[k]), ("max", "hi", farther[k]), ("min", "lo", near[k + 1])]:
                    limit = exact if side == "max" else exact - (1 - nu)
                    self.expect({"min": found[side], "max": found[side]}, limit, limit)
                    self.assertLess(abs(number(found[side][outer]) - limit), Fraction(1, 10**7))
        for box in ("[1,2] [1,2] [0,1]", "[1,inf] [1,2] [0,1]", "[1,2] [1,2] [1,2] [1,2] [0,1]"):
            value = self.bound("determinant", box)["value"]
            self.assertEqual(value["min"], {"lo": "-inf", "hi": "-inf"})
        # at some depth of a range
        value = self.bound("hessian-min-eigenvalue", "[1,2] [0,1] [0,1]", depth="real:[0.1,0.4]")["value"]
        self.assertEqual(value["min"], {"lo": "-inf", "hi": "-inf"})

    def test_the_point_of_the_determinant_is_beyond_those_of_the_eigenvalues(self):
        # which come close to their limits at different distances, the last soonest
        box = "[1,inf] [1,1] [1,1]"
        points = [value["argmax"]["sigma_1"] for value in self.bound("spectrum", box, depth="inf")["value"]]
        far = [number(point["lo"]) for point in points]
        self.assertLess(min(far), max(far))
        answer = self.bound("determinant", box, depth="inf")["value"]
        self.assertEqual(number(answer["argmax"]["sigma_1"]["lo"]), max(far))
        self.assertEqual(number(answer["argmin"]["sigma_1"]["lo"]), 1)

    def test_corners_that_are_out_of_reach(self):
        # finite ends beyond the numbers that stand for infinity and 0; entries without forms that are enclosed near 0
        for box in ("[1,inf] [1,1e7]", "[1,inf] [1,1e45]"):
            for value in self.bound("spectrum", box, "--budget", "30")["value"]:
                self.assertEqual(number(value["max"]["hi"]), 0)
        for box, depth in (("[1e-6,1] [0,1]", "3"), ("[1,2] [0,1]", "100"), ("[1,2] [0,1]", "real:[0.3,0.5)")):
            answer = run("bound", "spectrum", "--box", box, "--depth", depth, "--budget", "5")
            self.assertIn(answer.returncode, (0, 3), answer.stderr)

    def test_what_tends_to_infinity_and_what_has_a_limit(self):
        inf = math.inf
        # S at infinite depth is log(x) - log(2u)/2 + ..., u = log(x/y): to -inf like log log(1/y)
        value = self.bound("entropy", "[1,2] [0,1]", depth="inf")["value"]
        self.expect(value, -inf, math.log((4 - 1) / (2 * math.log(2))) / 2)
        self.assertIsNone(value["argmin"])
        self.assertIn("exp", value["argmin_curve"]["sigma_2"])
        # with L(u) = coth u - 1/u: (1 + L)/(2x) < 1, the limit, and (1 - L)/(2y) -> inf
        l2 = langevin(math.log(2))
        first, second = self.bound("gradient", "[1,2] [0,1]", depth="inf")["value"]
        self.expect(first, (1 + l2) / 4, 1)
        self.expect(second, (1 - l2) / 2, inf)
        # depth 3, r = y/x, w = 1 + r^(2/3) + r^(4/3): (4/3 - (2/3 r^(2/3) + 4/3 r^(4/3))/w)/(2x)
        first, second = self.bound("gradient", "[1,2] [0,1]")["value"]
        self.expect(first, gradient(1 / 3, [2, 1])[0], Fraction(2, 3))
        self.expect(second, gradient(1 / 3, [2, 1])[1], inf)
        rows = self.bound("hessian", "[1,inf] [1/2,1]")["value"]
        self.assertTrue(all(number(rows[i][j]["max"]["lo"]) <= 0 <= number(rows[i][j]["max"]["hi"])
                            for i in (0, 1) for j in (0, 1)))
        rows = self.bound("hessian", "[1,2] [0,1]")["value"]
        self.expect(rows[0][0], Fraction(-2, 3), number(rows[0][0]["max"]["hi"]))
        self.assertEqual([rows[1][j]["min"]["hi"] for j in (0, 1)], ["-inf", "-inf"])

    def test_cones_and_faces_are_decided_by_monotony(self):
        # at depth N, in every number of singular values, S rises in each of them, its gradient falls, its Hessian's
        # entries rise, and at d = 2 the determinant falls: all extremes are at corners, and at depth 3, on the
        # diagonal, S(s, s, ..) = d (d - 1)/3 log s, dS = (d - 1)/(3 s), the entries of mathematics.md §2
        inf = math.inf
        for box, d in (("[0,1] [0,1]", 2), ("[0,2] [0,2]", 2), ("[0,1] [0,1] [0,1]", 3)):
            s = 2 if "2]" in box else 1
            answer = self.bound("entropy", box, "--tolerance", "1e-9")
            self.expect(answer["value"], -inf, d * (d - 1) / 3 * math.log(s))
            self.assertLess(answer["boxes"], 10)
        value = self.bound("determinant", "[0,2] [0,2]", "--tolerance", "1e-12")["value"]
        self.expect(value, Fraction(1, 81 * 16), inf)
        self.expect(self.bound("determinant", "[0,inf] [0,inf]")["value"], 0, inf)
        for side in self.bound("gradient", "[0,2] [0,2]", "--tolerance", "1e-9")["value"]:
            self.expect(side, Fraction(1, 6), inf)
        rows = self.bound("hessian", "[0,1] [0,inf]", "--tolerance", "1e-9")["value"]
        for (i, j), most in (((0, 0), Fraction(-5, 27)), ((1, 0), Fraction(-4, 27)), ((1, 1), Fraction(-5, 27))):
            self.expect(rows[i][j], -inf, most)
        for row in self.bound("hessian", "[0,inf] [0,inf]")["value"]:
            for entry in row:
                self.expect(entry, -inf, 0)

    def test_mixed_boxes_in_three_singular_values(self):
        # S = 1/2 sum of log((x^(4/3) + (x y)^(2/3) + y^(4/3))/3), which rises: at the upper corner, and at (1, 1/2, 0)
        def s3(*sigma):
            return sum(math.log((x**(4 / 3) + (x * y)**(2 / 3) + y**(4 / 3)) / 3)
                       for k, x in enumerate(sigma) for y in sigma[k + 1:]) / 2
        self.expect(self.bound("entropy", "[1,2] [0,1] [0,1/2]")["value"], -math.inf, s3(2, 1, 0.5))
        self.expect(self.bound("entropy", "[1,inf] [1/2,1] [0,1/4]")["value"], s3(1, 0.5, 0), math.inf)
        self.expect(self.bound("entropy", "[1,2] [0,1] [0,1/2]", depth="inf")["value"], -math.inf,
                    sum(math.log((x * x - y * y) / (2 * math.log(x / y))) for x, y in ((2, 1), (2, 0.5), (1, 0.5))) / 2)

    def test_free_energies_on_cones(self):
        # E = sum of s_i^2/2 and beta = 2: at sigma*^2 = (d - 1)/6 (mathematics.md §5), F = d s^2/2 - S/2
        for box in ("[0,1] [0,1]", "[0,inf] [0,inf]", "[0,1] [0,1] [0,1]"):
            d = box.count("[")
            square = (d - 1) / 6
            value = self.bound("free-energy", box, "--beta", "2", "--energy", "schatten:2")["value"]
            self.expect(value, d * square / 2 - d * (d - 1) / 3 * math.log(square) / 4, math.inf)

    def test_the_free_energys_hessian_on_cones(self):
        # E'' = 1 and beta = 2: E'' - H/2 falls with each singular value, H at 1·1 as in mathematics.md §2 and homogeneous
        for depth, nu in (("3", Fraction(1, 3)), ("5", Fraction(1, 5))):
            k = (1 - nu**2) / 3
            options = ("--beta", "2", "--energy", "schatten:2", "--budget", "30")
            rows = self.bound("free-energy-hessian", "[0,1] [0,1]", *options, depth=depth)["value"]
            for i in (0, 1):
                for j in (0, 1):
                    self.expect(rows[i][j], 1 + (1 - nu - k) / 4 if i == j else k / 4, math.inf)

    def test_single_values_beside_ranges_that_reach_zero(self):
        value = self.bound("gradient", "[3,3] [0,2]")["value"]
        self.expect(value[0], gradient(1 / 3, [3, 2])[0], Fraction(2, 9))
        self.expect(value[1], gradient(1 / 3, [3, 2])[1], math.inf)
        self.expect(self.bound("entropy", "[3,3] [0,2]", depth="inf")["value"], -math.inf,
                    math.log(5 / (2 * math.log(1.5))) / 2)

    def test_steps_of_monotony_are_checked(self):
        # with the digests repaired: only the steps can be refused
        with tempfile.TemporaryDirectory() as tmp:
            file = os.path.join(tmp, "c.json")
            self.bound("determinant", "[0,1] [0,1]", "-o", file)
            with open(file, encoding="utf-8") as certificate:
                document = json.load(certificate)
            step = json.dumps(document["proof"]["step"])
            edits = (("", "", 0), ('"upper"', '"lower"', 4), ("-92/81*", "-91/81*", 4), ("-((-16/81", "((-16/81", 4),
                     ('"factor": "1"', '"factor": "2"', 4), ('"sigma_2"', '"sigma_1"', 4))
            for old, new, status in edits:
                self.assertIn(old, step)
                document["proof"]["step"] = json.loads(step.replace(old, new, 1))
                covered = {"format": document["format"], "claim": document["claim"]["text"],
                           "prelude": document["claim"]["prelude"], "step": document["proof"]["step"]}
                text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
                document["proof"]["digest"] = hashlib.sha256(text.encode()).hexdigest()
                with open(file, "w", encoding="utf-8") as altered:
                    json.dump(document, altered)
                answer = run("check", file)
                self.assertEqual(answer.returncode, status, old)
                self.assertNotIn("digest is not", answer.stderr)

    def test_the_determinant_vanishes_at_depth_two_in_the_plane(self):
        value = self.bound("determinant", "[1,2] [0.5,0.9]", depth="2")["value"]
        self.expect(value, 0, 0)

    def test_three_singular_values_apart(self):
        # every third derivative is positive, so that the extrema lie at the box's first and last corner
        def hessian(sigma, i, j, h=1e-5):
            moved = [[s + (k == j) * step for k, s in enumerate(sigma)] for step in (h, -h)]
            return (gradient(1 / 3, moved[0])[i] - gradient(1 / 3, moved[1])[i]) / (2 * h)
        rows = self.bound("hessian", "[2,3] [1,2] [1/2,1]", "--tolerance", "1e-5")["value"]
        for i in range(3):
            for j in range(3):
                for side, corner in (("min", [2, 1, 1 / 2]), ("max", [3, 2, 1])):
                    lo, hi = number(rows[i][j][side]["lo"]), number(rows[i][j][side]["hi"])
                    self.assertLessEqual(hi - lo, Fraction(11, 10**6))
                    exact = hessian(corner, i, j)
                    self.assertTrue(lo - Fraction(1, 10**8) <= exact <= hi + Fraction(1, 10**8))

    def test_finitely_many_depths(self):
        box = "[1,2] [1/2,1]"
        together = self.bound("entropy", box, depth="3..5")["value"]
        single = [self.bound("entropy", box, depth=depth)["value"] for depth in ("3", "4", "5")]
        for side, best in (("min", min), ("max", max)):
            self.assertLess(number(together[side]["hi"]) - number(together[side]["lo"]), Fraction(11, 10**7))
            self.assertLessEqual(number(together[side]["lo"]), best(number(v[side]["hi"]) for v in single))
            self.assertGreaterEqual(number(together[side]["hi"]), best(number(v[side]["lo"]) for v in single))
        answer = run("bound", "entropy", "--box", box, "--depth", "3..inf")
        self.assertEqual(answer.returncode, 2)
        self.assertIn("real:[0,1/3]", answer.stderr)

    def test_ranges_of_depths_for_eigenvalues_in_the_plane(self):
        # at 1·1: -(1 - nu)/2 and (1 - nu)(2 nu - 1)/6, the covariant ones -nu (1 - nu)/2 and (1 - nu)(2 - nu)/6
        for depth, nus in (("3..inf", (0, Fraction(1, 3))), ("3..5", (Fraction(1, 5), Fraction(1, 3)))):
            at = lambda s: sorted(s(nu) for nu in nus)
            for value, s in zip(self.bound("spectrum", "[1,1] [1,1]", depth=depth)["value"],
                                (lambda nu: -(1 - nu) / 2, lambda nu: (1 - nu) * (2 * nu - 1) / 6)):
                self.expect(value, *at(s))
            value = self.bound("riemannian-max-eigenvalue", "[1,1] [1,1]", "--metric", "mean", depth=depth)["value"]
            self.expect(value, *at(lambda nu: (1 - nu) * (2 - nu) / 6))
            signs = self.bound("inertia", "[1,2] [0,1]", depth=depth)["value"]
            self.assertEqual(signs["negative"], {"lo": "2", "hi": "2"})
            value = self.bound("free-energy-modulus", "[1,2] [1,2]", "--energy", "schatten:2", "--beta", "2", depth=depth)["value"]
            moduli = at(lambda nu: (1 - nu) * (1 - 2 * nu) / 6)
            self.expect(value, 1 + moduli[0] / 8, 1 + moduli[1] / 2)
        for depth, box in (("2..inf", "[1,2] [1/2,1]"), ("2..5", "[1,2] [0,1]"), ("real:[1/3,1/2]", "[0,inf] [0,inf]")):  # at N = 2 it is 0
            value = self.bound("hessian-max-eigenvalue", box, "--budget", "20", depth=depth)["value"]
            self.assertEqual(value["max"], {"lo": "0", "hi": "0"})

    def test_infinity_is_seen_at_once_from_any_finite_end(self):
        for box in ("[2,inf] [1,2]", "[2,inf] [1,3/2] [1/2,2/3]", "[3,inf] [2,inf] [1/2,2/3]"):
            start = time.monotonic()
            value = self.bound("entropy", box, "--budget", "20")["value"]
            self.assertEqual(value["max"], {"lo": "inf", "hi": "inf"})
            self.assertLess(time.monotonic() - start, 4)

    def test_curves_are_certified(self):
        with tempfile.TemporaryDirectory() as tmp:
            file = os.path.join(tmp, "c.json")
            self.bound("gradient", "[1,2] [0,1]", "-o", file, depth="inf")
            self.assertEqual(run("check", file).returncode, 0)
            with open(file, encoding="utf-8") as certificate:
                text = certificate.read()
            for old, new in (("exp(-(10*t))", "exp(-(11*t))"), ("exp(-(10*t))", "1/2"), ('"factor":"1"', '"factor":"2"')):
                self.assertIn(old, text.replace('": "', '":"'))
                with open(file, "w", encoding="utf-8") as altered:
                    altered.write(text.replace('": "', '":"').replace(old, new))
                self.assertEqual(run("check", file).returncode, 4)

    def test_many_singular_values(self):
        box = " ".join(f"[{3 - k / 10},{3.01 - k / 10:.2f}]" for k in range(20))
        value = self.bound("modulus", box)["value"]["min"]
        sigma = ",".join(f"{3.01 - k / 10:.2f}" for k in range(20))
        there = json.loads(run("eval", "modulus", "--depth", "3", "--sigma", sigma, "--json").stdout)["value"]
        self.assertLessEqual(number(value["lo"]), number(there["hi"]))
        self.assertGreater(number(value["lo"]), Fraction(9, 10) * number(there["lo"]))

    def test_values_at_a_grid_lie_within(self):
        # to 60 digits, on grids that hold the corners and the diagonal
        box = "[1,1.5] [1,1.2]"
        for quantity in ("riemannian-spectrum", "spectrum"):
            value = self.bound(quantity, box, "--tolerance", "1e-4")["value"]
            for x in ("1", "1.2", "1.25", "1.5"):
                for y in ("1", "1.1", "1.2"):
                    if Fraction(y) > Fraction(x):
                        continue
                    at = run("eval", quantity, "--depth", "3", "--sigma", f"{x},{y}", "--digits", "60", "--json")
                    for bounds, exact in zip(value, json.loads(at.stdout)["value"]):
                        self.assertLessEqual(number(bounds["min"]["lo"]), number(exact["hi"]))
                        self.assertGreaterEqual(number(bounds["max"]["hi"]), number(exact["lo"]))

    def test_samples_never_leave_the_bounds(self):
        box = [(1, 2), (0.5, 1.5), (0.5, 1)]
        text = " ".join(f"[{a},{b}]" for a, b in box)
        whole = self.bound("entropy", text)["value"]
        slopes = self.bound("gradient", text)["value"]
        generator = random.Random(SEED)
        for _ in range(2000 * SAMPLES):
            sigma = sorted((generator.uniform(a, b) for a, b in [(1, 2), (0.5, 1.5), (0.5, 1)]), reverse=True)
            for bounds, value in zip([whole, *slopes], [entropy(1 / 3, sigma), *gradient(1 / 3, sigma)]):
                self.assertGreater(value + 1e-12, number(bounds["min"]["lo"]), f"{sigma}, seed {SEED}")
                self.assertLess(value - 1e-12, number(bounds["max"]["hi"]), f"{sigma}, seed {SEED}")

    def test_eigenvalues_at_samples_never_leave_the_bounds(self):
        """And they reach them, at the points that are named; boxes that the chamber cuts, and intervals of depths."""
        generator = random.Random(SEED)
        depths = (("2", 0.5, 0.5), ("3", 1 / 3, 1 / 3), ("13", 1 / 13, 1 / 13), ("inf", 0, 0), ("all", 0, 0.5), ("real:[0.1,0.4)", 0.1, 0.4))
        for n in range(7 * SAMPLES):
            depth, least, most = depths[(n + n // 6) % len(depths)]
            d = 14 if n % 7 == 6 else generator.choice((2, 3, 4))  # ends of wide boxes have no certificates
            lower = sorted((generator.randint(1, 40) / 8 for _ in range(d)), reverse=True)
            box = [(a, a + generator.randint(0, 16) / 4) for a in lower]
            text = " ".join(f"[{a},{b}]" for a, b in box)
            quantity = "hessian-max-eigenvalue" if d == 14 else "spectrum"
            answer = self.bound(quantity, text, "--tolerance", "1", "--budget", "60", depth=depth)["value"]
            answer = {d - 1: answer} if d == 14 else dict(enumerate(answer))
            box = [(a, min(b for _, b in box[:k + 1])) for k, (a, _) in enumerate(box)]  # of the chamber's order
            for rank, value in answer.items():
                for side, end in (("min", "hi"), ("max", "lo")):
                    point = value["arg" + side]
                    if point is None:
                        self.assertEqual((depth, d), ("2", 2))
                        continue
                    sigma = [float(point[f"sigma_{k + 1}"]["lo"]) for k in range(d)]
                    at = eigenvalues(hessian(float(point["nu"]["lo"]) if "nu" in point else least, sigma))
                    there = at[rank]
                    bound = float(number(value[side][end]))
                    slack = 1e-8 * max(map(abs, at))
                    self.assertTrue(there <= bound + slack if side == "min" else there >= bound - slack, f"{text}, {depth}, {value}")
            for k in range(50):
                sigma = sorted((generator.choice((a, b, generator.uniform(a, b))) for a, b in box), reverse=True)
                nu = generator.choice((least, most, generator.uniform(least, most)))
                at = eigenvalues(hessian(nu, sigma))
                slack = 1e-10 * max(map(abs, at))
                for rank, value in answer.items():
                    self.assertGreaterEqual(at[rank] + slack, float(number(value["min"]["lo"])), f"{sigma}, {nu}, {text}, {depth}")
                    self.assertLessEqual(at[rank] - slack, float(number(value["max"]["hi"])), f"{sigma}, {nu}, {text}, {depth}")

    def test_every_end_has_a_certificate(self):
        with tempfile.TemporaryDirectory() as tmp:
            answer = self.bound("modulus", "[1,1.2] [0.9,1] [0.8,0.85]", "-o", os.path.join(tmp, "m.json"))
            files = sorted(glob.glob(os.path.join(tmp, "m*.json")))
            self.assertEqual(len(files), 4)
            self.assertEqual(sorted(c["certificate"] for c in answer["claims"]), files)
            self.assertEqual(run("check", *files).returncode, 0)
            for file in files:  # another number in the claim, the digests as they were
                with open(file, encoding="utf-8") as certificate:
                    document = json.load(certificate)
                document["claim"]["text"] = document["claim"]["text"].replace("[4/5, 17/20]", "[4/5, 18/20]")
                document["claim"]["text"] = document["claim"]["text"].replace("1/3", "1/4")
                with open(file, "w", encoding="utf-8") as altered:
                    json.dump(document, altered)
                self.assertIn(run("check", file).returncode, (2, 4))

    def test_the_budget_ends_every_search(self):
        # f vanishes identically at depth two: no subdivision ends, and each box takes high precision
        start = time.monotonic()
        self.bound("determinant", "[1,2] [0.5,0.9] [0.1,0.4]", "--budget", "2", "--tolerance", "1e-30", status=3,
                   depth="real:[0,1/2]")
        self.assertLess(time.monotonic() - start, 40)

    def test_a_wrong_extremum_is_refuted(self):
        with tempfile.TemporaryDirectory() as tmp:
            claim, file = os.path.join(tmp, "c.claim"), os.path.join(tmp, "c.json")
            for ends, status in (("[-3, -2]", 1), ("[-1/2, 0]", 1), ("[-1.1, -1]", 0)):
                with open(claim, "w", encoding="utf-8") as text:
                    text.write(f"for x in [0, 2]\nprove min x^2 - 2*x in {ends}\n")
                answer = run("prove", claim, "-o", file)
                self.assertEqual(answer.returncode, status, answer.stdout + answer.stderr)
                self.assertEqual(run("check", file).returncode, 0)
                # what refutes it is another claim
                self.assertEqual(run("check", file, "--claim", claim).returncode, 4 * status)


if __name__ == "__main__":
    DLNCERT = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
