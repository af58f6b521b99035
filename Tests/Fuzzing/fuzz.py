"""Give broadsheet damaged inputs, pipelines and state, and demand that it says so and goes on.

    python3 fuzz.py PROGRAM SECONDS [--seed N] [--kinds jsonl,csv,…] [--keep FOLDER]

Each case takes a small valid file, changes some of its bytes, and runs one command on it. A case
fails when the program is killed by a signal, ends with a status that is no documented answer,
needs more than 30 s of processor time, passes 1.25 times the 128 MiB that it is given, or fills
standard error. A changed state must give the tables of a run from nothing, or say what is wrong.
The texts are made of words below; nothing but the standard library is needed.
"""

import argparse
import bz2
import collections
import gzip
import io
import json
import lzma
import os
import random
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile

from measured import measured

MEMORY = 128 << 20
PEAK = MEMORY * 5 // 4
PROCESSOR_SECONDS = 30
STANDARD_ERROR = 64 << 10
ANSWERS = {0, 3, 64, 65, 66, 73, 74, 78}

WORDS = (
    "the a of and river council flood school market bridge vote price harbour storm night said "
    "Müller naïve café U.S. don't well-known 3,5 2021-03-04 #news @desk a@b.org https://x.org/a?b=1 "
    "город ночью река школа 川は夜 水位 学校 المدينة النهر เมือง แม่น้ำ मुख्य नदी 서울 e\u0301 ﬁn Ⅷ"
).split()
ODD = [
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\x1e",
    b"\x1b[31m",
    b'"',
    b"'",
    b"\n",
    b"\r\n",
    b"\r",
    b"\t",
    b",",
    b";",
    b"{",
    b"}",
    b"[",
    b"]",
    b"<",
    b"</",
    b">",
    b"&",
    b"&#0;",
    b"&#x110000;",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"-->",
    b"<!DOCTYPE",
    b"<?xml",
    b"\\u0000",
    b"\\ud800",
    b"null",
    b"1e999",
    b"-1",
    b"18446744073709551616",
    b"/",
    b"../",
    b"*",
    b"**",
    b"(?:",
    b"a{1,9999}",
    b": ",
    b"- ",
    b"&a ",
    b"*a",
    b"!!",
    b"|\n",
    b"#",
    b"~",
    b"\xf4\x90\x80\x80",
    b"\xe2\x80\xae",
]


def sentence(r):
    words = [r.choice(WORDS) for _ in range(r.randint(3, 15))]
    return " ".join(words) + r.choice(". ! ? 。 …".split())


def body(r):
    return "\n\n".join(
        " ".join(sentence(r) for _ in range(r.randint(1, 4))) for _ in range(r.randint(1, 4))
    )


def article(r, number):
    return {
        "id": f"a{number}",
        "title": sentence(r),
        "body": body(r),
        "source": r.choice(["Herald", "Post"]),
        "date": f"20{r.randint(10, 25)}-{r.randint(1, 12):02}-{r.randint(1, 28):02}",
        "lang": "en",
    }


def articles(r):
    return [article(r, n) for n in range(r.randint(1, 12))]


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def jsonl(r):
    return "".join(
        json.dumps(a, ensure_ascii=r.random() < 0.3) + "\n" for a in articles(r)
    ).encode()


def json_array(r):
    return json.dumps(articles(r), indent=r.choice([None, 2])).encode()


def delimited(separator):
    def make(r):
        cell = lambda text: '"' + text.replace('"', '""') + '"'
        rows = [separator.join(["id", "title", "body", "source", "date", "lang"])]
        rows += [separator.join(cell(v) for v in a.values()) for a in articles(r)]
        return "\r\n".join(rows).encode()

    return make


def markdown(r):
    a = article(r, 1)
    return (
        f"---\ntitle: {a['title']}\ndate: {a['date']}\n---\n\n# {a['title']}\n\n{a['body']}\n\n"
        f"- [a link](https://x.org/{r.random()})\n\n```\ncode\n```\n"
    ).encode()


def text(r):
    return (sentence(r) + "\n\n" + body(r) + "\n").encode()


