"""What a token is, after the manual ("Tokens", "The exact rules") and UAX #29 for Unicode 15.0.

Written from those texts alone and never from Broadsheet's source, so that the two can be held
against each other; only the list of abbreviations is shared. The properties of characters are read
from Debian's unicode-data, for Python and its modules know another version of Unicode.
"""

import functools
import pathlib
import re
import unicodedata

import regex

UNICODE = pathlib.Path("/usr/share/unicode")
ABBREVIATIONS = (
    pathlib.Path(__file__).parents[2] / "Sources/Tokens/Segmentation/Abbreviations.swift")


# Character properties.


def ranges(path, *values):
    """The code points whose property in a file of the UCD is one of `values`."""
    with open(UNICODE / path, encoding="utf-8") as lines:
        for line in lines:
            fields = [field.strip() for field in line.split("#")[0].split(";")]
            if len(fields) > 1 and fields[1] in values:
                first, _, last = fields[0].partition("..")
                yield from range(int(first, 16), int(last or first, 16) + 1)


def categories(initials):
    """The code points whose general category begins with one of `initials`."""
    first = None
    with open(UNICODE / "UnicodeData.txt", encoding="utf-8") as lines:
        for line in lines:
            code, name, category = line.split(";")[:3]
            if name.endswith(", First>"):
                first = int(code, 16)
                continue
            if category[0] in initials:
                yield from range(int(code, 16) if first is None else first, int(code, 16) + 1)
            first = None


class Classes(dict):
    """For `str.translate`: turns every character into the letter of its class, O if it has none."""

    def __missing__(self, code):
        return "O"


@functools.cache
def word_classes():
    """The classes of UAX #29's words that matter where a letter or a digit is.

    A, R letters (R also a pictograph); H Hebrew; K katakana; N digits; E as the underscore;
    L other letters and digits; M, B, P, Q, D what may stand inside a word or number: MidLetter,
    MidNumLet, MidNum, ' and "; X, J what is passed over (J the joiner); G pictographs; Y hyphens.
    """
    file = "auxiliary/WordBreakProperty.txt"
    classes = Classes()
    classes.update(dict.fromkeys(categories("LN"), "L"))
    pictographs = set(ranges("emoji/emoji-data.txt", "Extended_Pictographic"))
    classes.update(dict.fromkeys(pictographs, "G"))
    for letter, value in [
        ("A", "ALetter"), ("H", "Hebrew_Letter"), ("K", "Katakana"), ("N", "Numeric"),
        ("E", "ExtendNumLet"), ("M", "MidLetter"), ("B", "MidNumLet"), ("P", "MidNum"),
        ("Q", "Single_Quote"), ("D", "Double_Quote"), ("X", "Extend"), ("X", "Format"),
        ("J", "ZWJ"),
    ]:
        classes.update(dict.fromkeys(ranges(file, value), letter))
    classes.update({code: "R" for code in pictographs if classes[code] == "A"})
    classes.update(dict.fromkeys(map(ord, "-\u2010\u2011"), "Y"))
    return classes


# Words: the segments of UAX #29 that hold a letter or a digit. The patterns are for strings of
# classes. `x` is what rule WB4 passes over; every atom carries it behind itself.

x = r"[XJ]*+(?:(?<=J)[GR][XJ]*+)*+"  # WB3c: a pictograph may follow a joiner
# WB7a-c: a Hebrew letter keeps ' behind it, and " between it and another.
letter = f"(?:[AR]{x}|H{x}(?:D{x}(?=H)|Q{x})?)"
word = f"{letter}(?:(?:[MBQ]{x})?{letter})*+"  # WB5-7
digit = f"N{x}"
number = f"{digit}(?:(?:[PBQ]{x})?{digit})*+"  # WB8, WB11-12
mixed = f"(?:{word}|{number})++"  # WB9-10
katakana = f"(?:K{x})++"  # WB13
low = f"E{x}"  # WB13a-b
run = f"(?:{low})*+(?:{mixed}|{katakana})(?:(?:{low})++(?:{mixed}|{katakana}))*+(?:{low})*+"
segment = f"(?:{run}|L{x})"

SEGMENT = regex.compile(segment)
WORD = regex.compile(f"{segment}(?:(?<=[ARHN][XJ]*)Y(?=[ARHN]){segment})*")


# Addresses. The giveaways stand in order; each pattern is tried at its own.


@functools.cache
def letters():
    return frozenset(map(chr, categories("L")))


@functools.cache
def name_characters():
    """Letters, marks, digits and the underscore."""
    return frozenset(map(chr, categories("LMN"))) | {"_"}


@functools.cache
def unspaced():
    """The characters of the scripts that write no blanks between words."""
    scripts = "Han Hiragana Katakana Bopomofo Yi Thai Lao Khmer Myanmar".split()
    return frozenset(map(chr, ranges("Scripts.txt", *scripts)))


def is_name(character, of_any_script=True):
    return character in name_characters() and (of_any_script or character not in unspaced())


