#!/usr/bin/env python3
"""tools/claims-table believes no prover: it fails on a wrong verdict, and on a certificate that the checker does not accept.

usage: table_test.py CLAIMS-TABLE
"""
import json
import os
import subprocess
import sys
import tempfile

PROVED, REFUTED = (0, "proved"), (1, "refuted")

# verdict on the claim, verdict on its twin, exit status of the checker, exit status of the table
CASES = [
    (PROVED, REFUTED, 0, 0),
    (PROVED, REFUTED, 4, 1),
    (REFUTED, REFUTED, 0, 1),
    (PROVED, PROVED, 0, 1),
    ((3, "undecided"), REFUTED, 0, 1),
    (PROVED, (3, "undecided"), 0, 1),
    ((3, "proved"), REFUTED, 0, 1),
    ((0, "undecided"), REFUTED, 0, 1),
    (PROVED, (1, "proved"), 0, 1),
]


def program(path, body):
    with open(path, "w", encoding="utf-8") as file:
        file.write("#!/bin/sh\n" + body)
    os.chmod(path, 0o755)


def answer(verdict):
    status, word = verdict
    return f"echo '{json.dumps({'status': word})}'; exit {status}"


def exit_status(table, claim, twin, checker):
    with tempfile.TemporaryDirectory() as folder:
        program(folder + "/dlncert", f"case $2 in */true/*) {answer(claim)};; *) {answer(twin)};; esac\n")
        # the checker must be asked about the claim itself, and about the negation of the twin
        program(folder + "/dlncert-check", f'grep -q "^\\(prove sin(x) >= 2\\*x/pi\\|disprove .*2.00002\\)" "$3" || exit 5\n'
                f"exit {checker}\n")
        run = subprocess.run([sys.executable, table, "jordan", "--dlncert", folder + "/dlncert"], capture_output=True, check=False)
        return run.returncode


def main(table):
    failed = 0
    for claim, twin, checker, expected in CASES:
        found = exit_status(table, claim, twin, checker)
        if found != expected:
            failed += 1
            print(f"claim {claim}, twin {twin}, checker {checker}: exit {found}, expected {expected}")
    print(f"{len(CASES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
