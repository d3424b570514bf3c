"""A text in, the remarks that it prints out, as turns: "Here are Minister Vera Marn’s full remarks:" leads to them.

The line says whose they are, and what stands behind it speaks of itself as "I" or "we". They go on to the next such
line, to a paragraph that tells of their speaker by name, or to the end. What stands between quotation marks is left to
the rules of quotations.
"""

from __future__ import annotations

import re

from data.records import Span, Turn
from data.turns import spoken_labels
from data.words.names import surname

_LEADS = r"(?:(?:Here|Below)[ ](?:is|are)|The[ ]following[ ](?:is|are))[ ]"
_TEXT_OF = r"(?:(?:the[ ])?(?:[a-z]+[ ])?(?:text|transcript|excerpts?)[ ](?:of|from)[ ])?"
_REMARKS = r"(?:[a-z-]+[ ]){0,3}(?:remarks|statement|speech|letter|address|message)\b"
_PREPARED = r"(?:,?[ ](?:as[ ])?(?:prepared|delivered)(?:[ ]for[ ]delivery)?,?)?"
_WORD = r"[^\W\d_a-z][\w.’'-]*"
_NAME = rf"{_WORD}(?:[ ](?:{_WORD}|of|for|and|the|de|van|von|al|bin)){{0,9}}?"
_LINE = re.compile(
    rf"^[ \t]*{_LEADS}{_TEXT_OF}(?:the[ ](?={_WORD}))?(?:(?P<owner>{_NAME})(?:[’']s|(?<=s)[’'])[ ]{_REMARKS}"
    rf"|{_REMARKS}{_PREPARED}[ ](?:of|by|from)[ ](?:the[ ])?(?P<author>{_NAME})(?=[ ](?!of\b)[a-z]|[ ]?[,:.(]|[ ]*$))"
    # A line that quotes, or goes on about them, is a report of its own.
    r"(?![^\n]*(?:[\"“«]|\b(?:that|which|why|how|but)\b))[^\n]*$",
    re.M,
)
_PARAGRAPH = re.compile(r"^.*\S.*$", re.M)
_OPEN_MARKS = ('"', "“", "«", "‘", "'")


def turns(text: str) -> tuple[Turn, ...]:
    """Return the remarks printed in a text, each from behind the line that leads to them."""
    lines = list(_LINE.finditer(text))
    made = []
    for number, line in enumerate(lines):
        end = lines[number + 1].start() if number + 1 < len(lines) else len(text)
        label = (line["owner"] or line["author"]).rstrip(".")
        paragraphs = list(_PARAGRAPH.finditer(text, line.end(), end))
        if not paragraphs or paragraphs[0].group().lstrip().startswith(_OPEN_MARKS):
            continue
        stop = next((one.start() for one in paragraphs if _tells_of(label, one.group())), end)
        if spoken_labels.speaks_of_itself(text[line.end() : stop]):
            made.append(Turn(label, Span(paragraphs[0].start(), stop)))
    return tuple(made)


def _tells_of(label: str, paragraph: str) -> bool:
    """Tell a paragraph of the report: it names who spoke, and says no "I"."""
    named = re.search(rf"\b{re.escape(surname(label))}\b", paragraph) is not None
    return named and not spoken_labels.speaks_of_itself(paragraph)
