#!/usr/bin/env python3
"""The quantities of `dlncert eval` at random points, computed again by independent programs: PARI/GP (100 digits; derivatives
from power series), Sollya (interval arithmetic over MPFI; symbolic derivatives), MPFI and GNU Octave's package interval
(closed forms of the derivatives). Each value has to lie in our enclosure, each of their intervals to meet it.

Usage: others.py PATH/TO/dlncert [--mpfi PATH/TO/mpfi_values] [--inputs N]. The seed is printed; DLNCERT_TEST_SEED repeats a run.
"""
import argparse
import functools
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
from fractions import Fraction

DLNCERT = None
SEED = int(os.environ.get("DLNCERT_TEST_SEED", random.randrange(10**9)))
SLACK = Fraction(1, 10**50)  # what the others' last digits may be off, relatively

GP = r"""default(realprecision, 120); default(seriesprecision, 6);
lam(a, b, n) = if(n == 0, (a^2 - b^2)/(2*log(a) - 2*log(b)), (a^2 - b^2)/(n*(a^(2/n) - b^(2/n))));
S(v, n) = sum(i = 1, #v - 1, sum(j = i + 1, #v, log(lam(v[i], v[j], n))))/2;
shifted(v, i, j) = {my(w = v); w[i] += t; if(i != j, w[j] += t); w};
along(v, n, i, j, k) = polcoeff(S(shifted(v, i, j), n), k, t);
grad(v, n) = vector(#v, i, along(v, n, i, i, 1));
hess(v, n) = {my(D = vector(#v, i, along(v, n, i, i, 2)));
  matrix(#v, #v, i, j, if(i == j, 2*D[i], along(v, n, i, j, 2) - D[i] - D[j]))};
show(x) = if(type(x) == "t_VEC" || type(x) == "t_COL", for(i = 1, #x, show(x[i])), printf("%.90e\n", x));
rows(H) = for(i = 1, #H, show(H[i,]));
"""

# The derivatives of log(a^2 - b^2) - log g, where g = n (a^v - b^v), v = 2/n, or 2 (log a - log b) at infinite depth.
OCTAVE = r"""pkg load interval
function show(x) printf("%s %s\n", num2hex(inf(x)), num2hex(sup(x))); end
function [s, da, daa, dab] = pair(a, b, n)
  q = a^2 - b^2; one = infsup(1);
  if n == 0
    g = log(a) - log(b); ga = one/a; gb = -one/b; gaa = -one/a^2; s = log(q/(2*g));
  else
    v = infsup(2)/n; g = pow(a, v) - pow(b, v); ga = v*pow(a, v - 1); gb = -v*pow(b, v - 1); gaa = v*(v - 1)*pow(a, v - 2);
    s = log(q/(n*g));
  end
  da = 2*a/q - ga/g; daa = 2/q - 4*a^2/q^2 - gaa/g + ga^2/g^2; dab = 4*a*b/q^2 + ga*gb/g^2;
end
function values(n, s)
  d = length(s); S = infsup(0);
  for i = 1:d, G{i} = infsup(0); for j = 1:d, H{i,j} = infsup(0); end, end
  for i = 1:d, for j = 1:d
    if i == j, continue, end
    [p, da, daa, dab] = pair(s{i}, s{j}, n);
    if i < j, S += p/2; end
    G{i} += da/2; H{i,i} += daa/2; H{i,j} = dab/2;
  end, end
  show(S); for i = 1:d, show(G{i}); end
  for i = 1:d, for j = 1:d, show(H{i,j}); end, end
end
"""


class Input:
    def __init__(self, engine):
        self.depth = engine.choice([0, 2, 3, 4, 7, 50])  # 0: infinite
        values = {Fraction(engine.randint(1, 999), engine.choice([1, 7, 100, 1000])) for _ in range(engine.randint(2, 4))}
        values |= {max(values) + Fraction(1, engine.choice([2, 1000, 10**9]))}  # next to the greatest
        self.sigma = sorted(values, reverse=True)[:5]

    def options(self):
        return ["--depth", str(self.depth or "inf"), "--sigma", ",".join(map(str, self.sigma))]

    def gp(self):
        return f"v = [{','.join(map(str, self.sigma))}]*1.; n = {self.depth};\n"


