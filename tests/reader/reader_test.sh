#!/usr/bin/env bash
# The example reader accepts real certificates and refuses altered ones. usage: reader_test.sh DLNCERT READER
set -euo pipefail
dlncert=$1 reader=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$dlncert" certify concavity --depth 3 --box "[10,11] [1,1.1] [0.95,1.05]" -o box.json > /dev/null
"$dlncert" certify concavity --depth 3..inf --width all --chamber -o chamber.json > /dev/null
[[ $(python3 "$reader" box.json) == *"the matrix inequality holds"* ]]
[[ $(python3 "$reader" chamber.json) == *"pair-definite"* ]]

refused() { if python3 "$reader" "$1" > /dev/null 2>&1; then echo "the reader takes $2"; exit 1; fi; }
sed 's/negative-definite/negative-semidefinite/' chamber.json > altered.json
cmp -s chamber.json altered.json && exit 1
refused altered.json "an altered claim"
python3 - << 'PYTHON'
import hashlib, json
c = json.load(open("box.json"))
factor = c["proof"]["step"]["factor"]
factor["modulus"] = str(2 * float(factor["modulus"]))
covered = {"format": c["format"], "claim": c["claim"]["text"], "prelude": c["claim"]["prelude"], "step": c["proof"]["step"]}
text = json.dumps(covered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
c["proof"]["digest"] = hashlib.sha256(text.encode()).hexdigest()
json.dump(c, open("doubled.json", "w"))
PYTHON
refused doubled.json "a doubled modulus with the digest repaired"
