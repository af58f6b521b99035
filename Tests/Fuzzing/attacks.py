"""Attack broadsheet through its pipelines, side files, folders and signals.

    python3 attacks.py PROGRAM

Prints a line for each attack: status, processor seconds, peak memory and the first line said.
An attack succeeds, and this script ends with 1, where the status is not the documented one, where
it takes over a second of processor time or over 200 MB, or where a file outside is touched.
"""

import json
import os
import signal
import sys
import tempfile
import time

from measured import measured

PROGRAM = os.path.abspath(sys.argv[1])
SECONDS, PEAK = 1.0, 200_000_000
SUCCEEDED = []

HEAD = "version: 1\nname: night\ncorpus: {batches: [in/*.jsonl]}\n"
TERMS = "analyses:\n  terms: {kind: term-frequency, min_count: 1}\n"
REPORTS = "reports: {directory: out}\n"


def attack(
    name, statuses, arguments, make=lambda folder: None, after=lambda folder: None, **options
):
    with tempfile.TemporaryDirectory(prefix="broadsheet-attack-") as folder:
        os.mkdir(os.path.join(folder, "in"))
        with open(os.path.join(folder, "in/a.jsonl"), "w") as file:
            for n in range(20):
                file.write(
                    json.dumps(
                        {
                            "id": n,
                            "title": "A bridge",
                            "body": f"The river rose by night {n}.",
                            "source": "Herald",
                            "date": "2024-05-06",
                        }
                    )
                    + "\n"
                )
        write(folder, "p.yml", HEAD + TERMS + REPORTS)
        make(folder)
        status, seconds, peak, said, size, _ = measured(
            [PROGRAM, *arguments], folder, 60, **options
        )
        wrong = []
        if status not in statuses:
            wrong.append(f"status {status}, not {statuses}")
        if seconds > SECONDS:
            wrong.append(f"{seconds:.2f} s")
        if peak > PEAK:
            wrong.append(f"{peak >> 20} MiB")
        if size > 64 << 10:
            wrong.append(f"said {size} bytes")
        try:
            touched = after(folder)
        except OSError as error:
            touched = str(error)
        if touched:
            wrong.append(touched)
        first = said.strip().split("\n")[0][:150] if said.strip() else ""
        print(
            f"{'SUCCEEDED' if wrong else 'held':9} {status:4} {seconds:5.2f} s {peak / 1e6:6.1f} MB  {name}: {first} {'; '.join(wrong)}",
            flush=True,
        )
        if wrong:
            SUCCEEDED.append(name)


def write(folder, name, text):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as file:
        file.write(text)


def pipeline(text):
    return lambda folder: write(folder, "p.yml", text)


def text_profile(settings):
    return (
        HEAD
        + "text:\n  words: {"
        + settings
        + "}\nanalyses:\n  terms: {kind: term-frequency, text: words}\n"
        + REPORTS
    )


def analysis(settings, head=HEAD):
    return head + "analyses:\n  x: {" + settings + "}\n" + REPORTS


def night(folder):
    """A first run, so that there is state to attack."""
    measured([PROGRAM, "run", "p.yml"], folder, 60)


CHECK, RUN = ["check", "p.yml"], ["run", "p.yml"]


# Links in the place of files that the program writes under a known name.
def outside(folder):
    write(folder, "precious", "precious")


def untouched(folder):
    with open(os.path.join(folder, "precious")) as file:
        return None if file.read() == "precious" else "a file outside was written"


for place in ["lock", "ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-journal", "pipeline"]:

    def link(folder, place=place, first=False):
        outside(folder)
        if first:
            night(folder)
        state = os.path.join(folder, "out/night/.state")
        os.makedirs(state, exist_ok=True)
        path = os.path.join(state, place)
        if os.path.lexists(path):
            os.remove(path)
        os.symlink(os.path.join(folder, "precious"), path)

    attack(f"link at .state/{place}", [0, 3, 73, 74], RUN, link, untouched)
    attack(
        f"link at .state/{place} after a night",
        [0, 3, 73, 74],
        RUN,
        lambda f, p=link: p(f, first=True),
        untouched,
    )
for place in ["out", "out/night", "out/night/.state", "out/night/.state/leaves"]:

    def dangling(folder, place=place):
        os.makedirs(os.path.dirname(os.path.join(folder, place)), exist_ok=True)
        os.symlink("/nowhere/at/all", os.path.join(folder, place))

    attack(f"dangling link at {place}", [0, 3, 73, 74, 78], RUN, dangling)
attack(
    "--log through a link",
    [0, 73, 74],
    [*RUN, "--log", "log"],
    lambda f: (outside(f), os.symlink(os.path.join(f, "precious"), os.path.join(f, "log"))),
    lambda f: (
        None
        if "precious" in open(os.path.join(f, "precious")).read()
        else "the log's target was overwritten"
    ),
)


