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
suites='arith checker'
# valgrind rounds doubles to nearest in every mode: dlncert has to say so and stop; the checker's numbers are MPFR's
case $before in valgrind*) suites='statement certificate rules checker' ;; esac
targets=$(printf ' test_%s' $suites)
cmake --build "$folder" --target $targets dlncert dlncert-check >"$folder.build" 2>&1 || { tail -50 "$folder.build"; exit 1; }
export DLNCERT_TEST_SAMPLES="${DLNCERT_TEST_SAMPLES:-0.05}"
for suite in $suites; do
    $before "$folder/tests/test_$suite" || exit 1
done
if test -n "$before"; then
    if $before "$folder/tools/dlncert/dlncert" --version 2>"$folder.message"; then echo "dlncert works where nothing rounds upward"; exit 1; fi
    grep -q "does not round" "$folder.message" || { cat "$folder.message"; exit 1; }
fi
python3 "$source/tests/tools/end_to_end.py" "$folder/tools/dlncert/dlncert"
