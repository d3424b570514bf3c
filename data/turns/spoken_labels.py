"""A text in, the turns behind labels in ordinary letters out: "Harbour Minister Vera Marn: Friends, ...".

A label is an office and a full name at the begin of a line, or a name that such a label has introduced ("Vera Marn
(retranslated):"). A text that opens with one is a transcript; given turns that leave some out are completed. News,
lists and letters have no turns here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from data.quoting import quote_marks
from data.records import Span, Turn
from data.turns.turn_labels import NEAR, title_and_name
from data.words import people
from data.words.given_names import is_usual
from data.words.label_words import CROWD, QUESTION, TITLE_NOUN

#: Characters within which a transcript's first label stands, behind nothing but headings, place and time.
HEAD = 600
#: Characters of the longest heading.
HEADING = 120
#: A word in capitals, also one with accents: "MÁRN".
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
CAPITALS = rf"{_CAPITAL}(?:{_CAPITAL}|[.’'-])*"
_WORD = r"(?:[a-z]{2}-)?[^\W\d_a-z][\w.’'-]*"
#: Office and name, and a remark in brackets behind them that is part of the label: "Marn (retranslated):Thank you".
_LABEL = re.compile(
    rf"^[ \t]*(({_WORD}(?:,?[ ](?:{_WORD}|of|for|to|and|the|in|on|de|der|van|von|al|bin)){{0,24}})([ ]?\([^)\n]*\))?)"
    r":(?:(?=\s+\S)|(?<=\):)(?=[^\W\d_]))",
    re.M,
)
#: Remarks that tell how a turn is spoken, behind whatever name: "(retranslated)", "(speaking Finnish)".
_SPOKEN = re.compile(r"\((?:re-?)?(?:translat|interpret|speak|answer|repl|respond)", re.IGNORECASE)
_LINK = re.compile(r",|\s(?:of|for|to|in|on|and)\s")
_BLANK = re.compile(r"\s*")
_STARS = re.compile(r"^[ \t]*\*[ \t]?\*[ \t]?\*[ \t]*$", re.M)
_FIRST_PERSON = re.compile(r"\b(?:I|[Mm]y|[Ww]e)\b")


def turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of a text that opens with the label of an office and a full name; none for any other text.

    What follows says "I" or "we" outside quotations, and the label's line is no headline ("Harbour Minister Vera Marn:
    We will stay"), which ends without a stop.
    """
    labels = _labels(text, ())
    first = labels[0] if labels else None
    if first is None or not _named(first.group(2)) or not opens(text, first.start(), several=len(labels) > 1):
        return ()
    line, _, rest = text[first.end() :].partition("\n")
    if (line.strip() and line.rstrip()[-1] not in ".!?…,;:—–)") or not speaks_of_itself(rest or line):
        return ()
    ends = [label.start() for label in labels[1:]] + [len(text)]
    return tuple(Turn(label.group(1), Span(label.start(1), end)) for label, end in zip(labels, ends, strict=True))


def completed(text: str, given: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return the given turns of a transcript, and between them those whose labels they leave out.

    Who looks for labels misses the one that opens a text and those with a remark behind the name.
    """
    starts = sorted(turn.span.start for turn in given)
    missed = [
        Turn(label.group(1), Span(label.start(1), len(text)))
        for label in _labels(text, given)
        if not _given_at(text, label, starts)
    ]
    if not missed:
        return tuple(given)
    ordered = sorted([*given, *missed], key=lambda turn: turn.span.start)
    ends = [turn.span.start for turn in ordered[1:]] + [len(text)]
    spans = [Span(turn.span.start, min(turn.span.end, end)) for turn, end in zip(ordered, ends, strict=True)]
    return tuple(replace(turn, span=span) for turn, span in zip(ordered, spans, strict=True))


def _given_at(text: str, label: re.Match[str], starts: Sequence[int]) -> bool:
    """Tell whether a turn begins at a label or, but for blanks, right behind it."""
    following = bisect_left(starts, label.start())
    blank = _BLANK.match(text, label.end())
    return following < len(starts) and blank is not None and starts[following] <= blank.end()


def opens(text: str, at: int, *, several: bool) -> bool:
    """Tell whether a label at that place opens a transcript: nothing but headings stands before it.

    Where there are `several` labels, a row of stars sets the transcript apart from a summary before it.
    """
    summary = _STARS.search(text, 0, at) if several else None
    head = text[summary.end() if summary else 0 : at]
    return len(head) <= HEAD and all(map(_is_heading, head.splitlines()))


def _is_heading(line: str) -> bool:
    """Tell a line of place, time or title from a sentence of a report."""
    line = line.strip()
    return len(line) <= HEADING and (not line.endswith((".", "!", "?", "”", '"')) or len(line.split()) < 5)


def speaks_of_itself(text: str) -> bool:
    """Tell a text that says "I" or "we" outside quotations; of a very long one, its begin."""
    text = text[:NEAR]
    quoted = deque(region.span for region in quote_marks.regions(text))
    for found in _FIRST_PERSON.finditer(text):
        while quoted and quoted[0].end <= found.start():
            quoted.popleft()
        if not quoted or found.start() < quoted[0].start:
            return True
    return False


def _labels(text: str, given: Sequence[Turn]) -> list[re.Match[str]]:
    """Return the labels of a transcript: office and full name, the names told so before, and "Question".

    Where the given labels stand in capitals, others are what a speaker reads aloud.
    """
    names = {title_and_name(label)[1] for label in {turn.label for turn in given} if label.strip()}
    capitals = bool(given) and all(turn.label.isupper() for turn in given)
    found = []
    for label in _LABEL.finditer(text):
        words, remark = label.group(2), label.group(3) or ""
        name = _named(words)
        again = words in names or _SPOKEN.search(remark)
        if _of_crowd(words) if not (name or again) else words.isupper() or not capitals:
            found.append(label)
        names |= {name} - {""}
    return found if names else []


def _of_crowd(label: str) -> bool:
    return len(label.split()) < 3 and any(crowd.fullmatch(label) for crowd in (QUESTION, CROWD))


def _named(label: str) -> str:
    """Return the full name of a label that is an office and a full name, else an empty string."""
    title, name = title_and_name(label)
    words = name.split()
    office = TITLE_NOUN.search(_LINK.split(title)[0]) if title else None
    if office is None or len(words) < 2 or not words[-1][:1].isupper() or TITLE_NOUN.fullmatch(words[0]):
        return ""
    return name if is_usual(words[0]) or people.lookup(name) else ""
