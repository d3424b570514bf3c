"""A text in, the statements it collects under the names of who made them out: "Mayor Vera Marn: “We go.”".

Press offices print such lists ("Here is what they are saying:"): a line opens with a name or an office, a colon and
the words; or the name has a line to itself. The words may go on over further paragraphs, up to their closing mark or,
where the list tells sources, to the note of it ("[Statement, 5/14/24]").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.line_ends import LINE
from data.quoting import cues, quote_marks
from data.records import Span
from data.words import naming, noun_phrases
from data.words.human_nouns import singular
from data.words.speaker_words import GOVERNMENT, ORGANISATION

#: As many full names before whole sentences in marks, each another, make a list.
LEAST = 3
#: Words of the longest label; the longest tell several offices and bodies.
LABEL_WORDS = 45
#: Paragraphs of the longest statement.
PARAGRAPHS = 25
_BULLET = r"[\s•·▪*–-]*"
_BEFORE_MARK = re.compile(rf"{_BULLET}(?P<label>[A-Z0-9][^“”\"\n]{{1,400}}?)\s?:[\s*]*(?=[“”\"])")
_BEFORE_WORDS = re.compile(rf"{_BULLET}(?P<label>[A-Z][^“”\"\n:]{{2,300}}):\s+(?=[A-Z\d@#.])")
_ALONE = re.compile(rf"{_BULLET}(?P<label>[A-Z][^“”\"\n:.!?]{{2,120}}(?:\.[^“”\"\n:.!?]{{2,120}})?):?")
#: A paragraph of nothing but words in marks, and perhaps their source.
_QUOTED = re.compile(r"[“\"].*[”\"][.)]?\s*(?:\[[^\]\n]*\])?")
#: A sentence in marks, where "“The Long Ice”" is a title and "“the ministry of ports.”" a definition.
_SAID = re.compile(r"[“”\"][^\w\n]*(?:[A-Z\d@#]|[^\x00-\x7f])[^\n]*[.!?…]")
#: Where a statement was made, in brackets with a date, on a line of its own or behind the last words.
_SOURCE = re.compile(r"\[[^\]\n]{2,80}\d[^\]\n]{0,20}\]\Z")
#: "Joint Statement by 25 Harbour Guilds in Response to the Plan": whose it is.
_STATEMENT_OF = re.compile(
    r"(?:joint\s)?(?:statement|letter)\s(?:by|from|of)\s(.+?)(?=\s(?:in\sresponse|on|about)\s|$)", re.IGNORECASE
)
_ASIDE = re.compile(r"\([^()]*\)\Z")
#: Words of a label's first part that need no capital: "Chair of the Vale Guild".
_LINKS = frozenset("a of for to and the in on at by & de la le del der van von bin al el da dos with from as".split())
#: "On inflation: “...”", "June 7: “...”" and "ICYMI: “...”" do not tell who.
_NOBODY = re.compile(
    r"(?:on|in|at|as|icymi|watch|read|more)(?:\s|$)|"
    r"(?:(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october)(?:\s\d|$)",
    re.IGNORECASE,
)
#: None of them stands in a label: "Marn, whose guild was closed, had one word: “No.”".
_VERBS = frozenset("is was are were has had have did does do will would can could when".split())
_WORDS = re.compile(r"[^\s(—–-]\S*")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: the words that name who makes it, what it says paragraph by paragraph, and all it takes up."""

    mention: Span
    content: tuple[Span, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class _Opening:
    """The paragraph `line` whose words, from `said` on, stand behind a label; `marked` with a quotation mark."""

    line: int
    label: Span
    said: int
    marked: bool


@lru_cache(maxsize=2)
def find(text: str) -> tuple[Statement, ...]:
    """Return the statements of a text that collects some, in order; none for any other text."""
    if text.count("“") + text.count('"') < LEAST:
        return ()
    lines = [_stripped(text, Span(*line.span())) for line in LINE.finditer(text) if line.group().strip()]
    opened = [found for place in range(len(lines)) if (found := _opening(text, lines, place))]
    sure = [
        one for one in opened
        if one.marked and _is_full_name(text, one.label) and _SAID.match(text, one.said, lines[one.line].end)
    ]  # fmt: skip
    if len({one.label.of(text) for one in sure}) < LEAST:
        return ()
    opened = [one for one in opened if one.marked or (one.line > sure[0].line and _is_full_name(text, one.label))]
    # A talk of many turns without marks, in which some messages are read aloud, is none.
    if 2 * sum(one.marked for one in opened) < len(opened):
        return ()
    ends = [*(one.line for one in opened[1:]), len(lines)]
    parts = [lines[one.line : end] for one, end in zip(opened, ends, strict=True)]
    sourced = sum(1 for part in parts if any(_SOURCE.search(line.of(text)) for line in part[:PARAGRAPHS]))
    return tuple(
        _statement(text, one, part, sourced=2 * sourced >= len(parts))
        for one, part in zip(opened, parts, strict=True)
        if _is_speaker(text, one.label)
    )


def open_at(text: str, starts: Sequence[int]) -> bool:
    """Tell whether at half or more of the places a collected statement opens: they are no turns of a talk."""
    openings = [(one.span.start, one.content[0].start) for one in find(text)]
    begins = [begin for begin, _ in openings]

    def opens(start: int) -> bool:
        place = bisect_right(begins, start) - 1
        return place >= 0 and start <= openings[place][1]

    return 0 < len(starts) <= 2 * sum(map(opens, starts))


def _opening(text: str, lines: Sequence[Span], place: int) -> _Opening | None:
    line = lines[place]
    found = _BEFORE_MARK.match(text, line.start, line.end)
    marked = bool(found)
    found = found or _BEFORE_WORDS.match(text, line.start, line.end)
    if found:
        label = _owner(text, Span(*found.span("label")))
        return _Opening(place, label, found.end(), marked) if _is_phrase(label.of(text)) else None
    before = _ALONE.fullmatch(text, lines[place - 1].start, lines[place - 1].end) if place else None
    if before and _QUOTED.fullmatch(text, line.start, line.end):
        label = _owner(text, Span(*before.span("label")))
        return _Opening(place, label, line.start, True) if _is_full_name(text, label) else None
    return None


def _owner(text: str, label: Span) -> Span:
    """Return whose statement a label tells, without what stands in brackets or behind a colon of its own."""
    owner = _STATEMENT_OF.match(label.of(text))
    start = label.start + owner.start(1) if owner else label.start
    words = (owner.group(1) if owner else label.of(text)).partition(":")[0].rstrip(" \t*")
    words = _ASIDE.sub("", words).rstrip(" \t*")
    return Span(start, start + len(words)) if words else label


def _is_phrase(label: str) -> bool:
    fits = len(label.split()) <= LABEL_WORDS and not _NOBODY.match(label)
    return fits and _VERBS.isdisjoint(re.findall(r"\w+", label))


def _is_capital(label: str) -> bool:
    """Tell a name with its offices by the words before its first comma."""
    return all(not word[0].islower() or word in _LINKS for word in _WORDS.findall(label.partition(",")[0]))


def _is_speaker(text: str, label: Span) -> bool:
    """Tell whom a list names from "Key point: “...”" and from what is read like any report."""
    words = label.of(text)
    parsed = naming.parse(words)
    person = parsed.form == "person" and " " in parsed.name
    able = parsed.form != "pronoun" and naming.can_speak(words) and _is_capital(words)
    return (person or able) and not _reports(text, label)


def _is_full_name(text: str, label: Span) -> bool:
    """Tell a person by given name and surname, and a body by its noun, from "Key Facts: ..."."""
    words = label.of(text)
    parsed = naming.parse(words)
    body = parsed.form != "person" and singular(parsed.head) in ORGANISATION | GOVERNMENT
    named = " " in parsed.name and (body or parsed.form == "person") and not words.isupper()
    return named and _is_phrase(words) and _is_capital(words) and not _reports(text, label)


def _reports(text: str, label: Span) -> bool:
    """Tell "Mayor Vera Marn told the Vale Post: “We go.”", which is read like any report."""
    found = cues.find(noun_phrases.tokens(text, start=label.start, end=label.end))
    return any(cue.mention is not None and cue.span.of(text).islower() for cue in found)


def _statement(text: str, opening: _Opening, lines: Sequence[Span], *, sourced: bool) -> Statement:
    """Return the statement that the first line opens; `lines` end before the next one's."""
    first = Span(opening.said, lines[0].end)
    parts = (first, *lines[1 : _last(text, opening, lines[:PARAGRAPHS], sourced=sourced) + 1])
    content = tuple(part for part in (_words(text, part) for part in parts) if part.of(text))
    return Statement(opening.label, content, Span(opening.label.start, parts[-1].end))


def _last(text: str, opening: _Opening, lines: Sequence[Span], *, sourced: bool) -> int:
    """Return the place of the last paragraph that is of whom the first one names: its source's, or where marks close.

    Words in marks with a source of their own, but without a label, are the same speaker's next statement.
    """
    words = [line.of(text) for line in lines]
    found = [place for place, line in enumerate(words) if _SOURCE.search(line)] if sourced else []
    place = found[0] if found else _end(text, opening, lines)
    if place + 1 < len(words) and _SOURCE.fullmatch(words[place + 1]):
        place += 1
    while place + 1 < len(words) and _QUOTED.fullmatch(words[place + 1]) and _SOURCE.search(words[place + 1]):
        place += 1
    return place


def _end(text: str, opening: _Opening, lines: Sequence[Span]) -> int:
    """Return the place of the paragraph that closes the marks opened in the first one."""
    opens = _regions(text)
    region = opens.get(opening.said)
    place = 0
    while region is not None and not region.closed and place + 1 < len(lines):
        region = opens.get(lines[place + 1].start)
        if region is None or not region.resumes:
            break
        place += 1
    return place


@lru_cache(maxsize=2)
def _regions(text: str) -> dict[int, quote_marks.Quoted]:
    return {region.span.start: region for region in quote_marks.regions(text)}


def _words(text: str, part: Span) -> Span:
    """Return a paragraph without the source behind it."""
    source = _SOURCE.search(part.of(text))
    return _stripped(text, Span(part.start, part.start + source.start())) if source else part


def _stripped(text: str, part: Span) -> Span:
    words = part.of(text)
    return Span(part.start + len(words) - len(words.lstrip()), part.start + len(words.rstrip()))
