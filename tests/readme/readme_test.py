#!/usr/bin/env python3
"""The README's sessions print what it says. usage: readme_test.py README DLNCERT

Each line `$ tools/run ARGUMENTS` of a ```console block is run, in one empty folder; what follows it is its stdout.
"""
import re
import shlex
import subprocess
import sys
import tempfile


def sessions(text):
    for block in re.findall(r"^```console\n(.*?)^```$", text, flags=re.S | re.M):
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, flags=re.M):
            yield command, output


def main(readme, dlncert):
    failed, count = 0, 0
    with open(readme, encoding="utf-8") as file, tempfile.TemporaryDirectory() as folder:
        for command, expected in sessions(file.read()):
            words = shlex.split(command)
            assert words[0] == "tools/run", command
            run = subprocess.run([dlncert, *words[1:]], capture_output=True, text=True, cwd=folder, encoding="utf-8")
            count += 1
            if run.stdout != expected:
                failed += 1
                print(f"$ {command}\n--- expected\n{expected}--- printed\n{run.stdout}{run.stderr}")
    print(f"{count - failed} passed, {failed} failed")
    return 1 if failed or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
