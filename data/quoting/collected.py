"""A text in, the statements it collects under the names of who made them out: "Mayor Vera Marn: “We go.”".

Press offices print such lists ("Here is what they are saying:"): a line opens with a name or an office, a colon and
the words; or the name has a line to itself. The words may go on over further paragraphs, up to their closing mark or
to a note of their source ("[Statement, 5/14/24]").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.line_ends import LINE
from data.quoting import cues
from data.records import Span
from data.words import naming, noun_phrases
from data.words.human_nouns import singular
from data.words.speaker_words import GOVERNMENT, ORGANISATION

#: As many labels before words in marks, each another, make a list.
LEAST = 3
#: Words of the longest label; the longest tell several offices and bodies.
LABEL_WORDS = 45
#: Paragraphs of the longest statement.
PARAGRAPHS = 25
_BULLET = r"[\s•·▪*–-]*"
_BEFORE_MARK = re.compile(rf"{_BULLET}(?P<label>[A-Z0-9][^“”\"\n]{{1,400}}?)\s?:[\s*]*(?=[“\"])")
_BEFORE_WORDS = re.compile(rf"{_BULLET}(?P<label>[A-Z][^“”\"\n:]{{2,300}}):\s+(?=[\w@#.])")
_ALONE = re.compile(rf"{_BULLET}(?P<label>[A-Z][^“”\"\n:.!?]{{2,120}}(?:\.[^“”\"\n:.!?]{{2,120}})?):?")
#: A paragraph of nothing but words in marks, and perhaps their source.
_QUOTED = re.compile(r"[“\"].*[”\"][.)]?\s*(?:\[[^\]\n]*\])?")
#: Where a statement was made, in brackets with a date, on a line of its own or behind the last words.
_SOURCE = re.compile(r"\[[^\]\n]{2,80}\d[^\]\n]{0,20}\]\Z")
_CLOSED = re.compile(r"[”\"][.)]?\Z")
_STOPS = ".!?…”\"’)"
#: "Joint Statement by 25 Harbour Guilds in Response to the Plan": whose it is.
_STATEMENT_OF = re.compile(
    r"(?:joint\s)?(?:statement|letter)\s(?:by|from|of)\s(.+?)(?=\s(?:in\sresponse|on|about)\s|$)", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*(?:\([^()]*\))?\s*\**\s*$")
#: Words of a label's first part that need no capital: "Chair of the Vale Guild".
_LINKS = frozenset("a of for to and the in on at by & de la le del der van von bin al el da dos with from as".split())
#: "On inflation: “...”", "June 7: “...”" and "ICYMI: “...”" do not tell who.
_NOBODY = re.compile(
    r"(?:on|in|at|as|icymi|watch|read|more|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|"
    r"october)(?:\s[a-z\d]|$)",
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
    sure = [one for one in opened if one.marked and _is_speaker(text, one.label)]
    if len({one.label.of(text) for one in sure}) < LEAST:
        return ()
    # A list has its own labels, so that whatever stands before words in marks there is one.
    opened = [one for one in opened if one.line >= sure[0].line and (one.marked or _is_full_name(text, one.label))]
    ends = [*(one.line for one in opened[1:]), len(lines)]
    return tuple(
        _statement(text, one, lines[one.line : end])
        for one, end in zip(opened, ends, strict=True)
        if not _reports(text, one.label)
    )


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
    if owner:
        label = Span(label.start + owner.start(1), label.start + owner.end(1))
    words = _ASIDE.sub("", label.of(text).partition(":")[0])
    return Span(label.start, label.start + len(words.rstrip()))


def _is_phrase(label: str) -> bool:
    fits = len(label.split()) <= LABEL_WORDS and not _NOBODY.match(label)
    return fits and _VERBS.isdisjoint(re.findall(r"\w+", label))


def _is_capital(label: str) -> bool:
    """Tell a name with its offices by the words before its first comma."""
    return all(not word[0].islower() or word in _LINKS for word in _WORDS.findall(label.partition(",")[0]))


def _is_speaker(text: str, label: Span) -> bool:
    words = label.of(text)
    able = naming.parse(words).form != "pronoun" and naming.can_speak(words)
    return able and _is_capital(words) and not _reports(text, label)


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


def _statement(text: str, opening: _Opening, lines: Sequence[Span]) -> Statement:
    """Return the statement that the first line opens; `lines` end before the next one's."""
    first = Span(opening.said, lines[0].end)
    parts = (first, *lines[1 : _last(text, opening, lines) + 1])
    content = tuple(part for part in (_words(text, part) for part in parts) if part.of(text))
    return Statement(opening.label, content, Span(opening.label.start, parts[-1].end))


def _last(text: str, opening: _Opening, lines: Sequence[Span]) -> int:
    """Return the place of the last paragraph that is of whom the first one names.

    Words in marks with a source of their own, but without a label, are the same speaker's next statement.
    """
    words = [line.of(text) for line in lines[:PARAGRAPHS]]
    place = _end(opening, words)
    while place + 1 < len(words) and _QUOTED.fullmatch(words[place + 1]) and _SOURCE.search(words[place + 1]):
        place += 1
    return place


def _end(opening: _Opening, words: Sequence[str]) -> int:
    """Return the place of a statement's last paragraph: the one with its source, or with its closing mark.

    Without either, further paragraphs are its own as long as they open with a mark.
    """
    for place, line in enumerate(words):
        if _SOURCE.search(line):
            return place
    if not opening.marked or _CLOSED.search(words[0]):
        return 0
    for place, line in enumerate(words[1:], start=1):
        if line[-1] not in _STOPS:
            break
        if _CLOSED.search(line):
            return place
    place = 0
    while place + 1 < len(words) and words[place + 1][0] in '“"':
        place += 1
    return place


def _words(text: str, part: Span) -> Span:
    """Return a paragraph without the source behind it."""
    source = _SOURCE.search(part.of(text))
    return _stripped(text, Span(part.start, part.start + source.start())) if source else part


def _stripped(text: str, part: Span) -> Span:
    words = part.of(text)
    return Span(part.start + len(words) - len(words.lstrip()), part.start + len(words.rstrip()))
