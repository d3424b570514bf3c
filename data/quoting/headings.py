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
#: "In an interview with the Vale Herald, Mayor Vera Marn told of the ice. Here are some of the key moments:"
_TALK = re.compile(
    r"\bin\san?\s(?:[\w’-]+\s){0,3}?(?:interview|speech|address)\b|\binterviewed\b|\bsat\sdown\swith\b", re.IGNORECASE
)
#: "Readers reacted to the interview": what follows is theirs.
_OF_OTHERS = re.compile(r"\b(?:react|respon[ds]|critici[sz]|comment|repl)", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![\w.’'-])(?:[A-Z][\w.’'-]{0,40}\s){2,6}[A-Z][\w’'-]{0,40}\w\b")


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


def interviewed(text: str, paragraph: Span) -> Span | None:
    """Return the one person with an office whom a paragraph names that tells of an interview or a speech."""
    told = paragraph.of(text)
    if not _TALK.search(told) or _OF_OTHERS.search(told):
        return None
    names = [Span(*run.span()) for run in _CAPITALS.finditer(text, paragraph.start, paragraph.end)]
    parsed = [(span, naming.parse(span.of(text))) for span in names]
    titled = [(span, one.name) for span, one in parsed if one.form == "person" and one.title]
    return titled[0][0] if len({name for _, name in titled}) == 1 else None


def announces(text: str, paragraph: Span) -> bool:
    """Tell "Here are some of the key moments:", which leads to a list and names nobody."""
    line = paragraph.of(text)
    return line.endswith(":") and len(line.split()) < 12


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
