#!/usr/bin/env python3
"""Holds a table of Broadsheet (CSV) against one of count_terms.py (TSV).

    compare.py terms.tsv Output/nightly/latest/terms.csv
    compare.py pairs.tsv Output/nightly/latest/pairs.csv

Compares every column that both have, row by row. Rows that only one has are listed too, unless the
CSV was cut off on purpose (--cut: rows missing from it are no difference). Pairs are compared
without regard to their order. Ends with status 1 if there is a difference.
"""

import argparse
import csv
import sys

KEYS = (("term1", "term2"), ("term",))
NUMBERS = ("count", "articles", "r1", "c1", "n")


def rows(path, dialect):
    """The rows of a table by their key, with the numbers that they hold."""
    with open(path, encoding="utf-8", newline="") as lines:
        # A TSV of count_terms.py has no quotes; a quote in it is text.
        table = (
            csv.DictReader(lines) if dialect == "csv"
            else csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        key = next(k for k in KEYS if set(k) <= set(table.fieldnames))
        found = {}
        for row in table:
            name = tuple(row[k] for k in key)
            if len(name) == 2 and name[0] > name[1]:
                name = name[::-1]
                row["r1"], row["c1"] = row.get("c1"), row.get("r1")
            found[name] = {n: int(row[n]) for n in NUMBERS if row.get(n) not in (None, "")}
        return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("peer")
    parser.add_argument("broadsheet")
    parser.add_argument("--cut", action="store_true", help="the CSV has a threshold or a top")
    parser.add_argument("--show", type=int, default=20, help="how many differences to print")
    options = parser.parse_args()
    csv.field_size_limit(1 << 30)
    peer, ours = rows(options.peer, "tsv"), rows(options.broadsheet, "csv")

    differences = []
    for name in sorted(peer.keys() | ours.keys()):
        if name not in ours:
            if not options.cut:
                differences.append((name, peer[name], "missing"))
        elif name not in peer:
            differences.append((name, "missing", ours[name]))
        else:
            both = peer[name].keys() & ours[name].keys()
            if not both or any(peer[name][n] != ours[name][n] for n in both):
                differences.append((name, peer[name], ours[name]))
    for name, theirs, mine in differences[: options.show]:
        print(ascii(" ".join(name)), "peer:", theirs, "broadsheet:", mine)
    print(f"{len(peer)} rows of the peer, {len(ours)} of broadsheet, {len(differences)} differences")
    return bool(differences)


if __name__ == "__main__":
    sys.exit(main())
