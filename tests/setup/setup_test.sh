#!/usr/bin/env bash
# setup_test.sh SOURCE_TREE VERSION: tools/run as its caller sees it, and the set-up where packages are missing.
set -uo pipefail
source_tree=$1 version=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

# expect WHAT COMMAND…: the command succeeds.
expect() {
    local what=$1
    shift
    "$@" || { echo "not so: $what" >&2; failures=$((failures + 1)); }
}

# try COMMAND…: runs it in an empty directory, leaves $status, and stdout and stderr as files.
try() {
    mkdir -p "$scratch/elsewhere"
    (cd "$scratch/elsewhere" && "$@") >"$scratch/out" 2>"$scratch/err"
    status=$?
}

# 1. tools/run, everything built: quick, silent, itself on stdout, its arguments and its caller's directory kept.
try "$source_tree/tools/run" --version
started=$(date +%s%N)
try "$source_tree/tools/run" --version
milliseconds=$((($(date +%s%N) - started) / 1000000))
echo "second start: $milliseconds ms"
expect "exit 0 for --version" test "$status" = 0
expect "stdout is the version" test "$(cat "$scratch/out")" = "dlncert $version"
expect "stderr is empty" test ! -s "$scratch/err"
expect "the second start takes less than a second" test "$milliseconds" -lt 1000
try "$source_tree/tools/run" no-such-command 'two words'
expect "dlncert's own exit status" test "$status" = 2
ln -s "$source_tree/tools/run" "$scratch/elsewhere/dlncert"
try ./dlncert --version
expect "it runs through a symbolic link" test "$status" = 0

# 2. Missing packages, in a copy of the tools, with an apt-get and a dpkg-query that only take notes.
tree=$scratch/tree fake=$scratch/fake
mkdir -p "$tree" "$fake"
cp -r "$source_tree/tools" "$tree/tools"
as_nobody=(setpriv --reuid 65534 --regid 65534 --clear-groups)
chmod -R a+rX "$scratch"
touch "$scratch/notes" && chmod a+w "$scratch/notes"
fake_program() { printf '#!/bin/sh\n%s\n' "$2" >"$fake/$1" && chmod a+rx "$fake/$1"; }
fake_path=(env "PATH=$fake:$PATH")
fake_program apt-get "echo apt-get \"\$@\" >>'$scratch/notes'"
fake_program cmake 'echo cmake ran >&2; exit 1'
fake_program dpkg-query "awk '!/^#/ && \$1 != \"cmake\" { print \"installed\", \$1 }' '$tree/tools/packages.txt'; exit 1"

try "${fake_path[@]}" "$tree/tools/run"
if ((EUID == 0)); then
    expect "apt-get update, then install of what is missing" test "$(cat "$scratch/notes")" = "apt-get -q update
apt-get -q install -y --no-install-recommends cmake"
    expect "then it goes on to build" grep -q 'cmake ran' "$scratch/err"
fi
expect "a build that fails is exit 5" test "$status" = 5

fake_program apt-get 'exit 100'
fake_program sudo 'exit 1'
without_rights=("${fake_path[@]}")
((EUID == 0)) && without_rights+=("${as_nobody[@]}")
try "${without_rights[@]}" "$tree/tools/run"
expect "exit 5 where sudo refuses" test "$status" = 5
expect "the message names the package" grep -qx '    apt-get install --no-install-recommends cmake ' "$scratch/err"
expect "nothing on stdout" test ! -s "$scratch/out"

: >"$scratch/notes"
fake_program dpkg-query "awk '!/^#/ { print \"installed\", \$1 }' '$tree/tools/packages.txt'"
fake_program apt-get "echo apt-get \"\$@\" >>'$scratch/notes'"
try "${fake_path[@]}" "$tree/tools/run"
expect "no apt-get where nothing is missing" test ! -s "$scratch/notes"

exit $((failures > 0))
