"""A line in, who speaks by it out: a headline with a speaker beside its colon, the lead of a list of quotations.

Names are read by their words alone; who they are is found by `data.speakers`.
"""

from __future__ import annotations

import re

from data.records import Span
from data.words import naming
from data.words.human_nouns import is_office

#: Who speaks behind the colon of a headline: "Port to close in May: report".
_SOURCES = frozenset("report survey study poll officials official sources source experts police".split())
_HEADLINE = re.compile(r"([^\n:]{3,}?):\s+([^\n:]{3,})")
#: Words of the longest line that leads a list of quotations, and of the longest name in it.
LEAD_WORDS, NAME_WORDS = 30, 8


def headline(text: str, span: Span) -> tuple[Span, Span] | None:
    """Return who speaks in a headline and what is said, on either side of its colon: "No end in sight: Marn"."""
    match = _HEADLINE.match(text, span.start, span.end)
    if match is None or text[span.end - 1] in '.!?”"':
        return None
    for name, content in ((2, 1), (1, 2)):
        words = match.group(name).strip()
        if len(words.split()) > 6 or len(match.group(content).split()) < 4:
            continue
        parsed = naming.parse(words)
        described = parsed.form == "description" and is_office(parsed.head)
        described = described or (name == 2 and words.lower() in _SOURCES)
        if described or (parsed.form in ("person", "government") and text.count(parsed.name.split()[-1]) > 1):
            return Span(*match.span(name)), Span(*match.span(content))
    return None


def leader(text: str, paragraph: Span) -> Span | None:
    """Return the person a line begins with that leads a list of quotations: a heading, or what ends in a colon.

    "Minister Vera Marn on the Morning Show", "Mayor Odo Vesk spoke to firefighters:".
    """
    line = paragraph.of(text)
    words = list(re.finditer(r"\S+", line))
    if len(words) > LEAD_WORDS or line[-1] in '.!?…”",' or "\n" in line:
        return None
    for count in range(2, min(NAME_WORDS, len(words)) + 1):
        last, behind = words[count - 1].group(), words[count].group() if count < len(words) else ""
        name = line[: words[count - 1].end()].rstrip(":,")
        if last[0].isupper() and not behind[:1].isupper() and naming.parse(name).form == "person":
            return Span(paragraph.start, paragraph.start + len(name))
    return None
