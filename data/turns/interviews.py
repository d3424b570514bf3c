"""A text in, the turns of a printed interview out: paragraphs that begin with a speaker's name and a colon.

Only where names come back as an interview's do: at least four such paragraphs, from two labels or more, one of them
at least twice, and where people talk: a quarter of the turns say "I", "we" or "you", or ask. Transcripts whose turns
the input marks do not pass here.
"""

from __future__ import annotations

import re
from collections import Counter

from data.records import Span, Turn

_LABEL = re.compile(
    r"^[ \t]*[\"“]?((?:[A-Z][\w.’'-]*|Q|A)(?:[ \t]+(?:[A-Z][\w.’'-]*|of|the|de|van|von|al)){0,5})[ \t]*:[ \t]+(?=\S)",
    re.MULTILINE,
)
LEAST_TURNS, LEAST_LABELS = 4, 2
_TALK = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur|[Yy]ou)\b|\?")


def turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of a printed interview, each from its label to the next one; empty for any other text.

    A turn ends with its paragraph unless the paragraphs behind it carry no label and stand before the next turn.
    """
    found = [(match.group(1), _begin(text, match), match.end()) for match in _LABEL.finditer(text)]
    counts = Counter(label for label, _, _ in found)
    if len(found) < LEAST_TURNS or len(counts) < LEAST_LABELS or max(counts.values()) < 2:
        return ()
    made = []
    for place, (label, start, _) in enumerate(found):
        end = found[place + 1][1] if place + 1 < len(found) else _paragraph_end(text, start)
        made.append(Turn(label, Span(start, end)))
    talking = sum(1 for turn in made if _TALK.search(text, turn.span.start, turn.span.end))
    return tuple(made) if 4 * talking >= len(made) else ()


def _begin(text: str, match: re.Match[str]) -> int:
    """Return where the words of a turn begin: at the label, or at the mark that a printed transcript sets before it."""
    return match.start(1) - (text[match.start(1) - 1 : match.start(1)] in ('"', "“"))


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
