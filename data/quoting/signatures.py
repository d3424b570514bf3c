"""A text in, the words that somebody signed out: “We had no water.” — Vera Marn, or a post without marks.

Posts end with name and handle: It rained. — Vera Marn (@marn) May 2, 2020. Only what stands in one line counts, and
only a full name behind the dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data.records import Span
from data.words import naming

_NAME = r"([^\W\d_a-z][\w.’'-]*(?:[ \u00a0][\w.’'-]+){1,4}?)"
_BEHIND_MARKS = re.compile(rf"[”\"][ \u00a0]*([—–―]|--?)[ \u00a0]*{_NAME}(?=[ \u00a0]*(?:$|[,(]))", re.M)
_POSTED = re.compile(rf"([—–―]|--?)[ \u00a0]*{_NAME}[ \u00a0]\(@\w+\)", re.M)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, the dash before the name, and what was signed: up to the dash, from the mark or the line on."""

    mention: Span
    dash: Span
    content: Span


def find(text: str) -> Iterator[Signature]:
    """Yield the signatures of `text`: behind quotation marks, and those of posts, with a handle, without marks."""
    for pattern in (_BEHIND_MARKS, _POSTED):
        for match in pattern.finditer(text):
            parsed = naming.parse(match.group(2))
            start = text.rfind("\n", 0, match.start()) + 1
            end = match.start() + 1 if pattern is _BEHIND_MARKS else len(text[: match.start()].rstrip())
            if (parsed.form == "person" or pattern is _POSTED) and text[start:end].strip():
                start += len(text[start:end]) - len(text[start:end].lstrip())
                yield Signature(Span(*match.span(2)), Span(*match.span(1)), Span(start, end))
