#!/usr/bin/env python3
"""Holds what Broadsheet reads of HTML pages against what their publishers' parsers found.

    compare_pages.py FOLDER --program .build/release/broadsheet

FOLDER has folders of pages (NAME_YYYY_MM_DD.html.gz) with one NAME.json for all pages of a
publisher: an object whose values have `title`, `publishing_date` and `body`, in the order of the
pages. It prints how many titles and dates are equal, the mean F1 of the words of the bodies, the
same F1 for trafilatura on the same pages, and the pages a second of both. Without the folder, the
program or trafilatura it says so and ends with status 0.

Titles are equal if their letters and digits are. Dates are equal if they are the same moment to
the minute, or the same day where one has no time zone. Of scripts without blanks each character is
a word.
"""

import argparse
import collections
import datetime
import gzip
import json
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata

WORD = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


def words(text):
    return collections.Counter(WORD.findall(unicodedata.normalize("NFKC", text).lower()))


def f1(expected, found):
    expected, found = words(expected), words(found)
    common = sum((expected & found).values())
    if not common:
        return 0.0
    precision, recall = common / sum(found.values()), common / sum(expected.values())
    return 2 * precision * recall / (precision + recall)


def letters(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text or "").lower() if c.isalnum())


def moment(text):
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (ValueError, AttributeError):
        return None


def same_date(expected, found):
    a, b = moment(expected), moment(found)
    if a is None or b is None:
        return False
    if a.tzinfo and b.tzinfo:
        return abs((a - b).total_seconds()) < 60
    return a.date() == b.date()


def body(record):
    parts = list(record["body"]["summary"])
    for section in record["body"]["sections"]:
        parts += section["headline"] + section["paragraphs"]
    return "\n\n".join(parts)


def pages(folder):
    """Every page with what is expected of it."""
    for description in sorted(folder.glob("*/*.json")):
        records = list(json.loads(description.read_text(encoding="utf-8")).values())
        files = sorted(description.parent.glob(description.stem + "_*.html.gz"))
        if len(records) != len(files):
            print(f"{description}: {len(records)} records for {len(files)} pages", file=sys.stderr)
        yield from zip(files, records)


def read_all(program, files):
    """What the program finds in each file, and its processor time for all."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = []
    for file in files:
        run = subprocess.run(
            [program, "inspect", "--json", "--quiet", "--format", "html", file],
            capture_output=True, text=True, check=False)
        line = run.stdout.strip().split("\n")[0]
        found.append(json.loads(line) if line else {})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def speed(program, files, times=20):
    """Pages a second of one processor: each page `times` times in one archive."""
    import tarfile
    with tempfile.TemporaryDirectory() as folder:
        archive = pathlib.Path(folder) / "pages.tar"
        with tarfile.open(archive, "w") as tar:
            for number in range(times):
                for index, file in enumerate(files):
                    page = pathlib.Path(folder) / "page.html"
                    page.write_bytes(gzip.decompress(pathlib.Path(file).read_bytes()))
                    tar.add(page, f"{number}-{index}.html")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [program, "inspect", "--articles", "0", "--quiet", archive],
            capture_output=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return times * len(files) / spent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--program", default=".build/release/broadsheet")
    parser.add_argument("--verbose", action="store_true", help="a line for each page")
    parser.add_argument("--speed", action="store_true", help="measure pages a second too")
    options = parser.parse_args()
    if not options.folder.is_dir() or not pathlib.Path(options.program).exists():
        print(f"skipped: no {options.folder} or no {options.program}")
        return 0
    try:
        import trafilatura
    except ImportError:
        trafilatura = None
        print("trafilatura is not installed: its part is skipped")

    known = list(pages(options.folder))
    if not known:
        print(f"skipped: no pages in {options.folder}")
        return 0
    found, _ = read_all(options.program, [file for file, _ in known])
    titles = dates = 0
    ours, theirs, spent = [], [], 0.0
    for (file, expected), article in zip(known, found):
        text = body(expected)
        has_title = letters(expected["title"]) == letters(article.get("title"))
        has_date = same_date(expected["publishing_date"], article.get("date"))
        titles += has_title
        dates += has_date
        ours.append(f1(text, "\n\n".join(article.get("paragraphs", []))))
        if trafilatura:
            page = gzip.decompress(file.read_bytes())
            start = time.process_time()
            extracted = trafilatura.extract(page, include_comments=False) or ""
            spent += time.process_time() - start
            theirs.append(f1(text, extracted))
        if options.verbose:
            print(f"{file.name:42} {ours[-1]:.3f} {theirs[-1] if theirs else 0:.3f}"
                  + ("" if has_title else f"\n    {expected['title']!r}\n    {article.get('title')!r}")
                  + ("" if has_date else
                     f"\n    {expected['publishing_date']} {article.get('date')}"))
    count = len(known)
    print(f"pages   {count}")
    print(f"titles  {titles / count:.1%} equal ({titles})")
    print(f"dates   {dates / count:.1%} equal ({dates})")
    print(f"bodies  mean F1 {sum(ours) / count:.4f}, lowest {min(ours):.3f}")
    if theirs:
        print(f"        trafilatura {trafilatura.__version__}: mean F1 {sum(theirs) / count:.4f}, "
              f"lowest {min(theirs):.3f}, {count / spent:.1f} pages/s of a core")
    if options.speed:
        rate = speed(options.program, [file for file, _ in known])
        print(f"speed   {rate:.1f} pages/s of a core")
    return 0


if __name__ == "__main__":
    sys.exit(main())
