#!/usr/bin/env python3
"""The claim and proof parts of proofs/certificates/ID.json are what `dlncert prove ID` writes, and are accepted.

usage: shipped_test.py PROGRAM PROOFS [--write]
With --write, the certificates are written anew.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

program, proofs = sys.argv[1], pathlib.Path(sys.argv[2])
write = "--write" in sys.argv
folder = proofs / "certificates"
folder.mkdir(exist_ok=True)
wrong = []
with tempfile.TemporaryDirectory() as scratch:
    for claim in sorted(proofs.glob("claims/[A-Z]-*.claim")):
        found = pathlib.Path(scratch) / (claim.stem + ".json")
        run = subprocess.run([program, "prove", claim.stem, "-o", str(found)], capture_output=True, text=True)
        if not found.exists():
            wrong.append(f"{claim.stem}: no certificate: {run.stdout}{run.stderr}")
            continue
        certificate = json.loads(found.read_text())
        parts = {"format": certificate["format"], "claim": certificate["claim"], "proof": certificate["proof"]}
        kept = folder / found.name
        if write:
            certificate["provenance"] = {}
            kept.write_text(json.dumps(certificate, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n")
        if not kept.exists():
            wrong.append(f"{claim.stem}: no certificate is kept")
            continue
        held = json.loads(kept.read_text())
        if any(held[name] != part for name, part in parts.items()):
            wrong.append(f"{claim.stem}: another certificate is kept than is found")
        check = subprocess.run([program, "check", str(kept)], capture_output=True, text=True)
        if check.returncode != 0:
            wrong.append(f"{claim.stem}: refused: {check.stdout}{check.stderr}")
known = {claim.stem for claim in proofs.glob("claims/[A-Z]-*.claim")}
wrong += [f"{kept.name}: of no claim" for kept in folder.glob("*.json") if kept.stem not in known]
for line in wrong:
    print(line)
sys.exit(1 if wrong else 0)
