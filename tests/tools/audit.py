#!/usr/bin/env python3
"""`dlncert audit`: every claim that ships is what its file says it is, and what is written about it can be read.

Usage: audit.py PATH/TO/dlncert SOURCE_DIR [unittest arguments]
"""
import json
import subprocess
import sys
import unittest

DLNCERT = SOURCE = None


def run(args):
    return subprocess.run([DLNCERT, *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300)


class Audit(unittest.TestCase):
    def test_all_is_as_it_should_be(self):
        result = run(["audit", "--json"])
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        document = json.loads(result.stdout)
        self.assertEqual(document["status"], "proved")
        rows = {row["id"]: row for row in document["rows"]}
        self.assertIn("P-4.4", rows)
        self.assertIn("exact", rows["P-4.4"]["ways"])
        for row in rows.values():
            self.assertTrue(row["checked"], row)

    def test_unknown_claims(self):
        result = run(["audit", "--only", "P-0.0"])
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertIn("P-0.0", result.stderr)


if __name__ == "__main__":
    DLNCERT = sys.argv.pop(1)
    SOURCE = sys.argv.pop(1)
    unittest.main()