def rss(r):
    items = "".join(
        f"<item><title>{escaped(a['title'])}</title><description><![CDATA[<p>{a['body']}</p>]]></description>"
        f"<pubDate>Tue, 03 Jun 2003 09:39:21 GMT</pubDate><guid>{a['id']}</guid></item>\n"
        for a in articles(r)
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


def tei(r):
    texts = "".join(
        f"<TEI><teiHeader><title>{escaped(a['title'])}</title></teiHeader><text><body><p>{escaped(a['body'])}</p>"
        f"</body></text></TEI>"
        for a in articles(r)
    )
    return f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{texts}</teiCorpus>'.encode()


def sgml(r):
    one = lambda a: (
        f'<REUTERS TOPICS="YES" NEWID="{a["id"]}"><DATE>26-FEB-1987 15:01:01.79</DATE><TOPICS><D>cocoa</D></TOPICS>'
        f"<TEXT>&#2;<TITLE>{escaped(a['title'])}</TITLE><BODY>{escaped(a['body'])}&#3;</BODY></TEXT></REUTERS>\n"
    )
    return ('<!DOCTYPE lewis SYSTEM "lewis.dtd">\n' + "".join(one(a) for a in articles(r))).encode()


def html(r):
    a = article(r, 1)
    paragraphs = "".join(f"<p>{escaped(p)}</p>" for p in a["body"].split("\n\n"))
    data = json.dumps({"@type": "NewsArticle", "headline": a["title"], "datePublished": a["date"]})
    return (
        f'<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>{escaped(a["title"])}</title>'
        f'<script type="application/ld+json">{data}</script></head><body><nav><ul><li><a href=/>Home</a></ul></nav>'
        f"<article><h1>{escaped(a['title'])}</h1><time datetime={a['date']}>{a['date']}</time>{paragraphs}</article>"
        f"<footer>© x</footer></body></html>"
    ).encode()


def tar(r):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for n, (make, suffix) in enumerate(
            r.choices([(jsonl, "jsonl"), (text, "txt"), (markdown, "md"), (html, "html")], k=3)
        ):
            data = make(r)
            member = tarfile.TarInfo(f"folder/{n}.{suffix}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


def zipped(r):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for n, (make, suffix) in enumerate(
            r.choices([(jsonl, "jsonl"), (text, "txt"), (rss, "xml")], k=3)
        ):
            archive.writestr(f"{n}.{suffix}", make(r))
    return out.getvalue()


def tool(name):
    def make(r):
        return subprocess.run(
            [name, "-c"], input=jsonl(r), stdout=subprocess.PIPE, check=True
        ).stdout

    return make


def warc(r):
    out = io.BytesIO()
    for a in articles(r):
        page = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html(r)
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x.org/{a['id']}\r\nWARC-Date: {a['date']}T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{a['id']}>\r\nContent-Type: application/http\r\nContent-Length: {len(page)}\r\n\r\n"
        )
        record = head.encode() + page + b"\r\n\r\n"
        out.write(gzip.compress(record) if r.random() < 0.2 else record)
    return out.getvalue()


INPUTS = {
    "jsonl": (jsonl, "jsonl"),
    "json": (json_array, "json"),
    "csv": (delimited(","), "csv"),
    "tsv": (delimited("\t"), "tsv"),
    "markdown": (markdown, "md"),
    "text": (text, "txt"),
    "rss": (rss, "xml"),
    "tei": (tei, "xml"),
    "sgml": (sgml, "sgm"),
    "html": (html, "html"),
    "tar": (tar, "tar"),
    "zip": (zipped, "zip"),
    "warc": (warc, "warc"),
    "gzip": (lambda r: gzip.compress(jsonl(r)), "jsonl.gz"),
    "targz": (lambda r: gzip.compress(tar(r)), "tar.gz"),
    "bzip2": (lambda r: bz2.compress(jsonl(r)), "jsonl.bz2"),
    "xz": (lambda r: lzma.compress(jsonl(r)), "jsonl.xz"),
    "zstd": (tool("zstd"), "jsonl.zst"),
    "lz4": (tool("lz4"), "jsonl.lz4"),
}

PIPELINE = """version: 1
name: night
corpus:
  batches: [in/*]
  fields: {title: title, body: body, date: date, source: source}
  where: {language: [en], date: {from: 2011-01-01}}
text:
  words:   {case: fold, normalize: nfc, hyphens: keep}
  content: {inherits: words, numbers: drop, stopwords: [english, words.txt], stem: english}
analyses:
  terms:      {kind: term-frequency, text: words, group_by: [source, month], min_count: 1}
  pairs:      {kind: co-occurrence, text: content, window: 5, within: sentence, min_count: 1,
               measures: [log_likelihood, log_dice, mi], top: 100}
  occupation: {kind: concordance, text: words, query: "r*", context: 8, sort: [1R, 2R], limit: 50}
  key:        {kind: keyness, text: words, target: {source: Herald}, reference: rest}
  trend:      {kind: trend, text: words, terms: [river, flood], period: month}
  topics:     {kind: dictionary, text: words, file: topics.yml}
reports:
  directory: out
  formats: [csv, json]
"""
TOPICS = (
    "water: [river, flood*, storm]\ntown:\n  people: [council, vote]\n  places: [harbour, bridge]\n"
)
STOP_WORDS = "the\na\nof\nand\n# a comment\n"


def mutate(r, data, donors):
    data = bytearray(data)
    for _ in range(r.choice([1, 1, 2, 3, 5, 8])):
        at = r.randrange(len(data) + 1)
        length = min(len(data) - at, r.choice([1, 1, 2, 4, 16, 100, 1000]))
        what = r.randrange(10)
        if what == 0 and data:
            at = r.randrange(len(data))
            data[at] ^= 1 << r.randrange(8)
        elif what == 1:
            data[at : at + length] = bytes(r.randrange(256) for _ in range(length))
        elif what == 2:
            del data[at : at + length]
        elif what == 3:
            data[at:at] = data[at : at + length] * r.choice([1, 2, 50])
        elif what == 4:
            data[at:at] = r.choice(ODD)
        elif what == 5:
            data[at:at] = r.choice(ODD) * r.choice([10, 1000, 20000])
        elif what == 6:
            del data[at:]
        elif what == 7:
            donor = r.choice(donors)
            start = r.randrange(len(donor) + 1)
            data[at : at + length] = donor[start : start + r.choice([10, 100, 1000])]
        elif what == 8:
            to = r.randrange(len(data) + 1)
            piece = data[at : at + length]
            data[to:to] = piece
        else:
            data[at : at + length] = r.choice(ODD)
    return bytes(data)


class Runs:
    def __init__(self, program, keep):
        self.program, self.keep = program, keep
        self.statuses = collections.defaultdict(collections.Counter)
        self.slowest = collections.defaultdict(float)
        self.largest = collections.defaultdict(int)
        self.failures = []

    def run(self, kind, folder, arguments):
        """The status, or nothing where the case failed."""
        status, seconds, peak, text, said, printed = measured(
            [self.program, *arguments], folder, PROCESSOR_SECONDS
        )
        self.statuses[kind][status] += 1
        self.slowest[kind] = max(self.slowest[kind], seconds)
        self.largest[kind] = max(self.largest[kind], peak)
        fault = None
        if status not in ANSWERS:
            fault = f"status {status}"
        elif peak > PEAK:
            fault = f"{peak >> 20} MiB"
        elif said > STANDARD_ERROR:
            fault = f"{said} bytes of standard error"
        # What `inspect` has to say is on standard output.
        elif status not in (0, 3) and not text.strip() and not printed:
            fault = f"status {status} without a word"
        if fault:
            self.fail(kind, folder, arguments, fault + "\n" + text)
            return None
        return status

    def fail(self, kind, folder, arguments, why):
        place = os.path.join(self.keep, f"{kind}-{len(self.failures)}")
        shutil.copytree(folder, place, symlinks=True)
        with open(os.path.join(place, "why"), "w") as file:
            file.write(" ".join(map(str, arguments)) + "\n" + why)
        self.failures.append((kind, why.split("\n")[0], place))
        print("FAILED", kind, why.split("\n")[0], place, flush=True)


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data if isinstance(data, bytes) else data.encode())


