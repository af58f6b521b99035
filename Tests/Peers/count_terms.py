#!/usr/bin/env python3
"""An independent count, to hold Broadsheet's tables against.

    python3 -m venv .venv && .venv/bin/pip install regex
    .venv/bin/python Tests/Peers/count_terms.py terms ../archive/*.jsonl.gz >terms.tsv
    .venv/bin/python Tests/Peers/count_terms.py ngrams --length 3 ../archive/*.jsonl.gz >ngrams.tsv
    .venv/bin/python Tests/Peers/count_terms.py pairs --window 5 --articles 500 a.jsonl.gz >pairs.tsv
    .venv/bin/python Tests/Peers/count_terms.py check     # the rules against Unicode's own tests
    .venv/bin/python Tests/Peers/compare.py terms.tsv Output/nightly/latest/terms.csv

It reads JSON Lines, gzipped or not, and counts titles and bodies by the rules of rules.py, which
were written from the manual and not from the program. Everything is counted in the plainest way
there is; the sample for pairs and n-grams should be small.
"""

import argparse
import collections
import gzip
import json
import multiprocessing
import sys

import rules

TITLE = ("title", "headline")
BODY = ("body", "text", "content", "article")


def articles(path, limit):
    """The id of each article of a batch, and its title and its body as far as it has them."""
    opener = gzip.open if open(path, "rb").read(2) == b"\x1f\x8b" else open
    with opener(path, "rb") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            if line.strip():
                record = json.loads(line)
                yield record.get("id"), [
                    # A lone surrogate becomes U+FFFD.
                    value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
                    for names in (TITLE, BODY)
                    for value in [next((record[n] for n in names if n in record), None)]
                    if value
                ]


def count_batch(job):
    path, options = job
    abbreviations = rules.Abbreviations()
    counts, holders = collections.Counter(), collections.Counter()
    for _, texts in articles(path, options.articles):
        here = collections.Counter()
        for text in texts:
            if options.what == "terms":
                here.update(rules.terms(text, abbreviations))
                continue
            for sentence in rules.sentences(text, abbreviations):
                if options.what == "ngrams":
                    for i in range(len(sentence) - options.length + 1):
                        here[" ".join(sentence[i : i + options.length])] += 1
                else:
                    for i, node in enumerate(sentence):
                        for collocate in sentence[i + 1 : i + 1 + options.window]:
                            here[node, collocate] += 1
        counts.update(here)
        holders.update({tuple(sorted(k)) if options.what == "pairs" else k for k in here})
    return counts, holders


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["terms", "ngrams", "pairs", "check"])
    parser.add_argument("batches", nargs="*")
    parser.add_argument("--articles", type=int, help="only the first so many of each batch")
    parser.add_argument("--length", type=int, default=2, help="of the n-grams")
    parser.add_argument("--window", type=int, default=5, help="of the pairs, to either side")
    options = parser.parse_intermixed_args()
    if options.what == "check":
        return check()

    counts, holders = collections.Counter(), collections.Counter()
    with multiprocessing.Pool() as pool:
        jobs = [(path, options) for path in options.batches]
        for batch_counts, batch_holders in pool.imap_unordered(count_batch, jobs):
            counts.update(batch_counts)
            holders.update(batch_holders)

    if options.what == "pairs":
        # The convention `marginal`. What is counted are pairs of places in reading order: both of their
        # ends add to R1 and C1, and N is twice their number. A pair of a word with itself has no other
        # direction than the reading order, and sums of that alone.
        first, second, total = collections.Counter(), collections.Counter(), sum(counts.values())
        for (node, collocate), count in counts.items():
            first[node] += count
            second[collocate] += count
        print("term1\tterm2\tcount\tr1\tc1\tn\tarticles")
        for pair in sorted({tuple(sorted(pair)) for pair in counts}):
            (u, v), articles = pair, holders[pair]
            if u == v:
                row = counts[pair], first[u], second[u], total
            else:
                row = (
                    counts[u, v] + counts[v, u], first[u] + second[u], first[v] + second[v],
                    2 * total)
            print(u, v, *row, articles, sep="\t")
    else:
        print("term\tcount\tarticles")
        for name, count in sorted(counts.items()):
            print(name, count, holders[name], sep="\t")
        print(f"{sum(counts.values())} tokens, {len(counts)} types", file=sys.stderr)


def check():
    """Holds the untailored rules against Unicode's test files."""

    def cases(name):
        with open(rules.UNICODE / "auxiliary" / name, encoding="utf-8") as lines:
            for line in lines:
                marks = line.split("#")[0].split()
                if marks:
                    pieces, text = [], ""
                    for mark, code in zip(marks[::2], marks[1::2] + [None]):
                        if mark == "÷":
                            pieces.append(len(text))
                        if code:
                            text += chr(int(code, 16))
                    yield text, pieces

    failed = total = 0
    for text, places in cases("WordBreakTest.txt"):
        # Hyphens join nothing here, and are of no class that matters.
        kinds = text.translate(rules.word_classes())
        expected = [
            (a, b) for a, b in zip(places, places[1:]) if set(kinds[a:b]) & set("ARHKNL")
        ]
        found = [match.span() for match in rules.SEGMENT.finditer(kinds)]
        total += 1
        if expected != found:
            failed += 1
            print("word", ascii(text), expected, found)
    for text, places in cases("SentenceBreakTest.txt"):
        total += 1
        if rules.sentence_starts(text) + [len(text)] != places:
            failed += 1
            print("sentence", ascii(text), places, rules.sentence_starts(text))
    print(f"{total - failed} of {total} cases")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
