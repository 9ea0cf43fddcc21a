#!/usr/bin/env python3
"""What goes wrong around the program: full disks, kills, limits, locales. It may fail; it may not lie or leave a half file.

Usage: faults_test.py PATH/TO/dlncert [unittest arguments]
"""
import concurrent.futures
import json
import os
import pty
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

DLNCERT = None
EASY = "for x in [0, 1], y in [0, 1] prove x*y <= 2\n"
# little above 0 along a surface, and not written as a square: seconds of subdivision
HARD = "for x in [1, 2], y in [1, 2], z in [-1, 1]\nprove sin(x*y)^2 - 2*z*sin(x*y) + z^2 + 1/300 > 0\n"
MIB = 1 << 20
# a clock that goes back by an hour with each question; the monotonic one is the system's
BACKWARD_CLOCK = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>
static int calls;
int clock_gettime(clockid_t clock, struct timespec* t) {
    int (*real)(clockid_t, struct timespec*) = (int (*)(clockid_t, struct timespec*))dlsym(RTLD_NEXT, "clock_gettime");
    int status = real(clock, t);
    if (clock == CLOCK_REALTIME) t->tv_sec -= 3600L * __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED);
    return status;
}
time_t time(time_t* result) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    if (result) *result = t.tv_sec;
    return t.tv_sec;
}
"""


def limited(**limits):
    def apply():
        for name, value in limits.items():
            resource.setrlimit(getattr(resource, "RLIMIT_" + name), (value, value))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then a write beyond the limit fails, as on a full disk
    return apply


def run(*args, timeout=120, **options):
    return subprocess.run([DLNCERT, *args], stdout=options.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
                          timeout=timeout, **options)


class Faults(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="faults-")
        self.addCleanup(shutil.rmtree, self.folder)

    def file(self, name, text=None):
        path = os.path.join(self.folder, name)
        if text is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return path

    def left(self):
        return sorted(os.listdir(self.folder))

    def assert_whole(self, certificate, claim):
        self.assertEqual(run("check", certificate, "--claim", claim).returncode, 0)

    def test_full_disk_under_the_certificate(self):
        claim = self.file("easy.claim", EASY)
        result = run("prove", claim, "-o", self.file("c.json"), preexec_fn=limited(FSIZE=100))
        self.assertEqual(result.returncode, 2)
        self.assertRegex(result.stderr, b"c\\.json")
        self.assertEqual(self.left(), ["easy.claim"])

    def test_full_disk_does_not_harm_an_older_certificate(self):
        claim, certificate = self.file("easy.claim", EASY), self.file("c.json")
        self.assertEqual(run("prove", claim, "-o", certificate).returncode, 0)
        self.assertNotEqual(run("prove", claim, "-o", certificate, preexec_fn=limited(FSIZE=100)).returncode, 0)
        self.assert_whole(certificate, claim)

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_full_disk_under_the_answer(self):
        with open("/dev/full", "wb") as full:
            for args in (["eval", "entropy", "--depth", "3", "--sigma", "2,1"], ["list"], ["audit", "--only", "P-4.4"],
                         ["prove", self.file("easy.claim", EASY), "--json"]):
                result = run(*args, stdout=full)
                self.assertEqual(result.returncode, 2, args)
                self.assertRegex(result.stderr, b"standard output|stdout", args)

    def test_folders_that_cannot_be_written(self):
        claim = self.file("easy.claim", EASY)
        targets = [os.path.join(claim, "c.json"), self.file("none/c.json")]
        somebody = {}
        if os.geteuid() == 0:  # root may write everywhere
            somebody = {"user": 65534, "group": 65534, "extra_groups": []}
            os.chmod(self.folder, 0o755)
            if subprocess.run(["test", "-x", DLNCERT], **somebody).returncode != 0:
                self.skipTest("only root can reach the program here")
        os.mkdir(self.file("shut"), 0o555)
        targets.append(self.file("shut/c.json"))
        for target in targets:
            result = run("prove", claim, "-o", target, **somebody)
            self.assertEqual(result.returncode, 2, target)
            self.assertRegex(result.stderr, b"c\\.json")
        self.assertEqual(os.listdir(self.file("shut")), [])

    def test_killed_in_the_middle(self):
        claim, certificate = self.file("hard.claim", HARD), self.file("c.json")
        for wait in (0.05, 0.3, 1):
            process = subprocess.Popen([DLNCERT, "prove", claim, "-o", certificate], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(wait)
            process.kill()
            output, _ = process.communicate()
            if process.returncode != 0:
                self.assertNotIn(b"proved", output)
                self.assertFalse(os.path.exists(certificate))

    def test_stopped_and_resumed(self):
        claim, certificate = self.file("hard.claim", HARD), self.file("c.json")
        stopped = run("prove", claim, "-o", certificate, "--budget", "0.2", "--jobs", "1")
        self.assertIn(stopped.returncode, (0, 3), stopped.stderr)
        if stopped.returncode == 3:
            self.assertEqual(self.left(), ["c.json.partial", "hard.claim"])
        process = subprocess.Popen([DLNCERT, "prove", claim, "-o", certificate, "--resume"], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        time.sleep(0.1)
        process.kill()  # in the middle of the second run: what the first has saved is still there
        process.communicate()
        resumed = run("prove", claim, "-o", certificate, "--resume")
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        self.assert_whole(certificate, claim)
        self.assertEqual(self.left(), ["c.json", "hard.claim"])

    def test_terminal_closed(self):
        claim, certificate = self.file("hard.claim", HARD), self.file("c.json")
        for what in (signal.SIGHUP, signal.SIGTERM):
            process = subprocess.Popen([DLNCERT, "prove", claim, "-o", certificate], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            time.sleep(0.5)
            process.send_signal(what)
            process.communicate(timeout=60)
            if process.returncode != 0:
                self.assertFalse(os.path.exists(certificate))

    def test_terminal_that_disappears(self):
        """The window is closed: its terminal answers nothing any more, and SIGHUP may or may not arrive."""
        claim, certificate = self.file("hard.claim", HARD), self.file("c.json")
        for ignored in (False, True):
            ours, theirs = pty.openpty()
            process = subprocess.Popen([DLNCERT, "prove", claim, "-o", certificate, "--budget", "5"], stdin=theirs, stdout=theirs,
                                       stderr=theirs, start_new_session=True,
                                       preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN) if ignored else None)
            os.close(theirs)
            time.sleep(0.5)
            os.close(ours)
            status = process.wait(timeout=90)
            if os.path.exists(certificate):
                self.assert_whole(certificate, claim)
                os.remove(certificate)
            else:
                self.assertNotEqual(status, 0)
            self.assertEqual(self.left(), ["hard.claim"])

    def test_clock_that_goes_back(self):
        if not shutil.which("cc"):
            self.skipTest("no C compiler here")
        library, source = self.file("clock.so"), self.file("clock.c", BACKWARD_CLOCK)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source, "-ldl"], check=True)
        backward = {**os.environ, "LD_PRELOAD": library}
        easy, hard, certificate = self.file("easy.claim", EASY), self.file("hard.claim", HARD), self.file("c.json")
        self.assertEqual(run("prove", easy, "-o", certificate, env=backward).returncode, 0)
        self.assert_whole(certificate, easy)
        start = time.monotonic()
        result = run("prove", hard, "--budget", "1", env=backward, timeout=60)
        self.assertIn(result.returncode, (0, 3), result.stderr)
        self.assertLess(time.monotonic() - start, 30)

    def test_a_reader_that_goes_away(self):
        process = subprocess.Popen([DLNCERT, "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stdout.close()
        process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)

    def test_little_memory(self):
        # OpenBLAS's own threads may wait for ever when they get no memory: README says so
        one_thread = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        claim = self.file("hard.claim", HARD)
        for megabytes in (64, 96, 128):
            result = run("prove", claim, "-o", self.file("c.json"), "--budget", "5", "--jobs", "1",
                         env=one_thread, preexec_fn=limited(AS=megabytes * MIB))
            if result.returncode == 0:
                self.assert_whole(self.file("c.json"), claim)
            elif b"shared librar" not in result.stderr:  # else the program itself did not load
                self.assertIn(result.returncode, (3, 5), result.stderr)
                self.assertFalse(os.path.exists(self.file("c.json")))

    def test_two_runs_write_the_same_file(self):
        claim, certificate = self.file("easy.claim", EASY), self.file("c.json")
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            results = list(pool.map(lambda _: run("prove", claim, "-o", certificate), range(16)))
        self.assertEqual({r.returncode for r in results}, {0})
        self.assert_whole(certificate, claim)
        self.assertEqual(self.left(), ["c.json", "easy.claim"])

    def test_locale_with_decimal_commas(self):
        if subprocess.run(["localedef", "-i", "de_DE", "-f", "UTF-8", self.file("de_DE.UTF-8")], capture_output=True).returncode:
            self.skipTest("no locale sources here")
        german = {**os.environ, "LOCPATH": self.folder, "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}
        claim = self.file("half.claim", "for x in [0, 0.5] prove x*1.5 <= 0.75\n")
        for args in (["eval", "hessian", "--depth", "3", "--sigma", "2,1.5", "--json"],
                     ["eval", "hessian", "--depth", "3", "--sigma", "2,1.5"], ["prove", claim, "--json"],
                     ["certify", "concavity", "--depth", "3", "--box", "[1,1.2] [0.5,0.9]"]):
            here, there = run(*args, env={**os.environ, "LC_ALL": "C.UTF-8"}), run(*args, env=german)
            self.assertEqual(here.returncode, there.returncode, args)
            strip = lambda text: [line for line in text.split(b"\n") if b"seconds" not in line and b" ms" not in line]
            self.assertEqual(strip(here.stdout), strip(there.stdout), args)

    def test_a_million_lines(self):
        lines = "".join(f"let a{i} = x + {i}\n" for i in range(100_000)) + "# and so on\n" * 900_000
        start = time.monotonic()
        result = run("prove", self.file("long.claim", "for x in [0, 1]\n" + lines + "prove a99999 > 0\n"))
        self.assertIn(result.returncode, (0, 2), result.stderr)
        if result.returncode == 2:
            self.assertRegex(result.stderr, b"[0-9]")  # which limit
        self.assertLess(time.monotonic() - start, 30)


if __name__ == "__main__":
    DLNCERT = sys.argv.pop(1)
    unittest.main()
