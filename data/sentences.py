"""Documents in, sentences out: where each sentence starts and ends, those inside quotations split too.

Paragraphs end at line breaks. What a document omits (titles, repeated headlines), the labels of turns and what nobody
says (`data.furniture`: a transcript's clock, "(Applause.)") are no sentences. The splitter is one pass of a regular
expression with a list of abbreviations; it knows English only and does not repair text (words glued together stay
together).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from data import furniture
from data.line_ends import LINE
from data.records import Document, Sentence, Span, Turn
from data.words import reporting_verbs
from data.words.name_words import ABBREVIATED_TITLES

#: Characters of the longest sentence: of a million real ones none had more than 2,300, and what looks at each word of a
#: sentence beside each other one must not meet a text without a stop.
LONGEST = 3_000
#: Abbreviations that stand before a name or a number: a full stop after them never ends a sentence.
_BEFORE_A_NAME = ABBREVIATED_TITLES | frozenset(
    "mx maj cmdr brig pres fr sr jr messrs supt det insp p pvt cpl msgr mme mlle no nos vol art arts para paras fig "
    "figs ch pt pp cf vs al approx ca dept u.s u.k u.n e.g i.e ft mt gov't spc ald atty ave blvd rd lt.-gen maj.-gen "
    "brig.-gen lt.-col".split()
)
#: Abbreviations that may also end a sentence: they do so when a capital follows that is no name of their kind.
_MONTHS = frozenset("jan feb mar apr jun jul aug sept sep oct nov dec".split())
_MAY_END = frozenset("inc corp co ltd plc bros etc p.m a.m b.c a.d ph.d d.c e.u".split())
#: Words that begin sentences and hardly ever a name: after "U.S." they tell the end of a sentence.
_STARTERS = frozenset(
    "the a an he she it they we i you this that these those in on at but and as after before when while if for his "
    "her its their our my there what who how why where since although though however meanwhile yet so according "
    "during with from by to not no one some many most all both now then also earlier later last next".split()
)
_CLOSERS = "\"'”’»)\\]›"
_OPENERS = "\"'“‘«‹(\\[„—–\\-"
# A run of marks is tried once, as a whole: thousands of dots are no work.
_BOUNDARY = re.compile(
    rf"(?:(?<![.!?。])[.!?。]++|…)[{_CLOSERS}]*(?=(\s+)([{_OPENERS}<]*)(\S))|[.!?…][”’»\"]+(?=[“«\"‘][A-Z])"
)
#: Behind a quotation: a name and a word that may be a verb of saying, with no object.
_TAG = re.compile(
    r"\s*(?:[A-Z][\w.’'-]*\s){1,5}([a-z]+)(?=(?:\s(?:to|in|at|on)\s[^.,;:“\"]{1,40})?\.(?!\w))"
)
_WORD_BEFORE = re.compile(r"([\w.’'&-]+)$")
_WORD_AFTER = re.compile(r"\s*([\w’'-]+)")


def split(document: Document) -> tuple[Sentence, ...]:
    """Split the text of `document` into sentences, in the order of the text."""
    found: list[Sentence] = []
    skipped = deque(_skipped(document))
    spoken = bool(document.turns or document.speaker)
    for paragraph, line in enumerate(LINE.finditer(document.text)):
        while skipped and skipped[0].end < line.start():
            skipped.popleft()
        for start, end in _kept(line.start(), line.end(), skipped):
            for span in spans(document.text, start=start, end=end):
                words = span.of(document.text)
                if furniture.is_source(words) or (spoken and furniture.is_note(words)):
                    continue
                found.append(Sentence(position=len(found), paragraph=paragraph, span=span))
    return tuple(found)


def spans(text: str, *, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of one paragraph, white space at both ends left out."""
    end = len(text) if end is None else end
    begin = start
    for match in _BOUNDARY.finditer(text, start, end):
        if match.end() < end and _ends_here(text, match, begin):
            yield from _pieces(text, begin, match.end())
            begin = match.end()
    yield from _pieces(text, begin, end)


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentence without white space at both ends, in pieces where it is longer than any real one."""
    while end - start > LONGEST:
        blank = max(text.rfind(" ", start, start + LONGEST), text.rfind("\t", start, start + LONGEST))
        cut = blank if blank > start else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _ends_here(text: str, match: re.Match[str], begin: int) -> bool:
    mark = match.group(0)
    space, opener, following = match.group(1), match.group(2), match.group(3)
    if space is None:
        return True
    closed = mark[-1] in "\"'”’»"
    if following.islower():
        return False
    if opener.startswith(("(", "[", "—", "–", "-")) and mark[0] == "…":
        return False
    if mark[0] in "!?" and closed and _is_tag(text, match.end()):
        return False
    if mark[0] in "!?" and not closed:
        return following.isupper() or following.isdigit() or bool(opener) or not following.isalnum()
    if mark.startswith(".") and not mark.startswith("..") and not closed:
        return not _is_abbreviation(text, match, begin, following)
    return not (closed and opener.startswith(("–", "—", "-")))


def _is_tag(text: str, start: int) -> bool:
    """Tell “Will it freeze?” Marn asked. from “Will it freeze?” Marn asked the clerk to go."""
    tag = _TAG.match(text, start)
    verb = reporting_verbs.forms().get(tag.group(1)) if tag else None
    return verb is not None and verb.form == "past" and bool(verb.classes & {"clause", "quotation"})


def _is_abbreviation(text: str, match: re.Match[str], begin: int, following: str) -> bool:
    before = _WORD_BEFORE.search(text, max(begin, match.start() - 24), match.start())
    if before is None:
        return False
    word = before.group(1)
    low = word.lower().lstrip("('\"“‘.")
    after = _WORD_AFTER.match(text, match.end())
    following_word = after.group(1) if after else ""
    # "Marn v. Vesk", not "Aldo V."
    initial = word == "P" and not following.isdigit()  # "Vera P. Marn", not "P. 12"
    if (low in _BEFORE_A_NAME and not initial) or word == "v":
        if low in ("no", "nos", "art", "arts", "fig", "figs", "vol", "p", "pp", "para", "ch", "pt"):
            return following.isdigit()
        if low in ("u.s", "u.k", "u.n"):
            return following_word.lower() not in _STARTERS
        return following.isupper() or following.isdigit() or low in ("e.g", "i.e", "cf", "vs")
    if low in _MONTHS:
        return following.isdigit() or (word[0].isupper() and following_word.lower() not in _STARTERS and len(low) < 4)
    if low in _MAY_END:
        return following_word.lower() not in _STARTERS
    if len(low) == 1 and low.isalpha() and word[-1].isupper():
        return _is_initial(text, before.start(1), begin, following_word)
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", low):
        return following_word.lower() not in _STARTERS
    return low.isdigit() and before.start(1) == begin


def _is_initial(text: str, position: int, begin: int, following: str) -> bool:
    """Tell "Lloyd J. Carver" from "plan B. The": a capital before or after, and no sentence starter behind."""
    if following.lower() in _STARTERS or not following[:1].isupper():
        return False
    before = text[begin:position].rsplit(None, 1)
    return not before or before[-1].lstrip("[(\"“")[:1].isupper() or before[-1][-1:] in '.“"('


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _skipped(document: Document) -> list[Span]:
    skipped = [*document.omitted, *furniture.spans(document.text), *furniture.heads(document)]
    for turn in document.turns:
        printed = turn.span.of(document.text)
        if turn.label and printed.startswith(turn.label) and not printed[len(turn.label) :][:1].isalnum():
            length = len(turn.label)
            while length < len(printed) and printed[length] in ":.\t -–—" and printed[length - 1] != "\n":
                length += 1
            skipped.append(Span(turn.span.start, turn.span.start + length))
        elif turn.label and (label := _label_before(document.text, turn)) is not None:
            skipped.append(label)
    borders = {turn.span.start for turn in document.turns}
    return sorted(skipped + [Span(at, at) for at in borders], key=lambda span: (span.start, span.end))


def _label_before(text: str, turn: Turn) -> Span | None:
    """Return where the label stands that a turn leaves out: before its words, at the begin of the line."""
    end = turn.span.start
    while end and text[end - 1] in ": .\t\n-–—":
        end -= 1
    start = end - len(turn.label.rstrip(": ."))
    opens = start == 0 or text[max(0, start - 1)] == "\n"
    return Span(start, turn.span.start) if opens and text.startswith(turn.label.rstrip(": ."), start) else None


def _kept(start: int, end: int, skipped: Iterable[Span]) -> Iterator[tuple[int, int]]:
    """Yield the parts of `[start, end)` that no skipped span, in order of place, covers, cut where a turn begins."""
    for span in skipped:
        if span.start >= end:
            break
        if span.end < start:
            continue
        if span.start > start:
            yield start, span.start
        start = max(start, span.end)
    if start < end:
        yield start, end
