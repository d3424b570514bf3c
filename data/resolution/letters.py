"""Letters that a text gives: a telegram, greetings, a message to a meeting, named by the text's title.

In: the title and the text of a document. Out: the words that name the sender, and where the letter stands; "the
message" and the "we" in it are the sender's. A letter that a president's office publishes and that begins with no
other name ("The message reads, in part:") is the president's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.quoting import quote_marks
from data.records import Document, Quotation, Span, Speaker
from data.turns import press_office
from data.words import naming
from data.words.names import surname

#: Words for a letter, which speaks for whoever sent it.
NOUNS = frozenset("greeting greetings letter message telegram".split())
#: "President Marn sent a telegram to ...": the title of a text that gives the telegram.
_SENT = re.compile(
    r"((?:[^\s,]+\s){1,7}?)(?:sent|sends|congratulated|congratulates|wished|wishes|greeted|wrote|addressed|forwarded|"
    r"conveyed|conveys|extended|expressed|offered)\s"
)
_READS = re.compile(r"\b(?:message|letter|telegram|greetings?)\b[^.\n“”]{0,80}:\s*[\r\n]")
#: "The congratulatory message of the President reads, in part:", "Mr Marn's letter reads:" at the head of a text.
_OWN = re.compile(
    r"\s*(?:The\s)?(?:((?:[A-Z]\w+\s)*[A-Z]\w+)[’']s\s)?(?:[a-z]+\s){0,3}(?i:message|letter|telegram|greetings?)\b"
    r"(?!.{0,60}\s(?:from|by)\s)[^\n“”]{0,80}:\s*[\r\n]"
)


def sender(title: str | None) -> str | None:
    """Return the words of a title that name who sent a letter: "President Marn congratulated Vera Lind"."""
    sent = _SENT.match(title or "")
    return sent.group(1) if sent is not None and naming.parse(sent.group(1)).form == "person" else None


def publisher(document: Document) -> tuple[Speaker, ...]:
    """Return the president whose office publishes a letter without naming its sender; empty for any other text."""
    begins = _OWN.match(document.text)
    speaker = press_office.president(document) if begins is not None else None
    if begins is None or speaker is None:
        return ()
    owner = begins.group(1)
    own = owner is None or surname(owner) == surname(speaker.name) or press_office.meant(owner, document) is not None
    return (speaker,) if own else ()


def places(text: str) -> list[Span]:
    """Return where a letter stands between marks, behind the words that lead to it."""
    led = _READS.search(text)
    if led is None:
        return []
    return [one.span for one in quote_marks.regions(text) if one.span.start >= led.end() and not one.single]


def holds(letter: Sequence[Span], quotation: Quotation) -> bool:
    """Tell words of the letter ("The message reads: ..."): its "I" and "we" are the sender."""
    begin = quotation.content[0].start
    named = quotation.mention[0].start if quotation.mention else begin
    return all(any(one.start <= place < one.end for one in letter) for place in (begin, named))
