#!/usr/bin/env python3
"""Holds tf-idf against scikit-learn's TfidfVectorizer, on identical tokens.

    python3 -m venv .venv && .venv/bin/pip install scikit-learn
    .venv/bin/python Tests/Peers/tf_idf.py --broadsheet .build/release/broadsheet a.jsonl.gz …

It reads titles and bodies of JSON Lines, takes runs of the letters a to z as tokens, and writes them
as articles of their own: words of those letters alone are cut in the same way by everyone. Broadsheet
weighs them by article under four schemes, scikit-learn does the same; terms must be the same and
weights agree within 10⁻⁹ of their size. Ends with status 1 if they do not.
"""

import argparse
import gzip
import json
import pathlib
import re
import subprocess
import sys
import tempfile

# The scheme as Broadsheet writes it, and what TfidfVectorizer is told.
SCHEMES = {
    "default": ("scikit-learn", {}),
    "unsmoothed": (
        "{tf: count, idf: plus_one, norm: l2}", {"smooth_idf": False}),
    "sublinear": (
        "{tf: log, idf: smooth, norm: none}", {"sublinear_tf": True, "norm": None}),
    "counts": ("{tf: count, idf: none, norm: l2}", {"use_idf": False}),
}


def articles(paths, limit):
    """The tokens of each article, at most `limit` articles."""
    found = []
    for path in paths:
        opened = gzip.open(path, "rt", encoding="utf-8") if str(path).endswith(".gz") else open(
            path, encoding="utf-8")
        with opened as lines:
            for line in lines:
                record = json.loads(line)
                text = " ".join(
                    str(record.get(name) or "")
                    for name in ("title", "headline", "body", "text", "content"))
                found.append(re.findall("[a-z]+", text.lower()))
                if len(found) == limit:
                    return found
    return found


def pipeline(ngrams):
    analyses = "".join(
        f"  {name}: {{kind: term-frequency, group_by: [id], ngrams: {ngrams}, within: article, "
        f"tf_idf: {scheme}}}\n"
        for name, (scheme, _) in SCHEMES.items())
    # A letter between blanks is a word, and nothing is an abbreviation or an address.
    return (
        "version: 1\nname: peer\ncorpus: {batches: peer.jsonl}\n"
        "text: {words: {from: [body]}}\nanalyses:\n" + analyses + "reports: {formats: [json]}\n")


def weights(path):
    """The weights of a table, by article and term."""
    with open(path, encoding="utf-8") as file:
        table = json.load(file)
    names = [column["name"] for column in table["columns"]]
    place = {name: names.index(name) for name in ("id", "term", "tf_idf")}
    return {
        (int(row[place["id"]]), row[place["term"]]): row[place["tf_idf"]]
        for row in table["rows"]}


def peers(tokens, ngrams, options):
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(
        tokenizer=str.split, token_pattern=None, lowercase=False, ngram_range=(ngrams, ngrams),
        **options)
    matrix = vectorizer.fit_transform(" ".join(article) for article in tokens).tocoo()
    names = vectorizer.get_feature_names_out()
    return {
        (int(row), str(names[column])): float(value)
        for row, column, value in zip(matrix.row, matrix.col, matrix.data)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("batches", nargs="+", type=pathlib.Path)
    parser.add_argument("--broadsheet", default=".build/release/broadsheet")
    parser.add_argument("--articles", type=int, default=2000, help="how many are compared")
    options = parser.parse_args()
    tokens = articles(options.batches, options.articles)
    wrong = 0
    for ngrams in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            with open(root / "peer.jsonl", "w", encoding="utf-8") as file:
                for number, article in enumerate(tokens):
                    file.write(json.dumps({"id": str(number), "body": " ".join(article) or "…"}) + "\n")
            (root / "peer.yml").write_text(pipeline(ngrams), encoding="utf-8")
            subprocess.run(
                [options.broadsheet, "run", str(root / "peer.yml"), "--quiet", "--output",
                 str(root / "out")], check=True)
            for name, (_, scheme) in SCHEMES.items():
                ours = weights(root / "out" / "peer" / "latest" / f"{name}.json")
                theirs = peers(tokens, ngrams, scheme)
                off = [
                    key for key in ours.keys() | theirs.keys()
                    if abs(ours.get(key, 0) - theirs.get(key, 0))
                    > 1e-9 * max(abs(theirs.get(key, 0)), 1e-300)]
                wrong += len(off)
                print(f"{name}, {ngrams}-grams: {len(theirs)} weights, {len(off)} differ")
                for key in sorted(off)[:5]:
                    print("  ", key, "broadsheet:", ours.get(key), "scikit-learn:", theirs.get(key))
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main())
