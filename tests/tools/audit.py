#!/usr/bin/env python3
"""`dlncert audit`: every claim that ships is what its file says it is, and what is written about it can be read.

Usage: audit.py PATH/TO/dlncert SOURCE_DIR [unittest arguments]
"""
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree
from fractions import Fraction

DLNCERT = SOURCE = None
TABLE = {}  # the document of `audit --json`, which several tests read


def run(args):
    return subprocess.run([DLNCERT, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)


def shipped():
    """ID and text of each claim file that ships."""
    files = glob.glob(os.path.join(SOURCE, "proofs", "claims", "*.claim"))
    claims = {}
    for path in files:
        with open(path, encoding="utf-8") as file:
            claims[os.path.basename(path).removesuffix(".claim")] = file.read()
    claims.pop("prelude")
    return claims


def document():
    if not TABLE:
        result = run(["audit", "--json"])
        TABLE.update(json.loads(result.stdout), exit=result.returncode, stderr=result.stderr)
    return TABLE


def conforms(value, schema, root, path="document"):
    """As much of JSON Schema as the schema uses; a list of what is wrong."""
    if "$ref" in schema:
        target = root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        return conforms(value, target, root, path)
    if "anyOf" in schema:
        found = [conforms(value, option, root, path) for option in schema["anyOf"]]
        return [] if any(not wrong for wrong in found) else found[0]
    types = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
    wrong = []
    if "type" in schema and not isinstance(value, types[schema["type"]]):
        return [f"{path}: {value!r} is no {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        wrong.append(f"{path}: {value!r} is none of {schema['enum']}")
    if "pattern" in schema and not re.search(schema["pattern"], value):
        wrong.append(f"{path}: {value!r} does not match {schema['pattern']}")
    if isinstance(value, dict):
        wrong += [f"{path}: no member {name}" for name in schema.get("required", []) if name not in value]
        known = schema.get("properties", {})
        for name, member in value.items():
            if name in known:
                wrong += conforms(member, known[name], root, f"{path}.{name}")
            elif schema.get("additionalProperties") is False:
                wrong.append(f"{path}: unknown member {name}")
            elif isinstance(schema.get("additionalProperties"), dict):
                wrong += conforms(member, schema["additionalProperties"], root, f"{path}.{name}")
    if isinstance(value, list) and "items" in schema:
        for i, item in enumerate(value):
            wrong += conforms(item, schema["items"], root, f"{path}[{i}]")
    return wrong


class Page(html.parser.HTMLParser):
    """Collects the text, and insists that every element is closed where it belongs."""
    VOID = {"meta", "rect", "br"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.text, self.preformatted = [], "", []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        if tag not in self.VOID or tag == "rect":
            self.open.append(tag)
        if tag == "pre":
            self.preformatted.append("")
        for name, value in attrs:
            assert name not in ("src", "onclick"), "the page is not self-contained"
            assert name != "href" or value.startswith("#")

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text += data
        if self.open and self.open[-1] == "pre":
            self.preformatted[-1] += data


class Audit(unittest.TestCase):
    def test_all_is_as_it_should_be(self):
        table = document()
        self.assertEqual(table["exit"], 0, [row for row in table["rows"] if not row["as_expected"]])
        self.assertEqual(table["status"], "proved")
        rows = {row["id"]: row for row in table["rows"]}
        self.assertEqual(set(rows), set(shipped()))
        self.assertIn("exact", rows["P-4.4"]["ways"])
        self.assertIn("Theorem_1_9", rows["P-1.9"]["formal"])
        self.assertNotIn("Theorem_1_9", rows["P-4.4"]["formal"])
        self.assertIn("Section_8_3_integral_strict", rows["P-8.3"]["formal"])
        self.assertIn("Theorem_1_2", rows["P-1.2"]["formal"])
        for theorem in ("P-1.2", "P-1.8", "P-4.2", "P-5.1", "P-8.3", "P-1.28"):  # not about a pair, or one width
            self.assertIn(rows[theorem]["verdict"], "proved")
            self.assertRegex(rows[theorem]["text"], "chamber\\(d\\)|independent x, y")
        for name, text in shipped().items():
            row = rows[name]
            self.assertEqual(row["text"], text)
            self.assertTrue(row["checked"] and row["as_expected"], row)
            wanted = re.search(r"^# ways: (.*)$", text, flags=re.M)
            if wanted:
                self.assertEqual(row["ways"], [way.strip() for way in wanted[1].split(",")])
            expected = re.search(r"^# expected: (.*)$", text, flags=re.M)
            self.assertEqual(row["expected"], expected[1] if expected else "proved")
            self.assertEqual(row["verdict"], "refuted" if expected else "proved")
            for corrected in row.get("corrected", []):
                self.assertEqual(rows[corrected]["verdict"], "proved")
            for proof in row["proofs"]:
                self.assertTrue(proof["checked"])
                if proof["margin"]:
                    self.assertGreaterEqual(Fraction(proof["margin"]["lo"]), 0)

    def test_it_is_quick(self):
        start = time.monotonic()
        self.assertEqual(run(["audit", "--quiet"]).returncode, 0)
        self.assertLess(time.monotonic() - start, 60)  # 10 s where nothing else runs

    def test_the_table(self):
        result = run(["audit", "--only", "P-4.4", "P-1.9-exception"])
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertRegex(result.stdout, "^claim +verdict +ways +checked +leaves +to prove +to check +margin +formal\n")
        self.assertRegex(result.stdout, "\nP-4.4 +proved +exact.* yes ")
        self.assertIn("for nu in [0, 1/2), u in [0, inf) prove c^2 - 2*c*k - m^2 > 0", result.stdout)
        self.assertNotIn("P-1.9 ", result.stdout)
        again = run(["audit", "--only", "P-4.4,P-1.9-exception", "--json"])
        self.assertEqual([row["id"] for row in json.loads(again.stdout)["rows"]], ["P-1.9-exception", "P-4.4"])

    def test_the_json_fits_its_schema(self):
        with open(os.path.join(SOURCE, "proofs", "schema", "audit.schema.json"), encoding="utf-8") as file:
            schema = json.load(file)
        table = {name: value for name, value in document().items() if name not in ("exit", "stderr")}
        self.assertEqual(conforms(table, schema, schema), [])
        del table["rows"][0]["digest"]  # and the schema says something
        self.assertNotEqual(conforms(table, schema, schema), [])
        TABLE.clear()

    def test_bad_input(self):
        with tempfile.TemporaryDirectory() as folder:
            for args, message in ((["--only", "P-0.0"], "'P-0.0' is no claim that ships"),
                                  (["--paper", "S"], "--paper is P, Q or all"),
                                  (["--report", folder + "/a.txt"], "ends with .html, .tex, .json or .md"),
                                  (["--report", folder + "/a"], "ends with .html"),
                                  (["--report", folder + "/missing/a.md"], "a folder that exists"),
                                  (["--jobs", "0"], "--jobs")):
                with self.subTest(args=args):
                    result = run(["audit", *args])
                    self.assertEqual((result.returncode, result.stdout), (2, ""))
                    self.assertIn(message, result.stderr)
            os.mkdir(folder + "/folder.md")
            self.assertEqual(run(["audit", "--report", folder + "/folder.md"]).returncode, 2)
            self.assertEqual(os.listdir(folder), ["folder.md"])

    def test_a_budget_that_ends(self):
        result = run(["audit", "--only", "P-4.4", "--budget", "1e-9", "--json"])
        self.assertIn(result.returncode, (0, 3))  # a proof that is known needs no search

    def audit_of(self, claims, status):
        """The rows of an audit of these claims, by ID."""
        with tempfile.TemporaryDirectory() as folder:
            for name, text in claims.items():
                with open(f"{folder}/{name}.claim", "w", encoding="utf-8") as file:
                    file.write(text)
            result = run(["audit", "--claims", folder, "--json", "--budget", "20"])
            self.assertEqual(result.returncode, status, result.stdout + result.stderr)
            if status == 2:
                return result.stderr
            table = json.loads(result.stdout)
            self.assertEqual(table["status"], {0: "proved", 1: "refuted", 3: "undecided"}[status])
            text = run(["audit", "--claims", folder, "--budget", "20"])
            self.assertEqual(text.returncode, status)
            self.assertEqual("NOT AS IT SHOULD BE" in text.stdout, status != 0)
            return {row["id"]: row for row in table["rows"]}

    TRUE = "for x in [0, 1] prove x*(1 - x) <= 1/4\n"
    FALSE = "for x in [0, 1] prove x*(1 - x) < 1/4\n"

    def test_claims_that_are_not_what_they_should_be(self):
        as_printed = "# expected: refuted as printed\n# corrected: T-1\n"
        rows = self.audit_of({"T-1": self.TRUE, "T-1-as-printed": as_printed + self.FALSE}, 0)
        row = rows["T-1-as-printed"]
        self.assertEqual((row["verdict"], row["expected"], row["witness"]), ("refuted", "refuted as printed", {"x": "1/2"}))
        self.assertIn("disprove", row["proofs"][0]["claim"])
        rows = self.audit_of({"T-1": self.TRUE, "T-2": as_printed + "for sigma in chamber(2) & [1, 2] [1, 2] prove sigma[1] > sigma[2]\n"}, 0)
        self.assertEqual(len(rows["T-2"]["witness"]), 2)
        # a claim turned false; one that should be false and is not
        rows = self.audit_of({"T-1": self.FALSE}, 1)
        self.assertFalse(rows["T-1"]["as_expected"])
        self.audit_of({"T-1": self.TRUE, "T-1-as-printed": as_printed + self.TRUE}, 3)
        # what is proved instead is missing, false itself, or no claim that is to be proved
        self.audit_of({"T-1-as-printed": "# expected: refuted as printed\n# corrected: T-1\n" + self.FALSE}, 3)
        self.audit_of({"T-1": self.FALSE, "T-1-as-printed": as_printed + self.FALSE}, 1)
        self.audit_of({"T-1": as_printed.replace("T-1", "T-2") + self.FALSE, "T-2": self.TRUE,
                       "T-3": as_printed + self.FALSE}, 3)
        # a way that the certificate does not go, or in which no proof is known
        self.audit_of({"T-1": "# ways: exact\n" + self.TRUE}, 3)
        self.audit_of({"T-1": "# ways: interval\nfor x in [0, 1] prove x < 2\n"}, 3)
        rows = self.audit_of({"T-1": "# ways: interval\nfor x in [0, 3], y in [0, 1] prove sin(x)*cos(x) + y^2*sin(y) < 1.6\n"}, 0)
        self.assertEqual(rows["T-1"]["ways"], ["interval"])
        rows = self.audit_of({"T-1": "for u in [0, inf) prove exp(-u) + 2*exp(-2*u) + 3*exp(-3*u) > 0\n"}, 0)
        self.assertEqual((rows["T-1"]["ways"], rows["T-1"]["integers"]), (["exact"], 0))
        rows = self.audit_of({"T-1": "# ways: exact\nfor x in [0, 1] prove x*(x + 1) = x^2 + x\n"}, 0)
        self.assertEqual(rows["T-1"]["ways"], ["exact"])
        # a formal proof that does not exist
        self.audit_of({"T-1": "# formal: Theorem_0_0\n" + self.TRUE}, 3)
        rows = self.audit_of({"T-1": "# formal: I1, I2\n" + self.TRUE}, 0)
        self.assertEqual(rows["T-1"]["formal"], ["I1", "I2"])
        # words that nobody understands
        for line in "# expected: true", "# ways: guess", "# way: exact", "# expected: refuted as printed":
            self.audit_of({"T-1": line + "\n" + self.TRUE}, 2)
        self.audit_of({"T-1": "# Lemma 1: of no importance\n# see the paper\n" + self.TRUE}, 0)

    def test_reports_escape(self):
        with tempfile.TemporaryDirectory() as folder:
            with open(folder + "/T-1.claim", "w", encoding="utf-8") as file:
                file.write('claim t\n"<b> & \'x\' | $100_% #1 {a} \\ `code` é"\n# a < b & c\nfor x in [0, 1] prove 0 <= x and x < 2\n')
            for name in "a.html", "a.md", "a.tex":
                path = os.path.join(folder, name)
                result = run(["audit", "--claims", folder, "--report", path])
                self.assertEqual(result.returncode, 0, result.stderr)
            with open(folder + "/a.html", encoding="utf-8") as file:
                text = file.read()
            self.assertNotIn("<b>", text)
            self.assertIn("<b> & 'x' | $100_% #1 {a} \\ `code` é", Page(text).text)

    def report(self, name, *args):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            result = run(["audit", "--report", path, *args])
            self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
            self.assertEqual(os.listdir(folder), [name])
            with open(path, encoding="utf-8") as file:
                return file.read()

    def test_html(self):
        text = self.report("a.html")
        page = Page(text)
        for claim in shipped().values():
            self.assertIn(claim, page.preformatted)
        with open(os.path.join(SOURCE, "proofs", "claims", "prelude.claim"), encoding="utf-8") as file:
            self.assertIn(file.read(), page.preformatted)
        pictures = re.findall(r"<svg.*?</svg>", text, flags=re.S)
        self.assertGreaterEqual(len(pictures), 3)
        for picture in pictures:
            root = xml.etree.ElementTree.fromstring(picture)
            boxes = root.findall("{http://www.w3.org/2000/svg}rect")
            self.assertGreater(len(boxes), 2)
        for signature in [p for p in pictures if "signature" in p][1:]:  # indefinite everywhere at depths 3 and 10
            self.assertIn("#fdb863", signature)

    def test_markdown(self):
        text = self.report("a.md")
        for name, claim in shipped().items():
            self.assertIn(f"\n### {name}: ", text)
            self.assertIn("```\n" + claim + "```\n", text)
        lines = [line for line in text.splitlines() if line.startswith("|")]
        self.assertEqual(len(lines), len(shipped()) + 2)
        for line in lines:
            self.assertEqual(len(re.sub(r"\\.", "", line).split("|")), 13, line)

    def test_latex(self):
        text = self.report("a.tex")
        for claim in shipped().values():
            self.assertIn("\\begin{verbatim}\n" + claim + "\\end{verbatim}\n", text)
        outside = re.sub(r"\\begin\{verbatim\}.*?\\end\{verbatim\}", "", text, flags=re.S)
        outside = re.sub(r"(?m)^%.*$", "", outside)
        self.assertEqual(outside.count("{") - outside.count("\\{"), outside.count("}") - outside.count("\\}"))
        self.assertNotRegex(outside, r"(?<!\\)[#$%_^]")
        table = re.search(r"\\begin\{longtable\}\{(\w+)\}(.*)\\end\{longtable\}", outside, flags=re.S)
        rows = [line for line in table[2].splitlines() if line.endswith("\\\\")]
        self.assertEqual(len(rows), len(shipped()) + 1)
        for row in rows:
            self.assertEqual(len(re.split(r"(?<!\\)&", row)), len(table[1]))

    def test_json_report(self):
        written = json.loads(self.report("a.json"))
        self.assertEqual([row["id"] for row in written["rows"]], [row["id"] for row in document()["rows"]])


if __name__ == "__main__":
    DLNCERT = sys.argv.pop(1)
    SOURCE = sys.argv.pop(1)
    unittest.main()