def input_case(runs, r, kind, folder):
    make, suffix = INPUTS[kind]
    name = f"in/x.{suffix}" if r.random() < 0.8 else "in/x"
    write(os.path.join(folder, name), mutate(r, make(r), [make(r), jsonl(r), html(r)]))
    common = ["--memory", "128MiB", "--jobs", str(r.choice([1, 2]))]
    commands = [
        ["inspect", name],
        ["terms", name, *common],
        ["pairs", name, *common],
        ["concordance", "r*", name, *common],
    ]
    if r.random() < 0.3:
        write(os.path.join(folder, "in/y.jsonl"), jsonl(r))
        write(os.path.join(folder, "p.yml"), PIPELINE)
        write(os.path.join(folder, "words.txt"), STOP_WORDS)
        write(os.path.join(folder, "topics.yml"), TOPICS)
        runs.run(kind, folder, ["run", "p.yml", *common])
    else:
        runs.run(kind, folder, r.choice(commands))


def pipeline_case(runs, r, kind, folder):
    files = {"p.yml": PIPELINE, "topics.yml": TOPICS, "words.txt": STOP_WORDS}
    changed = r.choice(["p.yml", "p.yml", "p.yml", "topics.yml", "words.txt"])
    for name, data in files.items():
        data = data.encode()
        write(
            os.path.join(folder, name),
            mutate(r, data, list(map(str.encode, files.values()))) if name == changed else data,
        )
    write(os.path.join(folder, "in/x.jsonl"), jsonl(r))
    # A mutated `directory` may name any place, so reports stay where they are told to be.
    command = r.choice(
        [["check", "p.yml"], ["run", "p.yml", "--memory", "128MiB", "--output", "out"]]
    )
    runs.run(kind, folder, command)


