#!/usr/bin/env python3
"""Holds Broadsheet's tables against libraries of the field, on the same tokens.

    make verify-peers
    .build/peers/bin/python Tests/Peers/verify_peers.py --broadsheet .build/release/broadsheet a.jsonl.gz

The tokens are made by rules.py, which was written from the manual; a library is fed with them, the
program reads the batches. Without batches, those of corpora/bench/en in the folder BROADSHEET_SHARED
are read, by default ../shared beside the checkout. Ends with status 1 if a number differs.
"""

import argparse
import json
import multiprocessing
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import count_terms
import rules

from peers import nltk_collocations, scikit_tf_idf

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent

# A peer has the ANALYSES that it is held against (YAML), and verify(documents, table), which is given
# the tokens of every article's fields, by its id, and a function from an analysis to the rows of its
# table.
PEERS = [nltk_collocations, scikit_tf_idf]


def tokens_of_batch(path):
    """The id of each article, with the terms of each of its fields."""
    abbreviations = rules.Abbreviations()
    return [
        (key, [list(rules.terms(text, abbreviations)) for text in texts])
        for key, texts in count_terms.articles(path, None)
    ]


def run(broadsheet, batches, folder):
    """Runs all analyses of the peers; returns the folder of the tables."""
    pipeline = pathlib.Path(folder) / "peers.yml"
    analyses = "\n".join(peer.ANALYSES.strip("\n") for peer in PEERS)
    pipeline.write_text(
        # Bodies are read as titles, which are searched for no dateline: every token counts.
        "version: 1\ncorpus:\n  markup: none\n  fields: {title: body, body: title}\n"
        f"  batches: {json.dumps([str(b) for b in batches])}\n"
        f"text: {{words: {{}}}}\nanalyses:\n{analyses}\n"
        "reports: {directory: reports, formats: [json]}\n", encoding="utf-8")
    subprocess.run([broadsheet, "run", pipeline, "--quiet"], check=True)
    return pathlib.Path(folder) / "reports" / "peers" / "latest"


def rows(path):
    """The rows of a table, by the names of its columns, one at a time."""
    columns, seen = [], False
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if seen and line.startswith("    ["):
                yield dict(zip(columns, json.loads(line.rstrip().rstrip(","))))
            elif line.startswith('    {"name": '):
                columns.append(json.loads(line.rstrip().rstrip(","))["name"])
            elif line.startswith('  "rows": ['):
                seen = True


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("batches", nargs="*")
    parser.add_argument("--broadsheet", default=ROOT / ".build/release/broadsheet")
    options = parser.parse_args()
    shared = pathlib.Path(os.environ.get("BROADSHEET_SHARED", ROOT.parent / "shared"))
    batches = sorted(options.batches or (shared / "corpora/bench/en").glob("*.jsonl.gz"))
    if not batches:
        print(f"Skipped: there is no corpus in {shared}/corpora/bench/en.")
        return False
    batches = [pathlib.Path(b).resolve() for b in batches]

    start = time.monotonic()
    with multiprocessing.Pool() as pool:
        articles = [article for part in pool.map(tokens_of_batch, batches) for article in part]
    documents = dict(articles)
    if None in documents or len(documents) < len(articles):
        sys.exit("Every article needs an id of its own.")
    tokens = sum(len(field) for fields in documents.values() for field in fields)
    print(f"{len(documents)} articles, {tokens} tokens, {time.monotonic() - start:.0f} s", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        tables = run(options.broadsheet, batches, folder)
        failures = sum(
            peer.verify(documents, lambda name: rows(tables / f"{name}.json")) for peer in PEERS)
    print(f"{failures} differences, {time.monotonic() - start:.0f} s")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
