#!/usr/bin/env python3
"""Computes every measure with sixty digits and writes Tests/StatisticsTests/ExactScores.swift.

    python3 -m venv .venv && .venv/bin/pip install mpmath
    .venv/bin/python Tests/Peers/exact_scores.py >Tests/StatisticsTests/ExactScores.swift

Everything is taken from the definitions: margins and E are fractions, tails are summed term by term.
"""

from fractions import Fraction

from mpmath import betainc, findroot, inf, log, loggamma, mp, mpf, sqrt

mp.dps = 60

# O, R1, C1, N: usual; rare in much text; all but independent; too rare; absent; strong; half of all.
TABLES = [
    (50, 10_000, 500, 10**6),
    (1, 1000, 1000, 10**12),
    (1_200_001, 4 * 10**10, 3 * 10**7, 10**12),
    (60, 10**6, 10**5, 10**9),
    (0, 500, 700, 10**5),
    (900_000, 10**6, 10**6, 10**9),
    (5 * 10**11, 6 * 10**11, 7 * 10**11, 10**12),
]


def real(x):
    """A fraction as a real number."""
    x = Fraction(x)
    return mpf(x.numerator) / mpf(x.denominator)


def ln(x):
    return log(real(x)) if x else -inf


def log2(x):
    return ln(x) / log(2)


def sum_down(term, ratio):
    """term + term·ratio(0) + term·ratio(0)·ratio(1) + …, until nothing is added."""
    total, index = mpf(1), 0
    step = mpf(1)
    while True:
        step *= ratio(index)
        if step < total * mpf(10) ** -50:
            return term + log(total)
        total += step
        index += 1


def log_choose(n, k):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


class Tails:
    """ln of the tails of a hypergeometric count."""

    def __init__(self, o, r1, c1, n):
        self.o, self.r1, self.c1, self.n = o, r1, c1, n
        self.low, self.high = max(0, r1 + c1 - n), min(r1, c1)

    def at(self, k):
        return (
            log_choose(self.r1, k) + log_choose(self.n - self.r1, self.c1 - k)
            - log_choose(self.n, self.c1))

    def up(self, k):
        """ln P(X ≥ k)."""
        if k <= self.low:
            return mpf(0)
        if k > self.high:
            return -inf
        if k * self.n < self.r1 * self.c1:
            return log(-mp.expm1(self.down(k - 1)))
        r1, c1, rest = self.r1, self.c1, self.n - self.r1 - self.c1
        return sum_down(
            self.at(k),
            lambda i: mpf((r1 - k - i) * (c1 - k - i)) / ((k + i + 1) * (rest + k + i + 1)))

    def down(self, k):
        """ln P(X ≤ k)."""
        if k >= self.high:
            return mpf(0)
        if k < self.low:
            return -inf
        if k * self.n > self.r1 * self.c1:
            return log(-mp.expm1(self.up(k + 1)))
        r1, c1, rest = self.r1, self.c1, self.n - self.r1 - self.c1
        return sum_down(
            self.at(k),
            lambda i: mpf((k - i) * (rest + k - i)) / ((r1 - k + i + 1) * (c1 - k + i + 1)))

    def two(self):
        """ln of the probability of all counts at most as probable."""
        limit = self.at(self.o) + mpf(10) ** -7
        mode = (self.r1 + 1) * (self.c1 + 1) // (self.n + 2)
        if self.at(mode) <= limit:
            return mpf(0)
        inside, outside = mode, self.low - 1 if self.o > mode else self.high + 1
        while abs(inside - outside) > 1:
            middle = (inside + outside) // 2
            if self.at(middle) <= limit:
                outside = middle
            else:
                inside = middle
        ends = (
            (self.up(self.o), self.down(outside)) if self.o > mode
            else (self.down(self.o), self.up(outside)))
        return log(sum(mp.exp(x) for x in ends if x != -inf))


def poisson_tail(o, mean):
    if o == 0:
        return mpf(0)
    if o > mean:
        return sum_down(o * log(mean) - mean - loggamma(o + 1), lambda i: mean / (o + i + 1))
    k = o - 1
    below = sum_down(k * log(mean) - mean - loggamma(k + 1), lambda i: mpf(k - i) / mean)
    return log(-mp.expm1(below))


def conservative(o11, r1, o21, r2):
    """The nearer bound of the exact interval at 95 %."""
    def bound(a, b):
        start = float(a) / float(a + b)
        target = log(mpf("0.025"))
        root = findroot(
            lambda u: log(betainc(a, b, 0, 1 / (1 + mp.exp(-u)), regularized=True)) - target,
            log(mpf(start) / (1 - mpf(start))) - 2 / sqrt(mpf(a)))
        return root
    scale = ln(Fraction(r2, r1))
    low = bound(o11, o21 + 1) + scale if o11 else -inf
    high = -bound(o21, o11 + 1) + scale if o21 else inf
    return max(low, min(high, mpf(0))) / log(2)


