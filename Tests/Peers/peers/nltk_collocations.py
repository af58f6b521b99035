"""NLTK's BigramCollocationFinder against terms, bigrams and the convention `no-span`.

Counts must be the same, scores within 1e-9 of each other. Where NLTK's own subtraction of large
numbers loses digits, the score computed with fifty digits decides: ours, which has twelve
significant digits, must be within 5e-12 of it.
"""

import nltk
from mpmath import log, mp, mpf, sqrt
from nltk.collocations import BigramAssocMeasures as Measures
from nltk.collocations import BigramCollocationFinder

ANALYSES = """
  words_: {kind: term-frequency, within: article}
  bigrams: {kind: term-frequency, ngrams: 2, within: article}
  pairs: {kind: co-occurrence, window: {left: 0, right: 1}, within: article, convention: no-span,
          min_count: 1, measures: [t_score, chi_squared, mi, log_likelihood, dice]}
"""

mp.dps = 50


def exact(o, r1, c1, n):
    """The scores from their definitions."""
    o, r1, c1, n = mpf(o), mpf(r1), mpf(c1), mpf(n)
    e = r1 * c1 / n
    cells = [o, r1 - o, c1 - o, n - r1 - c1 + o]
    expected = [e, r1 - e, c1 - e, n - r1 - c1 + e]
    return {
        "t_score": (o - e) / sqrt(o),
        "chi_squared": n * (o * cells[3] - cells[1] * cells[2]) ** 2
        / (r1 * c1 * (n - r1) * (n - c1)),
        "mi": log(o / e, 2),
        "log_likelihood": 2 * sum(x * log(x / y) for x, y in zip(cells, expected) if x),
        "dice": 2 * o / (r1 + c1),
    }


def far(a, b, tolerance):
    return abs(a - b) > tolerance * max(abs(a), abs(b))


def compare_counts(name, theirs, ours):
    wrong = [k for k in theirs.keys() | ours.keys() if theirs.get(k) != ours.get(k)]
    for key in wrong[:5]:
        print(f"  {name} {ascii(key)}: NLTK {theirs.get(key)}, ours {ours.get(key)}")
    print(f"  {name}: {len(theirs)}, the sum {sum(theirs.values())}; {len(wrong)} differ", flush=True)
    return len(wrong)


def verify(documents, table):
    print(f"NLTK {nltk.__version__}")
    # A field is a document: pairs do not run from the title into the body.
    finder = BigramCollocationFinder.from_documents(
        field for fields in documents.values() for field in fields)
    words, pairs = finder.word_fd, finder.ngram_fd
    total = words.N()
    failures = compare_counts(
        "terms", dict(words), {row["term"]: row["count"] for row in table("words_")})
    failures += compare_counts(
        "bigrams", {" ".join(pair): count for pair, count in pairs.items()},
        {row["term"]: row["count"] for row in table("bigrams")})

    peers = {
        "t_score": Measures.student_t, "chi_squared": Measures.chi_sq, "mi": Measures.pmi,
        "log_likelihood": Measures.likelihood_ratio, "dice": Measures.dice,
    }
    scored = 0
    worst = dict.fromkeys(peers, 0.0)
    judged = dict.fromkeys(peers, 0)
    for row in table("pairs"):
        u, v = row["node"], row["collocate"]
        counts = pairs[u, v], words[u], words[v], total
        scored += 1
        if counts != (row["count"], row["r1"], row["c1"], row["n"]):
            failures += 1
            if failures < 20:
                print(f"  {ascii((u, v))}: NLTK {counts}, ours {row}")
            continue
        for name, measure in peers.items():
            theirs = measure(counts[0], counts[1:3], counts[3])
            # NLTK gives χ² and the likelihood ratio no sign.
            ours = abs(row[name]) if name in ("chi_squared", "log_likelihood") else row[name]
            if far(theirs, ours, 1e-9):
                judged[name] += 1
                true = exact(*counts)[name]
                if far(mpf(ours), true, mpf("5e-12")):
                    failures += 1
                    print(f"  {name} of {ascii((u, v))}: NLTK {theirs}, ours {ours}, true {true}")
            else:
                difference = abs(theirs - ours) / max(abs(theirs), abs(ours), 1e-300)
                worst[name] = max(worst[name], difference)
    missing = len(pairs) - scored
    print(f"  pairs: {scored}, {missing} missing")
    for name in peers:
        print(
            f"  {name}: within {worst[name]:.1e}; {judged[name]} of NLTK's lost digits, ours are "
            "within 5e-12 of the true value")
    return failures + abs(missing)
