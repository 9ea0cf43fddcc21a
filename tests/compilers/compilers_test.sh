#!/bin/sh
# The suites of the arithmetic and of the checker and the end-to-end test, under another compiler or other options.
# Usage: compilers_test.sh SOURCE FOLDER COMPILER OPTIONS PROGRAM_BEFORE_TESTS
# (the last, such as "valgrind -q --error-exitcode=9", may be empty; the end-to-end test runs without it). Random tests
# run a twentieth of their samples, or what DLNCERT_TEST_SAMPLES says.
set -eu
source=$1 folder=$2 compiler=$3 options=$4 before=$5
command -v "$compiler" >/dev/null || { echo "skipped: no $compiler here"; exit 0; }
test -z "$before" || command -v "${before%% *}" >/dev/null || { echo "skipped: no ${before%% *} here"; exit 0; }
case $options in *-fsanitize=thread*)
    echo 'int main() {}' >"$folder.probe.cpp"
    "$compiler" -fsanitize=thread "$folder.probe.cpp" -o "$folder.probe" 2>/dev/null && "$folder.probe" ||
        { echo "skipped: no thread sanitizer here"; exit 0; } ;;
esac
cmake -S "$source" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER="$compiler" \
    -DCMAKE_CXX_FLAGS_RELEASE="$options" -DDLNCERT_NESTED=ON -DDLNCERT_COQ=OFF >"$folder.configure" 2>&1 ||
    { cat "$folder.configure"; exit 1; }
cmake --build "$folder" --target test_arith test_checker dlncert dlncert-check >"$folder.build" 2>&1 || { tail -50 "$folder.build"; exit 1; }
export DLNCERT_TEST_SAMPLES="${DLNCERT_TEST_SAMPLES:-0.05}"
for suite in arith checker; do
    $before "$folder/tests/test_$suite" || exit 1
done
python3 "$source/tests/tools/end_to_end.py" "$folder/tools/dlncert/dlncert"
