"""scikit-learn's TfidfVectorizer against tf-idf by article.

Terms must be the same, weights within 1e-9 of each other.
"""

import itertools

import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer

# Of each table the length of its n-grams, the scheme as a pipeline has it, and what the vectorizer
# is told.
SCHEMES = {
    "tf_idf": (1, "scikit-learn", {}),
    "tf_idf_bigrams": (2, "scikit-learn", {}),
    "tf_idf_unsmoothed": (1, "{tf: count, idf: plus_one, norm: l2}", {"smooth_idf": False}),
    "tf_idf_sublinear": (
        1, "{tf: log, idf: smooth, norm: none}", {"sublinear_tf": True, "norm": None}),
    "tf_idf_counts": (1, "{tf: count, idf: none, norm: l2}", {"use_idf": False}),
}

ANALYSES = "".join(
    f"""
  {name}: {{kind: term-frequency, group_by: id, ngrams: {length}, within: article, tf_idf: {scheme}}}"""
    for name, (length, scheme, _) in SCHEMES.items())


def weights(documents, length, options):
    """The weights of every article, by its id and the term."""

    def items(fields):
        # A field is a document of its own where n-grams are concerned.
        for field in fields:
            yield from (" ".join(field[i : i + length]) for i in range(len(field) - length + 1))

    vectorizer = TfidfVectorizer(analyzer=items, **options)
    matrix = vectorizer.fit_transform(documents.values())
    names = vectorizer.get_feature_names_out()
    for place, key in enumerate(documents):
        row = matrix[place]
        yield key, dict(zip(names[row.indices], row.data.tolist()))


def verify(documents, table):
    print(f"scikit-learn {sklearn.__version__}")
    failures = 0
    for name, (length, _, options) in SCHEMES.items():
        theirs = dict(weights(documents, length, options))
        compared, wrong, worst = 0, [], 0.0
        for key, rows in itertools.groupby(table(name), lambda row: row["id"]):
            expected = theirs.pop(key, {})
            for row in rows:
                ours, weight = row["tf_idf"], expected.pop(row["term"], None)
                compared += 1
                if weight is None:
                    wrong.append((key, row["term"], None, ours))
                    continue
                difference = abs(ours - weight) / max(abs(ours), abs(weight), 1e-300)
                worst = max(worst, difference)
                if difference > 1e-9:
                    wrong.append((key, row["term"], weight, ours))
            wrong += [(key, term, weight, None) for term, weight in expected.items()]
        wrong += [(key, term, w, None) for key, rest in theirs.items() for term, w in rest.items()]
        for key, term, weight, ours in wrong[:5]:
            print(f"  {name} of {ascii(term)} in {key}: scikit-learn {weight}, ours {ours}")
        print(f"  {name}: {compared} weights, within {worst:.1e}; {len(wrong)} differ", flush=True)
        failures += len(wrong)
    return failures