GIVEAWAY = re.compile(r"://|www\.|@|#", re.ASCII | re.IGNORECASE)
SCHEME = re.compile(r"[A-Za-z0-9+]+$")
# Matches backwards, from the sign.
LOCAL_PART = regex.compile(r"(?r)(?<![A-Za-z0-9_])[A-Za-z0-9_]+(?:[.%+-][A-Za-z0-9_]+)*")
HOST = re.compile(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}(?![A-Za-z0-9])")
URL_END = frozenset("\"'<>`{}|\\^")


def url_end(text, start):
    """Where the URL ends whose scheme or `www.` ends at `start`."""
    opened = {")": 0, "]": 0}
    end = start
    for character in text[start:]:
        if character in URL_END or character.isspace() or character < " ":
            break
        if character > "\x7f" and not is_name(character, of_any_script=False):
            break
        if character in "([":
            opened[")" if character == "(" else "]"] += 1
        if character in ")]":
            if not opened[character]:
                break
            opened[character] -= 1
        end += 1
    return start + len(text[start:end].rstrip(".,;:!?*"))


def name_end(text, sign, of_any_script):
    """Where the name of a hashtag or mention ends, or None if there is none at `sign`."""
    if sign and (is_name(text[sign - 1]) or text[sign - 1] in "&@"):
        return None
    end = sign + 1
    while end < len(text) and (
            is_name(text[end], of_any_script) or text[end].translate(word_classes()) == "X"):
        end += 1
    return end if any(c in letters() for c in text[sign + 1 : end]) else None


def address(text, match, floor):
    """The address that `match` gives away, as (start, end), or None."""
    sign, mark = match.start(), match.group()
    if mark == "://":
        scheme = SCHEME.search(text[floor:sign])
        end = url_end(text, match.end())
        return (floor + scheme.start(), end) if scheme and end > match.end() else None
    if mark == "#":
        end = name_end(text, sign, True)
        return (sign, end) if end else None
    if mark == "@":
        local, host = LOCAL_PART.match(text, floor, sign), HOST.match(text, sign + 1)
        if local and host:
            return local.start(), host.end()
        end = name_end(text, sign, False)
        if not end:
            return None
        host = HOST.match(text, end + 1) if text[end : end + 1] == "@" else None
        return sign, host.end() if host else end
    inside_word = sign and is_name(text[sign - 1])
    if inside_word or not is_name(text[match.end() : match.end() + 1], False):
        return None
    return sign, url_end(text, match.end())


def addresses(text):
    floor = 0
    for match in GIVEAWAY.finditer(text):
        if match.start() >= floor and (found := address(text, match, floor)):
            yield found
            floor = found[1]


# Abbreviations.

BLANK = r"\p{White_Space}"
# What may stand between an abbreviation and what follows; \v is a line break, see `paragraphs`.
GAP = r"[ \xa0\v]"


class Abbreviations:
    """The lists in Broadsheet's source, of all languages together."""

    def __init__(self, path=ABBREVIATIONS):
        source = path.read_text(encoding="utf-8")

        def words(kind):
            lists = re.findall(kind + r': """\n(.*?)"""', source, re.DOTALL)
            return frozenset(" ".join(lists).split())

        self.anywhere, self.before_number = words("anywhere"), words("beforeNumber")

    PART_FOLLOWS = re.compile(rf"\.{GAP}+[A-Za-z]\.")
    PART_BEFORE = re.compile(r"(?:^|[ \v(\[{\"'-])[A-Za-z]\. $")
    NUMBER_FOLLOWS = re.compile(rf"\.{GAP}*[0-9]")
    CAPITAL_FOLLOWS = re.compile(rf"\.(?:-|{GAP}+)(.)")
    AFTER_BLANK = regex.compile(rf"(?:^|[^\p{{Nd}}]){BLANK}$")

    def keeps_stop(self, text, start, end):
        """Whether the stop at `end` belongs to the token at `start`..<`end`."""
        word, before = text[start:end], text[max(0, start - 8) : start]
        if text[end + 1 : end + 2] == ".":
            return False
        forms = {word, word[:1].lower() + word[1:]}
        if forms & self.anywhere:
            return True
        if forms & self.before_number and self.NUMBER_FOLLOWS.match(text, end):
            return True
        if len(word) > 1:
            return all(len(part) == 1 and has_case(part) for part in word.split("."))
        if self.PART_FOLLOWS.match(text, end) or self.PART_BEFORE.search(before):
            return has_case(word)
        capital = self.CAPITAL_FOLLOWS.match(text, end)
        return bool(
            capital and sentence_classes()[ord(capital[1])] == "U"
            and sentence_classes()[ord(word)] == "U" and word != "I"
            and (word < "\u0250" or "\u0400" <= word < "\u0530") and self.may_be_initial(before))

    def may_be_initial(self, before):
        """Whether an initial may start behind `before`."""
        if not before or before[-1] == "-" or self.AFTER_BLANK.search(before):
            return True
        return sentence_classes()[ord(before[-1])] == "Z" and before[-1] not in ")]}"


def has_case(letter):
    """Whether a letter is upper or lower case to the rules of sentences."""
    return sentence_classes()[ord(letter)] in "UL"


