# Sourced by tools/run and tools/test: installs the packages that are missing and builds what changed.
# All that it says goes to stderr: stdout belongs to the program that is run.
# Its failures are exit status 5: 1, 3 and 4 are answers of dlncert's about mathematics.

root=$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")
build=$root/build/release

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 5
}

# missing_packages PURPOSE…: names of the packages for these purposes that dpkg does not know as installed.
missing_packages() {
    local wanted installed
    wanted=$(while read -r name purpose _; do
        [[ " $* " == *" $purpose "* ]] && echo "$name"
    done <"$root/tools/packages.txt")
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $wanted 2>/dev/null | sed -n 's/^installed //p')
    comm -23 <(sort <<<"$wanted") <(sort -u <<<"$installed")
}

# install_packages PURPOSE…: nothing at all is done, and neither root nor a network needed, where none is missing.
install_packages() {
    local missing as_root=()
    if ! command -v dpkg-query >/dev/null; then
        echo "no Debian system: taking the packages of tools/packages.txt as installed" >&2
        return
    fi
    missing=$(missing_packages "$@" | tr '\n' ' ')
    [[ -n $missing ]] || return 0
    if ((EUID != 0)); then
        command -v sudo >/dev/null ||
            fail "Debian packages are missing, and you are neither root nor is there sudo. Please have them installed:
    apt-get install --no-install-recommends $missing"
        as_root=(sudo)
    fi
    echo "installing Debian packages: $missing" >&2
    as_root+=(env DEBIAN_FRONTEND=noninteractive apt-get -q)
    # shellcheck disable=SC2086
    "${as_root[@]}" update >&2 && "${as_root[@]}" install -y --no-install-recommends $missing >&2 ||
        fail "apt-get could not install the missing Debian packages. Please have them installed:
    apt-get install --no-install-recommends $missing"
    rm -f "$build/build.ninja"  # configure again: CMake may have looked for them in vain
}

# build_targets TARGET… (names of ninja's): one at a time, so that two runs at once do not break each other's build.
build_targets() {
    mkdir -p "$build" || fail "cannot write to $root/build"
    exec 9>"$root/build/.lock"
    flock 9
    if [[ ! -e $build/build.ninja || $root/CMakePresets.json -nt $build/build.ninja ]]; then
        command -v ccache >/dev/null && export CMAKE_CXX_COMPILER_LAUNCHER=ccache
        (cd "$root" && cmake --preset release 9>&-) >&2 || fail "the build could not be configured"
    fi
    ninja -C "$build" "$@" 9>&- 2>&1 | sed -u '/^ninja: Entering directory/d; /^ninja: no work to do/d; /Re-checking globbed/d; /^-- GLOB mismatch/d' >&2
    ((PIPESTATUS[0] == 0)) || fail "the build failed"
    exec 9>&-
}