def tables(folder):
    """The tables of the newest run, each with its bytes."""
    latest = os.path.join(folder, "out/night/latest")
    found = {}
    for name in sorted(os.listdir(latest)) if os.path.isdir(latest) else []:
        if name.endswith(".csv"):
            with open(os.path.join(latest, name), "rb") as file:
                found[name] = file.read()
    return found


def state_case(runs, r, kind, folder):
    write(os.path.join(folder, "p.yml"), PIPELINE)
    write(os.path.join(folder, "words.txt"), STOP_WORDS)
    write(os.path.join(folder, "topics.yml"), TOPICS)
    for n in range(3):
        write(os.path.join(folder, f"in/{n}.jsonl"), jsonl(r))
    night = ["run", "p.yml", "--memory", "128MiB"]
    if runs.run(kind, folder, night) is None:
        return
    files = [
        os.path.join(path, name)
        for path, _, names in os.walk(os.path.join(folder, "out"))
        for name in names
        if "/.state" in path + "/"
    ]
    victim = r.choice(sorted(files))
    with open(victim, "rb") as file:
        data = file.read()
    what = r.randrange(8)
    os.remove(victim)
    if what == 0:
        pass
    elif what == 1:
        os.mkdir(victim)
    elif what == 2:
        os.symlink("/nowhere/at/all", victim)
    elif what == 3:
        write(victim, b"")
    else:
        write(victim, mutate(r, data, [data]))
    if r.random() < 0.5:
        write(os.path.join(folder, "in/9.jsonl"), jsonl(r))
    status = runs.run(kind, folder, night)
    if status in (0, 3):
        found = tables(folder)
        shutil.rmtree(os.path.join(folder, "out"))
        if runs.run(kind, folder, night) is not None and tables(folder) != found:
            runs.fail(kind, folder, night, f"other tables after a change of {victim} ({what})")


def main():
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("program")
    options.add_argument("seconds", type=float)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--kinds", default=",".join([*INPUTS, "pipeline", "state"]))
    options.add_argument(
        "--keep", default=None, help="where failed cases are kept; a temporary folder by default"
    )
    given = options.parse_args()
    keep = given.keep or tempfile.mkdtemp(prefix="broadsheet-failed-")
    os.makedirs(keep, exist_ok=True)
    runs = Runs(os.path.abspath(given.program), keep)
    kinds = given.kinds.split(",")
    cases = {"pipeline": pipeline_case, "state": state_case}
    end = time.monotonic() + given.seconds
    number = 0
    while time.monotonic() < end:
        # Each case has a seed of its own, so that one alone can be made again.
        r = random.Random(f"{given.seed}/{number}")
        kind = kinds[number % len(kinds)]
        with tempfile.TemporaryDirectory(prefix="broadsheet-fuzz-") as outer:
            folder = os.path.join(outer, "case")
            os.mkdir(folder)
            cases.get(kind, input_case)(runs, r, kind, folder)
        number += 1
    print(f"{'kind':10} {'runs':>6} {'slowest':>8} {'largest':>8}  statuses")
    for kind in kinds:
        statuses = " ".join(f"{s}:{n}" for s, n in sorted(runs.statuses[kind].items()))
        print(
            f"{kind:10} {sum(runs.statuses[kind].values()):6} {runs.slowest[kind]:7.2f}s {runs.largest[kind] >> 20:4} MiB  {statuses}"
        )
    print(f"{number} cases, {len(runs.failures)} failed (seed {given.seed})")
    for failure in runs.failures:
        print("  ", *failure)
    sys.exit(1 if runs.failures else 0)


main()