def words_between(text, kinds, first, last, abbreviations):
    """The words between two addresses, as `tokens`."""
    position = first
    while match := WORD.search(kinds, position, last):
        start, end = match.span()
        stop = end < last and text[end] == "." and abbreviations.keeps_stop(text, start, end)
        position = end + stop
        yield start, position, {end} if stop else set()


def tokens(text, abbreviations):
    """The tokens of a paragraph: (start, end, where in it no sentence ends)."""
    kinds = text.translate(word_classes())
    position = 0
    for start, end in addresses(text):
        yield from words_between(text, kinds, position, start, abbreviations)
        yield start, end, set(range(start, end))
        position = end
    yield from words_between(text, kinds, position, len(text), abbreviations)


# Paragraphs and sentences.

LINE_BREAK = r"(?:\r\n|[\n\r\x85\u2028])"
PARAGRAPH_END = re.compile(rf"(?:{LINE_BREAK}[^\S\n\r\x85\u2028\u2029]*){{2,}}|\u2029")


def paragraphs(text):
    """The paragraphs of a text; each line break in them is a blank, \\v for the usual ones."""
    for block in PARAGRAPH_END.split(text):
        if block.strip():
            yield re.sub(r"[\x85\u2028]", "\f", re.sub(r"\r\n|[\n\r]", "\v", block))


@functools.cache
def sentence_classes():
    """The classes of UAX #29's sentences, a letter each."""
    classes = Classes()
    for letter, value in [
        ("C", "CR"), ("F", "LF"), ("S", "Sep"), ("X", "Extend"), ("X", "Format"), ("B", "Sp"),
        ("L", "Lower"), ("U", "Upper"), ("A", "OLetter"), ("N", "Numeric"), ("D", "ATerm"),
        ("I", "SContinue"), ("T", "STerm"), ("Z", "Close"),
    ]:
        classes.update(dict.fromkeys(ranges("auxiliary/SentenceBreakProperty.txt", value), letter))
    return classes


# For strings of classes without X. A boundary lies behind the whole match.
SENTENCE_END = re.compile(
    r"C?F|[CS]"  # SB3-4
    r"|(?:(?<=[UL])D(?!U)|(?<![UL])D)(?!N)"  # SB6-7
    r"(?=Z*B*(?:[^AULSCFDT]*(?:[AUSCFDT]|\Z)))"  # SB8
    r"Z*+B*+(?![IDT])(?:C?F|[CS])?"  # SB8a-11
    r"|TZ*+B*+(?![IDT])(?:C?F|[CS])?")


def sentence_starts(text, no_ends=()):
    """Where the sentences of UAX #29 begin in `text`; the terminators at `no_ends` end none."""
    raw = text.translate(sentence_classes())
    # SB5: what is passed over belongs to the character before, but not to the end of a paragraph.
    places = [
        i for i, kind in enumerate(raw) if kind != "X" or i == 0 or raw[i - 1] in "CFS"
        or (raw[i - 1] == "X" and not raw[:i].rstrip("X")[-1:].strip("CFS"))]
    kinds = "".join(
        "O" if raw[i] == "X" or (i in no_ends and raw[i] in "DT") else raw[i] for i in places)
    places.append(len(text))
    ends = [places[match.end()] for match in SENTENCE_END.finditer(kinds)]
    return [0] + [end for end in ends if end < len(text)] if text else []


# Terms of the default profile.

APOSTROPHES = str.maketrans("‘’＇ʼ", "''''")


@functools.cache
def invisible():
    """What shows nothing inside a word, for `str.translate`; joiners, tags and U+180E stay."""
    ignorable = set(ranges("DerivedCoreProperties.txt", "Default_Ignorable_Code_Point"))
    inside = set(ranges("auxiliary/WordBreakProperty.txt", "Extend", "Format"))
    stay = {0x200C, 0x200D, 0x180E} | set(range(0xE0000, 0xE0080))
    return dict.fromkeys((ignorable & inside) - stay | {0x0640})


@functools.lru_cache(1 << 20)
def term(token):
    """A token as the default profile counts it: without what is invisible, apostrophes alike, NFC,
    case folded."""
    while True:
        text = token.translate(invisible()).translate(APOSTROPHES)
        text = unicodedata.normalize("NFC", text)
        text = unicodedata.normalize("NFC", text.casefold())
        if text == token:
            return text
        token = text


def terms(text, abbreviations):
    """The terms of a text, a title or a body."""
    for paragraph in paragraphs(text):
        for start, end, _ in tokens(paragraph, abbreviations):
            if found := term(paragraph[start:end]):
                yield found


def sentences(text, abbreviations):
    """The terms of a text, a list for each sentence that has any."""
    for paragraph in paragraphs(text):
        found = list(tokens(paragraph, abbreviations))
        no_ends = set().union(*(places for _, _, places in found))
        starts = sentence_starts(paragraph, no_ends)[::-1]
        sentence = []
        for start, end, _ in found:
            # A boundary inside a token is one before the next token.
            begins = False
            while starts and starts[-1] <= start:
                starts.pop()
                begins = True
            if begins and sentence:
                yield sentence
                sentence = []
            sentence.append(term(paragraph[start:end]))
        if sentence:
            yield sentence
