#!/usr/bin/env python3
"""The quantities of `dlncert eval` at random points, computed again by independent programs: PARI/GP (100 digits; derivatives
from power series) and Sollya (interval arithmetic over MPFI; symbolic derivatives). Each value has to lie in our enclosure.

Usage: others.py PATH/TO/dlncert [INPUTS]. The seed is printed; DLNCERT_TEST_SEED repeats a run.
"""
import json
import os
import random
import shutil
import subprocess
import sys
from fractions import Fraction

DLNCERT = sys.argv[1]
INPUTS = int(sys.argv[2]) if len(sys.argv) > 2 else 100
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
        slack = SLACK * max(abs(v) for pair in theirs for v in pair)
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


def main():
    print(f"random inputs: DLNCERT_TEST_SEED={SEED}")
    engine, failures, ran = random.Random(SEED), [], False
    inputs = [Input(engine) for _ in range(INPUTS)]
    for program, method, count in (("gp", by_gp, INPUTS), ("sollya", by_sollya, max(1, INPUTS // 4))):
        if not shutil.which(program):
            print(f"{program} is not installed here (Debian packages pari-gp, sollya): not compared with it")
            continue
        compared, wrong = method(inputs[:count])
        print(f"{program}: {compared} numbers at {count} points, {len(wrong)} outside our enclosures")
        failures, ran = failures + wrong, True
    if not ran:
        print("skipped: none of the other programs is installed")
    print("\n".join(failures[:20]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
