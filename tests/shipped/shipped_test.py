#!/usr/bin/env python3
"""The claim and proof parts of proofs/certificates/ID.json are what `dlncert prove ID` writes, and are accepted.

Where a claim declares several ways, ID.WAY.json is what `dlncert prove ID --way WAY` writes, for each but the first.

usage: shipped_test.py PROGRAM PROOFS [--write]
With --write, the certificates are written anew.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

program, proofs = sys.argv[1], pathlib.Path(sys.argv[2])
write = "--write" in sys.argv
folder = proofs / "certificates"
folder.mkdir(exist_ok=True)
wrong = []


def certificates():
    """For each claim, and each way but the first that it declares: its ID, the certificate's name, the way."""
    for claim in sorted(proofs.glob("claims/[A-Z]-*.claim")):
        ways = re.search(r"^# ways: (.*)$", claim.read_text(), flags=re.M)
        yield claim.stem, f"{claim.stem}.json", []
        for way in [way.strip() for way in ways[1].split(",")][1:] if ways else []:
            yield claim.stem, f"{claim.stem}.{way}.json", ["--way", way]


with tempfile.TemporaryDirectory() as scratch:
    for claim, name, way in certificates():
        found = pathlib.Path(scratch) / name
        run = subprocess.run([program, "prove", claim, "-o", str(found), *way], capture_output=True, text=True)
        if not found.exists():
            wrong.append(f"{name}: no certificate: {run.stdout}{run.stderr}")
            continue
        certificate = json.loads(found.read_text())
        parts = {"format": certificate["format"], "claim": certificate["claim"], "proof": certificate["proof"]}
        kept = folder / name
        if write:
            certificate["provenance"] = {}
            kept.write_text(json.dumps(certificate, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n")
        if not kept.exists():
            wrong.append(f"{name}: no certificate is kept")
            continue
        held = json.loads(kept.read_text())
        if any(held[member] != part for member, part in parts.items()):
            wrong.append(f"{name}: another certificate is kept than is found")
        check = subprocess.run([program, "check", str(kept)], capture_output=True, text=True)
        if check.returncode != 0:
            wrong.append(f"{name}: refused: {check.stdout}{check.stderr}")
known = {name for claim, name, way in certificates()}
wrong += [f"{kept.name}: of no claim" for kept in folder.glob("*.json") if kept.name not in known]
for line in wrong:
    print(line)
sys.exit(1 if wrong else 0)