def scores(o, r1, c1, n):
    e = Fraction(r1 * c1, n)
    r2, c2 = n - r1, n - c1
    cells = [o, r1 - o, c1 - o, n - r1 - c1 + o]
    expected = [e, Fraction(r1 * c2, n), Fraction(r2 * c1, n), Fraction(r2 * c2, n)]
    o11, o12, o21, o22 = cells
    sign = -1 if o < e else 1
    mi = log2(o / e) if o else -inf
    g = sum(real(x) * ln(x / y) for x, y in zip(cells, expected) if x)
    half = Fraction(1, 2)
    plus = [Fraction(x) + half for x in cells]
    lam = ln(plus[0] * plus[3] / (plus[1] * plus[2]))
    tails = Tails(o, r1, c1, n)
    ten = -log(10)
    det = o11 * o22 - o12 * o21
    chi = lambda d: real(sign * Fraction(n * d * d, r1 * r2 * c1 * c2))
    hits = o or half
    outside = o21 or half
    risk = ln(Fraction(hits * r2) / (r1 * outside))
    spread = 1 / real(hits) - 1 / mpf(r1) + 1 / real(outside) - 1 / mpf(r2)
    z = mp.sqrt(2) * mp.erfinv(mpf("0.95"))
    upper, lower = tails.up(o), tails.down(o)
    values = {
        "mi": mi,
        "mi2": log2(o * o / e) if o else -inf,
        "mi3": log2(o**3 / e) if o else -inf,
        "local_mi": o * mi if o else 0,
        "npmi": mi / -log2(Fraction(o, n)) if o else -1,
        "mi_log_f": mi * log(o + 1) if o else 0,
        "average_mi": g / log(2),
        "mu": real(o / e),
        "mutual_expectation": real(Fraction(o, n) * Fraction(2 * o, r1 + c1)),
        "log_likelihood": sign * 2 * g,
        "simple_ll": sign * 2 * ((o * ln(o / e) if o else 0) - real(o - e)),
        "t_score": real(o - e) / sqrt(o) if o else -inf,
        "z_score": real(o - e) / sqrt(real(e)),
        "z_yates": sign * real(max(abs(o - e) - half, 0)) / sqrt(real(e)),
        "berry_rogghe_z": real(o - e) / sqrt(real(e * Fraction(c2, n))),
        "chi_squared": chi(det),
        "chi_squared_yates": chi(max(abs(det) - Fraction(n, 2), 0)),
        "fisher": upper / ten,
        "fisher_left": lower / ten,
        "fisher_two_sided": tails.two() / ten,
        "specificity": upper / ten if o >= e else -lower / ten,
        "poisson_p": poisson_tail(o, real(e)) / ten,
        "poisson_stirling": o * (ln(o / e) - 1) / log(10) if o else 0,
        "dice": real(Fraction(2 * o, r1 + c1)),
        "log_dice": 14 + log2(Fraction(2 * o, r1 + c1)) if o else -inf,
        "jaccard": real(Fraction(o, r1 + c1 - o)),
        "min_sensitivity": real(min(Fraction(o, r1), Fraction(o, c1))),
        "gmean": o / sqrt(mpf(r1) * c1),
        "delta_p_forward": real(Fraction(o11, r1) - Fraction(o21, r2)),
        "delta_p_backward": real(Fraction(o11, c1) - Fraction(o12, c2)),
        "liddell": real(Fraction(det, c1 * c2)),
        "phi_squared": real(Fraction(det * det, r1 * r2 * c1 * c2)),
        "odds_ratio": real(Fraction(o11 * o22, o12 * o21)),
        "odds_ratio_discounted": real(plus[0] * plus[3] / (plus[1] * plus[2])),
        "lambda": lam,
        "lambda_z": lam / sqrt(sum(1 / real(x) for x in plus)),
        "relative_risk": real(Fraction(o11 * r2, r1 * o21)),
        "log_ratio": risk / log(2),
        "log_ratio_walter": log2(
            plus[0] / (r1 + half)) - log2(plus[2] / (r2 + half)),
        "clr": max(risk - z * sqrt(spread), min(risk + z * sqrt(spread), 0)) / log(2),
    }
    if o21 < 10**4:
        values["lrc"] = conservative(o11, r1, o21, r2)
    return values


def literal(x):
    x = mpf(x)
    if x in (inf, -inf):
        return ".infinity" if x > 0 else "-.infinity"
    return mp.nstr(x, 17, min_fixed=-5, max_fixed=17, strip_zeros=True)


def main():
    columns = [scores(*table) for table in TABLES]
    print("// Made by Tests/Peers/exact_scores.py with sixty digits; not to be edited.")
    print()
    print("import Statistics")
    print()
    print("/// Tables of every kind, up to 10^12 tokens.")
    print("let exactTables = [")
    for o, r1, c1, n in TABLES:
        print(f"  Contingency(o: {o:_}, r1: {r1:_}, c1: {c1:_}, n: {n:_}),")
    print("]")
    print()
    print("/// The scores of those tables, in their order; nil where none was computed.")
    print("let exactScores: [(id: String, scores: [Double?])] = [")
    for name in columns[0]:
        print(f'  (\n    "{name}",\n    [')
        for column in columns:
            print(f"      {literal(column[name]) if name in column else 'nil'},")
        print("    ]\n  ),")
    print("]")


if __name__ == "__main__":
    main()
