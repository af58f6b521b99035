#!/usr/bin/env python3
"""Writes UnicodeTables.swift from the Unicode Character Database.

    python3 generate.py [DIRECTORY] > UnicodeTables.swift

DIRECTORY holds the database as Debian's package unicode-data lays it out (the default,
/usr/share/unicode). The tables are text, not array literals: a compiler reads a string literal at
once, however long, and the program expands it into tries when it first needs them (see
ScalarTrie.swift). The order of the two enumerations below is that of WordBreak and SentenceBreak
in Swift.
"""

import re
import sys
from pathlib import Path

ROOT = Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode")
SCALARS = 0x110000

WORD_BREAK = """Other CR LF Newline Extend ZWJ Format Katakana Hebrew_Letter ALetter Single_Quote
Double_Quote MidNumLet MidLetter MidNum Numeric ExtendNumLet Regional_Indicator WSegSpace""".split()

SENTENCE_BREAK = """Other CR LF Sep Extend Format Sp Lower Upper OLetter Numeric ATerm SContinue
STerm Close""".split()

# The scripts for which ICU has dictionaries.
UNSPACED = "Han Hiragana Katakana Thai Lao Khmer Myanmar".split()


def properties(path):
    """Yields (first, last, fields) for each line of a property file."""
    for line in (ROOT / path).read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if not fields[0]:
            continue
        first, _, last = fields[0].partition("..")
        yield int(first, 16), int(last or first, 16), fields[1:]


def column(path, names, missing=0):
    """One integer a scalar: the index in `names` of its value in a property file."""
    row = [missing] * SCALARS
    for first, last, fields in properties(path):
        row[first:last + 1] = [names.index(fields[0])] * (last - first + 1)
    return row


def members(path, name, value=None):
    """The scalars that have a binary property (or `value` of another)."""
    found = set()
    for first, last, fields in properties(path):
        if fields[0] == name and (value is None or fields[1] == value):
            found.update(range(first, last + 1))
    return found


def database():
    """General category, combining class and raw decomposition of every scalar."""
    category, combining, raw = ["Cn"] * SCALARS, [0] * SCALARS, {}
    first = None
    for line in (ROOT / "UnicodeData.txt").read_text().splitlines():
        fields = line.split(";")
        scalar = int(fields[0], 16)
        if fields[1].endswith(", First>"):
            first = scalar
            continue
        start = first if fields[1].endswith(", Last>") else scalar
        for each in range(start, scalar + 1):
            category[each], combining[each] = fields[2], int(fields[3])
        if fields[5]:
            tag, _, rest = fields[5].rpartition("> ")
            raw[scalar] = (bool(tag), [int(s, 16) for s in rest.split()])
    return category, combining, raw


def expanded(scalar, raw, compatible):
    """The full decomposition of a scalar, not yet in canonical order."""
    if scalar not in raw or (raw[scalar][0] and not compatible):
        return [scalar]
    return [part for each in raw[scalar][1] for part in expanded(each, raw, compatible)]


def ordered(scalars, combining):
    """The canonical ordering of a decomposition (a stable sort between starters)."""
    result, run = [], []
    for scalar in scalars:
        if combining[scalar] == 0:
            result += sorted(run, key=lambda s: combining[s]) + [scalar]
            run = []
        else:
            run.append(scalar)
    return result + sorted(run, key=lambda s: combining[s])


def runs(row):
    """`length:value` of each run, in hexadecimal; a trailing run of zeros is left out."""
    words, start = [], 0
    for i in range(1, len(row) + 1):
        if i == len(row) or row[i] != row[start]:
            words.append(f"{i - start:x}:{row[start]:x}")
            start = i
    if words[-1].endswith(":0"):
        words.pop()
    return words


def mapping(pairs):
    """`key=scalar+scalar` of each entry, in hexadecimal, by ascending key."""
    return [f"{key:x}=" + "+".join(f"{s:x}" for s in to) for key, to in sorted(pairs)]


def literal(name, comment, words):
    """A static property holding `words` in lines of at most 98 columns."""
    print(f"\n  /// {comment}\n  static var {name}: StaticString {{\n    \"\"\"")
    line = "   "
    for word in words:
        if len(line) + 1 + len(word) > 98:
            print(line)
            line = "   "
        line += " " + word
    print(line + '\n    """\n  }')


def main():
    version = re.search(r"-(\d+\.\d+\.\d+)\.txt",
                        (ROOT / "CaseFolding.txt").read_text().splitlines()[0]).group(1)
    category, combining, raw = database()

    word = column("auxiliary/WordBreakProperty.txt", WORD_BREAK)
    sentence = column("auxiliary/SentenceBreakProperty.txt", SENTENCE_BREAK)
    pictographic = members("emoji/emoji-data.txt", "Extended_Pictographic")
    blank = members("PropList.txt", "White_Space")
    unspaced = set()
    for script in UNSPACED:
        unspaced |= members("Scripts.txt", script)

    def boundary(s):
        major = category[s][0]
        visible = major in "PS" or category[s] in ("Co", "Cn")
        # A letter that only extends what stands before it (U+FF9E, U+FF9F) makes no token.
        makes_token = major in "LN" and WORD_BREAK[word[s]] != "Extend"
        # Letters of scripts without blanks between words; digits and signs follow the rules.
        needs_dictionary = (major == "L" and (s in unspaced or WORD_BREAK[word[s]] == "Katakana")
                            or category[s] == "Nl" and s in unspaced)
        return (word[s] | sentence[s] << 5 | (s in pictographic) << 9 | makes_token << 10
                | (s in blank) << 11 | visible << 12
                | needs_dictionary << 13)

    normalization = "DerivedNormalizationProps.txt"
    unstable = {form: members(normalization, form + "_QC", "N")
                | members(normalization, form + "_QC", "M")
                for form in ("NFC", "NFD", "NFKC", "NFKD")}

    def text(s):
        return (combining[s] | (category[s] == "Mn") << 8 | (category[s][0] == "N") << 9
                | sum((s in unstable[form]) << 10 + i for i, form in enumerate(unstable)))

    canonical, compatible = [], []
    for s in raw:
        short = ordered(expanded(s, raw, False), combining)
        long = ordered(expanded(s, raw, True), combining)
        if short != [s]:
            canonical.append((s, short))
        if long != short:
            compatible.append((s, long))

    excluded = members(normalization, "Full_Composition_Exclusion")
    composed = [(s, to) for s, (tagged, to) in raw.items() if not tagged and s not in excluded]

    folded = [(first, [int(s, 16) for s in fields[1].split()])
              for first, _, fields in properties("CaseFolding.txt") if fields[0] in "CF"]

    print("// Written by generate.py from the Unicode Character Database; do not edit.\n")
    print("/// The parts of the Unicode Character Database that the program needs, as text.")
    print("enum UnicodeTables {")
    print("  /// The version of the database.")
    print(f'  static var version: String {{ "{version}" }}')
    literal("boundaries", "Runs of `BoundaryClass`: the part of a scalar in words and sentences.",
            runs([boundary(s) for s in range(SCALARS)]))
    literal("scalars", "Runs of `ScalarClass`: what normal forms and transforms ask of a scalar.",
            runs([text(s) for s in range(SCALARS)]))
    literal("canonical", "Full canonical decompositions, without Hangul syllables.",
            mapping(canonical))
    literal("compatible", "Full compatibility decompositions that differ from the canonical one.",
            mapping(compatible))
    literal("composed", "Composites and the pair of scalars that each one composes from.",
            mapping(composed))
    literal("folded", "Full case foldings (status C and F).", mapping(folded))
    print("}")


main()