# A leaf that is no file.
def leaf(kind):
    def make(folder):
        night(folder)
        leaves = os.path.join(folder, "out/night/.state/leaves")
        names = [n for n in os.listdir(leaves) if n.endswith(".leaf")]
        path = os.path.join(leaves, names[0])
        os.remove(path)
        if kind == "folder":
            os.mkdir(path)
            write(path, "full", "full")
        elif kind == "link":
            os.symlink("/nowhere/at/all", path)
        elif kind == "fifo":
            os.mkfifo(path)
        elif kind == "zero":
            os.symlink("/dev/zero", path)
        write(folder, "in/b.jsonl", '{"id":"b","body":"One more."}\n')

    return make


for kind in ["folder", "link", "fifo", "zero", "nothing"]:
    attack(f"{kind} in the place of a leaf", [0], RUN, leaf(kind))
    attack(f"{kind} in the place of a leaf, --full", [0], [*RUN, "--full"], leaf(kind))

# Side files without an end, or that nobody writes.
SIDES = {
    "stop words": (lambda p: text_profile(f"stopwords: [{p}]")),
    "lemmas": (lambda p: text_profile(f"lemmas: {p}")),
    "dictionary": (lambda p: analysis(f"kind: dictionary, file: {p}")),
    "reference": (
        lambda p: analysis(f"kind: keyness, target: {{source: Herald}}, reference: {{file: {p}}}")
    ),
}
for name, settings in SIDES.items():
    attack(f"/dev/zero as {name}", [66, 78], CHECK, pipeline(settings("/dev/zero")))
    attack(
        f"a FIFO as {name}",
        [66, 78],
        CHECK,
        lambda f, s=settings: (
            os.mkfifo(os.path.join(f, "fifo.txt")),
            write(f, "p.yml", s("fifo.txt")),
        ),
    )
    attack(f"a folder as {name}", [66, 78], CHECK, pipeline(settings("in")))
    attack(
        f"8 GB of nothing as {name}",
        [66, 78],
        CHECK,
        lambda f, s=settings: (
            open(os.path.join(f, "big.txt"), "w").truncate(8 << 30),
            write(f, "p.yml", s("big.txt")),
        ),
    )
for kind in ["fifo", "dev"]:
    attack(
        f"{kind} as a pipeline",
        [74],
        ["check", "x.yml"],
        lambda f, k=kind: (
            os.mkfifo(os.path.join(f, "x.yml"))
            if k == "fifo"
            else os.symlink("/dev/zero", os.path.join(f, "x.yml"))
        ),
    )
    attack(
        f"{kind} as a batch",
        [3, 65, 66, 78],
        RUN,
        lambda f, k=kind: (
            os.mkfifo(os.path.join(f, "in/x.jsonl"))
            if k == "fifo"
            else os.symlink("/dev/zero", os.path.join(f, "in/x.jsonl"))
        ),
    )

# Expansions.
BOMB = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{n}: &a{n} [" + ",".join([f"*a{n - 1}"] * 10) + "]\n" for n in range(1, 9)
)
attack(
    "aliases in a dictionary",
    [78, 66, 65],
    CHECK,
    lambda f: (
        write(f, "d.yml", BOMB),
        write(f, "p.yml", analysis("kind: dictionary, file: d.yml")),
    ),
)
attack("aliases in a pipeline", [78], CHECK, pipeline(BOMB + HEAD + TERMS + REPORTS))
attack(
    "aliases as batches",
    [78, 66],
    CHECK,
    pipeline(BOMB + "version: 1\nname: night\ncorpus: {batches: *a8}\n" + TERMS + REPORTS),
)
attack(
    "braces in a pattern",
    [66, 78],
    CHECK,
    pipeline(HEAD.replace("in/*.jsonl", '"' + "{a,b}" * 20 + '"') + TERMS + REPORTS),
)
attack(
    "stars in a pattern",
    [0, 66, 78],
    CHECK,
    pipeline(HEAD.replace("in/*.jsonl", '"' + "*a" * 200 + '"') + TERMS + REPORTS),
)
attack("deep lists in a pipeline", [78], CHECK, pipeline(HEAD + "x: " + "[" * 50_000 + "\n"))
attack("deep maps in a pipeline", [78], CHECK, pipeline(HEAD + "x: " + "{a: " * 50_000 + "\n"))
attack(
    "8,000 missing batches",
    [66, 78],
    CHECK,
    pipeline(
        "version: 1\nname: night\ncorpus: {batches: ["
        + ",".join(f"m{n}.jsonl" for n in range(8000))
        + "]}\n"
        + TERMS
        + REPORTS
    ),
)
attack(
    "16,000 unknown keys",
    [78],
    CHECK,
    pipeline(HEAD + TERMS + REPORTS + "".join(f"key{n}: 1\n" for n in range(16000))),
)
attack(
    "20,000 analyses",
    [0, 78],
    CHECK,
    pipeline(
        HEAD
        + "analyses:\n"
        + "".join(f"  t{n}: {{kind: term-frequency, min_count: 1}}\n" for n in range(20000))
        + REPORTS
    ),
)
attack(
    "20,000 analyses of an unknown kind",
    [78],
    CHECK,
    pipeline(
        HEAD
        + "analyses:\n"
        + "".join(f"  t{n}: {{kind: termfrequency{n}}}\n" for n in range(20000))
        + REPORTS
    ),
)
attack(
    "20,000 trend terms",
    [0, 78],
    CHECK,
    pipeline(analysis("kind: trend, terms: [" + ",".join(f"w{n}" for n in range(20000)) + "]")),
)
attack(
    "10,000 inherits",
    [78],
    CHECK,
    pipeline(
        HEAD
        + "text:\n  p0: {case: fold}\n"
        + "".join(f"  p{n}: {{inherits: p{n - 1}}}\n" for n in range(1, 10000))
        + "analyses:\n  x: {kind: term-frequency, text: p9999}\n"
        + REPORTS
    ),
)
attack(
    "inherits in a circle",
    [78],
    CHECK,
    pipeline(
        HEAD
        + "text:\n  a: {inherits: b}\n  b: {inherits: a}\n"
        + "analyses:\n  x: {kind: term-frequency, text: a}\n"
        + REPORTS
    ),
)
attack("a line of 10 MB", [78], CHECK, pipeline(HEAD + "x" * 10_000_000 + ": 1\n"))
attack(
    "100 MB of a pipeline",
    [74],
    CHECK,
    lambda f: open(os.path.join(f, "p.yml"), "w").truncate(100_000_000),
)