def flat(value):
    return [value] if isinstance(value, dict) else [entry for part in value for entry in flat(part)]


@functools.cache
def ours(quantity, inp):
    run = subprocess.run([DLNCERT, "eval", quantity, *inp.options(), "--digits", "25", "--json"], capture_output=True, text=True,
                         timeout=100)
    if run.returncode != 0:
        sys.exit(f"{quantity} {inp.options()}: exit status {run.returncode}: {run.stderr}")
    return [(Fraction(one["lo"]), Fraction(one["hi"])) for one in flat(json.loads(run.stdout)["value"])]


def judge(program, quantity, inp, theirs):
    """Their values as pairs (low, high) of the points that may be the value."""
    mine, failures = ours(quantity, inp), []
    if len(mine) != len(theirs):
        return [f"{program}: {quantity} {inp.options()}: {len(theirs)} numbers for our {len(mine)}"]
    for k, ((low, high), (least, most)) in enumerate(zip(mine, theirs)):
        slack = SLACK * max((abs(v) for pair in theirs for v in pair if abs(v) < 10**300), default=0)
        if low > most + slack or high < least - slack:
            failures.append(f"{program}: {quantity}[{k}] {inp.options()}: it finds {float(least)!r}, we [{float(low)!r}, {float(high)!r}]")
    return failures


def by_gp(inputs):
    quantities = {"entropy": "show(S(v, n));", "gradient": "show(grad(v, n));", "hessian": "H = hess(v, n); rows(H);",
                  "determinant": "show(matdet(H));", "spectrum": "show(vecsort(real(polroots(charpoly(H)))));"}
    program = GP + "".join(inp.gp() + "".join(f'{code} print("end");\n' for code in quantities.values()) for inp in inputs)
    run = subprocess.run(["gp", "-q", "-f", "-s", "64M"], input=program, capture_output=True, text=True, timeout=600)
    blocks = run.stdout.replace(" e", "e").split("end\n")
    if len(blocks) != len(inputs) * len(quantities) + 1:
        sys.exit(f"gp: {len(blocks) - 1} answers; {run.stdout[-500:]} {run.stderr[-1000:]}")
    failures, compared = [], 0
    for i, inp in enumerate(inputs):
        for k, quantity in enumerate(quantities):
            values = [Fraction(line) for line in blocks[i * len(quantities) + k].split()]
            if quantity == "spectrum":  # in our order
                values = sorted(values, reverse=ours("spectrum", inp)[0][0] > ours("spectrum", inp)[-1][0])
            failures += judge("gp", quantity, inp, [(v, v) for v in values])
            compared += len(values)
    return compared, failures


def by_sollya(inputs):
    """S, its gradient and the Hessian's diagonal: univariate functions of one singular value, the others fixed."""
    def term(a, b, depth):
        if depth == 0:
            return f"log((({a})^2 - ({b})^2)/(2*log({a}) - 2*log({b})))"
        return f"log((({a})^2 - ({b})^2)/({depth}*(({a})^(2/{depth}) - ({b})^(2/{depth}))))"
    lines = ["prec = 400!; display = decimal!; verbosity = 0!;",
             'procedure show(f, p) { var y; y = evaluate(f, p); y = [inf(y), sup(y)]; print(inf(y)); print(sup(y)); };']
    for inp in inputs:
        for i, s in enumerate(inp.sigma):
            names = ["x" if j == i else f"({one})" for j, one in enumerate(inp.sigma)]
            pairs = [term(names[j], names[k], inp.depth) for j in range(len(names)) for k in range(j + 1, len(names))]
            lines.append(f"f = ({' + '.join(pairs)})/2; p = [{s}];")
            lines += ["show(f, p);", "show(diff(f), p);", "show(diff(diff(f)), p);"]
    run = subprocess.run(["sollya", "--warnonstderr"], input="\n".join(lines) + "\nquit;\n", capture_output=True, text=True, timeout=600)
    numbers = [Fraction(line) for line in run.stdout.split()]
    wanted = 6 * sum(len(inp.sigma) for inp in inputs)
    if len(numbers) != wanted:
        sys.exit(f"sollya: {len(numbers)} numbers for {wanted}; {run.stderr[-1000:]}")
    pairs, failures, compared = list(zip(numbers[::2], numbers[1::2])), [], 0
    for inp in inputs:
        d = len(inp.sigma)
        mine, pairs = pairs[:3 * d], pairs[3 * d:]
        failures += judge("sollya", "entropy", inp, mine[:1])
        failures += judge("sollya", "gradient", inp, mine[1::3])
        matrix = ours("hessian", inp)
        for i, (least, most) in enumerate(mine[2::3]):
            low, high = matrix[i * (d + 1)]
            slack = SLACK * max(1, abs(least))
            if low > most + slack or high < least - slack:
                failures.append(f"sollya: hessian[{i}][{i}] {inp.options()}: it finds {float(least)!r}, we {float(low)!r}")
        compared += 1 + 2 * d
    return compared, failures


