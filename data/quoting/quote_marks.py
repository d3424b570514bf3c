"""One document's text in, the regions between quotation marks out, paragraph by paragraph.

Straight, curly, low and angle marks, single marks, marks that do not match and marks never closed are
understood; apostrophes are no marks. A nested quotation is part of the outer region. Whether a region is speech, a
title or a scare quote is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from data.line_ends import LINE
from data.records import Span

_DOUBLE_OPEN = "“«„‟"
_DOUBLE_CLOSE = "”»"
_MARK = re.compile(r"[“”„‟«»\"]|''|``")
_SINGLE_OPEN = re.compile(r"(?:(?<=[\s(\[—–])|^)[‘'](?=[\w.…@$€£])")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?…;%)\]])[’'](?![\w])")
_SWAPPED = re.compile(r"^([ \t]*)”(?=\w)", re.M)
_SWAPPED_CLOSE = re.compile(r"(?<=[\w.,!?…])“(?=\s|\Z)")
_CURLY = re.compile("[“”]")
#: Characters within which a mark that one paragraph opened is closed by another.
_LONGEST = 4000
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_BULLETS = " \t•*–-"
#: The next paragraph goes on with a quotation: marks closed before its end closed one inside it.
_OPEN_AT_ONCE = re.compile(r"\s*[\"“«]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks.

    `span` includes the marks, `inner` leaves them out; `closed` tells whether the closing mark stands in the
    same paragraph; `single` whether the marks are single; `paragraph` counts paragraphs from 0; `resumes` tells
    that the paragraph before left its quotation open and this region, at the paragraph's start, goes on with it.
    """

    span: Span
    inner: Span
    paragraph: int
    closed: bool
    single: bool = False
    resumes: bool = False


@lru_cache(maxsize=2)
def regions(text: str) -> tuple[Quoted, ...]:
    """Return the outermost quoted regions of `text`, in order; every step of a document's reading asks for them."""
    found: list[Quoted] = []
    text = _righted(text)
    open_before = letter = False
    for paragraph, line in enumerate(LINE.finditer(text)):
        if not line.group(0).strip():
            continue
        here = _double(text, line.start(), line.end(), paragraph)
        here += _single(text, line.start(), line.end(), paragraph, here)
        here.sort(key=lambda quoted: quoted.span.start)
        if open_before:
            here = _gone_on(text, Span(*line.span()), paragraph, here, letter=letter) or here
        if here and open_before and not text[line.start() : here[0].span.start].strip():
            first = here[0]
            here[0] = Quoted(first.span, first.inner, paragraph, first.closed, first.single, resumes=True)
        open_before = bool(here) and not here[-1].closed
        letter = open_before and not _before(text, here[-1].span.start) and (letter or not here[-1].resumes)
        found += here
    return tuple(found)


def _righted(text: str) -> str:
    """Return a text that opens its paragraphs with closing marks (”We agree.“) with the marks as they are meant."""
    if not _SWAPPED.search(text):
        return text
    return _SWAPPED_CLOSE.sub("”", _SWAPPED.sub(r"\1“", text))


def _before(text: str, at: int) -> str:
    """Return what stands before a mark in its paragraph, bullets left out."""
    return text[text.rfind("\n", 0, at) + 1 : at].strip(_BULLETS)


def _gone_on(text: str, line: Span, paragraph: int, here: list[Quoted], *, letter: bool) -> list[Quoted]:
    """Return the regions of a paragraph inside a letter that opens its mark once and closes it paragraphs later.

    Curly marks tell that: one behind the begin of the paragraph closes more than was opened there. A straight mark does
    so in the very next paragraph, where it closes nothing else.
    """
    mark = _ends_straight(text, line) or _closing(text, line.start, letter=letter)
    if mark is None:
        return []
    start = line.start + len(text[line.start : line.end]) - len(text[line.start : line.end].lstrip())
    closed = mark.start() < line.end
    end = mark.end() if closed else start + len(text[start : line.end].rstrip())
    inner = Span(start, mark.start() if closed else end)
    whole = Quoted(Span(start, end), inner, paragraph, closed, resumes=True)
    return [whole, *(one for one in here if one.span.start >= end)]


