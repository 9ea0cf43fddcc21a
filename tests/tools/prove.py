#!/usr/bin/env python3
"""`dlncert prove`: what it says where it refutes, gives up, or is asked to resume.

Usage: prove.py PATH/TO/dlncert [unittest arguments]
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from fractions import Fraction

DLNCERT = None


def run(args):
    return subprocess.run([DLNCERT, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)


class Prove(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def prove(self, text, *args, status):
        with open(self.path("own.claim"), "w", encoding="utf-8") as file:
            file.write(text)
        result = run(["prove", self.path("own.claim"), *args])
        self.assertEqual(result.returncode, status, result.stdout + result.stderr)
        return result

    def witness(self, text):
        """The witness of a false claim, whose certificate is accepted as one of its negation."""
        certificate = self.path("negation.json")
        result = self.prove(text, "--json", "-o", certificate, status=1)
        self.assertEqual(run(["check", certificate]).returncode, 0)
        with open(certificate, encoding="utf-8") as file:
            self.assertIn("disprove", json.load(file)["claim"]["text"])
        return json.loads(result.stdout)["witness"]

    def test_a_name_too_long_for_a_file(self):
        result = run(["prove", "a" * 300])
        self.assertEqual(result.returncode, 2)
        self.assertIn("neither a claim file nor the ID", result.stderr)
        result = run(["prove", "P-6.2", "-o", "a" * 300, "--resume"])
        self.assertEqual(result.returncode, 2, result.stderr)

    def test_hypotheses_that_contradict_each_other(self):
        for domain in ("x in [0, 1] where x > 2", "x, y in [0, 1] where x + y > 3"):
            text = f"for {domain} prove x > 5\n"
            self.assertIn("warning: no point was found at which the hypotheses hold", self.prove(text, status=0).stdout)
            self.assertIn("hypotheses", json.loads(self.prove(text, "--json", status=0).stdout)["warning"])
        for domain in ("x in [0, 1]", "x in [0, 1] where x > 99/100", "x, y in [0, 1] where x = y", "n in 1..3, x in [0, 3] where x >= n",
                       "x in [1, 1] where x > 1/2"):
            text = f"for {domain} prove x > -1\n"
            self.assertNotIn("warning", self.prove(text, status=0).stdout)

    def test_a_witness_has_all_variables(self):
        witness = self.witness("for x in [1, 1], y in [0, 1] prove x + y < 2\n")
        self.assertEqual(witness, {"x": "1", "y": "1"})
        witness = self.witness("for n in 2..4, a in [1/3, 1/3], x in [0, 1] prove a*x < n/6\n")
        self.assertEqual(witness, {"n": "2", "a": "1/3", "x": "1"})

    def test_a_witness_is_in_the_claim_s_own_variables(self):
        twin = "for x in [0, pi/2] prove sin(x) >= 2.00002*x/pi\n"
        self.assertEqual(self.witness(twin), {"x": "pi/2"})
        self.assertIn("false at x = pi/2\n", self.prove(twin, status=1).stdout)
        self.assertEqual(self.witness("for x in [pi, inf) prove x > pi\n"), {"x": "pi"})
        self.assertEqual(self.witness("for x in (-inf, pi] prove x < pi\n"), {"x": "pi"})

    def undecided(self, text):
        result = self.prove(text, "--json", "--budget", "3", status=3)
        document = json.loads(result.stdout)
        box = {name: (Fraction(side["lo"]), Fraction(side["hi"])) for name, side in document["hardest"].items()}
        return document, box, result.stderr

    def test_where_it_got_stuck_is_enclosed(self):
        # the sum vanishes at one point, which is not rational: x = cos(y), y = sin(x)
        document, box, stderr = self.undecided("for x, y in [0, pi] prove (sin(x) - y)^2 + (cos(y) - x)^2 > 0\n")
        for name, zero in ("x", 0.7681691567), ("y", 0.6948196907):
            low, high = box[name]
            self.assertLess(low, high)
            self.assertTrue(0 <= low and high <= Fraction("3.1415926536"))
            self.assertLess(abs(float(low) - zero), 1e-6)
        self.assertIn("hardest box, rounded outward: x in [0.768", stderr)
        margin = document["margin"]
        self.assertTrue(Fraction(margin["lo"]) < Fraction(margin["hi"]) < Fraction(1, 1000))
        self.assertRegex(stderr, r"enclosure of the difference of the two sides there: \[\S+, \S+\]\n")
        for line in stderr.splitlines():
            self.assertLess(len(line), 300)

    def test_statements_about_symmetric_matrices(self):
        """Both answers for each predicate: over a box, at a point, at a cluster of gap 1e-200."""
        box = "for t in [0, 1] prove matrix [[2, t], [t, 1]] "
        cluster = "prove matrix [[1, 1e-200, 0], [1e-200, 1, 0], [0, 0, 1 + 1e-200]] "
        chamber = "for sigma in chamber(3) & [1, 1] [1, 1] [1, 1] prove hessian(S(1/3, sigma), sigma) "
        hessian = "for x, y in [-1/4, 1/4] prove hessian(exp(x + y) + x^2 + x*y, x, y) "
        true = [box + "positive-definite", box + ">= 0.38 * identity", box + "eigenvalue 2 in [1.99, 2.7]",
                cluster + "eigenvalue 1 in (1 - 2e-200, 1 - 0.5e-200)", cluster + "eigenvalue 3 in [1, 1 + 2e-200]",
                cluster + "inertia 3 0", chamber + "negative-definite", chamber + "<= -1/5 * identity",
                chamber + "eigenvalue 2 in [-2/9 - 1e-30, -2/9 + 1e-30]",
                "for sigma in chamber(2) & [1, pi] [1/2, 1] prove hessian(S(1/3, sigma), sigma) >= -5 * identity", hessian + "indefinite", hessian + "inertia 1 1"]
        false = [box + "negative-definite", box + ">= 0.39 * identity", box + "eigenvalue 2 in [2, 2.5]",
                 cluster + "eigenvalue 1 in (1 - 0.5e-200, 1]", cluster + "inertia 2 1",
                 hessian + "positive-definite"]
        for text in true:
            with self.subTest(text=text):
                self.prove(text, "-o", self.path("matrix.json"), status=0)
                self.assertEqual(run(["check", self.path("matrix.json")]).returncode, 0)
        for text in false:
            with self.subTest(text=text):
                self.prove(text, "--budget", "5", status=3)

    def test_bounds_are_attained_in_the_own_variable(self):
        path = self.path("question.claim")
        with open(path, "w", encoding="utf-8") as file:
            file.write("for x in [0, pi/2] find max sin(x) to 1e-6\n")
        self.assertRegex(run(["bound", path]).stdout, "near x = pi/2")
        point = json.loads(run(["bound", path, "--json"]).stdout)["value"]["argmax"]["x"]
        self.assertTrue(1.5707 < float(point["lo"]) <= float(point["hi"]) < 1.5708)

    def test_counts_over_the_whole_chamber_end_undecided(self):
        # a slope was asked of an entry that had not been looked at on that box
        self.prove("for sigma in chamber(2)\nprove hessian(S(1/3, sigma), sigma, metric(1/3, sigma[i])) inertia 1 1\n",
                   "--budget", "3", status=3)

    def test_statements_over_a_box_are_proved_at_its_corners(self):
        domain = "for %ssigma in chamber(3) & [2,3] [1,2] [1/10,1]\nprove hessian(S(%s, sigma), sigma) "
        for text in (domain % ("", "1/5") + "eigenvalue 2 in [-1, -0.08]\n", domain % ("", "0") + "eigenvalue 1 in (-inf, -0.4]\n",
                     domain % ("nu in [0,1/2], ", "nu") + "<= -1/50 * identity\n"):
            certificate = self.path("corner.json")
            self.prove(text, "-o", certificate, "--budget", "20", status=0)
            with open(certificate, encoding="utf-8") as file:
                self.assertEqual(json.load(file)["proof"]["step"]["step"], "pair-monotone")

    def test_free_energies_over_a_box_are_proved_at_its_corners(self):
        # with so little slack that counts over boxes are given up
        domain = "for %ssigma in chamber(5) & [2,3] [1,2] [1/2,1] [1/4,1/2] [1/10,1/4]\nprove hessian(%s, sigma) "
        energy = "sum(i in 1..5, sigma[i]^2)/2"
        for text in (domain % ("", energy + " - S(1/5, sigma)/2") + ">= 1.10407313*identity\n",
                     domain % ("b in [1,2], nu in [0,1/2], ", energy + " - S(nu, sigma)/b") + "eigenvalue 1 in [1.06731529, 1.6239658]\n",
                     domain % ("b in [1,2], ", energy + " - sum(i < j, log(sigma[i] + sigma[j]))/b")
                     + "eigenvalue 5 in (-inf, 21.3434087148]\n"):
            certificate = self.path("corner.json")
            self.prove(text, "-o", certificate, "--budget", "40", status=0)
            with open(certificate, encoding="utf-8") as file:
                self.assertEqual(json.load(file)["proof"]["step"]["step"], "pair-antitone")

    def test_the_whole_chamber_at_one_depth(self):
        for domain, statement in (("sigma in chamber(3)", "S(1/3, sigma), sigma) negative-semidefinite"),
                                  ("d in 2..inf, sigma in chamber(d)", "S(0, sigma), sigma) negative-definite"),
                                  ("d in 3..inf, sigma in chamber(d)", "S(1/2, sigma), sigma) negative-definite"),
                                  ("sigma in chamber(2)", "S(1/2, sigma), sigma) negative-semidefinite rank 1"),
                                  ("sigma in chamber(4)", "S(1/5, sigma), sigma, metric(1/5, sigma[i])) indefinite")):
            self.prove(f"for {domain}\nprove hessian({statement}\n", "--budget", "20", status=0)
        self.prove("for sigma in chamber(2)\nprove hessian(S(1/2, sigma), sigma) negative-definite\n", "--budget", "2", status=3)

    def test_free_energies_are_convex_where_their_energy_is(self):
        energy = "sum(i in 1..%s, sigma[i]^2)/2"
        for domain, function, statement in (
                ("for sigma in chamber(3)", energy % 3 + " - S(1/3, sigma)/2", ">= 1*identity"),
                ("for d in 2..inf, b in (0, inf), nu in [0, 1/2], sigma in chamber(d)", energy % "d" + " - S(nu, sigma)/b",
                 "positive-definite"),
                ("for sigma in chamber(2) & [1, inf) [1/2, inf)", "sum(i in 1..2, sigma[i]^4) - S(0, sigma)", "eigenvalue 2 in [3, inf)")):
            certificate = self.path("convex.json")
            self.prove(f"{domain}\nprove hessian({function}, sigma) {statement}\n", "-o", certificate, "--budget", "20", status=0)
            with open(certificate, encoding="utf-8") as file:
                self.assertEqual(json.load(file)["proof"]["step"]["step"], "convex-energy")

    def test_bounds_over_unbounded_boxes_are_proved_without_some_singular_values(self):
        logarithms = "sum(i < j, log(sigma[i] + sigma[j]))"
        for width, box, function, statement in ((3, "[1,inf) [1,2] [1/2,1]", "S(1/3, sigma)", "1 in (-inf, -0.15]"),
                                                (4, "[1,inf) [1,inf) [1,2] [1/2,1]", "S(0, sigma)", "2 in (-inf, -0.07)"),
                                                (3, "[1,2] [1,2] [0,1]", "S(1/3, sigma)", "2 in [-1.01, inf)"),
                                                (3, "[1,inf) [1,2] [1/2,1]", logarithms, "1 in (-inf, -0.22]")):
            certificate = self.path("without.json")
            self.prove(f"for sigma in chamber({width}) & {box}\nprove hessian({function}, sigma) eigenvalue {statement}\n",
                       "-o", certificate, "--budget", "20", status=0)
            with open(certificate, encoding="utf-8") as file:
                self.assertIn("without", json.load(file)["proof"]["step"])

    def test_the_budget_ends_the_check_too(self):
        # found in a few seconds, with a million leaves that take a minute to check
        text = "for x in [1, 2], y in [1, 2], z in [-1, 1]\nprove sin(x*y)^2 - 2*z*sin(x*y) + z^2 + 1/10000 > 0\n"
        start = time.monotonic()
        self.prove(text, "--budget", "4", status=3)
        self.assertLess(time.monotonic() - start, 20)

    def test_a_damaged_state_is_refused(self):
        text = "for x in (0, 1), y in (0, 1) prove x*log(x/y) + (1 - x)*log((1 - x)/(1 - y)) >= 2*(x - y)^2\n"
        certificate = self.path("c.json")
        self.prove(text, "-o", certificate, "--budget", "1.5", status=3)
        with open(certificate + ".partial", encoding="utf-8") as file:
            state = json.load(file)
        self.assertTrue(state["trees"])
        for tree in "x@1/2 n64", "x@1/2 n64 n64 n64", "what", "z@1/2 n64 n64", "x@3/2 n64 n64":
            state["trees"] = {key: tree for key in state["trees"]}
            with open(certificate + ".partial", "w", encoding="utf-8") as file:
                json.dump(state, file)
            result = self.prove(text, "-o", certificate, "--resume", "--budget", "20", status=2)
            self.assertRegex(result.stderr, "cannot be resumed")


if __name__ == "__main__":
    DLNCERT = sys.argv.pop(1)
    unittest.main()