def infinite_or_exact(bits):
    value = struct.unpack(">d", bytes.fromhex(bits))[0]
    return Fraction(value) if abs(value) < float("inf") else (1 if value > 0 else -1) * Fraction(10) ** 400


def by_intervals(program, inputs, command, text, read):
    """S, the gradient and the Hessian of each input, in this order, as intervals: one line each."""
    run = subprocess.run(command, input=text, capture_output=True, text=True, timeout=600)
    pairs = [tuple(map(read, line.split())) for line in run.stdout.strip().split("\n")]
    wanted = sum(1 + len(inp.sigma) + len(inp.sigma)**2 for inp in inputs)
    if len(pairs) != wanted:
        sys.exit(f"{program}: {len(pairs)} numbers for {wanted}; {run.stderr[-1000:]}")
    failures, compared = [], len(pairs)
    for inp in inputs:
        d = len(inp.sigma)
        for quantity, count in (("entropy", 1), ("gradient", d), ("hessian", d * d)):
            failures += judge(program, quantity, inp, pairs[:count])
            pairs = pairs[count:]
    return compared, failures


def by_mpfi(program, inputs):
    lines = "".join(" ".join(map(str, [inp.depth, *inp.sigma])) + "\n" for inp in inputs)
    return by_intervals("mpfi", inputs, [program], lines, Fraction)


def by_octave(inputs):
    points = "".join(f"values({inp.depth}, {{{', '.join(f'infsup({s.numerator})/{s.denominator}' for s in inp.sigma)}}});\n"
                     for inp in inputs)
    with tempfile.NamedTemporaryFile("w", suffix=".m") as script:  # from stdin, it would define no functions
        script.write(OCTAVE + points)
        script.flush()
        return by_intervals("octave", inputs, ["octave-cli", "--norc", "--quiet", script.name], "", infinite_or_exact)


def has_octave_interval():
    if not shutil.which("octave-cli"):
        return False
    return subprocess.run(["octave-cli", "--norc", "--quiet", "--eval", "pkg load interval"], capture_output=True,
                          timeout=100).returncode == 0


def main():
    global DLNCERT
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("dlncert")
    parser.add_argument("--mpfi", help="the program of mpfi_values.cpp")
    parser.add_argument("--inputs", type=int, default=100)
    options = parser.parse_args()
    DLNCERT, count = options.dlncert, options.inputs
    programs = [  # name, whether it is here, packages, method, number of inputs
        ("gp", shutil.which("gp"), "pari-gp", by_gp, count),
        ("mpfi", options.mpfi, "libmpfi-dev", functools.partial(by_mpfi, options.mpfi), count),
        ("sollya", shutil.which("sollya"), "sollya", by_sollya, max(1, count // 4)),
        ("octave", has_octave_interval(), "octave-interval", by_octave, max(1, count // 4)),
    ]
    print(f"random inputs: DLNCERT_TEST_SEED={SEED}")
    engine, failures, ran = random.Random(SEED), [], False
    inputs = [Input(engine) for _ in range(count)]
    for program, here, package, method, number in programs:
        if not here:
            print(f"{program} is not installed here (Debian package {package}): not compared with it")
            continue
        compared, wrong = method(inputs[:number])
        print(f"{program}: {compared} numbers at {number} points, {len(wrong)} outside our enclosures")
        failures, ran = failures + wrong, True
    if not ran:
        print("skipped: none of the other programs is installed")
    print("\n".join(failures[:20]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