def _closing(text: str, start: int, *, letter: bool) -> re.Match[str] | None:
    """Return the curly mark that closes what was opened before `start`: the next one, where none opens before it.

    A letter, whose mark opened its paragraph, may quote in its turn; then the mark that closes it ends a paragraph. A
    paragraph that opens with a mark, or a label ("Vera Marn: “") before one, tells that the last one was never closed.
    """
    inside, quotes = 0, False
    for mark in _CURLY.finditer(text, start, start + _LONGEST):
        if mark.group(0) == "“":
            before = _before(text, mark.start())
            if not letter or not before or before.endswith(":"):
                return None
            inside, quotes = inside + 1, True
        elif inside:
            inside -= 1
        else:
            return mark if not quotes or _LINE_END.match(text, mark.end()) else None
    return None


def _ends_straight(text: str, line: Span) -> re.Match[str] | None:
    """Return the straight mark that can only close what was opened before: behind a word, one of an odd count."""
    marks = list(_MARK.finditer(text, line.start, line.end))
    if len(marks) % 2 == 0 or marks[0].group(0) != '"':
        return None
    before, after = text[marks[0].start() - 1 : marks[0].start()], text[marks[0].end() : marks[0].end() + 1]
    closes = marks[0].start() > line.start and not before.isspace() and (not after or after.isspace())
    return marks[0] if closes else None


def _double(text: str, start: int, end: int, paragraph: int) -> list[Quoted]:
    found: list[Quoted] = []
    opened: list[re.Match[str]] = []
    last_close: re.Match[str] | None = None
    first: re.Match[str] | None = None
    for match in _MARK.finditer(text, start, end):
        if _opens(text, match, start, end, bool(opened)):
            opened.append(match)
        elif opened:
            last_close = match
            opened.pop()
            if not opened and first is not None:
                found.append(_region(first, match, paragraph))
                last_close = None
        if len(opened) == 1 and last_close is None:
            first = opened[0]
    if opened:
        found += _unclosed(text, opened[0], last_close, end, paragraph)
    return found


def _region(first: re.Match[str], last: re.Match[str], paragraph: int) -> Quoted:
    return Quoted(Span(first.start(), last.end()), Span(first.end(), last.start()), paragraph, closed=True)


def _unclosed(
    text: str, first: re.Match[str], last_close: re.Match[str] | None, end: int, paragraph: int
) -> list[Quoted]:
    if last_close is not None and not _OPEN_AT_ONCE.match(text, end) and not _closed_later(text, first, end):
        return [_region(first, last_close, paragraph)]
    while end > first.end() and text[end - 1].isspace():
        end -= 1
    if end <= first.end():
        return []
    return [Quoted(Span(first.start(), end), Span(first.end(), end), paragraph, closed=False)]


def _closed_later(text: str, first: re.Match[str], end: int) -> bool:
    """Tell a letter that quotes in its turn: a curly mark behind its first paragraph closes what is open."""
    return first.group(0) == "“" and _closing(text, end, letter=not _before(text, first.start())) is not None


def _opens(text: str, match: re.Match[str], start: int, end: int, inside: bool) -> bool:
    """Tell an opening mark from a closing one: by its shape, a straight one by its neighbours.

    Two apostrophes close what two backticks open; alone they are a straight mark, as some archives print it.
    """
    mark = match.group(0)
    if mark in _DOUBLE_OPEN or mark == "``":
        return True
    if mark in _DOUBLE_CLOSE or (mark == "''" and "``" in text[start : match.start()]):
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if after.isspace() or after in ".,;:!?)]":
        return before.isspace() and not inside and not after.isspace()
    if before.isspace() or before in "([—–-‘'":
        return True
    return not inside


def _single(text: str, start: int, end: int, paragraph: int, taken: list[Quoted]) -> list[Quoted]:
    found: list[Quoted] = []
    position = start
    while True:
        opening = _SINGLE_OPEN.search(text, position, end)
        if opening is None:
            return found
        position = opening.end()
        if any(q.span.start <= opening.start() < q.span.end for q in taken):
            continue
        closing = _closing_single(text, opening, end, taken)
        if closing is None:
            continue
        found.append(
            Quoted(Span(opening.start(), closing.end()), Span(opening.end(), closing.start()), paragraph, True, True)
        )
        position = closing.end()


def _closing_single(text: str, opening: re.Match[str], end: int, taken: list[Quoted]) -> re.Match[str] | None:
    """Return the mark that closes a single quotation; a plural's apostrophe ("allies' aid") does not."""
    best = None
    for closing in _SINGLE_CLOSE.finditer(text, opening.end(), end):
        if any(q.span.start <= closing.start() < q.span.end for q in taken):
            return best
        possessive = text[closing.start() - 1] == "s" and re.match(r"\s+[a-z]", text[closing.end() : end])
        if not possessive:
            return closing
        best = best or closing
        if _SINGLE_OPEN.search(text, closing.end(), end):
            return best
    return best
