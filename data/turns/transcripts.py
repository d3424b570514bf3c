"""A document in, the same document out with who speaks in it, where its labels or its title say so and its record not.

A transcript whose words stand behind labels in capitals ("THE PRESIDENT: Good morning") gets turns, and so does one
that opens with an office and a full name (`data.turns.spoken_labels`, which also completes given turns). A speech, a
statement or a letter gets its author (`data.turns.authors`) as its speaker. Turns of which no label names anybody
("PROTECTING JOBS: ...") are the headings of a report, and none; nor are the labels of collected statements
(`data.quoting.collected`). Anything else is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from data import line_ends
from data.quoting import collected
from data.records import Document, Span, Speaker, Turn
from data.turns import authors, spoken_labels
from data.turns.turn_labels import Labels

_LABEL = re.compile(
    rf"^[ \t]*({spoken_labels.CAPITALS}(?:[ \t]+{spoken_labels.CAPITALS}){{0,4}})[ \t]*:(?=[ \t]+\S)", re.M
)


def told(document: Document) -> Document:
    """Return `document` with the turns or the speaker that its text and title tell."""
    return replace(_told(line_ends.plainly(document)), text=document.text)


def _told(document: Document) -> Document:
    if document.speaker:
        return document
    labels = Labels(document)
    if any(_speaks(turn, labels) for turn in document.turns) and not _of_list(document.turns, document.text):
        return replace(document, turns=spoken_labels.completed(document.text, document.turns))
    document = replace(document, turns=())
    turns = _turns(document.text, labels) or spoken_labels.turns(document.text)
    if turns and not _of_list(turns, document.text):
        return replace(document, turns=turns)
    speakers = authors.of(document)
    if not speakers:
        return document
    return replace(
        document,
        speaker="; ".join(one.name for one in speakers),
        country=document.country or _countries(speakers),
        role=document.role or (speakers[0].role if len(speakers) == 1 else None),
    )


def _countries(speakers: Sequence[Speaker]) -> str | None:
    """Return the countries of the authors, one place each; None where no country is known."""
    return "; ".join(one.country or "" for one in speakers) if any(one.country for one in speakers) else None


def _turns(text: str, labels: Labels) -> tuple[Turn, ...]:
    """Return the turns behind labels in capitals; none where the first one does not open a transcript."""
    found = list(_LABEL.finditer(text))
    opens = bool(found) and spoken_labels.opens(text, found[0].start(), several=len(found) > 1)
    if not opens or not _is_speaker(found[0], labels):
        return ()
    spoken = [one for one in found if _is_speaker(one, labels)]
    ends = [one.start() for one in spoken[1:]] + [len(text)]
    return tuple(Turn(one.group(1), Span(one.start(1), end)) for one, end in zip(spoken, ends, strict=True))


def _is_speaker(label: re.Match[str], labels: Labels) -> bool:
    return labels.speaker(label.group(1), label.start()) is not None


def _of_list(turns: Sequence[Turn], text: str) -> bool:
    """Tell turns of a list of statements: who looks for capitals finds "NATO: “We go.”" there, and no other label."""
    return collected.open_at(text, [turn.span.start for turn in turns])


def _speaks(turn: Turn, labels: Labels) -> bool:
    """Tell the label of a turn from a heading; a turn without one is its document's speaker's."""
    return not turn.label.strip() or labels.speaker(turn.label, turn.span.start) is not None