# A regular expression that one token is too hard for.
HARD = '{"id":"h","body":"' + "a" * 200 + '! end"}\n'
for query in ["/(a+)+[bc]/", "/(a|a)*[bc]$/", "/(.*)*(.*)*(.*)*x/"]:
    attack(
        f"hard expression {query}",
        [0, 3, 78],
        RUN,
        lambda f, q=query: (
            write(f, "in/h.jsonl", HARD),
            write(f, "p.yml", analysis(f"kind: concordance, query: '{q}'")),
        ),
    )
    attack(
        f"hard expression {query} in a trend",
        [0, 3, 78],
        RUN,
        lambda f, q=query: (
            write(f, "in/h.jsonl", HARD),
            write(f, "p.yml", analysis(f"kind: trend, terms: ['{q}']")),
        ),
    )

# Signals, full devices, readers that go away.
for number, status in [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)]:

    def big(folder):
        with open(os.path.join(folder, "in/big.jsonl"), "w") as file:
            for n in range(60_000):
                file.write(
                    json.dumps(
                        {
                            "id": f"b{n}",
                            "body": " ".join(f"w{(n * 7 + k * k) % 9973}" for k in range(60)),
                        }
                    )
                    + "\n"
                )
        write(
            folder, "p.yml", HEAD + "analyses:\n  p: {kind: co-occurrence, window: 20}\n" + REPORTS
        )

    attack(
        f"signal {number.name}",
        [status],
        [*RUN, "--jobs", "1", "--memory", "128MiB"],
        big,
        lambda f: "it published" if os.path.lexists(os.path.join(f, "out/night/latest")) else None,
        during=lambda process, s=number: (time.sleep(0.3), process.send_signal(s)),
    )
with open("/dev/full", "w") as full:
    attack("--help to a full device", [74], ["--help"], out=full)
    attack("a table to a full device", [74], ["terms", "in/a.jsonl"], out=full)
reader, writer = os.pipe()
os.close(reader)
attack("a reader that is gone", [141, -13], ["terms", "in/a.jsonl"], out=writer)
os.close(writer)

attack("an output folder that is a file", [73, 78], RUN, lambda f: write(f, "out", "a file"))
attack(
    "a name with a path in it",
    [78],
    CHECK,
    pipeline(HEAD.replace("name: night", "name: ../../night") + TERMS + REPORTS),
)
attack(
    "reports inside the pattern",
    [0],
    RUN,
    lambda f: (
        write(f, "p.yml", HEAD.replace("in/*.jsonl", "'**/*.jsonl'") + TERMS + REPORTS),
        night(f),
    ),
)
attack(
    "a loop of links in the pattern",
    [0, 3, 66, 78],
    RUN,
    lambda f: (
        os.symlink("..", os.path.join(f, "in/loop")),
        write(f, "p.yml", HEAD.replace("in/*.jsonl", "in/**/*.jsonl") + TERMS + REPORTS),
    ),
)

print(f"{len(SUCCEEDED)} attacks succeeded" + "".join(f"\n  {name}" for name in SUCCEEDED))
sys.exit(1 if SUCCEEDED else 0)
